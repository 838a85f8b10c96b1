//! Recursion whose depth the program's text bounds: functions that need not count their frames.
//!
//! **Python**
//! ```python
//! def factorial(n):
//!     if n <= 1:
//!         return 1
//!     return n * factorial(n - 1)
//! print(factorial(5))
//! ```
//! Every call of itself passes less than it was given, only ever where `n` is at least 2, and everybody else passes at most 5: there
//! are never more than five frames, far from CPython's thousand. The same holds for `n == 0` as the way out, if `n` goes down by
//! one from a number that is not below it.
//!
//! Frames that are not counted are missing when others are, so functions of both kinds never stand on each other.

use std::collections::BTreeSet;

use super::walk::{Node, children, inner_blocks, walk_block};
use super::{
    Block, Expr, ExprKind, FuncId, Mode, Pattern, Program, Role, Spelling, Stmt, StmtKind, Ty,
    VarIdx,
};

/// How many frames all bounded recursions of a program may have together. CPython allows 1000; what is left is for functions
/// that do not call themselves, and for what CPython itself needs.
const ENOUGH: i64 = 800;
/// How many frames a recursion has that halves a machine integer each time.
const HALVINGS: i64 = 66;

/// Decides for every function whether it counts its frames.
pub fn find_depths(program: &mut Program) {
    let bounded = bounded(program);
    for (index, func) in program.funcs.iter_mut().enumerate() {
        func.is_counted = func.is_recursive && !bounded.contains(&func_id(index));
    }
}

/// The functions that may run where calls are nested nearly too deep: those that count their frames, and what they call. Function
/// objects count all their frames, but go deep only if they call others.
pub fn deep_functions(program: &Program) -> BTreeSet<FuncId> {
    let mut waiting: Vec<FuncId> = (0..program.funcs.len())
        .map(func_id)
        .filter(|func| {
            let data = &program.funcs[func.0 as usize];
            data.is_counted && (data.role != Role::Dynamic || calls_objects(&data.body))
        })
        .collect();
    let mut deep = BTreeSet::new();
    while let Some(at) = waiting.pop() {
        if at != FuncId(0) && deep.insert(at) {
            waiting.extend(&program.funcs[at.0 as usize].callees);
        }
    }
    deep
}

fn calls_objects(body: &Block) -> bool {
    let mut found = false;
    walk_block(body, &mut |node| {
        if let Node::Expr(expr) = node
            && let ExprKind::Op {
                spelling: Spelling::Method(name),
                args,
                ..
            } = &expr.kind
        {
            found |= name == "call" && args.first().is_some_and(|(arg, _)| arg.ty == Ty::Value);
        }
    });
    found
}

fn bounded(program: &Program) -> BTreeSet<FuncId> {
    let facts = Facts::of(program);
    if facts.asks_for_limit || program.funcs.len() > 100 {
        return BTreeSet::new();
    }
    let recursive: Vec<FuncId> = (0..program.funcs.len())
        .map(func_id)
        .filter(|func| program.funcs[func.0 as usize].is_recursive)
        .collect();
    let mut depths = Vec::new();
    for func in &recursive {
        if let Some(depth) = facts.depth(*func).filter(|depth| *depth <= ENOUGH) {
            depths.push((*func, depth));
        }
    }
    let total = depths
        .iter()
        .fold(0_i64, |total, (_, depth)| total.saturating_add(*depth));
    if total > ENOUGH {
        return BTreeSet::new();
    }
    let mut bounded: BTreeSet<FuncId> = depths.into_iter().map(|(func, _)| func).collect();
    // What stands on a counted function, or carries one, is counted too.
    loop {
        let is_mixed = |func: &FuncId| {
            recursive.iter().any(|other| {
                bounded.contains(func) != bounded.contains(other)
                    && (facts.reached(*func).contains(other)
                        || facts.reached(*other).contains(func))
            })
        };
        let mixed: Vec<FuncId> = bounded.iter().copied().filter(is_mixed).collect();
        if mixed.is_empty() {
            return bounded;
        }
        for func in mixed {
            bounded.remove(&func);
        }
    }
}

/// What the text of a program says about its calls.
struct Facts<'a> {
    program: &'a Program,
    /// Functions that are values somewhere: nobody knows all their calls.
    values: BTreeSet<FuncId>,
    /// Calls of known functions, with the function that they stand in.
    calls: Vec<(FuncId, FuncId, &'a [Expr])>,
    /// Values of the variables that are bound in one place: how small and how large they may be.
    ranges: Vec<Option<(i64, i64)>>,
    /// The program may change how deep calls go.
    asks_for_limit: bool,
}

