//! Encodings of more than one byte a character, and those that write characters as escapes.
//! Semantics: CPython's `Objects/unicodeobject.c`.

use super::bytes::{Undecoded, backslashed, refuse_encoding};
use crate::Exception;

/// In which order the bytes of a number stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The machine's, with a mark in front that says so.
    Marked,
    /// The lowest byte first.
    Little,
    /// The highest byte first.
    Big,
}

const MARK: u32 = 0xfeff;

fn push_number(out: &mut Vec<u8>, number: u32, size: usize, order: Order) {
    let bytes = number.to_be_bytes();
    let bytes = &bytes[4 - size..];
    match order {
        Order::Big => out.extend(bytes),
        Order::Marked | Order::Little => out.extend(bytes.iter().rev()),
    }
}

/// `text.encode("utf-16")`, `"utf-32"` and their kin: numbers of `size` bytes.
pub(super) fn encode_wide(text: &str, size: usize, order: Order) -> Vec<u8> {
    let mut out = Vec::with_capacity((text.len() + 1) * size);
    if order == Order::Marked {
        push_number(&mut out, MARK, size, order);
    }
    for c in text.chars() {
        if size == 2 {
            for unit in c.encode_utf16(&mut [0; 2]) {
                push_number(&mut out, u32::from(*unit), 2, order);
            }
        } else {
            push_number(&mut out, u32::from(c), 4, order);
        }
    }
    out
}

/// `bytes.decode("utf-16")`, `"utf-32"` and their kin.
pub(super) fn try_decode_wide(
    bytes: &[u8],
    size: usize,
    order: Order,
    errors: &str,
) -> Result<String, Exception> {
    let number = |at: usize, is_big: bool| {
        let digits = bytes[at..at + size].iter();
        let join = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
        if is_big {
            digits.fold(0, join)
        } else {
            digits.rev().fold(0, join)
        }
    };
    let mut at = 0;
    let mut is_big = order == Order::Big;
    if order == Order::Marked && bytes.len() >= size {
        let is_marked = [false, true]
            .into_iter()
            .find(|is_big| number(0, *is_big) == MARK);
        if let Some(found) = is_marked {
            is_big = found;
            at = size;
        }
    }
    let encoding = match (size, is_big) {
        (2, false) => "utf-16-le",
        (2, true) => "utf-16-be",
        (_, false) => "utf-32-le",
        (_, true) => "utf-32-be",
    };
    let mut out = String::with_capacity(bytes.len() / 2);
    while at < bytes.len() {
        let (end, reason) = if at + size > bytes.len() {
            (bytes.len(), "truncated data")
        } else {
            let code = number(at, is_big);
            let next = (at + 2 * size <= bytes.len()).then(|| number(at + size, is_big));
            match (char::from_u32(code), size, code, next) {
                (Some(c), ..) => {
                    out.push(c);
                    at += size;
                    continue;
                }
                (None, 2, 0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                    let code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    out.extend(char::from_u32(code));
                    at += 2 * size;
                    continue;
                }
                (None, 2, 0xd800..=0xdbff, Some(_)) => (at + size, "illegal UTF-16 surrogate"),
                (None, 2, 0xd800..=0xdbff, None) => (bytes.len(), "unexpected end of data"),
                (None, 2, ..) => (at + size, "illegal encoding"),
                (None, _, 0xd800..=0xdfff, _) => (
                    at + size,
                    "code point in surrogate code point range(0xd800, 0xe000)",
                ),
                (None, ..) => (at + size, "code point not in range(0x110000)"),
            }
        };
        let place = Undecoded {
            encoding,
            start: at,
            end,
        };
        place.handle(bytes, errors, reason, &mut out)?;
        at = end;
    }
    Ok(out)
}

/// `text.encode("unicode_escape")`.
pub(super) fn encode_escaped(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.extend(b"\\t"),
            '\n' => out.extend(b"\\n"),
            '\r' => out.extend(b"\\r"),
            '\\' => out.extend(b"\\\\"),
            ' '..='~' => out.push(c as u8),
            _ => out.extend(backslashed(u32::from(c)).bytes()),
        }
    }
    out
}

/// `text.encode("raw_unicode_escape")`.
pub(super) fn encode_raw_escaped(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend(backslashed(u32::from(c)).bytes()),
        }
    }
    out
}

/// `bytes.decode("unicode_escape")`.
pub(super) fn try_decode_escaped(bytes: &[u8], errors: &str) -> Result<String, Exception> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        if byte != b'\\' {
            out.push(char::from(byte));
            continue;
        }
        let Some(&escape) = bytes.get(at) else {
            let place = undecoded("unicodeescape", start, at);
            place.handle(bytes, errors, "\\ at end of string", &mut out)?;
            continue;
        };
        at += 1;
        let plain = match escape {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => char::from(escape),
            b'a' => '\x07',
            b'b' => '\x08',
            b't' => '\t',
            b'n' => '\n',
            b'r' => '\r',
            b'f' => '\x0c',
            b'v' => '\x0b',
            b'0'..=b'7' => {
                let mut code = u32::from(escape - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = bytes.get(at) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    at += 1;
                }
                char::from_u32(code).expect("three octal digits")
            }
            b'x' | b'u' | b'U' => {
                let (size, reason) = match escape {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let code = hex_number(bytes, &mut at, size);
                let found = code.ok_or(reason).and_then(|code| match code {
                    0x11_0000.. => Err("illegal Unicode character"),
                    code => Ok(character(code, "unicode_escape")),
                });
                match found {
                    Ok(c) => c,
                    Err(reason) => {
                        let place = undecoded("unicodeescape", start, at);
                        place.handle(bytes, errors, reason, &mut out)?;
                        continue;
                    }
                }
            }
            // The names of characters are no part of the support library.
            b'N' => refuse_encoding("unicode_escape"),
            other => {
                out.push('\\');
                char::from(other)
            }
        };
        out.push(plain);
    }
    Ok(out)
}

/// `bytes.decode("raw_unicode_escape")`.
pub(super) fn try_decode_raw_escaped(bytes: &[u8], errors: &str) -> Result<String, Exception> {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        out.push(char::from(byte));
        let Some(&escape) = bytes.get(at).filter(|_| byte == b'\\') else {
            continue;
        };
        at += 1;
        let (size, reason) = match escape {
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            other => {
                out.push(char::from(other));
                continue;
            }
        };
        out.pop();
        let code = hex_number(bytes, &mut at, size);
        let found = code.ok_or(reason).and_then(|code| match code {
            0x11_0000.. => Err("\\Uxxxxxxxx out of range"),
            code => Ok(character(code, "raw_unicode_escape")),
        });
        match found {
            Ok(c) => out.push(c),
            Err(reason) => {
                let place = undecoded("rawunicodeescape", start, at);
                place.handle(bytes, errors, reason, &mut out)?;
            }
        }
    }
    Ok(out)
}

fn undecoded(encoding: &'static str, start: usize, end: usize) -> Undecoded {
    Undecoded {
        encoding,
        start,
        end,
    }
}

/// A number of so many hexadecimal digits; none if one is missing, at which `at` stands then.
fn hex_number(bytes: &[u8], at: &mut usize, size: usize) -> Option<u32> {
    let mut code = 0;
    for _ in 0..size {
        let digit = char::from(*bytes.get(*at)?).to_digit(16)?;
        code = code << 4 | digit;
        *at += 1;
    }
    Some(code)
}

/// The character of a code; half of a pair is a text that no Rust string can hold.
fn character(code: u32, encoding: &str) -> char {
    match char::from_u32(code) {
        Some(c) => c,
        None => refuse_encoding(encoding),
    }
}
