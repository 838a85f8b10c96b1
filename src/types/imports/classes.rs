//! Classes that a name stands for: `Number = int | float`, `ERRORS = (KeyError, IndexError)`.
//!
//! What `isinstance` and `except` are given is then as well known as classes that are written out there.

use std::collections::{HashMap, HashSet};

use crate::library::exception::constant_of;
use crate::names::{Names, Use, VarId};
use crate::syntax::ast::{BinOp, Constant, Expr, ExprKind, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body, walk_expr};

/// Builtin types that classes of values are compared with.
const BUILTIN: &[&str] = &[
    "object",
    "bool",
    "int",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "range",
];

/// The variables that are bound once, to builtin classes.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    of_variable: HashMap<VarId, Vec<String>>,
    /// Those that are tuples.
    tuples: HashSet<VarId>,
    /// Every expression that `isinstance` or `except` looks at as classes.
    asked: HashSet<NodeId>,
}

impl Classes {
    /// Finds them.
    pub(super) fn find(tree: &Module, names: &Names) -> Self {
        let mut classes = Self::default();
        walk_body(&tree.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Assign { targets, value } = &stmt.kind
                && let [target] = targets.as_slice()
                && let Some(Use::Variable { variable, .. }) = &names.uses[target.id.0 as usize]
                && let ExprKind::Name(_) = &target.kind
            {
                let data = &names.variables[variable.0 as usize];
                let is_deleted = names.bindings[data.binding.0 as usize].is_deleted;
                if data.stores == [target.id]
                    && !data.maybe_unbound
                    && !is_deleted
                    && let Some(all) = classes.named(names, value)
                {
                    let all = all.into_iter().map(str::to_owned).collect();
                    let is_tuple =
                        matches!(value.kind, ExprKind::Tuple(_)) || classes.is_tuple(names, value);
                    classes.of_variable.insert(*variable, all);
                    if is_tuple {
                        classes.tuples.insert(*variable);
                    }
                }
            }
        });
        walk_body(&tree.body, &mut |node| {
            let mut all = Vec::new();
            match node {
                Node::Expr(expr) => all.extend(asked_by_call(names, expr)),
                Node::Stmt(stmt) => {
                    if let StmtKind::Try { handlers, .. } = &stmt.kind {
                        all.extend(
                            handlers
                                .iter()
                                .filter_map(|handler| handler.exc_type.as_ref()),
                        );
                    }
                }
            }
            for asked in all {
                if classes.named(names, asked).is_some() {
                    walk_expr(asked, &mut |node| {
                        if let Node::Expr(expr) = node {
                            classes.asked.insert(expr.id);
                        }
                    });
                }
            }
        });
        classes
    }

    /// The variables that nothing but `isinstance` and `except` ever reads.
    pub(super) fn only_asked(&self, names: &Names) -> Vec<VarId> {
        let is_asked = |variable: &VarId| {
            let binding = names.variables[variable.0 as usize].binding;
            let reads = &names.bindings[binding.0 as usize].reads;
            reads.iter().all(|(node, _)| self.asked.contains(node))
        };
        let mut found: Vec<VarId> = self.of_variable.keys().copied().filter(is_asked).collect();
        found.sort_unstable();
        found
    }

    /// Whether `isinstance` or `except` looks at the expression as classes.
    pub(super) fn is_asked(&self, expr: &Expr) -> bool {
        self.asked.contains(&expr.id)
    }

    /// The names of the builtin classes that are meant by a class, a tuple of classes, a union, or a name for one of them.
    pub(crate) fn named<'e>(&'e self, names: &Names, expr: &'e Expr) -> Option<Vec<&'e str>> {
        match &expr.kind {
            ExprKind::Name(ident) => match &names.uses[expr.id.0 as usize] {
                Some(Use::Builtin) => {
                    is_builtin_class(&ident.name).then(|| vec![ident.name.as_str()])
                }
                Some(Use::Variable { variable, .. }) => {
                    let known = self.of_variable.get(variable)?;
                    Some(known.iter().map(String::as_str).collect())
                }
                Some(Use::ModuleAttribute | Use::Unbound) | None => None,
            },
            ExprKind::Tuple(items) => {
                let mut all = Vec::new();
                for item in items {
                    all.extend(self.named(names, item)?);
                }
                Some(all)
            }
            ExprKind::Binary {
                left,
                op: BinOp::BitOr,
                right,
            } => {
                let mut all = self.member(names, left)?;
                all.extend(self.member(names, right)?);
                Some(all)
            }
            _ => None,
        }
    }

    fn is_tuple(&self, names: &Names, expr: &Expr) -> bool {
        matches!(&names.uses[expr.id.0 as usize], Some(Use::Variable { variable, .. })
            if matches!(expr.kind, ExprKind::Name(_)) && self.tuples.contains(variable))
    }

    /// One side of a union.
    fn member<'e>(&'e self, names: &Names, expr: &'e Expr) -> Option<Vec<&'e str>> {
        match &expr.kind {
            ExprKind::Constant(Constant::None) => Some(vec!["NoneType"]),
            // A tuple is no member of a union.
            ExprKind::Tuple(_) => None,
            ExprKind::Name(_) if self.is_tuple(names, expr) => None,
            _ => self.named(names, expr),
        }
    }
}

fn asked_by_call<'e>(names: &Names, expr: &'e Expr) -> Option<&'e Expr> {
    match &expr.kind {
        ExprKind::Call { func, args, .. } => match (&func.kind, args.as_slice()) {
            (ExprKind::Name(ident), [_, classes])
                if ident.name == "isinstance"
                    && names.uses[func.id.0 as usize] == Some(Use::Builtin) =>
            {
                Some(classes)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The class that a name of a builtin type stands for, which `type(x) == int` compares.
pub(crate) fn builtin_type<'e>(names: &Names, expr: &'e Expr) -> Option<&'e str> {
    match &expr.kind {
        ExprKind::Name(ident)
            if names.uses[expr.id.0 as usize] == Some(Use::Builtin)
                && is_builtin_type(&ident.name) =>
        {
            Some(&ident.name)
        }
        _ => None,
    }
}

/// Whether it is the name of a builtin type that is no exception.
pub(crate) fn is_builtin_type(name: &str) -> bool {
    BUILTIN.contains(&name)
}

fn is_builtin_class(name: &str) -> bool {
    is_builtin_type(name) || constant_of(name).is_some()
}
