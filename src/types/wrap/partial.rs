//! `functools.partial` becomes a lambda over the parameters that are left.
//!
//! ```text
//! double = partial(scale, 2)          double = lambda x: scale(2, x)
//! log = partial(show, next(ids))      log = lambda text, *, first=next(ids): show(first, text)
//! ```
//!
//! What is bound is evaluated once, when the partial is made (CPython's `Modules/_functoolsmodule.c`, `partial_new`): literals, functions
//! known by name and variables that nobody binds again may as well be read by the lambda itself, all else is captured.
//!
//! Which parameters are left depends on the calls ([`Calls`]): those that no call passes are left to their defaults.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::operator::operation;
use super::{Owner, Wrap, captured_name};
use crate::names::Use;
use crate::syntax::ast::{
    Body, Expr, ExprKind, Ident, Keyword, Lambda, Module, NodeId, Param, ParamKind, Params,
    StmtKind,
};
use crate::syntax::walk::{Node, walk_body, walk_expr};
use crate::types::functions::is_literal;

/// What calls pass that did not fit the lambda of a partial.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// How many arguments by position.
    pub counts: BTreeSet<usize>,
    /// Which by name.
    pub keywords: BTreeSet<String>,
}

/// What the text says about the functions and variables of a program.
pub(super) struct Texts {
    /// The parameters of each `def` and `lambda`.
    params: HashMap<NodeId, Params>,
    /// Names that an assignment outside of loops and branches binds.
    bound_once: HashSet<NodeId>,
    /// Names that are not called where they stand.
    names: Vec<Expr>,
}

impl Texts {
    pub(super) fn of(module: &Module) -> Self {
        let mut texts = Self {
            params: HashMap::new(),
            bound_once: HashSet::new(),
            names: Vec::new(),
        };
        let mut called: HashSet<NodeId> = HashSet::new();
        texts.note_stores(&module.body);
        walk_body(&module.body, &mut |node| match node {
            Node::Stmt(stmt) => {
                if let StmtKind::FunctionDef(def) = &stmt.kind {
                    texts.params.insert(stmt.id, def.params.clone());
                    texts.note_stores(&def.body);
                }
            }
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Lambda(lambda) => {
                    texts.params.insert(expr.id, lambda.params.clone());
                }
                ExprKind::Call { func, .. } => {
                    called.insert(func.id);
                }
                ExprKind::Name(_) if !called.contains(&expr.id) => texts.names.push(expr.clone()),
                _ => {}
            },
        });
        texts
    }

    fn note_stores(&mut self, body: &Body) {
        for stmt in &body.stmts {
            if let StmtKind::Assign { targets, .. } = &stmt.kind {
                self.bound_once
                    .extend(targets.iter().map(|target| target.id));
            }
        }
    }
}

/// A lambda that is being made.
#[derive(Default)]
struct Making<'e> {
    /// What it takes.
    params: Vec<Param>,
    /// What is evaluated when it is made, in order.
    captured: Vec<Param>,
    /// What its body evaluates itself.
    direct: Vec<&'e Expr>,
}

impl Making<'_> {
    /// Whether a parameter hides what the body means by a name.
    fn hides_a_name(&self) -> bool {
        clashes(&self.params, &self.direct)
    }
}

/// The parameters that are left.
#[derive(Default)]
struct Left {
    /// What the lambda takes, in order.
    params: Vec<Param>,
    /// Those that are passed on by position.
    by_position: Vec<String>,
    /// Those that are passed on by name.
    by_name: Vec<String>,
    /// `*args` is passed on.
    rest: Option<String>,
}

/// What a function takes.
struct Signature<'e> {
    all: &'e [Param],
    positional: Vec<&'e Param>,
}

impl<'e> Signature<'e> {
    fn new(params: &'e Params) -> Self {
        let is_positional = |param: &&Param| {
            matches!(
                param.kind,
                ParamKind::Positional | ParamKind::PositionalOnly
            )
        };
        Self {
            all: &params.list,
            positional: params.list.iter().filter(is_positional).collect(),
        }
    }

