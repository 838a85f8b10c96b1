//! How large the value of an expression may be, in terms of the places it is made of.

use super::Place;
use super::draw::{Graph, Source};
use super::size::{Bound, COUNT, ENDLESS, Round, Size};
use crate::library::{Entry, Rule};
use crate::names::{Use, VarId};
use crate::syntax::ast::{
    BinOp, ComprehensionKind, Constant, Expr, ExprKind, FStringPart, Keyword, UnaryOp,
};
use crate::types::infer::record::literal_key;
use crate::types::{FuncVar, InstId, RecordVar, Slot, Target, Ty, ViewKind};

/// An integer below 2⁶³ is at most so far from the nearest float.
const FLOAT_STEP: Bound = 1 << 10;

/// The size of what a call on `Value`s gives: what counts has a limit, nothing else.
pub(super) fn answered(ty: &Ty) -> Size {
    match ty {
        Ty::Int => Size::Known(COUNT),
        _ => Size::Known(ENDLESS),
    }
}

impl Graph<'_> {
    /// The size of a number or text; of a tuple or range, of what is in it; of a lazy iterator, of what it gives.
    pub(super) fn size(&self, value: &Expr) -> Size {
        match &value.kind {
            ExprKind::Constant(constant) => constant_size(constant),
            ExprKind::Name(_) => match self.types.imports.item(self.names, value) {
                Some(item) => self.library_constant(&item),
                None => self.variable(value).map_or(Size::ZERO, Size::Place),
            },
            ExprKind::Attribute { .. } => self
                .types
                .imports
                .item(self.names, value)
                .map_or(Size::ZERO, |item| self.library_constant(&item)),
            ExprKind::Binary { .. } => Size::Place(Place::Node(self.inst, value.id)),
            ExprKind::Unary { op, operand } => {
                let size = self.size(operand);
                match op {
                    UnaryOp::Not => Size::ZERO,
                    UnaryOp::USub | UnaryOp::UAdd => size,
                    UnaryOp::Invert => size.plus(Size::Known(1)),
                }
            }
            ExprKind::IfExp { body, orelse, .. } => self.size(body).or(self.size(orelse)),
            ExprKind::BoolOp { values, .. } | ExprKind::Tuple(values) => {
                Size::max_of(values.iter().map(|value| self.size(value)))
            }
            ExprKind::Named { value, .. } => self.size(value),
            ExprKind::Starred(value) => self.items(value),
            ExprKind::Subscript { value, index } => match self.ty(value) {
                Ty::Str if !matches!(index.kind, ExprKind::Slice { .. }) => super::text::CHARACTER,
                Ty::Str | Ty::Tuple(_) | Ty::VarTuple(_) | Ty::Range => self.size(value),
                Ty::Dict(_, values) => Size::Place(self.contents(values)),
                Ty::Record(var) => self.field_size(var, index),
                _ => self.items(value),
            },
            ExprKind::Call { .. } => self.result(value),
            ExprKind::Comprehension(comprehension) => match &comprehension.kind {
                ComprehensionKind::Generator(element) => self.size(element),
                ComprehensionKind::List(_)
                | ComprehensionKind::Set(_)
                | ComprehensionKind::Dict(..) => Size::ZERO,
            },
            ExprKind::FString(parts) => self.fstring(parts),
            ExprKind::Lambda(_)
            | ExprKind::Dict(_)
            | ExprKind::Set(_)
            | ExprKind::List(_)
            | ExprKind::Compare { .. }
            | ExprKind::IsGlobal { .. }
            | ExprKind::Await(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Slice { .. } => Size::ZERO,
        }
    }

    fn fstring(&self, parts: &[FStringPart]) -> Size {
        parts.iter().fold(Size::Known(1), |whole, part| {
            whole.times(match part {
                FStringPart::Text(text) => super::text::literal(text),
                FStringPart::Value {
                    value, spec: None, ..
                } => self.text_of(value),
                FStringPart::Value { .. } => Size::Known(ENDLESS),
            })
        })
    }

    /// The size of what iterating over the value gives.
    pub(super) fn items(&self, iterable: &Expr) -> Size {
        match self.ty(iterable) {
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::Dict(slot, _)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot)
            | Ty::View(ViewKind::Keys, slot, _)
            | Ty::View(ViewKind::Values, _, slot) => Size::Place(self.contents(slot)),
            Ty::View(ViewKind::Items, key, value) => {
                Size::Place(self.contents(key)).or(Size::Place(self.contents(value)))
            }
            Ty::Bytes => Size::Known(0xff),
            Ty::Record(var) => self.keys_of(var),
            Ty::Str => super::text::CHARACTER,
            Ty::Range | Ty::Tuple(_) | Ty::VarTuple(_) | Ty::Iter(_) => self.size(iterable),
            _ => Size::ZERO,
        }
    }

    pub(super) fn items_of_all(&self, exprs: &[Expr]) -> Size {
        Size::max_of(exprs.iter().map(|expr| self.items(expr)))
    }

    /// The parts of what iterating gives, where the text shows them.
    pub(super) fn parts_of_items<'e>(&self, iterable: &'e Expr) -> Option<Vec<Source<'e>>> {
        if let ExprKind::Comprehension(comprehension) = &iterable.kind
            && let ComprehensionKind::Generator(element) = &comprehension.kind
            && let ExprKind::Tuple(parts) = &element.kind
        {
            return Some(parts.iter().map(Source::Value).collect());
        }
        let ExprKind::Call { func, args, .. } = &iterable.kind else {
            return None;
        };
        match (&func.kind, args.as_slice()) {
            (ExprKind::Name(_), _) if !self.is_builtin(func) => None,
            (ExprKind::Name(ident), [items, start @ ..]) if ident.name == "enumerate" => {
                let start = Size::max_of(start.iter().map(|start| self.size(start)));
                let counter = Source::Size(start.plus(Size::Known(COUNT)));
                Some(vec![counter, Source::Item(items)])
            }
            (ExprKind::Name(ident), _) if ident.name == "zip" => {
                Some(args.iter().map(Source::Item).collect())
            }
            (ExprKind::Attribute { value, attr }, []) if attr.name == "items" => {
                let Ty::Dict(keys, values) = self.ty(value) else {
                    return None;
                };
                let part = |slot| Source::Size(Size::Place(self.contents(slot)));
                Some(vec![part(keys), part(values)])
            }
            _ => None,
        }
    }

    /// The size of `left op right`.
    pub(super) fn binary(&self, op: BinOp, (left, size): (&Expr, Size), right: &Expr) -> Size {
        let is_float =
            op == BinOp::Div || self.ty(left) == Ty::Float || self.ty(right) == Ty::Float;
        let exact = self.operation(op, (left, size), right);
        if is_float {
            exact.plus(Size::Known(FLOAT_STEP))
        } else {
            exact
        }
    }

    fn operation(&self, op: BinOp, (left, size): (&Expr, Size), right: &Expr) -> Size {
        let other = self.size(right);
        if self.ty(left) == Ty::Str {
            return match op {
                BinOp::Add => size.times(other),
                BinOp::Mult => size.to_the(other),
                // `%` formats.
                _ => Size::Known(ENDLESS),
            };
        }
        if self.ty(right) == Ty::Str {
            return other.to_the(size);
        }
        let constant_right = constant(right);
        match op {
            BinOp::Add => self.middle(left, right).unwrap_or_else(|| size.plus(other)),
            BinOp::Sub => size.plus(other),
            BinOp::Mult => size.times(other),
            BinOp::BitOr | BinOp::BitXor => size.or(other).rounded(Round::Bits),
            BinOp::BitAnd => match (constant_right, constant(left)) {
                (Some(mask), _) | (_, Some(mask)) if mask >= 0 => {
                    Size::Known(Bound::from(mask.unsigned_abs()))
                }
                _ => size.or(other).rounded(Round::Bits),
            },
            BinOp::FloorDiv | BinOp::Div => {
                let is_fraction = self.ty(right) == Ty::Float && constant_right.is_none();
                match float_constant(right) {
                    Some(divisor) if divisor.abs() >= 1.0 => self.share(left, size, divisor),
                    Some(divisor) if divisor != 0.0 => {
                        size.times(Size::Known(float_bound(1.0 / divisor)))
                    }
                    _ if is_fraction => size.times(Size::Known(self.quotient)),
                    _ => size,
                }
            }
            BinOp::RShift => match constant_right {
                Some(1..) => self.share(left, size, 2.0),
                _ => size,
            },
            BinOp::Mod => other,
            BinOp::Pow => match constant_right {
                Some(exponent) if exponent < 0 => Size::Known(ENDLESS),
                _ => size.to_the(other),
            },
            BinOp::LShift => size.shifted(other),
            BinOp::MatMult => Size::ZERO,
        }
    }

    /// `left / divisor`: of a sum that has no more parts than the divisor says, it is no larger than the largest part.
    fn share(&self, left: &Expr, size: Size, divisor: f64) -> Size {
        let mut parts = Vec::new();
        summands(left, &mut parts);
        let most = if divisor >= 1e6 {
            usize::MAX
        } else {
            whole(divisor)
        };
        if parts.len() > 1 && parts.len() <= most {
            return Size::max_of(parts.into_iter().map(|part| self.size(part)));
        }
        size
    }

    /// `low + (high - low) // 2`, which lies between the two.
    fn middle(&self, low: &Expr, right: &Expr) -> Option<Size> {
        let ExprKind::Binary {
            left: distance,
            op: BinOp::FloorDiv | BinOp::Div | BinOp::RShift,
            ..
        } = &right.kind
        else {
            return None;
        };
        let ExprKind::Binary {
            left: high,
            op: BinOp::Sub,
            right: again,
        } = &distance.kind
        else {
            return None;
        };
        let (low_place, again) = (self.variable(low)?, self.variable(again)?);
        (low_place == again).then(|| self.size(low).or(self.size(high)))
    }

    /// The size of what a call gives.
    fn result(&self, call: &Expr) -> Size {
        let ExprKind::Call { func, .. } = &call.kind else {
            return Size::ZERO;
        };
        match self.types.instance(self.inst).calls.get(&call.id) {
            Some(Target::Direct(id, _) | Target::Closure(id, _)) => Size::Place(Place::Ret(*id)),
            Some(Target::Merged(var, _)) => self.results(*var),
            Some(Target::Builtin | Target::Library) => Size::Place(Place::Node(self.inst, call.id)),
            Some(Target::Method) => match &func.kind {
                ExprKind::Attribute { value, attr } => self.method_size(call, value, &attr.name),
                _ => Size::ZERO,
            },
            Some(Target::Dynamic | Target::Failing(_)) => answered(&self.ty(call)),
            None => Size::ZERO,
        }
    }

    pub(super) fn results(&self, var: FuncVar) -> Size {
        Size::max_of(
            self.members(var)
                .into_iter()
                .map(|id| Size::Place(Place::Ret(id))),
        )
    }

    /// The size of what a call of a builtin or of a function of a module gives.
    pub(super) fn call_size(
        &self,
        call: &Expr,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Size {
        let items = self.items_of_all(args);
        let values = Size::max_of(args.iter().map(|arg| self.size(arg)));
        if let Some(item) = self.types.imports.item(self.names, func) {
            let given = match (item.entry, args.first().map(|arg| self.ty(arg))) {
                (Entry::Rule(Rule::Reduce), Some(Ty::Func(var))) => {
                    return values.or(items).or(self.results(var));
                }
                _ => values.or(items),
            };
            return self.library_size(&item, given, &self.ty(call));
        }
        let ExprKind::Name(ident) = &func.kind else {
            return Size::ZERO;
        };
        match (ident.name.as_str(), args) {
            ("len", _) => Size::Known(COUNT),
            ("ord", _) => Size::Known(0x0011_0000),
            ("chr", _) => super::text::CHARACTER,
            ("input", _) => super::text::UNKNOWN,
            ("str" | "repr", [arg]) => self.text_of(arg),
            ("int" | "float", [arg]) if self.ty(arg) == Ty::Str => values.rounded(Round::Number),
            ("int" | "abs", _) => values,
            ("float", _) => values.plus(Size::Known(FLOAT_STEP)),
            ("round", [_]) => values.plus(Size::Known(1)),
            ("round", _) => values.times(Size::Known(10)),
            ("sum", [_, start @ ..]) => {
                let start = Size::max_of(start.iter().map(|start| self.size(start)));
                items.times(Size::Known(COUNT)).plus(start)
            }
            ("pow", [base, exponent]) => self.size(base).to_the(self.size(exponent)),
            ("pow", [_, _, modulus]) => self.size(modulus),
            ("divmod", _) => values,
            ("range" | "zip" | "tuple" | "reversed", _) => values.or(items),
            ("enumerate", _) => {
                let start = Size::max_of(keywords.iter().map(|start| self.size(&start.value)));
                items.or(values.or(start).plus(Size::Known(COUNT)))
            }
            ("map", [callback, ..]) => self.callback(callback),
            ("filter", _) => items,
            ("min" | "max", [_]) => {
                let default =
                    Size::max_of(keywords.iter().map(|default| self.size(&default.value)));
                items.or(default)
            }
            ("min" | "max", _) => values,
            _ => values.or(items),
        }
    }

    /// What a function gives that a builtin calls.
    fn callback(&self, func: &Expr) -> Size {
        match self.ty(func) {
            Ty::Func(var) => self.results(var),
            _ => Size::Place(Place::Node(self.inst, func.id)),
        }
    }

    /// What a builtin or a function of a module gives for values of this size, where a builtin calls it.
    fn named_callback(&self, func: &Expr, size: Size) -> Size {
        if let Some(item) = self.types.imports.item(self.names, func) {
            return self.library_size(&item, size, &Ty::Value);
        }
        match &func.kind {
            ExprKind::Name(ident) if self.is_builtin(func) => match ident.name.as_str() {
                "len" => Size::Known(COUNT),
                "ord" => Size::Known(0x0011_0000),
                "str" | "repr" => size.rounded(Round::Text).times(Size::Known(10)),
                _ => size,
            },
            _ => Size::ZERO,
        }
    }

    /// Functions among the arguments get what the other arguments consist of.
    pub(super) fn callbacks(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        let key = keywords.iter().find(|keyword| {
            let name = keyword.name.as_ref().map(|name| name.name.as_str());
            name == Some("key")
        });
        let is_function = |arg: &Expr| match &arg.kind {
            ExprKind::Name(_) | ExprKind::Attribute { .. } => {
                matches!(self.ty(arg), Ty::Func(_) | Ty::Value)
            }
            _ => matches!(self.ty(arg), Ty::Func(_)),
        };
        let (functions, data): (Vec<&Expr>, Vec<&Expr>) =
            args.iter().partition(|arg| is_function(arg));
        let items: Vec<Size> = data.iter().map(|arg| self.items(arg)).collect();
        let values = Size::max_of(data.iter().map(|arg| self.size(arg)));
        let all = Size::max_of(items.iter().cloned()).or(values);
        let is_folding = self.types.imports.item(self.names, func).is_some();
        for callback in functions.into_iter().chain(key.map(|key| &key.value)) {
            match self.ty(callback) {
                Ty::Func(var) if is_folding => {
                    // `reduce` hands the function what it gave before.
                    let all = all.clone().or(self.results(var));
                    self.pass(var, &[all.clone(), all]);
                }
                Ty::Func(var) if items.len() > 1 && key.is_none() => self.pass(var, &items),
                Ty::Func(var) => self.pass(var, std::slice::from_ref(&all)),
                _ => {
                    let size = self.named_callback(callback, all.clone());
                    self.flow(Place::Node(self.inst, callback.id), size);
                }
            }
        }
    }

    pub(super) fn is_builtin(&self, name: &Expr) -> bool {
        matches!(self.names.uses[name.id.0 as usize], Some(Use::Builtin))
    }

    /// The place of a name.
    pub(super) fn variable(&self, name: &Expr) -> Option<Place> {
        let use_of_it = self.names.uses[name.id.0 as usize]
            .as_ref()
            .or_else(|| self.names.augmented_reads.get(&name.id))?;
        let Use::Variable { variable, .. } = use_of_it else {
            return None;
        };
        self.place_of(*variable)
    }

    pub(super) fn place_of(&self, variable: VarId) -> Option<Place> {
        let binding =
            &self.names.bindings[self.names.variables[variable.0 as usize].binding.0 as usize];
        let func = self.funcs.of_scope[binding.scope.0 as usize];
        let mut id = self.inst;
        while self.types.instance(id).func != func {
            id = self.types.instance(id).parent?;
        }
        Some(Place::Var(id, variable))
    }

    pub(super) fn ty(&self, expr: &Expr) -> Ty {
        let ty = self.types.instance(self.inst).exprs.get(&expr.id);
        self.types.store.normal(&ty.cloned().unwrap_or(Ty::Value))
    }

    /// The place of the field of a record that a literal key names.
    pub(super) fn field(&self, var: RecordVar, key: &Expr) -> Option<Place> {
        let record = self.types.store.record(var);
        let at = record.position(literal_key(key)?)?;
        Some(self.contents(record.fields[at]))
    }

    /// The size of the keys of a record, as texts.
    pub(super) fn keys_of(&self, var: RecordVar) -> Size {
        let keys = self.types.store.record(var).keys.iter();
        Size::max_of(keys.map(|key| super::text::literal(key)))
    }

    pub(super) fn field_size(&self, var: RecordVar, key: &Expr) -> Size {
        self.field(var, key).map_or(Size::ZERO, Size::Place)
    }

    /// The place of what is in a container.
    pub(super) fn contents(&self, slot: Slot) -> Place {
        Place::Contents(self.types.store.root(slot))
    }

    /// All that is in containers of this type.
    pub(super) fn all_in(&self, ty: &Ty, depth: u8) -> Size {
        let Some(depth) = depth.checked_sub(1) else {
            return Size::ZERO;
        };
        let slot_size = |slot: &Slot| {
            let place = Size::Place(self.contents(*slot));
            place.or(self.all_in(&self.types.store.contents(*slot), depth))
        };
        match ty {
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot) => slot_size(slot),
            Ty::Dict(keys, values) | Ty::View(_, keys, values) => {
                slot_size(keys).or(slot_size(values))
            }
            Ty::Record(var) => {
                Size::max_of(self.types.store.record(*var).fields.iter().map(slot_size))
            }
            Ty::Tuple(items) => Size::max_of(items.iter().map(|item| self.all_in(item, depth))),
            Ty::VarTuple(item) | Ty::Option(item) | Ty::Iter(item) => self.all_in(item, depth),
            _ => Size::ZERO,
        }
    }

    pub(super) fn members(&self, var: FuncVar) -> Vec<InstId> {
        let members = &self.types.store.func(var).members;
        members
            .iter()
            .filter_map(|member| self.types.value_instances.get(member).copied())
            .collect()
    }
}

