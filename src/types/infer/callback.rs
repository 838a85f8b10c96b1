//! Functions that are passed to builtins: `sorted(words, key=str.lower)`, `map(len, words)`, `max(ages, key=ages.get)`.

use super::Infer;
use super::method::receiver_kind;
use crate::library::{ROWS, Receiver};
use crate::names::{Names, Use};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::Ty;

/// A method that is passed as a function.
pub(crate) enum MethodCallback<'e> {
    /// `str.lower`: the receiver is the first argument.
    OfType(Receiver, &'e str),
    /// `ages.get`: the receiver is a variable.
    Bound(&'e Expr, &'e str),
}

impl Infer<'_> {
    /// The type of a function that a builtin calls. The receiver of a method is seen for itself, not as the `Value` that
    /// a method object would be.
    pub(super) fn callback_expr(&mut self, func: &Expr) -> Ty {
        match method_callback(self.names, func) {
            Some(MethodCallback::OfType(..)) => self.record(func, Ty::None),
            Some(MethodCallback::Bound(receiver, _)) => {
                let ty = self.plain_expr(receiver);
                if receiver_kind(&ty).is_some() || (matches!(ty, Ty::Never) && !self.force) {
                    self.record(func, Ty::None)
                } else {
                    self.expr(func)
                }
            }
            None => self.expr(func),
        }
    }

    /// A function or builtin passed to a builtin that calls it with these types.
    pub(super) fn callback_of(&mut self, func: &Expr, ty: &Ty, args: &[Ty]) -> Option<Ty> {
        if args.iter().any(|arg| matches!(arg, Ty::Never)) && !self.force {
            return Some(Ty::Never);
        }
        if let (ExprKind::Name(ident), Some(Use::Builtin)) =
            (&func.kind, &self.names.uses[func.id.0 as usize])
        {
            return match (ident.name.as_str(), args) {
                ("str", [arg]) if self.shows(arg) => Some(Ty::Str),
                ("int", [Ty::Str | Ty::Float]) => Some(self.grown_node(func.id, &Ty::Int)),
                ("int", [Ty::Int]) => Some(Ty::Int),
                ("float", [Ty::Str | Ty::Int | Ty::Float]) => Some(Ty::Float),
                ("len", [Ty::Str | Ty::List(_)]) => Some(Ty::Int),
                ("abs", [Ty::Int]) => Some(Ty::Int),
                _ => None,
            };
        }
        match method_callback(self.names, func) {
            Some(MethodCallback::OfType(kind, name)) => {
                let (receiver, rest) = args.split_first()?;
                return (receiver_kind(receiver) == Some(kind))
                    .then(|| self.method_row(func, receiver, name, rest))?;
            }
            Some(MethodCallback::Bound(value, name)) => {
                let receiver = self.types.instance(self.current).exprs.get(&value.id)?;
                let receiver = receiver.clone();
                if receiver_kind(&receiver).is_some() {
                    return self.method_row(func, &receiver, name, args);
                }
            }
            None => {}
        }
        if let Some(item) = self.types.imports.item(self.names, func) {
            return self.library_callback(func, &item, args);
        }
        self.callback(ty, args)
    }

    /// `max(mapping, key=mapping.get)`: every key is there.
    pub(super) fn is_own_lookup(&self, func: &Expr, iterable: &Expr) -> bool {
        let Some(MethodCallback::Bound(receiver, "get")) = method_callback(self.names, func) else {
            return false;
        };
        let same = self.plain_variable(receiver);
        let ty = self.types.instance(self.current).exprs.get(&iterable.id);
        same.is_some()
            && same == self.plain_variable(iterable)
            && ty.is_some_and(|ty| matches!(self.types.store.normal(ty), Ty::Dict(..)))
    }

    /// The value that [`Self::is_own_lookup`] finds.
    pub(super) fn own_lookup(&mut self, func: &Expr, iterable: &Ty) -> Option<Ty> {
        let Ty::Dict(keys, values) = iterable else {
            return None;
        };
        let id = *ROWS.method(Receiver::Dict, "[]").first()?;
        let (key, value) = (
            self.types.store.contents(*keys),
            self.types.store.contents(*values),
        );
        if matches!(key, Ty::Never) && !self.force {
            return Some(Ty::Never);
        }
        self.instance_mut().rows.insert(func.id, id);
        Some(value)
    }

    fn method_row(&mut self, func: &Expr, receiver: &Ty, name: &str, args: &[Ty]) -> Option<Ty> {
        self.instance_mut().rows.remove(&func.id);
        let kind = receiver_kind(receiver)?;
        for id in ROWS.method(kind, name) {
            let row = ROWS.row(*id);
            // What changes the receiver is left to the dynamic call.
            let is_plain = row.params.iter().all(|param| param.keyword.is_none())
                && row.ret != crate::library::SigTy::None;
            if is_plain && self.row_fits(receiver, row, args) {
                self.instance_mut().rows.insert(func.id, *id);
                return Some(self.row_result(func, receiver, row));
            }
        }
        None
    }
}

/// The method that an expression means as a function, if it is one of a variable or of a builtin type.
pub(crate) fn method_callback<'e>(names: &Names, func: &'e Expr) -> Option<MethodCallback<'e>> {
    let ExprKind::Attribute { value, attr } = &func.kind else {
        return None;
    };
    let ExprKind::Name(ident) = &value.kind else {
        return None;
    };
    match &names.uses[value.id.0 as usize] {
        Some(Use::Builtin) => {
            let kind = match ident.name.as_str() {
                "str" => Receiver::Str,
                _ => return None,
            };
            let is_known = !ROWS.method(kind, &attr.name).is_empty();
            is_known.then_some(MethodCallback::OfType(kind, attr.name.as_str()))
        }
        Some(Use::Variable {
            maybe_unbound: false,
            ..
        }) => Some(MethodCallback::Bound(value, attr.name.as_str())),
        _ => None,
    }
}
