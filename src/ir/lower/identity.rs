//! `is` between literals and names of literals.
//!
//! CPython keeps one object for equal literals of one function (`Python/compile.c`, `merge_consts_recursive`), so that `a is b` holds
//! behind `a = 1000; b = 1000`. Other equal numbers and texts are asked for when the program runs, which declines where
//! it depends on how CPython made them.

use std::collections::HashMap;

use super::Lower;
use super::truth::negated;
use crate::ir::{Expr, ExprKind, Ty};
use crate::names::{ScopeId, Use, VarId};
use crate::syntax::ast::{self, CmpOp, Constant, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};
use crate::types::Functions;
use crate::types::functions::FuncBody;

impl Lower<'_> {
    /// `left is right`, if the text alone tells.
    pub(super) fn known_identity(
        &self,
        left: &ast::Expr,
        op: CmpOp,
        right: &ast::Expr,
    ) -> Option<Expr> {
        if !matches!(op, CmpOp::Is | CmpOp::IsNot) {
            return None;
        }
        let answer = |same: bool| {
            let same = Expr::new(ExprKind::Bool(same), Ty::Bool);
            match op {
                CmpOp::Is => same,
                _ => negated(same),
            }
        };
        if let (Some(one), Some(two)) = (self.bound_variable(left), self.bound_variable(right))
            && one == two
        {
            return Some(answer(true));
        }
        let (one, one_scope) = self.literal_of(left)?;
        let (two, two_scope) = self.literal_of(right)?;
        let is_number_or_text = |constant: &Constant| {
            matches!(
                constant,
                Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) | Constant::Str(_)
            )
        };
        let is_known = one_scope == two_scope && is_number_or_text(one) && is_number_or_text(two);
        is_known.then(|| answer(one == two))
    }

    /// The variable that a name reads for sure.
    fn bound_variable(&self, expr: &ast::Expr) -> Option<VarId> {
        let ast::ExprKind::Name(_) = &expr.kind else {
            return None;
        };
        match self.names.uses[expr.id.0 as usize] {
            Some(Use::Variable {
                variable,
                maybe_unbound: false,
            }) => Some(variable),
            Some(_) | None => None,
        }
    }

    /// The literal that an expression is or that a variable is given once, and the scope that it stands in.
    fn literal_of<'e>(&'e self, expr: &'e ast::Expr) -> Option<(&'e Constant, ScopeId)> {
        match &expr.kind {
            ast::ExprKind::Constant(constant) => {
                Some((constant, self.funcs.def(self.instance().func).scope))
            }
            ast::ExprKind::Name(_) => {
                let variable = self.bound_variable(expr)?;
                let data = &self.names.variables[variable.0 as usize];
                let [store] = &data.stores[..] else {
                    return None;
                };
                let constant = self.literals.get(store)?;
                Some((constant, self.names.bindings[data.binding.0 as usize].scope))
            }
            _ => None,
        }
    }
}

/// The literals that assignments store, by target.
pub(super) fn literals(funcs: &Functions<'_>) -> HashMap<NodeId, Constant> {
    let FuncBody::Module(module) = funcs.defs[0].body else {
        unreachable!("the first function is the module")
    };
    let mut found = HashMap::new();
    walk_body(&module.body, &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Assign { targets, value } = &stmt.kind
            && let ast::ExprKind::Constant(constant) = &value.kind
        {
            for target in targets {
                found.insert(target.id, constant.clone());
            }
        }
    });
    found
}
