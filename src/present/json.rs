//! The report of `adder check --json`, documented in the README: one object, in the order of the lessons.

use serde::Serialize;

use super::{Tally, words};
use crate::diagnostics::Diagnostic;
use crate::lesson::claims::Verdict;
use crate::lesson::{Claim, ClaimKind, Lesson, Snippet, SnippetKind};
use crate::source::SourceFile;
use crate::verify::{CheckedClaim, CheckedLesson, CheckedSnippet, Ending, Finding, Limit, Outcome};

/// Rises when a field changes its meaning or goes; new fields may come at any time.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    adder: &'static str,
    python: &'a str,
    lessons: Vec<LessonReport<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct LessonReport<'a> {
    lesson: &'a str,
    snippets: Vec<SnippetReport<'a>>,
    claims: Vec<ClaimReport<'a>>,
    milliseconds: u64,
}

#[derive(Serialize)]
struct SnippetReport<'a> {
    number: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<usize>,
    first_line: u32,
    last_line: u32,
    continues: bool,
    result: &'static str,
    stdout: &'a str,
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<DifferenceReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
    diagnostics: Vec<DiagnosticReport<'a>>,
    python: Option<OutcomeReport<'a>>,
    rust: Option<OutcomeReport<'a>>,
}

#[derive(Serialize)]
struct DifferenceReport {
    what: String,
    python: String,
    rust: String,
}

#[derive(Serialize)]
struct DiagnosticReport<'a> {
    code: &'static str,
    line: u32,
    column: u32,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct OutcomeReport<'a> {
    stdout: String,
    status: Option<i32>,
    signal: Option<i32>,
    last_error_line: Option<&'a str>,
    limit: Option<&'static str>,
    milliseconds: u64,
}

#[derive(Serialize)]
struct ClaimReport<'a> {
    line: u32,
    snippet: usize,
    kind: &'static str,
    claimed: &'a str,
    actual: Option<&'a str>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Summary {
    lessons: usize,
    same: usize,
    different: usize,
    undecided: usize,
    refused: usize,
    faults: usize,
    claims_true: usize,
    claims_wrong: usize,
    claims_not_reached: usize,
}

/// The whole report; `python` is the version that ran the lessons.
pub fn json(lessons: &[(&Lesson, &CheckedLesson)], python: &str) -> String {
    let mut tally = Tally::default();
    for (lesson, checked) in lessons {
        tally.add(Tally::of(lesson, checked));
    }
    let document = Document {
        schema: SCHEMA_VERSION,
        adder: env!("CARGO_PKG_VERSION"),
        python,
        lessons: lessons
            .iter()
            .map(|(lesson, checked)| lesson_report(lesson, checked))
            .collect(),
        summary: summary(&tally),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("plain data");
    text.push('\n');
    text
}

fn summary(tally: &Tally) -> Summary {
    Summary {
        lessons: tally.lessons,
        same: tally.same,
        different: tally.different,
        undecided: tally.undecided,
        refused: tally.refused,
        faults: tally.faults,
        claims_true: tally.claims_true,
        claims_wrong: tally.claims_wrong,
        claims_not_reached: tally.claims_not_reached,
    }
}

fn lesson_report<'a>(lesson: &'a Lesson, checked: &'a CheckedLesson) -> LessonReport<'a> {
    let claims = lesson.claims.iter().zip(&checked.claims);
    LessonReport {
        lesson: &lesson.name,
        snippets: lesson
            .snippets
            .iter()
            .zip(&checked.snippets)
            .map(|(snippet, checked)| snippet_report(snippet, checked))
            .collect(),
        claims: claims
            .filter_map(|(claim, checked)| claim_report(lesson, claim, checked))
            .collect(),
        milliseconds: milliseconds(checked.elapsed),
    }
}

fn snippet_report<'a>(snippet: &'a Snippet, checked: &'a CheckedSnippet) -> SnippetReport<'a> {
    let (result, diagnostics) = match &checked.finding {
        Finding::Same => ("same", &[][..]),
        Finding::Different(_) => ("different", &[][..]),
        Finding::Undecided(_) => ("undecided", &[][..]),
        Finding::Refused(diagnostics) => ("refused", &diagnostics[..]),
        Finding::SyntaxError { diagnostics, .. } => ("syntax-error", &diagnostics[..]),
        Finding::NotPython => ("not-python", &[][..]),
        Finding::Fault(_) => ("fault", &[][..]),
    };
    SnippetReport {
        number: snippet.number,
        kind: kind(snippet.kind),
        cell: snippet.cell,
        first_line: snippet.first_line,
        last_line: snippet.last_line,
        continues: !checked.program.prefix_snippets.is_empty(),
        result,
        stdout: &checked.stdout,
        error: checked.error.as_deref(),
        difference: match &checked.finding {
            Finding::Different(difference) => {
                let (what, python, rust) = words::difference(difference);
                Some(DifferenceReport { what, python, rust })
            }
            _ => None,
        },
        fault: match &checked.finding {
            Finding::Fault(message) => Some(message),
            _ => None,
        },
        diagnostics: diagnostics
            .iter()
            .map(|diagnostic| diagnostic_report(diagnostic, &checked.program.source))
            .collect(),
        python: checked.python.as_ref().map(outcome_report),
        rust: checked.rust.as_ref().map(outcome_report),
    }
}

fn kind(kind: SnippetKind) -> &'static str {
    match kind {
        SnippetKind::Script => "script",
        SnippetKind::Doctest => "doctest",
        SnippetKind::Cell => "cell",
        SnippetKind::NotPython => "not python",
    }
}

fn diagnostic_report<'a>(diagnostic: &'a Diagnostic, source: &SourceFile) -> DiagnosticReport<'a> {
    let place = source.position(diagnostic.span.start);
    DiagnosticReport {
        code: diagnostic.code,
        line: place.line_number,
        column: place.column,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

fn outcome_report(outcome: &Outcome) -> OutcomeReport<'_> {
    let (status, signal) = match outcome.ending {
        Ending::Status(status) => (Some(status), None),
        Ending::Signal(signal) => (None, Some(signal)),
    };
    OutcomeReport {
        stdout: String::from_utf8_lossy(&outcome.stdout).into_owned(),
        status,
        signal,
        last_error_line: outcome.last_error_line.as_deref(),
        limit: outcome.limit.map(|limit| match limit {
            Limit::Time => "time",
            Limit::Memory => "memory",
            Limit::Output => "output",
        }),
        milliseconds: milliseconds(outcome.elapsed),
    }
}

fn claim_report<'a>(
    lesson: &Lesson,
    claim: &'a Claim,
    checked: &'a CheckedClaim,
) -> Option<ClaimReport<'a>> {
    let (verdict, note) = match &checked.verdict {
        Verdict::Exact => ("exact", None),
        Verdict::Note(note) => ("note", Some(*note)),
        Verdict::Wrong { .. } => ("wrong", None),
        Verdict::NotReached => ("not-reached", None),
        Verdict::NotAClaim => return None,
    };
    Some(ClaimReport {
        line: claim.line,
        snippet: lesson.snippets[claim.snippet].number,
        kind: match claim.kind {
            ClaimKind::Comment => "comment",
            ClaimKind::Doctest => "doctest",
            ClaimKind::OutputBlock => "output block",
            ClaimKind::CellOutput => "cell output",
            ClaimKind::Prose => "prose",
        },
        claimed: &claim.claimed,
        actual: checked.actual.as_deref(),
        verdict,
        note,
    })
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
