//! Patterns of `match`.

use std::collections::BTreeSet;

use super::{Checker, Pass, Place};
use crate::source::Span;
use crate::syntax::ast::{
    BinOp, Constant, Expr, ExprKind, Ident, MatchCase, Pattern, PatternKind, UnaryOp,
};

/// Where a pattern stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// `*rest` may stand here.
    Sequence,
    Other,
}

impl Checker<'_> {
    pub(super) fn match_stmt(&mut self, subject: &Expr, cases: &[MatchCase], place: Place) {
        if let ExprKind::Starred(_) = subject.kind {
            self.error(Pass::Parser, subject.span, "invalid syntax");
        } else {
            self.expr(subject, place);
        }
        for (number, case) in cases.iter().enumerate() {
            self.pattern(&case.pattern, Position::Other);
            let mut names = BTreeSet::new();
            self.bind(&case.pattern, &mut names);
            if case.guard.is_none() && number + 1 < cases.len() {
                self.check_reachable(&case.pattern);
            }
            self.option(case.guard.as_ref(), place);
            self.body(&case.body, place);
        }
    }

    fn pattern(&mut self, pattern: &Pattern, position: Position) {
        match &pattern.kind {
            PatternKind::Value(value) => self.value_pattern(value),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(patterns) => {
                let is_star = |pattern: &&Pattern| matches!(pattern.kind, PatternKind::Star(_));
                if patterns.iter().filter(is_star).count() > 1 {
                    let message = "multiple starred names in sequence pattern";
                    self.error(Pass::Compiler, pattern.span, message);
                }
                for pattern in patterns {
                    self.pattern(pattern, Position::Sequence);
                }
            }
            PatternKind::Or(patterns) => {
                for pattern in patterns {
                    self.pattern(pattern, Position::Other);
                }
                self.check_alternatives(pattern, patterns);
            }
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping_pattern(keys, patterns, rest.as_ref()),
            PatternKind::Class {
                patterns, keywords, ..
            } => self.class_pattern(patterns, keywords),
            PatternKind::Star(_) => {
                if position == Position::Other {
                    self.error(Pass::Parser, pattern.span, "invalid syntax");
                }
            }
            PatternKind::As { pattern: inner, .. } => {
                if let Some(inner) = inner {
                    self.pattern(inner, Position::Other);
                }
            }
        }
    }

    fn value_pattern(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::FString(_) => {
                let message = "patterns may only match literals and attribute lookups";
                self.error(Pass::Future, value.span, message);
            }
            ExprKind::Binary {
                left,
                op: BinOp::Add | BinOp::Sub,
                right,
            } => {
                if is_imaginary(left) {
                    let message = "real number required in complex literal";
                    self.error(Pass::Parser, left.span, message);
                } else if !is_imaginary(right) {
                    let message = "imaginary number required in complex literal";
                    self.error(Pass::Parser, right.span, message);
                }
            }
            _ => {}
        }
    }

    fn mapping_pattern(&mut self, keys: &[Expr], patterns: &[Pattern], rest: Option<&Ident>) {
        if let Some(rest) = rest.filter(|rest| rest.name == "_") {
            self.error(Pass::Parser, rest.span, "invalid syntax");
        }
        let mut seen = Vec::new();
        for key in keys {
            self.value_pattern(key);
            let Some(literal) = literal_key(key) else {
                continue;
            };
            if seen.contains(&literal.0) {
                let message = format!("mapping pattern checks duplicate key ({})", literal.1);
                self.error(Pass::Compiler, key.span, message);
            }
            seen.push(literal.0);
        }
        for pattern in patterns {
            self.pattern(pattern, Position::Other);
        }
    }

    fn class_pattern(&mut self, patterns: &[Pattern], keywords: &[(Ident, Pattern)]) {
        let mut seen = BTreeSet::new();
        for (name, pattern) in keywords {
            if !seen.insert(&name.name) {
                let message = format!("attribute name repeated in class pattern: {}", name.name);
                self.error(Pass::Compiler, pattern.span, message);
            }
        }
        for pattern in patterns
            .iter()
            .chain(keywords.iter().map(|(_, pattern)| pattern))
        {
            self.pattern(pattern, Position::Other);
        }
    }

    /// Adds the names that the pattern binds; the same twice is an error.
    fn bind(&mut self, pattern: &Pattern, names: &mut BTreeSet<String>) {
        match &pattern.kind {
            PatternKind::Value(_) | PatternKind::Singleton(_) => {}
            PatternKind::Sequence(patterns) => {
                for pattern in patterns {
                    self.bind(pattern, names);
                }
            }
            PatternKind::Or(patterns) => {
                let mut all = BTreeSet::new();
                for pattern in patterns {
                    let mut own = BTreeSet::new();
                    self.bind(pattern, &mut own);
                    all.extend(own);
                }
                for name in all {
                    self.bind_name(&name, pattern.span, names);
                }
            }
            PatternKind::Mapping { patterns, rest, .. } => {
                for pattern in patterns {
                    self.bind(pattern, names);
                }
                if let Some(rest) = rest {
                    self.bind_name(&rest.name, rest.span, names);
                }
            }
            PatternKind::Class {
                patterns, keywords, ..
            } => {
                for pattern in patterns {
                    self.bind(pattern, names);
                }
                for (_, pattern) in keywords {
                    self.bind(pattern, names);
                }
            }
            PatternKind::Star(name) => {
                if let Some(name) = name {
                    self.bind_name(&name.name, name.span, names);
                }
            }
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.bind(inner, names);
                }
                if let Some(name) = name {
                    self.bind_name(&name.name, name.span, names);
                }
            }
        }
    }

    fn bind_name(&mut self, name: &str, span: Span, names: &mut BTreeSet<String>) {
        self.forbid_debug(name, span, "assign to");
        if !names.insert(name.to_owned()) {
            let message = format!("multiple assignments to name '{name}' in pattern");
            self.error(Pass::Compiler, span, message);
        }
    }

    fn check_alternatives(&mut self, or: &Pattern, patterns: &[Pattern]) {
        for (number, pattern) in patterns.iter().enumerate() {
            if number + 1 < patterns.len()
                && let Some(what) = irrefutable(pattern)
            {
                self.unreachable(pattern.span, &what);
                return;
            }
        }
        let mut errors = Vec::new();
        std::mem::swap(&mut errors, &mut self.errors);
        let names: Vec<BTreeSet<String>> = patterns
            .iter()
            .map(|pattern| {
                let mut names = BTreeSet::new();
                self.bind(pattern, &mut names);
                names
            })
            .collect();
        self.errors = errors;
        if names.windows(2).any(|pair| pair[0] != pair[1]) {
            let message = "alternative patterns bind different names";
            self.error(Pass::Compiler, or.span, message);
        }
    }

    /// A case behind which no other can match must be the last one.
    fn check_reachable(&mut self, pattern: &Pattern) {
        let last = match &pattern.kind {
            PatternKind::Or(patterns) => patterns.last().unwrap_or(pattern),
            _ => pattern,
        };
        if let Some(what) = irrefutable(last) {
            self.unreachable(last.span, &what);
        }
    }

    fn unreachable(&mut self, span: Span, what: &str) {
        let message = format!("{what} makes remaining patterns unreachable");
        self.error(Pass::Compiler, span, message);
    }
}

