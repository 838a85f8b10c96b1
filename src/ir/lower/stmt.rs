//! Statements.

use super::{LoopExit, Lower};
use crate::ir::walk::{self, Node};
use crate::ir::{Block, Expr, ExprKind, Spelling, Stmt, StmtKind, Ty, VarIdx};
use crate::names::Use;
use crate::syntax::ast::{self, Body};
use crate::types::infer::{has_break, is_always_true};
use crate::types::{InstId, Member, Target};

impl Lower<'_> {
    /// A statement at a line.
    pub(super) fn stmt_at(&self, kind: StmtKind, line: u32) -> Stmt {
        Stmt { kind, line }
    }

    /// A block; false if its end is never reached.
    pub(super) fn block(&mut self, body: &Body) -> (Block, bool) {
        self.block_from(body, 0)
    }

    /// A block without its first `skip` statements.
    pub(super) fn block_from(&mut self, body: &Body, skip: usize) -> (Block, bool) {
        let mut stmts = Vec::new();
        let mut falls = true;
        for (index, stmt) in body.stmts.iter().enumerate() {
            let line = self.line(stmt.span);
            if stmt.blank_before && index > 0 {
                stmts.push(self.stmt_at(StmtKind::Blank, 0));
            }
            for comment in &stmt.leading {
                stmts.push(self.stmt_at(
                    StmtKind::Comment(comment.text.clone()),
                    self.line(comment.span),
                ));
            }
            if index < skip || !falls {
                continue;
            }
            let start = stmts.len();
            falls = self.stmt(stmt, line, &mut stmts);
            if let Some(comment) = &stmt.trailing {
                let text = comment.text.clone();
                // A comment behind a header, or behind what became an item or nothing, stands before it.
                if is_simple(&stmt.kind)
                    && stmts[start..]
                        .last()
                        .is_some_and(|last| !matches!(last.kind, StmtKind::Define(_)))
                {
                    stmts.push(self.stmt_at(StmtKind::Trailing(text), line));
                } else {
                    stmts.insert(start, self.stmt_at(StmtKind::Comment(text), line));
                }
            }
        }
        for comment in &body.tail {
            stmts.push(self.stmt_at(
                StmtKind::Comment(comment.text.clone()),
                self.line(comment.span),
            ));
        }
        (Block { stmts }, falls)
    }

    fn stmt(&mut self, stmt: &ast::Stmt, line: u32, stmts: &mut Vec<Stmt>) -> bool {
        self.spans.entry(line).or_insert(stmt.span);
        let start = stmts.len();
        let falls = self.stmt_kind(stmt, stmts);
        for lowered in &mut stmts[start..] {
            if lowered.line == 0 {
                lowered.line = line;
            }
        }
        falls
    }

    fn stmt_kind(&mut self, stmt: &ast::Stmt, stmts: &mut Vec<Stmt>) -> bool {
        match &stmt.kind {
            ast::StmtKind::FunctionDef(def) => {
                let annotations = def
                    .params
                    .list
                    .iter()
                    .filter_map(|param| param.annotation.as_ref());
                if !self.annotations(annotations.chain(&def.returns), stmts) {
                    return false;
                }
                self.define(stmt, &def.params, stmts);
                true
            }
            ast::StmtKind::Return(value) => {
                self.return_stmt(value.as_ref(), stmts);
                false
            }
            ast::StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(target, stmts);
                }
                true
            }
            ast::StmtKind::Assign { targets, value } => {
                if let [target] = targets.as_slice()
                    && self.types.imports.is_alias(self.names, target)
                {
                    return true;
                }
                self.assignment(targets, value, stmts);
                true
            }
            ast::StmtKind::AugAssign { target, op, value } => {
                self.augmented(stmt, target, *op, value, stmts);
                true
            }
            ast::StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple: _,
            } => {
                if let Some(value) = value
                    && !self.types.imports.is_alias(self.names, target)
                {
                    let lowered = self.assigned_value(target, value);
                    self.assign(target, lowered, stmts);
                }
                self.inst != InstId(0) || self.annotations([annotation], stmts)
            }
            ast::StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async: _,
            } => self.for_loop(target, iter, body, orelse, stmts),
            ast::StmtKind::While { test, body, orelse } => {
                self.while_loop(test, body, orelse, stmts)
            }
            ast::StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse, stmts),
            ast::StmtKind::Expr(value) if self.types.imports.is_exit(self.names, value) => {
                self.exit_stmt(value, stmts);
                false
            }
            ast::StmtKind::Expr(value) => {
                if let Some((name, node)) = self.undefined_callee(value) {
                    let message = format!("name '{name}' is not defined");
                    let suggestion = self.names.suggestions.get(&node).cloned();
                    let fail = self.raise("NameError", &message, suggestion);
                    stmts.push(self.stmt_at(StmtKind::Expr(fail), 0));
                    return false;
                }
                if self.failing_call(value, stmts) {
                    return false;
                }
                if !matches!(value.kind, ast::ExprKind::Constant(_)) {
                    let mut value = self.expr(value);
                    if let ExprKind::Block(block, last) = value.kind {
                        stmts.extend(block.stmts);
                        let is_idle = match &last.kind {
                            ExprKind::Var(_) => true,
                            ExprKind::ToValue(inner) => inner.is_literal(),
                            _ => last.is_literal(),
                        };
                        if is_idle {
                            return true;
                        }
                        value = *last;
                    }
                    stmts.push(self.stmt_at(StmtKind::Expr(value), 0));
                }
                true
            }
            ast::StmtKind::Raise { exc, cause } => {
                self.raise_stmt(stmt, exc.as_ref(), cause.as_ref(), stmts);
                false
            }
            ast::StmtKind::Assert { test, msg } => {
                self.assert_stmt(test, msg.as_ref(), stmts);
                true
            }
            ast::StmtKind::Break => {
                self.break_stmt(stmts);
                false
            }
            ast::StmtKind::Continue => {
                self.continue_stmt(stmts);
                false
            }
            ast::StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                is_star: _,
            } => self.try_stmt(body, handlers, orelse, finalbody, stmts),
            ast::StmtKind::Global(_)
            | ast::StmtKind::Nonlocal(_)
            | ast::StmtKind::Pass
            | ast::StmtKind::Import(_)
            | ast::StmtKind::ImportFrom { .. } => true,
            ast::StmtKind::Match { subject, cases } => self.match_stmt(subject, cases, stmts),
            ast::StmtKind::ClassDef(_) | ast::StmtKind::With { .. } => {
                unreachable!("refused before lowering")
            }
        }
    }

    /// Annotations are evaluated, and dropped; false if one of them names something that nobody binds.
    fn annotations<'e>(
        &mut self,
        annotations: impl IntoIterator<Item = &'e ast::Expr>,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        let mut read = Vec::new();
        for annotation in annotations {
            crate::syntax::walk::walk_expr(annotation, &mut |node| {
                if let crate::syntax::walk::Node::Expr(expr) = node
                    && let ast::ExprKind::Name(ident) = &expr.kind
                    && self.types.imports.find(self.names, expr).is_none()
                {
                    read.push((expr.id, ident.name.clone()));
                }
            });
        }
        for (node, name) in read {
            match self.names.uses[node.0 as usize] {
                Some(Use::Unbound) => {
                    let message = format!("name '{name}' is not defined");
                    let suggestion = self.names.suggestions.get(&node).cloned();
                    let fail = self.raise("NameError", &message, suggestion);
                    stmts.push(self.stmt_at(StmtKind::Expr(fail), 0));
                    return false;
                }
                Some(Use::Variable {
                    variable,
                    maybe_unbound: true,
                }) if self.static_function(variable).is_none() => {
                    let value = self.read(variable, true, node);
                    stmts.push(self.stmt_at(StmtKind::Expr(value), 0));
                }
                Some(Use::Variable { .. } | Use::Builtin | Use::ModuleAttribute) | None => {}
            }
        }
        true
    }

    /// A statement, or all of a function, that is a call which can only fail.
    pub(super) fn failing_call(&mut self, value: &ast::Expr, stmts: &mut Vec<Stmt>) -> bool {
        let ast::ExprKind::Call {
            func,
            args,
            keywords,
        } = &value.kind
        else {
            return false;
        };
        let target = self.instance().calls.get(&value.id);
        let Some(Target::Failing(message)) = target.cloned() else {
            return false;
        };
        stmts.extend(self.before_failure(func, args, keywords));
        let fail = self.raise("TypeError", &message, None);
        stmts.push(self.stmt_at(StmtKind::Expr(fail), 0));
        true
    }

    fn return_stmt(&mut self, value: Option<&ast::Expr>, stmts: &mut Vec<Stmt>) {
        if value.is_some_and(|value| self.failing_call(value, stmts)) {
            return;
        }
        let ret = self.func_mut().ret.clone();
        let value = match value {
            Some(value) if ret == Ty::Unit => {
                let value = self.expr(value);
                if !value.is_literal() {
                    stmts.push(self.stmt_at(StmtKind::Expr(value), 0));
                }
                None
            }
            Some(value) => Some(self.value(value, &ret)),
            None => None,
        };
        self.return_value(value, stmts);
    }

    /// The name, if the expression is a name that nobody binds or a call of one: nothing else of it is evaluated.
    fn undefined_callee(&self, value: &ast::Expr) -> Option<(String, ast::NodeId)> {
        let name = match &value.kind {
            ast::ExprKind::Call { func, .. } => func,
            _ => value,
        };
        let ast::ExprKind::Name(ident) = &name.kind else {
            return None;
        };
        let is_unbound = self.names.uses[name.id.0 as usize] == Some(crate::names::Use::Unbound);
        is_unbound.then(|| (ident.name.clone(), name.id))
    }

    fn define(&mut self, stmt: &ast::Stmt, params: &ast::Params, stmts: &mut Vec<Stmt>) {
        let func = self.funcs.by_node[&stmt.id];
        let member = Member {
            func,
            parent: self.inst,
        };
        let defaults = self.default_stmts(member, params);
        stmts.extend(defaults);
        for id in self.instances_of(func) {
            stmts.push(self.stmt_at(StmtKind::Define(id), 0));
        }
        let is_static = self
            .names
            .bindings
            .iter()
            .any(|binding| binding.function.is_some() && binding.function == Some(stmt.id));
        if is_static {
            self.define_object(member, stmts);
        } else {
            let var = self.bound_var(stmt.id);
            let ty = self.var_ty(var);
            let made = match &ty {
                Ty::Option(inner) => (**inner).clone(),
                other => other.clone(),
            };
            let closure = self.closure_of(member, made);
            let value = self.coerce(closure, &ty);
            stmts.push(self.stmt_at(StmtKind::Store { var, value }, 0));
        }
    }

    fn assignment(&mut self, targets: &[ast::Expr], value: &ast::Expr, stmts: &mut Vec<Stmt>) {
        if let ast::ExprKind::Lambda(lambda) = &value.kind {
            let func = self.funcs.by_node[&value.id];
            let is_static =
                self.names.bindings.iter().any(|binding| {
                    binding.function.is_some() && binding.function == Some(value.id)
                });
            if is_static {
                let member = Member {
                    func,
                    parent: self.inst,
                };
                let defaults = self.default_stmts(member, &lambda.params);
                stmts.extend(defaults);
                for id in self.instances_of(func) {
                    stmts.push(self.stmt_at(StmtKind::Define(id), 0));
                }
                self.define_object(member, stmts);
                return;
            }
        }
        if let [target] = targets {
            let lowered = self.assigned_value(target, value);
            self.assign(target, lowered, stmts);
            return;
        }
        let lowered = self.expr(value);
        let (_, held) = self.hold(lowered, stmts);
        for target in targets {
            self.assign(target, held.clone(), stmts);
        }
    }

    /// The value for a target, converted on the way where the target is a plain variable.
    fn assigned_value(&mut self, target: &ast::Expr, value: &ast::Expr) -> Expr {
        if let ast::ExprKind::Name(_) = &target.kind {
            let var = self.bound_var(target.id);
            let ty = self.var_ty(var);
            return self.value(value, &ty);
        }
        self.expr(value)
    }

    fn if_stmt(
        &mut self,
        test: &ast::Expr,
        body: &Body,
        orelse: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        if let Some(known) = self.instance().tests.get(&test.id).copied() {
            let tested = self.tested_only(test);
            if !tested.is_literal() {
                stmts.push(self.stmt_at(StmtKind::Expr(tested), 0));
            }
            let (block, falls) = if known {
                self.block(body)
            } else {
                self.block(orelse)
            };
            stmts.extend(block.stmts);
            return falls;
        }
        if let Some(known) = self.main_guard(test) {
            let (block, falls) = if known {
                self.block(body)
            } else {
                self.block(orelse)
            };
            stmts.extend(block.stmts);
            return falls;
        }
        let test = self.condition(test);
        let (then, falls_then) = self.block(body);
        let (mut orelse, falls_else) = self.block(orelse);
        keep_chained(&mut orelse);
        stmts.push(self.stmt_at(StmtKind::If { test, then, orelse }, 0));
        falls_then || falls_else
    }

    /// `if __name__ == '__main__'`, which always holds.
    fn main_guard(&self, test: &ast::Expr) -> Option<bool> {
        let ast::ExprKind::Compare { left, rest } = &test.kind else {
            return None;
        };
        let [(ast::CmpOp::Eq, right)] = &rest[..] else {
            return None;
        };
        let ast::ExprKind::Name(ident) = &left.kind else {
            return None;
        };
        let is_main = matches!(&right.kind, ast::ExprKind::Constant(ast::Constant::Str(text)) if text == "__main__");
        let is_attribute =
            self.names.uses[left.id.0 as usize] == Some(crate::names::Use::ModuleAttribute);
        (ident.name == "__name__" && is_main && is_attribute).then_some(true)
    }

    fn for_loop(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
        body: &Body,
        orelse: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        let (pattern, mut iter, mut inner) = self.loop_head(target, iter);
        let breaks = has_break(body);
        let exit = self.loop_exit(breaks, orelse);
        self.loop_exits.push(exit.clone());
        let (block, _) = self.block(body);
        self.loop_exits.pop();
        inner.extend(block.stmts);
        let mut bound = Vec::new();
        walk::pattern_vars(&pattern, &mut bound);
        keep_text(&mut iter, &inner, &bound);
        let walk = self.stmt_at(
            StmtKind::For {
                label: None,
                pattern,
                iter,
                body: Block { stmts: inner },
            },
            0,
        );
        self.with_else(walk, exit, breaks, orelse, stmts)
    }

    /// A loop and its `else`, which `break` jumps over.
    fn with_else(
        &mut self,
        walk: Stmt,
        exit: LoopExit,
        breaks: bool,
        orelse: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        let (block, falls) = self.block(orelse);
        match exit {
            LoopExit::Label(label) => {
                let mut all = vec![walk];
                all.extend(block.stmts);
                let body = Block { stmts: all };
                stmts.push(self.stmt_at(StmtKind::Labelled { label, body }, 0));
            }
            LoopExit::Flag(var) => {
                let value = Some(Expr::new(ExprKind::Bool(true), Ty::Bool));
                stmts.push(self.stmt_at(StmtKind::Let { var, value }, 0));
                stmts.push(walk);
                let kind = StmtKind::If {
                    test: Expr::var(var, Ty::Bool),
                    then: block,
                    orelse: Block::default(),
                };
                stmts.push(self.stmt_at(kind, 0));
            }
            LoopExit::Plain => {
                stmts.push(walk);
                stmts.extend(block.stmts);
            }
        }
        falls || breaks
    }

    /// How `break` passes over the loop's `else`. A `break` or `continue` in that `else` means a loop further out, which
    /// Rust does not let it reach through a labelled block.
    fn loop_exit(&mut self, breaks: bool, orelse: &Body) -> LoopExit {
        if !breaks || orelse.stmts.is_empty() {
            LoopExit::Plain
        } else if has_break(orelse) || has_continue(orelse) {
            LoopExit::Flag(self.temp("completed", Ty::Bool))
        } else {
            LoopExit::Label(self.new_label())
        }
    }

    pub(super) fn new_label(&mut self) -> String {
        self.n_labels += 1;
        if self.n_labels == 1 {
            "search".to_owned()
        } else {
            format!("search_{}", self.n_labels)
        }
    }

    fn while_loop(
        &mut self,
        test: &ast::Expr,
        body: &Body,
        orelse: &Body,
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        if self.instance().tests.get(&test.id) == Some(&false) {
            return self.if_stmt(test, body, orelse, stmts);
        }
        let endless = is_always_true(test);
        let lowered = if endless {
            Expr::new(ExprKind::Bool(true), Ty::Bool)
        } else {
            self.condition(test)
        };
        let breaks = has_break(body);
        let exit = self.loop_exit(breaks && !endless, orelse);
        self.loop_exits.push(exit.clone());
        let (body, _) = self.block(body);
        self.loop_exits.pop();
        let walk = self.stmt_at(
            StmtKind::While {
                label: None,
                test: lowered,
                body,
            },
            0,
        );
        if endless {
            stmts.push(walk);
            return breaks;
        }
        self.with_else(walk, exit, breaks, orelse, stmts)
    }
}

