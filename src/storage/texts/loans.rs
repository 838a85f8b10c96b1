//! Texts that are parts of other texts: who lends them, and whether what is lent lives long enough.
//!
//! **Python**
//! ```python
//! def fields(line):
//!     return [line[:3], line[3:]]
//! ```
//! **Rust**: `fn fields(line: &str) -> Vec<&str>`.
//!
//! A *lender* is a variable that holds a text which nobody changes or moves away: a local that is stored to once, or a parameter that is
//! only lent itself. Every text of the [graph](super::graph::Texts) has a set of lenders, which go along with it; what a function gives
//! back of its parameters is, to its caller, a part of the arguments. A part may stay where its lender's block is around it, and behind
//! its lender's declaration; a text that gets anywhere else is a `String`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::own::each_part;
use crate::ir::walk::{Node, declared_in, inner_blocks, pattern_vars, walk_block, walk_stmt};
use crate::ir::{
    Block, Class, Expr, ExprKind, Func, FuncId, Program, Role, Stmt, StmtKind, Storage, Ty, VarIdx,
};

/// Stands for a lender that nothing is known of.
const UNKNOWN: VarIdx = VarIdx(u32::MAX);

/// Which texts are parts of which.
#[derive(Debug, Default)]
pub(super) struct Loans {
    /// What is noted goes into a function or comes out of one: it has lenders of its own there.
    pub(super) is_across: bool,
    edges: Vec<(Class, Class)>,
    /// What holds a text, and one that is a part of it.
    parts: Vec<(Lender, Class)>,
    /// An argument, and where it goes in a parameter.
    handed_over: Vec<(Class, Class, VarIdx)>,
    calls: Vec<Call>,
    /// The texts that `Letters` were made of.
    prepared: BTreeMap<VarIdx, VarIdx>,
    /// The classes of texts in variables, and whether they are parts whatever else is found out.
    classes: BTreeMap<VarIdx, (Class, bool)>,
    lenders: BTreeSet<VarIdx>,
    found: Vec<BTreeSet<VarIdx>>,
}

/// A call: what its result may be a part of.
#[derive(Debug)]
struct Call {
    /// Texts in the function's result, and the same ones where it is called.
    results: Vec<(Class, Class)>,
    /// By parameter, the argument.
    args: BTreeMap<VarIdx, Lender>,
}

/// What a text may be a part of.
#[derive(Clone, Copy, Debug)]
enum Lender {
    /// What a variable holds.
    Var(VarIdx),
    /// A value.
    Text(Class),
}

impl Loans {
    /// Looks at what the variables of an annotated program are.
    pub(super) fn prepare(&mut self, program: &Program, places: &Places) {
        self.lenders.clone_from(&places.lenders);
        for (index, data) in program.vars.iter().enumerate() {
            if let Ty::Owned(text, class) = &data.ty {
                let var = VarIdx(u32::try_from(index).expect("few variables"));
                self.classes.insert(var, (*class, **text == Ty::StaticStr));
            }
        }
        for func in &program.funcs {
            walk_block(&func.body, &mut |node| {
                if let Node::Stmt(Stmt {
                    kind:
                        StmtKind::Let {
                            var,
                            value: Some(value),
                        },
                    ..
                }) = node
                    && program.vars[var.0 as usize].ty == Ty::Letters
                    && let ExprKind::Op { args, .. } = &value.kind
                    && let ExprKind::Var(text) = args[0].0.kind
                {
                    self.prepared.insert(*var, text);
                }
            });
        }
    }

    /// A text goes to a place.
    pub(super) fn lend(&mut self, from: Class, to: Class) {
        if !self.is_across {
            self.edges.push((from, to));
        }
    }

    /// A text is a part of another one; whether that may be.
    pub(super) fn part(&mut self, text: &Expr, part: Class) -> bool {
        let lender = match (&text.kind, &text.ty) {
            (ExprKind::Var(var), _) => {
                let text = self.prepared.get(var).copied().unwrap_or(*var);
                if !self.classes.contains_key(&text) {
                    return false;
                }
                Lender::Var(text)
            }
            (ExprKind::Str(_) | ExprKind::Op { .. }, Ty::Owned(_, text)) => Lender::Text(*text),
            _ => return false,
        };
        self.parts.push((lender, part));
        true
    }

