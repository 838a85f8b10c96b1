//! Invented programs do what Python does. `ADDER_PROGRAMS` says how many, `ADDER_SEED` where to begin.

use crate::hunt::{Made, compare, kept_folder};
use crate::invent::invent;

/// So many are tried by default: one batch.
const N_PROGRAMS: u64 = 40;

#[test]
fn invented_programs_do_what_python_does() {
    let number = |name: &str, default| {
        let text = std::env::var(name).ok()?;
        Some(text.parse().unwrap_or(default))
    };
    let n_programs = number("ADDER_PROGRAMS", N_PROGRAMS).unwrap_or(N_PROGRAMS);
    let first = number("ADDER_SEED", 1).unwrap_or(1);
    let programs = (first..first + n_programs)
        .map(|seed| Made {
            name: format!("invented_{seed}"),
            text: invent(seed),
        })
        .collect();
    let Some(report) = compare("invented", programs) else {
        return;
    };
    eprintln!("{}", report.table());
    assert!(
        report.wrong.is_empty(),
        "kept in {}:\n{}",
        kept_folder("invented").display(),
        report.wrong.join("\n")
    );
}
