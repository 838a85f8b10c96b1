//! `itertools`. Semantics: CPython's `Modules/itertoolsmodule.c`.

use super::Line;

pub(super) const NAMES: &[Line] = &[
    ("accumulate", "dynamic", ""),
    ("chain", "dynamic", ""),
    ("combinations", "dynamic", ""),
    ("combinations_with_replacement", "dynamic", ""),
    ("compress", "dynamic", ""),
    ("count", "dynamic", ""),
    ("cycle", "dynamic", ""),
    ("dropwhile", "dynamic", ""),
    ("filterfalse", "dynamic", ""),
    ("groupby", "dynamic", ""),
    ("islice", "dynamic", ""),
    ("pairwise", "dynamic", ""),
    ("permutations", "dynamic", ""),
    ("product", "dynamic", ""),
    ("repeat", "dynamic", ""),
    ("starmap", "dynamic", ""),
    ("takewhile", "dynamic", ""),
    ("tee", "dynamic", ""),
    ("zip_longest", "dynamic", ""),
];

/// The class methods of `chain`.
pub(super) const CHAIN: &[Line] = &[("from_iterable", "dynamic", "")];
