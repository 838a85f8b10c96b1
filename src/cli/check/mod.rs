//! `adder check`.

mod checker;
mod find;
mod memory;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use super::arguments::{CheckArguments, OutputFormat};
use super::input::describe;
use super::screen::Screen;
use super::{FAULT, Failure, UNUSABLE};
use crate::present::{self, Detail, LessonReport, SnippetResult, Tally};

pub(super) use checker::{Checked, Checker, check_failed};
pub(super) use find::{FoundFile, find_files, snapshots_in};

/// `adder check FILE|DIR|GLOB…`.
pub(super) fn check(arguments: &CheckArguments, screen: &Screen) -> Result<u8, Failure> {
    if arguments.watch {
        return watch::watch(arguments, screen);
    }
    let (files, failures) = selected(arguments);
    check_files(arguments, files, failures, screen)
}

fn selected(arguments: &CheckArguments) -> (Vec<FoundFile>, Vec<Failure>) {
    let (files, failures) = find_files(&arguments.files, &arguments.exclude);
    match arguments.shard {
        Some(shard) => (find::part(files, shard), failures),
        None => (files, failures),
    }
}

/// Checks files, and reports on them and on what stood in the way of others.
fn check_files(
    arguments: &CheckArguments,
    files: Vec<FoundFile>,
    mut failures: Vec<Failure>,
    screen: &Screen,
) -> Result<u8, Failure> {
    let (reports, python) = if files.is_empty() {
        (Vec::new(), String::new())
    } else {
        let options = arguments.translation.options();
        let checker = Checker::new(&arguments.runs, options, !arguments.no_cache, screen)?;
        let in_order = InOrder {
            screen,
            progress: Mutex::default(),
        };
        let checked = checker.check(&files, |place, checked| {
            let text = match checked {
                Checked::Report(report) => shown(arguments, report),
                Checked::Empty | Checked::Unusable(_) => String::new(),
            };
            in_order.show(place, text)
        })?;
        let reports = usable(arguments, &files, checked, &mut failures);
        (reports, checker.python_version())
    };
    for failure in &failures {
        screen.report(failure);
    }
    if reports.is_empty() && !failures.is_empty() {
        return Ok(UNUSABLE);
    }
    let tally = Tally::over(&reports);
    match arguments.format() {
        OutputFormat::Json => screen.print(&present::json(&reports, &python))?,
        OutputFormat::Text if reports.len() > 1 && !arguments.quiet => {
            let (table, summary) = (present::table(&reports), present::summary(&tally));
            screen.print(&format!("\n{table}\n{summary}"))?;
        }
        OutputFormat::Text | OutputFormat::Github => screen.print(&present::summary(&tally))?,
    }
    if arguments.format() == OutputFormat::Text {
        let codes: BTreeSet<&str> = reports
            .iter()
            .flat_map(|report| &report.snippets)
            .filter(|snippet| snippet.result == SnippetResult::Refused)
            .flat_map(|snippet| &snippet.diagnostics)
            .map(|diagnostic| diagnostic.code.as_str())
            .collect();
        for code in codes {
            screen.print(&screen.pointer(code))?;
        }
    }
    if let Some(path) = &arguments.junit {
        fs::write(path, present::junit(&reports))
            .map_err(|error| Failure::Usage(format!("{}: {}", path.display(), describe(&error))))?;
    }
    Ok(match status(&tally) {
        0 if !failures.is_empty() => UNUSABLE,
        status => status,
    })
}

/// What is printed of a lesson as soon as it is its turn.
fn shown(arguments: &CheckArguments, report: &LessonReport) -> String {
    match arguments.format() {
        OutputFormat::Json => String::new(),
        OutputFormat::Github => present::annotations(report),
        OutputFormat::Text if arguments.quiet => present::lesson_report(report, Detail::Problems),
        OutputFormat::Text => present::lesson_report(report, Detail::Full),
    }
}

/// The reports, and what is wrong with the other files. A file that is named must hold a snippet, and a folder one that does.
fn usable(
    arguments: &CheckArguments,
    files: &[FoundFile],
    checked: Vec<Checked>,
    failures: &mut Vec<Failure>,
) -> Vec<LessonReport> {
    let mut reports = Vec::new();
    let mut barren: Vec<bool> = arguments.files.iter().map(|path| path.is_dir()).collect();
    for (file, checked) in files.iter().zip(checked) {
        match checked {
            Checked::Empty if file.is_named => failures.push(Failure::Usage(format!(
                "{}: no Python in this file",
                file.path.display()
            ))),
            Checked::Empty => continue,
            Checked::Report(report) => reports.push(report),
            Checked::Unusable(failure) => failures.push(failure),
        }
        barren[file.argument] = false;
    }
    let is_whole = arguments.shard.is_none() && !arguments.watch;
    for (number, folder) in arguments.files.iter().enumerate() {
        let has_files = files.iter().any(|file| file.argument == number);
        if barren[number] && has_files && is_whole {
            failures.push(find::no_lessons(folder));
        }
    }
    reports
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

/// Shows the lessons as soon as they are done, in their order.
struct InOrder<'s> {
    screen: &'s Screen,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    n_shown: usize,
    /// By their places in the order: those that are done before an earlier one.
    waiting: BTreeMap<usize, String>,
}

impl InOrder<'_> {
    fn show(&self, place: usize, text: String) -> Result<(), Failure> {
        let mut progress = self.progress.lock().expect("no panic while it is held");
        progress.waiting.insert(place, text);
        loop {
            let next = progress.n_shown;
            let Some(text) = progress.waiting.remove(&next) else {
                return Ok(());
            };
            progress.n_shown += 1;
            if !text.is_empty() {
                self.screen.print(&text)?;
            }
        }
    }
}
