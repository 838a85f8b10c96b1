//! Escape sequences.
//!
//! CPython: `decode_unicode_with_escapes` and `_PyBytes_DecodeEscape`. An unknown escape stays as it
//! is. A lone surrogate is a valid Python string that no Rust string can hold: it is refused.

use super::Piece;
use crate::diagnostics::{Diagnostic, syntax_error, unsupported};
use crate::source::{SourceFile, Span};
use crate::syntax::lexer::offset;

/// The value of a `str` literal.
pub(super) fn text(source: &SourceFile, piece: Piece) -> Result<String, Diagnostic> {
    let content = source.slice(piece.content);
    if piece.is_raw || !content.contains('\\') {
        return Ok(content.to_owned());
    }
    let mut escapes = Escapes {
        content,
        start: piece.content.start,
        at: 0,
        value: String::with_capacity(content.len()),
    };
    escapes.decode()?;
    Ok(escapes.value)
}

struct Escapes<'a> {
    content: &'a str,
    /// Offset of the content in the file.
    start: u32,
    at: usize,
    value: String,
}

impl Escapes<'_> {
    fn decode(&mut self) -> Result<(), Diagnostic> {
        while let Some(plain) = self.content[self.at..].find('\\') {
            self.value.push_str(&self.content[self.at..self.at + plain]);
            self.at += plain;
            self.decode_escape()?;
        }
        self.value.push_str(&self.content[self.at..]);
        Ok(())
    }

    /// `at` is at a backslash.
    fn decode_escape(&mut self) -> Result<(), Diagnostic> {
        let Some(escape) = self.content[self.at + 1..].chars().next() else {
            // Only an f-string's text before a brace ends so.
            self.value.push('\\');
            self.at += 1;
            return Ok(());
        };
        if let Some(value) = simple_escape(escape) {
            self.value.extend(value);
            self.at += 2;
            return Ok(());
        }
        match escape {
            '0'..='7' => {
                let digits = octal_digits(&self.content.as_bytes()[self.at + 1..]);
                let code = digits
                    .iter()
                    .fold(0, |code, digit| code * 8 + u32::from(digit - b'0'));
                self.value.extend(char::from_u32(code));
                self.at += 1 + digits.len();
                Ok(())
            }
            'x' => self.decode_code(2, "truncated \\xXX escape"),
            'u' => self.decode_code(4, "truncated \\uXXXX escape"),
            'U' => self.decode_code(8, "truncated \\UXXXXXXXX escape"),
            'N' => self.decode_name(),
            _ => {
                self.value.push('\\');
                self.at += 1;
                Ok(())
            }
        }
    }

    fn decode_code(&mut self, n_digits: usize, truncated: &str) -> Result<(), Diagnostic> {
        let from = self.at + 2;
        let length = self.content.as_bytes()[from..]
            .iter()
            .take(n_digits)
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        if length < n_digits {
            return Err(self.error(from + length, truncated));
        }
        let code = u32::from_str_radix(&self.content[from..from + n_digits], 16)
            .expect("hexadecimal digits were counted");
        let Some(character) = char::from_u32(code) else {
            return Err(if code > 0x0010_FFFF {
                self.error(from + length, "illegal Unicode character")
            } else {
                unsupported(
                    self.span(from + length),
                    "a lone surrogate in a string",
                    "write the character itself, or its \\U escape",
                )
            });
        };
        self.value.push(character);
        self.at = from + n_digits;
        Ok(())
    }

    fn decode_name(&mut self) -> Result<(), Diagnostic> {
        let malformed = "malformed \\N character escape";
        let rest = &self.content[self.at + 2..];
        let Some(inner) = rest.strip_prefix('{') else {
            return Err(self.error(self.at + 2, malformed));
        };
        let Some(length) = inner.find('}').filter(|length| *length > 0) else {
            return Err(self.error(self.content.len(), malformed));
        };
        let end = self.at + 4 + length;
        let Some(character) = unicode_names2::character(&inner[..length]) else {
            return Err(self.error(end, "unknown Unicode character name"));
        };
        self.value.push(character);
        self.at = end;
        Ok(())
    }

    /// From the backslash to `end`, within the file.
    fn span(&self, end: usize) -> Span {
        Span::new(self.start + offset(self.at), self.start + offset(end))
    }

    fn error(&self, end: usize, what: &str) -> Diagnostic {
        // CPython counts in a copy where each character that is not ASCII takes ten bytes.
        let position: usize = self.content[..self.at]
            .chars()
            .map(|character| if character.is_ascii() { 1 } else { 10 })
            .sum();
        let last = position + (end - self.at) - 1;
        let message = format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position \
             {position}-{last}: {what}"
        );
        syntax_error(self.span(end), message)
    }
}

/// Escapes of one letter; `Some(None)` is the escaped line end, which vanishes.
#[expect(clippy::option_option, reason = "no escape, an empty one, a character")]
fn simple_escape(escape: char) -> Option<Option<char>> {
    Some(Some(match escape {
        '\n' => return Some(None),
        '\\' | '\'' | '"' => escape,
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        _ => return None,
    }))
}

fn octal_digits(bytes: &[u8]) -> &[u8] {
    let length = bytes
        .iter()
        .take(3)
        .take_while(|byte| matches!(byte, b'0'..=b'7'))
        .count();
    &bytes[..length]
}

/// The value of a `bytes` literal.
pub(super) fn bytes(source: &SourceFile, piece: Piece) -> Result<Vec<u8>, Diagnostic> {
    let content = source.slice(piece.content);
    if !content.is_ascii() {
        return Err(syntax_error(
            piece.content,
            "bytes can only contain ASCII literal characters",
        ));
    }
    if piece.is_raw || !content.contains('\\') {
        return Ok(content.as_bytes().to_vec());
    }
    let content = content.as_bytes();
    let mut value = Vec::with_capacity(content.len());
    let mut at = 0;
    while let Some(&byte) = content.get(at) {
        if byte != b'\\' {
            value.push(byte);
            at += 1;
            continue;
        }
        let escape = content[at + 1];
        if let Some(simple) = simple_escape(char::from(escape)) {
            value.extend(simple.and_then(|simple| u8::try_from(simple).ok()));
            at += 2;
        } else if escape.is_ascii_digit() && escape < b'8' {
            let digits = octal_digits(&content[at + 1..]);
            let code = digits
                .iter()
                .fold(0_u16, |code, digit| code * 8 + u16::from(digit - b'0'));
            value.push(code.to_le_bytes()[0]);
            at += 1 + digits.len();
        } else if escape == b'x' {
            let hex = content
                .get(at + 2..at + 4)
                .and_then(|hex| std::str::from_utf8(hex).ok());
            let Some(code) = hex
                .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            else {
                let message = format!("(value error) invalid \\x escape at position {at}");
                return Err(syntax_error(piece.content, message));
            };
            value.push(code);
            at += 4;
        } else {
            value.push(b'\\');
            at += 1;
        }
    }
    Ok(value)
}
