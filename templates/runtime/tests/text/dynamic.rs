//! Methods called by name over values, the `%` operator and `str.format`: results and messages.

use adder_runtime::text::{
    bytes_method_names, call_bytes_method, call_str_method, escape_beyond_ascii, str_ascii,
    str_method_names, try_decode, try_encode, try_format_fields, try_format_map, try_format_value,
    try_percent,
};
use std::rc::Rc;

use adder_runtime::{Args, Dict, Exception, Int, List, Show, Str, Tuple, Type, Value};

use crate::oracle::{Batch, Random};

fn literal(value: &Value) -> String {
    escape_beyond_ascii(&value.repr())
}

fn tuple(items: Vec<Value>) -> Value {
    Value::Tuple(Tuple::from(items))
}

fn list(items: Vec<Value>) -> Value {
    Value::List(List::from(items))
}

fn dict(pairs: Vec<(Value, Value)>) -> Value {
    let dict: Dict<Value, Value> = Dict::new();
    for (key, value) in pairs {
        dict.set(key, value);
    }
    Value::Dict(dict)
}

/// Values of many types, as arguments that fit or do not fit.
fn values() -> Vec<Value> {
    let big = Int::from_decimal("1000000000000000000000000000000").expect("digits");
    vec![
        Value::None,
        true.into(),
        0.into(),
        1.into(),
        Value::from(-2),
        Value::from(5),
        Value::Int(big),
        1.5.into(),
        "".into(),
        "a".into(),
        "é".into(),
        "ab".into(),
        " ".into(),
        tuple(vec!["x".into(), "a".into()]),
        tuple(vec![1.into(), "a".into()]),
        tuple(Vec::new()),
        list(vec!["p".into(), "q".into()]),
        list(vec!["p".into(), 3.into()]),
        list(Vec::new()),
    ]
}

fn arguments(args: &Args) -> String {
    let positional = args.positional.iter().map(literal);
    let keywords = args
        .keywords
        .iter()
        .map(|(name, value)| format!("{name}={}", literal(value)));
    positional.chain(keywords).collect::<Vec<_>>().join(", ")
}

fn check_call(batch: &mut Batch, receiver: &str, name: &str, args: Args) {
    let expression = format!("{}.{name}({})", str_ascii(receiver), arguments(&args));
    let ours = call_str_method(&Str::from(receiver), name, args).expect("there is such a method");
    batch.result(expression, &ours);
}

#[test]
fn methods_take_arguments_as_in_python() {
    let mut batch = Batch::default();
    let mut random = Random(5);
    let values = values();
    let references: Vec<&Value> = values.iter().collect();
    // Tables for `translate` and mappings for `format_map` have tests of their own.
    let names: Vec<&str> = str_method_names()
        .filter(|name| !matches!(*name, "translate" | "maketrans" | "format_map"))
        .collect();
    for name in names {
        for receiver in ["", "a", "a b", "éa\nb\tAb", "Xaébab"] {
            check_call(&mut batch, receiver, name, Args::new());
            check_call(&mut batch, receiver, name, Args::new().keyword("wrong", 1));
            for value in &values {
                // Padding to a huge width is a matter of memory.
                check_call(&mut batch, receiver, name, Args::from([value.clone()]));
                check_call(
                    &mut batch,
                    receiver,
                    name,
                    Args::from([Value::from("a"), value.clone()]),
                );
                check_call(
                    &mut batch,
                    receiver,
                    name,
                    Args::from([value.clone(), random.pick(&references).clone()]),
                );
            }
            for n_args in 3..6 {
                let args: Vec<Value> = (0..n_args)
                    .map(|_| random.pick(&references).clone())
                    .collect();
                check_call(&mut batch, receiver, name, Args::from(args));
                let args: Vec<Value> = (0..n_args - 1)
                    .map(|index| {
                        if index < 2 {
                            "a".into()
                        } else {
                            random.pick(&references).clone()
                        }
                    })
                    .collect();
                check_call(&mut batch, receiver, name, Args::from(args));
            }
        }
    }
    for (name, keywords) in [
        ("split", ["sep", "maxsplit"]),
        ("rsplit", ["maxsplit", "sep"]),
        ("splitlines", ["keepends", "other"]),
        ("expandtabs", ["tabsize", "other"]),
        ("encode", ["errors", "encoding"]),
    ] {
        for value in &values {
            let [first, second] = keywords;
            check_call(
                &mut batch,
                "a b\tc",
                name,
                Args::new().keyword(first, value.clone()),
            );
            check_call(
                &mut batch,
                "a b\tc",
                name,
                Args::new()
                    .keyword(first, value.clone())
                    .keyword(second, " "),
            );
            check_call(
                &mut batch,
                "a b\tc",
                name,
                Args::from([value.clone()]).keyword(first, 1),
            );
            check_call(
                &mut batch,
                "a b\tc",
                name,
                Args::from([value.clone()])
                    .keyword(first, 1)
                    .keyword(second, 2),
            );
            check_call(
                &mut batch,
                "a b\tc",
                name,
                Args::new()
                    .keyword(first, 1)
                    .keyword(second, 1)
                    .keyword("third", 1),
            );
        }
    }
    batch.compare();
}

