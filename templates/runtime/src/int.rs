//! `Int`: an integer of any size.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Neg, Not, Sub};

use dashu_int::ops::BitTest;
use dashu_int::{IBig, UBig};

use crate::compare::PyOrd;
use crate::hash::{hash_i64, hash_residue, modulus};
use crate::{Exception, PyEq, PyHash, Show, Truthy};

/// An exact integer: a machine word while it fits, a big number on the heap beyond.
///
/// A number that fits 64 bits is never stored as a big one, so that equality is structural.
#[derive(Clone)]
pub struct Int(Repr);

#[derive(Clone)]
enum Repr {
    Small(i64),
    Big(Box<IBig>),
}

use Repr::{Big, Small};

/// An integer that is looked at.
///
/// It is handed on in registers and points to no more than the digits on the heap: what uses big numbers where it must, in the
/// one case of many, does not force those that fit a machine word into memory.
#[derive(Clone, Copy)]
pub(crate) enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl IntRef<'_> {
    /// Gives the value to `use_it` as a big number.
    pub(crate) fn with_big<R>(self, use_it: impl FnOnce(&IBig) -> R) -> R {
        match self {
            Self::Small(value) => use_it(&IBig::from(value)),
            Self::Big(value) => use_it(value),
        }
    }

    /// The value if it fits 64 bits.
    #[inline]
    pub(crate) fn to_i64(self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(value),
            Self::Big(_) => None,
        }
    }

    /// Whether the number is below zero.
    pub(crate) fn is_negative(self) -> bool {
        match self {
            Self::Small(value) => value < 0,
            Self::Big(value) => value.sign() == dashu_int::Sign::Negative,
        }
    }
}

/// The most decimal digits that `str()` and `int()` convert: `sys.int_info.default_max_str_digits`.
pub const MAX_STR_DIGITS: usize = 4300;

impl Int {
    /// Zero.
    pub const ZERO: Int = Int(Small(0));
    /// One.
    pub const ONE: Int = Int(Small(1));

    /// The value if it fits 64 bits.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Small(value) => Some(*value),
            Big(_) => None,
        }
    }

    /// The value to look at.
    #[inline]
    pub(crate) fn view(&self) -> IntRef<'_> {
        match &self.0 {
            Small(value) => IntRef::Small(*value),
            Big(value) => IntRef::Big(value),
        }
    }

    /// The value as a big number.
    pub fn to_big(&self) -> IBig {
        match &self.0 {
            Small(value) => IBig::from(*value),
            Big(value) => (**value).clone(),
        }
    }

    /// The value made a big number.
    fn into_big(mut self) -> IBig {
        match std::mem::replace(&mut self.0, Small(0)) {
            Small(value) => IBig::from(value),
            Big(value) => *value,
        }
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        self.view().is_negative()
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small(0))
    }

    /// `abs(self)`.
    #[must_use]
    pub fn abs(&self) -> Int {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// `self.bit_length()`.
    pub fn bit_length(&self) -> i64 {
        match &self.0 {
            Small(value) => i64::from(64 - value.unsigned_abs().leading_zeros()),
            Big(value) => as_i64(magnitude(value).bit_len()),
        }
    }

    /// `self.bit_count()`: the ones in the binary form of the magnitude.
    pub fn bit_count(&self) -> i64 {
        match &self.0 {
            Small(value) => i64::from(value.unsigned_abs().count_ones()),
            Big(value) => as_i64(magnitude(value).count_ones()),
        }
    }

    /// The nearest float, ties to even; infinite when out of range.
    pub fn to_f64_lossy(&self) -> f64 {
        match &self.0 {
            #[expect(
                clippy::cast_precision_loss,
                reason = "rounds half to even, as Python does"
            )]
            Small(value) => *value as f64,
            Big(value) => value.to_f64().value(),
        }
    }

    /// The value as a bound of a slice, which is cut to what there is.
    pub fn clamped(&self) -> i64 {
        self.to_i64().unwrap_or(if self.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        })
    }

    raising! {
        /// The value as an index or a count.
        index: pub fn try_index(&self) -> i64 {
            self.to_i64().ok_or_else(|| Exception::index_error("cannot fit 'int' into an index-sized integer"))
        }

        /// `float(self)`.
        to_f64: pub fn try_to_f64(&self) -> f64 {
        let value = self.to_f64_lossy();
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Exception::overflow_error(
                "int too large to convert to float",
            ))
        }
    }
    }

    /// The number that decimal digits, with a sign perhaps, stand for. `None` if anything else is in `text`.
    pub fn from_decimal(text: &str) -> Option<Int> {
        Self::from_digits(text, 10)
    }

    /// A literal of the program, in decimal digits.
    pub fn from_literal(digits: &str) -> Int {
        Self::from_decimal(digits).expect("a literal is made of digits")
    }

    /// The number that digits in base `radix` (2 to 36), with a sign perhaps, stand for.
    pub fn from_digits(text: &str, radix: u32) -> Option<Int> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return None;
        }
        match i64::from_str_radix(text, radix) {
            Ok(value) => Some(Int::from(value)),
            Err(_) => IBig::from_str_radix(text, radix).ok().map(Int::from),
        }
    }

    /// The digits in base `radix` (2 to 36), lower case, with a sign if negative. No limit on their number.
    pub fn to_digits(&self, radix: u32) -> String {
        self.to_big().in_radix(radix).to_string()
    }

    /// The decimal digits, unless they are more than `str()` converts.
    pub fn try_to_decimal(&self) -> Result<String, Exception> {
        match &self.0 {
            Small(value) => Ok(value.to_string()),
            Big(value) => {
                // 10^4299 has 14,281 bits: no need to write out what is far beyond.
                let bits = magnitude(value).bit_len();
                let text = if bits > 14_290 {
                    String::new()
                } else {
                    value.to_string()
                };
                if text.is_empty() || text.trim_start_matches('-').len() > MAX_STR_DIGITS {
                    return Err(Exception::value_error(format!(
                        "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion; \
                         use sys.set_int_max_str_digits() to increase the limit"
                    )));
                }
                Ok(text)
            }
        }
    }
}

