//! How static types become values, and how values are taken back.

use std::rc::Rc;

use super::{Type, Value};
use crate::builtins::Builtin;
use crate::function::CellRef;
use crate::slice::{Slice, SliceObject};
use crate::{
    Deque, Dict, Exception, ExceptionClass, FrozenSet, Function, Int, Iter, List, ObjectRef, Range,
    Set, Str, Tuple,
};

macro_rules! from_types {
    ($($ty:ty, $value:ident => $made:expr;)*) => { $(
        impl From<$ty> for Value {
            #[inline]
            fn from($value: $ty) -> Self {
                $made
            }
        }
    )* };
}

from_types! {
    (), _unit => Value::None;
    bool, value => Value::Bool(value);
    i64, value => Value::Int(Int::from(value));
    i32, value => Value::Int(Int::from(i64::from(value)));
    Int, value => Value::Int(value);
    &Int, value => Value::Int(value.clone());
    f64, value => Value::Float(value);
    &str, value => Value::Str(Str::from(value));
    String, value => Value::Str(Str::from(value));
    &String, value => Value::Str(Str::from(value.as_str()));
    Str, value => Value::Str(value);
    char, value => Value::Str(Str::from(value));
    List<Value>, value => Value::List(value);
    Dict<Value, Value>, value => Value::Dict(value);
    Set<Value>, value => Value::Set(value);
    FrozenSet<Value>, value => Value::FrozenSet(value);
    Deque<Value>, value => Value::Object(ObjectRef::new(value));
    Vec<Value>, value => Value::Tuple(Tuple::from(value));
    Range, value => Value::Range(Rc::new(value));
    Slice, value => Value::Slice(Rc::new(SliceObject::from(value)));
    SliceObject, value => Value::Slice(Rc::new(value));
    Iter, value => Value::Iterator(value);
    Function, value => Value::Function(value);
    &'static Builtin, value => Value::Builtin(value);
    Type, value => Value::Type(value);
    ExceptionClass, value => Value::Type(Type::Exception(value));
    CellRef, value => Value::Cell(value);
    Exception, value => Value::Exception(value);
    ObjectRef, value => Value::Object(value);
}

/// An array of values of any types: `values![1, "a"]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        [$($crate::Value::from($value)),*]
    };
}

/// Keys of any types, each with a value of any type: `pairs![(1, "a"), ("b", 2)]`.
#[macro_export]
macro_rules! pairs {
    ($(($key:expr, $value:expr $(,)?)),* $(,)?) => {
        [$(($crate::Value::from($key), $crate::Value::from($value))),*]
    };
}

/// Keys of one type, each with a value of any type: `fields![("name", "Ann"), ("age", 31)]`.
#[macro_export]
macro_rules! fields {
    ($(($key:expr, $value:expr $(,)?)),* $(,)?) => {
        [$(($key, $crate::Value::from($value))),*]
    };
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::None, Into::into)
    }
}

/// A tuple of values stays the object it is.
impl<T: Into<Value> + Clone + 'static> From<Tuple<T>> for Value {
    fn from(value: Tuple<T>) -> Self {
        let same = (&value as &dyn std::any::Any).downcast_ref::<Tuple<Value>>();
        match same {
            Some(tuple) => Value::Tuple(tuple.clone()),
            None => Value::tuple(value.items().map(Into::into)),
        }
    }
}

macro_rules! from_tuples {
    ($(($($field:tt $ty:ident),+))*) => { $(
        impl<$($ty: Into<Value>),+> From<($($ty,)+)> for Value {
            fn from(value: ($($ty,)+)) -> Self {
                Value::Tuple(Tuple::from([$(value.$field.into()),+]))
            }
        }
    )* };
}

from_tuples! {
    (0 A)
    (0 A, 1 B)
    (0 A, 1 B, 2 C)
    (0 A, 1 B, 2 C, 3 D)
    (0 A, 1 B, 2 C, 3 D, 4 E)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H)
}

