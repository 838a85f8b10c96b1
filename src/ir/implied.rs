//! Conversions that need not be written: displays of `Value`s take items of any types.
//!
//! In: a program, before or after the storage pass. Out: the same program, where `[Value::from(1), Value::from("a")]` is
//! `values![1, "a"]`, dicts with `Value`s in them are made of `fields![("name", "Ann"), ("age", 3)]`, where keys are `Value`s too of
//! `pairs![(1, "a")]`, the arguments of a dynamic call are `args![…]`, and operations whose parameters take anything get it as it is.

use super::walk::each_expr;
use super::{Expr, ExprKind, Mode, Program, Spelling, Ty};

/// The support library converts tuples up to this length.
pub(super) const LONGEST_TUPLE: usize = 8;

/// Leaves to each operation what it converts itself.
pub fn imply(program: &mut Program) {
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut imply_here);
    }
}

/// The operands have been looked at.
fn imply_here(expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::Op { spelling, args, .. } => match spelling {
            Spelling::Array if convert(args) => *spelling = Spelling::Listed("values"),
            Spelling::Listed("vec") if convert(args) => {
                let items = std::mem::take(args);
                let array = listed("values", items);
                *spelling = Spelling::Path("Vec::from".to_owned());
                *args = vec![(array, Mode::Own)];
            }
            Spelling::Path(path) if path == "Args::from" => {
                let is_display = |arg: &Expr| {
                    matches!(
                        &arg.kind,
                        ExprKind::Op {
                            spelling: Spelling::Array | Spelling::Listed("values"),
                            ..
                        }
                    )
                };
                if let [(array, _)] = &mut args[..]
                    && is_display(array)
                    && let ExprKind::Op { args: items, .. } = &mut array.kind
                {
                    let items = std::mem::take(items);
                    *spelling = Spelling::Listed("args");
                    *args = items;
                }
            }
            Spelling::Path(path) if path == "Args::new" => *spelling = Spelling::Listed("args"),
            Spelling::Path(path) if path.starts_with("Dict::") => {
                if let [(array, _)] = &mut args[..] {
                    convert_fields(array);
                }
            }
            Spelling::Path(path) if path == "Value::slice" => {
                convert(args);
            }
            Spelling::Method(name) if matches!(name.as_str(), "keyword" | "positional") => {
                convert(&mut args[1..]);
            }
            Spelling::Method(name) => {
                if let Some(n_lent) = lent_operands(name, args) {
                    lend_literal(&mut args[1]);
                    convert(&mut args[1 + n_lent..]);
                }
            }
            _ => {}
        },
        ExprKind::ToValue(inner) => convert_tuple(inner),
        _ => {}
    }
}

/// Makes the conversions among the operands implied; whether there are any.
fn convert(operands: &mut [(Expr, Mode)]) -> bool {
    let mut has_any = false;
    for (operand, _) in operands {
        has_any |= convert_one(operand);
    }
    has_any
}

fn convert_one(operand: &mut Expr) -> bool {
    match &mut operand.kind {
        // `None` has no type of its own in Rust.
        ExprKind::ToValue(inner) if inner.ty != Ty::Unit => {
            let inner = std::mem::replace(&mut **inner, Expr::unit());
            *operand = as_value(inner);
            true
        }
        _ => false,
    }
}

fn as_value(mut inner: Expr) -> Expr {
    lend_text(&mut inner);
    Expr::new(ExprKind::AsValue(Box::new(inner)), Ty::Value)
}

/// The fields of a tuple that becomes a `Value`: they are converted with it.
fn convert_tuple(tuple: &mut Expr) {
    let ExprKind::Op {
        spelling: Spelling::Tuple,
        args,
        ..
    } = &mut tuple.kind
    else {
        return;
    };
    if args.len() > LONGEST_TUPLE {
        return;
    }
    convert(args);
    for (field, _) in args {
        lend_text(field);
        convert_tuple(field);
    }
}

