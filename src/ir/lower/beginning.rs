//! What a function begins with, as far as it shows where calls are nested too deep.
//!
//! **Python**: `if n == 0:` **Rust**: `let _frame = enter_comparing();`, if `n` is a float.
//!
//! CPython's `COMPARE_OP` needs a frame (`PyObject_RichCompare`) unless a jump follows and it was specialised: for two ints of one digit
//! each, two floats, or the equality of two texts. Where there is no room for that frame, the comparison fails and not the
//! call after it.

use super::Lower;
use crate::ir::{Beginning, FuncId};
use crate::names::Use;
use crate::syntax::ast::{self, CmpOp, Constant, ExprKind, ParamKind, StmtKind};
use crate::types::Ty;
use crate::types::functions::FuncBody;
use crate::types::growth::Place;

/// What stands behind a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Followed {
    ByJump,
    ByOther,
}

/// The operand of a comparison.
enum Operand<'a> {
    Small,
    Long,
    Param(&'a ast::Expr),
    Other,
}

impl Lower<'_> {
    /// What the function whose body is being lowered begins with.
    pub(super) fn beginning(&mut self, id: FuncId) -> Beginning {
        let def = self.funcs.def(self.types.instance(self.inst).func);
        let comparison = match &def.body {
            FuncBody::Def(def) => def
                .body
                .stmts
                .iter()
                .skip(usize::from(def.docstring.is_some()))
                .find(|stmt| !is_silent(&stmt.kind))
                .and_then(|stmt| first_in_stmt(&stmt.kind)),
            FuncBody::Module(_) => None,
            FuncBody::Lambda(_) => def.value().and_then(first_in_value),
        };
        comparison.map_or(Beginning::Plain, |(expr, followed)| {
            self.compared(id, expr, followed)
        })
    }

    fn compared(&mut self, id: FuncId, expr: &ast::Expr, followed: Followed) -> Beginning {
        let ExprKind::Compare { left, rest } = &expr.kind else {
            return Beginning::Plain;
        };
        let [(op, right), ..] = &rest[..] else {
            return Beginning::Plain;
        };
        let is_identity = matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn);
        if is_identity || !self.is_frameless(left) || !self.is_frameless(right) {
            return Beginning::Plain;
        }
        let is_jump = followed == Followed::ByJump;
        let is_equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
        match (self.inferred(left.id), self.inferred(right.id)) {
            (Ty::Never | Ty::Num | Ty::Option(_) | Ty::Value, _)
            | (_, Ty::Never | Ty::Num | Ty::Option(_) | Ty::Value) => Beginning::Plain,
            (Ty::Float, Ty::Float) if is_jump => Beginning::Plain,
            (Ty::Str, Ty::Str) if is_jump && is_equality => Beginning::Plain,
            (Ty::Int | Ty::Big, Ty::Int | Ty::Big) if is_jump => {
                match (self.operand(id, left), self.operand(id, right)) {
                    (Operand::Other, _) | (_, Operand::Other) => Beginning::Plain,
                    (Operand::Long, _) | (_, Operand::Long) => Beginning::Comparing,
                    (Operand::Param(param), Operand::Small)
                    | (Operand::Small, Operand::Param(param)) => self
                        .param_var(id, param)
                        .map_or(Beginning::Plain, Beginning::ComparingInt),
                    (Operand::Param(_), Operand::Param(_)) | (Operand::Small, Operand::Small) => {
                        Beginning::Plain
                    }
                }
            }
            _ => Beginning::Comparing,
        }
    }

    /// Whether evaluating the operand needs no frame and raises nothing: a load, or arithmetic of a number with a constant.
    fn is_frameless(&self, expr: &ast::Expr) -> bool {
        let ExprKind::Binary { left, op, right } = &expr.kind else {
            return is_load(expr);
        };
        let is_small = matches!(right.kind, ExprKind::Constant(Constant::Int(value))
            if value != 0 && value.unsigned_abs() < 1 << 30);
        let is_safe = match self.inferred(left.id) {
            Ty::Int | Ty::Big => *op != ast::BinOp::Div,
            Ty::Float => true,
            _ => false,
        };
        let is_plain = matches!(
            op,
            ast::BinOp::Add
                | ast::BinOp::Sub
                | ast::BinOp::Mult
                | ast::BinOp::Div
                | ast::BinOp::FloorDiv
                | ast::BinOp::Mod
        );
        is_small && is_safe && is_plain && is_load(left)
    }

    /// How large an integer is: one digit of CPython's, or several.
    fn operand<'a>(&mut self, id: FuncId, expr: &'a ast::Expr) -> Operand<'a> {
        match &expr.kind {
            ExprKind::Constant(Constant::Int(value)) if value.unsigned_abs() < 1 << 30 => {
                Operand::Small
            }
            ExprKind::Constant(_) => Operand::Long,
            ExprKind::Unary { operand, .. } => self.operand(id, operand),
            _ => match (self.param_var(id, expr), self.read_variable(expr)) {
                (Some(_), Some(variable)) => {
                    let place = Place::Var(self.inst, variable);
                    if self.types.long.contains(&place) {
                        Operand::Param(expr)
                    } else {
                        Operand::Small
                    }
                }
                _ => Operand::Other,
            },
        }
    }

    /// The variable that a name reads, if it is bound for sure.
    pub(super) fn read_variable(&self, expr: &ast::Expr) -> Option<crate::names::VarId> {
        match self.names.uses.get(expr.id.0 as usize)? {
            Some(Use::Variable {
                variable,
                maybe_unbound: false,
            }) => Some(*variable),
            _ => None,
        }
    }

    /// The variable of a parameter that every call gives an integer.
    fn param_var(&mut self, id: FuncId, expr: &ast::Expr) -> Option<crate::ir::VarIdx> {
        let variable = self.read_variable(expr)?;
        let var = *self.var_ids.get(&(self.inst, variable))?;
        let is_plain = self.program.funcs[id.0 as usize]
            .params
            .iter()
            .any(|param| {
                param.var == var
                    && !param.is_omitted
                    && !matches!(param.kind, ParamKind::VarArgs | ParamKind::KwArgs)
            });
        let is_int = matches!(self.var_ty(var), crate::ir::Ty::I64 | crate::ir::Ty::Int);
        (is_plain && is_int).then_some(var)
    }
}

