//! What flows into the fields of records that are made of parts.

use super::draw::Graph;
use super::size::Size;
use crate::syntax::ast::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::types::infer::merged::{Part, parts_of_update};

impl Graph<'_> {
    /// The parts of a record flow into its fields.
    pub(super) fn merge(&mut self, record: &Expr, parts: Option<Vec<Part<'_>>>) {
        if let Ty::Record(var) = self.ty(record) {
            for part in parts.into_iter().flatten() {
                self.part(&Ty::Record(var), part);
            }
        }
    }

    fn part(&mut self, record: &Ty, part: Part<'_>) {
        let Ty::Record(var) = record else {
            return;
        };
        match part {
            Part::Pair(key, value) => {
                if let Some((at, _)) = self.types.store.field(*var, key) {
                    let field = self.contents(self.types.store.record(*var).fields[at]);
                    self.flow(field, self.size(value));
                }
            }
            Part::All(mapping) => {
                let Ty::Record(other) = self.ty(mapping) else {
                    return;
                };
                let other = self.types.store.record(other);
                for (key, from) in other.keys.iter().zip(&other.fields) {
                    if let Some((at, _)) = self.types.store.field(*var, key) {
                        let field = self.contents(self.types.store.record(*var).fields[at]);
                        self.flow(field, Size::Place(self.contents(*from)));
                    }
                }
            }
        }
    }

    /// `record.update(key=value)`.
    pub(super) fn note_update(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        if let ExprKind::Attribute { value, attr } = &func.kind
            && attr.name == "update"
            && let record @ Ty::Record(_) = self.ty(value)
        {
            for part in parts_of_update(args, keywords).into_iter().flatten() {
                self.part(&record, part);
            }
        }
    }
}
