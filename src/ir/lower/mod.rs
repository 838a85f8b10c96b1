//! Syntax tree and types to IR, one file a construct.

mod arguments;
mod augmented;
mod beginning;
mod builtin;
mod call;
mod callback;
mod collection;
mod compare;
mod comprehension;
mod construct;
mod convert;
mod display;
mod exception;
mod expr;
mod fold;
mod format;
mod function;
mod guarded;
mod held;
mod identity;
mod iterate;
mod kept;
mod laziness;
mod library;
mod merged;
mod method;
mod names;
mod operator;
mod pattern;
mod reason;
mod record;
mod reflect;
mod shown;
mod spread;
mod stmt;
mod subscript;
mod target;
mod template;
mod truth;
mod view;

use std::collections::{HashMap, HashSet};

pub(super) use truth::negated;

use super::{Func, FuncId, Program, RecordId, SetId, Ty, VarIdx};
use crate::diagnostics::{Diagnostic, unsupported};
use crate::names::{Names, VarId};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::NodeId;
use crate::types::{FuncVar, Functions, InstId, Instance, Member, RecordVar, Types};

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
    lower.guarded = guarded::guarded(types, funcs);
    lower.handling = guarded::handling(types, funcs);
    lower.module();
    shown::settle(&mut lower.program, lower.makes_entries);
    if lower.refusals.is_empty() {
        for (line, what) in super::raise::route(&mut lower.program) {
            let span = lower.spans.get(&line).copied().unwrap_or_default();
            lower.refuse(span, what, "write it as a loop");
        }
    }
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
    /// The first statement of each line.
    spans: HashMap<u32, Span>,
    func_ids: HashMap<InstId, FuncId>,
    var_ids: HashMap<(InstId, VarId), VarIdx>,
    default_vars: HashMap<(Member, usize), VarIdx>,
    set_ids: HashMap<FuncVar, SetId>,
    record_ids: HashMap<RecordVar, RecordId>,
    /// What the text calls what each dict display makes.
    record_names: HashMap<NodeId, String>,
    /// The line of each dict display.
    record_lines: HashMap<NodeId, u32>,
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
    /// Handlers and `finally`s around the current place.
    frames: Vec<Frame>,
    n_attempts: u32,
    /// How many `try` bodies of the function are around.
    n_guards: u32,
    /// The exceptions that handlers around are handling.
    handled: Vec<VarIdx>,
    /// Instances that may run while a `try` waits.
    guarded: HashSet<InstId>,
    /// Instances that may run while an exception is handled.
    handling: HashSet<InstId>,
    /// The literals that assignments store, by target.
    literals: HashMap<NodeId, crate::syntax::ast::Constant>,
    /// The program has dicts that make values for keys that they do not have.
    makes_entries: bool,
    /// An iterable that a builtin uses up at once: nobody can tell it from a list.
    exhausted: Option<NodeId>,
    /// What walks the sources of an iterator is kept with it.
    keeps_sources: bool,
    /// How many generator expressions are around.
    n_generators: u32,
    /// What was evaluated before the code that it stands in.
    held: HashMap<(InstId, NodeId), super::Expr>,
    /// The operand that is being evaluated as what it is before its place asks for more.
    evaluated: Option<NodeId>,
    /// Iterators that are walked where they stand.
    walked_first: HashSet<NodeId>,
}

/// Something around that `return`, `break` and `continue` pass on their way.
#[derive(Clone, Debug)]
pub(super) enum Frame {
    /// An `except … as name`: the name is deleted.
    Handler {
        /// The variables that lose their value.
        vars: Vec<VarIdx>,
        /// Some read may see that.
        is_seen: bool,
        /// How many loops are around the handler.
        n_loops: usize,
    },
    /// A `finally`, which runs on the way.
    Finally {
        /// The label of its body.
        label: String,
        /// How many loops are around it.
        n_loops: usize,
        /// How its body is left.
        ways: Vec<crate::ir::Way>,
    },
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
        let (record_names, record_lines) =
            record::displays(funcs, |expr| source.line_number(expr.span.start));
        Self {
            source,
            names,
            types,
            funcs,
            program: Program::default(),
            refusals: Vec::new(),
            spans: HashMap::new(),
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
            frames: Vec::new(),
            n_attempts: 0,
            n_guards: 0,
            handled: Vec::new(),
            guarded: HashSet::new(),
            handling: HashSet::new(),
            literals: identity::literals(funcs),
            record_ids: HashMap::new(),
            record_names,
            record_lines,
            makes_entries: collection::makes_entries(names, types, funcs),
            exhausted: None,
            keeps_sources: false,
            n_generators: 0,
            held: HashMap::new(),
            evaluated: None,
            walked_first: held::walked_first(funcs),
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
        let ty = match self.instance().needed.get(&node) {
            Some(needed) if self.evaluated == Some(node) => &needed.whole,
            _ => &ty,
        };
        self.types.store.normal(ty)
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
