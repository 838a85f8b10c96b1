//! The files of the page, and the examples it offers.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use pulldown_cmark::{Parser, html};

use super::Example;
use crate::explain;

/// Title and program, in the order of the list.
const EXAMPLES: &[(&str, &str)] = &[
    (
        "Counter",
        include_str!("../../templates/serve/examples/counter.py"),
    ),
    (
        "Adders",
        include_str!("../../templates/serve/examples/adders.py"),
    ),
    (
        "Late binding",
        include_str!("../../templates/serve/examples/late_binding.py"),
    ),
    (
        "Words",
        include_str!("../../templates/serve/examples/words.py"),
    ),
    (
        "Primes",
        include_str!("../../templates/serve/examples/primes.py"),
    ),
    (
        "Big numbers",
        include_str!("../../templates/serve/examples/big_numbers.py"),
    ),
    (
        "Exceptions",
        include_str!("../../templates/serve/examples/exceptions.py"),
    ),
];

/// The examples that Adder brings along.
pub(super) fn examples() -> impl Iterator<Item = Example> {
    EXAMPLES.iter().map(|(title, program)| Example {
        title: (*title).to_owned(),
        program: (*program).to_owned(),
    })
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind)], text).into_response()
}

/// The page of `adder explain` on a code, as HTML.
pub(super) async fn explanation(Path(code): Path<String>) -> Response {
    let Some(page) = explain::page(&code) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut written = String::new();
    html::push_html(&mut written, Parser::new(page.markdown));
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], written).into_response()
}

pub(super) async fn page() -> Response {
    file(
        "text/html; charset=utf-8",
        include_str!("../../templates/serve/index.html"),
    )
}

pub(super) async fn style() -> Response {
    file(
        "text/css; charset=utf-8",
        include_str!("../../templates/serve/style.css"),
    )
}

pub(super) async fn script() -> Response {
    file(
        "text/javascript; charset=utf-8",
        include_str!("../../templates/serve/main.js"),
    )
}
