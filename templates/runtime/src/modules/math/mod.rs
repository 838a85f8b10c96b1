//! `math`: functions of floats, with the errors that CPython raises. Semantics: CPython's `Modules/mathmodule.c`.

mod bits;
mod integer;
mod logarithm;
mod objects;
mod special;
mod sums;

pub use bits::{frexp, ldexp, nextafter, try_ldexp, ulp};
pub use integer::{
    comb, factorial, gcd, gcd_big, isqrt, isqrt_big, lcm, perm, prod, try_comb, try_factorial,
    try_isqrt, try_isqrt_big, try_perm,
};
pub use logarithm::{
    log, log_base, log_big, log2, log2_big, log10, log10_big, try_log, try_log_base, try_log_big,
    try_log2, try_log2_big, try_log10, try_log10_big,
};
pub(super) use objects::FUNCTIONS;
pub use special::{erf, erfc, gamma, lgamma, try_gamma, try_lgamma};
pub use sums::{dist, fsum, hypot, norm, try_dist, try_fsum};

use crate::{Exception, Int};

fn domain_error() -> Exception {
    Exception::value_error("math domain error")
}

fn range_error() -> Exception {
    Exception::overflow_error("math range error")
}

/// The result of a function of `x` that is defined nearly everywhere and never infinite.
fn defined(x: f64, result: f64) -> Result<f64, Exception> {
    if (result.is_nan() && !x.is_nan()) || (result.is_infinite() && x.is_finite()) {
        Err(domain_error())
    } else {
        Ok(result)
    }
}

/// The result of a function of `x` that may be too large.
fn limited(x: f64, result: f64) -> Result<f64, Exception> {
    if result.is_infinite() && x.is_finite() {
        Err(range_error())
    } else {
        Ok(result)
    }
}

