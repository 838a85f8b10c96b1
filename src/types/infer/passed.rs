//! What a call passes, and the types that reach the parameters.

use std::collections::BTreeSet;

use super::Infer;
use super::bind::{Given, Misfit, Piece};
use super::expr::MAX_TUPLE;
use crate::syntax::ast::{Expr, ExprKind, Keyword, Params};
use crate::types::passed_on::Spreading;
use crate::types::store::is_open;
use crate::types::{ArgSource, FuncIdx, Member, Ty};

/// What a call passes.
pub(super) struct Passed<'e> {
    pub(super) args: &'e [Expr],
    pub(super) keywords: &'e [Keyword],
    pub(super) arg_tys: Vec<Ty>,
    pub(super) keyword_tys: Vec<Ty>,
}

impl Passed<'_> {
    /// Whether it passes everything by position.
    pub(super) fn is_plain(&self) -> bool {
        self.keywords.is_empty() && !self.is_spread()
    }

    /// Whether what is spread can be evaluated once, before its parts are passed: a variable, or the only argument that does anything.
    fn is_held(&self, spread: &Expr) -> bool {
        let inner = |arg: &'_ Expr| match &arg.kind {
            ExprKind::Starred(inner) => has_effect(inner),
            _ => has_effect(arg),
        };
        let values = self.keywords.iter().map(|keyword| &keyword.value);
        let n_effects = self
            .args
            .iter()
            .chain(values)
            .filter(|arg| inner(arg))
            .count();
        !inner(spread) || n_effects == 1
    }

    /// Whether only running it tells how much it passes.
    pub(super) fn is_spread(&self) -> bool {
        let mut keywords = self.keywords.iter();
        self.args.iter().any(is_starred) || keywords.any(|keyword| keyword.name.is_none())
    }
}

/// Whether evaluating an argument may do something.
fn has_effect(arg: &Expr) -> bool {
    !matches!(
        arg.kind,
        ExprKind::Name(_) | ExprKind::Constant(_) | ExprKind::Lambda(_)
    )
}

/// Whether an argument is `*iterable`.
fn is_starred(arg: &Expr) -> bool {
    matches!(arg.kind, ExprKind::Starred(_))
}

