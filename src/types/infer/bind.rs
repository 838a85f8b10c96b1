//! How arguments find parameters, and what CPython says where they do not (Python reference, section 6.3.4 "Calls";
//! `initialize_locals` in CPython's `ceval.c`).

use crate::syntax::ast::{Expr, ExprKind, Keyword, Param, ParamKind, Params};
use crate::types::ArgSource;

/// Why arguments do not find parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Only running the call tells.
    Unknown,
    /// The call raises `TypeError`: what it says behind the function's name.
    Wrong(String),
}

/// Where each parameter's value comes from.
pub(super) fn bind_args(
    params: &Params,
    args: &[Expr],
    keywords: &[Keyword],
) -> Result<Vec<ArgSource>, Misfit> {
    let list = &params.list;
    let mut sources: Vec<Option<ArgSource>> = vec![None; list.len()];
    let positional: Vec<usize> = (0..list.len())
        .filter(|index| is_positional(&list[*index]))
        .collect();
    let mut extra = Vec::new();
    for (at, arg) in args.iter().enumerate() {
        let is_starred = matches!(arg.kind, ExprKind::Starred(_));
        match positional.get(at) {
            Some(index) if !is_starred => sources[*index] = Some(ArgSource::Positional(at)),
            Some(_) => return Err(Misfit::Unknown),
            None => extra.push(at),
        }
    }
    let names: Option<Vec<&str>> = keywords
        .iter()
        .map(|keyword| keyword.name.as_ref().map(|name| name.name.as_str()))
        .collect();
    let names = names.ok_or(Misfit::Unknown)?;
    let has = |kind: ParamKind| list.iter().any(|param| param.kind == kind);
    let (has_varargs, has_kwargs) = (has(ParamKind::VarArgs), has(ParamKind::KwArgs));
    if !has_varargs
        && extra
            .iter()
            .any(|at| matches!(args[*at].kind, ExprKind::Starred(_)))
    {
        return Err(Misfit::Unknown);
    }
    let mut extra_keywords = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let index = list.iter().position(|param| {
            param.name.name == *name
                && matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly)
        });
        match index {
            Some(index) if sources[index].is_none() => {
                sources[index] = Some(ArgSource::Keyword(at));
            }
            Some(_) => {
                let complaint = format!("got multiple values for argument '{name}'");
                return Err(Misfit::Wrong(complaint));
            }
            None if has_kwargs => extra_keywords.push(at),
            None => return Err(Misfit::Wrong(unexpected(list, &names, name))),
        }
    }
    if !extra.is_empty() && !has_varargs {
        return Err(Misfit::Wrong(too_many(list, &sources, args.len())));
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
