//! The text of a session's program: snippets one below the other, with what an interactive Python
//! adds to them.

use std::collections::BTreeMap;

use super::grammar;
use super::session::{Origin, Program, Raised};
use super::{Example, Lesson, Snippet, SnippetKind};
use crate::source::SourceFile;
use crate::syntax::ast::{Body, ExprKind, Module, Stmt, StmtKind};

/// The statement that prints [`MARKER`](super::session::MARKER).
const MARK: &str = r"print('\x1e')";

/// What part of the program a snippet is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An earlier snippet: if it raised, the session went on behind it.
    Before,
    /// The snippet whose program it is.
    Own,
}

/// Puts the lines of a program together.
pub(super) struct Builder<'l> {
    lesson: &'l Lesson,
    raised: &'l Raised,
    lines: Vec<(String, Origin)>,
    /// `from __future__` imports, which must stand first.
    first_lines: Vec<(String, Origin)>,
    echo: String,
    report: String,
    uses_echo: bool,
    uses_report: bool,
    name: String,
}

impl<'l> Builder<'l> {
    /// A program without lines; the names of its helpers are none of the lesson's.
    pub(super) fn new(lesson: &'l Lesson, raised: &'l Raised) -> Self {
        let fresh = |name: &str| {
            let mut name = name.to_owned();
            while lesson
                .snippets
                .iter()
                .any(|snippet| snippet.source.text().contains(&name))
            {
                name.push('_');
            }
            name
        };
        Self {
            lesson,
            raised,
            lines: Vec::new(),
            first_lines: Vec::new(),
            echo: fresh("echo"),
            report: fresh("report"),
            uses_echo: false,
            uses_report: false,
            name: lesson.name.clone(),
        }
    }

    /// Adds a snippet and, if more follow, the marker.
    pub(super) fn add(&mut self, index: usize, part: Part) {
        let snippet = &self.lesson.snippets[index];
        let raised = self.raised.get(&index).map_or(&[][..], Vec::as_slice);
        match snippet.kind {
            SnippetKind::Doctest => {
                for example in &snippet.examples {
                    self.example(index, snippet, example, raised);
                }
            }
            SnippetKind::Script | SnippetKind::Cell | SnippetKind::NotPython => {
                self.whole(index, snippet, part, raised);
            }
        }
        match part {
            Part::Before => self.added(index, MARK),
            Part::Own => snippet.source.name().clone_into(&mut self.name),
        }
    }

    /// The program.
    pub(super) fn finish(mut self, prefix_snippets: Vec<usize>) -> Program {
        let mut lines = std::mem::take(&mut self.first_lines);
        lines.extend(self.helpers());
        lines.extend(std::mem::take(&mut self.lines));
        let text = lines
            .iter()
            .flat_map(|(line, _)| [line.as_str(), "\n"])
            .collect::<String>();
        let mut origins: Vec<Origin> = lines.iter().map(|(_, origin)| *origin).collect();
        origins.extend(origins.last().copied());
        let numbers = origins
            .iter()
            .map(|origin| self.number_of(*origin))
            .collect();
        Program {
            source: SourceFile::new(self.name, text).with_line_numbers(numbers),
            prefix_snippets,
            origins,
        }
    }

    /// An added line counts as the first of its snippet.
    fn number_of(&self, origin: Origin) -> u32 {
        origin
            .line
            .unwrap_or(self.lesson.snippets[origin.snippet].first_line)
    }

    fn helpers(&self) -> Vec<(String, Origin)> {
        let mut texts = Vec::new();
        if self.uses_echo {
            texts.push(format!("def {}(value):", self.echo));
            texts.push("    if value is not None:".to_owned());
            texts.push("        print(repr(value))".to_owned());
            texts.push(String::new());
        }
        if self.uses_report {
            texts.push(format!("def {}(name, message):", self.report));
            texts.push("    print(name + ': ' + message if message else name)".to_owned());
            texts.push(String::new());
        }
        let snippet = self.lines.first().map_or(0, |(_, origin)| origin.snippet);
        let origin = Origin {
            snippet,
            line: None,
        };
        texts.into_iter().map(|text| (text, origin)).collect()
    }

    fn added(&mut self, snippet: usize, text: &str) {
        self.lines.push((
            text.to_owned(),
            Origin {
                snippet,
                line: None,
            },
        ));
    }

