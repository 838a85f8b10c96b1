//! `deque`: a list with two ends.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::iterator::NextValue;
use crate::list::resolve;
use crate::methods::{Method, method};
use crate::modules::arguments::{bound, small};
use crate::show::{show_items, unless_shown};
use crate::value::BoundMethod;
use crate::{Args, Exception, Iter, List, Object, ObjectRef, PyEq, PyOrd, Show, Type, Value};

/// A deque. Cloning the handle shares it.
#[derive(Clone)]
pub struct Deque(Rc<Shared>);

struct Shared {
    items: RefCell<VecDeque<Value>>,
    limit: Option<usize>,
    /// How often an item came or went: iterators notice.
    n_changes: Cell<u64>,
}

impl Deque {
    fn new(limit: Option<usize>) -> Self {
        Self(Rc::new(Shared {
            items: RefCell::default(),
            limit,
            n_changes: Cell::new(0),
        }))
    }

    /// The object.
    fn to_value(&self) -> Value {
        Value::Object(ObjectRef::new(self.clone()))
    }

    fn of(value: &Value) -> Option<&Deque> {
        match value {
            Value::Object(object) => object.downcast::<Deque>(),
            _ => None,
        }
    }

    fn change<R>(&self, change: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        self.0.n_changes.set(self.0.n_changes.get() + 1);
        change(&mut self.0.items.borrow_mut())
    }

    fn len(&self) -> usize {
        self.0.items.borrow().len()
    }

    fn to_vec(&self) -> Vec<Value> {
        self.0.items.borrow().iter().cloned().collect()
    }

    fn append(&self, item: Value) {
        let _dropped = self.change(|items| {
            items.push_back(item);
            match self.0.limit {
                Some(limit) if items.len() > limit => items.pop_front(),
                _ => None,
            }
        });
    }

