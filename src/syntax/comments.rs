//! Comments: each is hung onto the statement a reader would say it belongs to.
//!
//! ```python
//! # leading                  of the `if`
//! if ready:  # trailing      of the `if`
//!     start()  # trailing    of the call
//!     # tail                 of the block
//! # leading                  of the first statement under `else`
//! else:
//!     wait()
//! ```
//!
//! A comment within a statement that goes over several lines leads the innermost such statement.

use std::iter::Peekable;

use rustpython_parser::Tok;

use super::ast::{Body, Comment, Module, Stmt, StmtKind};
use super::lexer::{Tokens, offset};
use crate::source::SourceFile;

/// Hangs all comments into the tree, and notes the blank lines between statements.
pub(super) fn attach(module: &mut Module, source: &SourceFile, tokens: Tokens) {
    let Tokens { list, comments, .. } = tokens;
    let tokens = Tokens {
        list,
        ..Tokens::default()
    };
    let mut attacher = Attacher {
        source,
        tokens,
        comments: comments.into_iter().peekable(),
    };
    let end = offset(source.text().len());
    attacher.attach_body(&mut module.body, end);
    module.body.tail.extend(attacher.comments);
}

struct Attacher<'a> {
    source: &'a SourceFile,
    tokens: Tokens,
    /// Those that have no place yet.
    comments: Peekable<std::vec::IntoIter<Comment>>,
}

impl Attacher<'_> {
    /// `end` is where the next statement or clause outside the block starts.
    fn attach_body(&mut self, body: &mut Body, end: u32) {
        let starts: Vec<u32> = body.stmts.iter().map(|stmt| stmt.span.start).collect();
        for (number, stmt) in body.stmts.iter_mut().enumerate() {
            self.take_before(stmt.span.start, &mut stmt.leading);
            let next = starts.get(number + 1).copied().unwrap_or(end);
            self.attach_stmt(stmt, next);
            stmt.blank_before = self.has_blank_before(stmt);
        }
        let Some(first) = starts.first() else { return };
        if !self.is_first_on_line(*first) || self.is_elif(*first) {
            return;
        }
        let indentation = self.column(*first);
        while let Some(comment) = self.comments.peek() {
            let start = comment.span.start;
            let belongs =
                start < end && self.is_first_on_line(start) && self.column(start) >= indentation;
            if !belongs {
                break;
            }
            body.tail.extend(self.comments.next());
        }
    }

    fn attach_stmt(&mut self, stmt: &mut Stmt, next: u32) {
        let subject_end = match &stmt.kind {
            StmtKind::Match { subject, .. } => Some(subject.span.end),
            _ => None,
        };
        let mut blocks = blocks(&mut stmt.kind);
        let Some(first) = blocks.first() else {
            self.take_before(stmt.span.end, &mut stmt.leading);
            stmt.trailing = self.take_on_line(stmt.span.end, next);
            return;
        };
        let (header, body_start) = match subject_end {
            Some(end) => (self.colon_from(end), self.clause_start(first)),
            None => (self.colon_before(first), start_of(first)),
        };
        let ends: Vec<u32> = blocks
            .iter()
            .skip(1)
            .map(|block| self.clause_start(block))
            .chain([next])
            .collect();
        self.take_before(header, &mut stmt.leading);
        stmt.trailing = self.take_on_line(header, body_start);
        for (block, end) in blocks.iter_mut().zip(ends) {
            self.attach_body(block, end);
        }
    }

    fn take_before(&mut self, at: u32, taken: &mut Vec<Comment>) {
        while let Some(comment) = self.comments.next_if(|comment| comment.span.start < at) {
            taken.push(comment);
        }
    }

    /// The comment behind `at` on its line, if no statement comes between.
    fn take_on_line(&mut self, at: u32, next: u32) -> Option<Comment> {
        let source = self.source;
        self.comments.next_if(|comment| {
            let start = comment.span.start;
            start < next && source.line_index(start) == source.line_index(at)
        })
    }

    /// The end of the colon before a block.
    fn colon_before(&self, block: &Body) -> u32 {
        let start = start_of(block);
        let behind = self.tokens.index_from(start);
        self.tokens.list[..behind]
            .iter()
            .rfind(|token| token.tok == Tok::Colon)
            .map_or(start, |token| token.span.end)
    }

    /// The end of the colon behind the subject of a `match`.
    fn colon_from(&self, at: u32) -> u32 {
        let from = self.tokens.index_from(at);
        self.tokens.list[from..]
            .iter()
            .find(|token| token.tok == Tok::Colon)
            .map_or(at, |token| token.span.end)
    }

    /// Where the keyword of the clause with this block stands.
    fn clause_start(&self, block: &Body) -> u32 {
        let start = start_of(block);
        let from = self.tokens.index_from(start);
        if self.is_elif(start) {
            return start;
        }
        self.tokens.list[..from]
            .iter()
            .rfind(|token| {
                matches!(
                    token.tok,
                    Tok::Else | Tok::Except | Tok::Finally | Tok::Case
                )
            })
            .map_or(start, |token| token.span.start)
    }

    /// An `elif` is a statement of its own, which starts at the keyword.
    fn is_elif(&self, start: u32) -> bool {
        let index = self.tokens.index_from(start);
        self.tokens.list[index..]
            .iter()
            .find(|token| token.tok != Tok::Dedent)
            .is_some_and(|token| token.tok == Tok::Elif)
    }

    fn line_before(&self, at: u32) -> &str {
        let text = &self.source.text()[..at as usize];
        text.rfind('\n')
            .map_or(text, |newline| &text[newline + 1..])
    }

    fn column(&self, at: u32) -> usize {
        self.line_before(at).len()
    }

    fn is_first_on_line(&self, at: u32) -> bool {
        self.line_before(at).trim().is_empty()
    }

    fn has_blank_before(&self, stmt: &Stmt) -> bool {
        let start = stmt
            .leading
            .iter()
            .map(|comment| comment.span.start)
            .find(|start| self.is_first_on_line(*start))
            .map_or(stmt.span.start, |comment| comment.min(stmt.span.start));
        let line_index = self.source.line_index(start);
        line_index > 0 && self.source.line_text(line_index - 1).trim().is_empty()
    }
}

