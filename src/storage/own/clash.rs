//! What stands against one owner, in a program that was settled as if there was one.
//!
//! A list that is needed again where it is given away, would have to be cloned; one that is changed or given away while it is
//! looked at (by an iterator, by another operand of the same operation) does not pass Rust's borrow checker. Both share it.

use std::collections::BTreeSet;

use super::classes::{classes_in, holds_owned};
use crate::ir::walk::{Node, node_vars, pattern_vars, walk_stmt};
use crate::ir::{
    Block, Catches, Class, Expr, ExprKind, FuncId, Mode, Pattern, Piece, Program, Spelling, Stmt,
    StmtKind, Storage, Ty, VarIdx,
};

/// The classes of lists that cannot have one owner.
pub(super) fn clashes(program: &Program) -> BTreeSet<Class> {
    let mut checker = Checker {
        program,
        func: FuncId(0),
        found: BTreeSet::new(),
    };
    for (index, func) in program.funcs.iter().enumerate() {
        checker.func = FuncId(u32::try_from(index).expect("few functions"));
        checker.block(&func.body);
    }
    checker.found
}

/// What is done to a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touch {
    Look,
    Change,
    Take,
}

/// What evaluating something does, and what its value goes on looking at.
#[derive(Clone, Debug, Default)]
struct Effect {
    touches: Vec<(VarIdx, Touch)>,
    holds: Vec<(VarIdx, Touch)>,
}

impl Effect {
    fn of(var: VarIdx, touch: Touch) -> Self {
        Self {
            touches: vec![(var, touch)],
            holds: Vec::new(),
        }
    }

    fn held(var: VarIdx, touch: Touch) -> Self {
        Self {
            touches: vec![(var, touch)],
            holds: vec![(var, touch)],
        }
    }

    fn add(&mut self, other: Effect) {
        self.touches.extend(other.touches);
        self.holds.extend(other.holds);
    }
}

struct Checker<'a> {
    program: &'a Program,
    func: FuncId,
    found: BTreeSet<Class>,
}

