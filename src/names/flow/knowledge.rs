//! What can be known without types: which tests are constant, which loops run, which calls return,
//! which context managers let exceptions pass, what a definition may call at once.
//!
//! Every answer errs on the side on which more reads count as possibly unbound.

use std::collections::{HashMap, HashSet};

use super::Context;
use crate::names::BindingId;
use crate::names::resolve::Meaning;
use crate::syntax::ast::{
    ClassDef, CmpOp, Constant, Expr, ExprKind, FunctionDef, Module, NodeId, Stmt, StmtKind,
};
use crate::syntax::walk::{Node, walk_body};

/// Context managers of the standard library that let exceptions pass.
const TRANSPARENT_MANAGERS: [&str; 16] = [
    "Condition",
    "Lock",
    "NamedTemporaryFile",
    "Pool",
    "RLock",
    "Semaphore",
    "TemporaryDirectory",
    "TemporaryFile",
    "ThreadPoolExecutor",
    "closing",
    "localcontext",
    "nullcontext",
    "open",
    "redirect_stderr",
    "redirect_stdout",
    "urlopen",
];

/// Base classes of the standard library whose metaclass does not call methods of a new class.
const QUIET_BASES: [&str; 6] = [
    "ABC",
    "Generic",
    "NamedTuple",
    "Protocol",
    "TypedDict",
    "UserDict",
];

/// The only thing that a binding is ever bound to.
#[derive(Clone, Copy)]
pub(super) enum Definition<'a> {
    Class(&'a ClassDef),
    Function(&'a FunctionDef),
}

/// Facts about the whole program that do not depend on flow.
pub(in crate::names) struct Knowledge<'a> {
    definitions: HashMap<BindingId, Definition<'a>>,
    /// The names of all functions and methods of the program.
    function_names: HashSet<&'a str>,
    /// Some class has an `__init_subclass__` or a metaclass, which may call methods.
    has_class_hooks: bool,
}

impl<'a> Knowledge<'a> {
    /// `binding_at` says what a definition binds, if nothing else binds it.
    pub(in crate::names) fn new(
        module: &'a Module,
        binding_at: impl Fn(NodeId) -> Option<BindingId>,
    ) -> Self {
        let mut knowledge = Self {
            definitions: HashMap::new(),
            function_names: HashSet::new(),
            has_class_hooks: false,
        };
        walk_body(&module.body, &mut |node| {
            let Node::Stmt(stmt) = node else { return };
            let definition = match &stmt.kind {
                StmtKind::FunctionDef(def) => {
                    knowledge.has_class_hooks |= def.name.name == "__init_subclass__";
                    knowledge.function_names.insert(&def.name.name);
                    Definition::Function(def)
                }
                StmtKind::ClassDef(def) => {
                    knowledge.has_class_hooks |= has_metaclass(def);
                    Definition::Class(def)
                }
                _ => return,
            };
            if let Some(binding) = binding_at(stmt.id) {
                knowledge.definitions.insert(binding, definition);
            }
        });
        knowledge
    }

    /// Whether a function or method of the program has the name.
    pub(super) fn has_function(&self, name: &str) -> bool {
        self.function_names.contains(name)
    }

