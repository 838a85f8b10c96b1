//! Calls of function values: of one function, or of several with one signature.

use super::Infer;
use super::bind::bind_args;
use super::function::is_captured;
use super::passed::Passed;
use crate::syntax::ast::{Expr, Param, ParamKind, Params};
use crate::types::{ArgSource, FuncVar, InstId, Member, Target, Ty};

impl Infer<'_> {
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
            let bound = match self.given(passed) {
                Some(given) => given.and_then(|given| bind_args(params, &given)),
                None => return Ty::Never,
            };
            let sources = match bound {
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
                    _ => None,
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
                ArgSource::VarArgs(from) => !from.is_empty(),
                ArgSource::KwArgs(from) => !from.is_empty(),
                ArgSource::Positional(_)
                | ArgSource::Keyword(_)
                | ArgSource::Item(..)
                | ArgSource::Field(..) => true,
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
}
