//! Questions about functions: `f.__name__`, `f.__doc__`, `callable(f)`. Where the function is known, so is the answer.

use std::collections::{HashMap, HashSet};

use super::Infer;
use super::callback::MethodCallback;
use super::method::receiver_kind;
use super::passed::Passed;
use crate::names::{Names, Use};
use crate::syntax::ast::{Expr, ExprKind, Keyword, NodeId, Param, ParamKind};
use crate::types::passed_on::{CallShape, CodeRef, Spreading, passes_on, spreading};
use crate::types::wrap::{Wishes, captured_base};
use crate::types::{FuncIdx, FuncVar, Functions, InstId, Member, Target, Ty, Types};

/// What an attribute of a known function holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A text.
    Text(String),
    /// `None`.
    Nothing,
}

impl Known {
    fn ty(&self) -> Ty {
        match self {
            Known::Text(_) => Ty::Str,
            Known::Nothing => Ty::None,
        }
    }
}

impl Infer<'_> {
    /// `f.__name__` of a function known by name: no reason to make a function value.
    pub(super) fn named_function_attribute(&self, value: &Expr, attr: &str) -> Option<Ty> {
        let func = named_function(self.names, &self.funcs, value)?;
        let parent = self.enclosing(self.funcs.def(func).parent?);
        is_settled(&self.types, Member { func, parent }).then_some(())?;
        of_function(self.names, &self.funcs, func, attr).map(|known| known.ty())
    }

    /// `f.__name__` of a value that can only be functions that agree about it.
    pub(super) fn function_attribute(&self, receiver: &Ty, attr: &str) -> Option<Ty> {
        attribute_of(self.names, &self.funcs, &self.types, receiver, attr).map(|known| known.ty())
    }

    /// `callable(value)`; a function known by name becomes no function value by that.
    pub(super) fn is_callable(&mut self, call: &Expr, args: &[Expr]) -> Option<Ty> {
        let [value] = args else { return None };
        let is_callable = if named_function(self.names, &self.funcs, value).is_some() {
            true
        } else {
            let ty = self.expr(value);
            callable(&ty)?
        };
        self.instance_mut().tests.insert(call.id, is_callable);
        self.set_target(call, Target::Builtin);
        Some(Ty::Bool)
    }
}

/// Whether all values of a type can be called, or none of them; none if some can.
pub(crate) fn callable(ty: &Ty) -> Option<bool> {
    match ty {
        Ty::Func(_) => Some(true),
        _ => super::class_of(ty).map(|_| false),
    }
}

/// The function that a name always means, where it is bound for certain.
pub(crate) fn named_function(
    names: &Names,
    funcs: &Functions<'_>,
    value: &Expr,
) -> Option<FuncIdx> {
    let ExprKind::Name(_) = &value.kind else {
        return None;
    };
    let Some(Use::Variable {
        variable,
        maybe_unbound: false,
        ..
    }) = &names.uses[value.id.0 as usize]
    else {
        return None;
    };
    let binding = names.variables[variable.0 as usize].binding;
    let node = names.bindings[binding.0 as usize].function?;
    funcs.by_node.get(&node).copied()
}

/// Whether nothing can have changed the attributes of the function: it is no function object.
fn is_settled(types: &Types, member: Member) -> bool {
    let var = types.function_values.get(&member);
    var.is_none_or(|var| !types.store.func(*var).is_dynamic)
}

/// What `value.attr` is, if inference answered it: `value` is a function known by name in `instance`, or of this type.
pub(crate) fn known_attribute(
    names: &Names,
    funcs: &Functions<'_>,
    types: &Types,
    (value, ty): (&Expr, &Ty),
    instance: InstId,
    attr: &str,
) -> Option<Known> {
    let Some(func) = named_function(names, funcs, value) else {
        return attribute_of(names, funcs, types, ty, attr);
    };
    let around = funcs.def(func).parent?;
    let mut parent = instance;
    while types.instance(parent).func != around {
        parent = types.instance(parent).parent?;
    }
    if !is_settled(types, Member { func, parent }) {
        return None;
    }
    of_function(names, funcs, func, attr)
}

