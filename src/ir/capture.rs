//! Closure conversion's facts: free variables, captures through calls, recursion.

use std::collections::BTreeSet;

use super::walk::{Node, node_vars, walk_block};
use super::{ExprKind, FuncId, Program, StmtKind, VarIdx};

/// Fills `free`, `captures`, `callees` and `is_recursive` of every function.
pub fn find_captures(program: &mut Program) {
    let n = program.funcs.len();
    for index in 0..n {
        let id = func_id(index);
        let mut free = Vec::new();
        let mut callees = Vec::new();
        walk_block(&program.funcs[index].body, &mut |node| {
            for var in node_vars(node) {
                let data = &program.vars[var.0 as usize];
                if data.owner != id && !data.is_constant && !free.contains(&var) {
                    free.push(var);
                }
            }
            if let Node::Expr(expr) = node
                && let ExprKind::MakeClosure { func, .. } = &expr.kind
            {
                for var in program.funcs[func.0 as usize].default_vars() {
                    if program.vars[var.0 as usize].owner != id && !free.contains(&var) {
                        free.push(var);
                    }
                }
            }
            let callee = match node {
                Node::Expr(expr) => match &expr.kind {
                    ExprKind::CallFunc { func, .. } | ExprKind::MakeClosure { func, .. } => {
                        Some(*func)
                    }
                    _ => None,
                },
                Node::Stmt(_) | Node::Pattern(_) => None,
            };
            if let Some(callee) = callee
                && !callees.contains(&callee)
            {
                callees.push(callee);
            }
        });
        for param in &program.funcs[index].params {
            let reads_default = param.is_omitted || param.unpacked.is_some();
            if let (true, Some(super::ParamDefault::Var(var))) = (reads_default, &param.default)
                && !free.contains(var)
            {
                free.push(*var);
            }
        }
        program.funcs[index].free = free;
        program.funcs[index].callees = callees;
    }
    note_inner_stores(program);
    close_over_calls(program);
    find_recursion(program);
}

/// A `del` in an inner function changes the variable as a store does.
fn note_inner_stores(program: &mut Program) {
    let mut found = Vec::new();
    for (index, func) in program.funcs.iter().enumerate() {
        walk_block(&func.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Unbind(var) = stmt.kind
                && program.vars[var.0 as usize].owner != func_id(index)
            {
                found.push(var);
            }
        });
    }
    for var in found {
        program.vars[var.0 as usize].is_stored_inside = true;
    }
}

/// A function closes over what it uses and what the functions it calls or makes close over.
fn close_over_calls(program: &mut Program) {
    for func in &mut program.funcs {
        func.captures = func.free.clone();
    }
    loop {
        let mut changed = false;
        for index in 0..program.funcs.len() {
            let id = func_id(index);
            for callee in program.funcs[index].callees.clone() {
                for var in program.funcs[callee.0 as usize].captures.clone() {
                    let is_own = program.vars[var.0 as usize].owner == id;
                    if !is_own
                        && !program.funcs[index].captures.contains(&var)
                        && is_inside(program, id, var)
                    {
                        program.funcs[index].captures.push(var);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
}

/// Whether the function runs inside a run of the variable's owner.
fn is_inside(program: &Program, func: FuncId, var: VarIdx) -> bool {
    let owner = program.vars[var.0 as usize].owner;
    let mut at = Some(func);
    while let Some(id) = at {
        if id == owner {
            return true;
        }
        at = program.funcs[id.0 as usize].parent;
    }
    false
}

fn find_recursion(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let start = func_id(index);
        let mut seen = BTreeSet::new();
        let mut waiting = program.funcs[index].callees.clone();
        while let Some(id) = waiting.pop() {
            if id == start {
                program.funcs[index].is_recursive = true;
                break;
            }
            if seen.insert(id) {
                waiting.extend(program.funcs[id.0 as usize].callees.iter().copied());
            }
        }
    }
    for func in &mut program.funcs {
        func.is_recursive |= matches!(func.role, super::Role::Dynamic)
            || matches!(func.role, super::Role::Closure(_)) && calls_values(&func.body);
    }
}

/// Whether a function value of unknown origin is called.
fn calls_values(body: &super::Block) -> bool {
    let mut found = false;
    walk_block(body, &mut |node| {
        if let Node::Expr(expr) = node
            && matches!(expr.kind, ExprKind::CallClosure { .. })
        {
            found = true;
        }
    });
    found
}

fn func_id(index: usize) -> FuncId {
    FuncId(u32::try_from(index).expect("few functions"))
}

/// Functions defined by `Define` statements of a block, at any depth.
pub fn defined_in(block: &super::Block) -> Vec<FuncId> {
    let mut found = Vec::new();
    walk_block(block, &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Define(id) = stmt.kind
        {
            found.push(id);
        }
    });
    found
}
