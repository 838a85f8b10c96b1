//! Syntax tree and types to IR, one file a construct.

mod augmented;
mod builtin;
mod call;
mod compare;
mod comprehension;
mod convert;
mod display;
mod expr;
mod format;
mod function;
mod iterate;
mod method;
mod names;
mod operator;
mod reason;
mod stmt;
mod target;

use std::collections::{HashMap, HashSet};

use super::{Func, FuncId, Program, SetId, Ty, VarIdx};
use crate::diagnostics::{Diagnostic, unsupported};
use crate::names::{Names, VarId};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::NodeId;
use crate::types::{FuncVar, Functions, InstId, Instance, Member, Types};

/// Lowers a program.
///
/// # Errors
/// What cannot be translated, with its place.
pub fn lower(
    source: &SourceFile,
    names: &Names,
    types: &Types,
    funcs: &Functions<'_>,
) -> Result<Program, Vec<Diagnostic>> {
    let mut lower = Lower::new(source, names, types, funcs);
    lower.module();
    if lower.refusals.is_empty() {
        Ok(lower.program)
    } else {
        Err(lower.refusals)
    }
}

/// What the files of this stage share.
pub(super) struct Lower<'a> {
    source: &'a SourceFile,
    names: &'a Names,
    types: &'a Types,
    funcs: &'a Functions<'a>,
    program: Program,
    refusals: Vec<Diagnostic>,
    func_ids: HashMap<InstId, FuncId>,
    var_ids: HashMap<(InstId, VarId), VarIdx>,
    default_vars: HashMap<(Member, usize), VarIdx>,
    set_ids: HashMap<FuncVar, SetId>,
    /// Functions whose bodies are still to be lowered.
    waiting: Vec<InstId>,
    lowered: HashSet<InstId>,
    inst: InstId,
    func: FuncId,
    taken: HashSet<String>,
    /// Scopes of generator expressions that run as functions of their own.
    lazy_scopes: HashMap<(InstId, crate::names::ScopeId), FuncId>,
    loop_exits: Vec<LoopExit>,
    n_labels: u32,
    /// An iterable that a builtin uses up at once: nobody can tell it from a list.
    exhausted: Option<NodeId>,
}

/// What `break` does in a loop.
#[derive(Clone, Debug)]
pub(super) enum LoopExit {
    /// It leaves the loop.
    Plain,
    /// It leaves the block of this label, which holds the loop and its `else`.
    Label(String),
    /// It leaves the loop and notes in this variable that the `else` does not run.
    Flag(VarIdx),
}

impl<'a> Lower<'a> {
    fn new(
        source: &'a SourceFile,
        names: &'a Names,
        types: &'a Types,
        funcs: &'a Functions<'a>,
    ) -> Self {
        Self {
            source,
            names,
            types,
            funcs,
            program: Program::default(),
            refusals: Vec::new(),
            func_ids: HashMap::new(),
            var_ids: HashMap::new(),
            default_vars: HashMap::new(),
            set_ids: HashMap::new(),
            waiting: Vec::new(),
            lowered: HashSet::new(),
            inst: InstId(0),
            func: FuncId(0),
            taken: HashSet::new(),
            lazy_scopes: HashMap::new(),
            loop_exits: Vec::new(),
            n_labels: 0,
            exhausted: None,
        }
    }

    fn instance(&self) -> &'a Instance {
        self.types.instance(self.inst)
    }

    fn line(&self, span: Span) -> u32 {
        self.source.line_number(span.start)
    }

    /// The type inferred for a node of the current instance.
    fn inferred(&self, node: NodeId) -> crate::types::Ty {
        let ty = self
            .instance()
            .exprs
            .get(&node)
            .cloned()
            .unwrap_or(crate::types::Ty::Value);
        self.types.store.normal(&ty)
    }

    /// The Rust type of a node of the current instance.
    fn node_ty(&mut self, node: NodeId) -> Ty {
        let ty = self.inferred(node);
        self.ty(&ty)
    }

    /// Declines a construct; translation goes on to find others.
    fn refuse(&mut self, span: Span, what: &str, instead: &str) {
        if !self.refusals.iter().any(|known| known.span == span) {
            self.refusals.push(unsupported(span, what, instead));
        }
    }

    fn func_mut(&mut self) -> &mut Func {
        &mut self.program.funcs[self.func.0 as usize]
    }

    fn var_ty(&self, var: VarIdx) -> Ty {
        self.program.vars[var.0 as usize].ty.clone()
    }
}
