//! A text that is made for a call gets a variable: parts of it may be what the call gives back.
//!
//! **Python**: `words = cut(read())`
//!
//! **Rust**: `let text = read();`, `let words = cut(&text);`, `text` being the parameter's name.

use std::collections::BTreeSet;

use crate::ir::walk::each_block;
use crate::ir::{Block, Expr, ExprKind, FuncId, Program, Role, Stmt, StmtKind, Ty, Var, VarIdx};

/// Gives a variable to each such text that `is_wanted`, asked by its number in the program; the variables.
pub(super) fn hoist(program: &mut Program, is_wanted: impl Fn(usize) -> bool) -> Vec<VarIdx> {
    let mut hoist = Hoist {
        is_wanted: &is_wanted,
        n_seen: 0,
        made: Vec::new(),
    };
    for index in 0..program.funcs.len() {
        if !matches!(program.funcs[index].role, Role::Main | Role::Direct) {
            continue;
        }
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        hoist.block(program, func, &mut body);
        program.funcs[index].body = body;
    }
    hoist.made
}

struct Hoist<'a> {
    is_wanted: &'a dyn Fn(usize) -> bool,
    n_seen: usize,
    made: Vec<VarIdx>,
}

impl Hoist<'_> {
    fn block(&mut self, program: &mut Program, func: FuncId, block: &mut Block) {
        let mut stmts = Vec::new();
        for mut stmt in std::mem::take(&mut block.stmts) {
            each_block(&mut stmt, &mut |inner| self.block(program, func, inner));
            if let Some((arg, name)) = made_for_call(program, &mut stmt) {
                let number = self.n_seen;
                self.n_seen += 1;
                if (self.is_wanted)(number) {
                    let name = free_name(program, func, &name);
                    let var = program.add_var(Var::own(func, &name, Ty::Str));
                    let text = std::mem::replace(arg, Expr::var(var, Ty::Str));
                    self.made.push(var);
                    stmts.push(Stmt {
                        kind: StmtKind::Let {
                            var,
                            value: Some(text),
                        },
                        line: stmt.line,
                    });
                }
            }
            stmts.push(stmt);
        }
        block.stmts = stmts;
    }
}

/// The text that is made for the call whose result a statement keeps, and the name of its parameter.
fn made_for_call<'s>(program: &Program, stmt: &'s mut Stmt) -> Option<(&'s mut Expr, String)> {
    let (StmtKind::Let {
        value: Some(value), ..
    }
    | StmtKind::Store { value, .. }) = &mut stmt.kind
    else {
        return None;
    };
    let ExprKind::CallFunc { func, args, .. } = &mut value.kind else {
        return None;
    };
    let callee = &program.funcs[func.0 as usize];
    let is_lending = callee.role == Role::Direct && mentions_text(&callee.ret);
    let at = args.iter().position(|arg| !arg.is_literal())?;
    let is_made = matches!(
        args[at].kind,
        ExprKind::CallFunc { .. } | ExprKind::Format { .. } | ExprKind::Op { .. }
    );
    let param = callee.params.get(at)?.var;
    let param = &program.vars[param.0 as usize];
    (is_lending && is_made && args[at].ty == Ty::Str && param.ty == Ty::Str)
        .then(|| (&mut args[at], param.name.clone()))
}

fn mentions_text(ty: &Ty) -> bool {
    let mut any = *ty == Ty::Str;
    super::super::own::each_part(&mut ty.clone(), &mut |part| any |= mentions_text(part));
    any
}

fn free_name(program: &Program, func: FuncId, base: &str) -> String {
    let captured = &program.funcs[func.0 as usize].captures;
    let taken: BTreeSet<&str> = program
        .vars
        .iter()
        .filter(|var| var.owner == func)
        .chain(captured.iter().map(|var| &program.vars[var.0 as usize]))
        .map(|var| var.name.as_str())
        .collect();
    let mut name = base.to_owned();
    let mut count = 1;
    while taken.contains(name.as_str()) {
        count += 1;
        name = format!(
            "{}_{count}",
            base.trim_start_matches("r#").trim_end_matches('_')
        );
    }
    name
}
