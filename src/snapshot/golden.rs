//! A report as the text that is kept.

use std::fmt::Write as _;
use std::path::Path;

use crate::present::{LessonReport, SnippetReport, SnippetResult};

/// How every snapshot begins; the number rises when the form changes.
const BEGINNING: &str = "<!-- adder snapshot 1 -->\n";

/// The golden text of a lesson.
pub fn golden(report: &LessonReport) -> String {
    let name = Path::new(&report.lesson).file_name().unwrap_or_default();
    let mut text = format!("{BEGINNING}# {}\n", name.to_string_lossy());
    for snippet in &report.snippets {
        write!(text, "\n## Snippet {}\n\n", snippet.number).expect("writing to a String");
        add_snippet(&mut text, snippet);
    }
    text
}

/// Whether a text is a snapshot of ours: other tools have files of the same extension.
pub fn is_golden(text: &str) -> bool {
    text.starts_with("<!-- adder snapshot ")
}

fn add_snippet(text: &mut String, snippet: &SnippetReport) {
    if let Some(rust) = &snippet.translation {
        add_block(text, "rust", rust);
    }
    match snippet.result {
        SnippetResult::Same => add_outcome(text, snippet),
        SnippetResult::SyntaxError => {
            let python = snippet.python.as_ref();
            let said = python.and_then(|python| python.last_error_line.as_deref());
            let said = said.unwrap_or_default();
            text.push_str(&format!("Neither language accepts it: {said}\n"));
        }
        SnippetResult::Refused => {
            for diagnostic in &snippet.diagnostics {
                let (code, message) = (&diagnostic.code, &diagnostic.message);
                text.push_str(&format!("Declined ({code}): {message}\n"));
            }
        }
        // What differs is for `check` to tell: the next run may differ otherwise.
        SnippetResult::Different => text.push_str("Python and Rust differ.\n"),
        SnippetResult::Undecided => text.push_str("Python does not end within the limits.\n"),
        SnippetResult::Fault => text.push_str("Adder failed.\n"),
        SnippetResult::NotPython => text.push_str("Not run.\n"),
    }
}

fn add_outcome(text: &mut String, snippet: &SnippetReport) {
    if snippet.stdout.is_empty() {
        text.push_str("Prints nothing.\n");
    } else {
        text.push_str("Prints:\n\n");
        add_block(text, "text", &snippet.stdout);
        // The block has its own line end.
        while text.ends_with("\n\n") {
            text.pop();
        }
        if !snippet.stdout.ends_with('\n') {
            text.push_str("\nThe last line has no end.\n");
        }
    }
    let status = snippet.python.as_ref().and_then(|python| python.status);
    match (&snippet.error, status) {
        (Some(error), _) => text.push_str(&format!("\nEnds with {}\n", visible(error))),
        (None, Some(status @ 1..)) => {
            text.push_str(&format!("\nEnds with exit status {status}.\n"));
        }
        (None, _) => {}
    }
}

/// A fenced block with an empty line behind it.
fn add_block(text: &mut String, language: &str, content: &str) {
    let longest = content
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(3.max(longest + 1));
    let content = visible(content);
    let end = if content.ends_with('\n') { "" } else { "\n" };
    text.push_str(&format!("{fence}{language}\n{content}{end}{fence}\n\n"));
}

/// Characters that no editor shows, written out.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        if letter.is_control() && !matches!(letter, '\n' | '\t') {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::SnippetKind;
    use crate::present::{DiagnosticReport, OutcomeReport};

    fn snippet(number: usize, result: SnippetResult, stdout: &str) -> SnippetReport {
        SnippetReport {
            number,
            kind: SnippetKind::Script,
            cell: None,
            first_line: 10,
            last_line: 12,
            continues: false,
            result,
            stdout: stdout.to_owned(),
            error: None,
            difference: None,
            fault: None,
            diagnostics: Vec::new(),
            translation: Some("fn main() {}\n".to_owned()),
            python: Some(OutcomeReport {
                stdout: stdout.to_owned(),
                status: Some(0),
                signal: None,
                last_error_line: None,
                limit: None,
                milliseconds: 17,
            }),
            rust: None,
        }
    }

    #[test]
    fn every_result_has_its_form() {
        let mut failing = snippet(2, SnippetResult::Same, "half\x1b");
        failing.error = Some("ValueError: no".to_owned());
        let mut refused = snippet(3, SnippetResult::Refused, "");
        refused.translation = None;
        refused.diagnostics.push(DiagnosticReport {
            code: "unsupported".to_owned(),
            source: "/tmp/a.md".to_owned(),
            line: 3,
            column: 1,
            message: "a class is not translated".to_owned(),
            help: None,
        });
        let report = LessonReport {
            lesson: "/tmp/course/a.md".to_owned(),
            snippets: vec![
                snippet(1, SnippetResult::Same, "```\n"),
                failing,
                refused,
                snippet(4, SnippetResult::Different, "17:04\n"),
                snippet(5, SnippetResult::Same, ""),
            ],
            claims: Vec::new(),
            milliseconds: 5,
        };
        let text = golden(&report);
        assert!(is_golden(&text));
        insta::assert_snapshot!(text);
    }
}
