//! The typed program, shaped towards Rust.
//!
//! In: the syntax tree, names and types. Out: [`Program`]: Rust-like functions, one for each instance, in which every
//! operation names the Rust it becomes and how it takes its operands ([`Mode`]), every conversion is a node, and sugar that Rust lacks
//! is gone. Storage decisions (clones, borrows, cells, closure forms) are not made yet: `storage`
//! is a pass from this IR to itself that adds them as nodes.

mod build;
pub mod capture;
pub mod depth;
pub mod implied;
pub mod lower;
pub mod raise;
mod record;
pub mod show;
pub mod walk;

use crate::library::exception::ClassSet;
pub use crate::types::ViewKind;

pub use record::{Field, Record, RecordId};

/// Index of a [`Func`]; 0 is the module's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncId(pub u32);

/// Index of a [`Var`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VarIdx(pub u32);

/// Index of a [`ClosureSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetId(pub u32);

/// Containers that may be the same object: what `storage` decides the ownership of as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub u32);

/// A program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// All functions; 0 is the module's code, `main`.
    pub funcs: Vec<Func>,
    /// All variables of all functions.
    pub vars: Vec<Var>,
    /// All structs that dicts became.
    pub records: Vec<Record>,
    /// All kinds of function values.
    pub sets: Vec<ClosureSet>,
    /// Traits of the support library whose methods are called.
    pub traits: std::collections::BTreeSet<&'static str>,
    /// The program asks exceptions for their contexts.
    pub shows_contexts: bool,
    /// Lines of `print`s that write a text before they show their other values.
    pub text_first: std::collections::BTreeSet<u32>,
    /// The program looks into the cells of its closures.
    pub looks_into_cells: bool,
    /// Some variable is stored to and not read before the next store.
    pub has_dead_stores: bool,
    /// Some function calls itself on every path.
    pub has_endless_recursion: bool,
    /// Some borrow of a cell stands in a block of its own.
    pub has_guard_blocks: bool,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Func {
    /// Its Python name.
    pub python_name: String,
    /// `__qualname__`.
    pub qualname: String,
    /// Its Rust name.
    pub name: String,
    /// The function whose run creates it; none for `main`.
    pub parent: Option<FuncId>,
    /// Its parameters, in the order of the Python text.
    pub params: Vec<Param>,
    /// What it gives back.
    pub ret: Ty,
    /// Its statements.
    pub body: Block,
    /// How it is used.
    pub role: Role,
    /// Variables of enclosing functions it uses itself, in the order of the text.
    pub free: Vec<VarIdx>,
    /// Variables whose definitions it closes over, those of functions it calls included.
    pub captures: Vec<VarIdx>,
    /// Those among the captures that it changes in place: they are lent to it exclusively.
    pub changed: Vec<VarIdx>,
    /// Functions it calls directly or makes values of.
    pub callees: Vec<FuncId>,
    /// It may be on the stack twice.
    pub is_recursive: bool,
    /// It counts its frames, as CPython does: the text does not say how deep it goes.
    pub is_counted: bool,
    /// Nothing reaches it.
    pub is_unused: bool,
    /// It gives back a `Result`: some caller may catch what it raises.
    pub is_fallible: bool,
    /// Somebody may catch that it is called too deep.
    pub is_depth_caught: bool,
    /// What it does first, as far as that shows where calls are nested too deep.
    pub beginning: Beginning,
    /// Comments before the `def`.
    pub comments: Vec<String>,
    /// The docstring.
    pub docstring: Option<String>,
    /// The 1-based line of its `def`.
    pub line: u32,
    /// What the storage pass decided for it as a closure.
    pub form: ClosureForm,
    /// Why.
    pub reason: Option<Reason>,
    /// The name of its closure struct.
    pub type_name: String,
    /// Its definition stands at a `def` or an assignment, as an item.
    pub has_item: bool,
    /// Its item stands at the top level, because it is used where the block of its `def` does not reach.
    pub is_lifted: bool,
    /// The function that makes its values, where it makes values of itself.
    pub maker: Option<String>,
}

