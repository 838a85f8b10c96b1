//! Statements and functions.

use super::{Func, Inventor, Kind};

/// What invented code may raise.
const CAUGHT: &str = "(ZeroDivisionError, ValueError, IndexError, KeyError, OverflowError, TypeError, AssertionError)";

impl Inventor {
    /// A new variable.
    pub(super) fn new_var(&mut self, kind: Kind) {
        let name = self.name("x");
        let depth = self.below(2);
        let value = match kind {
            Kind::Step if self.chance(50) => return self.closure(&name),
            _ => self.safe(kind, depth),
        };
        self.line(&format!("{name} = {value}"));
        self.declare(&name, kind, false);
    }

    /// A value that raises nothing: what begins a program has to come about.
    fn safe(&mut self, kind: Kind, depth: usize) -> String {
        if kind == Kind::Step {
            return self.expr(kind, depth);
        }
        let vars = std::mem::take(&mut self.vars);
        let value = self.expr(kind, 0);
        self.vars = vars;
        value
    }

    /// A function that keeps a number between its calls.
    fn closure(&mut self, name: &str) {
        let (maker, start, inner, amount) = (
            self.name("make"),
            self.name("start"),
            self.name("step"),
            self.name("n"),
        );
        self.line(&format!("def {maker}({start}):"));
        let vars = std::mem::take(&mut self.vars);
        self.block(|it| {
            it.declare(&start, Kind::Int, false);
            let extra = it.defaulted(&start);
            it.line(&format!("def {inner}({amount}{extra}):"));
            it.block(|it| {
                it.line(&format!("nonlocal {start}"));
                it.declare(&amount, Kind::Int, false);
                if !extra.is_empty() {
                    it.declare("extra", Kind::Int, false);
                }
                let value = it.expr(Kind::Int, 2);
                it.line(&format!("{start} = {value}"));
                it.line(&format!("return {start} + {amount}"));
            });
            it.line(&format!("return {inner}"));
        });
        self.vars = vars;
        let value = self.expr(Kind::Int, 0);
        self.line(&format!("{name} = {maker}({value})"));
        self.try_calls(name);
        self.declare(name, Kind::Step, false);
    }

    /// A function at the top of the program.
    pub(super) fn function(&mut self) {
        let name = self.name("f");
        let params: Vec<Kind> = (0..=self.below(3)).map(|_| self.kind()).collect();
        let ret = loop {
            let kind = self.kind();
            if !matches!(kind, Kind::Step | Kind::Tool) {
                break kind;
            }
        };
        let names: Vec<String> = params.iter().map(|_| self.name("p")).collect();
        let (written, n_needed) = self.with_defaults(&names, &params);
        self.line(&format!("def {name}({}):", written.join(", ")));
        let vars = std::mem::take(&mut self.vars);
        self.block(|it| {
            for (name, kind) in names.iter().zip(&params) {
                it.declare(name, *kind, false);
            }
            it.ret = Some(ret);
            for _ in 0..=it.below(4) {
                it.stmt(2);
            }
            let value = it.expr(ret, 2);
            it.line(&format!("return {value}"));
            it.ret = None;
        });
        self.vars = vars;
        self.line("");
        self.line("");
        self.funcs.push(Func {
            name,
            params,
            n_needed,
            ret,
        });
    }

    /// A statement, often one whose errors are caught.
    pub(super) fn guarded_stmt(&mut self) {
        if self.chance(70) {
            self.attempt(2);
        } else {
            self.stmt(2);
        }
    }

    fn attempt(&mut self, depth: usize) {
        self.line("try:");
        self.block(|it| {
            for _ in 0..=it.below(3) {
                it.stmt(depth);
            }
        });
        self.line(&format!("except {CAUGHT} as error:"));
        self.block(|it| it.line("print(type(error).__name__, error)"));
        if self.chance(15) {
            self.line("else:");
            self.block(|it| it.stmt(1));
        }
        if self.chance(15) {
            self.line("finally:");
            self.block(|it| it.line("print('finally')"));
        }
    }

