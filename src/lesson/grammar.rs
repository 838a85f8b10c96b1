//! What Python's grammar says about a piece of text.

use crate::source::SourceFile;
use crate::syntax::ast::{Body, Module, Stmt, StmtKind};

/// The tree of a text that is Python.
pub(super) fn parse(source: &SourceFile) -> Option<Module> {
    crate::syntax::parse(source).ok()
}

/// The tree of a text, or what is wrong with it.
pub(super) fn parse_or_error(source: &SourceFile) -> Result<Module, String> {
    crate::syntax::parse(source).map_err(|diagnostics| {
        let first = diagnostics.into_iter().next();
        first.map_or_else(String::new, |diagnostic| diagnostic.message)
    })
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

/// The blocks inside a statement.
pub(super) fn blocks_of(stmt: &Stmt) -> Vec<&Body> {
    match &stmt.kind {
        StmtKind::FunctionDef(func) => vec![&func.body],
        StmtKind::ClassDef(class) => vec![&class.body],
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| &case.body).collect(),
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            ..
        } => std::iter::once(body)
            .chain(handlers.iter().map(|handler| &handler.body))
            .chain([orelse, finalbody])
            .collect(),
        StmtKind::Return(_)
        | StmtKind::Delete(_)
        | StmtKind::Assign { .. }
        | StmtKind::AugAssign { .. }
        | StmtKind::AnnAssign { .. }
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Expr(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => Vec::new(),
    }
}
