//! Third pass: which definitions reach which reads.
//!
//! Each unit is executed abstractly, statement by statement; the state maps each variable to the set
//! of definitions it may hold. Loops run until nothing changes. Where an exception could end a `try`
//! body is taken into account: every state of the body reaches the handlers.

mod decoration;
mod exception;
mod expr;
mod jump;
mod knowledge;
mod loops;
mod pattern;
mod sets;
mod stmt;

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::IndexSet;

use super::collect::Table;
use super::resolve::{Meaning, Resolved};
use super::units::{UnitId, Units};
use super::{BindingId, ScopeId, ScopeKind};
use crate::syntax::ast::{Comprehension, FunctionDef, Lambda, Module, NodeId, Params};
use jump::Frame;
pub(super) use knowledge::{Knowledge, named_code};
pub(super) use sets::{
    CAPTURED, Def, FIRST_DEF, FIRST_UNBINDING, OUTER, SetId, Sets, UNBOUND, is_definition,
};

/// What flow found out.
pub(super) struct Facts {
    pub(super) sets: Sets,
    /// The node and binding of each definition, from [`FIRST_DEF`] on.
    pub(super) defs: Vec<(NodeId, BindingId)>,
    /// The node of each place that takes a name its value, from [`FIRST_UNBINDING`] on: the target of a
    /// `del`, the handler that the name of an `except` ends with.
    pub(super) unbindings: IndexSet<NodeId>,
    /// What may reach each read, each `del`, each `x += 1`.
    pub(super) reads: HashMap<NodeId, SetId>,
    /// In a class body, what the read may find in the module if the class has no value yet.
    pub(super) fallbacks: HashMap<NodeId, SetId>,
    /// Units that may be called while the binding has no value yet: these and all they refer to.
    pub(super) early_calls: HashMap<BindingId, BTreeSet<UnitId>>,
    /// Units that may come into being while the binding that they capture has no value yet.
    pub(super) made_early: HashSet<(UnitId, BindingId)>,
    /// Bindings that are bound again when some inner unit already shares them.
    pub(super) rebound: HashSet<BindingId>,
    /// Bindings that lose their value: `del`, or the name of an `except`.
    pub(super) unbound_again: HashSet<BindingId>,
    /// For each read at module level that may fail: what the module may have bound when it is first reached.
    pub(super) bound_before: HashMap<NodeId, HashSet<BindingId>>,
}