    /// A script or a cell.
    fn whole(&mut self, index: usize, snippet: &Snippet, part: Part, raised: &[u32]) {
        let source = &snippet.source;
        let module = grammar::parse(source);
        let echoed = match (&module, snippet.kind) {
            (Some(module), SnippetKind::Cell) => self.echo_last(source, module),
            _ => None,
        };
        let text = echoed.as_deref().unwrap_or(source.text());
        let stop = match (part, &module) {
            (Part::Before, Some(module)) => stopping(source, module, raised),
            (Part::Before | Part::Own, _) => None,
        };
        let numbered = |line_index: usize| Origin {
            snippet: index,
            line: Some(source.number_of_line(line_index)),
        };
        let is_joined = !self.lines.is_empty() || part == Part::Before;
        let n_lines = if text.ends_with('\n') {
            source.n_lines() - 1
        } else {
            source.n_lines()
        };
        let end = stop.map_or(n_lines, |(start, _)| start);
        for (line_index, line) in text.split('\n').take(end).enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if is_joined && line.starts_with("from __future__ import") {
                self.first_lines
                    .push((line.to_owned(), numbered(line_index)));
            } else {
                self.lines.push((line.to_owned(), numbered(line_index)));
            }
        }
        if let Some((start, behind)) = stop {
            let guarded: Vec<(String, Origin)> = text
                .split('\n')
                .enumerate()
                .take(behind)
                .skip(start)
                .map(|(line_index, line)| (line.to_owned(), numbered(line_index)))
                .collect();
            self.guarded(index, guarded, &["except BaseException:", "    pass"]);
        }
    }

    /// One prompt of a doctest; an interactive Python says so if it is no Python, and goes on.
    fn example(&mut self, index: usize, snippet: &Snippet, example: &Example, raised: &[u32]) {
        let (start, end) = example.source_lines;
        let text = (start..end)
            .flat_map(|line_index| [snippet.source.line_text(line_index), "\n"])
            .collect::<String>();
        let source = SourceFile::new(snippet.source.name(), text);
        let module = match grammar::parse_or_error(&source) {
            Ok(module) => module,
            Err(message) => {
                let text = message.replace('\\', "\\\\").replace('\'', "\\'");
                let line = Some(example.line);
                let origin = Origin {
                    snippet: index,
                    line,
                };
                self.lines
                    .push((format!("print('SyntaxError: {text}')"), origin));
                return;
            }
        };
        let echoed = self.echo_all(&source, &module);
        let text = echoed.as_deref().unwrap_or(source.text());
        let lines: Vec<(String, Origin)> = text
            .lines()
            .zip(start..)
            .map(|(line, line_index)| {
                let line_number = snippet.source.number_of_line(line_index);
                let origin = Origin {
                    snippet: index,
                    line: Some(line_number),
                };
                (line.to_owned(), origin)
            })
            .collect();
        let has_raised = raised
            .iter()
            .any(|line| (example.line..=example.last_code_line).contains(line));
        if example.expects_error || has_raised {
            self.uses_report = true;
            let error = format!("{}_error", self.report);
            let call = format!("    {}(type({error}).__name__, str({error}))", self.report);
            self.guarded(
                index,
                lines,
                &[&format!("except Exception as {error}:"), &call],
            );
        } else {
            self.lines.extend(lines);
        }
    }

    /// Statements inside a `try`. A simple statement that spans several lines (perhaps inside a string)
    /// keeps its lines as they are.
    fn guarded(&mut self, snippet: usize, lines: Vec<(String, Origin)>, handler: &[&str]) {
        let text = lines
            .iter()
            .flat_map(|(line, _)| [line.as_str(), "\n"])
            .collect::<String>();
        let behind_try = format!("try: {text}finally: pass\n");
        if lines.len() > 1 && grammar::parse_text(&behind_try).is_some() {
            for (position, (line, origin)) in lines.into_iter().enumerate() {
                let line = if position == 0 {
                    format!("try: {line}")
                } else {
                    line
                };
                self.lines.push((line, origin));
            }
        } else {
            self.added(snippet, "try:");
            for (line, origin) in lines {
                let line = if line.trim().is_empty() {
                    line
                } else {
                    format!("    {line}")
                };
                self.lines.push((line, origin));
            }
        }
        for line in handler {
            self.added(snippet, line);
        }
    }

    /// The text of a cell with the value of its last expression echoed.
    fn echo_last(&mut self, source: &SourceFile, module: &Module) -> Option<String> {
        let last = module.body.stmts.last()?;
        let behind = source.text()[last.span.end as usize..].trim_start();
        if behind.starts_with(';') || !is_echoed(last) {
            return None;
        }
        self.with_echo(source, &[last])
    }

    /// The text of an example with the value of every expression outside functions echoed.
    fn echo_all(&mut self, source: &SourceFile, module: &Module) -> Option<String> {
        let mut found = Vec::new();
        collect_echoed(&module.body, &mut found);
        self.with_echo(source, &found)
    }

    fn with_echo(&mut self, source: &SourceFile, stmts: &[&Stmt]) -> Option<String> {
        let mut insertions: BTreeMap<u32, String> = BTreeMap::new();
        for stmt in stmts {
            let is_tuple = matches!(&stmt.kind, StmtKind::Expr(expr) if matches!(expr.kind, ExprKind::Tuple(_)));
            let (open, close) = if is_tuple { ("((", "))") } else { ("(", ")") };
            let opening = insertions.entry(stmt.span.start).or_default();
            opening.push_str(&self.echo);
            opening.push_str(open);
            insertions.entry(stmt.span.end).or_default().push_str(close);
        }
        let (mut text, mut at) = (String::new(), 0);
        for (offset, insertion) in &insertions {
            text.push_str(&source.text()[at..*offset as usize]);
            text.push_str(insertion);
            at = *offset as usize;
        }
        text.push_str(&source.text()[at..]);
        let is_sound = !stmts.is_empty() && grammar::parse_text(&text).is_some();
        self.uses_echo |= is_sound;
        is_sound.then_some(text)
    }
}

