//! `itertools`: iterators made of iterators. Semantics: CPython's `Modules/itertoolsmodule.c`.

mod arrange;
mod group;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::arguments::bound;
use crate::builtins::Builtin;
use crate::iterator::NextValue;
use crate::{Args, Exception, Iter, Type, Value, ValueIter};

/// An iterator whose next item a closure makes.
struct Lazy<F>(F);

impl<F: FnMut() -> Result<Option<Value>, Exception>> NextValue for Lazy<F> {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        (self.0)()
    }
}

/// An iterator object of this type.
fn lazy(
    ty: &'static str,
    next: impl FnMut() -> Result<Option<Value>, Exception> + 'static,
) -> Value {
    Value::Iterator(Iter::new(Type::Named(ty), Lazy(next)))
}

/// An argument that is there.
fn given(value: Option<Value>) -> Value {
    value.unwrap_or(Value::None)
}

fn is_given(value: &Value) -> bool {
    !matches!(value, Value::None)
}

fn called(function: &Value, args: impl Into<Vec<Value>>) -> Result<Value, Exception> {
    function.try_call(Args::from(args.into()))
}

fn try_accumulate(args: Args) -> Result<Value, Exception> {
    let [items, function, initial] = bound(args, "accumulate", ["iterable", "func", "initial"], 1)?;
    let (function, mut initial) = (given(function), initial.filter(is_given));
    let mut items = given(items).try_iter()?;
    let mut total: Option<Value> = None;
    Ok(lazy("itertools.accumulate", move || {
        if let Some(first) = initial.take() {
            total = Some(first);
            return Ok(total.clone());
        }
        let Some(item) = items.try_next()? else {
            return Ok(None);
        };
        total = Some(match total.take() {
            None => item,
            Some(before) if is_given(&function) => called(&function, [before, item])?,
            Some(before) => before.try_add(&item)?,
        });
        Ok(total.clone())
    }))
}

/// The items of one iterable after the other.
fn chained(mut sources: ValueIter) -> Value {
    let mut current: Option<ValueIter> = None;
    lazy("itertools.chain", move || {
        loop {
            if let Some(items) = &mut current {
                if let Some(item) = items.try_next()? {
                    return Ok(Some(item));
                }
                current = None;
            }
            match sources.try_next()? {
                Some(source) => current = Some(source.try_iter()?),
                None => return Ok(None),
            }
        }
    })
}

fn try_chain(args: Args) -> Result<Value, Exception> {
    args.check_no_keywords("chain")?;
    Ok(chained(Value::from(args.positional).try_iter()?))
}

fn try_compress(args: Args) -> Result<Value, Exception> {
    let [items, selectors] = bound(args, "compress", ["data", "selectors"], 2)?;
    let (mut items, mut selectors) = (given(items).try_iter()?, given(selectors).try_iter()?);
    Ok(lazy("itertools.compress", move || {
        while let (Some(item), Some(selector)) = (items.try_next()?, selectors.try_next()?) {
            if selector.try_truthy()? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }))
}

/// `count(start, step)`, which shows where it is.
struct Count {
    next: Value,
    step: Value,
}

impl NextValue for Count {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let after = self.next.try_add(&self.step)?;
        Ok(Some(std::mem::replace(&mut self.next, after)))
    }

    fn shown(&self) -> Option<String> {
        use crate::Show;
        let is_one = matches!(&self.step, Value::Int(step) if step.to_i64() == Some(1));
        Some(if is_one {
            format!("count({})", self.next.repr())
        } else {
            format!("count({}, {})", self.next.repr(), self.step.repr())
        })
    }
}

fn try_count(args: Args) -> Result<Value, Exception> {
    let [start, step] = bound(args, "count", ["start", "step"], 0)?;
    let (next, step) = (
        start.unwrap_or_else(|| Value::from(0)),
        step.unwrap_or_else(|| Value::from(1)),
    );
    let is_number = |value: &Value| matches!(value, Value::Float(_)) || value.as_int().is_some();
    if !is_number(&next) || !is_number(&step) {
        return Err(Exception::type_error("a number is required"));
    }
    let count = Count { next, step };
    Ok(Value::Iterator(Iter::new(
        Type::Named("itertools.count"),
        count,
    )))
}

