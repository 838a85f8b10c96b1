//! Types as text, for `translate --stage types`.

use std::fmt::Write;

use super::{Functions, Ty, Types};
use crate::names::Names;

/// Every instance with its parameters, result and variables.
pub fn show(types: &Types, funcs: &Functions<'_>, names: &Names) -> String {
    let mut out = String::new();
    for instance in &types.instances {
        let def = funcs.def(instance.func);
        let params: Vec<String> = instance
            .params
            .iter()
            .map(|ty| ty_text(types, ty))
            .collect();
        let _ = writeln!(
            out,
            "{}({}) -> {}",
            def.name(),
            params.join(", "),
            ty_text(types, &instance.ret)
        );
        let mut vars: Vec<_> = instance.vars.iter().collect();
        vars.sort_by_key(|(var, _)| **var);
        for (var, ty) in vars {
            let variable = &names.variables[var.0 as usize];
            let name = &names.bindings[variable.binding.0 as usize].name;
            let _ = writeln!(out, "    {name}: {}", ty_text(types, ty));
        }
    }
    out
}

/// A type as an annotation would say it.
pub fn ty_text(types: &Types, ty: &Ty) -> String {
    let store = &types.store;
    match store.normal(ty) {
        Ty::Never => "Never".to_owned(),
        Ty::None => "None".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::Int => "int".to_owned(),
        Ty::Big => "int (any size)".to_owned(),
        Ty::Float => "float".to_owned(),
        Ty::Str => "str".to_owned(),
        Ty::List(slot) => format!("list[{}]", ty_text(types, &store.contents(slot))),
        Ty::Set(slot) => format!("set[{}]", ty_text(types, &store.contents(slot))),
        Ty::Dict(key, value) => {
            format!(
                "dict[{}, {}]",
                ty_text(types, &store.contents(key)),
                ty_text(types, &store.contents(value))
            )
        }
        Ty::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| ty_text(types, item)).collect();
            format!("tuple[{}]", items.join(", "))
        }
        Ty::VarTuple(item) => format!("tuple[{}, ...]", ty_text(types, &item)),
        Ty::Range => "range".to_owned(),
        Ty::Option(inner) => format!("{} | None", ty_text(types, &inner)),
        Ty::Func(var) => format!("function #{}", store.func_root(var).0),
        Ty::Iter(item) => format!("iterator of {}", ty_text(types, &item)),
        Ty::Value => "object".to_owned(),
    }
}
