//! A lesson beside its Rust, as plain data: what `adder compare` shows, in whatever form.
//!
//! In: a [`Lesson`] with its text, and what [`verify`](crate::verify) found out about it. Out: a [`Comparison`]: the lesson's
//! words and snippets in their order; for each snippet the lines of both languages and which belong together, what both
//! printed, which claims hold.

mod align;
mod lines;
mod outputs;
mod reasons;
mod run;

use serde::Serialize;

use super::report::DifferenceReport;
use super::words;
use crate::diagnostics::Diagnostic;
use crate::lesson::claims::Verdict;
use crate::lesson::prose::{self, Markup};
use crate::lesson::{ClaimKind, Lesson, SnippetKind};
use crate::source::SourceFile;
use crate::translate::{ClosureStyle, Options, Translation, translate};
use crate::verify::cells::Recording;
use crate::verify::{CheckedLesson, CheckedSnippet, Finding};

pub use align::Row;
pub use lines::{From, PythonLine, RustLine};
pub use outputs::{OutputLine, Outputs, Printed};
pub use reasons::{Capture, Note};
pub use run::{Run, RunCell, RunStep};

/// A lesson beside its Rust.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The file's name.
    pub name: String,
    /// The language of its words.
    pub language: Language,
    /// The version of Python that ran it.
    pub python: String,
    /// Words and snippets in order.
    pub pieces: Vec<Piece>,
}

/// A language that the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
}

/// A part of a lesson.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "piece", rename_all = "kebab-case")]
pub enum Piece {
    /// Words.
    Prose {
        /// The lesson's line on which they begin.
        line: u32,
        /// They are Markdown; otherwise plain text.
        is_markdown: bool,
        /// Line breaks and spaces count.
        is_verbatim: bool,
        /// The text.
        text: String,
    },
    /// Code.
    Snippet(Box<Snippet>),
}

/// A snippet beside its Rust.
#[derive(Clone, Debug, Serialize)]
pub struct Snippet {
    /// From 1.
    pub number: usize,
    /// In a notebook, the number of its cell, from 1.
    pub cell: Option<usize>,
    /// Its first line in the lesson.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// Its Python.
    pub python: Vec<PythonLine>,
    /// Its Rust, dressed in one or more ways, the way that was run first; none if it is not translated.
    pub dresses: Vec<Dress>,
    /// What came of it.
    pub result: Outcome,
    /// What both sides printed.
    pub outputs: Option<Outputs>,
    /// What the text says about it.
    pub claims: Vec<Claim>,
    /// Why it is not translated.
    pub diagnostics: Vec<Problem>,
    /// Its run step by step, if it was recorded.
    pub run: Option<Run>,
}

/// The Rust of a snippet, its closures dressed in one way.
#[derive(Clone, Debug, Serialize)]
pub struct Dress {
    /// The names of the ways that all lead to this text: `auto`, `struct`, `move`.
    pub styles: Vec<&'static str>,
    /// Its lines.
    pub rust: Vec<RustLine>,
    /// Which lines stand beside each other.
    pub rows: Vec<Row>,
    /// For each line of the Python the Rust lines that it became.
    pub links: Vec<Vec<usize>>,
    /// Why it looks as it does.
    pub notes: Vec<Note>,
    /// What its closures capture.
    pub captures: Vec<Capture>,
}

/// What came of a snippet.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum Outcome {
    /// Both languages do the same.
    Same,
    /// They differ.
    Different {
        /// In what.
        what: String,
        /// What Python has there.
        python: String,
        /// What the Rust has there.
        rust: String,
    },
    /// Python ran into a limit.
    Undecided {
        /// Which, in words.
        limit: &'static str,
    },
    /// It is not translated.
    Refused,
    /// Neither language accepts it.
    SyntaxError {
        /// Python's message.
        python: String,
    },
    /// Nothing is run.
    NotPython,
    /// Adder failed.
    Fault {
        /// How.
        message: String,
    },
}

/// Something that the text says is printed.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// The lesson's line it stands on.
    pub line: u32,
    /// The index of the line of the snippet's Python that it is shown at.
    pub at: Option<usize>,
    /// It is about all that the snippet prints.
    pub is_about_everything: bool,
    /// What is said.
    pub claimed: String,
    /// What is so.
    pub actual: Option<String>,
    /// Whether it is true.
    pub verdict: Judgement,
    /// Why it holds only loosely.
    pub note: Option<&'static str>,
}

