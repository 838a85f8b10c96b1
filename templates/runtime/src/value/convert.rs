//! Values as text.

use super::Value;
use crate::{Exception, Show, text};

impl Value {
    raising! {
        /// `str(self)`, which fails for an integer of too many digits.
        to_str: pub fn try_str(&self) -> String {
            self.check_digits()?;
            Ok(self.str())
        }

        /// `repr(self)`, which fails for an integer of too many digits.
        to_repr: pub fn try_repr(&self) -> String {
            self.check_digits()?;
            Ok(self.repr())
        }

        /// `ascii(self)`.
        ascii: pub fn try_ascii(&self) -> String {
            Ok(text::escape_beyond_ascii(&self.try_repr()?))
        }

        /// `format(self, spec)`.
        format: pub fn try_format(&self, spec: &str) -> String {
            if let Value::Object(object) = self
                && let Some(result) = object.special("__format__", &[Value::from(spec)])
            {
                return match result? {
                    Value::Str(text) => Ok(text.to_string()),
                    other => Err(Exception::type_error(format!(
                        "__format__ must return a str, not {}",
                        other.type_name()
                    ))),
                };
            }
            text::try_format_value(self, spec)
        }
    }

    fn check_digits(&self) -> Result<(), Exception> {
        match self {
            Value::Int(number) => number.try_to_decimal().map(drop),
            _ => Ok(()),
        }
    }
}
