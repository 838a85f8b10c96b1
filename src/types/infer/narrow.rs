//! What tests say about variables on the paths behind them: `if x is None`, `if x`, `and`, `or`, `not`.

use std::collections::HashMap;

use super::Infer;
use crate::names::{Use, VarId};
use crate::syntax::ast::{BoolOp, CmpOp, Constant, Expr, ExprKind, UnaryOp};
use crate::types::Ty;

/// Types of variables that are narrower here than the variable's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    narrowed: HashMap<VarId, Ty>,
}

impl Facts {
    /// What holds on both paths.
    pub(super) fn meet(&self, other: &Self) -> Self {
        let narrowed = self
            .narrowed
            .iter()
            .filter(|(var, ty)| other.narrowed.get(var) == Some(ty))
            .map(|(var, ty)| (*var, ty.clone()))
            .collect();
        Self { narrowed }
    }

    /// The narrower type, if one is known.
    pub(super) fn lookup(&self, var: VarId) -> Option<&Ty> {
        self.narrowed.get(&var)
    }

    pub(super) fn forget(&mut self, var: VarId) {
        self.narrowed.remove(&var);
    }

    pub(super) fn learn(&mut self, var: VarId, ty: Ty) {
        self.narrowed.insert(var, ty);
    }

    fn retain(&mut self, keep: impl Fn(VarId) -> bool) {
        self.narrowed.retain(|var, _| keep(*var));
    }
}

/// Facts on the two ways out of a test; `None` for a way that is never taken.
pub(super) struct Branches {
    pub(super) when_true: Option<Facts>,
    pub(super) when_false: Option<Facts>,
}