impl Checker<'_> {
    fn clash(&mut self, var: VarIdx) {
        classes_in(&self.program.vars[var.0 as usize].ty, &mut self.found);
    }

    /// Something is done while something is held.
    fn against(&mut self, holds: &[(VarIdx, Touch)], touches: &[(VarIdx, Touch)]) {
        for (var, hold) in holds {
            let is_clash = touches.iter().any(|(other, touch)| {
                other == var && (*hold != Touch::Look || *touch != Touch::Look)
            });
            if is_clash {
                self.clash(*var);
            }
        }
    }

    /// What is held outlives what it looks at, as far as is known here.
    fn escape(&mut self, effect: &Effect) {
        for (var, _) in effect.holds.clone() {
            self.clash(var);
        }
    }

    fn block(&mut self, block: &Block) -> Vec<(VarIdx, Touch)> {
        let each: Vec<_> = block.stmts.iter().map(|stmt| self.stmt(stmt)).collect();
        for (at, stmt) in block.stmts.iter().enumerate() {
            self.named_item(block, at, stmt, &each);
        }
        each.into_iter().flatten().collect()
    }

    /// A list stays as it is as long as a name for one of its items is used.
    fn named_item(&mut self, block: &Block, at: usize, stmt: &Stmt, each: &[Vec<(VarIdx, Touch)>]) {
        let StmtKind::Let {
            var: row,
            value: Some(value),
        } = &stmt.kind
        else {
            return;
        };
        let data = &self.program.vars[row.0 as usize];
        if data.item_of.is_none() {
            return;
        }
        let mut names = BTreeSet::from([*row]);
        let mut last = at;
        for (index, stmt) in block.stmts.iter().enumerate().skip(at + 1) {
            walk_stmt(stmt, &mut |node| {
                let vars = node_vars(node);
                if vars.iter().any(|var| names.contains(var)) {
                    last = index;
                    if let Node::Stmt(Stmt {
                        kind: StmtKind::Let { var, .. },
                        ..
                    }) = node
                        && self.program.vars[var.0 as usize].is_item
                    {
                        names.insert(*var);
                    }
                }
            });
            // Items of the item are names for parts of it.
            for (index, data) in self.program.vars.iter().enumerate() {
                if data.item_of.is_some_and(|list| names.contains(&list)) {
                    names.insert(VarIdx(u32::try_from(index).expect("few variables")));
                }
            }
        }
        let touch = if data.storage == Storage::BorrowedMut {
            Touch::Change
        } else {
            Touch::Look
        };
        let mut quiet = Checker {
            program: self.program,
            func: self.func,
            found: BTreeSet::new(),
        };
        let holds = quiet.lent_item(value, touch).holds;
        let is_disturbed = each[at + 1..=last].iter().flatten().any(|(var, done)| {
            holds
                .iter()
                .any(|(held, hold)| held == var && (*hold != Touch::Look || *done != Touch::Look))
        });
        if is_disturbed {
            classes_in(&data.ty, &mut self.found);
        }
    }

    /// An item that is lent, and what it is an item of.
    fn lent_item(&mut self, expr: &Expr, touch: Touch) -> Effect {
        let mut effect = self.expr(expr);
        for hold in &mut effect.holds {
            hold.1 = touch;
        }
        effect
    }

    fn stmt(&mut self, stmt: &Stmt) -> Vec<(VarIdx, Touch)> {
        match &stmt.kind {
            StmtKind::Let {
                var,
                value: Some(value),
            }
            | StmtKind::Store { var, value } => {
                let effect = self.expr(value);
                if self.program.vars[var.0 as usize].item_of.is_none() {
                    self.escape(&effect);
                }
                let mut touches = effect.touches;
                touches.push((*var, Touch::Change));
                touches
            }
            StmtKind::StoreOp { var, value, .. } => {
                let mut touches = self.expr(value).touches;
                touches.push((*var, Touch::Change));
                touches
            }
            StmtKind::LetTuple { value, .. }
            | StmtKind::LetArray { value, .. }
            | StmtKind::Tail(value)
            | StmtKind::Yield(value)
            | StmtKind::Return(Some(value)) => {
                let effect = self.expr(value);
                self.escape(&effect);
                effect.touches
            }
            StmtKind::Leave { value, .. } => match value {
                Some(value) => {
                    let effect = self.expr(value);
                    self.escape(&effect);
                    effect.touches
                }
                None => Vec::new(),
            },
            StmtKind::CellSet { cell, value, .. } => {
                let mut touches = self.expr(cell).touches;
                let effect = self.expr(value);
                self.escape(&effect);
                touches.extend(effect.touches);
                touches
            }
            StmtKind::Expr(value) => self.expr(value).touches,
            StmtKind::If { test, then, orelse } => {
                let mut touches = self.expr(test).touches;
                touches.extend(self.block(then));
                touches.extend(self.block(orelse));
                touches
            }
            StmtKind::While { test, body, .. } => {
                let mut touches = self.expr(test).touches;
                touches.extend(self.block(body));
                touches
            }
            StmtKind::For {
                pattern,
                iter,
                body,
                ..
            } => {
                let mut bound = Vec::new();
                pattern_vars(pattern, &mut bound);
                for var in bound {
                    // Only items of a known list are lent to be changed.
                    let data = &self.program.vars[var.0 as usize];
                    if data.storage == Storage::BorrowedMut && data.item_of.is_none() {
                        self.clash(var);
                    }
                }
                let effect = self.expr(iter);
                let touches = self.block(body);
                self.against(&effect.holds, &touches);
                effect.touches.into_iter().chain(touches).collect()
            }
            StmtKind::Labelled { body, .. } => self.block(body),
            StmtKind::Try {
                body,
                orelse,
                clauses,
                handler,
                ..
            } => {
                let mut touches = self.block(body);
                touches.extend(self.block(orelse));
                for clause in clauses {
                    if let Catches::Value(value) = &clause.catches {
                        touches.extend(self.expr(value).touches);
                    }
                    touches.extend(self.block(&clause.body));
                }
                touches.extend(self.block(handler));
                touches
            }
            StmtKind::Match {
                value,
                then,
                handler,
                ..
            } => {
                let effect = self.expr(value);
                self.escape(&effect);
                let mut touches = effect.touches;
                touches.extend(self.block(then));
                touches.extend(self.block(handler));
                touches
            }
            StmtKind::Finally {
                body,
                finalizer,
                arms,
                ..
            } => {
                let mut touches = self.block(body);
                touches.extend(self.block(finalizer));
                for arm in arms {
                    touches.extend(self.block(&arm.body));
                }
                touches
            }
            StmtKind::Let { value: None, .. }
            | StmtKind::Return(None)
            | StmtKind::Comment(_)
            | StmtKind::Trailing(_)
            | StmtKind::Blank
            | StmtKind::Unbind(_)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Define(_) => Vec::new(),
        }
    }

    /// A variable where its value is wanted.
    fn value_of(&self, var: VarIdx) -> Effect {
        let data = &self.program.vars[var.0 as usize];
        if !holds_owned(&data.ty) {
            return Effect::default();
        }
        if data.owner != self.func {
            // It was lent by the function around it.
            let func = &self.program.funcs[self.func.0 as usize];
            return if func.changed.contains(&var) {
                Effect::held(var, Touch::Change)
            } else {
                Effect::held(var, Touch::Look)
            };
        }
        match data.storage {
            Storage::Borrowed => Effect::held(var, Touch::Look),
            Storage::BorrowedMut => Effect::held(var, Touch::Change),
            Storage::Plain
            | Storage::Cell
            | Storage::RefCell
            | Storage::SharedCell
            | Storage::SharedRefCell
            | Storage::CellObject => Effect::of(var, Touch::Take),
        }
    }

    /// A place that is lent.
    fn lent(&mut self, expr: &Expr, touch: Touch) -> Effect {
        match &expr.kind {
            ExprKind::Var(var) => {
                if holds_owned(&self.program.vars[var.0 as usize].ty) {
                    Effect::held(*var, touch)
                } else {
                    Effect::default()
                }
            }
            ExprKind::Borrow(inner) => self.lent(inner, Touch::Look),
            ExprKind::BorrowMut(inner) => self.lent(inner, Touch::Change),
            ExprKind::Bound { option, otherwise } => {
                let mut effect = self.lent(option, touch);
                if let Some(otherwise) = otherwise {
                    effect.touches.extend(self.expr(otherwise).touches);
                }
                effect
            }
            ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                ..
            } if matches!(name.as_str(), "as_ref" | "as_mut") => self.lent(&args[0].0, touch),
            _ => self.expr(expr),
        }
    }

    fn expr(&mut self, expr: &Expr) -> Effect {
        match &expr.kind {
            ExprKind::Var(var) => self.value_of(*var),
            ExprKind::Checked { var, otherwise } => {
                let mut effect = self.value_of(*var);
                effect.touches.extend(self.expr(otherwise).touches);
                effect
            }
            ExprKind::Borrow(inner) => self.lent(inner, Touch::Look),
            ExprKind::BorrowMut(inner) => self.lent(inner, Touch::Change),
            ExprKind::Clone(inner)
            | ExprKind::CellGet(inner)
            | ExprKind::CellClone(inner)
            | ExprKind::CellCloneNow(inner) => {
                classes_in(&inner.ty, &mut self.found);
                let effect = self.lent(inner, Touch::Look);
                Effect {
                    touches: effect.touches,
                    holds: Vec::new(),
                }
            }
            ExprKind::ToOwned(inner) => {
                let effect = self.lent(inner, Touch::Look);
                Effect {
                    touches: effect.touches,
                    holds: Vec::new(),
                }
            }
            ExprKind::Op { spelling, args, .. } => self.op(expr, spelling, args),
            ExprKind::CallFunc {
                func,
                args,
                captures,
            } => {
                let callee = &self.program.funcs[func.0 as usize];
                let mut effects: Vec<Effect> = args.iter().map(|arg| self.expr(arg)).collect();
                for (capture, var) in captures.iter().zip(&callee.captures) {
                    let touch = if callee.changed.contains(var) {
                        Touch::Change
                    } else {
                        Touch::Look
                    };
                    effects.push(self.lent(capture, touch));
                }
                self.call(effects)
            }
            ExprKind::CallClosure { callee, args } => {
                let mut effects = vec![self.expr(callee)];
                effects.extend(args.iter().map(|arg| self.expr(arg)));
                self.call(effects)
            }
            ExprKind::MakeClosure { captures, .. } => {
                let effects = captures.iter().map(|capture| self.expr(capture)).collect();
                self.call(effects)
            }
            // The closure may run as long as it is there.
            ExprKind::Inline { params, body } => {
                let Effect { touches, holds } = self.expr(body);
                for (var, _) in holds {
                    // What it looks at goes when the closure ends.
                    if params.iter().any(|param| takes(param, var)) {
                        self.clash(var);
                    }
                }
                Effect {
                    holds: touches.clone(),
                    touches,
                }
            }
            ExprKind::If { test, then, orelse } => {
                let mut effect = Effect::default();
                effect.touches.extend(self.expr(test).touches);
                effect.add(self.expr(then));
                effect.add(self.expr(orelse));
                effect
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                let mut touches = self.expr(left).touches;
                touches.extend(self.expr(right).touches);
                Effect {
                    touches,
                    holds: Vec::new(),
                }
            }
            ExprKind::Block(block, value) => {
                let mut effect = Effect {
                    touches: self.block(block),
                    holds: Vec::new(),
                };
                effect.add(self.expr(value));
                effect
            }
            ExprKind::Format { pieces, .. } => {
                let effects = pieces
                    .iter()
                    .filter_map(|piece| match piece {
                        Piece::Value(value, _) => Some(self.lent(value, Touch::Look)),
                        Piece::Text(_) => None,
                    })
                    .collect();
                self.call(effects)
            }
            ExprKind::Not(inner)
            | ExprKind::Unwrap(inner)
            | ExprKind::IsNone(inner)
            | ExprKind::Some(inner)
            | ExprKind::ToValue(inner)
            | ExprKind::AsValue(inner)
            | ExprKind::Ok(inner)
            | ExprKind::Err(inner)
            | ExprKind::Deref(inner)
            | ExprKind::Raises { inner, .. }
            | ExprKind::Throw { error: inner, .. } => self.expr(inner),
            ExprKind::Bound { option, otherwise } => {
                let mut effect = self.expr(option);
                if let Some(otherwise) = otherwise {
                    effect.touches.extend(self.expr(otherwise).touches);
                }
                effect
            }
            ExprKind::Unit
            | ExprKind::Bool(_)
            | ExprKind::I64(_)
            | ExprKind::SuffixedI64(_)
            | ExprKind::Int(_)
            | ExprKind::F64(_)
            | ExprKind::SuffixedF64(_)
            | ExprKind::Str(_)
            | ExprKind::Char(_)
            | ExprKind::ExceptionClass(_)
            | ExprKind::NoneOption
            | ExprKind::Fail { .. }
            | ExprKind::SelfField(_) => Effect::default(),
        }
    }

    /// Operands are evaluated one after the other, and what each goes on looking at is looked at until the end.
    fn call(&mut self, effects: Vec<Effect>) -> Effect {
        let mut whole = Effect::default();
        for effect in effects {
            let holds = whole.holds.clone();
            self.against(&holds, &effect.touches);
            whole.add(effect);
        }
        whole.holds.clear();
        whole
    }

    fn op(&mut self, expr: &Expr, spelling: &Spelling, args: &[(Expr, Mode)]) -> Effect {
        if let Spelling::Method(name) = spelling
            && matches!(name.as_str(), "at" | "try_at" | "cloned")
        {
            // An item that is taken out stays where it is, too.
            classes_in(&expr.ty, &mut self.found);
        }
        let mut whole = Effect::default();
        let mut reserved = Vec::new();
        for (index, (arg, mode)) in args.iter().enumerate() {
            let effect = match mode {
                Mode::Receiver | Mode::Ref => self.lent(arg, Touch::Look),
                Mode::MutReceiver => self.lent(arg, Touch::Change),
                Mode::Own | Mode::OwnReceiver => self.expr(arg),
            };
            let holds = whole.holds.clone();
            self.against(&holds, &effect.touches);
            let is_plain = matches!(arg.kind, ExprKind::Var(_));
            if index == 0 && *mode == Mode::MutReceiver && is_plain {
                // Rust lets a variable be looked at until the method that changes it starts.
                reserved.clone_from(&effect.holds);
                whole.touches.extend(effect.touches);
                whole
                    .holds
                    .extend(effect.holds.iter().map(|(var, _)| (*var, Touch::Look)));
            } else {
                // What a later operand still looks at when the method starts.
                self.against(&reserved, &effect.holds);
                whole.add(effect);
            }
        }
        if !is_reference(expr, spelling) {
            whole.holds.clear();
        } else if !reserved.is_empty() {
            whole.holds = reserved;
        }
        whole
    }
}

