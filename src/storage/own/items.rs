//! Loops and closures are lent the items of a list that they walk.
//!
//! **Python**: `for word in words: print(word)`
//! **Rust**: `for word in &words` in place of a copy of each word. What is kept of an item is cloned where it is kept.

use std::collections::BTreeSet;

use crate::ir::walk::{each_block, each_child, each_expr};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Pattern, Program, Spelling, Stmt, StmtKind, Storage, VarIdx,
};

/// Rewrites the loops of every function.
pub(super) fn lend(program: &mut Program) {
    let captured: BTreeSet<VarIdx> = program
        .funcs
        .iter()
        .flat_map(|func| func.captures.iter().copied())
        .collect();
    for index in 0..program.funcs.len() {
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let mut lender = Lender {
            program,
            captured: &captured,
            func,
        };
        each_expr(&mut body, &mut |expr| lender.adapter(expr));
        lender.block(&mut body);
        program.funcs[index].body = body;
    }
}

struct Lender<'a> {
    program: &'a mut Program,
    captured: &'a BTreeSet<VarIdx>,
    func: FuncId,
}

impl Lender<'_> {
    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            self.stmt(stmt);
            each_block(stmt, &mut |inner| self.block(inner));
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let StmtKind::For { pattern, iter, .. } = &mut stmt.kind {
            let mut lent = Vec::new();
            self.walked(iter, pattern, &mut lent);
            let lists = super::rows::walked_lists(iter);
            for var in lent {
                let data = &mut self.program.vars[var.0 as usize];
                data.storage = Storage::Borrowed;
                data.is_item = true;
                // The loop may change the items of the one list that it walks.
                if let ([list], crate::ir::Ty::Owned(..)) = (&lists[..], &data.ty) {
                    data.item_of = Some(*list);
                }
            }
            if let ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                runtime: false,
            } = &mut iter.kind
                && name == "into_iter"
                && !matches!(
                    &args[0].0.kind,
                    ExprKind::Op {
                        spelling: Spelling::Array,
                        ..
                    }
                )
            {
                // A loop does that by itself.
                let walked = std::mem::replace(&mut args[0].0, Expr::unit());
                *iter = walked;
            }
        }
    }

    /// `items.cloned().map(|x| …)`.
    fn adapter(&mut self, expr: &mut Expr) {
        let ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } = &mut expr.kind
        else {
            return;
        };
        if name == "join" {
            for (arg, _) in &mut args[1..] {
                if is_cloned(arg) || is_copied(arg) {
                    uncloned(arg);
                }
            }
        }
        if !matches!(name.as_str(), "map" | "any" | "all") {
            return;
        }
        let [(iter, _), (closure, _)] = &mut args[..] else {
            return;
        };
        let ExprKind::Inline { params, .. } = &mut closure.kind else {
            return;
        };
        if let [param] = &mut params[..] {
            self.walked(iter, param, &mut Vec::new());
        }
    }

    /// The items that `iter` gives are lent to the variables of `pattern`, where that can be.
    fn walked(&self, iter: &mut Expr, pattern: &mut Pattern, lent: &mut Vec<VarIdx>) {
        if is_cloned(iter) {
            let mut found = Vec::new();
            if let Some(by_ref) = self.by_ref(pattern, &mut found) {
                *pattern = by_ref;
                lent.append(&mut found);
                uncloned(iter);
            }
            return;
        }
        if let ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } = &mut iter.kind
            && name == "zip"
            && let Pattern::Tuple(parts) = pattern
            && let [first, second] = &mut parts[..]
        {
            self.walked(&mut args[0].0, first, lent);
            self.walked(&mut args[1].0, second, lent);
        }
    }

    /// The pattern for a reference to the item.
    fn by_ref(&self, pattern: &Pattern, lent: &mut Vec<VarIdx>) -> Option<Pattern> {
        match pattern {
            Pattern::Ignore => Some(Pattern::Ignore),
            Pattern::Var(var) if self.may_be_lent(*var) && !self.is_copy(*var) => {
                lent.push(*var);
                Some(Pattern::ByRef(*var))
            }
            Pattern::Tuple(parts) => {
                let is_all_lent = parts.iter().all(|part| match part {
                    Pattern::Ignore => true,
                    Pattern::Var(var) => !self.is_copy(*var),
                    _ => false,
                });
                let parts = self.parts(parts, is_all_lent, lent)?;
                Some(if is_all_lent {
                    Pattern::Tuple(parts)
                } else {
                    Pattern::Behind(parts)
                })
            }
            Pattern::Var(_) | Pattern::ByRef(_) | Pattern::Ref(_) | Pattern::Behind(_) => None,
        }
    }

    /// The parts of a tuple behind a reference, which are references by themselves if all are.
    fn parts(
        &self,
        parts: &[Pattern],
        is_all_lent: bool,
        lent: &mut Vec<VarIdx>,
    ) -> Option<Vec<Pattern>> {
        parts
            .iter()
            .map(|part| match part {
                Pattern::Ignore => Some(Pattern::Ignore),
                Pattern::Var(var) if !self.may_be_lent(*var) => None,
                Pattern::Var(var) if self.is_copy(*var) => Some(Pattern::Var(*var)),
                Pattern::Var(var) => {
                    lent.push(*var);
                    Some(if is_all_lent {
                        Pattern::ByRef(*var)
                    } else {
                        Pattern::Ref(*var)
                    })
                }
                Pattern::Tuple(inner) => Some(Pattern::Tuple(self.parts(inner, false, lent)?)),
                Pattern::ByRef(_) | Pattern::Ref(_) | Pattern::Behind(_) => None,
            })
            .collect()
    }

    fn is_copy(&self, var: VarIdx) -> bool {
        self.program.is_copy(&self.program.vars[var.0 as usize].ty)
    }

    fn may_be_lent(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.owner == self.func
            && data.storage == Storage::Plain
            && data.n_stores <= 1
            && !data.maybe_unbound
            && !self.captured.contains(&var)
            && !matches!(data.ty, crate::ir::Ty::Iter(_) | crate::ir::Ty::Closure(_))
    }
}

/// `list.iter().cloned()`.
fn is_cloned(iter: &Expr) -> bool {
    matches!(&iter.kind, ExprKind::Op { spelling: Spelling::Method(name), runtime: false, .. } if name == "cloned")
}

/// `list.iter().copied()`.
fn is_copied(iter: &Expr) -> bool {
    matches!(&iter.kind, ExprKind::Op { spelling: Spelling::Method(name), runtime: false, .. } if name == "copied")
}

fn uncloned(iter: &mut Expr) {
    let ty = iter.ty.clone();
    let mut walked = Expr::unit();
    each_child(iter, &mut |inner| {
        walked = std::mem::replace(inner, Expr::unit());
    });
    *iter = walked;
    iter.ty = ty;
}
