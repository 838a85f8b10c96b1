//! `Counter`, `defaultdict` and `OrderedDict`.
//!
//! ```python
//! groups = defaultdict(list)
//! counts = Counter(words)
//! ```
//!
//! ```text
//! let groups: Dict<String, List<i64>> = Dict::with_default("list", || List::new());
//! let counts: Dict<String, i64> = collections::counter(words.iter());
//! ```

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::library::Rule;
use crate::names::Names;
use crate::syntax::ast;
use crate::types::functions::FuncBody;
use crate::types::infer::collection::{Factory, factory, names_collections};
use crate::types::{Functions, Types};

impl Lower<'_> {
    /// The method that reads an item of a dict.
    pub(super) fn dict_read(&self) -> &'static str {
        if self.makes_entries {
            "at_or_made"
        } else {
            "at"
        }
    }

    /// A call that inference has a rule for.
    pub(super) fn collection(
        &mut self,
        call: &ast::Expr,
        rule: Rule,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
    ) -> Expr {
        let want = self.node_ty(call.id);
        if rule == Rule::Deque {
            // A pattern looks at it as at any object.
            let item = match &want {
                Ty::Deque(item) => (**item).clone(),
                _ => Ty::Value,
            };
            let made = self.deque(args, keywords, &item);
            return self.coerce(made, &want);
        }
        let Ty::Dict(key, value) = &want else {
            unreachable!("inference made it a dict")
        };
        match (rule, args) {
            (Rule::Counter, [items]) if self.node_ty(items.id) == want => {
                let mapping = self.expr(items);
                Expr::method(mapping, "counter_of", vec![], want)
            }
            (Rule::Counter, []) if !keywords.is_empty() => {
                let (key, value) = ((**key).clone(), (**value).clone());
                let pairs = keywords
                    .iter()
                    .map(|keyword| {
                        let name = keyword.name.as_ref().map_or("", |name| &name.name);
                        let count = self.value(&keyword.value, &value);
                        let ty = Ty::Tuple(vec![key.clone(), value.clone()]);
                        let name = self.coerce(Expr::text(name), &key);
                        Expr::items(Spelling::Tuple, vec![name, count], ty)
                    })
                    .collect();
                let array = Expr::items(Spelling::Array, pairs, Ty::Unit);
                Expr::path("Dict::counter_with", vec![(array, Mode::Own)], want)
            }
            (Rule::Counter, [items]) => {
                let iter = self.exhausted_iter_of(items, key);
                let path = match **value {
                    Ty::I64 => "collections::counter",
                    Ty::Int => "collections::counter_of_any_size",
                    _ => "collections::counter_of_values",
                };
                Expr::path(path, vec![(iter, Mode::Own)], want)
            }
            (Rule::Counter, _) => Expr::path("Dict::counter", vec![], want),
            (Rule::DefaultDict, [argument]) => {
                let value = (**value).clone();
                let factory = factory(self.names, &self.types.imports, argument)
                    .expect("inference found the factory");
                let (name, made) = match factory {
                    Factory::Type(name) => (name, made_by(name, &value)),
                    Factory::Lambda(lambda) => ("<lambda>", self.lambda_value(lambda)),
                };
                let made = self.coerce(made, &value);
                let make = Expr::new(
                    ExprKind::Inline {
                        params: vec![],
                        body: Box::new(made),
                    },
                    value,
                );
                let args = vec![(Expr::text(name), Mode::Ref), (make, Mode::Own)];
                Expr::path("Dict::with_default", args, want)
            }
            _ => Expr::path("Dict::ordered", vec![], want),
        }
    }
}

