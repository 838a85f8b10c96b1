//! `match` and its patterns.

use rustpython_parser::Tok;
use rustpython_parser::ast as py;
use rustpython_parser::ast::Ranged;

use super::{Lowerer, span};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Constant, ExprKind, Ident, MatchCase, Pattern, PatternKind, StmtKind};

impl Lowerer<'_> {
    pub(super) fn lower_match(&mut self, stmt: py::StmtMatch) -> Result<StmtKind, Diagnostic> {
        let mut subject = self.lower_expr(*stmt.subject)?;
        let match_end = stmt
            .cases
            .last()
            .and_then(|case| case.body.last())
            .map(Ranged::end);
        if let (ExprKind::Tuple(items), Some(end)) = (&subject.kind, match_end) {
            // The parser lets a tuple without parentheses reach to the end of the statement.
            if let (Some(first), Some(last)) = (items.first(), items.last())
                && subject.span.end == u32::from(end)
            {
                subject.span = first.span.to(last.span);
            }
        }
        let cases = stmt
            .cases
            .into_iter()
            .map(|case| {
                Ok(MatchCase {
                    pattern: self.lower_pattern(case.pattern)?,
                    guard: self.lower_option(case.guard)?,
                    body: self.lower_body(case.body)?,
                })
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok(StmtKind::Match { subject, cases })
    }

    fn lower_pattern(&mut self, pattern: py::Pattern) -> Result<Pattern, Diagnostic> {
        let span = span(pattern.range());
        let id = self.new_id();
        let kind = self.deeper(span, pattern, |lowerer, pattern| {
            lowerer.lower_pattern_kind(pattern, span)
        })?;
        Ok(Pattern { id, span, kind })
    }

    fn lower_patterns(&mut self, patterns: Vec<py::Pattern>) -> Result<Vec<Pattern>, Diagnostic> {
        patterns
            .into_iter()
            .map(|pattern| self.lower_pattern(pattern))
            .collect()
    }

    fn lower_pattern_kind(
        &mut self,
        pattern: py::Pattern,
        at: Span,
    ) -> Result<PatternKind, Diagnostic> {
        let name = |lowerer: &Self, name: Option<py::Identifier>| {
            name.map(|name| lowerer.ident(&name, lowerer.name_before(at.end)))
        };
        Ok(match pattern {
            py::Pattern::MatchValue(pattern) => {
                PatternKind::Value(self.lower_expr(*pattern.value)?)
            }
            py::Pattern::MatchSingleton(pattern) => PatternKind::Singleton(match pattern.value {
                py::Constant::Bool(value) => Constant::Bool(value),
                _ => Constant::None,
            }),
            py::Pattern::MatchSequence(pattern) => {
                PatternKind::Sequence(self.lower_patterns(pattern.patterns)?)
            }
            py::Pattern::MatchMapping(pattern) => PatternKind::Mapping {
                keys: self.lower_exprs(pattern.keys)?,
                patterns: self.lower_patterns(pattern.patterns)?,
                rest: name(self, pattern.rest),
            },
            py::Pattern::MatchClass(pattern) => self.lower_class_pattern(pattern)?,
            py::Pattern::MatchStar(pattern) => PatternKind::Star(name(self, pattern.name)),
            py::Pattern::MatchAs(pattern) => PatternKind::As {
                name: name(self, pattern.name),
                pattern: match pattern.pattern {
                    Some(pattern) => Some(Box::new(self.lower_pattern(*pattern)?)),
                    None => None,
                },
            },
            py::Pattern::MatchOr(pattern) => {
                PatternKind::Or(self.lower_patterns(pattern.patterns)?)
            }
        })
    }

    fn lower_class_pattern(
        &mut self,
        pattern: py::PatternMatchClass,
    ) -> Result<PatternKind, Diagnostic> {
        let class = self.lower_expr(*pattern.cls)?;
        let patterns = self.lower_patterns(pattern.patterns)?;
        let keywords = pattern
            .kwd_attrs
            .into_iter()
            .zip(pattern.kwd_patterns)
            .map(|(attr, pattern)| {
                let equals = self.equals_before(u32::from(pattern.start()));
                let attr = Ident {
                    name: attr.to_string(),
                    span: self.name_before(equals),
                };
                Ok((attr, self.lower_pattern(pattern)?))
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok(PatternKind::Class {
            class,
            patterns,
            keywords,
        })
    }

    fn equals_before(&self, at: u32) -> u32 {
        let behind = self.tokens.index_from(at);
        self.tokens.list[..behind]
            .iter()
            .rfind(|token| token.tok == Tok::Equal)
            .map_or(at, |token| token.span.start)
    }
}
