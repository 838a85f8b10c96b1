//! What a `Counter` can do beyond a dict.

use super::try_count;
use crate::methods::{Method, method};
use crate::modules::arguments::{bound, small};
use crate::value::Op;
use crate::{Args, Dict, Exception, Iter, List, Truthy, Type, Value};

type Counter = Dict<Value, Value>;

fn count_of(counter: &Counter, key: &Value) -> Result<Value, Exception> {
    let found = counter.try_get(key)?;
    Ok(found.unwrap_or_else(|| Value::from(0)))
}

/// `counter.update(…)`, and what `Counter(…)` counts.
pub(super) fn try_update(counter: &Counter, args: Args, name: &str) -> Result<(), Exception> {
    try_counted(counter, args, name, |counter, items| match items {
        Value::Dict(other) if counter.is_empty() => counter.try_extend(other.to_pairs()),
        Value::Dict(other) => {
            for (key, count) in other.to_pairs() {
                let sum = count.try_add(&count_of(counter, &key)?)?;
                counter.try_set(key, sum)?;
            }
            Ok(())
        }
        other => {
            let mut items = other.try_iter()?;
            while let Some(item) = items.try_next()? {
                try_count(counter, item)?;
            }
            Ok(())
        }
    })
}

fn try_subtract(counter: &Counter, args: Args) -> Result<(), Exception> {
    try_counted(counter, args, "Counter.subtract", |counter, items| {
        if let Value::Dict(other) = items {
            for (key, count) in other.to_pairs() {
                let difference = count_of(counter, &key)?.try_sub(&count)?;
                counter.try_set(key, difference)?;
            }
            return Ok(());
        }
        let mut items = items.try_iter()?;
        while let Some(item) = items.try_next()? {
            let difference = count_of(counter, &item)?.try_sub(&Value::from(1))?;
            counter.try_set(item, difference)?;
        }
        Ok(())
    })
}

/// The counts of an iterable or a mapping, and of the keywords.
fn try_counted(
    counter: &Counter,
    args: Args,
    name: &str,
    count: impl Fn(&Counter, &Value) -> Result<(), Exception>,
) -> Result<(), Exception> {
    let given = args.positional.len();
    if given > 1 {
        return Err(Exception::type_error(format!(
            "{name}() takes from 1 to 2 positional arguments but {} were given",
            given + 1
        )));
    }
    if let Some(items) = args.positional.first()
        && !matches!(items, Value::None)
    {
        count(counter, items)?;
    }
    if !args.keywords.is_empty() {
        let named = Dict::new();
        for (key, value) in args.keywords {
            named.try_set(Value::Str(key), value)?;
        }
        count(counter, &Value::Dict(named))?;
    }
    Ok(())
}

pub(crate) const COUNTER_METHODS: &[Method<Counter>] = &[
    method("elements", |counter, args| {
        args.check_none("Counter.elements")?;
        let mut elements = Vec::new();
        for (key, count) in counter.to_pairs() {
            let times = usize::try_from(count.try_index()?).unwrap_or(0);
            elements.extend(std::iter::repeat_n(key, times));
        }
        let ty = Type::Named("itertools.chain");
        Ok(Value::Iterator(Iter::from_iterator(
            ty,
            elements.into_iter(),
        )))
    }),
    method("fromkeys", |_, _| {
        Err(Exception::with_message(
            crate::ExceptionClass::NOT_IMPLEMENTED_ERROR,
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.",
        ))
    }),
    method("most_common", |counter, args| {
        let [count] = bound(args, "Counter.most_common", ["n"], 0)?;
        let mut pairs = counter.try_by_count()?;
        if let Some(count) = count.filter(|count| !matches!(count, Value::None)) {
            pairs.truncate(usize::try_from(small(&count)?).unwrap_or(0));
        }
        let pairs = pairs.into_iter().map(Value::from).collect::<Vec<_>>();
        Ok(Value::List(List::from(pairs)))
    }),
    method("subtract", |counter, args| {
        try_subtract(counter, args).map(Value::from)
    }),
    method("total", |counter, args| {
        args.check_none("Counter.total")?;
        let mut total = Value::from(0);
        for (_, count) in counter.to_pairs() {
            total = total.try_add(&count)?;
        }
        Ok(total)
    }),
    method("update", |counter, args| {
        try_update(counter, args, "Counter.update").map(Value::from)
    }),
];

