//! Which iterables are used up where they stand, so that nobody can tell a lazy object from a loop.

use std::collections::HashSet;

use crate::syntax::ast::{Expr, ExprKind, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// Builtins that iterate over their arguments at once.
const CONSUMERS: &[&str] = &[
    "list",
    "tuple",
    "set",
    "sorted",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "frozenset",
    "dict",
];

/// Builtins that give a lazy view of their arguments.
const ADAPTERS: &[&str] = &["enumerate", "zip", "map", "filter", "reversed"];

/// The iterables of `for` clauses and of consuming calls.
pub(crate) fn consumed(module: &Module) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    walk_body(&module.body, &mut |node| match node {
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::For { iter, .. } => mark(iter, &mut found),
            StmtKind::Assign { targets, value } => {
                if let [
                    Expr {
                        kind: ExprKind::Tuple(_) | ExprKind::List(_),
                        ..
                    },
                ] = &targets[..]
                {
                    mark(value, &mut found);
                }
            }
            _ => {}
        },
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Comprehension(comprehension) => {
                for clause in &comprehension.clauses {
                    mark(&clause.iter, &mut found);
                }
            }
            ExprKind::List(items) | ExprKind::Set(items) | ExprKind::Tuple(items) => {
                for item in items {
                    if let ExprKind::Starred(inner) = &item.kind {
                        mark(inner, &mut found);
                    }
                }
            }
            ExprKind::Call { func, args, .. } => {
                if let (ExprKind::Name(ident), Some(first)) = (&func.kind, args.first())
                    && ident.name == "next"
                    && matches!(first.kind, ExprKind::Comprehension(_))
                {
                    mark(first, &mut found);
                }
                if is_consumer(func, args.len())
                    && let Some(first) = args.first()
                {
                    mark(first, &mut found);
                }
            }
            _ => {}
        },
    });
    found
}

/// The iterables that a builtin or a method uses up at once: a list of the items is as good.
pub(super) fn exhausted(module: &Module) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Call { func, args, .. } = &expr.kind
            && let Some(first) = args.first()
            && is_consumer(func, args.len())
        {
            found.insert(first.id);
        }
    });
    found
}

/// Whether a call of the function iterates over its first argument at once.
fn is_consumer(func: &Expr, n_args: usize) -> bool {
    match &func.kind {
        ExprKind::Name(ident) => CONSUMERS.contains(&ident.name.as_str()),
        ExprKind::Attribute { value: _, attr } => match attr.name.as_str() {
            "join" | "extend" | "update" => n_args == 1,
            "fromkeys" => true,
            _ => false,
        },
        _ => false,
    }
}

fn mark(expr: &Expr, found: &mut HashSet<NodeId>) {
    found.insert(expr.id);
    if let ExprKind::Call { func, args, .. } = &expr.kind
        && let ExprKind::Name(ident) = &func.kind
        && ADAPTERS.contains(&ident.name.as_str())
    {
        for arg in args {
            mark(arg, found);
        }
    }
}
