//! Rust for the eye.

use super::scan::{Scanner, begins_name, goes_on_name, name_length, number_length, quoted_length};
use super::{Class, Line};

const KEYWORDS: [&str; 40] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "union",
    "unsafe", "use", "where", "while", "yield",
];

const TYPES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

/// The lines of a Rust text in colours.
pub fn rust(text: &str) -> Vec<Line> {
    let mut scanner = Scanner::new(text);
    let mut defines = false;
    while let Some(c) = scanner.next() {
        let rest = scanner.rest();
        if c == '\n' {
            scanner.take_line_end(false);
        } else if rest.starts_with("//") {
            scanner.take_while(Class::Comment, |c| c != '\n');
        } else if let Some(length) = text_length(rest) {
            scanner.take(length, Class::Text);
        } else if let Some(length) = lifetime_length(rest) {
            scanner.take(length, Class::Builtin);
        } else if begins_name(c) {
            let mut length = name_length(rest);
            if &rest[..length] == "r" && rest[length..].starts_with('#') {
                length += 1 + name_length(&rest[length + 1..]);
            }
            let name = &rest[..length];
            let is_macro = rest[length..].starts_with('!') && !rest[length..].starts_with("!=");
            let class = class_of(name, is_macro, defines);
            defines = matches!(name, "fn" | "struct" | "enum" | "trait");
            scanner.take(length + usize::from(is_macro), class);
        } else if c.is_ascii_digit() {
            scanner.take(number_length(rest), Class::Number);
        } else {
            scanner.take(c.len_utf8(), Class::Plain);
        }
    }
    scanner.finish()
}

fn class_of(name: &str, is_macro: bool, defines: bool) -> Class {
    if defines {
        Class::Definition
    } else if KEYWORDS.contains(&name) {
        Class::Keyword
    } else if is_macro || TYPES.contains(&name) || name.starts_with(char::is_uppercase) {
        Class::Builtin
    } else {
        Class::Plain
    }
}

/// The length of the text or character that begins here.
fn text_length(rest: &str) -> Option<usize> {
    let prefix = usize::from(
        ["b\"", "b'", "br"]
            .iter()
            .any(|begin| rest.starts_with(begin)),
    );
    let body = &rest[prefix..];
    if let Some(raw) = body.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if !raw[hashes..].starts_with('"') {
            return None;
        }
        let closing = format!("\"{}", "#".repeat(hashes));
        let opening = prefix + 1 + hashes + 1;
        let end = rest[opening..].find(&closing);
        return Some(end.map_or(rest.len(), |at| opening + at + closing.len()));
    }
    if body.starts_with('"') {
        return Some(prefix + quoted_length(body, "\"", true, true));
    }
    let character = body.strip_prefix('\'')?;
    let is_character = character.starts_with('\\')
        || character.chars().nth(1) == Some('\'') && !character.starts_with('\'');
    is_character.then(|| prefix + quoted_length(body, "'", true, false))
}

fn lifetime_length(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('\'')?;
    name.starts_with(begins_name)
        .then(|| 1 + name.find(|c| !goes_on_name(c)).unwrap_or(name.len()))
}
