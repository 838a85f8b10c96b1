//! Structs: what dicts with known keys become.

use super::{Program, Ty};

/// Index of a [`Record`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(pub u32);

/// A struct that stands for the dicts of one shape.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its Rust name.
    pub name: String,
    /// One for each key, in the order of the display.
    pub fields: Vec<Field>,
    /// It is a handle: somebody changes it or asks which object it is.
    pub is_shared: bool,
    /// Somebody asks for its values whatever their keys are.
    pub is_walked: bool,
    /// Functions are in it: it neither prints nor compares.
    pub holds_functions: bool,
    /// The 1-based line of the first display that makes one.
    pub line: u32,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key of the dict.
    pub key: String,
    /// The Rust name.
    pub name: String,
    /// What it holds.
    pub ty: Ty,
    /// Some code reads it.
    pub is_read: bool,
    /// It is stored to after the record was made: a cell.
    pub is_changed: bool,
}

impl Program {
    /// A record.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.0 as usize]
    }

    /// Whether the type is a record behind a handle, which others may have too.
    pub fn is_handle(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Record(id) if self.record(*id).is_shared)
    }
}
