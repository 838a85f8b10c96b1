//! Calls of the built-in types: `int('5')`, `list(items)`, `ValueError('message')`.

use std::rc::Rc;

use super::iteration::{try_enumerate, try_filter, try_map, try_zip};
use crate::methods::try_update_dict;
use crate::slice::SliceObject;
use crate::{
    Args, Dict, Exception, FrozenSet, List, Range, Set, SetTable, Show, Tuple, Type, Value, arith,
    text,
};

/// `ty(...)`.
pub fn try_construct(ty: Type, args: Args) -> Result<Value, Exception> {
    match ty {
        Type::Bool => {
            let args = args.try_between("bool", 0, 1)?;
            Ok(Value::Bool(
                args.first().map_or(Ok(false), Value::try_truthy)?,
            ))
        }
        Type::Int => try_int(args),
        Type::Float => try_float(args),
        Type::Complex => crate::complex::try_complex(args),
        Type::Str => try_str(args),
        Type::Bytes => try_bytes(args, "bytes"),
        Type::ByteArray => match try_bytes(args, "byte")? {
            Value::Bytes(bytes) => Ok(text::bytearray::ByteArray::new(bytes.to_vec()).to_value()),
            other => Ok(other),
        },
        Type::List | Type::Tuple | Type::Set | Type::FrozenSet => try_collection(ty, args),
        Type::Dict => try_dict(args),
        Type::Counter | Type::DefaultDict | Type::OrderedDict => {
            crate::modules::collections::try_construct(ty, args)
        }
        Type::Deque => crate::modules::collections::try_deque(args),
        Type::Range => try_range(args),
        Type::Slice => try_slice(args),
        Type::Enumerate => try_enumerate(args),
        Type::Zip => try_zip(args),
        Type::Map => try_map(args),
        Type::Filter => try_filter(args),
        Type::Reversed => args.try_between("reversed", 1, 1)?[0].try_reversed(),
        Type::Type if !args.keywords.is_empty() => {
            Err(Exception::type_error("type() takes no keyword arguments"))
        }
        Type::Type => match args.positional.as_slice() {
            [value] => Ok(value.type_value()),
            _ => Err(Exception::type_error("type() takes 1 or 3 arguments")),
        },
        Type::Exception(class) => {
            if !args.keywords.is_empty() {
                return Err(Exception::type_error(format!(
                    "{}() takes no keyword arguments",
                    class.name()
                )));
            }
            Ok(Value::Exception(Exception::new(class, args.positional)))
        }
        Type::NoneType if args.positional.is_empty() => Ok(Value::None),
        Type::NoneType => Err(Exception::type_error("NoneType takes no arguments")),
        Type::Object => {
            args.check_none("object")?;
            Ok(Value::Object(crate::ObjectRef::bare()))
        }
        Type::Named(name) => Err(Exception::type_error(format!(
            "cannot create '{name}' instances"
        ))),
    }
}

/// `list(...)`, `tuple(...)`, `set(...)`, `frozenset(...)`: from one iterable at most.
fn try_collection(ty: Type, args: Args) -> Result<Value, Exception> {
    let items = args.try_between(ty.name(), 0, 1)?.into_iter().next();
    Ok(match (ty, items) {
        (Type::Tuple, Some(tuple @ Value::Tuple(_))) => tuple,
        (Type::FrozenSet, Some(set @ Value::FrozenSet(_))) => set,
        (Type::List | Type::Tuple, items) => {
            let items = items.map_or(Ok(Vec::new()), |items| items.try_to_vec())?;
            if ty == Type::List {
                Value::List(List::from(items))
            } else {
                Value::Tuple(Tuple::from(items))
            }
        }
        (_, items) => {
            let table = items.map_or(Ok(SetTable::default()), |items| items.try_to_table())?;
            if ty == Type::Set {
                Value::Set(Set::from(table))
            } else {
                Value::FrozenSet(FrozenSet::from(table))
            }
        }
    })
}

fn try_int(mut args: Args) -> Result<Value, Exception> {
    let base = args.take_keyword("base");
    args.check_all_taken("int")?;
    let count = args.positional.len() + usize::from(base.is_some());
    if count > 2 {
        return Err(Exception::type_error(format!(
            "int() takes at most 2 arguments ({count} given)"
        )));
    }
    let mut positional = args.positional.into_iter();
    let Some(value) = positional.next() else {
        return if base.is_some() {
            Err(Exception::type_error("int() missing string argument"))
        } else {
            Ok(Value::from(0))
        };
    };
    let Some(base) = positional.next().or(base) else {
        return try_int_of(&value);
    };
    let base = base.try_to_index()?.to_i64().unwrap_or(-1);
    if base != 0 && !(2..=36).contains(&base) {
        return Err(Exception::value_error(
            "int() base must be >= 2 and <= 36, or 0",
        ));
    }
    match &value {
        Value::Str(digits) => text::try_parse_int(digits, base).map(Value::Int),
        Value::Bytes(digits) => parsed_bytes(digits, base),
        _ => Err(Exception::type_error(
            "int() can't convert non-string with explicit base",
        )),
    }
}

fn try_int_of(value: &Value) -> Result<Value, Exception> {
    match value {
        Value::Int(_) => Ok(value.clone()),
        Value::Bool(flag) => Ok(Value::from(i64::from(*flag))),
        Value::Float(number) => arith::try_big_from_float(*number).map(Value::Int),
        Value::Str(digits) => text::try_parse_int(digits, 10).map(Value::Int),
        Value::Bytes(digits) => parsed_bytes(digits, 10),
        Value::Object(object) => {
            let methods = ["__int__", "__index__", "__trunc__"];
            match methods
                .iter()
                .find_map(|method| object.special(method, &[]))
            {
                Some(result) => result,
                None => Err(not_a_number(
                    "int() argument must be a string, a bytes-like object or a real number",
                    value,
                )),
            }
        }
        _ => Err(not_a_number(
            "int() argument must be a string, a bytes-like object or a real number",
            value,
        )),
    }
}