/// The code of a unit.
#[derive(Clone, Copy)]
enum Code<'a> {
    Module(&'a Module),
    Function(&'a FunctionDef),
    Lambda(&'a Lambda),
    Generator(&'a Comprehension),
}

/// What each variable of the unit may hold.
#[derive(Clone, Debug, PartialEq)]
struct State {
    is_reachable: bool,
    sets: Vec<SetId>,
}

/// Everything flow needs to know before.
pub(super) struct Context<'a> {
    pub(super) table: &'a Table,
    pub(super) resolved: &'a Resolved,
    pub(super) units: &'a Units,
    /// By node: the meaning of the name that occurs there.
    pub(super) meaning_of: Vec<Option<Meaning>>,
    /// By binding: the units that a reader of it gets hold of.
    pub(super) units_of: Vec<Vec<UnitId>>,
    pub(super) knowledge: Knowledge<'a>,
}

struct Flow<'a> {
    ctx: &'a Context<'a>,
    facts: Facts,
    def_of_node: HashMap<NodeId, Def>,
    /// Units whose code is still to be looked at.
    pending: Vec<(UnitId, Code<'a>)>,
    is_known: Vec<bool>,
    /// By binding: its place in the state of the current unit.
    slots: Vec<Option<usize>>,
    unit: UnitId,
    scope: ScopeId,
    state: State,
    /// For each `try` around: everything its handlers (or its `finally`) may see.
    sinks: Vec<State>,
    frames: Vec<Frame>,
    /// Nesting of loops and `finally`s: deep ones are treated less exactly, to stay fast.
    depth: usize,
    /// Within [`Flow::survey`].
    is_survey: bool,
}

/// Looks at all code.
pub(super) fn analyze<'a>(ctx: &'a Context<'a>, module: &'a Module) -> Facts {
    let mut flow = Flow {
        ctx,
        facts: Facts {
            sets: Sets::new(),
            defs: Vec::new(),
            unbindings: IndexSet::new(),
            reads: HashMap::new(),
            fallbacks: HashMap::new(),
            early_calls: HashMap::new(),
            made_early: HashSet::new(),
            rebound: HashSet::new(),
            unbound_again: HashSet::new(),
            bound_before: HashMap::new(),
        },
        def_of_node: HashMap::new(),
        pending: vec![(UnitId(0), Code::Module(module))],
        is_known: vec![false; ctx.units.list.len()],
        slots: vec![None; ctx.resolved.bindings.len()],
        unit: UnitId(0),
        scope: ScopeId(0),
        state: State {
            is_reachable: true,
            sets: Vec::new(),
        },
        sinks: Vec::new(),
        frames: Vec::new(),
        depth: 0,
        is_survey: false,
    };
    while let Some((unit, code)) = flow.pending.pop() {
        flow.run_unit(unit, code);
    }
    flow.facts
}

impl<'a> Flow<'a> {
    fn run_unit(&mut self, unit: UnitId, code: Code<'a>) {
        let tracked = self.enter_unit(unit);
        match code {
            Code::Module(module) => self.body(&module.body),
            Code::Function(def) => {
                self.bind_params(&def.params);
                self.body(&def.body);
            }
            Code::Lambda(lambda) => {
                self.bind_params(&lambda.params);
                self.expr(&lambda.body);
            }
            Code::Generator(comprehension) => self.clauses(comprehension, 0),
        }
        for binding in tracked {
            self.slots[binding.0 as usize] = None;
        }
    }

    fn enter_unit(&mut self, unit: UnitId) -> Vec<BindingId> {
        let info = self.ctx.units.get(unit);
        let mut tracked = info.owned.clone();
        tracked.extend(
            info.mentions
                .iter()
                .filter(|binding| self.owner(**binding) != unit),
        );
        self.unit = unit;
        self.scope = info.scope;
        let unbound = self.facts.sets.single(UNBOUND);
        let outer = self.facts.sets.single(OUTER);
        self.state = State {
            is_reachable: true,
            sets: Vec::with_capacity(tracked.len()),
        };
        for binding in &tracked {
            self.slots[binding.0 as usize] = Some(self.state.sets.len());
            let is_own = self.owner(*binding) == unit;
            self.state.sets.push(if is_own { unbound } else { outer });
        }
        self.sinks.clear();
        self.frames.clear();
        self.depth = 0;
        tracked
    }

    fn owner(&self, binding: BindingId) -> UnitId {
        self.ctx.units.owner[binding.0 as usize]
    }

    fn binding_at(&self, node: NodeId) -> Option<BindingId> {
        match self.ctx.meaning_of[node.0 as usize] {
            Some(Meaning::Binding(binding)) => Some(binding),
            Some(Meaning::Builtin | Meaning::ModuleAttribute | Meaning::Unbound) | None => None,
        }
    }

    fn bind_params(&mut self, params: &Params) {
        for param in &params.list {
            self.store(param.id);
        }
    }

    /// A read of the name at `node`.
    fn load(&mut self, node: NodeId) {
        let Some(binding) = self.binding_at(node) else {
            if self.ctx.meaning_of[node.0 as usize] == Some(Meaning::Unbound) {
                self.note_failure(node);
            }
            return;
        };
        self.read(node, binding);
        let ctx = self.ctx;
        self.refer_to(&ctx.units_of[binding.0 as usize]);
    }

    fn read(&mut self, node: NodeId, binding: BindingId) {
        let set = self.held(binding);
        if self.facts.sets.has(set, UNBOUND) {
            self.note_failure(node);
        }
        let before = self.facts.reads.get(&node).copied().unwrap_or_default();
        let all = self.facts.sets.union(before, set);
        self.facts.reads.insert(node, all);
        let owner = self.ctx.resolved.bindings[binding.0 as usize].scope;
        let is_class = self.ctx.table.scopes[owner.0 as usize].kind == ScopeKind::Class;
        if is_class && self.facts.sets.has(all, UNBOUND) {
            self.read_fallback(node, binding);
        }
    }

    /// A read that may find nothing.
    fn note_failure(&mut self, node: NodeId) {
        if self.unit != UnitId(0) || self.facts.bound_before.contains_key(&node) {
            return;
        }
        let owned = &self.ctx.units.get(self.unit).owned;
        let may_be_bound = |binding: &&BindingId| {
            let members = self.facts.sets.members(self.held(**binding));
            members.iter().any(|def| is_definition(*def))
        };
        let bound = owned.iter().filter(may_be_bound).copied().collect();
        self.facts.bound_before.insert(node, bound);
    }

    /// A name of a class body that has no value yet is looked up in the module.
    fn read_fallback(&mut self, node: NodeId, binding: BindingId) {
        let name = &self.ctx.resolved.bindings[binding.0 as usize].name;
        if let Some(global) = self.ctx.resolved.globals.get(name) {
            let set = match self.slots[global.0 as usize] {
                Some(slot) => self.state.sets[slot],
                None => self.facts.sets.single(OUTER),
            };
            let before = self.facts.fallbacks.get(&node).copied().unwrap_or_default();
            let all = self.facts.sets.union(before, set);
            self.facts.fallbacks.insert(node, all);
        }
    }

    fn held(&self, binding: BindingId) -> SetId {
        self.slots[binding.0 as usize].map_or(SetId::EMPTY, |slot| self.state.sets[slot])
    }

    /// The name at `node` gets a value.
    fn store(&mut self, node: NodeId) {
        let Some(binding) = self.binding_at(node) else {
            return;
        };
        let next = FIRST_DEF + u32::try_from(self.facts.defs.len()).expect("fewer than nodes");
        let def = *self.def_of_node.entry(node).or_insert(next);
        if def == next {
            self.facts.defs.push((node, binding));
        }
        let before = self.held(binding);
        let mut set = self.facts.sets.single(def);
        if self.facts.sets.has(before, CAPTURED) {
            set = self.facts.sets.with(set, CAPTURED);
            self.facts.rebound.insert(binding);
        }
        self.set(binding, set);
    }

    /// The binding loses its value at a node.
    fn unbind(&mut self, binding: BindingId, node: NodeId) {
        self.facts.unbound_again.insert(binding);
        let before = self.held(binding);
        let (index, _) = self.facts.unbindings.insert_full(node);
        let place = FIRST_UNBINDING + u32::try_from(index).expect("fewer than nodes");
        let mut set = self.facts.sets.single(UNBOUND);
        set = self.facts.sets.with(set, place);
        if self.facts.sets.has(before, CAPTURED) {
            set = self.facts.sets.with(set, CAPTURED);
        }
        self.set(binding, set);
    }

    fn set(&mut self, binding: BindingId, set: SetId) {
        let Some(slot) = self.slots[binding.0 as usize] else {
            return;
        };
        self.state.sets[slot] = set;
        if self.state.is_reachable {
            for sink in &mut self.sinks {
                sink.sets[slot] = self.facts.sets.union(sink.sets[slot], set);
            }
        }
    }

    /// A function, lambda or generator expression comes into being.
    fn create(&mut self, node: NodeId, code: Code<'a>) -> Option<UnitId> {
        let scope = self.ctx.table.scope_of.get(&node)?;
        let unit = self.ctx.units.of(*scope);
        if !std::mem::replace(&mut self.is_known[unit.index()], true) {
            self.pending.push((unit, code));
        }
        let ctx = self.ctx;
        for binding in &ctx.units.get(unit).captures {
            if self.owner(*binding) == self.unit {
                if self.facts.sets.has(self.held(*binding), UNBOUND) {
                    self.facts.made_early.insert((unit, *binding));
                }
                let set = self.facts.sets.with(self.held(*binding), CAPTURED);
                self.set(*binding, set);
            }
        }
        Some(unit)
    }

    /// From here on the units may be called: what has no value yet may be missed by them.
    fn refer_to(&mut self, units: &[UnitId]) {
        if units.is_empty() {
            return;
        }
        let ctx = self.ctx;
        for binding in &ctx.units.get(self.unit).owned {
            if self.facts.sets.has(self.held(*binding), UNBOUND) {
                self.facts
                    .early_calls
                    .entry(*binding)
                    .or_default()
                    .extend(units);
            }
        }
    }

    fn join(&mut self, a: State, b: &State) -> State {
        if !b.is_reachable {
            return a;
        }
        if !a.is_reachable {
            return b.clone();
        }
        let mut joined = a;
        for (set, other) in joined.sets.iter_mut().zip(&b.sets) {
            *set = self.facts.sets.union(*set, *other);
        }
        joined
    }

    /// Goes on with what is known here and on another path.
    fn join_with(&mut self, other: &State) {
        let state = self.take();
        self.state = self.join(state, other);
    }

    /// The state, which the caller replaces.
    fn take(&mut self) -> State {
        std::mem::replace(
            &mut self.state,
            State {
                is_reachable: false,
                sets: Vec::new(),
            },
        )
    }

    /// What holds in code that is never reached.
    fn unreachable(&self) -> State {
        State {
            is_reachable: false,
            sets: vec![SetId::EMPTY; self.state.sets.len()],
        }
    }
}
