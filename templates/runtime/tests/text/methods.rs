//! The methods of `str` that static code calls.

use adder_runtime::text::{PyStr, str_ascii};
use adder_runtime::{List, Show, Str};

use crate::oracle::{Batch, Random};

const TEXTS: [&str; 34] = [
    "",
    "a",
    "aa",
    "abc",
    "ABC",
    "aXbXc",
    " a  b c ",
    "\ta\u{1c}b\u{85}c\u{2028}",
    "a\r\nb\rc\n\nd\x0b\x0c",
    "they're bill's friends",
    "ΑΣ ΑΣΑ ΌΣΟΣ Σ",
    "straße",
    "ﬁne ﬀ",
    "ǆ Ǆ ǅ",
    "İstanbul ı",
    "añb😀cañb",
    "🙂🙃🙂",
    "+12",
    "-7",
    "٣٤٥",
    "²³",
    "Ⅷ½",
    "x_1",
    "1x",
    "été",
    "e\u{301}",
    "a\tb\tcd\te",
    "\t\n\tx",
    "--a--b--",
    "aaaaaa",
    "ŉ ß ẞ",
    "Hello World",
    "HELLO wORLD",
    "日本語 テキスト",
];

const NEEDLES: [&str; 16] = [
    "", "a", "b", "X", " ", "aa", "ñb", "😀", "--", "abc", "zzz", "Σ", "\n", "'", "ab", "-",
];

const BOUNDS: [Option<i64>; 12] = [
    None,
    Some(0),
    Some(1),
    Some(2),
    Some(5),
    Some(100),
    Some(-1),
    Some(-2),
    Some(-5),
    Some(-100),
    Some(i64::MAX),
    Some(i64::MIN),
];

fn bound(value: Option<i64>) -> String {
    value.map_or("None".to_owned(), |value| value.to_string())
}

#[test]
fn characters_are_known_as_python_knows_them() {
    let mut batch = Batch::default();
    let step = 0x80;
    let starts = (0..0x2_0000)
        .step_by(step)
        .chain((0x2_0000..0x11_0000).step_by(0x1fff));
    for start in starts.filter(|start| !(0xd800..0xe000).contains(start)) {
        let rows: Vec<String> = (start..start + 0x80)
            .filter_map(char::from_u32)
            .map(describe)
            .collect();
        batch.value(format!("chars({start}, {})", rows.len()), &rows.join("|"));
    }
    batch.compare();
}

fn describe(c: char) -> String {
    let text = String::from(c);
    let answers = [
        text.isalpha(),
        text.isalnum(),
        text.isdecimal(),
        text.isdigit(),
        text.isnumeric(),
        text.isspace(),
        text.isprintable(),
        text.islower(),
        text.isupper(),
        text.istitle(),
        text.isidentifier(),
        format!("a{c}").isidentifier(),
    ];
    let forms = [
        text.upper(),
        text.lower(),
        text.title(),
        text.casefold(),
        text.swapcase(),
        format!("A{c}ΣA{c}").title(),
    ];
    answers
        .map(|answer| if answer { "1" } else { "0" })
        .concat()
        + &forms.join(" ")
}

#[test]
fn whole_texts() {
    let mut batch = Batch::default();
    for text in TEXTS {
        let literal = str_ascii(text);
        let mut check = |call: &str, ours: &dyn Show| {
            batch.value(format!("{literal}.{call}"), ours);
        };
        check("upper()", &text.upper());
        check("lower()", &text.lower());
        check("title()", &text.title());
        check("capitalize()", &text.capitalize());
        check("swapcase()", &text.swapcase());
        check("casefold()", &text.casefold());
        check("isalpha()", &text.isalpha());
        check("isalnum()", &text.isalnum());
        check("isascii()", &text.isascii());
        check("isdecimal()", &text.isdecimal());
        check("isdigit()", &text.isdigit());
        check("isnumeric()", &text.isnumeric());
        check("isidentifier()", &text.isidentifier());
        check("isprintable()", &text.isprintable());
        check("isspace()", &text.isspace());
        check("islower()", &text.islower());
        check("isupper()", &text.isupper());
        check("istitle()", &text.istitle());
        check("split()", &text.py_split());
        check("splitlines()", &text.splitlines());
        check("splitlines(True)", &text.splitlines_keepends());
        check("strip()", &text.strip());
        check("lstrip()", &text.lstrip());
        check("rstrip()", &text.rstrip());
        check("expandtabs()", &text.expandtabs());
        check("__len__()", &text.py_len());
        for tab_size in [-1, 0, 1, 3] {
            check(
                &format!("expandtabs({tab_size})"),
                &text.expandtabs_to(tab_size),
            );
        }
        for max in [-1, 0, 1, 2, 3] {
            check(&format!("split(None, {max})"), &text.split_max(max));
            check(&format!("rsplit(None, {max})"), &text.rsplit_max(max));
        }
        batch.value(
            format!("({literal}, ascii({literal}), list({literal}))"),
            &(
                text,
                str_ascii(text),
                text.py_chars().collect::<List<String>>(),
            ),
        );
    }
    batch.compare();
}