impl Infer<'_> {
    /// Infers a test and says what is known behind it. `self.facts` is left as it was after evaluation.
    pub(super) fn test(&mut self, expr: &Expr) -> Branches {
        let branches = self.test_kind(expr);
        if branches.when_true.is_none() != branches.when_false.is_none() {
            let outcome = branches.when_true.is_some();
            self.instance_mut().tests.insert(expr.id, outcome);
        }
        branches
    }

    fn test_kind(&mut self, expr: &Expr) -> Branches {
        match &expr.kind {
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => {
                let Branches {
                    when_true,
                    when_false,
                } = self.test(operand);
                self.record(expr, Ty::Bool);
                Branches {
                    when_true: when_false,
                    when_false: when_true,
                }
            }
            ExprKind::BoolOp { op, values } => self.test_chain(expr, *op, values),
            ExprKind::Compare { left, rest } if rest.len() == 1 => {
                self.expr(expr);
                self.note_type_test(expr);
                if self
                    .types
                    .instance(self.current)
                    .tests
                    .contains_key(&expr.id)
                {
                    return self.known(expr);
                }
                self.test_none(left, rest[0].0, &rest[0].1)
            }
            _ => {
                let ty = self.expr(expr);
                if self
                    .types
                    .instance(self.current)
                    .tests
                    .contains_key(&expr.id)
                {
                    return self.known(expr);
                }
                let base = self.facts.clone();
                let mut when_true = base.clone();
                if let (Some(var), Ty::Option(inner)) = (self.plain_variable(expr), &ty) {
                    when_true.learn(var, (**inner).clone());
                }
                match ty {
                    Ty::None => Branches {
                        when_true: None,
                        when_false: Some(base),
                    },
                    _ => Branches {
                        when_true: Some(when_true),
                        when_false: Some(base),
                    },
                }
            }
        }
    }

    /// A test whose outcome was noted.
    fn known(&self, expr: &Expr) -> Branches {
        let outcome = self.types.instance(self.current).tests[&expr.id];
        let facts = || Some(self.facts.clone());
        Branches {
            when_true: if outcome { facts() } else { None },
            when_false: if outcome { None } else { facts() },
        }
    }

    fn test_chain(&mut self, expr: &Expr, op: BoolOp, values: &[Expr]) -> Branches {
        let before = self.facts.clone();
        let mut early: Option<Facts> = None;
        let mut last = Branches {
            when_true: None,
            when_false: None,
        };
        let mut joined = Ty::Never;
        for (index, value) in values.iter().enumerate() {
            last = self.test(value);
            let ty = self
                .types
                .instance(self.current)
                .exprs
                .get(&value.id)
                .cloned();
            joined = self.types.store.join(&joined, &ty.unwrap_or(Ty::Bool));
            if index + 1 == values.len() {
                break;
            }
            let (go_on, stop) = match op {
                BoolOp::And => (last.when_true.clone(), last.when_false.clone()),
                BoolOp::Or => (last.when_false.clone(), last.when_true.clone()),
            };
            early = match (early, stop) {
                (Some(a), Some(b)) => Some(a.meet(&b)),
                (a, b) => a.or(b),
            };
            if let Some(facts) = go_on {
                self.facts = facts;
            } else {
                last = Branches {
                    when_true: None,
                    when_false: None,
                };
                break;
            }
        }
        self.record(expr, Ty::Bool);
        let (mut when_true, mut when_false) = (last.when_true, last.when_false);
        let side = match op {
            BoolOp::And => &mut when_false,
            BoolOp::Or => &mut when_true,
        };
        *side = match (side.take(), early) {
            (Some(a), Some(b)) => Some(a.meet(&b)),
            (a, b) => a.or(b),
        };
        self.facts = before;
        Branches {
            when_true,
            when_false,
        }
    }

    /// `x is None`, `x is not None`, `x == None`.
    fn test_none(&mut self, left: &Expr, op: CmpOp, right: &Expr) -> Branches {
        let base = self.facts.clone();
        let both = || Branches {
            when_true: Some(base.clone()),
            when_false: Some(base.clone()),
        };
        let is_none = match op {
            CmpOp::Is | CmpOp::Eq => true,
            CmpOp::IsNot | CmpOp::NotEq => false,
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE | CmpOp::In | CmpOp::NotIn => {
                return both();
            }
        };
        if !matches!(right.kind, ExprKind::Constant(Constant::None)) {
            return both();
        }
        let ty = self.types.instance(self.current).exprs[&left.id].clone();
        let (none_side, some_side) = match &ty {
            Ty::Never | Ty::Value => return both(),
            Ty::None => (Some(base), None),
            Ty::Option(inner) => {
                let (mut none, mut some) = (base.clone(), base);
                if let Some(var) = self.plain_variable(left) {
                    none.learn(var, Ty::None);
                    some.learn(var, (**inner).clone());
                }
                (Some(none), Some(some))
            }
            _ => (None, Some(base)),
        };
        let (when_true, when_false) = if is_none {
            (none_side, some_side)
        } else {
            (some_side, none_side)
        };
        Branches {
            when_true,
            when_false,
        }
    }

    /// The variable a name reads, if facts about it hold until its own function stores to it.
    pub(super) fn plain_variable(&self, expr: &Expr) -> Option<VarId> {
        let ExprKind::Name(_) = &expr.kind else {
            return None;
        };
        match &self.names.uses[expr.id.0 as usize] {
            Some(Use::Variable {
                variable,
                maybe_unbound: false,
            }) => Some(*variable),
            _ => None,
        }
    }

    /// Code of unknown origin ran: it may have stored to variables that functions inside the owner
    /// store to. (The owner itself does not run while a function inside it does.)
    pub(super) fn forget_shared(&mut self) {
        let (names, funcs) = (self.names, &self.funcs);
        self.facts.retain(|var| {
            let binding = &names.bindings[names.variables[var.0 as usize].binding.0 as usize];
            let owner = funcs.of_scope[binding.scope.0 as usize];
            binding
                .stores
                .iter()
                .all(|(_, scope)| funcs.of_scope[scope.0 as usize] == owner)
        });
    }
}
