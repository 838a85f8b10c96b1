//! Comprehensions: loops that fill a new container.

use super::Lower;
use crate::ir::{Block, Expr, ExprKind, Mode, Stmt, StmtKind, Ty};
use crate::names::{ScopeId, ScopeKind};
use crate::syntax::ast::{self, Comprehension, ComprehensionKind, ForClause};
use crate::types::infer::comprehension::has_walrus;

impl Lower<'_> {
    /// `[… for …]` and its kin.
    pub(super) fn comprehension(
        &mut self,
        expr: &ast::Expr,
        comprehension: &Comprehension,
    ) -> Expr {
        let is_generator = matches!(comprehension.kind, ComprehensionKind::Generator(_));
        self.n_generators += u32::from(is_generator);
        let lowered = self.comprehension_of(expr, comprehension);
        self.n_generators -= u32::from(is_generator);
        lowered
    }

    fn comprehension_of(&mut self, expr: &ast::Expr, comprehension: &Comprehension) -> Expr {
        let want = self.node_ty(expr.id);
        let is_exhausted = self.exhausted == Some(expr.id);
        let is_kept = matches!(want, Ty::Iter(_)) && !is_exhausted;
        let is_open = !is_kept && self.is_guarded() && self.may_raise_inside(comprehension);
        let mut begun = None;
        if !is_open && let Some(mapped) = self.mapped(comprehension, &want, &mut begun) {
            return mapped;
        }
        let (adds, elements): (_, &[&ast::Expr]) = match &comprehension.kind {
            ComprehensionKind::List(element) => (("List::new", "append"), &[element]),
            ComprehensionKind::Set(element) => (("Set::new", "add"), &[element]),
            ComprehensionKind::Dict(key, value) => (("Dict::new", "set"), &[key, value]),
            ComprehensionKind::Generator(element) => match &want {
                Ty::Iter(item) if is_exhausted => {
                    let list = Ty::List(item.clone());
                    let adds = ("List::new", "append");
                    let filled = self.filled(comprehension, begun, &list, adds, &[element]);
                    return Expr::method(filled, "iter", vec![], want);
                }
                _ => return self.lazy(expr, comprehension, begun, element),
            },
        };
        self.filled(comprehension, begun, &want, adds, elements)
    }

    /// One clause without a condition, one plain target, nothing captured: `iter.map(|x| …)`. Where only the iterator shows
    /// that this will not do, it is left in `begun`: nothing may be lowered twice.
    fn mapped(
        &mut self,
        comprehension: &Comprehension,
        want: &Ty,
        begun: &mut Option<Expr>,
    ) -> Option<Expr> {
        let [clause] = &comprehension.clauses[..] else {
            return None;
        };
        let (elements, item_ty, from) = match (&comprehension.kind, want) {
            (ComprehensionKind::List(element), Ty::List(item)) => {
                (vec![element], (**item).clone(), Some("List::from_iter"))
            }
            (ComprehensionKind::Generator(element), Ty::Iter(item)) => {
                (vec![element], (**item).clone(), None)
            }
            (ComprehensionKind::Set(element), Ty::Set(item)) => {
                (vec![element], (**item).clone(), Some("Set::from_iter"))
            }
            (ComprehensionKind::Dict(key, value), Ty::Dict(key_ty, value_ty)) => {
                let pair = Ty::Tuple(vec![(**key_ty).clone(), (**value_ty).clone()]);
                (vec![key, value], pair, Some("Dict::from_iter"))
            }
            _ => return None,
        };
        if has_walrus(comprehension) || self.is_captured(&clause.target) {
            return None;
        }
        let pattern = self.simple_pattern(&clause.target)?;
        let is_conditional = !clause.conditions.is_empty();
        let is_picked = is_conditional && !matches!(pattern, crate::ir::Pattern::Var(_));
        if is_picked && holds_lists(&item_ty) {
            return None;
        }
        let mut iter = self.iter_expr(&clause.iter);
        let mut have = item_of(&iter);
        if !self.pattern_fits(&pattern, &have) {
            let wide = self
                .pattern_ty(&pattern)
                .filter(|wide| is_wider(wide, &have) && self.pattern_fits(&pattern, wide));
            let Some(wide) = wide else {
                *begun = Some(iter);
                return None;
            };
            iter = self.each(iter, have, &wide);
            have = wide;
        }
        let conditions: Vec<Expr> = clause
            .conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        let mut truth = all_of(conditions);
        if let crate::ir::Pattern::Var(var) = pattern
            && let Some(truth) = truth.take()
        {
            let ty = iter.ty.clone();
            iter = self.adapt(iter, "filter", crate::ir::Pattern::ByRef(var), truth, have);
            iter.ty = ty;
        }
        let body = match (&elements[..], &item_ty) {
            ([key, value], Ty::Tuple(tys)) if matches!(want, Ty::Dict(..)) => {
                let parts = vec![self.value(key, &tys[0]), self.value(value, &tys[1])];
                Expr::items(crate::ir::Spelling::Tuple, parts, item_ty.clone())
            }
            _ => self.value(elements[0], &item_ty),
        };
        if let Some(test) = truth {
            let picked = picked(test, body, &item_ty);
            let mapped = self.adapt(iter, "filter_map", pattern, picked, item_ty);
            return Some(match from {
                Some(path) => Expr::path(path, vec![(mapped, Mode::Own)], want.clone()),
                None => mapped,
            });
        }
        let is_identity = matches!((&pattern, &body.kind), (crate::ir::Pattern::Var(a), ExprKind::Var(b)) if a == b);
        let mapped = if is_identity {
            iter
        } else {
            let pattern = if self.reads_any(&body, &pattern) {
                pattern
            } else {
                crate::ir::Pattern::Ignore
            };
            self.adapt(iter, "map", pattern, body, item_ty)
        };
        Some(match from {
            Some(path) => Expr::path(path, vec![(mapped, Mode::Own)], want.clone()),
            None => mapped,
        })
    }

    /// Whether an expression reads a variable of a pattern, itself or through a function that it calls or makes.
    fn reads_any(&self, body: &Expr, pattern: &crate::ir::Pattern) -> bool {
        use crate::ir::walk::{Node, node_vars, pattern_vars, walk_expr};
        let mut bound = Vec::new();
        pattern_vars(pattern, &mut bound);
        let mut found = false;
        walk_expr(body, &mut |node| {
            found |= node_vars(node).iter().any(|var| bound.contains(var))
                || matches!(node, Node::Expr(expr) if matches!(expr.kind, ExprKind::MakeClosure { .. }));
        });
        found
    }

    /// Whether a function inside holds a variable of the target: all turns share one variable.
    fn is_captured(&self, target: &ast::Expr) -> bool {
        match &target.kind {
            ast::ExprKind::Name(_) => {
                let Some(crate::names::Use::Variable { variable, .. }) =
                    self.names.uses[target.id.0 as usize]
                else {
                    return false;
                };
                let data = &self.names.variables[variable.0 as usize];
                let binding = &self.names.bindings[data.binding.0 as usize];
                let own = self.funcs.of_scope[binding.scope.0 as usize];
                binding.captured_by.iter().any(|scope| {
                    self.funcs.of_scope[scope.0 as usize] != own || self.is_kept_generator(*scope)
                })
            }
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                items.iter().any(|item| self.is_captured(item))
            }
            ast::ExprKind::Starred(inner) => self.is_captured(inner),
            _ => false,
        }
    }

    /// Whether the scope is that of a generator expression that somebody keeps, which is a function of its own.
    fn is_kept_generator(&self, scope: ScopeId) -> bool {
        let scope = &self.names.scopes[scope.0 as usize];
        scope.kind == ScopeKind::Generator
            && scope
                .node
                .is_some_and(|node| !matches!(self.inferred(node), crate::types::Ty::Iter(_)))
    }

    /// `{ let items = new; for … { items.add(…); } items }`.
    fn filled(
        &mut self,
        comprehension: &Comprehension,
        begun: Option<Expr>,
        want: &Ty,
        (new, add): (&str, &str),
        elements: &[&ast::Expr],
    ) -> Expr {
        let var = self.temp("items", want.clone());
        let tys: Vec<Ty> = match want {
            Ty::List(item) | Ty::Set(item) => vec![(**item).clone()],
            Ty::Dict(key, value) => vec![(**key).clone(), (**value).clone()],
            _ => unreachable!("comprehensions build containers"),
        };
        let start = self.stmt_at(
            StmtKind::Let {
                var,
                value: Some(Expr::path(new, vec![], want.clone())),
            },
            0,
        );
        let body = self.nested_in(&comprehension.clauses, begun, &mut |lower| {
            let parts = elements
                .iter()
                .zip(&tys)
                .map(|(element, ty)| (lower.value(element, ty), Mode::Own))
                .collect();
            let call = Expr::method(Expr::var(var, want.clone()), add, parts, Ty::Unit);
            vec![lower.stmt_at(StmtKind::Expr(call), 0)]
        });
        let mut stmts = vec![start];
        stmts.extend(body);
        Expr::new(
            ExprKind::Block(Block { stmts }, Box::new(Expr::var(var, want.clone()))),
            want.clone(),
        )
    }

    /// `any(… for …)` whose clauses or stores need loops: one that ends where Python's does.
    pub(super) fn generator_search(&mut self, name: &str, iterable: &ast::Expr) -> Option<Expr> {
        let ast::ExprKind::Comprehension(comprehension) = &iterable.kind else {
            return None;
        };
        let ComprehensionKind::Generator(element) = &comprehension.kind else {
            return None;
        };
        if self.is_plain_search(comprehension) {
            return None;
        }
        let is_any = name == "any";
        let flag = |value| Expr::new(ExprKind::Bool(value), Ty::Bool);
        let found = self.temp("found", Ty::Bool);
        let start = self.stmt_at(
            StmtKind::Let {
                var: found,
                value: Some(flag(!is_any)),
            },
            0,
        );
        let label = self.new_label();
        let leave = label.clone();
        let body = self.nested(&comprehension.clauses, &mut |lower| {
            let truth = lower.condition(element);
            let test = if is_any {
                truth
            } else {
                super::truth::negated(truth)
            };
            let store = lower.stmt_at(
                StmtKind::Store {
                    var: found,
                    value: flag(is_any),
                },
                0,
            );
            let leave = lower.stmt_at(StmtKind::Break(Some(leave.clone())), 0);
            let then = Block {
                stmts: vec![store, leave],
            };
            vec![lower.stmt_at(
                StmtKind::If {
                    test,
                    then,
                    orelse: Block::default(),
                },
                0,
            )]
        });
        let search = self.stmt_at(
            StmtKind::Labelled {
                label,
                body: Block { stmts: body },
            },
            0,
        );
        let block = Block {
            stmts: vec![start, search],
        };
        Some(Expr::new(
            ExprKind::Block(block, Box::new(Expr::var(found, Ty::Bool))),
            Ty::Bool,
        ))
    }

    /// Whether Rust's own iterators find an item of a generator expression as Python does.
    fn is_plain_search(&self, comprehension: &Comprehension) -> bool {
        let is_open = self.is_guarded() && self.may_raise_inside(comprehension);
        comprehension.clauses.len() == 1
            && !has_walrus(comprehension)
            && !self.is_captured(&comprehension.clauses[0].target)
            && !is_open
    }

    /// The first item of a generator expression, if there is one, where only a loop finds it as Python does.
    pub(super) fn generator_first(
        &mut self,
        comprehension: &Comprehension,
        element: &ast::Expr,
        item: &Ty,
    ) -> Option<Expr> {
        if self.is_plain_search(comprehension) {
            return None;
        }
        let ty = Ty::Option(Box::new(item.clone()));
        let found = self.temp("found", ty.clone());
        let nothing = Expr::new(ExprKind::NoneOption, ty.clone());
        let start = self.stmt_at(
            StmtKind::Let {
                var: found,
                value: Some(nothing),
            },
            0,
        );
        let label = self.new_label();
        let leave = label.clone();
        let body = self.nested(&comprehension.clauses, &mut |lower| {
            let value = lower.value(element, item);
            let value = Expr::new(ExprKind::Some(Box::new(value)), ty.clone());
            vec![
                lower.stmt_at(StmtKind::Store { var: found, value }, 0),
                lower.stmt_at(StmtKind::Break(Some(leave.clone())), 0),
            ]
        });
        let search = self.stmt_at(
            StmtKind::Labelled {
                label,
                body: Block { stmts: body },
            },
            0,
        );
        let block = Block {
            stmts: vec![start, search],
        };
        Some(Expr::new(
            ExprKind::Block(block, Box::new(Expr::var(found, ty.clone()))),
            ty,
        ))
    }

    /// The `for` and `if` clauses around what happens on each turn.
    fn nested(
        &mut self,
        clauses: &[ForClause],
        innermost: &mut dyn FnMut(&mut Self) -> Vec<Stmt>,
    ) -> Vec<Stmt> {
        self.nested_in(clauses, None, innermost)
    }

    /// The same where the first iterator may be there already.
    fn nested_in(
        &mut self,
        clauses: &[ForClause],
        begun: Option<Expr>,
        innermost: &mut dyn FnMut(&mut Self) -> Vec<Stmt>,
    ) -> Vec<Stmt> {
        let [clause, rest @ ..] = clauses else {
            return innermost(self);
        };
        let (pattern, iter, mut body) = match begun {
            Some(iter) => {
                let (pattern, body) = self.bound_item(&clause.target, item_of(&iter));
                (pattern, iter, body)
            }
            None => self.loop_head(&clause.target, &clause.iter),
        };
        let mut inner = Vec::new();
        let conditions: Vec<Expr> = clause
            .conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        let deeper = self.nested(rest, innermost);
        match all_of(conditions) {
            Some(test) => inner.push(self.stmt_at(
                StmtKind::If {
                    test,
                    then: Block { stmts: deeper },
                    orelse: Block::default(),
                },
                0,
            )),
            None => inner.extend(deeper),
        }
        body.extend(inner);
        vec![self.stmt_at(
            StmtKind::For {
                label: None,
                pattern,
                iter,
                body: Block { stmts: body },
            },
            0,
        )]
    }

    /// A generator expression that somebody keeps: its body is a function that runs when items are asked for. Only the
    /// first iterable is evaluated at once.
    fn lazy(
        &mut self,
        expr: &ast::Expr,
        comprehension: &Comprehension,
        begun: Option<Expr>,
        element: &ast::Expr,
    ) -> Expr {
        let [first, rest @ ..] = &comprehension.clauses[..] else {
            unreachable!("a comprehension has a clause")
        };
        let want = self.node_ty(expr.id);
        let (yielded, made) = match &want {
            Ty::Stream(item) | Ty::Iter(item) => ((**item).clone(), Ty::Stream(item.clone())),
            _ => (Ty::Value, want.clone()),
        };
        let was_begun = begun.is_some();
        let iter = begun.unwrap_or_else(|| self.iter_expr(&first.iter));
        let iter = self.into_iter(iter);
        let item = item_of(&iter);
        let items = self.temp("items", iter.ty.clone());
        let bind = self.stmt_at(
            StmtKind::Let {
                var: items,
                value: Some(iter),
            },
            0,
        );
        let scope = self.names.scope_of[&expr.id];
        let func = self.generator_func(expr, scope);
        self.lazy_scopes.insert((self.inst, scope), func);
        if was_begun {
            self.own_names_of(scope, func);
        }
        let outer = std::mem::replace(&mut self.func, func);
        let (pattern, mut body) = self.bound_item(&first.target, item);
        let inner = self.nested(rest, &mut |lower| {
            let value = lower.value(element, &yielded);
            vec![lower.stmt_at(StmtKind::Yield(value), 0)]
        });
        let inner = self.under_conditions(first, inner);
        body.extend(inner);
        let walk = StmtKind::For {
            label: None,
            pattern,
            iter: Expr::var(items, self.var_ty(items)),
            body: Block { stmts: body },
        };
        self.program.funcs[func.0 as usize].body = Block {
            stmts: vec![self.stmt_at(walk, 0)],
        };
        self.func = outer;
        let generator = Expr::new(
            ExprKind::MakeClosure {
                func,
                captures: Vec::new(),
            },
            made.clone(),
        );
        let kept = Expr::new(
            ExprKind::Block(Block { stmts: vec![bind] }, Box::new(generator)),
            made,
        );
        match want {
            Ty::Iter(_) => Expr::method(kept, "iter", vec![], want),
            _ => kept,
        }
    }

    fn under_conditions(&mut self, clause: &ForClause, then: Vec<Stmt>) -> Vec<Stmt> {
        let mut stmts = then;
        for condition in clause.conditions.iter().rev() {
            let test = self.condition(condition);
            let kind = StmtKind::If {
                test,
                then: Block { stmts },
                orelse: Block::default(),
            };
            stmts = vec![self.stmt_at(kind, 0)];
        }
        stmts
    }
}

