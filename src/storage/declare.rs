//! Where each variable is declared: Python's names live in functions, Rust's in blocks.
//!
//! A variable is declared in the innermost block that holds all its uses, with its first store if that
//! stands in this very block. Variables of one name whose scopes would hide one another get names of their own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::assigned::follow;

use crate::ir::walk::{self, Node, node_vars, pattern_vars, walk_block, walk_expr, walk_stmt};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Pattern, Program, Reason, Stmt, StmtKind, Storage, Ty, VarIdx,
};

/// Declares the variables of every function.
pub(super) fn declare(program: &mut Program) {
    for index in 0..program.funcs.len() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let mut declared: HashSet<VarIdx> = program.funcs[index]
            .params
            .iter()
            .filter(|param| !param.is_omitted)
            .map(|param| param.var)
            .collect();
        declare_block(program, id, &mut body, &mut declared);
        program.funcs[index].body = body;
    }
    super::binders::name_bindings(program);
    super::hidden::rename_hidden(program);
}

/// The variables of function `id` that a statement mentions, those used by functions created in it included.
fn mentioned(program: &Program, id: FuncId, stmt: &Stmt) -> Vec<VarIdx> {
    let mut found = Vec::new();
    walk_stmt(stmt, &mut |node| note(program, id, node, &mut found));
    found
}

fn note(program: &Program, id: FuncId, node: Node<'_>, found: &mut Vec<VarIdx>) {
    let mut all = node_vars(node);
    match node {
        Node::Expr(expr) => match &expr.kind {
            ExprKind::CallFunc { func, .. } | ExprKind::MakeClosure { func, .. } => {
                let func = &program.funcs[func.0 as usize];
                all.extend(&func.captures);
                all.extend(func.default_vars());
            }
            _ => {}
        },
        Node::Stmt(_) | Node::Pattern(_) => {}
    }
    for var in all {
        if program.vars[var.0 as usize].owner == id && !found.contains(&var) {
            found.push(var);
        }
    }
}

fn declare_block(
    program: &mut Program,
    id: FuncId,
    block: &mut Block,
    declared: &mut HashSet<VarIdx>,
) {
    // Which statement first mentions each variable that is not declared yet, and how many do.
    let mut first: HashMap<VarIdx, usize> = HashMap::new();
    let mut count: HashMap<VarIdx, usize> = HashMap::new();
    let mut order = Vec::new();
    for (index, stmt) in block.stmts.iter().enumerate() {
        for var in mentioned(program, id, stmt) {
            if declared.contains(&var) || program.vars[var.0 as usize].is_constant {
                continue;
            }
            if first
                .insert(var, *first.get(&var).unwrap_or(&index))
                .is_none()
            {
                order.push(var);
            }
            *count.entry(var).or_default() += 1;
        }
    }
    let mut before: BTreeMap<usize, Vec<VarIdx>> = BTreeMap::new();
    for var in order {
        let at = first[&var];
        let binds_here = binds_directly(&block.stmts[at], var);
        if binds_here == Binds::Declares {
            declared.insert(var);
            continue;
        }
        let is_alone = count[&var] == 1;
        if binds_here == Binds::Stores && !reads_itself(program, id, &block.stmts[at], var) {
            let stmt = &mut block.stmts[at];
            if let StmtKind::Store { var, value } = &mut stmt.kind {
                let value = std::mem::replace(value, Expr::unit());
                stmt.kind = StmtKind::Let {
                    var: *var,
                    value: Some(value),
                };
            }
            declared.insert(var);
        } else if is_alone && has_inner_block(&block.stmts[at], program, id, var) {
            // An inner block declares it.
        } else {
            before.entry(at).or_default().push(var);
            declared.insert(var);
        }
    }
    for (at, vars) in &before {
        for var in vars {
            let reads = |node: Node<'_>| mentions(program, id, node, *var);
            let assigned = follow(&block.stmts[*at..], *var, &reads);
            let data = &mut program.vars[var.0 as usize];
            if data.storage == Storage::Plain && !data.maybe_unbound {
                data.maybe_unbound = assigned.early_read;
                data.is_restored = assigned.again;
            }
        }
    }
    let mut stmts = Vec::new();
    for (index, mut stmt) in std::mem::take(&mut block.stmts).into_iter().enumerate() {
        for var in before.remove(&index).unwrap_or_default() {
            let value = first_content(program, var);
            stmts.push(Stmt {
                kind: StmtKind::Let { var, value },
                line: stmt.line,
            });
        }
        declare_stmt(program, id, &mut stmt, declared);
        stmts.push(stmt);
    }
    block.stmts = stmts;
    name_parts(program, block);
}

