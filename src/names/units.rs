//! Units: the scopes whose code runs on its own.
//!
//! A class body, a list, set or dict comprehension, and a generator expression that a builtin uses up run where they stand, so
//! flow treats them as part of the unit around. A function, a lambda, any other generator expression runs later: it is a unit.

use std::collections::{BTreeSet, HashSet};

use super::collect::{Access, Occurrence, Table};
use super::resolve::{Meaning, Resolved};
use super::{BindingId, ScopeId, ScopeKind};

/// Index of a unit; 0 is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct UnitId(pub(super) u32);

impl UnitId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The module, a function, a lambda or a generator expression.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) scope: ScopeId,
    pub(super) parent: Option<UnitId>,
    pub(super) children: Vec<UnitId>,
    /// What its code reads, inner units not included.
    pub(super) loads: BTreeSet<BindingId>,
    /// What occurs in its code, inner units not included.
    pub(super) mentions: BTreeSet<BindingId>,
    /// Bindings of outer units that it or an inner unit uses.
    pub(super) captures: BTreeSet<BindingId>,
    /// Bindings that it owns.
    pub(super) owned: Vec<BindingId>,
}

/// All units of a program.
#[derive(Debug)]
pub(super) struct Units {
    pub(super) list: Vec<Unit>,
    of_scope: Vec<UnitId>,
    /// For each binding, the unit that owns it.
    pub(super) owner: Vec<UnitId>,
    /// For each binding, whether some other unit binds or deletes it.
    pub(super) has_foreign_store: Vec<bool>,
    /// For each binding, whether some other unit deletes it.
    pub(super) has_foreign_delete: Vec<bool>,
}

impl Units {
    pub(super) fn new(table: &Table, resolved: &Resolved, immediate: &HashSet<ScopeId>) -> Self {
        let mut units = Self {
            list: Vec::new(),
            of_scope: Vec::new(),
            owner: Vec::new(),
            has_foreign_store: vec![false; resolved.bindings.len()],
            has_foreign_delete: vec![false; resolved.bindings.len()],
        };
        units.add_scopes(table, immediate);
        for binding in &resolved.bindings {
            units.owner.push(units.of(binding.scope));
        }
        for (number, owner) in units.owner.iter().enumerate() {
            let binding = BindingId(u32::try_from(number).expect("fewer than nodes"));
            units.list[owner.index()].owned.push(binding);
        }
        let mut seen = HashSet::new();
        for (occurrence, meaning) in table.occurrences.iter().zip(&resolved.meanings) {
            if let Meaning::Binding(binding) = meaning {
                units.note(occurrence, *binding, &mut seen);
            }
        }
        units
    }

    /// The unit whose code the scope is part of.
    pub(super) fn of(&self, scope: ScopeId) -> UnitId {
        self.of_scope[scope.0 as usize]
    }

    pub(super) fn get(&self, unit: UnitId) -> &Unit {
        &self.list[unit.index()]
    }

    /// Whether some inner unit uses the binding.
    pub(super) fn is_captured(&self, binding: BindingId) -> bool {
        let owner = self.owner[binding.0 as usize];
        let children = &self.get(owner).children;
        children
            .iter()
            .any(|child| self.get(*child).captures.contains(&binding))
    }

    fn add_scopes(&mut self, table: &Table, immediate: &HashSet<ScopeId>) {
        for (number, raw) in table.scopes.iter().enumerate() {
            let scope = ScopeId(u32::try_from(number).expect("fewer than nodes"));
            let parent = raw.parent.map(|parent| self.of(parent));
            let unit = match (raw.kind, parent) {
                (ScopeKind::Class | ScopeKind::Comprehension, Some(parent)) => parent,
                (ScopeKind::Generator, Some(parent)) if immediate.contains(&scope) => parent,
                _ => self.add(scope, parent),
            };
            self.of_scope.push(unit);
        }
    }

    fn add(&mut self, scope: ScopeId, parent: Option<UnitId>) -> UnitId {
        let unit = UnitId(u32::try_from(self.list.len()).expect("fewer than nodes"));
        if let Some(parent) = parent {
            self.list[parent.index()].children.push(unit);
        }
        self.list.push(Unit {
            scope,
            parent,
            children: Vec::new(),
            loads: BTreeSet::new(),
            mentions: BTreeSet::new(),
            captures: BTreeSet::new(),
            owned: Vec::new(),
        });
        unit
    }

    fn note(
        &mut self,
        occurrence: &Occurrence,
        binding: BindingId,
        seen: &mut HashSet<(UnitId, BindingId)>,
    ) {
        let mut unit = self.of(occurrence.scope);
        let owner = self.owner[binding.0 as usize];
        if matches!(occurrence.access, Access::Load | Access::Augmented) {
            self.list[unit.index()].loads.insert(binding);
        }
        if unit != owner {
            let is_store = !matches!(occurrence.access, Access::Load | Access::Declare);
            self.has_foreign_store[binding.0 as usize] |= is_store;
            self.has_foreign_delete[binding.0 as usize] |= occurrence.access == Access::Delete;
        }
        if !seen.insert((unit, binding)) {
            return;
        }
        self.list[unit.index()].mentions.insert(binding);
        while unit != owner {
            self.list[unit.index()].captures.insert(binding);
            unit = self
                .get(unit)
                .parent
                .expect("owners are around their users");
        }
    }
}
