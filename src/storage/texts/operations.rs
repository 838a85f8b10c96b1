//! What operations on containers do with texts: which they keep, which they give back, and which they only look at.

use super::flow::Flow;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};

impl Flow<'_> {
    /// Functions of the support library that give back what they are given; whether it is one.
    pub(super) fn path(&mut self, expr: &Expr, path: &str, args: &[(Expr, Mode)]) -> bool {
        let item = match (path, &expr.ty) {
            ("List::new" | "Dict::new" | "Set::new", _) => return args.is_empty(),
            ("List::from" | "List::from_iter", Ty::List(item))
            | ("Set::from" | "Set::from_iter", Ty::Set(item))
            | ("Tuple::from", Ty::VarTuple(item)) => (**item).clone(),
            ("Dict::from" | "Dict::from_iter", Ty::Dict(key, value)) => {
                Ty::Tuple(vec![(**key).clone(), (**value).clone()])
            }
            ("seq::sorted" | "seq::sorted_reverse" | "seq::sorted_by_key", Ty::List(item)) => {
                (**item).clone()
            }
            ("seq::max" | "seq::min" | "seq::max_by_key" | "seq::min_by_key", item) => item.clone(),
            _ => return false,
        };
        let Some(((items, _), rest)) = args.split_first() else {
            return false;
        };
        for (arg, _) in rest {
            if !self.key(arg, &item) {
                self.expr(arg);
            }
        }
        match (&items.ty, &items.kind) {
            (Ty::Iter(have), _) => {
                self.expr(items);
                self.texts.same(have, &item);
            }
            (
                _,
                ExprKind::Op {
                    spelling: Spelling::Array,
                    args,
                    ..
                },
            ) => {
                for (arg, _) in args {
                    self.give(arg, &item);
                }
            }
            _ => {
                self.lose(items);
                self.texts.own(&expr.ty);
            }
        }
        true
    }

    /// A method of a list; whether it is known.
    pub(super) fn list_method(
        &mut self,
        expr: &Expr,
        name: &str,
        item: &Ty,
        args: &[(Expr, Mode)],
    ) -> bool {
        let (list, rest) = (&args[0].0, &args[1..]);
        match name {
            "append" | "insert" | "set" => {
                let Some(((value, _), before)) = rest.split_last() else {
                    return false;
                };
                for (arg, _) in before {
                    self.expr(arg);
                }
                self.give(value, item);
            }
            "at" | "pop" | "pop_at" => {
                self.texts.same(&expr.ty, item);
                self.operands(rest);
            }
            "iter" | "iter_reversed" => {
                let items = Ty::Iter(Box::new(item.clone()));
                self.texts.same(&expr.ty, &items);
            }
            "extend" => match rest {
                [(more, _)] if matches!(more.ty, Ty::Iter(_)) => {
                    self.expr(more);
                    let items = Ty::Iter(Box::new(item.clone()));
                    self.texts.same(&more.ty, &items);
                }
                _ => return false,
            },
            "slice" | "concat" | "repeat" | "copy" | "extend_list" | "extend_repeat" | "py_eq" => {
                self.operands(rest);
                for (arg, _) in rest.iter().filter(|(arg, _)| matches!(arg.ty, Ty::List(_))) {
                    self.texts.same(&arg.ty, &list.ty);
                }
                if matches!(expr.ty, Ty::List(_)) {
                    self.texts.same(&expr.ty, &list.ty);
                }
            }
            "contains" | "count" | "index" | "remove" => {
                self.operands(rest);
                for (arg, _) in rest {
                    self.looked_up(arg, item);
                }
            }
            "len" | "is_empty" | "clear" | "reverse" | "swap_items" | "del_at" | "del_slice"
            | "sort" | "sort_reverse" => self.operands(rest),
            "sort_by_key" => {
                let [(closure, _), (reverse, _)] = rest else {
                    return false;
                };
                if !self.key(closure, item) {
                    return false;
                }
                self.expr(reverse);
            }
            _ => return false,
        }
        self.expr(list);
        true
    }

    /// A method of a dict; whether it is known.
    pub(super) fn dict_method(
        &mut self,
        expr: &Expr,
        name: &str,
        (key, value): (&Ty, &Ty),
        args: &[(Expr, Mode)],
    ) -> bool {
        let (dict, rest) = (&args[0].0, &args[1..]);
        match (name, rest) {
            ("set", [(new_key, _), (new_value, _)]) => {
                self.give(new_key, key);
                self.give(new_value, value);
            }
            ("at" | "pop", [(wanted, _)]) => {
                self.expr(wanted);
                self.looked_up(wanted, key);
                self.texts.same(&expr.ty, value);
            }
            ("get", [(wanted, _)]) => {
                self.expr(wanted);
                self.looked_up(wanted, key);
                self.texts
                    .same(&expr.ty, &Ty::Option(Box::new(value.clone())));
            }
            ("get_or" | "pop_or", [(wanted, _), (default, _)]) => {
                self.expr(wanted);
                self.looked_up(wanted, key);
                self.give(default, value);
                self.texts.same(&expr.ty, value);
            }
            ("change", [(new_key, _), (default, _), (closure, _)]) => {
                self.expr(new_key);
                self.texts.flow(&new_key.ty, key);
                self.give(default, value);
                let ExprKind::Inline { params, body } = &closure.kind else {
                    return false;
                };
                for param in params {
                    self.pattern(param, value);
                }
                self.give_from(closure, body, value);
            }
            ("contains" | "del_item", [(wanted, _)]) => {
                self.expr(wanted);
                self.looked_up(wanted, key);
            }
            ("keys", []) => self.texts.same(&expr.ty, &Ty::Iter(Box::new(key.clone()))),
            ("values", []) => self
                .texts
                .same(&expr.ty, &Ty::Iter(Box::new(value.clone()))),
            ("items", []) => {
                let pair = Ty::Tuple(vec![key.clone(), value.clone()]);
                self.texts.same(&expr.ty, &Ty::Iter(Box::new(pair)));
            }
            ("len" | "is_empty" | "str" | "shown" | "repr" | "clear", []) => {}
            _ => return false,
        }
        self.expr(dict);
        true
    }

    /// A method of a set; whether it is known.
    pub(super) fn set_method(
        &mut self,
        expr: &Expr,
        name: &str,
        item: &Ty,
        args: &[(Expr, Mode)],
    ) -> bool {
        match (name, &args[1..]) {
            ("add", [(new, _)]) => self.give(new, item),
            ("contains" | "discard" | "remove", [(wanted, _)]) => {
                self.expr(wanted);
                self.looked_up(wanted, item);
            }
            ("iter", []) => {
                let items = Ty::Iter(Box::new(item.clone()));
                self.texts.same(&expr.ty, &items);
            }
            ("len" | "is_empty" | "clear", []) => {}
            _ => return false,
        }
        self.expr(&args[0].0);
        true
    }

    /// The function of a `key=`; whether it is one.
    fn key(&mut self, closure: &Expr, item: &Ty) -> bool {
        let ExprKind::Inline { params, body } = &closure.kind else {
            return false;
        };
        for param in params {
            self.pattern(param, item);
        }
        self.lose(body);
        self.texts.same(&closure.ty, &body.ty);
        true
    }

    pub(super) fn operands(&mut self, args: &[(Expr, Mode)]) {
        for (arg, _) in args {
            self.expr(arg);
        }
    }

    /// A text is found by whatever kind of text; what has texts in it is written as the items are.
    pub(super) fn looked_up(&mut self, wanted: &Expr, item: &Ty) {
        if !matches!((&wanted.ty, item), (Ty::Owned(..), Ty::Owned(..))) {
            self.texts.same(&wanted.ty, item);
        }
    }

    /// A method of Rust's iterators; whether it is known.
    pub(super) fn adapter(
        &mut self,
        expr: &Expr,
        name: &str,
        item: &Ty,
        args: &[(Expr, Mode)],
    ) -> bool {
        let rest = &args[1..];
        match (name, rest) {
            ("zip", [(other, _)]) => {
                let Ty::Iter(second) = &other.ty else {
                    return false;
                };
                self.expr(other);
                let both = Ty::Tuple(vec![item.clone(), (**second).clone()]);
                self.texts.same(&expr.ty, &Ty::Iter(Box::new(both)));
            }
            ("map" | "any" | "all" | "filter", [(closure, _)]) => {
                let ExprKind::Inline { params, body } = &closure.kind else {
                    return false;
                };
                let [param] = &params[..] else {
                    return false;
                };
                self.pattern(param, item);
                match (&expr.ty, name) {
                    (Ty::Iter(made), "map") => self.give_from(closure, body, made),
                    (_, "filter") => {
                        self.expr(body);
                        self.texts.same(&expr.ty, &args[0].0.ty);
                    }
                    _ => self.expr(body),
                }
            }
            ("rev" | "into_iter", []) => self.texts.same(&expr.ty, &args[0].0.ty),
            _ => return false,
        }
        self.expr(&args[0].0);
        true
    }
}