impl Lower<'_> {
    /// `deque(items, maxlen)`.
    fn deque(&mut self, args: &[ast::Expr], keywords: &[ast::Keyword], item: &Ty) -> Expr {
        let want = Ty::Deque(Box::new(item.clone()));
        let limit = args.get(1).or(keywords.first().map(|limit| &limit.value));
        let limit = limit.filter(|limit| self.node_ty(limit.id) != Ty::Unit);
        let is_full = |items: &&ast::Expr| match &items.kind {
            ast::ExprKind::List(parts) | ast::ExprKind::Tuple(parts) => !parts.is_empty(),
            _ => true,
        };
        match (args.first().filter(is_full), limit) {
            (None, None) => Expr::path("Deque::new", vec![], want),
            (Some(items), None) => {
                let (path, items) = match self.array_of(items, item) {
                    Some(array) => ("Deque::from", array),
                    None => ("Deque::from_iter", self.exhausted_iter_of(items, item)),
                };
                Expr::path(path, vec![(items, Mode::Own)], want)
            }
            (items, Some(limit)) => {
                let items = match items {
                    Some(items) => match self.array_of(items, item) {
                        Some(array) => array,
                        None => self.exhausted_iter_of(items, item),
                    },
                    None => Expr::items(Spelling::Array, vec![], Ty::Unit),
                };
                let limit = self.value(limit, &Ty::Option(Box::new(Ty::I64)));
                let args = vec![(items, Mode::Own), (limit, Mode::Own)];
                Expr::path("Deque::with_limit", args, want)
            }
        }
    }

    /// The items of a list or tuple that is written out, as an array.
    fn array_of(&mut self, items: &ast::Expr, item: &Ty) -> Option<Expr> {
        let (ast::ExprKind::List(parts) | ast::ExprKind::Tuple(parts)) = &items.kind else {
            return None;
        };
        let is_plain = |part: &ast::Expr| !matches!(part.kind, ast::ExprKind::Starred(_));
        if !parts.iter().all(is_plain) {
            return None;
        }
        let parts = parts.iter().map(|part| self.value(part, item)).collect();
        Some(Expr::items(Spelling::Array, parts, Ty::Unit))
    }
}

/// What a call of a type without arguments gives.
fn made_by(name: &str, want: &Ty) -> Expr {
    match (name, want) {
        ("int", _) => Expr::int(0),
        ("float", _) => Expr::new(ExprKind::F64(0.0), Ty::F64),
        ("str", _) => Expr::text(""),
        ("bool", _) => Expr::new(ExprKind::Bool(false), Ty::Bool),
        ("list", Ty::List(_)) => Expr::path("List::new", vec![], want.clone()),
        ("set", Ty::Set(_)) => Expr::path("Set::new", vec![], want.clone()),
        ("dict", Ty::Dict(..)) => Expr::path("Dict::new", vec![], want.clone()),
        ("Counter", Ty::Dict(..)) => Expr::path("Dict::counter", vec![], want.clone()),
        ("list", _) => typed("new", Ty::List(Box::new(Ty::Value))),
        ("set", _) => typed("new", Ty::Set(Box::new(Ty::Value))),
        ("dict", _) => typed("new", Ty::Dict(Box::new(Ty::Value), Box::new(Ty::Value))),
        ("Counter", _) => typed(
            "counter",
            Ty::Dict(Box::new(Ty::Value), Box::new(Ty::Value)),
        ),
        _ => unreachable!("`factory` knows no other types"),
    }
}

/// A call of a constructor that says what the container holds.
fn typed(constructor: &'static str, ty: Ty) -> Expr {
    let kind = ExprKind::Op {
        spelling: Spelling::TypedPath(constructor),
        args: vec![],
        runtime: true,
    };
    Expr::new(kind, ty)
}

/// Whether the program names a kind of dict that is more than a plain one.
pub(super) fn makes_entries(names: &Names, types: &Types, funcs: &Functions<'_>) -> bool {
    let FuncBody::Module(module) = funcs.defs[0].body else {
        unreachable!("the first function is the module")
    };
    let rules = [Rule::Counter, Rule::DefaultDict, Rule::OrderedDict];
    names_collections(module, names, &types.imports, &rules)
}
