//! Functions that look at a float's mantissa and exponent.

use super::range_error;

const EXPONENT_MASK: u64 = 0x7ff;

/// `math.frexp(x)`: a mantissa of 0.5 to 1 and an exponent.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let exponent = (x.to_bits() >> 52) & EXPONENT_MASK;
    if exponent == 0 {
        let (mantissa, exponent) = frexp(x * power_of_two(54));
        return (mantissa, exponent - 54);
    }
    let mantissa = f64::from_bits((x.to_bits() & !(EXPONENT_MASK << 52)) | (1022 << 52));
    (
        mantissa,
        i64::try_from(exponent).expect("eleven bits") - 1022,
    )
}

/// Two to the power of an exponent that a float has, denormal ones included.
fn power_of_two(exponent: i64) -> f64 {
    if exponent >= -1022 {
        f64::from_bits(u64::try_from(exponent + 1023).expect("in range") << 52)
    } else {
        f64::from_bits(1 << u64::try_from(exponent + 1074).expect("in range"))
    }
}

/// `x * 2**exponent`, rounded once.
pub(super) fn scaled(x: f64, exponent: i64) -> f64 {
    let (mantissa, own) = frexp(x);
    if mantissa == 0.0 || !mantissa.is_finite() {
        return x;
    }
    // Beyond these every result is infinite or zero.
    let target = own.saturating_add(exponent).clamp(-1100, 1100);
    if target > 1024 {
        return f64::INFINITY.copysign(x);
    }
    if target > -1074 {
        return mantissa * 2.0 * power_of_two(target - 1);
    }
    // The halves of the smallest float round to even: the one or zero.
    if target == -1074 {
        return mantissa * power_of_two(-1074);
    }
    0.0_f64.copysign(x)
}

raising! {
    /// `math.ldexp(x, exponent)`.
    ldexp: pub fn try_ldexp(x: f64, exponent: i64) -> f64 {
        let result = scaled(x, exponent);
        if result.is_infinite() && x.is_finite() {
            Err(range_error())
        } else {
            Ok(result)
        }
    }
}

/// `math.nextafter(x, y)`: the float next to `x` on the way to `y`.
#[expect(clippy::float_cmp, reason = "floats next to each other differ")]
pub fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        x + y
    } else if x == y {
        y
    } else if x < y {
        x.next_up()
    } else {
        x.next_down()
    }
}

/// `math.ulp(x)`: the value of the last bit of the mantissa.
pub fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.abs();
    if x.is_infinite() {
        return x;
    }
    let above = x.next_up();
    if above.is_infinite() {
        return x - x.next_down();
    }
    above - x
}
