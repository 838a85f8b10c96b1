//! Texts that are written out in the program, wherever they go: `&'static str` in lists, tuples, dicts and results.
//!
//! **Python**
//! ```python
//! def sign(number):
//!     return ("minus", -number) if number < 0 else ("plus", number)
//! ```
//! **Rust**: `fn sign(number: i64) -> (&'static str, i64)`.
//!
//! Every text that a type mentions is a node of a [graph](graph::Texts). [`flow`] goes through the program and notes which texts go
//! where. A text that something else than a literal may get to is a `String`, and so are all that it may get to itself; what is left
//! is only ever written out in the program.

mod flow;
mod graph;
mod operations;

use crate::ir::Program;

/// Finds these texts and writes them into the types.
pub(super) fn find_texts(program: &mut Program) {
    let mut texts = graph::annotate(program);
    flow::flow(program, &mut texts);
    texts.settle(program);
    graph::resolve(program, &texts);
}
