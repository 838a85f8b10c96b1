//! What a `for` walks: Rust iterators for Python iterables.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Pattern, Spelling, Ty, ViewKind};
use crate::syntax::ast;

impl Lower<'_> {
    /// The iterable as a Rust iterator whose items have type `item`.
    pub(super) fn iter_of(&mut self, iterable: &ast::Expr, item: &Ty) -> Expr {
        let iter = self.iter_expr(iterable);
        let Ty::Iter(have) = iter.ty.clone() else {
            unreachable!("iter_expr gives iterators")
        };
        if *have == *item {
            return iter;
        }
        self.each(iter, *have, item)
    }

    /// [`Self::iter_of`] for a builtin that uses up the iterable at once.
    pub(super) fn exhausted_iter_of(&mut self, iterable: &ast::Expr, item: &Ty) -> Expr {
        self.exhausted = Some(iterable.id);
        self.iter_of(iterable, item)
    }

    /// `iter.name(|pattern| body)`.
    pub(super) fn adapt(
        &mut self,
        iter: Expr,
        name: &str,
        pattern: Pattern,
        body: Expr,
        item: Ty,
    ) -> Expr {
        let iter = self.into_iter(iter);
        let ty = body.ty.clone();
        let inline = Expr::new(
            ExprKind::Inline {
                params: vec![pattern],
                body: Box::new(body),
            },
            ty,
        );
        Expr::new(
            ExprKind::Op {
                spelling: Spelling::Method(name.to_owned()),
                args: vec![(iter, Mode::OwnReceiver), (inline, Mode::Own)],
                runtime: false,
            },
            Ty::Iter(Box::new(item)),
        )
    }

    /// The iterable as a Rust iterator.
    pub(super) fn iter_expr(&mut self, iterable: &ast::Expr) -> Expr {
        if let Some(range) = self.range_iter(iterable) {
            return range;
        }
        if let ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) = &iterable.kind
            && !items.is_empty()
            && !items
                .iter()
                .any(|item| matches!(item.kind, ast::ExprKind::Starred(_)))
        {
            return self.array_iter(iterable, items);
        }
        let lowered = self.expr(iterable);
        self.iter_value(lowered)
    }

    fn array_iter(&mut self, iterable: &ast::Expr, items: &[ast::Expr]) -> Expr {
        let item = match self.node_ty(iterable.id) {
            Ty::List(item) | Ty::VarTuple(item) => *item,
            Ty::Tuple(tys) => joined(&tys),
            _ => Ty::Value,
        };
        let parts = items.iter().map(|part| self.value(part, &item)).collect();
        Expr::items(Spelling::Array, parts, Ty::Iter(Box::new(item)))
    }

    /// `range(…)` called where it is iterated: Rust's own ranges.
    fn range_iter(&mut self, iterable: &ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Call {
            func,
            args,
            keywords,
        } = &iterable.kind
        else {
            return None;
        };
        let ast::ExprKind::Name(ident) = &func.kind else {
            return None;
        };
        let is_builtin = self.names.uses[func.id.0 as usize] == Some(crate::names::Use::Builtin);
        if ident.name != "range"
            || !is_builtin
            || !keywords.is_empty()
            || self.node_ty(iterable.id) != Ty::Range
        {
            return None;
        }
        let ty = Ty::Iter(Box::new(Ty::I64));
        let mut bounds: Vec<Expr> = args.iter().map(|arg| self.value(arg, &Ty::I64)).collect();
        let step = if bounds.len() == 3 {
            bounds.pop()
        } else {
            None
        };
        let stop = bounds.pop()?;
        let start = bounds.pop().unwrap_or_else(|| Expr::int(0));
        match step.map(|step| (constant(&step), step)) {
            None | Some((Some(1), _)) => Some(Expr::infix(start, "..", stop, Mode::Own, ty)),
            Some((Some(step), _)) if step > 1 => {
                let range = Expr::infix(start, "..", stop, Mode::Own, ty.clone());
                let step = Expr::new(ExprKind::I64(step), Ty::I64);
                Some(self.std_adapter(range, "step_by", vec![step], ty))
            }
            Some((Some(-1), _)) if constant(&stop).is_some_and(|stop| stop < i64::MAX) => {
                let low = Expr::int(constant(&stop)? + 1);
                let range = match constant(&start) {
                    Some(value) if value < i64::MAX => {
                        Expr::infix(low, "..", Expr::int(value + 1), Mode::Own, ty.clone())
                    }
                    _ => Expr::infix(low, "..=", start, Mode::Own, ty.clone()),
                };
                Some(self.std_adapter(range, "rev", vec![], ty))
            }
            Some((_, step)) => {
                let parts = vec![(start, Mode::Own), (stop, Mode::Own), (step, Mode::Own)];
                let range = Expr::path("range_step", parts, Ty::Range);
                Some(Expr::method(range, "iter", vec![], ty))
            }
        }
    }

    pub(super) fn std_adapter(&mut self, iter: Expr, name: &str, args: Vec<Expr>, ty: Ty) -> Expr {
        let iter = self.into_iter(iter);
        let mut all = vec![(iter, Mode::OwnReceiver)];
        all.extend(args.into_iter().map(|arg| (arg, Mode::Own)));
        Expr::new(
            ExprKind::Op {
                spelling: Spelling::Method(name.to_owned()),
                args: all,
                runtime: false,
            },
            ty,
        )
    }

    /// A value as a Rust iterator over its items.
    pub(super) fn iter_value(&mut self, value: Expr) -> Expr {
        match value.ty.clone() {
            Ty::Iter(_) => value,
            Ty::Stream(item) => Expr::method(value, "iter", vec![], Ty::Iter(item)),
            Ty::List(item) | Ty::Set(item) | Ty::Deque(item) => {
                Expr::method(value, "iter", vec![], Ty::Iter(item))
            }
            Ty::VarTuple(item) => Expr::method(value, "items", vec![], Ty::Iter(item)),
            Ty::Dict(key, _) => Expr::method(value, "keys", vec![], Ty::Iter(key)),
            Ty::Record(id) => self.record_keys(value, id),
            Ty::View(..) => {
                let item = item_of(&value.ty).expect("a view has items");
                Expr::method(value, "iter", vec![], Ty::Iter(Box::new(item)))
            }
            Ty::Str | Ty::StaticStr => {
                Expr::method(value, "py_chars", vec![], Ty::Iter(Box::new(Ty::Str)))
            }
            Ty::Range | Ty::Bytes => {
                Expr::method(value, "iter", vec![], Ty::Iter(Box::new(Ty::I64)))
            }
            Ty::Tuple(items) => {
                let item = joined(&items);
                let tuple = self.coerce(value, &Ty::VarTuple(Box::new(item.clone())));
                Expr::method(tuple, "items", vec![], Ty::Iter(Box::new(item)))
            }
            _ => {
                let value = self.coerce(value, &Ty::Value);
                Expr::method(value, "iter", vec![], Ty::Iter(Box::new(Ty::Value)))
            }
        }
    }
}

