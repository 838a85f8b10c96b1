//! `bytearray`: bytes that change. Semantics: CPython's `Objects/bytearrayobject.c`.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::bytes_methods::{bytes_method_name, call_bytes_method};
use crate::iterator::NextValue;
use crate::list::resolve;
use crate::value::BoundMethod;
use crate::{Args, Exception, Iter, List, Object, ObjectRef, Type, Value};

/// A bytearray. Cloning the handle shares it.
#[derive(Clone)]
pub(crate) struct ByteArray(Rc<RefCell<Vec<u8>>>);

const CHANGING: &[&str] = &[
    "append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse",
];

/// Special methods that are found as attributes.
const SPECIAL: &[&str] = &[
    "__contains__",
    "__delitem__",
    "__getitem__",
    "__iter__",
    "__len__",
    "__setitem__",
];

/// A byte, in CPython's words.
fn try_byte(value: &Value) -> Result<u8, Exception> {
    u8::try_from(value.try_index()?)
        .map_err(|_| Exception::value_error("byte must be in range(0, 256)"))
}

/// The bytes of a bytes-like object.
fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        Value::Object(object) => {
            let array = object.downcast::<ByteArray>()?;
            Some(array.to_vec())
        }
        _ => None,
    }
}

/// The value, as bytes if it is a bytearray.
fn frozen(value: Value) -> Value {
    match &value {
        Value::Object(_) => match bytes_of(&value) {
            Some(bytes) => Value::Bytes(Rc::new(bytes)),
            None => value,
        },
        Value::List(list) => {
            let items = list.to_vec().into_iter().map(frozen).collect::<Vec<_>>();
            Value::List(List::from(items))
        }
        _ => value,
    }
}

/// Arguments of a method of bytes, in which bytearrays are as good as bytes.
pub(crate) fn with_bytes(mut args: Args) -> Args {
    args.positional = args.positional.into_iter().map(frozen).collect();
    args
}

/// What a method of bytes gives, for a bytearray.
fn thawed(value: Value) -> Value {
    match value {
        Value::Bytes(bytes) => ByteArray::new(bytes.to_vec()).to_value(),
        Value::List(list) => {
            let items = list.to_vec().into_iter().map(thawed).collect::<Vec<_>>();
            Value::List(List::from(items))
        }
        Value::Tuple(tuple) => {
            let items = tuple.iter().cloned().map(thawed).collect::<Vec<_>>();
            Value::from(items)
        }
        other => other,
    }
}

impl ByteArray {
    /// A bytearray of these bytes.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self(Rc::new(RefCell::new(bytes)))
    }

    /// The object.
    pub(crate) fn to_value(&self) -> Value {
        Value::Object(ObjectRef::new(self.clone()))
    }

    fn to_vec(&self) -> Vec<u8> {
        self.0.borrow().clone()
    }

    fn frozen(&self) -> Value {
        Value::Bytes(Rc::new(self.to_vec()))
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }

    fn try_position(&self, key: &Value, message: &str) -> Result<usize, Exception> {
        if key.as_int().is_none() {
            return Err(Exception::type_error(format!(
                "bytearray indices must be integers or slices, not {}",
                key.type_name()
            )));
        }
        resolve(key.try_index()?, self.len()).ok_or_else(|| Exception::index_error(message))
    }

    /// The bytes that are added to the end, or stored to a slice.
    fn try_more(source: &Value) -> Result<Vec<u8>, Exception> {
        if let Some(bytes) = bytes_of(source) {
            return Ok(bytes);
        }
        source.try_to_vec()?.iter().map(try_byte).collect()
    }

    /// Changes the bytes as a list of integers is changed.
    fn try_as_list(
        &self,
        change: impl FnOnce(&List<Value>) -> Result<(), Exception>,
    ) -> Result<Value, Exception> {
        let items = self
            .to_vec()
            .into_iter()
            .map(|byte| Value::from(i64::from(byte)));
        let list = List::from(items.collect::<Vec<_>>());
        change(&list)?;
        let bytes: Vec<u8> = list
            .to_vec()
            .iter()
            .map(try_byte)
            .collect::<Result<_, _>>()?;
        *self.0.borrow_mut() = bytes;
        Ok(Value::None)
    }

    fn try_change(&self, name: &str, args: Args) -> Result<Value, Exception> {
        let full_name = format!("bytearray.{name}");
        match name {
            "append" => {
                let byte = try_byte(&args.try_one(&full_name)?)?;
                self.0.borrow_mut().push(byte);
            }
            "clear" => {
                args.check_none(&full_name)?;
                self.0.borrow_mut().clear();
            }
            "copy" => {
                args.check_none(&full_name)?;
                return Ok(Self::new(self.to_vec()).to_value());
            }
            "extend" => {
                let source = args.try_one(&full_name)?;
                let more = Self::try_more(&source)?;
                self.0.borrow_mut().extend(more);
            }
            "insert" => {
                let args = args.try_between("insert", 2, 2)?;
                let (index, byte) = (args[0].try_index()?, try_byte(&args[1])?);
                let len = i64::try_from(self.len()).unwrap_or(i64::MAX);
                let at = if index < 0 {
                    index.saturating_add(len).max(0)
                } else {
                    index.min(len)
                };
                self.0
                    .borrow_mut()
                    .insert(usize::try_from(at).unwrap_or(0), byte);
            }
            "pop" => {
                let args = args.try_between("pop", 0, 1)?;
                if self.len() == 0 {
                    return Err(Exception::index_error("pop from empty bytearray"));
                }
                let last = Value::from(-1);
                let at =
                    self.try_position(args.first().unwrap_or(&last), "pop index out of range")?;
                let byte = self.0.borrow_mut().remove(at);
                return Ok(Value::from(i64::from(byte)));
            }
            "remove" => {
                let byte = try_byte(&args.try_one(&full_name)?)?;
                let at = self.0.borrow().iter().position(|other| *other == byte);
                let at =
                    at.ok_or_else(|| Exception::value_error("value not found in bytearray"))?;
                self.0.borrow_mut().remove(at);
            }
            _ => {
                args.check_none(&full_name)?;
                self.0.borrow_mut().reverse();
            }
        }
        Ok(Value::None)
    }
}

