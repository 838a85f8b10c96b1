//! What Python's library offers to statically typed code, as data.
//!
//! A [`Row`] says for one method of one builtin type and one shape of arguments: the types of the
//! arguments, the type of the result, and what Rust it becomes. A call that matches no row is made
//! on a `Value` when the program runs, with the support library's complete tables; so a missing row costs
//! speed and beauty, never exactness.

mod dict;
pub mod exception;
mod list;
mod set;
pub mod signature;
mod str;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use signature::{Mode, ParamSig, Row, RowId, SigTy};

/// The builtin types whose methods have rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the Python type of that name")]
pub enum Receiver {
    List,
    Dict,
    Set,
    Str,
}

/// All rows, parsed once.
pub static ROWS: LazyLock<Rows> = LazyLock::new(Rows::load);

/// The table with its index.
#[derive(Debug)]
pub struct Rows {
    rows: Vec<Row>,
    by_name: HashMap<Receiver, HashMap<&'static str, Vec<RowId>>>,
}

impl Rows {
    fn load() -> Self {
        let mut table = Self {
            rows: Vec::new(),
            by_name: HashMap::new(),
        };
        for (receiver, texts) in [
            (Receiver::List, list::METHODS),
            (Receiver::Dict, dict::METHODS),
            (Receiver::Set, set::METHODS),
            (Receiver::Str, str::METHODS),
        ] {
            for (name, signature, rust) in texts {
                let id = RowId(u16::try_from(table.rows.len()).expect("fewer than 2^16 rows"));
                table.rows.push(Row::parse(name, signature, rust));
                table
                    .by_name
                    .entry(receiver)
                    .or_default()
                    .entry(name)
                    .or_default()
                    .push(id);
            }
        }
        table
    }

    /// The rows of a method, one for each shape of arguments.
    pub fn method(&self, receiver: Receiver, name: &str) -> &[RowId] {
        let of_type = self.by_name.get(&receiver);
        of_type
            .and_then(|names| names.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// A row.
    pub fn row(&self, id: RowId) -> &Row {
        &self.rows[id.0 as usize]
    }
}