    fn find(&self, kind: ParamKind) -> Option<&'e Param> {
        self.all.iter().find(|param| param.kind == kind)
    }

    fn has_named(&self, name: &str) -> bool {
        self.all.iter().any(|param| {
            matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly)
                && param.name.name == name
        })
    }

    /// Whether some call may have so many arguments and these names.
    fn takes(&self, n_args: usize, named: &[(&Ident, &Expr)]) -> bool {
        let taken = &self.positional[..n_args.min(self.positional.len())];
        let has_kwargs = self.find(ParamKind::KwArgs).is_some();
        let fits = |name: &str| {
            let is_taken = taken
                .iter()
                .any(|param| param.kind == ParamKind::Positional && param.name.name == name);
            let hides = self
                .positional
                .iter()
                .any(|param| param.kind == ParamKind::PositionalOnly && param.name.name == name);
            !is_taken && !hides && (has_kwargs || self.has_named(name))
        };
        let has_room = n_args <= self.positional.len() || self.find(ParamKind::VarArgs).is_some();
        has_room && named.iter().all(|(name, _)| fits(&name.name))
    }
}

impl Wrap<'_> {
    /// The lambda for a call of `partial`, if it is one.
    pub(super) fn partial(&mut self, expr: &Expr) -> Option<Expr> {
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &expr.kind
        else {
            return None;
        };
        let item = self.imports.item(self.names, func)?;
        if (item.module, item.name) != ("functools", "partial")
            || self.wishes.bare.contains(&expr.id)
        {
            return None;
        }
        let (callee, bound) = args.split_first()?;
        let mut values = args.iter().chain(keywords.iter().map(|given| &given.value));
        if values.any(cannot_be_bound) {
            return None;
        }
        let named: Vec<(&Ident, &Expr)> = keywords
            .iter()
            .map(|keyword| Some((keyword.name.as_ref()?, &keyword.value)))
            .collect::<Option<_>>()?;
        let calls = self.wishes.calls.get(&expr.id).cloned().unwrap_or_default();
        let own = self.params_of(callee);
        let left = match &own {
            Some(params) => self.left_of_def(expr, params, bound.len(), &named, &calls)?,
            None => self.left_of_other(expr, callee, bound.len(), &named, &calls)?,
        };
        self.partial_lambda(expr, own.as_ref(), callee, bound, &named, left)
    }

    /// The lambda that stands for a function in this place alone, where its places do not agree: `apply(double, 4)`,
    /// `apply(double, 'a')`.
    pub(super) fn own_lambda(&mut self, expr: &Expr) -> Option<Expr> {
        let node = self.function_of(expr)?;
        let is_wish = self.wishes.split.contains(&node) && !self.wishes.bare.contains(&expr.id);
        if !is_wish || !self.has_several_places(node) {
            return None;
        }
        let own = self.texts.params.get(&node).cloned()?;
        let calls = self.wishes.calls.get(&expr.id).cloned();
        let left = self.left_of_def(expr, &own, 0, &[], &calls.unwrap_or_default())?;
        self.partial_lambda(expr, Some(&own), expr, &[], &[], left)
    }

    /// Whether the function is passed on in more than one place.
    fn has_several_places(&self, node: NodeId) -> bool {
        let places = self.texts.names.iter();
        places
            .filter(|name| self.function_of(name) == Some(node))
            .nth(1)
            .is_some()
    }

    /// The parameters of a function known by name.
    fn params_of(&self, callee: &Expr) -> Option<Params> {
        let node = self.function_of(callee)?;
        self.texts.params.get(&node).cloned()
    }

    /// The function that a name always means.
    fn function_of(&self, callee: &Expr) -> Option<NodeId> {
        if !matches!(callee.kind, ExprKind::Name(_)) {
            return None;
        }
        let Some(Use::Variable {
            variable,
            maybe_unbound: false,
        }) = self.names.uses.get(callee.id.0 as usize)?
        else {
            return None;
        };
        let binding = self.names.variables[variable.0 as usize].binding;
        self.names.bindings[binding.0 as usize].function
    }

    /// What is left of the parameters of a `def` or `lambda`; none if every call fails.
    fn left_of_def(
        &mut self,
        expr: &Expr,
        params: &Params,
        n_bound: usize,
        named: &[(&Ident, &Expr)],
        calls: &Calls,
    ) -> Option<Left> {
        let of = Signature::new(params);
        if !of.takes(n_bound, named) {
            return None;
        }
        let is_bound = |param: &Param| named.iter().any(|(name, _)| name.name == param.name.name);
        let free = of.positional.get(n_bound..).unwrap_or_default();
        // Behind a parameter that is bound by name nothing can be passed by position.
        let n_open = free.iter().take_while(|param| !is_bound(param)).count();
        let most = calls.counts.last().copied().unwrap_or(0);
        let mut left = Left::default();
        for (at, param) in free.iter().enumerate() {
            let name = &param.name.name;
            let is_needed = param.default.is_none();
            if at < n_open && (is_needed || at < most) {
                left.params.push(self.left_param(param, param.kind));
                left.by_position.push(name.clone());
            } else if param.kind == ParamKind::Positional
                && !is_bound(param)
                && (is_needed || calls.keywords.contains(name))
            {
                self.left_by_name(param, &mut left);
            }
        }
        if n_open == free.len()
            && let Some(rest) = of.find(ParamKind::VarArgs)
        {
            self.left_rest(expr, rest, free.len(), calls, &mut left);
        }
        for param in &params.list {
            let is_asked = param.default.is_none() || calls.keywords.contains(&param.name.name);
            if param.kind == ParamKind::KeywordOnly && !is_bound(param) && is_asked {
                self.left_by_name(param, &mut left);
            }
        }
        if of.find(ParamKind::KwArgs).is_some() {
            let is_extra = |name: &&String| {
                !of.has_named(name) && named.iter().all(|(bound, _)| bound.name != **name)
            };
            for name in calls.keywords.iter().filter(is_extra) {
                let param = self.new_param(expr, name, ParamKind::KeywordOnly);
                left.params.push(param);
                left.by_name.push(name.clone());
            }
        }
        Some(left)
    }

    fn left_by_name(&mut self, param: &Param, left: &mut Left) {
        let own = self.left_param(param, ParamKind::KeywordOnly);
        left.params.push(own);
        left.by_name.push(param.name.name.clone());
    }

    /// What calls pass to `*args`: as many parameters, where they agree.
    fn left_rest(&mut self, expr: &Expr, rest: &Param, n: usize, calls: &Calls, left: &mut Left) {
        let many = &rest.name.name;
        match calls.counts.len() {
            0 => {}
            1 => {
                let most = calls.counts.last().copied().unwrap_or(0);
                let one = many.strip_suffix('s').filter(|one| !one.is_empty());
                for at in n..most {
                    let name = match (most - n, one) {
                        (1, Some(one)) => one.to_owned(),
                        (_, one) => format!("{}_{}", one.unwrap_or(many), at - n + 1),
                    };
                    left.params
                        .push(self.new_param(expr, &name, ParamKind::PositionalOnly));
                    left.by_position.push(name);
                }
            }
            _ => {
                left.params
                    .push(self.new_param(expr, many, ParamKind::VarArgs));
                left.rest = Some(many.clone());
            }
        }
    }

    /// What is left of a function that only its value or a table knows.
    fn left_of_other(
        &mut self,
        expr: &Expr,
        callee: &Expr,
        n_bound: usize,
        named: &[(&Ident, &Expr)],
        calls: &Calls,
    ) -> Option<Left> {
        let usual = self.usual_arity(callee, n_bound)?;
        let arity = match calls.counts.len() {
            1 => calls.counts.last().copied().unwrap_or(0),
            _ => usual.saturating_sub(n_bound),
        };
        let mut left = Left::default();
        for at in 1..=arity {
            let name = match arity {
                1 => "item".to_owned(),
                _ => format!("item_{at}"),
            };
            left.params
                .push(self.new_param(expr, &name, ParamKind::PositionalOnly));
            left.by_position.push(name);
        }
        for name in &calls.keywords {
            if named.iter().all(|(bound, _)| bound.name != *name) {
                left.params
                    .push(self.new_param(expr, name, ParamKind::KeywordOnly));
                left.by_name.push(name.clone());
            }
        }
        Some(left)
    }

    /// With how many arguments such a function is mostly called.
    fn usual_arity(&self, callee: &Expr, n_bound: usize) -> Option<usize> {
        if let Some(shape) = self.shape(callee) {
            // The object of a method is the first argument that calls pass: only then is its type looked at.
            let is_certain = shape.owner != Owner::Type || n_bound == 0;
            return is_certain.then_some(shape.params.len());
        }
        let is_value = match &callee.kind {
            ExprKind::Name(_) => matches!(
                self.names.uses[callee.id.0 as usize],
                Some(Use::Variable { .. })
            ),
            ExprKind::Call { .. } | ExprKind::Subscript { .. } => true,
            _ => false,
        };
        (is_value && self.imports.find(self.names, callee).is_none()).then_some(n_bound + 1)
    }

    fn new_param(&mut self, expr: &Expr, name: &str, kind: ParamKind) -> Param {
        Param {
            id: self.new_id(),
            name: Ident {
                name: name.to_owned(),
                span: expr.span,
            },
            kind,
            default: None,
            annotation: None,
        }
    }

    /// A parameter once more, with its default if that is a literal.
    fn left_param(&mut self, param: &Param, kind: ParamKind) -> Param {
        let default = param.default.as_ref();
        let default = default.filter(|default| is_literal(default));
        Param {
            id: self.new_id(),
            name: param.name.clone(),
            kind,
            default: default.map(|default| self.again(default)),
            annotation: None,
        }
    }

    fn partial_lambda(
        &mut self,
        expr: &Expr,
        own: Option<&Params>,
        callee: &Expr,
        bound: &[Expr],
        named: &[(&Ident, &Expr)],
        left: Left,
    ) -> Option<Expr> {
        let shape = self.shape(callee);
        let owner = shape.as_ref().map(|shape| shape.owner);
        let mut making = Making {
            params: left.params,
            ..Making::default()
        };
        let mut func = self.partial_callee(callee, owner, own.is_some(), &mut making);
        let mut args = Vec::new();
        for (at, value) in bound.iter().enumerate() {
            let param = own.and_then(|own| Signature::new(own).positional.get(at).copied());
            let name = param.map_or("bound", |param| param.name.name.as_str());
            args.push(self.bound(name, value, &mut making));
        }
        for name in &left.by_position {
            args.push(self.named(name, expr));
        }
        if let Some(rest) = &left.rest {
            let rest = self.named(rest, expr);
            args.push(self.new_expr(expr.span, ExprKind::Starred(Box::new(rest))));
        }
        if owner == Some(Owner::Type)
            && let ExprKind::Attribute { value, .. } = &mut func.kind
        {
            if args.is_empty() {
                return None;
            }
            **value = args.remove(0);
        }
        let mut keywords = self.bound_by_name(expr, named, &mut making);
        for name in &left.by_name {
            let value = self.named(name, expr);
            keywords.push(keyword(name, value));
        }
        if making.hides_a_name() {
            return None;
        }
        if owner.is_some() {
            self.by_position(callee, &mut args, &mut keywords);
        }
        let operation = match self.imports.item(self.names, callee) {
            Some(item) if item.module == "operator" && keywords.is_empty() => {
                operation(item.name, &mut args)
            }
            _ => None,
        };
        let kind = operation.unwrap_or_else(|| ExprKind::Call {
            func: Box::new(func),
            args,
            keywords,
        });
        let mut list = making.params;
        list.extend(making.captured);
        let lambda = Lambda {
            params: Params { list },
            body: self.new_expr(expr.span, kind),
            stands_for: Some(Box::new(expr.clone())),
        };
        Some(self.new_expr(expr.span, ExprKind::Lambda(Box::new(lambda))))
    }

    /// What the body of the lambda calls.
    fn partial_callee<'e>(
        &mut self,
        callee: &'e Expr,
        owner: Option<Owner>,
        is_def: bool,
        making: &mut Making<'e>,
    ) -> Expr {
        if let (ExprKind::Attribute { value, attr }, Some(Owner::Object)) = (&callee.kind, owner) {
            let object = self.bound("object", value, making);
            let kind = ExprKind::Attribute {
                value: Box::new(object),
                attr: attr.clone(),
            };
            return self.new_expr(callee.span, kind);
        }
        if owner.is_none() && !is_def {
            return self.bound("function", callee, making);
        }
        making.direct.push(callee);
        self.again(callee)
    }

    /// What is bound by name. What some call overrides is a parameter with a default.
    fn bound_by_name<'e>(
        &mut self,
        expr: &Expr,
        named: &[(&'e Ident, &'e Expr)],
        making: &mut Making<'e>,
    ) -> Vec<Keyword> {
        let calls = self.wishes.calls.get(&expr.id);
        let overridden = calls.map(|calls| calls.keywords.clone());
        let overridden = overridden.unwrap_or_default();
        let mut keywords = Vec::new();
        for (name, value) in named {
            let value = if overridden.contains(&name.name) {
                let mut param = self.new_param(expr, &name.name, ParamKind::KeywordOnly);
                param.default = Some((*value).clone());
                making.params.push(param);
                self.named(&name.name, expr)
            } else {
                self.bound(&name.name, value, making)
            };
            keywords.push(keyword(&name.name, value));
        }
        keywords
    }

    /// What the body of the lambda has for a bound argument.
    fn bound<'e>(&mut self, name: &str, value: &'e Expr, making: &mut Making<'e>) -> Expr {
        let is_hidden = clashes(&making.params, &[value]);
        if is_literal(value) || (self.is_settled(value) && !is_hidden) {
            making.direct.push(value);
            let mut passed = value.clone();
            self.value(&mut passed);
            return match passed.kind {
                ExprKind::Lambda(_) => passed,
                _ => self.again(&passed),
            };
        }
        let name = match &value.kind {
            ExprKind::Name(ident) => &ident.name,
            _ => name,
        };
        let name = captured_name(name, making.captured.len());
        let mut default = value.clone();
        self.value(&mut default);
        let mut param = self.new_param(value, &name, ParamKind::KeywordOnly);
        param.default = Some(default);
        making.captured.push(param);
        self.named(&name, value)
    }

    /// Whether an expression means the same whenever it is evaluated, and evaluating it does nothing.
    fn is_settled(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Name(_) if self.imports.find(self.names, value).is_some() => true,
            ExprKind::Name(_) => match &self.names.uses[value.id.0 as usize] {
                Some(Use::Builtin) => true,
                Some(Use::Variable {
                    variable,
                    maybe_unbound: false,
                }) => {
                    let binding = self.names.variables[variable.0 as usize].binding;
                    let binding = &self.names.bindings[binding.0 as usize];
                    let is_bound_once = match binding.stores.as_slice() {
                        [(store, scope)] => {
                            *scope == binding.scope
                                && (binding.is_parameter || self.texts.bound_once.contains(store))
                        }
                        _ => false,
                    };
                    !binding.is_deleted && (is_bound_once || binding.function.is_some())
                }
                Some(Use::Variable { .. } | Use::ModuleAttribute | Use::Unbound) | None => false,
            },
            ExprKind::Attribute { value: object, .. } => {
                self.imports.item(self.names, value).is_some() || self.is_builtin(object)
            }
            _ => false,
        }
    }

    fn named(&mut self, name: &str, at: &Expr) -> Expr {
        let ident = Ident {
            name: name.to_owned(),
            span: at.span,
        };
        self.new_expr(at.span, ExprKind::Name(ident))
    }
}

fn keyword(name: &str, value: Expr) -> Keyword {
    let span = value.span;
    Keyword {
        name: Some(Ident {
            name: name.to_owned(),
            span,
        }),
        value,
        span,
    }
}

/// Whether parameters hide names that expressions read.
fn clashes(params: &[Param], exprs: &[&Expr]) -> bool {
    let mut found = false;
    for expr in exprs {
        walk_expr(expr, &mut |node| {
            if let Node::Expr(inner) = node
                && let ExprKind::Name(ident) = &inner.kind
            {
                found |= params.iter().any(|param| param.name.name == ident.name);
            }
        });
    }
    found
}

/// Whether only running it tells how much an argument passes, or whether it has scopes of its own.
fn cannot_be_bound(arg: &Expr) -> bool {
    let mut found = matches!(arg.kind, ExprKind::Starred(_));
    walk_expr(arg, &mut |node| {
        let Node::Expr(inner) = node else { return };
        found |= matches!(
            inner.kind,
            ExprKind::Lambda(_)
                | ExprKind::Comprehension(_)
                | ExprKind::Named { .. }
                | ExprKind::Await(_)
                | ExprKind::Yield(_)
                | ExprKind::YieldFrom(_)
        );
    });
    found
}
