//! Bindings to variables: definitions that meet in a read belong together.

use std::collections::{BTreeSet, HashMap};

use super::collect::{Access, Occurrence, Table};
use super::flow::{Def, FIRST_DEF, FIRST_UNBINDING, Facts, OUTER, SetId, UNBOUND, is_definition};
use super::resolve::{Meaning, Resolved};
use super::units::{UnitId, Units};
use super::{BindingId, ScopeKind, Use, VarId, Variable};
use crate::syntax::ast::NodeId;

/// The variables and what each occurrence means.
pub(super) struct Uses {
    pub(super) variables: Vec<Variable>,
    pub(super) of_node: Vec<Option<Use>>,
    pub(super) augmented_reads: HashMap<NodeId, Use>,
    /// Variables that a place takes their value, where some read may see that.
    pub(super) unbound_at: HashMap<NodeId, BTreeSet<VarId>>,
}

/// Splits the bindings and says what each occurrence means.
pub(super) fn split(
    table: &Table,
    resolved: &Resolved,
    units: &Units,
    facts: &Facts,
    early: &HashMap<BindingId, BTreeSet<UnitId>>,
    n_nodes: u32,
) -> Uses {
    let mut splitter = Splitter {
        table,
        resolved,
        units,
        facts,
        early,
        webs: Webs::new(facts.defs.len()),
        first_of_binding: Vec::new(),
        part_of_def: HashMap::new(),
        result: Uses {
            variables: Vec::new(),
            of_node: vec![None; n_nodes as usize],
            augmented_reads: HashMap::new(),
            unbound_at: HashMap::new(),
        },
    };
    splitter.join_webs();
    splitter.make_variables();
    for (occurrence, meaning) in table.occurrences.iter().zip(&resolved.meanings) {
        splitter.record(occurrence, *meaning);
    }
    splitter.result
}

struct Splitter<'a> {
    table: &'a Table,
    resolved: &'a Resolved,
    units: &'a Units,
    facts: &'a Facts,
    early: &'a HashMap<BindingId, BTreeSet<UnitId>>,
    webs: Webs,
    /// The variable of part 0.
    first_of_binding: Vec<VarId>,
    part_of_def: HashMap<NodeId, VarId>,
    result: Uses,
}

