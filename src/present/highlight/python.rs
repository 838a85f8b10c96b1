//! Python for the eye.

use super::scan::{Scanner, begins_name, name_length, number_length, quoted_length};
use super::{Class, Line};
use crate::names::builtins;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The lines of a Python text in colours.
pub fn python(text: &str) -> Vec<Line> {
    let mut scanner = Scanner::new(text);
    let mut depth = 0_usize;
    let mut defines = false;
    while let Some(c) = scanner.next() {
        let rest = scanner.rest();
        if c == '\n' {
            let is_joined = scanner.last() == Some('\\');
            scanner.take_line_end(depth > 0 || is_joined);
        } else if c == '#' {
            scanner.take_while(Class::Comment, |c| c != '\n');
        } else if let Some(length) = text_length(rest) {
            scanner.take(length, Class::Text);
        } else if begins_name(c) {
            let name = &rest[..name_length(rest)];
            let class = class_of(name, &rest[name.len()..], &scanner, defines);
            defines = matches!(name, "def" | "class");
            scanner.take(name.len(), class);
        } else if c.is_ascii_digit() {
            scanner.take(number_length(rest), Class::Number);
        } else {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            scanner.take(c.len_utf8(), Class::Plain);
        }
    }
    scanner.finish()
}

fn class_of(name: &str, behind: &str, scanner: &Scanner<'_>, defines: bool) -> Class {
    if defines {
        return Class::Definition;
    }
    if scanner.last() == Some('.') {
        return Class::Plain;
    }
    let leads = scanner.leads_line();
    let is_soft = matches!(name, "match" | "case")
        && leads
        && behind.starts_with([' ', '('])
        && behind.lines().next().is_some_and(|line| {
            let code = line.split('#').next().unwrap_or_default().trim();
            code.contains(':') && !code.starts_with('=')
        });
    if KEYWORDS.contains(&name) || is_soft {
        Class::Keyword
    } else if builtins::is_builtin(name) {
        Class::Builtin
    } else {
        Class::Plain
    }
}

/// The length of the text (with its prefix) that begins here.
fn text_length(rest: &str) -> Option<usize> {
    let prefix = rest.find(['\'', '"']).filter(|at| *at <= 2)?;
    let letters = rest[..prefix].to_ascii_lowercase();
    if !matches!(
        letters.as_str(),
        "" | "r" | "b" | "u" | "f" | "br" | "rb" | "fr" | "rf"
    ) {
        return None;
    }
    let body = &rest[prefix..];
    let triple = ["'''", "\"\"\""]
        .into_iter()
        .find(|quote| body.starts_with(quote));
    let length = match triple {
        Some(quote) => quoted_length(body, quote, true, true),
        None => quoted_length(body, &body[..1], true, false),
    };
    Some(prefix + length)
}
