//! Python's built-in functions over values, both as Rust functions and as objects.

mod attribute;
mod class;
mod construct;
mod io;
mod iteration;
mod number;
pub use number::{round_int, try_round_int};
mod reduce;

use crate::{Args, Exception, Type, Value};

pub use class::{
    exception_from, isinstance, issubclass, raise_value, try_exception_from, try_isinstance,
    try_issubclass,
};
pub use construct::try_construct;
pub use io::{input, input_line, print, try_input, try_input_line, try_print};
pub use iteration::{next, next_or, sorted, try_next, try_next_or, try_sorted};

/// A built-in function.
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// The first line of its docstring.
    pub doc: &'static str,
    /// What a call does.
    pub call: fn(Args) -> Result<Value, Exception>,
}

const fn builtin(
    name: &'static str,
    doc: &'static str,
    call: fn(Args) -> Result<Value, Exception>,
) -> Builtin {
    Builtin { name, doc, call }
}

/// The built-in functions, sorted by name.
pub static BUILTINS: &[Builtin] = &[
    builtin(
        "abs",
        "Return the absolute value of the argument.",
        |args| args.try_one("abs")?.try_abs(),
    ),
    builtin(
        "all",
        "Return True if bool(x) is True for all values x in the iterable.",
        reduce::try_all,
    ),
    builtin(
        "any",
        "Return True if bool(x) is True for any x in the iterable.",
        reduce::try_any,
    ),
    builtin(
        "ascii",
        "Return an ASCII-only representation of an object.",
        |args| args.try_one("ascii")?.try_ascii().map(Value::from),
    ),
    builtin(
        "bin",
        "Return the binary representation of an integer.",
        |args| number::try_digits("bin", args),
    ),
    builtin(
        "callable",
        "Return whether the object is callable (i.e., some kind of function).",
        |args| Ok(Value::Bool(args.try_one("callable")?.is_callable())),
    ),
    builtin(
        "chr",
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        number::try_chr,
    ),
    builtin(
        "delattr",
        "Deletes the named attribute from the given object.",
        attribute::try_delattr,
    ),
    builtin(
        "divmod",
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
        number::try_divmod,
    ),
    builtin(
        "format",
        "Return value.__format__(format_spec)",
        io::try_format,
    ),
    builtin(
        "getattr",
        "getattr(object, name[, default]) -> value",
        attribute::try_getattr,
    ),
    builtin(
        "hasattr",
        "Return whether the object has an attribute with the given name.",
        attribute::try_hasattr,
    ),
    builtin(
        "hash",
        "Return the hash value for the given object.",
        |args| args.try_one("hash")?.try_hash().map(Value::from),
    ),
    builtin(
        "hex",
        "Return the hexadecimal representation of an integer.",
        |args| number::try_digits("hex", args),
    ),
    builtin("id", "Return the identity of an object.", |args| {
        Ok(Value::from(args.try_one("id")?.id()))
    }),
    builtin(
        "input",
        "Read a string from standard input.  The trailing newline is stripped.",
        |args| {
            let args = args.try_between("input", 0, 1)?;
            io::try_input(args.first().unwrap_or(&Value::from(""))).map(Value::from)
        },
    ),
    builtin(
        "isinstance",
        "Return whether an object is an instance of a class or of a subclass thereof.",
        |args| {
            let args = args.try_between("isinstance", 2, 2)?;
            class::try_isinstance(&args[0], &args[1]).map(Value::Bool)
        },
    ),
    builtin(
        "issubclass",
        "Return whether 'cls' is derived from another class or is the same class.",
        |args| {
            let args = args.try_between("issubclass", 2, 2)?;
            class::try_issubclass(&args[0], &args[1]).map(Value::Bool)
        },
    ),
    builtin("iter", "iter(iterable) -> iterator", iteration::try_iter),
    builtin(
        "len",
        "Return the number of items in a container.",
        |args| args.try_one("len")?.try_len().map(Value::from),
    ),
    builtin(
        "max",
        "max(iterable, *[, default=obj, key=func]) -> value",
        |args| reduce::try_extreme(args, reduce::Extreme::Max),
    ),
    builtin(
        "min",
        "min(iterable, *[, default=obj, key=func]) -> value",
        |args| reduce::try_extreme(args, reduce::Extreme::Min),
    ),
    builtin("next", "next(iterator[, default])", |args| {
        let args = args.try_between("next", 1, 2)?;
        match args.get(1) {
            Some(default) => iteration::try_next_or(&args[0], default.clone()),
            None => iteration::try_next(&args[0]),
        }
    }),
    builtin(
        "oct",
        "Return the octal representation of an integer.",
        |args| number::try_digits("oct", args),
    ),
    builtin(
        "ord",
        "Return the Unicode code point for a one-character string.",
        number::try_ord,
    ),
    builtin(
        "pow",
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
        number::try_pow,
    ),
    builtin(
        "print",
        "Prints the values to a stream, or to sys.stdout by default.",
        io::try_print,
    ),
    builtin(
        "repr",
        "Return the canonical string representation of the object.",
        |args| args.try_one("repr")?.try_repr().map(Value::from),
    ),
    builtin(
        "round",
        "Round a number to a given precision in decimal digits.",
        number::try_round,
    ),
    builtin(
        "setattr",
        "Sets the named attribute on the given object to the specified value.",
        attribute::try_setattr,
    ),
    builtin(
        "sorted",
        "Return a new list containing all items from the iterable in ascending order.",
        iteration::try_sorted_call,
    ),
    builtin(
        "sum",
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
        reduce::try_sum,
    ),
];

impl Value {
    /// The built-in function, type or class of exceptions called `name`.
    pub fn builtin(name: &str) -> Option<Value> {
        let function = BUILTINS
            .iter()
            .find(|builtin| builtin.name == name)
            .map(Value::Builtin);
        function
            .or_else(|| Type::builtin(name).map(Value::Type))
            .or_else(|| match name {
                "Ellipsis" => Some(Value::Ellipsis),
                "NotImplemented" => Some(Value::NotImplemented),
                _ => None,
            })
    }

    /// The built-in called `name`; a `NameError` ends the program if there is none.
    pub fn named_builtin(name: &str) -> Value {
        crate::or_raise(Value::builtin(name).ok_or_else(|| Exception::undefined_name(name)))
    }

    /// `name(...)` for the built-in `name`.
    pub fn try_call_builtin(name: &str, args: Args) -> Result<Value, Exception> {
        match Value::builtin(name) {
            Some(function) => function.try_call(args),
            None => Err(Exception::undefined_name(name)),
        }
    }

    /// `name(...)` for the built-in `name`, where nobody catches.
    pub fn call_builtin(name: &str, args: Args) -> Value {
        crate::or_raise(Self::try_call_builtin(name, args))
    }
}
