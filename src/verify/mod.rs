//! Does the Rust do what the Python does? The only stage that starts Python.
//!
//! [`check`] takes a whole lesson: every snippet runs under `CPython` and as Rust, the two [`Outcome`]s are
//! [compared](compare), and what the lesson claims is judged by what `CPython` really did.

pub mod cells;
mod check;
mod pool;
mod process;
mod programs;
mod python;
mod trace;

use std::time::Duration;

pub use check::{
    CheckError, CheckedClaim, CheckedLesson, CheckedSnippet, Finding, Settings, Translate, check,
};
pub use pool::map_parallel;
pub use process::{interrupt, is_interrupted};
pub use programs::{run_python, run_rust};
pub use python::{Python, PythonError};

/// What a program may use up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// By the clock on the wall.
    pub time: Duration,
    /// Bytes of address space; enforced on Linux only.
    pub memory: u64,
    /// Bytes on standard output.
    pub output: usize,
    /// Processes and threads that the user may have besides those that run already; enforced on Linux only.
    pub processes: Option<u64>,
    /// Files that may be open at a time; enforced on Linux only.
    pub files: Option<u64>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            memory: 4 << 30,
            output: 16 << 20,
            processes: None,
            files: None,
        }
    }
}

/// A limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::time`].
    Time,
    /// [`Limits::memory`].
    Memory,
    /// [`Limits::output`].
    Output,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this exit status.
    Status(i32),
    /// By this signal.
    Signal(i32),
}

/// What a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Everything on standard output, as bytes.
    pub stdout: Vec<u8>,
    /// How it ended.
    pub ending: Ending,
    /// The last line of standard error that is not blank: what an uncaught exception says.
    pub last_error_line: Option<String>,
    /// The end of standard error.
    pub stderr: String,
    /// How long it took.
    pub elapsed: Duration,
    /// The limit at which it was ended.
    pub limit: Option<Limit>,
}

/// The result of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both did the same.
    Same,
    /// They differ.
    Different(Difference),
    /// Python reached a limit, so that nobody knows what it would have done.
    Undecided(Limit),
}

/// The first thing in which two outcomes differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A line of standard output.
    Line {
        /// 1-based.
        line_number: usize,
        /// Python's; none at the end of its output.
        python: Option<String>,
        /// Rust's.
        rust: Option<String>,
    },
    /// How the programs ended.
    Ending {
        /// Python's.
        python: Ending,
        /// Rust's.
        rust: Ending,
        /// The last line of Python's standard error, for an explanation.
        python_error: Option<String>,
        /// The last line of Rust's.
        rust_error: Option<String>,
    },
    /// The last line on standard error of two programs that failed.
    Error {
        /// Python's.
        python: Option<String>,
        /// Rust's.
        rust: Option<String>,
    },
    /// The Rust reached a limit and Python did not.
    Limit(Limit),
}

/// Compares what Python did with what the Rust did: standard output, the status and, of a program that failed, the last
/// line of standard error.
pub fn compare(python: &Outcome, rust: &Outcome) -> Agreement {
    if let Some(limit) = python.limit {
        return Agreement::Undecided(limit);
    }
    if let Some(limit) = rust.limit {
        return Agreement::Different(Difference::Limit(limit));
    }
    if python.stdout != rust.stdout {
        return Agreement::Different(first_differing_line(&python.stdout, &rust.stdout));
    }
    if python.ending != rust.ending {
        return Agreement::Different(Difference::Ending {
            python: python.ending,
            rust: rust.ending,
            python_error: python.last_error_line.clone(),
            rust_error: rust.last_error_line.clone(),
        });
    }
    if python.ending != Ending::Status(0) && python.last_error_line != rust.last_error_line {
        return Agreement::Different(Difference::Error {
            python: python.last_error_line.clone(),
            rust: rust.last_error_line.clone(),
        });
    }
    Agreement::Same
}

fn first_differing_line(python: &[u8], rust: &[u8]) -> Difference {
    let mut pythons = python.split_inclusive(|byte| *byte == b'\n');
    let mut rusts = rust.split_inclusive(|byte| *byte == b'\n');
    let mut line_number = 1;
    loop {
        let (python, rust) = (pythons.next(), rusts.next());
        if python != rust || python.is_none() {
            return Difference::Line {
                line_number,
                python: python.map(shown_line),
                rust: rust.map(shown_line),
            };
        }
        line_number += 1;
    }
}

/// A line for people: without its line end.
fn shown_line(line: &[u8]) -> String {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    String::from_utf8_lossy(line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(stdout: &str, status: i32, error: Option<&str>) -> Outcome {
        Outcome {
            stdout: stdout.as_bytes().to_vec(),
            ending: Ending::Status(status),
            last_error_line: error.map(str::to_owned),
            stderr: error.unwrap_or_default().to_owned(),
            elapsed: Duration::ZERO,
            limit: None,
        }
    }

    #[test]
    fn a_missing_line_is_the_first_difference() {
        let agreement = compare(&outcome("a\nb\n", 0, None), &outcome("a\n", 0, None));
        let line = Difference::Line {
            line_number: 2,
            python: Some("b".to_owned()),
            rust: None,
        };
        assert_eq!(agreement, Agreement::Different(line));
    }

    #[test]
    fn standard_error_counts_only_for_programs_that_fail() {
        let quiet = outcome("", 0, None);
        let chatty = outcome("", 0, Some("by the way"));
        assert_eq!(compare(&quiet, &chatty), Agreement::Same);
        let python = outcome("", 1, Some("ValueError: a"));
        let rust = outcome("", 1, Some("ValueError: b"));
        let error = Difference::Error {
            python: Some("ValueError: a".to_owned()),
            rust: Some("ValueError: b".to_owned()),
        };
        assert_eq!(compare(&python, &rust), Agreement::Different(error));
    }

    #[test]
    fn a_missing_final_line_end_is_a_difference() {
        let agreement = compare(&outcome("a\n", 0, None), &outcome("a", 0, None));
        assert!(matches!(
            agreement,
            Agreement::Different(Difference::Line { .. })
        ));
    }
}
