//! `deque`: the methods and operators that a deque has as a `Value`.

use std::any::Any;
use std::cmp::Ordering;
use std::rc::Rc;

use crate::deque::{DequeIter, missing, mutated};
use crate::iterator::NextValue;
use crate::methods::{Method, method};
use crate::modules::arguments::{bound, small};
use crate::value::BoundMethod;
use crate::{Args, Deque, Exception, Iter, Object, ObjectRef, PyEq, PyOrd, Show, Type, Value};

impl Deque<Value> {
    /// The object.
    fn to_value(&self) -> Value {
        Value::Object(ObjectRef::new(self.clone()))
    }

    fn of(value: &Value) -> Option<&Deque<Value>> {
        match value {
            Value::Object(object) => object.downcast::<Deque<Value>>(),
            _ => None,
        }
    }

    fn try_extend(&self, source: &Value, add: fn(&Self, Value)) -> Result<(), Exception> {
        let items = match Deque::of(source) {
            Some(other) if other.id() == self.id() => self.to_vec(),
            _ => {
                let mut items = source.try_iter()?;
                while let Some(item) = items.try_next()? {
                    add(self, item);
                }
                return Ok(());
            }
        };
        for item in items {
            add(self, item);
        }
        Ok(())
    }

    /// The position of the first item that is equal, between two positions.
    fn try_find(&self, wanted: &Value, from: usize, to: usize) -> Result<Option<usize>, Exception> {
        let before = self.n_changes();
        let found = self
            .to_vec()
            .iter()
            .enumerate()
            .take(to)
            .skip(from)
            .find(|(_, item)| Value::same(item, wanted))
            .map(|(at, _)| at);
        if self.n_changes() == before {
            Ok(found)
        } else {
            Err(mutated())
        }
    }

    fn try_position_of(&self, key: &Value) -> Result<usize, Exception> {
        match key {
            Value::Int(_) | Value::Bool(_) => self.try_position(key.try_index()?),
            _ => Err(Exception::type_error(format!(
                "sequence index must be integer, not '{}'",
                key.type_name()
            ))),
        }
    }

    fn try_repeated(&self, times: &Value) -> Result<Self, Exception> {
        if times.as_int().is_none() {
            return Err(Exception::type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                times.type_name()
            )));
        }
        let times = usize::try_from(times.try_index()?).unwrap_or(0);
        let items = self.to_vec();
        Ok(self.like(std::iter::repeat_n(items, times).flatten()))
    }

    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Value, Exception> {
        let (one, two) = (self.to_vec(), other.to_vec());
        let ordering = one.as_slice().try_compare(two.as_slice(), symbol)?;
        Ok(Value::Bool(match symbol {
            "<" => ordering == Some(Ordering::Less),
            "<=" => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
            ">" => ordering == Some(Ordering::Greater),
            _ => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        }))
    }

    fn walk(&self, is_reversed: bool) -> Value {
        let name = if is_reversed {
            "_collections._deque_reverse_iterator"
        } else {
            "_collections._deque_iterator"
        };
        let walk = DequeIter::new(self, is_reversed);
        Value::Iterator(Iter::new(Type::Named(name), walk))
    }
}

impl NextValue for DequeIter<Value> {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        DequeIter::try_next(self)
    }
}

/// `deque(items, maxlen)`.
pub(crate) fn try_deque(args: Args) -> Result<Value, Exception> {
    let [items, limit] = bound(args, "deque", ["iterable", "maxlen"], 0)?;
    let limit = match limit.unwrap_or(Value::None) {
        Value::None => None,
        limit if limit.as_int().is_some() => Some(
            usize::try_from(small(&limit)?)
                .map_err(|_| Exception::value_error("maxlen must be non-negative"))?,
        ),
        _ => return Err(Exception::type_error("an integer is required")),
    };
    let deque = Deque::of_limit(limit);
    if let Some(items) = items {
        deque.try_extend(&items, Deque::append)?;
    }
    Ok(deque.to_value())
}

