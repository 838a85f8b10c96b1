//! Expressions: forgotten commas and `else`, `=` where `==` is meant, `:=` behind what is no name.

use rustpython_parser::Tok;

use super::Complaint;
use super::context::{Stop, begins_expression, ends_expression};
use crate::source::Span;

pub(super) fn explain(stop: &Stop<'_>) -> Option<Complaint> {
    positional_pattern(stop).or_else(|| explain_expression(stop))
}

fn explain_expression(stop: &Stop<'_>) -> Option<Complaint> {
    comprehension_target(stop)
        .or_else(|| dict_item(stop))
        .or_else(|| legacy_statement(stop))
        .or_else(|| misplaced_equals(stop))
        .or_else(|| walrus(stop))
        .or_else(|| missing_else(stop))
        .or_else(|| missing_comma(stop))
}

/// The indices of the item before the stop, backwards, up to a comma.
fn item(stop: &Stop<'_>) -> Vec<usize> {
    stop.level_backwards()
        .into_iter()
        .take_while(|index| stop.get(*index) != Some(&Tok::Comma))
        .collect()
}

/// `case C(a=1, 2):`.
fn positional_pattern(stop: &Stop<'_>) -> Option<Complaint> {
    let is_case = stop.get(stop.line_start(stop.at)) == Some(&Tok::Case);
    let bracket = stop.open_bracket()?;
    if !is_case || !stop.is_call(bracket) {
        return None;
    }
    let level = stop.level_backwards();
    let item = item(stop);
    let has_equal = |indices: &[usize]| {
        indices
            .iter()
            .any(|index| stop.get(*index) == Some(&Tok::Equal))
    };
    let is_end = matches!(stop.tok(), Some(Tok::Comma | Tok::Rpar)) || item.is_empty();
    let message = "positional patterns follow keyword patterns".to_owned();
    (is_end && has_equal(&level[item.len()..]) && !has_equal(&item)).then(|| (stop.span(), message))
}

fn comprehension_target(stop: &Stop<'_>) -> Option<Complaint> {
    let is_for = matches!(stop.tok(), Some(Tok::For | Tok::Async));
    if !is_for {
        return None;
    }
    let bracket = stop.open_bracket()?;
    let level = stop.level_backwards();
    let item = item(stop);
    let message = match item.last().and_then(|first| stop.get(*first)) {
        Some(Tok::Star) => "iterable unpacking cannot be used in comprehension",
        Some(Tok::DoubleStar) if !stop.is_call(bracket) => {
            "dict unpacking cannot be used in dict comprehension"
        }
        Some(_) if item.len() < level.len() && stop.get(bracket) != Some(&Tok::Lpar) => {
            "did you forget parentheses around the comprehension target?"
        }
        _ => return None,
    };
    Some((stop.span(), message.to_owned()))
}

/// Items of a dict display that lack a part.
fn dict_item(stop: &Stop<'_>) -> Option<Complaint> {
    let bracket = stop.open_bracket()?;
    if stop.get(bracket) != Some(&Tok::Lbrace) {
        return None;
    }
    let level = stop.level_backwards();
    let item = item(stop);
    let complain = |message: &str| Some((stop.span(), message.to_owned()));
    if stop.before(1) == Some(&Tok::Colon) {
        return match stop.tok()? {
            Tok::Rbrace | Tok::Comma => {
                complain("expression expected after dictionary key and ':'")
            }
            Tok::Star => complain("cannot use a starred expression in a dictionary value"),
            _ => None,
        };
    }
    let has_colon = |indices: &[usize]| {
        indices
            .iter()
            .any(|index| stop.get(*index) == Some(&Tok::Colon))
    };
    let has_spread = |indices: &[usize]| {
        indices
            .iter()
            .any(|index| stop.get(*index) == Some(&Tok::DoubleStar))
    };
    let before = &level[item.len()..];
    let is_dict = has_colon(before) || has_spread(before);
    let is_item = stop.before(1).is_some_and(ends_expression);
    if is_dict && is_item && !has_colon(&item) && !has_spread(&item) {
        return complain("':' expected after dictionary key");
    }
    None
}

