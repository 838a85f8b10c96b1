//! Rules about the repository: what is absent, and where.

use std::fs;
use std::path::{Path, PathBuf};

/// A Rust file of this repository.
struct RustFile {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folders: &[&str]) -> Vec<RustFile> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut files);
    }
    assert!(!files.is_empty(), "looked in the wrong place");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(folder: &Path, files: &mut Vec<RustFile>) {
    for entry in fs::read_dir(folder).expect("a folder of this repository") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(root()).expect("inside the root");
            files.push(RustFile {
                path: inside.to_string_lossy().replace('\\', "/"),
                text: fs::read_to_string(&path).expect("UTF-8"),
            });
        }
    }
}

/// The lines of a file that are code and not part of its unit tests, with their numbers.
fn code_lines(file: &RustFile) -> impl Iterator<Item = (usize, &str)> {
    let lines = file.text.lines().enumerate();
    lines
        .take_while(|(_, line)| {
            !line.starts_with("#[cfg(test)]") && !line.starts_with("#[cfg(all(test")
        })
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// Fails with a list of every place where a word stands outside the folders that may use it.
fn check_only_in(words: &[&str], allowed: &[&str]) {
    let mut found = Vec::new();
    for file in rust_files(&["src"]) {
        if allowed.iter().any(|prefix| file.path.starts_with(prefix)) {
            continue;
        }
        for (line_number, line) in code_lines(&file) {
            for word in words {
                if line.contains(word) {
                    found.push(format!("{}:{line_number}: {word}", file.path));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "only {allowed:?} may say this:\n{}",
        found.join("\n")
    );
}

const PURE: [&str; 10] = [
    "src/source",
    "src/diagnostics",
    "src/library",
    "src/lesson",
    "src/syntax",
    "src/names",
    "src/types",
    "src/ir",
    "src/storage",
    "src/emit",
];

#[test]
fn only_syntax_knows_the_parser() {
    check_only_in(&["rustpython_parser", "rustpython_ast"], &["src/syntax/"]);
}

#[test]
fn only_emit_writes_rust() {
    check_only_in(
        &["quote!", "quote::", "proc_macro2", "prettyplease"],
        &["src/emit"],
    );
}

#[test]
fn only_build_and_verify_start_processes() {
    check_only_in(
        &["Command::new", "process::Command"],
        // A unit test asks Python what it would say.
        &[
            "src/build/",
            "src/verify/",
            "src/cli/compile.rs",
            "src/cli/pager.rs",
            "src/names/suggest_tests.rs",
        ],
    );
    check_only_in(&["\"rustc\"", "\"cargo\""], &["src/build/"]);
    check_only_in(&["from(\"python3\")"], &["src/verify/"]);
}

#[test]
fn only_the_command_prints_and_exits() {
    check_only_in(
        &[
            "println!",
            "eprintln!",
            "print!(",
            "eprint!(",
            "io::stdout",
            "io::stderr",
            "process::exit",
        ],
        // Generated programs print.
        &["src/cli/", "src/emit/"],
    );
}

#[test]
fn the_translator_is_pure() {
    let mut found = Vec::new();
    for file in rust_files(&["src"]) {
        if !PURE.iter().any(|prefix| file.path.starts_with(prefix)) {
            continue;
        }
        for (line_number, line) in code_lines(&file) {
            for word in [
                "std::fs",
                "fs::",
                "std::env",
                "env::var",
                "Instant",
                "SystemTime",
                "std::net",
            ] {
                if line.contains(word) && !line.contains("offs::") {
                    found.push(format!("{}:{line_number}: {word}", file.path));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "no files, clock or environment here:\n{}",
        found.join("\n")
    );
}

#[test]
fn stages_know_only_the_stages_before_them() {
    let order = [
        "source",
        "diagnostics",
        "library",
        "lesson",
        "syntax",
        "names",
        "types",
        "ir",
        "storage",
        "emit",
    ];
    // A lesson is cut by asking whether a text is code, and sessions by asking for names.
    // The storage of closures follows the user's choice, which is one of the options of a translation.
    let excused = [
        ("lesson", "syntax"),
        ("lesson", "names"),
        ("storage", "translate"),
    ];
    let mut found = Vec::new();
    for file in rust_files(&["src"]) {
        let stage = file.path.split('/').nth(1).unwrap_or_default();
        let stage = stage.trim_end_matches(".rs");
        let Some(place) = order.iter().position(|name| *name == stage) else {
            continue;
        };
        let later = &order[place + 1..];
        let outside = ["translate", "build", "verify", "present", "cli"];
        for (line_number, line) in code_lines(&file) {
            for other in later.iter().chain(&outside) {
                let uses = line.contains(&format!("crate::{other}::"))
                    || line.contains(&format!("crate::{other};"));
                if uses && !excused.contains(&(stage, other)) {
                    found.push(format!("{}:{line_number}: {other}", file.path));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "a stage uses a later one:\n{}",
        found.join("\n")
    );
}

#[test]
fn no_file_has_a_name_that_was_not_found_yet() {
    let vague = ["helpers", "helper", "utils", "util", "misc", "common"];
    for file in rust_files(&["src", "tests", "templates"]) {
        let parts = file.path.trim_end_matches(".rs").split('/');
        for part in parts {
            assert!(!vague.contains(&part), "{}: what is it about?", file.path);
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in rust_files(&["src", "templates", "tests/it"]) {
        assert!(
            file.text.starts_with("//!"),
            "{}: no module comment",
            file.path
        );
    }
}

#[test]
fn no_file_is_a_giant() {
    const LONGEST: usize = 700;
    for file in rust_files(&["src", "templates", "tests/it"]) {
        let n_lines = code_lines(&file).count();
        assert!(n_lines <= LONGEST, "{}: {n_lines} lines of code", file.path);
    }
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TODO", "FIXME", "todo!(", "unimplemented!("];
    for file in rust_files(&["src", "templates"]) {
        for (index, line) in file.text.lines().enumerate() {
            for word in words {
                assert!(!line.contains(word), "{}:{}: {word}", file.path, index + 1);
            }
        }
    }
}
