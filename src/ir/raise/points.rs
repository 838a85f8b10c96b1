//! Expressions: what each raises by itself, and where that goes.

use super::routes::{Catcher, Router};
use super::table::{self, is_dynamic};
use crate::ir::walk;
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, FuncId, Mode, Piece, Route, Spelling, Stmt, StmtKind, Ty,
};
use crate::library::exception::ClassSet;

impl Router<'_> {
    /// The exception that is being handled here, if the program could see that it is the context of others.
    fn context(&self) -> Option<Expr> {
        let var = *self.contexts.last()?;
        self.program
            .shows_contexts
            .then(|| Expr::var(var, Ty::Exception))
    }

    /// The operation with where its exceptions go.
    pub(super) fn wrap(&self, expr: &mut Expr, route: Route) {
        let mut inner = std::mem::replace(expr, Expr::unit());
        if let (Some(context), true) = (self.context(), route != Route::Exit) {
            let ty = inner.ty.clone();
            let args = vec![(inner, Mode::Own), (context, Mode::Ref)];
            inner = Expr::path("within", args, ty);
        }
        *expr = raises(inner, route);
    }

    /// Routes what an expression raises, its operands first.
    pub(super) fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value);
                return;
            }
            ExprKind::Inline { body, .. } => {
                if !self.inline(body).is_empty() {
                    self.refused
                        .entry(self.line)
                        .or_insert("an iterator that may raise in the middle of a `try`");
                }
                return;
            }
            ExprKind::Op { spelling, .. } if takes_key(spelling) => {
                return self.keyed(expr);
            }
            ExprKind::Op { spelling, args, .. } if self.unpacks_mapped(spelling, args) => {
                return self.unpacked(expr);
            }
            ExprKind::Op { args, .. } => {
                let is_iter = |ty: &Ty| matches!(ty, Ty::Iter(_));
                if !is_iter(&expr.ty) && args.iter().any(|(arg, _)| is_iter(&arg.ty)) {
                    return self.consumer(expr);
                }
                for (arg, _) in args {
                    self.expr(arg);
                }
            }
            _ => walk::each_child(expr, &mut |child| self.expr(child)),
        }
        self.own_point(expr);
    }

    /// A closure of Rust's own: what may be raised in it stays in it.
    pub(super) fn inline(&mut self, body: &mut Expr) -> ClassSet {
        let classes = self.waited();
        self.catchers.push(Catcher {
            route: Route::Caller,
            classes,
            arrived: ClassSet::NONE,
        });
        self.expr(body);
        self.catchers
            .pop()
            .map_or(ClassSet::NONE, |catcher| catcher.arrived)
    }

    /// `sorted(items, key=…)`: the support library takes keys that may fail.
    fn keyed(&mut self, expr: &mut Expr) {
        let mut raised = ClassSet::NONE;
        let ExprKind::Op { spelling, args, .. } = &mut expr.kind else {
            unreachable!("checked by the caller")
        };
        let mut is_open = false;
        self.failures.push(None);
        for (arg, _) in args.iter_mut() {
            if let ExprKind::Inline { body, .. } = &mut arg.kind {
                raised = raised.or(self.inline(body));
                is_open = is_dynamic(&body.ty);
            } else if matches!(arg.ty, Ty::Iter(_)) {
                raised = raised.or(self.chain(arg, false));
            } else {
                self.expr(arg);
            }
        }
        let failure = self.failures.pop().flatten();
        let own = match spelling {
            Spelling::Path(path) if path == "seq::fold" => ClassSet::NONE,
            Spelling::Path(path) if path == "seq::reduce" => ClassSet::exactly(&["TypeError"]),
            _ if is_open => ClassSet::library(),
            Spelling::Path(path) if path == "seq::sorted_by_key" => ClassSet::NONE,
            _ => ClassSet::exactly(&["ValueError"]),
        };
        let Some(route) = self.point(raised.or(own)) else {
            return;
        };
        let ExprKind::Op { spelling, args, .. } = &mut expr.kind else {
            unreachable!("checked above")
        };
        match spelling {
            Spelling::Path(path) => *path = path.replace("::", "::try_"),
            Spelling::Method(name) => *name = format!("try_{name}"),
            _ => {}
        }
        for (arg, _) in args {
            if let ExprKind::Inline { body, .. } = &mut arg.kind {
                fallible_body(body);
            }
        }
        let Some(failure) = failure else {
            return self.wrap(expr, route);
        };
        let ty = expr.ty.clone();
        let result = std::mem::replace(expr, Expr::unit());
        let mut value = self.first(failure, result);
        self.wrap(&mut value, route);
        let stmts = vec![self.let_failure(failure)];
        *expr = Expr::new(ExprKind::Block(Block { stmts }, Box::new(value)), ty);
    }

    /// Whether the items that are unpacked come out of a closure of Rust's own, over an iterator that raises nothing itself.
    fn unpacks_mapped(&mut self, spelling: &Spelling, args: &[(Expr, Mode)]) -> bool {
        let is_unpack =
            matches!(spelling, Spelling::Path(path) if path == "unpack" || path == "unpack_star");
        let ExprKind::Op {
            spelling: Spelling::Method(name),
            args: mapped,
            ..
        } = &args.first().map_or(&ExprKind::Unit, |(arg, _)| &arg.kind)
        else {
            return false;
        };
        is_unpack
            && name == "map"
            && matches!(mapped[1].0.kind, ExprKind::Inline { .. })
            && self.source(&mapped[0].0, false).is_none()
    }

    /// `a, b = map(int, words)`: the support library takes items that may fail, one after the other.
    fn unpacked(&mut self, expr: &mut Expr) {
        let ExprKind::Op { spelling, args, .. } = &mut expr.kind else {
            unreachable!("checked by the caller")
        };
        let mut raised = ClassSet::NONE;
        if let ExprKind::Op { args: mapped, .. } = &mut args[0].0.kind {
            self.expr(&mut mapped[0].0);
            if let ExprKind::Inline { body, .. } = &mut mapped[1].0.kind {
                raised = self.inline(body);
                if !raised.is_empty() {
                    fallible_body(body);
                }
            }
        }
        for (arg, _) in &mut args[1..] {
            self.expr(arg);
        }
        let classes = raised.or(ClassSet::exactly(&["ValueError"]));
        let Some(route) = self.point(classes) else {
            return;
        };
        if let Spelling::Path(path) = spelling {
            let results = if raised.is_empty() { "" } else { "_results" };
            *path = format!("try_{path}{results}");
        }
        self.wrap(expr, route);
    }

    /// What the expression raises besides its operands.
    pub(super) fn own_point(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::CallFunc { func, .. } => {
                let func = *func;
                self.note_deep_call(func);
                let raised = self.reach(func);
                if self.program.funcs[func.0 as usize].is_fallible || !raised.is_empty() {
                    let route = self.point(raised).unwrap_or(Route::Exit);
                    self.wrap(expr, route);
                }
            }
            ExprKind::CallClosure { callee, .. } => {
                let Ty::Closure(set) = callee.ty else { return };
                let members = self.program.sets[set.0 as usize].members.clone();
                for member in &members {
                    self.note_deep_call(*member);
                }
                let raised = members
                    .into_iter()
                    .fold(ClassSet::NONE, |all, member| all.or(self.reach(member)));
                if self.program.sets[set.0 as usize].is_fallible || !raised.is_empty() {
                    let route = self.point(raised).unwrap_or(Route::Exit);
                    self.wrap(expr, route);
                }
            }
            ExprKind::Throw {
                error,
                classes,
                route,
            } => {
                if let ExprKind::Var(var) = &error.kind
                    && let Some(handled) = self.handled.get(var)
                {
                    *classes = classes.and(*handled);
                }
                let classes = *classes;
                let context = self.context();
                if let Some(context) = context.filter(|context| !is_var(error, context)) {
                    in_context(error, context);
                }
                match self.point(classes) {
                    Some(found) => *route = found,
                    None => leave_program(error),
                }
            }
            ExprKind::Fail {
                class,
                message,
                suggestion,
            } => {
                let classes = ClassSet::exactly(&[*class]);
                let error = failure(class, message, suggestion.as_deref());
                if let Some(route) = self.point(classes) {
                    expr.kind = ExprKind::Throw {
                        error: Box::new(error),
                        classes,
                        route,
                    };
                }
            }
            ExprKind::Op { .. } => self.operation(expr),
            ExprKind::Format { .. } if self.prints_deep => self.print(expr),
            _ => {}
        }
    }

    /// Behind a call that counts its frame there is room for `print`, unless its failure is caught here.
    fn note_deep_call(&mut self, func: FuncId) {
        self.prints_deep &= self.catches || !self.program.funcs[func.0 as usize].is_counted;
    }

    /// `print` where calls may be nested too deep.
    fn print(&mut self, expr: &mut Expr) {
        let ExprKind::Format { purpose, pieces } = &mut expr.kind else {
            return;
        };
        let twin = match purpose {
            FormatUse::Println => FormatUse::TryPrintln,
            FormatUse::Print => FormatUse::TryPrint,
            FormatUse::TryPrintln
            | FormatUse::TryPrint
            | FormatUse::Eprintln
            | FormatUse::Eprint
            | FormatUse::Format => return,
        };
        if self.program.text_first.contains(&self.line)
            && let [Piece::Text(_), Piece::Value(..), ..] = &pieces[..]
            && pieces.iter().all(is_there)
        {
            // Which of the two fails shows in the message.
            let lead = ExprKind::Format {
                purpose: FormatUse::Print,
                pieces: pieces.drain(..1).collect(),
            };
            let mut lead = Expr::new(lead, Ty::Unit);
            self.print(&mut lead);
            self.print(expr);
            let rest = std::mem::replace(expr, Expr::unit());
            let stmt = Stmt {
                kind: StmtKind::Expr(lead),
                line: self.line,
            };
            let block = Block { stmts: vec![stmt] };
            *expr = Expr::new(ExprKind::Block(block, Box::new(rest)), Ty::Unit);
            return;
        }
        let classes = ClassSet::exactly(&["RecursionError"]);
        if let Some(route) = self.point(classes) {
            *purpose = twin;
            self.wrap(expr, route);
        }
    }

    /// Routes what a whole statement raises: a name that nobody binds is no value there.
    pub(super) fn outermost(&mut self, expr: &mut Expr) {
        let ExprKind::Op { spelling, args, .. } = &mut expr.kind else {
            return self.expr(expr);
        };
        if !matches!(failing(spelling), Some((_, "NameError"))) {
            return self.expr(expr);
        }
        let classes = ClassSet::exactly(&["NameError"]);
        if let Some(route) = self.point(classes) {
            let kind = ExprKind::Throw {
                error: Box::new(undefined(std::mem::take(args))),
                classes,
                route,
            };
            *expr = Expr::new(kind, Ty::Never);
        }
    }

    fn operation(&mut self, expr: &mut Expr) {
        if let ExprKind::Op {
            spelling, args: _, ..
        } = &mut expr.kind
            && let Some((path, class)) = failing(spelling)
        {
            let twin = Spelling::Path(format!("try_{path}"));
            if let Some(route) = self.point(ClassSet::exactly(&[class])) {
                *spelling = twin;
                self.wrap(expr, route);
            }
            return;
        }
        let Some(raising) = table::raising(expr) else {
            return;
        };
        let mut classes = raising.classes;
        if is_stream_step(expr) {
            classes = classes.or(self.stream_classes());
        }
        if classes == ClassSet::library() {
            classes = classes.or(self.reach_objects());
        }
        let route = self.point(classes);
        let ExprKind::Op { spelling, .. } = &mut expr.kind else {
            return;
        };
        let Some(route) = route else {
            if let Spelling::Method(name) = spelling {
                name.truncate(name.trim_end_matches("_many").len());
            }
            return;
        };
        *spelling = raising.twin;
        self.wrap(expr, route);
    }
}

