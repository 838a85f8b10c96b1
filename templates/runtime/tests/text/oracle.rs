//! One Python process that evaluates many expressions.

use std::io::Write;
use std::process::{Command, Stdio};

use adder_runtime::text::escape_beyond_ascii;
use adder_runtime::{Exception, Show};

/// Reads expressions, one a line, and prints what each gives or raises, one a line.
const EVALUATE: &str = r#"
import sys
assert sys.version_info[:2] == (3, 11), "the oracle is CPython 3.11"
def chars(start, count):
    "What is known of each character: the answers to the questions and the mapped forms."
    rows = []
    for c in map(chr, range(start, start + count)):
        answers = (c.isalpha(), c.isalnum(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(),
                   c.islower(), c.isupper(), c.istitle(), c.isidentifier(), ("a" + c).isidentifier())
        forms = c.upper(), c.lower(), c.title(), c.casefold(), c.swapcase(), ("A" + c + "ΣA" + c).title()
        rows.append("".join("01"[answer] for answer in answers) + " ".join(forms))
    return "|".join(rows)
def caught(call):
    "The exception that the call raises, and what it knows of the place."
    try:
        call()
    except UnicodeError as exc:
        return exc.args, exc.encoding, exc.object, exc.start, exc.end, exc.reason, str(exc)
def ieee(bits):
    import struct
    return struct.unpack("<d", struct.pack("<Q", bits))[0]
for line in sys.stdin:
    try:
        print(ascii(eval(line)))
    except Exception as exc:
        print(ascii(f"{type(exc).__name__}: {exc}")[1:-1])
"#;

/// Expressions together with what the library makes of them.
#[derive(Default)]
pub(crate) struct Batch {
    expressions: Vec<String>,
    ours: Vec<String>,
}

impl Batch {
    /// Adds an expression that cannot fail.
    pub(crate) fn value(&mut self, expression: String, ours: &(impl Show + ?Sized)) {
        self.ours.push(escape_beyond_ascii(&ours.repr()));
        self.expressions.push(expression);
    }

    /// Adds an expression that may raise.
    pub(crate) fn result(&mut self, expression: String, ours: &Result<impl Show, Exception>) {
        match ours {
            Ok(value) => self.value(expression, value),
            Err(exc) => {
                let quoted = adder_runtime::text::str_ascii(&exc.last_line());
                self.ours.push(quoted[1..quoted.len() - 1].to_owned());
                self.expressions.push(expression);
            }
        }
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
        let shown = differences
            .iter()
            .take(40)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n");
        assert!(
            differences.is_empty(),
            "{} of {} differ:\n{shown}",
            differences.len(),
            self.expressions.len()
        );
    }
}

fn evaluate(expressions: &str) -> Option<String> {
    let version = Command::new("python3").arg("--version").output().ok()?;
    if !version.stdout.starts_with(b"Python 3.11.") {
        return None;
    }
    let mut python = Command::new("python3")
        .args(["-W", "ignore", "-c", EVALUATE])
        .env("PYTHONUTF8", "1")
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

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of the choices.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[usize::try_from(self.bits() % choices.len() as u64).expect("a small number")]
    }
}