impl<'a> Facts<'a> {
    fn of(program: &'a Program) -> Self {
        let mut facts = Self {
            program,
            values: BTreeSet::new(),
            calls: Vec::new(),
            ranges: vec![None; program.vars.len()],
            asks_for_limit: false,
        };
        for (index, func) in program.funcs.iter().enumerate() {
            walk_block(&func.body, &mut |node| match node {
                Node::Stmt(stmt) => facts.note_binding(stmt),
                Node::Expr(expr) => facts.note_call(func_id(index), expr),
                Node::Pattern(_) => {}
            });
        }
        facts
    }

    fn note_call(&mut self, from: FuncId, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::CallFunc { func, args, .. } => self.calls.push((from, *func, args)),
            ExprKind::MakeClosure { func, .. } => {
                self.values.insert(*func);
            }
            ExprKind::Str(text) => self.asks_for_limit |= text.contains("recursionlimit"),
            ExprKind::Op { spelling, args, .. } => match spelling {
                Spelling::Path(path) => self.asks_for_limit |= path.contains("recursionlimit"),
                Spelling::Constant(path) => self.asks_for_limit |= path.contains("recursionlimit"),
                Spelling::Method(_) => self.note_item(args),
                _ => {}
            },
            _ => {}
        }
    }

    fn note_binding(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let {
                var,
                value: Some(value),
            }
            | StmtKind::Store { var, value } => {
                self.note_range(*var, literal(value).map(|value| (value, value)));
            }
            StmtKind::For {
                pattern: Pattern::Var(var),
                iter,
                ..
            } => self.note_range(*var, items_range(iter)),
            _ => {}
        }
    }

    /// `(0..10).map(|i| …)`: what the closure's parameter may be.
    fn note_item(&mut self, args: &[(Expr, Mode)]) {
        if let [(items, _), (closure, _)] = args
            && let ExprKind::Inline { params, .. } = &closure.kind
            && let [Pattern::Var(var)] = params[..]
        {
            self.note_range(var, items_range(items));
        }
    }

    fn note_range(&mut self, var: VarIdx, range: Option<(i64, i64)>) {
        if self.is_bound_once(var) {
            self.ranges[var.0 as usize] = range;
        }
    }

    fn is_bound_once(&self, var: VarIdx) -> bool {
        let data = &self.program.vars[var.0 as usize];
        data.ty == Ty::I64 && data.n_stores == 1 && !data.is_stored_inside && !data.maybe_unbound
    }

    /// Everything that runs while the function does.
    fn reached(&self, func: FuncId) -> BTreeSet<FuncId> {
        let mut seen = BTreeSet::new();
        let mut waiting = self.program.funcs[func.0 as usize].callees.clone();
        // Nobody knows which function values are called.
        waiting.extend(&self.values);
        while let Some(at) = waiting.pop() {
            if seen.insert(at) {
                waiting.extend(&self.program.funcs[at.0 as usize].callees);
            }
        }
        seen
    }

    /// The most frames of the function that there can be at once, if the text says it.
    fn depth(&self, func: FuncId) -> Option<i64> {
        let data = &self.program.funcs[func.0 as usize];
        let calls_itself_only = data
            .callees
            .iter()
            .all(|callee| *callee == func || !self.reached(*callee).contains(&func));
        if data.role != Role::Direct || self.values.contains(&func) || !calls_itself_only {
            return None;
        }
        (0..data.params.len()).find_map(|index| self.depth_by(func, index))
    }

    /// [`Facts::depth`] by one parameter that goes down.
    fn depth_by(&self, func: FuncId, index: usize) -> Option<i64> {
        let data = &self.program.funcs[func.0 as usize];
        let param = &data.params[index];
        if param.is_omitted || !self.is_bound_once(param.var) {
            return None;
        }
        let (mut least, mut most, mut n_inner) = (i64::MAX, i64::MIN, 0);
        for (from, to, args) in &self.calls {
            if *to != func {
                continue;
            }
            if *from == func {
                n_inner += 1;
                continue;
            }
            let (low, high) = self.range(args.get(index)?)?;
            (least, most) = (least.min(low), most.max(high));
        }
        // The parameter is never below the smallest number that anybody begins with, or goes down below it by a guard.
        [None, Some(1), Some(0)].into_iter().find_map(|floor| {
            if floor.is_some_and(|floor| floor > least) {
                return None;
            }
            let mut descent = Descent {
                func,
                index,
                var: param.var,
                floor,
                lowest: i64::MAX,
                n_calls: 0,
                only_divides: true,
                is_sound: true,
            };
            descent.block(&data.body, floor);
            if !descent.is_sound || descent.n_calls != n_inner {
                return None;
            }
            if descent.only_divides {
                return Some(HALVINGS);
            }
            most.checked_sub(descent.lowest)?.max(0).checked_add(2)
        })
    }

    /// How small and how large the value may be.
    fn range(&self, expr: &Expr) -> Option<(i64, i64)> {
        match &expr.kind {
            ExprKind::Var(var) => self.ranges[var.0 as usize],
            _ => literal(expr).map(|value| (value, value)),
        }
    }
}

