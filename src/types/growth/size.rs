//! Bounds of magnitudes, and how they are worked out from those of other places.

use super::Place;

/// The largest magnitude that something may have; [`ENDLESS`] stands for all that are too large to matter.
///
/// The magnitude of a text is that of the numbers it can spell: ten to the power of the number of its digits.
pub(super) type Bound = u128;

/// Larger than anything that is worth telling apart.
pub(super) const ENDLESS: Bound = Bound::MAX;

/// What stays below fits an `i64`.
pub(super) const LIMIT: Bound = i64::MAX as Bound;

/// What stays below is one digit of CPython's integers.
pub(super) const DIGIT: Bound = 1 << 30;

/// How often a sum in a loop is added to, and how long containers and texts are taken to be.
pub(super) const COUNT: Bound = 1 << 20;

/// How many calls a program makes at most: more would take days.
pub(super) const CALLS: Bound = 1 << 40;

/// What numbers that come from outside are taken to be.
pub(super) const UNKNOWN: Bound = 1 << 20;

/// A magnitude in terms of others.
#[derive(Clone, Debug)]
pub(super) enum Size {
    /// At most this.
    Known(Bound),
    /// What a place holds.
    Place(Place),
    /// One of these.
    Max(Vec<Size>),
    /// A sum or a difference.
    Sum(Box<Size>, Box<Size>),
    /// A product; of texts, one behind the other.
    Product(Box<Size>, Box<Size>),
    /// The first as often a factor as the second says; a text repeated.
    Power(Box<Size>, Box<Size>),
    /// The first, shifted left by the second.
    Shift(Box<Size>, Box<Size>),
    /// What a rounding leaves of it.
    Round(Round, Box<Size>),
}

/// Steps to the next number of a kind: applied twice they do what they do once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Round {
    /// All bits of the number may be set.
    Bits,
    /// The text of the number.
    Text,
    /// The number that the text spells.
    Number,
}

impl Size {
    /// Nothing, or numbers that do not matter.
    pub(super) const ZERO: Size = Size::Known(0);

    /// The larger of the two.
    pub(super) fn or(self, other: Size) -> Size {
        match (self, other) {
            (Size::Known(0), other) | (other, Size::Known(0)) => other,
            (one, two) => Size::Max(vec![one, two]),
        }
    }

    pub(super) fn plus(self, other: Size) -> Size {
        Size::Sum(Box::new(self), Box::new(other))
    }

    pub(super) fn times(self, other: Size) -> Size {
        Size::Product(Box::new(self), Box::new(other))
    }

    pub(super) fn to_the(self, other: Size) -> Size {
        Size::Power(Box::new(self), Box::new(other))
    }

    pub(super) fn shifted(self, other: Size) -> Size {
        Size::Shift(Box::new(self), Box::new(other))
    }

    pub(super) fn rounded(self, round: Round) -> Size {
        Size::Round(round, Box::new(self))
    }

    /// The largest of all.
    pub(super) fn max_of(sizes: impl IntoIterator<Item = Size>) -> Size {
        sizes.into_iter().fold(Size::ZERO, Size::or)
    }

    /// Calls `visit` for every place that it depends on.
    pub(super) fn places(&self, visit: &mut impl FnMut(Place)) {
        match self {
            Size::Known(_) => {}
            Size::Place(place) => visit(*place),
            Size::Max(sizes) => {
                for size in sizes {
                    size.places(visit);
                }
            }
            Size::Sum(one, two)
            | Size::Product(one, two)
            | Size::Power(one, two)
            | Size::Shift(one, two) => {
                one.places(visit);
                two.places(visit);
            }
            Size::Round(_, size) => size.places(visit),
        }
    }

