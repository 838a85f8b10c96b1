//! Comments that say what a statement prints, told from comments that explain.
//!
//! What counts, in this order (`reading.rs` has the details for one comment):
//!
//! 1. a mark: `# -> 7`, `# => 7`, `# Output: 7`;
//! 2. an error: `# TypeError`, `# KeyError: 'x'`;
//! 3. a value, alone or with an explanation set off: `# 7`, `# 0 1 2`, `# 7 (twice)`;
//! 4. a verb for "prints" and a value at the end: `# one more, and it prints 3`;
//! 5. words that come from the program's own strings: `# hello my friend Ivan`.
//!
//! A comment may stand behind the statement or directly below it. What may be chance is only
//! [`Certainty::Guessed`]. A statement that asks for input, chance or the clock makes no claim,
//! and comments that number the statements `# 1`, `# 2`, `# 3` are none.

use super::evidence::{Vocabulary, announces_output};
use super::grammar::blocks_of;
use super::reading::{Form, Reading, read_below, read_comment, strip_arrow};
use super::{Certainty, Claim, ClaimKind, Subject};
use crate::source::SourceFile;
use crate::syntax::ast::{Body, Comment, Expr, ExprKind, Module, Stmt, StmtKind};

/// The claims in the comments of one snippet, in the order of their lines.
pub(super) fn claims_of(
    source: &SourceFile,
    module: &Module,
    snippet: usize,
    vocabulary: &Vocabulary,
) -> Vec<Claim> {
    let mut search = Search {
        source,
        vocabulary,
        snippet,
        numbering: numbering(source, &module.body),
        claims: Vec::new(),
    };
    search.body(&module.body);
    search.claims.sort_by_key(|claim| claim.line);
    search.claims
}

/// Whether the whole numbers behind statements are values or a count of the statements.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// Values.
    None,
    /// 1, 2, 3, … behind prints: either.
    Possible,
    /// 1, 2, 3, … behind statements some of which print nothing.
    Certain,
}

struct Search<'a> {
    source: &'a SourceFile,
    vocabulary: &'a Vocabulary,
    snippet: usize,
    numbering: Numbering,
    claims: Vec<Claim>,
}

impl Search<'_> {
    fn body(&mut self, body: &Body) {
        let mut n_unclaimed = 0;
        for (index, stmt) in body.stmts.iter().enumerate() {
            let n_before = self.claims.len();
            if let Some(comment) = &stmt.trailing {
                self.trailing(stmt, comment);
            }
            let below = match body.stmts.get(index + 1) {
                Some(next) => &next.leading,
                None => &body.tail,
            };
            if self.claims.len() == n_before {
                let is_last = index + 1 == body.stmts.len() && self.claims.is_empty();
                self.below(stmt, n_unclaimed == 0, is_last, below);
            }
            let may_print = !matches!(form_of(self.source, stmt), Form::Other | Form::Silent);
            n_unclaimed = if self.claims.len() > n_before {
                0
            } else {
                n_unclaimed + usize::from(may_print)
            };
            for inner in blocks_of(stmt) {
                self.body(inner);
            }
        }
    }

    fn trailing(&mut self, stmt: &Stmt, comment: &Comment) {
        let form = form_of(self.source, stmt);
        let is_number = comment.text.trim().parse::<u32>().is_ok();
        if depends_on_chance(self.source.slice(stmt.span))
            || (is_number && self.numbering == Numbering::Certain)
        {
            return;
        }
        let Some(mut reading) = read_comment(&comment.text, form, self.vocabulary) else {
            return;
        };
        if is_number && self.numbering == Numbering::Possible {
            reading.certainty = Certainty::Guessed;
        }
        let line = self.source.line_number(comment.span.start);
        let target_lines = self.lines_of(stmt);
        self.push(reading, form, line, target_lines);
    }

    /// Comments on the lines directly below a statement.
    ///
    /// One line is about that statement. Several lines may be about several statements: they
    /// are the whole output, or nothing is known for sure.
    fn below(&mut self, stmt: &Stmt, is_alone: bool, is_last: bool, comments: &[Comment]) {
        let form = form_of(self.source, stmt);
        let (first_line, last_line) = self.lines_of(stmt);
        let block = self.block_below(last_line, comments);
        let Some(head) = block.first() else { return };
        if matches!(form, Form::Other | Form::Silent)
            || depends_on_chance(self.source.slice(stmt.span))
        {
            return;
        }
        let is_announced = strip_arrow(&head.text).is_none()
            && head.text.trim_end().ends_with([':', '：'])
            && announces_output(&head.text);
        let (lines, readings): (&[Comment], Vec<Reading>) = if is_announced {
            let read = |comment: &Comment| Reading::line(&comment.text, self.vocabulary);
            (&block[1..], block[1..].iter().map(read).collect())
        } else {
            let read = |comment: &Comment| read_below(&comment.text, self.vocabulary);
            (block, block.iter().map_while(read).collect())
        };
        let Some(reading) = Reading::joined(readings) else {
            return;
        };
        let line = self.source.line_number(lines[0].span.start);
        if is_alone || !reading.claimed.contains('\n') {
            self.push(reading, form, line, (first_line, last_line));
        } else if is_last {
            self.push(reading, Form::Print, line, (first_line, last_line));
            if let Some(claim) = self.claims.last_mut() {
                claim.kind = ClaimKind::OutputBlock;
            }
        }
    }

    /// The comments on consecutive lines from the line below `last_line` on.
    fn block_below<'c>(&self, last_line: u32, comments: &'c [Comment]) -> &'c [Comment] {
        let n = comments
            .iter()
            .zip(last_line + 1..)
            .take_while(|(comment, line)| self.source.line_number(comment.span.start) == *line)
            .count();
        &comments[..n]
    }

    fn push(&mut self, reading: Reading, form: Form, line: u32, target_lines: (u32, u32)) {
        let subject = match form {
            _ if reading.is_error && form != Form::Print => Subject::Error,
            Form::Print | Form::Header => Subject::Printed,
            Form::Call | Form::Value | Form::Assigned { .. } | Form::Other | Form::Silent => {
                Subject::PrintedOrValue
            }
        };
        self.claims.push(Claim {
            kind: ClaimKind::Comment,
            line,
            snippet: self.snippet,
            claimed: reading.claimed,
            target_lines,
            subject,
            certainty: reading.certainty,
            then_error: None,
        });
    }

    fn lines_of(&self, stmt: &Stmt) -> (u32, u32) {
        let last = stmt.span.end.saturating_sub(1).max(stmt.span.start);
        (
            self.source.line_number(stmt.span.start),
            self.source.line_number(last),
        )
    }
}

