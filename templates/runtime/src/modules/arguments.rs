//! How functions of modules read the arguments of a dynamic call.

use crate::{Args, Exception, Int, Value};

/// A number as a float, in the words of CPython's `PyFloat_AsDouble`.
pub(crate) fn real(value: &Value) -> Result<f64, Exception> {
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
pub(crate) fn integer(value: &Value) -> Result<Int, Exception> {
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
pub(crate) fn small(value: &Value) -> Result<i64, Exception> {
    integer(value)?
        .to_i64()
        .ok_or_else(|| Exception::overflow_error("Python int too large to convert to C long"))
}

/// The arguments of a function that is written in Python: one for each parameter, by position or by keyword; none where the
/// call leaves a parameter out. The first `n_required` must be there.
pub(crate) fn bound<const N: usize>(
    args: Args,
    function: &str,
    parameters: [&str; N],
    n_required: usize,
) -> Result<[Option<Value>; N], Exception> {
    let mut found: [Option<Value>; N] = std::array::from_fn(|_| None);
    let count = args.positional.len();
    if count > N {
        return Err(Exception::type_error(format!(
            "{function}() takes {N} positional arguments but {count} were given"
        )));
    }
    for (place, value) in found.iter_mut().zip(args.positional) {
        *place = Some(value);
    }
    for (name, value) in args.keywords {
        let at = parameters.iter().position(|known| *name == **known);
        match at {
            Some(at) if found[at].is_none() => found[at] = Some(value),
            Some(_) => {
                return Err(Exception::type_error(format!(
                    "{function}() got multiple values for argument '{name}'"
                )));
            }
            None => {
                return Err(Exception::type_error(format!(
                    "{function}() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    let missing: Vec<String> = (0..n_required)
        .filter(|at| found[*at].is_none())
        .map(|at| format!("'{}'", parameters[at]))
        .collect();
    if !missing.is_empty() {
        let plural = if missing.len() == 1 { "" } else { "s" };
        return Err(Exception::type_error(format!(
            "{function}() missing {} required positional argument{plural}: {}",
            missing.len(),
            missing.join(" and ")
        )));
    }
    Ok(found)
}
