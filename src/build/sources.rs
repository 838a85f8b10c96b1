//! The support library as it is embedded in this binary.

use std::path::Path;
use std::{fs, io};

/// Pairs of a path inside the library's folder and the text of the file, `Cargo.toml` and `Cargo.lock` included.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/support_library.rs"));

/// A hash over names and texts: it changes when any of them does.
pub(super) fn hash() -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in FILES {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize()
}

/// Writes the library as a Cargo package into a folder.
pub(super) fn write_to(folder: &Path, with_lock: bool) -> io::Result<()> {
    for (name, text) in FILES {
        if *name == "Cargo.lock" && !with_lock {
            continue;
        }
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