/// What a comment behind the statement can be about.
fn form_of(source: &SourceFile, stmt: &Stmt) -> Form {
    match &stmt.kind {
        StmtKind::Expr(expr) => form_of_expr(expr),
        StmtKind::Assign { value, .. }
        | StmtKind::AugAssign { value, .. }
        | StmtKind::AnnAssign {
            value: Some(value), ..
        } => Form::Assigned {
            calls: source.slice(value.span).contains('('),
            computes: is_computed(value) || matches!(stmt.kind, StmtKind::AugAssign { .. }),
        },
        StmtKind::For { .. } | StmtKind::While { .. } | StmtKind::With { .. } => Form::Header,
        StmtKind::Delete(_)
        | StmtKind::AnnAssign { value: None, .. }
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. } => Form::Other,
        StmtKind::FunctionDef(_)
        | StmtKind::ClassDef(_)
        | StmtKind::Return(_)
        | StmtKind::If { .. }
        | StmtKind::Match { .. }
        | StmtKind::Try { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => Form::Silent,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms that matter here are named"
)]
fn form_of_expr(expr: &Expr) -> Form {
    match &expr.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(ident) if matches!(ident.name.as_str(), "print" | "pprint") => {
                Form::Print
            }
            ExprKind::Attribute { attr, .. } if attr.name == "pprint" => Form::Print,
            _ => Form::Call,
        },
        ExprKind::Await(inner) => form_of_expr(inner),
        ExprKind::Constant(_) | ExprKind::Yield(_) | ExprKind::YieldFrom(_) => Form::Other,
        _ => Form::Value,
    }
}

/// Whether a value is the result of something, not written out.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only displays and names are written out"
)]
fn is_computed(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Constant(_)
        | ExprKind::Name(_)
        | ExprKind::List(_)
        | ExprKind::Dict(_)
        | ExprKind::Set(_)
        | ExprKind::Lambda(_)
        | ExprKind::Tuple(_) => false,
        ExprKind::Unary { operand, .. } => is_computed(operand),
        _ => true,
    }
}

/// Calls whose results differ from run to run or come from the reader.
const CHANCE: &[&str] = &[
    "input",
    "randint",
    "random",
    "choice",
    "choices",
    "shuffle",
    "sample",
    "uniform",
    "randrange",
    "time",
    "perf_counter",
    "monotonic",
    "now",
    "today",
    "id",
    "uuid4",
    "getpid",
    "urandom",
    "localtime",
    "ctime",
    "token_hex",
];

fn depends_on_chance(text: &str) -> bool {
    CHANCE.iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
                && text[at + name.len()..].starts_with('(')
        })
    })
}

/// Whether the bare numbers behind the statements count them, from 0 or 1 on.
fn numbering(source: &SourceFile, body: &Body) -> Numbering {
    let mut found = Vec::new();
    collect_numbers(source, body, &mut found);
    found.sort_by_key(|(at, _, _)| *at);
    let first = found.first().map_or(0, |(_, number, _)| *number);
    let counts = found.len() >= 2
        && first <= 1
        && found
            .iter()
            .zip(first..)
            .all(|((_, number, _), expected)| *number == expected);
    let may_show = |form: Form| matches!(form, Form::Print | Form::Call | Form::Value);
    let has_print = found.iter().any(|(_, _, form)| *form == Form::Print);
    if !counts {
        Numbering::None
    } else if has_print && found.iter().all(|(_, _, form)| may_show(*form)) {
        Numbering::Possible
    } else {
        Numbering::Certain
    }
}

fn collect_numbers(source: &SourceFile, body: &Body, found: &mut Vec<(u32, u32, Form)>) {
    for stmt in &body.stmts {
        if let Some(comment) = &stmt.trailing
            && let Ok(number) = comment.text.trim().parse::<u32>()
        {
            found.push((comment.span.start, number, form_of(source, stmt)));
        }
        for inner in blocks_of(stmt) {
            collect_numbers(source, inner, found);
        }
    }
}
