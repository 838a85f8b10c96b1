//! Expressions: which operands are owned, lent or looked at.

use std::collections::BTreeSet;

use super::Placer;
use super::item::{is_item, item_access, rename};
use super::text::{is_lent_part, lend_part};
use crate::ir::walk::{Node, declared_in};
use crate::ir::{
    ClosureForm, Expr, ExprKind, FuncId, Mode, Pattern, Piece, Program, Role, Spelling, Storage,
    Ty, VarIdx,
};

impl Placer<'_> {
    /// Makes the expression give an owned value of its own type.
    pub(super) fn own(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Var(var) => {
                let var = *var;
                *expr = self.own_var(var, None);
            }
            ExprKind::Checked { var, otherwise } => {
                let var = *var;
                let otherwise = Box::new(self.otherwise(otherwise));
                *expr = self.own_var(var, Some(otherwise));
            }
            ExprKind::Str(_) => {
                let literal = std::mem::replace(expr, Expr::unit());
                *expr = Expr::new(ExprKind::ToOwned(Box::new(literal)), Ty::Str);
            }
            ExprKind::If { test, then, orelse } => {
                let ty = text_kind(&expr.ty);
                let after = self.live.clone();
                self.own_as(then, &ty);
                let when_true = std::mem::replace(&mut self.live, after);
                self.own_as(orelse, &ty);
                let when_false = std::mem::take(&mut self.live);
                self.condition(test, when_true, when_false);
            }
            ExprKind::Block(block, value) => {
                let ty = text_kind(&expr.ty);
                self.own_as(value, &ty);
                self.block(block);
            }
            ExprKind::Unwrap(inner) => {
                self.own(inner);
            }
            _ => {
                self.operands(expr);
                if is_lent_part(expr) {
                    let part = std::mem::replace(expr, Expr::unit());
                    *expr = Expr::new(ExprKind::ToOwned(Box::new(part)), Ty::Str);
                }
            }
        }
    }

    /// What stands for an unbound variable: the way it goes joins the other.
    pub(super) fn otherwise(&mut self, otherwise: &Expr) -> Expr {
        let after = self.live.clone();
        let mut otherwise = otherwise.clone();
        self.own(&mut otherwise);
        self.live.extend(after);
        otherwise
    }

    /// A test, by what is needed where it holds and where it does not: what the right side of an `and` stores is there
    /// only where the left side held.
    pub(super) fn condition(
        &mut self,
        test: &mut Expr,
        when_true: BTreeSet<VarIdx>,
        when_false: BTreeSet<VarIdx>,
    ) {
        match &mut test.kind {
            ExprKind::And(left, right) => {
                self.condition(right, when_true, when_false.clone());
                let go_on = std::mem::take(&mut self.live);
                self.condition(left, go_on, when_false);
            }
            ExprKind::Or(left, right) => {
                self.condition(right, when_true.clone(), when_false);
                let go_on = std::mem::take(&mut self.live);
                self.condition(left, when_true, go_on);
            }
            ExprKind::Not(inner) => self.condition(inner, when_false, when_true),
            _ => {
                self.live = when_true;
                self.live.extend(when_false);
                self.own(test);
            }
        }
    }

    /// An owned value for a place of type `ty`, which is `&'static str` where the storage pass made it that.
    pub(super) fn own_as(&mut self, expr: &mut Expr, ty: &Ty) {
        if *ty == Ty::StaticStr {
            return self.own_part(expr);
        }
        self.own(expr);
        let is_text = !matches!(expr.kind, ExprKind::Inline { .. });
        if *ty == Ty::Str && expr.ty == Ty::StaticStr && is_text {
            let inner = std::mem::replace(expr, Expr::unit());
            *expr = Expr::new(ExprKind::ToOwned(Box::new(inner)), Ty::Str);
        }
    }

    /// The value of a `return`.
    pub(super) fn own_result(&mut self, expr: &mut Expr) {
        let ret = self.program.funcs[self.func.0 as usize].ret.clone();
        self.own_as(expr, &text_kind(&ret));
    }

    /// An expression statement: only the effect matters.
    pub(super) fn effect(&mut self, expr: &mut Expr) {
        match &expr.kind {
            ExprKind::Var(_) | ExprKind::Str(_) => *expr = Expr::unit(),
            _ => self.own(expr),
        }
    }

    /// Makes the expression something that can be looked at: a place, or a value of its own.
    pub(super) fn look(&mut self, expr: &mut Expr) {
        if self.look_at_choice(expr) {
            return;
        }
        if lend_part(expr) {
            return self.operands(expr);
        }
        if let Some(name) = item_access(expr)
            && !self.program.is_copy(&expr.ty)
        {
            rename(expr, &name.replace("at", "item"));
            return self.own(expr);
        }
        match &mut expr.kind {
            ExprKind::Var(var) => {
                let var = *var;
                *expr = self.look_at(var, None);
            }
            ExprKind::Checked { var, otherwise } => {
                let var = *var;
                let otherwise = Box::new(self.otherwise(otherwise));
                *expr = self.look_at(var, Some(otherwise));
            }
            ExprKind::Op {
                spelling: Spelling::Field(_),
                args,
                ..
            } => self.look(&mut args[0].0),
            ExprKind::Unwrap(inner) if !self.program.is_copy(&inner.ty) => self.look_inside(inner),
            ExprKind::Str(_) => {}
            _ => {
                let is_copy = self.program.is_copy(&expr.ty);
                match expr.option_inside_mut() {
                    Some(option) if !is_copy => self.look_inside(option),
                    _ => self.own(expr),
                }
            }
        }
    }

    /// Looks at what is in an option: `option.as_ref()`.
    fn look_inside(&mut self, option: &mut Expr) {
        self.look(option);
        if is_place(option) || is_item(option) {
            let place = std::mem::replace(option, Expr::unit());
            let ty = place.ty.clone();
            *option = Expr::std_method(place, "as_ref", vec![], ty);
        }
    }

    /// Makes the expression a shared reference.
    pub(super) fn lend(&mut self, expr: &mut Expr) {
        if self.look_at_choice(expr) {
            return;
        }
        let var = match &expr.kind {
            ExprKind::Var(var) => Some(*var),
            _ => None,
        };
        self.look(expr);
        let is_reference = match &expr.kind {
            ExprKind::Str(_) => true,
            _ if is_inside_of_lent(expr) => true,
            _ if is_item(expr) => true,
            ExprKind::Bound { .. } => matches!(expr.ty, Ty::Owned(..)),
            ExprKind::Var(_) | ExprKind::SelfField(_) => {
                var.is_some_and(|var| self.is_reference(var)) || expr.ty == Ty::StaticStr
            }
            _ => expr.ty == Ty::StaticStr,
        };
        if !is_reference {
            let ty = expr.ty.clone();
            let inner = std::mem::replace(expr, Expr::unit());
            *expr = Expr::new(ExprKind::Borrow(Box::new(inner)), ty);
        }
    }

    /// Operands of everything else, the last evaluated first.
    pub(super) fn operands(&mut self, expr: &mut Expr) {
        let ty = expr.ty.clone();
        match &mut expr.kind {
            ExprKind::Op { spelling, args, .. } => {
                let spelling = spelling.clone();
                self.op(&spelling, args, &ty);
                if let Spelling::Field(_) = spelling
                    && !self.program.is_copy(&ty)
                    && (is_place(&args[0].0)
                        || is_item(&args[0].0)
                        || is_inside_of_lent(&args[0].0)
                        || self.program.is_handle(&args[0].0.ty))
                {
                    let inner = std::mem::replace(expr, Expr::unit());
                    *expr = Expr::new(ExprKind::Clone(Box::new(inner)), ty);
                }
            }
            ExprKind::CallFunc {
                func,
                args,
                captures,
            } => {
                let func = *func;
                *captures = self.lent_captures(func);
                let params: Vec<VarIdx> = self.program.funcs[func.0 as usize]
                    .params
                    .iter()
                    .map(|param| param.var)
                    .collect();
                let lent: Vec<Expr> = args
                    .iter()
                    .zip(&params)
                    .filter(|(_, param)| {
                        matches!(
                            self.program.vars[param.0 as usize].storage,
                            Storage::Borrowed | Storage::BorrowedMut
                        )
                    })
                    .map(|(arg, _)| arg.clone())
                    .collect();
                self.keep_looked_at(lent.iter());
                for (arg, param) in args.iter_mut().zip(params).rev() {
                    let data = &self.program.vars[param.0 as usize];
                    if data.storage == Storage::Borrowed {
                        self.lend(arg);
                    } else if data.storage == Storage::BorrowedMut {
                        self.lend_mut(arg);
                    } else {
                        let ty = data.ty.clone();
                        self.own_as(arg, &ty);
                    }
                }
            }
            ExprKind::CallClosure { callee, args } => {
                let borrowed = match &callee.ty {
                    Ty::Closure(set) => self.program.sets[set.0 as usize].borrowed.clone(),
                    _ => Vec::new(),
                };
                let lent = args
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| borrowed.get(*index) == Some(&true))
                    .map(|(_, arg)| arg);
                self.keep_looked_at(lent.chain(std::iter::once(&**callee)));
                for (index, arg) in args.iter_mut().enumerate().rev() {
                    if borrowed.get(index) == Some(&true) {
                        self.lend(arg);
                    } else {
                        self.own_as(arg, &Ty::Str);
                    }
                }
                self.look(callee);
            }
            ExprKind::MakeClosure { func, captures } => {
                let func = *func;
                *captures = self.owned_captures(func);
                let defaults: Vec<VarIdx> =
                    self.program.funcs[func.0 as usize].default_vars().collect();
                self.live.extend(defaults);
            }
            ExprKind::Inline { params, body } => {
                let used = super::used_in_expr(self.program, body);
                let mut bound = Vec::new();
                for param in params.iter() {
                    crate::ir::walk::pattern_vars(param, &mut bound);
                }
                bound.extend(declared_in(Node::Expr(body)));
                // The body may run many times: nothing of the function around it moves away in it.
                self.live
                    .extend(used.into_iter().filter(|var| !bound.contains(var)));
                let mut lent = Vec::new();
                for param in params.iter() {
                    lent_vars(param, &mut lent);
                }
                lent.retain(|var| {
                    let data = &self.program.vars[var.0 as usize];
                    !self.program.is_copy(&data.ty) && data.storage == Storage::Plain
                });
                for var in &lent {
                    self.program.vars[var.0 as usize].storage = Storage::Borrowed;
                    self.seen_through.insert(*var);
                }
                self.own_as(body, &text_kind(&ty));
                for var in lent {
                    self.program.vars[var.0 as usize].storage = Storage::Plain;
                }
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                // The right side may not be evaluated.
                let mut after = self.live.clone();
                self.own(right);
                self.live.append(&mut after);
                self.own(left);
            }
            ExprKind::Format { pieces, .. } => {
                let values = pieces.iter().filter_map(|piece| match piece {
                    Piece::Value(value, _) => Some(value),
                    Piece::Text(_) => None,
                });
                self.keep_looked_at(values);
                for piece in pieces.iter_mut().rev() {
                    if let Piece::Value(value, _) = piece {
                        self.look(value);
                    }
                }
            }
            ExprKind::IsNone(inner) => self.look(inner),
            ExprKind::Raises { inner, route } => {
                let route = route.clone();
                self.raised(&route);
                if is_lent_part(inner) {
                    self.operands(inner);
                } else {
                    self.own(inner);
                }
            }
            ExprKind::Throw { error, route, .. } => {
                let route = route.clone();
                self.thrown(error, &route);
            }
            ExprKind::ToValue(inner) | ExprKind::AsValue(inner) if inner.ty == Ty::Str => {
                let is_place = matches!(inner.kind, ExprKind::Var(_) | ExprKind::Str(_));
                if is_place {
                    self.lend_text(inner);
                } else {
                    self.own(inner);
                }
            }
            ExprKind::Some(inner) => self.own_as(inner, &Ty::Str),
            ExprKind::Not(inner)
            | ExprKind::Ok(inner)
            | ExprKind::Err(inner)
            | ExprKind::ToValue(inner)
            | ExprKind::AsValue(inner) => {
                self.own(inner);
            }
            ExprKind::Bound { .. }
            | ExprKind::Unit
            | ExprKind::Bool(_)
            | ExprKind::I64(_)
            | ExprKind::Char(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::Int(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_)
            | ExprKind::ExceptionClass(_)
            | ExprKind::NoneOption
            | ExprKind::Fail { .. }
            | ExprKind::SelfField(_)
            | ExprKind::Clone(_)
            | ExprKind::Borrow(_)
            | ExprKind::BorrowMut(_)
            | ExprKind::Deref(_)
            | ExprKind::ToOwned(_)
            | ExprKind::CellGet(_)
            | ExprKind::CellClone(_)
            | ExprKind::CellCloneNow(_) => {}
            ExprKind::Var(_)
            | ExprKind::Str(_)
            | ExprKind::Checked { .. }
            | ExprKind::If { .. }
            | ExprKind::Block(..)
            | ExprKind::Unwrap(_) => unreachable!("handled by `own`"),
        }
    }

    /// What is looked at stays borrowed while the operands behind it are evaluated: none of them may move it away.
    fn keep_looked_at<'e>(&mut self, looked_at: impl Iterator<Item = &'e Expr>) {
        for expr in looked_at {
            let mut at = expr;
            loop {
                match &at.kind {
                    ExprKind::Var(var) | ExprKind::Checked { var, .. } => {
                        self.live.insert(*var);
                        break;
                    }
                    ExprKind::Op {
                        spelling: Spelling::Field(_),
                        args,
                        ..
                    } => at = &args[0].0,
                    // A part of a text may be a view of it; what shows itself may stand in the format string.
                    ExprKind::Op {
                        spelling: Spelling::Method(name),
                        args,
                        ..
                    } if name == "shown" || at.ty == Ty::Str && args[0].0.ty == Ty::Str => {
                        at = &args[0].0;
                    }
                    ExprKind::Unwrap(inner) => at = inner,
                    _ => match at.option_inside() {
                        Some(option) => at = option,
                        None => break,
                    },
                }
            }
        }
    }

    fn op(&mut self, spelling: &Spelling, args: &mut [(Expr, Mode)], ty: &Ty) {
        let is_comparison = matches!(
            spelling,
            Spelling::Infix("==" | "!=" | "<" | "<=" | ">" | ">=")
        );
        self.keep_looked_at(
            args.iter()
                .filter(|(_, mode)| matches!(mode, Mode::Ref | Mode::Receiver | Mode::MutReceiver))
                .map(|(arg, _)| arg),
        );
        let kept = kept_texts(self.program, spelling, args, ty);
        let dict = args.first().map(|(arg, _)| arg.ty.clone());
        for (index, (arg, mode)) in args.iter_mut().enumerate().rev() {
            match mode {
                Mode::Own => self.own_as(arg, kept.get(index).unwrap_or(&Ty::Str)),
                Mode::OwnReceiver => self.own(arg),
                Mode::Receiver => self.look(arg),
                Mode::MutReceiver => self.look_mut(arg),
                // A text takes more behind it as `&str`.
                Mode::Ref if matches!(spelling, Spelling::Infix("+")) && *ty == Ty::Str => {
                    self.lend(arg);
                }
                Mode::Ref if matches!(spelling, Spelling::Infix(_)) => {
                    self.infix_operand(arg, is_comparison, spelling);
                }
                Mode::Ref if index == 1 && keeps_lent_key(spelling, dict.as_ref()) => {
                    self.own_part(arg);
                    let key = std::mem::replace(arg, Expr::unit());
                    *arg = Expr::new(ExprKind::Borrow(Box::new(key)), Ty::StaticStr);
                }
                Mode::Ref => self.lend(arg),
            }
        }
    }

    /// Operators on references: `&a + &b`; comparisons look through them.
    fn infix_operand(&mut self, arg: &mut Expr, is_comparison: bool, spelling: &Spelling) {
        let var = match &arg.kind {
            ExprKind::Var(var) => Some(*var),
            _ => None,
        };
        if arg.ty.is_copy() {
            self.own_as(arg, &Ty::StaticStr);
            return;
        }
        self.look(arg);
        let is_inside = is_inside_of_lent(arg) || is_item(arg);
        let is_reference =
            var.is_some_and(|var| self.is_reference(var)) && is_place(arg) || is_inside;
        if is_comparison {
            let is_order = !matches!(spelling, Spelling::Infix("==" | "!="));
            let text = matches!(arg.ty, Ty::Str);
            // `&str` compares with both kinds of strings, `&String` does not.
            let is_owned_seen = is_inside
                || var.is_some_and(|var| {
                    self.seen_through.contains(&var) || self.program.vars[var.0 as usize].is_item
                });
            let is_literal = matches!(arg.kind, ExprKind::Str(_));
            if text && (is_owned_seen || is_order && !is_reference) && !is_literal {
                let inner = std::mem::replace(arg, Expr::unit());
                *arg = Expr::std_method(inner, "as_str", vec![], Ty::Str);
            } else if is_reference && !text {
                let ty = arg.ty.clone();
                let inner = std::mem::replace(arg, Expr::unit());
                *arg = Expr::new(ExprKind::Deref(Box::new(inner)), ty);
            }
        } else if is_place(arg) && !is_reference || is_part_of_item(arg) {
            let ty = arg.ty.clone();
            let inner = std::mem::replace(arg, Expr::unit());
            *arg = Expr::new(ExprKind::Borrow(Box::new(inner)), ty);
        }
    }

    /// What a lifted function is lent by its caller.
    fn lent_captures(&mut self, func: FuncId) -> Vec<Expr> {
        if self.program.funcs[func.0 as usize].role != Role::Direct
            && self.program.funcs[func.0 as usize].form != ClosureForm::Function
        {
            return Vec::new();
        }
        let vars = self.program.funcs[func.0 as usize].captures.clone();
        vars.into_iter()
            .map(|var| {
                self.live.insert(var);
                let data = &self.program.vars[var.0 as usize];
                let (ty, storage) = (data.ty.clone(), data.storage);
                let place = self.access(var);
                if self.program.funcs[func.0 as usize].changed.contains(&var) {
                    if data.owner != self.func || storage == Storage::BorrowedMut {
                        return place;
                    }
                    let place = self.look_mut_at(var, None);
                    return Expr::new(ExprKind::BorrowMut(Box::new(place)), ty);
                }
                let data = &self.program.vars[var.0 as usize];
                let is_lent_already = data.owner != self.func
                    && self.program.funcs[self.func.0 as usize].role == Role::Direct
                    && storage != Storage::Plain;
                if storage == Storage::Plain && self.program.is_copy(&ty)
                    || self.is_reference(var)
                    || is_lent_already
                {
                    place
                } else {
                    Expr::new(ExprKind::Borrow(Box::new(place)), ty)
                }
            })
            .collect()
    }

    /// What a closure takes with it.
    fn owned_captures(&mut self, func: FuncId) -> Vec<Expr> {
        let vars = self.program.funcs[func.0 as usize].captures.clone();
        vars.into_iter()
            .map(|var| {
                let data = &self.program.vars[var.0 as usize];
                let (ty, storage) = (data.ty.clone(), data.storage);
                match storage {
                    Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => {
                        let place = self.access(var);
                        let is_copy = self.program.is_copy(&ty);
                        let moves = data.owner == self.func && !self.live.contains(&var);
                        self.live.insert(var);
                        if is_copy || moves {
                            place
                        } else {
                            self.note_clone(&ty);
                            Expr::new(ExprKind::Clone(Box::new(place)), ty)
                        }
                    }
                    Storage::Cell
                    | Storage::RefCell
                    | Storage::SharedCell
                    | Storage::SharedRefCell
                    | Storage::CellObject => {
                        let moves = self.program.vars[var.0 as usize].owner == self.func
                            && !self.live.contains(&var);
                        let is_lent = self.program.vars[var.0 as usize].owner != self.func
                            && self.program.funcs[self.func.0 as usize].role == Role::Direct;
                        self.live.insert(var);
                        let place = self.access(var);
                        if moves {
                            place
                        } else if is_lent && storage != Storage::CellObject {
                            let cell = Expr::new(ExprKind::Deref(Box::new(place)), ty.clone());
                            Expr::new(ExprKind::Clone(Box::new(cell)), ty)
                        } else {
                            Expr::new(ExprKind::Clone(Box::new(place)), ty)
                        }
                    }
                }
            })
            .collect()
    }
}

