//! Functions that are passed on as values become lambdas that call them.
//!
//! ```text
//! steps = [str.strip, len]      steps = [lambda text: text.strip(), lambda item: len(item)]
//! log.append                    lambda item, *, receiver=log: receiver.append(item)
//! ```
//!
//! Everything that holds for lambdas holds for builtins then: they meet functions of the same signature, are analysed for
//! the types that they are called with, and become closures. Where anybody looks at one of them (prints it, compares it,
//! calls it in unlike ways), the lambda is what it stands for again ([`Lambda::stands_for`]): inference finds that out.
//!
//! A `def` is wrapped where inference found that its uses do not agree ([`Wishes`]): each place has a lambda of its own
//! then, and its calls reach instances of the function by their arguments' types.

mod operator;
mod partial;

use std::collections::{BTreeMap, BTreeSet};

pub use partial::Calls;

use self::operator::{is_operator, operation};
use super::imports::Imports;
use super::passed_on::{self, CallShape, CodeMut};
use crate::library::{Receiver, Rule, callable};
use crate::names::{Names, Use};
use crate::source::Span;
use crate::syntax::ast::{
    Body, Comprehension, ComprehensionKind, Constant, DictItem, Expr, ExprKind, FStringPart, Ident,
    Keyword, Lambda, Module, NodeId, Param, ParamKind, Params, Stmt, StmtKind,
};

/// What inference found out about places where functions are passed on: another round with it gives better types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Places whose function is called with so many arguments.
    pub arities: BTreeMap<NodeId, usize>,
    /// Calls of `partial` whose lambda is called with more, or by other names, than it would take by itself.
    pub calls: BTreeMap<NodeId, Calls>,
    /// Functions that pass on what they are given, and what all their calls give them.
    pub shapes: BTreeMap<NodeId, CallShape>,
    /// Places that want a lambda though they do without by themselves.
    pub places: BTreeSet<NodeId>,
    /// Functions whose uses as a value do not agree: each place has a lambda of its own.
    pub split: BTreeSet<NodeId>,
    /// Places whose lambda turned out to be looked at, and functions whose calls do not agree: they stay themselves.
    pub bare: BTreeSet<NodeId>,
    /// Functions that are to be one for all kinds of arguments.
    pub single: BTreeSet<NodeId>,
}

/// The program with lambdas in place of functions that are passed on; none if there are none.
pub fn wrap(module: &Module, names: &Names, imports: &Imports, wishes: &Wishes) -> Option<Module> {
    let mut wrapped = module.clone();
    let mut wrap = Wrap {
        names,
        imports,
        wishes,
        global_reads: &module.global_reads,
        texts: partial::Texts::of(module),
        n_nodes: module.n_nodes,
        is_changed: false,
    };
    wrap.body(&mut wrapped.body);
    let is_changed = wrap.is_changed || wrap.n_nodes != module.n_nodes;
    wrapped.n_nodes = wrap.n_nodes;
    is_changed.then_some(wrapped)
}

struct Wrap<'a> {
    names: &'a Names,
    imports: &'a Imports,
    wishes: &'a Wishes,
    /// Names that stand for `globals()['name']`.
    global_reads: &'a [NodeId],
    texts: partial::Texts,
    n_nodes: u32,
    /// Something has changed that needed no new nodes.
    is_changed: bool,
}

/// How a function that is passed on is called.
struct Shape {
    /// The names of the lambda's parameters.
    params: Vec<String>,
    /// What it belongs to.
    owner: Owner,
}

/// What a function that is passed on belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// Nothing, or a literal.
    None,
    /// An object, which is evaluated with the lambda.
    Object,
    /// A type: its first argument is the object.
    Type,
}

