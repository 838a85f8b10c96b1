//! Integer literals that nothing else makes `i64`.
//!
//! Rust takes an integer literal for an `i32` where neither its surroundings nor a suffix say otherwise. A
//! variable that starts as such a literal gets its type written; elsewhere the literal gets a suffix.

use std::collections::HashSet;

use crate::ir::walk::{self, Node};
use crate::ir::{
    Block, ClosureForm, Expr, ExprKind, Mode, Piece, Program, Role, Spelling, Stmt, StmtKind,
    Storage, Ty, VarIdx,
};
use crate::library::ROWS;

/// Pins the literals of every function.
pub(super) fn pin(program: &mut Program) {
    let (mut measured, mut copies) = (Vec::new(), Vec::new());
    for func in &program.funcs {
        walk::walk_block(&func.body, &mut |node| {
            if let Node::Stmt(Stmt {
                kind:
                    StmtKind::Let {
                        var,
                        value: Some(value),
                    },
                ..
            }) = node
                && let ExprKind::Var(copied) = value.kind
            {
                copies.push((*var, copied));
            }
            if let Node::Expr(Expr {
                kind:
                    ExprKind::Op {
                        spelling: Spelling::Method(_),
                        args,
                        ..
                    },
                ..
            }) = node
            {
                measured_vars(&args[0].0, &mut measured);
            }
        });
    }
    while let Some(var) = measured.pop() {
        program.vars[var.0 as usize].is_measured = true;
        // What a copy has is said where the copied variable is declared.
        copies.retain(|(copy, copied)| {
            if *copy == var {
                measured.push(*copied);
            }
            *copy != var
        });
    }
    for index in 0..program.funcs.len() {
        let mut body = std::mem::take(&mut program.funcs[index].body);
        pin_block(program, &mut body);
        pin_result(program, index, &mut body);
        annotate_untold(program, &mut body);
        program.funcs[index].body = body;
    }
}

/// A closure does not say what it gives back: a literal at its end does.
fn pin_result(program: &mut Program, func: usize, body: &mut Block) {
    let is_untold = matches!(
        program.funcs[func].form,
        ClosureForm::MoveClosure | ClosureForm::Shared
    );
    if is_untold
        && let Some(Stmt {
            kind: StmtKind::Tail(value),
            ..
        }) = body.stmts.last_mut()
    {
        settle(program, value, false);
    }
}

/// Variables that are declared without a value get their type written if no store says it: `let x; if … { x = 1; } …`.
fn annotate_untold(program: &mut Program, body: &mut Block) {
    let (mut declared, mut told) = (Vec::new(), HashSet::new());
    walk::walk_block(body, &mut |node| {
        if let Node::Stmt(stmt) = node {
            match &stmt.kind {
                StmtKind::Let { var, value: None } => declared.push(*var),
                StmtKind::Store { var, value } if !is_open(value) => {
                    told.insert(*var);
                }
                _ => {}
            }
        }
    });
    for var in declared {
        if !told.contains(&var) && is_open_type(&program.vars[var.0 as usize].ty) {
            program.vars[var.0 as usize].is_annotated = true;
        }
    }
}

fn pin_block(program: &mut Program, block: &mut Block) {
    for stmt in &mut block.stmts {
        pin_stmt(program, stmt);
    }
}

