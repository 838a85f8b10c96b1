//! A place in a text that moves forward and leaves classified parts behind.

use super::{Class, Line, Part};

/// Reads a text from front to back.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    lines: Vec<Line>,
    line: Line,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            lines: Vec::new(),
            line: Line::default(),
        }
    }

    /// What is not yet read.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character.
    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before the next one.
    pub(super) fn last(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Whether only spaces stand before it on its line.
    pub(super) fn leads_line(&self) -> bool {
        self.text[..self.at]
            .rsplit('\n')
            .next()
            .is_none_or(|before| before.trim().is_empty())
    }

    /// Takes so many bytes as one class; every line end inside makes a line that continues.
    pub(super) fn take(&mut self, n_bytes: usize, class: Class) {
        let taken = &self.rest()[..n_bytes];
        self.at += n_bytes;
        for (index, piece) in taken.split('\n').enumerate() {
            if index > 0 {
                self.end_line(true);
            }
            self.push(piece, class);
        }
    }

    /// Takes characters for as long as they fit.
    pub(super) fn take_while(&mut self, class: Class, fits: impl Fn(char) -> bool) {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.take(end, class);
    }

    /// Takes the line end that comes next.
    pub(super) fn take_line_end(&mut self, next_continues: bool) {
        self.at += 1;
        self.end_line(next_continues);
    }

    /// The lines; one that is empty at the end of the text is none.
    pub(super) fn finish(mut self) -> Vec<Line> {
        if !self.line.parts.is_empty() {
            self.lines.push(self.line);
        }
        self.lines
    }

    fn end_line(&mut self, next_continues: bool) {
        let next = Line {
            parts: Vec::new(),
            continues: next_continues,
        };
        self.lines.push(std::mem::replace(&mut self.line, next));
    }

    fn push(&mut self, text: &str, class: Class) {
        if text.is_empty() {
            return;
        }
        match self.line.parts.last_mut() {
            Some(last) if last.class == class && class == Class::Plain => last.text.push_str(text),
            _ => self.line.parts.push(Part {
                class,
                text: text.to_owned(),
            }),
        }
    }
}

/// Whether a name may begin so.
pub(super) fn begins_name(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Whether a name may go on so.
pub(super) fn goes_on_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length in bytes of the name at the beginning.
pub(super) fn name_length(text: &str) -> usize {
    text.find(|c| !goes_on_name(c)).unwrap_or(text.len())
}

/// The length in bytes of the number at the beginning; a point counts only before what is no second point or name.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut has_point = false;
    while at < bytes.len() {
        let is_sign_of_exponent = matches!(bytes[at], b'+' | b'-')
            && at > 0
            && matches!(bytes[at - 1], b'e' | b'E')
            && !text.starts_with("0x")
            && !text.starts_with("0X");
        let is_point = bytes[at] == b'.'
            && !has_point
            && !text[at + 1..].starts_with(|c: char| c == '.' || begins_name(c));
        if !(bytes[at].is_ascii_alphanumeric()
            || bytes[at] == b'_'
            || is_point
            || is_sign_of_exponent)
        {
            break;
        }
        has_point |= is_point;
        at += 1;
    }
    at
}

/// The length of a quoted text from its opening quote on: up to the closing one, or to the end of the line if it may not
/// go over lines and is never closed.
pub(super) fn quoted_length(text: &str, quote: &str, has_escapes: bool, over_lines: bool) -> usize {
    let mut at = quote.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(quote) {
            return at + quote.len();
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some('\\') if has_escapes => {
                at += 1 + chars.next().map_or(0, char::len_utf8);
            }
            Some('\n') if !over_lines => return at,
            Some(c) => at += c.len_utf8(),
            None => break,
        }
    }
    text.len()
}
