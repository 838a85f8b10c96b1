//! The support library, compiled once for each toolchain.
//!
//! Cargo compiles it in a temporary folder from the embedded sources; what programs link against (the library and what
//! it depends on, as `.rlib` files) is kept as one cache entry.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use serde::Deserialize;

use super::cache::Cache;
use super::toolchain::Toolchain;
use super::{BuildError, Watch, sources};

const KIND: &str = "library";
/// The name under which generated code knows the library.
const CRATE_NAME: &str = "adder_runtime";
/// How the library is compiled, whatever the program's level: it is compiled once and run often.
///
/// Overflow checks are on for its generic functions too; it can unwind, as the standard library
/// can that it sits on, though programs that link to it do not.
const SETTINGS: &str =
    "\n[workspace]\n\n[profile.release]\nopt-level = 3\noverflow-checks = true\ndebug = false\n";

/// A compiled support library.
#[derive(Clone, Debug)]
pub(super) struct Library {
    folder: PathBuf,
}

impl Library {
    /// Takes the library from the cache, or compiles it and puts it there.
    pub(super) fn obtain(
        cache: &Cache,
        toolchain: &Toolchain,
        watch: &dyn Watch,
    ) -> Result<Self, BuildError> {
        let key = key(toolchain);
        if let Some(folder) = cache.entry(KIND, &key) {
            return Ok(Self { folder });
        }
        // Whoever waits here finds the work done.
        let _lock = cache.lock(KIND).map_err(|error| BuildError::NoCache {
            path: cache.root().to_owned(),
            error,
        })?;
        if let Some(folder) = cache.entry(KIND, &key) {
            return Ok(Self { folder });
        }
        watch.begin("Compiling the support library (once)");
        let compiled = compile(cache, toolchain, &key);
        watch.end();
        compiled.map(|folder| Self { folder })
    }

    /// Lets a call of rustc link against the library.
    ///
    /// The library ends a program that panics, which can only be a fault of the translation. Without code to unwind, loops that
    /// check for overflow keep their numbers in registers.
    pub(super) fn link(&self, rustc: &mut Command) {
        let own = self.folder.join(format!("lib{CRATE_NAME}.rlib"));
        let mut external = std::ffi::OsString::from(format!("{CRATE_NAME}="));
        external.push(own);
        let mut search = std::ffi::OsString::from("dependency=");
        search.push(&self.folder);
        rustc.arg("--extern").arg(external).arg("-L").arg(search);
        rustc.arg("-Cpanic=abort");
    }
}

/// The name of the cache entry: the compiler, the sources and the settings.
pub(super) fn key(toolchain: &Toolchain) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(toolchain.version.as_bytes());
    hasher.update(sources::hash().as_bytes());
    hasher.update(SETTINGS.as_bytes());
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

fn compile(cache: &Cache, toolchain: &Toolchain, key: &str) -> Result<PathBuf, BuildError> {
    let work = cache.build_folder()?;
    sources::write_to(work.path(), true)?;
    let manifest = work.path().join("Cargo.toml");
    let mut text = fs::read_to_string(&manifest)?;
    text.push_str(SETTINGS);
    fs::write(&manifest, text)?;

    // Without the network first: it is quicker and the usual case.
    let mut output = run_cargo(toolchain, work.path(), true)?;
    if !output.status.success() {
        output = run_cargo(toolchain, work.path(), false)?;
    }
    if !output.status.success() {
        return Err(BuildError::Library {
            message: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    let files = libraries(&output.stdout)?;
    let folder = cache.publish(KIND, key, &files)?;
    cache.clean(KIND);
    Ok(folder)
}

fn run_cargo(toolchain: &Toolchain, folder: &Path, offline: bool) -> Result<Output, BuildError> {
    let mut cargo = toolchain.cargo();
    cargo
        .args(["build", "--release", "--quiet", "--lib"])
        .arg("--message-format=json-render-diagnostics")
        .arg("--target-dir")
        .arg(folder.join("target"))
        .current_dir(folder)
        .stdin(Stdio::null());
    if offline {
        cargo.arg("--offline");
    }
    cargo.output().map_err(|error| {
        let named = PathBuf::from(cargo.get_program());
        BuildError::no_rustc(&named, error.to_string())
    })
}

/// The part of cargo's messages that says what was made.
#[derive(Deserialize)]
struct Artifact {
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// The libraries that cargo says it made, our own under its plain name; rustc wants to see procedural macros too.
fn libraries(messages: &[u8]) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for line in messages.split(|byte| *byte == b'\n') {
        let Ok(artifact) = serde_json::from_slice::<Artifact>(line) else {
            continue;
        };
        for path in artifact.filenames {
            let is_library = path.extension().is_some_and(|extension| {
                extension == "rlib" || extension == std::env::consts::DLL_EXTENSION
            });
            if !is_library {
                continue;
            }
            let name = if artifact.target.name == CRATE_NAME {
                format!("lib{CRATE_NAME}.rlib")
            } else {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().into_owned()
            };
            files.push((name, path));
        }
    }
    if files.is_empty() {
        return Err(io::Error::other("cargo made no library"));
    }
    Ok(files)
}
