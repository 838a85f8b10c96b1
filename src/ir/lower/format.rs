//! Text made of values: f-strings, `print`, `str`, `repr`, `format`.

use super::Lower;
use super::spread::Shown;
use crate::ir::walk::{Node, walk_expr};
use crate::ir::{Expr, ExprKind, FormatUse, Mode, Piece, Spelling, Stmt, StmtKind, Ty, VarIdx};
use crate::library::ROWS;
use crate::syntax::ast::{self, Conversion, FStringPart, Keyword};

impl Lower<'_> {
    /// `f'…'`.
    pub(super) fn fstring(&mut self, parts: &[FStringPart]) -> Expr {
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                FStringPart::Text(text) => push_text(&mut pieces, text),
                FStringPart::Value {
                    value,
                    conversion,
                    spec,
                } => {
                    let expr = self.expr(value);
                    self.formatted(expr, *conversion, spec.as_deref(), &mut pieces);
                }
            }
        }
        finish(pieces)
    }

    pub(super) fn formatted(
        &mut self,
        expr: Expr,
        conversion: Conversion,
        spec: Option<&[FStringPart]>,
        pieces: &mut Vec<Piece>,
    ) {
        let shown = match conversion {
            Conversion::None => expr,
            Conversion::Str => self.text_of(expr),
            Conversion::Repr => self.repr_of(expr),
            Conversion::Ascii => {
                let value = self.coerce(expr, &Ty::Value);
                Expr::method(value, "ascii", vec![], Ty::Str)
            }
        };
        let Some(spec) = spec.filter(|spec| !spec.is_empty()) else {
            self.push_shown(shown, pieces);
            return;
        };
        let spec = self.fstring(spec);
        let spec_text = match &spec.kind {
            ExprKind::Str(text) => Some(text.clone()),
            _ => None,
        };
        if let Some(text) = spec_text.as_deref()
            && let Some(rust) = rust_spec(&shown.ty, text)
        {
            pieces.push(Piece::Value(shown, rust));
            return;
        }
        let name = match &shown.ty {
            Ty::I64 => "text::format_int",
            Ty::F64 => "text::format_float",
            Ty::Str => "text::format_str",
            _ => {
                let value = self.coerce(shown, &Ty::Value);
                let text = Expr::method(value, "format", vec![(spec, Mode::Ref)], Ty::Str);
                pieces.push(Piece::Value(text, String::new()));
                return;
            }
        };
        let mode = if shown.ty == Ty::Str {
            Mode::Ref
        } else {
            Mode::Own
        };
        let text = Expr::path(name, vec![(shown, mode), (spec, Mode::Ref)], Ty::Str);
        pieces.push(Piece::Value(text, String::new()));
    }

    /// A value as `str()` shows it, as pieces.
    pub(super) fn push_shown(&mut self, expr: Expr, pieces: &mut Vec<Piece>) {
        match expr.kind {
            ExprKind::Str(text) => push_text(pieces, &text),
            ExprKind::I64(value) => push_text(pieces, &value.to_string()),
            ExprKind::Bool(value) => push_text(pieces, if value { "True" } else { "False" }),
            ExprKind::Unit => push_text(pieces, "None"),
            ExprKind::Format {
                purpose: FormatUse::Format,
                pieces: inner,
            } => {
                for piece in inner {
                    match piece {
                        Piece::Text(text) => push_text(pieces, &text),
                        Piece::Value(..) => pieces.push(piece),
                    }
                }
            }
            _ => {
                let shown = self.displayed(expr);
                pieces.push(Piece::Value(shown, String::new()));
            }
        }
    }

    /// A value whose `Display` is Python's `str()`.
    fn displayed(&mut self, expr: Expr) -> Expr {
        match &expr.ty {
            Ty::I64
            | Ty::Int
            | Ty::Num
            | Ty::Str
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Exception
            | Ty::VarTuple(_)
            | Ty::Range
            | Ty::Value => expr,
            Ty::Unit => self.after(expr, Expr::text("None")),
            _ => Expr::method(expr, "str", vec![], Ty::Str),
        }
    }

    /// `str(value)`.
    pub(super) fn text_of(&mut self, expr: Expr) -> Expr {
        match &expr.ty {
            Ty::Str | Ty::StaticStr => expr,
            Ty::I64 => Expr::std_method(expr, "to_string", vec![], Ty::Str),
            Ty::Unit => self.after(expr, Expr::text("None")),
            Ty::Bool => {
                let (yes, no) = (Expr::text("True"), Expr::text("False"));
                Expr::new(
                    ExprKind::If {
                        test: Box::new(expr),
                        then: Box::new(yes),
                        orelse: Box::new(no),
                    },
                    Ty::Str,
                )
            }
            _ => Expr::method(expr, "str", vec![], Ty::Str),
        }
    }

    /// `repr(value)`.
    pub(super) fn repr_of(&mut self, expr: Expr) -> Expr {
        match &expr.ty {
            Ty::I64 => Expr::std_method(expr, "to_string", vec![], Ty::Str),
            Ty::Unit => self.after(expr, Expr::text("None")),
            Ty::Bool => self.text_of(expr),
            _ => Expr::method(expr, "repr", vec![], Ty::Str),
        }
    }

    /// `print(…)` with static arguments.
    pub(super) fn print(&mut self, args: &[ast::Expr], keywords: &[Keyword]) -> Expr {
        let mut stmts = Vec::new();
        let (mut sep, mut end) = (Expr::text(" "), Expr::text("\n"));
        let name_of = |keyword: &Keyword| keyword.name.as_ref().map(|name| name.name.clone());
        let texts: Vec<&Keyword> = keywords
            .iter()
            .filter(|keyword| matches!(name_of(keyword).as_deref(), Some("sep" | "end")))
            .collect();
        let is_spread = |arg: &ast::Expr| matches!(arg.kind, ast::ExprKind::Starred(_));
        let shown = if args.iter().any(is_spread) {
            self.spread_arguments(args, &mut stmts)
        } else {
            Shown::Values(args.iter().map(|arg| self.expr(arg)).collect())
        };
        let (values, items) = match shown {
            Shown::Values(values) => (values, None),
            Shown::Items(items) => (Vec::new(), Some(items)),
        };
        let named: Vec<Expr> = texts
            .iter()
            .map(|keyword| self.value(&keyword.value, &Ty::Str))
            .collect();
        let changes_behind = named
            .iter()
            .any(|value| has_effects(value, self.makes_entries));
        let values = self.evaluated_before_shown(values, changes_behind, &mut stmts);
        for (keyword, value) in texts.iter().zip(named) {
            match name_of(keyword).as_deref() {
                Some("sep") => sep = self.hold(value, &mut stmts).1,
                _ => end = self.hold(value, &mut stmts).1,
            }
        }
        if let [
            ast::Expr {
                kind: ast::ExprKind::Constant(ast::Constant::Str(text)),
                span,
                ..
            },
            _,
            ..,
        ] = args
            && !text.is_empty()
        {
            let line = self.line(*span);
            self.program.text_first.insert(line);
        }
        let mut pieces = Vec::new();
        if let Some(items) = items {
            let shown = if items.ty == Ty::Iter(Box::new(Ty::Str)) {
                Expr::method(sep.clone(), "join", vec![(items, Mode::Own)], Ty::Str)
            } else {
                let shown = vec![(items, Mode::Own), (sep.clone(), Mode::Ref)];
                Expr::path("seq::shown", shown, Ty::Str)
            };
            pieces.push(Piece::Value(shown, String::new()));
        }
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.push_shown(sep.clone(), &mut pieces);
            }
            self.push_shown(value, &mut pieces);
        }
        let ends_line = matches!(&end.kind, ExprKind::Str(text) if text == "\n");
        if !ends_line {
            self.push_shown(end, &mut pieces);
        }
        let purpose = match (self.prints_errors(keywords), ends_line) {
            (false, true) => FormatUse::Println,
            (false, false) => FormatUse::Print,
            (true, true) => FormatUse::Eprintln,
            (true, false) => FormatUse::Eprint,
        };
        let print = Expr::new(ExprKind::Format { purpose, pieces }, Ty::Unit);
        let flushes = keywords.iter().any(|keyword| {
            let is_true = matches!(
                keyword.value.kind,
                ast::ExprKind::Constant(ast::Constant::Bool(true))
            );
            is_true && name_of(keyword).as_deref() == Some("flush")
        });
        let last = if flushes {
            stmts.push(self.stmt_at(StmtKind::Expr(print), 0));
            Expr::path("sys::flush", vec![], Ty::Unit)
        } else {
            print
        };
        if stmts.is_empty() {
            return last;
        }
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts }, Box::new(last)),
            Ty::Unit,
        )
    }

    /// `file=sys.stderr`.
    fn prints_errors(&self, keywords: &[Keyword]) -> bool {
        keywords.iter().any(|keyword| {
            let item = self.types.imports.item(self.names, &keyword.value);
            item.is_some_and(|item| item.dotted() == "sys.stderr")
        })
    }
}

