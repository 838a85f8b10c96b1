//! The functions of `operator` are written as the operators that they stand for.

use crate::syntax::ast::{BinOp, CmpOp, Expr, ExprKind};

/// What a function of `operator` is written as (its documentation, "Mapping Operators to Functions").
#[derive(Clone, Copy)]
enum Operator {
    Binary(BinOp),
    Compare(CmpOp),
}

fn operator(name: &str) -> Option<Operator> {
    use Operator::{Binary, Compare};
    Some(match name {
        "add" => Binary(BinOp::Add),
        "sub" => Binary(BinOp::Sub),
        "mul" => Binary(BinOp::Mult),
        "truediv" => Binary(BinOp::Div),
        "floordiv" => Binary(BinOp::FloorDiv),
        "mod" => Binary(BinOp::Mod),
        "pow" => Binary(BinOp::Pow),
        "and_" => Binary(BinOp::BitAnd),
        "or_" => Binary(BinOp::BitOr),
        "xor" => Binary(BinOp::BitXor),
        "lt" => Compare(CmpOp::Lt),
        "le" => Compare(CmpOp::LtE),
        "gt" => Compare(CmpOp::Gt),
        "ge" => Compare(CmpOp::GtE),
        "eq" => Compare(CmpOp::Eq),
        "ne" => Compare(CmpOp::NotEq),
        _ => return None,
    })
}

/// A call of a function of `operator`, if it has its two operands.
pub(super) fn operation(name: &str, args: &mut Vec<Expr>) -> Option<ExprKind> {
    let operator = operator(name)?;
    if args.len() != 2 {
        return None;
    }
    let right = args.pop()?;
    let left = Box::new(args.pop()?);
    Some(match operator {
        Operator::Binary(op) => ExprKind::Binary {
            left,
            op,
            right: Box::new(right),
        },
        Operator::Compare(op) => ExprKind::Compare {
            left,
            rest: vec![(op, right)],
        },
    })
}

/// Whether the function of this name is an operator.
pub(super) fn is_operator(name: &str) -> bool {
    operator(name).is_some()
}
