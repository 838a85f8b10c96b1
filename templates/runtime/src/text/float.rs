//! Floats as text: `repr`, `float()` of text, `round`, `float.hex` and its kin, digit for digit as Python has them.

use super::unicode::{decimal_value, is_space};
use crate::{Exception, Int};
use dashu_int::IBig;
use std::fmt::Write;

/// A finite number as decimal digits: `0.DIGITS` times ten to the `point`, without sign.
pub(super) struct Decimal {
    /// Significant digits; those of [`shortest`] have no trailing zeros.
    pub(super) digits: String,
    /// Where the decimal point stands, counted from the start of the digits.
    pub(super) point: i32,
}

/// The digits of the shortest decimal that reads back as `x`, the nearest one to `x` where several are equally short.
pub(super) fn shortest(x: f64) -> Decimal {
    let short = Decimal::from_scientific(format!("{:e}", x.abs()));
    if !may_tie(x) {
        return short;
    }
    // Rust breaks a tie between two shortest candidates upwards, Python to the even digit.
    let even = format!("{:.*e}", short.digits.len() - 1, x.abs());
    if even.parse::<f64>() == Ok(x.abs()) {
        Decimal::from_scientific(even)
    } else {
        short
    }
}

/// Whether `x` may lie just between two decimals that are the shortest for it.
///
/// Then those have 16 digits at least, as fewer never read back as the same float, and `x` is an odd number of one digit more,
/// times a power of ten. Such a number exceeds the 53 bits of a float, unless factors of five in it belong to a negative power
/// of ten: at most 25 fives fit 18 digits, and as many halves are in `x`.
fn may_tie(x: f64) -> bool {
    let (mantissa, exponent) = mantissa_and_exponent(x);
    (-25..0).contains(&exponent)
        && u128::from(mantissa) * 5_u128.pow(exponent.unsigned_abs()) >= 10_u128.pow(16)
}

/// The first `count` significant digits of `x`, rounded half to even on its exact value.
pub(super) fn significant(x: f64, count: usize) -> Decimal {
    let exact = count.min(MOST_DIGITS);
    let mut decimal = Decimal::from_scientific(format!("{:.*e}", exact - 1, x.abs()));
    decimal.digits.push_str(&"0".repeat(count - exact));
    decimal
}

/// `x` with `count` digits behind the point, rounded half to even on its exact value, without sign.
pub(super) fn fixed(x: f64, count: usize) -> String {
    let exact = count.min(MOST_DIGITS);
    let mut text = format!("{:.*}", exact, x.abs());
    text.push_str(&"0".repeat(count - exact));
    text
}

/// No double has more significant digits, nor more digits behind the point.
const MOST_DIGITS: usize = 1100;

impl Decimal {
    fn from_scientific(mut text: String) -> Self {
        let end = text.find('e').expect("scientific notation has an exponent");
        let exponent: i32 = text[end + 1..]
            .parse()
            .expect("the exponent is a small number");
        text.truncate(end);
        if end > 1 {
            text.remove(1);
        }
        Self {
            digits: text,
            point: exponent + 1,
        }
    }

    /// Writes the number in positional notation, with at least the digit before the point.
    pub(super) fn positional(&self) -> String {
        let n_digits = self.digits.len();
        match usize::try_from(self.point) {
            Ok(0) | Err(_) => format!(
                "0.{}{}",
                "0".repeat(self.point.unsigned_abs() as usize),
                self.digits
            ),
            Ok(point) if point >= n_digits => {
                format!("{}{}", self.digits, "0".repeat(point - n_digits))
            }
            Ok(point) => format!("{}.{}", &self.digits[..point], &self.digits[point..]),
        }
    }

    /// Writes the number in scientific notation, the exponent with sign and at least two digits.
    pub(super) fn scientific(&self) -> String {
        let (first, rest) = self.digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}{}", exponent_text(self.point - 1))
    }
}