/// What a function begins with. The last frame that there is room for already fails in what CPython needs a further frame for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing that needs a frame, or nobody knows.
    #[default]
    Plain,
    /// A comparison that needs a frame.
    Comparing,
    /// A comparison that needs a frame if this integer is large.
    ComparingInt(VarIdx),
}

/// How a function is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The module's code.
    Main,
    /// Called by name only.
    Direct,
    /// Called through function values of this set.
    Closure(SetId),
    /// Called as a `Value`.
    Dynamic,
    /// The body of a generator expression, run by whoever asks for items.
    Generator,
}

/// The Rust a function value becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClosureForm {
    /// A plain `fn`; captured variables, if any, are further parameters.
    #[default]
    Function,
    /// `move |…| …`.
    MoveClosure,
    /// A generated struct with a `call` method.
    Struct,
    /// `Rc<dyn Fn(…) -> …>`.
    Shared,
    /// A function object of the support library.
    Dynamic,
    /// An `async` block of the support library's `Generator`.
    Generator,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// The variable it binds.
    pub var: VarIdx,
    /// Its kind in Python.
    pub kind: crate::syntax::ast::ParamKind,
    /// The variable that holds its default, if that is no constant.
    pub default: Option<ParamDefault>,
    /// Every call leaves it to its default: it is no parameter in Rust.
    pub is_omitted: bool,
}

/// A parameter's default.
#[derive(Clone, Debug)]
pub enum ParamDefault {
    /// A literal, repeated where it is needed.
    Constant(Expr),
    /// Evaluated once, when the `def` runs.
    Var(VarIdx),
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its Rust name.
    pub name: String,
    /// Its Python name.
    pub python_name: String,
    /// What it holds.
    pub ty: Ty,
    /// The function that owns it.
    pub owner: FuncId,
    /// It is a parameter of its owner.
    pub is_param: bool,
    /// Some read may find it unbound.
    pub maybe_unbound: bool,
    /// Some function other than the owner stores to it.
    pub is_stored_inside: bool,
    /// Some store may run after a function that uses it was created.
    pub is_rebound_after_capture: bool,
    /// It is never read.
    pub is_unread: bool,
    /// How often it is stored to in the text (a parameter counts as one).
    pub n_stores: u32,
    /// It is a reference to an item of a list.
    pub is_item: bool,
    /// The list that it is a reference into, if a statement of its own takes the item out.
    pub item_of: Option<VarIdx>,
    /// Other variables are parts of the text that it holds: it does not move.
    pub is_viewed: bool,
    /// Its declaration says `mut`.
    pub is_mutable: bool,
    /// It is declared without a value, and stored to more than once or changed in place.
    pub is_restored: bool,
    /// Its declaration says the type, which Rust could not find out.
    pub is_annotated: bool,
    /// A method is called on a number that is made of it: Rust must know which type of number.
    pub is_measured: bool,
    /// It is a `const` item, which no function captures.
    pub is_constant: bool,
    /// How it lives.
    pub storage: Storage,
    /// A list that it owns or is lent gets longer or shorter: a slice of it does not do.
    pub is_resized: bool,
    /// A function that is lent the cell makes closures that share it: it is lent with its `Rc`.
    pub is_lent_shared: bool,
    /// Why it has its type and lives as it does, where that is not plain to see.
    pub reasons: Vec<Reason>,
}

/// How a variable lives in Rust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// `let`.
    #[default]
    Plain,
    /// Passed by reference: the parameter is `&T`.
    Borrowed,
    /// Passed by exclusive reference: the parameter is `&mut [T]` or `&mut Vec<T>`.
    BorrowedMut,
    /// `Cell<T>`, lent to the functions that use it.
    Cell,
    /// `RefCell<T>`, lent to the functions that use it.
    RefCell,
    /// `Rc<Cell<T>>`, shared with closures.
    SharedCell,
    /// `Rc<RefCell<T>>`, shared with closures.
    SharedRefCell,
    /// A cell object of the support library, which the program can look at.
    CellObject,
}

