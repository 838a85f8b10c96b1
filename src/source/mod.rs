//! Text, spans and line numbers: what every other stage uses to say *where*.

use std::ops::Range;

/// A half-open range of UTF-8 byte offsets in a [`SourceFile`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (byte offsets).
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The same range in the type that slices text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Python text with a name and an index of its lines.
///
/// The text may be cut out of a lesson: `line_numbers` then maps its lines to the lesson's.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<u32>,
    line_numbers: Option<Vec<u32>>,
}

/// A place as people count: both numbers begin at 1, columns count code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line of the lesson file.
    pub line_number: u32,
    /// 1-based column in code points.
    pub column: u32,
}

impl SourceFile {
    /// A whole file: line 1 of the text is line 1 of the file.
    ///
    /// As CPython's reader does, it drops a byte order mark and turns `\r\n` and a lone `\r` into `\n`;
    /// spans refer to that text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| offset(at + 1)))
            .collect();
        Self {
            name: name.into(),
            text,
            line_starts,
            line_numbers: None,
        }
    }

    /// Text cut out of a lesson; `line_numbers[i]` is the lesson's 1-based line of its line `i`.
    #[must_use]
    pub fn with_line_numbers(mut self, line_numbers: Vec<u32>) -> Self {
        self.line_numbers = Some(line_numbers);
        self
    }

    /// The name shown in messages, usually the path as the user gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// 0-based index of the line, within this text, that holds the byte offset.
    pub fn line_index(&self, at: u32) -> usize {
        self.line_starts.partition_point(|&start| start <= at) - 1
    }

    /// 1-based line number in the lesson file of the line that holds the byte offset.
    pub fn line_number(&self, at: u32) -> u32 {
        self.number_of_line(self.line_index(at))
    }

    /// 1-based line number in the lesson file of this text's 0-based line.
    pub fn number_of_line(&self, line_index: usize) -> u32 {
        match &self.line_numbers {
            Some(numbers) => numbers
                .get(line_index)
                .or(numbers.last())
                .copied()
                .unwrap_or(1),
            None => offset(line_index + 1),
        }
    }

    /// Line and column of a byte offset, which need not be at a character's border.
    pub fn position(&self, at: u32) -> Position {
        let at = at.min(offset(self.text.len()));
        let line_index = self.line_index(at);
        let start = self.line_starts[line_index] as usize;
        let before = self.text.as_bytes()[start..at as usize]
            .iter()
            .filter(|byte| (**byte & 0xC0) != 0x80)
            .count();
        Position {
            line_number: self.number_of_line(line_index),
            column: offset(before + 1),
        }
    }

    /// The text of the 0-based line without its line end.
    pub fn line_text(&self, line_index: usize) -> &str {
        let start = self.line_starts[line_index] as usize;
        let end = self
            .line_starts
            .get(line_index + 1)
            .map_or(self.text.len(), |next| *next as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// How many lines the text has; a final line end opens one more, empty line.
    pub fn n_lines(&self) -> usize {
        self.line_starts.len()
    }
}

/// Texts above 4 GiB are refused when they are read, so every offset fits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a source file is smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_byte_order_mark_are_normalised() {
        let source = SourceFile::new("a.py", "\u{feff}a\r\nb\rc\n");
        assert_eq!(source.text(), "a\nb\nc\n");
        assert_eq!(source.n_lines(), 4);
    }

    #[test]
    fn columns_count_code_points() {
        let source = SourceFile::new("a.py", "x = 1\nимя = 2\n");
        let at = offset(source.text().find('=').expect("there is one"));
        assert_eq!(
            source.position(at),
            Position {
                line_number: 1,
                column: 3
            }
        );
        let at = offset(source.text().rfind('=').expect("there is one"));
        assert_eq!(
            source.position(at),
            Position {
                line_number: 2,
                column: 5
            }
        );
    }
}
