//! `match`: tests and stores for each case (Python reference, section 8.6 "The match statement"; PEP 634).
//!
//! ```python
//! match command.split():
//!     case ["go", direction]: print(direction)
//!     case [*words] if len(words) > 5: print("too long")
//!     case _: print("what?")
//! ```
//!
//! ```text
//! let subject = command.py_split();
//! if subject.len() == 2 && subject.part(0) == "go" {
//!     let direction = subject.part(1);
//!     println!("{direction}");
//! } else if { words = subject.middle(0, 0); words.len() > 5 } { … } else { … }
//! ```
//!
//! Python binds the names of a pattern once all of it has matched, and before the guard is asked. Parts of the subject are therefore
//! read where they are tested and again where they are bound: the subject is a variable that nothing changes in between.

use super::Lower;
use super::truth::negated;
use crate::ir::{Block, Expr, ExprKind, Mode, Spelling, Stmt, StmtKind, Ty};
use crate::names::Use;
use crate::syntax::ast::{
    self, Constant, Ident, MatchCase, NodeId, Pattern as Case, PatternKind as Kind,
};
use crate::types;
use crate::types::infer::pattern::{
    Place, always_matches, bound_names, can_match, excludes_none, is_instance, self_matching,
    tuple_places,
};

/// Something that a pattern is matched with.
#[derive(Clone)]
struct Subject {
    /// Reads it, as often as needed.
    place: Expr,
    /// What inference knows of it.
    ty: types::Ty,
}

/// What a pattern that can match comes down to.
#[derive(Default)]
struct Matching {
    /// All must hold; they are tried in this order.
    tests: Vec<Expr>,
    /// What the names are bound to then.
    stores: Vec<(NodeId, Expr)>,
}