impl Splitter<'_> {
    /// Attributes of a class and what several units share stay in one piece.
    fn is_whole(&self, binding: BindingId) -> bool {
        let owner = self.resolved.bindings[binding.0 as usize].scope;
        let is_class = self.table.scopes[owner.0 as usize].kind == ScopeKind::Class;
        is_class || self.units.is_captured(binding)
    }

    fn join_webs(&mut self) {
        #[expect(clippy::iter_over_hash_type, reason = "joining is commutative")]
        for set in self.facts.reads.values() {
            let mut defs = self
                .facts
                .sets
                .members(*set)
                .iter()
                .filter(|def| is_definition(**def));
            if let Some(first) = defs.next() {
                defs.for_each(|def| self.webs.join(*first, *def));
            }
        }
    }

    fn make_variables(&mut self) {
        let def_of_node: HashMap<NodeId, Def> = self
            .facts
            .defs
            .iter()
            .zip(FIRST_DEF..)
            .map(|((node, _), def)| (*node, def))
            .collect();
        for (number, binding) in self.resolved.bindings.iter().enumerate() {
            let id = BindingId(u32::try_from(number).expect("fewer than nodes"));
            self.first_of_binding.push(self.next_variable());
            let is_whole = self.is_whole(id);
            let mut of_web: HashMap<Def, VarId> = HashMap::new();
            let mut part = 0;
            for (node, _) in &binding.stores {
                let web = def_of_node.get(node).map(|def| self.webs.root(*def));
                let known = match web {
                    _ if is_whole && part > 0 => self.first_of_binding.last().copied(),
                    Some(web) => of_web.get(&web).copied(),
                    None => None,
                };
                let variable = known.unwrap_or_else(|| {
                    part += 1;
                    self.add_variable(id, part - 1)
                });
                if let Some(web) = web {
                    of_web.insert(web, variable);
                }
                self.result.variables[variable.0 as usize]
                    .stores
                    .push(*node);
                self.part_of_def.insert(*node, variable);
            }
            if part == 0 {
                self.add_variable(id, 0);
            }
        }
    }

    fn next_variable(&self) -> VarId {
        VarId(u32::try_from(self.result.variables.len()).expect("fewer than nodes"))
    }

    fn add_variable(&mut self, binding: BindingId, part: u32) -> VarId {
        let variable = self.next_variable();
        self.result.variables.push(Variable {
            binding,
            part,
            maybe_unbound: false,
            stores: Vec::new(),
        });
        variable
    }

    fn record(&mut self, occurrence: &Occurrence, meaning: Meaning) {
        let node = occurrence.node;
        let Meaning::Binding(binding) = meaning else {
            self.result.of_node[node.0 as usize] = Some(without_binding(meaning));
            return;
        };
        let first = Use::Variable {
            variable: self.first_of_binding[binding.0 as usize],
            maybe_unbound: false,
        };
        let stored = self
            .part_of_def
            .get(&node)
            .map_or(first.clone(), |variable| Use::Variable {
                variable: *variable,
                maybe_unbound: false,
            });
        let found = match occurrence.access {
            Access::Declare => first,
            Access::Store => stored,
            Access::Load | Access::Delete => self.read(occurrence, binding),
            Access::Augmented => {
                let read = self.read(occurrence, binding);
                self.result.augmented_reads.insert(node, read);
                stored
            }
        };
        self.result.of_node[node.0 as usize] = Some(found);
    }

    fn read(&mut self, occurrence: &Occurrence, binding: BindingId) -> Use {
        let unit = self.units.of(occurrence.scope);
        let set = self
            .facts
            .reads
            .get(&occurrence.node)
            .copied()
            .unwrap_or_default();
        let variable = self.variable_of(set).filter(|_| !self.is_whole(binding));
        let has_def = self.has_def(set);
        let is_class = self.is_class_level(binding);
        if is_class && !has_def && self.facts.sets.has(set, UNBOUND) {
            return self.read_fallback(occurrence, binding);
        }
        let maybe_unbound = self.may_be_unbound(unit, binding, set);
        let is_module = self.units.owner[binding.0 as usize] == UnitId(0) && unit == UnitId(0);
        let may_come_from_elsewhere = self.units.has_foreign_store[binding.0 as usize];
        if is_module && maybe_unbound && !has_def && !may_come_from_elsewhere {
            let name = &self.resolved.bindings[binding.0 as usize].name;
            if super::builtins::is_builtin(name) {
                return Use::Builtin;
            }
        }
        let found = self.found(variable, binding, maybe_unbound);
        if let Use::Variable { variable, .. } = found {
            self.note_unbindings(set, variable);
        }
        found
    }

    /// The variable that a read looks at loses its value where the name does, though it may be another
    /// part of the binding that has one there.
    fn note_unbindings(&mut self, set: SetId, variable: VarId) {
        for def in self.facts.sets.members(set) {
            if let Some(index) = def.checked_sub(FIRST_UNBINDING) {
                let node = self.facts.unbindings[index as usize];
                let variables = self.result.unbound_at.entry(node).or_default();
                variables.insert(variable);
            }
        }
    }

    fn found(&mut self, variable: Option<VarId>, binding: BindingId, maybe_unbound: bool) -> Use {
        let variable = variable.unwrap_or(self.first_of_binding[binding.0 as usize]);
        self.result.variables[variable.0 as usize].maybe_unbound |= maybe_unbound;
        Use::Variable {
            variable,
            maybe_unbound,
        }
    }

    fn is_class_level(&self, binding: BindingId) -> bool {
        let owner = self.resolved.bindings[binding.0 as usize].scope;
        self.table.scopes[owner.0 as usize].kind == ScopeKind::Class
    }

    /// A name that a class body reads before it binds it.
    fn read_fallback(&mut self, occurrence: &Occurrence, binding: BindingId) -> Use {
        let name = &self.resolved.bindings[binding.0 as usize].name;
        match self.resolved.global_meaning(name) {
            Meaning::Binding(global) => {
                let set = self
                    .facts
                    .fallbacks
                    .get(&occurrence.node)
                    .copied()
                    .unwrap_or_default();
                let variable = self.variable_of(set).filter(|_| !self.is_whole(global));
                let unit = self.units.of(occurrence.scope);
                let maybe_unbound = self.may_be_unbound(unit, global, set);
                self.found(variable, global, maybe_unbound)
            }
            other => without_binding(other),
        }
    }

    fn variable_of(&self, set: SetId) -> Option<VarId> {
        let members = self.facts.sets.members(set);
        let def = members.iter().find(|def| is_definition(**def))?;
        let (node, _) = self.facts.defs[(def - FIRST_DEF) as usize];
        self.part_of_def.get(&node).copied()
    }

    fn has_def(&self, set: SetId) -> bool {
        self.facts
            .sets
            .members(set)
            .iter()
            .any(|def| is_definition(*def))
    }

    fn may_be_unbound(&self, unit: UnitId, binding: BindingId, set: SetId) -> bool {
        let number = binding.0 as usize;
        if self.facts.sets.has(set, UNBOUND) || self.units.has_foreign_delete[number] {
            return true;
        }
        if !self.facts.sets.has(set, OUTER) {
            return false;
        }
        self.facts.unbound_again.contains(&binding)
            || self
                .early
                .get(&binding)
                .is_some_and(|units| units.contains(&unit))
                && self.may_be_made_early(unit, binding)
    }

    /// Whether the unit, or one around it, may come into being before the binding has a value. If not, whoever calls it finds one.
    fn may_be_made_early(&self, unit: UnitId, binding: BindingId) -> bool {
        let owner = self.units.owner[binding.0 as usize];
        let mut at = unit;
        while let Some(parent) = self.units.get(at).parent {
            if parent == owner {
                return self.facts.made_early.contains(&(at, binding));
            }
            at = parent;
        }
        true
    }
}

fn without_binding(meaning: Meaning) -> Use {
    match meaning {
        Meaning::Builtin => Use::Builtin,
        Meaning::ModuleAttribute => Use::ModuleAttribute,
        Meaning::Unbound | Meaning::Binding(_) => Use::Unbound,
    }
}

/// Disjoint sets of definitions.
struct Webs {
    parents: Vec<Def>,
}

impl Webs {
    fn new(n_defs: usize) -> Self {
        let end = FIRST_DEF + u32::try_from(n_defs).expect("fewer than nodes");
        Self {
            parents: (0..end).collect(),
        }
    }

    fn root(&mut self, def: Def) -> Def {
        let mut at = def;
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: Def, b: Def) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[b as usize] = a;
    }
}
