//! Records made of parts: `dict(name='Ann', age=31)`, `{**person, 'age': 32}`, `person | {'age': 32}`.

use super::Infer;
use super::record::literal_key;
use crate::syntax::ast::{BinOp, DictItem, Expr, ExprKind, Keyword};
use crate::types::record::MAX_FIELDS;
use crate::types::{RecordVar, Target, Ty};

/// A part of a record that is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'e> {
    /// A key and its value.
    Pair(&'e str, &'e Expr),
    /// All keys of another record.
    All(&'e Expr),
}

/// The parts of a display, if its keys are literals or those of other dicts.
pub(crate) fn parts_of_display(items: &[DictItem]) -> Option<Vec<Part<'_>>> {
    items
        .iter()
        .map(|item| match item {
            DictItem::Pair(key, value) => Some(Part::Pair(literal_key(key)?, value)),
            DictItem::Spread(mapping) => Some(Part::All(mapping)),
        })
        .collect()
}

/// The parts of `dict(mapping, name=value)`.
pub(crate) fn parts_of_call<'e>(
    args: &'e [Expr],
    keywords: &'e [Keyword],
) -> Option<Vec<Part<'e>>> {
    let given = match args {
        [] => None,
        [mapping] if !matches!(mapping.kind, ExprKind::Starred(_)) => Some(Part::All(mapping)),
        _ => return None,
    };
    let named = keywords.iter().map(|keyword| {
        let name = keyword.name.as_ref()?;
        Some(Part::Pair(&name.name, &keyword.value))
    });
    given.into_iter().map(Some).chain(named).collect()
}

/// The parts of `left | right`; what a display there holds is a part itself.
pub(crate) fn parts_of_union<'e>(left: &'e Expr, right: &'e Expr) -> Option<Vec<Part<'e>>> {
    let mut parts = Vec::new();
    for side in [left, right] {
        match &side.kind {
            ExprKind::Dict(items) => parts.extend(parts_of_display(items)?),
            _ => parts.push(Part::All(side)),
        }
    }
    Some(parts)
}

/// For each key, in the order in which Python's dict has them, the index of the part that its value comes from. `keys_of` says which
/// keys a whole dict has.
pub(crate) fn winners<'e>(
    parts: &[Part<'e>],
    mut keys_of: impl FnMut(&'e Expr) -> Vec<String>,
) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let keys = match part {
            Part::Pair(key, _) => vec![(*key).to_owned()],
            Part::All(mapping) => keys_of(mapping),
        };
        for key in keys {
            match found.iter_mut().find(|(known, _)| *known == key) {
                Some((_, from)) => *from = index,
                None => found.push((key, index)),
            }
        }
    }
    found
}

