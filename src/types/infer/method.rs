//! Method calls on builtin types: rows of the library table.

use super::Infer;
use super::needed::Need;
use super::reflect::class_of;
use crate::library::{Mode, ROWS, Receiver, Row, SigTy, answers};
use crate::syntax::ast::{Expr, Keyword};
use crate::types::{Slot, Target, Ty};

impl Infer<'_> {
    /// `receiver.name(args)`.
    pub(super) fn method_call(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Ty {
        let arg_tys: Vec<Ty> = args.iter().map(|arg| self.expr(arg)).collect();
        let keyword_tys: Vec<Ty> = keywords
            .iter()
            .map(|keyword| self.expr(&keyword.value))
            .collect();
        if matches!(receiver, Ty::Never) && !self.force {
            return Ty::Never;
        }
        let arg_tys = match (receiver, name, args) {
            (Ty::Str, "join", [parts]) | (Ty::List(_), "extend", [parts]) => {
                let need = if name == "join" {
                    Need::Joined
                } else {
                    Need::Items
                };
                arg_tys
                    .into_iter()
                    .map(|ty| self.needed(parts, ty, need))
                    .collect()
            }
            _ => arg_tys,
        };
        if keywords.is_empty()
            && let Some(ty) = self.record_method(call, receiver, name, args)
        {
            return ty;
        }
        if name == "update"
            && let Some(ty) = self.record_update(call, receiver, args, keywords)
        {
            return ty;
        }
        let receiver = &self.types.store.plain(receiver);
        let arg_tys: Vec<Ty> = match receiver {
            Ty::List(_) | Ty::Dict(..) if name != "update" => arg_tys,
            _ => arg_tys
                .iter()
                .map(|ty| self.types.store.plain(ty))
                .collect(),
        };
        let has_star = args
            .iter()
            .any(|arg| matches!(arg.kind, crate::syntax::ast::ExprKind::Starred(_)));
        let named: Option<Vec<&str>> = keywords
            .iter()
            .map(|keyword| keyword.name.as_ref().map(|name| name.name.as_str()))
            .collect();
        if let Some(named) = named
            && !has_star
        {
            if keywords.is_empty()
                && let Some(ty) = self.view(call, receiver, name, args)
            {
                return ty;
            }
            if keywords.is_empty()
                && let Some(ty) = self.view_method(call, receiver, name, &arg_tys)
            {
                return ty;
            }
            if name == "update" && self.may_count(receiver) {
                return match self.update_counts(call, receiver, &arg_tys, keywords) {
                    Some(ty) => ty,
                    None => self.dynamic_method(call, receiver, name, &arg_tys, &keyword_tys),
                };
            }
            if matches!((receiver, name), (Ty::Str, "startswith" | "endswith"))
                && let ([Ty::Tuple(parts)], []) = (&arg_tys[..], &keyword_tys[..])
                && matches!(args[0].kind, crate::syntax::ast::ExprKind::Tuple(_))
                && !parts.is_empty()
                && parts.iter().all(|part| matches!(part, Ty::Str))
            {
                self.instance_mut().rows.remove(&call.id);
                self.set_target(call, Target::Method);
                return Ty::Bool;
            }
            if let (Ty::Tuple(_) | Ty::VarTuple(_), "index" | "count", [sought], []) =
                (receiver, name, &arg_tys[..], &keyword_tys[..])
                && self.is_static_membership(sought, receiver)
            {
                self.instance_mut().rows.remove(&call.id);
                self.set_target(call, Target::Method);
                return Ty::Int;
            }
            if name == "format"
                && let Some(ty) = self.format_call(call, args, keywords)
            {
                return ty;
            }
            if let (Ty::Dict(keys, values), "get" | "pop", [key, default], []) =
                (receiver, name, &arg_tys[..], &keyword_tys[..])
                && self.is_other_default(*values, default)
                && self.lookup_fits(key, *keys)
            {
                self.instance_mut().rows.remove(&call.id);
                self.set_target(call, Target::Method);
                let value = self.types.store.contents(*values);
                return self.types.store.join(&value, default);
            }
            if let (Ty::Dict(..), "update", [other @ Ty::Dict(..)], [_, ..]) =
                (receiver, name, &arg_tys[..], &keyword_tys[..])
                && self.is_like(receiver, other)
                && let Some(ty) = self.update_by_name(call, receiver, keywords, &keyword_tys)
            {
                return ty;
            }
            if keywords.is_empty()
                && args.len() > 1
                && let Some(ty) = self.set_by_set(call, receiver, name, args, &arg_tys)
            {
                return ty;
            }
            if name == "update"
                && args.is_empty()
                && let Some(ty) = self.update_by_name(call, receiver, keywords, &keyword_tys)
            {
                return ty;
            }
            if let Some(kind) = receiver_kind(receiver) {
                let tys: Vec<Ty> = arg_tys.iter().chain(&keyword_tys).cloned().collect();
                for id in ROWS.method(kind, name) {
                    let row = ROWS.row(*id);
                    if name == "most_common" && !self.has_ordered_values(receiver) {
                        continue;
                    }
                    if matches!(name, "subtract" | "total" | "elements")
                        && !self.counts_statically(call, receiver, name, &tys)
                    {
                        continue;
                    }
                    if is_kept_apart(receiver, row, &tys) {
                        continue;
                    }
                    let keyword_params = row.params.iter().filter_map(|param| param.keyword);
                    if keyword_params.eq(named.iter().copied())
                        && self.row_fits(receiver, row, &tys)
                    {
                        if name == "sort" {
                            self.order_contents(receiver);
                        }
                        self.instance_mut().rows.insert(call.id, *id);
                        self.set_target(call, Target::Method);
                        return self.row_result(call, receiver, row);
                    }
                }
            }
        }
        if name == "sort"
            && args.is_empty()
            && !keywords.is_empty()
            && self.sorts(receiver, keywords, &keyword_tys)
        {
            self.instance_mut().rows.remove(&call.id);
            self.set_target(call, Target::Method);
            return Ty::None;
        }
        self.dynamic_method(call, receiver, name, &arg_tys, &keyword_tys)
    }

    /// Whether a default is of another type than the values of a dict: `ages.get(name, 'unknown')`. It is given back, but does
    /// not sit in the dict, so what the dict holds stays what it is.
    fn is_other_default(&self, values: Slot, default: &Ty) -> bool {
        let value = self.types.store.contents(values);
        let is_scalar = |ty: &Ty| {
            matches!(
                ty,
                Ty::Bool | Ty::Int | Ty::Big | Ty::Float | Ty::Str | Ty::None
            )
        };
        let is_number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Big | Ty::Float);
        match (&value, default) {
            (Ty::Never | Ty::None | Ty::Option(_) | Ty::Value | Ty::Func(_), _) => false,
            (_, Ty::None) => true,
            _ if !is_scalar(&value) || !is_scalar(default) || value == *default => false,
            (one, two) => !(is_number(one) && is_number(two)),
        }
    }

    /// `one.union(two, three)`: a call for each argument, whose rows are noted for the arguments.
    fn set_by_set(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        args: &[Expr],
        tys: &[Ty],
    ) -> Option<Ty> {
        if !matches!(receiver, Ty::Set(_)) {
            return None;
        }
        let (first, others) = steps(name)?;
        for (index, (arg, ty)) in args.iter().zip(tys).enumerate() {
            let name = if index == 0 { first } else { others };
            let tys = std::slice::from_ref(ty);
            let fitting = ROWS.method(Receiver::Set, name).iter().find(|id| {
                let row = ROWS.row(**id);
                !is_kept_apart(receiver, row, tys) && self.row_fits(receiver, row, tys)
            });
            let id = *fitting?;
            self.instance_mut().rows.insert(arg.id, id);
        }
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(match name {
            "update" | "difference_update" => Ty::None,
            _ => self.types.store.normal(receiver),
        })
    }

    /// Whether `receiver.sort(key=…, reverse=…)` is understood: a key that gives what has an order.
    fn sorts(&mut self, receiver: &Ty, keywords: &[Keyword], keyword_tys: &[Ty]) -> bool {
        let Ty::List(slot) = receiver else {
            return false;
        };
        let item = self.types.store.contents(*slot);
        let mut compared = item.clone();
        let mut has_key = false;
        for (keyword, ty) in keywords.iter().zip(keyword_tys) {
            match keyword.name.as_ref().map(|name| name.name.as_str()) {
                Some("key") => {
                    let key = self.callback_of(&keyword.value, ty, std::slice::from_ref(&item));
                    let Some(key) = key else {
                        return false;
                    };
                    compared = key;
                    has_key = true;
                }
                Some("reverse") if matches!(ty, Ty::Bool) => {
                    if keywords.len() == 1 && !is_literal(&keyword.value) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        if !has_key {
            self.order_contents(receiver);
        }
        matches!(compared, Ty::Never) || self.is_comparable(&compared, &compared.clone(), true)
    }

    /// A call that only running it understands.
    fn dynamic_method(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        arg_tys: &[Ty],
        keyword_tys: &[Ty],
    ) -> Ty {
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Dynamic);
        for ty in arg_tys.iter().chain(keyword_tys) {
            self.types.store.to_value(ty);
        }
        self.types.store.to_value(receiver);
        self.forget_shared();
        let answer = class_of(receiver).and_then(|class| answers::of_method(class, name));
        self.answer(call, answer)
    }

    /// The type of what a call on `Value`s gives, where that is known.
    pub(super) fn answer(&mut self, call: &Expr, answer: Option<SigTy>) -> Ty {
        match answer {
            Some(sig) => self.sig_ty(call, &Ty::Value, &sig),
            None => Ty::Value,
        }
    }

    /// Contents that Rust cannot order as Python does become `Value`s.
    pub(super) fn order_contents(&mut self, receiver: &Ty) {
        if let Ty::List(slot) = receiver {
            let contents = self.types.store.contents(*slot);
            if !matches!(contents, Ty::Never) && !self.is_comparable(&contents, &contents, true) {
                self.types.store.flow(&Ty::Value, *slot);
            }
        }
    }

    fn has_ordered_values(&mut self, receiver: &Ty) -> bool {
        let Ty::Dict(_, slot) = receiver else {
            return false;
        };
        matches!(
            self.types.store.contents(*slot),
            Ty::Int | Ty::Big | Ty::Value | Ty::Never
        )
    }

    /// Whether arguments of these types fit the row; if they do, they flow in.
    pub(super) fn row_fits(&mut self, receiver: &Ty, row: &Row, tys: &[Ty]) -> bool {
        let fits = row.params.len() == tys.len()
            && row
                .params
                .iter()
                .zip(tys)
                .all(|(param, ty)| self.row_accepts(receiver, &param.ty, param.mode, ty));
        if fits {
            for (param, ty) in row.params.iter().zip(tys) {
                self.row_flow(receiver, &param.ty, param.mode, ty);
            }
        }
        fits
    }

    fn row_accepts(&mut self, receiver: &Ty, sig: &SigTy, mode: Mode, ty: &Ty) -> bool {
        if matches!(ty, Ty::Never) {
            return true;
        }
        match sig {
            SigTy::Int => matches!(ty, Ty::Int | Ty::Bool),
            SigTy::Big => matches!(ty, Ty::Int | Ty::Bool | Ty::Big),
            SigTy::Float | SigTy::Real => matches!(ty, Ty::Float),
            SigTy::Bool => matches!(ty, Ty::Bool),
            SigTy::Str => matches!(ty, Ty::Str),
            SigTy::Bytes => matches!(ty, Ty::Bytes),
            SigTy::None => matches!(ty, Ty::None),
            SigTy::Elem | SigTy::Key | SigTy::Val => match mode {
                Mode::Own => true,
                Mode::Ref => match element_slot(receiver, sig) {
                    Some(slot) => self.lookup_fits(ty, slot),
                    None => false,
                },
            },
            // A mapping is no iterable of pairs.
            SigTy::Iterable(item) if matches!((&**item, ty), (SigTy::Tuple(_), Ty::Dict(..))) => {
                false
            }
            SigTy::Iterable(item) => match self.static_item_of(ty) {
                Some(inner) => self.row_accepts(receiver, item, Mode::Own, &inner),
                None => false,
            },
            SigTy::SelfTy => self.is_like(receiver, ty),
            SigTy::Option(inner) => match ty {
                Ty::None => true,
                Ty::Option(ty) => self.row_accepts(receiver, inner, mode, ty),
                ty => self.row_accepts(receiver, inner, mode, ty),
            },
            SigTy::Tuple(parts) => match ty {
                Ty::Tuple(tys) => {
                    parts.len() == tys.len()
                        && parts
                            .iter()
                            .zip(tys)
                            .all(|(part, ty)| self.row_accepts(receiver, part, mode, ty))
                }
                _ => false,
            },
            SigTy::List(_) | SigTy::VarTuple(_) | SigTy::Iter(_) => false,
        }
    }

    /// Whether the type is the receiver's own, with contents that can be made one with the receiver's.
    pub(super) fn is_like(&mut self, receiver: &Ty, ty: &Ty) -> bool {
        match (receiver, ty) {
            (Ty::List(a), Ty::List(b))
            | (Ty::Set(a), Ty::Set(b))
            | (Ty::Deque(a), Ty::Deque(b)) => self.unify_alike(*a, *b),
            (Ty::Dict(k, v), Ty::Dict(l, w)) => {
                self.unify_alike(*k, *l) && self.unify_alike(*v, *w)
            }
            _ => false,
        }
    }

    fn row_flow(&mut self, receiver: &Ty, sig: &SigTy, mode: Mode, ty: &Ty) {
        match sig {
            SigTy::Elem | SigTy::Key | SigTy::Val if mode == Mode::Own => {
                if let Some(slot) = element_slot(receiver, sig) {
                    self.types.store.flow(ty, slot);
                    if matches!(receiver, Ty::Set(_)) || *sig == SigTy::Key {
                        self.hashable(slot);
                    }
                }
            }
            SigTy::Iterable(item) => {
                if let Some(inner) = self.static_item_of(ty) {
                    self.row_flow(receiver, item, Mode::Own, &inner);
                }
            }
            SigTy::Tuple(parts) => {
                if let Ty::Tuple(tys) = ty {
                    for (part, ty) in parts.iter().zip(tys) {
                        self.row_flow(receiver, part, mode, ty);
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn row_result(&mut self, call: &Expr, receiver: &Ty, row: &Row) -> Ty {
        self.sig_ty(call, receiver, &row.ret)
    }

    fn sig_ty(&mut self, call: &Expr, receiver: &Ty, sig: &SigTy) -> Ty {
        match sig {
            SigTy::None => Ty::None,
            SigTy::Bool => Ty::Bool,
            SigTy::Int => Ty::Int,
            SigTy::Big => Ty::Big,
            SigTy::Float | SigTy::Real => Ty::Float,
            SigTy::Str => Ty::Str,
            SigTy::Bytes => Ty::Bytes,
            SigTy::Elem | SigTy::Key | SigTy::Val => match element_slot(receiver, sig) {
                Some(slot) => self.types.store.contents(slot),
                None => Ty::Value,
            },
            SigTy::SelfTy => receiver.clone(),
            SigTy::List(item) => {
                let item = self.sig_ty(call, receiver, item);
                let slot = self.site(call.id, 0);
                self.types.store.flow(&item, slot);
                Ty::List(slot)
            }
            SigTy::VarTuple(item) => Ty::VarTuple(Box::new(self.sig_ty(call, receiver, item))),
            SigTy::Iter(item) | SigTy::Iterable(item) => {
                Ty::Iter(Box::new(self.sig_ty(call, receiver, item)))
            }
            SigTy::Option(inner) => {
                let inner = self.sig_ty(call, receiver, inner);
                self.types.store.join(&Ty::None, &inner)
            }
            SigTy::Tuple(items) => Ty::Tuple(
                items
                    .iter()
                    .map(|item| self.sig_ty(call, receiver, item))
                    .collect(),
            ),
        }
    }
}

/// Which rows a type has.
pub(crate) fn receiver_kind(ty: &Ty) -> Option<Receiver> {
    match ty {
        Ty::List(_) => Some(Receiver::List),
        Ty::Dict(..) => Some(Receiver::Dict),
        Ty::Set(_) => Some(Receiver::Set),
        Ty::Deque(_) => Some(Receiver::Deque),
        Ty::Str => Some(Receiver::Str),
        Ty::Bytes => Some(Receiver::Bytes),
        Ty::Int | Ty::Big => Some(Receiver::Int),
        Ty::Float => Some(Receiver::Float),
        _ => None,
    }
}

/// The slot that `T`, `K` or `V` means for a receiver.
pub(crate) fn element_slot(receiver: &Ty, sig: &SigTy) -> Option<crate::types::Slot> {
    match (receiver, sig) {
        (Ty::List(slot) | Ty::Set(slot) | Ty::Deque(slot), SigTy::Elem) => Some(*slot),
        (Ty::Dict(key, _), SigTy::Key) => Some(*key),
        (Ty::Dict(_, value), SigTy::Val) => Some(*value),
        _ => None,
    }
}

/// `True` or `False`.
fn is_literal(expr: &Expr) -> bool {
    use crate::syntax::ast::{Constant, ExprKind};
    matches!(expr.kind, ExprKind::Constant(Constant::Bool(_)))
}

/// Whether a set takes the argument in another way than item by item: sets and dicts, for all but `update`.
fn is_kept_apart(receiver: &Ty, row: &Row, tys: &[Ty]) -> bool {
    matches!(receiver, Ty::Set(_))
        && row.name != "update"
        && matches!(
            (row.params.first().map(|param| &param.ty), tys),
            (
                Some(SigTy::Iterable(_)),
                [Ty::Set(_) | Ty::Dict(..) | Ty::Value | Ty::Option(_)]
            )
        )
}

/// The methods that a set method of several arguments stands for: what is done with the first argument, and what with each
/// further one, to the result. (CPython's `set_union`, `set_difference_multi`, `set_intersection_multi`.)
pub(crate) fn steps(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "union" => Some(("union", "update")),
        "difference" => Some(("difference", "difference_update")),
        "intersection" => Some(("intersection", "intersection")),
        "update" => Some(("update", "update")),
        "difference_update" => Some(("difference_update", "difference_update")),
        _ => None,
    }
}
