//! Checking lessons, with a translator made of a table, so that every outcome can be brought about.

use std::path::Path;
use std::time::Duration;

use adder::build::{Builder, Silent};
use adder::diagnostics::{Diagnostic, syntax_error, unsupported};
use adder::lesson::{Format, Lesson, Snippet, SnippetKind};
use adder::present::{self, Detail, LessonReport};
use adder::source::{SourceFile, Span};
use adder::translate::Translation;
use adder::verify::{
    CheckedLesson, Difference, Ending, Finding, Limit, Limits, Python, Settings, check,
};

/// A snippet, and the Rust for it.
type Pair = (&'static str, Result<&'static str, fn() -> Diagnostic>);

fn lesson(pairs: &[Pair]) -> Lesson {
    let snippets = pairs
        .iter()
        .enumerate()
        .map(|(index, (python, _))| Snippet {
            number: index + 1,
            kind: SnippetKind::Script,
            cell: None,
            first_line: 1,
            last_line: 1,
            source: SourceFile::new("lesson.txt", *python),
            language: None,
            examples: Vec::new(),
        });
    Lesson {
        name: "lesson.txt".to_owned(),
        format: Format::PlainText,
        snippets: snippets.collect(),
        claims: Vec::new(),
        set_aside: Vec::new(),
    }
}

/// Checks snippets, each a program of its own; nothing if this machine has no Python.
fn checked(pairs: &[Pair], limits: Limits) -> Option<(Lesson, CheckedLesson)> {
    let python = Python::find(None, None).ok()?;
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let builder = Builder::in_folder(&cache, &Silent).expect("a builder");
    let translate = |source: &SourceFile| {
        let pair = pairs.iter().find(|(python, _)| source.text() == *python);
        match pair.expect("one of the snippets").1 {
            Ok(rust) => Ok(Translation {
                reasons: Vec::new(),
                captures: Vec::new(),
                places: String::new(),
                rust: rust.to_owned(),
                line_map: Vec::new(),
                needs_runtime: false,
                warnings: Vec::new(),
            }),
            Err(diagnostic) => Err(vec![diagnostic()]),
        }
    };
    let settings = Settings {
        translate: &translate,
        limits,
        n_workers: 2,
    };
    let lesson = lesson(pairs);
    let checked = check(&lesson, &python, &builder, &settings).expect("checked");
    Some((lesson, checked))
}

fn check_finding(pair: Pair, is_expected: impl Fn(&Finding) -> bool) {
    let limits = Limits {
        time: Duration::from_secs(2),
        ..Limits::default()
    };
    if let Some((_, checked)) = checked(&[pair], limits) {
        let finding = &checked.snippets[0].finding;
        assert!(is_expected(finding), "{finding:?}");
    }
}

#[test]
fn the_same_output_status_and_error_agree() {
    check_finding(
        (
            "print('a')\n{}['k']\n",
            Ok(
                "fn main() {\n    println!(\"a\");\n    eprintln!(\"KeyError: 'k'\");\n    std::process::exit(1);\n}\n",
            ),
        ),
        |finding| matches!(finding, Finding::Same),
    );
}

#[test]
fn a_panic_where_python_goes_on_is_a_difference() {
    check_finding(
        (
            "print(end='')\n",
            Ok("fn main() {\n    panic!(\"oh\");\n}\n"),
        ),
        |finding| {
            matches!(
                finding,
                Finding::Different(Difference::Ending {
                    python: Ending::Status(0),
                    rust: Ending::Status(101),
                    ..
                })
            )
        },
    );
}

#[test]
fn rust_that_never_ends_is_a_difference() {
    check_finding(
        (
            "print(1)\n",
            Ok("fn main() {\n    println!(\"1\");\n    loop {}\n}\n"),
        ),
        |finding| matches!(finding, Finding::Different(Difference::Limit(Limit::Time))),
    );
}

#[test]
fn python_that_never_ends_decides_nothing() {
    check_finding(("while True: pass\n", Ok("fn main() {}\n")), |finding| {
        matches!(finding, Finding::Undecided(Limit::Time))
    });
}

#[test]
fn memory_is_limited() {
    let limits = Limits {
        memory: 200 << 20,
        ..Limits::default()
    };
    let pair: Pair = ("x = bytearray(400 << 20)\n", Ok("fn main() {}\n"));
    if let Some((_, checked)) = checked(&[pair], limits) {
        let finding = &checked.snippets[0].finding;
        assert!(
            matches!(finding, Finding::Undecided(Limit::Memory)),
            "{finding:?}"
        );
    }
}

#[test]
fn a_report_names_each_result() {
    let pairs: [Pair; 6] = [
        ("print(1)\n", Ok("fn main() {\n    println!(\"1\");\n}\n")),
        ("print(2)\n", Ok("fn main() {\n    println!(\"3\");\n}\n")),
        (
            "print 2\n",
            Err(|| syntax_error(Span::new(0, 5), "Missing parentheses")),
        ),
        (
            "import ctypes\n",
            Err(|| unsupported(Span::new(0, 13), "`ctypes`", "leave it out")),
        ),
        ("print(4)\n", Ok("fn main() {\n    println!(\"4\")\n")),
        ("1 / 0\n", Ok("fn main() {}\n")),
    ];
    let Some((lesson, checked)) = checked(&pairs, Limits::default()) else {
        return;
    };
    let lesson = LessonReport::new(&lesson, &checked);
    let report = present::lesson_report(&lesson, Detail::Full);
    let report = anstream::adapter::strip_str(&report).to_string();
    // The compiler's words, which change with its version, and a path.
    let is_ours = |line: &&str| {
        let after = line.strip_prefix("      ");
        after.is_none_or(|after| {
            ["Python:", "Rust:", "lesson.txt", "this is"]
                .iter()
                .any(|start| after.starts_with(start))
        })
    };
    let report: Vec<&str> = report.lines().filter(is_ours).collect();
    insta::assert_snapshot!(report.join("\n"));
    let tally = present::Tally::of(&lesson);
    insta::assert_snapshot!(present::summary(&tally), @"1 lesson: 2 of 6 snippets behave alike, 2 differ, 1 not translated, 1 faults of Adder
");
    let json = present::json(&[lesson], "3.11");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let results: Vec<&str> = json["lessons"][0]["snippets"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|snippet| snippet["result"].as_str().expect("a word"))
        .collect();
    let expected = [
        "same",
        "different",
        "syntax-error",
        "refused",
        "fault",
        "different",
    ];
    assert_eq!(results, expected);
}
