//! One walk through a function: each operation that may raise gets its route.

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use super::chain::results;
use super::form;
use super::points::raises;
use crate::ir::walk::{self, Node};
use crate::ir::{
    Block, Catches, Clause, Expr, ExprKind, FuncId, Mode, Pattern, Program, Role, Route, Spelling,
    Stmt, StmtKind, Ty, Var, VarIdx, Way,
};
use crate::library::exception::ClassSet;

/// Something that waits for exceptions.
pub(super) struct Catcher {
    pub(super) route: Route,
    /// What it waits for.
    pub(super) classes: ClassSet,
    /// What may come.
    pub(super) arrived: ClassSet,
}

/// The walk.
pub(super) struct Router<'p> {
    pub(super) program: &'p mut Program,
    pub(super) facts: &'p mut Facts,
    pub(super) refused: &'p mut BTreeMap<u32, &'static str>,
    func: FuncId,
    pub(super) catchers: Vec<Catcher>,
    /// By the variable of an exception: what it may be.
    pub(super) handled: BTreeMap<VarIdx, ClassSet>,
    /// The exceptions being handled here.
    pub(super) contexts: Vec<VarIdx>,
    /// For each operation around that uses up iterators: what watches them, if something does.
    pub(super) failures: Vec<Option<VarIdx>>,
    /// Variables that hold iterators over values.
    pub(super) value_iters: BTreeSet<VarIdx>,
    /// What iterators that are kept may raise, besides what generators do.
    streams: ClassSet,
    pub(super) line: u32,
    /// Calls may be nested too deep for `print` here.
    pub(super) prints_deep: bool,
    /// The function catches exceptions, or cleans up behind them.
    pub(super) catches: bool,
}

impl<'p> Router<'p> {
    pub(super) fn new(
        program: &'p mut Program,
        facts: &'p mut Facts,
        refused: &'p mut BTreeMap<u32, &'static str>,
        func: FuncId,
    ) -> Self {
        let value_iters = value_iters(program);
        let prints_deep = facts.deep.contains(&func);
        let streams = changing_streams(program);
        Self {
            program,
            facts,
            refused,
            func,
            catchers: Vec::new(),
            handled: BTreeMap::new(),
            contexts: Vec::new(),
            failures: Vec::new(),
            value_iters,
            streams,
            line: 0,
            prints_deep,
            catches: false,
        }
    }

    /// Routes a whole body.
    pub(super) fn run(mut self, body: &mut Block) {
        let func = &self.program.funcs[self.func.0 as usize];
        if func.is_counted && !matches!(func.role, Role::Main | Role::Dynamic) {
            self.point(ClassSet::exactly(&["RecursionError"]));
        }
        self.catches = super::catches(body);
        self.block(body);
    }

    /// Where an exception of these classes goes from here, if somebody may catch it.
    pub(super) fn point(&mut self, classes: ClassSet) -> Option<Route> {
        let catcher = self
            .catchers
            .iter_mut()
            .rev()
            .find(|catcher| catcher.classes.meets(classes));
        if let Some(catcher) = catcher {
            catcher.arrived = catcher.arrived.or(classes);
            return Some(catcher.route.clone());
        }
        let index = self.func.0 as usize;
        if !self.facts.waited[index].meets(classes) {
            return None;
        }
        self.facts.raised[index] = self.facts.raised[index].or(classes);
        Some(Route::Caller)
    }

    /// All that somebody waits for here.
    pub(super) fn waited(&self) -> ClassSet {
        let own = self.facts.waited[self.func.0 as usize];
        self.catchers
            .iter()
            .fold(own, |all, catcher| all.or(catcher.classes))
    }

    /// A call reaches a function.
    pub(super) fn reach(&mut self, func: FuncId) -> ClassSet {
        let index = func.0 as usize;
        let waited = self.waited();
        self.facts.waited[index] = self.facts.waited[index].or(waited);
        self.facts.raised[index]
    }

    /// An operation on `Value`s may run any function object.
    pub(super) fn reach_objects(&mut self) -> ClassSet {
        let mut raised = ClassSet::NONE;
        for index in 0..self.program.funcs.len() {
            if matches!(
                self.program.funcs[index].role,
                Role::Dynamic | Role::Generator
            ) {
                raised = raised.or(self.reach(super::func_id(index)));
            }
        }
        raised
    }

    /// What taking an item off a kept iterator may raise, its end left aside.
    pub(super) fn stream_classes(&mut self) -> ClassSet {
        let has_generators = |func: &crate::ir::Func| func.role == Role::Generator;
        let generators = if self.program.funcs.iter().any(has_generators) {
            ClassSet::library().or(self.reach_objects())
        } else {
            ClassSet::NONE
        };
        self.streams.or(generators)
    }

