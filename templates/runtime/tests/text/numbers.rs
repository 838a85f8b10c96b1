//! Numbers written and read.

use adder_runtime::text::{
    float_hex, is_integer, str_ascii, try_chr, try_float_as_integer_ratio, try_ord,
    try_parse_float, try_parse_int, try_round_float,
};

use crate::oracle::{Batch, Random};

/// Floats of every kind: neat ones, ties, limits, random bits.
pub(crate) fn floats() -> Vec<f64> {
    let mut floats = vec![
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        0.5,
        1.5,
        2.5,
        0.25,
        0.125,
        2.675,
        1.005,
        1e15,
        1e16,
        1e17,
        9.999_999_999_999_998e15,
        1e-4,
        1e-5,
        9.999e-5,
        123_456.789,
        1e22,
        1e23,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::EPSILON,
        1e100,
        1234.5,
        99.5,
        999_999.5,
        9_999_999.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        9_007_199_254_740_993.0,
        2f64.powi(70),
        5e15,
        1250.0,
        0.000_123_45,
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..1200 {
        floats.push(f64::from_bits(random.bits()));
    }
    for round in 0..1200_u32 {
        let near_one = f64::from_bits(random.bits() >> 12 | 0x3ff << 52) - 1.0;
        floats.push(near_one * 10f64.powi(i32::try_from(round % 36).expect("small") - 12));
        // Odd multiples of powers of two are where the shortest digits tie.
        floats.push(
            f64::from(u32::try_from(random.bits() >> 40).expect("24 bits"))
                * 2f64.powi(30 + i32::try_from(round % 30).expect("small")),
        );
    }
    floats
}

fn ieee(x: f64) -> String {
    format!("ieee({})", x.to_bits())
}

#[test]
fn floats_are_written_as_python_writes_them() {
    let mut batch = Batch::default();
    for x in floats() {
        batch.value(ieee(x), &x);
        batch.value(format!("{}.hex()", ieee(x)), &float_hex(x));
        batch.value(format!("{}.is_integer()", ieee(x)), &is_integer(x));
    }
    batch.compare();
}

#[test]
fn floats_round_and_split_as_in_python() {
    let mut batch = Batch::default();
    for (index, x) in floats().into_iter().enumerate() {
        let digits = [
            0, 1, 2, 3, 5, 10, -1, -2, -3, 16, 22, 300, 324, -300, -308, -309,
        ];
        for ndigits in [digits[index % 16], digits[(index / 16) % 16], 2] {
            batch.result(
                format!("round({}, {ndigits})", ieee(x)),
                &try_round_float(x, ndigits),
            );
        }
        if index % 8 == 0 || index < 64 {
            batch.result(
                format!("{}.as_integer_ratio()", ieee(x)),
                &try_float_as_integer_ratio(x),
            );
        }
    }
    batch.compare();
}

const PIECES: [&str; 27] = [
    "", " ", "\n", "\u{2003}", "+", "-", "_", "__", "0", "1", "9", "10", "١", "५", ".", "e", "E5",
    "x", "0x", "0b", "0o", "inf", "nan", "infinity", "a", "z", "²",
];

#[test]
fn numbers_are_read_as_python_reads_them() {
    let mut batch = Batch::default();
    let mut random = Random(12);
    for round in 0..10_000 {
        let n_pieces = 1 + round % 5;
        let text: String = (0..n_pieces).map(|_| random.pick(&PIECES)).collect();
        let literal = str_ascii(&text);
        batch.result(format!("float({literal})"), &try_parse_float(&text));
        for base in [10, [0, 2, 8, 16, 36, 37, 1, -1, 3][round % 9]] {
            batch.result(
                format!("int({literal}, {base})"),
                &try_parse_int(&text, base),
            );
        }
    }
    for digits in [4299, 4300, 4301] {
        let text = "7".repeat(digits);
        batch.result(
            format!("int('7' * {digits}) % 10**9"),
            &try_parse_int(&text, 10).map(|n| {
                n.to_string()[digits - 9..]
                    .parse::<i64>()
                    .expect("nine digits")
            }),
        );
        batch.result(
            format!("int('7' * {digits} + 'x')"),
            &try_parse_int(&(text + "x"), 10),
        );
    }
    batch.result(
        "float('é' * 300)".into(),
        &try_parse_float(&"é".repeat(300)),
    );
    batch.result(
        "int('é' * 300)".into(),
        &try_parse_int(&"é".repeat(300), 10),
    );
    batch.compare();
}

#[test]
fn characters_and_codes() {
    let mut batch = Batch::default();
    for code in [
        -1,
        0,
        65,
        0xd7ff,
        0xe000,
        0x10_ffff,
        0x11_0000,
        1 << 31,
        (1 << 31) - 1,
        -1 << 40,
    ] {
        batch.result(format!("chr({code})"), &try_chr(code));
    }
    for text in ["", "a", "é", "😀", "ab"] {
        batch.result(format!("ord({})", str_ascii(text)), &try_ord(text));
    }
    batch.compare();
}
