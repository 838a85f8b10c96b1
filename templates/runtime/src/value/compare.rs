//! Equality, order and hash of values.

use std::cmp::Ordering;

use super::{Operand, Type, Value};
use crate::ViewKind;
use crate::hash::{NONE_HASH, hash_bytes, spread};
use crate::set::SetTable;
use crate::slice::SliceObject;
use crate::{Exception, Int, PyEq, PyHash, PyOrd};

/// How an exact integer and a float compare, without rounding the integer.
pub(crate) fn compare_int_float(one: &Int, two: f64) -> Option<Ordering> {
    if two.is_nan() {
        return None;
    }
    if two.is_infinite() {
        return Some(if two > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = crate::arith::try_big_from_float(two).ok()?;
    Some(
        one.cmp(&whole)
            .then_with(|| 0.0_f64.partial_cmp(&two.fract()).unwrap_or(Ordering::Equal)),
    )
}

/// How two numbers compare: `None` if either is no number, `Some(None)` for a nan.
#[expect(
    clippy::option_option,
    reason = "no numbers, and numbers without an order"
)]
fn compare_numbers(one: &Value, two: &Value) -> Option<Option<Ordering>> {
    Some(match (one, two) {
        (Value::Int(one), Value::Int(two)) => Some(one.cmp(two)),
        (Value::Float(one), Value::Float(two)) => one.partial_cmp(two),
        (Value::Float(one), two) => compare_int_float(&two.as_int()?, *one).map(Ordering::reverse),
        (one, Value::Float(two)) => compare_int_float(&one.as_int()?, *two),
        (one, two) => Some(one.as_int()?.cmp(&two.as_int()?)),
    })
}

/// Runs `use_tables` on the tables of two sets of either kind.
pub(crate) fn with_set_tables<R>(
    one: &Value,
    two: &Value,
    use_tables: impl FnOnce(&SetTable<Value>, &SetTable<Value>) -> R,
) -> Option<R> {
    Some(match (one, two) {
        (Value::Set(one), Value::Set(two)) => one.with(|one| two.with(|two| use_tables(one, two))),
        (Value::Set(one), Value::FrozenSet(two)) => {
            one.with(|one| two.with(|two| use_tables(one, two)))
        }
        (Value::FrozenSet(one), Value::Set(two)) => {
            one.with(|one| two.with(|two| use_tables(one, two)))
        }
        (Value::FrozenSet(one), Value::FrozenSet(two)) => {
            one.with(|one| two.with(|two| use_tables(one, two)))
        }
        _ => return None,
    })
}

/// The items of a set or of a view that compares like one, as a set.
fn set_like(value: &Value) -> Option<Result<SetTable<Value>, Exception>> {
    Some(match value {
        Value::Set(set) => Ok(set.with(SetTable::copied)),
        Value::FrozenSet(set) => Ok(set.with(SetTable::copied)),
        Value::View(view) if view.kind != ViewKind::Values => {
            let mut table = SetTable::default();
            for item in view.to_vec() {
                if let Err(exc) = table.try_add(item) {
                    return Some(Err(exc));
                }
            }
            Ok(table)
        }
        _ => return None,
    })
}

impl Value {
    /// `self == other` through an object's `__eq__`, on either side.
    fn try_object_eq(&self, other: &Value) -> Result<bool, Exception> {
        for (object, argument) in [(self, other), (other, self)] {
            if let Value::Object(object) = object
                && let Some(result) = object.special("__eq__", std::slice::from_ref(argument))
            {
                match result? {
                    Value::NotImplemented => {}
                    answer => return answer.try_truthy(),
                }
            }
        }
        Ok(self.is(other))
    }

    /// `self == other`.
    pub fn try_eq(&self, other: &Value) -> Result<bool, Exception> {
        if let Some(ordering) = compare_numbers(self, other) {
            return Ok(ordering == Some(Ordering::Equal));
        }
        Ok(match (self, other) {
            (Value::Str(one), Value::Str(two)) => one == two,
            (Value::Bytes(one), Value::Bytes(two)) => one == two,
            (Value::List(one), Value::List(two)) => one.py_eq(two),
            (Value::Tuple(one), Value::Tuple(two)) => one.py_eq(two),
            (Value::Dict(one), Value::Dict(two)) => one.py_eq(two),
            (Value::Range(one), Value::Range(two)) => one.py_eq(two),
            (Value::Slice(one), Value::Slice(two)) => {
                one.start.same(&two.start) && one.stop.same(&two.stop) && one.step.same(&two.step)
            }
            (Value::BoundMethod(one), Value::BoundMethod(two)) => one.is_same(two),
            (Value::Object(_), _) | (_, Value::Object(_)) => return self.try_object_eq(other),
            (one, two) => match (set_like(one), set_like(two)) {
                (Some(one), Some(two)) => {
                    let (one, two) = (one?, two?);
                    one.len() == two.len() && one.is_subset(&two)
                }
                _ => one.is(two),
            },
        })
    }

