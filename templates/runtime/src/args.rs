//! `Args`: what a dynamic call passes, and how builtins check what they got.

use crate::{Exception, Show, Str, Value};

/// The arguments of a call, positional and by keyword.
#[derive(Clone, Default)]
pub struct Args {
    /// The positional arguments.
    pub positional: Vec<Value>,
    /// The keyword arguments in the order written.
    pub keywords: Vec<(Str, Value)>,
}

/// The arguments of a dynamic call by position, of any types: `args![1, "a"]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        $crate::Args::from([$($crate::Value::from($value)),*])
    };
}

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same arguments and one more by position.
    #[must_use]
    pub fn positional(mut self, value: impl Into<Value>) -> Self {
        self.positional.push(value.into());
        self
    }

    /// The same arguments and `name=value`.
    #[must_use]
    pub fn keyword(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.keywords.push((Str::from(name), value.into()));
        self
    }

    /// The same arguments and `*iterable`. `function` is called in messages what CPython calls it: `f()`.
    pub fn try_spread(mut self, function: &Value, iterable: &Value) -> Result<Self, Exception> {
        let Ok(mut items) = iterable.try_iter() else {
            return Err(Exception::type_error(format!(
                "{} argument after * must be an iterable, not {}",
                described(function),
                iterable.type_name()
            )));
        };
        while let Some(item) = items.try_next()? {
            self.positional.push(item);
        }
        Ok(self)
    }

    /// The same arguments and `*iterable`, where other positional arguments stand beside it: CPython makes a list of them all
    /// before it knows whom they are for.
    pub fn try_spread_beside(mut self, iterable: &Value) -> Result<Self, Exception> {
        let Ok(mut items) = iterable.try_iter() else {
            return Err(Exception::type_error(format!(
                "Value after * must be an iterable, not {}",
                iterable.type_name()
            )));
        };
        while let Some(item) = items.try_next()? {
            self.positional.push(item);
        }
        Ok(self)
    }

    /// The same arguments and `**mapping`.
    pub fn try_spread_keywords(
        mut self,
        function: &Value,
        mapping: &Value,
    ) -> Result<Self, Exception> {
        let Value::Dict(dict) = mapping else {
            return Err(Exception::type_error(format!(
                "{} argument after ** must be a mapping, not {}",
                described(function),
                mapping.type_name()
            )));
        };
        for (key, value) in dict.to_pairs() {
            let Value::Str(name) = key else {
                return Err(Exception::type_error("keywords must be strings"));
            };
            self.add_keyword(function, name, value)?;
        }
        Ok(self)
    }

    /// The same arguments and `name=value` behind a `**mapping`, which may have the name already.
    pub fn try_keyword_beside(
        mut self,
        function: &Value,
        name: &str,
        value: impl Into<Value>,
    ) -> Result<Self, Exception> {
        self.add_keyword(function, Str::from(name), value.into())?;
        Ok(self)
    }

    fn add_keyword(&mut self, function: &Value, name: Str, value: Value) -> Result<(), Exception> {
        if self.keywords.iter().any(|(known, _)| *known == name) {
            return Err(Exception::type_error(format!(
                "{} got multiple values for keyword argument '{name}'",
                described(function)
            )));
        }
        self.keywords.push((name, value));
        Ok(())
    }

    /// [`Args::try_spread`] where nobody catches.
    #[must_use]
    pub fn spread(self, function: &Value, iterable: &Value) -> Self {
        crate::or_raise(self.try_spread(function, iterable))
    }

    /// [`Args::try_spread_beside`] where nobody catches.
    #[must_use]
    pub fn spread_beside(self, iterable: &Value) -> Self {
        crate::or_raise(self.try_spread_beside(iterable))
    }

    /// [`Args::try_spread_keywords`] where nobody catches.
    #[must_use]
    pub fn spread_keywords(self, function: &Value, mapping: &Value) -> Self {
        crate::or_raise(self.try_spread_keywords(function, mapping))
    }

    /// [`Args::try_keyword_beside`] where nobody catches.
    #[must_use]
    pub fn keyword_beside(self, function: &Value, name: &str, value: impl Into<Value>) -> Self {
        crate::or_raise(self.try_keyword_beside(function, name, value))
    }

    /// Fails if there are keyword arguments. `function` is spelled as CPython spells it: `list.append`.
    pub fn check_no_keywords(&self, function: &str) -> Result<(), Exception> {
        if self.keywords.is_empty() {
            Ok(())
        } else {
            Err(Exception::type_error(format!(
                "{function}() takes no keyword arguments"
            )))
        }
    }

    /// For a function that takes nothing.
    pub fn check_none(&self, function: &str) -> Result<(), Exception> {
        self.check_no_keywords(function)?;
        match self.positional.len() {
            0 => Ok(()),
            count => Err(Exception::type_error(format!(
                "{function}() takes no arguments ({count} given)"
            ))),
        }
    }

    /// The argument of a function that takes exactly one.
    pub fn try_one(self, function: &str) -> Result<Value, Exception> {
        self.check_no_keywords(function)?;
        let count = self.positional.len();
        match <[Value; 1]>::try_from(self.positional) {
            Ok([value]) => Ok(value),
            Err(_) => Err(Exception::type_error(format!(
                "{function}() takes exactly one argument ({count} given)"
            ))),
        }
    }

    /// The arguments of a function that takes `least` to `most` of them. `function` is the full name, for keywords; the last part
    /// of it is what the other messages say.
    pub fn try_between(
        self,
        function: &str,
        least: usize,
        most: usize,
    ) -> Result<Vec<Value>, Exception> {
        self.check_no_keywords(function)?;
        check_count(function, self.positional.len(), least, most)?;
        Ok(self.positional)
    }

    /// Takes a keyword argument out.
    pub fn take_keyword(&mut self, name: &str) -> Option<Value> {
        let position = self
            .keywords
            .iter()
            .position(|(known, _)| *known == *name)?;
        Some(self.keywords.remove(position).1)
    }

    /// Fails if keyword arguments are left that nobody took.
    pub fn check_all_taken(&self, function: &str) -> Result<(), Exception> {
        match self.keywords.first() {
            None => Ok(()),
            Some((name, _)) => Err(Exception::type_error(format!(
                "'{name}' is an invalid keyword argument for {function}()"
            ))),
        }
    }
}

