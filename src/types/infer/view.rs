//! Views of dicts that somebody keeps: `names = ages.keys()`, and the set operators that they share with sets.
//!
//! A view that is used up where it stands is a [`Ty::Iter`]; a kept one is a [`Ty::View`], which has the slots of its dict.

use super::Infer;
use crate::syntax::ast::{BinOp, Expr, NodeId};
use crate::types::{Slot, Target, Ty, ViewKind};

/// What is in something that stands beside a view.
enum Members {
    /// The contents of this slot.
    Slot(Slot),
    /// Pairs of what is in the two.
    Pairs(Slot, Slot),
}

impl Infer<'_> {
    /// `d.keys()`, `d.values()`, `d.items()`.
    pub(super) fn view(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        args: &[Expr],
    ) -> Option<Ty> {
        let Ty::Dict(keys, values) = *receiver else {
            return None;
        };
        let kind = ViewKind::of_method(name).filter(|_| args.is_empty())?;
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        let view = Ty::View(kind, keys, values);
        if !self.consumed.contains(&call.id) {
            return Some(view);
        }
        let item = self.static_item_of(&view)?;
        Some(Ty::Iter(Box::new(item)))
    }

    /// `view.isdisjoint(other)`.
    pub(super) fn view_method(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        tys: &[Ty],
    ) -> Option<Ty> {
        let (Ty::View(..), "isdisjoint", [other]) = (receiver, name, tys) else {
            return None;
        };
        let (one, two) = (set_like(receiver)?, beside(other)?);
        self.meet(&one, &two)?;
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(Ty::Bool)
    }

    /// `one | two`, `one & two`, `one - two`, `one ^ two` with a view on one side.
    pub(super) fn view_operator(
        &mut self,
        node: NodeId,
        op: BinOp,
        left: &Ty,
        right: &Ty,
    ) -> Option<Ty> {
        let is_operator = matches!(
            op,
            BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor
        );
        let has_view = [left, right].iter().any(|ty| matches!(ty, Ty::View(..)));
        if !is_operator || !has_view {
            return None;
        }
        // A list has no set operators of its own, and leaves them to the view.
        let (one, two) = match (set_like(left), set_like(right)) {
            (Some(one), Some(two)) => (one, two),
            (Some(one), None) if matches!(left, Ty::View(..)) => (one, beside(right)?),
            (None, Some(two)) if matches!(right, Ty::View(..)) => (beside(left)?, two),
            _ => return None,
        };
        let item = self.meet(&one, &two)?;
        if let (Members::Slot(slot), _) | (_, Members::Slot(slot)) = (&one, &two) {
            return Some(Ty::Set(self.types.store.root(*slot)));
        }
        let slot = self.site(node, 0);
        self.types.store.flow(&item, slot);
        // What else is put into the set has to be what the dicts may hold.
        let Members::Pairs(keys, values) = one else {
            return None;
        };
        let Ty::Tuple(parts) = self.types.store.contents(slot) else {
            return None;
        };
        self.types.store.flow(&parts[0], keys);
        self.types.store.flow(&parts[1], values);
        Some(Ty::Set(slot))
    }

    /// Whether `one <= two` and the like compare two things that are like sets, one of them a view; `==` too, unless both are
    /// views of one kind.
    pub(super) fn are_comparable_as_sets(&mut self, left: &Ty, right: &Ty) -> bool {
        let has_view = [left, right].iter().any(|ty| matches!(ty, Ty::View(..)));
        match (set_like(left), set_like(right)) {
            (Some(one), Some(two)) if has_view => self.meet(&one, &two).is_some(),
            _ => false,
        }
    }

    /// Makes the contents of the two one type, which is given back; none if they are not alike or cannot be hashed.
    fn meet(&mut self, one: &Members, two: &Members) -> Option<Ty> {
        match (one, two) {
            (Members::Slot(one), Members::Slot(two)) => {
                if !self.is_hashed(*one) || !self.is_hashed(*two) || !self.unify_alike(*one, *two) {
                    return None;
                }
                Some(self.types.store.contents(*one))
            }
            (Members::Pairs(key, value), Members::Pairs(other_key, other_value)) => {
                let are_hashed = self.is_hashed(*value) && self.is_hashed(*other_value);
                let are_alike = are_hashed
                    && self.unify_alike(*key, *other_key)
                    && self.unify_alike(*value, *other_value);
                are_alike.then(|| self.pair(*key, *value))
            }
            (Members::Slot(slot), Members::Pairs(key, value))
            | (Members::Pairs(key, value), Members::Slot(slot)) => {
                let pair = self.pair(*key, *value);
                let contents = self.types.store.contents(*slot);
                if !self.is_hashed(*value) || !self.types.store.is_alike(&pair, &contents) {
                    return None;
                }
                self.types.store.flow(&pair, *slot);
                let Ty::Tuple(parts) = self.types.store.contents(*slot) else {
                    return None;
                };
                self.types.store.flow(&parts[0], *key);
                self.types.store.flow(&parts[1], *value);
                Some(self.types.store.contents(*slot))
            }
        }
    }

    /// The item of a view of items.
    fn pair(&self, key: Slot, value: Slot) -> Ty {
        let store = &self.types.store;
        Ty::Tuple(vec![store.contents(key), store.contents(value)])
    }

    /// Whether all that is in the slot is known to have a hash.
    fn is_hashed(&self, slot: Slot) -> bool {
        let contents = self.types.store.contents(slot);
        contents == Ty::Value || super::expr::is_hashed(&contents)
    }
}

/// What compares like a set.
fn set_like(ty: &Ty) -> Option<Members> {
    match ty {
        Ty::Set(slot) | Ty::View(ViewKind::Keys, slot, _) => Some(Members::Slot(*slot)),
        Ty::View(ViewKind::Items, key, value) => Some(Members::Pairs(*key, *value)),
        _ => None,
    }
}

/// What a view takes as the other operand.
fn beside(ty: &Ty) -> Option<Members> {
    match ty {
        Ty::List(slot) | Ty::Dict(slot, _) => Some(Members::Slot(*slot)),
        _ => set_like(ty),
    }
}
