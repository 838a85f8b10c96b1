//! `functools.reduce`.
//!
//! ```text
//! reduce(lambda a, b: a * b, numbers, 1)     numbers.iter().fold(1, |a, b| a * b)
//! reduce(max, numbers)                       seq::reduce(numbers.iter(), |a, b| seq::max([a, b]))
//! ```

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Pattern, Spelling, Ty, VarIdx};
use crate::syntax::ast;

impl Lower<'_> {
    /// `reduce(function, items)`, `reduce(function, items, start)`.
    pub(super) fn reduce(&mut self, call: &ast::Expr, args: &[ast::Expr]) -> Expr {
        let want = self.node_ty(call.id);
        let iter = match args.get(2) {
            Some(_) => self.iter_expr(&args[1]),
            None => self.iter_of(&args[1], &want),
        };
        let item = match &iter.ty {
            Ty::Iter(item) if args.len() > 2 => (**item).clone(),
            _ => want.clone(),
        };
        let start = args.get(2).map(|start| self.value(start, &want));
        let (vars, body) = self.folding(&args[0], [want.clone(), item]);
        let body = self.coerce(body, &want);
        let folding = Expr::new(
            ExprKind::Inline {
                params: vars.map(Pattern::Var).to_vec(),
                body: Box::new(body),
            },
            want.clone(),
        );
        let Some(start) = start else {
            let parts = vec![(iter, Mode::Own), (folding, Mode::Own)];
            return Expr::path("seq::reduce", parts, want);
        };
        if self.is_guarded() {
            let parts = vec![(iter, Mode::Own), (start, Mode::Own), (folding, Mode::Own)];
            return Expr::path("seq::fold", parts, want);
        }
        let iter = self.into_iter(iter);
        Expr::new(
            ExprKind::Op {
                spelling: Spelling::Method("fold".to_owned()),
                args: vec![
                    (iter, Mode::OwnReceiver),
                    (start, Mode::Own),
                    (folding, Mode::Own),
                ],
                runtime: false,
            },
            want,
        )
    }

    /// What the function gives for what it gave before and the next item, and the variables that stand for these. A lambda
    /// is written out in place: nobody else can call it.
    fn folding(&mut self, func: &ast::Expr, given: [Ty; 2]) -> ([VarIdx; 2], Expr) {
        if let ast::ExprKind::Lambda(lambda) = &func.kind
            && let Some((vars, body)) = self.inline_lambda(func, lambda, &given)
            && let [total, item] = vars[..]
        {
            return ([total, item], body);
        }
        let [total, item] = given;
        let vars = [
            self.temp("total", total.clone()),
            self.temp("item", item.clone()),
        ];
        let args = vec![Expr::var(vars[0], total), Expr::var(vars[1], item)];
        let call = self.callback(func, args);
        (vars, call)
    }
}