/// Fails with CPython's words when a builtin got too few or too many positional arguments.
pub(crate) fn check_count(
    function: &str,
    count: usize,
    least: usize,
    most: usize,
) -> Result<(), Exception> {
    let short = function.rsplit('.').next().unwrap_or(function);
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let expected = if least == most && count != least {
        format!("{least} argument{}", plural(least))
    } else if count < least {
        format!("at least {least} argument{}", plural(least))
    } else if count > most {
        format!("at most {most} argument{}", plural(most))
    } else {
        return Ok(());
    };
    Err(Exception::type_error(format!(
        "{short} expected {expected}, got {count}"
    )))
}

/// A callee in messages about its arguments.
fn described(function: &Value) -> String {
    match function {
        Value::Function(function) => format!("__main__.{}()", function.qualname()),
        Value::Builtin(builtin) => format!("{}()", builtin.name),
        Value::Type(ty) => format!("{}()", ty.name()),
        Value::BoundMethod(method) => format!("{}()", method.qualname()),
        other => format!("{} object", other.repr()),
    }
}

impl From<Vec<Value>> for Args {
    fn from(positional: Vec<Value>) -> Self {
        Self {
            positional,
            keywords: Vec::new(),
        }
    }
}

impl<const N: usize> From<[Value; N]> for Args {
    fn from(positional: [Value; N]) -> Self {
        Self::from(Vec::from(positional))
    }
}