    pub(super) fn block(&mut self, block: &mut Block) {
        let mut is_reached = true;
        for mut stmt in std::mem::take(&mut block.stmts) {
            let is_layout = matches!(
                stmt.kind,
                StmtKind::Comment(_)
                    | StmtKind::Trailing(_)
                    | StmtKind::Blank
                    | StmtKind::Define(_)
            );
            if !is_reached && !is_layout {
                continue;
            }
            if stmt.line > 0 {
                self.line = stmt.line;
            }
            let start = block.stmts.len();
            self.stmt(&mut stmt, &mut block.stmts);
            is_reached &= block.stmts[start..].iter().all(form::passes);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt, out: &mut Vec<Stmt>) {
        let line = stmt.line;
        match std::mem::replace(&mut stmt.kind, StmtKind::Blank) {
            kind @ StmtKind::Try { .. } => {
                let stmts = self.try_stmt(kind, line);
                out.extend(stmts);
                return;
            }
            kind @ StmtKind::Finally { .. } => {
                let stmts = self.finally_stmt(kind, line);
                out.extend(stmts);
                return;
            }
            StmtKind::Labelled { label, mut body } => {
                self.block(&mut body);
                if form::is_broken(&body, &label) {
                    let kind = StmtKind::Labelled { label, body };
                    out.push(Stmt { kind, line });
                } else {
                    out.extend(body.stmts);
                }
                return;
            }
            StmtKind::For {
                label,
                pattern,
                iter,
                body,
            } => {
                let stmts = self.for_loop(label, pattern, iter, body, line);
                out.extend(stmts);
                return;
            }
            mut other => {
                self.plain_stmt(&mut other);
                super::assert::fold(&mut other);
                stmt.kind = other;
            }
        }
        form::hoist(self.program, self.func, stmt, out);
        out.push(stmt.clone());
    }

    fn plain_stmt(&mut self, kind: &mut StmtKind) {
        match kind {
            StmtKind::Let { value, .. } | StmtKind::Leave { value, .. } => {
                if let Some(value) = value {
                    self.expr(value);
                }
            }
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    self.outermost(value);
                }
            }
            StmtKind::Expr(value) => self.outermost(value),
            StmtKind::LetTuple { value, .. }
            | StmtKind::LetArray { value, .. }
            | StmtKind::Store { value, .. }
            | StmtKind::StoreOp { value, .. }
            | StmtKind::CellSet { value, .. }
            | StmtKind::Tail(value)
            | StmtKind::Yield(value) => self.expr(value),
            StmtKind::If { test, then, orelse } => {
                self.expr(test);
                self.block(then);
                self.block(orelse);
            }
            StmtKind::While { test, body, .. } => {
                self.expr(test);
                self.block(body);
            }
            StmtKind::Match {
                value,
                then,
                handler,
                ..
            } => {
                self.expr(value);
                self.block(then);
                self.block(handler);
            }
            StmtKind::Try { .. }
            | StmtKind::Finally { .. }
            | StmtKind::For { .. }
            | StmtKind::Labelled { .. } => {
                unreachable!("handled by the caller")
            }
            StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Unbind(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Define(_) => {}
        }
    }

    fn try_stmt(&mut self, kind: StmtKind, line: u32) -> Vec<Stmt> {
        let StmtKind::Try {
            label,
            done,
            mut body,
            mut orelse,
            error,
            clauses,
            handler: _,
        } = kind
        else {
            unreachable!("checked by the caller")
        };
        let classes = clauses.iter().fold(ClassSet::NONE, |all, clause| {
            all.or(match clause.catches {
                Catches::Classes(_, classes) => classes,
                Catches::Value(_) => ClassSet::ALL,
            })
        });
        self.catchers.push(Catcher {
            route: Route::Handler(label.clone()),
            classes,
            arrived: ClassSet::NONE,
        });
        self.block(&mut body);
        let arrived = self
            .catchers
            .pop()
            .map_or(ClassSet::NONE, |catcher| catcher.arrived);
        self.block(&mut orelse);
        body.stmts.extend(orelse.stmts);
        if arrived.is_empty() {
            return body.stmts;
        }
        let mut handler = Block::default();
        self.clauses(clauses, error, arrived, &mut handler);
        let attempt = form::Attempt {
            label,
            done,
            body,
            error,
            handler,
            line,
        };
        form::finish(self.program, self.func, attempt)
    }

