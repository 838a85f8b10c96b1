//! `match`: what patterns bind (Python reference, section 8.6 "The match statement"; PEP 634).
//!
//! A pattern that asks for something the subject's type leaves open is a test on `Value`s; what a static type decides is decided
//! here and, in the same way, in `ir::lower::pattern`.

use super::Infer;
use super::narrow::{Branches, Facts};
use super::reflect::{class_of, is_subclass};
use crate::names::{Names, Use};
use crate::syntax::ast::{
    Body, Constant, Expr, ExprKind, Ident, MatchCase, Pattern, PatternKind, Stmt, UnaryOp,
};
use crate::types::{Store, Ty};

/// How deep patterns are expected to look.
const MAX_DEPTH: u8 = 6;

impl Infer<'_> {
    /// A `match`; false if its end is never reached.
    pub(super) fn match_stmt(&mut self, subject: &Expr, cases: &[MatchCase]) -> bool {
        let mut ty = self.expr(subject);
        if self.holds_deques(&ty, MAX_DEPTH) {
            // A deque matches as a sequence does.
            self.types.store.to_value(&ty);
            ty = self.record(subject, Ty::Value);
        }
        let variable = self.plain_variable(subject);
        let mut ends: Vec<Facts> = Vec::new();
        let mut is_exhausted = false;
        for case in cases {
            let before = self.facts.clone();
            self.pattern(&case.pattern, &ty);
            ty = self.types.store.normal(&ty);
            let matched = matched_ty(&case.pattern, &ty);
            if let (Some(variable), Ty::Option(_)) = (variable, &ty)
                && !binds_in(self.names, &case.pattern, variable)
            {
                self.facts.learn(variable, matched);
            }
            if !can_match(self.names, &self.types.store, &case.pattern, &ty)
                && !matches!(ty, Ty::Never)
            {
                self.facts = before;
                continue;
            }
            let entered = match &case.guard {
                Some(guard) => {
                    let Branches { when_true, .. } = self.test(guard);
                    when_true
                }
                None => Some(self.facts.clone()),
            };
            if let Some(facts) = entered {
                self.facts = facts;
                if self.block(&case.body) {
                    ends.push(self.facts.clone());
                }
            }
            self.facts = before;
            self.forget_stores_of(case);
            if case.guard.is_none() {
                if excludes_none(&case.pattern)
                    && let Ty::Option(inner) = &ty
                {
                    ty = (**inner).clone();
                    if let Some(variable) = variable {
                        self.facts.learn(variable, ty.clone());
                    }
                }
                if always_matches(self.names, &self.types.store, &case.pattern, &ty) {
                    is_exhausted = true;
                    break;
                }
            }
        }
        if !is_exhausted {
            ends.push(self.facts.clone());
        }
        let end = ends.into_iter().reduce(|one, two| one.meet(&two));
        let falls = end.is_some();
        self.facts = end.unwrap_or_default();
        falls
    }

    /// Whether there are deques in a value of the type, where patterns can look.
    fn holds_deques(&self, ty: &Ty, depth: u8) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let inside = |slot| self.holds_deques(&self.types.store.contents(slot), depth);
        match self.types.store.normal(ty) {
            Ty::Deque(_) => true,
            Ty::List(slot) => inside(slot),
            Ty::Dict(_, values) => inside(values),
            Ty::Record(var) => {
                let fields = &self.types.store.record(var).fields;
                fields.iter().any(|slot| inside(*slot))
            }
            Ty::Tuple(items) => items.iter().any(|item| self.holds_deques(item, depth)),
            Ty::VarTuple(item) | Ty::Option(item) => self.holds_deques(&item, depth),
            _ => false,
        }
    }

    /// A pattern that failed may have bound names on the way to a guard that did not hold.
    fn forget_stores_of(&mut self, case: &MatchCase) {
        for name in bound_names(&case.pattern) {
            if let Some(Use::Variable { variable, .. }) = &self.names.uses[name.0 as usize] {
                self.facts.forget(*variable);
            }
        }
        if case.guard.is_some() {
            self.forget_shared();
        }
    }

    /// Binds the names of a pattern that a value of this type is matched with.
    fn pattern(&mut self, pattern: &Pattern, ty: &Ty) {
        let ty = &match some(ty) {
            record @ Ty::Record(_) => {
                let record = record.clone();
                self.types.store.plain(&record);
                self.types.store.normal(ty)
            }
            _ => self.types.store.normal(ty),
        };
        match &pattern.kind {
            PatternKind::Value(value) => self.value_pattern(value, ty),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, ty),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping_pattern(pattern, keys, patterns, rest.as_ref(), ty),
            PatternKind::Class {
                class,
                patterns,
                keywords,
            } => self.class_pattern(class, patterns, keywords, ty),
            PatternKind::Star(_) => unreachable!("only sequences have stars"),
            PatternKind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.pattern(inner, ty);
                }
                if name.is_some() {
                    let ty = self.types.store.normal(ty);
                    let bound = match inner {
                        Some(inner) => matched_ty(inner, &ty),
                        None => ty,
                    };
                    self.bind(pattern.id, &bound);
                }
            }
            PatternKind::Or(alternatives) => {
                for alternative in alternatives {
                    self.pattern(alternative, ty);
                }
            }
        }
    }

    fn value_pattern(&mut self, value: &Expr, ty: &Ty) {
        let other = self.expr(value);
        let inner = some(ty);
        if matches!(inner, Ty::Never) || matches!(other, Ty::Never) {
            return;
        }
        if are_disjoint(inner, &other) || self.is_comparable(inner, &other, false) {
            return;
        }
        self.types.store.to_value(ty);
        self.types.store.to_value(&other);
    }

    fn sequence_pattern(&mut self, patterns: &[Pattern], ty: &Ty) {
        match some(ty) {
            Ty::Tuple(parts) => {
                let Some(places) = tuple_places(patterns, parts.len()) else {
                    return self.bind_nothing(patterns);
                };
                for (pattern, place) in patterns.iter().zip(places) {
                    match place {
                        Place::Item(at) => self.pattern(pattern, &parts[at]),
                        Place::Rest(from, to) => {
                            for part in &parts[from..to] {
                                self.star(pattern, part);
                            }
                            self.star(pattern, &Ty::Never);
                        }
                    }
                }
            }
            Ty::List(_) | Ty::VarTuple(_) | Ty::Range | Ty::Value | Ty::Never => {
                let item = match some(ty) {
                    Ty::Value => Ty::Value,
                    other => self.static_item_of(other).unwrap_or(Ty::Value),
                };
                for pattern in patterns {
                    if let PatternKind::Star(_) = &pattern.kind {
                        self.star(pattern, &item);
                    } else {
                        self.pattern(pattern, &item);
                    }
                }
            }
            Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Str
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::Record(_)
            | Ty::Option(_)
            | Ty::Func(_)
            | Ty::Exception
            | Ty::Stream(_)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::Iter(_) => self.bind_nothing(patterns),
        }
    }

    /// `*rest`: a new list that gets an item of this type.
    fn star(&mut self, pattern: &Pattern, item: &Ty) {
        if let PatternKind::Star(Some(_)) = &pattern.kind {
            let slot = self.site(pattern.id, 0);
            self.types.store.flow(item, slot);
            self.bind(pattern.id, &Ty::List(slot));
        }
    }

    fn mapping_pattern(
        &mut self,
        whole: &Pattern,
        keys: &[Expr],
        patterns: &[Pattern],
        rest: Option<&Ident>,
        ty: &Ty,
    ) {
        let (contents, rest_tys) = match some(ty) {
            Ty::Dict(key_slot, value_slot) => {
                for key in keys {
                    let key_ty = self.expr(key);
                    let known = self.types.store.contents(*key_slot);
                    if !are_disjoint(&known, &key_ty) && !self.lookup_fits(&key_ty, *key_slot) {
                        self.types.store.to_value(&Ty::Dict(*key_slot, *value_slot));
                        self.types.store.to_value(&key_ty);
                    }
                }
                let value = self.types.store.contents(*value_slot);
                (value.clone(), (self.types.store.contents(*key_slot), value))
            }
            Ty::Value => {
                for key in keys {
                    let key_ty = self.expr(key);
                    self.types.store.to_value(&key_ty);
                }
                (Ty::Value, (Ty::Value, Ty::Value))
            }
            _ => {
                for key in keys {
                    self.expr(key);
                }
                (Ty::Never, (Ty::Never, Ty::Never))
            }
        };
        for pattern in patterns {
            self.pattern(pattern, &contents);
        }
        if rest.is_some() {
            let (keys, values) = (self.site(whole.id, 0), self.site(whole.id, 1));
            self.types.store.flow(&rest_tys.0, keys);
            self.types.store.flow(&rest_tys.1, values);
            self.bind(whole.id, &Ty::Dict(keys, values));
        }
    }

    fn class_pattern(
        &mut self,
        class: &Expr,
        patterns: &[Pattern],
        keywords: &[(Ident, Pattern)],
        ty: &Ty,
    ) {
        let known = self_matching(self.names, class);
        if let (Some(_), [] | [_], []) = (known, patterns, keywords) {
            self.record(class, Ty::Value);
            if let [pattern] = patterns {
                let inner = matched_ty_of_class(ty);
                self.pattern(pattern, &inner);
            }
            return;
        }
        self.types.store.to_value(ty);
        let class = self.expr(class);
        self.types.store.to_value(&class);
        for pattern in patterns
            .iter()
            .chain(keywords.iter().map(|(_, pattern)| pattern))
        {
            self.pattern(pattern, &Ty::Value);
        }
    }

    /// The names of patterns that never match.
    fn bind_nothing(&mut self, patterns: &[Pattern]) {
        for pattern in patterns {
            if let PatternKind::Star(_) = &pattern.kind {
                self.star(pattern, &Ty::Never);
            } else {
                self.pattern(pattern, &Ty::Never);
            }
        }
    }
}

