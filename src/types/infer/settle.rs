//! The fixpoint: instances are inferred until nothing grows, then what is still open is decided, one thing at a time.

use std::collections::BTreeSet;

use super::{Infer, MAX_ROUNDS};
use crate::syntax::ast::ExprKind;
use crate::types::{FuncIdx, FuncVar, InstId, Instance, Ints, Member, Ty};

impl Infer<'_> {
    /// Rounds until nothing changes, then once more with calls on containers of unknown contents, and then with all that
    /// waits for what is unknown forced.
    pub(super) fn settle(&mut self) {
        (self.eager, self.force) = (false, false);
        for _ in 0..MAX_ROUNDS {
            let mut index = 0;
            let before = self.types.instances.len();
            // A call may reach another instance than in the round before: a record has become a dict.
            for instance in &mut self.types.instances {
                instance.is_called = false;
            }
            while index < self.types.instances.len() {
                self.infer_instance(InstId(u32::try_from(index).expect("few instances")));
                index += 1;
            }
            let changed = self.types.store.take_changed() || before != self.types.instances.len();
            (self.eager, self.force) = match (changed, self.eager, self.force) {
                (true, _, _) => (false, false),
                (false, false, _) => (true, false),
                (false, true, false) => (true, true),
                (false, true, true) => return,
            };
        }
        unreachable!("types grow in a lattice of bounded height")
    }

    /// Functions that nothing calls get an instance of their own, so that the learner sees them.
    pub(super) fn type_uncalled_functions(&mut self) -> bool {
        let mut added = false;
        for index in 1..self.funcs.defs.len() {
            let func = FuncIdx(u32::try_from(index).expect("few functions"));
            let def = self.funcs.def(func);
            let has_instance = self
                .types
                .instances
                .iter()
                .any(|instance| instance.func == func);
            if has_instance || def.stands_for().is_some() {
                continue;
            }
            let parent_func = def.parent.expect("only the module has no parent");
            let parent = self
                .types
                .instances
                .iter()
                .position(|instance| instance.func == parent_func);
            let Some(parent) = parent else { continue };
            let parent = InstId(u32::try_from(parent).expect("few instances"));
            let params: Vec<Ty> = def
                .params()
                .map(|params| {
                    params
                        .list
                        .iter()
                        .map(|param| self.uncalled_param(param))
                        .collect()
                })
                .unwrap_or_default();
            let instance = self.add_instance(func, Some(parent), params);
            self.direct
                .entry((func, parent))
                .or_default()
                .push(instance);
            added = true;
        }
        let mut values: Vec<(Member, FuncVar)> = self
            .types
            .function_values
            .iter()
            .map(|(member, var)| (*member, *var))
            .collect();
        values.sort_unstable();
        for (member, var) in values {
            if self.types.store.func(var).is_dynamic
                || self.types.value_instances.contains_key(&member)
            {
                continue;
            }
            if self.funcs.def(member.func).stands_for().is_some() {
                self.types.store.make_dynamic(var);
                added = true;
                continue;
            }
            let params = self
                .funcs
                .def(member.func)
                .params()
                .expect("not the module");
            let tys: Vec<Ty> = params
                .list
                .iter()
                .map(|param| self.uncalled_param(param))
                .collect();
            let instance = self.value_instance(member);
            for (index, ty) in tys.iter().enumerate() {
                self.grow_param(instance, index, ty);
            }
            added = true;
        }
        added
    }

    pub(super) fn uncalled_param(&mut self, param: &crate::syntax::ast::Param) -> Ty {
        use crate::syntax::ast::ParamKind;
        match param.kind {
            ParamKind::VarArgs => Ty::VarTuple(Box::new(Ty::Value)),
            ParamKind::KwArgs => {
                let (key, value) = (
                    self.types.store.new_slot(Ty::Str),
                    self.types.store.new_slot(Ty::Value),
                );
                Ty::Dict(key, value)
            }
            ParamKind::PositionalOnly | ParamKind::Positional | ParamKind::KeywordOnly => {
                let named =
                    param
                        .annotation
                        .as_ref()
                        .and_then(|annotation| match &annotation.kind {
                            ExprKind::Name(ident) => match ident.name.as_str() {
                                "int" => Some(Ty::Int),
                                "float" => Some(Ty::Float),
                                "str" => Some(Ty::Str),
                                "bool" => Some(Ty::Bool),
                                _ => None,
                            },
                            _ => None,
                        });
                named.unwrap_or(Ty::Value)
            }
        }
    }

    /// The kinds of all functions that are values.
    fn kinds_of_functions(&self) -> BTreeSet<FuncVar> {
        let vars = self.types.function_values.values();
        vars.map(|var| self.types.store.func_root(*var)).collect()
    }

    /// Several functions that meet where one of them takes or gives back their own kind have a type that
    /// cannot be written: they become `Value`s.
    pub(super) fn break_cycles(&mut self) -> bool {
        let vars = self.kinds_of_functions();
        let mut changed = false;
        for start in vars {
            let set = self.types.store.func(start);
            if set.is_dynamic || set.members.len() < 2 {
                continue;
            }
            let mut seen = BTreeSet::new();
            let mut waiting = self.signature_functions(start);
            while let Some(at) = waiting.pop() {
                if at == start {
                    self.types.store.make_dynamic(start);
                    changed = true;
                    break;
                }
                if seen.insert(at) {
                    waiting.extend(self.signature_functions(at));
                }
            }
        }
        changed
    }

    /// Functions that meet where nobody calls them have one signature all the same.
    pub(super) fn share_signatures(&mut self) -> bool {
        let vars = self.kinds_of_functions();
        let _ = self.types.store.take_changed();
        for var in vars {
            let set = self.types.store.func(var);
            if set.is_dynamic || set.members.len() < 2 {
                continue;
            }
            let members = set.members.iter().filter_map(|member| {
                let id = self.types.value_instances.get(member)?;
                Some((*id, self.signature(*member, *id)))
            });
            let (known, signatures): (Vec<InstId>, Vec<_>) = members.unzip();
            let signature = signatures.first().cloned().unwrap_or_default();
            if signatures.iter().any(|other| *other != signature) {
                self.types.store.make_dynamic(var);
                continue;
            }
            let instances: Vec<Instance> = known
                .iter()
                .map(|id| self.types.instance(*id).clone())
                .collect();
            for instance in instances {
                for id in &known {
                    for (index, _) in &signature {
                        self.grow_param(*id, *index, &instance.params[*index]);
                    }
                    if !matches!(instance.ret, Ty::Never) {
                        self.grow_ret_of(*id, &instance.ret);
                    }
                }
            }
        }
        self.types.store.take_changed()
    }

    /// The parameters that calls of a function value pass, and whether they may leave them out.
    fn signature(&self, member: Member, id: InstId) -> Vec<(usize, bool)> {
        (0..self.n_passed(id))
            .filter(|index| !self.types.is_omitted(member, *index))
            .map(|index| (index, self.types.is_optional(member, index)))
            .collect()
    }

    /// The kinds of functions that the signature of a kind mentions.
    pub(super) fn signature_functions(&self, var: FuncVar) -> Vec<FuncVar> {
        let mut found = Vec::new();
        for member in &self.types.store.func(var).members {
            if let Some(instance) = self.types.value_instances.get(member) {
                let instance = self.types.instance(*instance);
                for ty in instance.params.iter().chain([&instance.ret]) {
                    self.types.store.functions_in(ty, &mut found);
                }
            }
        }
        found
    }

    /// Finds integers that may leave 64 bits; true if some type grew.
    pub(super) fn grow(&mut self) -> bool {
        let before = self.types.grown.len();
        let large = crate::types::growth::large_places(&self.types, &self.funcs, self.names);
        let places = large.growing;
        self.types.long = large.long.into_iter().collect();
        let slots = match self.types.ints {
            Ints::Big => self.types.store.slots(),
            Ints::Auto => places
                .iter()
                .filter_map(|place| match place {
                    crate::types::growth::Place::Contents(slot) => Some(*slot),
                    _ => None,
                })
                .collect(),
        };
        self.types.grown.extend(places);
        let mut changed = self.types.grown.len() > before;
        for slot in slots {
            let contents = self.types.store.contents(slot);
            let wide = crate::types::growth::widened(&contents);
            if wide != contents {
                self.types.store.flow(&wide, slot);
                changed = true;
            }
        }
        changed
    }

    /// Contents nobody ever fills are `Value`s; true if there are any.
    pub(super) fn fill_unknown(&mut self) -> bool {
        let slots = self.types.store.unknown_slots();
        for slot in &slots {
            self.types.store.flow(&Ty::Value, *slot);
        }
        self.fill_empty_tuples() || !slots.is_empty()
    }

    /// `*args` that are always empty hold what they hold where the function is called in another way, or `Value`s.
    fn fill_empty_tuples(&mut self) -> bool {
        let is_scalar = |ty: &Ty| matches!(ty, Ty::Bool | Ty::Int | Ty::Float | Ty::Str);
        let mut found = Vec::new();
        for (number, instance) in self.types.instances.iter().enumerate() {
            for (index, param) in instance.params.iter().enumerate() {
                if *param != Ty::VarTuple(Box::new(Ty::Never)) {
                    continue;
                }
                let others = self.types.instances.iter();
                let mut others = others.filter(|other| other.func == instance.func);
                let known = others.find_map(|other| match &other.params[index] {
                    Ty::VarTuple(item) if is_scalar(item) => Some((**item).clone()),
                    _ => None,
                });
                let id = InstId(u32::try_from(number).expect("few instances"));
                found.push((id, index, known.unwrap_or(Ty::Value)));
            }
        }
        for (id, index, item) in &found {
            self.grow_param(*id, *index, &Ty::VarTuple(Box::new(item.clone())));
        }
        !found.is_empty()
    }
}
