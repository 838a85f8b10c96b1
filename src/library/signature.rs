//! The little language of the table's signatures: `"&K, V -> V"`, `"iter[T] -> None"`.
//!
//! `T` is the element type, `K` and `V` key and value, `Self` the receiver's own type with fresh
//! contents alike; `X?` is optional; `&` passes by reference; `*T` accepts any iterable of `T`; `..` stands for an argument left out,
//! which Rust gets as `None`; `name=X` is an argument that is passed by keyword. For functions of modules:
//! `big` is an integer of any size, `real` any number as a float, `ordered` says that items are compared,
//! and the exceptions that the function may raise stand behind `!`.

use super::exception::ClassSet;

/// Index of a [`Row`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowId(pub u16);

/// A method for one shape of arguments.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its Python name.
    pub name: &'static str,
    /// Its parameters, the receiver not included.
    pub params: Vec<ParamSig>,
    /// How many further arguments of the Rust method are `None`.
    pub n_left_out: usize,
    /// Its result.
    pub ret: SigTy,
    /// The Rust method.
    pub rust: &'static str,
    /// It compares items with `<`.
    pub orders: bool,
    /// What it may raise: known for functions of modules.
    pub raises: ClassSet,
}

/// A parameter of a [`Row`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamSig {
    /// Its type.
    pub ty: SigTy,
    /// How Rust passes it.
    pub mode: Mode,
    /// The keyword it must be passed by.
    pub keyword: Option<&'static str>,
}

impl SigTy {
    /// Whether `T` is in it.
    pub(super) fn is_generic(&self) -> bool {
        match self {
            SigTy::Elem => true,
            SigTy::List(item)
            | SigTy::VarTuple(item)
            | SigTy::Iter(item)
            | SigTy::Iterable(item)
            | SigTy::Option(item) => item.is_generic(),
            SigTy::Tuple(items) => items.iter().any(SigTy::is_generic),
            SigTy::None
            | SigTy::Bool
            | SigTy::Int
            | SigTy::Big
            | SigTy::Float
            | SigTy::Real
            | SigTy::Str
            | SigTy::Bytes
            | SigTy::Key
            | SigTy::Val
            | SigTy::SelfTy => false,
        }
    }
}

/// How Rust passes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// By value.
    Own,
    /// By shared reference.
    Ref,
}

/// A type in a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the type of that name in the module comment"
)]
pub enum SigTy {
    None,
    Bool,
    Int,
    Big,
    Float,
    Real,
    Str,
    Bytes,
    Elem,
    Key,
    Val,
    SelfTy,
    List(Box<SigTy>),
    VarTuple(Box<SigTy>),
    Iter(Box<SigTy>),
    Iterable(Box<SigTy>),
    Option(Box<SigTy>),
    Tuple(Vec<SigTy>),
}

impl Row {
    /// Parses one line of the table; the tables are checked by a test, so a bad line is a bug.
    pub(super) fn parse(name: &'static str, signature: &'static str, rust: &'static str) -> Self {
        let (params, ret) = signature
            .split_once("->")
            .expect("a signature has an arrow");
        let params = params.trim();
        let (orders, mut rest) = match params.strip_prefix("ordered ") {
            Some(params) => (true, params),
            None => (false, params),
        };
        let mut parsed = Vec::new();
        let mut n_left_out = 0;
        while !rest.is_empty() {
            let tail = if let Some(tail) = rest.strip_prefix("..") {
                n_left_out += 1;
                tail
            } else {
                let (param, tail) = parse_param(rest);
                parsed.push(param);
                tail
            };
            rest = tail.trim_start().trim_start_matches(',').trim_start();
        }
        let (ret, raises) = match ret.split_once('!') {
            Some((ret, names)) => (ret, names.split_whitespace().collect()),
            None => (ret, Vec::new()),
        };
        let (ret, tail) = parse_ty(ret.trim());
        assert!(tail.is_empty(), "text behind the result of {name}: {tail}");
        Self {
            name,
            params: parsed,
            n_left_out,
            ret,
            rust,
            orders,
            raises: ClassSet::exactly(&raises),
        }
    }
}

fn parse_param(text: &'static str) -> (ParamSig, &'static str) {
    let (keyword, text) = match text.split_once('=') {
        Some((name, rest)) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => {
            (Some(name), rest)
        }
        Some(_) | None => (None, text),
    };
    let (mode, text) = match text.strip_prefix('&') {
        Some(rest) => (Mode::Ref, rest),
        None => (Mode::Own, text),
    };
    let (ty, rest) = parse_ty(text);
    (ParamSig { ty, mode, keyword }, rest)
}

/// Parses a type at the start of the text; what follows it comes back as well.
pub(super) fn parse_ty(text: &str) -> (SigTy, &str) {
    let (ty, rest) = parse_plain_ty(text);
    match rest.strip_prefix('?') {
        Some(rest) => (SigTy::Option(Box::new(ty)), rest),
        None => (ty, rest),
    }
}

fn parse_plain_ty(text: &str) -> (SigTy, &str) {
    if let Some(rest) = text.strip_prefix('*') {
        let (item, rest) = parse_ty(rest);
        return (SigTy::Iterable(Box::new(item)), rest);
    }
    if let Some(mut rest) = text.strip_prefix('(') {
        let mut items = Vec::new();
        loop {
            let (item, tail) = parse_ty(rest.trim_start());
            items.push(item);
            match tail.strip_prefix(',') {
                Some(tail) => rest = tail,
                None => return (SigTy::Tuple(items), tail.strip_prefix(')').expect("closed")),
            }
        }
    }
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let boxed = |make: fn(Box<SigTy>) -> SigTy| {
        let (item, rest) = parse_ty(rest.strip_prefix('[').expect("an item type"));
        (
            make(Box::new(item)),
            rest.strip_prefix(']').expect("closed"),
        )
    };
    match word {
        "None" => (SigTy::None, rest),
        "bool" => (SigTy::Bool, rest),
        "int" => (SigTy::Int, rest),
        "big" => (SigTy::Big, rest),
        "real" => (SigTy::Real, rest),
        "float" => (SigTy::Float, rest),
        "str" => (SigTy::Str, rest),
        "bytes" => (SigTy::Bytes, rest),
        "T" => (SigTy::Elem, rest),
        "K" => (SigTy::Key, rest),
        "V" => (SigTy::Val, rest),
        "Self" => (SigTy::SelfTy, rest),
        "list" => boxed(SigTy::List),
        "tuple" => boxed(SigTy::VarTuple),
        "iter" => boxed(SigTy::Iter),
        _ => unreachable!("no type is called {word:?} in a signature"),
    }
}