fn is_positive(count: &Value) -> Result<bool, Exception> {
    count.try_gt(&Value::from(0))
}

/// `one + two`, `one - two`, `one | two`, `one & two`: the counts that stay positive.
pub(crate) fn try_binary(op: Op, one: &Counter, two: &Counter) -> Result<Counter, Exception> {
    let result = Dict::counter();
    let keep = |key: Value, count: Value| -> Result<(), Exception> {
        if is_positive(&count)? {
            result.try_set(key, count)?;
        }
        Ok(())
    };
    for (key, count) in one.to_pairs() {
        let other = count_of(two, &key)?;
        let count = match op {
            Op::Add => count.try_add(&other)?,
            Op::Sub => count.try_sub(&other)?,
            Op::Or if count.try_lt(&other)? => other,
            Op::And if !count.try_lt(&other)? => other,
            _ => count,
        };
        keep(key, count)?;
    }
    if op == Op::And {
        return Ok(result);
    }
    for (key, count) in two.to_pairs() {
        if one.try_contains(&key)? {
            continue;
        }
        let count = match op {
            Op::Sub => Value::from(0).try_sub(&count)?,
            _ => count,
        };
        keep(key, count)?;
    }
    Ok(result)
}

/// `one += two` and its kin.
pub(crate) fn try_in_place(op: Op, one: &Counter, two: &Counter) -> Result<(), Exception> {
    let pairs = if op == Op::And {
        one.to_pairs()
    } else {
        two.to_pairs()
    };
    for (key, count) in pairs {
        let changed = match op {
            Op::Add => Some(count_of(one, &key)?.try_add(&count)?),
            Op::Sub => Some(count_of(one, &key)?.try_sub(&count)?),
            Op::Or => Some(count).filter(|count| {
                let own = count_of(one, &key);
                matches!(own.and_then(|own| count.try_gt(&own)), Ok(true))
            }),
            _ => {
                let other = count_of(two, &key)?;
                other.try_lt(&count)?.then_some(other)
            }
        };
        if let Some(changed) = changed {
            one.try_set(key, changed)?;
        }
    }
    for (key, count) in one.to_pairs() {
        if !is_positive(&count)? {
            one.try_pop(&key)?;
        }
    }
    Ok(())
}

/// `+counter` and `-counter`.
pub(crate) fn try_sign(counter: &Counter, is_negated: bool) -> Result<Counter, Exception> {
    let result = Dict::counter();
    for (key, count) in counter.to_pairs() {
        let count = if is_negated {
            Value::from(0).try_sub(&count)?
        } else {
            count
        };
        if is_positive(&count)? {
            result.try_set(key, count)?;
        }
    }
    Ok(result)
}

/// `one <= two` and its kin: whether all counts are.
pub(crate) fn try_order(one: &Counter, two: &Counter, symbol: &str) -> Result<bool, Exception> {
    let covers = |small: &Counter, large: &Counter| -> Result<bool, Exception> {
        for (key, _) in small.to_pairs().into_iter().chain(large.to_pairs()) {
            let is_less = count_of(small, &key)?.try_le(&count_of(large, &key)?)?;
            if !is_less.truthy() {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let is_equal = || Value::Dict(one.clone()).try_eq(&Value::Dict(two.clone()));
    match symbol {
        "<=" => covers(one, two),
        "<" => Ok(covers(one, two)? && !is_equal()?),
        ">=" => covers(two, one),
        _ => Ok(covers(two, one)? && !is_equal()?),
    }
}
