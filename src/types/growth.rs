//! Which integers may leave 64 bits.
//!
//! An integer stays an `i64` while it can only grow by sums of what does not itself grow with it: counters,
//! indices, lengths, totals. A product carried round a loop or a recursion (`f *= n`), a sum of two
//! things that grow together (`a, b = b, a + b`) become [`Ty::Big`]. The analysis is a graph of the places that hold
//! integers, with an edge for every flow between them; cycles are its strongly connected components.

mod pattern;

use std::collections::{BTreeMap, BTreeSet};

use super::{ArgSource, FuncVar, Functions, InstId, Slot, Target, Ty, Types};
use crate::names::{Names, Use, VarId};
use crate::syntax::ast::{
    BinOp, Body, Comprehension, ComprehensionKind, Constant, DictItem, Expr, ExprKind, NodeId,
    Stmt, StmtKind,
};

/// A place that holds integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A variable of the instance that owns it.
    Var(InstId, VarId),
    /// The result of an instance.
    Ret(InstId),
    /// The contents of a container.
    Contents(Slot),
    /// The value of an operation.
    Node(InstId, NodeId),
}

/// Whether a literal is so large that sums and products of it soon leave 64 bits.
pub fn is_large(value: i64) -> bool {
    value.unsigned_abs() > 1 << 31
}

/// The type with its integers widened.
pub fn widened(ty: &Ty) -> Ty {
    match ty {
        Ty::Int => Ty::Big,
        Ty::Option(inner) => Ty::Option(Box::new(widened(inner))),
        Ty::Tuple(items) => Ty::Tuple(items.iter().map(widened).collect()),
        Ty::VarTuple(item) => Ty::VarTuple(Box::new(widened(item))),
        Ty::Iter(item) => Ty::Iter(Box::new(widened(item))),
        Ty::Never
        | Ty::None
        | Ty::Bool
        | Ty::Big
        | Ty::Float
        | Ty::Str
        | Ty::List(_)
        | Ty::Set(_)
        | Ty::Dict(..)
        | Ty::Range
        | Ty::Exception
        | Ty::Func(_)
        | Ty::Value => ty.clone(),
    }
}

/// The places whose integers may leave 64 bits.
pub fn growing_places(types: &Types, funcs: &Functions<'_>, names: &Names) -> BTreeSet<Place> {
    let mut graph = Graph {
        types,
        funcs,
        names,
        inst: InstId(0),
        flows: BTreeMap::new(),
    };
    for index in 0..types.instances.len() {
        graph.inst = InstId(u32::try_from(index).expect("few instances"));
        let def = funcs.def(types.instance(graph.inst).func);
        if let Some(body) = def.block() {
            graph.block(body);
        }
        if let Some(value) = def.value() {
            graph.flow(Place::Ret(graph.inst), value);
        }
    }
    let component = components(&graph.flows);
    let mut growing = BTreeSet::new();
    for (target, flows) in &graph.flows {
        let home = component[target];
        let inside = |sources: &BTreeSet<Place>| {
            sources.iter().any(|source| {
                component.get(source) == Some(&home)
                    && is_cyclic(&graph.flows, *target, *source, home, &component)
            })
        };
        let grows = flows.iter().any(|flow| match flow {
            Flow::Copy(_) => false,
            Flow::Product(sources) => inside(sources),
            Flow::Sum(left, right) => inside(left) && inside(right),
        });
        if grows {
            growing.extend(
                component
                    .iter()
                    .filter(|(_, other)| **other == home)
                    .map(|(place, _)| *place),
            );
        }
    }
    growing
}

/// How a value reaches a place.
#[derive(Clone, Debug)]
enum Flow {
    /// As it is, or smaller.
    Copy(BTreeSet<Place>),
    /// As a factor of a product.
    Product(BTreeSet<Place>),
    /// As one of two summands.
    Sum(BTreeSet<Place>, BTreeSet<Place>),
}

impl Flow {
    fn sources(&self) -> Vec<Place> {
        match self {
            Flow::Copy(sources) | Flow::Product(sources) => sources.iter().copied().collect(),
            Flow::Sum(left, right) => left.union(right).copied().collect(),
        }
    }
}

type Flows = BTreeMap<Place, Vec<Flow>>;

/// Whether the component is a real cycle: more than one place, or a place that flows to itself.
fn is_cyclic(
    flows: &Flows,
    target: Place,
    source: Place,
    home: usize,
    component: &BTreeMap<Place, usize>,
) -> bool {
    if source != target {
        return true;
    }
    flows[&target]
        .iter()
        .any(|flow| flow.sources().contains(&target))
        || component
            .iter()
            .filter(|(_, other)| **other == home)
            .count()
            > 1
}

