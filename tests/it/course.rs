//! `adder check` over whole course repositories: folders, parts, reports for CI, what is remembered, and watching.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::{Told, adder, has_python, run, told};

const GOOD: &str = "print(1 + 1)  # 2\n";
const WRONG: &str = "# A sum\n\n```python\nprint(1 + 1)  # 3\n```\n";
const REFUSED: &str = "A module:\n\nimport ctypes\nprint(ctypes)\n";

struct Course {
    folder: tempfile::TempDir,
}

impl Course {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("inside")).expect("made");
            fs::write(path, text).expect("written");
        }
        Self { folder }
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Runs Adder in the course's folder.
    fn run(&self, arguments: &[&str]) -> Told {
        let mut command = adder(arguments);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        told(command.output().expect("it starts"))
    }
}

fn small_course() -> Course {
    Course::new(&[
        ("week1/good.py", GOOD),
        ("week1/wrong.md", WRONG),
        ("week2/refused.txt", REFUSED),
        ("week2/notes.md", "Only prose.\n"),
    ])
}

#[test]
fn a_folder_is_checked_and_summed_up() {
    if !has_python() {
        return;
    }
    let told = small_course().run(&["check", "."]);
    assert_eq!(told.status, Some(1), "{}", told.stderr);
    insta::assert_snapshot!(told.stdout);
}

#[test]
fn quiet_tells_what_is_to_be_looked_at() {
    if !has_python() {
        return;
    }
    let told = small_course().run(&["check", "-q", "week1"]);
    insta::assert_snapshot!(told.stdout, @r"
    week1/wrong.md
      ✗ claim, line 4: says 3, but it is 2
    2 lessons: 2 of 2 snippets behave alike; 1 of 2 claims hold, 1 wrong
    ");
}

#[test]
fn annotations_name_the_lines_of_problems() {
    if !has_python() {
        return;
    }
    let told = small_course().run(&["check", "--output-format", "github", "."]);
    assert_eq!(told.status, Some(1), "{}", told.stderr);
    insta::assert_snapshot!(told.stdout);
}

#[test]
fn a_report_for_ci_is_written() {
    if !has_python() {
        return;
    }
    let course = small_course();
    let told = course.run(&["check", "--junit", "report.xml", "week1/*.md"]);
    assert_eq!(told.status, Some(1), "{}", told.stderr);
    let report = fs::read_to_string(course.path("report.xml")).expect("written");
    assert!(report.contains(r#"<testsuite name="week1/wrong.md" tests="2" failures="1""#));
    assert!(report.contains(r#"<failure type="wrong claim" message="says 3, but it is 2">"#));
    let told = course.run(&["check", "--junit", "no/such/folder.xml", "week1"]);
    assert_eq!(told.status, Some(2));
    assert!(
        told.stderr.contains("no/such/folder.xml"),
        "{}",
        told.stderr
    );
}

#[test]
fn parts_of_a_course_cover_it() {
    if !has_python() {
        return;
    }
    let course = small_course();
    let mut lessons = Vec::new();
    // A part may be empty.
    for part in ["1/5", "2/5", "3/5", "4/5", "5/5"] {
        let told = course.run(&["check", "--json", "--shard", part, "."]);
        let report: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
        let part = report["lessons"].as_array().expect("a list").clone();
        lessons.extend(part.into_iter().map(|lesson| lesson["lesson"].to_string()));
    }
    lessons.sort();
    assert_eq!(
        lessons,
        [
            "\"week1/good.py\"",
            "\"week1/wrong.md\"",
            "\"week2/refused.txt\""
        ]
    );
    for part in ["0/3", "4/3", "1", "a/b"] {
        let told = run(&["check", "--shard", part, "x.py"]);
        assert_eq!(told.status, Some(2), "{part}");
        assert!(told.stderr.contains("such as 2/3"), "{}", told.stderr);
    }
}

fn remembered(cache: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache.join("lessons")).expect("a folder");
    let entries = entries.map(|entry| entry.expect("readable").path().join("bytes"));
    entries.collect()
}

#[test]
fn what_is_known_is_told_again_unless_it_is_damaged() {
    if !has_python() {
        return;
    }
    let course = Course::new(&[("a.py", GOOD), ("b.md", WRONG)]);
    let cache = course.path(".cache");
    let check = |arguments: &[&str]| {
        let mut command = adder(arguments);
        command
            .current_dir(course.folder.path())
            .env("ADDER_CACHE_DIR", &cache);
        told(command.output().expect("it starts")).stdout
    };
    let first = check(&["check", "--json", "."]);
    let entries = remembered(&cache);
    assert_eq!(entries.len(), 2);
    // What is told comes from there: a changed entry with the right hash would be believed, one without is made anew.
    assert_eq!(check(&["check", "--json", "."]), first);
    fs::write(&entries[0], "{}").expect("written");
    let without_times = |text: &str| {
        let lines = text.lines().filter(|line| !line.contains("milliseconds"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        without_times(&check(&["check", "--json", "."])),
        without_times(&first)
    );
    assert_ne!(fs::read(&entries[0]).expect("made anew"), b"{}");
    // Other limits, other options, another text: not the same question.
    check(&["check", "--time-limit", "9", "a.py"]);
    check(&["check", "--ints", "big", "a.py"]);
    fs::write(course.path("a.py"), "print(2 + 2)  # 4\n").expect("written");
    let changed = check(&["check", "a.py"]);
    assert!(changed.contains("✓ claim, line 1: 4"), "{changed}");
    assert_eq!(remembered(&cache).len(), 5);
    fs::write(course.path("a.py"), "print(3 + 3)  # 6\n").expect("written");
    check(&["check", "--no-cache", "a.py"]);
    assert_eq!(remembered(&cache).len(), 5);
}

#[test]
fn what_ran_out_of_time_is_tried_again() {
    if !has_python() {
        return;
    }
    let course = Course::new(&[("endless.py", "while True:\n    pass\n")]);
    let cache = course.path(".cache");
    let mut command = adder(&["check", "--time-limit", "0.3", "endless.py"]);
    command
        .current_dir(course.folder.path())
        .env("ADDER_CACHE_DIR", &cache);
    let told = told(command.output().expect("it starts"));
    assert!(told.stdout.contains("ran out of time"), "{}", told.stdout);
    assert!(!cache.join("lessons").exists());
}

#[cfg(unix)]
#[test]
fn watching_checks_what_changes() {
    if !has_python() {
        return;
    }
    let course = Course::new(&[("a.py", GOOD), ("b.py", GOOD)]);
    let mut child = adder(&["check", "--watch", "."])
        .current_dir(course.folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let (sender, lines) = mpsc::channel();
    let stdout = child.stdout.take().expect("piped");
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let wait_for = |wanted: &str| {
        let mut seen = Vec::new();
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(60)) {
            let is_wanted = line.contains(wanted);
            seen.push(line);
            if is_wanted {
                return seen;
            }
        }
        panic!("no {wanted:?} in {seen:?}");
    };
    wait_for("2 lessons:");
    fs::write(course.path("b.py"), "print(1 + 1)  # 3\n").expect("written");
    let seen = wait_for("1 lesson:").join("\n");
    assert!(seen.contains("says 3, but it is 2"), "{seen}");
    assert!(!seen.contains("a.py"), "{seen}");
    let id = child.id().to_string();
    Command::new("kill")
        .args(["-INT", &id])
        .status()
        .expect("kill starts");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}
