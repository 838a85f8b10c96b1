//! Dicts that are records: made by displays of the same constant keys, and only ever asked for these.
//!
//! ```python
//! rows = [{'name': 'pear', 'price': 30}, {'name': 'plum', 'price': 45}]
//! print(rows[0]['price'] + 1)
//! ```
//!
//! The values of a dict are one type; those of a record have one each. A record that meets what it does not know (another dict, a key
//! that is no literal, `del`, iteration, a `Value`) is dissolved: it is the ordinary dict that it would have been from the
//! start. That happens once, so types still only grow.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::store::Store;
use super::{RecordVar, Slot, Ty};

/// Longer displays are tables, whatever they hold.
pub const MAX_FIELDS: usize = 16;

#[derive(Debug)]
pub(super) enum RecordEntry {
    Link(RecordVar),
    Root(Record),
}

/// Dicts of one shape that may be the same object.
#[derive(Clone, Debug)]
pub struct Record {
    /// The keys, in the order of the display.
    pub keys: Rc<[String]>,
    /// What each key's value is.
    pub fields: Vec<Slot>,
    /// Fields that are stored to after the record was made.
    pub changed: BTreeSet<usize>,
    /// Somebody asks which object it is.
    pub is_identified: bool,
    /// Somebody asks for its values, whatever their keys are.
    pub is_walked: bool,
    /// Its fields are passed by name (`f(**options)`): values of one type make it no table.
    pub is_spread: bool,
    /// The contents of the ordinary dict that it has become.
    dict: Option<(Slot, Slot)>,
}

impl Record {
    /// The field of a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|known| known == key)
    }
}

impl Store {
    /// A new record of these keys, with nothing in it.
    pub fn new_record(&mut self, keys: Vec<String>) -> RecordVar {
        let fields = keys.iter().map(|_| self.new_slot(Ty::Never)).collect();
        self.records.push(RecordEntry::Root(Record {
            keys: keys.into(),
            fields,
            changed: BTreeSet::new(),
            is_identified: false,
            is_walked: false,
            is_spread: false,
            dict: None,
        }));
        RecordVar(u32::try_from(self.records.len() - 1).expect("fewer than 2^32 records"))
    }

    /// The representative of a record.
    pub fn record_root(&self, mut var: RecordVar) -> RecordVar {
        while let RecordEntry::Link(next) = self.records[var.0 as usize] {
            var = next;
        }
        var
    }

    /// A record, dissolved or not.
    pub fn record(&self, var: RecordVar) -> &Record {
        match &self.records[self.record_root(var).0 as usize] {
            RecordEntry::Root(record) => record,
            RecordEntry::Link(_) => unreachable!("root is never a link"),
        }
    }

    fn record_mut(&mut self, var: RecordVar) -> &mut Record {
        let root = self.record_root(var);
        match &mut self.records[root.0 as usize] {
            RecordEntry::Root(record) => record,
            RecordEntry::Link(_) => unreachable!("root is never a link"),
        }
    }

    /// The record's type: an ordinary dict if it has become one.
    pub(super) fn record_ty(&self, var: RecordVar) -> Ty {
        match self.record(var).dict {
            Some((keys, values)) => Ty::Dict(self.root(keys), self.root(values)),
            None => Ty::Record(self.record_root(var)),
        }
    }

    /// What the field of a key holds, if the record has it.
    pub fn field(&self, var: RecordVar, key: &str) -> Option<(usize, Ty)> {
        let record = self.record(var);
        let at = record.position(key)?;
        Some((at, self.contents(record.fields[at])))
    }

    /// Lets a value flow into a field of a record that was made before.
    pub fn store_field(&mut self, var: RecordVar, at: usize, ty: &Ty) {
        if self.record_mut(var).changed.insert(at) {
            self.mark_changed();
        }
        let slot = self.record(var).fields[at];
        self.flow(ty, slot);
    }