fn pin_stmt(program: &mut Program, stmt: &mut Stmt) {
    match &mut stmt.kind {
        StmtKind::Let {
            var,
            value: Some(value),
        } => {
            let is_iter = matches!(value.ty, crate::ir::Ty::Iter(_));
            let is_item = is_function_value(program, value);
            let data = &program.vars[var.0 as usize];
            let is_float = data.is_measured && is_float_literal(value);
            if is_item
                || is_float
                || is_open(value)
                    && !is_iter
                    && (data.is_measured || !is_typed_by_capture(program, *var))
            {
                program.vars[var.0 as usize].is_annotated = true;
            }
            settle(program, value, !is_iter);
        }
        StmtKind::Let { var, value: None } => {
            let ty = &program.vars[var.0 as usize].ty;
            program.vars[var.0 as usize].is_annotated = is_open_type(ty);
        }
        StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::For { iter: value, .. } => {
            settle(program, value, false);
        }
        StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::CellSet { value, .. }
        | StmtKind::Tail(value)
        | StmtKind::Yield(value)
        | StmtKind::Return(Some(value)) => settle(program, value, true),
        StmtKind::Expr(value) => settle(program, value, false),
        StmtKind::If { test, .. } | StmtKind::While { test, .. } => settle(program, test, true),
        StmtKind::Match { value, .. } => settle(program, value, false),
        StmtKind::Leave { value, .. } => {
            if let Some(value) = value {
                settle(program, value, true);
            }
        }
        StmtKind::Try { .. } | StmtKind::Finally { .. } => {}
        StmtKind::Labelled { .. }
        | StmtKind::Return(None)
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => {}
    }
    if let StmtKind::Let { var, value: None } = &stmt.kind {
        let ty = program.vars[var.0 as usize].ty.clone();
        let data = &program.vars[var.0 as usize];
        let is_float = data.is_measured && ty == Ty::F64;
        program.vars[var.0 as usize].is_annotated = is_float || holds_function(program, &ty);
    }
    match &mut stmt.kind {
        StmtKind::If { then, orelse, .. } => {
            pin_block(program, then);
            pin_block(program, orelse);
        }
        StmtKind::While { body, .. }
        | StmtKind::For { body, .. }
        | StmtKind::Labelled { body, .. } => {
            pin_block(program, body);
        }
        StmtKind::Try { body, handler, .. } => {
            pin_block(program, body);
            pin_block(program, handler);
        }
        StmtKind::Match { then, handler, .. } => {
            pin_block(program, then);
            pin_block(program, handler);
        }
        StmtKind::Finally {
            body,
            finalizer,
            arms,
            ..
        } => {
            pin_block(program, body);
            pin_block(program, finalizer);
            for arm in arms {
                pin_block(program, &mut arm.body);
            }
        }
        _ => {}
    }
}

/// Whether the value is a plain function: each has a type of its own until a `fn(…)` is asked for.
fn is_function_value(program: &Program, value: &Expr) -> bool {
    match &value.kind {
        ExprKind::MakeClosure { .. } => holds_function(program, &value.ty),
        ExprKind::Some(inner) => is_function_value(program, inner),
        ExprKind::If { then, orelse, .. } => {
            is_function_value(program, then) || is_function_value(program, orelse)
        }
        _ => false,
    }
}

fn holds_function(program: &Program, ty: &Ty) -> bool {
    match ty {
        Ty::Closure(set) => program.sets[set.0 as usize].form == ClosureForm::Function,
        Ty::Option(inner) => holds_function(program, inner),
        Ty::Tuple(items) => items.iter().any(|item| holds_function(program, item)),
        _ => false,
    }
}

/// Whether the type of a cell stands written where a function or a closure struct captures it.
fn is_typed_by_capture(program: &Program, var: VarIdx) -> bool {
    program.vars[var.0 as usize].storage != Storage::Plain
        && program.funcs.iter().any(|func| {
            let writes_types = func.form == ClosureForm::Struct || func.role == Role::Direct;
            writes_types && func.captures.contains(&var)
        })
}

/// Whether the expression is an integer made of literals only.
fn is_literal_only(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::I64(_) => true,
        ExprKind::Op {
            spelling: Spelling::Infix(op),
            args,
            ..
        } => !is_comparison(op) && args.iter().all(|(arg, _)| is_literal_only(arg)),
        ExprKind::Op {
            spelling: Spelling::Prefix(_),
            args,
            ..
        } => is_literal_only(&args[0].0),
        ExprKind::If { then, orelse, .. } => is_literal_only(then) && is_literal_only(orelse),
        _ => false,
    }
}

/// The variables that make a number's type what it is.
fn measured_vars(expr: &Expr, found: &mut Vec<VarIdx>) {
    match &expr.kind {
        ExprKind::Var(var) if expr.ty == Ty::F64 => found.push(*var),
        ExprKind::CellGet(cell) => {
            if let ExprKind::Var(var) = cell.kind {
                found.push(var);
            }
        }
        ExprKind::Op {
            spelling: Spelling::Infix(_) | Spelling::Prefix(_),
            args,
            ..
        } if matches!(expr.ty, Ty::F64 | Ty::I64) => {
            for (arg, _) in args {
                measured_vars(arg, found);
            }
        }
        _ => {}
    }
}

