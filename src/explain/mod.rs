//! What codes mean: a page for each code of a diagnostic and of a decision.
//!
//! The pages are `templates/explain/CODE.md`. Each begins with its title as a heading, and its examples are tested: a block marked `refused`
//! is refused with that code, one marked `accepted` is translated and does what Python does; the Python of a decision is
//! translated with a reason of that code, and the Rust beside it is what it becomes.

use crate::diagnostics;

/// Pairs of a code and the text of its page, in the order of the codes.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/explanations.rs"));

/// The page on a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Page {
    /// Stable kebab-case name.
    pub code: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What has this code.
    pub kind: Kind,
    /// The whole page, without the heading.
    pub markdown: &'static str,
}

/// What a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Why a text is declined.
    Diagnostic,
    /// Why the Rust looks as it does.
    Decision,
}

/// The page on a code, if it is one.
pub fn page(code: &str) -> Option<Page> {
    pages().find(|page| page.code == code)
}

/// All pages, those on diagnostics first.
pub fn pages() -> impl Iterator<Item = Page> {
    let of_kind = |kind| move |page: &Page| page.kind == kind;
    let all = || PAGES.iter().map(|(code, text)| parsed(code, text));
    all()
        .filter(of_kind(Kind::Diagnostic))
        .chain(all().filter(of_kind(Kind::Decision)))
}

fn parsed(code: &'static str, text: &'static str) -> Page {
    let (heading, markdown) = text.split_once('\n').unwrap_or((text, ""));
    Page {
        code,
        title: heading.trim_start_matches("# "),
        kind: if diagnostics::CODES.contains(&code) {
            Kind::Diagnostic
        } else {
            Kind::Decision
        },
        markdown: markdown.trim_start_matches('\n'),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::reasons::Code;

    #[test]
    fn every_code_has_a_page_and_every_page_a_code() {
        let codes: BTreeSet<&str> = diagnostics::CODES
            .into_iter()
            .chain(Code::all().map(Code::name))
            .collect();
        let explained: BTreeSet<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, explained);
    }

    #[test]
    fn a_page_has_a_title_and_an_example() {
        for page in pages() {
            assert!(
                !page.title.is_empty() && !page.title.ends_with('.'),
                "{page:?}"
            );
            assert!(page.markdown.contains("\n```"), "{}", page.code);
        }
    }
}
