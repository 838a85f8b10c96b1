//! Files to reports, several at a time, with what earlier runs found out.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::Failure;
use super::super::arguments::RunsArguments;
use super::super::compile::build_failed;
use super::super::input::{lesson_of, read_text};
use super::super::screen::Screen;
use super::find::FoundFile;
use super::memory::Memory;
use crate::build::Builder;
use crate::present::LessonReport;
use crate::translate::{Options, translate};
use crate::verify::{self, CheckError, Limits, Python, Settings, map_parallel};

/// Checks files with certain settings.
pub(in crate::cli) struct Checker<'s> {
    screen: &'s Screen,
    builder: Builder<'s>,
    python: Python,
    options: Options,
    limits: Limits,
    n_workers: usize,
    has_memory: bool,
}

/// What became of a file.
pub(in crate::cli) enum Checked {
    /// It is a lesson.
    Report(LessonReport),
    /// There is no Python in it.
    Empty,
    /// It cannot be read as a lesson.
    Unusable(Failure),
}

impl<'s> Checker<'s> {
    pub(in crate::cli) fn new(
        runs: &RunsArguments,
        options: Options,
        has_memory: bool,
        screen: &'s Screen,
    ) -> Result<Self, Failure> {
        let builder = Builder::new(screen).map_err(|error| build_failed(&error))?;
        let python = Python::find(runs.python.as_deref(), Some(builder.folder()))
            .map_err(|error| Failure::Machine(error.to_string()))?;
        if !python.is_reference() {
            let version = python.version();
            screen.warn(&format!(
                "adder: comparing with Python {version}; messages are those of 3.11 and may differ\n"
            ));
        }
        Ok(Self {
            screen,
            builder,
            python,
            options,
            limits: runs.limits(),
            n_workers: runs.n_workers(),
            has_memory,
        })
    }

    pub(in crate::cli) fn python_version(&self) -> String {
        self.python.version()
    }

    /// Checks the files; `done` hears of each, by its index, from several threads and in any order.
    ///
    /// A failure that concerns all, the first that there was, ends the whole.
    pub(in crate::cli) fn check(
        &self,
        files: &[FoundFile],
        done: impl Fn(usize, &Checked) -> Result<(), Failure> + Sync,
    ) -> Result<Vec<Checked>, Failure> {
        let memory = self
            .has_memory
            .then(|| Memory::new(&self.builder, &self.python, self.options, self.limits));
        let known = map_parallel(files, self.n_workers, |file| {
            recall(&file.path, memory.as_ref())
        });
        let n_new = known
            .iter()
            .filter(|known| matches!(known, Known::New { .. }))
            .count();
        // With several lessons at a time, each keeps to itself.
        let n_workers = if n_new <= 1 { self.n_workers } else { 1 };
        let work = |known: Known| match known {
            Known::Checked(checked) => Ok(checked),
            Known::New { name, text } => {
                self.screen.advance(&name);
                self.check_text(&name, &text, n_workers, memory.as_ref())
            }
        };
        let is_over = AtomicBool::new(false);
        let failed = Mutex::new(None);
        let numbered: Vec<_> = known
            .into_iter()
            .map(Some)
            .map(Mutex::new)
            .enumerate()
            .collect();
        self.screen.start(n_new);
        let checked = map_parallel(&numbered, self.n_workers, |(place, known)| {
            if is_over.load(Ordering::Relaxed) {
                return None;
            }
            let known = known.lock().expect("each is locked once").take()?;
            let checked = work(known).and_then(|checked| {
                if verify::is_interrupted() {
                    return Err(Failure::Interrupted);
                }
                done(*place, &checked)?;
                Ok(checked)
            });
            match checked {
                Ok(checked) => Some(checked),
                Err(failure) => {
                    is_over.store(true, Ordering::Relaxed);
                    let mut failed = failed.lock().expect("no panic while it is held");
                    failed.get_or_insert(failure);
                    None
                }
            }
        });
        self.screen.finish();
        if let Some(memory) = memory.filter(|_| n_new > 0) {
            memory.clean();
        }
        if verify::is_interrupted() {
            return Err(Failure::Interrupted);
        }
        match failed.into_inner().expect("no panic while it is held") {
            Some(failure) => Err(failure),
            None => Ok(checked.into_iter().flatten().collect()),
        }
    }

    fn check_text(
        &self,
        name: &str,
        text: &str,
        n_workers: usize,
        memory: Option<&Memory<'_>>,
    ) -> Result<Checked, Failure> {
        let lesson = match lesson_of(name, text, self.screen) {
            Ok(lesson) => lesson,
            Err(failure) => return Ok(Checked::Unusable(failure)),
        };
        let settings = Settings {
            limits: self.limits,
            translate: &|source| translate(source, &self.options),
            n_workers,
        };
        let checked =
            verify::check(&lesson, &self.python, &self.builder, &settings).map_err(check_failed)?;
        let report = LessonReport::new(&lesson, &checked);
        if let Some(memory) = memory.filter(|_| !verify::is_interrupted()) {
            memory.remember(name, text, &report);
        }
        Ok(Checked::of(report))
    }
}

impl Checked {
    fn of(report: LessonReport) -> Self {
        if report.snippets.is_empty() {
            Self::Empty
        } else {
            Self::Report(report)
        }
    }
}

/// A file before it is checked.
enum Known {
    /// Nothing is left to do.
    Checked(Checked),
    New {
        name: String,
        text: String,
    },
}

fn recall(path: &Path, memory: Option<&Memory<'_>>) -> Known {
    let (name, text) = match read_text(path) {
        Ok(read) => read,
        Err(failure) => return Known::Checked(Checked::Unusable(failure)),
    };
    match memory.and_then(|memory| memory.recall(&name, &text)) {
        Some(report) => Known::Checked(Checked::of(report)),
        None => Known::New { name, text },
    }
}

/// Why a lesson could not be checked.
pub(in crate::cli) fn check_failed(error: CheckError) -> Failure {
    match error {
        CheckError::Build(error) => build_failed(&error),
        CheckError::Io(error) => Failure::Machine(format!("cannot check: {error}")),
    }
}
