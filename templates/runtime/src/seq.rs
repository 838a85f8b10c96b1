//! Builtins over iterators of static type: `sum`, `min`, `max`, `sorted`, and the order of values.

use std::cmp::Ordering;

use crate::columns::Row;
use crate::list::try_sort_items;
use crate::{Exception, ExceptionClass, Int, Number, PyOrd, Show, Tuple, or_raise};

/// `[item] * times`.
#[inline]
pub fn filled<T: Clone>(item: T, times: i64) -> Vec<T> {
    or_raise(try_filled(item, times))
}

/// [`filled`] for callers that catch.
#[inline]
pub fn try_filled<T: Clone>(item: T, times: i64) -> Result<Vec<T>, Exception> {
    let times = usize::try_from(times).unwrap_or(0);
    try_room::<T>(times)?;
    Ok(vec![item; times])
}

/// A `MemoryError` if the machine has no room for so many items.
#[inline]
pub(crate) fn try_room<T>(n_items: usize) -> Result<(), Exception> {
    /// Rooms of so many bytes are there.
    const SMALL: usize = 1 << 30;
    if n_items.saturating_mul(size_of::<T>()) > SMALL
        && Vec::<T>::new().try_reserve_exact(n_items).is_err()
    {
        return Err(Exception::new(ExceptionClass::MEMORY_ERROR, []));
    }
    Ok(())
}

/// `sum(items)` of integers of any size.
pub fn sum<T: Into<Int>>(items: impl IntoIterator<Item = T>) -> Int {
    items
        .into_iter()
        .fold(Int::ZERO, |total, item| total + item.into())
}

/// `sum(items)` where items are floats, or integers and floats: of no items it is the integer 0.
pub fn sum_numbers<T: Into<Number>>(items: impl IntoIterator<Item = T>) -> Number {
    sum_from(items, Number::from(0))
}

/// `sum(items, start)` where some of them are floats.
pub fn sum_from<T: Into<Number>>(items: impl IntoIterator<Item = T>, start: Number) -> Number {
    items.into_iter().fold(start, |total, item| total + item)
}

/// Whether `one` and `two` compare as the operator `symbol` asks.
fn try_ordered<T: PyOrd + ?Sized>(
    one: &T,
    two: &T,
    symbol: &str,
    holds: impl FnOnce(Ordering) -> bool,
) -> Result<bool, Exception> {
    Ok(one.try_compare(two, symbol)?.is_some_and(holds))
}

raising! {
    /// `one < two`.
    is_less: pub fn try_is_less[T: PyOrd + ?Sized](one: &T, two: &T) -> bool {
        try_ordered(one, two, "<", Ordering::is_lt)
    }

    /// `one <= two`.
    is_at_most: pub fn try_is_at_most[T: PyOrd + ?Sized](one: &T, two: &T) -> bool {
        try_ordered(one, two, "<=", Ordering::is_le)
    }

    /// `one > two`.
    is_greater: pub fn try_is_greater[T: PyOrd + ?Sized](one: &T, two: &T) -> bool {
        try_ordered(one, two, ">", Ordering::is_gt)
    }

    /// `one >= two`.
    is_at_least: pub fn try_is_at_least[T: PyOrd + ?Sized](one: &T, two: &T) -> bool {
        try_ordered(one, two, ">=", Ordering::is_ge)
    }

    /// `sorted(items)`.
    sorted: pub fn try_sorted[I: IntoIterator<Item: PyOrd>](items: I) -> Vec<I::Item> {
        try_sorted_reverse(items, false)
    }

    /// `sorted(items, reverse=reverse)`.
    sorted_reverse: pub fn try_sorted_reverse[I: IntoIterator<Item: PyOrd>](items: I, reverse: bool) -> Vec<I::Item> {
        let mut items = Vec::from_iter(items);
        try_sort_items(&mut items, |item| item, reverse)?;
        Ok(items)
    }

    /// `next(items)` of an iterator that gave `item`, or is at its end.
    first: pub fn try_first[T](item: Option<T>) -> T {
        item.ok_or_else(|| Exception::stop_iteration(None))
    }

    /// [`try_first`] inside of a generator expression, which must not end by a `StopIteration` of somebody else (PEP 479).
    first_inside: pub fn try_first_inside[T](item: Option<T>) -> T {
        item.ok_or_else(|| Exception::runtime_error("generator raised StopIteration"))
    }

    /// `min(items)`.
    min: pub fn try_min[I: IntoIterator<Item: PyOrd>](items: I) -> I::Item {
        try_best(items, "min", |item, best| item.try_compare(best, "<"), Ordering::Less)
    }

    /// `max(items)`.
    max: pub fn try_max[I: IntoIterator<Item: PyOrd>](items: I) -> I::Item {
        try_best(items, "max", |item, best| item.try_compare(best, ">"), Ordering::Greater)
    }
}

