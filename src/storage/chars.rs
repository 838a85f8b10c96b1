//! Texts of one character that are only looked at: `char` instead of a string.
//!
//! **Python**
//! ```python
//! for letter in text:
//!     if letter == "(" or letter.isdigit():
//! ```
//! **Rust**: `for letter in text.chars() { if letter == '(' || letter.isdigit() {`. A variable is such a character if all that is stored in
//! it has one character, and all that is done with it is what a `char` can do as well as a text. What is compared at once
//! (`text[i] == "("`) needs no variable.

use std::collections::{BTreeMap, BTreeSet};

use super::views::stores;
use crate::ir::walk::{Node, each_block, each_expr, node_vars, walk_block};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Mode, Pattern, Piece, Program, Reason, Role, Spelling, Stmt,
    StmtKind, Storage, Ty, VarIdx,
};

/// The methods of texts that a character has too, by the trait `PyChar` of the support library.
const METHODS: [&str; 14] = [
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "lower",
    "upper",
];

/// Finds the characters of every function, and writes what is done with them.
pub(super) fn find_chars(program: &mut Program) {
    let captured: BTreeSet<VarIdx> = program
        .funcs
        .iter()
        .flat_map(|func| func.captures.iter().copied())
        .collect();
    for index in 0..program.funcs.len() {
        let func = FuncId(u32::try_from(index).expect("few functions"));
        let mut body = std::mem::take(&mut program.funcs[index].body);
        let vars = if program.funcs[index].role == Role::Generator {
            BTreeSet::new()
        } else {
            chars_of(program, func, &captured, &body)
        };
        rewrite_block(&vars, &mut body);
        each_expr(&mut body, &mut |expr| rewrite(&vars, expr));
        program.funcs[index].body = body;
        for var in vars {
            let data = &mut program.vars[var.0 as usize];
            data.ty = Ty::Char;
            data.reasons.push(Reason::new(
                "one-letter",
                format!(
                    "`{}` only ever holds one character, which is only looked at: `char`",
                    data.known_as()
                ),
            ));
        }
    }
}

/// What is known of a variable that may be a character.
#[derive(Default)]
struct Uses<'a> {
    /// What is stored in it.
    stored: Vec<&'a Expr>,
    /// How many loops over characters bind it.
    n_bound: usize,
    /// How often it is used, loops included.
    n_all: usize,
}

fn chars_of(
    program: &Program,
    func: FuncId,
    captured: &BTreeSet<VarIdx>,
    body: &Block,
) -> BTreeSet<VarIdx> {
    let mut uses: BTreeMap<VarIdx, Uses<'_>> = BTreeMap::new();
    walk_block(body, &mut |node| match node {
        Node::Stmt(Stmt {
            kind: StmtKind::Let { var, value: None },
            ..
        }) => {
            uses.entry(*var).or_default();
        }
        Node::Stmt(Stmt {
            kind:
                StmtKind::Let {
                    var,
                    value: Some(value),
                }
                | StmtKind::Store { var, value },
            ..
        }) => uses.entry(*var).or_default().stored.push(value),
        Node::Stmt(stmt) => {
            if let StmtKind::For {
                pattern,
                iter,
                body,
                ..
            } = &stmt.kind
            {
                each_letter(pattern, iter, &mut |var, text| {
                    if !text.is_some_and(|text| stores(body, text)) {
                        uses.entry(var).or_default().n_bound += 1;
                    }
                });
            }
            for var in node_vars(node).into_iter().chain(caught(stmt)) {
                uses.entry(var).or_default().n_all += 1;
            }
        }
        Node::Pattern(_) | Node::Expr(_) => {
            for var in node_vars(node) {
                uses.entry(var).or_default().n_all += 1;
            }
        }
    });
    let mut chars: BTreeSet<VarIdx> = uses
        .iter()
        .filter(|(var, uses)| {
            let data = &program.vars[var.0 as usize];
            data.owner == func
                && data.ty == Ty::Str
                && data.storage == Storage::Plain
                && !data.is_param
                && !data.maybe_unbound
                && !captured.contains(var)
                && (uses.n_bound > 0 || uses.stored.iter().any(|value| !is_literal(value)))
                && uses.n_all > uses.n_bound
        })
        .map(|(var, _)| *var)
        .collect();
    loop {
        let mut fitting: BTreeMap<VarIdx, usize> = BTreeMap::new();
        let mut note = |var: VarIdx| *fitting.entry(var).or_default() += 1;
        walk_block(body, &mut |node| {
            if let Node::Expr(expr) = node {
                each_fitting(&chars, expr, &mut note);
            }
        });
        for (var, uses) in &uses {
            if chars.contains(var) {
                for value in &uses.stored {
                    each_source(value, &mut note);
                }
            }
        }
        let before = chars.len();
        let known = chars.clone();
        chars.retain(|var| {
            let uses = &uses[var];
            let n_fitting = fitting.get(var).copied().unwrap_or_default() + uses.n_bound;
            uses.n_all == n_fitting && uses.stored.iter().all(|value| is_char(&known, value))
        });
        if chars.len() == before {
            return chars;
        }
    }
}

