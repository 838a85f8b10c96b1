//! `bisect`: positions in sorted lists. Semantics: CPython's `Modules/_bisectmodule.c`.

use std::borrow::Borrow;

use super::arguments::{bound, small};
use crate::builtins::Builtin;
use crate::seq::try_is_less;
use crate::{Args, Exception, List, PyOrd, Value};

/// On which side of equal items a position is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

raising! {
    /// `bisect.bisect_left(list, item)`.
    bisect_left: pub fn try_bisect_left[T: Borrow<Q>, Q: PyOrd + ?Sized](list: &List<T>, item: &Q) -> i64 {
        try_bisect_left_between(list, item, 0, list.len())
    }

    /// `bisect.bisect_right(list, item)`.
    bisect_right: pub fn try_bisect_right[T: Borrow<Q>, Q: PyOrd + ?Sized](list: &List<T>, item: &Q) -> i64 {
        try_bisect_right_between(list, item, 0, list.len())
    }

    /// `bisect.bisect_left(list, item, low, high)`.
    bisect_left_between: pub fn try_bisect_left_between[T: Borrow<Q>, Q: PyOrd + ?Sized](list: &List<T>, item: &Q, low: i64, high: i64) -> i64 {
        list.with(|items| {
            try_search(low, high, |at| try_is_less(item_at(items, at)?.borrow(), item))
        })
    }

    /// `bisect.bisect_right(list, item, low, high)`.
    bisect_right_between: pub fn try_bisect_right_between[T: Borrow<Q>, Q: PyOrd + ?Sized](list: &List<T>, item: &Q, low: i64, high: i64) -> i64 {
        list.with(|items| {
            try_search(low, high, |at| Ok(!try_is_less(item, item_at(items, at)?.borrow())?))
        })
    }

    /// `bisect.insort_left(list, item)`.
    insort_left: pub fn try_insort_left[T: PyOrd + Clone](list: &List<T>, item: T) -> () {
        let at = try_bisect_left(list, &item)?;
        list.insert(at, item);
        Ok(())
    }

    /// `bisect.insort_right(list, item)`.
    insort_right: pub fn try_insort_right[T: PyOrd + Clone](list: &List<T>, item: T) -> () {
        let at = try_bisect_right(list, &item)?;
        list.insert(at, item);
        Ok(())
    }
}

fn item_at<T>(items: &[T], at: i64) -> Result<&T, Exception> {
    usize::try_from(at)
        .ok()
        .and_then(|at| items.get(at))
        .ok_or_else(|| Exception::index_error("list index out of range"))
}

/// The first position from `low` to `high` before which nothing is.
fn try_search(
    mut low: i64,
    mut high: i64,
    mut is_before: impl FnMut(i64) -> Result<bool, Exception>,
) -> Result<i64, Exception> {
    if low < 0 {
        return Err(Exception::value_error("lo must be non-negative"));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module bisect.",
        call,
    }
}

/// The position for an item in any sequence, with all keywords.
fn try_position(args: Args, name: &str, side: Side) -> Result<(Value, Value, i64), Exception> {
    let [items, item, low, high, key] = bound(args, name, ["a", "x", "lo", "hi", "key"], 2)?;
    let (items, item) = (items.unwrap_or(Value::None), item.unwrap_or(Value::None));
    let low = low.as_ref().map_or(Ok(0), small)?;
    let high = match high.filter(|high| !high.is_none()) {
        Some(high) => small(&high)?,
        None => items.try_len()?,
    };
    let key = key.filter(|key| !key.is_none());
    let wanted = match &key {
        Some(key) if name.starts_with("insort") => key.try_call(Args::from([item.clone()]))?,
        _ => item.clone(),
    };
    let at = try_search(low, high, |at| {
        let mut found = items.try_getitem(&Value::from(at))?;
        if let Some(key) = &key {
            found = key.try_call(Args::from([found]))?;
        }
        match side {
            Side::Left => found.try_lt(&wanted),
            Side::Right => Ok(!wanted.try_lt(&found)?),
        }
    })?;
    Ok((items, item, at))
}

fn try_bisect(args: Args, name: &str, side: Side) -> Result<Value, Exception> {
    Ok(Value::from(try_position(args, name, side)?.2))
}

fn try_insort(args: Args, name: &str, side: Side) -> Result<Value, Exception> {
    let (items, item, at) = try_position(args, name, side)?;
    items.try_call_method("insert", Args::from([Value::from(at), item]))
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("bisect", |args| {
        try_bisect(args, "bisect_right", Side::Right)
    }),
    builtin("bisect_left", |args| {
        try_bisect(args, "bisect_left", Side::Left)
    }),
    builtin("bisect_right", |args| {
        try_bisect(args, "bisect_right", Side::Right)
    }),
    builtin("insort", |args| {
        try_insort(args, "insort_right", Side::Right)
    }),
    builtin("insort_left", |args| {
        try_insort(args, "insort_left", Side::Left)
    }),
    builtin("insort_right", |args| {
        try_insort(args, "insort_right", Side::Right)
    }),
];
