//! Lists that a function made and that are used for the last time where it ends.
//!
//! **Python**
//! ```python
//! merged = []
//! while …:
//!     merged.append(…)
//! return merged + left[i:]
//! ```
//! **Rust**: `merged.and(left.part(Some(i), None))`: the items are appended to those of `merged`, which nobody needs any more.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, each_block, walk_block, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, Mode, Program, Spelling, Stmt, StmtKind, Storage, Ty, VarIdx,
};

/// Lets `return list + others` use up a list that the function made itself.
pub(super) fn give_away(program: &Program, func: usize, body: &mut Block) {
    let made = made_here(program, func, body);
    if !made.is_empty() {
        in_block(&made, body);
    }
}

/// The variables that hold nothing but one new list, in a function that runs nothing behind its `return`s.
fn made_here(program: &Program, func: usize, body: &Block) -> BTreeSet<VarIdx> {
    let (mut made, mut cleans_up) = (BTreeSet::new(), false);
    walk_block(body, &mut |node| {
        let Node::Stmt(stmt) = node else { return };
        match &stmt.kind {
            StmtKind::Let {
                var,
                value: Some(value),
            } => {
                let data = &program.vars[var.0 as usize];
                let is_own = data.owner.0 as usize == func
                    && data.storage == Storage::Plain
                    && data.n_stores == 1
                    && matches!(data.ty, Ty::Owned(..));
                if is_own && is_new(value) {
                    made.insert(*var);
                }
            }
            StmtKind::Try { .. } | StmtKind::Finally { .. } => cleans_up = true,
            _ => {}
        }
    });
    if cleans_up {
        made.clear();
    }
    for func in &program.funcs {
        for var in &func.captures {
            made.remove(var);
        }
    }
    made
}

fn is_new(value: &Expr) -> bool {
    matches!(
        &value.kind,
        ExprKind::Op {
            spelling: Spelling::Path(path),
            ..
        } if matches!(path.as_str(), "Vec::new" | "Vec::from" | "Vec::from_iter")
    )
}

fn in_block(made: &BTreeSet<VarIdx>, block: &mut Block) {
    for stmt in &mut block.stmts {
        in_stmt(made, stmt);
    }
}

fn in_stmt(made: &BTreeSet<VarIdx>, stmt: &mut Stmt) {
    if let StmtKind::Return(Some(value)) | StmtKind::Tail(value) = &mut stmt.kind {
        let var = first(value).filter(|var| made.contains(var) && n_uses(value, *var) == 1);
        if var.is_some() {
            use_up(value);
        }
    }
    each_block(stmt, &mut |inner| in_block(made, inner));
}

/// The variable that a sum of lists begins with.
fn first(sum: &Expr) -> Option<VarIdx> {
    match &sum.kind {
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if name == "and" => first(&args[0].0),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if name == "plus" => match args[0].0.kind {
            ExprKind::Var(var) => Some(var),
            _ => None,
        },
        _ => None,
    }
}

fn n_uses(expr: &Expr, var: VarIdx) -> usize {
    let mut found = 0;
    walk_expr(expr, &mut |node| {
        if let Node::Expr(expr) = node {
            found += usize::from(matches!(expr.kind, ExprKind::Var(other) if other == var));
        }
    });
    found
}

fn use_up(sum: &mut Expr) {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut sum.kind
    else {
        return;
    };
    if name == "and" {
        return use_up(&mut args[0].0);
    }
    "and".clone_into(name);
    args[0].1 = Mode::OwnReceiver;
}
