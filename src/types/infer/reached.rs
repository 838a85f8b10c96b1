//! Which instances the settled program calls: types grow while it is analysed, and calls move on to other instances with them.

use std::collections::BTreeSet;

use super::Infer;
use crate::types::{FuncIdx, InstId, Target};

impl Infer<'_> {
    /// Forgets calls of instances that no call reaches any more.
    pub(super) fn forget_left_instances(&mut self) {
        let mut reached: BTreeSet<InstId> = BTreeSet::new();
        let mut called: BTreeSet<InstId> = BTreeSet::new();
        let mut waiting = vec![InstId(0)];
        while let Some(id) = waiting.pop() {
            if reached.insert(id) {
                self.note_called(id, &mut called, &mut waiting);
            }
            if waiting.is_empty() {
                waiting.extend(self.shown_uncalled(&reached));
            }
        }
        for index in 0..self.types.instances.len() {
            let id = InstId(u32::try_from(index).expect("few instances"));
            self.types.instances[index].is_called &= called.contains(&id);
        }
    }

    /// Whom an instance calls, and whom it makes values of.
    fn note_called(&self, id: InstId, called: &mut BTreeSet<InstId>, waiting: &mut Vec<InstId>) {
        let values = self.types.value_instances.iter();
        let dynamic = self.types.dynamic_instances.iter();
        let made = values.chain(dynamic);
        waiting.extend(
            made.filter(|(member, _)| member.parent == id)
                .map(|(_, made)| *made),
        );
        let direct: Vec<InstId> = self.called_by(id).collect();
        called.extend(&direct);
        waiting.extend(direct);
    }

    /// The instances that the calls in one reach.
    pub(super) fn called_by(&self, id: InstId) -> impl Iterator<Item = InstId> {
        let targets = self.types.instance(id).calls.values();
        targets.filter_map(|target| match target {
            Target::Direct(id, _) | Target::Closure(id, _) => Some(*id),
            Target::Merged(..)
            | Target::Builtin
            | Target::Method
            | Target::Library
            | Target::Failing(_)
            | Target::Dynamic => None,
        })
    }

    /// The instances of functions that nobody calls: the learner sees one of each.
    fn shown_uncalled(&self, reached: &BTreeSet<InstId>) -> Vec<InstId> {
        let mut shown: BTreeSet<(FuncIdx, InstId)> = reached
            .iter()
            .filter_map(|id| {
                let instance = self.types.instance(*id);
                Some((instance.func, instance.parent?))
            })
            .collect();
        let mut found = Vec::new();
        for (index, instance) in self.types.instances.iter().enumerate() {
            if let Some(parent) = instance.parent
                && reached.contains(&parent)
                && shown.insert((instance.func, parent))
            {
                found.push(InstId(u32::try_from(index).expect("few instances")));
            }
        }
        found
    }
}