/// `e+16`, `e-05`: an exponent as C prints it.
pub(super) fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.unsigned_abs())
}

/// Appends `repr(x)`.
pub fn push_float_repr(out: &mut String, x: f64) {
    if x.is_nan() {
        return out.push_str("nan");
    }
    if x.is_sign_negative() {
        out.push('-');
    }
    let size = x.abs();
    if size.is_infinite() {
        return out.push_str("inf");
    }
    if (size == 0.0 || (1e-4..1e16).contains(&size)) && !may_tie(size) {
        return write!(out, "{size:?}").expect("writing to a string cannot fail");
    }
    let decimal = shortest(size);
    if (-3..=16).contains(&decimal.point) {
        let text = decimal.positional();
        out.push_str(&text);
        if !text.contains('.') {
            out.push_str(".0");
        }
    } else {
        out.push_str(&decimal.scientific());
    }
}

/// `repr(x)`, which is also `str(x)`: the shortest text that reads back as `x`.
///
/// ```text
/// >>> 0.1 + 0.2, 1e16, 1e-5, -0.0
/// (0.30000000000000004, 1e+16, 1e-05, -0.0)
/// ```
pub fn float_repr(x: f64) -> String {
    let mut text = String::new();
    push_float_repr(&mut text, x);
    text
}

raising! {
    /// `float(text)`: blanks around it, underscores between digits and digits of any script are allowed.
    parse_float: pub fn try_parse_float(text: &str) -> f64 {
        parse(text).ok_or_else(|| {
            Exception::value_error(format!("could not convert string to float: {}", super::str_repr(text)))
        })
    }
}

fn parse(text: &str) -> Option<f64> {
    let mut plain = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut chars = text.trim_matches(is_space).chars().peekable();
    while let Some(c) = chars.next() {
        let c = decimal_value(c)
            .and_then(|value| char::from_digit(value, 10))
            .unwrap_or(c);
        if c == '_' {
            let next_is_digit = chars
                .peek()
                .is_some_and(|&next| decimal_value(next).is_some());
            if !previous.is_ascii_digit() || !next_is_digit {
                return None;
            }
        } else {
            plain.push(c);
        }
        previous = c;
    }
    // What is left is read alike by Rust, which knows `inf`, `infinity` and `nan` in any case too.
    let number: f64 = plain.parse().ok()?;
    Some(if number.is_nan() {
        new_nan().copysign(number)
    } else {
        number
    })
}

/// A nan of its own: containers find a nan by identity, which its payload stands for.
fn new_nan() -> f64 {
    thread_local! {
        static COUNT: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    }
    /// The payload below the bit that makes a nan a quiet one.
    const PAYLOAD: u64 = (1 << 51) - 1;
    let count = COUNT.get().wrapping_add(1);
    COUNT.set(count);
    f64::from_bits(f64::NAN.to_bits() | (count & PAYLOAD))
}

raising! {
    /// `round(x, ndigits)`: half to even, judged on the exact decimal value of `x`.
    ///
    /// ```text
    /// >>> round(2.675, 2), round(0.5, 0), round(1250.0, -2)
    /// (2.67, 0.0, 1200.0)
    /// ```
    round_float: pub fn try_round_float(x: f64, ndigits: i64) -> f64 {
        if !x.is_finite() || ndigits > 323 {
            return Ok(x);
        }
        if ndigits < -308 {
            return Ok(0.0 * x);
        }
        let size = match usize::try_from(ndigits) {
            Ok(ndigits) => fixed(x, ndigits).parse().expect("digits read back"),
            Err(_) => round_to_tens(x.abs(), usize::try_from(-ndigits).expect("a small number of digits")),
        };
        if size.is_infinite() {
            return Err(Exception::overflow_error("rounded value too large to represent"));
        }
        Ok(size.copysign(x))
    }
}

