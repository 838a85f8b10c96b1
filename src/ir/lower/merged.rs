//! Records made of parts, and changed by parts.
//!
//! ```python
//! older = {**person, 'age': person['age'] + 1}
//! ```
//!
//! ```text
//! let older = Person { name: person.name, age: person.age + 1 };
//! ```

use super::Lower;
use super::convert::is_inert;
use crate::ir::{Block, Expr, ExprKind, RecordId, Spelling, Stmt, StmtKind, Ty};
use crate::syntax::ast::{self, Keyword};
use crate::types::infer::merged::{Part, parts_of_update, winners};

/// A part with what it gives.
enum Given {
    /// The value of a field.
    Field(usize, Expr),
    /// A value that a later part replaces.
    Replaced(Expr),
    /// A record, and the fields that are taken from it: where they stand in it, and where in what is made.
    Fields(Expr, RecordId, Vec<(usize, usize)>),
}

impl Lower<'_> {
    /// The struct that is made of these parts.
    pub(super) fn merged(&mut self, id: RecordId, parts: &[Part<'_>]) -> Expr {
        let from = winners(parts, |mapping| match self.node_ty(mapping.id) {
            Ty::Record(other) => {
                let fields = &self.program.record(other).fields;
                fields.iter().map(|field| field.key.clone()).collect()
            }
            _ => unreachable!("inference made it a record"),
        });
        let given: Vec<Given> = parts
            .iter()
            .enumerate()
            .map(|(index, part)| self.given(id, (index, *part), &from))
            .collect();
        let mut values: Vec<Option<Expr>> = from.iter().map(|_| None).collect();
        let mut stmts = Vec::new();
        // What comes before something that may be seen is evaluated before it: as it stands, if each part is one field.
        let is_ordered = given.iter().all(|given| matches!(given, Given::Field(..)));
        let last = given
            .iter()
            .rposition(|given| !is_ordered && !self.is_quiet(given));
        for (index, given) in given.into_iter().enumerate() {
            let is_held = last.is_some_and(|last| index < last);
            self.take(id, given, is_held, &mut values, &mut stmts);
        }
        let values = values
            .into_iter()
            .map(|value| value.expect("each key has a value"))
            .collect();
        after_stmts(
            stmts,
            Expr::items(Spelling::Record(id), values, Ty::Record(id)),
        )
    }

    fn given(
        &mut self,
        id: RecordId,
        (index, part): (usize, Part<'_>),
        from: &[(String, usize)],
    ) -> Given {
        match part {
            Part::Pair(key, value) => {
                let at = self.position(id, key);
                if from[at].1 != index {
                    return Given::Replaced(self.expr(value));
                }
                let ty = self.program.record(id).fields[at].ty.clone();
                Given::Field(at, self.value(value, &ty))
            }
            Part::All(mapping) => {
                let record = self.expr(mapping);
                let Ty::Record(other) = record.ty else {
                    unreachable!("inference made it a record")
                };
                let taken = from
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, winner))| *winner == index)
                    .map(|(to, (key, _))| (self.position(other, key), to))
                    .collect::<Vec<_>>();
                if taken.is_empty() {
                    return Given::Replaced(record);
                }
                Given::Fields(record, other, taken)
            }
        }
    }

    /// Whether nobody can tell when the part is evaluated.
    fn is_quiet(&self, given: &Given) -> bool {
        match given {
            Given::Field(_, value) | Given::Replaced(value) => is_inert(value),
            Given::Fields(record, id, _) => is_inert(record) && !self.program.record(*id).is_shared,
        }
    }

    fn take(
        &mut self,
        made: RecordId,
        given: Given,
        is_held: bool,
        values: &mut [Option<Expr>],
        stmts: &mut Vec<Stmt>,
    ) {
        match given {
            Given::Field(at, value) => {
                values[at] = Some(if is_held {
                    self.hold(value, stmts).1
                } else {
                    value
                });
            }
            Given::Replaced(value) => {
                if !is_inert(&value) {
                    stmts.push(self.stmt_at(StmtKind::Expr(value), 0));
                }
            }
            Given::Fields(record, id, taken) => {
                let record = match record.kind {
                    ExprKind::Var(_) if !is_held => record,
                    _ => self.hold(record, stmts).1,
                };
                for (at, to) in taken {
                    let ty = self.program.record(made).fields[to].ty.clone();
                    let field = self.field_at(record.clone(), id, at);
                    let value = self.coerce(field, &ty);
                    values[to] = Some(if is_held && self.program.record(id).is_shared {
                        self.hold(value, stmts).1
                    } else {
                        value
                    });
                }
            }
        }
    }

    /// `record.update({'key': value})`, `record.update(key=value)`: all values are evaluated before the first is stored.
    pub(super) fn record_update(
        &mut self,
        record: Expr,
        id: RecordId,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let parts = parts_of_update(args, keywords).expect("inference knows the keys");
        let mut stmts = Vec::new();
        let (_, record) = self.hold(record, &mut stmts);
        let mut stores = Vec::new();
        for part in &parts {
            let Part::Pair(key, value) = part else {
                unreachable!("inference saw pairs only")
            };
            let at = self.position(id, key);
            let ty = self.program.record(id).fields[at].ty.clone();
            let value = self.value(value, &ty);
            let value = if parts.len() > 1 {
                self.hold(value, &mut stmts).1
            } else {
                value
            };
            stores.push(self.store_field(record.clone(), id, key, value));
        }
        if let ([], [_]) = (&stmts[..], &stores[..]) {
            return stores.remove(0);
        }
        for store in stores {
            stmts.push(self.stmt_at(StmtKind::Expr(store), 0));
        }
        after_stmts(stmts, Expr::unit())
    }
}

fn after_stmts(stmts: Vec<Stmt>, value: Expr) -> Expr {
    if stmts.is_empty() {
        return value;
    }
    let ty = value.ty.clone();
    Expr::new(ExprKind::Block(Block { stmts }, Box::new(value)), ty)
}
