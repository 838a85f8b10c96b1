//! Methods of `bytes` that lay out, recase or map: what they do is what text does with characters up to `ÿ`.

use super::arguments::{Bound, given, int_or, integer, integer_or, required, text_argument};
use super::bytes_methods::{bytes, bytes_like, is_space, pieces, places, rstrip};
use super::pad;
use super::search::From;
use crate::{Exception, List, Tuple, Value};

/// Runs an operation of text, one character for each byte.
fn as_text(
    b: &[u8],
    operation: impl FnOnce(&str) -> Result<String, Exception>,
) -> Result<Value, Exception> {
    let text: String = b.iter().map(|&byte| char::from(byte)).collect();
    let changed = operation(&text)?;
    let back = changed
        .chars()
        .map(|c| u8::try_from(c).expect("padding adds nothing beyond a byte"));
    Ok(bytes(back.collect()))
}

/// `center`, `ljust` and `rjust`.
pub(super) fn padded(
    b: &[u8],
    args: &Bound,
    name: &str,
    pad: fn(&str, i64, char) -> Result<String, Exception>,
) -> Result<Value, Exception> {
    let width = integer(required(args, 0))?;
    let fill = match given(args, 1) {
        None => ' ',
        Some(Value::Bytes(fill)) if fill.len() == 1 => char::from(fill[0]),
        Some(other) => {
            let shown = if matches!(other, Value::None) {
                "None"
            } else {
                other.type_name()
            };
            return Err(Exception::type_error(format!(
                "{name}() argument 2 must be a byte string of length 1, not {shown}"
            )));
        }
    };
    as_text(b, |text| pad(text, width, fill))
}

/// `zfill`.
pub(super) fn zfill(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let width = integer(required(args, 0))?;
    as_text(b, |text| pad::zfill(text, width))
}

/// `expandtabs`.
pub(super) fn expand_tabs(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let tab_size = int_or(args, 0, 8)?;
    as_text(b, |text| Ok(pad::expand_tabs(text, tab_size)))
}

/// `partition` and `rpartition`.
pub(super) fn partition(b: &[u8], args: &Bound, from: From) -> Result<Value, Exception> {
    let separator = bytes_like(required(args, 0))?;
    if separator.is_empty() {
        return Err(Exception::value_error("empty separator"));
    }
    let mut found = places(b, separator);
    let place = match from {
        From::Left => found.next(),
        From::Right => found.next_back(),
    };
    let parts: [&[u8]; 3] = match (place, from) {
        (Some(at), _) => [&b[..at], separator, &b[at + separator.len()..]],
        (None, From::Left) => [b, &[], &[]],
        (None, From::Right) => [&[], &[], b],
    };
    Ok(Value::Tuple(Tuple::from(
        parts.map(|part| bytes(part.to_vec())),
    )))
}

/// `rsplit`: cuts from the right, the parts still from left to right.
pub(super) fn rsplit(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let max_split = usize::try_from(integer_or(args, 1, -1)?).unwrap_or(usize::MAX);
    let mut parts = match given(args, 0) {
        None | Some(Value::None) => words_from_right(b, max_split),
        Some(separator) => match bytes_like(separator)? {
            [] => return Err(Exception::value_error("empty separator")),
            // Places are looked for backwards, which matters where they overlap.
            separator => reversed(pieces(
                &reversed_bytes(b),
                &reversed_bytes(separator),
                max_split,
            )),
        },
    };
    parts.reverse();
    Ok(Value::List(List::from(
        parts.into_iter().map(bytes).collect::<Vec<_>>(),
    )))
}

fn reversed_bytes(b: &[u8]) -> Vec<u8> {
    b.iter().rev().copied().collect()
}

fn reversed(parts: Vec<&[u8]>) -> Vec<Vec<u8>> {
    parts.into_iter().map(reversed_bytes).collect()
}

fn words_from_right(b: &[u8], max_split: usize) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut rest = rstrip(b, &is_space);
    while !rest.is_empty() {
        let blank = if words.len() == max_split {
            None
        } else {
            rest.iter().rposition(is_space)
        };
        let (before, word) = rest.split_at(blank.map_or(0, |at| at + 1));
        words.push(word.to_vec());
        rest = rstrip(before, &is_space);
    }
    words
}

