//! `time`. Semantics: CPython's `Modules/timemodule.c`; dates are not translated.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("ctime", "refused", ""),
    ("gmtime", "refused", ""),
    ("localtime", "refused", ""),
    ("monotonic", "-> float", "time::perf_counter"),
    ("perf_counter", "-> float", "time::perf_counter"),
    ("perf_counter_ns", "-> int", "time::perf_counter_ns"),
    ("process_time", "-> float", "time::perf_counter"),
    (
        "sleep",
        "real -> None ! ValueError OverflowError",
        "time::sleep",
    ),
    ("strftime", "refused", ""),
    ("time", "-> float", "time::time"),
    ("time_ns", "-> int", "time::time_ns"),
];
