//! `Value`: a Python object of any type, the exact dynamic fallback.

use std::rc::Rc;

use crate::{Dict, Exception, FrozenSet, Int, List, Range, Set, Show, Str, Truthy, Tuple};

/// A Python object. Cloning it shares what Python shares.
#[derive(Clone)]
pub enum Value {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer.
    Int(Int),
    /// A float.
    Float(f64),
    /// A string.
    Str(Str),
    /// A bytes object.
    Bytes(Rc<Vec<u8>>),
    /// A list.
    List(List<Value>),
    /// A dict.
    Dict(Dict<Value, Value>),
    /// A set.
    Set(Set<Value>),
    /// A frozenset.
    FrozenSet(FrozenSet<Value>),
    /// A tuple.
    Tuple(Tuple<Value>),
    /// A range.
    Range(Rc<Range>),
    /// An exception object.
    Exception(Exception),
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(Int::from(value))
    }
}

impl From<Int> for Value {
    fn from(value: Int) -> Self {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Str(Str::from(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Str(Str::from(value))
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Self {
        Value::Tuple(Tuple::from(value))
    }
}

impl Value {
    /// The name of the value's type, as `type(value).__name__` says it.
    pub fn type_name(&self) -> &str {
        match self {
            Value::None => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
            Value::Set(_) => "set",
            Value::FrozenSet(_) => "frozenset",
            Value::Tuple(_) => "tuple",
            Value::Range(_) => "range",
            Value::Exception(exc) => exc.class().name(),
            Value::Ellipsis => "ellipsis",
            Value::NotImplemented => "NotImplementedType",
        }
    }
}

impl Show for Value {
    fn fmt_repr(&self, out: &mut String) {
        match self {
            Value::None => out.push_str("None"),
            Value::Bool(value) => value.fmt_repr(out),
            Value::Int(value) => value.fmt_repr(out),
            Value::Float(value) => value.fmt_repr(out),
            Value::Str(value) => value.fmt_repr(out),
            Value::Bytes(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::FrozenSet(_)
            | Value::Range(_) => {}
            Value::List(value) => value.fmt_repr(out),
            Value::Tuple(value) => value.fmt_repr(out),
            Value::Exception(exc) => exc.fmt_repr(out),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::NotImplemented => out.push_str("NotImplemented"),
        }
    }

    fn fmt_str(&self, out: &mut String) {
        match self {
            Value::Str(value) => out.push_str(value),
            Value::Exception(exc) => exc.fmt_str(out),
            other => other.fmt_repr(out),
        }
    }
}

impl Truthy for Value {
    fn truthy(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => value.truthy(),
            Value::Float(value) => value.truthy(),
            Value::Str(value) => value.truthy(),
            Value::List(value) => value.truthy(),
            Value::Tuple(value) => value.truthy(),
            _ => true,
        }
    }
}
