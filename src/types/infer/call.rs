//! Calls: whom they reach, how arguments find parameters, what comes back.

use super::bind::{Misfit, bind_args};
use super::function::is_captured;
use super::needed::Need;
use super::{Infer, MAX_INSTANCES};
use crate::names::Use;
use crate::syntax::ast::{Expr, ExprKind, Keyword, NodeId, Param, ParamKind, Params};
use crate::types::store::is_open;
use crate::types::{ArgSource, FuncIdx, FuncVar, InstId, Member, Target, Ty};

/// What a call passes.
pub(super) struct Passed<'e> {
    pub(super) args: &'e [Expr],
    pub(super) keywords: &'e [Keyword],
    pub(super) arg_tys: Vec<Ty>,
    pub(super) keyword_tys: Vec<Ty>,
}

impl Passed<'_> {
    /// Whether it passes everything by position.
    pub(super) fn is_plain(&self) -> bool {
        self.keywords.is_empty() && !self.is_spread()
    }

    /// Whether only running it tells how much it passes.
    fn is_spread(&self) -> bool {
        let is_starred = |arg: &Expr| matches!(arg.kind, ExprKind::Starred(_));
        let mut keywords = self.keywords.iter();
        self.args.iter().any(is_starred) || keywords.any(|keyword| keyword.name.is_none())
    }
}

