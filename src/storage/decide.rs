//! Cells and closure forms.
//!
//! **Python**
//! ```python
//! def counter():
//!     count = 0
//!     def inner():
//!         nonlocal count
//!         count += 1
//!         return count
//!     return inner
//! ```
//! **Rust**: `inner` outlives its maker and changes `count`, so the variable becomes an `Rc<Cell<i64>>` field of a
//! generated struct. `value` in `adder`, which nobody stores to again, moves into a `move` closure.

use std::collections::BTreeSet;

use crate::ir::walk::{Node, node_vars, walk_block, walk_expr};
use crate::ir::{
    Block, ClosureForm, Expr, ExprKind, Func, FuncId, ParamDefault, Program, Reason, Role, SetId,
    Stmt, StmtKind, Storage, Ty, VarIdx,
};
use crate::translate::ClosureStyle;

use super::recursive::{cyclic_sets, name_makers};

/// Decides the storage of every variable and the form of every function value.
pub(super) fn decide(program: &mut Program, style: ClosureStyle) {
    let values = value_functions(program);
    separate_roles(program, &values);
    decide_cells(program, &values);
    decide_forms(program, style);
    name_makers(program);
    mark_lent_shared(program);
    mark_unused(program);
    mark_cloned(program);
}

/// Cells that a function which is lent them hands to closures.
fn mark_lent_shared(program: &mut Program) {
    let mut found = BTreeSet::new();
    for (index, func) in program.funcs.iter().enumerate() {
        if func.role != Role::Direct && func.form != ClosureForm::Function {
            continue;
        }
        let id = FuncId(u32::try_from(index).expect("few functions"));
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node
                && let ExprKind::MakeClosure { func, .. } = &expr.kind
            {
                let captures = &program.funcs[func.0 as usize].captures;
                found.extend(
                    captures
                        .iter()
                        .copied()
                        .filter(|var| program.vars[var.0 as usize].owner != id),
                );
            }
        });
    }
    for var in found {
        program.vars[var.0 as usize].is_lent_shared = true;
    }
}

/// What containers hold is cloned when it is read.
fn mark_cloned(program: &mut Program) {
    let mut found = BTreeSet::new();
    let mut inside = |ty: &Ty| match ty {
        Ty::List(item) | Ty::Set(item) | Ty::VarTuple(item) => sets_in(item, &mut found),
        Ty::Dict(_, value) => sets_in(value, &mut found),
        _ => {}
    };
    for var in &program.vars {
        inside(&var.ty);
    }
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node {
                inside(&expr.ty);
            }
        });
    }
    let shared: Vec<Ty> = program
        .vars
        .iter()
        .filter(|var| var.storage != Storage::Plain)
        .map(|var| var.ty.clone())
        .collect();
    for ty in &shared {
        sets_in(ty, &mut found);
    }
    sets_in_fields(program, &mut found);
    for set in found {
        program.sets[set.0 as usize].is_cloned = true;
    }
}

/// A closure that is cloned clones the closures it holds.
pub(super) fn close_over_clones(program: &mut Program) {
    loop {
        let mut held = BTreeSet::new();
        for set in program.sets.iter().filter(|set| set.is_cloned) {
            for member in &set.members {
                for var in &program.funcs[member.0 as usize].captures {
                    sets_in(&program.vars[var.0 as usize].ty, &mut held);
                }
            }
        }
        let mut changed = false;
        for set in held {
            changed |= !std::mem::replace(&mut program.sets[set.0 as usize].is_cloned, true);
        }
        if !changed {
            break;
        }
    }
}

/// Functions that are used as values.
fn value_functions(program: &Program) -> BTreeSet<FuncId> {
    let mut found = BTreeSet::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node
                && let ExprKind::MakeClosure { func, .. } = &expr.kind
            {
                found.insert(*func);
            }
        });
    }
    found
}

