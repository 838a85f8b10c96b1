//! What became of a lesson, as data that can be printed, stored and read back: the one source of every form of report.

use serde::{Deserialize, Serialize};

use super::words;
use crate::diagnostics::Diagnostic;
use crate::lesson::claims::Verdict;
use crate::lesson::{Claim, ClaimKind, Lesson, Snippet, SnippetKind};
use crate::source::SourceFile;
use crate::verify::{CheckedClaim, CheckedLesson, CheckedSnippet, Ending, Finding, Limit, Outcome};

/// A lesson that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonReport {
    /// Its name as given.
    pub lesson: String,
    /// In the order of the lesson.
    pub snippets: Vec<SnippetReport>,
    /// In the order of the lesson; comments that turned out to be no claims are left out.
    pub claims: Vec<ClaimReport>,
    /// How long the check took.
    pub milliseconds: u64,
}

/// A snippet that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnippetReport {
    /// From 1.
    pub number: usize,
    /// What it is.
    pub kind: SnippetKind,
    /// In a notebook, the index of its cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<usize>,
    /// 1-based, in a notebook of the cell.
    pub first_line: u32,
    /// 1-based.
    pub last_line: u32,
    /// Whether it needs earlier snippets.
    pub continues: bool,
    /// The result.
    pub result: SnippetResult,
    /// What it printed in the lesson's session under Python.
    pub stdout: String,
    /// The last line of the traceback that ended it there.
    pub error: Option<String>,
    /// What differs, if something does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<DifferenceReport>,
    /// Why Adder failed, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// Why it is declined.
    pub diagnostics: Vec<DiagnosticReport>,
    /// The Rust of the program made of the earlier snippets that are needed and this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
    /// What that program did under Python.
    pub python: Option<OutcomeReport>,
    /// What it did as Rust.
    pub rust: Option<OutcomeReport>,
}

/// The result for a snippet: [`Finding`] without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SnippetResult {
    /// Both languages did the same.
    Same,
    /// They differ.
    Different,
    /// Python reached a limit.
    Undecided,
    /// Adder does not translate it.
    Refused,
    /// Neither language accepts the text.
    SyntaxError,
    /// There is nothing to run.
    NotPython,
    /// Adder is at fault.
    Fault,
}

/// The first thing in which two runs differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceReport {
    /// Such as `line 3 of the output`.
    pub what: String,
    /// What Python has there.
    pub python: String,
    /// What the Rust has there.
    pub rust: String,
}

/// A diagnostic with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticReport {
    /// Stable kebab-case name.
    pub code: String,
    /// The text it is about: the lesson's name, in a notebook with the cell.
    pub source: String,
    /// 1-based.
    pub line: u32,
    /// 1-based, in code points.
    pub column: u32,
    /// One sentence.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// One run of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeReport {
    /// Everything it printed; bytes that are no UTF-8 are replaced.
    pub stdout: String,
    /// Its exit status, unless a signal ended it.
    pub status: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// The last line of standard error.
    pub last_error_line: Option<String>,
    /// The limit that it reached.
    pub limit: Option<LimitReport>,
    /// How long it ran.
    pub milliseconds: u64,
}

/// A [`Limit`] by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the limit of that name")]
pub enum LimitReport {
    Time,
    Memory,
    Output,
}

impl From<Limit> for LimitReport {
    fn from(limit: Limit) -> Self {
        match limit {
            Limit::Time => Self::Time,
            Limit::Memory => Self::Memory,
            Limit::Output => Self::Output,
        }
    }
}

/// A claim that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimReport {
    /// 1-based.
    pub line: u32,
    /// The number of its snippet.
    pub snippet: usize,
    /// In a notebook, the index of its cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<usize>,
    /// How it is said.
    pub kind: ClaimKind,
    /// What it says.
    pub claimed: String,
    /// What its statement did.
    pub actual: Option<String>,
    /// Whether it is true.
    pub verdict: ClaimVerdict,
    /// Why it holds only loosely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is right, if it is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// A [`Verdict`] without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimVerdict {
    /// It holds to the letter.
    Exact,
    /// It holds for a reader.
    Note,
    /// It does not hold.
    Wrong,
    /// Its statement never ran.
    NotReached,
}

