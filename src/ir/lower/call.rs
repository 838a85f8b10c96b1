//! Calls of functions, known or not.

use super::Lower;
use super::arguments::spread_value;
use super::held::calls_something;
use crate::ir::{Block, Expr, ExprKind, Mode, Stmt, StmtKind, Ty};
use crate::names::Use;
use crate::syntax::ast::{self, Keyword};
use crate::types::{ArgSource, FuncVar, InstId, Target};

impl Lower<'_> {
    /// Whether a method that no table knows is likely to be none: of numbers, tuples, ranges and `None`.
    fn may_lack_method(&mut self, value: &ast::Expr) -> bool {
        matches!(
            self.node_ty(value.id),
            Ty::Unit
                | Ty::Bool
                | Ty::I64
                | Ty::Int
                | Ty::Num
                | Ty::F64
                | Ty::Tuple(_)
                | Ty::VarTuple(_)
                | Ty::Range
        )
    }

    /// `func(args, keywords)`.
    pub(super) fn call(
        &mut self,
        call: &ast::Expr,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let target = self
            .instance()
            .calls
            .get(&call.id)
            .cloned()
            .unwrap_or(Target::Dynamic);
        let stmts = self.hold_functions(call, &target, func, args, keywords);
        let called = self.call_of(call, target, func, args, keywords);
        after_stmts(stmts, called)
    }

    fn call_of(
        &mut self,
        call: &ast::Expr,
        target: Target,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let want = self.node_ty(call.id);
        if let (ast::ExprKind::Name(_), Some(Use::Unbound)) =
            (&func.kind, &self.names.uses[func.id.0 as usize])
        {
            let undefined = self.expr(func);
            return self.coerce(undefined, &want);
        }
        if let Some(item) = self.types.imports.item(self.names, func) {
            let lowered = if target == Target::Library {
                let lowered = self.library_call(call, &item, args, keywords);
                self.fresh(lowered, &want)
            } else {
                let called = self.dynamic_library_call(func, &item, args, keywords);
                if want == Ty::Unit {
                    return called;
                }
                self.from_value(called, &want)
            };
            return self.coerce(lowered, &want);
        }
        let is_dynamic = target == Target::Dynamic;
        let lowered = match (&func.kind, target) {
            (_, Target::Direct(instance, sources)) => {
                self.direct_call(instance, &sources, args, keywords)
            }
            (_, Target::Closure(instance, sources)) => {
                let callee = self.expr(func);
                self.closure_call(callee, instance, &sources, args, keywords)
            }
            (_, Target::Failing(message)) => {
                let stmts = self.before_failure(func, args, keywords);
                let message = (Expr::text(message), Mode::Ref);
                let failure = Expr::path("wrong_call::<Value>", vec![message], Ty::Value);
                after_stmts(stmts, failure)
            }
            (_, Target::Merged(var, sources)) => {
                let callee = self.expr(func);
                self.merged_call(callee, var, sources, args, keywords)
            }
            (ast::ExprKind::Name(ident), Target::Builtin) => {
                self.builtin_call(call, &ident.name, args, keywords)
            }
            (ast::ExprKind::Attribute { .. }, Target::Builtin) => {
                self.class_method_call(func, args, keywords, want.clone())
            }
            (ast::ExprKind::Attribute { value, attr }, Target::Method) => {
                self.method_call(call, value, &attr.name, args, keywords)
            }
            (ast::ExprKind::Attribute { value, attr }, _) => {
                if has_spread(args, keywords) {
                    let callee = self.expr(func);
                    self.spread_call(callee, args, keywords)
                } else if self.may_lack_method(value)
                    && (args.iter().any(calls_something)
                        || keywords
                            .iter()
                            .any(|keyword| calls_something(&keyword.value)))
                {
                    // That there is no such method is found out before the arguments are evaluated.
                    let receiver = self.dynamic(value);
                    let name = (Expr::text(attr.name.clone()), Mode::Ref);
                    let callee = Expr::method(receiver, "getattr", vec![name], Ty::Value);
                    let args = self.dynamic_args(None, args, keywords);
                    Expr::method(callee, "call", vec![(args, Mode::Own)], Ty::Value)
                } else {
                    let receiver = self.dynamic(value);
                    if let [iterable] = args {
                        self.exhausted = Some(iterable.id);
                    }
                    let args = self.dynamic_args(None, args, keywords);
                    Expr::method(
                        receiver,
                        "call_method",
                        vec![
                            (Expr::text(attr.name.clone()), Mode::Ref),
                            (args, Mode::Own),
                        ],
                        Ty::Value,
                    )
                }
            }
            (ast::ExprKind::Name(ident), _)
                if self.names.uses[func.id.0 as usize] == Some(Use::Builtin) =>
            {
                if has_spread(args, keywords) {
                    let callee = self.expr(func);
                    self.spread_call(callee, args, keywords)
                } else {
                    let name = (Expr::text(ident.name.clone()), Mode::Ref);
                    if let [iterable] = args {
                        self.exhausted = Some(iterable.id);
                    }
                    let args = self.dynamic_args(None, args, keywords);
                    Expr::path(
                        "Value::call_builtin",
                        vec![name, (args, Mode::Own)],
                        Ty::Value,
                    )
                }
            }
            _ => {
                let callee = self.dynamic(func);
                if has_spread(args, keywords) {
                    self.spread_call(callee, args, keywords)
                } else {
                    let args = self.dynamic_args(None, args, keywords);
                    Expr::method(callee, "call", vec![(args, Mode::Own)], Ty::Value)
                }
            }
        };
        if want == Ty::Unit && lowered.ty == Ty::Value {
            return lowered;
        }
        if is_dynamic {
            return self.from_value(lowered, &want);
        }
        self.coerce(lowered, &want)
    }

    /// A call with `*` or `**` arguments: their errors name the function, so it is evaluated first.
    pub(super) fn spread_call(
        &mut self,
        callee: Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let mut stmts = Vec::new();
        let (_, callee) = self.hold(callee, &mut stmts);
        let args = self.dynamic_args(Some(&callee), args, keywords);
        let call = Expr::method(callee, "call", vec![(args, Mode::Own)], Ty::Value);
        if stmts.is_empty() {
            return call;
        }
        Expr::new(
            ExprKind::Block(crate::ir::Block { stmts }, Box::new(call)),
            Ty::Value,
        )
    }

    /// An argument of such a call. What inference left as it is, is only looked at.
    fn argument(&mut self, arg: &ast::Expr) -> Expr {
        match self.node_ty(arg.id) {
            Ty::List(_) | Ty::Dict(..) => {
                let arg = self.expr(arg);
                self.looked_at(arg)
            }
            _ => self.dynamic(arg),
        }
    }

    /// Arguments for a call that only running it understands; `callee` where some are spread.
    pub(super) fn dynamic_args(
        &mut self,
        callee: Option<&Expr>,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let is_starred = |arg: &ast::Expr| matches!(arg.kind, ast::ExprKind::Starred(_));
        let n_plain = args.iter().position(is_starred).unwrap_or(args.len());
        let plain: Vec<Expr> = args[..n_plain]
            .iter()
            .map(|arg| self.argument(arg))
            .collect();
        let mut result = if plain.is_empty() {
            Expr::path("Args::new", vec![], Ty::Unit)
        } else {
            let array = Expr::items(crate::ir::Spelling::Array, plain, Ty::Unit);
            Expr::path("Args::from", vec![(array, Mode::Own)], Ty::Unit)
        };
        let add = |result: Expr, name: &str, parts: Vec<(Expr, Mode)>| {
            let mut all = vec![(result, Mode::OwnReceiver)];
            all.extend(parts);
            Expr::new(
                ExprKind::Op {
                    spelling: crate::ir::Spelling::Method(name.to_owned()),
                    args: all,
                    runtime: true,
                },
                Ty::Unit,
            )
        };
        for arg in &args[n_plain..] {
            let value = self.argument(arg);
            result = if is_starred(arg) && args.len() > 1 {
                add(result, "spread_beside", vec![(value, Mode::Ref)])
            } else if is_starred(arg) {
                let callee = callee.cloned().unwrap_or_else(Expr::unit);
                add(
                    result,
                    "spread",
                    vec![(callee, Mode::Ref), (value, Mode::Ref)],
                )
            } else {
                add(result, "positional", vec![(value, Mode::Own)])
            };
        }
        let mut is_spread = false;
        for keyword in keywords {
            let value = self.argument(&keyword.value);
            result = if let (Some(name), true) = (&keyword.name, is_spread) {
                let callee = callee.cloned().unwrap_or_else(Expr::unit);
                let name = Expr::text(name.name.clone());
                let parts = vec![(callee, Mode::Ref), (name, Mode::Ref), (value, Mode::Own)];
                add(result, "keyword_beside", parts)
            } else if let Some(name) = &keyword.name {
                add(
                    result,
                    "keyword",
                    vec![
                        (Expr::text(name.name.clone()), Mode::Ref),
                        (value, Mode::Own),
                    ],
                )
            } else {
                is_spread = true;
                let callee = callee.cloned().unwrap_or_else(Expr::unit);
                add(
                    result,
                    "spread_keywords",
                    vec![(callee, Mode::Ref), (value, Mode::Ref)],
                )
            };
        }
        result
    }

    fn direct_call(
        &mut self,
        instance: InstId,
        sources: &[ArgSource],
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let func = self.func_id(instance);
        let tys = self.param_tys(instance);
        let (stmts, args) = self.bound_args(func, sources, &tys, args, keywords);
        let ret = self.program.funcs[func.0 as usize].ret.clone();
        let captures = Vec::new();
        let call = Expr::new(
            ExprKind::CallFunc {
                func,
                args,
                captures,
            },
            ret,
        );
        after_stmts(stmts, call)
    }

    fn closure_call(
        &mut self,
        callee: Expr,
        instance: InstId,
        sources: &[ArgSource],
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let func = self.func_id(instance);
        let ret = self.program.funcs[func.0 as usize].ret.clone();
        self.call_value(callee, func, sources, (args, keywords), ret)
    }

    /// A call of a function value whose parameters are those of `func`.
    fn call_value(
        &mut self,
        callee: Expr,
        func: crate::ir::FuncId,
        sources: &[ArgSource],
        (args, keywords): (&[ast::Expr], &[Keyword]),
        ret: Ty,
    ) -> Expr {
        let tys = self.tys_of_params(func);
        let sources = &sources[..tys.len()];
        let (mut stmts, all) = self.bound_args(func, sources, &tys, args, keywords);
        let callee = if stmts.is_empty() {
            callee
        } else {
            let mut first = Vec::new();
            let (_, held) = self.hold(callee, &mut first);
            stmts.splice(0..0, first);
            held
        };
        let params = &self.program.funcs[func.0 as usize].params;
        let args = all
            .into_iter()
            .zip(params)
            .filter(|(_, param)| !param.is_omitted)
            .map(|(arg, _)| arg)
            .collect();
        let callee = Box::new(callee);
        after_stmts(
            stmts,
            Expr::new(ExprKind::CallClosure { callee, args }, ret),
        )
    }

    /// What a call evaluates before it fails because its arguments fit no parameters.
    pub(super) fn before_failure(
        &mut self,
        func: &ast::Expr,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        let values = keywords.iter().map(|keyword| &keyword.value);
        for value in std::iter::once(func).chain(args).chain(values) {
            let value = spread_value(value);
            let is_idle = match &value.kind {
                ast::ExprKind::Name(_) => !matches!(
                    self.names.uses[value.id.0 as usize],
                    Some(
                        Use::Unbound
                            | Use::Variable {
                                maybe_unbound: true,
                                ..
                            }
                    )
                ),
                ast::ExprKind::Constant(_) | ast::ExprKind::Lambda(_) => true,
                _ => false,
            };
            if !is_idle {
                let evaluated = self.expr(value);
                stmts.push(self.stmt_at(StmtKind::Expr(evaluated), 0));
            }
        }
        stmts
    }

    /// A call of one of several functions.
    fn merged_call(
        &mut self,
        callee: Expr,
        var: FuncVar,
        sources: Vec<ArgSource>,
        args: &[ast::Expr],
        keywords: &[Keyword],
    ) -> Expr {
        let set = self.set_id(var);
        let members = self.types.store.func(var).members.clone();
        let mut instances = members
            .iter()
            .filter_map(|member| self.types.value_instances.get(member));
        let Some(id) = instances.next().copied() else {
            unreachable!("inference called its members")
        };
        let func = self.func_id(id);
        let mut sources = sources;
        sources.resize(self.param_tys(id).len(), ArgSource::Default);
        let ret = self.program.sets[set.0 as usize].ret.clone();
        self.call_value(callee, func, &sources, (args, keywords), ret)
    }

    /// The types of an instance's parameters as its body sees them.
    pub(super) fn param_tys(&mut self, instance: InstId) -> Vec<Ty> {
        let func = self.func_id(instance);
        self.tys_of_params(func)
    }

    fn tys_of_params(&mut self, func: crate::ir::FuncId) -> Vec<Ty> {
        let vars: Vec<_> = self.program.funcs[func.0 as usize]
            .params
            .iter()
            .map(|param| param.var)
            .collect();
        vars.into_iter().map(|var| self.var_ty(var)).collect()
    }
}

/// The expression behind statements that it needs.
pub(super) fn after_stmts(stmts: Vec<Stmt>, mut expr: Expr) -> Expr {
    if stmts.is_empty() {
        return expr;
    }
    // What a filled list gives looks at it: its block is to be the outermost.
    if let ExprKind::Op { spelling, args, .. } = &mut expr.kind
        && matches!(spelling, crate::ir::Spelling::Method(name) if name == "iter")
        && let Some((filled, _)) = args.first_mut()
        && let ExprKind::Block(block, _) = &mut filled.kind
        && matches!(expr.ty, Ty::Iter(_))
    {
        block.stmts.splice(0..0, stmts);
        return expr;
    }
    let ty = expr.ty.clone();
    Expr::new(ExprKind::Block(Block { stmts }, Box::new(expr)), ty)
}

pub(super) fn has_spread(args: &[ast::Expr], keywords: &[Keyword]) -> bool {
    args.iter()
        .any(|arg| matches!(arg.kind, ast::ExprKind::Starred(_)))
        || keywords.iter().any(|keyword| keyword.name.is_none())
}
