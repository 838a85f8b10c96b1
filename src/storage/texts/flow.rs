//! Which texts may get where. What is not known here is a `String`.

use super::super::views::lent_name;
use super::graph::Texts;
use crate::ir::{
    Block, Catches, Expr, ExprKind, Func, Mode, ParamDefault, Pattern, Piece, Program, Role,
    Spelling, Stmt, StmtKind, Storage, Ty, VarIdx,
};
use crate::syntax::ast::ParamKind;

/// Goes through the whole program.
pub(super) fn flow(program: &Program, texts: &mut Texts) {
    for var in &program.vars {
        if var.storage != Storage::Plain || var.maybe_unbound {
            texts.own(&var.ty);
        }
    }
    for func in &program.funcs {
        let mut flow = Flow {
            program,
            texts,
            func,
        };
        flow.signature();
        flow.block(&func.body);
    }
}

pub(super) struct Flow<'a> {
    program: &'a Program,
    pub(super) texts: &'a mut Texts,
    func: &'a Func,
}

impl<'a> Flow<'a> {
    fn var_ty(&self, var: VarIdx) -> &'a Ty {
        let program: &'a Program = self.program;
        &program.vars[var.0 as usize].ty
    }

    fn own_var(&mut self, var: VarIdx) {
        let ty = self.var_ty(var);
        self.texts.own(ty);
    }

    /// The signatures of function values, what they capture, and defaults that are kept stay as they are.
    fn signature(&mut self) {
        let func = self.func;
        let is_called_by_name = matches!(func.role, Role::Main | Role::Direct);
        if !is_called_by_name {
            self.texts.own(&func.ret);
            for var in &func.captures {
                self.own_var(*var);
            }
        }
        for param in &func.params {
            let is_plain = !matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs);
            if !is_called_by_name || !is_plain || param.is_omitted {
                self.own_var(param.var);
            }
            match &param.default {
                Some(ParamDefault::Var(var)) => {
                    self.own_var(*var);
                    self.own_var(param.var);
                }
                Some(ParamDefault::Constant(value)) => self.give(value, self.var_ty(param.var)),
                None => {}
            }
        }
    }

    /// A value goes to a place of a type.
    pub(super) fn give(&mut self, value: &Expr, ty: &Ty) {
        self.expr(value);
        self.texts.flow(&value.ty, ty);
        // A choice is written for the place that it goes to.
        if matches!(
            value.kind,
            ExprKind::If { .. } | ExprKind::Block(..) | ExprKind::Raises { .. }
        ) {
            self.texts.flow(ty, &value.ty);
        }
    }

    /// A value goes to a parameter.
    fn hand_over(&mut self, value: &Expr, param: VarIdx) {
        let ty = self.var_ty(param);
        self.expr(value);
        self.texts.flow_across(&value.ty, ty);
        if matches!(
            value.kind,
            ExprKind::If { .. } | ExprKind::Block(..) | ExprKind::Raises { .. }
        ) {
            self.texts.flow_across(ty, &value.ty);
        }
        self.texts.loans.hand_over(&value.ty, ty, param);
    }

    /// What a closure gives goes to a place of a type.
    pub(super) fn give_from(&mut self, closure: &Expr, body: &Expr, ty: &Ty) {
        self.give(body, ty);
        self.texts.same(&closure.ty, ty);
    }

    /// A value goes where nothing is known of it.
    pub(super) fn lose(&mut self, value: &Expr) {
        self.expr(value);
        match value.kind {
            ExprKind::If { .. } | ExprKind::Block(..) => self.texts.own(&value.ty),
            _ => self.texts.own_inside(&value.ty),
        }
    }

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
            | StmtKind::Store { var, value } => self.give(value, self.var_ty(*var)),
            StmtKind::LetTuple { vars, value } => {
                self.expr(value);
                let parts: Vec<Ty> = vars
                    .iter()
                    .map(|var| var.map_or(Ty::Never, |var| self.var_ty(var).clone()))
                    .collect();
                self.texts.same(&value.ty, &Ty::Tuple(parts));
            }
            StmtKind::LetArray { vars, rest, value } => {
                self.lose(value);
                for var in vars.iter().chain(rest.as_ref().map(|(_, var)| var)) {
                    self.own_var(*var);
                }
            }
            StmtKind::StoreOp { var, value, .. } => {
                self.own_var(*var);
                self.lose(value);
            }
            StmtKind::CellSet { cell, value, .. } => {
                self.lose(cell);
                self.lose(value);
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Yield(value) => self.lose(value),
            StmtKind::Tail(value) | StmtKind::Return(Some(value)) => {
                self.give(value, &self.func.ret);
            }
            StmtKind::Leave {
                value: Some(value), ..
            } => {
                self.lose(value);
                self.texts.own(&self.func.ret);
            }
            StmtKind::If { test, then, orelse } => {
                self.expr(test);
                self.block(then);
                self.block(orelse);
            }
            StmtKind::While { test, body, .. } => {
                self.expr(test);
                self.block(body);
            }
            StmtKind::For {
                pattern,
                iter,
                body,
                ..
            } => {
                self.expr(iter);
                match &iter.ty {
                    Ty::Iter(item) => self.pattern(pattern, item),
                    other => {
                        self.texts.own(other);
                        self.pattern(pattern, &Ty::Value);
                    }
                }
                self.block(body);
            }
            StmtKind::Labelled { body, .. } => self.block(body),
            StmtKind::Try {
                body,
                orelse,
                clauses,
                handler,
                ..
            } => {
                self.block(body);
                self.block(orelse);
                for clause in clauses {
                    if let Catches::Value(value) = &clause.catches {
                        self.lose(value);
                    }
                    self.block(&clause.body);
                }
                self.block(handler);
            }
            StmtKind::Match {
                value,
                ok,
                then,
                handler,
                ..
            } => {
                self.lose(value);
                self.texts.own(&value.ty);
                if let Some(ok) = ok {
                    self.own_var(*ok);
                }
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
                    if let Some(var) = arm.var {
                        self.own_var(var);
                        self.texts.own(&self.func.ret);
                    }
                    self.block(&arm.body);
                }
            }
            StmtKind::Let { value: None, .. }
            | StmtKind::Leave { value: None, .. }
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

    /// Items are bound to the variables of a pattern.
    pub(super) fn pattern(&mut self, pattern: &Pattern, item: &Ty) {
        match (pattern, item) {
            (Pattern::Ignore, _) => {}
            (Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var), _) => {
                let ty = self.var_ty(*var);
                self.texts.same(item, ty);
            }
            (Pattern::Tuple(parts) | Pattern::Behind(parts), Ty::Tuple(items))
                if parts.len() == items.len() =>
            {
                for (part, item) in parts.iter().zip(items) {
                    self.pattern(part, item);
                }
            }
            (Pattern::Tuple(parts) | Pattern::Behind(parts), _) => {
                self.texts.own(item);
                for part in parts {
                    self.pattern(part, &Ty::Value);
                }
            }
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Var(var) => {
                let ty = self.var_ty(*var);
                self.texts.same(&expr.ty, ty);
            }
            ExprKind::Checked { var, otherwise } => {
                self.expr(otherwise);
                self.own_var(*var);
                self.texts.own(&expr.ty);
            }
            ExprKind::If { test, then, orelse } => {
                self.expr(test);
                for branch in [then, orelse] {
                    self.give(branch, &expr.ty);
                }
            }
            ExprKind::Block(block, value) => {
                self.block(block);
                self.give(value, &expr.ty);
            }
            ExprKind::Raises { inner, .. } => {
                self.expr(inner);
                self.texts.same(&inner.ty, &expr.ty);
            }
            ExprKind::CallFunc { func, args, .. } => {
                let callee = &self.program.funcs[func.0 as usize];
                for (arg, param) in args.iter().zip(&callee.params) {
                    self.hand_over(arg, param.var);
                }
                self.texts.loans.is_across = true;
                self.texts.same(&expr.ty, &callee.ret);
                self.texts.loans.is_across = false;
                self.texts.loans.call(callee, args, &expr.ty);
            }
            ExprKind::CallClosure { callee, args } => {
                self.expr(callee);
                for arg in args {
                    self.lose(arg);
                }
                self.texts.own(&expr.ty);
            }
            ExprKind::Op {
                spelling,
                args,
                runtime,
            } => self.op(expr, spelling, args, *runtime),
            ExprKind::Inline { params, body } => {
                for param in params {
                    self.pattern(param, &Ty::Value);
                }
                self.lose(body);
                self.texts.own(&expr.ty);
            }
            ExprKind::Format { pieces, .. } => {
                for piece in pieces {
                    if let Piece::Value(value, _) = piece {
                        self.expr(value);
                    }
                }
                self.texts.own(&expr.ty);
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                self.lose(left);
                self.lose(right);
                self.texts.own(&expr.ty);
            }
            ExprKind::MakeClosure { .. } => self.texts.own(&expr.ty),
            ExprKind::Throw { error: inner, .. }
            | ExprKind::Not(inner)
            | ExprKind::Unwrap(inner)
            | ExprKind::IsNone(inner)
            | ExprKind::Some(inner)
            | ExprKind::ToValue(inner)
            | ExprKind::AsValue(inner)
            | ExprKind::Ok(inner)
            | ExprKind::Err(inner)
            | ExprKind::Clone(inner)
            | ExprKind::Borrow(inner)
            | ExprKind::BorrowMut(inner)
            | ExprKind::ToOwned(inner)
            | ExprKind::Deref(inner)
            | ExprKind::CellGet(inner)
            | ExprKind::CellClone(inner)
            | ExprKind::CellCloneNow(inner) => {
                self.lose(inner);
                self.texts.own(&expr.ty);
            }
            ExprKind::Bound { option, otherwise } => {
                self.lose(option);
                if let Some(otherwise) = otherwise {
                    self.expr(otherwise);
                }
                self.texts.own(&expr.ty);
            }
            ExprKind::NoneOption | ExprKind::Fail { .. } | ExprKind::SelfField(_) => {
                self.texts.own(&expr.ty);
            }
            ExprKind::Unit
            | ExprKind::Bool(_)
            | ExprKind::I64(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::Int(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_)
            | ExprKind::Str(_)
            | ExprKind::Char(_)
            | ExprKind::ExceptionClass(_) => {}
        }
    }

    fn op(&mut self, expr: &Expr, spelling: &Spelling, args: &[(Expr, Mode)], runtime: bool) {
        let receiver = args.first().map(|(arg, _)| &arg.ty);
        match (spelling, receiver, &expr.ty) {
            (Spelling::Tuple, _, Ty::Tuple(items)) if items.len() == args.len() => {
                for ((arg, _), item) in args.iter().zip(items) {
                    self.give(arg, item);
                }
            }
            (Spelling::Array, _, Ty::Iter(item)) => {
                for (arg, _) in args {
                    self.give(arg, item);
                }
            }
            (Spelling::Record(id), _, _) => {
                for ((arg, _), field) in args.iter().zip(&self.program.record(*id).fields) {
                    self.give(arg, &field.ty);
                }
            }
            (Spelling::Field(index), Some(Ty::Record(id)), _) => {
                self.expr(&args[0].0);
                let field = &self.program.record(*id).fields[*index];
                self.texts.same(&expr.ty, &field.ty);
            }
            (Spelling::Field(index), Some(Ty::Tuple(items)), _) => {
                self.expr(&args[0].0);
                self.texts.same(&expr.ty, &items[*index]);
            }
            // The keys are written out in the program.
            (Spelling::Method(name), Some(Ty::Record(_)), Ty::Iter(_))
                if matches!(name.as_str(), "items" | "values") =>
            {
                self.operands(args);
            }
            // Whatever is shown is looked at.
            (Spelling::Method(name), _, _) if matches!(name.as_str(), "str" | "shown" | "repr") => {
                self.expr(&args[0].0);
                self.texts.own(&expr.ty);
            }
            (Spelling::Method(name), Some(Ty::VarTuple(item)), _) if name == "holds" => {
                self.operands(args);
                self.looked_up(&args[1].0, item);
            }
            (Spelling::Method(name), _, _) if self.part(expr, name, args) => {}
            (Spelling::Path(path), _, _) if self.path(expr, path, args) => {}
            (Spelling::Method(name), Some(Ty::List(item)), _)
                if self.list_method(expr, unfailing(name), item, args) => {}
            (Spelling::Method(name), Some(Ty::Set(item)), _)
                if self.set_method(expr, unfailing(name), item, args) => {}
            (Spelling::Method(name), Some(Ty::Dict(key, value)), _)
                if self.dict_method(expr, unfailing(name), (key, value), args) => {}
            (Spelling::Method(name), Some(Ty::Iter(item)), _)
                if !runtime && self.adapter(expr, name, item, args) => {}
            (Spelling::Method(name), Some(Ty::Owned(..)), _) => {
                self.texts.own(&expr.ty);
                for (arg, mode) in args {
                    self.expr(arg);
                    if *mode == Mode::MutReceiver {
                        self.texts.own(&arg.ty);
                    }
                    // A text joins whatever it is given.
                    if name != "join" {
                        self.texts.own_inside(&arg.ty);
                    }
                }
            }
            _ => {
                for (arg, _) in args {
                    self.lose(arg);
                    self.lose_items(arg);
                }
                self.texts.own(&expr.ty);
            }
        }
    }

    /// A part of a text, or a walk over its parts; whether it is one of a text that may lend it.
    fn part(&mut self, expr: &Expr, name: &str, args: &[(Expr, Mode)]) -> bool {
        let is_text = match &args[0].0.ty {
            Ty::Owned(text, _) => matches!(**text, Ty::Str | Ty::StaticStr),
            other => *other == Ty::Letters,
        };
        let is_part = match unfailing(name) {
            _ if !is_text => false,
            "slice" => matches!(args[3].0.kind, ExprKind::NoneOption),
            "letters" | "words" => true,
            name => lent_name(name).is_some(),
        };
        let part = match &expr.ty {
            Ty::Iter(item) => item,
            other => other,
        };
        let (Ty::Owned(_, part), true) = (part, is_part) else {
            return false;
        };
        if !self.texts.loans.part(&args[0].0, *part) {
            return false;
        }
        self.operands(args);
        true
    }

    /// The items of an array that nothing is known of.
    fn lose_items(&mut self, array: &Expr) {
        if let ExprKind::Op {
            spelling: Spelling::Array,
            args,
            ..
        } = &array.kind
        {
            for (item, _) in args {
                self.texts.own_inside(&item.ty);
                self.lose_items(item);
            }
        }
    }
}

/// The name of an operation whether it gives a `Result` or not.
fn unfailing(name: &str) -> &str {
    name.trim_start_matches("try_")
}
