//! `Bytes`: a bytes object, which never changes. What it has no method for is done by its [`Value`].

use std::cmp::Ordering;
use std::ops::Deref;
use std::rc::Rc;

use super::bytes::{try_bytes_at, try_bytes_slice};
use super::bytes_repr;
use crate::{Exception, Iter, PyEq, PyHash, PyOrd, Show, Truthy, Type, Value, hash_bytes};

/// A bytes object. Cloning it shares it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(Rc<Vec<u8>>);

impl Bytes {
    /// The bytes of a literal: each character of the text is one byte.
    ///
    /// # Panics
    /// If there is a character beyond `\u{ff}`.
    pub fn literal(text: &str) -> Self {
        let bytes = text.chars().map(|c| u8::try_from(c).expect("a byte"));
        Self(Rc::new(bytes.collect()))
    }

    /// `len(bytes)`.
    pub fn len(&self) -> i64 {
        super::index::to_i64(self.0.len())
    }

    /// Whether there is no byte.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `for byte in bytes`.
    pub fn iter(&self) -> impl Iterator<Item = i64> + use<> {
        let bytes = Rc::clone(&self.0);
        (0..bytes.len()).map(move |position| i64::from(bytes[position]))
    }

    /// `iter(bytes)`.
    pub fn to_iter(&self) -> Iter<i64> {
        Iter::from_iterator(Type::Named("bytes_iterator"), self.iter())
    }

    /// `bytes + other`.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        Self::from([self.0.as_slice(), &other.0].concat())
    }

    raising! {
        /// `bytes[index]`.
        at: pub fn try_at(&self, index: i64) -> i64 {
            try_bytes_at(&self.0, index)
        }

        /// `bytes[start:stop:step]`.
        slice: pub fn try_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Bytes {
            try_bytes_slice(&self.0, start, stop, step).map(Bytes::from)
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Rc::new(bytes))
    }
}

impl From<Rc<Vec<u8>>> for Bytes {
    fn from(bytes: Rc<Vec<u8>>) -> Self {
        Self(bytes)
    }
}

impl From<Bytes> for Value {
    fn from(bytes: Bytes) -> Self {
        Value::Bytes(bytes.0)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl PyEq for Bytes {
    fn py_eq(&self, other: &Self) -> bool {
        self == other
    }
}

impl PyOrd for Bytes {
    fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
        Ok(Some(self.0.cmp(&other.0)))
    }
}

impl PyHash for Bytes {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_bytes(&self.0))
    }
}

impl Truthy for Bytes {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl Show for Bytes {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str(&bytes_repr(&self.0));
    }
}

impl std::fmt::Display for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.repr())
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.repr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_numbers_in_a_row() {
        let bytes = Bytes::literal("h\u{ff}i");
        assert_eq!(bytes.repr(), "b'h\\xffi'");
        assert_eq!((bytes.at(1), bytes.at(-1), bytes.len()), (255, 105, 3));
        assert_eq!(
            bytes.slice(None, None, Some(-1)),
            Bytes::literal("i\u{ff}h")
        );
        assert_eq!(bytes.iter().sum::<i64>(), 464);
        let error = bytes.try_at(3).expect_err("there are three");
        assert_eq!(error.last_line(), "IndexError: index out of range");
    }
}
