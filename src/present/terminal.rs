//! The report of `adder check` for people.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::report::{ClaimReport, ClaimVerdict, LessonReport, SnippetReport, SnippetResult};
use super::{Tally, words};
use crate::lesson::SnippetKind;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
const HEADING: Style = Style::new().bold();

/// How much a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    Full,
    /// What somebody has to look at.
    Problems,
}

/// What became of one lesson, in colours (whoever prints it takes them out where they do not belong). Without problems
/// nothing, if only these are asked for.
pub fn lesson_report(lesson: &LessonReport, detail: Detail) -> String {
    let mut lines = String::new();
    for snippet in &lesson.snippets {
        let is_good = matches!(
            snippet.result,
            SnippetResult::Same | SnippetResult::SyntaxError
        );
        if snippet.kind != SnippetKind::NotPython && !(is_good && detail == Detail::Problems) {
            report_snippet(&mut lines, snippet);
        }
    }
    for claim in &lesson.claims {
        let is_good = matches!(claim.verdict, ClaimVerdict::Exact | ClaimVerdict::Note);
        if !(is_good && detail == Detail::Problems) {
            report_claim(&mut lines, claim);
        }
    }
    if lines.is_empty() && detail == Detail::Problems {
        return lines;
    }
    format!("{HEADING}{}{HEADING:#}\n{lines}", lesson.lesson)
}

fn report_snippet(text: &mut String, snippet: &SnippetReport) {
    let place = words::place(snippet.cell, snippet.first_line, snippet.last_line);
    let mut line = |style: Style, mark: char, what: &str| {
        let number = snippet.number;
        writeln!(
            text,
            "  {style}{mark}{style:#} snippet {number} ({place}): {what}"
        )
        .expect("writing to a String");
    };
    match snippet.result {
        SnippetResult::Same => {
            let error = snippet.error.as_deref();
            let how = error.map_or_else(String::new, |error| format!(", with {error}"));
            line(GOOD, '✓', &format!("Rust does what Python does{how}"));
        }
        SnippetResult::SyntaxError => {
            let python = snippet.python.as_ref();
            let said = python.and_then(|python| python.last_error_line.as_deref());
            let said = said.unwrap_or_default();
            line(GOOD, '✓', &format!("neither accepts it: {said}"));
        }
        SnippetResult::Different => {
            if let Some(difference) = &snippet.difference {
                line(BAD, '✗', &format!("{} differs", difference.what));
                let (python, rust) = (&difference.python, &difference.rust);
                writeln!(text, "      Python: {python}\n      Rust:   {rust}")
                    .expect("writing to a String");
            }
        }
        SnippetResult::Undecided => {
            let limit = snippet.python.as_ref().and_then(|python| python.limit);
            let reached = limit.map_or("reached a limit", words::limit);
            line(DOUBTFUL, '?', &format!("Python {reached}"));
        }
        SnippetResult::Refused => {
            line(DOUBTFUL, '–', "not translated");
            for diagnostic in &snippet.diagnostics {
                let told = words::diagnostic(diagnostic);
                writeln!(text, "      {told}").expect("writing to a String");
            }
        }
        SnippetResult::Fault => {
            line(BAD, '✗', "Adder failed");
            let message = snippet.fault.as_deref().unwrap_or_default();
            for told in message.lines().filter(|line| !line.trim().is_empty()) {
                writeln!(text, "      {told}").expect("writing to a String");
            }
        }
        SnippetResult::NotPython => line(DOUBTFUL, '–', "not run"),
    }
}

fn report_claim(text: &mut String, claim: &ClaimReport) {
    let place = words::place(claim.cell, claim.line, claim.line);
    let claimed = words::shortened(&claim.claimed);
    let (style, mark, what) = match claim.verdict {
        ClaimVerdict::Exact => (GOOD, '✓', claimed),
        ClaimVerdict::Note => {
            let note = claim.note.as_deref().unwrap_or_default();
            (GOOD, '≈', format!("{claimed} ({note})"))
        }
        ClaimVerdict::Wrong => (BAD, '✗', words::wrong_claim(claim)),
        ClaimVerdict::NotReached => (DOUBTFUL, '?', format!("{claimed} (the line never runs)")),
    };
    writeln!(text, "  {style}{mark}{style:#} claim, {place}: {what}").expect("writing to a String");
}

/// The last line of a report.
pub fn summary(tally: &Tally) -> String {
    let mut text = format!(
        "{}: {} of {} behave alike",
        words::counted(tally.lessons, "lesson"),
        tally.same,
        words::counted(tally.snippets(), "snippet")
    );
    for (number, what) in [
        (tally.different, "differ"),
        (tally.undecided, "undecided"),
        (tally.refused, "not translated"),
        (tally.faults, "faults of Adder"),
    ] {
        if number > 0 {
            write!(text, ", {number} {what}").expect("writing to a String");
        }
    }
    let n_claims = tally.claims();
    if n_claims > 0 {
        let number = words::counted(n_claims, "claim");
        write!(text, "; {} of {number} hold", tally.claims_true).expect("writing to a String");
    }
    for (number, what) in [
        (tally.claims_wrong, "wrong"),
        (tally.claims_not_reached, "never reached"),
    ] {
        if number > 0 {
            write!(text, ", {number} {what}").expect("writing to a String");
        }
    }
    text.push('\n');
    text
}
