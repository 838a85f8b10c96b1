//! Comparisons, chained ones included.

use super::operator::is_number;
use super::truth::negated;
use super::{Lower, view};
use crate::ir::{Expr, ExprKind, Mode, Ty, ViewKind};
use crate::syntax::ast::{self, CmpOp, Constant};
use crate::types::infer::consumed::viewed;

impl Lower<'_> {
    /// `left op right op right …`: each operand is evaluated once, the rest only while it holds.
    pub(super) fn compare(&mut self, left: &ast::Expr, rest: &[(CmpOp, ast::Expr)]) -> Expr {
        if let [(op, right)] = rest
            && let Some(test) = self.type_test(left, *op, right)
        {
            return test;
        }
        if let [(op, right)] = rest
            && let Some(test) = self.known_identity(left, *op, right)
        {
            return test;
        }
        let first = self.expr(left);
        self.compare_rest(first, rest)
    }

    fn compare_rest(&mut self, left: Expr, rest: &[(CmpOp, ast::Expr)]) -> Expr {
        let [(op, right), more @ ..] = rest else {
            unreachable!("a comparison has an operator")
        };
        let right_expr = match (op, self.node_ty(right.id), viewed(right)) {
            // The keys of a dict are looked up in the dict itself.
            (CmpOp::In | CmpOp::NotIn, Ty::Iter(_), Some((dict, "keys"))) => self.expr(dict),
            _ => self.expr(right),
        };
        if more.is_empty() {
            return self.compare_one(left, *op, right_expr, is_none(right));
        }
        let mut stmts = Vec::new();
        let left = if right_expr.is_literal() || matches!(right_expr.kind, ExprKind::Var(_)) {
            left
        } else {
            self.hold(left, &mut stmts).1
        };
        let (_, middle) = self.hold(right_expr, &mut stmts);
        let first = self.compare_one(left, *op, middle.clone(), is_none(right));
        let others = self.compare_rest(middle, more);
        let both = Expr::new(ExprKind::And(Box::new(first), Box::new(others)), Ty::Bool);
        if stmts.is_empty() {
            both
        } else {
            Expr::new(
                ExprKind::Block(crate::ir::Block { stmts }, Box::new(both)),
                Ty::Bool,
            )
        }
    }

    fn compare_one(&mut self, left: Expr, op: CmpOp, right: Expr, right_is_none: bool) -> Expr {
        match op {
            CmpOp::Is => self.identity(left, right, right_is_none),
            CmpOp::IsNot => {
                let same = self.identity(left, right, right_is_none);
                negated(same)
            }
            CmpOp::In => self.membership(left, right),
            CmpOp::NotIn => {
                let inside = self.membership(left, right);
                negated(inside)
            }
            CmpOp::Eq | CmpOp::NotEq if right_is_none => {
                let same = self.identity(left, right, true);
                if op == CmpOp::Eq { same } else { negated(same) }
            }
            CmpOp::Eq => self.relation(left, "==", "eq", right),
            CmpOp::NotEq => self.relation(left, "!=", "ne", right),
            CmpOp::Lt => self.relation(left, "<", "lt", right),
            CmpOp::LtE => self.relation(left, "<=", "le", right),
            CmpOp::Gt => self.relation(left, ">", "gt", right),
            CmpOp::GtE => self.relation(left, ">=", "ge", right),
        }
    }

    /// `left == right`.
    pub(super) fn equality(&mut self, left: Expr, right: Expr) -> Expr {
        self.relation(left, "==", "eq", right)
    }

    fn relation(&mut self, left: Expr, infix: &'static str, method: &str, right: Expr) -> Expr {
        let is_equality = matches!(infix, "==" | "!=");
        let (left, right) = match (&left.ty, &right.ty) {
            (Ty::Int, Ty::I64) | (Ty::I64, Ty::Int) => (left, right),
            (a, b) if is_number(a) && is_number(b) && a != b => {
                let want = if *a == Ty::F64 || *b == Ty::F64 {
                    let exact = |expr: &Expr| {
                        expr.ty == Ty::F64
                            || matches!(expr.kind, ExprKind::I64(_))
                            || expr.ty == Ty::Bool
                    };
                    let is_mixed = left.ty == Ty::Bool || right.ty == Ty::Bool;
                    match (exact(&left) && exact(&right), is_mixed) {
                        (true, _) => Ty::F64,
                        (false, false) => Ty::Num,
                        (false, true) => Ty::Value,
                    }
                } else if *a == Ty::Num || *b == Ty::Num {
                    if *a == Ty::Bool || *b == Ty::Bool {
                        Ty::Value
                    } else {
                        Ty::Num
                    }
                } else if *a == Ty::Int || *b == Ty::Int {
                    Ty::Int
                } else {
                    Ty::I64
                };
                let (left, right) = if want == Ty::Value {
                    (self.coerce(left, &want), self.coerce(right, &want))
                } else {
                    (self.number(left, &want), self.number(right, &want))
                };
                (left, right)
            }
            _ => (left, right),
        };
        let is_order = !is_equality || left.ty != right.ty;
        if is_order && view::compare_as_sets(&left.ty, &right.ty) {
            let name = match method {
                "eq" | "ne" => "same_items",
                "lt" => "is_proper_subset",
                "le" => "is_subset",
                "gt" => "is_proper_superset",
                _ => "is_superset",
            };
            let compared = view::operation(left, name, right, Ty::Bool);
            return if method == "ne" {
                negated(compared)
            } else {
                compared
            };
        }
        let (left, right) = match (left.ty.clone(), right.ty.clone()) {
            (option @ Ty::Option(_), other) if is_equality && fits_inside(&other, &option) => {
                let right = self.coerce(right, &option);
                (left, right)
            }
            (other, option @ Ty::Option(_)) if is_equality && fits_inside(&other, &option) => {
                let left = self.coerce(left, &option);
                (left, right)
            }
            _ => (left, right),
        };
        let is_static = (is_number(&left.ty) && is_number(&right.ty))
            || (left.ty == right.ty
                && (is_equality || matches!(left.ty, Ty::Set(_)) || has_order(&left.ty)));
        // A `Value` compares with numbers and texts as they are.
        match (
            is_equality,
            is_plain_literal(&left),
            is_plain_literal(&right),
        ) {
            (true, false, true) if left.ty == Ty::Value => {
                return Expr::infix(left, infix, right, Mode::Ref, Ty::Bool);
            }
            (true, true, false) if right.ty == Ty::Value => {
                return Expr::infix(right, infix, left, Mode::Ref, Ty::Bool);
            }
            _ => {}
        }
        if left.ty == Ty::Value || right.ty == Ty::Value || !is_static {
            let (left, right) = (self.looked_at(left), self.looked_at(right));
            return Expr::method(left, method, vec![(right, Mode::Ref)], Ty::Bool);
        }
        match &left.ty {
            Ty::Bool | Ty::I64 | Ty::F64 | Ty::Str | Ty::StaticStr | Ty::Int | Ty::Num => {
                Expr::infix(left, infix, right, Mode::Ref, Ty::Bool)
            }
            Ty::Unit => {
                let same = Expr::new(ExprKind::Bool(infix == "=="), Ty::Bool);
                let rest = self.after(right, same);
                self.after(left, rest)
            }
            Ty::Tuple(items) if is_equality && items.iter().all(is_plain_equality) => {
                Expr::infix(left, infix, right, Mode::Ref, Ty::Bool)
            }
            Ty::Option(inner) if is_equality && is_plain_equality(inner) => {
                Expr::infix(left, infix, right, Mode::Ref, Ty::Bool)
            }
            _ if is_equality => {
                let equal = Expr::method(left, "py_eq", vec![(right, Mode::Ref)], Ty::Bool);
                if method == "eq" {
                    equal
                } else {
                    negated(equal)
                }
            }
            Ty::Set(_) => {
                let name = match method {
                    "lt" => "is_proper_subset",
                    "le" => "is_subset",
                    "gt" => "is_proper_superset",
                    _ => "is_superset",
                };
                Expr::method(left, name, vec![(right, Mode::Ref)], Ty::Bool)
            }
            _ => {
                let name = format!(
                    "seq::is_{}",
                    match method {
                        "lt" => "less",
                        "le" => "at_most",
                        "gt" => "greater",
                        _ => "at_least",
                    }
                );
                Expr::path(&name, vec![(left, Mode::Ref), (right, Mode::Ref)], Ty::Bool)
            }
        }
    }

    fn identity(&mut self, left: Expr, right: Expr, right_is_none: bool) -> Expr {
        if right_is_none {
            return match &left.ty {
                Ty::Option(_) => Expr::new(ExprKind::IsNone(Box::new(left)), Ty::Bool),
                Ty::Value => Expr::method(left, "is_none", vec![], Ty::Bool),
                ty => {
                    let same = Expr::new(ExprKind::Bool(*ty == Ty::Unit), Ty::Bool);
                    self.after(left, same)
                }
            };
        }
        match (&left.ty, &right.ty) {
            (Ty::Bool, Ty::Bool) => Expr::infix(left, "==", right, Mode::Own, Ty::Bool),
            (Ty::Record(_), Ty::Record(_)) => {
                let both = vec![(left, Mode::Ref), (right, Mode::Ref)];
                Expr::std_path("Rc::ptr_eq", both, Ty::Bool)
            }
            (
                Ty::List(_)
                | Ty::Set(_)
                | Ty::Deque(_)
                | Ty::Dict(..)
                | Ty::Stream(_)
                | Ty::View(..),
                _,
            ) if left.ty == right.ty => {
                Expr::method(left, "is", vec![(right, Mode::Ref)], Ty::Bool)
            }
            (one, two) if are_apart(one, two) => {
                let answer = Expr::new(ExprKind::Bool(false), Ty::Bool);
                let rest = self.after(right, answer);
                self.after(left, rest)
            }
            _ => {
                let (left, right) = (
                    self.coerce(left, &Ty::Value),
                    self.coerce(right, &Ty::Value),
                );
                Expr::method(left, "is_same_object", vec![(right, Mode::Ref)], Ty::Bool)
            }
        }
    }

    fn membership(&mut self, item: Expr, container: Expr) -> Expr {
        let mut stmts = Vec::new();
        let item = if item.is_literal()
            || matches!(item.kind, ExprKind::Var(_))
            || is_simple(&container)
        {
            item
        } else {
            self.hold(item, &mut stmts).1
        };
        let test = self.membership_test(item, container);
        if stmts.is_empty() {
            return test;
        }
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts }, Box::new(test)),
            Ty::Bool,
        )
    }

    fn membership_test(&mut self, item: Expr, container: Expr) -> Expr {
        match container.ty.clone() {
            Ty::Record(id) => self.record_membership(item, container, id),
            Ty::Str if matches!(item.ty, Ty::Str | Ty::StaticStr) => {
                Expr::std_method(container, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::Tuple(items)
                if !items.is_empty()
                    && items.iter().all(|other| *other == items[0])
                    && fits_among(&item.ty, &wider(&item.ty, &items[0])) =>
            {
                let wide = wider(&item.ty, &items[0]);
                let item = self.coerce(item, &wide);
                if let (
                    ExprKind::Op {
                        spelling: crate::ir::Spelling::Tuple,
                        args,
                        ..
                    },
                    true,
                ) = (
                    &container.kind,
                    wide == items[0] && is_plain_equality(&wide) && wide != Ty::Str,
                ) {
                    let parts = args.iter().map(|(part, _)| part.clone()).collect();
                    let array = Expr::items(crate::ir::Spelling::Array, parts, Ty::Unit);
                    return Expr::std_method(array, "contains", vec![(item, Mode::Ref)], Ty::Bool);
                }
                let tuple = self.coerce(container, &Ty::VarTuple(Box::new(wide)));
                Expr::method(tuple, "holds", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::VarTuple(inner)
                if item.ty == *inner
                    || is_number(&item.ty) && fits_among(&item.ty, &wider(&item.ty, &inner)) =>
            {
                let wide = wider(&item.ty, &inner);
                let item = self.coerce(item, &wide);
                let container = self.coerce(container, &Ty::VarTuple(Box::new(wide)));
                Expr::method(container, "holds", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::Stream(inner) if fits_among(&item.ty, &inner) => {
                let item = self.coerce(item, &inner);
                Expr::method(container, "contains", vec![(item, Mode::Own)], Ty::Bool)
            }
            Ty::List(inner) | Ty::Set(inner) | Ty::Deque(inner) | Ty::Dict(inner, _)
                if fits_among(&item.ty, &inner) =>
            {
                let item = self.coerce(item, &inner);
                Expr::method(container, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::View(ViewKind::Keys, inner, _) | Ty::View(ViewKind::Values, _, inner)
                if fits_among(&item.ty, &inner) =>
            {
                let item = self.coerce(item, &inner);
                Expr::method(container, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::View(ViewKind::Items, key, value)
                if matches!(&item.ty, Ty::Tuple(parts)
                    if parts.len() == 2
                        && fits_among(&parts[0], &key)
                        && fits_among(&parts[1], &value)) =>
            {
                let item = self.coerce(item, &Ty::Tuple(vec![*key, *value]));
                Expr::method(container, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::Iter(inner) if fits_among(&item.ty, &inner) => {
                let item = self.coerce(item, &inner);
                let list = Expr::path(
                    "List::from_iter",
                    vec![(container, Mode::Own)],
                    Ty::List(inner),
                );
                Expr::method(list, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
            Ty::Bytes if item.ty == Ty::Bytes => Expr::method(
                container,
                "contains_part",
                vec![(item, Mode::Ref)],
                Ty::Bool,
            ),
            Ty::Bytes if item.ty == Ty::I64 => Expr::method(
                container,
                "contains_byte",
                vec![(item, Mode::Own)],
                Ty::Bool,
            ),
            Ty::Range if matches!(item.ty, Ty::I64 | Ty::Bool) => {
                let item = self.coerce(item, &Ty::I64);
                Expr::method(container, "contains", vec![(item, Mode::Own)], Ty::Bool)
            }
            _ => {
                let (item, container) = (self.looked_at(item), self.looked_at(container));
                Expr::method(container, "contains", vec![(item, Mode::Ref)], Ty::Bool)
            }
        }
    }
}

/// Whether values of the two types are never one object.
fn are_apart(one: &Ty, two: &Ty) -> bool {
    fn group(ty: &Ty) -> Option<u8> {
        Some(match ty {
            Ty::Unit => 0,
            Ty::Bool | Ty::I64 | Ty::Int | Ty::Num | Ty::F64 => 1,
            Ty::Str | Ty::StaticStr | Ty::Letters | Ty::Char | Ty::Part(_) => 2,
            Ty::List(_) | Ty::Owned(..) => 3,
            Ty::Set(_) | Ty::FrozenSet(_) => 4,
            Ty::Deque(_) => 20,
            Ty::Dict(..) | Ty::Record(_) => 5,
            Ty::Tuple(_) | Ty::VarTuple(_) => 6,
            Ty::Range => 7,
            Ty::Closure(_) => 8,
            Ty::Exception => 9,
            Ty::Stream(_) => 10,
            Ty::Bytes => 11,
            Ty::View(..) => 12,
            Ty::Option(_) | Ty::Iter(_) | Ty::Value | Ty::Never => return None,
        })
    }
    matches!((group(one), group(two)), (Some(one), Some(two)) if one != two)
}

/// `5`, `-5`, `1.5`, `"text"`, `true`.
fn is_plain_literal(expr: &Expr) -> bool {
    expr.is_literal() && matches!(expr.ty, Ty::I64 | Ty::F64 | Ty::Str | Ty::Bool)
}

/// Whether a value of this type is compared with what an option holds.
fn fits_inside(ty: &Ty, option: &Ty) -> bool {
    let Ty::Option(inner) = option else {
        return false;
    };
    !matches!(ty, Ty::Option(_) | Ty::Value | Ty::Unit) && fits_among(ty, inner)
}

/// Whether an item of this type is looked for as one of the items; any other is looked for as a `Value`.
fn fits_among(item: &Ty, inner: &Ty) -> bool {
    item == inner
        || *inner == Ty::Value
        || matches!(
            (item, inner),
            (Ty::I64, Ty::Int)
                | (Ty::I64 | Ty::Int | Ty::F64, Ty::Num)
                | (Ty::Bool, Ty::I64 | Ty::Int)
                | (Ty::StaticStr, Ty::Str)
                | (Ty::Unit, Ty::Option(_))
        )
        || match (item, inner) {
            (Ty::Tuple(items), Ty::Tuple(inners)) => {
                items.len() == inners.len()
                    && items
                        .iter()
                        .zip(inners)
                        .all(|(item, inner)| fits_among(item, inner))
            }
            (Ty::Tuple(items), Ty::VarTuple(inner)) => {
                items.iter().all(|item| fits_among(item, inner))
            }
            (Ty::VarTuple(item), Ty::VarTuple(inner)) | (Ty::Option(item), Ty::Option(inner)) => {
                fits_among(item, inner)
            }
            (item, Ty::Option(inner)) => fits_among(item, inner),
            _ => false,
        }
}

/// What both an item that is looked for and the items of a tuple can be.
fn wider(item: &Ty, inner: &Ty) -> Ty {
    match (item, inner) {
        (Ty::Int, Ty::I64) => Ty::Int,
        (Ty::F64, Ty::I64 | Ty::Int) | (Ty::I64 | Ty::Int, Ty::F64) => Ty::Num,
        _ => inner.clone(),
    }
}

/// Whether evaluating the expression neither has nor sees effects of the one before it.
fn is_simple(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(_) => true,
        ExprKind::Op {
            spelling: crate::ir::Spelling::Tuple,
            args,
            ..
        } => args.iter().all(|(arg, _)| is_simple(arg)),
        _ => expr.is_literal(),
    }
}

/// Values of this type can be ordered without asking the values.
fn has_order(ty: &Ty) -> bool {
    match ty {
        Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Bytes
        | Ty::Value => true,
        Ty::List(item) | Ty::VarTuple(item) => has_order(item),
        Ty::Tuple(items) => items.iter().all(has_order),
        Ty::Unit
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Record(_)
        | Ty::Range
        | Ty::Exception
        | Ty::Option(_)
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Owned(..)
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Never => false,
    }
}

/// Rust's `==` on this type is Python's.
fn is_plain_equality(ty: &Ty) -> bool {
    match ty {
        Ty::Bool | Ty::I64 | Ty::Int | Ty::Str | Ty::Unit => true,
        Ty::Tuple(items) => items.iter().all(is_plain_equality),
        _ => false,
    }
}

fn is_none(expr: &ast::Expr) -> bool {
    matches!(expr.kind, ast::ExprKind::Constant(Constant::None))
}