/// `let (a, b) = …` binds its targets itself where a plain variable is all that each part becomes.
fn name_parts(program: &Program, block: &mut Block) {
    for index in 0..block.stmts.len() {
        loop {
            let Some(next) = block.stmts.get(index + 1) else {
                return;
            };
            let StmtKind::Let {
                var,
                value: Some(value),
            } = &next.kind
            else {
                break;
            };
            let (var, ExprKind::Var(part)) = (*var, &value.kind) else {
                break;
            };
            let (target, part) = (&program.vars[var.0 as usize], *part);
            // A part that is a variable of the program already may be read again.
            let is_plain = program.vars[part.0 as usize].python_name.is_empty()
                && target.storage == Storage::Plain
                && !target.maybe_unbound
                && target.ty == value.ty;
            let slot = match &mut block.stmts[index].kind {
                StmtKind::LetTuple { vars, .. } => {
                    vars.iter_mut().flatten().find(|slot| **slot == part)
                }
                StmtKind::LetArray { vars, rest, .. } => {
                    let rest = rest.iter_mut().map(|(_, rest)| rest);
                    vars.iter_mut().chain(rest).find(|slot| **slot == part)
                }
                _ => None,
            };
            let Some(slot) = slot.filter(|_| is_plain) else {
                break;
            };
            *slot = var;
            block.stmts.remove(index + 1);
        }
    }
}

/// A cell always holds something: until the first store a value that nobody sees, or nothing where there is no such value.
fn first_content(program: &mut Program, var: VarIdx) -> Option<Expr> {
    let data = &mut program.vars[var.0 as usize];
    if data.storage == Storage::Plain || data.maybe_unbound {
        return None;
    }
    let kind = match &data.ty {
        Ty::I64 => ExprKind::I64(0),
        Ty::F64 => ExprKind::F64(0.0),
        Ty::Bool => ExprKind::Bool(false),
        Ty::Value => ExprKind::ToValue(Box::new(Expr::unit())),
        _ => {
            data.maybe_unbound = true;
            return None;
        }
    };
    Some(Expr::new(kind, data.ty.clone()))
}

/// What a statement does with a variable.
#[derive(PartialEq, Eq)]
pub(super) enum Binds {
    /// It declares it.
    Declares,
    /// It stores to it.
    Stores,
    /// Neither.
    No,
}

/// What a statement does with a variable itself, the blocks in it left out.
pub(super) fn binds_directly(stmt: &Stmt, var: VarIdx) -> Binds {
    match &stmt.kind {
        StmtKind::Let { var: bound, .. } if *bound == var => Binds::Declares,
        StmtKind::LetTuple { vars, .. } if vars.contains(&Some(var)) => Binds::Declares,
        StmtKind::LetArray { vars, rest, .. }
            if vars.contains(&var) || rest.is_some_and(|(_, rest)| rest == var) =>
        {
            Binds::Declares
        }
        StmtKind::Store { var: bound, .. } if *bound == var => Binds::Stores,
        _ => Binds::No,
    }
}

fn reads_itself(program: &Program, id: FuncId, stmt: &Stmt, var: VarIdx) -> bool {
    let StmtKind::Store { value, .. } = &stmt.kind else {
        return false;
    };
    let mut found = false;
    walk_expr(value, &mut |node| found |= mentions(program, id, node, var));
    found
}

