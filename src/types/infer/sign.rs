//! Numbers that are never below zero: what `base ** exponent` gives depends on the signs of both.
//!
//! Answers come from the text alone: how numbers are written, what `len`, `abs` and `range` give, and what is stored to a
//! variable wherever it is stored to.

use std::collections::HashMap;

use super::Infer;
use crate::names::{Names, Use, VarId};
use crate::syntax::ast::{BinOp, Constant, Expr, ExprKind, Module, NodeId, StmtKind, UnaryOp};
use crate::syntax::walk::{Node, walk_body};
use crate::types::Ty;

/// What a name is bound to, by the node that binds it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin<'a> {
    /// `name = value`.
    Value(&'a Expr),
    /// `name op= value`.
    Augmented(BinOp, &'a Expr),
    /// `for name in items`.
    Item(&'a Expr),
    /// `for name, … in enumerate(items, start)`.
    Counter(Option<&'a Expr>),
}

/// Where names that are bound one by one get their values from.
pub(super) fn origins<'a>(module: &'a Module, names: &Names) -> HashMap<NodeId, Origin<'a>> {
    let mut found = HashMap::new();
    walk_body(&module.body, &mut |node| match node {
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    note_value(target, value, &mut found);
                }
            }
            StmtKind::AnnAssign {
                target,
                value: Some(value),
                ..
            } => note_value(target, value, &mut found),
            StmtKind::AugAssign { target, op, value } => {
                found.insert(target.id, Origin::Augmented(*op, value));
            }
            StmtKind::For { target, iter, .. } => note_item(names, target, iter, &mut found),
            _ => {}
        },
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Comprehension(comprehension) => {
                for clause in &comprehension.clauses {
                    note_item(names, &clause.target, &clause.iter, &mut found);
                }
            }
            ExprKind::Named { target, value } => note_value(target, value, &mut found),
            _ => {}
        },
    });
    found
}

fn note_value<'a>(target: &'a Expr, value: &'a Expr, found: &mut HashMap<NodeId, Origin<'a>>) {
    match (&target.kind, &value.kind) {
        (ExprKind::Name(_), _) => {
            found.insert(target.id, Origin::Value(value));
        }
        (ExprKind::Tuple(targets), ExprKind::Tuple(values)) if targets.len() == values.len() => {
            let is_starred = |expr: &Expr| matches!(expr.kind, ExprKind::Starred(_));
            if !targets.iter().chain(values).any(is_starred) {
                for (target, value) in targets.iter().zip(values) {
                    note_value(target, value, found);
                }
            }
        }
        _ => {}
    }
}

fn note_item<'a>(
    names: &Names,
    target: &'a Expr,
    iter: &'a Expr,
    found: &mut HashMap<NodeId, Origin<'a>>,
) {
    match (&target.kind, &iter.kind) {
        (ExprKind::Name(_), _) => {
            found.insert(target.id, Origin::Item(iter));
        }
        (
            ExprKind::Tuple(targets),
            ExprKind::Call {
                func,
                args,
                keywords,
            },
        ) if keywords.is_empty()
            && targets.len() == 2
            && names.uses[func.id.0 as usize] == Some(Use::Builtin)
            && matches!(&func.kind, ExprKind::Name(name) if name.name == "enumerate") =>
        {
            found.insert(targets[0].id, Origin::Counter(args.get(1)));
        }
        _ => {}
    }
}

