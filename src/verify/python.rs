//! `CPython`: finding it, and running programs under it.
//!
//! Runs are made alike everywhere: hash seed 0, UTF-8, no settings from the environment, an empty working folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use serde::{Deserialize, Serialize};

use super::{Limits, Outcome, process};

/// Prints what is needed to know about an interpreter, a line each.
const QUESTION: &str = "import sys\nprint(sys.executable)\nprint(sys.implementation.name)\nprint(*sys.version_info[:3])";

/// A `CPython` of a version that Adder follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Python {
    /// The interpreter itself, behind pyenv's or a similar starter.
    executable: PathBuf,
    /// Such as `(3, 11, 7)`.
    version: (u32, u32, u32),
    /// Size and time of the executable, to notice an update.
    stamp: (u64, u64),
    /// What led to it: see [`trail`].
    trail: String,
}

/// Why there is no Python to compare with.
#[derive(Debug, thiserror::Error)]
pub enum PythonError {
    /// Nothing answers to that name.
    #[error(
        "no Python: `{name}` cannot be started ({reason})\nInstall Python 3.11, or name it with --python PATH or in ADDER_PYTHON"
    )]
    Missing {
        /// What was tried.
        name: String,
        /// What the system, or the interpreter, says.
        reason: String,
    },
    /// It is another version.
    #[error(
        "`{name}` is {found}, and Adder compares with CPython 3.11 or newer\nName another with --python PATH or in ADDER_PYTHON"
    )]
    WrongVersion {
        /// What was tried.
        name: String,
        /// What it is.
        found: String,
    },
}

impl Python {
    /// Finds the interpreter: the one named, or `ADDER_PYTHON`, or `python3`. What was found out about it is remembered
    /// in `memory`, a folder, for as long as nothing changes.
    ///
    /// # Errors
    /// If there is none, or it is too old.
    pub fn find(named: Option<&Path>, memory: Option<&Path>) -> Result<Self, PythonError> {
        let named = named.map(Path::to_owned).or_else(|| {
            let variable = env::var_os("ADDER_PYTHON").filter(|name| !name.is_empty());
            variable.map(PathBuf::from)
        });
        let named = named.unwrap_or_else(|| PathBuf::from("python3"));
        let trail = trail(&named);
        let remembered = memory.map(|folder| folder.join("python.json"));
        let known = remembered
            .as_ref()
            .and_then(|path| fs::read(path).ok())
            .and_then(|text| serde_json::from_slice::<Self>(&text).ok())
            .filter(|known| known.trail == trail && stamp(&known.executable) == Some(known.stamp));
        if let Some(known) = known {
            return Ok(known);
        }
        let found = Self::ask(&named, trail)?;
        if let (Some(path), Some(folder), Ok(text)) =
            (&remembered, memory, serde_json::to_vec(&found))
        {
            // Forgetting it only costs time. Written beside and renamed, so that nobody reads half of it.
            let _ = tempfile::NamedTempFile::new_in(folder)
                .and_then(|file| fs::write(file.path(), text).map(|()| file))
                .and_then(|file| file.persist(path).map_err(io::Error::from));
        }
        Ok(found)
    }

    fn ask(named: &Path, trail: String) -> Result<Self, PythonError> {
        let name = named.display().to_string();
        let answer = base_command(named)
            .args(["-c", QUESTION])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| PythonError::Missing {
                name: name.clone(),
                reason: error.to_string(),
            })?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let lines: Vec<&str> = text.lines().collect();
        let &[executable, implementation, version] = &lines[..] else {
            let said = String::from_utf8_lossy(&answer.stderr);
            let last = said.lines().rfind(|line| !line.trim().is_empty());
            let reason = last.unwrap_or("it answers nothing").to_owned();
            return Err(PythonError::Missing { name, reason });
        };
        let numbers: Vec<u32> = version.split(' ').filter_map(|n| n.parse().ok()).collect();
        match numbers[..] {
            [major, minor, micro] if implementation == "cpython" && (major, minor) >= (3, 11) => {
                let executable = PathBuf::from(executable);
                Ok(Self {
                    stamp: stamp(&executable).unwrap_or_default(),
                    executable,
                    version: (major, minor, micro),
                    trail,
                })
            }
            _ => Err(PythonError::WrongVersion {
                name,
                found: format!("{implementation} {}", version.replace(' ', ".")),
            }),
        }
    }

    /// The version as people write it.
    pub fn version(&self) -> String {
        let (major, minor, micro) = self.version;
        format!("{major}.{minor}.{micro}")
    }

    /// What tells it from other interpreters: where it is, and its version.
    pub fn identity(&self) -> String {
        format!("{} {}", self.executable.display(), self.version())
    }

    /// Whether it is of the version whose messages Adder reproduces.
    pub fn is_reference(&self) -> bool {
        (self.version.0, self.version.1) == (3, 11)
    }

    /// Runs a script in a working folder.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn run(
        &self,
        script: &Path,
        arguments: &[&Path],
        folder: &Path,
        stdin: &[u8],
        limits: &Limits,
    ) -> io::Result<Outcome> {
        let mut command = base_command(&self.executable);
        command.arg(script).args(arguments).current_dir(folder);
        process::run(command, stdin, limits)
    }
}

/// The interpreter with the settings that all runs share.
fn base_command(executable: &Path) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command
        .args(["-X", "utf8", "-B"])
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONIOENCODING", "utf-8");
    command
}

/// All that decides which interpreter a name leads to.
fn trail(named: &Path) -> String {
    let variable = |name| {
        let value = env::var_os(name).unwrap_or_default();
        value.to_string_lossy().into_owned()
    };
    // pyenv looks for a file in the folder and its parents, and then here.
    let pyenv_choice = stamp(&Path::new(&variable("PYENV_ROOT")).join("version"));
    let folder = env::current_dir().unwrap_or_default();
    format!(
        "{} {} {} {pyenv_choice:?} {}",
        named.display(),
        variable("PATH"),
        variable("PYENV_VERSION"),
        folder.display()
    )
}

fn stamp(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), u64::try_from(modified.as_nanos()).ok()?))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A Python that answers as it is told.
    fn find_fake(answer: &str) -> Result<Python, PythonError> {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("python");
        fs::write(&path, format!("#!/bin/sh\nprintf '{answer}'\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
        Python::find(Some(&path), None)
    }

    #[test]
    fn older_and_other_pythons_are_told_from_the_right_one() {
        for (answer, expected) in [
            ("/usr/bin/python\\ncpython\\n3 11 7\\n", None),
            (
                "/usr/bin/python\\ncpython\\n3 10 2\\n",
                Some("cpython 3.10.2"),
            ),
            ("/usr/bin/python\\npypy\\n3 11 9\\n", Some("pypy 3.11.9")),
            ("", Some("answers nothing")),
        ] {
            match (find_fake(answer), expected) {
                (Ok(python), None) => assert_eq!(python.version(), "3.11.7"),
                (Err(error), Some(expected)) => {
                    let told = error.to_string();
                    assert!(told.contains(expected), "{told}");
                    assert!(told.contains("--python"), "{told}");
                }
                (found, expected) => panic!("{found:?}, not {expected:?}"),
            }
        }
    }
}
