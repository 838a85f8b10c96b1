//! The graph: what every statement and expression lets flow where.

use super::Place;
use super::components::Flows;
use super::size::{Bound, COUNT, Size};
use super::value::float_bound;
use crate::names::{Names, Use};
use crate::syntax::ast::{
    BinOp, Body, Comprehension, ComprehensionKind, Constant, DictItem, Expr, ExprKind, ForClause,
    Keyword, NodeId, Params, Pattern, Stmt, StmtKind,
};
use crate::syntax::walk::{Node, walk_body, walk_expr_shallow};
use crate::types::functions::FuncBody;
use crate::types::infer::merged::{parts_of_call, parts_of_display, parts_of_union};
use crate::types::infer::pattern;
use crate::types::{ArgSource, FuncIdx, FuncVar, Functions, InstId, Target, Ty, Types};

/// The flows of a whole program.
pub(super) fn draw(types: &Types, funcs: &Functions<'_>, names: &Names) -> Flows {
    let mut graph = Graph {
        types,
        funcs,
        names,
        inst: InstId(0),
        quotient: largest_quotient(funcs),
        flows: Flows::new(),
    };
    for index in 0..types.instances.len() {
        graph.inst = InstId(u32::try_from(index).expect("few instances"));
        let def = funcs.def(types.instance(graph.inst).func);
        if let Some(params) = def.params() {
            graph.defaults(params);
        }
        if let Some(body) = def.block() {
            graph.block(body);
        }
        if let Some(value) = def.value() {
            graph.visit(value);
            graph.flow(Place::Ret(graph.inst), graph.size(value));
        }
    }
    graph.flows
}

/// Floats that nothing is known of divide into so many parts; one as small as a literal of the program into as many as that says.
fn largest_quotient(funcs: &Functions<'_>) -> Bound {
    let FuncBody::Module(module) = funcs.def(FuncIdx(0)).body else {
        return COUNT;
    };
    let mut largest = COUNT;
    walk_body(&module.body, &mut |node| {
        let Node::Expr(expr) = node else { return };
        let number = match &expr.kind {
            ExprKind::Constant(Constant::Float(value)) => *value,
            ExprKind::Constant(Constant::Str(text)) => text.trim().parse().unwrap_or(0.0),
            _ => 0.0,
        };
        if number != 0.0 {
            largest = largest.max(float_bound(1.0 / number));
        }
    });
    largest
}

/// What the places of one instance after the other get.
pub(super) struct Graph<'a> {
    pub(super) types: &'a Types,
    pub(super) funcs: &'a Functions<'a>,
    pub(super) names: &'a Names,
    pub(super) inst: InstId,
    /// How many times as large as a dividend its quotient by a float may be.
    pub(super) quotient: Bound,
    flows: Flows,
}

