//! The command as a user meets it: streams, exit status, and what it says about things that cannot be used.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn adder(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adder"));
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    command
        .args(arguments)
        .env("ADDER_CACHE_DIR", cache)
        .env_remove("ADDER_PYTHON");
    command
}

pub(crate) struct Told {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn told(output: Output) -> Told {
    Told {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub(crate) fn run(arguments: &[&str]) -> Told {
    told(
        adder(arguments)
            .stdin(Stdio::null())
            .output()
            .expect("it starts"),
    )
}

/// What compares with Python is left out where there is none.
pub(crate) fn has_python() -> bool {
    let found = adder::verify::Python::find(None, None);
    if let Err(error) = &found {
        eprintln!("skipped: {error}");
    }
    found.is_ok()
}

/// A file in a folder of its own, deleted with the folder.
struct Written {
    _folder: tempfile::TempDir,
    path: String,
}

fn written(name: &str, bytes: &[u8]) -> Written {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    Written {
        path: path.to_str().expect("UTF-8").to_owned(),
        _folder: folder,
    }
}

/// Each command says it in one line, with status 2 and nothing on standard output.
fn check_unusable(path: &str, expected: &str) {
    for command in ["translate", "run", "check"] {
        let told = run(&[command, path]);
        assert_eq!(told.status, Some(2), "{command}: {}", told.stderr);
        assert_eq!(told.stdout, "", "{command}");
        assert!(told.stderr.contains(expected), "{command}: {}", told.stderr);
        assert!(told.stderr.contains(path), "{command}: {}", told.stderr);
        assert!(
            !told.stderr.contains("panicked"),
            "{command}: {}",
            told.stderr
        );
    }
}

/// Whatever the text is, Adder accepts or refuses it, and never fails itself.
fn check_no_fault(name: &str, bytes: &[u8]) -> Told {
    let file = written(name, bytes);
    let told = run(&["translate", &file.path]);
    assert!(
        matches!(told.status, Some(0 | 2)),
        "{name}: {:?} {}",
        told.status,
        told.stderr
    );
    if told.status == Some(2) {
        assert_eq!(told.stdout, "", "{name}");
        assert!(told.stderr.contains(&file.path), "{name}: {}", told.stderr);
        assert!(
            told.stderr.len() < 10_000,
            "{name}: {} bytes",
            told.stderr.len()
        );
    }
    told
}

#[test]
fn a_missing_file_is_named() {
    check_unusable("nowhere/lesson.py", "no such file");
}

#[test]
fn a_folder_without_lessons_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    let told = run(&["check", path]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(
        told.stderr.contains("no lessons in this folder"),
        "{}",
        told.stderr
    );
    let told = run(&["run", path]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(told.stderr.contains("this is a folder"), "{}", told.stderr);
}

#[test]
fn a_lesson_without_code_is_named() {
    let file = written("empty.md", b"");
    check_unusable(&file.path, "no Python in this file");
    let file = written("prose.txt", "Просто текст.\n".as_bytes());
    check_unusable(&file.path, "no Python in this file");
}

#[test]
fn text_that_is_not_utf8_is_told_with_its_place() {
    let file = written("bad.py", b"x = 1\ny = '\xff'\n");
    let place = format!("{}:2:6", file.path);
    check_unusable(&file.path, &place);
}

#[test]
fn a_file_that_must_not_be_read_is_named() {
    let file = written("locked.py", b"x = 1\n");
    if !is_locked(&file.path) {
        // The superuser reads everything.
        return;
    }
    check_unusable(&file.path, "permission denied");
}

#[cfg(unix)]
fn is_locked(path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o0)).expect("set");
    fs::read(path).is_err()
}

#[cfg(not(unix))]
fn is_locked(_path: &str) -> bool {
    false
}

#[test]
fn awkward_texts_are_no_fault() {
    let long_line = format!("x = [{}]\n", "1, ".repeat(350_000));
    let nested = format!("x = {}{}\n", "(".repeat(5_000), ")".repeat(5_000));
    let sum = format!("x = {}1\n", "1 + ".repeat(100_000));
    let texts: [(&str, &[u8]); 16] = [
        ("empty.py", b""),
        ("comment.py", b"# nothing else"),
        ("bom.py", b"\xef\xbb\xbfprint('bom')\n"),
        ("crlf.py", b"if True:\r\n    print('crlf')\r\n"),
        ("cr.py", b"x = 1\rprint(x)\r"),
        ("tabs.py", b"if True:\n\tprint('tab')\n        print('spaces')\n"),
        ("nul.py", b"x = 1\0\n"),
        ("form_feed.py", b"\x0cx = 1\n\x0cprint(x)\n"),
        ("unclosed.py", b"print((1, 2\n"),
        ("backslash.py", b"x = 1 + \\"),
        ("long.py", long_line.as_bytes()),
        ("nested.py", nested.as_bytes()),
        ("sum.py", sum.as_bytes()),
        (
            "rust_names.py",
            b"fn = 1\nlet = 2\nmatch = 3\nself = 4\nString = 5\nVec = 6\nmain = 7\nSome = 8\nprint(fn, let, match, self, String, Vec, main, Some)\n",
        ),
        (
            "quotes.py",
            br##"print("a\"b", 'c\'d', "{}", "{x}", r"\n", "\\", '"#', '"# #', """t"r""s""")
"##,
        ),
        ("unicode.py", "имя = 'дом'\nprint(имя[::-1], '\u{1F40D}')\n".as_bytes()),
    ];
    for (name, bytes) in texts {
        check_no_fault(name, bytes);
    }
}

#[test]
fn syntax_errors_are_refused_with_their_place() {
    let file = written("wrong.py", b"def f():\n    return 1 +\n");
    let told = run(&["run", &file.path]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(
        told.stderr.contains(&format!("{}:2:", file.path)),
        "{}",
        told.stderr
    );
}

#[test]
fn help_and_bad_usage_differ_in_status() {
    let told = run(&["--help"]);
    assert_eq!((told.status, told.stderr.as_str()), (Some(0), ""));
    for command in ["translate", "run", "check", "build"] {
        assert!(told.stdout.contains(command), "{}", told.stdout);
    }
    for arguments in [
        &["fly"][..],
        &[],
        &["run"],
        &["check", "--jobs", "0", "x.py"],
    ] {
        assert_eq!(run(arguments).status, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_python_that_is_not_there_is_named() {
    let file = written("a.py", b"print(1)\n");
    let told = run(&["check", "--python", "nowhere/python", &file.path]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(told.stderr.contains("nowhere/python"), "{}", told.stderr);
    assert!(told.stderr.contains("--python"), "{}", told.stderr);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    if !has_python() {
        return;
    }
    let file = written("lesson.md", &b"```python\nprint(1)\n```\n\n".repeat(200));
    let mut child = adder(&["check", &file.path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut stderr = String::new();
    let stream = child.stderr.take();
    stream
        .expect("piped")
        .read_to_string(&mut stderr)
        .expect("UTF-8");
    let status = child.wait().expect("it ends").code();
    assert!(matches!(status, Some(141)), "{status:?} {stderr}");
    assert_eq!(stderr, "");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_programs_too() {
    if !has_python() {
        return;
    }
    let file = written("endless.py", b"while True:\n    pass\n");
    let mut child = adder(&["check", "--time-limit", "60", &file.path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    std::thread::sleep(Duration::from_secs(1));
    let started = Instant::now();
    let id = child.id().to_string();
    Command::new("kill")
        .args(["-INT", &id])
        .status()
        .expect("kill starts");
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    assert!(started.elapsed() < Duration::from_secs(10));
    let told = told(child.wait_with_output().expect("it has ended"));
    assert_eq!((told.stdout.as_str(), told.stderr.as_str()), ("", ""));
}

#[test]
fn standard_input_is_a_program() {
    let mut child = adder(&["translate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(b"x = = 1\n").expect("read");
    drop(stdin);
    let told = told(child.wait_with_output().expect("it ends"));
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(told.stderr.contains("<stdin>:1:"), "{}", told.stderr);
}

const SESSION: &[u8] =
    b"# A lesson\n\n```python\ndef double(n):\n    return n * 2\n```\n\nand\n\n```python\nprint(double(4))  # 8\n```\n";

#[test]
fn a_lesson_runs_as_one_session() {
    let file = written("lesson.md", SESSION);
    let told = run(&["run", &file.path]);
    assert_eq!(
        (told.status, told.stdout.as_str()),
        (Some(0), "8\n"),
        "{}",
        told.stderr
    );
}

#[test]
fn each_snippet_is_translated_or_the_one_that_is_asked_for() {
    let file = written("lesson.md", SESSION);
    let told = run(&["translate", &file.path]);
    assert_eq!(told.status, Some(0), "{}", told.stderr);
    assert_eq!(
        told.stdout.matches("// Snippet ").count(),
        2,
        "{}",
        told.stdout
    );
    let told = run(&["translate", "--snippet", "2", &file.path]);
    assert_eq!(
        told.stdout.matches("fn main()").count(),
        1,
        "{}",
        told.stdout
    );
    let told = run(&["translate", "--snippet", "3", &file.path]);
    assert_eq!((told.status, told.stdout.as_str()), (Some(2), ""));
    assert!(
        told.stderr.contains("numbered from 1 to 2"),
        "{}",
        told.stderr
    );
}

#[test]
fn streams_and_status_are_the_programs_own() {
    let file = written("failing.py", b"print('before')\nnope\n");
    let told = run(&["run", &file.path]);
    assert_eq!(
        (told.status, told.stdout.as_str()),
        (Some(1), "before\n"),
        "{}",
        told.stderr
    );
    let last = told.stderr.lines().last();
    let suggested = "NameError: name 'nope' is not defined. Did you mean: 'None'?";
    assert_eq!(last, Some(suggested));
}

#[test]
fn an_executable_is_written_and_runs() {
    let file = written("hello.py", b"print('built')\n");
    let executable = format!("{}.exe", file.path);
    // Twice: the second replaces what is there.
    for _ in 0..2 {
        let told = run(&["build", &file.path, "-o", &executable]);
        assert_eq!(
            (told.status, told.stdout.as_str()),
            (Some(0), ""),
            "{}",
            told.stderr
        );
    }
    let output = Command::new(&executable).output().expect("it starts");
    assert_eq!(output.stdout, b"built\n");
    let told = run(&["build", &file.path]);
    assert_eq!(told.status, Some(2), "neither an executable nor a project");
}

#[test]
fn the_report_for_programs_is_one_document() {
    if !has_python() {
        return;
    }
    let file = written("lesson.md", SESSION);
    let told = run(&["check", "--json", &file.path]);
    assert_eq!(told.status, Some(0), "{}", told.stderr);
    let report: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
    assert_eq!(report["schema"], 1);
    assert_eq!(report["summary"]["same"], 2);
    assert_eq!(report["summary"]["claims_true"], 1);
    assert_eq!(report["lessons"][0]["snippets"][1]["stdout"], "8\n");
    assert_eq!(report["lessons"][0]["snippets"][1]["continues"], true);
}

#[test]
fn a_wrong_claim_is_a_failure() {
    if !has_python() {
        return;
    }
    let file = written("wrong.py", b"print(1 + 1)  # 3\n");
    let told = run(&["check", &file.path]);
    assert_eq!(told.status, Some(1), "{}", told.stderr);
    assert!(
        told.stdout.contains("says 3, but it is 2"),
        "{}",
        told.stdout
    );
}

#[test]
fn an_integer_larger_than_expected_stops_the_program_and_big_ones_do_not() {
    let file = written(
        "cube.py",
        b"n = int(input())\nprint('cube')\nprint(n * n * n)\n",
    );
    let fed = |arguments: &[&str]| {
        let mut child = adder(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("piped");
        stdin.write_all(b"10000000000\n").expect("read");
        drop(stdin);
        told(child.wait_with_output().expect("it ends"))
    };
    let stopped = fed(&["run", &file.path]);
    assert_eq!(
        (stopped.status, stopped.stdout.as_str()),
        (Some(1), "cube\n")
    );
    assert!(stopped.stderr.contains("--ints big"), "{}", stopped.stderr);
    let right = fed(&["run", "--ints", "big", &file.path]);
    assert_eq!(right.status, Some(0), "{}", right.stderr);
    assert_eq!(right.stdout, "cube\n1000000000000000000000000000000\n");
}
