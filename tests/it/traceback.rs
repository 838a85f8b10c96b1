//! What an exception that nobody catches says on standard error: `CPython`'s traceback, without its markers below the lines.

use std::path::Path;

use adder::build::{Builder, Executable, Profile, RustProgram, Silent};
use adder::source::SourceFile;
use adder::translate::{Options, translate};
use adder::verify::{Limits, Python, run_python, run_rust};

const PROGRAMS: &[&str] = &[
    // Functions, a closure, a lambda, and lines that go on.
    "\
def half(text):
    return int(text) / 2


def total(texts):
    result = 0
    for text in texts:
        result += half(
            text
        )
    return result


def outer(n):
    def inner(k):
        return total(['1', '2', str(k)]) + [1, 2, 3][k]
    return inner


f = lambda x: outer(1)(x)
print(total(['4', '6']))
for n in range(5):
    print(f(n))
",
    // One call too many.
    "\
def deep(n):
    return 1 + deep(n + 1)


print(deep(0))
",
    // Raised while another is handled; the frames of the first are not known.
    "\
def check(age):
    if age < 0:
        raise ValueError(f'{age} is no age')
    return age


counts = {}
print(check(3))
counts['x'] += check(-1)
",
    // A name, with a suggestion; after what was printed.
    "\
value = 1
print(value)
print(valeu)
",
];

/// Without the lines of markers, and with the file's name alone.
fn plain(stderr: &str) -> String {
    let is_marker = |line: &&str| {
        !line.trim().is_empty() && line.trim().chars().all(|letter| "^~".contains(letter))
    };
    let lines = stderr.lines().filter(|line| !is_marker(line));
    let lines = lines.map(|line| match line.split_once("program.py\"") {
        Some((_, rest)) if line.starts_with("  File \"") => {
            format!("  File \"program.py\"{rest}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn tracebacks_name_the_lines_of_python() {
    let python = Python::find(None, None).ok().filter(Python::is_reference);
    let Some(python) = python else {
        eprintln!("no Python 3.11: tracebacks are not compared");
        return;
    };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let builder = Builder::in_folder(&cache, &Silent).expect("a builder");
    let limits = Limits::default();
    let translations: Vec<_> = PROGRAMS
        .iter()
        .map(|program| {
            let source = SourceFile::new("program.py", *program);
            translate(&source, &Options::default()).expect("it is translated")
        })
        .collect();
    let programs: Vec<_> = translations
        .iter()
        .map(|translation| RustProgram {
            rust: &translation.rust,
            needs_runtime: translation.needs_runtime,
            places: &translation.places,
        })
        .collect();
    let made = builder
        .executables(&programs, Profile::Quick)
        .expect("a compiler");
    for (program, executable) in PROGRAMS.iter().zip(made) {
        let executable: Executable = executable.expect("it compiles");
        let expected = run_python(&python, "program.py", program, &[], &limits).expect("it starts");
        let rust = run_rust(&executable, "program.py", &[], &limits).expect("it starts");
        assert_eq!(plain(&rust.stderr), plain(&expected.stderr), "{program}");
    }
}
