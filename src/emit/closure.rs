//! Function values: items' names, `move` closures, structs, function objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emit, ident};
use crate::ir::{
    ClosureForm, Expr, ExprKind, Func, FuncId, ParamDefault, Role, Storage, Ty, VarIdx,
};
use crate::syntax::ast::ParamKind;

impl Emit<'_> {
    /// A function value with what it closes over.
    pub(super) fn make_closure(&self, id: FuncId, captures: &[Expr], ty: &Ty) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        if let Some(maker) = &func.maker {
            let name = ident(maker);
            let values = func
                .captures
                .iter()
                .zip(captures)
                .map(|(var, value)| self.captured_value(*var, value));
            return quote! { #name(#(#values),*) };
        }
        match func.form {
            ClosureForm::Function if func.has_item => {
                let name = self.func_name(id);
                quote! { #name }
            }
            ClosureForm::Function => self.closure_literal(id),
            ClosureForm::MoveClosure => {
                self.with_captures(func, captures, &self.closure_literal(id))
            }
            ClosureForm::Struct => {
                let name = ident(&func.type_name);
                let fields = func
                    .captures
                    .iter()
                    .zip(captures)
                    .map(|(var, value)| self.field_init(*var, value));
                quote! { #name { #(#fields),* } }
            }
            ClosureForm::Shared => {
                let literal = self.closure_literal(id);
                let shared = match func.role {
                    Role::Closure(set) => self.ty(&Ty::Closure(set)),
                    Role::Main | Role::Direct | Role::Dynamic | Role::Generator => {
                        TokenStream::new()
                    }
                };
                self.with_captures(func, captures, &quote! { Rc::new(#literal) as #shared })
            }
            ClosureForm::Dynamic => self.function_object(id, captures),
            ClosureForm::Generator => {
                let body = self.body(id);
                let new = match (ty, func.is_fallible) {
                    (Ty::Stream(_), true) => quote! { Iter::try_lazy },
                    (Ty::Stream(_), false) => quote! { Iter::lazy },
                    (_, true) => quote! { Value::try_generator },
                    (_, false) => quote! { Value::generator },
                };
                let made = quote! { #new(|co| async move { #body }) };
                self.with_captures(func, captures, &made)
            }
        }
    }

    /// `fn make_inner(x: i64) -> Rc<dyn Fn() -> i64>`, which inner calls to make another value of itself.
    pub(super) fn maker(&self, id: FuncId, name: &str) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let name = ident(name);
        let params = func.captures.iter().map(|var| {
            let (name, ty) = (self.var_name(*var), self.field_ty(*var));
            quote! { #name: #ty }
        });
        let ty = match func.role {
            Role::Closure(set) => self.ty(&Ty::Closure(set)),
            Role::Main | Role::Direct | Role::Dynamic | Role::Generator => quote! { Value },
        };
        let made = match func.form {
            ClosureForm::Dynamic => self.function_object(id, &[]),
            ClosureForm::Function
            | ClosureForm::MoveClosure
            | ClosureForm::Struct
            | ClosureForm::Generator
            | ClosureForm::Shared => {
                let literal = self.closure_literal(id);
                quote! { Rc::new(#literal) }
            }
        };
        quote! { fn #name(#(#params),*) -> #ty { #made } }
    }

    fn field_init(&self, var: VarIdx, value: &Expr) -> TokenStream {
        let name = self.var_name(var);
        let written = self.captured_value(var, value);
        if name == written.to_string() {
            quote! { #name }
        } else {
            quote! { #name: #written }
        }
    }

    /// A captured value: cells are cloned by their pointer.
    fn captured_value(&self, var: VarIdx, value: &Expr) -> TokenStream {
        let is_cell = matches!(
            self.program.vars[var.0 as usize].storage,
            Storage::SharedCell | Storage::SharedRefCell | Storage::Cell | Storage::RefCell
        );
        match &value.kind {
            ExprKind::Clone(place) if is_cell => {
                if let ExprKind::Deref(lent) = &place.kind {
                    let lent = self.expr(lent);
                    return quote! { Rc::clone(#lent) };
                }
                let place = self.expr(place);
                quote! { Rc::clone(&#place) }
            }
            _ => self.expr(value),
        }
    }

    /// `{ let x = x.clone(); closure }` for what is still needed outside.
    fn with_captures(&self, func: &Func, captures: &[Expr], closure: &TokenStream) -> TokenStream {
        self.with_lets(
            self.capture_lets(func, captures),
            TokenStream::new(),
            closure,
        )
    }

    fn capture_lets(&self, func: &Func, captures: &[Expr]) -> Vec<TokenStream> {
        func.captures
            .iter()
            .zip(captures)
            .filter(|(_, value)| !matches!(value.kind, ExprKind::Var(_)))
            .map(|(var, value)| {
                let name = self.var_name(*var);
                let value = self.captured_value(*var, value);
                quote! { let #name = #value; }
            })
            .collect()
    }

    fn with_lets(
        &self,
        lets: Vec<TokenStream>,
        cells: TokenStream,
        closure: &TokenStream,
    ) -> TokenStream {
        if lets.is_empty() && cells.is_empty() {
            closure.clone()
        } else {
            quote! { { #(#lets)* #cells #closure } }
        }
    }

    /// The cells of a function object that the program may look into, in alphabetical order as CPython has them.
    fn cell_list(&self, func: &Func) -> TokenStream {
        let mut cells: Vec<_> = func
            .captures
            .iter()
            .map(|var| &self.program.vars[var.0 as usize])
            .filter(|data| data.storage == Storage::CellObject)
            .collect();
        cells.sort_by(|a, b| a.python_name.cmp(&b.python_name));
        if cells.is_empty() {
            return TokenStream::new();
        }
        let pairs = cells.iter().map(|data| {
            let (text, name) = (&data.python_name, ident(&data.name));
            quote! { (#text, #name.clone()) }
        });
        quote! { let cells = [#(#pairs),*]; }
    }

    /// `move |a: i64| …`.
    fn closure_literal(&self, id: FuncId) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let params = func
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| {
                let name = self.param_name(param.var);
                let ty = self.param_ty(param.var);
                quote! { #name: #ty }
            });
        let (body, is_block) = self.body_value(id);
        let keyword = if func.captures.is_empty() {
            TokenStream::new()
        } else {
            quote! { move }
        };
        if func.is_fallible {
            let ret = if self.is_nameable(&func.ret) {
                self.ret_ty(id)
            } else {
                quote! { -> Result<_, Exception> }
            };
            let body = if is_block {
                body
            } else {
                quote! { { #body } }
            };
            return quote! { #keyword |#(#params),*| #ret #body };
        }
        if is_block && func.ret != Ty::Unit {
            let ret = self.ret_ty(id);
            if self.is_nameable(&func.ret) {
                return quote! { #keyword |#(#params),*| #ret #body };
            }
        }
        quote! { #keyword |#(#params),*| #body }
    }

    pub(super) fn is_nameable(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Closure(set) => self.program.sets[set.0 as usize].form != ClosureForm::MoveClosure,
            Ty::List(item)
            | Ty::Set(item)
            | Ty::FrozenSet(item)
            | Ty::Deque(item)
            | Ty::Stream(item)
            | Ty::VarTuple(item)
            | Ty::Option(item) => self.is_nameable(item),
            Ty::Dict(key, value) | Ty::View(_, key, value) => {
                self.is_nameable(key) && self.is_nameable(value)
            }
            Ty::Tuple(items) => items.iter().all(|item| self.is_nameable(item)),
            Ty::Owned(inner, _) => self.is_nameable(inner),
            Ty::Iter(_) => false,
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
            | Ty::Bytes
            | Ty::Range
            | Ty::Record(_)
            | Ty::Exception
            | Ty::Value
            | Ty::Never => true,
        }
    }

    /// A function object of the support library.
    fn function_object(&self, id: FuncId, captures: &[Expr]) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let name = &func.python_name;
        let params = self.params_macro(func);
        let names = func.params.iter().map(|param| self.param_name(param.var));
        let n = func.params.len();
        let n = proc_macro2::Literal::usize_unsuffixed(n);
        let conversions = self.argument_conversions(func);
        let (body, _) = self.body_value(id);
        let body = if conversions.is_empty() {
            body
        } else {
            quote! { { #conversions #body } }
        };
        let keyword = if func.captures.is_empty() {
            TokenStream::new()
        } else {
            quote! { move }
        };
        let new = if func.is_fallible {
            ident("fallible")
        } else {
            ident("new")
        };
        let mut object =
            quote! { Function::#new(#name, #params, #keyword |[#(#names),*]: [Value; #n]| #body) };
        if func.qualname != func.python_name {
            let qualname = &func.qualname;
            object = quote! { #object.with_qualname(#qualname) };
        }
        if let Some(doc) = &func.docstring {
            object = quote! { #object.with_doc(#doc) };
        }
        let cells = self.cell_list(func);
        if !cells.is_empty() {
            object = quote! { #object.with_cells(cells) };
        }
        let whole = quote! { Value::from(#object) };
        self.with_lets(self.capture_lets(func, captures), cells, &whole)
    }

    /// `*args` and `**kwargs` arrive as `Value`s.
    fn argument_conversions(&self, func: &Func) -> TokenStream {
        let lines = func.params.iter().filter_map(|param| {
            let name = self.param_name(param.var);
            match param.kind {
                ParamKind::VarArgs => Some(quote! { let #name = #name.into_tuple(); }),
                ParamKind::KwArgs => Some(quote! { let #name = #name.into_dict(); }),
                ParamKind::PositionalOnly | ParamKind::Positional | ParamKind::KeywordOnly => None,
            }
        });
        quote! { #(#lines)* }
    }

    fn params_macro(&self, func: &Func) -> TokenStream {
        let mut parts = Vec::new();
        let has_varargs = func
            .params
            .iter()
            .any(|param| param.kind == ParamKind::VarArgs);
        let mut star_written = has_varargs;
        for (index, param) in func.params.iter().enumerate() {
            let name = &self.program.vars[param.var.0 as usize].python_name;
            if param.kind == ParamKind::KeywordOnly && !star_written {
                parts.push(quote! { * });
                star_written = true;
            }
            let default = param.default.as_ref().map(|default| match default {
                ParamDefault::Constant(value) => self.expr(value),
                ParamDefault::Var(var) => {
                    let name = self.var_name(*var);
                    let data = &self.program.vars[var.0 as usize];
                    if matches!(data.storage, Storage::Cell | Storage::SharedCell) {
                        quote! { #name.get() }
                    } else if matches!(data.storage, Storage::RefCell | Storage::SharedRefCell) {
                        quote! { { #name.borrow().clone() } }
                    } else if self.program.is_copy(&self.program.vars[var.0 as usize].ty) {
                        quote! { #name }
                    } else {
                        quote! { #name.clone() }
                    }
                }
            });
            parts.push(match (param.kind, default) {
                (ParamKind::VarArgs, _) => quote! { *#name },
                (ParamKind::KwArgs, _) => quote! { **#name },
                (_, Some(default)) => quote! { #name = #default },
                (_, None) => quote! { #name },
            });
            let next = func.params.get(index + 1).map(|param| param.kind);
            if param.kind == ParamKind::PositionalOnly && next != Some(ParamKind::PositionalOnly) {
                parts.push(quote! { / });
            }
        }
        quote! { params![#(#parts),*] }
    }

    pub(super) fn param_name(&self, var: VarIdx) -> TokenStream {
        let name = self.bound_name(var);
        let data = &self.program.vars[var.0 as usize];
        if data.is_mutable && data.storage == Storage::Plain && !data.maybe_unbound {
            quote! { mut #name }
        } else {
            quote! { #name }
        }
    }
}
