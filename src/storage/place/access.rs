//! Reading variables: plain, lent, in cells, possibly unbound.

use super::Placer;
use crate::ir::{ClosureForm, Expr, ExprKind, Storage, Ty, VarIdx};

impl Placer<'_> {
    /// The variable as a place: `x`, or `self.x` where a closure struct holds it.
    pub(super) fn access(&self, var: VarIdx) -> Expr {
        let data = &self.program.vars[var.0 as usize];
        let ty = data.ty.clone();
        let is_field = data.owner != self.func
            && !data.is_constant
            && self.program.funcs[self.func.0 as usize].form == ClosureForm::Struct
            && !matches!(
                self.program.funcs[self.func.0 as usize].role,
                crate::ir::Role::Direct
            );
        let kind = if is_field {
            ExprKind::SelfField(var)
        } else {
            ExprKind::Var(var)
        };
        Expr::new(kind, ty)
    }

    /// Whether the place is a reference already: a borrowed parameter, or a variable that a lifted function was lent.
    pub(super) fn is_reference(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        match data.storage {
            Storage::Borrowed | Storage::BorrowedMut => true,
            Storage::Plain => {
                data.owner != self.func
                    && !self.program.is_copy(&data.ty)
                    && matches!(
                        self.program.funcs[self.func.0 as usize].role,
                        crate::ir::Role::Direct
                    )
            }
            Storage::Cell
            | Storage::RefCell
            | Storage::SharedCell
            | Storage::SharedRefCell
            | Storage::CellObject => false,
        }
    }

    /// Whether an owned use may move the variable away.
    pub(super) fn can_move(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.owner == self.func
            && data.storage == Storage::Plain
            && !data.is_viewed
            && !self.live.contains(&var)
    }

    /// The variable's own value.
    pub(super) fn own_var(&mut self, var: VarIdx, otherwise: Option<Box<Expr>>) -> Expr {
        let data = &self.program.vars[var.0 as usize];
        let (ty, storage, maybe_unbound) = (data.ty.clone(), data.storage, data.maybe_unbound);
        let place = self.access(var);
        let value = match storage {
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => {
                // An iterator is used up where it stands, if need be in the one run of a generator.
                let moved =
                    self.program.is_copy(&ty) || self.can_move(var) || matches!(ty, Ty::Iter(_));
                self.live.insert(var);
                if moved {
                    place
                } else if ty == Ty::Str && !maybe_unbound && self.is_reference(var) {
                    Expr::new(ExprKind::ToOwned(Box::new(place)), ty.clone())
                } else {
                    self.note_clone(&ty);
                    Expr::new(ExprKind::Clone(Box::new(place)), ty.clone())
                }
            }
            Storage::Cell | Storage::SharedCell | Storage::CellObject => {
                self.live.insert(var);
                Expr::new(ExprKind::CellGet(Box::new(place)), ty.clone())
            }
            Storage::RefCell | Storage::SharedRefCell => {
                self.live.insert(var);
                self.note_clone(&ty);
                Expr::new(ExprKind::CellClone(Box::new(place)), ty.clone())
            }
        };
        if maybe_unbound {
            return Expr::new(
                ExprKind::Bound {
                    option: Box::new(value),
                    otherwise,
                },
                ty,
            );
        }
        value
    }

    /// The variable as the receiver of a method or an operand that is only looked at.
    pub(super) fn look_at(&mut self, var: VarIdx, otherwise: Option<Box<Expr>>) -> Expr {
        let data = &self.program.vars[var.0 as usize];
        let is_plain = matches!(
            data.storage,
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut
        );
        if is_plain && !data.maybe_unbound {
            self.live.insert(var);
            return self.access(var);
        }
        if is_plain && matches!(data.ty, Ty::Owned(..)) {
            return self.look_into(var, "as_ref", otherwise);
        }
        self.own_var(var, otherwise)
    }

    /// The variable as the receiver of a method that changes it.
    pub(super) fn look_mut_at(&mut self, var: VarIdx, otherwise: Option<Box<Expr>>) -> Expr {
        let data = &mut self.program.vars[var.0 as usize];
        if data.storage == Storage::Plain && data.owner == self.func {
            data.is_mutable = true;
            data.is_restored = true;
        }
        if data.maybe_unbound {
            return self.look_into(var, "as_mut", otherwise);
        }
        self.live.insert(var);
        self.access(var)
    }

    /// A reference to what a variable that may be unbound holds.
    fn look_into(&mut self, var: VarIdx, method: &str, otherwise: Option<Box<Expr>>) -> Expr {
        self.live.insert(var);
        let place = self.access(var);
        let ty = place.ty.clone();
        let option = Expr::std_method(place, method, vec![], ty.clone());
        let kind = ExprKind::Bound {
            option: Box::new(option),
            otherwise,
        };
        Expr::new(kind, ty)
    }

    /// Notes that a closure's value is cloned, which its written type must say.
    pub(super) fn note_clone(&mut self, ty: &Ty) {
        match ty {
            Ty::Closure(set) => self.program.sets[set.0 as usize].is_cloned = true,
            Ty::Tuple(items) => {
                for item in items {
                    self.note_clone(item);
                }
            }
            Ty::Option(inner) | Ty::List(inner) | Ty::VarTuple(inner) | Ty::Owned(inner, _) => {
                self.note_clone(inner);
            }
            _ => {}
        }
    }
}
