//! `==` as containers use it, and the order that sorting uses.

use std::cmp::Ordering;

use crate::Exception;

/// Python's equality.
///
/// Containers compare their items with [`same`](PyEq::same), "identical or equal": a nan that sits in a list is found there.
/// A float has no identity here, so two nans of the same bits count as one object.
pub trait PyEq<Other: ?Sized = Self> {
    /// `self == other`.
    fn py_eq(&self, other: &Other) -> bool;

    /// `self is other or self == other`.
    fn same(&self, other: &Other) -> bool {
        self.py_eq(other)
    }
}

macro_rules! plain_eq {
    ($($ty:ty),*) => { $(
        impl PyEq for $ty {
            #[inline]
            fn py_eq(&self, other: &Self) -> bool {
                self == other
            }
        }
    )* };
}

plain_eq! { bool, i64, str, String, () }

impl PyEq<str> for String {
    #[inline]
    fn py_eq(&self, other: &str) -> bool {
        self == other
    }
}

impl PyEq<str> for &str {
    #[inline]
    fn py_eq(&self, other: &str) -> bool {
        *self == other
    }
}

impl PyEq<String> for &str {
    #[inline]
    fn py_eq(&self, other: &String) -> bool {
        self == other
    }
}

#[expect(clippy::float_cmp, reason = "this is what Python's == does")]
impl PyEq for f64 {
    #[inline]
    fn py_eq(&self, other: &Self) -> bool {
        self == other
    }

    #[inline]
    fn same(&self, other: &Self) -> bool {
        self == other || self.to_bits() == other.to_bits()
    }
}

impl<T: PyEq + ?Sized> PyEq for &T {
    fn py_eq(&self, other: &Self) -> bool {
        (**self).py_eq(*other)
    }

    fn same(&self, other: &Self) -> bool {
        (**self).same(*other)
    }
}

impl<T: PyEq> PyEq for Option<T> {
    fn py_eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(two)) => one.py_eq(two),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(two)) => one.same(two),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// Item by item, as lists and tuples compare.
impl<T: PyEq> PyEq for [T] {
    fn py_eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, two)| one.same(two))
    }
}

impl<T: PyEq> PyEq for Vec<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.as_slice().py_eq(other.as_slice())
    }
}

macro_rules! tuple_eq {
    ($(($($field:tt $ty:ident),+))*) => { $(
        impl<$($ty: PyEq),+> PyEq for ($($ty,)+) {
            fn py_eq(&self, other: &Self) -> bool {
                $(self.$field.same(&other.$field))&&+
            }
        }

        impl<$($ty: PyEq + PyOrd),+> PyOrd for ($($ty,)+) {
            fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
                $(
                    if !self.$field.same(&other.$field) {
                        return self.$field.try_compare(&other.$field, symbol);
                    }
                )+
                Ok(Some(Ordering::Equal))
            }

            fn order_kind(&self) -> Option<u32> {
                let mut kind = 0_u32;
                $(kind = kind.checked_mul(8)?.checked_add(self.$field.order_kind()?)?;)+
                Some(kind)
            }
        }
    )* };
}

/// Python's order: what `<` and its kin, `sort`, `min` and `max` ask.
pub trait PyOrd {
    /// How the two compare; `None` when neither is less nor equal (nan). `symbol` is the operator, for the message of a `TypeError`.
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception>;

    /// `self < other`.
    #[inline]
    fn try_less(&self, other: &Self) -> Result<bool, Exception> {
        Ok(self.try_compare(other, "<")? == Some(Ordering::Less))
    }

    /// A kind of values among which comparing never fails and orders totally; `None` if there is no such promise.
    #[inline]
    fn order_kind(&self) -> Option<u32> {
        None
    }
}

macro_rules! plain_ord {
    ($($ty:ty),*) => { $(
        impl PyOrd for $ty {
            #[inline]
            fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
                Ok(self.partial_cmp(other))
            }

            #[inline]
            fn order_kind(&self) -> Option<u32> {
                Some(0)
            }
        }
    )* };
}

plain_ord! { bool, i64, str, String }

impl PyOrd for f64 {
    #[inline]
    fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
        Ok(self.partial_cmp(other))
    }

    #[inline]
    fn order_kind(&self) -> Option<u32> {
        (!self.is_nan()).then_some(0)
    }
}

impl<T: PyOrd + ?Sized> PyOrd for &T {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        (**self).try_compare(*other, symbol)
    }

    fn order_kind(&self) -> Option<u32> {
        (**self).order_kind()
    }
}

impl<T: PyEq + PyOrd> PyOrd for Vec<T> {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        self.as_slice().try_compare(other.as_slice(), symbol)
    }
}

impl<T: PyEq + PyOrd> PyOrd for [T] {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        match self.iter().zip(other).find(|(one, two)| !one.same(two)) {
            Some((one, two)) => one.try_compare(two, symbol),
            None => Ok(Some(self.len().cmp(&other.len()))),
        }
    }
}

tuple_eq! {
    (0 A)
    (0 A, 1 B)
    (0 A, 1 B, 2 C)
    (0 A, 1 B, 2 C, 3 D)
    (0 A, 1 B, 2 C, 3 D, 4 E)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H)
}
