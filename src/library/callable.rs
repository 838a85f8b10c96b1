//! How builtin functions are called when they are passed on as values.

use super::{Entry, ROWS, Receiver};

/// With how many arguments a builtin is mostly called through a name of its own: `compose(str, len)`; none for those that
/// are not plain functions of their arguments. (Python reference, "Built-in Functions".)
pub fn of_builtin(name: &str) -> Option<usize> {
    Some(match name {
        "abs" | "all" | "any" | "ascii" | "bin" | "bool" | "chr" | "float" | "hex" | "int"
        | "len" | "list" | "oct" | "ord" | "print" | "repr" | "round" | "set" | "sorted"
        | "str" | "sum" | "tuple" => 1,
        "divmod" | "max" | "min" | "pow" => 2,
        _ => return None,
    })
}

/// The same for a function of a module; none if only running the call tells.
pub fn of_entry(entry: &Entry) -> Option<usize> {
    match entry {
        Entry::Function(rows) => rows.first().map(|id| ROWS.row(*id).params.len()),
        Entry::Rule(_)
        | Entry::Constant { .. }
        | Entry::Type
        | Entry::Module
        | Entry::Object
        | Entry::Refused => None,
    }
}

/// The same for a method of this name of some builtin type, not counting the object that it belongs to.
pub fn of_method(name: &str) -> Option<usize> {
    [Receiver::List, Receiver::Dict, Receiver::Set, Receiver::Str]
        .into_iter()
        .find_map(|receiver| of_method_of(receiver, name))
}

/// The same for a method of this type.
pub fn of_method_of(receiver: Receiver, name: &str) -> Option<usize> {
    if name == "[]" {
        return None;
    }
    let rows = ROWS.method(receiver, name).iter();
    rows.map(|id| ROWS.row(*id).params.len()).min()
}

/// The builtin type of this name whose methods have rows.
pub fn receiver(name: &str) -> Option<Receiver> {
    Some(match name {
        "list" => Receiver::List,
        "dict" => Receiver::Dict,
        "set" => Receiver::Set,
        "str" => Receiver::Str,
        _ => return None,
    })
}

/// The position of a builtin's parameter that may be named as well: `int(text, base=2)` is `int(text, 2)`.
pub fn position(builtin: &str, keyword: &str) -> Option<usize> {
    Some(match (builtin, keyword) {
        ("pow", "base") => 0,
        ("int", "base") | ("pow", "exp") | ("round", "ndigits") | ("sum", "start") => 1,
        ("pow", "mod") => 2,
        _ => return None,
    })
}

/// What a builtin's keyword says when it is left out, as Python writes it, where giving it says no more: `zip(a, b, strict=False)` is `zip(a, b)`.
pub fn default_of(builtin: &str, keyword: &str) -> Option<&'static str> {
    Some(match (builtin, keyword) {
        ("zip", "strict") | ("sorted", "reverse") => "False",
        ("sorted" | "min" | "max", "key") => "None",
        _ => return None,
    })
}
