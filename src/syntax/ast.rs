//! The syntax tree: Python's grammar as data, with spans, identities and comments.
//!
//! It follows CPython's `Parser/Python.asdl` (3.11); differences are noted where they are.

use crate::source::Span;

/// Identity of a node, unique in a [`Module`], dense from 0: side tables are vectors indexed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// An identifier, NFKC-normalised as CPython does and, inside a class, name-mangled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ident {
    /// The normalised name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A comment, without the leading `#` and one blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its text.
    pub text: String,
    /// From `#` to the end of the line.
    pub span: Span,
}

/// A whole program.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its statements.
    pub body: Body,
    /// The docstring, if the first statement is one (it stays in `body`).
    pub docstring: Option<String>,
    /// How many [`NodeId`]s were given out.
    pub n_nodes: u32,
    /// The expressions that ask `globals()` for a name: each `IsGlobal`, and each `Name` that stands for `globals()['name']`.
    pub global_reads: Vec<NodeId>,
}

/// Statements of one block.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// In order.
    pub stmts: Vec<Stmt>,
    /// Comments on lines of their own after the last statement.
    pub tail: Vec<Comment>,
}

/// A statement with the comments that belong to it.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// Identity.
    pub id: NodeId,
    /// From its first decorator or keyword to its end, comments not included.
    pub span: Span,
    /// Comments on lines of their own directly before it.
    pub leading: Vec<Comment>,
    /// The comment behind it on its last line (for a compound statement: behind the colon).
    pub trailing: Option<Comment>,
    /// Whether at least one blank line stands before it (before its leading comments).
    pub blank_before: bool,
    /// What it is.
    pub kind: StmtKind,
}

/// The kinds of statements.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the comment of a variant shows its fields in Python's notation"
)]
pub enum StmtKind {
    /// `def`, with or without `async`.
    FunctionDef(Box<FunctionDef>),
    /// `class`.
    ClassDef(Box<ClassDef>),
    /// `return value`.
    Return(Option<Expr>),
    /// `del targets`.
    Delete(Vec<Expr>),
    /// `a = b = value`.
    Assign { targets: Vec<Expr>, value: Expr },
    /// `target op= value`.
    AugAssign {
        target: Expr,
        op: BinOp,
        value: Expr,
    },
    /// `target: annotation = value`; `simple` when the target is a bare name.
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    /// `for target in iter: body else: orelse`.
    For {
        target: Expr,
        iter: Expr,
        body: Body,
        orelse: Body,
        is_async: bool,
    },
    /// `while test: body else: orelse`.
    While {
        test: Expr,
        body: Body,
        orelse: Body,
    },
    /// `if test: body`; `elif` is an `If` alone in `orelse`.
    If {
        test: Expr,
        body: Body,
        orelse: Body,
    },
    /// `with items: body`.
    With {
        items: Vec<WithItem>,
        body: Body,
        is_async: bool,
    },
    /// `match subject: cases`.
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    /// `raise exc from cause`.
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    /// `try`; `is_star` for `except*`.
    Try {
        body: Body,
        handlers: Vec<Handler>,
        orelse: Body,
        finalbody: Body,
        is_star: bool,
    },
    /// `assert test, msg`.
    Assert { test: Expr, msg: Option<Expr> },
    /// `import names`.
    Import(Vec<Alias>),
    /// `from module import names`; `level` counts leading dots; `*` is an alias named `*`.
    ImportFrom {
        module: Option<Ident>,
        names: Vec<Alias>,
        level: u32,
    },
    /// `global names`.
    Global(Vec<Ident>),
    /// `nonlocal names`.
    Nonlocal(Vec<Ident>),
    /// An expression for its effect.
    Expr(Expr),
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// A named function.
#[derive(Clone, Debug)]
pub struct FunctionDef {
    /// Its name.
    pub name: Ident,
    /// Its parameters.
    pub params: Params,
    /// Its statements.
    pub body: Body,
    /// Its docstring (which stays in `body`).
    pub docstring: Option<String>,
    /// Decorators, outermost first.
    pub decorators: Vec<Expr>,
    /// The annotation behind `->`.
    pub returns: Option<Expr>,
    /// `async def`.
    pub is_async: bool,
}

/// A class.
#[derive(Clone, Debug)]
pub struct ClassDef {
    /// Its name.
    pub name: Ident,
    /// Positional bases (may hold `Starred`).
    pub bases: Vec<Expr>,
    /// `metaclass=` and others.
    pub keywords: Vec<Keyword>,
    /// Its statements.
    pub body: Body,
    /// Its docstring (which stays in `body`).
    pub docstring: Option<String>,
    /// Decorators, outermost first.
    pub decorators: Vec<Expr>,
}

/// Parameters of a function or lambda, in the order of the source text.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Positional-only, positional-or-keyword, `*args`, keyword-only, `**kwargs`, in that order.
    pub list: Vec<Param>,
}

