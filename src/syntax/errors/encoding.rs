//! Texts that CPython would decode in another way than as UTF-8, or not at all.

use crate::diagnostics::{Diagnostic, syntax_error, unsupported};
use crate::source::{SourceFile, Span};
use crate::syntax::lexer::offset;

/// Encodings in which an ASCII text means the same as in UTF-8.
const ASCII_COMPATIBLE: [&str; 12] = [
    "ascii",
    "us-ascii",
    "latin-1",
    "iso-latin-1",
    "iso8859-1",
    "iso-8859-1",
    "iso-8859-15",
    "cp1251",
    "cp1252",
    "windows-1251",
    "windows-1252",
    "koi8-r",
];

/// Null bytes and coding cookies (PEP 263).
pub(in crate::syntax) fn check_encoding(source: &SourceFile) -> Result<(), Diagnostic> {
    let text = source.text();
    if let Some(at) = text.find('\0') {
        let at = offset(at);
        return Err(syntax_error(
            Span::new(at, at + 1),
            "source code cannot contain null bytes",
        ));
    }
    let Some(cookie) = find_cookie(text) else {
        return Ok(());
    };
    let name = cookie.to_ascii_lowercase().replace('_', "-");
    if name == "utf-8" || name == "utf8" || name.starts_with("utf-8-") {
        return Ok(());
    }
    let at = offset(cookie.as_ptr().addr() - text.as_ptr().addr());
    let span = Span::new(at, at + offset(cookie.len()));
    if !ASCII_COMPATIBLE.contains(&name.as_str()) {
        return Err(syntax_error(span, format!("encoding problem: {cookie}")));
    }
    if text.is_ascii() {
        return Ok(());
    }
    Err(unsupported(
        span,
        "a text in another encoding than UTF-8",
        "save the file as UTF-8 and drop the coding comment",
    ))
}

/// The name behind `coding:` or `coding=` in a comment on one of the first two lines.
fn find_cookie(text: &str) -> Option<&str> {
    for line in text.lines().take(2) {
        let blank = line.trim_start_matches([' ', '\t', '\x0c']);
        if !blank.is_empty() && !blank.starts_with('#') {
            return None;
        }
        let Some((_, behind)) = line.split_once("coding") else {
            continue;
        };
        let Some(behind) = behind.strip_prefix([':', '=']) else {
            continue;
        };
        let behind = behind.trim_start_matches([' ', '\t']);
        let is_part =
            |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
        let length = behind
            .find(|character| !is_part(character))
            .unwrap_or(behind.len());
        if length > 0 {
            return Some(&behind[..length]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let source = SourceFile::new("a.py", text);
        let found = check_encoding(&source).err().map(|error| error.message);
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn cookies() {
        check("# -*- coding: utf-8 -*-\nx = 'é'\n", None);
        check(
            "#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\nx = 1\n",
            None,
        );
        check(
            "# coding: latin-1\nx = 'é'\n",
            Some("a text in another encoding than UTF-8 is not translated"),
        );
        check("# coding: nonsense\n", Some("encoding problem: nonsense"));
        check("x = 1\n# coding: nonsense\n", None);
        check("x = '\0'\n", Some("source code cannot contain null bytes"));
    }
}
