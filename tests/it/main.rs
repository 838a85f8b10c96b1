//! What the whole of Adder does, in one test binary.

mod build;
mod lesson_reading;
mod verify;
