//! The methods of sets and frozensets.

use super::{Method, method};
use crate::set::SetTable;
use crate::{Args, Exception, FrozenSet, Set, Value};

/// Methods that both kinds have.
const COPY: Method<Value> = method("copy", |set, args| {
    args.check_none(&named(set, "copy"))?;
    Ok(match set {
        Value::Set(set) => Value::Set(set.copy()),
        other => other.clone(),
    })
});

const DIFFERENCE: Method<Value> = method("difference", |set, args| {
    args.check_no_keywords(&named(set, "difference"))?;
    try_fold(set, &args, |table, other| {
        if let Value::Set(_) | Value::FrozenSet(_) = other {
            return other.try_to_table().map(|other| table.difference(&other));
        }
        if let Value::Dict(dict) = other
            && table.len() >> 2 <= usize::try_from(dict.len()).unwrap_or(usize::MAX)
        {
            return try_filter(table, |item| dict.try_contains(item).map(|found| !found));
        }
        let mut result = table.copied();
        try_remove_all(&mut result, other)?;
        Ok(result)
    })
});

const INTERSECTION: Method<Value> = method("intersection", |set, args| {
    args.check_no_keywords(&named(set, "intersection"))?;
    try_fold(set, &args, try_intersection)
});

const IS_DISJOINT: Method<Value> = method("isdisjoint", |set, args| {
    let other = args.try_one(&named(set, "isdisjoint"))?;
    let other = other.try_to_table()?;
    Ok(Value::Bool(with_table(set, |table| {
        table.intersection(&other).is_empty()
    })))
});

const IS_SUBSET: Method<Value> = method("issubset", |set, args| {
    let other = args.try_one(&named(set, "issubset"))?;
    let other = other.try_to_table()?;
    Ok(Value::Bool(with_table(set, |table| {
        table.is_subset(&other)
    })))
});

const IS_SUPERSET: Method<Value> = method("issuperset", |set, args| {
    let other = args.try_one(&named(set, "issuperset"))?;
    let other = other.try_to_table()?;
    Ok(Value::Bool(with_table(set, |table| other.is_subset(table))))
});

const SYMMETRIC_DIFFERENCE: Method<Value> = method("symmetric_difference", |set, args| {
    let other = args.try_one(&named(set, "symmetric_difference"))?;
    let mut result = other.try_to_table()?;
    with_table(set, |table| result.toggle(table));
    Ok(like(set, result))
});

const UNION: Method<Value> = method("union", |set, args| {
    args.check_no_keywords(&named(set, "union"))?;
    let mut result = with_table(set, SetTable::copied);
    for other in &args.positional {
        other.try_add_to_table(&mut result)?;
    }
    Ok(like(set, result))
});

pub(super) const FROZEN_METHODS: &[Method<Value>] = &[
    COPY,
    DIFFERENCE,
    INTERSECTION,
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    SYMMETRIC_DIFFERENCE,
    UNION,
];

pub(super) const METHODS: &[Method<Value>] = &[
    method("add", |set, args| {
        change(set, |set| set.try_add(args.try_one("set.add")?))
    }),
    method("clear", |set, args| {
        args.check_none("set.clear")?;
        change(set, |set| {
            set.clear();
            Ok(())
        })
    }),
    COPY,
    DIFFERENCE,
    method("difference_update", |set, args| {
        args.check_no_keywords("set.difference_update")?;
        change(set, |set| {
            args.positional
                .iter()
                .try_for_each(|other| try_difference_update(set, other))
        })
    }),
    method("discard", |set, args| {
        let item = lookup_key(args.try_one("set.discard")?);
        change(set, |set| set.try_discard(&item))
    }),
    INTERSECTION,
    method("intersection_update", |set, args| {
        args.check_no_keywords("set.intersection_update")?;
        change(set, |target| {
            let mut result = target.with(SetTable::copied);
            for other in &args.positional {
                result = try_intersection(&result, other)?;
            }
            target.with_mut(|table| *table = result);
            Ok(())
        })
    }),
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    method("pop", |set, args| {
        args.check_none("set.pop")?;
        match set {
            Value::Set(set) => set.try_pop(),
            _ => Ok(Value::None),
        }
    }),
    method("remove", |set, args| {
        let item = args.try_one("set.remove")?;
        let key = lookup_key(item.clone());
        change(set, |set| {
            set.try_remove(&key).map_err(|exc| {
                if exc.is_instance(crate::ExceptionClass::KEY_ERROR) {
                    Exception::key_error(item)
                } else {
                    exc
                }
            })
        })
    }),
    SYMMETRIC_DIFFERENCE,
    method("symmetric_difference_update", |set, args| {
        let other = args.try_one("set.symmetric_difference_update")?;
        change(set, |set| {
            match &other {
                Value::Set(other) => set.symmetric_difference_update(other),
                Value::FrozenSet(other) => {
                    other.with(|other| set.with_mut(|table| table.toggle(other)));
                }
                other => {
                    let other = other.try_to_table()?;
                    set.with_mut(|table| table.toggle(&other));
                }
            }
            Ok(())
        })
    }),
    UNION,
    method("update", |set, args| {
        args.check_no_keywords("set.update")?;
        change(set, |set| {
            args.positional
                .iter()
                .try_for_each(|other| try_update(set, other))
        })
    }),
];

