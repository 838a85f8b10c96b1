//! The rounds of inference and the state they share.

mod bind;
mod builtin;
mod call;
pub(crate) mod callback;
pub(crate) mod collection;
mod compare;
pub(crate) mod comprehension;
pub(crate) mod construct;
pub(crate) mod consumed;
pub(crate) mod exception;
mod expr;
pub(crate) mod function;
mod kept;
mod library;
pub(crate) mod merged;
mod method;
mod narrow;
mod needed;
mod operator;
mod passed;
pub(crate) mod pattern;
mod reached;
pub(crate) mod record;
mod recursion;
mod reflect;
mod settle;
mod sign;
mod stmt;
mod target;
pub(crate) mod template;
mod value_call;
mod view;

pub(crate) use expr::{constant_index, constant_slice};
pub(crate) use reflect::{class_names, class_of, is_asked_at_run_time};
pub(crate) use stmt::{has_break, is_always_true};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::functions::FuncBody;
use super::imports::Imports;
use super::passed_on::{CallShape, Spreading};
use super::wrap::Wishes;
use super::{
    FuncIdx, FuncVar, Functions, InstId, Instance, Ints, Member, RecordVar, Slot, Store, Target,
    Ty, Types,
};
use crate::library::Rule;
use crate::names::{Names, Use, VarId};
use crate::syntax::ast::{Expr, ExprKind, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body, walk_stmt};
use narrow::Facts;

/// More instances of one function than this are joined into one.
const MAX_INSTANCES: usize = 8;

/// More rounds than this mean that some type does not settle.
const MAX_ROUNDS: usize = 200;

/// Infers the types of a whole program that [`wrap`](super::wrap) made with these wishes. Gives back what it wishes then: with
/// more than that, another round has better types.
pub fn infer<'a>(
    module: &'a Module,
    names: &'a Names,
    imports: Imports,
    ints: Ints,
    wishes: &Wishes,
) -> (Types, Functions<'a>, Wishes) {
    let mut infer = Infer::new(module, names, imports, ints);
    infer.wishes = wishes.clone();
    infer.run();
    infer.forget_left_instances();
    infer.wish_for_shapes(wishes);
    infer.wish_for_single();
    if infer.wishes == *wishes {
        // Whatever else changes may make them fit.
        infer.wish_for_split();
    }
    if infer.wishes == *wishes {
        infer.wish_for_functions(wishes);
    }
    (infer.types, infer.funcs, infer.wishes)
}

/// Everything the rounds share.
pub(super) struct Infer<'a> {
    names: &'a Names,
    funcs: Functions<'a>,
    types: Types,
    sites: HashMap<(InstId, NodeId, u8), Slot>,
    direct: HashMap<(FuncIdx, InstId), Vec<InstId>>,
    loop_stores: HashMap<NodeId, Vec<VarId>>,
    /// Dict displays whose items are passed by name.
    spread_displays: HashSet<NodeId>,
    consumed: HashSet<NodeId>,
    exhausted: HashSet<NodeId>,
    /// Calls of `zip` that are unpacked into so many variables.
    unpacked: HashMap<NodeId, usize>,
    /// Where names get their values from.
    origins: HashMap<NodeId, sign::Origin<'a>>,
    /// The program looks into the cells of its closures.
    looks_into_cells: bool,
    /// The program has dicts that are more than plain ones, or other than these.
    has_dict_kinds: bool,
    /// The program has dicts that count.
    has_counters: bool,
    /// The program has a `try`: somebody may catch what is raised.
    has_try: bool,
    /// A function of the program may end by the end of an iterator.
    may_stop: bool,
    /// The program asks a `defaultdict` for its factory.
    shows_factories: bool,
    /// The contents of objects that exist once in a program: `sys.argv`.
    library_slots: HashMap<String, Slot>,
    /// Calls take containers whose contents are not known yet.
    eager: bool,
    force: bool,
    current: InstId,
    facts: Facts,
    /// Functions that pass on what they are given.
    passing: HashSet<FuncIdx>,
    /// Those whose `*args` are the very tuple that a call gives.
    spreading: HashMap<FuncIdx, Spreading>,
    /// What their calls give them; none where these do not agree.
    shapes: BTreeMap<NodeId, Option<CallShape>>,
    /// Records, each with one that is made of it.
    copies: BTreeSet<(RecordVar, RecordVar)>,
    /// What would make the next round of [`wrap`](super::wrap) better.
    wishes: Wishes,
}

