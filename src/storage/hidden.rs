//! Names that would hide one another in Rust's blocks: the variables get names of their own.

use std::collections::HashSet;

use super::declare::{Binds, binds_directly};
use crate::ir::walk::{self, Node, node_vars, pattern_vars, walk_block, walk_expr, walk_stmt};
use crate::ir::{Block, ClosureForm, Expr, ExprKind, FuncId, Program, Stmt, StmtKind, VarIdx};

/// Gives variables names of their own where one would hide another that is still used.
pub(super) fn rename_hidden(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let func = &program.funcs[index];
        let mut outer: Vec<VarIdx> = func.captures.clone();
        outer.extend(func.params.iter().map(|param| param.var));
        let mut renames = Vec::new();
        let body = func.body.clone();
        for (at, var) in outer.iter().enumerate() {
            if outer[..at]
                .iter()
                .any(|other| same_name(program, *other, *var))
            {
                renames.push(*var);
            }
        }
        renames.extend(hiding_items(
            program,
            FuncId(u32::try_from(index).expect("few functions")),
        ));
        for var in renames {
            rename(program, var);
        }
        rename_block(program, &body, &outer);
    }
}

/// The variables of a function that have the name of an item which it, or a closure written in it, uses.
fn hiding_items(program: &Program, id: FuncId) -> Vec<VarIdx> {
    let mut items: HashSet<&str> = HashSet::new();
    let is_item = |func: &crate::ir::Func| func.form == ClosureForm::Function && func.has_item;
    for func in closures_in(program, id) {
        walk_block(&program.funcs[func.0 as usize].body, &mut |node| {
            let Node::Expr(expr) = node else { return };
            if let ExprKind::CallFunc { func, .. } | ExprKind::MakeClosure { func, .. } = &expr.kind
            {
                let func = &program.funcs[func.0 as usize];
                if is_item(func) {
                    items.insert(&func.name);
                }
            }
        });
    }
    if items.is_empty() {
        return Vec::new();
    }
    (0..program.vars.len())
        .filter(|index| {
            let var = &program.vars[*index];
            var.owner == id && items.contains(var.name.as_str())
        })
        .map(|index| VarIdx(u32::try_from(index).expect("few variables")))
        .collect()
}

/// A function and the closures written in its body.
fn closures_in(program: &Program, outer: FuncId) -> Vec<FuncId> {
    let is_written_inside = |id: FuncId| {
        let func = &program.funcs[id.0 as usize];
        match func.form {
            ClosureForm::MoveClosure | ClosureForm::Shared => true,
            ClosureForm::Dynamic | ClosureForm::Generator => true,
            ClosureForm::Function => !func.has_item,
            ClosureForm::Struct => false,
        }
    };
    let mut found = vec![outer];
    for index in 1..program.funcs.len() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut at = id;
        while at != outer && is_written_inside(at) {
            let Some(parent) = program.funcs[at.0 as usize].parent else {
                break;
            };
            at = parent;
        }
        if at == outer && id != outer {
            found.push(id);
        }
    }
    found
}

fn rename_block(program: &mut Program, block: &Block, visible: &[VarIdx]) {
    let mut visible = visible.to_vec();
    for (index, stmt) in block.stmts.iter().enumerate() {
        let mut bound = Vec::new();
        match &stmt.kind {
            StmtKind::Let { var, .. } => bound.push(*var),
            StmtKind::LetTuple { vars, .. } => bound.extend(vars.iter().flatten()),
            StmtKind::LetArray { vars, rest, .. } => {
                bound.extend(vars);
                bound.extend(rest.iter().map(|(_, var)| *var));
            }
            // Its name stands among the statements around it.
            StmtKind::Try {
                done: None, error, ..
            } => bound.push(*error),
            _ => {}
        }
        for (at, var) in bound.iter().enumerate() {
            let used_later = |other: VarIdx| {
                block.stmts[index + 1..]
                    .iter()
                    .any(|later| uses(program, later, other))
            };
            let hides = visible.iter().any(|other| {
                *other != *var && same_name(program, *other, *var) && used_later(*other)
            }) || bound[..at]
                .iter()
                .any(|other| *other != *var && same_name(program, *other, *var));
            if hides {
                rename(program, *var);
            }
        }
        visible.extend(bound);
        walk_inner(program, stmt, &visible);
    }
}

