//! Which argument fills which parameter, and CPython's complaints when they do not fit.

use super::signature::{ParameterKind, Parameters};
use crate::{Args, Dict, Exception, Str, Value};

/// The values of all parameters, in order. `function` is the qualified name for messages.
pub(super) fn bind(
    function: &str,
    parameters: &Parameters,
    defaults: &[Value],
    keyword_defaults: &[(Str, Value)],
    args: Args,
) -> Result<Vec<Value>, Exception> {
    let list = &parameters.list;
    if args.keywords.is_empty()
        && args.positional.len() == list.len()
        && list.iter().all(|parameter| parameter.kind.is_positional())
    {
        return Ok(args.positional);
    }
    let n_positional = parameters.n_positional();
    let n_given = args.positional.len();
    let mut slots: Vec<Option<Value>> = vec![None; list.len()];
    let mut positional = args.positional.into_iter();
    let mut rest = None;
    for (slot, parameter) in slots.iter_mut().zip(list) {
        match parameter.kind {
            ParameterKind::PositionalOnly | ParameterKind::Positional => *slot = positional.next(),
            ParameterKind::VarArgs => *slot = Some(Value::Tuple(positional.by_ref().collect())),
            ParameterKind::KeywordOnly => {}
            ParameterKind::VarKeywords => {
                let dict = Dict::new();
                *slot = Some(Value::Dict(dict.clone()));
                rest = Some(dict);
            }
        }
    }
    fill_by_keyword(
        function,
        parameters,
        &mut slots,
        args.keywords,
        rest.as_ref(),
    )?;
    if positional.len() > 0 {
        return Err(too_many(
            function,
            parameters,
            defaults.len(),
            n_given,
            &slots,
        ));
    }
    fill_defaults(parameters, defaults, keyword_defaults, &mut slots);
    report_missing(function, parameters, &slots, n_positional)?;
    Ok(slots.into_iter().flatten().collect())
}

fn fill_by_keyword(
    function: &str,
    parameters: &Parameters,
    slots: &mut [Option<Value>],
    keywords: Vec<(Str, Value)>,
    rest: Option<&Dict<Value, Value>>,
) -> Result<(), Exception> {
    let mut misplaced: Vec<&str> = Vec::new();
    let accepts = |kind| matches!(kind, ParameterKind::Positional | ParameterKind::KeywordOnly);
    let names: Vec<Str> = keywords.iter().map(|(name, _)| name.clone()).collect();
    for (name, value) in keywords {
        let index = parameters
            .list
            .iter()
            .position(|p| accepts(p.kind) && p.name == name);
        if let Some(index) = index {
            if slots[index].is_some() {
                return Err(Exception::type_error(format!(
                    "{function}() got multiple values for argument '{name}'"
                )));
            }
            slots[index] = Some(value);
        } else if let Some(rest) = rest {
            rest.try_set(Value::Str(name), value)?;
        } else {
            misplaced.extend(
                parameters
                    .names(ParameterKind::PositionalOnly)
                    .filter(|known| **known == name)
                    .map(Str::as_str),
            );
            if misplaced.is_empty() {
                return Err(unexpected_keyword(function, parameters, &names, &name));
            }
        }
    }
    if misplaced.is_empty() {
        return Ok(());
    }
    Err(positional_only_by_keyword(function, parameters, &names))
}

fn unexpected_keyword(
    function: &str,
    parameters: &Parameters,
    names: &[Str],
    name: &Str,
) -> Exception {
    if parameters
        .names(ParameterKind::PositionalOnly)
        .any(|known| names.contains(known))
    {
        return positional_only_by_keyword(function, parameters, names);
    }
    Exception::type_error(format!(
        "{function}() got an unexpected keyword argument '{name}'"
    ))
}

fn positional_only_by_keyword(function: &str, parameters: &Parameters, names: &[Str]) -> Exception {
    let misplaced: Vec<&str> = parameters
        .names(ParameterKind::PositionalOnly)
        .filter(|known| names.contains(known))
        .map(Str::as_str)
        .collect();
    Exception::type_error(format!(
        "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
        misplaced.join(", ")
    ))
}

fn fill_defaults(
    parameters: &Parameters,
    defaults: &[Value],
    keyword_defaults: &[(Str, Value)],
    slots: &mut [Option<Value>],
) {
    let n_required = parameters.n_positional().saturating_sub(defaults.len());
    let mut nth_positional = 0;
    for (slot, parameter) in slots.iter_mut().zip(&parameters.list) {
        let default = if parameter.kind.is_positional() {
            nth_positional += 1;
            (nth_positional > n_required)
                .then(|| defaults.get(nth_positional - 1 - n_required))
                .flatten()
        } else {
            keyword_defaults
                .iter()
                .find(|(name, _)| *name == parameter.name)
                .map(|(_, value)| value)
        };
        if slot.is_none() {
            *slot = default.cloned();
        }
    }
}

fn report_missing(
    function: &str,
    parameters: &Parameters,
    slots: &[Option<Value>],
    n_positional: usize,
) -> Result<(), Exception> {
    let missing = |is_wanted: fn(ParameterKind) -> bool| -> Vec<&str> {
        let pairs = slots.iter().zip(&parameters.list);
        pairs
            .filter(|(slot, p)| slot.is_none() && is_wanted(p.kind))
            .map(|(_, p)| p.name.as_str())
            .collect()
    };
    let complain = |kind: &str, names: &[&str]| {
        let plural = if names.len() == 1 { "" } else { "s" };
        Exception::type_error(format!(
            "{function}() missing {} required {kind} argument{plural}: {}",
            names.len(),
            listed(names)
        ))
    };
    if n_positional > 0 {
        let names = missing(ParameterKind::is_positional);
        if !names.is_empty() {
            return Err(complain("positional", &names));
        }
    }
    let names = missing(|kind| kind == ParameterKind::KeywordOnly);
    if names.is_empty() {
        Ok(())
    } else {
        Err(complain("keyword-only", &names))
    }
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

fn too_many(
    function: &str,
    parameters: &Parameters,
    n_defaults: usize,
    n_given: usize,
    slots: &[Option<Value>],
) -> Exception {
    let n_positional = parameters.n_positional();
    let by_name = parameters.list.iter().zip(slots);
    let n_keyword_only = by_name
        .filter(|(p, slot)| p.kind == ParameterKind::KeywordOnly && slot.is_some())
        .count();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let takes = if n_defaults > 0 {
        format!(
            "from {} to {n_positional} positional arguments",
            n_positional - n_defaults
        )
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
    Exception::type_error(format!(
        "{function}() takes {takes} but {n_given}{given} {verb} given"
    ))
}
