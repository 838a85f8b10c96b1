//! Parameters with defaults, and calls that leave them out, spread tuples or do not fit.

use super::{Func, Inventor, Kind};

impl Inventor {
    /// Parameters as they are written, and how many have no default: the last ones of simple kinds may have one.
    pub(super) fn with_defaults(
        &mut self,
        names: &[String],
        params: &[Kind],
    ) -> (Vec<String>, usize) {
        let mut written = names.to_vec();
        let mut n_needed = names.len();
        while n_needed > 0 && self.chance(25) {
            let default = match params[n_needed - 1] {
                Kind::Int => self.pick(&["0", "1", "-3", "7"]),
                Kind::Str => self.pick(&["''", "'ab'", "'-'"]),
                Kind::Float => self.pick(&["0.5", "-2.0"]),
                Kind::Bool => self.pick(&["True", "False"]),
                Kind::Ints => "[1, 2]",
                _ => break,
            };
            n_needed -= 1;
            written[n_needed] = format!("{}={default}", names[n_needed]);
        }
        (written, n_needed)
    }

    /// The arguments of a call: some with defaults are left out, two numbers may be a tuple, and few do not fit.
    pub(super) fn arguments(&mut self, func: &Func, depth: usize) -> String {
        let n_given = func.n_needed + self.below(func.params.len() - func.n_needed + 1);
        let mut parts = Vec::new();
        let mut at = 0;
        while at < n_given {
            if at + 1 < n_given
                && func.params[at..at + 2] == [Kind::Int, Kind::Str]
                && self.chance(40)
            {
                parts.push(format!("*{}", self.expr(Kind::Pair, depth.min(1))));
                at += 2;
                continue;
            }
            parts.push(self.expr(func.params[at], depth));
            at += 1;
        }
        if self.chance(2) {
            parts.push("1".to_owned());
        }
        parts.join(", ")
    }

    /// A further parameter of a function that is made, or none.
    pub(super) fn defaulted(&mut self, start: &str) -> String {
        match self.below(4) {
            0 => ", extra=2".to_owned(),
            1 => format!(", extra={start}"),
            2 => format!(", *, extra={start} % 5"),
            _ => String::new(),
        }
    }

    /// Calls of a function that was just made, with more or less than it takes.
    pub(super) fn try_calls(&mut self, name: &str) {
        if !self.chance(40) {
            return;
        }
        self.line("try:");
        self.block(|it| {
            for _ in 0..=it.below(3) {
                let arguments = it.pick(&["3", "4, 5", "6, extra=7", "*(8, 9)", "n=1", "2, 3, 4"]);
                it.line(&format!("print({name}({arguments}))"));
            }
        });
        self.line("except (TypeError, ZeroDivisionError, ValueError, OverflowError, IndexError, KeyError) as error:");
        self.block(|it| it.line("print(error)"));
    }
}
