//! `Iter`: iterators and generators as objects.

use std::cell::RefCell;
use std::rc::Rc;

use crate::{Exception, Show, Type, Value};

/// What makes the items of an iterator object.
pub trait NextValue {
    /// The next item.
    fn try_next(&mut self) -> Result<Option<Value>, Exception>;

    /// `generator.send(value)`; `None` for what is no generator.
    fn try_send(&mut self, value: Value) -> Option<Result<Option<Value>, Exception>> {
        drop(value);
        None
    }

    /// `generator.throw(exc)`; `None` for what is no generator.
    fn try_throw(&mut self, exc: Exception) -> Option<Result<Option<Value>, Exception>> {
        drop(exc);
        None
    }

    /// `generator.close()`; `None` for what is no generator.
    fn try_close(&mut self) -> Option<Result<(), Exception>> {
        None
    }

    /// The value that a generator returned, once it has ended.
    fn returned(&self) -> Value {
        Value::None
    }

    /// `repr(iterator)`, if it says more than type and address.
    fn shown(&self) -> Option<String> {
        None
    }
}

/// An iterator object. Cloning shares it.
#[derive(Clone)]
pub struct Iter(Rc<IterData>);

struct IterData {
    ty: Type,
    name: &'static str,
    source: RefCell<Box<dyn NextValue>>,
}

struct Plain<I>(I);

impl<I: Iterator<Item = Value>> NextValue for Plain<I> {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        Ok(self.0.next())
    }
}

impl Iter {
    /// An iterator object of type `ty`.
    pub fn new(ty: Type, source: impl NextValue + 'static) -> Self {
        Self(Rc::new(IterData {
            ty,
            name: "",
            source: RefCell::new(Box::new(source)),
        }))
    }

    /// A generator object of the generator function `name`.
    pub fn generator(name: &'static str, source: impl NextValue + 'static) -> Self {
        Self(Rc::new(IterData {
            ty: Type::Named("generator"),
            name,
            source: RefCell::new(Box::new(source)),
        }))
    }

    /// An iterator object over a Rust iterator.
    pub fn from_iterator(ty: Type, items: impl Iterator<Item = Value> + 'static) -> Self {
        Self::new(ty, Plain(items))
    }

    /// The object's type.
    pub fn ty(&self) -> Type {
        self.0.ty
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    fn with_source<T>(
        &self,
        act: impl FnOnce(&mut dyn NextValue) -> Result<T, Exception>,
    ) -> Result<T, Exception> {
        match self.0.source.try_borrow_mut() {
            Ok(mut source) => act(&mut **source),
            Err(_) => Err(Exception::value_error("generator already executing")),
        }
    }

    /// The next item.
    pub fn try_next(&self) -> Result<Option<Value>, Exception> {
        self.with_source(|source| source.try_next())
    }

    /// The value that a generator returned, once it has ended.
    pub fn returned(&self) -> Value {
        self.0
            .source
            .try_borrow()
            .map_or(Value::None, |source| source.returned())
    }

    /// `generator.send(value)`; `None` for what is no generator.
    pub fn try_send(&self, value: Value) -> Option<Result<Option<Value>, Exception>> {
        self.with_source(|source| source.try_send(value).transpose())
            .transpose()
    }

    /// `generator.throw(exc)`; `None` for what is no generator.
    pub fn try_throw(&self, exc: Exception) -> Option<Result<Option<Value>, Exception>> {
        self.with_source(|source| source.try_throw(exc).transpose())
            .transpose()
    }

    /// `generator.close()`; `None` for what is no generator.
    pub fn try_close(&self) -> Option<Result<(), Exception>> {
        self.with_source(|source| source.try_close().transpose())
            .transpose()
    }
}

impl Show for Iter {
    fn fmt_repr(&self, out: &mut String) {
        let shown = self.0.source.try_borrow();
        if let Some(shown) = shown.ok().and_then(|source| source.shown()) {
            out.push_str(&shown);
            return;
        }
        let name = if self.0.name.is_empty() {
            String::new()
        } else {
            format!(" {}", self.0.name)
        };
        append!(
            out,
            "<{} object{name} at {:#x}>",
            self.ty().name(),
            self.id()
        );
    }
}
