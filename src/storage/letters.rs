//! Texts that a loop indexes are looked through once, so that every character is found at once.
//!
//! **Python**
//! ```python
//! def count(text):
//!     while i < len(text) and text[i] != "x":
//! ```
//! **Rust**: `let letters = text::Letters::new(text);` before the loop, `letters.letter(i)` in it. Rust's texts are UTF-8: without
//! that each access would look at all that stands before it.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, each_block, each_expr, walk_block, walk_expr, walk_stmt};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Mode, Program, Role, Spelling, Stmt, StmtKind, Storage, Ty, Var,
    VarIdx,
};

/// Prepares the texts of every function.
pub(super) fn prepare(program: &mut Program) {
    for index in 0..program.funcs.len() {
        if program.funcs[index].role == Role::Generator {
            continue;
        }
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let params: Vec<VarIdx> = program.funcs[index]
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| param.var)
            .collect();
        for var in params {
            prepare_in(program, func, var, &mut body, 0);
        }
        prepare_locals(program, func, &mut body);
        program.funcs[index].body = body;
    }
}

fn prepare_locals(program: &mut Program, func: FuncId, block: &mut Block) {
    let mut at = 0;
    while at < block.stmts.len() {
        if let StmtKind::Let {
            var,
            value: Some(_),
        } = block.stmts[at].kind
        {
            prepare_in(program, func, var, block, at + 1);
        }
        each_block(&mut block.stmts[at], &mut |inner| {
            prepare_locals(program, func, inner);
        });
        at += 1;
    }
}

/// Prepares a text before the first statement of the block that indexes it in a loop.
fn prepare_in(program: &mut Program, func: FuncId, var: VarIdx, block: &mut Block, from: usize) {
    let data = &program.vars[var.0 as usize];
    let is_stable = data.owner == func
        && data.ty == Ty::Str
        && data.storage == Storage::Plain
        && data.n_stores <= 1
        && !data.maybe_unbound;
    if !is_stable {
        return;
    }
    let uses: Vec<usize> = (from..block.stmts.len())
        .filter(|at| indexes_in_loop(&block.stmts[*at], var))
        .collect();
    let Some(first) = uses.first().copied() else {
        return;
    };
    // Only one branch of an `if` may need it.
    if uses.len() == 1
        && let StmtKind::If { then, orelse, .. } = &mut block.stmts[first].kind
    {
        let in_then = then.stmts.iter().any(|stmt| indexes_in_loop(stmt, var));
        let in_else = orelse.stmts.iter().any(|stmt| indexes_in_loop(stmt, var));
        match (in_then, in_else) {
            (true, false) => return prepare_in(program, func, var, then, 0),
            (false, true) => return prepare_in(program, func, var, orelse, 0),
            (true, true) | (false, false) => {}
        }
    }
    let letters = add_letters(program, func, var);
    let mut rest = Block {
        stmts: block.stmts.split_off(first),
    };
    each_expr(&mut rest, &mut |expr| use_letters(expr, var, letters));
    let line = rest.stmts[0].line;
    block.stmts.push(Stmt {
        kind: StmtKind::Let {
            var: letters,
            value: Some(Expr::path(
                "text::Letters::new",
                vec![(Expr::var(var, Ty::Str), Mode::Ref)],
                Ty::Letters,
            )),
        },
        line,
    });
    block.stmts.append(&mut rest.stmts);
    program.vars[var.0 as usize].is_viewed = true;
}

fn add_letters(program: &mut Program, func: FuncId, text: VarIdx) -> VarIdx {
    let captured = &program.funcs[func.0 as usize].captures;
    let taken: BTreeSet<&str> = program
        .vars
        .iter()
        .filter(|var| var.owner == func)
        .chain(captured.iter().map(|var| &program.vars[var.0 as usize]))
        .map(|var| var.name.as_str())
        .collect();
    let base = format!(
        "{}_letters",
        program.vars[text.0 as usize]
            .name
            .trim_start_matches("r#")
            .trim_end_matches('_')
    );
    let mut name = base.clone();
    let mut count = 1;
    while taken.contains(name.as_str()) {
        count += 1;
        name = format!("{base}_{count}");
    }
    program.add_var(Var::own(func, &name, Ty::Letters))
}

/// What finds a character of the variable's text.
fn is_access(expr: &Expr, var: VarIdx) -> bool {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &expr.kind
    else {
        return false;
    };
    matches!(&args[0].0.kind, ExprKind::Var(text) if *text == var)
        && (matches!(name.as_str(), "py_len" | "char_at" | "try_char_at")
            || super::views::is_part_access(expr)
                && matches!(
                    name.trim_start_matches("try_"),
                    "at" | "letter" | "slice" | "part"
                ))
}

fn use_letters(expr: &mut Expr, var: VarIdx, letters: VarIdx) {
    if !is_access(expr, var) {
        return;
    }
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut expr.kind
    {
        args[0].0 = Expr::var(letters, Ty::Letters);
        let is_slice = name.ends_with("slice");
        if is_slice {
            args.truncate(3);
        }
        if !name.ends_with("char_at") {
            *name = name.replace("at", "letter").replace("slice", "part");
        }
        if name != "py_len" && expr.ty != Ty::Char {
            expr.ty = Ty::StaticStr;
        }
    }
}

/// Whether a loop in the statement, or a closure that may run many times, looks for a character of the text.
fn indexes_in_loop(stmt: &Stmt, var: VarIdx) -> bool {
    let mut found = false;
    let accesses = |block: &Block| {
        let mut any = false;
        walk_block(block, &mut |node| {
            if let Node::Expr(expr) = node {
                any |= is_access(expr, var);
            }
        });
        any
    };
    walk_stmt(stmt, &mut |node| match node {
        Node::Stmt(inner) => match &inner.kind {
            StmtKind::While { test, body, .. } => {
                walk_expr(test, &mut |node| {
                    if let Node::Expr(expr) = node {
                        found |= is_access(expr, var);
                    }
                });
                found |= accesses(body);
            }
            StmtKind::For { body, .. } => found |= accesses(body),
            _ => {}
        },
        Node::Expr(expr) => {
            if let ExprKind::Inline { body, .. } = &expr.kind {
                walk_expr(body, &mut |node| {
                    if let Node::Expr(expr) = node {
                        found |= is_access(expr, var);
                    }
                });
            }
        }
        Node::Pattern(_) => {}
    });
    found
}
