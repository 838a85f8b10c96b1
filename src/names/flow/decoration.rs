//! Decorators that only keep the function they are given, to call it later.
//!
//! ```python
//! def memoize(func):
//!     def wrapper(n): return func(n)
//!     return wrapper
//! @memoize
//! def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)     # `fib` is bound when this runs
//! ```

use super::Context;
use super::knowledge::{Definition, Knowledge, last_name, meaning, name_of};
use crate::names::resolve::Meaning;
use crate::syntax::ast::{
    Body, ClassDef, Expr, ExprKind, FunctionDef, Keyword, ParamKind, StmtKind,
};
use crate::syntax::walk::{Node, walk_body};

/// Decorators of the standard library and of `builtins` that do not call what they are given.
const HARMLESS_DECORATORS: [&str; 20] = [
    "abstractmethod",
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "dataclass",
    "deleter",
    "final",
    "getter",
    "lru_cache",
    "overload",
    "override",
    "property",
    "runtime_checkable",
    "setter",
    "singledispatch",
    "singledispatchmethod",
    "staticmethod",
    "total_ordering",
    "wraps",
];

/// Functions that a decorator may pass the function to, without it being called.
const INSPECTORS: [&str; 15] = [
    "append",
    "callable",
    "getattr",
    "hasattr",
    "id",
    "isinstance",
    "print",
    "repr",
    "setattr",
    "setdefault",
    "signature",
    "str",
    "type",
    "update_wrapper",
    "wraps",
];

/// Builtins that call functions they are given.
const CALLERS: [&str; 9] = [
    "eval", "exec", "filter", "iter", "map", "max", "min", "next", "sorted",
];

impl Knowledge<'_> {
    /// Whether the decorator might call the function before the `def` is over.
    pub(super) fn may_call_what_it_decorates(&self, decorator: &Expr, ctx: &Context<'_>) -> bool {
        let (callee, is_factory) = match &decorator.kind {
            ExprKind::Call { func, .. } => (&**func, true),
            _ => (decorator, false),
        };
        match self.definition(callee, ctx) {
            Some(Definition::Function(def)) if is_factory => {
                !self.returns_only_keepers(def, ctx) || def.is_async
            }
            Some(Definition::Function(def)) => !self.only_keeps(def, 0, ctx),
            Some(Definition::Class(def)) if !is_factory => !self.class_only_keeps(def, ctx),
            Some(Definition::Class(_)) => true,
            None => !last_name(callee).is_some_and(|name| HARMLESS_DECORATORS.contains(&name)),
        }
    }

    /// Whether a call of the function leaves its parameter number `at` uncalled.
    fn only_keeps(&self, def: &FunctionDef, at: usize, ctx: &Context<'_>) -> bool {
        let Some(param) = def.params.list.get(at) else {
            return false;
        };
        let is_plain = matches!(
            param.kind,
            ParamKind::Positional | ParamKind::PositionalOnly
        );
        is_plain && def.decorators.is_empty() && self.keeps(&def.body, &param.name.name, ctx)
    }

    fn class_only_keeps(&self, def: &ClassDef, ctx: &Context<'_>) -> bool {
        let mut methods = def.body.stmts.iter().filter_map(|stmt| match &stmt.kind {
            StmtKind::FunctionDef(method) => Some(method),
            _ => None,
        });
        let is_plain = def.bases.is_empty() && def.keywords.is_empty();
        is_plain
            && methods
                .find(|method| method.name.name == "__init__")
                .is_some_and(|init| self.only_keeps(init, 1, ctx))
    }

    /// A factory of decorators: all that it returns are its own inner functions.
    fn returns_only_keepers(&self, def: &FunctionDef, ctx: &Context<'_>) -> bool {
        let inner = |name: &str| {
            def.body.stmts.iter().find_map(|stmt| match &stmt.kind {
                StmtKind::FunctionDef(inner) if inner.name.name == name => Some(inner),
                _ => None,
            })
        };
        let mut found = false;
        for stmt in &def.body.stmts {
            let returned = match &stmt.kind {
                StmtKind::FunctionDef(_) => continue,
                StmtKind::Return(Some(value)) => name_of(value).and_then(inner),
                StmtKind::Assign { .. } | StmtKind::Nonlocal(_) | StmtKind::Expr(_) => continue,
                _ => None,
            };
            match returned {
                Some(keeper) if self.only_keeps(keeper, 0, ctx) => found = true,
                _ => return false,
            }
        }
        found
    }

    /// Whether the code calls nothing that could call what the name stands for.
    fn keeps(&self, body: &Body, name: &str, ctx: &Context<'_>) -> bool {
        let mut inner = Vec::new();
        let mut keeps = true;
        walk_body(body, &mut |node| match node {
            Node::Stmt(stmt) => {
                if let StmtKind::FunctionDef(def) = &stmt.kind {
                    inner.push(stmt.span);
                    keeps &= def.decorators.iter().all(is_harmless);
                }
            }
            Node::Expr(expr) => {
                // Spans are visited parents first, so what an inner function holds comes behind it.
                let is_inner = inner
                    .iter()
                    .any(|span| span.start <= expr.span.start && expr.span.end <= span.end);
                if let ExprKind::Lambda(_) = expr.kind {
                    inner.push(expr.span);
                }
                let is_decorator_of_inner = is_wraps(expr);
                if let ExprKind::Call {
                    func,
                    args,
                    keywords,
                } = &expr.kind
                    && !is_inner
                    && !is_decorator_of_inner
                {
                    keeps &= self.call_keeps(func, args, keywords, name, ctx);
                }
            }
        });
        keeps
    }

    fn call_keeps(
        &self,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
        name: &str,
        ctx: &Context<'_>,
    ) -> bool {
        let callee = last_name(func).unwrap_or_default();
        let values = keywords.iter().map(|keyword| &keyword.value);
        let gets_it = args
            .iter()
            .chain(values)
            .any(|arg| name_of(arg) == Some(name));
        let is_program = self.has_function(callee) || self.definition(func, ctx).is_some();
        let is_builtin = meaning(func, ctx) == Some(Meaning::Builtin);
        if INSPECTORS.contains(&callee) {
            return !is_program;
        }
        !gets_it && is_builtin && !CALLERS.contains(&callee)
    }
}

fn is_harmless(decorator: &Expr) -> bool {
    let callee = match &decorator.kind {
        ExprKind::Call { func, .. } => func,
        _ => decorator,
    };
    last_name(callee).is_some_and(|name| HARMLESS_DECORATORS.contains(&name))
}

fn is_wraps(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call { func, .. } => last_name(func) == Some("wraps"),
        _ => false,
    }
}
