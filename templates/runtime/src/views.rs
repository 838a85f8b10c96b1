//! Set operators with a dict's view on one side. Semantics: CPython's `Objects/dictobject.c`, where the order of the result
//! depends on what stands on the other side.

use crate::key::Key;
use crate::set::SetTable;
use crate::{Dict, Exception, FrozenSet, List, Set, Tuple};

/// What has items to be added to a set, or taken from one.
pub trait Source<T: Key> {
    /// Calls `visit` for one item after the other.
    fn try_each(&self, visit: &mut dyn FnMut(T) -> Result<(), Exception>) -> Result<(), Exception>;

    /// `set.update(self)`.
    fn try_add_to(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
        self.try_each(&mut |item| table.try_add(item).map(drop))
    }

    /// `set.difference_update(self)`.
    fn try_take_from(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
        self.try_each(&mut |item| table.try_remove(&item).map(drop))?;
        table.tidy();
        Ok(())
    }

    /// `set.symmetric_difference_update(self)`.
    fn try_toggle_in(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
        let mut others = SetTable::default();
        self.try_add_to(&mut others)?;
        table.toggle(&others);
        Ok(())
    }

    /// Adds the items to an empty table, as `set(self)` does.
    fn try_fill(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
        self.try_add_to(table)
    }

    /// The same as something that compares like a set, if it does.
    fn as_set_like(&self) -> Option<&dyn SetLike<T>> {
        None
    }
}

/// What compares like a set: sets, and views of keys and of items.
pub trait SetLike<T: Key>: Source<T> {
    /// Which kind of object it is.
    fn shape(&self) -> Shape;

    /// Its length.
    fn n_items(&self) -> i64;

    /// `item in self`.
    fn try_has(&self, item: &T) -> Result<bool, Exception>;
}

/// The kinds of what compares like a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A `set`.
    Set,
    /// A `frozenset`.
    Frozen,
    /// A view of a dict.
    View,
}

raising! {
    /// `one | two`.
    union: pub fn try_union[T: Key, A: Source<T>, B: Source<T>](one: &A, two: &B) -> Set<T> {
        let mut table = try_table(one)?;
        two.try_add_to(&mut table)?;
        Ok(Set::from(table))
    }

    /// `one & two`.
    intersection: pub fn try_intersection[T: Key, A: Source<T>, B: Source<T>](one: &A, two: &B) -> Set<T> {
        let (mut view, mut other) = match (one.as_set_like(), two.as_set_like()) {
            (Some(view), Some(other)) => (view, other),
            (Some(view), None) => return try_common(view, |visit| two.try_each(visit)),
            (None, Some(view)) => return try_common(view, |visit| one.try_each(visit)),
            (None, None) => return Ok(Set::new()),
        };
        if view.shape() != Shape::View {
            std::mem::swap(&mut view, &mut other);
        }
        let n_items = view.n_items();
        if other.shape() == Shape::Set && n_items <= other.n_items() {
            return try_common(other, |visit| view.try_each(visit));
        }
        if other.shape() == Shape::View && other.n_items() > n_items {
            std::mem::swap(&mut view, &mut other);
        }
        try_common(view, |visit| other.try_each(visit))
    }

    /// `one - two`.
    difference: pub fn try_difference[T: Key, A: Source<T>, B: Source<T>](one: &A, two: &B) -> Set<T> {
        let mut table = try_table(one)?;
        two.try_take_from(&mut table)?;
        Ok(Set::from(table))
    }

    /// `one ^ two`.
    symmetric_difference: pub fn try_symmetric_difference[T: Key, A: Source<T>, B: Source<T>](one: &A, two: &B) -> Set<T> {
        let mut table = try_table(one)?;
        two.try_toggle_in(&mut table)?;
        Ok(Set::from(table))
    }

    /// `one == two`.
    same_items: pub fn try_same_items[T: Key, A: SetLike<T>, B: SetLike<T>](one: &A, two: &B) -> bool {
        Ok(one.n_items() == two.n_items() && try_is_within(one, two)?)
    }

    /// `one <= two`.
    is_subset: pub fn try_is_subset[T: Key, A: SetLike<T>, B: SetLike<T>](one: &A, two: &B) -> bool {
        Ok(one.n_items() <= two.n_items() && try_is_within(one, two)?)
    }

    /// `one < two`.
    is_proper_subset: pub fn try_is_proper_subset[T: Key, A: SetLike<T>, B: SetLike<T>](one: &A, two: &B) -> bool {
        Ok(one.n_items() < two.n_items() && try_is_within(one, two)?)
    }

    /// `one >= two`.
    is_superset: pub fn try_is_superset[T: Key, A: SetLike<T>, B: SetLike<T>](one: &A, two: &B) -> bool {
        try_is_subset(two, one)
    }

    /// `one > two`.
    is_proper_superset: pub fn try_is_proper_superset[T: Key, A: SetLike<T>, B: SetLike<T>](one: &A, two: &B) -> bool {
        try_is_proper_subset(two, one)
    }

    /// `one.isdisjoint(two)`.
    is_disjoint: pub fn try_is_disjoint[T: Key, A: SetLike<T>, B: Source<T>](one: &A, two: &B) -> bool {
        let mut is_disjoint = true;
        two.try_each(&mut |item| {
            is_disjoint = is_disjoint && !one.try_has(&item)?;
            Ok(())
        })?;
        Ok(is_disjoint)
    }
}

