//! Embeds the support library's sources and the pages of `adder explain` in the `adder` binary, and a hash of Adder's own sources.
//!
//! The hash (`ADDER_SOURCES`) tells what one Adder found out from what another would: the version stays the same
//! while somebody works on it. Writes `support_library.rs` into `OUT_DIR`: a list of pairs (path inside the library, text), with a manifest that
//! stands on its own, since the library is also built outside this workspace.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let library = root.join("templates/runtime");
    let out_dir = PathBuf::from(variable("OUT_DIR"));

    let manifest = fs::read_to_string(library.join("Cargo.toml"))?;
    let manifest_out = out_dir.join("support_library.toml");
    fs::write(&manifest_out, standalone_manifest(&manifest))?;

    let mut sources = Vec::new();
    collect_sources(&library.join("src"), &mut sources)?;
    sources.sort();

    let mut list = String::from("&[\n");
    add_file(&mut list, "Cargo.toml", &manifest_out);
    add_file(&mut list, "Cargo.lock", &root.join("Cargo.lock"));
    for path in &sources {
        let inside = path.strip_prefix(&library).expect("found inside it");
        let name = inside.to_string_lossy().replace('\\', "/");
        add_file(&mut list, &name, path);
    }
    list.push_str("]\n");
    fs::write(out_dir.join("support_library.rs"), list)?;

    fs::write(
        out_dir.join("explanations.rs"),
        list_of_pages(&root.join("templates/explain"))?,
    )?;
    instruct(&format!(
        "rustc-env=ADDER_SOURCES={}",
        hash_of_sources(&root)?
    ));

    instruct("rerun-if-changed=src");
    instruct("rerun-if-changed=templates/explain");
    instruct("rerun-if-changed=templates/runtime/src");
    instruct("rerun-if-changed=templates/runtime/Cargo.toml");
    instruct("rerun-if-changed=Cargo.lock");
    instruct("rerun-if-changed=build.rs");
    Ok(())
}

fn variable(name: &str) -> String {
    env::var(name).expect("cargo sets it for build scripts")
}

fn instruct(instruction: &str) {
    println!("cargo::{instruction}");
}

/// A hash of everything that decides what Adder makes of a lesson.
fn hash_of_sources(root: &Path) -> io::Result<String> {
    let mut files = vec![root.join("Cargo.lock"), root.join("Cargo.toml")];
    for folder in ["src", "templates/runtime/src"] {
        collect_sources(&root.join(folder), &mut files)?;
    }
    files.push(root.join("src/verify/tracer.py"));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for path in files {
        let inside = path.strip_prefix(root).expect("found inside it");
        inside
            .to_string_lossy()
            .replace('\\', "/")
            .hash(&mut hasher);
        fs::read(&path)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add_file(list: &mut String, name: &str, path: &Path) {
    let path = path
        .to_str()
        .expect("cargo works in folders with UTF-8 names");
    writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("writing to a String");
}

/// Pairs of a code and the page that explains it.
fn list_of_pages(folder: &Path) -> io::Result<String> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(code) = path
            .file_stem()
            .filter(|_| path.extension() == Some("md".as_ref()))
        {
            pages.push((code.to_string_lossy().into_owned(), path.clone()));
        }
    }
    pages.sort();
    let mut list = String::from("&[\n");
    for (code, path) in &pages {
        add_file(&mut list, code, path);
    }
    list.push_str("]\n");
    Ok(list)
}

fn collect_sources(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// The manifest with what it inherits from the workspace written out, and without its lints and tests.
fn standalone_manifest(manifest: &str) -> String {
    let mut standalone = String::new();
    let mut kept = true;
    for line in manifest.lines() {
        if line.starts_with('[') {
            kept = !matches!(line, "[lints]" | "[dev-dependencies]") && !line.starts_with("[[");
        }
        if !kept {
            continue;
        }
        let line = match line {
            "edition.workspace = true" => "edition = \"2024\"".to_owned(),
            "rust-version.workspace = true" => {
                format!("rust-version = \"{}\"", variable("CARGO_PKG_RUST_VERSION"))
            }
            "license.workspace = true" => "license = \"MIT OR Apache-2.0\"".to_owned(),
            _ => line.to_owned(),
        };
        standalone.push_str(&line);
        standalone.push('\n');
    }
    assert!(
        !standalone.contains("workspace"),
        "the support library inherits something build.rs does not write out:\n{standalone}"
    );
    standalone
}
