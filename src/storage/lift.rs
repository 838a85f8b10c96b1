//! Function items that are used where the block of their `def` does not reach.
//!
//! **Python**
//! ```python
//! for n in (1, 2):
//!     def double(x):
//!         return 2 * x
//! print(double(n))
//! ```
//! **Rust**: an item inside the loop would end with it, so `fn double` stands among the items of the program. The same holds for a
//! function that a closure struct calls, whose `call` stands outside of the function that makes it.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, walk_expr};
use crate::ir::{Block, ClosureForm, Expr, ExprKind, FuncId, Program, StmtKind};

/// Marks the functions whose items must stand at the top level.
pub(super) fn lift(program: &mut Program) {
    let top: BTreeSet<FuncId> = defined(program, &program.funcs[0].body);
    loop {
        let mut reach = Reach {
            program,
            top: &top,
            seen: BTreeSet::new(),
            found: BTreeSet::new(),
        };
        reach.body(FuncId(0), &BTreeSet::new());
        let found = reach.found;
        if found.is_empty() {
            return;
        }
        for func in found {
            program.funcs[func.0 as usize].is_lifted = true;
        }
    }
}

/// The items that stand directly in a block.
fn defined(program: &Program, block: &Block) -> BTreeSet<FuncId> {
    block
        .stmts
        .iter()
        .filter_map(|stmt| match stmt.kind {
            StmtKind::Define(func) => Some(func),
            _ => None,
        })
        .filter(|func| {
            let func = &program.funcs[func.0 as usize];
            func.form == ClosureForm::Function && !func.is_lifted
        })
        .collect()
}

struct Reach<'a> {
    program: &'a Program,
    /// Items beside `main`.
    top: &'a BTreeSet<FuncId>,
    /// Bodies that were visited, and whether from the top level.
    seen: BTreeSet<(FuncId, bool)>,
    /// Items that are out of reach where they are used.
    found: BTreeSet<FuncId>,
}

impl Reach<'_> {
    /// The body of a function written where `visible` items can be named.
    fn body(&mut self, func: FuncId, visible: &BTreeSet<FuncId>) {
        if self.seen.insert((func, visible.is_empty())) {
            let program = self.program;
            self.block(&program.funcs[func.0 as usize].body, visible);
        }
    }

    fn block(&mut self, block: &Block, visible: &BTreeSet<FuncId>) {
        let mut visible = visible.clone();
        visible.extend(defined(self.program, block));
        let mut exprs: Vec<&Expr> = Vec::new();
        for stmt in &block.stmts {
            match &stmt.kind {
                StmtKind::Define(func) => {
                    let data = &self.program.funcs[func.0 as usize];
                    if data.form == ClosureForm::Function && !data.is_lifted {
                        self.body(*func, &visible);
                    } else if data.is_lifted {
                        self.body(*func, &BTreeSet::new());
                    }
                }
                StmtKind::If { test, then, orelse } => {
                    exprs.push(test);
                    self.block(then, &visible);
                    self.block(orelse, &visible);
                }
                StmtKind::While { test, body, .. } => {
                    exprs.push(test);
                    self.block(body, &visible);
                }
                StmtKind::For { iter, body, .. } => {
                    exprs.push(iter);
                    self.block(body, &visible);
                }
                StmtKind::Labelled { body, .. } => self.block(body, &visible),
                StmtKind::Try { body, handler, .. } => {
                    self.block(body, &visible);
                    self.block(handler, &visible);
                }
                StmtKind::Match {
                    value,
                    then,
                    handler,
                    ..
                } => {
                    exprs.push(value);
                    self.block(then, &visible);
                    self.block(handler, &visible);
                }
                StmtKind::Finally {
                    body,
                    finalizer,
                    arms,
                    ..
                } => {
                    self.block(body, &visible);
                    self.block(finalizer, &visible);
                    for arm in arms {
                        self.block(&arm.body, &visible);
                    }
                }
                StmtKind::Leave { value, .. } => exprs.extend(value),
                StmtKind::Let { value, .. } | StmtKind::Return(value) => exprs.extend(value),
                StmtKind::LetTuple { value, .. }
                | StmtKind::LetArray { value, .. }
                | StmtKind::Store { value, .. }
                | StmtKind::StoreOp { value, .. }
                | StmtKind::CellSet { value, .. }
                | StmtKind::Expr(value)
                | StmtKind::Yield(value)
                | StmtKind::Tail(value) => exprs.push(value),
                StmtKind::Comment(_)
                | StmtKind::Trailing(_)
                | StmtKind::Blank
                | StmtKind::Unbind(_)
                | StmtKind::Break(_)
                | StmtKind::Continue(_) => {}
            }
        }
        for expr in exprs {
            self.expr(expr, &visible);
        }
    }

    fn expr(&mut self, expr: &Expr, visible: &BTreeSet<FuncId>) {
        let mut named = Vec::new();
        let mut literals = Vec::new();
        walk_expr(expr, &mut |node| {
            if let Node::Expr(inner) = node {
                match &inner.kind {
                    ExprKind::CallFunc { func, .. } => named.push(*func),
                    ExprKind::MakeClosure { func, .. } => {
                        let data = &self.program.funcs[func.0 as usize];
                        if data.form == ClosureForm::Function && data.has_item {
                            named.push(*func);
                        } else {
                            literals.push(*func);
                        }
                    }
                    _ => {}
                }
            }
        });
        for func in named {
            if !visible.contains(&func)
                && !self.top.contains(&func)
                && !self.program.funcs[func.0 as usize].is_lifted
            {
                self.found.insert(func);
            }
        }
        for func in literals {
            let data = &self.program.funcs[func.0 as usize];
            if data.form == ClosureForm::Struct || data.maker.is_some() {
                self.body(func, &BTreeSet::new());
            } else {
                self.body(func, visible);
            }
        }
    }
}
