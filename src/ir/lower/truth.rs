//! Truthiness: conditions, `and`, `or`, `not` and `… if … else …`.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty};
use crate::syntax::ast::{self, BoolOp, UnaryOp};

impl Lower<'_> {
    pub(super) fn if_expr(
        &mut self,
        test: &ast::Expr,
        body: &ast::Expr,
        orelse: &ast::Expr,
        want: &Ty,
    ) -> Expr {
        if let Some(known) = self.instance().tests.get(&test.id).copied() {
            let tested = self.tested_only(test);
            let chosen = self.value(if known { body } else { orelse }, want);
            return self.after(tested, chosen);
        }
        let test = self.condition(test);
        let then = self.value(body, want);
        let orelse = self.value(orelse, want);
        Expr::new(
            ExprKind::If {
                test: Box::new(test),
                then: Box::new(then),
                orelse: Box::new(orelse),
            },
            want.clone(),
        )
    }

    /// `a and b` as a value: the first operand that decides.
    pub(super) fn bool_op(&mut self, expr: &ast::Expr, op: BoolOp, values: &[ast::Expr]) -> Expr {
        let want = self.node_ty(expr.id);
        if want == Ty::Bool {
            return self.chain(op, values);
        }
        // What is certain to decide is the last operand; what is certain not to decide is evaluated only.
        let decides = |lower: &Self, value: &ast::Expr| {
            let known = lower.instance().tests.get(&value.id)?;
            Some(*known == (op == BoolOp::Or))
        };
        let n_values = values
            .iter()
            .position(|value| decides(self, value) == Some(true))
            .map_or(values.len(), |at| at + 1);
        let (last, init) = values[..n_values]
            .split_last()
            .expect("at least two values");
        let mut result = self.value(last, &want);
        for value in init.iter().rev() {
            if decides(self, value) == Some(false) {
                let first = self.tested_only(value);
                result = self.after(first, result);
                continue;
            }
            let first = self.expr(value);
            let mut stmts = Vec::new();
            let (_, held) = self.hold(first, &mut stmts);
            let test = self.truth(held.clone());
            let kept = match (&held.ty, &want) {
                (Ty::Unit, ty) if *ty != Ty::Unit => None,
                _ => Some(self.coerce(held, &want)),
            };
            let (then, orelse) = match (op, kept) {
                (BoolOp::Or, Some(kept)) => (kept, result),
                (BoolOp::And, Some(kept)) => (result, kept),
                (BoolOp::Or | BoolOp::And, None) => {
                    let ty = result.ty.clone();
                    result = Expr::new(
                        ExprKind::Block(crate::ir::Block { stmts }, Box::new(result)),
                        ty,
                    );
                    continue;
                }
            };
            let chosen = Expr::new(
                ExprKind::If {
                    test: Box::new(test),
                    then: Box::new(then),
                    orelse: Box::new(orelse),
                },
                want.clone(),
            );
            result = if stmts.is_empty() {
                chosen
            } else {
                Expr::new(
                    ExprKind::Block(crate::ir::Block { stmts }, Box::new(chosen)),
                    want.clone(),
                )
            };
        }
        result
    }

    pub(super) fn chain(&mut self, op: BoolOp, values: &[ast::Expr]) -> Expr {
        let mut parts = Vec::new();
        for value in values {
            let known = self.instance().tests.get(&value.id).copied();
            match (known, op) {
                (Some(true), BoolOp::And) | (Some(false), BoolOp::Or) => {
                    if !matches!(self.tested_only(value).kind, ExprKind::Unit) {
                        parts.push(self.condition(value));
                    }
                }
                (Some(_), _) => {
                    parts.push(self.condition(value));
                    break;
                }
                (None, _) => parts.push(self.condition(value)),
            }
        }
        let whole = Expr::new(ExprKind::Bool(op == BoolOp::And), Ty::Bool);
        let Some(mut result) = parts.pop() else {
            return whole;
        };
        for part in parts.into_iter().rev() {
            let kind = match op {
                BoolOp::And => ExprKind::And(Box::new(part), Box::new(result)),
                BoolOp::Or => ExprKind::Or(Box::new(part), Box::new(result)),
            };
            result = Expr::new(kind, Ty::Bool);
        }
        result
    }

    /// The truth of an expression, as a `bool`.
    pub(super) fn condition(&mut self, expr: &ast::Expr) -> Expr {
        if let Some(known) = self.instance().tests.get(&expr.id).copied() {
            let tested = self.tested_only(expr);
            return self.after(tested, Expr::new(ExprKind::Bool(known), Ty::Bool));
        }
        match &expr.kind {
            ast::ExprKind::BoolOp { op, values } => self.chain(*op, values),
            ast::ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => {
                let inner = self.condition(operand);
                negated(inner)
            }
            _ => {
                let lowered = self.expr(expr);
                self.truth(lowered)
            }
        }
    }

    /// What evaluating a test whose outcome is certain does besides.
    pub(super) fn tested_only(&mut self, test: &ast::Expr) -> Expr {
        match &test.kind {
            ast::ExprKind::Compare { left, rest: _ } => self.tested_only(left),
            ast::ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } if self.instance().tests.contains_key(&operand.id) => self.tested_only(operand),
            ast::ExprKind::Call { func, args, .. } if self.asks_for_type(func, args) => {
                if crate::types::infer::function::named_function(self.names, self.funcs, &args[0])
                    .is_some()
                {
                    return Expr::unit();
                }
                self.tested_only(&args[0])
            }
            ast::ExprKind::Constant(_) => Expr::unit(),
            ast::ExprKind::Name(_) => match self.expr(test) {
                checked @ Expr {
                    kind: ExprKind::Checked { .. },
                    ..
                } => checked,
                _ => Expr::unit(),
            },
            _ => self.expr(test),
        }
    }

    /// Python's truth of a value.
    pub(super) fn truth(&mut self, expr: Expr) -> Expr {
        let zero = |expr: Expr, zero: Expr| Expr::infix(expr, "!=", zero, Mode::Ref, Ty::Bool);
        match &expr.ty {
            Ty::Bool => expr,
            Ty::Unit => self.after(expr, Expr::new(ExprKind::Bool(false), Ty::Bool)),
            Ty::I64 => zero(expr, Expr::int(0)),
            Ty::F64 => zero(expr, Expr::new(ExprKind::F64(0.0), Ty::F64)),
            Ty::Str
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Letters
            | Ty::List(_)
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::Owned(..) => negated(Expr::std_method(expr, "is_empty", vec![], Ty::Bool)),
            Ty::Tuple(items) => {
                let truth = !items.is_empty();
                self.after(expr, Expr::new(ExprKind::Bool(truth), Ty::Bool))
            }
            Ty::Closure(_) | Ty::Exception | Ty::Record(_) | Ty::Stream(_) => {
                self.after(expr, Expr::new(ExprKind::Bool(true), Ty::Bool))
            }
            Ty::Option(inner) if matches!(**inner, Ty::Closure(_) | Ty::Record(_)) => {
                negated(Expr::new(ExprKind::IsNone(Box::new(expr)), Ty::Bool))
            }
            Ty::Int | Ty::Num | Ty::VarTuple(_) | Ty::Range | Ty::Option(_) | Ty::Value => {
                Expr::method(expr, "truthy", vec![], Ty::Bool)
            }
            Ty::Iter(_) | Ty::Never => expr,
        }
    }
}

/// `!expr`, simplified.
pub(in crate::ir) fn negated(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Not(inner) => *inner,
        ExprKind::Bool(value) => Expr::new(ExprKind::Bool(!value), Ty::Bool),
        ExprKind::Op {
            spelling: Spelling::Infix("=="),
            args,
            runtime,
        } => Expr::new(
            ExprKind::Op {
                spelling: Spelling::Infix("!="),
                args,
                runtime,
            },
            Ty::Bool,
        ),
        ExprKind::Op {
            spelling: Spelling::Infix("!="),
            args,
            runtime,
        } => Expr::new(
            ExprKind::Op {
                spelling: Spelling::Infix("=="),
                args,
                runtime,
            },
            Ty::Bool,
        ),
        _ => Expr::new(ExprKind::Not(Box::new(expr)), Ty::Bool),
    }
}
