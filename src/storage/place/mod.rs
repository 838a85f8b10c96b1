//! Moves, clones, borrows and cell accesses, as nodes.
//!
//! Each function is walked backwards with the set of variables that are still needed: an owned value whose
//! last use this is moves, otherwise it is cloned. What a callee only looks at is lent.

mod access;
mod exception;
mod expr;
mod item;
mod text;

use std::collections::BTreeSet;

use crate::ir::walk::{Node, node_vars, pattern_vars, walk_block, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FormatUse, FuncId, Mode, Piece, Program, Spelling, Stmt, StmtKind,
    Storage, Ty, VarIdx,
};

/// Adds the nodes to every function.
pub(super) fn place(program: &mut Program) {
    let mut dead = BTreeSet::new();
    for index in 0..program.funcs.len() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let mut placer = Placer {
            program,
            func: id,
            live: BTreeSet::new(),
            seen_through: BTreeSet::new(),
            exits: Vec::new(),
            dead: BTreeSet::new(),
        };
        placer.block(&mut body);
        for param in &placer.program.funcs[index].params {
            if placer.program.vars[param.var.0 as usize].maybe_unbound
                && !placer.live.contains(&param.var)
            {
                placer.dead.insert(param.var);
            }
        }
        dead.append(&mut placer.dead);
        program.funcs[index].body = body;
    }
    find_unread(program);
    program.has_dead_stores = dead.iter().any(|var| {
        let data = &program.vars[var.0 as usize];
        !data.is_unread && !data.is_constant
    });
}

struct Placer<'a> {
    program: &'a mut Program,
    func: FuncId,
    /// Variables whose values are needed behind the point reached so far.
    live: BTreeSet<VarIdx>,
    /// Parameters of closures of Rust's own that are references to items.
    seen_through: BTreeSet<VarIdx>,
    /// The loops and labelled blocks around it, innermost last.
    exits: Vec<Exit>,
    /// Variables with a store that the next store makes useless.
    dead: BTreeSet<VarIdx>,
}

/// Where `break` and `continue` lead.
struct Exit {
    label: Option<String>,
    is_loop: bool,
    /// What is needed behind it.
    after: BTreeSet<VarIdx>,
    /// What is needed at its top.
    head: BTreeSet<VarIdx>,
}

