//! `str.maketrans` and `str.translate`.

use super::arguments::{Bound, given, required, text_argument};
use super::number::try_chr;
use crate::{Dict, Exception, ExceptionClass, Int, Value};

/// `str.maketrans(x)`, `str.maketrans(x, y)` and `str.maketrans(x, y, z)`.
pub(super) fn make_table(args: &Bound) -> Result<Value, Exception> {
    let Some(to) = given(args, 1) else {
        return keyed_table(required(args, 0));
    };
    let to = text_argument(to, "maketrans() argument 2")?;
    let removed = given(args, 2)
        .map(|value| text_argument(value, "maketrans() argument 3"))
        .transpose()?;
    let Value::Str(from) = required(args, 0) else {
        return Err(Exception::type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    try_maketrans(from, to, removed.map_or("", |removed| removed.as_str()))
}

raising! {
    /// `str.maketrans(from, to, removed)`: a table for [`PyStr::translate`](super::PyStr::translate).
    ///
    /// ```text
    /// >>> 'banana'.translate(str.maketrans('ab', 'xy', 'n'))
    /// 'yxxx'
    /// ```
    maketrans: pub fn try_maketrans(from: &str, to: &str, removed: &str) -> Value {
        if from.chars().count() != to.chars().count() {
            return Err(Exception::value_error("the first two maketrans arguments must have equal length"));
        }
        let table: Dict<Value, Value> = Dict::new();
        for (from, to) in from.chars().zip(to.chars()) {
            table.try_set(code(from), code(to))?;
        }
        for c in removed.chars() {
            table.try_set(code(c), Value::None)?;
        }
        Ok(Value::Dict(table))
    }
}

fn code(c: char) -> Value {
    Value::from(i64::from(u32::from(c)))
}

/// The table that a mapping from characters or code points makes.
fn keyed_table(mapping: &Value) -> Result<Value, Exception> {
    let Value::Dict(mapping) = mapping else {
        return Err(Exception::type_error(
            "if you give only one argument to maketrans it must be a dict",
        ));
    };
    let table: Dict<Value, Value> = Dict::new();
    for (key, value) in mapping.to_pairs() {
        let key = match &key {
            Value::Str(text) => match text.chars().next() {
                Some(c) if text.n_chars() == 1 => code(c),
                _ => {
                    return Err(Exception::value_error(
                        "string keys in translate table must be of length 1",
                    ));
                }
            },
            Value::Int(_) | Value::Bool(_) => key,
            _ => {
                return Err(Exception::type_error(
                    "keys in translate table must be strings or integers",
                ));
            }
        };
        table.try_set(key, value)?;
    }
    Ok(Value::Dict(table))
}

/// `text.translate(table)`: the table answers to code points with a code point, text, or `None` for nothing.
pub(super) fn translate(text: &str, table: &Value) -> Result<String, Exception> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match table.try_getitem(&code(c)) {
            Err(exc) if exc.is_instance(ExceptionClass::LOOKUP_ERROR) => out.push(c),
            Err(exc) => return Err(exc),
            Ok(Value::None) => {}
            Ok(Value::Str(mapped)) => out.push_str(&mapped),
            Ok(mapped) => match mapped.as_int() {
                Some(mapped) => out.push_str(&character(&mapped)?),
                None => {
                    return Err(Exception::type_error(
                        "character mapping must return integer, None or str",
                    ));
                }
            },
        }
    }
    Ok(out)
}

fn character(code: &Int) -> Result<String, Exception> {
    match code.to_i64().filter(|code| (0..0x11_0000).contains(code)) {
        Some(code) => try_chr(code),
        None => Err(Exception::value_error(
            "character mapping must be in range(0x110000)",
        )),
    }
}