/// Whether the expression is a float made of literals only.
fn is_float_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::F64(_) => true,
        ExprKind::Op {
            spelling: Spelling::Infix(_) | Spelling::Prefix(_),
            args,
            ..
        } => args.iter().all(|(arg, _)| is_float_literal(arg)),
        ExprKind::If { then, orelse, .. } => is_float_literal(then) && is_float_literal(orelse),
        _ => false,
    }
}

/// Whether Rust could not tell the type of the value from the value alone.
fn is_open(expr: &Expr) -> bool {
    if is_literal_only(expr) {
        return true;
    }
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Path(path),
            args,
            ..
        } => {
            path.ends_with("::new")
                && !matches!(
                    path.as_str(),
                    "Failure::new" | "Exception::new" | "text::Letters::new"
                )
                || matches!(
                    path.as_str(),
                    "Dict::counter" | "Dict::ordered" | "Dict::with_default"
                )
                || is_generic(path) && args.iter().any(|(arg, _)| is_open(arg))
        }
        ExprKind::Op {
            spelling: Spelling::Array,
            args,
            ..
        } => args.is_empty() || args.iter().all(|(arg, _)| is_open(arg)),
        ExprKind::Op {
            spelling: Spelling::Tuple,
            args,
            ..
        } => args.iter().any(|(arg, _)| is_open(arg)),
        ExprKind::Some(inner) => is_open(inner),
        ExprKind::NoneOption => true,
        _ => false,
    }
}

/// Whether some expression of this type leaves open what type it has.
fn is_open_type(ty: &Ty) -> bool {
    fn has_closure(ty: &Ty) -> bool {
        match ty {
            Ty::Closure(_) | Ty::Iter(_) => true,
            Ty::List(item)
            | Ty::Set(item)
            | Ty::FrozenSet(item)
            | Ty::Deque(item)
            | Ty::Stream(item)
            | Ty::VarTuple(item)
            | Ty::Option(item)
            | Ty::Owned(item, _) => has_closure(item),
            Ty::Dict(key, value) | Ty::View(_, key, value) => {
                has_closure(key) || has_closure(value)
            }
            Ty::Tuple(items) => items.iter().any(has_closure),
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
            | Ty::Never => false,
        }
    }
    match ty {
        Ty::I64 => true,
        Ty::List(_)
        | Ty::Set(_)
        | Ty::FrozenSet(_)
        | Ty::Deque(_)
        | Ty::Stream(_)
        | Ty::View(..)
        | Ty::Dict(..)
        | Ty::Owned(..)
        | Ty::Tuple(_)
        | Ty::VarTuple(_)
        | Ty::Option(_) => !has_closure(ty),
        Ty::Unit
        | Ty::Bool
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
        | Ty::Closure(_)
        | Ty::Iter(_)
        | Ty::Value
        | Ty::Never => false,
    }
}

fn is_comparison(op: &str) -> bool {
    matches!(op, "==" | "!=" | "<" | "<=" | ">" | ">=")
}

/// Functions whose result has the type of their arguments.
fn is_generic(path: &str) -> bool {
    path.ends_with("::from") && path != "i64::from"
        || path.starts_with("seq::")
        || path.ends_with("::from_iter")
        || path.starts_with("collections::counter")
        || path.ends_with("with_limit")
        || path == "Dict::counter_with"
        || ROWS.is_generic(path)
}

/// The constructor of an empty container, whose arguments say nothing about what it holds.
fn unsaid_constructor(spelling: &Spelling, args: &[(Expr, Mode)]) -> Option<&'static str> {
    let Spelling::Path(path) = spelling else {
        return None;
    };
    match (path.as_str(), args) {
        ("List::new" | "Vec::new" | "Set::new" | "Deque::new" | "Dict::new", []) => Some("new"),
        ("Deque::with_limit", [(array, _), _]) if is_empty_array(array) => Some("with_limit"),
        ("Deque::try_with_limit", [(array, _), _]) if is_empty_array(array) => {
            Some("try_with_limit")
        }
        ("Dict::counter", []) => Some("counter"),
        ("Dict::ordered", []) => Some("ordered"),
        ("Dict::with_default", _) => Some("with_default"),
        ("Tuple::from" | "List::from" | "Vec::from", [(array, _)]) => {
            is_empty_array(array).then_some("from")
        }
        _ => None,
    }
}

/// `[]`.
fn is_empty_array(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Op { spelling: Spelling::Array, args, .. } if args.is_empty())
}

