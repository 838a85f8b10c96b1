//! Variables declared without a value: `mut` only where more than one store can reach them.

use crate::ir::{Block, Program, Stmt, StmtKind, VarIdx};

/// Marks the variables that are declared without a value and may be stored to twice.
pub(super) fn find_restored(program: &mut Program, block: &Block) {
    for (index, stmt) in block.stmts.iter().enumerate() {
        if let StmtKind::Let { var, value: None } = &stmt.kind {
            let n_stores = stores(&block.stmts[index + 1..], *var);
            program.vars[var.0 as usize].is_restored = n_stores > 1;
        }
        match &stmt.kind {
            StmtKind::If { then, orelse, .. } => {
                find_restored(program, then);
                find_restored(program, orelse);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => {
                find_restored(program, body);
            }
            _ => {}
        }
    }
}

/// The most stores that one run can make; two stand for many.
fn stores(stmts: &[Stmt], var: VarIdx) -> usize {
    let mut so_far = 0;
    let mut most = 0;
    for stmt in stmts {
        match &stmt.kind {
            StmtKind::Store { var: bound, .. } if *bound == var => so_far += 1,
            StmtKind::If { then, orelse, .. } => {
                let mut falls = 0;
                for branch in [then, orelse] {
                    let inside = stores(&branch.stmts, var);
                    most = most.max(so_far + inside);
                    if !leaves(branch) {
                        falls = falls.max(inside);
                    }
                }
                so_far += falls;
            }
            StmtKind::While { body, .. } | StmtKind::For { body, .. }
                if stores(&body.stmts, var) > 0 =>
            {
                so_far += 2;
            }
            StmtKind::Labelled { body, .. } => so_far += stores(&body.stmts, var),
            _ => {}
        }
    }
    most.max(so_far)
}

/// Whether the block never reaches its end.
fn leaves(block: &Block) -> bool {
    block.stmts.iter().any(|stmt| {
        matches!(
            stmt.kind,
            StmtKind::Return(_) | StmtKind::Break(_) | StmtKind::Continue
        )
    })
}
