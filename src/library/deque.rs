//! `collections.deque` methods. Semantics: CPython's `Modules/_collectionsmodule.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] = &[
    ("append", "T -> None", "append"),
    ("appendleft", "T -> None", "append_left"),
    ("pop", "-> T", "pop"),
    ("popleft", "-> T", "pop_left"),
    ("extend", "&Self -> None", "extend_deque"),
    ("extend", "*T -> None", "extend"),
    ("extendleft", "&Self -> None", "extend_left_deque"),
    ("extendleft", "*T -> None", "extend_left"),
    ("rotate", "-> None", "rotate_once"),
    ("rotate", "int -> None", "rotate"),
    ("insert", "int, T -> None", "insert"),
    ("remove", "&T -> None", "remove"),
    ("index", "&T -> int", "index"),
    ("count", "&T -> int", "count"),
    ("clear", "-> None", "clear"),
    ("reverse", "-> None", "reverse"),
    ("copy", "-> Self", "copy"),
];
