//! One logical line of plain text: is it code, and how sure is that?
//!
//! Much prose is Python by chance: `Итого` is a name, `Note: important` an annotation, `yes or no` an
//! expression. So a line must not only parse; it must also be a statement that prose never forms.

use super::cut::{Line, dedent};
use super::grammar::parse_text;
use super::scan::{Scan, scan, split_comment};
use super::values::is_value;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};

/// What a logical line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A statement that prose does not form: an assignment, a call, an import.
    Strong,
    /// The first line of a block: `def f():`, `for x in y:`, `@decorator`.
    Header,
    /// The first line of a block's next part: `else:`, `except E:`.
    Clause,
    /// A statement that stands only inside a block: `return x`, `pass`.
    Suite,
    /// An expression with digits, quotes or brackets in it.
    WeakValue,
    /// Words that are an expression by chance or on purpose.
    WeakWord,
    /// A comment.
    Comment,
    /// Not Python, but a slip away from it: a lost colon, quote or bracket.
    Broken,
    /// Anything else.
    Prose,
}

/// A logical line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logical {
    /// How many lines it takes.
    pub(super) n_lines: usize,
    /// What it looks like.
    pub(super) class: Class,
    /// A comment stands behind it.
    pub(super) has_comment: bool,
    /// That comment is a value.
    pub(super) has_value_comment: bool,
}

/// How many lines open brackets may bridge.
const LONGEST_STATEMENT: usize = 100;

/// The logical line that begins at `lines[at]`.
pub(super) fn logical_at(lines: &[Line], at: usize) -> Logical {
    let single = scan(lines[at].text);
    let may_go_on = single.is_incomplete() && !single.has_open_string;
    if may_go_on && may_begin_statement(lines[at].text) {
        let mut text = lines[at].text.to_owned();
        for n_lines in 2..=LONGEST_STATEMENT.min(lines.len() - at) {
            text.push('\n');
            text.push_str(lines[at + n_lines - 1].text);
            let found = scan(&text);
            if found.is_incomplete() {
                continue;
            }
            let class = classify(&text, &found, None);
            if !matches!(class, Class::Prose | Class::Broken) {
                return described(n_lines, class, &text);
            }
            break;
        }
    }
    let next = lines.get(at + 1).map(|line| line.text);
    let class = classify(lines[at].text, &single, next);
    described(1, class, lines[at].text)
}

/// Whether a line does not begin as only prose does: with a bullet, or two words of which the first is
/// no keyword.
fn may_begin_statement(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    let first = &line[..line.len() - rest.len()];
    let second = rest.trim_start();
    if first.is_empty() {
        return line.starts_with(['(', '[', '{', '@', '\'', '"']);
    }
    let has_second = second.len() < rest.len() && second.starts_with(char::is_alphabetic);
    let joins = ["in ", "is ", "if ", "and ", "or ", "not ", "for "];
    !has_second
        || is_block_keyword(first)
        || matches!(
            first,
            "return"
                | "yield"
                | "await"
                | "not"
                | "lambda"
                | "assert"
                | "del"
                | "raise"
                | "from"
                | "import"
                | "elif"
                | "except"
                | "case"
                | "print"
        )
        || joins.iter().any(|word| second.starts_with(word))
}

fn described(n_lines: usize, class: Class, text: &str) -> Logical {
    let last = text.lines().last().unwrap_or_default();
    let comment = split_comment(last).1;
    Logical {
        n_lines,
        class,
        has_comment: comment.is_some(),
        has_value_comment: comment.is_some_and(is_value),
    }
}

