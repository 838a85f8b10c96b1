//! What imported names stand for.
//!
//! Python makes a module object and binds it when the import runs; Adder finds out before the program runs, so that
//! nothing of it is left in the Rust. A variable that nothing but imports of one thing bind *is* that thing; so is one that only
//! `sqrt = math.sqrt` binds, or `Vector = List[float]`. Wherever that does not hold, the program is refused.

mod check;
pub(crate) mod classes;

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, unknown_module, unknown_name, unsupported};
use crate::library::{Entry, Module, ROWS, Rule};
use crate::names::{Names, Use, VarId};
use crate::source::Span;
use crate::syntax::ast::{
    Alias, BinOp, Constant, Expr, ExprKind, Ident, Module as Tree, NodeId, Stmt, StmtKind,
};
use crate::syntax::walk::{Node, walk_body, walk_expr};

/// What a name or an attribute stands for.
#[derive(Clone, Copy, Debug)]
pub enum Imported {
    /// A module.
    Module(&'static Module),
    /// A name of a module.
    Item(Item),
    /// A type that means something in annotations only: `Vector = List[float]`.
    TypeAlias,
}

/// A name of a module.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The module's dotted name.
    pub module: &'static str,
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub entry: &'static Entry,
}

impl PartialEq for Imported {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Imported::Module(one), Imported::Module(two)) => one.name == two.name,
            (Imported::Item(one), Imported::Item(two)) => {
                (one.module, one.name) == (two.module, two.name)
            }
            (Imported::TypeAlias, Imported::TypeAlias) => true,
            (Imported::Module(_) | Imported::Item(_) | Imported::TypeAlias, _) => false,
        }
    }
}

impl Item {
    /// `math.sqrt`.
    pub fn dotted(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }

    /// What can be found behind a dot, for an object and for a class with methods of its own.
    fn attributes(&self) -> Option<&'static Module> {
        match self.entry {
            Entry::Object | Entry::Function(_) => ROWS.module(&self.dotted()),
            Entry::Rule(_)
            | Entry::Constant { .. }
            | Entry::Type
            | Entry::Module
            | Entry::Refused => None,
        }
    }
}

/// The variables of a program that are known to be something imported.
#[derive(Debug, Default)]
pub struct Imports {
    variables: HashMap<VarId, Imported>,
    /// Classes that names stand for.
    pub(crate) classes: classes::Classes,
}

impl Imports {
    /// What an expression stands for, if that is something imported.
    pub fn find(&self, names: &Names, expr: &Expr) -> Option<Imported> {
        match &expr.kind {
            ExprKind::Name(_) => match &names.uses[expr.id.0 as usize] {
                Some(Use::Variable { variable, .. }) => self.variables.get(variable).copied(),
                Some(Use::Builtin | Use::ModuleAttribute | Use::Unbound) | None => None,
            },
            ExprKind::Attribute { value, attr } => {
                let module = match self.find(names, value)? {
                    Imported::Module(module) => module,
                    Imported::Item(item) => item.attributes()?,
                    Imported::TypeAlias => return None,
                };
                let (name, entry) = module.entry(&attr.name)?;
                Some(member(module, name, entry))
            }
            _ => None,
        }
    }

    /// The name of a module that an expression stands for.
    pub fn item(&self, names: &Names, expr: &Expr) -> Option<Item> {
        match self.find(names, expr)? {
            Imported::Item(item) => Some(item),
            Imported::Module(_) | Imported::TypeAlias => None,
        }
    }

    /// Whether the statement binds nothing that is left in the Rust: `sqrt = math.sqrt`.
    pub fn is_alias(&self, names: &Names, target: &Expr) -> bool {
        matches!(target.kind, ExprKind::Name(_)) && self.find(names, target).is_some()
    }

    /// Whether the expression is a call of `sys.exit`, `exit` or `quit`, which never come back.
    pub fn is_exit(&self, names: &Names, expr: &Expr) -> bool {
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &expr.kind
        else {
            return false;
        };
        let is_plain = keywords.is_empty()
            && match args.as_slice() {
                [] => true,
                [code] => !matches!(code.kind, ExprKind::Starred(_)),
                _ => false,
            };
        is_plain && (is_builtin_exit(names, func) || self.is_rule(names, func, Rule::Exit))
    }

    /// Whether the expression is the function that has this rule.
    pub fn is_rule(&self, names: &Names, func: &Expr, wanted: Rule) -> bool {
        self.item(names, func)
            .is_some_and(|item| matches!(item.entry, Entry::Rule(rule) if *rule == wanted))
    }
}

