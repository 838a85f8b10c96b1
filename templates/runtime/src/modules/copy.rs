//! `copy`. Semantics: CPython's `Lib/copy.py`.

use std::any::Any;
use std::collections::HashMap;

use crate::builtins::Builtin;
use crate::text::Bytes;
use crate::{Args, Deque, Dict, Exception, Int, Key, List, Number, Range, Set, Tuple, Value};

/// The copies made so far, by the identity of what they are copies of.
#[derive(Default)]
pub struct Memo(HashMap<usize, Box<dyn Any>>);

impl Memo {
    /// The copy of an object that stands in several places is one object, too.
    fn copied<T: Clone + 'static>(
        &mut self,
        id: usize,
        empty: T,
        fill: impl FnOnce(&mut Self, &T),
    ) -> T {
        if let Some(known) = self.0.get(&id).and_then(|copy| copy.downcast_ref::<T>()) {
            return known.clone();
        }
        self.0.insert(id, Box::new(empty.clone()));
        fill(self, &empty);
        empty
    }
}

/// What `copy.deepcopy` copies.
pub trait DeepCopy {
    /// The copy, which shares nothing that can change with the original.
    #[must_use]
    fn deep_copy(&self, memo: &mut Memo) -> Self;
}

/// `copy.deepcopy(value)`.
pub fn deepcopy<T: DeepCopy>(value: &T) -> T {
    value.deep_copy(&mut Memo::default())
}

macro_rules! immutable {
    ($($ty:ty)*) => { $(
        impl DeepCopy for $ty {
            fn deep_copy(&self, _: &mut Memo) -> Self {
                self.clone()
            }
        }
    )* };
}

immutable! { () bool i64 f64 Int Number String Bytes Range }

impl<T: DeepCopy> DeepCopy for Option<T> {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        self.as_ref().map(|value| value.deep_copy(memo))
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),+);)*) => { $(
        impl<$($name: DeepCopy),+> DeepCopy for ($($name,)+) {
            fn deep_copy(&self, memo: &mut Memo) -> Self {
                ($(self.$index.deep_copy(memo),)+)
            }
        }
    )* };
}

tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
}

impl<T: DeepCopy + Clone + 'static> DeepCopy for Tuple<T> {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        self.items().map(|item| item.deep_copy(memo)).collect()
    }
}

impl<T: DeepCopy + Clone + 'static> DeepCopy for List<T> {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        memo.copied(self.id(), List::new(), |memo, copy| {
            for item in self.to_vec() {
                copy.append(item.deep_copy(memo));
            }
        })
    }
}

impl<T: DeepCopy + Key + 'static> DeepCopy for Set<T> {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        // What a set holds cannot change, so that nothing of it needs a copy.
        memo.copied(self.id(), self.copy(), |_, _| {})
    }
}

impl<K, V> DeepCopy for Dict<K, V>
where
    K: DeepCopy + Key + 'static,
    V: DeepCopy + Clone + 'static,
{
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        memo.copied(self.id(), self.empty_like(), |memo, copy| {
            for (key, value) in self.to_pairs() {
                copy.set(key, value.deep_copy(memo));
            }
        })
    }
}

impl DeepCopy for Value {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        match self {
            Value::List(list) => Value::List(list.deep_copy(memo)),
            Value::Dict(dict) => Value::Dict(dict.deep_copy(memo)),
            Value::Set(set) => Value::Set(set.deep_copy(memo)),
            Value::Tuple(tuple) => {
                let copy = tuple.deep_copy(memo);
                let is_same = tuple.iter().zip(copy.iter()).all(|(one, two)| one.is(two));
                Value::Tuple(if is_same { tuple.clone() } else { copy })
            }
            Value::Object(object) => match object.downcast::<Deque<Value>>() {
                Some(deque) => Value::from(deque.deep_copy(memo)),
                None => self.clone(),
            },
            other => other.clone(),
        }
    }
}

impl<T: DeepCopy + Clone + 'static> DeepCopy for Deque<T> {
    fn deep_copy(&self, memo: &mut Memo) -> Self {
        memo.copied(self.id(), self.like([]), |memo, copy| {
            for item in self.to_vec() {
                copy.append(item.deep_copy(memo));
            }
        })
    }
}

fn try_copyable(value: &Value) -> Result<(), Exception> {
    let what = match value {
        Value::Iterator(_) if value.type_name() == "generator" => "generator",
        Value::View(_) => value.type_name(),
        _ => return Ok(()),
    };
    Err(Exception::type_error(format!(
        "cannot pickle '{what}' object"
    )))
}

fn try_copy(args: Args) -> Result<Value, Exception> {
    let value = args.try_one("copy")?;
    try_copyable(&value)?;
    Ok(match &value {
        Value::List(list) => Value::List(list.copy()),
        Value::Dict(dict) => Value::Dict(dict.copy()),
        Value::Set(set) => Value::Set(set.copy()),
        Value::Object(object) => match object.downcast::<Deque<Value>>() {
            Some(deque) => Value::from(deque.copy()),
            None => value.clone(),
        },
        other => other.clone(),
    })
}

fn try_deepcopy(args: Args) -> Result<Value, Exception> {
    let value = args.try_one("deepcopy")?;
    try_copyable(&value)?;
    Ok(deepcopy(&value))
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin {
        name: "copy",
        doc: "Shallow copy operation on arbitrary Python objects.",
        call: try_copy,
    },
    Builtin {
        name: "deepcopy",
        doc: "Deep copy operation on arbitrary Python objects.",
        call: try_deepcopy,
    },
];
