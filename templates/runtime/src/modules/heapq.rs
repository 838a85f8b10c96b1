//! `heapq`: lists whose first item is the smallest. Semantics: CPython's `Modules/_heapqmodule.c`.

use super::arguments::{bound, small};
use crate::builtins::Builtin;
use crate::iterator::NextValue;
use crate::seq::try_is_less;
use crate::{Args, Exception, Iter, List, PyOrd, Value, ValueIter};

raising! {
    /// `heapq.heappush(heap, item)`.
    heappush: pub fn try_heappush[T: PyOrd](heap: &List<T>, item: T) -> () {
        heap.with_mut(|items| {
            items.push(item);
            let last = items.len() - 1;
            try_rise(items, 0, last)
        })
    }

    /// `heapq.heappop(heap)`.
    heappop: pub fn try_heappop[T: PyOrd](heap: &List<T>) -> T {
        heap.with_mut(|items| {
            let last = items.pop().ok_or_else(empty)?;
            match items.first_mut() {
                None => Ok(last),
                Some(first) => {
                    let smallest = std::mem::replace(first, last);
                    try_sink(items, 0)?;
                    Ok(smallest)
                }
            }
        })
    }

    /// `heapq.heapify(list)`.
    heapify: pub fn try_heapify[T: PyOrd](list: &List<T>) -> () {
        list.with_mut(|items| (0..items.len() / 2).rev().try_for_each(|at| try_sink(items, at)))
    }

    /// `heapq.heapreplace(heap, item)`.
    heapreplace: pub fn try_heapreplace[T: PyOrd](heap: &List<T>, item: T) -> T {
        heap.with_mut(|items| {
            let first = items.first_mut().ok_or_else(empty)?;
            let smallest = std::mem::replace(first, item);
            try_sink(items, 0)?;
            Ok(smallest)
        })
    }

    /// `heapq.heappushpop(heap, item)`.
    heappushpop: pub fn try_heappushpop[T: PyOrd](heap: &List<T>, item: T) -> T {
        heap.with_mut(|items| match items.first_mut() {
            Some(first) if try_is_less(first, &item)? => {
                let smallest = std::mem::replace(first, item);
                try_sink(items, 0)?;
                Ok(smallest)
            }
            _ => Ok(item),
        })
    }

    /// `heapq.nsmallest(count, items)`.
    nsmallest: pub fn try_nsmallest[I: IntoIterator<Item: PyOrd>](count: i64, items: I) -> List<I::Item> {
        try_first(count, items, false)
    }

    /// `heapq.nlargest(count, items)`.
    nlargest: pub fn try_nlargest[I: IntoIterator<Item: PyOrd>](count: i64, items: I) -> List<I::Item> {
        try_first(count, items, true)
    }
}

fn empty() -> Exception {
    Exception::index_error("index out of range")
}

fn try_first<I: IntoIterator<Item: PyOrd>>(
    count: i64,
    items: I,
    reverse: bool,
) -> Result<List<I::Item>, Exception> {
    let mut sorted = crate::seq::try_sorted_reverse(items, reverse)?;
    let count = usize::try_from(count).unwrap_or(0);
    sorted.truncate(count);
    Ok(List::from(sorted))
}

