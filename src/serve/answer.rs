//! What the page asks for: a translation, and both outcomes of a program.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::build::{Builder, Executable, Profile, RustProgram};
use crate::diagnostics::Diagnostic;
use crate::present;
use crate::present::highlight::{self, Line, Part};
use crate::reasons::{Capture, Reason};
use crate::source::SourceFile;
use crate::translate::{ClosureStyle, Options, Translation, translate as translated};
use crate::verify::{Agreement, Limits, Outcome, Python, compare, run_python, run_rust};

/// The name of the program in messages.
const NAME: &str = "playground.py";

/// The body of `/translate`.
#[derive(Deserialize)]
pub(super) struct TranslateRequest {
    program: String,
    #[serde(default)]
    closures: Closures,
}

/// The body of `/run`.
#[derive(Deserialize)]
pub(super) struct RunRequest {
    program: String,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    closures: Closures,
}

/// The dress of closures.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Closures {
    #[default]
    Auto,
    Struct,
    Move,
}

impl Closures {
    fn options(self) -> Options {
        Options {
            closures: match self {
                Self::Auto => ClosureStyle::Auto,
                Self::Struct => ClosureStyle::Struct,
                Self::Move => ClosureStyle::Move,
            },
            ..Options::default()
        }
    }
}

/// The answer to `/translate`.
#[derive(Default, Serialize)]
pub(super) struct TranslateAnswer {
    /// The Python in its parts, by line.
    python_parts: Vec<Vec<Part>>,
    /// None if the program is refused.
    rust: Option<String>,
    rust_parts: Vec<Vec<Part>>,
    /// The Python line of each line of the Rust.
    line_map: Vec<Option<u32>>,
    reasons: Vec<Reason>,
    captures: Vec<Capture>,
    problems: Vec<Problem>,
}

/// A diagnostic with its place.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    /// 1-based, as are all of these.
    line: u32,
    column: u32,
    last_line: u32,
    last_column: u32,
}

/// The answer to `/run`.
#[derive(Default, Serialize)]
pub(super) struct RunAnswer {
    python: Option<Ran>,
    rust: Option<Ran>,
    /// `same`, `different`, `undecided`; none if the Rust was not run.
    agreement: Option<&'static str>,
    /// What differs.
    difference: Option<String>,
    /// Why something was not run.
    failure: Option<String>,
}

/// What a program did.
#[derive(Serialize)]
struct Ran {
    stdout: String,
    stderr: String,
    ending: String,
    limit: Option<&'static str>,
    milliseconds: u128,
}

/// Translates, and says what is wrong where it cannot.
pub(super) fn translate(request: &TranslateRequest) -> TranslateAnswer {
    let source = SourceFile::new(NAME, request.program.as_str());
    match guarded(&source, request.closures.options()) {
        Ok(translation) => TranslateAnswer {
            python_parts: parts(highlight::python(source.text())),
            rust_parts: parts(highlight::rust(&translation.rust)),
            problems: problems(&translation.warnings, &source),
            rust: Some(translation.rust),
            line_map: translation.line_map,
            reasons: translation.reasons,
            captures: translation.captures,
        },
        Err(diagnostics) => TranslateAnswer {
            python_parts: parts(highlight::python(source.text())),
            problems: problems(&diagnostics, &source),
            ..TranslateAnswer::default()
        },
    }
}

fn parts(lines: Vec<Line>) -> Vec<Vec<Part>> {
    lines.into_iter().map(|line| line.parts).collect()
}

/// A panic is a diagnostic like others: the playground goes on.
fn guarded(source: &SourceFile, options: Options) -> Result<Translation, Vec<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(|| translated(source, &options))).unwrap_or_else(|_| {
        let message = "this is a bug in Adder, please report it with the program";
        let start = crate::source::Span::new(0, 0);
        Err(vec![Diagnostic::error("internal", start, message)])
    })
}

fn problems(diagnostics: &[Diagnostic], source: &SourceFile) -> Vec<Problem> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let start = source.position(diagnostic.span.start);
            let end = source.position(diagnostic.span.end);
            Problem {
                code: diagnostic.code,
                message: diagnostic.message.clone(),
                label: diagnostic.label.clone(),
                help: diagnostic.help.clone(),
                line: start.line_number,
                column: start.column,
                last_line: end.line_number,
                last_column: end.column,
            }
        })
        .collect()
}

/// Runs the program under `CPython` and as Rust, and compares.
pub(super) fn run(
    request: &RunRequest,
    builder: &Builder<'_>,
    python: &Python,
    limits: &Limits,
) -> RunAnswer {
    let source = SourceFile::new(NAME, request.program.as_str());
    let stdin = request.stdin.as_bytes();
    thread::scope(|scope| {
        let python = scope.spawn(|| run_python(python, NAME, source.text(), stdin, limits));
        let rust = rust_side(&source, request.closures.options(), builder, stdin, limits);
        match python.join().expect("running a program does not panic") {
            Ok(python) => together(&python, rust),
            Err(error) => failed(format!("Python cannot be started: {error}")),
        }
    })
}

/// The outcome of the Rust; none if the program is refused.
fn rust_side(
    source: &SourceFile,
    options: Options,
    builder: &Builder<'_>,
    stdin: &[u8],
    limits: &Limits,
) -> Option<Result<Outcome, String>> {
    let translation = guarded(source, options).ok()?;
    let program = RustProgram {
        rust: &translation.rust,
        needs_runtime: translation.needs_runtime,
        places: &translation.places,
    };
    Some(
        builder
            .executable(program, Profile::Quick)
            .map_err(|error| error.to_string())
            .and_then(|path| {
                let executable = Executable { path, choice: None };
                run_rust(&executable, NAME, stdin, limits)
                    .map_err(|error| format!("the program cannot be started: {error}"))
            }),
    )
}

fn together(python: &Outcome, rust: Option<Result<Outcome, String>>) -> RunAnswer {
    let mut answer = RunAnswer {
        python: Some(ran(python)),
        ..RunAnswer::default()
    };
    match rust {
        None => {}
        Some(Err(failure)) => answer.failure = Some(failure),
        Some(Ok(rust)) => {
            let (agreement, difference) = match compare(python, &rust) {
                Agreement::Same => ("same", None),
                Agreement::Undecided(_) => ("undecided", None),
                Agreement::Different(difference) => {
                    ("different", Some(present::difference(&difference)))
                }
            };
            answer.rust = Some(ran(&rust));
            answer.agreement = Some(agreement);
            answer.difference = difference;
        }
    }
    answer
}

fn failed(failure: String) -> RunAnswer {
    RunAnswer {
        failure: Some(failure),
        ..RunAnswer::default()
    }
}

fn ran(outcome: &Outcome) -> Ran {
    Ran {
        stdout: String::from_utf8_lossy(&outcome.stdout).into_owned(),
        stderr: outcome.stderr.clone(),
        ending: present::ending(outcome.ending),
        limit: outcome.limit.map(present::limit),
        milliseconds: outcome.elapsed.as_millis(),
    }
}

/// Makes sure that the support library is compiled before somebody waits for it.
pub(super) fn warm_up(builder: &Builder<'_>) {
    let program = RustProgram {
        rust: "use adder_runtime as _;\n\nfn main() {}\n",
        needs_runtime: true,
        places: "",
    };
    // Whoever runs a program is told what is wrong.
    let _ = builder.executable(program, Profile::Quick);
}
