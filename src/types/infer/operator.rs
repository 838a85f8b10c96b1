//! Arithmetic: the type of `left op right`.

use super::Infer;
use super::expr::MAX_TUPLE;
use crate::syntax::ast::{BinOp, Expr, ExprKind, NodeId, UnaryOp};
use crate::types::Ty;

impl Infer<'_> {
    /// The type of a binary operation. `node` names its place; what is never below zero helps with `**`.
    pub(super) fn binary(
        &mut self,
        node: NodeId,
        op: BinOp,
        left: &Ty,
        right: &Ty,
        operands: (&Expr, &Expr),
    ) -> Ty {
        if (matches!(left, Ty::Never) || matches!(right, Ty::Never)) && !self.force {
            return Ty::Never;
        }
        let found = match op {
            BinOp::Pow => {
                let (base, exponent) = operands;
                let is_complex = is_negative_literal(base) && matches!(right, Ty::Float);
                let known = power(left, right, self.is_natural(exponent));
                known.filter(|_| !is_complex)
            }
            _ => numeric(op, left, right),
        };
        if let Some(ty) = found {
            return self.grown_node(node, &ty);
        }
        if let Some(ty) = self.view_operator(node, op, left, right) {
            return ty;
        }
        if let (Ty::Dict(_, counts), BinOp::Add | BinOp::Sub | BinOp::BitAnd, Ty::Dict(_, other)) =
            (left, op, right)
            && self.has_counters
            && self.is_count(*counts)
            && self.is_count(*other)
            && self.is_like(left, right)
        {
            return self.types.store.normal(left);
        }
        let has_dict_kinds = self.has_dict_kinds;
        let store = &mut self.types.store;
        match (left, op, right) {
            (Ty::Str, BinOp::Add, Ty::Str) => Ty::Str,
            (Ty::Str, BinOp::Mult, Ty::Int | Ty::Bool)
            | (Ty::Int | Ty::Bool, BinOp::Mult, Ty::Str) => Ty::Str,
            (Ty::Str, BinOp::Mod, _) => {
                store.to_value(right);
                Ty::Str
            }
            (Ty::List(a), BinOp::Add, Ty::List(b)) => {
                let (x, y) = (store.contents(*a), store.contents(*b));
                if store.is_alike(&x, &y) {
                    store.unify(*a, *b);
                    Ty::List(store.root(*a))
                } else {
                    // The result is a list of its own: what mixes in it does not mix in the two.
                    let slot = self.site(node, 0);
                    self.types.store.flow(&x, slot);
                    self.types.store.flow(&y, slot);
                    Ty::List(slot)
                }
            }
            (Ty::List(_), BinOp::Mult, Ty::Int | Ty::Bool) => left.clone(),
            (Ty::Int | Ty::Bool, BinOp::Mult, Ty::List(_)) => right.clone(),
            (Ty::Tuple(a), BinOp::Add, Ty::Tuple(b)) => {
                let items: Vec<Ty> = a.iter().chain(b).cloned().collect();
                if items.len() <= MAX_TUPLE {
                    return Ty::Tuple(items);
                }
                let joined = items
                    .iter()
                    .fold(Ty::Never, |joined, item| store.join(&joined, item));
                Ty::VarTuple(Box::new(joined))
            }
            (Ty::VarTuple(a), BinOp::Add, Ty::VarTuple(b)) if store.is_alike(a, b) => {
                Ty::VarTuple(Box::new(store.join(a, b)))
            }
            (Ty::VarTuple(a), BinOp::Add, Ty::Tuple(b))
            | (Ty::Tuple(b), BinOp::Add, Ty::VarTuple(a))
                if b.iter().all(|item| store.is_alike(a, item)) =>
            {
                let joined = b
                    .iter()
                    .fold((**a).clone(), |joined, item| store.join(&joined, item));
                Ty::VarTuple(Box::new(joined))
            }
            (Ty::Bytes, BinOp::Add, Ty::Bytes)
            | (Ty::Bytes, BinOp::Mult, Ty::Int | Ty::Bool)
            | (Ty::Int | Ty::Bool, BinOp::Mult, Ty::Bytes) => Ty::Bytes,
            (Ty::Bytes, BinOp::Mod, other) => {
                store.to_value(other);
                Ty::Bytes
            }
            (Ty::VarTuple(_), BinOp::Mult, Ty::Int | Ty::Bool) => left.clone(),
            (Ty::Tuple(items), BinOp::Mult, Ty::Int | Ty::Bool)
                if items.iter().all(|item| store.is_alike(&items[0], item)) =>
            {
                let joined = items
                    .iter()
                    .fold(Ty::Never, |joined, item| store.join(&joined, item));
                Ty::VarTuple(Box::new(joined))
            }
            (Ty::Dict(k, v), BinOp::BitOr, Ty::Dict(l, w)) if !has_dict_kinds => {
                let keys = (store.contents(*k), store.contents(*l));
                let values = (store.contents(*v), store.contents(*w));
                if store.is_alike(&keys.0, &keys.1) && store.is_alike(&values.0, &values.1) {
                    store.unify(*k, *l);
                    store.unify(*v, *w);
                    return store.normal(left);
                }
                let (key, value) = (self.site(node, 0), self.site(node, 1));
                for (part, slot) in [
                    (keys.0, key),
                    (keys.1, key),
                    (values.0, value),
                    (values.1, value),
                ] {
                    self.types.store.flow(&part, slot);
                }
                self.hashable(key);
                Ty::Dict(key, value)
            }
            (Ty::Set(a), BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor, Ty::Set(b)) => {
                let (x, y) = (store.contents(*a), store.contents(*b));
                if store.is_alike(&x, &y) {
                    store.unify(*a, *b);
                    Ty::Set(store.root(*a))
                } else {
                    store.to_value(left);
                    store.to_value(right);
                    store.normal(left)
                }
            }
            _ => {
                store.to_value(left);
                store.to_value(right);
                Ty::Value
            }
        }
    }

    /// The type of `op operand`, `not` excepted.
    pub(super) fn unary(&mut self, op: UnaryOp, operand: &Ty) -> Ty {
        match (op, operand) {
            (UnaryOp::Not, _) => Ty::Bool,
            (_, Ty::Never) => Ty::Never,
            (UnaryOp::USub | UnaryOp::UAdd | UnaryOp::Invert, Ty::Int | Ty::Bool) => Ty::Int,
            (UnaryOp::USub | UnaryOp::UAdd | UnaryOp::Invert, Ty::Big) => Ty::Big,
            (UnaryOp::USub | UnaryOp::UAdd, Ty::Float) => Ty::Float,
            (UnaryOp::USub | UnaryOp::UAdd, Ty::Num) => Ty::Num,
            _ => {
                self.types.store.to_value(operand);
                Ty::Value
            }
        }
    }
}

