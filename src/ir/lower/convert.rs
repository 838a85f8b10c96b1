//! Types of inference as Rust types, and conversions between them.

use super::Lower;
use crate::ir::implied::LONGEST_TUPLE;
use crate::ir::{ClosureForm, ClosureSet, Expr, ExprKind, Mode, SetId, Spelling, Ty};
use crate::types::{self, FuncVar};

impl Lower<'_> {
    /// The Rust type.
    pub(super) fn ty(&mut self, ty: &types::Ty) -> Ty {
        let store = &self.types.store;
        match store.normal(ty) {
            types::Ty::Never => Ty::Value,
            types::Ty::None => Ty::Unit,
            types::Ty::Bool => Ty::Bool,
            types::Ty::Int => Ty::I64,
            types::Ty::Big => Ty::Int,
            types::Ty::Num => Ty::Num,
            types::Ty::Float => Ty::F64,
            types::Ty::Str => Ty::Str,
            types::Ty::List(slot) => Ty::List(Box::new(self.ty(&store.contents(slot)))),
            types::Ty::Set(slot) => Ty::Set(Box::new(self.ty(&store.contents(slot)))),
            types::Ty::Dict(key, value) => {
                let (key, value) = (store.contents(key), store.contents(value));
                Ty::Dict(Box::new(self.ty(&key)), Box::new(self.ty(&value)))
            }
            types::Ty::Record(var) => Ty::Record(self.record_id(var)),
            types::Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.ty(item)).collect()),
            types::Ty::VarTuple(item) => Ty::VarTuple(Box::new(self.ty(&item))),
            types::Ty::Range => Ty::Range,
            types::Ty::Exception => Ty::Exception,
            types::Ty::Option(inner) => Ty::Option(Box::new(self.ty(&inner))),
            types::Ty::Func(var) => Ty::Closure(self.set_id(var)),
            types::Ty::Iter(item) => Ty::Iter(Box::new(self.ty(&item))),
            types::Ty::Stream(slot) => Ty::Stream(Box::new(self.ty(&store.contents(slot)))),
            types::Ty::View(kind, key, value) => {
                let (key, value) = (store.contents(key), store.contents(value));
                Ty::View(kind, Box::new(self.ty(&key)), Box::new(self.ty(&value)))
            }
            types::Ty::Bytes => Ty::Bytes,
            types::Ty::FrozenSet(slot) => Ty::FrozenSet(Box::new(self.ty(&store.contents(slot)))),
            types::Ty::Deque(slot) => Ty::Deque(Box::new(self.ty(&store.contents(slot)))),
            types::Ty::Value => Ty::Value,
        }
    }

    /// The set of function values that a function variable stands for.
    pub(super) fn set_id(&mut self, var: FuncVar) -> SetId {
        let root = self.types.store.func_root(var);
        if let Some(id) = self.set_ids.get(&root) {
            return *id;
        }
        let id = SetId(u32::try_from(self.program.sets.len()).expect("few sets"));
        self.set_ids.insert(root, id);
        self.program.sets.push(ClosureSet {
            members: Vec::new(),
            params: Vec::new(),
            ret: Ty::Unit,
            is_fallible: false,
            borrowed: Vec::new(),
            is_cloned: false,
            is_called: false,
            form: ClosureForm::default(),
            reason: None,
        });
        let members = self.types.store.func(root).members.clone();
        let mut params = Vec::new();
        let mut ret = Ty::Unit;
        for member in &members {
            let Some(instance) = self.types.value_instances.get(member) else {
                continue;
            };
            let instance = self.types.instance(*instance);
            let is_passed = |index: &usize| !self.types.is_omitted(*member, *index);
            let passed: Vec<(bool, types::Ty)> = (0..instance.params.len())
                .filter(is_passed)
                .map(|index| {
                    (
                        self.types.is_optional(*member, index),
                        instance.params[index].clone(),
                    )
                })
                .collect();
            params = passed
                .into_iter()
                .map(|(is_optional, param)| {
                    let ty = self.ty(&param);
                    if is_optional {
                        Ty::Option(Box::new(ty))
                    } else {
                        ty
                    }
                })
                .collect();
            ret = self.ret_ty(&instance.ret.clone());
        }
        let funcs = members
            .iter()
            .filter_map(|member| self.value_func(*member))
            .collect();
        let set = &mut self.program.sets[id.0 as usize];
        set.params = params;
        set.ret = ret;
        set.members = funcs;
        id
    }

    /// The Rust type of a result: what never comes back gives nothing.
    pub(super) fn ret_ty(&mut self, ty: &types::Ty) -> Ty {
        match self.types.store.normal(ty) {
            types::Ty::Never => Ty::Unit,
            other => self.ty(&other),
        }
    }

    /// The expression as a value of type `want`.
    pub(super) fn coerce(&mut self, expr: Expr, want: &Ty) -> Expr {
        if expr.ty == *want || expr.ty == Ty::Never {
            return expr;
        }
        let ty = want.clone();
        match (&expr.ty, want) {
            (_, Ty::Value) => match expr.ty {
                Ty::Closure(_) => self.lost(expr, want),
                Ty::Iter(_) => self.list_of(expr),
                _ if is_known_value(&expr) => known_value(expr),
                Ty::Unit => {
                    let none = Expr::new(ExprKind::ToValue(Box::new(Expr::unit())), ty);
                    self.after(expr, none)
                }
                _ => Expr::new(ExprKind::ToValue(Box::new(expr)), ty),
            },
            (Ty::I64, Ty::Int) => match expr.kind {
                ExprKind::I64(value) => Expr::new(ExprKind::Int(value.to_string()), ty),
                _ => Expr::path("Int::from", vec![(expr, Mode::Own)], ty),
            },
            (Ty::I64 | Ty::Int | Ty::F64, Ty::Num) => {
                Expr::path("Number::from", vec![(expr, Mode::Own)], ty)
            }
            (Ty::Bool, Ty::I64) => Expr::std_path("i64::from", vec![(expr, Mode::Own)], ty),
            (Ty::Bool, Ty::Int) => Expr::path("Int::from", vec![(expr, Mode::Own)], ty),
            (Ty::Int, Ty::I64) => Expr::method(expr, "index", vec![], ty),
            // What is known to be `None` here.
            (_, Ty::Unit) => self.after(expr, Expr::unit()),
            (Ty::Unit, Ty::Option(_)) => self.after(expr, Expr::new(ExprKind::NoneOption, ty)),
            (Ty::Option(from), Ty::Option(to)) => {
                let (from, to) = ((**from).clone(), (**to).clone());
                let temp = self.temp("item", from.clone());
                let body = self.coerce(Expr::var(temp, from), &to);
                let inline = Expr::new(
                    ExprKind::Inline {
                        params: vec![crate::ir::Pattern::Var(temp)],
                        body: Box::new(body),
                    },
                    to,
                );
                Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Method("map".to_owned()),
                        args: vec![(expr, Mode::OwnReceiver), (inline, Mode::Own)],
                        runtime: false,
                    },
                    ty,
                )
            }
            // What is in an option, to be in one again.
            (_, Ty::Option(_)) if is_inside_of(&expr, want) => match expr.kind {
                ExprKind::Unwrap(option) => *option,
                _ => unreachable!("just seen"),
            },
            (_, Ty::Option(inner)) => {
                let inner = self.coerce(expr, inner);
                Expr::new(ExprKind::Some(Box::new(inner)), ty)
            }
            (Ty::Option(inner), _) => {
                let inner = (**inner).clone();
                let unwrapped = Expr::new(ExprKind::Unwrap(Box::new(expr)), inner);
                self.coerce(unwrapped, want)
            }
            (Ty::Tuple(_), Ty::Tuple(items)) if self.tuple_len(&expr) == Some(items.len()) => {
                let items = items.clone();
                self.each_item(
                    expr,
                    |lower, index, item| lower.coerce(item, &items[index]),
                    |parts| Expr::items(Spelling::Tuple, parts, ty.clone()),
                )
            }
            (Ty::Tuple(items), Ty::VarTuple(_)) if items.is_empty() => {
                let array = Expr::items(Spelling::Array, vec![], Ty::Unit);
                let empty = Expr::path("Tuple::from", vec![(array, Mode::Own)], ty);
                self.after(expr, empty)
            }
            (Ty::Tuple(items), Ty::VarTuple(item))
                if items.len() <= LONGEST_TUPLE
                    && items.iter().all(|part| part == &**item)
                    && !is_display(&expr) =>
            {
                Expr::path("Tuple::from", vec![(expr, Mode::Own)], ty)
            }
            (Ty::Tuple(_), Ty::VarTuple(item)) => {
                let item = (**item).clone();
                self.each_item(
                    expr,
                    |lower, _, part| lower.coerce(part, &item),
                    |parts| {
                        let array = Expr::items(Spelling::Array, parts, Ty::Unit);
                        Expr::path("Tuple::from", vec![(array, Mode::Own)], ty.clone())
                    },
                )
            }
            (Ty::VarTuple(have), Ty::VarTuple(item)) => {
                let (have, item) = ((**have).clone(), (**item).clone());
                let iter = Expr::method(expr, "items", vec![], Ty::Iter(Box::new(have.clone())));
                let items = self.each(iter, have, &item);
                Expr::path("Tuple::from_iter", vec![(items, Mode::Own)], ty)
            }
            (
                Ty::Value,
                Ty::Bool
                | Ty::I64
                | Ty::Int
                | Ty::F64
                | Ty::Str
                | Ty::List(_)
                | Ty::Set(_)
                | Ty::Dict(..)
                | Ty::VarTuple(_),
            ) if is_item_of_nothing(&expr) => self.from_value(expr, want),
            _ => self.lost(expr, want),
        }
    }

    /// A `Value` that is known to be of a type. A container of anything but `Value`s is a new one: nobody else has it.
    pub(super) fn from_value(&mut self, expr: Expr, want: &Ty) -> Expr {
        if expr.ty != Ty::Value {
            return self.coerce(expr, want);
        }
        let name = match want {
            Ty::Bool => "into_bool",
            Ty::I64 => "into_i64",
            Ty::Int => "into_int",
            Ty::F64 => "into_float",
            Ty::Str => "into_text",
            Ty::Bytes => "into_bytes",
            Ty::List(_) => "into_list",
            Ty::Set(_) => "into_set",
            Ty::Dict(..) => "into_dict",
            Ty::VarTuple(_) => "into_tuple",
            _ => return self.coerce(expr, want),
        };
        let made = |ty: Ty| {
            Expr::new(
                ExprKind::Op {
                    spelling: Spelling::Method(name.to_owned()),
                    args: vec![(expr, Mode::OwnReceiver)],
                    runtime: true,
                },
                ty,
            )
        };
        match want {
            Ty::List(item) if **item != Ty::Value => {
                let item = (**item).clone();
                let list = made(Ty::List(Box::new(Ty::Value)));
                let iter = self.iter_value(list);
                let var = self.temp("item", Ty::Value);
                let body = self.from_value(Expr::var(var, Ty::Value), &item);
                let pattern = crate::ir::Pattern::Var(var);
                let items = self.adapt(iter, "map", pattern, body, item);
                Expr::path("List::from_iter", vec![(items, Mode::Own)], want.clone())
            }
            _ => made(want.clone()),
        }
    }

    /// The items that an iterator gives as values of type `want`.
    pub(super) fn each(&mut self, iter: Expr, have: Ty, want: &Ty) -> Expr {
        if (&have, want) == (&Ty::I64, &Ty::Int) {
            let convert = Expr::items(Spelling::Constant("Int::from"), vec![], want.clone());
            let ty = Ty::Iter(Box::new(want.clone()));
            return self.std_adapter(iter, "map", vec![convert], ty);
        }
        let var = self.temp("item", have.clone());
        let item = Expr::var(var, have);
        let body = if is_item_of_nothing(&iter) {
            self.from_value(item, want)
        } else {
            self.coerce(item, want)
        };
        let pattern = crate::ir::Pattern::Var(var);
        self.adapt(iter, "map", pattern, body, want.clone())
    }

    /// A container that nobody else has yet, with its items converted.
    pub(super) fn fresh(&mut self, expr: Expr, want: &Ty) -> Expr {
        let (from, item, to) = match (&expr.ty, want) {
            (Ty::List(from), Ty::List(to)) => ("List::from_iter", from, to),
            (Ty::VarTuple(from), Ty::VarTuple(to)) => ("Tuple::from_iter", from, to),
            (Ty::Dict(key, item), Ty::Dict(wanted_key, wanted_item)) => {
                let have = Ty::Tuple(vec![(**key).clone(), (**item).clone()]);
                let pair = Ty::Tuple(vec![(**wanted_key).clone(), (**wanted_item).clone()]);
                if have == pair {
                    return expr;
                }
                let items = Ty::Iter(Box::new(have.clone()));
                let entries = Expr::method(expr, "items", vec![], items);
                let entries = self.each(entries, have, &pair);
                return Expr::path("Dict::from_iter", vec![(entries, Mode::Own)], want.clone());
            }
            _ => return self.coerce(expr, want),
        };
        if item == to {
            return expr;
        }
        let (item, to) = ((**item).clone(), (**to).clone());
        let iter = self.iter_value(expr);
        let items = self.each(iter, item, &to);
        Expr::path(from, vec![(items, Mode::Own)], want.clone())
    }

    /// The value as something sees it that keeps nothing of it: what holds anything but `Value`s is copied.
    pub(super) fn looked_at(&mut self, expr: Expr) -> Expr {
        let copied = match &expr.ty {
            Ty::List(_) => Ty::List(Box::new(Ty::Value)),
            Ty::Dict(..) => Ty::Dict(Box::new(Ty::Value), Box::new(Ty::Value)),
            _ => return self.coerce(expr, &Ty::Value),
        };
        let copy = self.fresh(expr, &copied);
        self.coerce(copy, &Ty::Value)
    }

    /// What an iterator gives, in a list: for builtins that use all of it up at once.
    fn list_of(&mut self, iter: Expr) -> Expr {
        let Ty::Iter(item) = iter.ty.clone() else {
            unreachable!("checked by the caller")
        };
        let iter = if *item == Ty::Value {
            iter
        } else {
            self.each(iter, *item, &Ty::Value)
        };
        Expr::path("Value::list", vec![(iter, Mode::Own)], Ty::Value)
    }

    fn tuple_len(&self, expr: &Expr) -> Option<usize> {
        match &expr.ty {
            Ty::Tuple(items) => Some(items.len()),
            _ => None,
        }
    }

    /// A conversion that inference never asks for: a defect of Adder, reported as a refusal.
    fn lost(&mut self, expr: Expr, want: &Ty) -> Expr {
        let what = format!("a value that is {:?} here and {want:?} there", expr.ty);
        let span = self.funcs.def(self.instance().func).span;
        self.refuse(span, &what, "please report this program");
        expr
    }

    /// Rebuilds a tuple from converted items.
    fn each_item(
        &mut self,
        expr: Expr,
        mut convert: impl FnMut(&mut Self, usize, Expr) -> Expr,
        finish: impl FnOnce(Vec<Expr>) -> Expr,
    ) -> Expr {
        if let ExprKind::Op {
            spelling: Spelling::Tuple,
            args,
            ..
        } = expr.kind
        {
            let parts = args
                .into_iter()
                .enumerate()
                .map(|(index, (item, _))| convert(self, index, item))
                .collect();
            return finish(parts);
        }
        let Ty::Tuple(items) = expr.ty.clone() else {
            unreachable!("checked by the caller")
        };
        let vars: Vec<_> = items
            .iter()
            .map(|item| self.temp("item", item.clone()))
            .collect();
        let parts = vars
            .iter()
            .zip(items)
            .enumerate()
            .map(|(index, (var, item))| convert(self, index, Expr::var(*var, item)))
            .collect();
        let value = finish(parts);
        let ty = value.ty.clone();
        let bind = self.stmt_at(
            crate::ir::StmtKind::LetTuple {
                vars: vars.into_iter().map(Some).collect(),
                value: expr,
            },
            0,
        );
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts: vec![bind] }, Box::new(value)),
            ty,
        )
    }

    /// `value`, after `first` was evaluated for its effect.
    pub(super) fn after(&mut self, first: Expr, value: Expr) -> Expr {
        if is_inert(&first) {
            return value;
        }
        let ty = value.ty.clone();
        let stmt = self.stmt_at(crate::ir::StmtKind::Expr(first), 0);
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts: vec![stmt] }, Box::new(value)),
            ty,
        )
    }
}

