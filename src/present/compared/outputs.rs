//! What both languages printed, beside each other.

use serde::Serialize;

use crate::lesson::session::MARKER;
use crate::present::words;
use crate::verify::{CheckedSnippet, Ending, Outcome};

/// Longer outputs are cut in the view; nobody reads more than this.
const N_LINES_SHOWN: usize = 200;
const N_LETTERS_SHOWN: usize = 500;

/// What both sides of a snippet printed.
#[derive(Clone, Debug, Serialize)]
pub struct Outputs {
    /// Python's.
    pub python: Printed,
    /// The Rust's; none if it was not run.
    pub rust: Option<Printed>,
    /// Both are the same, so that one of them says it all.
    pub agree: bool,
}

/// What one side printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The lines of its standard output.
    pub lines: Vec<OutputLine>,
    /// How many further lines are not shown.
    pub n_more: usize,
    /// The last line of the error that ended it.
    pub error: Option<String>,
    /// How it ended, if not well.
    pub ending: Option<String>,
}

impl Printed {
    /// Nothing was printed and nothing went wrong.
    pub fn is_silent(&self) -> bool {
        self.lines.is_empty() && self.error.is_none() && self.ending.is_none()
    }
}

/// A line of an output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutputLine {
    /// Its text.
    pub text: String,
    /// The other side has something else here.
    pub differs: bool,
}

pub(super) fn outputs(checked: &CheckedSnippet) -> Outputs {
    let python = checked.python.as_ref();
    let mut python = Printed {
        error: checked.error.clone().or_else(|| python.and_then(error)),
        ending: python.and_then(ending),
        ..printed(&checked.stdout)
    };
    let mut rust = checked.rust.as_ref().map(|outcome| {
        let stdout = String::from_utf8_lossy(&outcome.stdout);
        let marker = format!("{MARKER}\n");
        let own = stdout.rsplit_once(&marker).map_or(&*stdout, |(_, own)| own);
        Printed {
            error: error(outcome),
            ending: ending(outcome),
            ..printed(own)
        }
    });
    let agree = rust.as_ref() == Some(&python);
    if let Some(rust) = &mut rust {
        mark(&mut python, rust);
    }
    Outputs {
        python,
        rust,
        agree,
    }
}

fn printed(stdout: &str) -> Printed {
    let lines = stdout.lines().take(N_LINES_SHOWN);
    Printed {
        lines: lines
            .map(|line| OutputLine {
                text: line.chars().take(N_LETTERS_SHOWN).collect(),
                differs: false,
            })
            .collect(),
        n_more: stdout.lines().count().saturating_sub(N_LINES_SHOWN),
        error: None,
        ending: None,
    }
}

/// The error of a program that failed.
fn error(outcome: &Outcome) -> Option<String> {
    let has_failed = outcome.ending != Ending::Status(0);
    outcome.last_error_line.clone().filter(|_| has_failed)
}

fn ending(outcome: &Outcome) -> Option<String> {
    if let Some(limit) = outcome.limit {
        return Some(words::limit(limit).to_owned());
    }
    (outcome.ending != Ending::Status(0)).then(|| words::ending(outcome.ending))
}

fn mark(python: &mut Printed, rust: &mut Printed) {
    for index in 0..python.lines.len().max(rust.lines.len()) {
        let (left, right) = (python.lines.get_mut(index), rust.lines.get_mut(index));
        match (left, right) {
            (Some(left), Some(right)) => {
                let differs = left.text != right.text;
                left.differs = differs;
                right.differs = differs;
            }
            (Some(only), None) | (None, Some(only)) => only.differs = true,
            (None, None) => {}
        }
    }
}
