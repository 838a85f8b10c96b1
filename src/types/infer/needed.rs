//! `None` where something else is needed: what may be `None` counts there as what it is otherwise.
//!
//! ```text
//! def find(names, wanted): …          # a name or None
//! find(names, 'Ann').upper()          # AttributeError if it is None
//! ```
//!
//! The exception is a node of its own around the operand, and behind it a variable is known not to be `None`. Operands whose
//! turn comes between the operand's and the exception must do nothing that shows.

use super::Infer;
use super::reflect::class_of;
use crate::syntax::ast::{BinOp, CmpOp, Constant, Expr, ExprKind, Keyword, UnaryOp};
use crate::types::{Needed, Ty};

/// What a place asks an object for.
#[derive(Clone, Copy)]
pub(super) enum Need<'s> {
    /// An attribute.
    Attribute(&'s str),
    /// Items, one after the other.
    Items,
    /// `*` in a list or tuple.
    Spread,
    /// Items of the wanted number.
    Unpacking,
    /// What `[…]` gives.
    Item,
    /// A place for what `[…] = …` stores.
    ItemStore,
    /// `in`.
    Membership,
    /// What `str.join` takes.
    Joined,
    /// A format that is not empty.
    Format,
    /// What a builtin of one argument takes.
    Builtin(&'s str),
}

impl Need<'_> {
    /// The class of the exception and its message. (CPython's `Objects/abstract.c`, `Python/ceval.c`.)
    fn raised(self) -> Option<(&'static str, String)> {
        let message = match self {
            Need::Attribute(name) => {
                let message = format!("'NoneType' object has no attribute '{name}'");
                // What `None` has, and what is spelt like it.
                return (!name.starts_with("__")).then_some(("AttributeError", message));
            }
            Need::Items => "'NoneType' object is not iterable",
            Need::Spread => "Value after * must be an iterable, not NoneType",
            Need::Unpacking => "cannot unpack non-iterable NoneType object",
            Need::Item => "'NoneType' object is not subscriptable",
            Need::ItemStore => "'NoneType' object does not support item assignment",
            Need::Joined => "can only join an iterable",
            Need::Format => "unsupported format string passed to NoneType.__format__",
            Need::Membership => "argument of type 'NoneType' is not iterable",
            Need::Builtin(name) => match name {
                "len" => "object of type 'NoneType' has no len()",
                "sum" | "sorted" | "min" | "max" | "list" | "tuple" | "set" | "enumerate"
                | "any" | "all" => "'NoneType' object is not iterable",
                "int" => {
                    "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"
                }
                "float" => "float() argument must be a string or a real number, not 'NoneType'",
                "abs" => "bad operand type for abs(): 'NoneType'",
                "round" => "type NoneType doesn't define __round__ method",
                _ => return None,
            },
        };
        Some(("TypeError", message.to_owned()))
    }
}

impl Infer<'_> {
    /// The type of an operand that has to be what `need` says.
    pub(super) fn needed(&mut self, expr: &Expr, ty: Ty, need: Need<'_>) -> Ty {
        match ty {
            Ty::None if !self.force => Ty::Never,
            Ty::Option(_) => match need.raised() {
                Some((class, message)) => self.note_needed(expr, &ty, class, message),
                None => ty,
            },
            ty => ty,
        }
    }

    /// The types of the arguments of a builtin that takes one, and others that show nowhere.
    pub(super) fn needed_argument(
        &mut self,
        name: &str,
        args: &[Expr],
        mut tys: Vec<Ty>,
        keywords: &[Keyword],
    ) -> Vec<Ty> {
        let is_unary = match args {
            [arg] => !matches!(arg.kind, ExprKind::Starred(_)),
            [_, digits] => name == "round" && self.is_quiet(digits),
            _ => false,
        };
        if is_unary && keywords.iter().all(|keyword| self.is_quiet(&keyword.value)) {
            let ty = std::mem::replace(&mut tys[0], Ty::Never);
            tys[0] = match ty {
                // Only who knows the name knows what it does with `None`.
                Ty::Option(_) => self.needed(&args[0], ty, Need::Builtin(name)),
                ty => ty,
            };
        }
        tys
    }

    /// The types of the two sides of a comparison.
    pub(super) fn needed_compared(
        &mut self,
        op: CmpOp,
        (left, left_ty): (&Expr, Ty),
        (right, right_ty): (&Expr, Ty),
    ) -> (Ty, Ty) {
        match op {
            CmpOp::In | CmpOp::NotIn => {
                let right_ty = match right_ty {
                    Ty::Option(_) => self.needed(right, right_ty, Need::Membership),
                    ty => ty,
                };
                (left_ty, right_ty)
            }
            _ => self.needed_operands(Operator::Order(op), (left, left_ty), (right, right_ty)),
        }
    }

    /// The types of two operands of an operator one of which may be `None`.
    pub(super) fn needed_operands(
        &mut self,
        op: Operator,
        (left, left_ty): (&Expr, Ty),
        (right, right_ty): (&Expr, Ty),
    ) -> (Ty, Ty) {
        match (&left_ty, &right_ty) {
            (Ty::Option(_), other) if self.is_quiet(right) => {
                if let Some(message) = op.message(&Ty::None, other) {
                    let left_ty = self.note_needed(left, &left_ty, "TypeError", message);
                    return (left_ty, right_ty);
                }
            }
            (other, Ty::Option(_)) => {
                if let Some(message) = op.message(other, &Ty::None) {
                    let right_ty = self.note_needed(right, &right_ty, "TypeError", message);
                    return (left_ty, right_ty);
                }
            }
            _ => {}
        }
        (left_ty, right_ty)
    }

    /// The type of the operand of a unary operator.
    pub(super) fn needed_operand(&mut self, op: UnaryOp, operand: &Expr, ty: Ty) -> Ty {
        let sign = match op {
            UnaryOp::USub => "-",
            UnaryOp::UAdd => "+",
            UnaryOp::Invert => "~",
            UnaryOp::Not => return ty,
        };
        if !matches!(ty, Ty::Option(_)) {
            return ty;
        }
        let message = format!("bad operand type for unary {sign}: 'NoneType'");
        self.note_needed(operand, &ty, "TypeError", message)
    }

    fn note_needed(&mut self, expr: &Expr, ty: &Ty, class: &'static str, message: String) -> Ty {
        let Ty::Option(inner) = ty else {
            return ty.clone();
        };
        let inner = (**inner).clone();
        self.record(expr, inner.clone());
        let needed = Needed {
            whole: ty.clone(),
            class,
            message,
        };
        self.instance_mut().needed.insert(expr.id, needed);
        if let Some(variable) = self.plain_variable(expr) {
            self.facts.learn(variable, inner.clone());
        }
        inner
    }

    /// Whether evaluating the expression shows nowhere: it calls nothing and raises nothing.
    pub(super) fn is_quiet(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Lambda(_) => true,
            ExprKind::Name(_) => self.plain_variable(expr).is_some(),
            ExprKind::Unary { operand, .. } => {
                matches!(operand.kind, ExprKind::Constant(Constant::Int(_)))
            }
            ExprKind::Slice { lower, upper, step } => [lower, upper, step]
                .into_iter()
                .flatten()
                .all(|bound| self.is_quiet(bound)),
            _ => false,
        }
    }
}

