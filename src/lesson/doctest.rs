//! Interactive sessions: `>>>` with `...`, and `In [1]:` with `Out[1]:`.
//!
//! Python's `doctest` module sets the rules: `...` lines directly below a prompt continue it, the
//! output goes up to the next prompt or blank line, `<BLANKLINE>` stands for a blank line in it, of a
//! traceback only the last line counts. `IPython`'s prompts are read the same way.

use super::cut::Line;
use super::values::error_name;
use super::{Certainty, Claim, ClaimKind, Example, Subject};

/// A session taken apart.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// The code without prompts, each line with its number in the lesson.
    pub(super) code: Vec<(u32, String)>,
    /// One for each prompt.
    pub(super) examples: Vec<Example>,
    /// The lesson's last line of code or output.
    pub(super) last_line: u32,
}

/// Whether a line begins with a prompt.
pub(super) fn is_prompt(line: &str) -> bool {
    prompted(line).is_some()
}

/// Takes a session apart; lines that belong to no prompt are passed over.
pub(super) fn read_session(lines: &[Line]) -> Option<Session> {
    let mut session = Session {
        code: Vec::new(),
        examples: Vec::new(),
        last_line: 0,
    };
    let mut at = 0;
    while at < lines.len() {
        at = if is_prompt(lines[at].text) {
            read_example(lines, at, &mut session)
        } else {
            at + 1
        };
    }
    (!session.examples.is_empty()).then_some(session)
}

/// How many lines, from the first on, are one session: examples with nothing but blank lines between.
pub(super) fn session_length(lines: &[Line]) -> usize {
    let (mut end, mut at) = (0, 0);
    while at < lines.len() {
        if is_prompt(lines[at].text) {
            while at < lines.len() && !lines[at].text.trim().is_empty() {
                at += 1;
            }
            end = at;
        } else if lines[at].text.trim().is_empty() {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// What the session's text claims its examples print.
///
/// An expression without output says that there is none, unless the session shows no output at all.
/// `is_expression` tells for an example's code whether it is one.
pub(super) fn claims_of(
    session: &Session,
    snippet: usize,
    is_expression: impl Fn(&Example) -> bool,
) -> Vec<Claim> {
    let shows_output = session
        .examples
        .iter()
        .any(|example| example.expected.is_some());
    session
        .examples
        .iter()
        .filter_map(|example| {
            let (claimed, certainty) = match &example.expected {
                Some(expected) => (expected.clone(), Certainty::Stated),
                None if shows_output && is_expression(example) => {
                    (String::new(), Certainty::Guessed)
                }
                None => return None,
            };
            Some(Claim {
                kind: ClaimKind::Doctest,
                line: example.line,
                snippet,
                claimed,
                target_lines: (example.line, example.last_code_line),
                subject: if example.expects_error {
                    Subject::Error
                } else {
                    Subject::Printed
                },
                certainty,
                then_error: None,
            })
        })
        .collect()
}

/// Reads the example whose prompt stands at `at`; returns the line behind it.
fn read_example(lines: &[Line], at: usize, session: &mut Session) -> usize {
    let first = &lines[at];
    let Some(code) = prompted(first.text) else {
        return at + 1;
    };
    let source_start = session.code.len();
    session.code.push((first.number, code.to_owned()));
    let mut next = at + 1;
    while let Some(code) = lines.get(next).and_then(|line| continued(line.text)) {
        session.code.push((lines[next].number, code.to_owned()));
        next += 1;
    }
    let last_code_line = session.code[source_start..]
        .iter()
        .rfind(|(_, code)| !code.trim().is_empty())
        .map_or(first.number, |(number, _)| *number);
    let mut output = Vec::new();
    while let Some(line) = lines.get(next) {
        if line.text.trim().is_empty() || is_prompt(line.text) {
            break;
        }
        output.push(dedented(line.text, first.text));
        next += 1;
    }
    session.last_line = lines[next - 1].number;
    let (expected, expects_error) = expectation(&output);
    session.examples.push(Example {
        line: first.number,
        last_code_line,
        source_lines: (source_start, session.code.len()),
        expected,
        expects_error,
    });
    next
}

/// The code behind a prompt.
fn prompted(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix(">>>") {
        return match rest.strip_prefix(' ') {
            Some(code) => Some(code),
            None => rest.trim().is_empty().then_some(""),
        };
    }
    let rest = line.strip_prefix("In [")?;
    let (number, rest) = rest.split_once("]:")?;
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == ' ');
    is_number.then(|| rest.strip_prefix(' ').unwrap_or(rest))
}

/// The code behind `...`.
fn continued(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = match line.strip_prefix("...:") {
        Some(rest) => rest,
        None => line.strip_prefix("...")?,
    };
    match rest.strip_prefix(' ') {
        Some(code) => Some(code),
        None => rest.trim().is_empty().then_some(""),
    }
}

/// A line of output without the indentation of its prompt, and without `Out[1]: `.
fn dedented<'a>(line: &'a str, prompt: &str) -> &'a str {
    let indentation = &prompt[..prompt.len() - prompt.trim_start().len()];
    let line = line.strip_prefix(indentation).unwrap_or(line.trim_start());
    let behind = line
        .strip_prefix("Out[")
        .and_then(|rest| rest.split_once("]:"));
    match behind {
        Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit()) => rest.trim_start(),
        _ => line,
    }
}

/// What lines of output claim: the text, or the last line of a traceback.
fn expectation(output: &[&str]) -> (Option<String>, bool) {
    let traceback = output.iter().position(|line| {
        line.trim_start()
            .starts_with("Traceback (most recent call last)")
    });
    let is_syntax_error = output
        .first()
        .is_some_and(|line| line.trim_start().starts_with("File \""));
    let error = output
        .iter()
        .rev()
        .find_map(|line| error_name(line).map(|_| *line));
    if traceback == Some(0) || is_syntax_error {
        let last = error.or(output.last().copied());
        return (last.map(|line| line.trim().to_owned()), true);
    }
    if output.is_empty() || output.iter().all(|line| line.is_empty()) {
        return (None, false);
    }
    let lines: Vec<&str> = output
        .iter()
        .map(|line| {
            if *line == "<BLANKLINE>" {
                ""
            } else {
                line.trim_end()
            }
        })
        .collect();
    (Some(lines.join("\n")), output.len() == 1 && error.is_some())
}
