//! Built-in functions and types with any arguments.

use adder_runtime::{Args, Value};

use crate::oracle::{Batch, Sample};
use crate::pool::{POOL, few};

const NAMES: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "callable",
    "chr",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hex",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "next",
    "oct",
    "ord",
    "pow",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
];

/// Questions whose answer depends on addresses, or that neither side can answer.
fn is_out_of_reach(name: &str, args: &[Sample]) -> bool {
    let is_any = |sources: &[&str]| args.iter().any(|arg| sources.contains(&arg.source));
    match name {
        "pow" => is_any(&["(2**70)", "-(2**63)", "2.5", "-1.5"]),
        "range" => is_any(&["(2**70)"]),
        // Conversions from bytes are tested with text.
        "str" => args.len() > 1,
        "float" | "int" | "ord" => is_any(&["b'ab'"]),
        "type" => args.len() > 1,
        "getattr" | "hasattr" => is_any(&["(2**70)"]),
        "iter" => args.len() > 1 && is_any(&["int", "str"]),
        "round" => args.len() > 1 && is_any(&["(2**70)", "-(2**63)"]),
        _ => false,
    }
}

fn add(batch: &mut Batch, name: &str, args: &[Sample]) {
    if is_out_of_reach(name, args) {
        return;
    }
    let values: Vec<Value> = args.iter().map(|arg| (arg.make)()).collect();
    let sources: Vec<&str> = args.iter().map(|arg| arg.source).collect();
    batch.add(
        format!("{name}({})", sources.join(", ")),
        Value::try_call_builtin(name, Args::from(values)),
    );
}

#[test]
fn builtins_with_any_arguments() {
    let mut batch = Batch::default();
    for name in NAMES {
        add(&mut batch, name, &[]);
        for one in POOL {
            add(&mut batch, name, &[*one]);
            for two in POOL {
                add(&mut batch, name, &[*one, *two]);
            }
        }
        for one in few() {
            for two in few() {
                add(&mut batch, name, &[one, two, one]);
                add(&mut batch, name, &[one, one, two, two]);
            }
        }
    }
    batch.compare();
}

#[test]
fn builtins_with_keywords() {
    let mut batch = Batch::default();
    let keywords = [
        "key", "default", "reverse", "start", "strict", "base", "ndigits", "mod", "no_such",
    ];
    for name in NAMES {
        for keyword in keywords {
            for one in few() {
                for value in ["None", "0", "1", "len", "'a'"] {
                    let sample = POOL
                        .iter()
                        .find(|sample| sample.source == value)
                        .expect("in the pool");
                    let args = Args::from([(one.make)()]).keyword(keyword, (sample.make)());
                    let expression = format!("{name}({}, {keyword}={value})", one.source);
                    batch.add(expression, Value::try_call_builtin(name, args));
                }
            }
        }
    }
    batch.compare();
}

#[test]
fn hashes_are_python_s() {
    let mut batch = Batch::default();
    let by_address = [
        "None",
        "len",
        "int",
        "str",
        "[].append",
        "...",
        "iter([1, 2])",
        "ValueError('x')",
        "{1: 2}.values()",
    ];
    for sample in POOL
        .iter()
        .filter(|sample| !by_address.contains(&sample.source))
    {
        let value = (sample.make)();
        batch.add(
            format!("hash({})", sample.source),
            value.try_hash().map(Value::from),
        );
        batch.add(
            format!("hash(('x', {}, (1.5, -2)))", sample.source),
            Value::from(("x", value, (1.5, -2)))
                .try_hash()
                .map(Value::from),
        );
    }
    for text in [
        "",
        "a",
        "ab",
        "abcdefgh",
        "abcdefghi",
        "\u{e9}",
        "\u{20ac}uro",
        "\u{1f600}",
        "a\u{0}b",
    ] {
        batch.add(
            format!("hash({})", Value::from(text).ascii()),
            Value::from(text).try_hash().map(Value::from),
        );
    }
    batch.compare();
}
