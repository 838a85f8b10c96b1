//! The frames of a traceback: which lines of Python the program was in when nobody caught an exception.
//!
//! A program that Adder runs has the lines of its Rust in its debug information, and beside it a table of where they came from.
//! Without either there are no frames to show. The form is that of `CPython`'s `traceback.c`, without its markers.

use std::backtrace::Backtrace;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name of the table beside the executable.
const TABLE: &str = "places.txt";
/// So many equal lines are shown before they are counted (`TB_RECURSIVE_CUTOFF`).
const CUTOFF: usize = 3;

/// The frames from the outermost to the innermost, two lines each; nothing where nobody knows.
pub(crate) fn frames() -> String {
    let table = std::env::current_exe()
        .and_then(|path| std::fs::read_to_string(path.with_file_name(TABLE)));
    let Ok(table) = table else {
        return String::new();
    };
    shown(&called(&table, &Backtrace::force_capture().to_string()))
}

/// What is known of one Rust file.
#[derive(Default)]
struct Places<'a> {
    file: &'a str,
    functions: Vec<Function<'a>>,
    lines: BTreeMap<u32, u32>,
    texts: BTreeMap<u32, &'a str>,
}

struct Function<'a> {
    first: u32,
    last: u32,
    rust: &'a str,
    python: &'a str,
}

/// A frame of the traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame<'a> {
    file: &'a str,
    line: u32,
    function: &'a str,
    text: &'a str,
}

/// The table by the names of the Rust files.
fn parsed(table: &str) -> BTreeMap<&str, Places<'_>> {
    let mut files: BTreeMap<&str, Places<'_>> = BTreeMap::new();
    let mut current = "";
    for row in table.lines() {
        let Some((kind, rest)) = row.split_once(' ') else {
            continue;
        };
        if kind == "r" {
            current = rest;
        }
        let places = files.entry(current).or_default();
        let mut words = rest.splitn(4, ' ');
        let mut number = || words.next().and_then(|word| word.parse().ok());
        match kind {
            "f" => places.file = rest,
            "d" => {
                if let (Some(first), Some(last)) = (number(), number())
                    && let (Some(rust), Some(python)) = (words.next(), words.next())
                {
                    places.functions.push(Function {
                        first,
                        last,
                        rust,
                        python,
                    });
                }
            }
            "l" => {
                if let (Some(rust), Some(python)) = (number(), number()) {
                    places.lines.insert(rust, python);
                }
            }
            "s" => {
                if let Some((line, text)) = rest.split_once(' ')
                    && let Ok(line) = line.parse()
                {
                    places.texts.insert(line, text);
                }
            }
            _ => {}
        }
    }
    files
}

/// The frames of the Python program among those of the Rust one, outermost first.
fn called<'a>(table: &'a str, backtrace: &str) -> Vec<Frame<'a>> {
    let files = parsed(table);
    let mut found: Vec<Frame<'a>> = Vec::new();
    // A closure that is a part of a function's expression: the function's own frame, which follows, is the same in Python.
    let mut part_of: Option<&'a str> = None;
    // A call that is one too many is not entered in Python.
    let mut is_entered = true;
    let mut symbol = "";
    for row in backtrace.lines() {
        let row = row.trim_start();
        let Some(place) = row.strip_prefix("at ") else {
            symbol = row.split_once(": ").map_or(row, |(_, symbol)| symbol);
            is_entered &= !symbol.contains("enter_frame");
            continue;
        };
        let mut parts = place.rsplitn(3, ':');
        let (Some(_column), Some(line), Some(path)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let Some((places, line)) = files.get(name).and_then(|places| {
            let line = places.lines.get(&line.parse().ok()?)?;
            Some((places, *line))
        }) else {
            continue;
        };
        if !std::mem::replace(&mut is_entered, true) {
            continue;
        }
        let (function, is_part) = function(places, symbol, line);
        if part_of.take() != Some(function) || is_part {
            found.push(Frame {
                file: places.file,
                line,
                function,
                text: places.texts.get(&line).copied().unwrap_or_default(),
            });
        }
        if is_part {
            part_of = Some(function);
        }
    }
    found.reverse();
    found
}

