//! CPython's symbol table, plus what flow says about each name.
//!
//! In: the syntax tree. Out: [`Names`]: scopes, bindings, the variable behind every occurrence of a
//! name, captures, possibly unbound reads. Semantics: Python reference, section 4.2 "Naming and
//! binding"; CPython's `Python/symtable.c`.

pub mod builtins;
mod capture;
mod collect;
mod flow;
mod immediate;
mod order;
mod resolve;
mod show;
pub mod star;
mod suggest;
#[cfg(test)]
mod tests;
mod units;
mod variables;

pub use show::show;

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use crate::syntax::ast::{Module, NodeId};
use crate::syntax::walk::{Node, walk_body};
use collect::{Access, Table};
use flow::{Context, Knowledge};
use resolve::{Meaning, Resolved};
use units::{UnitId, Units};

/// Index of a [`Scope`]; 0 is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

/// Index of a [`Binding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BindingId(pub u32);

/// Index of a [`Variable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VarId(pub u32);

/// Everything known about the names of a program.
#[derive(Clone, Debug)]
pub struct Names {
    /// All scopes, the module first, in the order of the text.
    pub scopes: Vec<Scope>,
    /// All bindings: one for each name that some scope owns.
    pub bindings: Vec<Binding>,
    /// All variables: a binding is split where one part of it never meets another (see [`Variable`]).
    pub variables: Vec<Variable>,
    /// What a name occurrence means, indexed by [`NodeId`]. Filled for: `Name` expressions, `Param`s,
    /// `Alias`es, `Handler`s and `Pattern`s that bind, `FunctionDef`/`ClassDef` statements (the
    /// name they bind).
    pub uses: Vec<Option<Use>>,
    /// For the `Name` target of an augmented assignment (`uses` says where it stores): what it reads.
    pub augmented_reads: HashMap<NodeId, Use>,
    /// For the target of a `del` and for a handler whose name ends with it: variables that lose their
    /// value there, where some read may see that.
    pub unbound_at: HashMap<NodeId, BTreeSet<VarId>>,
    /// For reads that may fail with a `NameError`: the name that CPython offers when nobody catches it, if any.
    pub suggestions: HashMap<NodeId, String>,
    /// The scope a node opens: `FunctionDef`/`ClassDef` statements, `Lambda` and `Comprehension` expressions.
    pub scope_of: HashMap<NodeId, ScopeId>,
}

/// What an occurrence of a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// A variable of this function, an enclosing one or the module.
    Variable {
        /// Which.
        variable: VarId,
        /// A read that may find it unbound: `UnboundLocalError`, `NameError`, or for a module
        /// variable with a builtin's name the builtin.
        maybe_unbound: bool,
    },
    /// A name that nobody binds but `builtins` has.
    Builtin,
    /// `__name__`, `__doc__`, `__file__`, …: set by the interpreter.
    ModuleAttribute,
    /// A name that nobody binds: `NameError` when it is reached.
    Unbound,
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// `def`.
    Function,
    /// `lambda`.
    Lambda,
    /// `class`.
    Class,
    /// A list, set or dict comprehension: runs at once, where it stands.
    Comprehension,
    /// A generator expression: runs later, unless a builtin uses it up where it stands.
    Generator,
}

/// Builtins that iterate over their first argument before they come back.
pub(crate) const CONSUMERS: &[&str] = &[
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
    "bytes",
];

/// A scope.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What opens it.
    pub kind: ScopeKind,
    /// The scope around it; none for the module.
    pub parent: Option<ScopeId>,
    /// The node that opens it; none for the module.
    pub node: Option<NodeId>,
    /// `__qualname__`: `outer.<locals>.inner`, `<lambda>` included; empty for the module.
    pub qualname: String,
    /// What each name that occurs in it is, in CPython's terms, in the order of first occurrence.
    pub symbols: Vec<Symbol>,
}

/// A name as one scope sees it (what the `symtable` module reports).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name.
    pub name: String,
    /// Which kind of name it is in this scope.
    pub kind: SymbolKind,
    /// The binding; none for names that nobody binds.
    pub binding: Option<BindingId>,
    /// It is a parameter of this scope.
    pub is_parameter: bool,
    /// This scope itself binds it.
    pub is_assigned: bool,
    /// This scope itself reads it.
    pub is_referenced: bool,
}

/// The four kinds of names, as in CPython.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// Owned by this scope and used by no inner scope.
    Local,
    /// Owned by this scope and used by an inner scope.
    Cell,
    /// Owned by an enclosing function.
    Free,
    /// Declared `global`.
    GlobalExplicit,
    /// Looked up in the module, then in `builtins`.
    GlobalImplicit,
}

/// A name in the scope that owns it.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The name.
    pub name: String,
    /// The owner.
    pub scope: ScopeId,
    /// It is a parameter.
    pub is_parameter: bool,
    /// Inner scopes that use it and do not run at once where they stand (functions, lambdas,
    /// generator expressions; a comprehension counts for what is inside it), innermost ones included.
    pub captured_by: Vec<ScopeId>,
    /// Every node that binds it (parameters included), with the scope that does so.
    pub stores: Vec<(NodeId, ScopeId)>,
    /// Every node that reads it, with the scope that does so.
    pub reads: Vec<(NodeId, ScopeId)>,
    /// `del` is applied to it somewhere.
    pub is_deleted: bool,
    /// Some store may run after some scope in `captured_by` was created (so that a capture by value
    /// would be stale). True for stores by inner scopes (`nonlocal`, `global`).
    pub is_rebound_after_capture: bool,
    /// It is bound exactly once, by this `def` without decorators or `name = lambda …` (the id of the
    /// `FunctionDef` statement or of the `Lambda` expression), never deleted, with no read that may
    /// find it unbound: every read is known to mean that function.
    pub function: Option<NodeId>,
}

