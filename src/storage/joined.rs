//! A list of texts that are only put together in the end is that text from the start.
//!
//! **Python**
//! ```python
//! parts = []
//! for letter in word:
//!     parts.append(letter * 2)
//! return "".join(parts)
//! ```
//! **Rust**: `let mut parts = "".to_string();`, `parts.push_str(&…);`, `parts`. Nobody but the variable has the list, nothing is asked of it,
//! and nothing comes between the texts.

use std::collections::{BTreeMap, BTreeSet};

use super::append::push_text;
use crate::ir::walk::{Node, each_expr, node_vars, walk_block, walk_expr};
use crate::ir::{
    Block, Expr, ExprKind, FuncId, Program, Reason, Role, Spelling, StmtKind, Storage, Ty, VarIdx,
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
        lists.retain(|var| {
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
        for var in lists {
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
#[derive(Default)]
struct Uses {
    n_known: usize,
    n_all: usize,
    is_joined: bool,
}

/// The variables that are only bound to empty lists, appended to and joined.
fn found_in(body: &Block) -> BTreeSet<VarIdx> {
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
                        uses.entry(var).or_default().n_known += 1;
                    }
                }
                // A text cannot get longer while a loop walks over it.
                StmtKind::For { iter, .. } => walk_expr(iter, &mut |inner| {
                    for var in node_vars(inner) {
                        uses.entry(var).or_default().n_all += 1;
                    }
                }),
                _ => {}
            },
            Node::Expr(expr) => {
                if let Some(var) = joined(expr) {
                    let uses = uses.entry(var).or_default();
                    uses.n_known += 1;
                    uses.is_joined = true;
                }
            }
            Node::Pattern(_) => {}
        }
    });
    uses.into_iter()
        .filter(|(_, uses)| uses.is_joined && uses.n_known == uses.n_all)
        .map(|(var, _)| var)
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

/// `"".join(list)`.
fn joined(expr: &Expr) -> Option<VarIdx> {
    let args = method(expr, "join")?;
    let [separator, items] = args[..] else {
        return None;
    };
    match (&separator.kind, &method(items, "iter")?[..]) {
        (ExprKind::Str(text), [list]) if text.is_empty() => variable(list),
        _ => None,
    }
}

fn mentions(expr: &Expr, var: VarIdx) -> bool {
    let mut found = false;
    walk_expr(expr, &mut |node| found |= node_vars(node).contains(&var));
    found
}

fn rewrite(body: &mut Block, lists: &BTreeSet<VarIdx>) {
    each_expr(body, &mut |expr| {
        if let Some(var) = joined(expr)
            && lists.contains(&var)
        {
            *expr = Expr::var(var, Ty::Str);
        }
        if let Some((var, _)) = appended(expr)
            && lists.contains(&var)
            && let ExprKind::Op { args, .. } = &mut expr.kind
            && let Some((piece, _)) = args.pop()
        {
            *expr = push_text(var, piece);
        }
    });
    empty_texts(body, lists);
}

fn empty_texts(block: &mut Block, lists: &BTreeSet<VarIdx>) {
    for stmt in &mut block.stmts {
        if let StmtKind::Let {
            var,
            value: Some(value),
        }
        | StmtKind::Store { var, value } = &mut stmt.kind
            && lists.contains(var)
        {
            *value = Expr::text("");
        }
        crate::ir::walk::each_block(stmt, &mut |inner| empty_texts(inner, lists));
    }
}
