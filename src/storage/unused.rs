//! What rustc would warn of: results that nobody uses, statements that nothing reaches, closures that nobody calls.

use crate::ir::walk::{Node, each_block, each_expr, walk_block};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Program, Spelling, Stmt, StmtKind, Ty, Var, VarIdx,
};

/// Binds unused results to `_`, ends blocks where they are left, and notes which closures are called.
pub(super) fn settle_unused(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        block(program, id, &mut body);
        each_expr(&mut body, &mut |expr| {
            if let ExprKind::Block(inner, _) = &mut expr.kind {
                block(program, id, inner);
            }
        });
        program.funcs[index].body = body;
    }
    note_calls(program);
}

/// Gives whether the block throws at its end.
fn block(program: &mut Program, id: FuncId, block_: &mut Block) -> bool {
    let left = block_.stmts.iter_mut().position(leaves);
    if let Some(left) = left {
        let mut index = 0;
        block_.stmts.retain(|stmt| {
            index += 1;
            index <= left + 1 || matches!(stmt.kind, StmtKind::Comment(_) | StmtKind::Trailing(_))
        });
    }
    block_
        .stmts
        .retain(|stmt| !matches!(&stmt.kind, StmtKind::Expr(value) if is_none(value)));
    for stmt in &mut block_.stmts {
        if let StmtKind::Expr(value) = &mut stmt.kind
            && is_unused(value)
        {
            let value = std::mem::replace(value, Expr::unit());
            let var = nothing(program, id, &value.ty);
            stmt.kind = StmtKind::Let {
                var,
                value: Some(value),
            };
        }
        if let StmtKind::Try { done, body, .. } = &mut stmt.kind
            && block(program, id, body)
        {
            // Nothing goes past the handlers.
            *done = None;
        }
        each_block(stmt, &mut |inner| {
            block(program, id, inner);
        });
    }
    left.is_some()
}

/// Makes a statement that stores an exception on its way one that only throws it.
fn leaves(stmt: &mut Stmt) -> bool {
    let (StmtKind::Let {
        value: Some(value), ..
    }
    | StmtKind::Store { value, .. }) = &mut stmt.kind
    else {
        return false;
    };
    if !matches!(value.kind, ExprKind::Throw { .. }) {
        return false;
    }
    stmt.kind = StmtKind::Expr(std::mem::replace(value, Expr::unit()));
    true
}

/// The variable `_`.
fn nothing(program: &mut Program, id: FuncId, ty: &Ty) -> VarIdx {
    program.add_var(Var::own(id, "_", ty.clone()))
}

/// Whether the value is `None`, written out.
fn is_none(value: &Expr) -> bool {
    matches!(&value.kind, ExprKind::ToValue(inner) if matches!(inner.kind, ExprKind::Unit))
}

/// Whether a statement is an operation of Rust's own that is of no use without its result.
fn is_unused(value: &Expr) -> bool {
    let is_plain = match &value.kind {
        ExprKind::Op {
            spelling: Spelling::Path(path),
            ..
        } => path.ends_with("::from"),
        _ => false,
    };
    (is_plain || matches!(value.kind, ExprKind::Op { runtime: false, .. }))
        && !matches!(value.ty, Ty::Unit | Ty::Never)
}

fn note_calls(program: &mut Program) {
    let mut called = Vec::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node
                && let ExprKind::CallClosure { callee, .. } = &expr.kind
                && let Ty::Closure(set) = &callee.ty
            {
                called.push(*set);
            }
        });
    }
    for set in called {
        program.sets[set.0 as usize].is_called = true;
    }
}
