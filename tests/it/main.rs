//! What the whole of Adder does, in one test binary.

#![expect(
    clippy::print_stderr,
    reason = "a test says what it leaves out, and shows its tables"
)]

mod bad_input;
mod batch;
mod browser;
mod build;
mod cases;
mod cli;
mod compare;
mod corpus;
mod course;
mod cpython;
mod explain;
mod gallery;
mod hunt;
mod invent;
mod lesson_reading;
mod lessons;
mod mutants;
mod page;
mod playground;
mod property;
mod reasons;
mod refusals;
mod serve;
mod snapshot;
mod stages;
mod tidy;
mod traceback;
mod verify;
