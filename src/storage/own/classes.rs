//! Classes of lists: which may be the same object, and which are shared.

use std::collections::BTreeSet;

use crate::ir::walk::{each_expr, each_inner};
use crate::ir::{Class, Program, Ty};

/// Union-find over classes; a class is owned until something shares it.
#[derive(Debug, Default)]
pub(super) struct Classes {
    parents: Vec<u32>,
    shared: BTreeSet<u32>,
}

impl Classes {
    fn fresh(&mut self) -> Class {
        let class = u32::try_from(self.parents.len()).expect("few lists");
        self.parents.push(class);
        Class(class)
    }

    fn root(&self, class: Class) -> u32 {
        let mut at = class.0;
        while self.parents[at as usize] != at {
            at = self.parents[at as usize];
        }
        at
    }

    fn union(&mut self, one: Class, two: Class) {
        let (one, two) = (self.root(one), self.root(two));
        if one != two {
            self.parents[two as usize] = one;
            if self.shared.remove(&two) {
                self.shared.insert(one);
            }
        }
    }

    /// The lists of a class are shared.
    pub(super) fn share(&mut self, class: Class) {
        self.shared.insert(self.root(class));
    }

    /// All lists that a type mentions are shared.
    pub(super) fn share_all(&mut self, ty: &Ty) {
        let mut found = BTreeSet::new();
        classes_in(ty, &mut found);
        for class in found {
            self.share(class);
        }
    }

    /// Values of one type flow into places of the other: their lists are of one class.
    pub(super) fn unify(&mut self, one: &Ty, two: &Ty) {
        match (one, two) {
            (Ty::Owned(one, class), Ty::Owned(two, other)) => {
                self.union(*class, *other);
                self.unify(one, two);
            }
            (Ty::List(one), Ty::List(two))
            | (Ty::Set(one), Ty::Set(two))
            | (Ty::FrozenSet(one), Ty::FrozenSet(two))
            | (Ty::Deque(one), Ty::Deque(two))
            | (Ty::Stream(one), Ty::Stream(two))
            | (Ty::VarTuple(one), Ty::VarTuple(two))
            | (Ty::Option(one), Ty::Option(two))
            | (Ty::Iter(one), Ty::Iter(two)) => self.unify(one, two),
            (Ty::Dict(key, value), Ty::Dict(other_key, other_value))
            | (Ty::View(_, key, value), Ty::View(_, other_key, other_value)) => {
                self.unify(key, other_key);
                self.unify(value, other_value);
            }
            (Ty::Tuple(ones), Ty::Tuple(twos)) if ones.len() == twos.len() => {
                for (one, two) in ones.iter().zip(twos) {
                    self.unify(one, two);
                }
            }
            // What never comes gives no list away.
            (Ty::Never, _) | (_, Ty::Never) => {}
            _ => {
                self.share_all(one);
                self.share_all(two);
            }
        }
    }

    /// Writes the decision into the types: what is shared is a list again.
    pub(super) fn resolve(&mut self, program: &mut Program) {
        self.share_contents(program);
        each_ty(program, &mut |ty| self.resolve_ty(ty));
    }

    /// What a shared list holds is shared too.
    fn share_contents(&mut self, program: &mut Program) {
        loop {
            let before = self.shared.len();
            each_ty(program, &mut |ty| self.share_inside(ty));
            if self.shared.len() == before {
                break;
            }
        }
    }

    fn share_inside(&mut self, ty: &Ty) {
        match ty {
            Ty::Owned(inner, class) => {
                if self.shared.contains(&self.root(*class)) {
                    self.share_all(inner);
                } else {
                    self.share_inside(inner);
                }
            }
            Ty::List(item) => self.share_inside(item),
            // The pairs of `enumerate` and `zip` are taken apart at once.
            Ty::Iter(item) => match &**item {
                Ty::Tuple(parts) => parts.iter().for_each(|part| self.share_inside(part)),
                item => self.share_inside(item),
            },
            Ty::Set(_)
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::Stream(_)
            | Ty::VarTuple(_)
            | Ty::Option(_)
            | Ty::Tuple(_)
            | Ty::View(..)
            | Ty::Dict(..) => {
                self.share_all(ty);
            }
            Ty::Unit
            | Ty::Bool
            | Ty::I64
            | Ty::Int
            | Ty::Num
            | Ty::F64
            | Ty::Str
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Letters
            | Ty::Bytes
            | Ty::Range
            | Ty::Record(_)
            | Ty::Exception
            | Ty::Closure(_)
            | Ty::Value
            | Ty::Never => {}
        }
    }

    fn resolve_ty(&self, ty: &mut Ty) {
        if let Ty::Owned(inner, class) = ty {
            self.resolve_ty(inner);
            if self.shared.contains(&self.root(*class)) {
                *ty = std::mem::replace(&mut **inner, Ty::Unit);
            } else {
                class.0 = self.root(*class);
            }
            return;
        }
        each_part(ty, &mut |part| self.resolve_ty(part));
    }
}

/// Gives every list of every type a class of its own.
pub(super) fn annotate(program: &mut Program) -> Classes {
    let mut classes = Classes::default();
    each_ty(program, &mut |ty| annotate_ty(&mut classes, ty));
    classes
}

fn annotate_ty(classes: &mut Classes, ty: &mut Ty) {
    each_part(ty, &mut |part| annotate_ty(classes, part));
    if matches!(ty, Ty::List(_)) {
        let list = std::mem::replace(ty, Ty::Unit);
        *ty = Ty::Owned(Box::new(list), classes.fresh());
    }
}

/// The types that a type is made of.
pub(in crate::storage) fn each_part(ty: &mut Ty, visit: &mut impl FnMut(&mut Ty)) {
    match ty {
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Stream(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item)
        | Ty::Owned(item, _) => visit(item),
        Ty::Dict(key, value) | Ty::View(_, key, value) => {
            visit(key);
            visit(value);
        }
        Ty::Tuple(items) => items.iter_mut().for_each(visit),
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Value
        | Ty::Never => {}
    }
}

/// Every type in the program that a list can be seen through: of variables, results and expressions.
pub(in crate::storage) fn each_ty(program: &mut Program, visit: &mut impl FnMut(&mut Ty)) {
    for var in &mut program.vars {
        visit(&mut var.ty);
    }
    for func in &mut program.funcs {
        visit(&mut func.ret);
        each_expr(&mut func.body, &mut |expr| visit(&mut expr.ty));
        for param in &mut func.params {
            if let Some(crate::ir::ParamDefault::Constant(value)) = &mut param.default {
                each_inner(value, &mut |expr| visit(&mut expr.ty));
            }
        }
    }
}

/// The classes of all lists that a type mentions.
pub(super) fn classes_in(ty: &Ty, found: &mut BTreeSet<Class>) {
    match ty {
        Ty::Owned(inner, class) => {
            found.insert(*class);
            classes_in(inner, found);
        }
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Stream(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item) => {
            classes_in(item, found);
        }
        Ty::Dict(key, value) | Ty::View(_, key, value) => {
            classes_in(key, found);
            classes_in(value, found);
        }
        Ty::Tuple(items) => {
            for item in items {
                classes_in(item, found);
            }
        }
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Value
        | Ty::Never => {}
    }
}

/// Whether a type mentions a list that may be owned.
pub(super) fn holds_owned(ty: &Ty) -> bool {
    let mut found = BTreeSet::new();
    classes_in(ty, &mut found);
    !found.is_empty()
}
