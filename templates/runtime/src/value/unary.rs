//! The unary operators, `abs`, and conversion to an index.

use super::Value;
use crate::modules::collections::try_sign_of_counter;
use crate::{Exception, Int, Type};

fn bad_operand(operator: &str, value: &Value) -> Exception {
    Exception::type_error(format!(
        "bad operand type for {operator}: '{}'",
        value.type_name()
    ))
}

impl Value {
    fn try_unary(&self, method: &str, operator: &str) -> Result<Value, Exception> {
        if let Value::Object(object) = self
            && let Some(result) = object.special(method, &[])
        {
            return result;
        }
        Err(bad_operand(operator, self))
    }

    raising! {
        /// `-self`.
        neg: pub fn try_neg(&self) -> Value {
            match (self, self.as_int()) {
                (Value::Float(value), _) => Ok(Value::Float(-value)),
                (_, Some(value)) => Ok(Value::Int(-value)),
                (Value::Dict(counter), _) if counter.ty() == Type::Counter => {
                    try_sign_of_counter(counter, true).map(Value::Dict)
                }
                _ => self.try_unary("__neg__", "unary -"),
            }
        }

        /// `+self`.
        pos: pub fn try_pos(&self) -> Value {
            match (self, self.as_int()) {
                (Value::Float(value), _) => Ok(Value::Float(*value)),
                (_, Some(value)) => Ok(Value::Int(value)),
                (Value::Dict(counter), _) if counter.ty() == Type::Counter => {
                    try_sign_of_counter(counter, false).map(Value::Dict)
                }
                _ => self.try_unary("__pos__", "unary +"),
            }
        }

        /// `~self`.
        invert: pub fn try_invert(&self) -> Value {
            match self.as_int() {
                Some(value) => Ok(Value::Int(!value)),
                None => self.try_unary("__invert__", "unary ~"),
            }
        }

        /// `abs(self)`.
        abs: pub fn try_abs(&self) -> Value {
            match (self, self.as_int()) {
                (Value::Float(value), _) => Ok(Value::Float(value.abs())),
                (_, Some(value)) => Ok(Value::Int(value.abs())),
                _ => self.try_unary("__abs__", "abs()"),
            }
        }

        /// The value as an exact integer where Python asks for one (`__index__`).
        to_index: pub fn try_to_index(&self) -> Int {
            if let Some(value) = self.as_int() {
                return Ok(value);
            }
            if let Value::Object(object) = self
                && let Some(result) = object.special("__index__", &[])
                && let Some(value) = result?.as_int()
            {
                return Ok(value);
            }
            Err(Exception::type_error(format!("'{}' object cannot be interpreted as an integer", self.type_name())))
        }

        /// The value as a machine integer where Python asks for a size or position.
        index: pub fn try_index(&self) -> i64 {
            match self {
                Value::Int(value) => value.to_i64(),
                other => other.try_to_index()?.to_i64(),
            }
            .ok_or_else(|| Exception::overflow_error("Python int too large to convert to C ssize_t"))
        }
    }

    /// `not self`.
    pub fn not(&self) -> bool {
        !crate::Truthy::truthy(self)
    }
}