#[test]
fn tables_translate_characters() {
    let mut batch = Batch::default();
    let none = || Value::None;
    let mappings: Vec<Value> = vec![
        dict(vec![
            (97.into(), "xy".into()),
            (98.into(), none()),
            (0xe9.into(), 0x20ac.into()),
        ]),
        dict(vec![("a".into(), 1.5.into())]),
        dict(vec![(97.into(), Value::from(-1))]),
        dict(vec![
            (97.into(), true.into()),
            (98.into(), 0x11_0000.into()),
        ]),
        dict(vec![
            ("a".into(), "b".into()),
            (98.into(), "c".into()),
            (true.into(), "d".into()),
        ]),
        dict(vec![("ab".into(), none())]),
        dict(vec![(1.5.into(), none())]),
        list(vec!["x".into(); 98]),
        Value::from("xyz"),
        Value::from(1),
        Value::None,
    ];
    for mapping in &mappings {
        for receiver in ["", "abé", "b\x01"] {
            check_call(
                &mut batch,
                receiver,
                "translate",
                Args::from([mapping.clone()]),
            );
        }
        check_call(&mut batch, "", "maketrans", Args::from([mapping.clone()]));
        check_call(
            &mut batch,
            "{a} {b[0]}",
            "format_map",
            Args::from([mapping.clone()]),
        );
        check_call(
            &mut batch,
            "",
            "maketrans",
            Args::from([mapping.clone(), "ab".into()]),
        );
        check_call(
            &mut batch,
            "",
            "maketrans",
            Args::from(["ab".into(), mapping.clone()]),
        );
        check_call(
            &mut batch,
            "",
            "maketrans",
            Args::from(["ab".into(), "cd".into(), mapping.clone()]),
        );
    }
    check_call(
        &mut batch,
        "",
        "maketrans",
        Args::from(["abé".into(), "cdb".into(), "xa".into()]),
    );
    check_call(
        &mut batch,
        "",
        "maketrans",
        Args::from(["ab".into(), "c".into()]),
    );
    check_call(&mut batch, "", "maketrans", Args::new());
    check_call(&mut batch, "", "translate", Args::new());
    batch.compare();
}

fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(Rc::new(bytes.to_vec()))
}

fn check_bytes(batch: &mut Batch, receiver: &[u8], name: &str, args: Args) {
    let expression = format!("{}.{name}({})", literal(&bytes(receiver)), arguments(&args));
    let ours = call_bytes_method(receiver, name, args).expect("there is such a method");
    batch.result(expression, &ours);
}

