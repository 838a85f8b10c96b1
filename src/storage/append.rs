//! `text += piece` adds to the text that is there.
//!
//! **Python**
//! ```python
//! line += letter
//! line += f"{count} "
//! ```
//! **Rust**: `line.push_str(&letter);`, `line.push_str(&format!("{count} "));`. A new text for each piece would take time
//! that grows with the square of the length.

use crate::ir::walk::{Node, each_block, node_vars, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, Mode, Piece, Program, Spelling, Stmt, StmtKind, Storage, Ty,
    VarIdx,
};

/// Rewrites the stores of every function.
pub(super) fn append(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        append_block(program, index, &mut body);
        program.funcs[index].body = body;
    }
}

fn append_block(program: &Program, func: usize, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Some(call) = appended(program, func, stmt) {
            stmt.kind = StmtKind::Expr(call);
        }
        each_block(stmt, &mut |inner| append_block(program, func, inner));
    }
}

/// The call that does what the statement does, if it puts a piece behind a variable's own text.
fn appended(program: &Program, func: usize, stmt: &mut Stmt) -> Option<Expr> {
    let StmtKind::Store { var, value } = &mut stmt.kind else {
        return None;
    };
    let data = &program.vars[var.0 as usize];
    let is_own = data.owner.0 as usize == func
        && data.storage == Storage::Plain
        && data.ty == Ty::Str
        && !data.maybe_unbound;
    let ExprKind::Format {
        purpose: FormatUse::Format,
        pieces,
    } = &mut value.kind
    else {
        return None;
    };
    let starts_with_itself = matches!(
        pieces.first(),
        Some(Piece::Value(Expr { kind: ExprKind::Var(first), .. }, spec)) if first == var && spec.is_empty()
    );
    if !is_own || !starts_with_itself || pieces[1..].iter().any(|piece| reads(piece, *var)) {
        return None;
    }
    pieces.remove(0);
    let piece = match &mut pieces[..] {
        [Piece::Text(text)] => Expr::text(std::mem::take(text)),
        [Piece::Value(piece, spec)] if spec.is_empty() && is_text(&piece.ty) => {
            std::mem::replace(piece, Expr::unit())
        }
        _ => std::mem::replace(value, Expr::unit()),
    };
    Some(push_text(*var, piece))
}

/// `text.push_str(&piece)`; a character that is made for it is pushed as one.
pub(super) fn push_text(text: VarIdx, mut piece: Expr) -> Expr {
    let mut method = "push_str";
    let mut mode = Mode::Ref;
    if let ExprKind::Op {
        spelling: Spelling::Path(path),
        ..
    } = &mut piece.kind
        && path == "text::chr"
    {
        "text::letter_of".clone_into(path);
        method = "push";
        mode = Mode::Own;
    }
    let text = Expr::var(text, Ty::Str);
    let mut call = Expr::std_method(text, method, vec![(piece, mode)], Ty::Unit);
    if let ExprKind::Op { args, .. } = &mut call.kind {
        args[0].1 = Mode::MutReceiver;
    }
    call
}

fn is_text(ty: &Ty) -> bool {
    matches!(ty, Ty::Str | Ty::StaticStr)
}

fn reads(piece: &Piece, var: VarIdx) -> bool {
    let Piece::Value(value, _) = piece else {
        return false;
    };
    let mut found = false;
    walk_expr(value, &mut |node: Node<'_>| {
        found |= node_vars(node).contains(&var);
    });
    found
}
