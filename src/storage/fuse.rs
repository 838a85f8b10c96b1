//! Adapters that follow one another as one: `.map(|s| s == 100).any(|item| item)` is `.any(|s| s == 100)`.

use crate::ir::walk::{Node, each_expr, walk_expr};
use crate::ir::{Expr, ExprKind, Pattern, Program, Spelling, VarIdx};

/// Joins a `map` with the adapter behind it where that only converts what the `map` gives.
pub(super) fn fuse(program: &mut Program) {
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut fuse_expr);
    }
}

fn fuse_expr(expr: &mut Expr) {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: false,
    } = &mut expr.kind
    else {
        return;
    };
    let [(inner, _), (last, _)] = &mut args[..] else {
        return;
    };
    if !matches!(name.as_str(), "map" | "any" | "all") {
        return;
    }
    let ExprKind::Inline { params, body } = &mut last.kind else {
        return;
    };
    let [Pattern::Var(item)] = params[..] else {
        return;
    };
    let ExprKind::Op {
        spelling: Spelling::Method(before),
        args: inner_args,
        runtime: false,
    } = &mut inner.kind
    else {
        return;
    };
    let [(_, _), (first, _)] = &mut inner_args[..] else {
        return;
    };
    if before != "map" || raises(first) || raises(body) {
        return;
    }
    let ExprKind::Inline {
        params: first_params,
        body: value,
    } = &mut first.kind
    else {
        return;
    };
    let Some(place) = converted(body, item) else {
        return;
    };
    *place = std::mem::replace(&mut **value, Expr::unit());
    *params = std::mem::take(first_params);
    let (iter, _) = inner_args.swap_remove(0);
    *inner = iter;
}

/// Where the item stands in an expression that does nothing but convert it.
fn converted(expr: &mut Expr, item: VarIdx) -> Option<&mut Expr> {
    if matches!(expr.kind, ExprKind::Var(var) if var == item) {
        return Some(expr);
    }
    match &mut expr.kind {
        ExprKind::Op { args, .. } => match &mut args[..] {
            [(only, _)] => converted(only, item),
            _ => None,
        },
        ExprKind::ToValue(inner) | ExprKind::Some(inner) | ExprKind::Not(inner) => {
            converted(inner, item)
        }
        _ => None,
    }
}

/// Whether something in it goes elsewhere when it raises.
fn raises(expr: &Expr) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(inner) = node {
            found |= matches!(inner.kind, ExprKind::Raises { .. } | ExprKind::Throw { .. });
        }
    });
    found
}
