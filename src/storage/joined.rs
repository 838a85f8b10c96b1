//! A list of texts that are only put together in the end is that text from the start.
//!
//! **Python**
//! ```python
//! parts = []
//! for letter in word:
//!     parts.append(letter * 2)
//! return "".join(parts)
//! ```
//! **Rust**: `let mut parts = "".to_string();`, `parts.push_str(&…);`, `parts`. Nobody but the variable has the list, nothing is asked of it.
//! What comes between the texts is put there with them, if none of them is empty: then the first one is where the text is empty.

use std::collections::{BTreeMap, BTreeSet};

use super::append::push_text;
use crate::ir::walk::{Node, each_block, each_expr, node_vars, walk_block, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Piece, Program, Reason, Role, Spelling, Stmt, StmtKind, Storage,
    Ty, VarIdx,
};

/// Finds these lists in every function, and rewrites them.
pub(super) fn join_early(program: &mut Program) {
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
        let mut lists = found_in(&body);
        lists.retain(|var, _| {
            let data = &program.vars[var.0 as usize];
            data.owner == func
                && data.ty == Ty::List(Box::new(Ty::Str))
                && data.storage == Storage::Plain
                && !data.is_param
                && !data.maybe_unbound
                && !captured.contains(var)
        });
        if !lists.is_empty() {
            rewrite(&mut body, &lists);
        }
        program.funcs[index].body = body;
        for var in lists.into_keys() {
            let data = &mut program.vars[var.0 as usize];
            data.ty = Ty::Str;
            // What is put behind it is one more store: nothing may look at the text meanwhile.
            data.n_stores += 1;
            data.reasons.push(Reason::new(
                "joined-early",
                format!(
                    "`{}` only collects texts that are joined in the end: it is that text",
                    data.known_as()
                ),
            ));
        }
    }
}

/// How often a variable is used in each of the ways that a text can take over, and how often at all.
struct Uses {
    n_known: usize,
    n_all: usize,
    /// What it is joined with, each time.
    separators: BTreeSet<String>,
    /// What is put behind it is never empty, and is there when it is evaluated.
    is_full: bool,
}

impl Default for Uses {
    fn default() -> Self {
        Self {
            n_known: 0,
            n_all: 0,
            separators: BTreeSet::new(),
            is_full: true,
        }
    }
}

/// The variables that are only bound to empty lists, appended to and joined, each with what comes between.
fn found_in(body: &Block) -> BTreeMap<VarIdx, String> {
    let mut uses: BTreeMap<VarIdx, Uses> = BTreeMap::new();
    walk_block(body, &mut |node| {
        for var in node_vars(node) {
            uses.entry(var).or_default().n_all += 1;
        }
        match node {
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::Let {
                    var,
                    value: Some(value),
                }
                | StmtKind::Store { var, value }
                    if is_empty_list(value) =>
                {
                    uses.entry(*var).or_default().n_known += 1;
                }
                StmtKind::Expr(call) => {
                    if let Some((var, piece)) = appended(call)
                        && !mentions(piece, var)
                    {
                        let uses = uses.entry(var).or_default();
                        uses.n_known += 1;
                        uses.is_full &= is_never_empty(piece) && !may_jump(piece);
                    }
                }
                StmtKind::Match { ok: Some(var), .. } => uses.entry(*var).or_default().n_all += 1,
                // A text cannot get longer while a loop walks over it.
                StmtKind::For { iter, .. } => walk_expr(iter, &mut |inner| {
                    for var in node_vars(inner) {
                        uses.entry(var).or_default().n_all += 1;
                    }
                }),
                _ => {}
            },
            Node::Expr(expr) => {
                if let ExprKind::Block(inner, _) = &expr.kind {
                    walk_block(inner, &mut |node| {
                        if let Node::Expr(call) = node
                            && let Some((var, _)) = appended(call)
                        {
                            uses.entry(var).or_default().is_full = false;
                        }
                    });
                }
                if let Some((separator, var)) = joined(expr) {
                    let uses = uses.entry(var).or_default();
                    uses.n_known += 1;
                    uses.separators.insert(separator.to_owned());
                }
            }
            Node::Pattern(_) => {}
        }
    });
    uses.into_iter()
        .filter(|(_, uses)| uses.n_known == uses.n_all && uses.separators.len() == 1)
        .filter_map(|(var, mut uses)| Some((var, uses.separators.pop_first()?, uses.is_full)))
        .filter(|(_, separator, is_full)| *is_full || separator.is_empty())
        .map(|(var, separator, _)| (var, separator))
        .collect()
}

