//! Several generated programs in one executable.
//!
//! Most of the compiler's time for a small program is the same for every program (starting, the standard library,
//! linking), so that many programs as modules of one crate take little longer than one. Each is then run as a process
//! of its own, chosen by [`CHOICE`].

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::program::{PLACES_NAME, SOURCE_NAME};
use super::{Profile, RustProgram};

/// The environment variable that chooses the program inside a batch.
pub const CHOICE: &str = "ADDER_PROGRAM";

/// A compiled program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executable {
    /// The file.
    pub path: PathBuf,
    /// If it holds several programs: what [`CHOICE`] must be for this one.
    pub choice: Option<String>,
}

/// The numbers of the programs that a message of the compiler is about.
pub(super) fn blamed(message: &str) -> BTreeSet<usize> {
    let places = message.split("--> program_").skip(1);
    places
        .filter_map(|place| place.split_once(".rs:")?.0.parse().ok())
        .collect()
}

/// The files of the crate that holds the programs in order.
pub(super) fn crate_files(programs: &[RustProgram<'_>], profile: Profile) -> Vec<(String, String)> {
    let mut root = String::from("#![allow(warnings)]\n");
    let mut arms = String::new();
    let mut places = String::new();
    let mut files = Vec::new();
    for (number, program) in programs.iter().enumerate() {
        let name = format!("program_{number}");
        writeln!(root, "mod {name};").expect("writing to a String");
        writeln!(arms, "        Some(\"{number}\") => {name}::adder_start(),")
            .expect("writing to a String");
        let file = format!("{name}.rs");
        places += &places_of(&file, program.places);
        files.push((file, as_module(program.rust)));
    }
    write!(
        root,
        "\nfn main() -> std::process::ExitCode {{\n    \
             match std::env::var(\"{CHOICE}\").ok().as_deref() {{\n\
                 {arms}        \
                 _ => std::process::ExitCode::from(64),\n    \
             }}\n\
         }}\n"
    )
    .expect("writing to a String");
    files.push((SOURCE_NAME.to_owned(), root));
    if profile == Profile::Quick {
        files.push((PLACES_NAME.to_owned(), places));
    }
    files
}

/// The table of one Rust file among those of others.
pub(super) fn places_of(file: &str, places: &str) -> String {
    format!("r {file}\n{places}")
}

/// The same program with a door that the crate's root can open, whatever its `main` gives back.
fn as_module(rust: &str) -> String {
    format!(
        "{rust}\npub fn adder_start() -> std::process::ExitCode {{\n    \
             std::process::Termination::report(main())\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_blames_programs_by_number() {
        let message = "error[E0308]: mismatched types\n --> program_12.rs:3:1\n\
                       error: oh\n  --> program_3.rs:70:2\n ::: /rustc/lib.rs:1:1\n";
        assert_eq!(blamed(message), BTreeSet::from([3, 12]));
        assert_eq!(blamed("error: linking failed"), BTreeSet::new());
    }
}
