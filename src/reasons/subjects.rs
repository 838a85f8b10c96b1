//! What there is to say, and about which line of Python.

use std::collections::BTreeMap;

use super::Code;
use crate::ir::walk::{Node, node_vars, walk_block};
use crate::ir::{Expr, ExprKind, Func, FuncId, Program, Role, Storage, Ty, VarIdx};

/// A decision and the place it is about.
pub(super) struct Subject {
    /// What was decided.
    pub(super) code: Code,
    /// 1-based.
    pub(super) line: u32,
    /// Another line whose Rust shows it, if that of `line` has none: where a value is made of a closure.
    pub(super) made_at: Option<u32>,
    /// The name in the Rust.
    pub(super) rust_name: String,
    /// The name in the Python.
    pub(super) known_as: String,
    /// Why.
    pub(super) text: String,
}

/// All of them.
pub(super) fn subjects(program: &Program) -> Vec<Subject> {
    let mut found = Vec::new();
    let lines = first_lines(program);
    let made = places_of_values(program);
    for (index, func) in program.funcs.iter().enumerate() {
        if func.is_unused {
            continue;
        }
        about_function(func, made.get(&index).copied(), &mut found);
        about_copies(program, func, &mut found);
    }
    for (index, var) in program.vars.iter().enumerate() {
        let owner = &program.funcs[var.owner.0 as usize];
        let line = lines.get(&index).copied().unwrap_or_default();
        if line == 0 || owner.is_unused || var.python_name.is_empty() {
            continue;
        }
        let mut note = |code: &str, text: String| {
            if let Some(code) = Code::named(code) {
                found.push(Subject {
                    code,
                    line,
                    made_at: None,
                    rust_name: var.name.clone(),
                    known_as: var.python_name.clone(),
                    text,
                });
            }
        };
        for reason in &var.reasons {
            note(reason.code, reason.text.clone());
        }
        let name = &var.python_name;
        match &var.ty {
            Ty::Num => note(
                "int-or-float",
                format!(
                    "`{name}` is an integer at one time and a float at another: a `Number` is both"
                ),
            ),
            Ty::List(_) | Ty::Dict(..) | Ty::Set(_) if var.storage == Storage::Plain => note(
                "shared-container",
                format!(
                    "another name may stand for the same object as `{name}`: what one changes, all see"
                ),
            ),
            _ => {}
        }
        if var.maybe_unbound && var.storage != Storage::CellObject {
            note(
                "maybe-unbound",
                format!("`{name}` may be asked for before it has a value: `None` says so"),
            );
        }
    }
    found
}

fn about_function(func: &Func, made_at: Option<u32>, found: &mut Vec<Subject>) {
    if func.role == Role::Main {
        return;
    }
    let mut note = |code: &str, text: String| {
        if let Some(code) = Code::named(code) {
            found.push(Subject {
                code,
                line: func.line,
                made_at,
                rust_name: func.name.clone(),
                known_as: func.python_name.clone(),
                text,
            });
        }
    };
    if let Some(reason) = &func.reason {
        note(reason.code, reason.text.clone());
    }
    let name = &func.python_name;
    if func.is_fallible {
        note(
            "result",
            format!(
                "`{name}` may raise what a caller catches: it gives back a `Result`, and `?` hands the exception on"
            ),
        );
    }
    if func.is_counted {
        note(
            "counted-calls",
            format!(
                "`{name}` may call itself: calls are counted, so that one too many is a RecursionError"
            ),
        );
    }
}

/// The copies that a function's statements make.
fn about_copies(program: &Program, func: &Func, found: &mut Vec<Subject>) {
    let mut line = func.line;
    walk_block(&func.body, &mut |node| match node {
        Node::Stmt(stmt) => {
            if stmt.line > 0 {
                line = stmt.line;
            }
        }
        Node::Expr(Expr {
            kind: ExprKind::Clone(inner),
            ..
        }) => {
            if let Some(subject) = copy(program, inner, line) {
                found.push(subject);
            }
        }
        Node::Expr(_) | Node::Pattern(_) => {}
    });
}

fn copy(program: &Program, inner: &Expr, line: u32) -> Option<Subject> {
    let (ExprKind::Var(var) | ExprKind::SelfField(var)) = &inner.kind else {
        return None;
    };
    let data = &program.vars[var.0 as usize];
    let name = data.known_as();
    let is_cell = matches!(data.storage, Storage::SharedCell | Storage::SharedRefCell);
    let (code, text) = match &data.ty {
        _ if is_cell => (
            "copied-handle",
            format!("`{name}` is shared: the closure gets a second handle on the same cell"),
        ),
        Ty::List(_) | Ty::Dict(..) | Ty::Set(_) | Ty::Closure(_) => (
            "copied-handle",
            format!("`{name}` is needed again: `clone` copies the handle, not the object"),
        ),
        Ty::Str => (
            "copied-text",
            format!(
                "`{name}` is needed again and somebody keeps it here: two texts with the same letters"
            ),
        ),
        _ => return None,
    };
    Some(Subject {
        code: Code::named(code)?,
        line,
        made_at: None,
        rust_name: data.name.clone(),
        known_as: name.to_owned(),
        text,
    })
}

/// By function: the line at which a value is first made of it.
fn places_of_values(program: &Program) -> BTreeMap<usize, u32> {
    let mut places = BTreeMap::new();
    for func in program.funcs.iter().filter(|func| !func.is_unused) {
        let mut line = func.line;
        walk_block(&func.body, &mut |node| match node {
            Node::Stmt(stmt) if stmt.line > 0 => line = stmt.line,
            Node::Expr(Expr {
                kind: ExprKind::MakeClosure { func, .. },
                ..
            }) => {
                places.entry(func.0 as usize).or_insert(line);
            }
            _ => {}
        });
    }
    places
}

/// By variable: the line that first names it; a parameter's is that of its `def`.
fn first_lines(program: &Program) -> BTreeMap<usize, u32> {
    let mut lines = BTreeMap::new();
    for (index, func) in program.funcs.iter().enumerate() {
        for param in &func.params {
            lines.insert(param.var.0 as usize, func.line);
        }
        let id = FuncId(u32::try_from(index).expect("fewer than 2^32 functions"));
        let mut line = func.line;
        walk_block(&func.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && stmt.line > 0
            {
                line = stmt.line;
            }
            for VarIdx(var) in node_vars(node) {
                if program.vars[var as usize].owner == id {
                    lines.entry(var as usize).or_insert(line);
                }
            }
        });
    }
    lines
}
