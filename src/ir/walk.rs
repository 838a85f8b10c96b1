//! Every statement and expression of a block, parents first.

use std::collections::BTreeSet;

use super::{Block, Catches, Expr, ExprKind, Pattern, Piece, Program, Stmt, StmtKind, Ty, VarIdx};

/// Something a walk meets.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
    /// A pattern that binds variables.
    Pattern(&'a Pattern),
}

/// Walks a block.
pub fn walk_block<'a>(block: &'a Block, visit: &mut impl FnMut(Node<'a>)) {
    for stmt in &block.stmts {
        walk_stmt(stmt, visit);
    }
}

/// How many expressions a program has, and how many of them are `Value`s. What is [`implied`](super::implied) is none of its own.
pub fn count_expressions(program: &Program) -> (usize, usize) {
    let mut counts = (0, 0);
    let used = program.funcs.iter().filter(|func| !func.is_unused);
    for func in used {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node
                && !matches!(expr.kind, ExprKind::AsValue(_))
            {
                counts.0 += 1;
                counts.1 += usize::from(expr.ty == Ty::Value);
            }
        });
    }
    counts
}

/// Walks a statement.
pub fn walk_stmt<'a>(stmt: &'a Stmt, visit: &mut impl FnMut(Node<'a>)) {
    visit(Node::Stmt(stmt));
    match &stmt.kind {
        StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
        StmtKind::Let { var: _, value } => {
            if let Some(value) = value {
                walk_expr(value, visit);
            }
        }
        StmtKind::Return(value) => {
            if let Some(value) = value {
                walk_expr(value, visit);
            }
        }
        StmtKind::CellSet {
            cell,
            is_ref_cell: _,
            value,
        } => {
            walk_expr(cell, visit);
            walk_expr(value, visit);
        }
        StmtKind::LetTuple { vars: _, value }
        | StmtKind::LetArray {
            vars: _,
            rest: _,
            value,
        }
        | StmtKind::Store { var: _, value }
        | StmtKind::StoreOp {
            var: _,
            op: _,
            value,
        }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value) => walk_expr(value, visit),
        StmtKind::If { test, then, orelse } => {
            walk_expr(test, visit);
            walk_block(then, visit);
            walk_block(orelse, visit);
        }
        StmtKind::While {
            label: _,
            test,
            body,
        } => {
            walk_expr(test, visit);
            walk_block(body, visit);
        }
        StmtKind::For {
            label: _,
            pattern,
            iter,
            body,
        } => {
            walk_expr(iter, visit);
            visit(Node::Pattern(pattern));
            walk_block(body, visit);
        }
        StmtKind::Labelled { label: _, body } => walk_block(body, visit),
        StmtKind::Try {
            body,
            orelse,
            clauses,
            handler,
            ..
        } => {
            walk_block(body, visit);
            walk_block(orelse, visit);
            for clause in clauses {
                if let Catches::Value(value) = &clause.catches {
                    walk_expr(value, visit);
                }
                walk_block(&clause.body, visit);
            }
            walk_block(handler, visit);
        }
        StmtKind::Match {
            value,
            then,
            handler,
            ..
        } => {
            walk_expr(value, visit);
            walk_block(then, visit);
            walk_block(handler, visit);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            walk_block(body, visit);
            walk_block(finalizer, visit);
            for arm in arms {
                walk_block(&arm.body, visit);
            }
        }
        StmtKind::Leave { value, .. } => {
            if let Some(value) = value {
                walk_expr(value, visit);
            }
        }
    }
}

