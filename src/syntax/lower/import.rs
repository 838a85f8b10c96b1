//! Imports and declarations: statements that are lists of names.

use rustpython_parser::Tok;
use rustpython_parser::ast as py;

use super::{Lowerer, span};
use crate::source::Span;
use crate::syntax::ast::{Alias, Ident, StmtKind};

impl Lowerer<'_> {
    pub(super) fn lower_aliases(&mut self, names: Vec<py::Alias>) -> Vec<Alias> {
        names
            .into_iter()
            .map(|alias| {
                let at = span(alias.range);
                let end = match &alias.asname {
                    Some(_) => self.keyword_before(at.end),
                    None => at.end,
                };
                let name_end = self
                    .tokens
                    .last_before(end)
                    .map_or(end, |token| token.span.end);
                Alias {
                    id: self.new_id(),
                    span: at,
                    name: self.ident(&alias.name, Span::new(at.start, name_end)),
                    asname: alias
                        .asname
                        .map(|asname| self.ident(&asname, self.name_before(at.end))),
                }
            })
            .collect()
    }

    pub(super) fn lower_import_from(&mut self, import: py::StmtImportFrom, at: Span) -> StmtKind {
        let module_at = self.name_from(at.start);
        let module = import.module.map(|module| Ident {
            name: module.to_string(),
            span: module_at,
        });
        let mut names = self.lower_aliases(import.names);
        for alias in &mut names {
            // The module is asked for the name as written; what is bound is the mangled name.
            let written = self.source.slice(alias.name.span);
            if alias.asname.is_none() && alias.name.name.ends_with(written) {
                let bound = std::mem::replace(&mut alias.name.name, written.to_owned());
                if bound != written {
                    alias.asname = Some(Ident {
                        name: bound,
                        span: alias.name.span,
                    });
                }
            }
        }
        StmtKind::ImportFrom {
            module,
            names,
            level: import.level.map_or(0, |level| level.to_u32()),
        }
    }

    /// The names of a `global` or `nonlocal` statement.
    pub(super) fn declared_names(&self, names: &[py::Identifier], start: u32) -> Vec<Ident> {
        let mut at = start;
        names
            .iter()
            .map(|name| {
                let name_at = self.name_from(at);
                at = name_at.end;
                self.ident(name, name_at)
            })
            .collect()
    }

    /// Start of the last `as` before `at`.
    fn keyword_before(&self, at: u32) -> u32 {
        let behind = self
            .tokens
            .list
            .partition_point(|token| token.span.end <= at);
        self.tokens.list[..behind]
            .iter()
            .rfind(|token| token.tok == Tok::As)
            .map_or(at, |token| token.span.start)
    }
}