#[test]
fn bytes_have_their_methods() {
    let mut batch = Batch::default();
    let mut random = Random(11);
    let mut values = values();
    let tuples = [
        tuple(vec![bytes(b"a"), bytes(b"b")]),
        tuple(vec![bytes(b"z"), 1.into()]),
    ];
    let lists = [
        list(vec![bytes(b"a"), bytes(b"\xff")]),
        list(vec![bytes(b"a"), "b".into()]),
    ];
    values.extend([&b""[..], b"a", b"b", b"ab", b" ", b"\xe9", b"aa"].map(bytes));
    values.extend(tuples.into_iter().chain(lists));
    let references: Vec<&Value> = values.iter().collect();
    for name in bytes_method_names() {
        for receiver in [
            &b""[..],
            b"a",
            b" a  b ",
            b"\xc3\xa9a\nb\tAb\x1c",
            b"Xaabab",
            b"a\xe2\x82",
            b"\xf0\x80(",
            b"abc",
            b"12",
        ] {
            check_bytes(&mut batch, receiver, name, Args::new());
            for value in &values {
                check_bytes(&mut batch, receiver, name, Args::from([value.clone()]));
                let second = random.pick(&references).clone();
                check_bytes(
                    &mut batch,
                    receiver,
                    name,
                    Args::from([value.clone(), second.clone()]),
                );
                let fitting = [bytes(b"a"), bytes(b"bc")]
                    [usize::from(random.bits().is_multiple_of(2))]
                .clone();
                check_bytes(
                    &mut batch,
                    receiver,
                    name,
                    Args::from([fitting.clone(), value.clone()]),
                );
                check_bytes(
                    &mut batch,
                    receiver,
                    name,
                    Args::from([fitting, bytes(b"-"), second]),
                );
            }
        }
    }
    for encoding in ["utf-8", "ascii", "latin-1", "UTF8", "Latin 1", "nonsense"] {
        for errors in [
            "strict",
            "ignore",
            "replace",
            "backslashreplace",
            "nonsense",
            "xmlcharrefreplace",
        ] {
            let both = || Args::from([encoding.into(), errors.into()]);
            for receiver in ["", "abc", "é", "a€€b😀", "éèb"] {
                check_call(&mut batch, receiver, "encode", both());
            }
            if errors == "xmlcharrefreplace" {
                continue;
            }
            for receiver in [
                &b"abc"[..],
                b"\xff",
                b"a\xe2\x82",
                b"\xe2(\xa1",
                b"\xed\xa0\x80",
                b"\xf0\x90\x80a",
                b"\xc0\x80",
                b"\xf5",
                b"\xe9\xe8",
            ] {
                check_bytes(&mut batch, receiver, "decode", both());
            }
        }
    }
    batch.compare();
}

#[test]
fn no_method_is_missing() {
    let mut batch = Batch::default();
    let names = |names: Vec<&'static str>| list(names.into_iter().map(Value::from).collect());
    let public = |name: &str| format!("[name for name in dir({name}) if name[0] != '_']");
    batch.value(public("str"), &names(str_method_names().collect()));
    batch.value(public("bytes"), &names(bytes_method_names().collect()));
    batch.compare();
}

const HEX_FLOATS: [&str; 34] = [
    "0x1.8p3",
    "1.8",
    " -0X.8P+1 ",
    "inf",
    "-Infinity",
    "nan",
    "0x",
    "1p",
    "1p1x",
    "1p1024",
    "0x1.fffffffffffff8p1023",
    "0x1.fffffffffffff7p1023",
    "0x1p-1075",
    "0x1.0000001p-1075",
    "0x3p-1075",
    "0x1p-1074",
    "",
    ".",
    "1p99999999999999999999",
    "0p99999999999999999999",
    "1_0",
    "\u{2003} 1",
    "٣",
    "+ 1",
    "0x0x1",
    "1p-99999999999999999999",
    "0x1.00000000000008p0",
    "0x1.00000000000018p0",
    "0x1.000000000000080000001p0",
    "0xabcdef0123456789abcdef",
    "0x0.00000000000000000001p-1000",
    "++1",
    "0x.p1",
    "0x1.ffffffffffffffp-1023",
];