/// The Python function that a Rust frame at a line belongs to, and whether it is a part of the function's frame only.
fn function<'a>(places: &Places<'a>, symbol: &str, line: u32) -> (&'a str, bool) {
    let plain = symbol.split('<').next().unwrap_or(symbol);
    let is_closure = symbol.contains("{closure") || symbol.contains("{{closure");
    let around = |is_wanted: &dyn Fn(&Function<'a>) -> bool| {
        let rows = places.functions.iter();
        rows.filter(|row| row.first <= line && line <= row.last && is_wanted(row))
            .min_by_key(|row| row.last - row.first)
            .map(|row| row.python)
    };
    if is_closure {
        return match around(&|row| row.rust == "-") {
            Some(python) => (python, false),
            None => (around(&|_| true).unwrap_or("<module>"), true),
        };
    }
    let named = plain
        .split("::")
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .find_map(|segment| around(&|row| row.rust == segment.trim_start_matches("r#")));
    (named.unwrap_or("<module>"), false)
}

fn shown(frames: &[Frame<'_>]) -> String {
    let mut text = String::new();
    let mut rest = frames;
    while let [first, ..] = rest {
        let n_equal = rest.iter().take_while(|frame| *frame == first).count();
        let Frame {
            file,
            line,
            function,
            text: code,
        } = first;
        for _ in 0..n_equal.min(CUTOFF) {
            let _ = writeln!(text, "  File \"{file}\", line {line}, in {function}");
            if !code.is_empty() {
                let _ = writeln!(text, "    {code}");
            }
        }
        if n_equal > CUTOFF {
            let more = n_equal - CUTOFF;
            let plural = if more == 1 { "" } else { "s" };
            let _ = writeln!(text, "  [Previous line repeated {more} more time{plural}]");
        }
        rest = &rest[n_equal..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "r main.rs\nf lesson.py\nd 1 4 half half\nd 6 6 - <lambda>\nl 10 2\nl 12 4\nl 20 6\nl 30 8\n\
                         s 2 return int(text) / 2\ns 8 print(half('x'))\ns 6 f = lambda x: half(x)\n";

    #[test]
    fn rust_frames_become_python_frames() {
        let backtrace = "   0: adder_runtime::traceback::frames\n   1: half\n             at ./main.rs:10:5\n   \
                         2: program::program::{{closure}}\n             at ./main.rs:20:9\n   3: core::ops::function\n             \
                         at /rustc/library/core/src/ops/function.rs:10:5\n   4: program\n             at ./main.rs:30:5\n   \
                         5: main\n             at ./main.rs:99:5\n";
        let text = shown(&called(TABLE, backtrace));
        assert_eq!(
            text,
            "  File \"lesson.py\", line 8, in <module>\n    print(half('x'))\n  File \"lesson.py\", line 6, in <lambda>\n    \
             f = lambda x: half(x)\n  File \"lesson.py\", line 2, in half\n    return int(text) / 2\n"
        );
    }

    #[test]
    fn a_part_of_a_frame_is_shown_once() {
        let backtrace = "   0: half::{closure#0}\n             at ./main.rs:12:5\n   1: half\n             at ./main.rs:10:5\n   \
                         2: half::{closure#0}\n             at ./main.rs:12:5\n   3: half\n             at ./main.rs:10:5\n";
        let lines: Vec<u32> = called(TABLE, backtrace)
            .iter()
            .map(|frame| frame.line)
            .collect();
        assert_eq!(lines, [4, 4]);
    }

    #[test]
    fn a_call_that_is_one_too_many_is_not_entered() {
        let backtrace = "   0: adder_runtime::recursion::enter_frame\n   1: half\n             at ./main.rs:10:5\n   \
                         2: half\n             at ./main.rs:12:5\n";
        let lines: Vec<u32> = called(TABLE, backtrace)
            .iter()
            .map(|frame| frame.line)
            .collect();
        assert_eq!(lines, [4]);
    }

    #[test]
    fn many_equal_frames_are_counted() {
        let frame = Frame {
            file: "a.py",
            line: 1,
            function: "f",
            text: "",
        };
        let text = shown(&[frame; 5]);
        assert!(text.ends_with("in f\n  [Previous line repeated 2 more times]\n"));
        assert_eq!(text.lines().count(), 4);
        assert_eq!(shown(&[]), "");
    }
}
