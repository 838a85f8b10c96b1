//! The extent of string literals; what is in them is read by [`literal`](crate::syntax::literal).

use rustpython_parser::{StringKind, Tok};

use super::Lexer;
use crate::diagnostics::Diagnostic;

/// What a prefix makes of a string; none if it is not a prefix.
pub(super) fn string_kind(prefix: &str) -> Option<StringKind> {
    Some(match prefix.to_ascii_lowercase().as_str() {
        "" => StringKind::String,
        "u" => StringKind::Unicode,
        "r" => StringKind::RawString,
        "b" => StringKind::Bytes,
        "f" => StringKind::FString,
        "rb" | "br" => StringKind::RawBytes,
        "rf" | "fr" => StringKind::RawFString,
        _ => return None,
    })
}

impl Lexer<'_> {
    /// `start` is where the prefix begins.
    pub(super) fn lex_string(&mut self, start: usize) -> Result<(), Diagnostic> {
        let prefix_length = self.bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let kind = string_kind(&self.text[start..start + prefix_length])
            .expect("the caller checked the prefix");
        self.at = start + prefix_length;
        let quote = self.bytes[self.at];
        let triple_quoted = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if triple_quoted { 3 } else { 1 };
        self.skip_to_closing_quote(start, quote, triple_quoted)?;
        self.push(
            Tok::String {
                value: String::new(),
                kind,
                triple_quoted,
            },
            start,
        );
        Ok(())
    }

    fn skip_to_closing_quote(
        &mut self,
        start: usize,
        quote: u8,
        triple_quoted: bool,
    ) -> Result<(), Diagnostic> {
        loop {
            match self.peek() {
                Some(byte) if byte == quote && !triple_quoted => {
                    self.at += 1;
                    return Ok(());
                }
                Some(byte) if byte == quote && self.bytes[self.at..].starts_with(&[quote; 3]) => {
                    self.at += 3;
                    return Ok(());
                }
                Some(b'\n') | None if !triple_quoted => {
                    return Err(self.unterminated(start, "unterminated string literal", self.at));
                }
                None => {
                    let what = "unterminated triple-quoted string literal";
                    let last = self.text.len().saturating_sub(1);
                    return Err(self.unterminated(start, what, last.max(start)));
                }
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
            }
        }
    }

    fn unterminated(&mut self, start: usize, what: &str, detected: usize) -> Diagnostic {
        let line_number = self.line_number(detected.min(self.text.len()));
        // The marker stands at the opening quote only: the rest may be the whole file.
        self.at = start + 1;
        self.error(start, format!("{what} (detected at line {line_number})"))
    }
}
