//! The methods of strings and bytes, which [`crate::text`] keeps.

use crate::{Args, Exception, Str, Value, text};

/// Calls a method of a string. Gives the arguments back if there is none of that name.
pub(super) fn try_call(
    receiver: &Str,
    name: &str,
    args: Args,
) -> Result<Result<Value, Exception>, Args> {
    if method_name(name).is_none() {
        return Err(args);
    }
    Ok(text::call_str_method(receiver, name, args).unwrap_or(Ok(Value::None)))
}

/// Calls a method of a bytes object. Gives the arguments back if there is none of that name.
pub(super) fn try_call_bytes(
    receiver: &[u8],
    name: &str,
    args: Args,
) -> Result<Result<Value, Exception>, Args> {
    if bytes_method_name(name).is_none() {
        return Err(args);
    }
    Ok(text::call_bytes_method(receiver, name, args).unwrap_or(Ok(Value::None)))
}

/// The name of a method of strings.
pub(super) fn method_name(name: &str) -> Option<&'static str> {
    text::str_method_name(name)
}

/// The name of a method of bytes objects.
pub(super) fn bytes_method_name(name: &str) -> Option<&'static str> {
    text::bytes_method_name(name)
}
