//! Markdown: code between fences or indented, sessions wherever a line begins with `>>>`.
//!
//! `CommonMark` decides what a code block is, so fences in lists, quotes and HTML comments, `~~~`, and
//! longer fences around shorter ones come out right; `fences.rs` decides what a block holds.
//! A text without any block that is code is read as plain text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::cut::{Cut, Line, lines_of};
use super::doctest::{is_prompt, session_length};
use super::fences::{Block, Link, read_block};
use super::{Format, Lesson, plain_text};

/// Reads a Markdown text.
pub(super) fn read(name: &str, text: &str) -> Lesson {
    let lines = lines_of(text);
    let blocks = code_blocks(text);
    let mut cut = Cut::new(name, Format::Markdown);
    let mut at = 0;
    let mut code_end = 0;
    for block in &blocks {
        sessions_between(&mut cut, &lines, at..block.place.start, &mut code_end);
        let n_snippets = cut.n_snippets();
        let inside: Vec<Line> = block
            .lines
            .iter()
            .map(|(number, text)| Line {
                number: *number,
                text,
            })
            .collect();
        let between = &lines[code_end.min(block.place.start)..block.place.start];
        read_block(
            &mut cut,
            Block {
                tag: &block.tag,
                lines: &inside,
                link: Link::over(between),
                is_unclosed: block.is_unclosed,
            },
        );
        at = block.place.end;
        if cut.n_snippets() > n_snippets {
            code_end = at;
        }
    }
    sessions_between(&mut cut, &lines, at..lines.len(), &mut code_end);
    if cut.n_snippets() == 0 {
        let plain = plain_text::read(name, text);
        if !plain.snippets.is_empty() {
            return Lesson {
                format: Format::Markdown,
                ..plain
            };
        }
    }
    cut.finish()
}

/// The 0-based lines of every code block, fences included.
pub(super) fn block_places(text: &str) -> Vec<Range<usize>> {
    let blocks = code_blocks(text).into_iter();
    blocks.map(|block| block.place).collect()
}

/// A code block as `CommonMark` sees it.
struct CodeBlock {
    /// What stands behind the opening fence.
    tag: String,
    /// Its lines, without what belongs to lists and quotes around it.
    lines: Vec<(u32, String)>,
    /// 0-based lines of the whole block, fences included.
    place: Range<usize>,
    /// Its fence is never closed.
    is_unclosed: bool,
}

/// Sessions among the lines of prose.
fn sessions_between(cut: &mut Cut, lines: &[Line], between: Range<usize>, code_end: &mut usize) {
    let mut at = between.start;
    while at < between.end {
        if is_prompt(lines[at].text) {
            let length = session_length(&lines[at..between.end]).max(1);
            cut.doctest(&lines[at..at + length], None);
            at += length;
            *code_end = at;
        } else {
            at += 1;
        }
    }
}

fn code_blocks(text: &str) -> Vec<CodeBlock> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let line_of = |at: usize| starts.partition_point(|&start| start <= at) - 1;
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Vec::new();
    let mut open: Option<(CodeBlock, Pieces)> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let last = line_of(range.end.saturating_sub(1).max(range.start));
                let (tag, is_fenced) = match kind {
                    CodeBlockKind::Fenced(tag) => (tag.to_string(), true),
                    CodeBlockKind::Indented => (String::new(), false),
                };
                let block = CodeBlock {
                    tag,
                    lines: Vec::new(),
                    place: line_of(range.start)..last + 1,
                    is_unclosed: is_fenced && !is_closed(&text[range]),
                };
                open = Some((block, Pieces::default()));
            }
            Event::Text(piece) => {
                if let Some((_, pieces)) = &mut open {
                    pieces.add(&piece, line_of(range.start));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((block, pieces)) = open.take() {
                    blocks.push(CodeBlock {
                        lines: pieces.finish(),
                        ..block
                    });
                }
            }
            _ => {}
        }
    }
    blocks
}

/// Whether the text of a fenced block ends with a fence of its own.
fn is_closed(text: &str) -> bool {
    let mut lines = text.trim_end().lines();
    lines.next();
    lines.last().is_some_and(|last| {
        let last = last.trim_matches(['>', ' ', '\t']);
        last.starts_with("```") || last.starts_with("~~~")
    })
}

/// The pieces of text inside a block, put together to lines.
#[derive(Default)]
struct Pieces {
    done: Vec<(u32, String)>,
    open: Option<(u32, String)>,
}

impl Pieces {
    fn add(&mut self, piece: &str, line_index: usize) {
        let mut number = u32::try_from(line_index + 1).expect("a lesson is smaller than 4 GiB");
        for part in piece.split_inclusive('\n') {
            let (_, line) = self.open.get_or_insert_with(|| (number, String::new()));
            line.push_str(part.trim_end_matches(['\n', '\r']));
            if part.ends_with('\n') {
                self.done.extend(self.open.take());
                number += 1;
            }
        }
    }

    fn finish(mut self) -> Vec<(u32, String)> {
        self.done.extend(self.open.take());
        self.done
    }
}
