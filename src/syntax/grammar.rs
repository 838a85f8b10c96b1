//! The one place where the parser is called.

use rustpython_parser::ast as py;
use rustpython_parser::lexer::LexResult;
use rustpython_parser::text_size::{TextRange, TextSize};
use rustpython_parser::{Parse, Tok};

use super::errors::{self, Surroundings};
use super::lexer::{Token, Tokens};
use crate::diagnostics::Diagnostic;
use crate::source::{SourceFile, Span};

/// A whole program.
pub(super) fn parse_module(source: &SourceFile, tokens: &Tokens) -> Result<py::Suite, Diagnostic> {
    py::Suite::parse_tokens(tokens.list.iter().map(feed), source.name())
        .map_err(|error| errors::from_parser(source, tokens, &error, Surroundings::Program))
}

/// The expression of an f-string field, read as if it stood in parentheses.
pub(super) fn parse_field(
    source: &SourceFile,
    tokens: &Tokens,
    span: Span,
) -> Result<py::Expr, Diagnostic> {
    let parenthesis = |tok, at| {
        let range = TextRange::empty(TextSize::new(at));
        LexResult::Ok((tok, range))
    };
    let list = std::iter::once(parenthesis(Tok::Lpar, span.start))
        .chain(tokens.list.iter().map(feed))
        .chain(std::iter::once(parenthesis(Tok::Rpar, span.end)));
    py::Expr::parse_tokens(list, source.name())
        .map_err(|error| errors::from_parser(source, tokens, &error, Surroundings::Field))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the parser reads a fallible stream"
)]
fn feed(token: &Token) -> LexResult {
    let Span { start, end } = token.span;
    let range = TextRange::new(TextSize::new(start), TextSize::new(end));
    Ok((token.tok.clone(), range))
}
