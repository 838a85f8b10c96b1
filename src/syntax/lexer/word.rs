//! Names, keywords and the prefixes of strings.

use rustpython_parser::Tok;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

use super::{Lexer, Span, offset};
use crate::diagnostics::{Diagnostic, syntax_error};

impl Lexer<'_> {
    pub(super) fn lex_word(&mut self) -> Result<(), Diagnostic> {
        let start = self.at;
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 128;
        let length = self.bytes[start..]
            .iter()
            .take_while(|byte| is_word(byte))
            .count();
        let word = &self.text[start..start + length];
        if length <= 2
            && matches!(self.bytes.get(start + length), Some(b'"' | b'\''))
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && super::quoted::string_kind(word).is_some()
        {
            return self.lex_string(start);
        }
        self.at += length;
        if let Some(keyword) = keyword(word) {
            self.push(keyword, start);
            return Ok(());
        }
        let name = if word.is_ascii() {
            word.to_owned()
        } else {
            check_identifier(word, start)?;
            normalize(word)
        };
        self.push(Tok::Name { name }, start);
        Ok(())
    }
}

/// NFKC, as CPython does with every identifier that is not ASCII.
fn normalize(word: &str) -> String {
    if is_nfkc(word) {
        word.to_owned()
    } else {
        word.nfkc().collect()
    }
}

fn check_identifier(word: &str, start: usize) -> Result<(), Diagnostic> {
    for (at, character) in word.char_indices() {
        let is_allowed = if at == 0 {
            character == '_' || unicode_ident::is_xid_start(character)
        } else {
            unicode_ident::is_xid_continue(character)
        };
        if !is_allowed {
            let from = start + at;
            let span = Span::new(offset(from), offset(from + character.len_utf8()));
            return Err(syntax_error(span, invalid_character(character)));
        }
    }
    Ok(())
}

/// CPython shows the character only if `str.isprintable()` holds.
pub(super) fn invalid_character(character: char) -> String {
    let code = u32::from(character);
    if is_printable(character) {
        format!("invalid character '{character}' (U+{code:04X})")
    } else {
        format!("invalid non-printable character U+{code:04X}")
    }
}

/// False for the characters of categories C and Z that turn up in pasted programs.
fn is_printable(character: char) -> bool {
    let is_format = matches!(
        u32::from(character),
        0xAD | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x206F | 0xE000..=0xF8FF | 0xFEFF | 0xFFF0..=0xFFFB | 0xFFFE | 0xFFFF
            | 0xE_0000..=0x10_FFFF
    );
    !(character.is_control() || character.is_whitespace() || is_format)
}

fn keyword(word: &str) -> Option<Tok> {
    Some(match word {
        "False" => Tok::False,
        "None" => Tok::None,
        "True" => Tok::True,
        "and" => Tok::And,
        "as" => Tok::As,
        "assert" => Tok::Assert,
        "async" => Tok::Async,
        "await" => Tok::Await,
        "break" => Tok::Break,
        "class" => Tok::Class,
        "continue" => Tok::Continue,
        "def" => Tok::Def,
        "del" => Tok::Del,
        "elif" => Tok::Elif,
        "else" => Tok::Else,
        "except" => Tok::Except,
        "finally" => Tok::Finally,
        "for" => Tok::For,
        "from" => Tok::From,
        "global" => Tok::Global,
        "if" => Tok::If,
        "import" => Tok::Import,
        "in" => Tok::In,
        "is" => Tok::Is,
        "lambda" => Tok::Lambda,
        "nonlocal" => Tok::Nonlocal,
        "not" => Tok::Not,
        "or" => Tok::Or,
        "pass" => Tok::Pass,
        "raise" => Tok::Raise,
        "return" => Tok::Return,
        "try" => Tok::Try,
        "while" => Tok::While,
        "with" => Tok::With,
        "yield" => Tok::Yield,
        _ => return None,
    })
}