fn is_builtin_exit(names: &Names, func: &Expr) -> bool {
    matches!(&func.kind, ExprKind::Name(ident)
        if matches!(ident.name.as_str(), "exit" | "quit")
            && names.uses[func.id.0 as usize] == Some(Use::Builtin))
}

fn member(module: &'static Module, name: &'static str, entry: &'static Entry) -> Imported {
    let item = Item {
        module: module.name,
        name,
        entry,
    };
    match entry {
        Entry::Module => match ROWS.module(&item.dotted()) {
            Some(inner) => Imported::Module(inner),
            None => Imported::Item(item),
        },
        _ => Imported::Item(item),
    }
}

/// The refusal of a name that a module does not have.
fn missing(module: &Module, name: &Ident) -> Diagnostic {
    let dotted = format!("{}.{}", module.name, name.name);
    unknown_name(name.span, &dotted, module.hint(&name.name))
}

/// Finds out what the imported names of a program stand for.
///
/// # Errors
/// Modules and names that Adder does not know, and uses of them that it cannot follow.
pub fn resolve(tree: &Tree, names: &Names) -> Result<Imports, Vec<Diagnostic>> {
    let mut resolver = Resolver {
        names,
        bound: HashMap::new(),
        imports: Imports::default(),
        refused: Vec::new(),
    };
    walk_body(&tree.body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            resolver.import(stmt);
        }
    });
    if !resolver.refused.is_empty() {
        return Err(resolver.refused);
    }
    resolver.settle();
    let classes = classes::Classes::find(tree, names);
    for variable in classes.only_asked(names) {
        let variables = &mut resolver.imports.variables;
        variables.insert(variable, Imported::TypeAlias);
    }
    resolver.imports.classes = classes;
    walk_body(&tree.body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            resolver.alias(stmt);
        }
    });
    check::check(tree, names, &resolver.imports, &mut resolver.refused);
    if resolver.refused.is_empty() {
        Ok(resolver.imports)
    } else {
        Err(resolver.refused)
    }
}

