//! Structs that dicts became: the items, and values of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emit, ident};
use crate::ir::{Expr, Field, Mode, Record, RecordId, Ty};

impl Emit<'_> {
    /// All structs, each with what makes it print and compare as Python's dict.
    pub(super) fn record_items(&self) -> TokenStream {
        let mut items = TokenStream::new();
        for (index, record) in self.program.records.iter().enumerate() {
            let id = RecordId(u32::try_from(index).expect("few records"));
            items.extend(self.record_item(id, record));
        }
        items
    }

    fn record_item(&self, id: RecordId, record: &Record) -> TokenStream {
        let name = ident(&record.name);
        let derive = if self.program.is_copy(&Ty::Record(id)) {
            quote! { #[derive(Clone, Copy)] }
        } else {
            quote! { #[derive(Clone)] }
        };
        let fields = record.fields.iter().map(|field| {
            let (name, ty) = (ident(&field.name), self.ty(&field.ty));
            let cell = self.cell(field);
            if field.is_changed {
                return quote! { #name: #cell<#ty> };
            }
            quote! { #name: #ty }
        });
        let keys = record.fields.iter().map(|field| {
            let name = ident(&field.name);
            if field.name == field.key {
                return quote! { #name };
            }
            let key = Literal::string(&field.key);
            quote! { #name: #key }
        });
        let walked = match (record.is_walked, record.is_shared) {
            (false, _) => quote! {},
            (true, false) => quote! { as dict },
            (true, true) => quote! { as shared dict },
        };
        let line = super::item::line_marker(record.line);
        if record.holds_functions {
            let is_read = record.fields.iter().all(|field| field.is_read);
            let allow = (!is_read).then(|| quote! { #[allow(dead_code)] });
            return quote! {
                #line
                #derive
                #allow
                struct #name { #(#fields),* }
                __blank!();
            };
        }
        quote! {
            #line
            #derive
            struct #name { #(#fields),* }
            __blank!();
            #line
            record!(#name { #(#keys),* } #walked);
            __blank!();
        }
    }

    /// `Row { name: a, price: b }`.
    pub(super) fn record(&self, id: RecordId, args: &[(Expr, Mode)]) -> TokenStream {
        let record = self.program.record(id);
        let name = ident(&record.name);
        let fields = record.fields.iter().zip(args).map(|(field, (value, _))| {
            let (name, value) = (ident(&field.name), self.expr(value));
            let cell = self.cell(field);
            if field.is_changed {
                return quote! { #name: #cell::new(#value) };
            }
            if name == value.to_string() {
                return quote! { #name };
            }
            quote! { #name: #value }
        });
        let made = quote! { #name { #(#fields),* } };
        if record.is_shared {
            quote! { Rc::new(#made) }
        } else {
            made
        }
    }

    /// The cell that a field which is stored to is.
    fn cell(&self, field: &Field) -> TokenStream {
        if self.program.is_copy(&field.ty) {
            quote! { Cell }
        } else {
            quote! { Field }
        }
    }
}
