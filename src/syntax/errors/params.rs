//! Parameters of functions and lambdas.

use rustpython_parser::Tok;

use super::Complaint;
use super::context::Stop;

/// Whose parameters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Function,
    Lambda,
}

pub(super) fn explain(stop: &Stop<'_>) -> Option<Complaint> {
    let (owner, start) = find_params(stop)?;
    let seen = |wanted: &Tok| (start..stop.at).any(|index| stop.get(index) == Some(wanted));
    let has_kwargs = (start..stop.at).any(|index| {
        stop.get(index) == Some(&Tok::DoubleStar)
            && matches!(
                stop.get(index.wrapping_sub(1)),
                Some(Tok::Comma | Tok::Lpar | Tok::Lambda)
            )
            && index + 2 < stop.at
    });
    let is_next = matches!(stop.before(1), Some(Tok::Comma | Tok::Lpar | Tok::Lambda));
    let tok = stop.tok()?;
    let message = match tok {
        Tok::Name { .. } | Tok::Star | Tok::DoubleStar | Tok::Slash if has_kwargs && is_next => {
            "arguments cannot follow var-keyword argument"
        }
        Tok::Star if is_next && seen(&Tok::Star) => "* argument may appear only once",
        Tok::Name { .. } if stop.before(1) == Some(&Tok::Star) => return None,
        Tok::Slash if is_next && stop.at == start => "at least one argument must precede /",
        Tok::Slash if is_next && seen(&Tok::Slash) => "/ may appear only once",
        Tok::Slash if is_next && seen(&Tok::Star) => "/ must be ahead of *",
        Tok::Equal if stop.before(2) == Some(&Tok::Star) => {
            "var-positional argument cannot have default value"
        }
        Tok::Equal if stop.before(2) == Some(&Tok::DoubleStar) => {
            "var-keyword argument cannot have default value"
        }
        Tok::Lpar if is_next && owner == Owner::Function => {
            "Function parameters cannot be parenthesized"
        }
        Tok::Lpar if is_next => "Lambda expression parameters cannot be parenthesized",
        _ => return None,
    };
    Some((stop.span(), message.to_owned()))
}

/// The index of the first token of the parameters around the stop.
pub(super) fn find_params(stop: &Stop<'_>) -> Option<(Owner, usize)> {
    let level = stop.level_backwards();
    for index in &level {
        match stop.get(*index) {
            Some(Tok::Lambda) => return Some((Owner::Lambda, index + 1)),
            Some(Tok::Colon) => break,
            _ => {}
        }
    }
    let bracket = stop.open_bracket()?;
    let is_def = bracket >= 2 && stop.get(bracket - 2) == Some(&Tok::Def);
    is_def.then_some((Owner::Function, bracket + 1))
}
