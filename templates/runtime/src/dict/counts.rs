//! What `Counter`s can do beyond other dicts, where their counts are integers of static code.
//! Semantics: CPython's `Lib/collections/__init__.py`.

use super::Dict;
use crate::key::Key;
use crate::{Count, Exception, Int, or_overflow};

/// A count that static code knows to be an integer.
pub trait Tally: Count + PartialOrd {
    /// The sum of two counts.
    fn plus(&self, other: &Self) -> Self;

    /// The first count less the second.
    fn minus(&self, other: &Self) -> Self;

    /// How often an item with this count is there.
    fn times(&self) -> usize;
}

impl Tally for i64 {
    fn plus(&self, other: &Self) -> Self {
        or_overflow(self.checked_add(*other))
    }

    fn minus(&self, other: &Self) -> Self {
        or_overflow(self.checked_sub(*other))
    }

    fn times(&self) -> usize {
        usize::try_from(*self).unwrap_or(0)
    }
}

impl Tally for Int {
    fn plus(&self, other: &Self) -> Self {
        self.clone() + other.clone()
    }

    fn minus(&self, other: &Self) -> Self {
        self.clone() - other.clone()
    }

    fn times(&self) -> usize {
        self.to_i64().map_or(0, |count| count.times())
    }
}

impl<K: Key, V: Count> Dict<K, V> {
    /// `Counter(a=3, b=1)`.
    pub fn counter_with(counts: impl IntoIterator<Item = (K, V)>) -> Self {
        let counter = Self::counter();
        for (key, count) in counts {
            counter.set(key, count);
        }
        counter
    }
}

impl<K: Key, V: Tally> Dict<K, V> {
    /// `Counter(mapping)`: its values are the counts.
    pub fn counter_of(&self) -> Self {
        let counter = Self::counter();
        counter.update(self);
        counter
    }

    fn count_of(&self, key: &K) -> V {
        self.get(key).unwrap_or_else(V::zero)
    }

    /// `counter.update(mapping)`, which adds the counts; other dicts take the values.
    pub fn update_counts(&self, other: &Self) {
        if !self.forgives() {
            return self.update(other);
        }
        for (key, count) in other.to_pairs() {
            let sum = self.count_of(&key).plus(&count);
            self.set(key, sum);
        }
    }

    raising! {
        /// `counter.update(items)`. Other dicts take pairs: what a text of two letters would be is known when the program runs.
        count_items: pub fn try_count_items(&self, items: impl IntoIterator<Item = K>) -> () {
            if !self.forgives() {
                crate::output::decline("`update` of a dict that is no `Counter` takes a mapping or pairs here");
            }
            for item in items {
                let count = self.count_of(&item).try_increment()?;
                self.try_set(item, count)?;
            }
            Ok(())
        }

        /// `counter.subtract(mapping)`.
        subtract: pub fn try_subtract(&self, other: &Self) -> () {
            self.try_as_counter("subtract")?;
            for (key, count) in other.to_pairs() {
                let difference = self.count_of(&key).minus(&count);
                self.try_set(key, difference)?;
            }
            Ok(())
        }

        /// `counter.subtract(items)`.
        subtract_items: pub fn try_subtract_items(&self, items: impl IntoIterator<Item = K>) -> () {
            self.try_as_counter("subtract")?;
            let one = V::zero().try_increment()?;
            for item in items {
                let difference = self.count_of(&item).minus(&one);
                self.try_set(item, difference)?;
            }
            Ok(())
        }

        /// `counter.total()`.
        total: pub fn try_total(&self) -> V {
            self.try_as_counter("total")?;
            let counts = self.to_pairs().into_iter();
            Ok(counts.fold(V::zero(), |total, (_, count)| total.plus(&count)))
        }

        /// The items of `counter.elements()`.
        elements: pub fn try_elements(&self) -> std::vec::IntoIter<K> {
            self.try_as_counter("elements")?;
            let mut all = Vec::new();
            for (key, count) in self.to_pairs() {
                all.extend(std::iter::repeat_n(key, count.times()));
            }
            Ok(all.into_iter())
        }

        /// `counter + other`.
        plus_counts: pub fn try_plus_counts(&self, other: &Self) -> Self {
            self.try_counters(other, "+")?;
            let mut sums = Vec::new();
            for (key, count) in self.to_pairs() {
                let sum = count.plus(&other.count_of(&key));
                sums.push((key, sum));
            }
            let more = other.to_pairs().into_iter().filter(|(key, _)| !self.contains(key));
            Ok(positive(sums.into_iter().chain(more)))
        }

        /// `counter - other`.
        minus_counts: pub fn try_minus_counts(&self, other: &Self) -> Self {
            self.try_counters(other, "-")?;
            let mut rest = Vec::new();
            for (key, count) in self.to_pairs() {
                let difference = count.minus(&other.count_of(&key));
                rest.push((key, difference));
            }
            for (key, count) in other.to_pairs() {
                if !self.contains(&key) {
                    rest.push((key, V::zero().minus(&count)));
                }
            }
            Ok(positive(rest))
        }

        /// `counter & other`.
        common_counts: pub fn try_common_counts(&self, other: &Self) -> Self {
            self.try_counters(other, "&")?;
            let mut common = Vec::new();
            for (key, count) in self.to_pairs() {
                let most = other.count_of(&key);
                common.push((key, if count < most { count } else { most }));
            }
            Ok(positive(common))
        }
    }

    fn try_as_counter(&self, name: &str) -> Result<(), Exception> {
        if self.forgives() {
            return Ok(());
        }
        let class = self.ty().message_name();
        let message = format!("'{class}' object has no attribute '{name}'");
        Err(Exception::attribute_error(message))
    }

    fn try_counters(&self, other: &Self, sign: &str) -> Result<(), Exception> {
        if self.forgives() && other.forgives() {
            return Ok(());
        }
        let (one, two) = (self.ty(), other.ty());
        Err(Exception::type_error(format!(
            "unsupported operand type(s) for {sign}: '{}' and '{}'",
            one.message_name(),
            two.message_name()
        )))
    }
}

/// The counts above zero.
fn positive<K: Key, V: Tally>(counts: impl IntoIterator<Item = (K, V)>) -> Dict<K, V> {
    let zero = V::zero();
    let counter = Dict::counter();
    for (key, count) in counts {
        if count > zero {
            counter.set(key, count);
        }
    }
    counter
}

#[cfg(test)]
mod tests {
    use crate::{Dict, modules::collections::counter};

    fn letters(text: &str) -> Dict<String, i64> {
        counter(text.chars().map(String::from))
    }

    #[test]
    fn operators_keep_what_is_above_zero() {
        let (one, two) = (letters("aab"), letters("abc"));
        assert_eq!(one.plus_counts(&two).total(), 6);
        let rest = one.minus_counts(&two).to_pairs();
        assert_eq!(rest, [("a".to_owned(), 1)]);
        assert_eq!(one.common_counts(&two).total(), 2);
    }

    #[test]
    fn other_dicts_are_no_counters() {
        let plain: Dict<&str, i64> = Dict::from([("a", 1)]);
        let error = plain.try_total().map_err(|exc| exc.to_string());
        assert_eq!(
            error,
            Err("'dict' object has no attribute 'total'".to_owned())
        );
        let sum = plain.try_plus_counts(&plain).map(|_| ());
        assert_eq!(
            sum.map_err(|exc| exc.to_string()),
            Err("unsupported operand type(s) for +: 'dict' and 'dict'".to_owned())
        );
    }
}