#[test]
fn needles_in_texts() {
    let mut batch = Batch::default();
    for text in TEXTS {
        for needle in NEEDLES {
            let (literal, wanted) = (str_ascii(text), str_ascii(needle));
            batch.value(format!("{literal}.find({wanted})"), &text.py_find(needle));
            batch.value(format!("{literal}.rfind({wanted})"), &text.py_rfind(needle));
            batch.result(
                format!("{literal}.index({wanted})"),
                &text.try_index(needle),
            );
            batch.result(
                format!("{literal}.rindex({wanted})"),
                &text.try_rindex(needle),
            );
            batch.value(format!("{literal}.count({wanted})"), &text.count(needle));
            batch.value(
                format!("{literal}.startswith({wanted})"),
                &text.startswith(needle),
            );
            batch.value(
                format!("{literal}.endswith({wanted})"),
                &text.endswith(needle),
            );
            batch.value(
                format!("{literal}.endswith(('x', {wanted}))"),
                &text.endswith_any(&["x", needle]),
            );
            batch.value(
                format!("{literal}.removeprefix({wanted})"),
                &text.removeprefix(needle),
            );
            batch.value(
                format!("{literal}.removesuffix({wanted})"),
                &text.removesuffix(needle),
            );
            batch.value(
                format!("{literal}.strip({wanted})"),
                &text.strip_chars(needle),
            );
            batch.value(
                format!("{literal}.lstrip({wanted})"),
                &text.lstrip_chars(needle),
            );
            batch.value(
                format!("{literal}.rstrip({wanted})"),
                &text.rstrip_chars(needle),
            );
            batch.result(
                format!("{literal}.partition({wanted})"),
                &text.try_partition(needle),
            );
            batch.result(
                format!("{literal}.rpartition({wanted})"),
                &text.try_rpartition(needle),
            );
            batch.result(
                format!("{literal}.split({wanted})"),
                &text.try_split_on(needle),
            );
            batch.value(
                format!("{literal}.replace({wanted}, 'éé')"),
                &text.replace(needle, "éé"),
            );
            batch.value(
                format!("{literal}.join(['p', {wanted}, 'q'])"),
                &text.join(["p", needle, "q"]),
            );
            batch.result(
                format!("{literal}.center(9, {wanted})"),
                &text.try_center_with(9, needle),
            );
            for max in [-1, 0, 1, 2] {
                batch.result(
                    format!("{literal}.split({wanted}, {max})"),
                    &text.try_split_on_max(needle, max),
                );
                batch.result(
                    format!("{literal}.rsplit({wanted}, {max})"),
                    &text.try_rsplit_on_max(needle, max),
                );
                batch.value(
                    format!("{literal}.replace({wanted}, '<>', {max})"),
                    &text.replace_max(needle, "<>", max),
                );
            }
        }
    }
    batch.compare();
}

#[test]
fn bounds_widths_and_slices() {
    let mut batch = Batch::default();
    let mut random = Random(3);
    for text in TEXTS {
        let literal = str_ascii(text);
        for width in [-1, 0, 1, 3, 4, 9, 10, 20] {
            batch.result(
                format!("{literal}.center({width})"),
                &text.try_center(width),
            );
            batch.result(
                format!("{literal}.ljust({width}, 'é')"),
                &text.try_ljust_with(width, "é"),
            );
            batch.result(format!("{literal}.rjust({width})"), &text.try_rjust(width));
            batch.result(format!("{literal}.zfill({width})"), &text.try_zfill(width));
            batch.result(format!("{literal} * {width}"), &text.try_py_repeat(width));
            batch.result(format!("{literal}[{width}]"), &text.try_at(width));
            batch.result(
                format!("{literal}[{}]", -width),
                &Str::from(text).try_at(-width),
            );
        }
        for start in BOUNDS {
            for end in BOUNDS {
                let bounds = format!("{}, {}", bound(start), bound(end));
                let needle = random.pick(&NEEDLES);
                let wanted = str_ascii(needle);
                batch.value(
                    format!("{literal}.find({wanted}, {bounds})"),
                    &text.find_within(needle, start, end),
                );
                batch.value(
                    format!("{literal}.rfind({wanted}, {bounds})"),
                    &text.rfind_within(needle, start, end),
                );
                batch.result(
                    format!("{literal}.index({wanted}, {bounds})"),
                    &text.try_index_within(needle, start, end),
                );
                batch.value(
                    format!("{literal}.count({wanted}, {bounds})"),
                    &text.count_within(needle, start, end),
                );
                batch.value(
                    format!("{literal}.startswith({wanted}, {bounds})"),
                    &text.startswith_within(needle, start, end),
                );
                batch.value(
                    format!("{literal}.endswith({wanted}, {bounds})"),
                    &text.endswith_within(needle, start, end),
                );
                for step in [None, Some(2), Some(-1), Some(-3), Some(0), Some(i64::MIN)] {
                    batch.result(
                        format!("{literal}[slice({bounds}, {})]", bound(step)),
                        &text.try_slice(start, end, step),
                    );
                    if step.is_none() {
                        batch.result(
                            format!("{literal}[slice({bounds})]"),
                            &Str::from(text).try_slice(start, end, step),
                        );
                    }
                }
            }
        }
    }
    batch.compare();
}
