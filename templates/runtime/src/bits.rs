//! Methods of integers and floats that Rust's own numbers have not. Semantics: CPython's `Objects/longobject.c`, `floatobject.c`.

use crate::{Exception, Int, or_raise, text};

/// Python's methods of integers.
pub trait PyInt: Clone + Into<Int> {
    /// `number.bit_length()`.
    fn bit_length(&self) -> i64 {
        let number: Int = self.clone().into();
        Int::bit_length(&number)
    }

    /// `number.bit_count()`.
    fn bit_count(&self) -> i64 {
        let number: Int = self.clone().into();
        Int::bit_count(&number)
    }

    /// `number.to_bytes(length, order)`.
    fn try_to_bytes(&self, length: i64, order: &str) -> Result<text::Bytes, Exception> {
        crate::methods::try_unsigned_bytes(&self.clone().into(), length, order)
    }

    /// `number.to_bytes(length, order)`, or the end of the program.
    fn to_bytes(&self, length: i64, order: &str) -> text::Bytes {
        or_raise(self.try_to_bytes(length, order))
    }
}

impl PyInt for i64 {
    fn bit_length(&self) -> i64 {
        i64::from(64 - self.unsigned_abs().leading_zeros())
    }

    fn bit_count(&self) -> i64 {
        i64::from(self.unsigned_abs().count_ones())
    }
}

impl PyInt for Int {}

/// Python's methods of floats.
pub trait PyFloat {
    /// `number.is_integer()`.
    fn is_integer(&self) -> bool;
}

impl PyFloat for f64 {
    fn is_integer(&self) -> bool {
        text::is_integer(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_small_and_large_integers() {
        assert_eq!(
            (
                0_i64.bit_length(),
                (-8_i64).bit_length(),
                i64::MIN.bit_length()
            ),
            (0, 4, 64)
        );
        assert_eq!((255_i64.bit_count(), (-3_i64).bit_count()), (8, 2));
        assert_eq!(PyInt::bit_length(&Int::from(i64::MAX)), 63);
        assert_eq!(
            1000_i64.to_bytes(2, "little"),
            text::Bytes::literal("\u{e8}\u{3}")
        );
        let error = 256_i64.try_to_bytes(1, "big").expect_err("does not fit");
        assert_eq!(error.last_line(), "OverflowError: int too big to convert");
        assert!(2.0.is_integer() && !2.5.is_integer() && !f64::INFINITY.is_integer());
    }
}
