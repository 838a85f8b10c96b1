//! Labels of loops: Rust wants one where `break` or `continue` stands in a labelled block inside of the loop.

use crate::ir::{Block, Program, StmtKind};

/// Labels the loops of every function.
pub(super) fn label_jumps(program: &mut Program) {
    for func in &mut program.funcs {
        let mut n_labels = 0;
        walk(&mut func.body, &mut Vec::new(), &mut n_labels);
    }
}

/// A loop around the current place.
struct Loop {
    label: Option<String>,
    /// How many labelled blocks stand between the loop and the current place.
    n_blocks: u32,
}

fn walk(block: &mut Block, loops: &mut Vec<Loop>, n_labels: &mut u32) {
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::While { label, body, .. } | StmtKind::For { label, body, .. } => {
                loops.push(Loop {
                    label: label.clone(),
                    n_blocks: 0,
                });
                walk(body, loops, n_labels);
                *label = loops.pop().and_then(|inner| inner.label);
            }
            StmtKind::Break(to @ None) | StmtKind::Continue(to @ None) => {
                if let Some(around) = loops.last_mut()
                    && around.n_blocks > 0
                {
                    *to = Some(named(around, n_labels));
                }
            }
            StmtKind::Labelled { body, .. } => inside(body, loops, n_labels),
            StmtKind::Try {
                done,
                body,
                handler,
                ..
            } => {
                let has_outer = done.is_some();
                if has_outer {
                    enter(loops);
                }
                inside(body, loops, n_labels);
                walk(handler, loops, n_labels);
                if has_outer {
                    leave(loops);
                }
            }
            StmtKind::Match { then, handler, .. } => {
                walk(then, loops, n_labels);
                walk(handler, loops, n_labels);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                inside(body, loops, n_labels);
                walk(finalizer, loops, n_labels);
                for arm in arms {
                    walk(&mut arm.body, loops, n_labels);
                }
            }
            StmtKind::If { then, orelse, .. } => {
                walk(then, loops, n_labels);
                walk(orelse, loops, n_labels);
            }
            _ => {}
        }
    }
}

fn inside(block: &mut Block, loops: &mut Vec<Loop>, n_labels: &mut u32) {
    enter(loops);
    walk(block, loops, n_labels);
    leave(loops);
}

fn enter(loops: &mut [Loop]) {
    if let Some(around) = loops.last_mut() {
        around.n_blocks += 1;
    }
}

fn leave(loops: &mut [Loop]) {
    if let Some(around) = loops.last_mut() {
        around.n_blocks -= 1;
    }
}

fn named(around: &mut Loop, n_labels: &mut u32) -> String {
    around
        .label
        .get_or_insert_with(|| {
            *n_labels += 1;
            if *n_labels == 1 {
                "turns".to_owned()
            } else {
                format!("turns_{n_labels}")
            }
        })
        .clone()
}
