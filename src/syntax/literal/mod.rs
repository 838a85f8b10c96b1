//! What literals mean: strings with their escapes, f-strings, integers.

mod escape;
mod fstring;
mod number;

pub(super) use number::integer;

use rustpython_parser::{StringKind, Tok};

use super::ast::{Constant, ExprKind, FStringPart};
use super::lexer::offset;
use super::lower::Lowerer;
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// One quoted piece.
#[derive(Clone, Copy)]
struct Piece {
    /// What is between the quotes.
    content: Span,
    is_raw: bool,
}

impl Lowerer<'_> {
    /// The value of adjacent string literals, joined.
    pub(super) fn lower_strings(&mut self, span: Span) -> Result<ExprKind, Diagnostic> {
        let mut parts = Vec::new();
        let mut bytes = Vec::new();
        let mut is_bytes = false;
        let mut is_formatted = false;
        for (kind, piece) in self.pieces(span) {
            match kind {
                StringKind::Bytes | StringKind::RawBytes => {
                    is_bytes = true;
                    bytes.extend(escape::bytes(self.source, piece)?);
                }
                StringKind::FString | StringKind::RawFString => {
                    is_formatted = true;
                    self.lower_fstring(piece, &mut parts)?;
                }
                StringKind::String | StringKind::RawString | StringKind::Unicode => {
                    push_text(&mut parts, escape::text(self.source, piece)?);
                }
            }
        }
        Ok(if is_bytes {
            ExprKind::Constant(Constant::Bytes(bytes))
        } else if is_formatted {
            ExprKind::FString(parts)
        } else {
            ExprKind::Constant(Constant::Str(match parts.pop() {
                Some(FStringPart::Text(text)) => text,
                Some(FStringPart::Value { .. }) | None => String::new(),
            }))
        })
    }

    fn pieces(&self, span: Span) -> Vec<(StringKind, Piece)> {
        let first = self.tokens.index_from(span.start);
        self.tokens.list[first..]
            .iter()
            .take_while(|token| token.span.end <= span.end)
            .filter_map(|token| match &token.tok {
                Tok::String {
                    kind,
                    triple_quoted,
                    ..
                } => {
                    let quotes = if *triple_quoted { 3 } else { 1 };
                    let text = self.source.slice(token.span);
                    let prefix = text.find(['"', '\'']).unwrap_or(0);
                    let content = Span::new(
                        token.span.start + offset(prefix) + quotes,
                        token.span.end - quotes,
                    );
                    let is_raw = text[..prefix].contains(['r', 'R']);
                    Some((*kind, Piece { content, is_raw }))
                }
                _ => None,
            })
            .collect()
    }
}

/// Appends to the text before it, if there is some.
fn push_text(parts: &mut Vec<FStringPart>, text: String) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(FStringPart::Text(before)) => before.push_str(&text),
        Some(FStringPart::Value { .. }) | None => parts.push(FStringPart::Text(text)),
    }
}
