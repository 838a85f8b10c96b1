//! Methods of `int` and `float`. Semantics: CPython's `Objects/longobject.c`, `Objects/floatobject.c`.

/// Name, signature, Rust method of integers.
pub(super) const INTEGERS: &[(&str, &str, &str)] = &[
    ("bit_count", "-> int", "bit_count"),
    ("bit_length", "-> int", "bit_length"),
    (
        "to_bytes",
        "int, &str -> bytes ! OverflowError ValueError",
        "to_bytes",
    ),
    (
        "to_bytes",
        "int, byteorder=&str -> bytes ! OverflowError ValueError",
        "to_bytes",
    ),
];

/// Name, signature, Rust method of floats.
pub(super) const FLOATS: &[(&str, &str, &str)] = &[("is_integer", "-> bool", "is_integer")];
