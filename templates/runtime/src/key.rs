//! What a dict and a set ask of their keys.

use crate::{PyEq, PyHash, Value};

/// A type that keys a dict or sits in a set. Every type with an equality, a hash and a way to become a [`Value`] is one.
pub trait Key: PyHash + PyEq + Clone + Into<Value> {}

impl<T: PyHash + PyEq + Clone + Into<Value>> Key for T {}

/// What a key may be looked up by: itself, and `&str` for a `String`.
pub trait Lookup<K>: PyHash {
    /// Whether `key` is the one looked for.
    fn finds(&self, key: &K) -> bool;

    /// The looked up key as a value, for the message of a `KeyError`.
    fn to_value(&self) -> Value;
}

impl<K: Key> Lookup<K> for K {
    #[inline]
    fn finds(&self, key: &K) -> bool {
        key.same(self)
    }

    fn to_value(&self) -> Value {
        self.clone().into()
    }
}

/// What a key may be looked up by where one that is not there is added.
pub trait Keep<K>: Lookup<K> {
    /// The looked up key as one that can be kept.
    fn to_key(&self) -> K;
}

impl<K: Key> Keep<K> for K {
    fn to_key(&self) -> K {
        self.clone()
    }
}

impl Keep<String> for str {
    fn to_key(&self) -> String {
        self.to_owned()
    }
}

/// A text finds a text, whoever has it.
macro_rules! finds_lent_text {
    ($($text:ty),*) => { $(
        impl<'a> Lookup<&'a str> for $text {
            #[inline]
            fn finds(&self, key: &&'a str) -> bool {
                *key == self
            }

            fn to_value(&self) -> Value {
                Value::from(self.as_ref() as &str)
            }
        }
    )* };
}

finds_lent_text! { str, String }

impl Lookup<String> for str {
    #[inline]
    fn finds(&self, key: &String) -> bool {
        key == self
    }

    fn to_value(&self) -> Value {
        Value::from(self)
    }
}

/// A text or number finds the value that is equal to it, without being made one.
macro_rules! finds_value {
    ($($ty:ty)*) => { $(
        impl Lookup<Value> for $ty {
            #[inline]
            fn finds(&self, key: &Value) -> bool {
                key == self
            }

            fn to_value(&self) -> Value {
                Value::from(self.to_owned())
            }
        }
    )* };
}

finds_value! { i64 f64 bool str }
