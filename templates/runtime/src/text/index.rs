//! Positions in text: length, indexing and slicing by code points.

use super::spec::check_size;
use crate::Exception;

/// `len(text)`.
pub(super) fn length(text: &str) -> i64 {
    to_i64(text.chars().count())
}

/// A length or position, which always fits.
#[inline]
pub(super) fn to_i64(count: usize) -> i64 {
    i64::try_from(count).expect("a position in memory fits")
}

/// The byte where the character at `index` starts; the end of the text for larger ones.
pub(super) fn byte_position(text: &str, index: usize) -> usize {
    if index >= text.len() {
        return text.len();
    }
    // What is ASCII up to the index has characters of one byte there: no need to look further.
    if text.as_bytes()[..index].is_ascii() {
        return index;
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(position, _)| position)
}

/// `text[index]`.
pub(super) fn at(text: &str, index: i64) -> Result<String, Exception> {
    try_char_at(text, index).map(String::from)
}

/// `text[index]` as a character.
pub(super) fn try_char_at(text: &str, index: i64) -> Result<char, Exception> {
    char_at(text, index).ok_or_else(out_of_range)
}

/// The `IndexError` of text.
#[cold]
pub(super) fn out_of_range() -> Exception {
    Exception::index_error("string index out of range")
}

/// The character at an index that may count from the end.
pub(super) fn char_at(text: &str, index: i64) -> Option<char> {
    if let Ok(index) = usize::try_from(index) {
        return text.get(byte_position(text, index)..)?.chars().next();
    }
    let from_end = usize::try_from(index.unsigned_abs()).ok()?;
    let start = text.len().checked_sub(from_end)?;
    match &text.as_bytes()[start..] {
        ascii if ascii.is_ascii() => Some(char::from(ascii[0])),
        _ => text.chars().nth_back(from_end - 1),
    }
}

/// The start and end that slice bounds stand for in a sequence of `length` items, as for step 1: the start may lie behind
/// the end.
pub(super) fn adjust(length: i64, start: Option<i64>, end: Option<i64>) -> (i64, i64) {
    let from_end = |bound: i64| {
        if bound < 0 {
            (bound + length).max(0)
        } else {
            bound
        }
    };
    (
        start.map_or(0, from_end),
        end.map_or(length, |end| from_end(end).min(length)),
    )
}

/// The positions that `[start:stop:step]` takes from a sequence of `length` items.
pub(super) fn slice_positions(
    length: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
) -> impl Iterator<Item = usize> {
    let length = to_i64(length);
    let (low, high) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let clamp = |bound: i64| {
        (if bound < 0 {
            bound.saturating_add(length)
        } else {
            bound
        })
        .clamp(low, high)
    };
    let (first, open_end) = if step < 0 { (high, low) } else { (low, high) };
    let start = start.map_or(first, clamp);
    let stop = stop.map_or(open_end, clamp);
    std::iter::successors(Some(start), move |position| position.checked_add(step))
        .take_while(move |&position| {
            if step < 0 {
                position > stop
            } else {
                position < stop
            }
        })
        .map(|position| usize::try_from(position).expect("positions lie inside the sequence"))
}

/// `text[start:stop:step]`.
pub(super) fn slice(
    text: &str,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<String, Exception> {
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(Exception::value_error("slice step cannot be zero"));
    }
    if let (1, Ok(first), Ok(count)) = (
        step,
        usize::try_from(start.unwrap_or(0)),
        forward_count(start, stop),
    ) {
        let rest = &text[byte_position(text, first)..];
        return Ok(rest[..byte_position(rest, count)].to_owned());
    }
    if step == 1 {
        return Ok(
            section(text, start, stop).map_or(String::new(), |(_, section)| section.to_owned())
        );
    }
    if text.is_ascii() {
        let bytes = text.as_bytes();
        return Ok(slice_positions(bytes.len(), start, stop, step)
            .map(|at| char::from(bytes[at]))
            .collect());
    }
    let chars: Vec<char> = text.chars().collect();
    Ok(slice_positions(chars.len(), start, stop, step)
        .map(|at| chars[at])
        .collect())
}

/// How many characters lie between bounds that both count from the start.
fn forward_count(
    start: Option<i64>,
    stop: Option<i64>,
) -> Result<usize, std::num::TryFromIntError> {
    let Some(stop) = stop else {
        return Ok(usize::MAX);
    };
    let stop = usize::try_from(stop)?;
    Ok(stop.saturating_sub(usize::try_from(start.unwrap_or(0))?))
}

/// The part of the text between two positions and the byte where it starts; none if the start lies behind the end.
pub(super) fn section(text: &str, start: Option<i64>, end: Option<i64>) -> Option<(usize, &str)> {
    // The length is only needed for bounds that count from the end.
    let counts_from_end = start.is_some_and(i64::is_negative) || end.is_some_and(i64::is_negative);
    let length = if counts_from_end || !text.is_ascii() {
        length(text)
    } else {
        to_i64(text.len())
    };
    let (start, end) = adjust(length, start, end);
    if start > end {
        return None;
    }
    let first = byte_position(text, usize::try_from(start).ok()?);
    let count = usize::try_from(end - start).ok()?;
    let rest = &text[first..];
    Some((first, &rest[..byte_position(rest, count)]))
}

/// `text * count`.
pub(super) fn repeat(text: &str, count: i64) -> Result<String, Exception> {
    let count = usize::try_from(count).unwrap_or(0);
    let size = text.len().saturating_mul(count);
    if i64::try_from(size).is_err() {
        return Err(Exception::overflow_error("repeated string is too long"));
    }
    check_size(size)?;
    Ok(text.repeat(count))
}
