//! What statically typed programs call by name: input, unpacking, and the ways from `Value` back to containers.

use crate::slice::SliceObject;
use crate::{Dict, Exception, Int, List, PyEq, Set, Tuple, Value, internal_overflow, or_raise, raise, text};

/// `int(text)` where the program's integers stay inside 64 bits.
pub fn int_from_text(source: &str) -> i64 {
    text::parse_int(source, 10).to_i64().unwrap_or_else(|| internal_overflow())
}

/// `input(prompt)`.
pub fn input(prompt: &str) -> String {
    crate::builtins::input(&Value::from(prompt))
}

/// `value >> count` inside 64 bits.
pub fn shift_right(value: i64, count: i64) -> i64 {
    if count < 0 {
        raise(Exception::value_error("negative shift count"));
    }
    value >> count.min(63)
}

/// `a, b, … = items`: exactly `N`.
pub fn unpack<T, const N: usize>(items: impl IntoIterator<Item = T>) -> [T; N] {
    let mut items = items.into_iter();
    let unpacked: Vec<T> = items.by_ref().take(N).collect();
    if items.next().is_some() {
        raise(Exception::value_error(format!("too many values to unpack (expected {N})")));
    }
    let n_found = unpacked.len();
    unpacked.try_into().unwrap_or_else(|_| raise(not_enough(&N.to_string(), n_found)))
}

/// `a, …, *rest, …, z = items`: the `N` items around the list, of which `before` stand before it.
pub fn unpack_star<T: Clone, const N: usize>(items: impl IntoIterator<Item = T>, before: usize) -> ([T; N], List<T>) {
    let mut all: Vec<T> = items.into_iter().collect();
    if all.len() < N {
        raise(not_enough(&format!("at least {N}"), all.len()));
    }
    let between: Vec<T> = all.drain(before..all.len() - (N - before)).collect();
    let ends = all.try_into().unwrap_or_else(|_| unreachable!("as many as asked for"));
    (ends, List::from(between))
}

fn not_enough(expected: &str, got: usize) -> Exception {
    Exception::value_error(format!("not enough values to unpack (expected {expected}, got {got})"))
}

/// `raise value`, for an exception object or class.
pub fn raise_value(value: Value) -> ! {
    raise(or_raise(crate::builtins::try_exception_from(&value)))
}

impl Int {
    /// A literal of the program, in decimal digits.
    pub fn from_literal(digits: &str) -> Int {
        Int::from_digits(digits, 10).expect("a literal is made of digits")
    }

    /// The value as an index or a count.
    pub fn index(&self) -> i64 {
        self.to_i64()
            .unwrap_or_else(|| raise(Exception::index_error("cannot fit 'int' into an index-sized integer")))
    }

    /// `float(self)`.
    pub fn to_f64(&self) -> f64 {
        or_raise(self.try_to_f64())
    }
}

impl Value {
    /// A slice object.
    pub fn slice(start: Value, stop: Value, step: Value) -> Value {
        Value::from(SliceObject { start, stop, step })
    }

    /// The built-in of that name, which is known to exist.
    pub fn named_builtin(name: &str) -> Value {
        Value::builtin(name).unwrap_or_else(|| raise(Exception::undefined_name(name)))
    }

    /// `a, …, *rest, …, z = self`: the `N` items around the list, of which `before` stand before it.
    pub fn unpack_around<const N: usize>(&self, before: usize) -> ([Value; N], List<Value>) {
        let (mut first, between, last) = self.unpack_star(before, N - before);
        first.extend(last);
        let ends = first.try_into().unwrap_or_else(|_| unreachable!("as many as asked for"));
        (ends, between)
    }

    /// The list that the value is known to be.
    pub fn into_list(self) -> List<Value> {
        match self {
            Value::List(list) => list,
            other => raise(wrong_type("list", &other)),
        }
    }

    /// The set that the value is known to be.
    pub fn into_set(self) -> Set<Value> {
        match self {
            Value::Set(set) => set,
            other => raise(wrong_type("set", &other)),
        }
    }

    /// The dict that the value is known to be.
    pub fn into_dict(self) -> Dict<Value, Value> {
        match self {
            Value::Dict(dict) => dict,
            other => raise(wrong_type("dict", &other)),
        }
    }

    /// The tuple that the value is known to be.
    pub fn into_tuple(self) -> Tuple<Value> {
        match self {
            Value::Tuple(tuple) => tuple,
            other => raise(wrong_type("tuple", &other)),
        }
    }
}

fn wrong_type(wanted: &str, value: &Value) -> Exception {
    Exception::type_error(format!("expected {wanted}, got {}", value.type_name()))
}

/// `print!` through Python's output buffer.
#[macro_export]
macro_rules! print_text {
    ($($arg:tt)*) => { $crate::output::write(&::std::format!($($arg)*)) };
}

impl<T: Clone> Tuple<T> {
    raising! {
        /// `self[index]`.
        at: pub fn try_at(&self, index: i64) -> T {
            let len = i64::try_from(self.len()).unwrap_or(i64::MAX);
            let position = if index < 0 { index + len } else { index };
            usize::try_from(position)
                .ok()
                .and_then(|position| self.get(position).cloned())
                .ok_or_else(|| Exception::index_error("tuple index out of range"))
        }

        /// `self[start:stop:step]`.
        slice: pub fn try_slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Tuple<T> {
            let positions = crate::Slice::new(start, stop, step).positions(self.len())?;
            Ok(positions.iter().map(|position| self[position].clone()).collect())
        }
    }

    /// `len(self)`.
    pub fn length(&self) -> i64 {
        i64::try_from(self.len()).unwrap_or(i64::MAX)
    }

    /// The items, one after the other.
    pub fn items(&self) -> TupleIter<T> {
        TupleIter { tuple: self.clone(), next: 0 }
    }

    /// The items from the last to the first.
    pub fn items_reversed(&self) -> std::iter::Rev<std::vec::IntoIter<T>> {
        self.to_vec().into_iter().rev()
    }

    /// `self + other`.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).cloned().collect()
    }

    /// `self * times`.
    #[must_use]
    pub fn repeated(&self, times: i64) -> Self {
        let n_items = self.len() * usize::try_from(times).unwrap_or(0);
        self.iter().cycle().take(n_items).cloned().collect()
    }

    /// The same tuple as a `Value`.
    pub fn to_value(&self) -> Value
    where
        T: Into<Value>,
    {
        Value::Tuple(self.iter().cloned().map(Into::into).collect())
    }

    /// `item in self`.
    pub fn holds(&self, item: &T) -> bool
    where
        T: PyEq,
    {
        self.iter().any(|other| other.same(item))
    }
}

/// The items of a tuple.
#[derive(Clone)]
pub struct TupleIter<T> {
    tuple: Tuple<T>,
    next: usize,
}

impl<T: Clone> Iterator for TupleIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let item = self.tuple.get(self.next).cloned();
        self.next += 1;
        item
    }
}
