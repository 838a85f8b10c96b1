//! Functions, lambdas and their parameters.

use rustpython_parser::ast as py;

use super::{Lowerer, docstring, span};
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::source::Span;
use crate::syntax::ast::{ExprKind, FunctionDef, Lambda, Param, ParamKind, Params, StmtKind};

impl Lowerer<'_> {
    pub(super) fn lower_function_def(
        &mut self,
        def: py::StmtFunctionDef,
    ) -> Result<StmtKind, Diagnostic> {
        let name_at = self.name_from(def.range.start().into());
        refuse_type_params(&def.type_params, name_at, "expected '('")?;
        let decorators = self.lower_exprs(def.decorator_list)?;
        let params = self.lower_params(*def.args)?;
        let returns = self.lower_option(def.returns)?;
        let body = self.lower_body(def.body)?;
        Ok(StmtKind::FunctionDef(Box::new(FunctionDef {
            name: self.ident(&def.name, name_at),
            params,
            docstring: docstring(&body),
            body,
            decorators,
            returns,
            is_async: false,
        })))
    }

    pub(super) fn lower_async_function_def(
        &mut self,
        def: py::StmtAsyncFunctionDef,
    ) -> Result<StmtKind, Diagnostic> {
        let mut kind = self.lower_function_def(py::StmtFunctionDef {
            range: def.range,
            name: def.name,
            args: def.args,
            body: def.body,
            decorator_list: def.decorator_list,
            returns: def.returns,
            type_comment: def.type_comment,
            type_params: def.type_params,
        })?;
        if let StmtKind::FunctionDef(def) = &mut kind {
            def.is_async = true;
        }
        Ok(kind)
    }

    pub(super) fn lower_lambda(&mut self, lambda: py::ExprLambda) -> Result<ExprKind, Diagnostic> {
        Ok(ExprKind::Lambda(Box::new(Lambda {
            params: self.lower_params(*lambda.args)?,
            body: self.lower_expr(*lambda.body)?,
            stands_for: None,
        })))
    }

    fn lower_params(&mut self, args: py::Arguments) -> Result<Params, Diagnostic> {
        let mut list = Vec::new();
        for arg in args.posonlyargs {
            list.push(self.lower_param(arg, ParamKind::PositionalOnly)?);
        }
        for arg in args.args {
            list.push(self.lower_param(arg, ParamKind::Positional)?);
        }
        if let Some(arg) = args.vararg {
            list.push(self.lower_variadic(*arg, ParamKind::VarArgs)?);
        }
        for arg in args.kwonlyargs {
            list.push(self.lower_param(arg, ParamKind::KeywordOnly)?);
        }
        if let Some(arg) = args.kwarg {
            list.push(self.lower_variadic(*arg, ParamKind::KwArgs)?);
        }
        Ok(Params { list })
    }

    fn lower_param(
        &mut self,
        arg: py::ArgWithDefault,
        kind: ParamKind,
    ) -> Result<Param, Diagnostic> {
        let mut param = self.lower_variadic(arg.def, kind)?;
        param.default = self.lower_option(arg.default)?;
        Ok(param)
    }

    /// A parameter without a default.
    fn lower_variadic(&mut self, arg: py::Arg, kind: ParamKind) -> Result<Param, Diagnostic> {
        Ok(Param {
            id: self.new_id(),
            name: self.ident(&arg.arg, self.name_from(span(arg.range).start)),
            kind,
            default: None,
            annotation: self.lower_option(arg.annotation)?,
        })
    }
}

/// `def f[T]` and `class C[T]` came with Python 3.12.
pub(super) fn refuse_type_params(
    type_params: &[py::TypeParam],
    name: Span,
    message: &str,
) -> Result<(), Diagnostic> {
    if type_params.is_empty() {
        Ok(())
    } else {
        Err(syntax_error(Span::new(name.end, name.end + 1), message))
    }
}
