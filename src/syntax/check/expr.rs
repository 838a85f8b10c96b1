//! Expressions: `yield`, `await`, `*`, generators among other arguments, asynchronous comprehensions.

use rustpython_parser::Tok;

use super::{Checker, Pass, Place, Scope};
use crate::syntax::ast::{
    Comprehension, ComprehensionKind, DictItem, Expr, ExprKind, FStringPart, Keyword,
};
use crate::syntax::walk::{Node, walk_expr};

impl Checker<'_> {
    pub(super) fn option(&mut self, expr: Option<&Expr>, place: Place) {
        if let Some(expr) = expr {
            self.expr(expr, place);
        }
    }

    fn exprs(&mut self, exprs: &[Expr], place: Place) {
        for expr in exprs {
            self.expr(expr, place);
        }
    }

    /// Expressions among which `*value` may stand.
    fn items(&mut self, items: &[Expr], place: Place) {
        for item in items {
            match &item.kind {
                ExprKind::Starred(value) => self.expr(value, place),
                _ => self.expr(item, place),
            }
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr, place: Place) {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::IsGlobal { .. } => {}
            ExprKind::Starred(value) => {
                let message = "can't use starred expression here";
                self.error(Pass::Compiler, expr.span, message);
                self.expr(value, place);
            }
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                self.items(items, place);
            }
            ExprKind::BoolOp { values, .. } => self.exprs(values, place),
            ExprKind::Named { target, value } => {
                self.target(target, "assign to", place);
                self.expr(value, place);
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr(left, place);
                self.expr(right, place);
            }
            ExprKind::Unary { operand, .. } => self.expr(operand, place),
            ExprKind::Lambda(lambda) => {
                self.params(&lambda.params, place);
                let inner = Place {
                    scope: Scope::Lambda,
                    in_async_generator: false,
                    ..place
                };
                self.expr(&lambda.body, inner);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test, place);
                self.expr(body, place);
                self.expr(orelse, place);
            }
            ExprKind::Dict(items) => items.iter().for_each(|item| match item {
                DictItem::Pair(key, value) => {
                    self.expr(key, place);
                    self.expr(value, place);
                }
                DictItem::Spread(value) => self.expr(value, place),
            }),
            ExprKind::Comprehension(comprehension) => {
                self.comprehension(expr, comprehension, place);
            }
            ExprKind::Await(value) => {
                self.check_await(expr, place);
                self.expr(value, place);
            }
            ExprKind::Yield(value) => {
                self.check_yield(expr, place);
                self.option(value.as_deref(), place);
            }
            ExprKind::YieldFrom(value) => {
                self.check_yield(expr, place);
                if place.scope == Scope::Async {
                    let message = "'yield from' inside async function";
                    self.error(Pass::Compiler, expr.span, message);
                }
                self.expr(value, place);
            }
            ExprKind::Compare { left, rest } => {
                self.expr(left, place);
                for (_, right) in rest {
                    self.expr(right, place);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func, place);
                self.arguments(args, keywords, place);
            }
            ExprKind::FString(parts) => self.fstring(parts, place),
            ExprKind::Attribute { value, .. } => self.expr(value, place),
            ExprKind::Subscript { value, index } => {
                self.expr(value, place);
                self.expr(index, place);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower.as_deref(), place);
                self.option(upper.as_deref(), place);
                self.option(step.as_deref(), place);
            }
        }
    }

    pub(super) fn arguments(&mut self, args: &[Expr], keywords: &[Keyword], place: Place) {
        let is_alone = args.len() == 1 && keywords.is_empty();
        for arg in args {
            // A generator alone has the parentheses of the call; `f(x for x in y,)` has a comma there.
            let inside = arg.span.end.saturating_sub(1);
            let has_comma = self
                .tokens
                .last_before(inside)
                .is_some_and(|token| token.tok == Tok::Comma);
            let is_bare = self.is_bare_generator(arg);
            if (is_bare && !is_alone) || (has_comma && is_generator(arg)) {
                let message = "Generator expression must be parenthesized";
                self.error(Pass::Parser, arg.span, message);
            }
        }
        self.items(args, place);
        for keyword in keywords {
            if let Some(name) = &keyword.name {
                self.forbid_debug(&name.name, name.span, "assign to");
            }
            self.expr(&keyword.value, place);
        }
    }

    /// A generator expression without parentheses of its own.
    pub(super) fn is_bare_generator(&self, expr: &Expr) -> bool {
        is_generator(expr) && self.tokens.closing_of(expr.span.start) != Some(expr.span.end)
    }

    fn fstring(&mut self, parts: &[FStringPart], place: Place) {
        for part in parts {
            match part {
                FStringPart::Text(_) => {}
                FStringPart::Value { value, spec, .. } => {
                    self.expr(value, place);
                    if let Some(spec) = spec {
                        self.fstring(spec, place);
                    }
                }
            }
        }
    }

    fn check_await(&mut self, expr: &Expr, place: Place) {
        let message = match place.scope {
            Scope::Module | Scope::Class => "'await' outside function",
            Scope::Function | Scope::Lambda => "'await' outside async function",
            Scope::Async | Scope::Comprehension { .. } => return,
        };
        self.error(Pass::Compiler, expr.span, message);
    }

    fn check_yield(&mut self, expr: &Expr, place: Place) {
        match place.scope {
            Scope::Module | Scope::Class => {
                self.error(Pass::Compiler, expr.span, "'yield' outside function");
            }
            Scope::Comprehension { name } => {
                let message = format!("'yield' inside {name}");
                self.error(Pass::Symbols, expr.span, message);
            }
            Scope::Function | Scope::Async | Scope::Lambda => {}
        }
    }

    fn comprehension(&mut self, expr: &Expr, comprehension: &Comprehension, place: Place) {
        let (name, elements) = match &comprehension.kind {
            ComprehensionKind::List(element) => ("list comprehension", vec![element]),
            ComprehensionKind::Set(element) => ("set comprehension", vec![element]),
            ComprehensionKind::Dict(key, value) => ("dict comprehension", vec![key, value]),
            ComprehensionKind::Generator(element) => ("generator expression", vec![element]),
        };
        let is_generator = matches!(comprehension.kind, ComprehensionKind::Generator(_));
        let may_be_async = match place.scope {
            Scope::Async | Scope::Comprehension { .. } => true,
            Scope::Module | Scope::Class | Scope::Function | Scope::Lambda => is_generator,
        };
        if !may_be_async && is_async(comprehension, &elements) {
            self.error(
                Pass::Compiler,
                expr.span,
                "asynchronous comprehension outside of an asynchronous function",
            );
        }
        let inner = Place {
            scope: Scope::Comprehension { name },
            ..place
        };
        for (number, clause) in comprehension.clauses.iter().enumerate() {
            self.target(&clause.target, "assign to", inner);
            let around = if number == 0 { place } else { inner };
            self.expr(&clause.iter, around);
            self.exprs(&clause.conditions, inner);
        }
        for element in elements {
            if let ExprKind::Starred(value) = &element.kind {
                let message = "iterable unpacking cannot be used in comprehension";
                self.error(Pass::Parser, element.span, message);
                self.expr(value, inner);
            } else {
                self.expr(element, inner);
            }
        }
    }
}

fn is_generator(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Comprehension(comprehension) => {
            matches!(comprehension.kind, ComprehensionKind::Generator(_))
        }
        _ => false,
    }
}

/// Whether the comprehension's own code awaits something.
fn is_async(comprehension: &Comprehension, elements: &[&Expr]) -> bool {
    let mut awaits = false;
    let mut look = |expr: &Expr| {
        walk_expr(expr, &mut |node| {
            if let Node::Expr(expr) = node {
                awaits |= matches!(expr.kind, ExprKind::Await(_));
            }
        });
    };
    for element in elements {
        look(element);
    }
    for (number, clause) in comprehension.clauses.iter().enumerate() {
        clause.conditions.iter().for_each(&mut look);
        if number > 0 {
            look(&clause.iter);
        }
    }
    awaits || comprehension.clauses.iter().any(|clause| clause.is_async)
}
