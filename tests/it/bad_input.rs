//! Texts that nobody would write: the first stages answer, in reasonable time, and never panic.

use adder::names::analyze;
use adder::source::SourceFile;
use adder::syntax;

/// The first message, if the text is refused.
fn outcome(text: &str) -> Option<String> {
    let source = SourceFile::new("bad.py", text);
    let result = syntax::parse(&source).and_then(|module| analyze(&module, &source).map(|_| ()));
    result.err().map(|errors| {
        let span = errors[0].span;
        assert!(
            span.start <= span.end && span.end as usize <= text.len() + 1,
            "{span:?} in {text:?}"
        );
        let rendered = adder::diagnostics::render(&errors[0], &source, false);
        assert!(rendered.len() < 4000, "a long message");
        errors[0].message.clone()
    })
}

fn check(text: &str, expected: Option<&str>) {
    let found = outcome(text);
    let shown: String = text.chars().take(80).collect();
    assert_eq!(found.as_deref(), expected, "{shown:?}");
}

#[test]
fn small_oddities_are_fine() {
    for text in [
        "",
        "\n",
        "   ",
        "\t\n  \n",
        "\u{feff}",
        "\u{feff}x = 1\n",
        "# only a comment",
        "# a\n\n# b\n",
        "x = 1\r\nif x:\r\n    print('''a\r\nb''')\r\n",
        "x = 1\ry = 2\r",
        "x = 1\x0c\n\x0cy = 2\n",
        "if x:\n\ty\n",
        "x = \\\n    1",
        "x = (1,\n\n\n# c\n 2)",
        "pass;",
        "\\\nx = 1\n",
        "if 1:\n  x\n\x0cy = 1\n",
    ] {
        check(text, None);
    }
}

#[test]
fn line_ends_are_normalised_in_strings() {
    let source = SourceFile::new("a.py", "x = 'a\\\r\nb' '''c\r\nd\re'''\r\n");
    let module = syntax::parse(&source).expect("valid");
    assert!(syntax::show(&module, &source).contains("\"abc\\nd\\ne\""));
}

#[test]
fn broken_texts_are_refused() {
    check("x = '\0'", Some("source code cannot contain null bytes"));
    check("x = \\", Some("unexpected EOF while parsing"));
    check("x = 1 \\\n", Some("unexpected EOF while parsing"));
    check(
        "if x:\n        y\n\tz\n",
        Some("inconsistent use of tabs and spaces in indentation"),
    );
    check(
        "if x:\n\ty\n        z\n",
        Some("inconsistent use of tabs and spaces in indentation"),
    );
    check(
        "'\\ud800'",
        Some("a lone surrogate in a string is not translated"),
    );
    check(
        "'",
        Some("unterminated string literal (detected at line 1)"),
    );
}

#[test]
fn nesting_has_limits() {
    let nested =
        |n: usize, open: &str, close: &str| format!("x = {}1{}\n", open.repeat(n), close.repeat(n));
    check(&nested(200, "(", ")"), None);
    check(&nested(199, "[", "]"), None);
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("{1: ", "}"),
    ] {
        check(
            &nested(5000, open, close),
            Some("too many nested parentheses"),
        );
    }
    check(&"(".repeat(100_000), Some("too many nested parentheses"));
    let mut blocks = String::new();
    for depth in 0..150 {
        blocks.push_str(&" ".repeat(depth));
        blocks.push_str("if x:\n");
    }
    check(&blocks, Some("too many levels of indentation"));
    let mut loops = String::new();
    for depth in 0..21 {
        loops.push_str(&" ".repeat(depth));
        loops.push_str("while x:\n");
    }
    check(
        &format!("{loops}{}pass\n", " ".repeat(21)),
        Some("too many statically nested blocks"),
    );
}

#[test]
fn long_chains_are_refused() {
    let too_deep = Some("the program is nested too deeply");
    check(&vec!["1"; 2000].join(" + "), None);
    check(&vec!["1"; 100_000].join("+"), too_deep);
    check(&format!("x = {}1\n", "-".repeat(100_000)), too_deep);
    check(&format!("x = {}y\n", "not ".repeat(100_000)), too_deep);
    check(&format!("x{}\n", ".a".repeat(100_000)), too_deep);
    check(&format!("f{}\n", "()".repeat(100_000)), too_deep);
    check(
        &format!("x = {}0\n", "1 if y else ".repeat(50_000)),
        too_deep,
    );
    check(&format!("x = {}0\n", "lambda: ".repeat(50_000)), too_deep);
    check(
        &format!("if x: pass\n{}", "elif x: pass\n".repeat(50_000)),
        too_deep,
    );
    check(
        &format!("{}1 $", "1+".repeat(100_000)),
        Some("invalid syntax"),
    );
}

