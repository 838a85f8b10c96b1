//! What flow says about reads, captures and variables.

use super::{Binding, Names, Use, analyze};
use crate::source::SourceFile;
use crate::syntax::ast::{ExprKind, Ident};
use crate::syntax::walk::{Node, walk_body};

fn names(text: &str) -> (Names, SourceFile, crate::syntax::ast::Module) {
    let source = SourceFile::new("test.py", text);
    let module = crate::syntax::parse(&source).expect("valid Python");
    let names = analyze(&module, &source).expect("valid names");
    (names, source, module)
}

/// Calls `found` for each name in an expression, with its line.
fn each_use(text: &str, mut found: impl FnMut(&Ident, u32, &Use, &Names)) {
    let (names, source, module) = names(text);
    walk_body(&module.body, &mut |node| {
        let Node::Expr(expr) = node else { return };
        if let ExprKind::Name(ident) = &expr.kind {
            let meaning = names.uses[expr.id.0 as usize]
                .as_ref()
                .expect("every name has a meaning");
            found(ident, source.line_number(ident.span.start), meaning, &names);
        }
    });
}

/// `name:line` of every read that may find its variable unbound, in the order of the text.
fn check_unbound(text: &str, expected: &[&str]) {
    let mut found = Vec::new();
    each_use(text, |ident, line, meaning, _| {
        if let Use::Variable {
            maybe_unbound: true,
            ..
        } = meaning
        {
            found.push(format!("{}:{line}", ident.name));
        }
    });
    assert_eq!(found, expected, "in:\n{text}");
}

/// `part` of the variable behind each occurrence of `name` in an expression.
fn check_parts(text: &str, name: &str, expected: &[u32]) {
    let mut found = Vec::new();
    each_use(text, |ident, _, meaning, names| {
        if let (Use::Variable { variable, .. }, true) = (meaning, ident.name == name) {
            found.push(names.variables[variable.0 as usize].part);
        }
    });
    assert_eq!(found, expected, "in:\n{text}");
}

fn binding<'a>(names: &'a Names, name: &str) -> &'a Binding {
    names
        .bindings
        .iter()
        .find(|binding| binding.name == name)
        .expect("the test binds it")
}

fn captured_by(text: &str, name: &str) -> Vec<String> {
    let (names, _, _) = names(text);
    binding(&names, name)
        .captured_by
        .iter()
        .map(|scope| names.scopes[scope.0 as usize].qualname.clone())
        .collect()
}

fn is_rebound(text: &str, name: &str) -> bool {
    binding(&names(text).0, name).is_rebound_after_capture
}

fn is_function(text: &str, name: &str) -> bool {
    binding(&names(text).0, name).function.is_some()
}

#[test]
fn branches_bind_only_if_all_do() {
    check_unbound("if input():\n    x = 1\nprint(x)\n", &["x:3"]);
    check_unbound("if input():\n    x = 1\nelse:\n    x = 2\nprint(x)\n", &[]);
    check_unbound(
        "if input():\n    x = 1\nelse:\n    raise E\nprint(x)\n",
        &[],
    );
    check_unbound("if __name__ == '__main__':\n    x = 1\nprint(x)\n", &[]);
    check_unbound(
        "import sys\nif input():\n    x = 1\nelse:\n    sys.exit()\nprint(x)\n",
        &[],
    );
    check_unbound("print(x)\nx = 1\n", &["x:1"]);
}

#[test]
fn conditions_with_walrus() {
    check_unbound(
        "if (m := f()) and (n := g(m)):\n    print(n)\nprint(m, n)\n",
        &["n:3"],
    );
    check_unbound("if not (n := f()) or g(n):\n    print(n)\n", &[]);
    check_unbound("print([y := v for v in d], y)\n", &["y:1"]);
    check_unbound("print([y := v for v in [1, 2]], y)\n", &[]);
    check_unbound(
        "while (line := input()) != '':\n    pass\nprint(line)\n",
        &[],
    );
}

#[test]
fn loops() {
    check_unbound("for i in d:\n    x = i\nprint(i, x)\n", &["i:3", "x:3"]);
    check_unbound("for i in range(3):\n    x = i\nprint(i, x)\n", &[]);
    check_unbound(
        "for i in range(3):\n    if i: break\n    x = i\nprint(i, x)\n",
        &["x:4"],
    );
    check_unbound("for i in d:\n    pass\nelse:\n    x = 1\nprint(x)\n", &[]);
    check_unbound("while True:\n    x = 1\n    if x: break\nprint(x)\n", &[]);
    check_unbound("while c():\n    x = 1\nprint(x)\n", &["x:3"]);
    check_unbound(
        "for i in d:\n    if i:\n        x = 1\n    else:\n        print(x)\n",
        &["x:5"],
    );
}

