//! Parameters that are only lent: `&str`, `&List<T>` instead of an owned value.

use std::collections::BTreeSet;

use crate::ir::{
    Block, ClosureForm, Expr, ExprKind, FuncId, Mode, Pattern, Piece, Program, Reason, Role, Stmt,
    StmtKind, Storage, Ty, VarIdx,
};

/// Decides which parameters are borrowed. A parameter whose value is kept, returned, stored to or captured by a
/// closure is owned. Starts from "all are lent" and takes back what turns out to be kept, until nothing changes.
pub(super) fn find_borrowed(program: &mut Program) {
    let mut lent: BTreeSet<VarIdx> = BTreeSet::new();
    for func in &program.funcs {
        if matches!(func.role, Role::Main | Role::Dynamic | Role::Generator) {
            continue;
        }
        if gives_closure(program, &func.ret) {
            continue;
        }
        for param in &func.params {
            let var = &program.vars[param.var.0 as usize];
            let can = !program.is_copy(&var.ty)
                && var.storage == Storage::Plain
                && !var.maybe_unbound
                && var.n_stores <= 1
                && !param.is_omitted;
            if can {
                lent.insert(param.var);
            }
        }
    }
    let could_be_lent = lent.clone();
    loop {
        let mut kept = BTreeSet::new();
        for func in &program.funcs {
            let mut demands = Demands {
                program,
                lent: &lent,
                kept: &mut kept,
            };
            demands.block(&func.body);
        }
        // The functions of one set take each parameter the same way.
        for set in &program.sets {
            for position in 0..set.params.len() {
                let vars: Vec<VarIdx> = set
                    .members
                    .iter()
                    .filter_map(|member| program.funcs[member.0 as usize].params.get(position))
                    .map(|param| param.var)
                    .collect();
                if vars
                    .iter()
                    .any(|var| kept.contains(var) || !lent.contains(var))
                {
                    kept.extend(vars);
                }
            }
        }
        let before = lent.len();
        lent.retain(|var| !kept.contains(var));
        if lent.len() == before {
            break;
        }
    }
    for var in &lent {
        let data = &mut program.vars[var.0 as usize];
        data.storage = Storage::Borrowed;
        data.reasons.push(Reason::new(
            "lent-parameter",
            format!("`{}` is not kept: the caller lends it", data.known_as()),
        ));
    }
    explain_owned(program, &could_be_lent, &lent);
    for index in 0..program.sets.len() {
        let set = &program.sets[index];
        let borrowed = set.members.first().map(|member| {
            program.funcs[member.0 as usize]
                .params
                .iter()
                .filter(|param| !param.is_omitted)
                .map(|param| lent.contains(&param.var))
                .collect()
        });
        program.sets[index].borrowed = borrowed.unwrap_or_default();
    }
}

/// Whether a type holds closures written as `impl Fn(…)`: to Rust they hold on to whatever the function was lent.
fn gives_closure(program: &Program, ty: &Ty) -> bool {
    let mut sets = BTreeSet::new();
    super::decide::sets_in(ty, &mut sets);
    sets.iter()
        .any(|set| program.sets[set.0 as usize].form == ClosureForm::MoveClosure)
}

/// Says of parameters that could be lent why they are not.
fn explain_owned(program: &mut Program, could: &BTreeSet<VarIdx>, lent: &BTreeSet<VarIdx>) {
    for var in could.difference(lent) {
        let data = &mut program.vars[var.0 as usize];
        data.reasons.push(Reason::new(
            "kept-parameter",
            format!(
                "`{}` is kept, given back or passed on to be kept: the function owns it",
                data.known_as()
            ),
        ));
    }
}

struct Demands<'a> {
    program: &'a Program,
    lent: &'a BTreeSet<VarIdx>,
    kept: &'a mut BTreeSet<VarIdx>,
}

