//! How a `try` is written: as a `match` where one thing may be raised and nothing comes before it, with a labelled block otherwise.
//!
//! **Python**
//! ```python
//! try:
//!     n = int(text)
//!     print(n)
//! except ValueError:
//!     print("no number")
//! ```
//! **Rust**
//! ```text
//! match try_int_from_text(&text) {
//!     Ok(n) => println!("{n}"),
//!     Err(_) => println!("no number"),
//! }
//! ```

use crate::ir::walk::{Node, walk_block, walk_expr, walk_stmt};
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, FuncId, Piece, Program, Route, Spelling, Stmt, StmtKind, Ty,
    Var, VarIdx, Way,
};

/// A `try` whose routes are known.
pub(super) struct Attempt {
    pub(super) label: String,
    pub(super) done: Option<String>,
    pub(super) body: Block,
    pub(super) error: VarIdx,
    pub(super) handler: Block,
    pub(super) line: u32,
}

/// The statements of a `try`.
pub(super) fn finish(program: &mut Program, func: FuncId, mut attempt: Attempt) -> Vec<Stmt> {
    flatten(&mut attempt.body.stmts);
    if points(&attempt.body, &attempt.label) == 1
        && let Some(stmts) = matched(program, func, &mut attempt)
    {
        return stmts;
    }
    hoist_results(program, func, &mut attempt.body);
    let done = attempt.done.filter(|_| falls(&attempt.body));
    let kind = StmtKind::Try {
        label: attempt.label,
        done,
        body: attempt.body,
        orelse: Block::default(),
        error: attempt.error,
        clauses: Vec::new(),
        handler: attempt.handler,
    };
    vec![Stmt {
        kind,
        line: attempt.line,
    }]
}

/// Statements in blocks of expressions stand before them.
fn flatten(stmts: &mut Vec<Stmt>) {
    let mut index = 0;
    while index < stmts.len() {
        let line = stmts[index].line;
        let (StmtKind::Expr(value)
        | StmtKind::Store { value, .. }
        | StmtKind::Return(Some(value))
        | StmtKind::Let {
            value: Some(value), ..
        }) = &mut stmts[index].kind
        else {
            index += 1;
            continue;
        };
        if !matches!(value.kind, ExprKind::Block(..)) {
            index += 1;
            continue;
        }
        let whole = std::mem::replace(value, Expr::unit());
        let ExprKind::Block(inner, last) = whole.kind else {
            unreachable!("checked above")
        };
        *value = *last;
        let inner = inner.stmts.into_iter().map(|stmt| Stmt {
            line: if stmt.line == 0 { line } else { stmt.line },
            ..stmt
        });
        stmts.splice(index..index, inner.collect::<Vec<_>>());
    }
}

/// `print` of what may leave a `try` shows values that stand in statements before it.
pub(super) fn hoist(program: &mut Program, func: FuncId, stmt: &mut Stmt, out: &mut Vec<Stmt>) {
    let line = stmt.line;
    let StmtKind::Expr(expr) = &mut stmt.kind else {
        return;
    };
    let print = match &mut expr.kind {
        ExprKind::Raises { inner, .. } => &mut inner.kind,
        kind => kind,
    };
    let ExprKind::Format { pieces, .. } = print else {
        return;
    };
    let last = pieces.iter().rposition(|piece| match piece {
        Piece::Value(value, _) => leaves(value),
        Piece::Text(_) => false,
    });
    let Some(last) = last else { return };
    for piece in &mut pieces[..=last] {
        let Piece::Value(value, _) = piece else {
            continue;
        };
        if is_stable(program, value) && !leaves(value) {
            continue;
        }
        let ty = value.ty.clone();
        let var = program.add_var(Var::own(func, "value", ty.clone()));
        let value = std::mem::replace(value, Expr::var(var, ty));
        let kind = StmtKind::Let {
            var,
            value: Some(value),
        };
        out.push(Stmt { kind, line });
    }
}

