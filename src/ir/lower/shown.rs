//! Which values in formatted text may be shown when all of it is written, and which at once.
//!
//! An f-string shows each value before it evaluates the next; Rust's `format!` evaluates all of them first. `f'{xs} {xs.pop()}'`
//! is `format!("{} {}", xs.str(), xs.pop())`, but `f'{xs} {n}'` is `format!("{xs} {n}")`: nothing behind `xs` changes it.

use super::format::{has_effects, may_change};
use crate::ir::walk::each_expr;
use crate::ir::{Expr, ExprKind, Mode, Piece, Program, Spelling, Ty};

/// Names `value.str()` as `value.shown()` where nothing behind it has effects, and shows at once what does not wait.
pub(super) fn settle(program: &mut Program, makes_entries: bool) {
    for func in &mut program.funcs {
        each_expr(&mut func.body, &mut |expr| {
            let ExprKind::Format { pieces, .. } = &mut expr.kind else {
                return;
            };
            let mut changes_behind = false;
            for piece in pieces.iter_mut().rev() {
                let Piece::Value(value, spec) = piece else {
                    continue;
                };
                if !changes_behind {
                    wait(value);
                } else if spec.is_empty() && may_change(&value.ty) {
                    show(value);
                }
                changes_behind |= has_effects(value, makes_entries);
            }
        });
    }
}

fn wait(value: &mut Expr) {
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: true,
    } = &mut value.kind
        && name == "str"
        && args.len() == 1
        && args[0].0.ty != Ty::Value
    {
        "shown".clone_into(name);
    }
}

fn show(value: &mut Expr) {
    let shown = std::mem::replace(value, Expr::unit());
    *value = Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("str".to_owned()),
            args: vec![(shown, Mode::Receiver)],
            runtime: true,
        },
        Ty::Str,
    );
}
