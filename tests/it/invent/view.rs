//! Views of dicts: `counts.keys()`, kept in variables, passed about and used as sets.

use super::{Inventor, Kind};

impl Inventor {
    /// A view of the kind.
    pub(super) fn view(&mut self, kind: Kind, depth: usize) -> String {
        let method = match kind {
            Kind::Keys => "keys",
            Kind::Values => "values",
            _ => "items",
        };
        let dict = self.expr(Kind::Counts, depth.saturating_sub(1));
        format!("{dict}.{method}()")
    }

    /// A truth about views.
    pub(super) fn view_truth(&mut self, d: usize) -> String {
        let kind = [Kind::Keys, Kind::Items][self.below(2)];
        match self.below(6) {
            0 | 1 => {
                let op = self.pick(&["==", "!=", "<=", "<", ">=", ">"]);
                format!("{} {op} {}", self.expr(kind, d), self.expr(kind, d))
            }
            2 => format!(
                "{} in {}",
                self.expr(Kind::Str, d),
                self.expr(Kind::Keys, d)
            ),
            3 => format!(
                "{} in {}",
                self.expr(Kind::Int, d),
                self.expr(Kind::Values, d)
            ),
            4 => format!(
                "({}, {}) in {}",
                self.expr(Kind::Str, d),
                self.expr(Kind::Int, d),
                self.expr(Kind::Items, d)
            ),
            _ => {
                let other = [Kind::Strs, Kind::Keys][self.below(2)];
                format!(
                    "{}.isdisjoint({})",
                    self.expr(Kind::Keys, d),
                    self.expr(other, d)
                )
            }
        }
    }

    /// Texts out of views.
    pub(super) fn viewed_strs(&mut self, d: usize) -> String {
        let keys = self.expr(Kind::Keys, d);
        match self.below(4) {
            0 => format!("list(reversed({keys}))"),
            1 => format!("list({keys})"),
            _ => {
                let op = self.pick(&["&", "|", "-", "^"]);
                let other = [Kind::Keys, Kind::Strs, Kind::Counts][self.below(3)];
                format!("sorted({keys} {op} {})", self.expr(other, d))
            }
        }
    }

    /// Numbers out of views.
    pub(super) fn viewed_ints(&mut self, d: usize) -> String {
        let values = self.expr(Kind::Values, d);
        match self.below(3) {
            0 => format!("list(reversed({values}))"),
            1 => format!("sorted({values})"),
            _ => {
                let op = self.pick(&["&", "|", "-", "^"]);
                let (one, two) = (self.expr(Kind::Items, d), self.expr(Kind::Items, d));
                format!("[n for _, n in sorted({one} {op} {two})]")
            }
        }
    }
}
