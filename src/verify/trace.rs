//! What a lesson really does under `CPython`, statement by statement.
//!
//! `tracer.py` runs all snippets in order as one session that shares its names, and watches the statements that claims
//! are about: what each printed, which value it had, which exception it raised, once for each time that it ran.

use std::collections::BTreeMap;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::{Limits, Python};
use crate::lesson::session::Raised;
use crate::lesson::{Claim, ClaimKind, Lesson, Snippet, SnippetKind, Subject};

const TRACER: &str = include_str!("tracer.py");

/// What a session did.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// By index of the snippet; those that were never reached are missing.
    pub(super) snippets: BTreeMap<usize, TracedSnippet>,
    /// By index of the claim.
    claims: BTreeMap<usize, Vec<Execution>>,
}

/// What one snippet did in the session.
#[derive(Debug)]
pub(super) struct TracedSnippet {
    /// Its standard output, echoed values included.
    pub(super) stdout: String,
    /// The last line of the traceback that ended it.
    pub(super) error: Option<String>,
    /// The lesson's lines of the top-level statements that raised.
    raised: Vec<u32>,
}

/// One run of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Execution {
    printed: String,
    value: Option<String>,
    error: Option<String>,
}

/// A snippet as the tracer takes it; lines are those of `text`.
#[derive(Serialize)]
struct SessionSnippet<'a> {
    number: usize,
    kind: &'static str,
    text: &'a str,
    examples: Vec<(usize, usize)>,
    claims: Vec<SessionClaim>,
}

#[derive(Serialize)]
struct SessionClaim {
    number: usize,
    first: usize,
    last: usize,
    value: bool,
}

/// A line of the tracer's report.
#[derive(Deserialize)]
struct Report {
    number: usize,
    stdout: String,
    error: Option<String>,
    raised: Vec<usize>,
    claims: BTreeMap<usize, Vec<Execution>>,
}

/// Runs a lesson's session.
///
/// # Errors
/// If files cannot be written or Python cannot be started.
pub(super) fn trace(lesson: &Lesson, python: &Python, limits: &Limits) -> io::Result<Trace> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    let session = session(lesson);
    fs::write(path("tracer.py"), TRACER)?;
    fs::write(
        path("session.json"),
        serde_json::to_vec(&session).map_err(io::Error::other)?,
    )?;
    fs::create_dir(path("work"))?;
    let report = path("report.json");
    python.run(
        &path("tracer.py"),
        &[&path("session.json"), &report],
        &path("work"),
        &[],
        limits,
    )?;
    // Missing if the first snippet ran into a limit.
    let report = fs::read_to_string(report).unwrap_or_default();
    Ok(read_report(&report, lesson))
}

fn read_report(report: &str, lesson: &Lesson) -> Trace {
    let mut trace = Trace::default();
    for line in report.lines() {
        // The last line may be cut short by a limit.
        let Ok(report) = serde_json::from_str::<Report>(line) else {
            break;
        };
        let source = &lesson.snippets[report.number].source;
        let raised = report.raised.iter();
        let raised = raised.map(|line| source.number_of_line(line.saturating_sub(1)));
        let snippet = TracedSnippet {
            raised: raised.collect(),
            stdout: report.stdout,
            error: report.error,
        };
        trace.snippets.insert(report.number, snippet);
        trace.claims = report.claims;
    }
    trace
}

fn session(lesson: &Lesson) -> Vec<SessionSnippet<'_>> {
    let runnable = |snippet: &Snippet| snippet.kind != SnippetKind::NotPython;
    let numbered = lesson.snippets.iter().enumerate();
    numbered
        .filter(|(_, snippet)| runnable(snippet))
        .map(|(number, snippet)| SessionSnippet {
            number,
            kind: match snippet.kind {
                SnippetKind::Script | SnippetKind::NotPython => "script",
                SnippetKind::Doctest => "doctest",
                SnippetKind::Cell => "cell",
            },
            text: snippet.source.text(),
            examples: snippet
                .examples
                .iter()
                .map(|example| example.source_lines)
                .collect(),
            claims: session_claims(lesson, number),
        })
        .collect()
}

