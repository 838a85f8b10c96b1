//! Lists with one owner: what is changed in place, and items that are lent.

use super::Placer;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};

impl Placer<'_> {
    /// Makes the expression the receiver of a method that changes it.
    pub(super) fn look_mut(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Var(var) => {
                let var = *var;
                *expr = self.look_mut_at(var, None);
            }
            ExprKind::Checked { var, otherwise } => {
                let var = *var;
                let otherwise = Box::new(self.otherwise(otherwise));
                *expr = self.look_mut_at(var, Some(otherwise));
            }
            ExprKind::Raises { inner, route } if item_access(inner).is_some() => {
                let route = route.clone();
                self.raised(&route);
                self.look_mut(inner);
            }
            _ => {
                if let Some(name) = item_access(expr) {
                    rename(expr, &name.replace("at", "item_mut"));
                    if let ExprKind::Op { args, .. } = &mut expr.kind {
                        args[0].1 = Mode::MutReceiver;
                    }
                }
                self.own(expr);
            }
        }
    }

    /// Makes the expression an exclusive reference.
    pub(super) fn lend_mut(&mut self, expr: &mut Expr) {
        let var = match &expr.kind {
            ExprKind::Var(var) => Some(*var),
            _ => None,
        };
        self.look_mut(expr);
        let is_reference = var.is_some_and(|var| self.is_reference(var))
            || is_item(expr)
            || matches!(expr.kind, ExprKind::Bound { .. });
        if !is_reference {
            let ty = expr.ty.clone();
            let inner = std::mem::replace(expr, Expr::unit());
            *expr = Expr::new(ExprKind::BorrowMut(Box::new(inner)), ty);
        }
    }
}

/// The method by which the expression takes an item out of a list with one owner, `at` or `try_at`.
pub(super) fn item_access(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Raises { inner, .. } => item_access(inner),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if matches!(name.as_str(), "at" | "try_at") && matches!(args[0].0.ty, Ty::Owned(..)) => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// Calls another method.
pub(super) fn rename(expr: &mut Expr, name: &str) {
    match &mut expr.kind {
        ExprKind::Raises { inner, .. } => rename(inner, name),
        ExprKind::Op { spelling, .. } => *spelling = Spelling::Method(name.to_owned()),
        _ => unreachable!("called for accesses of items"),
    }
}

/// A reference to an item of a list.
pub(super) fn is_item(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Raises { inner, .. } => is_item(inner),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } => {
            matches!(
                name.as_str(),
                "item" | "try_item" | "item_mut" | "try_item_mut"
            ) && matches!(args[0].0.ty, Ty::Owned(..))
        }
        _ => false,
    }
}

/// Makes the one walk over a list in an iterator lend the items to be changed.
pub(super) fn walk_mut(iter: &mut Expr) {
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: false,
    } = &mut iter.kind
        && name == "iter"
    {
        "iter_mut".clone_into(name);
        args[0].1 = Mode::MutReceiver;
        return;
    }
    crate::ir::walk::each_child(iter, &mut |child| walk_mut(child));
}
