//! How snapshots are reported: on a terminal, for GitHub and for CI.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::LessonReport;
use super::github::{Place, annotation};
use super::junit::{Case, CaseVerdict, Problem, Suite};
use crate::snapshot::{Hunk, Sign};

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const HEADING: Style = Style::new().bold();

/// What became of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotState {
    /// It is as accepted.
    Same,
    /// There is none yet.
    New,
    /// It differs.
    Changed(Vec<Hunk>),
    /// Its lesson is gone.
    Stale,
}

impl SnapshotState {
    /// In a few words.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Same => "as accepted",
            Self::New => "not there yet",
            Self::Changed(_) => "differs",
            Self::Stale => "has no lesson any more",
        }
    }
}

/// A snapshot that is not as it should be: its name, and in what it differs.
pub fn snapshot_report(name: &str, state: &SnapshotState) -> String {
    let mut text = format!("{HEADING}{name}{HEADING:#}: {}\n", state.word());
    if let SnapshotState::Changed(hunks) = state {
        for hunk in hunks {
            add_hunk(&mut text, hunk);
        }
    }
    text
}

fn add_hunk(text: &mut String, hunk: &Hunk) {
    let place = hunk.snippet.map_or_else(
        || "heading".to_owned(),
        |number| format!("snippet {number}"),
    );
    let also = if hunk.also_in.is_empty() {
        String::new()
    } else {
        let numbers: Vec<String> = hunk.also_in.iter().map(usize::to_string).collect();
        format!(", and so in {}", numbers.join(", "))
    };
    writeln!(text, "  {place}{also}").expect("writing to a String");
    for line in &hunk.lines {
        let shown = line.text.trim_end();
        match line.sign {
            Sign::Both if shown.is_empty() => writeln!(text),
            Sign::Both => writeln!(text, "      {shown}"),
            Sign::Old => writeln!(text, "    {OLD}- {shown}{OLD:#}"),
            Sign::New => writeln!(text, "    {NEW}+ {shown}{NEW:#}"),
        }
        .expect("writing to a String");
    }
}

/// The annotations for GitHub: at the snippets of the lesson (if it is there) where the Rust or what it does is not as
/// accepted.
pub fn snapshot_annotations(
    name: &str,
    state: &SnapshotState,
    lesson: Option<&LessonReport>,
) -> String {
    let mut text = String::new();
    let file = lesson.map_or(name, |lesson| &lesson.lesson);
    let SnapshotState::Changed(hunks) = state else {
        let place = Place::default();
        let message = format!("{name}: {}", state.word());
        annotation(&mut text, "error", file, &place, "snapshot", &message);
        return text;
    };
    for hunk in hunks {
        let snippets = lesson.map_or(&[][..], |lesson| &lesson.snippets);
        let snippet = snippets
            .iter()
            .find(|snippet| Some(snippet.number) == hunk.snippet);
        let place = snippet.map_or_else(Place::default, |snippet| Place {
            cell: snippet.cell,
            first_line: snippet.first_line,
            last_line: snippet.last_line,
            column: None,
        });
        let mut shown = String::new();
        add_hunk(&mut shown, hunk);
        let shown = anstream::adapter::strip_str(&shown).to_string();
        annotation(
            &mut text,
            "error",
            file,
            &place,
            "snapshot differs",
            shown.trim_end(),
        );
    }
    text
}

/// The test case of a snapshot.
pub fn snapshot_suite(name: &str, state: &SnapshotState) -> Suite {
    let verdict = if *state == SnapshotState::Same {
        CaseVerdict::Passed
    } else {
        let details = anstream::adapter::strip_str(&snapshot_report(name, state)).to_string();
        CaseVerdict::Failed(Problem {
            kind: "snapshot",
            message: state.word().to_owned(),
            details,
        })
    };
    Suite {
        name: name.to_owned(),
        cases: vec![Case {
            name: "snapshot".to_owned(),
            line: None,
            verdict,
        }],
        milliseconds: None,
    }
}
