//! What is printed is evaluated where it is printed.
//!
//! `print` evaluates its arguments before it shows the first, and so does Rust's `println!` where a value's own `Display` or `Debug`
//! shows it. Statements of their own are left to arguments that look at what a later one changes.

use std::collections::HashMap;

use crate::ir::walk::{Node, each_block, each_expr, node_vars, walk_block, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, Piece, Program, Route, Spelling, Stmt, StmtKind, Storage, Ty,
    VarIdx,
};

/// Puts values that only the print behind them shows into that print.
pub(super) fn inline(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let mut uses: HashMap<VarIdx, usize> = HashMap::new();
        walk_block(&body, &mut |node| {
            if let Node::Expr(_) = node {
                for var in node_vars(node) {
                    *uses.entry(var).or_default() += 1;
                }
            }
        });
        let inline = Inline {
            program,
            uses: &uses,
        };
        inline.block(&mut body);
        each_expr(&mut body, &mut |expr| {
            if let ExprKind::Block(inner, _) = &mut expr.kind {
                inline.block(inner);
            }
        });
        program.funcs[index].body = body;
    }
}

struct Inline<'a> {
    program: &'a Program,
    /// How often each variable is read.
    uses: &'a HashMap<VarIdx, usize>,
}

impl Inline<'_> {
    fn block(&self, block: &mut Block) {
        let mut stmts: Vec<Stmt> = Vec::new();
        for mut stmt in std::mem::take(&mut block.stmts) {
            each_block(&mut stmt, &mut |inner| self.block(inner));
            if let StmtKind::Expr(Expr {
                kind:
                    ExprKind::Format {
                        purpose: FormatUse::Println | FormatUse::Print,
                        pieces,
                    },
                ..
            }) = &mut stmt.kind
            {
                let n_held = stmts
                    .iter()
                    .rev()
                    .take_while(|stmt| self.holds(stmt))
                    .count();
                let first = (stmts.len() - n_held..stmts.len())
                    .find(|first| self.may_inline(&stmts[*first..], pieces));
                if let Some(first) = first {
                    take_in(stmts.drain(first..).collect(), pieces);
                }
            }
            stmts.push(stmt);
        }
        block.stmts = stmts;
    }

    /// Whether it is `let value = …;` of a variable that is read once.
    fn holds(&self, stmt: &Stmt) -> bool {
        match &stmt.kind {
            StmtKind::Let {
                var,
                value: Some(value),
            } => {
                let data = &self.program.vars[var.0 as usize];
                data.python_name.is_empty()
                    && data.storage == Storage::Plain
                    && self.uses.get(var) == Some(&1)
                    && is_simple(value)
            }
            _ => false,
        }
    }

    /// Whether the values may be evaluated as arguments: in the same order, and nothing else that is printed is touched by them.
    fn may_inline(&self, held: &[Stmt], pieces: &[Piece]) -> bool {
        let mut held_vars = held.iter().filter_map(|stmt| match &stmt.kind {
            StmtKind::Let { var, .. } => Some(*var),
            _ => None,
        });
        let mut mentioned = Vec::new();
        for stmt in held {
            if let StmtKind::Let {
                value: Some(value), ..
            } = &stmt.kind
            {
                walk_expr(value, &mut |node| mentioned.extend(node_vars(node)));
            }
        }
        let mut next = held_vars.next();
        for piece in pieces {
            let Piece::Value(value, _) = piece else {
                continue;
            };
            let Some((var, is_shown_at_once)) = shown_var(value) else {
                if value.is_literal() {
                    continue;
                }
                return false;
            };
            let ty = &self.program.vars[var.0 as usize].ty;
            if is_shown_at_once && !is_unchanging(ty) {
                return false;
            }
            if Some(var) == next {
                next = held_vars.next();
            } else if mentioned.contains(&var) && !self.program.is_copy(ty) {
                return false;
            }
        }
        next.is_none()
    }
}

/// The variable that a piece shows, and whether it makes a text of it first.
fn shown_var(value: &Expr) -> Option<(VarIdx, bool)> {
    match &value.kind {
        ExprKind::Var(var) => Some((*var, false)),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            runtime: true,
        } if name == "str" => match &args[0].0.kind {
            ExprKind::Var(var) => Some((*var, true)),
            _ => None,
        },
        _ => None,
    }
}

/// Puts each value where its variable is shown.
fn take_in(held: Vec<Stmt>, pieces: &mut [Piece]) {
    for stmt in held {
        let StmtKind::Let {
            var,
            value: Some(value),
        } = stmt.kind
        else {
            continue;
        };
        let mut value = Some(value);
        for piece in pieces.iter_mut() {
            let Piece::Value(shown, _) = piece else {
                continue;
            };
            if shown_var(shown).is_none_or(|(shown, _)| shown != var) {
                continue;
            }
            let place = match &mut shown.kind {
                ExprKind::Op { args, .. } => &mut args[0].0,
                _ => shown,
            };
            if let Some(value) = value.take() {
                *place = value;
            }
        }
    }
}

/// Whether a value has no statements in it and nothing that leaves the print.
fn is_simple(value: &Expr) -> bool {
    let mut simple = true;
    walk_expr(value, &mut |node| match node {
        Node::Stmt(_) => simple = false,
        Node::Expr(inner) => {
            simple &= !matches!(
                inner.kind,
                ExprKind::Throw { .. }
                    | ExprKind::Raises {
                        route: Route::Handler(_) | Route::Finally(_) | Route::Matched,
                        ..
                    }
            );
        }
        Node::Pattern(_) => {}
    });
    simple
}

/// Whether nothing can change what a value shows while nobody else has it.
fn is_unchanging(ty: &Ty) -> bool {
    match ty {
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Bytes
        | Ty::Part(_)
        | Ty::Range => true,
        Ty::Tuple(items) => items.iter().all(is_unchanging),
        Ty::Option(inner) | Ty::VarTuple(inner) => is_unchanging(inner),
        Ty::Owned(list, _) => match &**list {
            Ty::List(item) => is_unchanging(item),
            _ => false,
        },
        Ty::Letters
        | Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Value
        | Ty::Never => false,
    }
}