fn start_of(block: &Body) -> u32 {
    block.stmts.first().map_or(0, |stmt| stmt.span.start)
}

/// The blocks of a statement that are not empty, in the order of the text.
fn blocks(kind: &mut StmtKind) -> Vec<&mut Body> {
    let blocks = match kind {
        StmtKind::FunctionDef(def) => vec![&mut def.body],
        StmtKind::ClassDef(def) => vec![&mut def.body],
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter_mut().map(|case| &mut case.body).collect(),
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            ..
        } => std::iter::once(body)
            .chain(handlers.iter_mut().map(|handler| &mut handler.body))
            .chain([orelse, finalbody])
            .collect(),
        StmtKind::Return(_)
        | StmtKind::Delete(_)
        | StmtKind::Assign { .. }
        | StmtKind::AugAssign { .. }
        | StmtKind::AnnAssign { .. }
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Expr(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => Vec::new(),
    };
    blocks
        .into_iter()
        .filter(|block| !block.stmts.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::source::SourceFile;

    /// `part text` of each comment, in the order of the tree.
    fn check(text: &str, expected: &[&str]) {
        let source = SourceFile::new("test.py", text);
        let module = crate::syntax::parse(&source).expect("valid Python");
        let tree = crate::syntax::show(&module, &source);
        let found: Vec<String> = tree
            .lines()
            .filter_map(|line| {
                let (part, rest) = line.trim_start().split_once(": # ")?;
                let (text, _) = rest.rsplit_once(" @")?;
                Some(format!(
                    "{}{part} {text}",
                    &line[..line.len() - line.trim_start().len()]
                ))
            })
            .collect();
        assert_eq!(found, expected, "in:\n{text}\n{tree}");
    }

    #[test]
    fn comments_go_where_a_reader_puts_them() {
        check(
            "# a\nif x:  # b\n    y()  # c\n    # d\n# e\nelse:  # f\n    # g\n    z()\n# h\n",
            &[
                "leading a",
                "  trailing b",
                "    trailing c",
                "  tail d",
                "  leading e",
                "  leading f",
                "  leading g",
                "tail h",
            ],
        );
        check(
            "def f():\n    # a\n    pass\n\n    # b\n\n# c\nx = 1  # d\n",
            &["  leading a", "  tail b", "leading c", "  trailing d"],
        );
        check(
            "if a:\n    b\n# one\nelif c:  # two\n    d\n    # three\n# four\n",
            &[
                "  leading one",
                "    trailing two",
                "    tail three",
                "tail four",
            ],
        );
    }

    #[test]
    fn comments_within_a_statement_lead_it() {
        check(
            "x = [  # a\n    1,  # b\n    # c\n]  # d\n",
            &["leading a", "leading b", "leading c", "  trailing d"],
        );
        check(
            "@dec  # a\n# b\ndef f(  # c\n    x,  # d\n):  # e\n    return x\n",
            &[
                "leading a",
                "leading b",
                "leading c",
                "leading d",
                "  trailing e",
            ],
        );
        check(
            "a; b  # c\nif x: y  # z\n",
            &["  trailing c", "    trailing z"],
        );
    }

    #[test]
    fn clauses_of_try_and_match() {
        check(
            "try:  # a\n    x\n    # b\nexcept E:  # c\n    y\nfinally:\n    z  # d\n",
            &[
                "  trailing a",
                "  tail b",
                "    leading c",
                "    trailing d",
            ],
        );
        check(
            "match v:  # a\n    # b\n    case 1:  # c\n        x\n        # d\n    # e\n    case _:\n        y\n",
            &[
                "  trailing a",
                "    leading b",
                "    leading c",
                "    tail d",
                "    leading e",
            ],
        );
    }

    #[test]
    fn blank_lines() {
        let source = SourceFile::new("t.py", "\na\nb\n\n# x\nc\n   \nd\n# y\n\ne\n");
        let module = crate::syntax::parse(&source).expect("valid Python");
        let blank: Vec<bool> = module
            .body
            .stmts
            .iter()
            .map(|stmt| stmt.blank_before)
            .collect();
        assert_eq!(blank, [true, false, true, true, false]);
    }
}
