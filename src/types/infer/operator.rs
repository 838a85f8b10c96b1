//! Arithmetic: the type of `left op right`.

use super::Infer;
use super::expr::MAX_TUPLE;
use crate::syntax::ast::{BinOp, Constant, Expr, ExprKind, NodeId, UnaryOp};
use crate::types::Ty;

impl Infer<'_> {
    /// The type of a binary operation. `node` names its place; `right_expr` helps with `**`.
    pub(super) fn binary(
        &mut self,
        node: NodeId,
        op: BinOp,
        left: &Ty,
        right: &Ty,
        right_expr: Option<&Expr>,
    ) -> Ty {
        if (matches!(left, Ty::Never) || matches!(right, Ty::Never)) && !self.force {
            return Ty::Never;
        }
        if let Some(ty) = numeric(op, left, right, right_expr) {
            return self.grown_node(node, &ty);
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
                    store.to_value(left);
                    store.to_value(right);
                    store.normal(left)
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
            (Ty::VarTuple(_), BinOp::Mult, Ty::Int | Ty::Bool) => left.clone(),
            (Ty::Dict(k, v), BinOp::BitOr, Ty::Dict(l, w)) if !has_dict_kinds => {
                let keys = (store.contents(*k), store.contents(*l));
                let values = (store.contents(*v), store.contents(*w));
                if store.is_alike(&keys.0, &keys.1) && store.is_alike(&values.0, &values.1) {
                    store.unify(*k, *l);
                    store.unify(*v, *w);
                } else {
                    store.to_value(left);
                    store.to_value(right);
                }
                store.normal(left)
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
fn numeric(op: BinOp, left: &Ty, right: &Ty, right_expr: Option<&Expr>) -> Option<Ty> {
    let is_int = |ty: &Ty| matches!(ty, Ty::Int | Ty::Big | Ty::Bool);
    let is_number = |ty: &Ty| is_int(ty) || matches!(ty, Ty::Float | Ty::Num);
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
        BinOp::Pow if both_int => match right_expr.map(|expr| &expr.kind) {
            Some(ExprKind::Constant(Constant::Int(exponent))) if *exponent >= 0 => Some(int),
            _ => None,
        },
        BinOp::Pow => match right_expr.map(|expr| &expr.kind) {
            Some(ExprKind::Constant(Constant::Int(_))) => Some(Ty::Float),
            _ => None,
        },
        BinOp::LShift | BinOp::RShift | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
            if both_int =>
        {
            Some(int)
        }
        BinOp::LShift
        | BinOp::RShift
        | BinOp::BitAnd
        | BinOp::BitOr
        | BinOp::BitXor
        | BinOp::MatMult => None,
    }
}
