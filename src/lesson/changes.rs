//! Which values a snippet may change: those it does more with than look.
//!
//! `print(total)` needs no place in the program of a later snippet that reads `total`;
//! `names.append('x')`, `f(names)`, `for dog in dogs: …` and a call of a closure do. Only what surely
//! leaves the value alone counts as a look.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::ast::{Expr, ExprKind, FStringPart, Keyword, Module, Stmt, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// Builtins that only look at their arguments and give back nothing that holds them.
const LOOKING: &[&str] = &[
    "print",
    "len",
    "type",
    "str",
    "repr",
    "int",
    "float",
    "bool",
    "sum",
    "isinstance",
    "abs",
    "round",
    "id",
    "any",
    "all",
];

/// The names that occur in some place where what they mean may be changed.
pub(super) fn changed_names(module: &Module) -> BTreeSet<String> {
    let mut occurrences: BTreeMap<&str, usize> = BTreeMap::new();
    let mut looks: BTreeMap<&str, usize> = BTreeMap::new();
    walk_body(&module.body, &mut |node| {
        let parts = match node {
            Node::Stmt(stmt) => tested(stmt),
            Node::Expr(expr) => {
                if let Some(name) = name_of(expr) {
                    *occurrences.entry(name).or_default() += 1;
                }
                looked_at(expr)
            }
        };
        for name in parts.into_iter().filter_map(owner_of) {
            *looks.entry(name).or_default() += 1;
        }
    });
    occurrences
        .into_iter()
        .filter(|(name, n)| looks.get(name) != Some(n))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn name_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(ident) => Some(&ident.name),
        _ => None,
    }
}

/// The name whose item or attribute (or an item's attribute, …) is meant.
fn owner_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Subscript { value, .. } | ExprKind::Attribute { value, .. } => owner_of(value),
        _ => name_of(expr),
    }
}

/// The expressions that a statement only looks at.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not listed may do more than look"
)]
fn tested(stmt: &Stmt) -> Vec<&Expr> {
    match &stmt.kind {
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => vec![test],
        StmtKind::Expr(expr) => vec![expr],
        _ => Vec::new(),
    }
}

/// The parts of an expression that it only looks at.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not listed may do more than look"
)]
fn looked_at(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Call {
            func,
            args,
            keywords,
        } if name_of(func).is_some_and(|name| LOOKING.contains(&name)) => {
            let values = keywords.iter().map(|Keyword { value, .. }| value);
            args.iter().chain(values).chain([func.as_ref()]).collect()
        }
        ExprKind::Binary { left, right, .. } => vec![left, right],
        ExprKind::Unary { operand, .. } => vec![operand],
        ExprKind::Subscript { index, .. } => vec![index],
        ExprKind::Compare { left, rest } => {
            let others = rest.iter().map(|(_, other)| other);
            std::iter::once(left.as_ref()).chain(others).collect()
        }
        ExprKind::FString(parts) => parts
            .iter()
            .filter_map(|part| match part {
                FStringPart::Value { value, .. } => Some(value),
                FStringPart::Text(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::grammar::parse_text;

    fn changes(text: &str) -> Vec<String> {
        let module = parse_text(text).expect("Python");
        changed_names(&module).into_iter().collect()
    }

    #[test]
    fn looking_changes_nothing() {
        assert!(changes("print(x, len(x), x + 1, -x, x > 2, f'{x} {x + x}')\n").is_empty());
        assert!(changes("if x:\n    print(x[0], x.y, x[x[1]].z)\nx\n").is_empty());
    }

    #[test]
    fn whatever_else_may() {
        assert_eq!(changes("x.append(1)\n"), ["x"]);
        assert_eq!(changes("print(x)\nf(x)\n"), ["f", "x"]);
        assert_eq!(changes("for y in x: print(y)\n"), ["x", "y"]);
        assert_eq!(changes("x[0] = 1\n"), ["x"]);
        assert_eq!(changes("print(x())\n"), ["x"]);
        assert_eq!(changes("print(x.pop())\n"), ["x"]);
        assert_eq!(changes("x.y = 1\n"), ["x"]);
        assert_eq!(changes("z = x[0]\n"), ["x", "z"]);
    }
}
