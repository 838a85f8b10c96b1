//! Functions that builtins call: `map(f, items)`, `sorted(items, key=f)`. A lambda is written out where it is called.

use super::Lower;
use super::builtin::{parsed, sized};
use crate::ir::{Expr, ExprKind, Mode, Pattern, Ty};
use crate::names::Use;
use crate::syntax::ast;
use crate::types::InstId;

impl Lower<'_> {
    /// What a function passed to a builtin gives for an item, and the variable that stands for the item. A lambda is
    /// written out in place: nobody else can call it.
    pub(super) fn callback_body(
        &mut self,
        func: &ast::Expr,
        item: &Ty,
    ) -> (crate::ir::VarIdx, Expr) {
        if let ast::ExprKind::Lambda(lambda) = &func.kind
            && let Some((vars, body)) = self.inline_lambda(func, lambda, std::slice::from_ref(item))
            && let [var] = vars[..]
        {
            return (var, body);
        }
        let var = self.temp("item", item.clone());
        let call = self.callback(func, vec![Expr::var(var, item.clone())]);
        (var, call)
    }

    /// What a lambda gives that nobody else can call, for arguments of these types, and the variables that stand for them.
    pub(super) fn inline_lambda(
        &mut self,
        func: &ast::Expr,
        lambda: &ast::Lambda,
        given: &[Ty],
    ) -> Option<(Vec<crate::ir::VarIdx>, Expr)> {
        let params = &lambda.params.list;
        let index = self.funcs.by_node[&func.id];
        let parent = self.enclosing(self.funcs.def(index).parent?);
        let instance = *self.types.value_instances.get(&crate::types::Member {
            func: index,
            parent,
        })?;
        if params.len() != given.len()
            || self.func_ids.contains_key(&instance)
            || !matches!(self.inferred(func.id), crate::types::Ty::Func(_))
        {
            return None;
        }
        self.func_ids.insert(instance, self.func);
        let before = std::mem::replace(&mut self.inst, instance);
        let own: Vec<_> = params
            .iter()
            .map(|param| self.inlined_param(instance, param))
            .collect();
        let body = self.expr(&lambda.body);
        self.inst = before;
        let mut vars = Vec::new();
        let mut stmts = Vec::new();
        for (var, ty) in own.into_iter().zip(given) {
            let param_ty = self.var_ty(var);
            if param_ty == *ty {
                vars.push(var);
                continue;
            }
            let outer = self.temp("item", ty.clone());
            let value = self.coerce(Expr::var(outer, ty.clone()), &param_ty);
            stmts.push(self.stmt_at(
                crate::ir::StmtKind::Let {
                    var,
                    value: Some(value),
                },
                0,
            ));
            vars.push(outer);
        }
        if stmts.is_empty() {
            return Some((vars, body));
        }
        let ty = body.ty.clone();
        let block = crate::ir::Block { stmts };
        let body = Expr::new(ExprKind::Block(block, Box::new(body)), ty);
        Some((vars, body))
    }

    fn inlined_param(&mut self, instance: InstId, param: &ast::Param) -> crate::ir::VarIdx {
        let Some(Use::Variable { variable, .. }) = self.names.uses[param.id.0 as usize].clone()
        else {
            unreachable!("a parameter is a variable")
        };
        let var = self.var_of(instance, variable);
        self.program.vars[var.0 as usize].is_param = false;
        var
    }

    /// What a lambda without parameters gives, written out in place: nobody else can call it.
    pub(super) fn lambda_value(&mut self, func: &ast::Expr) -> Expr {
        let ast::ExprKind::Lambda(lambda) = &func.kind else {
            unreachable!("called for lambdas")
        };
        let index = self.funcs.by_node[&func.id];
        let parent = self.enclosing(self.funcs.def(index).parent.expect("not the module"));
        let member = crate::types::Member {
            func: index,
            parent,
        };
        let instance = self.types.value_instances[&member];
        self.func_ids.insert(instance, self.func);
        let before = std::mem::replace(&mut self.inst, instance);
        let value = self.expr(&lambda.body);
        self.inst = before;
        value
    }

    /// A call of a function passed to a builtin.
    pub(super) fn callback(&mut self, func: &ast::Expr, args: Vec<Expr>) -> Expr {
        let is_grown = self
            .types
            .is_grown(crate::types::growth::Place::Node(self.inst, func.id));
        let want = if is_grown { &Ty::Int } else { &Ty::I64 };
        if let (ast::ExprKind::Name(ident), Some(Use::Builtin)) =
            (&func.kind, &self.names.uses[func.id.0 as usize])
        {
            let arg = args.into_iter().next().expect("callbacks take an argument");
            return match (ident.name.as_str(), &arg.ty) {
                ("str", _) => self.text_of(arg),
                ("int", Ty::Str) => parsed(arg, want),
                ("float", Ty::Str) => {
                    Expr::path("text::parse_float", vec![(arg, Mode::Ref)], Ty::F64)
                }
                ("float", _) => self.number(arg, &Ty::F64),
                ("len", Ty::Str) => Expr::method(arg, "py_len", vec![], Ty::I64),
                ("len", _) => Expr::method(arg, "len", vec![], Ty::I64),
                ("abs", _) => Expr::std_method(arg, "abs", vec![], Ty::I64),
                ("int", Ty::F64) => {
                    let path = sized(want, "int_from_float", "big_from_float");
                    Expr::path(path, vec![(arg, Mode::Own)], want.clone())
                }
                _ => arg,
            };
        }
        if let Some(item) = self.types.imports.item(self.names, func) {
            return self.library_callback(func, &item, args);
        }
        if let Some(call) = self.method_callback(func, &args) {
            return call;
        }
        let callee = self.expr(func);
        let Ty::Closure(set) = callee.ty.clone() else {
            unreachable!("inference made it a known function")
        };
        let data = &self.program.sets[set.0 as usize];
        let (params, ret) = (data.params.clone(), data.ret.clone());
        // What it is not called with is optional.
        let left_out = std::iter::repeat_with(Expr::unit);
        let mut args: Vec<Expr> = args
            .into_iter()
            .chain(left_out)
            .zip(&params)
            .map(|(arg, ty)| self.coerce(arg, ty))
            .collect();
        if let ExprKind::MakeClosure { func, .. } = callee.kind {
            let params = &self.program.funcs[func.0 as usize].params;
            for (index, param) in params.iter().enumerate() {
                if param.is_omitted {
                    args.insert(index.min(args.len()), Expr::unit());
                }
            }
            return Expr::new(
                ExprKind::CallFunc {
                    func,
                    args,
                    captures: Vec::new(),
                },
                ret,
            );
        }
        Expr::new(
            ExprKind::CallClosure {
                callee: Box::new(callee),
                args,
            },
            ret,
        )
    }
}

/// Puts other variables into a pattern of variables, in their order.
pub(super) fn rename(pattern: &mut Pattern, vars: &mut impl Iterator<Item = crate::ir::VarIdx>) {
    match pattern {
        Pattern::Ignore => {}
        Pattern::Var(var) | Pattern::ByRef(var) | Pattern::Ref(var) => {
            if let Some(other) = vars.next() {
                *var = other;
            }
        }
        Pattern::Tuple(parts) | Pattern::Behind(parts) => {
            for part in parts {
                rename(part, vars);
            }
        }
    }
}