fn session_claims(lesson: &Lesson, snippet: usize) -> Vec<SessionClaim> {
    let source = &lesson.snippets[snippet].source;
    let line_in_source = |wanted: u32| {
        let mut line_indices = 0..source.n_lines();
        line_indices.find(|index| source.number_of_line(*index) == wanted)
    };
    let numbered = lesson.claims.iter().enumerate();
    numbered
        .filter(|(_, claim)| claim.snippet == snippet && !is_about_everything(claim))
        .filter_map(|(number, claim)| {
            Some(SessionClaim {
                number,
                first: line_in_source(claim.target_lines.0)? + 1,
                last: line_in_source(claim.target_lines.1)? + 1,
                value: claim.subject == Subject::PrintedOrValue,
            })
        })
        .collect()
}

/// Whether a claim is about the whole output of its snippet.
pub(super) fn is_about_everything(claim: &Claim) -> bool {
    match claim.kind {
        ClaimKind::OutputBlock | ClaimKind::CellOutput => true,
        ClaimKind::Comment | ClaimKind::Doctest | ClaimKind::Prose => false,
    }
}

impl Trace {
    /// Where the snippets raised.
    pub(super) fn raised(&self) -> Raised {
        let snippets = self.snippets.iter();
        snippets
            .filter(|(_, snippet)| !snippet.raised.is_empty())
            .map(|(number, snippet)| (*number, snippet.raised.clone()))
            .collect()
    }

    /// What a claim is to be compared with; none if its statement never ran.
    pub(super) fn actual(&self, number: usize, claim: &Claim) -> Option<String> {
        if is_about_everything(claim) {
            let snippet = self.snippets.get(&claim.snippet)?;
            return Some(snippet.stdout.clone());
        }
        let executions = self.claims.get(&number)?;
        let mut texts = executions
            .iter()
            .map(|execution| execution.text(claim.subject));
        let first = texts.next()?;
        let rest: Vec<String> = texts.collect();
        if rest.iter().all(|text| *text == first) {
            // A statement that always does the same was described once.
            return Some(first);
        }
        Some(rest.iter().fold(first, |mut all, text| {
            if !all.is_empty() && !all.ends_with('\n') {
                all.push('\n');
            }
            all.push_str(text);
            all
        }))
    }
}

