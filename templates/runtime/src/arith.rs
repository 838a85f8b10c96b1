//! Division, remainder, powers and shifts as Python means them, for `i64`, [`Int`] and `f64` alike.

use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};

use crate::int::IntRef;
use crate::{Exception, Int, or_raise, output};

/// The operators whose meaning differs between Python and Rust. Quotients round down, remainders have the divisor's sign.
pub trait Arith<Other = Self>: Sized {
    /// The type of quotient and remainder.
    type Output;

    /// `self // other`.
    fn try_floor_div(self, other: Other) -> Result<Self::Output, Exception>;
    /// `self % other`.
    fn try_modulo(self, other: Other) -> Result<Self::Output, Exception>;
    /// `divmod(self, other)`.
    fn try_divmod(self, other: Other) -> Result<(Self::Output, Self::Output), Exception>;
    /// `self / other`.
    fn try_true_div(self, other: Other) -> Result<f64, Exception>;

    /// `self // other`, or the end of the program.
    #[inline]
    fn floor_div(self, other: Other) -> Self::Output {
        or_raise(self.try_floor_div(other))
    }
    /// `self % other`, or the end of the program.
    #[inline]
    fn modulo(self, other: Other) -> Self::Output {
        or_raise(self.try_modulo(other))
    }
    /// `divmod(self, other)`, or the end of the program.
    #[inline]
    fn divmod(self, other: Other) -> (Self::Output, Self::Output) {
        or_raise(self.try_divmod(other))
    }
    /// `self / other`, or the end of the program.
    #[inline]
    fn true_div(self, other: Other) -> f64 {
        or_raise(self.try_true_div(other))
    }
}

/// Ends the program because an integer was taken for small and is not: a bug of the translation.
#[cold]
pub fn internal_overflow() -> ! {
    output::flush();
    output::complain("internal overflow: run again with --ints big\n");
    output::end(1)
}

/// The result of a checked operation on `i64`.
#[inline]
pub fn or_overflow<T>(result: Option<T>) -> T {
    match result {
        Some(value) => value,
        None => internal_overflow(),
    }
}

fn division_by_zero(message: &str) -> Exception {
    Exception::zero_division_error(message)
}

const INT_DIVISION: &str = "integer division or modulo by zero";
const INT_MODULO: &str = "integer modulo by zero";

impl Arith for i64 {
    type Output = i64;

    #[inline]
    fn try_floor_div(self, other: i64) -> Result<i64, Exception> {
        if other == 0 {
            return Err(division_by_zero(INT_DIVISION));
        }
        let quotient = or_overflow(self.checked_div(other));
        Ok(if self % other != 0 && (self < 0) != (other < 0) {
            quotient - 1
        } else {
            quotient
        })
    }

    #[inline]
    fn try_modulo(self, other: i64) -> Result<i64, Exception> {
        if other == 0 {
            return Err(division_by_zero(INT_MODULO));
        }
        let remainder = self.wrapping_rem(other);
        Ok(if remainder != 0 && (remainder < 0) != (other < 0) {
            remainder + other
        } else {
            remainder
        })
    }

    #[inline]
    fn try_divmod(self, other: i64) -> Result<(i64, i64), Exception> {
        Ok((self.try_floor_div(other)?, self.try_modulo(other)?))
    }

    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    fn try_true_div(self, other: i64) -> Result<f64, Exception> {
        const EXACT: u64 = 1 << 53;
        if other == 0 {
            return Err(division_by_zero("division by zero"));
        }
        if self.unsigned_abs() <= EXACT && other.unsigned_abs() <= EXACT {
            return Ok(self as f64 / other as f64);
        }
        big_true_div(&IBig::from(self), &IBig::from(other))
    }
}

impl Arith for f64 {
    type Output = f64;

    #[inline]
    fn try_floor_div(self, other: f64) -> Result<f64, Exception> {
        if other == 0.0 {
            return Err(division_by_zero("float floor division by zero"));
        }
        Ok(float_divmod(self, other).0)
    }

    #[inline]
    fn try_modulo(self, other: f64) -> Result<f64, Exception> {
        if other == 0.0 {
            return Err(division_by_zero("float modulo"));
        }
        Ok(float_divmod(self, other).1)
    }

