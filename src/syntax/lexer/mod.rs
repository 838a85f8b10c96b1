//! Text to tokens, with CPython's rules for lines, indentation and brackets and its error messages.
//!
//! The parser's own lexer is not used: it lets emoji through as names, treats mixed tabs differently,
//! loses lone surrogates and has other words for what is wrong. Semantics: CPython's
//! `Parser/tokenizer.c` (3.11). An error of the tokenizer outranks any error of the parser there,
//! even one that stands earlier in the text; so the first error found here is final.

mod layout;
mod number;
mod operator;
mod quoted;
mod soft_keyword;
mod word;

use rustpython_parser::Tok;

use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Comment;

/// A token. Names, numbers and strings carry no text of their own where their span says it all.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What the parser sees.
    pub(super) tok: Tok,
    /// Where it stands.
    pub(super) span: Span,
}

/// The tokens of a text and what stands between them.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// In order; the last one is a [`Tok::Newline`] unless the text is empty.
    pub(super) list: Vec<Token>,
    /// All comments in order.
    pub(super) comments: Vec<Comment>,
    /// The bracket that was still open at the end of the text, the innermost one.
    pub(super) unclosed: Option<Span>,
}

impl Tokens {
    /// Index of the first token that starts at or behind `at`.
    pub(super) fn index_from(&self, at: u32) -> usize {
        self.list.partition_point(|token| token.span.start < at)
    }

    /// Where the bracket that opens at `at` is closed again (behind the closing one).
    pub(super) fn closing_of(&self, at: u32) -> Option<u32> {
        let mut depth = 0_usize;
        for token in &self.list[self.index_from(at)..] {
            match token.tok {
                Tok::Lpar | Tok::Lsqb | Tok::Lbrace => depth += 1,
                Tok::Rpar | Tok::Rsqb | Tok::Rbrace => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(token.span.end);
            }
        }
        None
    }

    /// The span of the last token that ends at or before `at`.
    pub(super) fn last_before(&self, at: u32) -> Option<&Token> {
        let behind = self.list.partition_point(|token| token.span.end <= at);
        self.list[..behind]
            .iter()
            .rfind(|token| token.span.end > token.span.start)
    }
}

/// A character that begins no token: no rule of the grammar takes it.
pub(super) const STRAY: Tok = Tok::NonLogicalNewline;

/// Reads a whole program.
pub(super) fn lex(source: &SourceFile) -> Result<Tokens, Diagnostic> {
    let mut lexer = Lexer::new(source, Span::new(0, offset(source.text().len())));
    lexer.lex_module()?;
    soft_keyword::mark(&mut lexer.tokens.list, source.text());
    Ok(lexer.tokens)
}

/// Reads the expression of an f-string field: line ends mean nothing in it.
pub(super) fn lex_expression(source: &SourceFile, span: Span) -> Result<Tokens, Diagnostic> {
    let mut lexer = Lexer::new(source, span);
    lexer.lex_inside_brackets()?;
    Ok(lexer.tokens)
}

/// Texts above 4 GiB are refused when they are read, so every offset fits.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a source file is smaller than 4 GiB")
}

/// An opening bracket that waits for its partner.
#[derive(Clone, Copy)]
struct OpenBracket {
    bracket: u8,
    at: usize,
}

struct Lexer<'a> {
    source: &'a SourceFile,
    text: &'a str,
    bytes: &'a [u8],
    /// Offset of the next byte.
    at: usize,
    brackets: Vec<OpenBracket>,
    indents: layout::Indents,
    tokens: Tokens,
}

impl<'a> Lexer<'a> {
    fn new(source: &'a SourceFile, span: Span) -> Self {
        let text = &source.text()[..span.end as usize];
        Self {
            source,
            text,
            bytes: text.as_bytes(),
            at: span.start as usize,
            brackets: Vec::new(),
            indents: layout::Indents::default(),
            tokens: Tokens {
                list: Vec::with_capacity((span.end - span.start) as usize / 4 + 4),
                ..Tokens::default()
            },
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn push(&mut self, tok: Tok, start: usize) {
        let span = Span::new(offset(start), offset(self.at));
        self.tokens.list.push(Token { tok, span });
    }

    fn error(&self, start: usize, message: impl Into<String>) -> Diagnostic {
        let start = start.min(self.text.len());
        let end = self.at.clamp(start, self.text.len());
        syntax_error(Span::new(offset(start), offset(end)), message)
    }

    fn line_number(&self, at: usize) -> u32 {
        self.source.line_number(offset(at))
    }

    fn lex_module(&mut self) -> Result<(), Diagnostic> {
        while self.at < self.bytes.len() {
            if !self.begin_line()? {
                continue;
            }
            self.lex_logical_line()?;
        }
        self.end_of_text();
        Ok(())
    }

    /// Tokens up to and including the newline that ends the statement.
    fn lex_logical_line(&mut self) -> Result<(), Diagnostic> {
        while let Some(byte) = self.peek() {
            if byte == b'\n' {
                self.at += 1;
                if self.brackets.is_empty() {
                    self.push(Tok::Newline, self.at - 1);
                    return Ok(());
                }
            } else {
                self.lex_token(byte)?;
            }
        }
        Ok(())
    }

    fn lex_inside_brackets(&mut self) -> Result<(), Diagnostic> {
        while let Some(byte) = self.peek() {
            if byte == b'\n' {
                self.at += 1;
            } else {
                self.lex_token(byte)?;
            }
        }
        self.note_unclosed();
        Ok(())
    }

    fn lex_token(&mut self, byte: u8) -> Result<(), Diagnostic> {
        match byte {
            b' ' | b'\t' | b'\x0c' => self.at += 1,
            b'#' => self.lex_comment(),
            b'0'..=b'9' => self.lex_number()?,
            b'.' if self.peek_at(1).is_some_and(|next| next.is_ascii_digit()) => {
                self.lex_number()?;
            }
            b'"' | b'\'' => self.lex_string(self.at)?,
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | 128.. => self.lex_word()?,
            b'\\' => self.lex_continuation()?,
            _ => self.lex_operator(byte)?,
        }
        Ok(())
    }

    fn lex_comment(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        self.at += line.len();
        let text = line[1..].strip_prefix(' ').unwrap_or(&line[1..]);
        self.tokens.comments.push(Comment {
            text: text.trim_end().to_owned(),
            span: Span::new(offset(start), offset(self.at)),
        });
    }

    /// A backslash at the end of a line.
    fn lex_continuation(&mut self) -> Result<(), Diagnostic> {
        let start = self.at;
        if self.peek_at(1) != Some(b'\n') {
            self.at += 1;
            return if self.at == self.bytes.len() {
                Err(self.error(start, "unexpected EOF while parsing"))
            } else {
                Err(self.error(
                    start,
                    "unexpected character after line continuation character",
                ))
            };
        }
        self.at += 2;
        if self.at == self.bytes.len() {
            return Err(self.error(start, "unexpected EOF while parsing"));
        }
        Ok(())
    }

    fn end_of_text(&mut self) {
        let has_open_line = self
            .tokens
            .list
            .last()
            .is_some_and(|token| !matches!(token.tok, Tok::Newline | Tok::Dedent));
        if has_open_line {
            self.push(Tok::Newline, self.at);
        }
        for _ in 0..self.indents.depth() {
            self.push(Tok::Dedent, self.at);
        }
        self.note_unclosed();
    }

    fn note_unclosed(&mut self) {
        self.tokens.unclosed = self
            .brackets
            .last()
            .map(|open| Span::new(offset(open.at), offset(open.at + 1)));
    }
}