    /// The clauses as a chain of tests.
    fn clauses(&mut self, clauses: Vec<Clause>, error: VarIdx, arrived: ClassSet, out: &mut Block) {
        let mut remaining = arrived;
        let mut clauses = clauses.into_iter();
        while let Some(mut clause) = clauses.next() {
            let line = clause.body.stmts.first().map_or(0, |stmt| stmt.line);
            let exception = Expr::var(error, Ty::Exception);
            let (caught, test) = match clause.catches {
                Catches::Classes(_, classes) if !remaining.meets(classes) => continue,
                Catches::Classes(constants, classes) => {
                    let is_all = remaining.without(classes).is_empty();
                    (
                        classes,
                        (!is_all).then(|| instance_test(&exception, &constants)),
                    )
                }
                Catches::Value(mut value) => {
                    self.expr(&mut value);
                    let name = if let Some(route) = self.point(ClassSet::exactly(&["TypeError"])) {
                        let test = Expr::method(
                            exception,
                            "try_is_caught_by",
                            vec![(value, Mode::Ref)],
                            Ty::Bool,
                        );
                        raises(test, route)
                    } else {
                        Expr::method(
                            exception,
                            "is_caught_by",
                            vec![(value, Mode::Ref)],
                            Ty::Bool,
                        )
                    };
                    (ClassSet::NONE, Some(name))
                }
            };
            let here = if caught.is_empty() {
                remaining
            } else {
                remaining.and(caught)
            };
            self.handled.insert(error, here);
            self.contexts.push(error);
            self.block(&mut clause.body);
            self.contexts.pop();
            self.handled.remove(&error);
            let Some(test) = test else {
                out.stmts.extend(clause.body.stmts);
                return;
            };
            remaining = remaining.without(caught);
            let mut orelse = Block::default();
            self.clauses(clauses.collect(), error, remaining, &mut orelse);
            let kind = StmtKind::If {
                test,
                then: clause.body,
                orelse,
            };
            out.stmts.push(Stmt { kind, line });
            return;
        }
        let route = self.point(remaining).unwrap_or(Route::Exit);
        let kind = ExprKind::Throw {
            error: Box::new(Expr::var(error, Ty::Exception)),
            classes: remaining,
            route,
        };
        out.stmts.push(Stmt {
            kind: StmtKind::Expr(Expr::new(kind, Ty::Never)),
            line: 0,
        });
    }

    fn finally_stmt(&mut self, kind: StmtKind, line: u32) -> Vec<Stmt> {
        let StmtKind::Finally {
            label,
            mut body,
            outcome,
            mut finalizer,
            mut arms,
        } = kind
        else {
            unreachable!("checked by the caller")
        };
        self.catchers.push(Catcher {
            route: Route::Finally(label.clone()),
            classes: ClassSet::ALL,
            arrived: ClassSet::NONE,
        });
        self.block(&mut body);
        let arrived = self
            .catchers
            .pop()
            .map_or(ClassSet::NONE, |catcher| catcher.arrived);
        self.block(&mut finalizer);
        arms.retain(|arm| match arm.way {
            Way::Raised => !arrived.is_empty(),
            way => form::is_left(&body, &label, way),
        });
        for arm in &mut arms {
            if let (Way::Raised, Some(error)) = (arm.way, arm.var) {
                self.handled.insert(error, arrived);
            }
            self.block(&mut arm.body);
        }
        if arms.is_empty() {
            body.stmts.extend(finalizer.stmts);
            return body.stmts;
        }
        form::hoist_results(self.program, self.func, &mut body);
        let kind = StmtKind::Finally {
            label,
            body,
            outcome,
            finalizer,
            arms,
        };
        vec![Stmt { kind, line }]
    }

    fn for_loop(
        &mut self,
        label: Option<String>,
        pattern: Pattern,
        mut iter: Expr,
        mut body: Block,
        line: u32,
    ) -> Vec<Stmt> {
        let is_changed = may_change(&body);
        let Some(classes) = self.source(&iter, is_changed) else {
            return self.chained_loop(label, pattern, iter, body, line);
        };
        self.expr(&mut iter);
        let route = self.point(classes);
        self.block(&mut body);
        let Some(route) = route else {
            let kind = StmtKind::For {
                label,
                pattern,
                iter,
                body,
            };
            return vec![Stmt { kind, line }];
        };
        let Ty::Iter(item) = iter.ty.clone() else {
            unreachable!("loops walk iterators")
        };
        let each = self.temp("item", (*item).clone());
        let mut stmts = Vec::new();
        let value = raises(Expr::var(each, (*item).clone()), route);
        self.bind(pattern, value, line, &mut stmts);
        stmts.append(&mut body.stmts);
        let kind = StmtKind::For {
            label,
            pattern: Pattern::Var(each),
            iter: results(iter),
            body: Block { stmts },
        };
        vec![Stmt { kind, line }]
    }

    /// A loop over an iterator made of others.
    fn chained_loop(
        &mut self,
        label: Option<String>,
        pattern: Pattern,
        mut iter: Expr,
        mut body: Block,
        line: u32,
    ) -> Vec<Stmt> {
        let is_changed = may_change(&body);
        self.failures.push(None);
        let raised = self.chain(&mut iter, is_changed);
        let failure = self.failures.pop().flatten();
        self.block(&mut body);
        let kind = StmtKind::For {
            label,
            pattern,
            iter,
            body,
        };
        let walk = Stmt { kind, line };
        match failure {
            Some(failure) => self.watched_loop(failure, raised, walk),
            None => vec![walk],
        }
    }

