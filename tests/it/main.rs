//! What the whole of Adder does, in one test binary.

#![expect(
    clippy::print_stderr,
    reason = "a test says what it leaves out, and shows its tables"
)]

mod batch;
mod build;
mod cases;
mod cli;
mod corpus;
mod lesson_reading;
mod refusals;
mod tidy;
mod verify;