fn named(set: &Value, method: &str) -> String {
    format!("{}.{method}", set.type_name())
}

fn with_table<R>(set: &Value, read: impl FnOnce(&SetTable<Value>) -> R) -> R {
    match set {
        Value::Set(set) => set.with(read),
        Value::FrozenSet(set) => set.with(read),
        _ => read(&SetTable::default()),
    }
}

/// A set of the receiver's kind.
fn like(set: &Value, table: SetTable<Value>) -> Value {
    match set {
        Value::FrozenSet(_) => Value::FrozenSet(FrozenSet::from(table)),
        _ => Value::Set(Set::from(table)),
    }
}

fn change(
    set: &Value,
    act: impl FnOnce(&Set<Value>) -> Result<(), Exception>,
) -> Result<Value, Exception> {
    if let Value::Set(set) = set {
        act(set)?;
    }
    Ok(Value::None)
}

/// A set is looked up by its frozen copy.
fn lookup_key(item: Value) -> Value {
    match item {
        Value::Set(set) => Value::FrozenSet(set.freeze()),
        other => other,
    }
}

fn try_fold(
    set: &Value,
    args: &Args,
    step: impl Fn(&SetTable<Value>, &Value) -> Result<SetTable<Value>, Exception>,
) -> Result<Value, Exception> {
    let mut others = args.positional.iter();
    let mut result = match others.next() {
        Some(other) => with_table(set, |table| step(table, other))?,
        None => with_table(set, SetTable::copied),
    };
    for other in others {
        result = step(&result, other)?;
    }
    Ok(like(set, result))
}

fn try_filter(
    table: &SetTable<Value>,
    keep: impl Fn(&Value) -> Result<bool, Exception>,
) -> Result<SetTable<Value>, Exception> {
    let mut result = SetTable::default();
    for item in table.iter() {
        if keep(item)? {
            result.try_add(item.clone())?;
        }
    }
    Ok(result)
}

fn try_intersection(table: &SetTable<Value>, other: &Value) -> Result<SetTable<Value>, Exception> {
    if let Value::Set(_) | Value::FrozenSet(_) = other {
        return Ok(with_table(other, |other| table.intersection(other)));
    }
    let mut result = SetTable::default();
    let mut items = other.try_iter()?;
    while let Some(item) = items.try_next()? {
        if table.try_contains(&item)? {
            result.try_add(item)?;
        }
    }
    Ok(result)
}

fn try_remove_all(table: &mut SetTable<Value>, other: &Value) -> Result<(), Exception> {
    if let Value::Set(_) | Value::FrozenSet(_) = other {
        with_table(other, |other| table.subtract(other));
        return Ok(());
    }
    let mut items = other.try_iter()?;
    while let Some(item) = items.try_next()? {
        table.try_remove(&item)?;
    }
    table.tidy();
    Ok(())
}

fn try_difference_update(set: &Set<Value>, other: &Value) -> Result<(), Exception> {
    match other {
        Value::Set(other) => {
            set.difference_update(other);
            Ok(())
        }
        other => {
            let mut table = set.with(Clone::clone);
            try_remove_all(&mut table, other)?;
            set.with_mut(|old| *old = table);
            Ok(())
        }
    }
}

fn try_update(set: &Set<Value>, other: &Value) -> Result<(), Exception> {
    match other {
        Value::Set(other) => set.update(other),
        Value::FrozenSet(other) => other.with(|other| set.with_mut(|table| table.merge(other))),
        other => {
            if let Value::Dict(dict) = other {
                set.with_mut(|table| table.reserve(dict.with(crate::OrderedMap::len)));
            }
            let mut items = other.try_iter()?;
            while let Some(item) = items.try_next()? {
                set.try_add(item)?;
            }
        }
    }
    Ok(())
}
