//! The words for results, the same in every form of report.

use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use crate::verify::{Difference, Ending, Limit};

/// A diagnostic on one line: place, message, advice.
pub(super) fn diagnostic(diagnostic: &Diagnostic, source: &SourceFile) -> String {
    let place = source.position(diagnostic.span.start);
    let help = match &diagnostic.help {
        Some(help) => format!(" ({help})"),
        None => String::new(),
    };
    format!(
        "{}:{}:{}: {}{help}",
        source.name(),
        place.line_number,
        place.column,
        diagnostic.message
    )
}

/// What a limit says.
pub fn limit(limit: Limit) -> &'static str {
    match limit {
        Limit::Time => "ran out of time",
        Limit::Memory => "ran out of memory",
        Limit::Output => "printed more than is allowed",
    }
}

/// How a program ended.
pub fn ending(ending: Ending) -> String {
    match ending {
        Ending::Status(status) => format!("exit status {status}"),
        Ending::Signal(signal) => format!("ended by signal {signal}"),
    }
}

/// A difference: what differs, what Python has there, what the Rust has there.
pub(super) fn difference(difference: &Difference) -> (String, String, String) {
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
