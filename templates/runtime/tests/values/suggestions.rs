//! What is offered for a misspelt attribute, compared with what Python prints.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use adder_runtime::{Args, Show, Value, closest};

use crate::oracle::call;
use crate::pool::few;

/// Reads lines of `expression TAB name` (an attribute) or `TAB name TAB candidates`, prints the last line of the report.
const ORACLE: &str = r#"
import contextlib, io, sys
assert sys.version_info[:2] == (3, 11), "the oracle is CPython 3.11"
class Any:
    def __init__(self, names):
        self.names = names
    def __dir__(self):
        return self.names
for line in sys.stdin:
    expression, name, *candidates = line.rstrip("\n").split("\t")
    value = eval(expression) if expression else Any(candidates[0].split(" "))
    report = io.StringIO()
    try:
        getattr(value, name)
        print("it has", name)
        continue
    except AttributeError as error:
        with contextlib.redirect_stderr(report):
            sys.__excepthook__(type(error), error, error.__traceback__)
    print(report.getvalue().splitlines()[-1])
"#;

fn ask_python(questions: &str) -> Option<Vec<String>> {
    let mut python = Command::new("python3")
        .args(["-X", "utf8", "-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = python.stdin.take().expect("piped");
    let questions = questions.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(questions.as_bytes()));
    let output = python.wait_with_output().ok()?;
    writer.join().expect("no panic").ok()?;
    assert!(output.status.success(), "the oracle failed");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(text.lines().map(str::to_owned).collect())
}

/// `word` with one or two slips of the keyboard, the same ones each time.
fn misspellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let of = |letters: &[char]| letters.iter().collect::<String>();
    let mut found = vec![
        format!("{word}s"),
        format!("_{word}"),
        word.to_uppercase(),
        word.to_lowercase(),
        word.replace('_', ""),
        letters.iter().rev().collect(),
        format!("{word}{word}"),
        format!("q{}z", of(&letters[1..])),
        format!("é{}", of(&letters[1..])),
    ];
    for at in 0..letters.len() {
        let mut missing = letters.clone();
        missing.remove(at);
        found.push(of(&missing));
        let mut other = letters.clone();
        other[at] = 'k';
        found.push(of(&other));
        let mut twice = letters.clone();
        twice.insert(at, letters[at]);
        found.push(of(&twice));
        let mut swapped = letters.clone();
        swapped.swap(at, (at + 1) % letters.len());
        found.push(of(&swapped));
        let mut cased = letters.clone();
        cased[at].make_ascii_uppercase();
        found.push(of(&cased));
    }
    found.retain(|text| !text.is_empty());
    found
}

fn compare(questions: &str, ours: &[String]) {
    let Some(theirs) = ask_python(questions) else {
        return;
    };
    assert_eq!(theirs.len(), ours.len());
    let mut differences = String::new();
    for ((question, ours), theirs) in questions.lines().zip(ours).zip(&theirs) {
        // What the library lacks is not what is compared here.
        if ours != theirs && !theirs.starts_with("it has") {
            writeln!(
                differences,
                "{question}\n  Python: {theirs}\n  here:   {ours}"
            )
            .expect("text");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// An object of each type, and types.
fn objects() -> Vec<(String, Value)> {
    let builtin = |name: &str| Value::builtin(name).expect("a builtin");
    let mut objects: Vec<(String, Value)> = few()
        .iter()
        .map(|sample| (sample.source.to_owned(), (sample.make)()))
        .collect();
    for name in [
        "str",
        "list",
        "type",
        "object",
        "ValueError",
        "OSError",
        "zip",
    ] {
        objects.push((name.to_owned(), builtin(name)));
    }
    for name in [
        "ValueError",
        "OSError",
        "StopIteration",
        "NameError",
        "SystemExit",
        "KeyError",
        "ImportError",
    ] {
        objects.push((format!("{name}()"), call(name, Args::new())));
    }
    for (source, items) in [
        ("[]", Value::list([])),
        ("()", Value::tuple([])),
        ("{}", Value::dict([])),
        ("''", Value::from("")),
        ("'\u{e9}'", Value::from("\u{e9}")),
        ("range(3)", call("range", [Value::from(3)])),
        ("set()", call("set", Args::new())),
        (
            "{}.values()",
            Value::dict([]).call_method("values", Args::new()),
        ),
        (
            "{}.items()",
            Value::dict([]).call_method("items", Args::new()),
        ),
    ] {
        for of in ["iter", "reversed", "enumerate", "zip"] {
            if let Ok(iterator) = builtin(of).try_call(Args::from([items.clone()])) {
                objects.push((format!("{of}({source})"), iterator));
            }
        }
        objects.push((source.to_owned(), items));
    }
    objects.push(("''.join".to_owned(), Value::from("").getattr("join")));
    objects.push(("str.join".to_owned(), builtin("str").getattr("join")));
    objects.push(("...".to_owned(), Value::Ellipsis));
    objects.push(("NotImplemented".to_owned(), Value::NotImplemented));
    objects
}

#[test]
fn attributes_are_offered_as_python_does() {
    let words = [
        "append",
        "upper",
        "items",
        "__class__",
        "__next__",
        "start",
        "mapping",
        "bit_length",
        "value",
        "__name__",
        "args",
        "real",
        "send",
        "mro",
        "errno",
        "__iter__",
        "add",
        "symmetric_difference_update",
        "maketrans",
        "fromkeys",
        "__setstate__",
        "__len__",
        "co_name",
        "cell_contents",
    ];
    let mut questions = String::new();
    let mut ours = Vec::new();
    for (expression, value) in objects() {
        for word in words {
            // Some of them for each object: different ones for words of different lengths.
            for name in misspellings(word).into_iter().step_by(11) {
                // Names that Python's objects have may be declined.
                if words.contains(&name.as_str()) {
                    continue;
                }
                let Err(exc) = value.try_getattr(&name) else {
                    continue;
                };
                writeln!(questions, "{expression}\t{name}").expect("text");
                ours.push(exc.last_line());
            }
        }
    }
    compare(&questions, &ours);
}

#[test]
fn the_nearest_name_is_the_one_that_python_finds() {
    let long = "a".repeat(45);
    let groups = [
        "value values Value valeu vlaue",
        "inner_func outer_func inner_fun x y i j",
        "foo fo fooo foO FOO bar baz Bar",
        "count counter Counter county mount",
        "naïve naive café cafe größe grosse",
        &format!("x{long}y {long}b z{long}"),
        "a b ab abc A B .0",
    ];
    let mut questions = String::new();
    let mut ours = Vec::new();
    for group in groups {
        let mut candidates: Vec<&str> = group.split(' ').collect();
        candidates.sort_unstable();
        for word in &candidates {
            for name in misspellings(word) {
                writeln!(questions, "\t{name}\t{group}").expect("text");
                let offered = closest(&name, &candidates)
                    .map_or(String::new(), |found| format!(". Did you mean: '{found}'?"));
                ours.push(format!(
                    "AttributeError: 'Any' object has no attribute '{name}'{offered}"
                ));
            }
        }
    }
    compare(&questions, &ours);
}

#[test]
fn the_message_itself_offers_nothing() {
    let exc = Value::from("").try_getattr("uper").expect_err("misspelt");
    assert_eq!(exc.str(), "'str' object has no attribute 'uper'");
    let exc = Value::from("")
        .try_setattr("uper", Value::None)
        .expect_err("misspelt");
    assert_eq!(
        exc.last_line(),
        "AttributeError: 'str' object has no attribute 'uper'"
    );
}
