//! `copy`. Semantics: CPython's `Lib/copy.py`.

use super::Line;

pub(super) const NAMES: &[Line] = &[("copy", "rule", "copy"), ("deepcopy", "rule", "deepcopy")];
