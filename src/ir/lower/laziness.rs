//! Iterators that would run code which may raise: while a `try` waits, loops take their place, which a raise can leave.

use super::Lower;
use crate::ir::{Block, Expr, ExprKind, Mode, Pattern, StmtKind, Ty};
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
