//! `adder explain`.

use super::Failure;
use super::arguments::ExplainArguments;
use super::screen::Screen;
use crate::explain::{self, Page};
use crate::present;

pub(super) fn explain(arguments: &ExplainArguments, screen: &Screen) -> Result<u8, Failure> {
    let pages: Vec<Page> = match &arguments.code {
        Some(code) => vec![explain::page(code).ok_or_else(|| no_such_code(code))?],
        None => explain::pages().collect(),
    };
    let text = match pages.as_slice() {
        pages if arguments.json => present::explanations_json(pages),
        [page] => present::explanation(page),
        pages => present::list_of_explanations(pages),
    };
    screen.print(&text)?;
    Ok(0)
}

fn no_such_code(code: &str) -> Failure {
    let alike: Vec<&str> = explain::pages()
        .map(|page| page.code)
        .filter(|known| code.split('-').any(|word| known.contains(word)))
        .collect();
    let alike = if alike.is_empty() {
        String::new()
    } else {
        format!("; there are {}", alike.join(", "))
    };
    Failure::Usage(format!(
        "there is no code `{code}`{alike}\n`adder explain` lists all"
    ))
}
