//! The iterator over a set, which notices when the set changes under it.

use super::{FrozenSet, Set, SetTable};
use crate::key::Key;
use crate::{Exception, or_raise};

/// The items of a set, one after the other.
pub struct SetIter<T> {
    set: Set<T>,
    position: usize,
    /// The set's size at the start; `None` once the iterator has ended.
    n_expected: Option<usize>,
}

impl<T: Clone> SetIter<T> {
    /// The next item, or CPython's error if items came or went.
    pub fn try_next(&mut self) -> Result<Option<T>, Exception> {
        let Some(n_expected) = self.n_expected else {
            return Ok(None);
        };
        let table = self.set.0.borrow();
        if table.len() != n_expected {
            self.n_expected = Some(usize::MAX);
            return Err(Exception::runtime_error(
                "Set changed size during iteration",
            ));
        }
        if let Some((position, item)) = table.next_from(self.position) {
            self.position = position;
            Ok(Some(item.clone()))
        } else {
            self.n_expected = None;
            Ok(None)
        }
    }
}

impl<T: Clone> SetIter<T> {
    /// The same items for who wants to handle a failure, with which they end.
    pub fn results(mut self) -> impl Iterator<Item = Result<T, Exception>> {
        std::iter::from_fn(move || self.try_next().transpose())
    }
}

impl<T: Clone> Iterator for SetIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        or_raise(self.try_next())
    }
}

impl<T: Clone> Set<T> {
    /// `for item in set`.
    pub fn iter(&self) -> SetIter<T> {
        SetIter {
            set: self.clone(),
            position: 0,
            n_expected: Some(self.with(SetTable::len)),
        }
    }
}

impl<T: Clone> IntoIterator for &Set<T> {
    type Item = T;
    type IntoIter = SetIter<T>;

    fn into_iter(self) -> SetIter<T> {
        self.iter()
    }
}

impl<T: Key> FrozenSet<T> {
    /// `for item in frozenset`.
    pub fn iter(&self) -> std::vec::IntoIter<T> {
        self.to_vec().into_iter()
    }
}

impl<T: Key> IntoIterator for &FrozenSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> std::vec::IntoIter<T> {
        self.iter()
    }
}
