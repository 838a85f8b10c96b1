//! The methods of `bytes` as dynamic code calls them: by name, over [`Value`].

use super::arguments::{
    Bound, Method, Shape, bound, given, int_or, integer_or, method, required, text_argument,
};
use super::bytes::{bytes_hex, try_decode};
use super::bytes_layout as layout;
use super::index::{adjust, to_i64};
use super::pad;
use super::search::From;
use crate::{Args, Exception, List, Value};
use std::rc::Rc;

use Shape::{Named, Nothing, One, Positional, Search};

/// Calls the method `name` of a bytes object. `None` if there is no such method.
pub fn call_bytes_method(
    receiver: &[u8],
    name: &str,
    args: Args,
) -> Option<Result<Value, Exception>> {
    Method::call_by_name(&BYTES_METHODS, "bytes", receiver, name, args)
}

/// The name of a method of bytes objects, if there is one of that name.
pub fn bytes_method_name(name: &str) -> Option<&'static str> {
    Method::known_name(&BYTES_METHODS, name)
}

/// The names of the methods that [`call_bytes_method`] knows, sorted.
pub fn bytes_method_names() -> impl Iterator<Item = &'static str> {
    BYTES_METHODS.iter().map(Method::name)
}

static BYTES_METHODS: [Method<[u8]>; 42] = [
    method("capitalize", Nothing, |b, _| Ok(layout::capitalize(b))),
    method("center", Positional(1, 2), |b, args| {
        layout::padded(b, args, "center", pad::center)
    }),
    method("count", Search, |b, args| searched(b, args, count)),
    method("decode", Named(&["encoding", "errors"]), decode),
    method("endswith", Search, |b, args| {
        affix(b, args, "endswith", <[u8]>::ends_with)
    }),
    method("expandtabs", Named(&["tabsize"]), layout::expand_tabs),
    method("find", Search, |b, args| {
        searched(b, args, |b, wanted| Ok(found_or(b, wanted, From::Left, -1)))
    }),
    method("fromhex", One, |_, args| layout::from_hex(args)),
    method("hex", Named(&["sep", "bytes_per_sep"]), hex),
    method("index", Search, |b, args| {
        searched(b, args, |b, wanted| found(b, wanted, From::Left))
    }),
    method("isalnum", Nothing, |b, _| {
        Ok(all(b, u8::is_ascii_alphanumeric).into())
    }),
    method("isalpha", Nothing, |b, _| {
        Ok(all(b, u8::is_ascii_alphabetic).into())
    }),
    method("isascii", Nothing, |b, _| Ok(b.is_ascii().into())),
    method("isdigit", Nothing, |b, _| {
        Ok(all(b, u8::is_ascii_digit).into())
    }),
    method("islower", Nothing, |b, _| {
        Ok(layout::all_letters(b, u8::is_ascii_lowercase))
    }),
    method("isspace", Nothing, |b, _| Ok(all(b, is_space).into())),
    method("istitle", Nothing, |b, _| Ok(layout::is_titlecased(b))),
    method("isupper", Nothing, |b, _| {
        Ok(layout::all_letters(b, u8::is_ascii_uppercase))
    }),
    method("join", One, join),
    method("ljust", Positional(1, 2), |b, args| {
        layout::padded(b, args, "ljust", pad::ljust)
    }),
    method("lower", Nothing, |b, _| Ok(bytes(b.to_ascii_lowercase()))),
    method("lstrip", Positional(0, 1), |b, args| {
        stripped(b, args, lstrip)
    }),
    method("maketrans", Positional(2, 2), |_, args| {
        layout::make_table(args)
    }),
    method("partition", One, |b, args| {
        layout::partition(b, args, From::Left)
    }),
    method("removeprefix", One, |b, args| {
        Ok(bytes(
            b.strip_prefix(bytes_like(required(args, 0))?)
                .unwrap_or(b)
                .to_vec(),
        ))
    }),
    method("removesuffix", One, |b, args| {
        Ok(bytes(
            b.strip_suffix(bytes_like(required(args, 0))?)
                .unwrap_or(b)
                .to_vec(),
        ))
    }),
    method("replace", Positional(2, 3), replace),
    method("rfind", Search, |b, args| {
        searched(b, args, |b, wanted| {
            Ok(found_or(b, wanted, From::Right, -1))
        })
    }),
    method("rindex", Search, |b, args| {
        searched(b, args, |b, wanted| found(b, wanted, From::Right))
    }),
    method("rjust", Positional(1, 2), |b, args| {
        layout::padded(b, args, "rjust", pad::rjust)
    }),
    method("rpartition", One, |b, args| {
        layout::partition(b, args, From::Right)
    }),
    method("rsplit", Named(&["sep", "maxsplit"]), layout::rsplit),
    method("rstrip", Positional(0, 1), |b, args| {
        stripped(b, args, rstrip)
    }),
    method("split", Named(&["sep", "maxsplit"]), split),
    method("splitlines", Named(&["keepends"]), layout::split_lines),
    method("startswith", Search, |b, args| {
        affix(b, args, "startswith", <[u8]>::starts_with)
    }),
    method("strip", Positional(0, 1), |b, args| {
        stripped(b, args, strip)
    }),
    method("swapcase", Nothing, |b, _| Ok(layout::swapcase(b))),
    method("title", Nothing, |b, _| Ok(layout::title(b))),
    method("translate", Named(&["", "delete"]), layout::translate),
    method("upper", Nothing, |b, _| Ok(bytes(b.to_ascii_uppercase()))),
    method("zfill", One, layout::zfill),
];

