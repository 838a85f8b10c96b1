//! What stands at the right of an operator whose left side is a value.

use std::borrow::Cow;

use super::Value;

/// A value, or something of Rust's own that is made one: `v.add(&1)`.
pub trait Operand {
    /// The value.
    fn operand(&self) -> Cow<'_, Value>;
}

impl Operand for Value {
    #[inline]
    fn operand(&self) -> Cow<'_, Value> {
        Cow::Borrowed(self)
    }
}

macro_rules! operands {
    ($($ty:ty)*) => { $(
        impl Operand for $ty {
            #[inline]
            fn operand(&self) -> Cow<'_, Value> {
                Cow::Owned(Value::from(*self))
            }
        }
    )* };
}

operands! { i32 i64 f64 bool }

impl Operand for str {
    #[inline]
    fn operand(&self) -> Cow<'_, Value> {
        Cow::Owned(Value::from(self))
    }
}