#[test]
fn long_lines_are_read_quickly() {
    check(
        &format!("x = [{}]\n", "'abcdefghijklmnop', ".repeat(50_000)),
        None,
    );
    check(&format!("x = '{}'\n", "é".repeat(500_000)), None);
    check(&format!("# {}\n", "c".repeat(1_000_000)), None);
    check(
        &format!("x = {}\n", vec!["abcdefghijklmnop"; 50_000].join(" and ")),
        None,
    );
    check(
        &format!("x = {}$\n", "'abcdefghijklmnop' ".repeat(50_000)),
        Some("invalid syntax"),
    );
    check(&format!("x = 0x{}\n", "f".repeat(15_000)), None);
    let digits = "9".repeat(5000);
    assert!(
        outcome(&format!("x = {digits}\n"))
            .is_some_and(|message| message.starts_with("Exceeds the limit (4300 digits)"))
    );
}

/// Pieces of programs of every kind of statement and expression.
const SNIPPETS: &[&str] = &[
    "def f(a, b=1, *args, c, d=2, **kw):\n    return a + b * c\n",
    "class C(B, metaclass=M):\n    x: int = 1\n    def m(self):\n        return super().m()\n",
    "for i, (j, *k) in enumerate(x):\n    if i % 2: continue\n    break\nelse:\n    pass\n",
    "while (n := f()) is not None:\n    print(f'{n!r:>{w}} {n=}')\n",
    "try:\n    x = 1 / 0\nexcept (A, B) as e:\n    raise E from e\nfinally:\n    del x, y[0]\n",
    "with open('f') as f, g() as (a, b):\n    data = f.read()\n",
    "match p:\n    case [1, *r] if r: pass\n    case {'k': v, **o}: pass\n    case C(x=0) | None: pass\n    case _: pass\n",
    "x = [a for a in b if a for c in a]\ny = {k: v for k, v in z}\ng = (i async for i in j)\n",
    "def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        n += 1\n        return lambda: n\n    return inner\n",
    "import a.b as c, d\nfrom .e import (f, g as h)\nglobal q\n",
    "s = 'a\\n\\x41' \"b\" r'\\d' b'\\0'\nt = '''x\ny''' + f\"{a['b']}\"\n",
    "x = 1_000 + 0xff - 1.5e3 ** -2j // 3 @ m\n",
    "assert x, 'msg'\nlambda *a, **k: (yield)\nasync def f():\n    await g()\n",
    "# comment\nif a:  # b\n    pass\n# c\nelif d: x = y = z\nelse:\n\tpass\n",
    "print(*a, sep='', **b)\nx[1:2, ::3] = a if b else c\n",
    "@d(1)\n@e\ndef f(): ...\n",
];

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

fn mutate(dice: &mut Dice) -> String {
    let mut chars: Vec<char> = Vec::new();
    for _ in 0..=dice.roll(3) {
        chars.extend(SNIPPETS[dice.roll(SNIPPETS.len())].chars());
    }
    let other: Vec<char> = SNIPPETS[dice.roll(SNIPPETS.len())].chars().collect();
    let odd: Vec<char> =
        "()[]{}'\"\\\n\t :=,.*#@é€\u{200b}0_9ffor if in lambda yield\u{feff}\r\x0c"
            .chars()
            .collect();
    for _ in 0..=dice.roll(6) {
        if chars.is_empty() {
            break;
        }
        let at = dice.roll(chars.len());
        match dice.roll(5) {
            0 => {
                chars.remove(at);
            }
            1 => chars.insert(at, odd[dice.roll(odd.len())]),
            2 => chars[at] = odd[dice.roll(odd.len())],
            3 => {
                let end = (at + dice.roll(20)).min(chars.len());
                chars.drain(at..end);
            }
            _ => {
                let from = dice.roll(other.len());
                let end = (from + dice.roll(30)).min(other.len());
                chars.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn mutated_programs_do_no_harm() {
    let mut n_valid = 0;
    for seed in 0..2000 {
        let text = mutate(&mut Dice(seed));
        n_valid += usize::from(outcome(&text).is_none());
    }
    assert!(
        (50..1950).contains(&n_valid),
        "{n_valid} of 2000 are valid: mutate more, or less"
    );
}
