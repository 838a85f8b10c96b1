//! Text: strings and their methods, and how numbers are written and read.

mod case;
mod escape;
mod float;
mod format_number;
mod index;
mod methods;
mod number;
mod pad;
mod search;
mod spec;
mod split;
mod strip;
mod unicode;
mod unicode_tables;

pub use escape::{bytes_repr, escape_beyond_ascii, push_str_repr, str_ascii, str_repr};
pub use float::{
    float_as_integer_ratio, float_hex, float_repr, is_integer, parse_float, push_float_repr,
    round_float, try_float_as_integer_ratio, try_parse_float, try_round_float,
};
pub use format_number::{
    format_big_int, format_bool, format_float, format_int, try_format_big_int, try_format_bool,
    try_format_float, try_format_int,
};
pub use methods::PyStr;
pub use number::{
    big_bin, big_hex, big_oct, bin, chr, hex, oct, ord, parse_int, try_chr, try_ord, try_parse_int,
};
pub use spec::{Align, FormatSpec, Grouping, Sign, format_str, try_format_str};
