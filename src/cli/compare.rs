//! `adder compare`.

use std::time::Duration;
use std::{env, fs, thread};

use super::arguments::CompareArguments;
use super::compile::build_failed;
use super::input::{describe, lesson_of, read_text};
use super::screen::Screen;
use super::{Failure, check, pager};
use crate::build::Builder;
use crate::present::compared::{Comparison, translate_by_line};
use crate::present::{self, Columns, LessonReport, Tally};
use crate::verify::cells::{Recording, record_cells};
use crate::verify::{self, CheckedLesson, CheckedSnippet, Limits, Python, Settings};

/// The width where no terminal tells.
const USUAL_WIDTH: usize = 110;

/// So many steps of a run are recorded for the page; nobody clicks through more.
const N_STEPS: usize = 250;
const RECORDING_TIME: Duration = Duration::from_secs(5);

/// `adder compare FILE`.
pub(super) fn compare(arguments: &CompareArguments, screen: &Screen) -> Result<u8, Failure> {
    let (name, text) = read_text(&arguments.file)?;
    let lesson = lesson_of(&name, &text, screen)?;
    if lesson.snippets.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: no Python in this file",
            lesson.name
        )));
    }
    let builder = Builder::new(screen).map_err(|error| build_failed(&error))?;
    let python = Python::find(arguments.python.as_deref(), Some(builder.folder()))
        .map_err(|error| Failure::Machine(error.to_string()))?;
    let options = arguments.translation.options();
    let settings = Settings {
        translate: &|source| translate_by_line(source, &options),
        limits: Limits::default(),
        n_workers: thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    let checked =
        verify::check(&lesson, &python, &builder, &settings).map_err(check::check_failed)?;
    if verify::is_interrupted() {
        return Err(Failure::Interrupted);
    }
    let comparison = Comparison::new(&lesson, &text, &checked, &options, &python.version());
    if arguments.html {
        let recordings = recordings(&checked, &python);
        let comparison = comparison.with_runs(&lesson, &checked, &recordings);
        show_page(&present::page(&comparison), arguments, screen)?;
    } else {
        show_columns(&comparison, arguments, screen)?;
    }
    Ok(check::status(&Tally::of(&LessonReport::new(
        &lesson, &checked,
    ))))
}

/// The runs of the snippets that have closures, by the snippets' indices. What cannot be recorded is left out: the page says as much without it.
fn recordings(checked: &CheckedLesson, python: &Python) -> Vec<(usize, Recording)> {
    let limits = Limits {
        time: RECORDING_TIME,
        ..Limits::default()
    };
    let snippets = checked.snippets.iter().enumerate();
    let closures = snippets.filter(|(_, snippet)| {
        let translation = snippet.translation.as_ref();
        translation.is_some_and(|translation| !translation.captures.is_empty())
    });
    let closures: Vec<(usize, &CheckedSnippet)> = closures.collect();
    let recorded = verify::map_parallel(&closures, closures.len().min(4), |(index, snippet)| {
        let text = snippet.program.source.text();
        let recording = record_cells(python, text, N_STEPS, &limits).ok()?;
        Some((*index, recording))
    });
    recorded.into_iter().flatten().collect()
}

fn show_columns(
    comparison: &Comparison,
    arguments: &CompareArguments,
    screen: &Screen,
) -> Result<(), Failure> {
    let width = arguments.width.unwrap_or_else(|| {
        console::Term::stdout()
            .size_checked()
            .map_or(USUAL_WIDTH, |(_, columns)| usize::from(columns))
    });
    let shown = present::columns(comparison, Columns { width });
    let is_paged = !arguments.no_pager && pager::show(&screen.coloured(&shown));
    if is_paged {
        Ok(())
    } else {
        screen.print(&shown)
    }
}

/// Writes the page where the user wants it. Who only wants to look at it gets it in the folder for temporary files.
fn show_page(page: &str, arguments: &CompareArguments, screen: &Screen) -> Result<(), Failure> {
    let path = match &arguments.output {
        Some(path) => path.clone(),
        None if arguments.open => {
            let stem = arguments.file.file_stem().unwrap_or("lesson".as_ref());
            let name = format!("adder-{}.html", stem.to_string_lossy());
            env::temp_dir().join(name)
        }
        None => return screen.print(page),
    };
    fs::write(&path, page)
        .map_err(|error| Failure::Usage(format!("{}: {}", path.display(), describe(&error))))?;
    if arguments.open {
        open::that_detached(&path).map_err(|error| {
            Failure::Machine(format!("{}: cannot be opened: {error}", path.display()))
        })?;
    }
    Ok(())
}
