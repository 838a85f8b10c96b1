//! Augmented assignment: `target = target.iadd(other)`.
//!
//! Lists, sets and dicts change in place and give themselves back; everything else gives a new value.

use super::binary::{Op, is_about_operands, unsupported};
use super::{Operand, Value};
use crate::{Exception, Type};

macro_rules! in_place {
    ($($(#[$meta:meta])* $name:ident $try_name:ident $op:ident $symbol:literal;)*) => {
        impl Value {
            $(
                $(#[$meta])*
                #[inline]
                pub fn $try_name<T: Operand + ?Sized>(&self, other: &T) -> Result<Value, Exception> {
                    self.try_in_place(Op::$op, $symbol, &other.operand())
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

in_place! {
    /// What `self += other` leaves in the target.
    iadd try_iadd Add "+=";
    /// What `self -= other` leaves in the target.
    isub try_isub Sub "-=";
    /// What `self *= other` leaves in the target.
    imul try_imul Mul "*=";
    /// What `self /= other` leaves in the target.
    itrue_div try_itrue_div TrueDiv "/=";
    /// What `self //= other` leaves in the target.
    ifloor_div try_ifloor_div FloorDiv "//=";
    /// What `self %= other` leaves in the target.
    imodulo try_imodulo Modulo "%=";
    /// What `self **= other` leaves in the target.
    ipow try_ipow Pow "**=";
    /// What `self <<= other` leaves in the target.
    ilshift try_ilshift LShift "<<=";
    /// What `self >>= other` leaves in the target.
    irshift try_irshift RShift ">>=";
    /// What `self &= other` leaves in the target.
    ibit_and try_ibit_and And "&=";
    /// What `self |= other` leaves in the target.
    ibit_or try_ibit_or Or "|=";
    /// What `self ^= other` leaves in the target.
    ibit_xor try_ibit_xor Xor "^=";
    /// What `self @= other` leaves in the target.
    imat_mul try_imat_mul MatMul "@=";
}

impl Value {
    #[inline]
    fn try_in_place(&self, op: Op, symbol: &str, other: &Value) -> Result<Value, Exception> {
        match (self, other) {
            (Value::Int(_), Value::Int(_)) if op != Op::MatMul => self.try_binary(op, other),
            (Value::Float(_), Value::Float(_)) if matches!(op, Op::Add | Op::Sub | Op::Mul) => {
                self.try_binary(op, other)
            }
            _ => self.try_in_place_of_any(op, symbol, other),
        }
    }

    fn try_in_place_of_any(&self, op: Op, symbol: &str, other: &Value) -> Result<Value, Exception> {
        match (op, self, other) {
            (Op::Add, Value::List(list), Value::List(more)) => list.extend_list(more),
            (Op::Add, Value::List(list), _) => {
                let mut items = other.try_iter()?;
                while let Some(item) = items.try_next()? {
                    list.append(item);
                }
            }
            (Op::Mul, Value::List(list), _) => {
                let repeated = self.try_repeat(other)?;
                if let Value::List(repeated) = repeated {
                    let _old = list.with_mut(|items| std::mem::replace(items, repeated.to_vec()));
                }
            }
            (Op::Add | Op::Sub | Op::Or | Op::And, Value::Dict(one), Value::Dict(two))
                if one.ty() == Type::Counter =>
            {
                crate::modules::collections::try_counters_in_place(op, one, two)?;
            }
            (Op::Or, Value::Dict(dict), _) => crate::methods::try_update_dict(dict, other)?,
            (Op::Or, Value::Set(set), Value::Set(other)) => set.update(other),
            (Op::And, Value::Set(set), Value::Set(other)) => set.intersection_update(other),
            (Op::Sub, Value::Set(set), Value::Set(other)) => set.difference_update(other),
            (Op::Xor, Value::Set(set), Value::Set(other)) => set.symmetric_difference_update(other),
            (Op::Or | Op::And | Op::Sub | Op::Xor, Value::Set(set), Value::FrozenSet(other)) => {
                other.with(|two| {
                    set.with_mut(|one| match op {
                        Op::Or => one.merge(two),
                        Op::And => *one = one.intersection(two),
                        Op::Sub => one.subtract(two),
                        _ => one.toggle(two),
                    });
                });
            }
            _ => return self.try_fall_back(op, symbol, other),
        }
        Ok(self.clone())
    }

    /// The plain operator, with the augmented symbol in the message of a `TypeError`.
    fn try_fall_back(&self, op: Op, symbol: &str, other: &Value) -> Result<Value, Exception> {
        if let Value::Object(object) = self {
            let [.., in_place] = op.methods();
            match object.special(in_place, std::slice::from_ref(other)) {
                None | Some(Ok(Value::NotImplemented)) => {}
                Some(answer) => return answer,
            }
        }
        // What has a length and no repetition of its own hides the other side's repetition.
        let hides_repetition = matches!(
            self,
            Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Range(_) | Value::View(_)
        );
        if op == Op::Mul && hides_repetition && !matches!(other, Value::Object(_)) {
            return Err(unsupported(symbol, self, other));
        }
        match self.try_binary(op, other) {
            Err(exc) if is_about_operands(&exc, op) => Err(unsupported(symbol, self, other)),
            result => result,
        }
    }
}
