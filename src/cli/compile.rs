//! `adder translate`, `adder run`, `adder build`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use super::Failure;
use super::arguments::{BuildArguments, RunArguments, TranslateArguments};
use super::input::{Input, describe, read_input};
use super::screen::Screen;
use crate::build::{self, BuildError, Builder, Profile, RustProgram};
use crate::lesson::session::{Raised, program_for, whole_session};
use crate::lesson::{Lesson, SnippetKind};
use crate::present;
use crate::source::SourceFile;
use crate::translate::{self, Options, Translation};

/// `adder translate FILE`.
pub(super) fn translate(arguments: &TranslateArguments, screen: &Screen) -> Result<u8, Failure> {
    let work = |source: &SourceFile| {
        let options = arguments.translation.options();
        if let Some(stage) = arguments.stage {
            return translate::show_stage(source, &options, stage.stage())
                .map_err(|diagnostics| Failure::Refused(screen.refusal(&diagnostics, source)));
        }
        if arguments.stats {
            return translate::statistics(source, &options)
                .map(|statistics| present::statistics(&statistics))
                .map_err(|diagnostics| Failure::Refused(screen.refusal(&diagnostics, source)));
        }
        let translation = translated(source, options, screen)?;
        screen.warn(&screen.render_all(&translation.warnings, source));
        if arguments.why {
            return Ok(present::why(&translation));
        }
        Ok(translation.rust)
    };
    let (text, status) = match read_input(&arguments.file, screen)? {
        Input::Program(_) if arguments.snippet.is_some_and(|number| number != 1) => {
            return Err(no_such_snippet(&arguments.file, 1));
        }
        Input::Program(source) => (work(&source)?, 0),
        Input::Lesson(lesson) => match arguments.snippet {
            Some(number) => {
                let snippet = number
                    .checked_sub(1)
                    .filter(|index| *index < lesson.snippets.len());
                let snippet = snippet
                    .ok_or_else(|| no_such_snippet(&arguments.file, lesson.snippets.len()))?;
                let program = program_for(&lesson, snippet, &Raised::new());
                (work(&program.source)?, 0)
            }
            None => translate_all(&lesson, work, screen),
        },
    };
    match &arguments.output {
        Some(path) => fs::write(path, text)
            .map_err(|error| Failure::Usage(format!("{}: {}", path.display(), describe(&error))))?,
        None => screen.print(&text)?,
    }
    Ok(status)
}

fn no_such_snippet(file: &Path, n_snippets: usize) -> Failure {
    let path = file.display();
    Failure::Usage(format!(
        "{path}: its snippets are numbered from 1 to {n_snippets}"
    ))
}

/// The Rust of every snippet below a line that says where it comes from. A refused one leaves only that line; why is
/// told on standard error.
fn translate_all(
    lesson: &Lesson,
    work: impl Fn(&SourceFile) -> Result<String, Failure>,
    screen: &Screen,
) -> (String, u8) {
    let mut text = String::new();
    let mut status = 0;
    for (index, snippet) in lesson.snippets.iter().enumerate() {
        if snippet.kind == SnippetKind::NotPython {
            continue;
        }
        let program = program_for(lesson, index, &Raised::new());
        let (rust, remark) = match work(&program.source) {
            Ok(rust) => (rust, ""),
            Err(failure) => {
                screen.report(&failure);
                status = failure.status();
                (String::new(), ", refused")
            }
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(
            text,
            "// Snippet {}, lines {}–{} of {}{remark}\n{rust}",
            snippet.number, snippet.first_line, snippet.last_line, lesson.name
        );
    }
    (text, status)
}

/// `adder run FILE ARGS…`.
pub(super) fn run(arguments: &RunArguments, screen: &Screen) -> Result<u8, Failure> {
    let source = read_program(&arguments.file, screen)?;
    let translation = translated(&source, arguments.translation.options(), screen)?;
    let profile = if arguments.release {
        Profile::Fast
    } else {
        Profile::Quick
    };
    let executable = executable(&translation, profile, screen)?;
    let mut command = Command::new(&executable);
    command.args(&arguments.arguments);
    become_program(command, &arguments.file)
}

/// `adder build FILE -o EXE`.
pub(super) fn build(arguments: &BuildArguments, screen: &Screen) -> Result<u8, Failure> {
    let source = read_program(&arguments.file, screen)?;
    let translation = translated(&source, arguments.translation.options(), screen)?;
    if let Some(folder) = &arguments.project {
        let name = arguments.file.file_stem().unwrap_or_default();
        build::write_project(folder, &name.to_string_lossy(), program(&translation)).map_err(
            |error| Failure::Usage(format!("{}: {}", folder.display(), describe(&error))),
        )?;
    }
    if let Some(path) = &arguments.output {
        let executable = executable(&translation, Profile::Fast, screen)?;
        copy_over(&executable, path)
            .map_err(|error| Failure::Usage(format!("{}: {}", path.display(), describe(&error))))?;
    }
    Ok(0)
}

/// A program, or a lesson as one: all its snippets in a row.
fn read_program(path: &Path, screen: &Screen) -> Result<SourceFile, Failure> {
    Ok(match read_input(path, screen)? {
        Input::Program(source) => source,
        Input::Lesson(lesson) => whole_session(&lesson).source,
    })
}

fn translated(
    source: &SourceFile,
    options: Options,
    screen: &Screen,
) -> Result<Translation, Failure> {
    translate::translate(source, &options)
        .map_err(|diagnostics| Failure::Refused(screen.refusal(&diagnostics, source)))
}

fn program(translation: &Translation) -> RustProgram<'_> {
    RustProgram {
        rust: &translation.rust,
        needs_runtime: translation.needs_runtime,
        places: &translation.places,
    }
}

fn executable(
    translation: &Translation,
    profile: Profile,
    screen: &Screen,
) -> Result<PathBuf, Failure> {
    Builder::new(screen)
        .and_then(|builder| builder.executable(program(translation), profile))
        .map_err(|error| build_failed(&error))
}

pub(super) fn build_failed(error: &BuildError) -> Failure {
    if error.is_internal() {
        Failure::Internal(error.to_string())
    } else {
        Failure::Machine(error.to_string())
    }
}

/// Replaces this process, so that signals, streams and the status are the program's own.
#[cfg(unix)]
fn become_program(mut command: Command, file: &Path) -> Result<u8, Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.arg0(file).exec();
    Err(Failure::Machine(format!(
        "cannot start the program: {error}"
    )))
}

#[cfg(not(unix))]
fn become_program(mut command: Command, _file: &Path) -> Result<u8, Failure> {
    let status = command
        .status()
        .map_err(|error| Failure::Machine(format!("cannot start the program: {error}")))?;
    Ok(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1))
}

/// Writes an executable beside its place and renames it, since one that is running cannot be written to.
fn copy_over(executable: &Path, path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new()
        .prefix(".adder-")
        .tempfile_in(folder)?
        .into_temp_path();
    fs::copy(executable, &beside)?;
    beside.persist(path).map_err(io::Error::from)
}