/// The special methods that deques have.
const SPECIAL: &[&str] = &[
    "__add__",
    "__bool__",
    "__contains__",
    "__delitem__",
    "__eq__",
    "__getitem__",
    "__iadd__",
    "__imul__",
    "__iter__",
    "__len__",
    "__lt__",
    "__mul__",
    "__reversed__",
    "__setitem__",
];

pub(crate) const DEQUE_METHODS: &[Method<Deque<Value>>] = &[
    method("append", |deque, args| {
        deque.append(args.try_one("deque.append")?);
        Ok(Value::None)
    }),
    method("appendleft", |deque, args| {
        deque.append_left(args.try_one("deque.appendleft")?);
        Ok(Value::None)
    }),
    method("clear", |deque, args| {
        args.check_none("deque.clear")?;
        deque.clear();
        Ok(Value::None)
    }),
    method("copy", |deque, args| {
        args.check_none("deque.copy")?;
        Ok(deque.copy().to_value())
    }),
    method("__copy__", |deque, args| {
        args.check_none("deque.__copy__")?;
        Ok(deque.copy().to_value())
    }),
    method("count", |deque, args| {
        Ok(Value::from(deque.count(&args.try_one("deque.count")?)))
    }),
    method("extend", |deque, args| {
        deque.try_extend(&args.try_one("deque.extend")?, Deque::append)?;
        Ok(Value::None)
    }),
    method("extendleft", |deque, args| {
        deque.try_extend(&args.try_one("deque.extendleft")?, Deque::append_left)?;
        Ok(Value::None)
    }),
    method("index", |deque, args| {
        let args = args.try_between("index", 1, 3)?;
        let len = deque.len();
        let bound = |at: usize, otherwise: i64| -> Result<usize, Exception> {
            let index = args.get(at).map_or(Ok(otherwise), Value::try_index)?;
            let end = len;
            let index = if index < 0 {
                index.saturating_add(end).max(0)
            } else {
                index.min(end)
            };
            Ok(usize::try_from(index).unwrap_or(0))
        };
        let (from, to) = (bound(1, 0)?, bound(2, i64::MAX)?);
        match deque.try_find(&args[0], from, to)? {
            Some(at) => Ok(Value::from(i64::try_from(at).unwrap_or(i64::MAX))),
            None => Err(missing(&args[0])),
        }
    }),
    method("insert", |deque, args| {
        let args = args.try_between("insert", 2, 2)?;
        deque.try_insert(args[0].try_index()?, args[1].clone())?;
        Ok(Value::None)
    }),
    method("pop", |deque, args| {
        args.check_none("deque.pop")?;
        deque.try_pop()
    }),
    method("popleft", |deque, args| {
        args.check_none("deque.popleft")?;
        deque.try_pop_left()
    }),
    method("remove", |deque, args| {
        let wanted = args.try_one("deque.remove")?;
        let found = deque
            .try_find(&wanted, 0, usize::MAX)
            .map_err(|_| Exception::index_error("deque mutated during remove()."))?;
        match found {
            Some(at) => {
                let _old = deque.change(|items| items.remove(at));
                Ok(Value::None)
            }
            None => Err(missing(&wanted)),
        }
    }),
    method("reverse", |deque, args| {
        args.check_none("deque.reverse")?;
        deque.reverse();
        Ok(Value::None)
    }),
    method("rotate", |deque, args| {
        let args = args.try_between("rotate", 0, 1)?;
        deque.rotate(args.first().map_or(Ok(1), Value::try_index)?);
        Ok(Value::None)
    }),
];

impl Object for Deque<Value> {
    fn id(&self) -> usize {
        Deque::id(self)
    }

