//! `product`, `permutations` and `combinations`: the items in every order or choice.

use super::{bound, given, lazy};
use crate::{Args, Exception, Value};

fn picked(pool: &[Value], indices: &[usize]) -> Value {
    let items: Vec<Value> = indices.iter().map(|at| pool[*at].clone()).collect();
    Value::from(items)
}

fn try_size(size: &Value) -> Result<usize, Exception> {
    usize::try_from(size.try_index()?).map_err(|_| Exception::value_error("r must be non-negative"))
}

/// `product(*iterables, repeat=1)`.
pub(super) fn try_product(mut args: Args) -> Result<Value, Exception> {
    let repeat = args.take_keyword("repeat");
    args.check_no_keywords("product")?;
    let repeat = repeat.map_or(Ok(1), |repeat| repeat.try_index())?;
    let repeat = usize::try_from(repeat)
        .map_err(|_| Exception::value_error("repeat argument cannot be negative"))?;
    let mut once = Vec::new();
    for source in &args.positional {
        once.push(source.try_to_vec()?);
    }
    let pools: Vec<Vec<Value>> = std::iter::repeat_n(once, repeat).flatten().collect();
    let mut indices: Option<Vec<usize>> = pools
        .iter()
        .all(|pool| !pool.is_empty())
        .then(|| vec![0; pools.len()]);
    Ok(lazy("itertools.product", move || {
        let Some(now) = indices.take() else {
            return Ok(None);
        };
        let items: Vec<Value> = pools
            .iter()
            .zip(&now)
            .map(|(pool, at)| pool[*at].clone())
            .collect();
        let mut next = now;
        for at in (0..next.len()).rev() {
            next[at] += 1;
            if next[at] < pools[at].len() {
                indices = Some(next);
                break;
            }
            next[at] = 0;
        }
        Ok(Some(Value::from(items)))
    }))
}

/// `permutations(iterable, r=None)`.
pub(super) fn try_permutations(args: Args) -> Result<Value, Exception> {
    let [items, size] = bound(args, "permutations", ["iterable", "r"], 1)?;
    let pool = given(items).try_to_vec()?;
    let size = match size {
        None | Some(Value::None) => pool.len(),
        Some(size) if size.as_int().is_none() => {
            return Err(Exception::type_error("Expected int as r"));
        }
        Some(size) => try_size(&size)?,
    };
    let mut state = (size <= pool.len()).then(|| {
        let indices: Vec<usize> = (0..pool.len()).collect();
        let cycles: Vec<usize> = (0..size).map(|at| pool.len() - at).collect();
        (indices, cycles)
    });
    let mut is_first = true;
    Ok(lazy("itertools.permutations", move || {
        let Some((indices, cycles)) = &mut state else {
            return Ok(None);
        };
        if is_first {
            is_first = false;
            return Ok(Some(picked(&pool, &indices[..size])));
        }
        for at in (0..size).rev() {
            cycles[at] -= 1;
            if cycles[at] == 0 {
                indices[at..].rotate_left(1);
                cycles[at] = pool.len() - at;
            } else {
                let other = indices.len() - cycles[at];
                indices.swap(at, other);
                return Ok(Some(picked(&pool, &indices[..size])));
            }
        }
        state = None;
        Ok(None)
    }))
}

/// `combinations(iterable, r)`, and with replacement.
pub(super) fn try_combinations(args: Args, with_replacement: bool) -> Result<Value, Exception> {
    let name = if with_replacement {
        "combinations_with_replacement"
    } else {
        "combinations"
    };
    let [items, size] = bound(args, name, ["iterable", "r"], 2)?;
    let pool = given(items).try_to_vec()?;
    let size = try_size(&given(size))?;
    let is_possible = if with_replacement {
        !pool.is_empty() || size == 0
    } else {
        size <= pool.len()
    };
    let start = |from: usize| -> Vec<usize> {
        if with_replacement {
            vec![0; size]
        } else {
            (from..size).collect()
        }
    };
    let mut indices = is_possible.then(|| start(0));
    let ty = if with_replacement {
        "itertools.combinations_with_replacement"
    } else {
        "itertools.combinations"
    };
    Ok(lazy(ty, move || {
        let Some(now) = indices.take() else {
            return Ok(None);
        };
        let items = picked(&pool, &now);
        let last = |at: usize| {
            if with_replacement {
                pool.len() - 1
            } else {
                at + pool.len() - size
            }
        };
        let mut next = now;
        if let Some(at) = (0..size).rev().find(|at| next[*at] != last(*at)) {
            next[at] += 1;
            for later in at + 1..size {
                next[later] = if with_replacement {
                    next[at]
                } else {
                    next[later - 1] + 1
                };
            }
            indices = Some(next);
        }
        Ok(Some(items))
    }))
}
