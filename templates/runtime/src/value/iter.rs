//! Iteration over any value.

use super::Value;
use crate::dict::{DictWalk, View, ViewKind};
use crate::iterator::{Iter, NextValue};
use crate::list::ListIter;
use crate::range::RangeIter;
use crate::set::{SetIter, SetTable};
use crate::views::{SetLike, Shape, Source};
use crate::{Exception, KeysView, Str, Tuple, Type, or_raise};

/// What a `for` loop over a value runs through. As a Rust iterator it ends the program on a failure; [`ValueIter::try_next`] hands it on.
pub enum ValueIter {
    /// Over a list, which may change on the way.
    List(ListIter<Value>),
    /// Over a tuple, and the next position.
    Tuple(Tuple<Value>, usize),
    /// Over a range.
    Range(RangeIter),
    /// Over a string, and the next byte position.
    Str(Str, usize),
    /// Over bytes, and the next position.
    Bytes(std::rc::Rc<Vec<u8>>, usize),
    /// Over a dict or a view of one.
    Dict(DictWalk<Value, Value>, ViewKind),
    /// Over a set.
    Set(SetIter<Value>),
    /// Over items that are all there already; the name of the type that `iter` shows.
    Items(std::vec::IntoIter<Value>, &'static str),
    /// Over an iterator object.
    Iterator(Iter),
    /// Over an object by `__next__`.
    Object(Value),
    /// Over an object by `__getitem__`, and the next index.
    Subscript(Value, i64),
}

impl ValueIter {
    /// The next item.
    #[inline]
    pub fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        Ok(match self {
            ValueIter::List(items) => items.next(),
            ValueIter::Tuple(tuple, position) => {
                let item = tuple.get(*position).cloned();
                *position += 1;
                item
            }
            ValueIter::Range(numbers) => numbers.next().map(Value::from),
            ValueIter::Str(text, position) => {
                let character = text[*position..].chars().next();
                character.map(|character| {
                    *position += character.len_utf8();
                    Value::from(character)
                })
            }
            ValueIter::Bytes(bytes, position) => {
                let byte = bytes.get(*position);
                *position += 1;
                byte.map(|byte| Value::from(i64::from(*byte)))
            }
            ValueIter::Dict(walk, kind) => {
                return walk.try_next(|key, value| kind.pick(key, value));
            }
            ValueIter::Set(items) => return items.try_next(),
            ValueIter::Items(items, _) => items.next(),
            ValueIter::Iterator(iter) => return iter.try_next(),
            ValueIter::Object(object) => return next_of_object(object),
            ValueIter::Subscript(object, index) => {
                let item = object.try_getitem(&Value::from(*index));
                *index += 1;
                match item {
                    Ok(item) => Some(item),
                    Err(exc)
                        if exc.is_instance(crate::ExceptionClass::INDEX_ERROR)
                            || exc.is_instance(crate::ExceptionClass::STOP_ITERATION) =>
                    {
                        None
                    }
                    Err(exc) => return Err(exc),
                }
            }
        })
    }

    /// The same items for who wants to handle a failure, with which they end.
    pub fn results(mut self) -> impl Iterator<Item = Result<Value, Exception>> {
        std::iter::from_fn(move || self.try_next().transpose())
    }

    /// The name of the type of `iter(...)` over the same value.
    fn type_name(&self) -> &'static str {
        match self {
            ValueIter::List(_) => "list_iterator",
            ValueIter::Tuple(..) => "tuple_iterator",
            ValueIter::Range(_) => "range_iterator",
            ValueIter::Str(text, _) if text.is_all_ascii() => "str_ascii_iterator",
            ValueIter::Str(..) => "str_iterator",
            ValueIter::Bytes(..) => "bytes_iterator",
            ValueIter::Dict(_, kind) => kind.iterator_name(),
            ValueIter::Set(_) => "set_iterator",
            ValueIter::Items(_, name) => name,
            ValueIter::Iterator(_) | ValueIter::Object(_) | ValueIter::Subscript(..) => "iterator",
        }
    }

    /// At least how many items are still to come.
    pub fn n_at_least(&self) -> usize {
        match self {
            ValueIter::List(items) => items.size_hint().0,
            ValueIter::Tuple(tuple, position) => tuple.len().saturating_sub(*position),
            ValueIter::Range(numbers) => numbers.size_hint().0.min(1 << 20),
            ValueIter::Dict(walk, _) => walk.n_remaining(),
            ValueIter::Items(items, _) => items.len(),
            ValueIter::Str(..)
            | ValueIter::Bytes(..)
            | ValueIter::Set(_)
            | ValueIter::Iterator(_)
            | ValueIter::Object(_)
            | ValueIter::Subscript(..) => 0,
        }
    }
}