raising! {
    /// `min(items, default=default)`.
    min_or: pub fn try_min_or[T: PyOrd, I: IntoIterator<Item = T>](items: I, default: T) -> T {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() { Ok(default) } else { try_min(items) }
    }

    /// `max(items, default=default)`.
    max_or: pub fn try_max_or[T: PyOrd, I: IntoIterator<Item = T>](items: I, default: T) -> T {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() { Ok(default) } else { try_max(items) }
    }
}

/// What `print(*items, sep=separator)` shows.
pub fn shown<T: Show>(items: impl IntoIterator<Item = T>, separator: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        item.fmt_str(&mut text);
    }
    text
}

/// The first item that no other one is better than.
fn try_best<T>(
    items: impl IntoIterator<Item = T>,
    name: &str,
    compare: impl Fn(&T, &T) -> Result<Option<Ordering>, Exception>,
    better: Ordering,
) -> Result<T, Exception> {
    let mut items = items.into_iter();
    let Some(mut best) = items.next() else {
        return Err(Exception::value_error(format!(
            "{name}() arg is an empty sequence"
        )));
    };
    for item in items {
        if compare(&item, &best)? == Some(better) {
            best = item;
        }
    }
    Ok(best)
}

/// `sorted(items, key=key, reverse=reverse)`.
pub fn try_sorted_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> Result<K, Exception>,
    reverse: bool,
) -> Result<Vec<T>, Exception> {
    let mut keyed: Vec<(K, T)> = items
        .into_iter()
        .map(|item| Ok((key(item.clone())?, item)))
        .collect::<Result<_, Exception>>()?;
    try_sort_items(&mut keyed, |pair| &pair.0, reverse)?;
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}

/// `sorted(items, key=key, reverse=reverse)`, where nobody catches.
pub fn sorted_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> K,
    reverse: bool,
) -> Vec<T> {
    crate::or_raise(try_sorted_by_key(items, |item| Ok(key(item)), reverse))
}

/// `min(items, key=key)`.
pub fn try_min_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> Result<K, Exception>,
) -> Result<T, Exception> {
    let mut best: Option<(K, T)> = None;
    for item in items {
        let key = key(item.clone())?;
        match &best {
            Some((other, _)) if key.try_compare(other, "<")? != Some(Ordering::Less) => {}
            Some(_) | None => best = Some((key, item)),
        }
    }
    best.map(|(_, item)| item)
        .ok_or_else(|| Exception::value_error("min() arg is an empty sequence"))
}

/// `min(items, key=key)`, where nobody catches.
pub fn min_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> K,
) -> T {
    crate::or_raise(try_min_by_key(items, |item| Ok(key(item))))
}

/// `max(items, key=key)`.
pub fn try_max_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> Result<K, Exception>,
) -> Result<T, Exception> {
    let mut best: Option<(K, T)> = None;
    for item in items {
        let key = key(item.clone())?;
        match &best {
            Some((other, _)) if key.try_compare(other, ">")? != Some(Ordering::Greater) => {}
            Some(_) | None => best = Some((key, item)),
        }
    }
    best.map(|(_, item)| item)
        .ok_or_else(|| Exception::value_error("max() arg is an empty sequence"))
}