impl Lower<'_> {
    /// `print` evaluates all arguments before it shows the first: where a later one may change what an earlier one
    /// shows, they are evaluated in statements of their own.
    pub(super) fn evaluated_before_shown(
        &mut self,
        values: Vec<Expr>,
        changes_behind: bool,
        stmts: &mut Vec<Stmt>,
    ) -> Vec<Expr> {
        let makes_entries = self.makes_entries;
        let has_effects = |value: &Expr| has_effects(value, makes_entries);
        let n_before = match values.iter().rposition(has_effects) {
            _ if changes_behind => values.len(),
            Some(last) => last,
            None => 0,
        };
        let is_late = values[..n_before].iter().any(|value| {
            may_change(&value.ty)
                || matches!(value.kind, ExprKind::Var(var) if values.iter().any(|other| stores_to(other, var)))
        });
        if !is_late || n_before == 0 {
            return values;
        }
        let n_held = if changes_behind {
            values.len()
        } else {
            n_before + 1
        };
        let mut settled = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            settled.push(if index < n_held {
                self.hold(value, stmts).1
            } else {
                value
            });
        }
        settled
    }
}

/// Whether evaluating the expression may change objects or variables.
pub(super) fn has_effects(expr: &Expr, makes_entries: bool) -> bool {
    const CHANGES: &[&str] = &[
        "append",
        "at_or_made",
        "extend",
        "extend_list",
        "extend_repeat",
        "insert",
        "clear",
        "reverse",
        "sort",
        "sort_reverse",
        "sort_by_key",
        "set",
        "del_at",
        "del_item",
        "pop",
        "pop_at",
        "pop_or",
        "popitem",
        "remove",
        "add",
        "discard",
        "update",
        "setdefault",
        "intersection_update",
        "difference_update",
        "symmetric_difference_update",
        "setitem",
        "delitem",
        "setattr",
        "delattr",
        "call",
        "call_method",
        "call_builtin",
    ];
    let mut found = false;
    walk_expr(expr, &mut |node| match node {
        Node::Stmt(stmt) => {
            found |= matches!(stmt.kind, StmtKind::Store { .. } | StmtKind::StoreOp { .. });
        }
        Node::Expr(inner) => {
            found |= match &inner.kind {
                ExprKind::CallFunc { .. } | ExprKind::CallClosure { .. } => true,
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    ..
                } => CHANGES.contains(&name.as_str()) || makes_entries && name == "getitem",
                ExprKind::Op {
                    spelling: Spelling::Path(path),
                    ..
                } => {
                    matches!(path.as_str(), "Value::call_builtin" | "Value::call_library")
                        || ROWS.is_generic(path)
                }
                _ => false,
            }
        }
        Node::Pattern(_) => {}
    });
    found
}

