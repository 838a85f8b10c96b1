//! `Tuple<T>`: a tuple whose length is not known when the program is translated.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::compare::PyOrd;
use crate::show::{show_items, unless_shown};
use crate::slice::Slice;
use crate::{Exception, PyEq, PyHash, Show, Truthy};

/// A tuple of any length with items of one type, cheap to clone. It reads as a slice.
pub struct Tuple<T>(Rc<Vec<T>>);

impl<T> Tuple<T> {
    /// Whether both are the same object. There is only one empty tuple.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || (self.0.is_empty() && other.0.is_empty())
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }
}

impl<T> Clone for Tuple<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Deref for Tuple<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<Vec<T>> for Tuple<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Rc::new(items))
    }
}

impl<T, const N: usize> From<[T; N]> for Tuple<T> {
    fn from(items: [T; N]) -> Self {
        Self::from(Vec::from(items))
    }
}

/// Rust's tuples whose fields have one type.
macro_rules! from_tuples {
    ($($n:literal ($($t:ident),+))*) => { $(
        impl<T> From<($($t,)+)> for Tuple<T> {
            fn from(items: ($($t,)+)) -> Self {
                Self::from(<[T; $n]>::from(items))
            }
        }
    )* };
}

from_tuples! {
    1 (T)
    2 (T, T)
    3 (T, T, T)
    4 (T, T, T, T)
    5 (T, T, T, T, T)
    6 (T, T, T, T, T, T)
    7 (T, T, T, T, T, T, T)
    8 (T, T, T, T, T, T, T, T)
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<T: Clone> Tuple<T> {
    /// `len(tuple)`.
    pub fn length(&self) -> i64 {
        i64::try_from(self.0.len()).expect("a length fits")
    }

    /// The items, one after the other.
    pub fn items(&self) -> TupleIter<T> {
        TupleIter {
            tuple: self.clone(),
            positions: 0..self.0.len(),
        }
    }

    /// `reversed(tuple)`.
    pub fn items_reversed(&self) -> std::iter::Rev<TupleIter<T>> {
        self.items().rev()
    }

    /// `tuple + other`.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self::from([&**self, &**other].concat())
    }

    /// `tuple * times`.
    #[must_use]
    pub fn repeated(&self, times: i64) -> Self {
        crate::or_raise(self.try_repeated(times))
    }

    /// [`Tuple::repeated`] for callers that catch.
    pub fn try_repeated(&self, times: i64) -> Result<Self, Exception> {
        let times = usize::try_from(times).unwrap_or(0);
        crate::list::try_repeated(self, times).map(Self::from)
    }

    /// The same tuple as a [`Value`](crate::Value).
    pub fn to_value(&self) -> crate::Value
    where
        T: Into<crate::Value>,
    {
        crate::Value::tuple(self.items().map(Into::into))
    }

    raising! {
        /// `tuple[index]`.
        at: pub fn try_at(&self, index: i64) -> T {
            match crate::list::resolve(index, self.0.len()) {
                Some(position) => Ok(self.0[position].clone()),
                None => Err(Exception::index_error("tuple index out of range")),
            }
        }

        /// `tuple[start:stop:step]`.
        slice: pub fn try_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Tuple<T> {
            let positions = Slice::new(start, stop, step).positions(self.0.len())?;
            Ok(Tuple::from(positions.pick(self)))
        }
    }
}

impl<T> Tuple<T> {
    /// `item in tuple`.
    pub fn holds<Q: ?Sized>(&self, item: &Q) -> bool
    where
        T: PyEq<Q>,
    {
        self.0.iter().any(|other| other.same(item))
    }

    /// `tuple.count(item)`.
    pub fn count<Q: ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        let found = self.0.iter().filter(|other| (*other).same(item)).count();
        i64::try_from(found).expect("a length fits")
    }

    /// `tuple.index(item)`.
    pub fn try_index<Q: ?Sized>(&self, item: &Q) -> Result<i64, Exception>
    where
        T: PyEq<Q>,
    {
        match self.0.iter().position(|other| other.same(item)) {
            Some(position) => Ok(i64::try_from(position).expect("a length fits")),
            None => Err(Exception::value_error("tuple.index(x): x not in tuple")),
        }
    }

    /// [`Tuple::try_index`] for callers that nobody catches.
    pub fn index<Q: ?Sized>(&self, item: &Q) -> i64
    where
        T: PyEq<Q>,
    {
        crate::or_raise(self.try_index(item))
    }
}

/// The items of a tuple.
#[derive(Clone)]
pub struct TupleIter<T> {
    tuple: Tuple<T>,
    positions: std::ops::Range<usize>,
}

impl<T: Clone> Iterator for TupleIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.positions
            .next()
            .map(|position| self.tuple.0[position].clone())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.positions.size_hint()
    }
}

impl<T: Clone> DoubleEndedIterator for TupleIter<T> {
    fn next_back(&mut self) -> Option<T> {
        self.positions
            .next_back()
            .map(|position| self.tuple.0[position].clone())
    }
}

impl<T: Clone> ExactSizeIterator for TupleIter<T> {}

impl<T: PyEq> PyEq for Tuple<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other) || (**self).py_eq(&**other)
    }
}

impl<T: PyEq> PartialEq for Tuple<T> {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

impl<T: PyEq + PyOrd> PyOrd for Tuple<T> {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        (**self).try_compare(&**other, symbol)
    }
}

impl<T: PyHash> PyHash for Tuple<T> {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        (**self).try_py_hash()
    }
}

impl<T> Truthy for Tuple<T> {
    fn truthy(&self) -> bool {
        !self.0.is_empty()
    }
}

impl<T: Show> Show for Tuple<T> {
    fn fmt_repr(&self, out: &mut String) {
        unless_shown(self.id(), out, "(...)", |out| {
            show_items(
                out,
                "(",
                self.iter(),
                if self.0.len() == 1 { ",)" } else { ")" },
            );
        });
    }
}

impl<T: Show> fmt::Display for Tuple<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl<T: Show> fmt::Debug for Tuple<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
