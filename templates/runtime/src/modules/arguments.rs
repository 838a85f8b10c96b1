//! How functions of modules read the arguments of a dynamic call.

use crate::{Exception, Int, Value};

/// A number as a float, in the words of CPython's `PyFloat_AsDouble`.
pub(super) fn real(value: &Value) -> Result<f64, Exception> {
    match value {
        Value::Float(value) => Ok(*value),
        Value::Int(value) => value.try_to_f64(),
        Value::Bool(value) => Ok(f64::from(u8::from(*value))),
        other => Err(Exception::type_error(format!(
            "must be real number, not {}",
            other.type_name()
        ))),
    }
}

/// An integer, in the words of CPython's `PyNumber_Index`.
pub(super) fn integer(value: &Value) -> Result<Int, Exception> {
    match value {
        Value::Int(value) => Ok(value.clone()),
        Value::Bool(value) => Ok(Int::from(*value)),
        other => Err(Exception::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            other.type_name()
        ))),
    }
}

/// An integer of the machine: an index, a count.
pub(super) fn small(value: &Value) -> Result<i64, Exception> {
    integer(value)?
        .to_i64()
        .ok_or_else(|| Exception::overflow_error("Python int too large to convert to C long"))
}
