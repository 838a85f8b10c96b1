//! Small programs, each with a page that shows it, its Rust, and what `CPython` does with it.
//!
//! A case is a file: `tests/cases/<area>/<name>.py`, with input in `<name>.in` if it reads any. Its page stands in
//! `tests/pages/<area>/<name>.snap`; `INSTA_UPDATE=always cargo test cases` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use adder::translate::{Ints, Options};
use adder::verify::{Ending, Limits, Outcome, Python, run_python};

use crate::batch::{Case, Ran, find_cases, run_all};

const OUTCOME_HEADING: &str = "\n## What Python does\n\n";

#[test]
fn programs_do_what_python_does() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases = find_cases(&tests.join("cases"));
    let limits = Limits::default();
    let python = Python::find(None, None).ok().filter(Python::is_reference);
    if python.is_none() {
        eprintln!("no Python 3.11: comparing with the recorded outcomes");
    }
    let mut failures = Vec::new();
    for (case, ran) in cases
        .iter()
        .zip(run_all(&cases, Options::default(), &limits))
    {
        let page = tests.join("pages").join(&case.name).with_extension("snap");
        let expected = match &python {
            Some(python) => {
                let text = case.source.text();
                let outcome = run_python(python, case.source.name(), text, &case.stdin, &limits);
                shown(&outcome.expect("Python starts"))
            }
            None => recorded(&page),
        };
        match ran {
            Ran::Done(translation, outcome) => {
                if shown(&outcome) != expected {
                    failures.push(format!(
                        "{}: differs\n--- Python\n{expected}--- Rust\n{}",
                        case.name,
                        shown(&outcome)
                    ));
                }
                check_page(case, &page, &translation.rust, &expected, &mut failures);
            }
            Ran::Refused(diagnostics) => {
                let told: Vec<_> = diagnostics.iter().map(|one| &one.message).collect();
                failures.push(format!("{}: refused: {told:?}", case.name));
            }
            Ran::Fault(message) => failures.push(format!("{}: {message}", case.name)),
        }
    }
    assert!(
        failures.is_empty(),
        "{} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn integers_of_any_size_change_nothing() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases: Vec<_> = find_cases(&tests.join("cases"))
        .into_iter()
        .filter(|case| case.name.starts_with("numbers/") || case.name.starts_with("functions/"))
        .collect();
    let options = Options {
        ints: Ints::Big,
        ..Options::default()
    };
    for (case, ran) in cases
        .iter()
        .zip(run_all(&cases, options, &Limits::default()))
    {
        let page = tests.join("pages").join(&case.name).with_extension("snap");
        if !page.exists() {
            // A new case: the other test is about to write its page.
            continue;
        }
        match ran {
            Ran::Done(_, outcome) => assert_eq!(shown(&outcome), recorded(&page), "{}", case.name),
            Ran::Refused(diagnostics) => panic!("{}: refused: {diagnostics:?}", case.name),
            Ran::Fault(message) => panic!("{}: {message}", case.name),
        }
    }
}

fn check_page(case: &Case, page: &Path, rust: &str, outcome: &str, failures: &mut Vec<String>) {
    let python = case.source.text();
    let text = format!("## Python\n\n{python}\n## Rust\n\n{rust}{OUTCOME_HEADING}{outcome}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(page.parent().unwrap_or(page));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_input_file(&case.path);
    let name = page
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let compared = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        settings.bind(|| insta::assert_snapshot!(name, text));
    }));
    if compared.is_err() {
        failures.push(format!("{}: its page has changed", case.name));
    }
}

/// The outcome as the page shows it.
fn shown(outcome: &Outcome) -> String {
    let mut text = String::from_utf8_lossy(&outcome.stdout).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("⏎ missing\n");
    }
    match outcome.ending {
        Ending::Status(0) => {}
        Ending::Status(status) => {
            let error = outcome.last_error_line.as_deref().unwrap_or_default();
            let _ = writeln!(text, "[exit status {status}] {error}");
        }
        Ending::Signal(signal) => {
            let _ = writeln!(text, "[signal {signal}]");
        }
    }
    if let Some(limit) = outcome.limit {
        let _ = writeln!(text, "[limit: {limit:?}]");
    }
    text
}

/// The outcome on a page, for machines without Python.
fn recorded(page: &Path) -> String {
    let text = std::fs::read_to_string(page).unwrap_or_default();
    let outcome = text
        .rsplit_once(OUTCOME_HEADING)
        .map_or("", |(_, outcome)| outcome);
    outcome.to_owned()
}
