//! Programs that test a function (`ADDER_HUMANEVAL` names a folder of them, with `assert candidate(…)` in each) with their
//! arguments changed: negated, multiplied, emptied, of other types. `--nocapture` shows the table.

use std::fs;
use std::path::Path;

use crate::hunt::{Made, compare, kept_folder};

/// A way of changing arguments: its name, and what it makes of them.
type Change = (&'static str, fn(&str) -> String);

/// All of them.
const CHANGES: &[Change] = &[
    ("same", |args| args.to_owned()),
    ("negative", |args| numbers(args, |n| format!("-{n}"))),
    ("zero", |args| numbers(args, |_| "0".to_owned())),
    ("large", |args| numbers(args, |n| scaled(n, 9))),
    ("huge", |args| numbers(args, |n| scaled(n, 30))),
    ("float", |args| numbers(args, halved)),
    ("first", |args| first_number(args)),
    ("empty", emptied),
    ("no_text", |args| texts(args, |_| String::new())),
    ("text", |args| texts(args, |text| format!("é{text} 日😀"))),
    ("twice", |args| texts(args, |text| format!("{text}{text}"))),
];

#[test]
fn changed_arguments_change_both_alike() {
    let Some(folder) = std::env::var_os("ADDER_HUMANEVAL") else {
        return;
    };
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    let only = std::env::var("ADDER_ONLY").unwrap_or_default();
    let programs: Vec<Made> = paths
        .iter()
        .flat_map(|path| mutants(path))
        .filter(|made| made.name.contains(&only))
        .collect();
    assert!(!programs.is_empty(), "no programs with `candidate(`");
    let Some(report) = compare("mutants", programs) else {
        return;
    };
    eprintln!("{}", report.table());
    assert!(
        report.wrong.is_empty(),
        "kept in {}:\n{}",
        kept_folder("mutants").display(),
        report.wrong.join("\n")
    );
}

/// The program with its function called with changed arguments, once for each way of changing them.
fn mutants(path: &Path) -> Vec<Made> {
    let text = fs::read_to_string(path).expect("UTF-8");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let Some((functions, checks)) = text.split_once("\ndef check(") else {
        return Vec::new();
    };
    let name = checks
        .rsplit_once("\ncheck(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map_or("", |(name, _)| name);
    let calls = calls_of(checks);
    let mut seen: Vec<Vec<String>> = Vec::new();
    let mut made = Vec::new();
    for (change, apply) in CHANGES {
        let changed: Vec<String> = calls.iter().map(|args| apply(args)).collect();
        if changed.is_empty() || seen.contains(&changed) {
            continue;
        }
        let mut program = format!("{functions}\n\n");
        for args in &changed {
            program += &format!(
                "try:\n    print(repr({name}({args})))\nexcept Exception as error:\n    \
                 print(type(error).__name__, error)\n"
            );
        }
        made.push(Made {
            name: format!("{stem}_{change}"),
            text: program,
        });
        let mut program = format!("{functions}\n\n");
        for args in &changed {
            program += &format!("print({name}({args}))\n");
        }
        made.push(Made {
            name: format!("{stem}_{change}_bare"),
            text: program,
        });
        seen.push(changed);
    }
    made
}

/// The arguments of the first calls of `candidate` that consist of literals.
fn calls_of(checks: &str) -> Vec<String> {
    const MARK: &str = "candidate(";
    let mut found = Vec::new();
    for (start, _) in checks.match_indices(MARK) {
        let rest = &checks[start + MARK.len()..];
        let mut depth = 0_i32;
        let mut end = None;
        for (index, piece) in pieces(rest) {
            match piece {
                "(" | "[" | "{" => depth += 1,
                ")" if depth == 0 => {
                    end = Some(index);
                    break;
                }
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        let Some(end) = end else { continue };
        let args = &rest[..end];
        let is_literal = pieces(args).all(|(_, piece)| {
            !piece.starts_with(|c: char| c.is_alphabetic() || c == '_')
                || matches!(piece, "True" | "False" | "None")
        });
        if is_literal && !found.iter().any(|known| known == args) && found.len() < 6 {
            found.push(args.to_owned());
        }
    }
    found
}

/// The text cut into numbers, names, quoted texts and single characters, with their places.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let len = match first {
            '\'' | '"' => {
                let mut end = first.len_utf8();
                let mut chars = rest[1..].char_indices();
                while let Some((index, c)) = chars.next() {
                    end = index + 1 + c.len_utf8();
                    match c {
                        '\\' => {
                            chars.next();
                        }
                        c if c == first => break,
                        _ => {}
                    }
                }
                end
            }
            c if c.is_ascii_digit() => rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
                .unwrap_or(rest.len()),
            c if c.is_alphabetic() || c == '_' => rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let piece = (at, &rest[..len]);
        at += len;
        Some(piece)
    })
}

fn changed(args: &str, change: impl Fn(&str) -> Option<String>) -> String {
    pieces(args)
        .map(|(_, piece)| change(piece).unwrap_or_else(|| piece.to_owned()))
        .collect()
}

fn numbers(args: &str, change: impl Fn(&str) -> String) -> String {
    changed(args, |piece| {
        piece
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| change(piece))
    })
    .replace("--", "")
}

fn texts(args: &str, change: impl Fn(&str) -> String) -> String {
    changed(args, |piece| {
        let inner = piece.strip_prefix(['\'', '"'])?;
        let quote = &piece[..1];
        let inner = inner.strip_suffix(['\'', '"']).unwrap_or(inner);
        Some(format!("{quote}{}{quote}", change(inner)))
    })
}

fn scaled(number: &str, zeros: usize) -> String {
    if number.contains(['.', 'e']) {
        format!("{number}e{zeros}").replace("ee", "e")
    } else {
        format!("{number}{}", "0".repeat(zeros))
    }
}

fn halved(number: &str) -> String {
    if number.contains(['.', 'e']) {
        number.to_owned()
    } else {
        format!("{number}.5")
    }
}

/// The first number becomes `None`.
fn first_number(args: &str) -> String {
    let mut is_done = false;
    let mut result = String::new();
    for (_, piece) in pieces(args) {
        if !is_done && piece.starts_with(|c: char| c.is_ascii_digit()) {
            is_done = true;
            result += "None";
        } else {
            result += piece;
        }
    }
    result.replace("-None", "None")
}

/// Lists without their items.
fn emptied(args: &str) -> String {
    let mut depth = 0_i32;
    let mut result = String::new();
    for (_, piece) in pieces(args) {
        match piece {
            "[" => {
                if depth == 0 {
                    result += "[";
                }
                depth += 1;
            }
            "]" => {
                depth -= 1;
                if depth == 0 {
                    result += "]";
                }
            }
            _ if depth == 0 => result += piece,
            _ => {}
        }
    }
    result
}
