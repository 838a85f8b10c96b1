//! Arithmetic: the Rust of `left op right` for each pair of types.

use super::{Lower, view};
use crate::ir::{Expr, ExprKind, FormatUse, Mode, Piece, Spelling, Ty};
use crate::syntax::ast::{self, BinOp, UnaryOp};
use crate::types::growth::Place;
use crate::types::infer::merged::parts_of_union;

impl Lower<'_> {
    /// `left op right` as an expression.
    pub(super) fn binary_expr(
        &mut self,
        expr: &ast::Expr,
        left: &ast::Expr,
        op: BinOp,
        right: &ast::Expr,
    ) -> Expr {
        let want = self.node_ty(expr.id);
        if self.instance().calls.get(&expr.id) == Some(&crate::types::Target::Method) {
            return self.percent(left, right);
        }
        if let Ty::Record(id) = want {
            let parts = parts_of_union(left, right).expect("inference knows the keys");
            return self.merged(id, &parts);
        }
        let is_many = op == BinOp::Mult && (self.may_be_long(left) || self.may_be_long(right));
        let left = self.expr(left);
        let right_expr = self.expr(right);
        let mut made = self.binary(op, left, right_expr, &want);
        if let ExprKind::Op {
            spelling: Spelling::Method(name),
            ..
        } = &mut made.kind
            && is_many
            && name == "repeat"
        {
            "repeat_many".clone_into(name);
        }
        made
    }

    /// Whether an integer may have more than 30 bits.
    pub(super) fn may_be_long(&self, expr: &ast::Expr) -> bool {
        let place = match &expr.kind {
            ast::ExprKind::Constant(ast::Constant::Int(value)) => {
                return value.unsigned_abs() >= 1 << 30;
            }
            ast::ExprKind::Name(_) => match self.read_variable(expr) {
                Some(variable) => Place::Var(self.inst, variable),
                None => return false,
            },
            _ => Place::Node(self.inst, expr.id),
        };
        self.types.long.contains(&place)
    }

    /// `left op right` with a result of type `want`.
    pub(super) fn binary(&mut self, op: BinOp, left: Expr, right: Expr, want: &Ty) -> Expr {
        if is_number(&left.ty) && is_number(&right.ty) && *want != Ty::Value {
            return self.arithmetic(op, left, right, want);
        }
        match (&left.ty, op, &right.ty) {
            (Ty::Str, BinOp::Add, Ty::Str) => concat(left, right),
            (Ty::Str, BinOp::Mult, Ty::I64 | Ty::Bool) => self.repeat_text(left, right),
            (Ty::I64 | Ty::Bool, BinOp::Mult, Ty::Str) => self.repeat_text(right, left),
            (Ty::Str, BinOp::Mod, _) if *want == Ty::Str => {
                let right = self.coerce(right, &Ty::Value);
                Expr::path(
                    "text::percent",
                    vec![(left, Mode::Ref), (right, Mode::Ref)],
                    Ty::Str,
                )
            }
            (Ty::List(_), BinOp::Add, Ty::List(_)) if left.ty == right.ty => {
                let ty = left.ty.clone();
                Expr::method(left, "concat", vec![(right, Mode::Ref)], ty)
            }
            // Lists and dicts of different contents are copied to what both fit into.
            (Ty::List(_), BinOp::Add, Ty::List(_)) if matches!(want, Ty::List(_)) => {
                let (left, right) = (self.fresh(left, want), self.fresh(right, want));
                self.binary(op, left, right, want)
            }
            (Ty::Dict(..), BinOp::BitOr, Ty::Dict(..))
                if matches!(want, Ty::Dict(..)) && left.ty != right.ty =>
            {
                let (left, right) = (self.fresh(left, want), self.fresh(right, want));
                self.binary(op, left, right, want)
            }
            (Ty::List(_) | Ty::VarTuple(_), BinOp::Mult, Ty::I64 | Ty::Bool) => {
                let ty = left.ty.clone();
                let times = self.coerce(right, &Ty::I64);
                let name = if matches!(ty, Ty::List(_)) {
                    "repeat"
                } else {
                    "repeated_many"
                };
                Expr::method(left, name, vec![(times, Mode::Own)], ty)
            }
            (Ty::Bytes, BinOp::Mult, Ty::I64 | Ty::Bool) => {
                let times = self.coerce(right, &Ty::I64);
                Expr::method(left, "repeated", vec![(times, Mode::Own)], Ty::Bytes)
            }
            (Ty::I64 | Ty::Bool, BinOp::Mult, Ty::Bytes) if left.is_literal() => {
                self.binary(op, right, left, want)
            }
            (Ty::I64 | Ty::Bool, BinOp::Mult, Ty::List(_)) => {
                let ty = right.ty.clone();
                let times = self.coerce(left, &Ty::I64);
                Expr::method(right, "repeat", vec![(times, Mode::Own)], ty)
            }
            (Ty::Tuple(_), BinOp::Mult, Ty::I64 | Ty::Bool) if matches!(want, Ty::VarTuple(_)) => {
                let tuple = self.coerce(left, want);
                self.binary(op, tuple, right, want)
            }
            (Ty::VarTuple(_) | Ty::Tuple(_), BinOp::Add, Ty::VarTuple(_) | Ty::Tuple(_))
                if left.ty != right.ty && matches!(want, Ty::VarTuple(_)) =>
            {
                let (left, right) = (self.coerce(left, want), self.coerce(right, want));
                self.binary(op, left, right, want)
            }
            (Ty::VarTuple(_), BinOp::Add, Ty::VarTuple(_)) | (Ty::Bytes, BinOp::Add, Ty::Bytes)
                if left.ty == right.ty =>
            {
                let ty = left.ty.clone();
                Expr::method(left, "joined", vec![(right, Mode::Ref)], ty)
            }
            (Ty::Tuple(_), BinOp::Add, Ty::Tuple(_)) => self.concat_tuples(left, right, want),
            (Ty::Dict(..), BinOp::BitOr, Ty::Dict(..))
                if left.ty == right.ty && *want == left.ty =>
            {
                let ty = left.ty.clone();
                Expr::method(left, "merge", vec![(right, Mode::Ref)], ty)
            }
            (Ty::Set(_), BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor, Ty::Set(_))
                if left.ty == right.ty =>
            {
                let ty = left.ty.clone();
                let name = match op {
                    BinOp::BitOr => "union",
                    BinOp::BitAnd => "intersection",
                    BinOp::Sub => "difference",
                    _ => "symmetric_difference",
                };
                Expr::method(left, name, vec![(right, Mode::Ref)], ty)
            }
            (Ty::Dict(..), BinOp::Add | BinOp::Sub | BinOp::BitAnd, Ty::Dict(..))
                if left.ty == right.ty && *want == left.ty =>
            {
                let name = match op {
                    BinOp::Add => "plus_counts",
                    BinOp::Sub => "minus_counts",
                    _ => "common_counts",
                };
                Expr::method(left, name, vec![(right, Mode::Ref)], want.clone())
            }
            _ if view::item_beside(&left.ty, &right.ty)
                .is_some_and(|item| is_set_of(want, &item)) =>
            {
                view::operation(left, view::operator_name(op), right, want.clone())
            }
            _ => {
                let (left, right) = (
                    self.coerce(left, &Ty::Value),
                    self.coerce(right, &Ty::Value),
                );
                let result =
                    Expr::method(left, dynamic_name(op), vec![(right, Mode::Ref)], Ty::Value);
                self.from_value(result, want)
            }
        }
    }

    fn arithmetic(&mut self, op: BinOp, left: Expr, right: Expr, want: &Ty) -> Expr {
        if op == BinOp::Div {
            return self.true_division(left, right);
        }
        if *want == Ty::Bool {
            let op = infix(op).expect("only bit operations give bool");
            return Expr::infix(left, op, right, Mode::Own, Ty::Bool);
        }
        if op == BinOp::Pow {
            return self.power(left, right, want);
        }
        let (left, right) = match op {
            BinOp::LShift | BinOp::RShift => (self.number(left, want), self.number(right, want)),
            _ => self.operands(left, right, want),
        };
        let ty = want.clone();
        match (op, want) {
            (
                BinOp::Add
                | BinOp::Sub
                | BinOp::Mult
                | BinOp::BitAnd
                | BinOp::BitOr
                | BinOp::BitXor,
                _,
            ) => {
                let op = infix(op).expect("has an operator");
                let args = vec![by_size(left), by_size(right)];
                Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Infix(op),
                        args,
                        runtime: false,
                    },
                    ty,
                )
            }
            (BinOp::FloorDiv, Ty::I64) if is_positive(&right) => {
                Expr::std_method(left, "div_euclid", vec![(right, Mode::Own)], ty)
            }
            (BinOp::Mod, Ty::I64) if is_positive(&right) => {
                Expr::std_method(left, "rem_euclid", vec![(right, Mode::Own)], ty)
            }
            (BinOp::FloorDiv, Ty::Num) => by_reference(left, "floor_div", right, ty),
            (BinOp::Mod, Ty::Num) => by_reference(left, "modulo", right, ty),
            (BinOp::FloorDiv, Ty::Int) => by_reference(left, "floor_div", right, ty),
            (BinOp::Mod, Ty::Int) => by_reference(left, "modulo", right, ty),
            (BinOp::FloorDiv, _) => Expr::method(left, "floor_div", vec![(right, Mode::Own)], ty),
            (BinOp::Mod, _) => Expr::method(left, "modulo", vec![(right, Mode::Own)], ty),
            (BinOp::LShift, Ty::I64) => match (&left.kind, &right.kind) {
                (ExprKind::I64(0..), ExprKind::I64(0..)) => {
                    Expr::infix(left, "<<", right, Mode::Own, ty)
                }
                _ => Expr::path(
                    "shift_left",
                    vec![(left, Mode::Own), (right, Mode::Own)],
                    ty,
                ),
            },
            (BinOp::LShift, _) => Expr::path(
                "left_shift",
                vec![(left, Mode::Ref), (right, Mode::Ref)],
                ty,
            ),
            (BinOp::RShift, Ty::I64) => Expr::path(
                "shift_right",
                vec![(left, Mode::Own), (right, Mode::Own)],
                ty,
            ),
            (BinOp::RShift, _) => Expr::path(
                "right_shift",
                vec![(left, Mode::Ref), (right, Mode::Ref)],
                ty,
            ),
            (BinOp::Div | BinOp::Pow | BinOp::MatMult, _) => unreachable!("handled above"),
        }
    }

    /// Both numbers as `want`. One machine integer beside a big one stays as it is: what works on big integers takes both.
    pub(super) fn operands(&mut self, left: Expr, right: Expr, want: &Ty) -> (Expr, Expr) {
        match (want, &left.ty, &right.ty) {
            (Ty::Int, Ty::I64, Ty::Int) => (left, right),
            (Ty::Int, Ty::I64 | Ty::Int, Ty::I64) => (self.number(left, want), right),
            _ => (self.number(left, want), self.number(right, want)),
        }
    }

    fn true_division(&mut self, left: Expr, right: Expr) -> Expr {
        if left.ty == Ty::F64 || right.ty == Ty::F64 {
            let (left, right) = (self.number(left, &Ty::F64), self.number(right, &Ty::F64));
            let is_safe = matches!(right.kind, ExprKind::F64(value) if value != 0.0);
            return if is_safe {
                Expr::infix(left, "/", right, Mode::Own, Ty::F64)
            } else {
                Expr::method(left, "true_div", vec![(right, Mode::Own)], Ty::F64)
            };
        }
        let int = if left.ty == Ty::Num || right.ty == Ty::Num {
            Ty::Num
        } else if left.ty == Ty::Int || right.ty == Ty::Int {
            Ty::Int
        } else {
            Ty::I64
        };
        let (left, right) = self.operands(left, right, &int);
        if int != Ty::I64 {
            return by_reference(left, "true_div", right, Ty::F64);
        }
        Expr::method(left, "true_div", vec![(right, Mode::Own)], Ty::F64)
    }

    fn power(&mut self, left: Expr, right: Expr, want: &Ty) -> Expr {
        if *want == Ty::F64 {
            let left = self.number(left, &Ty::F64);
            let right = self.number(right, &Ty::F64);
            return Expr::path(
                "power_float",
                vec![(left, Mode::Own), (right, Mode::Own)],
                Ty::F64,
            );
        }
        if *want == Ty::I64
            && matches!(right.kind, ExprKind::I64(exponent) if u32::try_from(exponent).is_ok())
        {
            let left = self.number(left, want);
            return Expr::std_method(left, "pow", vec![(right, Mode::Own)], Ty::I64);
        }
        if *want == Ty::Num {
            let left = self.number(left, &Ty::Num);
            let right = self.number(right, &Ty::Num);
            return Expr::method(left, "power", vec![(right, Mode::Ref)], Ty::Num);
        }
        let left = self.number(left, &Ty::Int);
        let right = self.number(right, &Ty::Int);
        let result = Expr::path(
            "power",
            vec![(left, Mode::Ref), (right, Mode::Ref)],
            Ty::Int,
        );
        self.coerce(result, want)
    }

    /// A number as another type of number.
    pub(super) fn number(&mut self, expr: Expr, want: &Ty) -> Expr {
        match (&expr.ty, want) {
            (a, b) if a == b => expr,
            (Ty::I64, Ty::F64) => match expr.kind {
                #[expect(clippy::cast_precision_loss, reason = "checked to be exact")]
                ExprKind::I64(value) if value.unsigned_abs() < 1 << 53 => {
                    Expr::new(ExprKind::F64(value as f64), Ty::F64)
                }
                _ => Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Cast("f64"),
                        args: vec![(expr, Mode::Own)],
                        runtime: false,
                    },
                    Ty::F64,
                ),
            },
            (Ty::Bool, Ty::F64) => {
                let int = self.coerce(expr, &Ty::I64);
                self.number(int, want)
            }
            (Ty::Int | Ty::Num, Ty::F64) => Expr::method(expr, "to_f64", vec![], Ty::F64),
            _ => self.coerce(expr, want),
        }
    }

    fn repeat_text(&mut self, text: Expr, times: Expr) -> Expr {
        let times = self.coerce(times, &Ty::I64);
        Expr::method(text, "py_repeat", vec![(times, Mode::Own)], Ty::Str)
    }

    fn concat_tuples(&mut self, left: Expr, right: Expr, want: &Ty) -> Expr {
        let mut stmts = Vec::new();
        let mut parts = Vec::new();
        for side in [left, right] {
            let Ty::Tuple(items) = side.ty.clone() else {
                unreachable!("checked by the caller")
            };
            if let ExprKind::Op {
                spelling: Spelling::Tuple,
                args,
                ..
            } = side.kind
            {
                for (arg, _) in args {
                    parts.push(self.hold(arg, &mut stmts).1);
                }
                continue;
            }
            let (_, held) = self.hold(side, &mut stmts);
            for (index, ty) in items.into_iter().enumerate() {
                parts.push(Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Field(index),
                        args: vec![(held.clone(), Mode::Receiver)],
                        runtime: false,
                    },
                    ty,
                ));
            }
        }
        let ty = Ty::Tuple(parts.iter().map(|part| part.ty.clone()).collect());
        let tuple = Expr::items(Spelling::Tuple, parts, ty.clone());
        let whole = if stmts.is_empty() {
            tuple
        } else {
            Expr::new(
                ExprKind::Block(crate::ir::Block { stmts }, Box::new(tuple)),
                ty,
            )
        };
        self.coerce(whole, want)
    }

    /// `op operand`.
    pub(super) fn unary(&mut self, expr: &ast::Expr, op: UnaryOp, operand: &ast::Expr) -> Expr {
        if op == UnaryOp::Not {
            return self.condition(expr);
        }
        let want = self.node_ty(expr.id);
        let lowered = self.expr(operand);
        if !is_number(&lowered.ty) || want == Ty::Value {
            let value = self.coerce(lowered, &Ty::Value);
            let name = match op {
                UnaryOp::USub => "neg",
                UnaryOp::UAdd => "pos",
                UnaryOp::Invert | UnaryOp::Not => "invert",
            };
            return Expr::method(value, name, vec![], Ty::Value);
        }
        let number = self.number(lowered, &want);
        let mode = if matches!(want, Ty::Int | Ty::Num) {
            Mode::Ref
        } else {
            Mode::Own
        };
        match op {
            UnaryOp::UAdd => number,
            UnaryOp::USub => Expr::prefix("-", number, mode, want),
            UnaryOp::Invert | UnaryOp::Not => Expr::prefix("!", number, mode, want),
        }
    }
}

