//! `Counter`, `defaultdict` and `OrderedDict`: dicts that know when the program runs what more they are.

use super::Infer;
use crate::library::{Entry, ROWS, Receiver, Rule, SigTy};
use crate::names::{Names, Use};
use crate::syntax::ast::{Constant, Expr, ExprKind, Keyword, Module, UnaryOp};
use crate::syntax::walk::{Node, walk_body};
use crate::types::imports::Imports;
use crate::types::{Slot, Target, Ty};

/// What makes the missing values of a `defaultdict`, as far as static code knows it.
pub(crate) enum Factory<'e> {
    /// A builtin type or `Counter`, by its name.
    Type(&'static str),
    /// A lambda whose value is made anew each time and depends on nothing.
    Lambda(&'e Expr),
}

impl Infer<'_> {
    /// A call that makes a collection; none if only running it tells what it holds.
    pub(super) fn collection(
        &mut self,
        call: &Expr,
        rule: Rule,
        args: &[Expr],
        tys: &[Ty],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        if rule == Rule::Deque {
            return self.deque(call, tys, keywords);
        }
        if rule == Rule::Counter && tys.is_empty() && !keywords.is_empty() {
            return self.counter_by_name(call, keywords);
        }
        if !keywords.is_empty() {
            return None;
        }
        let (keys, values) = (self.site(call.id, 0), self.site(call.id, 1));
        match (rule, tys) {
            (Rule::Counter, []) => {
                self.types.store.flow(&Ty::Int, values);
            }
            (Rule::Counter, [Ty::Dict(other, counts)]) => {
                if !self.is_count(*counts) {
                    return None;
                }
                let (other, counts) = (*other, *counts);
                self.types.store.unify(keys, other);
                self.types.store.unify(values, counts);
            }
            (Rule::Counter, [ty]) => {
                if matches!(ty, Ty::Value | Ty::Dict(..)) {
                    return None;
                }
                let item = self.static_item_of(ty)?;
                self.types.store.flow(&item, keys);
                self.types.store.flow(&Ty::Int, values);
            }
            (Rule::DefaultDict, [_]) => {
                let factory = factory(self.names, &self.types.imports, &args[0])?;
                let value = match factory {
                    Factory::Type(name) => self.made_by(call, name)?,
                    Factory::Lambda(lambda) if !self.shows_factories => {
                        self.callback_of(lambda, &tys[0], &[])?
                    }
                    Factory::Lambda(_) => return None,
                };
                self.types.store.flow(&value, values);
            }
            (Rule::OrderedDict, []) => {}
            _ => return None,
        }
        self.hashable(keys);
        Some(Ty::Dict(keys, values))
    }

    /// `Counter(a=3, b=1)`.
    fn counter_by_name(&mut self, call: &Expr, keywords: &[Keyword]) -> Option<Ty> {
        let (keys, values) = (self.site(call.id, 0), self.site(call.id, 1));
        self.types.store.flow(&Ty::Str, keys);
        for keyword in keywords {
            keyword.name.as_ref()?;
            let ty = self.types.instance(self.current).exprs[&keyword.value.id].clone();
            if !matches!(ty, Ty::Int | Ty::Big) {
                return None;
            }
            self.types.store.flow(&ty, values);
        }
        Some(Ty::Dict(keys, values))
    }

    /// Whether counts are integers that static code adds.
    pub(super) fn is_count(&self, counts: Slot) -> bool {
        matches!(self.types.store.contents(counts), Ty::Int | Ty::Big)
    }

    /// Whether the dict may be a `Counter`.
    pub(super) fn may_count(&self, dict: &Ty) -> bool {
        let Ty::Dict(_, counts) = dict else {
            return false;
        };
        self.has_counters
            && matches!(
                self.types.store.contents(*counts),
                Ty::Never | Ty::Int | Ty::Big | Ty::Num | Ty::Float | Ty::Value
            )
    }

    /// `counter.update(other)`: a dict of counts, or items of the type of its own.
    pub(super) fn update_counts(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        tys: &[Ty],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        let (Ty::Dict(_, counts), [_], []) = (receiver, tys, keywords) else {
            return None;
        };
        if matches!(self.types.store.contents(*counts), Ty::Never) && !self.force {
            return Some(Ty::None);
        }
        if !self.is_count(*counts) || !self.is_mapping_or_items(receiver, &tys[0]) {
            return None;
        }
        self.counting_row(call, receiver, "update of counts", tys)
    }

    /// Whether `subtract`, `total` and `elements` are understood for the dict and these arguments.
    pub(super) fn counts_statically(
        &mut self,
        call: &Expr,
        receiver: &Ty,
        name: &str,
        tys: &[Ty],
    ) -> bool {
        let Ty::Dict(_, counts) = receiver else {
            return false;
        };
        self.is_count(*counts)
            && match tys {
                [] => name != "elements" || self.consumed.contains(&call.id),
                [other] => self.is_mapping_or_items(receiver, other),
                _ => false,
            }
    }

    /// Whether it is a dict, or its items have the type of the keys. Pairs may be items or entries.
    fn is_mapping_or_items(&mut self, dict: &Ty, other: &Ty) -> bool {
        let Ty::Dict(keys, _) = dict else {
            return false;
        };
        if let Ty::Dict(_, counts) = other {
            return self.is_count(*counts);
        }
        let key = self.types.store.contents(*keys);
        match self.static_item_of(other) {
            None | Some(Ty::Tuple(_) | Ty::VarTuple(_) | Ty::List(_)) => false,
            Some(item) => matches!(key, Ty::Never) || key == item,
        }
    }

    fn counting_row(&mut self, call: &Expr, dict: &Ty, name: &str, tys: &[Ty]) -> Option<Ty> {
        for id in ROWS.method(Receiver::Dict, name) {
            let row = ROWS.row(*id);
            let is_for_mappings = row.params.iter().any(|param| param.ty == SigTy::SelfTy);
            if is_for_mappings == matches!(tys, [Ty::Dict(..)]) && self.row_fits(dict, row, tys) {
                self.instance_mut().rows.insert(call.id, *id);
                self.set_target(call, Target::Method);
                return Some(self.row_result(call, dict, row));
            }
        }
        None
    }

    /// `deque(items, maxlen)`.
    fn deque(&mut self, call: &Expr, tys: &[Ty], keywords: &[Keyword]) -> Option<Ty> {
        let limit = match keywords {
            [] => tys.get(1).cloned(),
            [keyword] if tys.len() < 2 && keyword.name.as_ref()?.name == "maxlen" => {
                Some(self.types.instance(self.current).exprs[&keyword.value.id].clone())
            }
            _ => return None,
        };
        if !matches!(limit, None | Some(Ty::Int | Ty::None)) || tys.len() > 2 {
            return None;
        }
        let slot = self.site(call.id, 0);
        if let Some(items) = tys.first() {
            let item = self.static_item_of(items)?;
            self.types.store.flow(&item, slot);
        }
        Some(Ty::Deque(slot))
    }

    /// What a call of a type without arguments gives.
    fn made_by(&mut self, call: &Expr, name: &str) -> Option<Ty> {
        Some(match name {
            "int" => Ty::Int,
            "float" => Ty::Float,
            "str" => Ty::Str,
            "bool" => Ty::Bool,
            "list" => Ty::List(self.site(call.id, 2)),
            "set" => Ty::Set(self.site(call.id, 2)),
            "dict" => Ty::Dict(self.site(call.id, 2), self.site(call.id, 3)),
            "Counter" => {
                let counts: Slot = self.site(call.id, 3);
                self.types.store.flow(&Ty::Int, counts);
                Ty::Dict(self.site(call.id, 2), counts)
            }
            _ => return None,
        })
    }
}

