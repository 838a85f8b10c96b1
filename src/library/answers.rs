//! What builtins and methods always give, however they are called.
//!
//! A call that has no static rule is made on `Value`s when the program runs. Its result need not be one: `len(x)` is an
//! `int` or an error whatever `x` is, and so is `word.translate(table)` a `str` where `word` is one.

use super::{Entry, ROWS, Receiver, SigTy};

/// The result of a builtin function; none if it depends on the arguments. (Python reference, "Built-in Functions".)
pub fn of_builtin(name: &str) -> Option<SigTy> {
    Some(match name {
        "len" | "ord" => SigTy::Int,
        "hash" | "int" => SigTy::Big,
        "float" => SigTy::Float,
        "bytes" => SigTy::Bytes,
        "ascii" | "bin" | "chr" | "format" | "hex" | "input" | "oct" | "repr" => SigTy::Str,
        "all" | "any" | "bool" | "callable" | "hasattr" | "isinstance" | "issubclass" => {
            SigTy::Bool
        }
        "list" | "sorted" => SigTy::List(Box::new(SigTy::Elem)),
        "tuple" => SigTy::VarTuple(Box::new(SigTy::Elem)),
        _ => return None,
    })
}

/// Whether a builtin only looks at its arguments while it runs: nobody can tell whether it gets a list or a copy of it.
pub fn only_looks(name: &str) -> bool {
    matches!(
        name,
        "abs"
            | "all"
            | "any"
            | "ascii"
            | "bool"
            | "bytes"
            | "chr"
            | "dict"
            | "divmod"
            | "float"
            | "format"
            | "frozenset"
            | "hash"
            | "int"
            | "len"
            | "list"
            | "max"
            | "min"
            | "ord"
            | "pow"
            | "print"
            | "range"
            | "repr"
            | "round"
            | "set"
            | "sorted"
            | "str"
            | "sum"
            | "tuple"
    )
}

/// The result of a method of a builtin class; none if it depends on more than that.
pub fn of_method(class: &str, name: &str) -> Option<SigTy> {
    match (class, name) {
        ("str", "translate") => Some(SigTy::Str),
        ("bytes", _) => of_bytes(name),
        ("int" | "bool", "to_bytes") => Some(SigTy::Bytes),
        ("str", _) => {
            let rows = ROWS.method(Receiver::Str, name);
            rows.first().map(|id| ROWS.row(*id).ret.clone())
        }
        ("int" | "bool", "bit_count" | "bit_length")
        | ("list" | "tuple" | "range", "count" | "index") => Some(SigTy::Int),
        ("float", "is_integer") | ("set", "isdisjoint" | "issubset" | "issuperset") => {
            Some(SigTy::Bool)
        }
        ("float", "hex") => Some(SigTy::Str),
        _ => None,
    }
}

/// The result of a method of bytes objects. (Python reference, "Bytes and Bytearray Operations".)
fn of_bytes(name: &str) -> Option<SigTy> {
    Some(match name {
        "capitalize" | "center" | "expandtabs" | "join" | "ljust" | "lower" | "lstrip"
        | "removeprefix" | "removesuffix" | "replace" | "rjust" | "rstrip" | "strip"
        | "swapcase" | "title" | "translate" | "upper" | "zfill" => SigTy::Bytes,
        "decode" | "hex" => SigTy::Str,
        "count" | "find" | "index" | "rfind" | "rindex" => SigTy::Int,
        "endswith" | "isalnum" | "isalpha" | "isascii" | "isdigit" | "islower" | "isspace"
        | "istitle" | "isupper" | "startswith" => SigTy::Bool,
        "rsplit" | "split" | "splitlines" => SigTy::List(Box::new(SigTy::Bytes)),
        _ => return None,
    })
}

/// The result of a function of `math`, about which all its rows agree. Only `prod` gives what it gets.
pub fn of_function(module: &str, name: &str, entry: &Entry) -> Option<SigTy> {
    let Entry::Function(rows) = entry else {
        return None;
    };
    if module != "math" || name == "prod" {
        return None;
    }
    let result = |sig: &SigTy| match sig {
        SigTy::Int | SigTy::Big => Some(SigTy::Big),
        SigTy::Float | SigTy::Real => Some(SigTy::Float),
        SigTy::Bool => Some(SigTy::Bool),
        SigTy::Str => Some(SigTy::Str),
        _ => None,
    };
    let mut results = rows.iter().map(|id| result(&ROWS.row(*id).ret));
    let first = results.next()??;
    results
        .all(|other| other.as_ref() == Some(&first))
        .then_some(first)
}

/// The result of reading an attribute of whatever object.
pub fn of_attribute(name: &str) -> Option<SigTy> {
    matches!(name, "__name__" | "__qualname__").then_some(SigTy::Str)
}