/// Whether a claim is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// To the letter.
    Exact,
    /// In other words.
    Note,
    /// No.
    Wrong,
    /// Its line never runs.
    NotReached,
}

/// Why something is not translated.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// Its code, as `adder explain` takes it.
    pub code: &'static str,
    /// The lesson's line.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The index of the line of the snippet's Python, if it stands there.
    pub at: Option<usize>,
    /// What is the matter.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// Translates as [`Comparison::new`] needs it: the line map counts the lines of the program, not of the lesson (in a
/// notebook, lines of several cells have the same number).
///
/// # Errors
/// As [`translate`].
pub fn translate_by_line(
    source: &SourceFile,
    options: &Options,
) -> Result<Translation, Vec<Diagnostic>> {
    translate(&SourceFile::new(source.name(), source.text()), options)
}

impl Comparison {
    /// Puts together a lesson, the text it was read from, and the result of checking it with [`translate_by_line`] and these
    /// options under a Python of this version.
    pub fn new(
        lesson: &Lesson,
        text: &str,
        checked: &CheckedLesson,
        options: &Options,
        python: &str,
    ) -> Self {
        let pieces = prose::pieces(lesson, text)
            .into_iter()
            .map(|piece| match piece {
                prose::Piece::Prose(prose) => Piece::Prose {
                    line: prose.first_line,
                    is_markdown: prose.markup == Markup::Markdown,
                    is_verbatim: prose.markup == Markup::Verbatim,
                    text: prose.text,
                },
                prose::Piece::Snippet(index) => {
                    Piece::Snippet(Box::new(snippet(lesson, index, checked, *options)))
                }
            });
        Self {
            name: lesson.name.clone(),
            language: language_of(text),
            python: python.to_owned(),
            pieces: pieces.collect(),
        }
    }

    /// Adds what was recorded of the runs of snippets, by their indices in the lesson.
    #[must_use]
    pub fn with_runs(
        mut self,
        lesson: &Lesson,
        checked: &CheckedLesson,
        recordings: &[(usize, Recording)],
    ) -> Self {
        for piece in &mut self.pieces {
            let Piece::Snippet(snippet) = piece else {
                continue;
            };
            let index = snippet.number - 1;
            let recorded = recordings.iter().find(|(recorded, _)| *recorded == index);
            snippet.run = recorded.and_then(|(_, recording)| {
                let dresses = snippet.dresses.iter();
                let captures: Vec<&[Capture]> =
                    dresses.map(|dress| dress.captures.as_slice()).collect();
                let program = &checked.snippets[index].program;
                run::run(lesson, index, program, recording, &captures)
            });
        }
        self
    }

    /// The snippets in order.
    pub fn snippets(&self) -> impl Iterator<Item = &Snippet> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Snippet(snippet) => Some(&**snippet),
            Piece::Prose { .. } => None,
        })
    }
}

/// Russian, if a good part of its letters is.
fn language_of(text: &str) -> Language {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut cyrillic) = (0_usize, 0_usize);
    for letter in letters {
        all += 1;
        cyrillic += usize::from(('\u{400}'..='\u{4ff}').contains(&letter));
    }
    if cyrillic * 5 > all {
        Language::Ru
    } else {
        Language::En
    }
}

fn snippet(lesson: &Lesson, index: usize, checked: &CheckedLesson, options: Options) -> Snippet {
    let snippet = &lesson.snippets[index];
    let result = &checked.snippets[index];
    let python = lines::python(snippet);
    Snippet {
        number: snippet.number,
        cell: snippet.cell.map(|cell| cell + 1),
        first_line: snippet.first_line,
        last_line: snippet.last_line,
        dresses: dresses(lesson, index, result, &python, options),
        result: outcome(&result.finding),
        outputs: (snippet.kind != SnippetKind::NotPython).then(|| outputs::outputs(result)),
        claims: claims(lesson, index, checked, &python),
        diagnostics: problems(lesson, index, result),
        run: None,
        python,
    }
}

fn style_name(style: ClosureStyle) -> &'static str {
    match style {
        ClosureStyle::Auto => "auto",
        ClosureStyle::Struct => "struct",
        ClosureStyle::Move => "move",
    }
}

