//! Polymorphic recursion: a function that calls itself with arguments of other types, such as one that walks a nested tuple.
//!
//! Each depth would be an instance of its own. A few are what a Rust programmer would write as well; many, or some beside one that takes
//! any object, are one function over any object.

use std::collections::{BTreeSet, HashSet};

use super::Infer;
use crate::syntax::ast::NodeId;
use crate::types::{FuncIdx, InstId, Ty};

/// How many instances of a function may come of its own recursion.
const MAX_DEPTHS: usize = 3;

impl Infer<'_> {
    /// Functions that are to have one instance, because their recursion made too many.
    pub(super) fn wish_for_single(&mut self) {
        let found: Vec<NodeId> = self
            .direct
            .iter()
            .filter(|((func, _), known)| self.is_scattered(*func, known))
            .filter_map(|((func, _), _)| self.funcs.def(*func).node)
            .collect();
        self.wishes.single.extend(found);
    }

    /// Whether instances of the function that reach each other are many, or one of them takes any object anyway.
    fn is_scattered(&self, func: FuncIdx, known: &[InstId]) -> bool {
        let called: Vec<InstId> = known
            .iter()
            .copied()
            .filter(|id| self.types.instance(*id).is_called)
            .collect();
        let mut linked: BTreeSet<InstId> = BTreeSet::new();
        for id in called.iter().filter(|_| called.len() > 1) {
            let others: Vec<InstId> = self
                .reached_instances(*id)
                .into_iter()
                .filter(|other| other != id && self.types.instance(*other).func == func)
                .collect();
            if !others.is_empty() {
                linked.insert(*id);
                linked.extend(others);
            }
        }
        let takes_any = |id: &InstId| {
            let params = &self.types.instance(*id).params;
            params
                .iter()
                .any(|param| self.types.store.normal(param) == Ty::Value)
        };
        linked.len() > MAX_DEPTHS || (linked.len() > 1 && linked.iter().any(takes_any))
    }

    /// The instances that run while this one does.
    fn reached_instances(&self, from: InstId) -> HashSet<InstId> {
        let mut found = HashSet::new();
        let mut waiting = vec![from];
        while let Some(at) = waiting.pop() {
            waiting.extend(self.called_by(at).filter(|id| found.insert(*id)));
        }
        found
    }
}
