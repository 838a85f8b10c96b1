//! `List<T>`: Python's list, shared by everybody who has it.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

use crate::compare::PyOrd;
use crate::show::{show_items, unless_shown};
use crate::{Exception, PyEq, Show, Truthy};

/// A list. Cloning the handle shares the list; [`List::copy`] makes another one.
pub struct List<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for List<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> List<T> {
    /// An empty list.
    pub fn new() -> Self {
        Self::from(Vec::new())
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `len(list)`.
    #[inline]
    pub fn len(&self) -> i64 {
        i64::try_from(self.0.borrow().len()).expect("a length fits")
    }

    /// Whether the list has no items.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Reads the items as a slice. `read` must not run code that may change the list.
    #[inline]
    pub fn with<R>(&self, read: impl FnOnce(&[T]) -> R) -> R {
        read(&self.0.borrow())
    }

    /// Changes the items. `change` must not run code that may touch the list through another handle.
    #[inline]
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }
}

impl<T: Clone> List<T> {
    /// The items, in a vector of their own.
    pub fn to_vec(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    /// `list.append(item)`.
    #[inline]
    pub fn append(&self, item: T) {
        self.0.borrow_mut().push(item);
    }

    raising! {
        /// `list[index]`.
        at: pub fn try_at(&self, index: i64) -> T {
            let items = self.0.borrow();
            match resolve(index, items.len()) {
                Some(position) => Ok(items[position].clone()),
                None => Err(Exception::index_error("list index out of range")),
            }
        }
    }
}

/// Where a Python index, negative from the end, points into `len` items.
#[inline]
pub(crate) fn resolve(index: i64, len: usize) -> Option<usize> {
    let position = if index < 0 {
        index.checked_add_unsigned(len as u64)?
    } else {
        index
    };
    usize::try_from(position)
        .ok()
        .filter(|position| *position < len)
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Rc::new(RefCell::new(items)))
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        Self::from(Vec::from(items))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<T: PyEq> PyEq for List<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other) || self.0.borrow().py_eq(&**other.0.borrow())
    }
}

impl<T: PyEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

impl<T: PyEq + PyOrd> PyOrd for List<T> {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        self.0.borrow().try_compare(&**other.0.borrow(), symbol)
    }
}

impl<T> Truthy for List<T> {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Show> Show for List<T> {
    fn fmt_repr(&self, out: &mut String) {
        unless_shown(self.id(), out, "[...]", |out| {
            show_items(out, "[", self.0.borrow().iter(), "]")
        });
    }
}

impl<T: Show> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl<T: Show> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