/// The Rust that was run, and the same program with its closures dressed in other ways, as far as that changes anything.
fn dresses(
    lesson: &Lesson,
    index: usize,
    checked: &CheckedSnippet,
    python: &[PythonLine],
    options: Options,
) -> Vec<Dress> {
    let Some(translation) = &checked.translation else {
        return Vec::new();
    };
    let mut styles = vec![ClosureStyle::Auto, ClosureStyle::Struct, ClosureStyle::Move];
    styles.retain(|style| *style != options.closures);
    let mut found: Vec<(Translation, Vec<&'static str>)> =
        vec![(translation.clone(), vec![style_name(options.closures)])];
    for style in styles {
        let options = Options {
            closures: style,
            ..options
        };
        let Ok(translation) = translate_by_line(&checked.program.source, &options) else {
            continue;
        };
        match found
            .iter_mut()
            .find(|(known, _)| known.rust == translation.rust)
        {
            Some((_, styles)) => styles.push(style_name(style)),
            None => found.push((translation, vec![style_name(style)])),
        }
    }
    let program = &checked.program;
    let dressed = found.into_iter().map(|(translation, styles)| {
        let rust = lines::rust(lesson, index, program, &translation);
        let targets: Vec<Option<usize>> = rust.iter().map(RustLine::own_line).collect();
        let given = reasons::given(lesson, index, program, &translation.reasons);
        Dress {
            styles,
            rows: align::rows(python.len(), &targets),
            links: reasons::links(python, &rust, &given),
            notes: reasons::notes(lesson, index, program, &translation.reasons, &rust),
            captures: reasons::captures(lesson, index, program, &translation.captures),
            rust,
        }
    });
    dressed.collect()
}

fn outcome(finding: &Finding) -> Outcome {
    match finding {
        Finding::Same => Outcome::Same,
        Finding::Different(difference) => {
            let DifferenceReport { what, python, rust } = words::difference(difference);
            Outcome::Different { what, python, rust }
        }
        Finding::Undecided(limit) => Outcome::Undecided {
            limit: words::limit(*limit),
        },
        Finding::Refused(_) => Outcome::Refused,
        Finding::SyntaxError { python, .. } => Outcome::SyntaxError {
            python: python.clone(),
        },
        Finding::NotPython => Outcome::NotPython,
        Finding::Fault(message) => Outcome::Fault {
            message: message.clone(),
        },
    }
}

fn claims(
    lesson: &Lesson,
    index: usize,
    checked: &CheckedLesson,
    python: &[PythonLine],
) -> Vec<Claim> {
    let pairs = lesson.claims.iter().zip(&checked.claims);
    let own = pairs.filter(|(claim, _)| claim.snippet == index);
    own.filter_map(|(claim, checked)| {
        let (verdict, note) = match &checked.verdict {
            Verdict::Exact => (Judgement::Exact, None),
            Verdict::Note(note) => (Judgement::Note, Some(*note)),
            Verdict::Wrong { .. } => (Judgement::Wrong, None),
            Verdict::NotReached => (Judgement::NotReached, None),
            Verdict::NotAClaim => return None,
        };
        let actual = match &checked.verdict {
            Verdict::Wrong { actual } => Some(actual.clone()),
            _ => checked.actual.clone(),
        };
        let is_about_everything =
            matches!(claim.kind, ClaimKind::OutputBlock | ClaimKind::CellOutput);
        let line = if is_about_everything {
            None
        } else {
            let at = |number: u32| python.iter().position(|line| line.number == number);
            at(claim.line).or_else(|| at(claim.target_lines.1))
        };
        Some(Claim {
            line: claim.line,
            at: line,
            is_about_everything,
            claimed: claim.claimed.clone(),
            actual,
            verdict,
            note,
        })
    })
    .collect()
}

fn problems(lesson: &Lesson, index: usize, checked: &CheckedSnippet) -> Vec<Problem> {
    let (Finding::Refused(diagnostics) | Finding::SyntaxError { diagnostics, .. }) =
        &checked.finding
    else {
        return Vec::new();
    };
    let source = &checked.program.source;
    let problems = diagnostics.iter().map(|diagnostic| {
        let place = source.position(diagnostic.span.start);
        Problem {
            code: diagnostic.code,
            line: place.line_number,
            column: place.column,
            at: lines::own_index(
                lesson,
                index,
                &checked.program,
                source.line_index(diagnostic.span.start),
            ),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    });
    problems.collect()
}
