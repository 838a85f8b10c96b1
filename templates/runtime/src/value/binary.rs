//! The binary operators on values.

use std::rc::Rc;

use super::{Operand, Value};
use crate::arith::{self, Arith};
use crate::views;
use crate::{Dict, Exception, Int, List, Set, Str, Tuple, Type, ViewKind};

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Op {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Modulo,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
}

impl Op {
    /// How messages write the operator.
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Op::Add => "+",
            Op::Sub => "-",
            Op::Mul => "*",
            Op::TrueDiv => "/",
            Op::FloorDiv => "//",
            Op::Modulo => "%",
            Op::Pow => "** or pow()",
            Op::LShift => "<<",
            Op::RShift => ">>",
            Op::And => "&",
            Op::Or => "|",
            Op::Xor => "^",
            Op::MatMul => "@",
        }
    }

    /// The names of the special methods: normal, reflected, in place.
    pub(crate) fn methods(self) -> [&'static str; 3] {
        match self {
            Op::Add => ["__add__", "__radd__", "__iadd__"],
            Op::Sub => ["__sub__", "__rsub__", "__isub__"],
            Op::Mul => ["__mul__", "__rmul__", "__imul__"],
            Op::TrueDiv => ["__truediv__", "__rtruediv__", "__itruediv__"],
            Op::FloorDiv => ["__floordiv__", "__rfloordiv__", "__ifloordiv__"],
            Op::Modulo => ["__mod__", "__rmod__", "__imod__"],
            Op::Pow => ["__pow__", "__rpow__", "__ipow__"],
            Op::LShift => ["__lshift__", "__rlshift__", "__ilshift__"],
            Op::RShift => ["__rshift__", "__rrshift__", "__irshift__"],
            Op::And => ["__and__", "__rand__", "__iand__"],
            Op::Or => ["__or__", "__ror__", "__ior__"],
            Op::Xor => ["__xor__", "__rxor__", "__ixor__"],
            Op::MatMul => ["__matmul__", "__rmatmul__", "__imatmul__"],
        }
    }
}

/// `unsupported operand type(s) for +: 'int' and 'str'`.
#[cold]
pub(crate) fn unsupported(symbol: &str, one: &Value, two: &Value) -> Exception {
    Exception::type_error(format!(
        "unsupported operand type(s) for {symbol}: '{}' and '{}'",
        one.type_name(),
        two.type_name()
    ))
}

