//! `Dict<K, V>`: Python's dict, shared by everybody who has it.

mod counts;
mod iter;
mod kind;
mod table;
mod view;

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::key::{Keep, Key, Lookup};
use crate::show::unless_shown;
use crate::{Exception, PyEq, Show, Truthy, Value, or_raise};

pub use counts::Tally;
pub use iter::{DictItems, DictKeys, DictValues, DictWalk};
pub use kind::Count;
pub(crate) use kind::{Factory, Kind};
pub use table::OrderedMap;
pub use view::{ItemsView, KeysView, ValuesView, View, ViewKind};

/// A dict that keeps the order of insertion. Cloning the handle shares the dict; [`Dict::copy`] makes another one.
pub struct Dict<K, V>(Rc<Inner<K, V>>);

struct Inner<K, V> {
    table: RefCell<OrderedMap<K, V>>,
    kind: Kind<V>,
}

impl<K, V> Clone for Dict<K, V> {
    #[inline]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Dict<K, V> {
    /// An empty dict.
    pub fn new() -> Self {
        Self::of_kind(OrderedMap::default(), Kind::Plain)
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// `len(dict)`.
    #[inline]
    pub fn len(&self) -> i64 {
        i64::try_from(self.0.table.borrow().len()).expect("a length fits")
    }

    /// Whether the dict has no entries.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.table.borrow().is_empty()
    }

    /// Reads the table. `read` must not run code that may change the dict.
    #[inline]
    pub fn with<R>(&self, read: impl FnOnce(&OrderedMap<K, V>) -> R) -> R {
        read(&self.0.table.borrow())
    }

    /// Changes the table. `change` must not run code that may touch the dict through another handle.
    #[inline]
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut OrderedMap<K, V>) -> R) -> R {
        change(&mut self.0.table.borrow_mut())
    }

    /// `dict.clear()`.
    pub fn clear(&self) {
        // Dropped after the borrow ends.
        let _old = std::mem::take(&mut *self.0.table.borrow_mut());
    }
}

impl<K: Clone, V: Clone> Dict<K, V> {
    /// `dict.copy()`: another dict with the same entries.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self::of_kind(self.0.table.borrow().clone(), self.0.kind.clone())
    }
}

impl<K: Key, V: Clone> Dict<K, V> {
    raising! {
        /// `dict[key]`.
        at: pub fn try_at[Q: Lookup<K> + ?Sized](&self, key: &Q) -> V {
            match self.0.table.borrow().try_find(key)? {
                Some(value) => Ok(value.clone()),
                None => Err(Exception::key_error(key.to_value())),
            }
        }

        /// `dict[key]` of a dict that may be one that makes what it does not have.
        at_or_made: pub fn try_at_or_made[Q: Keep<K> + ?Sized](&self, key: &Q) -> V {
            if let Some(value) = self.0.table.borrow().try_find(key)? {
                return Ok(value.clone());
            }
            self.try_missing(key)
        }

        /// `dict.get(key)`.
        get: pub fn try_get[Q: Lookup<K> + ?Sized](&self, key: &Q) -> Option<V> {
            Ok(self.0.table.borrow().try_find(key)?.cloned())
        }

        /// `dict.get(key, default)`.
        get_or: pub fn try_get_or[Q: Lookup<K> + ?Sized](&self, key: &Q, default: V) -> V {
            Ok(self.try_get(key)?.unwrap_or(default))
        }

        /// `key in dict`.
        contains: pub fn try_contains[Q: Lookup<K> + ?Sized](&self, key: &Q) -> bool {
            Ok(self.0.table.borrow().try_find(key)?.is_some())
        }

        /// `dict[key] = value`.
        set: pub fn try_set(&self, key: K, value: V) -> () {
            let _old = self.0.table.borrow_mut().try_insert(key, value)?;
            Ok(())
        }

        /// `dict.setdefault(key, default)`.
        setdefault: pub fn try_setdefault(&self, key: K, default: V) -> V {
            let mut table = self.0.table.borrow_mut();
            if let Some(value) = table.try_find(&key)? {
                return Ok(value.clone());
            }
            table.try_insert(key, default.clone())?;
            Ok(default)
        }

        /// `del dict[key]`.
        del_item: pub fn try_del_item[Q: Lookup<K> + ?Sized](&self, key: &Q) -> () {
            match self.try_pop(key) {
                Err(exc) if !self.forgives() || self.0.table.borrow().try_find(key).is_err() => Err(exc),
                _ => Ok(()),
            }
        }

        /// `dict.pop(key)`.
        pop: pub fn try_pop[Q: Lookup<K> + ?Sized](&self, key: &Q) -> V {
            match self.0.table.borrow_mut().try_remove(key)? {
                Some((_, value)) => Ok(value),
                None => Err(Exception::key_error(key.to_value())),
            }
        }

        /// `dict.pop(key, default)`.
        pop_or: pub fn try_pop_or[Q: Lookup<K> + ?Sized](&self, key: &Q, default: V) -> V {
            let removed = self.0.table.borrow_mut().try_remove(key)?;
            Ok(removed.map_or(default, |(_, value)| value))
        }

        /// The value of a key, which is removed.
        take: pub fn try_take[Q: Lookup<K> + ?Sized](&self, key: &Q) -> Option<V> {
            let removed = self.0.table.borrow_mut().try_remove(key)?;
            Ok(removed.map(|(_, value)| value))
        }

        /// `dict.popitem()`: the entry that came last.
        popitem: pub fn try_popitem(&self) -> (K, V) {
            let last = self.0.table.borrow_mut().pop_last();
            last.ok_or_else(|| Exception::key_error(Value::from(match &self.0.kind {
                Kind::Ordered => "dictionary is empty",
                Kind::Plain | Kind::Default(_) | Kind::Counter(_) => "popitem(): dictionary is empty",
            })))
        }

        /// `dict.update(other)` for another dict.
        update: pub fn try_update(&self, other: &Self) -> () {
            if self.is(other) {
                return Ok(());
            }
            let entries: Vec<(K, V)> = other.to_pairs();
            self.try_extend(entries)
        }

        /// `dict.update(pairs)`.
        extend: pub fn try_extend[I: IntoIterator<Item = (K, V)>](&self, pairs: I) -> () {
            for (key, value) in pairs {
                self.try_set(key, value)?;
            }
            Ok(())
        }

        /// `dict | other`.
        merge: pub fn try_merge(&self, other: &Self) -> Self {
            let merged = self.copy();
            merged.try_update(other)?;
            Ok(merged)
        }
    }

