//! Comprehensions and generator expressions.

use super::Infer;
use super::narrow::Branches;
use crate::syntax::ast::{Comprehension, ComprehensionKind, Expr};
use crate::types::Ty;

impl Infer<'_> {
    /// The type of `[… for …]` and its kin.
    pub(super) fn comprehension(&mut self, expr: &Expr, comprehension: &Comprehension) -> Ty {
        let before = self.facts.clone();
        for clause in &comprehension.clauses {
            let iterable = self.expr(&clause.iter);
            let item = self.item_of(&iterable);
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
                Ty::Iter(Box::new(element))
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
}
