//! `"{} {}".format(…)` and `"%s %d" % (…)` with literal templates: the values keep their types.

use super::Infer;
use crate::library::template::{self, Argument, Hole, Shows, TemplatePiece};
use crate::syntax::ast::{Constant, Expr, ExprKind, Keyword};
use crate::types::{Target, Ty};

impl Infer<'_> {
    /// `"…".format(args, keywords)`.
    pub(super) fn format_call(
        &mut self,
        call: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Option<Ty> {
        let ExprKind::Call { func, .. } = &call.kind else {
            return None;
        };
        let ExprKind::Attribute { value, attr } = &func.kind else {
            return None;
        };
        let pieces = template::braces(literal(value)?)?;
        if attr.name != "format"
            || keywords.iter().any(|keyword| keyword.name.is_none())
            || args
                .iter()
                .any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
        {
            return None;
        }
        let values = hole_values(&pieces, args, keywords)?;
        for (hole, value) in &values {
            let ty = self.types.instance(self.current).exprs[&value.id].clone();
            self.shown_in(hole, &ty);
        }
        self.instance_mut().rows.remove(&call.id);
        self.set_target(call, Target::Method);
        Some(Ty::Str)
    }

    /// `"…" % values`, whose operands were inferred.
    pub(super) fn percent(&mut self, whole: &Expr, left: &Expr, right: &Expr) -> Option<Ty> {
        self.types.instances[self.current.0 as usize]
            .calls
            .remove(&whole.id);
        let (pieces, n_values) = template::percent(literal(left)?)?;
        let values = percent_values(right, n_values)?;
        let tys: Vec<Ty> = values
            .iter()
            .map(|value| self.types.instance(self.current).exprs[&value.id].clone())
            .collect();
        let is_alone = !matches!(right.kind, ExprKind::Tuple(_));
        let fits = holes(&pieces).zip(&tys).all(|(hole, ty)| match hole.shows {
            Shows::Integer => matches!(ty, Ty::Int | Ty::Big | Ty::Never),
            Shows::Float => matches!(ty, Ty::Float | Ty::Int | Ty::Never),
            Shows::Formatted | Shows::Str | Shows::Repr => {
                self.shows(ty) && (!is_alone || is_single(ty))
            }
        });
        if !fits {
            return None;
        }
        self.set_target(whole, Target::Method);
        Some(Ty::Str)
    }

    /// What is shown where the support library shows values of its type only as `Value`s becomes one.
    fn shown_in(&mut self, hole: &Hole, ty: &Ty) {
        let is_formatted = hole.shows == Shows::Formatted && !hole.spec.is_empty();
        let has_formats = matches!(ty, Ty::Int | Ty::Big | Ty::Float | Ty::Str);
        if !self.shows(ty) || (is_formatted && !has_formats) {
            self.types.store.to_value(ty);
        }
    }
}

/// Whether a value of the type is one value for `%`, which takes tuples and mappings apart.
fn is_single(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Int | Ty::Big | Ty::Float | Ty::Str | Ty::Bool | Ty::None | Ty::Never
    )
}

/// The text of a literal.
pub(crate) fn literal(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Constant(Constant::Str(text)) => Some(text),
        _ => None,
    }
}

/// The holes of a template.
pub(crate) fn holes(pieces: &[TemplatePiece]) -> impl Iterator<Item = &Hole> {
    pieces.iter().filter_map(|piece| match piece {
        TemplatePiece::Text(_) => None,
        TemplatePiece::Hole(hole) => Some(hole),
    })
}

/// What stands in each hole; none if there is a hole that no argument fills.
pub(crate) fn hole_values<'t, 'e>(
    pieces: &'t [TemplatePiece],
    args: &'e [Expr],
    keywords: &'e [Keyword],
) -> Option<Vec<(&'t Hole, &'e Expr)>> {
    holes(pieces)
        .map(|hole| {
            let value = match &hole.argument {
                Argument::Position(at) => args.get(*at)?,
                Argument::Name(wanted) => {
                    let is_wanted = |keyword: &&Keyword| {
                        keyword
                            .name
                            .as_ref()
                            .is_some_and(|name| name.name == *wanted)
                    };
                    &keywords.iter().find(is_wanted)?.value
                }
            };
            Some((hole, value))
        })
        .collect()
}

/// The values of `%`; none if their number differs or is known only when the program runs.
pub(crate) fn percent_values(right: &Expr, n_values: usize) -> Option<Vec<&Expr>> {
    let values: Vec<&Expr> = match &right.kind {
        ExprKind::Tuple(items) => items.iter().collect(),
        _ => vec![right],
    };
    let has_star = values
        .iter()
        .any(|value| matches!(value.kind, ExprKind::Starred(_)));
    (!has_star && values.len() == n_values && n_values <= super::expr::MAX_TUPLE).then_some(values)
}
