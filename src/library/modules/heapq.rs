//! `heapq`. Semantics: CPython's `Modules/_heapqmodule.c`, `Lib/heapq.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("heapify", "ordered &list[T] -> None", "heapq::heapify"),
    (
        "heappop",
        "ordered &list[T] -> T ! IndexError",
        "heapq::heappop",
    ),
    ("heappush", "ordered &list[T], T -> None", "heapq::heappush"),
    (
        "heappushpop",
        "ordered &list[T], T -> T",
        "heapq::heappushpop",
    ),
    (
        "heapreplace",
        "ordered &list[T], T -> T ! IndexError",
        "heapq::heapreplace",
    ),
    ("merge", "dynamic", ""),
    ("nlargest", "ordered int, *T -> list[T]", "heapq::nlargest"),
    (
        "nsmallest",
        "ordered int, *T -> list[T]",
        "heapq::nsmallest",
    ),
];