    #[inline]
    fn try_divmod(self, other: f64) -> Result<(f64, f64), Exception> {
        if other == 0.0 {
            return Err(division_by_zero("float divmod()"));
        }
        Ok(float_divmod(self, other))
    }

    #[inline]
    fn try_true_div(self, other: f64) -> Result<f64, Exception> {
        if other == 0.0 {
            return Err(division_by_zero("float division by zero"));
        }
        Ok(self / other)
    }
}

/// Quotient and remainder of floats: the remainder is exact, the quotient is corrected towards it.
fn float_divmod(value: f64, divisor: f64) -> (f64, f64) {
    let mut remainder = value % divisor;
    let mut quotient = (value - remainder) / divisor;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(divisor);
    } else if (divisor < 0.0) != (remainder < 0.0) {
        remainder += divisor;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(value / divisor), remainder);
    }
    let floor = quotient.floor();
    (
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        },
        remainder,
    )
}

/// What can stand on either side of an exact operation.
trait AsInt {
    /// The number to look at.
    fn view(&self) -> IntRef<'_>;
}

/// Both numbers, where dividing the first by the second stays inside 64 bits.
#[inline]
fn both_small(value: &impl AsInt, divisor: &impl AsInt) -> Option<(i64, i64)> {
    match (value.view().to_i64(), divisor.view().to_i64()) {
        (Some(value), Some(divisor)) if !(-1..=0).contains(&divisor) => Some((value, divisor)),
        _ => None,
    }
}

impl AsInt for i64 {
    #[inline]
    fn view(&self) -> IntRef<'_> {
        IntRef::Small(*self)
    }
}

impl AsInt for Int {
    #[inline]
    fn view(&self) -> IntRef<'_> {
        self.view()
    }
}

impl AsInt for &Int {
    #[inline]
    fn view(&self) -> IntRef<'_> {
        (*self).view()
    }
}

macro_rules! int_arith {
    ($($left:ty, $right:ty;)*) => { $(
        impl Arith<$right> for $left {
            type Output = Int;

            #[inline]
            fn try_floor_div(self, other: $right) -> Result<Int, Exception> {
                if let Some((value, divisor)) = both_small(&self, &other) {
                    return value.try_floor_div(divisor).map(Int::from);
                }
                int_divmod(self.view(), other.view(), INT_DIVISION).map(|(quotient, _)| quotient)
            }

            #[inline]
            fn try_modulo(self, other: $right) -> Result<Int, Exception> {
                if let Some((value, divisor)) = both_small(&self, &other) {
                    return value.try_modulo(divisor).map(Int::from);
                }
                int_divmod(self.view(), other.view(), INT_MODULO).map(|(_, remainder)| remainder)
            }

            #[inline]
            fn try_divmod(self, other: $right) -> Result<(Int, Int), Exception> {
                if let Some((value, divisor)) = both_small(&self, &other) {
                    return value.try_divmod(divisor).map(|(quotient, remainder)| (Int::from(quotient), Int::from(remainder)));
                }
                int_divmod(self.view(), other.view(), INT_DIVISION)
            }

            #[inline]
            fn try_true_div(self, other: $right) -> Result<f64, Exception> {
                let (one, two) = (self.view(), other.view());
                match (one.to_i64(), two.to_i64()) {
                    (Some(one), Some(two)) => one.try_true_div(two),
                    (_, Some(0)) => Err(division_by_zero("division by zero")),
                    _ => one.with_big(|one| two.with_big(|two| big_true_div(one, two))),
                }
            }
        }
    )* };
}

int_arith! {
    &Int, &Int;
    &Int, Int;
    &Int, i64;
    Int, &Int;
    Int, Int;
    Int, i64;
    i64, &Int;
    i64, Int;
}