/// `print "hello"`.
fn legacy_statement(stop: &Stop<'_>) -> Option<Complaint> {
    let Some(Tok::Name { name }) = stop.before(1) else {
        return None;
    };
    let is_legacy = matches!(name.as_str(), "print" | "exec");
    if !is_legacy || !stop.tok().is_some_and(begins_expression) {
        return None;
    }
    let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
    Some((stop.span_of(stop.at - 1), message))
}

/// `if x = 1:`, `f(a.b=1)`.
fn misplaced_equals(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.tok() != Some(&Tok::Equal) {
        return None;
    }
    let operand = operand_before(stop)?;
    let bracket = stop.open_bracket();
    if stop.get(stop.line_start(stop.at)) == Some(&Tok::Case) || operand.before == Some(&Tok::Star)
    {
        return None;
    }
    if bracket.is_some_and(|bracket| stop.is_call(bracket)) {
        let message = match operand.what {
            "True" | "False" | "None" => format!("cannot assign to {}", operand.what),
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
        };
        return Some((operand.span, message));
    }
    let keyword = stop.get(stop.line_start(stop.at));
    let takes_named =
        bracket.is_some() || matches!(keyword, Some(Tok::If | Tok::Elif | Tok::While));
    let is_followed_by_operand = stop.get(stop.at + 1).is_some_and(|tok| {
        begins_expression(tok) || matches!(tok, Tok::Lpar | Tok::Lsqb | Tok::Minus | Tok::Plus)
    });
    let is_first = matches!(
        operand.before,
        Some(Tok::If | Tok::Elif | Tok::While | Tok::Lpar | Tok::Lsqb | Tok::Lbrace | Tok::Comma)
    );
    if !takes_named || !is_first || !is_followed_by_operand {
        return None;
    }
    let message = match operand.what {
        "name" => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned(),
        "True" | "False" | "None" | "list" | "tuple" => return None,
        what => format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"),
    };
    Some((operand.span, message))
}

fn walrus(stop: &Stop<'_>) -> Option<Complaint> {
    if stop.tok() != Some(&Tok::ColonEqual) {
        return None;
    }
    let operand = operand_before(stop)?;
    if operand.what == "name" {
        let item = item(stop);
        let is_lambda = item
            .iter()
            .any(|index| stop.get(*index) == Some(&Tok::Lambda));
        let message = "cannot use assignment expressions with lambda".to_owned();
        return is_lambda.then_some((operand.span, message));
    }
    let message = format!("cannot use assignment expressions with {}", operand.what);
    Some((operand.span, message))
}

/// `x if y` without `else`.
fn missing_else(stop: &Stop<'_>) -> Option<Complaint> {
    if !stop.before(1).is_some_and(ends_expression)
        || matches!(stop.tok(), Some(Tok::Colon | Tok::Else | Tok::Equal))
    {
        return None;
    }
    for index in item(stop) {
        match stop.get(index)? {
            Tok::Else | Tok::Equal | Tok::Colon | Tok::Lambda => return None,
            Tok::If => {
                let value = index.checked_sub(1)?;
                let is_expression = stop.get(value).is_some_and(ends_expression);
                let is_condition = item(stop)
                    .iter()
                    .any(|other| *other < index && stop.get(*other) == Some(&Tok::For));
                let message = "expected 'else' after 'if' expression".to_owned();
                return (is_expression && !is_condition).then(|| (stop.span_of(value), message));
            }
            _ => {}
        }
    }
    None
}

/// `f(a b)`.
fn missing_comma(stop: &Stop<'_>) -> Option<Complaint> {
    let is_in_brackets = stop.open_bracket().is_some() || stop.is_in_field();
    if !is_in_brackets || super::params::find_params(stop).is_some() {
        return None;
    }
    let is_pair =
        stop.before(1).is_some_and(ends_expression) && stop.tok().is_some_and(begins_expression);
    if !is_pair {
        return None;
    }
    let level = stop.level_backwards();
    let n_own = level
        .iter()
        .take_while(|index| !is_boundary(stop.get(**index)))
        .count();
    let first = level[..n_own].last().copied()?;
    let first = first_of_bracketed(stop, first);
    if let (Some(Tok::Name { name }), second) = (stop.get(first), stop.get(first + 1)) {
        let is_string = matches!(second, Some(Tok::String { .. }));
        if is_string || matches!(name.as_str(), "match" | "case" | "_") {
            return None;
        }
    }
    let span = stop.span_of(first).to(stop.span());
    Some((
        span,
        "invalid syntax. Perhaps you forgot a comma?".to_owned(),
    ))
}

