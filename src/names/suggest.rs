//! The names that the report of an uncaught `NameError` offers: "Did you mean".
//!
//! In: the reads that may fail. Out: for each, the name that CPython offers. Semantics: `offer_suggestions_for_name_error`
//! in CPython 3.11's `Python/suggestions.c`, which looks at the frame's own variables, then at the module's dict, then
//! at that of `builtins`, each in its own order. An `UnboundLocalError` offers nothing.
//!
//! Which names the module's dict holds is taken from the flow: at module level those that may be bound when the read is
//! reached for the first time (the first failure is the end of the program), in a function all but those that are
//! bound only after something that may call it.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexSet;

use super::builtins::BUILTINS;
use super::collect::{Access, Occurrence};
use super::flow::{Context, Facts};
use super::order::reachable;
use super::resolve::Meaning;
use super::units::UnitId;
use super::variables::Uses;
use super::{Binding, BindingId, ScopeId, ScopeKind, Symbol, SymbolKind, Use};
use crate::library::closest::closest;
use crate::syntax::ast::NodeId;

/// What the interpreter puts into the main module's dict before the program starts, in its order.
const SET_BY_INTERPRETER: [&str; 9] = [
    "__name__",
    "__doc__",
    "__package__",
    "__loader__",
    "__spec__",
    "__annotations__",
    "__builtins__",
    "__file__",
    "__cached__",
];

/// The name to offer for each read that may fail with a `NameError`, where there is one.
pub(super) fn suggestions(ctx: &Context, facts: &Facts, uses: &Uses) -> HashMap<NodeId, String> {
    let mut suggester = Suggester {
        ctx,
        facts,
        globals: globals_in_order(ctx),
        early: HashMap::new(),
    };
    let mut found = HashMap::new();
    for (occurrence, meaning) in ctx.table.occurrences.iter().zip(&ctx.resolved.meanings) {
        if suggester.may_fail(occurrence, *meaning, uses)
            && let Some(name) = suggester.suggestion(occurrence)
        {
            found.insert(occurrence.node, name);
        }
    }
    found
}

/// The bindings of the module in the order in which they get their first value, those that only functions bind last.
fn globals_in_order(ctx: &Context) -> IndexSet<BindingId> {
    let mut by_module = IndexSet::new();
    let mut by_functions = IndexSet::new();
    for (occurrence, meaning) in ctx.table.occurrences.iter().zip(&ctx.resolved.meanings) {
        let (Meaning::Binding(binding), Access::Store | Access::Augmented) =
            (*meaning, occurrence.access)
        else {
            continue;
        };
        if binding_of(ctx, binding).scope != ScopeId(0) {
            continue;
        }
        if ctx.units.of(occurrence.scope) == UnitId(0) {
            by_module.insert(binding);
        } else {
            by_functions.insert(binding);
        }
    }
    by_module.extend(by_functions);
    by_module
}

fn binding_of<'a>(ctx: &'a Context, binding: BindingId) -> &'a Binding {
    &ctx.resolved.bindings[binding.0 as usize]
}

struct Suggester<'a> {
    ctx: &'a Context<'a>,
    facts: &'a Facts,
    globals: IndexSet<BindingId>,
    /// For each binding asked for, the units that may run before it has a value.
    early: HashMap<BindingId, BTreeSet<UnitId>>,
}

impl<'a> Suggester<'a> {
    fn may_fail(&self, occurrence: &Occurrence, meaning: Meaning, uses: &Uses) -> bool {
        let node = occurrence.node;
        let found = match occurrence.access {
            Access::Load | Access::Delete => uses.of_node[node.0 as usize].as_ref(),
            Access::Augmented => uses.augmented_reads.get(&node),
            Access::Store | Access::Declare => None,
        };
        match (found, meaning) {
            (Some(Use::Unbound), _) => true,
            (
                Some(Use::Variable {
                    maybe_unbound: true,
                    ..
                }),
                Meaning::Binding(binding),
            ) => {
                let is_global = binding_of(self.ctx, binding).scope == ScopeId(0);
                let unit = self.ctx.units.of(occurrence.scope);
                is_global || self.ctx.units.owner[binding.0 as usize] != unit
            }
            _ => false,
        }
    }

    fn suggestion(&mut self, occurrence: &Occurrence) -> Option<String> {
        let ctx = self.ctx;
        let raw = &ctx.table.scopes[occurrence.scope.0 as usize];
        let (name, _) = raw
            .symbols
            .get_index(occurrence.symbol)
            .expect("an occurrence is of a symbol of its scope");
        let found = closest(name, &self.frame_names(occurrence.scope))
            .or_else(|| closest(name, &self.module_names(occurrence)))
            .or_else(|| closest(name, &BUILTINS));
        found.map(str::to_owned)
    }

    /// `co_varnames` of the code of a scope: its parameters, then the locals that no inner scope uses.
    fn frame_names(&self, scope: ScopeId) -> Vec<&'a str> {
        let ctx = self.ctx;
        let data = &ctx.resolved.scopes[scope.0 as usize];
        let mut names = match data.kind {
            ScopeKind::Module | ScopeKind::Class => return Vec::new(),
            ScopeKind::Comprehension | ScopeKind::Generator => vec![".0"],
            ScopeKind::Function | ScopeKind::Lambda => Vec::new(),
        };
        let is_listed = |symbol: &&Symbol| {
            symbol.is_parameter || symbol.is_assigned && symbol.kind == SymbolKind::Local
        };
        let listed = data.symbols.iter().filter(is_listed);
        names.extend(listed.map(|symbol| symbol.name.as_str()));
        names
    }

    /// The keys of the module's dict when the read fails.
    fn module_names(&mut self, occurrence: &Occurrence) -> Vec<&'a str> {
        let ctx = self.ctx;
        let unit = ctx.units.of(occurrence.scope);
        let globals: Vec<BindingId> = self.globals.iter().copied().collect();
        let mut names = SET_BY_INTERPRETER.to_vec();
        for binding in globals {
            let is_bound = if self.is_bound_by_functions_only(binding) {
                true
            } else if unit == UnitId(0) {
                self.is_bound_before(occurrence.node, binding)
            } else {
                !self.runs_early(unit, binding)
            };
            if is_bound {
                names.push(&binding_of(ctx, binding).name);
            }
        }
        names
    }

    fn is_bound_before(&self, node: NodeId, binding: BindingId) -> bool {
        let bound = self.facts.bound_before.get(&node);
        bound.is_none_or(|bound| bound.contains(&binding))
    }

    fn is_bound_by_functions_only(&self, binding: BindingId) -> bool {
        let stores = &binding_of(self.ctx, binding).stores;
        stores
            .iter()
            .all(|(_, scope)| self.ctx.units.of(*scope) != UnitId(0))
    }

    fn runs_early(&mut self, unit: UnitId, binding: BindingId) -> bool {
        let (ctx, facts) = (self.ctx, self.facts);
        let early = self.early.entry(binding).or_insert_with(|| {
            let roots = facts.early_calls.get(&binding);
            roots.map_or_else(BTreeSet::new, |roots| {
                reachable(ctx.units, &ctx.units_of, roots)
            })
        });
        early.contains(&unit)
    }
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