fn next_of_object(object: &Value) -> Result<Option<Value>, Exception> {
    let Value::Object(object) = object else {
        return Ok(None);
    };
    match object.special("__next__", &[]) {
        Some(Ok(item)) => Ok(Some(item)),
        Some(Err(exc)) if exc.is_instance(crate::ExceptionClass::STOP_ITERATION) => Ok(None),
        Some(Err(exc)) => Err(exc),
        None => Err(Exception::type_error(format!(
            "'{}' object is not an iterator",
            object.class_name()
        ))),
    }
}

impl NextValue for ValueIter {
    fn try_next(&mut self) -> Result<Option<Value>, Exception> {
        ValueIter::try_next(self)
    }
}

impl Iterator for ValueIter {
    type Item = Value;

    #[inline]
    fn next(&mut self) -> Option<Value> {
        or_raise(self.try_next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.n_at_least(), None)
    }
}

impl IntoIterator for &Value {
    type Item = Value;
    type IntoIter = ValueIter;

    fn into_iter(self) -> ValueIter {
        self.iter()
    }
}

impl Value {
    raising! {
        /// What a `for` loop over the value runs through.
        iter: pub fn try_iter(&self) -> ValueIter {
            Ok(match self {
                Value::List(list) => ValueIter::List(list.iter()),
                Value::Tuple(tuple) => ValueIter::Tuple(tuple.clone(), 0),
                Value::Range(range) => ValueIter::Range(range.iter()),
                Value::Str(text) => ValueIter::Str(text.clone(), 0),
                Value::Bytes(bytes) => ValueIter::Bytes(std::rc::Rc::clone(bytes), 0),
                Value::Dict(dict) => ValueIter::Dict(dict.walk(), ViewKind::Keys),
                Value::View(view) => ValueIter::Dict(view.dict.walk(), view.kind),
                Value::Set(set) => ValueIter::Set(set.iter()),
                Value::FrozenSet(set) => ValueIter::Items(set.iter(), "set_iterator"),
                Value::Iterator(iter) => ValueIter::Iterator(iter.clone()),
                Value::Object(_) => return self.try_object_iter(),
                _ => return Err(not_iterable(self)),
            })
        }

        /// `iter(self)`: an iterator object, the same one for an iterator.
        iter_object: pub fn try_iter_object(&self) -> Value {
            Ok(match self.try_iter()? {
                ValueIter::Iterator(iter) => Value::Iterator(iter),
                ValueIter::Object(object) => object,
                items => Value::Iterator(Iter::new(Type::Named(items.type_name()), items)),
            })
        }

        /// `reversed(self)`.
        reversed: pub fn try_reversed(&self) -> Value {
            let (items, name) = match self {
                Value::List(list) => return Ok(Value::Iterator(Iter::from_iterator(
                    Type::Named("list_reverseiterator"),
                    list.iter_reversed(),
                ))),
                Value::Range(range) => {
                    let numbers = ValueIter::Range(range.iter_reversed());
                    return Ok(Value::Iterator(Iter::new(Type::Named("range_iterator"), numbers)));
                }
                Value::Dict(dict) => return Ok(reversed_view(&View { kind: ViewKind::Keys, dict: dict.clone() })),
                Value::View(view) => return Ok(reversed_view(view)),
                Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => (self.try_to_vec()?, Type::Reversed),
                Value::Object(object) => return self.try_reversed_object(object),
                _ => {
                    return Err(Exception::type_error(format!("'{}' object is not reversible", self.type_name())));
                }
            };
            Ok(Value::Iterator(Iter::from_iterator(name, items.into_iter().rev())))
        }

        /// The items, in a vector.
        to_vec: pub fn try_to_vec(&self) -> Vec<Value> {
            match self {
                Value::List(list) => Ok(list.to_vec()),
                Value::Tuple(tuple) => Ok(tuple.to_vec()),
                other => {
                    let mut items = other.try_iter()?;
                    let mut all = Vec::with_capacity(items.n_at_least());
                    while let Some(item) = items.try_next()? {
                        all.push(item);
                    }
                    Ok(all)
                }
            }
        }
    }

