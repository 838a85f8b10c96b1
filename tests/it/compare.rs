//! `adder compare`: a lesson beside its Rust, as people see it.

use std::path::Path;
use std::process::{Command, Output};

/// A lesson with a closure, a wrong claim, a session that goes on with an earlier snippet, and a refusal.
const LESSON: &str = "tests/compare/counter.md";

pub(crate) fn compare(arguments: &[&str]) -> Output {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    Command::new(env!("CARGO_BIN_EXE_adder"))
        .arg("compare")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("ADDER_CACHE_DIR", cache)
        .env_remove("ADDER_PYTHON")
        .output()
        .expect("it starts")
}

/// What compares with Python is left out where there is none.
pub(crate) fn has_python() -> bool {
    let found = adder::verify::Python::find(None, None);
    if let Err(error) = &found {
        eprintln!("skipped: {error}");
    }
    found.is_ok()
}

#[test]
fn two_columns_or_one() {
    if !has_python() {
        return;
    }
    for (name, width) in [("wide", "100"), ("narrow", "50")] {
        let output = compare(&[LESSON, "--width", width]);
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        let width: usize = width.parse().expect("a number");
        let longest = shown.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(width), "{name}: {longest:?}");
        insta::assert_snapshot!(name, shown);
        assert_eq!(output.status.code(), Some(1), "a claim is wrong");
    }
}

#[test]
fn the_page_needs_no_network_and_is_small() {
    if !has_python() {
        return;
    }
    let output = compare(&["examples/closures.txt", "--html"]);
    assert_eq!(output.status.code(), Some(0));
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(page.len() < 500_000, "{} bytes", page.len());
    assert!(page.contains("<html lang=\"ru\">"));
    for loaded in [
        "<link",
        "src=",
        "url(",
        "@import",
        "fetch(",
        "XMLHttpRequest",
    ] {
        assert!(!page.contains(loaded), "{loaded}");
    }
}

#[test]
fn a_text_without_python_is_told_so() {
    let output = compare(&["LICENSE-MIT"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        told.contains("LICENSE-MIT: no Python in this file"),
        "{told}"
    );
}
