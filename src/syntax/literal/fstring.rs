//! f-strings.
//!
//! Python 3.11 cuts them up before it parses their fields (`fstring_find_literal` and
//! `fstring_find_expr` in `Parser/string_parser.c`), with rules that differ from the ones for
//! programs: no backslash and no `#` in a field, one level of nesting, `{{` only outside a
//! specification. So do we, and each field gets its true place in the file.

use super::{Piece, escape, push_text};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::Span;
use crate::syntax::ast::{Conversion, Expr, FStringPart};
use crate::syntax::grammar;
use crate::syntax::lexer::{self, offset};
use crate::syntax::lower::Lowerer;

/// Fields may stand in the specification of a field, but no deeper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Outer,
    Specification,
    TooDeep,
}

impl Level {
    fn inner(self) -> Self {
        match self {
            Self::Outer => Self::Specification,
            Self::Specification | Self::TooDeep => Self::TooDeep,
        }
    }
}

/// Where we are in a piece.
struct Cursor<'a> {
    /// The whole file up to the end of the piece.
    bytes: &'a [u8],
    at: usize,
    is_raw: bool,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn error(&self, message: &str) -> Diagnostic {
        let at = offset(self.at.min(self.bytes.len()));
        syntax_error(Span::new(at, at), format!("f-string: {message}"))
    }

    fn expecting_brace(&self) -> Diagnostic {
        self.error("expecting '}'")
    }
}

impl Lowerer<'_> {
    /// Appends the parts of one f-string.
    pub(super) fn lower_fstring(
        &mut self,
        piece: Piece,
        parts: &mut Vec<FStringPart>,
    ) -> Result<(), Diagnostic> {
        let source = self.source;
        let mut cursor = Cursor {
            bytes: &source.text().as_bytes()[..piece.content.end as usize],
            at: piece.content.start as usize,
            is_raw: piece.is_raw,
        };
        self.lower_parts(&mut cursor, Level::Outer, parts)
    }

    fn lower_parts(
        &mut self,
        cursor: &mut Cursor<'_>,
        level: Level,
        parts: &mut Vec<FStringPart>,
    ) -> Result<(), Diagnostic> {
        loop {
            let is_doubled = self.lower_text(cursor, level, parts)?;
            if is_doubled {
                continue;
            }
            match cursor.peek() {
                Some(b'{') => self.lower_field(cursor, level, parts)?,
                Some(_) => return Ok(()),
                None if level == Level::Outer => return Ok(()),
                None => return Err(cursor.expecting_brace()),
            }
        }
    }

    /// Text up to a brace; true if it was a doubled one, of which the text has one.
    fn lower_text(
        &mut self,
        cursor: &mut Cursor<'_>,
        level: Level,
        parts: &mut Vec<FStringPart>,
    ) -> Result<bool, Diagnostic> {
        let start = cursor.at;
        while let Some(byte) = cursor.peek() {
            if byte == b'\\' && !cursor.is_raw {
                cursor.at += 1;
                match cursor.peek() {
                    Some(b'N') => skip_character_name(cursor),
                    // The backslash stays, the brace is a brace.
                    Some(b'{' | b'}') | None => {}
                    Some(_) => cursor.at += 1,
                }
                continue;
            }
            if byte == b'{' || byte == b'}' {
                break;
            }
            cursor.at += 1;
        }
        let mut end = cursor.at;
        let mut is_doubled = false;
        if level == Level::Outer
            && let Some(brace) = cursor.peek()
        {
            if cursor.bytes.get(cursor.at + 1) == Some(&brace) {
                is_doubled = true;
                end += 1;
                cursor.at += 2;
            } else if brace == b'}' {
                return Err(cursor.error("single '}' is not allowed"));
            }
        }
        let piece = Piece {
            content: Span::new(offset(start), offset(end)),
            is_raw: cursor.is_raw,
        };
        push_text(parts, escape::text(self.source, piece)?);
        Ok(is_doubled)
    }

    /// `{value=!conversion:specification}`.
    fn lower_field(
        &mut self,
        cursor: &mut Cursor<'_>,
        level: Level,
        parts: &mut Vec<FStringPart>,
    ) -> Result<(), Diagnostic> {
        if level == Level::TooDeep {
            return Err(cursor.error("expressions nested too deeply"));
        }
        cursor.at += 1;
        let start = cursor.at;
        find_end_of_value(cursor)?;
        let value = self.lower_value(Span::new(offset(start), offset(cursor.at)), cursor.peek())?;
        let shows_itself = cursor.peek() == Some(b'=');
        if shows_itself {
            cursor.at += 1;
            while cursor
                .peek()
                .is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'\x0b')
            {
                cursor.at += 1;
            }
            let text = Span::new(offset(start), offset(cursor.at));
            push_text(parts, self.source.slice(text).to_owned());
        }
        let mut conversion = read_conversion(cursor)?;
        let mut spec = None;
        if cursor.peek() == Some(b':') {
            cursor.at += 1;
            let mut spec_parts = Vec::new();
            self.lower_parts(cursor, level.inner(), &mut spec_parts)?;
            spec = Some(spec_parts);
        }
        if cursor.peek() != Some(b'}') {
            return Err(cursor.expecting_brace());
        }
        cursor.at += 1;
        if shows_itself && spec.is_none() && conversion == Conversion::None {
            conversion = Conversion::Repr;
        }
        parts.push(FStringPart::Value {
            value,
            conversion,
            spec,
        });
        Ok(())
    }

    /// `next` is the character behind it.
    fn lower_value(&mut self, span: Span, next: Option<u8>) -> Result<Expr, Diagnostic> {
        if self.source.slice(span).trim().is_empty() {
            let message = match next {
                Some(next @ (b'!' | b':' | b'=')) => {
                    format!(
                        "f-string: expression required before '{}'",
                        char::from(next)
                    )
                }
                _ => "f-string: empty expression not allowed".to_owned(),
            };
            return Err(syntax_error(span, message));
        }
        let in_field = |mut diagnostic: Diagnostic| {
            if !diagnostic.message.starts_with("f-string: ") && diagnostic.code == "syntax-error" {
                diagnostic.message = format!("f-string: {}", diagnostic.message);
            }
            diagnostic
        };
        let tokens = lexer::lex_expression(self.source, span)?;
        let expr = grammar::parse_field(self.source, &tokens, span).map_err(in_field)?;
        let outer = std::mem::replace(&mut self.tokens, tokens);
        let value = self.lower_expr(expr);
        self.tokens = outer;
        value
    }
}

