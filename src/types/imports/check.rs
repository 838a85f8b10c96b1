//! Whether every use of something imported is one that Adder can follow.

use std::collections::HashSet;

use super::{Imported, Imports, annotations, missing};
use crate::diagnostics::{Diagnostic, unsupported};
use crate::library::{Entry, Rule};
use crate::names::{Names, Use};
use crate::syntax::ast::{Expr, ExprKind, Module as Tree, NodeId};
use crate::syntax::walk::{Node, walk_body};

/// Notes the uses that cannot be followed.
pub(super) fn check(tree: &Tree, names: &Names, imports: &Imports, refused: &mut Vec<Diagnostic>) {
    let in_annotations = annotations(tree, names, imports);
    // Modules and objects of which an attribute is read, functions that are called.
    let mut receivers: HashSet<NodeId> = HashSet::new();
    let mut ignored: HashSet<NodeId> = HashSet::new();
    walk_body(&tree.body, &mut |node| match node {
        Node::Stmt(_) => {}
        Node::Expr(expr) => {
            if let ExprKind::Attribute { value, .. } = &expr.kind {
                receivers.insert(value.id);
            }
            if let ExprKind::Call { func, .. } = &expr.kind {
                receivers.insert(func.id);
            }
            if let ExprKind::Call { func, args, .. } = &expr.kind
                && imports.is_rule(names, func, Rule::Cast)
            {
                ignored.extend(args.first().map(|arg| arg.id));
            }
        }
    });
    walk_body(&tree.body, &mut |node| {
        let Node::Expr(expr) = node else { return };
        if let Some(diagnostic) = check_unbound(expr, names, imports) {
            refused.push(diagnostic);
        }
        if in_annotations.contains(&expr.id)
            || ignored.contains(&expr.id)
            || imports.classes.is_asked(expr)
        {
            return;
        }
        let found = check_missing(expr, names, imports)
            .or_else(|| check_value(expr, names, imports, receivers.contains(&expr.id)));
        refused.extend(found);
    });
}

/// An imported name that may be read before the import runs.
fn check_unbound(expr: &Expr, names: &Names, imports: &Imports) -> Option<Diagnostic> {
    let ExprKind::Name(ident) = &expr.kind else {
        return None;
    };
    imports.find(names, expr)?;
    match &names.uses[expr.id.0 as usize] {
        Some(Use::Variable {
            maybe_unbound: true,
            ..
        }) => Some(unsupported(
            expr.span,
            &format!(
                "an imported name that may be used before its import (`{}`)",
                ident.name
            ),
            "import at the top of the file",
        )),
        _ => None,
    }
}

/// An attribute that the module does not have.
fn check_missing(expr: &Expr, names: &Names, imports: &Imports) -> Option<Diagnostic> {
    let ExprKind::Attribute { value, attr } = &expr.kind else {
        return None;
    };
    let module = match imports.find(names, value)? {
        Imported::Module(module) => module,
        Imported::Item(item) => item.attributes()?,
        Imported::TypeAlias => return None,
    };
    match module.entry(&attr.name) {
        Some(_) => None,
        None => Some(missing(module, attr)),
    }
}

/// Something imported that is no value.
fn check_value(
    expr: &Expr,
    names: &Names,
    imports: &Imports,
    is_receiver: bool,
) -> Option<Diagnostic> {
    let (what, instead) = match imports.find(names, expr)? {
        Imported::Module(_) if is_receiver => return None,
        Imported::Module(module) => (
            format!("a module as a value (`{}`)", module.name),
            "name what you need of it: `module.name`",
        ),
        Imported::TypeAlias => (
            "a type from `typing` outside of annotations".to_owned(),
            "use it in annotations only",
        ),
        Imported::Item(item) => match item.entry {
            Entry::Type => (
                format!("`{}` outside of annotations", item.dotted()),
                "use it in annotations only",
            ),
            Entry::Refused => (
                format!("`{}`", item.dotted()),
                "write the program without it",
            ),
            Entry::Rule(Rule::Cast | Rule::Exit) if !is_receiver => (
                format!("`{}` as a value", item.dotted()),
                "call it, or wrap it in a function",
            ),
            Entry::Function(_)
            | Entry::Rule(_)
            | Entry::Constant { .. }
            | Entry::Module
            | Entry::Object => return None,
        },
    };
    Some(unsupported(expr.span, &what, instead))
}
