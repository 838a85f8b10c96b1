//! What `keys`, `values` and `items` of a dict give: live views. Semantics: CPython's `Objects/dictobject.c`.

use std::fmt;
use std::rc::Rc;

use super::{Dict, DictItems, DictKeys, DictValues, DictWalk};
use crate::iterator::{Iter, NextValue};
use crate::key::{Key, Lookup};
use crate::set::SetTable;
use crate::show::unless_shown;
use crate::views::{self, SetLike, Shape, Source};
use crate::{Exception, PyEq, Set, Show, Truthy, Type, Value};

/// Which part of the entries a view shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ViewKind {
    /// `dict.keys()`.
    Keys,
    /// `dict.values()`.
    Values,
    /// `dict.items()`.
    Items,
}

/// A view of a dict.
pub struct View<K = Value, V = Value> {
    /// What it shows.
    pub kind: ViewKind,
    /// The dict looked at.
    pub dict: Dict<K, V>,
}

impl ViewKind {
    /// What the view shows of an entry.
    pub(crate) fn pick(self, key: &Value, value: &Value) -> Value {
        match self {
            ViewKind::Keys => key.clone(),
            ViewKind::Values => value.clone(),
            ViewKind::Items => Value::from((key.clone(), value.clone())),
        }
    }

    /// The name of the iterator's type over such a view.
    pub(crate) fn iterator_name(self) -> &'static str {
        match self {
            ViewKind::Keys => "dict_keyiterator",
            ViewKind::Values => "dict_valueiterator",
            ViewKind::Items => "dict_itemiterator",
        }
    }

    /// The name of the type of a walk from the last entry to the first.
    pub(crate) fn reversed_name(self) -> &'static str {
        match self {
            ViewKind::Keys => "dict_reversekeyiterator",
            ViewKind::Values => "dict_reversevalueiterator",
            ViewKind::Items => "dict_reverseitemiterator",
        }
    }
}

impl<K, V> Clone for View<K, V> {
    fn clone(&self) -> Self {
        Self {
            kind: self.kind,
            dict: self.dict.clone(),
        }
    }
}

impl<K, V> View<K, V> {
    pub(crate) fn type_name(&self) -> &'static str {
        match (self.kind, self.dict.ty() == Type::OrderedDict) {
            (ViewKind::Keys, false) => "dict_keys",
            (ViewKind::Values, false) => "dict_values",
            (ViewKind::Items, false) => "dict_items",
            (ViewKind::Keys, true) => "odict_keys",
            (ViewKind::Values, true) => "odict_values",
            (ViewKind::Items, true) => "odict_items",
        }
    }

    fn fmt_with(&self, out: &mut String, show: impl Fn(&K, &V, &mut String)) {
        unless_shown(self.dict.id() ^ 1, out, "...", |out| {
            append!(out, "{}([", self.type_name());
            self.dict.with(|table| {
                for (index, (key, value)) in table.iter().enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    show(key, value, out);
                }
            });
            out.push_str("])");
        });
    }
}

impl View {
    /// What the view shows now.
    pub fn to_vec(&self) -> Vec<Value> {
        self.dict.with(|table| {
            table
                .iter()
                .map(|(key, value)| self.kind.pick(key, value))
                .collect()
        })
    }
}

impl Show for View {
    fn fmt_repr(&self, out: &mut String) {
        let kind = self.kind;
        self.fmt_with(out, |key, value, out| kind.pick(key, value).fmt_repr(out));
    }
}