    /// `dict[key] = change(dict.get(key, default))`, for a change that touches no dict.
    #[inline]
    pub fn change<Q: Keep<K> + ?Sized>(&self, key: &Q, default: V, change: impl FnOnce(V) -> V) {
        crate::or_raise(self.0.table.borrow_mut().try_change(key, default, change));
    }

    /// The entries in order, in a vector of their own.
    pub fn to_pairs(&self) -> Vec<(K, V)> {
        self.0
            .table
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

impl<K: Key, V: Clone, const N: usize> From<[(K, V); N]> for Dict<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        Self::from_iter(pairs)
    }
}

impl<K: Key, V: Clone> Dict<K, V> {
    /// `dict.fromkeys(keys, value)`: all keys share the value.
    pub fn try_from_keys(keys: impl IntoIterator<Item = K>, value: V) -> Result<Self, Exception> {
        Self::try_from_iter(keys.into_iter().map(|key| (key, value.clone())))
    }

    /// [`Self::try_from_keys`] for callers that nobody catches.
    pub fn from_keys(keys: impl IntoIterator<Item = K>, value: V) -> Self {
        or_raise(Self::try_from_keys(keys, value))
    }

    /// The dict of the pairs, later ones winning.
    pub fn try_from_iter(pairs: impl IntoIterator<Item = (K, V)>) -> Result<Self, Exception> {
        let dict = Self::new();
        dict.try_extend(pairs)?;
        Ok(dict)
    }
}

impl<K: Key, V: Clone> FromIterator<(K, V)> for Dict<K, V> {
    /// The dict of the pairs, later ones winning. A key that cannot be hashed ends the program.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let dict = Self::new();
        dict.extend(pairs);
        dict
    }
}

impl<K: Key, V: PyEq> PyEq for Dict<K, V> {
    fn py_eq(&self, other: &Self) -> bool {
        if self.is(other) {
            return true;
        }
        if let Some(known) = kind::special_equality(self, other) {
            return known;
        }
        let (one, two) = (self.0.table.borrow(), other.0.table.borrow());
        one.len() == two.len()
            && one.iter().all(|(key, value)| {
                matches!(two.try_find(key), Ok(Some(other_value)) if value.same(other_value))
            })
    }
}

impl<K: Key, V: PyEq> PartialEq for Dict<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.py_eq(other)
    }
}

impl<K, V> Truthy for Dict<K, V> {
    fn truthy(&self) -> bool {
        !self.is_empty()
    }
}

impl<K: Show, V: Show> Show for Dict<K, V> {
    fn fmt_repr(&self, out: &mut String) {
        let around = self.0.kind.around();
        unless_shown(self.id(), out, around.recursive, |out| {
            let table = self.0.table.borrow();
            match &self.0.kind {
                Kind::Plain => show_entries(out, table.iter()),
                Kind::Ordered | Kind::Counter(_) if table.is_empty() => {
                    append!(out, "{}()", around.name);
                }
                Kind::Ordered => {
                    out.push_str("OrderedDict([");
                    for (index, (key, value)) in table.iter().enumerate() {
                        out.push_str(if index > 0 { ", (" } else { "(" });
                        key.fmt_repr(out);
                        out.push_str(", ");
                        value.fmt_repr(out);
                        out.push(')');
                    }
                    out.push_str("])");
                }
                Kind::Default(factory) => {
                    out.push_str("defaultdict(");
                    match &*factory.borrow() {
                        Some(factory) => factory.shown.fmt_repr(out),
                        None => out.push_str("None"),
                    }
                    out.push_str(", ");
                    show_entries(out, table.iter());
                    out.push(')');
                }
                Kind::Counter(counting) => {
                    out.push_str("Counter(");
                    show_entries(out, counting.sorted(&table).into_iter());
                    out.push(')');
                }
            }
        });
    }
}

fn show_entries<'a, K: Show + 'a, V: Show + 'a>(
    out: &mut String,
    entries: impl Iterator<Item = (&'a K, &'a V)>,
) {
    out.push('{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        key.fmt_repr(out);
        out.push_str(": ");
        value.fmt_repr(out);
    }
    out.push('}');
}

impl<K: Show, V: Show> fmt::Display for Dict<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl<K: Show, V: Show> fmt::Debug for Dict<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}