struct Walk {
    array: ByteArray,
    position: usize,
}

impl NextValue for Walk {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let byte = self.array.0.borrow().get(self.position).copied();
        self.position += 1;
        Ok(byte.map(|byte| Value::from(i64::from(byte))))
    }
}

fn no_concatenation(value: &Value) -> Exception {
    Exception::type_error(format!("can't concat {} to bytearray", value.type_name()))
}

impl Object for ByteArray {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    fn class_name(&self) -> &'static str {
        "bytearray"
    }

    fn class(&self) -> Value {
        Value::Type(Type::ByteArray)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, args: &[Value]) -> Option<Result<Value, Exception>> {
        let first = || args.first().cloned().unwrap_or(Value::None);
        let other = || bytes_of(&first());
        Some(match name {
            "__repr__" => Ok(Value::from(format!(
                "bytearray({})",
                super::bytes_repr(&self.to_vec())
            ))),
            "__len__" => Ok(Value::from(i64::try_from(self.len()).unwrap_or(i64::MAX))),
            "__bool__" => Ok(Value::Bool(self.len() > 0)),
            "__hash__" => Ok(Value::None),
            "__iter__" => {
                let walk = Walk {
                    array: self.clone(),
                    position: 0,
                };
                Ok(Value::Iterator(Iter::new(
                    Type::Named("bytearray_iterator"),
                    walk,
                )))
            }
            "__contains__" => self
                .frozen()
                .try_contains(&frozen(first()))
                .map(Value::Bool),
            "__getitem__" => match first() {
                key @ Value::Slice(_) => self.frozen().try_getitem(&key).map(thawed),
                key => self
                    .try_position(&key, "bytearray index out of range")
                    .map(|at| Value::from(i64::from(self.0.borrow()[at]))),
            },
            "__setitem__" => {
                let value = args.get(1).cloned().unwrap_or(Value::None);
                match first() {
                    key @ Value::Slice(_) => Self::try_more(&value).and_then(|bytes| {
                        let bytes = Value::Bytes(Rc::new(bytes));
                        self.try_as_list(|list| Value::List(list.clone()).try_setitem(&key, bytes))
                    }),
                    key => self
                        .try_position(&key, "bytearray index out of range")
                        .and_then(|at| {
                            self.0.borrow_mut()[at] = try_byte(&value)?;
                            Ok(Value::None)
                        }),
                }
            }
            "__delitem__" => match first() {
                key @ Value::Slice(_) => {
                    self.try_as_list(|list| Value::List(list.clone()).try_delitem(&key))
                }
                key => self
                    .try_position(&key, "bytearray index out of range")
                    .map(|at| {
                        self.0.borrow_mut().remove(at);
                        Value::None
                    }),
            },
            "__eq__" => Ok(other().map_or(Value::NotImplemented, |other| {
                Value::Bool(self.to_vec() == other)
            })),
            "__lt__" | "__le__" | "__gt__" | "__ge__" => Ok(match other() {
                None => Value::NotImplemented,
                Some(other) => {
                    let ordering = self.to_vec().cmp(&other);
                    Value::Bool(match name {
                        "__lt__" => ordering.is_lt(),
                        "__le__" => ordering.is_le(),
                        "__gt__" => ordering.is_gt(),
                        _ => ordering.is_ge(),
                    })
                }
            }),
            "__add__" => match other() {
                Some(more) => Ok(Self::new([self.to_vec(), more].concat()).to_value()),
                None => Err(no_concatenation(&first())),
            },
            "__radd__" => match first() {
                Value::Bytes(before) => Ok(Value::Bytes(Rc::new(
                    [before.to_vec(), self.to_vec()].concat(),
                ))),
                _ => Ok(Value::NotImplemented),
            },
            "__iadd__" => match other() {
                Some(more) => {
                    self.0.borrow_mut().extend(more);
                    Ok(self.to_value())
                }
                None => Err(no_concatenation(&first())),
            },
            "__mul__" | "__rmul__" => self.frozen().try_mul(&first()).map(thawed),
            "__imul__" => self.frozen().try_mul(&first()).map(|made| {
                *self.0.borrow_mut() = bytes_of(&made).unwrap_or_default();
                self.to_value()
            }),
            "__mod__" => self.frozen().try_modulo(&first()).map(thawed),
            _ => return None,
        })
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        if name == "__class__" {
            return Some(Ok(self.class()));
        }
        let known = CHANGING.iter().chain(SPECIAL).copied();
        let name = known
            .into_iter()
            .find(|known| *known == name)
            .or_else(|| bytes_method_name(name))?;
        Some(Ok(Value::BoundMethod(Rc::new(BoundMethod::Native {
            receiver: self.to_value(),
            name,
        }))))
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

    fn call_method(&self, name: &str, args: Args) -> Option<Result<Value, Exception>> {
        if CHANGING.contains(&name) {
            return Some(self.try_change(name, args));
        }
        if name.starts_with("__") {
            return self.special(name, &args.positional);
        }
        let result = call_bytes_method(&self.to_vec(), name, with_bytes(args))?;
        Some(if name == "maketrans" {
            result
        } else {
            result.map(thawed)
        })
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::ByteArray | Type::Object))
    }
}
