//! Every node of a tree, in the order of the text.

use super::ast::{
    Body, ComprehensionKind, DictItem, Expr, ExprKind, FStringPart, Params, Pattern, PatternKind,
    Stmt, StmtKind,
};

/// A statement or an expression.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
}

/// Calls `visit` for every statement and expression in the block, parents first.
pub fn walk_body<'a>(body: &'a Body, visit: &mut impl FnMut(Node<'a>)) {
    for stmt in &body.stmts {
        walk_stmt(stmt, visit);
    }
}

/// Calls `visit` for the statement and everything in it.
pub fn walk_stmt<'a>(stmt: &'a Stmt, visit: &mut impl FnMut(Node<'a>)) {
    visit(Node::Stmt(stmt));
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            walk_exprs(&def.decorators, visit);
            walk_params(&def.params, visit);
            walk_option(def.returns.as_ref(), visit);
            walk_body(&def.body, visit);
        }
        StmtKind::ClassDef(def) => {
            walk_exprs(&def.decorators, visit);
            walk_exprs(&def.bases, visit);
            for keyword in &def.keywords {
                walk_expr(&keyword.value, visit);
            }
            walk_body(&def.body, visit);
        }
        StmtKind::Return(value) => walk_option(value.as_ref(), visit),
        StmtKind::Delete(targets) => walk_exprs(targets, visit),
        StmtKind::Assign { targets, value } => {
            walk_exprs(targets, visit);
            walk_expr(value, visit);
        }
        StmtKind::AugAssign {
            target,
            op: _,
            value,
        } => {
            walk_expr(target, visit);
            walk_expr(value, visit);
        }
        StmtKind::AnnAssign {
            target,
            annotation,
            value,
            simple: _,
        } => {
            walk_expr(target, visit);
            walk_expr(annotation, visit);
            walk_option(value.as_ref(), visit);
        }
        StmtKind::For {
            target,
            iter,
            body,
            orelse,
            is_async: _,
        } => {
            walk_expr(target, visit);
            walk_expr(iter, visit);
            walk_body(body, visit);
            walk_body(orelse, visit);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            walk_expr(test, visit);
            walk_body(body, visit);
            walk_body(orelse, visit);
        }
        StmtKind::With {
            items,
            body,
            is_async: _,
        } => {
            for item in items {
                walk_expr(&item.context, visit);
                walk_option(item.target.as_ref(), visit);
            }
            walk_body(body, visit);
        }
        StmtKind::Match { subject, cases } => {
            walk_expr(subject, visit);
            for case in cases {
                walk_pattern(&case.pattern, visit);
                walk_option(case.guard.as_ref(), visit);
                walk_body(&case.body, visit);
            }
        }
        StmtKind::Raise { exc, cause } => {
            walk_option(exc.as_ref(), visit);
            walk_option(cause.as_ref(), visit);
        }
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            is_star: _,
        } => {
            walk_body(body, visit);
            for handler in handlers {
                walk_option(handler.exc_type.as_ref(), visit);
                walk_body(&handler.body, visit);
            }
            walk_body(orelse, visit);
            walk_body(finalbody, visit);
        }
        StmtKind::Assert { test, msg } => {
            walk_expr(test, visit);
            walk_option(msg.as_ref(), visit);
        }
        StmtKind::Expr(value) => walk_expr(value, visit),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}

