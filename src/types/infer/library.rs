//! Functions and constants of modules: rows of the library's tables, and a few rules.

use super::Infer;
use crate::library::{Entry, Mode, ParamSig, ROWS, Row, RowId, Rule, SigTy, answers};
use crate::syntax::ast::{Expr, ExprKind, Keyword};
use crate::types::imports::Item;
use crate::types::{Slot, Target, Ty};

impl Infer<'_> {
    /// A name of a module that is read.
    pub(super) fn library_value(&mut self, expr: &Expr, item: &Item) -> Ty {
        match item.entry {
            Entry::Constant {
                ty: SigTy::List(contents),
                ..
            } => {
                let key = item.dotted();
                let slot = match self.library_slots.get(&key) {
                    Some(slot) => *slot,
                    None => self.types.store.new_slot(Ty::Never),
                };
                self.library_slots.insert(key, slot);
                let contents = plain_ty(contents);
                self.types.store.flow(&contents, slot);
                Ty::List(slot)
            }
            Entry::Constant { ty, .. } => plain_ty(ty),
            Entry::Object if self.is_lines(expr, item) => Ty::Iter(Box::new(Ty::Str)),
            Entry::Function(_)
            | Entry::Rule(_)
            | Entry::Type
            | Entry::Module
            | Entry::Object
            | Entry::Refused => Ty::Value,
        }
    }

    /// `for line in sys.stdin`.
    fn is_lines(&self, expr: &Expr, item: &Item) -> bool {
        self.consumed.contains(&expr.id) && item.dotted() == "sys.stdin"
    }

    /// `module.name(args, keywords)`.
    pub(super) fn library_call(
        &mut self,
        call: &Expr,
        item: &Item,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Ty {
        let arg_tys: Vec<Ty> = args.iter().map(|arg| self.plain_expr(arg)).collect();
        let keyword_tys: Vec<Ty> = keywords
            .iter()
            .map(|keyword| self.plain_expr(&keyword.value))
            .collect();
        if arg_tys.iter().any(|ty| matches!(ty, Ty::Never)) && !self.force {
            return Ty::Never;
        }
        let has_star = args
            .iter()
            .any(|arg| matches!(arg.kind, ExprKind::Starred(_)));
        let found = if has_star {
            None
        } else {
            match item.entry {
                Entry::Rule(
                    rule @ (Rule::Counter | Rule::DefaultDict | Rule::OrderedDict | Rule::Deque),
                ) => self.collection(call, *rule, args, &arg_tys, keywords),
                Entry::Rule(Rule::Reduce) if keywords.is_empty() => self.reduce(call, &arg_tys),
                Entry::Rule(rule) => self.library_rule(*rule, args, &arg_tys, keywords),
                Entry::Function(rows) => {
                    let tys: Vec<Ty> = arg_tys.iter().chain(&keyword_tys).cloned().collect();
                    let names: Option<Vec<&str>> = keywords
                        .iter()
                        .map(|keyword| keyword.name.as_ref().map(|name| name.name.as_str()))
                        .collect();
                    names.and_then(|names| self.library_row(call, rows, &tys, &names))
                }
                Entry::Constant { .. }
                | Entry::Type
                | Entry::Module
                | Entry::Object
                | Entry::Refused => None,
            }
        };
        if let Some(ty) = found {
            self.set_target(call, Target::Library);
            return ty;
        }
        self.instance_mut().rows.remove(&call.id);
        for ty in arg_tys.iter().chain(&keyword_tys) {
            self.types.store.to_value(ty);
        }
        self.set_target(call, Target::Dynamic);
        self.forget_shared();
        self.answer(
            call,
            answers::of_function(item.module, item.name, item.entry),
        )
    }

    fn library_rule(
        &mut self,
        rule: Rule,
        args: &[Expr],
        tys: &[Ty],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        if !keywords.is_empty() {
            return None;
        }
        let _ = args;
        match (rule, tys) {
            (Rule::Cast, [_, value]) => Some(value.clone()),
            (Rule::Exit, [] | [Ty::Int | Ty::None]) => Some(Ty::None),
            (Rule::Exit, [code]) => {
                self.types.store.to_value(code);
                Some(Ty::None)
            }
            (Rule::Copy, [Ty::List(_) | Ty::Set(_) | Ty::Deque(_) | Ty::Dict(..)]) => {
                Some(tys[0].clone())
            }
            (Rule::Copy | Rule::DeepCopy, [ty]) if is_fixed(ty) => Some(ty.clone()),
            (Rule::DeepCopy, [ty]) if self.is_copied(ty, 8) => Some(ty.clone()),
            (Rule::Cast | Rule::Copy | Rule::DeepCopy | Rule::Exit | Rule::Reduce, _) => None,
            (Rule::Counter | Rule::DefaultDict | Rule::OrderedDict | Rule::Deque, _) => {
                unreachable!("these have a rule of their own")
            }
        }
    }

    /// `functools.reduce(function, items, start)`: what the function gives is its first argument again.
    fn reduce(&mut self, call: &Expr, tys: &[Ty]) -> Option<Ty> {
        let (function, items, start) = match tys {
            [function, items] => (function, items, None),
            [function, items, start] => (function, items, Some(start)),
            _ => return None,
        };
        let item = self.static_item_of(items)?;
        if !matches!(function, Ty::Func(_)) {
            return None;
        }
        if matches!(item, Ty::Never) && !self.force {
            return Some(Ty::Never);
        }
        let known = self.types.instance(self.current).exprs.get(&call.id);
        let before = known.cloned().unwrap_or(Ty::Never);
        let mut total = self.types.store.join(&before, start.unwrap_or(&item));
        total = self.grown_node(call.id, &total);
        let given = if start.is_some() { item } else { total.clone() };
        let result = self.callback(function, &[total.clone(), given])?;
        let total = self.types.store.join(&total, &result);
        Some(self.grown_node(call.id, &total))
    }

    /// The type of a call of one of these rows, which is noted for the call.
    fn library_row(
        &mut self,
        call: &Expr,
        rows: &[RowId],
        tys: &[Ty],
        keywords: &[&str],
    ) -> Option<Ty> {
        // Of the rows that fit it is the first one, unless what that gives is too small.
        let mut found = None;
        for id in rows {
            let row = ROWS.row(*id);
            let named = row.params.iter().filter_map(|param| param.keyword);
            if row.params.len() != tys.len() || !named.eq(keywords.iter().copied()) {
                continue;
            }
            if !self.fits(row, tys) {
                continue;
            }
            let is_too_small =
                row.ret == SigTy::Int && self.grown_node(call.id, &Ty::Int) == Ty::Big;
            if is_too_small && found.is_none() {
                found = Some(*id);
                continue;
            }
            found = Some(*id);
            break;
        }
        let id = found?;
        self.instance_mut().rows.insert(call.id, id);
        Some(self.row_call(call, ROWS.row(id), tys))
    }

    /// A function of a module, given to a builtin that calls it with these types.
    pub(super) fn library_callback(&mut self, func: &Expr, item: &Item, tys: &[Ty]) -> Option<Ty> {
        match item.entry {
            Entry::Function(rows) => self.library_row(func, rows, tys, &[]),
            Entry::Rule(_)
            | Entry::Constant { .. }
            | Entry::Type
            | Entry::Module
            | Entry::Object
            | Entry::Refused => None,
        }
    }

    fn fits(&mut self, row: &Row, tys: &[Ty]) -> bool {
        let item = self.row_item(row, tys);
        if let (true, Some(RowItem::Ty(ty))) = (row.orders, &item)
            && !matches!(ty, Ty::Never)
            && !self.is_comparable(ty, ty, true)
        {
            return false;
        }
        row.params
            .iter()
            .zip(tys)
            .all(|(param, ty)| self.param_fits(param, &param.ty, ty, item.as_ref()))
    }

    /// What `T` means in a call of the row.
    fn row_item(&mut self, row: &Row, tys: &[Ty]) -> Option<RowItem> {
        row.params
            .iter()
            .zip(tys)
            .find_map(|(param, ty)| match (&param.ty, ty) {
                (SigTy::List(inner), Ty::List(slot)) if **inner == SigTy::Elem => {
                    Some(RowItem::Slot(*slot))
                }
                (SigTy::VarTuple(inner), Ty::VarTuple(item)) if **inner == SigTy::Elem => {
                    Some(RowItem::Ty((**item).clone()))
                }
                (SigTy::Iterable(inner), _) if **inner == SigTy::Elem => {
                    self.static_item_of(ty).map(RowItem::Ty)
                }
                _ => None,
            })
    }

    fn param_fits(
        &mut self,
        param: &ParamSig,
        sig: &SigTy,
        ty: &Ty,
        item: Option<&RowItem>,
    ) -> bool {
        if matches!(ty, Ty::Never) {
            return true;
        }
        match sig {
            SigTy::None => matches!(ty, Ty::None),
            SigTy::Bool => matches!(ty, Ty::Bool),
            SigTy::Int => matches!(ty, Ty::Int | Ty::Bool),
            SigTy::Big => matches!(ty, Ty::Int | Ty::Bool | Ty::Big),
            SigTy::Float => matches!(ty, Ty::Float | Ty::Int | Ty::Bool),
            SigTy::Real => matches!(ty, Ty::Float | Ty::Int | Ty::Bool | Ty::Big | Ty::Num),
            SigTy::Str => matches!(ty, Ty::Str),
            SigTy::Bytes => matches!(ty, Ty::Bytes),
            SigTy::Elem => match item {
                Some(RowItem::Slot(slot)) => param.mode == Mode::Own || self.lookup_fits(ty, *slot),
                Some(RowItem::Ty(_)) => true,
                None => false,
            },
            SigTy::List(inner) => match ty {
                Ty::List(_) if **inner == SigTy::Elem => true,
                Ty::List(slot) => self.types.store.contents(*slot) == plain_ty(inner),
                _ => false,
            },
            SigTy::VarTuple(inner) => matches!(ty, Ty::VarTuple(_)) && **inner == SigTy::Elem,
            SigTy::Iterable(inner) => match self.static_item_of(ty) {
                Some(found) => match (&**inner, &found) {
                    (SigTy::Elem, _) => true,
                    // Items keep their own types: an `int` is no `float` that is shown.
                    (SigTy::Float, found) => matches!(found, Ty::Float | Ty::Never),
                    (inner, found) => self.param_fits(param, inner, found, item),
                },
                None => false,
            },
            SigTy::Key
            | SigTy::Val
            | SigTy::SelfTy
            | SigTy::Iter(_)
            | SigTy::Option(_)
            | SigTy::Tuple(_) => false,
        }
    }

    /// The arguments flow in, the result comes back.
    fn row_call(&mut self, call: &Expr, row: &Row, tys: &[Ty]) -> Ty {
        let item = self.row_item(row, tys);
        if let Some(RowItem::Slot(slot)) = &item {
            for (param, ty) in row.params.iter().zip(tys) {
                if param.ty == SigTy::Elem && param.mode == Mode::Own {
                    self.types.store.flow(ty, *slot);
                }
            }
        }
        if let (true, Some(RowItem::Slot(slot))) = (row.orders, &item) {
            self.order_contents(&Ty::List(*slot));
        }
        let item = match item {
            Some(RowItem::Slot(slot)) => self.types.store.contents(slot),
            Some(RowItem::Ty(ty)) => ty,
            None => Ty::Value,
        };
        let ret = self.row_ret(call, &row.ret, &item);
        self.grown_node(call.id, &ret)
    }

    fn row_ret(&mut self, call: &Expr, sig: &SigTy, item: &Ty) -> Ty {
        match sig {
            SigTy::Elem => item.clone(),
            SigTy::List(inner) => {
                let contents = self.row_ret(call, inner, item);
                let slot = self.site(call.id, 0);
                self.types.store.flow(&contents, slot);
                Ty::List(slot)
            }
            SigTy::VarTuple(inner) => Ty::VarTuple(Box::new(self.row_ret(call, inner, item))),
            SigTy::Iter(inner) | SigTy::Iterable(inner) => {
                Ty::Iter(Box::new(self.row_ret(call, inner, item)))
            }
            SigTy::Option(inner) => {
                let inner = self.row_ret(call, inner, item);
                self.types.store.join(&Ty::None, &inner)
            }
            SigTy::Tuple(parts) => Ty::Tuple(
                parts
                    .iter()
                    .map(|part| self.row_ret(call, part, item))
                    .collect(),
            ),
            SigTy::None
            | SigTy::Bool
            | SigTy::Int
            | SigTy::Big
            | SigTy::Float
            | SigTy::Real
            | SigTy::Str
            | SigTy::Bytes
            | SigTy::Key
            | SigTy::Val
            | SigTy::SelfTy => plain_ty(sig),
        }
    }
}