impl Wrap<'_> {
    fn body(&mut self, body: &mut Body) {
        for stmt in &mut body.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.defaults(&mut def.params);
                self.body(&mut def.body);
                if let Some(shape) = self.shape_of_calls(stmt.id) {
                    let (mut params, mut body) = (def.params.clone(), def.body.clone());
                    if self.take_apart(&mut params, CodeMut::Body(&mut body), &shape) {
                        (def.params, def.body) = (params, body);
                    }
                }
            }
            StmtKind::ClassDef(def) => self.body(&mut def.body),
            StmtKind::Return(value) => self.values(value),
            StmtKind::Assign { targets, value } => {
                let is_alias = targets
                    .iter()
                    .any(|target| self.imports.is_alias(self.names, target));
                if !is_alias {
                    self.value(value);
                }
                for target in targets {
                    self.inside(target);
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.inside(target);
                self.inside(value);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                if !self.imports.is_alias(self.names, target) {
                    self.values(value);
                }
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.inside(target);
                self.inside(iter);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.inside(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.inside(&mut item.context);
                }
                self.body(body);
            }
            StmtKind::Match { subject, cases } => {
                self.inside(subject);
                for case in cases {
                    case.guard.iter_mut().for_each(|guard| self.inside(guard));
                    self.body(&mut case.body);
                }
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                ..
            } => {
                self.body(body);
                for handler in handlers {
                    self.body(&mut handler.body);
                }
                self.body(orelse);
                self.body(finalbody);
            }
            StmtKind::Raise { exc, .. } => {
                if let Some(exc) = exc {
                    self.inside(exc);
                }
            }
            StmtKind::Assert { test, msg } => {
                self.inside(test);
                if let Some(msg) = msg {
                    self.inside(msg);
                }
            }
            StmtKind::Expr(value) => self.inside(value),
            StmtKind::Delete(_)
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    /// What all calls of a function pass on through it.
    fn shape_of_calls(&self, function: NodeId) -> Option<CallShape> {
        let shape = self.wishes.shapes.get(&function)?;
        (!self.wishes.bare.contains(&function)).then(|| shape.clone())
    }

    fn take_apart(&mut self, params: &mut Params, code: CodeMut<'_>, shape: &CallShape) -> bool {
        let names = self.names;
        let is_builtin = |name: &Expr| {
            names.uses.get(name.id.0 as usize).and_then(Option::as_ref) == Some(&Use::Builtin)
        };
        passed_on::take_apart(params, code, shape, &mut self.n_nodes, &is_builtin)
    }

    fn defaults(&mut self, params: &mut Params) {
        for param in &mut params.list {
            self.values(&mut param.default);
        }
    }

    fn values<'e>(&mut self, values: impl IntoIterator<Item = &'e mut Expr>) {
        for value in values {
            self.value(value);
        }
    }

    /// An expression whose value goes somewhere: a function becomes a lambda.
    fn value(&mut self, expr: &mut Expr) {
        match self.shape(expr) {
            Some(shape) => self.wrap(expr, &shape),
            None => match self.own_lambda(expr) {
                Some(lambda) => *expr = lambda,
                None => self.inside(expr),
            },
        }
    }

    /// What is in an expression that itself stays as it is, unless it makes a partial function.
    fn inside(&mut self, expr: &mut Expr) {
        if let Some(lambda) = self.partial(expr) {
            *expr = lambda;
            return;
        }
        match &mut expr.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::IsGlobal { .. } => {}
            ExprKind::BoolOp { values, .. } => self.values(values),
            ExprKind::Named { value, .. } => self.value(value),
            ExprKind::Binary { left, right, .. } => {
                self.inside(left);
                self.inside(right);
            }
            ExprKind::Lambda(lambda) => {
                self.defaults(&mut lambda.params);
                self.value(&mut lambda.body);
                if let Some(shape) = self.shape_of_calls(expr.id) {
                    let (mut params, mut body) = (lambda.params.clone(), lambda.body.clone());
                    if self.take_apart(&mut params, CodeMut::Value(&mut body), &shape) {
                        (lambda.params, lambda.body) = (params, body);
                    }
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.inside(test);
                self.value(body);
                self.value(orelse);
            }
            ExprKind::Dict(items) => {
                for item in items {
                    match item {
                        DictItem::Pair(key, value) => {
                            self.inside(key);
                            self.value(value);
                        }
                        DictItem::Spread(mapping) => self.inside(mapping),
                    }
                }
            }
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => {
                self.values(items);
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Compare { left, rest } => {
                // Whoever compares functions wants to know which they are.
                self.operand(left);
                for (_, right) in rest {
                    self.operand(right);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.by_position(func, args, keywords);
                self.without_defaults(func, keywords);
                self.call(func, args, keywords);
            }
            ExprKind::FString(parts) => self.parts(parts),
            ExprKind::Attribute { value, .. }
            | ExprKind::Unary { operand: value, .. }
            | ExprKind::Await(value)
            | ExprKind::YieldFrom(value)
            | ExprKind::Starred(value) => self.inside(value),
            ExprKind::Yield(value) => self.values(value.as_deref_mut()),
            ExprKind::Subscript { value, index } => {
                self.inside(value);
                self.inside(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                for bound in [lower, upper, step].into_iter().flatten() {
                    self.inside(bound);
                }
            }
        }
    }

    /// A display of functions that stay as they are.
    fn operand(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                for item in items {
                    self.inside(item);
                }
            }
            _ => self.inside(expr),
        }
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        for clause in &mut comprehension.clauses {
            self.inside(&mut clause.iter);
            for condition in &mut clause.conditions {
                self.inside(condition);
            }
        }
        match &mut comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Generator(element) => self.value(element),
            ComprehensionKind::Dict(key, value) => {
                self.inside(key);
                self.value(value);
            }
        }
    }

    fn parts(&mut self, parts: &mut [FStringPart]) {
        for part in parts {
            if let FStringPart::Value { value, spec, .. } = part {
                self.inside(value);
                if let Some(spec) = spec {
                    self.parts(spec);
                }
            }
        }
    }

    /// What a builtin may be given by name is given by position.
    fn by_position(&mut self, func: &Expr, args: &mut Vec<Expr>, keywords: &mut Vec<Keyword>) {
        let ExprKind::Name(builtin) = &func.kind else {
            return;
        };
        let is_starred = |arg: &Expr| matches!(arg.kind, ExprKind::Starred(_));
        while let Some(name) = keywords.first().and_then(|first| first.name.as_ref())
            && callable::position(&builtin.name, &name.name) == Some(args.len())
            && self.is_builtin(func)
            && !args.iter().any(is_starred)
        {
            args.push(keywords.remove(0).value);
            self.is_changed = true;
        }
    }

    /// A keyword that says what is so without it is left out.
    fn without_defaults(&mut self, func: &Expr, keywords: &mut Vec<Keyword>) {
        let ExprKind::Name(builtin) = &func.kind else {
            return;
        };
        if !self.is_builtin(func) {
            return;
        }
        let n_given = keywords.len();
        keywords.retain(|keyword| {
            let name = keyword.name.as_ref().map(|name| name.name.as_str());
            let default = name.and_then(|name| callable::default_of(&builtin.name, name));
            let given = match keyword.value.kind {
                ExprKind::Constant(Constant::None) => "None",
                ExprKind::Constant(Constant::Bool(false)) => "False",
                _ => return true,
            };
            default != Some(given)
        });
        self.is_changed |= keywords.len() != n_given;
    }

    /// Functions of the program get lambdas; builtins and functions of modules know the builtins that they are given.
    fn call(&mut self, func: &mut Expr, args: &mut [Expr], keywords: &mut [Keyword]) {
        let is_reduce = self.imports.is_rule(self.names, func, Rule::Reduce);
        let knows_functions =
            !is_reduce && (self.is_builtin(func) || self.imports.item(self.names, func).is_some());
        let values = args
            .iter_mut()
            .chain(keywords.iter_mut().map(|keyword| &mut keyword.value));
        if knows_functions {
            for value in values {
                if self.wishes.places.contains(&value.id) {
                    self.value(value);
                } else if let Some(lambda) = self.own_lambda(value) {
                    *value = lambda;
                } else {
                    self.operand(value);
                }
            }
            return;
        }
        self.inside(func);
        match args.split_first_mut() {
            Some((function, rest)) if is_reduce => {
                self.folding(function);
                self.values(rest);
            }
            _ => self.values(args),
        }
        for keyword in keywords {
            let is_key = keyword.name.as_ref().is_some_and(|name| name.name == "key");
            if is_key && matches!(func.kind, ExprKind::Attribute { .. }) {
                self.inside(&mut keyword.value);
            } else {
                self.value(&mut keyword.value);
            }
        }
    }

    /// The function of `reduce` is called with two arguments.
    fn folding(&mut self, expr: &mut Expr) {
        let Some(mut shape) = self.shape(expr) else {
            return self.inside(expr);
        };
        if shape.owner == Owner::None {
            shape = Shape::plain(2, "item");
        }
        self.wrap(expr, &shape);
    }

    fn is_builtin(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Name(_))
            && self.names.uses[expr.id.0 as usize] == Some(Use::Builtin)
    }

    /// Whether a name that means a builtin here still does when a lambda reads it later: the program binds the name nowhere.
    fn is_builtin_for_good(&self, expr: &Expr, name: &str) -> bool {
        self.is_builtin(expr)
            && self
                .names
                .bindings
                .iter()
                .all(|binding| binding.name != name)
    }

    /// How the function is called that the expression means; none if it means none.
    fn shape(&self, expr: &Expr) -> Option<Shape> {
        let object = match &expr.kind {
            ExprKind::Attribute { value, .. } => value.id,
            _ => expr.id,
        };
        if self.wishes.bare.contains(&expr.id) || self.global_reads.contains(&object) {
            return None;
        }
        let arity = |usual: Option<usize>| {
            let usual = usual?;
            Some(self.wishes.arities.get(&expr.id).copied().unwrap_or(usual))
        };
        if let Some(item) = self.imports.item(self.names, expr) {
            let usual = match item.module {
                "operator" => is_operator(item.name).then_some(2),
                _ => callable::of_entry(item.entry),
            };
            return Some(Shape::plain(arity(usual)?, "item"));
        }
        match &expr.kind {
            ExprKind::Name(ident) if self.is_builtin_for_good(expr, &ident.name) => {
                let usual = callable::of_builtin(&ident.name);
                Some(Shape::plain(arity(usual)?, "item"))
            }
            ExprKind::Attribute { value, attr } => self.method_shape(value, &attr.name, &arity),
            _ => None,
        }
    }

    fn method_shape(
        &self,
        value: &Expr,
        name: &str,
        arity: &impl Fn(Option<usize>) -> Option<usize>,
    ) -> Option<Shape> {
        if self.imports.find(self.names, value).is_some() {
            return None;
        }
        match &value.kind {
            ExprKind::Name(ident) if self.is_builtin_for_good(value, &ident.name) => {
                let receiver = callable::receiver(&ident.name)?;
                let usual = callable::of_method_of(receiver, name)?;
                Some(Shape::of_type(receiver, arity(Some(usual + 1))?))
            }
            ExprKind::Name(_) => match &self.names.uses[value.id.0 as usize] {
                Some(Use::Variable {
                    maybe_unbound: false,
                    ..
                }) => Some(Shape::bound(arity(callable::of_method(name))?)),
                _ => None,
            },
            ExprKind::Constant(Constant::Str(_)) => {
                let usual = callable::of_method_of(Receiver::Str, name);
                Some(Shape::plain(arity(usual)?, "item"))
            }
            _ => None,
        }
    }

    fn new_id(&mut self) -> NodeId {
        self.n_nodes += 1;
        NodeId(self.n_nodes - 1)
    }

    fn new_expr(&mut self, span: Span, kind: ExprKind) -> Expr {
        Expr {
            id: self.new_id(),
            span,
            kind,
        }
    }

    /// Names, attributes and literals once more.
    fn again(&mut self, expr: &Expr) -> Expr {
        let kind = match &expr.kind {
            ExprKind::Attribute { value, attr } => ExprKind::Attribute {
                value: Box::new(self.again(value)),
                attr: attr.clone(),
            },
            other => other.clone(),
        };
        self.new_expr(expr.span, kind)
    }

    fn wrap(&mut self, expr: &mut Expr, shape: &Shape) {
        let span = expr.span;
        let named = |name: &str| Ident {
            name: name.to_owned(),
            span,
        };
        let mut func = self.again(expr);
        let mut list = Vec::new();
        for name in &shape.params {
            list.push(Param {
                id: self.new_id(),
                name: named(name),
                kind: ParamKind::PositionalOnly,
                default: None,
                annotation: None,
            });
        }
        let mut args: Vec<Expr> = Vec::new();
        for name in &shape.params {
            args.push(self.new_expr(span, ExprKind::Name(named(name))));
        }
        match (shape.owner, &mut func.kind) {
            (Owner::Object, ExprKind::Attribute { value, .. }) => {
                let own = self.new_expr(span, ExprKind::Name(named(RECEIVER)));
                list.push(Param {
                    id: self.new_id(),
                    name: named(RECEIVER),
                    kind: ParamKind::KeywordOnly,
                    default: Some(std::mem::replace(&mut **value, own)),
                    annotation: None,
                });
            }
            (Owner::Type, ExprKind::Attribute { value, .. }) => **value = args.remove(0),
            _ => {}
        }
        let called = match self.imports.item(self.names, expr) {
            Some(item) if item.module == "operator" => operation(item.name, &mut args),
            _ => None,
        };
        let called = called.unwrap_or_else(|| ExprKind::Call {
            func: Box::new(func),
            args,
            keywords: Vec::new(),
        });
        let body = self.new_expr(span, called);
        let lambda = ExprKind::Lambda(Box::new(Lambda {
            params: Params { list },
            body,
            stands_for: Some(Box::new(expr.clone())),
        }));
        *expr = self.new_expr(span, lambda);
    }
}

