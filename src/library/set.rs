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
    ("union", "*T -> Self", "union_of"),
    ("intersection", "*T -> Self", "intersection_of"),
    ("difference", "*T -> Self", "difference_of"),
    (
        "symmetric_difference",
        "*T -> Self",
        "symmetric_difference_of",
    ),
    ("issubset", "*T -> bool", "is_subset_of"),
    ("issuperset", "*T -> bool", "is_superset_of"),
    ("isdisjoint", "*T -> bool", "is_disjoint_from"),
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
    ("intersection_update", "*T -> None", "keep"),
    ("difference_update", "*T -> None", "remove_all"),
    ("symmetric_difference_update", "*T -> None", "toggle"),
    ("pop", "-> T", "pop"),
    ("copy", "-> Self", "copy"),
];
