//! Iterators that would run code which may raise: while a `try` waits, loops take their place, which a raise can leave.

use super::Lower;
use super::call::after_stmts;
use crate::ir::{Block, Expr, ExprKind, Mode, Pattern, Stmt, StmtKind, Ty};
use crate::names::Use;
use crate::syntax::ast::{self, BinOp, Comprehension, ComprehensionKind};
use crate::syntax::walk::walk_expr_shallow;

impl Lower<'_> {
    /// Whether something of a comprehension that runs on each turn might raise. Errs on the side of yes.
    pub(super) fn may_raise_inside(&self, comprehension: &Comprehension) -> bool {
        let elements = match &comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Generator(element) => vec![element],
            ComprehensionKind::Dict(key, value) => vec![key, value],
        };
        let later = comprehension
            .clauses
            .iter()
            .skip(1)
            .map(|clause| &clause.iter);
        let conditions = comprehension
            .clauses
            .iter()
            .flat_map(|clause| &clause.conditions);
        elements
            .into_iter()
            .chain(later)
            .chain(conditions)
            .any(|expr| self.may_raise(expr))
    }

    fn may_raise(&self, expr: &ast::Expr) -> bool {
        let mut found = false;
        walk_expr_shallow(expr, &mut |inner| {
            found |= match &inner.kind {
                ast::ExprKind::Call { func, .. } => !self.is_harmless(func),
                ast::ExprKind::Subscript { .. }
                | ast::ExprKind::Attribute { .. }
                | ast::ExprKind::FString(_) => true,
                ast::ExprKind::Binary { op, right, .. } => match op {
                    BinOp::Add | BinOp::Sub | BinOp::Mult => {
                        self.inferred(inner.id) == crate::types::Ty::Value
                    }
                    BinOp::Mod | BinOp::FloorDiv => !matches!(
                        right.kind,
                        ast::ExprKind::Constant(ast::Constant::Int(value)) if value > 0
                    ),
                    BinOp::MatMult
                    | BinOp::Div
                    | BinOp::Pow
                    | BinOp::LShift
                    | BinOp::RShift
                    | BinOp::BitOr
                    | BinOp::BitXor
                    | BinOp::BitAnd => true,
                },
                ast::ExprKind::Compare { left, rest } => std::iter::once(&**left)
                    .chain(rest.iter().map(|(_, operand)| operand))
                    .any(|operand| self.inferred(operand.id) == crate::types::Ty::Value),
                ast::ExprKind::Unary { operand, .. } => {
                    self.inferred(operand.id) == crate::types::Ty::Value
                }
                ast::ExprKind::Name(_) => matches!(
                    self.names.uses[inner.id.0 as usize],
                    Some(
                        Use::Unbound
                            | Use::Variable {
                                maybe_unbound: true,
                                ..
                            }
                    )
                ),
                _ => false,
            };
        });
        found
    }

    /// Builtins and methods that raise nothing for what inference lets them have.
    fn is_harmless(&self, func: &ast::Expr) -> bool {
        match &func.kind {
            ast::ExprKind::Name(ident) => {
                self.names.uses[func.id.0 as usize] == Some(Use::Builtin)
                    && matches!(
                        ident.name.as_str(),
                        "len" | "str" | "repr" | "print" | "bool" | "abs"
                    )
            }
            ast::ExprKind::Attribute { value, attr } => {
                self.inferred(value.id) == crate::types::Ty::Str
                    && matches!(
                        attr.name.as_str(),
                        "lower" | "upper" | "strip" | "title" | "capitalize" | "startswith"
                    )
            }
            _ => false,
        }
    }

    /// A loop over `map(f, items)`, `filter(f, items)` or a generator expression whose code may raise: it stands at the
    /// start of the loop's body.
    pub(super) fn open_head(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
    ) -> Option<(Pattern, Expr, Vec<Stmt>)> {
        match &iter.kind {
            ast::ExprKind::Comprehension(comprehension) => {
                let ComprehensionKind::Generator(element) = &comprehension.kind else {
                    return None;
                };
                let [clause] = &comprehension.clauses[..] else {
                    return None;
                };
                if !self.may_raise_inside(comprehension)
                    || !matches!(self.node_ty(iter.id), Ty::Iter(_))
                {
                    return None;
                }
                let (pattern, walked, mut stmts) = self.loop_head(&clause.target, &clause.iter);
                for condition in &clause.conditions {
                    let test = self.condition(condition);
                    stmts.push(self.unless(test));
                }
                let value = self.expr(element);
                self.assign(target, value, &mut stmts);
                Some((pattern, walked, stmts))
            }
            ast::ExprKind::Call { func, args, .. } => {
                let ast::ExprKind::Name(ident) = &func.kind else {
                    return None;
                };
                let is_known = self.names.uses[func.id.0 as usize] == Some(Use::Builtin)
                    && matches!(self.node_ty(iter.id), Ty::Iter(_))
                    && matches!(ident.name.as_str(), "map" | "filter");
                if !is_known {
                    return None;
                }
                let mut before = Vec::new();
                self.hold_function(&args[0], &mut before);
                let walked = self.iter_expr(&args[1]);
                let walked = after_stmts(before, walked);
                let Ty::Iter(item) = walked.ty.clone() else {
                    unreachable!("iter_expr gives iterators")
                };
                let (var, call) = self.callback_body(&args[0], &item);
                let mut stmts = Vec::new();
                if ident.name == "map" {
                    self.assign(target, call, &mut stmts);
                } else {
                    let test = self.truth(call);
                    stmts.push(self.unless(test));
                    let value = Expr::var(var, self.var_ty(var));
                    self.assign(target, value, &mut stmts);
                }
                Some((Pattern::Var(var), walked, stmts))
            }
            _ => None,
        }
    }

    /// `if !test { continue; }`.
    fn unless(&self, test: Expr) -> Stmt {
        let then = Block {
            stmts: vec![self.stmt_at(StmtKind::Continue(None), 0)],
        };
        self.stmt_at(
            StmtKind::If {
                test: super::truth::negated(test),
                then,
                orelse: Block::default(),
            },
            0,
        )
    }

    /// `map(f, items)` or `filter(f, items)` for who uses it up at once, as a list that a loop fills.
    pub(super) fn filled_map(
        &mut self,
        name: &str,
        iter: Expr,
        callback: (crate::ir::VarIdx, Expr),
        result: &Ty,
        want: &Ty,
    ) -> Expr {
        let (var, call) = callback;
        let list = Ty::List(Box::new(result.clone()));
        let items = self.temp("items", list.clone());
        let start = self.stmt_at(
            StmtKind::Let {
                var: items,
                value: Some(Expr::path("List::new", vec![], list.clone())),
            },
            0,
        );
        let append = |lower: &mut Self, value: Expr| {
            let call = Expr::method(
                Expr::var(items, list.clone()),
                "append",
                vec![(value, Mode::Own)],
                Ty::Unit,
            );
            lower.stmt_at(StmtKind::Expr(call), 0)
        };
        let body = if name == "map" {
            let value = self.coerce(call, result);
            vec![append(self, value)]
        } else {
            let test = self.truth(call);
            let item = Expr::var(var, self.var_ty(var));
            let item = self.coerce(item, result);
            let then = Block {
                stmts: vec![append(self, item)],
            };
            vec![self.stmt_at(
                StmtKind::If {
                    test,
                    then,
                    orelse: Block::default(),
                },
                0,
            )]
        };
        let walk = self.stmt_at(
            StmtKind::For {
                label: None,
                pattern: Pattern::Var(var),
                iter,
                body: Block { stmts: body },
            },
            0,
        );
        let filled = Expr::new(
            ExprKind::Block(
                Block {
                    stmts: vec![start, walk],
                },
                Box::new(Expr::var(items, list.clone())),
            ),
            list,
        );
        Expr::method(filled, "iter", vec![], want.clone())
    }
}