impl Infer<'_> {
    /// A `def` or `lambda` is evaluated: its defaults are.
    pub(super) fn define(&mut self, node: NodeId, params: &Params) {
        let func = self.funcs.by_node[&node];
        let parent = self.enclosing(self.funcs.def(func).parent.expect("not the module"));
        for (index, param) in params.list.iter().enumerate() {
            if let Some(default) = &param.default {
                let ty = self.expr(default);
                let key = (Member { func, parent }, index);
                let before = self.types.defaults.get(&key).cloned().unwrap_or(Ty::Never);
                let joined = self.types.store.join(&before, &ty);
                if joined != before {
                    self.types.defaults.insert(key, joined);
                    self.types.store.mark_changed();
                }
            }
        }
        self.make_dynamic_instance(Member { func, parent });
    }

    /// Whether calls of the function always know it.
    pub(super) fn is_static_function(&self, func: FuncIdx) -> bool {
        let node = self.funcs.def(func).node;
        self.names
            .bindings
            .iter()
            .any(|binding| binding.function.is_some() && binding.function == node)
    }

    pub(super) fn is_static_lambda(&self, value: &Expr) -> bool {
        matches!(value.kind, ExprKind::Lambda(_))
            && self.is_static_function(self.funcs.by_node[&value.id])
    }

    /// `func(args, keywords)`.
    pub(super) fn call(
        &mut self,
        call: &Expr,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Ty {
        if let Some(item) = self.types.imports.item(self.names, func) {
            return self.library_call(call, &item, args, keywords);
        }
        if let Some(ty) = self.from_keys(call, func, args, keywords) {
            return ty;
        }
        if let ExprKind::Attribute { value, attr } = &func.kind {
            let receiver = self.expr(value);
            let receiver = self.needed(value, receiver, Need::Attribute(&attr.name));
            return self.method_call(call, &receiver, &attr.name, args, keywords);
        }
        if let ExprKind::Name(ident) = &func.kind {
            match self.names.uses[func.id.0 as usize].clone() {
                Some(Use::Builtin) => {
                    self.record(func, Ty::Value);
                    return self.builtin_call(call, &ident.name, args, keywords);
                }
                Some(Use::Variable { variable, .. }) => {
                    if let Some(known) = self.static_function(variable) {
                        let passed = self.passed(args, keywords);
                        return self.direct_call(call, known, &passed);
                    }
                }
                Some(Use::ModuleAttribute | Use::Unbound) | None => {}
            }
        }
        let callee = self.expr(func);
        let passed = self.passed(args, keywords);
        match callee {
            // What is `None` so far may be a function too in a later round.
            Ty::Never | Ty::None if !self.force => Ty::Never,
            Ty::Func(var) => {
                let ty = self.closure_call(call, var, &passed);
                self.forget_shared();
                ty
            }
            _ => {
                self.types.store.to_value(&callee);
                self.dynamic_call(call, &passed)
            }
        }
    }

    pub(super) fn passed<'e>(&mut self, args: &'e [Expr], keywords: &'e [Keyword]) -> Passed<'e> {
        let arg_tys = args.iter().map(|arg| self.expr(arg)).collect();
        let keyword_tys = keywords
            .iter()
            .map(|keyword| self.expr(&keyword.value))
            .collect();
        Passed {
            args,
            keywords,
            arg_tys,
            keyword_tys,
        }
    }

    fn dynamic_call(&mut self, call: &Expr, passed: &Passed<'_>) -> Ty {
        for ty in passed.arg_tys.iter().chain(&passed.keyword_tys) {
            self.types.store.to_value(ty);
        }
        self.set_target(call, Target::Dynamic);
        self.forget_shared();
        Ty::Value
    }

    /// A call of a function known by name.
    fn direct_call(&mut self, call: &Expr, func: FuncIdx, passed: &Passed<'_>) -> Ty {
        let parent = self.enclosing(self.funcs.def(func).parent.expect("not the module"));
        let params = self.funcs.def(func).params().expect("not the module");
        self.note_shape(func, passed);
        let sources = match bind_args(params, passed.args, passed.keywords) {
            Ok(sources) => sources,
            Err(misfit) => {
                self.note_misfit(func);
                if let Some(ty) = self.failing_call(call, func, misfit, passed) {
                    return ty;
                }
                let var = self.function_value(func);
                self.types.store.make_dynamic(var);
                return self.dynamic_call(call, passed);
            }
        };
        let member = Member { func, parent };
        let Some(tys) = self.param_types(call, member, params, &sources, passed) else {
            return Ty::Never;
        };
        let instance = self.instance_for(func, parent, &tys);
        for (index, ty) in tys.iter().enumerate() {
            self.grow_param(instance, index, ty);
        }
        self.types.instances[instance.0 as usize].is_called = true;
        self.set_target(call, Target::Direct(instance, sources));
        self.forget_shared();
        self.types
            .store
            .normal(&self.types.instance(instance).ret.clone())
    }

    /// A call that can only raise `TypeError`: it alone does so, whatever the function is otherwise; none if its text is not known.
    fn failing_call(
        &mut self,
        call: &Expr,
        func: FuncIdx,
        misfit: Misfit,
        passed: &Passed<'_>,
    ) -> Option<Ty> {
        let Misfit::Wrong(complaint) = misfit else {
            return None;
        };
        let def = self.funcs.def(func);
        let is_taken_apart = def
            .node
            .is_some_and(|node| self.wishes.shapes.contains_key(&node));
        let params = def.params()?;
        // Their parameters are not those of the program's text.
        if is_taken_apart || def.stands_for().is_some() || params.list.iter().any(is_captured) {
            return None;
        }
        // What is never asked for makes nothing when it is evaluated.
        let mut args = passed.args.iter();
        if args.any(|arg| matches!(arg.kind, ExprKind::Comprehension(_) | ExprKind::Lambda(_))) {
            return None;
        }
        let function = &self.names.scopes[def.scope.0 as usize].qualname;
        let message = format!("{function}() {complaint}");
        self.set_target(call, Target::Failing(message));
        Some(Ty::Value)
    }

    /// The types that reach the parameters; none while one of them is still unknown.
    fn param_types(
        &mut self,
        call: &Expr,
        member: Member,
        params: &Params,
        sources: &[ArgSource],
        passed: &Passed<'_>,
    ) -> Option<Vec<Ty>> {
        let mut tys = Vec::with_capacity(sources.len());
        for (index, source) in sources.iter().enumerate() {
            let ty = match source {
                ArgSource::Positional(at) => passed.arg_tys[*at].clone(),
                ArgSource::Keyword(at) => passed.keyword_tys[*at].clone(),
                ArgSource::Default => self
                    .types
                    .defaults
                    .get(&(member, index))
                    .cloned()
                    .unwrap_or(Ty::Never),
                ArgSource::VarArgs(from) => {
                    let mut joined = Ty::Never;
                    for at in from {
                        let ty = match &passed.args[*at].kind {
                            ExprKind::Starred(_) => self.item_of(&passed.arg_tys[*at].clone()),
                            _ => passed.arg_tys[*at].clone(),
                        };
                        joined = self.types.store.join(&joined, &ty);
                    }
                    if from.is_empty() || !matches!(joined, Ty::Never) || self.force {
                        tys.push(Ty::VarTuple(Box::new(joined)));
                        continue;
                    }
                    return None;
                }
                ArgSource::KwArgs(from) => {
                    let part = u8::try_from(index % 100).expect("small") + 100;
                    let (keys, values) = (self.site(call.id, part), self.site(call.id, part + 1));
                    self.types.store.flow(&Ty::Str, keys);
                    for at in from {
                        let ty = passed.keyword_tys[*at].clone();
                        self.types.store.flow(&ty, values);
                    }
                    tys.push(Ty::Dict(keys, values));
                    continue;
                }
            };
            let is_open = if self.eager {
                is_open(&ty)
            } else {
                self.types.store.is_unknown(&ty)
            };
            if is_open && !self.force {
                return None;
            }
            tys.push(ty);
        }
        let _ = params;
        Some(tys)
    }

    /// The instance for these argument types: one that is alike, or a new one.
    fn instance_for(&mut self, func: FuncIdx, parent: InstId, tys: &[Ty]) -> InstId {
        let known = self
            .direct
            .get(&(func, parent))
            .cloned()
            .unwrap_or_default();
        let node = self.funcs.def(func).node;
        if node.is_some_and(|node| self.wishes.single.contains(&node))
            && let Some(only) = known.first()
        {
            return *only;
        }
        for id in &known {
            let params = self.types.instance(*id).params.clone();
            if params
                .iter()
                .zip(tys)
                .all(|(param, ty)| self.types.store.is_alike(param, ty))
            {
                return *id;
            }
        }
        if known.len() >= MAX_INSTANCES {
            return known[0];
        }
        let id = self.add_instance(func, Some(parent), vec![Ty::Never; tys.len()]);
        self.direct.entry((func, parent)).or_default().push(id);
        id
    }

    /// A call of a function value.
    pub(super) fn closure_call(&mut self, call: &Expr, var: FuncVar, passed: &Passed<'_>) -> Ty {
        let members = self.types.store.func(var).members.clone();
        if let [member] = members[..] {
            let params = self
                .funcs
                .def(member.func)
                .params()
                .expect("not the module");
            self.note_shape(member.func, passed);
            let sources = match bind_args(params, passed.args, passed.keywords) {
                Ok(sources) => sources,
                Err(misfit) => {
                    self.note_misfit(member.func);
                    if passed.is_plain() {
                        self.wish_for_arity(&members, passed.args.len());
                    } else if !passed.is_spread() {
                        self.wish_for_call(member, passed.args.len(), passed.keywords);
                    }
                    if let Some(ty) = self.failing_call(call, member.func, misfit, passed) {
                        return ty;
                    }
                    self.types.store.make_dynamic(var);
                    return self.dynamic_call(call, passed);
                }
            };
            let Some(tys) = self.param_types(call, member, params, &sources, passed) else {
                return Ty::Never;
            };
            let instance = self.value_instance(member);
            for (index, ty) in tys.iter().enumerate() {
                self.grow_param(instance, index, ty);
            }
            self.note_defaults(var, member, params, &sources);
            self.set_target(call, Target::Closure(instance, sources));
            return self
                .types
                .store
                .normal(&self.types.instance(instance).ret.clone());
        }
        for member in &members {
            self.note_shape(member.func, passed);
        }
        let sources = self.merged_sources(&members, passed);
        let result = sources.as_ref().and_then(|sources| {
            let given: Vec<Option<Ty>> = sources
                .iter()
                .map(|source| match source {
                    ArgSource::Positional(at) => Some(passed.arg_tys[*at].clone()),
                    ArgSource::Keyword(at) => Some(passed.keyword_tys[*at].clone()),
                    ArgSource::Default | ArgSource::VarArgs(_) | ArgSource::KwArgs(_) => None,
                })
                .collect();
            self.merged_call(var, &members, &given)
        });
        match (sources, result) {
            (Some(sources), Some(ty)) => {
                self.set_target(call, Target::Merged(var, sources));
                ty
            }
            (sources, _) => {
                if sources.is_none() {
                    for member in &members {
                        self.note_misfit(member.func);
                    }
                }
                if passed.is_plain() {
                    self.wish_for_arity(&members, passed.args.len());
                }
                self.types.store.make_dynamic(var);
                self.dynamic_call(call, passed)
            }
        }
    }

    /// What the first parameters of all members get from a call; none if the members do not agree about it.
    fn merged_sources(&self, members: &[Member], passed: &Passed<'_>) -> Option<Vec<ArgSource>> {
        if passed.is_spread() {
            return None;
        }
        let n_args = passed.args.len();
        let mut sources: Vec<ArgSource> = (0..n_args).map(ArgSource::Positional).collect();
        for (at, keyword) in passed.keywords.iter().enumerate() {
            let name = &keyword.name.as_ref()?.name;
            let place = |member: &Member| {
                let params = self.funcs.def(member.func).params()?;
                params.list.iter().position(|param| {
                    param.name.name == *name && param.kind == ParamKind::Positional
                })
            };
            let index = place(members.first()?)?;
            let is_agreed = members.iter().all(|member| place(member) == Some(index));
            if !is_agreed || index < n_args {
                return None;
            }
            if sources.len() <= index {
                sources.resize(index + 1, ArgSource::Default);
            }
            sources[index] = ArgSource::Keyword(at);
        }
        Some(sources)
    }

    /// A parameter that calls leave to its default: one with a literal is passed all the same where one function is called by
    /// itself, any other is a parameter of no call, or an optional one.
    fn note_defaults(
        &mut self,
        var: FuncVar,
        member: Member,
        params: &Params,
        sources: &[ArgSource],
    ) {
        for (index, (param, source)) in params.list.iter().zip(sources).enumerate() {
            let is_passed = match source {
                ArgSource::Default => false,
                ArgSource::VarArgs(from) | ArgSource::KwArgs(from) => !from.is_empty(),
                ArgSource::Positional(_) | ArgSource::Keyword(_) => true,
            };
            let is_noted = self.types.omitted.contains(&(member, index));
            let can_be_written = match &param.default {
                Some(default) => crate::types::functions::is_literal(default),
                None => true,
            };
            if is_noted || !can_be_written {
                self.note_passed(var, (member, index), param.kind, is_passed);
            }
        }
    }

    /// Notes whether a call of a function value passes a parameter.
    fn note_passed(
        &mut self,
        var: FuncVar,
        key: (Member, usize),
        kind: ParamKind,
        is_passed: bool,
    ) {
        let noted = if is_passed {
            &mut self.types.passed
        } else {
            &mut self.types.omitted
        };
        if noted.insert(key) {
            self.types.store.mark_changed();
        }
        let (member, index) = key;
        if !self.types.is_optional(member, index) {
            return;
        }
        let instance = self.value_instance(member);
        let ty = &self.types.instance(instance).params[index];
        let has_option = !matches!(
            self.types.store.normal(ty),
            Ty::None | Ty::Option(_) | Ty::Value | Ty::Iter(_)
        );
        if !has_option || matches!(kind, ParamKind::VarArgs | ParamKind::KwArgs) {
            self.types.store.make_dynamic(var);
        }
    }

    /// Whether a function can be called so: what is not given has a default, or is empty.
    fn takes(&self, member: Member, given: &[Option<Ty>]) -> bool {
        let params = self.funcs.def(member.func).params();
        let list = &params.expect("not the module").list;
        let is_positional = |param: &Param| {
            matches!(
                param.kind,
                ParamKind::Positional | ParamKind::PositionalOnly
            ) && !is_captured(param)
        };
        given.len() <= list.iter().take_while(|param| is_positional(param)).count()
            && list.iter().enumerate().all(|(index, param)| {
                given.get(index).is_some_and(Option::is_some)
                    || param.default.is_some()
                    || matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs)
            })
    }

    /// Notes which parameters of a function value a call gives; what it does not give are their defaults.
    fn note_given(&mut self, var: FuncVar, member: Member, given: &[Option<Ty>]) {
        let params = self.funcs.def(member.func).params();
        let list = &params.expect("not the module").list;
        for (index, param) in list.iter().enumerate() {
            if is_captured(param) {
                continue;
            }
            let is_given = given.get(index).is_some_and(Option::is_some);
            if is_given && param.default.is_none() {
                continue;
            }
            self.note_passed(var, (member, index), param.kind, is_given);
            if is_given {
                continue;
            }
            let ty = match param.kind {
                ParamKind::VarArgs => Ty::VarTuple(Box::new(Ty::Never)),
                ParamKind::KwArgs => {
                    let (keys, values) = (self.site(param.id, 0), self.site(param.id, 1));
                    self.types.store.flow(&Ty::Str, keys);
                    Ty::Dict(keys, values)
                }
                ParamKind::Positional | ParamKind::PositionalOnly | ParamKind::KeywordOnly => {
                    let default = self.types.defaults.get(&(member, index));
                    default.cloned().unwrap_or(Ty::Never)
                }
            };
            let id = self.value_instance(member);
            self.grow_param(id, index, &ty);
        }
    }

    /// Calls every member with what is given of their first parameters; none if they do not have one signature.
    fn merged_call(
        &mut self,
        var: FuncVar,
        members: &[Member],
        given: &[Option<Ty>],
    ) -> Option<Ty> {
        if self.types.store.func(var).is_dynamic {
            return None;
        }
        for member in members {
            if !self.takes(*member, given) {
                self.note_count(member.func, given.len());
                self.note_misfit(member.func);
                return None;
            }
        }
        for member in members {
            self.pass_captured(*member);
        }
        if !self.force
            && given
                .iter()
                .flatten()
                .any(|ty| self.types.store.is_unknown(ty))
        {
            return Some(Ty::Never);
        }
        for member in members {
            self.note_given(var, *member, given);
        }
        if self.types.store.func(var).is_dynamic {
            return None;
        }
        let instances: Vec<InstId> = members
            .iter()
            .map(|member| self.value_instance(*member))
            .collect();
        // What some call passes has one type for all members, defaults included.
        let is_passed = |index: &usize| {
            let mut members = members.iter();
            let has = |member: &Member| self.types.passed.contains(&(*member, *index));
            given.get(*index).is_some_and(Option::is_some) || members.any(has)
        };
        let n_params = members.iter().zip(&instances).map(|(member, id)| {
            let params = self.funcs.def(member.func).params();
            let list = &params.expect("not the module").list;
            let own = list.iter().take_while(|param| !is_captured(param)).count();
            own.min(self.types.instance(*id).params.len())
        });
        let n_shared = n_params.min().unwrap_or(0);
        let shared: Vec<usize> = (0..n_shared).filter(is_passed).collect();
        let mut joined: Vec<Ty> = shared
            .iter()
            .map(|index| given.get(*index).cloned().flatten().unwrap_or(Ty::Never))
            .collect();
        for id in &instances {
            for (index, ty) in shared.iter().zip(&mut joined) {
                let param = self.types.instance(*id).params[*index].clone();
                let joined = self.types.store.join(ty, &param);
                if let Some(variable) = self.param_variable(*id, *index) {
                    self.note_meeting((*id, variable), &param, ty, &joined);
                }
                *ty = joined;
            }
        }
        let mut ret = Ty::Never;
        for id in &instances {
            for (index, ty) in shared.iter().zip(&joined) {
                self.grow_param(*id, *index, ty);
            }
            let own = self.types.instance(*id).ret.clone();
            ret = self.types.store.join(&ret, &own);
        }
        for id in &instances {
            if !matches!(ret, Ty::Never) {
                self.grow_ret_of(*id, &ret);
            }
        }
        Some(ret)
    }

    /// Calls a function given as an argument to a builtin: with these types, by position.
    pub(super) fn callback(&mut self, ty: &Ty, arg_tys: &[Ty]) -> Option<Ty> {
        let Ty::Func(var) = ty else { return None };
        let members = self.types.store.func(*var).members.clone();
        let given: Vec<Option<Ty>> = arg_tys.iter().cloned().map(Some).collect();
        let result = self.merged_call(*var, &members, &given);
        if result.is_none() {
            self.wish_for_arity(&members, arg_tys.len());
            self.types.store.make_dynamic(*var);
        }
        self.forget_shared();
        result
    }

    /// The instance called through a function value.
    pub(super) fn value_instance(&mut self, member: Member) -> InstId {
        if let Some(id) = self.types.value_instances.get(&member) {
            return *id;
        }
        let params = self
            .funcs
            .def(member.func)
            .params()
            .expect("not the module");
        let id = self.add_instance(
            member.func,
            Some(member.parent),
            vec![Ty::Never; params.list.len()],
        );
        self.types.value_instances.insert(member, id);
        id
    }

    /// The all-`Value` instance of a function whose set is dynamic.
    fn make_dynamic_instance(&mut self, member: Member) {
        let Some(var) = self.types.function_values.get(&member).copied() else {
            return;
        };
        if !self.types.store.func(var).is_dynamic {
            return;
        }
        if self.looks_into_cells {
            self.make_cells(member);
        }
        let params = self
            .funcs
            .def(member.func)
            .params()
            .expect("not the module");
        let id = if let Some(id) = self.types.dynamic_instances.get(&member) {
            *id
        } else {
            let id = self.add_instance(
                member.func,
                Some(member.parent),
                vec![Ty::Never; params.list.len()],
            );
            self.types.instances[id.0 as usize].is_dynamic = true;
            self.types.instances[id.0 as usize].ret = Ty::Value;
            self.types.dynamic_instances.insert(member, id);
            id
        };
        for (index, param) in params.list.iter().enumerate() {
            let ty = match param.kind {
                ParamKind::VarArgs => Ty::VarTuple(Box::new(Ty::Value)),
                ParamKind::KwArgs => {
                    let node = param.id;
                    let (keys, values) = (self.site(node, 0), self.site(node, 1));
                    self.types.store.flow(&Ty::Value, keys);
                    self.types.store.flow(&Ty::Value, values);
                    Ty::Dict(keys, values)
                }
                ParamKind::PositionalOnly | ParamKind::Positional | ParamKind::KeywordOnly => {
                    Ty::Value
                }
            };
            self.grow_param(id, index, &ty);
            if let Some(default) = self.types.defaults.get(&(member, index)).cloned() {
                self.types.store.to_value(&default);
            }
        }
        let node = self.funcs.def(member.func).node.expect("not the module");
        if let Some(variable) = self.names.variable_of_function(node) {
            self.grow_var(variable, &Ty::Value);
        }
    }
}

impl Infer<'_> {
    /// What a function whose cells can be looked at captures holds `Value`s.
    fn make_cells(&mut self, member: Member) {
        let scope = self.funcs.def(member.func).scope;
        for index in 0..self.names.variables.len() {
            let binding = &self.names.bindings[self.names.variables[index].binding.0 as usize];
            let is_captured =
                binding.captured_by.contains(&scope) && binding.scope != crate::names::ScopeId(0);
            if is_captured && binding.function.is_none() {
                let var = crate::names::VarId(u32::try_from(index).expect("few variables"));
                self.grow_var(var, &Ty::Value);
            }
        }
    }
}