/// Why a decision was made: data that messages and pages are built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable kebab-case name, `shared-cell`.
    pub code: &'static str,
    /// A sentence in plain words.
    pub text: String,
}

impl Reason {
    /// A reason of a name and a sentence.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
        }
    }
}

/// A kind of function value: the functions that may meet in one place.
#[derive(Clone, Debug)]
pub struct ClosureSet {
    /// The possible functions.
    pub members: Vec<FuncId>,
    /// What calls pass, by parameter.
    pub params: Vec<Ty>,
    /// What calls give back.
    pub ret: Ty,
    /// Calls give back a `Result`.
    pub is_fallible: bool,
    /// Which parameters are passed by reference.
    pub borrowed: Vec<bool>,
    /// Values of it are cloned somewhere.
    pub is_cloned: bool,
    /// Values of it are called somewhere.
    pub is_called: bool,
    /// The Rust all of them become.
    pub form: ClosureForm,
    /// Why.
    pub reason: Option<Reason>,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// `()`, Python's `None`.
    Unit,
    /// `bool`.
    Bool,
    /// `i64`.
    I64,
    /// `Int` of the support library.
    Int,
    /// `Number` of the support library.
    Num,
    /// `f64`.
    F64,
    /// `String`.
    Str,
    /// `&'static str`, or a part of a text that outlives the variable.
    StaticStr,
    /// `char`: a text of one character; added by `storage`.
    Char,
    /// `&str`, a part of another text, in a type that is written; added by `storage`.
    Part(Lifetime),
    /// `Letters` of the support library: a text prepared for being indexed; added by `storage`.
    Letters,
    /// `List<T>`.
    List(Box<Ty>),
    /// `Set<T>`.
    Set(Box<Ty>),
    /// `Dict<K, V>`.
    Dict(Box<Ty>, Box<Ty>),
    /// A struct.
    Record(RecordId),
    /// `(A, B)`.
    Tuple(Vec<Ty>),
    /// `Tuple<T>`.
    VarTuple(Box<Ty>),
    /// `Range`.
    Range,
    /// `Exception`.
    Exception,
    /// `Option<T>`.
    Option(Box<Ty>),
    /// A function value.
    Closure(SetId),
    /// An iterator of Rust's own, used up where it stands.
    Iter(Box<Ty>),
    /// `Iter<T>` of the support library: an iterator that is kept.
    Stream(Box<Ty>),
    /// `KeysView<K, V>`, `ValuesView<K, V>`, `ItemsView<K, V>`: a view of a dict.
    View(ViewKind, Box<Ty>, Box<Ty>),
    /// `Bytes`.
    Bytes,
    /// `FrozenSet<T>`.
    FrozenSet(Box<Ty>),
    /// A container with one owner, `Vec<T>` for a list; added by `storage`.
    Owned(Box<Ty>, Class),
    /// `Value`.
    Value,
    /// `!`.
    Never,
}

impl Program {
    /// Whether assignment copies values of the type: plain functions included.
    pub fn is_copy(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Closure(set) => self.sets[set.0 as usize].form == ClosureForm::Function,
            Ty::Tuple(items) => !items.is_empty() && items.iter().all(|item| self.is_copy(item)),
            Ty::Option(inner) => self.is_copy(inner),
            Ty::Record(id) => {
                let record = self.record(*id);
                !record.is_shared && record.fields.iter().all(|field| self.is_copy(&field.ty))
            }
            _ => ty.is_copy(),
        }
    }
}

impl Program {
    /// Adds a variable.
    pub fn add_var(&mut self, var: Var) -> VarIdx {
        let index = VarIdx(u32::try_from(self.vars.len()).expect("fewer than 2^32 variables"));
        self.vars.push(var);
        index
    }
}

