//! Expressions: each node a call or an operator, nothing implied.

use super::Show;
use crate::ir::{Expr, ExprKind, FormatUse, Mode, Pattern, Piece, Route, Spelling};

impl Show<'_> {
    /// An expression in one line, but for the blocks in it.
    pub(super) fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Unit => "()".to_owned(),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::I64(value) => value.to_string(),
            ExprKind::SuffixedI64(value) => format!("{value}_i64"),
            ExprKind::Int(digits) => format!("int({digits})"),
            ExprKind::F64(value) | ExprKind::SuffixedF64(value) => format!("{value:?}"),
            ExprKind::Str(text) => format!("{text:?}"),
            ExprKind::Char(letter) => format!("{letter:?}"),
            ExprKind::ExceptionClass(name) => (*name).to_owned(),
            ExprKind::NoneOption => "None".to_owned(),
            ExprKind::Var(var) => self.var(*var),
            ExprKind::Op {
                spelling,
                args,
                runtime,
            } => self.op(spelling, args, *runtime),
            ExprKind::CallFunc {
                func,
                args,
                captures,
            } => self.with_captures(
                &format!("{}({}", self.func_name(*func), self.exprs(args)),
                !args.is_empty(),
                captures,
            ),
            ExprKind::CallClosure { callee, args } => {
                let args: Vec<String> = std::iter::once(self.expr(callee))
                    .chain(args.iter().map(|arg| self.expr(arg)))
                    .collect();
                format!("call({})", args.join(", "))
            }
            ExprKind::MakeClosure { func, captures } => {
                let head = format!("make_closure({}", self.func_name(*func));
                self.with_captures(&head, true, captures)
            }
            ExprKind::Inline { params, body } => self.inline(params, body),
            ExprKind::If { test, then, orelse } => format!(
                "if {} {{ {} }} else {{ {} }}",
                self.expr(test),
                self.expr(then),
                self.expr(orelse)
            ),
            ExprKind::And(left, right) => self.pair(left, "&&", right),
            ExprKind::Or(left, right) => self.pair(left, "||", right),
            ExprKind::Not(inner) => self.node("not", inner),
            ExprKind::Block(block, value) => self.inner_block(block, &self.expr(value)),
            ExprKind::Format { purpose, pieces } => self.format(*purpose, pieces),
            ExprKind::Unwrap(inner) => self.node("unwrap", inner),
            ExprKind::IsNone(inner) => self.node("is_none", inner),
            ExprKind::Some(inner) => self.node("some", inner),
            ExprKind::Ok(inner) => self.node("ok", inner),
            ExprKind::Err(inner) => self.node("err", inner),
            ExprKind::Raises { inner, route } => {
                format!("raises({}, {})", self.expr(inner), route_text(route))
            }
            ExprKind::Throw { error, route, .. } => {
                format!("throw({}, {})", self.expr(error), route_text(route))
            }
            ExprKind::ToValue(inner) => self.node("to_value", inner),
            ExprKind::AsValue(inner) => self.node("as_value", inner),
            ExprKind::Fail {
                class,
                message,
                suggestion: _,
            } => format!("fail({class}, {message:?})"),
            ExprKind::Checked { var, otherwise } => {
                format!("checked({}, else {})", self.var(*var), self.expr(otherwise))
            }
            ExprKind::SelfField(var) => {
                format!("self.{}", self.program.vars[var.0 as usize].name)
            }
            ExprKind::Clone(inner) => self.node("clone", inner),
            ExprKind::Borrow(inner) => self.node("lend", inner),
            ExprKind::BorrowMut(inner) => self.node("borrow_mut", inner),
            ExprKind::Deref(inner) => self.node("deref", inner),
            ExprKind::ToOwned(inner) => self.node("to_owned", inner),
            ExprKind::CellGet(inner) => self.node("cell_get", inner),
            ExprKind::CellClone(inner) => self.node("cell_clone", inner),
            ExprKind::CellCloneNow(inner) => self.node("cell_clone_now", inner),
            ExprKind::Bound { option, otherwise } => match otherwise {
                Some(otherwise) => {
                    format!(
                        "bound({}, else {})",
                        self.expr(option),
                        self.expr(otherwise)
                    )
                }
                None => self.node("bound", option),
            },
        }
    }

    fn node(&self, name: &str, inner: &Expr) -> String {
        format!("{name}({})", self.expr(inner))
    }

    fn pair(&self, left: &Expr, op: &str, right: &Expr) -> String {
        format!("({} {op} {})", self.expr(left), self.expr(right))
    }

    fn exprs(&self, exprs: &[Expr]) -> String {
        let texts: Vec<String> = exprs.iter().map(|expr| self.expr(expr)).collect();
        texts.join(", ")
    }

    /// Closes the parenthesis that `head` opened, after what a function closes over.
    fn with_captures(&self, head: &str, has_items: bool, captures: &[Expr]) -> String {
        if captures.is_empty() {
            return format!("{head})");
        }
        let comma = if has_items { ", " } else { "" };
        format!("{head}{comma}captures [{}])", self.exprs(captures))
    }

    fn inline(&self, params: &[Pattern], body: &Expr) -> String {
        let params: Vec<String> = params.iter().map(|param| self.pattern(param)).collect();
        format!("|{}| {}", params.join(", "), self.expr(body))
    }

    fn format(&self, purpose: FormatUse, pieces: &[Piece]) -> String {
        let name = match purpose {
            FormatUse::Println => "println",
            FormatUse::Print => "print",
            FormatUse::TryPrintln => "try_println",
            FormatUse::TryPrint => "try_print",
            FormatUse::Eprintln => "eprintln",
            FormatUse::Eprint => "eprint",
            FormatUse::Format => "format",
        };
        let pieces: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => format!("{text:?}"),
                Piece::Value(value, spec) if spec.is_empty() => self.expr(value),
                Piece::Value(value, spec) => format!("{} as {spec:?}", self.expr(value)),
            })
            .collect();
        format!("{name}({})", pieces.join(", "))
    }

    fn op(&self, spelling: &Spelling, args: &[(Expr, Mode)], runtime: bool) -> String {
        let rt = if runtime { "rt::" } else { "" };
        let texts: Vec<String> = args
            .iter()
            .map(|(arg, mode)| self.taken(arg, *mode))
            .collect();
        match (spelling, &texts[..]) {
            (Spelling::Infix(op), [left, right]) => format!("({left} {rt}{op} {right})"),
            (Spelling::Infix(op), _) => format!("({rt}{op} {})", texts.join(", ")),
            (Spelling::Prefix(op), _) => format!("({rt}{op}{})", texts.join(", ")),
            (Spelling::Method(name), [receiver, rest @ ..]) => {
                format!("{receiver}.{rt}{name}({})", rest.join(", "))
            }
            (Spelling::Method(name), []) => format!("{rt}{name}()"),
            (Spelling::Path(path), _) => format!("{rt}{path}({})", texts.join(", ")),
            (Spelling::Listed(name), _) => format!("{rt}{name}![{}]", texts.join(", ")),
            (Spelling::Macro(name), _) => format!("{rt}{name}!({})", texts.join(", ")),
            (Spelling::Constant(path), _) => (*path).to_owned(),
            (Spelling::TypedPath(name), _) => format!("{rt}_::{name}({})", texts.join(", ")),
            (Spelling::Cast(ty), _) => format!("cast({}, {ty})", texts.join(", ")),
            (Spelling::Field(index), _) => format!("{}.{index}", texts.join(", ")),
            (Spelling::Record(id), _) => format!("record#{}({})", id.0, texts.join(", ")),
            (Spelling::RangeFrom, _) => format!("({}..)", texts.join(", ")),
            (Spelling::Array | Spelling::StaticArray, _) => format!("[{}]", texts.join(", ")),
            (Spelling::Tuple, _) => format!("({})", texts.join(", ")),
        }
    }

    /// An operand with how it is taken. Once storage is settled, nodes of their own say that.
    fn taken(&self, arg: &Expr, mode: Mode) -> String {
        let text = self.expr(arg);
        if self.is_settled {
            return text;
        }
        match mode {
            Mode::Own | Mode::Receiver => text,
            Mode::Ref => format!("by_ref {text}"),
            Mode::OwnReceiver => format!("by_value {text}"),
            Mode::MutReceiver => format!("by_mut {text}"),
        }
    }
}

/// Where an exception goes.
fn route_text(route: &Route) -> String {
    match route {
        Route::Exit => "to nobody".to_owned(),
        Route::Caller => "to the caller".to_owned(),
        Route::Handler(label) | Route::Finally(label) => format!("to '{label}"),
        Route::Matched => "here".to_owned(),
    }
}