    /// `self < other`, `self <= other`, … by the operator's symbol.
    pub fn try_order(&self, other: &Value, symbol: &str) -> Result<bool, Exception> {
        if matches!(self, Value::Object(_)) || matches!(other, Value::Object(_)) {
            return self.try_object_order(other, symbol)?.try_truthy();
        }
        if let (Value::Dict(one), Value::Dict(two)) = (self, other)
            && one.ty() == Type::Counter
            && two.ty() == Type::Counter
        {
            return crate::modules::collections::try_order_counters(one, two, symbol);
        }
        if let (Some(one), Some(two)) = (set_like(self), set_like(other)) {
            let (one, two) = (one?, two?);
            return Ok(match symbol {
                "<" => one.len() < two.len() && one.is_subset(&two),
                "<=" => one.is_subset(&two),
                ">" => two.len() < one.len() && two.is_subset(&one),
                _ => two.is_subset(&one),
            });
        }
        let ordering = self.try_compare(other, symbol)?;
        Ok(match symbol {
            "<" => ordering == Some(Ordering::Less),
            "<=" => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
            ">" => ordering == Some(Ordering::Greater),
            _ => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        })
    }

    fn try_object_order(&self, other: &Value, symbol: &str) -> Result<Value, Exception> {
        let (method, reflected) = match symbol {
            "<" => ("__lt__", "__gt__"),
            "<=" => ("__le__", "__ge__"),
            ">" => ("__gt__", "__lt__"),
            _ => ("__ge__", "__le__"),
        };
        for (object, name, argument) in [(self, method, other), (other, reflected, self)] {
            if let Value::Object(object) = object
                && let Some(result) = object.special(name, std::slice::from_ref(argument))
            {
                match result? {
                    Value::NotImplemented => {}
                    answer => return Ok(answer),
                }
            }
        }
        Err(unordered(self, other, symbol))
    }

    raising! {
        /// `self < other`.
        lt: pub fn try_lt[T: Operand + ?Sized](&self, other: &T) -> bool {
            self.try_order(&other.operand(), "<")
        }

        /// `self <= other`.
        le: pub fn try_le[T: Operand + ?Sized](&self, other: &T) -> bool {
            self.try_order(&other.operand(), "<=")
        }

        /// `self > other`.
        gt: pub fn try_gt[T: Operand + ?Sized](&self, other: &T) -> bool {
            self.try_order(&other.operand(), ">")
        }

        /// `self >= other`.
        ge: pub fn try_ge[T: Operand + ?Sized](&self, other: &T) -> bool {
            self.try_order(&other.operand(), ">=")
        }

        /// `self != other`.
        ne: pub fn try_ne(&self, other: &Value) -> bool {
            if let Value::Object(object) = self
                && let Some(result) = object.special("__ne__", std::slice::from_ref(other))
            {
                let answer = result?;
                if !matches!(answer, Value::NotImplemented) {
                    return answer.try_truthy();
                }
            }
            Ok(!self.try_eq(other)?)
        }

        /// `hash(self)`.
        hash: pub fn try_hash(&self) -> i64 {
            self.try_py_hash()
        }
    }

    /// `self == other`, where nobody catches.
    #[expect(
        clippy::should_implement_trait,
        reason = "the twin of `try_eq`; `PartialEq` says the same"
    )]
    pub fn eq(&self, other: &Value) -> bool {
        crate::or_raise(self.try_eq(other))
    }
}

#[cold]
fn unordered(one: &Value, two: &Value, symbol: &str) -> Exception {
    Exception::type_error(format!(
        "'{symbol}' not supported between instances of '{}' and '{}'",
        one.type_name(),
        two.type_name()
    ))
}

impl PyEq for Value {
    fn py_eq(&self, other: &Self) -> bool {
        crate::or_raise(self.try_eq(other))
    }

    #[inline]
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Int(one), Value::Int(two)) => one == two,
            (Value::Str(one), Value::Str(two)) => one == two,
            _ => self.is(other) || self.py_eq(other),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

