//! The lessons in `examples/`: every snippet does the same in both languages, and every claim is true.

use std::path::Path;
use std::process::Stdio;

use crate::cli::{adder, has_python, told};

#[test]
fn every_lesson_of_the_gallery_holds() {
    if !has_python() {
        return;
    }
    let mut command = adder(&["check", "--json", "examples"]);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null());
    let told = told(command.output().expect("it starts"));
    let report: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
    let lessons = report["lessons"].as_array().expect("a list");
    assert!(lessons.len() >= 9, "{}", lessons.len());
    for lesson in lessons {
        for snippet in lesson["snippets"].as_array().expect("a list") {
            let result = snippet["result"].as_str().expect("a word");
            let is_good = matches!(result, "same" | "not-python");
            assert!(is_good, "{}: {snippet:#}", lesson["lesson"]);
        }
        for claim in lesson["claims"].as_array().expect("a list") {
            let verdict = claim["verdict"].as_str().expect("a word");
            let is_good = matches!(verdict, "exact" | "note");
            assert!(is_good, "{}: {claim:#}", lesson["lesson"]);
        }
    }
    assert_eq!(told.status, Some(0), "{}", told.stderr);
}

#[test]
fn the_page_for_teachers_names_every_lesson() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let page = std::fs::read_to_string(examples.join("README.md")).expect("a page");
    for entry in std::fs::read_dir(&examples).expect("a folder") {
        let name = entry.expect("readable").file_name();
        let name = name.to_string_lossy();
        let is_lesson = !matches!(&*name, "README.md" | "hundred_lines.py" | "timings.rs");
        assert!(!is_lesson || page.contains(&format!("]({name})")), "{name}");
    }
}
