//! `try`, `raise`, `assert`, and exceptions as values.

use super::{Frame, LoopExit, Lower};
use crate::ir::{
    Arm, Block, Catches, Clause, Expr, ExprKind, Mode, Route, Stmt, StmtKind, Ty, VarIdx, Way,
};
use crate::library::exception::{ClassSet, constant_of, is_plain};
use crate::names::Use;
use crate::syntax::ast::{self, Body, Handler};
use crate::types::infer::exception::handler_classes;

impl Lower<'_> {
    /// `try`; false if its end is never reached.
    pub(super) fn try_stmt(
        &mut self,
        body: &Body,
        handlers: &[Handler],
        orelse: &Body,
        finalbody: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        if finalbody.stmts.is_empty() {
            return self.try_except(body, handlers, orelse, stmts);
        }
        let label = self.attempt_label();
        let outcome = self.temp("outcome", Ty::Unit);
        self.n_guards += 1;
        self.frames.push(Frame::Finally {
            label: label.clone(),
            n_loops: self.loop_exits.len(),
            ways: Vec::new(),
        });
        let mut tried = Vec::new();
        let falls = if handlers.is_empty() {
            let (block, falls) = self.block(body);
            tried = block.stmts;
            falls
        } else {
            self.try_except(body, handlers, orelse, &mut tried)
        };
        self.n_guards -= 1;
        let Some(Frame::Finally { mut ways, .. }) = self.frames.pop() else {
            unreachable!("frames are popped where they are pushed")
        };
        let (finalizer, goes_on) = self.block(finalbody);
        ways.push(Way::Raised);
        ways.sort_unstable();
        ways.dedup();
        let arms = if goes_on {
            ways.into_iter().map(|way| self.arm(way)).collect()
        } else {
            ways.into_iter().map(|way| self.idle_arm(way)).collect()
        };
        let kind = StmtKind::Finally {
            label,
            body: Block { stmts: tried },
            outcome,
            finalizer,
            arms,
        };
        stmts.push(self.stmt_at(kind, 0));
        falls && goes_on
    }

    /// A way that a `finally` which never ends cuts off.
    fn idle_arm(&mut self, way: Way) -> Arm {
        let ret = self.func_mut().ret.clone();
        let var = match way {
            Way::Raised => Some(self.temp("error", Ty::Exception)),
            Way::Returned if ret != Ty::Unit => Some(self.temp("value", ret)),
            Way::Returned | Way::Broke | Way::Continued => None,
        };
        Arm {
            way,
            var,
            body: Block::default(),
        }
    }

    /// What happens behind a `finally` whose `try` was left this way.
    fn arm(&mut self, way: Way) -> Arm {
        let mut stmts = Vec::new();
        let var = match way {
            Way::Raised => {
                let error = self.temp("error", Ty::Exception);
                let thrown = Expr::var(error, Ty::Exception);
                stmts.push(self.throw(thrown, ClassSet::ALL));
                Some(error)
            }
            Way::Returned => {
                let ret = self.func_mut().ret.clone();
                let value = (ret != Ty::Unit).then(|| self.temp("value", ret.clone()));
                let read = value.map(|var| Expr::var(var, ret));
                self.return_value(read, &mut stmts);
                value
            }
            Way::Broke => {
                self.break_stmt(&mut stmts);
                None
            }
            Way::Continued => {
                self.continue_stmt(&mut stmts);
                None
            }
        };
        Arm {
            way,
            var,
            body: Block { stmts },
        }
    }

    fn try_except(
        &mut self,
        body: &Body,
        handlers: &[Handler],
        orelse: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        let label = self.attempt_label();
        let done = Some(label.replace("attempt", "done"));
        let error = self.temp("error", Ty::Exception);
        self.n_guards += 1;
        let (body, body_falls) = self.block(body);
        self.n_guards -= 1;
        let (orelse, falls) = if body_falls {
            self.block(orelse)
        } else {
            (Block::default(), false)
        };
        let mut falls = falls;
        let mut clauses = Vec::new();
        for handler in handlers {
            let (clause, handled) = self.clause(handler, error);
            falls |= handled;
            clauses.push(clause);
        }
        let kind = StmtKind::Try {
            label,
            done,
            body,
            orelse,
            error,
            clauses,
            handler: Block::default(),
        };
        stmts.push(self.stmt_at(kind, 0));
        falls
    }

    fn clause(&mut self, handler: &Handler, error: VarIdx) -> (Clause, bool) {
        let catches = match &handler.exc_type {
            None => Catches::Classes(Vec::new(), ClassSet::ALL),
            Some(class) => match handler_classes(self.names, &self.types.imports, class) {
                Some(names) => {
                    let classes = names
                        .iter()
                        .filter_map(|name| ClassSet::caught_by(name))
                        .fold(ClassSet::NONE, ClassSet::or);
                    let constants = names.iter().filter_map(|name| constant_of(name)).collect();
                    Catches::Classes(constants, classes)
                }
                None => Catches::Value(self.dynamic(class)),
            },
        };
        let line = self.line(handler.span);
        let mut stmts = Vec::new();
        self.handled.push(error);
        let falls = if handler.name.is_some() {
            let var = self.bound_var(handler.id);
            let value = self.coerce(Expr::var(error, Ty::Exception), &self.var_ty(var));
            stmts.push(Stmt {
                kind: StmtKind::Store { var, value },
                line,
            });
            let mut vars = self.unbound_with(handler.id);
            let is_seen = !vars.is_empty();
            if !vars.contains(&var) {
                vars.push(var);
            }
            self.frames.push(Frame::Handler {
                vars: vars.clone(),
                is_seen,
                n_loops: self.loop_exits.len(),
            });
            let (block, falls) = self.block(&handler.body);
            self.frames.pop();
            stmts.extend(block.stmts);
            if falls {
                self.unbind(vars, &mut stmts);
            }
            falls
        } else {
            let (block, falls) = self.block(&handler.body);
            stmts.extend(block.stmts);
            falls
        };
        self.handled.pop();
        let body = Block { stmts };
        (Clause { catches, body }, falls)
    }

    fn attempt_label(&mut self) -> String {
        self.n_attempts += 1;
        if self.n_attempts == 1 {
            "attempt".to_owned()
        } else {
            format!("attempt_{}", self.n_attempts)
        }
    }

    /// Code here may run while a `try` waits for what it raises.
    pub(super) fn is_guarded(&self) -> bool {
        self.n_guards > 0 || self.guarded.contains(&self.inst)
    }

    /// `return value`, through the `finally`s around it.
    pub(super) fn return_value(&mut self, value: Option<Expr>, stmts: &mut Vec<Stmt>) {
        let value = value.or_else(|| {
            let ret = self.func_mut().ret.clone();
            (ret != Ty::Unit).then(|| self.coerce(Expr::unit(), &ret))
        });
        self.leave(Way::Returned, 0, value, stmts);
    }

    /// `break`.
    pub(super) fn break_stmt(&mut self, stmts: &mut Vec<Stmt>) {
        let n_loops = self.loop_exits.len();
        self.leave(Way::Broke, n_loops, None, stmts);
    }

    /// `continue`.
    pub(super) fn continue_stmt(&mut self, stmts: &mut Vec<Stmt>) {
        let n_loops = self.loop_exits.len();
        self.leave(Way::Continued, n_loops, None, stmts);
    }

    /// Leaves to outside of the frames that stand within the last loop; of all frames for a `return`.
    fn leave(&mut self, way: Way, n_loops: usize, value: Option<Expr>, stmts: &mut Vec<Stmt>) {
        let mut value = value;
        for at in (0..self.frames.len()).rev() {
            match &mut self.frames[at] {
                Frame::Handler { n_loops: outer, .. } | Frame::Finally { n_loops: outer, .. }
                    if way != Way::Returned && *outer < n_loops =>
                {
                    break;
                }
                Frame::Handler { vars, is_seen, .. } => {
                    let (vars, is_seen) = (vars.clone(), *is_seen);
                    let has_finally = (self.frames[..at].iter())
                        .any(|frame| matches!(frame, Frame::Finally { .. }));
                    if way == Way::Returned {
                        // Nobody but a `finally` can look at the variable after the `return` did.
                        if !(is_seen && has_finally) {
                            continue;
                        }
                        value = value.map(|value| self.hold(value, stmts).1);
                    }
                    self.unbind(vars, stmts);
                }
                Frame::Finally { label, ways, .. } => {
                    ways.push(way);
                    let label = label.clone();
                    stmts.push(self.stmt_at(StmtKind::Leave { label, way, value }, 0));
                    return;
                }
            }
        }
        let kind = match way {
            Way::Returned => StmtKind::Return(value),
            Way::Continued => StmtKind::Continue(None),
            Way::Raised => unreachable!("raising is no jump"),
            Way::Broke => {
                let label = match self.loop_exits.last().cloned() {
                    Some(LoopExit::Label(label)) => Some(label),
                    Some(LoopExit::Flag(var)) => {
                        let value = Expr::new(ExprKind::Bool(false), Ty::Bool);
                        stmts.push(self.stmt_at(StmtKind::Store { var, value }, 0));
                        None
                    }
                    Some(LoopExit::Plain) | None => None,
                };
                StmtKind::Break(label)
            }
        };
        stmts.push(self.stmt_at(kind, 0));
    }

    fn throw(&mut self, error: Expr, classes: ClassSet) -> Stmt {
        let kind = ExprKind::Throw {
            error: Box::new(error),
            classes,
            route: Route::Exit,
        };
        self.stmt_at(StmtKind::Expr(Expr::new(kind, Ty::Never)), 0)
    }

    /// `raise`, `raise exc`, `raise exc from cause`.
    pub(super) fn raise_stmt(
        &mut self,
        stmt: &ast::Stmt,
        exc: Option<&ast::Expr>,
        cause: Option<&ast::Expr>,
        stmts: &mut Vec<Stmt>,
    ) {
        let Some(exc) = exc else {
            return self.reraise(stmt, stmts);
        };
        let (mut error, mut classes) = self.exception(exc);
        if let Some(cause) = cause {
            if !self.is_class(cause) && !matches!(self.node_ty(cause.id), Ty::Exception | Ty::Unit)
            {
                classes = classes.or(ClassSet::exactly(&["TypeError"]));
            }
            error = self.caused(error, cause);
        }
        stmts.push(self.throw(error, classes));
    }

    fn reraise(&mut self, stmt: &ast::Stmt, stmts: &mut Vec<Stmt>) {
        if let Some(error) = self.handled.last().copied() {
            let thrown = Expr::var(error, Ty::Exception);
            stmts.push(self.throw(thrown, ClassSet::ALL));
            return;
        }
        if self.handling.contains(&self.inst) {
            self.refuse(
                stmt.span,
                "a bare `raise` outside of an `except` clause",
                "pass the exception on and raise it",
            );
            return;
        }
        let text = Expr::text("No active exception to reraise");
        let error = Expr::path(
            "Exception::runtime_error",
            vec![(text, Mode::Ref)],
            Ty::Exception,
        );
        stmts.push(self.throw(error, ClassSet::exactly(&["RuntimeError"])));
    }

    fn is_class(&self, expr: &ast::Expr) -> bool {
        matches!(&expr.kind, ast::ExprKind::Name(ident)
            if self.names.uses[expr.id.0 as usize] == Some(Use::Builtin) && is_plain(&ident.name))
    }

    /// What `raise expr` raises, and what that may be.
    fn exception(&mut self, expr: &ast::Expr) -> (Expr, ClassSet) {
        if let ast::ExprKind::Name(ident) = &expr.kind
            && self.is_class(expr)
            && let Some(constant) = constant_of(&ident.name)
        {
            let made = made(constant, Vec::new());
            return (made, exactly(&ident.name));
        }
        if self.node_ty(expr.id) == Ty::Exception {
            let classes = match &expr.kind {
                ast::ExprKind::Call { func, args, .. } => match &func.kind {
                    ast::ExprKind::Name(ident) if self.is_class(func) => made_by(&ident.name, args),
                    _ => ClassSet::ALL,
                },
                _ => ClassSet::ALL,
            };
            return (self.expr(expr), classes);
        }
        let value = self.dynamic(expr);
        let error = Expr::path("exception_from", vec![(value, Mode::Own)], Ty::Exception);
        (error, ClassSet::ALL)
    }

    /// `error` from `cause`.
    fn caused(&mut self, error: Expr, cause: &ast::Expr) -> Expr {
        let is_static = self.is_class(cause) || self.node_ty(cause.id) == Ty::Exception;
        let (name, cause) = if is_static {
            let (cause, _) = self.exception(cause);
            let ty = Ty::Option(Box::new(Ty::Exception));
            ("from_cause", Expr::new(ExprKind::Some(Box::new(cause)), ty))
        } else if self.node_ty(cause.id) == Ty::Unit {
            let ty = Ty::Option(Box::new(Ty::Exception));
            ("from_cause", Expr::new(ExprKind::NoneOption, ty))
        } else {
            ("from_value", self.dynamic(cause))
        };
        Expr::new(
            ExprKind::Op {
                spelling: crate::ir::Spelling::Method(name.to_owned()),
                args: vec![(error, Mode::OwnReceiver), (cause, Mode::Own)],
                runtime: true,
            },
            Ty::Exception,
        )
    }

    /// `ValueError(args)` as a value.
    pub(super) fn exception_call(&mut self, name: &str, args: &[ast::Expr]) -> Option<Expr> {
        let constant = constant_of(name)?;
        if let [only] = args
            && self.node_ty(only.id) == Ty::Str
        {
            let text = self.value(only, &Ty::Str);
            if !has_constructor(constant) {
                let class = Expr::new(ExprKind::ExceptionClass(constant), Ty::Unit);
                return Some(Expr::path(
                    "Exception::with_message",
                    vec![(class, Mode::Own), (text, Mode::Ref)],
                    Ty::Exception,
                ));
            }
            let path = format!("Exception::{}", constant.to_lowercase());
            let mode = match text.kind {
                ExprKind::Format { .. } | ExprKind::Op { .. } => Mode::Own,
                _ => Mode::Ref,
            };
            return Some(Expr::path(&path, vec![(text, mode)], Ty::Exception));
        }
        let args = args.iter().map(|arg| self.dynamic(arg)).collect();
        Some(made(constant, args))
    }

    /// `exit(code)`, `sys.exit(code)`.
    pub(super) fn exit(&mut self, code: Option<&ast::Expr>) -> Expr {
        let code = match code {
            Some(code) => self.expr(code),
            None => Expr::unit(),
        };
        let (path, code) = match &code.ty {
            Ty::I64 => ("sys::system_exit", code),
            _ => ("sys::system_exit_with", self.coerce(code, &Ty::Value)),
        };
        let error = Expr::path(path, vec![(code, Mode::Own)], Ty::Exception);
        let kind = ExprKind::Throw {
            error: Box::new(error),
            classes: exactly("SystemExit"),
            route: Route::Exit,
        };
        Expr::new(kind, Ty::Never)
    }

    /// `e.args`, `type(e).__name__`.
    pub(super) fn exception_attribute(&mut self, value: &ast::Expr, attr: &str) -> Option<Expr> {
        if attr == "args" && self.node_ty(value.id) == Ty::Exception {
            let error = self.expr(value);
            let ty = Ty::VarTuple(Box::new(Ty::Value));
            return Some(Expr::method(error, "arguments", vec![], ty));
        }
        None
    }

    /// `isinstance(e, ValueError)`.
    pub(super) fn exception_test(&mut self, value: &ast::Expr, classes: &ast::Expr) -> Expr {
        let names = handler_classes(self.names, &self.types.imports, classes).unwrap_or_default();
        let constants: Vec<_> = names.iter().filter_map(|name| constant_of(name)).collect();
        let error = self.expr(value);
        let mut stmts = Vec::new();
        let (_, held) = self.hold(error, &mut stmts);
        let test = crate::ir::raise::instance_test(&held, &constants);
        if stmts.is_empty() {
            return test;
        }
        Expr::new(ExprKind::Block(Block { stmts }, Box::new(test)), Ty::Bool)
    }

    /// A statement that ends the program.
    pub(super) fn exit_stmt(&mut self, value: &ast::Expr, stmts: &mut Vec<Stmt>) {
        let ast::ExprKind::Call { args, .. } = &value.kind else {
            unreachable!("checked by the caller")
        };
        let exit = self.exit(args.first());
        stmts.push(self.stmt_at(StmtKind::Expr(exit), 0));
    }

    /// `assert test, msg`.
    pub(super) fn assert_stmt(
        &mut self,
        test: &ast::Expr,
        msg: Option<&ast::Expr>,
        stmts: &mut Vec<Stmt>,
    ) {
        let test = self.condition(test);
        let message_ty = Ty::Option(Box::new(Ty::Value));
        let message = match msg {
            Some(msg) => Expr::new(ExprKind::Some(Box::new(self.dynamic(msg))), message_ty),
            None => Expr::new(ExprKind::NoneOption, message_ty),
        };
        let exception = Expr::path(
            "Exception::assertion_error",
            vec![(message, Mode::Own)],
            Ty::Exception,
        );
        let raise = self.throw(exception, exactly("AssertionError"));
        let then = Block { stmts: vec![raise] };
        let test = super::truth::negated(test);
        stmts.push(self.stmt_at(
            StmtKind::If {
                test,
                then,
                orelse: Block::default(),
            },
            0,
        ));
    }
}

