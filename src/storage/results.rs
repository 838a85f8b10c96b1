//! Functions that give back a `Result`: `Ok` around what they return, `Err` around what they hand on at their end.

use crate::ir::raise::falls;
use crate::ir::{Block, Expr, ExprKind, Program, Route, StmtKind, Ty};

/// Wraps the results of every fallible function.
pub(super) fn wrap_results(program: &mut Program) {
    for func in &mut program.funcs {
        if !func.is_fallible {
            continue;
        }
        let is_open = func.ret == Ty::Unit && falls(&func.body);
        wrap_block(&mut func.body);
        if is_open {
            let value = Expr::new(ExprKind::Ok(Box::new(Expr::unit())), Ty::Unit);
            func.body.stmts.push(crate::ir::Stmt {
                kind: StmtKind::Tail(value),
                line: 0,
            });
        } else {
            hand_on(&mut func.body);
        }
    }
}

fn wrap_block(block: &mut Block) {
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::Return(value) => {
                let value = value.take().unwrap_or_else(Expr::unit);
                stmt.kind = StmtKind::Return(Some(ok(value)));
            }
            StmtKind::Tail(value) => {
                let value = std::mem::replace(value, Expr::unit());
                stmt.kind = StmtKind::Tail(ok(value));
            }
            StmtKind::If { then, orelse, .. } => {
                wrap_block(then);
                wrap_block(orelse);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => wrap_block(body),
            StmtKind::Try { body, handler, .. } => {
                wrap_block(body);
                wrap_block(handler);
            }
            StmtKind::Match { then, handler, .. } => {
                wrap_block(then);
                wrap_block(handler);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                wrap_block(body);
                wrap_block(finalizer);
                for arm in arms {
                    wrap_block(&mut arm.body);
                }
            }
            _ => {}
        }
    }
}

/// `Ok(call()?)` is `call()`.
fn ok(value: Expr) -> Expr {
    let ty = value.ty.clone();
    match value.kind {
        ExprKind::Raises {
            inner,
            route: Route::Caller,
        } => *inner,
        ExprKind::Throw {
            error,
            route: Route::Caller,
            ..
        } => Expr::new(ExprKind::Err(error), ty),
        kind => Expr::new(ExprKind::Ok(Box::new(Expr::new(kind, ty.clone()))), ty),
    }
}

/// A `return Err(error)` at the end is the value of the function.
fn hand_on(block: &mut Block) {
    let last = block.stmts.iter_mut().rev().find(|stmt| {
        !matches!(
            stmt.kind,
            StmtKind::Comment(_) | StmtKind::Trailing(_) | StmtKind::Blank | StmtKind::Define(_)
        )
    });
    let Some(stmt) = last else { return };
    match &mut stmt.kind {
        StmtKind::Expr(Expr {
            kind:
                ExprKind::Throw {
                    error,
                    route: Route::Caller,
                    ..
                },
            ..
        }) => {
            let error = std::mem::replace(&mut **error, Expr::unit());
            stmt.kind = StmtKind::Tail(Expr::new(ExprKind::Err(Box::new(error)), Ty::Never));
        }
        StmtKind::Return(value) => {
            if let Some(value) = value.take() {
                stmt.kind = StmtKind::Tail(value);
            }
        }
        StmtKind::If { then, orelse, .. } => {
            hand_on(then);
            hand_on(orelse);
        }
        StmtKind::Match { then, handler, .. } => {
            hand_on(then);
            hand_on(handler);
        }
        StmtKind::Try {
            done: None,
            handler,
            ..
        } => hand_on(handler),
        StmtKind::Finally {
            finalizer, arms, ..
        } => {
            if falls(finalizer) {
                for arm in arms {
                    hand_on(&mut arm.body);
                }
            } else {
                hand_on(finalizer);
            }
        }
        _ => {}
    }
}