fn stores_to(expr: &Expr, var: VarIdx) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Stmt(stmt) = node {
            found |= matches!(stmt.kind, StmtKind::Store { var: stored, .. } if stored == var);
        }
    });
    found
}

/// Whether what a value of this type shows may change after its evaluation.
pub(super) fn may_change(ty: &Ty) -> bool {
    match ty {
        Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::View(..)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Record(_)
        | Ty::Owned(..)
        | Ty::Value => true,
        Ty::Tuple(items) => items.iter().any(may_change),
        Ty::VarTuple(inner) | Ty::Option(inner) => may_change(inner),
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Range
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::Bytes
        | Ty::Never => false,
    }
}

/// Python's format spec as Rust's, where both mean the same.
fn rust_spec(ty: &Ty, spec: &str) -> Option<String> {
    let digits = |text: &str| {
        !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match ty {
        Ty::I64 => {
            let width = spec.strip_suffix('d').unwrap_or(spec);
            let is_plain = digits(width) && !width.starts_with('0');
            let is_padded = width.len() > 1
                && width.starts_with('0')
                && digits(&width[1..])
                && !width[1..].starts_with('0');
            (is_plain || is_padded).then(|| width.to_owned())
        }
        Ty::Str => {
            let (align, width) = match spec.chars().next()? {
                align @ ('<' | '>' | '^') => (align.to_string(), &spec[1..]),
                _ => (String::new(), spec),
            };
            (digits(width) && !width.starts_with('0')).then(|| format!("{align}{width}"))
        }
        _ => None,
    }
}

pub(super) fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

pub(super) fn finish(pieces: Vec<Piece>) -> Expr {
    match &pieces[..] {
        [] => Expr::text(""),
        [Piece::Text(text)] => Expr::text(text.clone()),
        _ => Expr::new(
            ExprKind::Format {
                purpose: FormatUse::Format,
                pieces,
            },
            Ty::Str,
        ),
    }
}
