//! Integers as text: `int()` of text, `bin`, `oct`, `hex`, `chr` and `ord`.

use super::format_number::Whole;
use super::str_repr;
use super::unicode::{decimal_value, is_space};
use crate::{Exception, Int, MAX_STR_DIGITS, output};

impl Whole for Int {
    fn is_negative(&self) -> bool {
        self.is_negative()
    }

    fn digits(&self, radix: u32) -> Result<String, Exception> {
        if radix == 10 {
            self.abs().try_to_decimal()
        } else {
            Ok(self.abs().to_digits(radix))
        }
    }

    fn word(&self) -> Option<i64> {
        self.to_i64()
    }

    fn to_float(&self) -> Result<f64, Exception> {
        self.try_to_f64()
    }
}

raising! {
    /// `int(text, base)`: blanks around it, a sign, underscores between digits, digits of any script; base 0 reads prefixes.
    ///
    /// ```text
    /// >>> int(' -1_000 '), int('ff', 16), int('0x1f', 0)
    /// (-1000, 255, 31)
    /// ```
    parse_int: pub fn try_parse_int(text: &str, base: i64) -> Int {
        if base != 0 && !(2..=36).contains(&base) {
            return Err(Exception::value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        if let (10, Ok(word)) = (base, text.parse::<i64>()) {
            return Ok(Int::from(word));
        }
        let plain: String = text
            .trim_matches(is_space)
            .chars()
            .map(|c| decimal_value(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c))
            .collect();
        match parse_digits(&plain, u32::try_from(base).expect("checked above")) {
            Ok(number) => Ok(number),
            Err(Unread::TooMany(count)) => Err(Exception::value_error(format!(
                "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {count} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ))),
            Err(Unread::NotANumber) => {
                let shown: String = str_repr(text).chars().take(200).collect();
                Err(Exception::value_error(format!("invalid literal for int() with base {base}: {shown}")))
            }
        }
    }

    /// `int(letter)` for a text of one character: the digits of all scripts.
    int_from_char: pub fn try_int_from_char(letter: char) -> i64 {
        match decimal_value(letter) {
            Some(value) => Ok(i64::from(value)),
            None => Err(Exception::value_error(format!(
                "invalid literal for int() with base 10: {}",
                str_repr(&letter.to_string())
            ))),
        }
    }

    /// `chr(code)`.
    chr: pub fn try_chr(code: i64) -> String {
        try_letter_of(code).map(String::from)
    }

    /// `chr(code)` where it is put behind a text at once.
    letter_of: pub fn try_letter_of(code: i64) -> char {
        if i32::try_from(code).is_err() {
            return Err(Exception::overflow_error("Python int too large to convert to C int"));
        }
        match u32::try_from(code) {
            Ok(code @ 0..0x11_0000) => Ok(char::from_u32(code).unwrap_or_else(|| refuse_surrogate())),
            _ => Err(Exception::value_error("chr() arg not in range(0x110000)")),
        }
    }

    /// `ord(text)`.
    ord: pub fn try_ord(text: &str) -> i64 {
        if let [letter] = text.as_bytes() {
            return Ok(i64::from(*letter));
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(i64::from(u32::from(c))),
            _ => Err(Exception::type_error(format!(
                "ord() expected a character, but string of length {} found",
                text.chars().count()
            ))),
        }
    }
}

/// Python text may hold halves of surrogate pairs, Rust text cannot: the program ends rather than go on differently.
#[cold]
pub(super) fn refuse_surrogate() -> ! {
    output::decline("a lone surrogate character cannot be represented in Rust text")
}

enum Unread {
    NotANumber,
    TooMany(usize),
}

fn parse_digits(text: &str, base: u32) -> Result<Int, Unread> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (base, digits, only_zero) = split_prefix(unsigned, base);
    let mut plain = String::with_capacity(digits.len() + 1);
    if text.starts_with('-') {
        plain.push('-');
    }
    let n_sign = plain.len();
    let mut previous = '_';
    let mut rest = digits.chars();
    let stopped_at = loop {
        match rest.next() {
            Some('_') if previous == '_' => return Err(Unread::NotANumber),
            Some('_') => {}
            Some(c) if c.is_digit(base) => plain.push(c),
            other => break other,
        }
        previous = digits[..digits.len() - rest.as_str().len()]
            .chars()
            .next_back()
            .expect("one was read");
    };
    if previous == '_' {
        return Err(Unread::NotANumber);
    }
    let n_digits = plain.len() - n_sign;
    if n_digits > MAX_STR_DIGITS && !base.is_power_of_two() {
        return Err(Unread::TooMany(n_digits));
    }
    if stopped_at.is_some() || only_zero && plain.contains(|c| matches!(c, '1'..='9')) {
        return Err(Unread::NotANumber);
    }
    Int::from_digits(&plain, base).ok_or(Unread::NotANumber)
}

/// The base and the digits behind a prefix such as `0x_`, and whether a leading zero in base 0 allows nothing but zeros.
fn split_prefix(text: &str, base: u32) -> (u32, &str, bool) {
    for (prefixes, prefix_base) in [(["0x", "0X"], 16), (["0o", "0O"], 8), (["0b", "0B"], 2)] {
        if base != 0 && base != prefix_base {
            continue;
        }
        if let Some(rest) = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            return (prefix_base, rest.strip_prefix('_').unwrap_or(rest), false);
        }
    }
    if base == 0 {
        (10, text, text.starts_with('0'))
    } else {
        (base, text, false)
    }
}

/// `bin(x)`.
pub fn bin(x: i64) -> String {
    with_prefix(&x, "0b", 2)
}

/// `oct(x)`.
pub fn oct(x: i64) -> String {
    with_prefix(&x, "0o", 8)
}

/// `hex(x)`.
pub fn hex(x: i64) -> String {
    with_prefix(&x, "0x", 16)
}

/// `bin(x)` for an integer of any size.
pub fn big_bin(x: &Int) -> String {
    with_prefix(x, "0b", 2)
}

/// `oct(x)` for an integer of any size.
pub fn big_oct(x: &Int) -> String {
    with_prefix(x, "0o", 8)
}

/// `hex(x)` for an integer of any size.
pub fn big_hex(x: &Int) -> String {
    with_prefix(x, "0x", 16)
}

fn with_prefix(x: &impl Whole, prefix: &str, radix: u32) -> String {
    let sign = if x.is_negative() { "-" } else { "" };
    let digits = x.digits(radix).expect("only decimal digits are limited");
    format!("{sign}{prefix}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Show;

    fn check(text: &str, base: i64, expected: &str) {
        let got = match try_parse_int(text, base) {
            Ok(number) => number.repr(),
            Err(exc) => exc.last_line(),
        };
        assert_eq!(got, expected, "int({text:?}, {base})");
    }

    #[test]
    fn int_reads_what_python_reads() {
        check(" -1_000\n", 10, "-1000");
        check("٣٤", 10, "34");
        check("+0", 10, "0");
        check("0x_Ff", 0, "255");
        check("0b", 16, "11");
        check("z", 36, "35");
        check("00_0", 0, "0");
        check(
            "123456789012345678901234567890",
            10,
            "123456789012345678901234567890",
        );
    }

    #[test]
    fn int_refuses_in_pythons_words() {
        check(
            "12x",
            10,
            "ValueError: invalid literal for int() with base 10: '12x'",
        );
        check(
            "1__0",
            10,
            "ValueError: invalid literal for int() with base 10: '1__0'",
        );
        check(
            "1_",
            10,
            "ValueError: invalid literal for int() with base 10: '1_'",
        );
        check(
            "010",
            0,
            "ValueError: invalid literal for int() with base 0: '010'",
        );
        check(
            "0x",
            16,
            "ValueError: invalid literal for int() with base 16: '0x'",
        );
        check(
            "1",
            37,
            "ValueError: int() base must be >= 2 and <= 36, or 0",
        );
    }

    #[test]
    fn prefixes_stand_behind_the_sign() {
        assert_eq!(
            (bin(-5), oct(8), hex(255)),
            ("-0b101".into(), "0o10".into(), "0xff".into())
        );
    }
}
