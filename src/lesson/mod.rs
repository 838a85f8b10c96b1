//! What teachers write, read: a lesson's snippets of Python and what its text claims they print.
//!
//! In: a file's name and text. Out: a [`Lesson`]: [`Snippet`]s that map back to the lesson's lines,
//! and [`Claim`]s. Nothing is run here; [`session::program_for`] makes a runnable program of a
//! snippet and the earlier ones it needs, [`claims::judge`] compares a claim with what was printed.
//!
//! The format goes by the file's extension: `.py` is one snippet (`script.rs`), `.md` and
//! `.markdown` have fences (`markdown.rs`), `.ipynb` has cells (`notebook.rs`), everything else is
//! prose with bare code between it (`plain_text.rs`). Interactive sessions with `>>>` may stand in
//! all of them (`doctest.rs`).

use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use crate::syntax::with_deep_stack;

mod changes;
pub mod claims;
mod comments;
mod cut;
mod doctest;
mod evidence;
mod fences;
mod grammar;
mod logical;
mod markdown;
mod notebook;
mod plain_text;
mod program;
pub mod prose;
mod reading;
mod runs;
mod scan;
mod script;
pub mod session;
mod values;

/// A lesson as read.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The file's name as given.
    pub name: String,
    /// How the file was read.
    pub format: Format,
    /// Its snippets in order; all of them are one session that shares its names.
    pub snippets: Vec<Snippet>,
    /// What the text says is printed, in the order of the snippets and lines.
    pub claims: Vec<Claim>,
    /// Blocks that look technical and are no snippets, with the reason.
    pub set_aside: Vec<SetAside>,
}

/// How a lesson's file was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.py`: the file is one program.
    Python,
    /// `.md`, `.markdown`.
    Markdown,
    /// `.ipynb`.
    Notebook,
    /// Anything else: prose and code without fences.
    PlainText,
}

/// A piece of a lesson that is code.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// 1 for the lesson's first snippet.
    pub number: usize,
    /// What it is.
    pub kind: SnippetKind,
    /// In a notebook the index of the cell in `cells`, counted from 0.
    pub cell: Option<usize>,
    /// Line of its first line of code; 1 is the first line of the file (in a notebook: of the cell).
    pub first_line: u32,
    /// Line of its last line of code (in a doctest: of its last expected output).
    pub last_line: u32,
    /// The code, dedented and without prompts; its line numbers are the lesson's.
    pub source: SourceFile,
    /// The language the lesson names for it (the first word behind a fence), if it names one.
    pub language: Option<String>,
    /// The examples of a doctest; empty for the other kinds.
    pub examples: Vec<Example>,
}

/// What a snippet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SnippetKind {
    /// A program or a part of one: only what is printed shows.
    Script,
    /// An interactive session: the value of each expression statement is echoed.
    Doctest,
    /// A cell of a notebook: the value of a last expression is echoed.
    Cell,
    /// A cell that is not Python: a shell command, another language.
    #[serde(rename = "not python")]
    NotPython,
}

/// One prompt of a doctest with what is expected behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The lesson's line of its `>>>`.
    pub line: u32,
    /// The lesson's last line of its code (`...` lines included, empty ones at the end not).
    pub last_code_line: u32,
    /// 0-based lines of the snippet's `source` that are its code: first, and one past the last.
    pub source_lines: (usize, usize),
    /// The output that stands behind it; of a traceback only the last line.
    pub expected: Option<String>,
    /// The expected output is a traceback.
    pub expects_error: bool,
}

/// Something the text says a line prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// How it is said.
    pub kind: ClaimKind,
    /// The lesson's line it stands on; for a doctest the `>>>` it is about, for an output block its
    /// first line, for a cell's stored output 1.
    pub line: u32,
    /// Index in [`Lesson::snippets`] of the snippet it is about.
    pub snippet: usize,
    /// What is said to be printed, without a last line end.
    pub claimed: String,
    /// First and last line, in the lesson (in a notebook: in the cell), of the statement it is
    /// about; the snippet's own for an output block and a cell's output.
    pub target_lines: (u32, u32),
    /// What it is compared with.
    pub subject: Subject,
    /// How sure it is that this is a claim at all.
    pub certainty: Certainty,
    /// The output is said to end in this error: the last line of a pasted traceback. (For a comment
    /// or a doctest the error is what is `claimed`, see [`Subject::Error`].)
    pub then_error: Option<String>,
}

/// How a claim is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// A comment behind a statement or directly below it.
    Comment,
    /// The output below a `>>>` prompt.
    Doctest,
    /// A block of output behind a snippet.
    #[serde(rename = "output block")]
    OutputBlock,
    /// The output stored in a notebook.
    #[serde(rename = "cell output")]
    CellOutput,
    /// A sentence.
    Prose,
}

/// What a claim is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What the statement (or the whole snippet) prints, echoed values included.
    Printed,
    /// What the statement prints or, if it prints nothing, the `repr` of its value: of the
    /// expression, or of what is assigned.
    PrintedOrValue,
    /// The last line of the traceback of the exception the statement raises.
    Error,
}

/// How sure it is that a comment is a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Its form says so: a bare value behind a `print`, `# -> 7`, `>>>`.
    Stated,
    /// It may be a remark; only a near miss makes it a wrong claim.
    Guessed,
}

/// A block that is not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its first line in the lesson.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// In a notebook the index of the cell.
    pub cell: Option<usize>,
    /// Why.
    pub reason: AsideReason,
}

/// Why a block is not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsideReason {
    /// It is said to be in another language (the tag).
    OtherLanguage(String),
    /// Commands for a shell.
    Shell,
    /// Output of the snippet before.
    Output,
    /// A scheme with `...` in place of code.
    Scheme,
    /// Neither Python nor anything known.
    NotCode,
}

/// Reads a lesson; the format goes by the extension of `name`.
///
/// # Errors
/// A notebook that is no notebook. Code that Python would not accept is no error here: the snippet
/// is there, and parsing it says what is wrong.
pub fn read(name: &str, text: &str) -> Result<Lesson, Vec<Diagnostic>> {
    with_deep_stack(|| match format_of(name) {
        Format::Python => Ok(script::read(name, text)),
        Format::Markdown => Ok(markdown::read(name, text)),
        Format::Notebook => notebook::read(name, text),
        Format::PlainText => Ok(plain_text::read(name, text)),
    })
}

/// The format that belongs to the extension of a file's name.
pub fn format_of(name: &str) -> Format {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "py" | "pyw" => Format::Python,
        "md" | "markdown" => Format::Markdown,
        "ipynb" => Format::Notebook,
        _ => Format::PlainText,
    }
}
