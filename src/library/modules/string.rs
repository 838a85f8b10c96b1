//! `string`. Semantics: CPython's `Lib/string.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("Formatter", "refused", ""),
    ("Template", "refused", ""),
    (
        "ascii_letters",
        "str",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ),
    ("ascii_lowercase", "str", "abcdefghijklmnopqrstuvwxyz"),
    ("ascii_uppercase", "str", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("capwords", "&str -> str", "string::capwords"),
    (
        "capwords",
        "&str, &str -> str ! ValueError",
        "string::capwords_by",
    ),
    ("digits", "str", "0123456789"),
    ("hexdigits", "str", "0123456789abcdefABCDEF"),
    ("octdigits", "str", "01234567"),
    (
        "printable",
        "str",
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c",
    ),
    ("punctuation", "str", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    ("whitespace", "str", " \t\n\r\x0b\x0c"),
];
