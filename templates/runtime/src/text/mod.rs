//! Text: how numbers and strings are written and read.

/// `repr` of a float.
pub fn float_repr(value: f64) -> String {
    format!("{value:?}")
}

/// `repr` of a string.
pub fn str_repr(text: &str) -> String {
    format!("'{text}'")
}
