//! Problems as the annotations that GitHub shows beside the lines of a pull request.
//!
//! The form is that of GitHub's workflow commands: `::error file=a.md,line=3,title=wrong claim::says 3, but it is 2`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::report::{ClaimReport, ClaimVerdict, LessonReport, SnippetReport, SnippetResult};
use super::words;

/// One line for each problem of a lesson; nothing for a good one. What several programs share is told once.
pub fn annotations(lesson: &LessonReport) -> String {
    let mut text = String::new();
    for snippet in &lesson.snippets {
        annotate_snippet(&mut text, &lesson.lesson, snippet);
    }
    for claim in &lesson.claims {
        annotate_claim(&mut text, &lesson.lesson, claim);
    }
    let mut seen = BTreeSet::new();
    text.split_inclusive('\n')
        .filter(|line| seen.insert(*line))
        .collect()
}

fn annotate_snippet(text: &mut String, file: &str, snippet: &SnippetReport) {
    let of_snippet = Place {
        cell: snippet.cell,
        first_line: snippet.first_line,
        last_line: snippet.last_line,
        column: None,
    };
    let mut note = |title: &str, message: &str| {
        annotation(text, "error", file, &of_snippet, title, message);
    };
    match snippet.result {
        SnippetResult::Same | SnippetResult::SyntaxError | SnippetResult::NotPython => {}
        SnippetResult::Different => {
            if let Some(difference) = &snippet.difference {
                let (python, rust) = (&difference.python, &difference.rust);
                let message = format!(
                    "{} differs\nPython: {python}\nRust: {rust}",
                    difference.what
                );
                note("Rust differs from Python", &message);
            }
        }
        SnippetResult::Undecided => {
            let limit = snippet.python.as_ref().and_then(|python| python.limit);
            let reached = limit.map_or("reached a limit", words::limit);
            note("not decided", &format!("Python {reached}"));
        }
        SnippetResult::Fault => note("Adder failed", snippet.fault.as_deref().unwrap_or_default()),
        SnippetResult::Refused => {
            for diagnostic in &snippet.diagnostics {
                let place = Place {
                    cell: snippet.cell,
                    first_line: diagnostic.line,
                    last_line: diagnostic.line,
                    column: Some(diagnostic.column),
                };
                let title = format!("not translated ({})", diagnostic.code);
                let message = words::advice(diagnostic);
                annotation(text, "error", file, &place, &title, &message);
            }
        }
    }
}

fn annotate_claim(text: &mut String, file: &str, claim: &ClaimReport) {
    let place = Place {
        cell: claim.cell,
        first_line: claim.line,
        last_line: claim.line,
        column: None,
    };
    match claim.verdict {
        ClaimVerdict::Exact | ClaimVerdict::Note => {}
        ClaimVerdict::Wrong => {
            let message = words::wrong_claim(claim);
            annotation(text, "error", file, &place, "wrong claim", &message);
        }
        ClaimVerdict::NotReached => {
            let message = format!("{} (the line never runs)", words::shortened(&claim.claimed));
            annotation(text, "warning", file, &place, "claim not reached", &message);
        }
    }
}

/// Where an annotation stands; with the line 0 at the file as a whole.
#[derive(Default)]
pub(super) struct Place {
    pub(super) cell: Option<usize>,
    pub(super) first_line: u32,
    pub(super) last_line: u32,
    pub(super) column: Option<u32>,
}

/// Adds one line.
pub(super) fn annotation(
    text: &mut String,
    level: &str,
    file: &str,
    place: &Place,
    title: &str,
    message: &str,
) {
    let mut properties = format!("file={}", property(file));
    let mut title = title.to_owned();
    if place.cell.is_some() {
        // The lines of a notebook's file are not those that people see.
        let told = words::place(place.cell, place.first_line, place.last_line);
        write!(title, " ({told})").expect("writing to a String");
    } else if place.first_line > 0 {
        write!(properties, ",line={}", place.first_line).expect("writing to a String");
        if place.last_line > place.first_line {
            write!(properties, ",endLine={}", place.last_line).expect("writing to a String");
        }
        if let Some(column) = place.column {
            write!(properties, ",col={column}").expect("writing to a String");
        }
    }
    let (title, message) = (property(&title), data(message));
    writeln!(text, "::{level} {properties},title={title}::{message}").expect("writing to a String");
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_the_form_is_written_otherwise() {
        let place = Place {
            cell: None,
            first_line: 3,
            last_line: 4,
            column: Some(2),
        };
        let mut text = String::new();
        annotation(&mut text, "error", "a,b.md", &place, "x: y", "100 %\nnext");
        assert_eq!(
            text,
            "::error file=a%2Cb.md,line=3,endLine=4,col=2,title=x%3A y::100 %25%0Anext\n"
        );
        let place = Place {
            cell: Some(1),
            ..place
        };
        text.clear();
        annotation(&mut text, "error", "a.ipynb", &place, "wrong claim", "no");
        assert_eq!(
            text,
            "::error file=a.ipynb,title=wrong claim (cell 2%2C lines 3–4)::no\n"
        );
    }
}
