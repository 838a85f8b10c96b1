//! The text of `adder translate --why`.

use std::fmt::Write as _;

use crate::translate::Translation;

/// A line for each reason, and one for each captured variable.
pub fn why(translation: &Translation) -> String {
    let mut text = String::new();
    for reason in &translation.reasons {
        let _ = writeln!(
            text,
            "line {}{}: {} [{}]",
            reason.line,
            rust_lines(&reason.rust_lines),
            reason.text,
            reason.code.name()
        );
    }
    for capture in &translation.captures {
        let _ = writeln!(
            text,
            "line {}: `{}` captures `{}` of `{}`: {}{}{}",
            capture.line,
            capture.closure,
            capture.variable,
            capture.from,
            capture.lives_as,
            listed(", rebound by", &capture.rebound_by),
            listed(", shared with", &capture.shared_with),
        );
    }
    text
}

fn rust_lines(lines: &[u32]) -> String {
    let shown: Vec<String> = lines.iter().map(u32::to_string).collect();
    match shown.len() {
        0 => String::new(),
        1 => format!(" (Rust line {})", shown[0]),
        _ => format!(" (Rust lines {})", shown.join(", ")),
    }
}

fn listed(before: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("{before} {}", quoted.join(", "))
}
