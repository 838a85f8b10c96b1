//! `Set<T>` and `FrozenSet<T>`, iterated in CPython's order.

mod items;
mod iter;
mod table;

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::key::{Key, Lookup};
use crate::show::{show_items, unless_shown};
use crate::{Exception, PyEq, PyHash, Show, Truthy, Value};

pub use iter::SetIter;
pub use table::SetTable;

/// A set. Cloning the handle shares the set; [`Set::copy`] makes another one.
pub struct Set<T>(Rc<RefCell<SetTable<T>>>);

/// A set that never changes.
pub struct FrozenSet<T>(Rc<SetTable<T>>);

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Clone for FrozenSet<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<SetTable<T>> for Set<T> {
    fn from(table: SetTable<T>) -> Self {
        Self(Rc::new(RefCell::new(table)))
    }
}

impl<T> From<SetTable<T>> for FrozenSet<T> {
    fn from(table: SetTable<T>) -> Self {
        Self(Rc::new(table))
    }
}

impl<T> Set<T> {
    /// An empty set.
    pub fn new() -> Self {
        Self(Rc::default())
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `len(set)`.
    pub fn len(&self) -> i64 {
        i64::try_from(self.0.borrow().len()).expect("a length fits")
    }

    /// Whether the set has no items.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Reads the table. `read` must not run code that may change the set.
    pub fn with<R>(&self, read: impl FnOnce(&SetTable<T>) -> R) -> R {
        read(&self.0.borrow())
    }

    /// Changes the table. `change` must not run code that may touch the set through another handle.
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut SetTable<T>) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }

    /// `set.clear()`.
    pub fn clear(&self) {
        // Dropped after the borrow ends.
        let _old = std::mem::take(&mut *self.0.borrow_mut());
    }
}

impl<T> FrozenSet<T> {
    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `len(frozenset)`.
    pub fn len(&self) -> i64 {
        i64::try_from(self.0.len()).expect("a length fits")
    }

    /// Whether the set has no items.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the table.
    pub fn with<R>(&self, read: impl FnOnce(&SetTable<T>) -> R) -> R {
        read(&self.0)
    }
}

/// The operations that both kinds have. `$Set` is the kind of the result, which is that of the receiver.
macro_rules! set_algebra {
    ($Set:ident) => {
        impl<T: Key> $Set<T> {
            /// Another set with the same items.
            #[must_use]
            pub fn copy(&self) -> Self {
                Self::from(self.with(SetTable::copied))
            }

            /// `set | other`.
            #[must_use]
            pub fn union(&self, other: &Self) -> Self {
                let mut table = self.with(SetTable::copied);
                other.with(|other| table.merge(other));
                Self::from(table)
            }

            /// `set & other`.
            #[must_use]
            pub fn intersection(&self, other: &Self) -> Self {
                if self.is(other) {
                    return self.copy();
                }
                Self::from(self.with(|one| other.with(|two| one.intersection(two))))
            }

            /// `set - other`.
            #[must_use]
            pub fn difference(&self, other: &Self) -> Self {
                Self::from(self.with(|one| other.with(|two| one.difference(two))))
            }

            /// `set ^ other`.
            #[must_use]
            pub fn symmetric_difference(&self, other: &Self) -> Self {
                let mut table = other.with(SetTable::copied);
                self.with(|one| table.toggle(one));
                Self::from(table)
            }

            /// `set <= other`.
            pub fn is_subset(&self, other: &Self) -> bool {
                self.with(|one| other.with(|two| one.is_subset(two)))
            }

            /// `set >= other`.
            pub fn is_superset(&self, other: &Self) -> bool {
                other.is_subset(self)
            }

            /// `set < other`.
            pub fn is_proper_subset(&self, other: &Self) -> bool {
                self.len() < other.len() && self.is_subset(other)
            }

            /// `set > other`.
            pub fn is_proper_superset(&self, other: &Self) -> bool {
                other.is_proper_subset(self)
            }

            /// `set.isdisjoint(other)`.
            pub fn is_disjoint(&self, other: &Self) -> bool {
                self.with(|one| other.with(|two| one.intersection(two).is_empty()))
            }

            /// The items in order, in a vector of their own.
            pub fn to_vec(&self) -> Vec<T> {
                self.with(|table| table.iter().cloned().collect())
            }

            raising! {
                /// `item in set`.
                contains: pub fn try_contains[Q: Lookup<T> + ?Sized](&self, item: &Q) -> bool {
                    let hash = item.try_py_hash()?;
                    Ok(self.with(|table| table.has(hash, item)))
                }
            }

            /// The set of `items`.
            pub fn try_from_items(items: impl IntoIterator<Item = T>) -> Result<Self, Exception> {
                let mut table = SetTable::default();
                for item in items {
                    table.try_add(item)?;
                }
                Ok(Self::from(table))
            }
        }

        impl<T: Key, const N: usize> From<[T; N]> for $Set<T> {
            fn from(items: [T; N]) -> Self {
                Self::from_iter(items)
            }
        }

        impl<T: Key> FromIterator<T> for $Set<T> {
            /// The set of the items. One that cannot be hashed ends the program.
            fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
                crate::or_raise(Self::try_from_items(items))
            }
        }

        impl<T: Key> PyEq for $Set<T> {
            fn py_eq(&self, other: &Self) -> bool {
                self.is(other) || self.len() == other.len() && self.is_subset(other)
            }
        }

        impl<T: Key> PartialEq for $Set<T> {
            fn eq(&self, other: &Self) -> bool {
                self.py_eq(other)
            }
        }

        impl<T> Truthy for $Set<T> {
            fn truthy(&self) -> bool {
                !self.is_empty()
            }
        }

        impl<T: Show> fmt::Display for $Set<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.str())
            }
        }

        impl<T: Show> fmt::Debug for $Set<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.repr())
            }
        }
    };
}

