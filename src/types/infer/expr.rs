//! Expressions without a file of their own: literals, names, displays, subscripts, attributes.

use super::Infer;
use super::merged::parts_of_display;
use super::narrow::Branches;
use super::needed::{Need, Operator};
use super::target::is_index;
use crate::library::answers;
use crate::names::{Use, VarId};
use crate::syntax::ast::{BoolOp, Constant, Conversion, DictItem, Expr, ExprKind, FStringPart};
use crate::types::{FuncIdx, Ty, ViewKind};

/// Longer tuples have items of one type: the support library knows Rust's own tuples up to this length.
pub(super) const MAX_TUPLE: usize = 8;

impl Infer<'_> {
    /// Infers an expression and notes its type.
    pub(super) fn expr(&mut self, expr: &Expr) -> Ty {
        let ty = self.expr_kind(expr);
        self.record(expr, ty)
    }

    /// [`Self::expr`] for what knows no records.
    pub(super) fn plain_expr(&mut self, expr: &Expr) -> Ty {
        let ty = self.expr(expr);
        self.types.store.plain(&ty)
    }

    /// Notes the type of an expression.
    pub(super) fn record(&mut self, expr: &Expr, ty: Ty) -> Ty {
        let ty = match self.types.store.normal(&ty) {
            Ty::Iter(item) if !self.consumed.contains(&expr.id) => {
                self.types.store.to_value(&item);
                Ty::Value
            }
            ty => ty,
        };
        if let Ty::Option(_) = ty {
            self.instance_mut().needed.remove(&expr.id);
        }
        self.instance_mut().exprs.insert(expr.id, ty.clone());
        ty
    }

    fn expr_kind(&mut self, expr: &Expr) -> Ty {
        match &expr.kind {
            ExprKind::Constant(constant) => constant_ty(constant),
            ExprKind::Name(_) => self.name(expr),
            ExprKind::IsGlobal { is_negated, .. } => {
                let is_bound = !matches!(
                    self.names.uses[expr.id.0 as usize],
                    Some(Use::Unbound | Use::Builtin)
                );
                let outcome = is_bound != *is_negated;
                self.instance_mut().tests.insert(expr.id, outcome);
                Ty::Bool
            }
            ExprKind::BoolOp { op, values } => self.bool_op(expr, *op, values),
            ExprKind::Named { target, value } => {
                let ty = self.expr(value);
                self.assign(target, &ty);
                ty
            }
            ExprKind::Binary { left, op, right } => {
                if let Some(ty) = self.record_union(expr, (left, *op, right)) {
                    return ty;
                }
                let (left_ty, right_ty) = (self.plain_expr(left), self.plain_expr(right));
                let operator = Operator::Binary(*op);
                let (left_ty, right_ty) =
                    self.needed_operands(operator, (left, left_ty), (right, right_ty));
                if *op == crate::syntax::ast::BinOp::Mod
                    && let Some(ty) = self.percent(expr, left, right)
                {
                    return ty;
                }
                self.binary(expr.id, *op, &left_ty, &right_ty, (left, right))
            }
            ExprKind::Unary { op, operand } => {
                let ty = match op {
                    crate::syntax::ast::UnaryOp::Not => self.expr(operand),
                    _ => self.plain_expr(operand),
                };
                let ty = self.needed_operand(*op, operand, ty);
                self.unary(*op, &ty)
            }
            ExprKind::Lambda(lambda) => {
                let func = self.funcs.by_node[&expr.id];
                let value = self.function_value(func);
                if let Some(original) = &lambda.stands_for
                    && self.types.store.func(value).is_dynamic
                {
                    return self.expr(original);
                }
                self.define(expr.id, &lambda.params);
                Ty::Func(value)
            }
            ExprKind::IfExp { test, body, orelse } => self.if_expr(test, body, orelse),
            ExprKind::Dict(items) => self.dict_display(expr, items),
            ExprKind::Set(items) => {
                let slot = self.site(expr.id, 0);
                self.fill(items, slot, Need::Items);
                self.hashable(slot);
                Ty::Set(slot)
            }
            ExprKind::List(items) => {
                let slot = self.site(expr.id, 0);
                self.fill(items, slot, Need::Spread);
                Ty::List(slot)
            }
            ExprKind::Tuple(items) => self.tuple_display(items),
            ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ExprKind::Compare { left, rest } => self.compare(left, rest),
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(expr, func, args, keywords),
            ExprKind::FString(parts) => {
                self.parts(parts);
                Ty::Str
            }
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => self.load(expr),
            ExprKind::Starred(inner) => self.expr(inner),
            ExprKind::Slice { lower, upper, step } => {
                for bound in [lower, upper, step].into_iter().flatten() {
                    self.expr(bound);
                }
                Ty::Value
            }
            ExprKind::Await(_) | ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                unreachable!("refused before inference")
            }
        }
    }

    fn name(&mut self, expr: &Expr) -> Ty {
        if let Some(item) = self.types.imports.item(self.names, expr) {
            return self.library_value(expr, &item);
        }
        match self.names.uses[expr.id.0 as usize].clone() {
            Some(Use::Variable { variable, .. }) => {
                if let Some(func) = self.static_function(variable) {
                    return Ty::Func(self.function_value(func));
                }
                self.read(variable)
            }
            Some(Use::Builtin) => Ty::Value,
            Some(Use::ModuleAttribute) => {
                let ExprKind::Name(ident) = &expr.kind else {
                    unreachable!("a use belongs to a name")
                };
                match ident.name.as_str() {
                    "__name__" => Ty::Str,
                    "__doc__" if self.funcs.defs[0].docstring().is_some() => Ty::Str,
                    "__doc__" => Ty::None,
                    _ => Ty::Value,
                }
            }
            Some(Use::Unbound) => Ty::Value,
            None => unreachable!("names were resolved"),
        }
    }

    /// What reading a variable gives here.
    pub(super) fn read(&mut self, variable: VarId) -> Ty {
        if let Some(narrowed) = self.facts.lookup(variable).cloned() {
            let whole = self.var_ty(variable);
            if matches!(whole, Ty::Option(_) | Ty::None) {
                return self.types.store.normal(&narrowed);
            }
        }
        self.var_ty(variable)
    }

    /// The function a variable is known to be.
    pub(super) fn static_function(&self, variable: VarId) -> Option<FuncIdx> {
        let binding = self.names.variables[variable.0 as usize].binding;
        let node = self.names.bindings[binding.0 as usize].function?;
        self.funcs.by_node.get(&node).copied()
    }

    fn bool_op(&mut self, expr: &Expr, op: BoolOp, values: &[Expr]) -> Ty {
        let before = self.facts.clone();
        let mut result = Ty::Never;
        for (index, value) in values.iter().enumerate() {
            let Branches {
                when_true,
                when_false,
            } = self.test(value);
            let ty = match &value.kind {
                // As a test it is a `bool`; here it is a value.
                ExprKind::BoolOp { .. } => self.expr(value),
                _ => self.types.instance(self.current).exprs[&value.id].clone(),
            };
            let is_last = index + 1 == values.len();
            let kept = match (op, &ty, is_last) {
                (BoolOp::Or, Ty::Option(inner), false) => (**inner).clone(),
                (BoolOp::Or, Ty::None, false) => Ty::Never,
                _ => ty,
            };
            result = self.types.store.join(&result, &kept);
            let next = match op {
                BoolOp::And => when_true,
                BoolOp::Or => when_false,
            };
            match next {
                Some(facts) => self.facts = facts,
                None => break,
            }
        }
        self.facts = before;
        let _ = expr;
        result
    }

    fn if_expr(&mut self, test: &Expr, body: &Expr, orelse: &Expr) -> Ty {
        let Branches {
            when_true,
            when_false,
        } = self.test(test);
        let base = self.facts.clone();
        let mut result = Ty::Never;
        for (facts, side) in [(when_true, body), (when_false, orelse)] {
            if let Some(facts) = facts {
                self.facts = facts;
                let ty = self.expr(side);
                result = self.types.store.join(&result, &ty);
            }
        }
        self.facts = base;
        result
    }

    fn fill(&mut self, items: &[Expr], slot: crate::types::Slot, need: Need<'_>) {
        for item in items {
            let ty = match &item.kind {
                ExprKind::Starred(inner) => {
                    let ty = self.expr(inner);
                    let ty = self.needed(inner, ty, need);
                    let ty = self.walked_items(&ty);
                    self.record(item, ty)
                }
                _ => self.expr(item),
            };
            self.types.store.flow(&ty, slot);
        }
    }

    fn tuple_display(&mut self, items: &[Expr]) -> Ty {
        if items.len() <= MAX_TUPLE
            && !items
                .iter()
                .any(|item| matches!(item.kind, ExprKind::Starred(_)))
        {
            return Ty::Tuple(items.iter().map(|item| self.expr(item)).collect());
        }
        let mut joined = Ty::Never;
        for item in items {
            let ty = match &item.kind {
                ExprKind::Starred(inner) => {
                    let ty = self.expr(inner);
                    let ty = self.needed(inner, ty, Need::Spread);
                    let ty = self.walked_items(&ty);
                    self.record(item, ty)
                }
                _ => self.expr(item),
            };
            joined = self.types.store.join(&joined, &ty);
        }
        Ty::VarTuple(Box::new(joined))
    }

    fn dict_display(&mut self, expr: &Expr, items: &[DictItem]) -> Ty {
        if let Some(ty) = self.record_display(expr, items) {
            return ty;
        }
        if items.iter().any(|item| matches!(item, DictItem::Spread(_)))
            && let Some(parts) = parts_of_display(items)
            && let Some(ty) = self.merged(expr, &parts)
        {
            return ty;
        }
        let (keys, values) = (self.site(expr.id, 0), self.site(expr.id, 1));
        for item in items {
            match item {
                DictItem::Pair(key, value) => {
                    let key = self.expr(key);
                    let value = self.expr(value);
                    self.types.store.flow(&key, keys);
                    self.types.store.flow(&value, values);
                }
                DictItem::Spread(mapping) => match self.plain_expr(mapping) {
                    Ty::Dict(k, v) => {
                        self.types.store.unify(keys, k);
                        self.types.store.unify(values, v);
                    }
                    Ty::Never => {}
                    other => {
                        self.types.store.to_value(&other);
                        self.types.store.flow(&Ty::Value, keys);
                        self.types.store.flow(&Ty::Value, values);
                    }
                },
            }
        }
        self.hashable(keys);
        Ty::Dict(keys, values)
    }

    /// Keys that Rust cannot hash as Python does are `Value`s.
    pub(super) fn hashable(&mut self, slot: crate::types::Slot) {
        let contents = self.types.store.contents(slot);
        if !is_hashed(&contents) {
            self.types.store.flow(&Ty::Value, slot);
        }
    }

    fn parts(&mut self, parts: &[FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Text(_) => {}
                FStringPart::Value {
                    value,
                    conversion,
                    spec,
                } => {
                    let ty = self.expr(value);
                    if !self.shows(&ty) {
                        self.types.store.to_value(&ty);
                    }
                    let ty = match spec {
                        Some(spec) if is_text(spec) && *conversion == Conversion::None => {
                            self.needed(value, ty, Need::Format)
                        }
                        _ => ty,
                    };
                    if let Some(spec) = spec {
                        if !matches!(ty, Ty::Int | Ty::Big | Ty::Float | Ty::Str) {
                            self.types.store.to_value(&ty);
                        }
                        self.parts(spec);
                    }
                }
            }
        }
    }

    /// Reads an attribute or a subscript.
    pub(super) fn load(&mut self, expr: &Expr) -> Ty {
        match &expr.kind {
            ExprKind::Attribute { value, attr } => {
                if let Some(item) = self.types.imports.item(self.names, expr) {
                    return self.library_value(expr, &item);
                }
                if let Some(ty) = self.named_function_attribute(value, &attr.name) {
                    return ty;
                }
                let receiver = self.plain_expr(value);
                if let Some(ty) = self.function_attribute(&receiver, &attr.name) {
                    return ty;
                }
                if matches!(receiver, Ty::Never) && !self.force {
                    return Ty::Never;
                }
                if let Some(ty) = self.exception_attribute(value, &receiver, &attr.name) {
                    return ty;
                }
                if let Some(ty) = self.type_name(value, &attr.name) {
                    return ty;
                }
                if let (Ty::Deque(_), "maxlen") = (&receiver, attr.name.as_str()) {
                    return Ty::Option(Box::new(Ty::Int));
                }
                self.types.store.to_value(&receiver);
                self.answer(expr, answers::of_attribute(&attr.name))
            }
            ExprKind::Subscript { value, index } => {
                let mut receiver = self.expr(value);
                if self.is_quiet(index) {
                    receiver = self.needed(value, receiver, Need::Item);
                }
                if let ExprKind::Slice { .. } = &index.kind {
                    self.expr(index);
                    return self.slice(&receiver, index);
                }
                let key = self.expr(index);
                if let Some((var, at)) = self.record_field(&receiver, index) {
                    let slot = self.types.store.record(var).fields[at];
                    return self.types.store.contents(slot);
                }
                if let Some(ty) = self.any_field(&receiver, &key) {
                    return ty;
                }
                let receiver = self.types.store.plain(&receiver);
                let ty = self.subscript(&receiver, index, &key);
                self.grown_node(expr.id, &ty)
            }
            _ => unreachable!("only attributes and subscripts are loaded"),
        }
    }

    fn subscript(&mut self, receiver: &Ty, index: &Expr, key: &Ty) -> Ty {
        match receiver {
            Ty::Never => Ty::Never,
            Ty::List(slot) | Ty::Deque(slot) if is_index(key) => self.types.store.contents(*slot),
            Ty::Str if is_index(key) => Ty::Str,
            Ty::Bytes if is_index(key) => Ty::Int,
            Ty::Range if is_index(key) => Ty::Int,
            Ty::VarTuple(item) if is_index(key) => (**item).clone(),
            Ty::Tuple(items) if is_index(key) => {
                if let Some(at) = constant_index(index, items.len()) {
                    items[at].clone()
                } else {
                    let mut joined = Ty::Never;
                    for item in items {
                        joined = self.types.store.join(&joined, item);
                    }
                    joined
                }
            }
            Ty::Dict(keys, values) if self.lookup_fits(key, *keys) => {
                self.types.store.contents(*values)
            }
            _ if matches!(key, Ty::Never) && !self.force => Ty::Never,
            _ => {
                self.types.store.to_value(receiver);
                self.types.store.to_value(key);
                Ty::Value
            }
        }
    }

    /// Whether the subscript is a slice whose bounds are integers.
    pub(super) fn is_plain_slice(&self, index: &Expr) -> bool {
        let ExprKind::Slice { lower, upper, step } = &index.kind else {
            return false;
        };
        [lower, upper, step].into_iter().flatten().all(|bound| {
            let ty = &self.types.instance(self.current).exprs[&bound.id];
            is_index(ty) || matches!(ty, Ty::None | Ty::Never)
        })
    }

    fn slice(&mut self, receiver: &Ty, index: &Expr) -> Ty {
        let ExprKind::Slice { lower, upper, step } = &index.kind else {
            unreachable!("checked by the caller")
        };
        let simple = self.is_plain_slice(index);
        match receiver {
            Ty::Never => Ty::Never,
            Ty::Str | Ty::Bytes | Ty::List(_) | Ty::VarTuple(_) if simple => receiver.clone(),
            Ty::Tuple(items) if simple => {
                if let Some(positions) = constant_slice(index, items.len()) {
                    return Ty::Tuple(positions.into_iter().map(|at| items[at].clone()).collect());
                }
                Ty::VarTuple(Box::new(self.static_item_of(receiver).unwrap_or(Ty::Value)))
            }
            _ => {
                for bound in [lower, upper, step].into_iter().flatten() {
                    let ty = self.types.instance(self.current).exprs[&bound.id].clone();
                    self.types.store.to_value(&ty);
                }
                self.types.store.to_value(receiver);
                Ty::Value
            }
        }
    }

    /// What iterating over a value of this type gives; what cannot be iterated statically becomes a `Value`.
    pub(super) fn item_of(&mut self, ty: &Ty) -> Ty {
        if let Some(item) = self.static_item_of(ty) {
            item
        } else {
            self.types.store.to_value(ty);
            Ty::Value
        }
    }

    /// What iterating gives, if that is known.
    pub(super) fn static_item_of(&mut self, ty: &Ty) -> Option<Ty> {
        Some(match &self.types.store.plain(ty) {
            Ty::Never => Ty::Never,
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::Dict(slot, _)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot)
            | Ty::View(ViewKind::Keys, slot, _)
            | Ty::View(ViewKind::Values, _, slot) => self.types.store.contents(*slot),
            Ty::View(ViewKind::Items, key, value) => {
                let (key, value) = (*key, *value);
                Ty::Tuple(vec![
                    self.types.store.contents(key),
                    self.types.store.contents(value),
                ])
            }
            Ty::Bytes => Ty::Int,
            Ty::Str => Ty::Str,
            Ty::Range => Ty::Int,
            Ty::VarTuple(item) | Ty::Iter(item) => (**item).clone(),
            Ty::Tuple(items) => {
                let mut joined = Ty::Never;
                for item in items {
                    joined = self.types.store.join(&joined, item);
                }
                joined
            }
            Ty::Value => Ty::Value,
            Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Big
            | Ty::Num
            | Ty::Float
            | Ty::Option(_)
            | Ty::Func(_)
            | Ty::Record(_)
            | Ty::Exception => {
                return None;
            }
        })
    }
}

