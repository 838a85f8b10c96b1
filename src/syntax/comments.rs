//! Comments: each is hung onto the statement a reader would say it belongs to.
use super::ast::Module;
use super::lexer::Tokens;
use crate::source::SourceFile;

/// Hangs all comments into the tree.
pub(super) fn attach(module: &mut Module, source: &SourceFile, tokens: &Tokens) {
    let _ = (module, source, tokens);
}