    fn try_object_iter(&self) -> Result<ValueIter, Exception> {
        let Value::Object(object) = self else {
            return Err(not_iterable(self));
        };
        match object.special("__iter__", &[]) {
            Some(iterator) => match iterator? {
                iterator @ Value::Object(_) => Ok(ValueIter::Object(iterator)),
                Value::Iterator(iter) => Ok(ValueIter::Iterator(iter)),
                other => Err(Exception::type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    other.type_name()
                ))),
            },
            None if object.attribute("__getitem__").is_some() => {
                Ok(ValueIter::Subscript(self.clone(), 0))
            }
            None => Err(not_iterable(self)),
        }
    }

    fn try_reversed_object(&self, object: &super::ObjectRef) -> Result<Value, Exception> {
        if let Some(result) = object.special("__reversed__", &[]) {
            return result;
        }
        if object.attribute("__getitem__").is_none() || object.attribute("__len__").is_none() {
            return Err(Exception::type_error(format!(
                "'{}' object is not reversible",
                self.type_name()
            )));
        }
        let mut items = Vec::new();
        for index in (0..self.try_len()?).rev() {
            items.push(self.try_getitem(&Value::from(index))?);
        }
        Ok(Value::Iterator(Iter::from_iterator(
            Type::Reversed,
            items.into_iter(),
        )))
    }

    /// The items as a set's table, in the order in which CPython would lay them out.
    pub(crate) fn try_to_table(&self) -> Result<SetTable<Value>, Exception> {
        let mut table = SetTable::default();
        self.try_add_to_table(&mut table)?;
        Ok(table)
    }

    /// Adds the items to a set's table.
    pub(crate) fn try_add_to_table(&self, table: &mut SetTable<Value>) -> Result<(), Exception> {
        match self {
            Value::Set(set) => set.with(|other| table.merge(other)),
            Value::FrozenSet(set) => set.with(|other| table.merge(other)),
            other => {
                if let Value::Dict(dict) = other {
                    table.reserve(dict.with(crate::OrderedMap::len));
                }
                let mut items = other.try_iter()?;
                while let Some(item) = items.try_next()? {
                    table.try_add(item)?;
                }
            }
        }
        Ok(())
    }

    /// Whether it is a dict's view that works like a set.
    pub(crate) fn is_set_view(&self) -> bool {
        matches!(self, Value::View(view) if view.kind != ViewKind::Values)
    }
}

/// Beside a view any iterable will do.
impl Source<Value> for Value {
    fn try_each(
        &self,
        visit: &mut dyn FnMut(Value) -> Result<(), Exception>,
    ) -> Result<(), Exception> {
        let mut items = self.try_iter()?;
        while let Some(item) = items.try_next()? {
            visit(item)?;
        }
        Ok(())
    }

    fn try_add_to(&self, table: &mut SetTable<Value>) -> Result<(), Exception> {
        self.try_add_to_table(table)
    }

    fn try_take_from(&self, table: &mut SetTable<Value>) -> Result<(), Exception> {
        match self {
            Value::Set(set) => set.try_take_from(table),
            Value::FrozenSet(set) => set.try_take_from(table),
            _ => {
                self.try_each(&mut |item| table.try_remove(&item).map(drop))?;
                table.tidy();
                Ok(())
            }
        }
    }

    fn try_toggle_in(&self, table: &mut SetTable<Value>) -> Result<(), Exception> {
        if let Value::Dict(dict) = self {
            return dict.try_toggle_in(table);
        }
        table.toggle(&self.try_to_table()?);
        Ok(())
    }

    fn try_fill(&self, table: &mut SetTable<Value>) -> Result<(), Exception> {
        match self {
            Value::View(view) if view.kind == ViewKind::Keys => {
                KeysView::from(view).try_fill(table)
            }
            _ => self.try_add_to_table(table),
        }
    }

    fn as_set_like(&self) -> Option<&dyn SetLike<Value>> {
        let is_like = matches!(self, Value::Set(_) | Value::FrozenSet(_)) || self.is_set_view();
        is_like.then_some(self as &dyn SetLike<Value>)
    }
}

impl SetLike<Value> for Value {
    fn shape(&self) -> Shape {
        match self {
            Value::Set(_) => Shape::Set,
            Value::View(_) => Shape::View,
            _ => Shape::Frozen,
        }
    }

    fn n_items(&self) -> i64 {
        self.try_len().unwrap_or(0)
    }

    fn try_has(&self, item: &Value) -> Result<bool, Exception> {
        self.try_contains(item)
    }
}

fn reversed_view(view: &View) -> Value {
    let name = view.kind.reversed_name();
    Value::Iterator(Iter::new(
        Type::Named(name),
        ValueIter::Dict(view.dict.walk_reversed(), view.kind),
    ))
}

fn not_iterable(value: &Value) -> Exception {
    Exception::type_error(match value {
        Value::Type(_) => "'type' object is not iterable".to_owned(),
        value => format!("'{}' object is not iterable", value.type_name()),
    })
}
