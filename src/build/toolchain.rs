//! Which Rust compiler this machine has.
//!
//! With rustup, `rustc` is a small program that looks for the real one. Asking it costs as much as a tenth of a
//! compilation, so the answer is remembered in the cache for as long as nothing it depends on has changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use serde::{Deserialize, Serialize};

use super::BuildError;
use super::cache::Cache;

/// A Rust compiler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Toolchain {
    /// The compiler proper, behind rustup's.
    rustc: PathBuf,
    /// All that `rustc -vV` says: the name under which libraries fit together.
    pub(super) version: String,
    sysroot: PathBuf,
    /// Size and time of `rustc`, to notice an update.
    stamp: (u64, u64),
    /// What led to it: see [`trail`].
    trail: String,
}

impl Toolchain {
    /// Finds the compiler: `RUSTC`, or `rustc` on the path.
    pub(super) fn find(cache: &Cache) -> Result<Self, BuildError> {
        let named = env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
        let trail = trail(&named);
        let remembered = cache.root().join("toolchain.json");
        let known = fs::read(&remembered)
            .ok()
            .and_then(|text| serde_json::from_slice::<Self>(&text).ok())
            .filter(|known| known.trail == trail && stamp(&known.rustc) == Some(known.stamp));
        if let Some(known) = known {
            return Ok(known);
        }
        let found = Self::ask(&named, trail, cache.root())?;
        if let Ok(text) = serde_json::to_vec(&found) {
            // Forgetting it only costs time. Written beside and renamed, so that nobody reads half of it.
            let _ = tempfile::NamedTempFile::new_in(cache.root())
                .and_then(|file| fs::write(file.path(), text).map(|()| file))
                .and_then(|file| file.persist(&remembered).map_err(io::Error::from));
        }
        Ok(found)
    }

    fn ask(named: &Path, trail: String, folder: &Path) -> Result<Self, BuildError> {
        let answer = Command::new(named)
            .args(["-vV", "--print", "sysroot"])
            // Not in the user's folder: its `rust-toolchain.toml` is about the user's own project.
            .current_dir(folder)
            .output()
            .map_err(|error| BuildError::no_rustc(named, error.to_string()))?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let (version, sysroot) = match text.trim_end().rsplit_once('\n') {
            Some(parts) if answer.status.success() => parts,
            Some(_) | None => {
                let said = String::from_utf8_lossy(&answer.stderr).trim().to_owned();
                return Err(BuildError::no_rustc(named, said));
            }
        };
        let sysroot = PathBuf::from(sysroot);
        let proper = sysroot
            .join("bin")
            .join("rustc")
            .with_extension(env::consts::EXE_EXTENSION);
        let rustc = if proper.is_file() {
            proper
        } else {
            named.to_owned()
        };
        Ok(Self {
            stamp: stamp(&rustc).unwrap_or_default(),
            rustc,
            version: version.to_owned(),
            sysroot,
            trail,
        })
    }

    /// A call of the compiler.
    pub(super) fn rustc(&self) -> Command {
        let mut command = Command::new(&self.rustc);
        // Settings that are meant for somebody else's build.
        for name in ["RUSTFLAGS", "RUSTC_WRAPPER", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    /// A call of the cargo that belongs to the compiler.
    pub(super) fn cargo(&self) -> Command {
        let proper = self
            .sysroot
            .join("bin")
            .join("cargo")
            .with_extension(env::consts::EXE_EXTENSION);
        let mut command = if proper.is_file() {
            Command::new(proper)
        } else {
            Command::new("cargo")
        };
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            let is_setting = ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_ENCODED_"]
                .iter()
                .any(|prefix| text.starts_with(prefix))
                || matches!(
                    &*text,
                    "RUSTFLAGS" | "RUSTC_WRAPPER" | "RUSTC_WORKSPACE_WRAPPER" | "CARGO_TARGET_DIR"
                );
            if is_setting {
                command.env_remove(&name);
            }
        }
        command.env("RUSTC", &self.rustc);
        command
    }
}

/// All that decides which compiler rustup starts when the user's folder is left out.
fn trail(named: &Path) -> String {
    let rustup_home = env::var_os("RUSTUP_HOME").map(PathBuf::from).or_else(|| {
        let home = etcetera::home_dir().ok()?;
        Some(home.join(".rustup"))
    });
    let settings = rustup_home.and_then(|home| stamp(&home.join("settings.toml")));
    let search_path = env::var_os("PATH").unwrap_or_default();
    let selected = env::var_os("RUSTUP_TOOLCHAIN").unwrap_or_default();
    format!(
        "{} {} {settings:?} {}",
        named.display(),
        selected.to_string_lossy(),
        search_path.to_string_lossy()
    )
}

fn stamp(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), u64::try_from(modified.as_nanos()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_compiler_is_told_with_the_way_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = Toolchain::ask(Path::new("nowhere/rustc"), String::new(), folder.path())
            .expect_err("there is none");
        let told = error.to_string();
        for part in ["nowhere/rustc", "https://rustup.rs", "RUSTC"] {
            assert!(told.contains(part), "{told}");
        }
        assert!(!error.is_internal());
    }

    #[test]
    fn what_was_found_is_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(folder.path().to_owned()).expect("a cache");
        let asked = Toolchain::find(&cache).expect("there is a compiler");
        assert!(asked.version.contains("rustc"), "{}", asked.version);
        let remembered = fs::read(folder.path().join("toolchain.json")).expect("written");
        let remembered: Toolchain = serde_json::from_slice(&remembered).expect("JSON");
        assert_eq!(asked, remembered);
        assert_eq!(Toolchain::find(&cache).expect("found again"), asked);
    }
}