    /// An argument goes to a parameter.
    pub(super) fn hand_over(&mut self, arg: &Ty, ty: &Ty, param: VarIdx) {
        each_pair(arg, ty, &mut |arg, ty| {
            self.handed_over.push((arg, ty, param));
        });
    }

    /// A function gives its result to a caller.
    pub(super) fn call(&mut self, callee: &Func, args: &[Expr], ty: &Ty) {
        let mut results = Vec::new();
        each_pair(&callee.ret, ty, &mut |ret, result| {
            results.push((ret, result));
        });
        if results.is_empty() {
            return;
        }
        let args =
            args.iter()
                .zip(&callee.params)
                .filter_map(|(arg, param)| match (&arg.kind, &arg.ty) {
                    (ExprKind::Var(var), Ty::Owned(..)) => Some((param.var, Lender::Var(*var))),
                    (_, Ty::Owned(_, text)) => Some((param.var, Lender::Text(*text))),
                    _ => None,
                });
        self.calls.push(Call {
            results,
            args: args.collect(),
        });
    }

    /// The lenders of a text.
    fn of(&self, text: Class) -> &BTreeSet<VarIdx> {
        &self.found[text.0 as usize]
    }

    /// Whether a text is a part of others.
    pub(super) fn is_lent(&self, text: Class) -> bool {
        !self.of(text).is_empty()
    }

    /// The lenders of a text, as far as they are known: loops may walk over the parts of a text that only they see.
    pub(super) fn known(&self, text: Class) -> impl Iterator<Item = VarIdx> + '_ {
        let lenders = self.of(text).iter().copied();
        lenders.filter(|lender| *lender != UNKNOWN)
    }

    /// Finds the lenders of all texts that are no `String`s; those are given back that outlive one.
    pub(super) fn settle(
        &mut self,
        is_owned: &[bool],
        program: &Program,
        places: &Places,
    ) -> Vec<Class> {
        self.found = vec![BTreeSet::new(); is_owned.len()];
        while self.spread(is_owned) {}
        let mut dangling = Vec::new();
        let mut check = |ty: &Ty, fits: &dyn Fn(VarIdx) -> bool| {
            each_class(ty, &mut |text, is_part| {
                if !is_part
                    && !is_owned[text.0 as usize]
                    && !self.of(text).iter().all(|lender| fits(*lender))
                {
                    dangling.push(text);
                }
            });
        };
        for (index, data) in program.vars.iter().enumerate() {
            let var = VarIdx(u32::try_from(index).expect("few variables"));
            check(&data.ty, &|lender| places.fits(program, var, lender));
        }
        // What a closure or a block makes is gone behind it.
        for func in &program.funcs {
            walk_block(&func.body, &mut |node| {
                let Node::Expr(expr) = node else { return };
                match &expr.kind {
                    ExprKind::Inline { body, .. } => {
                        let own = declared_in(Node::Expr(body));
                        check(&body.ty, &|lender| {
                            lender != UNKNOWN && !own.contains(&lender)
                        });
                    }
                    ExprKind::Block(block, value) => {
                        let mut own = BTreeSet::new();
                        for stmt in &block.stmts {
                            own.append(&mut declared_in(Node::Stmt(stmt)));
                        }
                        check(&value.ty, &|lender| !own.contains(&lender));
                    }
                    ExprKind::If { then, orelse, .. } => {
                        // What a branch makes for itself is gone behind it.
                        for branch in [then, orelse] {
                            check(&branch.ty, &|lender| lender != UNKNOWN);
                        }
                    }
                    _ => {}
                }
            });
        }
        // A struct is written without lifetimes: its texts are its own.
        for field in program.records.iter().flat_map(|record| &record.fields) {
            check(&field.ty, &|_| false);
        }
        for (index, func) in program.funcs.iter().enumerate() {
            let id = FuncId(u32::try_from(index).expect("few functions"));
            check(&func.ret, &|lender| {
                lender != UNKNOWN && {
                    let data = &program.vars[lender.0 as usize];
                    data.owner == id && data.is_param && matches!(data.ty, Ty::Owned(..))
                }
            });
        }
        dangling
    }

    fn spread(&mut self, is_owned: &[bool]) -> bool {
        let mut new: Vec<(Class, BTreeSet<VarIdx>)> = Vec::new();
        let is_string = |text: &Class| is_owned[text.0 as usize];
        for (text, part) in &self.parts {
            new.push((*part, self.lent_by(*text, is_owned)));
        }
        for (from, to) in &self.edges {
            if !is_string(from) && !is_string(to) {
                new.push((*to, self.of(*from).clone()));
            }
        }
        for (arg, inner, param) in &self.handed_over {
            if !is_string(arg) && !is_string(inner) && !self.of(*arg).is_empty() {
                new.push((*inner, BTreeSet::from([*param])));
            }
        }
        for call in &self.calls {
            for (ret, result) in &call.results {
                if is_string(ret) || is_string(result) {
                    continue;
                }
                for lender in self.of(*ret) {
                    let lent = match call.args.get(lender) {
                        Some(arg) => self.lent_by(*arg, is_owned),
                        None => BTreeSet::from([UNKNOWN]),
                    };
                    new.push((*result, lent));
                }
            }
        }
        let mut has_grown = false;
        for (text, lenders) in new {
            let known = &mut self.found[text.0 as usize];
            let before = known.len();
            known.extend(lenders);
            has_grown |= known.len() > before;
        }
        has_grown
    }

    /// The lenders of a part of a text.
    fn lent_by(&self, lender: Lender, is_owned: &[bool]) -> BTreeSet<VarIdx> {
        let (text, var) = match lender {
            Lender::Text(text) => (Some((text, true)), UNKNOWN),
            Lender::Var(var) => (self.classes.get(&var).copied(), var),
        };
        match text {
            Some((text, _)) if !is_owned[text.0 as usize] => self.of(text).clone(),
            Some((_, false)) if self.lenders.contains(&var) => BTreeSet::from([var]),
            _ => BTreeSet::from([UNKNOWN]),
        }
    }
}

