//! Dicts with known keys: structs that print and compare as the dicts they stand for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::{PyEq, Show, Truthy, Value, text};

/// The value of a key that is stored to: a cell that hands out clones, so that nobody holds a borrow while other code runs.
#[derive(Clone, Debug, Default)]
pub struct Field<T>(RefCell<T>);

impl<T> Field<T> {
    /// A field with a value.
    pub fn new(value: T) -> Self {
        Self(RefCell::new(value))
    }

    /// `record[key] = value`.
    pub fn set(&self, value: T) {
        // The old value is dropped after the borrow ends.
        let _old = self.0.replace(value);
    }
}

impl<T: Clone> Field<T> {
    /// `record[key]`.
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }
}

impl<T: Show + Clone> Show for Field<T> {
    fn fmt_repr(&self, out: &mut String) {
        self.get().fmt_repr(out);
    }
}

impl<T: PyEq + Clone> PyEq for Field<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.get().py_eq(&other.get())
    }

    fn same(&self, other: &Self) -> bool {
        self.get().same(&other.get())
    }
}

impl<T: Show + Copy> Show for Cell<T> {
    fn fmt_repr(&self, out: &mut String) {
        self.get().fmt_repr(out);
    }
}

impl<T: PyEq + Copy> PyEq for Cell<T> {
    fn py_eq(&self, other: &Self) -> bool {
        self.get().py_eq(&other.get())
    }

    fn same(&self, other: &Self) -> bool {
        self.get().same(&other.get())
    }
}

impl<T: Clone + Into<Value>> From<Field<T>> for Value {
    fn from(field: Field<T>) -> Self {
        field.get().into()
    }
}

impl<T: Copy + Into<Value>> From<Cell<T>> for Value {
    fn from(field: Cell<T>) -> Self {
        field.get().into()
    }
}

impl<T: PyEq> PyEq for Rc<T> {
    fn py_eq(&self, other: &Self) -> bool {
        (**self).py_eq(&**other)
    }

    fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(self, other) || (**self).same(&**other)
    }
}

impl<T: Truthy> Truthy for Rc<T> {
    fn truthy(&self) -> bool {
        (**self).truthy()
    }
}

/// Appends the `repr` of a dict of these keys and values.
pub fn show_record(out: &mut String, entries: &[(&str, &dyn Show)]) {
    out.push('{');
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(&text::str_repr(key));
        out.push_str(": ");
        value.fmt_repr(out);
    }
    out.push('}');
}

/// A key of a record, and what gives the value of it.
pub type Entry<R> = (&'static str, fn(&R) -> Value);

/// The items of a record that somebody may change meanwhile: values are looked up when they are asked for, as in CPython's views.
#[derive(Clone, Debug)]
pub struct RecordItems<R: 'static> {
    record: Rc<R>,
    entries: std::slice::Iter<'static, Entry<R>>,
}

impl<R> RecordItems<R> {
    /// `record.items()`.
    pub fn new(record: &Rc<R>, entries: &'static [Entry<R>]) -> Self {
        Self {
            record: Rc::clone(record),
            entries: entries.iter(),
        }
    }
}

impl<R> Iterator for RecordItems<R> {
    type Item = (&'static str, Value);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.entries.next()?;
        Some((*key, value(&self.record)))
    }
}

/// Makes a struct print, compare and count as true as the Python dict that it stands for.
///
/// A field stands for the key of its name, unless another key is given: `record!(Person { name, first: "first name" })`. With
/// `as dict` behind the fields values can also be walked over, and asked for by keys that are found out when the program runs; with
/// `as shared dict` while somebody changes them.
#[macro_export]
macro_rules! record {
    ($record:ident { $($field:ident $(: $key:literal)?),+ $(,)? }) => {
        impl $crate::Show for $record {
            fn fmt_repr(&self, out: &mut String) {
                $crate::show_record(out, &[$(($crate::record!(@key $field $($key)?), &self.$field)),+]);
            }
        }

        impl ::std::fmt::Display for $record {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&$crate::Show::repr(self))
            }
        }

        // Python reference, "Value comparisons": dicts are equal if they have the same pairs.
        impl $crate::PyEq for $record {
            fn py_eq(&self, other: &Self) -> bool {
                $($crate::PyEq::same(&self.$field, &other.$field))&&+
            }
        }

        impl $record {
            /// `key in record`.
            #[allow(dead_code)]
            fn contains(&self, key: &str) -> bool {
                [$($crate::record!(@key $field $($key)?)),+].contains(&key)
            }
        }

        impl $crate::Truthy for $record {
            fn truthy(&self) -> bool {
                true
            }
        }
    };
    ($record:ident { $($field:ident $(: $key:literal)?),+ $(,)? } as dict) => {
        $crate::record!($record { $($field $(: $key)?),+ });
        $crate::record!(@lookup $record { $($field $(: $key)?),+ });

        impl $record {
            fn items(&self) -> impl Iterator<Item = (&'static str, $crate::Value)> + use<> {
                [$(($crate::record!(@key $field $($key)?), $crate::Value::from(self.$field.clone()))),+].into_iter()
            }

            fn owned_items(&self) -> impl Iterator<Item = (String, $crate::Value)> + use<> {
                self.items().map(|(key, value)| (key.to_owned(), value))
            }

            fn values(&self) -> impl Iterator<Item = $crate::Value> + use<> {
                [$($crate::Value::from(self.$field.clone())),+].into_iter()
            }
        }
    };
    ($record:ident { $($field:ident $(: $key:literal)?),+ $(,)? } as shared dict) => {
        $crate::record!($record { $($field $(: $key)?),+ });
        $crate::record!(@lookup $record { $($field $(: $key)?),+ });

        impl $record {
            const ENTRIES: &'static [$crate::Entry<Self>] =
                &[$(($crate::record!(@key $field $($key)?), |record| $crate::Value::from(record.$field.clone()))),+];

            fn items(self: &::std::rc::Rc<Self>) -> $crate::RecordItems<Self> {
                $crate::RecordItems::new(self, Self::ENTRIES)
            }

            fn owned_items(
                self: &::std::rc::Rc<Self>,
            ) -> impl Iterator<Item = (String, $crate::Value)> + use<> {
                self.items().map(|(key, value)| (key.to_owned(), value))
            }

            fn values(self: &::std::rc::Rc<Self>) -> impl Iterator<Item = $crate::Value> + use<> {
                self.items().map(|(_, value)| value)
            }
        }
    };
    (@lookup $record:ident { $($field:ident $(: $key:literal)?),+ }) => {
        impl $record {
            fn get(&self, key: &str) -> ::std::option::Option<$crate::Value> {
                $(if key == $crate::record!(@key $field $($key)?) {
                    return ::std::option::Option::Some($crate::Value::from(self.$field.clone()));
                })+
                ::std::option::Option::None
            }

            fn get_or(&self, key: &str, default: $crate::Value) -> $crate::Value {
                self.get(key).unwrap_or(default)
            }

            fn try_at(&self, key: &str) -> ::std::result::Result<$crate::Value, $crate::Exception> {
                self.get(key).ok_or_else(|| $crate::Exception::key_error($crate::Value::from(key)))
            }

            fn at(&self, key: &str) -> $crate::Value {
                $crate::or_raise(self.try_at(key))
            }
        }
    };
    (@key $field:ident) => {
        stringify!($field)
    };
    (@key $field:ident $key:literal) => {
        $key
    };
}
