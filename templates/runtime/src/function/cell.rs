//! `CellRef`: a variable that several functions share.

use std::cell::RefCell;
use std::rc::Rc;

use crate::{Exception, Value};

/// A captured variable of dynamic type; empty while the variable is unbound.
#[derive(Clone, Default)]
pub struct CellRef(Rc<RefCell<Option<Value>>>);

impl CellRef {
    /// A cell that holds `value`.
    pub fn new(value: impl Into<Value>) -> Self {
        Self(Rc::new(RefCell::new(Some(value.into()))))
    }

    /// A cell of a variable that is not bound yet.
    pub fn unbound() -> Self {
        Self::default()
    }

    /// The value, if the variable is bound.
    pub fn get(&self) -> Option<Value> {
        self.0.borrow().clone()
    }

    /// Binds the variable.
    pub fn set(&self, value: impl Into<Value>) {
        let _old = self.0.replace(Some(value.into()));
    }

    /// Unbinds the variable.
    pub fn clear(&self) {
        let _old = self.0.take();
    }

    /// Whether both are the same cell.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    raising! {
        /// The value of the variable `name` as an inner function reads it.
        read_free: pub fn try_read_free(&self, name: &str) -> Value {
            self.get().ok_or_else(|| {
                let message = "cannot access free variable '{}' where it is not associated with a value in enclosing scope";
                Exception::name_error(message.replace("{}", name))
            })
        }

        /// The value of the variable `name` as the function that owns it reads it.
        read_local: pub fn try_read_local(&self, name: &str) -> Value {
            self.get().ok_or_else(|| {
                let message = "cannot access local variable '{}' where it is not associated with a value";
                Exception::unbound_local_error(message.replace("{}", name))
            })
        }
    }
}
