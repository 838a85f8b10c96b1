//! What the grammar lets through but CPython refuses.
//!
//! CPython complains in the order of its passes: the parser, `future.c`, the symbol table, the
//! compiler. So each complaint has a [`Pass`], and the first one of the earliest pass is told. (Those of the
//! symbol table that are about names are found by [`names`](crate::names).)

mod expr;
mod future;
mod pattern;
mod target;
mod tokens;

use super::ast::{
    Body, ClassDef, Expr, ExprKind, FunctionDef, Handler, Module, Params, Stmt, StmtKind,
};
use super::lexer::Tokens;
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::{SourceFile, Span};
use crate::syntax::walk::{Node, walk_stmt};

/// CPython's `CO_MAXBLOCKS`.
const MAX_BLOCKS: u32 = 20;

/// CPython's passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pass {
    Parser,
    Future,
    Symbols,
    Compiler,
}

/// What a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Module,
    Class,
    Function,
    Async,
    Lambda,
    /// A comprehension; what is around it decides about `await`.
    Comprehension {
        name: &'static str,
    },
}

/// What `break` and `continue` meet first on their way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Nothing,
    Loop,
    ExceptStar,
}

/// The place a statement or expression is at.
#[derive(Clone, Copy, Debug)]
struct Place {
    scope: Scope,
    around: Around,
    in_except_star: bool,
    /// An `async def` with a `yield`.
    in_async_generator: bool,
    blocks: u32,
}

struct Checker<'a> {
    source: &'a SourceFile,
    tokens: &'a Tokens,
    errors: Vec<(Pass, Diagnostic)>,
}

/// The first complaint, if there is one.
pub(super) fn check(
    module: &Module,
    source: &SourceFile,
    tokens: &Tokens,
) -> Result<(), Diagnostic> {
    let mut checker = Checker {
        source,
        tokens,
        errors: Vec::new(),
    };
    checker.check_tokens();
    checker.check_futures(module);
    let place = Place {
        scope: Scope::Module,
        around: Around::Nothing,
        in_except_star: false,
        in_async_generator: false,
        blocks: 0,
    };
    checker.body(&module.body, place);
    match checker.errors.into_iter().min_by_key(|(pass, _)| *pass) {
        Some((_, error)) => Err(error),
        None => Ok(()),
    }
}

