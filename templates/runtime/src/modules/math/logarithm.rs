//! Logarithms, of big integers as well, and the functions that are made of them.

use std::f64::consts::LN_2;

use super::bits::scaled;
use super::{defined, domain_error};
use crate::{Exception, Int};

raising! {
    /// `math.log(x)`.
    log: pub fn try_log(x: f64) -> f64 { defined(x, x.ln()) }

    /// `math.log2(x)`.
    log2: pub fn try_log2(x: f64) -> f64 { defined(x, x.log2()) }

    /// `math.log10(x)`.
    log10: pub fn try_log10(x: f64) -> f64 { defined(x, x.log10()) }

    /// `math.log(x)` of an integer that floats may not hold.
    log_big: pub fn try_log_big(x: &Int) -> f64 { try_of_int(x, f64::ln) }

    /// `math.log2(x)` of an integer that floats may not hold.
    log2_big: pub fn try_log2_big(x: &Int) -> f64 { try_of_int(x, f64::log2) }

    /// `math.log10(x)` of an integer that floats may not hold.
    log10_big: pub fn try_log10_big(x: &Int) -> f64 { try_of_int(x, f64::log10) }

    /// `math.log(x, base)`.
    log_base: pub fn try_log_base(x: f64, base: f64) -> f64 {
        try_quotient(try_log(x)?, try_log(base)?)
    }
}

/// The quotient of two logarithms.
pub(super) fn try_quotient(number: f64, base: f64) -> Result<f64, Exception> {
    if base == 0.0 {
        return Err(Exception::zero_division_error("float division by zero"));
    }
    Ok(number / base)
}

/// A logarithm of an integer: what exceeds the floats is split into mantissa and exponent.
fn try_of_int(x: &Int, function: fn(f64) -> f64) -> Result<f64, Exception> {
    if x.is_negative() || x.is_zero() {
        return Err(domain_error());
    }
    let whole = x.to_f64_lossy();
    if whole.is_finite() {
        return Ok(function(whole));
    }
    let n_bits = x.bit_length();
    let shift = n_bits - 1000;
    let kept = crate::right_shift(x, &Int::from(shift));
    // A last bit stands for everything shifted out, so that the mantissa is rounded as the whole number would be.
    let is_exact = crate::left_shift(&kept, &Int::from(shift)) == *x;
    let kept = if is_exact { kept } else { &kept | 1 };
    let mantissa = scaled(kept.to_f64_lossy(), -1000);
    #[expect(clippy::cast_precision_loss, reason = "a count of bits is small")]
    let exponent = n_bits as f64;
    Ok(function(mantissa) + function(2.0) * exponent)
}

/// Beyond this one does not count beside a square.
const LARGE: f64 = 268_435_456.0;

/// Inverse of `sinh`. Rust's own differs in the last digit from the C library that Python calls.
pub(super) fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < 1.0 / LARGE {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

/// Inverse of `cosh`; no number below 1.
pub(super) fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        f64::NAN
    } else if x > LARGE {
        x.ln() + LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let above = x - 1.0;
        (above + (2.0 * above + above * above).sqrt()).ln_1p()
    }
}

/// Inverse of `tanh`; infinite at 1 and no number beyond.
pub(super) fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size > 1.0 {
        return f64::NAN;
    }
    let result = if size < 1.0 / LARGE {
        size
    } else if size < 0.5 {
        let double = size + size;
        0.5 * (double + double * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * ((size + size) / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
}
