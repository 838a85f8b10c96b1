//! Calls: whom they reach, how arguments find parameters, what comes back.

use super::bind::{Misfit, bind_args};
use super::function::is_captured;
use super::needed::Need;
use super::passed::Passed;
use super::{Infer, MAX_INSTANCES};
use crate::names::Use;
use crate::syntax::ast::{Expr, ExprKind, Keyword, NodeId, ParamKind, Params};
use crate::types::{FuncIdx, InstId, Member, Target, Ty};

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
        if let Some(ty) = self.class_method(call, func, args, keywords) {
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

    pub(super) fn dynamic_call(&mut self, call: &Expr, passed: &Passed<'_>) -> Ty {
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
        let bound = match self.given(passed) {
            Some(given) => given.and_then(|given| bind_args(params, &given)),
            None => return Ty::Never,
        };
        let sources = match bound {
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
    pub(super) fn failing_call(
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