impl Var {
    /// A variable of Adder's own.
    pub fn own(owner: FuncId, name: &str, ty: Ty) -> Self {
        Self {
            name: name.to_owned(),
            python_name: String::new(),
            ty,
            owner,
            is_param: false,
            maybe_unbound: false,
            is_stored_inside: false,
            is_rebound_after_capture: false,
            n_stores: 1,
            is_unread: false,
            is_item: false,
            item_of: None,
            is_viewed: false,
            is_mutable: false,
            is_restored: false,
            is_annotated: false,
            is_measured: false,
            is_constant: false,
            storage: Storage::default(),
            is_resized: false,
            is_lent_shared: false,
            reasons: Vec::new(),
        }
    }

    /// The name a reader knows it by: Python's, or Rust's for a variable of Adder's own.
    pub fn known_as(&self) -> &str {
        if self.python_name.is_empty() {
            &self.name
        } else {
            &self.python_name
        }
    }
}

impl Func {
    /// The variables that hold defaults which making a value of this function reads.
    pub fn default_vars(&self) -> impl Iterator<Item = VarIdx> + '_ {
        let is_dynamic = self.role == Role::Dynamic;
        self.params
            .iter()
            .filter(move |_| is_dynamic)
            .filter_map(|param| match param.default {
                Some(ParamDefault::Var(var)) => Some(var),
                Some(ParamDefault::Constant(_)) | None => None,
            })
    }
}

/// How the lifetime of a part of a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// `&str`.
    Elided,
    /// `&'a str`.
    Named,
}

impl Ty {
    /// Whether assignment copies and leaves the source usable.
    pub fn is_copy(&self) -> bool {
        match self {
            Ty::Unit
            | Ty::Bool
            | Ty::I64
            | Ty::F64
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Never => true,
            Ty::Tuple(items) => !items.is_empty() && items.iter().all(Ty::is_copy),
            Ty::Option(inner) => inner.is_copy(),
            Ty::Int
            | Ty::Num
            | Ty::Str
            | Ty::List(_)
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::Record(_)
            | Ty::VarTuple(_)
            | Ty::Range
            | Ty::Exception
            | Ty::Closure(_)
            | Ty::Iter(_)
            | Ty::Stream(_)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Owned(..)
            | Ty::Letters
            | Ty::Value => false,
        }
    }
}

/// Statements with what their values are bound to.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// In order.
    pub stmts: Vec<Stmt>,
}