/// What all three kinds have. `$walk` is the Rust iterator over what is shown.
macro_rules! view {
    ($(#[$meta:meta])* $View:ident, $walk:ident, $make:ident, $kind:ident of $item:ty, $pick:expr) => {
        $(#[$meta])*
        pub struct $View<K, V>(Rc<View<K, V>>);

        impl<K, V> Clone for $View<K, V> {
            fn clone(&self) -> Self {
                Self(Rc::clone(&self.0))
            }
        }

        impl<K, V> Dict<K, V> {
            #[doc = concat!("The view of this kind, which shows what becomes of the dict: `", stringify!($View), "`.")]
            pub fn $make(&self) -> $View<K, V> {
                $View(Rc::new(View {
                    kind: ViewKind::$kind,
                    dict: self.clone(),
                }))
            }
        }

        impl<K, V> $View<K, V> {
            /// Whether both are the same object.
            pub fn is(&self, other: &Self) -> bool {
                Rc::ptr_eq(&self.0, &other.0)
            }

            /// `type(view)`.
            pub fn class(&self) -> Value {
                Value::Type(Type::Named(self.0.type_name()))
            }

            /// `len(view)`.
            pub fn len(&self) -> i64 {
                self.0.dict.len()
            }

            /// Whether the dict has no entries.
            pub fn is_empty(&self) -> bool {
                self.0.dict.is_empty()
            }
        }

        impl<K: Clone, V: Clone> $View<K, V> {
            /// `for item in view`.
            pub fn iter(&self) -> $walk<K, V> {
                $walk(self.0.dict.walk())
            }

            /// `reversed(view)`.
            pub fn iter_reversed(&self) -> $walk<K, V> {
                $walk(self.0.dict.walk_reversed())
            }
        }

        impl<K: Clone + 'static, V: Clone + 'static> $View<K, V> {
            /// `iter(view)`.
            pub fn to_iter(&self) -> Iter<$item> {
                let name = ViewKind::$kind.iterator_name();
                Iter::new(Type::Named(name), self.iter())
            }

            /// `reversed(view)`, kept.
            pub fn to_iter_reversed(&self) -> Iter<$item> {
                let name = ViewKind::$kind.reversed_name();
                Iter::new(Type::Named(name), self.iter_reversed())
            }
        }

        impl<K: Clone, V: Clone> NextValue<$item> for $walk<K, V> {
            fn try_next(&mut self) -> Result<Option<$item>, Exception> {
                let walk: &mut DictWalk<K, V> = &mut self.0;
                walk.try_next($pick)
            }
        }

        impl<K: Clone, V: Clone> IntoIterator for &$View<K, V> {
            type Item = $item;
            type IntoIter = $walk<K, V>;

            fn into_iter(self) -> $walk<K, V> {
                self.iter()
            }
        }

        impl<K, V> Truthy for $View<K, V> {
            fn truthy(&self) -> bool {
                !self.is_empty()
            }
        }

        impl From<&Rc<View>> for $View<Value, Value> {
            fn from(view: &Rc<View>) -> Self {
                Self(Rc::clone(view))
            }
        }

        impl From<$View<Value, Value>> for Value {
            fn from(view: $View<Value, Value>) -> Self {
                Value::View(view.0)
            }
        }

        impl<K, V> fmt::Display for $View<K, V>
        where
            Self: Show,
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.str())
            }
        }
    };
}

view! {
    /// `dict.keys()`, kept.
    KeysView, DictKeys, keys_view, Keys of K, |key, _| key.clone()
}
view! {
    /// `dict.values()`, kept.
    ValuesView, DictValues, values_view, Values of V, |_, value| value.clone()
}
view! {
    /// `dict.items()`, kept.
    ItemsView, DictItems, items_view, Items of (K, V), |key, value| (key.clone(), value.clone())
}

impl<K: Show, V> Show for KeysView<K, V> {
    fn fmt_repr(&self, out: &mut String) {
        self.0.fmt_with(out, |key, _, out| key.fmt_repr(out));
    }
}

impl<K, V: Show> Show for ValuesView<K, V> {
    fn fmt_repr(&self, out: &mut String) {
        self.0.fmt_with(out, |_, value, out| value.fmt_repr(out));
    }
}

impl<K: Show, V: Show> Show for ItemsView<K, V> {
    fn fmt_repr(&self, out: &mut String) {
        self.0.fmt_with(out, |key, value, out| {
            out.push('(');
            key.fmt_repr(out);
            out.push_str(", ");
            value.fmt_repr(out);
            out.push(')');
        });
    }
}

/// The operations that views have in common with sets.
macro_rules! set_like {
    ($View:ident of $item:ty where $K:ident: $key:ident, $V:ident: $value:ident; $($fill:item)?) => {
        impl<$K: $key, $V: $value> $View<K, V> {
            raising! {
                /// `view | other`.
                union: pub fn try_union[S: Source<$item>](&self, other: &S) -> Set<$item> {
                    views::try_union(self, other)
                }

                /// `view & other`.
                intersection: pub fn try_intersection[S: Source<$item>](&self, other: &S) -> Set<$item> {
                    views::try_intersection(self, other)
                }

                /// `view - other`.
                difference: pub fn try_difference[S: Source<$item>](&self, other: &S) -> Set<$item> {
                    views::try_difference(self, other)
                }

                /// `view ^ other`.
                symmetric_difference: pub fn try_symmetric_difference[S: Source<$item>](&self, other: &S) -> Set<$item> {
                    views::try_symmetric_difference(self, other)
                }
            }
        }

        impl<$K: $key, $V: $value> Source<$item> for $View<K, V> {
            fn try_each(
                &self,
                visit: &mut dyn FnMut($item) -> Result<(), Exception>,
            ) -> Result<(), Exception> {
                let mut items = self.iter();
                while let Some(item) = items.try_next()? {
                    visit(item)?;
                }
                Ok(())
            }

            $($fill)?

            fn as_set_like(&self) -> Option<&dyn SetLike<$item>> {
                Some(self)
            }
        }

        impl<$K: $key, $V: $value> SetLike<$item> for $View<K, V> {
            fn shape(&self) -> Shape {
                Shape::View
            }

            fn n_items(&self) -> i64 {
                self.len()
            }

            fn try_has(&self, item: &$item) -> Result<bool, Exception> {
                self.try_contains(item)
            }
        }
    };
}

