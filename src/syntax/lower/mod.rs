//! The parser's tree to ours: identities, true spans of names, name mangling, literals.

mod class;
mod comprehension;
mod expr;
mod function;
mod import;
mod pattern;
mod stmt;

use rustpython_parser::Tok;
use rustpython_parser::ast as py;
use rustpython_parser::text_size::TextRange;

use super::Globals;
use super::ast::{Body, Constant, ExprKind, Ident, Module, NodeId, StmtKind};
use super::lexer::Tokens;
use crate::diagnostics::Diagnostic;
use crate::source::{SourceFile, Span};

/// CPython's compiler gives up (`RecursionError`) on trees that are about this deep.
const MAX_DEPTH: u32 = 2950;

/// What lowering needs to know about the place it is at.
pub(super) struct Lowerer<'a> {
    pub(super) source: &'a SourceFile,
    /// Of the program, or of the f-string field that is being lowered.
    pub(super) tokens: Tokens,
    n_nodes: u32,
    globals: Globals,
    global_reads: Vec<NodeId>,
    /// The names of the classes around, for name mangling.
    classes: Vec<String>,
    depth: u32,
}

/// Lowers a program and hands the tokens back.
pub(super) fn lower_module(
    source: &SourceFile,
    tokens: Tokens,
    suite: py::Suite,
    globals: Globals,
) -> Result<(Module, Tokens), Diagnostic> {
    let mut lowerer = Lowerer {
        source,
        tokens,
        n_nodes: 0,
        globals,
        global_reads: Vec::new(),
        classes: Vec::new(),
        depth: 0,
    };
    let body = lowerer.lower_body(suite)?;
    let module = Module {
        docstring: docstring(&body),
        body,
        n_nodes: lowerer.n_nodes,
        global_reads: lowerer.global_reads,
    };
    Ok((module, lowerer.tokens))
}

/// The string that is the first statement.
fn docstring(body: &Body) -> Option<String> {
    match &body.stmts.first()?.kind {
        StmtKind::Expr(expr) => match &expr.kind {
            ExprKind::Constant(Constant::Str(text)) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

impl Lowerer<'_> {
    fn new_id(&mut self) -> NodeId {
        self.n_nodes += 1;
        NodeId(self.n_nodes - 1)
    }

    /// Lowers something one level deeper; what is too deep is leaked, since dropping it recurses.
    fn deeper<T, U>(
        &mut self,
        at: Span,
        tree: T,
        lower: impl FnOnce(&mut Self, T) -> Result<U, Diagnostic>,
    ) -> Result<U, Diagnostic> {
        if self.depth >= MAX_DEPTH {
            std::mem::forget(tree);
            return Err(too_deep(at));
        }
        self.depth += 1;
        let result = lower(self, tree);
        self.depth -= 1;
        result
    }

    /// A name that is mangled inside a class.
    fn ident(&self, name: &str, span: Span) -> Ident {
        Ident {
            name: self.mangle(name),
            span,
        }
    }

    /// Private names, Python reference 6.2.1: `__x` in class `_C` is `_C__x`.
    fn mangle(&self, name: &str) -> String {
        if let Some(class) = self.classes.last() {
            let class = class.trim_start_matches('_');
            let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
            if is_private && !class.is_empty() {
                return format!("_{class}{name}");
            }
        }
        name.to_owned()
    }

    /// The first name at or behind `at`.
    fn name_from(&self, at: u32) -> Span {
        let from = self.tokens.index_from(at);
        self.tokens.list[from..]
            .iter()
            .find(|token| is_name(&token.tok))
            .map_or(Span::new(at, at), |token| token.span)
    }

    /// The last name that ends at or before `at`.
    fn name_before(&self, at: u32) -> Span {
        let behind = self
            .tokens
            .list
            .partition_point(|token| token.span.end <= at);
        self.tokens.list[..behind]
            .iter()
            .rfind(|token| is_name(&token.tok))
            .map_or(Span::new(at, at), |token| token.span)
    }
}

fn is_name(tok: &Tok) -> bool {
    matches!(tok, Tok::Name { .. })
}

fn too_deep(at: Span) -> Diagnostic {
    Diagnostic::error("too-deeply-nested", at, "the program is nested too deeply")
        .with_label("CPython's compiler raises a RecursionError at about this depth")
        .with_help("split the expression into several statements")
}