    /// Somebody asks which object the record is.
    pub fn identify(&mut self, var: RecordVar) {
        if !std::mem::replace(&mut self.record_mut(var).is_identified, true) {
            self.mark_changed();
        }
    }

    /// The fields of a record are passed by name.
    pub fn spread(&mut self, var: RecordVar) {
        self.record_mut(var).is_spread = true;
    }

    /// Somebody asks for a value of the record, whatever its key is: what it can be.
    pub fn walk_values(&mut self, var: RecordVar) -> Ty {
        if !std::mem::replace(&mut self.record_mut(var).is_walked, true) {
            self.mark_changed();
        }
        self.any_value(var)
    }

    /// What a value of the record can be, whatever its key is.
    pub fn any_value(&mut self, var: RecordVar) -> Ty {
        let mut joined = Ty::Never;
        for field in self.record(var).fields.clone() {
            let ty = self.contents(field);
            joined = self.join(&joined, &ty);
        }
        joined
    }

    /// The record becomes an ordinary dict.
    pub fn dissolve(&mut self, var: RecordVar) {
        if self.record(var).dict.is_some() {
            return;
        }
        let contents = (self.new_slot(Ty::Str), self.new_slot(Ty::Never));
        let record = self.record_mut(var);
        record.dict = Some(contents);
        let fields = record.fields.clone();
        self.mark_changed();
        for field in fields {
            let ty = self.contents(field);
            self.flow(&ty, contents.1);
        }
    }

    /// The type, with a record as the ordinary dict that it becomes.
    pub fn plain(&mut self, ty: &Ty) -> Ty {
        if let Ty::Record(var) = self.normal(ty) {
            self.dissolve(var);
        }
        self.normal(ty)
    }

    /// The least type that holds both: a record, if they have one shape.
    pub(super) fn join_records(&mut self, a: RecordVar, b: RecordVar) -> Ty {
        if self.record(a).keys != self.record(b).keys {
            self.dissolve(a);
            self.dissolve(b);
            let (a, b) = (self.record_ty(a), self.record_ty(b));
            return self.join(&a, &b);
        }
        let (a, b) = (self.record_root(a), self.record_root(b));
        let (own, other) = (self.record(a).clone(), self.record(b).clone());
        self.records[b.0 as usize] = RecordEntry::Link(a);
        let joined = self.record_mut(a);
        joined.changed.extend(other.changed);
        joined.is_identified |= other.is_identified;
        joined.is_walked |= other.is_walked;
        joined.is_spread |= other.is_spread;
        self.mark_changed();
        for (one, two) in own.fields.iter().zip(&other.fields) {
            self.unify(*one, *two);
        }
        if let Ty::Dict(_, values) = self.record_ty(a) {
            // It was dissolved on the way, when not all had met.
            for field in own.fields {
                let ty = self.contents(field);
                self.flow(&ty, values);
            }
        }
        self.record_ty(a)
    }

    /// Whether all values of a record are of one type, so that it is an ordinary dict to a reader; none while some are unknown.
    pub fn is_uniform(&self, var: RecordVar) -> Option<bool> {
        if self.record(var).is_spread {
            return Some(false);
        }
        let fields: Vec<Ty> = self
            .record(var)
            .fields
            .iter()
            .map(|slot| self.contents(*slot))
            .collect();
        if fields.iter().any(|field| self.is_unknown(field)) {
            return None;
        }
        let one = fields.iter().find(|field| !matches!(field, Ty::None))?;
        Some(fields.iter().all(|field| self.is_alike(one, field)))
    }

    /// All records that are none of them dissolved.
    pub fn live_records(&self) -> Vec<RecordVar> {
        (0..self.records.len())
            .filter(|index| matches!(&self.records[*index], RecordEntry::Root(record) if record.dict.is_none()))
            .map(|index| RecordVar(u32::try_from(index).expect("fewer than 2^32 records")))
            .collect()
    }
}
