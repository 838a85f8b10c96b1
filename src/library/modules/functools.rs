//! `functools`. Semantics: CPython's `Modules/_functoolsmodule.c`, `Lib/functools.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("WRAPPER_ASSIGNMENTS", "refused", ""),
    ("WRAPPER_UPDATES", "refused", ""),
    ("cache", "refused", ""),
    ("cached_property", "refused", ""),
    ("cmp_to_key", "dynamic", ""),
    ("lru_cache", "refused", ""),
    ("partial", "dynamic", ""),
    ("partialmethod", "refused", ""),
    ("reduce", "rule", "reduce"),
    ("singledispatch", "refused", ""),
    ("singledispatchmethod", "refused", ""),
    ("total_ordering", "refused", ""),
    ("update_wrapper", "refused", ""),
    ("wraps", "refused", ""),
];