/// Rounds to a multiple of ten to the `dropped`.
fn round_to_tens(size: f64, dropped: usize) -> f64 {
    let digits = format!("{:.0}", size.trunc());
    let Some(n_kept) = digits.len().checked_sub(dropped) else {
        return 0.0;
    };
    let (kept, rest) = digits.split_at(n_kept);
    let last_is_odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let half = format!("5{}", "0".repeat(dropped - 1));
    let up = match rest.cmp(half.as_str()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => size.fract() > 0.0 || last_is_odd,
        std::cmp::Ordering::Greater => true,
    };
    let mut kept = format!("0{kept}").into_bytes();
    if up {
        let mut at = kept.len() - 1;
        while kept[at] == b'9' {
            kept[at] = b'0';
            at -= 1;
        }
        kept[at] += 1;
    }
    let kept = String::from_utf8(kept).expect("digits are ASCII");
    format!("{kept}e{dropped}")
        .parse()
        .expect("digits read back")
}

/// `x.is_integer()`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.fract() == 0.0
}

/// The odd-or-zero mantissa and the exponent of two whose product is `x.abs()`, for finite `x`.
fn mantissa_and_exponent(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let stored = i32::try_from(bits >> 52 & 0x7ff).expect("eleven bits");
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if stored == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, stored - 1075)
    };
    match mantissa.trailing_zeros() {
        64 => (0, 0),
        zeros => (
            mantissa >> zeros,
            exponent + i32::try_from(zeros).expect("at most 64"),
        ),
    }
}

raising! {
    /// `x.as_integer_ratio()`: the exact value in lowest terms.
    float_as_integer_ratio: pub fn try_float_as_integer_ratio(x: f64) -> (Int, Int) {
        if x.is_nan() {
            return Err(Exception::value_error("cannot convert NaN to integer ratio"));
        }
        if x.is_infinite() {
            return Err(Exception::overflow_error("cannot convert Infinity to integer ratio"));
        }
        let (mantissa, exponent) = mantissa_and_exponent(x);
        let power = IBig::ONE << exponent.unsigned_abs() as usize;
        let (numerator, denominator) =
            if exponent < 0 { (IBig::from(mantissa), power) } else { (IBig::from(mantissa) * power, IBig::ONE) };
        let numerator = if x.is_sign_negative() { -numerator } else { numerator };
        Ok((Int::from(numerator), Int::from(denominator)))
    }
}

raising! {
    /// `int(x)`: what is left without the fraction.
    float_to_int: pub fn try_float_to_int(x: f64) -> Int {
        if x.is_nan() {
            return Err(Exception::value_error("cannot convert float NaN to integer"));
        }
        if x.is_infinite() {
            return Err(Exception::overflow_error("cannot convert float infinity to integer"));
        }
        try_float_as_integer_ratio(x.trunc()).map(|(whole, _)| whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_is_the_shortest_round_trip() {
        let cases = [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ];
        for (x, expected) in cases {
            assert_eq!(float_repr(x), expected);
        }
    }

    #[test]
    fn float_of_text_takes_blanks_underscores_and_any_digits() {
        for (text, expected) in [
            (" 1_0.5e1\n", 105.0),
            ("-٣", -3.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("+iNf", f64::INFINITY),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for text in [
            "", "1__0", "_1", "1_", "1_.0", "1e", ".", "1 2", "0x1", "1e_5",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn round_judges_the_exact_value() {
        let rounded = |x, ndigits| try_round_float(x, ndigits).ok();
        assert_eq!(rounded(2.675, 2), Some(2.67));
        assert_eq!(rounded(0.5, 0), Some(0.0));
        assert_eq!(rounded(1250.0, -2), Some(1200.0));
        assert_eq!(rounded(1250.5, -2), Some(1300.0));
        assert_eq!(rounded(95.0, -1), Some(100.0));
        assert_eq!(rounded(50.0, -2), Some(0.0));
        assert_eq!(rounded(f64::MAX, -308), None);
    }
}