fn method<'e>(expr: &'e Expr, wanted: &str) -> Option<Vec<&'e Expr>> {
    match &expr.kind {
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } if name == wanted => Some(args.iter().map(|(arg, _)| arg).collect()),
        _ => None,
    }
}

fn variable(expr: &Expr) -> Option<VarIdx> {
    match &expr.kind {
        ExprKind::Var(var) => Some(*var),
        _ => None,
    }
}

fn is_empty_list(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Op { spelling: Spelling::Path(path), args, .. } if path == "List::new" && args.is_empty())
}

/// `list.append(piece)`.
fn appended(call: &Expr) -> Option<(VarIdx, &Expr)> {
    match method(call, "append")?[..] {
        [list, piece] => Some((variable(list)?, piece)),
        _ => None,
    }
}

/// Whether a text has characters whatever happens.
fn is_never_empty(piece: &Expr) -> bool {
    match &piece.kind {
        ExprKind::Str(text) => !text.is_empty(),
        ExprKind::Format { pieces, .. } => pieces.iter().any(|piece| match piece {
            Piece::Text(text) => !text.is_empty(),
            Piece::Value(value, _) => matches!(value.ty, Ty::I64 | Ty::Int),
        }),
        ExprKind::Op {
            spelling: Spelling::Method(name),
            args,
            ..
        } => name == "to_string" && args[0].0.ty == Ty::I64,
        _ => false,
    }
}

/// Whether somebody catches what the expression raises: it would see what was put before the piece.
fn may_jump(piece: &Expr) -> bool {
    let mut found = false;
    walk_expr(piece, &mut |node| {
        found |= matches!(
            node,
            Node::Stmt(_)
                | Node::Expr(Expr {
                    kind: ExprKind::Raises { .. } | ExprKind::Throw { .. },
                    ..
                })
        );
    });
    found
}

/// `", ".join(list)`: what comes between, and the list.
fn joined(expr: &Expr) -> Option<(&str, VarIdx)> {
    let args = method(expr, "join")?;
    let [separator, items] = args[..] else {
        return None;
    };
    match (&separator.kind, &method(items, "iter")?[..]) {
        (ExprKind::Str(text), [list]) => Some((text, variable(list)?)),
        _ => None,
    }
}

fn mentions(expr: &Expr, var: VarIdx) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| found |= node_vars(node).contains(&var));
    found
}

fn rewrite(body: &mut Block, lists: &BTreeMap<VarIdx, String>) {
    separate(body, lists);
    each_expr(body, &mut |expr| {
        if let Some((_, var)) = joined(expr)
            && lists.contains_key(&var)
        {
            *expr = Expr::var(var, Ty::Str);
        }
        if let Some((var, _)) = appended(expr)
            && lists.contains_key(&var)
            && let ExprKind::Op { args, .. } = &mut expr.kind
            && let Some((piece, _)) = args.pop()
        {
            *expr = push_text(var, piece);
        }
    });
    empty_texts(body, lists);
}

/// `if !text.is_empty() { text.push_str(", "); }` before each piece.
fn separate(block: &mut Block, lists: &BTreeMap<VarIdx, String>) {
    let mut stmts = Vec::new();
    for mut stmt in std::mem::take(&mut block.stmts) {
        each_block(&mut stmt, &mut |inner| separate(inner, lists));
        if let StmtKind::Expr(call) = &stmt.kind
            && let Some((var, _)) = appended(call)
            && let Some(separator) = lists.get(&var).filter(|text| !text.is_empty())
        {
            let text = Expr::var(var, Ty::Str);
            let is_empty = Expr::std_method(text, "is_empty", vec![], Ty::Bool);
            stmts.push(Stmt {
                kind: StmtKind::If {
                    test: Expr::new(ExprKind::Not(Box::new(is_empty)), Ty::Bool),
                    then: Block {
                        stmts: vec![Stmt {
                            kind: StmtKind::Expr(push_text(var, Expr::text(separator))),
                            line: stmt.line,
                        }],
                    },
                    orelse: Block::default(),
                },
                line: stmt.line,
            });
        }
        stmts.push(stmt);
    }
    block.stmts = stmts;
}

fn empty_texts(block: &mut Block, lists: &BTreeMap<VarIdx, String>) {
    for stmt in &mut block.stmts {
        if let StmtKind::Let {
            var,
            value: Some(value),
        }
        | StmtKind::Store { var, value } = &mut stmt.kind
            && lists.contains_key(var)
        {
            *value = Expr::text("");
        }
        each_block(stmt, &mut |inner| empty_texts(inner, lists));
    }
}
