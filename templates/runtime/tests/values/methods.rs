//! Methods of the built-in types, with few and wrong arguments.

use adder_runtime::{Args, Value};

use crate::oracle::{Batch, Sample};
use crate::pool::{POOL, few};

const METHODS: &[(&str, &[&str])] = &[
    (
        "list",
        &[
            "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
            "reverse", "sort",
        ],
    ),
    (
        "dict",
        &[
            "clear",
            "copy",
            "get",
            "items",
            "keys",
            "pop",
            "popitem",
            "setdefault",
            "update",
            "values",
            "fromkeys",
        ],
    ),
    (
        "set",
        &[
            "add",
            "clear",
            "copy",
            "difference",
            "difference_update",
            "discard",
            "intersection",
            "intersection_update",
            "isdisjoint",
            "issubset",
            "issuperset",
            "pop",
            "remove",
            "symmetric_difference",
            "symmetric_difference_update",
            "union",
            "update",
        ],
    ),
    (
        "frozenset",
        &[
            "copy",
            "difference",
            "intersection",
            "isdisjoint",
            "issubset",
            "issuperset",
            "symmetric_difference",
            "union",
        ],
    ),
    ("tuple", &["count", "index"]),
    ("range", &["count", "index"]),
    (
        "int",
        &["bit_length", "bit_count", "conjugate", "as_integer_ratio"],
    ),
    ("bool", &["bit_length"]),
    (
        "float",
        &["is_integer", "as_integer_ratio", "conjugate", "hex"],
    ),
];

/// Samples whose hash is an address, so that their place in a set is nobody's promise.
const HASHED_BY_ADDRESS: &[&str] = &[
    "None",
    "len",
    "int",
    "str",
    "[].append",
    "...",
    "iter([1, 2])",
    "{1: 2}.values()",
    "ValueError('x')",
];

fn add(batch: &mut Batch, receiver: Sample, method: &str, args: &[Sample]) {
    let target = (receiver.make)();
    let values: Vec<Value> = args.iter().map(|arg| (arg.make)()).collect();
    let ours = target
        .try_call_method(method, Args::from(values))
        .map(|result| Value::tuple([result, target]));
    let sources: Vec<&str> = args.iter().map(|arg| arg.source).collect();
    batch.add(
        format!(
            "after({}, lambda x: x.{method}({}))",
            receiver.source,
            sources.join(", ")
        ),
        ours,
    );
}

#[test]
fn methods_with_any_arguments() {
    let mut batch = Batch::default();
    for receiver in POOL {
        let type_name = (receiver.make)().type_name().to_owned();
        let Some((_, methods)) = METHODS.iter().find(|(name, _)| *name == type_name) else {
            continue;
        };
        for method in *methods {
            add(&mut batch, *receiver, method, &[]);
            for one in POOL {
                let hashes_addresses = matches!(type_name.as_str(), "set" | "frozenset")
                    && HASHED_BY_ADDRESS.contains(&one.source);
                if !hashes_addresses {
                    add(&mut batch, *receiver, method, &[*one]);
                }
            }
            if matches!(type_name.as_str(), "set" | "frozenset") {
                continue;
            }
            for one in few() {
                for two in few() {
                    add(&mut batch, *receiver, method, &[one, two]);
                }
                add(&mut batch, *receiver, method, &[one, one, one]);
            }
        }
    }
    batch.compare();
}

#[test]
fn attributes() {
    let mut batch = Batch::default();
    let names = [
        "__class__",
        "__name__",
        "real",
        "imag",
        "numerator",
        "start",
        "stop",
        "step",
        "args",
        "append",
        "keys",
        "upper",
        "no_such",
    ];
    for sample in POOL
        .iter()
        .filter(|sample| !matches!(sample.source, "int" | "str"))
    {
        for name in names {
            let value = (sample.make)();
            batch.add(
                format!("({}).{name}", sample.source),
                value.try_getattr(name),
            );
            batch.add(
                format!("hasattr({}, '{name}')", sample.source),
                value.try_hasattr(name).map(Value::from),
            );
            let ours = (sample.make)()
                .try_setattr(name, Value::from(1))
                .map(Value::from);
            if name != "__class__" && name != "args" {
                batch.add(format!("setattr({}, '{name}', 1)", sample.source), ours);
            }
        }
    }
    batch.compare();
}
