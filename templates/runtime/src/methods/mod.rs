//! The methods of the built-in types, one table a type.

mod dict;
mod exception;
mod iterator;
mod list;
mod number;
mod sequence;
mod set;
mod special;
mod text;

use crate::{Args, Exception, Type, Value};

pub(crate) use dict::try_update_dict;
pub(crate) use iterator::item_or_stop;
pub(crate) use list::try_sort_list;
pub(crate) use number::try_unsigned_bytes;
pub use number::{bytes_from_hex, int_from_bytes, try_bytes_from_hex, try_int_from_bytes};

/// A method of objects that the library keeps as a `T`.
pub(crate) struct Method<T: ?Sized + 'static> {
    name: &'static str,
    call: fn(&T, Args) -> Result<Value, Exception>,
}

impl<T: ?Sized> Method<T> {
    /// The method's name.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Calls the method.
    pub(crate) fn call(&self, receiver: &T, args: Args) -> Result<Value, Exception> {
        (self.call)(receiver, args)
    }
}

/// A row of a table of methods.
pub(crate) const fn method<T: ?Sized>(
    name: &'static str,
    call: fn(&T, Args) -> Result<Value, Exception>,
) -> Method<T> {
    Method { name, call }
}

fn find<T: ?Sized>(table: &'static [Method<T>], name: &str) -> Option<&'static Method<T>> {
    table.iter().find(|method| method.name == name)
}

fn try_table<T: ?Sized>(
    table: &'static [Method<T>],
    receiver: &T,
    name: &str,
    args: Args,
) -> Result<Result<Value, Exception>, Args> {
    match find(table, name) {
        Some(method) => Ok((method.call)(receiver, args)),
        None => Err(args),
    }
}

/// Calls the method `name` of a built-in type. Gives the arguments back if there is none of that name.
pub(crate) fn try_call(
    receiver: &Value,
    name: &str,
    args: Args,
) -> Result<Result<Value, Exception>, Args> {
    let result = match receiver {
        Value::Str(text) => text::try_call(text, name, args),
        Value::List(list) => try_table(list::METHODS, list, name, args),
        Value::Dict(dict) => try_table(dict::methods_of(dict.ty()), dict, name, args)
            .or_else(|args| try_table(dict::METHODS, dict, name, args)),
        Value::Set(_) => try_table(set::METHODS, receiver, name, args),
        Value::FrozenSet(_) => try_table(set::FROZEN_METHODS, receiver, name, args),
        Value::Tuple(_) => try_table(sequence::TUPLE_METHODS, receiver, name, args),
        Value::Range(range) => try_table(sequence::RANGE_METHODS, &**range, name, args),
        Value::Slice(slice) => try_table(sequence::SLICE_METHODS, &**slice, name, args),
        Value::Bytes(bytes) => {
            text::try_call_bytes(bytes, name, crate::text::bytearray::with_bytes(args))
        }
        Value::Int(_) | Value::Bool(_) => try_table(number::INT_METHODS, receiver, name, args),
        Value::Float(value) => try_table(number::FLOAT_METHODS, value, name, args),
        Value::Iterator(iter) if iter.ty() == Type::Named("generator") => {
            try_table(iterator::GENERATOR_METHODS, iter, name, args)
        }
        Value::View(view) => try_table(dict::VIEW_METHODS, &**view, name, args),
        Value::Exception(exc) => try_table(exception::METHODS, exc, name, args),
        _ => Err(args),
    };
    result.or_else(|args| try_table(special::METHODS, receiver, name, args))
}

/// The name of a method of the type, as the table spells it, if the type has it.
pub(crate) fn method_name(ty: Type, name: &str) -> Option<&'static str> {
    fn named<T: ?Sized>(table: &'static [Method<T>], name: &str) -> Option<&'static str> {
        find(table, name).map(|method| method.name)
    }
    let found = match ty {
        Type::Str => text::method_name(name),
        Type::List => named(list::METHODS, name),
        Type::Dict => named(dict::METHODS, name),
        Type::Counter | Type::DefaultDict | Type::OrderedDict => {
            named(dict::methods_of(ty), name).or_else(|| named(dict::METHODS, name))
        }
        Type::Deque => named(crate::modules::collections::DEQUE_METHODS, name),
        Type::Set => named(set::METHODS, name),
        Type::FrozenSet => named(set::FROZEN_METHODS, name),
        Type::Tuple => named(sequence::TUPLE_METHODS, name),
        Type::Range => named(sequence::RANGE_METHODS, name),
        Type::Slice => named(sequence::SLICE_METHODS, name),
        Type::Bytes => text::bytes_method_name(name),
        Type::Int | Type::Bool => named(number::INT_METHODS, name),
        Type::Float => named(number::FLOAT_METHODS, name),
        Type::Named("generator") => named(iterator::GENERATOR_METHODS, name),
        Type::Named("dict_keys" | "dict_items" | "odict_keys" | "odict_items") => {
            named(dict::VIEW_METHODS, name)
        }
        Type::Exception(_) => named(exception::METHODS, name),
        _ => None,
    };
    found.or_else(|| named(special::METHODS, name).filter(|name| special::has(ty, name)))
}

/// The name of a class method of the type (`dict.fromkeys`), if it has one of that name.
pub(crate) fn class_method_name(ty: Type, name: &str) -> Option<&'static str> {
    let names: &'static [&'static str] = match ty {
        Type::Dict | Type::Counter | Type::DefaultDict | Type::OrderedDict => &["fromkeys"],
        Type::Int | Type::Bool => &["from_bytes"],
        Type::Float => &["fromhex"],
        Type::Str => &["maketrans"],
        Type::Bytes => &["fromhex", "maketrans"],
        _ => &[],
    };
    names.iter().copied().find(|known| *known == name)
}

/// Calls a class method.
pub(crate) fn try_call_class_method(ty: Type, name: &str, args: Args) -> Result<Value, Exception> {
    match (ty, name) {
        (Type::Dict, "fromkeys") => dict::try_from_keys(args),
        (Type::Counter | Type::OrderedDict, "fromkeys") => {
            let made = crate::Dict::new();
            try_table(dict::methods_of(ty), &made, name, args).unwrap_or(Ok(Value::None))
        }
        (Type::DefaultDict, "fromkeys") => {
            let filled = dict::try_from_keys(args)?;
            crate::modules::collections::try_construct(ty, Args::from([Value::None, filled]))
        }
        (Type::Int | Type::Bool, "from_bytes") => number::try_from_bytes(args),
        (Type::Str, "maketrans") => text::try_call(&crate::Str::from(""), name, args)
            .unwrap_or_else(|_| {
                Err(Exception::attribute_error(
                    "type object 'str' has no attribute 'maketrans'",
                ))
            }),
        (Type::Float, "fromhex") => match args.try_one("float.fromhex")? {
            Value::Str(digits) => crate::text::try_float_from_hex(&digits).map(Value::Float),
            _ => Err(Exception::type_error(
                "bad argument type for built-in operation",
            )),
        },
        (Type::Bytes, "fromhex" | "maketrans") => {
            text::try_call_bytes(&[], name, args).unwrap_or_else(|_| Ok(Value::None))
        }
        (ty, name) => Err(Exception::attribute_error(format!(
            "type object '{}' has no attribute '{name}'",
            ty.name()
        ))),
    }
}
