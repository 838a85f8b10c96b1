//! `match`: each case starts from where the ones before it failed.

use super::Flow;
use crate::syntax::ast::{Expr, MatchCase, Pattern, PatternKind};

impl<'a> Flow<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) {
        self.expr(subject);
        let mut end = self.unreachable();
        for case in cases {
            let before = self.state.clone();
            self.pattern(&case.pattern);
            let mut fails = if is_irrefutable(&case.pattern) {
                self.unreachable()
            } else {
                before
            };
            if let Some(guard) = &case.guard {
                let (holds, guard_fails) = self.condition(guard);
                self.state = holds;
                fails = self.join(fails, &guard_fails);
            }
            self.body(&case.body);
            let body_end = std::mem::replace(&mut self.state, fails);
            end = self.join(end, &body_end);
        }
        self.join_with(&end);
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(patterns) => {
                for pattern in patterns {
                    self.pattern(pattern);
                }
            }
            PatternKind::Or(patterns) => {
                let before = self.state.clone();
                let mut end = self.unreachable();
                for alternative in patterns {
                    self.state = before.clone();
                    self.pattern(alternative);
                    let matched = self.take();
                    end = self.join(end, &matched);
                }
                self.state = end;
            }
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                self.exprs(keys);
                {
                    for pattern in patterns {
                        self.pattern(pattern);
                    }
                }
                if rest.is_some() {
                    self.store(pattern.id);
                }
            }
            PatternKind::Class {
                class,
                patterns,
                keywords,
            } => {
                self.expr(class);
                {
                    for pattern in patterns {
                        self.pattern(pattern);
                    }
                }
                for (_, pattern) in keywords {
                    self.pattern(pattern);
                }
            }
            PatternKind::Star(name) => {
                if name.is_some() {
                    self.store(pattern.id);
                }
            }
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.pattern(inner);
                }
                if name.is_some() {
                    self.store(pattern.id);
                }
            }
        }
    }
}

/// Whether the pattern matches everything.
fn is_irrefutable(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::As { pattern, .. } => pattern
            .as_ref()
            .is_none_or(|pattern| is_irrefutable(pattern)),
        PatternKind::Or(patterns) => patterns.iter().any(is_irrefutable),
        PatternKind::Value(_)
        | PatternKind::Singleton(_)
        | PatternKind::Sequence(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. }
        | PatternKind::Star(_) => false,
    }
}
