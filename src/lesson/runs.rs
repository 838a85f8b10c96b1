//! Runs of lines that are code.
//!
//! A run begins with a line that only code looks like (a statement, or the head of a block that has one) and
//! goes on, over blank lines too, as long as what follows looks like code at the same or a deeper
//! indentation. Lines that could be either belong to the run only where code is directly
//! above, a comment stands behind them, or they continue an indented block.

use super::cut::{Line, is_traceback};
use super::doctest::is_prompt;
use super::logical::{Class, Logical, logical_at};
use super::scan::split_comment;
use super::values::is_value;

/// Where the run that begins at `lines[start]` ends (the index behind its last line), if one does.
pub(super) fn run_end(lines: &[Line], start: usize) -> Option<usize> {
    let mut run = Run {
        lines,
        start,
        base: indentation(lines[start].text),
        end: start,
        is_open: false,
        had_block: false,
        n_sure: 0,
    };
    let mut at = start;
    while let Some(next) = next_text(lines, at) {
        if interrupts(lines[next].text) {
            break;
        }
        let Some(logical) = run.accept(next, next - at) else {
            break;
        };
        at = next + logical.n_lines;
    }
    run.without_output();
    (run.n_sure > 0 && run.end > start).then_some(run.end)
}

/// Whether all lines are one run, and so a program as far as its looks go.
pub(super) fn is_program(lines: &[Line]) -> bool {
    let Some(start) = next_text(lines, 0) else {
        return false;
    };
    let last = lines.iter().rposition(|line| !line.text.trim().is_empty());
    run_end(lines, start) == last.map(|last| last + 1)
}

/// Whether a line is for a shell.
pub(super) fn is_shell(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("$ ") || line.starts_with("PS C:\\") || line.starts_with("C:\\") || {
        line.strip_prefix('!')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    }
}

/// Whether a line opens or closes a fence.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    // Python underlines the place of an error with `~~~^^^`.
    line.starts_with("```") || (line.starts_with("~~~") && !line.contains('^'))
}

/// Index of the first line from `at` on that is not blank.
pub(super) fn next_text(lines: &[Line], at: usize) -> Option<usize> {
    (at..lines.len()).find(|&index| !lines[index].text.trim().is_empty())
}

fn interrupts(line: &str) -> bool {
    is_fence(line) || is_prompt(line) || is_traceback(line) || is_shell(line)
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

struct Run<'l, 'a> {
    lines: &'l [Line<'a>],
    start: usize,
    base: &'a str,
    /// Behind the last line that surely belongs to it.
    end: usize,
    /// The last statement at the base indentation has a block.
    is_open: bool,
    /// Some statement had a block.
    had_block: bool,
    /// Statements that make it code.
    n_sure: usize,
}

impl Run<'_, '_> {
    /// Takes the logical line at `at` into the run, or says that the run ends before it.
    fn accept(&mut self, at: usize, n_blank: usize) -> Option<Logical> {
        let indent = indentation(self.lines[at].text);
        if !indent.starts_with(self.base) {
            return None;
        }
        let logical = logical_at(self.lines, at);
        let is_accepted = if indent.len() > self.base.len() {
            self.accepts_inside(logical, n_blank)
        } else {
            self.accepts_at_base(logical, at, n_blank)
        };
        if !is_accepted {
            return None;
        }
        let is_base = indent.len() == self.base.len();
        match logical.class {
            Class::Strong | Class::Broken => self.n_sure += 1,
            Class::Header => self.n_sure += usize::from(self.is_sure_header(at)),
            Class::WeakValue if self.end == self.start => {
                self.n_sure += usize::from(logical.has_value_comment);
            }
            Class::Clause
            | Class::Suite
            | Class::WeakValue
            | Class::WeakWord
            | Class::Comment
            | Class::Prose => {}
        }
        if is_base && logical.class != Class::Comment {
            self.is_open = opens_block(self.lines, at, logical);
            self.had_block |= self.is_open;
        }
        let is_tentative = logical.class == Class::Comment
            && (n_blank > 0 || self.end == self.start)
            && at != self.end;
        if !is_tentative && (logical.class != Class::Comment || self.end > self.start) {
            self.end = at + logical.n_lines;
        }
        Some(logical)
    }