impl LessonReport {
    /// The report on a lesson.
    pub fn new(lesson: &Lesson, checked: &CheckedLesson) -> Self {
        let snippets = lesson.snippets.iter().zip(&checked.snippets);
        let claims = lesson.claims.iter().zip(&checked.claims);
        Self {
            lesson: lesson.name.clone(),
            snippets: snippets
                .map(|(snippet, checked)| snippet_report(snippet, checked))
                .collect(),
            claims: claims
                .filter_map(|(claim, checked)| claim_report(lesson, claim, checked))
                .collect(),
            milliseconds: milliseconds(checked.elapsed),
        }
    }
}

fn snippet_report(snippet: &Snippet, checked: &CheckedSnippet) -> SnippetReport {
    let (result, diagnostics) = match &checked.finding {
        Finding::Same => (SnippetResult::Same, &[][..]),
        Finding::Different(_) => (SnippetResult::Different, &[][..]),
        Finding::Undecided(_) => (SnippetResult::Undecided, &[][..]),
        Finding::Refused(diagnostics) => (SnippetResult::Refused, &diagnostics[..]),
        Finding::SyntaxError { diagnostics, .. } => (SnippetResult::SyntaxError, &diagnostics[..]),
        Finding::NotPython => (SnippetResult::NotPython, &[][..]),
        Finding::Fault(_) => (SnippetResult::Fault, &[][..]),
    };
    SnippetReport {
        number: snippet.number,
        kind: snippet.kind,
        cell: snippet.cell,
        first_line: snippet.first_line,
        last_line: snippet.last_line,
        continues: !checked.program.prefix_snippets.is_empty(),
        result,
        stdout: checked.stdout.clone(),
        error: checked.error.clone(),
        difference: match &checked.finding {
            Finding::Different(difference) => Some(words::difference(difference)),
            _ => None,
        },
        fault: match &checked.finding {
            Finding::Fault(message) => Some(message.clone()),
            _ => None,
        },
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| diagnostic_report(diagnostic, &checked.program.source))
            .collect(),
        translation: checked
            .translation
            .as_ref()
            .map(|translation| translation.rust.clone()),
        python: checked.python.as_ref().map(outcome_report),
        rust: checked.rust.as_ref().map(outcome_report),
    }
}

fn diagnostic_report(diagnostic: &Diagnostic, source: &SourceFile) -> DiagnosticReport {
    let place = source.position(diagnostic.span.start);
    DiagnosticReport {
        code: diagnostic.code.to_owned(),
        source: source.name().to_owned(),
        line: place.line_number,
        column: place.column,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
    }
}

fn outcome_report(outcome: &Outcome) -> OutcomeReport {
    let (status, signal) = match outcome.ending {
        Ending::Status(status) => (Some(status), None),
        Ending::Signal(signal) => (None, Some(signal)),
    };
    OutcomeReport {
        stdout: String::from_utf8_lossy(&outcome.stdout).into_owned(),
        status,
        signal,
        last_error_line: outcome.last_error_line.clone(),
        limit: outcome.limit.map(LimitReport::from),
        milliseconds: milliseconds(outcome.elapsed),
    }
}

fn claim_report(lesson: &Lesson, claim: &Claim, checked: &CheckedClaim) -> Option<ClaimReport> {
    let (verdict, note, instead) = match &checked.verdict {
        Verdict::Exact => (ClaimVerdict::Exact, None, None),
        Verdict::Note(note) => (ClaimVerdict::Note, Some((*note).to_owned()), None),
        Verdict::Wrong { actual } => (ClaimVerdict::Wrong, None, Some(actual.clone())),
        Verdict::NotReached => (ClaimVerdict::NotReached, None, None),
        Verdict::NotAClaim => return None,
    };
    let snippet = &lesson.snippets[claim.snippet];
    Some(ClaimReport {
        line: claim.line,
        snippet: snippet.number,
        cell: snippet.cell,
        kind: claim.kind,
        claimed: claim.claimed.clone(),
        actual: checked.actual.clone(),
        verdict,
        note,
        instead,
    })
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