fn constant_size(constant: &Constant) -> Size {
    match constant {
        Constant::Bool(_) => Size::Known(1),
        Constant::Int(value) => Size::Known(Bound::from(value.unsigned_abs())),
        Constant::BigInt(digits) => Size::Known(digits.parse().unwrap_or(ENDLESS)),
        Constant::Float(value) => Size::Known(float_bound(*value)),
        Constant::Str(text) => super::text::literal(text),
        Constant::None | Constant::Imaginary(_) | Constant::Bytes(_) | Constant::Ellipsis => {
            Size::ZERO
        }
    }
}

/// The magnitude of a float, rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "such a cast ends at the largest number, which is right here"
)]
pub(super) fn float_bound(value: f64) -> Bound {
    value.abs().ceil() as Bound
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between one and a million"
)]
fn whole(divisor: f64) -> usize {
    divisor.abs().floor() as usize
}

/// The integer that a literal is.
fn constant(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Constant(Constant::Int(value)) => Some(*value),
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => constant(operand).and_then(i64::checked_neg),
        _ => None,
    }
}

/// The number that a literal is.
fn float_constant(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        ExprKind::Constant(Constant::Float(value)) => Some(*value),
        #[expect(clippy::cast_precision_loss, reason = "only its size matters")]
        _ => constant(expr).map(|value| value as f64),
    }
}

/// The parts of a sum.
fn summands<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match &expr.kind {
        ExprKind::Binary {
            left,
            op: BinOp::Add | BinOp::Sub,
            right,
        } => {
            summands(left, found);
            summands(right, found);
        }
        _ => found.push(expr),
    }
}
