//! Expressions without a file of their own: literals, names, attributes.

use super::Lower;
use crate::ir::{Expr, ExprKind, Mode, Spelling, Ty, VarIdx};
use crate::names::{Use, VarId};
use crate::syntax::ast::{self, Constant};
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
        if let ast::ExprKind::IfExp { test, body, orelse } = &expr.kind
            && !self.instance().needed.contains_key(&expr.id)
        {
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
        if !self.instance().needed.contains_key(&expr.id) {
            return self.expr_kind(expr);
        }
        let around = self.evaluated.replace(expr.id);
        let value = self.expr_kind(expr);
        self.evaluated = around;
        self.needed(expr.id, value)
    }

    /// What may be `None` in a place where that raises.
    pub(super) fn needed(&self, node: ast::NodeId, value: Expr) -> Expr {
        let (Some(needed), Ty::Option(inner)) = (self.instance().needed.get(&node), &value.ty)
        else {
            return value;
        };
        let name = match needed.class {
            "AttributeError" => "or_attribute_error",
            _ => "or_type_error",
        };
        let inner = (**inner).clone();
        Expr::new(
            ExprKind::Op {
                spelling: Spelling::Method(name.to_owned()),
                args: vec![
                    (value, Mode::OwnReceiver),
                    (Expr::text(needed.message.clone()), Mode::Ref),
                ],
                runtime: true,
            },
            inner,
        )
    }

    fn expr_kind(&mut self, expr: &ast::Expr) -> Expr {
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
        let receiver = self.expr(value);
        if let (Ty::Deque(_), "maxlen") = (&receiver.ty, attr) {
            return Expr::method(receiver, attr, vec![], want.clone());
        }
        let receiver = self.coerce(receiver, &Ty::Value);
        let read = Expr::method(
            receiver,
            "getattr",
            vec![(Expr::text(attr), Mode::Ref)],
            Ty::Value,
        );
        self.from_value(read, want)
    }
}
