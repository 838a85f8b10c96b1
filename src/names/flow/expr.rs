//! Expressions, in the order in which Python evaluates them.

use super::loops::Turns;
use super::{Code, Flow, Knowledge, State};
use crate::syntax::ast::{
    BoolOp, Comprehension, ComprehensionKind, DictItem, Expr, ExprKind, FStringPart, Params,
    UnaryOp,
};

impl<'a> Flow<'a> {
    pub(super) fn option(&mut self, expr: Option<&'a Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    pub(super) fn exprs(&mut self, exprs: &'a [Expr]) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    pub(super) fn defaults(&mut self, params: &'a Params) {
        for param in &params.list {
            self.option(param.default.as_ref());
        }
    }

    pub(super) fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Name(_) | ExprKind::IsGlobal { .. } => self.load(expr.id),
            ExprKind::BoolOp { .. } => {
                let (holds, fails) = self.condition(expr);
                self.state = holds;
                self.join_with(&fails);
            }
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                self.exprs(items);
            }
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.target(target);
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Lambda(lambda) => {
                self.defaults(&lambda.params);
                self.option(lambda.stands_for.as_deref());
                let unit = self.create(expr.id, Code::Lambda(lambda));
                self.refer_to(unit.as_slice());
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (holds, fails) = self.condition(test);
                self.state = holds;
                self.expr(body);
                let end = std::mem::replace(&mut self.state, fails);
                self.expr(orelse);
                self.join_with(&end);
            }
            ExprKind::Dict(items) => items.iter().for_each(|item| match item {
                DictItem::Pair(key, value) => {
                    self.expr(key);
                    self.expr(value);
                }
                DictItem::Spread(value) => self.expr(value),
            }),
            ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ExprKind::Await(value) | ExprKind::YieldFrom(value) | ExprKind::Starred(value) => {
                self.expr(value);
            }
            ExprKind::Yield(value) => self.option(value.as_deref()),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                for (number, (_, right)) in rest.iter().enumerate() {
                    // `a < b < c` may end before `c`.
                    let before = (number > 0).then(|| self.state.clone());
                    self.expr(right);
                    if let Some(before) = before {
                        self.join_with(&before);
                    }
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func);
                self.exprs(args);
                for keyword in keywords {
                    self.expr(&keyword.value);
                }
            }
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower.as_deref());
                self.option(upper.as_deref());
                self.option(step.as_deref());
            }
        }
    }

    fn fstring(&mut self, parts: &'a [FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Text(_) => {}
                FStringPart::Value { value, spec, .. } => {
                    self.expr(value);
                    if let Some(spec) = spec {
                        self.fstring(spec);
                    }
                }
            }
        }
    }

    /// The states in which the expression is true and false.
    pub(super) fn condition(&mut self, expr: &'a Expr) -> (State, State) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values),
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => {
                let (holds, fails) = self.condition(operand);
                (fails, holds)
            }
            _ => {
                self.expr(expr);
                let unreachable = self.unreachable();
                let state = self.take();
                match Knowledge::truth(expr, self.ctx) {
                    Some(true) => (state, unreachable),
                    Some(false) => (unreachable, state),
                    None => (state.clone(), state),
                }
            }
        }
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr]) -> (State, State) {
        let mut ended = self.unreachable();
        for value in values {
            let (holds, fails) = self.condition(value);
            let (goes_on, ends) = match op {
                BoolOp::And => (holds, fails),
                BoolOp::Or => (fails, holds),
            };
            ended = self.join(ended, &ends);
            self.state = goes_on;
        }
        let last = self.take();
        match op {
            BoolOp::And => (last, ended),
            BoolOp::Or => (ended, last),
        }
    }

    fn comprehension(&mut self, expr: &'a Expr, comprehension: &'a Comprehension) {
        self.expr(&comprehension.clauses[0].iter);
        let scope = self.ctx.table.scope_of.get(&expr.id);
        if scope.is_some_and(|scope| self.ctx.units.of(*scope) != self.unit) {
            let unit = self.create(expr.id, Code::Generator(comprehension));
            self.refer_to(unit.as_slice());
            return;
        }
        let outer = self.scope;
        if let Some(scope) = self.ctx.table.scope_of.get(&expr.id) {
            self.scope = *scope;
            self.forget_scope();
        }
        self.clauses(comprehension, 0);
        self.scope = outer;
    }

    /// The clauses from number `at` on, and the element inside them.
    pub(super) fn clauses(&mut self, comprehension: &'a Comprehension, at: usize) {
        let Some(clause) = comprehension.clauses.get(at) else {
            match &comprehension.kind {
                ComprehensionKind::List(element)
                | ComprehensionKind::Set(element)
                | ComprehensionKind::Generator(element) => self.expr(element),
                ComprehensionKind::Dict(key, value) => {
                    self.expr(key);
                    self.expr(value);
                }
            }
            return;
        };
        if at > 0 {
            self.expr(&clause.iter);
        }
        let turns = if Knowledge::is_certainly_not_empty(&clause.iter, self.ctx) {
            Turns::AtLeastOne
        } else {
            Turns::Any
        };
        let (exhausted, _) = self.repeat(turns, |flow| {
            let exhausted = flow.state.clone();
            flow.target(&clause.target);
            let mut skipped = flow.unreachable();
            for condition in &clause.conditions {
                let (holds, fails) = flow.condition(condition);
                skipped = flow.join(skipped, &fails);
                flow.state = holds;
            }
            flow.clauses(comprehension, at + 1);
            flow.join_with(&skipped);
            exhausted
        });
        self.state = exhausted;
    }
}
