//! Types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emit, ident};
use crate::ir::{ClosureForm, FuncId, Lifetime, SetId, Storage, Ty, VarIdx, ViewKind};

impl Emit<'_> {
    /// A type.
    pub(super) fn ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Unit => quote! { () },
            Ty::Bool => quote! { bool },
            Ty::I64 => quote! { i64 },
            Ty::Int => quote! { Int },
            Ty::Num => quote! { Number },
            Ty::F64 => quote! { f64 },
            Ty::Str => quote! { String },
            Ty::StaticStr => quote! { &'static str },
            Ty::Char => quote! { char },
            Ty::Part(Lifetime::Elided) => quote! { &str },
            Ty::Part(Lifetime::Named) => quote! { &'a str },
            Ty::Letters => quote! { text::Letters<'_> },
            Ty::List(item) => {
                let item = self.ty(item);
                quote! { List<#item> }
            }
            Ty::Set(item) => {
                let item = self.ty(item);
                quote! { Set<#item> }
            }
            Ty::Dict(key, value) => {
                let (key, value) = (self.ty(key), self.ty(value));
                quote! { Dict<#key, #value> }
            }
            Ty::Record(id) => {
                let record = self.program.record(*id);
                let name = ident(&record.name);
                if record.is_shared {
                    quote! { Rc<#name> }
                } else {
                    quote! { #name }
                }
            }
            Ty::Tuple(items) if items.is_empty() => quote! { Tuple<Value> },
            Ty::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.ty(item)).collect();
                if items.len() == 1 {
                    quote! { (#(#items,)*) }
                } else {
                    quote! { (#(#items),*) }
                }
            }
            Ty::VarTuple(item) => {
                let item = self.ty(item);
                quote! { Tuple<#item> }
            }
            Ty::Range => quote! { Range },
            Ty::Exception => quote! { Exception },
            Ty::Option(inner) => {
                let inner = self.ty(inner);
                quote! { Option<#inner> }
            }
            Ty::Closure(set) => self.closure_ty(*set),
            Ty::Iter(item) => {
                let item = self.ty(item);
                quote! { impl Iterator<Item = #item> }
            }
            Ty::Stream(item) => {
                let item = self.ty(item);
                quote! { Iter<#item> }
            }
            Ty::View(kind, key, value) => {
                let (key, value) = (self.ty(key), self.ty(value));
                match kind {
                    ViewKind::Keys => quote! { KeysView<#key, #value> },
                    ViewKind::Values => quote! { ValuesView<#key, #value> },
                    ViewKind::Items => quote! { ItemsView<#key, #value> },
                }
            }
            Ty::Bytes => quote! { text::Bytes },
            Ty::FrozenSet(item) => {
                let item = self.ty(item);
                quote! { FrozenSet<#item> }
            }
            Ty::Deque(item) => {
                let item = self.ty(item);
                quote! { Deque<#item> }
            }
            Ty::Owned(inner, _) => match &**inner {
                Ty::List(item) => {
                    let item = self.ty(item);
                    quote! { Vec<#item> }
                }
                other => self.ty(other),
            },
            Ty::Value => quote! { Value },
            Ty::Never => quote! { ! },
        }
    }

    /// A container's type in front of a path: `List::<i64>`. Rust finds lifetimes out by itself.
    pub(super) fn turbofish(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::List(item) => {
                let item = self.found_ty(item);
                quote! { List::<#item> }
            }
            Ty::Set(item) => {
                let item = self.found_ty(item);
                quote! { Set::<#item> }
            }
            Ty::FrozenSet(item) => {
                let item = self.ty(item);
                quote! { FrozenSet::<#item> }
            }
            Ty::Deque(item) => {
                let item = self.found_ty(item);
                quote! { Deque::<#item> }
            }
            Ty::VarTuple(item) => {
                let item = self.found_ty(item);
                quote! { Tuple::<#item> }
            }
            Ty::Dict(key, value) => {
                let (key, value) = (self.found_ty(key), self.found_ty(value));
                quote! { Dict::<#key, #value> }
            }
            Ty::Owned(inner, _) => match &**inner {
                Ty::List(item) => {
                    let item = self.found_ty(item);
                    quote! { Vec::<#item> }
                }
                other => self.turbofish(other),
            },
            Ty::Unit
            | Ty::Bool
            | Ty::I64
            | Ty::Int
            | Ty::Num
            | Ty::F64
            | Ty::Str
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Letters
            | Ty::Record(_)
            | Ty::Tuple(_)
            | Ty::Range
            | Ty::Exception
            | Ty::Option(_)
            | Ty::Closure(_)
            | Ty::Iter(_)
            | Ty::Stream(_)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::Value
            | Ty::Never => self.ty(ty),
        }
    }

    /// A type inside of an expression, whose lifetimes Rust finds out.
    fn found_ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::StaticStr => quote! { &str },
            Ty::Tuple(items) if items.len() > 1 => {
                let items = items.iter().map(|item| self.found_ty(item));
                quote! { (#(#items),*) }
            }
            Ty::Option(item) => {
                let item = self.found_ty(item);
                quote! { Option::<#item> }
            }
            _ => self.ty(ty),
        }
    }

    fn closure_ty(&self, set: SetId) -> TokenStream {
        let data = &self.program.sets[set.0 as usize];
        if data.form == ClosureForm::Struct {
            let name = ident(&self.program.funcs[data.members[0].0 as usize].type_name);
            return quote! { #name };
        }
        let params = self.set_params(set);
        let ret = self.result_arrow(&data.ret, data.is_fallible);
        match data.form {
            ClosureForm::Function => quote! { fn(#(#params),*) #ret },
            ClosureForm::MoveClosure if data.is_cloned => {
                quote! { impl Fn(#(#params),*) #ret + Clone }
            }
            ClosureForm::MoveClosure => quote! { impl Fn(#(#params),*) #ret },
            ClosureForm::Shared => quote! { Rc<dyn Fn(#(#params),*) #ret> },
            ClosureForm::Struct | ClosureForm::Dynamic | ClosureForm::Generator => quote! { Value },
        }
    }

    /// The parameter types that calls of a set pass.
    fn set_params(&self, set: SetId) -> Vec<TokenStream> {
        let data = &self.program.sets[set.0 as usize];
        let Some(member) = data.members.first() else {
            return Vec::new();
        };
        self.program.funcs[member.0 as usize]
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| self.param_ty(param.var))
            .collect()
    }

    /// The type of a parameter: a reference if it is only lent.
    pub(super) fn param_ty(&self, var: VarIdx) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        match data.storage {
            Storage::Borrowed => self.lent_ty(&data.ty),
            Storage::BorrowedMut => self.lent_mut_ty(var),
            _ => self.ty(&data.ty),
        }
    }

    /// The type of a parameter that is changed in place: a slice, unless the list gets longer or shorter.
    fn lent_mut_ty(&self, var: VarIdx) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        if let Some(item) = owned_list(&data.ty)
            && !data.is_resized
        {
            let item = self.ty(item);
            return quote! { &mut [#item] };
        }
        let inner = self.ty(&data.ty);
        quote! { &mut #inner }
    }

    fn lent_ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Str => return quote! { &str },
            Ty::Part(_) => return self.ty(ty),
            _ => {}
        }
        if let Some(item) = owned_list(ty) {
            let item = self.ty(item);
            return quote! { &[#item] };
        }
        let inner = self.ty(ty);
        let has_bounds = matches!(ty, Ty::Closure(set) if self.program.sets[set.0 as usize].form == ClosureForm::MoveClosure && self.program.sets[set.0 as usize].is_cloned);
        if has_bounds {
            return quote! { &(#inner) };
        }
        quote! { &#inner }
    }

    /// `-> T`, or nothing for `()`.
    pub(super) fn arrow(&self, ret: &Ty) -> TokenStream {
        if *ret == Ty::Unit {
            return TokenStream::new();
        }
        let ret = self.ty(ret);
        quote! { -> #ret }
    }

    /// `-> Result<T, Exception>` for what may raise while somebody waits, else `-> T`.
    fn result_arrow(&self, ret: &Ty, is_fallible: bool) -> TokenStream {
        if !is_fallible {
            return self.arrow(ret);
        }
        let ret = self.ty(ret);
        quote! { -> Result<#ret, Exception> }
    }

    /// The type of a captured variable as a lifted function is lent it.
    pub(super) fn capture_ty(&self, func: FuncId, var: VarIdx) -> TokenStream {
        if self.program.funcs[func.0 as usize].changed.contains(&var) {
            return self.lent_mut_ty(var);
        }
        let data = &self.program.vars[var.0 as usize];
        let inner = self.slot_ty(var);
        match data.storage {
            Storage::Plain | Storage::Borrowed if self.program.is_copy(&data.ty) => inner,
            Storage::Plain | Storage::Borrowed if data.maybe_unbound => quote! { &#inner },
            Storage::Plain | Storage::Borrowed => self.lent_ty(&data.ty),
            Storage::BorrowedMut => self.lent_mut_ty(var),
            Storage::SharedCell if data.is_lent_shared => quote! { &Rc<Cell<#inner>> },
            Storage::SharedRefCell if data.is_lent_shared => quote! { &Rc<RefCell<#inner>> },
            Storage::Cell | Storage::SharedCell => quote! { &Cell<#inner> },
            Storage::RefCell | Storage::SharedRefCell => quote! { &RefCell<#inner> },
            Storage::CellObject => quote! { &CellRef },
        }
    }

    /// The type of a captured variable as a closure struct's field.
    pub(super) fn field_ty(&self, var: VarIdx) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        let inner = self.slot_ty(var);
        match data.storage {
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => inner,
            Storage::Cell | Storage::SharedCell => quote! { Rc<Cell<#inner>> },
            Storage::RefCell | Storage::SharedRefCell => quote! { Rc<RefCell<#inner>> },
            Storage::CellObject => quote! { CellRef },
        }
    }

    /// What the variable's place holds: an `Option` if it may be unbound.
    pub(super) fn slot_ty(&self, var: VarIdx) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        let inner = self.ty(&data.ty);
        if data.maybe_unbound {
            quote! { Option<#inner> }
        } else {
            inner
        }
    }

    /// The written result type of a function.
    pub(super) fn ret_ty(&self, func: FuncId) -> TokenStream {
        let func = &self.program.funcs[func.0 as usize];
        self.result_arrow(&func.ret, func.is_fallible)
    }
}

/// The items of a list with one owner.
fn owned_list(ty: &Ty) -> Option<&Ty> {
    match ty {
        Ty::Owned(inner, _) => match &**inner {
            Ty::List(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}
