//! A `.py` file: one program, one snippet.
//!
//! Blank lines and comments at either end are no part of the snippet's lines; its source is
//! the whole file all the same, so that nothing is lost in translation. A file that begins with a prompt
//! is a session.

use super::cut::{Cut, Line, lines_of};
use super::doctest::is_prompt;
use super::{Format, Lesson, SnippetKind};
use crate::source::SourceFile;

/// Reads a program.
pub(super) fn read(name: &str, text: &str) -> Lesson {
    let mut cut = Cut::new(name, Format::Python);
    let lines = lines_of(text);
    let mut code = lines.iter().filter(|line| is_code(line));
    if let Some(first) = code.next() {
        let last = code.next_back().unwrap_or(first);
        if is_prompt(first.text) {
            cut.code(&lines, None);
        } else {
            let place = (first.number, last.number);
            cut.program(
                SnippetKind::Script,
                None,
                place,
                SourceFile::new(name, text),
                None,
            );
        }
    }
    cut.finish()
}

fn is_code(line: &Line) -> bool {
    let text = line.text.trim();
    !text.is_empty() && !text.starts_with('#')
}
