//! Text in a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::index::length;
use super::spec::check_size;
use crate::Exception;

/// The characters that are missing to a width.
fn missing(text: &str, width: i64) -> Result<usize, Exception> {
    let missing = usize::try_from(width.saturating_sub(length(text))).unwrap_or(0);
    check_size(missing)?;
    Ok(missing)
}

/// The one character of a fill argument.
pub(super) fn fill_char(fill: &str) -> Result<char, Exception> {
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(fill), None) => Ok(fill),
        _ => Err(Exception::type_error(
            "The fill character must be exactly one character long",
        )),
    }
}

fn surround(left: usize, text: &str, right: usize, fill: char) -> String {
    let mut out = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, right));
    out
}

/// `text.ljust(width, fill)`.
pub(super) fn ljust(text: &str, width: i64, fill: char) -> Result<String, Exception> {
    Ok(surround(0, text, missing(text, width)?, fill))
}

/// `text.rjust(width, fill)`.
pub(super) fn rjust(text: &str, width: i64, fill: char) -> Result<String, Exception> {
    Ok(surround(missing(text, width)?, text, 0, fill))
}

/// `text.center(width, fill)`: an odd blank goes left where the width is odd, else right.
///
/// ```text
/// >>> 'ab'.center(5, '*'), 'abc'.center(6, '*')
/// ('**ab*', '*abc**')
/// ```
pub(super) fn center(text: &str, width: i64, fill: char) -> Result<String, Exception> {
    let missing = missing(text, width)?;
    let left = missing / 2 + usize::from(missing % 2 == 1 && width % 2 == 1);
    Ok(surround(left, text, missing - left, fill))
}

/// `text.zfill(width)`: zeros behind a sign.
pub(super) fn zfill(text: &str, width: i64) -> Result<String, Exception> {
    let missing = missing(text, width)?;
    let n_sign = usize::from(text.starts_with(['+', '-']));
    Ok(format!(
        "{}{}",
        &text[..n_sign],
        surround(missing, &text[n_sign..], 0, '0')
    ))
}

/// `text.expandtabs(tab_size)`.
pub(super) fn expand_tabs(text: &str, tab_size: i64) -> String {
    let tab_size = usize::try_from(tab_size).unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let blanks = if tab_size == 0 {
                    0
                } else {
                    tab_size - column % tab_size
                };
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}
