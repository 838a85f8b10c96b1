//! Functions that pass on what they are given take just that.
//!
//! ```text
//! def logged(f):                              def logged(f):
//!     def wrapper(*args, **kwargs):               def wrapper(arg, unit):
//!         print('calling', args)                      print('calling', (arg,))
//!         return f(*args, **kwargs)                   return f(arg, unit=unit)
//!     return wrapper                              return wrapper
//! logged(area)(3, unit='m')
//! ```
//!
//! Where all calls of such a function pass as many arguments, and the same by name, nobody can tell it from one that has them
//! as parameters ([`Wishes::shapes`](super::wrap::Wishes)): the call in it is a call like any other then.

use crate::source::Span;
use crate::syntax::ast::{
    Body, CmpOp, Comprehension, ComprehensionKind, DictItem, Expr, ExprKind, FStringPart, Ident,
    Keyword, NodeId, Param, ParamKind, Params, Stmt, StmtKind,
};
use crate::syntax::walk::{Node, walk_body, walk_expr};

/// What calls of a function pass beyond its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallShape {
    /// How many go to `*args`.
    pub n_args: usize,
    /// Which go to `**kwargs`, in their order.
    pub keywords: Vec<String>,
}

/// Methods that only look at a dict.
const LOOKS: &[&str] = &["copy", "get", "items", "keys", "values"];

/// Builtins that only look at a dict.
const LOOKERS: &[&str] = &[
    "bool", "dict", "len", "list", "print", "repr", "sorted", "str",
];

/// Builtins that take many arguments for the items of something.
const SPREADERS: &[&str] = &["max", "min", "print", "zip"];

/// Whether a function passes its `*args` or `**kwargs` on to other functions.
pub(super) fn passes_on(params: &Params, body: CodeRef<'_>) -> bool {
    let names = Names::of(params);
    let mut found = false;
    body.walk(&mut |node| {
        let Node::Expr(Expr {
            kind:
                ExprKind::Call {
                    func,
                    args,
                    keywords,
                },
            ..
        }) = node
        else {
            return;
        };
        let is_builtin = match &func.kind {
            ExprKind::Name(ident) => SPREADERS.contains(&ident.name.as_str()),
            _ => false,
        };
        let spreads = |arg: &Expr| match &arg.kind {
            ExprKind::Starred(inner) => names.is_args(inner),
            _ => false,
        };
        let spreads_names =
            |keyword: &Keyword| keyword.name.is_none() && names.is_kwargs(&keyword.value);
        found |= !is_builtin && (args.iter().any(spreads) || keywords.iter().any(spreads_names));
    });
    found
}

/// How a function that passes its `*args` on uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spreading {
    /// As a whole only: they may be none.
    Whole,
    /// Item by item too.
    Items,
}

/// Whether a function passes its `*args` on to other functions, and what else it does with them.
pub(super) fn spreading(params: &Params, body: CodeRef<'_>) -> Option<Spreading> {
    let names = Names::of(params);
    let (mut n_uses, mut n_whole, mut is_spread) = (0, 0, false);
    body.walk(&mut |node| {
        let Node::Expr(expr) = node else { return };
        n_uses += usize::from(names.is_args(expr));
        let is_args = |expr: &&Expr| names.is_args(expr);
        match &expr.kind {
            ExprKind::Call { func, args, .. } => {
                let builtin = match &func.kind {
                    ExprKind::Name(ident) => ident.name.as_str(),
                    _ => "",
                };
                let spread = args.iter().filter_map(|arg| match &arg.kind {
                    ExprKind::Starred(inner) => Some(&**inner),
                    _ => None,
                });
                let n_spread = spread.filter(is_args).count();
                is_spread |= n_spread > 0 && !SPREADERS.contains(&builtin);
                n_whole += n_spread;
                if matches!(builtin, "print" | "repr" | "str" | "len") {
                    n_whole += args.iter().filter(is_args).count();
                }
            }
            ExprKind::FString(parts) => {
                let shown = parts.iter().filter_map(|part| match part {
                    FStringPart::Value { value, .. } => Some(value),
                    FStringPart::Text(_) => None,
                });
                n_whole += shown.filter(is_args).count();
            }
            ExprKind::Compare { left, .. } => n_whole += usize::from(names.is_args(left)),
            ExprKind::Subscript { index, .. } => n_whole += usize::from(names.is_args(index)),
            _ => {}
        }
    });
    let how = if n_whole == n_uses {
        Spreading::Whole
    } else {
        Spreading::Items
    };
    is_spread.then_some(how)
}

