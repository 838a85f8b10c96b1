//! Iterators that may raise on the way, used up by an operation or a loop.
//!
//! **Python**
//! ```python
//! try:
//!     for i, n in enumerate(map(int, words)):
//!         print(i, n)
//! except ValueError as error:
//!     print(error)
//! ```
//! **Rust**: a Rust iterator cannot raise. A `Failure` watches what may: the iterator ends where the exception is raised, which the
//! `Failure` keeps; who used the iterator up asks for it afterwards.

use super::points::{fallible_body, raises};
use super::routes::Router;
use super::table;
use crate::ir::{Block, Expr, ExprKind, Mode, Spelling, Stmt, StmtKind, Ty, VarIdx};
use crate::library::exception::ClassSet;

impl Router<'_> {
    /// An operation with iterators among its operands that is none itself.
    pub(super) fn consumer(&mut self, expr: &mut Expr) {
        self.failures.push(None);
        let mut raised = ClassSet::NONE;
        if let ExprKind::Op { args, .. } = &mut expr.kind {
            for (arg, _) in args {
                if matches!(arg.ty, Ty::Iter(_)) {
                    raised = raised.or(self.chain(arg, false));
                } else {
                    self.expr(arg);
                }
            }
        }
        let Some(failure) = self.failures.pop().flatten() else {
            return self.own_point(expr);
        };
        let twin = table::raising(expr);
        if let Some(twin) = &twin {
            raised = raised.or(twin.classes);
        }
        let Some(route) = self.point(raised) else {
            unreachable!("only what somebody waits for is watched")
        };
        let ty = expr.ty.clone();
        let mut stmts = vec![self.let_failure(failure)];
        let value = if let Some(twin) = twin {
            if let ExprKind::Op { spelling, .. } = &mut expr.kind {
                *spelling = twin.twin;
            }
            let result = std::mem::replace(expr, Expr::unit());
            let first = self.first(failure, result);
            raises(first, route)
        } else {
            let used = std::mem::replace(expr, Expr::unit());
            let value = if ty == Ty::Unit {
                stmts.push(self.here(StmtKind::Expr(used)));
                Expr::unit()
            } else {
                let var = self.temp("result", ty.clone());
                stmts.push(self.here(StmtKind::Let {
                    var,
                    value: Some(used),
                }));
                Expr::var(var, ty.clone())
            };
            let mut check = check(failure);
            self.wrap(&mut check, route);
            stmts.push(self.here(StmtKind::Expr(check)));
            value
        };
        *expr = Expr::new(ExprKind::Block(Block { stmts }, Box::new(value)), ty);
    }

    /// The result of an operation, if what it used up did not fail before.
    pub(super) fn first(&self, failure: VarIdx, result: Expr) -> Expr {
        let ty = result.ty.clone();
        Expr::method(
            Expr::var(failure, Ty::Exception),
            "first",
            vec![(result, Mode::Own)],
            ty,
        )
    }

    /// The statements of a loop over an iterator that may fail.
    pub(super) fn watched_loop(
        &mut self,
        failure: VarIdx,
        raised: ClassSet,
        walk: Stmt,
    ) -> Vec<Stmt> {
        let route = self.point(raised).unwrap_or(crate::ir::Route::Exit);
        let mut check = check(failure);
        self.wrap(&mut check, route);
        vec![
            self.let_failure(failure),
            walk,
            self.here(StmtKind::Expr(check)),
        ]
    }

    fn here(&self, kind: StmtKind) -> Stmt {
        Stmt {
            kind,
            line: self.line,
        }
    }

    /// `let failure = Failure::new();`.
    pub(super) fn let_failure(&self, var: VarIdx) -> Stmt {
        self.here(StmtKind::Let {
            var,
            value: Some(Expr::path("Failure::new", vec![], Ty::Exception)),
        })
    }

    /// Routes an iterator that is used up where it stands; gives what may be raised on the way, which is watched.
    pub(super) fn chain(&mut self, iter: &mut Expr, is_changed: bool) -> ClassSet {
        if let Some(classes) = self.source(iter, is_changed) {
            if let ExprKind::Op { args, .. } = &mut iter.kind {
                for (arg, _) in args {
                    self.expr(arg);
                }
                self.own_point(iter);
            }
            if !self.waited().meets(classes) {
                return ClassSet::NONE;
            }
            let source = std::mem::replace(iter, Expr::unit());
            *iter = results(source);
            self.watch(iter);
            return classes;
        }
        let ExprKind::Op { spelling, args, .. } = &mut iter.kind else {
            self.expr(iter);
            return ClassSet::NONE;
        };
        let is_map = matches!(spelling, Spelling::Method(name) if name == "map");
        let mut raised = ClassSet::NONE;
        let mut is_open = false;
        for (arg, _) in args {
            match &mut arg.kind {
                ExprKind::Inline { body, .. } if is_map => {
                    let inner = self.inline(body);
                    if !inner.is_empty() {
                        fallible_body(body);
                        is_open = true;
                    }
                    raised = raised.or(inner);
                }
                ExprKind::Inline { .. } => self.expr(arg),
                _ if matches!(arg.ty, Ty::Iter(_)) => {
                    raised = raised.or(self.chain(arg, is_changed));
                }
                _ => self.expr(arg),
            }
        }
        if is_open {
            self.watch(iter);
        } else {
            self.own_point(iter);
        }
        raised
    }

    /// What an iterator itself may raise: one over a value, or over a dict or set that changes meanwhile.
    pub(super) fn source(&mut self, iter: &Expr, is_changed: bool) -> Option<ClassSet> {
        let of_value = match &iter.kind {
            ExprKind::Var(var) => self.value_iters.contains(var),
            ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                runtime: true,
            } => match (&args.first()?.0.ty, name.as_str()) {
                (Ty::Value, "iter") => true,
                (Ty::Stream(_), "iter") => {
                    let classes = self.stream_classes();
                    return (!classes.is_empty()).then_some(classes);
                }
                (Ty::Dict(..), "keys" | "values" | "items" | "keys_reversed")
                | (Ty::View(..), "iter" | "iter_reversed")
                | (Ty::Set(_) | Ty::Deque(_), "iter")
                | (Ty::Deque(_), "iter_reversed") => {
                    return is_changed.then(|| ClassSet::exactly(&["RuntimeError"]));
                }
                _ => false,
            },
            _ => false,
        };
        of_value.then(|| ClassSet::library().or(self.reach_objects()))
    }

    /// The iterator of `Result`s as one of values that the current `Failure` watches.
    fn watch(&mut self, iter: &mut Expr) {
        let known = self.failures.last().copied().flatten();
        let var = known.unwrap_or_else(|| self.temp("failure", Ty::Exception));
        if let Some(last) = self.failures.last_mut() {
            *last = Some(var);
        }
        let source = std::mem::replace(iter, Expr::unit());
        let ty = source.ty.clone();
        *iter = Expr::method(
            Expr::var(var, Ty::Exception),
            "watch",
            vec![(source, Mode::Own)],
            ty,
        );
    }
}

/// The items of an iterator as `Result`s.
pub(super) fn results(iter: Expr) -> Expr {
    let ty = iter.ty.clone();
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("results".to_owned()),
            args: vec![(iter, Mode::OwnReceiver)],
            runtime: true,
        },
        ty,
    )
}

/// `failure.check()`: what was raised, if something was.
fn check(failure: VarIdx) -> Expr {
    Expr::method(Expr::var(failure, Ty::Exception), "check", vec![], Ty::Unit)
}