set_algebra!(Set);
set_algebra!(FrozenSet);

impl<T: Key> Set<T> {
    /// `set |= other`.
    pub fn update(&self, other: &Self) {
        if !self.is(other) {
            self.with_mut(|one| other.with(|two| one.merge(two)));
        }
    }

    /// `set &= other`.
    pub fn intersection_update(&self, other: &Self) {
        let table = self.with(|one| other.with(|two| one.intersection(two)));
        let _old = self.with_mut(|one| std::mem::replace(one, table));
    }

    /// `set -= other`.
    pub fn difference_update(&self, other: &Self) {
        if self.is(other) {
            self.clear();
        } else {
            self.with_mut(|one| other.with(|two| one.subtract(two)));
        }
    }

    /// `set ^= other`.
    pub fn symmetric_difference_update(&self, other: &Self) {
        if self.is(other) {
            self.clear();
        } else {
            self.with_mut(|one| other.with(|two| one.toggle(two)));
        }
    }

    /// `{1, 2, 3}` of three or more constants, which CPython makes as a frozenset first, and once more when it looks for equal
    /// constants (`merge_consts_recursive`): the order can differ from adding one by one.
    pub fn from_constants(items: impl IntoIterator<Item = T>) -> Self {
        FrozenSet::from_iter(FrozenSet::from_iter(items).to_vec()).thaw()
    }

    /// The frozenset of the same items.
    pub fn freeze(&self) -> FrozenSet<T> {
        FrozenSet::from(self.with(SetTable::copied))
    }

    raising! {
        /// `set.add(item)`.
        add: pub fn try_add(&self, item: T) -> () {
            let hash = item.try_py_hash()?;
            self.with_mut(|table| table.add_hashed(hash, item));
            Ok(())
        }

        /// `set.update(items)` for any iterator.
        extend: pub fn try_extend[I: IntoIterator<Item = T>](&self, items: I) -> () {
            for item in items {
                self.try_add(item)?;
            }
            Ok(())
        }

        /// `set.discard(item)`.
        discard: pub fn try_discard[Q: Lookup<T> + ?Sized](&self, item: &Q) -> () {
            let hash = item.try_py_hash()?;
            let _old = self.with_mut(|table| table.remove_hashed(hash, item));
            Ok(())
        }

        /// `set.remove(item)`.
        remove: pub fn try_remove[Q: Lookup<T> + ?Sized](&self, item: &Q) -> () {
            let hash = item.try_py_hash()?;
            match self.with_mut(|table| table.remove_hashed(hash, item)) {
                Some(_) => Ok(()),
                None => Err(Exception::key_error(item.to_value())),
            }
        }

        /// `set.pop()`.
        pop: pub fn try_pop(&self) -> T {
            let item = self.with_mut(SetTable::pop);
            item.ok_or_else(|| Exception::key_error(Value::from("pop from an empty set")))
        }
    }
}

impl<T: Key> FrozenSet<T> {
    /// The set of the same items.
    pub fn thaw(&self) -> Set<T> {
        Set::from(self.with(SetTable::copied))
    }
}

impl<T: Key> PyHash for FrozenSet<T> {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(self.0.py_hash())
    }
}

impl<T: Show> Show for Set<T> {
    fn fmt_repr(&self, out: &mut String) {
        if self.is_empty() {
            return out.push_str("set()");
        }
        unless_shown(self.id(), out, "set(...)", |out| {
            self.with(|table| show_items(out, "{", table.iter(), "}"));
        });
    }
}

impl<T: Show> Show for FrozenSet<T> {
    fn fmt_repr(&self, out: &mut String) {
        if self.is_empty() {
            return out.push_str("frozenset()");
        }
        unless_shown(self.id(), out, "frozenset(...)", |out| {
            show_items(out, "frozenset({", self.0.iter(), "})");
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_ints_come_in_the_order_of_their_slots() {
        assert_eq!(Set::from([5, 3, 8, 1]).repr(), "{8, 1, 3, 5}");
        assert_eq!(Set::from(["b", "a", "c"].map(String::from)).len(), 3);
    }

    #[test]
    fn a_missing_item_is_a_key_error() {
        let set = Set::from([1, 2]);
        assert_eq!(
            set.try_remove(&3).expect_err("missing").last_line(),
            "KeyError: 3"
        );
        set.clear();
        assert_eq!(
            set.try_pop().expect_err("empty").last_line(),
            "KeyError: 'pop from an empty set'"
        );
    }

    #[test]
    fn algebra_keeps_the_receiver() {
        let (one, two) = (Set::from([1, 2, 3]), Set::from([2, 3, 4]));
        assert_eq!(one.union(&two).repr(), "{1, 2, 3, 4}");
        assert_eq!(one.intersection(&two).repr(), "{2, 3}");
        assert_eq!(one.difference(&two).repr(), "{1}");
        assert_eq!(one.symmetric_difference(&two).repr(), "{1, 4}");
        assert_eq!(one.repr(), "{1, 2, 3}");
    }
}
