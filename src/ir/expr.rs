//! Expressions: every operation names the Rust it becomes ([`Spelling`]) and how it takes its operands ([`Mode`]).

use super::{Block, FuncId, Pattern, RecordId, Route, Ty, VarIdx};
use crate::library::exception::ClassSet;

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
