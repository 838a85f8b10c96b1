//! The report of `adder check --json`, documented in the README: one object, in the order of the lessons.

use serde::Serialize;

use super::{LessonReport, Tally};

/// Rises when a field changes its meaning or goes; new fields may come at any time.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    adder: &'static str,
    python: &'a str,
    lessons: &'a [LessonReport],
    summary: Tally,
}

/// The whole report; `python` is the version that ran the lessons.
pub fn json(lessons: &[LessonReport], python: &str) -> String {
    let document = Document {
        schema: SCHEMA_VERSION,
        adder: env!("CARGO_PKG_VERSION"),
        python,
        lessons,
        summary: Tally::over(lessons),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("plain data");
    text.push('\n');
    text
}
