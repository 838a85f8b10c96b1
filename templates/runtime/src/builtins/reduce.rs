//! `sum`, `min`, `max`, `any`, `all`.

use crate::{Args, Exception, Value};

pub(super) fn try_all(args: Args) -> Result<Value, Exception> {
    let iterable = args.try_one("all")?;
    let mut items = iterable.try_iter()?;
    while let Some(item) = items.try_next()? {
        if !item.try_truthy()? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

pub(super) fn try_any(args: Args) -> Result<Value, Exception> {
    let iterable = args.try_one("any")?;
    let mut items = iterable.try_iter()?;
    while let Some(item) = items.try_next()? {
        if item.try_truthy()? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

pub(super) fn try_sum(mut args: Args) -> Result<Value, Exception> {
    let count = args.positional.len() + args.keywords.len();
    if args.positional.is_empty() {
        return Err(Exception::type_error(
            "sum() takes at least 1 positional argument (0 given)",
        ));
    }
    if count > 2 {
        return Err(Exception::type_error(format!(
            "sum() takes at most 2 arguments ({count} given)"
        )));
    }
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let iterable = positional.next().unwrap_or(Value::None);
    let start = positional.next().or_else(|| args.take_keyword("start"));
    args.check_all_taken("sum")?;
    let mut total = start.unwrap_or_else(|| Value::from(0));
    let mut items = iterable.try_iter()?;
    match total {
        Value::Str(_) => {
            return Err(Exception::type_error(
                "sum() can't sum strings [use ''.join(seq) instead]",
            ));
        }
        Value::Bytes(_) => {
            return Err(Exception::type_error(
                "sum() can't sum bytes [use b''.join(seq) instead]",
            ));
        }
        _ => {}
    }
    while let Some(item) = items.try_next()? {
        total = total.try_add(&item)?;
    }
    Ok(total)
}

/// Which end `min` and `max` look for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Min,
    Max,
}

impl Extreme {
    fn name(self) -> &'static str {
        match self {
            Extreme::Min => "min",
            Extreme::Max => "max",
        }
    }

    fn symbol(self) -> &'static str {
        match self {
            Extreme::Min => "<",
            Extreme::Max => ">",
        }
    }
}

pub(super) fn try_extreme(mut args: Args, extreme: Extreme) -> Result<Value, Exception> {
    let name = extreme.name();
    crate::args::check_count(name, args.positional.len(), 1, usize::MAX)?;
    let key = args.take_keyword("key").filter(|key| !key.is_none());
    let default = args.take_keyword("default");
    args.check_all_taken(name)?;
    let mut items = if args.positional.len() == 1 {
        args.positional[0].try_iter()?
    } else {
        if default.is_some() {
            return Err(Exception::type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        Value::from(args.positional).try_iter()?
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = items.try_next()? {
        let rank = match &key {
            Some(key) => key.try_call(Args::from([item.clone()]))?,
            None => item.clone(),
        };
        let is_better = match &best {
            Some((best_rank, _)) => rank.try_order(best_rank, extreme.symbol())?,
            None => true,
        };
        if is_better {
            best = Some((rank, item));
        }
    }
    best.map(|(_, item)| item)
        .or(default)
        .ok_or_else(|| Exception::value_error(format!("{name}() arg is an empty sequence")))
}
