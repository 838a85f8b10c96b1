//! What a list with one owner can do, and the Rust that does it.

use super::last;
use crate::ir::walk::each_expr;
use crate::ir::{Expr, ExprKind, Mode, Program, Spelling, Ty};

/// How an operation on a list is done where it has one owner.
struct Form {
    /// The method of Rust's own or of the support library.
    name: &'static str,
    /// It belongs to the support library.
    runtime: bool,
    /// How it takes the list.
    receiver: Mode,
}

/// The form of a method of a list; none if only shared lists have it.
fn form(name: &str) -> Option<Form> {
    let looks = |name, runtime| Form {
        name,
        runtime,
        receiver: Mode::Receiver,
    };
    let changes = |name, runtime| Form {
        name,
        runtime,
        receiver: Mode::MutReceiver,
    };
    Some(match name {
        "len" => looks("len", false),
        "is_empty" => looks("is_empty", false),
        "at" => looks("at", true),
        "slice" => looks("slice", true),
        "concat" => looks("plus", true),
        "repeat" => looks("repeated", true),
        "copy" => looks("to_vec", false),
        "iter" => looks("iter", false),
        "iter_reversed" => looks("iter", false),
        "contains" => looks("has", true),
        "count" => looks("count_of", true),
        "index" => looks("position_of", true),
        "py_eq" => looks("same_items", true),
        "str" => looks("str", true),
        "shown" => looks("shown", true),
        "repr" => looks("repr", true),
        "set" => changes("set", true),
        "swap_items" => changes("swap_items", true),
        "reverse" => changes("reverse", false),
        "sort" | "sort_reverse" => changes("sort_in", true),
        "sort_by_key" => changes("sort_with", true),
        "append" => changes("push", false),
        "extend" => changes("extend", false),
        "extend_list" => changes("extend_from_slice", false),
        "extend_repeat" => changes("repeat_in_place", true),
        "insert" => changes("insert_at", true),
        "pop" => changes("pop_last", true),
        "pop_at" => changes("pop_at", true),
        "remove" => changes("remove_item", true),
        "clear" => changes("clear", false),
        "del_at" => changes("del_at", true),
        "set_slice" => changes("set_slice", true),
        "del_slice" => changes("del_slice", true),
        _ => return None,
    })
}

/// Whether lists with one owner have the method.
pub(super) fn is_method(name: &str) -> bool {
    form(name.trim_start_matches("try_")).is_some()
}

/// Whether a method that was rewritten makes the list longer or shorter.
pub(super) fn is_resizing(name: &str) -> bool {
    let name = name.trim_start_matches("try_");
    matches!(
        name,
        "sort_in"
            | "sort_with"
            | "push"
            | "extend"
            | "extend_from_slice"
            | "repeat_in_place"
            | "insert_at"
            | "pop_last"
            | "pop_at"
            | "remove_item"
            | "clear"
            | "del_at"
            | "set_slice"
            | "set_slice_within"
            | "del_slice"
    )
}

/// Operations of the support library, other than on lists, that give vectors.
pub(super) fn makes_list(spelling: &Spelling, receiver: Option<&Ty>) -> bool {
    match spelling {
        Spelling::Path(path) => {
            let name = path.rsplit("::").next().unwrap_or(path);
            path.starts_with("seq::") && name.trim_start_matches("try_").starts_with("sorted")
        }
        Spelling::Method(_) => matches!(receiver, Some(Ty::Str | Ty::StaticStr)),
        Spelling::Infix(_)
        | Spelling::Prefix(_)
        | Spelling::Constant(_)
        | Spelling::Macro(_)
        | Spelling::Listed(_)
        | Spelling::StaticArray
        | Spelling::TypedPath(_)
        | Spelling::Cast(_)
        | Spelling::Field(_)
        | Spelling::RangeFrom
        | Spelling::Array
        | Spelling::Record(_)
        | Spelling::Tuple => false,
    }
}

/// The constructors of lists, and those of vectors.
pub(super) fn constructor(path: &str) -> Option<&'static str> {
    Some(match path {
        "List::new" => "Vec::new",
        "List::from" => "Vec::from",
        "List::from_iter" => "Vec::from_iter",
        _ => return None,
    })
}

/// Writes the operations on owned lists as those of `Vec`s and slices.
pub(super) fn rewrite(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        each_expr(&mut body, &mut |expr| rewrite_expr(program, expr));
        last::give_away(program, index, &mut body);
        program.funcs[index].body = body;
    }
}