#[test]
fn types_have_their_class_methods() {
    let mut batch = Batch::default();
    let mut check = |ty: Type, call: &str, args: Args| {
        let ours = Value::Type(ty).try_call_method(call, args.clone());
        batch.result(format!("{}.{call}({})", ty.name(), arguments(&args)), &ours);
    };
    for digits in ["6162 63\n\t64", "", " ", "6 1", "6", "zz", "61é", "A1b2"] {
        check(Type::Bytes, "fromhex", Args::from([digits.into()]));
    }
    check(Type::Bytes, "fromhex", Args::from([Value::None]));
    check(Type::Bytes, "fromhex", Args::new());
    check(
        Type::Bytes,
        "maketrans",
        Args::from([bytes(b"ab"), bytes(b"xy")]),
    );
    check(
        Type::Bytes,
        "maketrans",
        Args::from([bytes(b"ab"), bytes(b"x")]),
    );
    check(
        Type::Bytes,
        "maketrans",
        Args::from([bytes(b"ab"), "ab".into()]),
    );
    check(Type::Bytes, "maketrans", Args::from([bytes(b"ab")]));
    check(
        Type::Str,
        "maketrans",
        Args::from(["ab".into(), "xy".into()]),
    );
    for digits in HEX_FLOATS {
        check(Type::Float, "fromhex", Args::from([digits.into()]));
    }
    check(Type::Float, "fromhex", Args::from([1.into()]));
    check(Type::Float, "fromhex", Args::new());
    check(Type::Str, "upper", Args::from(["ab".into()]));
    check(Type::Bytes, "upper", Args::from([bytes(b"ab")]));
    let table: Vec<u8> = (0..=255).rev().collect();
    let mut check = |args: Args| check_bytes(&mut batch, b"abc", "translate", args);
    check(Args::from([bytes(&table)]));
    check(Args::from([bytes(&table), bytes(b"b")]));
    check(Args::from([bytes(&table)]).keyword("delete", bytes(b"a")));
    check(Args::from([Value::None]).keyword("delete", "a"));
    check(Args::from([Value::None]).keyword("wrong", "a"));
    batch.compare();
}

#[test]
fn unicode_errors_know_the_place() {
    let mut batch = Batch::default();
    let mut check = |call: &str, ours: Result<Value, Exception>| {
        let exc = ours.expect_err("it fails");
        let attributes = ["encoding", "object", "start", "end", "reason"]
            .map(|name| exc.attribute(name).expect("it is there"));
        let mut known = vec![tuple(exc.args())];
        known.extend(attributes);
        known.push(Value::from(exc.str()));
        batch.value(format!("caught(lambda: {call})"), &tuple(known));
    };
    check(
        "'aéb'.encode('ascii')",
        try_encode("aéb", "ascii", "strict").map(|b| bytes(&b)),
    );
    check(
        "'a€😀'.encode('latin-1')",
        try_encode("a€😀", "latin-1", "strict").map(|b| bytes(&b)),
    );
    check(
        "'😀'.encode('us-ascii')",
        try_encode("😀", "us-ascii", "strict").map(|b| bytes(&b)),
    );
    check(
        "b'a\\xff'.decode()",
        try_decode(b"a\xff", "utf-8", "strict").map(Value::from),
    );
    check(
        "b'\\xe2\\x82'.decode()",
        try_decode(b"\xe2\x82", "utf8", "strict").map(Value::from),
    );
    check(
        "b'\\xe2'.decode('ascii')",
        try_decode(b"\xe2", "ascii", "strict").map(Value::from),
    );
    batch.compare();
}

const DIRECTIVES: [&str; 40] = [
    "%s", "%r", "%a", "%d", "%i", "%u", "%x", "%X", "%o", "%c", "%e", "%E", "%f", "%F", "%g", "%G",
    "%%", "%5s", "%-5s|", "%.2s", "%05d", "%+d", "% d", "%-05d|", "%#x", "%#010x", "%#o", "%.5d",
    "%8.3f", "%+.1e", "%#g", "%#.0f", "%05.1f", "%*d", "%.*f", "%-*s|", "%y", "%", "%5", "%ld",
];

