//! The capture table.

use std::collections::{BTreeMap, BTreeSet};

use super::Capture;
use crate::emit;
use crate::ir::walk::{Node, node_vars, walk_block, walk_expr};
use crate::ir::{Func, FuncId, Program, Role, StmtKind, VarIdx};

/// One row for each variable of each closure, in the order of the text. Instances of one `def` share their rows.
pub(super) fn captures(program: &Program) -> Vec<Capture> {
    let closures: Vec<&Func> = program
        .funcs
        .iter()
        .filter(|func| !func.is_unused && func.role != Role::Main && !func.captures.is_empty())
        .collect();
    let rebound = rebound(program);
    let mut rows: Vec<Capture> = Vec::new();
    for (index, func) in program.funcs.iter().enumerate() {
        if !closures.iter().any(|closure| std::ptr::eq(*closure, func)) {
            continue;
        }
        for var in &func.captures {
            let data = &program.vars[var.0 as usize];
            // What Adder passes along for itself, and the module's variables, Python does not capture.
            if data.python_name.is_empty() || data.owner == FuncId(0) {
                continue;
            }
            let row = Capture {
                closure: func.qualname.clone(),
                line: func.line,
                variable: data.python_name.clone(),
                from: owner_name(program, data.owner),
                rebound_by: rebound.get(var).map_or_else(Vec::new, |who| {
                    who.iter().map(|func| owner_name(program, *func)).collect()
                }),
                lives_as: emit::capture_type(program, FuncId(number(index)), *var),
                shared_with: others(&closures, func, *var),
            };
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    rows.sort_by_key(|row| row.line);
    rows
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 functions")
}

fn owner_name(program: &Program, func: FuncId) -> String {
    if func == FuncId(0) {
        return "<module>".to_owned();
    }
    program.funcs[func.0 as usize].qualname.clone()
}

fn others(closures: &[&Func], func: &Func, var: VarIdx) -> Vec<String> {
    let names: BTreeSet<&str> = closures
        .iter()
        .filter(|other| other.qualname != func.qualname && other.captures.contains(&var))
        .map(|other| other.qualname.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// By variable: the functions that store to it after it was first bound.
fn rebound(program: &Program) -> BTreeMap<VarIdx, BTreeSet<FuncId>> {
    let mut found: BTreeMap<VarIdx, BTreeSet<FuncId>> = BTreeMap::new();
    for (index, func) in program
        .funcs
        .iter()
        .enumerate()
        .filter(|(_, func)| !func.is_unused)
    {
        walk_block(&func.body, &mut |node| {
            let Node::Stmt(stmt) = node else { return };
            let mut note = |var| {
                found.entry(var).or_default().insert(FuncId(number(index)));
            };
            match &stmt.kind {
                StmtKind::Store { var, .. }
                | StmtKind::StoreOp { var, .. }
                | StmtKind::Unbind(var) => {
                    note(*var);
                }
                StmtKind::CellSet { cell, .. } => walk_expr(cell, &mut |node| {
                    node_vars(node).into_iter().for_each(&mut note);
                }),
                _ => {}
            }
        });
    }
    found
}