fn rewrite_expr(program: &Program, expr: &mut Expr) {
    let is_owned = matches!(expr.ty, Ty::Owned(..));
    let ty = expr.ty.clone();
    let ExprKind::Op {
        spelling,
        args,
        runtime,
    } = &mut expr.kind
    else {
        return;
    };
    let receiver = args.first().map(|(arg, _)| arg.ty.clone());
    if let Spelling::Path(path) = spelling
        && is_owned
        && let Some(made) = constructor(path)
    {
        *spelling = Spelling::Path(made.to_owned());
        *runtime = false;
        return;
    }
    if matches!(ty, Ty::List(_)) && *runtime && makes_list(spelling, receiver.as_ref()) {
        let items = std::mem::replace(expr, Expr::unit());
        *expr = into_list(items, ty);
        return;
    }
    if matches!(receiver, Some(Ty::Owned(..)))
        && matches!(spelling, Spelling::Method(name) if name == "set_slice")
        && is_slice_of_same(args)
    {
        move_within(spelling, args);
        return;
    }
    if let (Spelling::Method(name), Some((new, _))) = (&spelling, args.last_mut())
        && matches!(name.as_str(), "set_slice" | "try_set_slice")
        && matches!(new.ty, Ty::List(_))
    {
        let ty = new.ty.clone();
        let list = std::mem::replace(new, Expr::unit());
        *new = into_vec(list, ty);
    }
    if is_owned
        && let (Spelling::Method(name), Some(Ty::List(_))) = (&spelling, &receiver)
        && copies(name)
    {
        let list = std::mem::replace(expr, Expr::unit());
        *expr = into_vec(list, ty);
        return;
    }
    let (Spelling::Method(name), Some(Ty::Owned(list, _))) = (&spelling, receiver) else {
        return;
    };
    let Ty::List(item) = *list else {
        return;
    };
    let (base, is_fallible) = match name.strip_prefix("try_") {
        Some(base) => (base.to_owned(), true),
        None => (name.clone(), false),
    };
    let Some(form) = form(&base) else {
        return;
    };
    let written = if is_fallible && form.runtime {
        format!("try_{}", form.name)
    } else {
        form.name.to_owned()
    };
    *spelling = Spelling::Method(written);
    *runtime = form.runtime;
    args[0].1 = form.receiver;
    match base.as_str() {
        "len" => {
            let len = std::mem::replace(expr, Expr::unit());
            *expr = Expr::new(
                ExprKind::Op {
                    spelling: Spelling::Cast("i64"),
                    args: vec![(len, Mode::Own)],
                    runtime: false,
                },
                Ty::I64,
            );
        }
        "sort" | "sort_reverse" => {
            let reverse = Expr::new(ExprKind::Bool(base == "sort_reverse"), Ty::Bool);
            args.push((reverse, Mode::Own));
        }
        "iter" | "iter_reversed" if is_value(&args[0].0) => {
            *spelling = Spelling::Method("into_iter".to_owned());
            args[0].1 = Mode::OwnReceiver;
            if base == "iter_reversed" {
                let iter = std::mem::replace(expr, Expr::unit());
                *expr = adapted(iter, "rev", &ty);
            }
        }
        "iter" | "iter_reversed" => {
            let mut iter = std::mem::replace(expr, Expr::unit());
            if base == "iter_reversed" {
                iter = adapted(iter, "rev", &ty);
            }
            let name = if program.is_copy(&item) {
                "copied"
            } else {
                "cloned"
            };
            *expr = adapted(iter, name, &ty);
        }
        "concat" => {
            if is_value(&args[0].0) {
                *spelling = Spelling::Method("and".to_owned());
                args[0].1 = Mode::OwnReceiver;
            }
            lend_part(&mut args[1]);
        }
        "repeat" => single(expr),
        _ => {}
    }
    if copies(&base) && !is_owned {
        let list = std::mem::replace(expr, Expr::unit());
        *expr = into_list(list, ty);
    }
}

/// A slice that is only looked at is lent: `found + rest[i:]` copies nothing before it is put together.
fn lend_part((arg, mode): &mut (Expr, Mode)) {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args: parts,
        ..
    } = &mut arg.kind
    else {
        return;
    };
    let is_lent = name == "slice"
        && *mode == Mode::Ref
        && matches!(arg.ty, Ty::Owned(..))
        && matches!(
            &parts[..],
            [(list, _), _, _, (step, _)]
                if matches!(list.kind, ExprKind::Var(_))
                    && matches!(list.ty, Ty::Owned(..))
                    && matches!(step.kind, ExprKind::NoneOption)
        );
    if is_lent {
        "part".clone_into(name);
        parts.truncate(3);
        *mode = Mode::Own;
    }
}

