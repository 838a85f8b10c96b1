//! Arguments that look at a list which the same call changes are evaluated before it.
//!
//! **Python**: `sort(numbers, 0, len(numbers) - 1)`
//! **Rust**: `let argument = numbers.len() as i64 - 1;`, then `sort(&mut numbers, 0, argument);`: Rust does not let a list be looked at
//! once it is lent exclusively.

use std::collections::BTreeSet;

use super::rows::is_arithmetic;
use crate::ir::walk::{Node, each_block, node_vars, walk_expr};
use crate::ir::{Block, Expr, ExprKind, FuncId, Program, Stmt, StmtKind, Storage, Var, VarIdx};

/// Goes through the calls that statements consist of.
pub(super) fn hoist(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        hoist_in(program, func, &mut body);
        program.funcs[index].body = body;
    }
}

fn hoist_in(program: &mut Program, func: FuncId, block: &mut Block) {
    let mut at = 0;
    while at < block.stmts.len() {
        let line = block.stmts[at].line;
        let hoisted = match &mut block.stmts[at].kind {
            StmtKind::Expr(value)
            | StmtKind::Tail(value)
            | StmtKind::Return(Some(value))
            | StmtKind::Let {
                value: Some(value), ..
            }
            | StmtKind::Store { value, .. } => hoist_from(program, func, value),
            _ => Vec::new(),
        };
        for (var, value) in hoisted {
            let kind = StmtKind::Let {
                var,
                value: Some(value),
            };
            block.stmts.insert(at, Stmt { kind, line });
            at += 1;
        }
        each_block(&mut block.stmts[at], &mut |inner| {
            hoist_in(program, func, inner);
        });
        at += 1;
    }
}

/// The arguments of a call that must be evaluated before it, with the variables that stand for them now.
fn hoist_from(program: &mut Program, func: FuncId, expr: &mut Expr) -> Vec<(VarIdx, Expr)> {
    let call = match &mut expr.kind {
        ExprKind::Raises { inner, .. } => &mut inner.kind,
        kind => kind,
    };
    let ExprKind::CallFunc {
        func: callee, args, ..
    } = call
    else {
        return Vec::new();
    };
    let callee = &program.funcs[callee.0 as usize];
    let is_exclusive: Vec<bool> = callee
        .params
        .iter()
        .map(|param| program.vars[param.var.0 as usize].storage == Storage::BorrowedMut)
        .collect();
    let Some(first) = is_exclusive.iter().position(|lent| *lent) else {
        return Vec::new();
    };
    let mut lent = BTreeSet::new();
    for (arg, _) in args.iter().zip(&is_exclusive).filter(|(_, lent)| **lent) {
        match arg.kind {
            ExprKind::Var(var) => {
                lent.insert(var);
            }
            _ => return Vec::new(),
        }
    }
    let looks = |arg: &Expr| {
        let mut found = false;
        walk_expr(arg, &mut |node: Node<'_>| {
            found |= node_vars(node).iter().any(|var| lent.contains(var));
        });
        found
    };
    let others: Vec<usize> = (0..args.len())
        .filter(|index| !is_exclusive.get(*index).copied().unwrap_or(false))
        .collect();
    let is_calm = others
        .iter()
        .all(|index| is_arithmetic(&args[*index]) || matches!(args[*index].kind, ExprKind::Var(_)));
    if !is_calm {
        return Vec::new();
    }
    let hoisted: Vec<usize> = others
        .into_iter()
        .filter(|index| *index > first && args[*index].ty.is_copy() && looks(&args[*index]))
        .collect();
    let mut found = Vec::new();
    for index in hoisted {
        let ty = args[index].ty.clone();
        let name = free_name(program, func);
        let var = program.add_var(Var::own(func, &name, ty.clone()));
        found.push((var, std::mem::replace(&mut args[index], Expr::var(var, ty))));
    }
    found
}

fn free_name(program: &Program, func: FuncId) -> String {
    let captures = &program.funcs[func.0 as usize].captures;
    let is_taken = |name: &str| {
        let own = program.vars.iter().filter(|var| var.owner == func);
        own.chain(captures.iter().map(|var| &program.vars[var.0 as usize]))
            .any(|var| var.name == name)
    };
    let mut name = "argument".to_owned();
    let mut count = 1;
    while is_taken(&name) {
        count += 1;
        name = format!("argument_{count}");
    }
    name
}