/// Gives suffixes to literals; `pinned` if the surroundings say the type.
fn settle(program: &mut Program, expr: &mut Expr, pinned: bool) {
    match &mut expr.kind {
        ExprKind::I64(value) => {
            if !pinned {
                expr.kind = ExprKind::SuffixedI64(*value);
            }
        }
        ExprKind::Op { spelling, args, .. } => {
            if !pinned && let Some(name) = unsaid_constructor(spelling, args) {
                *spelling = Spelling::TypedPath(name);
            }
            settle_op(program, &spelling.clone(), args, pinned);
        }
        ExprKind::CallFunc { args, captures, .. } => {
            args.iter_mut()
                .chain(captures)
                .for_each(|arg| settle(program, arg, true));
        }
        ExprKind::CallClosure { callee, args } => {
            settle(program, callee, true);
            for arg in args {
                settle(program, arg, true);
            }
        }
        ExprKind::MakeClosure { captures, .. } => captures
            .iter_mut()
            .for_each(|capture| settle(program, capture, true)),
        ExprKind::Inline { body, .. } => settle(program, body, false),
        ExprKind::If { test, then, orelse } => {
            settle(program, test, true);
            let is_known = pinned || !is_open(then) || !is_open(orelse);
            settle(program, then, is_known);
            settle(program, orelse, true);
        }
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            settle(program, left, true);
            settle(program, right, true);
        }
        ExprKind::Block(block, value) => {
            pin_block(program, block);
            settle(program, value, pinned);
        }
        ExprKind::Format { pieces, .. } => {
            for piece in pieces {
                if let Piece::Value(value, _) = piece {
                    settle(program, value, false);
                }
            }
        }
        ExprKind::Some(inner)
        | ExprKind::Ok(inner)
        | ExprKind::Err(inner)
        | ExprKind::Raises { inner, .. }
        | ExprKind::Throw { error: inner, .. } => settle(program, inner, pinned),
        ExprKind::ToValue(inner) | ExprKind::AsValue(inner) => {
            let is_plain = match &inner.kind {
                ExprKind::I64(_) => true,
                ExprKind::Op { spelling, args, .. } => unsaid_constructor(spelling, args).is_some(),
                _ => false,
            };
            settle(program, inner, is_plain);
        }
        ExprKind::Not(inner)
        | ExprKind::Unwrap(inner)
        | ExprKind::IsNone(inner)
        | ExprKind::Clone(inner)
        | ExprKind::Borrow(inner)
        | ExprKind::BorrowMut(inner)
        | ExprKind::Deref(inner)
        | ExprKind::ToOwned(inner)
        | ExprKind::CellGet(inner)
        | ExprKind::CellClone(inner)
        | ExprKind::CellCloneNow(inner) => settle(program, inner, pinned),
        ExprKind::Bound { option, otherwise } => {
            settle(program, option, pinned);
            if let Some(otherwise) = otherwise {
                settle(program, otherwise, true);
            }
        }
        ExprKind::Checked { .. }
        | ExprKind::Unit
        | ExprKind::Bool(_)
        | ExprKind::SuffixedI64(_)
        | ExprKind::Int(_)
        | ExprKind::F64(_)
        | ExprKind::SuffixedF64(_)
        | ExprKind::Str(_)
        | ExprKind::Char(_)
        | ExprKind::ExceptionClass(_)
        | ExprKind::NoneOption
        | ExprKind::Fail { .. }
        | ExprKind::Var(_)
        | ExprKind::SelfField(_) => {}
    }
}

/// Whether the expression is a closure of Rust's own that calls a method of something.
fn calls_methods(expr: &Expr) -> bool {
    let ExprKind::Inline { body, .. } = &expr.kind else {
        return false;
    };
    let mut found = false;
    walk::walk_expr(body, &mut |node| {
        found |= matches!(
            node,
            Node::Expr(Expr {
                kind: ExprKind::Op {
                    spelling: Spelling::Method(_),
                    ..
                },
                ..
            })
        );
    });
    found
}

/// A method cannot be called on a float whose type is left open.
fn suffix_float(expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::F64(value) => expr.kind = ExprKind::SuffixedF64(*value),
        ExprKind::Op {
            spelling: Spelling::Infix(_) | Spelling::Prefix(_) | Spelling::Array,
            args,
            ..
        } => suffix_float(&mut args[0].0),
        ExprKind::If {
            test: _,
            then,
            orelse: _,
        } => suffix_float(then),
        _ => {}
    }
}

