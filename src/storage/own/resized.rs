//! Which lists are changed through a parameter: it is lent to be changed, as a slice where the length stays.

use std::collections::BTreeSet;

use super::operations::is_resizing;
use crate::ir::walk::{Node, walk_block};
use crate::ir::{Expr, ExprKind, Mode, Program, Spelling, Storage, VarIdx};

/// Makes lent parameters exclusive where the list is changed, and notes which are resized.
pub(super) fn find_changed(program: &mut Program) {
    let mut changed: BTreeSet<VarIdx> = BTreeSet::new();
    let mut resized: BTreeSet<VarIdx> = BTreeSet::new();
    loop {
        let before = (changed.len(), resized.len());
        let mut is_same = true;
        for index in 0..program.funcs.len() {
            let mut here = BTreeSet::new();
            walk_block(&program.funcs[index].body, &mut |node| {
                if let Node::Expr(expr) = node {
                    note(program, expr, &changed, &mut here, &mut resized);
                }
            });
            // Who changes an item changes the list.
            let mut lists: Vec<VarIdx> = here.iter().copied().collect();
            while let Some(var) = lists.pop() {
                if let Some(list) = program.vars[var.0 as usize].item_of
                    && here.insert(list)
                {
                    lists.push(list);
                }
            }
            let func = &mut program.funcs[index];
            for var in &here {
                if func.captures.contains(var) && !func.changed.contains(var) {
                    func.changed.push(*var);
                    is_same = false;
                }
            }
            changed.append(&mut here);
        }
        if is_same && (changed.len(), resized.len()) == before {
            break;
        }
    }
    for var in &resized {
        program.vars[var.0 as usize].is_resized = true;
    }
    for var in changed {
        let data = &mut program.vars[var.0 as usize];
        if data.storage == Storage::Borrowed {
            data.storage = Storage::BorrowedMut;
        }
    }
}

fn note(
    program: &Program,
    expr: &Expr,
    known: &BTreeSet<VarIdx>,
    changed: &mut BTreeSet<VarIdx>,
    resized: &mut BTreeSet<VarIdx>,
) {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } => {
            if let Some((receiver, Mode::MutReceiver)) = args.first()
                && let Some((var, is_whole)) = root(receiver)
            {
                changed.insert(var);
                if is_whole && is_resizing(name) {
                    resized.insert(var);
                }
            }
        }
        ExprKind::CallFunc { func, args, .. } => {
            let callee = &program.funcs[func.0 as usize];
            changed.extend(&callee.changed);
            let params = &callee.params;
            for (arg, param) in args.iter().zip(params) {
                if known.contains(&param.var)
                    && program.vars[param.var.0 as usize].storage == Storage::Borrowed
                    && let Some((var, is_whole)) = root(arg)
                {
                    changed.insert(var);
                    if is_whole && resized.contains(&param.var) {
                        resized.insert(var);
                    }
                }
            }
        }
        _ => {}
    }
}

/// The variable that an expression is, or is an item of; and whether it is the variable itself.
fn root(expr: &Expr) -> Option<(VarIdx, bool)> {
    match &expr.kind {
        ExprKind::Var(var) | ExprKind::Checked { var, .. } => Some((*var, true)),
        ExprKind::Raises { inner, .. } => root(inner),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if matches!(name.as_str(), "at" | "try_at") => {
            root(&args[0].0).map(|(var, _)| (var, false))
        }
        _ => None,
    }
}