/// The item of a tuple that a literal index names.
pub(crate) fn constant_index(index: &Expr, len: usize) -> Option<usize> {
    let value = literal_int(index)?;
    let len = i64::try_from(len).ok()?;
    let at = if value < 0 { value + len } else { value };
    if (0..len).contains(&at) {
        usize::try_from(at).ok()
    } else {
        None
    }
}

/// The items of a tuple of this length that a slice with literal bounds names.
pub(crate) fn constant_slice(index: &Expr, len: usize) -> Option<Vec<usize>> {
    let ExprKind::Slice { lower, upper, step } = &index.kind else {
        return None;
    };
    let literal = |bound: &Option<Box<Expr>>| match bound {
        None => Some(None),
        Some(bound) => literal_int(bound).map(Some),
    };
    let (lower, upper, step) = (literal(lower)?, literal(upper)?, literal(step)?);
    let len = i64::try_from(len).ok()?;
    let step = step.unwrap_or(1);
    // Python reference, "Sequence Types": bounds below zero count from the end, and all are cut to what there is.
    let (least, most) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let place = |bound: i64| {
        let from_start = if bound < 0 {
            bound.checked_add(len)?
        } else {
            bound
        };
        Some(from_start.clamp(least, most))
    };
    let (first, last) = if step > 0 {
        (least, most)
    } else {
        (most, least)
    };
    let start = lower.map_or(Some(first), place)?;
    let stop = upper.map_or(Some(last), place)?;
    let mut positions = Vec::new();
    let mut at = start;
    while step != 0 && (if step > 0 { at < stop } else { at > stop }) {
        positions.push(usize::try_from(at).ok()?);
        at = at.checked_add(step)?;
    }
    (step != 0).then_some(positions)
}

