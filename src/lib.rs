//! Adder: Python lessons to Rust. The stages, in reading order.

pub mod diagnostics;
pub mod lesson;
pub mod names;
pub mod source;
pub mod syntax;
pub mod translate;