macro_rules! plain_eq {
    ($($ty:ty, $other:ident => $value:expr;)*) => { $(
        impl PartialEq<$ty> for Value {
            /// As with the object that it stands for.
            fn eq(&self, $other: &$ty) -> bool {
                self.py_eq(&$value)
            }
        }
    )* };
}

plain_eq! {
    bool, other => Value::from(*other);
    i64, other => Value::from(*other);
    f64, other => Value::from(*other);
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        matches!(self, Value::Str(text) if **text == *other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PyOrd for Value {
    fn try_compare(&self, other: &Self, symbol: &str) -> Result<Option<Ordering>, Exception> {
        if let Some(ordering) = compare_numbers(self, other) {
            return Ok(ordering);
        }
        match (self, other) {
            (Value::Str(one), Value::Str(two)) => Ok(Some(one.cmp(two))),
            (Value::Bytes(one), Value::Bytes(two)) => Ok(Some(one.cmp(two))),
            (Value::List(one), Value::List(two)) => one.try_compare(two, symbol),
            (Value::Tuple(one), Value::Tuple(two)) => one.try_compare(two, symbol),
            (Value::Slice(one), Value::Slice(two)) => {
                let parts = |slice: &SliceObject| {
                    [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
                };
                parts(one)
                    .as_slice()
                    .try_compare(parts(two).as_slice(), symbol)
            }
            // Sets and objects have no single order; one question about them has one answer.
            (Value::Set(_) | Value::FrozenSet(_) | Value::View(_) | Value::Object(_), _)
            | (_, Value::Object(_)) => {
                if !matches!((self, other), (Value::Object(_), _) | (_, Value::Object(_)))
                    && (set_like(self).is_none() || set_like(other).is_none())
                {
                    return Err(unordered(self, other, symbol));
                }
                let wanted = if symbol.starts_with('<') {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
                Ok(self.try_order(other, symbol)?.then_some(wanted))
            }
            _ => Err(unordered(self, other, symbol)),
        }
    }

    #[inline]
    fn order_kind(&self) -> Option<u32> {
        match self {
            Value::Bool(_) | Value::Int(_) => Some(1),
            Value::Float(value) if !value.is_nan() => Some(1),
            Value::Str(_) => Some(2),
            _ => None,
        }
    }
}

impl PyHash for Value {
    fn try_py_hash(&self) -> Result<i64, Exception> {
        match self {
            Value::None => Ok(NONE_HASH),
            Value::Bool(flag) => flag.try_py_hash(),
            Value::Int(number) => number.try_py_hash(),
            Value::Float(number) => number.try_py_hash(),
            Value::Str(text) => text.try_py_hash(),
            Value::Bytes(bytes) => Ok(hash_bytes(bytes)),
            Value::Tuple(tuple) => tuple.try_py_hash(),
            Value::FrozenSet(set) => set.try_py_hash(),
            Value::Range(range) => range.try_py_hash(),
            Value::Object(object) => match object.special("__hash__", &[]) {
                Some(hash) => match hash? {
                    Value::Int(number) => number.try_py_hash(),
                    Value::None => Err(unhashable(self)),
                    _ => Err(Exception::type_error(
                        "__hash__ method should return an integer",
                    )),
                },
                None if object
                    .special("__eq__", std::slice::from_ref(self))
                    .is_some() =>
                {
                    Err(unhashable(self))
                }
                None => Ok(address_hash(object.id())),
            },
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
                Err(unhashable(self))
            }
            Value::View(view) if view.kind != ViewKind::Values => Err(unhashable(self)),
            Value::BoundMethod(method) => Ok(address_hash(
                method.receiver().address().unwrap_or_default(),
            )),
            Value::Type(Type::Exception(class)) => Ok(crate::hash_str(class.name())),
            Value::Type(ty) => Ok(crate::hash_str(ty.name())),
            other => Ok(address_hash(
                usize::try_from(other.id()).unwrap_or_default(),
            )),
        }
    }

    #[inline]
    fn try_table_hash(&self) -> Result<u64, Exception> {
        match self {
            Value::Str(text) => text.try_table_hash(),
            other => other.try_py_hash().map(spread),
        }
    }
}

#[cold]
fn unhashable(value: &Value) -> Exception {
    Exception::type_error(format!("unhashable type: '{}'", value.type_name()))
}

/// The hash of an object that is equal to itself alone.
fn address_hash(address: usize) -> i64 {
    (address as u64).rotate_right(4).cast_signed()
}