macro_rules! operators {
    ($($(#[$meta:meta])* $name:ident $try_name:ident $op:ident;)*) => {
        impl Value {
            $(
                $(#[$meta])*
                #[inline]
                pub fn $try_name<T: Operand + ?Sized>(&self, other: &T) -> Result<Value, Exception> {
                    self.try_binary(Op::$op, &other.operand())
                }

                #[doc = concat!("`", stringify!($try_name), "` for callers that nobody catches: a failure ends the program.")]
                #[inline]
                #[must_use]
                pub fn $name<T: Operand + ?Sized>(&self, other: &T) -> Value {
                    crate::or_raise(self.$try_name(other))
                }
            )*
        }
    };
}

operators! {
    /// `self + other`.
    add try_add Add;
    /// `self - other`.
    sub try_sub Sub;
    /// `self * other`.
    mul try_mul Mul;
    /// `self / other`.
    true_div try_true_div TrueDiv;
    /// `self // other`.
    floor_div try_floor_div FloorDiv;
    /// `self % other`.
    modulo try_modulo Modulo;
    /// `self ** other`.
    pow try_pow Pow;
    /// `self << other`.
    lshift try_lshift LShift;
    /// `self >> other`.
    rshift try_rshift RShift;
    /// `self & other`.
    bit_and try_bit_and And;
    /// `self | other`.
    bit_or try_bit_or Or;
    /// `self ^ other`.
    bit_xor try_bit_xor Xor;
    /// `self @ other`.
    mat_mul try_mat_mul MatMul;
}

impl Value {
    #[inline]
    pub(crate) fn try_binary(&self, op: Op, other: &Value) -> Result<Value, Exception> {
        match (self, other) {
            (Value::Int(one), Value::Int(two)) => try_ints(op, one, two),
            (Value::Float(one), Value::Float(two)) => try_floats(op, *one, *two, self, other),
            _ => self.try_binary_of_any(op, other),
        }
    }

    fn try_binary_of_any(&self, op: Op, other: &Value) -> Result<Value, Exception> {
        if let Some(result) = self.try_object_binary(op, other) {
            return result;
        }
        let one_int = self.as_int();
        let two_int = other.as_int();
        match (self, other, one_int, two_int) {
            (Value::Bool(one), Value::Bool(two), ..)
                if matches!(op, Op::And | Op::Or | Op::Xor) =>
            {
                Ok(Value::Bool(match op {
                    Op::And => one & two,
                    Op::Or => one | two,
                    _ => one ^ two,
                }))
            }
            (_, _, Some(_), Some(_)) if op == Op::MatMul => Err(unsupported("@", self, other)),
            (_, _, Some(one), Some(two)) => try_ints(op, &one, &two),
            (Value::Float(one), _, _, Some(two)) => {
                try_floats(op, *one, two.try_to_f64()?, self, other)
            }
            (_, Value::Float(two), Some(one), _) => {
                try_floats(op, one.try_to_f64()?, *two, self, other)
            }
            _ => self.try_sequences_and_sets(op, other),
        }
    }

    /// An operator that an object defines, on either side. `None` if neither is an object or none answers.
    fn try_object_binary(&self, op: Op, other: &Value) -> Option<Result<Value, Exception>> {
        let [method, reflected, _] = op.methods();
        for (object, name, argument) in [(self, method, other), (other, reflected, self)] {
            if let Value::Object(object) = object {
                match object.special(name, std::slice::from_ref(argument)) {
                    None | Some(Ok(Value::NotImplemented)) => {}
                    answer => return answer,
                }
            }
        }
        None
    }

    fn try_sequences_and_sets(&self, op: Op, other: &Value) -> Result<Value, Exception> {
        match (op, self, other) {
            (Op::Add, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_), _) => {
                self.try_concat(other)
            }
            (Op::Mul, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_), _) => {
                self.try_repeat(other)
            }
            (Op::Mul, _, Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_)) => {
                other.try_repeat(self)
            }
            (Op::Modulo, Value::Bytes(format), _) => {
                let bytes = crate::text::try_percent_bytes(format, other);
                bytes.map(|bytes| Value::Bytes(std::rc::Rc::new(bytes)))
            }
            (Op::Modulo, Value::Str(format), _) => {
                crate::text::try_percent(format, other).map(Value::from)
            }
            (Op::Add | Op::Sub | Op::Or | Op::And, Value::Dict(one), Value::Dict(two))
                if one.ty() == Type::Counter && two.ty() == Type::Counter =>
            {
                crate::modules::collections::try_counters(op, one, two).map(Value::Dict)
            }
            (Op::Or, Value::Dict(one), Value::Dict(two)) => {
                let is_special =
                    |dict: &Dict<Value, Value>| !matches!(dict.ty(), Type::Dict | Type::Counter);
                let merged = match (is_special(one), is_special(two)) {
                    (true, _) => one.copy(),
                    (false, true) => {
                        let merged = two.empty_like();
                        merged.try_update(one)?;
                        merged
                    }
                    (false, false) => one.to_dict(),
                };
                merged.try_update(two)?;
                Ok(Value::Dict(merged))
            }
            (Op::Or | Op::And | Op::Sub | Op::Xor, _, _)
                if self.is_set_view() || other.is_set_view() =>
            {
                self.try_view_operator(op, other).map(Value::Set)
            }
            (Op::Or | Op::And | Op::Sub | Op::Xor, Value::Set(_) | Value::FrozenSet(_), _) => {
                self.try_set_operator(op, other)
            }
            (Op::Or, Value::Type(_), Value::Type(_) | Value::None)
            | (Op::Or, Value::None, Value::Type(_)) => crate::output::decline(
                "a union of types is no value here; annotations and `isinstance` may have one",
            ),
            _ => Err(unsupported(op.symbol(), self, other)),
        }
    }

    fn try_concat(&self, other: &Value) -> Result<Value, Exception> {
        Ok(match (self, other) {
            (Value::Str(one), Value::Str(two)) => {
                let mut text = String::with_capacity(one.len() + two.len());
                text.push_str(one);
                text.push_str(two);
                Value::from(text)
            }
            (Value::List(one), Value::List(two)) => Value::List(one.concat(two)),
            (Value::Tuple(one), Value::Tuple(two)) => {
                Value::Tuple(Tuple::from([&**one, &**two].concat()))
            }
            (Value::Bytes(one), Value::Bytes(two)) => {
                Value::Bytes(Rc::new([one.as_slice(), two].concat()))
            }
            (Value::Bytes(_), _) => {
                return Err(Exception::type_error(format!(
                    "can't concat {} to bytes",
                    other.type_name()
                )));
            }
            _ => {
                let name = self.type_name();
                return Err(Exception::type_error(format!(
                    "can only concatenate {name} (not \"{}\") to {name}",
                    other.type_name()
                )));
            }
        })
    }

    pub(crate) fn try_repeat(&self, times: &Value) -> Result<Value, Exception> {
        let Some(times) = times.as_int() else {
            return Err(Exception::type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                times.type_name()
            )));
        };
        let Some(times) = times.to_i64() else {
            return Err(Exception::overflow_error(
                "cannot fit 'int' into an index-sized integer",
            ));
        };
        let times = usize::try_from(times).unwrap_or(0);
        let check = |len: usize| match len.checked_mul(times) {
            Some(total) if total < 1 << 40 => Ok(()),
            _ => Err(Exception::memory_error("")),
        };
        Ok(match self {
            Value::Str(text) => {
                check(text.len())?;
                Value::Str(Str::from(text.repeat(times)))
            }
            Value::List(list) => {
                let items = list.to_vec();
                check(items.len())?;
                Value::List(List::from(crate::list::try_repeated(&items, times)?))
            }
            Value::Tuple(tuple) => {
                check(tuple.len())?;
                Value::Tuple(Tuple::from(crate::list::try_repeated(tuple, times)?))
            }
            Value::Bytes(bytes) => {
                check(bytes.len())?;
                Value::Bytes(Rc::new(bytes.repeat(times)))
            }
            other => return Err(unsupported("*", other, &Value::from(0))),
        })
    }

    /// An operator between two sets. The result is of the left one's kind.
    fn try_set_operator(&self, op: Op, other: &Value) -> Result<Value, Exception> {
        let table = super::compare::with_set_tables(self, other, |one, two| match op {
            Op::Or => {
                let mut table = one.copied();
                table.merge(two);
                table
            }
            Op::And => one.intersection(two),
            Op::Sub => one.difference(two),
            _ => {
                let mut table = two.copied();
                table.toggle(one);
                table
            }
        });
        match (self, table) {
            (Value::Set(_), Some(table)) => Ok(Value::Set(Set::from(table))),
            (_, Some(table)) => Ok(Value::FrozenSet(table.into())),
            (_, None) => Err(unsupported(op.symbol(), self, other)),
        }
    }

    /// A set operator with a dict's view on one side and any iterable on the other.
    fn try_view_operator(&self, op: Op, other: &Value) -> Result<Set<Value>, Exception> {
        match (op, self, other) {
            (Op::Or, _, _) => views::try_union(self, other),
            (Op::And, _, _) => views::try_intersection(self, other),
            (Op::Sub, _, _) => views::try_difference(self, other),
            (_, Value::View(one), Value::View(two))
                if one.kind == ViewKind::Items && two.kind == ViewKind::Items =>
            {
                let (one, two) = (one.dict.items_view(), two.dict.items_view());
                one.try_unlike_as(&two, |key, value| Value::from((key, value)))
            }
            _ => views::try_symmetric_difference(self, other),
        }
    }
}

