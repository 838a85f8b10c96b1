//! `set` methods. Semantics: CPython's `Objects/setobject.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] = &[
    ("add", "T -> None", "add"),
    ("discard", "&T -> None", "discard"),
    ("remove", "&T -> None", "remove"),
    ("clear", "-> None", "clear"),
    ("union", "&Self -> Self", "union"),
    ("intersection", "&Self -> Self", "intersection"),
    ("difference", "&Self -> Self", "difference"),
    (
        "symmetric_difference",
        "&Self -> Self",
        "symmetric_difference",
    ),
    ("issubset", "&Self -> bool", "is_subset"),
    ("issuperset", "&Self -> bool", "is_superset"),
    ("isdisjoint", "&Self -> bool", "is_disjoint"),
    ("update", "&Self -> None", "update"),
    ("update", "*T -> None", "extend"),
    (
        "intersection_update",
        "&Self -> None",
        "intersection_update",
    ),
    ("difference_update", "&Self -> None", "difference_update"),
    (
        "symmetric_difference_update",
        "&Self -> None",
        "symmetric_difference_update",
    ),
    ("pop", "-> T", "pop"),
    ("copy", "-> Self", "copy"),
];
