//! `except … as e` and `n = int(text)`: the pattern of a `match` binds the Python variable itself.

use crate::ir::walk::each_expr;
use crate::ir::{Block, Expr, ExprKind, Program, Stmt, StmtKind, Storage, VarIdx};

/// Lets patterns bind the variables that their values go to.
pub(super) fn name_bindings(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        block(program, &mut body);
        program.funcs[index].body = body;
    }
}

fn block(program: &mut Program, body: &mut Block) {
    for stmt in &mut body.stmts {
        match &mut stmt.kind {
            StmtKind::Match {
                ok,
                then,
                error,
                handler,
                ..
            } => {
                if let Some(bound) = *ok
                    && let Some(var) = take_copy(program, then, bound)
                {
                    *ok = Some(var);
                }
                name_error(program, *error, handler);
                block(program, then);
                block(program, handler);
            }
            StmtKind::Try {
                body,
                error,
                handler,
                ..
            } => {
                name_error(program, *error, handler);
                block(program, body);
                block(program, handler);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                block(program, body);
                block(program, finalizer);
                for arm in arms {
                    block(program, &mut arm.body);
                }
            }
            StmtKind::If { then, orelse, .. } => {
                block(program, then);
                block(program, orelse);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => block(program, body),
            _ => {}
        }
    }
}

/// Takes `let var = bound;` from the start of a block, if it does no more than give the value a name.
fn take_copy(program: &Program, block: &mut Block, bound: VarIdx) -> Option<VarIdx> {
    let at = block
        .stmts
        .iter()
        .position(|stmt| !matches!(stmt.kind, StmtKind::Comment(_) | StmtKind::Blank))?;
    let StmtKind::Let {
        var,
        value: Some(value),
    } = &block.stmts[at].kind
    else {
        return None;
    };
    let data = &program.vars[var.0 as usize];
    let is_copy = matches!(value.kind, ExprKind::Var(other) if other == bound);
    if !is_copy
        || data.storage != Storage::Plain
        || data.maybe_unbound
        || data.ty != program.vars[bound.0 as usize].ty
    {
        return None;
    }
    let var = *var;
    block.stmts.remove(at);
    Some(var)
}

/// The exception has the name that its handlers give it.
fn name_error(program: &mut Program, error: VarIdx, handler: &mut Block) {
    let mut names = Vec::new();
    rename_in(program, error, handler, &mut names);
    names.dedup();
    if let [name] = &names[..] {
        program.vars[error.0 as usize].name.clone_from(name);
    }
}

fn rename_in(program: &Program, error: VarIdx, handler: &mut Block, names: &mut Vec<String>) {
    if let [
        Stmt {
            kind: StmtKind::If { then, orelse, .. },
            ..
        },
    ] = &mut handler.stmts[..]
    {
        rename_in(program, error, then, names);
        rename_in(program, error, orelse, names);
        return;
    }
    let is_shared = |var: VarIdx| {
        program.vars[var.0 as usize].n_stores > 1
            || program
                .funcs
                .iter()
                .any(|func| func.captures.contains(&var))
    };
    let mut trial = handler.clone();
    if let Some(var) = take_copy(program, &mut trial, error)
        && !is_shared(var)
    {
        each_expr(&mut trial, &mut |expr: &mut Expr| {
            if let ExprKind::Var(read) = &mut expr.kind
                && *read == var
            {
                *read = error;
            }
        });
        names.push(program.vars[var.0 as usize].name.clone());
        *handler = trial;
    }
}