/// The variables that a statement binds to what was raised or caught, or to how a block ended.
fn caught(stmt: &Stmt) -> Vec<VarIdx> {
    match &stmt.kind {
        StmtKind::Match {
            ok, result, error, ..
        } => ok.iter().chain(result).chain([error]).copied().collect(),
        StmtKind::Try { error, .. } => vec![*error],
        StmtKind::Finally { arms, .. } => arms.iter().filter_map(|arm| arm.var).collect(),
        _ => Vec::new(),
    }
}

/// Calls `visit` for the variables that a loop binds to the characters of a text, and with the text if that is a variable.
fn each_letter(pattern: &Pattern, iter: &Expr, visit: &mut impl FnMut(VarIdx, Option<VarIdx>)) {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        ..
    } = &iter.kind
    else {
        return;
    };
    match (pattern, name.as_str(), &args[..]) {
        (Pattern::Var(var), "py_chars", [(text, _)]) => match text.kind {
            ExprKind::Var(text) => visit(*var, Some(text)),
            _ => visit(*var, None),
        },
        (Pattern::Tuple(parts), "zip", [(first, _), (second, _)]) => {
            if let [one, two] = &parts[..] {
                each_letter(one, first, visit);
                each_letter(two, second, visit);
            }
        }
        _ => {}
    }
}

/// A text of one character that is written out.
fn is_literal(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Str(text) if text.chars().count() == 1)
}

/// Whether the expression gives a text of one character, which it can give as a `char` just as well.
fn is_char(chars: &BTreeSet<VarIdx>, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(var) => chars.contains(var),
        ExprKind::Raises { inner, .. } => is_char(chars, inner),
        ExprKind::If { then, orelse, .. } => is_char(chars, then) && is_char(chars, orelse),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            runtime: true,
        } => {
            matches!(name.as_str(), "at" | "try_at")
                && matches!(args[0].0.ty, Ty::Str | Ty::StaticStr)
        }
        ExprKind::Op {
            spelling: Spelling::Path(path),
            ..
        } => matches!(path.as_str(), "text::chr" | "text::try_chr"),
        _ => is_literal(expr),
    }
}

/// Makes such an expression give a `char`.
fn make_char(expr: &mut Expr) {
    expr.ty = Ty::Char;
    match &mut expr.kind {
        ExprKind::Raises { inner, .. } => make_char(inner),
        ExprKind::If { then, orelse, .. } => {
            make_char(then);
            make_char(orelse);
        }
        ExprKind::Op {
            spelling: Spelling::Method(name),
            ..
        } => *name = name.replace("at", "char_at"),
        ExprKind::Op {
            spelling: Spelling::Path(path),
            ..
        } => *path = path.replace("chr", "letter_of"),
        ExprKind::Str(text) => {
            if let Some(letter) = text.chars().next() {
                expr.kind = ExprKind::Char(letter);
            }
        }
        _ => {}
    }
}

/// Calls `visit` for the variables that a value may be.
fn each_source(value: &Expr, visit: &mut impl FnMut(VarIdx)) {
    match &value.kind {
        ExprKind::Var(var) => visit(*var),
        ExprKind::If { then, orelse, .. } => {
            each_source(then, visit);
            each_source(orelse, visit);
        }
        _ => {}
    }
}

/// What can be done with a `char` as well as with a text.
#[derive(Clone, Copy)]
enum Form {
    /// It is compared with another one.
    Comparison,
    /// A method of [`METHODS`].
    Method,
    /// `letter in text`.
    Search,
    /// It is put behind a text.
    Push,
    /// `ord(letter)`.
    Ord,
    /// `int(letter)`.
    Int,
}

fn form(chars: &BTreeSet<VarIdx>, expr: &Expr) -> Option<Form> {
    let ExprKind::Op {
        spelling,
        args,
        runtime,
    } = &expr.kind
    else {
        return None;
    };
    match (spelling, &args[..]) {
        (Spelling::Infix("==" | "!=" | "<" | "<=" | ">" | ">="), [(one, _), (two, _)]) => {
            let is_known = is_literal(one) && is_literal(two);
            (!is_known && is_char(chars, one) && is_char(chars, two)).then_some(Form::Comparison)
        }
        (Spelling::Method(name), [(letter, _)]) if *runtime => {
            (METHODS.contains(&name.as_str()) && !is_literal(letter) && is_char(chars, letter))
                .then_some(Form::Method)
        }
        (Spelling::Method(name), [(text, _), (letter, _)]) if !*runtime => {
            let form = match (name.as_str(), &text.ty) {
                ("contains", Ty::Str | Ty::StaticStr) => Form::Search,
                ("push_str", _) => Form::Push,
                _ => return None,
            };
            is_char(chars, letter).then_some(form)
        }
        (Spelling::Path(path), [(letter, _)]) => {
            let form = match path.as_str() {
                "text::ord" => Form::Ord,
                "int_from_text" | "try_int_from_text" if !is_literal(letter) => Form::Int,
                _ => return None,
            };
            is_char(chars, letter).then_some(form)
        }
        _ => None,
    }
}