/// A closure of Rust's own gives a `Result`.
pub(super) fn fallible_body(body: &mut Expr) {
    let value = std::mem::replace(body, Expr::unit());
    let ty = value.ty.clone();
    *body = match value.kind {
        ExprKind::Raises {
            inner,
            route: Route::Caller,
        } => *inner,
        kind => {
            let value = Expr::new(kind, ty.clone());
            Expr::new(ExprKind::Ok(Box::new(value)), ty)
        }
    };
}

/// Whether the operation takes an item off a kept iterator.
fn is_stream_step(expr: &Expr) -> bool {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &expr.kind
    else {
        return false;
    };
    matches!(args.first(), Some((receiver, _)) if matches!(receiver.ty, Ty::Stream(_)))
        && (name.starts_with("next_") || name == "contains")
}

fn takes_key(spelling: &Spelling) -> bool {
    match spelling {
        Spelling::Path(path) => matches!(
            path.as_str(),
            "seq::sorted_by_key"
                | "seq::min_by_key"
                | "seq::max_by_key"
                | "seq::reduce"
                | "seq::fold"
        ),
        Spelling::Method(name) => name == "sort_by_key",
        _ => false,
    }
}

/// The exception that a failure of known text raises.
fn failure(class: &str, message: &str, suggestion: Option<&str>) -> Expr {
    let missing = message
        .strip_prefix("name '")
        .and_then(|rest| rest.strip_suffix("' is not defined"));
    let (path, text) = match (class, missing) {
        ("UnboundLocalError", _) => ("Exception::unbound_local_error", message),
        ("TypeError", _) => ("Exception::type_error", message),
        (_, Some(name)) => ("Exception::undefined_name", name),
        _ => ("Exception::name_error", message),
    };
    let error = Expr::path(path, vec![(Expr::text(text), Mode::Ref)], Ty::Exception);
    match suggestion {
        Some(name) => suggesting(error, Expr::text(name)),
        None => error,
    }
}