    /// The bound, given those of places; a place without one belongs to the cycle that is being looked at.
    pub(super) fn estimate(&self, bound_of: &impl Fn(Place) -> Option<Bound>) -> Estimate {
        let both = |one: &Size, two: &Size| (one.estimate(bound_of), two.estimate(bound_of));
        match self {
            Size::Known(bound) => Estimate::outside(*bound),
            Size::Place(place) => bound_of(*place).map_or(
                Estimate {
                    is_inside: true,
                    ..Estimate::outside(0)
                },
                Estimate::outside,
            ),
            Size::Max(sizes) => sizes
                .iter()
                .map(|size| size.estimate(bound_of))
                .fold(Estimate::outside(0), Estimate::or),
            Size::Sum(one, two) => {
                let (one, two) = both(one, two);
                Estimate {
                    bound: one.bound.saturating_add(two.bound),
                    is_inside: one.is_inside || two.is_inside,
                    adds: one.adds
                        || two.adds
                        || one.is_inside && two.bound > 0
                        || two.is_inside && one.bound > 0,
                    joins: one.joins || two.joins || one.is_inside && two.is_inside,
                    multiplies: one.multiplies || two.multiplies,
                }
            }
            Size::Product(one, two) => {
                let (one, two) = both(one, two);
                let is_factor = |side: &Estimate, other: &Estimate| {
                    side.is_inside && (other.is_inside || other.bound > 1)
                };
                Estimate {
                    bound: one.bound.saturating_mul(two.bound),
                    is_inside: one.is_inside || two.is_inside,
                    adds: one.adds || two.adds,
                    joins: one.joins || two.joins,
                    multiplies: one.multiplies
                        || two.multiplies
                        || is_factor(&one, &two)
                        || is_factor(&two, &one),
                }
            }
            Size::Power(one, two) => {
                let (one, two) = both(one, two);
                Estimate::steep(&one, &two, power(one.bound, two.bound))
            }
            Size::Shift(one, two) => {
                let (one, two) = both(one, two);
                let factor = power(2, two.bound);
                Estimate::steep(&one, &two, one.bound.saturating_mul(factor))
            }
            Size::Round(round, size) => {
                let inner = size.estimate(bound_of);
                Estimate {
                    bound: round.apply(inner.bound),
                    ..inner
                }
            }
        }
    }
}

impl Round {
    /// The bound after the step.
    pub(super) fn apply(self, bound: Bound) -> Bound {
        match self {
            Round::Bits => match bound.leading_zeros() {
                0 => ENDLESS,
                zeros => (1 << (Bound::BITS - zeros)) - 1,
            },
            Round::Text => {
                let mut text: Bound = 10;
                while text <= bound && text < ENDLESS {
                    text = text.saturating_mul(10);
                }
                text
            }
            Round::Number => match bound {
                ENDLESS => ENDLESS,
                bound => bound.saturating_sub(1),
            },
        }
    }
}

/// A bound, and what the cycle that is being looked at has to do with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    /// The bound if the places of the cycle hold nothing.
    pub(super) bound: Bound,
    /// A place of the cycle is in it.
    pub(super) is_inside: bool,
    /// Something is added to a place of the cycle.
    pub(super) adds: bool,
    /// Places of the cycle are added to each other.
    pub(super) joins: bool,
    /// A place of the cycle is multiplied.
    pub(super) multiplies: bool,
}

impl Estimate {
    fn outside(bound: Bound) -> Self {
        Self {
            bound,
            is_inside: false,
            adds: false,
            joins: false,
            multiplies: false,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            bound: self.bound.max(other.bound),
            is_inside: self.is_inside || other.is_inside,
            adds: self.adds || other.adds,
            joins: self.joins || other.joins,
            multiplies: self.multiplies || other.multiplies,
        }
    }

    /// The result of an operation that no cycle withstands.
    fn steep(one: &Self, two: &Self, bound: Bound) -> Self {
        Self {
            bound,
            is_inside: one.is_inside || two.is_inside,
            adds: one.adds || two.adds,
            joins: one.joins || two.joins,
            multiplies: one.is_inside || two.is_inside || one.multiplies || two.multiplies,
        }
    }
}

/// `base ** exponent`, at least what smaller exponents give.
fn power(base: Bound, exponent: Bound) -> Bound {
    match (base, u32::try_from(exponent)) {
        (0 | 1, _) => 1,
        (_, Ok(exponent)) => base.saturating_pow(exponent),
        (_, Err(_)) => ENDLESS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(size: &Size) -> Bound {
        size.estimate(&|_| None).bound
    }

    #[test]
    fn bounds_are_exact_for_constants() {
        let known = Size::Known;
        assert_eq!(
            bound(&known(10).to_the(known(9)).plus(known(7))),
            1_000_000_007
        );
        assert_eq!(bound(&known(2).to_the(known(63))), LIMIT + 1);
        assert_eq!(bound(&known(3).shifted(known(4))), 48);
        assert_eq!(bound(&known(10).to_the(known(10_000))), ENDLESS);
        assert_eq!(bound(&known(1).shifted(known(ENDLESS))), ENDLESS);
    }

    #[test]
    fn rounding_twice_changes_nothing() {
        for round in [Round::Bits, Round::Text] {
            for start in [0, 1, 7, 8, 9, 10, 99, 1000, LIMIT, ENDLESS - 1, ENDLESS] {
                let once = round.apply(start);
                let again = match round {
                    Round::Text => round.apply(Round::Number.apply(once)),
                    Round::Bits | Round::Number => round.apply(once),
                };
                assert_eq!(once, again, "{round:?} of {start}");
            }
        }
    }
}
