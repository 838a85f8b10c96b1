//! What Adder tells people about their text: refusals, syntax errors, warnings.
//!
//! Every message has one constructor here (or in a file beside), so that its words have one home.

mod render;

pub use render::render;

use crate::source::Span;

/// The codes that there are; `adder explain` has a page on each.
pub const CODES: [&str; 8] = [
    "syntax-error",
    "unsupported",
    "unknown-module",
    "unknown-name",
    "too-deeply-nested",
    "not-a-notebook",
    "old-notebook",
    "not-utf-8",
];

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Translation stops; exit status 2.
    Error,
    /// Translation goes on.
    Warning,
}

/// One message about one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Stable kebab-case name, one of [`CODES`].
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// The place it is about.
    pub span: Span,
    /// What stands under the marker.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without label and help.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        debug_assert!(CODES.contains(&code), "{code} is missing in the list");
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: None,
            help: None,
        }
    }

    /// The same with words under the marker.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A text Python itself would not accept; `message` in CPython 3.11's words.
pub fn syntax_error(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("syntax-error", span, message)
        .with_label("Python refuses this before the program starts")
}

/// A construct that Adder does not translate (yet).
pub fn unsupported(span: Span, what: &str, instead: &str) -> Diagnostic {
    Diagnostic::error("unsupported", span, format!("{what} is not translated"))
        .with_help(instead.to_owned())
}

/// A module without a table; `help` names those that have one.
pub fn unknown_module(span: Span, name: &str, help: String) -> Diagnostic {
    let message = format!("the module `{name}` is not translated");
    Diagnostic::error("unknown-module", span, message).with_help(help)
}

/// A name that a module's table does not have; `help` names those that it has.
pub fn unknown_name(span: Span, dotted: &str, help: String) -> Diagnostic {
    let message = format!("`{dotted}` is not translated");
    Diagnostic::error("unknown-name", span, message).with_help(help)
}
