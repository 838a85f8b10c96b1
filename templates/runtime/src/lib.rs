//! Python's semantics for the Rust that Adder writes.
//!
//! Two kinds of code use this crate: *static* code over Rust's own types (`i64`, `f64`, `bool`, `String`, [`List<i64>`](List), …) and
//! *dynamic* code over [`Value`]. What a Python operation means is written once, so that both print, compare, hash and fail alike.

#[macro_use]
mod macros;

mod exception;
mod exception_class;
pub mod output;

mod compare;
mod hash;
mod show;
mod truthy;

mod dict;
mod int;
mod list;
mod range;
mod set;
mod str;
mod tuple;

mod args;
mod value;

pub mod text;

pub use args::Args;
pub use compare::{PyEq, PyOrd};
pub use dict::Dict;
pub use exception::{Exception, or_raise, raise};
pub use exception_class::{ExceptionClass, ExceptionClassData};
pub use hash::{PyHash, hash_bytes, hash_f64, hash_i64, hash_str};
pub use int::{Int, MAX_STR_DIGITS};
pub use list::List;
pub use range::Range;
pub use set::{FrozenSet, Set};
pub use show::Show;
pub use str::Str;
pub use truthy::Truthy;
pub use tuple::Tuple;
pub use value::Value;