fn walk_inner(program: &mut Program, stmt: &Stmt, visible: &[VarIdx]) {
    let mut exprs: Vec<&Expr> = Vec::new();
    match &stmt.kind {
        StmtKind::If { test, then, orelse } => {
            exprs.push(test);
            rename_block(program, then, visible);
            rename_block(program, orelse, visible);
        }
        StmtKind::While { test, body, .. } => {
            exprs.push(test);
            rename_block(program, body, visible);
        }
        StmtKind::For {
            label: _,
            pattern,
            iter,
            body,
        } => {
            exprs.push(iter);
            let mut bound = Vec::new();
            pattern_vars(pattern, &mut bound);
            for var in &bound {
                let used = visible.iter().any(|other| {
                    *other != *var
                        && same_name(program, *other, *var)
                        && body.stmts.iter().any(|inner| uses(program, inner, *other))
                });
                if used {
                    rename(program, *var);
                }
            }
            let mut inner = visible.to_vec();
            inner.extend(bound);
            rename_block(program, body, &inner);
        }
        StmtKind::Labelled { body, .. } => rename_block(program, body, visible),
        StmtKind::Try {
            done,
            body,
            error,
            handler,
            ..
        } => {
            rename_block(program, body, visible);
            if done.is_none() {
                // The handlers stand among the statements around them.
                rename_declared(program, handler, visible);
            }
            rename_bound(program, Some(*error), handler, visible);
        }
        StmtKind::Match {
            value,
            ok,
            result: _,
            then,
            error,
            handler,
        } => {
            exprs.push(value);
            rename_bound(program, *ok, then, visible);
            rename_bound(program, Some(*error), handler, visible);
        }
        StmtKind::Finally {
            body,
            outcome,
            finalizer,
            arms,
            ..
        } => {
            let is_hidden = visible
                .iter()
                .any(|other| *other != *outcome && same_name(program, *other, *outcome));
            if is_hidden {
                rename(program, *outcome);
            }
            rename_block(program, body, visible);
            rename_declared(program, finalizer, visible);
            let mut inner = visible.to_vec();
            inner.push(*outcome);
            rename_block(program, finalizer, &inner);
            for arm in arms {
                rename_bound(program, arm.var, &arm.body, &inner);
            }
        }
        StmtKind::Leave { value, .. } => exprs.extend(value),
        StmtKind::Let { value, .. } => exprs.extend(value),
        StmtKind::Return(value) => exprs.extend(value),
        StmtKind::CellSet { .. } => {}
        StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value) => exprs.push(value),
        StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
    for expr in exprs {
        rename_expr(program, expr, visible);
    }
}

/// Variables of a block whose statements stand among those around it.
fn rename_declared(program: &mut Program, block: &Block, visible: &[VarIdx]) {
    for stmt in &block.stmts {
        for var in node_vars(Node::Stmt(stmt)) {
            let is_declared = binds_directly(stmt, var) == Binds::Declares;
            let hides = visible
                .iter()
                .any(|other| *other != var && same_name(program, *other, var));
            if is_declared && hides {
                rename(program, var);
            }
        }
    }
}

/// A block with a variable that the statement around it binds.
fn rename_bound(program: &mut Program, bound: Option<VarIdx>, block: &Block, visible: &[VarIdx]) {
    let mut inner = visible.to_vec();
    if let Some(var) = bound {
        let hides = visible.iter().any(|other| {
            *other != var
                && same_name(program, *other, var)
                && block.stmts.iter().any(|stmt| uses(program, stmt, *other))
        });
        if hides {
            rename(program, var);
        }
        inner.push(var);
    }
    rename_block(program, block, &inner);
}

fn rename_expr(program: &mut Program, expr: &Expr, visible: &[VarIdx]) {
    match &expr.kind {
        ExprKind::Block(block, value) => {
            let mut whole = block.clone();
            whole.stmts.push(Stmt {
                kind: StmtKind::Tail((**value).clone()),
                line: 0,
            });
            rename_block(program, &whole, visible);
        }
        ExprKind::Inline { params, body } => {
            let mut bound = Vec::new();
            for param in params {
                pattern_vars(param, &mut bound);
            }
            for (at, var) in bound.iter().enumerate() {
                let used = visible.iter().any(|other| {
                    *other != *var
                        && same_name(program, *other, *var)
                        && expr_uses(program, body, *other)
                });
                let twice = bound[..at]
                    .iter()
                    .any(|other| *other != *var && same_name(program, *other, *var));
                if used || twice {
                    rename(program, *var);
                }
            }
            let mut inner = visible.to_vec();
            inner.extend(bound);
            rename_expr(program, body, &inner);
        }
        _ => walk::children(expr, &mut |child| rename_expr(program, child, visible)),
    }
}

fn uses(program: &Program, stmt: &Stmt, var: VarIdx) -> bool {
    let mut found = false;
    walk_stmt(stmt, &mut |node| found |= node_uses(program, node, var));
    found
}

fn expr_uses(program: &Program, expr: &Expr, var: VarIdx) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| found |= node_uses(program, node, var));
    found
}

fn node_uses(program: &Program, node: Node<'_>, var: VarIdx) -> bool {
    if node_vars(node).contains(&var) {
        return true;
    }
    match node {
        Node::Expr(expr) => match &expr.kind {
            ExprKind::CallFunc { func, .. } | ExprKind::MakeClosure { func, .. } => {
                let func = &program.funcs[func.0 as usize];
                func.captures.contains(&var) || func.default_vars().any(|default| default == var)
            }
            _ => false,
        },
        Node::Stmt(_) | Node::Pattern(_) => false,
    }
}

fn same_name(program: &Program, a: VarIdx, b: VarIdx) -> bool {
    program.vars[a.0 as usize].name == program.vars[b.0 as usize].name
}

fn rename(program: &mut Program, var: VarIdx) {
    let base = program.vars[var.0 as usize]
        .name
        .trim_start_matches("r#")
        .to_owned();
    let taken: HashSet<&str> = program.vars.iter().map(|var| var.name.as_str()).collect();
    let mut n = 2;
    while taken.contains(format!("{base}_{n}").as_str()) {
        n += 1;
    }
    program.vars[var.0 as usize].name = format!("{base}_{n}");
}