/// Whether the pattern takes the value of a variable.
fn takes(pattern: &Pattern, var: VarIdx) -> bool {
    match pattern {
        Pattern::Var(taken) => *taken == var,
        Pattern::Tuple(parts) | Pattern::Behind(parts) => parts.iter().any(|part| takes(part, var)),
        Pattern::Ignore | Pattern::ByRef(_) | Pattern::Ref(_) => false,
    }
}

/// Whether the value goes on looking at the operands.
fn is_reference(expr: &Expr, spelling: &Spelling) -> bool {
    if matches!(expr.ty, Ty::Iter(_)) {
        return true;
    }
    match spelling {
        Spelling::Method(name) => matches!(
            name.as_str(),
            "part"
                | "item"
                | "try_item"
                | "item_mut"
                | "try_item_mut"
                | "as_ref"
                | "as_mut"
                | "as_str"
        ),
        Spelling::Field(_) => true,
        Spelling::Infix(_)
        | Spelling::Prefix(_)
        | Spelling::Path(_)
        | Spelling::Constant(_)
        | Spelling::Macro(_)
        | Spelling::Listed(_)
        | Spelling::StaticArray
        | Spelling::TypedPath(_)
        | Spelling::Cast(_)
        | Spelling::RangeFrom
        | Spelling::Array
        | Spelling::Record(_)
        | Spelling::Tuple => false,
    }
}
