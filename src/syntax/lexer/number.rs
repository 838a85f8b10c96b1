//! Numbers: their extent and what CPython says about malformed ones.
//!
//! The value of an integer is read later from its text, so its token carries a zero.

use rustpython_parser::Tok;
use rustpython_parser::ast::bigint::BigInt;

use super::Lexer;
use crate::diagnostics::Diagnostic;

/// CPython's default `sys.get_int_max_str_digits()`.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// Hexadecimal and other literals longer than this have no use in a lesson and take long to convert.
const MAX_LITERAL: usize = 20_000;

impl Lexer<'_> {
    pub(super) fn lex_number(&mut self) -> Result<(), Diagnostic> {
        let start = self.at;
        if self.peek() == Some(b'0') {
            match self.peek_at(1) {
                Some(b'x' | b'X') => return self.lex_radix(start, 16, "hexadecimal"),
                Some(b'o' | b'O') => return self.lex_radix(start, 8, "octal"),
                Some(b'b' | b'B') => return self.lex_radix(start, 2, "binary"),
                _ => {}
            }
        }
        self.lex_decimal(start)
    }

    /// `0x…`, `0o…`, `0b…`.
    fn lex_radix(&mut self, start: usize, radix: u32, kind: &str) -> Result<(), Diagnostic> {
        self.at += 2;
        loop {
            if self.peek() == Some(b'_') {
                self.at += 1;
            }
            let from = self.at;
            while self
                .peek()
                .is_some_and(|byte| char::from(byte).is_digit(radix))
            {
                self.at += 1;
            }
            if self.at == from {
                return Err(self.bad_digit(start, kind));
            }
            if self.peek() != Some(b'_') {
                break;
            }
        }
        if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.bad_digit(start, kind));
        }
        self.check_end(start, kind)?;
        if self.at - start > MAX_LITERAL {
            return Err(self.error(start, "integer literal too long"));
        }
        self.push(
            Tok::Int {
                value: BigInt::default(),
            },
            start,
        );
        Ok(())
    }

    fn bad_digit(&mut self, start: usize, kind: &str) -> Diagnostic {
        match self.peek() {
            Some(digit) if digit.is_ascii_digit() => {
                let message = format!("invalid digit '{}' in {kind} literal", char::from(digit));
                self.at += 1;
                self.error(start, message)
            }
            _ => self.error(start, format!("invalid {kind} literal")),
        }
    }

    fn lex_decimal(&mut self, start: usize) -> Result<(), Diagnostic> {
        let mut is_integer = true;
        if self.peek() != Some(b'.') {
            self.skip_digits(start)?;
        }
        if self.peek() == Some(b'.') {
            is_integer = false;
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.skip_digits(start)?;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.peek_at(1), Some(b'+' | b'-')));
            if self
                .peek_at(1 + sign)
                .is_some_and(|byte| byte.is_ascii_digit())
            {
                is_integer = false;
                self.at += 1 + sign;
                self.skip_digits(start)?;
            } else if sign == 1 {
                self.at += 1;
                return Err(self.error(start, "invalid decimal literal"));
            }
        }
        if matches!(self.peek(), Some(b'j' | b'J')) {
            return self.finish_imaginary(start);
        }
        self.check_end(start, "decimal")?;
        if is_integer {
            self.finish_integer(start)
        } else {
            let value = self.float_value(start);
            self.push(Tok::Float { value }, start);
            Ok(())
        }
    }

    /// Digits with single underscores between them.
    fn skip_digits(&mut self, start: usize) -> Result<(), Diagnostic> {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
            if self.peek() != Some(b'_') {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.error(start, "invalid decimal literal"));
            }
        }
    }

    fn finish_imaginary(&mut self, start: usize) -> Result<(), Diagnostic> {
        let imag = self.float_value(start);
        self.at += 1;
        self.check_end(start, "imaginary")?;
        self.push(Tok::Complex { real: 0.0, imag }, start);
        Ok(())
    }

    fn finish_integer(&mut self, start: usize) -> Result<(), Diagnostic> {
        let digits = self.text[start..self.at].replace('_', "");
        if digits.starts_with('0') && digits.bytes().any(|byte| byte != b'0') {
            return Err(self.error(
                start,
                "leading zeros in decimal integer literals are not permitted; \
                 use an 0o prefix for octal integers",
            ));
        }
        if digits.len() > MAX_DECIMAL_DIGITS {
            return Err(self.error(
                start,
                format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: \
                     value has {} digits; use sys.set_int_max_str_digits() to increase the limit - \
                     Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                    digits.len()
                ),
            ));
        }
        self.push(
            Tok::Int {
                value: BigInt::default(),
            },
            start,
        );
        Ok(())
    }

    fn float_value(&self, start: usize) -> f64 {
        self.text[start..self.at]
            .replace('_', "")
            .parse()
            .expect("the digits were checked")
    }

    /// A name may not begin right behind a number, except for the few keywords that old programs
    /// write so (`1if x else 2`).
    fn check_end(&mut self, start: usize, kind: &str) -> Result<(), Diagnostic> {
        let rest = &self.bytes[self.at..];
        let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        if keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            return Ok(());
        }
        match self.peek() {
            // What follows is told to be an invalid character, if it is one.
            Some(128..) => self
                .lex_word()
                .and_then(|()| Err(self.error(start, format!("invalid {kind} literal")))),
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => {
                Err(self.error(start, format!("invalid {kind} literal")))
            }
            _ => Ok(()),
        }
    }
}
