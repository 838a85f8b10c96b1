//! Subscripts, `len` and `in`.

use std::rc::Rc;

use super::{Operand, Value};
use crate::ViewKind;
use crate::slice::SliceObject;
use crate::text::PyStr;
use crate::{Exception, Range, Truthy, Tuple};

/// What a key that is no integer, or none of machine size, makes of a subscript.
fn try_position(key: &Value, indices: &str) -> Result<i64, Exception> {
    if let Value::Int(number) = key {
        return number
            .to_i64()
            .ok_or_else(|| Exception::index_error("cannot fit 'int' into an index-sized integer"));
    }
    match key.try_to_index() {
        Ok(number) => number.to_i64().ok_or_else(|| {
            Exception::index_error(format!(
                "cannot fit '{}' into an index-sized integer",
                key.type_name()
            ))
        }),
        Err(_) if indices == "string indices" => Err(Exception::type_error(format!(
            "{indices} must be integers, not '{}'",
            key.type_name()
        ))),
        Err(_) => Err(Exception::type_error(format!(
            "{indices} must be integers or slices, not {}",
            key.type_name()
        ))),
    }
}

fn not_subscriptable(value: &Value) -> Exception {
    Exception::type_error(match value {
        Value::Type(ty) => format!("type '{}' is not subscriptable", ty.name()),
        value => format!("'{}' object is not subscriptable", value.type_name()),
    })
}

impl Value {
    fn try_set_item_at(&self, key: &Value, item: Value) -> Result<(), Exception> {
        match (self, key) {
            (Value::List(list), Value::Slice(slice)) => {
                let slice = slice.try_to_slice()?;
                let items = match item.try_iter() {
                    Ok(_) => item.try_to_vec()?,
                    Err(_) => {
                        return Err(Exception::type_error(if slice.step.unwrap_or(1) == 1 {
                            "can only assign an iterable"
                        } else {
                            "must assign iterable to extended slice"
                        }));
                    }
                };
                list.try_set_slice(slice.start, slice.stop, slice.step, items)
            }
            (Value::List(list), _) => list.try_set(try_position(key, "list indices")?, item),
            (Value::Dict(dict), _) => dict.try_set(key.clone(), item),
            (Value::Object(object), _) => object
                .special("__setitem__", &[key.clone(), item])
                .unwrap_or_else(|| Err(self.no_change("does not support item assignment")))
                .map(drop),
            _ => {
                self.try_ignored_position(key)?;
                Err(self.no_change("does not support item assignment"))
            }
        }
    }

    fn try_item_at(&self, key: &Value) -> Result<Value, Exception> {
        if let Value::Slice(slice) = key {
            return self.try_getslice(slice);
        }
        match self {
            Value::List(list) => list.try_at(try_position(key, "list indices")?),
            Value::Dict(dict) => dict.try_at_or_made(key),
            Value::Str(text) => text
                .try_at(try_position(key, "string indices")?)
                .map(Value::from),
            Value::Tuple(tuple) => {
                let position = try_position(key, "tuple indices")?;
                crate::list::resolve(position, tuple.len())
                    .map(|position| tuple[position].clone())
                    .ok_or_else(|| Exception::index_error("tuple index out of range"))
            }
            Value::Bytes(bytes) => {
                let position = try_position(key, "byte indices")?;
                crate::list::resolve(position, bytes.len())
                    .map(|position| Value::from(i64::from(bytes[position])))
                    .ok_or_else(|| Exception::index_error("index out of range"))
            }
            Value::Range(range) => {
                let out_of_range = || Exception::index_error("range object index out of range");
                let position = match key.as_int() {
                    Some(number) => number.to_i64().ok_or_else(out_of_range)?,
                    None => try_position(key, "range indices")?,
                };
                range.try_at(position).map(Value::from)
            }
            Value::Object(object) => object
                .special("__getitem__", std::slice::from_ref(key))
                .unwrap_or_else(|| Err(not_subscriptable(self))),
            _ => Err(not_subscriptable(self)),
        }
    }