impl Lower<'_> {
    /// A `match`; false if its end is never reached.
    pub(super) fn match_stmt(
        &mut self,
        subject: &ast::Expr,
        cases: &[MatchCase],
        stmts: &mut Vec<Stmt>,
    ) -> bool {
        let mut known = self.inferred(subject.id);
        let value = self.expr(subject);
        let place = self.held_subject(subject, cases, value, stmts);
        let mut branches = Vec::new();
        let mut falls = false;
        let mut is_exhausted = false;
        for case in cases {
            if !can_match(self.names, &self.types.store, &case.pattern, &known) {
                continue;
            }
            let held = self.known_place(&place, &known);
            let matching = self.matching(&case.pattern, &held);
            let is_certain = case.guard.is_none()
                && always_matches(self.names, &self.types.store, &case.pattern, &known);
            let branch = self.branch(case, matching);
            falls |= branch.falls;
            branches.push(branch);
            if is_certain {
                is_exhausted = true;
                break;
            }
            if case.guard.is_none()
                && excludes_none(&case.pattern)
                && let types::Ty::Option(inner) = &known
            {
                known = (**inner).clone();
            }
        }
        let mut rest = Vec::new();
        for branch in branches.into_iter().rev() {
            rest = self.chained(branch, rest);
        }
        stmts.extend(rest);
        falls || !is_exhausted
    }

    /// The subject as something that can be read again and again.
    fn held_subject(
        &mut self,
        subject: &ast::Expr,
        cases: &[MatchCase],
        value: Expr,
        stmts: &mut Vec<Stmt>,
    ) -> Expr {
        if value.is_literal() || self.is_lasting(subject, cases) {
            return value;
        }
        let ty = value.ty.clone();
        let var = self.temp("subject", ty.clone());
        let value = Some(value);
        stmts.push(self.stmt_at(StmtKind::Let { var, value }, 0));
        Expr::var(var, ty)
    }

    /// Whether a variable keeps its value until a case is chosen.
    fn is_lasting(&self, subject: &ast::Expr, cases: &[MatchCase]) -> bool {
        let ast::ExprKind::Name(_) = &subject.kind else {
            return false;
        };
        let Some(Use::Variable {
            variable,
            maybe_unbound: false,
        }) = self.names.uses[subject.id.0 as usize]
        else {
            return false;
        };
        let binding = self.names.variables[variable.0 as usize].binding;
        let data = &self.names.bindings[binding.0 as usize];
        let is_own = self.funcs.of_scope[data.scope.0 as usize] == self.instance().func
            && data.stores.iter().all(|(_, scope)| *scope == data.scope);
        let stored = |node: NodeId| {
            matches!(&self.names.uses[node.0 as usize], Some(Use::Variable { variable: other, .. })
                if *other == variable)
        };
        is_own
            && cases.iter().all(|case| {
                !bound_names(&case.pattern).into_iter().any(stored)
                    && case.guard.as_ref().is_none_or(|guard| !has_store(guard))
            })
    }

    /// The subject once it is known not to be `None`.
    fn known_place(&mut self, place: &Expr, known: &types::Ty) -> Subject {
        let want = self.ty(known);
        let place = match &place.ty {
            Ty::Option(_) if !matches!(want, Ty::Option(_)) => self.coerce(place.clone(), &want),
            _ => place.clone(),
        };
        Subject {
            place,
            ty: known.clone(),
        }
    }

    /// What a case asks and does, and whether the end of its statements is reached.
    fn branch(&mut self, case: &MatchCase, matching: Matching) -> Branch {
        let Matching { tests, stores } = matching;
        let line = self.line(case.pattern.span);
        let bindings = self.bindings(stores, line);
        let guard = case.guard.as_ref().map(|guard| self.condition(guard));
        let (body, falls) = self.block(&case.body);
        Branch {
            tests,
            bindings,
            guard,
            body,
            falls,
        }
    }

    fn bindings(&mut self, stores: Vec<(NodeId, Expr)>, line: u32) -> Vec<Stmt> {
        let mut bindings = Vec::new();
        for (node, value) in stores {
            let var = self.bound_var(node);
            let ty = self.var_ty(var);
            let value = self.coerce(value, &ty);
            bindings.push(self.stmt_at(StmtKind::Store { var, value }, line));
        }
        bindings
    }

    /// A case with what happens if it does not match.
    fn chained(&self, branch: Branch, rest: Vec<Stmt>) -> Vec<Stmt> {
        let Branch {
            mut tests,
            bindings,
            guard,
            body,
            falls,
        } = branch;
        let choice = |test: Expr, then: Vec<Stmt>, rest: Vec<Stmt>| {
            let (then, orelse) = (Block { stmts: then }, Block { stmts: rest });
            self.stmt_at(StmtKind::If { test, then, orelse }, 0)
        };
        let Some(guard) = guard else {
            let mut then = bindings;
            then.extend(body.stmts);
            return match all_of(tests) {
                Some(test) => vec![choice(test, then, rest)],
                None => then,
            };
        };
        if bindings.is_empty() {
            tests.push(guard);
        } else if tests.is_empty() {
            let mut all = bindings;
            all.push(choice(guard, body.stmts, rest));
            return all;
        } else if falls {
            let block = Block { stmts: bindings };
            let bound = ExprKind::Block(block, Box::new(guard));
            tests.push(Expr::new(bound, Ty::Bool));
        } else {
            // The body does not come back, so the cases behind it need no `else`.
            let mut then = bindings;
            then.push(choice(guard, body.stmts, Vec::new()));
            let test = all_of(tests).expect("there are tests");
            let mut all = vec![choice(test, then, Vec::new())];
            all.extend(rest);
            return all;
        }
        let test = all_of(tests).expect("the guard is one");
        vec![choice(test, body.stmts, rest)]
    }

    /// What a pattern that can match asks and binds.
    fn matching(&mut self, pattern: &Case, subject: &Subject) -> Matching {
        let mut found = Matching::default();
        self.pattern(pattern, subject, &mut found);
        found
    }

    fn pattern(&mut self, pattern: &Case, subject: &Subject, found: &mut Matching) {
        match &pattern.kind {
            Kind::As {
                pattern: inner,
                name,
            } => {
                if let Some(inner) = inner {
                    self.pattern(inner, subject, found);
                }
                if name.is_some() {
                    let known = match inner {
                        Some(inner) => types::infer::pattern::matched_ty(inner, &subject.ty),
                        None => subject.ty.clone(),
                    };
                    let bound = self.known_place(&subject.place, &known);
                    found.stores.push((pattern.id, bound.place));
                }
            }
            Kind::Or(alternatives) => self.alternatives(alternatives, subject, found),
            Kind::Singleton(Constant::None) => self.none_pattern(subject, found),
            Kind::Value(_)
            | Kind::Singleton(_)
            | Kind::Sequence(_)
            | Kind::Mapping { .. }
            | Kind::Class { .. } => {
                let subject = self.without_none(subject, found);
                self.plain_pattern(pattern, &subject, found);
            }
            Kind::Star(_) => unreachable!("only sequences have stars"),
        }
    }

    /// `None`.
    fn none_pattern(&mut self, subject: &Subject, found: &mut Matching) {
        let place = subject.place.clone();
        match &place.ty {
            Ty::Option(_) => {
                let test = Expr::new(ExprKind::IsNone(Box::new(place)), Ty::Bool);
                found.tests.push(test);
            }
            Ty::Value => found
                .tests
                .push(Expr::method(place, "is_none", vec![], Ty::Bool)),
            _ => {}
        }
    }

    /// The subject of a pattern that `None` does not match.
    fn without_none(&mut self, subject: &Subject, found: &mut Matching) -> Subject {
        let types::Ty::Option(inner) = &subject.ty else {
            return subject.clone();
        };
        let none = Expr::new(ExprKind::IsNone(Box::new(subject.place.clone())), Ty::Bool);
        found.tests.push(negated(none));
        self.known_place(&subject.place, inner)
    }

    fn plain_pattern(&mut self, pattern: &Case, subject: &Subject, found: &mut Matching) {
        let place = subject.place.clone();
        match &pattern.kind {
            Kind::Value(value) => {
                let value = self.expr(value);
                found.tests.push(self.equality(place, value));
            }
            Kind::Singleton(constant) => {
                let wanted = matches!(constant, Constant::Bool(true));
                let test = match &place.ty {
                    Ty::Bool if wanted => place,
                    Ty::Bool => negated(place),
                    _ => {
                        let flag = Expr::new(ExprKind::Bool(wanted), Ty::Bool);
                        let flag = self.coerce(flag, &Ty::Value);
                        Expr::method(place, "is", vec![(flag, Mode::Ref)], Ty::Bool)
                    }
                };
                found.tests.push(test);
            }
            Kind::Sequence(patterns) => self.sequence_pattern(patterns, subject, found),
            Kind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping_pattern(pattern, keys, patterns, rest.as_ref(), subject, found),
            Kind::Class {
                class,
                patterns,
                keywords,
            } => self.class_pattern(class, patterns, keywords, subject, found),
            Kind::Star(_) | Kind::As { .. } | Kind::Or(_) => {
                unreachable!("the caller has handled it")
            }
        }
    }

    /// `a | b`: the first alternative that matches binds the names.
    fn alternatives(&mut self, alternatives: &[Case], subject: &Subject, found: &mut Matching) {
        let mut any = Vec::new();
        for alternative in alternatives {
            if !can_match(self.names, &self.types.store, alternative, &subject.ty) {
                continue;
            }
            let Matching { mut tests, stores } = self.matching(alternative, subject);
            let is_certain = tests.is_empty();
            if is_certain && any.is_empty() {
                found.stores.extend(stores);
                return;
            }
            if !stores.is_empty() {
                let bindings = self.bindings(stores, 0);
                let holds = Expr::new(ExprKind::Bool(true), Ty::Bool);
                let block = Block { stmts: bindings };
                tests.push(Expr::new(ExprKind::Block(block, Box::new(holds)), Ty::Bool));
            }
            match all_of(tests) {
                Some(test) => any.push(test),
                None => return,
            }
            if is_certain {
                break;
            }
        }
        let test = any
            .into_iter()
            .rev()
            .reduce(|rest, test| Expr::new(ExprKind::Or(Box::new(test), Box::new(rest)), Ty::Bool))
            .unwrap_or_else(|| Expr::new(ExprKind::Bool(false), Ty::Bool));
        found.tests.push(test);
    }

    /// `[a, b, *rest]`.
    fn sequence_pattern(&mut self, patterns: &[Case], subject: &Subject, found: &mut Matching) {
        if let types::Ty::Tuple(parts) = &subject.ty {
            return self.tuple_pattern(patterns, parts, subject, found);
        }
        let star = patterns
            .iter()
            .position(|pattern| matches!(pattern.kind, Kind::Star(_)));
        let n_plain = patterns.len() - usize::from(star.is_some());
        let place = &subject.place;
        let n_items = Expr::int(i64::try_from(n_plain).expect("few patterns"));
        if place.ty == Ty::Value {
            let name = match star {
                None => "is_sequence_of",
                Some(_) => "is_sequence_from",
            };
            let args = vec![(n_items, Mode::Own)];
            found
                .tests
                .push(Expr::method(place.clone(), name, args, Ty::Bool));
        } else {
            let length = match &place.ty {
                Ty::VarTuple(_) => Expr::method(place.clone(), "length", vec![], Ty::I64),
                _ => Expr::method(place.clone(), "len", vec![], Ty::I64),
            };
            match star {
                None if n_plain == 0 && matches!(place.ty, Ty::List(_)) => {
                    found.tests.push(Expr::std_method(
                        place.clone(),
                        "is_empty",
                        vec![],
                        Ty::Bool,
                    ));
                }
                None => {
                    let test = Expr::infix(length, "==", n_items, Mode::Ref, Ty::Bool);
                    found.tests.push(test);
                }
                Some(_) if n_plain == 0 => {}
                Some(_) if n_plain == 1 && !matches!(place.ty, Ty::VarTuple(_)) => {
                    let empty = Expr::std_method(place.clone(), "is_empty", vec![], Ty::Bool);
                    found.tests.push(negated(empty));
                }
                Some(_) => {
                    let test = Expr::infix(length, ">=", n_items, Mode::Ref, Ty::Bool);
                    found.tests.push(test);
                }
            }
        }
        let item = self.item_of(&subject.ty);
        let item_ty = self.ty(&item);
        for (index, pattern) in patterns.iter().enumerate() {
            if let Kind::Star(name) = &pattern.kind {
                if name.is_some() {
                    let behind = patterns.len() - index - 1;
                    let bounds = [index, behind].map(|n| {
                        (
                            Expr::int(i64::try_from(n).expect("few patterns")),
                            Mode::Own,
                        )
                    });
                    let ty = Ty::List(Box::new(item_ty.clone()));
                    let rest = Expr::method(place.clone(), "middle", bounds.to_vec(), ty);
                    found.stores.push((pattern.id, rest));
                }
                continue;
            }
            let at = match star {
                Some(star) if index > star => {
                    -i64::try_from(patterns.len() - index).expect("few patterns")
                }
                _ => i64::try_from(index).expect("few patterns"),
            };
            let part = Expr::method(
                place.clone(),
                "part",
                vec![(Expr::int(at), Mode::Own)],
                item_ty.clone(),
            );
            self.part(pattern, part, item.clone(), found);
        }
    }

    fn tuple_pattern(
        &mut self,
        patterns: &[Case],
        parts: &[types::Ty],
        subject: &Subject,
        found: &mut Matching,
    ) {
        let places = tuple_places(patterns, parts.len()).expect("it can match");
        let field = |lower: &mut Self, at: usize| {
            let ty = lower.ty(&parts[at]);
            let args = vec![(subject.place.clone(), Mode::Receiver)];
            Expr::new(
                ExprKind::Op {
                    spelling: Spelling::Field(at),
                    args,
                    runtime: false,
                },
                ty,
            )
        };
        for (pattern, place) in patterns.iter().zip(places) {
            match place {
                Place::Item(at) => {
                    let part = field(self, at);
                    self.part(pattern, part, parts[at].clone(), found);
                }
                Place::Rest(from, to) => {
                    if let Kind::Star(Some(_)) = &pattern.kind {
                        let var = self.bound_var(pattern.id);
                        let list_ty = self.node_list_ty(var, pattern.id);
                        let Ty::List(item) = list_ty.clone() else {
                            unreachable!("inference made it a list")
                        };
                        let items = (from..to)
                            .map(|at| {
                                let part = field(self, at);
                                self.coerce(part, &item)
                            })
                            .collect();
                        let array = Expr::items(Spelling::Array, items, Ty::Unit);
                        let list = Expr::path("List::from", vec![(array, Mode::Own)], list_ty);
                        found.stores.push((pattern.id, list));
                    }
                }
            }
        }
    }

    /// The list that a star of a tuple's pattern makes.
    fn node_list_ty(&mut self, var: crate::ir::VarIdx, node: NodeId) -> Ty {
        match self.var_ty(var) {
            list @ Ty::List(_) => list,
            _ => match self.node_ty(node) {
                list @ Ty::List(_) => list,
                _ => Ty::List(Box::new(Ty::Value)),
            },
        }
    }

    /// A pattern inside another one.
    fn part(&mut self, pattern: &Case, place: Expr, ty: types::Ty, found: &mut Matching) {
        if !can_match(self.names, &self.types.store, pattern, &ty) {
            found.tests.push(Expr::new(ExprKind::Bool(false), Ty::Bool));
            return;
        }
        self.pattern(pattern, &Subject { place, ty }, found);
    }

    /// `{key: pattern, **rest}`.
    fn mapping_pattern(
        &mut self,
        whole: &Case,
        keys: &[ast::Expr],
        patterns: &[Case],
        rest: Option<&Ident>,
        subject: &Subject,
        found: &mut Matching,
    ) {
        let place = &subject.place;
        if keys.len() > 1
            && let Some(key) = keys.iter().find(|key| !is_literal(key))
        {
            self.refuse(
                key.span,
                "a key that is not a literal, among others of a mapping pattern",
                "compare it in the guard",
            );
        }
        let (key_ty, value_ty, known) =
            if let (Ty::Dict(key, value), types::Ty::Dict(_, slot)) = (&place.ty, &subject.ty) {
                let known = self.types.store.contents(*slot);
                ((**key).clone(), (**value).clone(), known)
            } else {
                let test = Expr::method(place.clone(), "is_mapping", vec![], Ty::Bool);
                found.tests.push(test);
                (Ty::Value, Ty::Value, types::Ty::Value)
            };
        let mut lowered = Vec::new();
        for (key, pattern) in keys.iter().zip(patterns) {
            let key = self.expr(key);
            if !is_key(&key.ty, &key_ty) {
                found.tests.push(Expr::new(ExprKind::Bool(false), Ty::Bool));
                return;
            }
            let key = self.coerce(key, &key_ty);
            let args = vec![(key.clone(), Mode::Ref)];
            found.tests.push(Expr::method(
                place.clone(),
                "contains",
                args.clone(),
                Ty::Bool,
            ));
            let part = Expr::method(place.clone(), "entry_of", args, value_ty.clone());
            lowered.push(key);
            self.part(pattern, part, known.clone(), found);
        }
        if rest.is_some() {
            let array = Expr::items(Spelling::Array, lowered, Ty::Unit);
            let ty = Ty::Dict(Box::new(key_ty), Box::new(value_ty));
            let others = Expr::method(place.clone(), "without", vec![(array, Mode::Ref)], ty);
            found.stores.push((whole.id, others));
        }
    }

    /// `Class(a, key=b)`.
    fn class_pattern(
        &mut self,
        class: &ast::Expr,
        patterns: &[Case],
        keywords: &[(Ident, Case)],
        subject: &Subject,
        found: &mut Matching,
    ) {
        if let (Some(name), [] | [_], []) = (self_matching(self.names, class), patterns, keywords) {
            if is_instance(&subject.ty, name).is_none() {
                let args = vec![(Expr::text(name), Mode::Ref)];
                let test = Expr::method(subject.place.clone(), "is_a", args, Ty::Bool);
                found.tests.push(test);
            }
            if let [pattern] = patterns {
                self.part(pattern, subject.place.clone(), subject.ty.clone(), found);
            }
            return;
        }
        let place = self.coerce(subject.place.clone(), &Ty::Value);
        let class = self.dynamic(class);
        let n_positional = Expr::int(i64::try_from(patterns.len()).expect("few patterns"));
        let args = vec![(class, Mode::Ref), (n_positional, Mode::Own)];
        found
            .tests
            .push(Expr::method(place.clone(), "matches_class", args, Ty::Bool));
        for pattern in patterns {
            self.part(pattern, place.clone(), types::Ty::Value, found);
        }
        for (name, pattern) in keywords {
            let name = || vec![(Expr::text(name.name.clone()), Mode::Ref)];
            found
                .tests
                .push(Expr::method(place.clone(), "hasattr", name(), Ty::Bool));
            let part = Expr::method(place.clone(), "getattr", name(), Ty::Value);
            self.part(pattern, part, types::Ty::Value, found);
        }
    }

    /// What the items of a sequence are.
    fn item_of(&self, ty: &types::Ty) -> types::Ty {
        match ty {
            types::Ty::List(slot) => self.types.store.contents(*slot),
            types::Ty::VarTuple(item) => (**item).clone(),
            types::Ty::Range => types::Ty::Int,
            _ => types::Ty::Value,
        }
    }
}