/// A statement with its place in the Python text.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// 1-based line of the lesson; 0 for none.
    pub line: u32,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// A comment on a line of its own.
    Comment(String),
    /// A comment behind the statement before.
    Trailing(String),
    /// A blank line.
    Blank,
    /// `let x;` or `let x = …;`.
    Let {
        /// The variable.
        var: VarIdx,
        /// Its first value.
        value: Option<Expr>,
    },
    /// `let (a, mut b) = …;` of new variables.
    LetTuple {
        /// The variables; `None` for one nobody reads.
        vars: Vec<Option<VarIdx>>,
        /// A tuple.
        value: Expr,
    },
    /// `let [a, b] = …;`, or `let ([a, b], rest) = …;` for a starred target at a position.
    LetArray {
        /// The variables.
        vars: Vec<VarIdx>,
        /// Where the starred one stands, and which it is.
        rest: Option<(usize, VarIdx)>,
        /// An array, or a pair of array and list.
        value: Expr,
    },
    /// `x = …;`.
    Store {
        /// The variable.
        var: VarIdx,
        /// Its new value.
        value: Expr,
    },
    /// `x.set(…)`, `*x.borrow_mut() = …` of a cell.
    CellSet {
        /// The cell.
        cell: Expr,
        /// It is a `RefCell`.
        is_ref_cell: bool,
        /// Its new value.
        value: Expr,
    },
    /// `x += …;` on a plain variable, an operator of Rust's own.
    StoreOp {
        /// The variable.
        var: VarIdx,
        /// The operator, `+`.
        op: &'static str,
        /// The right side.
        value: Expr,
    },
    /// Becomes unbound.
    Unbind(VarIdx),
    /// An expression for its effect.
    Expr(Expr),
    /// The value of the block: a `return` at the end of a function.
    Tail(Expr),
    /// `if`.
    If {
        /// The test, a `bool`.
        test: Expr,
        /// Where it holds.
        then: Block,
        /// Where it does not.
        orelse: Block,
    },
    /// `while`.
    While {
        /// A label, if something jumps to it from an inner loop.
        label: Option<String>,
        /// The test; `loop` if it is `true`.
        test: Expr,
        /// The body.
        body: Block,
    },
    /// `for`.
    For {
        /// A label, if something jumps to it from a labelled block inside.
        label: Option<String>,
        /// What each turn binds.
        pattern: Pattern,
        /// What is iterated: an expression of type [`Ty::Iter`].
        iter: Expr,
        /// The body.
        body: Block,
    },
    /// `'label: { … }`.
    Labelled {
        /// The label without its tick.
        label: String,
        /// The statements.
        body: Block,
    },
    /// `try` with handlers. What is raised in the body is caught as `error`.
    Try {
        /// The label of the body, which raising jumps to the end of.
        label: String,
        /// The label of the whole statement, which the body's end jumps to, if it is reached.
        done: Option<String>,
        /// What is tried.
        body: Block,
        /// What runs behind the body if nothing was raised; empty once routes are known, when it is part of the body.
        orelse: Block,
        /// The exception.
        error: VarIdx,
        /// The handlers; empty once routes are known, when `handler` says what they do.
        clauses: Vec<Clause>,
        /// The handlers as tests of the exception.
        handler: Block,
    },
    /// `match value { Ok(ok) => …, Err(error) => … }`: a `try` in which one thing can be raised.
    Match {
        /// What may raise: a `Result`.
        value: Expr,
        /// What the value is bound to.
        ok: Option<VarIdx>,
        /// The variable that both blocks give a value to, declared here.
        result: Option<VarIdx>,
        /// What runs with the value.
        then: Block,
        /// The exception.
        error: VarIdx,
        /// The handlers.
        handler: Block,
    },
    /// `try` with `finally`. Whatever leaves the body does so with a [`StmtKind::Leave`].
    Finally {
        /// The label of the body.
        label: String,
        /// What is tried.
        body: Block,
        /// How the body was left.
        outcome: VarIdx,
        /// What runs in any case.
        finalizer: Block,
        /// What goes on behind it, for each way but the normal one.
        arms: Vec<Arm>,
    },
    /// `break 'label Outcome::…`, out of the body of a [`StmtKind::Finally`].
    Leave {
        /// The label.
        label: String,
        /// How.
        way: Way,
        /// The value that is returned.
        value: Option<Expr>,
    },
    /// `return`.
    Return(Option<Expr>),
    /// `break`, out of a label if one is named.
    Break(Option<String>),
    /// `continue`, with the loop of a label if one is named.
    Continue(Option<String>),
    /// `yield`.
    Yield(Expr),
    /// The place of a nested function.
    Define(FuncId),
}

/// How the body of a `try` with `finally` is left before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// An exception was raised.
    Raised,
    /// `return`.
    Returned,
    /// `break`.
    Broke,
    /// `continue`.
    Continued,
}

/// An `except` clause.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What it catches.
    pub catches: Catches,
    /// What it does.
    pub body: Block,
}

