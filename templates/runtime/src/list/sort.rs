//! Sorting: stable, each key computed once, and failing as CPython fails.
//!
//! Items of one totally ordered kind go through Rust's own stable sort. Everything else (a comparison that may raise, a nan, which is
//! neither less nor greater) goes through insertion by halves over an ascending or descending first run, and then merging:
//! the order in which CPython asks for lists of up to 63 items, so that the same pair of items is named in a `TypeError`.

use std::cmp::Ordering;

use super::List;
use crate::Exception;
use crate::compare::PyOrd;

/// Lists shorter than this are sorted by insertion alone.
const RUN: usize = 64;

impl<T: Clone + PyOrd> List<T> {
    raising! {
        /// `list.sort()`.
        sort: pub fn try_sort(&self) -> () {
            self.try_sort_with(|items| try_sort_items(items, |item| item, false))
        }

        /// `list.sort(reverse=True)`.
        sort_reverse: pub fn try_sort_reverse(&self) -> () {
            self.try_sort_with(|items| try_sort_items(items, |item| item, true))
        }
    }
}

impl<T: Clone> List<T> {
    /// `list.sort(key=key, reverse=reverse)` for a key function that cannot raise.
    pub fn sort_by_key<K: PyOrd>(&self, mut key: impl FnMut(T) -> K, reverse: bool) {
        crate::or_raise(self.try_sort_by_key(|item| Ok(key(item)), reverse));
    }

    /// `list.sort(key=key, reverse=reverse)`.
    pub fn try_sort_by_key<K: PyOrd>(
        &self,
        mut key: impl FnMut(T) -> Result<K, Exception>,
        reverse: bool,
    ) -> Result<(), Exception> {
        self.try_sort_with(|items| {
            let mut keys = Vec::with_capacity(items.len());
            for item in &*items {
                keys.push(key(item.clone())?);
            }
            let mut keyed: Vec<(K, T)> = keys.into_iter().zip(items.drain(..)).collect();
            let result = try_sort_items(&mut keyed, |pair| &pair.0, reverse);
            items.extend(keyed.into_iter().map(|(_, item)| item));
            result
        })
    }

    /// Sorts the items while the list is empty for everybody else, as CPython does.
    fn try_sort_with(
        &self,
        sort: impl FnOnce(&mut Vec<T>) -> Result<(), Exception>,
    ) -> Result<(), Exception> {
        let mut items = self.with_mut(std::mem::take);
        let result = sort(&mut items);
        let intruders = self.with_mut(|now| std::mem::replace(now, items));
        result?;
        if intruders.is_empty() {
            Ok(())
        } else {
            Err(Exception::value_error("list modified during sort"))
        }
    }
}

/// Sorts by what `key` shows of each item. Items with equal keys keep their order, also when `reverse` is asked for.
pub(crate) fn try_sort_items<T, K: PyOrd>(
    items: &mut Vec<T>,
    key: impl Fn(&T) -> &K,
    reverse: bool,
) -> Result<(), Exception> {
    if has_total_order(items, &key) {
        // Comparing cannot fail here.
        let compare = |one: &T, two: &T| {
            key(one)
                .try_compare(key(two), "<")
                .ok()
                .flatten()
                .unwrap_or(Ordering::Equal)
        };
        if reverse {
            items.sort_by(|one, two| compare(two, one));
        } else {
            items.sort_by(compare);
        }
        return Ok(());
    }
    if reverse {
        items.reverse();
    }
    let result = try_merge_sort(items, &|one, two| key(one).try_less(key(two)));
    if reverse {
        items.reverse();
    }
    result
}

fn has_total_order<T, K: PyOrd>(items: &[T], key: &impl Fn(&T) -> &K) -> bool {
    let Some(first) = items.first() else {
        return true;
    };
    let kind = key(first).order_kind();
    kind.is_some() && items.iter().all(|item| key(item).order_kind() == kind)
}

type Less<'a, T> = &'a dyn Fn(&T, &T) -> Result<bool, Exception>;

fn try_merge_sort<T>(items: &mut Vec<T>, less: Less<'_, T>) -> Result<(), Exception> {
    if items.len() < RUN {
        return try_insertion_sort(items, less);
    }
    let mut right = items.split_off(items.len() / 2);
    let result = try_merge_sort(items, less).and_then(|()| try_merge_sort(&mut right, less));
    if result.is_err() {
        items.append(&mut right);
        return result;
    }
    let mut merged = Vec::with_capacity(items.len() + right.len());
    let mut left = std::mem::take(items).into_iter().peekable();
    let mut right = right.into_iter().peekable();
    let mut result = Ok(());
    while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
        match less(two, one) {
            Ok(true) => merged.extend(right.next()),
            Ok(false) => merged.extend(left.next()),
            Err(exc) => {
                result = Err(exc);
                break;
            }
        }
    }
    merged.extend(left);
    merged.extend(right);
    *items = merged;
    result
}

fn try_insertion_sort<T>(items: &mut [T], less: Less<'_, T>) -> Result<(), Exception> {
    for index in try_first_run(items, less)?..items.len() {
        let (mut low, mut high) = (0, index);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(&items[index], &items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=index].rotate_right(1);
    }
    Ok(())
}

/// How many items at the start are in order, after turning round a strictly descending run.
fn try_first_run<T>(items: &mut [T], less: Less<'_, T>) -> Result<usize, Exception> {
    if items.len() < 2 {
        return Ok(items.len());
    }
    let is_descending = less(&items[1], &items[0])?;
    let mut n_run = 2;
    while n_run < items.len() && less(&items[n_run], &items[n_run - 1])? == is_descending {
        n_run += 1;
    }
    if is_descending {
        items[..n_run].reverse();
    }
    Ok(n_run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    #[test]
    fn sorting_is_stable_in_both_directions() {
        let words = || List::from(["bb", "a", "cc", "d"].map(String::from));
        let list = words();
        list.sort_by_key(|word| i64::try_from(word.len()).expect("short"), false);
        assert_eq!(list.repr(), "['a', 'd', 'bb', 'cc']");
        let list = words();
        list.sort_by_key(|word| i64::try_from(word.len()).expect("short"), true);
        assert_eq!(list.repr(), "['bb', 'cc', 'a', 'd']");
    }

    #[test]
    fn a_list_changed_by_its_key_function_is_an_error() {
        let list = List::from([3, 1, 2]);
        let other = list.clone();
        let error = list.try_sort_by_key(
            |item| {
                other.append(9);
                Ok(item)
            },
            false,
        );
        assert_eq!(
            error.expect_err("modified").last_line(),
            "ValueError: list modified during sort"
        );
        assert_eq!(list.repr(), "[1, 2, 3]");
    }

    #[test]
    fn nans_stay_where_cpython_leaves_them() {
        let list = List::from([3.0, f64::NAN, 1.0, 2.0]);
        list.sort();
        assert_eq!(list.repr(), "[3.0, nan, 1.0, 2.0]");
    }

    #[test]
    fn long_lists_of_mixed_kind_are_merged() {
        let list: List<f64> = (0_i32..500).map(|n| f64::from(n * 7919 % 500)).collect();
        list.append(f64::INFINITY);
        let mut items: Vec<f64> = list.to_vec();
        try_merge_sort(&mut items, &|one, two| one.try_less(two)).expect("floats compare");
        list.sort();
        assert!(items == list.to_vec());
    }
}
