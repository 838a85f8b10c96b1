//! Short constructors of IR expressions.

use super::{Block, Expr, ExprKind, Mode, Spelling, Ty, VarIdx};

impl Expr {
    /// The option in `option.or_type_error(message)`.
    pub fn option_inside(&self) -> Option<&Expr> {
        match &self.kind {
            ExprKind::Raises { inner, .. } => inner.option_inside(),
            ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                runtime: true,
            } if is_or_error(name) => Some(&args[0].0),
            _ => None,
        }
    }

    /// [`Self::option_inside`], to be changed.
    pub fn option_inside_mut(&mut self) -> Option<&mut Expr> {
        match &mut self.kind {
            ExprKind::Raises { inner, .. } => inner.option_inside_mut(),
            ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                runtime: true,
            } if is_or_error(name) => Some(&mut args[0].0),
            _ => None,
        }
    }

    /// An expression of a kind and a type.
    pub fn new(kind: ExprKind, ty: Ty) -> Self {
        Self { kind, ty }
    }

    /// `()`.
    pub fn unit() -> Self {
        Self::new(ExprKind::Unit, Ty::Unit)
    }

    /// An `i64` literal.
    pub fn int(value: i64) -> Self {
        Self::new(ExprKind::I64(value), Ty::I64)
    }

    /// A string literal.
    pub fn text(value: impl Into<String>) -> Self {
        Self::new(ExprKind::Str(value.into()), Ty::Str)
    }

    /// A variable.
    pub fn var(var: VarIdx, ty: Ty) -> Self {
        Self::new(ExprKind::Var(var), ty)
    }

    /// `receiver.name(args)` of the support library.
    pub fn method(receiver: Expr, name: &str, args: Vec<(Expr, Mode)>, ty: Ty) -> Self {
        let mut all = vec![(receiver, Mode::Receiver)];
        all.extend(args);
        Self::new(
            ExprKind::Op {
                spelling: Spelling::Method(name.to_owned()),
                args: all,
                runtime: true,
            },
            ty,
        )
    }

    /// `receiver.name(args)` of the standard library.
    pub fn std_method(receiver: Expr, name: &str, args: Vec<(Expr, Mode)>, ty: Ty) -> Self {
        let mut expr = Self::method(receiver, name, args, ty);
        if let ExprKind::Op { runtime, .. } = &mut expr.kind {
            *runtime = false;
        }
        expr
    }

    /// `path(args)` of the support library.
    pub fn path(path: &str, args: Vec<(Expr, Mode)>, ty: Ty) -> Self {
        Self::new(
            ExprKind::Op {
                spelling: Spelling::Path(path.to_owned()),
                args,
                runtime: true,
            },
            ty,
        )
    }

    /// `path(args)` of the standard library.
    pub fn std_path(path: &str, args: Vec<(Expr, Mode)>, ty: Ty) -> Self {
        Self::new(
            ExprKind::Op {
                spelling: Spelling::Path(path.to_owned()),
                args,
                runtime: false,
            },
            ty,
        )
    }

    /// `left op right`.
    pub fn infix(left: Expr, op: &'static str, right: Expr, mode: Mode, ty: Ty) -> Self {
        Self::new(
            ExprKind::Op {
                spelling: Spelling::Infix(op),
                args: vec![(left, mode), (right, mode)],
                runtime: false,
            },
            ty,
        )
    }

    /// `op operand`.
    pub fn prefix(op: &'static str, operand: Expr, mode: Mode, ty: Ty) -> Self {
        Self::new(
            ExprKind::Op {
                spelling: Spelling::Prefix(op),
                args: vec![(operand, mode)],
                runtime: false,
            },
            ty,
        )
    }

    /// A list of items as `spelling` writes it.
    pub fn items(spelling: Spelling, items: Vec<Expr>, ty: Ty) -> Self {
        let args = items.into_iter().map(|item| (item, Mode::Own)).collect();
        Self::new(
            ExprKind::Op {
                spelling,
                args,
                runtime: false,
            },
            ty,
        )
    }

    /// Whether it is a literal.
    pub fn is_literal(&self) -> bool {
        match &self.kind {
            ExprKind::Unit
            | ExprKind::Bool(_)
            | ExprKind::I64(_)
            | ExprKind::Int(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_)
            | ExprKind::Str(_)
            | ExprKind::Char(_)
            | ExprKind::NoneOption => true,
            ExprKind::Op {
                spelling: Spelling::Prefix("-"),
                args,
                ..
            } => args[0].0.is_literal(),
            _ => false,
        }
    }
}

impl Block {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.stmts.is_empty()
    }
}

/// The methods of optional values that raise where there is none.
fn is_or_error(name: &str) -> bool {
    matches!(
        name.strip_prefix("try_").unwrap_or(name),
        "or_type_error" | "or_attribute_error"
    )
}