#[inline]
fn try_ints(op: Op, one: &Int, two: &Int) -> Result<Value, Exception> {
    Ok(Value::Int(match op {
        Op::Add => one + two,
        Op::Sub => one - two,
        Op::Mul => one * two,
        Op::TrueDiv => return one.try_true_div(two).map(Value::Float),
        Op::FloorDiv => one.try_floor_div(two)?,
        Op::Modulo => one.try_modulo(two)?,
        Op::Pow if two.is_negative() => {
            return arith::try_power_float(one.try_to_f64()?, two.try_to_f64()?).map(Value::Float);
        }
        Op::Pow => arith::try_power(one, two)?,
        Op::LShift => arith::try_left_shift(one, two)?,
        Op::RShift => arith::try_right_shift(one, two)?,
        Op::And => one & two,
        Op::Or => one | two,
        Op::Xor => one ^ two,
        Op::MatMul => {
            return Err(unsupported(
                "@",
                &Value::Int(one.clone()),
                &Value::Int(two.clone()),
            ));
        }
    }))
}

#[inline]
fn try_floats(op: Op, one: f64, two: f64, left: &Value, right: &Value) -> Result<Value, Exception> {
    Ok(Value::Float(match op {
        Op::Add => one + two,
        Op::Sub => one - two,
        Op::Mul => one * two,
        Op::TrueDiv => one.try_true_div(two)?,
        Op::FloorDiv => one.try_floor_div(two)?,
        Op::Modulo => one.try_modulo(two)?,
        Op::Pow if arith::is_complex_power(one, two) => {
            return crate::complex::try_power_of_floats(one, two);
        }
        Op::Pow => arith::try_power_float(one, two)?,
        Op::LShift | Op::RShift | Op::And | Op::Or | Op::Xor | Op::MatMul => {
            return Err(unsupported(op.symbol(), left, right));
        }
    }))
}

/// `NotImplemented` instead of a `TypeError` about the operands, as the special methods answer.
pub(crate) fn unsupported_quietly(
    result: Result<Value, Exception>,
    op: Op,
) -> Result<Value, Exception> {
    match result {
        Err(exc) if is_about_operands(&exc, op) => Ok(Value::NotImplemented),
        result => result,
    }
}

/// Whether the exception says that the operator is not for these operands.
pub(crate) fn is_about_operands(exc: &Exception, op: Op) -> bool {
    let start = format!("unsupported operand type(s) for {}:", op.symbol());
    matches!(exc.args().first(), Some(Value::Str(message)) if message.starts_with(&start))
}