/// The code of a function.
#[derive(Clone, Copy)]
pub(super) enum CodeRef<'a> {
    /// Of a `def`.
    Body(&'a Body),
    /// Of a `lambda`.
    Value(&'a Expr),
}

impl<'a> CodeRef<'a> {
    fn walk(self, visit: &mut impl FnMut(Node<'a>)) {
        match self {
            CodeRef::Body(body) => walk_body(body, visit),
            CodeRef::Value(value) => walk_expr(value, visit),
        }
    }
}

/// The names of `*args` and `**kwargs`.
#[derive(Clone, Debug, Default)]
struct Names {
    args: Option<String>,
    kwargs: Option<String>,
}

impl Names {
    fn of(params: &Params) -> Self {
        let find = |kind: ParamKind| {
            let mut params = params.list.iter();
            let found = params.find(|param| param.kind == kind);
            found.map(|param| param.name.name.clone())
        };
        Self {
            args: find(ParamKind::VarArgs),
            kwargs: find(ParamKind::KwArgs),
        }
    }

    fn is_args(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(ident) if Some(&ident.name) == self.args.as_ref())
    }

    fn is_kwargs(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(ident) if Some(&ident.name) == self.kwargs.as_ref())
    }

    fn has(&self, name: &str) -> bool {
        [&self.args, &self.kwargs]
            .into_iter()
            .flatten()
            .any(|own| own == name)
    }
}

/// The code of a function that changes.
pub(super) enum CodeMut<'a> {
    /// Of a `def`.
    Body(&'a mut Body),
    /// Of a `lambda`.
    Value(&'a mut Expr),
}

/// Gives a function parameters for what its calls pass on; false if somebody could tell.
pub(super) fn take_apart(
    params: &mut Params,
    code: CodeMut<'_>,
    shape: &CallShape,
    n_nodes: &mut u32,
    is_builtin: &dyn Fn(&Expr) -> bool,
) -> bool {
    let names = Names::of(params);
    if (names.kwargs.is_none() && !shape.keywords.is_empty())
        || (names.args.is_none() && shape.n_args > 0)
    {
        return false;
    }
    let many = names.args.clone().unwrap_or_default();
    let one = many.strip_suffix('s').filter(|one| !one.is_empty());
    let args: Vec<String> = match (shape.n_args, one) {
        (1, Some(one)) => vec![one.to_owned()],
        (n_args, one) => (1..=n_args)
            .map(|at| format!("{}_{at}", one.unwrap_or(&many)))
            .collect(),
    };
    let body = match &code {
        CodeMut::Body(body) => CodeRef::Body(body),
        CodeMut::Value(value) => CodeRef::Value(value),
    };
    if !is_open(body, params, &names, &args, &shape.keywords) {
        return false;
    }
    let mut apart = Apart {
        names,
        args,
        keywords: shape.keywords.clone(),
        n_nodes,
        is_builtin,
        is_seen: false,
    };
    apart.params(params);
    match code {
        CodeMut::Body(body) => apart.body(body),
        CodeMut::Value(value) => apart.expr(value),
    }
    !apart.is_seen
}

/// Whether the new names are free in a function, and the old ones mean its parameters everywhere in it.
fn is_open(
    body: CodeRef<'_>,
    params: &Params,
    names: &Names,
    args: &[String],
    keywords: &[String],
) -> bool {
    let is_new = |name: &str| {
        args.iter().any(|arg| arg == name) || keywords.iter().any(|keyword| keyword == name)
    };
    let clashes = |name: &str| names.has(name) || is_new(name);
    let own = params.list.iter();
    let mut is_open = !own
        .filter(|param| !names.has(&param.name.name))
        .any(|param| is_new(&param.name.name));
    body.walk(&mut |node| match node {
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Name(ident) => is_open &= !is_new(&ident.name),
            ExprKind::Lambda(lambda) => {
                let mut inner = lambda.params.list.iter();
                is_open &= !inner.any(|param| clashes(&param.name.name));
            }
            ExprKind::Named { target, .. } => is_open &= !names.is_args(target),
            _ => {}
        },
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let mut inner = def.params.list.iter();
                is_open &= !clashes(&def.name.name);
                is_open &= !inner.any(|param| clashes(&param.name.name));
            }
            StmtKind::ClassDef(_)
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Delete(_)
            | StmtKind::Match { .. }
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. } => is_open = false,
            StmtKind::Try { handlers, .. } => {
                let mut named = handlers.iter().filter_map(|handler| handler.name.as_ref());
                is_open &= !named.any(|name| clashes(&name.name));
            }
            _ => {}
        },
    });
    is_open
}

