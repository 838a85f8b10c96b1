//! The methods of lists.

use super::{Method, method};
use crate::{Args, Exception, List, Truthy, Value};

pub(super) const METHODS: &[Method<List<Value>>] = &[
    method("append", |list, args| {
        list.append(args.try_one("list.append")?);
        Ok(Value::None)
    }),
    method("clear", |list, args| {
        args.check_none("list.clear")?;
        list.clear();
        Ok(Value::None)
    }),
    method("copy", |list, args| {
        args.check_none("list.copy")?;
        Ok(Value::List(list.copy()))
    }),
    method("count", |list, args| {
        Ok(Value::from(list.count(&args.try_one("list.count")?)))
    }),
    method("extend", |list, args| {
        let items = args.try_one("list.extend")?;
        Value::List(list.clone())
            .try_iadd(&items)
            .map(|_| Value::None)
    }),
    method("index", |list, args| {
        let args = args.try_between("list.index", 1, 3)?;
        let start = args.get(1).map_or(Ok(0), try_bound)?;
        let stop = args.get(2).map_or(Ok(i64::MAX), try_bound)?;
        list.try_index_from(&args[0], start, stop).map(Value::from)
    }),
    method("insert", |list, args| {
        let args = args.try_between("list.insert", 2, 2)?;
        list.insert(args[0].try_index()?, args[1].clone());
        Ok(Value::None)
    }),
    method("pop", |list, args| {
        let args = args.try_between("list.pop", 0, 1)?;
        match args.first() {
            None => list.try_pop(),
            Some(index) => list.try_pop_at(index.try_index()?),
        }
    }),
    method("remove", |list, args| {
        list.try_remove(&args.try_one("list.remove")?)?;
        Ok(Value::None)
    }),
    method("reverse", |list, args| {
        args.check_none("list.reverse")?;
        list.reverse();
        Ok(Value::None)
    }),
    method("sort", |list, mut args| {
        let count = args.positional.len() + args.keywords.len();
        if count > 2 {
            return Err(Exception::type_error(format!(
                "sort() takes at most 2 arguments ({count} given)"
            )));
        }
        if !args.positional.is_empty() {
            return Err(Exception::type_error(
                "sort() takes no positional arguments",
            ));
        }
        try_sort_list(list, &mut args)?;
        Ok(Value::None)
    }),
];

/// A bound of `index`.
pub(super) fn try_bound(value: &Value) -> Result<i64, Exception> {
    match value.try_to_index() {
        Ok(number) => {
            let beyond = if number.is_negative() {
                i64::MIN
            } else {
                i64::MAX
            };
            Ok(number.to_i64().unwrap_or(beyond))
        }
        Err(_) => Err(Exception::type_error(
            "slice indices must be integers or have an __index__ method",
        )),
    }
}

/// Sorts by the keywords `key` and `reverse`, as `list.sort` and `sorted` take them.
pub(crate) fn try_sort_list(list: &List<Value>, args: &mut Args) -> Result<(), Exception> {
    let key = args.take_keyword("key").filter(|key| !key.is_none());
    let reverse = match args.take_keyword("reverse") {
        None => false,
        Some(flag @ (Value::Bool(_) | Value::Int(_))) => flag.truthy(),
        Some(other) => {
            return Err(Exception::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                other.type_name()
            )));
        }
    };
    args.check_all_taken("sort")?;
    match (key, reverse) {
        (Some(key), _) => list.try_sort_by_key(|item| key.try_call(Args::from([item])), reverse),
        (None, true) => list.try_sort_reverse(),
        (None, false) => list.try_sort(),
    }
}
