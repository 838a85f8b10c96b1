//! Invents small well-typed programs, the same ones for the same seed: numbers, texts, containers, control flow,
//! comprehensions, functions, closures and exceptions, put together at random.
//!
//! They end (loops run over what does not grow, functions call only those above them) and depend on nothing but themselves.

mod calls;
mod container;
mod expr;
mod record;
mod stmt;
mod view;

/// A type of the invented programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Float,
    Bool,
    Str,
    Ints,
    Strs,
    /// `dict[str, int]`
    Counts,
    /// `set[int]`
    IntSet,
    /// `tuple[int, str]`
    Pair,
    Pairs,
    /// `list[list[int]]`
    Grid,
    /// `{'n': int, 's': str, 'xs': list[int]}`
    Row,
    /// Rows.
    Rows,
    /// `{'f': function, 'n': int}`
    Tool,
    /// A function from an `int` to an `int`.
    Step,
    /// `counts.keys()`
    Keys,
    /// `counts.values()`
    Values,
    /// `counts.items()`
    Items,
}

/// The types that variables have.
const KINDS: &[Kind] = &[
    Kind::Int,
    Kind::Int,
    Kind::Float,
    Kind::Bool,
    Kind::Str,
    Kind::Str,
    Kind::Ints,
    Kind::Ints,
    Kind::Strs,
    Kind::Counts,
    Kind::IntSet,
    Kind::Pair,
    Kind::Pairs,
    Kind::Grid,
    Kind::Row,
    Kind::Rows,
    Kind::Tool,
    Kind::Step,
    Kind::Keys,
    Kind::Values,
    Kind::Items,
];

/// A variable that can be read here.
#[derive(Clone, Debug)]
struct Var {
    name: String,
    kind: Kind,
    /// A loop walks it, or another function owns it: it is not changed.
    is_fixed: bool,
}

/// A function defined at the top.
#[derive(Clone, Debug)]
struct Func {
    name: String,
    params: Vec<Kind>,
    /// The others have defaults.
    n_needed: usize,
    ret: Kind,
}

/// What is known while a program is written.
pub(crate) struct Inventor {
    state: u64,
    vars: Vec<Var>,
    funcs: Vec<Func>,
    lines: Vec<String>,
    depth: usize,
    n_names: usize,
    /// Loops around the statement in its function.
    n_loops: usize,
    /// What the function around the statement gives back.
    ret: Option<Kind>,
}

/// The program of a seed.
pub(crate) fn invent(seed: u64) -> String {
    let mut inventor = Inventor {
        state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1),
        vars: Vec::new(),
        funcs: Vec::new(),
        lines: Vec::new(),
        depth: 0,
        n_names: 0,
        n_loops: 0,
        ret: None,
    };
    inventor.program();
    inventor.lines.join("\n") + "\n"
}

impl Inventor {
    /// A random number (splitmix64).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n as u64)).expect("below n")
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn kind(&mut self) -> Kind {
        KINDS[self.below(KINDS.len())]
    }

    fn name(&mut self, start: &str) -> String {
        self.n_names += 1;
        format!("{start}{}", self.n_names)
    }

    fn line(&mut self, text: &str) {
        let indent = "    ".repeat(self.depth);
        self.lines.push(format!("{indent}{text}"));
    }

    /// A variable of the kind that may be read.
    fn var(&mut self, kind: Kind) -> Option<String> {
        let found: Vec<String> = self
            .vars
            .iter()
            .filter(|var| var.kind == kind)
            .map(|var| var.name.clone())
            .collect();
        (!found.is_empty()).then(|| found[self.below(found.len())].clone())
    }

    /// A variable of the kind that may be stored to and changed.
    fn own_var(&mut self, kind: Kind) -> Option<String> {
        let found: Vec<String> = self
            .vars
            .iter()
            .filter(|var| var.kind == kind && !var.is_fixed)
            .map(|var| var.name.clone())
            .collect();
        (!found.is_empty()).then(|| found[self.below(found.len())].clone())
    }

    fn declare(&mut self, name: &str, kind: Kind, is_fixed: bool) {
        self.vars.push(Var {
            name: name.to_owned(),
            kind,
            is_fixed,
        });
    }

    /// Writes an indented block; what it declares is forgotten behind it.
    fn block(&mut self, write: impl FnOnce(&mut Self)) {
        let (n_vars, n_lines) = (self.vars.len(), self.lines.len());
        self.depth += 1;
        write(self);
        if self.lines.len() == n_lines {
            self.line("pass");
        }
        self.depth -= 1;
        self.vars.truncate(n_vars);
    }

    fn program(&mut self) {
        self.line("import operator");
        self.line("from functools import partial, reduce");
        for _ in 0..=self.below(3) {
            self.function();
        }
        for _ in 0..3 + self.below(4) {
            let kind = self.kind();
            self.new_var(kind);
        }
        for _ in 0..5 + self.below(8) {
            self.guarded_stmt();
        }
        let shown: Vec<String> = self
            .vars
            .iter()
            .filter(|var| !matches!(var.kind, Kind::Step | Kind::Tool))
            .map(|var| var.name.clone())
            .collect();
        for name in shown {
            self.line(&format!("print({name})"));
        }
        if self.chance(30) {
            self.stmt(2);
        }
    }
}