    /// Any statement; compound ones nest no deeper than `depth`.
    pub(super) fn stmt(&mut self, depth: usize) {
        match self.below(if depth == 0 { 13 } else { 20 }) {
            0..=2 => {
                let kinds = [self.kind(), self.kind()];
                let values: Vec<String> = kinds
                    .iter()
                    .filter(|kind| !matches!(kind, Kind::Step | Kind::Tool))
                    .map(|kind| self.expr(*kind, 3))
                    .collect();
                self.line(&format!("print({})", values.join(", ")));
            }
            3 => {
                let kind = self.kind();
                let (name, value) = (self.name("x"), self.expr(kind, 3));
                self.line(&format!("{name} = {value}"));
                self.declare(&name, kind, false);
            }
            4 | 5 => self.store(),
            6 | 7 => self.augmented(),
            8..=10 => self.change(),
            11 => self.unpack(),
            12 if self.n_loops > 0 => {
                let (test, word) = (self.expr(Kind::Bool, 2), self.pick(&["break", "continue"]));
                self.line(&format!("if {test}:"));
                self.block(|it| it.line(word));
            }
            12 => {
                let (test, message) = (self.expr(Kind::Bool, 2), self.expr(Kind::Str, 1));
                match self.below(3) {
                    0 => self.line(&format!("assert {test}, {message}")),
                    1 if self.ret.is_some() => {
                        let ret = self.ret.expect("in a function");
                        let value = self.expr(ret, 2);
                        self.line(&format!("if {test}:"));
                        self.block(|it| it.line(&format!("return {value}")));
                    }
                    _ => {
                        self.line(&format!("if {test}:"));
                        self.block(|it| it.line(&format!("raise ValueError({message})")));
                    }
                }
            }
            13 | 14 => self.choice(depth - 1),
            15 | 16 => self.walk(depth - 1),
            17 => self.count_down(depth - 1),
            18 => self.attempt(depth - 1),
            _ => self.while_true(depth - 1),
        }
    }

    fn store(&mut self) {
        let kind = self.kind();
        if let Some(name) = self.own_var(kind) {
            let value = self.expr(kind, 3);
            self.line(&format!("{name} = {value}"));
        }
    }

    fn augmented(&mut self) {
        let (kind, ops): (Kind, &[&str]) = match self.below(5) {
            0 | 1 => (Kind::Int, &["+=", "-=", "*=", "//=", "%=", "|="]),
            2 => (Kind::Str, &["+="]),
            3 => (Kind::Float, &["+=", "-=", "*=", "/="]),
            _ => (Kind::Ints, &["+="]),
        };
        let (op, value) = (self.pick(ops), self.expr(kind, 2));
        if let Some(name) = self.own_var(kind) {
            self.line(&format!("{name} {op} {value}"));
        } else if let Some(name) = self.own_var(Kind::Counts) {
            let (key, value) = (self.expr(Kind::Str, 1), self.expr(Kind::Int, 2));
            self.line(&format!("{name}[{key}] += {value}"));
        }
    }

    /// A change of a container.
    fn change(&mut self) {
        let kind = [
            Kind::Ints,
            Kind::Ints,
            Kind::Strs,
            Kind::Counts,
            Kind::IntSet,
            Kind::Pairs,
            Kind::Grid,
            Kind::Row,
            Kind::Row,
            Kind::Rows,
            Kind::Tool,
        ];
        let kind = kind[self.below(kind.len())];
        let Some(name) = self.own_var(kind) else {
            return;
        };
        if matches!(kind, Kind::Row | Kind::Tool) {
            let text = match kind {
                Kind::Row => self.change_row(&name),
                _ => self.change_tool(&name),
            };
            return self.line(&text);
        }
        let item = match kind {
            Kind::Ints | Kind::IntSet | Kind::Counts => Kind::Int,
            Kind::Strs => Kind::Str,
            Kind::Pairs => Kind::Pair,
            Kind::Rows => Kind::Row,
            _ => Kind::Ints,
        };
        let value = self.expr(item, 2);
        let text = match kind {
            Kind::Counts => {
                let key = self.expr(Kind::Str, 1);
                match self.below(6) {
                    0 | 1 => format!("{name}[{key}] = {value}"),
                    2 => format!("{name}.setdefault({key}, {value})"),
                    3 => format!("{name}.pop({key}, {value})"),
                    4 => format!("del {name}[{key}]"),
                    _ => format!("{name}.update({})", self.expr(Kind::Counts, 1)),
                }
            }
            Kind::IntSet => {
                let method = self.pick(&["add", "add", "discard", "remove"]);
                format!("{name}.{method}({value})")
            }
            Kind::Grid if self.chance(40) => {
                format!(
                    "{name}[{}][{}] = {}",
                    self.small(0),
                    self.small(0),
                    self.expr(Kind::Int, 2)
                )
            }
            _ => match self.below(11) {
                0..=2 => format!("{name}.append({value})"),
                3 => format!("{name}[{}] = {value}", self.small(1)),
                4 => format!("{name}.insert({}, {value})", self.small(1)),
                5 => format!("{name}.extend({})", self.expr(kind, 1)),
                6 => format!("print({name}.pop({}))", self.pick(&["", "0", "-1"])),
                7 => format!("{name}.reverse()"),
                8 if kind == Kind::Rows => format!("{name}.sort(key=lambda r: r['n'])"),
                8 if kind != Kind::Grid => {
                    format!("{name}.sort({})", self.pick(&["", "reverse=True"]))
                }
                9 => format!("del {name}[{}]", self.small(0)),
                _ => format!("{name}.remove({value})"),
            },
        };
        self.line(&text);
    }

