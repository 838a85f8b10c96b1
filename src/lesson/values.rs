//! Printed values as people write them: `7`, `[1, 2]`, `0 1 2`, `3 True`, `<Dog object at 0x…>`.

/// Length in bytes of the longest run of printed values at the beginning of a text, blanks behind
/// it not included; none if it does not begin with a value.
pub(super) fn value_prefix(text: &str) -> Option<usize> {
    let mut end = value_token(text)?;
    loop {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\t', ',']).len();
        match value_token(&rest[gap..]) {
            Some(length) if gap > 0 => end += gap + length,
            _ => return Some(end),
        }
    }
}

/// Whether a text is nothing but printed values.
pub(super) fn is_value(text: &str) -> bool {
    let text = text.trim();
    value_prefix(text) == Some(text.len())
}

/// A text with its values left out where they stand alone between blanks.
pub(super) fn without_values(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.trim_start();
        let n = value_token(word)
            .filter(|&end| word[end..].starts_with(char::is_whitespace) || end == word.len());
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        if n.is_none() {
            left.push_str(&word[..end]);
        }
        left.push(' ');
        rest = &word[n.unwrap_or(end)..];
    }
    left
}

/// The name at the beginning of an error's last line (`KeyError: 'x'`), if the text begins so.
pub(super) fn error_name(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
        .unwrap_or(text.len());
    let name = text[..end].trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_error = [
        "Error",
        "Exception",
        "Warning",
        "Interrupt",
        "Iteration",
        "SystemExit",
    ]
    .iter()
    .any(|suffix| last.ends_with(suffix));
    let is_class = last.starts_with(|c: char| c.is_uppercase());
    (is_error && is_class).then_some(name)
}

/// Length of the one value at the beginning of a text.
fn value_token(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let length = match first {
        '0'..='9' | '+' | '-' | '.' | '~' | '≈' => number(text),
        '\'' | '"' => quoted(text),
        '[' | '{' => bracketed(text),
        '(' => bracketed(text).filter(|&end| is_tuple(&text[1..end - 1])),
        '<' => angled(text),
        '…' => Some('…'.len_utf8()),
        _ if first.is_alphabetic() || first == '_' => word_value(text),
        _ => None,
    }?;
    let next = text[length..].chars().next();
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    ends.then_some(length)
}

/// A number, a date, a time, a share: digits with what may stand between them.
fn number(text: &str) -> Option<usize> {
    if text.starts_with("...") {
        return Some(3);
    }
    let body = text.trim_start_matches(['+', '-', '~', '≈', ' ']);
    let sign = text.len() - body.len();
    if body.starts_with("inf") || body.starts_with("nan") {
        return Some(sign + 3);
    }
    if !body.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !body.contains(|c: char| c.is_ascii_digit())
        || sign > 2
    {
        return None;
    }
    let bytes = body.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_hex = ["0x", "0b", "0o"]
        .iter()
        .any(|prefix| body.starts_with(prefix));
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let goes_on = match byte {
            b'0'..=b'9' | b'_' => true,
            b'.' | b':' | b'/' | b',' => is_digit(at + 1),
            b'-' | b'+' => is_digit(at + 1) || bytes.get(at + 1) == Some(&b'.'),
            b'e' | b'E' => {
                is_hex || is_digit(at + 1) || matches!(bytes.get(at + 1), Some(b'-' | b'+'))
            }
            b'j' => true,
            b'x' | b'o' => at == 1 && is_hex,
            b'a'..=b'f' => is_hex,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    let is_shortened = body[at..].starts_with("...");
    at += if is_shortened { 3 } else { 0 };
    at += usize::from(body[at..].starts_with('%'));
    is_digit(0).then_some(()).or(is_digit(1).then_some(()))?;
    Some(sign + at)
}

/// A quoted string.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A bracket with everything up to the one that closes it.
fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '\'' | '"' => skip_to = at + quoted(&text[at..])?,
            _ => {}
        }
    }
    None
}

/// What stands in parentheses may be an explanation; a tuple holds values.
fn is_tuple(content: &str) -> bool {
    let content = content.trim().trim_end_matches(',');
    content.is_empty() || is_value(content)
}

/// `<function f at 0x7f…>`.
fn angled(text: &str) -> Option<usize> {
    if !text[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// `True`, `b'x'`, `Point(x=1)`.
fn word_value(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if matches!(
        word,
        "True" | "False" | "None" | "nan" | "inf" | "NotImplemented" | "Ellipsis"
    ) {
        return Some(end);
    }
    if word == "b" && rest.starts_with(['\'', '"']) {
        return quoted(rest).map(|length| end + length);
    }
    let is_class = word.starts_with(char::is_uppercase)
        || matches!(
            word,
            "range"
                | "set"
                | "frozenset"
                | "deque"
                | "defaultdict"
                | "bytearray"
                | "array"
                | "dict_keys"
                | "dict_values"
                | "dict_items"
                | "mappingproxy"
                | "namespace"
        );
    if is_class && rest.starts_with('(') {
        return bracketed(rest).map(|length| end + length);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_words() {
        let yes = [
            "7",
            "-1",
            "0 1 2",
            "7 0.78125",
            "[2, 5, 8]",
            "(1, 2)",
            "()",
            "{'a': 1}",
            "3 True",
            "'x'",
            "1e-05",
            "3.333...",
            "2024-01-15",
            "10:30",
            "1, 2, 3",
            "Point(x=1, y=2)",
            "b'a'",
            "None",
            "<Dog object at 0x7f>",
            "(1+2j)",
            "0x1f",
            "50%",
            "1,000",
            "[1, 2, ...]",
            "range(0, 3)",
            ".5",
        ];
        for text in yes {
            assert!(is_value(text), "{text}");
        }
        let no = [
            "seven",
            "3rd",
            "f(3)",
            "(because)",
            "-",
            "",
            "7 is prime",
            "a, b",
            "> 3",
            "<- here",
            "...x",
            ".",
        ];
        for text in no {
            assert!(!is_value(text), "{text}");
        }
        assert_eq!(value_prefix("7 (because of x)"), Some(1));
    }

    #[test]
    fn errors_are_named() {
        assert_eq!(error_name("KeyError: 'x'"), Some("KeyError"));
        assert_eq!(
            error_name("json.decoder.JSONDecodeError: Expecting"),
            Some("json.decoder.JSONDecodeError")
        );
        assert_eq!(error_name("TypeError!"), Some("TypeError"));
        assert_eq!(error_name("Error is near"), Some("Error"));
        assert_eq!(error_name("an error"), None);
    }
}
