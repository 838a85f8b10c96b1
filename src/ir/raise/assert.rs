//! `assert` that nobody catches, in the form a Rust programmer knows.
//!
//! **Python**
//! ```python
//! assert total > 0, "nothing to share"
//! ```
//! **Rust**
//! ```ignore
//! assert!(total > 0, "nothing to share");
//! ```
//! Like Rust's own macro, that of the support library evaluates its message only where the test fails.

use crate::ir::{Block, Expr, ExprKind, Mode, Route, Spelling, StmtKind, Ty};

/// Folds `if !test { raise(AssertionError) }`, once its route is known.
pub(super) fn fold(kind: &mut StmtKind) {
    let StmtKind::If { test, then, orelse } = kind else {
        return;
    };
    if !orelse.stmts.is_empty() || matches!(test.kind, ExprKind::Bool(_)) {
        return;
    }
    let Some(message) = uncaught_message(then) else {
        return;
    };
    let unit = || Expr::new(ExprKind::Unit, Ty::Unit);
    let test = crate::ir::lower::negated(std::mem::replace(test, unit()));
    let mut args = vec![(test, Mode::Own)];
    args.extend(message.into_iter().map(|message| {
        let is_literal = matches!(message.kind, ExprKind::Str(_));
        (message, if is_literal { Mode::Ref } else { Mode::Own })
    }));
    let assertion = ExprKind::Op {
        spelling: Spelling::Macro("assert"),
        args,
        runtime: true,
    };
    *kind = StmtKind::Expr(Expr::new(assertion, Ty::Unit));
}

/// The message, or nothing if there is none, of the failed assertion that a block consists of.
fn uncaught_message(block: &mut Block) -> Option<Vec<Expr>> {
    let [stmt] = &mut block.stmts[..] else {
        return None;
    };
    let StmtKind::Expr(Expr {
        kind:
            ExprKind::Throw {
                error,
                route: Route::Exit,
                ..
            },
        ..
    }) = &mut stmt.kind
    else {
        return None;
    };
    let ExprKind::Op {
        spelling: Spelling::Path(path),
        args,
        ..
    } = &mut error.kind
    else {
        return None;
    };
    if path != "Exception::assertion_error" {
        return None;
    }
    let (message, _) = args.pop()?;
    match message.kind {
        ExprKind::NoneOption => Some(Vec::new()),
        ExprKind::Some(message) => Some(vec![match message.kind {
            ExprKind::ToValue(text) if text.ty == Ty::Str => *text,
            _ => *message,
        }]),
        _ => unreachable!("the message of an assertion is an option"),
    }
}