/// What is returned stands in a statement before, if an exception may leave it.
pub(super) fn hoist_results(program: &mut Program, func: FuncId, block: &mut Block) {
    for mut stmt in std::mem::take(&mut block.stmts) {
        match &mut stmt.kind {
            StmtKind::Return(Some(value))
            | StmtKind::Leave {
                value: Some(value), ..
            } if leaves(value) => {
                let ty = value.ty.clone();
                let var = program.add_var(Var::own(func, "result", ty.clone()));
                let value = std::mem::replace(value, Expr::var(var, ty));
                let kind = StmtKind::Let {
                    var,
                    value: Some(value),
                };
                let line = stmt.line;
                block.stmts.push(Stmt { kind, line });
            }
            StmtKind::If { then, orelse, .. } => {
                hoist_results(program, func, then);
                hoist_results(program, func, orelse);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => hoist_results(program, func, body),
            StmtKind::Try { handler, .. } => hoist_results(program, func, handler),
            StmtKind::Match { then, handler, .. } => {
                hoist_results(program, func, then);
                hoist_results(program, func, handler);
            }
            StmtKind::Finally {
                finalizer, arms, ..
            } => {
                hoist_results(program, func, finalizer);
                for arm in arms {
                    hoist_results(program, func, &mut arm.body);
                }
            }
            _ => {}
        }
        block.stmts.push(stmt);
    }
}

/// Whether something in the statements jumps to the end of the block of the label.
pub(crate) fn jumps_to(stmts: &[Stmt], label: &str) -> bool {
    let mut found = false;
    for stmt in stmts {
        walk_stmt(stmt, &mut |node| found |= is_jump(node, label, None));
    }
    found
}

/// Whether something in the expression jumps to the end of the block of the label.
pub(crate) fn jumps_from(expr: &Expr, label: &str) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| found |= is_jump(node, label, None));
    found
}

/// Whether the node leaves the block of the label, in a certain way if one is given.
fn is_jump(node: Node<'_>, label: &str, wanted: Option<Way>) -> bool {
    match node {
        Node::Stmt(stmt) => matches!(&stmt.kind, StmtKind::Leave { label: to, way, .. }
            if to == label && wanted.is_none_or(|wanted| wanted == *way)),
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Raises { route, .. } | ExprKind::Throw { route, .. } => {
                wanted.is_none()
                    && matches!(route, Route::Handler(to) | Route::Finally(to) if to == label)
            }
            _ => false,
        },
        Node::Pattern(_) => false,
    }
}

/// Whether the body of a `finally` is still left this way, now that what is never reached is gone.
pub(super) fn is_left(body: &Block, label: &str, way: Way) -> bool {
    let mut found = false;
    walk_block(body, &mut |node| found |= is_jump(node, label, Some(way)));
    found
}

/// Whether some `break` names the label.
pub(super) fn is_broken(body: &Block, label: &str) -> bool {
    let mut found = false;
    walk_block(body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            found |= matches!(&stmt.kind, StmtKind::Break(Some(to)) if to == label);
        }
    });
    found
}

/// Whether an exception may leave the expression for a labelled block.
fn leaves(expr: &Expr) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(expr) = node {
            found |= matches!(
                expr.kind,
                ExprKind::Raises {
                    route: Route::Handler(_) | Route::Finally(_),
                    ..
                } | ExprKind::Throw {
                    route: Route::Handler(_) | Route::Finally(_),
                    ..
                }
            );
        }
    });
    found
}

fn is_point(expr: &Expr, label: &str) -> bool {
    match &expr.kind {
        ExprKind::Raises {
            route: Route::Handler(to),
            ..
        }
        | ExprKind::Throw {
            route: Route::Handler(to),
            ..
        } => to == label,
        _ => false,
    }
}

fn points(block: &Block, label: &str) -> usize {
    let mut n_points = 0;
    walk_block(block, &mut |node| {
        if let Node::Expr(expr) = node {
            n_points += usize::from(is_point(expr, label));
        }
    });
    n_points
}

fn has_point(expr: &Expr, label: &str) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(expr) = node {
            found |= is_point(expr, label);
        }
    });
    found
}

