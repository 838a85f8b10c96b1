//! Vectors of written out items: `vec![a, b]`, or an array where something only looks at the items.

use crate::ir::walk::each_expr;
use crate::ir::{Expr, ExprKind, Program, Spelling};

/// Writes vectors that are made of arrays with the macro for them, or leaves them arrays.
pub(super) fn use_macros(program: &mut Program) {
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut |expr| match &mut expr.kind {
            ExprKind::CallFunc { args, .. } => {
                for arg in args {
                    if let ExprKind::Borrow(lent) = &mut arg.kind {
                        need_no_vector(lent);
                    }
                }
            }
            ExprKind::Op { spelling, args, .. } => match spelling {
                Spelling::Path(path) if path == "Vec::from" => list(spelling, args),
                Spelling::Method(name) if is_look(name) => need_no_vector(&mut args[0].0),
                _ => {}
            },
            _ => {}
        });
    }
}

/// `Vec::from([a, b])` as `vec![a, b]`.
fn list(spelling: &mut Spelling, args: &mut Vec<(Expr, crate::ir::Mode)>) {
    if let [(array, _)] = &mut args[..]
        && !is_texts(array)
        && let ExprKind::Op {
            spelling: Spelling::Array,
            args: items,
            ..
        } = &mut array.kind
    {
        *spelling = Spelling::Listed("vec");
        *args = std::mem::take(items);
    }
}

/// Methods of slices that look at the items.
fn is_look(name: &str) -> bool {
    matches!(
        name.trim_start_matches("try_"),
        "at" | "item"
            | "has"
            | "count_of"
            | "position_of"
            | "slice"
            | "len"
            | "is_empty"
            | "iter"
            | "into_iter"
    )
}

/// `vec![a, b]` where an array does as well.
fn need_no_vector(vector: &mut Expr) {
    if let ExprKind::Op { spelling, args, .. } = &mut vector.kind
        && *spelling == Spelling::Listed("vec")
        && !args.is_empty()
    {
        *spelling = Spelling::Array;
    }
}

/// Several literals, which are written as an array of borrowed ones.
fn is_texts(array: &Expr) -> bool {
    let is_text = |item: &Expr| match &item.kind {
        ExprKind::ToOwned(inner) => matches!(inner.kind, ExprKind::Str(_)),
        _ => false,
    };
    match &array.kind {
        ExprKind::Op { args, .. } => args.len() > 1 && args.iter().all(|(item, _)| is_text(item)),
        _ => false,
    }
}
