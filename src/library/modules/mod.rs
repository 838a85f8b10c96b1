//! The modules that programs may import, as data: one file for each, one line for each name.
//!
//! A line has a name, what it is, and the Rust it becomes. What it is:
//!
//! - a signature: a function with arguments of these types. A name has as many lines as it has shapes of arguments; a call
//!   that fits none is made on `Value`s, with the support library's own table of the module's functions;
//! - a type: a constant;
//! - `dynamic`: a function that is always called on `Value`s;
//! - `type`: it means something in annotations only;
//! - `rule`: a function with a rule of its own ([`Rule`]);
//! - `object` or `module`: something with names of its own, which the module of that dotted name lists;
//! - `refused`: Adder knows it and does not translate it.

mod bisect;
mod collections;
mod collections_abc;
mod copy;
mod functools;
mod future;
mod heapq;
mod itertools;
mod math;
mod operator;
mod random;
mod string;
mod sys;
mod time;
mod typing;

use std::collections::BTreeMap;

use super::signature::{self, Row, RowId, SigTy};
use super::{Rows, closest::closest};

/// A line of a module's table: name, what it is, Rust.
pub(super) type Line = (&'static str, &'static str, &'static str);

/// Every module with its table.
pub(super) const MODULES: &[(&str, &[Line])] = &[
    ("__future__", future::NAMES),
    ("bisect", bisect::NAMES),
    ("collections", collections::NAMES),
    ("collections.abc", collections_abc::NAMES),
    ("copy", copy::NAMES),
    ("functools", functools::NAMES),
    ("heapq", heapq::NAMES),
    ("itertools", itertools::NAMES),
    ("itertools.chain", itertools::CHAIN),
    ("math", math::NAMES),
    ("operator", operator::NAMES),
    ("random", random::NAMES),
    ("string", string::NAMES),
    ("sys", sys::NAMES),
    ("sys.stderr", sys::ERRORS),
    ("sys.stdin", sys::INPUT),
    ("sys.stdout", sys::OUTPUT),
    ("time", time::NAMES),
    ("typing", typing::NAMES),
];

/// A module, or an object with attributes that is known as well as one.
#[derive(Debug)]
pub struct Module {
    /// Its dotted name.
    pub name: &'static str,
    entries: BTreeMap<&'static str, Entry>,
}

/// What a name of a module is.
#[derive(Debug)]
pub enum Entry {
    /// A function: its rows, one for each shape of static arguments.
    Function(Vec<RowId>),
    /// A function with a rule of its own.
    Rule(Rule),
    /// A constant.
    Constant {
        /// Its type.
        ty: SigTy,
        /// The Rust it becomes: a path, or a call of the support library.
        rust: &'static str,
    },
    /// It means something in annotations only.
    Type,
    /// A module in the module.
    Module,
    /// An object with attributes.
    Object,
    /// Known and not translated.
    Refused,
}

/// Functions that no row can describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `typing.cast`: its second argument.
    Cast,
    /// `copy.copy`: another container of the same contents.
    Copy,
    /// `copy.deepcopy`: nothing that can change is shared.
    DeepCopy,
    /// `sys.exit`: never comes back.
    Exit,
    /// `functools.reduce`: a function of two arguments, again and again.
    Reduce,
    /// `collections.Counter`: a dict that counts.
    Counter,
    /// `collections.defaultdict`: a dict that makes the values it does not have.
    DefaultDict,
    /// `collections.OrderedDict`.
    OrderedDict,
    /// `collections.deque`.
    Deque,
}

impl Module {
    /// Reads a table; the rows of its functions go to the others.
    pub(super) fn load(name: &'static str, lines: &[Line], rows: &mut Rows) -> Self {
        let mut entries: BTreeMap<&'static str, Entry> = BTreeMap::new();
        for (entry_name, what, rust) in lines {
            let entry = match *what {
                "dynamic" => Entry::Function(Vec::new()),
                "type" => Entry::Type,
                "rule" => Entry::Rule(rule(rust)),
                "module" => Entry::Module,
                "object" => Entry::Object,
                "refused" => Entry::Refused,
                signature if signature.contains("->") => {
                    let id = rows.add(Row::parse(entry_name, signature, rust));
                    if let Some(Entry::Function(known)) = entries.get_mut(entry_name) {
                        known.push(id);
                        continue;
                    }
                    Entry::Function(vec![id])
                }
                constant => Entry::Constant {
                    ty: signature::parse_ty(constant).0,
                    rust,
                },
            };
            entries.insert(entry_name, entry);
        }
        Self { name, entries }
    }

    /// Its names, and what they are.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (*name, entry))
    }

    /// What the name is.
    pub fn entry(&self, name: &str) -> Option<(&'static str, &Entry)> {
        self.entries
            .get_key_value(name)
            .map(|(name, entry)| (*name, entry))
    }

    /// What to write instead of a name that the module does not have.
    pub fn hint(&self, name: &str) -> String {
        let known: Vec<&'static str> = self
            .entries
            .iter()
            .filter(|(_, entry)| !matches!(entry, Entry::Refused))
            .map(|(name, _)| *name)
            .collect();
        match closest(name, &known) {
            Some(like) => format!("did you mean `{like}`?"),
            None => format!("Adder knows of `{}`: {}", self.name, known.join(", ")),
        }
    }
}

impl Rows {
    /// What to write instead of a module that has no table.
    pub fn module_hint(&self, name: &str) -> String {
        let is_module =
            |name: &&'static str| !name.starts_with("sys.") && *name != "itertools.chain";
        let known: Vec<&'static str> = self.modules.keys().copied().filter(is_module).collect();
        match closest(name, &known) {
            Some(like) => format!("did you mean `{like}`?"),
            None => format!("Adder knows these modules: {}", known.join(", ")),
        }
    }
}

fn rule(name: &str) -> Rule {
    match name {
        "cast" => Rule::Cast,
        "copy" => Rule::Copy,
        "deepcopy" => Rule::DeepCopy,
        "exit" => Rule::Exit,
        "reduce" => Rule::Reduce,
        "Counter" => Rule::Counter,
        "defaultdict" => Rule::DefaultDict,
        "OrderedDict" => Rule::OrderedDict,
        "deque" => Rule::Deque,
        _ => unreachable!("no rule is called {name:?}"),
    }
}
