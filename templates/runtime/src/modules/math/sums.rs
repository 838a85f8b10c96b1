//! Sums that lose nothing on the way: `fsum`, `hypot`, `dist`.

use super::bits::{frexp, scaled};
use crate::Exception;

raising! {
    /// `math.fsum(items)`: the exact sum, rounded once.
    ///
    /// The sum so far is kept in parts that do not overlap, smallest first (Shewchuk's algorithm).
    fsum: pub fn try_fsum[I: IntoIterator<Item = f64>](items: I) -> f64 {
        let mut parts: Vec<f64> = Vec::new();
        let (mut special, mut infinite) = (0.0, 0.0);
        for item in items {
            let rest = add(&mut parts, item);
            if rest == 0.0 {
                continue;
            }
            if rest.is_finite() {
                parts.push(rest);
                continue;
            }
            if item.is_finite() {
                return Err(Exception::overflow_error("intermediate overflow in fsum"));
            }
            if item.is_infinite() {
                infinite += item;
            }
            special += item;
            parts.clear();
        }
        if special != 0.0 {
            if infinite.is_nan() {
                return Err(Exception::value_error("-inf + inf in fsum"));
            }
            return Ok(special);
        }
        Ok(rounded(parts))
    }

    /// `math.dist(p, q)`.
    dist: pub fn try_dist(p: &[f64], q: &[f64]) -> f64 {
        if p.len() != q.len() {
            return Err(Exception::value_error("both points must have the same number of dimensions"));
        }
        Ok(norm(p.iter().zip(q).map(|(a, b)| a - b)))
    }
}

/// Adds `item` to the parts; what is to become the last part comes back.
fn add(parts: &mut Vec<f64>, item: f64) -> f64 {
    let mut total = item;
    let mut kept = 0;
    for index in 0..parts.len() {
        let part = parts[index];
        let (high, low) = exact_sum(total, part);
        if low != 0.0 {
            parts[kept] = low;
            kept += 1;
        }
        total = high;
    }
    parts.truncate(kept);
    total
}

/// A sum and what rounding it lost.
fn exact_sum(one: f64, two: f64) -> (f64, f64) {
    let (large, small) = if one.abs() < two.abs() {
        (two, one)
    } else {
        (one, two)
    };
    let sum = large + small;
    (sum, small - (sum - large))
}

/// The sum of the parts, half to even.
fn rounded(mut parts: Vec<f64>) -> f64 {
    let Some(mut high) = parts.pop() else {
        return 0.0;
    };
    while let Some(part) = parts.pop() {
        let before = high;
        high = before + part;
        let low = part - (high - before);
        if low == 0.0 {
            continue;
        }
        // Half a unit is left: what lies below decides where it rounds to.
        if let Some(below) = parts.last()
            && ((low < 0.0) == (*below < 0.0))
        {
            let twice = low * 2.0;
            let next = high + twice;
            #[expect(clippy::float_cmp, reason = "asks whether the sum is exact")]
            if next - high == twice {
                high = next;
            }
        }
        break;
    }
    high
}

/// `math.hypot(x, y)`.
pub fn hypot(x: f64, y: f64) -> f64 {
    norm([x, y])
}

/// The Euclidean length of a vector: `math.hypot(*coordinates)`.
///
/// The coordinates are scaled below 1, squares and their sum are kept with what rounding lost, and the root is corrected once.
pub fn norm(coordinates: impl IntoIterator<Item = f64>) -> f64 {
    let sizes: Vec<f64> = coordinates.into_iter().map(f64::abs).collect();
    if sizes.iter().any(|size| size.is_infinite()) {
        return f64::INFINITY;
    }
    if sizes.iter().any(|size| size.is_nan()) {
        return f64::NAN;
    }
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 || sizes.len() <= 1 {
        return largest;
    }
    let (_, exponent) = frexp(largest);
    if exponent < -1023 {
        let mut squares = Compensated::from_one();
        for size in &sizes {
            let part = size / largest;
            squares.add(part * part, 0);
        }
        return largest * squares.above_one().sqrt();
    }
    let scale = scaled(1.0, -exponent);
    let mut squares = Compensated::from_one();
    for size in &sizes {
        let (high, low) = halves(size * scale);
        squares.add(high * high, 0);
        squares.add(2.0 * high * low, 1);
        squares.lost[2] += low * low;
    }
    let root = squares.above_one().sqrt();
    let (high, low) = halves(root);
    squares.add(-high * high, 0);
    squares.add(-2.0 * high * low, 1);
    squares.add(-low * low, 2);
    (root + squares.above_one() / (2.0 * root)) / scale
}

/// A number as two of half as many bits.
fn halves(x: f64) -> (f64, f64) {
    let stretched = x * 134_217_729.0;
    let high = stretched - (stretched - x);
    (high, x - high)
}

/// A sum that starts at 1, so that every summand is smaller, with what rounding lost of three kinds of summands.
struct Compensated {
    sum: f64,
    lost: [f64; 3],
}

impl Compensated {
    fn from_one() -> Self {
        Self {
            sum: 1.0,
            lost: [0.0; 3],
        }
    }

    fn add(&mut self, x: f64, kind: usize) {
        let before = self.sum;
        self.sum += x;
        self.lost[kind] += (before - self.sum) + x;
    }

    fn above_one(&self) -> f64 {
        self.sum - 1.0 + (self.lost[0] + self.lost[1] + self.lost[2])
    }
}
