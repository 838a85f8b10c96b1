//! The methods of tuples, ranges and slices.

use super::list::try_bound;
use super::{Method, method};
use crate::list::clamp;
use crate::slice::SliceObject;
use crate::{Exception, PyEq, Range, Show, Value};

pub(super) const TUPLE_METHODS: &[Method<Value>] = &[
    method("count", |tuple, args| {
        let item = args.try_one("tuple.count")?;
        let count = items(tuple)
            .iter()
            .filter(|&other| other.same(&item))
            .count();
        Ok(Value::from(i64::try_from(count).expect("a length fits")))
    }),
    method("index", |tuple, args| {
        let args = args.try_between("tuple.index", 1, 3)?;
        let items = items(tuple);
        let stop = clamp(args.get(2).map_or(Ok(i64::MAX), try_bound)?, items.len());
        let start = clamp(args.get(1).map_or(Ok(0), try_bound)?, items.len()).min(stop);
        match items[start..stop]
            .iter()
            .position(|other| other.same(&args[0]))
        {
            Some(position) => Ok(Value::from(
                i64::try_from(start + position).expect("a length fits"),
            )),
            None => Err(Exception::value_error("tuple.index(x): x not in tuple")),
        }
    }),
];

fn items(tuple: &Value) -> &[Value] {
    match tuple {
        Value::Tuple(tuple) => tuple,
        _ => &[],
    }
}

pub(super) const RANGE_METHODS: &[Method<Range>] = &[
    method("count", |range, args| {
        let item = args.try_one("range.count")?;
        Value::from(*range)
            .try_contains(&item)
            .map(|found| Value::from(i64::from(found)))
    }),
    method("index", |range, args| {
        let item = args.try_one("range.index")?;
        let missing =
            |kind: &str| Exception::value_error(format!("{} is not in {kind}", item.repr()));
        match item.as_int().map(|number| number.to_i64()) {
            Some(Some(number)) => range
                .try_index(number)
                .map_err(|_| missing("range"))
                .map(Value::from),
            Some(None) => Err(missing("range")),
            None => match Value::from(*range)
                .iter()
                .position(|number| number.same(&item))
            {
                Some(position) => Ok(Value::from(i64::try_from(position).expect("a length fits"))),
                None => Err(Exception::value_error(
                    "sequence.index(x): x not in sequence",
                )),
            },
        }
    }),
];

pub(super) const SLICE_METHODS: &[Method<SliceObject>] = &[method("indices", |slice, args| {
    let len = args.try_one("slice.indices")?.try_index()?;
    let Ok(len) = usize::try_from(len) else {
        return Err(Exception::value_error("length should not be negative"));
    };
    let positions = slice.try_to_slice()?.positions(len)?;
    Ok(Value::from((
        positions.start,
        positions.stop,
        positions.step,
    )))
})];
