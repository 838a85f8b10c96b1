//! [`PyChar`]: Python's string methods for texts of one character.

use super::case::is_alphanumeric;
use super::unicode::{
    is_alpha, is_decimal, is_digit, is_identifier_start, is_lower, is_numeric, is_printable,
    is_space, is_title, is_upper, push_lower, push_upper,
};

/// Python's methods of `str` for a `char`, which stands for the text that only it is in: each gives what it gives for that text.
pub trait PyChar: Copy {
    /// The character itself.
    fn as_char(self) -> char;

    /// `letter.isalnum()`.
    #[inline]
    fn isalnum(self) -> bool {
        is_alphanumeric(self.as_char())
    }

    /// `letter.isalpha()`.
    #[inline]
    fn isalpha(self) -> bool {
        is_alpha(self.as_char())
    }

    /// `letter.isascii()`.
    #[inline]
    fn isascii(self) -> bool {
        self.as_char().is_ascii()
    }

    /// `letter.isdecimal()`.
    #[inline]
    fn isdecimal(self) -> bool {
        is_decimal(self.as_char())
    }

    /// `letter.isdigit()`.
    #[inline]
    fn isdigit(self) -> bool {
        is_digit(self.as_char())
    }

    /// `letter.isidentifier()`.
    #[inline]
    fn isidentifier(self) -> bool {
        is_identifier_start(self.as_char())
    }

    /// `letter.islower()`.
    #[inline]
    fn islower(self) -> bool {
        is_lower(self.as_char())
    }

    /// `letter.isnumeric()`.
    #[inline]
    fn isnumeric(self) -> bool {
        is_numeric(self.as_char())
    }

    /// `letter.isprintable()`.
    #[inline]
    fn isprintable(self) -> bool {
        is_printable(self.as_char())
    }

    /// `letter.isspace()`.
    #[inline]
    fn isspace(self) -> bool {
        is_space(self.as_char())
    }

    /// `letter.istitle()`: a letter that a word starts with.
    #[inline]
    fn istitle(self) -> bool {
        let letter = self.as_char();
        is_upper(letter) || is_title(letter)
    }

    /// `letter.isupper()`.
    #[inline]
    fn isupper(self) -> bool {
        is_upper(self.as_char())
    }

    /// `letter.lower()`: more than one character for a few.
    fn lower(self) -> String {
        let mut out = String::new();
        push_lower(self.as_char(), &mut out);
        out
    }

    /// `letter.upper()`: more than one character for some, as for `ß`.
    fn upper(self) -> String {
        let mut out = String::new();
        push_upper(self.as_char(), &mut out);
        out
    }
}

impl PyChar for char {
    #[inline]
    fn as_char(self) -> char {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::PyStr;
    use super::PyChar;

    #[test]
    fn every_character_answers_as_its_text() {
        for letter in '\0'..=char::MAX {
            let text = letter.to_string();
            let of_char = [
                PyChar::isalnum(letter),
                PyChar::isalpha(letter),
                PyChar::isascii(letter),
                PyChar::isdecimal(letter),
                PyChar::isdigit(letter),
                PyChar::isidentifier(letter),
                PyChar::islower(letter),
                PyChar::isnumeric(letter),
                PyChar::isprintable(letter),
                PyChar::isspace(letter),
                PyChar::istitle(letter),
                PyChar::isupper(letter),
            ];
            let of_text = [
                text.isalnum(),
                text.isalpha(),
                text.isascii(),
                text.isdecimal(),
                text.isdigit(),
                text.isidentifier(),
                text.islower(),
                text.isnumeric(),
                text.isprintable(),
                text.isspace(),
                text.istitle(),
                text.isupper(),
            ];
            assert_eq!(of_char, of_text, "{letter:?}");
            assert_eq!(PyChar::lower(letter), text.lower(), "{letter:?}");
            assert_eq!(PyChar::upper(letter), text.upper(), "{letter:?}");
        }
    }
}
