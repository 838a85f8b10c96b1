//! Results for people and for programs: text in, text out; printing is the command's business.

mod columns;
pub mod compared;
pub mod highlight;
mod json;
mod page;
mod statistics;
mod terminal;
mod why;
mod words;

use crate::lesson::claims::Verdict;
use crate::lesson::{Lesson, SnippetKind};
use crate::verify::{CheckedLesson, Finding};

pub use columns::{Columns, columns};
pub use json::{SCHEMA_VERSION, json};
pub use page::page;
pub use statistics::statistics;
pub use terminal::{lesson_report, summary};
pub use why::why;
pub use words::{ending, limit};

/// Counts over one or more lessons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lessons.
    pub lessons: usize,
    /// Snippets that do the same in both languages, or are accepted by neither.
    pub same: usize,
    /// Snippets that differ.
    pub different: usize,
    /// Snippets on which nothing can be said, because Python reached a limit.
    pub undecided: usize,
    /// Snippets that Adder declines.
    pub refused: usize,
    /// Snippets on which Adder failed.
    pub faults: usize,
    /// Claims that hold.
    pub claims_true: usize,
    /// Claims that do not hold.
    pub claims_wrong: usize,
    /// Claims about statements that never run.
    pub claims_not_reached: usize,
}

impl Tally {
    /// The counts of one lesson.
    pub fn of(lesson: &Lesson, checked: &CheckedLesson) -> Self {
        let mut tally = Self {
            lessons: 1,
            ..Self::default()
        };
        let snippets = lesson.snippets.iter().zip(&checked.snippets);
        for (snippet, checked) in snippets {
            if snippet.kind == SnippetKind::NotPython {
                continue;
            }
            match &checked.finding {
                Finding::Same | Finding::SyntaxError { .. } => tally.same += 1,
                Finding::Different(_) => tally.different += 1,
                Finding::Undecided(_) => tally.undecided += 1,
                Finding::Refused(_) => tally.refused += 1,
                Finding::Fault(_) => tally.faults += 1,
                Finding::NotPython => {}
            }
        }
        for claim in &checked.claims {
            match claim.verdict {
                Verdict::Exact | Verdict::Note(_) => tally.claims_true += 1,
                Verdict::Wrong { .. } => tally.claims_wrong += 1,
                Verdict::NotReached => tally.claims_not_reached += 1,
                Verdict::NotAClaim => {}
            }
        }
        tally
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: Self) {
        self.lessons += other.lessons;
        self.same += other.same;
        self.different += other.different;
        self.undecided += other.undecided;
        self.refused += other.refused;
        self.faults += other.faults;
        self.claims_true += other.claims_true;
        self.claims_wrong += other.claims_wrong;
        self.claims_not_reached += other.claims_not_reached;
    }

    /// Snippets that were run or refused.
    pub fn snippets(&self) -> usize {
        self.same + self.different + self.undecided + self.refused + self.faults
    }

    /// Whether something was compared and did not agree, or could not be compared.
    pub fn has_failed(&self) -> bool {
        self.different + self.undecided + self.claims_wrong > 0
    }
}

/// A difference in one sentence.
pub fn difference(difference: &crate::verify::Difference) -> String {
    let (what, python, rust) = words::difference(difference);
    format!("{what}: Python has {python}, Rust has {rust}")
}