#[inline(never)]
fn int_divmod(
    value: IntRef<'_>,
    divisor: IntRef<'_>,
    by_zero: &str,
) -> Result<(Int, Int), Exception> {
    if divisor.to_i64() == Some(0) {
        return Err(division_by_zero(by_zero));
    }
    if let (Some(value), Some(divisor)) = (value.to_i64(), divisor.to_i64())
        && divisor != -1
    {
        return Ok((
            Int::from(value.try_floor_div(divisor)?),
            Int::from(value.try_modulo(divisor)?),
        ));
    }
    let is_negative = divisor.is_negative();
    let (quotient, remainder) = divisor.with_big(|divisor| {
        let (quotient, remainder) = value.with_big(|value| value.div_rem(divisor));
        let is_rounded_up =
            !remainder.is_zero() && (remainder.sign() == Sign::Negative) != is_negative;
        if is_rounded_up {
            (quotient - IBig::ONE, remainder + divisor)
        } else {
            (quotient, remainder)
        }
    });
    Ok((Int::from(quotient), Int::from(remainder)))
}

/// `value / divisor`, rounded once, to the nearest float and to even between two.
fn big_true_div(value: &IBig, divisor: &IBig) -> Result<f64, Exception> {
    /// Bits of the quotient that are computed: more than a float holds, and one that stands for all the rest.
    const ENOUGH: i64 = 66;
    /// The exponent of the smallest float.
    const SMALLEST: i64 = 1074;
    let (sign, value) = value.clone().into_parts();
    let (other_sign, divisor) = divisor.clone().into_parts();
    let n_bits = |number: &UBig| i64::try_from(number.bit_len()).expect("a count of bits fits");
    let shift = (ENOUGH - n_bits(&value) + n_bits(&divisor)).min(SMALLEST);
    let scaled =
        |number: UBig, by: i64| number << usize::try_from(by.max(0)).expect("not negative");
    let (mut quotient, rest) = scaled(value, shift).div_rem(scaled(divisor.clone(), -shift));
    let magnitude = if shift == SMALLEST {
        let twice = rest << 1;
        let is_odd = quotient.bit(0);
        if twice > divisor || (twice == divisor && is_odd) {
            quotient += UBig::ONE;
        }
        quotient.to_f64().value() * f64::from_bits(1)
    } else {
        if !rest.is_zero() {
            quotient.set_bit(0);
        }
        scale(quotient.to_f64().value(), -shift)
    };
    if magnitude.is_infinite() {
        return Err(Exception::overflow_error(
            "integer division result too large for a float",
        ));
    }
    Ok(if sign == other_sign {
        magnitude
    } else {
        -magnitude
    })
}

/// `value * 2**exponent`.
fn scale(value: f64, exponent: i64) -> f64 {
    let power =
        |exponent: i64| f64::from_bits(u64::try_from(exponent + 1023).expect("in range") << 52);
    let first = exponent.clamp(-1000, 1000);
    let second = (exponent - first).clamp(-1000, 1000);
    value * power(first) * power(second)
}