/// A function that is only ever called by name is no closure, even if a builtin does the calling.
fn separate_roles(program: &mut Program, values: &BTreeSet<FuncId>) {
    for index in 0..program.funcs.len() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        if matches!(program.funcs[index].role, Role::Closure(_))
            && !values.contains(&id)
            && program.funcs[index].has_item
        {
            program.funcs[index].role = Role::Direct;
        }
    }
    let still_closures: BTreeSet<FuncId> = (0..program.funcs.len())
        .map(|index| FuncId(u32::try_from(index).expect("few functions")))
        .filter(|id| matches!(program.funcs[id.0 as usize].role, Role::Closure(_)))
        .collect();
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let sets: Vec<Role> = program.funcs.iter().map(|func| func.role).collect();
        let funcs = &program.funcs;
        crate::ir::walk::each_expr(&mut body, &mut |expr| {
            if let ExprKind::CallFunc { func, args, .. } = &mut expr.kind
                && still_closures.contains(func)
                && let Role::Closure(set) = sets[func.0 as usize]
            {
                let made = ExprKind::MakeClosure {
                    func: *func,
                    captures: Vec::new(),
                };
                let callee = Box::new(crate::ir::Expr::new(made, Ty::Closure(set)));
                let params = &funcs[func.0 as usize].params;
                let passed = std::mem::take(args).into_iter().zip(params);
                let passed = passed.filter(|(_, param)| !param.is_omitted);
                expr.kind = ExprKind::CallClosure {
                    callee,
                    args: passed.map(|(arg, _)| arg).collect(),
                };
            }
        });
        program.funcs[index].body = body;
    }
}

/// Variables that a lazy iterator looks at while its loop stores to them.
fn held_by_loops(program: &Program) -> BTreeSet<VarIdx> {
    let mut held = BTreeSet::new();
    for func in &program.funcs {
        walk_block(&func.body, &mut |node| {
            let Node::Stmt(stmt) = node else { return };
            let StmtKind::For {
                label: _,
                pattern: _,
                iter,
                body,
            } = &stmt.kind
            else {
                return;
            };
            let mut looked_at = BTreeSet::new();
            walk_expr(iter, &mut |node| {
                if let Node::Expr(Expr {
                    kind: ExprKind::Inline { params: _, body },
                    ..
                }) = node
                {
                    walk_expr(body, &mut |node| {
                        note_lookups(program, node, &mut looked_at);
                    });
                }
            });
            walk_block(body, &mut |node| {
                if let Node::Stmt(Stmt {
                    kind: StmtKind::Store { var, .. } | StmtKind::Unbind(var),
                    ..
                }) = node
                    && looked_at.contains(var)
                {
                    held.insert(*var);
                }
            });
        });
    }
    held
}

fn note_lookups(program: &Program, node: Node<'_>, looked_at: &mut BTreeSet<VarIdx>) {
    looked_at.extend(node_vars(node));
    if let Node::Expr(expr) = node
        && let ExprKind::CallFunc { func, .. } = &expr.kind
    {
        looked_at.extend(&program.funcs[func.0 as usize].captures);
    }
}

/// Defaults that a function made before the `def` which evaluates them passes on in its calls.
fn defaults_captured_early(program: &Program) -> BTreeSet<VarIdx> {
    let params = program.funcs.iter().flat_map(|func| &func.params);
    let defaults: BTreeSet<VarIdx> = params
        .filter_map(|param| match param.default {
            Some(ParamDefault::Var(var)) => Some(var),
            _ => None,
        })
        .collect();
    let mut early = BTreeSet::new();
    for (index, func) in program.funcs.iter().enumerate() {
        let id = FuncId(u32::try_from(index).expect("few functions"));
        let mut stored = BTreeSet::new();
        walk_block(&func.body, &mut |node| match node {
            Node::Stmt(Stmt {
                kind: StmtKind::Store { var, .. },
                ..
            }) => {
                stored.insert(*var);
            }
            Node::Expr(Expr {
                kind: ExprKind::MakeClosure { func: made, .. },
                ..
            }) => {
                let captures = program.funcs[made.0 as usize].captures.iter();
                early.extend(captures.filter(|var| {
                    defaults.contains(var)
                        && !stored.contains(*var)
                        && program.vars[var.0 as usize].owner == id
                }));
            }
            _ => {}
        });
    }
    early
}

