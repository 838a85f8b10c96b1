//! `is`, where numbers and texts have no identity of their own.

use super::Value;
use crate::output;

impl Value {
    /// `self is other`, as the program asks. Equal numbers, texts and tuples may be one object in CPython or two: where
    /// that depends on how they were made, the program is declined.
    pub fn is_same_object(&self, other: &Value) -> bool {
        let is_open = match (self, other) {
            (Value::Int(one), Value::Int(two)) => {
                let is_kept = one
                    .to_i64()
                    .is_some_and(|number| (-5..=256).contains(&number));
                one == two && !is_kept
            }
            (Value::Float(one), Value::Float(two)) => one.to_bits() == two.to_bits(),
            (Value::Str(one), Value::Str(two)) => {
                let mut chars = one.chars();
                let is_kept = match (chars.next(), chars.next()) {
                    (None, _) => true,
                    (Some(c), None) => u32::from(c) < 256,
                    (Some(_), Some(_)) => false,
                };
                one == two && !is_kept && one.id() != two.id()
            }
            (Value::Bytes(one), Value::Bytes(two)) => {
                one == two && one.len() > 1 && !std::rc::Rc::ptr_eq(one, two)
            }
            (Value::Tuple(one), Value::Tuple(two)) => {
                if one.is_empty() && two.is_empty() {
                    return true;
                }
                !one.is(two) && matches!(self.try_eq(other), Ok(true))
            }
            _ => return self.is(other),
        };
        if is_open {
            declined(self.type_name());
        }
        match (self, other) {
            (Value::Int(one), Value::Int(two)) => one == two,
            (Value::Str(one), Value::Str(two)) => one == two,
            (Value::Bytes(one), Value::Bytes(two)) => one == two,
            (Value::Tuple(one), Value::Tuple(two)) => one.is(two),
            _ => false,
        }
    }
}

#[cold]
fn declined(kind: &str) -> ! {
    output::decline(&format!(
        "whether two equal objects of type '{kind}' are one depends on how CPython made them; compare them with `==`"
    ))
}
