//! Which instances may run while a `try` waits for what they raise.

use std::collections::HashSet;

use crate::syntax::ast::{Body, ExprKind, StmtKind};
use crate::syntax::walk::{Node, walk_body};
use crate::types::{Functions, InstId, Target, Ty, Types};

/// The instances that a `try` reaches, through any number of calls. Errs on the side of more.
pub(super) fn guarded(types: &Types, funcs: &Functions<'_>) -> HashSet<InstId> {
    reached(types, funcs, &|stmt| match stmt {
        StmtKind::Try {
            body,
            handlers,
            orelse,
            finalbody,
            is_star: _,
        } => {
            let mut all = vec![body];
            if !finalbody.stmts.is_empty() {
                all.push(orelse);
                all.extend(handlers.iter().map(|handler| &handler.body));
            }
            all
        }
        _ => Vec::new(),
    })
}

/// The instances that the chosen blocks reach.
fn reached(
    types: &Types,
    funcs: &Functions<'_>,
    chosen: &dyn Fn(&StmtKind) -> Vec<&Body>,
) -> HashSet<InstId> {
    let mut search = Search {
        types,
        found: HashSet::new(),
        waiting: Vec::new(),
    };
    let ids = (0..types.instances.len())
        .map(|index| InstId(u32::try_from(index).expect("few instances")));
    for id in ids {
        if let Some(body) = funcs.def(types.instance(id).func).block() {
            walk_body(body, &mut |node| {
                if let Node::Stmt(stmt) = node {
                    for block in chosen(&stmt.kind) {
                        search.body(id, block);
                    }
                }
            });
        }
    }
    while let Some(id) = search.waiting.pop() {
        let def = funcs.def(types.instance(id).func);
        if let Some(body) = def.block() {
            search.body(id, body);
        }
        if let Some(value) = def.value() {
            crate::syntax::walk::walk_expr(value, &mut |node| search.node(id, node));
        }
    }
    search.found
}

/// The instances that may run while a handler handles an exception.
pub(super) fn handling(types: &Types, funcs: &Functions<'_>) -> HashSet<InstId> {
    reached(types, funcs, &|stmt| match stmt {
        StmtKind::Try {
            handlers,
            finalbody,
            ..
        } => handlers
            .iter()
            .map(|handler| &handler.body)
            .chain([finalbody])
            .collect(),
        _ => Vec::new(),
    })
}

struct Search<'a> {
    types: &'a Types,
    found: HashSet<InstId>,
    waiting: Vec<InstId>,
}

impl Search<'_> {
    fn body(&mut self, id: InstId, body: &Body) {
        walk_body(body, &mut |node| self.node(id, node));
    }

    /// What a node calls, or could call through a function value.
    fn node(&mut self, id: InstId, node: Node<'_>) {
        let Node::Expr(expr) = node else { return };
        let instance = self.types.instance(id);
        if let Some(Ty::Func(var)) = instance.exprs.get(&expr.id) {
            for member in self.types.store.func(*var).members.clone() {
                if let Some(target) = self.types.value_instances.get(&member) {
                    self.reach(*target);
                }
            }
        }
        let ExprKind::Call { .. } = &expr.kind else {
            return;
        };
        match instance.calls.get(&expr.id) {
            Some(Target::Direct(target, _) | Target::Closure(target, _)) => self.reach(*target),
            Some(Target::Merged(var, _)) => {
                for member in self.types.store.func(*var).members.clone() {
                    if let Some(target) = self.types.value_instances.get(&member) {
                        self.reach(*target);
                    }
                }
            }
            Some(Target::Dynamic) | None => {
                let mut all: Vec<InstId> = self.types.dynamic_instances.values().copied().collect();
                all.sort_unstable();
                for target in all {
                    self.reach(target);
                }
            }
            Some(Target::Builtin | Target::Method | Target::Library | Target::Failing(_)) => {}
        }
    }

    fn reach(&mut self, id: InstId) {
        if self.found.insert(id) {
            self.waiting.push(id);
        }
    }
}
