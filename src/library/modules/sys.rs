//! `sys`, and the streams. Semantics: CPython's `Python/sysmodule.c`, `Modules/_io/textio.c`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("argv", "list[str]", "sys::argv"),
    ("byteorder", "str", "little"),
    ("exit", "rule", "exit"),
    ("getrecursionlimit", "-> int", "sys::getrecursionlimit"),
    ("getsizeof", "refused", ""),
    ("intern", "str -> str", ""),
    ("maxsize", "big", "9223372036854775807"),
    ("maxunicode", "int", "1114111"),
    ("platform", "str", "linux"),
    (
        "setrecursionlimit",
        "int -> None ! ValueError RecursionError",
        "sys::setrecursionlimit",
    ),
    ("stderr", "object", ""),
    ("stdin", "object", ""),
    ("stdout", "object", ""),
    ("version_info", "refused", ""),
];

/// What can be done with `sys.stdin`.
pub(super) const INPUT: &[Line] = &[
    ("read", "-> str", "sys::read"),
    ("readline", "-> str", "sys::readline"),
    ("readlines", "-> list[str]", "sys::readlines"),
];

/// What can be done with `sys.stdout`.
pub(super) const OUTPUT: &[Line] = &[
    ("flush", "-> None", "sys::flush"),
    ("write", "&str -> int", "sys::write"),
];

/// What can be done with `sys.stderr`.
pub(super) const ERRORS: &[Line] = &[
    ("flush", "-> None", "sys::flush_errors"),
    ("write", "&str -> int", "sys::write_error"),
];