/// What iterating over a value of the type gives; none for one of any type.
pub(super) fn item_of(ty: &Ty) -> Option<Ty> {
    Some(match ty {
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::VarTuple(item)
        | Ty::Iter(item)
        | Ty::Stream(item)
        | Ty::Dict(item, _)
        | Ty::View(ViewKind::Keys, item, _)
        | Ty::View(ViewKind::Values, _, item) => (**item).clone(),
        Ty::View(ViewKind::Items, key, value) => {
            Ty::Tuple(vec![(**key).clone(), (**value).clone()])
        }
        Ty::Str | Ty::StaticStr | Ty::Record(_) => Ty::Str,
        Ty::Range | Ty::Bytes => Ty::I64,
        Ty::Tuple(items) => joined(items),
        _ => return None,
    })
}

/// The type that holds all of a tuple's items, as inference joins them.
pub(super) fn joined(items: &[Ty]) -> Ty {
    let mut items = items.iter();
    let Some(first) = items.next() else {
        return Ty::Value;
    };
    items.fold(first.clone(), |so_far, item| join(&so_far, item))
}

fn join(a: &Ty, b: &Ty) -> Ty {
    match (a, b) {
        (a, b) if a == b => a.clone(),
        (Ty::I64 | Ty::Int, Ty::I64 | Ty::Int) => Ty::Int,
        (Ty::I64 | Ty::Int | Ty::F64 | Ty::Num, Ty::I64 | Ty::Int | Ty::F64 | Ty::Num) => Ty::Num,
        (Ty::Unit, Ty::Option(inner)) | (Ty::Option(inner), Ty::Unit) => Ty::Option(inner.clone()),
        (Ty::Option(x), Ty::Option(y)) => option(join(x, y)),
        (Ty::Unit, other) | (other, Ty::Unit) => option(other.clone()),
        (Ty::Option(x), y) | (y, Ty::Option(x)) => option(join(x, y)),
        (Ty::Tuple(xs), Ty::Tuple(ys)) if xs.len() == ys.len() => {
            Ty::Tuple(xs.iter().zip(ys).map(|(x, y)| join(x, y)).collect())
        }
        (Ty::Tuple(xs), Ty::Tuple(ys)) => {
            let all: Vec<Ty> = xs.iter().chain(ys).cloned().collect();
            Ty::VarTuple(Box::new(joined(&all)))
        }
        (Ty::VarTuple(x), Ty::VarTuple(y)) => Ty::VarTuple(Box::new(join(x, y))),
        (Ty::VarTuple(x), Ty::Tuple(ys)) | (Ty::Tuple(ys), Ty::VarTuple(x)) => {
            let item = ys.iter().fold((**x).clone(), |so_far, y| join(&so_far, y));
            Ty::VarTuple(Box::new(item))
        }
        _ => Ty::Value,
    }
}

fn option(inner: Ty) -> Ty {
    match inner {
        Ty::Value => Ty::Value,
        Ty::Option(_) => inner,
        other => Ty::Option(Box::new(other)),
    }
}

/// The value of an integer literal, negated or not.
pub(super) fn constant(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::I64(value) => Some(*value),
        ExprKind::Op {
            spelling: Spelling::Prefix("-"),
            args,
            ..
        } => constant(&args[0].0)?.checked_neg(),
        _ => None,
    }
}
