//! Borrows of `RefCell`s end before anything else can want the cell.
//!
//! A borrow in the middle of a statement would last to the statement's end. Where the statement also stores to a cell or calls
//! code that might, the value is read in a block of its own.

use crate::ir::walk::{self, Node, walk_expr};
use crate::ir::{Block, Expr, ExprKind, Mode, Program, Spelling, Stmt, StmtKind};

/// Guards the reads of every function; notes whether rustc would call the braces of a block needless.
pub(super) fn guard(program: &mut Program) {
    for func in &mut program.funcs {
        guard_block(&mut func.body);
    }
    program.has_guard_blocks = program
        .funcs
        .iter()
        .any(|func| has_needless_braces(&func.body));
}

/// Whether a guarded read is a whole argument or a whole value: rustc's `unused_braces` does not know what the braces are for there.
fn has_needless_braces(block: &Block) -> bool {
    let mut found = false;
    let is_guarded = |expr: &Expr| matches!(expr.kind, ExprKind::CellCloneNow(_));
    walk::walk_block(block, &mut |node| {
        found |= match node {
            Node::Pattern(_) => false,
            Node::Stmt(stmt) => stmt_value(&stmt.kind).is_some_and(is_guarded),
            Node::Expr(expr) => match &expr.kind {
                ExprKind::CallFunc { args, .. } | ExprKind::CallClosure { args, .. } => {
                    args.iter().any(is_guarded)
                }
                ExprKind::Op {
                    spelling: Spelling::Path(_) | Spelling::Method(_),
                    args,
                    ..
                } => args
                    .iter()
                    .any(|(arg, mode)| *mode == Mode::Own && is_guarded(arg)),
                ExprKind::Op {
                    spelling: Spelling::Listed(_) | Spelling::Macro(_) | Spelling::Array,
                    args,
                    ..
                } => args.iter().any(|(arg, _)| is_guarded(arg)),
                ExprKind::Some(inner)
                | ExprKind::ToValue(inner)
                | ExprKind::AsValue(inner)
                | ExprKind::Ok(inner)
                | ExprKind::Err(inner)
                | ExprKind::Not(inner) => is_guarded(inner),
                _ => false,
            },
        };
    });
    found
}

/// What a statement evaluates, if that is one whole value.
fn stmt_value(kind: &StmtKind) -> Option<&Expr> {
    match kind {
        StmtKind::Let { value, .. } | StmtKind::Leave { value, .. } | StmtKind::Return(value) => {
            value.as_ref()
        }
        StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::CellSet { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value)
        | StmtKind::Match { value, .. }
        | StmtKind::For { iter: value, .. }
        | StmtKind::If { test: value, .. }
        | StmtKind::While { test: value, .. } => Some(value),
        StmtKind::Labelled { .. }
        | StmtKind::Try { .. }
        | StmtKind::Finally { .. }
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => None,
    }
}

fn guard_block(block: &mut Block) {
    for stmt in &mut block.stmts {
        guard_stmt(stmt);
    }
}

fn guard_stmt(stmt: &mut Stmt) {
    let stores = matches!(
        stmt.kind,
        StmtKind::CellSet {
            is_ref_cell: true,
            ..
        }
    );
    match &mut stmt.kind {
        StmtKind::If { test, then, orelse } => {
            guard_expr(test, true);
            guard_block(then);
            guard_block(orelse);
        }
        StmtKind::While { test, body, .. } => {
            guard_expr(test, true);
            guard_block(body);
        }
        StmtKind::For { iter, body, .. } => {
            guard_expr(iter, true);
            guard_block(body);
        }
        StmtKind::Labelled { body, .. } => guard_block(body),
        StmtKind::Try { body, handler, .. } => {
            guard_block(body);
            guard_block(handler);
        }
        StmtKind::Match {
            value,
            then,
            handler,
            ..
        } => {
            guard_expr(value, true);
            guard_block(then);
            guard_block(handler);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            guard_block(body);
            guard_block(finalizer);
            for arm in arms {
                guard_block(&mut arm.body);
            }
        }
        StmtKind::Leave { value, .. } => {
            if let Some(value) = value {
                let hazard = calls(value);
                guard_expr(value, hazard);
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
            guard_expr(value, hazard);
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

fn guard_expr(expr: &mut Expr, hazard: bool) {
    if hazard && let ExprKind::CellClone(cell) = &mut expr.kind {
        let cell = std::mem::replace(cell, Box::new(Expr::unit()));
        expr.kind = ExprKind::CellCloneNow(cell);
    }
    walk::each_child(expr, &mut |child| guard_expr(child, hazard));
    if let ExprKind::Block(block, value) = &mut expr.kind {
        guard_block(block);
        guard_expr(value, hazard);
    }
}
