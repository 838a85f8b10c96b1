//! Numbers by the format mini-language.

use super::float::{fixed, significant};
use super::float_repr;
use super::spec::{Align, FormatSpec, Grouping, Sign, check_size, pad_str, push_fill};
use crate::{Exception, Int};

/// What formatting needs to know of an integer, so that `i64` and `Int` share one implementation.
pub(super) trait Whole {
    /// Whether a `-` is due.
    fn is_negative(&self) -> bool;
    /// The digits without sign; fails for more decimal digits than Python is willing to print.
    fn digits(&self, radix: u32) -> Result<String, Exception>;
    /// The value as a machine word.
    fn word(&self) -> Option<i64>;
    /// The nearest float.
    fn to_float(&self) -> Result<f64, Exception>;
}

impl Whole for i64 {
    fn is_negative(&self) -> bool {
        *self < 0
    }

    fn digits(&self, radix: u32) -> Result<String, Exception> {
        let size = self.unsigned_abs();
        Ok(match radix {
            2 => format!("{size:b}"),
            8 => format!("{size:o}"),
            16 => format!("{size:x}"),
            _ => size.to_string(),
        })
    }

    fn word(&self) -> Option<i64> {
        Some(*self)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "Python rounds to the nearest float too"
    )]
    fn to_float(&self) -> Result<f64, Exception> {
        Ok(*self as f64)
    }
}

raising! {
    /// `format(x, spec)` for an integer.
    ///
    /// ```text
    /// >>> format(1234567, ','), format(255, '#06x'), format(3, '.1f')
    /// ('1,234,567', '0x00ff', '3.0')
    /// ```
    format_int: pub fn try_format_int(x: i64, spec: &str) -> String {
        format_whole(&x, spec, "int")
    }

    /// `format(x, spec)` for an integer of any size.
    format_big_int: pub fn try_format_big_int(x: &Int, spec: &str) -> String {
        format_whole(x, spec, "int")
    }

    /// `format(x, spec)` for a bool: `True` without a specification, a number with one.
    format_bool: pub fn try_format_bool(x: bool, spec: &str) -> String {
        if spec.is_empty() {
            return Ok(if x { "True" } else { "False" }.to_owned());
        }
        format_whole(&i64::from(x), spec, "bool")
    }

    /// `format(x, spec)` for a float.
    ///
    /// ```text
    /// >>> format(1234.5, ',.2f'), format(0.5, '%'), format(1e10, 'g'), format(-0.001, 'z.1f')
    /// ('1,234.50', '50.000000%', '1e+10', '0.0')
    /// ```
    format_float: pub fn try_format_float(x: f64, spec: &str) -> String {
        if spec.is_empty() {
            return Ok(float_repr(x));
        }
        if let (true, [b'.', digit @ b'0'..=b'9', b'f']) = (x.is_finite(), spec.as_bytes()) {
            // By far the most frequent one is left to Rust, which rounds the exact value half to even too.
            return Ok(format!("{x:.*}", usize::from(digit - b'0')));
        }
        let spec = FormatSpec::parse(spec, "float")?;
        format_float_by(x, &spec)
    }
}

fn format_whole(
    x: &(impl Whole + ?Sized),
    spec: &str,
    type_name: &str,
) -> Result<String, Exception> {
    let spec = FormatSpec::parse(spec, type_name)?;
    let (radix, prefix) = match spec.code {
        None | Some('d' | 'n') => (10, ""),
        Some('b') => (2, "0b"),
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        Some('c') => return format_character(x, &spec),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            return format_float_by(x.to_float()?, &spec);
        }
        Some(code) => return Err(FormatSpec::unknown_code(code, type_name)),
    };
    check_whole(&spec)?;
    let mut digits = x.digits(radix)?;
    if spec.code == Some('X') {
        digits.make_ascii_uppercase();
    }
    let number = Number {
        is_negative: x.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
        group: if radix == 10 { 3 } else { 4 },
    };
    number.lay_out(&spec)
}