/// Walks an expression.
pub fn walk_expr<'a>(expr: &'a Expr, visit: &mut impl FnMut(Node<'a>)) {
    visit(Node::Expr(expr));
    match &expr.kind {
        ExprKind::Unit
        | ExprKind::Bool(_)
        | ExprKind::I64(_)
        | ExprKind::SuffixedI64(_)
        | ExprKind::Int(_)
        | ExprKind::F64(_)
        | ExprKind::SuffixedF64(_)
        | ExprKind::Str(_)
        | ExprKind::Char(_)
        | ExprKind::ExceptionClass(_)
        | ExprKind::NoneOption
        | ExprKind::Fail { .. }
        | ExprKind::Var(_)
        | ExprKind::SelfField(_) => {}
        ExprKind::MakeClosure { func: _, captures } => {
            for capture in captures {
                walk_expr(capture, visit);
            }
        }
        ExprKind::Op {
            spelling: _,
            args,
            runtime: _,
        } => {
            for (arg, _) in args {
                walk_expr(arg, visit);
            }
        }
        ExprKind::CallFunc {
            func: _,
            args,
            captures,
        } => {
            for arg in args.iter().chain(captures) {
                walk_expr(arg, visit);
            }
        }
        ExprKind::CallClosure { callee, args } => {
            walk_expr(callee, visit);
            for arg in args {
                walk_expr(arg, visit);
            }
        }
        ExprKind::Inline { params, body } => {
            for param in params {
                visit(Node::Pattern(param));
            }
            walk_expr(body, visit);
        }
        ExprKind::If { test, then, orelse } => {
            walk_expr(test, visit);
            walk_expr(then, visit);
            walk_expr(orelse, visit);
        }
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            walk_expr(left, visit);
            walk_expr(right, visit);
        }
        ExprKind::Block(block, value) => {
            walk_block(block, visit);
            walk_expr(value, visit);
        }
        ExprKind::Format { purpose: _, pieces } => {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Value(value, _) => walk_expr(value, visit),
                }
            }
        }
        ExprKind::Not(inner)
        | ExprKind::Unwrap(inner)
        | ExprKind::IsNone(inner)
        | ExprKind::Some(inner)
        | ExprKind::ToValue(inner)
        | ExprKind::AsValue(inner)
        | ExprKind::Clone(inner)
        | ExprKind::Borrow(inner)
        | ExprKind::BorrowMut(inner)
        | ExprKind::ToOwned(inner)
        | ExprKind::Deref(inner)
        | ExprKind::CellGet(inner)
        | ExprKind::CellClone(inner)
        | ExprKind::CellCloneNow(inner)
        | ExprKind::Ok(inner)
        | ExprKind::Err(inner)
        | ExprKind::Raises { inner, .. }
        | ExprKind::Throw { error: inner, .. } => walk_expr(inner, visit),
        ExprKind::Bound { option, otherwise } => {
            walk_expr(option, visit);
            if let Some(otherwise) = otherwise {
                walk_expr(otherwise, visit);
            }
        }
        ExprKind::Checked { var: _, otherwise } => walk_expr(otherwise, visit),
    }
}

/// The variables of a pattern.
pub fn pattern_vars(pattern: &Pattern, found: &mut Vec<VarIdx>) {
    match pattern {
        Pattern::Ignore => {}
        Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var) => found.push(*var),
        Pattern::Tuple(parts) | Pattern::Behind(parts) => {
            for part in parts {
                pattern_vars(part, found);
            }
        }
    }
}

/// The variables that a statement or what is inside an expression declares.
pub fn declared_in(node: Node<'_>) -> BTreeSet<VarIdx> {
    let mut found = BTreeSet::new();
    let mut note = |inner: Node<'_>| {
        if let Node::Stmt(stmt) = inner
            && matches!(
                stmt.kind,
                StmtKind::Let { .. } | StmtKind::LetTuple { .. } | StmtKind::LetArray { .. }
            )
        {
            found.extend(node_vars(inner));
        }
    };
    match node {
        Node::Stmt(stmt) => walk_stmt(stmt, &mut note),
        Node::Expr(expr) => walk_expr(expr, &mut note),
        Node::Pattern(_) => {}
    }
    found
}

/// The variables a node names itself, in the order of the text.
pub fn node_vars(node: Node<'_>) -> Vec<VarIdx> {
    match node {
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::Let { var, .. }
            | StmtKind::Store { var, .. }
            | StmtKind::StoreOp { var, .. } => vec![*var],
            StmtKind::Unbind(var) => vec![*var],
            StmtKind::LetTuple { vars, .. } => vars.iter().flatten().copied().collect(),
            StmtKind::LetArray { vars, rest, .. } => vars
                .iter()
                .copied()
                .chain(rest.iter().map(|(_, var)| *var))
                .collect(),
            _ => Vec::new(),
        },
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Var(var) | ExprKind::Checked { var, .. } | ExprKind::SelfField(var) => {
                vec![*var]
            }
            _ => Vec::new(),
        },
        Node::Pattern(pattern) => {
            let mut found = Vec::new();
            pattern_vars(pattern, &mut found);
            found
        }
    }
}