/// What an `except` clause catches.
#[derive(Clone, Debug)]
pub enum Catches {
    /// Exceptions of these classes: the constants of the support library, and all that is derived from them. None of them
    /// for a bare `except`.
    Classes(Vec<&'static str>, ClassSet),
    /// What only running the expression tells.
    Value(Expr),
}

/// What goes on behind a `finally` when its `try` was left in some way.
#[derive(Clone, Debug)]
pub struct Arm {
    /// How.
    pub way: Way,
    /// The exception, or the value that is returned.
    pub var: Option<VarIdx>,
    /// What goes on.
    pub body: Block,
}

/// Where an exception goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Nobody catches it: the program ends.
    Exit,
    /// To the caller: `?`.
    Caller,
    /// To the handlers of the [`StmtKind::Try`] of this label.
    Handler(String),
    /// To the `finally` of this label.
    Finally(String),
    /// Into a [`StmtKind::Match`] that takes the `Result` itself.
    Matched,
}

/// What a `for` binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `_`.
    Ignore,
    /// A new variable.
    Var(VarIdx),
    /// A new variable that the body sees through a reference.
    ByRef(VarIdx),
    /// A part, lent, of a tuple behind a reference: `ref x`.
    Ref(VarIdx),
    /// A tuple.
    Tuple(Vec<Pattern>),
    /// A tuple behind a reference: `&(a, ref b)`.
    Behind(Vec<Pattern>),
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// What it gives.
    pub ty: Ty,
}

/// How an operation takes an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By value.
    Own,
    /// By shared reference.
    Ref,
    /// As the receiver of a method that takes `&self`.
    Receiver,
    /// As the receiver of a method that takes `self`.
    OwnReceiver,
    /// As the receiver of a method that takes `&mut self`.
    MutReceiver,
}