/// The `match`, if the one thing that may be raised is evaluated before anything else of its statement that matters.
fn matched(program: &mut Program, func: FuncId, attempt: &mut Attempt) -> Option<Vec<Stmt>> {
    let at = attempt.body.stmts.iter().position(|stmt| {
        let mut found = false;
        walk_stmt(stmt, &mut |node| {
            if let Node::Expr(expr) = node {
                found |= is_point(expr, &attempt.label);
            }
        });
        found
    })?;
    let mut stmt = attempt.body.stmts[at].clone();
    let root = match &mut stmt.kind {
        StmtKind::Let {
            value: Some(value), ..
        }
        | StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Return(Some(value))
        | StmtKind::Leave {
            value: Some(value), ..
        } => value,
        StmtKind::If { test, .. } => test,
        _ => return None,
    };
    if !has_point(root, &attempt.label) {
        return None;
    }
    let is_whole = is_point(root, &attempt.label);
    let ty = point_ty(root, &attempt.label)?;
    if ty == Ty::Unit && !(is_whole && matches!(stmt.kind, StmtKind::Expr(_))) {
        return None;
    }
    let ok = program.add_var(Var::own(func, "value", ty.clone()));
    let root = match &mut stmt.kind {
        StmtKind::Let {
            value: Some(value), ..
        }
        | StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Return(Some(value))
        | StmtKind::Leave {
            value: Some(value), ..
        } => value,
        StmtKind::If { test, .. } => test,
        _ => return None,
    };
    let value = take(program, root, &attempt.label, ok)?;
    let mut stmts = std::mem::take(&mut attempt.body.stmts);
    let mut then = stmts.split_off(at);
    then[0] = stmt;
    let is_idle = is_whole && matches!(&then[0].kind, StmtKind::Expr(_));
    if is_idle {
        then.remove(0);
    }
    let kind = StmtKind::Match {
        value,
        ok: (!is_idle).then_some(ok),
        result: None,
        then: Block { stmts: then },
        error: attempt.error,
        handler: std::mem::take(&mut attempt.handler),
    };
    stmts.push(Stmt {
        kind,
        line: attempt.line,
    });
    Some(stmts)
}

/// The type of the value at the point; none if it is a `raise`.
fn point_ty(expr: &Expr, label: &str) -> Option<Ty> {
    let mut found = None;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(expr) = node
            && is_point(expr, label)
            && let ExprKind::Raises { .. } = expr.kind
        {
            found = Some(expr.ty.clone());
        }
    });
    found
}

/// Puts the variable in the place of what may raise.
fn take(program: &Program, expr: &mut Expr, label: &str, ok: VarIdx) -> Option<Expr> {
    if is_point(expr, label) {
        let ty = expr.ty.clone();
        let whole = std::mem::replace(expr, Expr::var(ok, ty));
        let ExprKind::Raises { inner, .. } = whole.kind else {
            return None;
        };
        return Some(*inner);
    }
    match &mut expr.kind {
        ExprKind::Op { spelling, args, .. } => {
            let is_plain = !matches!(spelling, Spelling::Infix(op) if op.starts_with(".."));
            take_first(program, args.iter_mut().map(|(arg, _)| arg), label, ok).filter(|_| is_plain)
        }
        ExprKind::CallFunc { args, .. } => take_first(program, args.iter_mut(), label, ok),
        ExprKind::CallClosure { callee, args } => take_first(
            program,
            std::iter::once(&mut **callee).chain(args),
            label,
            ok,
        ),
        ExprKind::Format { pieces, .. } => {
            let values = pieces.iter_mut().filter_map(|piece| match piece {
                Piece::Value(value, _) => Some(value),
                Piece::Text(_) => None,
            });
            take_first(program, values, label, ok)
        }
        ExprKind::If { test, .. } => take(program, test, label, ok),
        ExprKind::And(left, _) | ExprKind::Or(left, _) => take(program, left, label, ok),
        ExprKind::Not(inner)
        | ExprKind::Some(inner)
        | ExprKind::ToValue(inner)
        | ExprKind::AsValue(inner)
        | ExprKind::IsNone(inner)
        | ExprKind::Unwrap(inner)
        | ExprKind::Raises { inner, .. }
        | ExprKind::Throw { error: inner, .. } => take(program, inner, label, ok),
        _ => None,
    }
}