impl<'a> Infer<'a> {
    fn new(module: &'a Module, names: &'a Names, imports: Imports, ints: Ints) -> Self {
        let mut found = Vec::new();
        let mut loop_stores = HashMap::new();
        let mut has_try = false;
        let may_stop = kept::may_stop(module);
        walk_body(&module.body, &mut |node| match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::FunctionDef(def) => found.push((stmt.id, stmt.span, FuncBody::Def(def))),
                StmtKind::For { .. } | StmtKind::While { .. } | StmtKind::Try { .. } => {
                    has_try |= matches!(stmt.kind, StmtKind::Try { .. });
                    let mut stored = Vec::new();
                    walk_stmt(stmt, &mut |inner| note_store(names, inner, &mut stored));
                    loop_stores.insert(stmt.id, stored);
                }
                _ => {}
            },
            Node::Expr(expr) => {
                if let ExprKind::Lambda(lambda) = &expr.kind {
                    found.push((expr.id, expr.span, FuncBody::Lambda(lambda)));
                }
            }
        });
        let funcs = Functions::new(module, found, names);
        let consumed = consumed::consumed(module, names, &imports);
        let has_dict_kinds = collection::names_collections(
            module,
            names,
            &imports,
            &[Rule::Counter, Rule::DefaultDict, Rule::OrderedDict],
        );
        let has_counters = collection::names_collections(module, names, &imports, &[Rule::Counter]);
        let exhausted = consumed::exhausted(module, names, &imports);
        let types = Types {
            instances: Vec::new(),
            store: Store::default(),
            value_instances: HashMap::new(),
            dynamic_instances: HashMap::new(),
            function_values: HashMap::new(),
            omitted: HashSet::new(),
            passed: HashSet::new(),
            defaults: HashMap::new(),
            grown: HashSet::new(),
            long: HashSet::new(),
            ints,
            met: HashMap::new(),
            records: HashMap::new(),
            imports,
        };
        let mut infer = Self {
            names,
            funcs,
            types,
            sites: HashMap::new(),
            direct: HashMap::new(),
            loop_stores,
            spread_displays: record::spread_displays(module, names),
            consumed,
            exhausted,
            unpacked: consumed::unpacked(module),
            origins: sign::origins(module, names),
            looks_into_cells: super::functions::looks_into_cells(module),
            has_dict_kinds,
            has_counters,
            has_try,
            may_stop,
            shows_factories: super::functions::shows_factories(module),
            library_slots: HashMap::new(),
            eager: false,
            force: false,
            current: InstId(0),
            facts: Facts::default(),
            passing: HashSet::new(),
            spreading: HashMap::new(),
            shapes: BTreeMap::new(),
            copies: BTreeSet::new(),
            wishes: Wishes::default(),
        };
        infer.passing = infer.passing_functions();
        infer.spreading = infer.spreading_functions();
        infer.add_instance(FuncIdx(0), None, Vec::new());
        infer
    }

    fn run(&mut self) {
        self.settle();
        while self.type_uncalled_functions()
            || self.grow()
            || self.break_cycles()
            || self.share_signatures()
            || self.dissolve_uniform()
            || self.share_shapes()
            || self.fill_unknown()
        {
            self.settle();
        }
    }

    fn add_instance(&mut self, func: FuncIdx, parent: Option<InstId>, params: Vec<Ty>) -> InstId {
        let id = InstId(u32::try_from(self.types.instances.len()).expect("few instances"));
        self.types.instances.push(Instance {
            func,
            parent,
            params,
            ret: Ty::Never,
            vars: HashMap::new(),
            exprs: HashMap::new(),
            calls: HashMap::new(),
            tests: HashMap::new(),
            rows: HashMap::new(),
            needed: HashMap::new(),
            is_dynamic: false,
            is_called: false,
        });
        self.types.store.mark_changed();
        id
    }

    fn infer_instance(&mut self, id: InstId) {
        self.current = id;
        self.facts = Facts::default();
        let instance = self.instance_mut();
        instance.tests.clear();
        instance.needed.clear();
        let def = self.funcs.def(self.types.instance(id).func);
        if let Some(params) = def.params() {
            for (index, param) in params.list.iter().enumerate() {
                let ty = self.types.instance(id).params[index].clone();
                if let Some(Use::Variable { variable, .. }) = &self.names.uses[param.id.0 as usize]
                {
                    self.grow_var(*variable, &ty);
                }
            }
        }
        if let Some(body) = def.block() {
            let falls_off = self.block(body);
            if falls_off && def.parent.is_some() {
                self.grow_ret(&Ty::None);
            }
        }
        if let Some(value) = def.value() {
            let ty = self.expr(value);
            self.grow_ret(&ty);
        }
        if def.stands_for().is_some() {
            self.settle_wrapper(id);
        }
        if let Some(params) = def.params()
            && self
                .types
                .value_instances
                .values()
                .any(|value| *value == id)
        {
            // Who calls a function value knows its signature, not its body: a parameter takes all that its variable
            // gets.
            for (index, param) in params.list.iter().enumerate() {
                if let Some(Use::Variable { variable, .. }) = &self.names.uses[param.id.0 as usize]
                {
                    let ty = self.var_ty(*variable);
                    self.grow_param(id, index, &ty);
                }
            }
        }
    }

    fn instance_mut(&mut self) -> &mut Instance {
        &mut self.types.instances[self.current.0 as usize]
    }

    fn grow_ret(&mut self, ty: &Ty) {
        self.grow_ret_of(self.current, ty);
    }

    fn grow_ret_of(&mut self, id: InstId, ty: &Ty) {
        let ty = self.grown_ty(super::growth::Place::Ret(id), ty);
        let before = self.types.instance(id).ret.clone();
        let joined = if self.types.instance(id).is_dynamic {
            self.types.store.to_value(&ty);
            Ty::Value
        } else {
            self.types.store.join(&before, &ty)
        };
        if joined != before {
            self.types.instances[id.0 as usize].ret = joined;
            self.types.store.mark_changed();
        }
    }

    /// The variable of a parameter.
    fn param_variable(&self, id: InstId, index: usize) -> Option<VarId> {
        let params = self.funcs.def(self.types.instance(id).func).params()?;
        match &self.names.uses[params.list[index].id.0 as usize] {
            Some(Use::Variable { variable, .. }) => Some(*variable),
            _ => None,
        }
    }

    /// Lets a type flow into a parameter of an instance.
    fn grow_param(&mut self, id: InstId, index: usize, ty: &Ty) {
        let before = self.types.instance(id).params[index].clone();
        let variable = self.param_variable(id, index);
        let wide = variable.map(|variable| {
            let place = super::growth::Place::Var(id, variable);
            self.grown_ty(place, ty)
        });
        let joined = self.types.store.join(&before, wide.as_ref().unwrap_or(ty));
        if joined != before {
            if let Some(variable) = variable {
                self.note_meeting((id, variable), &before, ty, &joined);
            }
            self.types.instances[id.0 as usize].params[index] = joined;
            self.types.store.mark_changed();
        }
    }

    /// Lets a type flow into a variable, wherever its owner is.
    fn grow_var(&mut self, var: VarId, ty: &Ty) {
        let owner = self.owner(var);
        let ty = self.grown_ty(super::growth::Place::Var(owner, var), ty);
        let instance = &self.types.instances[owner.0 as usize];
        let before = instance.vars.get(&var).cloned().unwrap_or(Ty::Never);
        let joined = self.types.store.join(&before, &ty);
        if joined != before {
            self.note_meeting((owner, var), &before, &ty, &joined);
            self.types.instances[owner.0 as usize]
                .vars
                .insert(var, joined);
            self.types.store.mark_changed();
        }
    }

    /// Keeps which types met where a variable became a `Value`.
    fn note_meeting(&mut self, place: (InstId, VarId), before: &Ty, ty: &Ty, joined: &Ty) {
        let is_news = *joined == Ty::Value
            && ![before, ty]
                .iter()
                .any(|side| matches!(side, Ty::Value | Ty::Never));
        if is_news {
            self.types
                .met
                .entry(place)
                .or_insert_with(|| (before.clone(), ty.clone()));
        }
    }

    fn grown_ty(&self, place: super::growth::Place, ty: &Ty) -> Ty {
        if self.types.is_grown(place) {
            super::growth::widened(ty)
        } else {
            ty.clone()
        }
    }

    /// The type of an operation's result.
    fn grown_node(&self, node: NodeId, ty: &Ty) -> Ty {
        self.grown_ty(super::growth::Place::Node(self.current, node), ty)
    }

    /// What a variable holds, whoever owns it.
    fn var_ty(&self, var: VarId) -> Ty {
        let owner = self.types.instance(self.owner(var));
        let ty = owner.vars.get(&var).cloned().unwrap_or(Ty::Never);
        self.types.store.normal(&ty)
    }

    /// The instance, among the current one and those around it, whose run holds the variable.
    fn owner(&self, var: VarId) -> InstId {
        let binding = &self.names.bindings[self.names.variables[var.0 as usize].binding.0 as usize];
        self.enclosing(self.funcs.of_scope[binding.scope.0 as usize])
    }

    /// The instance of `func` among the current one and those around it.
    fn enclosing(&self, func: FuncIdx) -> InstId {
        let mut id = self.current;
        while self.types.instance(id).func != func {
            id = self
                .types
                .instance(id)
                .parent
                .expect("names resolve to enclosing functions");
        }
        id
    }

    /// The slot of an allocation site in the current instance.
    fn site(&mut self, node: NodeId, part: u8) -> Slot {
        let key = (self.current, node, part);
        if let Some(slot) = self.sites.get(&key) {
            return *slot;
        }
        let slot = self.types.store.new_slot(Ty::Never);
        self.sites.insert(key, slot);
        slot
    }

    /// A function value made here.
    fn function_value(&mut self, func: FuncIdx) -> FuncVar {
        let parent = self.enclosing(self.funcs.def(func).parent.expect("not the module"));
        let member = Member { func, parent };
        if let Some(var) = self.types.function_values.get(&member) {
            return *var;
        }
        let var = self.types.store.new_func(member);
        self.types.function_values.insert(member, var);
        var
    }

    /// Sets the target of a call.
    fn set_target(&mut self, call: &Expr, target: Target) {
        self.instance_mut().calls.insert(call.id, target);
    }
}

fn note_store(names: &Names, node: Node<'_>, stored: &mut Vec<VarId>) {
    match node {
        Node::Stmt(stmt) => {
            note_store_of(names, stmt.id, stored);
            for id in pattern::stored_by_patterns(stmt) {
                note_store_of(names, id, stored);
            }
        }
        Node::Expr(expr) => note_store_of(names, expr.id, stored),
    }
}

fn note_store_of(names: &Names, id: NodeId, stored: &mut Vec<VarId>) {
    if let Some(Use::Variable { variable, .. }) = &names.uses[id.0 as usize]
        && names.variables[variable.0 as usize].stores.contains(&id)
    {
        stored.push(*variable);
    }
}
