//! Iterators that somebody keeps: `it = iter(items)`, `pairs = zip(a, b)`, `squares = (n * n for n in numbers)`.
//!
//! One that is used up where it stands is a [`Ty::Iter`], which nobody can tell from a loop. A kept one is a [`Ty::Stream`]: an object
//! that all who hold it take items from.

use super::Infer;
use super::callback::MethodCallback;
use crate::names::Use;
use crate::syntax::ast::{Expr, ExprKind, Module, StmtKind};
use crate::syntax::walk::{Node, walk_body, walk_expr, walk_stmt};
use crate::types::Ty;

/// What a call makes besides what it has slots for otherwise.
const KEPT: u8 = 3;

impl Infer<'_> {
    /// `iter(iterable)`: an iterator is its own.
    pub(super) fn iter_call(&mut self, call: &Expr, iterable: &Ty) -> Option<Ty> {
        match iterable {
            Ty::Stream(_) => Some(iterable.clone()),
            Ty::List(_)
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::View(..)
            | Ty::Str
            | Ty::Bytes
            | Ty::Range
            | Ty::VarTuple(_)
            | Ty::Tuple(_) => {
                let item = self.static_item_of(iterable)?;
                Some(self.stream(call, &item))
            }
            _ => None,
        }
    }

    /// `next(iterator)`, `next(iterator, default)`.
    pub(super) fn next_call(&mut self, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let Some(Ty::Stream(slot)) = tys.first() else {
            return self.first_item(args, tys);
        };
        let item = self.types.store.contents(*slot);
        match tys {
            [_] => Some(item),
            [_, default] => Some(self.types.store.join(&item, default)),
            _ => None,
        }
    }

    /// `iter(function, sentinel)`.
    pub(super) fn calls_until(&mut self, call: &Expr, args: &[Expr], tys: &[Ty]) -> Option<Ty> {
        let [func @ Ty::Func(_), sentinel] = tys else {
            return None;
        };
        if !self.is_steady(&args[0]) {
            return None;
        }
        let given = self.callback(func, &[])?;
        if matches!(given, Ty::Never) {
            return Some(Ty::Never);
        }
        let item = match (&given, sentinel) {
            (Ty::Option(inner), Ty::None) => (**inner).clone(),
            _ if self.is_comparable(&given, sentinel, false) => given,
            _ => return None,
        };
        Some(self.stream(call, &item))
    }

    /// Whether a function can be called by an iterator that is kept: what it is does not change, it raises nothing that somebody
    /// catches, and does not end the iterator itself.
    fn is_steady(&self, func: &Expr) -> bool {
        if self.has_try || self.may_stop {
            return false;
        }
        match &func.kind {
            ExprKind::Lambda(_) => true,
            ExprKind::Constant(_) => super::construct::is_none(func),
            ExprKind::Name(_) => match self.names.uses[func.id.0 as usize] {
                Some(Use::Builtin) => true,
                Some(Use::Variable {
                    variable,
                    maybe_unbound: false,
                }) => self.names.variables[variable.0 as usize].stores.len() == 1,
                _ => false,
            },
            ExprKind::Attribute { .. } => matches!(
                super::callback::method_callback(self.names, func),
                Some(MethodCallback::OfType(..))
            ),
            _ => false,
        }
    }

    /// What `enumerate`, `zip`, `reversed`, `map` or `filter` gives to who keeps it; none if only objects do it as Python does. While
    /// somebody may catch what an iterator raises, it must not be hidden in another one.
    pub(super) fn keep(
        &mut self,
        call: &Expr,
        name: &str,
        (args, tys): (&[Expr], &[Ty]),
        item: &Ty,
    ) -> Option<Ty> {
        let is_calm = |ty: &Ty| match ty {
            Ty::List(_) | Ty::Str | Ty::Range | Ty::VarTuple(_) | Ty::Tuple(_) => true,
            Ty::Set(_) | Ty::Dict(..) | Ty::View(..) | Ty::Stream(_) => !self.has_try,
            _ => false,
        };
        let sources = match name {
            "zip" if matches!(args[0].kind, ExprKind::Starred(_)) => return None,
            "map" | "filter" if tys.len() == 2 && self.is_steady(&args[0]) => &tys[1..],
            "zip" | "reversed" => tys,
            "enumerate" => &tys[..1],
            _ => return None,
        };
        sources.iter().all(is_calm).then(|| self.stream(call, item))
    }

    /// The iterator that is made here.
    pub(super) fn stream(&mut self, made: &Expr, item: &Ty) -> Ty {
        let slot = self.site(made.id, KEPT);
        self.types.store.flow(item, slot);
        Ty::Stream(slot)
    }
}

/// Whether some function may end by the end of an iterator (`StopIteration`): what calls it on each turn would end too, silently.
pub(super) fn may_stop(module: &Module) -> bool {
    fn stops(node: &Node<'_>) -> bool {
        let Node::Expr(expr) = node else {
            return false;
        };
        match &expr.kind {
            ExprKind::Call { func, args, .. } => {
                args.len() == 1 && matches!(&func.kind, ExprKind::Name(name) if name.name == "next")
            }
            ExprKind::Name(name) => name.name == "StopIteration",
            ExprKind::Attribute { attr, .. } => attr.name == "__next__",
            _ => false,
        }
    }
    let mut found = false;
    walk_body(&module.body, &mut |node| match node {
        Node::Stmt(stmt) if matches!(stmt.kind, StmtKind::FunctionDef(_)) => {
            walk_stmt(stmt, &mut |inner| found |= stops(&inner));
        }
        Node::Expr(expr) if matches!(expr.kind, ExprKind::Lambda(_)) => {
            walk_expr(expr, &mut |inner| found |= stops(&inner));
        }
        Node::Stmt(_) | Node::Expr(_) => {}
    });
    found
}
