//! How long things take: `cargo run --release --example timings`.
//!
//! Prints the time to translate a program of about a hundred lines in this process, and the time of a warm `check` of a
//! lesson with one snippet beside what cannot be avoided: a bare `rustc` of the same Rust, and the two runs.

#![expect(clippy::print_stdout, reason = "it is there to print")]

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use adder::build::{Builder, Silent};
use adder::lesson;
use adder::source::SourceFile;
use adder::translate::{Options, Translation, translate};
use adder::verify::{Limits, Python, Settings, check};
use mimalloc::MiMalloc;

const PROGRAM: &str = include_str!("hundred_lines.py");
/// So many runs of what starts compilers; the median counts.
const N_CHECKS: u32 = 9;
/// And of what takes milliseconds.
const N_TRANSLATIONS: u32 = 199;

/// As the `adder` command has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    time_check()?;
    time_translation()
}

fn time_translation() -> Result<(), Box<dyn Error>> {
    let rust = translated(PROGRAM)?.rust;
    let one = median(N_TRANSLATIONS, |_| translated(PROGRAM).map(drop))?;
    let n_lines = PROGRAM.lines().count();
    let n_rust = rust.lines().count();
    println!("translate {n_lines} lines to {n_rust}: {}", shown(one));
    Ok(())
}

fn time_check() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let python = Python::find(None, None)?;
    let builder = Builder::in_folder(folder.path(), &Silent)?;
    let settings = Settings {
        translate: &|source| translate(source, &Options::default()),
        limits: Limits::default(),
        n_workers: 2,
    };
    // Each run checks a text that was never compiled, so that the cache does not help.
    let whole = median(N_CHECKS, |run| {
        let lesson = lesson::read("lesson.py", &snippet(run)).map_err(|_| "not a lesson")?;
        check(&lesson, &python, &builder, &settings)?;
        Ok(())
    })?;
    let parts = median(N_CHECKS, |run| {
        bare(&snippet(run + N_CHECKS), folder.path())
    })?;
    println!("check of one snippet: {}", shown(whole));
    println!("bare rustc and the two runs: {}", shown(parts));
    println!("ratio: {:.2}", whole.as_secs_f64() / parts.as_secs_f64());
    Ok(())
}

fn translated(text: &str) -> Result<Translation, Box<dyn Error>> {
    let source = SourceFile::new("program.py", text);
    translate(&source, &Options::default()).map_err(|diagnostics| {
        let messages = diagnostics.into_iter().map(|diagnostic| diagnostic.message);
        messages.collect::<Vec<_>>().join("; ").into()
    })
}

fn snippet(run: u32) -> String {
    format!(
        "def adder(value):\n    def inner(a):\n        return value + a\n    return inner\n\n\
         a2 = adder(2)\nprint(a2({run}))  # {}\n",
        run + 2
    )
}

/// What anyone would have to do by hand.
fn bare(text: &str, folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let rust = translated(text)?.rust;
    let (python, source, made) = (folder.join("a.py"), folder.join("a.rs"), folder.join("a"));
    fs::write(&python, text)?;
    fs::write(&source, rust)?;
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc
        .args(["--edition", "2024", "-Awarnings", "-o"])
        .arg(&made)
        .arg(&source);
    for mut command in [rustc, Command::new("python3"), Command::new(&made)] {
        if command.get_program() == "python3" {
            command.arg(&python);
        }
        let status = command.stdout(Stdio::null()).status()?;
        if !status.success() {
            return Err(format!("{} failed", command.get_program().to_string_lossy()).into());
        }
    }
    Ok(())
}

fn median(
    n_runs: u32,
    mut work: impl FnMut(u32) -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for run in 0..n_runs {
        let started = Instant::now();
        work(run)?;
        times.push(started.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}

fn shown(duration: Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1000.0)
}
