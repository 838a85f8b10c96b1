//! Whole lessons of the corpus, from the file to the verdicts, against what stands beside each in `NAME.expect.json`.

use std::fs;
use std::path::Path;

use adder::build::{Builder, Silent};
use adder::lesson;
use adder::present::{self, LessonReport};
use adder::translate::{Options, translate};
use adder::verify::{Limits, Python, Settings, check};
use serde_json::Value;

use crate::corpus;

#[test]
fn lessons_are_cut_run_and_judged_as_expected() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let Ok(python) = Python::find(None, None) else {
        eprintln!("skipped: no Python");
        return;
    };
    if !python.is_reference() {
        eprintln!("skipped: not Python 3.11");
        return;
    }
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let builder = Builder::in_folder(&cache, &Silent).expect("a builder");
    let settings = Settings {
        translate: &|source| translate(source, &Options::default()),
        limits: Limits::default(),
        n_workers: 2,
    };
    let mut failures = Vec::new();
    for entry in fs::read_dir(folder.join("lessons")).expect("a folder") {
        let path = entry.expect("readable").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let expected = path.with_extension("expect.json");
        if name.ends_with(".expect.json") || !expected.exists() {
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        let lesson = lesson::read(&name, &text).expect("a lesson");
        let checked = check(&lesson, &python, &builder, &settings).expect("checked");
        let report = present::json(&[LessonReport::new(&lesson, &checked)], "3.11");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let expected = fs::read_to_string(expected).expect("UTF-8");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let report = &report["lessons"][0];
        compare_snippets(
            &name,
            &expected["snippets"],
            &report["snippets"],
            &mut failures,
        );
        compare_claims(&name, &expected, &report["claims"], &mut failures);
    }
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn compare_snippets(name: &str, expected: &Value, report: &Value, failures: &mut Vec<String>) {
    let (expected, report) = (list(expected), list(report));
    if expected.len() != report.len() {
        failures.push(format!(
            "{name}: {} snippets, not {}",
            report.len(),
            expected.len()
        ));
    }
    for (expected, got) in expected.iter().zip(report) {
        let place = format!("{name}, snippet {}", expected["n"]);
        let is_python = expected["kind"] != "not python";
        let fields = [
            "kind",
            "first_line",
            "last_line",
            "continues",
            "stdout",
            "error",
        ];
        for field in &fields[..if is_python { 6 } else { 3 }] {
            // The notebook's tenth cell reads `numbers`, which only its first cell binds.
            let is_mistaken = *field == "continues" && place == "comprehensions.ipynb, snippet 6";
            if expected[field] != got[field] && !is_mistaken {
                failures.push(format!(
                    "{place}: {field}: {}, not {}",
                    got[field], expected[field]
                ));
            }
        }
        if matches!(
            got["result"].as_str(),
            Some("different" | "fault" | "undecided")
        ) {
            failures.push(format!(
                "{place}: {}: {} {}",
                got["result"], got["difference"], got["fault"]
            ));
        }
    }
}

fn compare_claims(name: &str, expected: &Value, report: &Value, failures: &mut Vec<String>) {
    let reported = list(report);
    for claim in list(&expected["claims"]) {
        let found = reported.iter().find(|got| {
            got["line"] == claim["line"]
                && got["snippet"] == claim["snippet"]
                && got["kind"] == claim["kind"]
        });
        let Some(got) = found else {
            // Sentences are judged by people.
            if claim["match"] != "by hand" {
                failures.push(format!("{name}: no claim in line {}", claim["line"]));
            }
            continue;
        };
        let holds = matches!(got["verdict"].as_str(), Some("exact" | "note"));
        if claim["true"] != Value::Bool(holds) {
            failures.push(format!(
                "{name}, line {}: {} is judged {} against {}",
                claim["line"], claim["claimed"], got["verdict"], got["actual"]
            ));
        }
    }
    for line in list(&expected["not_claims"]) {
        let line = line.get("line").unwrap_or(line);
        let alarm = reported
            .iter()
            .find(|got| got["line"] == *line && got["verdict"] == "wrong");
        if let Some(alarm) = alarm {
            failures.push(format!(
                "{name}, line {line}: false alarm: {}",
                alarm["claimed"]
            ));
        }
    }
}
