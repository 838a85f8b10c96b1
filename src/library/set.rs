//! `set` methods. Semantics: CPython's `Objects/setobject.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] = &[
    ("add", "T -> None", "add"),
    ("discard", "&T -> None", "discard"),
    ("remove", "&T -> None", "remove"),
    ("clear", "-> None", "clear"),
    ("copy", "-> Self", "copy"),
];
