//! Calls of builtin functions that inference has a rule for.

use super::Lower;
use super::operator::by_reference;
use crate::ir::{Expr, ExprKind, Mode, Pattern, Ty};
use crate::syntax::ast::{self, Keyword};
use crate::types::infer::consumed::viewed;

impl Lower<'_> {
    /// `name(args, keywords)` with static arguments.
    pub(super) fn builtin_call(
        &mut self,
        call: &ast::Expr,
        name: &str,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let want = self.node_ty(call.id);
        if want == Ty::Exception
            && let Some(made) = self.exception_call(name, args)
        {
            return made;
        }
        if matches!(want, Ty::Stream(_)) && name != "next" {
            return self.kept_builtin(call, name, args, keywords, &want);
        }
        match name {
            "print" => self.print(args, keywords),
            "sorted" | "min" | "max" => self.ordering(name, args, keywords, &want),
            "enumerate" => self.enumerate(args, keywords, &want),
            "zip" => match &args[0].kind {
                ast::ExprKind::Starred(rows) => self.zip_rows(rows, &want),
                _ => self.zip(args, &want),
            },
            "next" => self.next_call(args, &want),
            "map" | "filter" => self.map_filter(call, name, args, &want),
            "list" | "tuple" | "set" => self.collect(name, args, want),
            "dict" => self.dict_call(args, keywords, want),
            "range" => self.range_object(args, want),
            "str" if args.is_empty() => Expr::text(""),
            "bytes" => self.bytes(args),
            "isinstance" => self.is_instance(call, &args[0], &args[1]),
            "type" => self.type_of(&args[0]),
            "callable" => self.is_callable(&args[0]),
            "str" => {
                let arg = self.expr(&args[0]);
                self.text_of(arg)
            }
            "repr" => {
                let arg = self.expr(&args[0]);
                self.repr_of(arg)
            }
            "bool" => self.condition(&args[0]),
            "len" => self.len(&args[0]),
            "sum" => match args.get(1) {
                None => self.sum(&args[0], &want),
                Some(start) => self.sum_from(&args[0], start, &want),
            },
            "bin" | "oct" | "hex" => self.based(name, &args[0]),
            "any" | "all" => self.any_all(name, &args[0]),
            "reversed" => self.reversed(&args[0], want),
            "input" => {
                let prompt = args
                    .first()
                    .map_or_else(|| Expr::text(""), |arg| self.value(arg, &Ty::Str));
                Expr::path("input", vec![(prompt, Mode::Ref)], Ty::Str)
            }
            "ord" => {
                let arg = self.value(&args[0], &Ty::Str);
                Expr::path("text::ord", vec![(arg, Mode::Ref)], Ty::I64)
            }
            "chr" => {
                let arg = self.value(&args[0], &Ty::I64);
                Expr::path("text::chr", vec![(arg, Mode::Own)], Ty::Str)
            }
            _ => self.numeric(name, args, &want),
        }
    }

    fn numeric(&mut self, name: &str, args: &[ast::Expr], want: &Ty) -> Expr {
        if args.is_empty() {
            return Expr::int(0);
        }
        let arg = self.expr(&args[0]);
        match (name, &arg.ty) {
            ("divmod", _) => self.divmod(arg, &args[1], want),
            ("pow", _) if args.len() == 3 => self.power_modulo(arg, &args[1..]),
            ("pow", _) => {
                let exponent = self.expr(&args[1]);
                self.binary(ast::BinOp::Pow, arg, exponent, want)
            }
            ("int", Ty::Str) if args.len() == 2 => {
                let base = self.value(&args[1], &Ty::I64);
                let parts = vec![(arg, Mode::Ref), (base, Mode::Own)];
                Expr::path("text::parse_int", parts, Ty::Int)
            }
            ("int", Ty::Str) => parsed(arg, want),
            ("int", Ty::F64) => {
                let path = sized(want, "int_from_float", "big_from_float");
                Expr::path(path, vec![(arg, Mode::Own)], want.clone())
            }
            ("round", Ty::F64) if args.len() == 1 => {
                let path = sized(want, "round_to_int", "round_to_big");
                Expr::path(path, vec![(arg, Mode::Own)], want.clone())
            }
            ("round", Ty::F64) => {
                let digits = self.value(&args[1], &Ty::I64);
                Expr::path(
                    "text::round_float",
                    vec![(arg, Mode::Own), (digits, Mode::Own)],
                    Ty::F64,
                )
            }
            ("abs", Ty::Num) => Expr::method(arg, "abs", vec![], Ty::Num),
            ("int", Ty::Num) => Expr::method(arg, "to_int", vec![], Ty::Int),
            ("round", Ty::Num) => match args.get(1) {
                Some(digits) => {
                    let digits = self.value(digits, &Ty::I64);
                    Expr::method(arg, "round", vec![(digits, Mode::Own)], Ty::Num)
                }
                None => Expr::method(arg, "round_to_int", vec![], Ty::Int),
            },
            ("round", _) if args.len() == 2 => {
                let number = self.number(arg, &Ty::Int);
                let digits = self.value(&args[1], &Ty::Int);
                let parts = vec![(number, Mode::Ref), (digits, Mode::Ref)];
                Expr::path("round_int", parts, Ty::Int)
            }
            ("int" | "round", _) => self.number(arg, want),
            ("float", Ty::Str) => Expr::path("text::parse_float", vec![(arg, Mode::Ref)], Ty::F64),
            ("float", _) => self.number(arg, &Ty::F64),
            ("abs", Ty::Int) => Expr::method(arg, "abs", vec![], Ty::Int),
            ("abs", _) => {
                let arg = self.number(arg, want);
                Expr::std_method(arg, "abs", vec![], want.clone())
            }
            _ => {
                self.refuse(
                    args[0].span,
                    &format!("this call of `{name}`"),
                    "please report this program",
                );
                arg
            }
        }
    }

    /// `pow(base, exponent, modulus)`.
    fn power_modulo(&mut self, base: Expr, others: &[ast::Expr]) -> Expr {
        let mut parts = vec![(self.number(base, &Ty::Int), Mode::Ref)];
        for other in others {
            parts.push((self.value(other, &Ty::Int), Mode::Ref));
        }
        Expr::path("power_modulo", parts, Ty::Int)
    }

    fn divmod(&mut self, left: Expr, right: &ast::Expr, want: &Ty) -> Expr {
        let Ty::Tuple(parts) = want else {
            unreachable!("inference made it a pair")
        };
        let part = parts[0].clone();
        let right = self.expr(right);
        let (left, right) = self.operands(left, right, &part);
        match part {
            Ty::Int => by_reference(left, "divmod", right, want.clone()),
            _ => Expr::method(left, "divmod", vec![(right, Mode::Own)], want.clone()),
        }
    }

    fn len(&mut self, arg: &ast::Expr) -> Expr {
        // A view is as long as its dict.
        let arg = match (self.node_ty(arg.id), viewed(arg)) {
            (Ty::Iter(_), Some((dict, _))) => self.expr(dict),
            _ => self.expr(arg),
        };
        match &arg.ty {
            Ty::Record(id) => {
                let id = *id;
                self.record_len(arg, id)
            }
            Ty::Str => Expr::method(arg, "py_len", vec![], Ty::I64),
            Ty::Tuple(items) => {
                let len = i64::try_from(items.len()).expect("a short tuple");
                self.after(arg, Expr::int(len))
            }
            Ty::VarTuple(_) => Expr::method(arg, "length", vec![], Ty::I64),
            _ => Expr::method(arg, "len", vec![], Ty::I64),
        }
    }

    fn range_object(&mut self, args: &[ast::Expr], want: Ty) -> Expr {
        let (name, number) = match want {
            Ty::Iter(_) => ("range_big", Ty::Int),
            _ => ("range_step", Ty::I64),
        };
        let mut bounds: Vec<Expr> = args.iter().map(|arg| self.value(arg, &number)).collect();
        if bounds.len() == 1 {
            bounds.insert(0, self.coerce(Expr::int(0), &number));
        }
        if bounds.len() == 2 {
            bounds.push(self.coerce(Expr::int(1), &number));
        }
        let parts = bounds.into_iter().map(|bound| (bound, Mode::Own)).collect();
        Expr::path(name, parts, want)
    }

    /// `bin(n)`, `oct(n)`, `hex(n)`.
    fn based(&mut self, name: &str, arg: &ast::Expr) -> Expr {
        let arg = self.expr(arg);
        if arg.ty == Ty::Int {
            let path = format!("text::big_{name}");
            return Expr::path(&path, vec![(arg, Mode::Ref)], Ty::Str);
        }
        let arg = self.coerce(arg, &Ty::I64);
        Expr::path(&format!("text::{name}"), vec![(arg, Mode::Own)], Ty::Str)
    }

    fn sum(&mut self, iterable: &ast::Expr, want: &Ty) -> Expr {
        if matches!(self.node_ty(iterable.id), Ty::Tuple(items) if items.is_empty()) {
            let nothing = self.expr(iterable);
            let zero = self.coerce(Expr::int(0), want);
            return self.after(nothing, zero);
        }
        if *want == Ty::Num {
            let iter = self.iter_numbers(iterable);
            return Expr::path("seq::sum_numbers", vec![(iter, Mode::Own)], Ty::Num);
        }
        // A sum of any size takes items of 64 bits as they are.
        let iter = match self.item_ty(iterable) {
            Some(Ty::I64) => self.exhausted_iter_of(iterable, &Ty::I64),
            _ => self.exhausted_iter_of(iterable, want),
        };
        if *want == Ty::I64 {
            let iter = self.into_iter(iter);
            return Expr::new(
                ExprKind::Op {
                    spelling: crate::ir::Spelling::Method("sum::<i64>".to_owned()),
                    args: vec![(iter, Mode::OwnReceiver)],
                    runtime: false,
                },
                Ty::I64,
            );
        }
        Expr::path("seq::sum", vec![(iter, Mode::Own)], Ty::Int)
    }

    /// The items of an iterable of numbers of whatever kind, for what takes all kinds.
    fn iter_numbers(&mut self, iterable: &ast::Expr) -> Expr {
        self.exhausted = Some(iterable.id);
        self.iter_expr(iterable)
    }

    /// `sum(items, start)`.
    fn sum_from(&mut self, iterable: &ast::Expr, start: &ast::Expr, want: &Ty) -> Expr {
        if matches!(want, Ty::I64 | Ty::Int) {
            let total = self.sum(iterable, want);
            let start = self.expr(start);
            return self.binary(ast::BinOp::Add, total, start, want);
        }
        let iter = self.iter_numbers(iterable);
        let start = self.value(start, &Ty::Num);
        let args = vec![(iter, Mode::Own), (start, Mode::Own)];
        let total = Expr::path("seq::sum_from", args, Ty::Num);
        self.number(total, want)
    }

    fn any_all(&mut self, name: &str, iterable: &ast::Expr) -> Expr {
        if let Some(search) = self.generator_search(name, iterable) {
            return search;
        }
        let iter = self.iter_expr(iterable);
        let Ty::Iter(item) = iter.ty.clone() else {
            unreachable!("iter_expr gives iterators")
        };
        let var = self.temp("item", (*item).clone());
        let truth = self.truth(Expr::var(var, *item));
        let mut adapted = self.adapt(iter, name, Pattern::Var(var), truth, Ty::Bool);
        adapted.ty = Ty::Bool;
        if let ExprKind::Op { args, .. } = &mut adapted.kind {
            args[0].1 = Mode::OwnReceiver;
        }
        adapted
    }

    fn reversed(&mut self, arg: &ast::Expr, want: Ty) -> Expr {
        let arg = self.expr(arg);
        if arg.ty == Ty::Str {
            let bound = Ty::Option(Box::new(Ty::I64));
            let none = || (Expr::new(ExprKind::NoneOption, bound.clone()), Mode::Own);
            let back = Expr::new(ExprKind::Some(Box::new(Expr::int(-1))), bound.clone());
            let text = Expr::method(
                arg,
                "slice",
                vec![none(), none(), (back, Mode::Own)],
                Ty::Str,
            );
            return Expr::method(text, "py_chars", vec![], want);
        }
        let arg = match (&arg.ty, &want) {
            (Ty::Tuple(_), Ty::Iter(item)) => {
                let tuple = Ty::VarTuple(item.clone());
                self.coerce(arg, &tuple)
            }
            _ => arg,
        };
        let name = match &arg.ty {
            Ty::VarTuple(_) => "items_reversed",
            Ty::Dict(..) => "keys_reversed",
            _ => "iter_reversed",
        };
        Expr::method(arg, name, vec![], want)
    }

    fn collect(&mut self, _name: &str, args: &[ast::Expr], want: Ty) -> Expr {
        let (new, from, item) = match &want {
            Ty::List(item) => ("List::new", "List::from_iter", (**item).clone()),
            Ty::Set(item) => ("Set::new", "Set::from_iter", (**item).clone()),
            Ty::VarTuple(item) => ("Tuple::from", "Tuple::from_iter", (**item).clone()),
            _ => unreachable!("inference made it a container"),
        };
        match args.first() {
            None if matches!(want, Ty::VarTuple(_)) => {
                let array = Expr::items(crate::ir::Spelling::Array, vec![], Ty::Unit);
                Expr::path(new, vec![(array, Mode::Own)], want)
            }
            None => Expr::path(new, vec![], want),
            Some(arg) => {
                let iter = self.exhausted_iter_of(arg, &item);
                Expr::path(from, vec![(iter, Mode::Own)], want)
            }
        }
    }

    pub(super) fn zip(&mut self, args: &[ast::Expr], want: &Ty) -> Expr {
        let Ty::Iter(item) = want else {
            unreachable!("inference made it an iterator")
        };
        let Ty::Tuple(parts) = (**item).clone() else {
            unreachable!("of tuples")
        };
        let iters: Vec<Expr> = args
            .iter()
            .zip(&parts)
            .map(|(arg, part)| self.source_of(arg, part))
            .collect();
        match iters.len() {
            1 => {
                let var = self.temp("item", parts[0].clone());
                let body = Expr::items(
                    crate::ir::Spelling::Tuple,
                    vec![Expr::var(var, parts[0].clone())],
                    (**item).clone(),
                );
                let iter = iters.into_iter().next().expect("one");
                self.adapt(iter, "map", Pattern::Var(var), body, (**item).clone())
            }
            2 => {
                let mut iters = iters.into_iter();
                let (first, second) = (iters.next().expect("two"), iters.next().expect("two"));
                self.std_adapter(first, "zip", vec![second], want.clone())
            }
            _ => self.zip_many(iters, &parts, want),
        }
    }

    /// Arrays have no iterator methods of their own.
    pub(super) fn into_iter(&mut self, iter: Expr) -> Expr {
        let is_array = matches!(
            &iter.kind,
            ExprKind::Op {
                spelling: crate::ir::Spelling::Array,
                ..
            }
        );
        if !is_array {
            return iter;
        }
        let ty = iter.ty.clone();
        Expr::new(
            ExprKind::Op {
                spelling: crate::ir::Spelling::Method("into_iter".to_owned()),
                args: vec![(iter, Mode::OwnReceiver)],
                runtime: false,
            },
            ty,
        )
    }

    fn zip_many(&mut self, iters: Vec<Expr>, parts: &[Ty], want: &Ty) -> Expr {
        let mut pattern: Option<Pattern> = None;
        let mut zipped: Option<Expr> = None;
        let mut vars = Vec::new();
        for (iter, part) in iters.into_iter().zip(parts) {
            let var = self.temp("item", part.clone());
            vars.push(Expr::var(var, part.clone()));
            pattern = Some(match pattern {
                None => Pattern::Var(var),
                Some(before) => Pattern::Tuple(vec![before, Pattern::Var(var)]),
            });
            zipped = Some(match zipped {
                None => iter,
                Some(before) => self.std_adapter(before, "zip", vec![iter], want.clone()),
            });
        }
        let tuple = Expr::items(crate::ir::Spelling::Tuple, vars, Ty::Tuple(parts.to_vec()));
        let (pattern, zipped) = (
            pattern.expect("at least three"),
            zipped.expect("at least three"),
        );
        self.adapt(zipped, "map", pattern, tuple, Ty::Tuple(parts.to_vec()))
    }

    fn map_filter(&mut self, whole: &ast::Expr, name: &str, args: &[ast::Expr], want: &Ty) -> Expr {
        let is_exhausted = self.exhausted == Some(whole.id);
        let Ty::Iter(result) = want.clone() else {
            unreachable!("inference made it an iterator")
        };
        if args.len() > 2 {
            let (iter, mut pattern, items) = self.zipped(&args[1..]);
            let tys: Vec<Ty> = items.iter().map(|item| item.ty.clone()).collect();
            let inlined = match &args[0].kind {
                ast::ExprKind::Lambda(lambda) => self.inline_lambda(&args[0], lambda, &tys),
                _ => None,
            };
            let call = match inlined {
                Some((vars, body)) => {
                    super::callback::rename(&mut pattern, &mut vars.into_iter());
                    body
                }
                None => self.callback(&args[0], items),
            };
            let body = self.coerce(call, &result);
            return self.adapt(iter, "map", pattern, body, *result);
        }
        let iter = self.iter_expr(&args[1]);
        let Ty::Iter(item) = iter.ty.clone() else {
            unreachable!("iter_expr gives iterators")
        };
        let (var, call) = if is_none_literal(&args[0]) {
            let var = self.temp("item", (*item).clone());
            (var, Expr::var(var, (*item).clone()))
        } else {
            self.callback_body(&args[0], &item)
        };
        if is_exhausted && self.is_guarded() {
            return self.filled_map(name, iter, (var, call), &result, want);
        }
        if name == "map" {
            let body = self.coerce(call, &result);
            return self.adapt(iter, "map", Pattern::Var(var), body, *result);
        }
        let truth = self.truth(call);
        let mut filtered = self.adapt(iter, "filter", Pattern::ByRef(var), truth, *result);
        filtered.ty = want.clone();
        filtered
    }

    fn ordering(
        &mut self,
        name: &str,
        args: &[ast::Expr],
        keywords: &[Keyword],
        want: &Ty,
    ) -> Expr {
        let find = |wanted: &str| {
            keywords.iter().find(|keyword| {
                keyword
                    .name
                    .as_ref()
                    .is_some_and(|name| name.name == wanted)
            })
        };
        let default = find("default").map(|keyword| self.value(&keyword.value, want));
        let wanted = match want {
            Ty::List(item) if name == "sorted" => (**item).clone(),
            other => other.clone(),
        };
        // A key gets the items as they are, whatever becomes of the result.
        let given = match (args, find("key")) {
            ([only], Some(_)) if default.is_none() => self.item_ty(only),
            _ => None,
        };
        let item = given.unwrap_or(wanted);
        let iter = if let [only] = args {
            self.exhausted_iter_of(only, &item)
        } else {
            let parts = args.iter().map(|arg| self.value(arg, &item)).collect();
            Expr::items(
                crate::ir::Spelling::Array,
                parts,
                Ty::Iter(Box::new(item.clone())),
            )
        };
        let reverse = find("reverse").map(|keyword| self.value(&keyword.value, &Ty::Bool));
        let mut parts = vec![(iter, Mode::Own)];
        let key = find("key");
        if let Some(keyword) = key {
            let (var, body) = self.callback_body(&keyword.value, &item);
            let ty = body.ty.clone();
            parts.push((
                Expr::new(
                    ExprKind::Inline {
                        params: vec![Pattern::Var(var)],
                        body: Box::new(body),
                    },
                    ty,
                ),
                Mode::Own,
            ));
        }
        if let Some(default) = default {
            parts.push((default, Mode::Own));
            return Expr::path(&format!("seq::{name}_or"), parts, want.clone());
        }
        let path = match (name, key.is_some(), reverse.is_some()) {
            ("sorted", false, false) => "sorted",
            ("sorted", false, true) => "sorted_reverse",
            ("sorted", true, _) => "sorted_by_key",
            ("min", false, _) => "min",
            ("min", true, _) => "min_by_key",
            ("max", false, _) => "max",
            _ => "max_by_key",
        };
        if name == "sorted" && (key.is_some() || reverse.is_some()) {
            let reverse = reverse.unwrap_or_else(|| Expr::new(ExprKind::Bool(false), Ty::Bool));
            parts.push((reverse, Mode::Own));
        }
        let made = match want {
            Ty::List(_) if name == "sorted" => Ty::List(Box::new(item)),
            _ => item,
        };
        let found = Expr::path(&format!("seq::{path}"), parts, made);
        self.fresh(found, want)
    }
}

/// The function that gives an integer of the size that is wanted.
pub(super) fn sized(want: &Ty, small: &'static str, any: &'static str) -> &'static str {
    if *want == Ty::Int { any } else { small }
}

/// `int(text)`.
pub(super) fn parsed(text: Expr, want: &Ty) -> Expr {
    if *want == Ty::Int {
        let args = vec![(text, Mode::Ref), (Expr::int(10), Mode::Own)];
        return Expr::path("text::parse_int", args, Ty::Int);
    }
    Expr::path("int_from_text", vec![(text, Mode::Ref)], Ty::I64)
}

pub(super) fn is_none_literal(expr: &ast::Expr) -> bool {
    matches!(expr.kind, ast::ExprKind::Constant(ast::Constant::None))
}
