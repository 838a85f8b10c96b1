//! The typed program, shaped towards Rust.
//!
//! In: the syntax tree, names and types. Out: [`Program`]: Rust-like functions, one for each instance, in which every
//! operation names the Rust it becomes and how it takes its operands ([`Mode`]), every conversion is a node, and sugar that Rust lacks
//! is gone. Storage decisions (clones, borrows, cells, closure forms) are not made yet: `storage`
//! is a pass from this IR to itself that adds them as nodes.

mod build;
pub mod capture;
pub mod depth;
mod expr;
pub mod implied;
pub mod lower;
mod program;
pub mod raise;
mod record;
pub mod show;
mod stmt;
mod ty;
pub mod walk;

pub use crate::types::ViewKind;

pub use expr::{Expr, ExprKind, FormatUse, Mode, Piece, Spelling};
pub use program::{
    Beginning, ClosureForm, ClosureSet, Func, Param, ParamDefault, Program, Reason, Role, Storage,
    Var,
};
pub use record::{Field, Record, RecordId};
pub use stmt::{Arm, Block, Catches, Clause, Pattern, Route, Stmt, StmtKind, Way};
pub use ty::{Lifetime, Ty};

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
