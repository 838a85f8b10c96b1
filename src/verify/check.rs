//! A lesson from end to end: every snippet under `CPython` and as Rust, every claim judged.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

use super::pool::map_parallel;
use super::programs::{run_python, run_rust};
use super::trace::{Trace, trace};
use super::{Agreement, Difference, Limit, Limits, Outcome, Python, compare};
use crate::build::{BuildError, Builder, Executable, Profile, RustProgram};
use crate::diagnostics::Diagnostic;
use crate::lesson::claims::{Verdict, judge, judge_error};
use crate::lesson::session::{MARKER, Program, Raised, program_for};
use crate::lesson::{Claim, Lesson, SnippetKind};
use crate::source::SourceFile;
use crate::translate::Translation;

/// How to check.
#[derive(Clone, Copy)]
pub struct Settings<'t> {
    /// The translator.
    pub translate: &'t Translate<'t>,
    /// For each run.
    pub limits: Limits,
    /// How many programs may run at a time.
    pub n_workers: usize,
}

/// From one program to its Rust.
pub type Translate<'t> = dyn Fn(&SourceFile) -> Result<Translation, Vec<Diagnostic>> + Sync + 't;

/// A lesson and what came of it.
#[derive(Debug)]
pub struct CheckedLesson {
    /// In the order of the lesson's snippets.
    pub snippets: Vec<CheckedSnippet>,
    /// In the order of the lesson's claims.
    pub claims: Vec<CheckedClaim>,
    /// From the first to the last step.
    pub elapsed: Duration,
}

/// A snippet and what came of it.
#[derive(Debug)]
pub struct CheckedSnippet {
    /// The program that was run: the earlier snippets it needs, and it.
    pub program: Program,
    /// Its Rust, unless it is refused.
    pub translation: Option<Translation>,
    /// What `CPython` did with the program.
    pub python: Option<Outcome>,
    /// What the Rust did.
    pub rust: Option<Outcome>,
    /// What the snippet printed in the lesson's session, without the earlier ones.
    pub stdout: String,
    /// The last line of the traceback that ended it there.
    pub error: Option<String>,
    /// The result.
    pub finding: Finding,
}

/// The result for a snippet.
#[derive(Debug)]
pub enum Finding {
    /// Both did the same.
    Same,
    /// They differ.
    Different(Difference),
    /// Python reached a limit.
    Undecided(Limit),
    /// Adder does not translate it.
    Refused(Vec<Diagnostic>),
    /// Neither accepts the text.
    SyntaxError {
        /// The last line of Python's message.
        python: String,
        /// Adder's diagnostics.
        diagnostics: Vec<Diagnostic>,
    },
    /// There is nothing to run.
    NotPython,
    /// Adder is at fault: what went wrong.
    Fault(String),
}

/// A claim and whether it is true.
#[derive(Debug)]
pub struct CheckedClaim {
    /// What happened instead, or as claimed; none if the statement never ran.
    pub actual: Option<String>,
    /// Whether it is true.
    pub verdict: Verdict,
}

/// Why a lesson could not be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// No executable, through no fault of the program.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A process could not be started, a file not be written.
    #[error("cannot check: {0}")]
    Io(#[from] io::Error),
}

/// Runs a lesson under `CPython` and as Rust.
///
/// # Errors
/// If the machine lacks something; whatever the lesson does is a result.
pub fn check(
    lesson: &Lesson,
    python: &Python,
    builder: &Builder<'_>,
    settings: &Settings<'_>,
) -> Result<CheckedLesson, CheckError> {
    let started = Instant::now();
    let limits = &settings.limits;
    let needs_trace = !lesson.claims.is_empty() || lesson.snippets.len() > 1;
    // Programs begin with earlier snippets, as far as these came in the session: then the session goes first.
    let (trace, results) = if lesson.snippets.len() > 1 {
        let trace = trace(lesson, python, limits)?;
        let results = run_programs(lesson, &trace.raised(), python, builder, settings)?;
        (trace, results)
    } else {
        thread::scope(|scope| {
            let tracing = needs_trace.then(|| scope.spawn(|| trace(lesson, python, limits)));
            let results = run_programs(lesson, &Raised::new(), python, builder, settings)?;
            let trace = match tracing {
                Some(tracing) => tracing.join().expect("tracing does not panic")?,
                None => Trace::default(),
            };
            Ok::<_, CheckError>((trace, results))
        })?
    };
    let numbered = results.into_iter().enumerate();
    let snippets: Vec<CheckedSnippet> = numbered
        .map(|(index, result)| result.judged(index, &trace))
        .collect();
    Ok(CheckedLesson {
        claims: judge_claims(lesson, &trace, &snippets),
        snippets,
        elapsed: started.elapsed(),
    })
}