/// The same for a function that a lambda stands for, as long as nothing can have changed it.
fn of_member(
    names: &Names,
    funcs: &Functions<'_>,
    types: &Types,
    member: Member,
    attr: &str,
) -> Option<Known> {
    let original = funcs.def(member.func).stands_for();
    let Some(func) = original.and_then(|original| named_function(names, funcs, original)) else {
        return of_function(names, funcs, member.func, attr);
    };
    let around = funcs.def(func).parent?;
    let mut parent = member.parent;
    while types.instance(parent).func != around {
        parent = types.instance(parent).parent?;
    }
    is_settled(types, Member { func, parent }).then_some(())?;
    of_function(names, funcs, func, attr)
}

fn attribute_of(
    names: &Names,
    funcs: &Functions<'_>,
    types: &Types,
    ty: &Ty,
    attr: &str,
) -> Option<Known> {
    let Ty::Func(var) = types.store.normal(ty) else {
        return None;
    };
    let mut members = types.store.func(var).members.iter();
    let first = of_member(names, funcs, types, *members.next()?, attr)?;
    members
        .all(|member| of_member(names, funcs, types, *member, attr).as_ref() == Some(&first))
        .then_some(first)
}

/// What a function's attribute is until somebody changes it (Python reference, section 3.2 "Callable types").
fn of_function(names: &Names, funcs: &Functions<'_>, func: FuncIdx, attr: &str) -> Option<Known> {
    let def = funcs.def(func);
    if let Some(original) = def.stands_for() {
        return of_original(original, attr).map(Known::Text);
    }
    let text = match attr {
        "__name__" => def.name().to_owned(),
        "__qualname__" => names.scopes[def.scope.0 as usize].qualname.clone(),
        "__module__" => "__main__".to_owned(),
        "__doc__" => match def.docstring() {
            Some(text) => text.to_owned(),
            None => return Some(Known::Nothing),
        },
        _ => return None,
    };
    Some(Known::Text(text))
}

/// The same for what a lambda stands for.
fn of_original(original: &Expr, attr: &str) -> Option<String> {
    match &original.kind {
        ExprKind::Name(ident) if attr == "__name__" => Some(ident.name.clone()),
        ExprKind::Attribute { attr: own, .. } if attr == "__name__" => Some(own.name.clone()),
        _ => None,
    }
}