    fn class_name(&self) -> &'static str {
        "collections.deque"
    }

    fn class(&self) -> Value {
        Value::Type(Type::Deque)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn special(&self, name: &str, args: &[Value]) -> Option<Result<Value, Exception>> {
        let first = || args.first().cloned().unwrap_or(Value::None);
        Some(match name {
            "__repr__" => Ok(Value::from(self.repr())),
            "__len__" => Ok(Value::from(self.len())),
            "__bool__" => Ok(Value::Bool(!self.is_empty())),
            "__iter__" => Ok(self.walk(false)),
            "__reversed__" => Ok(self.walk(true)),
            "__hash__" => Ok(Value::None),
            "__contains__" => self
                .try_find(&first(), 0, usize::MAX)
                .map(|found| Value::Bool(found.is_some())),
            "__getitem__" => self
                .try_position_of(&first())
                .map(|at| self.at_position(at).unwrap_or(Value::None)),
            "__setitem__" => self.try_position_of(&first()).and_then(|at| {
                let item = args.get(1).cloned().unwrap_or(Value::None);
                let at = i64::try_from(at).unwrap_or(i64::MAX);
                self.try_set(at, item).map(|()| Value::None)
            }),
            "__delitem__" => self.try_position_of(&first()).map(|at| {
                let _old = self.change(|items| items.remove(at));
                Value::None
            }),
            "__eq__" => match Deque::of(&first()) {
                Some(other) => Ok(Value::Bool(self.py_eq(other))),
                None => Ok(Value::NotImplemented),
            },
            "__lt__" | "__le__" | "__gt__" | "__ge__" => match Deque::of(&first()) {
                Some(other) => {
                    let symbol = match name {
                        "__lt__" => "<",
                        "__le__" => "<=",
                        "__gt__" => ">",
                        _ => ">=",
                    };
                    self.try_compare(other, symbol)
                }
                None => Ok(Value::NotImplemented),
            },
            "__add__" => match Deque::of(&first()) {
                Some(other) => Ok(self
                    .like(self.to_vec().into_iter().chain(other.to_vec()))
                    .to_value()),
                None => Err(Exception::type_error(format!(
                    "can only concatenate deque (not \"{}\") to deque",
                    first().type_name()
                ))),
            },
            "__iadd__" => self
                .try_extend(&first(), Deque::append)
                .map(|()| self.to_value()),
            "__mul__" | "__rmul__" => self.try_repeated(&first()).map(|made| made.to_value()),
            "__imul__" => self.try_repeated(&first()).map(|made| {
                let _old = self.change(|items| std::mem::replace(items, made.to_vec().into()));
                self.to_value()
            }),
            _ => return None,
        })
    }

    fn attribute(&self, name: &str) -> Option<Result<Value, Exception>> {
        if name == "maxlen" {
            return Some(Ok(self.maxlen().map_or(Value::None, Value::from)));
        }
        if matches!(name, "__class__") {
            return Some(Ok(self.class()));
        }
        let methods = DEQUE_METHODS.iter().map(Method::name);
        let name = methods
            .chain(SPECIAL.iter().copied())
            .find(|known| *known == name)?;
        Some(Ok(Value::BoundMethod(Rc::new(BoundMethod::Native {
            receiver: self.to_value(),
            name,
        }))))
    }

    fn set_attribute(&self, name: &str, _: Value) -> Option<Result<(), Exception>> {
        (name == "maxlen").then(|| {
            Err(Exception::attribute_error(
                "attribute 'maxlen' of 'collections.deque' objects is not writable",
            ))
        })
    }

    fn remove_attribute(&self, _: &str) -> Option<Result<(), Exception>> {
        None
    }

    fn call(&self, _: Args) -> Option<Result<Value, Exception>> {
        None
    }

    fn call_method(&self, name: &str, args: Args) -> Option<Result<Value, Exception>> {
        match DEQUE_METHODS.iter().find(|method| method.name() == name) {
            Some(method) => Some(method.call(self, args)),
            None => self.special(name, &args.positional),
        }
    }

    fn is_kind_of(&self, class: &Value) -> bool {
        matches!(class, Value::Type(Type::Deque | Type::Object))
    }
}