impl Value {
    /// A new list of these items.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
        Value::List(items.into_iter().collect())
    }

    /// A new tuple of these items.
    pub fn tuple(items: impl IntoIterator<Item = Value>) -> Value {
        Value::Tuple(items.into_iter().collect())
    }

    /// A new dict of these entries.
    pub fn try_dict(entries: impl IntoIterator<Item = (Value, Value)>) -> Result<Value, Exception> {
        let dict = Dict::new();
        dict.try_extend(entries)?;
        Ok(Value::Dict(dict))
    }

    /// A new dict of these entries, where nobody catches.
    pub fn dict(entries: impl IntoIterator<Item = (Value, Value)>) -> Value {
        crate::or_raise(Self::try_dict(entries))
    }

    /// A new set of these items.
    pub fn try_set(items: impl IntoIterator<Item = Value>) -> Result<Value, Exception> {
        Set::try_from_items(items).map(Value::Set)
    }

    /// A new set of these items, where nobody catches.
    pub fn set(items: impl IntoIterator<Item = Value>) -> Value {
        crate::or_raise(Self::try_set(items))
    }

    /// The slice object `start:stop:step`.
    pub fn slice(start: impl Into<Value>, stop: impl Into<Value>, step: impl Into<Value>) -> Value {
        Value::from(SliceObject {
            start: start.into(),
            stop: stop.into(),
            step: step.into(),
        })
    }

    /// The list that the value is known to be.
    pub fn into_list(self) -> List<Value> {
        match self {
            Value::List(list) => list,
            other => unknown(&other, "list"),
        }
    }

    /// The dict that the value is known to be.
    pub fn into_dict(self) -> Dict<Value, Value> {
        match self {
            Value::Dict(dict) => dict,
            other => unknown(&other, "dict"),
        }
    }

    /// The set that the value is known to be.
    pub fn into_set(self) -> Set<Value> {
        match self {
            Value::Set(set) => set,
            other => unknown(&other, "set"),
        }
    }

    /// The tuple that the value is known to be.
    pub fn into_tuple(self) -> Tuple<Value> {
        match self {
            Value::Tuple(tuple) => tuple,
            other => unknown(&other, "tuple"),
        }
    }

    /// The truth value that the value is known to be.
    pub fn into_bool(self) -> bool {
        match self {
            Value::Bool(flag) => flag,
            other => unknown(&other, "bool"),
        }
    }

    /// The integer that the value is known to be.
    pub fn into_int(self) -> Int {
        match self {
            Value::Int(number) => number,
            other => unknown(&other, "int"),
        }
    }

    /// The integer of 64 bits that the value is known to be.
    pub fn into_i64(self) -> i64 {
        crate::or_overflow(self.into_int().to_i64())
    }

    /// The number that the value is known to be.
    pub fn into_float(self) -> f64 {
        match self {
            Value::Float(number) => number,
            other => unknown(&other, "float"),
        }
    }

    /// The bytes object that the value is known to be.
    pub fn into_bytes(self) -> crate::text::Bytes {
        match self {
            Value::Bytes(bytes) => bytes.into(),
            other => unknown(&other, "bytes"),
        }
    }

    /// The text that the value is known to be.
    pub fn into_text(self) -> String {
        match self {
            Value::Str(text) => text.to_string(),
            other => unknown(&other, "str"),
        }
    }

    /// The value as an exact integer, if it is an int or a bool.
    pub fn as_int(&self) -> Option<Int> {
        match self {
            Value::Int(number) => Some(number.clone()),
            Value::Bool(flag) => Some(Int::from(*flag)),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }
}

/// A value that the translation was sure of is of another type: the end of the program.
fn unknown<T>(value: &Value, expected: &str) -> T {
    let message = format!(
        "internal error: a {expected} was expected, not {}",
        value.type_name()
    );
    crate::raise(Exception::with_message(
        ExceptionClass::SYSTEM_ERROR,
        &message,
    ))
}

impl Value {
    /// A bytes object: each character of the text is one byte.
    ///
    /// # Panics
    /// If there is a character beyond `\u{ff}`.
    pub fn bytes(text: &str) -> Self {
        let bytes = text.chars().map(|c| u8::try_from(c).expect("a byte"));
        Value::Bytes(Rc::new(bytes.collect()))
    }
}
