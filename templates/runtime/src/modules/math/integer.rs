//! Functions of integers.

use std::ops::Mul;

use dashu_int::ops::{Gcd, SquareRoot};
use dashu_int::{IBig, UBig};

use crate::{Exception, Int};

raising! {
    /// `math.factorial(n)`.
    factorial: pub fn try_factorial(n: i64) -> Int {
        match u64::try_from(n) {
            Ok(n) => Ok(Int::from(product(1, n))),
            Err(_) => Err(Exception::value_error("factorial() not defined for negative values")),
        }
    }

    /// `math.comb(n, k)`.
    comb: pub fn try_comb(n: i64, k: i64) -> Int {
        let (n, k) = try_both(n, k)?;
        if k > n {
            return Ok(Int::ZERO);
        }
        let k = k.min(n - k);
        Ok(match small_binomial(n, k) {
            Some(value) => Int::from(value),
            None => Int::from(product(n - k + 1, n) / product(1, k)),
        })
    }

    /// `math.perm(n, k)`.
    perm: pub fn try_perm(n: i64, k: i64) -> Int {
        let (n, k) = try_both(n, k)?;
        Ok(if k > n { Int::ZERO } else { Int::from(product(n - k + 1, n)) })
    }

    /// `math.isqrt(n)`.
    isqrt: pub fn try_isqrt(n: i64) -> i64 {
        n.checked_isqrt().ok_or_else(negative_root)
    }

    /// `math.isqrt(n)`.
    isqrt_big: pub fn try_isqrt_big(n: &Int) -> Int {
        if n.is_negative() {
            return Err(negative_root());
        }
        Ok(Int::from(IBig::from(magnitude(n).sqrt())))
    }
}

fn negative_root() -> Exception {
    Exception::value_error("isqrt() argument must be nonnegative")
}

fn try_both(n: i64, k: i64) -> Result<(u64, u64), Exception> {
    let of = |value: i64, name: &str| {
        u64::try_from(value)
            .map_err(|_| Exception::value_error(format!("{name} must be a non-negative integer")))
    };
    Ok((of(n, "n")?, of(k, "k")?))
}

fn magnitude(value: &Int) -> UBig {
    value.to_big().into_parts().1
}

/// The product of all integers from `low` to `high`, split in halves so that its factors are of like size.
fn product(low: u64, high: u64) -> IBig {
    if low > high {
        return IBig::ONE;
    }
    if high - low < 16 {
        return (low..=high).fold(IBig::ONE, |product, factor| product * factor);
    }
    let middle = low.midpoint(high);
    product(low, middle) * product(middle + 1, high)
}

/// The binomial coefficient while it and its steps fit 64 bits.
fn small_binomial(n: u64, k: u64) -> Option<i64> {
    let mut result: u64 = 1;
    for step in 0..k {
        result = result.checked_mul(n - step)? / (step + 1);
    }
    i64::try_from(result).ok()
}

/// `math.gcd(a, b)`.
pub fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    crate::or_overflow(i64::try_from(a).ok())
}

/// `math.gcd(a, b)`.
pub fn gcd_big(a: &Int, b: &Int) -> Int {
    if a.is_zero() {
        return b.abs();
    }
    if b.is_zero() {
        return a.abs();
    }
    Int::from(IBig::from(magnitude(a).gcd(&magnitude(b))))
}

/// `math.lcm(a, b)`.
pub fn lcm(a: i64, b: i64) -> Int {
    lcm_big(&Int::from(a), &Int::from(b))
}

/// `math.lcm(a, b)`.
pub(super) fn lcm_big(a: &Int, b: &Int) -> Int {
    if a.is_zero() || b.is_zero() {
        return Int::ZERO;
    }
    let shared = IBig::from(magnitude(&gcd_big(a, b)));
    Int::from(a.abs().to_big() / shared) * b.abs()
}

/// `math.prod(items)` of integers.
pub fn prod<T: Into<Int>>(items: impl IntoIterator<Item = T>) -> Int {
    items
        .into_iter()
        .fold(Int::ONE, |product, item| product.mul(item.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_any_size() {
        assert_eq!(factorial(25).to_string(), "15511210043330985984000000");
        assert_eq!(comb(5, 2), 10);
        assert_eq!(comb(100, 50).to_string(), "100891344545564193334812497256");
        assert_eq!(perm(5, 2), 20);
        assert_eq!(lcm(4, -6), 12);
        assert_eq!(gcd(-12, 18), 6);
        assert_eq!(isqrt(99), 9);
    }
}