struct Resolver<'a> {
    names: &'a Names,
    /// What each binding occurrence of an import binds.
    bound: HashMap<NodeId, (Imported, Span)>,
    imports: Imports,
    refused: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn import(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    self.import_module(alias);
                }
            }
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => {
                let Some(module) = module.as_ref().filter(|_| *level == 0) else {
                    self.refused.push(unsupported(
                        stmt.span,
                        "an import from the program's own package",
                        "put everything into one file",
                    ));
                    return;
                };
                match ROWS.module(&module.name) {
                    Some(known) => {
                        for alias in names {
                            self.import_name(known, alias);
                        }
                    }
                    None => self.refused.push(unknown_module(
                        stmt.span,
                        &module.name,
                        ROWS.module_hint(&module.name),
                    )),
                }
            }
            _ => {}
        }
    }

    fn import_module(&mut self, alias: &Alias) {
        let dotted = &alias.name.name;
        let Some(whole) = ROWS.module(dotted) else {
            self.refused
                .push(unknown_module(alias.span, dotted, ROWS.module_hint(dotted)));
            return;
        };
        let first = dotted.split('.').next().unwrap_or(dotted);
        let bound = match &alias.asname {
            Some(_) => Some(whole),
            None => ROWS.module(first),
        };
        match bound {
            Some(module) => {
                let found = (Imported::Module(module), alias.span);
                self.bound.insert(alias.id, found);
            }
            None => self
                .refused
                .push(unknown_module(alias.span, first, ROWS.module_hint(first))),
        }
    }

    fn import_name(&mut self, module: &'static Module, alias: &Alias) {
        match module.entry(&alias.name.name) {
            Some((name, entry)) => {
                let found = (member(module, name, entry), alias.span);
                self.bound.insert(alias.id, found);
            }
            None => self.refused.push(missing(module, &alias.name)),
        }
    }

    /// The variables that imports bind: each must be bound by nothing else.
    fn settle(&mut self) {
        for index in 0..self.names.variables.len() {
            let variable = &self.names.variables[index];
            let mut bound = variable
                .stores
                .iter()
                .filter_map(|node| self.bound.get(node));
            let Some((first, span)) = bound.next() else {
                continue;
            };
            let binding = &self.names.bindings[variable.binding.0 as usize];
            let is_one = bound.all(|(other, _)| other == first)
                && variable
                    .stores
                    .iter()
                    .all(|node| self.bound.contains_key(node))
                && !binding.is_deleted;
            if is_one {
                let var = VarId(u32::try_from(index).expect("few variables"));
                self.imports.variables.insert(var, *first);
            } else {
                self.refused.push(unsupported(
                    *span,
                    &format!(
                        "a name that is imported and bound otherwise (`{}`)",
                        binding.name
                    ),
                    "give the other thing a name of its own",
                ));
            }
        }
    }

    /// `sqrt = math.sqrt`, `Vector = List[float]`: the only binding of the variable.
    fn alias(&mut self, stmt: &Stmt) {
        let (target, value) = match &stmt.kind {
            StmtKind::Assign { targets, value } => match targets.as_slice() {
                [target] => (target, value),
                _ => return,
            },
            StmtKind::AnnAssign {
                target,
                value: Some(value),
                ..
            } => (target, value),
            _ => return,
        };
        let Some(Use::Variable { variable, .. }) = &self.names.uses[target.id.0 as usize] else {
            return;
        };
        let data = &self.names.variables[variable.0 as usize];
        let binding = &self.names.bindings[data.binding.0 as usize];
        if data.stores.as_slice() != [target.id] || data.maybe_unbound || binding.is_deleted {
            return;
        }
        let found = match self.imports.find(self.names, value) {
            Some(Imported::Item(item)) => match item.entry {
                Entry::Function(_) | Entry::Rule(_) => Some(Imported::Item(item)),
                Entry::Type => Some(Imported::TypeAlias),
                Entry::Constant { .. } | Entry::Module | Entry::Object | Entry::Refused => None,
            },
            Some(Imported::TypeAlias) => Some(Imported::TypeAlias),
            Some(Imported::Module(_)) => None,
            None if self.is_type(value) => Some(Imported::TypeAlias),
            None => None,
        };
        if let Some(found) = found {
            self.imports.variables.insert(*variable, found);
        }
    }

    /// `List[float]`, `dict[str, int]`, `TypeVar("T")`: what only annotations use.
    fn is_type(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Subscript { value, .. } => {
                self.is_type_name(value) || self.is_generic_builtin(value)
            }
            ExprKind::Binary {
                left,
                op: BinOp::BitOr,
                right,
            } => self.is_member(left) && self.is_member(right),
            ExprKind::Call { func, args, .. } => {
                self.is_type_name(func)
                    && args.iter().all(|arg| {
                        matches!(arg.kind, ExprKind::Constant(_)) || self.is_type_part(arg)
                    })
            }
            _ => false,
        }
    }

    fn is_type_name(&self, expr: &Expr) -> bool {
        match self.imports.find(self.names, expr) {
            Some(Imported::Item(item)) => matches!(item.entry, Entry::Type),
            Some(Imported::TypeAlias) => true,
            Some(Imported::Module(_)) | None => false,
        }
    }

    /// One side of a union: `int | None`.
    fn is_member(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Constant(Constant::None))
            || classes::builtin_type(self.names, expr).is_some()
            || self.is_type(expr)
            || self.is_type_name(expr)
    }

    /// An argument of `NewType` or `TypeVar`.
    fn is_type_part(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(_)
            if self.names.uses[expr.id.0 as usize] == Some(Use::Builtin))
            || self.is_type(expr)
            || self.is_type_name(expr)
    }

    fn is_generic_builtin(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(ident)
            if matches!(
                ident.name.as_str(),
                "list" | "dict" | "set" | "frozenset" | "tuple" | "type"
            ) && self.names.uses[expr.id.0 as usize] == Some(Use::Builtin))
    }
}

/// The nodes of annotations, and of the types that are given a name.
fn annotations(tree: &Tree, names: &Names, imports: &Imports) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    walk_body(&tree.body, &mut |node| {
        let Node::Stmt(stmt) = node else { return };
        let mut mark = |expr: &Expr| {
            walk_expr(expr, &mut |node| {
                if let Node::Expr(expr) = node {
                    found.insert(expr.id);
                }
            });
        };
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                for param in &def.params.list {
                    param.annotation.iter().for_each(&mut mark);
                }
                def.returns.iter().for_each(&mut mark);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                mark(annotation);
                if imports.is_alias(names, target) {
                    value.iter().for_each(&mut mark);
                }
            }
            StmtKind::Assign { targets, value } => {
                if let [target] = targets.as_slice()
                    && imports.is_alias(names, target)
                {
                    mark(target);
                    mark(value);
                }
            }
            _ => {}
        }
    });
    found
}
