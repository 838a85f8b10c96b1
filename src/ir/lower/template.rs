//! `"{} {}".format(…)` and `"%s %d" % (…)` with literal templates, as Rust's own formatted text.

use super::Lower;
use crate::ir::{Block, Expr, ExprKind, Piece, Ty};
use crate::library::template::{self, Hole, Shows, TemplatePiece};
use crate::syntax::ast::{self, Conversion, FStringPart, Keyword};
use crate::types::infer::template::{hole_values, holes, literal, percent_values};

impl Lower<'_> {
    /// `"…".format(args, keywords)`.
    pub(super) fn format_call(
        &mut self,
        receiver: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let pieces = literal(receiver)
            .and_then(template::braces)
            .expect("inference read the template");
        let named = keywords.iter().map(|keyword| &keyword.value);
        let given: Vec<&ast::Expr> = args.iter().chain(named).collect();
        let wanted =
            hole_values(&pieces, args, keywords).expect("inference saw a value in every hole");
        let order: Vec<usize> = wanted
            .iter()
            .map(|(_, value)| {
                let same = |arg: &&ast::Expr| arg.id == value.id;
                given.iter().position(same).expect("a value is an argument")
            })
            .collect();
        self.filled_template(&pieces, &given, &order)
    }

    /// `"…" % values`.
    pub(super) fn percent(&mut self, left: &ast::Expr, right: &ast::Expr) -> Expr {
        let (pieces, n_values) = literal(left)
            .and_then(template::percent)
            .expect("inference read the template");
        let values = percent_values(right, n_values).expect("inference counted the values");
        let order: Vec<usize> = (0..n_values).collect();
        // CPython's compiler makes an f-string of a display that is shown by `%s` and `%r` alone (`Python/ast_opt.c`): each value is
        // shown before the next one is evaluated.
        let is_plain = holes(&pieces).all(|hole| matches!(hole.shows, Shows::Str | Shows::Repr));
        if is_plain && matches!(right.kind, ast::ExprKind::Tuple(_)) {
            let values: Vec<Expr> = values.iter().map(|value| self.expr(value)).collect();
            return self.shown_template(&pieces, &values, &order);
        }
        self.filled_template(&pieces, &values, &order)
    }

    /// All values are evaluated, in their order, before the first is shown.
    fn filled_template(
        &mut self,
        pieces: &[TemplatePiece],
        given: &[&ast::Expr],
        order: &[usize],
    ) -> Expr {
        let mut stmts = Vec::new();
        let mut values: Vec<Expr> = given.iter().map(|value| self.expr(value)).collect();
        if order.iter().copied().eq(0..values.len()) {
            values = self.evaluated_before_shown(values, false, &mut stmts);
        } else {
            values = values
                .into_iter()
                .map(|value| self.hold(value, &mut stmts).1)
                .collect();
        }
        let text = self.shown_template(pieces, &values, order);
        if stmts.is_empty() {
            return text;
        }
        Expr::new(ExprKind::Block(Block { stmts }, Box::new(text)), Ty::Str)
    }

    fn shown_template(
        &mut self,
        pieces: &[TemplatePiece],
        values: &[Expr],
        order: &[usize],
    ) -> Expr {
        let mut order = order.iter();
        let mut shown: Vec<Piece> = Vec::new();
        for piece in pieces {
            match piece {
                TemplatePiece::Text(text) => super::format::push_text(&mut shown, text),
                TemplatePiece::Hole(hole) => {
                    let value = values[*order.next().expect("a value for each hole")].clone();
                    self.fill(hole, value, &mut shown);
                }
            }
        }
        super::format::finish(shown)
    }

    fn fill(&mut self, hole: &Hole, value: Expr, shown: &mut Vec<Piece>) {
        let (value, conversion) = match hole.shows {
            Shows::Formatted | Shows::Integer => (value, Conversion::None),
            Shows::Float => (self.number(value, &Ty::F64), Conversion::None),
            Shows::Str => (value, Conversion::Str),
            Shows::Repr => (value, Conversion::Repr),
        };
        let spec = [FStringPart::Text(hole.spec.clone())];
        let spec = (!hole.spec.is_empty()).then_some(&spec[..]);
        match (conversion, spec) {
            (Conversion::Str, None) => self.push_shown(value, shown),
            _ => self.formatted(value, conversion, spec, shown),
        }
    }
}
