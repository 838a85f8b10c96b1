//! Searching in text: `find`, `index`, `count`, `startswith`, `partition` and their kin.

use super::index::{section, to_i64};
use crate::Exception;

/// Which of several places is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The first one.
    Left,
    /// The last one.
    Right,
}

/// `text.find(wanted, start, end)` and `rfind`: -1 if it is not there.
pub(super) fn find(
    text: &str,
    wanted: &str,
    start: Option<i64>,
    end: Option<i64>,
    from: From,
) -> i64 {
    let Some((offset, section)) = section(text, start, end) else {
        return -1;
    };
    let found = match from {
        From::Left => section.find(wanted),
        From::Right => section.rfind(wanted),
    };
    found.map_or(-1, |position| {
        to_i64(text[..offset + position].chars().count())
    })
}

/// `text.index(wanted, start, end)` and `rindex`.
pub(super) fn index(
    text: &str,
    wanted: &str,
    start: Option<i64>,
    end: Option<i64>,
    from: From,
) -> Result<i64, Exception> {
    match find(text, wanted, start, end, from) {
        -1 => Err(Exception::value_error("substring not found")),
        position => Ok(position),
    }
}

/// `text.count(wanted, start, end)`: places that do not overlap.
pub(super) fn count(text: &str, wanted: &str, start: Option<i64>, end: Option<i64>) -> i64 {
    section(text, start, end).map_or(0, |(_, section)| to_i64(section.matches(wanted).count()))
}

/// `text.startswith(prefix, start, end)`.
pub(super) fn starts_with(text: &str, prefix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    section(text, start, end).is_some_and(|(_, section)| section.starts_with(prefix))
}

/// `text.endswith(suffix, start, end)`.
pub(super) fn ends_with(text: &str, suffix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    section(text, start, end).is_some_and(|(_, section)| section.ends_with(suffix))
}

/// `text.partition(separator)` and `rpartition`.
///
/// ```text
/// >>> 'key=a=b'.partition('='), 'key'.partition('='), 'key'.rpartition('=')
/// (('key', '=', 'a=b'), ('key', '', ''), ('', '', 'key'))
/// ```
pub(super) fn partition(
    text: &str,
    separator: &str,
    from: From,
) -> Result<(String, String, String), Exception> {
    if separator.is_empty() {
        return Err(Exception::value_error("empty separator"));
    }
    let found = match from {
        From::Left => text.split_once(separator),
        From::Right => text.rsplit_once(separator),
    };
    Ok(match (found, from) {
        (Some((before, after)), _) => (before.to_owned(), separator.to_owned(), after.to_owned()),
        (None, From::Left) => (text.to_owned(), String::new(), String::new()),
        (None, From::Right) => (String::new(), String::new(), text.to_owned()),
    })
}