impl Placer<'_> {
    fn block(&mut self, block: &mut Block) {
        for stmt in block.stmts.iter_mut().rev() {
            self.stmt(stmt);
        }
        // What is left of these says nothing to Rust.
        block
            .stmts
            .retain(|stmt| !matches!(stmt.kind, StmtKind::Unbind(_)));
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::Let { var, value } => {
                let var = *var;
                if let (Some(_), Some(value)) =
                    (self.program.vars[var.0 as usize].item_of, value.as_mut())
                {
                    self.live.remove(&var);
                    if self.program.vars[var.0 as usize].storage == Storage::BorrowedMut {
                        self.lend_mut(value);
                    } else {
                        self.lend(value);
                    }
                } else if let Some(value) = value {
                    let whole = self.stored(var, value);
                    *value = whole;
                } else if self.program.vars[var.0 as usize].maybe_unbound
                    && !self.live.contains(&var)
                {
                    // The `None` that it starts with is never looked at.
                    self.dead.insert(var);
                }
            }
            StmtKind::LetTuple { value, .. } | StmtKind::LetArray { value, .. } => self.own(value),
            StmtKind::Store { var, value } => {
                let var = *var;
                // The cell is needed after the value is made, which may hold it.
                self.keep_cell(var);
                let stored = self.stored(var, value);
                let storage = self.program.vars[var.0 as usize].storage;
                stmt.kind = match storage {
                    // Rust warns of a variable that is stored to itself.
                    Storage::Plain | Storage::Borrowed | Storage::BorrowedMut
                        if is_var(&stored, var) =>
                    {
                        StmtKind::Expr(Expr::unit())
                    }
                    Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => {
                        self.program.vars[var.0 as usize].is_mutable = true;
                        self.operator_store(var, stored)
                    }
                    Storage::Cell | Storage::SharedCell | Storage::CellObject => {
                        StmtKind::CellSet {
                            cell: self.access(var),
                            is_ref_cell: false,
                            value: stored,
                        }
                    }
                    Storage::RefCell | Storage::SharedRefCell => StmtKind::CellSet {
                        cell: self.access(var),
                        is_ref_cell: true,
                        value: stored,
                    },
                };
            }
            StmtKind::Unbind(var) if !self.program.vars[var.0 as usize].maybe_unbound => {}
            StmtKind::Unbind(var) => {
                let var = *var;
                let ty = self.program.vars[var.0 as usize].ty.clone();
                let none = Expr::new(ExprKind::NoneOption, ty);
                self.keep_cell(var);
                stmt.kind = match self.program.vars[var.0 as usize].storage {
                    Storage::Plain | Storage::Borrowed | Storage::BorrowedMut => {
                        self.program.vars[var.0 as usize].is_mutable = true;
                        // In a loop, what another turn reads may be stored to before.
                        let in_loop = self.exits.iter().any(|exit| exit.is_loop);
                        if !self.live.remove(&var) || in_loop {
                            self.dead.insert(var);
                        }
                        StmtKind::Store { var, value: none }
                    }
                    Storage::CellObject => StmtKind::Expr(Expr::method(
                        self.access(var),
                        "clear",
                        vec![],
                        crate::ir::Ty::Unit,
                    )),
                    Storage::Cell | Storage::SharedCell => StmtKind::CellSet {
                        cell: self.access(var),
                        is_ref_cell: false,
                        value: none,
                    },
                    Storage::RefCell | Storage::SharedRefCell => StmtKind::CellSet {
                        cell: self.access(var),
                        is_ref_cell: true,
                        value: none,
                    },
                };
            }
            StmtKind::Expr(value) => self.effect(value),
            StmtKind::Tail(value) => self.own_result(value),
            StmtKind::Yield(value) => self.own(value),
            StmtKind::Return(Some(value)) => {
                // Nothing of this function is needed behind a return.
                self.live.clear();
                self.own_result(value);
            }
            StmtKind::If { test, then, orelse } => {
                let after = self.live.clone();
                self.block(then);
                let when_true = std::mem::replace(&mut self.live, after);
                self.block(orelse);
                let when_false = std::mem::take(&mut self.live);
                self.condition(test, when_true, when_false);
            }
            StmtKind::While { label, test, body } => {
                let after = self.live.clone();
                self.live.extend(carried_by(self.program, body));
                self.live.extend(used_in_expr(self.program, test));
                self.enter(label.clone(), true, after.clone());
                self.block(body);
                self.exits.pop();
                let when_true = std::mem::take(&mut self.live);
                let is_endless = matches!(test.kind, ExprKind::Bool(true));
                let when_false = if is_endless { BTreeSet::new() } else { after };
                self.condition(test, when_true, when_false);
            }
            StmtKind::For {
                label,
                pattern,
                iter,
                body,
            } => {
                let after = self.live.clone();
                self.live.extend(carried_by(self.program, body));
                self.enter(label.clone(), true, after.clone());
                let mut bound = Vec::new();
                pattern_vars(pattern, &mut bound);
                for var in &bound {
                    self.live.remove(var);
                }
                self.block(body);
                self.exits.pop();
                self.live.extend(after);
                for var in &bound {
                    self.live.remove(var);
                }
                let changes = bound
                    .iter()
                    .any(|var| self.program.vars[var.0 as usize].storage == Storage::BorrowedMut);
                if changes {
                    item::walk_mut(iter);
                }
                self.own(iter);
            }
            StmtKind::Labelled { label, body } => {
                let after = self.live.clone();
                self.enter(Some(label.clone()), false, after);
                self.block(body);
                self.exits.pop();
            }
            StmtKind::Try { .. } | StmtKind::Finally { .. } | StmtKind::Match { .. } => {
                self.guarded(&mut stmt.kind);
            }
            StmtKind::Leave { label, value, .. } => {
                self.live = self.behind(label);
                if let Some(value) = value {
                    self.own_result(value);
                }
            }
            StmtKind::Break(label) => {
                let exit = self.exits.iter().rev().find(|exit| match label {
                    Some(_) => exit.label == *label,
                    None => exit.is_loop,
                });
                self.live = exit.map(|exit| exit.after.clone()).unwrap_or_default();
            }
            StmtKind::Continue(_) => {
                let exit = self.exits.iter().rev().find(|exit| exit.is_loop);
                self.live = exit.map(|exit| exit.head.clone()).unwrap_or_default();
            }
            StmtKind::StoreOp { .. }
            | StmtKind::CellSet { .. }
            | StmtKind::Return(None)
            | StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Define(_) => {}
        }
    }

    /// A store needs the cell itself, which no closure before it may take away.
    fn keep_cell(&mut self, var: VarIdx) {
        if !matches!(
            self.program.vars[var.0 as usize].storage,
            Storage::Plain | Storage::Borrowed | Storage::BorrowedMut
        ) {
            self.live.insert(var);
        }
    }

    /// Goes into a loop or labelled block; what is live now is needed at its top.
    fn enter(&mut self, label: Option<String>, is_loop: bool, after: BTreeSet<VarIdx>) {
        let head = self.live.clone();
        self.exits.push(Exit {
            label,
            is_loop,
            after,
            head,
        });
    }

    /// The value for a store: owned, in an `Option` if the variable may be unbound.
    fn stored(&mut self, var: VarIdx, value: &mut Expr) -> Expr {
        let data = &self.program.vars[var.0 as usize];
        let (ty, maybe_unbound) = (data.ty.clone(), data.maybe_unbound);
        let is_own = data.storage == Storage::Plain && data.owner == self.func;
        if is_own && !self.live.contains(&var) {
            self.dead.insert(var);
        }
        // A list that its own value is made of is needed no longer once that reads it.
        let is_replaced = matches!(ty, crate::ir::Ty::Owned(..)) || !reads(value, var);
        if data.storage == Storage::Plain && is_replaced {
            self.live.remove(&var);
        }
        let mut owned = std::mem::replace(value, Expr::unit());
        self.extend_text(var, &mut owned);
        self.own_as(&mut owned, &ty);
        if maybe_unbound {
            Expr::new(ExprKind::Some(Box::new(owned)), ty)
        } else {
            owned
        }
    }

    /// `format!("{text}{more}")` as `text + &more` where the variable only goes on under another name: nothing is copied.
    fn extend_text(&self, var: VarIdx, value: &mut Expr) {
        let ExprKind::Format {
            purpose: FormatUse::Format,
            pieces,
        } = &mut value.kind
        else {
            return;
        };
        let Some(Piece::Value(
            Expr {
                kind: ExprKind::Var(text),
                ty: Ty::Str,
            },
            spec,
        )) = pieces.first()
        else {
            return;
        };
        let (text, data) = (*text, &self.program.vars[text.0 as usize]);
        let is_same = text != var
            && !data.python_name.is_empty()
            && data.python_name == self.program.vars[var.0 as usize].python_name;
        let is_read = pieces[1..].iter().any(|piece| match piece {
            Piece::Value(value, _) => reads(value, text),
            Piece::Text(_) => false,
        });
        if !is_same
            || !spec.is_empty()
            || is_read
            || data.ty != Ty::Str
            || data.maybe_unbound
            || !self.can_move(text)
        {
            return;
        }
        pieces.remove(0);
        let more = match &mut pieces[..] {
            [Piece::Text(text)] => Expr::text(std::mem::take(text)),
            [Piece::Value(piece, spec)]
                if spec.is_empty() && matches!(piece.ty, Ty::Str | Ty::StaticStr) =>
            {
                std::mem::replace(piece, Expr::unit())
            }
            [Piece::Value(piece, spec)] if spec.is_empty() && piece.ty == Ty::Char => {
                let letter = std::mem::replace(piece, Expr::unit());
                Expr::new(ExprKind::ToOwned(Box::new(letter)), Ty::Str)
            }
            _ => std::mem::replace(value, Expr::unit()),
        };
        *value = Expr::new(
            ExprKind::Op {
                spelling: Spelling::Infix("+"),
                args: vec![(Expr::var(text, Ty::Str), Mode::Own), (more, Mode::Ref)],
                runtime: false,
            },
            Ty::Str,
        );
    }

    /// `x = x + y` as `x += y`.
    fn operator_store(&mut self, var: VarIdx, value: Expr) -> StmtKind {
        if self.program.vars[var.0 as usize].maybe_unbound {
            return StmtKind::Store { var, value };
        }
        let op = match &value.kind {
            ExprKind::Op {
                spelling: crate::ir::Spelling::Infix(op),
                args,
                ..
            } if is_var(&args[0].0, var) && (args[0].0.ty.is_copy() || !reads(&args[1].0, var)) => {
                match *op {
                    "+" => "+=",
                    "-" => "-=",
                    "*" => "*=",
                    "/" => "/=",
                    "&" => "&=",
                    "|" => "|=",
                    "^" => "^=",
                    _ => return StmtKind::Store { var, value },
                }
            }
            _ => return StmtKind::Store { var, value },
        };
        let ExprKind::Op { args, .. } = value.kind else {
            unreachable!("matched above")
        };
        let right = args.into_iter().nth(1).expect("infix has two operands").0;
        StmtKind::StoreOp {
            var,
            op,
            value: right,
        }
    }
}

