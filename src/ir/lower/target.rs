//! Assignment targets, `del`, augmented assignment.

use super::Lower;
use crate::ir::walk::{Node, walk_expr};
use crate::ir::{Expr, ExprKind, Mode, Pattern, Spelling, Stmt, StmtKind, Ty, VarIdx};
use crate::names::Use;
use crate::syntax::ast::{self, BinOp, NodeId};
use crate::types::infer::record::literal_key;

impl Lower<'_> {
    /// The variable that a binding occurrence stores to.
    pub(super) fn bound_var(&mut self, node: NodeId) -> VarIdx {
        let Some(Use::Variable { variable, .. }) = self.names.uses[node.0 as usize].clone() else {
            unreachable!("a target is a variable")
        };
        self.variable(variable)
    }

    /// `target = value`, as statements.
    pub(super) fn assign(&mut self, target: &ast::Expr, value: Expr, stmts: &mut Vec<Stmt>) {
        let line = self.line(target.span);
        match &target.kind {
            ast::ExprKind::Name(_) => {
                let var = self.bound_var(target.id);
                let ty = self.var_ty(var);
                let value = self.coerce(value, &ty);
                stmts.push(Stmt {
                    kind: StmtKind::Store { var, value },
                    line,
                });
            }
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                self.unpack(target, items, value, stmts);
            }
            ast::ExprKind::Subscript {
                value: container,
                index,
            } => {
                let is_undisturbed =
                    self.is_settled(container, &value) && self.is_settled(index, &value);
                let held = if is_undisturbed {
                    value
                } else {
                    self.hold(value, stmts).1
                };
                let store = self.store_subscript(container, index, held);
                stmts.push(Stmt {
                    kind: StmtKind::Expr(store),
                    line,
                });
            }
            ast::ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let (_, held) = self.hold(value, stmts);
                let held = self.coerce(held, &Ty::Value);
                let object = self.dynamic(object);
                let store = Expr::method(
                    object,
                    "setattr",
                    vec![
                        (Expr::text(attr.name.clone()), Mode::Ref),
                        (held, Mode::Own),
                    ],
                    Ty::Unit,
                );
                stmts.push(Stmt {
                    kind: StmtKind::Expr(store),
                    line,
                });
            }
            _ => unreachable!("the parser admits no other targets"),
        }
    }

    /// Whether the expression gives the same before and after the value is evaluated, and cannot fail.
    fn is_settled(&self, expr: &ast::Expr, value: &Expr) -> bool {
        match &expr.kind {
            ast::ExprKind::Constant(_) => true,
            ast::ExprKind::Slice { lower, upper, step } => [lower, upper, step]
                .into_iter()
                .flatten()
                .all(|bound| self.is_settled(bound, value)),
            ast::ExprKind::Name(_) => match self.names.uses[expr.id.0 as usize] {
                Some(Use::Variable {
                    variable,
                    maybe_unbound: false,
                }) => {
                    let data = &self.names.variables[variable.0 as usize];
                    let binding = &self.names.bindings[data.binding.0 as usize];
                    let own = self.funcs.of_scope[binding.scope.0 as usize] == self.instance().func;
                    own && !has_stores(value)
                        && binding
                            .stores
                            .iter()
                            .all(|(_, scope)| *scope == binding.scope)
                }
                Some(_) | None => false,
            },
            ast::ExprKind::Binary {
                left,
                op: BinOp::Add | BinOp::Sub,
                right,
            } => {
                self.inferred(expr.id) == crate::types::Ty::Int
                    && self.is_settled(left, value)
                    && self.is_settled(right, value)
            }
            _ => false,
        }
    }

    fn store_subscript(&mut self, container: &ast::Expr, index: &ast::Expr, value: Expr) -> Expr {
        let container = self.expr(container);
        if let (Ty::List(item), Some(bounds)) = (container.ty.clone(), self.plain_slice(index))
            && !matches!(
                value.ty,
                Ty::Value
                    | Ty::Option(_)
                    | Ty::Unit
                    | Ty::Bool
                    | Ty::I64
                    | Ty::Int
                    | Ty::F64
                    | Ty::Closure(_)
                    | Ty::Exception
                    | Ty::Never
            )
        {
            let mut args = self.slice_bounds(bounds);
            let list = self.new_items(value, &item);
            args.push((list, Mode::Own));
            return Expr::method(container, "set_slice", args, Ty::Unit);
        }
        match container.ty.clone() {
            Ty::Record(id) => {
                let key = literal_key(index).expect("inference knows the key");
                self.store_field(container, id, key, value)
            }
            Ty::List(item) | Ty::Deque(item) if self.is_index(index) => {
                let value = self.coerce(value, &item);
                let index = self.value(index, &Ty::I64);
                Expr::method(
                    container,
                    "set",
                    vec![(index, Mode::Own), (value, Mode::Own)],
                    Ty::Unit,
                )
            }
            Ty::Dict(key, item) => {
                let value = self.coerce(value, &item);
                let key = self.value(index, &key);
                Expr::method(
                    container,
                    "set",
                    vec![(key, Mode::Own), (value, Mode::Own)],
                    Ty::Unit,
                )
            }
            _ => {
                let container = self.coerce(container, &Ty::Value);
                let key = self.key_value(index);
                let value = self.coerce(value, &Ty::Value);
                Expr::method(
                    container,
                    "setitem",
                    vec![(key, Mode::Ref), (value, Mode::Own)],
                    Ty::Unit,
                )
            }
        }
    }

    /// The bounds of a subscript that is a slice between integers.
    pub(super) fn plain_slice<'e>(
        &mut self,
        index: &'e ast::Expr,
    ) -> Option<[Option<&'e ast::Expr>; 3]> {
        let ast::ExprKind::Slice { lower, upper, step } = &index.kind else {
            return None;
        };
        let bounds = [lower, upper, step].map(|bound| bound.as_deref());
        bounds
            .iter()
            .flatten()
            .all(|bound| {
                matches!(
                    self.node_ty(bound.id),
                    Ty::I64 | Ty::Int | Ty::Bool | Ty::Unit
                )
            })
            .then_some(bounds)
    }

    /// A list of the value's items that nobody else has.
    pub(super) fn new_items(&mut self, value: Expr, item: &Ty) -> Expr {
        let ty = Ty::List(Box::new(item.clone()));
        if value.ty == ty {
            return match &value.kind {
                ExprKind::Op {
                    spelling: Spelling::Method(name),
                    ..
                } if matches!(
                    name.as_str(),
                    "slice" | "concat" | "repeat" | "repeat_many" | "copy"
                ) =>
                {
                    value
                }
                ExprKind::Op {
                    spelling: Spelling::Path(path),
                    ..
                } if path.starts_with("List::") => value,
                _ => Expr::method(value, "copy", vec![], ty),
            };
        }
        let iter = self.iter_value(value);
        let Ty::Iter(have) = iter.ty.clone() else {
            unreachable!("iter_value gives iterators")
        };
        let items = if *have == *item {
            iter
        } else {
            let var = self.temp("item", (*have).clone());
            let body = self.coerce(Expr::var(var, (*have).clone()), item);
            self.adapt(iter, "map", Pattern::Var(var), body, item.clone())
        };
        Expr::path("List::from_iter", vec![(items, Mode::Own)], ty)
    }

    /// A subscript as a `Value`, slices included.
    pub(super) fn key_value(&mut self, index: &ast::Expr) -> Expr {
        match &index.kind {
            ast::ExprKind::Slice { lower, upper, step } => {
                self.slice_value([lower, upper, step].map(|bound| bound.as_deref()))
            }
            _ => self.dynamic(index),
        }
    }

    fn unpack(
        &mut self,
        target: &ast::Expr,
        items: &[ast::Expr],
        value: Expr,
        stmts: &mut Vec<Stmt>,
    ) {
        let star = items
            .iter()
            .position(|item| matches!(item.kind, ast::ExprKind::Starred(_)));
        if let (Ty::Tuple(parts), None) = (&value.ty, star)
            && parts.len() == items.len()
        {
            return self.unpack_tuple(items, value, stmts);
        }
        if let (Ty::Tuple(parts), Some(star)) = (value.ty.clone(), star)
            && parts.len() + 1 >= items.len()
        {
            return self.unpack_starred(target, items, value, &parts, star, stmts);
        }
        let item_ty = match &value.ty {
            Ty::Tuple(_) => Ty::Value,
            other => super::iterate::item_of(other).unwrap_or(Ty::Value),
        };
        let n_before = star.unwrap_or(items.len());
        let source = if item_ty == Ty::Value
            && !matches!(
                value.ty,
                Ty::List(_) | Ty::VarTuple(_) | Ty::Set(_) | Ty::Deque(_) | Ty::Dict(..)
            ) {
            self.coerce(value, &Ty::Value)
        } else {
            value
        };
        let before = Expr::int(i64::try_from(n_before).expect("few targets"));
        let vars: Vec<VarIdx>;
        match star {
            None => {
                let call = if source.ty == Ty::Value {
                    Expr::method(
                        source,
                        "unpack",
                        vec![],
                        Ty::Tuple(vec![item_ty.clone(); items.len()]),
                    )
                } else {
                    let iter = self.iter_value(source);
                    Expr::path(
                        "unpack",
                        vec![(iter, Mode::Own)],
                        Ty::Tuple(vec![item_ty.clone(); items.len()]),
                    )
                };
                vars = items
                    .iter()
                    .map(|_| self.temp("item", item_ty.clone()))
                    .collect();
                stmts.push(self.stmt_at(
                    StmtKind::LetArray {
                        vars: vars.clone(),
                        rest: None,
                        value: call,
                    },
                    0,
                ));
                for (item, var) in items.iter().zip(vars) {
                    self.assign(item, Expr::var(var, item_ty.clone()), stmts);
                }
            }
            Some(star) => {
                let list_ty = Ty::List(Box::new(item_ty.clone()));
                let call = if source.ty == Ty::Value {
                    Expr::method(source, "unpack_around", vec![(before, Mode::Own)], Ty::Unit)
                } else {
                    let iter = self.iter_value(source);
                    Expr::path(
                        "unpack_star",
                        vec![(iter, Mode::Own), (before, Mode::Own)],
                        Ty::Unit,
                    )
                };
                vars = (0..items.len())
                    .map(|index| {
                        let ty = if index == star {
                            list_ty.clone()
                        } else {
                            item_ty.clone()
                        };
                        self.temp("item", ty)
                    })
                    .collect();
                let plain = vars
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != star)
                    .map(|(_, var)| *var)
                    .collect();
                stmts.push(self.stmt_at(
                    StmtKind::LetArray {
                        vars: plain,
                        rest: Some((star, vars[star])),
                        value: call,
                    },
                    0,
                ));
                for (item, var) in items.iter().zip(vars) {
                    let read = Expr::var(var, self.var_ty(var));
                    match &item.kind {
                        ast::ExprKind::Starred(inner) => {
                            let want = self.node_ty(item.id);
                            let list = self.fresh(read, &want);
                            self.assign(inner, list, stmts);
                        }
                        _ => self.assign(item, read, stmts),
                    }
                }
            }
        }
    }

    /// `a, b = …` for a tuple of known types. `a, b = b, a` reads before it writes.
    fn unpack_tuple(&mut self, items: &[ast::Expr], value: Expr, stmts: &mut Vec<Stmt>) {
        let Ty::Tuple(parts) = value.ty.clone() else {
            unreachable!("checked by the caller")
        };
        let vars: Vec<VarIdx> = parts
            .iter()
            .zip(items)
            .map(|(part, item)| {
                let name = match &item.kind {
                    ast::ExprKind::Name(ident) => ident.name.clone(),
                    _ => "item".to_owned(),
                };
                self.temp(&name, part.clone())
            })
            .collect();
        stmts.push(self.stmt_at(
            StmtKind::LetTuple {
                vars: vars.iter().copied().map(Some).collect(),
                value,
            },
            0,
        ));
        for ((item, var), part) in items.iter().zip(vars).zip(parts) {
            self.assign(item, Expr::var(var, part), stmts);
        }
    }

    fn unpack_starred(
        &mut self,
        target: &ast::Expr,
        items: &[ast::Expr],
        value: Expr,
        parts: &[Ty],
        star: usize,
        stmts: &mut Vec<Stmt>,
    ) {
        let vars: Vec<VarIdx> = parts
            .iter()
            .map(|part| self.temp("item", part.clone()))
            .collect();
        stmts.push(self.stmt_at(
            StmtKind::LetTuple {
                vars: vars.iter().copied().map(Some).collect(),
                value,
            },
            0,
        ));
        let behind = items.len() - star - 1;
        let reads: Vec<Expr> = vars
            .iter()
            .zip(parts)
            .map(|(var, part)| Expr::var(*var, part.clone()))
            .collect();
        for (item, read) in items[..star].iter().zip(&reads) {
            self.assign(item, read.clone(), stmts);
        }
        let ast::ExprKind::Starred(inner) = &items[star].kind else {
            unreachable!("it is the star")
        };
        let list_ty = self.node_ty(items[star].id);
        let item_ty = match &list_ty {
            Ty::List(item) => (**item).clone(),
            _ => Ty::Value,
        };
        let middle = reads[star..reads.len() - behind]
            .iter()
            .map(|read| self.coerce(read.clone(), &item_ty))
            .collect();
        let array = Expr::items(crate::ir::Spelling::Array, middle, Ty::Unit);
        let list = Expr::path(
            "List::from",
            vec![(array, Mode::Own)],
            Ty::List(Box::new(item_ty)),
        );
        self.assign(inner, list, stmts);
        for (item, read) in items[star + 1..].iter().zip(&reads[reads.len() - behind..]) {
            self.assign(item, read.clone(), stmts);
        }
        let _ = target;
    }

    /// A loop target that a Rust pattern can be, if all its names are used inside the loop only.
    pub(super) fn simple_pattern(&mut self, target: &ast::Expr) -> Option<Pattern> {
        match &target.kind {
            ast::ExprKind::Name(_) => Some(Pattern::Var(self.bound_var(target.id))),
            ast::ExprKind::Tuple(items) => {
                let parts = items
                    .iter()
                    .map(|item| self.simple_pattern(item))
                    .collect::<Option<Vec<_>>>()?;
                Some(Pattern::Tuple(parts))
            }
            _ => None,
        }
    }

    /// The type of what the pattern takes apart.
    pub(super) fn pattern_ty(&self, pattern: &Pattern) -> Option<Ty> {
        match pattern {
            Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var) => {
                Some(self.program.vars[var.0 as usize].ty.clone())
            }
            Pattern::Tuple(parts) | Pattern::Behind(parts) => {
                let parts = parts.iter().map(|part| self.pattern_ty(part));
                Some(Ty::Tuple(parts.collect::<Option<_>>()?))
            }
            Pattern::Ignore => None,
        }
    }

    /// Whether the pattern takes apart values of this type without any conversion.
    pub(super) fn pattern_fits(&self, pattern: &Pattern, ty: &Ty) -> bool {
        match (pattern, ty) {
            (Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var), ty) => {
                let var = &self.program.vars[var.0 as usize];
                var.ty == *ty && !var.maybe_unbound
            }
            (Pattern::Tuple(parts) | Pattern::Behind(parts), Ty::Tuple(items)) => {
                parts.len() == items.len()
                    && parts
                        .iter()
                        .zip(items)
                        .all(|(part, item)| self.pattern_fits(part, item))
            }
            (Pattern::Ignore, _) => true,
            (Pattern::Tuple(_) | Pattern::Behind(_), _) => false,
        }
    }

    /// Pattern, iterator and first statements of `for target in iter`.
    pub(super) fn loop_head(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
    ) -> (Pattern, Expr, Vec<Stmt>) {
        if self.is_guarded()
            && let Some(head) = self.open_head(target, iter)
        {
            return head;
        }
        let iter = self.iter_expr(iter);
        let Ty::Iter(item) = iter.ty.clone() else {
            unreachable!("iter_expr gives iterators")
        };
        let (pattern, stmts) = self.bound_item(target, *item);
        (pattern, iter, stmts)
    }

    /// How a loop binds items of this type to its target, and what its body starts with.
    pub(super) fn bound_item(&mut self, target: &ast::Expr, item: Ty) -> (Pattern, Vec<Stmt>) {
        if let Some(pattern) = self.simple_pattern(target)
            && self.pattern_fits(&pattern, &item)
        {
            return (pattern, Vec::new());
        }
        let name = match &target.kind {
            ast::ExprKind::Name(ident) => ident.name.clone(),
            _ => "item".to_owned(),
        };
        let var = self.temp(&name, item.clone());
        let mut stmts = Vec::new();
        self.assign(target, Expr::var(var, item), &mut stmts);
        (Pattern::Var(var), stmts)
    }

    /// The variables that lose their value at a node, where some read may see that.
    pub(super) fn unbound_with(&mut self, node: NodeId) -> Vec<VarIdx> {
        let Some(variables) = self.names.unbound_at.get(&node) else {
            return Vec::new();
        };
        let variables = variables.clone();
        variables.into_iter().map(|id| self.variable(id)).collect()
    }

    /// Takes variables their values.
    pub(super) fn unbind(&self, vars: Vec<VarIdx>, stmts: &mut Vec<Stmt>) {
        let unbind = |var| self.stmt_at(StmtKind::Unbind(var), 0);
        stmts.extend(vars.into_iter().map(unbind));
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &ast::Expr, stmts: &mut Vec<Stmt>) {
        let line = self.line(target.span);
        match &target.kind {
            ast::ExprKind::Name(ident) => {
                let Some(Use::Variable {
                    variable,
                    maybe_unbound,
                }) = self.names.uses[target.id.0 as usize].clone()
                else {
                    let undefined = self.undefined(&ident.name, target.id);
                    stmts.push(Stmt {
                        kind: StmtKind::Expr(undefined),
                        line,
                    });
                    return;
                };
                let var = self.variable(variable);
                if maybe_unbound {
                    let read = self.read(variable, maybe_unbound, target.id);
                    stmts.push(Stmt {
                        kind: StmtKind::Expr(read),
                        line,
                    });
                }
                let mut vars = self.unbound_with(target.id);
                if !vars.contains(&var) {
                    vars.push(var);
                }
                self.unbind(vars, stmts);
            }
            ast::ExprKind::Subscript { value, index } => {
                let container = self.expr(value);
                let bounds = self.plain_slice(index);
                let call = match container.ty.clone() {
                    Ty::List(_) if bounds.is_some() => {
                        let bounds = self.slice_bounds(bounds.unwrap_or_default());
                        Expr::method(container, "del_slice", bounds, Ty::Unit)
                    }
                    Ty::List(_) | Ty::Deque(_) if self.is_index(index) => {
                        let index = self.value(index, &Ty::I64);
                        Expr::method(container, "del_at", vec![(index, Mode::Own)], Ty::Unit)
                    }
                    Ty::Dict(key, _) => {
                        let key = self.value(index, &key);
                        Expr::method(container, "del_item", vec![(key, Mode::Ref)], Ty::Unit)
                    }
                    _ => {
                        let container = self.coerce(container, &Ty::Value);
                        let key = self.key_value(index);
                        Expr::method(container, "delitem", vec![(key, Mode::Ref)], Ty::Unit)
                    }
                };
                stmts.push(Stmt {
                    kind: StmtKind::Expr(call),
                    line,
                });
            }
            ast::ExprKind::Attribute { value, attr } => {
                let object = self.dynamic(value);
                let call = Expr::method(
                    object,
                    "delattr",
                    vec![(Expr::text(attr.name.clone()), Mode::Ref)],
                    Ty::Unit,
                );
                stmts.push(Stmt {
                    kind: StmtKind::Expr(call),
                    line,
                });
            }
            ast::ExprKind::Tuple(items) | ast::ExprKind::List(items) => {
                for item in items {
                    self.delete(item, stmts);
                }
            }
            _ => unreachable!("the parser admits no other targets"),
        }
    }

    /// Binds an expression to a variable unless reading it twice costs nothing and changes nothing.
    pub(super) fn hold(&mut self, expr: Expr, stmts: &mut Vec<Stmt>) -> (Option<VarIdx>, Expr) {
        self.hold_as("value", expr, stmts)
    }

    /// The same; the variable gets this name.
    pub(super) fn hold_as(
        &mut self,
        name: &str,
        expr: Expr,
        stmts: &mut Vec<Stmt>,
    ) -> (Option<VarIdx>, Expr) {
        let is_stable = match &expr.kind {
            ExprKind::Var(var) => {
                let var = &self.program.vars[var.0 as usize];
                var.n_stores <= 1 && !var.is_stored_inside
            }
            _ => expr.is_literal(),
        };
        if is_stable {
            return (None, expr);
        }
        let ty = expr.ty.clone();
        let var = self.temp(name, ty.clone());
        stmts.push(self.stmt_at(
            StmtKind::Let {
                var,
                value: Some(expr),
            },
            0,
        ));
        (Some(var), Expr::var(var, ty))
    }
}

fn has_stores(expr: &Expr) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| {
        if let Node::Stmt(stmt) = node {
            found |= matches!(stmt.kind, StmtKind::Store { .. });
        }
    });
    found
}

/// The variable whose value the expression is.
pub(super) fn root_var(expr: &Expr) -> Option<VarIdx> {
    match &expr.kind {
        ExprKind::Var(var) | ExprKind::Checked { var, .. } => Some(*var),
        ExprKind::Unwrap(inner) | ExprKind::Some(inner) => root_var(inner),
        _ => None,
    }
}
