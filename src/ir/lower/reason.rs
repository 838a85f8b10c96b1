//! Why a variable has its type, where the Python text does not show it.

use crate::ir::{Reason, Ty};
use crate::names::VarId;
use crate::types::growth::Place;
use crate::types::{InstId, Types};

/// `Int` instead of `i64`, `Value` instead of a type of its own.
pub(super) fn type_reasons(
    types: &Types,
    place: (InstId, VarId),
    name: &str,
    ty: &Ty,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let (owner, var) = place;
    if holds(ty, &Ty::Int) {
        let text = if types.grown.contains(&Place::Var(owner, var)) {
            format!(
                "`{name}` grows by multiplying or adding what grew before: it may leave 64 bits"
            )
        } else {
            format!("`{name}` gets integers that may leave 64 bits")
        };
        reasons.push(Reason::new("any-size-int", text));
    }
    if holds(ty, &Ty::Value) {
        let text = match types.met.get(&place) {
            Some((first, second)) if first.kind() != second.kind() => {
                format!("{} and {} meet in `{name}`", first.kind(), second.kind())
            }
            Some((first, _)) => format!("different kinds of {} meet in `{name}`", first.kind()),
            None if *ty == Ty::Value => {
                format!("the type of what `{name}` gets is only known when the program runs")
            }
            None => format!("what `{name}` contains is of different or unknown types"),
        };
        reasons.push(Reason::new("any-object", text));
    }
    reasons
}

/// Whether the type is `wanted` or contains it.
fn holds(ty: &Ty, wanted: &Ty) -> bool {
    match ty {
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Stream(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item) => holds(item, wanted),
        Ty::Dict(key, value) | Ty::View(_, key, value) => {
            holds(key, wanted) || holds(value, wanted)
        }
        Ty::Owned(inner, _) => holds(inner, wanted),
        Ty::Tuple(items) => items.iter().any(|item| holds(item, wanted)),
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Value
        | Ty::Never => ty == wanted,
    }
}