fn is_var(expr: &Expr, var: VarIdx) -> bool {
    match &expr.kind {
        ExprKind::Var(other) => *other == var,
        ExprKind::Borrow(inner) => is_var(inner, var),
        _ => false,
    }
}

fn reads(expr: &Expr, var: VarIdx) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| found |= node_vars(node).contains(&var));
    found
}

/// Variables that one turn of a loop may need from an earlier one: all it mentions but does not declare itself.
fn carried_by(program: &Program, body: &Block) -> BTreeSet<VarIdx> {
    let mut used = used_in(program, body);
    walk_block(body, &mut |node| match node {
        Node::Stmt(stmt) => {
            if matches!(
                stmt.kind,
                StmtKind::Let { .. } | StmtKind::LetTuple { .. } | StmtKind::LetArray { .. }
            ) {
                for var in node_vars(node) {
                    used.remove(&var);
                }
            }
        }
        Node::Pattern(pattern) => {
            let mut bound = Vec::new();
            pattern_vars(pattern, &mut bound);
            for var in bound {
                used.remove(&var);
            }
        }
        Node::Expr(_) => {}
    });
    used
}

/// Variables that a block mentions, those captured by functions it calls included.
fn used_in(program: &Program, block: &Block) -> BTreeSet<VarIdx> {
    let mut found = BTreeSet::new();
    walk_block(block, &mut |node| note_use(program, node, &mut found));
    found
}

fn used_in_expr(program: &Program, expr: &Expr) -> BTreeSet<VarIdx> {
    let mut found = BTreeSet::new();
    walk_expr(expr, &mut |node| note_use(program, node, &mut found));
    found
}

fn note_use(program: &Program, node: Node<'_>, found: &mut BTreeSet<VarIdx>) {
    found.extend(node_vars(node));
    if let Node::Expr(expr) = node
        && let ExprKind::CallFunc { func, .. } | ExprKind::MakeClosure { func, .. } = &expr.kind
    {
        let func = &program.funcs[func.0 as usize];
        found.extend(&func.captures);
        found.extend(func.default_vars());
    }
}

fn find_unread(program: &mut Program) {
    let mut read = BTreeSet::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(_) = node {
                read.extend(node_vars(node));
            }
        });
        read.extend(&func.captures);
        read.extend(func.default_vars());
    }
    for index in 0..program.vars.len() {
        let var = VarIdx(u32::try_from(index).expect("few variables"));
        program.vars[index].is_unread = !read.contains(&var);
    }
}
