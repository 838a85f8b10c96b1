//! The report of `adder check` for people.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Tally, words};
use crate::lesson::claims::Verdict;
use crate::lesson::{Claim, Lesson, Snippet, SnippetKind};
use crate::verify::{CheckedClaim, CheckedLesson, CheckedSnippet, Finding};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
const HEADING: Style = Style::new().bold();

/// What became of one lesson, in colours (whoever prints it takes them out where they do not belong).
pub fn lesson_report(lesson: &Lesson, checked: &CheckedLesson) -> String {
    let mut text = format!("{HEADING}{}{HEADING:#}\n", lesson.name);
    for (snippet, checked) in lesson.snippets.iter().zip(&checked.snippets) {
        if snippet.kind != SnippetKind::NotPython {
            report_snippet(&mut text, snippet, checked);
        }
    }
    for (claim, checked) in lesson.claims.iter().zip(&checked.claims) {
        report_claim(&mut text, lesson, claim, checked);
    }
    text
}

fn report_snippet(text: &mut String, snippet: &Snippet, checked: &CheckedSnippet) {
    let place = place(snippet.cell, snippet.first_line, snippet.last_line);
    let mut line = |style: Style, mark: char, what: &str| {
        let number = snippet.number;
        writeln!(
            text,
            "  {style}{mark}{style:#} snippet {number} ({place}): {what}"
        )
        .expect("writing to a String");
    };
    match &checked.finding {
        Finding::Same => {
            let error = checked.error.as_deref();
            let how = error.map_or_else(String::new, |error| format!(", with {error}"));
            line(GOOD, '✓', &format!("Rust does what Python does{how}"));
        }
        Finding::SyntaxError { python, .. } => {
            line(GOOD, '✓', &format!("neither accepts it: {python}"));
        }
        Finding::Different(difference) => {
            let (what, python, rust) = words::difference(difference);
            line(BAD, '✗', &format!("{what} differs"));
            writeln!(text, "      Python: {python}\n      Rust:   {rust}")
                .expect("writing to a String");
        }
        Finding::Undecided(limit) => {
            let reached = words::limit(*limit);
            line(DOUBTFUL, '?', &format!("Python {reached}"));
        }
        Finding::Refused(diagnostics) => {
            line(DOUBTFUL, '–', "not translated");
            for diagnostic in diagnostics {
                let told = words::diagnostic(diagnostic, &checked.program.source);
                writeln!(text, "      {told}").expect("writing to a String");
            }
        }
        Finding::Fault(message) => {
            line(BAD, '✗', "Adder failed");
            for told in message.lines().filter(|line| !line.trim().is_empty()) {
                writeln!(text, "      {told}").expect("writing to a String");
            }
        }
        Finding::NotPython => line(DOUBTFUL, '–', "not run"),
    }
}

fn place(cell: Option<usize>, first_line: u32, last_line: u32) -> String {
    let lines = if first_line == last_line {
        format!("line {first_line}")
    } else {
        format!("lines {first_line}–{last_line}")
    };
    match cell {
        Some(cell) => format!("cell {}, {lines}", cell + 1),
        None => lines,
    }
}

fn report_claim(text: &mut String, lesson: &Lesson, claim: &Claim, checked: &CheckedClaim) {
    let cell = lesson.snippets[claim.snippet].cell;
    let place = place(cell, claim.line, claim.line);
    let claimed = shortened(&claim.claimed);
    let (style, mark, what) = match &checked.verdict {
        Verdict::Exact => (GOOD, '✓', claimed),
        Verdict::Note(note) => (GOOD, '≈', format!("{claimed} ({note})")),
        Verdict::Wrong { actual } => {
            let actual = if actual.is_empty() { "nothing" } else { actual };
            (
                BAD,
                '✗',
                format!("says {claimed}, but it is {}", shortened(actual)),
            )
        }
        Verdict::NotReached => (DOUBTFUL, '?', format!("{claimed} (the line never runs)")),
        Verdict::NotAClaim => return,
    };
    writeln!(text, "  {style}{mark}{style:#} claim, {place}: {what}").expect("writing to a String");
}

/// On one line and not longer than fits.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    let line = text.trim_end_matches('\n').replace('\n', " ⏎ ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut start: String = line.chars().take(LONGEST).collect();
    start.push('…');
    start
}

/// The last line of a report.
pub fn summary(tally: &Tally) -> String {
    let mut text = format!(
        "{}: {} of {} behave alike",
        counted(tally.lessons, "lesson"),
        tally.same,
        counted(tally.snippets(), "snippet")
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
    let n_claims = tally.claims_true + tally.claims_wrong + tally.claims_not_reached;
    if n_claims > 0 {
        let number = counted(n_claims, "claim");
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

fn counted(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
