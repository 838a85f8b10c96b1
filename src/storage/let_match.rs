//! A variable that both ways through a `match` give a value to is declared with the `match` as its value.
//!
//! **Python**
//! ```python
//! try:
//!     n = int(text)
//! except ValueError:
//!     n = 0
//! ```
//! **Rust**
//! ```text
//! let n = match try_int_from_text(&text) {
//!     Ok(value) => value,
//!     Err(_) => 0,
//! };
//! ```

use std::collections::BTreeMap;

use crate::ir::raise::falls;
use crate::ir::walk::{Node, node_vars, walk_block};
use crate::ir::{Block, ExprKind, Program, StmtKind, Storage, Ty, VarIdx};

/// Joins declarations with the `match` behind them.
pub(super) fn join_declarations(program: &mut Program) {
    let mut n_stores: BTreeMap<VarIdx, usize> = BTreeMap::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Store { var, .. } | StmtKind::StoreOp { var, .. } = &stmt.kind
            {
                *n_stores.entry(*var).or_default() += 1;
            }
        });
    }
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        join_block(program, &mut body, &n_stores);
        program.funcs[index].body = body;
    }
}

fn join_block(program: &mut Program, block: &mut Block, n_stores: &BTreeMap<VarIdx, usize>) {
    let mut index = 0;
    while index + 1 < block.stmts.len() {
        if let StmtKind::Let { var, value: None } = block.stmts[index].kind
            && fits(program, var)
            && let StmtKind::Match {
                result,
                then,
                handler,
                ..
            } = &mut block.stmts[index + 1].kind
            && result.is_none()
            && falls(then)
            && falls(handler)
            && gives(then, var)
            && gives(handler, var)
        {
            let n_given = give(then, var) + give(handler, var);
            *result = Some(var);
            let data = &mut program.vars[var.0 as usize];
            data.is_mutable = n_stores.get(&var).copied().unwrap_or_default() > n_given;
            data.is_annotated = data.ty == Ty::I64 && starts_open(then);
            block.stmts.remove(index);
        }
        index += 1;
    }
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::If { then, orelse, .. } => {
                join_block(program, then, n_stores);
                join_block(program, orelse, n_stores);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => join_block(program, body, n_stores),
            StmtKind::Try { body, handler, .. } => {
                join_block(program, body, n_stores);
                join_block(program, handler, n_stores);
            }
            StmtKind::Match { then, handler, .. } => {
                join_block(program, then, n_stores);
                join_block(program, handler, n_stores);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                join_block(program, body, n_stores);
                join_block(program, finalizer, n_stores);
                for arm in arms {
                    join_block(program, &mut arm.body, n_stores);
                }
            }
            _ => {}
        }
    }
}

/// Whether the variable is a plain one whose type a literal or the other way says.
fn fits(program: &Program, var: VarIdx) -> bool {
    let data = &program.vars[var.0 as usize];
    data.storage == Storage::Plain
        && !data.maybe_unbound
        && !data.is_unread
        && matches!(
            data.ty,
            Ty::I64 | Ty::F64 | Ty::Bool | Ty::Str | Ty::Int | Ty::Num | Ty::Value | Ty::Exception
        )
}

/// Whether each way through the block that reaches its end stores to the variable there, and does not look at it before.
fn gives(block: &Block, var: VarIdx) -> bool {
    let Some((last, init)) = block.stmts.split_last() else {
        return false;
    };
    let mut is_used = false;
    for stmt in init {
        crate::ir::walk::walk_stmt(stmt, &mut |node| is_used |= node_vars(node).contains(&var));
    }
    if is_used {
        return false;
    }
    match &last.kind {
        StmtKind::Store { var: stored, .. } => *stored == var,
        StmtKind::If { then, orelse, .. } => [then, orelse]
            .into_iter()
            .all(|way| !falls(way) || gives(way, var)),
        _ => false,
    }
}

/// Makes the final stores of a block its value; how many there were.
fn give(block: &mut Block, var: VarIdx) -> usize {
    let Some(last) = block.stmts.last_mut() else {
        return 0;
    };
    match &mut last.kind {
        StmtKind::Store { var: stored, value } if *stored == var => {
            let value = std::mem::replace(value, crate::ir::Expr::unit());
            last.kind = StmtKind::Tail(value);
            1
        }
        StmtKind::If { then, orelse, .. } => give(then, var) + give(orelse, var),
        _ => 0,
    }
}

/// Whether the value of the block is a literal that leaves its type open.
fn starts_open(block: &Block) -> bool {
    match block.stmts.last().map(|stmt| &stmt.kind) {
        Some(StmtKind::Tail(value)) => matches!(value.kind, ExprKind::I64(_)),
        Some(StmtKind::If { then, .. }) => starts_open(then),
        _ => false,
    }
}
