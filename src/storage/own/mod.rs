//! Lists with one owner: `Vec<T>`, lent as `&[T]`, `&mut [T]` or `&mut Vec<T>`, and moved.
//!
//! **Python**
//! ```python
//! def primes(n):
//!     found = []
//!     for i in range(2, n):
//!         if all(i % p for p in found):
//!             found.append(i)
//!     return found
//! ```
//! **Rust**: `let mut found: Vec<i64> = Vec::new();` … `found.push(i);` … `found`.
//!
//! Lists that may be the same object form a [`Class`](crate::ir::Class). A class is *owned* unless some list of it gets two names
//! that are alive at once, or is used in a way that only shared lists have. [`flow`] finds the classes and the uses. What
//! is left is tried out: the program is settled as if all of these were owned, and whatever then would have to be
//! cloned, or is changed while it is looked at ([`clash`]), is shared. That is repeated until nothing of the kind is found.

mod clash;
mod classes;
mod flow;
mod hoist;
mod items;
mod last;
mod operations;
mod resized;
mod rows;

pub(super) use classes::{each_part, each_ty};

use super::{borrow, place};
use crate::ir::Program;

/// Decides which lists have one owner, and places moves, clones and borrows accordingly.
pub(super) fn place_owned(program: &mut Program) {
    let mut classes = classes::annotate(program);
    flow::unify(program, &mut classes);
    loop {
        let mut trial = program.clone();
        classes.resolve(&mut trial);
        operations::rewrite(&mut trial);
        rows::name_items(&mut trial);
        items::lend(&mut trial);
        borrow::find_borrowed(&mut trial);
        resized::find_changed(&mut trial);
        hoist::hoist(&mut trial);
        place::place(&mut trial);
        let clashes = clash::clashes(&trial);
        if clashes.is_empty() {
            *program = trial;
            return;
        }
        for class in clashes {
            classes.share(class);
        }
    }
}