/// Nor on the result of a closure that is called where it stands and gives back a literal, or of a fold that begins with one.
fn suffix_result(program: &mut Program, receiver: &mut Expr) {
    if let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &mut receiver.kind
        && name == "fold"
    {
        settle(program, &mut args[1].0, false);
    }
    if let ExprKind::CallClosure { callee, .. } = &receiver.kind
        && let ExprKind::MakeClosure { func, .. } = &callee.kind
    {
        let func = func.0 as usize;
        let mut body = std::mem::take(&mut program.funcs[func].body);
        if let [
            Stmt {
                kind: StmtKind::Tail(value),
                ..
            },
        ] = &mut body.stmts[..]
            && is_literal_only(value)
        {
            settle(program, value, false);
        }
        program.funcs[func].body = body;
    }
}

/// Whether it is a dict of which only the keys matter beside a view.
fn says_no_values(arg: &Expr) -> bool {
    matches!(arg.ty, Ty::Dict(..))
}

fn settle_op(program: &mut Program, spelling: &Spelling, args: &mut [(Expr, Mode)], pinned: bool) {
    match spelling {
        Spelling::Infix(op) => {
            let is_known = args.iter().any(|(arg, _)| !is_literal_only(arg))
                || (pinned && !is_comparison(op) && *op != ".." && *op != "..=");
            for (index, (arg, _)) in args.iter_mut().enumerate() {
                let is_last_of_range = op.starts_with("..") && index == 0;
                settle(
                    program,
                    arg,
                    is_known || index > 0 && !op.starts_with("..") || is_last_of_range,
                );
            }
        }
        Spelling::Prefix(_) | Spelling::Cast(_) | Spelling::Field(_) | Spelling::RangeFrom => {
            let inherits = matches!(spelling, Spelling::Prefix(_)) && pinned;
            for (arg, _) in args {
                settle(program, arg, inherits);
            }
        }
        Spelling::Method(_) => {
            if let Some((receiver, _)) = args.first_mut() {
                suffix_float(receiver);
                suffix_result(program, receiver);
            }
            let is_view =
                matches!(args.first(), Some((receiver, _)) if matches!(receiver.ty, Ty::View(..)));
            for (index, (arg, _)) in args.iter_mut().enumerate() {
                let is_unsaid = is_view && says_no_values(arg);
                settle(program, arg, index > 0 && !is_unsaid);
            }
        }
        Spelling::Macro(_) | Spelling::Listed(_) => args
            .iter_mut()
            .for_each(|(arg, _)| settle(program, arg, false)),
        Spelling::TypedPath(_) | Spelling::Record(_) => args
            .iter_mut()
            .for_each(|(arg, _)| settle(program, arg, true)),
        Spelling::Path(path) => {
            let is_passed_on = path != "Int::from" && !ROWS.is_generic(path);
            let inherits = if path.starts_with("seq::is_") || path.starts_with("seq::try_is_") {
                // The result of a comparison says nothing about its sides; one of them does about the other.
                args.iter().any(|(arg, _)| match &arg.kind {
                    ExprKind::Borrow(inner) => !is_open(inner),
                    _ => !is_open(arg),
                })
            } else {
                !is_generic(path) || (pinned && is_passed_on)
            };
            // Rust looks into a closure before it knows what the result is wanted for.
            let is_asked = is_generic(path) && args.iter().any(|(arg, _)| calls_methods(arg));
            if is_asked {
                for (arg, _) in args.iter_mut() {
                    suffix_float(arg);
                }
            }
            let inherits = inherits && !is_asked;
            for (arg, mode) in args {
                // A count beside a list: `random::sample(&cards, 3)`.
                let is_count = arg.ty == Ty::I64 && ROWS.is_generic(path);
                let is_unsaid = path.starts_with("views::") && says_no_values(arg);
                settle(
                    program,
                    arg,
                    (inherits || is_count) && *mode != Mode::Receiver && !is_unsaid,
                );
            }
        }
        Spelling::Array => {
            for (index, (arg, _)) in args.iter_mut().enumerate() {
                settle(program, arg, pinned || index > 0);
            }
        }
        Spelling::Tuple => args
            .iter_mut()
            .for_each(|(arg, _)| settle(program, arg, pinned)),
        Spelling::Constant(_) | Spelling::StaticArray => {}
    }
}