/// Calls `visit` for the variables that the expression takes as characters.
fn each_fitting(chars: &BTreeSet<VarIdx>, expr: &Expr, visit: &mut impl FnMut(VarIdx)) {
    if let ExprKind::Format { pieces, .. } = &expr.kind {
        for piece in pieces {
            if let Piece::Value(
                Expr {
                    kind: ExprKind::Var(var),
                    ..
                },
                _,
            ) = piece
            {
                visit(*var);
            }
        }
    }
    let (Some(form), ExprKind::Op { args, .. }) = (form(chars, expr), &expr.kind) else {
        return;
    };
    match form {
        Form::Comparison => {
            each_source(&args[0].0, visit);
            each_source(&args[1].0, visit);
        }
        Form::Method | Form::Ord | Form::Int => each_source(&args[0].0, visit),
        Form::Search | Form::Push => each_source(&args[1].0, visit),
    }
}

/// Loops and stores that bind characters.
fn rewrite_block(chars: &BTreeSet<VarIdx>, block: &mut Block) {
    for stmt in &mut block.stmts {
        match &mut stmt.kind {
            StmtKind::For { pattern, iter, .. } => rewrite_loop(chars, pattern, iter),
            StmtKind::Let {
                var,
                value: Some(value),
            }
            | StmtKind::Store { var, value }
                if chars.contains(var) =>
            {
                make_char(value);
            }
            _ => {}
        }
        each_block(stmt, &mut |inner| rewrite_block(chars, inner));
    }
}

fn rewrite_loop(chars: &BTreeSet<VarIdx>, pattern: &Pattern, iter: &mut Expr) {
    let ExprKind::Op {
        spelling: Spelling::Method(name),
        args,
        runtime,
    } = &mut iter.kind
    else {
        return;
    };
    match (pattern, name.as_str()) {
        (Pattern::Var(var), "py_chars") if chars.contains(var) => {
            "chars".clone_into(name);
            *runtime = false;
            iter.ty = Ty::Iter(Box::new(Ty::Char));
        }
        (Pattern::Tuple(parts), "zip") if parts.len() == args.len() => {
            for (part, (arg, _)) in parts.iter().zip(&mut *args) {
                rewrite_loop(chars, part, arg);
            }
            let items = args.iter().map(|(arg, _)| match &arg.ty {
                Ty::Iter(item) => (**item).clone(),
                other => other.clone(),
            });
            iter.ty = Ty::Iter(Box::new(Ty::Tuple(items.collect())));
        }
        _ => {}
    }
}

/// What is done with characters.
fn rewrite(chars: &BTreeSet<VarIdx>, expr: &mut Expr) {
    if let ExprKind::Block(block, _) = &mut expr.kind {
        rewrite_block(chars, block);
    }
    if let ExprKind::Format { pieces, .. } = &mut expr.kind {
        for piece in pieces {
            if let Piece::Value(value, _) = piece
                && matches!(&value.kind, ExprKind::Var(var) if chars.contains(var))
            {
                value.ty = Ty::Char;
            }
        }
    }
    let Some(form) = form(chars, expr) else {
        return;
    };
    let ExprKind::Op {
        spelling,
        args,
        runtime,
    } = &mut expr.kind
    else {
        return;
    };
    match form {
        Form::Comparison => {
            make_char(&mut args[0].0);
            make_char(&mut args[1].0);
        }
        Form::Method => make_char(&mut args[0].0),
        Form::Search => {
            make_char(&mut args[1].0);
            args[1].1 = Mode::Own;
        }
        Form::Push => {
            *spelling = Spelling::Method("push".to_owned());
            make_char(&mut args[1].0);
            args[1].1 = Mode::Own;
        }
        Form::Int => {
            if let Spelling::Path(path) = spelling {
                *path = format!("text::{}", path.replace("text", "char"));
            }
            make_char(&mut args[0].0);
            args[0].1 = Mode::Own;
        }
        Form::Ord => {
            *spelling = Spelling::Cast("i64");
            *runtime = false;
            make_char(&mut args[0].0);
            args[0].1 = Mode::Own;
        }
    }
}
