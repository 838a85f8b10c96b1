//! What is known of lessons from earlier runs.
//!
//! A report is kept in the cache under a hash of everything that led to it. One that another run might not repeat is not
//! kept: it ran out of time, or something differs.

use crate::build::Builder;
use crate::present::{LessonReport, SnippetResult};
use crate::translate::Options;
use crate::verify::{Limits, Python};

const KIND: &str = "lessons";

/// The memory of runs with certain settings.
pub(super) struct Memory<'b> {
    builder: &'b Builder<'b>,
    /// All that led to a report, beside the lesson.
    settings: Vec<String>,
}

impl<'b> Memory<'b> {
    pub(super) fn new(
        builder: &'b Builder<'b>,
        python: &Python,
        options: Options,
        limits: Limits,
    ) -> Self {
        let settings = vec![
            env!("CARGO_PKG_VERSION").to_owned(),
            env!("ADDER_SOURCES").to_owned(),
            python.identity(),
            format!("{options:?}"),
            format!("{limits:?}"),
        ];
        Self { builder, settings }
    }

    /// The report on a lesson of this name and text. A damaged one is as good as none.
    pub(super) fn recall(&self, name: &str, text: &str) -> Option<LessonReport> {
        let bytes = self.builder.recall(KIND, &self.key(name, text))?;
        serde_json::from_slice(&bytes).ok()
    }

    pub(super) fn remember(&self, name: &str, text: &str, report: &LessonReport) {
        if is_repeatable(report)
            && let Ok(bytes) = serde_json::to_vec(report)
        {
            // Forgetting it only costs time.
            let _ = self.builder.remember(KIND, &self.key(name, text), &bytes);
        }
    }

    /// Throws out what was not used for long, if there is too much.
    pub(super) fn clean(&self) {
        self.builder.clean(KIND);
    }

    fn key(&self, name: &str, text: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        let settings = self.settings.iter().map(String::as_str);
        for part in settings.chain([name, text]) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

fn is_repeatable(report: &LessonReport) -> bool {
    report.snippets.iter().all(|snippet| {
        matches!(
            snippet.result,
            SnippetResult::Same
                | SnippetResult::Refused
                | SnippetResult::SyntaxError
                | SnippetResult::NotPython
        ) && [&snippet.python, &snippet.rust]
            .into_iter()
            .flatten()
            .all(|outcome| outcome.limit.is_none())
    })
}
