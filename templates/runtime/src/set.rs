//! `Set<T>` and `FrozenSet<T>`.

use std::cell::RefCell;
use std::rc::Rc;

/// A set that is iterated in CPython's order. Cloning the handle shares it.
pub struct Set<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// An immutable set.
pub struct FrozenSet<T>(Rc<Vec<T>>);

impl<T> Clone for FrozenSet<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
