//! `from module import *`: the import of every name that the program uses.
//!
//! ```python
//! from math import *      # from math import pi, sqrt
//! print(sqrt(pi))
//! ```
//!
//! What a module has is known ([`library`](crate::library)), and a name that the program never mentions makes no difference:
//! so the star stands for the names that it does mention, wherever. Those of `sys` and `time`, whose tables are not
//! complete, stay a star, which [`analyze`](super::analyze) refuses.

use std::collections::BTreeSet;

use crate::library::{Entry, ROWS};
use crate::syntax::ast::{Alias, ExprKind, Ident, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// Modules with public names that their tables do not list.
const INCOMPLETE: &[&str] = &["sys", "time"];

/// Writes out the stars of the module's own statements.
pub fn expand(module: &mut Module) {
    let has_star = |names: &[Alias]| names.iter().any(|alias| alias.name.name == "*");
    let is_star =
        |kind: &StmtKind| matches!(kind, StmtKind::ImportFrom { names, .. } if has_star(names));
    if !module.body.stmts.iter().any(|stmt| is_star(&stmt.kind)) {
        return;
    }
    let used = used_names(module);
    for stmt in &mut module.body.stmts {
        if let StmtKind::ImportFrom {
            module: Some(from),
            names,
            level: 0,
        } = &mut stmt.kind
            && let [star] = names.as_slice()
            && star.name.name == "*"
            && !INCOMPLETE.contains(&from.name.as_str())
            && let Some(known) = ROWS.module(&from.name)
        {
            let span = star.span;
            let public = known
                .entries()
                .filter(|(name, entry)| used.contains(*name) && !matches!(entry, Entry::Module));
            *names = public
                .map(|(name, _)| {
                    let id = NodeId(module.n_nodes);
                    module.n_nodes += 1;
                    let name = Ident {
                        name: name.to_owned(),
                        span,
                    };
                    let asname = None;
                    Alias {
                        id,
                        span,
                        name,
                        asname,
                    }
                })
                .collect();
        }
    }
}

fn used_names(module: &Module) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Name(ident) = &expr.kind
        {
            used.insert(ident.name.clone());
        }
    });
    used
}