fn try_cycle(args: Args) -> Result<Value, Exception> {
    let mut items = args.try_one("cycle")?.try_iter()?;
    let mut saved = Vec::new();
    let mut position: Option<usize> = None;
    Ok(lazy("itertools.cycle", move || {
        if position.is_none() {
            if let Some(item) = items.try_next()? {
                saved.push(item.clone());
                return Ok(Some(item));
            }
            position = Some(0);
        }
        let at = position.unwrap_or(0);
        position = Some(if at + 1 < saved.len() { at + 1 } else { 0 });
        Ok(saved.get(at).cloned())
    }))
}

/// `takewhile`, `dropwhile` and `filterfalse` take a function and an iterable.
fn try_filtering(args: Args, name: &str) -> Result<(Value, ValueIter), Exception> {
    let [function, items] = bound(args, name, ["predicate", "iterable"], 2)?;
    Ok((given(function), given(items).try_iter()?))
}

fn try_dropwhile(args: Args) -> Result<Value, Exception> {
    let (function, mut items) = try_filtering(args, "dropwhile")?;
    let mut is_started = false;
    Ok(lazy("itertools.dropwhile", move || {
        while let Some(item) = items.try_next()? {
            if is_started || !called(&function, [item.clone()])?.try_truthy()? {
                is_started = true;
                return Ok(Some(item));
            }
        }
        Ok(None)
    }))
}

fn try_takewhile(args: Args) -> Result<Value, Exception> {
    let (function, mut items) = try_filtering(args, "takewhile")?;
    let mut is_over = false;
    Ok(lazy("itertools.takewhile", move || {
        if is_over {
            return Ok(None);
        }
        let Some(item) = items.try_next()? else {
            return Ok(None);
        };
        if called(&function, [item.clone()])?.try_truthy()? {
            return Ok(Some(item));
        }
        is_over = true;
        Ok(None)
    }))
}

