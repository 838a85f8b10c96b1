//! `__future__`. Semantics: CPython's `Lib/__future__.py`; all but `annotations` is in force anyway.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("absolute_import", "type", ""),
    ("annotations", "type", ""),
    ("division", "type", ""),
    ("generator_stop", "type", ""),
    ("generators", "type", ""),
    ("nested_scopes", "type", ""),
    ("print_function", "type", ""),
    ("unicode_literals", "type", ""),
    ("with_statement", "type", ""),
];
