//! Jupyter notebooks, format 4: each code cell is a snippet, its stored output a claim.
//!
//! Lines that `IPython` understands and Python does not (`%matplotlib inline`, `!pip install x`,
//! `obj?`) are left out of a cell's code, an empty line or `pass` in their place; a cell that is nothing else,
//! a cell for another language (`%%bash`) and every cell of a kernel that is not Python are
//! [`SnippetKind::NotPython`].

use serde::Deserialize;

use super::cut::{Cut, cell_name, lines_of, without_blank_edges};
use super::{Format, Lesson, SnippetKind};
use crate::diagnostics::Diagnostic;
use crate::source::{SourceFile, Span};

/// Reads a notebook.
pub(super) fn read(name: &str, text: &str) -> Result<Lesson, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let notebook: Notebook =
        serde_json::from_str(text).map_err(|error| vec![not_a_notebook(text, &error)])?;
    if notebook.nbformat < 4 || notebook.cells.is_none() {
        return Err(vec![old_notebook(text)]);
    }
    let language = notebook.metadata.language();
    let is_python = language
        .as_deref()
        .is_none_or(|language| language.to_lowercase().contains("python"));
    let mut cut = Cut::new(name, Format::Notebook);
    for (index, cell) in notebook.cells.unwrap_or_default().iter().enumerate() {
        if cell.cell_type != "code" {
            continue;
        }
        let source = cell.source.text();
        if source.trim().is_empty() {
            continue;
        }
        match python_of(&source) {
            Some(code) if is_python => add_cell(&mut cut, index, cell, &code),
            Some(_) => cut.foreign_cell(index, &source, language.as_deref()),
            None => cut.foreign_cell(index, &source, None),
        }
    }
    Ok(cut.finish())
}

/// The cells that hold words, with their indices in `cells`; none if the text is no notebook.
pub(super) fn words(text: &str) -> Vec<(usize, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let notebook = serde_json::from_str::<Notebook>(text).ok();
    let cells = notebook.and_then(|notebook| notebook.cells);
    let numbered = cells.unwrap_or_default().into_iter().enumerate();
    numbered
        .filter(|(_, cell)| cell.cell_type == "markdown")
        .map(|(index, cell)| (index, cell.source.text()))
        .collect()
}

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    nbformat: u32,
    #[serde(default)]
    metadata: Metadata,
    cells: Option<Vec<CodeCell>>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    kernelspec: Option<Kernel>,
    language_info: Option<Kernel>,
}

#[derive(Deserialize)]
struct Kernel {
    language: Option<String>,
    name: Option<String>,
}

impl Metadata {
    fn language(&self) -> Option<String> {
        let info = self
            .language_info
            .as_ref()
            .and_then(|info| info.name.clone());
        let spec = self.kernelspec.as_ref();
        info.or_else(|| spec.and_then(|spec| spec.language.clone().or_else(|| spec.name.clone())))
    }
}

#[derive(Deserialize)]
struct CodeCell {
    #[serde(default)]
    cell_type: String,
    #[serde(default)]
    source: Text,
    #[serde(default)]
    outputs: Vec<Output>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Output {
    #[serde(rename = "output_type")]
    kind: String,
    name: String,
    text: Text,
    data: serde_json::Map<String, serde_json::Value>,
    ename: String,
    evalue: String,
}

/// A string, or a list of its lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Whole(String),
    Lines(Vec<String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Whole(String::new())
    }
}

impl Text {
    fn text(&self) -> String {
        match self {
            Self::Whole(text) => text.clone(),
            Self::Lines(lines) => lines.concat(),
        }
    }
}