fn decide_cells(program: &mut Program, values: &BTreeSet<FuncId>) {
    for var in defaults_captured_early(program) {
        program.vars[var.0 as usize].is_rebound_after_capture = true;
    }
    let held = held_by_loops(program);
    for index in 0..program.vars.len() {
        let var = VarIdx(u32::try_from(index).expect("few variables"));
        let holders: Vec<FuncId> = values
            .iter()
            .copied()
            .filter(|func| program.funcs[func.0 as usize].captures.contains(&var))
            .collect();
        let is_looked_at = program.looks_into_cells
            && program.vars[index].owner != FuncId(0)
            && program.vars[index].ty == Ty::Value
            && holders
                .iter()
                .any(|func| program.funcs[func.0 as usize].role == Role::Dynamic);
        if is_looked_at {
            let data = &mut program.vars[index];
            data.storage = Storage::CellObject;
            data.maybe_unbound = true;
            data.reasons.push(Reason::new(
                "cell-object",
                "the program looks into the cells of its closures: they are objects",
            ));
            continue;
        }
        let data = &program.vars[index];
        let is_shared = !holders.is_empty();
        let is_held = held.contains(&var);
        let needs_cell = data.is_stored_inside
            || is_held
            || (is_shared && (data.is_rebound_after_capture || data.maybe_unbound));
        if !needs_cell {
            continue;
        }
        let is_copy = data.ty.is_copy();
        let storage = match (is_shared, is_copy) {
            (true, true) => Storage::SharedCell,
            (true, false) => Storage::SharedRefCell,
            (false, true) => Storage::Cell,
            (false, false) => Storage::RefCell,
        };
        let who = holders.first().map_or("an inner function", |func| {
            program.funcs[func.0 as usize].python_name.as_str()
        });
        let text = match (is_shared, data.is_stored_inside) {
            (true, true) => format!(
                "`{}` is changed through `{who}`, which outlives the call: it is shared",
                data.known_as()
            ),
            (true, false) => format!(
                "`{}` is stored to again after `{who}` captured it: both see the change",
                data.known_as()
            ),
            (false, _) if is_held && !data.is_stored_inside => format!(
                "`{}` changes while an iterator looks at it: it is lent as a cell",
                data.known_as()
            ),
            (false, _) => format!(
                "`{}` is changed by an inner function while its owner runs: it is lent as a cell",
                data.known_as()
            ),
        };
        let code = if is_shared {
            "shared-cell"
        } else {
            "lent-cell"
        };
        let data = &mut program.vars[index];
        data.storage = storage;
        data.reasons.push(Reason { code, text });
    }
}

fn decide_forms(program: &mut Program, style: ClosureStyle) {
    let cyclic = cyclic_sets(program);
    let mut named = BTreeSet::new();
    loop {
        let before = named.len();
        for index in 0..program.sets.len() {
            let id = SetId(u32::try_from(index).expect("few sets"));
            let (form, reason) = form_of(program, id, style, &named, &cyclic);
            program.sets[index].form = form;
            program.sets[index].reason = Some(reason.clone());
            for member in program.sets[index].members.clone() {
                if program.funcs[member.0 as usize].role == Role::Direct {
                    continue;
                }
                program.funcs[member.0 as usize].form = form;
                program.funcs[member.0 as usize].reason = Some(reason.clone());
            }
        }
        named.extend(sets_that_need_names(program));
        named.extend(super::recursive::self_made_closures(program));
        if named.len() == before {
            break;
        }
    }
    for func in program
        .funcs
        .iter_mut()
        .filter(|func| func.role == Role::Generator)
    {
        func.form = ClosureForm::Generator;
        func.reason = Some(Reason {
            code: "lazy-generator",
            text: "somebody keeps the generator: its items are made when they are asked for"
                .to_owned(),
        });
    }
    for func in &mut program.funcs {
        if func.role == Role::Direct {
            func.reason = Some(direct_reason(func));
        }
        if func.role == Role::Dynamic {
            func.form = ClosureForm::Dynamic;
            func.reason = Some(Reason {
                code: "dynamic-function",
                text: format!(
                    "`{}` meets values of other kinds: it is a function object",
                    func.python_name
                ),
            });
        }
    }
}

