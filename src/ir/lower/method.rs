//! Method calls that have a row in the library table.

use super::{Lower, view};
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::library::{self, ROWS, Row, SigTy};
use crate::syntax::ast;
use crate::types::infer::callback::{MethodCallback, method_callback};

impl Lower<'_> {
    /// `receiver.name(args)`.
    pub(super) fn method_call(
        &mut self,
        call: &ast::Expr,
        receiver: &ast::Expr,
        name: &str,
        args: &[ast::Expr],
        keywords: &[ast::Keyword],
    ) -> Expr {
        let want = self.node_ty(call.id);
        if name == "format" && !self.instance().rows.contains_key(&call.id) {
            return self.format_call(receiver, args, keywords);
        }
        let receiver = self.expr(receiver);
        let Some(id) = self.instance().rows.get(&call.id).copied() else {
            if let Ty::View(..) = want {
                return Expr::method(receiver, &format!("{name}_view"), vec![], want);
            }
            if let Ty::View(..) = receiver.ty {
                let other = self.expr(&args[0]);
                return view::operation(receiver, "is_disjoint", other, Ty::Bool);
            }
            if let Ty::Record(id) = receiver.ty {
                if name == "update" {
                    return self.record_update(receiver, id, args, keywords);
                }
                return self.record_method(receiver, id, name, args, &want);
            }
            if let (Ty::Set(_), [_, _, ..]) = (&receiver.ty, args) {
                return self.set_by_set(receiver, name, args);
            }
            if name == "update" {
                return match args {
                    [other] => self.update_by_both(receiver, other, keywords),
                    _ => self.update_by_name(receiver, keywords),
                };
            }
            if let (Ty::Dict(key, item), [sought, default]) = (receiver.ty.clone(), args) {
                return self.lookup_or(receiver, name, (sought, &key), (default, &item), &want);
            }
            if matches!(receiver.ty, Ty::Tuple(_) | Ty::VarTuple(_)) {
                return self.tuple_search(receiver, name, &args[0]);
            }
            if let [
                ast::Expr {
                    kind: ast::ExprKind::Tuple(parts),
                    ..
                },
            ] = args
            {
                return self.any_affix(receiver, name, parts);
            }
            if name == "sort"
                && let Ty::List(item) = receiver.ty.clone()
            {
                return self.sort(receiver, &item, keywords);
            }
            return Expr::method(receiver, name, vec![], want);
        };
        let row = ROWS.row(id);
        let mut all = vec![(receiver, Mode::Receiver)];
        let receiver_ty = all[0].0.ty.clone();
        if name == "extend"
            && let (Ty::List(_), [other]) = (&receiver_ty, args)
            && self.node_ty(other.id) == receiver_ty
        {
            // All of it at once, even if it is the same list.
            let (receiver, _) = all.remove(0);
            let other = self.expr(other);
            return Expr::method(receiver, "extend_list", vec![(other, Mode::Ref)], Ty::Unit);
        }
        let named = keywords.iter().map(|keyword| &keyword.value);
        for (param, arg) in row.params.iter().zip(args.iter().chain(named)) {
            let mode = match param.mode {
                library::Mode::Own => Mode::Own,
                library::Mode::Ref => Mode::Ref,
            };
            let value = match &param.ty {
                SigTy::Iterable(item) => {
                    let item = sig_ty(item, &receiver_ty);
                    self.exhausted_iter_of(arg, &item)
                }
                other => {
                    let ty = sig_ty(other, &receiver_ty);
                    self.value(arg, &ty)
                }
            };
            all.push((value, mode));
        }
        let lowered = self.row_operation(row, all);
        self.fresh(lowered, &want)
    }
}

