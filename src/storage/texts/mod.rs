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
//! where. A text that something else than a literal or a part of another text may get to is a `String`, and so are all that it may get to
//! itself; what is left is only ever written out in the program, or is a [loan](loans): a part of a text that outlives it.

mod flow;
mod graph;
mod hoist;
mod lifetimes;
mod loans;
mod operations;

pub(super) use lifetimes::Lifetimes;

use crate::ir::Program;

/// Finds these texts and writes them into the types. What is a part of a variable's text is told apart from what is written out only in
/// the types that Rust must be told, in the end.
pub(super) fn find_texts(program: &mut Program) -> Lifetimes {
    // Texts that are made for a call whose result may be parts of them need a variable: only where it turns out so.
    let mut trial = program.clone();
    let made = hoist::hoist(&mut trial, |_| true);
    if !made.is_empty() {
        let lenders = settle(&mut trial).lenders().clone();
        hoist::hoist(program, |index| {
            made.get(index).is_some_and(|var| lenders.contains(var))
        });
    }
    settle(program)
}

fn settle(program: &mut Program) -> Lifetimes {
    let places = loans::Places::find(program);
    let mut texts = graph::annotate(program);
    texts.loans.prepare(program, &places);
    flow::flow(program, &mut texts);
    texts.settle(program, &places);
    let lifetimes = Lifetimes::read(program, &texts);
    graph::resolve(program, &texts);
    for var in lifetimes.lenders() {
        program.vars[var.0 as usize].is_viewed = true;
    }
    lifetimes
}
