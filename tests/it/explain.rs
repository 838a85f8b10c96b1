//! The examples on the pages of `adder explain`, and the command itself.

use std::path::PathBuf;

use adder::diagnostics::Diagnostic;
use adder::explain::{Kind, Page, page, pages};
use adder::lesson;
use adder::source::SourceFile;
use adder::translate::{ClosureStyle, Options, Translation, translate};
use adder::verify::{Limits, Python, run_python};

use crate::batch::{Case, Ran, run_all};
use crate::cli::run;

/// A block of code on a page.
struct Block<'a> {
    language: &'a str,
    /// What stands behind the language.
    mark: &'a str,
    text: String,
}

fn blocks(page: Page) -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'static>> = None;
    for line in page.markdown.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(info), None) => {
                let (language, mark) = info.split_once(' ').unwrap_or((info, ""));
                open = Some(Block {
                    language,
                    mark,
                    text: String::new(),
                });
            }
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{}: a block is not closed", page.code);
    blocks
}

fn translated(block: &Block<'_>, options: Options) -> Result<Option<Translation>, Vec<Diagnostic>> {
    if block.language == "json" {
        return lesson::read("example.ipynb", &block.text).map(|_| None);
    }
    let source = SourceFile::new("example.py", block.text.as_str());
    translate(&source, &options).map(Some)
}

#[test]
fn refused_examples_are_refused_with_that_code_and_others_are_not() {
    for page in pages().filter(|page| page.kind == Kind::Diagnostic) {
        for block in blocks(page) {
            let code = page.code;
            let result = translated(&block, Options::default());
            match (block.mark, result) {
                ("accepted", Ok(_)) => {}
                ("refused", Err(diagnostics)) => {
                    let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
                    assert!(
                        codes.into_iter().any(|other| other == code),
                        "{code}: {diagnostics:?}"
                    );
                }
                (mark, result) => panic!("{code}: {mark:?}, and {result:?}\n{}", block.text),
            }
        }
    }
}

#[test]
fn examples_of_decisions_have_them() {
    for page in pages().filter(|page| page.kind == Kind::Decision) {
        let code = page.code;
        let options = Options {
            closures: if code == "asked-for-struct" {
                ClosureStyle::Struct
            } else {
                ClosureStyle::Auto
            },
            ..Options::default()
        };
        let blocks = blocks(page);
        let python = blocks.iter().find(|block| block.language == "python");
        let translation = translated(python.expect("an example"), options);
        let translation = translation.expect("translated").expect("a program");
        let codes: Vec<&str> = translation
            .reasons
            .iter()
            .map(|reason| reason.code.name())
            .collect();
        assert!(codes.contains(&code), "{code}: its example has {codes:?}");
        for block in blocks.iter().filter(|block| block.language == "rust") {
            for line in block.text.lines() {
                let is_there = translation.rust.lines().any(|rust| rust.trim() == line);
                assert!(
                    is_there,
                    "templates/explain/{code}.md shows Rust that is no longer written: {line}\n{}",
                    translation.rust
                );
            }
        }
    }
}

#[test]
fn examples_do_what_python_does() {
    let Ok(python) = Python::find(None, None) else {
        return;
    };
    let mut cases = Vec::new();
    for page in pages() {
        for block in blocks(page) {
            if block.language == "python" && block.mark != "refused" {
                cases.push(Case {
                    name: page.code.to_owned(),
                    path: PathBuf::new(),
                    source: SourceFile::new("example.py", block.text),
                    stdin: b"a line of words\nand another\n".to_vec(),
                });
            }
        }
    }
    let limits = Limits::default();
    for (case, ran) in cases
        .iter()
        .zip(run_all(&cases, Options::default(), &limits))
    {
        let text = case.source.text();
        let expected = run_python(&python, "example.py", text, &case.stdin, &limits).expect("runs");
        match ran {
            Ran::Done(_, outcome) => {
                let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(
                    shown(&outcome.stdout),
                    shown(&expected.stdout),
                    "{}",
                    case.name
                );
                assert_eq!(outcome.ending, expected.ending, "{}", case.name);
            }
            Ran::Refused(diagnostics) => panic!("{}: {diagnostics:?}", case.name),
            Ran::Fault(fault) => panic!("{}: {fault}", case.name),
        }
    }
}

#[test]
fn a_page_is_printed_and_all_are_listed() {
    let told = run(&["explain", "unknown-name"]);
    insta::assert_snapshot!(told.stdout);
    let told = run(&["explain"]);
    for page in pages() {
        assert!(told.stdout.contains(page.code), "{}", page.code);
    }
    let told = run(&["explain", "--json", "shared-cell"]);
    let json: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
    assert_eq!(json[0]["code"], "shared-cell");
    assert_eq!(json[0]["kind"], "decision");
    let markdown = page("shared-cell").expect("a page").markdown;
    assert_eq!(json[0]["markdown"], markdown);
}

#[test]
fn a_code_that_is_not_there_is_named_with_those_like_it() {
    let told = run(&["explain", "shared-thing"]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(told.stderr, @r"
    adder: there is no code `shared-thing`; there are shared-cell, shared-container
    `adder explain` lists all
    ");
}

#[test]
fn shells_and_manuals_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let told = run(&["completions", shell]);
        assert_eq!(told.status, Some(0), "{shell}");
        assert!(told.stdout.contains("explain"), "{shell}");
    }
    let told = run(&["man"]);
    assert!(told.stdout.contains(".TH"), "{}", told.stdout);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    let told = run(&["man", "--dir", path]);
    assert_eq!(told.status, Some(0), "{}", told.stderr);
    let check = std::fs::read_to_string(folder.path().join("adder-check.1")).expect("written");
    assert!(check.contains("\\-\\-shard"), "{check}");
    assert!(folder.path().join("adder.1").exists());
}

#[test]
fn a_refusal_says_once_where_to_read_on() {
    let lesson = "```python\nimport ctypes\n```\n\n```python\nimport socket\n```\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lesson.md");
    std::fs::write(&path, lesson).expect("written");
    let path = path.to_str().expect("UTF-8");
    for command in ["translate", "check"] {
        let told = run(&[command, path]);
        let both = format!("{}{}", told.stdout, told.stderr);
        let n_pointers = both.matches("adder explain unknown-module").count();
        assert_eq!(n_pointers, 1, "{both}");
    }
}
