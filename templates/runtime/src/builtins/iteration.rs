//! Iterators made by builtins: `enumerate`, `zip`, `map`, `filter`, `iter`, `next`, `sorted`.

use crate::iterator::NextValue;
use crate::methods::try_sort_list;
use crate::{Args, Exception, Int, Iter, List, Truthy, Type, Value, ValueIter};

raising! {
    /// `next(iterator)`.
    next: pub fn try_next(iterator: &Value) -> Value {
        match iterator {
            Value::Iterator(iter) => crate::methods::item_or_stop(iter, iter.try_next()),
            Value::Object(object) => object.special("__next__", &[]).unwrap_or_else(|| Err(no_iterator(iterator))),
            other => Err(no_iterator(other)),
        }
    }

    /// `next(iterator, default)`.
    next_or: pub fn try_next_or(iterator: &Value, default: Value) -> Value {
        match try_next(iterator) {
            Err(exc) if exc.is_instance(crate::ExceptionClass::STOP_ITERATION) => Ok(default),
            result => result,
        }
    }

    /// `sorted(iterable, key=key, reverse=reverse)`.
    sorted: pub fn try_sorted(iterable: &Value, key: Option<Value>, reverse: bool) -> List<Value> {
        let list = List::from(iterable.try_to_vec()?);
        let mut args = Args::new().keyword("key", key).keyword("reverse", reverse);
        try_sort_list(&list, &mut args)?;
        Ok(list)
    }
}

fn no_iterator(value: &Value) -> Exception {
    Exception::type_error(format!("'{}' object is not an iterator", value.type_name()))
}

pub(super) fn try_sorted_call(mut args: Args) -> Result<Value, Exception> {
    crate::args::check_count("sorted", args.positional.len(), 1, 1)?;
    let list = List::from(args.positional[0].try_to_vec()?);
    try_sort_list(&list, &mut args)?;
    Ok(Value::List(list))
}

struct CallUntil {
    function: Value,
    sentinel: Value,
    is_done: bool,
}

impl NextValue for CallUntil {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        if self.is_done {
            return Ok(None);
        }
        match self.function.try_call(Args::new()) {
            Ok(value) if crate::PyEq::same(&value, &self.sentinel) => {
                self.is_done = true;
                Ok(None)
            }
            Ok(value) => Ok(Some(value)),
            Err(exc) if exc.is_instance(crate::ExceptionClass::STOP_ITERATION) => Ok(None),
            Err(exc) => Err(exc),
        }
    }
}

pub(super) fn try_iter(args: Args) -> Result<Value, Exception> {
    let mut args = args.try_between("iter", 1, 2)?.into_iter();
    match (args.next(), args.next()) {
        (Some(function), Some(sentinel)) => {
            if !function.is_callable() {
                return Err(Exception::type_error("iter(v, w): v must be callable"));
            }
            let source = CallUntil {
                function,
                sentinel,
                is_done: false,
            };
            Ok(Value::Iterator(Iter::new(
                Type::Named("callable_iterator"),
                source,
            )))
        }
        (iterable, _) => iterable.unwrap_or(Value::None).try_iter_object(),
    }
}

struct Enumerate {
    items: ValueIter,
    next: Int,
}

impl NextValue for Enumerate {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let Some(item) = self.items.try_next()? else {
            return Ok(None);
        };
        let following = &self.next + 1;
        let number = std::mem::replace(&mut self.next, following);
        Ok(Some(Value::tuple([Value::Int(number), item])))
    }
}

pub(super) fn try_enumerate(mut args: Args) -> Result<Value, Exception> {
    let count = args.positional.len() + args.keywords.len();
    if count > 2 {
        return Err(Exception::type_error(format!(
            "enumerate() takes at most 2 arguments ({count} given)"
        )));
    }
    let mut positional = std::mem::take(&mut args.positional).into_iter();
    let Some(iterable) = positional.next().or_else(|| args.take_keyword("iterable")) else {
        return Err(Exception::type_error(
            "enumerate() missing required argument 'iterable'",
        ));
    };
    let start = positional.next().or_else(|| args.take_keyword("start"));
    args.check_all_taken("enumerate")?;
    let next = start.map_or(Ok(Int::ZERO), |start| start.try_to_index())?;
    Ok(Value::Iterator(Iter::new(
        Type::Enumerate,
        Enumerate {
            items: iterable.try_iter()?,
            next,
        },
    )))
}

struct Zip {
    sources: Vec<ValueIter>,
    is_strict: bool,
}

impl NextValue for Zip {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let mut items = Vec::with_capacity(self.sources.len());
        for source in &mut self.sources {
            match source.try_next()? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        if self.sources.is_empty() {
            return Ok(None);
        }
        if items.len() == self.sources.len() {
            return Ok(Some(Value::from(items)));
        }
        let n_items = items.len();
        if self.is_strict {
            self.check_ends(n_items)?;
        }
        Ok(None)
    }
}

impl Zip {
    /// Fails unless all sources end together; the first one that ended is the one after `n_items` others.
    fn check_ends(&mut self, n_items: usize) -> Result<(), Exception> {
        let others = |n: usize| {
            if n == 1 {
                "argument 1".to_owned()
            } else {
                format!("arguments 1-{n}")
            }
        };
        if n_items > 0 {
            return Err(Exception::value_error(format!(
                "zip() argument {} is shorter than {}",
                n_items + 1,
                others(n_items)
            )));
        }
        for (index, source) in self.sources.iter_mut().enumerate().skip(1) {
            if source.try_next()?.is_some() {
                return Err(Exception::value_error(format!(
                    "zip() argument {} is longer than {}",
                    index + 1,
                    others(index)
                )));
            }
        }
        Ok(())
    }
}

pub(super) fn try_zip(mut args: Args) -> Result<Value, Exception> {
    let is_strict = args
        .take_keyword("strict")
        .is_some_and(|flag| flag.truthy());
    args.check_all_taken("zip")?;
    let sources = args
        .positional
        .iter()
        .map(Value::try_iter)
        .collect::<Result<Vec<_>, Exception>>()?;
    Ok(Value::Iterator(Iter::new(
        Type::Zip,
        Zip { sources, is_strict },
    )))
}

struct Map {
    function: Value,
    sources: Vec<ValueIter>,
}

impl NextValue for Map {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let mut items = Vec::with_capacity(self.sources.len());
        for source in &mut self.sources {
            match source.try_next()? {
                Some(item) => items.push(item),
                None => return Ok(None),
            }
        }
        self.function.try_call(Args::from(items)).map(Some)
    }
}

pub(super) fn try_map(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("map")?;
    let mut positional = args.positional.into_iter();
    let (Some(function), true) = (positional.next(), positional.len() > 0) else {
        return Err(Exception::type_error(
            "map() must have at least two arguments.",
        ));
    };
    let sources = positional
        .map(|source| source.try_iter())
        .collect::<Result<Vec<_>, Exception>>()?;
    Ok(Value::Iterator(Iter::new(
        Type::Map,
        Map { function, sources },
    )))
}

struct Filter {
    function: Value,
    items: ValueIter,
}

impl NextValue for Filter {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        while let Some(item) = self.items.try_next()? {
            let is_wanted = match &self.function {
                Value::None => item.try_truthy()?,
                function => function
                    .try_call(Args::from([item.clone()]))?
                    .try_truthy()?,
            };
            if is_wanted {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

pub(super) fn try_filter(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("filter", 2, 2)?;
    let source = Filter {
        function: args[0].clone(),
        items: args[1].try_iter()?,
    };
    Ok(Value::Iterator(Iter::new(Type::Filter, source)))
}
