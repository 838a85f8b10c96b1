//! Lists, dicts, sets and tuples.

use super::{Inventor, Kind};

impl Inventor {
    /// A container of the kind.
    pub(super) fn container(&mut self, kind: Kind, depth: usize) -> String {
        if depth == 0 {
            return self.literal(kind);
        }
        let d = depth - 1;
        match kind {
            Kind::Ints => self.ints(d),
            Kind::Strs => self.strs(d),
            Kind::Counts => self.counts(d),
            Kind::IntSet => self.int_set(d),
            Kind::Pairs => self.pairs(d),
            Kind::Grid => self.grid(d),
            _ => match self.below(3) {
                0 => format!("{}[{}]", self.expr(Kind::Pairs, d), self.small(d)),
                _ => self.literal(kind),
            },
        }
    }

    fn literal(&mut self, kind: Kind) -> String {
        let n = self.below(4);
        let items = |inventor: &mut Self, kind| -> String {
            let all: Vec<String> = (0..n).map(|_| inventor.expr(kind, 0)).collect();
            all.join(", ")
        };
        match kind {
            Kind::Ints => format!("[{}]", items(self, Kind::Int)),
            Kind::Strs => format!("[{}]", items(self, Kind::Str)),
            Kind::Pairs => format!("[{}]", items(self, Kind::Pair)),
            Kind::Grid => format!("[{}]", items(self, Kind::Ints)),
            Kind::IntSet if n == 0 => "set()".to_owned(),
            Kind::IntSet => format!("{{{}}}", items(self, Kind::Int)),
            Kind::Counts => {
                let all: Vec<String> = (0..n)
                    .map(|_| format!("{}: {}", self.expr(Kind::Str, 0), self.expr(Kind::Int, 0)))
                    .collect();
                format!("{{{}}}", all.join(", "))
            }
            _ => format!("({}, {})", self.expr(Kind::Int, 0), self.expr(Kind::Str, 0)),
        }
    }

    fn ints(&mut self, d: usize) -> String {
        match self.below(18) {
            16 | 17 => self.viewed_ints(d),
            15 => format!("{}['xs']", self.expr(Kind::Row, d)),
            0 | 1 => {
                let (first, second) = (self.expr(Kind::Int, d), self.expr(Kind::Int, d));
                format!("[{first}, {second}]")
            }
            2 => format!(
                "({} + {})",
                self.expr(Kind::Ints, d),
                self.expr(Kind::Ints, d)
            ),
            3 => format!("{}{}", self.expr(Kind::Ints, d), self.slice(d)),
            4 => format!("sorted({})", self.expr(Kind::Ints, d)),
            5 => {
                let source = [Kind::IntSet, Kind::Ints][self.below(2)];
                let reverse = self.pick(&["", ", reverse=True"]);
                format!("sorted({}{reverse})", self.expr(source, d))
            }
            6 => format!("list(range({}))", self.below(6)),
            7 => format!(
                "list(range({}, {}, {}))",
                self.below(9),
                self.below(9),
                self.pick(&["1", "2", "-1"])
            ),
            8 | 9 => self.comprehension(Kind::Int, d),
            10 => format!(
                "list(map({}, {}))",
                self.expr(Kind::Step, d),
                self.expr(Kind::Ints, d)
            ),
            11 => format!("list({}.values())", self.expr(Kind::Counts, d)),
            12 => format!("list(reversed({}))", self.expr(Kind::Ints, d)),
            13 => format!("{}[{}]", self.expr(Kind::Grid, d), self.small(d)),
            _ => format!(
                "[*{}, {}]",
                self.expr(Kind::Ints, d),
                self.expr(Kind::Int, d)
            ),
        }
    }

    /// `[element for v in items if test]`.
    fn comprehension(&mut self, element: Kind, d: usize) -> String {
        let name = self.name("v");
        let (item, source) = match self.below(4) {
            0 => (Kind::Str, Kind::Strs),
            1 => (Kind::Str, Kind::Str),
            2 => (Kind::Int, Kind::IntSet),
            _ => (Kind::Int, Kind::Ints),
        };
        let source = match source {
            Kind::IntSet => format!("sorted({})", self.expr(source, d)),
            _ => self.expr(source, d),
        };
        let value = self.with_vars(&[(&name, item)], element, d);
        let test = if self.chance(40) {
            format!(" if {}", self.with_vars(&[(&name, item)], Kind::Bool, d))
        } else {
            String::new()
        };
        format!("[{value} for {name} in {source}{test}]")
    }