/// What is assigned to a target.
#[derive(Clone)]
pub(super) enum Source<'e> {
    /// The value of an expression.
    Value(&'e Expr),
    /// An item of an iterable.
    Item(&'e Expr),
    /// Something of this size.
    Size(Size),
}

impl Graph<'_> {
    pub(super) fn flow(&mut self, place: Place, size: Size) {
        if !matches!(size, Size::Known(0)) {
            self.flows.entry(place).or_default().push(size);
        }
    }

    fn block(&mut self, body: &Body) {
        for stmt in &body.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Return(Some(value)) => {
                self.visit(value);
                self.flow(Place::Ret(self.inst), self.size(value));
            }
            StmtKind::Assign { targets, value } => {
                self.visit(value);
                for target in targets {
                    self.visit(target);
                    self.assign(target, Source::Value(value));
                }
            }
            StmtKind::AnnAssign {
                target,
                value: Some(value),
                annotation: _,
                simple: _,
            } => {
                self.visit(value);
                self.visit(target);
                self.assign(target, Source::Value(value));
            }
            StmtKind::AugAssign { target, op, value } => {
                self.visit(value);
                self.visit(target);
                self.augmented(stmt.id, target, *op, value);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                is_async: _,
            } => {
                self.visit(iter);
                self.visit(target);
                self.assign(target, Source::Item(iter));
                self.block(body);
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.visit(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                is_star: _,
            } => {
                self.block(body);
                for handler in handlers {
                    self.block(&handler.body);
                }
                self.block(orelse);
                self.block(finalbody);
            }
            StmtKind::With {
                items,
                body,
                is_async: _,
            } => {
                for item in items {
                    self.visit(&item.context);
                }
                self.block(body);
            }
            StmtKind::Match { subject, cases } => {
                self.visit(subject);
                for case in cases {
                    self.capture(&case.pattern, subject);
                    if let Some(guard) = &case.guard {
                        self.visit(guard);
                    }
                    self.block(&case.body);
                }
            }
            StmtKind::FunctionDef(def) => {
                for decorator in &def.decorators {
                    self.visit(decorator);
                }
                self.visit_defaults(&def.params);
            }
            StmtKind::Expr(value) => self.visit(value),
            StmtKind::Delete(values) => {
                for value in values {
                    self.visit(value);
                }
            }
            StmtKind::Raise { exc, cause } => {
                for value in [exc, cause].into_iter().flatten() {
                    self.visit(value);
                }
            }
            StmtKind::Assert { test, msg } => {
                self.visit(test);
                if let Some(msg) = msg {
                    self.visit(msg);
                }
            }
            StmtKind::ClassDef(_)
            | StmtKind::Return(None)
            | StmtKind::AnnAssign { value: None, .. }
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    fn visit_defaults(&mut self, params: &Params) {
        for default in params
            .list
            .iter()
            .filter_map(|param| param.default.as_ref())
        {
            self.visit(default);
        }
    }

    /// What parameters hold when nothing is passed for them: worked out by the function around.
    fn defaults(&mut self, params: &Params) {
        let own = self.inst;
        let Some(parent) = self.types.instance(own).parent else {
            return;
        };
        for param in &params.list {
            if let (Some(default), Some(Use::Variable { variable, .. })) =
                (&param.default, &self.names.uses[param.id.0 as usize])
            {
                self.inst = parent;
                let size = self.size(default);
                self.inst = own;
                self.flow(Place::Var(own, *variable), size);
            }
        }
    }

    fn augmented(&mut self, stmt: NodeId, target: &Expr, op: BinOp, value: &Expr) {
        let node = Place::Node(self.inst, stmt);
        if let (Ty::List(_) | Ty::Set(_) | Ty::Dict(..), BinOp::Add | BinOp::BitOr) =
            (self.ty(target), op)
        {
            let items = self.items(value);
            self.fill(&self.ty(target), &items);
            return;
        }
        let before = self.size(target);
        let result = self.binary(op, (target, before), value);
        self.flow(node, result);
        self.assign(target, Source::Size(Size::Place(node)));
    }

    /// The names of a pattern may get all that is in the subject.
    fn capture(&mut self, pattern: &Pattern, subject: &Expr) {
        let size = self.size(subject).or(self.all_in(&self.ty(subject), 8));
        for name in pattern::bound_names(pattern) {
            if let Some(Use::Variable { variable, .. }) = &self.names.uses[name.0 as usize]
                && let Some(place @ Place::Var(owner, _)) = self.place_of(*variable)
            {
                self.flow(place, size.clone());
                // `*rest` and `**rest` are new containers.
                let ty = self.types.instance(owner).vars.get(variable).cloned();
                let ty = self.types.store.normal(&ty.unwrap_or(Ty::Value));
                self.fill(&ty, &size);
            }
        }
    }

    /// `target = source`.
    pub(super) fn assign(&mut self, target: &Expr, source: Source<'_>) {
        match &target.kind {
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                if let Some(parts) = self.parts(&source, targets) {
                    for (target, part) in targets.iter().zip(parts) {
                        self.assign(target, part);
                    }
                    return;
                }
                let whole = match &source {
                    Source::Value(value) => self.items(value),
                    Source::Item(_) | Source::Size(_) => {
                        self.size_of(&source).or(self.all_in(&self.ty(target), 2))
                    }
                };
                for target in targets {
                    self.assign(target, Source::Size(whole.clone()));
                }
            }
            ExprKind::Starred(inner) => {
                let size = self.size_of(&source);
                self.fill(&self.ty(inner), &size);
            }
            ExprKind::Name(_) => {
                if let Some(place) = self.variable(target) {
                    self.flow(place, self.size_of(&source));
                }
            }
            ExprKind::Subscript { value, index } => {
                let size = self.size_of(&source);
                match self.ty(value) {
                    Ty::Dict(keys, values) => {
                        self.flow(self.contents(keys), self.size(index));
                        self.flow(self.contents(values), size);
                    }
                    Ty::Record(var) => {
                        if let Some(field) = self.field(var, index) {
                            self.flow(field, size);
                        }
                    }
                    // A slice gets the items.
                    ty => {
                        let size = match (&source, &index.kind) {
                            (Source::Value(value), ExprKind::Slice { .. }) => self.items(value),
                            _ => size,
                        };
                        self.fill(&ty, &size);
                    }
                }
            }
            _ => {}
        }
    }

    fn size_of(&self, source: &Source<'_>) -> Size {
        match source {
            Source::Value(value) => self.size(value),
            Source::Item(iterable) => self.items(iterable),
            Source::Size(size) => size.clone(),
        }
    }

    /// What each of the targets gets, where that is in the text.
    fn parts<'e>(&self, source: &Source<'e>, targets: &[Expr]) -> Option<Vec<Source<'e>>> {
        let is_plain = |exprs: &[Expr]| {
            exprs.len() == targets.len()
                && !targets
                    .iter()
                    .chain(exprs)
                    .any(|expr| matches!(expr.kind, ExprKind::Starred(_)))
        };
        match source {
            Source::Value(Expr {
                kind: ExprKind::Tuple(values) | ExprKind::List(values),
                ..
            }) if is_plain(values) => Some(values.iter().map(Source::Value).collect()),
            Source::Item(iterable) => {
                let parts = self.parts_of_items(iterable)?;
                (parts.len() == targets.len()).then_some(parts)
            }
            Source::Value(_) | Source::Size(_) => None,
        }
    }

    /// Lets something flow into what a container of this type holds.
    pub(super) fn fill(&mut self, container: &Ty, size: &Size) {
        match container {
            Ty::List(slot)
            | Ty::Set(slot)
            | Ty::FrozenSet(slot)
            | Ty::Deque(slot)
            | Ty::Stream(slot) => {
                self.flow(self.contents(*slot), size.clone());
            }
            Ty::Dict(keys, values) => {
                self.flow(self.contents(*keys), size.clone());
                self.flow(self.contents(*values), size.clone());
            }
            _ => {}
        }
    }

    /// Notes the flows inside an expression: arguments to parameters, elements to containers, operands to results.
    pub(super) fn visit(&mut self, expr: &Expr) {
        walk_expr_shallow(expr, &mut |inner| self.note(inner));
    }

    fn note(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Binary { left, right, .. } if matches!(self.ty(expr), Ty::Record(_)) => {
                self.merge(expr, parts_of_union(left, right));
            }
            ExprKind::Binary { left, op, right } => {
                let size = self.binary(*op, (left, self.size(left)), right);
                self.flow(Place::Node(self.inst, expr.id), size);
                let operands = self.items(left).or(self.items(right));
                self.fill(&self.ty(expr), &operands);
                if let Ty::Dict(_, values) = self.ty(expr) {
                    for side in [left, right] {
                        if let Ty::Dict(_, from) = self.ty(side) {
                            self.flow(self.contents(values), Size::Place(self.contents(from)));
                        }
                    }
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.note_call(expr, func, args, keywords),
            ExprKind::List(items) | ExprKind::Set(items) => {
                let ty = self.ty(expr);
                for item in items {
                    let size = match &item.kind {
                        ExprKind::Starred(inner) => self.items(inner),
                        _ => self.size(item),
                    };
                    self.fill(&ty, &size);
                }
            }
            ExprKind::Dict(items) => {
                if let Ty::Record(_) = self.ty(expr) {
                    return self.merge(expr, parts_of_display(items));
                }
                let Ty::Dict(keys, values) = self.ty(expr) else {
                    return;
                };
                for item in items {
                    if let DictItem::Pair(key, value) = item {
                        self.flow(self.contents(keys), self.size(key));
                        self.flow(self.contents(values), self.size(value));
                    }
                }
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ExprKind::Named { target, value } => self.assign(target, Source::Value(value)),
            ExprKind::Lambda(lambda) => self.visit_defaults(&lambda.params),
            _ => {}
        }
    }

    fn comprehension(&mut self, expr: &Expr, comprehension: &Comprehension) {
        for ForClause { target, iter, .. } in &comprehension.clauses {
            self.assign(target, Source::Item(iter));
        }
        match &comprehension.kind {
            ComprehensionKind::List(element) | ComprehensionKind::Set(element) => {
                let size = self.size(element);
                self.fill(&self.ty(expr), &size);
            }
            ComprehensionKind::Dict(key, value) => {
                if let Ty::Dict(keys, values) = self.ty(expr) {
                    self.flow(self.contents(keys), self.size(key));
                    self.flow(self.contents(values), self.size(value));
                }
            }
            ComprehensionKind::Generator(element) => {
                if let Ty::Stream(slot) = self.ty(expr) {
                    self.flow(self.contents(slot), self.size(element));
                }
            }
        }
    }

    fn note_call(&mut self, call: &Expr, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        let target = self.types.instance(self.inst).calls.get(&call.id).cloned();
        match target {
            Some(Target::Direct(id, sources) | Target::Closure(id, sources)) => {
                self.arguments(id, &sources, args, keywords);
            }
            Some(Target::Merged(var, sources)) => {
                for id in self.members(var) {
                    self.arguments(id, &sources, args, keywords);
                }
            }
            Some(Target::Method) => {
                self.note_method(call, func, args);
                self.note_update(func, args, keywords);
            }
            Some(Target::Builtin) if matches!(self.ty(call), Ty::Record(_)) => {
                self.merge(call, parts_of_call(args, keywords));
            }
            Some(Target::Builtin | Target::Library) => {
                self.callbacks(func, args, keywords);
                let size = self.call_size(call, func, args, keywords);
                self.flow(Place::Node(self.inst, call.id), size.clone());
                let items = self.items_of_all(args);
                let ty = self.ty(call);
                self.fill(&ty, &items);
                if matches!(ty, Ty::Stream(_)) {
                    self.fill(&ty, &size);
                }
                if target == Some(Target::Library) {
                    self.fill_arguments(args);
                }
            }
            Some(Target::Dynamic) => {
                let ty = self.ty(call);
                self.fill(&ty, &super::value::answered(&Ty::Value));
            }
            Some(Target::Failing(_)) | None => {}
        }
    }

    /// A function of a module may put what it gets into the list that it gets: `heappush(heap, item)`.
    fn fill_arguments(&mut self, args: &[Expr]) {
        if let [list, items @ ..] = args {
            let size = Size::max_of(items.iter().map(|item| self.size(item)));
            self.fill(&self.ty(list), &size);
        }
    }

    /// Lets these sizes flow into the parameters of all functions of a set.
    pub(super) fn pass(&mut self, var: FuncVar, sizes: &[Size]) {
        for id in self.members(var) {
            let Some(params) = self.funcs.def(self.types.instance(id).func).params() else {
                continue;
            };
            for (param, size) in params.list.iter().zip(sizes) {
                if let Some(Use::Variable { variable, .. }) = &self.names.uses[param.id.0 as usize]
                {
                    self.flow(Place::Var(id, *variable), size.clone());
                }
            }
        }
    }

    fn arguments(
        &mut self,
        id: InstId,
        sources: &[ArgSource],
        args: &[Expr],
        keywords: &[Keyword],
    ) {
        let instance = self.types.instance(id);
        let Some(params) = self.funcs.def(instance.func).params() else {
            return;
        };
        for ((param, source), ty) in params.list.iter().zip(sources).zip(&instance.params) {
            let Some(Use::Variable { variable, .. }) = &self.names.uses[param.id.0 as usize] else {
                continue;
            };
            let passed = |expr: &Expr| match &expr.kind {
                ExprKind::Starred(inner) => self.items(inner),
                _ => self.size(expr),
            };
            let one = |source: &ArgSource| match source {
                ArgSource::Positional(at) | ArgSource::Item(at, _) => passed(&args[*at]),
                ArgSource::Keyword(at) => passed(&keywords[*at].value),
                ArgSource::Field(at, index) => match self.ty(&keywords[*at].value) {
                    Ty::Record(var) => {
                        let slot = self.types.store.record(var).fields[*index];
                        Size::Place(self.contents(slot))
                    }
                    _ => Size::ZERO,
                },
                ArgSource::Default | ArgSource::VarArgs(_) | ArgSource::KwArgs(_) => Size::ZERO,
            };
            let size = match source {
                ArgSource::VarArgs(from) => Size::max_of(from.iter().map(one)),
                ArgSource::KwArgs(from) => Size::max_of(from.iter().map(|(_, from)| one(from))),
                _ => one(source),
            };
            if let ArgSource::KwArgs(_) = source {
                self.fill(&self.types.store.normal(ty), &size);
            }
            self.flow(Place::Var(id, *variable), size);
        }
    }
}
