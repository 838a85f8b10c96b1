//! Statements that exceptions leave in the middle: what their handlers need stays alive in their bodies.

use std::collections::BTreeSet;

use super::Placer;
use crate::ir::{Expr, Route, StmtKind, VarIdx};

impl Placer<'_> {
    /// A `try` in one of its forms.
    pub(super) fn guarded(&mut self, kind: &mut StmtKind) {
        match kind {
            StmtKind::Try {
                label,
                body,
                error,
                handler,
                ..
            } => {
                let after = self.live.clone();
                self.block(handler);
                self.live.remove(error);
                let handled = std::mem::replace(&mut self.live, after);
                self.enter(Some(label.clone()), false, handled);
                self.block(body);
                self.exits.pop();
            }
            StmtKind::Match {
                value,
                ok,
                result: _,
                then,
                error,
                handler,
            } => {
                let after = self.live.clone();
                self.block(handler);
                self.live.remove(error);
                let mut joined = std::mem::replace(&mut self.live, after);
                self.block(then);
                if let Some(ok) = ok {
                    self.live.remove(ok);
                }
                self.live.append(&mut joined);
                self.own(value);
            }
            StmtKind::Finally {
                label,
                body,
                finalizer,
                arms,
                ..
            } => {
                let after = self.live.clone();
                let mut joined = after.clone();
                for arm in arms {
                    self.live.clone_from(&after);
                    self.block(&mut arm.body);
                    if let Some(var) = arm.var {
                        self.live.remove(&var);
                    }
                    joined.append(&mut self.live);
                }
                self.live = joined;
                self.block(finalizer);
                let left = self.live.clone();
                self.enter(Some(label.clone()), false, left);
                self.block(body);
                self.exits.pop();
            }
            _ => unreachable!("the caller passes these only"),
        }
    }

    /// What is needed behind the block of a label.
    pub(super) fn behind(&self, label: &str) -> BTreeSet<VarIdx> {
        self.exits
            .iter()
            .rev()
            .find(|exit| exit.label.as_deref() == Some(label))
            .map(|exit| exit.after.clone())
            .unwrap_or_default()
    }

    /// What a raised exception leads to is needed where it is raised.
    pub(super) fn raised(&mut self, route: &Route) {
        match route {
            Route::Handler(label) | Route::Finally(label) => {
                let needed = self.behind(label);
                self.live.extend(needed);
            }
            Route::Exit | Route::Caller | Route::Matched => {}
        }
    }

    /// `raise`: nothing but what the exception leads to is needed behind it.
    pub(super) fn thrown(&mut self, error: &mut Expr, route: &Route) {
        self.live.clear();
        self.raised(route);
        self.own(error);
    }
}
