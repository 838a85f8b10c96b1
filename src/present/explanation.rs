//! The pages of `adder explain` as text for a terminal, and as JSON.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::explain::{Kind, Page};

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();

/// One page: its title, its prose, its examples set in.
pub fn explanation(page: &Page) -> String {
    let mut text = format!("{HEADING}{}: {}{HEADING:#}\n\n", page.code, page.title);
    let mut is_code = false;
    for line in page.markdown.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            is_code = !is_code;
            if let Some((_, verdict)) = fence.split_once(' ') {
                writeln!(text, "  {HEADING}{verdict}:{HEADING:#}").expect("writing to a String");
            }
        } else if is_code && !line.is_empty() {
            writeln!(text, "    {CODE}{line}{CODE:#}").expect("writing to a String");
        } else {
            writeln!(text, "{line}").expect("writing to a String");
        }
    }
    text
}

/// The codes with their titles, a line each.
pub fn list_of_explanations(pages: &[Page]) -> String {
    let width = pages.iter().map(|page| page.code.len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for (kind, heading) in [
        (Kind::Diagnostic, "What Adder declines"),
        (Kind::Decision, "Why the Rust looks as it does"),
    ] {
        writeln!(text, "{HEADING}{heading}{HEADING:#}").expect("writing to a String");
        for page in pages.iter().filter(|page| page.kind == kind) {
            let (code, title) = (page.code, page.title);
            writeln!(text, "  {CODE}{code:width$}{CODE:#}  {title}").expect("writing to a String");
        }
        text.push('\n');
    }
    text.push_str("adder explain CODE tells more.\n");
    text
}

/// Pages for programs: objects with `code`, `title`, `kind` (`diagnostic`, `decision`) and `markdown`.
pub fn explanations_json(pages: &[Page]) -> String {
    let mut text = serde_json::to_string_pretty(pages).expect("plain data");
    text.push('\n');
    text
}
