//! Many small programs: translated, compiled together, each run as a process of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use adder::build::{Builder, Profile, RustProgram, Silent};
use adder::diagnostics::Diagnostic;
use adder::source::SourceFile;
use adder::translate::{Options, Translation, translate};
use adder::verify::{Limits, Outcome, map_parallel, run_rust};

/// So many programs are compiled together.
const BATCH_SIZE: usize = 40;

/// A program and its input.
pub(crate) struct Case {
    /// Relative to the folder that was searched.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) source: SourceFile,
    pub(crate) stdin: Vec<u8>,
}

/// What became of a program.
pub(crate) enum Ran {
    Refused(Vec<Diagnostic>),
    /// A panic of Adder, or Rust that does not compile.
    Fault(String),
    Done(Box<Translation>, Outcome),
}

/// All `.py` files below a folder in order, with what stands in `.in` files beside them.
pub(crate) fn find_cases(folder: &Path) -> Vec<Case> {
    let mut paths = Vec::new();
    collect(folder, &mut paths);
    paths.sort();
    let cases = paths.into_iter().filter_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        let inside = path.strip_prefix(folder).expect("found inside it");
        let name = inside
            .with_extension("")
            .to_string_lossy()
            .replace('\\', "/");
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        Some(Case {
            name,
            source: SourceFile::new(file_name, text),
            stdin: std::fs::read(path.with_extension("in")).unwrap_or_default(),
            path,
        })
    });
    cases.collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            paths.push(path);
        }
    }
}

/// Translates, compiles and runs all of them.
pub(crate) fn run_all(cases: &[Case], options: Options, limits: &Limits) -> Vec<Ran> {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let builder = Builder::in_folder(&cache, &Silent).expect("a builder");
    let batches: Vec<&[Case]> = cases.chunks(BATCH_SIZE).collect();
    let n_workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let ran = map_parallel(&batches, n_workers, |batch| {
        run_batch(batch, options, &builder, limits)
    });
    ran.into_iter().flatten().collect()
}

fn run_batch(cases: &[Case], options: Options, builder: &Builder<'_>, limits: &Limits) -> Vec<Ran> {
    let translations: Vec<Result<Translation, Box<Ran>>> = cases
        .iter()
        .map(|case| {
            let translated = catch_unwind(AssertUnwindSafe(|| translate(&case.source, &options)));
            match translated {
                Ok(translated) => {
                    translated.map_err(|diagnostics| Box::new(Ran::Refused(diagnostics)))
                }
                Err(_) => Err(Box::new(Ran::Fault("panic in the translator".to_owned()))),
            }
        })
        .collect();
    let programs: Vec<RustProgram<'_>> = translations
        .iter()
        .flatten()
        .map(|translation| RustProgram {
            rust: &translation.rust,
            needs_runtime: translation.needs_runtime,
            places: &translation.places,
        })
        .collect();
    let executables = builder.executables(&programs, Profile::Quick);
    let mut executables = executables
        .expect("this machine has a compiler")
        .into_iter();
    let mut ran = Vec::new();
    for (case, translation) in cases.iter().zip(translations) {
        ran.push(match translation {
            Ok(translation) => match executables.next().expect("one for each translation") {
                Ok(executable) => {
                    let outcome = run_rust(&executable, case.source.name(), &case.stdin, limits);
                    Ran::Done(Box::new(translation), outcome.expect("it starts"))
                }
                Err(fault) => Ran::Fault(fault.to_string()),
            },
            Err(refused) => *refused,
        });
    }
    ran
}