raising! {
    /// `math.sqrt(x)`.
    sqrt: pub fn try_sqrt(x: f64) -> f64 { defined(x, x.sqrt()) }

    /// `math.sin(x)`.
    sin: pub fn try_sin(x: f64) -> f64 { defined(x, x.sin()) }

    /// `math.cos(x)`.
    cos: pub fn try_cos(x: f64) -> f64 { defined(x, x.cos()) }

    /// `math.tan(x)`.
    tan: pub fn try_tan(x: f64) -> f64 { defined(x, x.tan()) }

    /// `math.asin(x)`.
    asin: pub fn try_asin(x: f64) -> f64 { defined(x, x.asin()) }

    /// `math.acos(x)`.
    acos: pub fn try_acos(x: f64) -> f64 { defined(x, x.acos()) }

    /// `math.sinh(x)`.
    sinh: pub fn try_sinh(x: f64) -> f64 { limited(x, x.sinh()) }

    /// `math.cosh(x)`.
    cosh: pub fn try_cosh(x: f64) -> f64 { limited(x, x.cosh()) }

    /// `math.asinh(x)`.
    asinh: pub fn try_asinh(x: f64) -> f64 { Ok(logarithm::asinh(x)) }

    /// `math.acosh(x)`.
    acosh: pub fn try_acosh(x: f64) -> f64 { defined(x, logarithm::acosh(x)) }

    /// `math.atanh(x)`.
    atanh: pub fn try_atanh(x: f64) -> f64 { defined(x, logarithm::atanh(x)) }

    /// `math.exp(x)`.
    exp: pub fn try_exp(x: f64) -> f64 { limited(x, x.exp()) }

    /// `math.exp2(x)`.
    exp2: pub fn try_exp2(x: f64) -> f64 { limited(x, x.exp2()) }

    /// `math.expm1(x)`.
    expm1: pub fn try_expm1(x: f64) -> f64 { limited(x, x.exp_m1()) }

    /// `math.log1p(x)`.
    log1p: pub fn try_log1p(x: f64) -> f64 { defined(x, x.ln_1p()) }

    /// `math.fmod(x, y)`.
    fmod: pub fn try_fmod(x: f64, y: f64) -> f64 {
        if y.is_infinite() && x.is_finite() {
            return Ok(x);
        }
        let result = x % y;
        if result.is_nan() && !x.is_nan() && !y.is_nan() {
            return Err(domain_error());
        }
        Ok(result)
    }

    /// `math.remainder(x, y)`: of the division by the nearest multiple, an even one between two.
    remainder: pub fn try_remainder(x: f64, y: f64) -> f64 {
        if x.is_nan() || y.is_nan() {
            return Ok(x + y);
        }
        if x.is_infinite() || y == 0.0 {
            return Err(domain_error());
        }
        if y.is_infinite() {
            return Ok(x);
        }
        let (size, step) = (x.abs(), y.abs());
        let below = size % step;
        let above = step - below;
        let rest = if below < above {
            below
        } else if below > above {
            -above
        } else {
            below - 2.0 * ((0.5 * (size - below)) % step)
        };
        Ok(1.0_f64.copysign(x) * rest)
    }

    /// `math.pow(x, y)`.
    pow: pub fn try_pow(x: f64, y: f64) -> f64 {
        let result = x.powf(y);
        if !x.is_finite() || !y.is_finite() || result.is_finite() {
            return Ok(result);
        }
        Err(if result.is_nan() || x == 0.0 { domain_error() } else { range_error() })
    }

    /// `math.isclose(a, b)`.
    isclose: pub fn try_isclose(a: f64, b: f64) -> bool {
        try_is_near(a, b, 1e-9, 0.0)
    }

    /// `math.isclose(a, b, rel_tol=relative)`.
    isclose_relative: pub fn try_isclose_relative(a: f64, b: f64, relative: f64) -> bool {
        try_is_near(a, b, relative, 0.0)
    }

    /// `math.isclose(a, b, abs_tol=absolute)`.
    isclose_absolute: pub fn try_isclose_absolute(a: f64, b: f64, absolute: f64) -> bool {
        try_is_near(a, b, 1e-9, absolute)
    }

    /// `math.floor(x)` where the result is known to be small.
    floor: pub fn try_floor(x: f64) -> i64 { crate::try_int_from_float(x.floor()) }

    /// `math.ceil(x)` where the result is known to be small.
    ceil: pub fn try_ceil(x: f64) -> i64 { crate::try_int_from_float(x.ceil()) }

    /// `math.trunc(x)` where the result is known to be small.
    trunc: pub fn try_trunc(x: f64) -> i64 { crate::try_int_from_float(x.trunc()) }

    /// `math.floor(x)` of any size.
    floor_big: pub fn try_floor_big(x: f64) -> Int { crate::try_big_from_float(x.floor()) }

    /// `math.ceil(x)` of any size.
    ceil_big: pub fn try_ceil_big(x: f64) -> Int { crate::try_big_from_float(x.ceil()) }

    /// `math.trunc(x)` of any size.
    trunc_big: pub fn try_trunc_big(x: f64) -> Int { crate::try_big_from_float(x) }
}

/// `math.isclose(a, b, rel_tol=relative, abs_tol=absolute)`.
fn try_is_near(a: f64, b: f64, relative: f64, absolute: f64) -> Result<bool, Exception> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Exception::value_error("tolerances must be non-negative"));
    }
    #[expect(clippy::float_cmp, reason = "equal numbers are close, infinities too")]
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let distance = (b - a).abs();
    Ok(
        distance <= (relative * b).abs()
            || distance <= (relative * a).abs()
            || distance <= absolute,
    )
}

/// `math.modf(x)`: fraction and whole part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0_f64.copysign(x), x);
    }
    let whole = x.trunc();
    ((x - whole).copysign(x), whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_cpythons() {
        assert_eq!(
            try_sqrt(-1.0).expect_err("negative").last_line(),
            "ValueError: math domain error"
        );
        assert_eq!(
            try_exp(1000.0).expect_err("large").last_line(),
            "OverflowError: math range error"
        );
        assert_eq!(
            try_floor(f64::NAN).expect_err("no number").last_line(),
            "ValueError: cannot convert float NaN to integer"
        );
        assert_eq!(
            crate::big_from_float(1e20).to_string(),
            "100000000000000000000"
        );
    }

    #[test]
    fn remainders_are_to_the_nearest() {
        let check = |x: f64, y: f64, expected: f64| {
            assert!((remainder(x, y) - expected).abs() < 1e-15, "{x} {y}");
        };
        check(5.0, 3.0, -1.0);
        check(4.5, 3.0, -1.5);
        check(-7.5, 2.0, 0.5);
    }
}
