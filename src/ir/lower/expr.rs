//! Expressions without a file of their own: literals, names, displays, subscripts, conditions.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty, VarIdx};
use crate::names::{Use, VarId};
use crate::syntax::ast::{self, BoolOp, Constant, UnaryOp};
use crate::types::{FuncIdx, InstId};

impl Lower<'_> {
    /// The expression as a value of a type.
    pub(super) fn value(&mut self, expr: &ast::Expr, want: &Ty) -> Expr {
        if let ast::ExprKind::Tuple(items) = &expr.kind
            && let Ty::Tuple(wants) = want
            && items.len() == wants.len()
            && !items
                .iter()
                .any(|item| matches!(item.kind, ast::ExprKind::Starred(_)))
        {
            let parts = items
                .iter()
                .zip(wants)
                .map(|(item, want)| self.value(item, want))
                .collect();
            return Expr::items(Spelling::Tuple, parts, want.clone());
        }
        if let ast::ExprKind::IfExp { test, body, orelse } = &expr.kind {
            return self.if_expr(test, body, orelse, want);
        }
        let lowered = self.expr(expr);
        self.coerce(lowered, want)
    }

    /// The expression as a `Value`.
    pub(super) fn dynamic(&mut self, expr: &ast::Expr) -> Expr {
        self.value(expr, &Ty::Value)
    }

    /// The expression with the type inferred for it.
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Expr {
        if let Some(held) = self.held.get(&(self.inst, expr.id)) {
            return held.clone();
        }
        match &expr.kind {
            ast::ExprKind::Constant(constant) => self.constant(constant),
            ast::ExprKind::Name(_) => self.name(expr),
            ast::ExprKind::IsGlobal { .. } => {
                let outcome = self.instance().tests[&expr.id];
                Expr::new(ExprKind::Bool(outcome), Ty::Bool)
            }
            ast::ExprKind::BoolOp { op, values } => self.bool_op(expr, *op, values),
            ast::ExprKind::Named { target, value } => self.named(target, value),
            ast::ExprKind::Binary { left, op, right } => self.binary_expr(expr, left, *op, right),
            ast::ExprKind::Unary { op, operand } => self.unary(expr, *op, operand),
            ast::ExprKind::Lambda(lambda) => self.lambda(expr, lambda),
            ast::ExprKind::IfExp { test, body, orelse } => {
                let want = self.node_ty(expr.id);
                self.if_expr(test, body, orelse, &want)
            }
            ast::ExprKind::Dict(items) => self.dict_display(expr, items),
            ast::ExprKind::Set(items) => self.set_display(expr, items),
            ast::ExprKind::List(items) => self.list_display(expr, items),
            ast::ExprKind::Tuple(items) => self.tuple_display(expr, items),
            ast::ExprKind::Comprehension(comprehension) => self.comprehension(expr, comprehension),
            ast::ExprKind::Compare { left, rest } => self.compare(left, rest),
            ast::ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(expr, func, args, keywords),
            ast::ExprKind::FString(parts) => self.fstring(parts),
            ast::ExprKind::Attribute { value, attr } => {
                if let Some(item) = self.types.imports.item(self.names, expr) {
                    return self.library_value(expr, &item);
                }
                let want = self.node_ty(expr.id);
                self.attribute(value, &attr.name, &want)
            }
            ast::ExprKind::Subscript { value, index } => self.subscript(expr, value, index),
            ast::ExprKind::Starred(inner) => self.expr(inner),
            ast::ExprKind::Slice { .. } => {
                self.refuse(
                    expr.span,
                    "a slice outside of a subscript",
                    "write `slice(…)`",
                );
                Expr::unit()
            }
            ast::ExprKind::Await(_) | ast::ExprKind::Yield(_) | ast::ExprKind::YieldFrom(_) => {
                unreachable!("refused before lowering")
            }
        }
    }

    fn constant(&mut self, constant: &Constant) -> Expr {
        match constant {
            Constant::None => Expr::unit(),
            Constant::Bool(value) => Expr::new(ExprKind::Bool(*value), Ty::Bool),
            Constant::Int(value) => Expr::int(*value),
            Constant::BigInt(digits) => Expr::new(ExprKind::Int(digits.clone()), Ty::Int),
            Constant::Float(value) => Expr::new(ExprKind::F64(*value), Ty::F64),
            Constant::Str(value) => Expr::text(value.clone()),
            Constant::Ellipsis => Expr::path(
                "Value::named_builtin",
                vec![(Expr::text("Ellipsis"), Mode::Ref)],
                Ty::Value,
            ),
            Constant::Imaginary(value) => {
                let imag = Expr::new(ExprKind::F64(*value), Ty::F64);
                Expr::path("Value::imaginary", vec![(imag, Mode::Own)], Ty::Value)
            }
            Constant::Bytes(bytes) => {
                let text: String = bytes.iter().copied().map(char::from).collect();
                Expr::path(
                    "text::Bytes::literal",
                    vec![(Expr::text(text), Mode::Ref)],
                    Ty::Bytes,
                )
            }
        }
    }

    fn name(&mut self, expr: &ast::Expr) -> Expr {
        let ast::ExprKind::Name(ident) = &expr.kind else {
            unreachable!("called for names")
        };
        if let Some(item) = self.types.imports.item(self.names, expr) {
            return self.library_value(expr, &item);
        }
        match self.names.uses[expr.id.0 as usize].clone() {
            Some(Use::Variable {
                variable,
                maybe_unbound,
            }) => {
                if let Some(func) = self.static_function(variable) {
                    return self.function_value(func, expr.id);
                }
                let read = self.read(variable, maybe_unbound, expr.id);
                let want = self.node_ty(expr.id);
                if read.ty == want {
                    read
                } else if want == Ty::Unit {
                    Expr::unit()
                } else {
                    self.coerce(read, &want)
                }
            }
            Some(Use::Builtin) => Expr::path(
                "Value::named_builtin",
                vec![(Expr::text(ident.name.clone()), Mode::Ref)],
                Ty::Value,
            ),
            Some(Use::ModuleAttribute) if ident.name == "__name__" => Expr::text("__main__"),
            Some(Use::ModuleAttribute) if ident.name == "__doc__" => {
                match self.funcs.defs[0].docstring() {
                    Some(text) => Expr::text(text),
                    None => Expr::unit(),
                }
            }
            Some(Use::ModuleAttribute) => {
                self.refuse(
                    expr.span,
                    &format!("the module attribute `{}`", ident.name),
                    "leave it out",
                );
                Expr::unit()
            }
            Some(Use::Unbound) => self.undefined(&ident.name, expr.id),
            None => unreachable!("names were resolved"),
        }
    }

    /// The end of the program with this exception.
    pub(super) fn raise(
        &mut self,
        class: &'static str,
        message: &str,
        suggestion: Option<String>,
    ) -> Expr {
        Expr::new(
            ExprKind::Fail {
                class,
                message: message.to_owned(),
                suggestion,
            },
            Ty::Never,
        )
    }

    /// The value of a name that nobody binds, read at `node`.
    pub(super) fn undefined(&self, name: &str, node: ast::NodeId) -> Expr {
        let name = (Expr::text(name.to_owned()), Mode::Ref);
        match self.names.suggestions.get(&node) {
            Some(like) => {
                let like = (Expr::text(like.clone()), Mode::Ref);
                Expr::path("misspelt::<Value>", vec![name, like], Ty::Value)
            }
            None => Expr::path("undefined::<Value>", vec![name], Ty::Value),
        }
    }

    /// Reads a variable at `node`.
    pub(super) fn read(&mut self, variable: VarId, maybe_unbound: bool, node: ast::NodeId) -> Expr {
        let var = self.variable(variable);
        let ty = self.var_ty(var);
        if !maybe_unbound {
            return Expr::var(var, ty);
        }
        let data = &self.program.vars[var.0 as usize];
        let name = data.python_name.clone();
        // A comprehension is a function of its own, which finds the variable in the one around it.
        let binding =
            &self.names.bindings[self.names.variables[variable.0 as usize].binding.0 as usize];
        let reads_outside = binding
            .reads
            .iter()
            .any(|(read, scope)| *read == node && *scope != binding.scope);
        let is_own = data.owner == self.func && !reads_outside;
        let is_module = data.owner == crate::ir::FuncId(0);
        let (class, message) = if is_module {
            ("NameError", format!("name '{name}' is not defined"))
        } else if is_own {
            (
                "UnboundLocalError",
                format!(
                    "cannot access local variable '{name}' where it is not associated with a value"
                ),
            )
        } else {
            (
                "NameError",
                format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                ),
            )
        };
        let suggestion = self.names.suggestions.get(&node).cloned();
        let suggestion = suggestion.filter(|_| class == "NameError");
        let otherwise = Box::new(self.raise(class, &message, suggestion));
        Expr::new(ExprKind::Checked { var, otherwise }, ty)
    }

    /// The IR variable that a Python variable is in the current instance or one around it.
    pub(super) fn variable(&mut self, variable: VarId) -> VarIdx {
        let binding =
            &self.names.bindings[self.names.variables[variable.0 as usize].binding.0 as usize];
        let owner = self.enclosing(self.funcs.of_scope[binding.scope.0 as usize]);
        self.var_of(owner, variable)
    }

    /// The instance of a function among the current one and those around it.
    pub(super) fn enclosing(&self, func: FuncIdx) -> InstId {
        let mut id = self.inst;
        while self.types.instance(id).func != func {
            id = self
                .types
                .instance(id)
                .parent
                .expect("names resolve to enclosing functions");
        }
        id
    }

    /// The function a variable is known to be.
    pub(super) fn static_function(&self, variable: VarId) -> Option<FuncIdx> {
        let binding = self.names.variables[variable.0 as usize].binding;
        let node = self.names.bindings[binding.0 as usize].function?;
        self.funcs.by_node.get(&node).copied()
    }

    fn named(&mut self, target: &ast::Expr, value: &ast::Expr) -> Expr {
        let value_expr = self.expr(value);
        let ty = value_expr.ty.clone();
        let mut stmts = Vec::new();
        let (var, read) = self.hold(value_expr, &mut stmts);
        let _ = var;
        self.assign(target, read.clone(), &mut stmts);
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts }, Box::new(read)),
            ty,
        )
    }

    fn if_expr(
        &mut self,
        test: &ast::Expr,
        body: &ast::Expr,
        orelse: &ast::Expr,
        want: &Ty,
    ) -> Expr {
        if let Some(known) = self.instance().tests.get(&test.id).copied() {
            let tested = self.tested_only(test);
            let chosen = self.value(if known { body } else { orelse }, want);
            return self.after(tested, chosen);
        }
        let test = self.condition(test);
        let then = self.value(body, want);
        let orelse = self.value(orelse, want);
        Expr::new(
            ExprKind::If {
                test: Box::new(test),
                then: Box::new(then),
                orelse: Box::new(orelse),
            },
            want.clone(),
        )
    }

    /// `a and b` as a value: the first operand that decides.
    fn bool_op(&mut self, expr: &ast::Expr, op: BoolOp, values: &[ast::Expr]) -> Expr {
        let want = self.node_ty(expr.id);
        if want == Ty::Bool {
            return self.chain(op, values);
        }
        // What is certain to decide is the last operand; what is certain not to decide is evaluated only.
        let decides = |lower: &Self, value: &ast::Expr| {
            let known = lower.instance().tests.get(&value.id)?;
            Some(*known == (op == BoolOp::Or))
        };
        let n_values = values
            .iter()
            .position(|value| decides(self, value) == Some(true))
            .map_or(values.len(), |at| at + 1);
        let (last, init) = values[..n_values]
            .split_last()
            .expect("at least two values");
        let mut result = self.value(last, &want);
        for value in init.iter().rev() {
            if decides(self, value) == Some(false) {
                let first = self.tested_only(value);
                result = self.after(first, result);
                continue;
            }
            let first = self.expr(value);
            let mut stmts = Vec::new();
            let (_, held) = self.hold(first, &mut stmts);
            let test = self.truth(held.clone());
            let kept = match (&held.ty, &want) {
                (Ty::Unit, ty) if *ty != Ty::Unit => None,
                _ => Some(self.coerce(held, &want)),
            };
            let (then, orelse) = match (op, kept) {
                (BoolOp::Or, Some(kept)) => (kept, result),
                (BoolOp::And, Some(kept)) => (result, kept),
                (BoolOp::Or | BoolOp::And, None) => {
                    let ty = result.ty.clone();
                    result = Expr::new(
                        ExprKind::Block(crate::ir::Block { stmts }, Box::new(result)),
                        ty,
                    );
                    continue;
                }
            };
            let chosen = Expr::new(
                ExprKind::If {
                    test: Box::new(test),
                    then: Box::new(then),
                    orelse: Box::new(orelse),
                },
                want.clone(),
            );
            result = if stmts.is_empty() {
                chosen
            } else {
                Expr::new(
                    ExprKind::Block(crate::ir::Block { stmts }, Box::new(chosen)),
                    want.clone(),
                )
            };
        }
        result
    }

    fn chain(&mut self, op: BoolOp, values: &[ast::Expr]) -> Expr {
        let mut parts = Vec::new();
        for value in values {
            let known = self.instance().tests.get(&value.id).copied();
            match (known, op) {
                (Some(true), BoolOp::And) | (Some(false), BoolOp::Or) => {
                    if !matches!(self.tested_only(value).kind, ExprKind::Unit) {
                        parts.push(self.condition(value));
                    }
                }
                (Some(_), _) => {
                    parts.push(self.condition(value));
                    break;
                }
                (None, _) => parts.push(self.condition(value)),
            }
        }
        let whole = Expr::new(ExprKind::Bool(op == BoolOp::And), Ty::Bool);
        let Some(mut result) = parts.pop() else {
            return whole;
        };
        for part in parts.into_iter().rev() {
            let kind = match op {
                BoolOp::And => ExprKind::And(Box::new(part), Box::new(result)),
                BoolOp::Or => ExprKind::Or(Box::new(part), Box::new(result)),
            };
            result = Expr::new(kind, Ty::Bool);
        }
        result
    }

    /// The truth of an expression, as a `bool`.
    pub(super) fn condition(&mut self, expr: &ast::Expr) -> Expr {
        if let Some(known) = self.instance().tests.get(&expr.id).copied() {
            let tested = self.tested_only(expr);
            return self.after(tested, Expr::new(ExprKind::Bool(known), Ty::Bool));
        }
        match &expr.kind {
            ast::ExprKind::BoolOp { op, values } => self.chain(*op, values),
            ast::ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => {
                let inner = self.condition(operand);
                negated(inner)
            }
            _ => {
                let lowered = self.expr(expr);
                self.truth(lowered)
            }
        }
    }

    /// What evaluating a test whose outcome is certain does besides.
    pub(super) fn tested_only(&mut self, test: &ast::Expr) -> Expr {
        match &test.kind {
            ast::ExprKind::Compare { left, rest: _ } => self.tested_only(left),
            ast::ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } if self.instance().tests.contains_key(&operand.id) => self.tested_only(operand),
            ast::ExprKind::Call { func, args, .. } if self.asks_for_type(func, args) => {
                if crate::types::infer::function::named_function(self.names, self.funcs, &args[0])
                    .is_some()
                {
                    return Expr::unit();
                }
                self.tested_only(&args[0])
            }
            ast::ExprKind::Constant(_) => Expr::unit(),
            ast::ExprKind::Name(_) => match self.expr(test) {
                checked @ Expr {
                    kind: ExprKind::Checked { .. },
                    ..
                } => checked,
                _ => Expr::unit(),
            },
            _ => self.expr(test),
        }
    }

    /// Python's truth of a value.
    pub(super) fn truth(&mut self, expr: Expr) -> Expr {
        let zero = |expr: Expr, zero: Expr| Expr::infix(expr, "!=", zero, Mode::Ref, Ty::Bool);
        match &expr.ty {
            Ty::Bool => expr,
            Ty::Unit => self.after(expr, Expr::new(ExprKind::Bool(false), Ty::Bool)),
            Ty::I64 => zero(expr, Expr::int(0)),
            Ty::F64 => zero(expr, Expr::new(ExprKind::F64(0.0), Ty::F64)),
            Ty::Str
            | Ty::StaticStr
            | Ty::Char
            | Ty::Part(_)
            | Ty::Letters
            | Ty::List(_)
            | Ty::Set(_)
            | Ty::Dict(..)
            | Ty::View(..)
            | Ty::Bytes
            | Ty::FrozenSet(_)
            | Ty::Owned(..) => negated(Expr::std_method(expr, "is_empty", vec![], Ty::Bool)),
            Ty::Tuple(items) => {
                let truth = !items.is_empty();
                self.after(expr, Expr::new(ExprKind::Bool(truth), Ty::Bool))
            }
            Ty::Closure(_) | Ty::Exception | Ty::Record(_) | Ty::Stream(_) => {
                self.after(expr, Expr::new(ExprKind::Bool(true), Ty::Bool))
            }
            Ty::Option(inner) if matches!(**inner, Ty::Closure(_) | Ty::Record(_)) => {
                negated(Expr::new(ExprKind::IsNone(Box::new(expr)), Ty::Bool))
            }
            Ty::Int | Ty::Num | Ty::VarTuple(_) | Ty::Range | Ty::Option(_) | Ty::Value => {
                Expr::method(expr, "truthy", vec![], Ty::Bool)
            }
            Ty::Iter(_) | Ty::Never => expr,
        }
    }

    fn attribute(&mut self, value: &ast::Expr, attr: &str, want: &Ty) -> Expr {
        if let Some(known) = self.function_attribute(value, attr) {
            return self.coerce(known, want);
        }
        if let Some(known) = self.exception_attribute(value, attr) {
            return known;
        }
        if attr == "__name__"
            && let Some(name) = self.type_name(value)
        {
            return name;
        }
        let receiver = self.dynamic(value);
        let read = Expr::method(
            receiver,
            "getattr",
            vec![(Expr::text(attr), Mode::Ref)],
            Ty::Value,
        );
        self.from_value(read, want)
    }

    fn subscript(&mut self, expr: &ast::Expr, value: &ast::Expr, index: &ast::Expr) -> Expr {
        let want = self.node_ty(expr.id);
        let receiver = self.expr(value);
        if let (Ty::Tuple(items), Ty::Tuple(_)) = (&receiver.ty, &want)
            && let Some(positions) = crate::types::infer::constant_slice(index, items.len())
        {
            return self.tuple_part(receiver, &positions, &want);
        }
        if let ast::ExprKind::Slice { lower, upper, step } = &index.kind {
            return self.slice(
                receiver,
                [lower, upper, step].map(|bound| bound.as_deref()),
                &want,
            );
        }
        if let Ty::Record(id) = receiver.ty {
            let field = if self.names_field(id, index) {
                self.record_field(receiver, id, index)
            } else {
                self.record_at(receiver, id, index)
            };
            return self.coerce(field, &want);
        }
        let is_sequence = !matches!(receiver.ty, Ty::Dict(..));
        let lowered = match &receiver.ty {
            _ if is_sequence && !self.is_index(index) => {
                let receiver = self.coerce(receiver, &Ty::Value);
                let key = self.dynamic(index);
                Expr::method(receiver, "getitem", vec![(key, Mode::Ref)], Ty::Value)
            }
            Ty::List(item) => {
                let item = (**item).clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], item)
            }
            Ty::VarTuple(item) => {
                let item = (**item).clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], item)
            }
            Ty::Str | Ty::Range | Ty::Bytes => {
                let ty = want.clone();
                let index = self.value(index, &Ty::I64);
                Expr::method(receiver, "at", vec![(index, Mode::Own)], ty)
            }
            Ty::Dict(key, item) => {
                let (key, item) = ((**key).clone(), (**item).clone());
                let key = self.value(index, &key);
                let name = self.dict_read();
                Expr::method(receiver, name, vec![(key, Mode::Ref)], item)
            }
            Ty::Tuple(items) => {
                if let Some(at) = crate::types::infer::constant_index(index, items.len()) {
                    let ty = items[at].clone();
                    Expr::new(
                        ExprKind::Op {
                            spelling: Spelling::Field(at),
                            args: vec![(receiver, Mode::Receiver)],
                            runtime: false,
                        },
                        ty,
                    )
                } else {
                    let tuple = self.coerce(receiver, &Ty::VarTuple(Box::new(want.clone())));
                    let index = self.value(index, &Ty::I64);
                    Expr::method(tuple, "at", vec![(index, Mode::Own)], want.clone())
                }
            }
            _ => {
                let receiver = self.coerce(receiver, &Ty::Value);
                let key = self.dynamic(index);
                Expr::method(receiver, "getitem", vec![(key, Mode::Ref)], Ty::Value)
            }
        };
        self.coerce(lowered, &want)
    }

    /// Whether the subscript is an integer: anything else is an error that the support library words.
    pub(super) fn is_index(&mut self, index: &ast::Expr) -> bool {
        matches!(self.node_ty(index.id), Ty::I64 | Ty::Int | Ty::Bool)
    }

    /// The items of a tuple at these positions.
    fn tuple_part(&mut self, tuple: Expr, positions: &[usize], want: &Ty) -> Expr {
        let Ty::Tuple(items) = tuple.ty.clone() else {
            unreachable!("checked by the caller")
        };
        let mut stmts = Vec::new();
        let (_, tuple) = self.hold(tuple, &mut stmts);
        let parts = positions
            .iter()
            .map(|at| {
                Expr::new(
                    ExprKind::Op {
                        spelling: Spelling::Field(*at),
                        args: vec![(tuple.clone(), Mode::Receiver)],
                        runtime: false,
                    },
                    items[*at].clone(),
                )
            })
            .collect();
        let part = Expr::items(Spelling::Tuple, parts, want.clone());
        if stmts.is_empty() {
            return part;
        }
        let block = crate::ir::Block { stmts };
        Expr::new(ExprKind::Block(block, Box::new(part)), want.clone())
    }

    fn slice(&mut self, receiver: Expr, bounds: [Option<&ast::Expr>; 3], want: &Ty) -> Expr {
        let receiver = match (&receiver.ty, want) {
            (Ty::Tuple(_), Ty::VarTuple(_)) => self.coerce(receiver, want),
            _ => receiver,
        };
        let is_sequence = matches!(
            receiver.ty,
            Ty::Str | Ty::Bytes | Ty::List(_) | Ty::VarTuple(_)
        );
        if is_sequence && *want == receiver.ty {
            let bounds = self.slice_bounds(bounds);
            return Expr::method(receiver, "slice", bounds, want.clone());
        }
        let receiver = self.coerce(receiver, &Ty::Value);
        let slice = self.slice_value(bounds);
        let lowered = Expr::method(receiver, "getitem", vec![(slice, Mode::Ref)], Ty::Value);
        self.coerce(lowered, want)
    }

    /// The three bounds as `Option<i64>`s.
    pub(super) fn slice_bounds(&mut self, bounds: [Option<&ast::Expr>; 3]) -> Vec<(Expr, Mode)> {
        let want = Ty::Option(Box::new(Ty::I64));
        bounds
            .into_iter()
            .map(|bound| match bound {
                Some(bound) => (self.slice_bound(bound, &want), Mode::Own),
                None => (Expr::new(ExprKind::NoneOption, want.clone()), Mode::Own),
            })
            .collect()
    }

    /// A bound beyond all sequences is cut to what there is.
    fn slice_bound(&mut self, bound: &ast::Expr, want: &Ty) -> Expr {
        let mut value = self.expr(bound);
        if value.ty == Ty::Int {
            value = Expr::method(value, "clamped", vec![], Ty::I64);
        }
        self.coerce(value, want)
    }

    /// The three bounds as a slice object.
    pub(super) fn slice_value(&mut self, bounds: [Option<&ast::Expr>; 3]) -> Expr {
        let parts = bounds
            .into_iter()
            .map(|bound| match bound {
                Some(bound) => (self.dynamic(bound), Mode::Own),
                None => (
                    Expr::new(ExprKind::ToValue(Box::new(Expr::unit())), Ty::Value),
                    Mode::Own,
                ),
            })
            .collect();
        Expr::path("Value::slice", parts, Ty::Value)
    }
}

/// `!expr`, simplified.
pub(in crate::ir) fn negated(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Not(inner) => *inner,
        ExprKind::Bool(value) => Expr::new(ExprKind::Bool(!value), Ty::Bool),
        ExprKind::Op {
            spelling: Spelling::Infix("=="),
            args,
            runtime,
        } => Expr::new(
            ExprKind::Op {
                spelling: Spelling::Infix("!="),
                args,
                runtime,
            },
            Ty::Bool,
        ),
        ExprKind::Op {
            spelling: Spelling::Infix("!="),
            args,
            runtime,
        } => Expr::new(
            ExprKind::Op {
                spelling: Spelling::Infix("=="),
                args,
                runtime,
            },
            Ty::Bool,
        ),
        _ => Expr::new(ExprKind::Not(Box::new(expr)), Ty::Bool),
    }
}
