//! Types: as Rust writes them, function values by the number of their set.

use crate::ir::Ty;

/// A type in one line.
pub(super) fn ty_text(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::I64 => "i64".to_owned(),
        Ty::Int => "Int".to_owned(),
        Ty::Num => "Number".to_owned(),
        Ty::F64 => "f64".to_owned(),
        Ty::Str => "String".to_owned(),
        Ty::StaticStr => "&'static str".to_owned(),
        Ty::Char => "char".to_owned(),
        Ty::Part(_) => "&str".to_owned(),
        Ty::Letters => "Letters".to_owned(),
        Ty::List(item) => format!("List<{}>", ty_text(item)),
        Ty::Set(item) => format!("Set<{}>", ty_text(item)),
        Ty::Stream(item) => format!("Stream<{}>", ty_text(item)),
        Ty::View(kind, key, value) => {
            format!("{kind:?}<{}, {}>", ty_text(key), ty_text(value))
        }
        Ty::Bytes => "Bytes".to_owned(),
        Ty::FrozenSet(item) => format!("FrozenSet<{}>", ty_text(item)),
        Ty::Deque(item) => format!("Deque<{}>", ty_text(item)),
        Ty::Owned(inner, _) => format!("owned {}", ty_text(inner)),
        Ty::Dict(key, value) => format!("Dict<{}, {}>", ty_text(key), ty_text(value)),
        Ty::Record(id) => format!("record#{}", id.0),
        Ty::Tuple(items) => match &items[..] {
            [only] => format!("({},)", ty_text(only)),
            _ => format!("({})", ty_texts(items)),
        },
        Ty::VarTuple(item) => format!("Tuple<{}>", ty_text(item)),
        Ty::Range => "Range".to_owned(),
        Ty::Exception => "Exception".to_owned(),
        Ty::Option(inner) => format!("Option<{}>", ty_text(inner)),
        Ty::Closure(set) => format!("closure#{}", set.0),
        Ty::Iter(item) => format!("Iterator<{}>", ty_text(item)),
        Ty::Value => "Value".to_owned(),
        Ty::Never => "!".to_owned(),
    }
}

/// Types between commas.
fn ty_texts(types: &[Ty]) -> String {
    types.iter().map(ty_text).collect::<Vec<_>>().join(", ")
}
