//! Comprehensions and generator expressions.

use rustpython_parser::ast as py;

use super::Lowerer;
use crate::diagnostics::Diagnostic;
use crate::syntax::ast::{Comprehension, ComprehensionKind, ExprKind, ForClause};

impl Lowerer<'_> {
    pub(super) fn lower_comprehension(
        &mut self,
        kind: ComprehensionKind,
        clauses: Vec<py::Comprehension>,
    ) -> Result<ExprKind, Diagnostic> {
        let clauses = clauses
            .into_iter()
            .map(|clause| {
                Ok(ForClause {
                    target: self.lower_expr(clause.target)?,
                    iter: self.lower_expr(clause.iter)?,
                    conditions: self.lower_exprs(clause.ifs)?,
                    is_async: clause.is_async,
                })
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok(ExprKind::Comprehension(Box::new(Comprehension {
            kind,
            clauses,
        })))
    }
}
