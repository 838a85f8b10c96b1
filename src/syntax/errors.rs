//! The parser's complaints in CPython's words.

use rustpython_parser::lexer::LexicalErrorType;
use rustpython_parser::{ParseError, ParseErrorType};

use super::lexer::Tokens;
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::{SourceFile, Span};

/// Texts that CPython would decode in another way than UTF-8, or not at all.
pub(super) fn check_encoding(source: &SourceFile) -> Result<(), Diagnostic> {
    if let Some(at) = source.text().find('\0') {
        let at = super::lexer::offset(at);
        return Err(syntax_error(
            Span::new(at, at + 1),
            "source code cannot contain null bytes",
        ));
    }
    Ok(())
}

/// A syntax error at the token where the parser stopped.
pub(super) fn from_parser(source: &SourceFile, tokens: &Tokens, error: &ParseError) -> Diagnostic {
    let at = u32::from(error.offset).min(super::lexer::offset(source.text().len()));
    let span = tokens
        .list
        .get(tokens.index_from(at))
        .map_or(Span::new(at, at), |token| token.span);
    let message = match &error.error {
        ParseErrorType::Lexical(LexicalErrorType::OtherError(message)) => message.clone(),
        _ => "invalid syntax".to_owned(),
    };
    syntax_error(span, message)
}
