//! Exceptions: `try`, and calls that make exceptions or end the program.

use super::Infer;
use super::narrow::Facts;
use crate::library::exception;
use crate::names::{Names, Use};
use crate::syntax::ast::{Body, Expr, ExprKind, Handler, Stmt};
use crate::types::Ty;
use crate::types::imports::Imports;

impl Infer<'_> {
    /// A `try`: a handler finds what any point of the body may have left.
    pub(super) fn try_stmt(
        &mut self,
        stmt: &Stmt,
        body: &Body,
        handlers: &[Handler],
        orelse: &Body,
        finalbody: &Body,
    ) -> bool {
        let start = self.facts.clone();
        self.forget_loop_stores(stmt);
        self.forget_shared();
        let raised = std::mem::replace(&mut self.facts, start);
        let mut ends: Vec<Facts> = Vec::new();
        if self.block(body) && self.block(orelse) {
            ends.push(self.facts.clone());
        }
        for handler in handlers {
            self.facts = raised.clone();
            if let Some(class) = &handler.exc_type {
                let ty = self.expr(class);
                self.types.store.to_value(&ty);
            }
            if handler.name.is_some() {
                self.bind(handler.id, &Ty::Exception);
            }
            if self.block(&handler.body) {
                ends.push(self.facts.clone());
            }
        }
        let falls = !ends.is_empty();
        if finalbody.stmts.is_empty() {
            self.facts = ends
                .into_iter()
                .reduce(|one, two| one.meet(&two))
                .unwrap_or(raised);
            return falls;
        }
        self.facts = raised;
        self.block(finalbody) && falls
    }

    /// `ValueError(args)`: making the exception does no more than keep the arguments.
    pub(super) fn exception_call(&mut self, name: &str, tys: &[Ty]) -> Option<Ty> {
        if !exception::is_plain(name) {
            return None;
        }
        for ty in tys {
            self.types.store.to_value(ty);
        }
        Some(Ty::Exception)
    }

    /// Attributes of exceptions that are known: `e.args`, `type(e).__name__`.
    pub(super) fn exception_attribute(
        &mut self,
        value: &Expr,
        receiver: &Ty,
        name: &str,
    ) -> Option<Ty> {
        if *receiver == Ty::Exception && name == "args" {
            return Some(Ty::VarTuple(Box::new(Ty::Value)));
        }
        let argument = asked_for_type(self.names, value)?;
        let is_exception =
            self.types.instance(self.current).exprs.get(&argument.id) == Some(&Ty::Exception);
        (is_exception && name == "__name__").then_some(Ty::Str)
    }
}

/// The argument of `type(…)`.
pub(crate) fn asked_for_type<'e>(names: &Names, value: &'e Expr) -> Option<&'e Expr> {
    let ExprKind::Call {
        func,
        args,
        keywords,
    } = &value.kind
    else {
        return None;
    };
    match (&func.kind, &args[..]) {
        (ExprKind::Name(ident), [argument])
            if ident.name == "type"
                && keywords.is_empty()
                && names.uses[func.id.0 as usize] == Some(Use::Builtin) =>
        {
            Some(argument)
        }
        _ => None,
    }
}

/// The names of the builtin exception classes that a handler's expression means; none if only running it tells.
pub(crate) fn handler_classes<'e>(
    names: &Names,
    imports: &'e Imports,
    class: &'e Expr,
) -> Option<Vec<&'e str>> {
    // `except` takes no unions.
    if matches!(class.kind, ExprKind::Binary { .. }) {
        return None;
    }
    let all = imports.classes.named(names, class)?;
    let is_exception = |name: &&str| exception::constant_of(name).is_some();
    all.iter().all(is_exception).then_some(all)
}
