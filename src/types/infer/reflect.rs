//! Questions about types: `isinstance(x, int)`, `type(x)`. Where the type of `x` is known, so is the answer.

use super::Infer;
use super::exception::handler_classes;
use crate::names::Names;
use crate::syntax::ast::{CmpOp, Expr, ExprKind};
use crate::types::imports::Imports;
use crate::types::imports::classes::{builtin_type, is_builtin_type};
use crate::types::{Target, Ty};

impl Infer<'_> {
    /// `isinstance(value, classes)`.
    pub(super) fn is_instance(&mut self, call: &Expr, args: &[Expr], value: &Ty) -> Option<Ty> {
        if *value == Ty::Exception {
            let classes = handler_classes(self.names, &self.types.imports, &args[1]);
            return classes.map(|_| Ty::Bool);
        }
        let classes = class_names(self.names, &self.types.imports, &args[1])?;
        if let Some(own) = class_of(value) {
            let is_one = classes.iter().any(|class| is_subclass(own, class));
            self.instance_mut().tests.insert(call.id, is_one);
            return Some(Ty::Bool);
        }
        is_asked_at_run_time(value).then_some(Ty::Bool)
    }

    /// [`class_of`], in a program that may have dicts of several kinds.
    fn class_of(&self, ty: &Ty) -> Option<&'static str> {
        let is_open = self.has_dict_kinds && matches!(ty, Ty::Dict(..) | Ty::View(..));
        class_of(ty).filter(|_| !is_open)
    }

    /// `type(value)`: no reason to see the value itself as a `Value`.
    pub(super) fn type_of(&mut self, value: &Ty) -> Option<Ty> {
        if matches!(value, Ty::View(..)) {
            return Some(Ty::Value);
        }
        let class = self.class_of(value)?;
        is_builtin_type(class).then_some(Ty::Value)
    }

    /// `type(value).__name__`.
    pub(super) fn type_name(&mut self, value: &Expr, attr: &str) -> Option<Ty> {
        let argument = super::exception::asked_for_type(self.names, value)?;
        let ty = self.types.instance(self.current).exprs.get(&argument.id)?;
        let is_known = self.class_of(ty).is_some() || is_asked_at_run_time(ty);
        (attr == "__name__" && is_known).then_some(Ty::Str)
    }

    /// `type(value) == int`, `type(value) is int`.
    pub(super) fn is_type_test(&mut self, op: CmpOp, left: &Expr, right: &Expr) -> bool {
        if !matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::Eq | CmpOp::NotEq) {
            return false;
        }
        let Some(argument) = super::exception::asked_for_type(self.names, left) else {
            return false;
        };
        if builtin_type(self.names, right).is_none() {
            return false;
        }
        let ty = self.types.instance(self.current).exprs.get(&argument.id);
        let is_known = ty.is_some_and(|ty| self.class_of(ty).is_some() || is_asked_at_run_time(ty));
        if is_known {
            self.set_target(left, Target::Builtin);
        }
        is_known
    }

    /// Notes the outcome of a whole test `type(value) == int` that is known.
    pub(super) fn note_type_test(&mut self, whole: &Expr) {
        let ExprKind::Compare { left, rest } = &whole.kind else {
            return;
        };
        let [(op, right)] = &rest[..] else {
            return;
        };
        if !self.is_type_test(*op, left, right) {
            return;
        }
        let Some(argument) = super::exception::asked_for_type(self.names, left) else {
            return;
        };
        let ty = self.types.instance(self.current).exprs.get(&argument.id);
        let (Some(own), Some(name)) = (
            ty.and_then(|ty| self.class_of(ty)),
            builtin_type(self.names, right),
        ) else {
            return;
        };
        let is_negated = matches!(op, CmpOp::IsNot | CmpOp::NotEq);
        let outcome = (name == own) != is_negated;
        self.instance_mut().tests.insert(whole.id, outcome);
    }
}

/// The name of the class of all values of a type; none if they differ, or if only running the program tells.
pub(crate) fn class_of(ty: &Ty) -> Option<&'static str> {
    Some(match ty {
        Ty::None => "NoneType",
        Ty::Bool => "bool",
        Ty::Int | Ty::Big => "int",
        Ty::Float => "float",
        Ty::Str => "str",
        Ty::List(_) => "list",
        Ty::Set(_) => "set",
        Ty::Dict(..) | Ty::Record(_) => "dict",
        Ty::Tuple(_) | Ty::VarTuple(_) => "tuple",
        Ty::Range => "range",
        Ty::Bytes => "bytes",
        Ty::FrozenSet(_) => "frozenset",
        Ty::View(kind, ..) => kind.type_name(),
        Ty::Never
        | Ty::Num
        | Ty::Option(_)
        | Ty::Func(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::Deque(_)
        | Ty::Exception
        | Ty::Value => {
            return None;
        }
    })
}

/// Whether a value of the type can be asked for its class while the program runs, at no cost to what it holds.
pub(crate) fn is_asked_at_run_time(ty: &Ty) -> bool {
    match ty {
        Ty::Value | Ty::Num => true,
        Ty::Option(inner) => matches!(
            **inner,
            Ty::Bool | Ty::Int | Ty::Big | Ty::Num | Ty::Float | Ty::Str
        ),
        _ => false,
    }
}

/// Whether one builtin class is the other or derived from it.
pub(super) fn is_subclass(own: &str, class: &str) -> bool {
    own == class || class == "object" || (own == "bool" && class == "int")
}

/// The builtin types that the second argument of `isinstance` names.
pub(crate) fn class_names<'e>(
    names: &Names,
    imports: &'e Imports,
    classes: &'e Expr,
) -> Option<Vec<&'e str>> {
    let all = imports.classes.named(names, classes)?;
    let is_known = |name: &&str| is_builtin_type(name) || *name == "NoneType";
    all.iter().all(is_known).then_some(all)
}