impl Lower<'_> {
    /// `text.startswith((a, b))`, `text.endswith((a, b))`: one of them does.
    fn any_affix(&mut self, text: Expr, name: &str, affixes: &[ast::Expr]) -> Expr {
        let mut stmts = Vec::new();
        let (_, text) = self.hold(text, &mut stmts);
        // All of them are evaluated, whichever fits.
        let affixes: Vec<Expr> = affixes
            .iter()
            .map(|affix| {
                let affix = self.value(affix, &Ty::Str);
                self.hold(affix, &mut stmts).1
            })
            .collect();
        let tests = affixes
            .into_iter()
            .map(|affix| Expr::method(text.clone(), name, vec![(affix, Mode::Ref)], Ty::Bool));
        let any = tests
            .reduce(|one, two| Expr::new(ExprKind::Or(Box::new(one), Box::new(two)), Ty::Bool))
            .expect("inference saw at least one");
        if stmts.is_empty() {
            return any;
        }
        let block = crate::ir::Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(any)), Ty::Bool)
    }

    /// `one.union(two, three)`, `one.update(two, three)`: all arguments are evaluated first.
    fn set_by_set(&mut self, set: Expr, name: &str, args: &[ast::Expr]) -> Expr {
        let ty = set.ty.clone();
        let mut stmts = Vec::new();
        let (_, mut set) = self.hold(set, &mut stmts);
        let held: Vec<Expr> = args
            .iter()
            .map(|arg| {
                let arg = self.expr(arg);
                self.hold(arg, &mut stmts).1
            })
            .collect();
        let changes_set = matches!(name, "update" | "difference_update");
        for (index, (arg, value)) in args.iter().zip(held).enumerate() {
            let row = ROWS.row(self.instance().rows[&arg.id]);
            let (value, mode) = match &row.params[0].ty {
                SigTy::Iterable(item) => {
                    let item = sig_ty(item, &ty);
                    let iter = self.iter_value(value);
                    let iter = match &iter.ty {
                        Ty::Iter(given) if **given != item => {
                            let given = (**given).clone();
                            self.each(iter, given, &item)
                        }
                        _ => iter,
                    };
                    (iter, Mode::Own)
                }
                other => {
                    let want = sig_ty(other, &ty);
                    (self.coerce(value, &want), Mode::Ref)
                }
            };
            let step = self.row_operation(row, vec![(set.clone(), Mode::Receiver), (value, mode)]);
            let is_new = !changes_set && (index == 0 || name == "intersection");
            if is_new {
                set = self.hold(step, &mut stmts).1;
            } else {
                let line = crate::ir::StmtKind::Expr(step);
                stmts.push(self.stmt_at(line, 0));
            }
        }
        let (value, ty) = if changes_set {
            (Expr::unit(), Ty::Unit)
        } else {
            (set, ty)
        };
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts }, Box::new(value)),
            ty,
        )
    }

    /// `dict.get(key, default)`, `dict.pop(key, default)` where the default is of another type than the values.
    fn lookup_or(
        &mut self,
        dict: Expr,
        name: &str,
        (sought, key): (&ast::Expr, &Ty),
        (default, item): (&ast::Expr, &Ty),
        want: &Ty,
    ) -> Expr {
        let name = if name == "pop" { "take" } else { "get" };
        let sought = self.value(sought, key);
        let found_ty = Ty::Option(Box::new(item.clone()));
        let is_none = matches!(default.kind, ast::ExprKind::Constant(ast::Constant::None));
        let mut stmts = Vec::new();
        let (dict, sought, default) = if is_none {
            (dict, sought, None)
        } else {
            let default = self.value(default, want);
            if default.is_literal()
                || matches!(&default.kind, ExprKind::ToValue(inner) if inner.is_literal())
            {
                (dict, sought, Some(default))
            } else {
                let (_, dict) = self.hold(dict, &mut stmts);
                let (_, sought) = self.hold(sought, &mut stmts);
                let (_, default) = self.hold(default, &mut stmts);
                (dict, sought, Some(default))
            }
        };
        let found = Expr::method(dict, name, vec![(sought, Mode::Ref)], found_ty.clone());
        let Some(default) = default else {
            return self.coerce(found, want);
        };
        let found = if *want == *item {
            found
        } else {
            let var = self.temp("item", item.clone());
            let body = self.coerce(Expr::var(var, item.clone()), want);
            let pattern = crate::ir::Pattern::Var(var);
            let mut mapped = self.adapt(found, "map", pattern, body, Ty::Unit);
            mapped.ty = Ty::Option(Box::new(want.clone()));
            mapped
        };
        let result = self.std_adapter(found, "unwrap_or", vec![default], want.clone());
        if stmts.is_empty() {
            return result;
        }
        let block = crate::ir::Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(result)), want.clone())
    }

    /// `tuple.index(item)`, `tuple.count(item)`.
    fn tuple_search(&mut self, tuple: Expr, name: &str, sought: &ast::Expr) -> Expr {
        let item = match &tuple.ty {
            Ty::VarTuple(item) => (**item).clone(),
            Ty::Tuple(items) => items.first().cloned().unwrap_or(Ty::Value),
            _ => unreachable!("checked by the caller"),
        };
        let tuple = self.coerce(tuple, &Ty::VarTuple(Box::new(item.clone())));
        let sought = self.value(sought, &item);
        Expr::method(tuple, name, vec![(sought, Mode::Ref)], Ty::I64)
    }

    /// A call of a method that a builtin was given as a function; none if it is no method that inference found a row for.
    pub(super) fn method_callback(&mut self, func: &ast::Expr, args: &[Expr]) -> Option<Expr> {
        let id = self.instance().rows.get(&func.id).copied()?;
        let (receiver, args) = match method_callback(self.names, func)? {
            MethodCallback::OfType(..) => {
                let (receiver, rest) = args.split_first()?;
                (receiver.clone(), rest)
            }
            MethodCallback::Bound(receiver, _) => (self.expr(receiver), args),
        };
        let row = ROWS.row(id);
        let receiver_ty = receiver.ty.clone();
        let mut all = vec![(receiver, Mode::Receiver)];
        for (param, arg) in row.params.iter().zip(args) {
            let mode = match param.mode {
                library::Mode::Own => Mode::Own,
                library::Mode::Ref => Mode::Ref,
            };
            let value = match &param.ty {
                SigTy::Iterable(_) => self.iter_value(arg.clone()),
                other => self.coerce(arg.clone(), &sig_ty(other, &receiver_ty)),
            };
            all.push((value, mode));
        }
        Some(self.row_operation(row, all))
    }

    /// `list.sort(key=…, reverse=…)`.
    fn sort(&mut self, list: Expr, item: &Ty, keywords: &[ast::Keyword]) -> Expr {
        let find = |wanted: &str| {
            let mut named = keywords.iter().filter(|keyword| {
                keyword
                    .name
                    .as_ref()
                    .is_some_and(|name| name.name == wanted)
            });
            named.next().map(|keyword| &keyword.value)
        };
        let reverse = match find("reverse") {
            Some(reverse) => self.value(reverse, &Ty::Bool),
            None => Expr::new(ExprKind::Bool(false), Ty::Bool),
        };
        let Some(key) = find("key") else {
            let is_reverse = matches!(reverse.kind, ExprKind::Bool(true));
            let name = if is_reverse { "sort_reverse" } else { "sort" };
            return Expr::method(list, name, vec![], Ty::Unit);
        };
        let (var, body) = self.callback_body(key, item);
        let ty = body.ty.clone();
        let key = Expr::new(
            ExprKind::Inline {
                params: vec![crate::ir::Pattern::Var(var)],
                body: Box::new(body),
            },
            ty,
        );
        let args = vec![(key, Mode::Own), (reverse, Mode::Own)];
        Expr::method(list, "sort_by_key", args, Ty::Unit)
    }

    /// The operation that a row stands for, on its receiver and arguments.
    fn row_operation(&mut self, row: &Row, mut all: Vec<(Expr, Mode)>) -> Expr {
        let receiver_ty = all[0].0.ty.clone();
        for _ in 0..row.n_left_out {
            let ty = Ty::Option(Box::new(Ty::I64));
            all.push((Expr::new(ExprKind::NoneOption, ty), Mode::Own));
        }
        let mut name = row.rust;
        let mut ret = sig_ty(&row.ret, &receiver_ty);
        if name == "get"
            && let Ty::Dict(_, item) = &receiver_ty
            && matches!(**item, Ty::Value | Ty::Option(_))
        {
            // What is not there is what `None` is there.
            let nothing = self.coerce(Expr::unit(), item);
            all.push((nothing, Mode::Own));
            name = "get_or";
            ret = (**item).clone();
        }
        Expr::new(
            ExprKind::Op {
                spelling: Spelling::Method(name.to_owned()),
                args: all,
                runtime: true,
            },
            ret,
        )
    }
}

