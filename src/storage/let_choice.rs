//! A variable that all ways through a `match` or an `if` give a value to is declared with that as its value.
//!
//! **Python**
//! ```python
//! try:
//!     n = int(text)
//! except ValueError:
//!     n = 0
//! ```
//! **Rust**
//! ```text
//! let n = match try_int_from_text(&text) {
//!     Ok(value) => value,
//!     Err(_) => 0,
//! };
//! ```
//!
//! An `if` becomes `let sign = if n < 0 { "-" } else { "+" };` likewise.

use std::collections::BTreeMap;

use crate::ir::raise::falls;
use crate::ir::walk::{Node, node_vars, walk_block};
use crate::ir::{Block, Expr, ExprKind, Mode, Program, Stmt, StmtKind, Storage, Ty, VarIdx};

/// Joins declarations with the `match` or `if` behind them.
pub(super) fn join_declarations(program: &mut Program) {
    // Stores and changes in place, by variable.
    let mut n_stores: BTreeMap<VarIdx, usize> = BTreeMap::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            let changed = match node {
                Node::Stmt(stmt) => match &stmt.kind {
                    StmtKind::Store { var, .. } | StmtKind::StoreOp { var, .. } => Some(*var),
                    _ => None,
                },
                Node::Expr(expr) => changed_in_place(expr),
                Node::Pattern(_) => None,
            };
            if let Some(var) = changed {
                *n_stores.entry(var).or_default() += 1;
            }
        });
    }
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        join_block(program, &mut body, &n_stores);
        program.funcs[index].body = body;
    }
}

/// The variable that an operation changes in place.
fn changed_in_place(expr: &Expr) -> Option<VarIdx> {
    let ExprKind::Op { args, .. } = &expr.kind else {
        return None;
    };
    args.iter().find_map(|(arg, mode)| match arg.kind {
        ExprKind::Var(var) if *mode == Mode::MutReceiver => Some(var),
        _ => None,
    })
}

fn join_block(program: &mut Program, block: &mut Block, n_stores: &BTreeMap<VarIdx, usize>) {
    let mut index = 0;
    while index + 1 < block.stmts.len() {
        if let StmtKind::Let { var, value: None } = block.stmts[index].kind
            && fits(program, var)
            && let StmtKind::Match {
                result,
                then,
                handler,
                ..
            } = &mut block.stmts[index + 1].kind
            && result.is_none()
            && falls(then)
            && falls(handler)
            && gives(then, var)
            && gives(handler, var)
        {
            let n_given = give(then, var) + give(handler, var);
            *result = Some(var);
            let data = &mut program.vars[var.0 as usize];
            data.is_mutable = n_stores.get(&var).copied().unwrap_or_default() > n_given;
            data.is_annotated = data.ty == Ty::I64 && starts_open(then);
            block.stmts.remove(index);
        }
        if let StmtKind::Let { var, value: None } = block.stmts[index].kind
            && (fits(program, var) || is_choice_of(program, var))
            && let StmtKind::If { then, orelse, .. } = &block.stmts[index + 1].kind
            && is_choice(then, var)
            && is_choice(orelse, var)
        {
            let chosen = block.stmts.remove(index + 1);
            join_if(program, &mut block.stmts[index], chosen, var, n_stores);
            give_back(block, index, var);
        }
        index += 1;
    }
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::If { then, orelse, .. } => {
                join_block(program, then, n_stores);
                join_block(program, orelse, n_stores);
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => join_block(program, body, n_stores),
            StmtKind::Try { body, handler, .. } => {
                join_block(program, body, n_stores);
                join_block(program, handler, n_stores);
            }
            StmtKind::Match { then, handler, .. } => {
                join_block(program, then, n_stores);
                join_block(program, handler, n_stores);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                join_block(program, body, n_stores);
                join_block(program, finalizer, n_stores);
                for arm in arms {
                    join_block(program, &mut arm.body, n_stores);
                }
            }
            _ => {}
        }
    }
}

/// Makes the `if` behind a declaration its value.
fn join_if(
    program: &mut Program,
    declaration: &mut Stmt,
    chosen: Stmt,
    var: VarIdx,
    n_stores: &BTreeMap<VarIdx, usize>,
) {
    let StmtKind::If { test, then, orelse } = chosen.kind else {
        unreachable!("checked by the caller")
    };
    let data = &mut program.vars[var.0 as usize];
    let ty = data.ty.clone();
    let mut n_given = 0;
    let then = value_of(then, &ty, &mut n_given);
    let orelse = value_of(orelse, &ty, &mut n_given);
    data.is_mutable = n_stores.get(&var).copied().unwrap_or_default() > n_given;
    if ty == Ty::I64 {
        data.is_annotated = is_open(&then) && is_open(&orelse);
    }
    let value = choice(test, then, orelse, &ty);
    declaration.kind = StmtKind::Let {
        var,
        value: Some(value),
    };
}

