//! `complex`. Semantics: CPython's `Objects/complexobject.c`.

use std::any::Any;
use std::rc::Rc;

use crate::modules::arguments::bound;
use crate::value::BoundMethod;
use crate::{Args, Exception, Object, ObjectRef, PyHash, Type, Value, output, text};

/// A complex number, as an object.
#[derive(Clone)]
struct Complex {
    identity: Rc<()>,
    real: f64,
    imag: f64,
}

type Parts = (f64, f64);

fn made((real, imag): Parts) -> Value {
    Value::Object(ObjectRef::new(Complex {
        identity: Rc::default(),
        real,
        imag,
    }))
}

/// `base ** exponent` over floats whose result is no float.
pub(crate) fn try_power_of_floats(base: f64, exponent: f64) -> Result<Value, Exception> {
    try_power((base, 0.0), (exponent, 0.0)).map(made)
}

impl Value {
    /// `4j`.
    pub fn imaginary(imag: f64) -> Value {
        made((0.0, imag))
    }
}

/// The parts of a number; none if it is no number.
fn parts_of(value: &Value) -> Result<Option<Parts>, Exception> {
    Ok(match value {
        Value::Float(real) => Some((*real, 0.0)),
        Value::Int(_) | Value::Bool(_) => match value.as_int() {
            Some(number) => Some((number.try_to_f64()?, 0.0)),
            None => None,
        },
        Value::Object(object) => object
            .downcast::<Complex>()
            .map(|number| (number.real, number.imag)),
        _ => None,
    })
}

fn product(one: Parts, two: Parts) -> Parts {
    (one.0 * two.0 - one.1 * two.1, one.0 * two.1 + one.1 * two.0)
}

fn try_quotient(one: Parts, two: Parts) -> Result<Parts, Exception> {
    let (real, imag) = (two.0.abs(), two.1.abs());
    if real >= imag {
        if real == 0.0 {
            return Err(Exception::zero_division_error("complex division by zero"));
        }
        let ratio = two.1 / two.0;
        let below = two.0 + two.1 * ratio;
        Ok((
            (one.0 + one.1 * ratio) / below,
            (one.1 - one.0 * ratio) / below,
        ))
    } else if imag >= real {
        let ratio = two.0 / two.1;
        let below = two.0 * ratio + two.1;
        Ok((
            (one.0 * ratio + one.1) / below,
            (one.1 * ratio - one.0) / below,
        ))
    } else {
        Ok((f64::NAN, f64::NAN))
    }
}

fn whole_power(base: Parts, exponent: u32) -> Parts {
    let (mut result, mut square, mut mask) = ((1.0, 0.0), base, 1);
    while mask > 0 && exponent >= mask {
        if exponent & mask != 0 {
            result = product(result, square);
        }
        mask <<= 1;
        square = product(square, square);
    }
    result
}