/// The characters of a text are those it had when the loop began, even if the body stores another to the variable.
fn keep_text(iter: &mut Expr, body: &[Stmt], bound: &[VarIdx]) {
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut iter.kind
        && name.starts_with("py_chars")
        && let ExprKind::Var(var) = args[0].0.kind
        && (bound.contains(&var) || is_stored_in(body, var))
    {
        let text = std::mem::replace(&mut args[0].0, Expr::unit());
        args[0].0 = Expr::std_method(text, "clone", vec![], Ty::Str);
    }
    walk::each_child(iter, &mut |child| keep_text(child, body, bound));
}

fn is_stored_in(body: &[Stmt], var: VarIdx) -> bool {
    let mut found = false;
    for stmt in body {
        walk::walk_stmt(stmt, &mut |node| {
            if let Node::Stmt(inner) = node {
                found |= matches!(inner.kind, StmtKind::Store { var: stored, .. } if stored == var);
            }
        });
    }
    found
}

/// Whether the statements go on with the next turn of the loop around them.
fn has_continue(body: &Body) -> bool {
    body.stmts.iter().any(|stmt| match &stmt.kind {
        ast::StmtKind::Continue => true,
        ast::StmtKind::If { body, orelse, .. } => has_continue(body) || has_continue(orelse),
        ast::StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            is_star: _,
        } => {
            [body, orelse, finalbody].into_iter().any(has_continue)
                || handlers.iter().any(|handler| has_continue(&handler.body))
        }
        ast::StmtKind::For { orelse, .. } | ast::StmtKind::While { orelse, .. } => {
            has_continue(orelse)
        }
        ast::StmtKind::Match { cases, .. } => {
            crate::types::infer::pattern::case_bodies(cases).any(has_continue)
        }
        _ => false,
    })
}

/// A comment behind `elif …:` goes into its branch: before the `if`, it would break the chain.
fn keep_chained(orelse: &mut Block) {
    if let [comment, chained] = &mut orelse.stmts[..]
        && matches!(comment.kind, StmtKind::Comment(_))
        && comment.line == chained.line
        && let StmtKind::If { then, .. } = &mut chained.kind
    {
        then.stmts.insert(0, comment.clone());
        orelse.stmts.remove(0);
    }
}

/// Whether a statement has no statements in it.
fn is_simple(kind: &ast::StmtKind) -> bool {
    !matches!(
        kind,
        ast::StmtKind::FunctionDef(_)
            | ast::StmtKind::ClassDef(_)
            | ast::StmtKind::For { .. }
            | ast::StmtKind::While { .. }
            | ast::StmtKind::If { .. }
            | ast::StmtKind::With { .. }
            | ast::StmtKind::Match { .. }
            | ast::StmtKind::Try { .. }
    )
}
