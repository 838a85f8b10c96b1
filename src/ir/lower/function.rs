//! Functions: the module's code, `def`, `lambda`, function values and their defaults.

use super::Lower;
use super::names::rust_name;
use crate::ir::{
    Block, ClosureForm, Expr, ExprKind, Func, FuncId, Mode, Param, ParamDefault, Role, Spelling,
    Stmt, StmtKind, Ty, Var, VarIdx,
};
use crate::names::Use;
use crate::syntax::ast::{self, Lambda, NodeId, ParamKind, Params};
use crate::types::infer::function::is_captured;
use crate::types::wrap::captured_base;
use crate::types::{FuncIdx, InstId, Member};

impl Lower<'_> {
    /// The whole program, beginning with the module's code.
    pub(super) fn module(&mut self) {
        let named = super::names::NAMED.iter().chain(&["main", "program"]);
        self.taken.extend(named.map(|name| (*name).to_owned()));
        if let crate::types::functions::FuncBody::Module(module) = self.funcs.def(FuncIdx(0)).body {
            self.program.looks_into_cells = crate::types::functions::looks_into_cells(module);
            self.program.shows_contexts = crate::types::functions::shows_contexts(module);
        }
        self.func_id(InstId(0));
        while let Some(instance) = self.waiting.pop() {
            if self.lowered.insert(instance) {
                self.body(instance);
            }
        }
    }

    /// The IR function of an instance; its body is lowered later.
    pub(super) fn func_id(&mut self, instance: InstId) -> FuncId {
        if let Some(id) = self.func_ids.get(&instance) {
            return *id;
        }
        let data = self.types.instance(instance).clone();
        let def = self.funcs.def(data.func);
        let parent = data.parent.map(|parent| self.func_id(parent));
        // The function around may give back a value that this one is part of.
        if let Some(id) = self.func_ids.get(&instance) {
            return *id;
        }
        let id = FuncId(u32::try_from(self.program.funcs.len()).expect("few functions"));
        self.func_ids.insert(instance, id);
        let name = self.func_name(instance);
        self.program.funcs.push(Func {
            python_name: def.name().to_owned(),
            qualname: self.names.scopes[def.scope.0 as usize].qualname.clone(),
            name,
            parent,
            params: Vec::new(),
            ret: Ty::Unit,
            body: Block::default(),
            role: Role::Main,
            free: Vec::new(),
            captures: Vec::new(),
            callees: Vec::new(),
            is_recursive: false,
            is_counted: false,
            is_unused: false,
            is_fallible: false,
            changed: Vec::new(),
            is_depth_caught: false,
            beginning: crate::ir::Beginning::Plain,
            comments: Vec::new(),
            docstring: match def.body {
                crate::types::functions::FuncBody::Def(def) => def.docstring.clone(),
                _ => None,
            },
            line: self.line(def.span),
            form: ClosureForm::default(),
            reason: None,
            type_name: String::new(),
            has_item: false,
            is_lifted: false,
            maker: None,
        });
        self.waiting.push(instance);
        let Some(parent) = parent else { return id };
        let outer = match parent {
            FuncId(0) => String::new(),
            other => self.program.funcs[other.0 as usize].name.clone(),
        };
        let own = self.program.funcs[id.0 as usize].name.clone();
        let type_name = super::names::type_name(&[
            outer.trim_start_matches("r#"),
            own.trim_start_matches("r#"),
        ]);
        self.program.funcs[id.0 as usize].type_name = self.unique_item(&type_name);
        let member = Member {
            func: data.func,
            parent: data.parent.expect("has a parent"),
        };
        let role = if data.is_dynamic {
            Role::Dynamic
        } else {
            Role::Direct
        };
        self.program.funcs[id.0 as usize].role = role;
        let ret = self.ret_ty(&data.ret);
        self.program.funcs[id.0 as usize].ret = if data.is_dynamic { Ty::Value } else { ret };
        let params = def.params().expect("not the module");
        self.params(id, instance, member, params);
        if self.types.value_instances.get(&member) == Some(&instance)
            && !data.is_dynamic
            && let Some(var) = self.types.function_values.get(&member).copied()
        {
            let set = self.set_id(var);
            self.program.funcs[id.0 as usize].role = Role::Closure(set);
        }
        id
    }

    /// The function that runs a kept generator expression.
    pub(super) fn generator_func(
        &mut self,
        expr: &ast::Expr,
        scope: crate::names::ScopeId,
    ) -> FuncId {
        let id = FuncId(u32::try_from(self.program.funcs.len()).expect("few functions"));
        self.program.funcs.push(Func {
            python_name: "<genexpr>".to_owned(),
            qualname: self.names.scopes[scope.0 as usize].qualname.clone(),
            name: "generator".to_owned(),
            parent: Some(self.func),
            params: Vec::new(),
            ret: Ty::Unit,
            body: Block::default(),
            role: Role::Generator,
            free: Vec::new(),
            captures: Vec::new(),
            callees: Vec::new(),
            is_recursive: false,
            is_counted: false,
            is_unused: false,
            is_fallible: false,
            changed: Vec::new(),
            is_depth_caught: false,
            beginning: crate::ir::Beginning::Plain,
            comments: Vec::new(),
            docstring: None,
            line: self.line(expr.span),
            form: ClosureForm::default(),
            reason: None,
            type_name: String::new(),
            has_item: false,
            is_lifted: false,
            maker: None,
        });
        id
    }

    fn func_name(&mut self, instance: InstId) -> String {
        let data = self.types.instance(instance);
        let def = self.funcs.def(data.func);
        if data.parent.is_none() {
            return "main".to_owned();
        }
        let base = if def.name() == "<lambda>" {
            "lambda"
        } else {
            def.name()
        };
        let known = self
            .names
            .bindings
            .iter()
            .find(|binding| binding.function.is_some() && binding.function == def.node);
        let base = known.map_or(base, |binding| binding.name.as_str());
        let siblings: Vec<InstId> = self
            .func_ids
            .keys()
            .copied()
            .filter(|other| *other != instance && self.types.instance(*other).func == data.func)
            .collect();
        if !siblings.is_empty() {
            let name = format!("{base}_{}", self.suffix(instance));
            return self.unique_name(&name);
        }
        if known.is_none() && def.name() != "<lambda>" {
            return self.numbered_name(base);
        }
        let name = rust_name(base);
        self.unique_item(&name)
    }

    /// What tells this instance from others of its function.
    fn suffix(&mut self, instance: InstId) -> String {
        let data = self.types.instance(instance).clone();
        if data.is_dynamic {
            return "value".to_owned();
        }
        let words: Vec<&str> = data
            .params
            .iter()
            .map(|param| match self.types.store.normal(param) {
                crate::types::Ty::Never | crate::types::Ty::None => "none",
                crate::types::Ty::Bool => "bool",
                crate::types::Ty::Int | crate::types::Ty::Big => "int",
                crate::types::Ty::Num => "number",
                crate::types::Ty::Float => "float",
                crate::types::Ty::Str => "str",
                crate::types::Ty::List(_) => "list",
                crate::types::Ty::Set(_) => "set",
                crate::types::Ty::Dict(..) | crate::types::Ty::Record(_) => "dict",
                crate::types::Ty::Tuple(_) | crate::types::Ty::VarTuple(_) => "tuple",
                crate::types::Ty::Range => "range",
                crate::types::Ty::Exception => "exception",
                crate::types::Ty::Option(_) => "option",
                crate::types::Ty::Func(_) => "func",
                crate::types::Ty::Iter(_) | crate::types::Ty::Stream(_) => "iter",
                crate::types::Ty::View(..) => "view",
                crate::types::Ty::Bytes => "bytes",
                crate::types::Ty::FrozenSet(_) => "frozenset",
                crate::types::Ty::Deque(_) => "deque",
                crate::types::Ty::Value => "value",
            })
            .collect();
        if words.is_empty() {
            "again".to_owned()
        } else {
            words.join("_")
        }
    }

    fn params(&mut self, id: FuncId, instance: InstId, member: Member, params: &Params) {
        let mut lowered = Vec::new();
        for (index, param) in params.list.iter().enumerate() {
            let Some(Use::Variable { variable, .. }) = self.names.uses[param.id.0 as usize].clone()
            else {
                unreachable!("a parameter is a variable")
            };
            if is_captured(param) {
                let var = self.default_var(member, index, &param.name.name);
                self.var_ids.insert((instance, variable), var);
                continue;
            }
            let mut var = self.var_of(instance, variable);
            let is_value = self.types.value_instances.get(&member) == Some(&instance);
            let default = param
                .default
                .as_ref()
                .map(|default| match constant_default(default) {
                    Some(value) => ParamDefault::Constant(value),
                    None => ParamDefault::Var(self.default_var(member, index, &param.name.name)),
                });
            let is_omitted = is_value && self.types.is_omitted(member, index);
            let mut unpacked = None;
            if is_value && self.types.is_optional(member, index) {
                unpacked = Some(var);
                var = self.optional_param(id, var);
            }
            lowered.push(Param {
                var,
                kind: param.kind,
                default,
                is_omitted,
                unpacked,
            });
        }
        self.program.funcs[id.0 as usize].params = lowered;
    }

    /// The `Option` that calls fill or leave empty.
    fn optional_param(&mut self, owner: FuncId, unpacked: VarIdx) -> VarIdx {
        let data = &mut self.program.vars[unpacked.0 as usize];
        data.is_param = false;
        let (name, python_name) = (data.name.clone(), data.python_name.clone());
        let ty = Ty::Option(Box::new(data.ty.clone()));
        let mut var = Var::own(owner, &name, ty);
        var.python_name = python_name;
        var.is_param = true;
        self.program.add_var(var)
    }

    /// What a function does first: parameters that a call leaves out get their defaults.
    fn fill_in(&mut self, param: &Param) -> Option<Stmt> {
        let var = param.unpacked.unwrap_or(param.var);
        let ty = self.var_ty(var);
        if !param.is_omitted && param.unpacked.is_none() {
            return None;
        }
        let default = match (&param.default, param.kind) {
            (Some(ParamDefault::Constant(value)), _) => value.clone(),
            (Some(ParamDefault::Var(default)), _) => Expr::var(*default, self.var_ty(*default)),
            (None, ParamKind::KwArgs) => Expr::path("Dict::new", vec![], ty.clone()),
            (None, _) => {
                let array = Expr::items(Spelling::Array, vec![], Ty::Unit);
                Expr::path("Tuple::from", vec![(array, Mode::Own)], ty.clone())
            }
        };
        let default = self.coerce(default, &ty);
        let value = if param.unpacked.is_some() {
            let passed = Expr::var(param.var, self.var_ty(param.var));
            let (name, default) = if ty.is_copy() {
                ("unwrap_or", default)
            } else {
                let lazy = ExprKind::Inline {
                    params: vec![],
                    body: Box::new(default),
                };
                ("unwrap_or_else", Expr::new(lazy, ty.clone()))
            };
            Expr::new(
                ExprKind::Op {
                    spelling: Spelling::Method(name.to_owned()),
                    args: vec![(passed, Mode::OwnReceiver), (default, Mode::Own)],
                    runtime: false,
                },
                ty,
            )
        } else {
            default
        };
        Some(self.stmt_at(StmtKind::Store { var, value }, 0))
    }

    /// The variable that holds a default evaluated when the `def` ran.
    pub(super) fn default_var(
        &mut self,
        member: Member,
        index: usize,
        param: &str,
    ) -> crate::ir::VarIdx {
        if let Some(var) = self.default_vars.get(&(member, index)) {
            return *var;
        }
        let ty = self
            .types
            .defaults
            .get(&(member, index))
            .cloned()
            .unwrap_or(crate::types::Ty::Never);
        let ty = self.ty(&ty);
        let owner = self.func_id(member.parent);
        let def = self.funcs.def(member.func);
        let original = def.stands_for().map(|original| &original.kind);
        let name = match (original, captured_base(param)) {
            (Some(ast::ExprKind::Attribute { value, .. }), Some(base)) => match &value.kind {
                ast::ExprKind::Name(ident) => ident.name.clone(),
                _ => base.to_owned(),
            },
            (_, Some(base)) => base.to_owned(),
            (_, None) => format!("{}_{param}", def.name().trim_matches(['<', '>'])),
        };
        let var = self.own_var(owner, &name, ty);
        self.default_vars.insert((member, index), var);
        var
    }

    fn body(&mut self, instance: InstId) {
        let id = self.func_id(instance);
        let (before_inst, before_func) = (self.inst, self.func);
        (self.inst, self.func) = (instance, id);
        self.n_attempts = 0;
        let def = self.funcs.def(self.types.instance(instance).func);
        let ret = self.program.funcs[id.0 as usize].ret.clone();
        let mut stmts = Vec::new();
        for param in self.program.funcs[id.0 as usize].params.clone() {
            stmts.extend(self.fill_in(&param));
        }
        if let Some(block) = def.block() {
            let skip_docstring = usize::from(self.program.funcs[id.0 as usize].docstring.is_some());
            let (lowered, falls) = self.block_from(block, skip_docstring);
            stmts.extend(lowered.stmts);
            if falls && ret != Ty::Unit && id != FuncId(0) {
                let value = self.coerce(Expr::unit(), &ret);
                stmts.push(self.stmt_at(StmtKind::Return(Some(value)), 0));
            }
        }
        if let Some(value) = def.value()
            && !self.failing_call(value, &mut stmts)
        {
            let line = self.line(value.span);
            let kind = if ret == Ty::Unit {
                StmtKind::Expr(self.expr(value))
            } else {
                StmtKind::Return(Some(self.value(value, &ret)))
            };
            stmts.push(Stmt { kind, line });
        }
        self.program.funcs[id.0 as usize].beginning = self.beginning(id);
        self.program.funcs[id.0 as usize].body = Block { stmts };
        (self.inst, self.func) = (before_inst, before_func);
    }

    /// A reference to a function known by name, as a value.
    pub(super) fn function_value(&mut self, func: FuncIdx, node: NodeId) -> Expr {
        let parent = self.enclosing(self.funcs.def(func).parent.expect("not the module"));
        let member = Member { func, parent };
        if self.node_ty(node) == Ty::Value
            && let Some(var) = self.function_object(member)
        {
            return Expr::var(var, Ty::Value);
        }
        self.make_closure(member, node)
    }

    /// The variable that holds the one function object of a function known by name.
    fn function_object(&mut self, member: Member) -> Option<crate::ir::VarIdx> {
        let node = self.funcs.def(member.func).node?;
        let variable = self.names.variable_of_function(node)?;
        self.types.dynamic_instances.get(&member)?;
        Some(self.var_of(member.parent, variable))
    }

    /// Makes the function object where the `def` runs, if anything asks for it.
    pub(super) fn define_object(&mut self, member: Member, stmts: &mut Vec<Stmt>) {
        if let Some(var) = self.function_object(member) {
            let value = self.closure_of(member, Ty::Value);
            stmts.push(self.stmt_at(StmtKind::Store { var, value }, 0));
        }
    }

    fn make_closure(&mut self, member: Member, node: NodeId) -> Expr {
        let ty = self.node_ty(node);
        self.closure_of(member, ty)
    }

    /// A function value of a type.
    pub(super) fn closure_of(&mut self, member: Member, ty: Ty) -> Expr {
        let id = match ty {
            Ty::Value => self
                .types
                .dynamic_instances
                .get(&member)
                .copied()
                .map(|instance| self.func_id(instance)),
            _ => self.value_func(member),
        };
        if let Some(id) = id {
            Expr::new(
                ExprKind::MakeClosure {
                    func: id,
                    captures: Vec::new(),
                },
                ty,
            )
        } else {
            let span = self.funcs.def(member.func).span;
            self.refuse(
                span,
                "a function value that is never called",
                "call it or leave it out",
            );
            Expr::unit()
        }
    }

    /// The function called through values of this member.
    pub(super) fn value_func(&mut self, member: Member) -> Option<FuncId> {
        let instance = *self.types.value_instances.get(&member)?;
        Some(self.func_id(instance))
    }

    /// `lambda …` as a value.
    pub(super) fn lambda(&mut self, expr: &ast::Expr, lambda: &Lambda) -> Expr {
        let func = self.funcs.by_node[&expr.id];
        let parent = self.enclosing(self.funcs.def(func).parent.expect("not the module"));
        let member = Member { func, parent };
        if let Some(original) = &lambda.stands_for {
            let var = self.types.function_values[&member];
            if self.types.store.func(var).is_dynamic {
                return self.expr(original);
            }
        }
        let stmts = self.default_stmts(member, &lambda.params);
        let closure = self.make_closure(member, expr.id);
        if stmts.is_empty() {
            return closure;
        }
        let ty = closure.ty.clone();
        Expr::new(ExprKind::Block(Block { stmts }, Box::new(closure)), ty)
    }

    /// Statements that evaluate the defaults of a `def` or `lambda`.
    pub(super) fn default_stmts(&mut self, member: Member, params: &Params) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        for (index, param) in params.list.iter().enumerate() {
            if let Some(default) = &param.default
                && constant_default(default).is_none()
            {
                let var = self.default_var(member, index, &param.name.name);
                let line = self.line(default.span);
                let ty = self.var_ty(var);
                let value = self.value(default, &ty);
                stmts.push(Stmt {
                    kind: StmtKind::Store { var, value },
                    line,
                });
            }
        }
        stmts
    }

    /// The instances whose definitions stand at a `def`.
    pub(super) fn instances_of(&mut self, func: FuncIdx) -> Vec<FuncId> {
        let known: Vec<InstId> = (0..self.types.instances.len())
            .map(|index| InstId(u32::try_from(index).expect("few instances")))
            .filter(|id| {
                let instance = self.types.instance(*id);
                instance.func == func && instance.parent == Some(self.inst)
            })
            .collect();
        let is_called = |id: &InstId| self.types.instance(*id).is_called;
        let mut chosen: Vec<InstId> = known.iter().copied().filter(is_called).collect();
        let member = Member {
            func,
            parent: self.inst,
        };
        let is_dynamic = known
            .iter()
            .any(|id| self.types.dynamic_instances.get(&member) == Some(id));
        if !is_dynamic && let Some(value) = self.types.value_instances.get(&member) {
            chosen.push(*value);
        }
        if chosen.is_empty() && !is_dynamic {
            chosen.extend(known.first());
        }
        chosen.sort_unstable();
        chosen.dedup();
        let ids: Vec<FuncId> = chosen.into_iter().map(|id| self.func_id(id)).collect();
        for id in &ids {
            self.program.funcs[id.0 as usize].has_item = true;
        }
        ids
    }
}

/// A default that is a literal.
fn constant_default(default: &ast::Expr) -> Option<Expr> {
    use ast::{Constant, ExprKind as Kind, UnaryOp};
    match &default.kind {
        Kind::Constant(Constant::None) => Some(Expr::unit()),
        Kind::Constant(Constant::Bool(value)) => Some(Expr::new(ExprKind::Bool(*value), Ty::Bool)),
        Kind::Constant(Constant::Int(value)) => Some(Expr::int(*value)),
        Kind::Constant(Constant::Float(value)) => Some(Expr::new(ExprKind::F64(*value), Ty::F64)),
        Kind::Constant(Constant::Str(value)) => Some(Expr::text(value.clone())),
        Kind::Unary {
            op: UnaryOp::USub,
            operand,
        } => match &operand.kind {
            Kind::Constant(Constant::Int(value)) => Some(Expr::int(value.checked_neg()?)),
            Kind::Constant(Constant::Float(value)) => {
                Some(Expr::new(ExprKind::F64(-value), Ty::F64))
            }
            _ => None,
        },
        _ => None,
    }
}
