//! Cutting text: `split`, `rsplit`, `splitlines`.

use super::unicode::{is_line_break, is_space};
use crate::Exception;

/// `text.split(separator, max_split)`; runs of whitespace separate where no separator is given, and a negative maximum is none.
pub(super) fn split<'a>(
    text: &'a str,
    separator: Option<&str>,
    max_split: i64,
) -> Result<Vec<&'a str>, Exception> {
    match (separator, usize::try_from(max_split)) {
        (None, Err(_)) => Ok(text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect()),
        (None, Ok(max_split)) => Ok(words(text, max_split)),
        (Some(""), _) => Err(empty_separator()),
        (Some(separator), Err(_)) => Ok(text.split(separator).collect()),
        (Some(separator), Ok(max_split)) => Ok(text
            .splitn(max_split.saturating_add(1), separator)
            .collect()),
    }
}

/// `text.rsplit(separator, max_split)`: cuts from the right, the parts still from left to right.
pub(super) fn rsplit<'a>(
    text: &'a str,
    separator: Option<&str>,
    max_split: i64,
) -> Result<Vec<&'a str>, Exception> {
    let Ok(max_split) = usize::try_from(max_split) else {
        return split(text, separator, max_split);
    };
    let mut parts: Vec<&str> = match separator {
        None => words_from_right(text, max_split),
        Some("") => return Err(empty_separator()),
        Some(separator) => text
            .rsplitn(max_split.saturating_add(1), separator)
            .collect(),
    };
    parts.reverse();
    Ok(parts)
}

fn empty_separator() -> Exception {
    Exception::value_error("empty separator")
}

fn words(text: &str, max_split: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let end = if parts.len() == max_split {
            None
        } else {
            rest.find(is_space)
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(word);
        rest = after.trim_start_matches(is_space);
    }
    parts
}

fn words_from_right(text: &str, max_split: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        let blank = if parts.len() == max_split {
            None
        } else {
            rest.char_indices().rfind(|&(_, c)| is_space(c))
        };
        let (before, word) =
            rest.split_at(blank.map_or(0, |(position, c)| position + c.len_utf8()));
        parts.push(word);
        rest = before.trim_end_matches(is_space);
    }
    parts
}

/// What becomes of the line breaks in `splitlines`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnds {
    /// They stay at the ends of the lines.
    Kept,
    /// They are left out.
    Dropped,
}

/// `text.splitlines(keepends)`: also at form feeds, separators and the line breaks of Unicode.
pub(super) fn split_lines(text: &str, ends: LineEnds) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = match rest.char_indices().find(|&(_, c)| is_line_break(c)) {
            None => (rest.len(), rest.len()),
            Some((end, '\r')) if rest[end..].starts_with("\r\n") => (end, end + 2),
            Some((end, c)) => (end, end + c.len_utf8()),
        };
        lines.push(match ends {
            LineEnds::Kept => &rest[..after],
            LineEnds::Dropped => &rest[..line],
        });
        rest = &rest[after..];
    }
    lines
}

/// The words between runs of whitespace.
pub(super) fn all_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}