    fn strs(&mut self, d: usize) -> String {
        match self.below(12) {
            10 | 11 => self.viewed_strs(d),
            0 | 1 => format!("[{}, {}]", self.expr(Kind::Str, d), self.expr(Kind::Str, d)),
            2 => format!("{}.split()", self.expr(Kind::Str, d)),
            3 => format!("{}.split(',')", self.expr(Kind::Str, d)),
            4 => format!("list({})", self.expr(Kind::Str, d)),
            5 => {
                let key = self.pick(&[
                    "",
                    ", key=len",
                    ", key=lambda w: (len(w), w)",
                    ", reverse=True",
                ]);
                format!("sorted({}{key})", self.expr(Kind::Strs, d))
            }
            6 => self.comprehension(Kind::Str, d),
            7 => format!("list({})", self.expr(Kind::Counts, d)),
            8 => format!("list(map(str, {}))", self.expr(Kind::Ints, d)),
            _ => format!("{}{}", self.expr(Kind::Strs, d), self.slice(d)),
        }
    }

    fn counts(&mut self, d: usize) -> String {
        match self.below(6) {
            0 => format!(
                "dict(zip({}, {}))",
                self.expr(Kind::Strs, d),
                self.expr(Kind::Ints, d)
            ),
            1 => {
                let name = self.name("k");
                let items = self.expr(Kind::Strs, d);
                let value = self.with_vars(&[(&name, Kind::Str)], Kind::Int, d);
                format!("{{{name}: {value} for {name} in {items}}}")
            }
            2 => format!(
                "{{**{}, {}: {}}}",
                self.expr(Kind::Counts, d),
                self.expr(Kind::Str, d),
                self.expr(Kind::Int, d)
            ),
            3 => format!(
                "({} | {})",
                self.expr(Kind::Counts, d),
                self.expr(Kind::Counts, d)
            ),
            4 => format!("{}.copy()", self.expr(Kind::Counts, d)),
            _ => self.literal(Kind::Counts),
        }
    }

    fn int_set(&mut self, d: usize) -> String {
        match self.below(5) {
            0 => format!("set({})", self.expr(Kind::Ints, d)),
            1 => {
                let op = self.pick(&["|", "&", "-", "^"]);
                format!(
                    "({} {op} {})",
                    self.expr(Kind::IntSet, d),
                    self.expr(Kind::IntSet, d)
                )
            }
            2 => {
                let name = self.name("v");
                let items = self.expr(Kind::Ints, d);
                let value = self.with_var(&name, Kind::Int, d);
                format!("{{{value} for {name} in {items}}}")
            }
            _ => format!(
                "{{{}, {}}}",
                self.expr(Kind::Int, d),
                self.expr(Kind::Int, d)
            ),
        }
    }

    fn pairs(&mut self, d: usize) -> String {
        match self.below(7) {
            0 => format!(
                "list(zip({}, {}))",
                self.expr(Kind::Ints, d),
                self.expr(Kind::Strs, d)
            ),
            1 => format!("list(enumerate({}))", self.expr(Kind::Strs, d)),
            2 => format!("sorted({})", self.expr(Kind::Pairs, d)),
            3 => format!(
                "sorted({}, key=lambda p: {})",
                self.expr(Kind::Pairs, d),
                self.pick(&["p[1]", "-p[0]", "(p[1], p[0])"])
            ),
            4 => {
                let (key, value) = (self.name("k"), self.name("v"));
                let items = self.expr(Kind::Counts, d);
                let number =
                    self.with_vars(&[(&key, Kind::Str), (&value, Kind::Int)], Kind::Int, d);
                format!("[({number}, {key}) for {key}, {value} in {items}.items()]")
            }
            5 => format!(
                "({} + [{}])",
                self.expr(Kind::Pairs, d),
                self.expr(Kind::Pair, d)
            ),
            _ => format!(
                "[{}, {}]",
                self.expr(Kind::Pair, d),
                self.expr(Kind::Pair, d)
            ),
        }
    }

    fn grid(&mut self, d: usize) -> String {
        match self.below(5) {
            0 => format!(
                "[{}, {}]",
                self.expr(Kind::Ints, d),
                self.expr(Kind::Ints, d)
            ),
            1 => format!(
                "[[0] * {} for _ in range({})]",
                self.below(4),
                self.below(4)
            ),
            2 => {
                let name = self.name("row");
                let rows = self.expr(Kind::Grid, d);
                let value = self.with_vars(&[(&name, Kind::Ints)], Kind::Ints, d);
                format!("[{value} for {name} in {rows}]")
            }
            3 => format!("{}{}", self.expr(Kind::Grid, d), self.slice(d)),
            _ => self.literal(Kind::Grid),
        }
    }
}
