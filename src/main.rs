//! The `adder` command.

fn main() -> std::process::ExitCode {
    adder::cli::main(std::env::args_os())
}