/// Whether the statement mentions the variable inside one block of its own only.
fn has_inner_block(stmt: &Stmt, program: &Program, id: FuncId, var: VarIdx) -> bool {
    let in_block = |block: &Block| {
        let mut found = Vec::new();
        walk_block(block, &mut |node| note(program, id, node, &mut found));
        found.contains(&var)
    };
    let in_expr = |expr: &Expr| {
        let mut found = Vec::new();
        walk_expr(expr, &mut |node| note(program, id, node, &mut found));
        found.contains(&var)
    };
    let is_celled = program.vars[var.0 as usize].storage != Storage::Plain;
    if is_celled && matches!(stmt.kind, StmtKind::While { .. } | StmtKind::For { .. }) {
        // One cell for all turns, as Python has one variable.
        return false;
    }
    let in_pattern = |pattern: &Pattern| {
        let mut found = Vec::new();
        pattern_vars(pattern, &mut found);
        found.contains(&var)
    };
    match &stmt.kind {
        StmtKind::If { test, then, orelse } => {
            match (in_expr(test), in_block(then), in_block(orelse)) {
                (true, false, false) => stays_inside(program, id, stmt, var),
                (true, _, _) | (false, true, true) => false,
                (false, _, _) => true,
            }
        }
        StmtKind::While { test, body, .. } => {
            if in_block(body) {
                !in_expr(test) && !carries(program, id, body, var)
            } else {
                stays_inside(program, id, stmt, var)
            }
        }
        StmtKind::For {
            label: _,
            pattern,
            iter,
            body,
        } => {
            in_pattern(pattern)
                || !in_block(body) && stays_inside(program, id, stmt, var)
                || in_block(body) && !in_expr(iter) && !carries(program, id, body, var)
        }
        StmtKind::Labelled { .. } => true,
        StmtKind::Try {
            body,
            error,
            handler,
            ..
        } => *error == var || !(in_block(body) && in_block(handler)),
        StmtKind::Match {
            value,
            ok,
            result: _,
            then,
            error,
            handler,
        } => {
            let n_places = usize::from(in_expr(value))
                + usize::from(in_block(then))
                + usize::from(in_block(handler));
            *error == var
                || *ok == Some(var)
                || n_places == 1 && (!in_expr(value) || stays_inside(program, id, stmt, var))
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            let n_arms = arms.iter().filter(|arm| in_block(&arm.body)).count();
            let n_places = n_arms + usize::from(in_block(body)) + usize::from(in_block(finalizer));
            let is_arm = arms.iter().any(|arm| arm.var == Some(var));
            is_arm || n_places == 1
        }
        _ => stays_inside(program, id, stmt, var),
    }
}

/// Whether a statement mentions the variable in one block or inline closure among its expressions, and nowhere else.
fn stays_inside(program: &Program, id: FuncId, stmt: &Stmt, var: VarIdx) -> bool {
    let mut all = 0;
    let mut most = 0;
    let mut is_param = false;
    walk_stmt(stmt, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Inline { params, .. } = &expr.kind
        {
            let mut bound = Vec::new();
            for param in params {
                pattern_vars(param, &mut bound);
            }
            is_param |= bound.contains(&var);
        }
        all += usize::from(mentions(program, id, node, var));
        if let Node::Expr(expr) = node
            && let ExprKind::Block(..) | ExprKind::Inline { .. } = &expr.kind
        {
            let mut inner = 0;
            walk_expr(expr, &mut |node| {
                inner += usize::from(mentions(program, id, node, var));
            });
            most = most.max(inner);
        }
    });
    is_param || all == most
}

fn mentions(program: &Program, id: FuncId, node: Node<'_>, var: VarIdx) -> bool {
    let mut found = Vec::new();
    note(program, id, node, &mut found);
    found.contains(&var)
}

/// Whether a loop body may read what an earlier turn stored.
fn carries(program: &Program, id: FuncId, body: &Block, var: VarIdx) -> bool {
    let reads = |node: Node<'_>| mentions(program, id, node, var);
    follow(&body.stmts, var, &reads).early_read
}

