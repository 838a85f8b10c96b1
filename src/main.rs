//! The `adder` command.

/// Translation makes many small things; this allocator takes a sixth off its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    adder::cli::main(std::env::args_os())
}
