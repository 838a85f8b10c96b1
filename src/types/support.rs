//! Constructs that Adder does not translate: refused before inference, each with its place.

use super::imports::{self, Imports};
use crate::diagnostics::{Diagnostic, unsupported};
use crate::names::{Names, ScopeId, Use};
use crate::source::Span;
use crate::syntax::ast::{ExprKind, Module, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// Builtins that need a running interpreter.
const INTERPRETER: &[&str] = &[
    "eval",
    "exec",
    "compile",
    "globals",
    "locals",
    "vars",
    "dir",
    "__import__",
    "breakpoint",
    "help",
    "open",
    "super",
    "staticmethod",
    "classmethod",
    "property",
    "memoryview",
    "BaseExceptionGroup",
    "ExceptionGroup",
    "object",
];

/// Attributes of functions that need a running interpreter, and of generators of random numbers that show their inside.
const INTROSPECTION: &[&str] = &[
    "__annotations__",
    "__builtins__",
    "__dir__",
    "__get__",
    "__globals__",
    "__init__",
    "__new__",
    "__sizeof__",
    "getstate",
    "setstate",
];

/// Looks for what is not translated; what is imported is known then.
///
/// # Errors
/// One diagnostic for each construct, in the order of the text.
pub fn check(module: &Module, names: &Names) -> Result<Imports, Vec<Diagnostic>> {
    let mut found = Vec::new();
    walk_body(&module.body, &mut |node| {
        let refused = match node {
            Node::Stmt(stmt) => {
                refused_stmt(&stmt.kind).map(|(what, help)| (stmt.span, what.to_owned(), help))
            }
            Node::Expr(expr) => {
                refused_expr(expr.id, &expr.kind, names).map(|(what, help)| (expr.span, what, help))
            }
        };
        if let Some((span, what, help)) = refused {
            found.push(unsupported(first_line(span), &what, help));
        }
    });
    found.extend(refused_globals(module, names));
    if found.is_empty() {
        imports::resolve(module, names)
    } else {
        Err(found)
    }
}

fn first_line(span: Span) -> Span {
    span
}

fn refused_stmt(kind: &StmtKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        StmtKind::ClassDef(_) => ("a class", "use functions, closures and dicts"),
        StmtKind::With { .. } => ("a `with` statement", "open and close by hand"),
        StmtKind::Try { is_star: true, .. } => ("`except*`", "raise and catch single exceptions"),
        StmtKind::For { is_async: true, .. } => ("an asynchronous loop", "use a plain loop"),
        StmtKind::FunctionDef(def) if def.is_async => {
            ("an asynchronous function", "use a plain function")
        }
        StmtKind::FunctionDef(def) if !def.decorators.is_empty() => (
            "a decorator",
            "call the decorator by hand: `f = decorator(f)`",
        ),
        StmtKind::FunctionDef(_)
        | StmtKind::For { .. }
        | StmtKind::Return(_)
        | StmtKind::Delete(_)
        | StmtKind::Assign { .. }
        | StmtKind::AugAssign { .. }
        | StmtKind::AnnAssign { .. }
        | StmtKind::While { .. }
        | StmtKind::If { .. }
        | StmtKind::Match { .. }
        | StmtKind::Try { .. }
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Expr(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => return None,
    })
}

fn refused_expr(
    id: crate::syntax::ast::NodeId,
    kind: &ExprKind,
    names: &Names,
) -> Option<(String, &'static str)> {
    match kind {
        ExprKind::Await(_) => Some(("`await`".to_owned(), "use plain functions")),
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => Some((
            "a generator function".to_owned(),
            "collect the values in a list and return it",
        )),
        ExprKind::Attribute { attr, .. } => {
            INTROSPECTION.contains(&attr.name.as_str()).then(|| {
                (
                    format!("the attribute `{}`", attr.name),
                    "write the program without it",
                )
            })
        }
        ExprKind::Name(ident) => {
            let is_builtin = names.uses[id.0 as usize] == Some(Use::Builtin);
            (is_builtin && INTERPRETER.contains(&ident.name.as_str())).then(|| {
                (
                    format!("the builtin `{}`", ident.name),
                    "write the program without it",
                )
            })
        }
        _ => None,
    }
}

/// What is asked of `globals()` and has no answer in the text.
fn refused_globals(module: &Module, names: &Names) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if module.global_reads.is_empty() {
        return found;
    }
    let is_rebound = names.bindings.iter().any(|bound| bound.name == "globals");
    walk_body(&module.body, &mut |node| {
        let Node::Expr(expr) = node else { return };
        if !module.global_reads.contains(&expr.id) {
            return;
        }
        let refused = match (&expr.kind, &names.uses[expr.id.0 as usize]) {
            _ if is_rebound => Some("`globals` with a meaning of the program's own"),
            (
                _,
                Some(Use::Variable {
                    variable,
                    maybe_unbound,
                }),
            ) => {
                let binding = names.variables[variable.0 as usize].binding;
                if names.bindings[binding.0 as usize].scope != ScopeId(0) {
                    Some("`globals()` with the name of a local variable")
                } else if *maybe_unbound {
                    Some("`globals()` with a name that may not be bound yet")
                } else {
                    None
                }
            }
            (ExprKind::IsGlobal { .. }, _) | (_, Some(Use::ModuleAttribute)) => None,
            _ => Some("`globals()` with a name that the module does not bind"),
        };
        if let Some(what) = refused {
            let help = "bind the name first, or keep such values in a dict";
            found.push(unsupported(expr.span, what, help));
        }
    });
    found
}
