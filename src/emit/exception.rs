//! `try` in its forms, and where exceptions go.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emit, ident};
use crate::ir::raise::{jumps_from, jumps_to};
use crate::ir::{Arm, Block, Expr, ExprKind, Route, StmtKind, Ty, VarIdx, Way};

impl Emit<'_> {
    /// A `try`, or what leaves one with `finally`.
    pub(super) fn guarded(&self, kind: &StmtKind) -> TokenStream {
        match kind {
            StmtKind::Try {
                label,
                done,
                body,
                error,
                handler,
                ..
            } => {
                let (error, handler) = (self.binding(*error), self.block(handler));
                let Some(done) = done else {
                    let tried = self.attempted(body, label, &TokenStream::new());
                    return quote! { let #error = #tried; #handler };
                };
                let done = super::stmt::lifetime(done);
                let tried = self.attempted(body, label, &quote! { break #done; });
                quote! { #done: { let #error = #tried; #handler } }
            }
            StmtKind::Match {
                value,
                ok,
                result,
                then,
                error,
                handler,
            } => {
                let written = self.match_stmt(value, *ok, then, *error, handler);
                match result {
                    None => written,
                    Some(var) => self.let_written(*var, &written),
                }
            }
            StmtKind::Finally {
                label,
                body,
                outcome,
                finalizer,
                arms,
            } => self.finally(label, body, *outcome, finalizer, arms),
            StmtKind::Leave { label, way, value } => {
                let label = super::stmt::lifetime(label);
                let outcome = self.outcome(*way, value.as_ref());
                quote! { break #label #outcome; }
            }
            _ => unreachable!("the caller passes these only"),
        }
    }

    fn match_stmt(
        &self,
        value: &Expr,
        ok: Option<VarIdx>,
        then: &Block,
        error: VarIdx,
        handler: &Block,
    ) -> TokenStream {
        let is_idle = then.is_empty();
        let error = self.pattern_name(error);
        if is_idle {
            let (value, handler) = (self.expr(value), self.block(handler));
            return quote! { if let Err(#error) = #value { #handler } };
        }
        let is_unit = value.ty == Ty::Unit;
        let is_ignored = handler.is_empty();
        let ok = match ok {
            None if is_unit => quote! { () },
            None => quote! { _ },
            Some(ok) => {
                let name = self.pattern_name(ok);
                let mutable = self.program.vars[ok.0 as usize]
                    .is_mutable
                    .then(|| quote! { mut });
                quote! { #mutable #name }
            }
        };
        if is_ignored {
            let (value, then) = (self.expr(value), self.block(then));
            return quote! { if let Ok(#ok) = #value { #then } };
        }
        let (value, then, handler) = (self.expr(value), self.arm(then), self.arm(handler));
        quote! { match #value { Ok(#ok) => #then Err(#error) => #handler } }
    }

    /// What an arm of a `match` does: a bare expression if it is no more than that.
    fn arm(&self, block: &Block) -> TokenStream {
        if let [stmt] = &block.stmts[..] {
            match &stmt.kind {
                StmtKind::Tail(value) if !matches!(value.kind, ExprKind::Block(..)) => {
                    let value = self.expr(value);
                    return quote! { #value, };
                }
                StmtKind::Expr(value) if matches!(value.kind, ExprKind::Format { .. }) => {
                    let value = self.expr(value);
                    return quote! { #value, };
                }
                _ => {}
            }
        }
        let body = self.block(block);
        quote! { { #body } }
    }

    fn finally(
        &self,
        label: &str,
        body: &Block,
        outcome: VarIdx,
        finalizer: &Block,
        arms: &[Arm],
    ) -> TokenStream {
        let falls = crate::ir::raise::falls(body);
        let goes_on = crate::ir::raise::falls(finalizer);
        let name = if goes_on {
            ident(&self.program.vars[outcome.0 as usize].name)
        } else {
            ident(&format!("_{}", self.program.vars[outcome.0 as usize].name))
        };
        let end = if falls {
            quote! { Outcome::Done }
        } else {
            TokenStream::new()
        };
        let (body, finalizer) = (self.attempted(body, label, &end), self.block(finalizer));
        let value_ty = arms
            .iter()
            .filter(|arm| arm.way == Way::Returned)
            .find_map(|arm| arm.var)
            .map(|var| self.program.vars[var.0 as usize].ty.clone());
        let ty = match value_ty {
            None => quote! { : Outcome<()> },
            Some(ty) if self.is_nameable(&ty) => {
                let ty = self.ty(&ty);
                quote! { : Outcome<#ty> }
            }
            Some(_) => TokenStream::new(),
        };
        let head = quote! { let #name #ty = #body; #finalizer };
        if !goes_on {
            return head;
        }
        let arms_fall = arms.iter().any(|arm| crate::ir::raise::falls(&arm.body));
        let is_open = falls || arms_fall;
        if let ([arm], true) = (arms, is_open) {
            let (pattern, body) = (self.arm_pattern(arm), self.block(&arm.body));
            return quote! { #head if let #pattern = #name { #body } };
        }
        let arms = arms.iter().map(|arm| {
            let (pattern, body) = (self.arm_pattern(arm), self.arm(&arm.body));
            quote! { #pattern => #body }
        });
        let rest = if is_open {
            quote! { {} }
        } else {
            quote! { unreachable!("left in no other way") }
        };
        quote! { #head match #name { #(#arms)* _ => #rest } }
    }

    fn arm_pattern(&self, arm: &Arm) -> TokenStream {
        match (arm.way, arm.var) {
            (Way::Broke, _) => quote! { Outcome::Broke },
            (Way::Continued, _) => quote! { Outcome::Continued },
            (Way::Returned, None) => quote! { Outcome::Returned(()) },
            (way, var) => {
                let way = ident(way_name(way));
                let var = var.map(|var| self.pattern_name(var));
                quote! { Outcome::#way(#var) }
            }
        }
    }

    /// `'label: { body end }`. What would leave it at its end is its value; a block that nothing else leaves has no label.
    fn attempted(&self, body: &Block, label: &str, end: &TokenStream) -> TokenStream {
        let named = super::stmt::lifetime(label);
        let Some((last, init)) = body.stmts.split_last() else {
            return quote! { #named: { #end } };
        };
        let (inner, value) = match &last.kind {
            StmtKind::Leave {
                label: to,
                way,
                value,
            } if to == label => (value.as_ref(), Some(self.outcome(*way, value.as_ref()))),
            StmtKind::Expr(Expr {
                kind: ExprKind::Throw { error, route, .. },
                ..
            }) => match route {
                Route::Handler(to) if to == label => (Some(&**error), Some(self.expr(error))),
                Route::Finally(to) if to == label => {
                    let written = self.expr(error);
                    (Some(&**error), Some(quote! { Outcome::Raised(#written) }))
                }
                Route::Handler(_)
                | Route::Finally(_)
                | Route::Exit
                | Route::Caller
                | Route::Matched => (None, None),
            },
            _ => (None, None),
        };
        let Some(value) = value else {
            let body = self.block(body);
            return quote! { #named: { #body #end } };
        };
        let stmts = init.iter().map(|stmt| self.stmt(stmt));
        let leaves = inner.is_some_and(|inner| jumps_from(inner, label));
        if leaves || jumps_to(init, label) {
            quote! { #named: { #(#stmts)* #value } }
        } else if init.is_empty() {
            value
        } else {
            quote! { { #(#stmts)* #value } }
        }
    }

    /// `Outcome::…`.
    fn outcome(&self, way: Way, value: Option<&Expr>) -> TokenStream {
        let name = ident(way_name(way));
        match value {
            Some(value) => {
                let value = self.expr(value);
                quote! { Outcome::#name(#value) }
            }
            None if way == Way::Returned => quote! { Outcome::#name(()) },
            None => quote! { Outcome::#name },
        }
    }

    fn binding(&self, var: VarIdx) -> TokenStream {
        let name = self.bound_name(var);
        quote! { #name }
    }

    /// The name in a pattern: `_` if nobody reads it.
    fn pattern_name(&self, var: VarIdx) -> TokenStream {
        if self.is_ignored(var) {
            quote! { _ }
        } else {
            self.binding(var)
        }
    }

    /// An operation that gives a `Result`, and what becomes of its error.
    pub(super) fn raises(&self, inner: &Expr, route: &Route) -> TokenStream {
        let written = self.expr(inner);
        match route {
            Route::Exit => {
                let or_raise = self.library_function("or_raise");
                quote! { #or_raise(#written) }
            }
            Route::Caller => quote! { #written? },
            Route::Matched => written,
            Route::Handler(label) => {
                super::macros::with_label(&self.library_function("or_break"), label, &written)
            }
            Route::Finally(label) => {
                super::macros::with_label(&self.library_function("or_leave"), label, &written)
            }
        }
    }

    /// An exception on its way.
    pub(super) fn throw(&self, error: &Expr, route: &Route) -> TokenStream {
        let written = self.expr(error);
        if error.ty == Ty::Never {
            return written;
        }
        match route {
            Route::Exit | Route::Matched => {
                let raise = self.library_function("raise");
                quote! { #raise(#written) }
            }
            Route::Caller => quote! { return Err(#written) },
            Route::Handler(label) => {
                let label = super::stmt::lifetime(label);
                quote! { break #label #written }
            }
            Route::Finally(label) => {
                let label = super::stmt::lifetime(label);
                quote! { break #label Outcome::Raised(#written) }
            }
        }
    }

    /// The value of a variable that may be unbound, and what is raised if it is.
    pub(super) fn bound_or(&self, option: &Expr, otherwise: &Expr) -> TokenStream {
        let (written, raised) = (self.expr(option), self.expr(otherwise));
        match &otherwise.kind {
            ExprKind::Throw {
                route: Route::Caller,
                error,
                ..
            } => {
                let error = self.expr(error);
                quote! { #written.ok_or_else(|| #error)? }
            }
            ExprKind::Throw {
                route: Route::Handler(_) | Route::Finally(_),
                ..
            } => quote! { match #written { Some(value) => value, None => #raised } },
            _ => quote! { #written.unwrap_or_else(|| #raised) },
        }
    }
}

fn way_name(way: Way) -> &'static str {
    match way {
        Way::Raised => "Raised",
        Way::Returned => "Returned",
        Way::Broke => "Broke",
        Way::Continued => "Continued",
    }
}