impl Infer<'_> {
    /// What a call gives, with `*tuple` and `**record` taken apart; none while nobody knows what is spread.
    pub(super) fn given(&self, passed: &Passed<'_>) -> Option<Result<Given, Misfit>> {
        let mut given = Given::default();
        for (at, arg) in passed.args.iter().enumerate() {
            if !is_starred(arg) {
                let source = ArgSource::Positional(at);
                given.positional.push(Piece::One(source));
                continue;
            }
            match self.types.store.normal(&passed.arg_tys[at]) {
                Ty::Never if !self.force => return None,
                Ty::Tuple(items) if passed.is_held(arg) => {
                    let items = (0..items.len()).map(|index| ArgSource::Item(at, index));
                    given.positional.extend(items.map(Piece::One));
                }
                // They fail in words of their own.
                Ty::None
                | Ty::Bool
                | Ty::Int
                | Ty::Big
                | Ty::Num
                | Ty::Float
                | Ty::Func(_)
                | Ty::Exception => return Some(Err(Misfit::Unknown)),
                _ => given.positional.push(Piece::Many(at)),
            }
        }
        for (at, keyword) in passed.keywords.iter().enumerate() {
            if let Some(name) = &keyword.name {
                let source = ArgSource::Keyword(at);
                given.named.push((name.name.clone(), source));
                continue;
            }
            match self.types.store.normal(&passed.keyword_tys[at]) {
                Ty::Never if !self.force => return None,
                Ty::Record(var) if passed.is_held(&keyword.value) => {
                    let keys = self.types.store.record(var).keys.clone();
                    let fields = keys.iter().enumerate();
                    let named =
                        fields.map(|(index, key)| (key.clone(), ArgSource::Field(at, index)));
                    given.named.extend(named);
                }
                _ => return Some(Err(Misfit::Unknown)),
            }
        }
        // Names that are given twice are complained about in other words.
        let names: BTreeSet<&String> = given.named.iter().map(|(name, _)| name).collect();
        if names.len() < given.named.len() {
            return Some(Err(Misfit::Unknown));
        }
        Some(Ok(given))
    }

    /// The type of one argument.
    fn source_ty(&self, source: &ArgSource, passed: &Passed<'_>) -> Ty {
        match source {
            ArgSource::Positional(at) => passed.arg_tys[*at].clone(),
            ArgSource::Keyword(at) => passed.keyword_tys[*at].clone(),
            ArgSource::Item(at, index) => match self.types.store.normal(&passed.arg_tys[*at]) {
                Ty::Tuple(items) => items[*index].clone(),
                _ => unreachable!("it was a tuple when it was taken apart"),
            },
            ArgSource::Field(at, index) => {
                match self.types.store.normal(&passed.keyword_tys[*at]) {
                    Ty::Record(var) => {
                        let slot = self.types.store.record(var).fields[*index];
                        self.types.store.contents(slot)
                    }
                    _ => unreachable!("it was a record when it was taken apart"),
                }
            }
            ArgSource::Default | ArgSource::VarArgs(_) | ArgSource::KwArgs(_) => Ty::Never,
        }
    }

    /// Whether `*args` is the very tuple of these arguments: of a function that passes it on.
    fn takes_exactly(&self, func: FuncIdx, from: &[ArgSource], passed: &Passed<'_>) -> bool {
        let is_one = |source: &ArgSource| match source {
            ArgSource::Positional(at) => !is_starred(&passed.args[*at]),
            _ => true,
        };
        let may_be_exact = match self.spreading.get(&func) {
            Some(Spreading::Whole) => true,
            Some(Spreading::Items) => !from.is_empty(),
            None => false,
        };
        may_be_exact && from.len() <= MAX_TUPLE && from.iter().all(is_one)
    }

    /// The types that reach the parameters; none while one of them is still unknown.
    pub(super) fn param_types(
        &mut self,
        call: &Expr,
        member: Member,
        params: &Params,
        sources: &[ArgSource],
        passed: &Passed<'_>,
    ) -> Option<Vec<Ty>> {
        let mut tys = Vec::with_capacity(sources.len());
        for (index, source) in sources.iter().enumerate() {
            let ty = match source {
                ArgSource::Positional(at) => passed.arg_tys[*at].clone(),
                ArgSource::Keyword(at) => passed.keyword_tys[*at].clone(),
                ArgSource::Default => self
                    .types
                    .defaults
                    .get(&(member, index))
                    .cloned()
                    .unwrap_or(Ty::Never),
                ArgSource::Item(..) | ArgSource::Field(..) => self.source_ty(source, passed),
                ArgSource::VarArgs(from) if self.takes_exactly(member.func, from, passed) => {
                    let items = from.iter().map(|source| self.source_ty(source, passed));
                    Ty::Tuple(items.collect())
                }
                ArgSource::VarArgs(from) => {
                    let mut joined = Ty::Never;
                    for source in from {
                        let ty = match source {
                            ArgSource::Positional(at) if is_starred(&passed.args[*at]) => {
                                self.item_of(&passed.arg_tys[*at].clone())
                            }
                            _ => self.source_ty(source, passed),
                        };
                        joined = self.types.store.join(&joined, &ty);
                    }
                    if from.is_empty() || !matches!(joined, Ty::Never) || self.force {
                        tys.push(Ty::VarTuple(Box::new(joined)));
                        continue;
                    }
                    return None;
                }
                ArgSource::KwArgs(from) => {
                    let part = u8::try_from(index % 100).expect("small") + 100;
                    let (keys, values) = (self.site(call.id, part), self.site(call.id, part + 1));
                    self.types.store.flow(&Ty::Str, keys);
                    for (_, source) in from {
                        let ty = self.source_ty(source, passed);
                        self.types.store.flow(&ty, values);
                    }
                    tys.push(Ty::Dict(keys, values));
                    continue;
                }
            };
            let is_open = if self.eager {
                is_open(&ty)
            } else {
                self.types.store.is_unknown(&ty)
            };
            if is_open && !self.force {
                return None;
            }
            tys.push(ty);
        }
        let _ = params;
        Some(tys)
    }
}
