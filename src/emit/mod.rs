//! IR to Rust text. Every node is written one way; nothing is decided here.
//!
//! In: a [`Program`] that the storage pass settled. Out: formatted Rust and the line map.

mod closure;
mod exception;
mod expr;
mod imports;
mod item;
mod joined;
mod macros;
mod print;
mod record;
mod stmt;
mod ty;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{FuncId, Program, Role, VarIdx};

use imports::Words;

/// Rust text with, for each of its lines, the Python line it came from.
#[derive(Clone, Debug)]
pub struct Emitted {
    /// The text of one file.
    pub rust: String,
    /// The 1-based Python line of each line.
    pub line_map: Vec<Option<u32>>,
    /// It names the support library.
    pub needs_runtime: bool,
}

/// The Rust type in which a closure keeps a variable that it captures: a field's, or that of the parameter it is lent through.
pub fn capture_type(program: &Program, func: FuncId, var: VarIdx) -> String {
    let emit = Emit::new(program);
    let ty = match program.funcs[func.0 as usize].role {
        Role::Direct => emit.capture_ty(func, var),
        Role::Main | Role::Closure(_) | Role::Dynamic | Role::Generator => emit.field_ty(var),
    };
    let alias: syn::File = syn::parse_quote! { type Captured = #ty; };
    let text = prettyplease::unparse(&alias);
    let inside = text.trim_end().trim_end_matches(';');
    inside
        .trim_start_matches("type Captured = ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Writes a program.
///
/// # Panics
/// If the tokens are no Rust file: a defect that the tests of every node rule out.
pub fn emit(program: &Program) -> Emitted {
    let mut emit = Emit::new(program);
    let (mut items, mut code) = emit.program_items();
    let mut words = Words::of(&[&items, &code]);
    let needs_runtime = emit.needs_runtime(&words);
    emit.buffered = needs_runtime;
    if needs_runtime && emit.has_fail.get() {
        emit.comments.take();
        (items, code) = emit.program_items();
        words = Words::of(&[&items, &code]);
    }
    let body = emit.with_main(&items, &code);
    let nothing = TokenStream::new();
    words.add(emit.with_main(&nothing, &nothing));
    let header = emit.header(&words, needs_runtime);
    let file: syn::File =
        syn::parse2(quote! { #header #body }).expect("emitted tokens are a Rust file");
    let formatted = joined::join(&macros::write(&prettyplease::unparse(&file)));
    let (rust, line_map) = print::finish(&formatted, &emit.comments.borrow());
    Emitted {
        rust,
        line_map,
        needs_runtime,
    }
}

/// What the files of this stage share.
struct Emit<'a> {
    program: &'a Program,
    /// Output goes through the support library's buffer.
    buffered: bool,
    /// Some exception is raised by the generated code itself, which is written differently without the support library.
    has_fail: Cell<bool>,
    /// The texts of comments, which markers name by their index: a long marker would be broken over lines.
    comments: RefCell<Vec<String>>,
    /// The names of the program's variables and functions. They hide functions of the support library.
    names: BTreeSet<&'a str>,
}

impl<'a> Emit<'a> {
    fn new(program: &'a Program) -> Self {
        let vars = program.vars.iter().map(|var| var.name.as_str());
        let funcs = program.funcs.iter().map(|func| func.name.as_str());
        Self {
            program,
            buffered: false,
            comments: RefCell::default(),
            has_fail: Cell::new(false),
            names: vars.chain(funcs).collect(),
        }
    }

    /// A function of the support library, or of a type: by its whole path if the program has a thing of that name.
    fn library_function(&self, path: &str) -> TokenStream {
        if self.names.contains(path) {
            return tokens(&format!("adder_runtime::{path}"));
        }
        tokens(path)
    }

    /// The number that a marker names a comment by.
    fn comment(&self, text: &str) -> proc_macro2::Literal {
        let mut comments = self.comments.borrow_mut();
        comments.push(text.to_owned());
        proc_macro2::Literal::usize_unsuffixed(comments.len() - 1)
    }

    fn var_name(&self, var: VarIdx) -> Ident {
        ident(&self.program.vars[var.0 as usize].name)
    }

    /// The name where it is bound: with an underscore if nobody reads it.
    fn bound_name(&self, var: VarIdx) -> Ident {
        let data = &self.program.vars[var.0 as usize];
        if data.is_unread && !data.name.starts_with('_') {
            ident(&format!("_{}", data.name.trim_start_matches("r#")))
        } else {
            ident(&data.name)
        }
    }

    fn func_name(&self, func: FuncId) -> Ident {
        ident(&self.program.funcs[func.0 as usize].name)
    }
}

/// An identifier, raw if it says so.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Tokens of a path or operator written in a table.
fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tables hold Rust tokens")
}