/// Calls `visit` for each direct operand of an expression; the statements of a block are not operands.
pub fn children<'a>(expr: &'a Expr, visit: &mut impl FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::Unit
        | ExprKind::Bool(_)
        | ExprKind::I64(_)
        | ExprKind::SuffixedI64(_)
        | ExprKind::Int(_)
        | ExprKind::F64(_)
        | ExprKind::SuffixedF64(_)
        | ExprKind::Str(_)
        | ExprKind::Char(_)
        | ExprKind::ExceptionClass(_)
        | ExprKind::NoneOption
        | ExprKind::Fail { .. }
        | ExprKind::Var(_)
        | ExprKind::SelfField(_)
        | ExprKind::Block(..) => {}
        ExprKind::Op { args, .. } => args.iter().for_each(|(arg, _)| visit(arg)),
        ExprKind::CallFunc { args, captures, .. } => args.iter().chain(captures).for_each(visit),
        ExprKind::MakeClosure { captures, .. } => captures.iter().for_each(visit),
        ExprKind::CallClosure { callee, args } => {
            visit(callee);
            args.iter().for_each(visit);
        }
        ExprKind::If { test, then, orelse } => {
            visit(test);
            visit(then);
            visit(orelse);
        }
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            visit(left);
            visit(right);
        }
        ExprKind::Format { pieces, .. } => {
            for piece in pieces {
                if let Piece::Value(value, _) = piece {
                    visit(value);
                }
            }
        }
        ExprKind::Inline { body: inner, .. }
        | ExprKind::Not(inner)
        | ExprKind::Unwrap(inner)
        | ExprKind::IsNone(inner)
        | ExprKind::Some(inner)
        | ExprKind::ToValue(inner)
        | ExprKind::AsValue(inner)
        | ExprKind::Clone(inner)
        | ExprKind::Borrow(inner)
        | ExprKind::BorrowMut(inner)
        | ExprKind::ToOwned(inner)
        | ExprKind::Deref(inner)
        | ExprKind::CellGet(inner)
        | ExprKind::CellClone(inner)
        | ExprKind::CellCloneNow(inner)
        | ExprKind::Ok(inner)
        | ExprKind::Err(inner)
        | ExprKind::Raises { inner, .. }
        | ExprKind::Throw { error: inner, .. }
        | ExprKind::Checked {
            otherwise: inner, ..
        } => visit(inner),
        ExprKind::Bound { option, otherwise } => {
            visit(option);
            if let Some(otherwise) = otherwise {
                visit(otherwise);
            }
        }
    }
}

/// [`children`] for changing them.
pub fn each_child(expr: &mut Expr, visit: &mut impl FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::Unit
        | ExprKind::Bool(_)
        | ExprKind::I64(_)
        | ExprKind::SuffixedI64(_)
        | ExprKind::Int(_)
        | ExprKind::F64(_)
        | ExprKind::SuffixedF64(_)
        | ExprKind::Str(_)
        | ExprKind::Char(_)
        | ExprKind::ExceptionClass(_)
        | ExprKind::NoneOption
        | ExprKind::Fail { .. }
        | ExprKind::Var(_)
        | ExprKind::SelfField(_)
        | ExprKind::Block(..) => {}
        ExprKind::Op { args, .. } => args.iter_mut().for_each(|(arg, _)| visit(arg)),
        ExprKind::CallFunc { args, captures, .. } => {
            args.iter_mut().chain(captures).for_each(visit);
        }
        ExprKind::MakeClosure { captures, .. } => captures.iter_mut().for_each(visit),
        ExprKind::CallClosure { callee, args } => {
            visit(callee);
            args.iter_mut().for_each(visit);
        }
        ExprKind::If { test, then, orelse } => {
            visit(test);
            visit(then);
            visit(orelse);
        }
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            visit(left);
            visit(right);
        }
        ExprKind::Format { pieces, .. } => {
            for piece in pieces {
                if let Piece::Value(value, _) = piece {
                    visit(value);
                }
            }
        }
        ExprKind::Inline { body: inner, .. }
        | ExprKind::Not(inner)
        | ExprKind::Unwrap(inner)
        | ExprKind::IsNone(inner)
        | ExprKind::Some(inner)
        | ExprKind::ToValue(inner)
        | ExprKind::AsValue(inner)
        | ExprKind::Clone(inner)
        | ExprKind::Borrow(inner)
        | ExprKind::BorrowMut(inner)
        | ExprKind::ToOwned(inner)
        | ExprKind::Deref(inner)
        | ExprKind::CellGet(inner)
        | ExprKind::CellClone(inner)
        | ExprKind::CellCloneNow(inner)
        | ExprKind::Ok(inner)
        | ExprKind::Err(inner)
        | ExprKind::Raises { inner, .. }
        | ExprKind::Throw { error: inner, .. }
        | ExprKind::Checked {
            otherwise: inner, ..
        } => visit(inner),
        ExprKind::Bound { option, otherwise } => {
            visit(option);
            if let Some(otherwise) = otherwise {
                visit(otherwise);
            }
        }
    }
}