fn try_power(base: Parts, exponent: Parts) -> Result<Parts, Exception> {
    let is_whole = exponent.1 == 0.0
        && exponent.0.floor().total_cmp(&exponent.0).is_eq()
        && exponent.0.abs() <= 100.0;
    let result = if exponent == (0.0, 0.0) {
        (1.0, 0.0)
    } else if is_whole {
        let times = text::try_float_to_int(exponent.0.abs())?
            .to_i64()
            .unwrap_or(0);
        let power = whole_power(base, u32::try_from(times).unwrap_or(0));
        if exponent.0 > 0.0 {
            power
        } else {
            try_quotient((1.0, 0.0), power).map_err(|_| no_power())?
        }
    } else if base == (0.0, 0.0) {
        if exponent.1 != 0.0 || exponent.0 < 0.0 {
            return Err(no_power());
        }
        (0.0, 0.0)
    } else {
        let size = base.0.hypot(base.1);
        let angle = base.1.atan2(base.0);
        let mut length = size.powf(exponent.0);
        let mut phase = angle * exponent.0;
        if exponent.1 != 0.0 {
            length *= (-angle * exponent.1).exp();
            phase += exponent.1 * size.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(Exception::overflow_error("complex exponentiation"));
    }
    Ok(result)
}

fn no_power() -> Exception {
    Exception::zero_division_error("0.0 to a negative or complex power")
}

/// A part as `repr` shows it: without `.0`.
fn shown(part: f64) -> String {
    let shown = text::float_repr(part);
    shown.strip_suffix(".0").unwrap_or(&shown).to_owned()
}

impl Complex {
    fn parts(&self) -> Parts {
        (self.real, self.imag)
    }

    fn shown(&self) -> String {
        let imag = shown(self.imag);
        if self.real == 0.0 && self.real.is_sign_positive() {
            return format!("{imag}j");
        }
        let sign = if imag.starts_with('-') { "" } else { "+" };
        format!("({}{sign}{imag}j)", shown(self.real))
    }

    fn try_format(&self, spec: &str) -> Result<String, Exception> {
        if spec.is_empty() {
            return Ok(self.shown());
        }
        let digits = spec.strip_prefix('.').and_then(|rest| {
            let (digits, code) = rest.split_at_checked(rest.len().saturating_sub(1))?;
            let is_plain = digits.chars().all(|c| c.is_ascii_digit()) && !digits.is_empty();
            (is_plain && matches!(code, "e" | "f" | "g")).then_some(())
        });
        if digits.is_none() {
            output::decline(&format!(
                "the format '{spec}' of complex numbers is not supported"
            ));
        }
        let real = text::try_format_float(self.real, spec)?;
        let imag = text::try_format_float(self.imag, &format!("+{spec}"))?;
        Ok(format!("{real}{imag}j"))
    }

    fn try_hash(&self) -> Result<Value, Exception> {
        let (real, imag) = (self.real.try_py_hash()?, self.imag.try_py_hash()?);
        let sum = real.wrapping_add(imag.wrapping_mul(1_000_003));
        Ok(Value::from(if sum == -1 { -2 } else { sum }))
    }
}

impl Object for Complex {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.identity) as usize
    }

    fn class_name(&self) -> &'static str {
        "complex"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Complex)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, args: &[Value]) -> Option<Result<Value, Exception>> {
        let own = self.parts();
        match name {
            "__repr__" => return Some(Ok(Value::from(self.shown()))),
            "__format__" => {
                let spec = match args.first() {
                    Some(Value::Str(spec)) => spec.to_string(),
                    _ => String::new(),
                };
                return Some(self.try_format(&spec).map(Value::from));
            }
            "__bool__" => return Some(Ok(Value::Bool(own != (0.0, 0.0)))),
            "__hash__" => return Some(self.try_hash()),
            "__neg__" => return Some(Ok(made((-own.0, -own.1)))),
            "__pos__" => return Some(Ok(made(own))),
            "__complex__" => return Some(Ok(made(own))),
            "__abs__" => {
                let size = own.0.hypot(own.1);
                let is_too_large = size.is_infinite() && own.0.is_finite() && own.1.is_finite();
                return Some(if is_too_large {
                    Err(Exception::overflow_error("absolute value too large"))
                } else {
                    Ok(Value::Float(size))
                });
            }
            "__eq__" | "__add__" | "__radd__" | "__sub__" | "__rsub__" | "__mul__" | "__rmul__"
            | "__truediv__" | "__rtruediv__" | "__pow__" | "__rpow__" => {}
            _ => return None,
        }
        let other = match parts_of(args.first()?) {
            Ok(Some(other)) => other,
            Ok(None) => return Some(Ok(Value::NotImplemented)),
            Err(_) if name == "__eq__" => return Some(Ok(Value::Bool(false))),
            Err(exc) => return Some(Err(exc)),
        };
        Some(match name {
            "__eq__" => Ok(Value::Bool(own == other)),
            "__add__" | "__radd__" => Ok(made((own.0 + other.0, own.1 + other.1))),
            "__sub__" => Ok(made((own.0 - other.0, own.1 - other.1))),
            "__rsub__" => Ok(made((other.0 - own.0, other.1 - own.1))),
            "__mul__" => Ok(made(product(own, other))),
            "__rmul__" => Ok(made(product(other, own))),
            "__truediv__" => try_quotient(own, other).map(made),
            "__rtruediv__" => try_quotient(other, own).map(made),
            "__pow__" => try_power(own, other).map(made),
            _ => try_power(other, own).map(made),
        })
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        Some(Ok(match name {
            "real" => Value::Float(self.real),
            "imag" => Value::Float(self.imag),
            "__class__" => self.class(),
            "conjugate" => Value::BoundMethod(Rc::new(BoundMethod::Native {
                receiver: made(self.parts()),
                name: "conjugate",
            })),
            _ => return None,
        }))
    }

    fn set_attribute(&self, name: &str, _: Value) -> Option<Result<(), Exception>> {
        matches!(name, "real" | "imag")
            .then(|| Err(Exception::attribute_error("readonly attribute")))
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn call_method(&self, name: &str, args: Args) -> Option<Result<Value, Exception>> {
        match name {
            "conjugate" => Some(
                args.check_none("complex.conjugate")
                    .map(|()| made((self.real, -self.imag))),
            ),
            _ => self.special(name, &args.positional),
        }
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Complex | Type::Object))
    }
}

