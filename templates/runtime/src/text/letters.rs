//! Parts of a text, lent: single characters and slices that need no string of their own.

use super::index;
use crate::{Exception, or_raise};

/// A text prepared for being indexed again and again: any character is found at once.
pub struct Letters<'a> {
    text: &'a str,
    /// Where every [`STRIDE`]th character starts, and the end; nothing for ASCII, where bytes and characters are the same.
    marks: Vec<usize>,
    length: usize,
}

/// The distance of the marks. The characters between are walked.
const STRIDE: usize = 32;

impl<'a> Letters<'a> {
    /// Looks through the text once.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self {
                text,
                marks: Vec::new(),
                length: text.len(),
            };
        }
        let starts = text.char_indices().map(|(start, _)| start);
        Self {
            text,
            marks: starts.step_by(STRIDE).collect(),
            length: text.chars().count(),
        }
    }

    /// `len(text)`.
    #[inline]
    pub fn py_len(&self) -> i64 {
        index::to_i64(self.length)
    }

    /// `text[index]`.
    #[inline]
    pub fn letter(&self, index: i64) -> &'a str {
        match self.find(index) {
            Some(letter) => letter,
            None => raise_out_of_range(),
        }
    }

    /// [`Letters::letter`] for callers that catch.
    #[inline]
    pub fn try_letter(&self, index: i64) -> Result<&'a str, Exception> {
        self.find(index).ok_or_else(index::out_of_range)
    }

    /// `text[index]` as a character.
    #[inline]
    pub fn char_at(&self, index: i64) -> char {
        match self.find_char(index) {
            Some(letter) => letter,
            None => raise_out_of_range(),
        }
    }

    /// [`Letters::char_at`] for callers that catch.
    ///
    /// # Errors
    /// `IndexError`.
    #[inline]
    pub fn try_char_at(&self, index: i64) -> Result<char, Exception> {
        self.find_char(index).ok_or_else(index::out_of_range)
    }

    /// `text[start:stop]`.
    #[inline]
    pub fn part(&self, start: Option<i64>, stop: Option<i64>) -> &'a str {
        if self.marks.is_empty()
            && let (Some(start), Some(stop)) = (start, stop)
            && let (Ok(start), Ok(stop)) = (usize::try_from(start), usize::try_from(stop))
            && let Some(part) = self.text.get(start..stop)
        {
            return part;
        }
        self.adjusted_part(start, stop)
    }

    fn adjusted_part(&self, start: Option<i64>, stop: Option<i64>) -> &'a str {
        let (start, stop) = index::adjust(self.py_len(), start, stop);
        match (usize::try_from(start), usize::try_from(stop)) {
            (Ok(start), Ok(stop)) if start < stop => self
                .text
                .get(self.byte(start)..self.byte(stop))
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// [`Letters::part`] in the form of operations that may raise.
    ///
    /// # Errors
    /// Never.
    pub fn try_part(&self, start: Option<i64>, stop: Option<i64>) -> Result<&'a str, Exception> {
        Ok(self.part(start, stop))
    }

    #[inline]
    fn find_char(&self, index: i64) -> Option<char> {
        if self.marks.is_empty()
            && let Some(byte) = usize::try_from(index)
                .ok()
                .and_then(|position| self.text.as_bytes().get(position))
        {
            return Some(char::from(*byte));
        }
        self.find(index)?.chars().next()
    }

    #[inline]
    fn find(&self, index: i64) -> Option<&'a str> {
        let index = if index < 0 {
            index.checked_add(self.py_len())?
        } else {
            index
        };
        let position = usize::try_from(index).ok()?;
        if self.marks.is_empty() {
            return self.text.get(position..position.checked_add(1)?);
        }
        if position >= self.length {
            return None;
        }
        first_letter(&self.text[self.byte(position)..])
    }

    /// The byte where a character starts; the end for a position behind it.
    fn byte(&self, position: usize) -> usize {
        if position >= self.length {
            return self.text.len();
        }
        if self.marks.is_empty() {
            return position;
        }
        let mark = self.marks[position / STRIDE];
        let walked = self.text[mark..].char_indices().nth(position % STRIDE);
        walked.map_or(self.text.len(), |(start, _)| mark + start)
    }
}

#[cold]
#[inline(never)]
fn raise_out_of_range() -> ! {
    crate::raise(index::out_of_range())
}

/// The first character of a text, as a text.
fn first_letter(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    text.get(..first.len_utf8())
}

/// `text[index]`, lent.
pub(super) fn try_letter(text: &str, index: i64) -> Result<&str, Exception> {
    if let Ok(position) = usize::try_from(index) {
        let rest = text.get(index::byte_position(text, position)..);
        return rest.and_then(first_letter).ok_or_else(index::out_of_range);
    }
    let n_chars = index::length(text);
    let position = usize::try_from(index.saturating_add(n_chars));
    let rest = position.map(|position| &text[index::byte_position(text, position)..]);
    rest.ok()
        .and_then(first_letter)
        .ok_or_else(index::out_of_range)
}

/// [`try_letter`] for callers that nobody catches.
pub(super) fn letter(text: &str, index: i64) -> &str {
    or_raise(try_letter(text, index))
}

/// `text[start:stop]`, lent.
pub(super) fn part(text: &str, start: Option<i64>, stop: Option<i64>) -> &str {
    index::section(text, start, stop).map_or("", |(_, part)| part)
}

/// The characters, each as a text.
pub(super) fn letters(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.char_indices()
        .map(|(start, letter)| &text[start..start + letter.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_parts_are_those_of_slices() {
        let long = "añb😀c".repeat(30);
        for text in ["", "a", "abc", "añb😀c", long.as_str()] {
            let prepared = Letters::new(text);
            let n_chars = index::length(text);
            assert_eq!(prepared.py_len(), n_chars);
            for at in -n_chars - 2..n_chars + 2 {
                let expected = index::at(text, at).ok();
                assert_eq!(
                    prepared.try_letter(at).ok().map(str::to_owned),
                    expected,
                    "{at}"
                );
                assert_eq!(
                    try_letter(text, at).ok().map(str::to_owned),
                    expected,
                    "{at}"
                );
            }
            for start in [None, Some(-3), Some(0), Some(2), Some(40), Some(200)] {
                for stop in [None, Some(-2), Some(0), Some(3), Some(99), Some(i64::MAX)] {
                    let expected = index::slice(text, start, stop, None).expect("no step");
                    assert_eq!(prepared.part(start, stop), expected, "{start:?} {stop:?}");
                    assert_eq!(part(text, start, stop), expected);
                }
            }
        }
        assert_eq!(letters("añ😀").collect::<Vec<_>>(), ["a", "ñ", "😀"]);
    }
}
