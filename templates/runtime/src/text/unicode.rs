//! Character properties and case mappings as Python 3.11 has them (Unicode 14).
//!
//! Rust's standard library follows a newer Unicode, so the properties come from tables of our own. Case mappings
//! are Rust's, restricted to characters that Unicode 14 knows: on those both agree.

use super::unicode_tables::{
    ALPHA, ASSIGNED, CASE_IGNORABLE, CASED, CASEFOLD, CLASSES, DECIMAL, DIGIT, ID_CONTINUE,
    ID_START, LOWER, NUMERIC, PRINTABLE, RANGES, TITLE, TITLECASE, UPPER,
};

fn range_of(code: u32) -> usize {
    RANGES.partition_point(|&range| range >> 8 <= code) - 1
}

fn has(c: char, flag: u16) -> bool {
    CLASSES[(RANGES[range_of(u32::from(c))] & 0xff) as usize] & flag != 0
}

/// Whether `str.isalpha` holds for the character.
#[inline]
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        has(c, ALPHA)
    }
}

/// Whether `str.isdecimal` holds for the character.
#[inline]
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        has(c, DECIMAL)
    }
}

/// Whether `str.isdigit` holds for the character.
#[inline]
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        has(c, DIGIT)
    }
}

/// Whether `str.isnumeric` holds for the character.
#[inline]
pub(crate) fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        has(c, NUMERIC)
    }
}

/// Whether `repr` shows the character as it is.
#[inline]
pub(crate) fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        matches!(c, ' '..='~')
    } else {
        has(c, PRINTABLE)
    }
}

/// Whether the character is lowercase to `str.islower` and `str.istitle`.
#[inline]
pub(crate) fn is_lower(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_lowercase()
    } else {
        has(c, LOWER)
    }
}

/// Whether the character is uppercase to `str.isupper` and `str.istitle`.
#[inline]
pub(crate) fn is_upper(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_uppercase()
    } else {
        has(c, UPPER)
    }
}

/// Whether the character is titlecase, such as `ǅ`.
#[inline]
pub(crate) fn is_title(c: char) -> bool {
    !c.is_ascii() && has(c, TITLE)
}

/// Whether the character has case, so that a letter behind it does not start a word.
#[inline]
pub(crate) fn is_cased(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        has(c, CASED)
    }
}

/// Whether an identifier may start with the character.
pub(crate) fn is_identifier_start(c: char) -> bool {
    if c.is_ascii() {
        c == '_' || c.is_ascii_alphabetic()
    } else {
        has(c, ID_START)
    }
}

/// Whether an identifier may go on with the character.
pub(crate) fn is_identifier_continue(c: char) -> bool {
    if c.is_ascii() {
        c == '_' || c.is_ascii_alphanumeric()
    } else {
        has(c, ID_CONTINUE)
    }
}

/// Whether the character is whitespace to `str.isspace`, `str.split` and `str.strip`: the separators `\x1c` to
/// `\x1f` are, unlike in Rust.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\x1c'..='\x1f') || c.is_whitespace()
}

/// Whether `str.splitlines` breaks after the character.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The value of a decimal digit of any script: `'٣'` is 3.
pub(crate) fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    let start = RANGES[range_of(code)] >> 8;
    // Every run of decimal digits starts at a zero and holds whole sets of ten.
    has(c, DECIMAL).then(|| (code - start) % 10)
}

/// Appends the lowercase of the character, regardless of its neighbours.
pub(crate) fn push_lower(c: char, out: &mut String) {
    push_mapped(c, c.to_lowercase(), out);
}

/// Appends the uppercase of the character.
pub(crate) fn push_upper(c: char, out: &mut String) {
    push_mapped(c, c.to_uppercase(), out);
}

/// Appends the titlecase of the character, as it starts a word.
pub(crate) fn push_title(c: char, out: &mut String) {
    match exception(&TITLECASE, c) {
        Some(title) => out.push_str(title),
        None => push_upper(c, out),
    }
}

/// Appends the casefolding of the character.
pub(crate) fn push_folded(c: char, out: &mut String) {
    match exception(&CASEFOLD, c) {
        Some(folded) => out.push_str(folded),
        None => push_lower(c, out),
    }
}

fn exception(table: &[(char, &'static str)], c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    table
        .binary_search_by_key(&c, |&(key, _)| key)
        .ok()
        .map(|index| table[index].1)
}

fn push_mapped(c: char, mapped: impl Iterator<Item = char> + Clone, out: &mut String) {
    if c.is_ascii() || (has(c, ASSIGNED) && mapped.clone().all(|m| has(m, ASSIGNED))) {
        out.extend(mapped);
    } else {
        out.push(c);
    }
}

/// Whether a `Σ` between the two texts is final and so becomes `ς`: after a cased character and not before one,
/// where characters such as apostrophes and accents are passed over.
pub(crate) fn is_final_sigma(before: &str, after: &str) -> bool {
    let cased = |mut chars: Box<dyn Iterator<Item = char> + '_>| {
        chars
            .find(|&c| !has(c, CASE_IGNORABLE))
            .is_some_and(|c| has(c, CASED))
    };
    cased(Box::new(before.chars().rev())) && !cased(Box::new(after.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_have_their_value() {
        assert_eq!(decimal_value('7'), Some(7));
        assert_eq!(decimal_value('٣'), Some(3));
        assert_eq!(decimal_value('\u{1d7ff}'), Some(9));
        assert_eq!(decimal_value('²'), None);
        assert_eq!(decimal_value('x'), None);
    }

    #[test]
    fn characters_newer_than_unicode_14_have_no_case() {
        let mut out = String::new();
        push_upper('\u{264}', &mut out);
        push_lower('\u{a7dc}', &mut out);
        assert_eq!(out, "\u{264}\u{a7dc}");
    }
}