fn direct_reason(func: &Func) -> Reason {
    if func.captures.is_empty() {
        return Reason::new(
            "called-by-name",
            "it is only ever called by name and captures nothing: a plain function",
        );
    }
    Reason::new(
        "lifted",
        "it is only ever called by name: what it captures is passed along as further parameters",
    )
}

fn form_of(
    program: &Program,
    id: SetId,
    style: ClosureStyle,
    named: &BTreeSet<SetId>,
    cyclic: &BTreeSet<SetId>,
) -> (ClosureForm, Reason) {
    let set = &program.sets[id.0 as usize];
    let captures_nothing = set
        .members
        .iter()
        .all(|member| program.funcs[member.0 as usize].captures.is_empty());
    let reason = |code, text: &str| Reason {
        code,
        text: text.to_owned(),
    };
    if cyclic.contains(&id) && set.members.len() == 1 {
        return (
            ClosureForm::Struct,
            reason(
                "recursive-type",
                "its calls take or give back a function of its own kind: only a struct's type can name itself",
            ),
        );
    }
    if captures_nothing {
        return (
            ClosureForm::Function,
            reason(
                "plain-function",
                "it captures nothing: a plain function will do",
            ),
        );
    }
    let [member] = set.members[..] else {
        return (
            ClosureForm::Shared,
            reason(
                "several-functions",
                "different functions of one signature meet here: `Rc<dyn Fn>` holds any of them",
            ),
        );
    };
    let func = &program.funcs[member.0 as usize];
    let has_cell = func
        .captures
        .iter()
        .any(|var| program.vars[var.0 as usize].storage != Storage::Plain);
    match style {
        ClosureStyle::Struct => (
            ClosureForm::Struct,
            reason(
                "asked-for-struct",
                "`--closures struct` shows what a closure is made of",
            ),
        ),
        _ if named.contains(&id) => (
            ClosureForm::Struct,
            reason(
                "named-closure",
                "its type must be written down, and a Rust closure's type has no name",
            ),
        ),
        ClosureStyle::Auto if has_cell => (
            ClosureForm::Struct,
            reason(
                "shared-cell",
                "it keeps a variable that changes: the struct shows the shared cell as a field",
            ),
        ),
        ClosureStyle::Auto | ClosureStyle::Move => (
            ClosureForm::MoveClosure,
            reason(
                "move-closure",
                "what it captures is never stored to again: it moves into the closure",
            ),
        ),
    }
}

