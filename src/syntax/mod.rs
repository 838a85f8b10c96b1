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
    with_deep_stack(|| parse_on_this_stack(source, Globals::Calls))
        .map_err(|diagnostic| vec![diagnostic])
}

/// Reads a program that is going to be translated: CPython's tree, except that what asks `globals()` for a name that is
/// written out stands for that name (see [`Module::global_reads`]).
///
/// # Errors
/// Those of [`parse`].
pub fn parse_to_translate(source: &SourceFile) -> Result<Module, Vec<Diagnostic>> {
    with_deep_stack(|| parse_on_this_stack(source, Globals::Names))
        .map_err(|diagnostic| vec![diagnostic])
}

/// What becomes of `globals()['name']` and `'name' in globals()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Globals {
    /// They stay the calls that they are.
    Calls,
    /// They are names.
    Names,
}

fn parse_on_this_stack(source: &SourceFile, globals: Globals) -> Result<Module, Diagnostic> {
    errors::check_encoding(source)?;
    let tokens = lexer::lex(source)?;
    let suite = grammar::parse_module(source, &tokens)?;
    let (mut module, tokens) = lower::lower_module(source, tokens, suite, globals)?;
    check::check(&module, source, &tokens)?;
    comments::attach(&mut module, source, tokens);
    Ok(module)
}
