//! Expressions.

use rustpython_parser::ast as py;
use rustpython_parser::ast::Ranged;

use super::{Lowerer, span};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::Globals;
use crate::syntax::ast::{
    BinOp, BoolOp, CmpOp, ComprehensionKind, Constant, DictItem, Expr, ExprKind, Ident, Keyword,
    NodeId, UnaryOp,
};
use crate::syntax::literal;

impl Lowerer<'_> {
    pub(in crate::syntax) fn lower_expr(&mut self, expr: py::Expr) -> Result<Expr, Diagnostic> {
        let span = span(expr.range());
        let id = self.new_id();
        let kind = self.deeper(span, expr, |lowerer, expr| {
            lowerer.lower_kind(expr, id, span)
        })?;
        Ok(Expr { id, span, kind })
    }

    pub(super) fn lower_exprs(&mut self, exprs: Vec<py::Expr>) -> Result<Vec<Expr>, Diagnostic> {
        exprs
            .into_iter()
            .map(|expr| self.lower_expr(expr))
            .collect()
    }

    pub(super) fn lower_option(
        &mut self,
        expr: Option<Box<py::Expr>>,
    ) -> Result<Option<Expr>, Diagnostic> {
        expr.map(|expr| self.lower_expr(*expr)).transpose()
    }

    #[expect(clippy::boxed_local, reason = "the parser's tree comes in boxes")]
    fn lower_box(&mut self, expr: Box<py::Expr>) -> Result<Box<Expr>, Diagnostic> {
        self.lower_expr(*expr).map(Box::new)
    }

    fn lower_option_box(
        &mut self,
        expr: Option<Box<py::Expr>>,
    ) -> Result<Option<Box<Expr>>, Diagnostic> {
        expr.map(|expr| self.lower_box(expr)).transpose()
    }

    fn lower_kind(
        &mut self,
        expr: py::Expr,
        id: NodeId,
        span: Span,
    ) -> Result<ExprKind, Diagnostic> {
        Ok(match expr {
            py::Expr::Constant(constant) => return self.lower_constant(&constant.value, span),
            py::Expr::JoinedStr(_) | py::Expr::FormattedValue(_) => {
                return self.lower_strings(span);
            }
            py::Expr::Name(name) => ExprKind::Name(self.ident(&name.id, span)),
            py::Expr::Attribute(expr) => ExprKind::Attribute {
                attr: self.ident(&expr.attr, self.name_before(span.end)),
                value: self.lower_box(expr.value)?,
            },
            py::Expr::Subscript(expr) => {
                let reads = expr.ctx == py::ExprContext::Load;
                let value = self.lower_box(expr.value)?;
                let index = self.lower_index(*expr.slice)?;
                match written_text(&index) {
                    Some(name) if reads && self.is_globals(&value) => {
                        self.global_reads.push(id);
                        ExprKind::Name(name)
                    }
                    _ => ExprKind::Subscript { value, index },
                }
            }
            py::Expr::Slice(expr) => ExprKind::Slice {
                lower: self.lower_option_box(expr.lower)?,
                upper: self.lower_option_box(expr.upper)?,
                step: self.lower_option_box(expr.step)?,
            },
            py::Expr::Starred(expr) => ExprKind::Starred(self.lower_box(expr.value)?),
            py::Expr::Call(expr) => self.lower_call(expr, span)?,
            py::Expr::List(expr) => ExprKind::List(self.lower_exprs(expr.elts)?),
            py::Expr::Tuple(expr) => ExprKind::Tuple(self.lower_exprs(expr.elts)?),
            py::Expr::Set(expr) => ExprKind::Set(self.lower_exprs(expr.elts)?),
            py::Expr::Dict(expr) => self.lower_dict(expr)?,
            py::Expr::Await(expr) => ExprKind::Await(self.lower_box(expr.value)?),
            py::Expr::Yield(expr) => ExprKind::Yield(self.lower_option_box(expr.value)?),
            py::Expr::YieldFrom(expr) => ExprKind::YieldFrom(self.lower_box(expr.value)?),
            py::Expr::Lambda(expr) => self.lower_lambda(expr)?,
            py::Expr::ListComp(_)
            | py::Expr::SetComp(_)
            | py::Expr::DictComp(_)
            | py::Expr::GeneratorExp(_) => self.lower_display_comprehension(expr)?,
            py::Expr::BoolOp(_)
            | py::Expr::NamedExpr(_)
            | py::Expr::BinOp(_)
            | py::Expr::UnaryOp(_)
            | py::Expr::IfExp(_)
            | py::Expr::Compare(_) => self.lower_operation(expr, id)?,
        })
    }

    /// A call of `globals` whose names are looked up.
    fn is_globals(&self, expr: &Expr) -> bool {
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &expr.kind
        else {
            return false;
        };
        self.globals == Globals::Names
            && args.is_empty()
            && keywords.is_empty()
            && matches!(&func.kind, ExprKind::Name(name) if name.name == "globals")
    }

    fn lower_operation(&mut self, expr: py::Expr, id: NodeId) -> Result<ExprKind, Diagnostic> {
        Ok(match expr {
            py::Expr::BoolOp(expr) => ExprKind::BoolOp {
                op: match expr.op {
                    py::BoolOp::And => BoolOp::And,
                    py::BoolOp::Or => BoolOp::Or,
                },
                values: self.lower_exprs(expr.values)?,
            },
            py::Expr::NamedExpr(expr) => ExprKind::Named {
                target: self.lower_box(expr.target)?,
                value: self.lower_box(expr.value)?,
            },
            py::Expr::BinOp(expr) => ExprKind::Binary {
                left: self.lower_box(expr.left)?,
                op: binary_operator(expr.op),
                right: self.lower_box(expr.right)?,
            },
            py::Expr::UnaryOp(expr) => ExprKind::Unary {
                op: unary_operator(expr.op),
                operand: self.lower_box(expr.operand)?,
            },
            py::Expr::IfExp(expr) => ExprKind::IfExp {
                test: self.lower_box(expr.test)?,
                body: self.lower_box(expr.body)?,
                orelse: self.lower_box(expr.orelse)?,
            },
            py::Expr::Compare(expr) => {
                let left = self.lower_box(expr.left)?;
                let comparators = self.lower_exprs(expr.comparators)?;
                let ops = expr.ops.into_iter().map(comparison_operator);
                let rest: Vec<(CmpOp, Expr)> = ops.zip(comparators).collect();
                match (&rest[..], written_text(&left)) {
                    ([(op @ (CmpOp::In | CmpOp::NotIn), names)], Some(name))
                        if self.is_globals(names) =>
                    {
                        self.global_reads.push(id);
                        let is_negated = *op == CmpOp::NotIn;
                        ExprKind::IsGlobal { name, is_negated }
                    }
                    _ => ExprKind::Compare { left, rest },
                }
            }
            _ => unreachable!("the caller passes operations only"),
        })
    }

    fn lower_display_comprehension(&mut self, expr: py::Expr) -> Result<ExprKind, Diagnostic> {
        let (kind, clauses) = match expr {
            py::Expr::ListComp(expr) => (
                ComprehensionKind::List(self.lower_expr(*expr.elt)?),
                expr.generators,
            ),
            py::Expr::SetComp(expr) => (
                ComprehensionKind::Set(self.lower_expr(*expr.elt)?),
                expr.generators,
            ),
            py::Expr::DictComp(expr) => {
                let key = self.lower_expr(*expr.key)?;
                let value = self.lower_expr(*expr.value)?;
                (ComprehensionKind::Dict(key, value), expr.generators)
            }
            py::Expr::GeneratorExp(expr) => (
                ComprehensionKind::Generator(self.lower_expr(*expr.elt)?),
                expr.generators,
            ),
            _ => unreachable!("the caller passes comprehensions only"),
        };
        self.lower_comprehension(kind, clauses)
    }

    fn lower_constant(
        &mut self,
        constant: &py::Constant,
        span: Span,
    ) -> Result<ExprKind, Diagnostic> {
        Ok(ExprKind::Constant(match constant {
            py::Constant::Str(_) | py::Constant::Bytes(_) => return self.lower_strings(span),
            py::Constant::Int(_) => literal::integer(self.source.slice(span)),
            py::Constant::Float(value) => Constant::Float(*value),
            py::Constant::Complex { imag, .. } => Constant::Imaginary(*imag),
            py::Constant::Bool(value) => Constant::Bool(*value),
            py::Constant::None => Constant::None,
            py::Constant::Ellipsis => Constant::Ellipsis,
            py::Constant::Tuple(_) => unreachable!("the parser folds no tuples"),
        }))
    }

    fn lower_dict(&mut self, dict: py::ExprDict) -> Result<ExprKind, Diagnostic> {
        let items = dict
            .keys
            .into_iter()
            .zip(dict.values)
            .map(|(key, value)| {
                Ok(match key {
                    Some(key) => DictItem::Pair(self.lower_expr(key)?, self.lower_expr(value)?),
                    None => DictItem::Spread(self.lower_expr(value)?),
                })
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok(ExprKind::Dict(items))
    }

    /// `a[*b]` is `a[(*b,)]`.
    fn lower_index(&mut self, index: py::Expr) -> Result<Box<Expr>, Diagnostic> {
        let index = self.lower_expr(index)?;
        Ok(Box::new(match index.kind {
            ExprKind::Starred(_) => Expr {
                id: self.new_id(),
                span: index.span,
                kind: ExprKind::Tuple(vec![index]),
            },
            _ => index,
        }))
    }

    fn lower_call(&mut self, call: py::ExprCall, at: Span) -> Result<ExprKind, Diagnostic> {
        let func = self.lower_box(call.func)?;
        let mut args = self.lower_exprs(call.args)?;
        if let [arg] = args.as_mut_slice() {
            let is_sole = is_generator(arg) && call.keywords.is_empty();
            if is_sole && self.tokens.closing_of(arg.span.start) != Some(arg.span.end) {
                // The parentheses of the call are the generator's own.
                if let Some(parenthesis) = self.tokens.last_before(arg.span.start) {
                    arg.span = Span::new(parenthesis.span.start, at.end);
                }
            }
        }
        Ok(ExprKind::Call {
            func,
            args,
            keywords: self.lower_keywords(call.keywords)?,
        })
    }

    /// Keyword arguments; their names are never mangled.
    pub(super) fn lower_keywords(
        &mut self,
        keywords: Vec<py::Keyword>,
    ) -> Result<Vec<Keyword>, Diagnostic> {
        keywords
            .into_iter()
            .map(|keyword| {
                let at = span(keyword.range);
                Ok(Keyword {
                    name: keyword.arg.map(|name| crate::syntax::ast::Ident {
                        name: name.to_string(),
                        span: self.name_from(at.start),
                    }),
                    value: self.lower_expr(keyword.value)?,
                    span: at,
                })
            })
            .collect()
    }
}

fn is_generator(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Comprehension(comprehension) => {
            matches!(comprehension.kind, ComprehensionKind::Generator(_))
        }
        _ => false,
    }
}

