//! The special methods of built-in types, called by name: `items.__len__()`, `(1).__add__(2)`.

use super::{Method, method};
use crate::value::{Op, unsupported_quietly};
use crate::{Args, Exception, Show, Type, Value};

macro_rules! binary {
    ($name:literal, $op:ident) => {
        method($name, |value: &Value, args| {
            let other = try_single(args)?;
            unsupported_quietly(value.try_binary(Op::$op, &other), Op::$op)
        })
    };
}

macro_rules! comparison {
    ($name:literal, $symbol:literal) => {
        method($name, |value: &Value, args| {
            let other = try_single(args)?;
            Ok(value
                .try_order(&other, $symbol)
                .map_or(Value::NotImplemented, Value::Bool))
        })
    };
}

pub(super) const METHODS: &[Method<Value>] = &[
    method("__len__", |value, args| {
        try_nothing(&args)?;
        value.try_len().map(Value::from)
    }),
    method("__getitem__", |value, args| {
        value.try_getitem(&try_single(args)?)
    }),
    method("__setitem__", |value, args| {
        let [key, item] = try_exactly(args)?;
        value.try_setitem(&key, item).map(Value::from)
    }),
    method("__delitem__", |value, args| {
        value.try_delitem(&try_single(args)?).map(Value::from)
    }),
    method("__contains__", |value, args| {
        value.try_contains(&try_single(args)?).map(Value::from)
    }),
    method("__iter__", |value, args| {
        try_nothing(&args)?;
        value.try_iter_object()
    }),
    method("__next__", |value, args| {
        try_nothing(&args)?;
        crate::builtins::try_next(value)
    }),
    method("__reversed__", |value, args| {
        try_nothing(&args)?;
        value.try_reversed()
    }),
    method("__call__", super::super::value::Value::try_call),
    method("__str__", |value, args| {
        try_nothing(&args)?;
        value.try_str().map(Value::from)
    }),
    method("__repr__", |value, args| {
        try_nothing(&args)?;
        value.try_repr().map(Value::from)
    }),
    method("__format__", |value, args| {
        let spec = try_single(args)?;
        value.try_format(&spec.str()).map(Value::from)
    }),
    method("__hash__", |value, args| {
        try_nothing(&args)?;
        value.try_hash().map(Value::from)
    }),
    method("__bool__", |value, args| {
        try_nothing(&args)?;
        value.try_truthy().map(Value::from)
    }),
    method("__neg__", |value, args| {
        try_nothing(&args)?;
        value.try_neg()
    }),
    method("__abs__", |value, args| {
        try_nothing(&args)?;
        value.try_abs()
    }),
    method("__eq__", |value, args| {
        let other = try_single(args)?;
        let is_comparable =
            value.ty() == other.ty() || value.as_int().is_some() && other.as_int().is_some();
        if is_comparable {
            value.try_eq(&other).map(Value::from)
        } else {
            Ok(Value::NotImplemented)
        }
    }),
    method("__ne__", |value, args| {
        let other = try_single(args)?;
        if value.ty() == other.ty() {
            value.try_ne(&other).map(Value::from)
        } else {
            Ok(Value::NotImplemented)
        }
    }),
    comparison!("__lt__", "<"),
    comparison!("__le__", "<="),
    comparison!("__gt__", ">"),
    comparison!("__ge__", ">="),
    binary!("__add__", Add),
    binary!("__sub__", Sub),
    binary!("__mul__", Mul),
    binary!("__truediv__", TrueDiv),
    binary!("__floordiv__", FloorDiv),
    binary!("__mod__", Modulo),
    binary!("__pow__", Pow),
    binary!("__and__", And),
    binary!("__or__", Or),
    binary!("__xor__", Xor),
    binary!("__lshift__", LShift),
    binary!("__rshift__", RShift),
];

/// Whether objects of the type have the special method.
pub(super) fn has(ty: Type, name: &str) -> bool {
    let is_number = matches!(ty, Type::Int | Type::Bool | Type::Float);
    let is_sequence = matches!(
        ty,
        Type::Str | Type::List | Type::Tuple | Type::Bytes | Type::Range
    );
    let is_set = matches!(
        ty,
        Type::Set
            | Type::FrozenSet
            | Type::Named("dict_keys" | "dict_items" | "odict_keys" | "odict_items")
    );
    let is_iterator = matches!(ty, Type::Named(name) if name.ends_with("iterator") || name == "generator")
        || matches!(
            ty,
            Type::Map | Type::Zip | Type::Filter | Type::Enumerate | Type::Reversed
        );
    let is_collection =
        is_sequence || is_set || matches!(ty, Type::Dict | Type::Named("dict_values"));
    match name {
        "__str__" | "__repr__" | "__format__" | "__eq__" | "__ne__" | "__hash__" => true,
        "__len__" => is_collection,
        "__contains__" => is_collection && ty != Type::Named("dict_values"),
        "__iter__" => is_collection || is_iterator,
        "__next__" => is_iterator,
        "__getitem__" => is_sequence || ty == Type::Dict,
        "__setitem__" | "__delitem__" => matches!(ty, Type::List | Type::Dict),
        "__reversed__" => matches!(ty, Type::List | Type::Dict | Type::Range),
        "__call__" => matches!(
            ty,
            Type::Type
                | Type::Named(
                    "function" | "builtin_function_or_method" | "method" | "method_descriptor"
                )
        ),
        "__bool__" | "__neg__" | "__abs__" | "__truediv__" | "__floordiv__" | "__pow__" => {
            is_number
        }
        "__lt__" | "__le__" | "__gt__" | "__ge__" => {
            is_number || is_sequence && ty != Type::Range || is_set
        }
        "__add__" | "__mul__" => is_number || is_sequence && ty != Type::Range,
        "__sub__" => is_number || is_set,
        "__mod__" => is_number || matches!(ty, Type::Str | Type::Bytes),
        "__and__" | "__xor__" => matches!(ty, Type::Int | Type::Bool) || is_set,
        "__or__" => matches!(ty, Type::Int | Type::Bool | Type::Dict) || is_set,
        "__lshift__" | "__rshift__" => matches!(ty, Type::Int | Type::Bool),
        _ => false,
    }
}

fn try_exactly<const N: usize>(args: Args) -> Result<[Value; N], Exception> {
    let count = args.positional.len();
    let plural = if N == 1 { "" } else { "s" };
    <[Value; N]>::try_from(args.positional)
        .map_err(|_| Exception::type_error(format!("expected {N} argument{plural}, got {count}")))
}

fn try_nothing(args: &Args) -> Result<(), Exception> {
    match args.positional.len() {
        0 => Ok(()),
        count => Err(Exception::type_error(format!(
            "expected 0 arguments, got {count}"
        ))),
    }
}

fn try_single(args: Args) -> Result<Value, Exception> {
    try_exactly::<1>(args).map(|[value]| value)
}
