//! Python's semantics for the Rust that Adder writes.
//!
//! Two kinds of code use this crate: *static* code over Rust's own types (`i64`, `f64`, `bool`, `String`, [`List<i64>`](List), …) and
//! *dynamic* code over [`Value`]. What a Python operation means is written once, so that both print, compare, hash and fail alike.

#![expect(
    clippy::return_self_not_must_use,
    reason = "the twins that `raising!` writes include such that are called for effect"
)]

#[macro_use]
mod macros;

mod closest;
mod exception;
mod exception_class;
pub mod output;
pub mod prelude;

mod compare;
mod hash;
mod show;
mod truthy;

mod arith;
mod bits;
mod columns;
mod deque;
mod dict;
mod int;
mod key;
mod list;
mod number;
mod range;
mod record;
mod set;
mod slice;
mod str;
mod tuple;
mod unpack;

mod args;
mod attribute_names;
pub mod builtins;
mod complex;
mod function;
mod generator;
mod iterator;
mod matching;
mod methods;
mod missing;
mod modules;
mod recursion;
pub mod seq;
mod traceback;
mod value;
pub mod views;

pub mod text;

pub use args::Args;
pub use arith::{
    Arith, big_from_float, int_from_float, int_from_text, internal_overflow, left_shift,
    or_overflow, power, power_float, power_modulo, right_shift, round_to_big, round_to_int,
    shift_left, shift_right, try_big_from_float, try_int_from_float, try_int_from_text,
    try_left_shift, try_power, try_power_float, try_power_modulo, try_right_shift,
    try_round_to_big, try_round_to_int, try_shift_left, try_shift_right,
};
pub use bits::{PyFloat, PyInt};
pub use builtins::{
    Builtin, exception_from, input_line as input, raise_value, round_int,
    try_input_line as try_input, try_round_int,
};
pub use closest::closest;
pub use compare::{PyEq, PyOrd};
pub use deque::{Deque, DequeIter};
pub use dict::{
    Count, Dict, DictItems, DictKeys, DictValues, DictWalk, ItemsView, KeysView, OrderedMap, Tally,
    ValuesView, View, ViewKind,
};
pub use exception::{
    Exception, Failure, Outcome, misspelt, or_raise, raise, try_misspelt, try_undefined,
    try_wrong_call, undefined, within, wrong_call,
};
pub use exception_class::{ExceptionClass, ExceptionClassData};
pub use function::{CellRef, Function, Parameter, ParameterKind, Parameters};
pub use generator::{Co, Generator};
pub use hash::{PyHash, hash_bytes, hash_f64, hash_i64, hash_str};
pub use int::{Int, MAX_STR_DIGITS};
pub use iterator::{Iter, NextValue, Remaining};
pub use key::{Keep, Key, Lookup};
pub use list::{Bounds, Growing, Items, List, ListIter, ListReverseIter};
pub use methods::{bytes_from_hex, int_from_bytes, try_bytes_from_hex, try_int_from_bytes};
pub use missing::OrError;
pub use modules::{bisect, collections, copy, heapq, math, random, string, sys, time};
pub use number::Number;
pub use range::{
    BigRangeIter, Range, RangeIter, range, range_big, range_step, try_range_big, try_range_step,
};
pub use record::{Entry, Field, RecordItems, show_record};
pub use recursion::{
    Frame, enter_comparing, enter_comparing_int, enter_frame, recursion_limit, run,
    try_enter_comparing, try_enter_comparing_int, try_enter_frame, try_set_recursion_limit,
};
pub use set::{FrozenSet, Set, SetIter, SetTable};
pub use show::Show;
pub use slice::{Slice, SliceObject, SlicePositions};
pub use str::Str;
pub use truthy::Truthy;
pub use tuple::{Tuple, TupleIter};
pub use unpack::{
    try_unpack, try_unpack_results, try_unpack_star, try_unpack_star_results, unpack, unpack_star,
};
pub use value::{
    BoundMethod, MethodDescriptor, Object, ObjectRef, Operand, Type, Value, ValueIter,
};

pub use assert_true as assert;
pub use print_line as println;
pub use print_text as print;
pub use {try_print_line as try_println, try_print_text as try_print};
