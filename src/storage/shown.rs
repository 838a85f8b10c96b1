//! Values whose `Display` or `Debug` is what Python prints stand in the format string themselves.
//!
//! **Python**: `print(names, rows)` **Rust**: `println!("{names} {rows:?}")`.
//!
//! The support library's types print as `str()` with `Display` and as `repr()` with `Debug`. A `Vec` or a tuple has Rust's own `Debug`,
//! which is Python's `repr` where that of each item is; it is not for a `bool`, an `f64` or a text.

use crate::ir::walk::each_expr;
use crate::ir::{ExprKind, Piece, Program, Spelling, Ty};

/// Writes `value.shown()` of formatted text, which need not be shown before all of it is, as `value` or as `value.str()`.
pub(super) fn capture(program: &mut Program) {
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut |expr| {
            if let ExprKind::Format { pieces, .. } = &mut expr.kind {
                pieces.iter_mut().for_each(capture_piece);
            }
        });
        // What a `try` took out of formatted text is shown in a statement of its own.
        each_expr(&mut func.body, &mut |expr| {
            if let ExprKind::Op {
                spelling: Spelling::Method(name),
                runtime: true,
                ..
            } = &mut expr.kind
                && name == "shown"
            {
                "str".clone_into(name);
            }
        });
    }
}

fn capture_piece(piece: &mut Piece) {
    let Piece::Value(value, spec) = piece else {
        return;
    };
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: true,
    } = &mut value.kind
    else {
        return;
    };
    if name != "shown" {
        return;
    }
    let shown = &args[0].0;
    if has_display(&shown.ty) {
        *value = shown.clone();
    } else if has_python_debug(&shown.ty) {
        *value = shown.clone();
        "?".clone_into(spec);
    } else {
        "str".clone_into(name);
    }
}

/// A type of the support library, whose `Display` is `str()`.
fn has_display(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Num | Ty::List(_) | Ty::Set(_) | Ty::Dict(..) | Ty::VarTuple(_) => true,
        Ty::FrozenSet(_) | Ty::Deque(_) | Ty::View(..) | Ty::Bytes => true,
        Ty::Value | Ty::Exception | Ty::Range | Ty::Record(_) => true,
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Tuple(_)
        | Ty::Option(_)
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::Owned(..)
        | Ty::Never => false,
    }
}

/// Whether Rust's `Debug` prints the `repr` of a vector or a tuple.
fn has_python_debug(ty: &Ty) -> bool {
    match ty {
        Ty::Tuple(items) => !items.is_empty() && items.iter().all(is_debugged),
        Ty::Owned(list, _) => match &**list {
            Ty::List(item) => is_debugged(item),
            _ => false,
        },
        _ => false,
    }
}

/// Items: what shows one must not raise, for the opening bracket would have been printed by then.
fn is_debugged(item: &Ty) -> bool {
    match item {
        Ty::I64 => true,
        Ty::List(_) | Ty::Set(_) | Ty::Dict(..) | Ty::VarTuple(_) => shows_always(item),
        _ => has_python_debug(item),
    }
}

/// Whether showing a value never raises: there is no integer of more than 4300 digits in it.
fn shows_always(ty: &Ty) -> bool {
    match ty {
        Ty::Bool
        | Ty::I64
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Bytes
        | Ty::Part(_)
        | Ty::Unit => true,
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::VarTuple(item)
        | Ty::Option(item) => shows_always(item),
        Ty::Dict(key, value) | Ty::View(_, key, value) => shows_always(key) && shows_always(value),
        Ty::Tuple(items) => items.iter().all(shows_always),
        Ty::Owned(list, _) => shows_always(list),
        Ty::Int
        | Ty::Num
        | Ty::Range
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::Letters
        | Ty::Value
        | Ty::Never => false,
    }
}
