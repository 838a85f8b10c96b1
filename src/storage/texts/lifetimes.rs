//! What Rust must be told about texts that are parts of others: `&str` where nothing else says that they are not `&'static str`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::own::each_part;
use super::graph::Texts;
use crate::ir::{FuncId, Lifetime, Program, Ty, VarIdx};

/// The types that mention parts of texts, and the variables that lend these.
#[derive(Debug, Default)]
pub(in crate::storage) struct Lifetimes {
    vars: BTreeMap<VarIdx, Ty>,
    results: BTreeMap<FuncId, Ty>,
    lenders: BTreeSet<VarIdx>,
}

impl Lifetimes {
    /// Reads them off the types of an annotated program.
    pub(super) fn read(program: &Program, texts: &Texts) -> Self {
        let mut lifetimes = Self::default();
        for (index, data) in program.vars.iter().enumerate() {
            let mut ty = data.ty.clone();
            if lifetimes.mark(&mut ty, texts, Lifetime::Elided) {
                let var = VarIdx(u32::try_from(index).expect("few variables"));
                lifetimes.vars.insert(var, ty);
            }
        }
        for (index, func) in program.funcs.iter().enumerate() {
            let mut ty = func.ret.clone();
            // Rust finds out by itself what the result is a part of where there is only one reference to choose from.
            let n_references = func
                .params
                .iter()
                .filter(|param| !program.vars[param.var.0 as usize].ty.is_copy())
                .count();
            let lifetime = if n_references == 1 && func.captures.is_empty() {
                Lifetime::Elided
            } else {
                Lifetime::Named
            };
            if lifetimes.mark(&mut ty, texts, lifetime) {
                let id = FuncId(u32::try_from(index).expect("few functions"));
                lifetimes.results.insert(id, ty);
                if lifetime == Lifetime::Named {
                    lifetimes.name_lenders(&func.ret, texts);
                }
            }
        }
        lifetimes
    }

    fn mark(&mut self, ty: &mut Ty, texts: &Texts, lifetime: Lifetime) -> bool {
        if let Ty::Owned(_, text) = ty {
            if texts.is_string(*text) || !texts.loans.is_lent(*text) {
                return false;
            }
            self.lenders.extend(texts.loans.known(*text));
            *ty = Ty::Part(lifetime);
            return true;
        }
        let mut any = false;
        each_part(ty, &mut |part| any |= self.mark(part, texts, lifetime));
        any
    }

    /// The parameters that a result is a part of.
    fn name_lenders(&mut self, ret: &Ty, texts: &Texts) {
        if let Ty::Owned(_, text) = ret {
            if !texts.is_string(*text) {
                for var in texts.loans.known(*text) {
                    self.vars.insert(var, Ty::Part(Lifetime::Named));
                }
            }
            return;
        }
        each_part(&mut ret.clone(), &mut |part| self.name_lenders(part, texts));
    }

    /// Variables whose texts have parts that are kept somewhere.
    pub(super) fn lenders(&self) -> &BTreeSet<VarIdx> {
        &self.lenders
    }

    /// Writes the types.
    pub(in crate::storage) fn write(&self, program: &mut Program) {
        for (var, ty) in &self.vars {
            write(&mut program.vars[var.0 as usize].ty, ty);
        }
        for (func, ty) in &self.results {
            write(&mut program.funcs[func.0 as usize].ret, ty);
        }
    }
}

fn write(ty: &mut Ty, wanted: &Ty) {
    match (&mut *ty, wanted) {
        (_, Ty::Part(_)) => *ty = wanted.clone(),
        (Ty::Owned(inner, _), _) => write(inner, wanted),
        (Ty::List(one), Ty::List(two))
        | (Ty::Set(one), Ty::Set(two))
        | (Ty::VarTuple(one), Ty::VarTuple(two))
        | (Ty::Option(one), Ty::Option(two))
        | (Ty::Iter(one), Ty::Iter(two)) => write(one, two),
        (Ty::Dict(key, value), Ty::Dict(wanted_key, wanted_value)) => {
            write(key, wanted_key);
            write(value, wanted_value);
        }
        (Ty::Tuple(ones), Ty::Tuple(twos)) => {
            for (one, two) in ones.iter_mut().zip(twos) {
                write(one, two);
            }
        }
        _ => {}
    }
}
