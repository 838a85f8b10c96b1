//! Statements.

use rustpython_parser::Tok;
use rustpython_parser::ast as py;
use rustpython_parser::ast::Ranged;

use super::{Lowerer, expr, span};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::Span;
use crate::syntax::ast::{Body, Handler, Stmt, StmtKind, WithItem};

impl Lowerer<'_> {
    pub(super) fn lower_body(&mut self, stmts: Vec<py::Stmt>) -> Result<Body, Diagnostic> {
        let stmts = stmts
            .into_iter()
            .map(|stmt| {
                let at = span(stmt.range());
                self.deeper(at, stmt, Self::lower_stmt)
            })
            .collect::<Result<_, _>>()?;
        Ok(Body {
            stmts,
            tail: Vec::new(),
        })
    }

    fn lower_stmt(&mut self, stmt: py::Stmt) -> Result<Stmt, Diagnostic> {
        let id = self.new_id();
        let mut at = span(stmt.range());
        let first_decorator = match &stmt {
            py::Stmt::FunctionDef(def) => def.decorator_list.first(),
            py::Stmt::AsyncFunctionDef(def) => def.decorator_list.first(),
            py::Stmt::ClassDef(def) => def.decorator_list.first(),
            _ => None,
        };
        if let Some(decorator) = first_decorator {
            at.start = self.start_of_decorator(u32::from(decorator.start()));
        }
        let kind = self.lower_stmt_kind(stmt, at)?;
        Ok(Stmt {
            id,
            span: at,
            leading: Vec::new(),
            trailing: None,
            blank_before: false,
            kind,
        })
    }

    fn lower_stmt_kind(&mut self, stmt: py::Stmt, at: Span) -> Result<StmtKind, Diagnostic> {
        Ok(match stmt {
            py::Stmt::FunctionDef(_)
            | py::Stmt::AsyncFunctionDef(_)
            | py::Stmt::ClassDef(_)
            | py::Stmt::TypeAlias(_) => return self.lower_definition(stmt, at),
            py::Stmt::Assign(_) | py::Stmt::AugAssign(_) | py::Stmt::AnnAssign(_) => {
                return self.lower_assignment(stmt);
            }
            py::Stmt::Import(import) => StmtKind::Import(self.lower_aliases(import.names)),
            py::Stmt::ImportFrom(import) => self.lower_import_from(import, at),
            py::Stmt::Global(global) => {
                StmtKind::Global(self.declared_names(&global.names, at.start))
            }
            py::Stmt::Nonlocal(nonlocal) => {
                StmtKind::Nonlocal(self.declared_names(&nonlocal.names, at.start))
            }
            py::Stmt::Return(stmt) => StmtKind::Return(self.lower_option(stmt.value)?),
            py::Stmt::Delete(stmt) => StmtKind::Delete(self.lower_exprs(stmt.targets)?),
            py::Stmt::Raise(stmt) => StmtKind::Raise {
                exc: self.lower_option(stmt.exc)?,
                cause: self.lower_option(stmt.cause)?,
            },
            py::Stmt::Assert(stmt) => StmtKind::Assert {
                test: self.lower_expr(*stmt.test)?,
                msg: self.lower_option(stmt.msg)?,
            },
            py::Stmt::Expr(stmt) => StmtKind::Expr(self.lower_expr(*stmt.value)?),
            py::Stmt::Pass(_) => StmtKind::Pass,
            py::Stmt::Break(_) => StmtKind::Break,
            py::Stmt::Continue(_) => StmtKind::Continue,
            py::Stmt::For(_)
            | py::Stmt::AsyncFor(_)
            | py::Stmt::While(_)
            | py::Stmt::If(_)
            | py::Stmt::With(_)
            | py::Stmt::AsyncWith(_)
            | py::Stmt::Match(_)
            | py::Stmt::Try(_)
            | py::Stmt::TryStar(_) => return self.lower_block_stmt(stmt),
        })
    }

    fn lower_definition(&mut self, stmt: py::Stmt, at: Span) -> Result<StmtKind, Diagnostic> {
        match stmt {
            py::Stmt::FunctionDef(def) => self.lower_function_def(def),
            py::Stmt::AsyncFunctionDef(def) => self.lower_async_function_def(def),
            py::Stmt::ClassDef(def) => self.lower_class_def(def),
            // `type X = …` came with Python 3.12; the lexer makes no keyword of `type`.
            _ => Err(syntax_error(at, "invalid syntax")),
        }
    }

    fn lower_assignment(&mut self, stmt: py::Stmt) -> Result<StmtKind, Diagnostic> {
        Ok(match stmt {
            py::Stmt::Assign(stmt) => StmtKind::Assign {
                targets: self.lower_exprs(stmt.targets)?,
                value: self.lower_expr(*stmt.value)?,
            },
            py::Stmt::AugAssign(stmt) => StmtKind::AugAssign {
                target: self.lower_expr(*stmt.target)?,
                op: expr::binary_operator(stmt.op),
                value: self.lower_expr(*stmt.value)?,
            },
            py::Stmt::AnnAssign(stmt) => {
                let target_at = u32::from(stmt.target.start());
                StmtKind::AnnAssign {
                    // `(x): int` does not make `x` local by itself.
                    simple: stmt.simple && !self.is_parenthesized(target_at),
                    target: self.lower_expr(*stmt.target)?,
                    annotation: self.lower_expr(*stmt.annotation)?,
                    value: self.lower_option(stmt.value)?,
                }
            }
            _ => unreachable!("the caller passes assignments only"),
        })
    }

    fn lower_block_stmt(&mut self, stmt: py::Stmt) -> Result<StmtKind, Diagnostic> {
        match stmt {
            py::Stmt::For(stmt) => self.lower_for(stmt),
            py::Stmt::AsyncFor(stmt) => {
                let parts = (*stmt.target, *stmt.iter, stmt.body, stmt.orelse);
                self.lower_for_parts(parts, true)
            }
            py::Stmt::While(stmt) => Ok(StmtKind::While {
                test: self.lower_expr(*stmt.test)?,
                body: self.lower_body(stmt.body)?,
                orelse: self.lower_body(stmt.orelse)?,
            }),
            py::Stmt::If(stmt) => Ok(StmtKind::If {
                test: self.lower_expr(*stmt.test)?,
                body: self.lower_body(stmt.body)?,
                orelse: self.lower_body(stmt.orelse)?,
            }),
            py::Stmt::With(stmt) => self.lower_with(stmt.items, stmt.body, false),
            py::Stmt::AsyncWith(stmt) => self.lower_with(stmt.items, stmt.body, true),
            py::Stmt::Match(stmt) => self.lower_match(stmt),
            py::Stmt::Try(stmt) => {
                let parts = (stmt.body, stmt.handlers, stmt.orelse, stmt.finalbody);
                self.lower_try(parts, false)
            }
            py::Stmt::TryStar(stmt) => {
                let parts = (stmt.body, stmt.handlers, stmt.orelse, stmt.finalbody);
                self.lower_try(parts, true)
            }
            _ => unreachable!("the caller passes statements with blocks only"),
        }
    }

    fn lower_for(&mut self, stmt: py::StmtFor) -> Result<StmtKind, Diagnostic> {
        let parts = (*stmt.target, *stmt.iter, stmt.body, stmt.orelse);
        self.lower_for_parts(parts, false)
    }

    fn lower_for_parts(
        &mut self,
        (target, iter, body, orelse): (py::Expr, py::Expr, py::Suite, py::Suite),
        is_async: bool,
    ) -> Result<StmtKind, Diagnostic> {
        Ok(StmtKind::For {
            target: self.lower_expr(target)?,
            iter: self.lower_expr(iter)?,
            body: self.lower_body(body)?,
            orelse: self.lower_body(orelse)?,
            is_async,
        })
    }

    fn lower_with(
        &mut self,
        items: Vec<py::WithItem>,
        body: py::Suite,
        is_async: bool,
    ) -> Result<StmtKind, Diagnostic> {
        let items = items
            .into_iter()
            .map(|item| {
                Ok(WithItem {
                    context: self.lower_expr(item.context_expr)?,
                    target: self.lower_option(item.optional_vars)?,
                })
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok(StmtKind::With {
            items,
            body: self.lower_body(body)?,
            is_async,
        })
    }

    fn lower_try(
        &mut self,
        (body, handlers, orelse, finalbody): (
            py::Suite,
            Vec<py::ExceptHandler>,
            py::Suite,
            py::Suite,
        ),
        is_star: bool,
    ) -> Result<StmtKind, Diagnostic> {
        Ok(StmtKind::Try {
            body: self.lower_body(body)?,
            handlers: handlers
                .into_iter()
                .map(|handler| self.lower_handler(handler))
                .collect::<Result<_, _>>()?,
            orelse: self.lower_body(orelse)?,
            finalbody: self.lower_body(finalbody)?,
            is_star,
        })
    }

    fn lower_handler(&mut self, handler: py::ExceptHandler) -> Result<Handler, Diagnostic> {
        let py::ExceptHandler::ExceptHandler(handler) = handler;
        let id = self.new_id();
        let type_end = handler.type_.as_ref().map_or(0, |ty| u32::from(ty.end()));
        let name = handler.name.as_ref().map(|name| {
            let from = self.tokens.index_from(type_end);
            let keyword = self.tokens.list[from..]
                .iter()
                .find(|token| token.tok == Tok::As)
                .map_or(type_end, |token| token.span.end);
            self.ident(name, self.name_from(keyword))
        });
        Ok(Handler {
            id,
            span: span(handler.range),
            exc_type: self.lower_option(handler.type_)?,
            name,
            body: self.lower_body(handler.body)?,
        })
    }

    /// The `@` before a decorator, which may stand in parentheses.
    fn start_of_decorator(&self, decorator: u32) -> u32 {
        let behind = self.tokens.index_from(decorator);
        self.tokens.list[..behind]
            .iter()
            .rfind(|token| token.tok == Tok::At)
            .map_or(decorator, |token| token.span.start)
    }

    fn is_parenthesized(&self, at: u32) -> bool {
        let index = self.tokens.index_from(at);
        index > 0 && self.tokens.list[index - 1].tok == Tok::Lpar
    }
}
