//! `Range`: Python's range over machine integers.

use crate::hash::TupleHasher;
use crate::list::resolve;
use crate::slice::Slice;
use crate::{Exception, Int, PyEq, PyHash, Show, Truthy, hash_i64};

/// `range(start, stop, step)`.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The first number.
    pub start: i64,
    /// Where the range ends, itself not included.
    pub stop: i64,
    /// The distance, never zero.
    pub step: i64,
}

raising! {
    /// `range(start, stop, step)`.
    range_step: pub fn try_range_step(start: i64, stop: i64, step: i64) -> Range {
        if step == 0 {
            return Err(Exception::value_error("range() arg 3 must not be zero"));
        }
        Ok(Range { start, stop, step })
    }
}

raising! {
    /// `range(start, stop, step)` of integers of any size, for who walks it.
    range_big: pub fn try_range_big(start: Int, stop: Int, step: Int) -> BigRangeIter {
        if step.is_zero() {
            return Err(Exception::value_error("range() arg 3 must not be zero"));
        }
        Ok(BigRangeIter { next: start, stop, step })
    }
}

/// The numbers of a range of any size.
#[derive(Clone, Debug)]
pub struct BigRangeIter {
    next: Int,
    stop: Int,
    step: Int,
}

impl Iterator for BigRangeIter {
    type Item = Int;

    fn next(&mut self) -> Option<Int> {
        let is_inside = if self.step.is_negative() {
            self.next > self.stop
        } else {
            self.next < self.stop
        };
        is_inside.then(|| {
            let after = &self.next + &self.step;
            std::mem::replace(&mut self.next, after)
        })
    }
}

/// `range(start, stop)`.
pub fn range(start: i64, stop: i64) -> Range {
    Range {
        start,
        stop,
        step: 1,
    }
}

impl Range {
    /// `len(range)`.
    pub fn len(&self) -> i64 {
        let distance = if self.step > 0 {
            i128::from(self.stop) - i128::from(self.start)
        } else {
            i128::from(self.start) - i128::from(self.stop)
        };
        if distance <= 0 {
            return 0;
        }
        let count = (distance - 1) / i128::from(self.step.unsigned_abs()) + 1;
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// Whether the range is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at a position that is known to be inside.
    fn nth(&self, position: i64) -> i64 {
        self.start + position * self.step
    }

    /// `value in range`.
    pub fn contains(&self, value: i64) -> bool {
        let (low, high) = if self.step > 0 {
            (self.start, self.stop)
        } else {
            (self.stop, self.start)
        };
        let is_inside = if self.step > 0 {
            low <= value && value < high
        } else {
            low < value && value <= high
        };
        is_inside && (i128::from(value) - i128::from(self.start)) % i128::from(self.step) == 0
    }

    /// The part of the range that `slice` means.
    pub(crate) fn try_part(&self, slice: Slice) -> Result<Range, Exception> {
        let positions = slice.positions(usize::try_from(self.len()).expect("a length"))?;
        Ok(Range {
            start: self.start + positions.start * self.step,
            stop: self.start + positions.stop * self.step,
            step: self.step * positions.step,
        })
    }

    /// The numbers, one after the other.
    pub fn iter(&self) -> RangeIter {
        RangeIter {
            next: self.start,
            step: self.step,
            remaining: self.len(),
        }
    }

    /// `reversed(range)`.
    pub fn iter_reversed(&self) -> RangeIter {
        let remaining = self.len();
        let last = if remaining == 0 {
            self.start
        } else {
            self.nth(remaining - 1)
        };
        RangeIter {
            next: last,
            step: self.step.wrapping_neg(),
            remaining,
        }
    }

    raising! {
        /// `range[start:stop:step]`.
        slice: pub fn try_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Range {
            self.try_part(Slice::new(start, stop, step))
        }

        /// `range[index]`.
        at: pub fn try_at(&self, index: i64) -> i64 {
            let len = usize::try_from(self.len()).expect("a length");
            match resolve(index, len) {
                Some(position) => Ok(self.nth(i64::try_from(position).expect("below the length"))),
                None => Err(Exception::index_error("range object index out of range")),
            }
        }

        /// `range.index(value)`.
        index: pub fn try_index(&self, value: i64) -> i64 {
            if self.contains(value) {
                Ok((value - self.start) / self.step)
            } else {
                Err(Exception::value_error(format!("{value} is not in range")))
            }
        }
    }
}

/// The numbers of a range.
#[derive(Clone, Debug)]
pub struct RangeIter {
    next: i64,
    step: i64,
    remaining: i64,
}

impl Iterator for RangeIter {
    type Item = i64;

    #[inline]
    fn next(&mut self) -> Option<i64> {
        if self.remaining == 0 {
            return None;
        }
        self.remaining -= 1;
        let number = self.next;
        // Only the number behind the last one can overflow, and nobody reads it.
        self.next = number.wrapping_add(self.step);
        Some(number)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let remaining = usize::try_from(self.remaining).unwrap_or(usize::MAX);
        (remaining, Some(remaining))
    }
}

impl IntoIterator for &Range {
    type Item = i64;
    type IntoIter = RangeIter;

    fn into_iter(self) -> RangeIter {
        self.iter()
    }
}

impl IntoIterator for Range {
    type Item = i64;
    type IntoIter = RangeIter;

    fn into_iter(self) -> RangeIter {
        self.iter()
    }
}

/// Ranges are equal when they have the same numbers.
impl PyEq for Range {
    fn py_eq(&self, other: &Self) -> bool {
        let len = self.len();
        len == other.len()
            && (len == 0 || self.start == other.start && (len == 1 || self.step == other.step))
    }
}

impl PartialEq for Range {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

/// The hash of the tuple of length, start and step, each `None` where equality does not look at it.
impl PyHash for Range {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        let len = self.len();
        let mut hasher = TupleHasher::new();
        hasher.add(hash_i64(len));
        hasher.add(if len == 0 {
            crate::hash::NONE_HASH
        } else {
            hash_i64(self.start)
        });
        hasher.add(if len <= 1 {
            crate::hash::NONE_HASH
        } else {
            hash_i64(self.step)
        });
        Ok(hasher.finish())
    }
}

impl Truthy for Range {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl Show for Range {
    fn fmt_repr(&self, out: &mut String) {
        append!(out, "range({}, {}", self.start, self.stop);
        if self.step != 1 {
            append!(out, ", {}", self.step);
        }
        out.push(')');
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.repr())
    }
}
