//! The functions of a program: the module, every `def` and every `lambda`, in the order of the text.

use std::collections::HashMap;

use crate::names::{Names, ScopeId, ScopeKind};
use crate::source::Span;
use crate::syntax::ast::{Body, Expr, FunctionDef, Lambda, Module, NodeId, Params};

/// Index of a [`FuncDef`]; 0 is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncIdx(pub u32);

/// A function of the program.
#[derive(Clone, Copy, Debug)]
pub struct FuncDef<'a> {
    /// The `FunctionDef` statement or `Lambda` expression; none for the module.
    pub node: Option<NodeId>,
    /// Its scope.
    pub scope: ScopeId,
    /// The function around it; none for the module.
    pub parent: Option<FuncIdx>,
    /// What it executes.
    pub body: FuncBody<'a>,
    /// Where it stands.
    pub span: Span,
}

/// What a function executes.
#[derive(Clone, Copy, Debug)]
pub enum FuncBody<'a> {
    /// The module's statements.
    Module(&'a Module),
    /// A `def`.
    Def(&'a FunctionDef),
    /// A `lambda`.
    Lambda(&'a Lambda),
}

impl<'a> FuncDef<'a> {
    /// Its parameters, in order.
    pub fn params(&self) -> Option<&'a Params> {
        match self.body {
            FuncBody::Module(_) => None,
            FuncBody::Def(def) => Some(&def.params),
            FuncBody::Lambda(lambda) => Some(&lambda.params),
        }
    }

    /// What a lambda was made of that stands for another function.
    pub fn stands_for(&self) -> Option<&'a Expr> {
        match self.body {
            FuncBody::Module(_) | FuncBody::Def(_) => None,
            FuncBody::Lambda(lambda) => lambda.stands_for.as_deref(),
        }
    }

    /// `__name__`.
    pub fn name(&self) -> &'a str {
        match self.body {
            FuncBody::Module(_) => "<module>",
            FuncBody::Def(def) => &def.name.name,
            FuncBody::Lambda(_) => "<lambda>",
        }
    }

    /// Its docstring.
    pub fn docstring(&self) -> Option<&'a str> {
        match self.body {
            FuncBody::Module(module) => module.docstring.as_deref(),
            FuncBody::Def(def) => def.docstring.as_deref(),
            FuncBody::Lambda(_) => None,
        }
    }

    /// Its statements, if it has any.
    pub fn block(&self) -> Option<&'a Body> {
        match self.body {
            FuncBody::Module(module) => Some(&module.body),
            FuncBody::Def(def) => Some(&def.body),
            FuncBody::Lambda(_) => None,
        }
    }

    /// The value of a lambda.
    pub fn value(&self) -> Option<&'a Expr> {
        match self.body {
            FuncBody::Module(_) | FuncBody::Def(_) => None,
            FuncBody::Lambda(lambda) => Some(&lambda.body),
        }
    }
}

/// All functions, with the ways to find them.
#[derive(Debug)]
pub struct Functions<'a> {
    /// All of them; 0 is the module.
    pub defs: Vec<FuncDef<'a>>,
    /// By `FunctionDef` statement or `Lambda` expression.
    pub by_node: HashMap<NodeId, FuncIdx>,
    /// The function whose run holds the names of a scope: comprehensions belong to the function around them.
    pub of_scope: Vec<FuncIdx>,
}

impl<'a> Functions<'a> {
    /// The functions found by walking the tree (`found`: node, span, body), placed in their scopes.
    pub fn new(
        module: &'a Module,
        found: Vec<(NodeId, Span, FuncBody<'a>)>,
        names: &Names,
    ) -> Self {
        let mut defs = vec![FuncDef {
            node: None,
            scope: ScopeId(0),
            parent: None,
            body: FuncBody::Module(module),
            span: Span::default(),
        }];
        let mut by_node = HashMap::new();
        let mut by_scope = HashMap::from([(ScopeId(0), FuncIdx(0))]);
        for (node, span, body) in found {
            let scope = names.scope_of[&node];
            let index = FuncIdx(u32::try_from(defs.len()).expect("fewer than 2^32 functions"));
            by_node.insert(node, index);
            by_scope.insert(scope, index);
            defs.push(FuncDef {
                node: Some(node),
                scope,
                parent: None,
                body,
                span,
            });
        }
        let of_scope: Vec<FuncIdx> = (0..names.scopes.len())
            .map(|index| {
                let mut scope = ScopeId(u32::try_from(index).expect("fewer than 2^32 scopes"));
                loop {
                    if let Some(func) = by_scope.get(&scope) {
                        return *func;
                    }
                    scope = names.scopes[scope.0 as usize]
                        .parent
                        .expect("only the module has none");
                }
            })
            .collect();
        for def in defs.iter_mut().skip(1) {
            let parent = names.scopes[def.scope.0 as usize]
                .parent
                .expect("a def has a parent");
            def.parent = Some(of_scope[parent.0 as usize]);
        }
        Self {
            defs,
            by_node,
            of_scope,
        }
    }

    /// A function.
    pub fn def(&self, index: FuncIdx) -> FuncDef<'a> {
        self.defs[index.0 as usize]
    }

    /// Whether names of the scope live as long as one turn of a comprehension in it.
    pub fn is_inline(kind: ScopeKind) -> bool {
        match kind {
            ScopeKind::Comprehension | ScopeKind::Generator => true,
            ScopeKind::Module | ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Class => false,
        }
    }
}

/// Whether a default is a literal, which calls can repeat.
pub fn is_literal(default: &Expr) -> bool {
    use crate::syntax::ast::{Constant, ExprKind, UnaryOp};
    match &default.kind {
        ExprKind::Constant(
            Constant::None
            | Constant::Bool(_)
            | Constant::Int(_)
            | Constant::Float(_)
            | Constant::Str(_),
        ) => true,
        ExprKind::Unary {
            op: UnaryOp::USub,
            operand,
        } => {
            matches!(
                operand.kind,
                ExprKind::Constant(Constant::Int(_) | Constant::Float(_))
            )
        }
        _ => false,
    }
}

/// Whether the program names one of these attributes.
fn names_attribute(module: &Module, names: &[&str]) -> bool {
    let mut found = false;
    crate::syntax::walk::walk_body(&module.body, &mut |node| {
        if let crate::syntax::walk::Node::Expr(expr) = node
            && let crate::syntax::ast::ExprKind::Attribute { attr, .. } = &expr.kind
        {
            found |= names.contains(&attr.name.as_str());
        }
    });
    found
}

/// Whether the program asks exceptions for their contexts.
pub fn shows_contexts(module: &Module) -> bool {
    names_attribute(module, &["__context__"])
}

/// Whether the program asks functions for their cells: their captured variables are cell objects then.
pub fn looks_into_cells(module: &Module) -> bool {
    names_attribute(module, &["__closure__", "__code__"])
}

/// Whether the program asks a `defaultdict` for what makes its missing values.
pub fn shows_factories(module: &Module) -> bool {
    names_attribute(module, &["default_factory"])
}
