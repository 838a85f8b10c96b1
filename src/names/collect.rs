//! First pass: the scopes of a program and what each does with each name.
//!
//! It follows `symtable_visit_*` in CPython's `Python/symtable.c`, errors included.

mod expr;
mod stmt;

use std::collections::HashMap;

use indexmap::IndexMap;

use super::{ScopeId, ScopeKind};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Ident, Module, NodeId};

/// What a scope does with a name (the `DEF_*` and `USE` flags of CPython).
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent flags")]
pub(super) struct Flags {
    pub(super) is_parameter: bool,
    pub(super) is_assigned: bool,
    pub(super) is_imported: bool,
    pub(super) is_referenced: bool,
    pub(super) is_annotated: bool,
    /// Bound by a `for` of this comprehension.
    pub(super) is_iteration_variable: bool,
    /// Where it is declared `global`, or bound by `:=` in a comprehension of the module.
    pub(super) global: Option<Span>,
    /// Where it is declared `nonlocal`, or bound by `:=` in a comprehension of a function.
    pub(super) nonlocal: Option<Span>,
}

impl Flags {
    /// Some statement of the scope binds it.
    pub(super) fn is_bound(&self) -> bool {
        self.is_parameter || self.is_assigned || self.is_imported
    }
}

/// A scope and its names in the order of their first occurrence.
#[derive(Clone, Debug)]
pub(super) struct RawScope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<ScopeId>,
    pub(super) node: Option<NodeId>,
    pub(super) qualname: String,
    pub(super) symbols: IndexMap<String, Flags>,
}

/// What an occurrence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Load,
    Store,
    Delete,
    /// The target of `x += 1`: a load, then a store.
    Augmented,
    /// `x: int` alone.
    Declare,
}

/// One occurrence of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) node: NodeId,
    pub(super) scope: ScopeId,
    /// Index into the scope's symbols.
    pub(super) symbol: usize,
    pub(super) access: Access,
}

/// All scopes and occurrences.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) scopes: Vec<RawScope>,
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) scope_of: HashMap<NodeId, ScopeId>,
    /// `from __future__ import annotations`: no annotation is ever evaluated.
    pub(super) has_lazy_annotations: bool,
}

/// Collects the scopes of a program.
pub(super) fn collect(module: &Module, source: &SourceFile) -> Result<Table, Diagnostic> {
    let mut collector = Collector {
        source,
        table: Table {
            scopes: Vec::new(),
            occurrences: Vec::new(),
            scope_of: HashMap::new(),
            has_lazy_annotations: stmt::has_lazy_annotations(module),
        },
        scope: ScopeId(0),
        in_iterable: false,
        in_iteration_target: false,
    };
    collector.table.scopes.push(RawScope {
        kind: ScopeKind::Module,
        parent: None,
        node: None,
        qualname: String::new(),
        symbols: IndexMap::new(),
    });
    collector.body(&module.body)?;
    Ok(collector.table)
}

struct Collector<'a> {
    source: &'a SourceFile,
    table: Table,
    scope: ScopeId,
    /// Within the iterable of a comprehension of this scope.
    in_iterable: bool,
    /// Within the target of a comprehension's `for`.
    in_iteration_target: bool,
}

impl Collector<'_> {
    fn raw(&mut self, scope: ScopeId) -> &mut RawScope {
        &mut self.table.scopes[scope.0 as usize]
    }

    fn flags(&mut self, scope: ScopeId, name: &str) -> &mut Flags {
        let symbols = &mut self.raw(scope).symbols;
        if !symbols.contains_key(name) {
            symbols.insert(name.to_owned(), Flags::default());
        }
        symbols.get_mut(name).expect("it was just inserted")
    }

    /// Notes an occurrence in the current scope.
    fn occur(
        &mut self,
        node: NodeId,
        ident: &Ident,
        access: Access,
    ) -> Result<&mut Flags, Diagnostic> {
        let scope = self.scope;
        let in_iteration_target = self.in_iteration_target;
        let flags = self.flags(scope, &ident.name);
        if !matches!(access, Access::Load | Access::Declare) {
            if in_iteration_target {
                if flags.global.is_some() || flags.nonlocal.is_some() {
                    return Err(syntax_error(
                        ident.span,
                        format!(
                            "comprehension inner loop cannot rebind assignment expression target '{}'",
                            ident.name
                        ),
                    ));
                }
                flags.is_iteration_variable = true;
            }
            flags.is_assigned = true;
        }
        flags.is_referenced |= access == Access::Load;
        let symbol = self
            .raw(scope)
            .symbols
            .get_index_of(&ident.name)
            .expect("it was just inserted");
        self.table.occurrences.push(Occurrence {
            node,
            scope,
            symbol,
            access,
        });
        Ok(self.flags(scope, &ident.name))
    }

    /// A binding occurrence.
    fn bind(&mut self, node: NodeId, ident: &Ident) -> Result<(), Diagnostic> {
        self.occur(node, ident, Access::Store).map(|_| ())
    }

    /// A binding occurrence of an `import`, which CPython does not call an assignment.
    fn import(&mut self, node: NodeId, ident: &Ident) -> Result<(), Diagnostic> {
        let scope = self.scope;
        let was_assigned = self.flags(scope, &ident.name).is_assigned;
        let flags = self.occur(node, ident, Access::Store)?;
        flags.is_assigned = was_assigned;
        flags.is_imported = true;
        Ok(())
    }

    /// Runs `visit` in a new scope.
    fn enter(
        &mut self,
        kind: ScopeKind,
        node: NodeId,
        name: &str,
        visit: impl FnOnce(&mut Self) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let parent = self.scope;
        let inner = ScopeId(u32::try_from(self.table.scopes.len()).expect("fewer than nodes"));
        let qualname = self.qualname(parent, name);
        self.table.scopes.push(RawScope {
            kind,
            parent: Some(parent),
            node: Some(node),
            qualname,
            symbols: IndexMap::new(),
        });
        self.table.scope_of.insert(node, inner);
        let outer = self.in_iteration_target;
        self.in_iteration_target = false;
        self.scope = inner;
        let result = visit(self);
        self.scope = parent;
        self.in_iteration_target = outer;
        result
    }

    fn qualname(&self, parent: ScopeId, name: &str) -> String {
        let scope = &self.table.scopes[parent.0 as usize];
        let is_global = scope
            .symbols
            .get(name)
            .is_some_and(|flags| flags.global.is_some());
        match scope.kind {
            _ if is_global => name.to_owned(),
            ScopeKind::Module => name.to_owned(),
            ScopeKind::Class => format!("{}.{name}", scope.qualname),
            ScopeKind::Function
            | ScopeKind::Lambda
            | ScopeKind::Comprehension
            | ScopeKind::Generator => format!("{}.<locals>.{name}", scope.qualname),
        }
    }

    /// The name as written: a mangled name keeps its own in `__qualname__`.
    fn written<'s>(&self, ident: &'s Ident) -> &'s str {
        let written = self.source.slice(ident.span);
        match ident.name.len().checked_sub(written.len()) {
            Some(prefix) if ident.name.ends_with(written) => &ident.name[prefix..],
            _ => &ident.name,
        }
    }
}
