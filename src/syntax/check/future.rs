//! `from __future__ import …`: known features only, and nothing but the docstring before it.

use super::{Checker, Pass};
use crate::syntax::ast::{Alias, Constant, ExprKind, Module, Stmt, StmtKind};
use crate::syntax::walk::{Node, walk_body};

/// What CPython 3.11 knows; most are always on.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl Checker<'_> {
    pub(super) fn check_futures(&mut self, module: &Module) {
        let n_first = first_futures(module);
        for stmt in &module.body.stmts[..n_first] {
            for alias in future_names(stmt).unwrap_or_default() {
                self.check_feature(alias);
            }
        }
        let early: Vec<_> = module.body.stmts[..n_first]
            .iter()
            .map(|stmt| stmt.id)
            .collect();
        walk_body(&module.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && future_names(stmt).is_some()
                && !early.contains(&stmt.id)
            {
                self.error(
                    Pass::Compiler,
                    stmt.span,
                    "from __future__ imports must occur at the beginning of the file",
                );
            }
        });
    }

    fn check_feature(&mut self, alias: &Alias) {
        let name = &alias.name.name;
        let message = match name.as_str() {
            "braces" => "not a chance".to_owned(),
            known if FEATURES.contains(&known) => return,
            _ => format!("future feature {name} is not defined"),
        };
        self.error(Pass::Future, alias.span, message);
    }
}

/// How many statements the docstring and the imports behind it are.
fn first_futures(module: &Module) -> usize {
    let stmts = &module.body.stmts;
    let is_docstring = |stmt: &Stmt| match &stmt.kind {
        StmtKind::Expr(expr) => matches!(expr.kind, ExprKind::Constant(Constant::Str(_))),
        _ => false,
    };
    let from = usize::from(stmts.first().is_some_and(is_docstring));
    let n_imports = stmts[from..]
        .iter()
        .take_while(|stmt| future_names(stmt).is_some())
        .count();
    from + n_imports
}

fn future_names(stmt: &Stmt) -> Option<&[Alias]> {
    match &stmt.kind {
        StmtKind::ImportFrom {
            module: Some(module),
            names,
            level: 0,
        } if module.name == "__future__" => Some(names),
        _ => None,
    }
}