fn classify(text: &str, found: &Scan, next: Option<&str>) -> Class {
    let text = text.trim();
    if text.starts_with('#') {
        return Class::Comment;
    }
    let all = [Line { number: 1, text }];
    if let Some(module) = parse_text(&dedent(&all)) {
        return module
            .body
            .stmts
            .iter()
            .map(|stmt| class_of(stmt, text))
            .min_by_key(|class| rank(*class))
            .unwrap_or(Class::Prose);
    }
    let keyword = found.words.first().map_or("", String::as_str);
    if text.starts_with('@') && parses(&format!("{text}\ndef f(): pass\n")) {
        return Class::Header;
    }
    if found.last_code == Some(':') && is_block_keyword(keyword) && is_header(text, keyword) {
        return Class::Header;
    }
    if is_clause(text, keyword) {
        return Class::Clause;
    }
    if is_suite_statement(text, keyword) {
        return Class::Suite;
    }
    if is_broken(text, keyword, found, next) {
        return Class::Broken;
    }
    Class::Prose
}

/// The surest first.
fn rank(class: Class) -> u8 {
    match class {
        Class::Strong => 0,
        Class::Header => 1,
        Class::Clause => 2,
        Class::Suite => 3,
        Class::WeakValue => 4,
        Class::WeakWord => 5,
        Class::Comment => 6,
        Class::Broken => 7,
        Class::Prose => 8,
    }
}

fn parses(text: &str) -> bool {
    parse_text(text).is_some()
}

fn is_block_keyword(word: &str) -> bool {
    matches!(
        word,
        "def" | "class" | "for" | "while" | "if" | "with" | "try" | "match" | "async"
    )
}

fn is_header(text: &str, keyword: &str) -> bool {
    let suite = match keyword {
        "match" => " case _: pass",
        "try" => " pass\nfinally: pass",
        _ => " pass",
    };
    parses(&format!("{text}\n{suite}\n"))
}

fn is_clause(text: &str, keyword: &str) -> bool {
    let opening = match keyword {
        "elif" | "else" => "if x: pass",
        "except" | "finally" => "try: pass",
        "case" => return parses(&format!("match x:\n {text}\n  pass\n")),
        _ => return false,
    };
    parses(&format!("{opening}\n{text}\n")) || parses(&format!("{opening}\n{text}\n pass\n"))
}

/// `return x`, `yield x`, `pass`, `nonlocal x`: nothing that stands outside a function.
fn is_suite_statement(text: &str, keyword: &str) -> bool {
    match keyword {
        "nonlocal" | "global" => split_comment(text).0[keyword.len()..]
            .split(',')
            .all(|name| is_name(name.trim())),
        "return" | "break" | "continue" | "yield" | "await" | "raise" => {
            parses(&format!("async def f():\n while x:\n  {text}\n"))
                || parses(&format!("def f():\n while x:\n  {text}\n"))
        }
        _ => {
            text.contains("yield") && parses(&format!("def f():\n  {text}\n"))
                || text.contains("await") && parses(&format!("async def f():\n  {text}\n"))
        }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn class_of(stmt: &Stmt, text: &str) -> Class {
    match &stmt.kind {
        StmtKind::FunctionDef(_)
        | StmtKind::ClassDef(_)
        | StmtKind::Delete(_)
        | StmtKind::AugAssign { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. } => Class::Strong,
        StmtKind::Assign { value, .. } => match value.kind {
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => Class::Suite,
            _ => Class::Strong,
        },
        StmtKind::AnnAssign {
            annotation, value, ..
        } => match value {
            Some(_) if is_type(annotation) => Class::Strong,
            Some(_) => Class::WeakValue,
            None => Class::WeakWord,
        },
        StmtKind::For { body, .. }
        | StmtKind::While { body, .. }
        | StmtKind::If { body, .. }
        | StmtKind::With { body, .. }
        | StmtKind::Try { body, .. } => body
            .stmts
            .first()
            .map_or(Class::WeakValue, |first| class_of(first, text)),
        StmtKind::Match { .. } => Class::Strong,
        StmtKind::Raise { .. } | StmtKind::Assert { .. } => {
            if is_wordy(text) {
                Class::WeakWord
            } else {
                Class::Strong
            }
        }
        StmtKind::Expr(expr) => class_of_expr(expr, text),
        StmtKind::Return(_)
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => Class::Suite,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only calls are told from other expressions"
)]
fn class_of_expr(expr: &Expr, text: &str) -> Class {
    match &expr.kind {
        ExprKind::Call { func, .. } if is_tight_call(func, text) => Class::Strong,
        ExprKind::Subscript { value, .. } if is_item_of_name(value, text) => Class::Strong,
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => Class::Suite,
        _ if is_wordy(split_comment(text).0) => Class::WeakWord,
        _ => Class::WeakValue,
    }
}

/// Whether what is called is a name and its bracket follows at once: `f(x)`, not `word (remark)`.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "other things are seldom called"
)]
fn is_tight_call(func: &Expr, text: &str) -> bool {
    match &func.kind {
        ExprKind::Name(_)
        | ExprKind::Attribute { .. }
        | ExprKind::Call { .. }
        | ExprKind::Subscript { .. } => {
            let before = text.split('(').next().unwrap_or_default();
            !before.ends_with([' ', '\t'])
        }
        _ => false,
    }
}

