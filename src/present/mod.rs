//! Results for people and for programs: text in, text out; printing is the command's business.

mod columns;
pub mod compared;
mod explanation;
mod github;
pub mod highlight;
mod json;
mod junit;
mod page;
mod report;
mod snapshot;
mod statistics;
mod table;
mod tally;
mod terminal;
mod why;
mod words;

pub use columns::{Columns, columns};
pub use explanation::{explanation, explanations_json, list_of_explanations};
pub use github::annotations;
pub use json::{SCHEMA_VERSION, json};
pub use junit::{Case, CaseVerdict, Problem, Suite, junit, junit_of};
pub use page::page;
pub use report::{
    ClaimReport, ClaimVerdict, DiagnosticReport, DifferenceReport, LessonReport, LimitReport,
    OutcomeReport, SnippetReport, SnippetResult,
};
pub use snapshot::{SnapshotState, snapshot_annotations, snapshot_report, snapshot_suite};
pub use statistics::statistics;
pub use table::table;
pub use tally::Tally;
pub use terminal::{Detail, lesson_report, summary};
pub use why::why;
pub use words::{ending, limit};

/// A difference in one sentence.
pub fn difference(difference: &crate::verify::Difference) -> String {
    let DifferenceReport { what, python, rust } = words::difference(difference);
    format!("{what}: Python has {python}, Rust has {rust}")
}