/// Calls `visit` for every expression of a block, operands first.
pub fn each_expr(block: &mut Block, visit: &mut impl FnMut(&mut Expr)) {
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::Let {
                value: Some(value), ..
            }
            | StmtKind::LetTuple { value, .. }
            | StmtKind::LetArray { value, .. }
            | StmtKind::Store { value, .. }
            | StmtKind::StoreOp { value, .. }
            | StmtKind::CellSet { value, .. }
            | StmtKind::Expr(value)
            | StmtKind::Tail(value)
            | StmtKind::Yield(value)
            | StmtKind::Return(Some(value)) => each_inner(value, visit),
            StmtKind::If { test, then, orelse } => {
                each_inner(test, visit);
                each_expr(then, visit);
                each_expr(orelse, visit);
            }
            StmtKind::While { test, body, .. } => {
                each_inner(test, visit);
                each_expr(body, visit);
            }
            StmtKind::For { iter, body, .. } => {
                each_inner(iter, visit);
                each_expr(body, visit);
            }
            StmtKind::Labelled { body, .. } => each_expr(body, visit),
            StmtKind::Try {
                body,
                orelse,
                clauses,
                handler,
                ..
            } => {
                each_expr(body, visit);
                each_expr(orelse, visit);
                for clause in clauses {
                    if let Catches::Value(value) = &mut clause.catches {
                        each_inner(value, visit);
                    }
                    each_expr(&mut clause.body, visit);
                }
                each_expr(handler, visit);
            }
            StmtKind::Match {
                value,
                then,
                handler,
                ..
            } => {
                each_inner(value, visit);
                each_expr(then, visit);
                each_expr(handler, visit);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                each_expr(body, visit);
                each_expr(finalizer, visit);
                for arm in arms {
                    each_expr(&mut arm.body, visit);
                }
            }
            StmtKind::Leave { value, .. } => {
                if let Some(value) = value {
                    each_inner(value, visit);
                }
            }
            StmtKind::Let { value: None, .. }
            | StmtKind::Return(None)
            | StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Unbind(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Define(_) => {}
        }
    }
}

/// Calls `visit` for an expression and every one inside it, operands first.
pub fn each_inner(expr: &mut Expr, visit: &mut impl FnMut(&mut Expr)) {
    each_child(expr, &mut |child| each_inner(child, visit));
    if let ExprKind::Block(block, value) = &mut expr.kind {
        each_expr(block, visit);
        each_inner(value, visit);
    }
    visit(expr);
}

/// Calls `visit` for each block that stands directly in a statement.
pub fn inner_blocks<'a>(stmt: &'a Stmt, visit: &mut impl FnMut(&'a Block)) {
    match &stmt.kind {
        StmtKind::If { then, orelse, .. } => {
            visit(then);
            visit(orelse);
        }
        StmtKind::While { body, .. }
        | StmtKind::For { body, .. }
        | StmtKind::Labelled { body, .. } => visit(body),
        StmtKind::Try {
            body,
            orelse,
            clauses,
            handler,
            ..
        } => {
            visit(body);
            visit(orelse);
            for clause in clauses {
                visit(&clause.body);
            }
            visit(handler);
        }
        StmtKind::Match { then, handler, .. } => {
            visit(then);
            visit(handler);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            visit(body);
            visit(finalizer);
            for arm in arms {
                visit(&arm.body);
            }
        }
        StmtKind::Let { .. }
        | StmtKind::LetTuple { .. }
        | StmtKind::LetArray { .. }
        | StmtKind::Store { .. }
        | StmtKind::StoreOp { .. }
        | StmtKind::CellSet { .. }
        | StmtKind::Expr(_)
        | StmtKind::Tail(_)
        | StmtKind::Yield(_)
        | StmtKind::Return(_)
        | StmtKind::Leave { .. }
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
}

/// [`inner_blocks`] for changing them.
pub fn each_block(stmt: &mut Stmt, visit: &mut impl FnMut(&mut Block)) {
    match &mut stmt.kind {
        StmtKind::If { then, orelse, .. } => {
            visit(then);
            visit(orelse);
        }
        StmtKind::While { body, .. }
        | StmtKind::For { body, .. }
        | StmtKind::Labelled { body, .. } => visit(body),
        StmtKind::Try {
            body,
            orelse,
            clauses,
            handler,
            ..
        } => {
            visit(body);
            visit(orelse);
            for clause in clauses {
                visit(&mut clause.body);
            }
            visit(handler);
        }
        StmtKind::Match { then, handler, .. } => {
            visit(then);
            visit(handler);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            visit(body);
            visit(finalizer);
            for arm in arms {
                visit(&mut arm.body);
            }
        }
        StmtKind::Let { .. }
        | StmtKind::LetTuple { .. }
        | StmtKind::LetArray { .. }
        | StmtKind::Store { .. }
        | StmtKind::StoreOp { .. }
        | StmtKind::CellSet { .. }
        | StmtKind::Expr(_)
        | StmtKind::Tail(_)
        | StmtKind::Yield(_)
        | StmtKind::Return(_)
        | StmtKind::Leave { .. }
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
}