/// Whether an item of something with a name is asked for at once: `ages['Ann']`, not `word [2]`.
fn is_item_of_name(value: &Expr, text: &str) -> bool {
    let (before, index) = text.split_once('[').unwrap_or_default();
    matches!(value.kind, ExprKind::Name(_))
        && !before.ends_with([' ', '\t'])
        && index.starts_with(|c: char| c.is_ascii_digit() || "'\"-:".contains(c))
}

/// Nothing but words and the signs that prose has too.
fn is_wordy(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit() || "'\"([{=<>".contains(c))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only what looks like a type matters"
)]
fn is_type(annotation: &Expr) -> bool {
    match &annotation.kind {
        ExprKind::Name(ident) => {
            matches!(
                ident.name.as_str(),
                "int"
                    | "str"
                    | "float"
                    | "bool"
                    | "list"
                    | "dict"
                    | "set"
                    | "tuple"
                    | "bytes"
                    | "object"
            ) || ident.name.starts_with(char::is_uppercase)
        }
        ExprKind::Subscript { .. } | ExprKind::Attribute { .. } | ExprKind::Binary { .. } => true,
        _ => false,
    }
}

/// Whether one slip is all that keeps the line from being Python.
fn is_broken(text: &str, keyword: &str, found: &Scan, next: Option<&str>) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let opens_block = next.is_some_and(|next| !next.trim().is_empty() && indent(next) > 0);
    let code = split_comment(text).0;
    if opens_block && is_block_keyword(keyword) && is_header(&format!("{code}:"), keyword) {
        return true;
    }
    if opens_block && is_clause(&format!("{code}:"), keyword) {
        return true;
    }
    if is_block_keyword(keyword)
        && code.ends_with(':')
        && is_header(&code.replacen(" = ", " == ", 1), keyword)
    {
        return true;
    }
    starts_like_code(text) && (is_mended(text, found) || has_wrong_target(code))
        || is_old_print(code)
        || code
            .strip_suffix("++")
            .or(code.strip_suffix("--"))
            .is_some_and(is_name)
}

/// A name, then at once a bracket, a dot or a sign of assignment.
fn starts_like_code(text: &str) -> bool {
    let rest = text
        .trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '\''));
    let rest = if text.len() == rest.len() {
        return false;
    } else {
        rest
    };
    rest.starts_with(['(', '[']) || rest.trim_start().starts_with('=')
}

