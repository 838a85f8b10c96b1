//! Comparisons: which can be made on static types; the others are made on `Value`s.

use super::Infer;
use super::consumed::viewed;
use crate::syntax::ast::{CmpOp, Constant, Expr, ExprKind};
use crate::types::{Slot, Ty, ViewKind};

impl Infer<'_> {
    /// `left op right op right …`.
    pub(super) fn compare(&mut self, left: &Expr, rest: &[(CmpOp, Expr)]) -> Ty {
        let mut left_ty = self.expr(left);
        let mut left_expr = left;
        for (op, right) in rest {
            if matches!(op, CmpOp::In | CmpOp::NotIn)
                && let Some((dict, name)) = viewed(right)
                && (name != "keys" || !matches!(left_ty, Ty::Str))
            {
                self.plain_expr(dict);
            }
            let mut right_ty = self.expr(right);
            if rest.len() == 1 {
                (left_ty, right_ty) = self.needed_compared(*op, (left, left_ty), (right, right_ty));
            }
            self.widen_display(left_expr, &left_ty, &right_ty);
            self.widen_display(right, &right_ty, &left_ty);
            let mut is_static =
                self.is_static_comparison(*op, left_expr, &left_ty, right, &right_ty);
            if !is_static
                && [&left_ty, &right_ty]
                    .iter()
                    .any(|ty| matches!(ty, Ty::Record(_)))
            {
                left_ty = self.types.store.plain(&left_ty);
                right_ty = self.types.store.plain(&right_ty);
                is_static = self.is_static_comparison(*op, left_expr, &left_ty, right, &right_ty);
            }
            if !is_static {
                if matches!(op, CmpOp::Is | CmpOp::IsNot) {
                    self.types.store.to_value(&left_ty);
                    self.types.store.to_value(&right_ty);
                } else {
                    self.look_at(left_expr, &left_ty);
                    self.look_at(right, &right_ty);
                }
            }
            left_ty = self.types.store.normal(&right_ty);
            left_expr = right;
        }
        Ty::Bool
    }

    /// `mixed == [1, 2]`: nobody else has the list that the display makes, so it may hold what the other one holds.
    fn widen_display(&mut self, display: &Expr, own: &Ty, other: &Ty) {
        if let (ExprKind::List(_), Ty::List(own), Ty::List(other)) = (&display.kind, own, other)
            && matches!(
                (
                    self.types.store.contents(*own),
                    self.types.store.contents(*other)
                ),
                (Ty::Int | Ty::Big | Ty::Float, Ty::Num)
            )
        {
            self.types.store.flow(&Ty::Num, *own);
        }
    }

    /// Something looks at a value as a `Value` and keeps nothing of it: a list or dict of plain values is copied for that, and
    /// stays what it is. What a display makes is nobody else's.
    pub(super) fn look_at(&mut self, expr: &Expr, ty: &Ty) {
        let is_new = matches!(
            expr.kind,
            ExprKind::List(_) | ExprKind::Dict(_) | ExprKind::Comprehension(_)
        );
        let is_copied = match ty {
            _ if is_new => false,
            Ty::List(slot) => is_plain(&self.types.store.contents(*slot)),
            Ty::Dict(key, value) => {
                !self.has_dict_kinds
                    && is_plain(&self.types.store.contents(*key))
                    && is_plain(&self.types.store.contents(*value))
            }
            _ => false,
        };
        if !is_copied {
            self.types.store.to_value(ty);
        }
    }

    fn is_static_comparison(
        &mut self,
        op: CmpOp,
        left: &Expr,
        left_ty: &Ty,
        right: &Expr,
        right_ty: &Ty,
    ) -> bool {
        if matches!(left_ty, Ty::Never) || matches!(right_ty, Ty::Never) {
            return !self.force;
        }
        if self.is_type_test(op, left, right) {
            return true;
        }
        let is_none = |expr: &Expr| matches!(expr.kind, ExprKind::Constant(Constant::None));
        match op {
            CmpOp::Is | CmpOp::IsNot => {
                if is_none(left) || is_none(right) {
                    return true;
                }
                match (left_ty, right_ty) {
                    (Ty::Bool, Ty::Bool) => true,
                    (Ty::List(a), Ty::List(b))
                    | (Ty::Set(a), Ty::Set(b))
                    | (Ty::Deque(a), Ty::Deque(b)) => self.unify_alike(*a, *b),
                    (Ty::Dict(k, v), Ty::Dict(l, w)) => {
                        self.unify_alike(*k, *l) && self.unify_alike(*v, *w)
                    }
                    (Ty::Record(a), Ty::Record(b)) => {
                        let is_static = self.are_alike_records(*a, *b);
                        if is_static {
                            self.types.store.identify(*a);
                        }
                        is_static
                    }
                    (Ty::Stream(a), Ty::Stream(b)) => self.unify_alike(*a, *b),
                    (Ty::View(one, k, v), Ty::View(two, l, w)) if one == two => {
                        self.unify_alike(*k, *l) && self.unify_alike(*v, *w)
                    }
                    (left, right) => super::pattern::are_disjoint(left, right),
                }
            }
            CmpOp::In | CmpOp::NotIn if self.is_record_membership(op, left_ty, right_ty) => true,
            CmpOp::Eq | CmpOp::NotEq => {
                is_none(right)
                    || self.is_comparable(left_ty, right_ty, false)
                    || self.is_comparable_inside(left_ty, right_ty)
                    || self.are_comparable_as_sets(left_ty, right_ty)
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => match (left_ty, right_ty) {
                (Ty::Set(a), Ty::Set(b)) => self.unify_alike(*a, *b),
                (Ty::View(..), _) | (_, Ty::View(..)) => {
                    self.are_comparable_as_sets(left_ty, right_ty)
                }
                _ => self.is_comparable(left_ty, right_ty, true),
            },
            CmpOp::In | CmpOp::NotIn => self.is_static_membership(left_ty, right_ty),
        }
    }

    /// Whether Rust's own comparison of the two types is Python's. Containers that are alike are unified.
    pub(super) fn is_comparable(&mut self, left: &Ty, right: &Ty, ordered: bool) -> bool {
        let is_number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Big | Ty::Num | Ty::Bool | Ty::Float);
        match (left, right) {
            (Ty::Value, Ty::Value) => true,
            (a, b) if is_number(a) && is_number(b) => true,
            (Ty::Str, Ty::Str) | (Ty::Bytes, Ty::Bytes) => true,
            (Ty::None, Ty::None) => !ordered,
            (Ty::List(a), Ty::List(b)) => {
                let (x, y) = (self.types.store.contents(*a), self.types.store.contents(*b));
                (matches!(x, Ty::Never)
                    || matches!(y, Ty::Never)
                    || (same_number(&x, &y) && self.is_comparable(&x, &y, ordered)))
                    && self.unify_alike(*a, *b)
            }
            (Ty::Set(a), Ty::Set(b)) | (Ty::Deque(a), Ty::Deque(b)) => {
                !ordered && self.unify_alike(*a, *b)
            }
            (Ty::Dict(k, v), Ty::Dict(l, w)) => {
                let has_functions = [left, right].iter().any(|ty| self.holds_functions(ty));
                !ordered && !has_functions && self.unify_alike(*k, *l) && self.unify_alike(*v, *w)
            }
            (Ty::View(one, k, v), Ty::View(two, l, w)) if one == two => {
                let has_functions = [left, right].iter().any(|ty| self.holds_functions(ty));
                !ordered && !has_functions && self.unify_alike(*k, *l) && self.unify_alike(*v, *w)
            }
            (Ty::Record(a), Ty::Record(b)) => !ordered && self.are_comparable_records(*a, *b),
            (Ty::Tuple(xs), Ty::Tuple(ys)) => {
                xs.len() == ys.len()
                    && xs
                        .iter()
                        .zip(ys)
                        .all(|(x, y)| same_number(x, y) && self.is_comparable(x, y, ordered))
            }
            (Ty::VarTuple(x), Ty::VarTuple(y)) => {
                same_number(x, y) && self.is_comparable(x, y, ordered)
            }
            (Ty::Option(x), Ty::Option(y)) => {
                !ordered && same_number(x, y) && self.is_comparable(x, y, false)
            }
            (Ty::Range, Ty::Range) => !ordered,
            _ => false,
        }
    }

    /// Whether one of the two is what the other one may hold.
    fn is_comparable_inside(&mut self, left: &Ty, right: &Ty) -> bool {
        match (left, right) {
            (Ty::Option(_), Ty::Option(_)) => false,
            (Ty::Option(inner), other) | (other, Ty::Option(inner)) => {
                !matches!(other, Ty::Value | Ty::None)
                    && same_number(inner, other)
                    && self.is_comparable(inner, other, false)
            }
            _ => false,
        }
    }

    pub(super) fn is_static_membership(&mut self, item: &Ty, container: &Ty) -> bool {
        match container {
            Ty::Str => matches!(item, Ty::Str),
            Ty::Bytes => matches!(item, Ty::Bytes | Ty::Int),
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::Deque(slot)
            | Ty::Dict(slot, _)
            | Ty::View(ViewKind::Keys, slot, _)
            | Ty::View(ViewKind::Values, _, slot) => self.lookup_fits(item, *slot),
            Ty::View(ViewKind::Items, key, value) => match item {
                Ty::Tuple(parts) if parts.len() == 2 => {
                    self.lookup_fits(&parts[0], *key) && self.lookup_fits(&parts[1], *value)
                }
                _ => false,
            },
            Ty::Tuple(items) => items
                .iter()
                .all(|other| same_number(item, other) && self.is_comparable(item, other, false)),
            Ty::Stream(slot) => {
                let other = self.types.store.contents(*slot);
                !matches!(other, Ty::Never)
                    && same_number(item, &other)
                    && self.is_comparable(item, &other, false)
            }
            Ty::VarTuple(other) | Ty::Iter(other) => {
                same_number(item, other) && self.is_comparable(item, other, false)
            }
            Ty::Range => matches!(item, Ty::Int | Ty::Bool),
            _ => false,
        }
    }

    /// Whether a value of this type can be looked up among the contents as it is.
    pub(super) fn lookup_fits(&mut self, item: &Ty, slot: Slot) -> bool {
        let contents = self.types.store.contents(slot);
        if matches!(contents, Ty::Never) {
            self.types.store.flow(item, slot);
            return true;
        }
        if matches!(contents, Ty::Value) {
            self.types.store.to_value(item);
            return true;
        }
        if matches!((item, &contents), (Ty::Big, Ty::Int)) {
            // What does not fit 64 bits is looked for as it is.
            self.types.store.flow(item, slot);
        }
        if let Ty::Option(inner) = &contents
            && !matches!(item, Ty::Option(_) | Ty::Value)
        {
            // It is looked for as what is there, or as what is missing.
            return matches!(item, Ty::None)
                || (same_number(item, inner) && self.is_comparable(item, inner, false));
        }
        same_number(item, &contents) && self.is_comparable(item, &contents, false)
    }

    pub(super) fn unify_alike(&mut self, a: Slot, b: Slot) -> bool {
        let (x, y) = (self.types.store.contents(a), self.types.store.contents(b));
        let alike = self.types.store.is_alike(&x, &y);
        if alike {
            self.types.store.unify(a, b);
        }
        alike
    }
}

/// Numbers of different types are equal in Python, but not of one Rust type.
fn same_number(a: &Ty, b: &Ty) -> bool {
    let is_number = |ty: &Ty| matches!(ty, Ty::Int | Ty::Big | Ty::Num | Ty::Bool | Ty::Float);
    match (a, b) {
        (Ty::Int | Ty::Big, Ty::Int | Ty::Big) => true,
        (Ty::Int | Ty::Big | Ty::Float, Ty::Num) => true,
        (a, b) if is_number(a) && is_number(b) => a == b,
        _ => true,
    }
}

/// Whether a copy of the value is as good as the value.
pub(super) fn is_plain(ty: &Ty) -> bool {
    match ty {
        Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Big
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::Bytes
        | Ty::Range => true,
        Ty::Tuple(items) => items.iter().all(is_plain),
        Ty::VarTuple(item) | Ty::Option(item) => is_plain(item),
        Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Func(_)
        | Ty::Exception
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Value => false,
    }
}
