//! Statements: what they bind, return and rule out.

use super::Infer;
use super::narrow::{Branches, Facts};
use super::needed::Need;
use crate::syntax::ast::{Body, Expr, Stmt, StmtKind};
use crate::types::Ty;

impl Infer<'_> {
    /// Infers a block; false if its end is never reached.
    pub(super) fn block(&mut self, body: &Body) -> bool {
        for stmt in &body.stmts {
            if !self.stmt(stmt) {
                return false;
            }
        }
        true
    }

    fn stmt(&mut self, stmt: &Stmt) -> bool {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.define(stmt.id, &def.params);
                let func = self.funcs.by_node[&stmt.id];
                if !self.is_static_function(func) {
                    let value = self.function_value(func);
                    self.bind(stmt.id, &Ty::Func(value));
                }
                true
            }
            StmtKind::Return(value) => {
                let ty = value.as_ref().map_or(Ty::None, |value| self.expr(value));
                self.grow_ret(&ty);
                false
            }
            StmtKind::Assign { targets, value } => {
                if let [target] = targets.as_slice()
                    && self.types.imports.is_alias(self.names, target)
                {
                    return true;
                }
                if self.is_static_lambda(value) {
                    if let crate::syntax::ast::ExprKind::Lambda(lambda) = &value.kind {
                        self.define(value.id, &lambda.params);
                    }
                    return true;
                }
                let mut ty = self.expr(value);
                if let [target] = targets.as_slice()
                    && is_unpacking(target)
                {
                    ty = self.needed(value, ty, Need::Unpacking);
                }
                for target in targets {
                    self.assign(target, &ty);
                }
                true
            }
            StmtKind::AugAssign { target, op, value } => {
                self.augmented(stmt, target, *op, value);
                true
            }
            StmtKind::AnnAssign {
                target,
                annotation: _,
                value,
                simple: _,
            } => {
                if let Some(value) = value
                    && !self.types.imports.is_alias(self.names, target)
                {
                    let ty = self.expr(value);
                    self.assign(target, &ty);
                }
                true
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async: _,
            } => self.for_loop(stmt, target, iter, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(stmt, test, body, orelse),
            StmtKind::If { test, body, orelse } => {
                let Branches {
                    when_true,
                    when_false,
                } = self.test(test);
                let end_true = self.branch(when_true, body);
                let end_false = self.branch(when_false, orelse);
                match (end_true, end_false) {
                    (None, None) => false,
                    (Some(facts), None) | (None, Some(facts)) => {
                        self.facts = facts;
                        true
                    }
                    (Some(a), Some(b)) => {
                        self.facts = a.meet(&b);
                        true
                    }
                }
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                is_star: _,
            } => self.try_stmt(stmt, body, handlers, orelse, finalbody),
            StmtKind::Expr(value) => {
                self.expr(value);
                !self.types.imports.is_exit(self.names, value)
            }
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(target);
                }
                true
            }
            StmtKind::Raise { exc, cause } => {
                for value in [exc, cause].into_iter().flatten() {
                    let ty = self.expr(value);
                    self.types.store.to_value(&ty);
                }
                false
            }
            StmtKind::Assert { test, msg } => {
                let Branches {
                    when_true,
                    when_false,
                } = self.test(test);
                if let (Some(facts), Some(msg)) = (when_false, msg) {
                    self.facts = facts;
                    let ty = self.expr(msg);
                    self.types.store.to_value(&ty);
                }
                match when_true {
                    Some(facts) => {
                        self.facts = facts;
                        true
                    }
                    None => false,
                }
            }
            StmtKind::Break | StmtKind::Continue => false,
            StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. } => true,
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::ClassDef(_) | StmtKind::With { .. } => {
                unreachable!("refused before inference")
            }
        }
    }

    /// Infers a block under facts; the facts at its end, if that is reached.
    fn branch(&mut self, facts: Option<Facts>, body: &Body) -> Option<Facts> {
        self.facts = facts?;
        self.block(body).then(|| self.facts.clone())
    }

    pub(super) fn forget_loop_stores(&mut self, stmt: &Stmt) {
        for var in self.loop_stores[&stmt.id].clone() {
            self.facts.forget(var);
        }
    }

    fn for_loop(
        &mut self,
        stmt: &Stmt,
        target: &Expr,
        iter: &Expr,
        body: &Body,
        orelse: &Body,
    ) -> bool {
        let iterable = self.expr(iter);
        let iterable = self.needed(iter, iterable, Need::Items);
        let item = self.walked_items(&iterable);
        self.forget_loop_stores(stmt);
        let before = self.facts.clone();
        self.assign(target, &item);
        self.block(body);
        self.facts = before;
        let falls = self.block(orelse);
        falls || has_break(body)
    }

    fn while_loop(&mut self, stmt: &Stmt, test: &Expr, body: &Body, orelse: &Body) -> bool {
        self.forget_loop_stores(stmt);
        let Branches {
            when_true,
            when_false,
        } = self.test(test);
        self.branch(when_true, body);
        let endless = crate::types::infer::stmt::is_always_true(test);
        let breaks = has_break(body);
        match when_false {
            Some(facts) if !endless => {
                self.facts = facts;
                let falls = self.block(orelse);
                if breaks {
                    self.forget_loop_stores(stmt);
                    self.facts = Facts::default();
                }
                falls || breaks
            }
            _ => {
                self.facts = Facts::default();
                breaks
            }
        }
    }
}

/// `while True`, `while 1`.
pub(crate) fn is_always_true(test: &Expr) -> bool {
    use crate::syntax::ast::{Constant, ExprKind};
    match &test.kind {
        ExprKind::Constant(Constant::Bool(value)) => *value,
        ExprKind::Constant(Constant::Int(value)) => *value != 0,
        _ => false,
    }
}

/// Whether the loop body leaves its loop with `break`.
pub(crate) fn has_break(body: &Body) -> bool {
    body.stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break => true,
        StmtKind::If { body, orelse, .. } => has_break(body) || has_break(orelse),
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            is_star: _,
        } => {
            [body, orelse, finalbody].into_iter().any(has_break)
                || handlers.iter().any(|handler| has_break(&handler.body))
        }
        StmtKind::For { orelse, .. } | StmtKind::While { orelse, .. } => has_break(orelse),
        StmtKind::Match { cases, .. } => super::pattern::case_bodies(cases).any(has_break),
        _ => false,
    })
}

/// `a, b`.
fn is_unpacking(target: &Expr) -> bool {
    use crate::syntax::ast::ExprKind;
    matches!(target.kind, ExprKind::Tuple(_) | ExprKind::List(_))
}
