//! IR as text, for `translate --stage ir` and `storage`.

use std::fmt::Write;

use super::Program;

/// Functions, variables with their storage, closures with their form, each decision with its reason.
pub fn show(program: &Program) -> String {
    let mut out = String::new();
    for func in &program.funcs {
        let _ = writeln!(
            out,
            "fn {} ({}) -> {:?}  [{:?}, {:?}]",
            func.name, func.qualname, func.ret, func.role, func.form
        );
        if let Some(reason) = &func.reason {
            let _ = writeln!(out, "    because {}: {}", reason.code, reason.text);
        }
        for var in &func.captures {
            let _ = writeln!(out, "    captures {}", program.vars[var.0 as usize].name);
        }
        for stmt in &func.body.stmts {
            let _ = writeln!(out, "    {:?}", stmt.kind);
        }
    }
    for var in &program.vars {
        let _ = writeln!(out, "let {}: {:?}  [{:?}]", var.name, var.ty, var.storage);
        if let Some(reason) = &var.reason {
            let _ = writeln!(out, "    because {}: {}", reason.code, reason.text);
        }
    }
    out
}
