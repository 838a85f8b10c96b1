//! Names for items of lists of lists: a reference into the outer list while that stays as it is.
//!
//! **Python**
//! ```python
//! row = grid[i]
//! row[j] = row[j] + 1
//! grid[i][j] += 1
//! ```
//! **Rust**: `let row = grid.item_mut(i); row.set(j, row.at(j) + 1);` and, where the name is Adder's own,
//! `let value = grid.item(i).at(j) + 1; grid.item_mut(i).set(j, value);`.

use std::collections::BTreeSet;

use super::classes::holds_owned;
use crate::ir::walk::{Node, each_block, node_vars, walk_expr, walk_stmt};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Mode, Program, Spelling, Stmt, StmtKind, Storage, Ty, Var,
    VarIdx,
};

/// Names the items of every function.
pub(super) fn name_items(program: &mut Program) {
    let captured: BTreeSet<VarIdx> = program
        .funcs
        .iter()
        .flat_map(|func| func.captures.iter().copied())
        .collect();
    for index in 0..program.funcs.len() {
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        name_in(program, func, &captured, &mut body);
        program.funcs[index].body = body;
    }
}

fn name_in(program: &mut Program, func: FuncId, captured: &BTreeSet<VarIdx>, block: &mut Block) {
    let mut at = 0;
    while at < block.stmts.len() {
        if let Some((row, list)) = named_item(program, func, captured, &block.stmts[at])
            && !is_repeated(program, func, block, at, row)
        {
            let data = &mut program.vars[row.0 as usize];
            data.storage = Storage::Borrowed;
            data.item_of = Some(list);
            data.is_item = true;
        }
        each_block(&mut block.stmts[at], &mut |inner| {
            name_in(program, func, captured, inner);
        });
        at += 1;
    }
}

/// `row = list[i]` of a list with one owner in another one: both variables.
fn named_item(
    program: &Program,
    func: FuncId,
    captured: &BTreeSet<VarIdx>,
    stmt: &Stmt,
) -> Option<(VarIdx, VarIdx)> {
    let StmtKind::Let {
        var,
        value: Some(value),
    } = &stmt.kind
    else {
        return None;
    };
    let data = &program.vars[var.0 as usize];
    let is_plain = data.owner == func
        && data.storage == Storage::Plain
        && data.n_stores <= 1
        && !data.maybe_unbound
        && !captured.contains(var)
        && matches!(value.ty, Ty::Owned(..));
    let list = item_root(value)?;
    (is_plain && list != *var).then_some((*var, list))
}

/// The variable that an item is taken out of, through any number of lists.
fn item_root(expr: &Expr) -> Option<VarIdx> {
    match &expr.kind {
        ExprKind::Raises { inner, .. } => item_root(inner),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if matches!(name.as_str(), "at" | "try_at") && matches!(args[0].0.ty, Ty::Owned(..)) => {
            match &args[0].0.kind {
                ExprKind::Var(var) => Some(*var),
                _ => item_root(&args[0].0),
            }
        }
        _ => None,
    }
}

/// The variables whose lists an iterator walks.
pub(super) fn walked_lists(iter: &Expr) -> Vec<VarIdx> {
    let mut lists = Vec::new();
    walk_expr(iter, &mut |node| {
        if let Node::Expr(Expr {
            kind:
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    args,
                    runtime: false,
                },
            ..
        }) = node
            && name == "iter"
        {
            match &args[0].0.kind {
                ExprKind::Var(var) => lists.push(*var),
                _ => lists.extend(item_root(&args[0].0)),
            }
        }
    });
    lists
}