    raising! {
        /// `self[key]`.
        getitem: pub fn try_getitem[T: Operand + ?Sized](&self, key: &T) -> Value {
            self.try_item_at(&key.operand())
        }

        /// `self[key] = item`.
        setitem: pub fn try_setitem[T: Operand + ?Sized](&self, key: &T, item: impl Into<Value>) -> () {
            self.try_set_item_at(&key.operand(), item.into())
        }

        /// `del self[key]`.
        delitem: pub fn try_delitem[T: Operand + ?Sized](&self, key: &T) -> () {
            let key = &*key.operand();
            match (self, key) {
                (Value::List(list), Value::Slice(slice)) => {
                    let slice = slice.try_to_slice()?;
                    list.try_del_slice(slice.start, slice.stop, slice.step)
                }
                (Value::List(list), _) => list.try_del_at(try_position(key, "list indices")?),
                (Value::Dict(dict), _) => dict.try_del_item(key),
                (Value::Object(object), _) => object
                    .special("__delitem__", std::slice::from_ref(key))
                    .unwrap_or_else(|| Err(self.no_change("does not support item deletion")))
                    .map(drop),
                _ => {
                    self.try_ignored_position(key)?;
                    let is_like_sequence = self.is_fixed_sequence() && key.as_int().is_some();
                    Err(self.no_change(if is_like_sequence {
                        "doesn't support item deletion"
                    } else {
                        "does not support item deletion"
                    }))
                }
            }
        }

        /// `self[start:stop:step]`.
        getslice: pub fn try_getslice(&self, slice: &SliceObject) -> Value {
            if let Value::Dict(_) = self {
                return Err(Exception::type_error("unhashable type: 'slice'"));
            }
            if let Value::Object(object) = self {
                let key = Value::from(slice.clone());
                return object.special("__getitem__", &[key]).unwrap_or_else(|| Err(not_subscriptable(self)));
            }
            if !matches!(self, Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_)) {
                return Err(not_subscriptable(self));
            }
            let slice = slice.try_to_slice()?;
            Ok(match self {
                Value::List(list) => Value::List(list.try_slice(slice.start, slice.stop, slice.step)?),
                Value::Tuple(tuple) => Value::Tuple(Tuple::from(slice.positions(tuple.len())?.pick(tuple))),
                Value::Str(text) => Value::from(text.try_slice(slice.start, slice.stop, slice.step)?),
                Value::Bytes(bytes) => Value::Bytes(Rc::new(slice.positions(bytes.len())?.pick(bytes))),
                Value::Range(range) => Value::from(range.try_part(slice)?),
                other => return Err(not_subscriptable(other)),
            })
        }

        /// `len(self)`.
        len: pub fn try_len(&self) -> i64 {
            Ok(match self {
                Value::Str(text) => size(text.n_chars()),
                Value::Bytes(bytes) => size(bytes.len()),
                Value::List(list) => list.len(),
                Value::Dict(dict) => dict.len(),
                Value::Set(set) => set.len(),
                Value::FrozenSet(set) => set.len(),
                Value::Tuple(tuple) => size(tuple.len()),
                Value::Range(range) => range.len(),
                Value::View(view) => view.dict.len(),
                Value::Object(object) => match object.special("__len__", &[]) {
                    Some(length) => {
                        let length = length?.try_index()?;
                        if length < 0 {
                            return Err(Exception::value_error("__len__() should return >= 0"));
                        }
                        length
                    }
                    None => return Err(no_len(self)),
                },
                _ => return Err(no_len(self)),
            })
        }