fn judge_claims(lesson: &Lesson, trace: &Trace, snippets: &[CheckedSnippet]) -> Vec<CheckedClaim> {
    let numbered = lesson.claims.iter().enumerate();
    numbered
        .map(|(number, claim)| {
            let actual = trace.actual(number, claim);
            let of_output = judge(claim, actual.as_deref());
            let of_error = judge_final_error(claim, &snippets[claim.snippet]);
            CheckedClaim {
                verdict: match (of_output, of_error) {
                    (Verdict::Exact | Verdict::Note(_), Some(wrong @ Verdict::Wrong { .. })) => {
                        wrong
                    }
                    (of_output, _) => of_output,
                },
                actual: actual.map(|text| text.trim_end_matches('\n').to_owned()),
            }
        })
        .collect()
}

/// Judges the error that an output is said to end in. Python adds a suggestion (`Did you mean …`) only where it prints the
/// error itself; a lesson may show either form.
fn judge_final_error(claim: &Claim, snippet: &CheckedSnippet) -> Option<Verdict> {
    let in_session = judge_error(claim, snippet.error.as_deref())?;
    let alone = snippet.python.as_ref();
    let alone = judge_error(
        claim,
        alone.and_then(|python| python.last_error_line.as_deref()),
    )?;
    match in_session {
        Verdict::Wrong { .. } => Some(alone),
        Verdict::Exact | Verdict::Note(_) | Verdict::NotReached | Verdict::NotAClaim => {
            Some(in_session)
        }
    }
}

/// What became of one program.
struct ProgramResult {
    program: Program,
    translation: Translated,
    python: Option<Outcome>,
    rust: Option<Result<Outcome, String>>,
}

/// What became of a translation.
enum Translated {
    Rust(Translation),
    Refused(Vec<Diagnostic>),
    Panicked(String),
    NotPython,
}

fn run_programs(
    lesson: &Lesson,
    raised: &Raised,
    python: &Python,
    builder: &Builder<'_>,
    settings: &Settings<'_>,
) -> Result<Vec<ProgramResult>, CheckError> {
    let programs: Vec<Program> = (0..lesson.snippets.len())
        .map(|snippet| program_for(lesson, snippet, raised))
        .collect();
    let is_python = |index: usize| lesson.snippets[index].kind != SnippetKind::NotPython;
    let numbers: Vec<usize> = (0..programs.len()).collect();
    thread::scope(|scope| {
        let pythons = scope.spawn(|| {
            map_parallel(&numbers, settings.n_workers, |&index| {
                let text = programs[index].source.text();
                let run = || run_python(python, &lesson.name, text, &[], &settings.limits);
                is_python(index).then(run).transpose()
            })
        });
        let translations: Vec<Translated> = numbers
            .iter()
            .map(|&index| {
                if is_python(index) {
                    translate_guarded(&programs[index], settings.translate)
                } else {
                    Translated::NotPython
                }
            })
            .collect();
        let rusts = run_rusts(&translations, &lesson.name, builder, settings);
        let pythons = pythons.join().expect("running programs does not panic");
        let mut results = Vec::new();
        let parts = programs.iter().zip(translations).zip(pythons).zip(rusts?);
        for (((program, translation), python), rust) in parts {
            results.push(ProgramResult {
                program: program.clone(),
                translation,
                python: python?,
                rust,
            });
        }
        Ok(results)
    })
}

/// A panic of the translator is a fault of ours and no reason to leave the other snippets unchecked.
fn translate_guarded(program: &Program, translate: &Translate<'_>) -> Translated {
    match catch_unwind(AssertUnwindSafe(|| translate(&program.source))) {
        Ok(Ok(translation)) => Translated::Rust(translation),
        Ok(Err(diagnostics)) => Translated::Refused(diagnostics),
        Err(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied());
            Translated::Panicked(said.unwrap_or("no message").to_owned())
        }
    }
}