/// A literal that is only looked at to make a `Value` of it needs no `String`, and no suffix.
fn lend_text(expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::ToOwned(inner) if matches!(inner.kind, ExprKind::Str(_)) => {
            let inner = std::mem::replace(&mut **inner, Expr::unit());
            *expr = inner;
        }
        ExprKind::SuffixedI64(value) => expr.kind = ExprKind::I64(*value),
        _ => {}
    }
}

/// Whether a method takes a literal as its first argument in place of a `Value`, lent or as it is: how many arguments are lent.
fn lent_operands(name: &str, args: &[(Expr, Mode)]) -> Option<usize> {
    let (receiver, _) = args.first().filter(|_| args.len() > 1)?;
    let name = name.trim_start_matches("try_");
    let is_known = match &receiver.ty {
        Ty::Value => {
            matches!(
                name,
                "getitem" | "setitem" | "delitem" | "lt" | "le" | "gt" | "ge"
            ) || matches!(
                name.strip_prefix('i').unwrap_or(name),
                "add"
                    | "sub"
                    | "mul"
                    | "true_div"
                    | "floor_div"
                    | "modulo"
                    | "pow"
                    | "lshift"
                    | "rshift"
            )
        }
        Ty::Dict(key, _) if **key == Ty::Value => {
            return matches!(
                name,
                "at" | "get" | "get_or" | "contains" | "del_item" | "pop" | "pop_or"
            )
            .then_some(args.len() - 1);
        }
        Ty::Set(item) if **item == Ty::Value => matches!(name, "contains" | "discard" | "remove"),
        _ => false,
    };
    is_known.then_some(1)
}

/// `&Value::from(1)` as `&1`, `&Value::from("a")` as `"a"`.
fn lend_literal((operand, mode): &mut (Expr, Mode)) {
    let is_lent = matches!(operand.kind, ExprKind::Borrow(_)) || *mode != Mode::Own;
    let inner = match &mut operand.kind {
        ExprKind::Borrow(inner) => &mut **inner,
        _ => &mut *operand,
    };
    let ExprKind::ToValue(literal) = &inner.kind else {
        return;
    };
    match literal.kind {
        ExprKind::I64(_) | ExprKind::F64(_) | ExprKind::Bool(_) if is_lent => {
            convert_one(inner);
        }
        ExprKind::Str(_) if is_lent => {
            convert_one(inner);
            if let ExprKind::Borrow(text) = &mut operand.kind {
                *operand = std::mem::replace(&mut **text, Expr::unit());
            }
        }
        _ => {}
    }
}

/// An array of pairs whose second parts are `Value`s, or both.
fn convert_fields(array: &mut Expr) {
    let ExprKind::Op { spelling, args, .. } = &mut array.kind else {
        return;
    };
    if *spelling != Spelling::Array || !args.iter().all(|(item, _)| is_pair(item)) {
        return;
    }
    let mut pairs: Vec<_> = args
        .iter_mut()
        .filter_map(|(pair, _)| parts(pair))
        .collect();
    let are_values = |place: usize, pairs: &[&mut [(Expr, Mode)]]| {
        pairs.iter().all(|pair| pair[place].0.ty == Ty::Value)
    };
    if !are_values(1, &pairs) {
        return;
    }
    let are_both = are_values(0, &pairs);
    let mut has_any = false;
    for pair in &mut pairs {
        has_any |= convert(&mut pair[usize::from(!are_both)..]);
    }
    if has_any {
        *spelling = Spelling::Listed(if are_both { "pairs" } else { "fields" });
    }
}

fn is_pair(item: &Expr) -> bool {
    matches!(&item.kind, ExprKind::Op { spelling: Spelling::Tuple, args, .. } if args.len() == 2)
}

fn parts(pair: &mut Expr) -> Option<&mut [(Expr, Mode)]> {
    match &mut pair.kind {
        ExprKind::Op { args, .. } => Some(args),
        _ => None,
    }
}

fn listed(name: &'static str, items: Vec<(Expr, Mode)>) -> Expr {
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Listed(name),
            args: items,
            runtime: true,
        },
        Ty::Iter(Box::new(Ty::Value)),
    )
}
