//! Texts that are parts of other texts: `&str` instead of a string of its own.
//!
//! **Python**
//! ```python
//! while i < len(text):
//!     c = text[i]
//! ```
//! **Rust**: `let c = letters.letter(i);`, a `&str` into `text`, which stays where it is. A variable is such a part if all that is
//! stored in it are literals, characters and slices of texts that outlive it and never change.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::walk::{Node, each_block, inner_blocks, node_vars, pattern_vars, walk_block};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Pattern, Program, Reason, Role, Spelling, Stmt, StmtKind,
    Storage, Ty, VarIdx,
};

/// Where a variable is declared: the blocks around it, outermost first.
type Path = Vec<usize>;

/// What a variable that may be a part of a text is a part of.
#[derive(Clone, Debug)]
enum Origin {
    /// A variable: a text, or a part of one.
    Var(VarIdx),
    /// A value that lives as long as this block runs.
    Block(Path),
}

/// Finds the variables, and writes the loops over the characters of a text that bind them.
pub(super) fn find_views(program: &mut Program) {
    let captured: BTreeSet<VarIdx> = program
        .funcs
        .iter()
        .flat_map(|func| func.captures.iter().copied())
        .collect();
    for index in 0..program.funcs.len() {
        if program.funcs[index].role == Role::Generator {
            continue;
        }
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let mut finder = Finder {
            program,
            func,
            captured: &captured,
            n_blocks: 0,
            declared: BTreeMap::new(),
            origins: BTreeMap::new(),
            other: BTreeSet::new(),
        };
        for param in &finder.program.funcs[index].params {
            finder.declared.insert(param.var, Vec::new());
            finder.other.insert(param.var);
        }
        finder.block(&body, &Vec::new());
        let (views, texts) = finder.decide();
        rewrite_loops(&views, &mut body);
        program.funcs[index].body = body;
        for var in texts {
            program.vars[var.0 as usize].is_viewed = true;
        }
        for var in views {
            let data = &mut program.vars[var.0 as usize];
            data.ty = Ty::StaticStr;
            data.reasons.push(Reason::new(
                "part-of-text",
                format!(
                    "`{}` only ever holds parts of texts that outlive it: `&str`",
                    data.known_as()
                ),
            ));
        }
    }
}

struct Finder<'a> {
    program: &'a Program,
    func: FuncId,
    captured: &'a BTreeSet<VarIdx>,
    n_blocks: usize,
    declared: BTreeMap<VarIdx, Path>,
    /// By variable, all that is stored in it.
    origins: BTreeMap<VarIdx, Vec<Origin>>,
    /// Variables that hold something else, too.
    other: BTreeSet<VarIdx>,
}