fn literal_int(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Constant(Constant::Int(value)) => Some(*value),
        ExprKind::Unary {
            op: crate::syntax::ast::UnaryOp::USub,
            operand,
        } => match &operand.kind {
            ExprKind::Constant(Constant::Int(value)) => Some(-value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the support library prints values of this type as they are.
pub(crate) fn is_shown(ty: &Ty) -> bool {
    match ty {
        Ty::Func(_) | Ty::Iter(_) | Ty::Stream(_) => false,
        Ty::Option(inner) | Ty::VarTuple(inner) => is_shown(inner),
        Ty::Tuple(items) => items.iter().all(is_shown),
        Ty::List(_)
        | Ty::Set(_)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::View(..)
        | Ty::Bytes
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Big
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::Range
        | Ty::Exception
        | Ty::Value => true,
    }
}

/// Whether dicts and sets of static types hold keys of this type.
pub(super) fn is_hashed(ty: &Ty) -> bool {
    match ty {
        Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Big
        | Ty::Num
        | Ty::Float
        | Ty::Str
        | Ty::Bytes
        | Ty::Range
        | Ty::FrozenSet(_) => true,
        Ty::Tuple(items) => items.iter().all(is_hashed),
        Ty::VarTuple(item) | Ty::Option(item) => is_hashed(item),
        Ty::List(_)
        | Ty::Deque(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::Exception
        | Ty::Func(_)
        | Ty::Iter(_)
        | Ty::Value => false,
    }
}

/// Whether a format says something, and the same at all times.
fn is_text(spec: &[FStringPart]) -> bool {
    let is_fixed = |part: &FStringPart| matches!(part, FStringPart::Text(text) if !text.is_empty());
    !spec.is_empty() && spec.iter().all(is_fixed)
}

fn constant_ty(constant: &Constant) -> Ty {
    match constant {
        Constant::None => Ty::None,
        Constant::Bool(_) => Ty::Bool,
        Constant::Int(_) => Ty::Int,
        Constant::BigInt(_) => Ty::Big,
        Constant::Float(_) => Ty::Float,
        Constant::Str(_) => Ty::Str,
        Constant::Bytes(_) => Ty::Bytes,
        Constant::Imaginary(_) | Constant::Ellipsis => Ty::Value,
    }
}
