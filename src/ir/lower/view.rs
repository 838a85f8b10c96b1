//! Set operators with a view of a dict on one side.
//!
//! **Python**
//! ```python
//! common = ages.keys() & {"Ada", "Bob"}
//! ```
//! **Rust**: `ages.keys_view().intersection(&Set::from(["Ada", "Bob"]))`, and `views::intersection(…)` where the view is on the
//! right.

use super::iterate::item_of;
use crate::ir::{Expr, Mode, Ty, ViewKind};
use crate::syntax::ast::BinOp;

/// What the operands of a set operator both have, if one of them is a view that works like a set.
pub(super) fn item_beside(left: &Ty, right: &Ty) -> Option<Ty> {
    let is_view = |ty: &Ty| matches!(ty, Ty::View(ViewKind::Keys | ViewKind::Items, ..));
    let is_known = |ty: &Ty| is_view(ty) || matches!(ty, Ty::Set(_) | Ty::List(_) | Ty::Dict(..));
    if !(is_view(left) || is_view(right)) || !is_known(left) || !is_known(right) {
        return None;
    }
    let item = item_of(left)?;
    (item_of(right)? == item).then_some(item)
}

/// Whether the two are compared as sets are: both are sets or views that work like one, at least one of them a view.
pub(super) fn compare_as_sets(left: &Ty, right: &Ty) -> bool {
    let is_like = |ty: &Ty| !matches!(ty, Ty::List(_) | Ty::Dict(..));
    item_beside(left, right).is_some() && is_like(left) && is_like(right)
}

/// The function of the support library for an operator.
pub(super) fn operator_name(op: BinOp) -> &'static str {
    match op {
        BinOp::BitOr => "union",
        BinOp::BitAnd => "intersection",
        BinOp::Sub => "difference",
        _ => "symmetric_difference",
    }
}

/// The operation on both: a method of a view on the left.
pub(super) fn operation(left: Expr, name: &str, right: Expr, ty: Ty) -> Expr {
    let is_unlike = name == "symmetric_difference"
        && matches!(
            (&left.ty, &right.ty),
            (Ty::View(ViewKind::Items, ..), Ty::View(ViewKind::Items, ..))
        );
    match (&left.ty, name) {
        _ if is_unlike => Expr::method(left, "unlike", vec![(right, Mode::Ref)], ty),
        (Ty::View(..), "union" | "intersection" | "difference" | "symmetric_difference") => {
            Expr::method(left, name, vec![(right, Mode::Ref)], ty)
        }
        _ => {
            let both = vec![(left, Mode::Ref), (right, Mode::Ref)];
            Expr::path(&format!("views::{name}"), both, ty)
        }
    }
}
