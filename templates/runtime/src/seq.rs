//! Builtins over iterators of one type: `sum`, `sorted`, `min`, `max`.

use std::cmp::Ordering;

use crate::compare::PyOrd;
use crate::{Exception, Int, List, or_raise, raise};

/// `sum` of integers of any size.
pub fn sum(numbers: impl IntoIterator<Item = Int>) -> Int {
    numbers.into_iter().fold(Int::from(0), |total, number| total + number)
}

/// `sorted(items)`.
pub fn sorted<T: Clone + PyOrd>(items: impl IntoIterator<Item = T>) -> List<T> {
    let list: List<T> = items.into_iter().collect();
    list.sort();
    list
}

/// `sorted(items, reverse=reverse)`.
pub fn sorted_reverse<T: Clone + PyOrd>(items: impl IntoIterator<Item = T>, reverse: bool) -> List<T> {
    let list: List<T> = items.into_iter().collect();
    if reverse {
        list.sort_reverse();
    } else {
        list.sort();
    }
    list
}

/// `sorted(items, key=key, reverse=reverse)`.
pub fn sorted_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    key: impl FnMut(T) -> K,
    reverse: bool,
) -> List<T> {
    let list: List<T> = items.into_iter().collect();
    list.sort_by_key(key, reverse);
    list
}

fn extreme<T, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(&T) -> K,
    wanted: Ordering,
    name: &str,
) -> T {
    let symbol = if wanted == Ordering::Less { "<" } else { ">" };
    let mut items = items.into_iter();
    let Some(mut best) = items.next() else {
        raise(Exception::value_error(format!("{name}() arg is an empty sequence")))
    };
    let mut best_key = key(&best);
    for item in items {
        let item_key = key(&item);
        if or_raise(item_key.try_compare(&best_key, symbol)) == Some(wanted) {
            best = item;
            best_key = item_key;
        }
    }
    best
}

/// `min(items)`: the first of the least.
pub fn min<T: PyOrd + Clone>(items: impl IntoIterator<Item = T>) -> T {
    extreme(items, Clone::clone, Ordering::Less, "min")
}

/// `max(items)`: the first of the greatest.
pub fn max<T: PyOrd + Clone>(items: impl IntoIterator<Item = T>) -> T {
    extreme(items, Clone::clone, Ordering::Greater, "max")
}

/// `min(items, key=key)`.
pub fn min_by_key<T: Clone, K: PyOrd>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(T) -> K) -> T {
    extreme(items, |item| key(item.clone()), Ordering::Less, "min")
}

/// `max(items, key=key)`.
pub fn max_by_key<T: Clone, K: PyOrd>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(T) -> K) -> T {
    extreme(items, |item| key(item.clone()), Ordering::Greater, "max")
}

/// `a < b`.
pub fn is_less<T: PyOrd + ?Sized>(a: &T, b: &T) -> bool {
    or_raise(a.try_compare(b, "<")) == Some(Ordering::Less)
}

/// `a <= b`.
pub fn is_at_most<T: PyOrd + ?Sized>(a: &T, b: &T) -> bool {
    matches!(or_raise(a.try_compare(b, "<=")), Some(Ordering::Less | Ordering::Equal))
}

/// `a > b`.
pub fn is_greater<T: PyOrd + ?Sized>(a: &T, b: &T) -> bool {
    or_raise(a.try_compare(b, ">")) == Some(Ordering::Greater)
}

/// `a >= b`.
pub fn is_at_least<T: PyOrd + ?Sized>(a: &T, b: &T) -> bool {
    matches!(or_raise(a.try_compare(b, ">=")), Some(Ordering::Greater | Ordering::Equal))
}
