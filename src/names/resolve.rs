//! Second pass: which kind of name each is, and the binding behind it.
//!
//! It follows `analyze_name` and `update_symbols` in CPython's `Python/symtable.c`.

use std::collections::HashMap;

use super::builtins::{is_builtin, is_module_attribute};
use super::collect::{Access, Flags, Occurrence, Table};
use super::{Binding, BindingId, Scope, ScopeId, ScopeKind, Symbol, SymbolKind};
use crate::diagnostics::{Diagnostic, syntax_error};

/// What a name means before flow is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Binding(BindingId),
    Builtin,
    ModuleAttribute,
    Unbound,
}

/// The scopes and bindings, and the meaning of each occurrence.
pub(super) struct Resolved {
    pub(super) scopes: Vec<Scope>,
    pub(super) bindings: Vec<Binding>,
    /// In the order of the table's occurrences.
    pub(super) meanings: Vec<Meaning>,
    /// The bindings of the module by name.
    pub(super) globals: HashMap<String, BindingId>,
}

impl Resolved {
    /// What a name means when it is looked up in the module and then in `builtins`.
    pub(super) fn global_meaning(&self, name: &str) -> Meaning {
        self.globals
            .get(name)
            .map_or_else(|| without_binding(name), |id| Meaning::Binding(*id))
    }
}

fn without_binding(name: &str) -> Meaning {
    if is_module_attribute(name) {
        Meaning::ModuleAttribute
    } else if is_builtin(name) {
        Meaning::Builtin
    } else if name == "__class__" {
        Meaning::ModuleAttribute
    } else {
        Meaning::Unbound
    }
}

/// Where a name of a scope leads.
#[derive(Clone, Copy)]
enum Owner {
    Own,
    Function(ScopeId),
    /// The implicit cell of a class that `super()` reads.
    ClassCell(ScopeId),
    DeclaredGlobal,
    Global,
}

/// Resolves all names.
pub(super) fn resolve(table: &Table) -> Result<Resolved, Diagnostic> {
    let mut resolver = Resolver {
        table,
        scopes: table
            .scopes
            .iter()
            .map(|raw| Scope {
                kind: raw.kind,
                parent: raw.parent,
                node: raw.node,
                qualname: raw.qualname.clone(),
                symbols: raw
                    .symbols
                    .iter()
                    .map(|(name, flags)| symbol(name, flags))
                    .collect(),
            })
            .collect(),
        owners: Vec::new(),
    };
    resolver.find_owners()?;
    resolver.mark_cells();
    Ok(resolver.bind())
}

fn symbol(name: &str, flags: &Flags) -> Symbol {
    Symbol {
        name: name.to_owned(),
        kind: SymbolKind::Local,
        binding: None,
        is_parameter: flags.is_parameter,
        is_assigned: flags.is_assigned || flags.is_imported,
        is_referenced: flags.is_referenced,
    }
}

struct Resolver<'a> {
    table: &'a Table,
    scopes: Vec<Scope>,
    /// For each scope, for each of its own symbols.
    owners: Vec<Vec<Owner>>,
}

fn index(scope: ScopeId) -> usize {
    scope.0 as usize
}

