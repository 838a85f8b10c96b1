//! `a[i], a[j] = a[j], a[i]` swaps two items of a list.
//!
//! **Rust**: `a.swap_items(i, j);`, which copies neither item.

use crate::ir::walk::each_block;
use crate::ir::{Block, Expr, ExprKind, Mode, Program, Route, Spelling, StmtKind, Ty, VarIdx};

/// Finds the swaps of every function.
pub(super) fn swap(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        swap_in(&mut body);
        program.funcs[index].body = body;
    }
}

fn swap_in(block: &mut Block) {
    let mut at = 0;
    while at < block.stmts.len() {
        if let Some(call) = swapped(block, at) {
            block.stmts[at].kind = StmtKind::Expr(call);
            block.stmts.drain(at + 1..at + 3);
        }
        each_block(&mut block.stmts[at], &mut |inner| swap_in(inner));
        at += 1;
    }
}

/// An access to an item of a list that is a variable: the list, the index and where an exception goes.
struct Access<'a> {
    list: VarIdx,
    list_ty: &'a Ty,
    index: &'a Expr,
    value: Option<VarIdx>,
    route: Option<&'a Route>,
}

fn access<'a>(expr: &'a Expr, wanted: &str) -> Option<Access<'a>> {
    if let ExprKind::Raises { inner, route } = &expr.kind {
        return access(inner, wanted).map(|access| Access {
            route: Some(route),
            ..access
        });
    }
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: true,
    } = &expr.kind
    else {
        return None;
    };
    let (list, rest) = args.split_first()?;
    let ExprKind::Var(var) = list.0.kind else {
        return None;
    };
    let value = match rest {
        [_] => None,
        [_, (value, _)] => match value.kind {
            ExprKind::Var(value) => Some(value),
            _ => return None,
        },
        _ => return None,
    };
    let is_list = matches!(list.0.ty, Ty::List(_));
    (is_list && name.trim_start_matches("try_") == wanted).then_some(Access {
        list: var,
        list_ty: &list.0.ty,
        index: &rest[0].0,
        value,
        route: None,
    })
}

/// The swap that three statements are.
fn swapped(block: &Block, at: usize) -> Option<Expr> {
    let [first, second, third] = block.stmts.get(at..at + 3)? else {
        return None;
    };
    let (StmtKind::LetTuple { vars, value }, StmtKind::Expr(second), StmtKind::Expr(third)) =
        (&first.kind, &second.kind, &third.kind)
    else {
        return None;
    };
    let ExprKind::Op {
        spelling: Spelling::Tuple,
        args,
        ..
    } = &value.kind
    else {
        return None;
    };
    let ([Some(one), Some(two)], [(left, _), (right, _)]) = (&vars[..], &args[..]) else {
        return None;
    };
    let (left, right) = (access(left, "at")?, access(right, "at")?);
    let (second, third) = (access(second, "set")?, access(third, "set")?);
    let is_one_list = [right.list, second.list, third.list]
        .iter()
        .all(|list| *list == left.list);
    let is_one_route = [right.route, second.route, third.route]
        .iter()
        .all(|route| *route == left.route);
    let is_swap = second.value == Some(*one)
        && third.value == Some(*two)
        && is_same(second.index, right.index)
        && is_same(third.index, left.index);
    if !is_one_list || !is_one_route || !is_swap {
        return None;
    }
    let list = Expr::var(left.list, left.list_ty.clone());
    let name = if left.route.is_some() {
        "try_swap_items"
    } else {
        "swap_items"
    };
    let indices = vec![
        (right.index.clone(), Mode::Own),
        (left.index.clone(), Mode::Own),
    ];
    let call = Expr::method(list, name, indices, Ty::Unit);
    Some(match left.route {
        Some(route) => Expr::new(
            ExprKind::Raises {
                inner: Box::new(call),
                route: route.clone(),
            },
            Ty::Unit,
        ),
        None => call,
    })
}

/// Whether both are the same simple number: variables and literals, added and subtracted.
fn is_same(one: &Expr, two: &Expr) -> bool {
    match (&one.kind, &two.kind) {
        (ExprKind::Var(one), ExprKind::Var(two)) => one == two,
        (ExprKind::I64(one), ExprKind::I64(two)) => one == two,
        (
            ExprKind::Op {
                spelling: one,
                args: ones,
                runtime: false,
            },
            ExprKind::Op {
                spelling: two,
                args: twos,
                runtime: false,
            },
        ) => {
            one == two
                && matches!(one, Spelling::Infix("+" | "-") | Spelling::Prefix("-"))
                && ones.len() == twos.len()
                && ones
                    .iter()
                    .zip(twos)
                    .all(|(one, two)| is_same(&one.0, &two.0))
        }
        _ => false,
    }
}