fn check_whole(spec: &FormatSpec) -> Result<(), Exception> {
    if spec.precision.is_some() {
        return Err(Exception::value_error(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.no_negative_zero {
        return Err(Exception::value_error(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    Ok(())
}

fn format_character(x: &(impl Whole + ?Sized), spec: &FormatSpec) -> Result<String, Exception> {
    check_whole(spec)?;
    if spec.sign.is_some() {
        return Err(Exception::value_error(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(Exception::value_error(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    let Some(word) = x.word() else {
        return Err(Exception::overflow_error(
            "Python int too large to convert to C long",
        ));
    };
    if !(0..0x11_0000).contains(&word) {
        return Err(Exception::overflow_error("%c arg not in range(0x110000)"));
    }
    let c = super::number::try_chr(word)?;
    check_size(spec.width)?;
    Ok(pad_str(
        &c,
        spec.align.unwrap_or(Align::Right),
        spec.fill_char(),
        spec.width,
    ))
}

/// A number taken apart, ready to be put into its width.
struct Number<'a> {
    is_negative: bool,
    prefix: &'a str,
    /// The digits before the point, those that are grouped.
    digits: &'a str,
    /// Point, fraction, exponent and percent sign.
    rest: &'a str,
    group: usize,
}

impl Number<'_> {
    fn sign(&self, spec: &FormatSpec) -> &'static str {
        match (self.is_negative, spec.sign) {
            (true, _) => "-",
            (false, Some(Sign::Plus)) => "+",
            (false, Some(Sign::Space)) => " ",
            (false, Some(Sign::Minus) | None) => "",
        }
    }

    fn lay_out(&self, spec: &FormatSpec) -> Result<String, Exception> {
        check_size(spec.width)?;
        let sign = self.sign(spec);
        let n_around = sign.len() + self.prefix.len() + self.rest.len();
        if spec.grouping.is_none() && spec.width <= n_around + self.digits.len() {
            return Ok([sign, self.prefix, self.digits, self.rest].concat());
        }
        let fill = spec.fill_char();
        let align = match spec.align {
            Some(align) => align,
            None if spec.zero_padded => Align::AfterSign,
            None => Align::Right,
        };
        let zeros_to = if fill == '0' && align == Align::AfterSign {
            spec.width.saturating_sub(n_around)
        } else {
            0
        };
        let digits = group_digits(self.digits, spec.grouping, self.group, zeros_to);
        let padding = spec.width.saturating_sub(n_around + digits.len());
        let (left, inner, right) = match align {
            Align::Left => (0, 0, padding),
            Align::Right => (padding, 0, 0),
            Align::Center => (padding / 2, 0, padding - padding / 2),
            Align::AfterSign => (0, padding, 0),
        };
        let mut out = String::with_capacity(n_around + digits.len() + padding * fill.len_utf8());
        push_fill(&mut out, fill, left);
        out.push_str(sign);
        out.push_str(self.prefix);
        push_fill(&mut out, fill, inner);
        out.push_str(&digits);
        out.push_str(self.rest);
        push_fill(&mut out, fill, right);
        Ok(out)
    }
}

/// Separates groups of digits and adds zeros, also grouped, until the text has `width` characters.
///
/// ```text
/// >>> format(1234, '08,')
/// '0,001,234'
/// ```
fn group_digits(digits: &str, grouping: Option<Grouping>, group: usize, width: usize) -> String {
    if digits.is_empty() {
        return String::new();
    }
    let Some(grouping) = grouping else {
        return format!("{}{digits}", "0".repeat(width.saturating_sub(digits.len())));
    };
    // The text never starts with a separator, so it may get one character longer than asked for.
    let full_groups = width / (group + 1);
    let starts_group = width > 0 && width.is_multiple_of(group + 1);
    let n_digits = digits
        .len()
        .max(width - full_groups + usize::from(starts_group));
    let mut out = String::with_capacity(n_digits + n_digits / group);
    let zeros = std::iter::repeat_n('0', n_digits - digits.len());
    for (index, digit) in zeros.chain(digits.chars()).enumerate() {
        if index > 0 && (n_digits - index).is_multiple_of(group) {
            out.push(grouping.separator());
        }
        out.push(digit);
    }
    out
}

fn format_float_by(x: f64, spec: &FormatSpec) -> Result<String, Exception> {
    let percent = spec.code == Some('%');
    let style = match spec.code {
        None => FloatStyle::General { point_zero: true },
        Some('e' | 'E') => FloatStyle::Scientific,
        Some('f' | 'F' | '%') => FloatStyle::Fixed,
        Some('g' | 'G' | 'n') => FloatStyle::General { point_zero: false },
        Some(code) => return Err(FormatSpec::unknown_code(code, "float")),
    };
    let precision = checked_precision(spec.precision)?;
    let scaled = if percent { x * 100.0 } else { x };
    let mut text = match (style, precision) {
        (FloatStyle::General { point_zero: true }, None) => {
            let text = float_repr(scaled.abs());
            if spec.alternate {
                with_point(&text)
            } else {
                text
            }
        }
        (style, precision) => float_text(scaled, style, precision.unwrap_or(6), spec.alternate),
    };
    if percent {
        text.push('%');
    }
    if matches!(spec.code, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let drops_sign = spec.no_negative_zero && x.is_finite() && is_zero(&text);
    let number = Number {
        is_negative: x.is_sign_negative() && !x.is_nan() && !drops_sign,
        prefix: "",
        digits: &text[..n_digits],
        rest: &text[n_digits..],
        group: 3,
    };
    number.lay_out(spec)
}

/// Whether all digits of the mantissa are zeros.
fn is_zero(text: &str) -> bool {
    let mut mantissa = text.bytes().take_while(|c| !matches!(c, b'e' | b'E'));
    !mantissa.any(|c| matches!(c, b'1'..=b'9'))
}

/// The precision, unless it is one that Python refuses.
pub(super) fn checked_precision(precision: Option<usize>) -> Result<Option<usize>, Exception> {
    match precision {
        Some(precision) if i32::try_from(precision).is_err() => {
            Err(Exception::value_error("precision too big"))
        }
        precision => Ok(precision),
    }
}

/// The ways of C's `printf` to write a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FloatStyle {
    /// `e`
    Scientific,
    /// `f`
    Fixed,
    /// `g`, or with `.0` behind a whole number and a narrower range where no type is given.
    General { point_zero: bool },
}

/// The size of `x` (its sign is left out) in one of the styles.
pub(super) fn float_text(x: f64, style: FloatStyle, precision: usize, alternate: bool) -> String {
    if !x.is_finite() {
        return float_repr(x.abs());
    }
    match style {
        FloatStyle::Fixed if alternate && precision == 0 => fixed(x, 0) + ".",
        FloatStyle::Fixed => fixed(x, precision),
        FloatStyle::Scientific => {
            let text = significant(x, precision + 1).scientific();
            if alternate && precision == 0 {
                text.replacen('e', ".e", 1)
            } else {
                text
            }
        }
        FloatStyle::General { point_zero } => general(x, precision.max(1), alternate, point_zero),
    }
}

fn general(x: f64, precision: usize, alternate: bool, point_zero: bool) -> String {
    let mut decimal = significant(x, precision);
    let limit = precision - usize::from(point_zero);
    let is_positional =
        i64::try_from(limit).is_ok_and(|limit| (-3..=limit).contains(&i64::from(decimal.point)));
    if !alternate {
        let kept = decimal.digits.trim_end_matches('0').len().max(1);
        decimal.digits.truncate(kept);
    }
    let mut text = if is_positional {
        decimal.positional()
    } else {
        decimal.scientific()
    };
    if alternate {
        return with_point(&text);
    }
    if point_zero && is_positional && !text.contains('.') {
        text.push_str(".0");
    }
    text
}

/// The text with a decimal point, where it has none: behind the digits.
fn with_point(text: &str) -> String {
    if text.contains('.') || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}.{}", &text[..n_digits], &text[n_digits..])
}
