//! How lessons are cut into snippets and claims: the corpus against its expectations, our own small
//! lessons against snapshots, and any text at all against panics.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use adder::lesson::{self, Claim, ClaimKind, Lesson, SnippetKind, session};
use serde_json::Value;

/// Where the lessons with verified expectations are, if they are on this machine.
fn corpus() -> Option<PathBuf> {
    let root = std::env::var_os("ADDER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let lessons = root.join("corpus/lessons");
    if lessons.is_dir() {
        Some(lessons)
    } else {
        report_skip(&lessons);
        None
    }
}

#[expect(clippy::print_stderr, reason = "a test that does nothing says so")]
fn report_skip(lessons: &Path) {
    eprintln!("skipped: no lessons in {}", lessons.display());
}

fn kind_name(kind: SnippetKind) -> &'static str {
    match kind {
        SnippetKind::Script => "script",
        SnippetKind::Doctest => "doctest",
        SnippetKind::Cell => "cell",
        SnippetKind::NotPython => "not python",
    }
}

fn claim_kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Comment => "comment",
        ClaimKind::Doctest => "doctest",
        ClaimKind::OutputBlock => "output block",
        ClaimKind::CellOutput => "cell output",
        ClaimKind::Prose => "prose",
    }
}

fn show_claim(claim: &Claim) -> String {
    format!(
        "{} in {} of line {}: {:?}",
        claim_kind_name(claim.kind),
        claim.snippet + 1,
        claim.line,
        claim.claimed
    )
}

/// One line for each snippet and claim, in the form of the expectations.
fn found(lesson: &Lesson) -> Vec<String> {
    let snippets = lesson.snippets.iter().enumerate().map(|(index, snippet)| {
        format!(
            "snippet {} {}-{} {} cell {:?} continues {}",
            snippet.number,
            snippet.first_line,
            snippet.last_line,
            kind_name(snippet.kind),
            snippet.cell,
            !session::needed_snippets(lesson, index).is_empty(),
        )
    });
    let claims = lesson
        .claims
        .iter()
        .filter(|claim| claim.kind != ClaimKind::Prose)
        .map(show_claim);
    snippets.chain(claims).collect()
}

fn expected(expect: &Value) -> Vec<String> {
    let list = |name: &str| expect[name].as_array().cloned().unwrap_or_default();
    let mut lines: Vec<String> = list("snippets")
        .iter()
        .map(|snippet| {
            format!(
                "snippet {} {}-{} {} cell {:?} continues {}",
                snippet["n"],
                snippet["first_line"],
                snippet["last_line"],
                snippet["kind"].as_str().expect("a kind"),
                snippet["cell"].as_u64(),
                snippet["continues"],
            )
        })
        .collect();
    lines.extend(
        list("claims")
            .iter()
            .filter(|claim| claim["kind"] != "prose")
            .map(|claim| {
                format!(
                    "{} in {} of line {}: {:?}",
                    claim["kind"].as_str().expect("a kind"),
                    claim["snippet"],
                    claim["line"],
                    claim["claimed"].as_str().expect("a text"),
                )
            }),
    );
    lines
}

#[test]
fn corpus_lessons_read_as_verified() {
    let Some(folder) = corpus() else { return };
    let mut problems = String::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".expect.json"))
        .collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).expect("readable");
        let expect: Value = serde_json::from_str(&text).expect("JSON");
        let name = expect["lesson"].as_str().expect("a name");
        let text = fs::read_to_string(folder.join(name)).expect("readable");
        let lesson = lesson::read(name, &text).expect("a lesson");
        let (found, expected) = (found(&lesson), expected(&expect));
        for line in expected.iter().filter(|line| !found.contains(line)) {
            _ = writeln!(problems, "{name}: missing {line}");
        }
        for line in found.iter().filter(|line| !expected.contains(line)) {
            _ = writeln!(problems, "{name}: too much {line}");
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
}
