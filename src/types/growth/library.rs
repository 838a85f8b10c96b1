//! How large the results of functions of modules are.

use super::draw::Graph;
use super::size::{Bound, COUNT, ENDLESS, Size, UNKNOWN};
use super::value::float_bound;
use crate::library::{Entry, SigTy};
use crate::types::Ty;
use crate::types::imports::Item;

/// Nanoseconds since 1970, and seconds: for some centuries.
const NANOSECONDS: Bound = 1 << 61;
const SECONDS: Bound = 1 << 34;

impl Graph<'_> {
    /// A name of a module that is read.
    pub(super) fn library_constant(&self, item: &Item) -> Size {
        match item.entry {
            Entry::Constant {
                ty: SigTy::Int | SigTy::Big,
                rust,
            } => Size::Known(rust.parse().unwrap_or(ENDLESS)),
            Entry::Constant {
                ty: SigTy::Float, ..
            } if matches!(item.name, "inf" | "nan") => Size::Known(ENDLESS),
            Entry::Constant {
                ty: SigTy::Float, ..
            } => Size::Known(float_bound(std::f64::consts::TAU)),
            Entry::Constant { ty: SigTy::Str, .. } => Size::Known(ENDLESS),
            Entry::Object => super::text::UNKNOWN,
            Entry::Constant { .. }
            | Entry::Function(_)
            | Entry::Rule(_)
            | Entry::Type
            | Entry::Module
            | Entry::Refused => Size::ZERO,
        }
    }

    /// The result of a function of a module for arguments and items of this size.
    pub(super) fn library_size(&self, item: &Item, given: Size, ty: &Ty) -> Size {
        match (item.module, item.name) {
            ("math", "sin" | "cos" | "tanh" | "asin" | "acos" | "atan" | "atan2")
            | ("random", "random") => Size::Known(4),
            ("math", "log" | "log2" | "log10" | "log1p" | "acosh" | "asinh" | "atanh" | "ulp") => {
                Size::Known(UNKNOWN)
            }
            (
                "math",
                "sqrt" | "isqrt" | "fabs" | "fmod" | "remainder" | "gcd" | "copysign" | "radians"
                | "modf",
            )
            | ("random", "randint" | "randrange" | "uniform" | "choice") => given,
            ("math", "ceil" | "floor" | "trunc") => given.plus(Size::Known(1)),
            ("math", "hypot" | "dist") => given.times(Size::Known(COUNT)),
            ("math", "degrees") => given.times(Size::Known(58)),
            ("time", "time_ns" | "perf_counter_ns" | "monotonic_ns" | "process_time_ns") => {
                Size::Known(NANOSECONDS)
            }
            ("time", _) => Size::Known(SECONDS),
            ("sys.stdin", _) => super::text::UNKNOWN,
            _ => match ty {
                Ty::Float | Ty::Big => Size::Known(ENDLESS),
                Ty::Int => given.or(Size::Known(UNKNOWN)),
                _ => given,
            },
        }
    }
}
