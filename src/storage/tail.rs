//! `return` at the end of a function is the value of its last expression.

use crate::ir::raise::falls;
use crate::ir::{Block, Expr, ExprKind, Program, Stmt, StmtKind};

/// Turns final returns into tail values.
pub(super) fn tail(program: &mut Program) {
    for func in &mut program.funcs {
        tail_block(&mut func.body);
    }
}

fn tail_block(block: &mut Block) {
    let Some(at) = last_statement(block) else {
        return;
    };
    let at = unfold(block, at);
    let stmt = &mut block.stmts[at];
    match &mut stmt.kind {
        StmtKind::Return(value) => match value.take() {
            Some(value) => stmt.kind = StmtKind::Tail(value),
            None => {
                block.stmts.remove(at);
            }
        },
        StmtKind::Tail(_) => {}
        StmtKind::If { then, orelse, .. } => {
            let is_whole = !orelse.is_empty();
            if is_whole || !returns_value(then) {
                tail_block(then);
                tail_block(orelse);
            }
        }
        StmtKind::Match { then, handler, .. } => {
            tail_block(then);
            tail_block(handler);
        }
        StmtKind::Try {
            done: None,
            handler,
            ..
        } => tail_block(handler),
        StmtKind::Finally {
            finalizer, arms, ..
        } => {
            if falls(finalizer) {
                for arm in arms {
                    tail_block(&mut arm.body);
                }
            } else {
                tail_block(finalizer);
            }
        }
        _ => {}
    }
}

/// A block as the final value is spread over the statements: nothing behind it can mistake its names.
fn unfold(block: &mut Block, at: usize) -> usize {
    let (StmtKind::Return(Some(value)) | StmtKind::Tail(value)) = &mut block.stmts[at].kind else {
        return at;
    };
    if !matches!(value.kind, ExprKind::Block(..)) {
        return at;
    }
    let whole = std::mem::replace(value, Expr::unit());
    let ExprKind::Block(inner, last) = whole.kind else {
        unreachable!("checked above")
    };
    *value = *last;
    let n_inner = inner.stmts.len();
    block.stmts.splice(at..at, inner.stmts);
    unfold(block, at + n_inner)
}

/// The last statement that is no comment or blank line.
fn last_statement(block: &Block) -> Option<usize> {
    block.stmts.iter().rposition(|stmt| !is_layout(stmt))
}

fn is_layout(stmt: &Stmt) -> bool {
    matches!(
        stmt.kind,
        StmtKind::Comment(_) | StmtKind::Trailing(_) | StmtKind::Blank | StmtKind::Define(_)
    )
}

fn returns_value(block: &Block) -> bool {
    match last_statement(block).map(|at| &block.stmts[at].kind) {
        Some(StmtKind::Return(value)) => value.is_some(),
        Some(StmtKind::If { then, orelse, .. }) => returns_value(then) || returns_value(orelse),
        Some(StmtKind::Match { then, handler, .. }) => {
            returns_value(then) || returns_value(handler)
        }
        Some(StmtKind::Try { handler, .. }) => returns_value(handler),
        Some(StmtKind::Finally {
            finalizer, arms, ..
        }) => returns_value(finalizer) || arms.iter().any(|arm| returns_value(&arm.body)),
        _ => false,
    }
}
