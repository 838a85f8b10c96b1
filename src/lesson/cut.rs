//! Gathers what a reader of some format finds into a [`Lesson`].

use super::comments;
use super::doctest::{self, Session};
use super::evidence::Vocabulary;
use super::grammar;
use super::values::error_name;
use super::{
    AsideReason, Certainty, Claim, ClaimKind, Example, Format, Lesson, SetAside, Snippet,
    SnippetKind, Subject,
};
use crate::source::SourceFile;

/// A line of a lesson with its 1-based number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number in the file or cell.
    pub(super) number: u32,
    /// Its text without the line end.
    pub(super) text: &'a str,
}

/// The lines of a text; `\r\n` ends a line too, a byte order mark is no part of the first.
pub(super) fn lines_of(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.split('\n')
        .zip(1..)
        .map(|(text, number)| Line {
            number,
            text: text.strip_suffix('\r').unwrap_or(text),
        })
        .collect()
}

/// The lines without blank ones at either end.
pub(super) fn without_blank_edges<'l, 'a>(lines: &'l [Line<'a>]) -> &'l [Line<'a>] {
    let is_blank = |line: &Line| line.text.trim().is_empty();
    let start = lines
        .iter()
        .position(|line| !is_blank(line))
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !is_blank(line))
        .map_or(start, |last| last + 1);
    &lines[start..end]
}

/// The code of some lines without their common indentation.
pub(super) fn dedent(lines: &[Line]) -> String {
    let mut texts = lines
        .iter()
        .map(|line| line.text)
        .filter(|text| !text.trim().is_empty());
    let first = texts.next().unwrap_or_default();
    let mut common = &first[..first.len() - first.trim_start().len()];
    for text in texts {
        let n = common
            .char_indices()
            .zip(text.chars())
            .find(|((_, a), b)| a != b)
            .map_or(common.len().min(text.len()), |((at, _), _)| at);
        common = &common[..n];
    }
    lines
        .iter()
        .flat_map(|line| [line.text.strip_prefix(common).unwrap_or(""), "\n"])
        .collect()
}

/// A lesson in the making.
pub(super) struct Cut {
    lesson: Lesson,
    vocabulary: Vocabulary,
    /// The last snippet already has an output block.
    has_output: bool,
}

impl Cut {
    /// A lesson without snippets.
    pub(super) fn new(name: &str, format: Format) -> Self {
        Self {
            lesson: Lesson {
                name: name.to_owned(),
                format,
                snippets: Vec::new(),
                claims: Vec::new(),
                set_aside: Vec::new(),
            },
            vocabulary: Vocabulary::default(),
            has_output: false,
        }
    }

    /// The finished lesson.
    pub(super) fn finish(mut self) -> Lesson {
        self.lesson
            .claims
            .sort_by_key(|claim| (claim.snippet, claim.line));
        self.lesson
    }

    /// The lesson's name.
    pub(super) fn name(&self) -> &str {
        &self.lesson.name
    }

    /// How many snippets there are so far.
    pub(super) fn n_snippets(&self) -> usize {
        self.lesson.snippets.len()
    }

    /// What the program may print, as far as it goes.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether an output block could belong to the last snippet.
    pub(super) fn awaits_output(&self) -> bool {
        !self.has_output
            && self
                .lesson
                .snippets
                .last()
                .is_some_and(|snippet| snippet.kind == SnippetKind::Script)
    }

    /// Adds a program or, if there are prompts in it, a session.
    pub(super) fn code(&mut self, lines: &[Line], language: Option<&str>) {
        let lines = without_blank_edges(lines);
        let Some(first) = lines.first() else { return };
        let first_code = lines
            .iter()
            .find(|line| !line.text.trim_start().starts_with('#'));
        if first_code.is_some_and(|line| doctest::is_prompt(line.text)) {
            self.doctest(lines, language);
            return;
        }
        let source = self.source(
            dedent(lines),
            lines.iter().map(|line| line.number).collect(),
        );
        let last_line = lines.last().map_or(first.number, |line| line.number);
        self.program(
            SnippetKind::Script,
            None,
            (first.number, last_line),
            source,
            language,
        );
    }

    /// Adds a program whose text is ready, with the claims of its comments.
    pub(super) fn program(
        &mut self,
        kind: SnippetKind,
        cell: Option<usize>,
        (first_line, last_line): (u32, u32),
        source: SourceFile,
        language: Option<&str>,
    ) {
        let index = self.n_snippets();
        self.vocabulary.add(source.text());
        if let Some(module) = grammar::parse(&source) {
            let claims = comments::claims_of(&source, &module, index, &self.vocabulary);
            self.lesson.claims.extend(claims);
        }
        self.push(Snippet {
            number: index + 1,
            kind,
            cell,
            first_line,
            last_line,
            source,
            language: language.map(str::to_owned),
            examples: Vec::new(),
        });
    }