/// A closing bracket stands for its whole group: the index of its opening one.
fn first_of_bracketed(stop: &Stop<'_>, index: usize) -> usize {
    let mut depth = 0_usize;
    for at in (0..=index).rev() {
        match stop.get(at) {
            Some(Tok::Rpar | Tok::Rsqb | Tok::Rbrace) => depth += 1,
            Some(Tok::Lpar | Tok::Lsqb | Tok::Lbrace) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    index
}

fn is_boundary(tok: Option<&Tok>) -> bool {
    matches!(
        tok,
        Some(
            Tok::Comma
                | Tok::Equal
                | Tok::Colon
                | Tok::ColonEqual
                | Tok::For
                | Tok::In
                | Tok::If
                | Tok::Else
                | Tok::Yield
                | Tok::From
                | Tok::DoubleStar
        )
    )
}

/// An operand that ends before the stop, in CPython's words.
struct Operand<'a> {
    what: &'static str,
    /// The token before it.
    before: Option<&'a Tok>,
    span: Span,
}

fn operand_before<'a>(stop: &Stop<'a>) -> Option<Operand<'a>> {
    let last = stop.at.checked_sub(1)?;
    let first = first_of_bracketed(stop, last);
    let before = first.checked_sub(1).and_then(|index| stop.get(index));
    let has_owner = before.is_some_and(ends_expression);
    let what = match stop.get(last)? {
        Tok::Name { .. } if before == Some(&Tok::Dot) => "attribute",
        Tok::Name { .. } if is_operator(before) => "expression",
        Tok::Name { .. } => "name",
        _ if is_operator(before) => "expression",
        Tok::Rpar if has_owner => "function call",
        Tok::Rsqb if has_owner => "subscript",
        Tok::Rpar => parenthesized(stop, first, last),
        Tok::Rsqb => "list",
        Tok::True => "True",
        Tok::False => "False",
        Tok::None => "None",
        Tok::Ellipsis => "ellipsis",
        Tok::Int { .. } | Tok::Float { .. } | Tok::Complex { .. } | Tok::String { .. } => "literal",
        _ => return None,
    };
    let start = first_of_primary(stop, first);
    Some(Operand {
        what,
        before: start.checked_sub(1).and_then(|index| stop.get(index)),
        span: stop.span_of(first).to(stop.span_of(last)),
    })
}

/// `a.b[0](c)` starts at `a`.
fn first_of_primary(stop: &Stop<'_>, first: usize) -> usize {
    let mut at = first;
    while let Some(before) = at.checked_sub(1) {
        match (stop.get(before), stop.get(at)) {
            (Some(Tok::Dot), _) if before > 0 => at = first_of_bracketed(stop, before - 1),
            (Some(tok), Some(Tok::Lpar | Tok::Lsqb)) if ends_expression(tok) => {
                at = first_of_bracketed(stop, before);
            }
            _ => break,
        }
    }
    at
}

fn parenthesized(stop: &Stop<'_>, first: usize, last: usize) -> &'static str {
    let has = |wanted: &Tok| (first..last).any(|index| stop.get(index) == Some(wanted));
    if has(&Tok::ColonEqual) {
        "named expression"
    } else if has(&Tok::Comma) || last == first + 1 {
        "tuple"
    } else {
        "expression"
    }
}

fn is_operator(tok: Option<&Tok>) -> bool {
    matches!(
        tok,
        Some(
            Tok::Plus
                | Tok::Minus
                | Tok::Star
                | Tok::Slash
                | Tok::DoubleSlash
                | Tok::Percent
                | Tok::DoubleStar
                | Tok::Vbar
                | Tok::Amper
                | Tok::CircumFlex
                | Tok::LeftShift
                | Tok::RightShift
                | Tok::Tilde
        )
    )
}
