//! Whole-program type inference: what every expression and variable can hold.
//!
//! In: the syntax tree and [`Names`](crate::names::Names). Out: [`Types`]: one [`Instance`] of each function for each
//! way it is called, with the type of every expression in it.
//!
//! The analysis is an abstract interpretation in rounds. Types only ever grow in the lattice
//!
//! ```text
//!                     Value
//!   Option(T)  Big  Float  Str  List  Dict  Tuple  Func …
//!        \      |
//!       None   Int   Bool …
//!                     Never
//! ```
//!
//! until nothing changes. The contents of a container are a [`Slot`], one for each allocation
//! site of an instance; slots that may be the same object are unified, so aliases always agree. A
//! container that meets [`Ty::Value`] gets `Value` contents everywhere, so no alias is broken.

pub mod functions;
pub mod growth;
pub mod imports;
pub mod infer;
pub mod passed_on;
pub mod record;
pub mod show;
mod store;
pub mod support;
pub mod wrap;

use std::collections::{HashMap, HashSet};

pub use functions::{FuncDef, FuncIdx, Functions};
pub use store::Store;

use crate::names::VarId;
use crate::syntax::ast::NodeId;

/// The contents of a container: an index into [`Store`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u32);

/// Dicts of one shape, each key with a type of its own: an index into [`Store`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordVar(pub u32);

/// A set of functions that meet in one place: an index into [`Store`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncVar(pub u32);

/// One way a function is called: an index into [`Types::instances`]; 0 is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstId(pub u32);

/// A type of the lattice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// No value yet, or no value ever.
    Never,
    /// `None`.
    None,
    /// `bool`.
    Bool,
    /// `int` that stays inside 64 bits.
    Int,
    /// `int` of any size.
    Big,
    /// An `int` of any size or a `float`.
    Num,
    /// `float`.
    Float,
    /// `str`.
    Str,
    /// `list`.
    List(Slot),
    /// `set`.
    Set(Slot),
    /// `dict`.
    Dict(Slot, Slot),
    /// `dict` of known constant keys that is used as a record.
    Record(RecordVar),
    /// `tuple` of known length.
    Tuple(Vec<Ty>),
    /// `tuple` of unknown length whose items share a type.
    VarTuple(Box<Ty>),
    /// `range`.
    Range,
    /// `None` or the inner type.
    Option(Box<Ty>),
    /// A function whose definition is known to be among a few.
    Func(FuncVar),
    /// An exception object.
    Exception,
    /// A lazy iterator over items of one type, used up where it stands.
    Iter(Box<Ty>),
    /// An iterator that somebody keeps: `it = iter(items)`.
    Stream(Slot),
    /// A view of a dict with these keys and values: `ages.keys()`.
    View(ViewKind, Slot, Slot),
    /// `bytes`.
    Bytes,
    /// `frozenset`.
    FrozenSet(Slot),
    /// `collections.deque`.
    Deque(Slot),
    /// Any Python object.
    Value,
}

/// Which part of a dict a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViewKind {
    /// `d.keys()`.
    Keys,
    /// `d.values()`.
    Values,
    /// `d.items()`.
    Items,
}

/// A function value: which definition, made by which instance of the function around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Member {
    /// The definition.
    pub func: FuncIdx,
    /// The instance whose run creates it.
    pub parent: InstId,
}

/// A function analysed for one way of calling it.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Which function.
    pub func: FuncIdx,
    /// The instance of the function around it; none for the module.
    pub parent: Option<InstId>,
    /// What each parameter holds when the body starts.
    pub params: Vec<Ty>,
    /// What calls give back.
    pub ret: Ty,
    /// What each variable it owns holds.
    pub vars: HashMap<VarId, Ty>,
    /// What each expression gives.
    pub exprs: HashMap<NodeId, Ty>,
    /// Whom each call reaches.
    pub calls: HashMap<NodeId, Target>,
    /// Tests whose outcome is certain.
    pub tests: HashMap<NodeId, bool>,
    /// For calls of library methods: the row's index in the library table.
    pub rows: HashMap<NodeId, crate::library::RowId>,
    /// Operands that are optional where `None` raises.
    pub needed: HashMap<NodeId, Needed>,
    /// It is the form called through function values of unknown origin: all `Value`.
    pub is_dynamic: bool,
    /// Some call reaches it.
    pub is_called: bool,
}

/// An operand that may be `None` in a place where that raises.
#[derive(Clone, Debug)]
pub struct Needed {
    /// What evaluating it gives; its place has the type without `None`.
    pub whole: Ty,
    /// The class of the exception.
    pub class: &'static str,
    /// Its message.
    pub message: String,
}