struct Apart<'a> {
    names: Names,
    args: Vec<String>,
    keywords: Vec<String>,
    n_nodes: &'a mut u32,
    is_builtin: &'a dyn Fn(&Expr) -> bool,
    /// Somebody could tell.
    is_seen: bool,
}

impl Apart<'_> {
    fn new_id(&mut self) -> NodeId {
        *self.n_nodes += 1;
        NodeId(*self.n_nodes - 1)
    }

    fn name(&mut self, name: &str, span: Span) -> Expr {
        let name = name.to_owned();
        Expr {
            id: self.new_id(),
            span,
            kind: ExprKind::Name(Ident { name, span }),
        }
    }

    fn all_args(&mut self, span: Span) -> Vec<Expr> {
        let names = self.args.clone();
        names.iter().map(|name| self.name(name, span)).collect()
    }

    fn all_keywords(&mut self, span: Span) -> Vec<(Ident, Expr)> {
        let names = self.keywords.clone();
        let named = names.into_iter().map(|name| {
            let value = self.name(&name, span);
            (Ident { name, span }, value)
        });
        named.collect()
    }

    fn params(&mut self, params: &mut Params) {
        let mut list = Vec::new();
        for param in std::mem::take(&mut params.list) {
            let (names, kind) = match param.kind {
                ParamKind::VarArgs => (self.args.clone(), ParamKind::PositionalOnly),
                ParamKind::KwArgs => (self.keywords.clone(), ParamKind::KeywordOnly),
                ParamKind::PositionalOnly | ParamKind::Positional | ParamKind::KeywordOnly => {
                    list.push(param);
                    continue;
                }
            };
            let span = param.name.span;
            for name in names {
                list.push(Param {
                    id: self.new_id(),
                    name: Ident { name, span },
                    kind,
                    default: None,
                    annotation: None,
                });
            }
        }
        params.list = list;
    }

    fn body(&mut self, body: &mut Body) {
        for stmt in &mut body.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                for param in &mut def.params.list {
                    self.exprs(&mut param.default);
                }
                self.body(&mut def.body);
            }
            StmtKind::Return(value) => self.exprs(value),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.target(target);
                }
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.target(target);
                self.exprs(value);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.target(target);
                self.look(iter);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.look(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&mut item.context);
                    if let Some(target) = &mut item.target {
                        self.target(target);
                    }
                }
                self.body(body);
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
            StmtKind::Raise { exc, cause } => {
                self.exprs(exc);
                self.exprs(cause);
            }
            StmtKind::Assert { test, msg } => {
                self.look(test);
                self.exprs(msg);
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::ClassDef(_)
            | StmtKind::Match { .. }
            | StmtKind::Delete(_)
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_) => self.is_seen = true,
        }
    }

    /// What is stored to: no parameter that is taken apart.
    fn target(&mut self, target: &mut Expr) {
        match &mut target.kind {
            ExprKind::Name(ident) => self.is_seen |= self.names.has(&ident.name),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.target(item);
                }
            }
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            _ => self.expr(target),
        }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e mut Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    /// What is only looked at: a dict made for it does as well.
    fn look(&mut self, expr: &mut Expr) {
        if !self.names.is_kwargs(expr) {
            return self.expr(expr);
        }
        let span = expr.span;
        let mut items = Vec::new();
        for (name, value) in self.all_keywords(span) {
            let key = Expr {
                id: self.new_id(),
                span,
                kind: ExprKind::Constant(crate::syntax::ast::Constant::Str(name.name)),
            };
            items.push(DictItem::Pair(key, value));
        }
        expr.kind = ExprKind::Dict(items);
    }

    fn expr(&mut self, expr: &mut Expr) {
        if self.names.is_args(expr) {
            let items = self.all_args(expr.span);
            expr.kind = ExprKind::Tuple(items);
            return;
        }
        if self.names.is_kwargs(expr) {
            self.is_seen = true;
            return;
        }
        match &mut expr.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::IsGlobal { .. } => {}
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::Named { target, value } => {
                self.target(target);
                self.expr(value);
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Unary { operand, .. } => self.look(operand),
            ExprKind::Lambda(lambda) => {
                for param in &mut lambda.params.list {
                    self.exprs(&mut param.default);
                }
                self.expr(&mut lambda.body);
                self.exprs(lambda.stands_for.as_deref_mut());
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.look(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict(items) => self.dict(items),
            ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => {
                self.spread(items);
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Compare { left, rest } => {
                let asks_identity = rest
                    .iter()
                    .any(|(op, _)| matches!(op, CmpOp::Is | CmpOp::IsNot));
                let is_own = |expr: &Expr| self.names.is_args(expr) || self.names.is_kwargs(expr);
                if asks_identity && (is_own(left) || rest.iter().any(|(_, right)| is_own(right))) {
                    self.is_seen = true;
                }
                self.look(left);
                for (_, right) in rest {
                    self.look(right);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords),
            ExprKind::FString(parts) => self.parts(parts),
            ExprKind::Attribute { value, .. }
            | ExprKind::Await(value)
            | ExprKind::YieldFrom(value)
            | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Yield(value) => self.exprs(value.as_deref_mut()),
            ExprKind::Subscript { value, index } => {
                self.look(value);
                self.expr(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                for bound in [lower, upper, step].into_iter().flatten() {
                    self.expr(bound);
                }
            }
        }
    }

    fn call(&mut self, func: &mut Expr, args: &mut Vec<Expr>, keywords: &mut Vec<Keyword>) {
        let only_looks = match &func.kind {
            ExprKind::Name(ident) => {
                LOOKERS.contains(&ident.name.as_str()) && (self.is_builtin)(func)
            }
            _ => false,
        };
        match &mut func.kind {
            ExprKind::Attribute { value, attr } if LOOKS.contains(&attr.name.as_str()) => {
                self.look(value);
            }
            _ => self.expr(func),
        }
        if only_looks {
            args.iter_mut()
                .filter(|arg| !matches!(arg.kind, ExprKind::Starred(_)))
                .for_each(|arg| self.look(arg));
        }
        self.spread(args);
        let mut all = Vec::new();
        for mut keyword in std::mem::take(keywords) {
            if keyword.name.is_none() && self.names.is_kwargs(&keyword.value) {
                let span = keyword.span;
                for (name, value) in self.all_keywords(span) {
                    all.push(Keyword {
                        name: Some(name),
                        value,
                        span,
                    });
                }
            } else {
                self.expr(&mut keyword.value);
                all.push(keyword);
            }
        }
        *keywords = all;
    }

    /// Items of a display or arguments of a call: `*args` is all of them.
    fn spread(&mut self, items: &mut Vec<Expr>) {
        let mut all = Vec::new();
        for mut item in std::mem::take(items) {
            match &item.kind {
                ExprKind::Starred(inner) if self.names.is_args(inner) => {
                    all.extend(self.all_args(item.span));
                }
                _ => {
                    self.expr(&mut item);
                    all.push(item);
                }
            }
        }
        *items = all;
    }

    fn dict(&mut self, items: &mut [DictItem]) {
        for item in items {
            match item {
                DictItem::Pair(key, value) => {
                    self.expr(key);
                    self.expr(value);
                }
                DictItem::Spread(mapping) => self.look(mapping),
            }
        }
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        for clause in &mut comprehension.clauses {
            self.target(&mut clause.target);
            self.look(&mut clause.iter);
            self.exprs(&mut clause.conditions);
        }
        match &mut comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Generator(element) => self.expr(element),
            ComprehensionKind::Dict(key, value) => {
                self.expr(key);
                self.expr(value);
            }
        }
    }

    fn parts(&mut self, parts: &mut [FStringPart]) {
        for part in parts {
            if let FStringPart::Value { value, spec, .. } = part {
                self.look(value);
                if let Some(spec) = spec {
                    self.parts(spec);
                }
            }
        }
    }
}