/// The classes that a call of the class of this name may make: `OSError(2, "…")` is a `FileNotFoundError`.
fn made_by(name: &str, args: &[ast::Expr]) -> ClassSet {
    let is_system = constant_of(name) == Some("OS_ERROR");
    let is_numbered = args.len() > 1
        || args
            .iter()
            .any(|arg| matches!(arg.kind, ast::ExprKind::Starred(_)));
    if is_system && is_numbered {
        return ClassSet::caught_by("OSError").unwrap_or(ClassSet::ALL);
    }
    exactly(name)
}

/// The class of this name alone.
fn exactly(name: &str) -> ClassSet {
    ClassSet::exactly(&[name])
}

/// `Exception::new(class, args)`.
fn made(constant: &'static str, args: Vec<Expr>) -> Expr {
    let class = Expr::new(ExprKind::ExceptionClass(constant), Ty::Unit);
    let array = Expr::items(crate::ir::Spelling::Array, args, Ty::Unit);
    Expr::path(
        "Exception::new",
        vec![(class, Mode::Own), (array, Mode::Own)],
        Ty::Exception,
    )
}

/// Classes for which the support library has a constructor that takes the message.
fn has_constructor(constant: &str) -> bool {
    matches!(
        constant,
        "TYPE_ERROR"
            | "VALUE_ERROR"
            | "INDEX_ERROR"
            | "ZERO_DIVISION_ERROR"
            | "ATTRIBUTE_ERROR"
            | "OVERFLOW_ERROR"
            | "RECURSION_ERROR"
            | "RUNTIME_ERROR"
            | "LOOKUP_ERROR"
            | "ARITHMETIC_ERROR"
            | "MEMORY_ERROR"
            | "EOF_ERROR"
            | "NOT_IMPLEMENTED_ERROR"
            | "NAME_ERROR"
    )
}