/// `max(items, key=key)`, where nobody catches.
pub fn max_by_key<T: Clone, K: PyOrd>(
    items: impl IntoIterator<Item = T>,
    mut key: impl FnMut(T) -> K,
) -> T {
    crate::or_raise(try_max_by_key(items, |item| Ok(key(item))))
}

/// `functools.reduce(function, items, start)`, as CPython's `functools_reduce` does it.
pub fn try_fold<T, A>(
    items: impl IntoIterator<Item = T>,
    start: A,
    mut function: impl FnMut(A, T) -> Result<A, Exception>,
) -> Result<A, Exception> {
    let mut total = start;
    for item in items {
        total = function(total, item)?;
    }
    Ok(total)
}

/// `functools.reduce(function, items, start)`, where nobody catches.
pub fn fold<T, A>(
    items: impl IntoIterator<Item = T>,
    start: A,
    function: impl FnMut(A, T) -> A,
) -> A {
    items.into_iter().fold(start, function)
}

/// `functools.reduce(function, items)`.
pub fn try_reduce<T>(
    items: impl IntoIterator<Item = T>,
    function: impl FnMut(T, T) -> Result<T, Exception>,
) -> Result<T, Exception> {
    let mut items = items.into_iter();
    match items.next() {
        Some(first) => try_fold(items, first, function),
        None => Err(Exception::type_error(
            "reduce() of empty iterable with no initial value",
        )),
    }
}

/// `functools.reduce(function, items)`, where nobody catches.
pub fn reduce<T>(items: impl IntoIterator<Item = T>, mut function: impl FnMut(T, T) -> T) -> T {
    crate::or_raise(try_reduce(items, |total, item| Ok(function(total, item))))
}

/// `zip(*rows)`: the columns, as long as every row has an item.
pub fn zip_rows<R: IntoIterator>(
    rows: impl IntoIterator<Item = R>,
) -> impl Iterator<Item = Tuple<R::Item>> {
    let mut rows: Vec<R::IntoIter> = rows.into_iter().map(IntoIterator::into_iter).collect();
    std::iter::from_fn(move || {
        if rows.is_empty() {
            return None;
        }
        let column: Option<Vec<R::Item>> = rows.iter_mut().map(Iterator::next).collect();
        column.map(Tuple::from)
    })
}

raising! {
    /// `names, ages = zip(*people)`: a tuple for each column, which there are none of without rows.
    columns: pub fn try_columns[R: Row](rows: impl IntoIterator<Item = R>) -> R::Columns {
        R::try_columns(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{List, Show};

    #[test]
    fn the_first_of_equal_items_wins() {
        let words = || ["bb", "aa", "c", "d"].map(String::from);
        assert_eq!(
            max_by_key(words(), |word| i64::try_from(word.len()).expect("short")),
            "bb"
        );
        assert_eq!(
            min_by_key(words(), |word| i64::try_from(word.len()).expect("short")),
            "c"
        );
        assert_eq!(min([3, 1, 2]), 1);
        assert_eq!(
            try_max(Vec::<i64>::new()).expect_err("empty").last_line(),
            "ValueError: max() arg is an empty sequence"
        );
    }

    #[test]
    fn folding_begins_with_the_first_item() {
        assert_eq!(reduce([1, 2, 3], |a, b| a * 10 + b), 123);
        assert_eq!(
            fold([1, 2, 3], "0".to_owned(), |a, b| format!("{a}{b}")),
            "0123"
        );
        assert_eq!(
            try_reduce(Vec::<i64>::new(), |a, _| Ok(a))
                .expect_err("empty")
                .last_line(),
            "TypeError: reduce() of empty iterable with no initial value"
        );
    }

    #[test]
    fn sorting_gives_a_new_list() {
        assert_eq!(sorted_reverse([3, 1, 2], true).repr(), "[3, 2, 1]");
        assert_eq!(
            sorted_by_key([-3, 1, 2], i64::abs, false).repr(),
            "[1, 2, -3]"
        );
        assert!(is_less(&List::from([1, 2]), &List::from([1, 3])));
    }

    #[test]
    fn sums_grow_beyond_a_machine_word() {
        assert_eq!(sum([i64::MAX, 1]).repr(), "9223372036854775808");
    }
}
