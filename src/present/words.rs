//! The words for results, the same in every form of report.

use super::report::{ClaimReport, DiagnosticReport, DifferenceReport, LimitReport};
use crate::verify::{Difference, Ending};

/// A diagnostic on one line: place, message, advice.
pub(super) fn diagnostic(diagnostic: &DiagnosticReport) -> String {
    let DiagnosticReport {
        source,
        line,
        column,
        ..
    } = diagnostic;
    format!("{source}:{line}:{column}: {}", advice(diagnostic))
}

/// Message and advice.
pub(super) fn advice(diagnostic: &DiagnosticReport) -> String {
    match &diagnostic.help {
        Some(help) => format!("{} ({help})", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// What a limit says.
pub fn limit(limit: impl Into<LimitReport>) -> &'static str {
    match limit.into() {
        LimitReport::Time => "ran out of time",
        LimitReport::Memory => "ran out of memory",
        LimitReport::Output => "printed more than is allowed",
    }
}

/// A place in a lesson.
pub(super) fn place(cell: Option<usize>, first_line: u32, last_line: u32) -> String {
    let lines = if first_line == last_line {
        format!("line {first_line}")
    } else {
        format!("lines {first_line}–{last_line}")
    };
    match cell {
        Some(cell) => format!("cell {}, {lines}", cell + 1),
        None => lines,
    }
}

/// What a wrong claim says, and what is right.
pub(super) fn wrong_claim(claim: &ClaimReport) -> String {
    let instead = claim.instead.as_deref().unwrap_or_default();
    let instead = if instead.is_empty() {
        "nothing"
    } else {
        instead
    };
    format!(
        "says {}, but it is {}",
        shortened(&claim.claimed),
        shortened(instead)
    )
}

/// A number of things.
pub(super) fn counted(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// On one line and not longer than fits.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    let line = text.trim_end_matches('\n').replace('\n', " ⏎ ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut start: String = line.chars().take(LONGEST).collect();
    start.push('…');
    start
}

/// How a program ended.
pub fn ending(ending: Ending) -> String {
    match ending {
        Ending::Status(status) => format!("exit status {status}"),
        Ending::Signal(signal) => format!("ended by signal {signal}"),
    }
}

/// A difference in words.
pub(super) fn difference(difference: &Difference) -> DifferenceReport {
    let (what, python, rust) = sides(difference);
    DifferenceReport { what, python, rust }
}

/// What differs, what Python has there, what the Rust has there.
fn sides(difference: &Difference) -> (String, String, String) {
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or_else(|| "(nothing)".to_owned());
    match difference {
        Difference::Line {
            line_number,
            python,
            rust,
        } => (
            format!("line {line_number} of the output"),
            or_nothing(python),
            or_nothing(rust),
        ),
        Difference::Ending {
            python,
            rust,
            python_error,
            rust_error,
        } => {
            let end = |how: Ending, error: &Option<String>| match error {
                Some(line) => format!("{} ({line})", ending(how)),
                None => ending(how),
            };
            (
                "the end".to_owned(),
                end(*python, python_error),
                end(*rust, rust_error),
            )
        }
        Difference::Error { python, rust } => (
            "the error message".to_owned(),
            or_nothing(python),
            or_nothing(rust),
        ),
        Difference::Limit(reached) => (
            "limits".to_owned(),
            "came to its end".to_owned(),
            limit(*reached).to_owned(),
        ),
    }
}
