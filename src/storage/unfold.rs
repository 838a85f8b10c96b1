//! Statements that make a value stand before the statement that uses it, where nothing is evaluated in between.
//!
//! **Python**: `evens = {n for x in rows for n in x if n % 2 == 0}`
//! **Rust**: `let evens = Set::new(); for x in … { … evens.add(n); }` in place of `let evens = { let items = …; items };`.

use std::collections::HashSet;

use crate::ir::walk::{Node, each_block, each_child, each_expr, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, Piece, Program, Spelling, Stmt, StmtKind, Storage, Ty, VarIdx,
};

/// Takes the statements out of values.
pub(super) fn unfold(program: &mut Program) {
    let captured: HashSet<VarIdx> = program
        .funcs
        .iter()
        .flat_map(|func| func.captures.iter().chain(&func.free))
        .copied()
        .collect();
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        Unfold {
            program,
            captured: &captured,
        }
        .block(&mut body);
        program.funcs[index].body = body;
    }
}

struct Unfold<'a> {
    program: &'a Program,
    /// Variables that some function closes over.
    captured: &'a HashSet<VarIdx>,
}

impl Unfold<'_> {
    fn block(&self, block: &mut Block) {
        for stmt in std::mem::take(&mut block.stmts) {
            self.stmt(stmt, &mut block.stmts);
        }
    }

    fn stmt(&self, mut stmt: Stmt, out: &mut Vec<Stmt>) {
        self.fill_target(&mut stmt);
        loop {
            let found = first_operand(&mut stmt).and_then(|operand| self.first_block(operand));
            let Some(found) = found else { break };
            let ExprKind::Block(inner, value) = std::mem::replace(&mut found.kind, ExprKind::Unit)
            else {
                unreachable!("a block was found")
            };
            *found = *value;
            for mut part in inner.stmts {
                if part.line == 0 {
                    part.line = stmt.line;
                }
                self.stmt(part, out);
            }
        }
        each_block(&mut stmt, &mut |inner| self.block(inner));
        each_operand(&mut stmt, &mut |operand| self.expr(operand));
        let is_done = match &stmt.kind {
            StmtKind::Store { var, value } => {
                matches!(value.kind, ExprKind::Var(same) if same == *var)
            }
            StmtKind::Expr(value) => matches!(value.kind, ExprKind::Var(_)),
            _ => false,
        };
        if !is_done {
            out.push(stmt);
        }
    }

    /// Blocks that stay where they are.
    fn expr(&self, expr: &mut Expr) {
        each_child(expr, &mut |child| self.expr(child));
        if let ExprKind::Block(inner, value) = &mut expr.kind {
            self.block(inner);
            while let Some(found) = self.first_block(value) {
                let ExprKind::Block(more, last) =
                    std::mem::replace(&mut found.kind, ExprKind::Unit)
                else {
                    unreachable!("a block was found")
                };
                *found = *last;
                for part in more.stmts {
                    self.stmt(part, &mut inner.stmts);
                }
            }
            self.expr(value);
        }
        self.around(expr);
    }

    /// Statements that an iterator needs stand around what takes its items.
    fn around(&self, expr: &mut Expr) {
        if matches!(expr.kind, ExprKind::Block(..)) {
            return;
        }
        let Some(found) = self.first_block(expr) else {
            return;
        };
        if !matches!(found.ty, Ty::Iter(_)) {
            return;
        }
        let ExprKind::Block(inner, value) = std::mem::replace(&mut found.kind, ExprKind::Unit)
        else {
            unreachable!("a block was found")
        };
        *found = *value;
        let ty = expr.ty.clone();
        let whole = std::mem::replace(expr, Expr::unit());
        *expr = Expr::new(ExprKind::Block(inner, Box::new(whole)), ty);
    }

    /// The block that is evaluated before anything else that matters.
    fn first_block<'e>(&self, expr: &'e mut Expr) -> Option<&'e mut Expr> {
        if matches!(expr.kind, ExprKind::Block(..)) {
            return Some(expr);
        }
        match &mut expr.kind {
            ExprKind::Op { spelling, args, .. } if !matches!(spelling, Spelling::Macro(_)) => {
                self.first_of(args.iter_mut().map(|(arg, _)| arg).collect())
            }
            ExprKind::CallFunc { args, .. } => self.first_of(args.iter_mut().collect()),
            ExprKind::CallClosure { callee, args } => {
                self.first_of(std::iter::once(&mut **callee).chain(args).collect())
            }
            ExprKind::Format { pieces, .. } => {
                let values = pieces.iter_mut().filter_map(|piece| match piece {
                    Piece::Value(value, _) => Some(value),
                    Piece::Text(_) => None,
                });
                let values: Vec<&mut Expr> = values.collect();
                // What is shown must not change in between.
                let n_fixed = values
                    .iter()
                    .take_while(|value| is_fixed(&value.ty))
                    .count();
                self.first_of(values.into_iter().take(n_fixed + 1).collect())
            }
            ExprKind::If { test: inner, .. }
            | ExprKind::And(inner, _)
            | ExprKind::Or(inner, _)
            | ExprKind::Not(inner)
            | ExprKind::IsNone(inner)
            | ExprKind::Some(inner)
            | ExprKind::ToValue(inner)
            | ExprKind::AsValue(inner)
            | ExprKind::Unwrap(inner)
            | ExprKind::Raises { inner, .. }
            | ExprKind::Throw { error: inner, .. } => self.first_block(inner),
            _ => None,
        }
    }

    /// The same among operands: literals and variables that stay as they are may stand before it.
    fn first_of<'e>(&self, operands: Vec<&'e mut Expr>) -> Option<&'e mut Expr> {
        let mut read = Vec::new();
        for operand in operands {
            match &operand.kind {
                ExprKind::Var(var) if !self.program.vars[var.0 as usize].is_stored_inside => {
                    read.push(*var);
                }
                _ if operand.is_literal() => {}
                _ => {
                    let found = self.first_block(operand)?;
                    return (!stores_to_any(found, &read)).then_some(found);
                }
            }
        }
        None
    }

    /// `x = { let items = new; …; items }`: `x` itself is filled, if nobody can see it half full.
    fn fill_target(&self, stmt: &mut Stmt) {
        let StmtKind::Store { var, value } = &mut stmt.kind else {
            return;
        };
        let ExprKind::Block(block, last) = &mut value.kind else {
            return;
        };
        let ExprKind::Var(filled) = last.kind else {
            return;
        };
        let data = &self.program.vars[var.0 as usize];
        let is_plain = data.storage == Storage::Plain
            && data.n_stores == 1
            && !data.maybe_unbound
            && !data.is_param
            && !self.captured.contains(var);
        let is_own = self.program.vars[filled.0 as usize].python_name.is_empty();
        let starts = matches!(
            block.stmts.first(),
            Some(Stmt {
                kind: StmtKind::Let { var: first, value: Some(_) },
                ..
            }) if *first == filled
        );
        let fits = data.ty == self.program.vars[filled.0 as usize].ty;
        let is_container = matches!(data.ty, Ty::List(_) | Ty::Set(_) | Ty::Dict(..));
        if !is_plain || !is_own || !starts || !fits || !is_container {
            return;
        }
        let target = *var;
        let mut block = std::mem::take(block);
        rename(&mut block, filled, target);
        if let Some(first) = block.stmts.first_mut()
            && let StmtKind::Let {
                value: Some(start), ..
            } = &mut first.kind
        {
            first.kind = StmtKind::Store {
                var: target,
                value: std::mem::replace(start, Expr::unit()),
            };
        }
        // What is left is `x = x`, which goes once its statements are taken out.
        value.kind = ExprKind::Block(block, Box::new(Expr::var(target, value.ty.clone())));
    }
}

