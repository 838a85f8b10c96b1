//! Where kept iterators come from: `iter`, `reversed`, `enumerate`, `zip`, `map`, `filter`. The types are those that CPython
//! names; for `Value`s the same is done by `Value::iter_object` and `builtins::iteration`.

use super::{Iter, NextValue};
use crate::key::Key;
use crate::{Dict, DictWalk, Exception, FrozenSet, List, Range, Set, SetIter, Tuple, Type};

impl<T> Iter<T> {
    /// `zip(…)`, of the items that a Rust iterator puts together.
    pub fn zip(items: impl Iterator<Item = T> + 'static) -> Self {
        Self::from_iterator(Type::Zip, items)
    }

    /// `enumerate(…)`, of the pairs that a Rust iterator puts together.
    pub fn enumerate(items: impl Iterator<Item = T> + 'static) -> Self {
        Self::from_iterator(Type::Enumerate, items)
    }

    /// `reversed(…)` of a tuple or text.
    pub fn reversed(items: impl Iterator<Item = T> + 'static) -> Self {
        Self::from_iterator(Type::Reversed, items)
    }
}

/// A walk over the keys of a dict.
struct Keys<K, V>(DictWalk<K, V>);

impl<K: Clone, V: Clone> NextValue<K> for Keys<K, V> {
    fn try_next(&mut self) -> Result<Option<K>, Exception> {
        self.0.try_next(|key, _| key.clone())
    }
}

impl<T: Clone> NextValue<T> for SetIter<T> {
    fn try_next(&mut self) -> Result<Option<T>, Exception> {
        SetIter::try_next(self)
    }
}

impl<T: Clone + 'static> List<T> {
    /// `iter(list)`.
    pub fn to_iter(&self) -> Iter<T> {
        Iter::from_iterator(Type::Named("list_iterator"), self.iter())
    }

    /// `reversed(list)`, kept.
    pub fn to_iter_reversed(&self) -> Iter<T> {
        Iter::from_iterator(Type::Named("list_reverseiterator"), self.iter_reversed())
    }
}

impl<T: Clone + 'static> Tuple<T> {
    /// `iter(tuple)`.
    pub fn to_iter(&self) -> Iter<T> {
        Iter::from_iterator(Type::Named("tuple_iterator"), self.items())
    }
}

impl Range {
    /// `iter(range)`.
    pub fn to_iter(&self) -> Iter<i64> {
        Iter::from_iterator(Type::Named("range_iterator"), self.iter())
    }

    /// `reversed(range)`, kept.
    pub fn to_iter_reversed(&self) -> Iter<i64> {
        Iter::from_iterator(Type::Named("range_iterator"), self.iter_reversed())
    }
}

impl<K: Clone + 'static, V: Clone + 'static> Dict<K, V> {
    /// `iter(dict)`.
    pub fn to_iter(&self) -> Iter<K> {
        Iter::new(Type::Named("dict_keyiterator"), Keys(self.walk()))
    }
}

impl<T: Clone + 'static> Set<T> {
    /// `iter(set)`.
    pub fn to_iter(&self) -> Iter<T> {
        Iter::new(Type::Named("set_iterator"), self.iter())
    }
}

impl<T: Key + 'static> FrozenSet<T> {
    /// `iter(frozenset)`.
    pub fn to_iter(&self) -> Iter<T> {
        Iter::from_iterator(Type::Named("set_iterator"), self.iter())
    }
}

impl Iter<String> {
    /// `iter(text)`.
    pub fn of_text(text: &str) -> Self {
        let name = if text.is_ascii() {
            "str_ascii_iterator"
        } else {
            "str_iterator"
        };
        let letters: Vec<char> = text.chars().collect();
        Self::from_iterator(Type::Named(name), letters.into_iter().map(String::from))
    }

    /// `reversed(text)`, kept.
    pub fn of_text_reversed(text: &str) -> Self {
        let letters: Vec<char> = text.chars().rev().collect();
        Self::reversed(letters.into_iter().map(String::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    #[test]
    fn all_who_hold_an_iterator_take_from_the_same() {
        let list = List::from([1_i64, 2, 3]);
        let one = list.to_iter();
        let two = one.clone();
        assert_eq!((one.next_item(), two.next_item()), (1, 2));
        list.append(4);
        assert_eq!(one.iter().collect::<Vec<_>>(), [3, 4]);
        // Once at its end it stays there.
        list.append(5);
        assert_eq!(two.next_or(-1), -1);
        let end = two.try_next_item().expect_err("no item is left");
        assert_eq!(end.last_line(), "StopIteration");
    }

    #[test]
    fn a_dict_that_grows_is_noticed() {
        let dict = Dict::from([("a".to_owned(), 1_i64)]);
        let keys = dict.to_iter();
        dict.set("b".to_owned(), 2);
        let error = keys.try_next_if_any().expect_err("the dict changed");
        assert_eq!(
            error.last_line(),
            "RuntimeError: dictionary changed size during iteration"
        );
    }

    #[test]
    fn a_generator_is_run_step_by_step() {
        let steps = Iter::lazy(|co| async move {
            for n in 0..2_i64 {
                co.yield_(n).await;
            }
        });
        assert_eq!(steps.next_if_any(), Some(0));
        assert_eq!(steps.ty(), Type::Named("generator"));
        assert_eq!(steps.iter().collect::<Vec<_>>(), [1]);
        let values: Value = Iter::of_text("ab")
            .iter()
            .map(Value::from)
            .collect::<Vec<_>>()
            .into();
        assert_eq!(crate::Show::repr(&values), "('a', 'b')");
    }
}
