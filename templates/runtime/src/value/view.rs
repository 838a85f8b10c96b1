//! What `keys`, `values` and `items` of a dict give: live views.

use super::Value;
use crate::{Dict, Show};

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
#[derive(Clone)]
pub struct View {
    /// What it shows.
    pub kind: ViewKind,
    /// The dict looked at.
    pub dict: Dict<Value, Value>,
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
}

impl View {
    pub(crate) fn type_name(&self) -> &'static str {
        match (self.kind, self.dict.ty() == crate::Type::OrderedDict) {
            (ViewKind::Keys, false) => "dict_keys",
            (ViewKind::Values, false) => "dict_values",
            (ViewKind::Items, false) => "dict_items",
            (ViewKind::Keys, true) => "odict_keys",
            (ViewKind::Values, true) => "odict_values",
            (ViewKind::Items, true) => "odict_items",
        }
    }

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
        out.push_str(self.type_name());
        out.push('(');
        let id = self.dict.id() ^ 1;
        crate::show::unless_shown(id, out, "...", |out| {
            crate::show::show_items(out, "[", self.to_vec().iter(), "]");
        });
        out.push(')');
    }
}
