//! Function values that lead back to themselves.
//!
//! **Python**
//! ```python
//! def adding(total):
//!     def more(n):
//!         return adding(total + n)
//!     return more
//! ```
//! **Rust**: `more` gives back a function of its own kind, a type that only a struct can name: `struct AddingMore`. A closure that makes
//! values of itself cannot be written inside itself, so a function of its own makes them.

use std::collections::{BTreeMap, BTreeSet};

use super::decide::sets_in;
use crate::ir::walk::{Node, children, walk_block};
use crate::ir::{Block, ClosureForm, Expr, ExprKind, FuncId, Program, Role, SetId, StmtKind};

/// The sets whose written signature would mention themselves.
pub(super) fn cyclic_sets(program: &Program) -> BTreeSet<SetId> {
    let mentions: BTreeMap<SetId, BTreeSet<SetId>> = (0..program.sets.len())
        .map(|index| {
            let set = &program.sets[index];
            let mut found = BTreeSet::new();
            for ty in set.params.iter().chain([&set.ret]) {
                sets_in(ty, &mut found);
            }
            (SetId(u32::try_from(index).expect("few sets")), found)
        })
        .collect();
    mentions
        .keys()
        .copied()
        .filter(|set| reaches_itself(*set, |at| mentions[at].iter().copied().collect()))
        .collect()
}

/// The sets of `move` closures that make values of themselves: they need a name.
pub(super) fn self_made_closures(program: &Program) -> BTreeSet<SetId> {
    self_makers(program)
        .into_iter()
        .filter_map(|func| match program.funcs[func.0 as usize] {
            ref func if func.form != ClosureForm::MoveClosure => None,
            ref func => match func.role {
                Role::Closure(set) => Some(set),
                Role::Main | Role::Direct | Role::Dynamic | Role::Generator => None,
            },
        })
        .collect()
}

/// Gives the other functions that make values of themselves a function that does so.
pub(super) fn name_makers(program: &mut Program) {
    for func in self_makers(program) {
        let data = &program.funcs[func.0 as usize];
        if data.form == ClosureForm::Generator {
            continue;
        }
        let base = format!("make_{}", data.name.trim_start_matches("r#"));
        let mut name = base.clone();
        let mut n = 2;
        while program
            .funcs
            .iter()
            .any(|other| other.name == name || other.maker.as_ref() == Some(&name))
            || program.vars.iter().any(|var| var.name == name)
        {
            name = format!("{base}_{n}");
            n += 1;
        }
        program.funcs[func.0 as usize].maker = Some(name);
    }
}

/// Functions that call themselves on every path: Rust warns of them.
pub(super) fn note_endless_recursion(program: &mut Program) {
    program.has_endless_recursion = (0..program.funcs.len()).any(|index| {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        path_of(&program.funcs[index].body, id) == Path::Calls
    });
}

/// What every path through some statements does first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// It calls the function.
    Calls,
    /// Some path may leave the function.
    Leaves,
    /// It goes on behind the statements.
    GoesOn,
}

fn path_of(block: &Block, id: FuncId) -> Path {
    for stmt in &block.stmts {
        let path = match &stmt.kind {
            StmtKind::Return(None) => Path::Leaves,
            StmtKind::Return(Some(value)) | StmtKind::Tail(value) if !calls(value, id) => {
                Path::Leaves
            }
            StmtKind::Let {
                value: Some(value), ..
            }
            | StmtKind::LetTuple { value, .. }
            | StmtKind::LetArray { value, .. }
            | StmtKind::Store { value, .. }
            | StmtKind::StoreOp { value, .. }
            | StmtKind::CellSet { value, .. }
            | StmtKind::Expr(value)
            | StmtKind::Tail(value)
            | StmtKind::Return(Some(value))
                if calls(value, id) =>
            {
                Path::Calls
            }
            StmtKind::If { test, .. } | StmtKind::While { test, .. } if calls(test, id) => {
                Path::Calls
            }
            StmtKind::For { iter, .. } if calls(iter, id) => Path::Calls,
            StmtKind::If { then, orelse, .. } => match (path_of(then, id), path_of(orelse, id)) {
                (Path::Calls, Path::Calls) => Path::Calls,
                (Path::Leaves, _) | (_, Path::Leaves) => Path::Leaves,
                (Path::GoesOn, _) | (_, Path::GoesOn) => Path::GoesOn,
            },
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => match path_of(body, id) {
                Path::Leaves => Path::Leaves,
                Path::Calls | Path::GoesOn => Path::GoesOn,
            },
            StmtKind::Try { .. } | StmtKind::Finally { .. } | StmtKind::Match { .. } => {
                Path::Leaves
            }
            _ => Path::GoesOn,
        };
        if path != Path::GoesOn {
            return path;
        }
    }
    Path::GoesOn
}

/// Whether evaluating the expression surely calls the function.
fn calls(expr: &Expr, id: FuncId) -> bool {
    match &expr.kind {
        ExprKind::CallFunc { func, .. } if *func == id => true,
        ExprKind::And(left, _) | ExprKind::Or(left, _) => calls(left, id),
        ExprKind::If { test, then, orelse } => {
            calls(test, id) || calls(then, id) && calls(orelse, id)
        }
        ExprKind::Block(block, value) => path_of(block, id) == Path::Calls || calls(value, id),
        ExprKind::Inline { .. } => false,
        _ => {
            let mut found = false;
            children(expr, &mut |child| found |= calls(child, id));
            found
        }
    }
}

/// Functions whose values are written where they are made, inside of themselves.
fn self_makers(program: &Program) -> Vec<FuncId> {
    let is_inline = |func: FuncId| {
        let func = &program.funcs[func.0 as usize];
        let is_named = func.form == ClosureForm::Struct
            || func.form == ClosureForm::Function && (func.has_item || func.role == Role::Direct);
        func.role == Role::Dynamic || !is_named
    };
    let made: Vec<Vec<FuncId>> = program
        .funcs
        .iter()
        .map(|func| {
            let mut found = Vec::new();
            walk_block(&func.body, &mut |node| {
                if let Node::Expr(expr) = node
                    && let ExprKind::MakeClosure { func, .. } = &expr.kind
                    && is_inline(*func)
                {
                    found.push(*func);
                }
            });
            found
        })
        .collect();
    (0..program.funcs.len())
        .map(|index| FuncId(u32::try_from(index).expect("few functions")))
        .filter(|func| is_inline(*func))
        .filter(|func| reaches_itself(*func, |at| made[at.0 as usize].clone()))
        .collect()
}

fn reaches_itself<T: Copy + Ord>(start: T, next: impl Fn(&T) -> Vec<T>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = next(&start);
    while let Some(at) = waiting.pop() {
        if at == start {
            return true;
        }
        if seen.insert(at) {
            waiting.extend(next(&at));
        }
    }
    false
}