/// `complex(real, imag)`.
pub(crate) fn try_complex(args: Args) -> Result<Value, Exception> {
    let [real, imag] = bound(args, "complex", ["real", "imag"], 0)?;
    match (&real, &imag) {
        (Some(Value::Str(digits)), None) => {
            return parsed(digits)
                .map(made)
                .ok_or_else(|| Exception::value_error("complex() arg is a malformed string"));
        }
        (Some(Value::Str(_)), Some(_)) => {
            return Err(Exception::type_error(
                "complex() can't take second arg if first is a string",
            ));
        }
        (_, Some(Value::Str(_))) => {
            return Err(Exception::type_error(
                "complex() second arg can't be a string",
            ));
        }
        _ => {}
    }
    let number = |value: Option<Value>, message: &str| -> Result<Parts, Exception> {
        let Some(value) = value else {
            return Ok((0.0, 0.0));
        };
        parts_of(&value)?
            .ok_or_else(|| Exception::type_error(format!("{message}, not '{}'", value.type_name())))
    };
    let is_complex = |value: &Option<Value>| matches!(value, Some(Value::Object(_)));
    let (real_is_complex, imag_is_complex) = (is_complex(&real), is_complex(&imag));
    let real = number(
        real,
        "complex() first argument must be a string or a number",
    )?;
    let has_imag = imag.is_some();
    let imag = number(imag, "complex() second argument must be a number")?;
    let mut parts = (real.0, if has_imag { imag.0 } else { real.1 });
    if imag_is_complex {
        parts.0 -= imag.1;
    }
    if has_imag && real_is_complex {
        parts.1 += real.1;
    }
    Ok(made(parts))
}

/// The longest float at the start of a text, and what follows.
fn leading_float(digits: &str) -> Option<(f64, &str)> {
    let ends = digits.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.rev()
        .filter(|end| !digits[..*end].contains(char::is_whitespace))
        .find_map(|end| {
            let number = text::try_parse_float(&digits[..end]).ok()?;
            Some((number, &digits[end..]))
        })
}

/// `complex(text)`.
fn parsed(digits: &str) -> Option<Parts> {
    let digits = digits.trim();
    let digits = match digits.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim(),
        None => digits,
    };
    let unit = |rest: &str| match rest {
        "j" | "J" | "+j" | "+J" => Some(1.0),
        "-j" | "-J" => Some(-1.0),
        _ => None,
    };
    if let Some(imag) = unit(digits) {
        return Some((0.0, imag));
    }
    let (first, rest) = leading_float(digits)?;
    match rest {
        "" => return Some((first, 0.0)),
        "j" | "J" => return Some((0.0, first)),
        _ if !rest.starts_with(['+', '-']) => return None,
        _ => {}
    }
    if let Some(imag) = unit(rest) {
        return Some((first, imag));
    }
    let (second, rest) = leading_float(rest)?;
    matches!(rest, "j" | "J").then_some((first, second))
}
