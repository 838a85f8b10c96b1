//! Upper and lower case, and the questions `isalpha` to `isupper`.

use super::unicode::{
    is_alpha, is_cased, is_decimal, is_digit, is_final_sigma, is_identifier_continue,
    is_identifier_start, is_lower, is_numeric, is_title, is_upper, push_folded, push_lower,
    push_title, push_upper,
};

/// `text.lower()`: a `Σ` at the end of a word becomes `ς`.
pub(super) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for (position, c) in text.char_indices() {
        push_lower_at(text, position, c, &mut out);
    }
    out
}

/// Appends the lowercase of the character `c` that stands in `text` at a byte position.
fn push_lower_at(text: &str, position: usize, c: char, out: &mut String) {
    if c == 'Σ' {
        let (before, after) = (&text[..position], &text[position + c.len_utf8()..]);
        out.push(if is_final_sigma(before, after) {
            'ς'
        } else {
            'σ'
        });
    } else {
        push_lower(c, out);
    }
}

/// `text.upper()`.
pub(super) fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_upper(c, &mut out);
    }
    out
}

/// `text.casefold()`.
pub(super) fn casefold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(c, &mut out);
    }
    out
}

/// `text.capitalize()`.
pub(super) fn capitalize(text: &str) -> String {
    if text.is_ascii() {
        let mut out = text.to_ascii_lowercase();
        if let Some(first) = out.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        return out;
    }
    let mut out = String::with_capacity(text.len());
    for (position, c) in text.char_indices() {
        if position == 0 {
            push_title(c, &mut out);
        } else {
            push_lower_at(text, position, c, &mut out);
        }
    }
    out
}

/// `text.title()`: a word starts behind anything that has no case.
///
/// ```text
/// >>> "they're here".title()
/// "They'Re Here"
/// ```
pub(super) fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    for (position, c) in text.char_indices() {
        if in_word {
            push_lower_at(text, position, c, &mut out);
        } else {
            push_title(c, &mut out);
        }
        in_word = is_cased(c);
    }
    out
}

/// `text.swapcase()`.
pub(super) fn swapcase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (position, c) in text.char_indices() {
        if is_upper(c) {
            push_lower_at(text, position, c, &mut out);
        } else if is_lower(c) {
            push_upper(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether there are characters and the question holds for all of them.
#[inline]
pub(super) fn all_chars(text: &str, question: impl FnMut(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(question)
}

/// Whether `str.isalnum` holds for the character.
pub(super) fn is_alphanumeric(c: char) -> bool {
    is_alpha(c) || is_decimal(c) || is_digit(c) || is_numeric(c)
}

/// `text.isidentifier()`.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_identifier_start) && chars.all(is_identifier_continue)
}

/// `text.islower()`: some characters have case and all that have are lowercase.
#[inline]
pub(super) fn is_all_lower(text: &str) -> bool {
    !text.chars().any(|c| is_upper(c) || is_title(c)) && text.chars().any(is_lower)
}

/// `text.isupper()`: some characters have case and all that have are uppercase.
#[inline]
pub(super) fn is_all_upper(text: &str) -> bool {
    !text.chars().any(|c| is_lower(c) || is_title(c)) && text.chars().any(is_upper)
}

/// `text.istitle()`: uppercase starts words, lowercase goes on with them.
pub(super) fn is_titlecased(text: &str) -> bool {
    let mut in_word = false;
    let mut any = false;
    for c in text.chars() {
        let is_start = is_upper(c) || is_title(c);
        let is_rest = is_lower(c);
        if is_start && in_word || is_rest && !in_word {
            return false;
        }
        in_word = is_start || is_rest;
        any |= in_word;
    }
    any
}
