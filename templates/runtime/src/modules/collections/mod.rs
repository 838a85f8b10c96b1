//! `collections`. Semantics: CPython's `Lib/collections/__init__.py` and `Modules/_collectionsmodule.c`.

mod counter;
mod deque;

use std::rc::Rc;

use crate::dict::{Count, Factory};
use crate::key::Key;
use crate::methods::try_update_dict;
use crate::{Args, Dict, Exception, Int, Type, Value};

pub(crate) use counter::{
    COUNTER_METHODS, try_binary as try_counters, try_in_place as try_counters_in_place,
    try_order as try_order_counters, try_sign as try_sign_of_counter,
};
pub(crate) use deque::{DEQUE_METHODS, try_deque};

/// What a name of the module stands for.
pub(super) fn named(name: &str) -> Option<Value> {
    let ty = match name {
        "Counter" => Type::Counter,
        "OrderedDict" => Type::OrderedDict,
        "defaultdict" => Type::DefaultDict,
        "deque" => Type::Deque,
        _ => return None,
    };
    Some(Value::Type(ty))
}

macro_rules! counters {
    ($($name:ident $try_name:ident $count:ty;)*) => { $(
        /// `Counter(items)`, with counts of this type.
        pub fn $name<K: Key>(items: impl IntoIterator<Item = K>) -> Dict<K, $count> {
            crate::or_raise(try_counter_of(items))
        }

        /// `Counter(items)`, whose items may turn out to be unhashable.
        pub fn $try_name<K: Key>(
            items: impl IntoIterator<Item = K>,
        ) -> Result<Dict<K, $count>, Exception> {
            try_counter_of(items)
        }
    )* };
}

counters! {
    counter try_counter i64;
    counter_of_any_size try_counter_of_any_size Int;
    counter_of_values try_counter_of_values Value;
}

fn try_counter_of<K: Key, V: Count>(
    items: impl IntoIterator<Item = K>,
) -> Result<Dict<K, V>, Exception> {
    let counter = Dict::counter();
    for item in items {
        try_count(&counter, item)?;
    }
    Ok(counter)
}

fn try_count<K: Key, V: Count>(counter: &Dict<K, V>, item: K) -> Result<(), Exception> {
    let count = match counter.try_get(&item)? {
        Some(count) => count,
        None => V::zero(),
    };
    counter.try_set(item, count.try_increment()?)
}

/// `Counter(…)`, `OrderedDict(…)`, `defaultdict(…)`.
pub(crate) fn try_construct(ty: Type, args: Args) -> Result<Value, Exception> {
    let dict = match ty {
        Type::Counter => {
            let counter = Dict::counter();
            counter::try_update(&counter, args, "Counter.__init__")?;
            counter
        }
        Type::OrderedDict => filled(Dict::ordered(), args, "OrderedDict")?,
        _ => {
            let mut args = args;
            let factory = if args.positional.is_empty() {
                Value::None
            } else {
                args.positional.remove(0)
            };
            filled(
                Dict::with_factory(try_factory(factory)?),
                args,
                "defaultdict",
            )?
        }
    };
    Ok(Value::Dict(dict))
}

fn filled(
    dict: Dict<Value, Value>,
    args: Args,
    name: &str,
) -> Result<Dict<Value, Value>, Exception> {
    crate::args::check_count(name, args.positional.len(), 0, 1)?;
    for other in &args.positional {
        try_update_dict(&dict, other)?;
    }
    for (key, value) in args.keywords {
        dict.try_set(Value::Str(key), value)?;
    }
    Ok(dict)
}

/// What makes the missing values: something callable, or `None`.
pub(crate) fn try_factory(factory: Value) -> Result<Option<Factory<Value>>, Exception> {
    if matches!(factory, Value::None) {
        return Ok(None);
    }
    if !factory.is_callable() {
        return Err(Exception::type_error(
            "first argument must be callable or None",
        ));
    }
    let called = factory.clone();
    Ok(Some(Factory {
        make: Rc::new(move || called.try_call(Args::new())),
        shown: factory,
    }))
}
