//! Variables that are declared without a value: what Rust says about their assignments.
//!
//! Rust asks that every read comes after an assignment on every path, and for `mut` where a second assignment may follow a
//! first. Python's own analysis may know more (a loop over `range(3)` runs): where Rust cannot see it, the variable holds an `Option`.

use crate::ir::walk::{Node, children, pattern_vars};
use crate::ir::{Block, Expr, ExprKind, Route, Stmt, StmtKind, VarIdx};

/// What the statements behind a declaration do with the variable.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Assigned {
    /// Some assignment may follow another.
    pub(super) again: bool,
    /// Some read may come before any assignment, as far as Rust can see.
    pub(super) early_read: bool,
}

/// Follows the statements behind the declaration of `var`; `reads` says whether a node reads it.
pub(super) fn follow(stmts: &[Stmt], var: VarIdx, reads: &dyn Fn(Node<'_>) -> bool) -> Assigned {
    let mut flow = Flow {
        var,
        reads,
        result: Assigned::default(),
        exits: Vec::new(),
    };
    flow.stmts(
        stmts,
        State {
            maybe: false,
            surely: false,
        },
    );
    flow.result
}

/// What is known at one point.
#[derive(Clone, Copy)]
struct State {
    /// An assignment may have happened.
    maybe: bool,
    /// An assignment has happened.
    surely: bool,
}

/// A point that is never reached.
const NOWHERE: State = State {
    maybe: false,
    surely: true,
};

impl State {
    fn or(self, other: Self) -> Self {
        Self {
            maybe: self.maybe || other.maybe,
            surely: self.surely && other.surely,
        }
    }
}

/// A loop or labelled block around the current point.
struct Exit {
    label: Option<String>,
    is_loop: bool,
    state: State,
}

struct Flow<'a> {
    var: VarIdx,
    reads: &'a dyn Fn(Node<'_>) -> bool,
    result: Assigned,
    exits: Vec<Exit>,
}