/// Moves the item at `at` towards `top` while it is smaller than the one above.
fn try_rise<T: PyOrd>(items: &mut [T], top: usize, mut at: usize) -> Result<(), Exception> {
    while at > top {
        let parent = (at - 1) / 2;
        if !try_is_less(&items[at], &items[parent])? {
            break;
        }
        items.swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves the item at `top` down to a leaf along the smaller children, and from there up to its place.
fn try_sink<T: PyOrd>(items: &mut [T], top: usize) -> Result<(), Exception> {
    let mut at = top;
    while at < items.len() / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < items.len() && !try_is_less(&items[child], &items[child + 1])? {
            child += 1;
        }
        items.swap(at, child);
        at = child;
    }
    try_rise(items, top, at)
}

const fn builtin(name: &'static str, call: fn(Args) -> Result<Value, Exception>) -> Builtin {
    Builtin {
        name,
        doc: "A function of the module heapq.",
        call,
    }
}

fn heap(args: Args, name: &str, count: usize) -> Result<(List<Value>, Value), Exception> {
    let args = args.try_between(name, count, count)?;
    let Value::List(list) = &args[0] else {
        return Err(Exception::type_error(format!(
            "{name}() argument {}must be list, not {}",
            if count == 1 { "" } else { "1 " },
            args[0].type_name()
        )));
    };
    Ok((list.clone(), args.get(1).cloned().unwrap_or(Value::None)))
}

fn try_best(args: Args, name: &str, reverse: bool) -> Result<Value, Exception> {
    let [count, items, key] = bound(args, name, ["n", "iterable", "key"], 2)?;
    let count = small(&count.unwrap_or(Value::None))?;
    let mut call = Args::from([items.unwrap_or(Value::None)]).keyword("reverse", reverse);
    if let Some(key) = key {
        call = call.keyword("key", key);
    }
    let sorted = Value::try_call_builtin("sorted", call)?;
    sorted.try_getitem(&Value::slice(
        Value::None,
        Value::from(count.max(0)),
        Value::None,
    ))
}

/// `merge(*iterables, key=None, reverse=False)`: of equal items, those of the first iterable come first.
struct Merge {
    sources: Vec<ValueIter>,
    /// The next item of each source with its key; filled when the first item is asked for.
    heads: Option<Vec<Option<(Value, Value)>>>,
    key: Option<Value>,
    reverse: bool,
}

impl Merge {
    fn try_head(&mut self, at: usize) -> Result<Option<(Value, Value)>, Exception> {
        let Some(item) = self.sources[at].try_next()? else {
            return Ok(None);
        };
        let key = match &self.key {
            Some(key) => key.try_call(Args::from([item.clone()]))?,
            None => item.clone(),
        };
        Ok(Some((key, item)))
    }
}

impl NextValue for Merge {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let mut heads = match self.heads.take() {
            Some(heads) => heads,
            None => (0..self.sources.len())
                .map(|at| self.try_head(at))
                .collect::<Result<_, _>>()?,
        };
        let mut best: Option<usize> = None;
        for (at, head) in heads.iter().enumerate() {
            let Some((key, _)) = head else { continue };
            let known = best.and_then(|best| heads[best].as_ref());
            let is_better = match known {
                None => true,
                Some((other, _)) if self.reverse => other.try_lt(key)?,
                Some((other, _)) => key.try_lt(other)?,
            };
            if is_better {
                best = Some(at);
            }
        }
        let Some(best) = best else {
            self.heads = Some(heads);
            return Ok(None);
        };
        let next = self.try_head(best)?;
        let taken = std::mem::replace(&mut heads[best], next);
        self.heads = Some(heads);
        Ok(taken.map(|(_, item)| item))
    }
}

fn try_merge(mut args: Args) -> Result<Value, Exception> {
    let key = args
        .take_keyword("key")
        .filter(|key| !matches!(key, Value::None));
    let reverse = args.take_keyword("reverse");
    args.check_no_keywords("merge")?;
    let mut sources = Vec::new();
    for source in &args.positional {
        sources.push(source.try_iter()?);
    }
    let merge = Merge {
        sources,
        heads: None,
        key,
        reverse: reverse.map_or(Ok(false), |reverse| reverse.try_truthy())?,
    };
    Ok(Value::Iterator(Iter::generator("merge", merge)))
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    builtin("heapify", |args| {
        try_heapify(&heap(args, "heapify", 1)?.0)?;
        Ok(Value::None)
    }),
    builtin("heappop", |args| try_heappop(&heap(args, "heappop", 1)?.0)),
    builtin("heappush", |args| {
        let (list, item) = heap(args, "heappush", 2)?;
        try_heappush(&list, item)?;
        Ok(Value::None)
    }),
    builtin("heappushpop", |args| {
        let (list, item) = heap(args, "heappushpop", 2)?;
        try_heappushpop(&list, item)
    }),
    builtin("heapreplace", |args| {
        let (list, item) = heap(args, "heapreplace", 2)?;
        try_heapreplace(&list, item)
    }),
    builtin("merge", try_merge),
    builtin("nlargest", |args| try_best(args, "nlargest", true)),
    builtin("nsmallest", |args| try_best(args, "nsmallest", false)),
];