/// `\N{…}`: its braces are no field.
fn skip_character_name(cursor: &mut Cursor<'_>) {
    cursor.at += 1;
    if cursor.peek() == Some(b'{') {
        let rest = &cursor.bytes[cursor.at..];
        cursor.at += rest
            .iter()
            .position(|byte| *byte == b'}')
            .map_or(rest.len(), |closing| closing + 1);
    }
}

/// Moves to the `=`, `!`, `:` or `}` behind the value.
fn find_end_of_value(cursor: &mut Cursor<'_>) -> Result<(), Diagnostic> {
    let mut brackets = Vec::new();
    while let Some(byte) = cursor.peek() {
        match byte {
            b'\\' => return Err(expression_part(cursor, "a backslash")),
            b'#' => return Err(expression_part(cursor, "'#'")),
            b'\'' | b'"' => {
                skip_string(cursor, byte)?;
                continue;
            }
            b'(' | b'[' | b'{' => brackets.push(byte),
            b'!' | b':' | b'}' | b'=' | b'<' | b'>' if brackets.is_empty() => {
                let is_comparison = matches!(byte, b'!' | b'=' | b'<' | b'>')
                    && cursor.bytes.get(cursor.at + 1) == Some(&b'=');
                if is_comparison {
                    cursor.at += 1;
                } else if byte != b'<' && byte != b'>' {
                    return Ok(());
                }
            }
            b')' | b']' | b'}' => close_bracket(cursor, &mut brackets, byte)?,
            _ => {}
        }
        cursor.at += 1;
    }
    Err(match brackets.last() {
        Some(bracket) => cursor.error(&format!("unmatched '{}'", char::from(*bracket))),
        None => cursor.expecting_brace(),
    })
}

fn expression_part(cursor: &Cursor<'_>, what: &str) -> Diagnostic {
    let span = Span::new(offset(cursor.at), offset(cursor.at + 1));
    syntax_error(
        span,
        format!("f-string expression part cannot include {what}"),
    )
}

/// Moves behind a string within a field.
fn skip_string(cursor: &mut Cursor<'_>, quote: u8) -> Result<(), Diagnostic> {
    let is_triple = cursor.bytes[cursor.at..].starts_with(&[quote; 3]);
    let closing: &[u8] = if is_triple { &[quote; 3] } else { &[quote] };
    cursor.at += closing.len();
    while let Some(byte) = cursor.peek() {
        if byte == b'\\' {
            return Err(expression_part(cursor, "a backslash"));
        }
        if cursor.bytes[cursor.at..].starts_with(closing) {
            cursor.at += closing.len();
            return Ok(());
        }
        cursor.at += 1;
    }
    Err(cursor.error("unterminated string"))
}

fn close_bracket(
    cursor: &Cursor<'_>,
    brackets: &mut Vec<u8>,
    closing: u8,
) -> Result<(), Diagnostic> {
    let closing_char = char::from(closing);
    let Some(opening) = brackets.pop() else {
        return Err(cursor.error(&format!("unmatched '{closing_char}'")));
    };
    if matches!(
        (opening, closing),
        (b'(', b')') | (b'[', b']') | (b'{', b'}')
    ) {
        return Ok(());
    }
    let opening = char::from(opening);
    Err(cursor.error(&format!(
        "closing parenthesis '{closing_char}' does not match opening parenthesis '{opening}'"
    )))
}

fn read_conversion(cursor: &mut Cursor<'_>) -> Result<Conversion, Diagnostic> {
    if cursor.peek() != Some(b'!') {
        return Ok(Conversion::None);
    }
    cursor.at += 1;
    let conversion = match cursor.peek() {
        Some(b's') => Conversion::Str,
        Some(b'r') => Conversion::Repr,
        Some(b'a') => Conversion::Ascii,
        Some(_) => {
            return Err(cursor.error("invalid conversion character: expected 's', 'r', or 'a'"));
        }
        None => return Err(cursor.expecting_brace()),
    };
    cursor.at += 1;
    Ok(conversion)
}
