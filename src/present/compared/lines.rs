//! The lines of a snippet in both languages, and where each line of the Rust came from.

use serde::Serialize;

use crate::lesson::session::Program;
use crate::lesson::{Lesson, Snippet, SnippetKind};
use crate::present::highlight::{self, Line};
use crate::source::SourceFile;
use crate::translate::Translation;

/// A line of a snippet's Python.
#[derive(Clone, Debug, Serialize)]
pub struct PythonLine {
    /// Its number in the lesson (in a notebook: in the cell).
    pub number: u32,
    /// What stands before it in the lesson: `>>> `, `... `, or nothing.
    pub prompt: &'static str,
    /// Its text in colours.
    pub code: Line,
    /// The index of the line with which its logical line begins: itself, if it does not go on with an earlier one.
    pub begins: usize,
}

/// A line of a snippet's Rust.
#[derive(Clone, Debug, Serialize)]
pub struct RustLine {
    /// Its text in colours.
    pub code: Line,
    /// Where it came from.
    pub from: From,
    /// It belongs to an earlier snippet, or shows values as an interactive Python does; so does the block that it closes or
    /// separates.
    pub is_aside: bool,
}

/// Where a line of Rust came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum From {
    /// A line of the snippet, by its index.
    Own {
        /// The index.
        line: usize,
    },
    /// An earlier snippet that this one needs.
    Earlier {
        /// Its number.
        snippet: usize,
    },
    /// No line in particular.
    Nowhere,
}

impl RustLine {
    /// The index of the snippet's line that it came from.
    pub fn own_line(&self) -> Option<usize> {
        match self.from {
            From::Own { line } => Some(line),
            From::Earlier { .. } | From::Nowhere => None,
        }
    }
}

/// How many lines of a snippet are shown: those at the end that are blank are not.
pub(super) fn n_lines(source: &SourceFile) -> usize {
    source.text().trim_end().lines().count()
}

pub(super) fn python(snippet: &Snippet) -> Vec<PythonLine> {
    let source = &snippet.source;
    let mut begins = 0;
    let lines = highlight::python(source.text()).into_iter().enumerate();
    let mut lines: Vec<PythonLine> = lines
        .map(|(index, code)| {
            if !code.continues {
                begins = index;
            }
            PythonLine {
                number: source.number_of_line(index),
                prompt: prompt(snippet, index),
                code,
                begins,
            }
        })
        .collect();
    lines.truncate(n_lines(source));
    lines
}

fn prompt(snippet: &Snippet, index: usize) -> &'static str {
    match snippet.kind {
        SnippetKind::Doctest => {
            let is_first = |line: &crate::lesson::Example| line.source_lines.0 == index;
            if snippet.examples.iter().any(is_first) {
                ">>> "
            } else {
                "... "
            }
        }
        SnippetKind::Script | SnippetKind::Cell | SnippetKind::NotPython => "",
    }
}

/// The lines of a translation whose line map counts the lines of the program.
pub(super) fn rust(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    translation: &Translation,
) -> Vec<RustLine> {
    let mut lines: Vec<RustLine> = Vec::new();
    let coloured = highlight::rust(&translation.rust);
    let origins = translation.line_map.iter().chain(std::iter::repeat(&None));
    for (code, number) in coloured.into_iter().zip(origins) {
        let line_index = number.map(|number| number as usize - 1);
        let from = line_index.map_or(From::Nowhere, |index| {
            place(lesson, snippet, program, index)
        });
        let is_aside = match (from, line_index) {
            (From::Earlier { .. }, _) => true,
            (From::Own { .. }, _) => false,
            // What echoes values stands before all lines of the lesson.
            (From::Nowhere, Some(index)) => program.origins[..=index]
                .iter()
                .all(|origin| origin.line.is_none()),
            (From::Nowhere, None) => is_part_of_aside(&lines, &code),
        };
        lines.push(RustLine {
            code,
            from,
            is_aside,
        });
    }
    lines
}

/// A line without an origin goes with the line that opened its block; a blank one with the line before it.
fn is_part_of_aside(lines: &[RustLine], code: &Line) -> bool {
    let indent = |text: &str| text.len() - text.trim_start().len();
    let text = code.text();
    if text.trim().is_empty() {
        return lines.last().is_some_and(|line| line.is_aside);
    }
    text.trim_start().starts_with('}')
        && lines
            .iter()
            .rev()
            .find(|line| {
                let before = line.code.text();
                !before.trim().is_empty() && indent(&before) <= indent(&text)
            })
            .is_some_and(|line| line.is_aside)
}

fn place(lesson: &Lesson, snippet: usize, program: &Program, line_index: usize) -> From {
    let Some(origin) = program.origins.get(line_index) else {
        return From::Nowhere;
    };
    if origin.snippet != snippet {
        return From::Earlier {
            snippet: lesson.snippets[origin.snippet].number,
        };
    }
    own_index(lesson, snippet, program, line_index).map_or(From::Nowhere, |line| From::Own { line })
}

/// The index among the snippet's lines of a 0-based line of its program.
pub(super) fn own_index(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    line_index: usize,
) -> Option<usize> {
    let origin = program.origins.get(line_index)?;
    let number = origin.line.filter(|_| origin.snippet == snippet)?;
    let source = &lesson.snippets[snippet].source;
    (0..n_lines(source)).find(|index| source.number_of_line(*index) == number)
}