fn try_filterfalse(args: Args) -> Result<Value, Exception> {
    let (function, mut items) = try_filtering(args, "filterfalse")?;
    Ok(lazy("itertools.filterfalse", move || {
        while let Some(item) = items.try_next()? {
            let holds = if is_given(&function) {
                called(&function, [item.clone()])?
            } else {
                item.clone()
            };
            if !holds.try_truthy()? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }))
}

const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP: &str = "Step for islice() must be a positive integer or None.";

fn try_islice(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("islice", 2, 4)?;
    // What is no index, or too large for one, counts as -1.
    let number = |at: usize| {
        let given = args.get(at).filter(|value| !value.is_none())?;
        let number = given.as_int().and_then(|number| number.to_i64());
        Some(number.unwrap_or(-1))
    };
    let at_stop = if args.len() == 2 { 1 } else { 2 };
    let stop = number(at_stop);
    if stop == Some(-1) {
        return Err(Exception::value_error(STOP));
    }
    let start = if at_stop == 2 { number(1) } else { None };
    let start = usize::try_from(start.unwrap_or(0));
    let stop = stop.map(usize::try_from).transpose();
    let (Ok(start), Ok(stop)) = (start, stop) else {
        return Err(Exception::value_error(INDICES));
    };
    let step = usize::try_from(number(3).unwrap_or(1)).unwrap_or(0);
    if step == 0 {
        return Err(Exception::value_error(STEP));
    }
    let mut items = args[0].try_iter()?;
    let (mut n_taken, mut next, mut is_over) = (0, start, false);
    Ok(lazy("itertools.islice", move || {
        let is_done = |n_taken: usize| stop.is_some_and(|stop| n_taken >= stop);
        if is_over {
            return Ok(None);
        }
        while n_taken < next {
            if items.try_next()?.is_none() {
                is_over = true;
                return Ok(None);
            }
            n_taken += 1;
        }
        if is_done(n_taken) {
            is_over = true;
            return Ok(None);
        }
        let Some(item) = items.try_next()? else {
            is_over = true;
            return Ok(None);
        };
        n_taken += 1;
        next = next.saturating_add(step).min(stop.unwrap_or(usize::MAX));
        Ok(Some(item))
    }))
}

fn try_pairwise(args: Args) -> Result<Value, Exception> {
    let mut items = args.try_one("pairwise")?.try_iter()?;
    let mut before: Option<Value> = None;
    Ok(lazy("itertools.pairwise", move || {
        if before.is_none() {
            before = items.try_next()?;
        }
        let (Some(first), Some(second)) = (before.take(), items.try_next()?) else {
            return Ok(None);
        };
        before = Some(second.clone());
        Ok(Some(Value::from((first, second))))
    }))
}

/// `repeat(object, times)`, which shows what is left.
struct Repeat {
    object: Value,
    left: Option<i64>,
}

impl NextValue for Repeat {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        match &mut self.left {
            Some(0) => return Ok(None),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(Some(self.object.clone()))
    }

    fn shown(&self) -> Option<String> {
        use crate::Show;
        Some(match self.left {
            None => format!("repeat({})", self.object.repr()),
            Some(left) => format!("repeat({}, {left})", self.object.repr()),
        })
    }
}

fn try_repeat(args: Args) -> Result<Value, Exception> {
    let [object, times] = bound(args, "repeat", ["object", "times"], 1)?;
    let left = match times {
        Some(times) => Some(times.try_index()?.max(0)),
        None => None,
    };
    let repeat = Repeat {
        object: given(object),
        left,
    };
    Ok(Value::Iterator(Iter::new(
        Type::Named("itertools.repeat"),
        repeat,
    )))
}

fn try_starmap(args: Args) -> Result<Value, Exception> {
    let [function, items] = bound(args, "starmap", ["function", "iterable"], 2)?;
    let (function, mut items) = (given(function), given(items).try_iter()?);
    Ok(lazy("itertools.starmap", move || {
        match items.try_next()? {
            Some(arguments) => called(&function, arguments.try_to_vec()?).map(Some),
            None => Ok(None),
        }
    }))
}

fn try_tee(args: Args) -> Result<Value, Exception> {
    let args = args.try_between("tee", 1, 2)?;
    let count = args.get(1).map_or(Ok(2), Value::try_index)?;
    let count = usize::try_from(count).map_err(|_| Exception::value_error("n must be >= 0"))?;
    let items = Rc::new(RefCell::new(args[0].try_iter()?));
    let queues: Rc<RefCell<Vec<VecDeque<Value>>>> =
        Rc::new(RefCell::new(vec![VecDeque::new(); count]));
    let made = (0..count).map(|own| {
        let (items, queues) = (Rc::clone(&items), Rc::clone(&queues));
        lazy("itertools._tee", move || {
            if let Some(item) = queues.borrow_mut()[own].pop_front() {
                return Ok(Some(item));
            }
            let Some(item) = items.borrow_mut().try_next()? else {
                return Ok(None);
            };
            for (index, queue) in queues.borrow_mut().iter_mut().enumerate() {
                if index != own {
                    queue.push_back(item.clone());
                }
            }
            Ok(Some(item))
        })
    });
    Ok(Value::from(made.collect::<Vec<_>>()))
}

fn try_zip_longest(mut args: Args) -> Result<Value, Exception> {
    let fill = args.take_keyword("fillvalue").unwrap_or(Value::None);
    if let Some((name, _)) = args.keywords.first() {
        let _ = name;
        return Err(Exception::type_error(
            "zip_longest() got an unexpected keyword argument",
        ));
    }
    let mut sources = Vec::new();
    for source in &args.positional {
        sources.push(Some(source.try_iter()?));
    }
    Ok(lazy("itertools.zip_longest", move || {
        let mut items = Vec::with_capacity(sources.len());
        for source in &mut sources {
            let item = match source {
                Some(items) => items.try_next()?,
                None => None,
            };
            if item.is_none() {
                *source = None;
            }
            items.push(item.unwrap_or_else(|| fill.clone()));
        }
        let is_over = sources.iter().all(Option::is_none);
        Ok((!is_over).then(|| Value::from(items)))
    }))
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "An iterator of the module itertools.",
        call,
    }
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("accumulate", try_accumulate),
    builtin("chain", try_chain),
    builtin("combinations", |args| {
        arrange::try_combinations(args, false)
    }),
    builtin("combinations_with_replacement", |args| {
        arrange::try_combinations(args, true)
    }),
    builtin("compress", try_compress),
    builtin("count", try_count),
    builtin("cycle", try_cycle),
    builtin("dropwhile", try_dropwhile),
    builtin("filterfalse", try_filterfalse),
    builtin("groupby", group::try_groupby),
    builtin("islice", try_islice),
    builtin("pairwise", try_pairwise),
    builtin("permutations", arrange::try_permutations),
    builtin("product", arrange::try_product),
    builtin("repeat", try_repeat),
    builtin("starmap", try_starmap),
    builtin("takewhile", try_takewhile),
    builtin("tee", try_tee),
    builtin("zip_longest", try_zip_longest),
];

/// The class methods of `chain`.
pub(super) static CHAIN_FUNCTIONS: &[Builtin] = &[builtin("from_iterable", |args| {
    Ok(chained(args.try_one("from_iterable")?.try_iter()?))
})];
