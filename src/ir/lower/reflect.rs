//! Questions about types: `isinstance(x, int)`, `type(x)`.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::syntax::ast::{self, CmpOp};
use crate::types::imports::classes::builtin_type;
use crate::types::infer::exception::asked_for_type;
use crate::types::infer::function::{Known, callable, known_attribute, named_function};
use crate::types::infer::{class_names, class_of, is_asked_at_run_time};

impl Lower<'_> {
    /// Whether the call asks for nothing but its first argument's type.
    pub(super) fn asks_for_type(&self, func: &ast::Expr, args: &[ast::Expr]) -> bool {
        let ast::ExprKind::Name(ident) = &func.kind else {
            return false;
        };
        matches!(
            (ident.name.as_str(), args.len()),
            ("isinstance", 2) | ("type" | "callable", 1)
        ) && self.names.uses[func.id.0 as usize] == Some(crate::names::Use::Builtin)
    }

    /// `isinstance(value, classes)`.
    pub(super) fn is_instance(
        &mut self,
        call: &ast::Expr,
        value: &ast::Expr,
        classes: &ast::Expr,
    ) -> Expr {
        if let Some(known) = self.instance().tests.get(&call.id).copied() {
            let value = self.expr(value);
            return self.after(value, Expr::new(ExprKind::Bool(known), Ty::Bool));
        }
        if self.node_ty(value.id) == Ty::Exception {
            return self.exception_test(value, classes);
        }
        let names = class_names(self.names, &self.types.imports, classes).unwrap_or_default();
        let value = self.dynamic(value);
        let names = names
            .into_iter()
            .map(|name| (Expr::text(name), Mode::Ref))
            .collect();
        let array = Expr::new(
            ExprKind::Op {
                spelling: Spelling::StaticArray,
                args: names,
                runtime: false,
            },
            Ty::Unit,
        );
        Expr::method(value, "isinstance", vec![(array, Mode::Ref)], Ty::Bool)
    }

    /// `f.__name__` of a function that is known; none if only running the program tells.
    pub(super) fn function_attribute(&mut self, value: &ast::Expr, attr: &str) -> Option<Expr> {
        let ty = self.inferred(value.id);
        let known = known_attribute(
            self.names,
            self.funcs,
            self.types,
            (value, &ty),
            self.inst,
            attr,
        )?;
        let known = match known {
            Known::Text(text) => Expr::text(text),
            Known::Nothing => Expr::unit(),
        };
        if named_function(self.names, self.funcs, value).is_some() {
            return Some(known);
        }
        let value = self.expr(value);
        Some(self.after(value, known))
    }

    /// `callable(value)`.
    pub(super) fn is_callable(&mut self, value: &ast::Expr) -> Expr {
        let is_named = named_function(self.names, self.funcs, value).is_some();
        let is_callable = is_named || callable(&self.inferred(value.id)) == Some(true);
        let answer = Expr::new(ExprKind::Bool(is_callable), Ty::Bool);
        if is_named {
            return answer;
        }
        let value = self.expr(value);
        self.after(value, answer)
    }

    /// `type(value)`.
    pub(super) fn type_of(&mut self, value: &ast::Expr) -> Expr {
        if matches!(self.node_ty(value.id), Ty::View(..)) {
            let view = self.expr(value);
            return Expr::method(view, "class", vec![], Ty::Value);
        }
        let class = class_of(&self.inferred(value.id)).expect("inference knew the class");
        let name = (Expr::text(class), Mode::Ref);
        let class = Expr::path("Value::named_builtin", vec![name], Ty::Value);
        let value = self.expr(value);
        self.after(value, class)
    }

    /// `type(value).__name__`.
    pub(super) fn type_name(&mut self, value: &ast::Expr) -> Option<Expr> {
        let argument = asked_for_type(self.names, value)?;
        if self.node_ty(argument.id) == Ty::Exception {
            let error = self.expr(argument);
            return Some(Expr::method(error, "class_name", vec![], Ty::Str));
        }
        let ty = self.inferred(argument.id);
        let is_open = self.makes_entries
            && matches!(ty, crate::types::Ty::Dict(..) | crate::types::Ty::View(..));
        let class = class_of(&ty).filter(|_| !is_open);
        if class.is_none() && !is_asked_at_run_time(&ty) {
            return None;
        }
        Some(if let Some(class) = class {
            let value = self.expr(argument);
            self.after(value, Expr::text(class))
        } else {
            let value = self.dynamic(argument);
            Expr::method(value, "class_name", vec![], Ty::Str)
        })
    }

    /// `type(value) == int`; none if it is no such test.
    pub(super) fn type_test(
        &mut self,
        left: &ast::Expr,
        op: CmpOp,
        right: &ast::Expr,
    ) -> Option<Expr> {
        if !matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::Eq | CmpOp::NotEq) {
            return None;
        }
        asked_for_type(self.names, left)?;
        let name = builtin_type(self.names, right)?;
        let own = self.type_name(left)?;
        let is_negated = matches!(op, CmpOp::IsNot | CmpOp::NotEq);
        if let ExprKind::Str(own) = &own.kind {
            return Some(Expr::new(
                ExprKind::Bool((own == name) != is_negated),
                Ty::Bool,
            ));
        }
        let op = if is_negated { "!=" } else { "==" };
        Some(Expr::infix(own, op, Expr::text(name), Mode::Ref, Ty::Bool))
    }
}
