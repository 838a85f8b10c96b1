//! CPython as the oracle of the first stages: its tree, its symbol tables, its words for what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use adder::names::{Names, ScopeKind, SymbolKind, analyze};
use adder::source::SourceFile;
use adder::syntax;
use adder::syntax::ast::Module;

/// How many files of the standard library are looked at for symbols.
const N_FILES: usize = 300;

/// The same where a tree is printed, which takes longer.
const N_FILES_PRINTED: usize = 100;

/// Programs where the words differ. CPython reads `f(*a=1)`-like oddities with rules that are not worth
/// having, or meets another of several errors first.
const DIFFERENT_WORDS: [&str; 7] = [
    "print(x = 1 = 2)",
    "del a if b else c",
    "if x:\n    pass\n     y\n x = 1",
    "lambda x := 1: x",
    "print(f\"{x!r:>{10}\")\nx = {1, 2: 3}",
    "def f(*a, *): pass",
    "match x\n    case a: pass",
];

fn oracle(script: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/oracle")
        .join(script)
}

fn python(script: &Path, arguments: &[PathBuf]) -> String {
    let output = Command::new("python3")
        .env("PYTHONIOENCODING", "utf-8:surrogatepass")
        .arg(script)
        .args(arguments)
        .output()
        .expect("CPython 3.11 is the oracle");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn python_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "site-packages") {
            python_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
}

/// The corpus, if it is here, and a sample of the standard library.
fn files(n_files: usize) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let output = Command::new("python3")
        .args(["-c", "import os; print(os.path.dirname(os.__file__))"])
        .output()
        .expect("CPython 3.11 is the oracle");
    let library = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    python_files(Path::new(&library), &mut all);
    all.sort();
    let step = all.len() / n_files + 1;
    let mut files: Vec<PathBuf> = all.into_iter().step_by(step).collect();
    if let Some(corpus) = crate::corpus::folder() {
        python_files(&corpus, &mut files);
    }
    files.retain(|path| fs::read_to_string(path).is_ok());
    files
}

/// What follows each `=== FILE` line.
fn sections(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut sections = BTreeMap::new();
    let mut lines: &mut Vec<&str> = &mut Vec::new();
    for line in text.lines() {
        match line.strip_prefix("=== ") {
            Some(file) => lines = sections.entry(file).or_default(),
            None if !line.is_empty() => lines.push(line),
            None => {}
        }
    }
    sections
}

fn parse(path: &Path) -> (SourceFile, Result<Module, String>) {
    let text = fs::read_to_string(path).expect("it was read before");
    let source = SourceFile::new(path.to_string_lossy(), text);
    let module = syntax::parse(&source).map_err(|errors| errors[0].message.clone());
    (source, module)
}

/// Compares what we print with what the script prints, file by file.
fn compare(
    script: &str,
    n_files: usize,
    print: impl Fn(&SourceFile, &Module) -> Result<String, String>,
) {
    let files = files(n_files);
    let expected = python(&oracle(script), &files);
    let expected = sections(&expected);
    let mut n_equal = 0;
    for path in &files {
        let name = path.to_string_lossy();
        let expected = &expected[&*name];
        let (source, module) = parse(path);
        let ours = match module.and_then(|module| print(&source, &module)) {
            Ok(ours) => ours,
            // Refused on purpose, or refused by both.
            Err(message) => {
                let is_refusal = message.ends_with("is not translated");
                let is_common = expected.first().is_some_and(|line| line.starts_with("!!!"));
                assert!(is_refusal || is_common, "{name}: {message}");
                continue;
            }
        };
        let ours: Vec<&str> = ours.lines().filter(|line| !line.is_empty()).collect();
        if let Some(at) =
            (0..ours.len().max(expected.len())).find(|at| ours.get(*at) != expected.get(*at))
        {
            let (ours, expected) = (ours.get(at), expected.get(at));
            panic!("{name}, line {at}:\n    ours {ours:?}\n CPython {expected:?}");
        }
        n_equal += 1;
    }
    assert!(
        n_equal * 10 > files.len() * 8,
        "only {n_equal} of {} files",
        files.len()
    );
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["leading: # ", "trailing: # ", "tail: # "]
        .iter()
        .any(|part| line.starts_with(part))
}

