//! Iterators over a dict that notice when it changes under them.

use super::Dict;
use crate::{Exception, or_raise};

/// A walk over a dict's entries that fails as CPython's iterators do when keys come or go on the way.
pub struct DictWalk<K, V> {
    dict: Dict<K, V>,
    position: usize,
    /// The dict's size at the start; `None` once the walk has ended.
    n_expected: Option<usize>,
    remaining: usize,
    is_reversed: bool,
}

impl<K: Clone, V: Clone> DictWalk<K, V> {
    pub(super) fn new(dict: Dict<K, V>) -> Self {
        let n_expected = dict.with(super::OrderedMap::len);
        Self {
            dict,
            position: 0,
            n_expected: Some(n_expected),
            remaining: n_expected,
            is_reversed: false,
        }
    }

    pub(super) fn reversed(dict: Dict<K, V>) -> Self {
        let position = dict.with(super::OrderedMap::n_positions);
        Self {
            position,
            is_reversed: true,
            ..Self::new(dict)
        }
    }

    /// The next entry, as `pick` wants it.
    #[inline]
    pub fn try_next<T>(&mut self, pick: impl FnOnce(&K, &V) -> T) -> Result<Option<T>, Exception> {
        let Some(n_expected) = self.n_expected else {
            return Ok(None);
        };
        let table = self.dict.0.table.borrow();
        if table.len() != n_expected {
            self.n_expected = Some(usize::MAX);
            return Err(Exception::runtime_error(
                "dictionary changed size during iteration",
            ));
        }
        let entry = if self.is_reversed {
            table.next_back_from(self.position)
        } else {
            table.next_from(self.position)
        };
        let Some((position, key, value)) = entry else {
            self.n_expected = None;
            return Ok(None);
        };
        if self.remaining == 0 {
            self.n_expected = None;
            return Err(Exception::runtime_error(
                "dictionary keys changed during iteration",
            ));
        }
        self.position = position;
        self.remaining -= 1;
        Ok(Some(pick(key, value)))
    }

    /// How many entries are still to come.
    pub fn n_remaining(&self) -> usize {
        if self.n_expected.is_some() {
            self.remaining
        } else {
            0
        }
    }
}

macro_rules! walks {
    ($($(#[$meta:meta])* $name:ident yields $item:ty, $pick:expr;)*) => { $(
        impl<K: Clone, V: Clone> $name<K, V> {
            /// The same items for who wants to handle a failure, with which they end.
            pub fn results(mut self) -> impl Iterator<Item = Result<$item, Exception>> {
                std::iter::from_fn(move || self.0.try_next($pick).transpose())
            }
        }

        $(#[$meta])*
        pub struct $name<K, V>(pub(super) DictWalk<K, V>);

        impl<K: Clone, V: Clone> Iterator for $name<K, V> {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                or_raise(self.0.try_next($pick))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.0.n_remaining(), None)
            }
        }
    )* };
}

walks! {
    /// The keys of a dict, one after the other.
    DictKeys yields K, |key, _| key.clone();
    /// The values of a dict, one after the other.
    DictValues yields V, |_, value| value.clone();
    /// The entries of a dict, one after the other.
    DictItems yields (K, V), |key, value| (key.clone(), value.clone());
}

impl<K: Clone, V: Clone> Dict<K, V> {
    /// `for key in dict`.
    pub fn iter(&self) -> DictKeys<K, V> {
        self.keys()
    }

    /// `dict.keys()`.
    pub fn keys(&self) -> DictKeys<K, V> {
        DictKeys(self.walk())
    }

    /// `for value in dict.values()`.
    pub fn values(&self) -> DictValues<K, V> {
        DictValues(self.walk())
    }

    /// `for key, value in dict.items()`.
    pub fn items(&self) -> DictItems<K, V> {
        DictItems(self.walk())
    }

    /// `reversed(dict)`.
    pub fn keys_reversed(&self) -> DictKeys<K, V> {
        DictKeys(DictWalk::reversed(self.clone()))
    }

    /// A walk over the entries for who wants to handle its failure.
    pub fn walk(&self) -> DictWalk<K, V> {
        DictWalk::new(self.clone())
    }

    /// A walk from the last entry to the first.
    pub fn walk_reversed(&self) -> DictWalk<K, V> {
        DictWalk::reversed(self.clone())
    }
}

impl<K: Clone, V: Clone> IntoIterator for &Dict<K, V> {
    type Item = K;
    type IntoIter = DictKeys<K, V>;

    fn into_iter(self) -> DictKeys<K, V> {
        self.keys()
    }
}