/// Whether closing what is open (or leaving out what closes nothing) gives a statement.
fn is_mended(text: &str, found: &Scan) -> bool {
    let closing: String = found
        .open_brackets
        .iter()
        .rev()
        .map(|open| match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        })
        .collect();
    let mut attempts = Vec::new();
    if found.has_open_string {
        attempts.push(format!("{text}'{closing}"));
        attempts.push(format!("{text}\"{closing}"));
    } else if !closing.is_empty() {
        attempts.push(format!("{text}{closing}"));
    } else if found.has_stray_bracket {
        attempts.extend(text.strip_suffix([')', ']', '}']).map(str::to_owned));
    }
    attempts.iter().any(|attempt| {
        parse_text(attempt).is_some_and(|module| {
            module
                .body
                .stmts
                .iter()
                .any(|stmt| class_of(stmt, attempt) == Class::Strong)
        })
    })
}

/// `2name = 'x'`, `class = 5`, `my-name = 3`.
fn has_wrong_target(code: &str) -> bool {
    code.split_once('=').is_some_and(|(target, value)| {
        let target = target.trim();
        !target.is_empty()
            && !target.contains(char::is_whitespace)
            && !value.starts_with('=')
            && !is_wordy(value)
            && parse_text(value.trim()).is_some()
    })
}

/// `print 'hello'`.
fn is_old_print(code: &str) -> bool {
    code.strip_prefix("print ")
        .is_some_and(|rest| rest.starts_with(['\'', '"']) && parse_text(rest).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Class {
        let lines: Vec<Line> = crate::lesson::cut::lines_of(text);
        logical_at(&lines, 0).class
    }

    #[test]
    fn statements_are_code() {
        for text in [
            "x = 5",
            "print(a2(5)) # 7",
            "import math",
            "from a import b",
            "a.append(3)",
            "x += 1",
            "a, b = b, a",
            "d['k'] = 1",
            "del x",
            "print('a',\n  'b')",
            "x: int = 5",
            "add(2)(5)",
            "raise ValueError('x')",
            "if x: print(x)",
        ] {
            assert_eq!(class(text), Class::Strong, "{text}");
        }
        for text in [
            "def f(x):",
            "for i in range(3): # 0 1 2",
            "@wrap",
            "while True:",
            "match x:",
            "class A(B):",
        ] {
            assert_eq!(class(text), Class::Header, "{text}");
        }
        for text in [
            "return inner",
            "nonlocal count",
            "yield x",
            "x = yield y",
            "break",
            "pass",
        ] {
            assert_eq!(class(text), Class::Suite, "{text}");
        }
        for text in [
            "else:",
            "except ValueError as e:",
            "elif x > 1:",
            "case 1:",
            "finally:",
        ] {
            assert_eq!(class(text), Class::Clause, "{text}");
        }
    }

    #[test]
    fn prose_is_not() {
        for text in [
            "Hello, world is the first program",
            "if you print the object itself, you get",
            "import this in your head: x",
            "while we are at it, look",
            "| a | b |",
            "https://example.org/x",
            "1. First prepare the data",
            "1) Print",
            "for example:",
            "---",
            "*Note*",
            "It's (as we saw",
            "def генератор(...):",
            "with a list:",
            "$ python3 x.py",
        ] {
            assert_eq!(class(text), Class::Prose, "{text}");
        }
        for text in [
            "Итого",
            "yes or no",
            "Note: important",
            "A, B, C",
            "not really",
            "client-server",
            "example.org",
            "...",
        ] {
            assert_eq!(class(text), Class::WeakWord, "{text}");
        }
        for text in [
            "Замыкание (closure)",
            "(2)",
            "[1, 2]",
            "5",
            "2 + 3",
            "x == 5",
        ] {
            assert_eq!(class(text), Class::WeakValue, "{text}");
        }
    }

    #[test]
    fn slips_are_broken_code() {
        for text in [
            "for i in range(3)\n    print(i)",
            "print('a'\nprint('b')",
            "print('hello)",
            "if x = 5:",
            "2name = 'x'",
            "class = 5",
            "print 'hello'",
            "print('x'))",
            "x++",
            "else\n    x = 1",
        ] {
            assert_eq!(class(text), Class::Broken, "{text}");
        }
    }
}
