//! Stand-ins for operations of `Value` and `Dict` until they exist; inherent methods of the same names take precedence.

use crate::{Exception, Value};

pub(super) trait Operations {
    fn try_getitem(&self, key: &Value) -> Result<Value, Exception>;
    fn try_getattr(&self, name: &str) -> Result<Value, Exception>;
    fn try_iter(&self) -> Result<Items, Exception>;
}

impl Operations for Value {
    fn try_getitem(&self, _key: &Value) -> Result<Value, Exception> {
        Err(Exception::not_implemented_error("subscripts of values"))
    }

    fn try_getattr(&self, _name: &str) -> Result<Value, Exception> {
        Err(Exception::not_implemented_error("attributes of values"))
    }

    fn try_iter(&self) -> Result<Items, Exception> {
        Err(Exception::not_implemented_error("iteration over values"))
    }
}

pub(super) struct Items(());

impl Items {
    pub(super) fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let Self(()) = self;
        Err(Exception::not_implemented_error("iteration over values"))
    }
}