impl Execution {
    fn text(&self, subject: Subject) -> String {
        if let Some(error) = &self.error {
            return error.clone();
        }
        match subject {
            Subject::Printed | Subject::Error => self.printed.clone(),
            Subject::PrintedOrValue if self.printed.is_empty() => {
                self.value.clone().unwrap_or_default()
            }
            Subject::PrintedOrValue => self.printed.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{Certainty, Example, Format};
    use crate::source::SourceFile;

    /// A lesson whose snippets follow each other in one file, and the claims given as (snippet, first line, last line).
    fn lesson(snippets: &[(SnippetKind, &str)], claims: &[(usize, u32, u32)]) -> Lesson {
        let mut first_line = 1;
        let mut read = Vec::new();
        for (index, (kind, text)) in snippets.iter().enumerate() {
            let n_lines = u32::try_from(text.lines().count()).expect("short");
            let lines = (first_line..first_line + n_lines).collect();
            read.push(Snippet {
                number: index + 1,
                kind: *kind,
                cell: None,
                first_line,
                last_line: first_line + n_lines - 1,
                source: SourceFile::new("lesson.txt", *text).with_line_numbers(lines),
                language: None,
                examples: examples(*kind, text, first_line),
            });
            first_line += n_lines;
        }
        let claims = claims.iter().map(|&(snippet, first, last)| Claim {
            kind: ClaimKind::Comment,
            line: last,
            snippet,
            claimed: String::new(),
            target_lines: (first, last),
            subject: Subject::PrintedOrValue,
            certainty: Certainty::Stated,
            then_error: None,
        });
        Lesson {
            name: "lesson.txt".to_owned(),
            format: Format::PlainText,
            snippets: read,
            claims: claims.collect(),
            set_aside: Vec::new(),
        }
    }

    fn examples(kind: SnippetKind, text: &str, first_line: u32) -> Vec<Example> {
        if kind != SnippetKind::Doctest {
            return Vec::new();
        }
        let lines = 0..text.lines().count();
        lines
            .map(|index| {
                let line = first_line + u32::try_from(index).expect("short");
                Example {
                    line,
                    last_code_line: line,
                    source_lines: (index, index + 1),
                    expected: None,
                    expects_error: false,
                }
            })
            .collect()
    }

    /// Traces a lesson; nothing if this machine has no Python.
    fn traced(lesson: &Lesson) -> Option<Trace> {
        let python = Python::find(None, None).ok()?;
        Some(trace(lesson, &python, &Limits::default()).expect("traced"))
    }

    fn check_claims(
        snippets: &[(SnippetKind, &str)],
        claims: &[(usize, u32, u32)],
        expected: &[Option<&str>],
    ) {
        let lesson = lesson(snippets, claims);
        let Some(trace) = traced(&lesson) else {
            return;
        };
        let numbered = lesson.claims.iter().enumerate();
        let actual: Vec<Option<String>> = numbered
            .map(|(number, claim)| trace.actual(number, claim))
            .collect();
        let actual: Vec<Option<&str>> = actual.iter().map(Option::as_deref).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn snippets_share_their_names_and_claims_see_their_statement() {
        check_claims(
            &[
                (
                    SnippetKind::Script,
                    "def f(x):\n    return x + 1\nprint(f(1))\n",
                ),
                (
                    SnippetKind::Script,
                    "f(2)\ny = f(3)\ny += 1\nprint('a',\n      y)\n",
                ),
            ],
            &[(0, 3, 3), (1, 4, 4), (1, 5, 5), (1, 6, 6), (1, 7, 8)],
            &[Some("2\n"), Some("3"), Some("4"), Some("5"), Some("a 5\n")],
        );
    }

    #[test]
    fn a_statement_inside_a_function_is_seen_each_time_it_runs() {
        check_claims(
            &[(
                SnippetKind::Script,
                "def f(x):\n    print(x)\n    print('end')\nf(1)\nf(2)\ndef g():\n    print(0)\n",
            )],
            &[(0, 2, 2), (0, 3, 3), (0, 4, 4), (0, 7, 7)],
            &[Some("1\n2\n"), Some("end\n"), Some("1\nend\n"), None],
        );
    }

    #[test]
    fn errors_end_a_script_but_not_the_session() {
        let snippets = [
            (SnippetKind::Script, "print(1)\nprint(nope)\nprint(2)\n"),
            (SnippetKind::Doctest, "1 / 0\n2 + 2\nx = 'a'\nx\n1 +\n"),
            (SnippetKind::Cell, "x = 5\nx\nx * 2\n"),
        ];
        let claims = [
            (0, 2, 2),
            (0, 3, 3),
            (1, 4, 4),
            (1, 5, 5),
            (1, 7, 7),
            (1, 8, 8),
            (2, 11, 11),
        ];
        check_claims(
            &snippets,
            &claims,
            &[
                Some("NameError: name 'nope' is not defined"),
                None,
                Some("ZeroDivisionError: division by zero"),
                Some("4\n"),
                Some("'a'\n"),
                Some("SyntaxError: invalid syntax"),
                Some("10\n"),
            ],
        );
        let lesson = lesson(&snippets, &claims);
        let Some(trace) = traced(&lesson) else {
            return;
        };
        assert_eq!(
            trace.raised(),
            Raised::from([(0, vec![2]), (1, vec![4, 8])])
        );
        let script = &trace.snippets[&0];
        assert_eq!(script.stdout, "1\n");
        assert_eq!(
            script.error.as_deref(),
            Some("NameError: name 'nope' is not defined")
        );
    }

    #[test]
    fn a_limit_leaves_what_came_before() {
        let lesson = lesson(
            &[
                (SnippetKind::Script, "print(1)\n"),
                (SnippetKind::Script, "while True: pass\n"),
            ],
            &[(0, 1, 1)],
        );
        let Ok(python) = Python::find(None, None) else {
            return;
        };
        let limits = Limits {
            time: std::time::Duration::from_secs(1),
            ..Limits::default()
        };
        let trace = trace(&lesson, &python, &limits).expect("traced");
        assert_eq!(trace.snippets.len(), 1);
        assert_eq!(trace.actual(0, &lesson.claims[0]).as_deref(), Some("1\n"));
    }
}