impl Checker<'_> {
    fn error(&mut self, pass: Pass, span: Span, message: impl Into<String>) {
        self.errors.push((pass, syntax_error(span, message)));
    }

    fn body(&mut self, body: &Body, place: Place) {
        for stmt in &body.stmts {
            self.stmt(stmt, place);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, place: Place) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(stmt, def, place),
            StmtKind::ClassDef(def) => self.class_def(def, place),
            StmtKind::Return(value) => self.return_stmt(stmt, value.as_ref(), place),
            StmtKind::Delete(targets) => self.delete(targets, place),
            StmtKind::Assign { targets, value } => self.assign(targets, value, place),
            StmtKind::AugAssign { target, value, .. } => {
                self.augmented(target, place);
                self.expr(value, place);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.annotated(target, place);
                self.expr(annotation, place);
                self.option(value.as_ref(), place);
            }
            StmtKind::Raise { exc, cause } => {
                self.option(exc.as_ref(), place);
                self.option(cause.as_ref(), place);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test, place);
                self.option(msg.as_ref(), place);
            }
            StmtKind::Expr(value) => self.expr(value, place),
            StmtKind::Break => self.leave_loop(stmt, place, "'break' outside loop"),
            StmtKind::Continue => {
                self.leave_loop(stmt, place, "'continue' not properly in loop");
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.forbid_debug(&bound.name, bound.span, "assign to");
                }
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
            StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. } => self.block_stmt(stmt, place),
        }
    }

    fn block_stmt(&mut self, stmt: &Stmt, place: Place) {
        match &stmt.kind {
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async,
            } => {
                self.target(target, "assign to", place);
                self.expr(iter, place);
                if *is_async {
                    self.require_async(stmt.span, "'async for'", place);
                }
                let inner = self.enter_block(stmt, place);
                self.body(
                    body,
                    Place {
                        around: Around::Loop,
                        ..inner
                    },
                );
                self.body(orelse, place);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test, place);
                let inner = self.enter_block(stmt, place);
                self.body(
                    body,
                    Place {
                        around: Around::Loop,
                        ..inner
                    },
                );
                self.body(orelse, place);
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test, place);
                self.body(body, place);
                self.body(orelse, place);
            }
            StmtKind::With {
                items,
                body,
                is_async,
            } => {
                for item in items {
                    self.expr(&item.context, place);
                    if let Some(target) = &item.target {
                        self.target(target, "assign to", place);
                    }
                }
                if *is_async {
                    self.require_async(stmt.span, "'async with'", place);
                }
                let inner = self.enter_block(stmt, place);
                self.body(body, inner);
            }
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases, place),
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                is_star,
            } => {
                let inner = self.enter_block(stmt, place);
                self.body(body, inner);
                self.handlers(handlers, *is_star, inner);
                self.body(orelse, inner);
                self.body(finalbody, place);
            }
            _ => unreachable!("the caller passes statements with blocks only"),
        }
    }

    fn enter_block(&mut self, stmt: &Stmt, place: Place) -> Place {
        if place.blocks == MAX_BLOCKS {
            let message = "too many statically nested blocks";
            self.error(Pass::Compiler, stmt.span, message);
        }
        Place {
            blocks: place.blocks + 1,
            ..place
        }
    }

    fn handlers(&mut self, handlers: &[Handler], is_star: bool, place: Place) {
        for (number, handler) in handlers.iter().enumerate() {
            if handler.exc_type.is_none() && number + 1 < handlers.len() {
                let message = "default 'except:' must be last";
                self.error(Pass::Compiler, handler.span, message);
            }
            self.option(handler.exc_type.as_ref(), place);
            if let Some(name) = &handler.name {
                self.forbid_debug(&name.name, name.span, "assign to");
            }
            let inner = if is_star {
                Place {
                    around: Around::ExceptStar,
                    in_except_star: true,
                    ..place
                }
            } else {
                place
            };
            self.body(&handler.body, inner);
        }
    }

    fn function_def(&mut self, stmt: &Stmt, def: &FunctionDef, place: Place) {
        for decorator in &def.decorators {
            self.expr(decorator, place);
        }
        self.params(&def.params, place);
        self.option(def.returns.as_ref(), place);
        self.forbid_debug(&def.name.name, def.name.span, "assign to");
        let inner = Place {
            scope: if def.is_async {
                Scope::Async
            } else {
                Scope::Function
            },
            around: Around::Nothing,
            in_except_star: false,
            in_async_generator: def.is_async && has_yield(stmt),
            blocks: 0,
        };
        self.body(&def.body, inner);
    }

    fn class_def(&mut self, def: &ClassDef, place: Place) {
        for decorator in &def.decorators {
            self.expr(decorator, place);
        }
        self.arguments(&def.bases, &def.keywords, place);
        if let [base] = def.bases.as_slice()
            && self.is_bare_generator(base)
        {
            self.error(Pass::Parser, base.span, "invalid syntax");
        }
        self.forbid_debug(&def.name.name, def.name.span, "assign to");
        let inner = Place {
            scope: Scope::Class,
            around: Around::Nothing,
            in_except_star: false,
            in_async_generator: false,
            blocks: 0,
        };
        self.body(&def.body, inner);
    }

    fn params(&mut self, params: &Params, place: Place) {
        for param in &params.list {
            self.forbid_debug(&param.name.name, param.name.span, "assign to");
            if let Some(annotation) = &param.annotation {
                match &annotation.kind {
                    // `*args: *Ts`.
                    ExprKind::Starred(inner) => self.expr(inner, place),
                    _ => self.expr(annotation, place),
                }
            }
            self.option(param.default.as_ref(), place);
        }
    }

    fn return_stmt(&mut self, stmt: &Stmt, value: Option<&Expr>, place: Place) {
        let message = match place.scope {
            Scope::Module | Scope::Class => Some("'return' outside function"),
            _ if place.in_except_star => {
                Some("'break', 'continue' and 'return' cannot appear in an except* block")
            }
            _ if place.in_async_generator && value.is_some() => {
                Some("'return' with value in async generator")
            }
            _ => None,
        };
        if let Some(message) = message {
            self.error(Pass::Compiler, stmt.span, message);
        }
        self.option(value, place);
    }

    fn leave_loop(&mut self, stmt: &Stmt, place: Place, outside: &str) {
        match place.around {
            Around::Loop => {}
            Around::Nothing => self.error(Pass::Compiler, stmt.span, outside),
            Around::ExceptStar => self.error(
                Pass::Compiler,
                stmt.span,
                "'break', 'continue' and 'return' cannot appear in an except* block",
            ),
        }
    }

    fn require_async(&mut self, span: Span, what: &str, place: Place) {
        if place.scope != Scope::Async {
            let message = format!("{what} outside async function");
            self.error(Pass::Compiler, span, message);
        }
    }

    fn forbid_debug(&mut self, name: &str, span: Span, verb: &str) {
        if name == "__debug__" {
            self.error(Pass::Compiler, span, format!("cannot {verb} __debug__"));
        }
    }
}

/// Whether the function's own code, not that of inner ones, yields.
fn has_yield(stmt: &Stmt) -> bool {
    let mut inner: Vec<Span> = Vec::new();
    let mut found = false;
    walk_stmt(stmt, &mut |node| match node {
        Node::Stmt(other) => {
            let opens = matches!(other.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_));
            if opens && other.id != stmt.id {
                inner.push(other.span);
            }
        }
        Node::Expr(expr) => match expr.kind {
            ExprKind::Lambda(_) => inner.push(expr.span),
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                let is_inner = inner
                    .iter()
                    .any(|span| span.start <= expr.span.start && expr.span.end <= span.end);
                found |= !is_inner;
            }
            _ => {}
        },
    });
    found
}