#[test]
fn exceptions() {
    check_unbound(
        "try:\n    x = int(s())\nexcept ValueError:\n    pass\nprint(x)\n",
        &["x:5"],
    );
    check_unbound(
        "try:\n    x = int(s())\nexcept ValueError:\n    x = 0\nprint(x)\n",
        &[],
    );
    check_unbound(
        "try:\n    x = int(s())\nfinally:\n    print('done')\nprint(x)\n",
        &[],
    );
    check_unbound("try:\n    x = f()\nfinally:\n    print(x)\n", &["x:4"]);
    check_unbound(
        "try:\n    pass\nexcept E as e:\n    print(e)\nprint(e)\n",
        &["e:5"],
    );
    check_unbound(
        "while True:\n    try:\n        x = int(input())\n        break\n    except ValueError:\n        pass\nprint(x)\n",
        &[],
    );
    check_unbound(
        "def f():\n    for i in d:\n        try:\n            continue\n        finally:\n            x = 1\n        y = 1\n    return x, y\n",
        &["x:8", "y:8"],
    );
}

#[test]
fn context_managers() {
    check_unbound("with open('a') as f:\n    x = f.read()\nprint(x)\n", &[]);
    check_unbound("with suppress(E):\n    x = 1\nprint(x)\n", &["x:3"]);
    let class = "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): ";
    check_unbound(
        &format!("{class}pass\nwith M():\n    x = 1\nprint(x)\n"),
        &[],
    );
    check_unbound(
        &format!("{class}return True\nwith M():\n    x = 1\nprint(x)\n"),
        &["x:6"],
    );
}

#[test]
fn matches() {
    check_unbound(
        "match v():\n    case [a, b]: pass\n    case a: b = 1\nprint(a, b)\n",
        &[],
    );
    check_unbound("match v():\n    case [a]: pass\nprint(a)\n", &["a:3"]);
    check_unbound(
        "match v():\n    case 1: x = 1\n    case _: x = 2\nprint(x)\n",
        &[],
    );
}

#[test]
fn deletion_unbinds() {
    check_unbound("x = 1\ndel x\nprint(x)\n", &["x:3"]);
    check_unbound("x = 1\ndef f():\n    return x\nf()\ndel x\n", &["x:3"]);
}

#[test]
fn functions_read_globals_that_are_bound_when_they_are_called() {
    check_unbound("def main():\n    print(limit)\nlimit = 3\nmain()\n", &[]);
    check_unbound(
        "def main():\n    print(limit)\nmain()\nlimit = 3\n",
        &["limit:2"],
    );
    check_unbound(
        "def a():\n    return b()\ndef b():\n    return x\nx = 1\na()\n",
        &[],
    );
    check_unbound(
        "def a():\n    return b()\na()\ndef b():\n    return x\nx = 1\n",
        &["b:2", "x:5"],
    );
    check_unbound("f = lambda: x\nx = 1\nf()\n", &[]);
    check_unbound("fs = [lambda: x]\nx = 1\n", &["x:1"]);
    check_unbound(
        "class C:\n    def m(self):\n        return x\nc = C()\nx = 1\n",
        &["x:3"],
    );
    check_unbound(
        "class C:\n    def m(self):\n        return x\nx = 1\nc = C()\n",
        &[],
    );
}

#[test]
fn mutual_recursion_of_inner_functions_is_safe() {
    check_unbound(
        "def f(n):\n    def even(n):\n        return n == 0 or odd(n - 1)\n    def odd(n):\n        return n != 0 and even(n - 1)\n    return even(n)\n",
        &[],
    );
    check_unbound(
        "def f():\n    def g():\n        return x\n    h = g\n    x = 1\n    return h\n",
        &["x:3"],
    );
}

#[test]
fn decorators_that_keep_the_function() {
    let fib = "@memo\ndef fib(n):\n    return fib(n - 1)\n";
    let keeper = "def memo(func):\n    cache = {}\n    def wrapper(n):\n        return func(n)\n    return wrapper\n";
    check_unbound(&format!("{keeper}{fib}"), &[]);
    let caller = "def memo(func):\n    func(1)\n    return func\n";
    check_unbound(&format!("{caller}{fib}"), &["fib:6"]);
    let factory = "def make(k):\n    def memo(func):\n        return func\n    return memo\n@make(1)\ndef fib(n):\n    return fib(n - 1)\n";
    check_unbound(factory, &[]);
    check_unbound(
        &format!("from functools import cache as memo\n{fib}"),
        &["fib:4"],
    );
    check_unbound(
        "from functools import cache\n@cache\ndef fib(n):\n    return fib(n - 1)\n",
        &[],
    );
}

