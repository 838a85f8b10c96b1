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
        if let (Ok(n), Ok(k)) = (u64::try_from(n), u64::try_from(k))
            && k <= n
            && let Some(value) = small_binomial(n, k.min(n - k))
        {
            return Ok(Int::from(value));
        }
        try_comb_big(&Int::from(n), &Int::from(k))
    }

    /// `math.perm(n, k)`.
    perm: pub fn try_perm(n: i64, k: i64) -> Int {
        try_perm_big(&Int::from(n), &Int::from(k))
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

fn try_not_negative(n: &Int, k: &Int) -> Result<(), Exception> {
    for (value, name) in [(n, "n"), (k, "k")] {
        if value.is_negative() {
            return Err(Exception::value_error(format!(
                "{name} must be a non-negative integer"
            )));
        }
    }
    Ok(())
}

/// `math.comb(n, k)`.
pub(super) fn try_comb_big(n: &Int, k: &Int) -> Result<Int, Exception> {
    try_not_negative(n, k)?;
    if k > n {
        return Ok(Int::ZERO);
    }
    let k = k.min(&(n - k)).clone();
    let count = try_count(&k, "min(n - k, k)")?;
    Ok(Int::from(falling(n, count) / product(1, count)))
}

/// `math.perm(n, k)`.
pub(super) fn try_perm_big(n: &Int, k: &Int) -> Result<Int, Exception> {
    try_not_negative(n, k)?;
    if k > n {
        return Ok(Int::ZERO);
    }
    Ok(Int::from(falling(n, try_count(k, "k")?)))
}

fn try_count(k: &Int, name: &str) -> Result<u64, Exception> {
    k.to_i64()
        .map(i64::unsigned_abs)
        .ok_or_else(|| Exception::overflow_error(format!("{name} must not exceed {}", i64::MAX)))
}

/// The product of `count` integers from `n` downwards.
fn falling(n: &Int, count: u64) -> IBig {
    match n.to_i64() {
        Some(n) => product(n.unsigned_abs() - count + 1, n.unsigned_abs()),
        None => (0..count).fold(IBig::ONE, |product, step| product * (n.to_big() - step)),
    }
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
