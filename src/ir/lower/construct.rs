//! Builtins that make dicts, and those that take several iterables or the first item of one.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Pattern, Spelling, Ty};
use crate::syntax::ast::{self, ComprehensionKind, Keyword};
use crate::types::infer::construct::class_method;
use crate::types::infer::merged::parts_of_call;

impl Lower<'_> {
    /// `dict(…)`.
    pub(super) fn dict_call(&mut self, args: &[ast::Expr], keywords: &[Keyword], want: Ty) -> Expr {
        if let (Ty::Record(id), [_, ..]) = (&want, keywords) {
            let parts = parts_of_call(args, keywords).expect("inference knows the keys");
            return self.merged(*id, &parts);
        }
        if let (Ty::Record(id), [record]) = (&want, args) {
            let record = self.expr(record);
            return self.record_copy(record, *id);
        }
        let Ty::Dict(key, value) = &want else {
            unreachable!("inference made it a dict")
        };
        match args.first() {
            None if keywords.is_empty() => Expr::path("Dict::new", vec![], want),
            None => self.named_pairs(keywords, want),
            Some(arg) if matches!(self.node_ty(arg.id), Ty::Dict(..)) => {
                let dict = self.expr(arg);
                let name = if self.makes_entries {
                    "to_dict"
                } else {
                    "copy"
                };
                Expr::method(dict, name, vec![], want)
            }
            Some(arg) => {
                let pair = Ty::Tuple(vec![(**key).clone(), (**value).clone()]);
                let pairs = self.exhausted_iter_of(arg, &pair);
                Expr::path("Dict::from_iter", vec![(pairs, Mode::Own)], want)
            }
        }
    }

    /// A dict with keywords as keys.
    fn named_pairs(&mut self, keywords: &[Keyword], want: Ty) -> Expr {
        let Ty::Dict(key, value) = &want else {
            unreachable!("inference made it a dict")
        };
        let pairs = keywords
            .iter()
            .map(|keyword| {
                let name = keyword.name.as_ref().map(|name| name.name.clone());
                let name = self.coerce(Expr::text(name.unwrap_or_default()), key);
                let parts = vec![name, self.value(&keyword.value, value)];
                let ty = Ty::Tuple(vec![(**key).clone(), (**value).clone()]);
                Expr::items(Spelling::Tuple, parts, ty)
            })
            .collect();
        let array = Expr::items(Spelling::Array, pairs, Ty::Unit);
        Expr::path("Dict::from", vec![(array, Mode::Own)], want)
    }

    /// `dict.fromkeys(keys)`, `int.from_bytes(data, 'big')`, `bytes.fromhex(text)`.
    pub(super) fn class_method_call(
        &mut self,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
        want: Ty,
    ) -> Expr {
        match class_method(self.names, func) {
            Some(("int", _)) => {
                let order = args.get(1).unwrap_or_else(|| &keywords[0].value);
                let data = self.value(&args[0], &Ty::Bytes);
                let order = self.value(order, &Ty::Str);
                let args = vec![(data, Mode::Ref), (order, Mode::Ref)];
                Expr::path("int_from_bytes", args, Ty::Int)
            }
            Some(("bytes", _)) => {
                let text = self.value(&args[0], &Ty::Str);
                Expr::path("bytes_from_hex", vec![(text, Mode::Ref)], Ty::Bytes)
            }
            _ => self.from_keys(args, want),
        }
    }

    /// `bytes(…)`.
    pub(super) fn bytes(&mut self, args: &[ast::Expr]) -> Expr {
        let (Some(first), rest) = (args.first(), args.get(1)) else {
            return Expr::path(
                "text::zero_bytes",
                vec![(Expr::int(0), Mode::Own)],
                Ty::Bytes,
            );
        };
        if let Some(encoding) = rest {
            let text = self.value(first, &Ty::Str);
            let encoding = self.value(encoding, &Ty::Str);
            return Expr::method(text, "encode_as", vec![(encoding, Mode::Ref)], Ty::Bytes);
        }
        match self.node_ty(first.id) {
            Ty::Bytes => self.expr(first),
            Ty::I64 => {
                let n = self.expr(first);
                Expr::path("text::zero_bytes", vec![(n, Mode::Own)], Ty::Bytes)
            }
            _ => {
                let numbers = self.exhausted_iter_of(first, &Ty::I64);
                Expr::path("text::bytes_of", vec![(numbers, Mode::Own)], Ty::Bytes)
            }
        }
    }

    /// `dict.fromkeys(keys, value)`.
    fn from_keys(&mut self, args: &[ast::Expr], want: Ty) -> Expr {
        let Ty::Dict(key, value) = want.clone() else {
            unreachable!("inference made it a dict")
        };
        let keys = self.exhausted_iter_of(&args[0], &key);
        let value = match args.get(1) {
            Some(given) => self.value(given, &value),
            None => self.coerce(Expr::unit(), &value),
        };
        Expr::path(
            "Dict::from_keys",
            vec![(keys, Mode::Own), (value, Mode::Own)],
            want,
        )
    }

    /// `mapping.update(name=value)`.
    pub(super) fn update_by_name(&mut self, receiver: Expr, keywords: &[Keyword]) -> Expr {
        let ty = receiver.ty.clone();
        let other = self.named_pairs(keywords, ty);
        Expr::method(receiver, "update", vec![(other, Mode::Ref)], Ty::Unit)
    }

    /// `dict.update(other, name=value, …)`: all of it is evaluated before the dict changes.
    pub(super) fn update_by_both(
        &mut self,
        receiver: Expr,
        other: &ast::Expr,
        keywords: &[Keyword],
    ) -> Expr {
        let ty = receiver.ty.clone();
        let mut stmts = Vec::new();
        let (_, receiver) = self.hold(receiver, &mut stmts);
        let other = self.value(other, &ty);
        let (_, other) = self.hold(other, &mut stmts);
        let named = self.named_pairs(keywords, ty);
        let (_, named) = self.hold(named, &mut stmts);
        let update = |dict: &Expr, other: Expr| {
            Expr::method(dict.clone(), "update", vec![(other, Mode::Ref)], Ty::Unit)
        };
        let first = update(&receiver, other);
        stmts.push(self.stmt_at(crate::ir::StmtKind::Expr(first), 0));
        let second = update(&receiver, named);
        let block = crate::ir::Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(second)), Ty::Unit)
    }

    /// `next(generator expression)`, with a default or not.
    pub(super) fn first_item(&mut self, args: &[ast::Expr], want: &Ty) -> Expr {
        let ast::ExprKind::Comprehension(comprehension) = &args[0].kind else {
            unreachable!("inference saw a generator expression")
        };
        let ComprehensionKind::Generator(element) = &comprehension.kind else {
            unreachable!("nothing else is an iterator")
        };
        let item = match (args.len(), want) {
            (2, Ty::Option(inner)) if !matches!(self.node_ty(element.id), Ty::Option(_)) => {
                (**inner).clone()
            }
            _ => want.clone(),
        };
        let found_ty = Ty::Option(Box::new(item.clone()));
        let first = if let Some(found) = self.generator_first(comprehension, element, &item) {
            found
        } else {
            let iter = self.iter_of(&args[0], &item);
            self.std_adapter(iter, "next", vec![], found_ty.clone())
        };
        match args.get(1) {
            None => {
                let path = if self.is_lazy() {
                    "seq::first_inside"
                } else {
                    "seq::first"
                };
                Expr::path(path, vec![(first, Mode::Own)], want.clone())
            }
            Some(default) => {
                let is_none = matches!(default.kind, ast::ExprKind::Constant(ast::Constant::None));
                if is_none && *want == found_ty {
                    return first;
                }
                let mut stmts = Vec::new();
                let default = self.value(default, want);
                let (_, default) = self.hold(default, &mut stmts);
                let first = if *want == item {
                    first
                } else {
                    let var = self.temp("item", item.clone());
                    let body = self.coerce(Expr::var(var, item), want);
                    let ty = Ty::Option(Box::new(want.clone()));
                    let mut mapped = self.adapt(first, "map", Pattern::Var(var), body, Ty::Unit);
                    mapped.ty = ty;
                    mapped
                };
                let result = self.std_adapter(first, "unwrap_or", vec![default], want.clone());
                if stmts.is_empty() {
                    return result;
                }
                let block = crate::ir::Block { stmts };
                Expr::new(ExprKind::Block(block, Box::new(result)), want.clone())
            }
        }
    }

    /// `enumerate(items, start)`.
    pub(super) fn enumerate(
        &mut self,
        args: &[ast::Expr],
        keywords: &[Keyword],
        want: &Ty,
    ) -> Expr {
        let Ty::Iter(item) = want else {
            unreachable!("inference made it an iterator")
        };
        let Ty::Tuple(parts) = &**item else {
            unreachable!("of pairs")
        };
        let iter = self.source_of(&args[0], &parts[1]);
        let start = match (args.get(1), keywords.first()) {
            (Some(start), _) => self.value(start, &Ty::I64),
            (None, Some(keyword)) => self.value(&keyword.value, &Ty::I64),
            (None, None) => Expr::int(0),
        };
        let counter = Expr::new(
            ExprKind::Op {
                spelling: Spelling::RangeFrom,
                args: vec![(start, Mode::Own)],
                runtime: false,
            },
            Ty::Iter(Box::new(Ty::I64)),
        );
        self.std_adapter(counter, "zip", vec![iter], want.clone())
    }

    /// `zip(*rows)`.
    pub(super) fn zip_rows(&mut self, rows: &ast::Expr, want: &Ty) -> Expr {
        let iter = self.iter_expr(rows);
        let Ty::Iter(row) = iter.ty.clone() else {
            unreachable!("iter_expr gives iterators")
        };
        if let Ty::Tuple(_) = want {
            return Expr::path("seq::columns", vec![(iter, Mode::Own)], want.clone());
        }
        let var = self.temp("row", (*row).clone());
        let row = Expr::var(var, *row);
        let mut body = self.iter_value(row.clone());
        if row.ty == Ty::Str {
            // The letters outlive the text in hand.
            let letters = Ty::List(Box::new(Ty::Str));
            let list = Expr::path("List::from_iter", vec![(body, Mode::Own)], letters);
            body = self.iter_value(list);
        }
        let ty = body.ty.clone();
        let iters = self.adapt(iter, "map", Pattern::Var(var), body, ty);
        Expr::path("seq::zip_rows", vec![(iters, Mode::Own)], want.clone())
    }

    /// The items of several iterables together, and the pattern that takes them apart.
    pub(super) fn zipped(&mut self, iterables: &[ast::Expr]) -> (Expr, Pattern, Vec<Expr>) {
        let mut whole: Option<(Expr, Pattern)> = None;
        let mut vars = Vec::new();
        for iterable in iterables {
            let iter = self.iter_expr(iterable);
            let Ty::Iter(item) = iter.ty.clone() else {
                unreachable!("iter_expr gives iterators")
            };
            let var = self.temp("item", (*item).clone());
            vars.push(Expr::var(var, *item));
            whole = Some(match whole {
                None => (iter, Pattern::Var(var)),
                Some((before, pattern)) => {
                    let ty = before.ty.clone();
                    let zipped = self.std_adapter(before, "zip", vec![iter], ty);
                    (zipped, Pattern::Tuple(vec![pattern, Pattern::Var(var)]))
                }
            });
        }
        let (iter, pattern) = whole.expect("at least one iterable");
        (iter, pattern, vars)
    }
}
