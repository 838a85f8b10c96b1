//! Builtins that make dicts, and those that take several iterables or the first item of one.

use super::Infer;
use super::compare::is_plain;
use super::expr::is_shown;
use crate::names::{Names, Use};
use crate::syntax::ast::{Constant, Expr, ExprKind, Keyword};
use crate::types::{Target, Ty};

impl Infer<'_> {
    /// `dict(…)` in its forms: a copy, pairs, keywords.
    pub(super) fn dict_call(
        &mut self,
        call: &Expr,
        tys: &[Ty],
        keywords: &[Keyword],
        keyword_tys: &[Ty],
    ) -> Option<Ty> {
        let (keys, values) = (self.site(call.id, 0), self.site(call.id, 1));
        match (tys, keyword_tys) {
            ([], []) => {}
            ([Ty::Dict(..) | Ty::Record(_)], []) => return Some(tys[0].clone()),
            ([iterable], []) => {
                let Ty::Tuple(parts) = self.static_item_of(iterable)? else {
                    return None;
                };
                let [key, value] = &parts[..] else {
                    return None;
                };
                self.types.store.flow(key, keys);
                self.types.store.flow(value, values);
                self.hashable(keys);
            }
            ([], _) if keywords.iter().all(|keyword| keyword.name.is_some()) => {
                self.types.store.flow(&Ty::Str, keys);
                for ty in keyword_tys {
                    self.types.store.flow(ty, values);
                }
            }
            _ => return None,
        }
        Some(Ty::Dict(keys, values))
    }

    /// A call of a class method: `dict.fromkeys(keys)`, `int.from_bytes(data, 'big')`, `bytes.fromhex(text)`.
    pub(super) fn class_method(
        &mut self,
        call: &Expr,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        let ty = match class_method(self.names, func)? {
            ("dict", "fromkeys") => return self.from_keys(call, args, keywords),
            ("int", "from_bytes") => {
                let order = match (args, keywords) {
                    ([_, order], []) => order,
                    ([_], [keyword]) if is_named(keyword, "byteorder") => &keyword.value,
                    _ => return None,
                };
                let given = (self.expr(&args[0]), self.expr(order));
                (given == (Ty::Bytes, Ty::Str)).then_some(Ty::Big)
            }
            ("bytes", "fromhex") => match (args, keywords) {
                ([text], []) => (self.expr(text) == Ty::Str).then_some(Ty::Bytes),
                _ => None,
            },
            _ => None,
        }?;
        self.set_target(call, Target::Builtin);
        Some(ty)
    }

    /// `dict.fromkeys(keys)`, `dict.fromkeys(keys, value)`.
    fn from_keys(&mut self, call: &Expr, args: &[Expr], keywords: &[Keyword]) -> Option<Ty> {
        if !keywords.is_empty() || args.len() > 2 {
            return None;
        }
        let (iterable, value) = (self.expr(args.first()?), args.get(1));
        let value = value.map_or(Ty::None, |value| self.expr(value));
        let key = self.static_item_of(&iterable)?;
        let (keys, values) = (self.site(call.id, 0), self.site(call.id, 1));
        self.types.store.flow(&key, keys);
        self.types.store.flow(&value, values);
        self.hashable(keys);
        self.set_target(call, Target::Builtin);
        Some(Ty::Dict(keys, values))
    }

    /// `mapping.update(name=value)`.
    pub(super) fn update_by_name(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        keywords: &[Keyword],
        keyword_tys: &[Ty],
    ) -> Option<Ty> {
        let Ty::Dict(keys, values) = receiver else {
            return None;
        };
        let is_text = matches!(self.types.store.contents(*keys), Ty::Str | Ty::Never);
        if !is_text || keywords.is_empty() || keywords.iter().any(|keyword| keyword.name.is_none())
        {
            return None;
        }
        self.types.store.flow(&Ty::Str, *keys);
        for ty in keyword_tys {
            self.types.store.flow(ty, *values);
        }
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(Ty::None)
    }

    /// `next(generator expression)`, `next(generator expression, default)`: its first item.
    pub(super) fn first_item(&mut self, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let (Some(ExprKind::Comprehension(_)), Some(Ty::Iter(item))) =
            (args.first().map(|arg| &arg.kind), tys.first())
        else {
            return None;
        };
        match tys {
            [_] => Some((**item).clone()),
            [_, default] => Some(self.types.store.join(item, default)),
            _ => None,
        }
    }

    /// `zip(*rows)`.
    pub(super) fn zip_rows(&mut self, call: &Expr, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let (
            [
                Expr {
                    kind: ExprKind::Starred(_),
                    ..
                },
            ],
            [rows],
        ) = (args, tys)
        else {
            return None;
        };
        let row = self.static_item_of(rows)?;
        if let Ty::Tuple(items) = &row {
            return self.zip_tuples(call, items);
        }
        let is_open = matches!(row, Ty::Stream(_)) && !self.has_try;
        if !is_open && !matches!(row, Ty::List(_) | Ty::VarTuple(_) | Ty::Str | Ty::Never) {
            return None;
        }
        let item = self.static_item_of(&row)?;
        Some(Ty::Iter(Box::new(Ty::VarTuple(Box::new(item)))))
    }

    /// `zip(*pairs)`: where it is unpacked into as many variables as a tuple has items, each column has its own type.
    fn zip_tuples(&mut self, call: &Expr, items: &[Ty]) -> Option<Ty> {
        if self.unpacked.get(&call.id) == Some(&items.len()) {
            let column = |item: &Ty| Ty::VarTuple(Box::new(item.clone()));
            return Some(Ty::Tuple(items.iter().map(column).collect()));
        }
        if items.is_empty() || !items.iter().all(is_plain) {
            return None;
        }
        let item = self.static_item_of(&Ty::Tuple(items.to_vec()))?;
        Some(Ty::Iter(Box::new(Ty::VarTuple(Box::new(item)))))
    }

    /// `map(function, iterable, …)`.
    pub(super) fn map_call(&mut self, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let (func, iterables) = tys.split_first()?;
        let mut items = Vec::new();
        for iterable in iterables {
            items.push(self.static_item_of(iterable)?);
        }
        if items.is_empty() || items.len() > super::expr::MAX_TUPLE {
            return None;
        }
        let result = self.callback_of(&args[0], func, &items)?;
        Some(Ty::Iter(Box::new(result)))
    }

    /// `filter(None, iterable)`.
    pub(super) fn filter_true(&mut self, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let ([_, _], [_, iterable]) = (args, tys) else {
            return None;
        };
        let item = self.static_item_of(iterable)?;
        if !is_shown(&item) {
            self.types.store.to_value(&item);
        }
        Some(Ty::Iter(Box::new(item)))
    }
}

/// Whether an expression is the literal `None`.
pub(super) fn is_none(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(Constant::None))
}

fn is_named(keyword: &Keyword, name: &str) -> bool {
    keyword
        .name
        .as_ref()
        .is_some_and(|known| known.name == name)
}

/// The class and the method that an expression like `dict.fromkeys` names.
pub(crate) fn class_method<'e>(names: &Names, func: &'e Expr) -> Option<(&'e str, &'e str)> {
    let ExprKind::Attribute { value, attr } = &func.kind else {
        return None;
    };
    match &value.kind {
        ExprKind::Name(ident) if names.uses[value.id.0 as usize] == Some(Use::Builtin) => {
            Some((&ident.name, &attr.name))
        }
        _ => None,
    }
}