/// Compiles and runs what was translated: the outcome, or the fault of Adder that stands in its way.
fn run_rusts(
    translations: &[Translated],
    lesson_name: &str,
    builder: &Builder<'_>,
    settings: &Settings<'_>,
) -> Result<Vec<Option<Result<Outcome, String>>>, CheckError> {
    let programs: Vec<RustProgram<'_>> = translations
        .iter()
        .filter_map(|translation| match translation {
            Translated::Rust(translation) => Some(RustProgram {
                rust: &translation.rust,
                needs_runtime: translation.needs_runtime,
                places: &translation.places,
            }),
            Translated::Refused(_) | Translated::Panicked(_) | Translated::NotPython => None,
        })
        .collect();
    let executables = builder.executables(&programs, Profile::Quick)?;
    let run = |made: &Result<Executable, BuildError>| match made {
        Ok(executable) => run_rust(executable, lesson_name, &[], &settings.limits).map(Ok),
        Err(fault) => Ok(Err(fault.to_string())),
    };
    let mut outcomes = map_parallel(&executables, settings.n_workers, run).into_iter();
    let next = |translation: &Translated| match translation {
        Translated::Rust(_) => outcomes.next().transpose(),
        Translated::Refused(_) | Translated::Panicked(_) | Translated::NotPython => Ok(None),
    };
    Ok(translations.iter().map(next).collect::<io::Result<_>>()?)
}

impl ProgramResult {
    fn judged(self, index: usize, trace: &Trace) -> CheckedSnippet {
        let (stdout, error) = match (trace.snippets.get(&index), &self.python) {
            (Some(snippet), _) => (snippet.stdout.clone(), snippet.error.clone()),
            (None, Some(python)) => own_part(python),
            (None, None) => (String::new(), None),
        };
        let (translation, rust, finding) = match self.translation {
            Translated::Rust(translation) => {
                let (rust, finding) = finding(self.python.as_ref(), self.rust);
                (Some(translation), rust, finding)
            }
            Translated::Refused(diagnostics) => {
                (None, None, refusal(diagnostics, self.python.as_ref()))
            }
            Translated::Panicked(said) => (None, None, Finding::Fault(said)),
            Translated::NotPython => (None, None, Finding::NotPython),
        };
        CheckedSnippet {
            program: self.program,
            translation,
            python: self.python,
            rust,
            stdout,
            error,
            finding,
        }
    }
}

/// The snippet's own output: what comes after the last marker.
fn own_part(python: &Outcome) -> (String, Option<String>) {
    let stdout = String::from_utf8_lossy(&python.stdout);
    let marker = format!("{MARKER}\n");
    let own = stdout.rsplit_once(&marker).map_or(&*stdout, |(_, own)| own);
    (own.to_owned(), python.last_error_line.clone())
}

fn finding(
    python: Option<&Outcome>,
    rust: Option<Result<Outcome, String>>,
) -> (Option<Outcome>, Finding) {
    match (python, rust) {
        (Some(python), Some(Ok(rust))) => {
            let finding = match compare(python, &rust) {
                Agreement::Same => Finding::Same,
                Agreement::Different(difference) => Finding::Different(difference),
                Agreement::Undecided(limit) => Finding::Undecided(limit),
            };
            (Some(rust), finding)
        }
        (_, Some(Err(message))) => (None, Finding::Fault(message)),
        (_, None) | (None, Some(Ok(_))) => (None, Finding::NotPython),
    }
}

/// A refusal; or agreement, if Python does not accept the text either.
fn refusal(diagnostics: Vec<Diagnostic>, python: Option<&Outcome>) -> Finding {
    let said = python.and_then(|python| python.last_error_line.as_deref());
    let said = said.filter(|line| {
        ["SyntaxError", "IndentationError", "TabError"]
            .iter()
            .any(|class| line.starts_with(class))
    });
    match said {
        Some(line) if diagnostics.iter().any(|one| one.code == "syntax-error") => {
            Finding::SyntaxError {
                python: line.to_owned(),
                diagnostics,
            }
        }
        Some(_) | None => Finding::Refused(diagnostics),
    }
}
