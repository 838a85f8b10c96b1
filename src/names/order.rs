//! Calls and definitions in time: may a function run before what it reads has a value?
//!
//! ```python
//! def main():
//!     print(limit)      # safe: `main` is first referred to when `limit` has its value
//! limit = 3
//! main()
//! ```
//!
//! Flow notes, for each variable, the functions that are referred to while it may be unbound. Those,
//! and all that they refer to, may find it so.

use std::collections::{BTreeSet, HashMap};

use super::BindingId;
use super::units::{UnitId, Units};

/// For each binding, the units that may run while it has no value.
pub(super) fn units_that_run_early(
    units: &Units,
    units_of: &[Vec<UnitId>],
    early_calls: &HashMap<BindingId, BTreeSet<UnitId>>,
) -> HashMap<BindingId, BTreeSet<UnitId>> {
    early_calls
        .iter()
        .filter(|(binding, _)| units.is_captured(**binding))
        .map(|(binding, roots)| (*binding, reachable(units, units_of, roots)))
        .collect()
}

/// The units and all that they may call: what they read, and what is defined inside them.
pub(super) fn reachable(
    units: &Units,
    units_of: &[Vec<UnitId>],
    roots: &BTreeSet<UnitId>,
) -> BTreeSet<UnitId> {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<UnitId> = roots.iter().copied().collect();
    while let Some(unit) = pending.pop() {
        if !seen.insert(unit) {
            continue;
        }
        let info = units.get(unit);
        pending.extend(&info.children);
        for binding in &info.loads {
            pending.extend(&units_of[binding.0 as usize]);
        }
    }
    seen
}
