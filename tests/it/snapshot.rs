//! `adder snapshot`: what is written, what is told when a lesson changes, and what becomes of lessons that are gone.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::cli::{Told, adder, has_python, told};

const LESSON: &str = "# Closures\n\n```python\ndef adder(value):\n    return lambda a: a + value\n```\n\nNow:\n\n```python\nprint(adder(2)(5))\n```\n\n```python\nprint(adder(10)(5))\n```\n";

struct Course {
    folder: tempfile::TempDir,
}

impl Course {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let course = Self { folder };
        course.write("closures.md", LESSON);
        course.write("sum.py", "print(1 + 1)\n");
        course
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text")
    }

    fn snapshot(&self, arguments: &[&str]) -> Told {
        let mut command = adder(&["snapshot"]);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        told(command.output().expect("it starts"))
    }
}

#[test]
fn what_was_accepted_is_as_accepted_until_a_line_changes() {
    if !has_python() {
        return;
    }
    let course = Course::new();
    let new = course.snapshot(&["--check", "."]);
    assert_eq!(new.status, Some(1), "{}", new.stderr);
    assert!(
        new.stdout.contains("sum.py.snap: not there yet"),
        "{}",
        new.stdout
    );
    assert!(!course.path("sum.py.snap").exists());

    let accepted = course.snapshot(&["--accept", "."]);
    assert_eq!(accepted.status, Some(0), "{}", accepted.stderr);
    insta::assert_snapshot!(accepted.stdout, @r"
    closures.md.snap: written
    sum.py.snap: written
    0 unchanged, 2 new, 0 changed, 0 removed
    ");
    insta::assert_snapshot!("a_snapshot", course.read("closures.md.snap"));
    let same = course.snapshot(&["--check", "--no-cache", "."]);
    assert_eq!(
        (same.status, same.stdout.as_str()),
        (Some(0), "2 of 2 snapshots are as accepted\n")
    );

    // Prose is nobody's business; a line of code shows just its difference.
    course.write(
        "closures.md",
        &LESSON.replace("Now:", "Much\n\nmore\n\nprose:"),
    );
    assert_eq!(course.snapshot(&["--check", "."]).status, Some(0));
    course.write("closures.md", &LESSON.replace("a + value", "a - value"));
    let changed = course.snapshot(&["--check", "--junit", "report.xml", "."]);
    assert_eq!(changed.status, Some(1), "{}", changed.stderr);
    insta::assert_snapshot!("a_difference", changed.stdout);
    let report = course.read("report.xml");
    assert!(report.contains(r#"tests="2" failures="1""#), "{report}");
    let annotated = course.snapshot(&["--check", "--output-format", "github", "closures.md"]);
    let place = "::error file=closures.md,line=4,endLine=5,title=snapshot differs::";
    assert!(annotated.stdout.starts_with(place), "{}", annotated.stdout);

    // Without a terminal there is nobody to ask.
    let asked = course.snapshot(&["."]);
    assert_eq!(asked.status, Some(1));
    assert!(asked.stderr.contains("--accept"), "{}", asked.stderr);
    assert_eq!(course.snapshot(&["--accept", "."]).status, Some(0));
    assert_eq!(course.snapshot(&["--check", "."]).status, Some(0));
}

#[test]
fn snapshots_without_a_lesson_are_found_and_removed() {
    if !has_python() {
        return;
    }
    let course = Course::new();
    course.snapshot(&["--accept", "--dir", "golden", "."]);
    assert!(course.path("golden/sum.py.snap").exists());
    course.write("golden/other.snap", "of another tool");
    fs::remove_file(course.path("sum.py")).expect("there");
    let stale = course.snapshot(&["--check", "--dir", "golden", "."]);
    assert_eq!(stale.status, Some(1), "{}", stale.stderr);
    insta::assert_snapshot!(stale.stdout, @r"
    golden/sum.py.snap: has no lesson any more
    1 of 2 snapshots are as accepted
    ");
    course.snapshot(&["--accept", "--dir", "golden", "."]);
    assert!(!course.path("golden/sum.py.snap").exists());
    assert!(course.path("golden/other.snap").exists());
    assert_eq!(
        course.snapshot(&["--check", "--dir", "golden", "."]).status,
        Some(0)
    );
}

#[test]
fn files_of_other_tools_are_left_alone() {
    if !has_python() {
        return;
    }
    let course = Course::new();
    course.write("sum.py.snap", "of another tool");
    let told = course.snapshot(&["--accept", "sum.py"]);
    assert_eq!(told.status, Some(2));
    assert!(told.stderr.contains("--dir"), "{}", told.stderr);
    assert_eq!(course.read("sum.py.snap"), "of another tool");
}