impl Drop for Int {
    /// Gives back the digits on the heap out of the way of numbers that have none.
    #[inline]
    fn drop(&mut self) {
        if let Big(_) = self.0 {
            give_back(std::mem::replace(&mut self.0, Small(0)));
        }
    }
}

#[cold]
#[inline(never)]
fn give_back(digits: Repr) {
    drop(digits);
}

fn magnitude(value: &IBig) -> UBig {
    value.clone().into_parts().1
}

fn as_i64(count: usize) -> i64 {
    i64::try_from(count).expect("a count of bits fits")
}

impl From<i64> for Int {
    #[inline]
    fn from(value: i64) -> Self {
        Int(Small(value))
    }
}

impl From<IBig> for Int {
    fn from(value: IBig) -> Self {
        match i64::try_from(&value) {
            Ok(small) => Int(Small(small)),
            Err(_) => Int(Big(Box::new(value))),
        }
    }
}

impl From<i32> for Int {
    #[inline]
    fn from(value: i32) -> Self {
        Int(Small(i64::from(value)))
    }
}

impl From<bool> for Int {
    fn from(value: bool) -> Self {
        Int(Small(i64::from(value)))
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(small) => Int(Small(small)),
            Err(_) => Int(Big(Box::new(IBig::from(value)))),
        }
    }
}

/// An operation that leaves the machine word, kept out of the way of those that do not. What is given away is used again for
/// the result.
#[cold]
#[inline(never)]
fn big_operation(one: IntRef<'_>, two: IntRef<'_>, operation: fn(&IBig, &IBig) -> IBig) -> Int {
    one.with_big(|one| two.with_big(|two| Int::from(operation(one, two))))
}

/// [`big_operation`] on a first number that is not needed again.
#[cold]
#[inline(never)]
fn big_operation_first(one: Int, two: IntRef<'_>, operation: fn(IBig, &IBig) -> IBig) -> Int {
    two.with_big(|two| Int::from(operation(one.into_big(), two)))
}

/// [`big_operation`] on a second number that is not needed again.
#[cold]
#[inline(never)]
fn big_operation_second(one: IntRef<'_>, two: Int, operation: fn(&IBig, IBig) -> IBig) -> Int {
    one.with_big(|one| Int::from(operation(one, two.into_big())))
}

macro_rules! operators {
    ($($op:ident $method:ident $small:expr;)*) => { $(
        operators! { @kinds $op $method $small;
            &Int, &Int, |one, two| big_operation(one.view(), two.view(), |one, two| one.$method(two));
            Int, &Int, |one, two| big_operation_first(one, two.view(), |one, two| one.$method(two));
            &Int, Int, |one, two| big_operation_second(one.view(), two, |one, two| one.$method(two));
            Int, Int, |one, two| big_operation_first(one, two.view(), |one, two| one.$method(two));
        }
        impl $op<i64> for &Int {
            type Output = Int;
            #[inline]
            fn $method(self, other: i64) -> Int {
                self.$method(Int::from(other))
            }
        }
        impl $op<i64> for Int {
            type Output = Int;
            #[inline]
            fn $method(self, other: i64) -> Int {
                self.$method(Int::from(other))
            }
        }
        impl $op<&Int> for i64 {
            type Output = Int;
            #[inline]
            fn $method(self, other: &Int) -> Int {
                Int::from(self).$method(other)
            }
        }
        impl $op<Int> for i64 {
            type Output = Int;
            #[inline]
            fn $method(self, other: Int) -> Int {
                (&Int::from(self)).$method(other)
            }
        }
    )* };
    (@kinds $op:ident $method:ident $small:expr; $($left:ty, $right:ty, $big:expr;)*) => { $(
        impl $op<$right> for $left {
            type Output = Int;
            #[inline]
            fn $method(self, other: $right) -> Int {
                if let (Small(one), Small(two)) = (&self.0, &other.0) {
                    let small: fn(i64, i64) -> Option<i64> = $small;
                    if let Some(value) = small(*one, *two) {
                        return Int(Small(value));
                    }
                }
                let big: fn($left, $right) -> Int = $big;
                big(self, other)
            }
        }
    )* };
}