impl Finder<'_> {
    fn block(&mut self, block: &Block, around: &Path) {
        self.n_blocks += 1;
        let mut path = around.clone();
        path.push(self.n_blocks);
        for stmt in &block.stmts {
            self.stmt(stmt, &path);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, path: &Path) {
        match &stmt.kind {
            StmtKind::Let { var, value } => {
                self.declared.insert(*var, path.clone());
                if let Some(value) = value {
                    self.store(*var, value);
                }
            }
            StmtKind::Store { var, value } => self.store(*var, value),
            StmtKind::For {
                pattern,
                iter,
                body,
                ..
            } => {
                let mut inside = path.clone();
                inside.push(self.n_blocks + 1);
                let mut bound = Vec::new();
                pattern_vars(pattern, &mut bound);
                let letter = letter_var(pattern, iter);
                for var in bound {
                    self.declared.insert(var, inside.clone());
                    match letter {
                        Some((letter, text)) if letter == var => {
                            let origin = match text {
                                Some(text) if self.is_stable(text) => Origin::Var(text),
                                _ => Origin::Block(inside.clone()),
                            };
                            self.origins.entry(var).or_default().push(origin);
                            if text.is_some_and(|text| stores(body, text)) {
                                self.other.insert(var);
                            }
                        }
                        _ => {
                            self.other.insert(var);
                        }
                    }
                }
                self.block(body, path);
                return;
            }
            _ => {}
        }
        if !matches!(stmt.kind, StmtKind::Let { .. } | StmtKind::Store { .. }) {
            self.other.extend(node_vars(Node::Stmt(stmt)));
        }
        match &stmt.kind {
            StmtKind::Match {
                ok, result, error, ..
            } => {
                self.other.extend(ok.iter().chain(result));
                self.other.insert(*error);
            }
            StmtKind::Try { error, .. } => {
                self.other.insert(*error);
            }
            StmtKind::Finally { arms, .. } => {
                self.other.extend(arms.iter().filter_map(|arm| arm.var));
            }
            _ => {}
        }
        inner_blocks(stmt, &mut |inner| self.block(inner, path));
        self.expressions(stmt);
    }

    /// Blocks inside expressions declare variables too.
    fn expressions(&mut self, stmt: &Stmt) {
        let mut found = BTreeSet::new();
        crate::ir::walk::walk_stmt(stmt, &mut |node| {
            if let Node::Expr(Expr {
                kind: ExprKind::Block(block, _),
                ..
            }) = node
            {
                walk_block(block, &mut |inner| {
                    if let Node::Stmt(_) | Node::Pattern(_) = inner {
                        found.extend(node_vars(inner));
                    }
                });
            }
            if let Node::Expr(Expr {
                kind: ExprKind::Op { args, .. },
                ..
            }) = node
                && let Some((
                    Expr {
                        kind: ExprKind::Var(var),
                        ..
                    },
                    crate::ir::Mode::MutReceiver,
                )) = args.first()
            {
                found.insert(*var);
            }
            if let Node::Expr(Expr {
                kind: ExprKind::Inline { params, .. },
                ..
            }) = node
            {
                let mut bound = Vec::new();
                for param in params {
                    pattern_vars(param, &mut bound);
                }
                found.extend(bound);
            }
        });
        self.other.extend(found);
    }

    fn store(&mut self, var: VarIdx, value: &Expr) {
        let mut origins = Vec::new();
        if self.is_part(value, &mut origins) {
            self.origins.entry(var).or_default().extend(origins);
        } else {
            self.other.insert(var);
        }
    }

    /// Whether the value is a part of a text, and of which.
    fn is_part(&self, value: &Expr, origins: &mut Vec<Origin>) -> bool {
        match &value.kind {
            ExprKind::Str(_) => true,
            ExprKind::Var(var) => match self.program.vars[var.0 as usize].ty {
                Ty::StaticStr => true,
                Ty::Str => {
                    origins.push(Origin::Var(*var));
                    true
                }
                _ => false,
            },
            ExprKind::If { then, orelse, .. } => {
                self.is_part(then, origins) && self.is_part(orelse, origins)
            }
            ExprKind::Raises { inner, .. } => is_part_access(inner) && self.is_part(inner, origins),
            ExprKind::Op { args, .. } if is_part_access(value) => match &args[0].0.kind {
                ExprKind::Var(var) => match self.program.vars[var.0 as usize].ty {
                    Ty::StaticStr => true,
                    Ty::Str => {
                        origins.push(Origin::Var(*var));
                        true
                    }
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }

    /// A text of this function that is bound once and stays.
    fn is_stable(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.owner == self.func
            && data.ty == Ty::Str
            && data.storage == Storage::Plain
            && data.n_stores <= 1
            && !data.maybe_unbound
            && self.declared.contains_key(&var)
    }

    fn may_view(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.owner == self.func
            && data.ty == Ty::Str
            && data.storage == Storage::Plain
            && !data.is_param
            && !data.maybe_unbound
            && !self.captured.contains(&var)
            && !self.other.contains(&var)
            && self.declared.contains_key(&var)
    }

    /// The parts, and the texts that they are parts of.
    fn decide(&self) -> (BTreeSet<VarIdx>, BTreeSet<VarIdx>) {
        let mut views: BTreeSet<VarIdx> = self
            .origins
            .keys()
            .copied()
            .filter(|var| self.may_view(*var))
            .collect();
        loop {
            let lost: Vec<VarIdx> = views
                .iter()
                .copied()
                .filter(|var| !self.outlived(*var, &views, &mut BTreeSet::new(), *var))
                .collect();
            if lost.is_empty() {
                break;
            }
            for var in lost {
                views.remove(&var);
            }
        }
        let texts = views
            .iter()
            .flat_map(|var| &self.origins[var])
            .filter_map(|origin| match origin {
                Origin::Var(text) if !views.contains(text) => Some(*text),
                Origin::Var(_) | Origin::Block(_) => None,
            })
            .collect();
        (views, texts)
    }

    /// Whether all that `var` is a part of lives at least as long as `view`.
    fn outlived(
        &self,
        var: VarIdx,
        views: &BTreeSet<VarIdx>,
        seen: &mut BTreeSet<VarIdx>,
        view: VarIdx,
    ) -> bool {
        if !seen.insert(var) {
            return true;
        }
        let inside = &self.declared[&view];
        self.origins[&var].iter().all(|origin| match origin {
            Origin::Block(path) => inside.starts_with(path),
            Origin::Var(text) if views.contains(text) => self.outlived(*text, views, seen, view),
            Origin::Var(text) => self.is_stable(*text) && inside.starts_with(&self.declared[text]),
        })
    }
}

/// Whether a block stores to the variable or changes what it holds.
pub(super) fn stores(block: &Block, var: VarIdx) -> bool {
    let mut found = false;
    walk_block(block, &mut |node| match node {
        Node::Stmt(_) => found |= node_vars(node).contains(&var),
        Node::Expr(Expr {
            kind: ExprKind::Op { args, .. },
            ..
        }) => {
            found |= matches!(
                args.first(),
                Some((Expr { kind: ExprKind::Var(changed), .. }, crate::ir::Mode::MutReceiver))
                    if *changed == var
            );
        }
        Node::Expr(_) | Node::Pattern(_) => {}
    });
    found
}

/// `text[index]` or `text[start:stop]`.
pub(super) fn is_part_access(expr: &Expr) -> bool {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime: true,
    } = &expr.kind
    else {
        return false;
    };
    if !matches!(args[0].0.ty, Ty::Str | Ty::StaticStr | Ty::Letters) {
        return false;
    }
    match name.trim_start_matches("try_") {
        "slice" => matches!(args[3].0.kind, ExprKind::NoneOption),
        name => lent_name(name).is_some(),
    }
}

/// The method that lends what a method of texts makes a text of its own of.
pub(super) fn lent_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "at" | "letter" => "letter",
        "slice" | "part" => "part",
        "strip" | "stripped" => "stripped",
        "strip_chars" | "stripped_of" => "stripped_of",
        "lstrip" | "lstripped" => "lstripped",
        "lstrip_chars" | "lstripped_of" => "lstripped_of",
        "rstrip" | "rstripped" => "rstripped",
        "rstrip_chars" | "rstripped_of" => "rstripped_of",
        _ => return None,
    })
}

