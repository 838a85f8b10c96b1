//! `Number`: an integer of any size or a float, where a program mixes the two.
//!
//! Semantics: "Numeric Types" of Python's library reference; an operation with a float is one of floats, any other is one of integers.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::compare::PyOrd;
use crate::value::compare_int_float;
use crate::{Arith, Exception, Int, PyEq, Show, Truthy, Value, or_raise, text};

/// An integer or a float.
#[derive(Clone)]
pub enum Number {
    /// An integer.
    Int(Int),
    /// A float.
    Float(f64),
}

use Number::{Float, Int as Whole};

impl Number {
    raising! {
        /// `float(self)`.
        to_f64: pub fn try_to_f64(&self) -> f64 {
            match self {
                Whole(value) => value.try_to_f64(),
                Float(value) => Ok(*value),
            }
        }

        /// `round(self, digits)`.
        round: pub fn try_round(&self, digits: i64) -> Number {
            Ok(match self {
                Whole(value) => Whole(crate::try_round_int(value, &Int::from(digits))?),
                Float(value) => Float(text::try_round_float(*value, digits)?),
            })
        }

        /// `round(self)`.
        round_to_int: pub fn try_round_to_int(&self) -> Int {
            match self {
                Whole(value) => Ok(value.clone()),
                Float(value) => crate::try_round_to_big(*value),
            }
        }

        /// `self ** exponent`: an integer to a power below zero is a float.
        power: pub fn try_power(&self, exponent: &Number) -> Number {
            match (self, exponent) {
                (Whole(base), Whole(exponent)) if !exponent.is_negative() => {
                    crate::try_power(base, exponent).map(Whole)
                }
                _ => crate::try_power_float(self.try_to_f64()?, exponent.try_to_f64()?).map(Float),
            }
        }

        /// `int(self)`.
        to_int: pub fn try_to_int(&self) -> Int {
            match self {
                Whole(value) => Ok(value.clone()),
                Float(value) => crate::try_big_from_float(*value),
            }
        }
    }

    /// `abs(self)`.
    #[must_use]
    pub fn abs(&self) -> Number {
        match self {
            Whole(value) => Whole(value.abs()),
            Float(value) => Float(value.abs()),
        }
    }
}

macro_rules! from {
    ($($ty:ty, $value:ident => $number:expr;)*) => { $(
        impl From<$ty> for Number {
            #[inline]
            fn from($value: $ty) -> Self {
                $number
            }
        }
    )* };
}

from! {
    i64, value => Whole(Int::from(value));
    i32, value => Whole(Int::from(i64::from(value)));
    Int, value => Whole(value);
    &Int, value => Whole(value.clone());
    f64, value => Float(value);
    &Number, value => value.clone();
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        match number {
            Whole(value) => Value::from(value),
            Float(value) => Value::from(value),
        }
    }
}

/// Both as floats if one of them is.
enum Pair {
    Ints(Int, Int),
    Floats(f64, f64),
}

fn pair(one: Number, two: Number) -> Result<Pair, Exception> {
    Ok(match (one, two) {
        (Whole(one), Whole(two)) => Pair::Ints(one, two),
        (one, two) => Pair::Floats(one.try_to_f64()?, two.try_to_f64()?),
    })
}

macro_rules! operators {
    ($($trait:ident, $name:ident, $op:tt, $assign:ident, $assign_name:ident;)*) => { $(
        impl<T: Into<Number>> $trait<T> for Number {
            type Output = Number;

            #[inline]
            fn $name(self, other: T) -> Number {
                match or_raise(pair(self, other.into())) {
                    Pair::Ints(one, two) => Whole(one $op two),
                    Pair::Floats(one, two) => Float(one $op two),
                }
            }
        }

        impl<T: Into<Number>> $assign<T> for Number {
            #[inline]
            fn $assign_name(&mut self, other: T) {
                *self = std::mem::replace(self, Float(0.0)) $op other;
            }
        }

        impl<T: Into<Number>> $trait<T> for &Number {
            type Output = Number;

            #[inline]
            fn $name(self, other: T) -> Number {
                self.clone() $op other
            }
        }
    )* };
}

operators! {
    Add, add, +, AddAssign, add_assign;
    Sub, sub, -, SubAssign, sub_assign;
    Mul, mul, *, MulAssign, mul_assign;
}