/// How arguments reach a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParamKind {
    /// Before `/`.
    PositionalOnly,
    /// Ordinary.
    Positional,
    /// `*args`.
    VarArgs,
    /// Behind `*` or `*args`.
    KeywordOnly,
    /// `**kwargs`.
    KwArgs,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Identity (of the binding occurrence).
    pub id: NodeId,
    /// Its name.
    pub name: Ident,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// Its default, evaluated when the `def` runs.
    pub default: Option<Expr>,
    /// Its annotation.
    pub annotation: Option<Expr>,
}

/// `context as target`.
#[derive(Clone, Debug)]
pub struct WithItem {
    /// The context manager.
    pub context: Expr,
    /// Behind `as`.
    pub target: Option<Expr>,
}

/// One `except`.
#[derive(Clone, Debug)]
pub struct Handler {
    /// Identity (of the binding `name`).
    pub id: NodeId,
    /// The whole clause.
    pub span: Span,
    /// The type or tuple of types; none for a bare `except`.
    pub exc_type: Option<Expr>,
    /// Behind `as`.
    pub name: Option<Ident>,
    /// Its statements.
    pub body: Body,
}

/// One `case`.
#[derive(Clone, Debug)]
pub struct MatchCase {
    /// The pattern.
    pub pattern: Pattern,
    /// Behind `if`.
    pub guard: Option<Expr>,
    /// Its statements.
    pub body: Body,
}

/// A pattern of `match`.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Identity (of the name it binds, if it binds one).
    pub id: NodeId,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PatternKind,
}

/// The kinds of patterns.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the comment of a variant shows its fields in Python's notation"
)]
pub enum PatternKind {
    /// Compared with `==`.
    Value(Expr),
    /// `None`, `True`, `False`: compared with `is`.
    Singleton(Constant),
    /// `[a, b, *rest]`.
    Sequence(Vec<Pattern>),
    /// `{key: pattern, **rest}`.
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Ident>,
    },
    /// `Class(a, key=b)`.
    Class {
        class: Expr,
        patterns: Vec<Pattern>,
        keywords: Vec<(Ident, Pattern)>,
    },
    /// `*rest` or `*_` (none).
    Star(Option<Ident>),
    /// `pattern as name`, a bare name (no pattern), or `_` (neither).
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Ident>,
    },
    /// `a | b`.
    Or(Vec<Pattern>),
}