raising! {
    /// `base ** exponent` for an exponent that is not negative.
    power: pub fn try_power(base: &Int, exponent: &Int) -> Int {
        match base.to_i64() {
            Some(0) => return Ok(Int::from(exponent.is_zero())),
            Some(1) => return Ok(Int::ONE),
            Some(-1) => return Ok(if exponent.to_big().bit(0) { Int::from(-1) } else { Int::ONE }),
            _ => {}
        }
        let Some(exponent) = exponent.to_i64().and_then(|exponent| usize::try_from(exponent).ok()) else {
            return Err(Exception::memory_error(""));
        };
        if let (Some(base), Ok(small)) = (base.to_i64(), u32::try_from(exponent))
            && let Some(result) = base.checked_pow(small)
        {
            return Ok(Int::from(result));
        }
        Ok(Int::from(base.to_big().pow(exponent)))
    }

    /// `pow(base, exponent, modulus)`.
    power_modulo: pub fn try_power_modulo(base: &Int, exponent: &Int, modulus: &Int) -> Int {
        if modulus.is_zero() {
            return Err(Exception::value_error("pow() 3rd argument cannot be 0"));
        }
        let size = modulus.abs();
        let mut base = base.try_modulo(&size)?;
        let mut exponent = exponent.clone();
        if exponent.is_negative() {
            base = inverse(&base, &size)
                .ok_or_else(|| Exception::value_error("base is not invertible for the given modulus"))?;
            exponent = -exponent;
        }
        let exponent = exponent.to_big();
        let mut result = Int::ONE.try_modulo(&size)?;
        for position in (0..exponent.bit_len()).rev() {
            result = (&result * &result).try_modulo(&size)?;
            if exponent.bit(position) {
                result = (&result * &base).try_modulo(&size)?;
            }
        }
        result.try_modulo(modulus)
    }

    /// `base ** exponent` over floats.
    power_float: pub fn try_power_float(base: f64, exponent: f64) -> f64 {
        if base == 0.0 && exponent < 0.0 {
            return Err(Exception::zero_division_error("0.0 cannot be raised to a negative power"));
        }
        if is_complex_power(base, exponent) {
            crate::output::decline("a negative number to a power that is not whole is complex; write `complex(base) ** exponent`");
        }
        let result = base.powf(exponent);
        if result.is_infinite() && base.is_finite() && exponent.is_finite() {
            let message = crate::Value::from("Numerical result out of range");
            let args = vec![crate::Value::from(34), message];
            return Err(Exception::new(crate::ExceptionClass::OVERFLOW_ERROR, args));
        }
        Ok(result)
    }

    /// `value << count`.
    left_shift: pub fn try_left_shift(value: &Int, count: &Int) -> Int {
        if count.is_negative() {
            return Err(Exception::value_error("negative shift count"));
        }
        if value.is_zero() {
            return Ok(Int::ZERO);
        }
        let Some(count) = count.to_i64() else {
            return Err(Exception::overflow_error("too many digits in integer"));
        };
        if let Some(small) = value.to_i64() && count < 63 && small.unsigned_abs().leading_zeros() > u32::try_from(count).expect("small") {
            return Ok(Int::from(small << count));
        }
        if count > 1 << 36 {
            return Err(Exception::memory_error(""));
        }
        Ok(Int::from(value.to_big() << usize::try_from(count).expect("not negative")))
    }

    /// `value >> count`.
    right_shift: pub fn try_right_shift(value: &Int, count: &Int) -> Int {
        if count.is_negative() {
            return Err(Exception::value_error("negative shift count"));
        }
        let all_gone = if value.is_negative() { Int::from(-1) } else { Int::ZERO };
        let Some(count) = count.to_i64() else { return Ok(all_gone) };
        if count >= value.bit_length() {
            return Ok(all_gone);
        }
        match value.to_i64() {
            Some(small) => Ok(Int::from(small >> count.min(63))),
            None => Ok(Int::from(value.to_big() >> usize::try_from(count).expect("not negative"))),
        }
    }

    /// `value << count` where the result is known to be small.
    shift_left: pub fn try_shift_left(value: i64, count: i64) -> i64 {
        if count < 0 {
            return Err(Exception::value_error("negative shift count"));
        }
        let factor = u32::try_from(count).ok().and_then(|count| 1_i64.checked_shl(count));
        let shifted = match factor {
            Some(factor) if factor > 0 => value.checked_mul(factor),
            _ => (value == 0).then_some(0),
        };
        Ok(or_overflow(shifted))
    }

    /// `value >> count` for machine integers.
    shift_right: pub fn try_shift_right(value: i64, count: i64) -> i64 {
        match u32::try_from(count) {
            Ok(count) => Ok(value >> count.min(63)),
            Err(_) if count < 0 => Err(Exception::value_error("negative shift count")),
            Err(_) => Ok(value >> 63),
        }
    }

    /// `int(text)` where the number is known to be small.
    int_from_text: pub fn try_int_from_text(text: &str) -> i64 {
        Ok(or_overflow(crate::text::try_parse_int(text, 10)?.to_i64()))
    }

    /// `int(value)` for a float: towards zero.
    big_from_float: pub fn try_big_from_float(value: f64) -> Int {
        if value.is_nan() {
            return Err(Exception::value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(Exception::overflow_error("cannot convert float infinity to integer"));
        }
        let (mantissa, exponent) = crate::hash::split(value.trunc().abs());
        let magnitude = if exponent < 0 {
            Int::from(IBig::from(mantissa) >> usize::try_from(-exponent).expect("positive"))
        } else {
            Int::from(IBig::from(mantissa) << usize::try_from(exponent).expect("not negative"))
        };
        Ok(if value < 0.0 { -magnitude } else { magnitude })
    }

    /// `int(value)` for a float where the number is known to be small.
    int_from_float: pub fn try_int_from_float(value: f64) -> i64 {
        match machine_word(value) {
            Some(word) => Ok(word),
            None => Ok(or_overflow(try_big_from_float(value)?.to_i64())),
        }
    }

    /// `round(value)` for a float where the number is known to be small.
    round_to_int: pub fn try_round_to_int(value: f64) -> i64 {
        try_int_from_float(value.round_ties_even())
    }

    /// `round(value)` for a float: to the nearest integer, to even between two.
    round_to_big: pub fn try_round_to_big(value: f64) -> Int {
        try_big_from_float(value.round_ties_even())
    }
}

/// The whole part of a float that a machine word holds for sure.
#[inline]
fn machine_word(value: f64) -> Option<i64> {
    const FITS: f64 = 9e18;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "towards zero, as `int` does"
    )]
    (value > -FITS && value < FITS).then_some(value as i64)
}

