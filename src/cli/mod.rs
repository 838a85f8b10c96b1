//! The `adder` command: arguments in, text and an exit status out. Only this stage prints and exits.
//!
//! Exit status: 0 fine; 1 the program, or a comparison, failed; 2 refused or bad usage; 101 a fault in
//! Adder; 130 interrupted; 141 whoever reads the output has gone.

mod arguments;
mod check;
mod compare;
mod compile;
mod explain;
mod input;
mod manual;
mod pager;
mod screen;
mod serve;
mod snapshot;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Mutex;

use clap::Parser;

use arguments::{Arguments, Command};
use screen::Screen;

use crate::verify;

/// Why a command ends early.
#[derive(Debug)]
enum Failure {
    /// Bad usage, or a file that cannot be used: one or two lines for the user.
    Usage(String),
    /// The program is refused; the rendered diagnostics.
    Refused(String),
    /// The machine lacks something, or something went wrong outside the program.
    Machine(String),
    /// Adder is at fault.
    Internal(String),
    /// Nobody reads the output any more.
    OutputClosed,
    /// Ctrl-C, or the system asked for an end.
    Interrupted,
}

/// The exit status for a fault in Adder, which is also Rust's for a panic.
const FAULT: u8 = 101;
/// The exit status for what is refused or cannot be used.
const UNUSABLE: u8 = 2;

impl Failure {
    fn status(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Refused(_) | Self::Machine(_) => UNUSABLE,
            Self::Internal(_) => FAULT,
            Self::Interrupted => 130,
            Self::OutputClosed => 141,
        }
    }
}

/// Runs the command that the arguments (the program's name first) ask for.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, with status 0. A closed pipe is no reason to complain here.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(UNUSABLE));
        }
    };
    let screen = Screen::new();
    match dispatch_guarded(arguments.command, &screen) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            screen.report(&failure);
            ExitCode::from(failure.status())
        }
    }
}

/// A panic is a fault of Adder and says so, with its place, instead of a trace that helps no user.
fn dispatch_guarded(command: Command, screen: &Screen) -> Result<u8, Failure> {
    static PLACE: Mutex<String> = Mutex::new(String::new());
    panic::set_hook(Box::new(|info| {
        if let Ok(mut place) = PLACE.lock() {
            *place = info
                .location()
                .map_or_else(String::new, ToString::to_string);
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(|| dispatch(command, screen))).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or_default();
        let place = PLACE
            .lock()
            .map_or_else(|_| String::new(), |place| place.clone());
        Err(Failure::Internal(format!(
            "this is a bug in Adder, please report it with the file: {said} ({place})"
        )))
    })
}

fn dispatch(command: Command, screen: &Screen) -> Result<u8, Failure> {
    match command {
        Command::Translate(arguments) => compile::translate(&arguments, screen),
        Command::Run(arguments) => compile::run(&arguments, screen),
        Command::Build(arguments) => compile::build(&arguments, screen),
        Command::Serve(arguments) => {
            end_children_on_interrupt();
            serve::serve(&arguments, screen)
        }
        Command::Explain(arguments) => explain::explain(&arguments, screen),
        Command::Completions(arguments) => manual::completions(&arguments, screen),
        Command::Man(arguments) => manual::man(&arguments, screen),
        Command::Snapshot(arguments) => {
            end_children_on_interrupt();
            snapshot::snapshot(&arguments, screen)
        }
        Command::Check(arguments) => {
            end_children_on_interrupt();
            check::check(&arguments, screen)
        }
        Command::Compare(arguments) => {
            end_children_on_interrupt();
            compare::compare(&arguments, screen)
        }
    }
}

/// The programs that are compared lead process groups of their own, which Ctrl-C does not reach.
fn end_children_on_interrupt() {
    // Without the handler Adder ends at once, which is the second best.
    let _ = ctrlc::set_handler(verify::interrupt);
}