/// The function that gives no value but raises, and what: for a name that nobody binds, a call that fits no parameters.
fn failing(spelling: &Spelling) -> Option<(&str, &'static str)> {
    let Spelling::Path(path) = spelling else {
        return None;
    };
    match path.as_str() {
        "undefined::<Value>" | "misspelt::<Value>" => Some((path, "NameError")),
        "wrong_call::<Value>" => Some((path, "TypeError")),
        _ => None,
    }
}

/// Whether what is printed is there already: nothing runs, prints or fails before the first of it is written.
fn is_there(piece: &Piece) -> bool {
    let Piece::Value(value, _) = piece else {
        return true;
    };
    let mut is_there = true;
    walk::walk_expr(value, &mut |node| {
        is_there &= match node {
            walk::Node::Expr(expr) => match &expr.kind {
                ExprKind::CallFunc { .. }
                | ExprKind::CallClosure { .. }
                | ExprKind::Raises { .. }
                | ExprKind::Throw { .. }
                | ExprKind::Fail { .. }
                | ExprKind::Checked { .. } => false,
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    ..
                } if name == "str" => true,
                _ => table::raising(expr).is_none(),
            },
            walk::Node::Stmt(_) => false,
            walk::Node::Pattern(_) => true,
        };
    });
    is_there
}