/// Takes from the first operand that is not plain.
fn take_first<'e>(
    program: &Program,
    operands: impl Iterator<Item = &'e mut Expr>,
    label: &str,
    ok: VarIdx,
) -> Option<Expr> {
    for operand in operands {
        if has_point(operand, label) {
            return take(program, operand, label, ok);
        }
        if !is_stable(program, operand) {
            return None;
        }
    }
    None
}

/// Whether it makes no difference when the expression is evaluated.
fn is_stable(program: &Program, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(var) => !program.vars[var.0 as usize].is_stored_inside,
        ExprKind::ExceptionClass(_) => true,
        ExprKind::Op {
            spelling: Spelling::Field(_) | Spelling::Tuple,
            args,
            ..
        } => args.iter().all(|(arg, _)| is_stable(program, arg)),
        ExprKind::Format {
            purpose: FormatUse::Format,
            pieces,
        } => pieces.iter().all(|piece| match piece {
            Piece::Text(_) => true,
            Piece::Value(value, _) => {
                is_stable(program, value) && matches!(value.ty, Ty::Str | Ty::I64)
            }
        }),
        ExprKind::ToValue(inner) | ExprKind::AsValue(inner) | ExprKind::Some(inner) => {
            is_stable(program, inner)
        }
        _ => expr.is_literal(),
    }
}

/// Whether the end of a block may be reached.
pub(crate) fn falls(block: &Block) -> bool {
    block.stmts.iter().all(passes)
}

/// Whether what stands behind a statement may be reached.
pub(super) fn passes(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Return(_)
        | StmtKind::Tail(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Leave { .. } => false,
        StmtKind::Expr(value) => value.ty != Ty::Never,
        StmtKind::If { then, orelse, .. } => falls(then) || falls(orelse),
        StmtKind::While { label, test, body } => {
            !matches!(test.kind, ExprKind::Bool(true)) || breaks(body, label.as_deref(), true)
        }
        StmtKind::Labelled { label, body } => falls(body) || breaks(body, Some(label), false),
        StmtKind::Try { body, handler, .. } => falls(body) || falls(handler),
        StmtKind::Match {
            result,
            then,
            handler,
            ..
        } => result.is_some() || falls(then) || falls(handler),
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => falls(finalizer) && (falls(body) || arms.iter().any(|arm| falls(&arm.body))),
        StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Let { .. }
        | StmtKind::LetTuple { .. }
        | StmtKind::LetArray { .. }
        | StmtKind::Store { .. }
        | StmtKind::CellSet { .. }
        | StmtKind::StoreOp { .. }
        | StmtKind::Unbind(_)
        | StmtKind::For { .. }
        | StmtKind::Yield(_)
        | StmtKind::Define(_) => true,
    }
}

/// Whether a `break` in the body leaves the block of the label, or the loop whose body it is.
fn breaks(body: &Block, label: Option<&str>, is_own: bool) -> bool {
    body.stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break(None) => is_own,
        StmtKind::Break(Some(to)) => label == Some(to.as_str()),
        StmtKind::If { then, orelse, .. } => {
            breaks(then, label, is_own) || breaks(orelse, label, is_own)
        }
        StmtKind::While { body, .. } | StmtKind::For { body, .. } => breaks(body, label, false),
        StmtKind::Labelled { body, .. } => breaks(body, label, is_own),
        StmtKind::Try { body, handler, .. } => {
            breaks(body, label, is_own) || breaks(handler, label, is_own)
        }
        StmtKind::Match { then, handler, .. } => {
            breaks(then, label, is_own) || breaks(handler, label, is_own)
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            breaks(body, label, is_own)
                || breaks(finalizer, label, is_own)
                || arms.iter().any(|arm| breaks(&arm.body, label, is_own))
        }
        _ => false,
    })
}
