//! `bisect`. Semantics: CPython's `Modules/_bisectmodule.c`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    (
        "bisect",
        "ordered &list[T], &T -> int",
        "bisect::bisect_right",
    ),
    (
        "bisect",
        "ordered &list[T], &T, int, int -> int ! ValueError IndexError",
        "bisect::bisect_right_between",
    ),
    (
        "bisect_left",
        "ordered &list[T], &T -> int",
        "bisect::bisect_left",
    ),
    (
        "bisect_left",
        "ordered &list[T], &T, int, int -> int ! ValueError IndexError",
        "bisect::bisect_left_between",
    ),
    (
        "bisect_right",
        "ordered &list[T], &T -> int",
        "bisect::bisect_right",
    ),
    (
        "bisect_right",
        "ordered &list[T], &T, int, int -> int ! ValueError IndexError",
        "bisect::bisect_right_between",
    ),
    (
        "insort",
        "ordered &list[T], T -> None",
        "bisect::insort_right",
    ),
    (
        "insort_left",
        "ordered &list[T], T -> None",
        "bisect::insort_left",
    ),
    (
        "insort_right",
        "ordered &list[T], T -> None",
        "bisect::insort_right",
    ),
];