/// The variable of a loop over the characters or the words of a text, and the text if it is a variable.
fn letter_var(pattern: &Pattern, iter: &Expr) -> Option<(VarIdx, Option<VarIdx>)> {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &iter.kind
    else {
        return None;
    };
    match (pattern, name.as_str()) {
        (Pattern::Var(var), "py_chars") => match &args[0].0.kind {
            ExprKind::Var(text) => Some((*var, Some(*text))),
            _ => Some((*var, None)),
        },
        (Pattern::Var(var), "iter") => match &args[0].0.kind {
            ExprKind::Op {
                spelling: Spelling::Method(split),
                args: inner,
                ..
            } if split == "py_split" => match &inner[0].0.kind {
                ExprKind::Var(text) => Some((*var, Some(*text))),
                _ => Some((*var, None)),
            },
            _ => None,
        },
        (Pattern::Tuple(parts), "zip") => match (&parts[..], &args[0].0.kind) {
            (
                [_, part],
                ExprKind::Op {
                    spelling: Spelling::RangeFrom,
                    ..
                },
            ) => letter_var(part, &args[1].0),
            _ => None,
        },
        _ => None,
    }
}

/// Loops that bind parts lend the characters.
fn rewrite_loops(views: &BTreeSet<VarIdx>, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let StmtKind::For { pattern, iter, .. } = &mut stmt.kind
            && let Some((var, _)) = letter_var(pattern, iter)
            && views.contains(&var)
        {
            lend_letters(iter);
        }
        each_block(stmt, &mut |inner| rewrite_loops(views, inner));
    }
}

fn lend_letters(iter: &mut Expr) {
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut iter.kind
    {
        if name == "py_chars" {
            "letters".clone_into(name);
        } else if name == "iter" {
            // Nobody keeps the list of the words.
            "words".clone_into(name);
            if let ExprKind::Op { args: inner, .. } = &mut args[0].0.kind {
                *args = std::mem::take(inner);
            }
        } else if let Some((inner, _)) = args.get_mut(1) {
            lend_letters(inner);
        }
    }
}
