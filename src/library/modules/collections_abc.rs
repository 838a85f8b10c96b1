//! `collections.abc`: names for annotations. Semantics: CPython's `Lib/_collections_abc.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("AsyncGenerator", "type", ""),
    ("AsyncIterable", "type", ""),
    ("AsyncIterator", "type", ""),
    ("Awaitable", "type", ""),
    ("ByteString", "type", ""),
    ("Callable", "type", ""),
    ("Collection", "type", ""),
    ("Container", "type", ""),
    ("Coroutine", "type", ""),
    ("Generator", "type", ""),
    ("Hashable", "type", ""),
    ("ItemsView", "type", ""),
    ("Iterable", "type", ""),
    ("Iterator", "type", ""),
    ("KeysView", "type", ""),
    ("Mapping", "type", ""),
    ("MappingView", "type", ""),
    ("MutableMapping", "type", ""),
    ("MutableSequence", "type", ""),
    ("MutableSet", "type", ""),
    ("Reversible", "type", ""),
    ("Sequence", "type", ""),
    ("Set", "type", ""),
    ("Sized", "type", ""),
    ("ValuesView", "type", ""),
];
