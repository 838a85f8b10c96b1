//! Why the Rust looks as it does, at the lines of a snippet; and which lines of the two programs belong together.

use std::collections::BTreeSet;

use serde::Serialize;

use super::lines::{self, PythonLine, RustLine};
use crate::lesson::Lesson;
use crate::lesson::session::Program;
use crate::reasons;

/// A decision that shows in the Rust of a snippet.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// The index of the Rust line that it is shown at.
    pub at: usize,
    /// The index of the line of the Python that it is about.
    pub python: usize,
    /// The code that `adder explain` knows it by.
    pub code: &'static str,
    /// What that code is about.
    pub title: &'static str,
    /// What was decided here, in a sentence.
    pub text: String,
}

/// A variable that a closure of the snippet captures.
#[derive(Clone, Debug, Serialize)]
pub struct Capture {
    /// The closure's own name.
    pub closure: String,
    /// The lesson's line of its `def` or `lambda`.
    pub line: u32,
    /// The variable.
    pub variable: String,
    /// The name of the function that it belongs to.
    pub from: String,
    /// The functions that rebind it.
    pub rebound_by: Vec<String>,
    /// The Rust type that it is kept in.
    pub lives_as: String,
    /// Other closures that see it.
    pub shared_with: Vec<String>,
}

pub(super) fn notes(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    reasons: &[reasons::Reason],
    rust: &[RustLine],
) -> Vec<Note> {
    let mut notes = Vec::new();
    for reason in reasons {
        let Some(python) = own_line(lesson, snippet, program, reason.line) else {
            continue;
        };
        let named = reason.rust_lines.first().map(|line| *line as usize - 1);
        let mapped = || rust.iter().position(|line| line.own_line() == Some(python));
        let Some(at) = named.or_else(mapped).filter(|at| *at < rust.len()) else {
            continue;
        };
        notes.push(Note {
            at,
            python,
            code: reason.code.name(),
            title: reason.code.title(),
            text: reason.text.clone(),
        });
    }
    notes.sort_by_key(|note| note.at);
    notes
}

pub(super) fn captures(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    captures: &[reasons::Capture],
) -> Vec<Capture> {
    let own = captures
        .iter()
        .filter_map(|capture| Some((own_line(lesson, snippet, program, capture.line)?, capture)));
    own.map(|(index, capture)| Capture {
        closure: short(&capture.closure),
        line: lesson.snippets[snippet].source.number_of_line(index),
        variable: capture.variable.clone(),
        from: short(&capture.from),
        rebound_by: capture.rebound_by.iter().map(|name| short(name)).collect(),
        lives_as: capture.lives_as.clone(),
        shared_with: capture.shared_with.iter().map(|name| short(name)).collect(),
    })
    .collect()
}

/// The lines of the Python that reasons are given for, with the Rust lines in which these show.
pub(super) fn given(
    lesson: &Lesson,
    snippet: usize,
    program: &Program,
    reasons: &[reasons::Reason],
) -> Vec<(usize, Vec<usize>)> {
    let own = reasons.iter().filter_map(|reason| {
        let python = own_line(lesson, snippet, program, reason.line)?;
        let rust = reason.rust_lines.iter().map(|line| *line as usize - 1);
        Some((python, rust.collect()))
    });
    own.collect()
}

/// The last part of a `__qualname__`.
pub(super) fn short(qualname: &str) -> String {
    let last = qualname.rsplit('.').next().unwrap_or(qualname);
    match last {
        "<lambda>" => "lambda".to_owned(),
        "<module>" => "module".to_owned(),
        _ => last.to_owned(),
    }
}

/// The index of the snippet's line that is a 1-based line of the program.
fn own_line(lesson: &Lesson, snippet: usize, program: &Program, line: u32) -> Option<usize> {
    lines::own_index(lesson, snippet, program, line.checked_sub(1)? as usize)
}

/// For each line of the Python the Rust lines that it became, by their indices.
///
/// A line that the line map does not name (a `def` whose closure is written where it is used) has those of the reasons given for it; the
/// lines of a block whose first line is such a one have them too.
pub(super) fn links(
    python: &[PythonLine],
    rust: &[RustLine],
    reasons: &[(usize, Vec<usize>)],
) -> Vec<Vec<usize>> {
    let mut links: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); python.len()];
    for (index, line) in rust.iter().enumerate() {
        if let Some(found) = line.own_line().and_then(|own| links.get_mut(own)) {
            found.insert(index);
        }
    }
    let is_mapped: Vec<bool> = links.iter().map(|found| !found.is_empty()).collect();
    for (own, lines) in reasons {
        if is_mapped.get(*own) == Some(&false) {
            links[*own].extend(lines.iter().filter(|line| **line < rust.len()));
        }
    }
    let indent = |index: usize| {
        let text = python[index].code.text();
        (!text.trim().is_empty()).then(|| text.len() - text.trim_start().len())
    };
    for index in 0..python.len() {
        let begins = python[index].begins;
        if begins != index {
            let same = links[begins].clone();
            links[index] = same;
            continue;
        }
        let Some(own) = indent(index).filter(|_| links[index].is_empty()) else {
            continue;
        };
        let header = (0..index).rev().find(|before| {
            python[*before].begins == *before && indent(*before).is_some_and(|other| other < own)
        });
        if let Some(header) = header.filter(|header| !is_mapped[*header]) {
            let same = links[header].clone();
            links[index] = same;
        }
    }
    links
        .into_iter()
        .map(|found| found.into_iter().collect())
        .collect()
}