pub(super) fn binary_operator(op: py::Operator) -> BinOp {
    match op {
        py::Operator::Add => BinOp::Add,
        py::Operator::Sub => BinOp::Sub,
        py::Operator::Mult => BinOp::Mult,
        py::Operator::MatMult => BinOp::MatMult,
        py::Operator::Div => BinOp::Div,
        py::Operator::Mod => BinOp::Mod,
        py::Operator::Pow => BinOp::Pow,
        py::Operator::LShift => BinOp::LShift,
        py::Operator::RShift => BinOp::RShift,
        py::Operator::BitOr => BinOp::BitOr,
        py::Operator::BitXor => BinOp::BitXor,
        py::Operator::BitAnd => BinOp::BitAnd,
        py::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn unary_operator(op: py::UnaryOp) -> UnaryOp {
    match op {
        py::UnaryOp::Invert => UnaryOp::Invert,
        py::UnaryOp::Not => UnaryOp::Not,
        py::UnaryOp::UAdd => UnaryOp::UAdd,
        py::UnaryOp::USub => UnaryOp::USub,
    }
}

fn comparison_operator(op: py::CmpOp) -> CmpOp {
    match op {
        py::CmpOp::Eq => CmpOp::Eq,
        py::CmpOp::NotEq => CmpOp::NotEq,
        py::CmpOp::Lt => CmpOp::Lt,
        py::CmpOp::LtE => CmpOp::LtE,
        py::CmpOp::Gt => CmpOp::Gt,
        py::CmpOp::GtE => CmpOp::GtE,
        py::CmpOp::Is => CmpOp::Is,
        py::CmpOp::IsNot => CmpOp::IsNot,
        py::CmpOp::In => CmpOp::In,
        py::CmpOp::NotIn => CmpOp::NotIn,
    }
}

/// A text literal as the name that it spells.
fn written_text(expr: &Expr) -> Option<Ident> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(Ident {
            name: text.clone(),
            span: expr.span,
        }),
        _ => None,
    }
}