fn declare_stmt(
    program: &mut Program,
    id: FuncId,
    stmt: &mut Stmt,
    declared: &mut HashSet<VarIdx>,
) {
    match &mut stmt.kind {
        StmtKind::If { test, then, orelse } => {
            declare_expr(program, id, test, declared);
            declare_block(program, id, then, &mut declared.clone());
            declare_block(program, id, orelse, &mut declared.clone());
        }
        StmtKind::While { test, body, .. } => {
            declare_expr(program, id, test, declared);
            declare_block(program, id, body, &mut declared.clone());
        }
        StmtKind::For {
            pattern,
            iter,
            body,
            label: _,
        } => {
            declare_expr(program, id, iter, declared);
            let mut inner = declared.clone();
            bind_pattern(program, pattern, body, &mut inner);
            declare_block(program, id, body, &mut inner);
        }
        StmtKind::Labelled { body, .. } => declare_block(program, id, body, &mut declared.clone()),
        StmtKind::Try {
            body,
            error,
            handler,
            ..
        } => {
            declare_block(program, id, body, &mut declared.clone());
            let mut inner = declared.clone();
            inner.insert(*error);
            declare_block(program, id, handler, &mut inner);
        }
        StmtKind::Match {
            value,
            ok,
            result: _,
            then,
            error,
            handler,
        } => {
            declare_expr(program, id, value, declared);
            let mut inner = declared.clone();
            inner.extend(*ok);
            declare_block(program, id, then, &mut inner);
            let mut inner = declared.clone();
            inner.insert(*error);
            declare_block(program, id, handler, &mut inner);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            declare_block(program, id, body, &mut declared.clone());
            declare_block(program, id, finalizer, &mut declared.clone());
            for arm in arms {
                let mut inner = declared.clone();
                inner.extend(arm.var);
                declare_block(program, id, &mut arm.body, &mut inner);
            }
        }
        StmtKind::Leave { value, .. } => {
            if let Some(value) = value {
                declare_expr(program, id, value, declared);
            }
        }
        StmtKind::Let { value, .. } => {
            if let Some(value) = value {
                declare_expr(program, id, value, declared);
            }
        }
        StmtKind::Return(value) => {
            if let Some(value) = value {
                declare_expr(program, id, value, declared);
            }
        }
        StmtKind::CellSet { .. } => {}
        StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value) => declare_expr(program, id, value, declared),
        StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
}

/// A loop variable that lives on behind its loop, or that functions share, is stored to on each turn.
fn bind_pattern(
    program: &mut Program,
    pattern: &mut Pattern,
    body: &mut Block,
    declared: &mut HashSet<VarIdx>,
) {
    match pattern {
        Pattern::Ignore | Pattern::ByRef(_) | Pattern::Ref(_) => {}
        Pattern::Var(var) => {
            let outer = *var;
            let needs_store = declared.contains(&outer)
                || program.vars[outer.0 as usize].storage != Storage::Plain;
            if !needs_store {
                declared.insert(outer);
                return;
            }
            let mut copy = program.vars[outer.0 as usize].clone();
            copy.n_stores = 1;
            copy.is_stored_inside = false;
            copy.maybe_unbound = false;
            copy.is_rebound_after_capture = false;
            copy.is_param = false;
            copy.storage = Storage::Plain;
            copy.reasons = vec![Reason::new(
                "loop-variable",
                format!(
                    "each turn gets its own `{}`, stored where it outlives the loop",
                    copy.known_as()
                ),
            )];
            let fresh = VarIdx(u32::try_from(program.vars.len()).expect("few variables"));
            let ty = copy.ty.clone();
            program.vars.push(copy);
            *pattern = Pattern::Var(fresh);
            declared.insert(fresh);
            body.stmts.insert(
                0,
                Stmt {
                    kind: StmtKind::Store {
                        var: outer,
                        value: Expr::var(fresh, ty),
                    },
                    line: 0,
                },
            );
        }
        Pattern::Tuple(parts) | Pattern::Behind(parts) => {
            for part in parts {
                bind_pattern(program, part, body, declared);
            }
        }
    }
}

fn declare_expr(program: &mut Program, id: FuncId, expr: &mut Expr, declared: &HashSet<VarIdx>) {
    let mut inner = declared.clone();
    if let ExprKind::Inline { params, .. } = &expr.kind {
        let mut bound = Vec::new();
        for param in params {
            pattern_vars(param, &mut bound);
        }
        inner.extend(bound);
    }
    walk::each_child(expr, &mut |child| declare_expr(program, id, child, &inner));
    if let ExprKind::Block(block, value) = &mut expr.kind {
        let mut whole = std::mem::take(block);
        let value_expr = std::mem::replace(&mut **value, Expr::unit());
        whole.stmts.push(Stmt {
            kind: StmtKind::Tail(value_expr),
            line: 0,
        });
        declare_block(program, id, &mut whole, &mut declared.clone());
        let Some(Stmt {
            kind: StmtKind::Tail(value_expr),
            ..
        }) = whole.stmts.pop()
        else {
            unreachable!("it was pushed last")
        };
        **value = value_expr;
        *block = whole;
    }
}
