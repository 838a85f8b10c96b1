//! `Slice`: the `start:stop:step` of a subscript, and which positions it means.

use crate::{Exception, Show, Value};

/// A slice over machine integers, as subscripts with static types write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Where it starts, from the end if negative.
    pub start: Option<i64>,
    /// Where it stops, itself not included.
    pub stop: Option<i64>,
    /// The distance; 1 if left out.
    pub step: Option<i64>,
}

/// The positions that a slice means in a sequence of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlicePositions {
    /// The first position.
    pub start: i64,
    /// Where the positions stop.
    pub stop: i64,
    /// The distance from one to the next.
    pub step: i64,
    /// How many there are.
    pub count: usize,
}

impl Slice {
    /// `start:stop:step`.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Self {
        Self { start, stop, step }
    }

    /// The positions meant in a sequence of `len` items, cut to what there is.
    #[inline]
    pub fn positions(self, len: usize) -> Result<SlicePositions, Exception> {
        let len = i64::try_from(len).expect("a length fits");
        let step = self.step.unwrap_or(1);
        if step == 0 {
            return Err(Exception::value_error("slice step cannot be zero"));
        }
        let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let clamp = |index: Option<i64>, default: i64| match index {
            None => default,
            Some(index) if index < 0 => index.saturating_add(len).max(lowest),
            Some(index) => index.min(highest),
        };
        let (first, last) = if step < 0 {
            (highest, lowest)
        } else {
            (lowest, highest)
        };
        let start = clamp(self.start, first);
        let stop = clamp(self.stop, last);
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 {
            0
        } else if step == 1 || step == -1 {
            distance.unsigned_abs()
        } else {
            (distance - 1).unsigned_abs() / step.unsigned_abs() + 1
        };
        let count = usize::try_from(count).expect("no more than the items");
        Ok(SlicePositions {
            start,
            stop,
            step,
            count,
        })
    }
}

impl SlicePositions {
    /// The positions in the order of the slice.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |nth| {
            let offset = i64::try_from(nth).expect("a position fits") * self.step;
            usize::try_from(self.start + offset).expect("a position is not negative")
        })
    }

    /// The positions as one stretch, if the distance is one.
    pub fn as_stretch(self) -> Option<std::ops::Range<usize>> {
        let start = usize::try_from(self.start).ok()?;
        (self.step == 1).then(|| start..start + self.count)
    }

    /// The items of `items` at these positions.
    #[inline]
    pub fn pick<T: Clone>(self, items: &[T]) -> Vec<T> {
        if let (-1, Ok(first)) = (self.step, usize::try_from(self.start)) {
            // As many items as there are positions, the last one first.
            let stretch = &items[..(first + 1).min(items.len())];
            return stretch.iter().rev().take(self.count).cloned().collect();
        }
        match self.as_stretch() {
            Some(stretch) => items[stretch].to_vec(),
            None => self
                .iter()
                .map(|position| items[position].clone())
                .collect(),
        }
    }
}

/// A slice object with parts of any type: what `slice(1, 'a')` makes.
#[derive(Clone)]
pub struct SliceObject {
    /// `slice.start`.
    pub start: Value,
    /// `slice.stop`.
    pub stop: Value,
    /// `slice.step`.
    pub step: Value,
}

impl SliceObject {
    /// The slice over machine integers. Numbers out of their range are as good as the nearest in it.
    pub fn try_to_slice(&self) -> Result<Slice, Exception> {
        Ok(Slice::new(
            bound(&self.start)?,
            bound(&self.stop)?,
            bound(&self.step)?,
        ))
    }
}

fn bound(part: &Value) -> Result<Option<i64>, Exception> {
    match part {
        Value::None => Ok(None),
        Value::Bool(flag) => Ok(Some(i64::from(*flag))),
        Value::Int(number) => {
            let beyond = if number.is_negative() {
                -i64::MAX
            } else {
                i64::MAX
            };
            Ok(Some(number.to_i64().unwrap_or(beyond)))
        }
        _ => Err(Exception::type_error(
            "slice indices must be integers or None or have an __index__ method",
        )),
    }
}

impl From<Slice> for SliceObject {
    fn from(slice: Slice) -> Self {
        Self {
            start: Value::from(slice.start),
            stop: Value::from(slice.stop),
            step: Value::from(slice.step),
        }
    }
}

impl Show for SliceObject {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str("slice(");
        self.start.fmt_repr(out);
        out.push_str(", ");
        self.stop.fmt_repr(out);
        out.push_str(", ");
        self.step.fmt_repr(out);
        out.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(slice: (Option<i64>, Option<i64>, Option<i64>), len: usize, expected: &[usize]) {
        let positions = Slice::new(slice.0, slice.1, slice.2)
            .positions(len)
            .expect("a step that is not zero");
        assert_eq!(positions.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bounds_are_cut_to_the_items() {
        check((Some(1), Some(99), None), 4, &[1, 2, 3]);
        check((Some(-2), None, None), 4, &[2, 3]);
        check((None, None, Some(-2)), 5, &[4, 2, 0]);
        check((Some(3), Some(1), None), 5, &[]);
        check((None, None, Some(i64::MIN)), 3, &[2]);
        check((Some(i64::MIN), Some(i64::MAX), Some(i64::MAX)), 3, &[0]);
    }

    #[test]
    fn a_step_of_zero_is_an_error() {
        let error = Slice::new(None, None, Some(0))
            .positions(3)
            .expect_err("zero");
        assert_eq!(error.last_line(), "ValueError: slice step cannot be zero");
    }
}