pub(super) fn bytes(bytes: Vec<u8>) -> Value {
    Value::Bytes(Rc::new(bytes))
}

pub(super) fn all(b: &[u8], question: fn(&u8) -> bool) -> bool {
    !b.is_empty() && b.iter().all(question)
}

/// Whitespace of bytes, which is that of C.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "asked about the items of slices"
)]
pub(super) fn is_space(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

pub(super) fn bytes_like(value: &Value) -> Result<&[u8], Exception> {
    match value {
        Value::Bytes(bytes) => Ok(bytes),
        other => Err(Exception::type_error(format!(
            "a bytes-like object is required, not '{}'",
            other.type_name()
        ))),
    }
}

/// What is searched for: bytes, or one byte as a number.
fn needle(value: &Value) -> Result<Vec<u8>, Exception> {
    match value {
        Value::Bytes(bytes) => Ok(bytes.to_vec()),
        Value::Int(number) => match number.to_i64().map(u8::try_from) {
            Some(Ok(byte)) => Ok(vec![byte]),
            _ => Err(Exception::value_error("byte must be in range(0, 256)")),
        },
        Value::Bool(flag) => Ok(vec![u8::from(*flag)]),
        other => Err(Exception::type_error(format!(
            "argument should be integer or bytes-like object, not '{}'",
            other.type_name()
        ))),
    }
}

/// A part of the bytes and where it starts.
type Section<'a> = (usize, &'a [u8]);

/// A search in a part for some bytes.
type SectionSearch = fn(Option<Section<'_>>, &[u8]) -> Result<i64, Exception>;

/// The part between two bounds and where it starts; none if the start lies behind the end.
fn section<'a>(b: &'a [u8], args: &Bound) -> Result<Option<Section<'a>>, Exception> {
    let (start, end) = adjust(to_i64(b.len()), bound(args, 1)?, bound(args, 2)?);
    let range = usize::try_from(start)
        .ok()
        .zip(usize::try_from(end).ok())
        .filter(|(start, end)| start <= end);
    Ok(range.map(|(start, end)| (start, &b[start..end])))
}

/// Runs a search over the part between the bounds; places that it finds count from the start of the whole.
fn searched(b: &[u8], args: &Bound, search: SectionSearch) -> Result<Value, Exception> {
    let section = section(b, args)?;
    search(section, &needle(required(args, 0))?).map(Value::from)
}

pub(super) fn places(b: &[u8], wanted: &[u8]) -> impl DoubleEndedIterator<Item = usize> {
    let last = (b.len() + 1).saturating_sub(wanted.len());
    (0..last).filter(move |&at| b[at..].starts_with(wanted))
}

fn found_or(section: Option<Section<'_>>, wanted: &[u8], from: From, otherwise: i64) -> i64 {
    let place = section.and_then(|(start, b)| Some(to_i64(start) + find_in(b, wanted, from)?));
    place.unwrap_or(otherwise)
}

/// Where some bytes are.
pub(super) fn find_in(b: &[u8], wanted: &[u8], from: From) -> Option<i64> {
    let mut places = places(b, wanted);
    let place = match from {
        From::Left => places.next(),
        From::Right => places.next_back(),
    };
    place.map(to_i64)
}

fn found(section: Option<Section<'_>>, wanted: &[u8], from: From) -> Result<i64, Exception> {
    match found_or(section, wanted, from, -1) {
        -1 => Err(Exception::value_error("subsection not found")),
        place => Ok(place),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "one of the searches, and others fail"
)]
fn count(section: Option<Section<'_>>, wanted: &[u8]) -> Result<i64, Exception> {
    Ok(section.map_or(0, |(_, b)| count_in(b, wanted)))
}

/// How often some bytes are there, without overlaps.
pub(super) fn count_in(b: &[u8], wanted: &[u8]) -> i64 {
    match wanted {
        [] => to_i64(b.len() + 1),
        _ => to_i64(pieces(b, wanted, usize::MAX).len() - 1),
    }
}

/// The pieces between separators, at most so many cuts.
pub(super) fn pieces<'a>(b: &'a [u8], separator: &[u8], max_split: usize) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let mut rest = b;
    while pieces.len() < max_split {
        let Some(at) = places(rest, separator).next() else {
            break;
        };
        pieces.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    pieces.push(rest);
    pieces
}

/// The parts between white space, at most so many cuts.
pub(super) fn words(b: &[u8], max_split: usize) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut rest = lstrip(b, &is_space);
    while !rest.is_empty() {
        let end = if words.len() == max_split {
            None
        } else {
            rest.iter().position(is_space)
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        words.push(word);
        rest = lstrip(after, &is_space);
    }
    words
}