/// Whether `base ** exponent` over floats is a complex number.
pub(crate) fn is_complex_power(base: f64, exponent: f64) -> bool {
    base < 0.0 && base.is_finite() && exponent.is_finite() && exponent.fract() != 0.0
}

/// The inverse of `value` modulo `modulus`, if there is one.
fn inverse(value: &Int, modulus: &Int) -> Option<Int> {
    let (mut old_rest, mut rest) = (value.clone(), modulus.clone());
    let (mut old_factor, mut factor) = (Int::ONE, Int::ZERO);
    while !rest.is_zero() {
        let (quotient, remainder) = (&old_rest).try_divmod(&rest).ok()?;
        old_rest = std::mem::replace(&mut rest, remainder);
        let next = &old_factor - &(&quotient * &factor);
        old_factor = std::mem::replace(&mut factor, next);
    }
    (old_rest == 1)
        .then(|| old_factor.try_modulo(modulus).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    fn big(digits: &str) -> Int {
        Int::from_decimal(digits).expect("digits")
    }

    #[test]
    fn quotients_round_down() {
        assert_eq!((-7).floor_div(2), -4);
        assert_eq!((-7).modulo(2), 1);
        assert_eq!(7.modulo(-2), -1);
        assert_eq!((-7.5).divmod(2.0), (-4.0, 0.5));
        assert_eq!((1.0).modulo(-0.1).repr(), "-5.551115123125783e-17");
        assert_eq!(
            big("-100000000000000000000").divmod(7).0.repr(),
            "-14285714285714285715"
        );
    }

    #[test]
    fn true_division_rounds_once() {
        assert_eq!(1.true_div(3).repr(), "0.3333333333333333");
        assert_eq!(i64::MAX.true_div(3).repr(), "3.0744573456182584e+18");
        let googol = power(&Int::from(10), &Int::from(400));
        assert_eq!(
            (&googol).true_div(&(&googol * 3)).repr(),
            "0.3333333333333333"
        );
        assert_eq!(
            Int::ONE
                .true_div(&power(&Int::from(10), &Int::from(320)))
                .repr(),
            "1e-320"
        );
        assert_eq!(
            googol.try_true_div(3).expect_err("too large").last_line(),
            "OverflowError: integer division result too large for a float"
        );
    }

    #[test]
    fn powers_and_shifts_grow() {
        assert_eq!(
            power(&Int::from(2), &Int::from(70)).repr(),
            "1180591620717411303424"
        );
        assert_eq!(
            power_modulo(&Int::from(3), &Int::from(-1), &Int::from(7)).repr(),
            "5"
        );
        assert_eq!(
            left_shift(&Int::from(-1), &Int::from(63)).repr(),
            "-9223372036854775808"
        );
        assert_eq!(
            right_shift(&big("-36893488147419103232"), &Int::from(64)).repr(),
            "-2"
        );
        assert_eq!(big_from_float(-1e20).repr(), "-100000000000000000000");
        assert_eq!(round_to_big(2.5).repr(), "2");
    }
}
