//! A `.py` file: one program, one snippet.
//!
//! Leading and trailing blank lines and comment lines are no part of the snippet's lines; the
//! source is the whole file all the same, so that nothing is lost in translation.

use super::{Format, Lesson, Snippet, SnippetKind};
use crate::source::SourceFile;

/// Reads a program.
pub(super) fn read(name: &str, text: &str) -> Lesson {
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| is_code(line));
    let last = lines.iter().rposition(|line| is_code(line));
    let snippets = match (first, last) {
        (Some(first), Some(last)) => vec![Snippet {
            number: 1,
            kind: SnippetKind::Script,
            cell: None,
            first_line: line_number(first),
            last_line: line_number(last),
            source: SourceFile::new(name, text),
            language: None,
            examples: Vec::new(),
        }],
        _ => Vec::new(),
    };
    Lesson {
        name: name.to_owned(),
        format: Format::Python,
        snippets,
        claims: Vec::new(),
        set_aside: Vec::new(),
    }
}

/// The 1-based number of a 0-based line.
fn line_number(line_index: usize) -> u32 {
    u32::try_from(line_index + 1).expect("a lesson is smaller than 4 GiB")
}