    fn unpack(&mut self) {
        let (one, two) = (self.name("x"), self.name("x"));
        match self.below(4) {
            0 => {
                let value = self.expr(Kind::Pair, 2);
                self.line(&format!("{one}, {two} = {value}"));
                self.declare(&one, Kind::Int, false);
                self.declare(&two, Kind::Str, false);
            }
            1 => {
                let value = self.expr(Kind::Ints, 2);
                self.line(&format!("{one}, *{two} = {value}"));
                self.declare(&one, Kind::Int, false);
                self.declare(&two, Kind::Ints, false);
            }
            2 => {
                let (first, second) = (self.expr(Kind::Int, 2), self.expr(Kind::Ints, 2));
                self.line(&format!("{one}, {two} = {first}, {second}"));
                self.declare(&one, Kind::Int, false);
                self.declare(&two, Kind::Ints, false);
            }
            _ => {
                let (Some(a), Some(b)) = (self.own_var(Kind::Int), self.own_var(Kind::Int)) else {
                    return;
                };
                let value = self.expr(Kind::Int, 1);
                self.line(&format!("{a}, {b} = {b}, {value}"));
            }
        }
    }

    fn choice(&mut self, depth: usize) {
        let test = self.expr(Kind::Bool, 2);
        self.line(&format!("if {test}:"));
        self.some(depth);
        if self.chance(30) {
            let test = self.expr(Kind::Bool, 2);
            self.line(&format!("elif {test}:"));
            self.some(depth);
        }
        if self.chance(50) {
            self.line("else:");
            self.some(depth);
        }
    }

    fn some(&mut self, depth: usize) {
        self.block(|it| {
            for _ in 0..=it.below(2) {
                it.stmt(depth);
            }
        });
    }

    /// A loop that only looks at the letters of a text.
    fn letters(&mut self) {
        let (name, text) = (self.name("v"), self.name("v"));
        let value = self.expr(Kind::Str, 1);
        self.line(&format!("{text} = {value}"));
        let by_index = self.chance(40);
        if by_index {
            self.line(&format!("for {name}i in range(len({text})):"));
        } else {
            self.line(&format!("for {name} in {text}:"));
        }
        self.block(|it| {
            if by_index {
                it.line(&format!("{name} = {text}[{name}i]"));
            }
            for _ in 0..=it.below(2) {
                let question = it.pick(&["isdigit", "isalpha", "isupper", "islower", "isspace"]);
                let sign = it.pick(&["==", "!=", "<", ">="]);
                let test = match it.below(4) {
                    0 => format!("{name}.{question}()"),
                    1 => format!("{name} {sign} \"b\""),
                    2 => format!("{name} in \"abc 12\" and {text}[0] {sign} {name}"),
                    _ => format!("ord({name}) % 3 == 1"),
                };
                let done = match it.below(4) {
                    0 => format!("print({name}, ord({name}))"),
                    1 => format!("print(f\"{{{name}:>3}}\", {name}.upper())"),
                    2 => format!("print([{name}])"),
                    _ => format!("print({name} + {text}[-1])"),
                };
                it.line(&format!("if {test}:"));
                it.block(|it| it.line(&done));
            }
        });
    }

    /// Parts of a text that are kept, now within its life and now beyond it.
    fn parts(&mut self) {
        let (text, kept, part) = (self.name("v"), self.name("v"), self.name("v"));
        let value = self.expr(Kind::Str, 1);
        let is_outside = self.chance(40);
        if is_outside {
            self.line(&format!("{kept} = [\"first\"]"));
        }
        let n_turns = 1 + self.below(3);
        self.line(&format!("for {part}n in range({n_turns}):"));
        self.block(|it| {
            it.line(&format!("{text} = {value}"));
            if !is_outside {
                it.line(&format!("{kept} = []"));
            }
            for _ in 0..=it.below(3) {
                let line = match it.below(6) {
                    0 => format!("{kept}.append({text}[{part}n:])"),
                    1 => format!("{kept}.append({text}[:2].strip())"),
                    2 => format!("{kept} = {kept}[:1] + [{text}[-2:]]"),
                    3 => format!("{kept}.append({text})"),
                    4 => format!("{text} = {text}[1:] + \"x\""),
                    _ => format!("print({{{text}[:1]: {part}n}}, ({text}[1:], {text} == \"a\"))"),
                };
                it.line(&line);
            }
            it.line(&format!("for {part} in {kept}:"));
            it.block(|it| {
                it.line(&format!(
                    "print({part}, {part} in {kept}, {part} == {text}[:1])"
                ));
            });
        });
        if is_outside {
            self.line(&format!("print(sorted({kept}), max({kept}, key=len))"));
        }
    }

