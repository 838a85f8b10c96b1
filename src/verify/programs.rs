//! Single runs of a program, alike on both sides: a script's path as its name, and an empty folder to work in.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use super::{Limits, Outcome, Python, process};
use crate::build::{CHOICE, Executable};

/// A script and an empty folder to run it in.
struct Place {
    folder: tempfile::TempDir,
    script: PathBuf,
}

impl Place {
    fn new(name: &str) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("work"))?;
        let stem = Path::new(name).file_stem().unwrap_or("lesson".as_ref());
        let script = folder.path().join("script").join(stem).with_extension("py");
        fs::create_dir(folder.path().join("script"))?;
        Ok(Self { folder, script })
    }

    fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }
}

/// Runs the text of a program, that has the name of a file, under `CPython`.
///
/// # Errors
/// If files cannot be written or Python cannot be started.
pub fn run_python(
    python: &Python,
    name: &str,
    text: &str,
    stdin: &[u8],
    limits: &Limits,
) -> io::Result<Outcome> {
    let place = Place::new(name)?;
    fs::write(&place.script, text)?;
    python.run(&place.script, &[], &place.work(), stdin, limits)
}

/// Runs the executable made of a program that has the name of a file.
///
/// # Errors
/// If it cannot be started.
pub fn run_rust(
    executable: &Executable,
    name: &str,
    stdin: &[u8],
    limits: &Limits,
) -> io::Result<Outcome> {
    let place = Place::new(name)?;
    let mut command = Command::new(&executable.path);
    command.current_dir(place.work());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, &place.script);
    if let Some(choice) = &executable.choice {
        command.env(CHOICE, choice);
    }
    process::run(command, stdin, limits)
}
