//! What Python's grammar says about a piece of text.

use crate::source::SourceFile;
use crate::syntax::ast::{Module, StmtKind};

/// The tree of a text that is Python.
pub(super) fn parse(source: &SourceFile) -> Option<Module> {
    crate::syntax::parse(source).ok()
}

/// The tree of a few lines.
pub(super) fn parse_text(text: &str) -> Option<Module> {
    parse(&SourceFile::new("<lesson>", text))
}

/// Whether a text is one expression.
pub(super) fn is_expression(text: &str) -> bool {
    parse_text(text).is_some_and(|module| {
        matches!(module.body.stmts.as_slice(), [stmt] if matches!(stmt.kind, StmtKind::Expr(_)))
    })
}
