//! Dicts with known keys: structs that print and compare as the dicts they stand for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::{PyEq, Show, Truthy, text};

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

/// Makes a struct print, compare and count as true as the Python dict that it stands for.
///
/// A field stands for the key of its name, unless another key is given: `record!(Person { name, first: "first name" })`.
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

        impl $crate::Truthy for $record {
            fn truthy(&self) -> bool {
                true
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