set_like! {
    KeysView of K where K: Key, V: Clone;
    fn try_fill(&self, table: &mut SetTable<K>) -> Result<(), Exception> {
        // `dictviews_to_set` takes the dict itself.
        if matches!(self.0.dict.ty(), Type::Dict) {
            self.0.dict.try_add_to(table)
        } else {
            self.try_add_to(table)
        }
    }
}

impl<K: Key, V: Clone> KeysView<K, V> {
    raising! {
        /// `key in view`.
        contains: pub fn try_contains[Q: Lookup<K> + ?Sized](&self, key: &Q) -> bool {
            self.0.dict.try_contains(key)
        }
    }
}

impl<K: Key, V: PyEq> ValuesView<K, V> {
    /// `value in view`.
    pub fn contains(&self, value: &V) -> bool {
        self.0
            .dict
            .with(|table| table.iter().any(|(_, other)| other.same(value)))
    }
}

set_like! { ItemsView of (K, V) where K: Key, V: Key; }

impl<K: Key, V: Clone + PyEq> ItemsView<K, V> {
    raising! {
        /// `(key, value) in view`.
        contains: pub fn try_contains(&self, item: &(K, V)) -> bool {
            let found = self.0.dict.try_get(&item.0)?;
            Ok(found.is_some_and(|value| value.same(&item.1)))
        }
    }
}

impl<K: Key, V: Key> ItemsView<K, V> {
    raising! {
        /// `view ^ other` for two views of items, which CPython works out in its own way (`dictitems_xor`).
        unlike: pub fn try_unlike(&self, other: &Self) -> Set<(K, V)> {
            self.try_unlike_as(other, |key, value| (key, value))
        }
    }
}

impl<K: Key, V: Clone + PyEq> ItemsView<K, V> {
    /// [`ItemsView::try_unlike`] with the pairs as `pair` makes them.
    pub(crate) fn try_unlike_as<T: Key>(
        &self,
        other: &Self,
        pair: impl Fn(K, V) -> T,
    ) -> Result<Set<T>, Exception> {
        let rest = Dict::new();
        rest.try_update(&self.0.dict)?;
        let mut table = SetTable::default();
        let mut others = other.iter();
        while let Some((key, value)) = others.try_next()? {
            if rest.try_get(&key)?.is_some_and(|own| own.same(&value)) {
                rest.try_take(&key)?;
            } else {
                table.try_add(pair(key, value))?;
            }
        }
        for (key, value) in rest.to_pairs() {
            table.try_add(pair(key, value))?;
        }
        Ok(Set::from(table))
    }
}

impl<K: Key, V: Clone> PyEq for KeysView<K, V> {
    fn py_eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|key| other.contains(&key))
    }
}

/// A view of values is equal to itself only.
impl<K, V> PyEq for ValuesView<K, V> {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<K: Key, V: Clone + PyEq> PyEq for ItemsView<K, V> {
    fn py_eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|item| other.contains(&item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_show_what_becomes_of_the_dict() {
        let dict = Dict::from([("a".to_owned(), 1_i64), ("b".to_owned(), 2)]);
        let (keys, items) = (dict.keys_view(), dict.items_view());
        dict.set("c".to_owned(), 3);
        assert_eq!(keys.str(), "dict_keys(['a', 'b', 'c'])");
        assert_eq!(items.str(), "dict_items([('a', 1), ('b', 2), ('c', 3)])");
        assert_eq!(dict.values_view().str(), "dict_values([1, 2, 3])");
        assert!(keys.contains("c") && items.contains(&("a".to_owned(), 1)));
        assert_eq!(items.iter_reversed().next(), Some(("c".to_owned(), 3)));
    }

    #[test]
    fn an_iterator_over_a_view_notices_changes() {
        let dict = Dict::from([(1_i64, 1_i64)]);
        let keys = dict.keys_view().to_iter();
        dict.set(2, 2);
        let error = keys.try_next_if_any().expect_err("the dict changed");
        assert_eq!(
            error.last_line(),
            "RuntimeError: dictionary changed size during iteration"
        );
    }
}
