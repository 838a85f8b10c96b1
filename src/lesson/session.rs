//! Snippets as one session: what an earlier snippet binds, a later one may use.
//!
//! [`program_for`] joins a snippet and the earlier ones it needs into one Python program. Between
//! two snippets the program prints [`MARKER`] and a line end, so that whoever runs it can
//! tell the outputs apart: the text behind the last marker is the snippet's own.

use std::collections::BTreeMap;

use super::Lesson;
use crate::source::SourceFile;

/// What a program prints between the outputs of two snippets, on a line of its own.
pub const MARKER: &str = "\u{1e}";

/// A program made of snippets.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its text; line numbers are the lesson's (in a notebook: the cell's).
    pub source: SourceFile,
    /// Indices in [`Lesson::snippets`] of the earlier snippets it begins with.
    pub prefix_snippets: Vec<usize>,
    /// For each line of `source`, where it came from.
    pub origins: Vec<Origin>,
}

/// Where a line of a [`Program`] came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Index of the snippet in [`Lesson::snippets`].
    pub snippet: usize,
    /// The lesson's line; none for a line that was added (a marker, the echo).
    pub line: Option<u32>,
}

/// Where snippets stopped when the lesson was run: for the index of a snippet, the lesson's lines of
/// the top-level statements that raised. A script or cell stops there and the session goes
/// on with the next snippet; a doctest goes on with its next example.
pub type Raised = BTreeMap<usize, Vec<u32>>;

/// The earlier snippets that a snippet needs, transitively, in order: those that bind names it reads
/// and does not bind itself before, and those between that use these names (they may change the
/// value).
pub fn needed_snippets(lesson: &Lesson, snippet: usize) -> Vec<usize> {
    let _ = (lesson, snippet);
    Vec::new()
}

/// The program that runs one snippet of a lesson; `raised` as seen under `CPython`, empty if unknown.
pub fn program_for(lesson: &Lesson, snippet: usize, raised: &Raised) -> Program {
    let _ = raised;
    let source = lesson.snippets[snippet].source.clone();
    let origins = (0..source.n_lines())
        .map(|line_index| Origin {
            snippet,
            line: Some(source.number_of_line(line_index)),
        })
        .collect();
    Program {
        source,
        prefix_snippets: needed_snippets(lesson, snippet),
        origins,
    }
}