    /// `let pattern = value;`.
    fn bind(&mut self, pattern: Pattern, value: Expr, line: u32, stmts: &mut Vec<Stmt>) {
        let kind = match pattern {
            Pattern::Ignore => StmtKind::Expr(value),
            Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var) => {
                StmtKind::Store { var, value }
            }
            Pattern::Tuple(parts) | Pattern::Behind(parts) => {
                let Ty::Tuple(tys) = value.ty.clone() else {
                    unreachable!("the pattern fits the items")
                };
                let mut inner = Vec::new();
                let mut vars = Vec::new();
                for (part, ty) in parts.into_iter().zip(tys) {
                    if part == Pattern::Ignore {
                        vars.push(None);
                        continue;
                    }
                    let var = self.temp("item", ty.clone());
                    vars.push(Some(var));
                    self.bind(part, Expr::var(var, ty), line, &mut inner);
                }
                let kind = StmtKind::LetTuple { vars, value };
                stmts.push(Stmt { kind, line });
                stmts.append(&mut inner);
                return;
            }
        };
        stmts.push(Stmt { kind, line });
    }

    pub(super) fn temp(&mut self, name: &str, ty: Ty) -> VarIdx {
        self.program.add_var(Var::own(self.func, name, ty))
    }
}

/// `error.is_instance(…)` for one of several classes.
pub(crate) fn instance_test(error: &Expr, constants: &[&'static str]) -> Expr {
    let class = |constant| Expr::new(ExprKind::ExceptionClass(constant), Ty::Unit);
    let (name, classes) = match constants {
        [] => return Expr::new(ExprKind::Bool(true), Ty::Bool),
        [only] => ("is_instance", (class(only), Mode::Own)),
        several => {
            let classes = several.iter().map(|constant| class(constant)).collect();
            let array = Expr::items(Spelling::Array, classes, Ty::Unit);
            ("is_any", (array, Mode::Ref))
        }
    };
    Expr::method(error.clone(), name, vec![classes], Ty::Bool)
}

/// What kept iterators over dicts and sets raise when these change on the way.
fn changing_streams(program: &Program) -> ClassSet {
    let mut raised = ClassSet::NONE;
    for func in &program.funcs {
        walk::walk_block(&func.body, &mut |node| {
            if let Node::Expr(Expr {
                kind:
                    ExprKind::Op {
                        spelling: Spelling::Method(name),
                        args,
                        ..
                    },
                ..
            }) = node
                && matches!(name.as_str(), "to_iter" | "to_iter_reversed")
                && matches!(args[0].0.ty, Ty::Dict(..) | Ty::Set(_) | Ty::View(..))
            {
                raised = ClassSet::exactly(&["RuntimeError"]);
            }
        });
    }
    raised
}

/// Variables that hold iterators over values.
fn value_iters(program: &Program) -> BTreeSet<VarIdx> {
    let mut found = BTreeSet::new();
    for func in &program.funcs {
        walk::walk_block(&func.body, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Let {
                    var,
                    value: Some(value),
                } = &stmt.kind
                && let ExprKind::Op {
                    spelling: Spelling::Method(name),
                    args,
                    ..
                } = &value.kind
                && name == "iter"
                && args
                    .first()
                    .is_some_and(|(source, _)| source.ty == Ty::Value)
            {
                found.insert(*var);
            }
        });
    }
    found
}

/// Whether the body may add to a dict or set or take from one.
fn may_change(body: &Block) -> bool {
    let mut found = false;
    walk::walk_block(body, &mut |node| {
        if let Node::Expr(expr) = node {
            found |= match &expr.kind {
                ExprKind::CallFunc { .. } | ExprKind::CallClosure { .. } => true,
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    args,
                    ..
                } => match args.first().map(|(receiver, _)| &receiver.ty) {
                    Some(Ty::Dict(..) | Ty::Set(_) | Ty::Deque(_)) => !matches!(
                        name.as_str(),
                        "at" | "get"
                            | "get_or"
                            | "contains"
                            | "len"
                            | "keys"
                            | "values"
                            | "items"
                            | "keys_view"
                            | "values_view"
                            | "items_view"
                            | "keys_reversed"
                            | "iter"
                            | "copy"
                            | "str"
                            | "shown"
                            | "repr"
                            | "is_empty"
                    ),
                    Some(Ty::Value) => true,
                    _ => false,
                },
                ExprKind::Op {
                    spelling: Spelling::Path(path),
                    ..
                } => path.starts_with("Value::call"),
                _ => false,
            };
        }
    });
    found
}
