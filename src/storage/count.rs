//! Counting in a dict looks a key up once.
//!
//! **Python**: `counts[word] = counts.get(word, 0) + 1`
//! **Rust**: `counts.change(&word, 0, |count| count + 1);`

use std::collections::BTreeSet;

use crate::ir::walk::{Node, each_block, node_vars, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Mode, Pattern, Program, Spelling, Stmt, StmtKind, Storage, Ty,
    Var, VarIdx,
};

/// Rewrites the statements of every function.
pub(super) fn count(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let func = FuncId(u32::try_from(index).expect("few functions"));
        count_block(program, func, &mut body);
        program.funcs[index].body = body;
    }
}

fn count_block(program: &mut Program, func: FuncId, block: &mut Block) {
    for stmt in &mut block.stmts {
        if is_count(program, stmt) {
            rewrite(program, func, stmt);
        }
        each_block(stmt, &mut |inner| count_block(program, func, inner));
    }
}

fn method(expr: &Expr) -> Option<(&str, &[(Expr, Mode)])> {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            runtime: true,
        } => Some((name, args)),
        _ => None,
    }
}

fn variable(expr: &Expr) -> Option<VarIdx> {
    match &expr.kind {
        ExprKind::Var(var) => Some(*var),
        _ => None,
    }
}

/// Whether the statement is `dict[key] = dict.get(key, default) + more`, all of it simple.
fn is_count(program: &Program, stmt: &Stmt) -> bool {
    let StmtKind::Expr(call) = &stmt.kind else {
        return false;
    };
    let Some(("set", [(dict, _), (key, _), (value, _)])) = method(call) else {
        return false;
    };
    let ExprKind::Op {
        spelling: Spelling::Infix("+" | "-"),
        args,
        ..
    } = &value.kind
    else {
        return false;
    };
    let [(old, _), (more, _)] = &args[..] else {
        return false;
    };
    let Some(("get_or", [(same_dict, _), (same_key, _), (default, _)])) = method(old) else {
        return false;
    };
    let (Some(dict_var), Some(key_var)) = (variable(dict), variable(key)) else {
        return false;
    };
    let is_plain = |var: VarIdx| {
        let data = &program.vars[var.0 as usize];
        matches!(data.storage, Storage::Plain) && !data.maybe_unbound
    };
    variable(same_dict) == Some(dict_var)
        && variable(same_key) == Some(key_var)
        && is_plain(dict_var)
        && is_plain(key_var)
        && matches!(&dict.ty, Ty::Dict(key, _) if hashes(key))
        && is_constant(default)
        && is_simple(more, dict_var)
}

/// Keys that are hashed without asking the program, and that a lookup by reference can make a copy of.
fn hashes(key: &Ty) -> bool {
    match key {
        Ty::Bool | Ty::I64 | Ty::Str => true,
        Ty::Tuple(items) => !items.is_empty() && items.iter().all(hashes),
        _ => false,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Path(path),
            args,
            ..
        } => path == "Int::from" && args.iter().all(|(arg, _)| is_constant(arg)),
        _ => expr.is_literal(),
    }
}

/// Whether evaluating the expression can neither fail nor touch the dict.
fn is_simple(expr: &Expr, dict: VarIdx) -> bool {
    let mut is_simple = true;
    walk_expr(expr, &mut |node| {
        is_simple &= !node_vars(node).contains(&dict);
        if let Node::Expr(inner) = node {
            is_simple &= match &inner.kind {
                ExprKind::Var(_) => true,
                _ => is_constant(inner),
            };
        }
    });
    is_simple
}

fn rewrite(program: &mut Program, func: FuncId, stmt: &mut Stmt) {
    let StmtKind::Expr(call) = &mut stmt.kind else {
        return;
    };
    let ExprKind::Op { args, spelling, .. } = &mut call.kind else {
        return;
    };
    let taken: BTreeSet<String> = program
        .vars
        .iter()
        .filter(|var| var.owner == func)
        .map(|var| var.name.clone())
        .collect();
    let name = ["count", "number", "entry", "old_count"]
        .into_iter()
        .find(|name| !taken.contains(*name))
        .unwrap_or("old_value");
    let (mut value, _) = args.pop().expect("checked");
    let ty = value.ty.clone();
    let var = program.add_var(Var::own(func, name, ty.clone()));
    let ExprKind::Op { args: parts, .. } = &mut value.kind else {
        return;
    };
    let old = std::mem::replace(&mut parts[0].0, Expr::var(var, ty.clone()));
    let ExprKind::Op {
        args: looked_up, ..
    } = old.kind
    else {
        return;
    };
    let (default, mode) = looked_up.into_iter().nth(2).expect("checked");
    *spelling = Spelling::Method("change".to_owned());
    args[1].1 = Mode::Ref;
    args.push((default, mode));
    args.push((
        Expr::new(
            ExprKind::Inline {
                params: vec![Pattern::Var(var)],
                body: Box::new(value),
            },
            ty,
        ),
        Mode::Own,
    ));
}
