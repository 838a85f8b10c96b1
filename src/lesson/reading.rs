//! One comment read: does it claim an output, and which?

use super::Certainty;
use super::evidence::{Verb, Vocabulary, after_print_verb, announces_output};
use super::values::{error_name, is_value, value_prefix};

/// What a comment behind a statement can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `print(…)`.
    Print,
    /// Another call: it may print or have a value.
    Call,
    /// Another expression: in a program nobody sees its value.
    Value,
    /// An assignment.
    Assigned {
        /// Something on its right is called and may print.
        calls: bool,
        /// Its right side is not written out: saying its value says something.
        computes: bool,
    },
    /// The first line of a loop or `with`: about all that the block prints.
    Header,
    /// A statement that neither prints nor has a value; it may raise.
    Other,
    /// A statement that makes no claims: a definition, `return`, `if`.
    Silent,
}

/// What a comment claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The output.
    pub(super) claimed: String,
    /// How sure it is a claim.
    pub(super) certainty: Certainty,
    /// It names an error.
    pub(super) is_error: bool,
}

impl Reading {
    fn stated(claimed: impl Into<String>) -> Self {
        Self {
            claimed: claimed.into(),
            certainty: Certainty::Stated,
            is_error: false,
        }
    }

    /// A claim that may be chance.
    pub(super) fn guessed(claimed: impl Into<String>) -> Self {
        Self {
            certainty: Certainty::Guessed,
            ..Self::stated(claimed)
        }
    }

    fn error(claimed: &str, certainty: Certainty) -> Self {
        Self {
            claimed: claimed.to_owned(),
            certainty,
            is_error: true,
        }
    }

    /// A line below a comment that announces output.
    pub(super) fn line(text: &str, vocabulary: &Vocabulary) -> Self {
        if is_value(text) || vocabulary.covers(text) {
            Self::stated(text)
        } else {
            Self::guessed(text)
        }
    }

    /// Several lines as one output, as sure as the least sure of them.
    pub(super) fn joined(readings: Vec<Self>) -> Option<Self> {
        readings.into_iter().reduce(|all, next| Self {
            claimed: format!("{}\n{}", all.claimed, next.claimed),
            certainty: match (all.certainty, next.certainty) {
                (Certainty::Stated, Certainty::Stated) => Certainty::Stated,
                (Certainty::Guessed, _) | (_, Certainty::Guessed) => Certainty::Guessed,
            },
            is_error: all.is_error && next.is_error,
        })
    }
}

/// Reads a comment behind a statement.
pub(super) fn read_comment(text: &str, form: Form, vocabulary: &Vocabulary) -> Option<Reading> {
    let text = text.trim_start_matches('#').trim();
    if text.is_empty() || form == Form::Silent || is_pragma(text) {
        return None;
    }
    if let Some(reading) = read_error(text, form) {
        return Some(reading);
    }
    match form {
        Form::Other | Form::Silent => return None,
        Form::Assigned {
            computes: false,
            calls: false,
        } => return None,
        Form::Print | Form::Call | Form::Value | Form::Assigned { .. } | Form::Header => {}
    }
    if let Some(rest) = strip_mark(text) {
        return Some(read_marked(rest, vocabulary));
    }
    if value_prefix(text).is_some() {
        return read_value(text, form, vocabulary);
    }
    if let Some(reading) = read_verb(text, form, vocabulary) {
        return Some(reading);
    }
    let may_print = matches!(
        form,
        Form::Print | Form::Call | Form::Assigned { calls: true, .. }
    );
    (may_print && vocabulary.covers(text)).then(|| Reading::guessed(text))
}

/// Reads a comment on the line below a statement: with a mark, or nothing but a value.
pub(super) fn read_below(text: &str, vocabulary: &Vocabulary) -> Option<Reading> {
    let text = text.trim_start_matches('#').trim();
    if let Some(rest) = strip_mark(text) {
        return Some(read_marked(rest, vocabulary));
    }
    is_value(text).then(|| Reading::guessed(text))
}

/// Comments for tools and notes to oneself.
fn is_pragma(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "type:", "noqa", "pylint", "pragma", "todo", "fixme", "xxx", "doctest:", "mypy:", "fmt:",
        "isort:",
    ]
    .iter()
    .any(|pragma| lower.starts_with(pragma))
}

const ARROWS: &[&str] = &[
    "==>", "-->", "=>>", ">>>", "->", "=>", ">>", "===", "==", "→", "⇒", "➜", "➡", "⟶", "=", ">",
];

/// What stands behind an arrow at the beginning.
pub(super) fn strip_arrow(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('#').trim();
    ARROWS
        .iter()
        .find_map(|arrow| text.strip_prefix(arrow))
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
}

