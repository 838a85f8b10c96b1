//! Rust types, as far as generated code writes them.

use super::{Class, RecordId, SetId, ViewKind};

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// `()`, Python's `None`.
    Unit,
    /// `bool`.
    Bool,
    /// `i64`.
    I64,
    /// `Int` of the support library.
    Int,
    /// `Number` of the support library.
    Num,
    /// `f64`.
    F64,
    /// `String`.
    Str,
    /// `&'static str`, or a part of a text that outlives the variable.
    StaticStr,
    /// `char`: a text of one character; added by `storage`.
    Char,
    /// `&str`, a part of another text, in a type that is written; added by `storage`.
    Part(Lifetime),
    /// `Letters` of the support library: a text prepared for being indexed; added by `storage`.
    Letters,
    /// `List<T>`.
    List(Box<Ty>),
    /// `Set<T>`.
    Set(Box<Ty>),
    /// `Dict<K, V>`.
    Dict(Box<Ty>, Box<Ty>),
    /// A struct.
    Record(RecordId),
    /// `(A, B)`.
    Tuple(Vec<Ty>),
    /// `Tuple<T>`.
    VarTuple(Box<Ty>),
    /// `Range`.
    Range,
    /// `Exception`.
    Exception,
    /// `Option<T>`.
    Option(Box<Ty>),
    /// A function value.
    Closure(SetId),
    /// An iterator of Rust's own, used up where it stands.
    Iter(Box<Ty>),
    /// `Iter<T>` of the support library: an iterator that is kept.
    Stream(Box<Ty>),
    /// `KeysView<K, V>`, `ValuesView<K, V>`, `ItemsView<K, V>`: a view of a dict.
    View(ViewKind, Box<Ty>, Box<Ty>),
    /// `Bytes`.
    Bytes,
    /// `FrozenSet<T>`.
    FrozenSet(Box<Ty>),
    /// `Deque<T>`.
    Deque(Box<Ty>),
    /// A container with one owner, `Vec<T>` for a list; added by `storage`.
    Owned(Box<Ty>, Class),
    /// `Value`.
    Value,
    /// `!`.
    Never,
}

/// How the lifetime of a part of a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// `&str`.
    Elided,
    /// `&'a str`.
    Named,
}

impl Ty {
    /// Whether assignment copies and leaves the source usable.
    pub fn is_copy(&self) -> bool {
        match self {
            Ty::Unit
            | Ty::Bool
            | Ty::I64
            | Ty::F64
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Never => true,
            Ty::Tuple(items) => !items.is_empty() && items.iter().all(Ty::is_copy),
            Ty::Option(inner) => inner.is_copy(),
            Ty::Int
            | Ty::Num
            | Ty::Str
            | Ty::List(_)
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::Record(_)
            | Ty::VarTuple(_)
            | Ty::Range
            | Ty::Exception
            | Ty::Closure(_)
            | Ty::Iter(_)
            | Ty::Stream(_)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::Owned(..)
            | Ty::Letters
            | Ty::Value => false,
        }
    }
}