impl Resolver<'_> {
    fn find_owners(&mut self) -> Result<(), Diagnostic> {
        for (at, raw) in self.table.scopes.iter().enumerate() {
            let owners = raw
                .symbols
                .iter()
                .map(|(name, flags)| self.owner(at, name, flags))
                .collect::<Result<Vec<_>, _>>()?;
            for (symbol, owner) in self.scopes[at].symbols.iter_mut().zip(&owners) {
                symbol.kind = match owner {
                    Owner::Own => SymbolKind::Local,
                    Owner::Function(_) | Owner::ClassCell(_) => SymbolKind::Free,
                    Owner::DeclaredGlobal => SymbolKind::GlobalExplicit,
                    Owner::Global => SymbolKind::GlobalImplicit,
                };
            }
            self.owners.push(owners);
        }
        Ok(())
    }

    fn owner(&self, at: usize, name: &str, flags: &Flags) -> Result<Owner, Diagnostic> {
        if flags.global.is_some() {
            return Ok(Owner::DeclaredGlobal);
        }
        if let Some(declared) = flags.nonlocal {
            return match self.enclosing_owner(at, name) {
                owner @ (Owner::Function(_) | Owner::ClassCell(_)) => Ok(owner),
                Owner::Own | Owner::DeclaredGlobal | Owner::Global => Err(syntax_error(
                    declared,
                    format!("no binding for nonlocal '{name}' found"),
                )),
            };
        }
        if flags.is_bound() {
            return Ok(Owner::Own);
        }
        Ok(self.enclosing_owner(at, name))
    }

    fn enclosing_owner(&self, at: usize, name: &str) -> Owner {
        let mut scope = self.table.scopes[at].parent;
        while let Some(id) = scope {
            let raw = &self.table.scopes[index(id)];
            match raw.kind {
                ScopeKind::Module => break,
                ScopeKind::Class if name == "__class__" => return Owner::ClassCell(id),
                ScopeKind::Class => {}
                ScopeKind::Function
                | ScopeKind::Lambda
                | ScopeKind::Comprehension
                | ScopeKind::Generator => match raw.symbols.get(name) {
                    Some(flags) if flags.global.is_some() => return Owner::Global,
                    Some(flags) if flags.nonlocal.is_none() && flags.is_bound() => {
                        return Owner::Function(id);
                    }
                    Some(_) | None => {}
                },
            }
            scope = raw.parent;
        }
        Owner::Global
    }

    /// Names that inner scopes use become cells; scopes between pass them through.
    fn mark_cells(&mut self) {
        for at in 0..self.table.scopes.len() {
            for (number, owner) in self.owners[at].clone().into_iter().enumerate() {
                let name = self.scopes[at].symbols[number].name.clone();
                let end = match owner {
                    Owner::Function(end) => {
                        let symbols = &mut self.scopes[index(end)].symbols;
                        for symbol in symbols.iter_mut().filter(|symbol| symbol.name == name) {
                            symbol.kind = SymbolKind::Cell;
                        }
                        end
                    }
                    Owner::ClassCell(end) => end,
                    Owner::Own | Owner::DeclaredGlobal | Owner::Global => continue,
                };
                self.pass_through(at, end, &name);
            }
        }
    }

    fn pass_through(&mut self, from: usize, end: ScopeId, name: &str) {
        let mut scope = self.table.scopes[from].parent;
        while let Some(id) = scope.filter(|id| *id != end) {
            let symbols = &mut self.scopes[index(id)].symbols;
            if !symbols.iter().any(|symbol| symbol.name == name) {
                symbols.push(Symbol {
                    kind: SymbolKind::Free,
                    ..symbol(name, &Flags::default())
                });
            }
            scope = self.table.scopes[index(id)].parent;
        }
    }

    fn bind(mut self) -> Resolved {
        let mut bindings = Vec::new();
        let mut by_name = vec![HashMap::new(); self.scopes.len()];
        for at in 0..self.scopes.len() {
            for number in 0..self.owners[at].len() {
                let flags = &self.table.scopes[at].symbols[number];
                let owner = match self.owners[at][number] {
                    Owner::Own => at,
                    Owner::DeclaredGlobal if flags.is_bound() => 0,
                    Owner::DeclaredGlobal
                    | Owner::Function(_)
                    | Owner::ClassCell(_)
                    | Owner::Global => continue,
                };
                let name = self.scopes[at].symbols[number].name.clone();
                let is_parameter = flags.is_parameter;
                by_name[owner].entry(name.clone()).or_insert_with(|| {
                    bindings.push(new_binding(name, owner, is_parameter));
                    BindingId(u32::try_from(bindings.len() - 1).expect("fewer than nodes"))
                });
            }
        }
        for at in 0..self.scopes.len() {
            self.bind_symbols(at, &by_name);
        }
        let meanings = self.meanings();
        record(&self.table.occurrences, &meanings, &mut bindings);
        Resolved {
            scopes: self.scopes,
            bindings,
            meanings,
            globals: by_name.swap_remove(0),
        }
    }

    fn bind_symbols(&mut self, at: usize, by_name: &[HashMap<String, BindingId>]) {
        for number in 0..self.scopes[at].symbols.len() {
            let owner = match self.owners[at].get(number) {
                Some(Owner::Own) => Some(at),
                Some(Owner::Function(owner)) => Some(index(*owner)),
                Some(Owner::ClassCell(_)) => None,
                Some(Owner::DeclaredGlobal | Owner::Global) => Some(0),
                // Passed through.
                None => {
                    let name = &self.scopes[at].symbols[number].name;
                    match self.enclosing_owner(at, name) {
                        Owner::Function(owner) => Some(index(owner)),
                        _ => None,
                    }
                }
            };
            let symbol = &mut self.scopes[at].symbols[number];
            symbol.binding = owner.and_then(|owner| by_name[owner].get(&symbol.name).copied());
        }
    }

    fn meanings(&self) -> Vec<Meaning> {
        let occurrences = self.table.occurrences.iter();
        occurrences
            .map(|occurrence| {
                let symbol = &self.scopes[index(occurrence.scope)].symbols[occurrence.symbol];
                match symbol.binding {
                    Some(binding) => Meaning::Binding(binding),
                    None => without_binding(&symbol.name),
                }
            })
            .collect()
    }
}

fn new_binding(name: String, owner: usize, is_parameter: bool) -> Binding {
    Binding {
        name,
        scope: ScopeId(u32::try_from(owner).expect("fewer scopes than nodes")),
        is_parameter,
        captured_by: Vec::new(),
        stores: Vec::new(),
        reads: Vec::new(),
        is_deleted: false,
        is_rebound_after_capture: false,
        function: None,
    }
}

/// Notes stores and reads at their bindings.
fn record(occurrences: &[Occurrence], meanings: &[Meaning], bindings: &mut [Binding]) {
    for (occurrence, meaning) in occurrences.iter().zip(meanings) {
        let Meaning::Binding(id) = meaning else {
            continue;
        };
        let binding = &mut bindings[id.0 as usize];
        let place = (occurrence.node, occurrence.scope);
        match occurrence.access {
            Access::Load => binding.reads.push(place),
            Access::Store => binding.stores.push(place),
            Access::Augmented => {
                binding.reads.push(place);
                binding.stores.push(place);
            }
            Access::Delete => binding.is_deleted = true,
            Access::Declare => {}
        }
    }
}
