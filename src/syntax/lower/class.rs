//! Classes.

use rustpython_parser::ast as py;

use super::function::refuse_type_params;
use super::{Lowerer, docstring};
use crate::diagnostics::Diagnostic;
use crate::syntax::ast::{ClassDef, StmtKind};

impl Lowerer<'_> {
    pub(super) fn lower_class_def(
        &mut self,
        def: py::StmtClassDef,
    ) -> Result<StmtKind, Diagnostic> {
        let name_at = self.name_from(def.range.start().into());
        refuse_type_params(&def.type_params, name_at, "invalid syntax")?;
        let decorators = self.lower_exprs(def.decorator_list)?;
        let bases = self.lower_exprs(def.bases)?;
        let keywords = self.lower_keywords(def.keywords)?;
        self.classes.push(def.name.to_string());
        let body = self.lower_body(def.body);
        self.classes.pop();
        let body = body?;
        Ok(StmtKind::ClassDef(Box::new(ClassDef {
            name: self.ident(&def.name, name_at),
            bases,
            keywords,
            docstring: docstring(&body),
            body,
            decorators,
        })))
    }
}
