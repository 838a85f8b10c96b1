//! A program as a Cargo project that anyone can build without Adder.

use std::path::Path;
use std::{fs, io};

use super::{RustProgram, sources};

/// Overflow is checked in every profile: Python's integers do not wrap, so neither may these. The support library ends a program
/// that panics, so with it no code is made to unwind.
fn profiles(needs_runtime: bool) -> String {
    let panic = if needs_runtime {
        "panic = \"abort\"\n"
    } else {
        ""
    };
    format!(
        "\n[profile.dev]\noverflow-checks = true\n{panic}\n[profile.release]\noverflow-checks = true\n{panic}codegen-units = 1\n"
    )
}

/// Writes `Cargo.toml`, `src/main.rs` and, if the program needs it, the support library into `folder`.
///
/// # Errors
/// If the folder holds something already, or cannot be written.
pub fn write_project(folder: &Path, name: &str, program: RustProgram<'_>) -> io::Result<()> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "the folder is not empty",
        ));
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/main.rs"), program.rust)?;
    let mut manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n",
        package_name(name)
    );
    if program.needs_runtime {
        manifest.push_str("\n[dependencies]\nadder-runtime = { path = \"adder-runtime\" }\n");
        sources::write_to(&folder.join("adder-runtime"), false)?;
    }
    manifest.push_str("\n[workspace]\n");
    manifest.push_str(&profiles(program.needs_runtime));
    fs::write(folder.join("Cargo.toml"), manifest)
}

/// A name that cargo takes: ASCII letters, digits, `-` and `_`, beginning with a letter, no word of Rust.
fn package_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || letter == '-' {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let plain = plain.trim_matches('_');
    let is_taken = plain.is_empty()
        || !plain.starts_with(|first: char| first.is_ascii_alphabetic())
        || matches!(
            plain,
            "test" | "core" | "std" | "alloc" | "proc_macro" | "adder-runtime"
        )
        || is_keyword(plain);
    if is_taken {
        format!("lesson_{plain}").trim_end_matches('_').to_owned()
    } else {
        plain.to_owned()
    }
}

fn is_keyword(word: &str) -> bool {
    syn::parse_str::<syn::Ident>(word).is_err() && !word.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_ones_that_cargo_takes() {
        for (given, taken) in [
            ("closures", "closures"),
            ("my-lesson", "my-lesson"),
            ("замыкания", "lesson"),
            ("3 loops", "lesson_3_loops"),
            ("match", "lesson_match"),
            ("test", "lesson_test"),
        ] {
            assert_eq!(package_name(given), taken);
        }
    }
}
