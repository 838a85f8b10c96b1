//! Integers that patterns of `match` take out of their subject.

use std::collections::BTreeSet;

use super::{Flow, Graph, Place};
use crate::syntax::ast::{Expr, MatchCase};
use crate::types::Ty;
use crate::types::infer::pattern;

impl Graph<'_> {
    /// The names of patterns hold parts of the subject.
    pub(super) fn cases(&mut self, subject: &Expr, cases: &[MatchCase]) {
        let mut sources = self.sources(subject);
        self.parts_of(&self.ty(subject), 8, &mut sources);
        for case in cases {
            for name in pattern::bound_names(&case.pattern) {
                let place = self.variable_at(name);
                if let Some(place) = place {
                    let flow = Flow::Copy(sources.clone());
                    self.flows.entry(place).or_default().push(flow);
                }
            }
            if let Some(guard) = &case.guard {
                self.visit(guard);
            }
            self.block(&case.body);
        }
        self.visit(subject);
    }

    /// The places of what a value of the type holds, at some depth.
    fn parts_of(&self, ty: &Ty, depth: u8, found: &mut BTreeSet<Place>) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let mut inside = |slot| {
            let root = self.types.store.root(slot);
            found.insert(Place::Contents(root));
            self.parts_of(&self.types.store.contents(root), depth, found);
        };
        match ty {
            Ty::List(slot) | Ty::Set(slot) => inside(*slot),
            Ty::Dict(key, value) => {
                inside(*key);
                inside(*value);
            }
            Ty::Tuple(items) => {
                for item in items {
                    self.parts_of(item, depth, found);
                }
            }
            Ty::VarTuple(item) | Ty::Iter(item) | Ty::Option(item) => {
                self.parts_of(item, depth, found);
            }
            Ty::Never
            | Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Float
            | Ty::Str
            | Ty::Range
            | Ty::Exception
            | Ty::Func(_)
            | Ty::Value => {}
        }
    }
}
