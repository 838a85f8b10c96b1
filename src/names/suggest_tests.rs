//! Programs that end with a `NameError`: what CPython offers against what is found here.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::names::analyze;
use crate::source::SourceFile;
use crate::syntax::parse;

/// Reads `repr`s of programs, one a line, and prints the name offered, or nothing.
const ORACLE: &str = r#"
import ast, contextlib, io, sys
assert sys.version_info[:2] == (3, 11), "the oracle is CPython 3.11"
for line in sys.stdin:
    names = {"__name__": "__main__", "__doc__": None, "__package__": None, "__loader__": None, "__spec__": None,
             "__annotations__": {}, "__builtins__": __builtins__, "__file__": "main.py", "__cached__": None}
    report = io.StringIO()
    try:
        exec(compile(ast.literal_eval(line), "main.py", "exec"), names)
        print("no error")
    except NameError as error:
        with contextlib.redirect_stderr(report):
            sys.__excepthook__(type(error), error, error.__traceback__)
        last = report.getvalue().splitlines()[-1]
        print(last.partition("Did you mean: '")[2][:-2])
"#;

/// `@` stands for the misspelt name.
const PROGRAMS: &[&str] = &[
    "print(@)",
    "value = 1\nvalues = 2\nprint(@)\nvalue_2 = 3",
    "values = 1\nvalue = 2\nprint(@)",
    "total = 1\nprint(@ + total)\ncount = 2",
    "def show(count):\n    return @\nshow(1)",
    "def show(total, *counts, value=1, **values):\n    return @\nshow(1)",
    "def show():\n    value = count = 1\n    return @\nshow()",
    "def show():\n    return @\nvalue = 1\nshow()\ncount = 2",
    "def show():\n    return @\nvalue = 1\nif value:\n    show()\ncount = 2",
    "def outer(count):\n    value = 1\n    def inner():\n        return value + @\n    return inner()\nouter(1)",
    "def outer(count):\n    value = 1\n    def inner():\n        def innermost():\n            return value + count\n        return @\n    return inner()\nouter(1)",
    "def outer():\n    def inner():\n        return values\n    values = total = 2\n    return @\nouter()",
    "def outer():\n    count = 1\n    def inner():\n        return count\n    total = 2\n    return @\nouter()",
    "def outer_func():\n    def inner_func():\n        return 1\n    return @()\nouter_func()",
    "count = 5\nvalues = [@ for value in 'abc']",
    "count = 5\nvalues = [(lambda total: @)(1) for value in 'abc']",
    "values = list(@ for value in 'abc')",
    "for value in [1, 2]:\n    @ += value\n    count = 1",
    "for value in [1, 2]:\n    print(@)\n    count = 1\ntotal = 1",
    "if len('a') == 1:\n    value = 1\nprint(@)",
    "value = 1\ncount = 1\ndel value\nprint(@)",
    "value = 1\n(count := 2)\n@",
    "value = 1\n@(count := 2)",
    "value, (count, *total) = 1, (2, 3)\nprint(@)",
    "def set_it():\n    global value\n    value = 1\nset_it()\nprint(@)",
    "def set_it():\n    global value\n    value = 1\ndef show():\n    print(@)\nset_it()\nshow()",
    "value: int = 1\ncount: int\nprint(@)",
    "def value(): pass\ndef count(): return @\ncount()",
    "def a(): return b()\ndef b(): return @\nvalue = 1\na()\ncount = 1",
    "total = lambda value: @\ncount = 1\ntotal(1)",
    "count = sorted([1], key=lambda value: @)\ntotal = 1",
];

const NAMES: &[&str] = &[
    "valu",
    "vlaue",
    "Value",
    "VALUE",
    "valeus",
    "value_",
    "vlues",
    "cuont",
    "counts",
    "coutn",
    "Count",
    "conut",
    "totl",
    "totals",
    "ttl",
    "inner_finc",
    "outer_fun",
    "pritn",
    "prnt",
    "lenght",
    "lne",
    "rang",
    "srt",
    "x",
    "x0",
    "setit",
    "sumt",
    "nul",
    "none",
    "true",
    "flase",
    "__nme__",
    "__fil__",
    "show_",
    "shwo",
    "inptu",
    "quitt",
    "ValueEror",
    "exept",
    "lits",
    "dictt",
    "abc",
    "valuesss",
    "va",
    "strr",
    "flot",
    "itn",
    "naïve",
    "valué",
];

fn ask_python(programs: &[String]) -> Option<Vec<String>> {
    let mut python = Command::new("python3")
        .args(["-X", "utf8", "-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = python.stdin.take().expect("piped");
    let mut questions = String::new();
    for program in programs {
        writeln!(questions, "{program:?}").expect("writing to a String");
    }
    let writer = std::thread::spawn(move || stdin.write_all(questions.as_bytes()));
    let output = python.wait_with_output().ok()?;
    writer.join().expect("no panic").ok()?;
    assert!(output.status.success(), "the oracle failed");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(text.lines().map(str::to_owned).collect())
}

fn offered(program: &str) -> String {
    let source = SourceFile::new("main.py", program);
    let module = parse(&source).expect("it parses");
    let names = analyze(&module, &source).expect("its names are fine");
    assert!(names.suggestions.len() <= 1, "one read fails: {program}");
    names.suggestions.into_values().next().unwrap_or_default()
}

#[test]
fn names_are_offered_as_python_does() {
    let programs: Vec<String> = PROGRAMS
        .iter()
        .flat_map(|program| NAMES.iter().map(|name| program.replace('@', name)))
        .collect();
    let Some(theirs) = ask_python(&programs) else {
        return;
    };
    assert_eq!(theirs.len(), programs.len());
    let mut differences = String::new();
    for (program, theirs) in programs.iter().zip(&theirs) {
        let ours = offered(program);
        if theirs != "no error" && ours != *theirs {
            writeln!(
                differences,
                "{program}\n  Python: {theirs:?}, here: {ours:?}"
            )
            .expect("writing to a String");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
