//! The values that the grids combine.

use std::rc::Rc;

use adder_runtime::{Args, Exception, Int, Set, Value, range, try_range_step};

use crate::oracle::{Sample, call};

fn int(digits: &str) -> Value {
    Value::Int(Int::from_decimal(digits).expect("digits"))
}

fn dict(entries: impl IntoIterator<Item = (Value, Value)>) -> Value {
    Value::dict(entries)
}

fn view(of: &Value, name: &str) -> Value {
    of.call_method(name, Args::new())
}

macro_rules! samples {
    ($($source:literal => $value:expr,)*) => {
        &[$(Sample { source: $source, make: || $value }),*]
    };
}

/// Values of every type.
pub(crate) const POOL: &[Sample] = samples! {
    "None" => Value::None,
    "True" => Value::from(true),
    "False" => Value::from(false),
    "0" => Value::from(0),
    "1" => Value::from(1),
    "-1" => Value::from(-1),
    "3" => Value::from(3),
    "-7" => Value::from(-7),
    "(2**70)" => int("1180591620717411303424"),
    "-(2**63)" => int("-9223372036854775808"),
    "0.0" => Value::from(0.0),
    "2.5" => Value::from(2.5),
    "-1.5" => Value::from(-1.5),
    "3.0" => Value::from(3.0),
    "1e300" => Value::from(1e300),
    "float('inf')" => Value::from(f64::INFINITY),
    "''" => Value::from(""),
    "'a'" => Value::from("a"),
    "'abc'" => Value::from("abc"),
    "'h\u{e9}\u{1f600}'" => Value::from("h\u{e9}\u{1f600}"),
    "'7'" => Value::from("7"),
    "b'ab'" => Value::Bytes(Rc::new(b"ab".to_vec())),
    "[]" => Value::list([]),
    "[1]" => Value::list([Value::from(1)]),
    "[3, 1, 2]" => Value::list([3, 1, 2].map(Value::from)),
    "[1, 'a', 2.5]" => Value::list([Value::from(1), Value::from("a"), Value::from(2.5)]),
    "['b', 'a']" => Value::list(["b", "a"].map(Value::from)),
    "[[1, 2], [3]]" => Value::list([Value::list([1, 2].map(Value::from)), Value::list([Value::from(3)])]),
    "[(1, 'x'), (2, 'y')]" => Value::list([Value::from((1, "x")), Value::from((2, "y"))]),
    "()" => Value::tuple([]),
    "(1,)" => Value::from((1,)),
    "('a', 2)" => Value::from(("a", 2)),
    "{}" => dict([]),
    "{1: 2}" => dict([(Value::from(1), Value::from(2))]),
    "{'a': 1, 'b': [2]}" => dict([
        (Value::from("a"), Value::from(1)),
        (Value::from("b"), Value::list([Value::from(2)])),
    ]),
    "set()" => Value::set([]),
    "{1, 2}" => Value::set([1, 2].map(Value::from)),
    "{'x', 'a', 'abc', 10, 4}" => Value::Set(Set::from_constants(
        [Value::from("x"), Value::from("a"), Value::from("abc"), Value::from(10), Value::from(4)],
    )),
    "frozenset({1, 9})" => call("frozenset", [Value::set([1, 9].map(Value::from))]),
    "range(3)" => Value::from(range(0, 3)),
    "range(5, 0, -2)" => Value::from(try_range_step(5, 0, -2).expect("a step")),
    "slice(1, None)" => call("slice", [Value::from(1), Value::None]),
    "slice(None, None, -1)" => call("slice", [Value::None, Value::None, Value::from(-1)]),
    "slice(0, 2)" => call("slice", [Value::from(0), Value::from(2)]),
    "slice(0, 3, 2)" => call("slice", [Value::from(0), Value::from(3), Value::from(2)]),
    "{1: 2}.keys()" => view(&dict([(Value::from(1), Value::from(2))]), "keys"),
    "{'a': 1}.items()" => view(&dict([(Value::from("a"), Value::from(1))]), "items"),
    "{1: 2}.values()" => view(&dict([(Value::from(1), Value::from(2))]), "values"),
    "iter([1, 2])" => Value::list([1, 2].map(Value::from)).iter_object(),
    "len" => call_free("len"),
    "int" => call_free("int"),
    "str" => call_free("str"),
    "[].append" => Value::list([]).getattr("append"),
    "ValueError('x')" => Value::from(Exception::value_error("x")),
    "..." => Value::Ellipsis,
};

fn call_free(name: &str) -> Value {
    Value::builtin(name).expect("a builtin")
}

/// A few values, for grids of many dimensions.
pub(crate) fn few() -> Vec<Sample> {
    let wanted = [
        "None",
        "0",
        "1",
        "-1",
        "2.5",
        "'a'",
        "[3, 1, 2]",
        "('a', 2)",
        "{1: 2}",
        "{1, 2}",
        "[]",
        "len",
    ];
    POOL.iter()
        .copied()
        .filter(|sample| wanted.contains(&sample.source))
        .collect()
}

/// A set of these numbers, for the order tests.
pub(crate) fn numbers(items: &[i64]) -> Set<Value> {
    items.iter().copied().map(Value::from).collect()
}
