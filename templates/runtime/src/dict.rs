//! `Dict<K, V>`: Python's dict.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

/// A dict that keeps the order of insertion. Cloning the handle shares it.
pub struct Dict<K, V>(Rc<RefCell<Vec<(K, V)>>>, PhantomData<K>);

impl<K, V> Clone for Dict<K, V> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0), PhantomData)
    }
}
