//! The lesson corpus that stands beside this repository on developers' machines (`ADDER_SHARED`, or `../shared`): every program
//! does what its recorded outcome says, or is refused with a place. `--nocapture` shows the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use adder::translate::Options;
use adder::verify::{Ending, Limits, Outcome};

use crate::batch::{Case, Ran, find_cases, run_all};

/// The corpus; none on other machines.
pub(crate) fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("ADDER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("corpus");
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!("skipped: there is no corpus here");
        None
    }
}

/// Topics in which nothing may be wrong; of the others the test prints what is.
const PROMISED: [&str; 12] = [
    "00-", "01-", "02-", "05-", "06-", "09-", "10-", "11-", "12-", "13-", "14-", "16-",
];

#[test]
fn programs_are_exact_or_refused() {
    let Some(folder) = folder() else {
        return;
    };
    let mut cases = find_cases(&folder);
    cases.retain(|case| case.path.with_extension("out").exists());
    let limits = Limits {
        time: Duration::from_secs(60),
        ..Limits::default()
    };
    let mut table: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (case, ran) in cases
        .iter()
        .zip(run_all(&cases, Options::default(), &limits))
    {
        let column = match ran {
            Ran::Done(_, outcome) => match difference(case, &outcome) {
                None => 0,
                Some(difference) => {
                    wrong.push(format!("{}: {difference}", case.name));
                    2
                }
            },
            Ran::Refused(diagnostics) if diagnostics.is_empty() => {
                wrong.push(format!("{}: refused without a word", case.name));
                2
            }
            Ran::Refused(diagnostics) => {
                eprintln!("{}: refused: {}", case.name, diagnostics[0].message);
                1
            }
            Ran::Fault(message) => {
                wrong.push(format!("{}: {message}", case.name));
                2
            }
        };
        let topic = case.name.split('/').next().unwrap_or_default();
        table.entry(topic.to_owned()).or_default()[column] += 1;
    }
    eprintln!("{:<28}{:>8}{:>8}{:>8}", "topic", "ok", "refused", "wrong");
    for (topic, [ok, refused, wrong]) in &table {
        eprintln!("{topic:<28}{ok:>8}{refused:>8}{wrong:>8}");
    }
    let (promised, others): (Vec<String>, Vec<String>) = wrong
        .into_iter()
        .partition(|name| PROMISED.iter().any(|topic| name.starts_with(topic)));
    eprintln!(
        "{} wrong beyond the promised topics:\n{}",
        others.len(),
        others.join("\n")
    );
    assert!(
        promised.is_empty(),
        "{} wrong:\n{}",
        promised.len(),
        promised.join("\n")
    );
}

/// How an outcome differs from the recorded one.
fn difference(case: &Case, outcome: &Outcome) -> Option<String> {
    let recorded = |extension: &str| {
        let text = fs::read_to_string(case.path.with_extension(extension)).ok();
        text.map(|text| text.trim().to_owned())
    };
    let stdout = fs::read(case.path.with_extension("out")).expect("recorded");
    if stdout != outcome.stdout {
        let (expected, got) = (
            String::from_utf8_lossy(&stdout),
            String::from_utf8_lossy(&outcome.stdout),
        );
        let mut lines = expected
            .lines()
            .zip(got.lines().chain(std::iter::repeat("(end)")));
        let differing = lines.find(|(expected, got)| expected != got);
        return Some(format!("{differing:?} {:?}", outcome.last_error_line));
    }
    let status = recorded("status").map_or(0, |text| text.parse().expect("a number"));
    if outcome.ending != Ending::Status(status) {
        return Some(format!(
            "{:?}, not {status}: {:?}",
            outcome.ending, outcome.last_error_line
        ));
    }
    let error = recorded("err").filter(|_| status != 0)?;
    (outcome.last_error_line.as_deref().map(str::trim) != Some(&error))
        .then(|| format!("{:?}, not {error:?}", outcome.last_error_line))
}
