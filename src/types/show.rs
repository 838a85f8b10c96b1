//! Types as text, for `translate --stage types`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{FuncVar, Functions, InstId, Instance, Member, Ty, Types};
use crate::names::{Names, VarId};
use crate::syntax::ast::ParamKind;

/// Every instance with its parameters, result and variables; then the sets of functions that meet.
pub fn show(types: &Types, funcs: &Functions<'_>, names: &Names) -> String {
    let show = Show {
        types,
        funcs,
        names,
        sets: numbered_sets(types),
    };
    let mut out = String::new();
    for (index, instance) in types.instances.iter().enumerate() {
        let id = InstId(u32::try_from(index).expect("few instances"));
        if index > 0 {
            out.push('\n');
        }
        show.instance(&mut out, id, instance);
    }
    for (set, (number, members)) in &show.sets {
        let _ = writeln!(out, "\nfunction#{number}");
        if types.store.func(*set).is_dynamic {
            out.push_str("    meets values of other types: called as objects\n");
        }
        for member in members {
            let _ = writeln!(out, "    {}", show.member(*member));
        }
    }
    out
}

/// The sets of function values with their members, numbered in the order of the text.
fn numbered_sets(types: &Types) -> BTreeMap<FuncVar, (usize, Vec<Member>)> {
    let mut values: Vec<(Member, FuncVar)> = types
        .function_values
        .iter()
        .map(|(member, set)| (*member, types.store.func_root(*set)))
        .collect();
    values.sort();
    let mut sets: BTreeMap<FuncVar, (usize, Vec<Member>)> = BTreeMap::new();
    for (member, set) in values {
        let number = sets.len();
        sets.entry(set)
            .or_insert((number, Vec::new()))
            .1
            .push(member);
    }
    sets
}

struct Show<'a> {
    types: &'a Types,
    funcs: &'a Functions<'a>,
    names: &'a Names,
    sets: BTreeMap<FuncVar, (usize, Vec<Member>)>,
}

impl Show<'_> {
    fn instance(&self, out: &mut String, id: InstId, instance: &Instance) {
        if id.0 == 0 {
            out.push_str("module\n");
        } else {
            let params: Vec<String> = self
                .param_names(instance)
                .iter()
                .zip(&instance.params)
                .map(|(name, ty)| format!("{name}: {}", self.ty(ty)))
                .collect();
            let (name, params) = (self.instance_name(id), params.join(", "));
            let _ = writeln!(out, "{name}({params}) -> {}", self.ty(&instance.ret));
        }
        let _ = writeln!(out, "    {}", self.way_of_calling(id, instance));
        if let Some(parent) = instance.parent.filter(|parent| parent.0 > 0) {
            let _ = writeln!(out, "    made by {}", self.instance_name(parent));
        }
        let vars: BTreeMap<VarId, &Ty> = instance.vars.iter().map(|(var, ty)| (*var, ty)).collect();
        for (var, ty) in vars {
            let variable = &self.names.variables[var.0 as usize];
            let name = &self.names.bindings[variable.binding.0 as usize].name;
            let part = match variable.part {
                0 => String::new(),
                part => format!(" (part {part})"),
            };
            let _ = writeln!(out, "    var {name}{part}: {}", self.ty(ty));
        }
    }

    fn way_of_calling(&self, id: InstId, instance: &Instance) -> &'static str {
        let is_value = self
            .types
            .value_instances
            .values()
            .any(|value| *value == id);
        match (instance.is_dynamic, is_value, instance.is_called) {
            _ if id.0 == 0 => "the module's code",
            (true, _, _) => "called as an object: any arguments",
            (false, true, true) => "called directly and as a function value",
            (false, true, false) => "called as a function value",
            (false, false, true) => "called directly",
            (false, false, false) => "never called",
        }
    }

    /// The qualified name, with the instance's number where the function has several instances.
    fn instance_name(&self, id: InstId) -> String {
        let func = self.types.instance(id).func;
        let name = self.qualname(func);
        let instances = self.types.instances.iter();
        if instances.filter(|other| other.func == func).count() > 1 {
            format!("{name}#{}", id.0)
        } else {
            name
        }
    }

    fn qualname(&self, func: super::FuncIdx) -> String {
        let def = self.funcs.def(func);
        if def.node.is_none() {
            return "module".to_owned();
        }
        self.names.scopes[def.scope.0 as usize].qualname.clone()
    }

    fn member(&self, member: Member) -> String {
        let name = self.qualname(member.func);
        if member.parent.0 == 0 {
            name
        } else {
            format!("{name}, made by {}", self.instance_name(member.parent))
        }
    }

    fn param_names(&self, instance: &Instance) -> Vec<String> {
        let def = self.funcs.def(instance.func);
        let Some(params) = def.params() else {
            return Vec::new();
        };
        let names = params.list.iter().map(|param| match param.kind {
            ParamKind::VarArgs => format!("*{}", param.name.name),
            ParamKind::KwArgs => format!("**{}", param.name.name),
            ParamKind::PositionalOnly | ParamKind::Positional | ParamKind::KeywordOnly => {
                param.name.name.clone()
            }
        });
        names.collect()
    }

    /// A type as an annotation would say it.
    fn ty(&self, ty: &Ty) -> String {
        let store = &self.types.store;
        match store.normal(ty) {
            Ty::Never => "Never".to_owned(),
            Ty::None => "None".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int => "int".to_owned(),
            Ty::Num => "int or float".to_owned(),
            Ty::Big => "int (any size)".to_owned(),
            Ty::Float => "float".to_owned(),
            Ty::Str => "str".to_owned(),
            Ty::List(slot) => format!("list[{}]", self.ty(&store.contents(slot))),
            Ty::Set(slot) => format!("set[{}]", self.ty(&store.contents(slot))),
            Ty::Dict(key, value) => format!(
                "dict[{}, {}]",
                self.ty(&store.contents(key)),
                self.ty(&store.contents(value))
            ),
            Ty::Record(var) => {
                let record = store.record(var);
                let fields: Vec<String> = record
                    .keys
                    .iter()
                    .zip(&record.fields)
                    .map(|(key, slot)| format!("{key:?}: {}", self.ty(&store.contents(*slot))))
                    .collect();
                format!("dict{{{}}}", fields.join(", "))
            }
            Ty::Tuple(items) if items.is_empty() => "tuple[()]".to_owned(),
            Ty::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("tuple[{}]", items.join(", "))
            }
            Ty::VarTuple(item) => format!("tuple[{}, ...]", self.ty(&item)),
            Ty::Range => "range".to_owned(),
            Ty::Exception => "exception".to_owned(),
            Ty::Option(inner) => format!("{} | None", self.ty(&inner)),
            Ty::Func(var) => match self.sets.get(&store.func_root(var)) {
                Some((number, _)) => format!("function#{number}"),
                None => "function".to_owned(),
            },
            Ty::Iter(item) => format!("iterator of {}", self.ty(&item)),
            Ty::Stream(slot) => format!("kept iterator of {}", self.ty(&store.contents(slot))),
            Ty::View(kind, key, value) => format!(
                "{}[{}, {}]",
                kind.type_name(),
                self.ty(&store.contents(key)),
                self.ty(&store.contents(value))
            ),
            Ty::Bytes => "bytes".to_owned(),
            Ty::FrozenSet(slot) => format!("frozenset[{}]", self.ty(&store.contents(slot))),
            Ty::Deque(slot) => format!("deque[{}]", self.ty(&store.contents(slot))),
            Ty::Value => "object".to_owned(),
        }
    }
}