struct Graph<'a> {
    types: &'a Types,
    funcs: &'a Functions<'a>,
    names: &'a Names,
    inst: InstId,
    flows: Flows,
}

impl Graph<'_> {
    fn block(&mut self, body: &Body) {
        for stmt in &body.stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Return(Some(value)) => self.flow(Place::Ret(self.inst), value),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.assign(target, value);
                }
                self.visit(value);
            }
            StmtKind::AnnAssign {
                target,
                value: Some(value),
                ..
            } => {
                self.assign(target, value);
                self.visit(value);
            }
            StmtKind::AugAssign { target, op, value } => {
                let left = self.target_places(target);
                let right = self.sources(value);
                let flows = combine(*op, left.clone(), right, value);
                for place in left {
                    self.flows.entry(place).or_default().extend(flows.clone());
                }
                self.visit(value);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                let items = self.items(iter);
                for place in self.target_places(target) {
                    self.flows
                        .entry(place)
                        .or_default()
                        .push(Flow::Copy(items.clone()));
                }
                self.visit(iter);
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
            StmtKind::Expr(value) => self.visit(value),
            StmtKind::Match { subject, cases } => self.cases(subject, cases),
            _ => {}
        }
    }

    fn flow(&mut self, place: Place, value: &Expr) {
        let flows = self.flows_of(value);
        self.flows.entry(place).or_default().extend(flows);
        self.visit(value);
    }

    fn assign(&mut self, target: &Expr, value: &Expr) {
        if let (ExprKind::Tuple(targets), ExprKind::Tuple(values)) = (&target.kind, &value.kind)
            && targets.len() == values.len()
        {
            for (target, value) in targets.iter().zip(values) {
                self.assign(target, value);
            }
            return;
        }
        let flows = self.flows_of(value);
        for place in self.target_places(target) {
            self.flows.entry(place).or_default().extend(flows.clone());
        }
    }

    /// The places a target stores to (and an augmented one reads).
    fn target_places(&self, target: &Expr) -> BTreeSet<Place> {
        match &target.kind {
            ExprKind::Name(_) => self.variable(target).into_iter().collect(),
            ExprKind::Tuple(items) | ExprKind::List(items) => items
                .iter()
                .flat_map(|item| self.target_places(item))
                .collect(),
            ExprKind::Starred(inner) => self.target_places(inner),
            ExprKind::Subscript { value, .. } => self.contents(value).into_iter().collect(),
            _ => BTreeSet::new(),
        }
    }

    fn variable(&self, name: &Expr) -> Option<Place> {
        self.variable_at(name.id)
    }

    fn variable_at(&self, name: NodeId) -> Option<Place> {
        let Some(Use::Variable { variable, .. }) = &self.names.uses[name.0 as usize] else {
            return None;
        };
        let binding =
            &self.names.bindings[self.names.variables[variable.0 as usize].binding.0 as usize];
        let func = self.funcs.of_scope[binding.scope.0 as usize];
        let mut id = self.inst;
        while self.types.instance(id).func != func {
            id = self.types.instance(id).parent?;
        }
        Some(Place::Var(id, *variable))
    }

    fn ty(&self, expr: &Expr) -> Ty {
        let ty = self
            .types
            .instance(self.inst)
            .exprs
            .get(&expr.id)
            .cloned()
            .unwrap_or(Ty::Value);
        self.types.store.normal(&ty)
    }

    /// The place of what a container holds.
    fn contents(&self, container: &Expr) -> Option<Place> {
        match self.ty(container) {
            Ty::List(slot) | Ty::Set(slot) | Ty::Dict(_, slot) => {
                Some(Place::Contents(self.types.store.root(slot)))
            }
            _ => None,
        }
    }

    /// Where the items of an iterable come from.
    fn items(&self, iterable: &Expr) -> BTreeSet<Place> {
        let mut found: BTreeSet<Place> = self.contents(iterable).into_iter().collect();
        match &iterable.kind {
            ExprKind::Call { args, .. } if !matches!(self.ty(iterable), Ty::Range) => {
                for arg in args {
                    found.extend(self.items(arg));
                }
            }
            ExprKind::Tuple(items) => {
                found.extend(items.iter().flat_map(|item| self.sources(item)));
            }
            ExprKind::Name(_) => found.extend(self.variable(iterable)),
            _ => {}
        }
        found
    }

    fn flows_of(&self, value: &Expr) -> Vec<Flow> {
        match &value.kind {
            ExprKind::Binary { left, op, right } => {
                let mut flows = combine(*op, self.sources(left), self.sources(right), right);
                if matches!(op, BinOp::Add | BinOp::Sub) {
                    flows.extend(
                        self.flows_of(left)
                            .into_iter()
                            .filter(|flow| !matches!(flow, Flow::Copy(_))),
                    );
                    flows.extend(
                        self.flows_of(right)
                            .into_iter()
                            .filter(|flow| !matches!(flow, Flow::Copy(_))),
                    );
                }
                flows
            }
            ExprKind::IfExp { body, orelse, .. } => {
                let mut flows = self.flows_of(body);
                flows.extend(self.flows_of(orelse));
                flows
            }
            ExprKind::Tuple(items) => items.iter().flat_map(|item| self.flows_of(item)).collect(),
            ExprKind::Unary { operand, .. } => self.flows_of(operand),
            _ => vec![Flow::Copy(self.sources(value))],
        }
    }

    /// The places whose integers the value is made of.
    fn sources(&self, value: &Expr) -> BTreeSet<Place> {
        match &value.kind {
            ExprKind::Name(_) => self.variable(value).into_iter().collect(),
            ExprKind::Binary { left, op, right } => {
                combine(*op, self.sources(left), self.sources(right), right)
                    .iter()
                    .flat_map(Flow::sources)
                    .collect()
            }
            ExprKind::Unary { operand, .. } => self.sources(operand),
            ExprKind::IfExp { body, orelse, .. } => self
                .sources(body)
                .union(&self.sources(orelse))
                .copied()
                .collect(),
            ExprKind::BoolOp { values, .. } | ExprKind::Tuple(values) => values
                .iter()
                .flat_map(|value| self.sources(value))
                .collect(),
            ExprKind::Named { value, .. } | ExprKind::Starred(value) => self.sources(value),
            ExprKind::Subscript { value, .. } => {
                let mut found: BTreeSet<Place> = self.contents(value).into_iter().collect();
                if matches!(self.ty(value), Ty::Tuple(_) | Ty::VarTuple(_)) {
                    found.extend(self.sources(value));
                }
                found
            }
            ExprKind::Call { func, args, .. } => self.call_sources(value, func, args),
            _ => BTreeSet::new(),
        }
    }

    fn call_sources(&self, call: &Expr, func: &Expr, args: &[Expr]) -> BTreeSet<Place> {
        match self.types.instance(self.inst).calls.get(&call.id) {
            Some(Target::Direct(id, _) | Target::Closure(id, _)) => {
                BTreeSet::from([Place::Ret(*id)])
            }
            Some(Target::Merged(var)) => self.members(*var).into_iter().map(Place::Ret).collect(),
            Some(Target::Builtin | Target::Library) => args
                .iter()
                .flat_map(|arg| self.sources(arg).into_iter().chain(self.items(arg)))
                .collect(),
            Some(Target::Method) => match &func.kind {
                ExprKind::Attribute { value, .. } => self
                    .contents(value)
                    .into_iter()
                    .chain(args.iter().flat_map(|arg| self.sources(arg)))
                    .collect(),
                _ => BTreeSet::new(),
            },
            Some(Target::Dynamic) | None => BTreeSet::new(),
        }
    }

    fn members(&self, var: FuncVar) -> Vec<InstId> {
        let members = &self.types.store.func(var).members;
        members
            .iter()
            .filter_map(|member| self.types.value_instances.get(member).copied())
            .collect()
    }

    /// Notes the flows inside an expression: arguments to parameters, elements to containers.
    fn visit(&mut self, expr: &Expr) {
        crate::syntax::walk::walk_expr_shallow(expr, &mut |inner| self.note(inner));
    }

    fn note(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                let target = self.types.instance(self.inst).calls.get(&expr.id).cloned();
                match target {
                    Some(Target::Direct(id, sources) | Target::Closure(id, sources)) => {
                        self.arguments(id, &sources, args, keywords);
                    }
                    Some(Target::Merged(var)) => {
                        let sources: Vec<ArgSource> =
                            (0..args.len()).map(ArgSource::Positional).collect();
                        for id in self.members(var) {
                            self.arguments(id, &sources, args, keywords);
                        }
                    }
                    Some(Target::Method) => {
                        if let ExprKind::Attribute { value, .. } = &func.kind
                            && let Some(place) = self.contents(value)
                        {
                            for arg in args {
                                let mut flows = self.flows_of(arg);
                                flows.push(Flow::Copy(self.items(arg)));
                                self.flows.entry(place).or_default().extend(flows);
                            }
                        }
                    }
                    Some(Target::Builtin | Target::Library) => {
                        if let Some(place) = self.contents(expr) {
                            let items = args.iter().flat_map(|arg| self.items(arg)).collect();
                            self.flows.entry(place).or_default().push(Flow::Copy(items));
                        }
                    }
                    Some(Target::Dynamic) | None => {}
                }
            }
            ExprKind::List(items) | ExprKind::Set(items) => self.fill(expr, items),
            ExprKind::Dict(items) => {
                for item in items {
                    if let DictItem::Pair(_, value) = item {
                        self.fill(expr, std::slice::from_ref(value));
                    }
                }
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ExprKind::Named { target, value } => self.assign(target, value),
            _ => {}
        }
    }

    fn comprehension(&mut self, expr: &Expr, comprehension: &Comprehension) {
        for clause in &comprehension.clauses {
            let items = self.items(&clause.iter);
            for place in self.target_places(&clause.target) {
                self.flows
                    .entry(place)
                    .or_default()
                    .push(Flow::Copy(items.clone()));
            }
        }
        match &comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Dict(_, element) => {
                self.fill(expr, std::slice::from_ref(element));
            }
            ComprehensionKind::Generator(_) => {}
        }
    }

    fn fill(&mut self, container: &Expr, items: &[Expr]) {
        let Some(place) = self.contents(container) else {
            return;
        };
        for item in items {
            let flows = self.flows_of(item);
            self.flows.entry(place).or_default().extend(flows);
        }
    }

    fn arguments(
        &mut self,
        id: InstId,
        sources: &[ArgSource],
        args: &[Expr],
        keywords: &[crate::syntax::ast::Keyword],
    ) {
        let Some(params) = self.funcs.def(self.types.instance(id).func).params() else {
            return;
        };
        for (param, source) in params.list.iter().zip(sources) {
            let Some(Use::Variable { variable, .. }) = &self.names.uses[param.id.0 as usize] else {
                continue;
            };
            let values: Vec<&Expr> = match source {
                ArgSource::Positional(at) => vec![&args[*at]],
                ArgSource::Keyword(at) => vec![&keywords[*at].value],
                ArgSource::VarArgs(from) => from.iter().map(|at| &args[*at]).collect(),
                ArgSource::KwArgs(from) => from.iter().map(|at| &keywords[*at].value).collect(),
                ArgSource::Default => Vec::new(),
            };
            let place = Place::Var(id, *variable);
            for value in values {
                let flows = self.flows_of(value);
                self.flows.entry(place).or_default().extend(flows);
            }
        }
    }
}

