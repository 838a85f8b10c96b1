//! Text to syntax tree.
//!
//! [`lexer`] cuts the text into tokens as CPython does, `grammar` hands them to `rustpython-parser`,
//! [`literal`] reads strings and numbers, [`lower`] makes our own tree, `comments` hangs the comments
//! into it, [`check`] refuses what CPython's compiler refuses. Nobody else knows the parser.

pub mod ast;
mod check;
mod comments;
mod deep_stack;
mod errors;
mod grammar;
mod lexer;
mod literal;
mod lower;
mod show;
pub mod walk;

pub use deep_stack::with_deep_stack;
pub use show::show;

use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use ast::Module;

/// Reads a program.
///
/// # Errors
/// What CPython 3.11 calls a `SyntaxError`, in its words, or what Adder cannot represent.
pub fn parse(source: &SourceFile) -> Result<Module, Vec<Diagnostic>> {
    with_deep_stack(|| parse_on_this_stack(source)).map_err(|diagnostic| vec![diagnostic])
}

fn parse_on_this_stack(source: &SourceFile) -> Result<Module, Diagnostic> {
    errors::check_encoding(source)?;
    let tokens = lexer::lex(source)?;
    let suite = grammar::parse_module(source, &tokens)?;
    let (mut module, tokens) = lower::lower_module(source, tokens, suite)?;
    check::check(&module, source, &tokens)?;
    comments::attach(&mut module, source, tokens);
    Ok(module)
}