    pub(super) fn definition(&self, expr: &Expr, ctx: &Context<'_>) -> Option<Definition<'a>> {
        match meaning(expr, ctx)? {
            Meaning::Binding(binding) => self.definitions.get(&binding).copied(),
            Meaning::Builtin | Meaning::ModuleAttribute | Meaning::Unbound => None,
        }
    }

    /// The truth of a constant test; a translated program is always the main module.
    pub(super) fn truth(expr: &Expr, ctx: &Context<'_>) -> Option<bool> {
        match &expr.kind {
            ExprKind::Constant(constant) => Some(match constant {
                Constant::None => false,
                Constant::Bool(value) => *value,
                Constant::Int(value) => *value != 0,
                Constant::Float(value) | Constant::Imaginary(value) => *value != 0.0,
                Constant::Str(text) => !text.is_empty(),
                Constant::Bytes(bytes) => !bytes.is_empty(),
                Constant::BigInt(_) | Constant::Ellipsis => true,
            }),
            ExprKind::Compare { left, rest } => match rest.as_slice() {
                [(CmpOp::Eq, right)] => {
                    let is_name =
                        matches!(&left.kind, ExprKind::Name(ident) if ident.name == "__name__");
                    let is_main = matches!(
                        &right.kind,
                        ExprKind::Constant(Constant::Str(text)) if text == "__main__"
                    );
                    let is_attribute = meaning(left, ctx) == Some(Meaning::ModuleAttribute);
                    (is_name && is_main && is_attribute).then_some(true)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Iterables that yield at least one item.
    pub(super) fn is_certainly_not_empty(iter: &Expr, ctx: &Context<'_>) -> bool {
        match &iter.kind {
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => items
                .iter()
                .any(|item| !matches!(item.kind, ExprKind::Starred(_))),
            ExprKind::Dict(items) => items
                .iter()
                .any(|item| matches!(item, crate::syntax::ast::DictItem::Pair(..))),
            ExprKind::Constant(Constant::Str(text)) => !text.is_empty(),
            ExprKind::Call {
                func,
                args,
                keywords,
            } if keywords.is_empty() && meaning(func, ctx) == Some(Meaning::Builtin) => {
                match (name_of(func), args.as_slice()) {
                    (Some("range"), args) => is_range_not_empty(args),
                    (Some("enumerate" | "reversed" | "sorted" | "list" | "tuple"), [inner, ..]) => {
                        Self::is_certainly_not_empty(inner, ctx)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// `sys.exit()` and the like.
    pub(super) fn never_returns(expr: &Expr, ctx: &Context<'_>) -> bool {
        let ExprKind::Call { func, .. } = &expr.kind else {
            return false;
        };
        match &func.kind {
            ExprKind::Name(ident) => {
                matches!(ident.name.as_str(), "exit" | "quit")
                    && meaning(func, ctx) == Some(Meaning::Builtin)
            }
            ExprKind::Attribute { value, attr } => {
                let is_exit = matches!(
                    (name_of(value), attr.name.as_str()),
                    (Some("sys"), "exit") | (Some("os"), "_exit")
                );
                is_exit && ctx.is_only_import(value)
            }
            _ => false,
        }
    }

    /// Whether the context manager might swallow an exception.
    pub(super) fn may_suppress(&self, context: &Expr, ctx: &Context<'_>) -> bool {
        let ExprKind::Call { func, .. } = &context.kind else {
            return true;
        };
        match self.definition(func, ctx) {
            Some(Definition::Class(def)) => may_exit_suppress(def),
            Some(Definition::Function(def)) => may_generator_suppress(def),
            None => !last_name(func).is_some_and(|name| TRANSPARENT_MANAGERS.contains(&name)),
        }
    }

    /// Whether methods might run before the `class` statement is over.
    pub(super) fn may_run_methods_at_definition(&self, def: &ClassDef, ctx: &Context<'_>) -> bool {
        let is_quiet = |base: &Expr| {
            let base = match &base.kind {
                ExprKind::Subscript { value, .. } => value,
                _ => base,
            };
            match self.definition(base, ctx) {
                Some(Definition::Class(_)) => !self.has_class_hooks,
                Some(Definition::Function(_)) => false,
                None => {
                    meaning(base, ctx) == Some(Meaning::Builtin)
                        || last_name(base).is_some_and(|name| QUIET_BASES.contains(&name))
                }
            }
        };
        let calls_it = |decorator| self.may_call_what_it_decorates(decorator, ctx);
        def.decorators.iter().any(calls_it) || has_metaclass(def) || !def.bases.iter().all(is_quiet)
    }
}

impl Context<'_> {
    /// Whether the name is bound by nothing but imports.
    fn is_only_import(&self, name: &Expr) -> bool {
        match meaning(name, self) {
            Some(Meaning::Binding(binding)) => {
                let binding = &self.resolved.bindings[binding.0 as usize];
                let scope = &self.table.scopes[binding.scope.0 as usize];
                scope.symbols.get(&binding.name).is_some_and(|flags| {
                    flags.is_imported && !flags.is_assigned && !flags.is_parameter
                })
            }
            _ => false,
        }
    }
}

/// A statement that gives code a name: the node that binds the name, the node that opens the scope.
pub(in crate::names) fn named_code(stmt: &Stmt) -> Option<(NodeId, NodeId)> {
    match &stmt.kind {
        StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => Some((stmt.id, stmt.id)),
        StmtKind::Assign { targets, value } => match (targets.as_slice(), &value.kind) {
            ([target], ExprKind::Lambda(lambda))
                if matches!(target.kind, ExprKind::Name(_)) && lambda.stands_for.is_none() =>
            {
                Some((target.id, value.id))
            }
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn meaning(expr: &Expr, ctx: &Context<'_>) -> Option<Meaning> {
    match &expr.kind {
        ExprKind::Name(_) => ctx.meaning_of[expr.id.0 as usize],
        _ => None,
    }
}

pub(super) fn name_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(ident) => Some(&ident.name),
        _ => None,
    }
}

pub(super) fn last_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Attribute { attr, .. } => Some(&attr.name),
        _ => name_of(expr),
    }
}

fn has_metaclass(def: &ClassDef) -> bool {
    def.keywords
        .iter()
        .any(|keyword| last_name(&keyword.value) != Some("ABCMeta"))
}

fn is_range_not_empty(args: &[Expr]) -> bool {
    let values: Option<Vec<i64>> = args
        .iter()
        .map(|arg| match arg.kind {
            ExprKind::Constant(Constant::Int(value)) => Some(value),
            _ => None,
        })
        .collect();
    match values.as_deref() {
        Some([stop]) => *stop > 0,
        Some([start, stop]) => start < stop,
        Some([start, stop, step]) => *step > 0 && start < stop,
        _ => false,
    }
}

/// `__exit__` suppresses only if it returns something true.
fn may_exit_suppress(def: &ClassDef) -> bool {
    let exit = def.body.stmts.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::FunctionDef(method) if method.name.name == "__exit__" => Some(method),
        _ => None,
    });
    let Some(exit) = exit else {
        return !def.bases.is_empty();
    };
    let mut returns_value = false;
    walk_body(&exit.body, &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Return(Some(value)) = &stmt.kind
        {
            returns_value |= !matches!(
                value.kind,
                ExprKind::Constant(Constant::None | Constant::Bool(false))
            );
        }
    });
    returns_value
}

/// A `@contextmanager` generator suppresses only if its `yield` stands in a `try` with handlers.
fn may_generator_suppress(def: &FunctionDef) -> bool {
    let is_manager = def
        .decorators
        .iter()
        .any(|decorator| last_name(decorator) == Some("contextmanager"));
    let mut has_handler = false;
    walk_body(&def.body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            match &stmt.kind {
                StmtKind::Try { handlers, .. } => has_handler |= !handlers.is_empty(),
                StmtKind::With { .. } => has_handler = true,
                _ => {}
            }
        }
    });
    has_handler || !is_manager
}
