//! How arguments find parameters, and what CPython says where they do not (Python reference, section 6.3.4 "Calls";
//! `initialize_locals` in CPython's `ceval.c`).

use crate::syntax::ast::{Param, ParamKind, Params};
use crate::types::ArgSource;

/// Why arguments do not find parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Only running the call tells.
    Unknown,
    /// The call raises `TypeError`: what it says behind the function's name.
    Wrong(String),
}

/// A positional argument, taken apart if it is `*tuple`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One value.
    One(ArgSource),
    /// `*iterable`: nobody knows how many.
    Many(usize),
}

/// What a call gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// By position.
    pub(super) positional: Vec<Piece>,
    /// By name.
    pub(super) named: Vec<(String, ArgSource)>,
}

/// Where each parameter's value comes from.
pub(super) fn bind_args(params: &Params, given: &Given) -> Result<Vec<ArgSource>, Misfit> {
    let list = &params.list;
    let mut sources: Vec<Option<ArgSource>> = vec![None; list.len()];
    let positional: Vec<usize> = (0..list.len())
        .filter(|index| is_positional(&list[*index]))
        .collect();
    let has = |kind: ParamKind| list.iter().any(|param| param.kind == kind);
    let (has_varargs, has_kwargs) = (has(ParamKind::VarArgs), has(ParamKind::KwArgs));
    let mut extra = Vec::new();
    for (at, piece) in given.positional.iter().enumerate() {
        match (positional.get(at), piece) {
            (Some(index), Piece::One(source)) => sources[*index] = Some(source.clone()),
            (None, Piece::One(source)) => extra.push(source.clone()),
            (None, Piece::Many(at)) if has_varargs => extra.push(ArgSource::Positional(*at)),
            (_, Piece::Many(_)) => return Err(Misfit::Unknown),
        }
    }
    if is_split(&extra) {
        return Err(Misfit::Unknown);
    }
    let names: Vec<&str> = given.named.iter().map(|(name, _)| name.as_str()).collect();
    let mut extra_keywords = Vec::new();
    for (name, source) in &given.named {
        let index = list.iter().position(|param| {
            param.name.name == *name
                && matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly)
        });
        match index {
            Some(index) if sources[index].is_none() => sources[index] = Some(source.clone()),
            Some(_) => {
                let complaint = format!("got multiple values for argument '{name}'");
                return Err(Misfit::Wrong(complaint));
            }
            None if has_kwargs => extra_keywords.push((name.clone(), source.clone())),
            None => return Err(Misfit::Wrong(unexpected(list, &names, name))),
        }
    }
    if !extra.is_empty() && !has_varargs {
        let n_given = given.positional.len();
        return Err(Misfit::Wrong(too_many(list, &sources, n_given)));
    }
    missing(list, &sources)?;
    let bound = list
        .iter()
        .zip(sources)
        .map(|(param, source)| match (param.kind, source) {
            (ParamKind::VarArgs, _) => ArgSource::VarArgs(extra.clone()),
            (ParamKind::KwArgs, _) => ArgSource::KwArgs(extra_keywords.clone()),
            (_, source) => source.unwrap_or(ArgSource::Default),
        });
    Ok(bound.collect())
}

/// Whether `*args` gets a part of a tuple beside something of which nobody knows how many items it has.
fn is_split(extra: &[ArgSource]) -> bool {
    let is_part = |source: &ArgSource| match source {
        ArgSource::Item(at, index) => *index > 0 && !extra.contains(&ArgSource::Item(*at, 0)),
        _ => false,
    };
    extra.iter().any(is_part)
}

fn is_positional(param: &Param) -> bool {
    matches!(
        param.kind,
        ParamKind::Positional | ParamKind::PositionalOnly
    )
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn unexpected(list: &[Param], names: &[&str], name: &str) -> String {
    let misplaced: Vec<&str> = list
        .iter()
        .filter(|param| param.kind == ParamKind::PositionalOnly)
        .map(|param| param.name.name.as_str())
        .filter(|param| names.contains(param))
        .collect();
    if misplaced.is_empty() {
        return format!("got an unexpected keyword argument '{name}'");
    }
    format!(
        "got some positional-only arguments passed as keyword arguments: '{}'",
        misplaced.join(", ")
    )
}

fn too_many(list: &[Param], sources: &[Option<ArgSource>], n_given: usize) -> String {
    let n_positional = list.iter().filter(|param| is_positional(param)).count();
    let with_default = |param: &&Param| is_positional(param) && param.default.is_some();
    let n_defaults = list.iter().filter(with_default).count();
    let by_name = list.iter().zip(sources);
    let n_keyword_only = by_name
        .filter(|(param, source)| param.kind == ParamKind::KeywordOnly && source.is_some())
        .count();
    let takes = if n_defaults > 0 {
        let least = n_positional - n_defaults;
        format!("from {least} to {n_positional} positional arguments")
    } else {
        format!("{n_positional} positional argument{}", plural(n_positional))
    };
    let given = if n_keyword_only > 0 {
        format!(
            " positional argument{} (and {n_keyword_only} keyword-only argument{})",
            plural(n_given),
            plural(n_keyword_only)
        )
    } else {
        String::new()
    };
    let verb = if n_given == 1 && n_keyword_only == 0 {
        "was"
    } else {
        "were"
    };
    format!("takes {takes} but {n_given}{given} {verb} given")
}

fn missing(list: &[Param], sources: &[Option<ArgSource>]) -> Result<(), Misfit> {
    let absent = |is_wanted: fn(&Param) -> bool| -> Vec<&str> {
        let pairs = list.iter().zip(sources);
        pairs
            .filter(|(param, source)| {
                is_wanted(param) && source.is_none() && param.default.is_none()
            })
            .map(|(param, _)| param.name.name.as_str())
            .collect()
    };
    let kinds = [
        ("positional", absent(is_positional)),
        (
            "keyword-only",
            absent(|param| param.kind == ParamKind::KeywordOnly),
        ),
    ];
    for (kind, names) in kinds {
        if !names.is_empty() {
            return Err(Misfit::Wrong(format!(
                "missing {} required {kind} argument{}: {}",
                names.len(),
                plural(names.len()),
                listed(&names)
            )));
        }
    }
    Ok(())
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    match quoted.as_slice() {
        [one, two] => format!("{one} and {two}"),
        [init @ .., last] if init.len() > 1 => format!("{}, and {last}", init.join(", ")),
        _ => quoted.concat(),
    }
}