/// What CPython calls a pattern that matches everything.
fn irrefutable(pattern: &Pattern) -> Option<String> {
    match &pattern.kind {
        PatternKind::As {
            pattern: None,
            name,
        } => Some(match name {
            Some(name) => format!("name capture '{}'", name.name),
            None => "wildcard".to_owned(),
        }),
        PatternKind::As {
            pattern: Some(inner),
            ..
        } => irrefutable(inner),
        PatternKind::Value(_)
        | PatternKind::Singleton(_)
        | PatternKind::Sequence(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. }
        | PatternKind::Star(_)
        | PatternKind::Or(_) => None,
    }
}

fn is_imaginary(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(Constant::Imaginary(_)) => true,
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => is_imaginary(operand),
        _ => false,
    }
}

/// A literal key: a text that is the same for equal keys, and its `repr`.
fn literal_key(key: &Expr) -> Option<(String, String)> {
    match &key.kind {
        ExprKind::Constant(constant) => match constant {
            Constant::None => Some(("None".to_owned(), "None".to_owned())),
            Constant::Bool(value) => {
                let shown = if *value { "True" } else { "False" };
                Some((f64::from(u8::from(*value)).to_string(), shown.to_owned()))
            }
            Constant::Int(value) => Some((value.to_string(), value.to_string())),
            Constant::BigInt(digits) => Some((digits.clone(), digits.clone())),
            Constant::Float(value) => Some((value.to_string(), format!("{value:?}"))),
            Constant::Imaginary(value) => Some((format!("{value}j"), format!("{value}j"))),
            Constant::Str(text) => Some((format!("s{text}"), quote(text))),
            Constant::Bytes(bytes) => {
                let shown = bytes.escape_ascii().to_string();
                Some((format!("b{shown}"), format!("b'{shown}'")))
            }
            Constant::Ellipsis => Some(("...".to_owned(), "Ellipsis".to_owned())),
        },
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => {
            let (value, shown) = literal_key(operand)?;
            Some((format!("-{value}"), format!("-{shown}")))
        }
        _ => None,
    }
}

fn quote(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    format!("{quote}{text}{quote}")
}