/// A type of the table's little language for a receiver of this type.
pub(super) fn sig_ty(sig: &SigTy, receiver: &Ty) -> Ty {
    match sig {
        SigTy::None => Ty::Unit,
        SigTy::Bool => Ty::Bool,
        SigTy::Int => Ty::I64,
        SigTy::Big => Ty::Int,
        SigTy::Float | SigTy::Real => Ty::F64,
        SigTy::Str => Ty::Str,
        SigTy::Bytes => Ty::Bytes,
        SigTy::Elem => match receiver {
            Ty::List(item) | Ty::Set(item) | Ty::Deque(item) => (**item).clone(),
            _ => Ty::Value,
        },
        SigTy::Key => match receiver {
            Ty::Dict(key, _) => (**key).clone(),
            _ => Ty::Value,
        },
        SigTy::Val => match receiver {
            Ty::Dict(_, value) => (**value).clone(),
            _ => Ty::Value,
        },
        SigTy::SelfTy => receiver.clone(),
        SigTy::List(item) => Ty::List(Box::new(sig_ty(item, receiver))),
        SigTy::VarTuple(item) => Ty::VarTuple(Box::new(sig_ty(item, receiver))),
        SigTy::Iter(item) | SigTy::Iterable(item) => Ty::Iter(Box::new(sig_ty(item, receiver))),
        SigTy::Option(inner) => match sig_ty(inner, receiver) {
            Ty::Value => Ty::Value,
            inner @ Ty::Option(_) => inner,
            inner => Ty::Option(Box::new(inner)),
        },
        SigTy::Tuple(items) => Ty::Tuple(items.iter().map(|item| sig_ty(item, receiver)).collect()),
    }
}