        /// `item in self`.
        contains: pub fn try_contains(&self, item: &Value) -> bool {
            match self {
                Value::List(list) => Ok(list.contains(item)),
                Value::Tuple(tuple) => Ok(tuple.iter().any(|other| crate::PyEq::same(other, item))),
                Value::Dict(dict) => dict.try_contains(item),
                Value::Set(set) => set.try_contains(&hashable_item(item)),
                Value::FrozenSet(set) => set.try_contains(&hashable_item(item)),
                Value::Str(text) => match item {
                    Value::Str(part) => Ok(str::contains(text, &**part)),
                    other => Err(Exception::type_error(format!(
                        "'in <string>' requires string as left operand, not {}",
                        other.type_name()
                    ))),
                },
                Value::Range(range) => Ok(range_contains(range, item)),
                Value::View(view) if view.kind == ViewKind::Keys => view.dict.try_contains(item),
                Value::View(view) if view.kind == ViewKind::Items => match item {
                    Value::Tuple(pair) if pair.len() == 2 => {
                        let found = view.dict.try_get(&pair[0])?;
                        Ok(found.is_some_and(|value| crate::PyEq::same(&value, &pair[1])))
                    }
                    _ => Ok(false),
                },
                Value::Object(object) => match object.special("__contains__", std::slice::from_ref(item)) {
                    Some(answer) => answer?.try_truthy(),
                    None => self.try_search(item),
                },
                Value::Bytes(bytes) => match item {
                    Value::Bytes(part) => {
                        Ok(part.is_empty() || bytes.windows(part.len()).any(|window| window == part.as_slice()))
                    }
                    other => match other.as_int() {
                        Some(number) => match number.to_i64().and_then(|number| u8::try_from(number).ok()) {
                            Some(byte) => Ok(bytes.contains(&byte)),
                            None => Err(Exception::value_error("byte must be in range(0, 256)")),
                        },
                        None => Err(Exception::type_error(format!(
                            "a bytes-like object is required, not '{}'",
                            other.type_name()
                        ))),
                    },
                },
                _ => self.try_search(item),
            }
        }
    }

    fn no_change(&self, refusal: &str) -> Exception {
        Exception::type_error(format!("'{}' object {refusal}", self.type_name()))
    }

    /// Whether the type has a length and no way to change its items.
    fn is_fixed_sequence(&self) -> bool {
        matches!(
            self,
            Value::Str(_)
                | Value::Tuple(_)
                | Value::Bytes(_)
                | Value::Range(_)
                | Value::Set(_)
                | Value::FrozenSet(_)
                | Value::View(_)
        )
    }

    /// CPython looks at the size of an integer key before it finds out that the items cannot be changed.
    fn try_ignored_position(&self, key: &Value) -> Result<(), Exception> {
        match key {
            Value::Int(_) if self.is_fixed_sequence() => try_position(key, "indices").map(drop),
            _ => Ok(()),
        }
    }

    /// `item in self` by looking at one item after the other.
    fn try_search(&self, item: &Value) -> Result<bool, Exception> {
        let Ok(mut items) = self.try_iter() else {
            return Err(Exception::type_error(format!(
                "argument of type '{}' is not iterable",
                self.type_name()
            )));
        };
        while let Some(other) = items.try_next()? {
            if crate::PyEq::same(&other, item) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A set may be looked up in a set of frozensets although it has no hash: by its frozen copy.
fn hashable_item(item: &Value) -> Value {
    match item {
        Value::Set(set) => Value::FrozenSet(set.freeze()),
        other => other.clone(),
    }
}

fn range_contains(range: &Range, item: &Value) -> bool {
    match item {
        Value::Float(value) => {
            let whole = crate::arith::try_big_from_float(*value)
                .ok()
                .filter(|_| value.fract() == 0.0);
            whole
                .and_then(|whole| whole.to_i64())
                .is_some_and(|whole| range.contains(whole))
        }
        other => other
            .as_int()
            .and_then(|number| number.to_i64())
            .is_some_and(|number| range.contains(number)),
    }
}

fn no_len(value: &Value) -> Exception {
    Exception::type_error(format!(
        "object of type '{}' has no len()",
        value.type_name()
    ))
}

fn size(count: usize) -> i64 {
    i64::try_from(count).expect("a length fits")
}

impl Value {
    /// Whether a set, list, dict or other sized value has nothing in it.
    pub fn is_empty(&self) -> bool {
        !self.truthy()
    }
}