/// Whether the last operand is a slice of the list that the first one is.
fn is_slice_of_same(args: &[(Expr, Mode)]) -> bool {
    let (Some((list, _)), Some((new, _))) = (args.first(), args.last()) else {
        return false;
    };
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args: parts,
        ..
    } = &new.kind
    else {
        return false;
    };
    name == "slice"
        && matches!(
            (&list.kind, &parts[0].0.kind),
            (ExprKind::Var(one), ExprKind::Var(two)) if one == two
        )
}

/// `list[a:b] = list[c:d]` moves items inside of the list.
fn move_within(spelling: &mut Spelling, args: &mut Vec<(Expr, Mode)>) {
    let Some((new, _)) = args.pop() else { return };
    let to = bounds(args.drain(1..).collect());
    let ExprKind::Op { args: parts, .. } = new.kind else {
        return;
    };
    let from = bounds(parts.into_iter().skip(1).collect());
    *spelling = Spelling::Method("set_slice_within".to_owned());
    args[0].1 = Mode::MutReceiver;
    args.extend([(to, Mode::Own), (from, Mode::Own)]);
}

/// The start, the stop and the step of a slice, together.
fn bounds(parts: Vec<(Expr, Mode)>) -> Expr {
    let ty = Ty::Tuple(parts.iter().map(|(part, _)| part.ty.clone()).collect());
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Tuple,
            args: parts,
            runtime: false,
        },
        ty,
    )
}

/// Whether the method of a list gives another list of the same items.
fn copies(name: &str) -> bool {
    matches!(
        name.trim_start_matches("try_"),
        "slice" | "concat" | "repeat" | "copy"
    )
}

/// A list that an operation made, as the vector in it.
fn into_vec(list: Expr, ty: Ty) -> Expr {
    if is_fallible(&list) {
        return map_result(list, "List::into_vec", ty);
    }
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("into_vec".to_owned()),
            args: vec![(list, Mode::OwnReceiver)],
            runtime: true,
        },
        ty,
    )
}

/// A vector that an operation made, as a list.
fn into_list(items: Expr, ty: Ty) -> Expr {
    if is_fallible(&items) {
        return map_result(items, "List::from", ty);
    }
    Expr::path("List::from", vec![(items, Mode::Own)], ty)
}

/// Whether the operation gives a `Result`.
fn is_fallible(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Method(name) | Spelling::Path(name),
            ..
        } => {
            let name = name.rsplit("::").next().unwrap_or(name);
            name.starts_with("try_")
        }
        _ => false,
    }
}

/// `result.map(function)`.
fn map_result(result: Expr, function: &'static str, ty: Ty) -> Expr {
    let function = Expr::new(
        ExprKind::Op {
            spelling: Spelling::Constant(function),
            args: Vec::new(),
            runtime: true,
        },
        Ty::Unit,
    );
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("map".to_owned()),
            args: vec![(result, Mode::OwnReceiver), (function, Mode::Own)],
            runtime: false,
        },
        ty,
    )
}

/// `iter.name()`.
fn adapted(iter: Expr, name: &str, ty: &Ty) -> Expr {
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method(name.to_owned()),
            args: vec![(iter, Mode::OwnReceiver)],
            runtime: false,
        },
        ty.clone(),
    )
}

/// `[0] * n` as `seq::filled(0, n)`.
fn single(expr: &mut Expr) {
    let ExprKind::Op { spelling, args, .. } = &mut expr.kind else {
        return;
    };
    let ExprKind::Op {
        spelling: Spelling::Path(path),
        args: parts,
        ..
    } = &mut args[0].0.kind
    else {
        return;
    };
    if path != "Vec::from" {
        return;
    }
    let Some((
        Expr {
            kind:
                ExprKind::Op {
                    spelling: Spelling::Array,
                    args: items,
                    ..
                },
            ..
        },
        _,
    )) = parts.first_mut()
    else {
        return;
    };
    if items.len() == 1 {
        let item = items.remove(0);
        args[0] = item;
        let is_fallible = matches!(spelling, Spelling::Method(name) if name.starts_with("try_"));
        let path = if is_fallible {
            "seq::try_filled"
        } else {
            "seq::filled"
        };
        *spelling = Spelling::Path(path.to_owned());
    }
}

/// A value of its own, not a place.
fn is_value(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Op { spelling, .. } => {
            !matches!(spelling, Spelling::Field(_))
                && !matches!(spelling, Spelling::Method(name) if matches!(name.as_str(), "at" | "try_at"))
        }
        ExprKind::CallFunc { .. } | ExprKind::CallClosure { .. } => true,
        ExprKind::Raises { inner, .. } => is_value(inner),
        _ => false,
    }
}