/// A part of a binding that always has one storage place: reads and stores that can see each other.
///
/// A local that is used by its own scope only (comprehensions count as that scope) is split by
/// def-use chains: in `age = 12; print(age); age = 'x'; print(age)` are two variables. A captured
/// binding, and a module binding that some function uses, is one variable.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The binding it is part of.
    pub binding: BindingId,
    /// 0 for the first part in the order of the text, 1, …
    pub part: u32,
    /// Some read of it may find it unbound.
    pub maybe_unbound: bool,
    /// Every node that binds it.
    pub stores: Vec<NodeId>,
}

impl Names {
    /// The variable that is only ever bound to the function of this `def` or lambda.
    pub fn variable_of_function(&self, node: NodeId) -> Option<VarId> {
        let at = self.variables.iter().position(|variable| {
            self.bindings[variable.binding.0 as usize].function == Some(node)
        })?;
        Some(VarId(
            u32::try_from(at).expect("fewer variables than nodes"),
        ))
    }
}

/// Finds out what every name of a program means.
///
/// # Errors
/// What CPython's symbol table refuses, in its words; `import *`, which Adder does not translate.
pub fn analyze(module: &Module, source: &SourceFile) -> Result<Names, Vec<Diagnostic>> {
    crate::syntax::with_deep_stack(|| analyze_on_this_stack(module, source))
        .map_err(|diagnostic| vec![diagnostic])
}

fn analyze_on_this_stack(module: &Module, source: &SourceFile) -> Result<Names, Diagnostic> {
    let table = collect::collect(module, source)?;
    let mut resolved = resolve::resolve(&table)?;
    let meaning_of = meanings_by_node(module, &table, &resolved);
    let immediate = immediate::immediate_scopes(module, &table, &meaning_of);
    let units = Units::new(&table, &resolved, &immediate);
    let units_of = units_by_binding(module, &table, &units, &meaning_of, resolved.bindings.len());
    let only_definition = |node: NodeId| match meaning_of[node.0 as usize] {
        Some(Meaning::Binding(binding)) => {
            let stores = &resolved.bindings[binding.0 as usize].stores;
            (stores.len() == 1).then_some(binding)
        }
        _ => None,
    };
    let knowledge = Knowledge::new(module, only_definition);
    let ctx = Context {
        table: &table,
        resolved: &resolved,
        units: &units,
        meaning_of,
        units_of,
        knowledge,
    };
    let facts = flow::analyze(&ctx, module);
    let early = order::units_that_run_early(&units, &ctx.units_of, &facts.early_calls);
    let uses = variables::split(&table, &resolved, &units, &facts, &early, module.n_nodes);
    let suggestions = suggest::suggestions(&ctx, &facts, &uses);
    capture::mark_captures(&mut resolved.bindings, &units, &facts);
    capture::mark_functions(module, &table, &mut resolved, &uses.variables);
    Ok(Names {
        scopes: resolved.scopes,
        bindings: resolved.bindings,
        variables: uses.variables,
        uses: uses.of_node,
        augmented_reads: uses.augmented_reads,
        unbound_at: uses.unbound_at,
        suggestions,
        scope_of: table.scope_of,
    })
}

fn meanings_by_node(module: &Module, table: &Table, resolved: &Resolved) -> Vec<Option<Meaning>> {
    let mut meaning_of = vec![None; module.n_nodes as usize];
    for (occurrence, meaning) in table.occurrences.iter().zip(&resolved.meanings) {
        if occurrence.access != Access::Declare {
            meaning_of[occurrence.node.0 as usize] = Some(*meaning);
        }
    }
    meaning_of
}

/// For each binding, the code that whoever reads it may call: the function, the lambda, the class's
/// methods that it is bound to somewhere.
fn units_by_binding(
    module: &Module,
    table: &Table,
    units: &Units,
    meaning_of: &[Option<Meaning>],
    n_bindings: usize,
) -> Vec<Vec<UnitId>> {
    let mut in_class: HashMap<ScopeId, Vec<UnitId>> = HashMap::new();
    for (number, unit) in units.list.iter().enumerate() {
        let mut scope = table.scopes[unit.scope.0 as usize].parent;
        while let Some(id) = scope {
            let raw = &table.scopes[id.0 as usize];
            if raw.kind == ScopeKind::Class {
                let unit = UnitId(u32::try_from(number).expect("fewer than nodes"));
                in_class.entry(id).or_default().push(unit);
            }
            scope = raw.parent;
        }
    }
    let mut units_of = vec![Vec::new(); n_bindings];
    walk_body(&module.body, &mut |node| {
        let Node::Stmt(stmt) = node else { return };
        let Some((store, opens)) = flow::named_code(stmt) else {
            return;
        };
        let Some(scope) = table.scope_of.get(&opens) else {
            return;
        };
        if let Some(Meaning::Binding(binding)) = meaning_of[store.0 as usize] {
            let units_of: &mut Vec<UnitId> = &mut units_of[binding.0 as usize];
            match in_class.get(scope) {
                Some(methods) => units_of.extend(methods),
                None if table.scopes[scope.0 as usize].kind == ScopeKind::Class => {}
                None => units_of.push(units.of(*scope)),
            }
        }
    });
    units_of
}