/// The texts that two types of the same shape mention, side by side.
fn each_pair(one: &Ty, two: &Ty, visit: &mut impl FnMut(Class, Class)) {
    match (one, two) {
        (Ty::Owned(_, one), Ty::Owned(_, two)) => visit(*one, *two),
        (Ty::List(one), Ty::List(two))
        | (Ty::Set(one), Ty::Set(two))
        | (Ty::VarTuple(one), Ty::VarTuple(two))
        | (Ty::Option(one), Ty::Option(two))
        | (Ty::Iter(one), Ty::Iter(two)) => each_pair(one, two, visit),
        (Ty::Dict(key, value), Ty::Dict(other_key, other_value)) => {
            each_pair(key, other_key, visit);
            each_pair(value, other_value, visit);
        }
        (Ty::Tuple(ones), Ty::Tuple(twos)) => {
            for (one, two) in ones.iter().zip(twos) {
                each_pair(one, two, visit);
            }
        }
        _ => {}
    }
}

/// The texts that a type mentions, and whether they are parts whatever else is found out.
fn each_class(ty: &Ty, visit: &mut dyn FnMut(Class, bool)) {
    if let Ty::Owned(text, class) = ty {
        visit(*class, **text == Ty::StaticStr);
    } else {
        each_part(&mut ty.clone(), &mut |part| each_class(part, visit));
    }
}

/// Where variables are declared, and which may lend parts of their texts.
pub(super) struct Places {
    /// The blocks around the declaration, outermost first, and its number in the text.
    declared: BTreeMap<VarIdx, (Vec<usize>, usize)>,
    /// Variables of closures that are called where they stand.
    passing: BTreeSet<VarIdx>,
    lenders: BTreeSet<VarIdx>,
    /// By function, those that may run while it does.
    reached: Vec<BTreeSet<FuncId>>,
}

