//! `adder check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use std::{fs, thread};

use super::arguments::CheckArguments;
use super::compile::build_failed;
use super::input::{describe, read_text};
use super::screen::Screen;
use super::{FAULT, Failure, UNUSABLE};
use crate::build::Builder;
use crate::lesson::{self, Lesson};
use crate::present::{self, Tally};
use crate::translate::translate;
use crate::verify::{self, CheckError, Limits, Python, Settings, map_parallel};

/// What a folder is searched for.
const EXTENSIONS: [&str; 5] = ["py", "md", "markdown", "ipynb", "txt"];

/// `adder check FILE|DIR…`.
pub(super) fn check(arguments: &CheckArguments, screen: &Screen) -> Result<u8, Failure> {
    let (lessons, failures) = read_lessons(&arguments.files, screen);
    for failure in &failures {
        screen.report(failure);
    }
    if lessons.is_empty() {
        return Ok(UNUSABLE);
    }
    let builder = Builder::new(screen).map_err(|error| build_failed(&error))?;
    let python = Python::find(arguments.python.as_deref(), Some(builder.folder()))
        .map_err(|error| Failure::Machine(error.to_string()))?;
    if !python.is_reference() {
        let version = python.version();
        screen.warn(&format!(
            "adder: comparing with Python {version}; messages are those of 3.11 and may differ\n"
        ));
    }
    let n_workers = arguments
        .jobs
        .unwrap_or_else(|| thread::available_parallelism().map_or(1, std::num::NonZero::get));
    let options = arguments.translation.options();
    let settings = Settings {
        limits: Limits {
            time: Duration::from_secs_f64(arguments.time_limit),
            memory: u64::from(arguments.memory_limit) << 20,
            output: usize::try_from(arguments.output_limit)
                .map_or(usize::MAX, |mb| mb.saturating_mul(1 << 20)),
            ..Limits::default()
        },
        translate: &|source| translate(source, &options),
        // With several lessons at a time, each keeps to itself.
        n_workers: if lessons.len() == 1 { n_workers } else { 1 },
    };
    let report = Report {
        screen,
        progress: Mutex::default(),
    };
    let numbered: Vec<(usize, &Lesson)> = lessons.iter().enumerate().collect();
    let checked = map_parallel(&numbered, n_workers, |&(place, lesson)| {
        let checked = verify::check(lesson, &python, &builder, &settings).map_err(check_failed)?;
        if verify::is_interrupted() {
            return Err(Failure::Interrupted);
        }
        if !arguments.json {
            report.show_in_order(place, present::lesson_report(lesson, &checked))?;
        }
        Ok(checked)
    });
    if verify::is_interrupted() {
        return Err(Failure::Interrupted);
    }
    let checked = checked.into_iter().collect::<Result<Vec<_>, _>>()?;
    let pairs: Vec<_> = lessons.iter().zip(&checked).collect();
    let mut tally = Tally::default();
    for (lesson, checked) in &pairs {
        tally.add(Tally::of(lesson, checked));
    }
    if arguments.json {
        screen.print(&present::json(&pairs, &python.version()))?;
    } else {
        screen.print(&present::summary(&tally))?;
    }
    Ok(match status(&tally) {
        0 if !failures.is_empty() => UNUSABLE,
        status => status,
    })
}

/// The exit status that says what came of lessons.
pub(super) fn status(tally: &Tally) -> u8 {
    if tally.faults > 0 {
        FAULT
    } else if tally.has_failed() {
        1
    } else if tally.refused > 0 {
        UNUSABLE
    } else {
        0
    }
}

/// Why a lesson could not be checked.
pub(super) fn check_failed(error: CheckError) -> Failure {
    match error {
        CheckError::Build(error) => build_failed(&error),
        CheckError::Io(error) => Failure::Machine(format!("cannot check: {error}")),
    }
}

/// Shows the lessons as soon as they are done, in their order.
struct Report<'s> {
    screen: &'s Screen,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    n_shown: usize,
    /// By their places in the order: those that are done before an earlier one.
    waiting: BTreeMap<usize, String>,
}

impl Report<'_> {
    fn show_in_order(&self, place: usize, text: String) -> Result<(), Failure> {
        let mut progress = self.progress.lock().expect("no panic while it is held");
        progress.waiting.insert(place, text);
        loop {
            let next = progress.n_shown;
            let Some(text) = progress.waiting.remove(&next) else {
                return Ok(());
            };
            progress.n_shown += 1;
            self.screen.print(&text)?;
        }
    }
}

/// The lessons in the files and folders, and what is wrong with the others. A file that is named must hold a snippet,
/// one that is found in a folder need not.
fn read_lessons(paths: &[PathBuf], screen: &Screen) -> (Vec<Lesson>, Vec<Failure>) {
    let mut lessons = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        if path.is_dir() {
            read_folder(path, screen, &mut lessons, &mut failures);
            continue;
        }
        match read_lesson(path, screen) {
            Ok(lesson) if lesson.snippets.is_empty() => {
                let told = format!("{}: no Python in this file", path.display());
                failures.push(Failure::Usage(told));
            }
            Ok(lesson) => lessons.push(lesson),
            Err(failure) => failures.push(failure),
        }
    }
    (lessons, failures)
}

fn read_folder(
    folder: &Path,
    screen: &Screen,
    lessons: &mut Vec<Lesson>,
    failures: &mut Vec<Failure>,
) {
    let mut files = Vec::new();
    if let Err(error) = find_lessons(folder, &mut files) {
        failures.push(Failure::Usage(format!("{}: {error}", folder.display())));
    }
    let before = lessons.len() + failures.len();
    for file in files {
        match read_lesson(&file, screen) {
            Ok(lesson) if lesson.snippets.is_empty() => {}
            Ok(lesson) => lessons.push(lesson),
            Err(failure) => failures.push(failure),
        }
    }
    if lessons.len() + failures.len() == before {
        failures.push(Failure::Usage(format!(
            "{}: no lessons in this folder (looked for .py, .md, .markdown, .ipynb, .txt)",
            folder.display()
        )));
    }
}

/// Reads a lesson; its format goes by the file's name.
pub(super) fn read_lesson(path: &Path, screen: &Screen) -> Result<Lesson, Failure> {
    let (name, text) = read_text(path)?;
    lesson::read(&name, &text).map_err(|diagnostics| {
        let source = crate::source::SourceFile::new(name, text);
        Failure::Refused(screen.refusal(&diagnostics, &source))
    })
}

fn find_lessons(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| describe(&error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_hidden = name.starts_with('.') || name == "__pycache__";
        // A link to a folder may lead back here.
        if is_hidden || path.is_symlink() && path.is_dir() {
            continue;
        }
        if path.is_dir() {
            find_lessons(&path, found)?;
        } else if let Some(extension) = path.extension()
            && EXTENSIONS
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        {
            found.push(path);
        }
    }
    Ok(())
}