#[test]
fn class_bodies_fall_back_to_the_module() {
    check_parts("x = 1\nclass C:\n    x = x\n", "x", &[0, 0, 0]);
    check_unbound("x = 1\nclass C:\n    x = x\n", &[]);
    check_unbound(
        "class C:\n    n = 1\n    def m(self): pass\n    __radd__ = m\n",
        &[],
    );
    check_unbound(
        "class F:\n    def of(x): return F()\n    __r = of\nF.of(1)\n",
        &[],
    );
}

#[test]
fn names_of_builtins_before_they_are_rebound() {
    let mut found = Vec::new();
    each_use(
        "total = sum([1])\nsum = 5\nprint(sum)\n",
        |ident, _, meaning, _| {
            if ident.name == "sum" {
                found.push(matches!(meaning, Use::Builtin));
            }
        },
    );
    assert_eq!(found, [true, false, false]);
}

#[test]
fn variables_are_webs() {
    check_parts(
        "age = 12\nprint(age)\nage = 'x'\nprint(age)\n",
        "age",
        &[0, 0, 1, 1],
    );
    check_parts(
        "x = 0\nfor i in d:\n    x = x + i\nprint(x)\n",
        "x",
        &[0, 0, 0, 0],
    );
    check_parts("def f():\n    return x\nx = 1\nx = 's'\n", "x", &[0, 0, 0]);
    check_parts(
        "for i in a: print(i)\nfor i in b: print(i)\n",
        "i",
        &[0, 0, 1, 1],
    );
    check_parts(
        "print([x for x in a], [x for x in b])\n",
        "x",
        &[0, 0, 0, 0],
    );
}

#[test]
fn augmented_assignment_reads_and_stores() {
    let (names, _, _) = names("x = 1\nx += 2\nprint(x)\n");
    assert_eq!(names.augmented_reads.len(), 1);
    assert_eq!(names.variables.len(), 2);
    check_unbound("def f():\n    n += 1\n", &[]);
    let (names, _, _) = self::names("def f():\n    n += 1\n");
    let read = names.augmented_reads.values().next().expect("one");
    assert!(matches!(
        read,
        Use::Variable {
            maybe_unbound: true,
            ..
        }
    ));
}

#[test]
fn captures() {
    let counter = "def make():\n    n = 0\n    def add():\n        nonlocal n\n        n += 1\n        return n\n    return add\n";
    assert_eq!(captured_by(counter, "n"), ["make.<locals>.add"]);
    assert!(is_rebound(counter, "n"));
    let adder = "def make(k):\n    def add(v):\n        return v + k\n    return add\n";
    assert!(!is_rebound(adder, "k"));
    let late = "def make():\n    k = 1\n    f = lambda: k\n    k = 2\n    return f\n";
    assert!(is_rebound(late, "k"));
    let in_loop = "def make():\n    fs = []\n    for i in range(3):\n        fs.append(lambda: i)\n    return fs\n";
    assert!(is_rebound(in_loop, "i"));
    let comprehension = "def make():\n    return [lambda: i for i in range(3)]\n";
    assert_eq!(
        captured_by(comprehension, "i"),
        ["make.<locals>.<listcomp>.<locals>.<lambda>"]
    );
    assert!(is_rebound(comprehension, "i"));
    let inlined = "def make(k):\n    return [k + v for v in a]\n";
    assert!(captured_by(inlined, "k").is_empty());
    let deep = "def a():\n    x = 1\n    def b():\n        return lambda: x\n    return b\n";
    assert_eq!(
        captured_by(deep, "x"),
        ["a.<locals>.b", "a.<locals>.b.<locals>.<lambda>"]
    );
}

#[test]
fn bindings_that_are_one_function() {
    assert!(is_function("def f(): pass\nf()\n", "f"));
    assert!(is_function("f = lambda: 1\nf()\n", "f"));
    assert!(!is_function("def f(): pass\ndef f(): pass\n", "f"));
    assert!(!is_function("f()\ndef f(): pass\n", "f"));
    assert!(!is_function("@d\ndef f(): pass\n", "f"));
    assert!(!is_function("if c():\n    def f(): pass\nf()\n", "f"));
}

#[test]
fn deep_nesting_is_analysed_in_reasonable_time() {
    let clauses = " for a in b if a".repeat(80);
    check_unbound(&format!("print([a{clauses}])\nb = 1\n"), &["b:1"; 80]);
    let mut text = String::new();
    for depth in 0..19 {
        text = format!("{text}{:depth$}while c():\n", "");
    }
    text = format!("{text}{:19}x = x\n", "");
    check_unbound(&text, &["x:20"]);
}
