//! Cells whose contents change where they are: `*total.borrow_mut() += n` for `total.replace({ total.borrow().clone() } + n)`.
//!
//! Only where everything beside the old contents is a literal or a variable: no code runs while the contents are lent exclusively.

use crate::ir::walk::each_block;
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, Mode, Piece, Program, Spelling, Stmt, StmtKind, Storage, Ty,
};

/// Rewrites the stores.
pub(super) fn change_in_place(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        in_block(program, &mut body);
        program.funcs[index].body = body;
    }
}

fn in_block(program: &Program, block: &mut Block) {
    for stmt in &mut block.stmts {
        each_block(stmt, &mut |inner| in_block(program, inner));
        in_stmt(program, stmt);
    }
}

fn in_stmt(program: &Program, stmt: &mut Stmt) {
    let StmtKind::CellSet {
        cell,
        is_ref_cell: true,
        value,
    } = &mut stmt.kind
    else {
        return;
    };
    let changed = match &mut value.kind {
        ExprKind::Op {
            spelling: Spelling::Infix(op),
            args,
            ..
        } if matches!(value.ty, Ty::Int | Ty::Num) => match (assigning(op), &mut args[..]) {
            (Some(op), [(old, _), (other, _)]) if is_old(old, cell) && is_still(other) => {
                let contents = Expr::new(ExprKind::Deref(Box::new(lent(cell))), value.ty.clone());
                let kind = ExprKind::Op {
                    spelling: Spelling::Infix(op),
                    args: vec![(contents, Mode::Own), (other.clone(), Mode::Own)],
                    runtime: false,
                };
                Some(Expr::new(kind, Ty::Unit))
            }
            _ => None,
        },
        ExprKind::Format {
            purpose: FormatUse::Format,
            pieces,
        } => match &pieces[..] {
            [Piece::Value(old, spec), added] if spec.is_empty() && is_old(old, cell) => {
                push(program, lent(cell), added)
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(changed) = changed {
        stmt.kind = StmtKind::Expr(changed);
    }
}

/// `text.push_str(added)`.
fn push(program: &Program, text: Expr, added: &Piece) -> Option<Expr> {
    let (name, added) = match added {
        Piece::Text(added) => {
            let mut chars = added.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => ("push", Expr::new(ExprKind::Char(only), Ty::Char)),
                _ => ("push_str", Expr::new(ExprKind::Str(added.clone()), Ty::Str)),
            }
        }
        Piece::Value(added, spec) if spec.is_empty() => match (&added.kind, &added.ty) {
            (ExprKind::Var(var), Ty::Str | Ty::StaticStr | Ty::Part(_)) => {
                let data = &program.vars[var.0 as usize];
                let is_lent = data.storage == Storage::Borrowed || data.ty != Ty::Str;
                let added = Box::new(added.clone());
                let added = if is_lent {
                    *added
                } else {
                    Expr::new(ExprKind::Borrow(added), Ty::Str)
                };
                ("push_str", added)
            }
            _ => return None,
        },
        Piece::Value(..) => return None,
    };
    let kind = ExprKind::Op {
        spelling: Spelling::Method(name.to_owned()),
        args: vec![(text, Mode::Receiver), (added, Mode::Own)],
        runtime: false,
    };
    Some(Expr::new(kind, Ty::Unit))
}

/// The contents of a cell, lent exclusively.
fn lent(cell: &Expr) -> Expr {
    let kind = ExprKind::Op {
        spelling: Spelling::Method("borrow_mut".to_owned()),
        args: vec![(cell.clone(), Mode::Receiver)],
        runtime: false,
    };
    Expr::new(kind, Ty::Unit)
}

/// Whether an expression is what the cell holds before.
fn is_old(expr: &Expr, cell: &Expr) -> bool {
    let (ExprKind::CellClone(read) | ExprKind::CellCloneNow(read)) = &expr.kind else {
        return false;
    };
    match (&read.kind, &cell.kind) {
        (ExprKind::Var(read), ExprKind::Var(cell))
        | (ExprKind::SelfField(read), ExprKind::SelfField(cell)) => read == cell,
        _ => false,
    }
}

/// Whether evaluating the expression runs no code that could look at a cell.
fn is_still(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(_)
        | ExprKind::I64(_)
        | ExprKind::SuffixedI64(_)
        | ExprKind::Int(_)
        | ExprKind::F64(_) => true,
        ExprKind::Borrow(inner) | ExprKind::Clone(inner) => is_still(inner),
        _ => false,
    }
}

fn assigning(op: &str) -> Option<&'static str> {
    match op {
        "+" => Some("+="),
        "-" => Some("-="),
        "*" => Some("*="),
        _ => None,
    }
}