/// `name as asname`; `name` may be dotted in `import`.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Identity (of the binding occurrence).
    pub id: NodeId,
    /// Where it stands.
    pub span: Span,
    /// The imported name, dots included.
    pub name: Ident,
    /// Behind `as`.
    pub asname: Option<Ident>,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Identity.
    pub id: NodeId,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of expressions.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the comment of a variant shows its fields in Python's notation"
)]
pub enum ExprKind {
    /// A literal.
    Constant(Constant),
    /// A name, read, written or deleted according to where it stands.
    Name(Ident),
    /// `'name' in globals()`; `'name' not in globals()` if it is negated.
    IsGlobal { name: Ident, is_negated: bool },
    /// `and` / `or` over two or more values.
    BoolOp { op: BoolOp, values: Vec<Expr> },
    /// `target := value`; the target is a name.
    Named { target: Box<Expr>, value: Box<Expr> },
    /// `left op right`.
    Binary {
        left: Box<Expr>,
        op: BinOp,
        right: Box<Expr>,
    },
    /// `op operand`.
    Unary { op: UnaryOp, operand: Box<Expr> },
    /// `lambda params: body`.
    Lambda(Box<Lambda>),
    /// `body if test else orelse`.
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// `{key: value, **mapping}`.
    Dict(Vec<DictItem>),
    /// `{a, b}`.
    Set(Vec<Expr>),
    /// `[element for …]`, `{element for …}`, `(element for …)`, `{key: value for …}`.
    Comprehension(Box<Comprehension>),
    /// `await value`.
    Await(Box<Expr>),
    /// `yield value`.
    Yield(Option<Box<Expr>>),
    /// `yield from value`.
    YieldFrom(Box<Expr>),
    /// `left op right op right …`.
    Compare {
        left: Box<Expr>,
        rest: Vec<(CmpOp, Expr)>,
    },
    /// `func(args, key=value)`.
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// `f'…'`, implicit concatenation folded in.
    FString(Vec<FStringPart>),
    /// `value.attr`.
    Attribute { value: Box<Expr>, attr: Ident },
    /// `value[index]`.
    Subscript { value: Box<Expr>, index: Box<Expr> },
    /// `*value`, in calls, displays and targets.
    Starred(Box<Expr>),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `a, b`.
    Tuple(Vec<Expr>),
    /// `lower:upper:step`, inside a subscript only.
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

/// An anonymous function.
#[derive(Clone, Debug)]
pub struct Lambda {
    /// Its parameters.
    pub params: Params,
    /// Its value.
    pub body: Expr,
    /// The function that it was made of by [`types::wrap`](crate::types::wrap), and is where anybody looks at it.
    pub stands_for: Option<Box<Expr>>,
}

/// What a comprehension builds.
#[derive(Clone, Debug)]
pub enum ComprehensionKind {
    /// A list of elements.
    List(Expr),
    /// A set of elements.
    Set(Expr),
    /// A dict of key and value.
    Dict(Expr, Expr),
    /// A generator of elements.
    Generator(Expr),
}

/// A comprehension or generator expression.
#[derive(Clone, Debug)]
pub struct Comprehension {
    /// What it builds.
    pub kind: ComprehensionKind,
    /// Its `for` clauses, at least one.
    pub clauses: Vec<ForClause>,
}

/// `for target in iter if condition …`.
#[derive(Clone, Debug)]
pub struct ForClause {
    /// What is bound on each turn.
    pub target: Expr,
    /// What is iterated; the first clause's is evaluated in the enclosing scope.
    pub iter: Expr,
    /// The `if`s behind it.
    pub conditions: Vec<Expr>,
    /// `async for`.
    pub is_async: bool,
}

/// `name=value`, or `**value` without a name.
#[derive(Clone, Debug)]
pub struct Keyword {
    /// The name; none for `**`.
    pub name: Option<Ident>,
    /// The value.
    pub value: Expr,
    /// Where it stands.
    pub span: Span,
}

/// An item of a dict display.
#[derive(Clone, Debug)]
pub enum DictItem {
    /// `key: value`.
    Pair(Expr, Expr),
    /// `**mapping`.
    Spread(Expr),
}

/// A piece of an f-string.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "the comment of a variant shows its fields in Python's notation"
)]
pub enum FStringPart {
    /// Plain text, escapes already resolved; the text of `{x=}` is such a piece.
    Text(String),
    /// `{value!conversion:spec}`; a `{x=}` without conversion and spec has `Repr`.
    Value {
        value: Expr,
        conversion: Conversion,
        spec: Option<Vec<FStringPart>>,
    },
}

/// `!s`, `!r`, `!a` of an f-string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// None given: `format(value, spec)`.
    None,
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// An integer that fits 64 bits.
    Int(i64),
    /// A larger integer, in decimal digits.
    BigInt(String),
    /// A float.
    Float(f64),
    /// The imaginary part of `2j`.
    Imaginary(f64),
    /// A string, pieces joined, escapes resolved.
    Str(String),
    /// Bytes, escapes resolved.
    Bytes(Vec<u8>),
    /// `...`.
    Ellipsis,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BoolOp {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// Binary arithmetic operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named as in Python's ast module")]
pub enum BinOp {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named as in Python's ast module")]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named as in Python's ast module")]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
