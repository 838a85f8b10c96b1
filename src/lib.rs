//! Adder: Python lessons to Rust. The stages, in reading order.

pub mod build;
pub mod cli;
pub mod diagnostics;
pub mod lesson;
pub mod names;
pub mod source;
pub mod syntax;
pub mod translate;
