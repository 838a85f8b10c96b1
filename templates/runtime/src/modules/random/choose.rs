//! Choosing from sequences.

use std::collections::HashSet;

use super::{Random, shared};
use crate::{Exception, List, Tuple};

impl Random {
    /// Positions for a choice of `count` different ones of `length`.
    pub(super) fn try_sample(
        &mut self,
        length: usize,
        count: i64,
    ) -> Result<Vec<usize>, Exception> {
        let count = match usize::try_from(count) {
            Ok(count) if count <= length => count,
            _ => {
                return Err(Exception::value_error(
                    "Sample larger than population or is negative",
                ));
            }
        };
        if length <= set_size(count) {
            let mut pool: Vec<usize> = (0..length).collect();
            return Ok((0..count)
                .map(|_| {
                    let at = self.below(pool.len());
                    pool.swap_remove(at)
                })
                .collect());
        }
        let mut selected = HashSet::new();
        let mut positions = Vec::with_capacity(count);
        while positions.len() < count {
            let at = self.below(length);
            if selected.insert(at) {
                positions.push(at);
            }
        }
        Ok(positions)
    }

    /// Puts items into a random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }

    /// Positions for `count` choices among `length`, each as likely.
    pub(super) fn try_choices(
        &mut self,
        length: usize,
        count: i64,
    ) -> Result<Vec<usize>, Exception> {
        let count = usize::try_from(count).unwrap_or(0);
        if length == 0 && count > 0 {
            return Err(Exception::index_error("list index out of range"));
        }
        #[expect(clippy::cast_precision_loss, reason = "as in Python")]
        let size = length as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a fraction of a length"
        )]
        Ok((0..count)
            .map(|_| (self.twister.float() * size).floor() as usize)
            .collect())
    }

    /// Positions for `count` choices where position `at` is as likely as the difference of weights before and at it.
    pub(super) fn try_weighted(
        &mut self,
        length: usize,
        cumulative: &[f64],
        count: i64,
    ) -> Result<Vec<usize>, Exception> {
        if cumulative.len() != length {
            return Err(Exception::value_error(
                "The number of weights does not match the population",
            ));
        }
        let Some(total) = cumulative.last().copied() else {
            return Err(Exception::index_error("list index out of range"));
        };
        if total <= 0.0 {
            return Err(Exception::value_error(
                "Total of weights must be greater than zero",
            ));
        }
        if !total.is_finite() {
            return Err(Exception::value_error("Total of weights must be finite"));
        }
        Ok((0..usize::try_from(count).unwrap_or(0))
            .map(|_| {
                let drawn = self.twister.float() * total;
                cumulative[..length - 1].partition_point(|weight| *weight <= drawn)
            })
            .collect())
    }
}

/// Up to this population, a list of all is smaller than a set of the chosen.
fn set_size(count: usize) -> usize {
    if count <= 5 {
        return 21;
    }
    #[expect(clippy::cast_precision_loss, reason = "as in Python")]
    let exponent = ((count * 3) as f64).ln() / 4_f64.ln();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number"
    )]
    let exponent = exponent.ceil() as u32;
    21 + 4_usize.saturating_pow(exponent)
}

/// The sums of weights from the first to each.
pub(super) fn sums(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut total = 0.0;
    weights
        .into_iter()
        .map(|weight| {
            total += weight;
            total
        })
        .collect()
}

pub(super) fn nothing_to_choose() -> Exception {
    Exception::index_error("Cannot choose from an empty sequence")
}

raising! {
    /// `random.choice(list)`.
    choice: pub fn try_choice[T: Clone](list: &List<T>) -> T {
        list.with(|items| pick(items))
    }

    /// `random.choice(tuple)`.
    choice_of_items: pub fn try_choice_of_items[T: Clone](tuple: &Tuple<T>) -> T {
        pick(tuple)
    }

    /// `random.choice(text)`.
    choice_of_chars: pub fn try_choice_of_chars(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        pick(&chars).map(String::from)
    }

    /// `random.choices(list, k=count)`.
    choices: pub fn try_choices[T: Clone](list: &List<T>, count: i64) -> List<T> {
        list.with(|items| {
            let positions = shared(|random| random.try_choices(items.len(), count))?;
            Ok(chosen(items, &positions))
        })
    }

    /// `random.choices(list, weights=weights, k=count)`.
    choices_weighted: pub fn try_choices_weighted[T: Clone](list: &List<T>, weights: &List<f64>, count: i64) -> List<T> {
        let cumulative = sums(weights.iter());
        list.with(|items| {
            let positions = shared(|random| random.try_weighted(items.len(), &cumulative, count))?;
            Ok(chosen(items, &positions))
        })
    }

    /// `random.sample(list, count)`.
    sample: pub fn try_sample[T: Clone](list: &List<T>, count: i64) -> List<T> {
        list.with(|items| {
            let positions = shared(|random| random.try_sample(items.len(), count))?;
            Ok(chosen(items, &positions))
        })
    }
}

fn pick<T: Clone>(items: &[T]) -> Result<T, Exception> {
    if items.is_empty() {
        return Err(nothing_to_choose());
    }
    Ok(items[shared(|random| random.below(items.len()))].clone())
}

fn chosen<T: Clone>(items: &[T], positions: &[usize]) -> List<T> {
    let chosen: Vec<T> = positions.iter().map(|at| items[*at].clone()).collect();
    List::from(chosen)
}

/// `random.shuffle(list)`.
pub fn shuffle<T: Clone>(list: &List<T>) {
    list.with_mut(|items| shared(|random| random.shuffle(items)));
}