impl Infer<'_> {
    /// How many parameters of a function value its calls pass: what it captured is none of them.
    pub(super) fn n_passed(&self, id: InstId) -> usize {
        let params = self.funcs.def(self.types.instance(id).func).params();
        params.map_or(0, |params| {
            let passed = params.list.iter().filter(|param| !is_captured(param));
            passed.count()
        })
    }

    /// What a lambda captures when it is made flows into it.
    pub(super) fn pass_captured(&mut self, member: Member) {
        let Some(params) = self.funcs.def(member.func).params() else {
            return;
        };
        for (index, param) in params.list.iter().enumerate() {
            if !is_captured(param) {
                continue;
            }
            self.types.omitted.insert((member, index));
            if let Some(captured) = self.types.defaults.get(&(member, index)).cloned() {
                let id = self.value_instance(member);
                self.grow_param(id, index, &captured);
            }
        }
    }

    /// A lambda that stands for another function is that function wherever the call in it has no static rule.
    pub(super) fn settle_wrapper(&mut self, id: InstId) {
        let instance = self.types.instance(id);
        let (Some(parent), Some(body)) = (instance.parent, self.funcs.def(instance.func).value())
        else {
            return;
        };
        let is_known = !instance
            .params
            .iter()
            .any(|param| self.types.store.is_unknown(param));
        let member = Member {
            func: instance.func,
            parent,
        };
        let own_call = instance.calls.get(&body.id);
        let is_other_class = match self.funcs.def(instance.func).stands_for() {
            Some(original) => match super::callback::method_callback(self.names, original) {
                Some(MethodCallback::OfType(kind, _)) => {
                    receiver_kind(&self.types.store.normal(&instance.params[0])) != Some(kind)
                }
                Some(MethodCallback::Bound(..)) | None => false,
            },
            None => false,
        };
        if is_known
            && (own_call == Some(&Target::Dynamic) || is_other_class)
            && let Some(var) = self.types.function_values.get(&member)
        {
            self.types.store.make_dynamic(*var);
        }
    }

    /// Notes that a function which a builtin is given has no rule of its own there: a lambda that calls it may have one.
    pub(super) fn wish_for_lambda(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Name(_) | ExprKind::Attribute { .. }) {
            self.wishes.places.insert(func.id);
        }
    }

    /// Takes the note back: there is a rule.
    pub(super) fn does_without_lambda(&mut self, func: &Expr) {
        self.wishes.places.remove(&func.id);
    }

    /// The functions of the program that pass on what they are given.
    pub(super) fn passing_functions(&self) -> HashSet<FuncIdx> {
        if self.looks_into_cells {
            return HashSet::new();
        }
        let all = (1..self.funcs.defs.len()).map(|index| {
            let index = u32::try_from(index).expect("few functions");
            FuncIdx(index)
        });
        let passes_on = |func: &FuncIdx| {
            let def = self.funcs.def(*func);
            let code = match (def.block(), def.value()) {
                (Some(body), _) => CodeRef::Body(body),
                (None, Some(value)) => CodeRef::Value(value),
                (None, None) => return false,
            };
            let params = def.params();
            params.is_some_and(|params| passes_on(params, code))
        };
        all.filter(passes_on).collect()
    }

    /// Those that pass their `*args` on.
    pub(super) fn spreading_functions(&self) -> HashMap<FuncIdx, Spreading> {
        let of = |func: &FuncIdx| {
            let def = self.funcs.def(*func);
            let code = match (def.block(), def.value()) {
                (Some(body), _) => CodeRef::Body(body),
                (None, Some(value)) => CodeRef::Value(value),
                (None, None) => return None,
            };
            Some((*func, spreading(def.params()?, code)?))
        };
        self.passing.iter().filter_map(of).collect()
    }

    /// Notes what a call gives a function that passes it on.
    pub(super) fn note_shape(&mut self, func: FuncIdx, passed: &Passed<'_>) {
        if !self.passing.contains(&func) {
            return;
        }
        let is_starred = |arg: &Expr| matches!(arg.kind, ExprKind::Starred(_));
        let names: Option<Vec<&str>> = passed
            .keywords
            .iter()
            .map(|keyword| keyword.name.as_ref().map(|name| name.name.as_str()))
            .collect();
        match names {
            Some(names) if !passed.args.iter().any(is_starred) => {
                self.note_call_shape(func, passed.args.len(), &names);
            }
            _ => self.note_conflict(func),
        }
    }

    /// Notes a call by position.
    pub(super) fn note_count(&mut self, func: FuncIdx, n_args: usize) {
        if self.passing.contains(&func) {
            self.note_call_shape(func, n_args, &[]);
        }
    }

    fn note_call_shape(&mut self, func: FuncIdx, n_args: usize, keywords: &[&str]) {
        let def = self.funcs.def(func);
        let (Some(node), Some(params)) = (def.node, def.params()) else {
            return;
        };
        let is_positional = |param: &&Param| {
            matches!(
                param.kind,
                ParamKind::Positional | ParamKind::PositionalOnly
            )
        };
        let is_named = |keyword: &str| {
            params.list.iter().any(|param| {
                param.name.name == keyword
                    && matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly)
            })
        };
        let n_positional = params.list.iter().filter(is_positional).count();
        let extra = keywords.iter().filter(|keyword| !is_named(keyword));
        let shape = CallShape {
            n_args: n_args.saturating_sub(n_positional),
            keywords: extra.map(|keyword| (*keyword).to_owned()).collect(),
        };
        let known = self
            .shapes
            .entry(node)
            .or_insert_with(|| Some(shape.clone()));
        if known.as_ref() != Some(&shape) {
            *known = None;
        }
    }

    fn note_conflict(&mut self, func: FuncIdx) {
        if let Some(node) = self.funcs.def(func).node {
            self.shapes.insert(node, None);
        }
    }

    /// Notes a call that does not fit a function.
    pub(super) fn note_misfit(&mut self, func: FuncIdx) {
        let node = self.funcs.def(func).node;
        if node.is_some_and(|node| self.wishes.shapes.contains_key(&node)) {
            self.note_conflict(func);
        }
    }

    /// Notes which functions could take what they pass on apart.
    pub(super) fn wish_for_shapes(&mut self, before: &Wishes) {
        for (node, shape) in &self.shapes {
            if let Some(shape) = shape
                && !before.bare.contains(node)
            {
                self.wishes.shapes.entry(*node).or_insert(shape.clone());
            }
        }
    }

    /// Notes the lambdas and the functions taken apart that are looked at, or called in unlike ways.
    pub(super) fn wish_for_functions(&mut self, before: &Wishes) {
        let misfits = self.shapes.iter().filter(|(_, shape)| shape.is_none());
        let misfits = misfits.map(|(node, _)| *node);
        let looked_at = self
            .types
            .function_values
            .iter()
            .filter_map(|(member, var)| {
                let def = self.funcs.def(member.func);
                let node = def.stands_for().map(|original| original.id).or(def.node);
                self.types.store.func(*var).is_dynamic.then_some(node)?
            });
        let is_original = |node: &NodeId| {
            let mut defs = self.funcs.defs.iter();
            defs.any(|def| {
                def.stands_for()
                    .is_some_and(|original| original.id == *node)
            })
        };
        let is_wish = |node: &NodeId| before.shapes.contains_key(node) || is_original(node);
        let bare: Vec<NodeId> = misfits.chain(looked_at).filter(is_wish).collect();
        self.wishes.bare.extend(bare);
    }

    /// Notes the functions whose places as a value do not agree about what they are called with, or of which some are looked at.
    pub(super) fn wish_for_split(&mut self) {
        let differs = |member: &Member, var: FuncVar| {
            let Some(id) = self.types.value_instances.get(member) else {
                return false;
            };
            let params = &self.types.instance(*id).params;
            let has_met = |index: usize, ty: &Ty| {
                let variable = self.param_variable(*id, index);
                let met = variable.map(|variable| self.types.met.contains_key(&(*id, variable)));
                *ty == Ty::Num || met.unwrap_or_default()
            };
            self.types.store.func(var).is_dynamic
                || params
                    .iter()
                    .enumerate()
                    .any(|(index, ty)| has_met(index, ty))
        };
        let values = self.types.function_values.iter();
        let split: Vec<NodeId> = values
            .filter_map(|(member, var)| {
                let def = self.funcs.def(member.func);
                let is_wish = def.stands_for().is_none()
                    && self.is_static_function(member.func)
                    && differs(member, *var);
                is_wish.then_some(def.node)?
            })
            .collect();
        self.wishes.split.extend(split);
    }

    /// Notes that lambdas which stand for other functions are called with another number of arguments than they take.
    pub(super) fn wish_for_arity(&mut self, members: &[Member], n_args: usize) {
        for member in members {
            let def = self.funcs.def(member.func);
            let (Some(original), Some(params)) = (def.stands_for(), def.params()) else {
                continue;
            };
            if self.takes_what_calls_pass(original) {
                self.wish_for_call(*member, n_args, &[]);
                continue;
            }
            let n_passed = params
                .list
                .iter()
                .filter(|param| !is_captured(param))
                .count();
            if n_passed != n_args {
                let arities = &mut self.wishes.arities;
                arities.entry(original.id).or_insert(n_args);
            }
        }
    }

    /// Whether a lambda has the parameters that its calls pass: for partial functions and those of the program.
    fn takes_what_calls_pass(&self, original: &Expr) -> bool {
        matches!(original.kind, ExprKind::Call { .. })
            || named_function(self.names, &self.funcs, original).is_some()
    }

    /// Notes what a call passes that does not fit the lambda of such a function.
    pub(super) fn wish_for_call(&mut self, member: Member, n_args: usize, keywords: &[Keyword]) {
        let original = self.funcs.def(member.func).stands_for();
        let Some(original) = original.filter(|original| self.takes_what_calls_pass(original))
        else {
            return;
        };
        let calls = self.wishes.calls.entry(original.id).or_default();
        calls.counts.insert(n_args);
        let names = keywords.iter().filter_map(|keyword| keyword.name.as_ref());
        calls.keywords.extend(names.map(|name| name.name.clone()));
    }
}

/// Whether a parameter holds what a lambda captures when it is made: the object that a bound method belongs to, an argument of `partial`.
pub(crate) fn is_captured(param: &Param) -> bool {
    captured_base(&param.name.name).is_some()
}
