//! What stands between the snippets of a lesson, in its order.
//!
//! The reader of a format keeps only code and claims. Whoever shows a lesson needs the words too: [`pieces`] cuts the text
//! again, at the places where the snippets are known to be.

use std::ops::Range;

use super::cut::{Line, dedent, lines_of, without_blank_edges};
use super::{Format, Lesson, markdown, notebook};

/// A part of a lesson as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Prose(Prose),
    /// The index in [`Lesson::snippets`] of the snippet that stands here.
    Snippet(usize),
}

/// Words between two snippets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// 1-based line of the lesson (in a notebook: of the cell) on which it begins.
    pub first_line: u32,
    /// How it is written.
    pub markup: Markup,
    /// The text without blank lines at its ends and without a common indentation.
    pub text: String,
}

/// How prose is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// As Markdown.
    Markdown,
    /// As it is.
    Plain,
    /// Lines whose breaks and spaces count: a shell command, an output.
    Verbatim,
}

/// Cuts the text that a lesson was read from; every snippet comes exactly once, in order.
pub fn pieces(lesson: &Lesson, text: &str) -> Vec<Piece> {
    match lesson.format {
        Format::Python => (0..lesson.snippets.len()).map(Piece::Snippet).collect(),
        Format::Markdown => of_lines(lesson, text, Markup::Markdown),
        Format::PlainText => of_lines(lesson, text, Markup::Plain),
        Format::Notebook => of_cells(lesson, text),
    }
}

fn of_lines(lesson: &Lesson, text: &str, markup: Markup) -> Vec<Piece> {
    let lines = lines_of(text);
    let blocks = match markup {
        Markup::Markdown => markdown::block_places(text),
        Markup::Plain | Markup::Verbatim => Vec::new(),
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    for (index, snippet) in lesson.snippets.iter().enumerate() {
        let code = snippet.first_line as usize - 1..snippet.last_line as usize;
        let place = blocks
            .iter()
            .find(|block| block.start <= code.start && code.start < block.end)
            .map_or(code.clone(), |block| block.start..block.end.max(code.end));
        let place = with_fences(&lines, place);
        // Two snippets of one block: nothing stands between them.
        if at < place.start {
            push_prose(&mut pieces, lesson, &lines[at..place.start], markup);
        }
        pieces.push(Piece::Snippet(index));
        at = at.max(place.end);
    }
    push_prose(&mut pieces, lesson, &lines[at.min(lines.len())..], markup);
    pieces
}

/// In plain text, fences that stand directly around a snippet are no part of the prose.
fn with_fences(lines: &[Line], place: Range<usize>) -> Range<usize> {
    let is_fence = |index: usize| {
        lines.get(index).is_some_and(|line| {
            let text = line.text.trim_start();
            text.starts_with("```") || text.starts_with("~~~")
        })
    };
    let start = match place.start.checked_sub(1) {
        Some(before) if is_fence(before) && !is_fence(place.start) => before,
        Some(_) | None => place.start,
    };
    let is_open = start < place.start;
    let end = place.end + usize::from(is_open && is_fence(place.end));
    start..end
}

/// Adds the words of some lines; in plain text, what is set aside keeps its lines.
fn push_prose(pieces: &mut Vec<Piece>, lesson: &Lesson, lines: &[Line], markup: Markup) {
    let mut at = 0;
    if markup == Markup::Plain {
        let offset = lines.first().map_or(1, |line| line.number);
        for aside in &lesson.set_aside {
            let (Some(first), Some(last)) = (
                aside.first_line.checked_sub(offset),
                aside.last_line.checked_sub(offset),
            ) else {
                continue;
            };
            let (first, last) = (first as usize, last as usize);
            if first < at || last >= lines.len() {
                continue;
            }
            push_lines(pieces, &lines[at..first], markup);
            push_lines(pieces, &lines[first..=last], Markup::Verbatim);
            at = last + 1;
        }
    }
    push_lines(pieces, &lines[at..], markup);
}

fn push_lines(pieces: &mut Vec<Piece>, lines: &[Line], markup: Markup) {
    let lines = without_blank_edges(lines);
    if let Some(first) = lines.first() {
        let text = dedent(lines);
        pieces.push(Piece::Prose(Prose {
            first_line: first.number,
            markup,
            text: text.trim_end().to_owned(),
        }));
    }
}

fn of_cells(lesson: &Lesson, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut snippets = lesson.snippets.iter().enumerate().peekable();
    let mut code_before = |cell: usize, pieces: &mut Vec<Piece>| {
        while let Some((index, _)) =
            snippets.next_if(|(_, snippet)| snippet.cell.is_some_and(|own| own < cell))
        {
            pieces.push(Piece::Snippet(index));
        }
    };
    for (cell, text) in notebook::words(text) {
        code_before(cell, &mut pieces);
        push_lines(&mut pieces, &lines_of(&text), Markup::Markdown);
    }
    code_before(usize::MAX, &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::read;

    /// One line for each piece: the number of a snippet, or the text.
    fn check(name: &str, text: &str, expected: &[&str]) {
        let lesson = read(name, text).expect("a lesson");
        let shown: Vec<String> = pieces(&lesson, text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Snippet(index) => format!("#{}", lesson.snippets[index].number),
                Piece::Prose(prose) => prose.text,
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn fences_are_no_prose() {
        check(
            "a.md",
            "# One\n\n```python\nx = 1\n```\n\nTwo\n\n```python\nprint(x)\n```\n",
            &["# One", "#1", "Two", "#2"],
        );
    }

    #[test]
    fn plain_text_is_cut_at_its_code() {
        check(
            "a.txt",
            "First we add.\n\nx = 1\nprint(x)\n\nThen we stop here, as one does.\n",
            &["First we add.", "#1", "Then we stop here, as one does."],
        );
    }

    #[test]
    fn a_session_in_prose_is_a_snippet() {
        check(
            "a.md",
            "Try it:\n\n>>> 1 + 1\n2\n\nThat was all.\n",
            &["Try it:", "#1", "That was all."],
        );
    }

    #[test]
    fn cells_of_words_stand_between_cells_of_code() {
        let cell = |kind: &str, text: &str| {
            format!(r#"{{"cell_type": "{kind}", "metadata": {{}}, "source": "{text}"}}"#)
        };
        let cells = [
            cell("markdown", "# Title"),
            cell("code", "x = 1"),
            cell("code", "print(x)"),
            cell("markdown", "The end"),
        ];
        let cells = cells.join(",");
        check(
            "a.ipynb",
            &format!(
                r#"{{"nbformat": 4, "nbformat_minor": 5, "metadata": {{}}, "cells": [{cells}]}}"#
            ),
            &["# Title", "#1", "#2", "The end"],
        );
    }
}
