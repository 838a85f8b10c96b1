//! A rough look at Python text that need not be Python: strings, comments, brackets.
//!
//! The grammar says yes or no to a whole program; to find out where code begins and ends in prose,
//! and what a snippet with a syntax error mentions, it takes something that always answers.

/// What a rough look finds.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an observation of its own"
)]
pub(super) struct Scan {
    /// Contents of string literals, quotes and prefixes left out; no docstrings.
    pub(super) strings: Vec<String>,
    /// Names, keywords and numbers, in order.
    pub(super) words: Vec<String>,
    /// Byte offset of the `#` of each comment.
    pub(super) comments: Vec<usize>,
    /// Opening brackets that nothing closes.
    pub(super) open_brackets: Vec<char>,
    /// A closing bracket that nothing opened, or of another kind than what it closes.
    pub(super) has_stray_bracket: bool,
    /// A string in single quotes that its line does not close.
    pub(super) has_open_string: bool,
    /// A string in triple quotes that the text does not close.
    pub(super) has_open_triple: bool,
    /// The text ends behind a backslash.
    pub(super) ends_in_backslash: bool,
    /// Last character outside comments and blanks.
    pub(super) last_code: Option<char>,
}

impl Scan {
    /// Whether more lines are needed to complete the statement.
    pub(super) fn is_incomplete(&self) -> bool {
        !self.open_brackets.is_empty() || self.has_open_triple || self.ends_in_backslash
    }
}

/// Looks at a text.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        at: 0,
        found: Scan::default(),
    };
    while let Some(next) = scanner.peek() {
        scanner.step(next);
    }
    scanner.found
}

/// The text of a line in front of its comment, and the comment without `#`, both trimmed.
pub(super) fn split_comment(line: &str) -> (&str, Option<&str>) {
    match scan(line).comments.first() {
        Some(&at) => (line[..at].trim(), Some(line[at + 1..].trim())),
        None => (line.trim(), None),
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    found: Scan,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self, next: char) {
        self.found.ends_in_backslash = false;
        match next {
            '#' => {
                self.found.comments.push(self.at);
                self.at = self.line_end();
                return;
            }
            '\'' | '"' => {
                self.string(next, false);
                self.found.last_code = Some(next);
                return;
            }
            _ if next.is_alphanumeric() || next == '_' => {
                self.word();
                return;
            }
            '\\' => {
                let rest = self.text[self.at + 1..].trim_start_matches([' ', '\t', '\r']);
                if rest.is_empty() || rest == "\n" {
                    self.found.ends_in_backslash = true;
                    self.at = self.text.len();
                    return;
                }
            }
            '(' | '[' | '{' => self.found.open_brackets.push(next),
            ')' | ']' | '}' => {
                let opening = match next {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                if self.found.open_brackets.pop() != Some(opening) {
                    self.found.has_stray_bracket = true;
                }
            }
            _ => {}
        }
        if !next.is_whitespace() {
            self.found.last_code = Some(next);
        }
        self.at += next.len_utf8();
    }

    fn line_end(&self) -> usize {
        self.text[self.at..]
            .find('\n')
            .map_or(self.text.len(), |offset| self.at + offset)
    }

    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += end;
        self.found.last_code = word.chars().next_back();
        if let (true, Some(quote @ ('\'' | '"'))) = (is_string_prefix(word), self.peek()) {
            self.string(quote, word.contains(['f', 'F']));
            self.found.last_code = Some(quote);
        } else {
            self.found.words.push(word.to_owned());
        }
    }

    /// Reads a string; of an f-string's fields nothing is kept.
    fn string(&mut self, quote: char, is_f_string: bool) {
        let rest = &self.text[self.at..];
        let triple = [quote; 3].iter().collect::<String>();
        let (opening, is_triple) = if rest.starts_with(&triple) {
            (3, true)
        } else {
            (1, false)
        };
        let (mut content, mut closed, mut depth, mut escaped) = (String::new(), false, 0u32, false);
        let mut end = rest.len();
        for (offset, c) in rest.char_indices().skip(opening) {
            if escaped {
                content.push(if matches!(c, 'n' | 't' | '\n') {
                    ' '
                } else {
                    c
                });
                escaped = false;
                continue;
            }
            match c {
                '\\' => escaped = true,
                '\n' if !is_triple => {
                    end = offset;
                    break;
                }
                _ if c == quote && (!is_triple || rest[offset..].starts_with(&triple)) => {
                    closed = true;
                    end = offset + opening;
                    break;
                }
                '{' if is_f_string => {
                    depth += 1;
                    content.push(' ');
                }
                '}' if is_f_string => depth = depth.saturating_sub(1),
                _ if depth == 0 => content.push(c),
                _ => {}
            }
        }
        self.found.has_open_string |= !closed && !is_triple;
        self.found.has_open_triple |= !closed && is_triple;
        let line_start = self.text[..self.at].rfind('\n').map_or(0, |end| end + 1);
        if !is_triple || !self.text[line_start..self.at].trim().is_empty() {
            self.found.strings.push(content);
        }
        self.at += end;
    }
}

fn is_string_prefix(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "r" | "b" | "u" | "f" | "rb" | "br" | "fr" | "rf"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hide_comments_and_brackets() {
        let found = scan("print('a # (', f\"b {x!r} c\") # end\n");
        assert_eq!(found.strings, ["a # (", "b   c"]);
        assert_eq!(found.comments.len(), 1);
        assert!(!found.is_incomplete());
    }

    #[test]
    fn open_things_want_more_lines() {
        assert!(scan("f(1,\n").is_incomplete());
        assert!(scan("x = '''a\nb").is_incomplete());
        assert!(scan("x = 1 + \\\n").is_incomplete());
        assert!(scan("it's").has_open_string);
        assert!(scan("a)").has_stray_bracket);
    }
}