/// A case, ready to be put before what happens if it does not match.
struct Branch {
    /// The tests of the pattern.
    tests: Vec<Expr>,
    /// The stores of its names.
    bindings: Vec<Stmt>,
    /// What the guard asks.
    guard: Option<Expr>,
    /// What runs if all holds.
    body: Block,
    /// Whether the end of the body is reached.
    falls: bool,
}

/// `a && b && c`; none if there is nothing to test.
fn all_of(tests: Vec<Expr>) -> Option<Expr> {
    tests
        .into_iter()
        .rev()
        .reduce(|rest, test| Expr::new(ExprKind::And(Box::new(test), Box::new(rest)), Ty::Bool))
}

/// Whether a value of one type can be a key among those of another.
fn is_key(have: &Ty, keys: &Ty) -> bool {
    match (have, keys) {
        (_, Ty::Value) => true,
        (Ty::I64, Ty::Int) => true,
        (have, keys) => have == keys,
    }
}

fn is_literal(key: &ast::Expr) -> bool {
    matches!(
        key.kind,
        ast::ExprKind::Constant(_) | ast::ExprKind::Unary { .. }
    )
}

/// Whether evaluating the guard may store to a variable.
fn has_store(guard: &ast::Expr) -> bool {
    let mut found = false;
    crate::syntax::walk::walk_expr(guard, &mut |node| {
        if let crate::syntax::walk::Node::Expr(expr) = node {
            found |= matches!(expr.kind, ast::ExprKind::Named { .. });
        }
    });
    found
}
