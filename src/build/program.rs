//! One generated program to one executable.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use super::cache::Cache;
use super::library::Library;
use super::toolchain::Toolchain;
use super::{BuildError, Profile};

pub(super) const KIND: &str = "programs";
/// The name of the source file: what a message of the compiler, or of a panic, points to.
pub(super) const SOURCE_NAME: &str = "main.rs";
/// The name of the table of places beside the executable, which the support library knows too.
pub(super) const PLACES_NAME: &str = "places.txt";

/// The name of an executable inside its cache entry.
pub(super) fn executable_name() -> String {
    format!("program{}", std::env::consts::EXE_SUFFIX)
}

/// The compiler's options at a level.
///
/// Measured on two cores with small programs (median of five, milliseconds; the time to the end of rustc):
/// level 0 plain 177, with one codegen unit and symbols stripped 162; level 1 286; level 3 293, with one codegen unit
/// 336; with fat link-time optimisation 3,519.
pub(super) fn options(profile: Profile) -> &'static [&'static str] {
    match profile {
        Profile::Quick => &[
            "-Copt-level=0",
            "-Ccodegen-units=1",
            "-Cdebug-assertions=off",
            "-Coverflow-checks=on",
            "-Cdebuginfo=line-tables-only",
        ],
        Profile::Fast => &[
            "-Copt-level=3",
            "-Ccodegen-units=1",
            "-Cdebug-assertions=off",
            "-Coverflow-checks=on",
            "-Cdebuginfo=0",
            "-Cstrip=symbols",
            // Executables at a fixed address reach the support library's variables and functions without a table.
            #[cfg(all(target_os = "linux", target_env = "gnu"))]
            "-Crelocation-model=static",
        ],
    }
}

/// Compiles the files of one crate, whose root is [`SOURCE_NAME`], and keeps the executable under `key`; or what the compiler
/// has against them.
pub(super) fn compile(
    cache: &Cache,
    toolchain: &Toolchain,
    library: Option<&Library>,
    profile: Profile,
    files: &[(String, String)],
    key: &str,
) -> Result<Result<PathBuf, String>, BuildError> {
    let work = cache.build_folder()?;
    for (name, text) in files {
        fs::write(work.path().join(name), text)?;
    }
    let made = work.path().join(executable_name());
    let mut rustc = toolchain.rustc();
    call(&mut rustc, work.path(), &made, profile);
    if let Some(library) = library {
        library.link(&mut rustc);
    }
    let output = rustc.output().map_err(|error| {
        let named = PathBuf::from(rustc.get_program());
        BuildError::no_rustc(&named, error.to_string())
    })?;
    if !output.status.success() {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let mut results = vec![(executable_name(), made)];
    if files.iter().any(|(name, _)| name == PLACES_NAME) {
        results.push((PLACES_NAME.to_owned(), work.path().join(PLACES_NAME)));
    }
    let folder = cache.publish(KIND, key, &results)?;
    cache.clean(KIND);
    Ok(Ok(folder.join(executable_name())))
}

fn call(rustc: &mut Command, folder: &Path, made: &Path, profile: Profile) {
    rustc
        .current_dir(folder)
        .stdin(Stdio::null())
        .args(["--edition", "2024", "--crate-name", "program"])
        .args(["--crate-type", "bin", "--cap-lints", "allow"])
        .args(options(profile))
        .arg("-o")
        .arg(made)
        .arg(SOURCE_NAME);
}

/// Puts what the compiler did not take where a developer finds it.
pub(super) fn keep_rejected(
    cache: &Cache,
    files: &[(String, String)],
    key: &str,
) -> io::Result<PathBuf> {
    let folder = cache.root().join("rejected").join(key);
    fs::create_dir_all(&folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(folder.join(SOURCE_NAME))
}