impl Places {
    /// Looks through the program.
    pub(super) fn find(program: &Program) -> Self {
        let mut places = Self {
            declared: BTreeMap::new(),
            passing: BTreeSet::new(),
            lenders: BTreeSet::new(),
            reached: (0..program.funcs.len())
                .map(|func| reached_from(program, func))
                .collect(),
        };
        let mut n_blocks = 0;
        for func in &program.funcs {
            for param in &func.params {
                places.declared.insert(param.var, (Vec::new(), 0));
            }
            places.block(&func.body, &[], &mut n_blocks);
        }
        let mut trial = program.clone();
        super::super::borrow::find_borrowed(&mut trial);
        let captured: BTreeSet<VarIdx> = program
            .funcs
            .iter()
            .flat_map(|func| func.captures.iter().copied())
            .collect();
        for var in places.declared.keys() {
            let data = &program.vars[var.0 as usize];
            let role = program.funcs[data.owner.0 as usize].role;
            let is_lent = trial.vars[var.0 as usize].storage == Storage::Borrowed;
            if matches!(role, Role::Main | Role::Direct)
                && data.ty == Ty::Str
                && data.storage == Storage::Plain
                && data.n_stores <= 1
                && !data.maybe_unbound
                && !captured.contains(var)
                && (!data.is_param || is_lent)
            {
                places.lenders.insert(*var);
            }
        }
        places
    }

    fn block(&mut self, block: &Block, around: &[usize], n_blocks: &mut usize) {
        *n_blocks += 1;
        let mut path = around.to_vec();
        path.push(*n_blocks);
        for stmt in &block.stmts {
            walk_stmt(stmt, &mut |node| {
                if let Node::Expr(Expr {
                    kind: ExprKind::Inline { params, .. },
                    ..
                }) = node
                {
                    for param in params {
                        let mut bound = Vec::new();
                        pattern_vars(param, &mut bound);
                        self.passing.extend(bound);
                    }
                }
            });
            match &stmt.kind {
                StmtKind::Let { var, .. } => self.declare(*var, &path),
                StmtKind::LetTuple { vars, .. } => {
                    for var in vars.iter().flatten() {
                        self.declare(*var, &path);
                    }
                }
                StmtKind::For { pattern, body, .. } => {
                    let mut inside = path.clone();
                    inside.push(*n_blocks + 1);
                    let mut bound = Vec::new();
                    pattern_vars(pattern, &mut bound);
                    for var in bound {
                        self.declare(var, &inside);
                    }
                    self.block(body, &path, n_blocks);
                    continue;
                }
                _ => {}
            }
            inner_blocks(stmt, &mut |inner| self.block(inner, &path, n_blocks));
        }
    }

    fn declare(&mut self, var: VarIdx, path: &[usize]) {
        let number = self.declared.len();
        self.declared.insert(var, (path.to_vec(), number));
    }

    /// Whether a part of the lender's text may be kept in the variable.
    fn fits(&self, program: &Program, var: VarIdx, lender: VarIdx) -> bool {
        if lender == UNKNOWN {
            return false;
        }
        if var == lender || self.passing.contains(&var) {
            return true;
        }
        let (data, lent) = (
            &program.vars[var.0 as usize],
            &program.vars[lender.0 as usize],
        );
        if data.owner != lent.owner {
            return self.reached[lent.owner.0 as usize].contains(&data.owner)
                && !self.reached[data.owner.0 as usize].contains(&lent.owner);
        }
        if data.is_param {
            return false;
        }
        match (self.declared.get(&var), self.declared.get(&lender)) {
            (Some((inner, later)), Some((outer, sooner))) => {
                inner.starts_with(outer) && (lent.is_param || sooner < later)
            }
            _ => false,
        }
    }
}

fn reached_from(program: &Program, func: usize) -> BTreeSet<FuncId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<FuncId> = program.funcs[func].callees.clone();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(&program.funcs[id.0 as usize].callees);
        }
    }
    seen
}
