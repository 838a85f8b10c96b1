//! Why the Rust looks as it does: what the stages decided, for people.
//!
//! In: a [`Program`] that the storage pass settled, and its [`Emitted`] text. Out: [`Reason`]s, each about a line of Python and the
//! Rust lines it became, and the [`Capture`] table of the closures. Stages leave their reasons in the IR; what shows only in the
//! finished program (a `Result`, a copied handle) is read off it here.

mod captures;
mod code;
mod subjects;

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::Emitted;
use crate::ir::Program;

pub use code::Code;

/// A decision that shows in the Rust.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Reason {
    /// The 1-based line of the lesson that it is about.
    pub line: u32,
    /// Which kind of decision; `adder explain` has a page on it.
    pub code: Code,
    /// The 1-based Rust lines it shows in.
    pub rust_lines: Vec<u32>,
    /// The Python name it is about.
    pub subject: String,
    /// A sentence in plain words.
    pub text: String,
}

/// A variable that a closure captures.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Capture {
    /// `__qualname__` of the closure.
    pub closure: String,
    /// The 1-based line of its `def` or `lambda`.
    pub line: u32,
    /// The captured variable.
    pub variable: String,
    /// `__qualname__` of the function whose variable it is; `<module>` for the program's own.
    pub from: String,
    /// The functions that rebind it.
    pub rebound_by: Vec<String>,
    /// The Rust type it is kept in.
    pub lives_as: String,
    /// Other closures that see the same variable.
    pub shared_with: Vec<String>,
}

/// A reason without the lines it shows in.
type Said = (u32, Code, String, String);

/// Reads the reasons and the capture table off a settled program.
pub fn collect(program: &Program, emitted: &Emitted) -> (Vec<Reason>, Vec<Capture>) {
    let rust: Vec<&str> = emitted.rust.lines().collect();
    // Instances of one `def` share a reason and add their lines.
    let mut reasons: BTreeMap<Said, BTreeSet<u32>> = BTreeMap::new();
    for subject in subjects::subjects(program) {
        let lines = shown_in(&rust, emitted, &subject);
        let said = (subject.line, subject.code, subject.known_as, subject.text);
        reasons.entry(said).or_default().extend(lines);
    }
    let reasons = reasons
        .into_iter()
        .map(|((line, code, subject, text), lines)| Reason {
            line,
            code,
            rust_lines: lines.into_iter().collect(),
            subject,
            text,
        })
        .collect();
    (reasons, captures::captures(program))
}

/// The Rust lines of a subject's Python line; of several those that name it.
fn shown_in(rust: &[&str], emitted: &Emitted, subject: &subjects::Subject) -> Vec<u32> {
    let from = |line: Option<u32>| -> Vec<u32> {
        let numbered = (1..).zip(&emitted.line_map);
        numbered
            .filter(|(_, python)| line.is_some() && **python == line)
            .map(|(number, _)| number)
            .collect()
    };
    let mut lines = from(Some(subject.line));
    if lines.is_empty() {
        lines = from(subject.made_at);
    }
    let naming: Vec<u32> = lines
        .iter()
        .copied()
        .filter(|number| names(rust[*number as usize - 1], &subject.rust_name))
        .collect();
    if naming.is_empty() {
        lines.truncate(1);
        lines
    } else {
        naming
    }
}

/// Whether a name stands as a word of its own in the line.
fn names(line: &str, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    !name.is_empty()
        && line.match_indices(name).any(|(start, _)| {
            !line[..start].ends_with(is_word) && !line[start + name.len()..].starts_with(is_word)
        })
}