/// `int(digits, base)` for bytes.
fn parsed_bytes(digits: &[u8], base: i64) -> Result<Value, Exception> {
    text::try_parse_int(&String::from_utf8_lossy(digits), base)
        .map(Value::Int)
        .map_err(|_| {
            let shown = text::bytes_repr(digits);
            Exception::value_error(format!(
                "invalid literal for int() with base {base}: {shown}"
            ))
        })
}

fn not_a_number(expected: &str, value: &Value) -> Exception {
    Exception::type_error(format!("{expected}, not '{}'", value.type_name()))
}

fn try_float(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("float", 0, 1)?;
    let Some(value) = args.first() else {
        return Ok(Value::Float(0.0));
    };
    match (value, value.as_int()) {
        (Value::Float(_), _) => Ok(value.clone()),
        (_, Some(number)) => number.try_to_f64().map(Value::Float),
        (Value::Str(text), _) => text::try_parse_float(text).map(Value::Float),
        (Value::Bytes(text), _) => text::try_parse_float(&String::from_utf8_lossy(text))
            .map(Value::Float)
            .map_err(|_| {
                let shown = value.repr();
                Exception::value_error(format!("could not convert string to float: {shown}"))
            }),
        (Value::Object(object), _) => match object.special("__float__", &[]) {
            Some(result) => result,
            None => Err(not_a_number(
                "float() argument must be a string or a real number",
                value,
            )),
        },
        _ => Err(not_a_number(
            "float() argument must be a string or a real number",
            value,
        )),
    }
}

fn try_str(mut args: Args) -> Result<Value, Exception> {
    let object = args.take_keyword("object");
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let Some(value) = positional.next().or(object) else {
        return Ok(Value::from(""));
    };
    let encoding = positional.next().or_else(|| {
        let position = args
            .keywords
            .iter()
            .position(|(name, _)| name == "encoding")?;
        Some(args.keywords.remove(position).1)
    });
    args.take_keyword("errors");
    args.check_all_taken("str")?;
    match (encoding, &value) {
        (None, Value::Str(_)) => Ok(value),
        (None, _) => value.try_str().map(Value::from),
        (Some(Value::Str(encoding)), Value::Bytes(_)) => {
            value.try_call_method("decode", Args::from([Value::Str(encoding)]))
        }
        (Some(Value::Str(_)), Value::Str(_)) => {
            Err(Exception::type_error("decoding str is not supported"))
        }
        (Some(Value::Str(_)), _) => Err(Exception::type_error(format!(
            "decoding to str: need a bytes-like object, {} found",
            value.type_name()
        ))),
        (Some(other), _) => Err(Exception::type_error(format!(
            "str() argument 'encoding' must be str, not {}",
            super::io::none_or_type(&other)
        ))),
    }
}

/// `bytes(…)`, and what `bytearray(…)` is made of; `what` must be in range.
fn try_bytes(args: Args, what: &str) -> Result<Value, Exception> {
    let mut args = args;
    let encoding = args.take_keyword("encoding");
    let mut positional = args.positional.into_iter();
    let bytes = match (positional.next(), positional.next().or(encoding)) {
        (None, _) => Vec::new(),
        (Some(text @ Value::Str(_)), Some(encoding)) => {
            return text.try_call_method("encode", Args::from([encoding]));
        }
        (Some(Value::Str(_)), None) => {
            return Err(Exception::type_error("string argument without an encoding"));
        }
        (Some(Value::Bytes(bytes)), _) => bytes.to_vec(),
        (Some(Value::Int(count)), _) => {
            let count = Value::Int(count).try_index()?;
            vec![0; usize::try_from(count).map_err(|_| Exception::value_error("negative count"))?]
        }
        (Some(items), _) => {
            let mut bytes = Vec::new();
            for item in items.try_to_vec()? {
                let byte = u8::try_from(item.try_index()?);
                bytes.push(byte.map_err(|_| {
                    Exception::value_error(format!("{what} must be in range(0, 256)"))
                })?);
            }
            bytes
        }
    };
    Ok(Value::Bytes(Rc::new(bytes)))
}

fn try_dict(args: Args) -> Result<Value, Exception> {
    crate::args::check_count("dict", args.positional.len(), 0, 1)?;
    let dict = Dict::new();
    for other in &args.positional {
        try_update_dict(&dict, other)?;
    }
    for (name, value) in args.keywords {
        dict.try_set(Value::Str(name), value)?;
    }
    Ok(Value::Dict(dict))
}

fn try_range(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("range", 1, 3)?;
    let bounds = args
        .iter()
        .map(Value::try_index)
        .collect::<Result<Vec<i64>, Exception>>()?;
    let (start, stop, step) = match bounds.as_slice() {
        [stop] => (0, *stop, 1),
        [start, stop] => (*start, *stop, 1),
        [start, stop, step, ..] => (*start, *stop, *step),
        [] => (0, 0, 1),
    };
    crate::try_range_step(start, stop, step).map(|range: Range| Value::from(range))
}

fn try_slice(args: Args) -> Result<Value, Exception> {
    let mut args = args.try_between("slice", 1, 3)?;
    if args.len() == 1 {
        args.insert(0, Value::None);
    }
    let mut parts = args.into_iter();
    let mut part = || parts.next().unwrap_or(Value::None);
    Ok(Value::from(SliceObject {
        start: part(),
        stop: part(),
        step: part(),
    }))
}
