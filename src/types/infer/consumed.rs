//! Which iterables are used up where they stand, so that nobody can tell a lazy object from a loop.

use std::collections::{HashMap, HashSet};

use crate::library::{Entry, ROWS, Rule, SigTy};
use crate::names::{CONSUMERS, Names, Use};
use crate::syntax::ast::{CmpOp, Expr, ExprKind, Module, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};
use crate::types::imports::Imports;

/// Builtins that give a lazy view of their arguments.
const ADAPTERS: &[&str] = &["enumerate", "zip", "map", "filter", "reversed"];

/// The iterables of `for` clauses and of consuming calls.
pub(crate) fn consumed(module: &Module, names: &Names, imports: &Imports) -> HashSet<NodeId> {
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
            ExprKind::Compare { rest, .. } => {
                for (op, container) in rest {
                    if matches!(op, CmpOp::In | CmpOp::NotIn) && viewed(container).is_some() {
                        found.insert(container.id);
                    }
                }
            }
            ExprKind::Call { func, args, .. } => {
                if let (ExprKind::Name(ident), [only]) = (&func.kind, &args[..])
                    && ident.name == "len"
                    && names.uses[func.id.0 as usize] == Some(Use::Builtin)
                    && viewed(only).is_some()
                {
                    found.insert(only.id);
                }
                if let (ExprKind::Name(ident), Some(first)) = (&func.kind, args.first())
                    && ident.name == "next"
                    && matches!(first.kind, ExprKind::Comprehension(_))
                {
                    mark(first, &mut found);
                }
                for index in consumed_arguments(names, imports, func, args.len()) {
                    mark(&args[index], &mut found);
                }
                for (star, spread) in printed(names, func, args) {
                    found.insert(star.id);
                    mark(spread, &mut found);
                }
            }
            _ => {}
        },
    });
    found
}

/// What a call of `print` spreads, star and iterable.
fn printed<'e>(
    names: &Names,
    func: &Expr,
    args: &'e [Expr],
) -> impl Iterator<Item = (&'e Expr, &'e Expr)> {
    let is_print = matches!(&func.kind, ExprKind::Name(ident) if ident.name == "print")
        && names.uses[func.id.0 as usize] == Some(Use::Builtin);
    args.iter()
        .filter(move |_| is_print)
        .filter_map(|arg| match &arg.kind {
            ExprKind::Starred(inner) => Some((arg, &**inner)),
            _ => None,
        })
}

/// What `….keys()`, `….values()` or `….items()` looks at, and which of them it is.
pub(crate) fn viewed(view: &Expr) -> Option<(&Expr, &str)> {
    let ExprKind::Call {
        func,
        args,
        keywords,
    } = &view.kind
    else {
        return None;
    };
    let ExprKind::Attribute { value, attr } = &func.kind else {
        return None;
    };
    let is_view = matches!(attr.name.as_str(), "keys" | "values" | "items")
        && args.is_empty()
        && keywords.is_empty();
    is_view.then_some((&**value, attr.name.as_str()))
}

/// Values that are unpacked into variables, and into how many: `names, ages = zip(*people)`.
pub(super) fn unpacked(module: &Module) -> HashMap<NodeId, usize> {
    let mut found = HashMap::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Assign { targets, value } = &stmt.kind
            && let [target] = &targets[..]
            && let ExprKind::Tuple(items) | ExprKind::List(items) = &target.kind
            && !items
                .iter()
                .any(|item| matches!(item.kind, ExprKind::Starred(_)))
        {
            found.insert(value.id, items.len());
        }
    });
    found
}

/// The iterables that a builtin or a method uses up at once: a list of the items is as good.
pub(super) fn exhausted(module: &Module, names: &Names, imports: &Imports) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Call { func, args, .. } = &expr.kind
        {
            for index in consumed_arguments(names, imports, func, args.len()) {
                found.insert(args[index].id);
            }
            found.extend(printed(names, func, args).map(|(_, spread)| spread.id));
        }
    });
    found
}

/// Which arguments of a call of the function are iterated over at once.
fn consumed_arguments(names: &Names, imports: &Imports, func: &Expr, n_args: usize) -> Vec<usize> {
    if let Some(item) = imports.item(names, func) {
        return match item.entry {
            Entry::Rule(Rule::Counter) if n_args == 1 => vec![0],
            Entry::Rule(Rule::Deque) if n_args > 0 => vec![0],
            Entry::Function(rows) => {
                let is_iterable = |index: &usize| {
                    rows.iter().any(|id| {
                        let param = ROWS.row(*id).params.get(*index);
                        param.is_some_and(|param| matches!(param.ty, SigTy::Iterable(_)))
                    })
                };
                (0..n_args).filter(is_iterable).collect()
            }
            Entry::Rule(_)
            | Entry::Constant { .. }
            | Entry::Type
            | Entry::Module
            | Entry::Object
            | Entry::Refused => Vec::new(),
        };
    }
    let is_consumer = match &func.kind {
        ExprKind::Name(ident) => {
            CONSUMERS.contains(&ident.name.as_str())
                && names.uses[func.id.0 as usize] == Some(Use::Builtin)
        }
        ExprKind::Attribute { value: _, attr } => match attr.name.as_str() {
            "join" | "extend" | "extendleft" | "update" => n_args == 1,
            "fromkeys" => true,
            _ => false,
        },
        _ => false,
    };
    if is_consumer && n_args > 0 {
        vec![0]
    } else {
        Vec::new()
    }
}

fn mark(expr: &Expr, found: &mut HashSet<NodeId>) {
    found.insert(expr.id);
    if let ExprKind::Call { func, args, .. } = &expr.kind
        && let ExprKind::Name(ident) = &func.kind
        && ADAPTERS.contains(&ident.name.as_str())
    {
        for arg in args {
            // A view is walked from its end.
            if ident.name != "reversed" || viewed(arg).is_none() {
                mark(arg, found);
            }
        }
    }
}
