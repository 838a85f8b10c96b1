//! `str()` and `repr()` for every type.

use std::cell::RefCell;

use crate::text;

/// How a value prints. Both forms append to one buffer, so that nested containers cost no copies.
pub trait Show {
    /// Appends `repr(self)`.
    fn fmt_repr(&self, out: &mut String);

    /// Appends `str(self)`, which is `repr(self)` for most types.
    fn fmt_str(&self, out: &mut String) {
        self.fmt_repr(out);
    }

    /// `repr(self)`.
    fn repr(&self) -> String {
        let mut out = String::new();
        self.fmt_repr(&mut out);
        out
    }

    /// `str(self)`.
    fn str(&self) -> String {
        let mut out = String::new();
        self.fmt_str(&mut out);
        out
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn fmt_repr(&self, out: &mut String) {
        (**self).fmt_repr(out);
    }

    fn fmt_str(&self, out: &mut String) {
        (**self).fmt_str(out);
    }
}

impl<T: Show + ?Sized> Show for std::rc::Rc<T> {
    fn fmt_repr(&self, out: &mut String) {
        (**self).fmt_repr(out);
    }

    fn fmt_str(&self, out: &mut String) {
        (**self).fmt_str(out);
    }
}

impl<T: Show> Show for [T] {
    fn fmt_repr(&self, out: &mut String) {
        show_items(out, "[", self.iter(), "]");
    }
}

impl<T: Show> Show for Vec<T> {
    fn fmt_repr(&self, out: &mut String) {
        self.as_slice().fmt_repr(out);
    }
}

impl Show for i64 {
    fn fmt_repr(&self, out: &mut String) {
        use std::fmt::Write;
        let _ = write!(out, "{self}");
    }
}

impl Show for bool {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str(if *self { "True" } else { "False" });
    }
}

impl Show for f64 {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str(&text::float_repr(*self));
    }
}

impl Show for () {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str("None");
    }
}

impl Show for str {
    fn fmt_repr(&self, out: &mut String) {
        out.push_str(&text::str_repr(self));
    }

    fn fmt_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Show for String {
    fn fmt_repr(&self, out: &mut String) {
        self.as_str().fmt_repr(out);
    }

    fn fmt_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Show> Show for Option<T> {
    fn fmt_repr(&self, out: &mut String) {
        match self {
            Some(value) => value.fmt_repr(out),
            None => out.push_str("None"),
        }
    }

    fn fmt_str(&self, out: &mut String) {
        match self {
            Some(value) => value.fmt_str(out),
            None => out.push_str("None"),
        }
    }
}

macro_rules! show_tuples {
    ($(($($field:tt $ty:ident),+))*) => { $(
        impl<$($ty: Show),+> Show for ($($ty,)+) {
            fn fmt_repr(&self, out: &mut String) {
                out.push('(');
                $(
                    if $field > 0 {
                        out.push_str(", ");
                    }
                    self.$field.fmt_repr(out);
                )+
                out.push_str(if [$($field),+].len() == 1 { ",)" } else { ")" });
            }
        }
    )* };
}

show_tuples! {
    (0 A)
    (0 A, 1 B)
    (0 A, 1 B, 2 C)
    (0 A, 1 B, 2 C, 3 D)
    (0 A, 1 B, 2 C, 3 D, 4 E)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G)
    (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H)
}

/// Appends the items between `open` and `close`, separated as Python separates them.
pub(crate) fn show_items<'a, T: Show + 'a>(
    out: &mut String,
    open: &str,
    items: impl Iterator<Item = &'a T>,
    close: &str,
) {
    out.push_str(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        item.fmt_repr(out);
    }
    out.push_str(close);
}

thread_local! {
    static BEING_SHOWN: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Runs `show` unless the object `id` is already being shown further out, where Python prints `...` instead.
pub(crate) fn unless_shown(
    id: usize,
    out: &mut String,
    instead: &str,
    show: impl FnOnce(&mut String),
) {
    let is_nested = BEING_SHOWN.with_borrow(|ids| ids.contains(&id));
    if is_nested {
        out.push_str(instead);
        return;
    }
    BEING_SHOWN.with_borrow_mut(|ids| ids.push(id));
    show(out);
    BEING_SHOWN.with_borrow_mut(Vec::pop);
}
