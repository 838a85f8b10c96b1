//! `None` where something else is needed: the value of an option, or the exception that `None` raises there.

use crate::exception::{Exception, or_raise};

/// What optional values can be asked for.
pub trait OrError<T>: Sized {
    /// The value. Errors: a `TypeError` with this message if there is none.
    fn try_or_type_error(self, message: &str) -> Result<T, Exception>;

    /// The value. Errors: an `AttributeError` with this message if there is none.
    fn try_or_attribute_error(self, message: &str) -> Result<T, Exception>;

    /// [`Self::try_or_type_error`], where nobody catches the exception.
    #[inline]
    fn or_type_error(self, message: &str) -> T {
        or_raise(self.try_or_type_error(message))
    }

    /// [`Self::try_or_attribute_error`], where nobody catches the exception.
    #[inline]
    fn or_attribute_error(self, message: &str) -> T {
        or_raise(self.try_or_attribute_error(message))
    }
}

impl<T> OrError<T> for Option<T> {
    #[inline]
    fn try_or_type_error(self, message: &str) -> Result<T, Exception> {
        self.ok_or_else(|| Exception::type_error(message))
    }

    #[inline]
    fn try_or_attribute_error(self, message: &str) -> Result<T, Exception> {
        self.ok_or_else(|| Exception::attribute_error(message))
    }
}

#[cfg(test)]
mod tests {
    use super::OrError;

    #[test]
    fn what_is_there_is_given_back() {
        assert_eq!(Some(3).or_type_error("none"), 3);
        assert_eq!(Some("a").or_attribute_error("none"), "a");
    }

    #[test]
    fn what_is_missing_is_an_exception() {
        let missing: Option<i64> = None;
        let error = missing.try_or_type_error("'NoneType' object is not iterable");
        assert_eq!(
            error.map_err(|exc| exc.to_string()),
            Err("'NoneType' object is not iterable".to_owned())
        );
    }
}
