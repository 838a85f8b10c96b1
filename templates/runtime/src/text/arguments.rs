//! How the methods of `str` and `bytes` take their arguments: counted, named and converted with Python's messages.

use crate::{Args, Exception, Str, Value};

/// The arguments a method takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// None.
    Nothing,
    /// Exactly one, by position.
    One,
    /// At least and at most so many, by position.
    Positional(usize, usize),
    /// What is searched, then perhaps a start and an end.
    Search,
    /// Optional ones, by position or by these names.
    Named(&'static [&'static str]),
}

/// The arguments in the order of the parameters; what was not given is `None`.
pub(super) type Bound = Vec<Option<Value>>;

/// A method of a built-in type: a row of the type's table.
pub(super) struct Method<T: ?Sized> {
    name: &'static str,
    shape: Shape,
    call: fn(&T, &Bound) -> Result<Value, Exception>,
}

/// A row of a table of methods.
pub(super) const fn method<T: ?Sized>(
    name: &'static str,
    shape: Shape,
    call: fn(&T, &Bound) -> Result<Value, Exception>,
) -> Method<T> {
    Method { name, shape, call }
}

impl<T: ?Sized> Method<T> {
    /// The method's name.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// The row of that name, if the table, which is sorted, has one.
    fn named<'t>(table: &'t [Self], name: &str) -> Option<&'t Self> {
        let index = table
            .binary_search_by(|method| method.name.cmp(name))
            .ok()?;
        Some(&table[index])
    }

    /// The name as the table has it, if it has a method of that name.
    pub(super) fn known_name(table: &[Self], name: &str) -> Option<&'static str> {
        Self::named(table, name).map(Self::name)
    }

    /// Calls the method of that name, if the table has it.
    pub(super) fn call_by_name(
        table: &[Self],
        type_name: &str,
        receiver: &T,
        name: &str,
        args: Args,
    ) -> Option<Result<Value, Exception>> {
        let method = Self::named(table, name)?;
        Some(
            method
                .shape
                .bind(type_name, name, args)
                .and_then(|args| (method.call)(receiver, &args)),
        )
    }
}

impl Shape {
    /// Puts the arguments of a call to `type_name.method` in order.
    pub(super) fn bind(
        self,
        type_name: &str,
        method: &str,
        args: Args,
    ) -> Result<Bound, Exception> {
        let n_given = args.positional.len();
        let message = match self {
            Self::Named(names) => return bind_named(names, method, args),
            _ if !args.keywords.is_empty() => {
                format!("{type_name}.{method}() takes no keyword arguments")
            }
            Self::Nothing if n_given > 0 => {
                format!("{type_name}.{method}() takes no arguments ({n_given} given)")
            }
            Self::One if n_given != 1 => {
                format!("{type_name}.{method}() takes exactly one argument ({n_given} given)")
            }
            Self::Positional(least, most) if n_given < least || n_given > most => {
                let (bound, count) = match (n_given < least, least == most) {
                    (true, false) => ("at least ", least),
                    (false, false) => ("at most ", most),
                    (_, true) => ("", most),
                };
                let plural = if count == 1 { "" } else { "s" };
                format!("{method} expected {bound}{count} argument{plural}, got {n_given}")
            }
            Self::Search if n_given == 0 => {
                format!("{method}() takes at least 1 argument (0 given)")
            }
            Self::Search if n_given > 3 => {
                format!("{method}() takes at most 3 arguments ({n_given} given)")
            }
            Self::Nothing | Self::One | Self::Positional(..) | Self::Search => {
                return Ok(args.positional.into_iter().map(Some).collect());
            }
        };
        Err(Exception::type_error(message))
    }
}

fn bind_named(names: &[&str], method: &str, args: Args) -> Result<Bound, Exception> {
    let n_positional = args.positional.len();
    let n_given = n_positional + args.keywords.len();
    if n_given > names.len() {
        let kind = if n_positional == 0 { "keyword " } else { "" };
        let plural = if names.len() == 1 { "" } else { "s" };
        return Err(Exception::type_error(format!(
            "{method}() takes at most {} {kind}argument{plural} ({n_given} given)",
            names.len()
        )));
    }
    let mut bound: Bound = args.positional.into_iter().map(Some).collect();
    bound.resize(names.len(), None);
    for (name, value) in args.keywords {
        let Some(index) = names.iter().position(|known| name == **known) else {
            return Err(Exception::type_error(format!(
                "'{name}' is an invalid keyword argument for {method}()"
            )));
        };
        if index < n_positional {
            return Err(Exception::type_error(format!(
                "argument for {method}() given by name ('{name}') and position ({})",
                index + 1
            )));
        }
        bound[index] = Some(value);
    }
    Ok(bound)
}

/// Whether an optional argument was left out.
pub(super) fn given(args: &Bound, index: usize) -> Option<&Value> {
    args.get(index).and_then(Option::as_ref)
}

/// An argument that the shape made sure of.
pub(super) fn required(args: &Bound, index: usize) -> &Value {
    given(args, index).expect("the shape has it")
}

/// The text of an argument; `message` is the error for another type, in which `{}` stands for its name.
pub(super) fn text<'a>(value: &'a Value, message: &str) -> Result<&'a Str, Exception> {
    match value {
        Value::Str(text) => Ok(text),
        other => Err(Exception::type_error(
            message.replace("{}", other.type_name()),
        )),
    }
}

/// The text of an argument that the message calls `what`; there `None` goes by its own name.
pub(super) fn text_argument<'a>(value: &'a Value, what: &str) -> Result<&'a Str, Exception> {
    let name = if matches!(value, Value::None) {
        "None"
    } else {
        "{}"
    };
    text(value, &format!("{what} must be str, not {name}"))
}

/// An argument that must be an integer.
pub(super) fn integer(value: &Value) -> Result<i64, Exception> {
    integer_of(value, "ssize_t", Some)
}

/// An optional argument that must be a C `int`.
pub(super) fn int_or(args: &Bound, index: usize, otherwise: i64) -> Result<i64, Exception> {
    let fits = |number| i32::try_from(number).is_ok().then_some(number);
    given(args, index).map_or(Ok(otherwise), |value| integer_of(value, "int", fits))
}

fn integer_of(value: &Value, c_type: &str, fits: fn(i64) -> Option<i64>) -> Result<i64, Exception> {
    value
        .try_to_index()?
        .to_i64()
        .and_then(fits)
        .ok_or_else(|| {
            Exception::overflow_error(format!("Python int too large to convert to C {c_type}"))
        })
}

/// An optional integer with what holds without it.
pub(super) fn integer_or(args: &Bound, index: usize, otherwise: i64) -> Result<i64, Exception> {
    given(args, index).map_or(Ok(otherwise), integer)
}

/// An optional bound of a search: `None` is like none at all, and numbers out of range are like the nearest one in it.
pub(super) fn bound(args: &Bound, index: usize) -> Result<Option<i64>, Exception> {
    let number = match given(args, index) {
        None | Some(Value::None) => return Ok(None),
        Some(object @ Value::Object(_)) => object.try_to_index()?,
        Some(value) => value.as_int().ok_or_else(|| {
            Exception::type_error(
                "slice indices must be integers or None or have an __index__ method",
            )
        })?,
    };
    let limit = if number.is_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    Ok(Some(number.to_i64().unwrap_or(limit)))
}
