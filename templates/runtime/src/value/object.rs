//! The door for objects whose classes the program defines.

use std::any::Any;
use std::rc::Rc;

use super::{Type, Value};
use crate::{Args, Exception, Truthy};

/// An object of a class that the support library does not know.
///
/// Everything Python does through a special method comes to [`Object::special`]; `None` means that the class has no such method, and the
/// library then does what CPython does without it.
pub trait Object {
    /// A number that tells this object from all others that are alive.
    fn id(&self) -> usize;

    /// The name of the class.
    fn class_name(&self) -> &str;

    /// The class, as `type(object)` gives it.
    fn class(&self) -> Value;

    /// The object itself, for who knows its Rust type.
    fn as_any(&self) -> &dyn Any;

    /// Calls the special method `name` (`__len__`, `__add__`, `__eq__`, …).
    fn special(&self, name: &str, args: &[Value]) -> Option<Result<Value, Exception>>;

    /// `object.name`; `None` if there is no such attribute.
    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>>;

    /// `object.name = value`; `None` if the object does not take it.
    fn set_attribute(&self, name: &str, value: Value) -> Option<Result<(), Exception>>;

    /// `del object.name`; `None` if there is no such attribute.
    fn remove_attribute(&self, name: &str) -> Option<Result<(), Exception>>;

    /// `object(...)`; `None` if it is not callable.
    fn call(&self, args: Args) -> Option<Result<Value, Exception>>;

    /// `object.name(...)` without making a bound method; `None` if there is no such attribute.
    fn call_method(&self, name: &str, args: Args) -> Option<Result<Value, Exception>> {
        Some(
            self.attribute(name)?
                .and_then(|method| method.try_call(args)),
        )
    }

    /// Whether the object is an instance of `class`, another object. Also asked of classes: whether it is a subclass.
    fn is_kind_of(&self, class: &Value) -> bool;
}

/// A shared [`Object`].
#[derive(Clone)]
pub struct ObjectRef(Rc<Box<dyn Object>>);

impl ObjectRef {
    /// A reference to `object`.
    pub fn new(object: impl Object + 'static) -> Self {
        Self(Rc::new(Box::new(object)))
    }

    /// The object as its own Rust type.
    pub fn downcast<T: 'static>(&self) -> Option<&T> {
        self.as_any().downcast_ref()
    }

    /// The result of a special method that must give an instance of one type.
    fn text_of(&self, name: &str) -> Option<String> {
        let value = crate::or_raise(self.special(name, &[])?);
        match value {
            Value::Str(text) => Some(text.to_string()),
            other => crate::raise(Exception::type_error(format!(
                "{name} returned non-string (type {})",
                other.type_name()
            ))),
        }
    }

    pub(super) fn show_repr(&self, out: &mut String) {
        match self.text_of("__repr__") {
            Some(text) => out.push_str(&text),
            None => append!(
                out,
                "<__main__.{} object at {:#x}>",
                self.class_name(),
                self.id()
            ),
        }
    }

    pub(super) fn show_str(&self, out: &mut String) {
        match self.text_of("__str__") {
            Some(text) => out.push_str(&text),
            None => self.show_repr(out),
        }
    }

    pub(super) fn try_truthy(&self) -> Result<bool, Exception> {
        if let Some(result) = self.special("__bool__", &[]) {
            return match result? {
                Value::Bool(flag) => Ok(flag),
                other => Err(Exception::type_error(format!(
                    "__bool__ should return bool, returned {}",
                    other.type_name()
                ))),
            };
        }
        match self.special("__len__", &[]) {
            Some(length) => Ok(length?.truthy()),
            None => Ok(true),
        }
    }
}

impl std::ops::Deref for ObjectRef {
    type Target = dyn Object;

    fn deref(&self) -> &(dyn Object + 'static) {
        &**self.0
    }
}

/// What `object()` makes: an object with nothing but its identity.
struct Bare(Rc<()>);

impl Object for Bare {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    fn class_name(&self) -> &'static str {
        "object"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Object)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, _: &[Value]) -> Option<Result<Value, Exception>> {
        (name == "__repr__")
            .then(|| Ok(Value::from(format!("<object object at {:#x}>", self.id()))))
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        (name == "__class__").then(|| Ok(self.class()))
    }

    fn set_attribute(&self, _: &str, _: Value) -> Option<Result<(), Exception>> {
        None
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Object))
    }
}

impl ObjectRef {
    /// `object()`.
    pub(crate) fn bare() -> Self {
        Self::new(Bare(Rc::new(())))
    }
}
