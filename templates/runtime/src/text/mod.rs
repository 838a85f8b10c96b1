//! Text: strings and their methods, and how numbers are written and read.

mod arguments;
mod braces;
pub(crate) mod bytearray;
mod bytes;
mod bytes_layout;
mod bytes_methods;
mod bytes_object;
mod bytes_typed;
mod case;
mod char;
mod code_pages;
mod codecs;
mod dispatch;
mod escape;
mod float;
mod float_hex;
mod format_number;
mod format_value;
mod index;
mod letters;
mod methods;
mod number;
mod pad;
mod percent;
mod search;
mod spec;
mod split;
mod strip;
mod translate;
mod unicode;
mod unicode_error;
mod unicode_tables;

pub use braces::{format_fields, format_map, try_format_fields, try_format_map};
pub use bytes::{
    bytes_at, bytes_hex, bytes_slice, decode, encode, try_bytes_at, try_bytes_slice, try_decode,
    try_encode,
};
pub use bytes_methods::{bytes_method_name, bytes_method_names, call_bytes_method};
pub use bytes_object::Bytes;
pub use bytes_typed::{bytes_of, try_bytes_of, try_zero_bytes, zero_bytes};
pub use char::PyChar;
pub use dispatch::{call_str_method, str_method_name, str_method_names};
pub use escape::{bytes_repr, escape_beyond_ascii, push_str_repr, str_ascii, str_repr};
pub use float::{
    float_as_integer_ratio, float_repr, float_to_int, is_integer, parse_float, push_float_repr,
    round_float, try_float_as_integer_ratio, try_float_to_int, try_parse_float, try_round_float,
};
pub use float_hex::{float_from_hex, float_hex, try_float_from_hex};
pub use format_number::{
    format_big_int, format_bool, format_float, format_int, try_format_big_int, try_format_bool,
    try_format_float, try_format_int,
};
pub use format_value::{format_value, try_format_value};
pub use letters::Letters;
pub use methods::PyStr;
pub use number::{
    big_bin, big_hex, big_oct, bin, chr, hex, int_from_char, letter_of, oct, ord, parse_int,
    try_chr, try_int_from_char, try_letter_of, try_ord, try_parse_int,
};
pub(crate) use percent::try_percent_bytes;
pub use percent::{percent, try_percent};
pub use spec::{Align, FormatSpec, Grouping, Sign, format_str, try_format_str};
pub use translate::{maketrans, try_maketrans};
pub(crate) use unicode_error::unicode_error_message;