/// Whether the expression is a tuple written out.
fn is_display(expr: &Expr) -> bool {
    matches!(
        &expr.kind,
        ExprKind::Op {
            spelling: Spelling::Tuple,
            ..
        }
    )
}

/// Whether the expression asks the empty tuple for an item or for all: they have the type of whatever stands beside it.
fn is_item_of_nothing(expr: &Expr) -> bool {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &expr.kind
    else {
        return false;
    };
    let mut tuple = &args[0].0;
    while let ExprKind::Block(_, value) = &tuple.kind {
        tuple = value;
    }
    matches!(name.as_str(), "at" | "items")
        && matches!(&tuple.kind, ExprKind::Op { spelling: Spelling::Path(path), args, .. }
            if path == "Tuple::from"
                && matches!(&args[0].0.kind, ExprKind::Op { spelling: Spelling::Array, args, .. } if args.is_empty()))
}

/// Whether nobody can tell that the expression is not evaluated: it is made of literals, variables, displays of them, and
/// arithmetic that cannot fail.
pub(super) fn is_inert(expr: &Expr) -> bool {
    let ExprKind::Op { spelling, args, .. } = &expr.kind else {
        return expr.is_literal()
            || matches!(expr.kind, ExprKind::Var(_) | ExprKind::MakeClosure { .. });
    };
    let is_plain = match spelling {
        Spelling::Infix(op) => matches!(*op, "+" | "-" | "*" | "&" | "|" | "^"),
        Spelling::Prefix(_) | Spelling::Array | Spelling::Tuple | Spelling::Field(_) => true,
        Spelling::Path(path) => matches!(
            path.as_str(),
            "i64::from" | "Int::from" | "Number::from" | "List::new" | "List::from" | "Dict::new"
        ),
        _ => false,
    };
    is_plain && args.iter().all(|(arg, _)| is_inert(arg))
}

/// Whether the expression only says which type a `Value` is known to be of.
fn is_known_value(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Op { spelling: Spelling::Method(name), args, .. }
        if name.starts_with("into_") && args.len() == 1 && args[0].0.ty == Ty::Value)
}

/// The `Value` itself.
fn known_value(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Op { mut args, .. } => args.remove(0).0,
        _ => unreachable!("checked by the caller"),
    }
}

/// `option.unwrap()` of an option of this type.
fn is_inside_of(expr: &Expr, ty: &Ty) -> bool {
    matches!(&expr.kind, ExprKind::Unwrap(option) if option.ty == *ty)
}