/// A walk through a function that looks where it calls itself, with what is known of the parameter there.
struct Descent {
    func: FuncId,
    /// The parameter.
    index: usize,
    var: VarIdx,
    /// What the parameter is never below, by assumption: every call has to keep it.
    floor: Option<i64>,
    /// The lowest value of the parameter where the function calls itself.
    lowest: i64,
    n_calls: usize,
    /// All calls pass a half of it, or less.
    only_divides: bool,
    /// All calls pass less, and not without bound.
    is_sound: bool,
}

impl Descent {
    /// Goes through a block that is entered with the parameter at `low` at least; what is known behind it.
    fn block(&mut self, block: &Block, mut low: Option<i64>) -> Option<i64> {
        for stmt in &block.stmts {
            low = self.stmt(stmt, low);
        }
        low
    }

    fn stmt(&mut self, stmt: &Stmt, low: Option<i64>) -> Option<i64> {
        match &stmt.kind {
            StmtKind::If { test, then, orelse } => {
                self.expr(test, low);
                let (met, unmet) = (self.narrow(test, true, low), self.narrow(test, false, low));
                let (met, unmet) = (self.block(then, met), self.block(orelse, unmet));
                if is_left(then) {
                    return unmet;
                }
                if is_left(orelse) {
                    return met;
                }
                return low;
            }
            StmtKind::While { test, body, .. } => {
                self.expr(test, low);
                let inside = self.narrow(test, true, low);
                self.block(body, inside);
                return low;
            }
            _ => {}
        }
        for expr in own_exprs(stmt) {
            self.expr(expr, low);
        }
        inner_blocks(stmt, &mut |inner| {
            self.block(inner, low);
        });
        low
    }

    fn expr(&mut self, expr: &Expr, low: Option<i64>) {
        match &expr.kind {
            ExprKind::If { test, then, orelse } => {
                self.expr(test, low);
                self.expr(then, self.narrow(test, true, low));
                self.expr(orelse, self.narrow(test, false, low));
            }
            ExprKind::And(left, right) => {
                self.expr(left, low);
                self.expr(right, self.narrow(left, true, low));
            }
            ExprKind::Or(left, right) => {
                self.expr(left, low);
                self.expr(right, self.narrow(left, false, low));
            }
            ExprKind::Block(block, value) => {
                let low = self.block(block, low);
                self.expr(value, low);
            }
            ExprKind::CallFunc { func, args, .. } => {
                if *func == self.func {
                    self.call(args.get(self.index), low);
                }
                for arg in args {
                    self.expr(arg, low);
                }
            }
            _ => children(expr, &mut |inner| self.expr(inner, low)),
        }
    }

    /// A call of itself, where the parameter is at least `low`.
    fn call(&mut self, arg: Option<&Expr>, low: Option<i64>) {
        self.n_calls += 1;
        let passed = low.zip(arg).and_then(|(low, arg)| self.passed(arg, low));
        match (passed, low) {
            (Some(passed), Some(low)) if self.floor.is_none_or(|floor| passed >= floor) => {
                self.lowest = self.lowest.min(low);
            }
            _ => self.is_sound = false,
        }
    }

    /// The least that an argument is, if it is less than the parameter, which is at least `low`.
    fn passed(&mut self, arg: &Expr, low: i64) -> Option<i64> {
        let ExprKind::Op { spelling, args, .. } = &arg.kind else {
            return None;
        };
        let [(left, _), (right, _)] = &args[..] else {
            return None;
        };
        let by = literal(right).filter(|_| self.is_param(left))?;
        match spelling {
            Spelling::Infix("-") if by >= 1 => {
                self.only_divides = false;
                low.checked_sub(by)
            }
            Spelling::Method(name) if name == "div_euclid" && by >= 2 && low >= 1 => {
                Some(low.div_euclid(by))
            }
            _ => None,
        }
    }

