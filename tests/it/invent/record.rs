//! Dicts that are records, `{'n': 1, 's': 'a', 'xs': [2]}`, and lists of them.

use super::{Inventor, Kind};

impl Inventor {
    pub(super) fn row(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.row_display(0);
        }
        let d = depth - 1;
        match self.below(12) {
            0 | 1 => format!("{}[{}]", self.expr(Kind::Rows, d), self.small(d)),
            8 => format!(
                "{{**{}, 'n': {}}}",
                self.expr(Kind::Row, d),
                self.expr(Kind::Int, d)
            ),
            9 => format!(
                "({} | {{'s': {}}})",
                self.expr(Kind::Row, d),
                self.expr(Kind::Str, d)
            ),
            10 => format!(
                "dict({}, n={})",
                self.expr(Kind::Row, d),
                self.expr(Kind::Int, d)
            ),
            11 => format!(
                "dict(n={}, s={}, xs={})",
                self.expr(Kind::Int, d),
                self.expr(Kind::Str, d),
                self.expr(Kind::Ints, d)
            ),
            2 => format!("{}.copy()", self.expr(Kind::Row, d)),
            3 => format!("dict({})", self.expr(Kind::Row, d)),
            4 => {
                let key = self.pick(&["r['n']", "r['s']", "(r['s'], -r['n'])", "len(r['xs'])"]);
                let name = self.pick(&["min", "max"]);
                format!("{name}({}, key=lambda r: {key})", self.expr(Kind::Rows, d))
            }
            _ => self.row_display(d),
        }
    }

    fn row_display(&mut self, d: usize) -> String {
        format!(
            "{{'n': {}, 's': {}, 'xs': {}}}",
            self.expr(Kind::Int, d),
            self.expr(Kind::Str, d),
            self.expr(Kind::Ints, d)
        )
    }

    /// A record of a function and a number.
    pub(super) fn tool(&mut self, depth: usize) -> String {
        format!(
            "{{'f': {}, 'n': {}}}",
            self.expr(Kind::Step, depth.saturating_sub(1)),
            self.expr(Kind::Int, 0)
        )
    }

    pub(super) fn change_tool(&mut self, name: &str) -> String {
        match self.below(6) {
            0 | 1 => format!("{name}['n'] += {}", self.expr(Kind::Int, 1)),
            2 => format!("{name}['f'] = {}", self.expr(Kind::Step, 1)),
            3 => format!("print({name}['f']({name}['n']), len({name}))"),
            4 => format!("print('f' in {name}, {name} is {name}, bool({name}))"),
            _ => format!("print(sorted({name}))"),
        }
    }

    pub(super) fn rows(&mut self, depth: usize) -> String {
        if depth == 0 {
            let rows: Vec<String> = (0..self.below(4)).map(|_| self.row(0)).collect();
            return format!("[{}]", rows.join(", "));
        }
        let d = depth - 1;
        match self.below(6) {
            0 => {
                let key = self.pick(&["r['n']", "-r['n']", "r['s']", "(r['s'], r['xs'])"]);
                format!("sorted({}, key=lambda r: {key})", self.expr(Kind::Rows, d))
            }
            1 => {
                let name = self.name("r");
                let items = self.expr(Kind::Rows, d);
                let test = self.with_vars(&[(&name, Kind::Row)], Kind::Bool, d);
                format!("[{name} for {name} in {items} if {test}]")
            }
            2 => {
                let name = self.name("v");
                let items = self.expr(Kind::Ints, d);
                let row = self.with_vars(&[(&name, Kind::Int)], Kind::Row, d);
                format!("[{row} for {name} in {items}]")
            }
            3 => format!("{}{}", self.expr(Kind::Rows, d), self.slice(d)),
            _ => format!("[{}, {}]", self.expr(Kind::Row, d), self.expr(Kind::Row, d)),
        }
    }

    /// A truth about records.
    pub(super) fn row_truth(&mut self, d: usize) -> String {
        match self.below(6) {
            0 | 1 => {
                let op = self.pick(&["==", "!="]);
                format!(
                    "{} {op} {}",
                    self.expr(Kind::Row, d),
                    self.expr(Kind::Row, d)
                )
            }
            2 => format!(
                "{} in {}",
                self.expr(Kind::Row, d),
                self.expr(Kind::Rows, d)
            ),
            3 => format!(
                "{} in {}",
                self.pick(&["'n'", "'m'"]),
                self.expr(Kind::Row, d)
            ),
            4 => match (self.var(Kind::Row), self.var(Kind::Row)) {
                (Some(one), Some(two)) => format!("{one} is {two}"),
                _ => "True".to_owned(),
            },
            _ => format!("bool({})", self.expr(Kind::Row, d)),
        }
    }

    /// A change of a record, or a use that only dicts know.
    pub(super) fn change_row(&mut self, name: &str) -> String {
        match self.below(21) {
            19 => format!("{name}.update(n={})", self.expr(Kind::Int, 2)),
            20 => format!(
                "{name}.update({{'s': {}, 'n': {}}})",
                self.expr(Kind::Str, 1),
                self.expr(Kind::Int, 1)
            ),
            16 => format!(
                "for k in ['n', 's', 'z']: print(k in {name}, {name}.get(k), {name}.get(k, 0))"
            ),
            17 => {
                let default = self.expr(Kind::Int, 1);
                format!(
                    "print({name}.get('z', {default}), {name}.get('s', {default}), 'z' in {name})"
                )
            }
            18 => format!("for k in ['s', 'n']: print({name}[k])"),
            12 => format!("print([(k, v) for k, v in {name}.items()])"),
            13 => format!("print([str(v) for v in {name}.values()], [*{name}])"),
            14 => format!("print(sorted({name}), max({name}), [k + '!' for k in {name}])"),
            15 => {
                let text = self.expr(Kind::Str, 1);
                format!("for k, v in {name}.items(): {name}['s'] = {text}; print(k, v)")
            }
            0..=2 => format!("{name}['n'] = {}", self.expr(Kind::Int, 2)),
            3 | 4 => format!("{name}['n'] += {}", self.expr(Kind::Int, 1)),
            5 => format!("{name}['s'] += {}", self.expr(Kind::Str, 1)),
            6 | 7 => format!("{name}['xs'].append({})", self.expr(Kind::Int, 1)),
            8 => format!("{name}['xs'] = {}", self.expr(Kind::Ints, 1)),
            9 => format!("print({name}.get('s'), {name}, len({name}))"),
            10 => format!("print(list({name}.items()))"),
            _ => format!("{name}['new'] = {}", self.expr(Kind::Int, 1)),
        }
    }
}