impl Flow<'_> {
    fn stmts(&mut self, stmts: &[Stmt], mut state: State) -> State {
        for stmt in stmts {
            state = self.stmt(stmt, state);
        }
        state
    }

    fn block(&mut self, block: &Block, state: State) -> State {
        self.stmts(&block.stmts, state)
    }

    fn stmt(&mut self, stmt: &Stmt, state: State) -> State {
        match &stmt.kind {
            StmtKind::Let { var, value } => {
                let state = value
                    .iter()
                    .fold(state, |state, value| self.expr(value, state));
                if *var == self.var && value.is_some() {
                    self.assign(state)
                } else {
                    state
                }
            }
            StmtKind::Store { var, value } => {
                let state = self.expr(value, state);
                if *var == self.var {
                    self.assign(state)
                } else {
                    state
                }
            }
            StmtKind::Unbind(var) if *var == self.var => self.assign(state),
            StmtKind::LetTuple { vars, value } => {
                let state = self.expr(value, state);
                if vars.contains(&Some(self.var)) {
                    self.assign(state)
                } else {
                    state
                }
            }
            StmtKind::LetArray { vars, rest, value } => {
                let state = self.expr(value, state);
                let binds =
                    vars.contains(&self.var) || rest.is_some_and(|(_, var)| var == self.var);
                if binds { self.assign(state) } else { state }
            }
            StmtKind::StoreOp { value, .. }
            | StmtKind::CellSet { value, .. }
            | StmtKind::Expr(value)
            | StmtKind::Yield(value)
            | StmtKind::Tail(value) => self.expr(value, state),
            StmtKind::If { test, then, orelse } => {
                let state = self.expr(test, state);
                let then = self.block(then, state);
                then.or(self.block(orelse, state))
            }
            StmtKind::While { label, test, body } => {
                let mut head = self.head(body, state);
                let tested = self.expr(test, head);
                head.maybe |= tested.maybe;
                let head = self.expr(test, head);
                let forever = matches!(test.kind, ExprKind::Bool(true));
                let after = if forever { NOWHERE } else { head };
                self.enter(label.clone(), true);
                self.block(body, head);
                after.or(self.leave())
            }
            StmtKind::For {
                label,
                pattern,
                iter,
                body,
            } => {
                let state = self.expr(iter, state);
                let mut bound = Vec::new();
                pattern_vars(pattern, &mut bound);
                let is_bound = bound.contains(&self.var);
                let mut head = self.head(body, state);
                head.maybe |= is_bound;
                let inner = if is_bound { self.assign(head) } else { head };
                self.enter(label.clone(), true);
                self.block(body, inner);
                head.or(self.leave())
            }
            StmtKind::Labelled { label, body } => {
                self.enter(Some(label.clone()), false);
                let through = self.block(body, state);
                through.or(self.leave())
            }
            StmtKind::Return(value) => {
                value
                    .iter()
                    .fold(state, |state, value| self.expr(value, state));
                NOWHERE
            }
            StmtKind::Try {
                label,
                body,
                error,
                handler,
                ..
            } => {
                self.enter(Some(label.clone()), false);
                let through = self.block(body, state);
                let raised = self.leave();
                let raised = if *error == self.var {
                    self.assign(raised)
                } else {
                    raised
                };
                through.or(self.block(handler, raised))
            }
            StmtKind::Match {
                value,
                ok,
                result: _,
                then,
                error,
                handler,
            } => {
                let state = self.expr(value, state);
                let bind = |flow: &mut Self, is_bound: bool| {
                    if is_bound { flow.assign(state) } else { state }
                };
                let through = bind(self, *ok == Some(self.var));
                let through = self.block(then, through);
                let raised = bind(self, *error == self.var);
                through.or(self.block(handler, raised))
            }
            StmtKind::Finally {
                label,
                body,
                finalizer,
                arms,
                ..
            } => {
                self.enter(Some(label.clone()), false);
                let through = self.block(body, state);
                let left = through.or(self.leave());
                let after = self.block(finalizer, left);
                arms.iter().fold(after, |all, arm| {
                    let start = if arm.var == Some(self.var) {
                        self.assign(after)
                    } else {
                        after
                    };
                    all.or(self.block(&arm.body, start))
                })
            }
            StmtKind::Leave { label, value, .. } => {
                let state = value
                    .iter()
                    .fold(state, |state, value| self.expr(value, state));
                self.jump(label, state);
                NOWHERE
            }
            StmtKind::Break(label) => {
                let exit = self.exits.iter_mut().rev().find(|exit| match label {
                    Some(label) => exit.label.as_ref() == Some(label),
                    None => exit.is_loop,
                });
                if let Some(exit) = exit {
                    exit.state = exit.state.or(state);
                }
                NOWHERE
            }
            StmtKind::Continue(_) => NOWHERE,
            StmtKind::Unbind(_)
            | StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Define(_) => state,
        }
    }

    /// The state at the top of a loop: an earlier turn may have assigned.
    fn head(&self, body: &Block, state: State) -> State {
        let mut stores = false;
        crate::ir::walk::walk_block(body, &mut |node| match node {
            Node::Stmt(stmt) => {
                stores |= matches!(&stmt.kind, StmtKind::Store { var, .. } | StmtKind::Unbind(var) if *var == self.var);
            }
            Node::Pattern(pattern) => {
                let mut bound = Vec::new();
                pattern_vars(pattern, &mut bound);
                stores |= bound.contains(&self.var);
            }
            Node::Expr(_) => {}
        });
        State {
            maybe: state.maybe || stores,
            surely: state.surely,
        }
    }

    /// Something leaves to the end of the block of this label.
    fn jump(&mut self, label: &str, state: State) {
        let exit = self
            .exits
            .iter_mut()
            .rev()
            .find(|exit| exit.label.as_deref() == Some(label));
        if let Some(exit) = exit {
            exit.state = exit.state.or(state);
        }
    }

    fn enter(&mut self, label: Option<String>, is_loop: bool) {
        self.exits.push(Exit {
            label,
            is_loop,
            state: NOWHERE,
        });
    }

    fn leave(&mut self) -> State {
        self.exits.pop().map_or(NOWHERE, |exit| exit.state)
    }

    fn assign(&mut self, state: State) -> State {
        self.result.again |= state.maybe;
        State {
            maybe: true,
            surely: true,
        }
    }

    /// An expression, its operands in the order of their evaluation.
    fn expr(&mut self, expr: &Expr, state: State) -> State {
        match &expr.kind {
            ExprKind::Block(block, value) => {
                let inner = self.block(block, state);
                self.expr(value, inner)
            }
            ExprKind::If { test, then, orelse } => {
                let state = self.expr(test, state);
                let then = self.expr(then, state);
                then.or(self.expr(orelse, state))
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                let state = self.expr(left, state);
                state.or(self.expr(right, state))
            }
            ExprKind::Inline { params, body } => {
                let mut bound = Vec::new();
                for param in params {
                    pattern_vars(param, &mut bound);
                }
                if bound.contains(&self.var) {
                    // A parameter of the closure: it has its own life.
                    return state;
                }
                state.or(self.expr(body, state))
            }
            ExprKind::Fail { .. } => NOWHERE,
            ExprKind::Raises { inner, route } => {
                let state = self.expr(inner, state);
                if let Route::Handler(label) | Route::Finally(label) = route {
                    self.jump(label, state);
                }
                state
            }
            ExprKind::Throw { error, route, .. } => {
                let state = self.expr(error, state);
                if let Route::Handler(label) | Route::Finally(label) = route {
                    self.jump(label, state);
                }
                NOWHERE
            }
            // What stands for an unbound variable is evaluated only then.
            ExprKind::Checked { otherwise, .. } => {
                self.expr(otherwise, state);
                self.result.early_read |= (self.reads)(Node::Expr(expr)) && !state.surely;
                state
            }
            ExprKind::Bound { option, .. } => self.expr(option, state),
            _ => {
                let mut after = state;
                children(expr, &mut |child| after = self.expr(child, after));
                self.result.early_read |= (self.reads)(Node::Expr(expr)) && !after.surely;
                after
            }
        }
    }
}