/// `splitlines`: only at line feeds and carriage returns.
pub(super) fn split_lines(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let keeps_ends = int_or(args, 0, 0)? != 0;
    let mut lines = Vec::new();
    let mut rest = b;
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let after = match &rest[end..] {
            [] => end,
            [b'\r', b'\n', ..] => end + 2,
            _ => end + 1,
        };
        lines.push(bytes(rest[..if keeps_ends { after } else { end }].to_vec()));
        rest = &rest[after..];
    }
    Ok(Value::List(List::from(lines)))
}

/// `capitalize`.
pub(super) fn capitalize(b: &[u8]) -> Value {
    bytes(capitalized(b))
}

/// The first letter in upper case, all others in lower case.
pub(super) fn capitalized(b: &[u8]) -> Vec<u8> {
    let mut lower = b.to_ascii_lowercase();
    if let Some(first) = lower.first_mut() {
        first.make_ascii_uppercase();
    }
    lower
}

/// `title`.
pub(super) fn title(b: &[u8]) -> Value {
    bytes(titled(b))
}

/// The first letter of each word in upper case, all others in lower case.
pub(super) fn titled(b: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let recased = b.iter().map(|byte| {
        let cased = if in_word {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        in_word = byte.is_ascii_alphabetic();
        cased
    });
    recased.collect()
}

/// `swapcase`.
pub(super) fn swapcase(b: &[u8]) -> Value {
    let swap = |byte: &u8| {
        if byte.is_ascii_alphabetic() {
            byte ^ 0x20
        } else {
            *byte
        }
    };
    bytes(b.iter().map(swap).collect())
}

/// `islower` and `isupper`: some letters, all of one kind.
pub(super) fn all_letters(b: &[u8], kind: fn(&u8) -> bool) -> Value {
    let mut letters = b
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .peekable();
    (letters.peek().is_some() && letters.all(kind)).into()
}

/// `istitle`.
pub(super) fn is_titlecased(b: &[u8]) -> Value {
    (b.iter().any(u8::is_ascii_alphabetic) && titled(b) == b).into()
}

/// `translate(table, delete)`.
pub(super) fn translate(b: &[u8], args: &Bound) -> Result<Value, Exception> {
    let Some(table) = given(args, 0) else {
        return Err(Exception::type_error(
            "translate() takes at least 1 positional argument (0 given)",
        ));
    };
    let table = match table {
        Value::None => None,
        other => Some(bytes_like(other)?),
    };
    if table.is_some_and(|table| table.len() != 256) {
        return Err(Exception::value_error(
            "translation table must be 256 characters long",
        ));
    }
    let deleted = given(args, 1).map_or(Ok(&[][..]), bytes_like)?;
    let kept = b.iter().filter(|byte| !deleted.contains(byte));
    Ok(bytes(
        kept.map(|&byte| table.map_or(byte, |table| table[usize::from(byte)]))
            .collect(),
    ))
}

/// `bytes.maketrans(from, to)`.
pub(super) fn make_table(args: &Bound) -> Result<Value, Exception> {
    let (from, to) = (
        bytes_like(required(args, 0))?,
        bytes_like(required(args, 1))?,
    );
    if from.len() != to.len() {
        return Err(Exception::value_error(
            "maketrans arguments must have same length",
        ));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(bytes(table))
}

/// `bytes.fromhex(digits)`: whitespace may stand between the bytes.
pub(super) fn from_hex(args: &Bound) -> Result<Value, Exception> {
    let digits = text_argument(required(args, 0), "fromhex() argument")?;
    let mut out = Vec::with_capacity(digits.len() / 2);
    let mut high: Option<u32> = None;
    let bad = |position| {
        Exception::value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {position}"
        ))
    };
    for (position, c) in digits.chars().enumerate() {
        match (c.to_digit(16), high.take()) {
            (Some(digit), None) => high = Some(digit),
            (Some(low), Some(high)) => out.push(u8::try_from(high * 16 + low).expect("two digits")),
            (None, None) if u8::try_from(c).is_ok_and(|byte| is_space(&byte)) => {}
            (None, _) => return Err(bad(position)),
        }
    }
    match high {
        Some(_) => Err(bad(digits.chars().count())),
        None => Ok(bytes(out)),
    }
}
