//! Displays: `[a, b]`, `{a, b}`, `(a, b)`, `{key: value}`, with `*` and `**` in them.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::syntax::ast::{self, DictItem};
use crate::types::infer::merged::parts_of_display;

impl Lower<'_> {
    pub(super) fn list_display(&mut self, expr: &ast::Expr, items: &[ast::Expr]) -> Expr {
        let ty = self.node_ty(expr.id);
        let Ty::List(item) = &ty else {
            unreachable!("a list display is a list")
        };
        if items
            .iter()
            .any(|item| matches!(item.kind, ast::ExprKind::Starred(_)))
        {
            return self.spread_display(items, ty.clone(), "append", &item.clone());
        }
        if items.is_empty() {
            return Expr::path("List::new", vec![], ty);
        }
        let parts = items.iter().map(|part| self.value(part, item)).collect();
        let array = Expr::items(Spelling::Array, parts, Ty::Unit);
        Expr::path("List::from", vec![(array, Mode::Own)], ty)
    }

    pub(super) fn set_display(&mut self, expr: &ast::Expr, items: &[ast::Expr]) -> Expr {
        let ty = self.node_ty(expr.id);
        let Ty::Set(item) = &ty else {
            unreachable!("a set display is a set")
        };
        if items
            .iter()
            .any(|item| matches!(item.kind, ast::ExprKind::Starred(_)))
        {
            return self.spread_display(items, ty.clone(), "add", &item.clone());
        }
        let parts = items.iter().map(|part| self.value(part, item)).collect();
        let array = Expr::items(Spelling::Array, parts, Ty::Unit);
        // CPython makes three or more constants a frozenset first.
        let path = if items.len() >= 3 && items.iter().all(is_constant) {
            "Set::from_constants"
        } else {
            "Set::from_iter"
        };
        Expr::path(path, vec![(array, Mode::Own)], ty)
    }

    pub(super) fn tuple_display(&mut self, expr: &ast::Expr, items: &[ast::Expr]) -> Expr {
        match self.node_ty(expr.id) {
            Ty::VarTuple(item)
                if !items
                    .iter()
                    .any(|part| matches!(part.kind, ast::ExprKind::Starred(_))) =>
            {
                let parts = items.iter().map(|part| self.value(part, &item)).collect();
                let array = Expr::items(Spelling::Array, parts, Ty::Unit);
                Expr::path("Tuple::from", vec![(array, Mode::Own)], Ty::VarTuple(item))
            }
            Ty::VarTuple(item) => {
                let list = self.spread_display(items, Ty::List(item.clone()), "append", &item);
                Expr::path(
                    "Tuple::from",
                    vec![(Expr::method(list, "to_vec", vec![], Ty::Unit), Mode::Own)],
                    Ty::VarTuple(item),
                )
            }
            Ty::Tuple(tys) => {
                let parts = items
                    .iter()
                    .zip(&tys)
                    .map(|(part, ty)| self.value(part, ty))
                    .collect();
                Expr::items(Spelling::Tuple, parts, Ty::Tuple(tys))
            }
            other => {
                let parts: Vec<Expr> = items.iter().map(|part| self.expr(part)).collect();
                let ty = Ty::Tuple(parts.iter().map(|part| part.ty.clone()).collect());
                let tuple = Expr::items(Spelling::Tuple, parts, ty);
                self.coerce(tuple, &other)
            }
        }
    }

    /// A display with `*items` in it, filled one after the other.
    pub(super) fn spread_display(
        &mut self,
        items: &[ast::Expr],
        ty: Ty,
        add: &str,
        item_ty: &Ty,
    ) -> Expr {
        let new = if matches!(ty, Ty::Set(_)) {
            "Set::new"
        } else {
            "List::new"
        };
        let var = self.temp("items", ty.clone());
        let mut stmts = vec![self.stmt_at(
            crate::ir::StmtKind::Let {
                var,
                value: Some(Expr::path(new, vec![], ty.clone())),
            },
            0,
        )];
        for item in items {
            let target = Expr::var(var, ty.clone());
            let call = if let ast::ExprKind::Starred(inner) = &item.kind {
                let iter = self.iter_of(inner, item_ty);
                Expr::method(target, "extend", vec![(iter, Mode::Own)], Ty::Unit)
            } else {
                let value = self.value(item, item_ty);
                Expr::method(target, add, vec![(value, Mode::Own)], Ty::Unit)
            };
            stmts.push(self.stmt_at(crate::ir::StmtKind::Expr(call), 0));
        }
        Expr::new(
            ExprKind::Block(
                crate::ir::Block { stmts },
                Box::new(Expr::var(var, ty.clone())),
            ),
            ty,
        )
    }

    pub(super) fn dict_display(&mut self, expr: &ast::Expr, items: &[DictItem]) -> Expr {
        let ty = self.node_ty(expr.id);
        if let Ty::Record(id) = ty {
            let parts = parts_of_display(items).expect("inference knows the keys");
            return self.merged(id, &parts);
        }
        let Ty::Dict(key_ty, value_ty) = ty.clone() else {
            unreachable!("a dict display is a dict")
        };
        if items.is_empty() {
            return Expr::path("Dict::new", vec![], ty);
        }
        if items.iter().all(|item| matches!(item, DictItem::Pair(..))) {
            let pairs = items
                .iter()
                .map(|item| {
                    let DictItem::Pair(key, value) = item else {
                        unreachable!("checked above")
                    };
                    let parts = vec![self.value(key, &key_ty), self.value(value, &value_ty)];
                    Expr::items(
                        Spelling::Tuple,
                        parts,
                        Ty::Tuple(vec![(*key_ty).clone(), (*value_ty).clone()]),
                    )
                })
                .collect();
            let array = Expr::items(Spelling::Array, pairs, Ty::Unit);
            return Expr::path("Dict::from", vec![(array, Mode::Own)], ty);
        }
        let var = self.temp("items", ty.clone());
        let mut stmts = vec![self.stmt_at(
            crate::ir::StmtKind::Let {
                var,
                value: Some(Expr::path("Dict::new", vec![], ty.clone())),
            },
            0,
        )];
        for item in items {
            let target = Expr::var(var, ty.clone());
            let call = match item {
                DictItem::Pair(key, value) => {
                    let (key, value) = (self.value(key, &key_ty), self.value(value, &value_ty));
                    Expr::method(
                        target,
                        "set",
                        vec![(key, Mode::Own), (value, Mode::Own)],
                        Ty::Unit,
                    )
                }
                DictItem::Spread(mapping) => {
                    let other = self.expr(mapping);
                    let other = if other.ty == ty {
                        other
                    } else {
                        let value = self.coerce(other, &Ty::Value);
                        Expr::method(value, "mapping", vec![], ty.clone())
                    };
                    Expr::method(target, "update", vec![(other, Mode::Ref)], Ty::Unit)
                }
            };
            stmts.push(self.stmt_at(crate::ir::StmtKind::Expr(call), 0));
        }
        Expr::new(
            ExprKind::Block(
                crate::ir::Block { stmts },
                Box::new(Expr::var(var, ty.clone())),
            ),
            ty,
        )
    }
}

/// Whether CPython's compiler makes the expression a constant (`Python/ast_opt.c`): literals, and arithmetic and tuples of them.
fn is_constant(expr: &ast::Expr) -> bool {
    let is_number = |expr: &ast::Expr| !matches!(expr.kind, ast::ExprKind::Tuple(_));
    match &expr.kind {
        ast::ExprKind::Constant(_) => true,
        ast::ExprKind::Unary { operand, .. } => is_number(operand) && is_constant(operand),
        ast::ExprKind::Binary { left, right, .. } => [left, right]
            .iter()
            .all(|side| is_number(side) && is_constant(side)),
        ast::ExprKind::Tuple(items) => items.iter().all(is_constant),
        _ => false,
    }
}