/// What stands behind an arrow or `Output:` at the beginning.
pub(super) fn strip_mark(text: &str) -> Option<&str> {
    if let Some(rest) = strip_arrow(text) {
        return Some(rest);
    }
    let (head, rest) = text.split_once([':', '：'])?;
    let rest = rest.trim();
    let is_word = head.split_whitespace().count() <= 2 && announces_output(head);
    let is_prompt = head.starts_with("Out[") || head == "Out";
    ((is_word || is_prompt) && !rest.is_empty()).then_some(rest)
}

fn read_marked(rest: &str, vocabulary: &Vocabulary) -> Reading {
    if let Some(reading) = read_error(rest, Form::Other) {
        return reading;
    }
    let Some(end) = value_prefix(rest) else {
        return if vocabulary.covers(rest) {
            Reading::stated(rest)
        } else {
            Reading::guessed(rest)
        };
    };
    let tail = rest[end..].trim();
    if tail.is_empty() || is_explanation(tail) {
        Reading::stated(&rest[..end])
    } else if vocabulary.covers(tail) {
        Reading::stated(rest)
    } else {
        Reading::guessed(&rest[..end])
    }
}

/// `TypeError`, `KeyError: 'x'`, `ValueError (why)`, `raises ValueError`.
fn read_error(text: &str, form: Form) -> Option<Reading> {
    if form == Form::Header {
        return None;
    }
    let is_specific = |name: &str| !matches!(name, "Error" | "Exception" | "Warning" | "Interrupt");
    if let Some(name) = error_name(text).filter(|name| is_specific(name)) {
        let rest = &text[name.len()..];
        let message = rest.strip_prefix(':').map(str::trim);
        if message.is_some_and(|message| !message.is_empty()) {
            return Some(Reading::error(text, Certainty::Stated));
        }
        let is_alone = rest.is_empty() || rest == ":";
        let is_set_off = rest
            .trim_start()
            .starts_with(['!', '(', ',', '-', '—', '–', '.', ';']);
        return (is_alone || is_set_off).then(|| Reading::error(name, Certainty::Stated));
    }
    let words: Vec<&str> = text
        .trim_end_matches(['!', '.'])
        .split_whitespace()
        .collect();
    let last = words.last()?;
    let name = error_name(last).filter(|name| name.len() == last.len() && is_specific(name))?;
    (words.len() <= 4).then(|| Reading::error(name, Certainty::Guessed))
}

/// A comment that begins with a value.
fn read_value(text: &str, form: Form, vocabulary: &Vocabulary) -> Option<Reading> {
    let end = value_prefix(text)?;
    let (value, tail) = (&text[..end], text[end..].trim());
    let is_number = value.parse::<u32>().is_ok();
    if value
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .is_some_and(|rest| rest.parse::<u32>().is_ok())
    {
        return None;
    }
    if tail.is_empty() {
        return whole_value(value, form);
    }
    if is_operation(tail) {
        let may_show = form != Form::Header && is_equation(tail);
        return may_show.then(|| Reading::guessed(text));
    }
    if vocabulary.covers(tail)
        && matches!(
            form,
            Form::Print | Form::Call | Form::Assigned { calls: true, .. }
        )
    {
        return Some(Reading::guessed(text));
    }
    let is_set_off = is_explanation(tail) && !(is_number && tail.starts_with([':', '.', ')']));
    match form {
        Form::Print if is_set_off && !(is_number && tail.starts_with(['-', '—', '–'])) => {
            Some(Reading::stated(value))
        }
        Form::Print
            if tail.starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '—' | '–')) =>
        {
            Some(Reading::guessed(value))
        }
        Form::Call | Form::Value if is_set_off => Some(Reading::guessed(value)),
        Form::Assigned { .. } if tail.starts_with('(') => Some(Reading::guessed(value)),
        Form::Print
        | Form::Call
        | Form::Value
        | Form::Assigned { .. }
        | Form::Header
        | Form::Other
        | Form::Silent => None,
    }
}

/// A comment that is a value and nothing else.
fn whole_value(value: &str, form: Form) -> Option<Reading> {
    match form {
        Form::Print => Some(Reading::stated(value)),
        Form::Call | Form::Value | Form::Assigned { .. } => Some(Reading::guessed(value)),
        Form::Header => value
            .contains(char::is_whitespace)
            .then(|| Reading::guessed(value)),
        Form::Other | Form::Silent => None,
    }
}

/// Whether a number goes on as a calculation: `+ 3`, `* x`.
fn is_operation(tail: &str) -> bool {
    let rest = tail.trim_start_matches(['+', '*', '/', '%', '-', '=', '<', '>', '&', '|', '^']);
    let sign = &tail[..tail.len() - rest.len()];
    let is_sign = matches!(
        sign,
        "+" | "*"
            | "/"
            | "%"
            | "-"
            | "="
            | "=="
            | "<"
            | ">"
            | "<="
            | ">="
            | "**"
            | "//"
            | "&"
            | "|"
            | "^"
    );
    let operand = rest.trim_start();
    is_sign
        && (operand.starts_with(|c: char| c.is_ascii_digit() || "([-".contains(c))
            || is_short_name(operand))
}