impl Infer<'_> {
    /// Whether a number is never below zero.
    pub(super) fn is_natural(&self, expr: &Expr) -> bool {
        self.natural(expr, &mut Vec::new())
    }

    /// [`Self::is_natural`], where these variables are taken to be: what all stores to them keep up is true of them.
    fn natural(&self, expr: &Expr, assumed: &mut Vec<VarId>) -> bool {
        match &expr.kind {
            ExprKind::Constant(constant) => match constant {
                Constant::Int(value) => *value >= 0,
                Constant::Float(value) => *value >= 0.0,
                Constant::Bool(_) | Constant::BigInt(_) => true,
                Constant::None
                | Constant::Str(_)
                | Constant::Bytes(_)
                | Constant::Imaginary(_)
                | Constant::Ellipsis => false,
            },
            ExprKind::Name(_) => match &self.names.uses[expr.id.0 as usize] {
                Some(Use::Variable { variable, .. }) => self.natural_variable(*variable, assumed),
                Some(Use::Builtin | Use::ModuleAttribute | Use::Unbound) | None => false,
            },
            ExprKind::Compare { .. } => true,
            ExprKind::IfExp { body, orelse, .. } => {
                self.natural(body, assumed) && self.natural(orelse, assumed)
            }
            ExprKind::Unary { op, operand } => {
                matches!(op, UnaryOp::UAdd) && self.natural(operand, assumed)
                    || matches!(op, UnaryOp::Not)
            }
            ExprKind::Binary { left, op, right } => {
                self.natural_operation(*op, left, right, assumed)
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } if keywords.is_empty() => self.natural_call(func, args, assumed),
            _ => false,
        }
    }

    fn natural_operation(
        &self,
        op: BinOp,
        left: &Expr,
        right: &Expr,
        assumed: &mut Vec<VarId>,
    ) -> bool {
        match op {
            BinOp::Mult if self.is_same_variable(left, right) => true,
            BinOp::Pow if is_even(right) => true,
            BinOp::Add
            | BinOp::Mult
            | BinOp::Div
            | BinOp::FloorDiv
            | BinOp::BitOr
            | BinOp::BitXor => self.natural(left, assumed) && self.natural(right, assumed),
            // What is taken for granted on the way to a `no` says nothing about the other side.
            BinOp::BitAnd => {
                self.natural(left, &mut assumed.clone())
                    || self.natural(right, &mut assumed.clone())
            }
            BinOp::Mod => self.natural(right, assumed),
            BinOp::Pow | BinOp::LShift | BinOp::RShift => self.natural(left, assumed),
            BinOp::Sub | BinOp::MatMult => false,
        }
    }

    fn is_same_variable(&self, left: &Expr, right: &Expr) -> bool {
        self.plain_variable(left)
            .is_some_and(|left| self.plain_variable(right) == Some(left))
    }

    fn natural_call(&self, func: &Expr, args: &[Expr], assumed: &mut Vec<VarId>) -> bool {
        let ExprKind::Name(ident) = &func.kind else {
            return false;
        };
        if self.names.uses[func.id.0 as usize] != Some(Use::Builtin)
            || args
                .iter()
                .any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
        {
            return false;
        }
        match (ident.name.as_str(), args) {
            ("len" | "abs" | "ord", [_]) => true,
            ("int" | "float" | "round", [arg]) => self.natural(arg, assumed),
            ("min", [_, _, ..]) => args.iter().all(|arg| self.natural(arg, assumed)),
            // A nan is what it is: no order would make it negative.
            ("max", [_, _, ..]) => args.iter().any(|arg| {
                !matches!(self.known_ty(arg), Ty::Float) && self.natural(arg, &mut assumed.clone())
            }),
            _ => false,
        }
    }

    fn known_ty(&self, expr: &Expr) -> Ty {
        let ty = self.types.instance(self.current).exprs.get(&expr.id);
        ty.cloned().unwrap_or(Ty::Float)
    }

    fn natural_variable(&self, variable: VarId, assumed: &mut Vec<VarId>) -> bool {
        if assumed.contains(&variable) {
            return true;
        }
        assumed.push(variable);
        let stores = &self.names.variables[variable.0 as usize].stores;
        !stores.is_empty()
            && stores.iter().all(|store| match self.origins.get(store) {
                Some(Origin::Value(value)) => self.natural(value, assumed),
                Some(Origin::Augmented(op, value)) => match op {
                    BinOp::Mod => self.natural(value, assumed),
                    BinOp::FloorDiv | BinOp::Div | BinOp::Add | BinOp::Mult => {
                        self.natural(value, assumed)
                    }
                    BinOp::RShift | BinOp::LShift | BinOp::Pow | BinOp::BitAnd => true,
                    BinOp::BitOr | BinOp::BitXor => self.natural(value, assumed),
                    BinOp::Sub | BinOp::MatMult => false,
                },
                Some(Origin::Item(items)) => self.natural_items(items, assumed),
                Some(Origin::Counter(start)) => {
                    start.is_none_or(|start| self.natural(start, assumed))
                }
                None => false,
            })
    }

    fn natural_items(&self, items: &Expr, assumed: &mut Vec<VarId>) -> bool {
        match &items.kind {
            ExprKind::List(items) | ExprKind::Tuple(items) => {
                items.iter().all(|item| self.natural(item, assumed))
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } if keywords.is_empty() => {
                let is_range = matches!(&func.kind, ExprKind::Name(name) if name.name == "range")
                    && self.names.uses[func.id.0 as usize] == Some(Use::Builtin);
                is_range
                    && match &args[..] {
                        [stop] => !matches!(stop.kind, ExprKind::Starred(_)),
                        [start, _] => self.natural(start, assumed),
                        [start, stop, step] => {
                            // Down to a bound that is not passed.
                            let is_down = is_minus_one(stop) || self.natural(stop, assumed);
                            self.natural(start, assumed) && (self.natural(step, assumed) || is_down)
                        }
                        _ => false,
                    }
            }
            _ => false,
        }
    }
}

fn is_even(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(Constant::Int(value)) if value % 2 == 0)
}

fn is_minus_one(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Unary { op: UnaryOp::USub, operand }
        if matches!(operand.kind, ExprKind::Constant(Constant::Int(1))))
}
