//! Items: functions, closure structs, `main`, the header.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emit, ident};
use crate::ir::{
    Beginning, Block, ClosureForm, Expr, Func, FuncId, Lifetime, Role, Stmt, StmtKind, Storage, Ty,
    VarIdx,
};

impl Emit<'_> {
    /// All items, functions where the text defines them, and the module's code.
    pub(super) fn program_items(&self) -> (TokenStream, TokenStream) {
        let main = &self.program.funcs[0];
        let mut items = self.record_items();
        let mut rest = Vec::new();
        let mut pending: Vec<&Stmt> = Vec::new();
        let mut top = BTreeSet::new();
        let mut is_behind_constant = false;
        for stmt in &main.body.stmts {
            match &stmt.kind {
                StmtKind::Define(func) => {
                    let comments = pending.drain(..).map(|stmt| self.stmt(stmt));
                    items.extend(self.define_item(*func, quote! { #(#comments)* }));
                    top.insert(*func);
                }
                StmtKind::Let {
                    var,
                    value: Some(value),
                } if self.program.vars[var.0 as usize].is_constant => {
                    let comments = pending.drain(..).map(|stmt| self.stmt(stmt));
                    items.extend(quote! { #(#comments)* });
                    items.extend(self.constant_item(stmt.line, *var, value));
                    is_behind_constant = true;
                    continue;
                }
                StmtKind::Trailing(_) if is_behind_constant => items.extend(self.stmt(stmt)),
                StmtKind::Comment(_) | StmtKind::Blank => pending.push(stmt),
                _ => {
                    rest.append(&mut pending);
                    rest.push(stmt);
                }
            }
            is_behind_constant = false;
        }
        rest.append(&mut pending);
        for (index, func) in self.program.funcs.iter().enumerate() {
            let id = FuncId(u32::try_from(index).expect("few functions"));
            if self.stands_outside(func) && !top.iter().any(|outer| self.is_inside(id, *outer)) {
                items.extend(self.outside_item(id));
            }
        }
        let body = Block {
            stmts: rest.into_iter().cloned().collect(),
        };
        (items, self.block(&body))
    }

    /// `const NAME: T = value;`
    fn constant_item(&self, line: u32, var: VarIdx, value: &Expr) -> TokenStream {
        let data = &self.program.vars[var.0 as usize];
        let (name, value) = (self.var_name(var), self.expr(value));
        let ty = match data.ty {
            Ty::StaticStr => quote! { &str },
            _ => self.ty(&data.ty),
        };
        let line = line_marker(line);
        let allow = data.is_unread.then(|| quote! { #[allow(dead_code)] });
        quote! { #line #allow const #name: #ty = #value; }
    }

    /// The items and `main` around the module's code.
    pub(super) fn with_main(&self, items: &TokenStream, body: &TokenStream) -> TokenStream {
        if self.buffered {
            let run = self.library_function("run");
            return quote! { #items __line!(0); __blank!(); fn main() { #run(program); } __blank!(); fn program() { #body } };
        }
        quote! { #items __line!(0); __blank!(); fn main() { #body } }
    }

    /// The item of a function, below the comments before its `def`, and above both the closure structs defined in it.
    fn define_item(&self, func: FuncId, comments: TokenStream) -> TokenStream {
        let structs = self.items_inside(func);
        let own = match self.program.funcs[func.0 as usize].form {
            ClosureForm::Function => self.function_item(func),
            ClosureForm::MoveClosure
            | ClosureForm::Struct
            | ClosureForm::Shared
            | ClosureForm::Dynamic
            | ClosureForm::Generator => TokenStream::new(),
        };
        quote! { #structs #comments #own }
    }

    /// Whether the items of a function stand outside of the function that makes it.
    fn stands_outside(&self, func: &Func) -> bool {
        func.form == ClosureForm::Struct || func.is_lifted || func.maker.is_some()
    }

    /// The closure struct, the lifted function or the maker of a function.
    fn outside_item(&self, id: FuncId) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        if func.form == ClosureForm::Struct {
            self.closure_struct(id)
        } else if let Some(maker) = &func.maker {
            self.maker(id, maker)
        } else {
            self.function_item(id)
        }
    }

    /// Items of functions inside `func`, itself included, that stand outside of it.
    fn items_inside(&self, func: FuncId) -> TokenStream {
        let mut items = TokenStream::new();
        for (index, other) in self.program.funcs.iter().enumerate() {
            let id = FuncId(u32::try_from(index).expect("few functions"));
            if self.stands_outside(other) && self.is_inside(id, func) {
                items.extend(self.outside_item(id));
            }
        }
        items
    }

    fn is_cloned(&self, id: FuncId) -> bool {
        match self.program.funcs[id.0 as usize].role {
            Role::Closure(set) => self.program.sets[set.0 as usize].is_cloned,
            Role::Main | Role::Direct | Role::Dynamic | Role::Generator => false,
        }
    }

    fn is_inside(&self, mut id: FuncId, outer: FuncId) -> bool {
        loop {
            if id == outer {
                return true;
            }
            match self.program.funcs[id.0 as usize].parent {
                Some(parent) => id = parent,
                None => return false,
            }
        }
    }

    /// A plain `fn`.
    pub(super) fn function_item(&self, id: FuncId) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let name = self.func_name(id);
        let docs = self.docs(id);
        let allow = func.is_unused.then(|| quote! { #[allow(dead_code)] });
        let params = func
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| {
                let (name, ty) = (self.param_name(param.var), self.param_ty(param.var));
                quote! { #name: #ty }
            });
        let captured = func.captures.iter().map(|var| {
            let (name, ty) = (self.var_name(*var), self.capture_ty(id, *var));
            quote! { #name: #ty }
        });
        let ret = self.ret_ty(id);
        let body = self.body(id);
        let all = params.chain(captured);
        let line = line_marker(func.line);
        let lifetime = names_lifetime(&func.ret).then(|| quote! { <'a> });
        quote! { #line #docs #allow fn #name #lifetime(#(#all),*) #ret { #body } }
    }

    fn docs(&self, id: FuncId) -> TokenStream {
        let Some(doc) = &self.program.funcs[id.0 as usize].docstring else {
            return TokenStream::new();
        };
        let lines: Vec<String> = clean_doc(doc)
            .iter()
            .map(|line| {
                if line.is_empty() {
                    String::new()
                } else {
                    format!(" {line}")
                }
            })
            .collect();
        quote! { #(#[doc = #lines])* }
    }

    /// Statements of a body, the frame guard first; cells for parameters that need them.
    pub(super) fn body(&self, id: FuncId) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let guard = (func.is_counted
            && func.role != Role::Main
            && func.form != ClosureForm::Dynamic)
            .then(|| {
                let (name, value) = match func.beginning {
                    Beginning::Plain => ("enter_frame", None),
                    Beginning::Comparing => ("enter_comparing", None),
                    Beginning::ComparingInt(var) => {
                        ("enter_comparing_int", Some(self.lent_int(var)))
                    }
                };
                if func.is_depth_caught {
                    let enter = self.library_function(&format!("try_{name}"));
                    quote! { let _frame = #enter(#value)?; }
                } else {
                    let enter = self.library_function(name);
                    quote! { let _frame = #enter(#value); }
                }
            });
        let cells = func
            .params
            .iter()
            .filter_map(|param| self.param_cell(param.var));
        let body = self.block(&func.body);
        quote! { #guard #(#cells)* #body }
    }

    /// An integer parameter that is looked at.
    fn lent_int(&self, var: VarIdx) -> TokenStream {
        let name = self.var_name(var);
        let data = &self.program.vars[var.0 as usize];
        if data.ty == Ty::Int && data.storage != Storage::Borrowed {
            quote! { &#name }
        } else {
            quote! { #name }
        }
    }

    fn param_cell(&self, var: crate::ir::VarIdx) -> Option<TokenStream> {
        let data = &self.program.vars[var.0 as usize];
        let name = self.var_name(var);
        let value = if data.maybe_unbound {
            quote! { Some(#name) }
        } else {
            quote! { #name }
        };
        Some(match data.storage {
            Storage::Plain | Storage::Borrowed if data.maybe_unbound => {
                quote! { let mut #name = Some(#name); }
            }
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => return None,
            Storage::Cell => quote! { let #name = Cell::new(#value); },
            Storage::RefCell => quote! { let #name = RefCell::new(#value); },
            Storage::SharedCell => quote! { let #name = Rc::new(Cell::new(#value)); },
            Storage::SharedRefCell => quote! { let #name = Rc::new(RefCell::new(#value)); },
            Storage::CellObject => quote! { let #name = CellRef::new(#name); },
        })
    }

    /// The body of a closure: a bare expression if it is no more than that.
    pub(super) fn body_value(&self, id: FuncId) -> (TokenStream, bool) {
        let func = &self.program.funcs[id.0 as usize];
        let has_cells = func
            .params
            .iter()
            .any(|param| self.param_cell(param.var).is_some());
        let is_guarded = func.is_counted && func.form != ClosureForm::Dynamic;
        if !has_cells
            && !is_guarded
            && let [
                Stmt {
                    kind: StmtKind::Tail(value) | StmtKind::Expr(value),
                    ..
                },
            ] = &func.body.stmts[..]
            && (value.ty == func.ret || value.ty == Ty::Never || func.ret != Ty::Unit)
        {
            return (self.expr(value), false);
        }
        let body = self.body(id);
        (quote! { { #body } }, true)
    }

    /// The struct of a closure and its `call`.
    fn closure_struct(&self, id: FuncId) -> TokenStream {
        let func = &self.program.funcs[id.0 as usize];
        let name = ident(&func.type_name);
        let doc = format!(" The closure `{}` with what it captured.", func.qualname);
        let fields = func.captures.iter().map(|var| {
            let (name, ty) = (self.var_name(*var), self.field_ty(*var));
            quote! { #name: #ty }
        });
        let params = func
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| {
                let (name, ty) = (self.param_name(param.var), self.param_ty(param.var));
                quote! { #name: #ty }
            });
        let ret = self.ret_ty(id);
        let body = self.body(id);
        let docs = self.docs(id);
        let derive = self.is_cloned(id).then(|| quote! { #[derive(Clone)] });
        let is_called = match func.role {
            Role::Closure(set) => self.program.sets[set.0 as usize].is_called,
            Role::Main | Role::Direct | Role::Dynamic | Role::Generator => true,
        };
        let allow = (func.is_unused || !is_called).then(|| quote! { #[allow(dead_code)] });
        let line = line_marker(func.line);
        quote! {
            #line
            #[doc = #doc]
            #derive
            #allow
            struct #name { #(#fields),* }
            __blank!();
            #line
            #allow
            impl #name { #docs fn call(&self, #(#params),*) #ret { #body } }
            __blank!();
        }
    }
}

/// Says that what follows comes from the line of a `def`.
pub(super) fn line_marker(line: u32) -> TokenStream {
    let line = proc_macro2::Literal::u32_unsuffixed(line);
    quote! { __line!(#line); }
}

/// A docstring without its indentation, as `inspect.cleandoc` has it.
fn clean_doc(doc: &str) -> Vec<String> {
    let lines: Vec<&str> = doc.lines().collect();
    let margin = lines
        .iter()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut cleaned: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            if index == 0 {
                line.trim().to_owned()
            } else {
                line.get(margin..).unwrap_or("").trim_end().to_owned()
            }
        })
        .collect();
    while cleaned.last().is_some_and(String::is_empty) {
        cleaned.pop();
    }
    while cleaned.first().is_some_and(String::is_empty) {
        cleaned.remove(0);
    }
    cleaned
}

/// Whether a result says by name which parameters it is a part of.
fn names_lifetime(ty: &Ty) -> bool {
    match ty {
        Ty::Part(lifetime) => *lifetime == Lifetime::Named,
        Ty::List(item)
        | Ty::Set(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item)
        | Ty::Stream(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Owned(item, _) => names_lifetime(item),
        Ty::Dict(key, value) | Ty::View(_, key, value) => {
            names_lifetime(key) || names_lifetime(value)
        }
        Ty::Tuple(items) => items.iter().any(names_lifetime),
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Exception
        | Ty::Closure(_)
        | Ty::Record(_)
        | Ty::Value
        | Ty::Never => false,
    }
}