/// `x`, or `x` before another sign.
fn is_short_name(operand: &str) -> bool {
    let rest = operand.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    rest.len() < operand.len()
        && (rest.is_empty()
            || rest
                .trim_start()
                .starts_with(['+', '*', '/', '%', '=', '<', '>']))
}

/// `+ 3 = 5` behind a number.
fn is_equation(tail: &str) -> bool {
    tail.rsplit_once('=').is_some_and(|(left, right)| {
        left.chars()
            .all(|c| !c.is_alphabetic() && !matches!(c, '\'' | '"'))
            && is_value(right)
    })
}

/// A verb for "prints" with a value or the program's own words behind it.
fn read_verb(text: &str, form: Form, vocabulary: &Vocabulary) -> Option<Reading> {
    let (at, verb) = after_print_verb(text)?;
    let rest = text[at..].trim_start_matches([':', '：', ' ', '-', '—', '–', '=', '>']);
    let rest = rest.trim_end_matches(['.', '!', ' ']);
    let certainty = match form {
        Form::Print => Certainty::Stated,
        // What a call returns is no output; it may print something else.
        Form::Call if verb == Verb::Print => Certainty::Stated,
        Form::Call
        | Form::Value
        | Form::Assigned { .. }
        | Form::Header
        | Form::Other
        | Form::Silent => Certainty::Guessed,
    };
    let Some(end) = value_prefix(rest) else {
        let may_show = form != Form::Header && vocabulary.covers(rest);
        return may_show.then(|| Reading::guessed(rest));
    };
    let tail = rest[end..].trim();
    (tail.is_empty() || is_explanation(tail)).then(|| Reading {
        certainty,
        ..Reading::stated(&rest[..end])
    })
}

/// Whether the text behind a value only explains it: `(…)`, `, because …`, `- …`, `; …`.
fn is_explanation(tail: &str) -> bool {
    let mut chars = tail.chars();
    match chars.next() {
        Some('(' | ';' | '—' | '–' | '!' | '#' | '←' | '。' | '，' | '（') => true,
        Some('-' | '/' | '<') => chars.next().is_some_and(|c| matches!(c, ' ' | '-' | '/')),
        Some(',' | ':' | '.') => chars.next().is_none_or(|c| c == ' '),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, comment: &str, form: Form) -> Option<(String, Certainty)> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(code);
        read_comment(comment, form, &vocabulary).map(|reading| (reading.claimed, reading.certainty))
    }

    #[test]
    fn values_are_claims() {
        let stated = |text: &str| Some((text.to_owned(), Certainty::Stated));
        let cases = [
            ("7", "7"),
            ("-> 120", "120"),
            ("=> [1, 2]", "[1, 2]"),
            ("prints 7", "7"),
            ("Output: 7", "7"),
            ("Вывод: 7", "7"),
            ("7 (because of the closure)", "7"),
            ("7, because of the closure", "7"),
            ("увеличили ещё на 1 и вывели 3", "3"),
            ("now it prints 3", "3"),
            ("gibt 'a' aus", ""),
            ("AttributeError", "AttributeError"),
            ("KeyError: 'x'", "KeyError: 'x'"),
        ];
        for (comment, claimed) in cases {
            let expected = if claimed.is_empty() {
                None
            } else {
                stated(claimed)
            };
            assert_eq!(read("", comment, Form::Print), expected, "{comment}");
        }
    }

    #[test]
    fn explanations_are_none() {
        let cases = [
            ("увеличили ещё на 1", Form::Call),
            (
                "the variable of the previous example is still 7",
                Form::Value,
            ),
            ("nothing is printed in a file!", Form::Value),
            ("prints the sum", Form::Print),
            ("prints 3 lines", Form::Print),
            ("print the value", Form::Print),
            ("1. first step", Form::Print),
            ("1) first step", Form::Print),
            ("(1)", Form::Print),
            (
                "5 apples",
                Form::Assigned {
                    calls: false,
                    computes: false,
                },
            ),
            (
                "type: ignore",
                Form::Assigned {
                    calls: true,
                    computes: true,
                },
            ),
            ("an Error is near", Form::Print),
            ("TypeError if x is a string", Form::Call),
            ("True", Form::Header),
        ];
        for (comment, form) in cases {
            assert_eq!(read("print('x')", comment, form), None, "{comment}");
        }
    }

    #[test]
    fn words_of_the_program_are_guesses() {
        let code = "print('hello my friend')";
        let guessed = |text: &str| Some((text.to_owned(), Certainty::Guessed));
        assert_eq!(
            read(code, "hello my friend", Form::Call),
            guessed("hello my friend")
        );
        assert_eq!(read(code, "say hello", Form::Call), None);
        assert_eq!(read("", "0 1 2", Form::Header), guessed("0 1 2"));
        assert_eq!(read("", "2 + 3 = 5", Form::Print), guessed("2 + 3 = 5"));
        assert_eq!(
            read("print('is prime')", "7 is prime", Form::Call),
            guessed("7 is prime")
        );
    }
}