/// How a number is given to an operation that does not need it: big ones are lent.
fn by_size(number: Expr) -> (Expr, Mode) {
    let mode = match number.ty {
        Ty::Int | Ty::Num => Mode::Ref,
        _ => Mode::Own,
    };
    (number, mode)
}

/// `(&left).name(&right)`: operations on big integers take them by reference.
pub(super) fn by_reference(left: Expr, name: &str, right: Expr, ty: Ty) -> Expr {
    Expr::new(
        ExprKind::Op {
            spelling: Spelling::Method(name.to_owned()),
            args: vec![by_size(left), by_size(right)],
            runtime: true,
        },
        ty,
    )
}

/// Strings joined end to end as formatted text.
pub(super) fn concat(left: Expr, right: Expr) -> Expr {
    let mut pieces = Vec::new();
    for side in [left, right] {
        match side.kind {
            ExprKind::Str(text) => pieces.push(Piece::Text(text)),
            ExprKind::Format {
                purpose: FormatUse::Format,
                pieces: inner,
            } => pieces.extend(inner),
            _ => pieces.push(Piece::Value(side, String::new())),
        }
    }
    if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
        let text = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Value(..) => "",
            })
            .collect::<String>();
        return Expr::text(text);
    }
    Expr::new(
        ExprKind::Format {
            purpose: FormatUse::Format,
            pieces,
        },
        Ty::Str,
    )
}

