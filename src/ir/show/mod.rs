//! IR as text, for `translate --stage ir` and `storage`.
//!
//! Pseudo-Rust in which nothing is implied: every conversion, clone, borrow and cell access is written as a call,
//! `lend(x)`, `cell_get(x)`. What Adder decided stands beside what it decides about, with the reason. Functions of
//! the support library start with `rt::`.

mod expr;
mod func;
mod stmt;
mod ty;

use super::{FuncId, Program, Reason, SetId, VarIdx};

/// The program before storage decisions: operations say how they take their operands.
pub fn show_lowered(program: &Program) -> String {
    Show::new(program, false).program()
}

/// The program after storage decisions: every variable and closure says how it lives and why.
pub fn show_settled(program: &Program) -> String {
    Show::new(program, true).program()
}

/// Text under construction.
struct Show<'a> {
    program: &'a Program,
    /// Storage decisions are made.
    is_settled: bool,
    /// The function whose statements are printed.
    current: FuncId,
    out: String,
    depth: usize,
}

impl<'a> Show<'a> {
    fn new(program: &'a Program, is_settled: bool) -> Self {
        Self {
            program,
            is_settled,
            current: FuncId(0),
            out: String::new(),
            depth: 0,
        }
    }

    fn program(mut self) -> String {
        for index in 0..self.program.sets.len() {
            self.set(SetId(u32::try_from(index).expect("few sets")));
        }
        for index in 0..self.program.funcs.len() {
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            self.func(FuncId(u32::try_from(index).expect("few functions")));
        }
        self.out
    }

    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(&"    ".repeat(self.depth));
            self.out.push_str(text);
        }
        self.out.push('\n');
    }

    fn because(&mut self, reason: &Reason) {
        self.depth += 1;
        self.line(&format!("because {}: {}", reason.code, reason.text));
        self.depth -= 1;
    }

    /// The function's Rust name, with its number where several share it.
    fn func_name(&self, id: FuncId) -> String {
        let name = &self.program.funcs[id.0 as usize].name;
        let namesakes = self.program.funcs.iter().filter(|func| func.name == *name);
        if namesakes.count() > 1 {
            format!("{name}#{}", id.0)
        } else {
            name.clone()
        }
    }

    /// The variable's Rust name: after its owner's name outside of the owner, with its number where the owner has
    /// several of the name.
    fn var(&self, id: VarIdx) -> String {
        let var = &self.program.vars[id.0 as usize];
        let mut text = String::new();
        if var.owner != self.current {
            text = format!("{}.", self.func_name(var.owner));
        }
        text.push_str(&var.name);
        let namesakes = self
            .program
            .vars
            .iter()
            .filter(|other| other.owner == var.owner && other.name == var.name);
        if namesakes.count() > 1 {
            text = format!("{text}#{}", id.0);
        }
        text
    }
}
