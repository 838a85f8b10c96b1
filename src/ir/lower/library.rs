//! Functions and constants of modules.

use super::Lower;
use super::call::has_spread;
use super::iterate::item_of;
use super::method::sig_ty;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::library::{self, Entry, ParamSig, ROWS, Row, Rule, SigTy};
use crate::syntax::ast::{self, Keyword, NodeId};
use crate::types::imports::Item;

impl Lower<'_> {
    /// A name of a module that is read.
    pub(super) fn library_value(&mut self, expr: &ast::Expr, item: &Item) -> Expr {
        match item.entry {
            Entry::Constant { ty, rust } => self.library_constant(expr.id, ty, rust),
            Entry::Object if matches!(self.node_ty(expr.id), Ty::Iter(_)) => {
                let ty = self.node_ty(expr.id);
                Expr::path("sys::lines", vec![], ty)
            }
            Entry::Function(_)
            | Entry::Rule(_)
            | Entry::Type
            | Entry::Module
            | Entry::Object
            | Entry::Refused => named(item),
        }
    }

    fn library_constant(&mut self, node: NodeId, sig: &SigTy, rust: &'static str) -> Expr {
        let ty = self.node_ty(node);
        match sig {
            SigTy::Str => Expr::text(rust),
            SigTy::Bool => Expr::new(ExprKind::Bool(rust == "true"), Ty::Bool),
            SigTy::Int => Expr::int(rust.parse().expect("an integer in the table")),
            SigTy::Big => Expr::new(ExprKind::Int(rust.to_owned()), Ty::Int),
            SigTy::List(_) if ty != sig_ty(sig, &Ty::Value) => {
                Expr::path(&format!("{rust}_values"), vec![], ty)
            }
            SigTy::List(_) => Expr::path(rust, vec![], ty),
            _ => Expr::items(Spelling::Constant(rust), vec![], ty),
        }
    }

    /// A call that inference found a row or a rule for.
    pub(super) fn library_call(
        &mut self,
        call: &ast::Expr,
        item: &Item,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        if let Entry::Rule(rule) = item.entry {
            return match rule {
                Rule::Counter | Rule::DefaultDict | Rule::OrderedDict | Rule::Deque => {
                    self.collection(call, *rule, args, keywords)
                }
                Rule::Reduce => self.reduce(call, args),
                Rule::Cast | Rule::Copy | Rule::DeepCopy | Rule::Exit => {
                    self.library_rule(*rule, args)
                }
            };
        }
        let id = self.instance().rows[&call.id];
        let row = ROWS.row(id);
        let values: Vec<&ast::Expr> = args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value))
            .collect();
        let receiver = self.row_receiver(row, &values);
        let lowered = row
            .params
            .iter()
            .zip(values)
            .map(|(param, value)| self.row_arg(param, value, &receiver))
            .collect();
        let made = row_call(row, lowered, &receiver);
        let want = self.node_ty(call.id);
        self.fresh(made, &want)
    }

    fn library_rule(&mut self, rule: Rule, args: &[ast::Expr]) -> Expr {
        match (rule, args) {
            (Rule::Cast, [_, value]) => self.expr(value),
            (Rule::Exit, [] | [_]) => self.exit(args.first()),
            (Rule::Copy | Rule::DeepCopy, [value]) => {
                let value = self.expr(value);
                let ty = value.ty.clone();
                match (rule, &ty) {
                    (_, Ty::Unit | Ty::Bool | Ty::I64 | Ty::Int | Ty::F64 | Ty::Str) => value,
                    (Rule::Copy, _) => Expr::method(value, "copy", vec![], ty),
                    _ => Expr::path("copy::deepcopy", vec![(value, Mode::Ref)], ty),
                }
            }
            (
                Rule::Cast
                | Rule::Copy
                | Rule::DeepCopy
                | Rule::Exit
                | Rule::Reduce
                | Rule::Counter
                | Rule::DefaultDict
                | Rule::OrderedDict
                | Rule::Deque,
                _,
            ) => {
                unreachable!("inference checked the arguments")
            }
        }
    }

    /// A type that says what `T` is in a call of the row.
    fn row_receiver(&mut self, row: &Row, args: &[&ast::Expr]) -> Ty {
        for (param, arg) in row.params.iter().zip(args) {
            let item = match (&param.ty, self.node_ty(arg.id)) {
                (SigTy::List(_), Ty::List(item)) | (SigTy::VarTuple(_), Ty::VarTuple(item)) => item,
                (SigTy::Iterable(_), other) => match item_of(&other) {
                    Some(item) => Box::new(item),
                    None => continue,
                },
                _ => continue,
            };
            return Ty::List(item);
        }
        Ty::Value
    }

    fn row_arg(&mut self, param: &ParamSig, arg: &ast::Expr, receiver: &Ty) -> (Expr, Mode) {
        let mode = match param.mode {
            library::Mode::Own => Mode::Own,
            library::Mode::Ref => Mode::Ref,
        };
        let value = match &param.ty {
            SigTy::Iterable(item) => {
                let item = sig_ty(item, receiver);
                self.exhausted_numbers(arg, &item)
            }
            other => {
                let want = sig_ty(other, receiver);
                let value = self.expr(arg);
                self.number(value, &want)
            }
        };
        (value, mode)
    }

    /// What the items of an iterable are.
    pub(super) fn item_ty(&mut self, iterable: &ast::Expr) -> Option<Ty> {
        match self.node_ty(iterable.id) {
            Ty::Tuple(_) | Ty::Dict(..) | Ty::Str => None,
            other => item_of(&other),
        }
    }

    /// The items of an iterable as numbers of this type.
    fn exhausted_numbers(&mut self, iterable: &ast::Expr, item: &Ty) -> Expr {
        let have = self.item_ty(iterable).unwrap_or_else(|| item.clone());
        if *item == Ty::Int && have == Ty::I64 {
            return self.exhausted_iter_of(iterable, &have);
        }
        if *item != Ty::F64 || have == Ty::F64 {
            return self.exhausted_iter_of(iterable, item);
        }
        let iter = self.exhausted_iter_of(iterable, &have);
        let var = self.temp("item", have.clone());
        let body = self.number(Expr::var(var, have), item);
        self.adapt(
            iter,
            "map",
            crate::ir::Pattern::Var(var),
            body,
            item.clone(),
        )
    }

    /// A call of a function of a module that a builtin was given.
    pub(super) fn library_callback(
        &mut self,
        func: &ast::Expr,
        item: &Item,
        args: Vec<Expr>,
    ) -> Expr {
        let Some(id) = self.instance().rows.get(&func.id).copied() else {
            unreachable!("inference found a row for {}", item.dotted())
        };
        let row = ROWS.row(id);
        let lowered = row
            .params
            .iter()
            .zip(args)
            .map(|(param, arg)| {
                let mode = match param.mode {
                    library::Mode::Own => Mode::Own,
                    library::Mode::Ref => Mode::Ref,
                };
                let want = sig_ty(&param.ty, &Ty::Value);
                (self.number(arg, &want), mode)
            })
            .collect();
        row_call(row, lowered, &Ty::Value)
    }

    /// A call that only running it understands.
    pub(super) fn dynamic_library_call(
        &mut self,
        func: &ast::Expr,
        item: &Item,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        if has_spread(args, keywords) {
            let callee = self.expr(func);
            return self.spread_call(callee, args, keywords);
        }
        if let [iterable] = args {
            self.exhausted = Some(iterable.id);
        }
        let name = (Expr::text(item.dotted()), Mode::Ref);
        let args = self.dynamic_args(None, args, keywords);
        Expr::path(
            "Value::call_library",
            vec![name, (args, Mode::Own)],
            Ty::Value,
        )
    }
}

/// A name of a module as a `Value`.
fn named(item: &Item) -> Expr {
    let name = (Expr::text(item.dotted()), Mode::Ref);
    Expr::path("Value::library", vec![name], Ty::Value)
}

/// The Rust of a row: a method if its name begins with a dot, the argument itself if there is none.
fn row_call(row: &Row, mut args: Vec<(Expr, Mode)>, receiver: &Ty) -> Expr {
    let ret = sig_ty(&row.ret, receiver);
    if row.rust.is_empty() {
        return args.swap_remove(0).0;
    }
    match row.rust.strip_prefix('.') {
        Some(method) => {
            let first = args.remove(0).0;
            Expr::std_method(first, method, args, ret)
        }
        None => Expr::path(row.rust, args, ret),
    }
}
