//! Which integers may leave 64 bits.
//!
//! Every place that holds numbers or texts ([`Place`]) has a bound of its magnitude, worked out from what flows into it
//! (`draw`, `value`, `text`). Literals are known exactly, so that arithmetic on them never leaves an `i64`; what comes from
//! outside and how long things are is taken to be a million or so. What goes round a loop or a recursion is
//! a cycle of places (`components`): a counter or a total grows by a million steps, what is multiplied or added to itself
//! (`f *= n`, `a, b = b, a + b`) has no bound. An integer whose bound does not fit 64 bits becomes [`Ty::Big`]. Should an
//! estimate be wrong, the program stops with a message; it never wraps.

mod components;
mod draw;
mod library;
mod merged;
mod size;
mod text;
mod value;

use std::collections::BTreeSet;

use super::{Functions, InstId, Slot, Ty, Types};
use crate::names::{Names, VarId};
use crate::syntax::ast::NodeId;

/// A place that holds numbers or texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A variable of the instance that owns it.
    Var(InstId, VarId),
    /// The result of an instance.
    Ret(InstId),
    /// The contents of a container.
    Contents(Slot),
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
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::Bytes
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Range
        | Ty::Exception
        | Ty::Func(_)
        | Ty::Value => ty.clone(),
    }
}

/// Places with large integers.
#[derive(Debug, Default)]
pub struct LargePlaces {
    /// Those whose integers may leave 64 bits.
    pub growing: BTreeSet<Place>,
    /// Those whose integers may have more than one digit of those that CPython keeps them in, of 30 bits each.
    pub long: BTreeSet<Place>,
}

/// The places with large integers.
pub fn large_places(types: &Types, funcs: &Functions<'_>, names: &Names) -> LargePlaces {
    let flows = draw::draw(types, funcs, names);
    let mut found = LargePlaces::default();
    for (place, bound) in components::bounds(&flows) {
        if bound > size::LIMIT {
            found.growing.insert(place);
        }
        if bound >= size::DIGIT {
            found.long.insert(place);
        }
    }
    found
}
