//! Assignment targets: names, subscripts, attributes, unpacking; `del`; augmented assignment.

use super::Infer;
use super::needed::{Need, Operator};
use crate::names::Use;
use crate::syntax::ast::{BinOp, Expr, ExprKind, NodeId, Stmt};
use crate::types::Ty;

impl Infer<'_> {
    /// `target = …` for a value of this type.
    pub(super) fn assign(&mut self, target: &Expr, ty: &Ty) {
        self.record(target, ty.clone());
        match &target.kind {
            ExprKind::Name(_) => self.bind(target.id, ty),
            ExprKind::Tuple(items) | ExprKind::List(items) => self.unpack(target, items, ty),
            ExprKind::Subscript { value, index } => self.store_subscript(target, value, index, ty),
            ExprKind::Attribute { value, attr: _ } => {
                let receiver = self.plain_expr(value);
                self.types.store.to_value(&receiver);
                self.types.store.to_value(ty);
            }
            ExprKind::Starred(inner) => self.assign(inner, ty),
            _ => unreachable!("the parser admits no other targets"),
        }
    }

    /// A binding occurrence of a variable (not through an expression).
    pub(super) fn bind(&mut self, node: NodeId, ty: &Ty) {
        let Some(Use::Variable { variable, .. }) = self.names.uses[node.0 as usize].clone() else {
            unreachable!("a target is a variable")
        };
        self.grow_var(variable, ty);
        self.facts.forget(variable);
        let whole = self.var_ty(variable);
        let ty = self.types.store.normal(ty);
        if matches!(whole, Ty::Option(_)) && !matches!(ty, Ty::Option(_) | Ty::Never) {
            let narrowed = match (&ty, &whole) {
                (Ty::None, _) => Ty::None,
                (_, Ty::Option(inner)) => (**inner).clone(),
                _ => ty,
            };
            self.facts.learn(variable, narrowed);
        }
    }

    fn unpack(&mut self, target: &Expr, items: &[Expr], ty: &Ty) {
        let star = items
            .iter()
            .position(|item| matches!(item.kind, ExprKind::Starred(_)));
        match (&self.types.store.plain(ty), star) {
            (Ty::Tuple(parts), None) if parts.len() == items.len() => {
                for (item, part) in items.iter().zip(parts.clone()) {
                    self.assign(item, &part);
                }
            }
            (Ty::Tuple(parts), Some(star)) if parts.len() + 1 >= items.len() => {
                let behind = items.len() - star - 1;
                let parts = parts.clone();
                let slot = self.site(target.id, 0);
                for part in &parts[star..parts.len() - behind] {
                    self.types.store.flow(part, slot);
                }
                for (item, part) in items[..star].iter().zip(&parts) {
                    self.assign(item, part);
                }
                self.assign(&items[star], &Ty::List(slot));
                for (item, part) in items[star + 1..].iter().zip(&parts[parts.len() - behind..]) {
                    self.assign(item, part);
                }
            }
            (Ty::Never, _) => {
                for item in items {
                    self.assign(item, &Ty::Never);
                }
            }
            (
                Ty::Tuple(_)
                | Ty::Option(_)
                | Ty::None
                | Ty::Bool
                | Ty::Int
                | Ty::Big
                | Ty::Num
                | Ty::Float
                | Ty::Func(_)
                | Ty::Exception
                | Ty::Record(_)
                | Ty::Value,
                _,
            ) => {
                self.types.store.to_value(ty);
                self.unpack_items(target, items, &Ty::Value);
            }
            (
                Ty::List(_)
                | Ty::Set(_)
                | Ty::Dict(..)
                | Ty::Str
                | Ty::VarTuple(_)
                | Ty::Range
                | Ty::Stream(_)
                | Ty::View(..)
                | Ty::Bytes
                | Ty::FrozenSet(_)
                | Ty::Deque(_)
                | Ty::Iter(_),
                _,
            ) => {
                let item = self.item_of(ty);
                self.unpack_items(target, items, &item);
            }
        }
    }

    fn unpack_items(&mut self, target: &Expr, items: &[Expr], ty: &Ty) {
        for item in items {
            if let ExprKind::Starred(_) = &item.kind {
                let slot = self.site(target.id, 0);
                self.types.store.flow(ty, slot);
                self.assign(item, &Ty::List(slot));
            } else {
                self.assign(item, ty);
            }
        }
    }

    fn store_subscript(&mut self, target: &Expr, value: &Expr, index: &Expr, ty: &Ty) {
        let receiver = self.expr(value);
        let receiver = if self.is_quiet(index) {
            self.needed(value, receiver, Need::ItemStore)
        } else {
            receiver
        };
        let key = self.expr(index);
        if let Some((var, at)) = self.record_field(&receiver, index) {
            if !Self::can_be_field(ty) {
                self.types.store.dissolve(var);
                return self.store_subscript(target, value, index, ty);
            }
            return self.types.store.store_field(var, at, ty);
        }
        let receiver = self.types.store.plain(&receiver);
        if let Ty::List(slot) = &receiver
            && self.is_plain_slice(index)
            && let Some(item) = self.static_item_of(ty)
        {
            // An empty display holds what the list holds.
            if let (Ty::Never, Ty::List(other)) = (&item, ty) {
                return self.types.store.unify(*slot, *other);
            }
            return self.types.store.flow(&item, *slot);
        }
        match &receiver {
            Ty::List(slot) | Ty::Deque(slot) if is_index(&key) => {
                self.types.store.flow(ty, *slot);
            }
            Ty::Dict(keys, values) => {
                self.types.store.flow(&key, *keys);
                self.types.store.flow(ty, *values);
            }
            Ty::Never => {}
            _ => {
                for part in [&receiver, &key, ty] {
                    self.types.store.to_value(part);
                }
            }
        }
        let _ = target;
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Subscript { value, index } => {
                let receiver = self.plain_expr(value);
                let key = self.expr(index);
                match &receiver {
                    Ty::List(_) if is_index(&key) || self.is_plain_slice(index) => {}
                    Ty::Deque(_) if is_index(&key) => {}
                    Ty::Dict(keys, _) if self.lookup_fits(&key, *keys) => {}
                    Ty::Never => {}
                    _ => {
                        self.types.store.to_value(&receiver);
                        self.types.store.to_value(&key);
                    }
                }
            }
            ExprKind::Attribute { value, attr: _ } => {
                let receiver = self.expr(value);
                self.types.store.to_value(&receiver);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for item in items {
                    self.delete(item);
                }
            }
            _ => {}
        }
    }

    /// `target op= value`.
    pub(super) fn augmented(&mut self, stmt: &Stmt, target: &Expr, op: BinOp, value: &Expr) {
        let left = match &target.kind {
            ExprKind::Name(_) => match self.names.augmented_reads.get(&target.id) {
                Some(Use::Variable { variable, .. }) => self.read(*variable),
                Some(Use::Builtin | Use::ModuleAttribute | Use::Unbound) | None => Ty::Value,
            },
            _ => self.load(target),
        };
        self.record(target, left.clone());
        let right = self.expr(value);
        let operator = Operator::Augmented(op);
        let (left, right) = match &target.kind {
            ExprKind::Name(_) => self.needed_operands(operator, (target, left), (value, right)),
            _ if matches!(left, Ty::Option(_)) => (left, right),
            _ => self.needed_operands(operator, (target, left), (value, right)),
        };
        if let ExprKind::Subscript {
            value: container, ..
        } = &target.kind
            && let Some(container) = self.types.instance(self.current).exprs.get(&container.id)
            && !matches!(
                container,
                Ty::List(_) | Ty::Deque(_) | Ty::Dict(..) | Ty::Record(_) | Ty::Never
            )
        {
            // Such an item cannot be stored to: the error comes after the object itself has changed.
            self.types.store.to_value(&left);
            self.types.store.to_value(&right);
        }
        let result = self.augmented_result(stmt, op, (target, &left), (value, &right));
        self.instance_mut().exprs.insert(stmt.id, result.clone());
        match &target.kind {
            ExprKind::Name(_) => self.bind(target.id, &result),
            ExprKind::Subscript { value, index } => {
                self.store_subscript(target, value, index, &result);
                let normal = self.types.store.normal(&left);
                self.record(target, normal);
            }
            ExprKind::Attribute { .. } => self.types.store.to_value(&result),
            _ => unreachable!("the parser admits no other targets"),
        }
    }

    /// The type after `left op= right`; lists, dicts and sets change in place.
    fn augmented_result(
        &mut self,
        stmt: &Stmt,
        op: BinOp,
        (target, left): (&Expr, &Ty),
        (value, right): (&Expr, &Ty),
    ) -> Ty {
        match (left, op) {
            (Ty::List(slot) | Ty::Deque(slot), BinOp::Add) => {
                if let Some(item) = self.static_item_of(right) {
                    self.types.store.flow(&item, *slot);
                    return self.types.store.normal(left);
                }
                self.types.store.to_value(left);
                self.types.store.to_value(right);
                self.types.store.normal(left)
            }
            (Ty::List(_), BinOp::Mult) if matches!(right, Ty::Int | Ty::Bool) => left.clone(),
            // A `Counter` changes where it is.
            (Ty::Dict(..), BinOp::Add | BinOp::Sub | BinOp::BitAnd) => {
                self.types.store.to_value(left);
                self.types.store.to_value(right);
                Ty::Value
            }
            _ => self.binary(stmt.id, op, left, right, (target, value)),
        }
    }
}

/// Whether a value of this type is an index.
pub(super) fn is_index(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Big | Ty::Bool)
}
