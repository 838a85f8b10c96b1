//! Which traits of the support library the program's method calls need in scope.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, walk_block};
use crate::ir::{Expr, ExprKind, Mode, Program, Spelling, Ty};

/// Fills `traits`.
pub(super) fn find_traits(program: &mut Program) {
    let mut found = BTreeSet::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(Expr {
                kind:
                    ExprKind::Op {
                        spelling: Spelling::Method(name),
                        args,
                        runtime: true,
                    },
                ..
            }) = node
            {
                found.extend(trait_of(name.trim_start_matches("try_"), args));
            }
        });
    }
    program.traits = found;
}

/// The trait that has the method for a receiver of this type; none if the type itself has it.
fn trait_of(name: &str, args: &[(Expr, Mode)]) -> Option<&'static str> {
    let receiver = &args.first()?.0.ty;
    match (name, receiver) {
        (
            "floor_div" | "modulo" | "true_div" | "divmod",
            Ty::I64 | Ty::Int | Ty::Num | Ty::F64 | Ty::Bool,
        ) => Some("Arith"),
        ("into_vec", _) => None,
        ("or_type_error" | "or_attribute_error", Ty::Option(_)) => Some("OrError"),
        (
            "at" | "item" | "item_mut" | "set" | "swap_items" | "slice" | "repeated" | "has"
            | "count_of" | "position_of" | "same_items" | "plus" | "part",
            Ty::Owned(..),
        ) => Some("Items"),
        (name, Ty::Owned(..)) if !matches!(name, "str" | "repr") => Some("Growing"),
        ("py_eq" | "py_ne", _) => Some("PyEq"),
        ("py_lt" | "py_le" | "py_gt" | "py_ge", _) => Some("PyOrd"),
        ("str" | "repr", _) => Some("Show"),
        ("truthy", _) => Some("Truthy"),
        ("bit_length" | "bit_count", Ty::I64) | ("to_bytes", Ty::I64 | Ty::Int) => Some("PyInt"),
        ("is_integer", Ty::F64) => Some("PyFloat"),
        // Rust's own.
        ("replace", Ty::Str | Ty::StaticStr) => None,
        (_, Ty::Str | Ty::StaticStr) => Some("PyStr"),
        (_, Ty::Char) => Some("PyChar"),
        _ => None,
    }
}