/// Whom a call reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A known function, called directly.
    Direct(InstId, Vec<ArgSource>),
    /// A function value with one possible definition.
    Closure(InstId, Vec<ArgSource>),
    /// A function value with several possible definitions of one signature: what their first parameters get.
    Merged(FuncVar, Vec<ArgSource>),
    /// A builtin function, handled by its own rule.
    Builtin,
    /// A library method (see [`Instance::rows`]).
    Method,
    /// A function of a module: a row (see [`Instance::rows`]) or a rule of its own.
    Library,
    /// The arguments fit no parameters: `TypeError` with this text.
    Failing(String),
    /// Only known when it runs.
    Dynamic,
}

/// Where a parameter's value comes from at a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgSource {
    /// The positional argument of this index.
    Positional(usize),
    /// The keyword argument of this index.
    Keyword(usize),
    /// The parameter's default.
    Default,
    /// An item of the positional argument `*tuple` of this index.
    Item(usize, usize),
    /// A field of the keyword argument `**record` of this index.
    Field(usize, usize),
    /// `*args`: these arguments (a positional one that is spread gives all its items).
    VarArgs(Vec<ArgSource>),
    /// `**kwargs`: these arguments, with their names.
    KwArgs(Vec<(String, ArgSource)>),
}

/// The result of inference.
#[derive(Debug)]
pub struct Types {
    /// All instances; 0 is the module.
    pub instances: Vec<Instance>,
    /// Slots and function sets.
    pub store: Store,
    /// The instance called through function values, for each function value.
    pub value_instances: HashMap<Member, InstId>,
    /// The all-`Value` instance, for each function that becomes a `Value`.
    pub dynamic_instances: HashMap<Member, InstId>,
    /// The function set each function value belongs to.
    pub function_values: HashMap<Member, FuncVar>,
    /// Parameters that some calls of function values leave to their defaults.
    pub omitted: HashSet<(Member, usize)>,
    /// Those, and others with defaults, that some calls pass.
    pub passed: HashSet<(Member, usize)>,
    /// What each parameter's default holds, by function value and parameter index.
    pub defaults: HashMap<(Member, usize), Ty>,
    /// Places whose integers may leave 64 bits.
    pub grown: HashSet<growth::Place>,
    /// Places whose integers may have more than 30 bits.
    pub long: HashSet<growth::Place>,
    /// How large integers are.
    pub ints: Ints,
    /// The two types that first met in a variable and made it a `Value`.
    pub met: HashMap<(InstId, VarId), (Ty, Ty)>,
    /// The record that each dict display makes.
    pub records: HashMap<(InstId, NodeId), RecordVar>,
    /// What imported names stand for.
    pub imports: imports::Imports,
}

impl Ty {
    /// What a sentence calls it, without its contents.
    pub fn kind(&self) -> &'static str {
        match self {
            Ty::Never => "nothing",
            Ty::None => "None",
            Ty::Bool => "bool",
            Ty::Int | Ty::Big => "int",
            Ty::Num => "int or float",
            Ty::Float => "float",
            Ty::Str => "str",
            Ty::List(_) => "list",
            Ty::Set(_) => "set",
            Ty::Dict(..) | Ty::Record(_) => "dict",
            Ty::Tuple(_) | Ty::VarTuple(_) => "tuple",
            Ty::Range => "range",
            Ty::Exception => "exception",
            Ty::Option(inner) => inner.kind(),
            Ty::Func(_) => "function",
            Ty::Iter(_) | Ty::Stream(_) => "iterator",
            Ty::View(kind, ..) => kind.type_name(),
            Ty::Bytes => "bytes",
            Ty::FrozenSet(_) => "frozenset",
            Ty::Deque(_) => "deque",
            Ty::Value => "object",
        }
    }
}

impl ViewKind {
    /// The view that a method of dicts gives.
    pub fn of_method(name: &str) -> Option<Self> {
        match name {
            "keys" => Some(Self::Keys),
            "values" => Some(Self::Values),
            "items" => Some(Self::Items),
            _ => None,
        }
    }

    /// The name of its type.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Keys => "dict_keys",
            Self::Values => "dict_values",
            Self::Items => "dict_items",
        }
    }
}

/// How large integers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ints {
    /// 64 bits where that is enough.
    #[default]
    Auto,
    /// Of any size, wherever they are kept or computed with.
    Big,
}

impl Types {
    /// Whether integers in the place may leave 64 bits, or are to be treated so.
    pub fn is_grown(&self, place: growth::Place) -> bool {
        self.ints == Ints::Big || self.grown.contains(&place)
    }

    /// Whether every call of a function value leaves the parameter to its default.
    pub fn is_omitted(&self, member: Member, index: usize) -> bool {
        let key = (member, index);
        self.omitted.contains(&key) && !self.passed.contains(&key)
    }

    /// Whether some calls of a function value pass the parameter and others leave it to its default.
    pub fn is_optional(&self, member: Member, index: usize) -> bool {
        let key = (member, index);
        self.omitted.contains(&key) && self.passed.contains(&key)
    }

    /// An instance.
    pub fn instance(&self, id: InstId) -> &Instance {
        &self.instances[id.0 as usize]
    }
}
