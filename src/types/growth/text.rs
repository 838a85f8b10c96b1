//! How large the numbers are that texts can spell.

use super::draw::Graph;
use super::size::{Bound, COUNT, ENDLESS, Round, Size};
use super::value::float_bound;
use crate::library::{ROWS, SigTy};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::Ty;

/// One character: a digit perhaps.
pub(super) const CHARACTER: Size = Size::Known(10);

/// What somebody types or a file contains.
pub(super) const UNKNOWN: Size = Size::Known(1_000_000);

/// Most digits that `str` writes of a float, sign and exponent included, as a magnitude.
const FLOAT_TEXT: Bound = Bound::pow(10, 24);

/// A literal text.
pub(super) fn literal(text: &str) -> Size {
    let n_digits = text.chars().filter(|c| c.is_numeric()).count();
    let spelled = u32::try_from(n_digits)
        .ok()
        .and_then(|n_digits| Bound::checked_pow(10, n_digits))
        .unwrap_or(ENDLESS);
    let as_float = text.trim().parse::<f64>().map_or(0, float_bound);
    Size::Known(spelled.max(as_float.saturating_add(Bound::from(as_float > 0))))
}

impl Graph<'_> {
    /// `str(value)`.
    pub(super) fn text_of(&self, value: &Expr) -> Size {
        match self.ty(value) {
            Ty::Str => self.size(value),
            Ty::Bool | Ty::None => Size::Known(1),
            Ty::Int | Ty::Big => self.size(value).rounded(Round::Text),
            Ty::Float => {
                let whole = self.size(value).rounded(Round::Text);
                whole.times(Size::Known(FLOAT_TEXT))
            }
            // A list or a tuple, written out, is no number; but its parts may be cut out of the text.
            _ => Size::Known(ENDLESS),
        }
    }

    /// The size of what a method gives.
    pub(super) fn method_size(&self, call: &Expr, receiver: &Expr, name: &str) -> Size {
        let ExprKind::Call { args, .. } = &call.kind else {
            return Size::ZERO;
        };
        let ty = self.ty(receiver);
        if ty == Ty::Str {
            return self.text_method(receiver, name, args);
        }
        let given = Size::max_of(args.iter().map(|arg| self.size(arg)));
        let Some(id) = self.types.instance(self.inst).rows.get(&call.id) else {
            // The views of a dict.
            return match (&ty, name) {
                (Ty::Record(var), "keys" | "values" | "items") => {
                    self.keys_of(*var).or(self.all_in(&ty, 1))
                }
                (Ty::Record(var), _) => match &args[..] {
                    [key, ..] if self.field(*var, key).is_some() => self.field_size(*var, key),
                    _ => given,
                },
                (Ty::Dict(keys, _), "keys") => Size::Place(self.contents(*keys)),
                (Ty::Dict(_, values), "values") => Size::Place(self.contents(*values)),
                _ => self.all_in(&ty, 1).or(given),
            };
        };
        match &ROWS.row(*id).ret {
            SigTy::Int => Size::Known(COUNT),
            SigTy::None | SigTy::Bool => Size::ZERO,
            _ => match &ty {
                // The first argument is a key.
                Ty::Dict(_, values) if name != "popitem" => {
                    let default = Size::max_of(args.iter().skip(1).map(|arg| self.size(arg)));
                    Size::Place(self.contents(*values)).or(default)
                }
                _ => self.all_in(&ty, 1).or(given),
            },
        }
    }

    fn text_method(&self, receiver: &Expr, name: &str, args: &[Expr]) -> Size {
        let text = self.size(receiver);
        match (name, args) {
            ("join", [parts]) => {
                let all = self.items(parts).or(text);
                all.to_the(Size::Known(COUNT))
            }
            ("replace", [_, new, ..]) => text.times(self.size(new).to_the(Size::Known(COUNT))),
            ("zfill", [width]) => text.times(Size::Known(10).to_the(self.size(width))),
            ("center" | "ljust" | "rjust", [width, fill]) => {
                text.times(self.size(fill).to_the(self.size(width)))
            }
            ("format" | "translate" | "expandtabs", _) => Size::Known(ENDLESS),
            ("count" | "find" | "index" | "rfind" | "rindex", _) => Size::Known(COUNT),
            _ => text,
        }
    }

    /// What a call of a method lets flow into its receiver and into what it gives.
    pub(super) fn note_method(&mut self, call: &Expr, func: &Expr, args: &[Expr]) {
        let ExprKind::Attribute { value, attr } = &func.kind else {
            return;
        };
        let receiver = self.ty(value);
        if let (Ty::Dict(_, counts), "update" | "subtract", [other]) =
            (&receiver, attr.name.as_str(), args)
        {
            // A `Counter` adds. What it is given holds the same counts, as far as types tell: a count each time is assumed.
            let place = self.contents(*counts);
            let added = match self.ty(other) {
                Ty::Dict(_, others) if self.contents(others) != place => {
                    Size::Place(self.contents(others))
                }
                _ => Size::Known(COUNT),
            };
            self.flow(place, Size::Place(place).plus(added));
        }
        match (&receiver, args) {
            (Ty::Dict(keys, values), [key, value, ..]) => {
                self.flow(self.contents(*keys), self.size(key));
                self.flow(self.contents(*values), self.size(value));
            }
            (Ty::List(slot) | Ty::Set(slot) | Ty::Deque(slot), _) => {
                let place = self.contents(*slot);
                let added = match (attr.name.as_str(), args) {
                    ("insert", [_, item]) => std::slice::from_ref(item),
                    ("append" | "appendleft" | "extend" | "extendleft" | "add" | "update", _) => {
                        args
                    }
                    _ => &[],
                };
                for arg in added {
                    self.flow(place, self.size(arg).or(self.items(arg)));
                }
            }
            (Ty::Dict(..), _) => {
                let size = self.items_of_all(args);
                self.fill(&receiver, &size);
            }
            _ => {}
        }
        let result = self.method_size(call, value, &attr.name);
        self.fill(&self.ty(call), &result);
    }
}
