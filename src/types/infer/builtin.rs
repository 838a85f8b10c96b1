//! Calls of builtin functions by name, with a rule each; without one the call is made on `Value`s.

use super::Infer;
use super::expr::is_shown;
use super::merged::parts_of_call;
use crate::library::answers;
use crate::syntax::ast::{Expr, ExprKind, Keyword};
use crate::types::{Target, Ty};

impl Infer<'_> {
    /// `name(args, keywords)` for a name that means the builtin.
    pub(super) fn builtin_call(
        &mut self,
        call: &Expr,
        name: &str,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Ty {
        if name == "callable"
            && keywords.is_empty()
            && let Some(ty) = self.is_callable(call, args)
        {
            return ty;
        }
        let takes_function = matches!(name, "map" | "filter");
        let arg_tys: Vec<Ty> = args
            .iter()
            .enumerate()
            .map(|(index, arg)| match index {
                0 if takes_function => self.callback_expr(arg),
                _ => self.expr(arg),
            })
            .collect();
        let keyword_tys: Vec<Ty> = keywords
            .iter()
            .map(|keyword| match &keyword.name {
                Some(name) if name.name == "key" => self.callback_expr(&keyword.value),
                _ => self.expr(&keyword.value),
            })
            .collect();
        let arg_tys = self.needed_argument(name, args, arg_tys, keywords);
        if arg_tys.iter().any(|ty| matches!(ty, Ty::Never)) && !self.force {
            return Ty::Never;
        }
        let arg_tys = self.builtin_records(name, arg_tys, keywords);
        let has_star = args
            .iter()
            .any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
            || keywords.iter().any(|keyword| keyword.name.is_none());
        let rule = if has_star {
            match name {
                "zip" if keywords.is_empty() => self.zip_rows(call, args, &arg_tys),
                "print" => self.print_items(args, &arg_tys, keywords, &keyword_tys),
                _ => None,
            }
        } else {
            self.builtin_rule(call, name, args, &arg_tys, keywords, &keyword_tys)
        };
        let rule = match rule {
            Some(Ty::Iter(item)) if !self.consumed.contains(&call.id) => {
                self.keep(call, name, (args, &arg_tys), &item)
            }
            rule => rule,
        };
        if let Some(ty) = rule {
            self.set_target(call, Target::Builtin);
            for value in args
                .iter()
                .chain(keywords.iter().map(|keyword| &keyword.value))
            {
                self.does_without_lambda(value);
            }
            return ty;
        }
        for keyword in keywords {
            if keyword.name.as_ref().is_some_and(|name| name.name == "key") {
                self.wish_for_lambda(&keyword.value);
            }
        }
        if let (true, Some(func)) = (takes_function, args.first()) {
            self.wish_for_lambda(func);
        }
        for value in args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value))
        {
            if super::callback::method_callback(self.names, value).is_some() {
                self.expr(value);
            }
        }
        let values = args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value));
        for (value, ty) in values.zip(arg_tys.iter().chain(&keyword_tys)) {
            if answers::only_looks(name) {
                self.look_at(value, ty);
            } else {
                self.types.store.to_value(ty);
            }
        }
        self.set_target(call, Target::Dynamic);
        self.forget_shared();
        self.answer(call, answers::of_builtin(name))
    }

    fn builtin_rule(
        &mut self,
        call: &Expr,
        name: &str,
        args: &[Expr],
        tys: &[Ty],
        keywords: &[Keyword],
        keyword_tys: &[Ty],
    ) -> Option<Ty> {
        if name == "print" {
            return self.print(tys, keywords, keyword_tys);
        }
        if matches!(name, "sorted" | "min" | "max") {
            return self.ordering(call, name, args, tys, keywords, keyword_tys);
        }
        if name == "enumerate" {
            return self.enumerate(tys, keywords, keyword_tys);
        }
        if name == "dict" {
            if !keywords.is_empty()
                && let Some(parts) = parts_of_call(args, keywords)
                && let Some(ty) = self.merged(call, &parts)
            {
                return Some(ty);
            }
            let tys: Vec<Ty> = match keywords {
                [] => tys.to_vec(),
                _ => tys.iter().map(|ty| self.types.store.plain(ty)).collect(),
            };
            return self.dict_call(call, &tys, keywords, keyword_tys);
        }
        if !keywords.is_empty() {
            return None;
        }
        if let Some(ty) = self.exception_call(name, tys) {
            return Some(ty);
        }
        match (name, tys) {
            (
                "len",
                [
                    Ty::Str
                    | Ty::Bytes
                    | Ty::List(_)
                    | Ty::Dict(..)
                    | Ty::Record(_)
                    | Ty::Set(_)
                    | Ty::Deque(_)
                    | Ty::VarTuple(_)
                    | Ty::Tuple(_)
                    | Ty::Range
                    | Ty::Iter(_)
                    | Ty::View(..)
                    | Ty::Value,
                ],
            ) => Some(Ty::Int),
            ("range", [_] | [_, _] | [_, _, _]) if tys.iter().all(super::target::is_index) => {
                let is_big = tys.iter().any(|ty| matches!(ty, Ty::Big));
                Some(if is_big {
                    Ty::Iter(Box::new(Ty::Big))
                } else {
                    Ty::Range
                })
            }
            ("str" | "repr", [ty]) => {
                if !self.shows(ty) {
                    self.types.store.to_value(ty);
                }
                Some(Ty::Str)
            }
            ("str", []) => Some(Ty::Str),
            ("bytes", [] | [Ty::Int | Ty::Bytes] | [Ty::Str, Ty::Str]) => Some(Ty::Bytes),
            ("bytes", [items]) if self.static_item_of(items) == Some(Ty::Int) => Some(Ty::Bytes),
            ("isinstance", [value, _]) => self.is_instance(call, args, value),
            ("type", [value]) => self.type_of(value),
            ("int", []) => Some(Ty::Int),
            ("int" | "round", [Ty::Int | Ty::Bool]) => Some(Ty::Int),
            ("int" | "round", [Ty::Big | Ty::Num]) => Some(Ty::Big),
            ("round", [Ty::Num, Ty::Int]) => Some(Ty::Num),
            ("int", [Ty::Str | Ty::Float]) | ("round", [Ty::Float]) => {
                Some(self.grown_node(call.id, &Ty::Int))
            }
            ("divmod", [left, right]) => self.divmod(call, left, right),
            ("pow", [left, right]) => self.static_power(call, left, right, args),
            ("float", [Ty::Int | Ty::Bool | Ty::Float | Ty::Num | Ty::Str]) => Some(Ty::Float),
            ("bool", [ty]) => {
                if !is_shown(ty) {
                    self.types.store.to_value(ty);
                }
                Some(Ty::Bool)
            }
            ("abs", [Ty::Int | Ty::Bool]) => Some(Ty::Int),
            ("abs", [Ty::Big]) => Some(Ty::Big),
            ("abs", [Ty::Num]) => Some(Ty::Num),
            ("abs", [Ty::Float]) => Some(Ty::Float),
            ("round", [Ty::Float, Ty::Int]) => Some(Ty::Float),
            ("round", [Ty::Int | Ty::Big, Ty::Int]) | ("int", [Ty::Str, Ty::Int]) => Some(Ty::Big),
            ("pow", [left, right, modulus]) if [left, right, modulus].into_iter().all(is_int) => {
                Some(Ty::Big)
            }
            ("input", [] | [Ty::Str]) => Some(Ty::Str),
            ("ord", [Ty::Str]) => Some(Ty::Int),
            ("chr", [Ty::Int]) => Some(Ty::Str),
            ("bin" | "oct" | "hex", [Ty::Int | Ty::Bool | Ty::Big]) => Some(Ty::Str),
            ("sum", [iterable]) => self.sum(call, iterable),
            ("sum", [iterable, start]) if is_int(start) => match self.sum(call, iterable)? {
                Ty::Int => Some(self.grown_node(call.id, start)),
                other => Some(other),
            },
            ("sum", [iterable, Ty::Float]) => {
                let is_mixed = matches!(
                    self.static_item_of(iterable)?,
                    Ty::Int | Ty::Big | Ty::Float | Ty::Num | Ty::Never
                );
                is_mixed.then_some(Ty::Float)
            }
            ("any" | "all", [iterable]) => {
                let item = self.static_item_of(iterable)?;
                if !is_shown(&item) {
                    self.types.store.to_value(&item);
                }
                Some(Ty::Bool)
            }
            ("list", []) => Some(Ty::List(self.site(call.id, 0))),
            ("list", [iterable]) => {
                let item = self.walked_item_of(iterable)?;
                let slot = self.site(call.id, 0);
                self.types.store.flow(&item, slot);
                Some(Ty::List(slot))
            }
            ("tuple", [iterable]) => {
                let item = self.walked_item_of(iterable)?;
                Some(Ty::VarTuple(Box::new(item)))
            }
            ("set", []) => Some(Ty::Set(self.site(call.id, 0))),
            ("set", [iterable]) => {
                let item = self.walked_item_of(iterable)?;
                let slot = self.site(call.id, 0);
                self.types.store.flow(&item, slot);
                self.hashable(slot);
                Some(Ty::Set(slot))
            }
            ("next", _) => self.next_call(args, tys),
            ("iter", [iterable]) => self.iter_call(call, iterable),
            ("iter", [_, _]) => self.calls_until(call, args, tys),
            ("reversed", [Ty::List(slot) | Ty::Deque(slot)]) => {
                Some(Ty::Iter(Box::new(self.types.store.contents(*slot))))
            }
            ("reversed", [Ty::VarTuple(item)]) => Some(Ty::Iter(item.clone())),
            ("reversed", [sequence @ (Ty::Tuple(_) | Ty::Dict(..) | Ty::View(..))]) => {
                let item = self.static_item_of(sequence)?;
                Some(Ty::Iter(Box::new(item)))
            }
            ("reversed", [Ty::Range]) => Some(Ty::Iter(Box::new(Ty::Int))),
            ("reversed", [Ty::Str]) => Some(Ty::Iter(Box::new(Ty::Str))),
            ("zip", [_, ..]) if tys.len() <= super::expr::MAX_TUPLE => {
                let mut items = Vec::new();
                for ty in tys {
                    items.push(self.walked_item_of(ty)?);
                }
                Some(Ty::Iter(Box::new(Ty::Tuple(items))))
            }
            ("map", [_, _, ..]) => self.map_call(args, tys),
            ("filter", [_, _]) if super::construct::is_none(&args[0]) => {
                self.filter_true(args, tys)
            }
            ("filter", [func, iterable]) => {
                let item = self.static_item_of(iterable)?;
                self.callback_of(&args[0], func, std::slice::from_ref(&item))?;
                Some(Ty::Iter(Box::new(item)))
            }
            _ => None,
        }
    }

    fn print(&mut self, tys: &[Ty], keywords: &[Keyword], keyword_tys: &[Ty]) -> Option<Ty> {
        for (keyword, ty) in keywords.iter().zip(keyword_tys) {
            let name = &keyword.name.as_ref()?.name;
            let is_static = match name.as_str() {
                "sep" | "end" => matches!(ty, Ty::Str),
                "file" => self
                    .types
                    .imports
                    .item(self.names, &keyword.value)
                    .is_some_and(|item| {
                        matches!(item.dotted().as_str(), "sys.stdout" | "sys.stderr")
                    }),
                "flush" => matches!(
                    keyword.value.kind,
                    ExprKind::Constant(crate::syntax::ast::Constant::Bool(_))
                ),
                _ => false,
            };
            if !is_static {
                return None;
            }
        }
        for ty in tys {
            if !self.shows(ty) {
                self.types.store.to_value(ty);
            }
        }
        Some(Ty::None)
    }

    /// `print(*items)`, `print(*first, "and", *second)`.
    fn print_items(
        &mut self,
        args: &[Expr],
        tys: &[Ty],
        keywords: &[Keyword],
        keyword_tys: &[Ty],
    ) -> Option<Ty> {
        let mut shown = Vec::new();
        for (arg, ty) in args.iter().zip(tys) {
            match (&arg.kind, ty) {
                (ExprKind::Starred(_), Ty::Tuple(parts)) => shown.extend(parts.iter().cloned()),
                // What is no iterable is told so in other words than elsewhere.
                (ExprKind::Starred(_), Ty::Value) => return None,
                (ExprKind::Starred(_), _) => shown.push(self.static_item_of(ty)?),
                _ => shown.push(ty.clone()),
            }
        }
        self.print(&shown, keywords, keyword_tys)
    }

    fn sum(&mut self, call: &Expr, iterable: &Ty) -> Option<Ty> {
        match self.static_item_of(iterable)? {
            Ty::Never => Some(Ty::Int),
            Ty::Int | Ty::Bool => Some(self.grown_node(call.id, &Ty::Int)),
            Ty::Big => Some(Ty::Big),
            Ty::Float | Ty::Num => Some(Ty::Num),
            _ => None,
        }
    }

    /// `divmod` of integers.
    fn divmod(&mut self, call: &Expr, left: &Ty, right: &Ty) -> Option<Ty> {
        if !is_int(left) || !is_int(right) {
            return None;
        }
        let part = self.types.store.join(left, right);
        let part = self.grown_node(call.id, &part);
        Some(Ty::Tuple(vec![part.clone(), part]))
    }

    /// `pow` of numbers, as `**` of them.
    fn static_power(&mut self, call: &Expr, left: &Ty, right: &Ty, args: &[Expr]) -> Option<Ty> {
        let is_number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Big | Ty::Num | Ty::Float);
        if !is_number(left) || !is_number(right) {
            return None;
        }
        let op = crate::syntax::ast::BinOp::Pow;
        let ty = self.binary(call.id, op, left, right, (&args[0], &args[1]));
        (ty != Ty::Value).then_some(ty)
    }

    /// `sorted`, `min`, `max` with `key` and `reverse`.
    fn ordering(
        &mut self,
        call: &Expr,
        name: &str,
        args: &[Expr],
        tys: &[Ty],
        keywords: &[Keyword],
        keyword_tys: &[Ty],
    ) -> Option<Ty> {
        let item = match tys {
            [iterable] => self.walked_item_of(iterable)?,
            [_, _, ..] if name != "sorted" => {
                let first = tys[0].clone();
                let is_number = |ty: &Ty| is_int(ty) || matches!(ty, Ty::Num | Ty::Float);
                if !tys
                    .iter()
                    .all(|ty| *ty == first || (is_number(ty) && is_number(&first)))
                {
                    return None;
                }
                let mut joined = Ty::Never;
                for ty in tys {
                    joined = self.types.store.join(&joined, ty);
                }
                joined
            }
            _ => return None,
        };
        let mut compared = item.clone();
        let mut result = item.clone();
        for (keyword, ty) in keywords.iter().zip(keyword_tys) {
            match keyword.name.as_ref()?.name.as_str() {
                "key" if args.len() == 1 && self.is_own_lookup(&keyword.value, &args[0]) => {
                    compared = self.own_lookup(&keyword.value, &tys[0])?;
                }
                "default" if name != "sorted" && args.len() == 1 && keywords.len() == 1 => {
                    result = self.types.store.join(&item, ty);
                    let is_small = matches!((&item, ty), (Ty::Big, Ty::Int));
                    if !matches!(item, Ty::Never) && result != item && !is_small {
                        return None;
                    }
                }
                "key" => {
                    compared = self.callback_of(&keyword.value, ty, std::slice::from_ref(&item))?;
                }
                "reverse" if name == "sorted" && matches!(ty, Ty::Bool) => {}
                _ => return None,
            }
        }
        if !matches!(compared, Ty::Never) && !self.is_comparable(&compared, &compared.clone(), true)
        {
            return None;
        }
        if name != "sorted" {
            return Some(result);
        }
        let slot = self.site(call.id, 0);
        self.types.store.flow(&item, slot);
        Some(Ty::List(slot))
    }

    fn enumerate(&mut self, tys: &[Ty], keywords: &[Keyword], keyword_tys: &[Ty]) -> Option<Ty> {
        let start = match (tys, keywords) {
            ([_], []) => &Ty::Int,
            ([_, start], []) => start,
            ([_], [keyword]) if keyword.name.as_ref()?.name == "start" => &keyword_tys[0],
            _ => return None,
        };
        if !matches!(start, Ty::Int | Ty::Bool) {
            return None;
        }
        let item = self.walked_item_of(&tys[0])?;
        Some(Ty::Iter(Box::new(Ty::Tuple(vec![Ty::Int, item]))))
    }
}

fn is_int(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Big)
}
