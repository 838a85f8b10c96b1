//! What a program consists of: functions, variables and kinds of function values.

use super::{Block, Expr, FuncId, Record, SetId, Ty, VarIdx};

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
    /// Some calls leave it to its default: `var` is an `Option`, and this is the variable of the program.
    pub unpacked: Option<VarIdx>,
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