fn split(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let max_split = usize::try_from(integer_or(args, 1, -1)?).unwrap_or(usize::MAX);
    let parts = match given(args, 0) {
        None | Some(Value::None) => words(b, max_split),
        Some(separator) => match bytes_like(separator)? {
            [] => return Err(Exception::value_error("empty separator")),
            separator => pieces(b, separator, max_split),
        },
    };
    Ok(Value::List(List::from(
        parts
            .into_iter()
            .map(|part| bytes(part.to_vec()))
            .collect::<Vec<_>>(),
    )))
}

fn affix(
    b: &[u8],
    args: &Bound,
    name: &str,
    holds: fn(&[u8], &[u8]) -> bool,
) -> Result<Value, Exception> {
    let section = section(b, args)?;
    let check = |affix: &[u8]| section.is_some_and(|(_, b)| holds(b, affix));
    match required(args, 0) {
        Value::Bytes(affix) => Ok(check(affix).into()),
        Value::Tuple(choices) => {
            for choice in choices.iter() {
                if check(bytes_like(choice)?) {
                    return Ok(true.into());
                }
            }
            Ok(false.into())
        }
        other => Err(Exception::type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            other.type_name()
        ))),
    }
}

/// Which bytes are taken away at the ends.
pub(super) type Drops<'a> = &'a dyn Fn(&u8) -> bool;

pub(super) fn lstrip<'a>(b: &'a [u8], drops: Drops<'_>) -> &'a [u8] {
    &b[b.iter().position(|byte| !drops(byte)).unwrap_or(b.len())..]
}

pub(super) fn rstrip<'a>(b: &'a [u8], drops: Drops<'_>) -> &'a [u8] {
    &b[..b
        .iter()
        .rposition(|byte| !drops(byte))
        .map_or(0, |last| last + 1)]
}

pub(super) fn strip<'a>(b: &'a [u8], drops: Drops<'_>) -> &'a [u8] {
    rstrip(lstrip(b, drops), drops)
}

fn stripped(
    b: &[u8],
    args: &Bound,
    strip: for<'a> fn(&'a [u8], Drops<'_>) -> &'a [u8],
) -> Result<Value, Exception> {
    let kept = match given(args, 0) {
        None | Some(Value::None) => strip(b, &is_space),
        Some(dropped) => {
            let dropped = bytes_like(dropped)?;
            strip(b, &|byte| dropped.contains(byte))
        }
    };
    Ok(bytes(kept.to_vec()))
}

fn replace(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let (old, new) = (
        bytes_like(required(args, 0))?,
        bytes_like(required(args, 1))?,
    );
    let max = usize::try_from(integer_or(args, 2, -1)?).unwrap_or(usize::MAX);
    Ok(bytes(replaced(b, old, new, max)))
}

/// The bytes with some of them replaced, at most so often.
pub(super) fn replaced(b: &[u8], old: &[u8], new: &[u8], max: usize) -> Vec<u8> {
    if !old.is_empty() {
        return pieces(b, old, max).join(new);
    }
    let mut out = Vec::with_capacity(b.len());
    for position in 0..=b.len() {
        if position < max {
            out.extend_from_slice(new);
        }
        out.extend(b.get(position));
    }
    out
}

fn decode(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let option = |index, name: &str, otherwise: &str| match given(args, index) {
        None => Ok(otherwise.to_owned()),
        Some(value) => {
            text_argument(value, &format!("decode() argument '{name}'")).map(ToString::to_string)
        }
    };
    let (encoding, errors) = (
        option(0, "encoding", "utf-8")?,
        option(1, "errors", "strict")?,
    );
    Ok(try_decode(b, &encoding, &errors)?.into())
}

fn hex(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let group = int_or(args, 1, 1)?;
    let separator = match given(args, 0) {
        None => String::new(),
        Some(separator) if separator.try_len()? != 1 => {
            return Err(Exception::value_error("sep must be length 1."));
        }
        Some(Value::Bytes(separator)) => separator.iter().map(|&byte| char::from(byte)).collect(),
        Some(Value::Str(separator)) => separator.to_string(),
        Some(_) => return Err(Exception::type_error("sep must be str or bytes.")),
    };
    if !separator.is_ascii() {
        return Err(Exception::value_error("sep must be ASCII."));
    }
    Ok(bytes_hex(b, &separator, group).into())
}

fn join(separator: &[u8], args: &Bound) -> Result<Value, Exception> {
    let parts = required(args, 0);
    let mut items = parts
        .try_iter()
        .map_err(|_| Exception::type_error("can only join an iterable"))?;
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(part) = items.try_next()? {
        let Value::Bytes(part) = &part else {
            return Err(Exception::type_error(format!(
                "sequence item {index}: expected a bytes-like object, {} found",
                part.type_name()
            )));
        };
        if index > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(part);
        index += 1;
    }
    Ok(bytes(out))
}
