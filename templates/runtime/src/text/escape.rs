//! `repr` and `ascii` of text and bytes: quotes and escapes as Python chooses them.

use super::unicode::is_printable;
use std::fmt::Write;

/// `repr(text)`.
///
/// ```text
/// >>> ["it's", 'say "hi"', 'tab\t', 'é', '\x7f', '\u200b']
/// ["it's", 'say "hi"', 'tab\t', 'é', '\x7f', '\u200b']
/// ```
pub fn str_repr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_str_repr(&mut out, text);
    out
}

/// Appends `repr(text)`.
pub fn push_str_repr(out: &mut String, text: &str) {
    push_quoted(out, text, is_printable);
}

/// `ascii(text)`: like `repr`, with everything beyond ASCII escaped.
pub fn str_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_quoted(&mut out, text, |c| matches!(c, ' '..='~'));
    out
}

/// Escapes what is not ASCII in the `repr` of any object, which is how `ascii(object)` is made.
pub fn escape_beyond_ascii(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_code(&mut out, c);
        }
    }
    out
}

fn push_quoted(out: &mut String, text: &str, shown: impl Fn(char) -> bool) {
    let quote = quote_for(text.as_bytes());
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => out.extend(['\\', c]),
            _ if shown(c) => out.push(c),
            _ => push_code(out, c),
        }
    }
    out.push(quote);
}

/// Single quotes, unless the text has some and no double ones.
fn quote_for(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') {
        '"'
    } else {
        '\''
    }
}

/// Appends the shortest of `\x7f`, `\u200b` and `\U0001f600`.
fn push_code(out: &mut String, c: char) {
    match u32::from(c) {
        code @ ..0x100 => write!(out, "\\x{code:02x}"),
        code @ ..0x1_0000 => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    }
    .expect("writing to a string cannot fail");
}

/// `repr(bytes)`.
///
/// ```text
/// >>> b'\x00it\'s\n'
/// b"\x00it's\n"
/// ```
pub fn bytes_repr(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 3);
    let quote = quote_for(bytes);
    out.extend(['b', quote]);
    for &byte in bytes {
        match char::from(byte) {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c @ ' '..='~' => out.push(c),
            c => push_code(&mut out, c),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_to_avoid_escapes() {
        assert_eq!(str_repr("plain"), "'plain'");
        assert_eq!(str_repr("it's"), "\"it's\"");
        assert_eq!(str_repr("it's \"so\""), "'it\\'s \"so\"'");
    }

    #[test]
    fn what_does_not_print_is_escaped() {
        assert_eq!(
            str_repr("\\\n\r\t\0\x7f\u{a0}é\u{200b}\u{e000}😀\u{e0001}"),
            "'\\\\\\n\\r\\t\\x00\\x7f\\xa0é\\u200b\\ue000😀\\U000e0001'"
        );
        assert_eq!(str_ascii("é😀"), "'\\xe9\\U0001f600'");
        assert_eq!(bytes_repr(b"\x00it's\xff\n"), "b\"\\x00it's\\xff\\n\"");
    }
}
