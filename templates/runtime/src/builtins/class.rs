//! `isinstance`, `issubclass`, and classes of exceptions as values.

use crate::{Args, Exception, Type, Value};

/// Functions of modules that are classes in CPython.
const CLASSES: [&str; 19] = [
    "accumulate",
    "chain",
    "combinations",
    "combinations_with_replacement",
    "compress",
    "count",
    "cycle",
    "dropwhile",
    "filterfalse",
    "groupby",
    "islice",
    "pairwise",
    "partial",
    "permutations",
    "product",
    "repeat",
    "starmap",
    "takewhile",
    "zip_longest",
];

raising! {
    /// `isinstance(value, class)`.
    isinstance: pub fn try_isinstance(value: &Value, class: &Value) -> bool {
        match class {
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if try_isinstance(value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Value::Type(ty) => Ok(match value {
                Value::Object(object) => *ty == Type::Object || object.is_kind_of(class),
                value => value.ty().is_subtype(*ty),
            }),
            Value::Object(_) => Ok(matches!(value, Value::Object(object) if object.is_kind_of(class))),
            Value::Builtin(builtin) if CLASSES.contains(&builtin.name) => {
                let own = value.type_name();
                Ok(own.rsplit('.').next() == Some(builtin.name))
            }
            _ => Err(Exception::type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")),
        }
    }

    /// `issubclass(class, base)`.
    issubclass: pub fn try_issubclass(class: &Value, base: &Value) -> bool {
        match (class, base) {
            (_, Value::Tuple(bases)) => {
                for base in bases.iter() {
                    if try_issubclass(class, base)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Value::Type(class), Value::Type(base)) => Ok(class.is_subtype(*base)),
            (Value::Object(class), Value::Type(ty)) => Ok(*ty == Type::Object || class.is_kind_of(base)),
            (Value::Object(class), Value::Object(_)) => Ok(class.is_kind_of(base)),
            (Value::Type(_), Value::Object(_)) => Ok(false),
            (Value::Type(_), _) => Err(Exception::type_error(
                "issubclass() arg 2 must be a class, a tuple of classes, or a union",
            )),
            _ => Err(Exception::type_error("issubclass() arg 1 must be a class")),
        }
    }
}

/// The exception that `raise value` raises: the value, or a new one of that class.
pub fn try_exception_from(value: &Value) -> Result<Exception, Exception> {
    match value {
        Value::Exception(exc) => Ok(exc.clone()),
        Value::Type(Type::Exception(_)) | Value::Object(_) => match value.try_call(Args::new())? {
            Value::Exception(exc) => Ok(exc),
            _ => Err(no_exception()),
        },
        _ => Err(no_exception()),
    }
}

/// What `raise value` raises: the exception, or CPython's error if it is none.
pub fn exception_from(value: impl Into<Value>) -> Exception {
    match try_exception_from(&value.into()) {
        Ok(exc) | Err(exc) => exc,
    }
}

/// `raise value` where nobody can catch it.
pub fn raise_value(value: impl Into<Value>) -> ! {
    crate::raise(exception_from(value))
}

fn no_exception() -> Exception {
    Exception::type_error("exceptions must derive from BaseException")
}
