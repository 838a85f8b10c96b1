//! Statements.

use super::jump::Jump;
use super::{Code, Flow, Knowledge};
use crate::names::ScopeKind;
use crate::syntax::ast::{
    Body, ClassDef, Expr, ExprKind, FunctionDef, NodeId, Stmt, StmtKind, WithItem,
};

impl<'a> Flow<'a> {
    pub(super) fn body(&mut self, body: &'a Body) {
        for stmt in &body.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(stmt.id, def),
            StmtKind::ClassDef(def) => self.class_def(stmt.id, def),
            StmtKind::Return(value) => {
                self.option(value.as_ref());
                self.jump(Jump::Return);
            }
            StmtKind::Raise { exc, cause } => {
                self.option(exc.as_ref());
                self.option(cause.as_ref());
                self.state = self.unreachable();
            }
            StmtKind::Break => self.jump(Jump::Break),
            StmtKind::Continue => self.jump(Jump::Continue),
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(target);
                }
            }
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, value, .. } => self.augmented(target, value),
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.annotated(target, annotation, value.as_ref(), *simple),
            StmtKind::Assert { test, msg } => {
                let (holds, fails) = self.condition(test);
                self.state = fails;
                self.option(msg.as_ref());
                self.state = holds;
            }
            StmtKind::Import(names) => {
                for alias in names {
                    self.store(alias.id);
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    self.store(alias.id);
                }
            }
            StmtKind::Expr(value) => {
                self.expr(value);
                if Knowledge::never_returns(value, self.ctx) {
                    self.state = self.unreachable();
                }
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
            StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. } => self.block_stmt(&stmt.kind),
        }
    }

    fn block_stmt(&mut self, kind: &'a StmtKind) {
        match kind {
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_loop(target, iter, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StmtKind::If { test, body, orelse } => {
                let (holds, fails) = self.condition(test);
                self.state = holds;
                self.body(body);
                let end = std::mem::replace(&mut self.state, fails);
                self.body(orelse);
                self.join_with(&end);
            }
            StmtKind::With { items, body, .. } => self.with(items, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                ..
            } => {
                if finalbody.stmts.is_empty() {
                    self.try_except(body, handlers, orelse);
                } else {
                    self.try_finally(body, handlers, orelse, finalbody);
                }
            }
            _ => unreachable!("the caller passes statements with blocks only"),
        }
    }

    fn function_def(&mut self, id: NodeId, def: &'a FunctionDef) {
        for decorator in &def.decorators {
            self.expr(decorator);
        }
        self.defaults(&def.params);
        for param in &def.params.list {
            self.annotation(param.annotation.as_ref());
        }
        self.annotation(def.returns.as_ref());
        let unit = self.create(id, Code::Function(def));
        let ctx = self.ctx;
        let calls_it = |decorator| ctx.knowledge.may_call_what_it_decorates(decorator, ctx);
        if def.decorators.iter().any(calls_it) {
            self.refer_to(unit.as_slice());
        }
        self.store(id);
    }

    fn class_def(&mut self, id: NodeId, def: &'a ClassDef) {
        for decorator in &def.decorators {
            self.expr(decorator);
        }
        self.exprs(&def.bases);
        for keyword in &def.keywords {
            self.expr(&keyword.value);
        }
        let outer = self.scope;
        if let Some(scope) = self.ctx.table.scope_of.get(&id) {
            self.scope = *scope;
            self.forget_scope();
        }
        self.body(&def.body);
        self.scope = outer;
        if self
            .ctx
            .knowledge
            .may_run_methods_at_definition(def, self.ctx)
        {
            let ctx = self.ctx;
            if let Some(binding) = self.binding_at(id) {
                self.refer_to(&ctx.units_of[binding.0 as usize]);
            }
        }
        self.store(id);
    }

    /// The variables of the current class or comprehension are new.
    pub(super) fn forget_scope(&mut self) {
        let ctx = self.ctx;
        let unbound = self.facts.sets.single(super::UNBOUND);
        for symbol in &ctx.resolved.scopes[self.scope.0 as usize].symbols {
            let own = symbol
                .binding
                .filter(|binding| ctx.resolved.bindings[binding.0 as usize].scope == self.scope);
            if let Some(binding) = own {
                self.set(binding, unbound);
            }
        }
    }

    fn annotation(&mut self, annotation: Option<&'a Expr>) {
        if !self.ctx.table.has_lazy_annotations {
            self.option(annotation);
        }
    }

    fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) {
        if let (ExprKind::Lambda(lambda), [target]) = (&value.kind, targets)
            && matches!(target.kind, ExprKind::Name(_))
            && lambda.stands_for.is_none()
        {
            // Named like a `def`: it may be called where the name is read.
            self.defaults(&lambda.params);
            self.create(value.id, Code::Lambda(lambda));
            self.store(target.id);
            return;
        }
        if self.is_class_body() {
            self.class_value(value);
        } else {
            self.expr(value);
        }
        for target in targets {
            self.target(target);
        }
    }

    fn is_class_body(&self) -> bool {
        self.ctx.table.scopes[self.scope.0 as usize].kind == ScopeKind::Class
    }

    /// `__radd__ = __add__` and `area = property(compute)` give methods another name, no more.
    fn class_value(&mut self, value: &'a Expr) {
        match &value.kind {
            ExprKind::Name(_) => {
                if let Some(binding) = self.binding_at(value.id) {
                    self.read(value.id, binding);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } if !self
                .ctx
                .knowledge
                .may_call_what_it_decorates(func, self.ctx) =>
            {
                self.expr(func);
                let keywords = keywords.iter().map(|keyword| &keyword.value);
                for arg in args.iter().chain(keywords) {
                    self.class_value(arg);
                }
            }
            _ => self.expr(value),
        }
    }

    fn augmented(&mut self, target: &'a Expr, value: &'a Expr) {
        if matches!(target.kind, ExprKind::Name(_)) {
            self.load(target.id);
            self.expr(value);
            self.store(target.id);
        } else {
            self.expr(target);
            self.expr(value);
        }
    }

    fn annotated(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) {
        if let Some(value) = value {
            self.expr(value);
            self.target(target);
        } else if !simple && !matches!(target.kind, ExprKind::Name(_)) {
            self.target(target);
        }
        let kind = self.ctx.table.scopes[self.scope.0 as usize].kind;
        if matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            self.annotation(Some(annotation));
        }
    }

    /// Something is assigned to the target.
    pub(super) fn target(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Name(_) => self.store(target.id),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.target(item);
                }
            }
            ExprKind::Starred(value) => self.target(value),
            _ => self.expr(target),
        }
    }

    fn delete(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Name(_) => {
                if let Some(binding) = self.binding_at(target.id) {
                    self.read(target.id, binding);
                    self.unbind(binding, target.id);
                }
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.delete(item);
                }
            }
            _ => self.expr(target),
        }
    }

    fn with(&mut self, items: &'a [WithItem], body: &'a Body) {
        let mut may_suppress = false;
        for item in items {
            self.expr(&item.context);
            may_suppress |= self.ctx.knowledge.may_suppress(&item.context, self.ctx);
            if let Some(target) = &item.target {
                self.target(target);
            }
        }
        if !may_suppress {
            self.body(body);
            return;
        }
        self.sinks.push(self.state.clone());
        self.body(body);
        let suppressed = self.sinks.pop().expect("it was pushed above");
        self.join_with(&suppressed);
    }
}
