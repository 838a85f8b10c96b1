//! Statements.

use super::Show;
use super::ty::ty_text;
use crate::ir::{Block, Catches, Expr, Pattern, Stmt, StmtKind, Storage, VarIdx};

impl Show<'_> {
    /// The statements of a block, one step further in.
    pub(super) fn block(&mut self, block: &Block) {
        self.depth += 1;
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        self.depth -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let head = self.head(&stmt.kind);
        self.line(&head);
        match &stmt.kind {
            StmtKind::If { then, orelse, .. } => {
                self.block(then);
                if !orelse.is_empty() {
                    self.line("else");
                    self.block(orelse);
                }
            }
            StmtKind::While { body, .. }
            | StmtKind::For { body, .. }
            | StmtKind::Labelled { body, .. } => self.block(body),
            StmtKind::Try { .. } | StmtKind::Match { .. } | StmtKind::Finally { .. } => {
                self.guarded(&stmt.kind);
            }
            StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Let { .. }
            | StmtKind::LetTuple { .. }
            | StmtKind::LetArray { .. }
            | StmtKind::Store { .. }
            | StmtKind::CellSet { .. }
            | StmtKind::StoreOp { .. }
            | StmtKind::Unbind(_)
            | StmtKind::Expr(_)
            | StmtKind::Tail(_)
            | StmtKind::Return(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Yield(_)
            | StmtKind::Leave { .. }
            | StmtKind::Define(_) => {}
        }
    }

    /// The blocks of a `try`.
    fn guarded(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Try {
                body,
                orelse,
                error,
                clauses,
                handler,
                ..
            } => {
                self.block(body);
                if !orelse.is_empty() {
                    self.line("else");
                    self.block(orelse);
                }
                for clause in clauses {
                    let caught = match &clause.catches {
                        Catches::Classes(names, _) => names.join(", "),
                        Catches::Value(value) => self.expr(value),
                    };
                    self.line(&format!("except {caught}"));
                    self.block(&clause.body);
                }
                if !handler.is_empty() {
                    let error = self.var(*error);
                    self.line(&format!("caught {error}"));
                    self.block(handler);
                }
            }
            StmtKind::Match {
                then,
                error,
                handler,
                ..
            } => {
                self.block(then);
                let error = self.var(*error);
                self.line(&format!("caught {error}"));
                self.block(handler);
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                self.block(body);
                self.line("finally");
                self.block(finalizer);
                for arm in arms {
                    self.line(&format!("after {:?}", arm.way));
                    self.block(&arm.body);
                }
            }
            _ => {}
        }
    }

    /// A statement without the blocks in it: one line, but for blocks inside of expressions.
    fn head(&self, kind: &StmtKind) -> String {
        match kind {
            StmtKind::Comment(text) => format!("comment {text:?}"),
            StmtKind::Trailing(text) => format!("comment behind {text:?}"),
            StmtKind::Blank => "blank".to_owned(),
            StmtKind::Let { var, value } => self.declaration(*var, value.as_ref()),
            StmtKind::LetTuple { vars, value } => self.tuple_declaration(vars, value),
            StmtKind::LetArray { vars, rest, value } => self.array_declaration(vars, *rest, value),
            StmtKind::Store { var, value } => format!("{} = {}", self.var(*var), self.expr(value)),
            StmtKind::CellSet {
                cell,
                is_ref_cell,
                value,
            } => {
                let name = if *is_ref_cell {
                    "ref_cell_set"
                } else {
                    "cell_set"
                };
                format!("{name}({}, {})", self.expr(cell), self.expr(value))
            }
            StmtKind::StoreOp { var, op, value } => {
                format!("{} {op} {}", self.var(*var), self.expr(value))
            }
            StmtKind::Unbind(var) => format!("unbind {}", self.var(*var)),
            StmtKind::Expr(value) => format!("do {}", self.expr(value)),
            StmtKind::Tail(value) => format!("give {}", self.expr(value)),
            StmtKind::If { test, .. } => format!("if {}", self.expr(test)),
            StmtKind::While { label, test, .. } => {
                let label = label.as_ref().map(|label| format!("'{label}: "));
                format!("{}while {}", label.unwrap_or_default(), self.expr(test))
            }
            StmtKind::For { pattern, iter, .. } => {
                format!("for {} in {}", self.pattern(pattern), self.expr(iter))
            }
            StmtKind::Labelled { label, .. } => format!("'{label}:"),
            StmtKind::Return(None) => "return".to_owned(),
            StmtKind::Return(Some(value)) => format!("return {}", self.expr(value)),
            StmtKind::Break(None) => "break".to_owned(),
            StmtKind::Break(Some(label)) => format!("break '{label}"),
            StmtKind::Continue(None) => "continue".to_owned(),
            StmtKind::Continue(Some(label)) => format!("continue '{label}"),
            StmtKind::Try { label, .. } => format!("try '{label}:"),
            StmtKind::Match {
                value,
                ok,
                result: Some(result),
                ..
            } => {
                let ok = ok.map_or_else(|| "_".to_owned(), |ok| self.var(ok));
                format!(
                    "let {} = match {} into {ok}",
                    self.var(*result),
                    self.expr(value)
                )
            }
            StmtKind::Match { value, ok, .. } => match ok {
                Some(ok) => format!("match {} into {}", self.expr(value), self.var(*ok)),
                None => format!("match {}", self.expr(value)),
            },
            StmtKind::Finally { label, .. } => format!("try '{label}:"),
            StmtKind::Leave { label, way, value } => {
                let value = value.as_ref().map(|value| format!(" {}", self.expr(value)));
                format!("leave '{label} {way:?}{}", value.unwrap_or_default())
            }
            StmtKind::Yield(value) => format!("yield {}", self.expr(value)),
            StmtKind::Define(func) => format!("define {}", self.func_name(*func)),
        }
    }

    fn declaration(&self, var: VarIdx, value: Option<&Expr>) -> String {
        let data = &self.program.vars[var.0 as usize];
        let head = format!("let {}: {}", self.var(var), ty_text(&data.ty));
        match value {
            Some(value) => format!("{head} = {}", self.housed(data.storage, value)),
            None => head,
        }
    }

    /// The first value of a variable in the cell that holds it.
    fn housed(&self, storage: Storage, value: &Expr) -> String {
        let cell = match storage {
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => return self.expr(value),
            Storage::Cell => "cell",
            Storage::RefCell => "ref_cell",
            Storage::SharedCell => "shared_cell",
            Storage::SharedRefCell => "shared_ref_cell",
            Storage::CellObject => "cell_object",
        };
        format!("{cell}({})", self.expr(value))
    }

    fn tuple_declaration(&self, vars: &[Option<VarIdx>], value: &Expr) -> String {
        let vars: Vec<String> = vars
            .iter()
            .map(|var| var.map_or_else(|| "_".to_owned(), |var| self.var(var)))
            .collect();
        format!("let ({}) = {}", vars.join(", "), self.expr(value))
    }

    fn array_declaration(
        &self,
        vars: &[VarIdx],
        rest: Option<(usize, VarIdx)>,
        value: &Expr,
    ) -> String {
        let mut names: Vec<String> = vars.iter().map(|var| self.var(*var)).collect();
        if let Some((position, var)) = rest {
            names.insert(position.min(names.len()), format!("*{}", self.var(var)));
        }
        format!("let [{}] = {}", names.join(", "), self.expr(value))
    }

    /// What a `for` or a closure binds.
    pub(super) fn pattern(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Ignore => "_".to_owned(),
            Pattern::Var(var) => self.var(*var),
            Pattern::ByRef(var) => format!("lent {}", self.var(*var)),
            Pattern::Ref(var) => format!("ref {}", self.var(*var)),
            Pattern::Tuple(items) | Pattern::Behind(items) => {
                let items: Vec<String> = items.iter().map(|item| self.pattern(item)).collect();
                let behind = if matches!(pattern, Pattern::Behind(_)) {
                    "&"
                } else {
                    ""
                };
                format!("{behind}({})", items.join(", "))
            }
        }
    }

    /// The statements of a block inside of an expression, between braces.
    pub(super) fn inner_block(&self, block: &Block, value: &str) -> String {
        let mut inner = Show::new(self.program, self.is_settled);
        inner.current = self.current;
        inner.depth = self.depth;
        inner.block(block);
        inner.depth += 1;
        inner.line(&format!("give {value}"));
        inner.depth -= 1;
        format!("{{\n{}{}}}", inner.out, "    ".repeat(self.depth))
    }
}