    fn accepts_inside(&self, logical: Logical, n_blank: usize) -> bool {
        if !self.is_open {
            return n_blank == 0 && matches!(logical.class, Class::Strong | Class::Broken);
        }
        match logical.class {
            Class::Strong
            | Class::Header
            | Class::Clause
            | Class::Suite
            | Class::WeakValue
            | Class::Comment
            | Class::Broken => true,
            Class::WeakWord | Class::Prose => n_blank == 0,
        }
    }

    fn accepts_at_base(&self, logical: Logical, at: usize, n_blank: usize) -> bool {
        let is_first = self.end == self.start;
        match logical.class {
            Class::Strong | Class::Broken => true,
            Class::Header => opens_block(self.lines, at, logical),
            Class::Clause => self.had_block,
            Class::Suite => n_blank == 0 && !is_first,
            Class::Comment => !is_first || self.code_follows(at + 1),
            Class::WeakValue if is_first => {
                logical.has_value_comment || self.code_follows(at + logical.n_lines)
            }
            Class::WeakValue => n_blank == 0 || logical.has_comment,
            Class::WeakWord if is_first => false,
            Class::WeakWord => logical.has_comment || (n_blank == 0 && self.mentions(at)),
            Class::Prose => false,
        }
    }

    /// Whether code stands below, no blank line between, only comments and values.
    fn code_follows(&self, from: usize) -> bool {
        let mut at = from;
        while at < self.lines.len() && !self.lines[at].text.trim().is_empty() {
            if interrupts(self.lines[at].text) {
                return false;
            }
            let logical = logical_at(self.lines, at);
            match logical.class {
                Class::Strong | Class::Broken => return true,
                Class::Header => return opens_block(self.lines, at, logical),
                Class::Comment | Class::WeakValue => at += logical.n_lines,
                Class::Clause | Class::Suite | Class::WeakWord | Class::Prose => return false,
            }
        }
        false
    }

    /// Whether the words of this line occur in the run above it.
    fn mentions(&self, at: usize) -> bool {
        let code = split_comment(self.lines[at].text).0;
        code.split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .all(|word| {
                self.lines[self.start..at]
                    .iter()
                    .any(|line| line.text.contains(word))
            })
    }

    /// `def` and `class` are sure by themselves; other heads need a sure statement in their block.
    fn is_sure_header(&self, at: usize) -> bool {
        let text = self.lines[at].text.trim_start();
        ["def ", "class ", "async ", "@"]
            .iter()
            .any(|word| text.starts_with(word))
            || text.contains('(')
    }

    /// Leaves out bare values at the end: `4` below `print(2 + 2)` is its output.
    fn without_output(&mut self) {
        while self.end > self.start + 1 {
            let text = self.lines[self.end - 1].text;
            let is_output = indentation(text) == self.base && is_value(text);
            if !is_output {
                break;
            }
            self.end -= 1;
            while self.end > self.start && self.lines[self.end - 1].text.trim().is_empty() {
                self.end -= 1;
            }
        }
    }
}

/// Whether a line has a block below it (or should have one, and code stands there).
fn opens_block(lines: &[Line], at: usize, logical: Logical) -> bool {
    let text = lines[at].text;
    let behind = at + logical.n_lines;
    let Some(next) = next_text(lines, behind) else {
        return false;
    };
    let is_deeper = indentation(lines[next].text).len() > indentation(text).len();
    match logical.class {
        Class::Header if text.trim_start().starts_with('@') => {
            next == behind && matches!(logical_at(lines, next).class, Class::Header | Class::Strong)
        }
        Class::Header | Class::Clause => {
            is_deeper
                || (next == behind
                    && matches!(logical_at(lines, next).class, Class::Strong | Class::Suite))
        }
        Class::Broken => is_deeper,
        Class::Strong
        | Class::Suite
        | Class::WeakValue
        | Class::WeakWord
        | Class::Comment
        | Class::Prose => false,
    }
}
