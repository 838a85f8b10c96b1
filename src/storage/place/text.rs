//! Texts: which are lent, and parts of texts that stay where they are.

use super::Placer;
use crate::ir::{Expr, ExprKind, Spelling, Storage, Ty};

impl Placer<'_> {
    /// A literal, or a part of a text that stays where it is.
    pub(super) fn own_part(&mut self, expr: &mut Expr) {
        if lend_part(expr) {
            return self.operands(expr);
        }
        match &mut expr.kind {
            ExprKind::Str(_) => {}
            ExprKind::Var(var) if self.program.vars[var.0 as usize].ty == Ty::Str => {
                let var = *var;
                self.lend(expr);
                if let ExprKind::Borrow(inner) = &mut expr.kind {
                    *expr = std::mem::replace(&mut **inner, Expr::unit());
                }
                if self.program.vars[var.0 as usize].storage == Storage::Plain
                    || self.program.vars[var.0 as usize].is_item
                {
                    let text = std::mem::replace(expr, Expr::unit());
                    *expr = Expr::std_method(text, "as_str", vec![], Ty::StaticStr);
                }
            }
            ExprKind::If { test, then, orelse } => {
                let after = self.live.clone();
                self.own_part(then);
                let when_true = std::mem::replace(&mut self.live, after);
                self.own_part(orelse);
                let when_false = std::mem::take(&mut self.live);
                self.condition(test, when_true, when_false);
                expr.ty = Ty::StaticStr;
            }
            _ => self.own(expr),
        }
    }

    /// Text for `Value::from`, which takes both kinds of strings: moved where it is not needed again.
    pub(super) fn lend_text(&mut self, expr: &mut Expr) {
        if let ExprKind::Var(var) = &expr.kind {
            let var = *var;
            let is_plain = self.program.vars[var.0 as usize].storage == Storage::Plain;
            if is_plain
                && !self.live.contains(&var)
                && self.program.vars[var.0 as usize].owner == self.func
            {
                self.own(expr);
                return;
            }
            self.lend(expr);
            let is_item =
                self.program.vars[var.0 as usize].is_item || self.seen_through.contains(&var);
            if is_item && matches!(expr.kind, ExprKind::Var(_)) {
                let item = std::mem::replace(expr, Expr::unit());
                *expr = Expr::std_method(item, "as_str", vec![], Ty::StaticStr);
            } else if let ExprKind::Borrow(inner) = &mut expr.kind {
                let place = std::mem::replace(&mut **inner, Expr::unit());
                *expr = Expr::std_method(place, "as_str", vec![], Ty::StaticStr);
            }
        }
    }

    /// One of two literals is looked at as it is.
    pub(super) fn look_at_choice(&mut self, expr: &mut Expr) -> bool {
        let ExprKind::If { test, then, orelse } = &mut expr.kind else {
            return false;
        };
        if !matches!(
            (&then.kind, &orelse.kind),
            (ExprKind::Str(_), ExprKind::Str(_))
        ) {
            return false;
        }
        self.own(test);
        expr.ty = Ty::StaticStr;
        true
    }
}

/// Makes `text[index]` and `text[start:stop]` lend that part of the text, if the expression is one of these.
pub(super) fn lend_part(expr: &mut Expr) -> bool {
    if let ExprKind::Raises { inner, .. } = &mut expr.kind {
        let is_part = lend_part(inner);
        if is_part {
            expr.ty = Ty::StaticStr;
        }
        return is_part;
    }
    if !crate::storage::views::is_part_access(expr) {
        return false;
    }
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut expr.kind
    {
        let base = name.trim_start_matches("try_");
        let lent = crate::storage::views::lent_name(base).expect("is one of these");
        if lent == "part" {
            args.truncate(3);
        }
        *name = name.replace(base, lent);
    }
    expr.ty = Ty::StaticStr;
    true
}

/// Whether the expression lends a part of a text.
pub(super) fn is_lent_part(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Raises { inner, .. } => is_lent_part(inner),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } => {
            matches!(args[0].0.ty, Ty::Str | Ty::StaticStr | Ty::Letters)
                && crate::storage::views::lent_name(name.trim_start_matches("try_"))
                    == Some(name.trim_start_matches("try_"))
        }
        _ => false,
    }
}
