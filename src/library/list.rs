//! `list` methods. Semantics: CPython's `Objects/listobject.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] = &[
    ("append", "T -> None", "append"),
    ("extend", "*T -> None", "extend"),
    ("insert", "int, T -> None", "insert"),
    ("remove", "&T -> None", "remove"),
    ("pop", "-> T", "pop"),
    ("pop", "int -> T", "pop_at"),
    ("clear", "-> None", "clear"),
    ("index", "&T -> int", "index"),
    ("count", "&T -> int", "count"),
    ("sort", "-> None", "sort"),
    ("reverse", "-> None", "reverse"),
    ("copy", "-> Self", "copy"),
];
