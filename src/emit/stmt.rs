//! Statements.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emit, ident, tokens};
use crate::ir::{Block, ClosureForm, Expr, ExprKind, Pattern, Stmt, StmtKind, Storage, VarIdx};

impl Emit<'_> {
    /// The statements of a block.
    pub(super) fn block(&self, block: &Block) -> TokenStream {
        let n_before = block
            .stmts
            .iter()
            .position(|stmt| matches!(stmt.kind, StmtKind::Tail(_)))
            .unwrap_or(block.stmts.len());
        let (before, last) = block.stmts.split_at(n_before);
        let stmts = before.iter().map(|stmt| self.stmt(stmt));
        let Some((tail, behind)) = last.split_first() else {
            return quote! { #(#stmts)* };
        };
        let behind = behind.iter().map(|stmt| self.behind_tail(stmt));
        let tail = self.stmt(tail);
        quote! { #(#stmts)* #(#behind)* #tail }
    }

    /// What stands behind a block's value. Rust has no statements there: items come before it, comments are marked to be moved.
    fn behind_tail(&self, stmt: &Stmt) -> TokenStream {
        match &stmt.kind {
            StmtKind::Comment(text) => {
                let number = self.comment(text);
                quote! { __comment_at_end!(#number); }
            }
            StmtKind::Trailing(text) => {
                let number = self.comment(text);
                quote! { __trailing_at_end!(#number); }
            }
            StmtKind::Blank => quote! { __blank_at_end!(); },
            _ => self.stmt(stmt),
        }
    }

    /// A statement with its line marker.
    pub(super) fn stmt(&self, stmt: &Stmt) -> TokenStream {
        let written = self.stmt_kind(stmt);
        if stmt.line == 0 || written.is_empty() {
            return written;
        }
        let line = proc_macro2::Literal::u32_unsuffixed(stmt.line);
        quote! { __line!(#line); #written }
    }

    fn stmt_kind(&self, stmt: &Stmt) -> TokenStream {
        match &stmt.kind {
            StmtKind::Comment(text) => {
                let number = self.comment(text);
                quote! { __comment!(#number); }
            }
            StmtKind::Trailing(text) => {
                let number = self.comment(text);
                quote! { __trailing!(#number); }
            }
            StmtKind::Blank => quote! { __blank!(); },
            StmtKind::Let { var, value } => self.let_stmt(*var, value.as_ref()),
            StmtKind::LetTuple { vars, value } => {
                let names = vars.iter().map(|var| self.tuple_part(*var));
                let value = self.expr(value);
                if vars.len() == 1 {
                    quote! { let (#(#names,)*) = #value; }
                } else {
                    quote! { let (#(#names),*) = #value; }
                }
            }
            StmtKind::LetArray { vars, rest, value } => {
                let names = vars.iter().map(|var| self.tuple_part(Some(*var)));
                let value = self.expr(value);
                match rest {
                    None => quote! { let [#(#names),*] = #value; },
                    Some((_, rest)) => {
                        let rest = self.tuple_part(Some(*rest));
                        quote! { let ([#(#names),*], #rest) = #value; }
                    }
                }
            }
            StmtKind::Store { var, value } => {
                let (name, value) = (self.bound_name(*var), self.expr(value));
                quote! { #name = #value; }
            }
            StmtKind::StoreOp { var, op, value } => {
                let (name, op, value) = (self.bound_name(*var), tokens(op), self.expr(value));
                quote! { #name #op #value; }
            }
            StmtKind::CellSet {
                cell,
                is_ref_cell,
                value,
            } => {
                let (cell, value) = (self.expr(cell), self.expr(value));
                if *is_ref_cell {
                    quote! { #cell.replace(#value); }
                } else {
                    quote! { #cell.set(#value); }
                }
            }
            StmtKind::Unbind(_) => TokenStream::new(),
            StmtKind::Expr(value) => self.effect(value),
            StmtKind::Tail(value) => self.expr(value),
            StmtKind::If { test, then, orelse } => self.if_stmt(test, then, orelse),
            StmtKind::While { label, test, body } => {
                let label = label.as_ref().map(|label| self.label(label));
                let body = self.block(body);
                if matches!(test.kind, ExprKind::Bool(true)) {
                    return quote! { #label loop { #body } };
                }
                let test = self.expr(test);
                quote! { #label while #test { #body } }
            }
            StmtKind::For {
                label,
                pattern,
                iter,
                body,
            } => {
                let label = label.as_ref().map(|label| self.label(label));
                let (pattern, iter, body) =
                    (self.pattern(pattern), self.expr(iter), self.block(body));
                quote! { #label for #pattern in #iter { #body } }
            }
            StmtKind::Try { .. }
            | StmtKind::Match { .. }
            | StmtKind::Finally { .. }
            | StmtKind::Leave { .. } => self.guarded(&stmt.kind),
            StmtKind::Labelled { label, body } => {
                let label =
                    syn::Lifetime::new(&format!("'{label}"), proc_macro2::Span::call_site());
                let body = self.block(body);
                quote! { #label: { #body } }
            }
            StmtKind::Return(None) => quote! { return; },
            StmtKind::Return(Some(value)) => {
                let value = self.expr(value);
                quote! { return #value; }
            }
            StmtKind::Break(None) => quote! { break; },
            StmtKind::Break(Some(label)) => {
                let label =
                    syn::Lifetime::new(&format!("'{label}"), proc_macro2::Span::call_site());
                quote! { break #label; }
            }
            StmtKind::Continue(None) => quote! { continue; },
            StmtKind::Continue(Some(label)) => {
                let label = lifetime(label);
                quote! { continue #label; }
            }
            StmtKind::Yield(value) => {
                let value = self.expr(value);
                quote! { co.yield_(#value).await; }
            }
            StmtKind::Define(func) => {
                let data = &self.program.funcs[func.0 as usize];
                if data.form == ClosureForm::Function && !data.is_lifted {
                    self.function_item(*func)
                } else {
                    TokenStream::new()
                }
            }
        }
    }

    fn label(&self, label: &str) -> TokenStream {
        let label = syn::Lifetime::new(&format!("'{label}"), proc_macro2::Span::call_site());
        quote! { #label: }
    }

    fn effect(&self, value: &Expr) -> TokenStream {
        if matches!(value.kind, ExprKind::Unit) {
            return TokenStream::new();
        }
        if let (ExprKind::Fail { .. }, false) = (&value.kind, self.buffered) {
            self.has_fail.set(true);
            let text = super::expr::report(value);
            return quote! { eprintln!(#text); std::process::exit(1); };
        }
        let written = self.expr(value);
        quote! { #written; }
    }

    fn let_stmt(&self, var: VarIdx, value: Option<&Expr>) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        let name = self.bound_name(var);
        let value = value.map(|value| self.expr(value));
        match data.storage {
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => {
                let mutable = data.is_mutable.then(|| quote! { mut });
                match value {
                    Some(value) if self.needs_annotation(var) => {
                        let ty = self.slot_ty(var);
                        quote! { let #mutable #name: #ty = #value; }
                    }
                    Some(value) => quote! { let #mutable #name = #value; },
                    None if data.maybe_unbound => {
                        let ty = self.slot_ty(var);
                        quote! { let #mutable #name: #ty = None; }
                    }
                    None => {
                        let mutable = data.is_restored.then(|| quote! { mut });
                        let ty = self.needs_annotation(var).then(|| self.slot_ty(var));
                        let ty = ty.map(|ty| quote! { : #ty });
                        quote! { let #mutable #name #ty; }
                    }
                }
            }
            Storage::Cell | Storage::RefCell => {
                let cell = if data.storage == Storage::Cell {
                    ident("Cell")
                } else {
                    ident("RefCell")
                };
                self.cell_let(var, &quote! { #cell::new }, value)
            }
            Storage::SharedCell => self.cell_let(var, &quote! { Cell::new }, value),
            Storage::SharedRefCell => self.cell_let(var, &quote! { RefCell::new }, value),
            Storage::CellObject => {
                if let Some(value) = value {
                    quote! { let #name = CellRef::new(#value); }
                } else {
                    quote! { let #name = CellRef::unbound(); }
                }
            }
        }
    }

    /// `let var = value;` of a plain variable.
    pub(super) fn let_written(&self, var: VarIdx, value: &TokenStream) -> TokenStream {
        let name = self.bound_name(var);
        let mutable = self.program.vars[var.0 as usize]
            .is_mutable
            .then(|| quote! { mut });
        let ty = self.needs_annotation(var).then(|| self.slot_ty(var));
        let ty = ty.map(|ty| quote! { : #ty });
        quote! { let #mutable #name #ty = #value; }
    }

    fn cell_let(&self, var: VarIdx, new: &TokenStream, value: Option<TokenStream>) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        let name = self.bound_name(var);
        let is_typed = value.is_none() || self.needs_annotation(var);
        let value = value.unwrap_or_else(|| quote! { None });
        let made = quote! { #new(#value) };
        let is_shared = matches!(data.storage, Storage::SharedCell | Storage::SharedRefCell);
        let made = if is_shared {
            quote! { Rc::new(#made) }
        } else {
            made
        };
        if is_typed {
            let inner = self.slot_ty(var);
            let cell = match data.storage {
                Storage::Cell | Storage::SharedCell => quote! { Cell<#inner> },
                _ => quote! { RefCell<#inner> },
            };
            let ty = if is_shared {
                quote! { Rc<#cell> }
            } else {
                cell
            };
            return quote! { let #name: #ty = #made; };
        }
        quote! { let #name = #made; }
    }

    fn needs_annotation(&self, var: VarIdx) -> bool {
        self.program.vars[var.0 as usize].is_annotated
    }

    /// Whether nobody reads the variable or stores to it again.
    pub(super) fn is_ignored(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.is_unread && !data.is_mutable
    }

    fn tuple_part(&self, var: Option<VarIdx>) -> TokenStream {
        match var {
            None => quote! { _ },
            Some(var) if self.is_ignored(var) => quote! { _ },
            Some(var) => {
                let name = self.bound_name(var);
                let mutable = self.program.vars[var.0 as usize]
                    .is_mutable
                    .then(|| quote! { mut });
                quote! { #mutable #name }
            }
        }
    }

    /// A pattern.
    pub(super) fn pattern(&self, pattern: &Pattern) -> TokenStream {
        match pattern {
            Pattern::Ignore => quote! { _ },
            Pattern::Var(var) => {
                let data = &self.program.vars[var.0 as usize];
                if self.is_ignored(*var) {
                    return quote! { _ };
                }
                let name = self.bound_name(*var);
                let mutable = data.is_mutable.then(|| quote! { mut });
                quote! { #mutable #name }
            }
            Pattern::Ref(var) | Pattern::ByRef(var) if self.is_ignored(*var) => quote! { _ },
            Pattern::Ref(var) => {
                let name = self.bound_name(*var);
                quote! { ref #name }
            }
            Pattern::Behind(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.pattern(part)).collect();
                if parts.len() == 1 {
                    quote! { &(#(#parts,)*) }
                } else {
                    quote! { &(#(#parts),*) }
                }
            }
            Pattern::ByRef(var) => {
                let data = &self.program.vars[var.0 as usize];
                let name = self.bound_name(*var);
                if self.program.is_copy(&data.ty) {
                    quote! { &#name }
                } else {
                    quote! { #name }
                }
            }
            Pattern::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.pattern(part)).collect();
                if parts.len() == 1 {
                    quote! { (#(#parts,)*) }
                } else {
                    quote! { (#(#parts),*) }
                }
            }
        }
    }

    fn if_stmt(&self, test: &Expr, then: &Block, orelse: &Block) -> TokenStream {
        let (test, then) = (self.expr(test), self.block(then));
        if orelse.stmts.is_empty() {
            return quote! { if #test { #then } };
        }
        if let [
            Stmt {
                kind:
                    StmtKind::If {
                        test: inner_test,
                        then: inner_then,
                        orelse: inner_else,
                    },
                ..
            },
        ] = &orelse.stmts[..]
        {
            let inner = self.if_stmt(inner_test, inner_then, inner_else);
            return quote! { if #test { #then } else #inner };
        }
        let orelse = self.block(orelse);
        quote! { if #test { #then } else { #orelse } }
    }
}

/// A label with its tick.
pub(super) fn lifetime(label: &str) -> syn::Lifetime {
    syn::Lifetime::new(&format!("'{label}"), proc_macro2::Span::call_site())
}
