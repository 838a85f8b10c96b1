//! Generator expressions that run where they stand, because a builtin uses them up at once: `sum(x * x for x in row)`.

use std::collections::HashSet;

use super::collect::Table;
use super::resolve::Meaning;
use super::{CONSUMERS, ScopeId};
use crate::syntax::ast::{ComprehensionKind, Constant, Expr, ExprKind, Module};
use crate::syntax::walk::{Node, walk_body};

/// Their scopes.
pub(super) fn immediate_scopes(
    module: &Module,
    table: &Table,
    meaning_of: &[Option<Meaning>],
) -> HashSet<ScopeId> {
    let mut found = HashSet::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Call { func, args, .. } = &expr.kind
            && uses_up(func, meaning_of)
            && let Some(first) = args.first()
            && let ExprKind::Comprehension(comprehension) = &first.kind
            && matches!(comprehension.kind, ComprehensionKind::Generator(_))
        {
            found.extend(table.scope_of.get(&first.id));
        }
    });
    found
}

/// Whether the function iterates over its first argument before it comes back.
fn uses_up(func: &Expr, meaning_of: &[Option<Meaning>]) -> bool {
    match &func.kind {
        ExprKind::Name(ident) => {
            CONSUMERS.contains(&ident.name.as_str())
                && matches!(meaning_of[func.id.0 as usize], Some(Meaning::Builtin))
        }
        ExprKind::Attribute { value, attr } => {
            attr.name == "join" && matches!(value.kind, ExprKind::Constant(Constant::Str(_)))
        }
        _ => false,
    }
}