/// Where a part of a sequence pattern stands in a tuple.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// An item.
    Item(usize),
    /// The items of a star: from the first up to before the second.
    Rest(usize, usize),
}

/// The places of the parts of a sequence pattern in a tuple of this length; none if it does not match.
pub(crate) fn tuple_places(patterns: &[Pattern], len: usize) -> Option<Vec<Place>> {
    let star = patterns
        .iter()
        .position(|pattern| matches!(pattern.kind, PatternKind::Star(_)));
    let Some(star) = star else {
        return (patterns.len() == len).then(|| (0..len).map(Place::Item).collect());
    };
    let n_more = len.checked_sub(patterns.len() - 1)?;
    let places = (0..patterns.len()).map(|index| match index.cmp(&star) {
        std::cmp::Ordering::Less => Place::Item(index),
        std::cmp::Ordering::Equal => Place::Rest(star, star + n_more),
        std::cmp::Ordering::Greater => Place::Item(index + n_more - 1),
    });
    Some(places.collect())
}

/// The builtin class whose pattern takes the subject itself: `int(x)`.
pub(crate) fn self_matching<'e>(names: &Names, class: &'e Expr) -> Option<&'e str> {
    const CLASSES: &[&str] = &[
        "bool",
        "bytearray",
        "bytes",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "set",
        "str",
        "tuple",
    ];
    match &class.kind {
        ExprKind::Name(ident)
            if names.uses[class.id.0 as usize] == Some(Use::Builtin)
                && CLASSES.contains(&ident.name.as_str()) =>
        {
            Some(&ident.name)
        }
        _ => None,
    }
}

