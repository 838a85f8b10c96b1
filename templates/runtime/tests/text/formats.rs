//! The format mini-language.

use adder_runtime::Int;
use adder_runtime::text::{
    str_ascii, try_format_big_int, try_format_bool, try_format_float, try_format_int,
    try_format_str,
};

use crate::numbers::floats;
use crate::oracle::{Batch, Random};

/// A specification put together at random: most are right, some are not.
fn spec(random: &mut Random) -> String {
    let mut spec = String::new();
    for choices in [
        &[
            "", "", "", "<", ">", "^", "=", "*<", "é^", "0=", "0>", "x=", " ^",
        ][..],
        &["", "", "", "+", "-", " "],
        &["", "", "", "", "", "", "", "z"],
        &["", "", "", "#"],
        &["", "", "0"],
        &["", "", "1", "8", "12", "13", "14", "15", "20"],
        &["", "", "", ",", "_", "", "", ",_", ",,"],
        &["", "", ".0", ".1", ".2", ".3", ".7", ".17", ".30", "."],
        &[
            "", "b", "c", "d", "e", "E", "f", "F", "g", "G", "n", "o", "s", "x", "X", "%", "d",
            "f", "g", "e", "q", "é", "dd",
        ],
    ] {
        spec.push_str(random.pick(choices));
    }
    spec
}

#[test]
fn integers_follow_the_specification() {
    let mut batch = Batch::default();
    let mut random = Random(7);
    let words = [
        0,
        1,
        -1,
        7,
        -12,
        65,
        255,
        1000,
        -1234,
        123_456,
        1_234_567,
        -98_765_432,
        0x1f600,
        i64::MAX,
        i64::MIN,
    ];
    for round in 0..15_000 {
        let x = words[round % words.len()];
        let spec = spec(&mut random);
        let literal = str_ascii(&spec);
        batch.result(format!("format({x}, {literal})"), &try_format_int(x, &spec));
        if round % 5 == 0 {
            batch.result(
                format!(
                    "format({}, {literal})",
                    if x > 0 { "True" } else { "False" }
                ),
                &try_format_bool(x > 0, &spec),
            );
            let big = Int::from(x).to_string() + "00000000000000000000123";
            let number = Int::from_decimal(&big).expect("digits");
            // Python refuses the float of a number only when it is out of range, which these are not.
            batch.result(
                format!("format(int('{big}'), {literal})"),
                &try_format_big_int(&number, &spec),
            );
        }
    }
    batch.compare();
}

#[test]
fn floats_follow_the_specification() {
    let mut batch = Batch::default();
    let mut random = Random(8);
    for (round, x) in floats().into_iter().cycle().take(30_000).enumerate() {
        // Every tenth float is a neat one: those are where signs, zeros and points matter.
        let x = if round % 3 == 0 {
            floats_by_hand()[round / 3 % 12]
        } else {
            x
        };
        let spec = spec(&mut random);
        batch.result(
            format!("format(ieee({}), {})", x.to_bits(), str_ascii(&spec)),
            &try_format_float(x, &spec),
        );
    }
    batch.compare();
}

fn floats_by_hand() -> [f64; 12] {
    [
        0.0,
        -0.0,
        1.0,
        -0.001,
        0.5,
        2.5,
        1234.5,
        -1_234_567.891,
        1e16,
        1e-7,
        f64::INFINITY,
        f64::NAN,
    ]
}

#[test]
fn text_follows_the_specification() {
    let mut batch = Batch::default();
    let mut random = Random(9);
    for round in 0..10_000 {
        let text = ["", "a", "adder", "añb😀", "a\nb"][round % 5];
        let spec = spec(&mut random);
        batch.result(
            format!("format({}, {})", str_ascii(text), str_ascii(&spec)),
            &try_format_str(text, &spec),
        );
    }
    for text in [
        "'1'",
        "'٣'",
        "'99999999999999999999'",
        "'.99999999999999999999'",
        "'.2147483648f'",
        "'.2147483647g'",
    ] {
        let spec = text.trim_matches('\'');
        batch.result(
            format!("format('ab', {})", str_ascii(spec)),
            &try_format_str("ab", spec),
        );
        if !spec.ends_with("47g") {
            batch.result(
                format!("format(1.5, {})", str_ascii(spec)),
                &try_format_float(1.5, spec),
            );
        }
    }
    batch.compare();
}
