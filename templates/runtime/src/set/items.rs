//! What the methods of a set do with items that are no set. Semantics: CPython's `Objects/setobject.c`, where the order of the
//! result depends on how it came about.

use crate::{Key, Set};

use super::SetTable;

impl<T: Key> Set<T> {
    raising! {
        /// `set.union(items)`.
        union_of: pub fn try_union_of[I: IntoIterator<Item = T>](&self, items: I) -> Set<T> {
            let result = self.copy();
            result.try_extend(items)?;
            Ok(result)
        }

        /// `set.intersection(items)`.
        intersection_of: pub fn try_intersection_of[I: IntoIterator<Item = T>](&self, items: I) -> Set<T> {
            let mut result = SetTable::default();
            for item in items {
                if self.try_contains(&item)? {
                    result.try_add(item)?;
                }
            }
            Ok(Set::from(result))
        }

        /// `set.difference(items)`.
        difference_of: pub fn try_difference_of[I: IntoIterator<Item = T>](&self, items: I) -> Set<T> {
            let mut result = self.with(SetTable::copied);
            for item in items {
                result.try_remove(&item)?;
            }
            result.tidy();
            Ok(Set::from(result))
        }

        /// `set.symmetric_difference(items)`.
        symmetric_difference_of: pub fn try_symmetric_difference_of[I: IntoIterator<Item = T>](&self, items: I) -> Set<T> {
            let result = Set::try_from_items(items)?;
            self.with(|own| result.with_mut(|table| table.toggle(own)));
            Ok(result)
        }

        /// `set.issubset(items)`.
        is_subset_of: pub fn try_is_subset_of[I: IntoIterator<Item = T>](&self, items: I) -> bool {
            Ok(self.is_subset(&Set::try_from_items(items)?))
        }

        /// `set.issuperset(items)`.
        is_superset_of: pub fn try_is_superset_of[I: IntoIterator<Item = T>](&self, items: I) -> bool {
            Ok(self.is_superset(&Set::try_from_items(items)?))
        }

        /// `set.isdisjoint(items)`.
        is_disjoint_from: pub fn try_is_disjoint_from[I: IntoIterator<Item = T>](&self, items: I) -> bool {
            Ok(self.is_disjoint(&Set::try_from_items(items)?))
        }

        /// `set.intersection_update(items)`.
        keep: pub fn try_keep[I: IntoIterator<Item = T>](&self, items: I) -> () {
            let kept = self.try_intersection_of(items)?;
            let table = kept.with_mut(std::mem::take);
            let _old = self.with_mut(|own| std::mem::replace(own, table));
            Ok(())
        }

        /// `set.difference_update(items)`.
        remove_all: pub fn try_remove_all[I: IntoIterator<Item = T>](&self, items: I) -> () {
            for item in items {
                self.try_discard(&item)?;
            }
            self.with_mut(SetTable::tidy);
            Ok(())
        }

        /// `set.symmetric_difference_update(items)`.
        toggle: pub fn try_toggle[I: IntoIterator<Item = T>](&self, items: I) -> () {
            let others = Set::try_from_items(items)?;
            others.with(|table| self.with_mut(|own| own.toggle(table)));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    #[test]
    fn items_are_taken_one_by_one() {
        let set = Set::from_iter([1_i64, 3, 5, 70]);
        assert_eq!(set.intersection_of([70, 5, 9]).str(), "{5, 70}");
        assert_eq!(set.difference_of([1, 2]).len(), 3);
        assert_eq!(set.symmetric_difference_of([1, 2]).len(), 4);
        assert!(set.is_superset_of([1, 70]) && !set.is_subset_of([1, 3]));
        set.keep([1, 3]);
        set.toggle([3, 4]);
        assert_eq!(set.str(), "{1, 4}");
        set.remove_all([1, 4]);
        assert!(set.is_empty());
    }
}