impl Demands<'_> {
    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let {
                var,
                value: Some(value),
            }
            | StmtKind::Store { var, value } => {
                // A part of a text is lent by it.
                let is_part = self.program.vars[var.0 as usize].ty == Ty::StaticStr;
                self.expr(value, !is_part);
            }
            StmtKind::LetTuple { value, .. }
            | StmtKind::LetArray { value, .. }
            | StmtKind::StoreOp { value, .. }
            | StmtKind::CellSet { value, .. }
            | StmtKind::Tail(value)
            | StmtKind::Yield(value)
            | StmtKind::Return(Some(value)) => self.expr(value, true),
            StmtKind::Expr(value) => self.expr(value, false),
            StmtKind::If { test, then, orelse } => {
                self.expr(test, true);
                self.block(then);
                self.block(orelse);
            }
            StmtKind::While { test, body, .. } => {
                self.expr(test, true);
                self.block(body);
            }
            StmtKind::For { iter, body, .. } => {
                self.expr(iter, true);
                self.block(body);
            }
            StmtKind::Labelled { body, .. } => self.block(body),
            StmtKind::Try { body, handler, .. } => {
                self.block(body);
                self.block(handler);
            }
            StmtKind::Match {
                value,
                then,
                handler,
                ..
            } => {
                self.expr(value, true);
                self.block(then);
                self.block(handler);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                self.block(body);
                self.block(finalizer);
                for arm in arms {
                    self.block(&arm.body);
                }
            }
            StmtKind::Leave { value, .. } => {
                if let Some(value) = value {
                    self.expr(value, true);
                }
            }
            StmtKind::Let { value: None, .. }
            | StmtKind::Return(None)
            | StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Unbind(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Define(_) => {}
        }
    }

    /// `own`: the expression's value is kept by whoever asked for it.
    fn expr(&mut self, expr: &Expr, own: bool) {
        match &expr.kind {
            ExprKind::Checked { var, otherwise } => {
                self.expr(otherwise, true);
                if own && !self.program.is_copy(&expr.ty) {
                    self.kept.insert(*var);
                }
            }
            ExprKind::Var(var) => {
                if own && !self.program.is_copy(&expr.ty) {
                    self.kept.insert(*var);
                }
            }
            ExprKind::Op { args, .. } => {
                let is_inside = expr.option_inside().is_some();
                for (arg, mode) in args {
                    let own = match mode {
                        Mode::Own => !matches!(arg.ty, Ty::Iter(_)),
                        Mode::Ref | Mode::Receiver | Mode::MutReceiver => false,
                        Mode::OwnReceiver => own || !is_inside,
                    };
                    self.expr(arg, own);
                }
            }
            ExprKind::CallFunc { func, args, .. } => {
                for (index, arg) in args.iter().enumerate() {
                    let param = &self.program.funcs[func.0 as usize].params[index];
                    self.expr(arg, !self.lent.contains(&param.var));
                }
            }
            ExprKind::CallClosure { callee, args } => {
                self.expr(callee, false);
                for (index, arg) in args.iter().enumerate() {
                    self.expr(arg, !self.is_lent_by_set(&callee.ty, index));
                }
            }
            ExprKind::MakeClosure { func, .. } => self.captured(*func),
            ExprKind::Inline { params, body } => {
                let by_ref = params
                    .iter()
                    .any(|param| matches!(param, Pattern::ByRef(_)));
                self.expr(body, !by_ref || !self.program.is_copy(&body.ty));
            }
            ExprKind::If { test, then, orelse } => {
                self.expr(test, true);
                self.expr(then, own);
                self.expr(orelse, own);
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                self.expr(left, true);
                self.expr(right, true);
            }
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value, own);
            }
            ExprKind::Format { pieces, .. } => {
                for piece in pieces {
                    if let Piece::Value(value, _) = piece {
                        self.expr(value, false);
                    }
                }
            }
            ExprKind::Unwrap(inner) => self.expr(inner, own),
            ExprKind::IsNone(inner) => self.expr(inner, false),
            ExprKind::Some(inner)
            | ExprKind::Not(inner)
            | ExprKind::Ok(inner)
            | ExprKind::Err(inner)
            | ExprKind::Throw { error: inner, .. } => self.expr(inner, true),
            ExprKind::Raises { inner, .. } => self.expr(inner, own),
            ExprKind::ToValue(inner) | ExprKind::AsValue(inner) => {
                self.expr(inner, inner.ty != Ty::Str);
            }
            ExprKind::Clone(inner)
            | ExprKind::Borrow(inner)
            | ExprKind::BorrowMut(inner)
            | ExprKind::ToOwned(inner)
            | ExprKind::Deref(inner)
            | ExprKind::CellGet(inner)
            | ExprKind::CellClone(inner)
            | ExprKind::CellCloneNow(inner) => self.expr(inner, false),
            ExprKind::Bound { option, .. } => self.expr(option, own),
            ExprKind::Unit
            | ExprKind::Bool(_)
            | ExprKind::I64(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::Int(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_)
            | ExprKind::Str(_)
            | ExprKind::Char(_)
            | ExprKind::ExceptionClass(_)
            | ExprKind::NoneOption
            | ExprKind::Fail { .. }
            | ExprKind::SelfField(_) => {}
        }
    }

    fn is_lent_by_set(&self, callee: &Ty, index: usize) -> bool {
        let Ty::Closure(set) = callee else {
            return false;
        };
        let Some(member) = self.program.sets[set.0 as usize].members.first() else {
            return false;
        };
        let params = &self.program.funcs[member.0 as usize].params;
        params
            .iter()
            .filter(|param| !param.is_omitted)
            .nth(index)
            .is_some_and(|param| self.lent.contains(&param.var))
    }

    /// A closure owns what it captures.
    fn captured(&mut self, func: FuncId) {
        self.kept
            .extend(&self.program.funcs[func.0 as usize].captures);
    }
}