/// What the first argument of `defaultdict` is, if static code can call it.
pub(crate) fn factory<'e>(
    names: &Names,
    imports: &Imports,
    argument: &'e Expr,
) -> Option<Factory<'e>> {
    if let Some(item) = imports.item(names, argument) {
        let is_counter = matches!(item.entry, Entry::Rule(Rule::Counter));
        return is_counter.then_some(Factory::Type("Counter"));
    }
    match &argument.kind {
        ExprKind::Name(ident) if names.uses[argument.id.0 as usize] == Some(Use::Builtin) => {
            const TYPES: &[&str] = &["int", "float", "str", "bool", "list", "set", "dict"];
            let known = TYPES.iter().find(|known| **known == ident.name)?;
            Some(Factory::Type(known))
        }
        ExprKind::Lambda(lambda) => {
            let is_plain =
                lambda.params.list.is_empty() && is_independent(names, imports, &lambda.body);
            is_plain.then_some(Factory::Lambda(argument))
        }
        _ => None,
    }
}

/// Whether an expression gives the same wherever and whenever it is evaluated.
fn is_independent(names: &Names, imports: &Imports, expr: &Expr) -> bool {
    let all = |items: &[Expr]| {
        items
            .iter()
            .all(|item| is_independent(names, imports, item))
    };
    match &expr.kind {
        ExprKind::Constant(constant) => !matches!(
            constant,
            Constant::Bytes(_) | Constant::Imaginary(_) | Constant::Ellipsis
        ),
        ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => all(items),
        ExprKind::Dict(items) => items.is_empty(),
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => is_independent(names, imports, operand),
        ExprKind::Binary { left, op, right } => {
            matches!(op, crate::syntax::ast::BinOp::Mult)
                && matches!(left.kind, ExprKind::List(_))
                && is_independent(names, imports, left)
                && is_independent(names, imports, right)
        }
        ExprKind::Call {
            func,
            args,
            keywords,
        } => {
            let is_collection = imports.item(names, func).is_some_and(|item| {
                matches!(
                    item.entry,
                    Entry::Rule(Rule::Counter | Rule::DefaultDict | Rule::OrderedDict)
                )
            });
            let is_factory = |arg: &Expr| factory(names, imports, arg).is_some();
            keywords.is_empty()
                && if is_collection {
                    args.iter().all(is_factory)
                } else {
                    args.is_empty() && is_factory(func)
                }
        }
        _ => false,
    }
}

/// Whether the program names something that has one of these rules.
pub(crate) fn names_collections(
    module: &Module,
    names: &Names,
    imports: &Imports,
    rules: &[Rule],
) -> bool {
    let mut found = false;
    walk_body(&module.body, &mut |node| {
        if let Node::Expr(expr) = node
            && let Some(item) = imports.item(names, expr)
        {
            found |= matches!(item.entry, Entry::Rule(rule) if rules.contains(rule));
        }
    });
    found
}
