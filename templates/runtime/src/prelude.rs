//! What longer programs import at once: `use adder_runtime::prelude::*`.
//!
//! The macros that have the names of Rust's own (`print`, `println`, `assert`) are not among them: Rust asks which one is meant.

pub use crate::text::{PyChar as _, PyStr as _};
pub use crate::{
    Args, CellRef, Deque, Dict, Exception, ExceptionClass, Failure, Field, FrozenSet, Function,
    Int, ItemsView, Iter, KeysView, List, Number, Outcome, Range, Set, Tuple, Value, ValuesView,
    big_from_float, bisect, bytes_from_hex, collections, copy, enter_comparing,
    enter_comparing_int, enter_frame, exception_from, heapq, input, int_from_bytes, int_from_float,
    int_from_text, left_shift, math, misspelt, or_break, or_leave, or_raise, power, power_float,
    power_modulo, raise, raise_value, random, range_big, range_step, right_shift, round_int,
    round_to_big, round_to_int, run, seq, shift_left, shift_right, string, sys, text, time,
    try_big_from_float, try_bytes_from_hex, try_enter_comparing, try_enter_comparing_int,
    try_enter_frame, try_input, try_int_from_bytes, try_int_from_float, try_int_from_text,
    try_left_shift, try_misspelt, try_power, try_power_float, try_power_modulo, try_range_big,
    try_range_step, try_right_shift, try_round_int, try_round_to_big, try_round_to_int,
    try_shift_left, try_shift_right, try_undefined, try_unpack, try_unpack_results,
    try_unpack_star, try_unpack_star_results, try_wrong_call, undefined, unpack, unpack_star,
    views, within, wrong_call,
};
pub use crate::{
    Arith as _, Growing as _, Items as _, OrError as _, PyEq as _, PyFloat as _, PyInt as _,
    PyOrd as _, Show as _, Truthy as _,
};
pub use crate::{args, fields, pairs, params, record, values};