/// `bool`, `i64`, `Int`, `Number`, `f64`.
pub(super) fn is_number(ty: &Ty) -> bool {
    matches!(ty, Ty::Bool | Ty::I64 | Ty::Int | Ty::Num | Ty::F64)
}

fn is_positive(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::I64(value) if value > 0)
}

/// Whether the type is a set of such items.
fn is_set_of(ty: &Ty, item: &Ty) -> bool {
    matches!(ty, Ty::Set(inner) if **inner == *item)
}

fn infix(op: BinOp) -> Option<&'static str> {
    match op {
        BinOp::Add => Some("+"),
        BinOp::Sub => Some("-"),
        BinOp::Mult => Some("*"),
        BinOp::BitAnd => Some("&"),
        BinOp::BitOr => Some("|"),
        BinOp::BitXor => Some("^"),
        BinOp::Div
        | BinOp::FloorDiv
        | BinOp::Mod
        | BinOp::Pow
        | BinOp::LShift
        | BinOp::RShift
        | BinOp::MatMult => None,
    }
}

/// The method of `Value`.
pub(super) fn dynamic_name(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "add",
        BinOp::Sub => "sub",
        BinOp::Mult => "mul",
        BinOp::MatMult => "mat_mul",
        BinOp::Div => "true_div",
        BinOp::FloorDiv => "floor_div",
        BinOp::Mod => "modulo",
        BinOp::Pow => "pow",
        BinOp::LShift => "lshift",
        BinOp::RShift => "rshift",
        BinOp::BitAnd => "bit_and",
        BinOp::BitOr => "bit_or",
        BinOp::BitXor => "bit_xor",
    }
}

/// The in-place method of `Value`.
pub(super) fn dynamic_in_place(op: BinOp) -> String {
    format!("i{}", dynamic_name(op))
}
