//! Numbers, texts and truth values.

use super::{Inventor, Kind};

const TEXTS: &[&str] = &[
    "''",
    "'a'",
    "'b'",
    "'abc'",
    "'hello world'",
    "'x,y,z'",
    "'Ünï cödé'",
    "'日本'",
    "'12'",
    "'-7'",
    "'3.5'",
    "'  pad '",
    "'MiXed'",
    "'a\\n\\tb'",
    "\"it's\"",
];

impl Inventor {
    /// An expression of the kind, nested no deeper than `depth`.
    pub(super) fn expr(&mut self, kind: Kind, depth: usize) -> String {
        if self.chance(35)
            && let Some(name) = self.var(kind)
        {
            return name;
        }
        if depth > 0
            && self.chance(12)
            && let Some(call) = self.call(kind, depth)
        {
            return call;
        }
        if depth > 0 && self.chance(6) {
            let (test, one, two) = (
                self.expr(Kind::Bool, depth - 1),
                self.expr(kind, depth - 1),
                self.expr(kind, depth - 1),
            );
            return format!("({one} if {test} else {two})");
        }
        match kind {
            Kind::Int => self.int(depth),
            Kind::Float => self.float(depth),
            Kind::Bool => self.truth(depth),
            Kind::Str => self.text(depth),
            Kind::Step => self.step(depth),
            Kind::Row => self.row(depth),
            Kind::Rows => self.rows(depth),
            Kind::Tool => self.tool(depth),
            Kind::Keys | Kind::Values | Kind::Items => self.view(kind, depth),
            Kind::Ints
            | Kind::Strs
            | Kind::Counts
            | Kind::IntSet
            | Kind::Pair
            | Kind::Pairs
            | Kind::Grid => self.container(kind, depth),
        }
    }

    fn call(&mut self, kind: Kind, depth: usize) -> Option<String> {
        let fitting: Vec<_> = self
            .funcs
            .iter()
            .filter(|func| func.ret == kind)
            .cloned()
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let func = fitting[self.below(fitting.len())].clone();
        let args = self.arguments(&func, depth - 1);
        Some(format!("{}({args})", func.name))
    }

