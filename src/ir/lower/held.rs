//! What must be evaluated once, before the code that it stands in: the function that a builtin calls for each item.
//!
//! ```text
//! map(adder(next_id()), numbers)      { let f = adder(next_id()); numbers.iter().map(|item| f(item)) }
//! ```

use std::collections::HashSet;

use super::Lower;
use crate::ir::Stmt;
use crate::syntax::ast::{self, Keyword, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body, walk_expr_shallow};
use crate::types::functions::FuncBody;
use crate::types::{FuncIdx, Functions, Target, Ty};

/// The builtins that call what they are given, maybe more than once.
const CALLERS: &[&str] = &["filter", "iter", "map", "max", "min", "sorted"];

/// The builtins that begin with the items of what they are given.
const WALKERS: &[&str] = &[
    "all", "any", "filter", "list", "map", "max", "min", "set", "sorted", "sum", "tuple",
];

impl Lower<'_> {
    /// Evaluates the functions that a call gives a builtin, where they are made in the call, and what stands before them.
    pub(super) fn hold_functions(
        &mut self,
        call: &ast::Expr,
        target: &Target,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Vec<Stmt> {
        let calls_it = match (target, &func.kind) {
            (Target::Builtin, ast::ExprKind::Name(name)) => CALLERS.contains(&name.name.as_str()),
            (Target::Method | Target::Library, _) => true,
            _ => false,
        };
        if !calls_it {
            return Vec::new();
        }
        let values: Vec<&ast::Expr> = args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value))
            .collect();
        let Some(last) = values.iter().rposition(|value| self.is_made_here(value)) else {
            return Vec::new();
        };
        let is_pure = values[..=last]
            .iter()
            .all(|value| !self.is_made_here(value) || self.only_makes(value));
        if matches!(self.inferred(call.id), Ty::Iter(_)) && !self.walked_first.contains(&call.id) {
            if !is_pure {
                self.refuse_made(call);
            }
            return Vec::new();
        }
        let mut stmts = Vec::new();
        for value in &values[..=last] {
            if self.is_made_here(value) {
                self.hold_function(value, &mut stmts);
            } else if !is_pure && calls_something(value) {
                if matches!(value.kind, ast::ExprKind::Call { .. })
                    && !matches!(self.inferred(value.id), Ty::Iter(_))
                {
                    self.hold_value("value", value, &mut stmts);
                } else {
                    self.refuse_made(value);
                }
            }
        }
        stmts
    }

    fn refuse_made(&mut self, place: &ast::Expr) {
        self.refuse(
            place.span,
            "a function that is made between other parts of an expression that call something",
            "give the function a name first",
        );
    }

    /// Evaluates a function that is made where it is passed.
    pub(super) fn hold_function(&mut self, value: &ast::Expr, stmts: &mut Vec<Stmt>) {
        if self.is_made_here(value) {
            self.hold_value("function", value, stmts);
        }
    }

    pub(super) fn hold_value(&mut self, name: &str, value: &ast::Expr, stmts: &mut Vec<Stmt>) {
        // The code of a `finally` is lowered more than once.
        self.held.remove(&(self.inst, value.id));
        let lowered = self.expr(value);
        let (_, held) = self.hold_as(name, lowered, stmts);
        self.held.insert((self.inst, value.id), held);
    }

    /// Whether evaluating the function does something each time.
    fn is_made_here(&self, value: &ast::Expr) -> bool {
        let is_made = match &value.kind {
            ast::ExprKind::Call { .. }
            | ast::ExprKind::Subscript { .. }
            | ast::ExprKind::IfExp { .. }
            | ast::ExprKind::BoolOp { .. } => true,
            ast::ExprKind::Lambda(lambda) => {
                let mut params = lambda.params.list.iter();
                params.any(|param| {
                    let default = param.default.as_ref();
                    default.is_some_and(|default| !crate::types::functions::is_literal(default))
                })
            }
            _ => false,
        };
        is_made && matches!(self.inferred(value.id), Ty::Func(_))
    }

    /// Whether the function comes from one that only makes functions: nobody can tell when it does so.
    fn only_makes(&self, value: &ast::Expr) -> bool {
        let ast::ExprKind::Call { func, args, .. } = &value.kind else {
            return !calls_something(value);
        };
        let Some(Target::Direct(instance, _)) = self.instance().calls.get(&value.id) else {
            return false;
        };
        let def = self.funcs.def(self.types.instance(*instance).func);
        let is_plain = |stmt: &ast::Stmt| match &stmt.kind {
            StmtKind::FunctionDef(_) | StmtKind::Pass => true,
            StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } => {
                !calls_something(value)
            }
            _ => false,
        };
        let makes = match (def.block(), def.value()) {
            (Some(body), _) => {
                let is_docstring = usize::from(def.docstring().is_some());
                body.stmts.iter().skip(is_docstring).all(is_plain)
            }
            (None, Some(value)) => !calls_something(value),
            (None, None) => false,
        };
        makes && !calls_something(func) && !args.iter().any(calls_something)
    }
}

/// Iterators whose items are taken by what stands right around them, before which nothing else is evaluated: the head of a loop, the
/// first argument of a builtin.
pub(super) fn walked_first(funcs: &Functions<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    if let FuncBody::Module(module) = funcs.def(FuncIdx(0)).body {
        walk_body(&module.body, &mut |node| match node {
            Node::Stmt(stmt) => {
                if let StmtKind::For { iter, .. } = &stmt.kind {
                    found.insert(iter.id);
                }
            }
            Node::Expr(expr) => match &expr.kind {
                ast::ExprKind::Call { func, args, .. } => {
                    let is_read = |arg: &&ast::Expr| {
                        matches!(
                            arg.kind,
                            ast::ExprKind::Name(_)
                                | ast::ExprKind::Constant(_)
                                | ast::ExprKind::Lambda(_)
                        )
                    };
                    let first = args.iter().find(|arg| !is_read(arg));
                    if let (ast::ExprKind::Name(builtin), Some(first)) = (&func.kind, first)
                        && WALKERS.contains(&builtin.name.as_str())
                    {
                        found.insert(first.id);
                    }
                }
                ast::ExprKind::Comprehension(comprehension) => {
                    let is_lazy =
                        matches!(comprehension.kind, ast::ComprehensionKind::Generator(_));
                    let [only] = &comprehension.clauses[..] else {
                        return;
                    };
                    if !is_lazy {
                        found.insert(only.iter.id);
                    }
                }
                _ => {}
            },
        });
    }
    found
}

/// Whether evaluating the expression may call something that can be seen.
pub(super) fn calls_something(expr: &ast::Expr) -> bool {
    let mut found = false;
    walk_expr_shallow(expr, &mut |inner| {
        found |= matches!(inner.kind, ast::ExprKind::Call { .. });
    });
    found
}
