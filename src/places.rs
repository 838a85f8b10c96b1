//! Where each line of the Rust came from, as a running program needs it to say where an exception was raised.
//!
//! In: a settled [`Program`], its [`Emitted`] text and its Python. Out: lines of text, which `build` puts beside the executable and the support
//! library reads (`templates/runtime/src/traceback.rs`) when nobody catches an exception:
//!
//! ```text
//! f lesson.py                 the name of the Python file
//! d 3 5 half half             a function: first and last line, its Rust name (`-` for a closure), its Python name
//! l 14 4                      line 14 of the Rust is line 4 of the Python
//! s 4 return int(text) / 2    the text of a line
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::emit::Emitted;
use crate::ir::walk::{Node, walk_block};
use crate::ir::{ClosureForm, Func, Program, Role};
use crate::source::SourceFile;

/// The table of a program.
pub fn places(program: &Program, emitted: &Emitted, source: &SourceFile) -> String {
    let mut text = format!("f {}\n", source.name());
    for func in &program.funcs {
        if func.role != Role::Main && !func.is_unused {
            let (first, last) = (func.line, last_line(func));
            let rust = match func.form {
                ClosureForm::Function => func.name.as_str(),
                ClosureForm::Struct => func.type_name.as_str(),
                ClosureForm::MoveClosure
                | ClosureForm::Shared
                | ClosureForm::Dynamic
                | ClosureForm::Generator => "-",
            };
            let python = &func.python_name;
            writeln!(text, "d {first} {last} {rust} {python}").expect("writing to a String");
        }
    }
    let mut named = BTreeSet::new();
    for (number, line) in (1..).zip(&emitted.line_map) {
        let number: u32 = number;
        if let Some(line) = line {
            writeln!(text, "l {number} {line}").expect("writing to a String");
            named.insert(*line);
        }
    }
    for index in 0..source.n_lines() {
        let number = source.number_of_line(index);
        if named.contains(&number) {
            let line = source.line_text(index).trim();
            writeln!(text, "s {number} {line}").expect("writing to a String");
        }
    }
    text
}

fn last_line(func: &Func) -> u32 {
    let mut last = func.line;
    walk_block(&func.body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            last = last.max(stmt.line);
        }
    });
    last
}