/// Whether the operation looks up a key, in a dict of texts that are lent to it, that it may have to keep.
fn keeps_lent_key(spelling: &Spelling, dict: Option<&Ty>) -> bool {
    matches!(spelling, Spelling::Method(name) if name == "change")
        && matches!(dict, Some(Ty::Dict(key, _)) if **key == Ty::StaticStr)
}

/// The kinds of text that an operation takes as its operands, as far as they are not all `String`s.
fn kept_texts(program: &Program, spelling: &Spelling, args: &[(Expr, Mode)], ty: &Ty) -> Vec<Ty> {
    let of_all = |ty: &Ty| vec![text_kind(ty); args.len()];
    match (spelling, ty, args.first().map(|(arg, _)| &arg.ty)) {
        (Spelling::Tuple, Ty::Tuple(items), _) => items.iter().map(text_kind).collect(),
        (Spelling::Record(id), _, _) => {
            let fields = &program.record(*id).fields;
            fields.iter().map(|field| text_kind(&field.ty)).collect()
        }
        (Spelling::Array, Ty::Iter(item), _) => of_all(item),
        (Spelling::Path(path), Ty::List(item) | Ty::Iter(item), _) if path == "seq::filled" => {
            of_all(item)
        }
        (Spelling::Path(path), Ty::Owned(list, _), _) if path == "seq::filled" => match &**list {
            Ty::List(item) => of_all(item),
            _ => Vec::new(),
        },
        (Spelling::Method(_), _, Some(Ty::List(item) | Ty::Set(item))) => of_all(item),
        (Spelling::Method(_), _, Some(Ty::Owned(list, _))) => match &**list {
            Ty::List(item) => of_all(item),
            _ => Vec::new(),
        },
        (Spelling::Method(name), _, Some(Ty::Dict(key, value))) => {
            match name.trim_start_matches("try_") {
                "set" => vec![Ty::Str, text_kind(key), text_kind(value)],
                "get_or" | "pop_or" => vec![Ty::Str, Ty::Str, text_kind(value)],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The variables of a pattern that are references.
fn lent_vars(pattern: &Pattern, found: &mut Vec<VarIdx>) {
    match pattern {
        Pattern::Ignore | Pattern::Var(_) => {}
        Pattern::ByRef(var) | Pattern::Ref(var) => found.push(*var),
        Pattern::Tuple(parts) | Pattern::Behind(parts) => {
            for part in parts {
                lent_vars(part, found);
            }
        }
    }
}

/// A variable or a field, not a value of its own.
pub(super) fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(_) | ExprKind::SelfField(_) => true,
        ExprKind::Op {
            spelling: Spelling::Field(_),
            args,
            ..
        } => is_place(&args[0].0),
        _ => false,
    }
}

/// A reference to what is in an option: `option.as_ref().unwrap()`.
fn is_inside_of_lent(expr: &Expr) -> bool {
    let option = match &expr.kind {
        ExprKind::Unwrap(inner) => Some(&**inner),
        _ => expr.option_inside(),
    };
    option.is_some_and(|option| {
        matches!(&option.kind, ExprKind::Op { spelling: Spelling::Method(name), .. } if name == "as_ref")
    })
}

/// A field of what a list lends: `xs.item(0).1`.
fn is_part_of_item(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Field(_),
            args,
            ..
        } => is_item(&args[0].0) || is_part_of_item(&args[0].0),
        _ => false,
    }
}

/// The kind of text that a place of this type takes, if it takes a text.
fn text_kind(ty: &Ty) -> Ty {
    if *ty == Ty::StaticStr {
        Ty::StaticStr
    } else {
        Ty::Str
    }
}
