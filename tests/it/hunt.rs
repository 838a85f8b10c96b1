//! Many made-up programs: each does under Adder what it does under `CPython`, or is refused with a reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use adder::source::SourceFile;
use adder::translate::Options;
use adder::verify::{Ending, Limits, Outcome, Python, map_parallel, run_python};

use crate::batch::{Case, Ran, run_all};

/// A program that was made up.
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What became of all of them.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) same: usize,
    /// Python needs too long.
    pub(crate) skipped: usize,
    /// By the first words of the reason.
    pub(crate) refused: BTreeMap<String, usize>,
    /// What is not as it should be; the programs stand in [`kept_folder`].
    pub(crate) wrong: Vec<String>,
}

impl Report {
    pub(crate) fn table(&self) -> String {
        let n_refused: usize = self.refused.values().sum();
        let mut text = format!(
            "{} same, {n_refused} refused, {} skipped, {} wrong\n",
            self.same,
            self.skipped,
            self.wrong.len()
        );
        for (reason, count) in &self.refused {
            let _ = writeln!(text, "{count:6} {reason}");
        }
        text
    }
}

/// Where programs that go wrong are kept.
pub(crate) fn kept_folder(hunt: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(hunt)
}

/// Runs all programs both ways. None where there is no Python to compare with.
pub(crate) fn compare(hunt: &str, programs: Vec<Made>) -> Option<Report> {
    let python = Python::find(None, None).ok().filter(Python::is_reference);
    let Some(python) = python else {
        eprintln!("skipped: no Python 3.11");
        return None;
    };
    let folder = kept_folder(hunt);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut report = Report::default();
    let python_limits = Limits {
        time: Duration::from_secs(2),
        output: 1 << 20,
        ..Limits::default()
    };
    let n_workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let expected: Vec<Outcome> = map_parallel(&programs, n_workers, |made| {
        let file_name = format!("{}.py", made.name);
        run_python(&python, &file_name, &made.text, b"", &python_limits).expect("Python starts")
    });
    let mut cases = Vec::new();
    let mut outcomes = Vec::new();
    for (made, outcome) in programs.into_iter().zip(expected) {
        if outcome.limit.is_some() {
            report.skipped += 1;
            continue;
        }
        let file_name = format!("{}.py", made.name);
        cases.push(Case {
            name: made.name,
            path: folder.join(&file_name),
            source: SourceFile::new(file_name, made.text),
            stdin: Vec::new(),
        });
        outcomes.push(outcome);
    }
    let ran = run_all(&cases, Options::default(), &Limits::default());
    for ((case, expected), ran) in cases.iter().zip(&outcomes).zip(ran) {
        let wrong = match ran {
            Ran::Done(_, outcome) => difference(expected, &outcome),
            Ran::Refused(diagnostics) => {
                let told = diagnostics.first().map_or("", |first| &first.message);
                let help = diagnostics.first().map(|first| format!("{first:?}"));
                if help.is_some_and(|help| help.contains("please report")) {
                    Some(format!("refused: {told}"))
                } else {
                    *report.refused.entry(told.to_owned()).or_default() += 1;
                    continue;
                }
            }
            Ran::Fault(message) => Some(message),
        };
        match wrong {
            None => report.same += 1,
            Some(wrong) => {
                fs::write(&case.path, case.source.text()).expect("written");
                report
                    .wrong
                    .push(format!("{}: {wrong}", case.path.display()));
            }
        }
    }
    Some(report)
}

fn difference(expected: &Outcome, got: &Outcome) -> Option<String> {
    if expected.stdout != got.stdout {
        let (expected, text) = (
            String::from_utf8_lossy(&expected.stdout),
            String::from_utf8_lossy(&got.stdout),
        );
        let differing = expected
            .lines()
            .zip(text.lines().chain(std::iter::repeat("(end)")))
            .find(|(expected, got)| expected != got);
        return Some(format!("{differing:?} {:?}", got.last_error_line));
    }
    // What CPython warns of while it compiles is no part of what a program does.
    let ends = |outcome: &Outcome| match outcome.ending {
        Ending::Status(0) => (outcome.ending, None),
        ending => (ending, outcome.last_error_line.clone()),
    };
    (ends(expected) != ends(got)).then(|| format!("{:?}, not {:?}", ends(got), ends(expected)))
}
