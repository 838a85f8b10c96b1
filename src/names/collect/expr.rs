//! Expressions: reads, targets, lambdas, comprehensions, `:=`.

use super::{Access, Collector};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::names::{ScopeId, ScopeKind};
use crate::syntax::ast::{
    Comprehension, ComprehensionKind, DictItem, Expr, ExprKind, FStringPart, ForClause, Ident,
    Keyword,
};

impl Collector<'_> {
    pub(super) fn option(&mut self, expr: Option<&Expr>) -> Result<(), Diagnostic> {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Result<(), Diagnostic> {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    /// The target of an assignment, a `for`, a `del`.
    pub(super) fn target(&mut self, target: &Expr, access: Access) -> Result<(), Diagnostic> {
        match &target.kind {
            ExprKind::Name(ident) => self.occur(target.id, ident, access).map(|_| ()),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().try_for_each(|item| self.target(item, access))
            }
            ExprKind::Starred(value) => self.target(value, access),
            _ => self.expr(target),
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result<(), Diagnostic> {
        match &expr.kind {
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Name(ident) => self.load(expr, ident),
            ExprKind::IsGlobal { name, .. } => self.occur(expr.id, name, Access::Load).map(|_| ()),
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                self.exprs(items)
            }
            ExprKind::Named { target, value } => self.named(target, value),
            ExprKind::Binary { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Lambda(lambda) => {
                self.defaults(&lambda.params)?;
                self.option(lambda.stands_for.as_deref())?;
                self.enter(ScopeKind::Lambda, expr.id, "<lambda>", |collector| {
                    collector.params(&lambda.params)?;
                    collector.expr(&lambda.body)
                })
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict(items) => items.iter().try_for_each(|item| match item {
                DictItem::Pair(key, value) => {
                    self.expr(key)?;
                    self.expr(value)
                }
                DictItem::Spread(value) => self.expr(value),
            }),
            ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ExprKind::Await(value) | ExprKind::YieldFrom(value) | ExprKind::Starred(value) => {
                self.expr(value)
            }
            ExprKind::Yield(value) => self.option(value.as_deref()),
            ExprKind::Compare { left, rest } => {
                self.expr(left)?;
                rest.iter().try_for_each(|(_, right)| self.expr(right))
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords),
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value)?;
                self.expr(index)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower.as_deref())?;
                self.option(upper.as_deref())?;
                self.option(step.as_deref())
            }
        }
    }

    fn load(&mut self, expr: &Expr, ident: &Ident) -> Result<(), Diagnostic> {
        self.occur(expr.id, ident, Access::Load)?;
        let scope = self.scope;
        if ident.name == "super" && is_function(self.raw(scope).kind) {
            // `super()` finds its class through a cell named `__class__`.
            self.flags(scope, "__class__").is_referenced = true;
        }
        Ok(())
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> Result<(), Diagnostic> {
        self.expr(func)?;
        self.exprs(args)?;
        keywords
            .iter()
            .try_for_each(|keyword| self.expr(&keyword.value))
    }

    fn fstring(&mut self, parts: &[FStringPart]) -> Result<(), Diagnostic> {
        parts.iter().try_for_each(|part| match part {
            FStringPart::Text(_) => Ok(()),
            FStringPart::Value { value, spec, .. } => {
                self.expr(value)?;
                spec.as_ref().map_or(Ok(()), |spec| self.fstring(spec))
            }
        })
    }

    fn comprehension(
        &mut self,
        expr: &Expr,
        comprehension: &Comprehension,
    ) -> Result<(), Diagnostic> {
        let (first, rest) = comprehension
            .clauses
            .split_first()
            .expect("a comprehension has a `for`");
        self.iterable(&first.iter)?;
        let (kind, name) = match &comprehension.kind {
            ComprehensionKind::List(_) => (ScopeKind::Comprehension, "<listcomp>"),
            ComprehensionKind::Set(_) => (ScopeKind::Comprehension, "<setcomp>"),
            ComprehensionKind::Dict(..) => (ScopeKind::Comprehension, "<dictcomp>"),
            ComprehensionKind::Generator(_) => (ScopeKind::Generator, "<genexpr>"),
        };
        self.enter(kind, expr.id, name, |collector| {
            collector.iteration_target(first)?;
            collector.exprs(&first.conditions)?;
            for clause in rest {
                collector.iteration_target(clause)?;
                collector.iterable(&clause.iter)?;
                collector.exprs(&clause.conditions)?;
            }
            match &comprehension.kind {
                ComprehensionKind::List(element)
                | ComprehensionKind::Set(element)
                | ComprehensionKind::Generator(element) => collector.expr(element),
                ComprehensionKind::Dict(key, value) => {
                    collector.expr(value)?;
                    collector.expr(key)
                }
            }
        })
    }

    fn iteration_target(&mut self, clause: &ForClause) -> Result<(), Diagnostic> {
        self.in_iteration_target = true;
        let result = self.target(&clause.target, Access::Store);
        self.in_iteration_target = false;
        result
    }

    fn iterable(&mut self, iter: &Expr) -> Result<(), Diagnostic> {
        let outer = std::mem::replace(&mut self.in_iterable, true);
        let result = self.expr(iter);
        self.in_iterable = outer;
        result
    }

    /// `target := value`, which binds in the scope around all comprehensions (PEP 572).
    fn named(&mut self, target: &Expr, value: &Expr) -> Result<(), Diagnostic> {
        let ExprKind::Name(ident) = &target.kind else {
            self.expr(value)?;
            return self.target(target, Access::Store);
        };
        if self.in_iterable {
            return Err(syntax_error(
                target.span,
                "assignment expression cannot be used in a comprehension iterable expression",
            ));
        }
        self.extend_named_scope(target, ident)?;
        self.expr(value)?;
        self.target(target, Access::Store)
    }

    fn extend_named_scope(&mut self, target: &Expr, ident: &Ident) -> Result<(), Diagnostic> {
        let start = self.scope;
        if !is_comprehension(self.raw(start).kind) {
            return Ok(());
        }
        let mut owner = start;
        while is_comprehension(self.raw(owner).kind) {
            if self.flags(owner, &ident.name).is_iteration_variable {
                return Err(syntax_error(
                    target.span,
                    format!(
                        "assignment expression cannot rebind comprehension iteration variable '{}'",
                        ident.name
                    ),
                ));
            }
            owner = self
                .raw(owner)
                .parent
                .expect("the module is no comprehension");
        }
        self.forward_to(owner, start, target, ident)
    }

    /// Makes the name of the comprehension `start` mean the one of `owner`.
    fn forward_to(
        &mut self,
        owner: ScopeId,
        start: ScopeId,
        target: &Expr,
        ident: &Ident,
    ) -> Result<(), Diagnostic> {
        match self.raw(owner).kind {
            ScopeKind::Class => Err(syntax_error(
                target.span,
                "assignment expression within a comprehension cannot be used in a class body",
            )),
            ScopeKind::Module => {
                self.flags(start, &ident.name).global = Some(target.span);
                self.flags(owner, &ident.name).global = Some(target.span);
                Ok(())
            }
            ScopeKind::Function
            | ScopeKind::Lambda
            | ScopeKind::Comprehension
            | ScopeKind::Generator => {
                if self.flags(owner, &ident.name).global.is_some() {
                    self.flags(start, &ident.name).global = Some(target.span);
                } else {
                    self.flags(start, &ident.name).nonlocal = Some(target.span);
                }
                self.flags(owner, &ident.name).is_assigned = true;
                Ok(())
            }
        }
    }
}

/// What CPython calls a function block.
fn is_function(kind: ScopeKind) -> bool {
    match kind {
        ScopeKind::Function | ScopeKind::Lambda => true,
        ScopeKind::Comprehension | ScopeKind::Generator => true,
        ScopeKind::Module | ScopeKind::Class => false,
    }
}

fn is_comprehension(kind: ScopeKind) -> bool {
    matches!(kind, ScopeKind::Comprehension | ScopeKind::Generator)
}