/// The operand of a statement that is evaluated first, and once.
fn first_operand(stmt: &mut Stmt) -> Option<&mut Expr> {
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
        | StmtKind::Return(Some(value))
        | StmtKind::If { test: value, .. }
        | StmtKind::For { iter: value, .. }
        | StmtKind::Match { value, .. }
        | StmtKind::Leave {
            value: Some(value), ..
        } => Some(value),
        StmtKind::Let { value: None, .. }
        | StmtKind::Return(None)
        | StmtKind::Leave { value: None, .. }
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::While { .. }
        | StmtKind::Labelled { .. }
        | StmtKind::Try { .. }
        | StmtKind::Finally { .. }
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => None,
    }
}

/// Calls `visit` for the values of a statement that are not in blocks of its own.
fn each_operand(stmt: &mut Stmt, visit: &mut impl FnMut(&mut Expr)) {
    if let StmtKind::While { test, .. } = &mut stmt.kind {
        visit(test);
    } else if let Some(operand) = first_operand(stmt) {
        visit(operand);
    }
}

/// Whether a value of this type shows the same whatever is done to objects.
fn is_fixed(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Bool | Ty::I64 | Ty::Int | Ty::Num | Ty::F64 | Ty::Str | Ty::StaticStr
    )
}

/// Whether the statements of an expression store to one of the variables.
fn stores_to_any(expr: &Expr, vars: &[VarIdx]) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Stmt(stmt) = node {
            found |= match &stmt.kind {
                StmtKind::Store { var, .. } | StmtKind::StoreOp { var, .. } => vars.contains(var),
                StmtKind::CellSet { cell, .. } => match cell.kind {
                    ExprKind::Var(var) => vars.contains(&var),
                    _ => true,
                },
                _ => false,
            };
        }
    });
    found
}

/// Puts one variable in the place of another.
fn rename(block: &mut Block, from: VarIdx, to: VarIdx) {
    each_expr(block, &mut |expr| {
        if let ExprKind::Var(var) = &mut expr.kind
            && *var == from
        {
            *var = to;
        }
    });
}