/// Sets whose values stand where Rust wants a type written: fields, cells, parameters and results of closures.
fn sets_that_need_names(program: &Program) -> BTreeSet<SetId> {
    let mut found = BTreeSet::new();
    sets_in_fields(program, &mut found);
    for var in &program.vars {
        if var.storage != Storage::Plain || var.maybe_unbound {
            sets_in(&var.ty, &mut found);
        }
    }
    for func in &program.funcs {
        // `impl Fn` in a parameter stands for one type, which neither `None` nor another store tells.
        for param in &func.params {
            let ty = &program.vars[param.var.0 as usize].ty;
            let is_optional = matches!(ty, Ty::Option(_));
            if is_optional || (matches!(ty, Ty::Closure(_)) && is_stored_to(&func.body, param.var))
            {
                sets_in(ty, &mut found);
            }
        }
        let is_closure = !matches!(func.role, Role::Main | Role::Direct);
        if is_closure && func.form != ClosureForm::Function {
            sets_in(&func.ret, &mut found);
            for param in &func.params {
                sets_in(&program.vars[param.var.0 as usize].ty, &mut found);
            }
            if func.form == ClosureForm::Struct {
                for var in &func.captures {
                    sets_in(&program.vars[var.0 as usize].ty, &mut found);
                }
            }
        } else if is_closure {
            sets_in(&func.ret, &mut found);
            for param in &func.params {
                sets_in(&program.vars[param.var.0 as usize].ty, &mut found);
            }
        }
        let mut made: Vec<FuncId> = Vec::new();
        walk_block(&func.body, &mut |node| {
            if let Node::Expr(expr) = node {
                match &expr.kind {
                    ExprKind::MakeClosure {
                        func: made_func, ..
                    } => {
                        if made.contains(made_func) {
                            sets_in(&expr.ty, &mut found);
                        }
                        made.push(*made_func);
                    }
                    ExprKind::Op {
                        spelling: crate::ir::Spelling::Path(path),
                        ..
                    } if path.ends_with("::new") => {
                        sets_in(&expr.ty, &mut found);
                    }
                    _ => {}
                }
            }
        });
        if func.is_recursive || func.is_unused {
            sets_in(&func.ret, &mut found);
        }
    }
    found
}

fn is_stored_to(body: &Block, sought: VarIdx) -> bool {
    let mut is_stored = false;
    walk_block(body, &mut |node| {
        if let Node::Stmt(stmt) = node
            && let StmtKind::Store { var, .. } = &stmt.kind
        {
            is_stored |= *var == sought;
        }
    });
    is_stored
}

/// The function values that structs hold.
fn sets_in_fields(program: &Program, found: &mut BTreeSet<SetId>) {
    for field in program.records.iter().flat_map(|record| &record.fields) {
        sets_in(&field.ty, found);
    }
}

pub(super) fn sets_in(ty: &Ty, found: &mut BTreeSet<SetId>) {
    match ty {
        Ty::Closure(set) => {
            found.insert(*set);
        }
        Ty::List(item)
        | Ty::Set(item)
        | Ty::FrozenSet(item)
        | Ty::Deque(item)
        | Ty::Stream(item)
        | Ty::VarTuple(item)
        | Ty::Option(item)
        | Ty::Iter(item)
        | Ty::Owned(item, _) => {
            sets_in(item, found);
        }
        Ty::Dict(key, value) | Ty::View(_, key, value) => {
            sets_in(key, found);
            sets_in(value, found);
        }
        Ty::Tuple(items) => {
            for item in items {
                sets_in(item, found);
            }
        }
        Ty::Unit
        | Ty::Bool
        | Ty::I64
        | Ty::Int
        | Ty::Num
        | Ty::F64
        | Ty::Str
        | Ty::StaticStr
        | Ty::Char
        | Ty::Part(_)
        | Ty::Letters
        | Ty::Bytes
        | Ty::Range
        | Ty::Record(_)
        | Ty::Exception
        | Ty::Value
        | Ty::Never => {}
    }
}

/// What `main` never reaches.
fn mark_unused(program: &mut Program) {
    let mut reached = BTreeSet::from([FuncId(0)]);
    let mut waiting = vec![FuncId(0)];
    while let Some(id) = waiting.pop() {
        for callee in program.funcs[id.0 as usize].callees.clone() {
            if reached.insert(callee) {
                waiting.push(callee);
            }
        }
    }
    for (index, func) in program.funcs.iter_mut().enumerate() {
        func.is_unused = !reached.contains(&FuncId(u32::try_from(index).expect("few functions")));
    }
}