/// The exception for a name that nobody binds: its name, and one like it.
fn undefined(args: Vec<(Expr, Mode)>) -> Expr {
    let mut args = args.into_iter();
    let error = Expr::path(
        "Exception::undefined_name",
        args.by_ref().take(1).collect(),
        Ty::Exception,
    );
    match args.next() {
        Some((like, _)) => suggesting(error, like),
        None => error,
    }
}

fn suggesting(error: Expr, like: Expr) -> Expr {
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("suggesting".to_owned()),
            args: vec![(error, Mode::OwnReceiver), (like, Mode::Ref)],
            runtime: true,
        },
        Ty::Exception,
    )
}

/// `raise_value(value)` and `sys::exit(status)` make the exceptions themselves.
fn leave_program(error: &mut Expr) {
    let ExprKind::Op {
        spelling: Spelling::Path(path),
        args,
        ..
    } = &mut error.kind
    else {
        return;
    };
    let diverging = match path.as_str() {
        "exception_from" => "raise_value",
        "sys::system_exit" => "sys::exit",
        "sys::system_exit_with" => match &mut args[0].0 {
            code if is_none(code) => {
                *code = Expr::int(0);
                "sys::exit"
            }
            _ => "sys::exit_with",
        },
        _ => return,
    };
    diverging.clone_into(path);
    error.ty = Ty::Never;
}

/// `Value::None`.
fn is_none(value: &Expr) -> bool {
    matches!(&value.kind, ExprKind::ToValue(inner) if matches!(inner.kind, ExprKind::Unit))
}

/// The operation with where its exceptions go.
pub(super) fn raises(inner: Expr, route: Route) -> Expr {
    let ty = inner.ty.clone();
    let inner = Box::new(inner);
    Expr::new(ExprKind::Raises { inner, route }, ty)
}

fn is_var(error: &Expr, other: &Expr) -> bool {
    matches!((&error.kind, &other.kind), (ExprKind::Var(one), ExprKind::Var(two)) if one == two)
}

/// The exception has the one that is being handled as its context.
fn in_context(error: &mut Expr, context: Expr) {
    let raised = std::mem::replace(error, Expr::unit());
    *error = Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method("in_context".to_owned()),
            args: vec![(raised, Mode::OwnReceiver), (context, Mode::Ref)],
            runtime: true,
        },
        Ty::Exception,
    );
}