/// Takes the item out again in the one statement behind that uses the name, if the name is Adder's own.
fn is_repeated(
    program: &mut Program,
    func: FuncId,
    block: &mut Block,
    at: usize,
    row: VarIdx,
) -> bool {
    if !program.vars[row.0 as usize].python_name.is_empty() {
        return false;
    }
    let mentions = |stmt: &Stmt| {
        let mut found = false;
        walk_stmt(stmt, &mut |node| found |= node_vars(node).contains(&row));
        found
    };
    let users: Vec<usize> = (at + 1..block.stmts.len())
        .filter(|index| mentions(&block.stmts[*index]))
        .collect();
    let [user] = users[..] else {
        return false;
    };
    let between = &block.stmts[at + 1..user];
    let is_near = between.iter().all(|stmt| match &stmt.kind {
        StmtKind::Let {
            value: Some(value), ..
        } => is_arithmetic(value),
        _ => false,
    });
    let StmtKind::Let {
        value: Some(item), ..
    } = &block.stmts[at].kind
    else {
        return false;
    };
    if !is_near || !is_calm(item) || !matches!(item.kind, ExprKind::Op { .. }) {
        return false;
    }
    let (item, line) = (item.clone(), block.stmts[at].line);
    let StmtKind::Expr(call) = &mut block.stmts[user].kind else {
        return false;
    };
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut call.kind
    else {
        return false;
    };
    let [(receiver, Mode::MutReceiver), (key, _), (value, _)] = &mut args[..] else {
        return false;
    };
    let is_row = matches!(receiver.kind, ExprKind::Var(var) if var == row);
    if name != "set" || !is_row || !is_calm(key) || !is_calm(value) {
        return false;
    }
    *receiver = item.clone();
    let ty = value.ty.clone();
    let mut new = std::mem::replace(value, Expr::unit());
    repeat_item(&mut new, row, &item);
    let name = program.vars[row.0 as usize].name.clone();
    let var = program.add_var(Var::own(func, &name, ty.clone()));
    *value = Expr::var(var, ty);
    block.stmts[at] = Stmt {
        kind: StmtKind::Let {
            var,
            value: Some(new),
        },
        line,
    };
    // The value is made where the statement was.
    let made = block.stmts.remove(at);
    block.stmts.insert(user - 1, made);
    true
}

fn repeat_item(expr: &mut Expr, row: VarIdx, item: &Expr) {
    if matches!(expr.kind, ExprKind::Var(var) if var == row) {
        *expr = item.clone();
        return;
    }
    crate::ir::walk::each_child(expr, &mut |child| repeat_item(child, row, item));
}

/// Whether the expression is made of variables, literals and Rust's own operators: it fails with no exception.
pub(super) fn is_arithmetic(expr: &Expr) -> bool {
    let mut is_arithmetic = true;
    walk_expr(expr, &mut |node| {
        is_arithmetic &= match node {
            Node::Expr(inner) => match &inner.kind {
                ExprKind::Var(_) => true,
                ExprKind::Op {
                    spelling, runtime, ..
                } => !runtime && !matches!(spelling, Spelling::Path(_)),
                _ => inner.is_literal(),
            },
            Node::Stmt(_) | Node::Pattern(_) => false,
        };
    });
    is_arithmetic
}

/// Whether evaluating the expression runs no code of the program and changes no list.
fn is_calm(expr: &Expr) -> bool {
    let mut is_calm = true;
    walk_expr(expr, &mut |node| match node {
        Node::Stmt(_) => is_calm = false,
        Node::Pattern(_) => {}
        Node::Expr(inner) => {
            is_calm &= match &inner.kind {
                ExprKind::CallFunc { .. }
                | ExprKind::CallClosure { .. }
                | ExprKind::MakeClosure { .. }
                | ExprKind::Raises { .. }
                | ExprKind::Throw { .. }
                | ExprKind::Inline { .. }
                | ExprKind::Block(..) => false,
                ExprKind::Op { args, .. } => {
                    inner.ty != Ty::Value && args.iter().all(|(_, mode)| *mode != Mode::MutReceiver)
                }
                ExprKind::Var(_) => true,
                _ => !holds_owned(&inner.ty),
            };
        }
    });
    is_calm
}
