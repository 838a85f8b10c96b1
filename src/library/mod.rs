//! What Python's library offers to statically typed code, as data.
//!
//! A [`Row`] says for one method of one builtin type and one shape of arguments: the types of the
//! arguments, the type of the result, and what Rust it becomes. A call that matches no row is made
//! on a `Value` when the program runs, with the support library's complete tables; so a missing row costs
//! speed and beauty, never exactness. [`modules`] holds the same for the modules that programs import.

// The support library offers attributes by the same rule, so it is written once.
pub mod answers;
mod bytes;
pub mod callable;
#[expect(unreachable_pub, reason = "it is public in the support library")]
#[path = "../../templates/runtime/src/closest.rs"]
pub(crate) mod closest;
mod deque;
mod dict;
pub mod exception;
mod list;
pub mod modules;
mod number;
mod set;
pub mod signature;
mod str;
pub mod template;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use exception::ClassSet;
pub use modules::{Entry, Module, Rule};
pub use signature::{Mode, ParamSig, Row, RowId, SigTy};

/// The builtin types whose methods have rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the Python type of that name")]
pub enum Receiver {
    List,
    Dict,
    Set,
    Deque,
    Str,
    Bytes,
    Int,
    Float,
}

/// All rows, parsed once.
pub static ROWS: LazyLock<Rows> = LazyLock::new(Rows::load);

/// The table with its index.
#[derive(Debug)]
pub struct Rows {
    all: Vec<Row>,
    by_name: HashMap<Receiver, HashMap<&'static str, Vec<RowId>>>,
    modules: BTreeMap<&'static str, Module>,
    /// What functions of modules may raise, by their Rust path.
    raised: HashMap<&'static str, ClassSet>,
    /// The Rust paths of functions of modules with a type parameter.
    generic: HashSet<&'static str>,
}

impl Rows {
    fn load() -> Self {
        let mut table = Self {
            all: Vec::new(),
            by_name: HashMap::new(),
            modules: BTreeMap::new(),
            raised: HashMap::new(),
            generic: HashSet::new(),
        };
        for (receiver, texts) in [
            (Receiver::List, list::METHODS),
            (Receiver::Dict, dict::METHODS),
            (Receiver::Set, set::METHODS),
            (Receiver::Deque, deque::METHODS),
            (Receiver::Str, str::METHODS),
            (Receiver::Bytes, bytes::METHODS),
            (Receiver::Int, number::INTEGERS),
            (Receiver::Float, number::FLOATS),
        ] {
            for (name, signature, rust) in texts {
                let id = table.add(Row::parse(name, signature, rust));
                table
                    .by_name
                    .entry(receiver)
                    .or_default()
                    .entry(name)
                    .or_default()
                    .push(id);
            }
        }
        for (name, lines) in modules::MODULES {
            let module = Module::load(name, lines, &mut table);
            table.modules.insert(name, module);
        }
        let has_parameter = |row: &&Row| row.params.iter().any(|param| param.ty.is_generic());
        let generic = table.all.iter().filter(has_parameter).map(|row| row.rust);
        table.generic = generic.collect();
        for row in table.all.iter().filter(|row| !row.raises.is_empty()) {
            table.raised.insert(row.rust, row.raises);
        }
        table
    }

    fn add(&mut self, row: Row) -> RowId {
        let id = RowId(u16::try_from(self.all.len()).expect("fewer than 2^16 rows"));
        self.all.push(row);
        id
    }

    /// The rows of a method, one for each shape of arguments.
    pub fn method(&self, receiver: Receiver, name: &str) -> &[RowId] {
        let of_type = self.by_name.get(&receiver);
        of_type
            .and_then(|names| names.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// The module of this dotted name.
    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.get(name)
    }

    /// Whether the function of this Rust path takes items of any type.
    pub fn is_generic(&self, path: &str) -> bool {
        self.generic.contains(path.replace("::try_", "::").as_str())
    }

    /// What the function of this Rust path may raise; none if nothing.
    pub fn raised_by(&self, path: &str) -> Option<ClassSet> {
        self.raised.get(path).copied()
    }

    /// A row.
    pub fn row(&self, id: RowId) -> &Row {
        &self.all[id.0 as usize]
    }
}
