//! Iterators that somebody keeps: `it = iter(items)`, `next(it)`, `pairs = zip(a, b)`.
//!
//! **Python**
//! ```python
//! letters = iter("ab")
//! print(next(letters), list(letters))
//! ```
//! **Rust**: an object of the support library that all who hold it take items from: `letters.next_item()`.

use super::Lower;
use crate::ir::{Block, Expr, ExprKind, Mode, Pattern, Stmt, StmtKind, Ty, VarIdx};
use crate::syntax::ast;

impl Lower<'_> {
    /// A builtin that gives an iterator to who keeps it.
    pub(super) fn kept_builtin(
        &mut self,
        call: &ast::Expr,
        name: &str,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
        want: &Ty,
    ) -> Expr {
        match name {
            "enumerate" => {
                let natural = vec![Ty::I64, self.natural_item(&args[0])];
                let lazy = |lower: &mut Self, want: &Ty| lower.enumerate(args, keywords, want);
                self.kept_lazily(name, want, lazy, natural)
            }
            "zip" => {
                let natural = args.iter().map(|arg| self.natural_item(arg)).collect();
                let lazy = |lower: &mut Self, want: &Ty| lower.zip(args, want);
                self.kept_lazily(name, want, lazy, natural)
            }
            "map" | "filter" => self.kept_mapped(call, name, args, want),
            "reversed" => self.kept_reversed(&args[0], want),
            _ if args.len() == 2 => self.called_until(call, args, want),
            _ => self.iter_call(&args[0], want),
        }
    }

    /// `iter(iterable)`.
    fn iter_call(&mut self, iterable: &ast::Expr, want: &Ty) -> Expr {
        let value = self.expr(iterable);
        let (kept, item) = match value.ty.clone() {
            Ty::Stream(_) => return self.coerce(value, want),
            Ty::Str | Ty::StaticStr => {
                let item = Ty::Str;
                let ty = Ty::Stream(Box::new(item.clone()));
                (
                    Expr::path("Iter::of_text", vec![(value, Mode::Ref)], ty),
                    item,
                )
            }
            Ty::Tuple(items) => {
                let item = super::iterate::joined(&items);
                let tuple = self.coerce(value, &Ty::VarTuple(Box::new(item.clone())));
                (kept(tuple, &item), item)
            }
            Ty::Range => (kept(value, &Ty::I64), Ty::I64),
            Ty::List(item)
            | Ty::Set(item)
            | Ty::FrozenSet(item)
            | Ty::Deque(item)
            | Ty::VarTuple(item)
            | Ty::Dict(item, _)
            | Ty::View(crate::ir::ViewKind::Keys, item, _)
            | Ty::View(crate::ir::ViewKind::Values, _, item) => (kept(value, &item), *item),
            Ty::View(crate::ir::ViewKind::Items, key, item) => {
                let pair = Ty::Tuple(vec![*key, *item]);
                (kept(value, &pair), pair)
            }
            Ty::Bytes => (kept(value, &Ty::I64), Ty::I64),
            _ => unreachable!("inference made it an iterator"),
        };
        self.converted(kept, item, want)
    }

    /// The iterator with its items as those who keep it see them.
    fn converted(&mut self, kept: Expr, item: Ty, want: &Ty) -> Expr {
        let Ty::Stream(wanted) = want else {
            unreachable!("inference made it an iterator")
        };
        if item == **wanted {
            return kept;
        }
        let var = self.temp("item", item.clone());
        let body = self.coerce(Expr::var(var, item), wanted);
        let inline = Expr::new(
            ExprKind::Inline {
                params: vec![Pattern::Var(var)],
                body: Box::new(body),
            },
            (**wanted).clone(),
        );
        Expr::method(kept, "map_items", vec![(inline, Mode::Own)], want.clone())
    }

    /// `next(iterator)`, `next(iterator, default)`.
    pub(super) fn next_call(&mut self, args: &[ast::Expr], want: &Ty) -> Expr {
        let Ty::Stream(item) = self.node_ty(args[0].id) else {
            return self.first_item(args, want);
        };
        let iterator = self.expr(&args[0]);
        let Some(default) = args.get(1) else {
            let name = if self.is_lazy() {
                "next_inside"
            } else {
                "next_item"
            };
            return Expr::method(iterator, name, vec![], *item);
        };
        let found_ty = Ty::Option(item.clone());
        let is_none = matches!(default.kind, ast::ExprKind::Constant(ast::Constant::None));
        if is_none && *want == found_ty {
            return Expr::method(iterator, "next_if_any", vec![], found_ty);
        }
        let mut stmts = Vec::new();
        let (_, iterator) = self.hold(iterator, &mut stmts);
        let default = self.value(default, want);
        let next = if *want == *item {
            Expr::method(
                iterator,
                "next_or",
                vec![(default, Mode::Own)],
                want.clone(),
            )
        } else {
            let (_, default) = self.hold(default, &mut stmts);
            let found = Expr::method(iterator, "next_if_any", vec![], found_ty);
            let var = self.temp("item", (*item).clone());
            let body = self.coerce(Expr::var(var, *item), want);
            let mut mapped = self.adapt(found, "map", Pattern::Var(var), body, Ty::Unit);
            mapped.ty = Ty::Option(Box::new(want.clone()));
            self.std_adapter(mapped, "unwrap_or", vec![default], want.clone())
        };
        if stmts.is_empty() {
            return next;
        }
        let block = Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(next)), want.clone())
    }

    /// `reversed(sequence)`, kept.
    fn kept_reversed(&mut self, sequence: &ast::Expr, want: &Ty) -> Expr {
        let value = self.expr(sequence);
        let (kept, item) = match value.ty.clone() {
            Ty::List(item) => {
                let ty = Ty::Stream(item.clone());
                (Expr::method(value, "to_iter_reversed", vec![], ty), *item)
            }
            Ty::Range => {
                let ty = Ty::Stream(Box::new(Ty::I64));
                (Expr::method(value, "to_iter_reversed", vec![], ty), Ty::I64)
            }
            Ty::Str | Ty::StaticStr => {
                let ty = Ty::Stream(Box::new(Ty::Str));
                let path = "Iter::of_text_reversed";
                (Expr::path(path, vec![(value, Mode::Ref)], ty), Ty::Str)
            }
            Ty::Tuple(items) => {
                let item = super::iterate::joined(&items);
                let tuple = self.coerce(value, &Ty::VarTuple(Box::new(item.clone())));
                (reversed_tuple(tuple, &item), item)
            }
            Ty::VarTuple(item) => (reversed_tuple(value, &item), *item),
            Ty::Dict(..) | Ty::View(..) => {
                let item = super::iterate::item_of(&value.ty).expect("it has items");
                let ty = Ty::Stream(Box::new(item.clone()));
                (Expr::method(value, "to_iter_reversed", vec![], ty), item)
            }
            _ => unreachable!("inference made it a sequence"),
        };
        self.converted(kept, item, want)
    }

    /// `enumerate` or `zip` of iterables, kept: `lazy` makes the Rust iterator of items of this type.
    fn kept_lazily(
        &mut self,
        name: &str,
        want: &Ty,
        lazy: impl FnOnce(&mut Self, &Ty) -> Expr,
        natural: Vec<Ty>,
    ) -> Expr {
        let Ty::Stream(wanted) = want else {
            unreachable!("inference made it an iterator")
        };
        let item = match &**wanted {
            parts @ Ty::Tuple(_) => parts.clone(),
            _ => Ty::Tuple(natural),
        };
        self.keeps_sources = true;
        let iter = lazy(self, &Ty::Iter(Box::new(item.clone())));
        self.keeps_sources = false;
        let ty = Ty::Stream(Box::new(item.clone()));
        let kept = Expr::path(&format!("Iter::{name}"), vec![(iter, Mode::Own)], ty);
        self.converted(kept, item, want)
    }

    /// `map(function, items)` or `filter(function, items)`, kept: a function that runs when items are asked for.
    fn kept_mapped(&mut self, call: &ast::Expr, name: &str, args: &[ast::Expr], want: &Ty) -> Expr {
        let Ty::Stream(yielded) = want.clone() else {
            unreachable!("inference made it an iterator")
        };
        let (items, bind) = self.bound_items(&args[1]);
        let Ty::Iter(item) = self.var_ty(items) else {
            unreachable!("iter_expr gives iterators")
        };
        let made = self.generator(call, want, |lower| {
            let (each, result) = if super::builtin::is_none_literal(&args[0]) {
                let each = lower.temp("item", (*item).clone());
                (each, Expr::var(each, (*item).clone()))
            } else {
                lower.callback_body(&args[0], &item)
            };
            let body = if name == "map" {
                vec![lower.yielded(result, &yielded)]
            } else {
                let test = lower.truth(result);
                let kept = lower.yielded(Expr::var(each, (*item).clone()), &yielded);
                vec![lower.when(test, vec![kept])]
            };
            vec![StmtKind::For {
                label: None,
                pattern: Pattern::Var(each),
                iter: Expr::var(items, Ty::Iter(item.clone())),
                body: Block { stmts: body },
            }]
        });
        Expr::new(
            ExprKind::Block(Block { stmts: vec![bind] }, Box::new(made)),
            want.clone(),
        )
    }

    /// `iter(function, sentinel)`.
    fn called_until(&mut self, call: &ast::Expr, args: &[ast::Expr], want: &Ty) -> Expr {
        let Ty::Stream(yielded) = want.clone() else {
            unreachable!("inference made it an iterator")
        };
        let mut stmts = Vec::new();
        let sentinel = self.expr(&args[1]);
        let (_, sentinel) = self.hold(sentinel, &mut stmts);
        let made = self.generator(call, want, |lower| {
            let result = match &args[0].kind {
                ast::ExprKind::Lambda(lambda) if lambda.params.list.is_empty() => {
                    lower.lambda_value(&args[0])
                }
                _ => lower.callback(&args[0], Vec::new()),
            };
            let var = lower.temp("value", result.ty.clone());
            let value = Expr::var(var, result.ty.clone());
            let bind = StmtKind::Let {
                var,
                value: Some(result),
            };
            let same = lower.equal_values(value.clone(), sentinel);
            let leave = lower.stmt_at(StmtKind::Break(None), 0);
            let body = vec![
                lower.stmt_at(bind, 0),
                lower.when(same, vec![leave]),
                lower.yielded(value, &yielded),
            ];
            vec![StmtKind::While {
                label: None,
                test: Expr::new(ExprKind::Bool(true), Ty::Bool),
                body: Block { stmts: body },
            }]
        });
        Expr::new(
            ExprKind::Block(Block { stmts }, Box::new(made)),
            want.clone(),
        )
    }

    /// `value == sentinel`.
    fn equal_values(&mut self, value: Expr, sentinel: Expr) -> Expr {
        match (&value.ty, &sentinel.ty) {
            (Ty::Option(_), Ty::Unit) => Expr::new(ExprKind::IsNone(Box::new(value)), Ty::Bool),
            _ => self.equality(value, sentinel),
        }
    }

    /// `if test { … }`.
    fn when(&mut self, test: Expr, then: Vec<Stmt>) -> Stmt {
        let kind = StmtKind::If {
            test,
            then: Block { stmts: then },
            orelse: Block::default(),
        };
        self.stmt_at(kind, 0)
    }

    fn yielded(&mut self, value: Expr, item: &Ty) -> Stmt {
        let value = self.coerce(value, item);
        self.stmt_at(StmtKind::Yield(value), 0)
    }

    /// The iterable as an iterator in a variable, and what binds it.
    fn bound_items(&mut self, iterable: &ast::Expr) -> (VarIdx, Stmt) {
        let iter = self.iter_expr(iterable);
        let iter = self.into_iter(iter);
        let var = self.temp("items", iter.ty.clone());
        let kind = StmtKind::Let {
            var,
            value: Some(iter),
        };
        (var, self.stmt_at(kind, 0))
    }

    /// An iterator whose steps are those of a function of its own with this body.
    fn generator(
        &mut self,
        call: &ast::Expr,
        want: &Ty,
        body: impl FnOnce(&mut Self) -> Vec<StmtKind>,
    ) -> Expr {
        let scope = self.funcs.def(self.instance().func).scope;
        let func = self.generator_func(call, scope);
        let outer = std::mem::replace(&mut self.func, func);
        let stmts = body(self);
        let stmts = stmts
            .into_iter()
            .map(|kind| self.stmt_at(kind, 0))
            .collect();
        self.program.funcs[func.0 as usize].body = Block { stmts };
        self.func = outer;
        Expr::new(
            ExprKind::MakeClosure {
                func,
                captures: Vec::new(),
            },
            want.clone(),
        )
    }

    /// What iterating over a source of a kept iterator gives.
    fn natural_item(&mut self, iterable: &ast::Expr) -> Ty {
        super::iterate::item_of(&self.node_ty(iterable.id)).unwrap_or(Ty::Value)
    }

    /// An iterable of `enumerate` or `zip` as a Rust iterator: one that may outlive the statement, if the result is kept.
    pub(super) fn source_of(&mut self, iterable: &ast::Expr, item: &Ty) -> Expr {
        if !std::mem::take(&mut self.keeps_sources) {
            return self.iter_of(iterable, item);
        }
        let iter = match self.node_ty(iterable.id) {
            Ty::List(have) if !is_display(iterable) => {
                let list = self.expr(iterable);
                Expr::method(list, "walk", vec![], Ty::Iter(have))
            }
            Ty::Str => {
                let text = self.expr(iterable);
                let ty = Ty::Stream(Box::new(Ty::Str));
                let kept = Expr::path("Iter::of_text", vec![(text, Mode::Ref)], ty);
                self.iter_value(kept)
            }
            _ => self.iter_expr(iterable),
        };
        self.keeps_sources = true;
        match iter.ty.clone() {
            Ty::Iter(have) if *have != *item => self.each(iter, *have, item),
            _ => iter,
        }
    }

    /// Whether the code that is lowered belongs to a generator expression.
    pub(super) fn is_lazy(&self) -> bool {
        self.n_generators > 0
            || self.program.funcs[self.func.0 as usize].role == crate::ir::Role::Generator
    }
}

fn kept(value: Expr, item: &Ty) -> Expr {
    Expr::method(value, "to_iter", vec![], Ty::Stream(Box::new(item.clone())))
}

fn reversed_tuple(tuple: Expr, item: &Ty) -> Expr {
    let items = Ty::Iter(Box::new(item.clone()));
    let items = Expr::method(tuple, "items_reversed", vec![], items);
    let ty = Ty::Stream(Box::new(item.clone()));
    Expr::path("Iter::reversed", vec![(items, Mode::Own)], ty)
}

/// `[a, b]`, whose items are walked as an array of their own.
fn is_display(iterable: &ast::Expr) -> bool {
    matches!(iterable.kind, ast::ExprKind::List(_))
}