/// What an iterator gives.
fn item_of(iter: &Expr) -> Ty {
    match &iter.ty {
        Ty::Iter(item) => (**item).clone(),
        _ => unreachable!("iter_expr gives iterators"),
    }
}

/// `a && b && c`.
fn all_of(conditions: Vec<Expr>) -> Option<Expr> {
    conditions
        .into_iter()
        .reduce(|a, b| Expr::new(ExprKind::And(Box::new(a), Box::new(b)), Ty::Bool))
}

/// `if test { Some(value) } else { None }`.
fn picked(test: Expr, value: Expr, item: &Ty) -> Expr {
    let ty = Ty::Option(Box::new(item.clone()));
    let kind = ExprKind::If {
        test: Box::new(test),
        then: Box::new(Expr::new(ExprKind::Some(Box::new(value)), ty.clone())),
        orelse: Box::new(Expr::new(ExprKind::NoneOption, ty.clone())),
    };
    Expr::new(kind, ty)
}

/// Whether lists are among the items: in an `Option` they would have to be shared.
fn holds_lists(ty: &Ty) -> bool {
    match ty {
        Ty::List(_) => true,
        Ty::Tuple(items) => items.iter().any(holds_lists),
        Ty::Option(inner) => holds_lists(inner),
        _ => false,
    }
}

/// Whether the types differ only in the sizes of integers.
fn is_wider(wide: &Ty, narrow: &Ty) -> bool {
    match (wide, narrow) {
        (Ty::Int, Ty::I64) => true,
        (Ty::Tuple(wide), Ty::Tuple(narrow)) => {
            wide.len() == narrow.len() && wide.iter().zip(narrow).all(|(w, n)| is_wider(w, n))
        }
        _ => wide == narrow,
    }
}