/// How an operation is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `a + b`.
    Infix(&'static str),
    /// `-a`.
    Prefix(&'static str),
    /// `a.name(b)`.
    Method(String),
    /// `path(a, b)`, `Type::name(a, b)`.
    Path(String),
    /// `name!(a, b)`.
    Macro(&'static str),
    /// `name![a, b]`.
    Listed(&'static str),
    /// `std::f64::consts::PI`.
    Constant(&'static str),
    /// `List::<T>::new(a)`, where nothing else says what the container holds.
    TypedPath(&'static str),
    /// `a as f64`.
    Cast(&'static str),
    /// `a.0`, `a.name`.
    Field(usize),
    /// `Row { name: a, price: b }`.
    Record(RecordId),
    /// `a..`.
    RangeFrom,
    /// `[a, b]`.
    Array,
    /// `["a", "b"]` of borrowed literals.
    StaticArray,
    /// `(a, b)`.
    Tuple,
}

/// A piece of formatted text.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A value that Rust's `Display` (with this format spec) prints as Python does.
    Value(Expr, String),
}

/// What formatted text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatUse {
    /// `println!`.
    Println,
    /// `print!`.
    Print,
    /// `try_println!` of the support library: calls may be nested too deep.
    TryPrintln,
    /// `try_print!` of the support library.
    TryPrint,
    /// `eprintln!`.
    Eprintln,
    /// `eprint!`.
    Eprint,
    /// `format!`.
    Format,
}

/// The kinds of expressions.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `()`.
    Unit,
    /// `true`.
    Bool(bool),
    /// `5`.
    I64(i64),
    /// `5_i64`, where nothing else says the type.
    SuffixedI64(i64),
    /// An `Int` literal in decimal digits.
    Int(String),
    /// `1.5`.
    F64(f64),
    /// `1.5_f64`, where a method is called on it.
    SuffixedF64(f64),
    /// `"text"`.
    Str(String),
    /// `'c'`; added by `storage`.
    Char(char),
    /// A built-in exception class, by its constant in the support library.
    ExceptionClass(&'static str),
    /// `None` of an `Option`.
    NoneOption,
    /// A variable as a place.
    Var(VarIdx),
    /// An operation.
    Op {
        /// How it is written.
        spelling: Spelling,
        /// The operands, in the order of evaluation.
        args: Vec<(Expr, Mode)>,
        /// It belongs to the support library.
        runtime: bool,
    },
    /// A call of a known function.
    CallFunc {
        /// Which.
        func: FuncId,
        /// By parameter.
        args: Vec<Expr>,
        /// What it closes over, lent or copied; filled by the storage pass.
        captures: Vec<Expr>,
    },
    /// A call of a function value.
    CallClosure {
        /// The function value.
        callee: Box<Expr>,
        /// By parameter of its set.
        args: Vec<Expr>,
    },
    /// A function value.
    MakeClosure {
        /// Which function.
        func: FuncId,
        /// What it closes over, owned; filled by the storage pass.
        captures: Vec<Expr>,
    },
    /// A closure of Rust's own, `|x| …`, called while the expression around it is evaluated.
    Inline {
        /// Its parameters.
        params: Vec<Pattern>,
        /// Its value.
        body: Box<Expr>,
    },
    /// `if test { a } else { b }`.
    If {
        /// The test.
        test: Box<Expr>,
        /// Where it holds.
        then: Box<Expr>,
        /// Where it does not.
        orelse: Box<Expr>,
    },
    /// `a && b`.
    And(Box<Expr>, Box<Expr>),
    /// `a || b`.
    Or(Box<Expr>, Box<Expr>),
    /// `!a`.
    Not(Box<Expr>),
    /// `{ statements; value }`.
    Block(Block, Box<Expr>),
    /// Formatted text.
    Format {
        /// What it is for.
        purpose: FormatUse,
        /// The pieces.
        pieces: Vec<Piece>,
    },
    /// The inside of an `Option` that is known not to be `None` here.
    Unwrap(Box<Expr>),
    /// `x.is_none()`.
    IsNone(Box<Expr>),
    /// `Some(x)`.
    Some(Box<Expr>),
    /// Any static value as a `Value`.
    ToValue(Box<Expr>),
    /// An operand that the operation around it makes a `Value` of: nothing is written. See [`implied`].
    AsValue(Box<Expr>),
    /// The end of the program with an exception whose text is known: `NameError`.
    Fail {
        /// The exception's class.
        class: &'static str,
        /// Its message.
        message: String,
        /// The name offered behind the message: "Did you mean".
        suggestion: Option<String>,
    },
    /// An operation or call that gives a `Result`: the value, and where an exception goes.
    Raises {
        /// The operation.
        inner: Box<Expr>,
        /// Where to.
        route: Route,
    },
    /// `raise`: an exception on its way.
    Throw {
        /// The exception.
        error: Box<Expr>,
        /// What it may be.
        classes: ClassSet,
        /// Where to.
        route: Route,
    },
    /// A variable that may be unbound: its value, or the error raised.
    Checked {
        /// The variable.
        var: VarIdx,
        /// A diverging expression.
        otherwise: Box<Expr>,
    },

    // Nodes that the storage pass adds.
    /// `Ok(x)`.
    Ok(Box<Expr>),
    /// `Err(x)`.
    Err(Box<Expr>),
    /// `self.x`: a captured variable inside the `call` method of a closure struct.
    SelfField(VarIdx),
    /// `x.clone()`.
    Clone(Box<Expr>),
    /// `&x`.
    Borrow(Box<Expr>),
    /// `&mut x`.
    BorrowMut(Box<Expr>),
    /// `*x`: the value behind a reference.
    Deref(Box<Expr>),
    /// `x.to_string()`: an owned string of a borrowed one.
    ToOwned(Box<Expr>),
    /// `x.get()` of a `Cell`.
    CellGet(Box<Expr>),
    /// `x.borrow().clone()` of a `RefCell`.
    CellClone(Box<Expr>),
    /// `{ x.borrow().clone() }`: the borrow ends before the rest of the statement runs.
    CellCloneNow(Box<Expr>),
    /// The value in an `Option` that stands for a variable that may be unbound; without `otherwise` it is known to be bound.
    Bound {
        /// The option.
        option: Box<Expr>,
        /// A diverging expression.
        otherwise: Option<Box<Expr>>,
    },
}