    fn is_param(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Var(var) if var == self.var)
    }

    /// What is known of the parameter where `test` has this outcome.
    fn narrow(&self, test: &Expr, outcome: bool, low: Option<i64>) -> Option<i64> {
        match &test.kind {
            ExprKind::Not(inner) => self.narrow(inner, !outcome, low),
            ExprKind::And(left, right) if outcome => {
                self.narrow(right, true, self.narrow(left, true, low))
            }
            ExprKind::Or(left, right) if !outcome => {
                self.narrow(right, false, self.narrow(left, false, low))
            }
            ExprKind::Op {
                spelling: Spelling::Infix(op),
                args,
                ..
            } => {
                let [(left, _), (right, _)] = &args[..] else {
                    return low;
                };
                match (literal(left), literal(right)) {
                    (None, Some(value)) if self.is_param(left) => at_least(op, value, outcome, low),
                    (Some(value), None) if self.is_param(right) => {
                        at_least(mirrored(op), value, outcome, low)
                    }
                    _ => low,
                }
            }
            _ => low,
        }
    }
}

/// What is known of a number that is at least `low` where `number op value` has this outcome.
fn at_least(op: &str, value: i64, outcome: bool, low: Option<i64>) -> Option<i64> {
    let above = value.checked_add(1);
    let told = match (op, outcome) {
        (">=" | "==", true) | ("<" | "!=", false) => Some(value),
        (">", true) | ("<=", false) => above,
        ("==", false) | ("!=", true) if low == Some(value) => above,
        _ => None,
    };
    low.max(told)
}

/// The operator that says the same with its sides exchanged.
fn mirrored(op: &'static str) -> &'static str {
    match op {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => op,
    }
}

/// Whether nothing goes on behind the block.
fn is_left(block: &Block) -> bool {
    let last = block.stmts.iter().rev().find(|stmt| {
        !matches!(
            stmt.kind,
            StmtKind::Comment(_) | StmtKind::Trailing(_) | StmtKind::Blank
        )
    });
    match last.map(|stmt| &stmt.kind) {
        Some(StmtKind::Return(_)) => true,
        Some(StmtKind::Expr(expr)) => matches!(expr.kind, ExprKind::Throw { .. }),
        Some(StmtKind::If { then, orelse, .. }) => is_left(then) && is_left(orelse),
        _ => false,
    }
}

/// The expressions of a statement that stand in none of its blocks.
fn own_exprs(stmt: &Stmt) -> Vec<&Expr> {
    match &stmt.kind {
        StmtKind::Let {
            value: Some(value), ..
        }
        | StmtKind::LetTuple { value, .. }
        | StmtKind::LetArray { value, .. }
        | StmtKind::Store { value, .. }
        | StmtKind::StoreOp { value, .. }
        | StmtKind::Expr(value)
        | StmtKind::Tail(value)
        | StmtKind::Yield(value)
        | StmtKind::Return(Some(value))
        | StmtKind::Match { value, .. }
        | StmtKind::Leave {
            value: Some(value), ..
        }
        | StmtKind::For { iter: value, .. }
        | StmtKind::If { test: value, .. }
        | StmtKind::While { test: value, .. } => vec![value],
        StmtKind::CellSet { cell, value, .. } => vec![cell, value],
        StmtKind::Let { value: None, .. }
        | StmtKind::Return(None)
        | StmtKind::Leave { value: None, .. }
        | StmtKind::Labelled { .. }
        | StmtKind::Try { .. }
        | StmtKind::Finally { .. }
        | StmtKind::Comment(_)
        | StmtKind::Trailing(_)
        | StmtKind::Blank
        | StmtKind::Unbind(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Define(_) => Vec::new(),
    }
}

fn literal(expr: &Expr) -> Option<i64> {
    match expr.kind {
        ExprKind::I64(value) | ExprKind::SuffixedI64(value) => Some(value),
        _ => None,
    }
}

/// The smallest and the largest item of a range or an array that is written out.
fn items_range(iter: &Expr) -> Option<(i64, i64)> {
    let ExprKind::Op { spelling, args, .. } = &iter.kind else {
        return None;
    };
    match (spelling, &args[..]) {
        (Spelling::Infix(".."), [(start, _), (stop, _)]) => {
            Some((literal(start)?, literal(stop)?.checked_sub(1)?))
        }
        (Spelling::Infix("..="), [(start, _), (stop, _)]) => {
            Some((literal(start)?, literal(stop)?))
        }
        (Spelling::Array, items) => {
            let values: Option<Vec<i64>> = items.iter().map(|(item, _)| literal(item)).collect();
            let values = values?;
            Some((*values.iter().min()?, *values.iter().max()?))
        }
        _ => None,
    }
}

fn func_id(index: usize) -> FuncId {
    FuncId(u32::try_from(index).expect("few functions"))
}
