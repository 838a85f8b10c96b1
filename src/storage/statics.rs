//! Text that is only ever written out in the program is `&'static str`.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, node_vars, walk_block};
use crate::ir::{ExprKind, Program, Reason, StmtKind, Ty, VarIdx};

/// Variables that hold nothing but string literals.
pub(super) fn find_static_text(program: &mut Program) {
    let mut literal = BTreeSet::new();
    let mut other = BTreeSet::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Let {
                    var,
                    value: Some(value),
                }
                | StmtKind::Store { var, value } => {
                    if matches!(value.kind, ExprKind::Str(_)) {
                        literal.insert(*var);
                    } else {
                        other.insert(*var);
                    }
                }
                StmtKind::LetTuple { .. } | StmtKind::LetArray { .. } => {
                    other.extend(node_vars(node));
                }
                _ => {}
            },
            Node::Pattern(_) => other.extend(node_vars(node)),
            Node::Expr(_) => {}
        });
    }
    for func in &program.funcs {
        other.extend(func.params.iter().map(|param| param.var));
    }
    for index in 0..program.vars.len() {
        let var = VarIdx(u32::try_from(index).expect("few variables"));
        let data = &mut program.vars[index];
        if data.ty == Ty::Str && literal.contains(&var) && !other.contains(&var) && !data.is_param {
            data.ty = Ty::StaticStr;
            data.reasons.push(Reason::new(
                "static-text",
                format!(
                    "`{}` only ever holds text written out in the program: `&'static str`",
                    data.known_as()
                ),
            ));
            data.storage = match data.storage {
                crate::ir::Storage::RefCell => crate::ir::Storage::Cell,
                crate::ir::Storage::SharedRefCell => crate::ir::Storage::SharedCell,
                kept => kept,
            };
        }
    }
}
