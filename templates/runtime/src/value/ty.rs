//! `Type`: the built-in types as objects.

use crate::{ExceptionClass, Show};

/// A type that the support library knows. The callable ones are what the program names: `int`, `list`, `ValueError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// `object`.
    Object,
    /// `type`.
    Type,
    /// The type of `None`.
    NoneType,
    /// `bool`.
    Bool,
    /// `int`.
    Int,
    /// `float`.
    Float,
    /// `complex`.
    Complex,
    /// `str`.
    Str,
    /// `bytes`.
    Bytes,
    /// `bytearray`.
    ByteArray,
    /// `list`.
    List,
    /// `dict`.
    Dict,
    /// `collections.Counter`.
    Counter,
    /// `collections.defaultdict`.
    DefaultDict,
    /// `collections.OrderedDict`.
    OrderedDict,
    /// `collections.deque`.
    Deque,
    /// `set`.
    Set,
    /// `frozenset`.
    FrozenSet,
    /// `tuple`.
    Tuple,
    /// `range`.
    Range,
    /// `slice`.
    Slice,
    /// `enumerate`.
    Enumerate,
    /// `zip`.
    Zip,
    /// `map`.
    Map,
    /// `filter`.
    Filter,
    /// `reversed`.
    Reversed,
    /// A class of exceptions.
    Exception(ExceptionClass),
    /// A type that cannot be named in a program without `type(...)`: `list_iterator`, `function`.
    Named(&'static str),
}

impl Type {
    /// The types that have a name in every program.
    pub const BUILTINS: &'static [Type] = &[
        Type::Object,
        Type::Type,
        Type::Bool,
        Type::Int,
        Type::Float,
        Type::Complex,
        Type::Str,
        Type::Bytes,
        Type::ByteArray,
        Type::List,
        Type::Dict,
        Type::Set,
        Type::FrozenSet,
        Type::Tuple,
        Type::Range,
        Type::Slice,
        Type::Enumerate,
        Type::Zip,
        Type::Map,
        Type::Filter,
        Type::Reversed,
    ];

    /// The type's name.
    pub fn name(self) -> &'static str {
        match self {
            Type::Object => "object",
            Type::Type => "type",
            Type::NoneType => "NoneType",
            Type::Bool => "bool",
            Type::Int => "int",
            Type::Float => "float",
            Type::Complex => "complex",
            Type::Str => "str",
            Type::Bytes => "bytes",
            Type::ByteArray => "bytearray",
            Type::List => "list",
            Type::Dict => "dict",
            Type::Counter => "Counter",
            Type::DefaultDict => "defaultdict",
            Type::OrderedDict => "OrderedDict",
            Type::Deque => "deque",
            Type::Set => "set",
            Type::FrozenSet => "frozenset",
            Type::Tuple => "tuple",
            Type::Range => "range",
            Type::Slice => "slice",
            Type::Enumerate => "enumerate",
            Type::Zip => "zip",
            Type::Map => "map",
            Type::Filter => "filter",
            Type::Reversed => "reversed",
            Type::Exception(class) => class.name(),
            Type::Named(name) => name.rsplit('.').next().unwrap_or(name),
        }
    }

    /// What messages call the type: types of modules that are written in C say their module.
    pub(crate) fn message_name(self) -> &'static str {
        match self {
            Type::DefaultDict => "collections.defaultdict",
            Type::OrderedDict => "collections.OrderedDict",
            Type::Deque => "collections.deque",
            Type::Named(name) => name,
            other => other.name(),
        }
    }

    /// The type of this name that every program can use.
    pub fn builtin(name: &str) -> Option<Type> {
        let plain = Type::BUILTINS.iter().copied().find(|ty| ty.name() == name);
        plain.or_else(|| {
            let name = if matches!(name, "IOError" | "EnvironmentError") {
                "OSError"
            } else {
                name
            };
            ExceptionClass::BUILTINS
                .iter()
                .find(|class| class.name() == name)
                .map(|class| Type::Exception(*class))
        })
    }

    /// Whether this is `other` or derived from it.
    pub fn is_subtype(self, other: Type) -> bool {
        match (self, other) {
            (_, Type::Object) => true,
            (Type::Bool, Type::Int) => true,
            (Type::Counter | Type::DefaultDict | Type::OrderedDict, Type::Dict) => true,
            (Type::Exception(one), Type::Exception(two)) => one.is_subclass(two),
            (one, two) => one == two,
        }
    }
}

impl Show for Type {
    fn fmt_repr(&self, out: &mut String) {
        let name = match self {
            Type::Exception(class) if class.module() != "builtins" => {
                format!("{}.{}", class.module(), class.name())
            }
            Type::Counter | Type::DefaultDict | Type::OrderedDict | Type::Deque => {
                format!("collections.{}", self.name())
            }
            other => other.message_name().to_owned(),
        };
        append!(out, "<class '{name}'>");
    }
}
