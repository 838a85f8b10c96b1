//! What may stand on the left of `=`, `+=`, `:`, behind `for`, `as` and `del`.
//!
//! CPython first tries the grammar's proper rules, then rules that only produce messages
//! (`invalid_assignment`, `invalid_named_expression`, … in `Grammar/python.gram`); the words depend on which
//! of those meets the text first.

use rustpython_parser::Tok;

use super::{Checker, Pass, Place};
use crate::syntax::ast::{Constant, Expr, ExprKind, UnaryOp};

impl Checker<'_> {
    pub(super) fn assign(&mut self, targets: &[Expr], value: &Expr, place: Place) {
        let invalid = targets.iter().find_map(|target| {
            matches!(target.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_))
                .then_some(target)
                .or_else(|| invalid_target(target))
        });
        if let Some(invalid) = invalid {
            self.invalid_assignment(targets, value, invalid);
        } else {
            for target in targets {
                self.target(target, "assign to", place);
            }
        }
        self.expr(value, place);
    }

    fn invalid_assignment(&mut self, targets: &[Expr], value: &Expr, invalid: &Expr) {
        let first = &targets[0];
        let elements = match &first.kind {
            ExprKind::Tuple(items) if !self.has_own_brackets(first) => items.as_slice(),
            _ => std::slice::from_ref(first),
        };
        let (next, is_target) = match targets.get(1) {
            Some(next) => (next, true),
            None => (value, false),
        };
        if let Some(last) = elements.last()
            && self.starts_with_operand(next)
            && !(is_target && self.is_operand(next))
            && self.is_operand(last)
        {
            if let ExprKind::Name(_) = last.kind {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                self.error(Pass::Parser, last.span.to(next.span), message);
                return;
            }
            if !is_excluded(last) {
                let name = expr_name(last);
                let message =
                    format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
                self.error(Pass::Parser, last.span, message);
                return;
            }
        }
        let is_bare_yield = matches!(invalid.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_))
            && !self.is_in_parentheses(invalid);
        let message = if is_bare_yield {
            "assignment to yield expression not possible".to_owned()
        } else {
            format!("cannot assign to {}", expr_name(invalid))
        };
        self.error(Pass::Parser, invalid.span, message);
    }

    /// What the grammar calls a `bitwise_or`: no `not`, `and`, comparison, `if`, `lambda` on top.
    fn is_operand(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::BoolOp { .. }
            | ExprKind::Compare { .. }
            | ExprKind::IfExp { .. }
            | ExprKind::Lambda(_)
            | ExprKind::Named { .. }
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Unary {
                op: UnaryOp::Not, ..
            } => self.is_in_parentheses(expr),
            ExprKind::Tuple(_) => self.has_own_brackets(expr),
            ExprKind::Starred(_) => false,
            _ => true,
        }
    }

    /// Whether an operand stands at the beginning.
    fn starts_with_operand(&self, expr: &Expr) -> bool {
        if self.is_operand(expr) {
            return true;
        }
        match &expr.kind {
            ExprKind::BoolOp { values, .. } => values
                .first()
                .is_some_and(|first| self.starts_with_operand(first)),
            ExprKind::Compare { left, .. } => self.starts_with_operand(left),
            ExprKind::IfExp { body, .. } => self.starts_with_operand(body),
            ExprKind::Tuple(items) => items
                .first()
                .is_some_and(|first| self.starts_with_operand(first)),
            _ => false,
        }
    }

    /// Whether the brackets of a tuple are part of it.
    fn has_own_brackets(&self, expr: &Expr) -> bool {
        self.source.slice(expr.span).starts_with('(')
            && self.tokens.closing_of(expr.span.start) == Some(expr.span.end)
    }

    fn is_in_parentheses(&self, expr: &Expr) -> bool {
        let before = self.tokens.last_before(expr.span.start);
        before.is_some_and(|token| {
            token.tok == Tok::Lpar
                && self
                    .tokens
                    .closing_of(token.span.start)
                    .and_then(|end| self.tokens.last_before(end.saturating_sub(1)))
                    .is_some_and(|last| last.span.end >= expr.span.end)
        })
    }

    pub(super) fn augmented(&mut self, target: &Expr, place: Place) {
        match &target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                self.store(target, "assign to", place);
            }
            _ => {
                let name = expr_name(target);
                let message = format!("'{name}' is an illegal expression for augmented assignment");
                self.error(Pass::Parser, target.span, message);
            }
        }
    }

    pub(super) fn annotated(&mut self, target: &Expr, place: Place) {
        let message = match &target.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => {
                self.store(target, "assign to", place);
                return;
            }
            ExprKind::List(_) => "only single target (not list) can be annotated",
            ExprKind::Tuple(_) => "only single target (not tuple) can be annotated",
            _ => "illegal target for annotation",
        };
        self.error(Pass::Parser, target.span, message);
    }

    pub(super) fn delete(&mut self, targets: &[Expr], place: Place) {
        for target in targets {
            if let Some(invalid) = undeletable(target) {
                let message = format!("cannot delete {}", expr_name(invalid));
                self.error(Pass::Parser, invalid.span, message);
            } else {
                self.store(target, "delete", place);
            }
        }
    }

    /// The target of `for`, `as` or `:=`, or a valid one of `=`.
    pub(super) fn target(&mut self, target: &Expr, verb: &str, place: Place) {
        if let Some(invalid) = invalid_target(target) {
            let message = format!("cannot {verb} {}", expr_name(invalid));
            self.error(Pass::Parser, invalid.span, message);
            return;
        }
        if let ExprKind::Starred(_) = target.kind {
            let message = "starred assignment target must be in a list or tuple";
            self.error(Pass::Compiler, target.span, message);
        }
        self.store(target, verb, place);
    }

    fn store(&mut self, target: &Expr, verb: &str, place: Place) {
        match &target.kind {
            ExprKind::Name(ident) => self.forbid_debug(&ident.name, ident.span, verb),
            ExprKind::Attribute { value, attr } => {
                self.forbid_debug(&attr.name, attr.span, verb);
                self.expr(value, place);
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value, place);
                self.expr(index, place);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                self.check_stars(target, items);
                for item in items {
                    self.store(item, verb, place);
                }
            }
            ExprKind::Starred(value) => self.store(value, verb, place),
            _ => self.expr(target, place),
        }
    }

    fn check_stars(&mut self, target: &Expr, items: &[Expr]) {
        let is_star = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        let Some(first) = items.iter().position(is_star) else {
            return;
        };
        if items.iter().filter(|item| is_star(item)).count() > 1 {
            let message = "multiple starred expressions in assignment";
            self.error(Pass::Compiler, target.span, message);
        } else if first >= 1 << 8 || items.len() - first > 1 << 23 {
            let message = "too many expressions in star-unpacking assignment";
            self.error(Pass::Compiler, target.span, message);
        }
    }
}