    fn append_left(&self, item: Value) {
        let _dropped = self.change(|items| {
            items.push_front(item);
            match self.0.limit {
                Some(limit) if items.len() > limit => items.pop_back(),
                _ => None,
            }
        });
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

    /// Another deque of the same limit.
    fn like(&self, items: impl IntoIterator<Item = Value>) -> Self {
        let made = Self::new(self.0.limit);
        for item in items {
            made.append(item);
        }
        made
    }

    fn rotate(&self, steps: i64) {
        self.change(|items| {
            if let Ok(len) = i64::try_from(items.len())
                && len > 0
            {
                let steps = steps.rem_euclid(len);
                items.rotate_right(usize::try_from(steps).unwrap_or(0));
            }
        });
    }

    /// The position of the first item that is equal, between two positions.
    fn try_find(&self, wanted: &Value, from: usize, to: usize) -> Result<Option<usize>, Exception> {
        let before = self.0.n_changes.get();
        let found = self
            .to_vec()
            .iter()
            .enumerate()
            .take(to)
            .skip(from)
            .find(|(_, item)| Value::same(item, wanted))
            .map(|(at, _)| at);
        if self.0.n_changes.get() == before {
            Ok(found)
        } else {
            Err(mutated())
        }
    }

    fn try_position(&self, key: &Value) -> Result<usize, Exception> {
        let index = match key {
            Value::Int(_) | Value::Bool(_) => key.try_index()?,
            _ => {
                return Err(Exception::type_error(format!(
                    "sequence index must be integer, not '{}'",
                    key.type_name()
                )));
            }
        };
        resolve(index, self.len()).ok_or_else(|| Exception::index_error("deque index out of range"))
    }

    fn try_repeated(&self, times: &Value) -> Result<Deque, Exception> {
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

    fn try_compare(&self, other: &Deque, symbol: &str) -> Result<Value, Exception> {
        let (one, two) = (self.to_vec(), other.to_vec());
        let ordering = one.as_slice().try_compare(two.as_slice(), symbol)?;
        Ok(Value::Bool(match symbol {
            "<" => ordering == Some(Ordering::Less),
            "<=" => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
            ">" => ordering == Some(Ordering::Greater),
            _ => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        }))
    }

    fn shown(&self) -> String {
        let mut out = String::new();
        unless_shown(self.id(), &mut out, "[...]", |out| {
            out.push_str("deque(");
            show_items(out, "[", self.to_vec().iter(), "]");
            if let Some(limit) = self.0.limit {
                append!(out, ", maxlen={limit}");
            }
            out.push(')');
        });
        out
    }

    fn walk(&self, is_reversed: bool) -> Value {
        let name = if is_reversed {
            "_collections._deque_reverse_iterator"
        } else {
            "_collections._deque_iterator"
        };
        let walk = Walk {
            deque: self.clone(),
            position: 0,
            is_reversed,
            n_changes: self.0.n_changes.get(),
        };
        Value::Iterator(Iter::new(Type::Named(name), walk))
    }
}

fn mutated() -> Exception {
    Exception::runtime_error("deque mutated during iteration")
}

struct Walk {
    deque: Deque,
    position: usize,
    is_reversed: bool,
    n_changes: u64,
}

impl NextValue for Walk {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        let items = self.deque.0.items.borrow();
        if self.position >= items.len() && self.deque.0.n_changes.get() == self.n_changes {
            return Ok(None);
        }
        if self.deque.0.n_changes.get() != self.n_changes {
            return Err(mutated());
        }
        let at = if self.is_reversed {
            items.len() - 1 - self.position
        } else {
            self.position
        };
        self.position += 1;
        Ok(items.get(at).cloned())
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
    let deque = Deque::new(limit);
    if let Some(items) = items {
        deque.try_extend(&items, Deque::append)?;
    }
    Ok(deque.to_value())
}

fn empty() -> Exception {
    Exception::index_error("pop from an empty deque")
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

pub(crate) const DEQUE_METHODS: &[Method<Deque>] = &[
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
        let _items = deque.change(std::mem::take);
        Ok(Value::None)
    }),
    method("copy", |deque, args| {
        args.check_none("deque.copy")?;
        Ok(deque.like(deque.to_vec()).to_value())
    }),
    method("__copy__", |deque, args| {
        args.check_none("deque.__copy__")?;
        Ok(deque.like(deque.to_vec()).to_value())
    }),
    method("count", |deque, args| {
        let wanted = args.try_one("deque.count")?;
        let n_same = deque
            .to_vec()
            .iter()
            .filter(|item| Value::same(item, &wanted))
            .count();
        Ok(Value::from(i64::try_from(n_same).unwrap_or(i64::MAX)))
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
            let end = i64::try_from(len).unwrap_or(i64::MAX);
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
            None => Err(Exception::value_error(format!(
                "{} is not in deque",
                args[0].repr()
            ))),
        }
    }),
    method("insert", |deque, args| {
        let args = args.try_between("insert", 2, 2)?;
        if deque.0.limit == Some(deque.len()) {
            return Err(Exception::index_error("deque already at its maximum size"));
        }
        let index = args[0].try_index()?;
        deque.change(|items| {
            let len = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let at = if index < 0 {
                index.saturating_add(len).max(0)
            } else {
                index.min(len)
            };
            items.insert(usize::try_from(at).unwrap_or(0), args[1].clone());
        });
        Ok(Value::None)
    }),
    method("pop", |deque, args| {
        args.check_none("deque.pop")?;
        deque.change(VecDeque::pop_back).ok_or_else(empty)
    }),
    method("popleft", |deque, args| {
        args.check_none("deque.popleft")?;
        deque.change(VecDeque::pop_front).ok_or_else(empty)
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
            None => Err(Exception::value_error(format!(
                "{} is not in deque",
                wanted.repr()
            ))),
        }
    }),
    method("reverse", |deque, args| {
        args.check_none("deque.reverse")?;
        deque.change(|items| items.make_contiguous().reverse());
        Ok(Value::None)
    }),
    method("rotate", |deque, args| {
        let args = args.try_between("rotate", 0, 1)?;
        deque.rotate(args.first().map_or(Ok(1), Value::try_index)?);
        Ok(Value::None)
    }),
];

impl Object for Deque {
    fn id(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
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
            "__repr__" => Ok(Value::from(self.shown())),
            "__len__" => Ok(Value::from(i64::try_from(self.len()).unwrap_or(i64::MAX))),
            "__bool__" => Ok(Value::Bool(self.len() > 0)),
            "__iter__" => Ok(self.walk(false)),
            "__reversed__" => Ok(self.walk(true)),
            "__hash__" => Ok(Value::None),
            "__contains__" => self
                .try_find(&first(), 0, usize::MAX)
                .map(|found| Value::Bool(found.is_some())),
            "__getitem__" => self
                .try_position(&first())
                .map(|at| self.0.items.borrow()[at].clone()),
            "__setitem__" => self.try_position(&first()).map(|at| {
                let item = args.get(1).cloned().unwrap_or(Value::None);
                let _old = std::mem::replace(&mut self.0.items.borrow_mut()[at], item);
                Value::None
            }),
            "__delitem__" => self.try_position(&first()).map(|at| {
                let _old = self.change(|items| items.remove(at));
                Value::None
            }),
            "__eq__" => match Deque::of(&first()) {
                Some(other) => Ok(Value::Bool(
                    List::from(self.to_vec()).py_eq(&List::from(other.to_vec())),
                )),
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
            let limit = self
                .0
                .limit
                .map(|limit| i64::try_from(limit).unwrap_or(i64::MAX));
            return Some(Ok(limit.map_or(Value::None, Value::from)));
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