    /// Adds a cell that is not Python.
    pub(super) fn foreign_cell(&mut self, cell: usize, text: &str, language: Option<&str>) {
        let all = lines_of(text);
        let lines = without_blank_edges(&all);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        self.push(Snippet {
            number: self.n_snippets() + 1,
            kind: SnippetKind::NotPython,
            cell: Some(cell),
            first_line: first.number,
            last_line: last.number,
            source: SourceFile::new(cell_name(&self.lesson.name, cell), text),
            language: language.map(str::to_owned),
            examples: Vec::new(),
        });
    }

    /// Adds an interactive session.
    pub(super) fn doctest(&mut self, lines: &[Line], language: Option<&str>) {
        let Some(session) = doctest::read_session(lines) else {
            return;
        };
        let index = self.n_snippets();
        let text: String = session
            .code
            .iter()
            .flat_map(|(_, code)| [code.as_str(), "\n"])
            .collect();
        self.vocabulary.add(&text);
        let numbers = session.code.iter().map(|(number, _)| *number).collect();
        let source = self.source(text, numbers);
        let is_expression = |example: &Example| grammar::is_expression(&code_of(&session, example));
        let claims = doctest::claims_of(&session, index, is_expression);
        self.lesson.claims.extend(claims);
        self.push(Snippet {
            number: index + 1,
            kind: SnippetKind::Doctest,
            cell: None,
            first_line: session.examples[0].line,
            last_line: session.last_line,
            source,
            language: language.map(str::to_owned),
            examples: session.examples,
        });
    }

    /// Adds the claim that the last snippet prints these lines, and the error at their end.
    pub(super) fn output(&mut self, lines: &[Line], certainty: Certainty) {
        let lines = without_blank_edges(lines);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let (first_line, last_line) = (first.number, last.number);
        let (printed, then_error) = split_traceback(lines);
        let snippet = self
            .lesson
            .snippets
            .last()
            .expect("an output follows a snippet");
        self.lesson.claims.push(Claim {
            kind: ClaimKind::OutputBlock,
            line: first_line,
            snippet: self.n_snippets() - 1,
            claimed: dedent(printed).trim_end().to_owned(),
            target_lines: (snippet.first_line, snippet.last_line),
            subject: Subject::Printed,
            certainty,
            then_error,
        });
        self.has_output = true;
        self.set_aside((first_line, last_line), AsideReason::Output);
    }

    /// Adds the claim that the last cell prints what is stored with it.
    pub(super) fn cell_output(&mut self, claimed: String, then_error: Option<String>) {
        let snippet = self
            .lesson
            .snippets
            .last()
            .expect("an output follows a snippet");
        self.lesson.claims.push(Claim {
            kind: ClaimKind::CellOutput,
            line: 1,
            snippet: self.n_snippets() - 1,
            claimed,
            target_lines: (snippet.first_line, snippet.last_line),
            subject: Subject::Printed,
            certainty: Certainty::Stated,
            then_error,
        });
    }

    /// Notes a block that is no snippet.
    pub(super) fn set_aside(&mut self, (first_line, last_line): (u32, u32), reason: AsideReason) {
        self.lesson.set_aside.push(SetAside {
            first_line,
            last_line,
            cell: None,
            reason,
        });
    }

    fn push(&mut self, snippet: Snippet) {
        self.lesson.snippets.push(snippet);
        self.has_output = false;
    }

    fn source(&self, text: String, mut numbers: Vec<u32>) -> SourceFile {
        numbers.push(numbers.last().map_or(1, |last| last + 1));
        SourceFile::new(self.lesson.name.clone(), text).with_line_numbers(numbers)
    }
}

/// The name in messages about a cell; people count cells from 1.
pub(super) fn cell_name(lesson: &str, cell: usize) -> String {
    format!("{lesson}[cell {}]", cell + 1)
}

fn code_of(session: &Session, example: &Example) -> String {
    let (start, end) = example.source_lines;
    session.code[start..end]
        .iter()
        .flat_map(|(_, code)| [code.as_str(), "\n"])
        .collect()
}

/// The lines before a traceback, and its last line.
fn split_traceback<'l, 'a>(lines: &'l [Line<'a>]) -> (&'l [Line<'a>], Option<String>) {
    let start = lines.iter().position(|line| is_traceback(line.text));
    let is_error = |line: &Line| is_error_line(line.text);
    let bare_error = lines
        .last()
        .filter(|line| is_error(line))
        .map(|_| lines.len() - 1);
    match start.or(bare_error) {
        Some(start) => {
            let last = lines.last().map(|line| line.text.trim().to_owned());
            (&lines[..start], last)
        }
        None => (lines, None),
    }
}

/// Whether a line is the last one of a traceback: `KeyError: 'x'`.
pub(super) fn is_error_line(line: &str) -> bool {
    let line = line.trim();
    error_name(line).is_some_and(|name| line[name.len()..].starts_with(": "))
}

/// Whether a line begins what Python prints about an error.
pub(super) fn is_traceback(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Traceback (most recent call last)")
        || (line.starts_with("File \"") && line.contains(", line "))
}
