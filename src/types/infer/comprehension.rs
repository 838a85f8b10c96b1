//! Comprehensions and generator expressions.

use super::Infer;
use super::narrow::Branches;
use super::needed::Need;
use crate::names::Use;
use crate::syntax::ast::{Comprehension, ComprehensionKind, Expr, ExprKind};
use crate::syntax::walk::walk_expr_shallow;
use crate::types::Ty;

impl Infer<'_> {
    /// The type of `[… for …]` and its kin.
    pub(super) fn comprehension(&mut self, expr: &Expr, comprehension: &Comprehension) -> Ty {
        let before = self.facts.clone();
        for clause in &comprehension.clauses {
            let iterable = self.expr(&clause.iter);
            let iterable = self.needed(&clause.iter, iterable, Need::Items);
            let item = self.walked_items(&iterable);
            self.assign(&clause.target, &item);
            for condition in &clause.conditions {
                let Branches { when_true, .. } = self.test(condition);
                if let Some(facts) = when_true {
                    self.facts = facts;
                }
            }
        }
        let ty = match &comprehension.kind {
            ComprehensionKind::List(element) => {
                let element = self.expr(element);
                let slot = self.site(expr.id, 0);
                self.types.store.flow(&element, slot);
                Ty::List(slot)
            }
            ComprehensionKind::Set(element) => {
                let element = self.expr(element);
                let slot = self.site(expr.id, 0);
                self.types.store.flow(&element, slot);
                self.hashable(slot);
                Ty::Set(slot)
            }
            ComprehensionKind::Generator(element) => {
                let element = self.expr(element);
                let is_used_up =
                    self.consumed.contains(&expr.id) && self.is_adaptable(comprehension);
                if self.exhausted.contains(&expr.id) || is_used_up {
                    Ty::Iter(Box::new(element))
                } else {
                    self.stream(expr, &element)
                }
            }
            ComprehensionKind::Dict(key, value) => {
                let (key, value) = (self.expr(key), self.expr(value));
                let (keys, values) = (self.site(expr.id, 0), self.site(expr.id, 1));
                self.types.store.flow(&key, keys);
                self.types.store.flow(&value, values);
                self.hashable(keys);
                Ty::Dict(keys, values)
            }
        };
        self.facts = before;
        ty
    }

    /// Whether an iterator of Rust's own can do what a generator expression does on each turn: `iter.filter(…).map(…)`.
    fn is_adaptable(&self, comprehension: &Comprehension) -> bool {
        let [clause] = &comprehension.clauses[..] else {
            return false;
        };
        let is_plain = match &clause.target.kind {
            ExprKind::Name(_) => clause.conditions.len() <= 1,
            ExprKind::Tuple(items) => {
                clause.conditions.is_empty()
                    && items
                        .iter()
                        .all(|item| matches!(item.kind, ExprKind::Name(_)))
            }
            _ => false,
        };
        is_plain && !has_walrus(comprehension) && !self.is_captured(&clause.target)
    }

    /// Whether a function inside holds a variable of the target: all turns share one variable.
    fn is_captured(&self, target: &Expr) -> bool {
        match &target.kind {
            ExprKind::Name(_) => {
                let Some(Use::Variable { variable, .. }) = self.names.uses[target.id.0 as usize]
                else {
                    return false;
                };
                let data = &self.names.variables[variable.0 as usize];
                let binding = &self.names.bindings[data.binding.0 as usize];
                let own = self.funcs.of_scope[binding.scope.0 as usize];
                binding
                    .captured_by
                    .iter()
                    .any(|scope| self.funcs.of_scope[scope.0 as usize] != own)
            }
            ExprKind::Tuple(items) => items.iter().any(|item| self.is_captured(item)),
            _ => false,
        }
    }
}

/// Whether `:=` stands in the comprehension: a closure of Rust's own could not store to the variable.
pub(crate) fn has_walrus(comprehension: &Comprehension) -> bool {
    let mut found = false;
    let mut look = |expr: &Expr| {
        walk_expr_shallow(expr, &mut |inner| {
            found |= matches!(inner.kind, ExprKind::Named { .. });
        });
    };
    match &comprehension.kind {
        ComprehensionKind::List(element)
        | ComprehensionKind::Set(element)
        | ComprehensionKind::Generator(element) => {
            look(element);
        }
        ComprehensionKind::Dict(key, value) => {
            look(key);
            look(value);
        }
    }
    for clause in &comprehension.clauses {
        look(&clause.iter);
        clause.conditions.iter().for_each(&mut look);
    }
    found
}
