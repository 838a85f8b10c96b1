//! What patterns of `match` ask of their subjects. Semantics: PEP 634, CPython's `Python/ceval.c` (`match_class`).

use crate::builtins::try_isinstance;
use crate::key::{Key, Lookup};
use crate::list::resolve;
use crate::{Dict, Exception, List, Range, Tuple, Type, Value};

/// The classes whose patterns take the subject itself.
const SELF_MATCHING: &[Type] = &[
    Type::Bool,
    Type::ByteArray,
    Type::Bytes,
    Type::Dict,
    Type::Float,
    Type::FrozenSet,
    Type::Int,
    Type::List,
    Type::Set,
    Type::Str,
    Type::Tuple,
];

/// The part of a sequence behind its first and before its last items.
fn middle_of<T: Clone>(items: &[T], before: i64, after: i64) -> List<T> {
    let size = |n: i64| usize::try_from(n).unwrap_or(0);
    let end = items.len().saturating_sub(size(after));
    List::from(items.get(size(before)..end).unwrap_or_default().to_vec())
}

const CHECKED: &str = "the pattern has asked for the length";

impl<T: Clone> List<T> {
    /// The item that a pattern knows to be there; from the end if negative.
    pub fn part(&self, index: i64) -> T {
        self.with(|items| items[resolve(index, items.len()).expect(CHECKED)].clone())
    }

    /// `[_, *rest, _]`: the items that the pattern's other parts leave.
    pub fn middle(&self, before: i64, after: i64) -> List<T> {
        self.with(|items| middle_of(items, before, after))
    }
}

impl<T: Clone> Tuple<T> {
    /// The item that a pattern knows to be there; from the end if negative.
    pub fn part(&self, index: i64) -> T {
        self[resolve(index, self.len()).expect(CHECKED)].clone()
    }

    /// `[_, *rest, _]`: the items that the pattern's other parts leave.
    pub fn middle(&self, before: i64, after: i64) -> List<T> {
        middle_of(self, before, after)
    }
}

impl Range {
    /// The item that a pattern knows to be there; from the end if negative.
    pub fn part(&self, index: i64) -> i64 {
        self.at(index)
    }

    /// `[_, *rest, _]`: the items that the pattern's other parts leave.
    pub fn middle(&self, before: i64, after: i64) -> List<i64> {
        middle_of(&self.iter().collect::<Vec<_>>(), before, after)
    }
}

impl<K: Key + Clone, V: Clone> Dict<K, V> {
    /// The value of a key that a pattern has found.
    pub fn entry_of<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> V {
        self.get(key).expect("the pattern has found the key")
    }

    /// `{…, **rest}`: the entries that the pattern does not name, in a dict of their own.
    pub fn without(&self, keys: &[K]) -> Dict<K, V> {
        let rest = self.to_dict();
        for key in keys {
            rest.pop(key);
        }
        rest
    }
}

impl Value {
    /// The number of items, if patterns of sequences may match the value.
    fn sequence_length(&self) -> Option<i64> {
        match self {
            Value::List(list) => Some(list.len()),
            Value::Tuple(tuple) => i64::try_from(tuple.len()).ok(),
            Value::Range(range) => Some(range.len()),
            Value::Object(object) if object.is_kind_of(&Value::Type(Type::Deque)) => {
                self.try_len().ok()
            }
            _ => None,
        }
    }

    /// Whether a sequence pattern without a star, of this many parts, matches the value.
    pub fn is_sequence_of(&self, parts: i64) -> bool {
        self.sequence_length() == Some(parts)
    }

    /// Whether a sequence pattern with a star, and this many other parts, matches the value.
    pub fn is_sequence_from(&self, parts: i64) -> bool {
        self.sequence_length().is_some_and(|length| length >= parts)
    }

    /// The item that a pattern knows to be there; from the end if negative.
    pub fn part(&self, index: i64) -> Value {
        match self {
            Value::List(list) => list.part(index),
            Value::Tuple(tuple) => tuple.part(index),
            other => other.getitem(&Value::from(index)),
        }
    }

    /// `[_, *rest, _]`: the items that the pattern's other parts leave.
    pub fn middle(&self, before: i64, after: i64) -> List<Value> {
        middle_of(&self.to_vec(), before, after)
    }

    /// Whether patterns of mappings may match the value.
    pub fn is_mapping(&self) -> bool {
        matches!(self, Value::Dict(_))
    }

    /// The value of a key that a pattern has found.
    pub fn entry_of(&self, key: &Value) -> Value {
        match self {
            Value::Dict(dict) => dict.entry_of(key),
            other => other.getitem(key),
        }
    }

    /// `{…, **rest}`: the entries that the pattern does not name, in a dict of their own.
    pub fn without(&self, keys: &[Value]) -> Dict<Value, Value> {
        match self {
            Value::Dict(dict) => dict.without(keys),
            _ => Dict::new(),
        }
    }

    /// Whether the value is an instance of the builtin class of this name.
    pub fn is_a(&self, class: &str) -> bool {
        if class == "NoneType" {
            return matches!(self, Value::None);
        }
        Type::builtin(class).is_some_and(|class| match self {
            Value::Object(object) => object.is_kind_of(&Value::Type(class)),
            other => other.ty().is_subtype(class),
        })
    }

    raising! {
        /// `case class(…):` with this many patterns by position, apart from what these and the others ask.
        matches_class: pub fn try_matches_class(&self, class: &Value, n_positional: i64) -> bool {
            if !matches!(class, Value::Type(_) | Value::Object(_)) {
                return Err(Exception::type_error("called match pattern must be a type"));
            }
            if !try_isinstance(self, class)? {
                return Ok(false);
            }
            let Value::Type(ty) = class else { return Ok(true) };
            let allowed = i64::from(SELF_MATCHING.contains(ty));
            if n_positional > allowed {
                let plural = if allowed == 1 { "" } else { "s" };
                return Err(Exception::type_error(format!(
                    "{}() accepts {allowed} positional sub-pattern{plural} ({n_positional} given)",
                    ty.name()
                )));
            }
            Ok(true)
        }
    }
}
