//! Adder: Python lessons to Rust. The stages, in reading order.

pub mod build;
pub mod cli;
pub mod diagnostics;
pub mod emit;
pub mod explain;
pub mod ir;
pub mod lesson;
pub mod library;
pub mod names;
pub mod places;
pub mod present;
pub mod reasons;
pub mod serve;
pub mod snapshot;
pub mod source;
pub mod storage;
pub mod syntax;
pub mod translate;
pub mod types;
pub mod verify;
