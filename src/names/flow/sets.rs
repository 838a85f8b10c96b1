//! Sets of definitions, interned: a state is a vector of small numbers, and joins are remembered.

use std::collections::HashMap;

use indexmap::IndexSet;

/// Index of a definition, one of the three markers, or a place that took the value away.
pub(in crate::names) type Def = u32;

/// The variable may have no value here.
pub(in crate::names) const UNBOUND: Def = 0;
/// Some inner unit that shares the variable may exist already.
pub(in crate::names) const CAPTURED: Def = 1;
/// The value may come from another unit, or from before this one was entered.
pub(in crate::names) const OUTER: Def = 2;
/// The first real definition.
pub(in crate::names) const FIRST_DEF: Def = 3;
/// The first of the places that took the variable its value: `del`, the end of an `except … as name`.
pub(in crate::names) const FIRST_UNBINDING: Def = 1 << 31;

/// Whether it is a definition, neither a marker nor a place that takes the value away.
pub(in crate::names) fn is_definition(def: Def) -> bool {
    (FIRST_DEF..FIRST_UNBINDING).contains(&def)
}

/// Index of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(in crate::names) struct SetId(u32);

impl SetId {
    /// What is known in code that never runs.
    pub(in crate::names) const EMPTY: Self = Self(0);
}

/// All sets seen so far.
#[derive(Debug)]
pub(in crate::names) struct Sets {
    sets: IndexSet<Box<[Def]>>,
    unions: HashMap<(SetId, SetId), SetId>,
}

impl Sets {
    pub(in crate::names) fn new() -> Self {
        Self {
            sets: IndexSet::from([Box::from([])]),
            unions: HashMap::new(),
        }
    }

    pub(in crate::names) fn single(&mut self, def: Def) -> SetId {
        self.intern(Box::from([def]))
    }

    pub(in crate::names) fn members(&self, set: SetId) -> &[Def] {
        self.sets
            .get_index(set.0 as usize)
            .map_or(&[], |set| &**set)
    }

    pub(in crate::names) fn has(&self, set: SetId, def: Def) -> bool {
        self.members(set).binary_search(&def).is_ok()
    }

    pub(in crate::names) fn union(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b || b == SetId::EMPTY {
            return a;
        }
        if a == SetId::EMPTY {
            return b;
        }
        if let Some(known) = self.unions.get(&(a, b)) {
            return *known;
        }
        let mut members = [self.members(a), self.members(b)].concat();
        members.sort_unstable();
        members.dedup();
        let union = self.intern(members.into());
        self.unions.insert((a, b), union);
        self.unions.insert((b, a), union);
        union
    }

    pub(in crate::names) fn with(&mut self, set: SetId, def: Def) -> SetId {
        if self.has(set, def) {
            return set;
        }
        let single = self.single(def);
        self.union(set, single)
    }

    fn intern(&mut self, set: Box<[Def]>) -> SetId {
        let (index, _) = self.sets.insert_full(set);
        SetId(u32::try_from(index).expect("fewer sets than memory holds"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_are_sets() {
        let mut sets = Sets::new();
        let (a, b) = (sets.single(7), sets.single(5));
        let both = sets.union(a, b);
        assert_eq!(sets.members(both), [5, 7]);
        assert_eq!(sets.union(b, a), both);
        assert_eq!(sets.with(both, 5), both);
        assert_eq!(sets.union(SetId::EMPTY, a), a);
        assert!(sets.has(both, 7) && !sets.has(both, UNBOUND));
    }
}
