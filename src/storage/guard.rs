//! Borrows of `RefCell`s end before anything else can want the cell.
//!
//! A borrow in the middle of a statement would last to the statement's end. Where the statement also stores to a cell or calls
//! code that might, the value is read in a block of its own.

use crate::ir::walk::{self, Node, walk_expr};
use crate::ir::{Block, Expr, ExprKind, Program, Spelling, Stmt, StmtKind};

/// Guards the reads of every function; notes whether any block was needed.
pub(super) fn guard(program: &mut Program) {
    let mut any = false;
    for func in &mut program.funcs {
        guard_block(&mut func.body, &mut any);
    }
    program.has_guard_blocks = any;
}

fn guard_block(block: &mut Block, any: &mut bool) {
    for stmt in &mut block.stmts {
        guard_stmt(stmt, any);
    }
}

fn guard_stmt(stmt: &mut Stmt, any: &mut bool) {
    let stores = matches!(
        stmt.kind,
        StmtKind::CellSet {
            is_ref_cell: true,
            ..
        }
    );
    match &mut stmt.kind {
        StmtKind::If { test, then, orelse } => {
            guard_expr(test, true, any);
            guard_block(then, any);
            guard_block(orelse, any);
        }
        StmtKind::While { test, body, .. } => {
            guard_expr(test, true, any);
            guard_block(body, any);
        }
        StmtKind::For { iter, body, .. } => {
            guard_expr(iter, true, any);
            guard_block(body, any);
        }
        StmtKind::Labelled { body, .. } => guard_block(body, any),
        StmtKind::Try { body, handler, .. } => {
            guard_block(body, any);
            guard_block(handler, any);
        }
        StmtKind::Match {
            value,
            then,
            handler,
            ..
        } => {
            guard_expr(value, true, any);
            guard_block(then, any);
            guard_block(handler, any);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            guard_block(body, any);
            guard_block(finalizer, any);
            for arm in arms {
                guard_block(&mut arm.body, any);
            }
        }
        StmtKind::Leave { value, .. } => {
            if let Some(value) = value {
                let hazard = calls(value);
                guard_expr(value, hazard, any);
            }
        }
        StmtKind::Let {
            value: Some(value), ..
        }
        | StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::CellSet { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value)
        | StmtKind::Return(Some(value)) => {
            let hazard = stores || calls(value);
            guard_expr(value, hazard, any);
        }
        StmtKind::Let { value: None, .. }
        | StmtKind::Return(None)
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
}

/// Whether evaluating the expression may run code of the program.
fn calls(expr: &Expr) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(inner) = node {
            found |= match &inner.kind {
                ExprKind::CallFunc { .. } | ExprKind::CallClosure { .. } => true,
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    ..
                } => name.trim_start_matches("try_").starts_with("call"),
                ExprKind::Op {
                    spelling: Spelling::Path(path),
                    ..
                } => matches!(
                    path.as_str(),
                    "Value::call_builtin" | "Value::try_call_builtin"
                ),
                _ => false,
            };
        }
    });
    found
}

fn guard_expr(expr: &mut Expr, hazard: bool, any: &mut bool) {
    if hazard && let ExprKind::CellClone(cell) = &mut expr.kind {
        *any = true;
        let cell = std::mem::replace(cell, Box::new(Expr::unit()));
        expr.kind = ExprKind::CellCloneNow(cell);
    }
    walk::each_child(expr, &mut |child| guard_expr(child, hazard, any));
    if let ExprKind::Block(block, value) = &mut expr.kind {
        guard_block(block, any);
        guard_expr(value, hazard, any);
    }
}