/// The top-level statement that raised: its first line, and the line behind it.
fn stopping(source: &SourceFile, module: &Module, raised: &[u32]) -> Option<(usize, usize)> {
    let line = raised.first()?;
    module.body.stmts.iter().find_map(|stmt| {
        let first = source.line_index(stmt.span.start);
        let last = source.line_index(stmt.span.end.saturating_sub(1).max(stmt.span.start));
        let numbers = source.number_of_line(first)..=source.number_of_line(last);
        numbers.contains(line).then_some((first, last + 1))
    })
}

/// Whether an interactive Python shows a value for the statement; `print` has none.
fn is_echoed(stmt: &Stmt) -> bool {
    let StmtKind::Expr(expr) = &stmt.kind else {
        return false;
    };
    let ExprKind::Call { func, .. } = &expr.kind else {
        return true;
    };
    !matches!(&func.kind, ExprKind::Name(ident) if ident.name == "print")
}

/// Expression statements that are echoed: in blocks too, but not in functions and classes.
fn collect_echoed<'t>(body: &'t Body, found: &mut Vec<&'t Stmt>) {
    for stmt in &body.stmts {
        if is_echoed(stmt) {
            found.push(stmt);
        }
        if !matches!(stmt.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) {
            for inner in grammar::blocks_of(stmt) {
                collect_echoed(inner, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lesson::read;
    use crate::lesson::session::{Raised, program_for};

    fn check(text: &str, snippet: usize, raised: &Raised, expected: &str) {
        let lesson = read("a.md", text).expect("a lesson");
        let program = program_for(&lesson, snippet, raised);
        assert_eq!(program.source.text(), expected);
    }

    #[test]
    fn a_snippet_alone_stays_as_it_is() {
        let text = "```python\nx = 1\nprint(x)\n```\n";
        check(text, 0, &Raised::new(), "x = 1\nprint(x)\n");
    }

    #[test]
    fn needed_snippets_stand_before_with_a_mark() {
        let text = "```python\nx = [1]\n```\n```python\ny = 2\n```\n```python\nx.append(2)\n```\n```python\nprint(x)\n```\n";
        let expected = "x = [1]\nprint('\\x1e')\nx.append(2)\nprint('\\x1e')\nprint(x)\n";
        check(text, 3, &Raised::new(), expected);
    }

    #[test]
    fn sessions_echo_and_report() {
        let text = ">>> x = 1\n>>> x, 2\n(1, 2)\n>>> for i in range(2):\n...     i\n...\n0\n1\n>>> x / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n>>> print(x)\n1\n";
        let expected = "\
def echo(value):
    if value is not None:
        print(repr(value))

def report(name, message):
    print(name + ': ' + message if message else name)

x = 1
echo((x, 2))
for i in range(2):
    echo(i)

try:
    echo(x / 0)
except Exception as report_error:
    report(type(report_error).__name__, str(report_error))
print(x)
";
        check(text, 0, &Raised::new(), expected);
    }

    #[test]
    fn what_raised_before_is_guarded() {
        let text = "```python\nx = 1\nx.y\nx = 2\n```\n```python\nprint(x)\n```\n";
        let expected =
            "x = 1\ntry:\n    x.y\nexcept BaseException:\n    pass\nprint('\\x1e')\nprint(x)\n";
        check(text, 1, &Raised::from([(0, vec![3])]), expected);
    }
}