/// The parameter that holds the object of a bound method.
const RECEIVER: &str = "receiver of the method";

/// The name of a parameter that holds what a lambda captures when it is made. No call can name it: it is no identifier.
fn captured_name(base: &str, at: usize) -> String {
    format!("{base} captured {at}")
}

/// What a captured value is called; none if the parameter is one that calls pass.
pub fn captured_base(param: &str) -> Option<&str> {
    let (base, _) = param.split_once(' ')?;
    Some(base)
}

impl Shape {
    fn plain(arity: usize, name: &str) -> Self {
        let params = match arity {
            1 => vec![name.to_owned()],
            2 => vec!["a".to_owned(), "b".to_owned()],
            _ => (1..=arity).map(|at| format!("{name}_{at}")).collect(),
        };
        Self {
            params,
            owner: Owner::None,
        }
    }

    fn bound(arity: usize) -> Self {
        Self {
            owner: Owner::Object,
            ..Self::plain(arity, "item")
        }
    }

    /// A method of a type: the object is the first argument.
    fn of_type(receiver: Receiver, arity: usize) -> Self {
        let own = match receiver {
            Receiver::List => "items",
            Receiver::Dict => "map",
            Receiver::Set => "set",
            Receiver::Deque => "deque",
            Receiver::Str => "text",
            Receiver::Bytes => "data",
            Receiver::Int | Receiver::Float => "number",
        };
        let mut shape = Self::plain(arity.saturating_sub(1), "item");
        if arity > 0 {
            shape.params.insert(0, own.to_owned());
            shape.owner = Owner::Type;
        }
        shape
    }
}
