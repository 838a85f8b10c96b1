//! Operators and brackets.

use rustpython_parser::Tok;

use super::{Lexer, OpenBracket, STRAY};
use crate::diagnostics::Diagnostic;

/// CPython's `MAXLEVEL`.
const MAX_BRACKETS: usize = 200;

impl Lexer<'_> {
    pub(super) fn lex_operator(&mut self, byte: u8) -> Result<(), Diagnostic> {
        let start = self.at;
        match byte {
            b'(' | b'[' | b'{' => return self.open_bracket(byte),
            b')' | b']' | b'}' => return self.close_bracket(byte),
            _ => {}
        }
        let rest = &self.bytes[start..];
        let (tok, length) = operator3(rest)
            .map(|tok| (tok, 3))
            .or_else(|| operator2(rest).map(|tok| (tok, 2)))
            .or_else(|| operator1(byte).map(|tok| (tok, 1)))
            .unwrap_or((STRAY, 1));
        self.at += length;
        if tok == STRAY && !(b' '..=b'~').contains(&byte) {
            return Err(self.error(start, super::word::invalid_character(char::from(byte))));
        }
        self.push(tok, start);
        Ok(())
    }

    fn open_bracket(&mut self, bracket: u8) -> Result<(), Diagnostic> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.error(self.at, "too many nested parentheses"));
        }
        self.brackets.push(OpenBracket {
            bracket,
            at: self.at,
        });
        self.at += 1;
        let tok = match bracket {
            b'(' => Tok::Lpar,
            b'[' => Tok::Lsqb,
            _ => Tok::Lbrace,
        };
        self.push(tok, self.at - 1);
        Ok(())
    }

    fn close_bracket(&mut self, bracket: u8) -> Result<(), Diagnostic> {
        let start = self.at;
        self.at += 1;
        let (tok, partner) = match bracket {
            b')' => (Tok::Rpar, b'('),
            b']' => (Tok::Rsqb, b'['),
            _ => (Tok::Rbrace, b'{'),
        };
        let closing = char::from(bracket);
        let Some(open) = self.brackets.pop() else {
            return Err(self.error(start, format!("unmatched '{closing}'")));
        };
        if open.bracket != partner {
            let opening = char::from(open.bracket);
            let mut message = format!(
                "closing parenthesis '{closing}' does not match opening parenthesis '{opening}'"
            );
            let line_number = self.line_number(open.at);
            if line_number != self.line_number(start) {
                message = format!("{message} on line {line_number}");
            }
            return Err(self.error(start, message));
        }
        self.push(tok, start);
        Ok(())
    }
}

fn operator3(rest: &[u8]) -> Option<Tok> {
    Some(match rest.get(..3)? {
        b"**=" => Tok::DoubleStarEqual,
        b"//=" => Tok::DoubleSlashEqual,
        b"<<=" => Tok::LeftShiftEqual,
        b">>=" => Tok::RightShiftEqual,
        b"..." => Tok::Ellipsis,
        _ => return None,
    })
}

fn operator2(rest: &[u8]) -> Option<Tok> {
    Some(match rest.get(..2)? {
        b"**" => Tok::DoubleStar,
        b"//" => Tok::DoubleSlash,
        b"<<" => Tok::LeftShift,
        b">>" => Tok::RightShift,
        b"==" => Tok::EqEqual,
        b"!=" => Tok::NotEqual,
        b"<=" => Tok::LessEqual,
        b">=" => Tok::GreaterEqual,
        b"->" => Tok::Rarrow,
        b":=" => Tok::ColonEqual,
        b"+=" => Tok::PlusEqual,
        b"-=" => Tok::MinusEqual,
        b"*=" => Tok::StarEqual,
        b"/=" => Tok::SlashEqual,
        b"%=" => Tok::PercentEqual,
        b"&=" => Tok::AmperEqual,
        b"|=" => Tok::VbarEqual,
        b"^=" => Tok::CircumflexEqual,
        b"@=" => Tok::AtEqual,
        b"<>" => STRAY,
        _ => return None,
    })
}

fn operator1(byte: u8) -> Option<Tok> {
    Some(match byte {
        b':' => Tok::Colon,
        b',' => Tok::Comma,
        b';' => Tok::Semi,
        b'+' => Tok::Plus,
        b'-' => Tok::Minus,
        b'*' => Tok::Star,
        b'/' => Tok::Slash,
        b'|' => Tok::Vbar,
        b'&' => Tok::Amper,
        b'<' => Tok::Less,
        b'>' => Tok::Greater,
        b'=' => Tok::Equal,
        b'.' => Tok::Dot,
        b'%' => Tok::Percent,
        b'~' => Tok::Tilde,
        b'^' => Tok::CircumFlex,
        b'@' => Tok::At,
        _ => return None,
    })
}
