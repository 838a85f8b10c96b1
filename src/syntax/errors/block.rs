//! Blocks: indentation, and `try` without its clauses.

use rustpython_parser::Tok;

use super::Complaint;
use super::context::Stop;

pub(super) fn explain(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.is_in_field() {
        return None;
    }
    missing_block(stop)
        .or_else(|| unexpected_indent(stop))
        .or_else(|| try_without_clauses(stop))
        .or_else(|| mixed_handlers(stop))
}

fn unexpected_indent(stop: &Stop<'_>) -> Option<Complaint> {
    (stop.tok() == Some(&Tok::Indent)).then(|| (stop.span(), "unexpected indent".to_owned()))
}

/// `if x:` and then a line that is not indented.
fn missing_block(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.tok() == Some(&Tok::Indent) {
        return None;
    }
    let newline = (0..stop.at)
        .rev()
        .find(|index| stop.get(*index) != Some(&Tok::Dedent))?;
    let colon = newline.checked_sub(1)?;
    if stop.get(newline) != Some(&Tok::Newline) || stop.get(colon) != Some(&Tok::Colon) {
        return None;
    }
    let start = stop.line_start(colon);
    let what = match stop.get(start)? {
        Tok::If => "'if' statement",
        Tok::Elif => "'elif' statement",
        Tok::Else => "'else' statement",
        Tok::For => "'for' statement",
        Tok::While => "'while' statement",
        Tok::Try => "'try' statement",
        Tok::Except if stop.get(start + 1) == Some(&Tok::Star) => "'except*' statement",
        Tok::Except => "'except' statement",
        Tok::Finally => "'finally' statement",
        Tok::With => "'with' statement",
        Tok::Match => "'match' statement",
        Tok::Case => "'case' statement",
        Tok::Def => "function definition",
        Tok::Class => "class definition",
        Tok::Async => match stop.get(start + 1)? {
            Tok::Def => "function definition",
            Tok::For => "'for' statement",
            Tok::With => "'with' statement",
            _ => return None,
        },
        _ => return None,
    };
    let line_number = stop.line_of(stop.span_of(start).start);
    let message = format!("expected an indented block after {what} on line {line_number}");
    Some((stop.span(), message))
}

/// Index of the first token of the header whose block, or one-line body, ends before the token.
fn header_of_ended_block(stop: &Stop<'_>, at: usize) -> Option<usize> {
    let mut index = at.checked_sub(1)?;
    let mut depth = 0_usize;
    while stop.get(index) == Some(&Tok::Dedent) {
        depth += 1;
        index = index.checked_sub(1)?;
    }
    if stop.get(index) != Some(&Tok::Newline) {
        return None;
    }
    if depth == 0 {
        return Some(stop.line_start(index));
    }
    while depth > 0 {
        match stop.get(index)? {
            Tok::Dedent => depth += 1,
            Tok::Indent => depth -= 1,
            _ => {}
        }
        index = index.checked_sub(1)?;
    }
    Some(stop.line_start(index))
}

fn try_without_clauses(stop: &Stop<'_>) -> Option<Complaint> {
    let header = header_of_ended_block(stop, stop.at)?;
    let is_clause = matches!(stop.tok(), Some(Tok::Except | Tok::Finally));
    (stop.get(header) == Some(&Tok::Try) && !is_clause).then(|| {
        let message = "expected 'except' or 'finally' block".to_owned();
        (stop.span(), message)
    })
}

fn mixed_handlers(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.before(1) != Some(&Tok::Except) {
        return None;
    }
    let header = header_of_ended_block(stop, stop.at - 1)?;
    (stop.get(header) == Some(&Tok::Except)).then(|| {
        let message = "cannot have both 'except' and 'except*' on the same 'try'".to_owned();
        (stop.span(), message)
    })
}