    fn int(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.below(12) {
                0 => "10**9".to_owned(),
                1 => "2**40".to_owned(),
                2 => "-1".to_owned(),
                3 => "9223372036854775807".to_owned(),
                _ => self.below(20).to_string(),
            };
        }
        let d = depth - 1;
        match self.below(35) {
            34 => format!(
                "{}['f']({})",
                self.expr(Kind::Tool, d),
                self.expr(Kind::Int, d)
            ),
            32 | 33 => format!("{}['n']", self.expr(Kind::Row, d)),
            0..=8 => {
                let op = self.pick(&["+", "-", "*", "+", "-", "*", "//", "%", "&", "|", "^"]);
                format!(
                    "({} {op} {})",
                    self.expr(Kind::Int, d),
                    self.expr(Kind::Int, d)
                )
            }
            9 => format!("(-{})", self.expr(Kind::Int, d)),
            10 => format!("abs({})", self.expr(Kind::Int, d)),
            11 => {
                let name = self.pick(&["min", "max"]);
                format!(
                    "{name}({}, {})",
                    self.expr(Kind::Int, d),
                    self.expr(Kind::Int, d)
                )
            }
            12 => {
                let kind = [
                    Kind::Str,
                    Kind::Ints,
                    Kind::Strs,
                    Kind::Counts,
                    Kind::IntSet,
                    Kind::Pairs,
                    Kind::Keys,
                    Kind::Items,
                ];
                let kind = kind[self.below(kind.len())];
                format!("len({})", self.expr(kind, d))
            }
            13 => format!("sum({})", self.expr(Kind::Ints, d)),
            14 => format!("{}[{}]", self.expr(Kind::Ints, d), self.small(d)),
            15 => format!(
                "{}[{}]",
                self.expr(Kind::Counts, d),
                self.expr(Kind::Str, d)
            ),
            16 => format!(
                "{}.get({}, {})",
                self.expr(Kind::Counts, d),
                self.expr(Kind::Str, d),
                self.expr(Kind::Int, d)
            ),
            17 => {
                let name = self.pick(&["count", "find", "index", "rfind"]);
                format!(
                    "{}.{name}({})",
                    self.expr(Kind::Str, d),
                    self.expr(Kind::Str, d)
                )
            }
            18 => {
                let name = self.pick(&["count", "index"]);
                format!(
                    "{}.{name}({})",
                    self.expr(Kind::Ints, d),
                    self.expr(Kind::Int, d)
                )
            }
            19 => format!("int({})", self.expr(Kind::Float, d)),
            20 => format!("round({})", self.expr(Kind::Float, d)),
            21 => format!("int({})", self.expr(Kind::Str, d)),
            22 => format!("int(str({}))", self.expr(Kind::Int, d)),
            23 => format!("({} ** {})", self.expr(Kind::Int, d), self.below(4)),
            24 => {
                let op = self.pick(&["<<", ">>"]);
                format!(
                    "({} {op} {} % 9)",
                    self.expr(Kind::Int, d),
                    self.expr(Kind::Int, d)
                )
            }
            25 => format!(
                "divmod({}, {})[{}]",
                self.expr(Kind::Int, d),
                self.expr(Kind::Int, d),
                self.below(2)
            ),
            26 => format!("{}[0]", self.expr(Kind::Pair, d)),
            27 => {
                let name = self.name("v");
                let items = self.expr(Kind::Ints, d);
                let body = self.with_var(&name, Kind::Int, d);
                let function = self.pick(&["sum", "max", "min"]);
                format!("{function}({body} for {name} in {items})")
            }
            28 => format!("{}({})", self.callee(d), self.expr(Kind::Int, d)),
            29 => {
                let function = self.pick(&["max", "min", "operator.add", "operator.sub"]);
                format!("reduce({function}, {})", self.expr(Kind::Ints, d))
            }
            30 => {
                let (total, item) = (self.name("t"), self.name("i"));
                let vars = [(total.as_str(), Kind::Int), (item.as_str(), Kind::Int)];
                let body = self.with_vars(&vars, Kind::Int, d.min(2));
                let (items, start) = (self.expr(Kind::Ints, d), self.expr(Kind::Int, d));
                format!("reduce(lambda {total}, {item}: {body}, {items}, {start})")
            }
            _ => format!("ord({}[{}])", self.expr(Kind::Str, d), self.small(d)),
        }
    }

    /// An index, often one that fits.
    pub(super) fn small(&mut self, depth: usize) -> String {
        match self.below(6) {
            0 if depth > 0 => self.expr(Kind::Int, depth - 1),
            1 => format!("-{}", 1 + self.below(3)),
            _ => self.below(3).to_string(),
        }
    }

    /// An expression in which one more variable can be read.
    pub(super) fn with_var(&mut self, name: &str, kind: Kind, depth: usize) -> String {
        self.with_vars(&[(name, kind)], kind, depth)
    }

    pub(super) fn with_vars(&mut self, vars: &[(&str, Kind)], kind: Kind, depth: usize) -> String {
        let n_vars = self.vars.len();
        for (name, kind) in vars {
            self.declare(name, *kind, true);
        }
        let expr = self.expr(kind, depth);
        self.vars.truncate(n_vars);
        expr
    }

    fn callee(&mut self, depth: usize) -> String {
        match self.var(Kind::Step) {
            Some(name) => name,
            None => self.step(depth),
        }
    }

    fn step(&mut self, depth: usize) -> String {
        if self.chance(15)
            && let Some(tool) = self.var(Kind::Tool)
        {
            return format!("{tool}['f']");
        }
        match self.below(8) {
            0 => return self.pick(&["abs", "int", "round"]).to_owned(),
            2 | 3 => {
                if let Some(partial) = self.partial(depth) {
                    return partial;
                }
            }
            1 => {
                if let Some(items) = self.var(Kind::Ints) {
                    return format!("{items}.count");
                }
            }
            _ => {}
        }
        let name = self.name("n");
        let body = self.with_var(&name, Kind::Int, depth.saturating_sub(1).min(2));
        format!("(lambda {name}: {body})")
    }

    /// A function of the program as it is, or of some arguments, all but the last of which are bound.
    fn partial(&mut self, depth: usize) -> Option<String> {
        let depth = depth.saturating_sub(1).min(2);
        let fits =
            |func: &&super::Func| func.ret == Kind::Int && func.params.last() == Some(&Kind::Int);
        let fitting: Vec<_> = self.funcs.iter().filter(fits).cloned().collect();
        if fitting.is_empty() || self.chance(30) {
            let function = self.pick(&["operator.add", "operator.sub", "max", "min"]);
            let function = function.to_owned();
            return Some(format!(
                "partial({function}, {})",
                self.expr(Kind::Int, depth)
            ));
        }
        let func = fitting[self.below(fitting.len())].clone();
        if func.params.len() == 1 && self.chance(70) {
            return Some(func.name);
        }
        let mut parts = vec![func.name];
        for kind in &func.params[..func.params.len() - 1] {
            if matches!(kind, Kind::Step | Kind::Tool) {
                return None;
            }
            parts.push(self.expr(*kind, depth));
        }
        Some(format!("partial({})", parts.join(", ")))
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .pick(&["0.5", "-1.25", "3.0", "1e10", "0.1", "2.5", "-0.0", "7.0"])
                .to_owned();
        }
        let d = depth - 1;
        match self.below(9) {
            0..=2 => {
                let op = self.pick(&["+", "-", "*", "/", "%", "//"]);
                format!(
                    "({} {op} {})",
                    self.expr(Kind::Float, d),
                    self.expr(Kind::Float, d)
                )
            }
            3 => format!(
                "({} / {})",
                self.expr(Kind::Int, d),
                self.expr(Kind::Int, d)
            ),
            4 => format!("float({})", self.expr(Kind::Int, d)),
            5 => format!("round({}, {})", self.expr(Kind::Float, d), self.below(3)),
            6 => format!("abs({})", self.expr(Kind::Float, d)),
            7 => format!(
                "({} * {})",
                self.expr(Kind::Int, d),
                self.expr(Kind::Float, d)
            ),
            _ => format!("float({})", self.expr(Kind::Str, d)),
        }
    }

    fn truth(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.pick(&["True", "False"]).to_owned();
        }
        let d = depth - 1;
        let compared = [
            Kind::Int,
            Kind::Int,
            Kind::Float,
            Kind::Str,
            Kind::Ints,
            Kind::Strs,
            Kind::Pair,
        ];
        match self.below(16) {
            14 | 15 => format!("({})", self.view_truth(d)),
            12 | 13 => format!("({})", self.row_truth(d)),
            0..=2 => {
                let kind = compared[self.below(compared.len())];
                let op = self.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {op} {})", self.expr(kind, d), self.expr(kind, d))
            }
            3 => format!(
                "({} < {} <= {})",
                self.expr(Kind::Int, d),
                self.expr(Kind::Int, d),
                self.expr(Kind::Int, d)
            ),
            4 => format!("(not {})", self.expr(Kind::Bool, d)),
            5 => {
                let op = self.pick(&["and", "or"]);
                format!(
                    "({} {op} {})",
                    self.expr(Kind::Bool, d),
                    self.expr(Kind::Bool, d)
                )
            }
            6 => {
                let op = self.pick(&["in", "not in"]);
                let (item, container) = [
                    (Kind::Int, Kind::Ints),
                    (Kind::Int, Kind::IntSet),
                    (Kind::Str, Kind::Strs),
                    (Kind::Str, Kind::Counts),
                    (Kind::Str, Kind::Str),
                ][self.below(5)];
                format!("({} {op} {})", self.expr(item, d), self.expr(container, d))
            }
            7 => {
                let name = self.pick(&["isdigit", "isalpha", "isupper", "isspace", "isalnum"]);
                format!("{}.{name}()", self.expr(Kind::Str, d))
            }
            8 => {
                let name = self.pick(&["startswith", "endswith"]);
                format!(
                    "{}.{name}({})",
                    self.expr(Kind::Str, d),
                    self.expr(Kind::Str, d)
                )
            }
            9 => {
                let name = self.name("v");
                let items = self.expr(Kind::Ints, d);
                let body = self.with_vars(&[(&name, Kind::Int)], Kind::Bool, d);
                let function = self.pick(&["any", "all"]);
                format!("{function}({body} for {name} in {items})")
            }
            10 => {
                let kind = self.kind();
                format!("bool({})", self.expr(kind, d))
            }
            _ => format!("({} % 2 == 0)", self.expr(Kind::Int, d)),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.pick(TEXTS).to_owned();
        }
        let d = depth - 1;
        match self.below(18) {
            17 => format!("{}['s']", self.expr(Kind::Row, d)),
            0 | 1 => format!(
                "({} + {})",
                self.expr(Kind::Str, d),
                self.expr(Kind::Str, d)
            ),
            2 => format!(
                "({} * ({} % 4))",
                self.expr(Kind::Str, d),
                self.expr(Kind::Int, d)
            ),
            3 => format!("{}[{}]", self.expr(Kind::Str, d), self.small(d)),
            4 => format!("{}{}", self.expr(Kind::Str, d), self.slice(d)),
            5 | 6 => {
                let name = self.pick(&[
                    "upper",
                    "lower",
                    "strip",
                    "title",
                    "swapcase",
                    "capitalize",
                    "lstrip",
                    "rstrip",
                    "casefold",
                ]);
                format!("{}.{name}()", self.expr(Kind::Str, d))
            }
            7 => {
                let kind = self.kind();
                let kind = match kind {
                    Kind::Step | Kind::Tool => Kind::Int,
                    kind => kind,
                };
                let name = self.pick(&["str", "repr"]);
                format!("{name}({})", self.expr(kind, d))
            }
            8 | 9 => self.formatted(d),
            10 => format!(
                "{}.join({})",
                self.expr(Kind::Str, 0),
                self.expr(Kind::Strs, d)
            ),
            11 => format!("{}[{}]", self.expr(Kind::Strs, d), self.small(d)),
            12 => format!(
                "{}.replace({}, {})",
                self.expr(Kind::Str, d),
                self.expr(Kind::Str, 0),
                self.expr(Kind::Str, 0)
            ),
            13 => format!("chr(97 + {} % 26)", self.expr(Kind::Int, d)),
            14 => format!("''.join(sorted({}))", self.expr(Kind::Str, d)),
            15 => format!("{}[1]", self.expr(Kind::Pair, d)),
            _ => {
                let name = self.pick(&["center", "ljust", "rjust", "zfill"]);
                format!("{}.{name}({})", self.expr(Kind::Str, d), self.below(12))
            }
        }
    }

    /// `[start:stop]` and its kin.
    pub(super) fn slice(&mut self, depth: usize) -> String {
        let mut bound = || {
            if self.chance(40) {
                String::new()
            } else {
                self.small(depth)
            }
        };
        let (start, stop) = (bound(), bound());
        match self.below(4) {
            0 => format!("[{start}:{stop}:{}]", self.pick(&["2", "-1", "3", "-2"])),
            _ => format!("[{start}:{stop}]"),
        }
    }

    /// A formatted text: quotes of its parts are doubled, for 3.11 allows no others inside.
    fn formatted(&mut self, depth: usize) -> String {
        let mut text = "f\"".to_owned();
        for _ in 0..=self.below(3) {
            text += self.pick(&["", "<", ": ", "é", "{{", " "]);
            let (kind, specs): (Kind, &[&str]) = match self.below(4) {
                0 => (
                    Kind::Int,
                    &["", ":5", ":>8", ":,", ":+d", ":b", ":x", ":05d"],
                ),
                1 => (Kind::Float, &["", ":.2f", ":8.1f", ":e", ":g", ":.0f"]),
                2 => (Kind::Str, &["", ":>6", ":^7", ":*<5", "!r"]),
                _ => (Kind::Ints, &[""]),
            };
            let value = self.expr(kind, depth);
            if value.contains(['"', '\\']) || value.contains("lambda") {
                continue;
            }
            let spec = self.pick(specs);
            text += &format!("{{({value}){spec}}}");
        }
        text + "\""
    }
}
