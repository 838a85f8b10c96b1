//! Augmented assignment: `target op= value`, with the target evaluated once.

use super::Lower;
use super::operator::{dynamic_in_place, is_number};
use super::target::root_var;
use crate::ir::{Expr, ExprKind, Mode, Stmt, StmtKind, Ty};
use crate::names::Use;
use crate::syntax::ast::{self, BinOp};
use crate::types::infer::record::literal_key;

impl Lower<'_> {
    /// `target op= value`.
    pub(super) fn augmented(
        &mut self,
        stmt: &ast::Stmt,
        target: &ast::Expr,
        op: BinOp,
        value: &ast::Expr,
        stmts: &mut Vec<Stmt>,
    ) {
        let line = self.line(target.span);
        let want = self.node_ty(stmt.id);
        match &target.kind {
            ast::ExprKind::Name(_) => {
                let left = if let Some(Use::Variable {
                    variable,
                    maybe_unbound,
                }) = self.names.augmented_reads.get(&target.id).cloned()
                {
                    let read = self.read(variable, maybe_unbound, target.id);
                    let read = self.needed(target.id, read);
                    let narrowed = self.node_ty(target.id);
                    self.coerce(read, &narrowed)
                } else {
                    let ast::ExprKind::Name(ident) = &target.kind else {
                        unreachable!("matched above")
                    };
                    self.undefined(&ident.name, target.id)
                };
                let var = self.bound_var(target.id);
                let before = left.clone();
                let in_place = self.in_place(op, left, value, &want);
                match in_place {
                    InPlace::Effect(call) => {
                        stmts.push(Stmt {
                            kind: StmtKind::Expr(call),
                            line,
                        });
                        if root_var(&before) != Some(var) {
                            let ty = self.var_ty(var);
                            let value = self.coerce(before, &ty);
                            stmts.push(Stmt {
                                kind: StmtKind::Store { var, value },
                                line,
                            });
                        }
                    }
                    InPlace::Value(result) => {
                        let ty = self.var_ty(var);
                        let value = self.coerce(result, &ty);
                        stmts.push(Stmt {
                            kind: StmtKind::Store { var, value },
                            line,
                        });
                    }
                }
            }
            ast::ExprKind::Subscript {
                value: container,
                index,
            } => {
                self.augmented_subscript(container, index, op, value, &want, stmts, line);
            }
            ast::ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let object = self.dynamic(object);
                let (_, object) = self.hold(object, stmts);
                let name = || (Expr::text(attr.name.clone()), Mode::Ref);
                let left = Expr::method(object.clone(), "getattr", vec![name()], Ty::Value);
                let right = self.dynamic(value);
                let result = Expr::method(
                    left,
                    &dynamic_in_place(op),
                    vec![(right, Mode::Ref)],
                    Ty::Value,
                );
                let store = Expr::method(
                    object,
                    "setattr",
                    vec![name(), (result, Mode::Own)],
                    Ty::Unit,
                );
                stmts.push(Stmt {
                    kind: StmtKind::Expr(store),
                    line,
                });
            }
            _ => unreachable!("the parser admits no other targets"),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn augmented_subscript(
        &mut self,
        container: &ast::Expr,
        index: &ast::Expr,
        op: BinOp,
        value: &ast::Expr,
        want: &Ty,
        stmts: &mut Vec<Stmt>,
        line: u32,
    ) {
        let container = self.expr(container);
        let (_, container) = self.hold(container, stmts);
        if let (Ty::List(item), Some(bounds)) = (container.ty.clone(), self.plain_slice(index)) {
            let bounds = self.slice_bounds(bounds);
            return self.augmented_slice((container, &item), bounds, op, value, want, stmts);
        }
        if let Ty::Record(id) = container.ty {
            let left = self.record_field(container.clone(), id, index);
            let call = match self.in_place(op, left, value, want) {
                InPlace::Effect(call) => call,
                InPlace::Value(result) => {
                    let key = literal_key(index).expect("inference knows the key");
                    self.store_field(container, id, key, result)
                }
            };
            stmts.push(Stmt {
                kind: StmtKind::Expr(call),
                line,
            });
            return;
        }
        let (read, write, key, mode, item): (&str, &str, Expr, Mode, Ty) =
            match container.ty.clone() {
                Ty::List(item) | Ty::Deque(item) if self.is_index(index) => {
                    ("at", "set", self.value(index, &Ty::I64), Mode::Own, *item)
                }
                Ty::Dict(key, item) => (
                    self.dict_read(),
                    "set",
                    self.value(index, &key),
                    Mode::Ref,
                    *item,
                ),
                _ => (
                    "getitem",
                    "setitem",
                    self.key_value(index),
                    Mode::Ref,
                    Ty::Value,
                ),
            };
        let container = if read == "getitem" {
            self.coerce(container, &Ty::Value)
        } else {
            container
        };
        let (_, key) = self.hold(key, stmts);
        let left = Expr::method(
            container.clone(),
            read,
            vec![(key.clone(), mode)],
            item.clone(),
        );
        let in_place = self.in_place(op, left, value, want);
        match in_place {
            InPlace::Effect(call) => stmts.push(Stmt {
                kind: StmtKind::Expr(call),
                line,
            }),
            InPlace::Value(result) => {
                let result = self.coerce(result, &item);
                let mode = if write == "setitem" {
                    Mode::Ref
                } else {
                    Mode::Own
                };
                let store = Expr::method(
                    container,
                    write,
                    vec![(key, mode), (result, Mode::Own)],
                    Ty::Unit,
                );
                stmts.push(Stmt {
                    kind: StmtKind::Expr(store),
                    line,
                });
            }
        }
    }

    /// `items[lower:upper] op= value`: the part changes as a list of its own, and is put back.
    fn augmented_slice(
        &mut self,
        (container, item): (Expr, &Ty),
        bounds: Vec<(Expr, Mode)>,
        op: BinOp,
        value: &ast::Expr,
        want: &Ty,
        stmts: &mut Vec<Stmt>,
    ) {
        let mut args = Vec::new();
        for (bound, mode) in bounds {
            let ty = bound.ty.clone();
            let bound = match bound.kind {
                ExprKind::Some(inner) => {
                    let (_, inner) = self.hold(*inner, stmts);
                    Expr::new(ExprKind::Some(Box::new(inner)), ty)
                }
                kind => Expr::new(kind, ty),
            };
            args.push((bound, mode));
        }
        let ty = container.ty.clone();
        let part = Expr::method(container.clone(), "slice", args.clone(), ty.clone());
        let (_, part) = self.hold_as("part", part, stmts);
        let items = match self.in_place(op, part.clone(), value, want) {
            InPlace::Effect(call) => {
                stmts.push(self.stmt_at(StmtKind::Expr(call), 0));
                part
            }
            InPlace::Value(result) => {
                let changed = self.coerce(result, &ty);
                self.new_items(changed, item)
            }
        };
        args.push((items, Mode::Own));
        let store = Expr::method(container, "set_slice", args, Ty::Unit);
        stmts.push(self.stmt_at(StmtKind::Expr(store), 0));
    }

    /// `left op= right`: a change of the object itself, or a new value.
    fn in_place(&mut self, op: BinOp, left: Expr, right: &ast::Expr, want: &Ty) -> InPlace {
        match (&left.ty, op) {
            (Ty::List(item) | Ty::Deque(item), BinOp::Add) => {
                let item = (**item).clone();
                let right_ty = self.node_ty(right.id);
                if right_ty == left.ty {
                    let other = self.expr(right);
                    let name = match &left.ty {
                        Ty::Deque(_) => "extend_deque",
                        _ => "extend_list",
                    };
                    return InPlace::Effect(Expr::method(
                        left,
                        name,
                        vec![(other, Mode::Ref)],
                        Ty::Unit,
                    ));
                }
                if matches!(
                    right_ty,
                    Ty::List(_)
                        | Ty::Tuple(_)
                        | Ty::VarTuple(_)
                        | Ty::Str
                        | Ty::Range
                        | Ty::Set(_)
                        | Ty::Dict(..)
                        | Ty::View(..)
                        | Ty::Stream(_)
                        | Ty::Deque(_)
                        | Ty::Bytes
                ) {
                    let iter = self.iter_of(right, &item);
                    return InPlace::Effect(Expr::method(
                        left,
                        "extend",
                        vec![(iter, Mode::Own)],
                        Ty::Unit,
                    ));
                }
            }
            (Ty::List(_), BinOp::Mult) => {
                let name = if self.may_be_long(right) {
                    "extend_repeat_many"
                } else {
                    "extend_repeat"
                };
                let times = self.value(right, &Ty::I64);
                return InPlace::Effect(Expr::method(
                    left,
                    name,
                    vec![(times, Mode::Own)],
                    Ty::Unit,
                ));
            }
            _ => {}
        }
        let right = self.expr(right);
        if left.ty == right.ty
            && *want == left.ty
            && let Some(name) = in_place_method(op, &left.ty)
        {
            let effect = Expr::method(left, name, vec![(right, Mode::Ref)], Ty::Unit);
            return InPlace::Effect(effect);
        }
        if is_number(&left.ty) && is_number(&right.ty) && *want != Ty::Value {
            return InPlace::Value(self.binary(op, left, right, want));
        }
        // A set with a view is a new set.
        let has_view = matches!(left.ty, Ty::View(..)) || matches!(right.ty, Ty::View(..));
        if has_view
            || matches!(
                left.ty,
                Ty::Str | Ty::Bytes | Ty::Tuple(_) | Ty::VarTuple(_)
            )
        {
            return InPlace::Value(self.binary(op, left, right, want));
        }
        let (left, right) = (
            self.coerce(left, &Ty::Value),
            self.coerce(right, &Ty::Value),
        );
        let result = Expr::method(
            left,
            &dynamic_in_place(op),
            vec![(right, Mode::Ref)],
            Ty::Value,
        );
        InPlace::Value(self.from_value(result, want))
    }
}

/// The method that changes a set or a dict by another one.
fn in_place_method(op: BinOp, ty: &Ty) -> Option<&'static str> {
    Some(match (ty, op) {
        (Ty::Dict(..) | Ty::Set(_), BinOp::BitOr) => "update",
        (Ty::Set(_), BinOp::BitAnd) => "intersection_update",
        (Ty::Set(_), BinOp::Sub) => "difference_update",
        (Ty::Set(_), BinOp::BitXor) => "symmetric_difference_update",
        _ => return None,
    })
}

enum InPlace {
    Effect(Expr),
    Value(Expr),
}
