//! How the arguments of a call become those of a Rust function, in the order in which Python evaluates them.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Stmt, Ty};
use crate::syntax::ast::{self, Keyword};
use crate::types::ArgSource;

impl Lower<'_> {
    /// Arguments by parameter. Where the call names them in another order, statements before the call evaluate them in that order.
    pub(super) fn bound_args(
        &mut self,
        func: crate::ir::FuncId,
        sources: &[ArgSource],
        tys: &[Ty],
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> (Vec<Stmt>, Vec<Expr>) {
        let mut stmts = Vec::new();
        self.hold_spread(sources, args, keywords, &mut stmts);
        let Some(order) = self.evaluation_order(sources, args, keywords) else {
            let in_order = (0..sources.len())
                .map(|index| {
                    self.bound_arg(func, index, &sources[index], &tys[index], args, keywords)
                })
                .collect();
            return (stmts, in_order);
        };
        let mut found: Vec<Option<Expr>> = vec![None; sources.len()];
        for index in order {
            let arg = self.bound_arg(func, index, &sources[index], &tys[index], args, keywords);
            let (_, held) = self.hold(arg, &mut stmts);
            found[index] = Some(held);
        }
        (stmts, found.into_iter().flatten().collect())
    }

    /// Evaluates what is taken apart, once.
    fn hold_spread(
        &mut self,
        sources: &[ArgSource],
        args: &[ast::Expr],
        keywords: &[Keyword],
        stmts: &mut Vec<Stmt>,
    ) {
        let parts = sources.iter().flat_map(|source| match source {
            ArgSource::VarArgs(from) => from.iter().collect(),
            ArgSource::KwArgs(from) => from.iter().map(|(_, from)| from).collect(),
            _ => vec![source],
        });
        let spread = parts.filter_map(|source| match source {
            ArgSource::Item(at, _) => Some(spread_value(&args[*at])),
            ArgSource::Field(at, _) => Some(&keywords[*at].value),
            _ => None,
        });
        let mut known = std::collections::BTreeSet::new();
        for value in spread.collect::<Vec<_>>() {
            if !matches!(value.kind, ast::ExprKind::Name(_)) && known.insert(value.id) {
                self.hold_value("args", value, stmts);
            }
        }
    }

    /// The parameters in the order in which a call evaluates their arguments, if that differs from their own and can be seen.
    fn evaluation_order(
        &mut self,
        sources: &[ArgSource],
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Option<Vec<usize>> {
        let place = |source: &ArgSource| match source {
            ArgSource::Positional(at) | ArgSource::Item(at, _) => Some(*at),
            ArgSource::Keyword(at) | ArgSource::Field(at, _) => Some(args.len() + at),
            ArgSource::Default | ArgSource::VarArgs(_) | ArgSource::KwArgs(_) => None,
        };
        let positions: Vec<Vec<usize>> = sources
            .iter()
            .map(|source| match source {
                ArgSource::VarArgs(from) => from.iter().filter_map(place).collect(),
                ArgSource::KwArgs(from) => {
                    from.iter().filter_map(|(_, from)| place(from)).collect()
                }
                _ => place(source).into_iter().collect(),
            })
            .collect();
        let has_effect = |arg: &&ast::Expr| {
            !matches!(
                arg.kind,
                ast::ExprKind::Name(_) | ast::ExprKind::Constant(_) | ast::ExprKind::Lambda(_)
            )
        };
        let values = args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value));
        if positions.iter().flatten().is_sorted() || values.filter(has_effect).count() < 2 {
            return None;
        }
        let mut order: Vec<usize> = (0..sources.len()).collect();
        order.sort_by_key(|index| positions[*index].first().copied());
        let in_order: Vec<usize> = order
            .iter()
            .flat_map(|index| positions[*index].clone())
            .collect();
        if !in_order.is_sorted() {
            self.refuse(
                keywords[0].value.span,
                "a call whose extra keyword arguments stand among the others",
                "put the keyword arguments for `**` last",
            );
        }
        Some(order)
    }

    /// What one parameter gets.
    fn bound_arg(
        &mut self,
        func: crate::ir::FuncId,
        index: usize,
        source: &ArgSource,
        ty: &Ty,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        match source {
            ArgSource::Positional(_)
            | ArgSource::Keyword(_)
            | ArgSource::Item(..)
            | ArgSource::Field(..) => self.one_arg(source, ty, args, keywords),
            ArgSource::Default => {
                let param = &self.program.funcs[func.0 as usize].params[index];
                if param.unpacked.is_some() {
                    return self.coerce(Expr::unit(), ty);
                }
                if param.is_omitted {
                    return Expr::unit();
                }
                match param.default.clone() {
                    Some(crate::ir::ParamDefault::Constant(value)) => self.coerce(value, ty),
                    Some(crate::ir::ParamDefault::Var(var)) => {
                        let read = Expr::var(var, self.var_ty(var));
                        self.coerce(read, ty)
                    }
                    None => unreachable!("inference saw a default"),
                }
            }
            ArgSource::VarArgs(from) => self.var_args(from, ty, args, keywords),
            ArgSource::KwArgs(from) => self.kw_args(from, ty, args, keywords),
        }
    }

    /// One argument, as this type.
    fn one_arg(
        &mut self,
        source: &ArgSource,
        ty: &Ty,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        match source {
            ArgSource::Keyword(at) => self.value(&keywords[*at].value, ty),
            ArgSource::Item(at, index) => {
                let tuple = self.expr(spread_value(&args[*at]));
                let Ty::Tuple(items) = &tuple.ty else {
                    unreachable!("inference saw a tuple")
                };
                let item = items[*index].clone();
                let kind = ExprKind::Op {
                    spelling: Spelling::Field(*index),
                    args: vec![(tuple, Mode::Receiver)],
                    runtime: false,
                };
                self.coerce(Expr::new(kind, item), ty)
            }
            ArgSource::Field(at, index) => {
                let record = self.expr(&keywords[*at].value);
                let Ty::Record(id) = record.ty else {
                    unreachable!("inference saw a record")
                };
                let field = self.field_at(record, id, *index);
                self.coerce(field, ty)
            }
            ArgSource::Positional(at) => self.value(&args[*at], ty),
            ArgSource::Default | ArgSource::VarArgs(_) | ArgSource::KwArgs(_) => {
                unreachable!("these are no arguments")
            }
        }
    }

    fn var_args(
        &mut self,
        from: &[ArgSource],
        ty: &Ty,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        if let Ty::Tuple(items) = ty {
            let parts = from.iter().zip(items);
            let parts = parts.map(|(source, item)| self.one_arg(source, item, args, keywords));
            return Expr::items(Spelling::Tuple, parts.collect(), ty.clone());
        }
        let Ty::VarTuple(item) = ty else {
            let parts = from.iter();
            let parts = parts.map(|source| self.one_arg(source, &Ty::Value, args, keywords));
            let tuple = Expr::items(
                Spelling::Tuple,
                parts.collect(),
                Ty::Tuple(vec![Ty::Value; from.len()]),
            );
            return self.coerce(tuple, ty);
        };
        let spread = |source: &ArgSource| match source {
            ArgSource::Positional(at) => match &args[*at].kind {
                ast::ExprKind::Starred(inner) => Some(&**inner),
                _ => None,
            },
            _ => None,
        };
        if let [only] = from
            && let Some(inner) = spread(only)
        {
            let iter = self.iter_of(inner, item);
            return Expr::path("Tuple::from_iter", vec![(iter, Mode::Own)], ty.clone());
        }
        if from.iter().any(|source| spread(source).is_some()) {
            let mut items: Vec<ast::Expr> = Vec::new();
            for source in from {
                // All items of a tuple, or none, go here.
                match source {
                    ArgSource::Positional(at) | ArgSource::Item(at, 0) => {
                        items.push(args[*at].clone());
                    }
                    _ => {}
                }
            }
            let list = self.spread_display(&items, Ty::List(item.clone()), "append", item);
            let vec = Expr::method(list, "to_vec", vec![], Ty::Unit);
            return Expr::path("Tuple::from", vec![(vec, Mode::Own)], ty.clone());
        }
        let parts = from.iter();
        let parts = parts.map(|source| self.one_arg(source, item, args, keywords));
        let array = Expr::items(Spelling::Array, parts.collect(), Ty::Unit);
        Expr::path("Tuple::from", vec![(array, Mode::Own)], ty.clone())
    }

    fn kw_args(
        &mut self,
        from: &[(String, ArgSource)],
        ty: &Ty,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let Ty::Dict(key_ty, value_ty) = ty else {
            unreachable!("**kwargs is a dict")
        };
        if from.is_empty() {
            return Expr::path("Dict::new", vec![], ty.clone());
        }
        let pairs = from
            .iter()
            .map(|(name, source)| {
                let key = self.coerce(Expr::text(name.clone()), key_ty);
                let value = self.one_arg(source, value_ty, args, keywords);
                Expr::items(
                    Spelling::Tuple,
                    vec![key, value],
                    Ty::Tuple(vec![(**key_ty).clone(), (**value_ty).clone()]),
                )
            })
            .collect();
        let array = Expr::items(Spelling::Array, pairs, Ty::Unit);
        Expr::path("Dict::from", vec![(array, Mode::Own)], ty.clone())
    }
}

/// What is spread, or the argument itself.
pub(super) fn spread_value(arg: &ast::Expr) -> &ast::Expr {
    match &arg.kind {
        ast::ExprKind::Starred(inner) => inner,
        _ => arg,
    }
}