/// A binary operator, as messages name it.
#[derive(Clone, Copy)]
pub(super) enum Operator {
    /// `left op right`.
    Binary(BinOp),
    /// `left op= right`.
    Augmented(BinOp),
    /// An order.
    Order(CmpOp),
}

impl Operator {
    /// What is said where one of the two is `None` and has no such operator.
    fn message(self, left: &Ty, right: &Ty) -> Option<String> {
        let (one, two) = (class_of(left)?, class_of(right)?);
        let is_sequence = |ty: &Ty| {
            matches!(
                ty,
                Ty::Str | Ty::Bytes | Ty::List(_) | Ty::Tuple(_) | Ty::VarTuple(_)
            )
        };
        let (op, sign) = match self {
            Self::Order(op) => {
                let sign = order(op)?;
                return Some(format!(
                    "'{sign}' not supported between instances of '{one}' and '{two}'"
                ));
            }
            Self::Binary(op) => (op, ""),
            Self::Augmented(op) => (op, "="),
        };
        match op {
            BinOp::Mod if matches!(left, Ty::Str | Ty::Bytes) => None,
            BinOp::Add if matches!((self, left), (Self::Augmented(_), Ty::List(_))) => {
                Some(Need::Items.raised()?.1)
            }
            BinOp::Add if matches!(left, Ty::Bytes) => {
                Some("can't concat NoneType to bytes".into())
            }
            BinOp::Add if is_sequence(left) => Some(format!(
                "can only concatenate {one} (not \"NoneType\") to {one}"
            )),
            BinOp::Mult if is_sequence(left) || is_sequence(right) => {
                Some("can't multiply sequence by non-int of type 'NoneType'".into())
            }
            BinOp::MatMult => None,
            _ => {
                let spelt = match (op, self) {
                    (BinOp::Pow, Self::Binary(_)) => "** or pow()".to_owned(),
                    _ => format!("{}{sign}", sign_of(op)),
                };
                Some(format!(
                    "unsupported operand type(s) for {spelt}: '{one}' and '{two}'"
                ))
            }
        }
    }
}

/// The sign of an order.
fn order(op: CmpOp) -> Option<&'static str> {
    match op {
        CmpOp::Lt => Some("<"),
        CmpOp::LtE => Some("<="),
        CmpOp::Gt => Some(">"),
        CmpOp::GtE => Some(">="),
        CmpOp::Eq | CmpOp::NotEq | CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => None,
    }
}

/// The sign of a binary operator.
fn sign_of(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mult => "*",
        BinOp::MatMult => "@",
        BinOp::Div => "/",
        BinOp::Mod => "%",
        BinOp::Pow => "**",
        BinOp::LShift => "<<",
        BinOp::RShift => ">>",
        BinOp::BitOr => "|",
        BinOp::BitXor => "^",
        BinOp::BitAnd => "&",
        BinOp::FloorDiv => "//",
    }
}
