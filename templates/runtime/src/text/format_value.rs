//! `format(object, spec)` for objects of any type.

use super::format_number::{try_format_big_int, try_format_bool, try_format_float};
use super::spec::try_format_str;
use crate::{Exception, Value};

raising! {
    /// `format(value, spec)`: numbers and text by the mini-language, anything else only without a specification.
    format_value: pub fn try_format_value(value: &Value, spec: &str) -> String {
        match value {
            Value::Bool(flag) => try_format_bool(*flag, spec),
            Value::Int(number) => try_format_big_int(number, spec),
            Value::Float(number) => try_format_float(*number, spec),
            Value::Str(text) => try_format_str(text, spec),
            other if spec.is_empty() => other.try_str(),
            other => Err(Exception::type_error(format!(
                "unsupported format string passed to {}.__format__",
                other.type_name()
            ))),
        }
    }
}
