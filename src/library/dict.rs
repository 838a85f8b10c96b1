//! `dict` methods. Semantics: CPython's `Objects/dictobject.c`.

/// Name, signature, Rust method.
pub(super) const METHODS: &[(&str, &str, &str)] = &[
    // The value of a key that is there.
    ("[]", "&K -> V", "at"),
    ("get", "&K -> V?", "get"),
    ("get", "&K, V -> V", "get_or"),
    ("setdefault", "K, V -> V", "setdefault"),
    ("pop", "&K -> V", "pop"),
    ("pop", "&K, V -> V", "pop_or"),
    ("most_common", "-> list[(K, V)]", "most_common"),
    ("most_common", "int -> list[(K, V)]", "most_common_of"),
    ("subtract", "&Self -> None", "subtract"),
    ("subtract", "*K -> None", "subtract_items"),
    ("total", "-> V", "total"),
    ("elements", "-> iter[K]", "elements"),
    // `update` where the program has `Counter`s: they add counts.
    ("update of counts", "&Self -> None", "update_counts"),
    ("update of counts", "*K -> None", "count_items"),
    ("popitem", "-> (K, V)", "popitem"),
    ("update", "&Self -> None", "update"),
    ("update", "*(K, V) -> None", "extend"),
    ("clear", "-> None", "clear"),
    ("copy", "-> Self", "copy"),
];