/// A statement that does nothing.
fn is_silent(stmt: &StmtKind) -> bool {
    matches!(
        stmt,
        StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_)
    )
}

/// The comparison that a statement begins with.
fn first_in_stmt(stmt: &StmtKind) -> Option<(&ast::Expr, Followed)> {
    match stmt {
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => first_in_test(test),
        StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } | StmtKind::Expr(value) => {
            first_in_value(value)
        }
        _ => None,
    }
}

fn first_in_test(test: &ast::Expr) -> Option<(&ast::Expr, Followed)> {
    match &test.kind {
        ExprKind::Compare { .. } => Some((test, Followed::ByJump)),
        ExprKind::BoolOp { values, .. } => first_in_test(values.first()?),
        ExprKind::Unary {
            op: ast::UnaryOp::Not,
            operand,
        } => first_in_test(operand),
        _ => None,
    }
}

fn first_in_value(value: &ast::Expr) -> Option<(&ast::Expr, Followed)> {
    match &value.kind {
        ExprKind::IfExp { test, .. } => first_in_test(test),
        ExprKind::Compare { rest, .. } if rest.len() == 1 => Some((value, Followed::ByOther)),
        ExprKind::BoolOp { values, .. } => match &values.first()?.kind {
            ExprKind::Compare { rest, .. } if rest.len() == 1 => {
                Some((values.first()?, Followed::ByOther))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether evaluating the operand needs no frame and raises nothing.
fn is_load(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(_) | ExprKind::Name(_) => true,
        ExprKind::Unary {
            op: ast::UnaryOp::USub,
            operand,
        } => matches!(
            operand.kind,
            ExprKind::Constant(Constant::Int(_) | Constant::Float(_))
        ),
        ExprKind::List(items) => items.is_empty(),
        _ => false,
    }
}
