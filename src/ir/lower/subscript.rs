//! `a[i]` and `a[i:j]`.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::syntax::ast;

impl Lower<'_> {
    pub(super) fn subscript(
        &mut self,
        expr: &ast::Expr,
        value: &ast::Expr,
        index: &ast::Expr,
    ) -> Expr {
        let want = self.node_ty(expr.id);
        let receiver = self.expr(value);
        if let (Ty::Tuple(items), Ty::Tuple(_)) = (&receiver.ty, &want)
            && let Some(positions) = crate::types::infer::constant_slice(index, items.len())
        {
            return self.tuple_part(receiver, &positions, &want);
        }
        if let ast::ExprKind::Slice { lower, upper, step } = &index.kind {
            return self.slice(
                receiver,
                [lower, upper, step].map(|bound| bound.as_deref()),
                &want,
            );
        }
        if let Ty::Record(id) = receiver.ty {
            let field = if self.names_field(id, index) {
                self.record_field(receiver, id, index)
            } else {
                self.record_at(receiver, id, index)
            };
            return self.coerce(field, &want);
        }
        let is_sequence = !matches!(receiver.ty, Ty::Dict(..));
        let lowered = match &receiver.ty {
            _ if is_sequence && !self.is_index(index) => {
                let receiver = self.coerce(receiver, &Ty::Value);
                let key = self.dynamic(index);
                Expr::method(receiver, "getitem", vec![(key, Mode::Ref)], Ty::Value)
            }
            Ty::List(item) | Ty::Deque(item) => {
                let item = (**item).clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], item)
            }
            Ty::VarTuple(item) => {
                let item = (**item).clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], item)
            }
            Ty::Str | Ty::Range | Ty::Bytes => {
                let ty = want.clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], ty)
            }
            Ty::Dict(key, item) => {
                let (key, item) = ((**key).clone(), (**item).clone());
                let key = self.value(index, &key);
                let name = self.dict_read();
                Expr::method(receiver, name, vec![(key, Mode::Ref)], item)
            }
            Ty::Tuple(items) => {
                if let Some(at) = crate::types::infer::constant_index(index, items.len()) {
                    let ty = items[at].clone();
                    Expr::new(
                        ExprKind::Op {
                            spelling: Spelling::Field(at),
                            args: vec![(receiver, Mode::Receiver)],
                            runtime: false,
                        },
                        ty,
                    )
                } else {
                    let tuple = self.coerce(receiver, &Ty::VarTuple(Box::new(want.clone())));
                    let index = self.value(index, &Ty::I64);
                    Expr::method(tuple, "at", vec![(index, Mode::Own)], want.clone())
                }
            }
            _ => {
                let receiver = self.coerce(receiver, &Ty::Value);
                let key = self.dynamic(index);
                Expr::method(receiver, "getitem", vec![(key, Mode::Ref)], Ty::Value)
            }
        };
        self.coerce(lowered, &want)
    }

    /// Whether the subscript is an integer: anything else is an error that the support library words.
    pub(super) fn is_index(&mut self, index: &ast::Expr) -> bool {
        matches!(self.node_ty(index.id), Ty::I64 | Ty::Int | Ty::Bool)
    }

    /// The items of a tuple at these positions.
    pub(super) fn tuple_part(&mut self, tuple: Expr, positions: &[usize], want: &Ty) -> Expr {
        let Ty::Tuple(items) = tuple.ty.clone() else {
            unreachable!("checked by the caller")
        };
        let mut stmts = Vec::new();
        let (_, tuple) = self.hold(tuple, &mut stmts);
        let parts = positions
            .iter()
            .map(|at| {
                Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Field(*at),
                        args: vec![(tuple.clone(), Mode::Receiver)],
                        runtime: false,
                    },
                    items[*at].clone(),
                )
            })
            .collect();
        let part = Expr::items(Spelling::Tuple, parts, want.clone());
        if stmts.is_empty() {
            return part;
        }
        let block = crate::ir::Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(part)), want.clone())
    }

    pub(super) fn slice(
        &mut self,
        receiver: Expr,
        bounds: [Option<&ast::Expr>; 3],
        want: &Ty,
    ) -> Expr {
        let receiver = match (&receiver.ty, want) {
            (Ty::Tuple(_), Ty::VarTuple(_)) => self.coerce(receiver, want),
            _ => receiver,
        };
        let is_sequence = matches!(
            receiver.ty,
            Ty::Str | Ty::Bytes | Ty::List(_) | Ty::VarTuple(_)
        );
        if is_sequence && *want == receiver.ty {
            let bounds = self.slice_bounds(bounds);
            return Expr::method(receiver, "slice", bounds, want.clone());
        }
        let receiver = self.coerce(receiver, &Ty::Value);
        let slice = self.slice_value(bounds);
        let lowered = Expr::method(receiver, "getitem", vec![(slice, Mode::Ref)], Ty::Value);
        self.coerce(lowered, want)
    }

    /// The three bounds as `Option<i64>`s.
    pub(super) fn slice_bounds(&mut self, bounds: [Option<&ast::Expr>; 3]) -> Vec<(Expr, Mode)> {
        let want = Ty::Option(Box::new(Ty::I64));
        bounds
            .into_iter()
            .map(|bound| match bound {
                Some(bound) => (self.slice_bound(bound, &want), Mode::Own),
                None => (Expr::new(ExprKind::NoneOption, want.clone()), Mode::Own),
            })
            .collect()
    }

    /// A bound beyond all sequences is cut to what there is.
    pub(super) fn slice_bound(&mut self, bound: &ast::Expr, want: &Ty) -> Expr {
        let mut value = self.expr(bound);
        if value.ty == Ty::Int {
            value = Expr::method(value, "clamped", vec![], Ty::I64);
        }
        self.coerce(value, want)
    }

    /// The three bounds as a slice object.
    pub(super) fn slice_value(&mut self, bounds: [Option<&ast::Expr>; 3]) -> Expr {
        let parts = bounds
            .into_iter()
            .map(|bound| match bound {
                Some(bound) => (self.dynamic(bound), Mode::Own),
                None => (
                    Expr::new(ExprKind::ToValue(Box::new(Expr::unit())), Ty::Value),
                    Mode::Own,
                ),
            })
            .collect();
        Expr::path("Value::slice", parts, Ty::Value)
    }
}