/// The flows of `left op right`.
fn combine(
    op: BinOp,
    left: BTreeSet<Place>,
    right: BTreeSet<Place>,
    right_expr: &Expr,
) -> Vec<Flow> {
    let is_constant = matches!(right_expr.kind, ExprKind::Constant(Constant::Int(_)));
    match op {
        BinOp::Add | BinOp::Sub | BinOp::BitOr | BinOp::BitXor => vec![Flow::Sum(left, right)],
        BinOp::Mult => vec![Flow::Product(left.union(&right).copied().collect())],
        BinOp::FloorDiv | BinOp::RShift => vec![Flow::Copy(left)],
        BinOp::Mod | BinOp::BitAnd if is_constant => Vec::new(),
        BinOp::Mod => vec![Flow::Copy(right)],
        BinOp::BitAnd => vec![Flow::Copy(left.union(&right).copied().collect())],
        BinOp::Pow | BinOp::LShift | BinOp::Div | BinOp::MatMult => Vec::new(),
    }
}

/// The strongly connected component of every place (Tarjan's algorithm, with a stack of its own).
fn components(flows: &Flows) -> BTreeMap<Place, usize> {
    let places: Vec<Place> = flows
        .keys()
        .copied()
        .chain(flows.values().flatten().flat_map(Flow::sources))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let index_of: BTreeMap<Place, usize> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (*place, index))
        .collect();
    let edges: Vec<Vec<usize>> = places
        .iter()
        .map(|place| {
            let sources: BTreeSet<Place> = flows
                .get(place)
                .into_iter()
                .flatten()
                .flat_map(Flow::sources)
                .collect();
            sources.iter().map(|source| index_of[source]).collect()
        })
        .collect();
    let found = tarjan(&edges);
    places.into_iter().zip(found).collect()
}

fn tarjan(edges: &[Vec<usize>]) -> Vec<usize> {
    let n = edges.len();
    let (mut order, mut low) = (vec![usize::MAX; n], vec![0; n]);
    let (mut component, mut n_components, mut next) = (vec![usize::MAX; n], 0, 0);
    let mut open = Vec::new();
    for start in 0..n {
        if order[start] != usize::MAX {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some((at, edge)) = work.pop() {
            if edge == 0 {
                order[at] = next;
                low[at] = next;
                next += 1;
                open.push(at);
            }
            if let Some(to) = edges[at].get(edge).copied() {
                work.push((at, edge + 1));
                if order[to] == usize::MAX {
                    work.push((to, 0));
                } else if component[to] == usize::MAX {
                    low[at] = low[at].min(order[to]);
                }
                continue;
            }
            if low[at] == order[at] {
                while let Some(member) = open.pop() {
                    component[member] = n_components;
                    if member == at {
                        break;
                    }
                }
                n_components += 1;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[at]);
            }
        }
    }
    component
}