operators! {
    Add add i64::checked_add;
    Sub sub i64::checked_sub;
    Mul mul i64::checked_mul;
    BitAnd bitand |one, two| Some(one & two);
    BitOr bitor |one, two| Some(one | two);
    BitXor bitxor |one, two| Some(one ^ two);
}

macro_rules! assigning_operators {
    ($($trait:ident $method:ident $op:ident;)*) => { $(
        impl std::ops::$trait for Int {
            #[inline]
            fn $method(&mut self, other: Int) {
                *self = std::mem::replace(self, Int::ZERO).$op(other);
            }
        }
        impl std::ops::$trait<&Int> for Int {
            #[inline]
            fn $method(&mut self, other: &Int) {
                *self = std::mem::replace(self, Int::ZERO).$op(other);
            }
        }
        impl std::ops::$trait<i64> for Int {
            #[inline]
            fn $method(&mut self, other: i64) {
                *self = std::mem::replace(self, Int::ZERO).$op(Int::from(other));
            }
        }
    )* };
}

assigning_operators! {
    AddAssign add_assign add;
    SubAssign sub_assign sub;
    MulAssign mul_assign mul;
    BitAndAssign bitand_assign bitand;
    BitOrAssign bitor_assign bitor;
    BitXorAssign bitxor_assign bitxor;
}

impl Neg for &Int {
    type Output = Int;
    fn neg(self) -> Int {
        match &self.0 {
            Small(value) if *value != i64::MIN => Int(Small(-value)),
            Small(_) | Big(_) => Int::from(-self.to_big()),
        }
    }
}

impl Neg for Int {
    type Output = Int;
    fn neg(self) -> Int {
        -&self
    }
}

impl Not for &Int {
    type Output = Int;
    fn not(self) -> Int {
        match &self.0 {
            Small(value) => Int(Small(!value)),
            Big(value) => Int::from(!(**value).clone()),
        }
    }
}

impl Not for Int {
    type Output = Int;
    fn not(self) -> Int {
        !&self
    }
}

impl PartialEq for Int {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Small(one), Small(two)) => one == two,
            (Big(one), Big(two)) => one == two,
            (Small(_), Big(_)) | (Big(_), Small(_)) => false,
        }
    }
}

impl Eq for Int {}

impl PartialEq<i64> for Int {
    #[inline]
    fn eq(&self, other: &i64) -> bool {
        self.to_i64() == Some(*other)
    }
}

impl PartialEq<Int> for i64 {
    #[inline]
    fn eq(&self, other: &Int) -> bool {
        other == self
    }
}

impl Ord for Int {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Small(one), Small(two)) => one.cmp(two),
            (Big(one), Big(two)) => one.cmp(two),
            (Small(_), Big(_)) if other.is_negative() => Ordering::Greater,
            (Small(_), Big(_)) => Ordering::Less,
            (Big(_), Small(_)) if self.is_negative() => Ordering::Less,
            (Big(_), Small(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Int {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialOrd<i64> for Int {
    #[inline]
    fn partial_cmp(&self, other: &i64) -> Option<Ordering> {
        Some(self.cmp(&Int::from(*other)))
    }
}

impl PartialOrd<Int> for i64 {
    #[inline]
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(Int::from(*self).cmp(other))
    }
}

impl std::hash::Hash for Int {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match &self.0 {
            Small(value) => value.hash(state),
            Big(value) => value.hash(state),
        }
    }
}

impl PyEq for Int {
    #[inline]
    fn py_eq(&self, other: &Self) -> bool {
        self == other
    }
}

impl PyOrd for Int {
    #[inline]
    fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
        Ok(Some(self.cmp(other)))
    }

    #[inline]
    fn order_kind(&self) -> Option<u32> {
        Some(0)
    }
}

impl PyHash for Int {
    #[inline]
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(match &self.0 {
            Small(value) => hash_i64(*value),
            Big(value) => {
                let residue = magnitude(value) % modulus();
                hash_residue(self.is_negative(), residue)
            }
        })
    }
}

impl Truthy for Int {
    fn truthy(&self) -> bool {
        !self.is_zero()
    }
}

impl Show for Int {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str(&crate::or_raise(self.try_to_decimal()));
    }
}

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