#[test]
fn the_tree_is_cpythons() {
    compare("show_ast.py", N_FILES_PRINTED, |source, module| {
        let tree = syntax::with_deep_stack(|| syntax::show(module, source));
        Ok(tree
            .lines()
            .filter(|line| !is_comment(line))
            .fold(String::new(), |text, line| text + line + "\n"))
    });
}

#[test]
fn the_symbols_are_cpythons() {
    compare("show_symbols.py", N_FILES, |source, module| {
        let names = analyze(module, source).map_err(|errors| errors[0].message.clone())?;
        Ok(symbols(&names))
    });
}

fn symbols(names: &Names) -> String {
    let mut text = String::new();
    let mut depths: Vec<usize> = Vec::new();
    for scope in &names.scopes {
        let depth = scope
            .parent
            .map_or(0, |parent| depths[parent.0 as usize] + 1);
        depths.push(depth);
        let kind = match scope.kind {
            ScopeKind::Module => "module",
            ScopeKind::Function => "function",
            ScopeKind::Lambda => "lambda",
            ScopeKind::Class => "class",
            ScopeKind::Comprehension => "comprehension",
            ScopeKind::Generator => "generator",
        };
        let _ = writeln!(text, "{depth} {kind}");
        let mut lines: Vec<String> = scope
            .symbols
            .iter()
            .map(|symbol| {
                let kind = match symbol.kind {
                    SymbolKind::Local => "local",
                    SymbolKind::Cell => "cell",
                    SymbolKind::Free => "free",
                    SymbolKind::GlobalExplicit => "global-explicit",
                    SymbolKind::GlobalImplicit => "global-implicit",
                };
                let flag = |is_set: bool, word: &'static str| if is_set { word } else { "" };
                format!(
                    "{depth}   {}: {kind}{}{}{}",
                    symbol.name,
                    flag(symbol.is_parameter, " parameter"),
                    flag(symbol.is_assigned, " assigned"),
                    flag(symbol.is_referenced, " referenced"),
                )
            })
            .collect();
        lines.sort();
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

#[test]
fn no_comment_is_lost() {
    let files = files(N_FILES_PRINTED);
    let counts = python(&oracle("count_comments.py"), &files);
    let mut n_comments = 0;
    for line in counts.lines() {
        let (count, name) = line.split_once(' ').expect("count and name");
        let count: usize = count.parse().expect("a number");
        let (source, Ok(module)) = parse(Path::new(name)) else {
            continue;
        };
        let tree = syntax::with_deep_stack(|| syntax::show(&module, &source));
        let found = tree.lines().filter(|line| is_comment(line)).count();
        assert_eq!(found, count, "{name}");
        n_comments += found;
    }
    assert!(
        n_comments > 3000,
        "only {n_comments} comments were looked at"
    );
}

/// What Adder says about a program: message and line.
fn outcome(program: &str) -> Option<(String, u32)> {
    let source = SourceFile::new("program.py", format!("{program}\n"));
    let module = syntax::parse(&source).and_then(|module| analyze(&module, &source));
    let errors = module.err()?;
    let line_number = source.line_number(errors[0].span.start);
    Some((errors[0].message.clone(), line_number))
}

#[test]
fn what_cpython_refuses_is_refused_in_its_words() {
    let list = oracle("programs.json");
    let programs: Vec<String> =
        serde_json::from_str(&fs::read_to_string(&list).expect("it is there")).expect("a list");
    let expected = python(&oracle("compile.py"), &[list]);
    let expected: Vec<Option<(String, u32)>> = serde_json::from_str(&expected).expect("a list");
    let n_invalid = expected.iter().flatten().count();
    assert!(n_invalid > 800, "{n_invalid}");
    for (program, expected) in programs.iter().zip(expected) {
        let found = outcome(program);
        let is_refusal = |(message, _): &(String, u32)| message.ends_with("is not translated");
        if found.as_ref().is_some_and(is_refusal) {
            continue;
        }
        if DIFFERENT_WORDS.contains(&program.as_str()) {
            assert!(
                found.is_some() && found != expected,
                "no longer different: {program}"
            );
            continue;
        }
        assert_eq!(found, expected, "in:\n{program}");
    }
}