impl Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        match self {
            Whole(value) => Whole(-value),
            Float(value) => Float(-value),
        }
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        -self.clone()
    }
}

macro_rules! arith {
    ($($left:ty),*) => { $(
        impl<T: Into<Number>> Arith<T> for $left {
            type Output = Number;

            fn try_floor_div(self, other: T) -> Result<Number, Exception> {
                Ok(match pair(self.clone(), other.into())? {
                    Pair::Ints(one, two) => Whole(one.try_floor_div(two)?),
                    Pair::Floats(one, two) => Float(one.try_floor_div(two)?),
                })
            }

            fn try_modulo(self, other: T) -> Result<Number, Exception> {
                Ok(match pair(self.clone(), other.into())? {
                    Pair::Ints(one, two) => Whole(one.try_modulo(two)?),
                    Pair::Floats(one, two) => Float(one.try_modulo(two)?),
                })
            }

            fn try_divmod(self, other: T) -> Result<(Number, Number), Exception> {
                Ok(match pair(self.clone(), other.into())? {
                    Pair::Ints(one, two) => {
                        let (quotient, rest) = one.try_divmod(two)?;
                        (Whole(quotient), Whole(rest))
                    }
                    Pair::Floats(one, two) => {
                        let (quotient, rest) = one.try_divmod(two)?;
                        (Float(quotient), Float(rest))
                    }
                })
            }

            fn try_true_div(self, other: T) -> Result<f64, Exception> {
                match pair(self.clone(), other.into())? {
                    Pair::Ints(one, two) => one.try_true_div(two),
                    Pair::Floats(one, two) => one.try_true_div(two),
                }
            }
        }
    )* };
}

arith! { Number, &Number }

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Whole(one), Whole(two)) => Some(one.cmp(two)),
            (Float(one), Float(two)) => one.partial_cmp(two),
            (Whole(one), Float(two)) => compare_int_float(one, *two),
            (Float(one), Whole(two)) => compare_int_float(two, *one).map(Ordering::reverse),
        }
    }
}

impl PyEq for Number {
    fn py_eq(&self, other: &Self) -> bool {
        self == other
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Float(one), Float(two)) => one.same(two),
            _ => self == other,
        }
    }
}

impl PyOrd for Number {
    fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
        Ok(self.partial_cmp(other))
    }
}

impl Truthy for Number {
    fn truthy(&self) -> bool {
        match self {
            Whole(value) => !value.is_zero(),
            Float(value) => *value != 0.0,
        }
    }
}

impl Show for Number {
    fn fmt_repr(&self, out: &mut String) {
        match self {
            Whole(value) => value.fmt_repr(out),
            Float(value) => value.fmt_repr(out),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.str())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.repr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_with_a_float_is_one_of_floats() {
        let (two, half) = (Number::from(2), Number::from(0.5));
        assert_eq!((&two + &half).str(), "2.5");
        assert_eq!((&two * 3).str(), "6");
        assert_eq!((Number::from(i64::MAX) + 1).str(), "9223372036854775808");
        assert_eq!((&half - 0.5).str(), "0.0");
        assert_eq!((-&two).str(), "-2");
        assert_eq!((&two).true_div(4).str(), "0.5");
        assert_eq!((&two).floor_div(&half).str(), "4.0");
        assert_eq!(Number::from(-7).modulo(3).str(), "2");
        assert_eq!(two.power(&Number::from(10)).str(), "1024");
        assert_eq!(two.power(&Number::from(-1)).str(), "0.5");
        assert_eq!(Number::from(9).power(&half).str(), "3.0");
    }

    #[test]
    fn numbers_compare_without_rounding() {
        let (odd, even) = (
            Number::from((1_i64 << 53) + 1),
            Number::from(2_f64.powi(53)),
        );
        assert!(odd > even && odd != even);
        assert!(Number::from(1) == Number::from(1.0));
        assert!(Number::from(f64::NAN) != Number::from(f64::NAN));
    }

    #[test]
    fn division_by_zero_says_of_what() {
        let message = |result: Result<f64, Exception>| result.expect_err("fails").to_string();
        assert_eq!(message(Number::from(1).try_true_div(0)), "division by zero");
        assert_eq!(
            message(Number::from(1.0).try_true_div(0)),
            "float division by zero"
        );
    }
}