#[test]
fn the_percent_operator() {
    let mut batch = Batch::default();
    let mut random = Random(6);
    let mut values = values();
    values.extend([
        Value::from(65),
        Value::from(-255),
        Value::from(3.75),
        Value::from(-0.0),
        Value::from(1e300),
        Value::from(1e-7),
        Value::from(0x20ac),
    ]);
    let references: Vec<&Value> = values.iter().collect();
    for directive in DIRECTIVES {
        for value in &values {
            for args in [
                value.clone(),
                tuple(vec![value.clone()]),
                tuple(vec![7.into(), value.clone()]),
            ] {
                let result = try_percent(directive, &args);
                batch.result(
                    format!("{} % {}", str_ascii(directive), literal(&args)),
                    &result,
                );
            }
        }
    }
    for round in 0..3000 {
        let template: String = (0..round % 4)
            .map(|_| random.pick(&DIRECTIVES).to_owned() + "é ")
            .collect();
        let args = tuple(
            (0..random.bits() % 5)
                .map(|_| random.pick(&references).clone())
                .collect(),
        );
        batch.result(
            format!("{} % {}", str_ascii(&template), literal(&args)),
            &try_percent(&template, &args),
        );
    }
    for template in [
        "%(a",
        "%(a)s",
        "%99999999999999999999d",
        "%.99999999999999999999d",
        "%.2147483648f",
        "%\x7f",
        "%é",
        "%lld",
        "a%(b)",
        "%(a)%",
    ] {
        for args in [
            Value::from(1),
            tuple(Vec::new()),
            list(vec![1.into()]),
            Value::from("x"),
        ] {
            batch.result(
                format!("{} % {}", str_ascii(template), literal(&args)),
                &try_percent(template, &args),
            );
        }
    }
    batch.compare();
}

const FIELDS: [&str; 52] = [
    "{}",
    "{}",
    "{0}",
    "{1}",
    "{5}",
    "{x}",
    "{y}",
    "{!r}",
    "{!s:>5}",
    "{0!a}",
    "{!q}",
    "{!}",
    "{!r",
    "{!rx}",
    "{:>6}",
    "{:*^9}",
    "{:d}",
    "{:.2f}",
    "{:,}",
    "{:{}}",
    "{:{w}}",
    "{:{w}.{w}}",
    "{0:{0:{0}}}",
    "{x:>{w}}",
    "{{",
    "}}",
    "{",
    "}",
    "{a b}",
    "{0[0]}",
    "{0[1]}",
    "{x[1]}",
    "{0[9]}",
    "{0.real}",
    "{0.imag:>4}",
    "{0.nope}",
    "{x.denominator}",
    "{0.__class__.__name__}",
    "{0.real.real[0]}",
    "{0[}",
    "{0[0}",
    "{0[]}",
    "{0.}",
    "{0[0]x}",
    "{0{1}}",
    "{ 0}",
    "{99999999999999999999}",
    "{:5!r}",
    "{}}",
    "{٠}",
    "{x!r:>12}",
    "{0[99999999999999999999]}",
];

#[test]
fn format_fills_fields() {
    let mut batch = Batch::default();
    let mut random = Random(10);
    let mut values = values();
    values.push(Value::from(65));
    values.push(Value::from(3.75));
    let references: Vec<&Value> = values.iter().collect();
    for round in 0..12_000 {
        let n_fields = 1 + round % 3;
        let template: String = (0..n_fields)
            .map(|index| random.pick(&FIELDS).to_owned() + ["é", ""][index % 2])
            .collect();
        let mut args = Args::from(
            (0..random.bits() % 4)
                .map(|_| random.pick(&references).clone())
                .collect::<Vec<_>>(),
        );
        if round % 2 == 0 {
            args = args
                .keyword("x", random.pick(&references).clone())
                .keyword("w", 5);
        }
        let expression = format!("{}.format({})", str_ascii(&template), arguments(&args));
        batch.result(expression, &try_format_fields(&template, &args));
    }
    for value in &values {
        for spec in ["", "5", "d", "s", "x"] {
            batch.result(
                format!("format({}, '{spec}')", literal(value)),
                &try_format_value(value, spec),
            );
        }
    }
    for template in ["{}", "{0}", "{x}", "a", "{0[1]}", "{"] {
        for mapping in [Value::from(1), list(vec![1.into()]), Value::from("abc")] {
            let ours: Result<String, Exception> = try_format_map(template, &mapping);
            batch.result(
                format!("{}.format_map({})", str_ascii(template), literal(&mapping)),
                &ours,
            );
        }
    }
    batch.compare();
}
