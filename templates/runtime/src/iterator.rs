//! `Iter<T>`: iterators and generators as objects that somebody keeps. Whoever holds one takes items off the same iterator.

mod sources;

use std::cell::RefCell;
use std::rc::Rc;

use crate::{Co, Exception, Generator, PyEq, Show, Type, Value, or_raise};

/// What makes the items of an iterator object.
pub trait NextValue<T = Value> {
    /// The next item.
    fn try_next(&mut self) -> Result<Option<T>, Exception>;

    /// `generator.send(value)`; `None` for what is no generator.
    fn try_send(&mut self, value: Value) -> Option<Result<Option<T>, Exception>> {
        drop(value);
        None
    }

    /// `generator.throw(exc)`; `None` for what is no generator.
    fn try_throw(&mut self, exc: Exception) -> Option<Result<Option<T>, Exception>> {
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
pub struct Iter<T = Value>(Rc<IterData<T>>);

struct IterData<T> {
    ty: Type,
    name: &'static str,
    source: RefCell<Box<dyn NextValue<T>>>,
}

impl<T> Clone for Iter<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Plain<I>(I);

impl<T, I: Iterator<Item = T>> NextValue<T> for Plain<I> {
    fn try_next(&mut self) -> Result<Option<T>, Exception> {
        Ok(self.0.next())
    }
}

impl<T> Iter<T> {
    /// An iterator object of type `ty`.
    pub fn new(ty: Type, source: impl NextValue<T> + 'static) -> Self {
        Self(Rc::new(IterData {
            ty,
            name: "",
            source: RefCell::new(Box::new(source)),
        }))
    }

    /// A generator object of the generator function `name`.
    pub fn generator(name: &'static str, source: impl NextValue<T> + 'static) -> Self {
        Self(Rc::new(IterData {
            ty: Type::Named("generator"),
            name,
            source: RefCell::new(Box::new(source)),
        }))
    }

    /// An iterator object over a Rust iterator.
    pub fn from_iterator(ty: Type, items: impl Iterator<Item = T> + 'static) -> Self {
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

    fn with_source<R>(
        &self,
        act: impl FnOnce(&mut dyn NextValue<T>) -> Result<R, Exception>,
    ) -> Result<R, Exception> {
        match self.0.source.try_borrow_mut() {
            Ok(mut source) => act(&mut **source),
            Err(_) => Err(Exception::value_error("generator already executing")),
        }
    }

    /// The next item.
    pub fn try_next(&self) -> Result<Option<T>, Exception> {
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
    pub fn try_send(&self, value: Value) -> Option<Result<Option<T>, Exception>> {
        self.with_source(|source| source.try_send(value).transpose())
            .transpose()
    }

    /// `generator.throw(exc)`; `None` for what is no generator.
    pub fn try_throw(&self, exc: Exception) -> Option<Result<Option<T>, Exception>> {
        self.with_source(|source| source.try_throw(exc).transpose())
            .transpose()
    }

    /// `generator.close()`; `None` for what is no generator.
    pub fn try_close(&self) -> Option<Result<(), Exception>> {
        self.with_source(|source| source.try_close().transpose())
            .transpose()
    }
}

impl<T: 'static> Iter<T> {
    /// The generator object of a generator expression with this body.
    pub fn lazy<F: Future<Output = ()> + 'static>(body: impl FnOnce(Co<T>) -> F) -> Self {
        Self::generator("<genexpr>", Generator::new(body))
    }

    /// The generator object of a generator expression whose body may raise.
    pub fn try_lazy<F: Future<Output = Result<(), Exception>> + 'static>(
        body: impl FnOnce(Co<T>) -> F,
    ) -> Self {
        let generator = Generator::fallible(|co| {
            let body = body(co);
            async move { body.await.map(Value::from) }
        });
        Self::generator("<genexpr>", generator)
    }
}

impl<T> Iter<T> {
    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The same iterator with its items converted, which nobody else has.
    pub fn map_items<U>(self, convert: impl FnMut(T) -> U + 'static) -> Iter<U>
    where
        T: 'static,
    {
        let ty = self.ty();
        let source = Converted {
            items: self,
            convert,
        };
        Iter::new(ty, source)
    }

    /// The items that are still to come, for a loop: what it takes is gone for all who hold the iterator.
    pub fn iter(&self) -> Remaining<T> {
        Remaining(self.clone())
    }

    raising! {
        /// `next(iterator)`.
        next_item: pub fn try_next_item(&self) -> T {
            self.try_next()?.ok_or_else(|| {
                Exception::stop_iteration(Some(self.returned()).filter(|value| !value.is_none()))
            })
        }

        /// `next(iterator)` inside of a generator expression, which must not end by a `StopIteration` of somebody else (PEP 479).
        next_inside: pub fn try_next_inside(&self) -> T {
            self.try_next()?.ok_or_else(|| Exception::runtime_error("generator raised StopIteration"))
        }

        /// `next(iterator)`, if there is one more.
        next_if_any: pub fn try_next_if_any(&self) -> Option<T> {
            self.try_next()
        }

        /// `next(iterator, default)`.
        next_or: pub fn try_next_or(&self, default: T) -> T {
            Ok(self.try_next()?.unwrap_or(default))
        }
    }
}

impl<T: PyEq> Iter<T> {
    raising! {
        /// `item in iterator`, which takes off all items up to the one that is found.
        contains: pub fn try_contains(&self, item: T) -> bool {
            while let Some(next) = self.try_next()? {
                if next.same(&item) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

impl<T> IntoIterator for &Iter<T> {
    type Item = T;
    type IntoIter = Remaining<T>;

    fn into_iter(self) -> Remaining<T> {
        self.iter()
    }
}

/// An iterator with its items converted.
struct Converted<T, F> {
    items: Iter<T>,
    convert: F,
}

impl<T, U, F: FnMut(T) -> U> NextValue<U> for Converted<T, F> {
    fn try_next(&mut self) -> Result<Option<U>, Exception> {
        Ok(self.items.try_next()?.map(&mut self.convert))
    }
}

/// The items that an [`Iter`] still has. As a Rust iterator it ends the program on a failure.
pub struct Remaining<T>(Iter<T>);

impl<T> Remaining<T> {
    /// The same items for who wants to handle a failure, with which they end.
    pub fn results(self) -> impl Iterator<Item = Result<T, Exception>> {
        std::iter::from_fn(move || self.0.try_next().transpose())
    }
}

impl<T> Iterator for Remaining<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        or_raise(self.0.try_next())
    }
}

/// An iterator is equal to itself only.
impl<T> PyEq for Iter<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<T> Show for Iter<T> {
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
