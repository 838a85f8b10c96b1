//! Several generated programs in one executable.
//!
//! Most of the compiler's time for a small program is the same for every program (starting, the standard library,
//! linking), so that many programs as modules of one crate take little longer than one. Each is then run as a process
//! of its own, chosen by [`CHOICE`].

use std::fmt::Write as _;

use super::program::SOURCE_NAME;

/// The environment variable that chooses the program inside a batch.
pub const CHOICE: &str = "ADDER_PROGRAM";

/// The files of the crate that holds the programs in order.
pub(super) fn crate_files(programs: &[&str]) -> Vec<(String, String)> {
    let mut root = String::from("#![allow(warnings)]\n");
    let mut arms = String::new();
    let mut files = Vec::new();
    for (number, rust) in programs.iter().enumerate() {
        let name = format!("program_{number}");
        writeln!(root, "mod {name};").expect("writing to a String");
        writeln!(arms, "        Some(\"{number}\") => {name}::adder_start(),")
            .expect("writing to a String");
        files.push((format!("{name}.rs"), as_module(rust)));
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
    files
}

/// The same program with a door that the crate's root can open, whatever its `main` gives back.
fn as_module(rust: &str) -> String {
    format!(
        "{rust}\npub fn adder_start() -> std::process::ExitCode {{\n    \
             std::process::Termination::report(main())\n\
         }}\n"
    )
}
