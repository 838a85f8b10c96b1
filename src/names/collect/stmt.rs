//! Statements: what binds, what declares, what opens a scope.

use super::{Access, Collector};
use crate::diagnostics::{Diagnostic, syntax_error, unsupported};
use crate::names::{ScopeId, ScopeKind};
use crate::source::Span;
use crate::syntax::ast::{
    Alias, Body, ClassDef, Expr, ExprKind, FunctionDef, Ident, Module, NodeId, Params, Pattern,
    PatternKind, Stmt, StmtKind,
};

/// Which of the two declarations.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Declaration {
    Global,
    Nonlocal,
}

/// `from __future__ import annotations` among the first statements.
pub(super) fn has_lazy_annotations(module: &Module) -> bool {
    module.body.stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::ImportFrom {
            module: Some(module),
            names,
            level: 0,
        } => {
            module.name == "__future__"
                && names.iter().any(|alias| alias.name.name == "annotations")
        }
        _ => false,
    })
}

impl Collector<'_> {
    pub(super) fn body(&mut self, body: &Body) -> Result<(), Diagnostic> {
        body.stmts.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<(), Diagnostic> {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(stmt.id, def),
            StmtKind::ClassDef(def) => self.class_def(stmt.id, def),
            StmtKind::Return(value) => self.option(value.as_ref()),
            StmtKind::Delete(targets) => targets
                .iter()
                .try_for_each(|target| self.target(target, Access::Delete)),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.target(target, Access::Store)?;
                }
                self.expr(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target, Access::Augmented)?;
                self.expr(value)
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.annotated_assignment(target, annotation, value.as_ref(), *simple),
            StmtKind::Raise { exc, cause } => {
                self.option(exc.as_ref())?;
                self.option(cause.as_ref())
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.option(msg.as_ref())
            }
            StmtKind::Import(names) => names.iter().try_for_each(|alias| self.import_module(alias)),
            StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.import_name(alias))
            }
            StmtKind::Global(names) => self.declare(names, stmt.span, Declaration::Global),
            StmtKind::Nonlocal(names) => self.declare(names, stmt.span, Declaration::Nonlocal),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. } => self.block_stmt(&stmt.kind),
        }
    }

    fn block_stmt(&mut self, kind: &StmtKind) -> Result<(), Diagnostic> {
        match kind {
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.target(target, Access::Store)?;
                self.expr(iter)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context)?;
                    if let Some(target) = &item.target {
                        self.target(target, Access::Store)?;
                    }
                }
                self.body(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.option(case.guard.as_ref())?;
                    self.body(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                ..
            } => {
                self.body(body)?;
                self.body(orelse)?;
                for handler in handlers {
                    self.option(handler.exc_type.as_ref())?;
                    if let Some(name) = &handler.name {
                        self.bind(handler.id, name)?;
                    }
                    self.body(&handler.body)?;
                }
                self.body(finalbody)
            }
            _ => unreachable!("the caller passes statements with blocks only"),
        }
    }

    fn function_def(&mut self, id: NodeId, def: &FunctionDef) -> Result<(), Diagnostic> {
        self.bind(id, &def.name)?;
        self.defaults(&def.params)?;
        for param in &def.params.list {
            self.annotation(param.annotation.as_ref())?;
        }
        self.annotation(def.returns.as_ref())?;
        def.decorators
            .iter()
            .try_for_each(|decorator| self.expr(decorator))?;
        let name = self.written(&def.name);
        self.enter(ScopeKind::Function, id, name, |collector| {
            collector.params(&def.params)?;
            collector.body(&def.body)
        })
    }

    fn class_def(&mut self, id: NodeId, def: &ClassDef) -> Result<(), Diagnostic> {
        self.bind(id, &def.name)?;
        def.bases.iter().try_for_each(|base| self.expr(base))?;
        for keyword in &def.keywords {
            self.expr(&keyword.value)?;
        }
        def.decorators
            .iter()
            .try_for_each(|decorator| self.expr(decorator))?;
        let name = self.written(&def.name);
        self.enter(ScopeKind::Class, id, name, |collector| {
            collector.body(&def.body)
        })
    }

    pub(super) fn defaults(&mut self, params: &Params) -> Result<(), Diagnostic> {
        let defaults = params
            .list
            .iter()
            .filter_map(|param| param.default.as_ref());
        defaults
            .into_iter()
            .try_for_each(|default| self.expr(default))
    }

    pub(super) fn params(&mut self, params: &Params) -> Result<(), Diagnostic> {
        for param in &params.list {
            let flags = self.occur(param.id, &param.name, Access::Store)?;
            flags.is_assigned = false;
            flags.is_parameter = true;
        }
        Ok(())
    }

    fn annotation(&mut self, annotation: Option<&Expr>) -> Result<(), Diagnostic> {
        if self.table.has_lazy_annotations {
            return Ok(());
        }
        self.option(annotation)
    }

    fn annotated_assignment(
        &mut self,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        simple: bool,
    ) -> Result<(), Diagnostic> {
        if let ExprKind::Name(ident) = &target.kind {
            self.annotated_name(target, ident, value, simple)?;
        } else {
            self.target(target, Access::Store)?;
        }
        self.annotation(Some(annotation))?;
        self.option(value)
    }

    fn annotated_name(
        &mut self,
        target: &Expr,
        ident: &Ident,
        value: Option<&Expr>,
        simple: bool,
    ) -> Result<(), Diagnostic> {
        let scope = self.scope;
        let is_module = self.raw(scope).kind == ScopeKind::Module;
        let flags = self.flags(scope, &ident.name);
        if simple && !is_module {
            for (declared, kind) in [(flags.global, "global"), (flags.nonlocal, "nonlocal")] {
                if declared.is_some() {
                    let message = format!("annotated name '{}' can't be {kind}", ident.name);
                    return Err(syntax_error(target.span, message));
                }
            }
        }
        if simple {
            flags.is_annotated = true;
            flags.is_assigned = true;
        }
        let access = match value {
            Some(_) => Access::Store,
            None => Access::Declare,
        };
        self.occur(target.id, ident, access).map(|_| ())
    }

    fn import_module(&mut self, alias: &Alias) -> Result<(), Diagnostic> {
        match &alias.asname {
            Some(asname) => self.import(alias.id, asname),
            None => self.import(alias.id, &first_component(&alias.name)),
        }
    }

    fn import_name(&mut self, alias: &Alias) -> Result<(), Diagnostic> {
        if alias.name.name != "*" {
            return self.import(alias.id, alias.asname.as_ref().unwrap_or(&alias.name));
        }
        let scope = self.scope;
        if self.raw(scope).kind == ScopeKind::Module {
            return Err(unsupported(
                alias.span,
                "'import *'",
                "import the names you use: from module import first, second",
            ));
        }
        Err(syntax_error(
            alias.span,
            "import * only allowed at module level",
        ))
    }

    fn declare(
        &mut self,
        names: &[Ident],
        at: Span,
        declaration: Declaration,
    ) -> Result<(), Diagnostic> {
        let kind = match declaration {
            Declaration::Global => "global",
            Declaration::Nonlocal => "nonlocal",
        };
        let scope = self.scope;
        if declaration == Declaration::Nonlocal && self.raw(scope).kind == ScopeKind::Module {
            let message = "nonlocal declaration not allowed at module level";
            return Err(syntax_error(at, message));
        }
        for ident in names {
            let name = &ident.name;
            let flags = self.flags(scope, name);
            let problem = if flags.is_parameter {
                Some(format!("name '{name}' is parameter and {kind}"))
            } else if flags.is_annotated {
                Some(format!("annotated name '{name}' can't be {kind}"))
            } else if flags.is_assigned {
                Some(format!(
                    "name '{name}' is assigned to before {kind} declaration"
                ))
            } else if flags.is_referenced {
                Some(format!("name '{name}' is used prior to {kind} declaration"))
            } else {
                None
            };
            if let Some(problem) = problem {
                return Err(syntax_error(at, problem));
            }
            match declaration {
                Declaration::Global => flags.global = Some(at),
                Declaration::Nonlocal => flags.nonlocal = Some(at),
            }
            let flags = flags.clone();
            if let (Some(global), Some(nonlocal)) = (flags.global, flags.nonlocal) {
                let first = global.min(nonlocal);
                let message = format!("name '{name}' is nonlocal and global");
                return Err(syntax_error(first, message));
            }
            if declaration == Declaration::Global {
                // As CPython does, the module's own table notes the declaration too.
                self.flags(ScopeId(0), name).global = Some(at);
            }
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> Result<(), Diagnostic> {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => patterns
                .iter()
                .try_for_each(|pattern| self.pattern(pattern)),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                keys.iter().try_for_each(|key| self.expr(key))?;
                patterns
                    .iter()
                    .try_for_each(|pattern| self.pattern(pattern))?;
                rest.iter().try_for_each(|rest| self.bind(pattern.id, rest))
            }
            PatternKind::Class {
                class,
                patterns,
                keywords,
            } => {
                self.expr(class)?;
                patterns
                    .iter()
                    .try_for_each(|pattern| self.pattern(pattern))?;
                keywords
                    .iter()
                    .try_for_each(|(_, pattern)| self.pattern(pattern))
            }
            PatternKind::Star(name) => name.iter().try_for_each(|name| self.bind(pattern.id, name)),
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                inner.iter().try_for_each(|inner| self.pattern(inner))?;
                name.iter().try_for_each(|name| self.bind(pattern.id, name))
            }
        }
    }
}

/// What `import a.b` binds.
fn first_component(name: &Ident) -> Ident {
    let first = name.name.split('.').next().unwrap_or(&name.name);
    Ident {
        name: first.to_owned(),
        span: name.span,
    }
}
