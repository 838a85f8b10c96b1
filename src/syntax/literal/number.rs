//! Integers.

use rustpython_parser::ast::bigint::BigInt;

use crate::syntax::ast::Constant;

/// The value of an integer literal whose form the lexer checked.
pub(in crate::syntax) fn integer(literal: &str) -> Constant {
    let digits = literal.replace('_', "");
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        Some("0o" | "0O") => (8, &digits[2..]),
        Some("0b" | "0B") => (2, &digits[2..]),
        _ => (10, digits.as_str()),
    };
    if let Ok(value) = i64::from_str_radix(digits, radix) {
        return Constant::Int(value);
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), radix);
    Constant::BigInt(value.map_or_else(|| digits.to_owned(), |value| value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radix_and_size() {
        assert_eq!(integer("1_000"), Constant::Int(1000));
        assert_eq!(integer("0xFF"), Constant::Int(255));
        assert_eq!(integer("0o_17"), Constant::Int(15));
        assert_eq!(integer("0B101"), Constant::Int(5));
        assert_eq!(integer("9223372036854775807"), Constant::Int(i64::MAX));
        let big = |digits: &str| Constant::BigInt(digits.to_owned());
        assert_eq!(integer("9223372036854775808"), big("9223372036854775808"));
        assert_eq!(
            integer("0xffff_ffff_ffff_ffff"),
            big("18446744073709551615")
        );
        assert_eq!(integer("00"), Constant::Int(0));
    }
}