/// `set(one)`.
fn try_table<T: Key>(one: &impl Source<T>) -> Result<SetTable<T>, Exception> {
    let mut table = SetTable::default();
    one.try_fill(&mut table)?;
    Ok(table)
}

/// The items that `each` gives, of those that `all` has.
fn try_common<T: Key>(
    all: &dyn SetLike<T>,
    each: impl FnOnce(&mut dyn FnMut(T) -> Result<(), Exception>) -> Result<(), Exception>,
) -> Result<Set<T>, Exception> {
    let mut table = SetTable::default();
    each(&mut |item| {
        if all.try_has(&item)? {
            table.try_add(item)?;
        }
        Ok(())
    })?;
    Ok(Set::from(table))
}

/// Whether `two` has all items of `one`.
fn try_is_within<T: Key>(one: &impl SetLike<T>, two: &impl SetLike<T>) -> Result<bool, Exception> {
    let mut is_within = true;
    one.try_each(&mut |item| {
        is_within = is_within && two.try_has(&item)?;
        Ok(())
    })?;
    Ok(is_within)
}

/// Both kinds of sets.
macro_rules! sets {
    ($($Set:ident is $shape:ident;)*) => { $(
        impl<T: Key> Source<T> for $Set<T> {
            fn try_each(
                &self,
                visit: &mut dyn FnMut(T) -> Result<(), Exception>,
            ) -> Result<(), Exception> {
                self.to_vec().into_iter().try_for_each(visit)
            }

            fn try_add_to(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
                self.with(|own| table.merge(own));
                Ok(())
            }

            fn try_take_from(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
                self.with(|own| table.subtract(own));
                Ok(())
            }

            fn try_toggle_in(&self, table: &mut SetTable<T>) -> Result<(), Exception> {
                self.with(|own| table.toggle(own));
                Ok(())
            }

            fn as_set_like(&self) -> Option<&dyn SetLike<T>> {
                Some(self)
            }
        }

        impl<T: Key> SetLike<T> for $Set<T> {
            fn shape(&self) -> Shape {
                Shape::$shape
            }

            fn n_items(&self) -> i64 {
                self.len()
            }

            fn try_has(&self, item: &T) -> Result<bool, Exception> {
                self.try_contains(item)
            }
        }
    )* };
}

sets! {
    Set is Set;
    FrozenSet is Frozen;
}

impl<K: Key, V: Clone> Source<K> for Dict<K, V> {
    fn try_each(&self, visit: &mut dyn FnMut(K) -> Result<(), Exception>) -> Result<(), Exception> {
        let mut walk = self.walk();
        while let Some(key) = walk.try_next(|key, _| key.clone())? {
            visit(key)?;
        }
        Ok(())
    }

    fn try_add_to(&self, table: &mut SetTable<K>) -> Result<(), Exception> {
        table.reserve(self.with(crate::OrderedMap::len));
        self.try_each(&mut |key| table.try_add(key).map(drop))
    }

    fn try_toggle_in(&self, table: &mut SetTable<K>) -> Result<(), Exception> {
        self.try_each(&mut |key| {
            if table.try_remove(&key)?.is_none() {
                table.try_add(key)?;
            }
            Ok(())
        })
    }
}

impl<T: Key> Source<T> for List<T> {
    fn try_each(&self, visit: &mut dyn FnMut(T) -> Result<(), Exception>) -> Result<(), Exception> {
        self.iter().try_for_each(visit)
    }
}

impl<T: Key> Source<T> for Tuple<T> {
    fn try_each(&self, visit: &mut dyn FnMut(T) -> Result<(), Exception>) -> Result<(), Exception> {
        self.items().try_for_each(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    #[test]
    fn operators_give_sets() {
        let one = Dict::from([(1_i64, 1_i64), (2, 4), (3, 9)]);
        let two = Dict::from([(3_i64, 9_i64), (4, 16)]);
        let (one, two) = (one.keys_view(), two.keys_view());
        assert_eq!(one.union(&two).str(), "{1, 2, 3, 4}");
        assert_eq!(one.intersection(&two).str(), "{3}");
        assert_eq!(one.difference(&Set::from([1])).str(), "{2, 3}");
        assert_eq!(one.symmetric_difference(&two).str(), "{1, 2, 4}");
        assert_eq!(union(&Set::from([7_i64]), &two).str(), "{3, 4, 7}");
        assert!(is_subset(&Set::from([1_i64]), &one) && !is_superset(&one, &two));
        assert!(is_disjoint(&one, &List::from([5_i64])));
        assert!(same_items(&two, &Set::from([4_i64, 3])));
    }
}
