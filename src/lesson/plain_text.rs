//! Plain text: prose with bare code between it, no fences.
//!
//! 1. Fences, `>>>` sessions, shell lines and tracebacks are taken as what they are, wherever they stand.
//! 2. Code is a run of lines that looks like Python and not like prose (`logical.rs` judges a line,
//!    `runs.rs` joins them over blank lines). A run with a slip in it (a lost colon) is code too.
//! 3. The first paragraph behind a run is its output if every line of it could come from the program,
//!    or if it holds a traceback; the next paragraph if a line like "Output:" announces it.
//! 4. Everything else is prose.

use super::cut::{Cut, Line, is_error_line, is_traceback, lines_of};
use super::doctest::{is_prompt, session_length};
use super::evidence::announces_output;
use super::fences::{Block, Link, Tag, is_output, read_block, read_tag};
use super::reading::strip_mark;
use super::runs::{is_fence, is_shell, next_text, run_end};
use super::values::is_value;
use super::{AsideReason, Certainty, Format, Lesson};

/// Reads a text.
pub(super) fn read(name: &str, text: &str) -> Lesson {
    let mut cut = Cut::new(name, Format::PlainText);
    read_lines(&mut cut, &lines_of(text));
    cut.finish()
}

/// Reads the lines of a text, or of a part of one.
pub(super) fn read_lines(cut: &mut Cut, lines: &[Line]) {
    let mut reader = Reader {
        cut,
        lines,
        at: 0,
        code_end: 0,
        n_paragraphs: 0,
        is_announced: false,
        in_paragraph: false,
    };
    while reader.at < lines.len() {
        reader.step();
    }
}

struct Reader<'c, 'l, 'a> {
    cut: &'c mut Cut,
    lines: &'l [Line<'a>],
    /// The line to read next.
    at: usize,
    /// Behind the last line of the last code.
    code_end: usize,
    /// Paragraphs of prose since then.
    n_paragraphs: usize,
    /// The last line read announces output.
    is_announced: bool,
    /// The line before belongs to the same paragraph of prose.
    in_paragraph: bool,
}

