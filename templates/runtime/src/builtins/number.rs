//! `round`, `divmod`, `pow`, `chr`, `ord`, `bin`, `hex`, `oct`.

use crate::arith::{self, Arith};
use crate::{Args, Exception, Int, Value, text};

pub(super) fn try_digits(name: &str, args: Args) -> Result<Value, Exception> {
    let number = args.try_one(name)?.try_to_index()?;
    Ok(Value::from(match name {
        "bin" => text::big_bin(&number),
        "oct" => text::big_oct(&number),
        _ => text::big_hex(&number),
    }))
}

pub(super) fn try_chr(args: Args) -> Result<Value, Exception> {
    let code = args.try_one("chr")?.try_to_index()?;
    match code.to_i64().filter(|code| i32::try_from(*code).is_ok()) {
        Some(code) => text::try_chr(code).map(Value::from),
        None => Err(Exception::overflow_error(
            "Python int too large to convert to C int",
        )),
    }
}

pub(super) fn try_ord(args: Args) -> Result<Value, Exception> {
    match args.try_one("ord")? {
        Value::Str(text) => text::try_ord(&text).map(Value::from),
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(Value::from(i64::from(bytes[0]))),
        other => Err(Exception::type_error(format!(
            "ord() expected string of length 1, but {} found",
            other.type_name()
        ))),
    }
}

pub(super) fn try_divmod(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("divmod", 2, 2)?;
    let (one, two) = (&args[0], &args[1]);
    let as_float = |value: &Value| match (value, value.as_int()) {
        (Value::Float(value), _) => Some(Ok(*value)),
        (_, Some(value)) => Some(value.try_to_f64()),
        _ => None,
    };
    if let (Some(one), Some(two)) = (one.as_int(), two.as_int()) {
        return one.try_divmod(&two).map(Value::from);
    }
    if let (Some(one), Some(two)) = (as_float(one), as_float(two)) {
        return one?.try_divmod(two?).map(Value::from);
    }
    if let Value::Object(object) = one
        && let Some(result) = object.special("__divmod__", std::slice::from_ref(two))
    {
        return result;
    }
    Err(Exception::type_error(format!(
        "unsupported operand type(s) for divmod(): '{}' and '{}'",
        one.type_name(),
        two.type_name()
    )))
}

pub(super) fn try_pow(mut args: Args) -> Result<Value, Exception> {
    check_at_most("pow", &args, 3)?;
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let mut argument = |name: &str| positional.next().or_else(|| args.take_keyword(name));
    let missing = |name: &str, nth: u8| {
        Exception::type_error(format!(
            "pow() missing required argument '{name}' (pos {nth})"
        ))
    };
    let base = argument("base").ok_or_else(|| missing("base", 1))?;
    let exponent = argument("exp").ok_or_else(|| missing("exp", 2))?;
    let modulus = argument("mod").filter(|modulus| !modulus.is_none());
    let Some(modulus) = modulus else {
        return base.try_pow(&exponent);
    };
    if let (Some(base), Some(exponent), Some(modulus)) =
        (base.as_int(), exponent.as_int(), modulus.as_int())
    {
        return arith::try_power_modulo(&base, &exponent, &modulus).map(Value::Int);
    }
    if [&base, &exponent, &modulus]
        .iter()
        .all(|value| matches!(value, Value::Float(_)) || value.as_int().is_some())
    {
        return Err(Exception::type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        ));
    }
    Err(Exception::type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        base.type_name(),
        exponent.type_name(),
        modulus.type_name()
    )))
}

/// Fails when there are more than `most` arguments, by position and by keyword.
fn check_at_most(name: &str, args: &Args, most: usize) -> Result<(), Exception> {
    let count = args.positional.len() + args.keywords.len();
    if count > most {
        return Err(Exception::type_error(format!(
            "{name}() takes at most {most} arguments ({count} given)"
        )));
    }
    Ok(())
}

pub(super) fn try_round(mut args: Args) -> Result<Value, Exception> {
    check_at_most("round", &args, 2)?;
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let mut argument = |name: &str| positional.next().or_else(|| args.take_keyword(name));
    let Some(number) = argument("number") else {
        return Err(Exception::type_error(
            "round() missing required argument 'number' (pos 1)",
        ));
    };
    let digits = argument("ndigits").filter(|digits| !digits.is_none());
    args.check_all_taken("round")?;
    match (&number, number.as_int(), digits) {
        (Value::Float(value), _, None) => arith::try_round_to_big(*value).map(Value::Int),
        (Value::Float(value), _, Some(digits)) => {
            let digits = digits.try_to_index()?;
            let beyond = if digits.is_negative() {
                -10_000
            } else {
                10_000
            };
            text::try_round_float(*value, digits.to_i64().unwrap_or(beyond)).map(Value::Float)
        }
        (_, Some(value), None) => Ok(Value::Int(value)),
        (_, Some(value), Some(digits)) => {
            try_round_int(&value, &digits.try_to_index()?).map(Value::Int)
        }
        (Value::Object(object), _, digits) => {
            let args: Vec<Value> = digits.into_iter().collect();
            object
                .special("__round__", &args)
                .unwrap_or_else(|| Err(no_round(&number)))
        }
        _ => Err(no_round(&number)),
    }
}

fn no_round(number: &Value) -> Exception {
    Exception::type_error(format!(
        "type {} doesn't define __round__ method",
        number.type_name()
    ))
}

crate::raising! {
    /// `round(value, digits)` for an integer: to a power of ten, to even between two.
    round_int: pub fn try_round_int(value: &Int, digits: &Int) -> Int {
        if !digits.is_negative() {
            return Ok(value.clone());
        }
        if value.bit_length() < 3 * -digits.to_i64().unwrap_or(-1_000_000_000) {
            return Ok(Int::ZERO);
        }
        let unit = arith::try_power(&Int::from(10), &-digits)?;
        let (quotient, rest) = value.try_divmod(&unit)?;
        let twice = &rest * 2;
        let is_odd = &quotient & 1 != Int::ZERO;
        let rounds_up = twice > unit || twice == unit && is_odd;
        Ok(if rounds_up {
            (quotient + 1) * unit
        } else {
            quotient * unit
        })
    }
}
