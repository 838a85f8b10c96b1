//! `print` of arguments some of which are spread: `print(*items)`, `print("sum:", *pair)`, `print(*first, "and", *second)`.
//!
//! ```text
//! print(*items)               println!("{}", seq::shown(items.iter(), " "));
//! print("sum:", *pair)        let (item, item_2) = pair; println!("sum: {item} {item_2}");
//! print(*first, "and")        let mut items = first.iter().collect(); items.push("and"); println!("{}", seq::shown(&items, " "));
//! ```

use super::Lower;
use super::format::{has_effects, may_change};
use crate::ir::{Expr, Mode, Pattern, Stmt, StmtKind, Ty, VarIdx};
use crate::syntax::ast;

/// An argument of `print`.
enum Part {
    /// One value.
    One(Expr),
    /// The items of an iterator.
    All(Expr, Ty),
}

/// What `print` is to show.
pub(super) enum Shown {
    /// Each of these.
    Values(Vec<Expr>),
    /// All items of this iterator.
    Items(Expr),
}

impl Lower<'_> {
    /// The arguments of a `print` of which some are spread.
    pub(super) fn spread_arguments(&mut self, args: &[ast::Expr], stmts: &mut Vec<Stmt>) -> Shown {
        let mut parts = Vec::new();
        for arg in args {
            let ast::ExprKind::Starred(inner) = &arg.kind else {
                let value = self.expr(arg);
                parts.push(Part::One(value));
                continue;
            };
            if let Ty::Tuple(tys) = self.node_ty(inner.id) {
                let tuple = self.expr(inner);
                if tys.is_empty() {
                    stmts.push(self.stmt_at(StmtKind::Expr(tuple), 0));
                    continue;
                }
                self.hold_parts(&mut parts, stmts);
                parts.extend(self.fields(tuple, &tys, stmts).into_iter().map(Part::One));
                continue;
            }
            self.exhausted = Some(inner.id);
            let iter = self.iter_expr(inner);
            let Ty::Iter(item) = iter.ty.clone() else {
                unreachable!("iter_expr gives iterators")
            };
            parts.push(Part::All(iter, *item));
        }
        if let [Part::All(iter, item)] = &parts[..] {
            // What has been shown already may change while the rest is made.
            let is_early = may_change(item) && has_effects(iter, self.makes_entries);
            if !is_early {
                return Shown::Items(iter.clone());
            }
        }
        match parts.iter().map(Part::one).collect() {
            Some(values) => Shown::Values(values),
            None => Shown::Items(self.collected(parts, stmts)),
        }
    }

    /// What comes before is evaluated before what follows.
    fn hold_parts(&mut self, parts: &mut [Part], stmts: &mut Vec<Stmt>) {
        for part in parts {
            match part {
                Part::One(value) => *value = self.hold(value.clone(), stmts).1,
                Part::All(iter, item) => {
                    let ty = Ty::List(Box::new(item.clone()));
                    let list = Expr::path("List::from_iter", vec![(iter.clone(), Mode::Own)], ty);
                    let list = self.hold_as("items", list, stmts).1;
                    *iter = self.iter_value(list);
                }
            }
        }
    }

    /// The items of a tuple of known length.
    fn fields(&mut self, tuple: Expr, tys: &[Ty], stmts: &mut Vec<Stmt>) -> Vec<Expr> {
        let vars: Vec<VarIdx> = tys.iter().map(|ty| self.temp("item", ty.clone())).collect();
        let kind = StmtKind::LetTuple {
            vars: vars.iter().copied().map(Some).collect(),
            value: tuple,
        };
        stmts.push(self.stmt_at(kind, 0));
        let read = |(var, ty): (VarIdx, &Ty)| Expr::var(var, ty.clone());
        vars.into_iter().zip(tys).map(read).collect()
    }

    /// All of them in one list, as texts if they differ.
    fn collected(&mut self, parts: Vec<Part>, stmts: &mut Vec<Stmt>) -> Expr {
        let mut parts = parts;
        let item = if parts.iter().all(|part| part.ty() == parts[0].ty()) {
            parts[0].ty().clone()
        } else {
            let may_change = parts.iter().any(|part| may_change(part.ty()));
            let has_effects = |part: &Part| part.has_effects(self.makes_entries);
            if may_change && parts.iter().any(has_effects) {
                // Nothing is shown before everything is evaluated.
                self.hold_parts(&mut parts, stmts);
            }
            Ty::Str
        };
        let ty = Ty::List(Box::new(item.clone()));
        let list = self.temp("items", ty.clone());
        let mut is_new = true;
        for part in parts {
            let target = Expr::var(list, ty.clone());
            let kind = match (part, is_new) {
                (Part::All(iter, have), _) => {
                    let iter = self.each_as(iter, have, &item);
                    let (path, args) = ("List::from_iter", vec![(iter, Mode::Own)]);
                    if is_new {
                        let value = Some(Expr::path(path, args, ty.clone()));
                        StmtKind::Let { var: list, value }
                    } else {
                        StmtKind::Expr(Expr::method(target, "extend", args, Ty::Unit))
                    }
                }
                (Part::One(value), true) => {
                    let value = self.shown_as(value, &item);
                    let array = Expr::items(crate::ir::Spelling::Array, vec![value], Ty::Unit);
                    let value = Some(Expr::path(
                        "List::from",
                        vec![(array, Mode::Own)],
                        ty.clone(),
                    ));
                    StmtKind::Let { var: list, value }
                }
                (Part::One(value), false) => {
                    let value = self.shown_as(value, &item);
                    let args = vec![(value, Mode::Own)];
                    StmtKind::Expr(Expr::method(target, "append", args, Ty::Unit))
                }
            };
            stmts.push(self.stmt_at(kind, 0));
            is_new = false;
        }
        self.iter_value(Expr::var(list, ty))
    }

    fn each_as(&mut self, iter: Expr, have: Ty, want: &Ty) -> Expr {
        if have == *want {
            return iter;
        }
        let var = self.temp("item", have.clone());
        let text = self.text_of(Expr::var(var, have));
        self.adapt(iter, "map", Pattern::Var(var), text, Ty::Str)
    }

    fn shown_as(&mut self, value: Expr, want: &Ty) -> Expr {
        if value.ty == *want {
            value
        } else {
            self.text_of(value)
        }
    }
}

impl Part {
    fn ty(&self) -> &Ty {
        match self {
            Part::One(value) => &value.ty,
            Part::All(_, item) => item,
        }
    }

    fn one(&self) -> Option<Expr> {
        match self {
            Part::One(value) => Some(value.clone()),
            Part::All(..) => None,
        }
    }

    fn has_effects(&self, makes_entries: bool) -> bool {
        match self {
            Part::One(value) | Part::All(value, _) => has_effects(value, makes_entries),
        }
    }
}