impl Reader<'_, '_, '_> {
    fn step(&mut self) {
        let text = self.lines[self.at].text;
        if text.trim().is_empty() {
            self.at += 1;
            self.in_paragraph = false;
        } else if is_fence(text) {
            self.fence();
        } else if is_prompt(text) {
            let end = self.at + session_length(&self.lines[self.at..]);
            self.cut.doctest(&self.lines[self.at..end], None);
            self.code_until(end);
        } else if is_shell(text) {
            self.cut
                .set_aside((self.number(), self.number()), AsideReason::Shell);
            self.at += 1;
        } else if let Some(end) = self.foreign_directive() {
            self.at = end;
        } else if let Some(end) = self.output_end() {
            self.at = end;
            self.is_announced = false;
            self.n_paragraphs += 1;
        } else if let Some(end) = run_end(self.lines, self.at) {
            self.cut.code(&self.lines[self.at..end], None);
            self.code_until(end);
        } else {
            self.prose();
        }
    }

    fn number(&self) -> u32 {
        self.lines[self.at].number
    }

    fn code_until(&mut self, end: usize) {
        self.at = end.max(self.at + 1);
        self.code_end = self.at;
        self.n_paragraphs = 0;
        self.is_announced = false;
        self.in_paragraph = false;
    }

    fn prose(&mut self) {
        if !self.in_paragraph {
            self.n_paragraphs += 1;
            self.in_paragraph = true;
        }
        self.is_announced = announces_output(self.lines[self.at].text);
        self.at += 1;
    }

    /// A fence in plain text, up to the one that closes it.
    fn fence(&mut self) {
        let opening = self.lines[self.at].text.trim_start();
        let mark = &opening[..3];
        let closes = |line: &Line| {
            let text = line.text.trim();
            text.starts_with(mark) && text.trim_start_matches(['`', '~']).is_empty()
        };
        let inside = self.at + 1;
        let end = (inside..self.lines.len()).find(|&index| closes(&self.lines[index]));
        let Some(end) = end else {
            self.at += 1;
            return;
        };
        let between = &self.lines[self.code_end.min(self.at)..self.at];
        let n_snippets = self.cut.n_snippets();
        let block = Block {
            tag: opening.trim_start_matches(['`', '~']),
            lines: &self.lines[inside..end],
            link: Link::over(between),
            is_unclosed: false,
        };
        read_block(self.cut, block);
        if self.cut.n_snippets() > n_snippets {
            self.code_until(end + 1);
        } else {
            self.at = end + 1;
        }
    }

    /// reStructuredText's `.. code-block:: c`: the end of the block, if it is not Python.
    fn foreign_directive(&self) -> Option<usize> {
        let text = self.lines[self.at].text;
        let directive = text.trim_start().strip_prefix(".. ")?;
        let (name, tag) = directive.split_once("::")?;
        let is_code = matches!(name, "code-block" | "code" | "sourcecode" | "highlight");
        if !is_code || matches!(read_tag(tag), Tag::Python | Tag::Session | Tag::None) {
            return None;
        }
        let indent = |line: &Line| line.text.len() - line.text.trim_start().len();
        let own = indent(&self.lines[self.at]);
        let behind = self.at + 1..self.lines.len();
        behind
            .clone()
            .find(|&index| {
                !self.lines[index].text.trim().is_empty() && indent(&self.lines[index]) <= own
            })
            .or(Some(self.lines.len()))
    }

    /// Takes the paragraph at hand as output, if it is; returns its end.
    fn output_end(&mut self) -> Option<usize> {
        if self.in_paragraph && !self.is_announced {
            return None;
        }
        if let Some(end) = self.values_end() {
            self.cut
                .output(&self.lines[self.at..end], Certainty::Guessed);
            return Some(end);
        }
        let end = self.paragraph_end();
        let paragraph = &self.lines[self.at..end];
        let place = (paragraph[0].number, paragraph[paragraph.len() - 1].number);
        let traceback = paragraph.iter().position(|line| is_traceback(line.text));
        if let Some(start) = traceback {
            let is_code_before =
                (self.at..self.at + start).any(|at| run_end(self.lines, at).is_some());
            if is_code_before && !self.is_announced {
                return None;
            }
            if self.cut.awaits_output() {
                self.cut.output(paragraph, Certainty::Stated);
            } else {
                self.cut.set_aside(place, AsideReason::Output);
            }
            return Some(end);
        }
        let is_expected = self.is_announced || self.n_paragraphs == 0;
        if !is_expected || !self.cut.awaits_output() {
            return None;
        }
        if let ([line], Some(rest)) = (paragraph, strip_mark(paragraph[0].text.trim())) {
            let marked = Line {
                text: rest,
                ..*line
            };
            if is_output(self.cut, &marked) {
                self.cut.output(&[marked], Certainty::Stated);
                return Some(end);
            }
        }
        let looks_printed = paragraph.iter().enumerate().all(|(index, line)| {
            is_output(self.cut, line) || (index + 1 == paragraph.len() && is_error_line(line.text))
        });
        if looks_printed {
            let certainty = if self.is_announced {
                Certainty::Stated
            } else {
                Certainty::Guessed
            };
            self.cut.output(paragraph, certainty);
            return Some(end);
        }
        if self.is_announced && run_end(self.lines, self.at).is_none() {
            self.cut.output(paragraph, Certainty::Guessed);
            return Some(end);
        }
        None
    }

    /// The end of the bare values directly below code, whatever follows them.
    fn values_end(&self) -> Option<usize> {
        let n = self.lines[self.at..]
            .iter()
            .take_while(|line| is_value(line.text))
            .count();
        let is_below_code = self.at == self.code_end && self.at > 0;
        (n > 0 && is_below_code && self.cut.awaits_output()).then_some(self.at + n)
    }

    /// Where the lines without a blank one between them end.
    fn paragraph_end(&self) -> usize {
        let mut end = self.at;
        while next_text(self.lines, end) == Some(end)
            && !is_fence(self.lines[end].text)
            && !is_prompt(self.lines[end].text)
        {
            end += 1;
        }
        end.max(self.at + 1)
    }
}
