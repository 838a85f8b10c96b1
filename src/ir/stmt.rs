//! Statements.

use super::{Expr, FuncId, VarIdx};
use crate::library::exception::ClassSet;

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