/// The type of arithmetic with a number that is an integer or a float: with a float it is one of floats.
fn mixed(op: BinOp, left: &Ty, right: &Ty) -> Option<Ty> {
    let has_float = matches!(left, Ty::Float) || matches!(right, Ty::Float);
    match op {
        BinOp::Div => Some(Ty::Float),
        BinOp::Add | BinOp::Sub | BinOp::Mult | BinOp::FloorDiv | BinOp::Mod => {
            let has_bool = matches!(left, Ty::Bool) || matches!(right, Ty::Bool);
            (!has_bool).then_some(if has_float { Ty::Float } else { Ty::Num })
        }
        BinOp::Pow
        | BinOp::LShift
        | BinOp::RShift
        | BinOp::BitAnd
        | BinOp::BitOr
        | BinOp::BitXor
        | BinOp::MatMult => None,
    }
}

/// The type of arithmetic on numbers; none if an operand is no number or the result's type depends on values.
fn numeric(op: BinOp, left: &Ty, right: &Ty) -> Option<Ty> {
    if !is_number(left) || !is_number(right) {
        return None;
    }
    if matches!(left, Ty::Num) || matches!(right, Ty::Num) {
        return mixed(op, left, right);
    }
    let both_int = is_int(left) && is_int(right);
    let int = if matches!(left, Ty::Big) || matches!(right, Ty::Big) {
        Ty::Big
    } else {
        Ty::Int
    };
    match op {
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
            if matches!((left, right), (Ty::Bool, Ty::Bool)) =>
        {
            Some(Ty::Bool)
        }
        BinOp::Add | BinOp::Sub | BinOp::Mult | BinOp::FloorDiv | BinOp::Mod => {
            Some(if both_int { int } else { Ty::Float })
        }
        BinOp::Div => Some(Ty::Float),
        BinOp::LShift | BinOp::RShift | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
            if both_int =>
        {
            Some(int)
        }
        BinOp::Pow
        | BinOp::LShift
        | BinOp::RShift
        | BinOp::BitAnd
        | BinOp::BitOr
        | BinOp::BitXor
        | BinOp::MatMult => None,
    }
}

fn is_int(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Big | Ty::Bool)
}

fn is_number(ty: &Ty) -> bool {
    is_int(ty) || matches!(ty, Ty::Float | Ty::Num)
}

/// The type of `base ** exponent`: an integer to a power below zero is a float, and so is a float to any power. The support
/// library declines what would be complex. (Python reference, "The power operator".)
fn power(base: &Ty, exponent: &Ty, is_exponent_natural: bool) -> Option<Ty> {
    if !is_number(base) || !is_number(exponent) {
        return None;
    }
    match (base, exponent) {
        (Ty::Float, _) | (_, Ty::Float) => Some(Ty::Float),
        (Ty::Num, _) | (_, Ty::Num) => {
            let has_bool = matches!(base, Ty::Bool) || matches!(exponent, Ty::Bool);
            (!has_bool).then_some(Ty::Num)
        }
        _ if is_exponent_natural => Some(match (base, exponent) {
            (Ty::Big, _) | (_, Ty::Big) => Ty::Big,
            _ => Ty::Int,
        }),
        (Ty::Bool, _) => None,
        _ => Some(Ty::Num),
    }
}

/// `-8`, `-0.5`.
fn is_negative_literal(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Unary { op: UnaryOp::USub, operand }
        if matches!(operand.kind, ExprKind::Constant(_)))
}
