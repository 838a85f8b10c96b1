//! `Str`: the string inside a [`Value`](crate::Value).

use std::borrow::Borrow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::compare::PyOrd;
use crate::hash::{hash_str, quick_hash};
use crate::{Exception, PyEq, PyHash, Show, Truthy};

/// An immutable string: cheap to clone, and it remembers how many code points it has, so that the position of a character in
/// ASCII text is found at once.
#[derive(Clone)]
pub struct Str(Rc<StrData>);

struct StrData {
    text: Box<str>,
    /// The number of code points, or `UNKNOWN`.
    n_chars: Cell<usize>,
}

const UNKNOWN: usize = usize::MAX;

impl Str {
    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The number of code points: `len(text)`.
    pub fn n_chars(&self) -> usize {
        if self.0.n_chars.get() == UNKNOWN {
            self.0.n_chars.set(self.0.text.chars().count());
        }
        self.0.n_chars.get()
    }

    /// Whether all characters are ASCII, so that bytes and characters have the same positions.
    pub fn is_all_ascii(&self) -> bool {
        self.n_chars() == self.0.text.len()
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Str) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Self(Rc::new(StrData {
            text: text.into(),
            n_chars: Cell::new(UNKNOWN),
        }))
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self(Rc::new(StrData {
            text: text.into(),
            n_chars: Cell::new(UNKNOWN),
        }))
    }
}

impl From<char> for Str {
    fn from(character: char) -> Self {
        let mut buffer = [0; 4];
        Self::from(&*character.encode_utf8(&mut buffer))
    }
}

impl From<&Str> for String {
    fn from(text: &Str) -> Self {
        text.as_str().to_owned()
    }
}

impl Deref for Str {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.as_str() == other.as_str()
    }
}

impl Eq for Str {}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Str {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Str {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PyEq for Str {
    fn py_eq(&self, other: &Self) -> bool {
        self == other
    }
}

impl PyEq<str> for Str {
    fn py_eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PyOrd for Str {
    fn try_compare(&self, other: &Self, _symbol: &str) -> Result<Option<Ordering>, Exception> {
        Ok(Some(self.cmp(other)))
    }

    #[inline]
    fn order_kind(&self) -> Option<u32> {
        Some(0)
    }
}

impl PyHash for Str {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        Ok(hash_str(self))
    }

    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        Ok(quick_hash(self.as_bytes()))
    }
}

impl Show for Str {
    fn fmt_repr(&self, out: &mut String) {
        self.as_str().fmt_repr(out);
    }

    fn fmt_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Truthy for Str {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
