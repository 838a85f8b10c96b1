//! How every binding, closure and parameter lives in Rust.
//!
//! A pass from IR to IR: [`decide`](decide::decide) chooses storage and closure forms, each with its
//! [`Reason`](crate::ir::Reason); [`declare`] puts every variable into the block where Rust declares it; [`own`] decides which lists have one owner,
//! trying out [`borrow`], which finds parameters that are only lent, and [`place`], which adds clones, borrows and cell accesses as nodes; [`tail`] turns final
//! `return`s into values.

mod append;
mod assigned;
mod binders;
mod borrow;
mod cells;
mod chars;
mod constants;
mod count;
mod decide;
mod declare;
mod fuse;
mod guard;
mod hidden;
mod imports;
mod inline;
mod joined;
mod jumps;
mod let_choice;
mod letters;
mod lift;
mod listed;
mod own;
mod pin;
mod place;
mod recursive;
mod results;
mod shown;
mod statics;
mod swap;
mod tail;
mod texts;
mod unfold;
mod unused;
mod views;

use crate::ir::Program;
use crate::ir::capture::find_captures;
use crate::ir::implied::imply;
use crate::translate::ClosureStyle;

/// Decides and rewrites.
pub fn settle(program: &mut Program, style: ClosureStyle) {
    constants::find_constants(program);
    fuse::fuse(program);
    find_captures(program);
    decide::decide(program, style);
    lift::lift(program);
    unfold::unfold(program);
    declare::declare(program);
    statics::find_static_text(program);
    append::append(program);
    joined::join_early(program);
    swap::swap(program);
    count::count(program);
    chars::find_chars(program);
    views::find_views(program);
    letters::prepare(program);
    let lifetimes = texts::find_texts(program);
    own::place_owned(program);
    shown::capture(program);
    inline::inline(program);
    decide::close_over_clones(program);
    tail::tail(program);
    results::wrap_results(program);
    let_choice::join_declarations(program);
    jumps::label_jumps(program);
    recursive::note_endless_recursion(program);
    guard::guard(program);
    pin::pin(program);
    listed::use_macros(program);
    unused::settle_unused(program);
    cells::change_in_place(program);
    imply(program);
    imports::find_traits(program);
    lifetimes.write(program);
}