/// The Python of a cell with a line for each of its lines; none if there is none.
fn python_of(source: &str) -> Option<String> {
    let mut code = String::new();
    let mut has_code = false;
    for (index, line) in source.split('\n').enumerate() {
        let text = line.trim();
        let is_cell_magic = index == 0 && text.starts_with("%%");
        if is_cell_magic && !keeps_python(text) {
            return None;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        if let Some(timed) = text.strip_prefix("%time ") {
            has_code = true;
            code.push_str(indent);
            code.push_str(timed.trim_start());
        } else if is_cell_magic || is_magic(text) {
            if !indent.is_empty() {
                code.push_str(indent);
                code.push_str("pass");
            }
        } else if is_magic_value(text) {
            return None;
        } else {
            has_code |= !text.is_empty();
            code.push_str(line.strip_suffix('\r').unwrap_or(line));
        }
        code.push('\n');
    }
    has_code.then_some(code)
}

/// Cell magics behind which the cell is still Python.
fn keeps_python(line: &str) -> bool {
    let word = line.trim_start_matches('%').split_whitespace().next();
    matches!(
        word,
        Some("time" | "timeit" | "capture" | "prun" | "python" | "python3" | "py")
    )
}

fn is_magic(text: &str) -> bool {
    let is_command = text.starts_with('!') && !text.starts_with("!=");
    let is_line_magic = text
        .strip_prefix('%')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_help = text.starts_with('?')
        || text
            .trim_end_matches('?')
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
            && text.ends_with('?')
            && text.len() > 1;
    is_command || is_line_magic || is_help
}

/// `files = !ls`, `t = %time f()`.
fn is_magic_value(text: &str) -> bool {
    text.split_once('=').is_some_and(|(target, value)| {
        let is_name = target
            .trim()
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | ',' | ' '));
        let value = value.trim_start();
        let is_magic = value
            .strip_prefix(['!', '%'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        is_name && is_magic
    })
}

fn add_cell(cut: &mut Cut, index: usize, cell: &CodeCell, code: &str) {
    let all = lines_of(code);
    let lines = without_blank_edges(&all);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let name = cell_name(cut.name(), index);
    let source = SourceFile::new(name, code);
    let place = (first.number, last.number);
    cut.program(SnippetKind::Cell, Some(index), place, source, None);
    if let Some((printed, error)) = stored_output(&cell.outputs) {
        cut.cell_output(printed, error);
    }
}

/// What a cell printed and echoed when it was saved, and its error; none if nothing is stored or
/// what is stored is no text (a picture).
fn stored_output(outputs: &[Output]) -> Option<(String, Option<String>)> {
    let (mut printed, mut error) = (String::new(), None);
    for output in outputs {
        match output.kind.as_str() {
            "stream" if output.name != "stderr" => printed.push_str(&output.text.text()),
            "execute_result" if output.data.len() <= 1 => {
                printed.push_str(&plain_data(&output.data)?);
                printed.push('\n');
            }
            "execute_result" | "display_data" => return None,
            "error" => error = Some(last_line(output)),
            _ => {}
        }
    }
    let is_silent = printed.is_empty() && error.is_none();
    (!is_silent).then(|| (printed.trim_end_matches('\n').to_owned(), error))
}

fn plain_data(data: &serde_json::Map<String, serde_json::Value>) -> Option<String> {
    let text: Text = serde_json::from_value(data.get("text/plain")?.clone()).ok()?;
    Some(text.text())
}

fn last_line(output: &Output) -> String {
    let last = output.evalue.lines().last().unwrap_or_default();
    if last.is_empty() {
        output.ename.clone()
    } else {
        format!("{}: {last}", output.ename)
    }
}

fn not_a_notebook(text: &str, error: &serde_json::Error) -> Diagnostic {
    let start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>()
        + error.column().saturating_sub(1);
    let at = u32::try_from(start.min(text.len())).expect("a lesson is smaller than 4 GiB");
    Diagnostic::error(
        "not-a-notebook",
        Span::new(at, at),
        format!("this is no notebook: {error}"),
    )
    .with_help("an .ipynb file holds JSON as Jupyter saves it; give other texts another extension")
}

fn old_notebook(text: &str) -> Diagnostic {
    let end = u32::from(!text.is_empty());
    Diagnostic::error(
        "old-notebook",
        Span::new(0, end),
        "only notebooks of format 4 are read",
    )
    .with_help("open it in Jupyter and save it, or run `jupyter nbconvert --to notebook`")
}
