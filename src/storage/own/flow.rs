//! Which lists may be the same object, and which are used as only shared ones can be.
//!
//! Every way a value goes from one place to another unifies the types of both. What is not known here is shared.

use super::classes::{Classes, holds_owned};
use super::operations::{constructor, is_method, makes_list};
use crate::ir::walk::pattern_vars;
use crate::ir::{
    Block, Catches, Expr, ExprKind, FuncId, Mode, ParamDefault, Pattern, Piece, Program, Role,
    Spelling, Stmt, StmtKind, Storage, Ty, VarIdx,
};
use crate::syntax::ast::ParamKind;

/// Goes through the whole program.
pub(super) fn unify(program: &Program, classes: &mut Classes) {
    for var in &program.vars {
        if var.storage != Storage::Plain {
            classes.share_all(&var.ty);
        }
    }
    for (index, func) in program.funcs.iter().enumerate() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut flow = Flow {
            program,
            classes,
            func: id,
        };
        flow.signature();
        flow.block(&func.body);
    }
}

struct Flow<'a> {
    program: &'a Program,
    classes: &'a mut Classes,
    func: FuncId,
}

impl Flow<'_> {
    fn var_ty(&self, var: VarIdx) -> &Ty {
        &self.program.vars[var.0 as usize].ty
    }

    fn share_var(&mut self, var: VarIdx) {
        let ty = &self.program.vars[var.0 as usize].ty;
        self.classes.share_all(ty);
    }

    /// What closures capture, defaults that are kept, and the signatures of function values stay as they are.
    fn signature(&mut self) {
        let program = self.program;
        let func = &program.funcs[self.func.0 as usize];
        let is_called_by_name = matches!(func.role, Role::Main | Role::Direct);
        for var in &func.captures {
            // A function that is called by name is lent what it closes over.
            if !is_called_by_name || program.vars[var.0 as usize].maybe_unbound {
                self.share_var(*var);
            }
        }
        if !is_called_by_name {
            self.classes.share_all(&func.ret);
        }
        for param in &func.params {
            let is_plain = !matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs);
            if !is_called_by_name || !is_plain || param.is_omitted {
                self.share_var(param.var);
            }
            match &param.default {
                Some(ParamDefault::Var(var)) => {
                    self.share_var(*var);
                    self.share_var(param.var);
                }
                Some(ParamDefault::Constant(value)) => {
                    self.classes.share_all(&value.ty);
                    self.expr(value);
                }
                None => {}
            }
        }
        if func.role == Role::Generator {
            for var in program.vars.iter().filter(|var| var.owner == self.func) {
                self.classes.share_all(&var.ty);
            }
        }
    }

    fn bind(&mut self, var: VarIdx, value: &Expr) {
        self.expr(value);
        let ty = &self.program.vars[var.0 as usize].ty;
        self.classes.unify(&value.ty, ty);
    }

    fn give_back(&mut self, value: &Expr) {
        self.expr(value);
        let ret = &self.program.funcs[self.func.0 as usize].ret;
        self.classes.unify(&value.ty, ret);
    }

    fn keep(&mut self, value: &Expr) {
        self.expr(value);
        self.classes.share_all(&value.ty);
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
            | StmtKind::Store { var, value } => self.bind(*var, value),
            StmtKind::LetTuple { vars, value } => {
                self.expr(value);
                match &value.ty {
                    Ty::Tuple(items) if items.len() == vars.len() => {
                        for (item, var) in items.iter().zip(vars) {
                            match var {
                                Some(var) => {
                                    let ty = &self.program.vars[var.0 as usize].ty;
                                    self.classes.unify(item, ty);
                                }
                                None => self.classes.share_all(item),
                            }
                        }
                    }
                    other => {
                        self.classes.share_all(other);
                        for var in vars.iter().flatten() {
                            self.share_var(*var);
                        }
                    }
                }
            }
            StmtKind::LetArray { vars, rest, value } => {
                self.keep(value);
                for var in vars.iter().chain(rest.as_ref().map(|(_, var)| var)) {
                    self.share_var(*var);
                }
            }
            StmtKind::StoreOp { var, value, .. } => {
                self.share_var(*var);
                self.keep(value);
            }
            StmtKind::CellSet { cell, value, .. } => {
                self.keep(cell);
                self.keep(value);
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Yield(value) => self.keep(value),
            StmtKind::Tail(value) | StmtKind::Return(Some(value)) => self.give_back(value),
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
                    other => self.classes.share_all(other),
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
                        self.keep(value);
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
                self.expr(value);
                if let Some(ok) = ok {
                    let ty = &self.program.vars[ok.0 as usize].ty;
                    self.classes.unify(&value.ty, ty);
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
                        let ret = &self.program.funcs[self.func.0 as usize].ret;
                        let ty = &self.program.vars[var.0 as usize].ty;
                        if holds_owned(ty) {
                            self.classes.unify(ty, ret);
                        }
                    }
                    self.block(&arm.body);
                }
            }
            StmtKind::Leave {
                value: Some(value), ..
            } => self.give_back(value),
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
    fn pattern(&mut self, pattern: &Pattern, item: &Ty) {
        match (pattern, item) {
            (Pattern::Ignore, _) => {}
            (Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var), _) => {
                let ty = self.var_ty(*var).clone();
                self.classes.unify(item, &ty);
            }
            (Pattern::Tuple(parts) | Pattern::Behind(parts), Ty::Tuple(items))
                if parts.len() == items.len() =>
            {
                for (part, item) in parts.iter().zip(items) {
                    self.pattern(part, item);
                }
            }
            (Pattern::Tuple(parts) | Pattern::Behind(parts), _) => {
                self.classes.share_all(item);
                for part in parts {
                    self.pattern(part, &Ty::Value);
                }
            }
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Var(var) => {
                let ty = self.var_ty(*var).clone();
                self.classes.unify(&expr.ty, &ty);
            }
            ExprKind::Checked { var, otherwise } => {
                self.expr(otherwise);
                let ty = self.var_ty(*var).clone();
                self.classes.unify(&expr.ty, &ty);
            }
            ExprKind::If { test, then, orelse } => {
                self.expr(test);
                for branch in [then, orelse] {
                    self.expr(branch);
                    self.classes.unify(&branch.ty, &expr.ty);
                }
            }
            ExprKind::Block(block, value) => {
                self.block(block);
                self.expr(value);
                self.classes.unify(&value.ty, &expr.ty);
            }
            ExprKind::Raises { inner, .. } => {
                self.expr(inner);
                self.classes.unify(&inner.ty, &expr.ty);
            }
            ExprKind::CallFunc {
                func,
                args,
                captures,
            } => {
                let callee = &self.program.funcs[func.0 as usize];
                for (arg, param) in args.iter().zip(&callee.params) {
                    self.expr(arg);
                    let ty = &self.program.vars[param.var.0 as usize].ty;
                    self.classes.unify(&arg.ty, ty);
                }
                for capture in captures {
                    self.keep(capture);
                }
                self.classes.unify(&expr.ty, &callee.ret);
            }
            ExprKind::CallClosure { callee, args } => {
                self.expr(callee);
                for arg in args {
                    self.keep(arg);
                }
                self.classes.share_all(&expr.ty);
            }
            ExprKind::Op {
                spelling,
                args,
                runtime,
            } => self.op(expr, spelling, args, *runtime),
            ExprKind::Inline { body, .. } => self.expr(body),
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                self.keep(left);
                self.keep(right);
            }
            ExprKind::Format { pieces, .. } => {
                for piece in pieces {
                    if let Piece::Value(value, _) = piece {
                        self.keep(value);
                    }
                }
            }
            ExprKind::MakeClosure { captures, .. } => {
                for capture in captures {
                    self.keep(capture);
                }
                self.classes.share_all(&expr.ty);
            }
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
                self.keep(inner);
                self.classes.share_all(&expr.ty);
            }
            ExprKind::Bound { option, otherwise } => {
                self.keep(option);
                if let Some(otherwise) = otherwise {
                    self.expr(otherwise);
                }
                self.classes.share_all(&expr.ty);
            }
            ExprKind::NoneOption | ExprKind::Fail { .. } => {
                if expr.ty != Ty::Never {
                    self.classes.share_all(&expr.ty);
                }
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
            | ExprKind::ExceptionClass(_)
            | ExprKind::SelfField(_) => {}
        }
    }

    fn op(&mut self, expr: &Expr, spelling: &Spelling, args: &[(Expr, Mode)], runtime: bool) {
        for (arg, _) in args {
            self.expr(arg);
        }
        let receiver = args.first().map(|(arg, _)| &arg.ty);
        match (spelling, receiver) {
            (Spelling::Method(name), Some(Ty::Owned(list, _))) if is_method(name) => {
                let list = (**list).clone();
                self.list_method(expr, name, &list, args);
            }
            (Spelling::Method(name), Some(Ty::Iter(item))) if !runtime => {
                let item = (**item).clone();
                self.adapter(expr, name, &item, args);
            }
            (Spelling::Path(path), _) if constructor(path).is_some() => {
                let Ty::Owned(list, _) = &expr.ty else {
                    return;
                };
                let Ty::List(want) = &**list else {
                    return;
                };
                for (arg, _) in args {
                    self.made_of(arg, want);
                }
            }
            // The array of a constructor: see above.
            (Spelling::Array, _) => {
                if let Ty::Iter(item) = &expr.ty {
                    for (arg, _) in args {
                        self.classes.unify(&arg.ty, item);
                    }
                }
            }
            _ if makes_list(spelling, receiver) => {
                for (arg, _) in args {
                    self.share_parts(arg);
                }
                if let Ty::Owned(list, _) = &expr.ty {
                    let list = (**list).clone();
                    self.classes.share_all(&list);
                }
            }
            _ => {
                for (arg, _) in args {
                    self.share_parts(arg);
                }
                self.classes.share_all(&expr.ty);
            }
        }
    }

    /// A value that goes where nothing is known of it, or the array that such a value is made of.
    fn share_parts(&mut self, arg: &Expr) {
        self.classes.share_all(&arg.ty);
        match &arg.kind {
            ExprKind::Op {
                spelling: Spelling::Array,
                args: items,
                ..
            } => {
                for (item, _) in items {
                    self.share_parts(item);
                }
            }
            ExprKind::Inline { params, body } => {
                let mut given = Vec::new();
                for param in params {
                    pattern_vars(param, &mut given);
                }
                for var in given {
                    let ty = self.var_ty(var).clone();
                    self.classes.share_all(&ty);
                }
                self.classes.share_all(&body.ty);
            }
            _ => {}
        }
    }

    /// A list of items of type `want` is made of these.
    fn made_of(&mut self, parts: &Expr, want: &Ty) {
        if let Ty::Iter(item) = &parts.ty {
            self.classes.unify(item, want);
        } else if let ExprKind::Op {
            spelling: Spelling::Array,
            args: items,
            ..
        } = &parts.kind
        {
            for (item, _) in items {
                self.classes.unify(&item.ty, want);
            }
        } else {
            self.classes.share_all(&parts.ty);
            self.classes.share_all(want);
        }
    }

    fn list_method(&mut self, expr: &Expr, name: &str, list: &Ty, args: &[(Expr, Mode)]) {
        let Ty::List(item) = list else {
            return;
        };
        let rest = &args[1..];
        match name.trim_start_matches("try_") {
            "append" | "insert" | "set" => {
                let (value, _) = rest.last().expect("takes an item");
                self.classes.unify(&value.ty, item);
            }
            "extend" => match &rest[0].0.ty {
                Ty::Iter(have) => self.classes.unify(have, item),
                other => self.classes.share_all(other),
            },
            // The new items are no other list's.
            "set_slice" => match rest.last().map(|(new, _)| &new.ty) {
                Some(Ty::Owned(new, _)) => self.classes.unify(new, list),
                _ => self.classes.share_all(item),
            },
            "pop" | "pop_at" => self.classes.unify(&expr.ty, item),
            // Another list of the same items: they would be in both.
            "extend_list" | "slice" | "concat" | "repeat" | "copy" | "extend_repeat" => {
                self.classes.share_all(item);
                for (arg, _) in rest {
                    if let Ty::Owned(..) = &arg.ty {
                        // Both are written alike.
                        self.classes.unify(&arg.ty, &args[0].0.ty);
                    }
                }
                if let Ty::Owned(made, _) = &expr.ty {
                    self.classes.share_all(made);
                }
            }
            "at" => {
                self.classes.unify(&expr.ty, item);
            }
            "iter" | "iter_reversed" => {
                if let Ty::Iter(have) = &expr.ty {
                    self.classes.unify(have, item);
                }
            }
            "sort" | "sort_reverse" | "sort_by_key" => {
                self.classes.share_all(item);
                for (arg, _) in rest {
                    if let ExprKind::Inline { params, body } = &arg.kind {
                        for param in params {
                            self.pattern(param, item);
                        }
                        self.classes.share_all(&body.ty);
                    }
                    self.classes.share_all(&arg.ty);
                }
            }
            "contains" | "count" | "index" | "remove" => {
                self.classes.share_all(item);
                for (arg, _) in rest {
                    self.classes.share_all(&arg.ty);
                }
            }
            "py_eq" => {
                for (arg, _) in rest {
                    // Both are written alike.
                    self.classes.unify(&arg.ty, &args[0].0.ty);
                }
            }
            _ => {}
        }
    }

    /// A method of Rust's iterators.
    fn adapter(&mut self, expr: &Expr, name: &str, item: &Ty, args: &[(Expr, Mode)]) {
        for (arg, _) in &args[1..] {
            if let (Ty::Iter(other), "zip") = (&arg.ty, name) {
                let both = Ty::Iter(Box::new(Ty::Tuple(vec![item.clone(), (**other).clone()])));
                self.classes.unify(&both, &expr.ty);
            } else if let ExprKind::Inline { params, body } = &arg.kind {
                for param in params {
                    self.pattern(param, item);
                }
                if name == "map"
                    && let Ty::Iter(made) = &expr.ty
                {
                    self.classes.unify(&body.ty, made);
                    continue;
                }
                self.classes.share_all(&body.ty);
            } else {
                self.classes.share_all(&arg.ty);
            }
        }
        match name {
            "map" | "zip" | "any" | "all" => return,
            "rev" | "into_iter" | "filter" if args.len() < 3 => {
                self.classes
                    .unify(&Ty::Iter(Box::new(item.clone())), &expr.ty);
                return;
            }
            _ => {}
        }
        self.classes.share_all(item);
        self.classes.share_all(&expr.ty);
    }
}
