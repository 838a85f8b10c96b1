//! The two output streams: colours only where a terminal shows them, and a reader who leaves is no error.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use crate::build::Watch;
use crate::diagnostics::{Diagnostic, render};
use crate::source::SourceFile;

/// Standard output and standard error.
pub(super) struct Screen {
    out_color: ColorChoice,
    err_color: ColorChoice,
    spinner: Mutex<Option<ProgressBar>>,
    /// How far a long list of lessons is done.
    progress: Mutex<Option<ProgressBar>>,
    /// Codes that were pointed to.
    explained: Mutex<BTreeSet<String>>,
}

impl Screen {
    pub(super) fn new() -> Self {
        Self {
            out_color: AutoStream::choice(&io::stdout()),
            err_color: AutoStream::choice(&io::stderr()),
            spinner: Mutex::new(None),
            progress: Mutex::new(None),
            explained: Mutex::default(),
        }
    }

    /// A list of so many lessons begins; a bar shows it where there is a terminal.
    pub(super) fn start(&self, n_lessons: usize) {
        if n_lessons > 1 && io::stderr().is_terminal() {
            let style = ProgressStyle::with_template("{pos}/{len} {bar:30} {wide_msg}")
                .expect("a valid template");
            let total = u64::try_from(n_lessons).unwrap_or(u64::MAX);
            let bar = ProgressBar::new(total).with_style(style);
            *lock(&self.progress) = Some(bar);
        }
    }

    /// The next lesson of the list begins.
    pub(super) fn advance(&self, name: &str) {
        if let Some(bar) = &*lock(&self.progress) {
            bar.set_message(name.to_owned());
            bar.inc(1);
        }
    }

    /// The list is done.
    pub(super) fn finish(&self) {
        if let Some(bar) = lock(&self.progress).take() {
            bar.finish_and_clear();
        }
    }

    /// Does something to the terminal while no bar is in the way.
    fn beside_bar<R>(&self, work: impl FnOnce() -> R) -> R {
        match &*lock(&self.progress) {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }

    /// Prints text on standard output; colours are taken out where they do not belong.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        self.beside_bar(|| {
            let mut out = AutoStream::new(io::stdout().lock(), self.out_color);
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        })
        .map_err(|error| output_failed(&error))
    }

    /// A text as standard output shows it: with its colours, or without.
    pub(super) fn coloured(&self, text: &str) -> String {
        if self.out_color == ColorChoice::Never {
            anstream::adapter::strip_str(text).to_string()
        } else {
            text.to_owned()
        }
    }

    /// Prints the end of a command that failed, on standard error.
    pub(super) fn report(&self, failure: &Failure) {
        let text = match failure {
            Failure::Usage(text) | Failure::Machine(text) | Failure::Internal(text) => {
                format!("adder: {}\n", text.trim_end())
            }
            Failure::Refused(text) => text.clone(),
            Failure::OutputClosed | Failure::Interrupted => return,
        };
        self.warn(&text);
    }

    /// Prints text on standard error, where there may be nobody to read it.
    pub(super) fn warn(&self, text: &str) {
        let _ = self.beside_bar(|| {
            AutoStream::new(io::stderr().lock(), self.err_color).write_all(text.as_bytes())
        });
    }

    /// Why a text is refused, in full.
    pub(super) fn refusal(&self, diagnostics: &[Diagnostic], source: &SourceFile) -> String {
        if diagnostics.is_empty() {
            return format!("error: {} is not translated\n --> {0}:1:1\n", source.name());
        }
        let mut text = self.render_all(diagnostics, source);
        let codes: BTreeSet<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        for code in codes {
            text.push_str(&self.pointer(code));
        }
        text
    }

    /// Where to read on about a code, the first time that it comes. What Python says about its own syntax is enough.
    pub(super) fn pointer(&self, code: &str) -> String {
        if code == "syntax-error" || !lock(&self.explained).insert(code.to_owned()) {
            return String::new();
        }
        format!("`adder explain {code}` tells more.\n")
    }

    /// Diagnostics in the order of their list.
    pub(super) fn render_all(&self, diagnostics: &[Diagnostic], source: &SourceFile) -> String {
        let color = self.err_color != ColorChoice::Never;
        diagnostics
            .iter()
            .map(|diagnostic| render(diagnostic, source, color))
            .collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no panic while it is held")
}

fn output_failed(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::OutputClosed
    } else {
        Failure::Machine(format!("standard output: {error}"))
    }
}

impl Watch for Screen {
    fn begin(&self, what: &str) {
        if let Some(bar) = &*lock(&self.progress) {
            bar.set_message(what.to_owned());
        } else if io::stderr().is_terminal() {
            let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
            spinner.enable_steady_tick(Duration::from_millis(100));
            *lock(&self.spinner) = Some(spinner);
        }
    }

    fn end(&self) {
        if let Some(spinner) = lock(&self.spinner).take() {
            spinner.finish_and_clear();
        }
    }
}