impl Infer<'_> {
    /// The record that is made of these parts; none if they make an ordinary dict.
    pub(super) fn merged(&mut self, site: &Expr, parts: &[Part<'_>]) -> Option<Ty> {
        for part in parts {
            match part {
                Part::Pair(_, value) => self.expr(value),
                Part::All(mapping) => self.expr(mapping),
            };
        }
        let is_unknown = |part: &Part<'_>| matches!(part, Part::All(mapping) if matches!(self.noted(mapping), Ty::Never));
        if parts.iter().any(is_unknown) {
            return (!self.force).then_some(Ty::Never);
        }
        let made = self.merge(site, parts);
        let key = (self.current, site.id);
        if made.is_none()
            && let Some(var) = self.types.records.get(&key).copied()
        {
            self.types.store.dissolve(var);
            if let Ty::Dict(keys, values) = self.types.store.normal(&Ty::Record(var)) {
                let (own_keys, own_values) = (self.site(site.id, 0), self.site(site.id, 1));
                self.types.store.unify(own_keys, keys);
                self.types.store.unify(own_values, values);
            }
        }
        made
    }

    /// What was inferred for an expression.
    fn noted(&self, expr: &Expr) -> Ty {
        let ty = self.types.instance(self.current).exprs.get(&expr.id);
        ty.map_or(Ty::Never, |ty| self.types.store.normal(ty))
    }

    fn merge(&mut self, site: &Expr, parts: &[Part<'_>]) -> Option<Ty> {
        let is_dict = |part: &Part<'_>| matches!(part, Part::All(mapping) if !matches!(self.noted(mapping), Ty::Record(_)));
        if parts.iter().any(is_dict) {
            return None;
        }
        let from = winners(parts, |mapping| match self.noted(mapping) {
            Ty::Record(var) => self.types.store.record(var).keys.to_vec(),
            _ => unreachable!("checked above"),
        });
        if !(2..=MAX_FIELDS).contains(&from.len()) {
            return None;
        }
        let var = self.merged_site(site, &from)?;
        for (at, (key, index)) in from.iter().enumerate() {
            let ty = match parts[*index] {
                Part::Pair(_, value) => self.noted(value),
                Part::All(mapping) => match self.noted(mapping) {
                    Ty::Record(other) => self.types.store.field(other, key)?.1,
                    _ => return None,
                },
            };
            if !Self::can_be_field(&ty) {
                return None;
            }
            let Ty::Record(var) = self.types.store.normal(&Ty::Record(var)) else {
                return None;
            };
            let slot = self.types.store.record(var).fields[at];
            self.types.store.flow(&ty, slot);
        }
        if self.types.store.is_uniform(var) == Some(true) {
            return None;
        }
        for part in parts {
            if let Part::All(mapping) = part
                && let Ty::Record(other) = self.noted(mapping)
            {
                self.copies.insert((other, var));
            }
        }
        match self.types.store.normal(&Ty::Record(var)) {
            record @ Ty::Record(_) => Some(record),
            _ => None,
        }
    }

    /// The record of these keys that is made at a place.
    fn merged_site(&mut self, site: &Expr, from: &[(String, usize)]) -> Option<RecordVar> {
        let keys: Vec<String> = from.iter().map(|(key, _)| key.clone()).collect();
        let place = (self.current, site.id);
        if let Some(var) = self.types.records.get(&place) {
            let is_same = *self.types.store.record(*var).keys == *keys;
            return is_same.then_some(*var);
        }
        let var = self.types.store.new_record(keys);
        self.types.records.insert(place, var);
        Some(var)
    }

    /// Copies that have the keys of what they are copied from, and values like them, are of one type; true if some become so.
    pub(super) fn share_shapes(&mut self) -> bool {
        let mut any = false;
        for (from, to) in self.copies.clone() {
            let (from, to) = (
                self.types.store.normal(&Ty::Record(from)),
                self.types.store.normal(&Ty::Record(to)),
            );
            if let (Ty::Record(one), Ty::Record(two)) = (&from, &to)
                && one != two
                && !self.types.store.is_unknown(&from)
                && !self.types.store.is_unknown(&to)
                && self.types.store.is_alike(&from, &to)
            {
                self.types.store.join(&from, &to);
                any = true;
            }
        }
        any
    }

    /// `left | right` of records.
    pub(super) fn record_union(
        &mut self,
        site: &Expr,
        (left, op, right): (&Expr, BinOp, &Expr),
    ) -> Option<Ty> {
        if op != BinOp::BitOr {
            return None;
        }
        let sides = [self.expr(left), self.expr(right)];
        if !sides.iter().any(|ty| matches!(ty, Ty::Record(_))) {
            return None;
        }
        self.merged(site, &parts_of_union(left, right)?)
    }

    /// `record.update({'key': value})`, `record.update(key=value)` of keys that the record has.
    pub(super) fn record_update(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        let Ty::Record(var) = receiver else {
            return None;
        };
        let mut fields = Vec::new();
        for part in parts_of_update(args, keywords)? {
            let Part::Pair(key, value) = part else {
                return None;
            };
            let (at, _) = self.types.store.field(*var, key)?;
            let ty = self.noted(value);
            if !Self::can_be_field(&ty) {
                return None;
            }
            fields.push((at, ty));
        }
        for (at, ty) in fields {
            self.types.store.store_field(*var, at, &ty);
        }
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(Ty::None)
    }
}

/// What `update` is given, if that is written out.
pub(crate) fn parts_of_update<'e>(
    args: &'e [Expr],
    keywords: &'e [Keyword],
) -> Option<Vec<Part<'e>>> {
    let mut parts = match args {
        [] => Vec::new(),
        [
            Expr {
                kind: ExprKind::Dict(items),
                ..
            },
        ] => parts_of_display(items)?,
        _ => return None,
    };
    parts.extend(parts_of_call(&[], keywords)?);
    Some(parts)
}
