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
        let (found, mut expected) = (found(&lesson), expected(&expect));
        if name == "comprehensions.ipynb" {
            // It reads `numbers`, which only the first cell binds.
            let wrong = "snippet 6 1-5 cell cell Some(10) continues false";
            for line in expected.iter_mut().filter(|line| *line == wrong) {
                *line = line.replace("false", "true");
            }
        }
        for line in expected.iter().filter(|line| !found.contains(line)) {
            _ = writeln!(problems, "{name}: missing {line}");
        }
        for line in found.iter().filter(|line| !expected.contains(line)) {
            _ = writeln!(problems, "{name}: too much {line}");
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
}

/// A lesson as a page: what was found, and each snippet's text.
fn page(name: &str, text: &str) -> String {
    let lesson = match lesson::read(name, text) {
        Ok(lesson) => lesson,
        Err(diagnostics) => {
            let lines = diagnostics.iter().map(|diagnostic| {
                format!(
                    "{} at {:?}: {}\n",
                    diagnostic.code, diagnostic.span, diagnostic.message
                )
            });
            return lines.collect();
        }
    };
    let mut page = format!("{:?}\n", lesson.format);
    for (index, snippet) in lesson.snippets.iter().enumerate() {
        _ = write!(
            page,
            "\n{}: lines {} to {}, {}",
            snippet.number,
            snippet.first_line,
            snippet.last_line,
            kind_name(snippet.kind)
        );
        if let Some(cell) = snippet.cell {
            _ = write!(page, ", cell {cell}");
        }
        if let Some(language) = &snippet.language {
            _ = write!(page, ", called {language}");
        }
        let needed = session::needed_snippets(&lesson, index);
        if !needed.is_empty() {
            let numbers: Vec<usize> = needed.iter().map(|index| index + 1).collect();
            _ = write!(page, ", needs {numbers:?}");
        }
        page.push('\n');
        for line_index in 0..snippet.source.n_lines() {
            let line = snippet.source.line_text(line_index);
            let number = snippet.source.number_of_line(line_index);
            if !line.trim().is_empty() {
                _ = writeln!(page, "{number:4} | {line}");
            }
        }
    }
    page.push('\n');
    for claim in &lesson.claims {
        _ = write!(
            page,
            "{} [{:?}, {:?}",
            show_claim(claim),
            claim.certainty,
            claim.subject
        );
        if let Some(error) = &claim.then_error {
            _ = write!(page, ", then {error}");
        }
        page.push_str("]\n");
    }
    for aside in &lesson.set_aside {
        _ = writeln!(
            page,
            "aside {} to {}: {:?}",
            aside.first_line, aside.last_line, aside.reason
        );
    }
    page
}

#[test]
fn small_lessons_are_cut_as_before() {
    insta::glob!("../lessons", "*.*", |path| {
        let text = fs::read_to_string(path).expect("readable");
        let name = path.file_name().expect("a file").to_string_lossy();
        insta::assert_snapshot!(page(&name, &text));
    });
}

/// What must hold for whatever is read: every line of a snippet stands in the file where it says.
fn check_places(name: &str, text: &str) {
    let Ok(lesson) = lesson::read(name, text) else {
        return;
    };
    let lines: Vec<&str> = text.split('\n').collect();
    for (index, snippet) in lesson.snippets.iter().enumerate() {
        assert_eq!(snippet.number, index + 1);
        assert!(
            snippet.first_line >= 1 && snippet.first_line <= snippet.last_line,
            "{text:?}"
        );
        for line_index in 0..snippet.source.n_lines() {
            let line = snippet.source.line_text(line_index).trim();
            let number = snippet.source.number_of_line(line_index) as usize;
            let is_there = lines
                .get(number - 1)
                .is_some_and(|there| there.contains(line));
            assert!(
                line.is_empty() || snippet.cell.is_some() || is_there,
                "{number} {line:?} {text:?}"
            );
        }
        let program = session::program_for(&lesson, index, &session::Raised::new());
        assert_eq!(program.origins.len(), program.source.n_lines(), "{text:?}");
    }
    for claim in &lesson.claims {
        assert!(claim.snippet < lesson.snippets.len());
        assert!(claim.target_lines.0 <= claim.target_lines.1, "{claim:?}");
    }
}

/// The texts under `tests/lessons`, with their names.
fn small_lessons() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lessons");
    let mut lessons: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("readable").path();
            let name = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("readable"))
        })
        .collect();
    lessons.sort();
    lessons
}

#[test]
fn any_beginning_of_a_lesson_is_a_lesson() {
    for (name, text) in small_lessons() {
        let step = if name.ends_with("ipynb") { 97 } else { 29 };
        for end in (0..=text.len())
            .step_by(step)
            .filter(|end| text.is_char_boundary(*end))
        {
            check_places(&name, &text[..end]);
        }
    }
}

#[test]
fn any_mixture_of_lines_is_a_lesson() {
    let lessons = small_lessons();
    let lines: Vec<&str> = lessons
        .iter()
        .filter(|(name, _)| !name.ends_with("ipynb"))
        .flat_map(|(_, text)| text.split('\n'))
        .chain([
            "", "    ", "\t", "```", "~~~", "\"\"\"", "'''", "(", "]", "\\", "# 7", ">>> ", "... ",
            "\u{1e}", "é́", "\r",
        ])
        .collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).expect("below the limit")
    };
    for round in 0..400 {
        let mut text = String::new();
        for _ in 0..next(30) {
            text.push_str(&" ".repeat(next(9) / 4 * 4));
            text.push_str(lines[next(lines.len())]);
            text.push('\n');
        }
        let name = ["a.txt", "a.md", "a.py", "a.rst"][round % 4];
        check_places(name, &text);
    }
}

/// Runs a program; its output, and the line of the program at which it stopped.
fn run_python(program: &session::Program) -> (String, Option<usize>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lesson.py");
    fs::write(&path, program.source.text()).expect("writable");
    let output = std::process::Command::new("python3")
        .arg(&path)
        .env("PYTHONIOENCODING", "utf-8")
        .current_dir(folder.path())
        .output()
        .expect("python3 starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    let stopped = errors.lines().find_map(|line| {
        let (_, rest) = line.split_once("lesson.py\", line ")?;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    });
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    (printed, stopped.filter(|_| !output.status.success()))
}

#[test]
fn programs_of_snippets_print_what_the_session_prints() {
    let Some(folder) = corpus() else { return };
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if !path.to_string_lossy().ends_with(".expect.json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        let expect: Value = serde_json::from_str(&text).expect("JSON");
        let name = expect["lesson"].as_str().expect("a name");
        let text = fs::read_to_string(folder.join(name)).expect("readable");
        let lesson = lesson::read(name, &text).expect("a lesson");
        let mut raised = session::Raised::new();
        for (index, snippet) in lesson.snippets.iter().enumerate() {
            if snippet.kind == SnippetKind::NotPython {
                continue;
            }
            let program = session::program_for(&lesson, index, &raised);
            let (printed, stopped) = run_python(&program);
            let own = printed
                .rsplit(&format!("{}\n", session::MARKER))
                .next()
                .unwrap_or_default();
            let expected = expect["snippets"][index]["stdout"].as_str();
            assert_eq!(
                Some(own),
                expected,
                "{name} {}:\n{}",
                index + 1,
                program.source.text()
            );
            if let Some(line) = stopped.and_then(|line| program.origins[line - 1].line) {
                raised.insert(index, vec![line]);
            }
        }
    }
}