/// The first part that nothing can be assigned to.
fn invalid_target(target: &Expr) -> Option<&Expr> {
    match &target.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().find_map(invalid_target),
        ExprKind::Starred(value) => invalid_target(value),
        _ => Some(target),
    }
}

fn undeletable(target: &Expr) -> Option<&Expr> {
    match &target.kind {
        ExprKind::Starred(_) => Some(target),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().find_map(undeletable),
        _ => invalid_target(target),
    }
}

/// What `invalid_named_expression` leaves to other rules.
fn is_excluded(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::List(_) | ExprKind::Tuple(_) => true,
        ExprKind::Constant(constant) => {
            matches!(constant, Constant::None | Constant::Bool(_))
        }
        ExprKind::Comprehension(comprehension) => matches!(
            comprehension.kind,
            crate::syntax::ast::ComprehensionKind::Generator(_)
        ),
        _ => false,
    }
}

/// CPython's `_PyPegen_get_expr_name`.
pub(in crate::syntax) fn expr_name(expr: &Expr) -> &'static str {
    use crate::syntax::ast::ComprehensionKind;
    match &expr.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::Binary { .. } | ExprKind::Unary { .. } => "expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::Comprehension(comprehension) => match comprehension.kind {
            ComprehensionKind::List(_) => "list comprehension",
            ComprehensionKind::Set(_) => "set comprehension",
            ComprehensionKind::Dict(..) => "dict comprehension",
            ComprehensionKind::Generator(_) => "generator expression",
        },
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::FString(_) => "f-string expression",
        ExprKind::Constant(constant) => match constant {
            Constant::None => "None",
            Constant::Bool(true) => "True",
            Constant::Bool(false) => "False",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_)
            | Constant::BigInt(_)
            | Constant::Float(_)
            | Constant::Imaginary(_)
            | Constant::Str(_)
            | Constant::Bytes(_) => "literal",
        },
        ExprKind::Compare { .. } | ExprKind::IsGlobal { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::Named { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}