/// Calls `visit` for the expression and everything in it, bodies of lambdas included.
pub fn walk_expr<'a>(expr: &'a Expr, visit: &mut impl FnMut(Node<'a>)) {
    visit(Node::Expr(expr));
    match &expr.kind {
        ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::IsGlobal { .. } => {}
        ExprKind::BoolOp { op: _, values } => walk_exprs(values, visit),
        ExprKind::Named { target, value } => {
            walk_expr(target, visit);
            walk_expr(value, visit);
        }
        ExprKind::Binary { left, op: _, right } => {
            walk_expr(left, visit);
            walk_expr(right, visit);
        }
        ExprKind::Unary { op: _, operand } => walk_expr(operand, visit),
        ExprKind::Lambda(lambda) => {
            walk_params(&lambda.params, visit);
            walk_expr(&lambda.body, visit);
            walk_option(lambda.stands_for.as_deref(), visit);
        }
        ExprKind::IfExp { test, body, orelse } => {
            walk_expr(test, visit);
            walk_expr(body, visit);
            walk_expr(orelse, visit);
        }
        ExprKind::Dict(items) => {
            for item in items {
                match item {
                    DictItem::Pair(key, value) => {
                        walk_expr(key, visit);
                        walk_expr(value, visit);
                    }
                    DictItem::Spread(value) => walk_expr(value, visit),
                }
            }
        }
        ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => {
            walk_exprs(items, visit);
        }
        ExprKind::Comprehension(comprehension) => {
            for clause in &comprehension.clauses {
                walk_expr(&clause.target, visit);
                walk_expr(&clause.iter, visit);
                walk_exprs(&clause.conditions, visit);
            }
            match &comprehension.kind {
                ComprehensionKind::List(element)
                | ComprehensionKind::Set(element)
                | ComprehensionKind::Generator(element) => walk_expr(element, visit),
                ComprehensionKind::Dict(key, value) => {
                    walk_expr(key, visit);
                    walk_expr(value, visit);
                }
            }
        }
        ExprKind::Await(value) | ExprKind::YieldFrom(value) | ExprKind::Starred(value) => {
            walk_expr(value, visit);
        }
        ExprKind::Yield(value) => walk_option(value.as_deref(), visit),
        ExprKind::Compare { left, rest } => {
            walk_expr(left, visit);
            for (_, right) in rest {
                walk_expr(right, visit);
            }
        }
        ExprKind::Call {
            func,
            args,
            keywords,
        } => {
            walk_expr(func, visit);
            walk_exprs(args, visit);
            for keyword in keywords {
                walk_expr(&keyword.value, visit);
            }
        }
        ExprKind::FString(parts) => walk_parts(parts, visit),
        ExprKind::Attribute { value, attr: _ } => walk_expr(value, visit),
        ExprKind::Subscript { value, index } => {
            walk_expr(value, visit);
            walk_expr(index, visit);
        }
        ExprKind::Slice { lower, upper, step } => {
            walk_option(lower.as_deref(), visit);
            walk_option(upper.as_deref(), visit);
            walk_option(step.as_deref(), visit);
        }
    }
}

fn walk_parts<'a>(parts: &'a [FStringPart], visit: &mut impl FnMut(Node<'a>)) {
    for part in parts {
        match part {
            FStringPart::Text(_) => {}
            FStringPart::Value {
                value,
                conversion: _,
                spec,
            } => {
                walk_expr(value, visit);
                if let Some(spec) = spec {
                    walk_parts(spec, visit);
                }
            }
        }
    }
}

fn walk_pattern<'a>(pattern: &'a Pattern, visit: &mut impl FnMut(Node<'a>)) {
    match &pattern.kind {
        PatternKind::Value(value) => walk_expr(value, visit),
        PatternKind::Singleton(_) | PatternKind::Star(_) => {}
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
            for inner in patterns {
                walk_pattern(inner, visit);
            }
        }
        PatternKind::Mapping {
            keys,
            patterns,
            rest: _,
        } => {
            for (key, inner) in keys.iter().zip(patterns) {
                walk_expr(key, visit);
                walk_pattern(inner, visit);
            }
        }
        PatternKind::Class {
            class,
            patterns,
            keywords,
        } => {
            walk_expr(class, visit);
            for inner in patterns
                .iter()
                .chain(keywords.iter().map(|(_, inner)| inner))
            {
                walk_pattern(inner, visit);
            }
        }
        PatternKind::As { pattern, name: _ } => {
            if let Some(inner) = pattern {
                walk_pattern(inner, visit);
            }
        }
    }
}

fn walk_params<'a>(params: &'a Params, visit: &mut impl FnMut(Node<'a>)) {
    for param in &params.list {
        walk_option(param.annotation.as_ref(), visit);
        walk_option(param.default.as_ref(), visit);
    }
}

fn walk_option<'a>(expr: Option<&'a Expr>, visit: &mut impl FnMut(Node<'a>)) {
    if let Some(expr) = expr {
        walk_expr(expr, visit);
    }
}

fn walk_exprs<'a>(exprs: &'a [Expr], visit: &mut impl FnMut(Node<'a>)) {
    for expr in exprs {
        walk_expr(expr, visit);
    }
}

/// Calls `visit` for the expression and every expression in it, bodies of lambdas not included.
pub fn walk_expr_shallow<'a>(expr: &'a Expr, visit: &mut impl FnMut(&'a Expr)) {
    let mut skipped: Vec<crate::source::Span> = Vec::new();
    walk_expr(expr, &mut |node| {
        let Node::Expr(inner) = node else { return };
        if skipped
            .iter()
            .any(|span| span.start <= inner.span.start && inner.span.end <= span.end)
        {
            return;
        }
        if let ExprKind::Lambda(lambda) = &inner.kind {
            skipped.push(lambda.body.span);
        }
        visit(inner);
    });
}
