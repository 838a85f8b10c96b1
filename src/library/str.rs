//! `str` methods. Semantics: CPython's `Objects/unicodeobject.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] =
    &[("upper", "-> str", "upper"), ("lower", "-> str", "lower")];
