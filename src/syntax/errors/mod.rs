//! The parser's complaints in CPython's words.
//!
//! The parser says at which token it stopped; CPython stops there too, and then tries rules that
//! only produce messages (`invalid_*` in `Grammar/python.gram`). The functions here recognise the common
//! ones from the tokens around. What they do not recognise is `invalid syntax`, as it often is in CPython.

mod block;
mod context;
mod encoding;
mod expression;
mod header;
mod params;

pub(super) use encoding::check_encoding;

use rustpython_parser::lexer::LexicalErrorType;
use rustpython_parser::{ParseError, ParseErrorType};

use super::lexer::{Tokens, offset};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::{SourceFile, Span};
use context::Stop;

/// What is between the tokens of a program and of an f-string field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surroundings {
    /// Statements.
    Program,
    /// An expression that CPython reads in parentheses.
    Field,
}

/// A message and the place it is about.
type Complaint = (Span, String);

/// A syntax error at the token where the parser stopped.
pub(super) fn from_parser(
    source: &SourceFile,
    tokens: &Tokens,
    error: &ParseError,
    surroundings: Surroundings,
) -> Diagnostic {
    let at = u32::from(error.offset);
    let is_eof = matches!(error.error, ParseErrorType::Eof);
    let stop = Stop::new(source, tokens, at, is_eof, surroundings);
    let (span, message) = never_closed(&stop, tokens)
        .or_else(|| from_action(&stop, error))
        .or_else(|| block::explain(&stop))
        .or_else(|| params::explain(&stop))
        .or_else(|| expression::explain(&stop))
        .or_else(|| header::explain(&stop))
        .unwrap_or_else(|| (stop.span(), "invalid syntax".to_owned()));
    syntax_error(span, message)
}

/// A bracket that stays open: the innermost one, if the parser got beyond its line.
fn never_closed(stop: &Stop<'_>, tokens: &Tokens) -> Option<Complaint> {
    let bracket = tokens.unclosed?;
    let is_beyond = stop.line_of(stop.span().start) > stop.line_of(bracket.start);
    if !stop.is_at_end() && !is_beyond {
        return None;
    }
    let bracket_char = stop.text(bracket);
    Some((bracket, format!("'{bracket_char}' was never closed")))
}

/// Errors that the parser finds itself, beyond the grammar.
fn from_action(stop: &Stop<'_>, error: &ParseError) -> Option<Complaint> {
    let ParseErrorType::Lexical(error) = &error.error else {
        return None;
    };
    let message = match error {
        LexicalErrorType::DefaultArgumentError => {
            "non-default argument follows default argument".to_owned()
        }
        LexicalErrorType::DuplicateArgumentError(name) => {
            format!("duplicate argument '{name}' in function definition")
        }
        LexicalErrorType::DuplicateKeywordArgumentError(name) => {
            format!("keyword argument repeated: {name}")
        }
        LexicalErrorType::PositionalArgumentError | LexicalErrorType::UnpackedArgumentError => {
            stop.misplaced_argument()
        }
        LexicalErrorType::OtherError(message) => message.clone(),
        _ => return None,
    };
    Some((stop.span(), message))
}

/// The place behind the last token: the line end, so that it counts as on that line.
fn end_of_text(source: &SourceFile) -> Span {
    let at = offset(source.text().len().saturating_sub(1));
    Span::new(at, at)
}
