//! Captures: which scopes hold on to a binding of another one.

use super::collect::Table;
use super::flow::Facts;
use super::resolve::Resolved;
use super::units::Units;
use super::{Binding, BindingId, Variable};
use crate::syntax::ast::{ExprKind, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// Fills [`Binding::captured_by`] and [`Binding::is_rebound_after_capture`].
pub(super) fn mark_captures(bindings: &mut [Binding], units: &Units, facts: &Facts) {
    for unit in &units.list {
        for binding in &unit.captures {
            bindings[binding.0 as usize].captured_by.push(unit.scope);
        }
    }
    for (number, binding) in bindings.iter_mut().enumerate() {
        let id = BindingId(u32::try_from(number).expect("fewer than nodes"));
        binding.is_rebound_after_capture = !binding.captured_by.is_empty()
            && (facts.rebound.contains(&id) || units.has_foreign_store[number]);
    }
}

/// Fills [`Binding::function`].
pub(super) fn mark_functions(
    module: &Module,
    table: &Table,
    resolved: &mut Resolved,
    variables: &[Variable],
) {
    let mut is_unsure = vec![false; resolved.bindings.len()];
    for variable in variables {
        is_unsure[variable.binding.0 as usize] |= variable.maybe_unbound;
    }
    let mut functions = Vec::new();
    walk_body(&module.body, &mut |node| {
        let Node::Stmt(stmt) = node else { return };
        match &stmt.kind {
            StmtKind::FunctionDef(def) if def.decorators.is_empty() => {
                functions.push((stmt.id, stmt.id));
            }
            StmtKind::Assign { targets, value } => {
                if let (ExprKind::Lambda(lambda), [target]) = (&value.kind, targets.as_slice())
                    && lambda.stands_for.is_none()
                {
                    functions.push((target.id, value.id));
                }
            }
            _ => {}
        }
    });
    let by_store = stores(table, resolved);
    for (store, function) in functions {
        let Some(binding) = by_store.get(store.0 as usize).copied().flatten() else {
            continue;
        };
        let is_unsure = is_unsure[binding.0 as usize];
        let binding = &mut resolved.bindings[binding.0 as usize];
        if binding.stores.len() == 1 && !binding.is_deleted && !is_unsure {
            binding.function = Some(function);
        }
    }
}

/// By node: the binding that is bound there.
fn stores(table: &Table, resolved: &Resolved) -> Vec<Option<BindingId>> {
    let n_nodes = table
        .occurrences
        .iter()
        .map(|occurrence| occurrence.node.0 + 1)
        .max();
    let mut stores = vec![None; n_nodes.unwrap_or(0) as usize];
    for (number, binding) in resolved.bindings.iter().enumerate() {
        let id = BindingId(u32::try_from(number).expect("fewer than nodes"));
        for (NodeId(node), _) in &binding.stores {
            stores[*node as usize] = Some(id);
        }
    }
    stores
}
