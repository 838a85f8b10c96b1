//! Expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emit, tokens};
use crate::ir::{Expr, ExprKind, FormatUse, Mode, Piece, Spelling, Ty};

impl Emit<'_> {
    /// An expression.
    pub(super) fn expr(&self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::Unit => quote! { () },
            ExprKind::Bool(value) => quote! { #value },
            ExprKind::I64(value) => integer(*value),
            ExprKind::SuffixedI64(value) => {
                let digits: TokenStream = format!("{}_i64", value.unsigned_abs())
                    .parse()
                    .expect("a literal");
                if *value < 0 {
                    quote! { -#digits }
                } else {
                    digits
                }
            }
            ExprKind::Int(digits) => self.big(digits),
            ExprKind::F64(value) => float(*value, ""),
            ExprKind::SuffixedF64(value) => float(*value, "_f64"),
            ExprKind::Str(text) => quote! { #text },
            ExprKind::Char(letter) => quote! { #letter },
            ExprKind::ExceptionClass(name) => {
                let name = super::ident(name);
                quote! { ExceptionClass::#name }
            }
            ExprKind::Raises { inner, route } => self.raises(inner, route),
            ExprKind::Throw { error, route, .. } => self.throw(error, route),
            ExprKind::Ok(inner) => {
                let inner = self.expr(inner);
                quote! { Ok(#inner) }
            }
            ExprKind::Err(inner) => {
                let inner = self.expr(inner);
                quote! { Err(#inner) }
            }
            ExprKind::NoneOption => quote! { None },
            ExprKind::Var(var) => {
                let name = self.var_name(*var);
                quote! { #name }
            }
            ExprKind::SelfField(var) => {
                let name = self.var_name(*var);
                quote! { self.#name }
            }
            ExprKind::Op {
                spelling,
                args,
                runtime: _,
            } => self.op(spelling, args, &expr.ty),
            ExprKind::CallFunc {
                func,
                args,
                captures,
            } => {
                let name = self.func_name(*func);
                let params = &self.program.funcs[func.0 as usize].params;
                let args = args
                    .iter()
                    .zip(params)
                    .filter(|(_, param)| !param.is_omitted)
                    .map(|(arg, _)| self.expr(arg));
                let captures = captures.iter().map(|capture| self.expr(capture));
                let all = args.chain(captures);
                quote! { #name(#(#all),*) }
            }
            ExprKind::CallClosure { callee, args } => self.call_closure(callee, args),
            ExprKind::MakeClosure { func, captures } => {
                self.make_closure(*func, captures, &expr.ty)
            }
            ExprKind::Inline { params, body } => {
                let params = params.iter().map(|param| self.pattern(param));
                let body = self.expr(body);
                quote! { |#(#params),*| #body }
            }
            ExprKind::If { test, then, orelse } => {
                let (test, then) = (self.expr(test), self.branch(then));
                if matches!(orelse.kind, ExprKind::If { .. }) {
                    let orelse = self.expr(orelse);
                    return quote! { if #test { #then } else #orelse };
                }
                let orelse = self.branch(orelse);
                quote! { if #test { #then } else { #orelse } }
            }
            ExprKind::And(left, right) => {
                let (left, right) = (self.conjunct(left), self.conjunct(right));
                quote! { #left && #right }
            }
            ExprKind::Or(left, right) => {
                let (left, right) = (self.disjunct(left), self.disjunct(right));
                quote! { #left || #right }
            }
            ExprKind::Not(inner) => {
                let inner = self.operand(inner);
                quote! { !#inner }
            }
            ExprKind::Block(block, value) => {
                let (stmts, value) = (self.block(block), self.expr(value));
                quote! { { #stmts #value } }
            }
            ExprKind::Format { purpose, pieces } => self.format(*purpose, pieces),
            ExprKind::Unwrap(inner) => {
                let inner = self.operand(inner);
                quote! { #inner.unwrap() }
            }
            ExprKind::IsNone(inner) => {
                let inner = self.operand(inner);
                quote! { #inner.is_none() }
            }
            ExprKind::Some(inner) => {
                let inner = self.expr(inner);
                quote! { Some(#inner) }
            }
            ExprKind::AsValue(inner) => self.expr(inner),
            ExprKind::ToValue(inner) if inner.ty == Ty::Unit => quote! { Value::None },
            ExprKind::ToValue(inner) => {
                let inner = self.expr(inner);
                quote! { Value::from(#inner) }
            }
            ExprKind::Fail {
                class,
                message,
                suggestion,
            } if self.buffered => {
                let constructor = super::ident(constructor_of(class));
                let suggestion = suggestion
                    .as_ref()
                    .map(|name| quote! { .suggesting(#name) });
                let raise = self.library_function("raise");
                quote! { #raise(Exception::#constructor(#message) #suggestion) }
            }
            ExprKind::Fail { .. } => {
                self.has_fail.set(true);
                let text = report(expr);
                quote! { { eprintln!(#text); std::process::exit(1) } }
            }
            ExprKind::Checked { var, otherwise: _ } => {
                let name = self.var_name(*var);
                quote! { #name }
            }
            ExprKind::Clone(inner) => {
                let inner = self.operand(inner);
                quote! { #inner.clone() }
            }
            ExprKind::Borrow(inner) => {
                let inner = self.operand(inner);
                quote! { &#inner }
            }
            ExprKind::BorrowMut(inner) => {
                let inner = self.operand(inner);
                quote! { &mut #inner }
            }
            ExprKind::Deref(inner) => {
                let inner = self.operand(inner);
                quote! { *#inner }
            }
            ExprKind::ToOwned(inner) => {
                let inner = self.operand(inner);
                quote! { #inner.to_string() }
            }
            ExprKind::CellGet(cell) => {
                let cell = self.expr(cell);
                quote! { #cell.get() }
            }
            ExprKind::CellClone(cell) => {
                let cell = self.expr(cell);
                quote! { #cell.borrow().clone() }
            }
            ExprKind::CellCloneNow(cell) => {
                let cell = self.expr(cell);
                quote! { { #cell.borrow().clone() } }
            }
            ExprKind::Bound {
                option,
                otherwise: None,
            } => {
                let option = self.expr(option);
                quote! { #option.unwrap() }
            }
            ExprKind::Bound {
                option,
                otherwise: Some(otherwise),
            } => self.bound_or(option, otherwise),
        }
    }

    /// What stands between the braces of a branch.
    fn branch(&self, value: &Expr) -> TokenStream {
        match &value.kind {
            ExprKind::Block(block, value) => {
                let (stmts, value) = (self.block(block), self.expr(value));
                quote! { #stmts #value }
            }
            _ => self.expr(value),
        }
    }

    fn big(&self, digits: &str) -> TokenStream {
        if let Ok(value) = digits.parse::<i64>() {
            let value = integer(value);
            quote! { Int::from(#value) }
        } else {
            quote! { Int::from_literal(#digits) }
        }
    }

    fn op(&self, spelling: &Spelling, args: &[(Expr, Mode)], ty: &Ty) -> TokenStream {
        match spelling {
            Spelling::Infix(op) => {
                let (left, right) = (
                    self.left_operand(op, &args[0].0),
                    self.right_operand(op, &args[1].0),
                );
                let op = tokens(op);
                quote! { #left #op #right }
            }
            Spelling::Prefix(op) => {
                let (op, operand) = (tokens(op), self.operand(&args[0].0));
                quote! { #op #operand }
            }
            Spelling::Method(name) => {
                let receiver = self.receiver(&args[0].0);
                let name = tokens(name);
                let args = args[1..].iter().map(|(arg, _)| self.expr(arg));
                quote! { #receiver.#name(#(#args),*) }
            }
            Spelling::Path(path) => {
                let path = self.library_function(path);
                let args = args.iter().map(|(arg, _)| self.expr(arg));
                quote! { #path(#(#args),*) }
            }
            Spelling::Macro(name) => {
                let name = super::ident(name);
                let args = args.iter().map(|(arg, _)| self.expr(arg));
                quote! { #name!(#(#args),*) }
            }
            Spelling::Constant(path) => tokens(path),
            Spelling::TypedPath(name) => {
                let (container, name) = (self.turbofish(ty), super::ident(name));
                let args = args.iter().map(|(arg, _)| self.expr(arg));
                quote! { #container::#name(#(#args),*) }
            }
            Spelling::Cast(ty) => {
                let (operand, ty) = (self.first_operand(&args[0].0), tokens(ty));
                quote! { #operand as #ty }
            }
            Spelling::Field(index) => {
                let receiver = self.receiver(&args[0].0);
                if let Ty::Record(id) = &args[0].0.ty {
                    let name = super::ident(&self.program.record(*id).fields[*index].name);
                    return quote! { #receiver.#name };
                }
                let index = Literal::usize_unsuffixed(*index);
                quote! { #receiver.#index }
            }
            Spelling::Record(id) => self.record(*id, args),
            Spelling::RangeFrom => {
                let start = self.operand(&args[0].0);
                quote! { (#start..) }
            }
            Spelling::Array
                if args.len() > 1 && args.iter().all(|(item, _)| literal_text(item).is_some()) =>
            {
                let items = args.iter().filter_map(|(item, _)| literal_text(item));
                quote! { [#(#items),*].map(String::from) }
            }
            Spelling::StaticArray => {
                let items = args.iter().map(|(item, _)| self.expr(item));
                quote! { [#(#items),*] }
            }
            Spelling::Array => {
                let items = self.items(args);
                quote! { [#(#items),*] }
            }
            Spelling::Listed("vec") => {
                let items = self.items(args);
                quote! { vec![#(#items),*] }
            }
            Spelling::Listed(name) => super::macros::array(name, &self.items(args)),
            Spelling::Tuple if args.is_empty() => quote! { Tuple::<Value>::from([]) },
            Spelling::Tuple => {
                let items: Vec<_> = args.iter().map(|(item, _)| self.typed_item(item)).collect();
                if items.len() == 1 {
                    quote! { (#(#items,)*) }
                } else {
                    quote! { (#(#items),*) }
                }
            }
        }
    }

    /// Items of one type.
    fn items(&self, items: &[(Expr, Mode)]) -> Vec<TokenStream> {
        let written = items.iter().enumerate();
        let written = written.map(|(index, (item, _))| match index {
            0 => self.typed_item(item),
            _ => self.expr(item),
        });
        written.collect()
    }

    /// An item of an array or a tuple: a plain function says its type, for Rust gives each one of its own.
    fn typed_item(&self, item: &Expr) -> TokenStream {
        let written = self.expr(item);
        let is_function = match (&item.kind, &item.ty) {
            (ExprKind::MakeClosure { .. }, crate::ir::Ty::Closure(set)) => {
                self.program.sets[set.0 as usize].form == crate::ir::ClosureForm::Function
            }
            _ => false,
        };
        if !is_function {
            return written;
        }
        let (operand, ty) = (self.operand(item), self.ty(&item.ty));
        quote! { #operand as #ty }
    }

    fn call_closure(&self, callee: &Expr, args: &[Expr]) -> TokenStream {
        let written = self.operand(callee);
        let args: Vec<_> = args.iter().map(|arg| self.expr(arg)).collect();
        let is_struct = match &callee.ty {
            Ty::Closure(set) => {
                self.program.sets[set.0 as usize].form == crate::ir::ClosureForm::Struct
            }
            _ => false,
        };
        if is_struct {
            return quote! { #written.call(#(#args),*) };
        }
        match &callee.kind {
            ExprKind::Var(_)
            | ExprKind::CallFunc { .. }
            | ExprKind::CallClosure { .. }
            | ExprKind::MakeClosure { .. } => {
                quote! { #written(#(#args),*) }
            }
            _ => quote! { (#written)(#(#args),*) },
        }
    }

    fn receiver(&self, expr: &Expr) -> TokenStream {
        self.operand(expr)
    }

    /// An operand, in parentheses where precedence asks for them.
    fn operand(&self, expr: &Expr) -> TokenStream {
        let written = self.expr(expr);
        let is_loose = match &expr.kind {
            ExprKind::Op { spelling, .. } => matches!(
                spelling,
                Spelling::Infix(_) | Spelling::Prefix(_) | Spelling::Cast(_) | Spelling::Record(_)
            ),
            ExprKind::And(..)
            | ExprKind::Or(..)
            | ExprKind::Not(_)
            | ExprKind::If { .. }
            | ExprKind::Block(..)
            | ExprKind::Inline { .. }
            | ExprKind::Borrow(_)
            | ExprKind::BorrowMut(_)
            | ExprKind::Deref(_) => true,
            ExprKind::MakeClosure { func, .. } => {
                let func = &self.program.funcs[func.0 as usize];
                func.maker.is_none()
                    && !(func.form == crate::ir::ClosureForm::Function && func.has_item)
            }
            ExprKind::I64(value) | ExprKind::SuffixedI64(value) => *value < 0,
            ExprKind::F64(value) | ExprKind::SuffixedF64(value) => value.is_sign_negative(),
            _ => false,
        };
        if is_loose {
            quote! { (#written) }
        } else {
            written
        }
    }

    /// An operand that may begin a statement, which a `match` or a block must not.
    fn first_operand(&self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::CellCloneNow(_) => {
                let written = self.expr(expr);
                quote! { (#written) }
            }
            _ => self.operand(expr),
        }
    }

    /// An operand of `&&`.
    fn conjunct(&self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::And(..) | ExprKind::Not(_) => self.expr(expr),
            ExprKind::Op {
                spelling: Spelling::Infix(op),
                ..
            } if !op.starts_with("..") => self.expr(expr),
            _ => self.first_operand(expr),
        }
    }

    /// An operand of `||`.
    fn disjunct(&self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::Or(..) => self.expr(expr),
            _ => self.conjunct(expr),
        }
    }

    fn left_operand(&self, op: &str, expr: &Expr) -> TokenStream {
        let fits = match &expr.kind {
            ExprKind::Op {
                spelling: Spelling::Infix(inner),
                ..
            } => level(inner) > level(op) || (level(inner) == level(op) && level(op) > 3),
            ExprKind::Op {
                spelling: Spelling::Prefix(_),
                ..
            }
            | ExprKind::Borrow(_)
            | ExprKind::BorrowMut(_)
            | ExprKind::Deref(_) => true,
            ExprKind::Op {
                spelling: Spelling::Cast(_),
                ..
            } => !op.starts_with('<'),
            ExprKind::I64(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_) => true,
            _ => false,
        };
        if fits {
            self.expr(expr)
        } else {
            self.first_operand(expr)
        }
    }

    fn right_operand(&self, op: &str, expr: &Expr) -> TokenStream {
        let fits = match &expr.kind {
            ExprKind::Op {
                spelling: Spelling::Infix(inner),
                ..
            } => level(inner) > level(op),
            ExprKind::Op {
                spelling: Spelling::Prefix(_) | Spelling::Cast(_),
                ..
            }
            | ExprKind::Borrow(_)
            | ExprKind::BorrowMut(_)
            | ExprKind::Deref(_) => true,
            ExprKind::I64(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_) => true,
            _ => false,
        };
        if fits {
            self.expr(expr)
        } else {
            self.operand(expr)
        }
    }

    fn format(&self, purpose: FormatUse, pieces: &[Piece]) -> TokenStream {
        let mut template = String::new();
        let mut args = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => template.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Value(value, spec) => {
                    let colon = if spec.is_empty() { "" } else { ":" };
                    let inline = match &value.kind {
                        ExprKind::Var(var) => Some(&self.program.vars[var.0 as usize].name)
                            .filter(|name| !name.starts_with("r#")),
                        _ => None,
                    };
                    if let Some(name) = inline {
                        template.push_str(&format!("{{{name}{colon}{spec}}}"));
                    } else {
                        template.push_str(&format!("{{{colon}{spec}}}"));
                        args.push(self.expr(value));
                    }
                }
            }
        }
        let name = match purpose {
            FormatUse::Format => "format",
            FormatUse::Println => "println",
            FormatUse::Print => "print",
            FormatUse::TryPrintln => "try_println",
            FormatUse::TryPrint => "try_print",
            FormatUse::Eprintln => "eprintln",
            FormatUse::Eprint => "eprint",
        };
        let name = super::ident(name);
        let is_own = matches!(purpose, FormatUse::TryPrintln | FormatUse::TryPrint);
        if is_own && !args.is_empty() {
            args.insert(0, quote! { #template });
            return super::macros::call(&name, &args);
        }
        if template.is_empty() && args.is_empty() {
            return quote! { #name!() };
        }
        quote! { #name!(#template #(, #args)*) }
    }
}

/// What a program without the support library prints when it fails, as a format string.
pub(super) fn report(fail: &Expr) -> String {
    let ExprKind::Fail {
        class,
        message,
        suggestion,
    } = &fail.kind
    else {
        unreachable!("called for failures")
    };
    let mut text = format!("Traceback (most recent call last):\n{class}: {message}");
    if let Some(name) = suggestion {
        text.push_str(&format!(". Did you mean: '{name}'?"));
    }
    text.replace('{', "{{").replace('}', "}}")
}

/// The constructor of an exception class that generated code raises by itself.
fn constructor_of(class: &str) -> &'static str {
    match class {
        "UnboundLocalError" => "unbound_local_error",
        "TypeError" => "type_error",
        _ => "name_error",
    }
}

/// The text of `"text".to_string()`.
fn literal_text(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::ToOwned(inner) => match &inner.kind {
            ExprKind::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// How tightly an operator binds.
fn level(op: &str) -> u8 {
    match op {
        "*" | "/" | "%" => 10,
        "+" | "-" => 9,
        "<<" | ">>" => 8,
        "&" => 7,
        "^" => 6,
        "|" => 5,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        _ => 1,
    }
}

fn integer(value: i64) -> TokenStream {
    // Where Rust has a choice it takes an `i32`: what does not fit one says its type.
    if i32::try_from(value).is_err() {
        let digits: TokenStream = format!("{}_i64", value.unsigned_abs())
            .parse()
            .expect("a literal");
        return if value < 0 {
            quote! { -#digits }
        } else {
            digits
        };
    }
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

fn float(value: f64, suffix: &str) -> TokenStream {
    if value.is_nan() {
        return quote! { f64::NAN };
    }
    if value.is_infinite() {
        return if value > 0.0 {
            quote! { f64::INFINITY }
        } else {
            quote! { f64::NEG_INFINITY }
        };
    }
    let digits: TokenStream = format!("{}{suffix}", Literal::f64_unsuffixed(value.abs()))
        .parse()
        .expect("a literal");
    if value.is_sign_negative() {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}
