//! Variables of the module that are bound once, to a value written out in the program, are `const` items.
//!
//! **Python**
//! ```python
//! LIMIT = 10
//!
//! def is_small(n):
//!     return n < LIMIT
//! ```
//! **Rust**: `const LIMIT: i64 = 10;`. A function that names it captures nothing, and no caller passes it on.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::walk::{Node, node_vars, walk_block};
use crate::ir::{Expr, ExprKind, FuncId, Program, Reason, Spelling, StmtKind, Ty, VarIdx};

/// Marks them, and names them as Rust names constants. Runs before captures are found.
pub(super) fn find_constants(program: &mut Program) {
    let bound = times_bound(program);
    let used_inside = used_inside(program);
    let candidates: Vec<VarIdx> = program.funcs[0]
        .body
        .stmts
        .iter()
        .filter_map(|stmt| match &stmt.kind {
            StmtKind::Store { var, value } if is_written_out(value) => Some(*var),
            _ => None,
        })
        .filter(|var| {
            let data = &program.vars[var.0 as usize];
            data.owner == FuncId(0)
                && !data.python_name.is_empty()
                && !data.maybe_unbound
                && bound.get(var) == Some(&1)
                && (used_inside.contains(var) || is_upper(&data.name))
        })
        .collect();
    let mut taken = taken_names(program);
    for var in candidates {
        let data = &mut program.vars[var.0 as usize];
        let name = constant_name(&data.name);
        if name != data.name && !taken.insert(name.clone()) {
            continue;
        }
        data.name = name;
        data.is_constant = true;
        if data.ty == Ty::Str {
            data.ty = Ty::StaticStr;
        }
        data.reasons.push(Reason::new(
            "constant",
            format!(
                "`{}` is bound once, to a value written out in the program: a constant",
                data.known_as()
            ),
        ));
    }
    let vars = &program.vars;
    for stmt in &mut program.funcs[0].body.stmts {
        if let StmtKind::Store { var, value } = &mut stmt.kind
            && vars[var.0 as usize].is_constant
        {
            let value = Some(std::mem::replace(value, Expr::unit()));
            stmt.kind = StmtKind::Let { var: *var, value };
        }
    }
}

/// By variable: how many places bind or unbind it.
fn times_bound(program: &Program) -> BTreeMap<VarIdx, usize> {
    let mut bound: BTreeMap<VarIdx, usize> = BTreeMap::new();
    let mut count = |var: VarIdx| *bound.entry(var).or_default() += 1;
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Store { .. }
                | StmtKind::StoreOp { .. }
                | StmtKind::Let { .. }
                | StmtKind::LetTuple { .. }
                | StmtKind::LetArray { .. }
                | StmtKind::Unbind(_) => node_vars(node).into_iter().for_each(&mut count),
                _ => {}
            },
            Node::Pattern(_) => node_vars(node).into_iter().for_each(&mut count),
            Node::Expr(_) => {}
        });
    }
    bound
}

/// The variables of the module that functions name.
fn used_inside(program: &Program) -> BTreeSet<VarIdx> {
    let mut used = BTreeSet::new();
    for func in program.funcs.iter().skip(1) {
        walk_block(&func.body, &mut |node| used.extend(node_vars(node)));
    }
    used
}

fn taken_names(program: &Program) -> BTreeSet<String> {
    let vars = program.vars.iter().map(|var| var.name.clone());
    let funcs = program.funcs.iter();
    let funcs = funcs.flat_map(|func| [func.name.clone(), func.type_name.clone()]);
    vars.chain(funcs).collect()
}

/// A value that Rust can make while it compiles.
fn is_written_out(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::I64(_) | ExprKind::F64(_) | ExprKind::Bool(_) | ExprKind::Str(_) => true,
        ExprKind::Op {
            spelling,
            args,
            runtime: false,
        } => {
            let is_known = match spelling {
                Spelling::Prefix("-") | Spelling::Infix("+" | "-" | "*") => {
                    matches!(value.ty, Ty::I64 | Ty::F64)
                }
                Spelling::Tuple => args.len() > 1 && value.ty.is_copy(),
                _ => false,
            };
            is_known && args.iter().all(|(arg, _)| is_written_out(arg))
        }
        _ => false,
    }
}

fn is_upper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// `maxSize` and `max_size` as `MAX_SIZE`.
fn constant_name(name: &str) -> String {
    if is_upper(name) {
        return name.to_owned();
    }
    let mut result = String::new();
    let mut was_lower = false;
    for letter in name.trim_start_matches("r#").chars() {
        if letter.is_uppercase() && was_lower {
            result.push('_');
        }
        was_lower = letter.is_lowercase() || letter.is_numeric();
        result.extend(letter.to_uppercase());
    }
    result
}
