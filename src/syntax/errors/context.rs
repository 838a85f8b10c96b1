//! The tokens around the place where the parser stopped.

use rustpython_parser::Tok;

use super::{Surroundings, end_of_text};
use crate::source::{SourceFile, Span};
use crate::syntax::lexer::{Token, Tokens};

/// Where the parser stopped.
pub(super) struct Stop<'a> {
    source: &'a SourceFile,
    list: &'a [Token],
    /// Index of the token it could not use; the number of tokens at the end of the text.
    pub(super) at: usize,
    surroundings: Surroundings,
}

impl<'a> Stop<'a> {
    pub(super) fn new(
        source: &'a SourceFile,
        tokens: &'a Tokens,
        at: u32,
        is_eof: bool,
        surroundings: Surroundings,
    ) -> Self {
        let list = tokens.list.as_slice();
        let first = tokens.index_from(at);
        let index = if is_eof {
            list.len()
        } else {
            let is_real = |token: &Token| token.tok != Tok::Dedent;
            let skipped = list[first..].iter().position(is_real);
            skipped.map_or(list.len(), |skipped| first + skipped)
        };
        Self {
            source,
            list,
            at: index,
            surroundings,
        }
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        self.source.slice(span)
    }

    pub(super) fn line_of(&self, at: u32) -> u32 {
        self.source.line_number(at)
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.list.len()
    }

    pub(super) fn is_in_field(&self) -> bool {
        self.surroundings == Surroundings::Field
    }

    /// The place of the token.
    pub(super) fn span(&self) -> Span {
        self.list
            .get(self.at)
            .map_or_else(|| end_of_text(self.source), |token| token.span)
    }

    /// The token the parser could not use.
    pub(super) fn tok(&self) -> Option<&'a Tok> {
        self.list.get(self.at).map(|token| &token.tok)
    }

    /// The token with that index.
    pub(super) fn get(&self, index: usize) -> Option<&'a Tok> {
        self.list.get(index).map(|token| &token.tok)
    }

    pub(super) fn span_of(&self, index: usize) -> Span {
        self.list
            .get(index)
            .map_or_else(|| self.span(), |token| token.span)
    }

    /// The token `n` before.
    pub(super) fn before(&self, n: usize) -> Option<&'a Tok> {
        self.at.checked_sub(n).and_then(|index| self.get(index))
    }

    /// Index of the first token of the logical line that holds the token with that index.
    pub(super) fn line_start(&self, index: usize) -> usize {
        let end = index.min(self.list.len());
        self.list[..end]
            .iter()
            .rposition(|token| is_layout(&token.tok))
            .map_or(0, |layout| layout + 1)
    }

    /// Index of the innermost bracket that is open at the stop.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        let start = self.line_start(self.at);
        let mut depth = 0_usize;
        for index in (start..self.at.min(self.list.len())).rev() {
            match self.list[index].tok {
                Tok::Rpar | Tok::Rsqb | Tok::Rbrace => depth += 1,
                Tok::Lpar | Tok::Lsqb | Tok::Lbrace => {
                    if depth == 0 {
                        return Some(index);
                    }
                    depth -= 1;
                }
                _ => {}
            }
        }
        None
    }

    /// Indices of the tokens before the stop, backwards, as far as the innermost open bracket or the
    /// start of the line, what is in closed brackets left out.
    pub(super) fn level_backwards(&self) -> Vec<usize> {
        let start = self
            .open_bracket()
            .map_or_else(|| self.line_start(self.at), |bracket| bracket + 1);
        let mut depth = 0_usize;
        let mut level = Vec::new();
        for index in (start..self.at.min(self.list.len())).rev() {
            match self.list[index].tok {
                Tok::Rpar | Tok::Rsqb | Tok::Rbrace => {
                    if depth == 0 {
                        level.push(index);
                    }
                    depth += 1;
                }
                Tok::Lpar | Tok::Lsqb | Tok::Lbrace => depth = depth.saturating_sub(1),
                _ if depth == 0 => level.push(index),
                _ => {}
            }
        }
        level
    }

    /// Whether the bracket at the index belongs to a call.
    pub(super) fn is_call(&self, bracket: usize) -> bool {
        let callee = bracket.checked_sub(1).and_then(|index| self.get(index));
        let keyword = bracket.checked_sub(2).and_then(|index| self.get(index));
        self.get(bracket) == Some(&Tok::Lpar)
            && callee.is_some_and(ends_expression)
            && !matches!(keyword, Some(Tok::Def | Tok::Class))
    }

    /// An argument behind one that must come later.
    pub(super) fn misplaced_argument(&self) -> String {
        let follows_unpacking = self
            .level_backwards()
            .iter()
            .any(|index| self.get(*index) == Some(&Tok::DoubleStar));
        let what = if self.tok() == Some(&Tok::Star) {
            "iterable argument unpacking follows keyword argument unpacking"
        } else if follows_unpacking {
            "positional argument follows keyword argument unpacking"
        } else {
            "positional argument follows keyword argument"
        };
        what.to_owned()
    }
}

pub(super) fn is_layout(tok: &Tok) -> bool {
    matches!(tok, Tok::Newline | Tok::Indent | Tok::Dedent | Tok::Semi)
}

/// Whether an expression may end with the token.
pub(super) fn ends_expression(tok: &Tok) -> bool {
    matches!(
        tok,
        Tok::Name { .. }
            | Tok::Int { .. }
            | Tok::Float { .. }
            | Tok::Complex { .. }
            | Tok::String { .. }
            | Tok::Rpar
            | Tok::Rsqb
            | Tok::Rbrace
            | Tok::None
            | Tok::True
            | Tok::False
            | Tok::Ellipsis
    )
}

/// Whether an expression may begin with the token, right behind another one.
pub(super) fn begins_expression(tok: &Tok) -> bool {
    matches!(
        tok,
        Tok::Name { .. }
            | Tok::Int { .. }
            | Tok::Float { .. }
            | Tok::Complex { .. }
            | Tok::String { .. }
            | Tok::Lbrace
            | Tok::None
            | Tok::True
            | Tok::False
            | Tok::Ellipsis
            | Tok::Lambda
            | Tok::Tilde
            | Tok::Await
    )
}
