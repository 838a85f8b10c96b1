//! One Python process that evaluates many expressions over a pool of values.

use std::io::Write;
use std::process::{Command, Stdio};

use adder_runtime::{Args, Exception, Show, Value};

/// Reads expressions, one a line, and prints what each gives or raises, one a line.
const EVALUATE: &str = r#"
import re, sys
assert sys.version_info[:2] == (3, 11), "the oracle is CPython 3.11"
def show(value):
    if hasattr(value, "__next__") and not isinstance(value, type):
        return f"{type(value).__name__}{show(list(value))}"
    return re.sub("0x[0-9a-f]+", "0x", ascii(value))
def after(value, act):
    "What acting on the value gives, and what it leaves of the value."
    result = act(value)
    return result, value
def assign(target, operator, value):
    "What an augmented assignment leaves in its target, and in the object that was the target before."
    names = {"before": target, "target": target, "value": value}
    exec(f"target {operator} value", names)
    return names["target"], names["before"]
def unpack(count, value):
    names = {"value": value}
    exec("".join(f"v{n}, " for n in range(count)) + "= value", names)
    return [names[f"v{n}"] for n in range(count)]
for line in sys.stdin:
    try:
        print(show(eval(line)))
    except BaseException as exc:
        print(re.sub("0x[0-9a-f]+", "0x", ascii(f"{type(exc).__name__}: {exc}")[1:-1]))
"#;

/// Expressions together with what the library makes of them.
#[derive(Default)]
pub(crate) struct Batch {
    expressions: Vec<String>,
    ours: Vec<String>,
}

impl Batch {
    /// Adds an expression.
    pub(crate) fn add(&mut self, expression: String, ours: Result<Value, Exception>) {
        let shown = ours.and_then(|value| show(&value)).unwrap_or_else(|exc| {
            let line = Value::from(format!("{}: {}", exc.class().name(), exc.str())).ascii();
            line[1..line.len() - 1].to_owned()
        });
        self.ours.push(without_addresses(&shown));
        self.expressions.push(expression);
    }

    /// Lets Python evaluate everything and shows where it differs.
    #[expect(clippy::print_stderr, reason = "says why nothing was compared")]
    pub(crate) fn compare(self) {
        let Some(theirs) = evaluate(&self.expressions.join("\n")) else {
            eprintln!("skipped: there is no CPython 3.11 named python3");
            return;
        };
        let theirs: Vec<&str> = theirs.lines().collect();
        assert_eq!(
            theirs.len(),
            self.expressions.len(),
            "one answer for each expression"
        );
        let differences: Vec<String> = (self.expressions.iter().zip(&self.ours).zip(theirs))
            .filter(|((_, ours), theirs)| ours != theirs)
            .map(|((expression, ours), theirs)| {
                format!("{expression}\n  Python {theirs}\n  ours   {ours}")
            })
            .collect();
        let n_different = differences.len();
        let n_shown = std::env::var("SHOW")
            .ok()
            .and_then(|count| count.parse().ok())
            .unwrap_or(40);
        let shown = differences
            .into_iter()
            .take(n_shown)
            .collect::<Vec<_>>()
            .join("\n");
        assert_eq!(
            n_different,
            0,
            "of {} expressions so many differ:\n{shown}",
            self.expressions.len()
        );
    }
}

/// How the oracle shows a value.
fn show(value: &Value) -> Result<String, Exception> {
    if let Value::Iterator(_) = value {
        let items = Value::list(value.try_to_vec()?);
        return Ok(format!("{}{}", value.type_name(), show(&items)?));
    }
    value.try_ascii()
}

fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str("0x");
        kept.push_str(
            part.trim_start_matches(|c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()),
        );
    }
    kept
}

fn evaluate(expressions: &str) -> Option<String> {
    let version = Command::new("python3").arg("--version").output().ok()?;
    if !version.stdout.starts_with(b"Python 3.11.") {
        return None;
    }
    let mut python = Command::new("python3")
        .args(["-W", "ignore", "-c", EVALUATE])
        .env("PYTHONUTF8", "1")
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = python.stdin.take().expect("it is piped");
    let input = expressions.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = python.wait_with_output().expect("Python runs to its end");
    writer
        .join()
        .expect("the writer does not panic")
        .expect("Python reads everything");
    assert!(output.status.success(), "the oracle itself failed");
    Some(String::from_utf8(output.stdout).expect("the answers are ASCII"))
}

/// A value's Python source, and how to make a fresh one.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    /// The source.
    pub(crate) source: &'static str,
    /// Makes the value.
    pub(crate) make: fn() -> Value,
}

/// What `name(...)` makes.
pub(crate) fn call(name: &str, args: impl Into<Args>) -> Value {
    Value::call_builtin(name, args.into())
}
