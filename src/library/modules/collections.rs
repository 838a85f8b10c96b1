//! `collections`. Semantics: CPython's `Lib/collections/__init__.py`, `Modules/_collectionsmodule.c`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("ChainMap", "refused", ""),
    ("Counter", "rule", "Counter"),
    ("OrderedDict", "rule", "OrderedDict"),
    ("UserDict", "refused", ""),
    ("UserList", "refused", ""),
    ("UserString", "refused", ""),
    ("abc", "module", ""),
    ("defaultdict", "rule", "defaultdict"),
    ("deque", "rule", "deque"),
    ("namedtuple", "refused", ""),
];
