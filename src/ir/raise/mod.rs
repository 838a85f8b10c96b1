//! Where exceptions go: which operations give a `Result`, which functions do, and who takes the error.
//!
//! **Python**
//! ```python
//! def half(text):
//!     return int(text) / 2
//!
//! try:
//!     print(half("x"))
//! except ValueError:
//!     print("no number")
//! ```
//! **Rust**: `int` may raise while the `try` waits, so `half` gives back a `Result` and hands the error on with `?`. The division by
//! 2 raises nothing. What nobody may catch ends the program where it is raised, as if there were no `try`.
//!
//! The analysis goes round until nothing changes: down the calls with what waits for exceptions, up with what is raised.

mod assert;
mod chain;
mod form;
mod points;
mod routes;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, FuncId, Program, Role, StmtKind};
use crate::ir::walk::{Node, walk_block};
use crate::library::exception::ClassSet;
pub(crate) use form::{falls, jumps_from, jumps_to};
use routes::Router;
pub(crate) use routes::instance_test;

/// What is known of all functions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    /// By function: what somebody waits for while it runs.
    waited: Vec<ClassSet>,
    /// By function: what it hands to its callers.
    raised: Vec<ClassSet>,
    /// Functions that may run where calls are nested nearly too deep.
    deep: BTreeSet<FuncId>,
}

/// Routes every exception. Gives back what cannot be translated, by line.
pub(super) fn route(program: &mut Program) -> BTreeMap<u32, &'static str> {
    let has_try = program.funcs.iter().any(|func| catches(&func.body));
    let mut refused = BTreeMap::new();
    let mut facts = Facts {
        waited: vec![ClassSet::NONE; program.funcs.len()],
        raised: vec![ClassSet::NONE; program.funcs.len()],
        deep: BTreeSet::new(),
    };
    super::capture::find_captures(program);
    super::depth::find_depths(program);
    facts.deep = super::depth::deep_functions(program);
    if has_try {
        loop {
            let before = facts.clone();
            let n_vars = program.vars.len();
            for index in 0..program.funcs.len() {
                let mut body = program.funcs[index].body.clone();
                Router::new(program, &mut facts, &mut refused, func_id(index)).run(&mut body);
            }
            program.vars.truncate(n_vars);
            share(program, &mut facts);
            if facts == before {
                break;
            }
        }
        note_fallible(program, &facts);
    }
    refused.clear();
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        Router::new(program, &mut facts, &mut refused, func_id(index)).run(&mut body);
        program.funcs[index].body = body;
    }
    refused
}

/// Whether something in the body waits for exceptions.
fn catches(body: &Block) -> bool {
    let mut found = false;
    walk_block(body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            found |= matches!(stmt.kind, StmtKind::Try { .. } | StmtKind::Finally { .. });
        }
    });
    found
}

/// The functions of one set agree.
fn share(program: &Program, facts: &mut Facts) {
    for set in &program.sets {
        let members: Vec<usize> = set.members.iter().map(|func| func.0 as usize).collect();
        let (mut waited, mut raised) = (ClassSet::NONE, ClassSet::NONE);
        for member in &members {
            waited = waited.or(facts.waited[*member]);
            raised = raised.or(facts.raised[*member]);
        }
        for member in members {
            facts.waited[member] = waited;
            facts.raised[member] = raised;
        }
    }
}

fn note_fallible(program: &mut Program, facts: &Facts) {
    let depth = ClassSet::exactly(&["RecursionError"]);
    for (index, func) in program.funcs.iter_mut().enumerate() {
        func.is_fallible = !facts.raised[index].is_empty();
        func.is_depth_caught =
            func.is_counted && func.role != Role::Main && facts.waited[index].meets(depth);
    }
    for index in 0..program.sets.len() {
        let members = &program.sets[index].members;
        program.sets[index].is_fallible = members
            .iter()
            .any(|member| program.funcs[member.0 as usize].is_fallible);
    }
}

fn func_id(index: usize) -> FuncId {
    FuncId(u32::try_from(index).expect("few functions"))
}