/// Whether a value of a static type is an instance of a builtin class; none if only running the program tells.
pub(crate) fn is_instance(ty: &Ty, class: &str) -> Option<bool> {
    match ty {
        Ty::Func(_) | Ty::Exception | Ty::Iter(_) | Ty::Stream(_) | Ty::View(..) => {
            Some(class == "object")
        }
        _ => class_of(ty).map(|own| is_subclass(own, class)),
    }
}

/// Whether values of the two types are never equal.
pub(crate) fn are_disjoint(a: &Ty, b: &Ty) -> bool {
    fn group(ty: &Ty) -> Option<u8> {
        Some(match ty {
            Ty::Never | Ty::Value | Ty::Option(_) | Ty::Iter(_) | Ty::View(..) => return None,
            Ty::None => 0,
            Ty::Bool | Ty::Int | Ty::Big | Ty::Num | Ty::Float => 1,
            Ty::Str => 2,
            Ty::List(_) => 3,
            Ty::Set(_) | Ty::FrozenSet(_) => 4,
            Ty::Deque(_) => 20,
            Ty::Dict(..) | Ty::Record(_) => 5,
            Ty::Tuple(_) | Ty::VarTuple(_) => 6,
            Ty::Range => 7,
            Ty::Func(_) => 8,
            Ty::Exception => 9,
            Ty::Stream(_) => 10,
            Ty::Bytes => 11,
        })
    }
    match (group(a), group(b)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

/// The type without `None`.
fn some(ty: &Ty) -> &Ty {
    match ty {
        Ty::Option(inner) => inner,
        other => other,
    }
}

/// What a value of the type is known to be once it is an instance of a class.
fn matched_ty_of_class(ty: &Ty) -> Ty {
    some(ty).clone()
}

/// What a value of the type is known to be once the pattern matched.
pub(crate) fn matched_ty(pattern: &Pattern, ty: &Ty) -> Ty {
    let Ty::Option(inner) = ty else {
        return ty.clone();
    };
    match &pattern.kind {
        PatternKind::Singleton(Constant::None) => Ty::None,
        PatternKind::Value(_)
        | PatternKind::Singleton(_)
        | PatternKind::Sequence(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. } => (**inner).clone(),
        PatternKind::As {
            pattern: Some(inner),
            ..
        } => matched_ty(inner, ty),
        PatternKind::Or(alternatives) => {
            let mut tys = alternatives.iter().map(|pattern| matched_ty(pattern, ty));
            let first = tys.next().unwrap_or_else(|| ty.clone());
            if tys.all(|other| other == first) {
                first
            } else {
                ty.clone()
            }
        }
        PatternKind::As { pattern: None, .. } | PatternKind::Star(_) => ty.clone(),
    }
}

/// Whether `None` matches the pattern.
pub(crate) fn excludes_none(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::Singleton(Constant::None) => true,
        PatternKind::Or(alternatives) => alternatives.iter().any(excludes_none),
        PatternKind::As {
            pattern: Some(inner),
            ..
        } => excludes_none(inner),
        PatternKind::As { pattern: None, .. }
        | PatternKind::Value(_)
        | PatternKind::Singleton(_)
        | PatternKind::Sequence(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. }
        | PatternKind::Star(_) => false,
    }
}

/// Whether some value of the type matches the pattern, as far as its outermost part tells.
pub(crate) fn can_match(names: &Names, store: &Store, pattern: &Pattern, ty: &Ty) -> bool {
    let inner = some(ty);
    let can_match = |pattern: &Pattern, ty: &Ty| can_match(names, store, pattern, ty);
    match &pattern.kind {
        PatternKind::Value(value) => match literal_ty(value) {
            Some(other) => !are_disjoint(inner, &other),
            None => true,
        },
        PatternKind::Singleton(constant) => match (inner, constant) {
            (Ty::Value | Ty::Never, _) => true,
            (_, Constant::None) => matches!(ty, Ty::None | Ty::Option(_)),
            _ => matches!(inner, Ty::Bool),
        },
        PatternKind::Sequence(patterns) => match inner {
            Ty::Tuple(parts) => match tuple_places(patterns, parts.len()) {
                Some(places) => patterns.iter().zip(places).all(|(pattern, place)| {
                    !matches!(place, Place::Item(at) if !can_match(pattern, &parts[at]))
                }),
                None => false,
            },
            Ty::List(_) | Ty::VarTuple(_) | Ty::Range => {
                let item = match inner {
                    Ty::List(slot) => store.contents(*slot),
                    Ty::VarTuple(item) => (**item).clone(),
                    _ => Ty::Int,
                };
                patterns.iter().all(|pattern| can_match(pattern, &item))
            }
            Ty::Value | Ty::Never => true,
            _ => false,
        },
        PatternKind::Mapping { patterns, .. } => match inner {
            Ty::Dict(_, slot) => {
                let value = store.contents(*slot);
                patterns.iter().all(|pattern| can_match(pattern, &value))
            }
            inner => matches!(inner, Ty::Value | Ty::Never),
        },
        PatternKind::Class {
            class,
            patterns,
            keywords,
        } => {
            let known = self_matching(names, class);
            let is_possible = known.is_none_or(|class| is_instance(inner, class) != Some(false));
            match (patterns.as_slice(), keywords.as_slice()) {
                ([pattern], []) if known.is_some() => {
                    is_possible && can_match(pattern, inner)
                }
                ([], []) => is_possible,
                _ => true,
            }
        }
        PatternKind::Star(_) => true,
        PatternKind::As { pattern, .. } => pattern
            .as_ref()
            .is_none_or(|pattern| can_match(pattern, ty)),
        PatternKind::Or(alternatives) => alternatives
            .iter()
            .any(|pattern| can_match(pattern, ty)),
    }
}

/// Whether every value of the type matches the pattern.
pub(crate) fn always_matches(names: &Names, store: &Store, pattern: &Pattern, ty: &Ty) -> bool {
    let always_matches = |pattern: &Pattern, ty: &Ty| always_matches(names, store, pattern, ty);
    match &pattern.kind {
        PatternKind::Value(_) | PatternKind::Mapping { .. } => false,
        PatternKind::Singleton(constant) => {
            matches!((ty, constant), (Ty::None, Constant::None))
        }
        PatternKind::Sequence(patterns) => match (ty, patterns.as_slice()) {
            (Ty::Tuple(parts), _) => match tuple_places(patterns, parts.len()) {
                Some(places) => patterns.iter().zip(places).all(|(pattern, place)| {
                    !matches!(place, Place::Item(at) if !always_matches(pattern, &parts[at]))
                }),
                None => false,
            },
            (Ty::List(_) | Ty::VarTuple(_) | Ty::Range, [only]) => {
                matches!(only.kind, PatternKind::Star(_))
            }
            _ => false,
        },
        PatternKind::Class {
            class,
            patterns,
            keywords,
        } => {
            let is_known = self_matching(names, class)
                .is_some_and(|class| is_instance(ty, class) == Some(true));
            match (patterns.as_slice(), keywords.as_slice()) {
                ([], []) => is_known,
                ([pattern], []) => is_known && always_matches(pattern, ty),
                _ => false,
            }
        }
        PatternKind::Star(_) => true,
        PatternKind::As { pattern, .. } => pattern
            .as_ref()
            .is_none_or(|pattern| always_matches(pattern, ty)),
        // The tests of those before it bind names, which Rust does not see the outcome of.
        PatternKind::Or(alternatives) => alternatives
            .iter()
            .find(|pattern| can_match(names, store, pattern, ty))
            .is_some_and(|pattern| always_matches(pattern, ty)),
    }
}

/// The type of a literal pattern; none for a dotted name.
fn literal_ty(value: &Expr) -> Option<Ty> {
    match &value.kind {
        ExprKind::Constant(Constant::Int(_) | Constant::BigInt(_)) => Some(Ty::Int),
        ExprKind::Constant(Constant::Float(_)) => Some(Ty::Float),
        ExprKind::Constant(Constant::Str(_)) => Some(Ty::Str),
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => literal_ty(operand),
        _ => None,
    }
}

/// The nodes of the names that a pattern binds.
pub(crate) fn bound_names(pattern: &Pattern) -> Vec<crate::syntax::ast::NodeId> {
    let mut found = Vec::new();
    collect_names(pattern, &mut found);
    found
}

fn collect_names(pattern: &Pattern, found: &mut Vec<crate::syntax::ast::NodeId>) {
    match &pattern.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) => {}
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
            for pattern in patterns {
                collect_names(pattern, found);
            }
        }
        PatternKind::Mapping { patterns, rest, .. } => {
            for pattern in patterns {
                collect_names(pattern, found);
            }
            if rest.is_some() {
                found.push(pattern.id);
            }
        }
        PatternKind::Class {
            patterns, keywords, ..
        } => {
            for pattern in patterns
                .iter()
                .chain(keywords.iter().map(|(_, pattern)| pattern))
            {
                collect_names(pattern, found);
            }
        }
        PatternKind::Star(name) => {
            if name.is_some() {
                found.push(pattern.id);
            }
        }
        PatternKind::As {
            pattern: inner,
            name,
        } => {
            if let Some(inner) = inner {
                collect_names(inner, found);
            }
            if name.is_some() {
                found.push(pattern.id);
            }
        }
    }
}

/// Whether the pattern binds the variable.
pub(crate) fn binds_in(names: &Names, pattern: &Pattern, wanted: crate::names::VarId) -> bool {
    bound_names(pattern).into_iter().any(|node| {
        matches!(&names.uses[node.0 as usize], Some(Use::Variable { variable, .. }) if *variable == wanted)
    })
}

/// The blocks of the cases.
pub(crate) fn case_bodies(cases: &[MatchCase]) -> impl Iterator<Item = &Body> {
    cases.iter().map(|case| &case.body)
}

/// The nodes that the patterns of a statement bind, those of statements inside not included.
pub(super) fn stored_by_patterns(stmt: &Stmt) -> Vec<crate::syntax::ast::NodeId> {
    match &stmt.kind {
        crate::syntax::ast::StmtKind::Match { cases, .. } => cases
            .iter()
            .flat_map(|case| bound_names(&case.pattern))
            .collect(),
        _ => Vec::new(),
    }
}