    /// A loop over something that its body does not change.
    fn walk(&mut self, depth: usize) {
        if self.chance(15) {
            return self.letters();
        }
        if self.chance(15) {
            return self.parts();
        }
        let name = self.name("v");
        let other = self.name("v");
        let (head, vars): (String, Vec<(String, Kind)>) = match self.below(11) {
            7 => (
                format!("for {name} in {}", self.expr(Kind::Rows, 1)),
                vec![(name, Kind::Row)],
            ),
            0 => (
                format!("for {name} in range({})", self.below(6)),
                vec![(name, Kind::Int)],
            ),
            1 => (
                format!("for {name} in {}", self.expr(Kind::Str, 1)),
                vec![(name, Kind::Str)],
            ),
            2 => (
                format!(
                    "for {name}, {other} in enumerate({})",
                    self.expr(Kind::Strs, 1)
                ),
                vec![(name, Kind::Int), (other, Kind::Str)],
            ),
            3 => (
                format!(
                    "for {name}, {other} in sorted({}.items())",
                    self.expr(Kind::Counts, 1)
                ),
                vec![(name, Kind::Str), (other, Kind::Int)],
            ),
            4 => (
                format!(
                    "for {name}, {other} in zip({}, {})",
                    self.expr(Kind::Ints, 1),
                    self.expr(Kind::Strs, 1)
                ),
                vec![(name, Kind::Int), (other, Kind::Str)],
            ),
            5 => (
                format!("for {name} in {}", self.expr(Kind::Grid, 1)),
                vec![(name, Kind::Ints)],
            ),
            6 => (
                format!("for {name}, {other} in {}", self.expr(Kind::Pairs, 1)),
                vec![(name, Kind::Int), (other, Kind::Str)],
            ),
            8 => (
                format!("for {name}, {other} in {}", self.expr(Kind::Items, 1)),
                vec![(name, Kind::Str), (other, Kind::Int)],
            ),
            _ => (
                format!("for {name} in {}", self.expr(Kind::Ints, 1)),
                vec![(name, Kind::Int)],
            ),
        };
        self.line(&format!("{head}:"));
        let fixed: Vec<bool> = self.vars.iter().map(|var| var.is_fixed).collect();
        for var in &mut self.vars {
            // The loop may walk any of the containers, by any name.
            var.is_fixed |= !matches!(var.kind, Kind::Int | Kind::Float | Kind::Bool | Kind::Str);
        }
        self.n_loops += 1;
        self.block(|it| {
            for (name, kind) in &vars {
                it.declare(name, *kind, false);
            }
            for _ in 0..=it.below(3) {
                it.stmt(depth);
            }
        });
        self.n_loops -= 1;
        for (var, was) in self.vars.iter_mut().zip(fixed) {
            var.is_fixed = was;
        }
        if self.chance(15) {
            self.line("else:");
            self.some(0);
        }
    }

    fn count_down(&mut self, depth: usize) {
        let name = self.name("left");
        let start = 1 + self.below(5);
        self.line(&format!("{name} = {start}"));
        let test = if self.chance(50) {
            format!(" and {}", self.expr(Kind::Bool, 1))
        } else {
            String::new()
        };
        self.line(&format!("while {name} > 0{test}:"));
        self.n_loops += 1;
        self.block(|it| {
            it.line(&format!("{name} -= 1"));
            it.declare(&name, Kind::Int, true);
            for _ in 0..=it.below(2) {
                it.stmt(depth);
            }
        });
        self.n_loops -= 1;
    }

    fn while_true(&mut self, depth: usize) {
        let name = self.name("turn");
        self.line(&format!("{name} = 0"));
        self.line("while True:");
        self.n_loops += 1;
        self.block(|it| {
            it.declare(&name, Kind::Int, true);
            it.line(&format!("{name} += 1"));
            let limit = 1 + it.below(4);
            it.line(&format!("if {name} > {limit}:"));
            it.block(|it| it.line("break"));
            it.stmt(depth);
        });
        self.n_loops -= 1;
    }
}
