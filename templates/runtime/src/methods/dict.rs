//! The methods of dicts and of their views.

use std::rc::Rc;

use super::{Method, method};
use crate::modules::arguments::bound;
use crate::modules::collections::COUNTER_METHODS;
use crate::{Args, Dict, Exception, Truthy, Type, Value, View, ViewKind};

type AnyDict = Dict<Value, Value>;

pub(super) const METHODS: &[Method<AnyDict>] = &[
    method("clear", |dict, args| {
        args.check_none("dict.clear")?;
        dict.clear();
        Ok(Value::None)
    }),
    method("copy", |dict, args| {
        args.check_none("dict.copy")?;
        Ok(Value::Dict(dict.copy()))
    }),
    method("fromkeys", |_, args| try_from_keys(args)),
    method("get", |dict, args| {
        let args = args.try_between("dict.get", 1, 2)?;
        Ok(dict
            .try_get(&args[0])?
            .unwrap_or_else(|| args.get(1).cloned().unwrap_or(Value::None)))
    }),
    method("items", |dict, args| {
        args.check_none("dict.items")?;
        Ok(view(dict, ViewKind::Items))
    }),
    method("keys", |dict, args| {
        args.check_none("dict.keys")?;
        Ok(view(dict, ViewKind::Keys))
    }),
    method("pop", |dict, args| {
        let mut args = args.try_between("dict.pop", 1, 2)?.into_iter();
        let key = args.next().unwrap_or(Value::None);
        match args.next() {
            Some(default) if dict.is_empty() => Ok(default),
            Some(default) => dict.try_pop_or(&key, default),
            // An empty dict does not even look at the key.
            None if dict.is_empty() => Err(Exception::key_error(key)),
            None => dict.try_pop(&key),
        }
    }),
    method("popitem", |dict, args| {
        args.check_none("dict.popitem")?;
        dict.try_popitem().map(Value::from)
    }),
    method("setdefault", |dict, args| {
        let mut args = args.try_between("dict.setdefault", 1, 2)?.into_iter();
        let key = args.next().unwrap_or(Value::None);
        dict.try_setdefault(key, args.next().unwrap_or(Value::None))
    }),
    method("update", |dict, args| {
        super::super::args::check_count("update", args.positional.len(), 0, 1)?;
        for other in &args.positional {
            try_update_dict(dict, other)?;
        }
        for (name, value) in args.keywords {
            dict.try_set(Value::Str(name), value)?;
        }
        Ok(Value::None)
    }),
    method("values", |dict, args| {
        args.check_none("dict.values")?;
        Ok(view(dict, ViewKind::Values))
    }),
];

/// The methods that a kind of dict has beyond those of all dicts, or in its own way.
pub(super) fn methods_of(ty: Type) -> &'static [Method<AnyDict>] {
    match ty {
        Type::Counter => COUNTER_METHODS,
        Type::OrderedDict => ORDERED_METHODS,
        _ => &[],
    }
}

const ORDERED_METHODS: &[Method<AnyDict>] = &[
    method("fromkeys", |_, args| {
        let Value::Dict(dict) = try_from_keys(args)? else {
            return Ok(Value::None);
        };
        let ordered = Dict::ordered();
        ordered.try_update(&dict)?;
        Ok(Value::Dict(ordered))
    }),
    method("move_to_end", |dict, args| {
        let [key, last] = bound(args, "move_to_end", ["key", "last"], 1)?;
        let key = key.unwrap_or(Value::None);
        let value = dict.try_pop(&key)?;
        if last.is_none_or(|last| last.truthy()) {
            dict.try_set(key, value)?;
            return Ok(Value::None);
        }
        let others = dict.to_pairs();
        dict.clear();
        dict.try_set(key, value)?;
        dict.try_extend(others)?;
        Ok(Value::None)
    }),
    method("popitem", |dict, args| {
        let [last] = bound(args, "popitem", ["last"], 0)?;
        if dict.is_empty() {
            return Err(Exception::key_error(Value::from("dictionary is empty")));
        }
        if last.is_none_or(|last| last.truthy()) {
            return dict.try_popitem().map(Value::from);
        }
        let first = dict.with(|table| table.iter().next().map(|(key, _)| key.clone()));
        let key = first.unwrap_or(Value::None);
        let value = dict.try_pop(&key)?;
        Ok(Value::from((key, value)))
    }),
];

pub(super) const VIEW_METHODS: &[Method<View>] = &[method("isdisjoint", |view, args| {
    let other = args.try_one("isdisjoint")?;
    let mut items = other.try_iter()?;
    let view = Value::View(Rc::new(view.clone()));
    while let Some(item) = items.try_next()? {
        if view.try_contains(&item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
})];

fn view(dict: &AnyDict, kind: ViewKind) -> Value {
    Value::View(Rc::new(View {
        kind,
        dict: dict.clone(),
    }))
}

/// `dict.update(other)`: the entries of a dict, or an iterable of pairs.
pub(crate) fn try_update_dict(dict: &AnyDict, other: &Value) -> Result<(), Exception> {
    if let Value::Dict(other) = other {
        return dict.try_update(other);
    }
    if let Value::Object(object) = other
        && object.attribute("keys").is_some()
    {
        let keys = other.try_call_method("keys", Args::new())?;
        let mut keys = keys.try_iter()?;
        while let Some(key) = keys.try_next()? {
            let value = other.try_getitem(&key)?;
            dict.try_set(key, value)?;
        }
        return Ok(());
    }
    let mut pairs = other.try_iter()?;
    let mut nth = 0;
    while let Some(pair) = pairs.try_next()? {
        let items = pair.try_to_vec().map_err(|_| {
            Exception::type_error(format!(
                "cannot convert dictionary update sequence element #{nth} to a sequence"
            ))
        })?;
        let len = items.len();
        let Ok([key, value]) = <[Value; 2]>::try_from(items) else {
            return Err(Exception::value_error(format!(
                "dictionary update sequence element #{nth} has length {len}; 2 is required"
            )));
        };
        dict.try_set(key, value)?;
        nth += 1;
    }
    Ok(())
}

/// `dict.fromkeys(keys, value)`.
pub(super) fn try_from_keys(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("dict.fromkeys", 1, 2)?;
    let value = args.get(1).cloned().unwrap_or(Value::None);
    let dict = Dict::new();
    let mut keys = args[0].try_iter()?;
    while let Some(key) = keys.try_next()? {
        dict.try_set(key, value.clone())?;
    }
    Ok(Value::Dict(dict))
}
