//! Statements of one line and the heads of blocks: missing colons, `print` without parentheses.

use rustpython_parser::Tok;

use super::Complaint;
use super::context::{Stop, begins_expression, ends_expression};

pub(super) fn explain(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.is_in_field() {
        return None;
    }
    missing_colon(stop)
        .or_else(|| clause(stop))
        .or_else(|| annotated_tuple(stop))
        .map(|message| (stop.span(), message.to_owned()))
}

fn missing_colon(stop: &Stop<'_>) -> Option<&'static str> {
    if stop.open_bracket().is_some() {
        return None;
    }
    let start = stop.line_start(stop.at);
    let keyword = match stop.get(start)? {
        Tok::Async => stop.get(start + 1)?,
        other => other,
    };
    let is_end = matches!(stop.tok(), Some(Tok::Newline) | None);
    let is_complete = stop.before(1).is_some_and(ends_expression);
    let needs_colon = match keyword {
        Tok::If | Tok::Elif | Tok::While | Tok::With | Tok::Match | Tok::Case => {
            is_end && is_complete
        }
        Tok::For => {
            let has_in = (start..stop.at).any(|index| stop.get(index) == Some(&Tok::In));
            is_end && is_complete && has_in
        }
        Tok::Except => is_end && (is_complete || stop.at == start + 1),
        Tok::Class => is_end && is_complete,
        Tok::Try | Tok::Else | Tok::Finally => stop.at == start + 1,
        Tok::Def => return function_header(stop),
        _ => false,
    };
    needs_colon.then_some("expected ':'")
}

fn function_header(stop: &Stop<'_>) -> Option<&'static str> {
    match (stop.before(2), stop.before(1)?) {
        (Some(Tok::Def), Tok::Name { .. }) => Some("expected '('"),
        (_, Tok::Rpar | Tok::Rarrow) => Some("expected ':'"),
        (_, last) => {
            let is_end = matches!(stop.tok(), Some(Tok::Newline) | None);
            (is_end && ends_expression(last)).then_some("expected ':'")
        }
    }
}

fn clause(stop: &Stop<'_>) -> Option<&'static str> {
    if stop.open_bracket().is_some() {
        return None;
    }
    let start = stop.line_start(stop.at);
    match (stop.get(start)?, stop.tok()) {
        (Tok::Except, Some(Tok::Comma)) if !has_as(stop, start) => {
            Some("multiple exception types must be parenthesized")
        }
        (Tok::Except, Some(Tok::Colon)) if stop.before(1) == Some(&Tok::Star) => {
            Some("expected one or more exception types")
        }
        (Tok::From, Some(Tok::Newline) | None) if stop.before(1) == Some(&Tok::Comma) => {
            Some("trailing comma not allowed without surrounding parentheses")
        }
        (Tok::Case, Some(tok)) if stop.before(1) == Some(&Tok::As) => {
            let is_target = begins_expression(tok);
            is_target.then_some("invalid pattern target")
        }
        _ => None,
    }
}

fn has_as(stop: &Stop<'_>, start: usize) -> bool {
    (start..stop.at).any(|index| stop.get(index) == Some(&Tok::As))
}

/// `a, b: int`.
fn annotated_tuple(stop: &Stop<'_>) -> Option<&'static str> {
    if stop.tok() != Some(&Tok::Colon) || stop.open_bracket().is_some() {
        return None;
    }
    let level = stop.level_backwards();
    let is_tuple = level
        .iter()
        .any(|index| stop.get(*index) == Some(&Tok::Comma));
    let is_plain = level.iter().all(|index| {
        stop.get(*index).is_some_and(|tok| {
            ends_expression(tok) || matches!(tok, Tok::Comma | Tok::Dot | Tok::Star)
        })
    });
    (is_tuple && is_plain).then_some("only single target (not tuple) can be annotated")
}