/// Whether a value of the type is its own copy.
fn is_fixed(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::None | Ty::Bool | Ty::Int | Ty::Big | Ty::Num | Ty::Float | Ty::Str
    )
}

impl Infer<'_> {
    /// Whether the support library copies all that is in a value of the type.
    fn is_copied(&self, ty: &Ty, depth: u8) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match ty {
            Ty::List(slot) | Ty::Set(slot) | Ty::Deque(slot) => {
                self.is_copied(&self.types.store.contents(*slot), depth)
            }
            Ty::Dict(key, value) => {
                self.is_copied(&self.types.store.contents(*key), depth)
                    && self.is_copied(&self.types.store.contents(*value), depth)
            }
            Ty::Tuple(items) => {
                !items.is_empty() && items.iter().all(|item| self.is_copied(item, depth))
            }
            Ty::VarTuple(item) | Ty::Option(item) => self.is_copied(item, depth),
            // What is in it is known when the program runs.
            Ty::Value
            | Ty::Never
            | Ty::Func(_)
            | Ty::Iter(_)
            | Ty::Stream(_)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Record(_)
            | Ty::Exception => false,
            Ty::None | Ty::Bool | Ty::Int | Ty::Big | Ty::Num | Ty::Float | Ty::Str | Ty::Range => {
                true
            }
        }
    }
}

/// What `T` means in a call.
enum RowItem {
    /// The contents of a list.
    Slot(Slot),
    /// The items of something that does not change.
    Ty(Ty),
}

/// A type without variables or contents.
fn plain_ty(sig: &SigTy) -> Ty {
    match sig {
        SigTy::None => Ty::None,
        SigTy::Bool => Ty::Bool,
        SigTy::Int => Ty::Int,
        SigTy::Big => Ty::Big,
        SigTy::Float | SigTy::Real => Ty::Float,
        SigTy::Str => Ty::Str,
        SigTy::Bytes => Ty::Bytes,
        SigTy::Tuple(parts) => Ty::Tuple(parts.iter().map(plain_ty).collect()),
        SigTy::Elem
        | SigTy::Key
        | SigTy::Val
        | SigTy::SelfTy
        | SigTy::List(_)
        | SigTy::VarTuple(_)
        | SigTy::Iter(_)
        | SigTy::Iterable(_)
        | SigTy::Option(_) => Ty::Value,
    }
}