/// What is only named to be the result is the result: `let x = …; x`.
fn give_back(block: &mut Block, at: usize, var: VarIdx) {
    let Some(StmtKind::Tail(value)) = block.stmts.get(at + 1).map(|stmt| &stmt.kind) else {
        return;
    };
    if !matches!(value.kind, ExprKind::Var(named) if named == var) {
        return;
    }
    let named = block.stmts.remove(at);
    if let StmtKind::Let {
        value: Some(value), ..
    } = named.kind
    {
        block.stmts[at].kind = StmtKind::Tail(value);
    }
}

fn choice(test: Expr, then: Expr, orelse: Expr, ty: &Ty) -> Expr {
    let kind = ExprKind::If {
        test: Box::new(test),
        then: Box::new(then),
        orelse: Box::new(orelse),
    };
    Expr::new(kind, ty.clone())
}

/// What a way stores at its end, behind what it does before.
fn value_of(mut block: Block, ty: &Ty, n_given: &mut usize) -> Expr {
    let value = match block.stmts.pop().map(|stmt| stmt.kind) {
        Some(StmtKind::Store { value, .. }) => {
            *n_given += 1;
            value
        }
        Some(StmtKind::If { test, then, orelse }) => {
            let then = value_of(then, ty, n_given);
            let orelse = value_of(orelse, ty, n_given);
            choice(test, then, orelse, ty)
        }
        _ => unreachable!("checked by the caller"),
    };
    if block.stmts.is_empty() {
        return value;
    }
    Expr::new(ExprKind::Block(block, Box::new(value)), ty.clone())
}

/// Whether all ways through the block reach its end and store to the variable there; comments would lose their place.
fn is_choice(block: &Block, var: VarIdx) -> bool {
    let has_comment = |stmt: &Stmt| {
        matches!(
            stmt.kind,
            StmtKind::Comment(_) | StmtKind::Trailing(_) | StmtKind::Blank
        )
    };
    let Some((last, init)) = block.stmts.split_last() else {
        return false;
    };
    let ends = match &last.kind {
        StmtKind::Store { .. } => true,
        StmtKind::If { then, orelse, .. } => is_choice(then, var) && is_choice(orelse, var),
        _ => false,
    };
    ends && !init.iter().any(has_comment) && gives(block, var)
}

/// Types that an `if` may have besides those that [`fits`] knows.
fn is_choice_of(program: &Program, var: VarIdx) -> bool {
    let data = &program.vars[var.0 as usize];
    data.storage == Storage::Plain
        && !data.maybe_unbound
        && !data.is_unread
        && (data.ty == Ty::StaticStr
            || matches!(&data.ty, Ty::Option(inner) if matches!(**inner, Ty::I64 | Ty::F64 | Ty::Bool | Ty::Str | Ty::StaticStr)))
}

/// Whether a value leaves the type of an integer open.
fn is_open(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::I64(_) => true,
        ExprKind::If { then, orelse, .. } => is_open(then) && is_open(orelse),
        ExprKind::Block(_, value) => is_open(value),
        _ => false,
    }
}

/// Whether the variable is a plain one whose type a literal or the other way says.
fn fits(program: &Program, var: VarIdx) -> bool {
    let data = &program.vars[var.0 as usize];
    data.storage == Storage::Plain
        && !data.maybe_unbound
        && !data.is_unread
        && matches!(
            data.ty,
            Ty::I64 | Ty::F64 | Ty::Bool | Ty::Str | Ty::Int | Ty::Num | Ty::Value | Ty::Exception
        )
}

/// Whether each way through the block that reaches its end stores to the variable there, and does not look at it before.
fn gives(block: &Block, var: VarIdx) -> bool {
    let Some((last, init)) = block.stmts.split_last() else {
        return false;
    };
    let mut is_used = false;
    for stmt in init {
        crate::ir::walk::walk_stmt(stmt, &mut |node| is_used |= node_vars(node).contains(&var));
    }
    if is_used {
        return false;
    }
    match &last.kind {
        StmtKind::Store { var: stored, .. } => *stored == var,
        StmtKind::If { then, orelse, .. } => [then, orelse]
            .into_iter()
            .all(|way| !falls(way) || gives(way, var)),
        _ => false,
    }
}

/// Makes the final stores of a block its value; how many there were.
fn give(block: &mut Block, var: VarIdx) -> usize {
    let Some(last) = block.stmts.last_mut() else {
        return 0;
    };
    match &mut last.kind {
        StmtKind::Store { var: stored, value } if *stored == var => {
            let value = std::mem::replace(value, crate::ir::Expr::unit());
            last.kind = StmtKind::Tail(value);
            1
        }
        StmtKind::If { then, orelse, .. } => give(then, var) + give(orelse, var),
        _ => 0,
    }
}

/// Whether the value of the block is a literal that leaves its type open.
fn starts_open(block: &Block) -> bool {
    match block.stmts.last().map(|stmt| &stmt.kind) {
        Some(StmtKind::Tail(value)) => matches!(value.kind, ExprKind::I64(_)),
        Some(StmtKind::If { then, .. }) => starts_open(then),
        _ => false,
    }
}
