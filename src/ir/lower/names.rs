//! Rust names for Python names.

use super::{Lower, reason};
use crate::ir::{FuncId, Ty, Var, VarIdx};
use crate::names::VarId;
use crate::types::InstId;

/// Words that Rust reserves (edition 2024) and names of its prelude that a variable must not hide.
const RESERVED: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
    "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    "abstract", "become", "true", "false",
];

/// Reserved words that cannot even be raw identifiers, and names whose hiding would change generated code.
const FORBIDDEN: &[&str] = &[
    "self",
    "super",
    "crate",
    "_",
    "main",
    "program",
    "drop",
    "i64",
    "f64",
    "bool",
    "str",
    "std",
    "adder_runtime",
    "usize",
    "i32",
];

/// Types, traits and variants that generated code names: nothing else is called like them.
pub(super) const NAMED: &[&str] = &[
    "Args",
    "Arith",
    "Box",
    "Cell",
    "CellRef",
    "Clone",
    "Debug",
    "Default",
    "Dict",
    "Err",
    "Exception",
    "ExceptionClass",
    "Failure",
    "Field",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Function",
    "Int",
    "Into",
    "Iter",
    "Iterator",
    "List",
    "None",
    "Number",
    "Ok",
    "Option",
    "Outcome",
    "PyFloat",
    "PyInt",
    "PyStr",
    "Range",
    "Rc",
    "RefCell",
    "Result",
    "Self",
    "Set",
    "Show",
    "Some",
    "String",
    "Truthy",
    "Tuple",
    "Value",
    "Vec",
];

/// The name as a Rust identifier.
pub(super) fn rust_name(name: &str) -> String {
    if FORBIDDEN.contains(&name) || NAMED.contains(&name) {
        if name == "_" {
            "_unused".to_owned()
        } else {
            format!("{name}_")
        }
    } else if RESERVED.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// `outer_inner` as `OuterInner`.
pub(super) fn type_name(parts: &[&str]) -> String {
    let mut result = String::new();
    for part in parts {
        for word in part.split('_').filter(|word| !word.is_empty()) {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                result.extend(first.to_uppercase());
                result.push_str(chars.as_str());
            }
        }
    }
    if result
        .chars()
        .next()
        .is_none_or(|first| !(first.is_alphabetic()))
    {
        result.insert(0, 'F');
    }
    result
}

/// A name as the name of a struct, which hides nothing that generated code names.
pub(super) fn struct_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let own = type_name(&[&name.to_lowercase()]);
    let is_taken = own == "Co"
        || NAMED.contains(&own.as_str())
        || crate::library::exception::constant_of(&own).is_some();
    if is_taken {
        format!("{own}Record")
    } else {
        own
    }
}

impl Lower<'_> {
    /// The IR variable of a Python variable of an instance.
    pub(super) fn var_of(&mut self, owner: InstId, variable: VarId) -> VarIdx {
        if let Some(var) = self.var_ids.get(&(owner, variable)) {
            return *var;
        }
        let data = &self.names.variables[variable.0 as usize];
        let binding = &self.names.bindings[data.binding.0 as usize];
        let ty = self
            .types
            .instance(owner)
            .vars
            .get(&variable)
            .cloned()
            .unwrap_or(crate::types::Ty::Never);
        let ty = self.ty(&ty);
        let owner_func = self.types.instance(owner).func;
        let is_stored_inside = binding
            .stores
            .iter()
            .any(|(_, scope)| self.funcs.of_scope[scope.0 as usize] != owner_func);
        let name = if self.has_plain_calls(owner, binding.function) {
            self.unique_name(&format!("{}_object", binding.name))
        } else {
            rust_name(&binding.name)
        };
        let reasons = reason::type_reasons(self.types, (owner, variable), &binding.name, &ty);
        let var = self.program.add_var(Var {
            name,
            python_name: binding.name.clone(),
            ty,
            owner: self.running_func(owner, binding.scope),
            is_param: binding.is_parameter && data.part == 0,
            maybe_unbound: data.maybe_unbound,
            is_stored_inside,
            is_rebound_after_capture: binding.is_rebound_after_capture,
            n_stores: u32::try_from(data.stores.len()).unwrap_or(u32::MAX),
            is_unread: false,
            is_item: false,
            item_of: None,
            is_viewed: false,
            is_mutable: false,
            is_resized: false,
            is_restored: false,
            is_annotated: false,
            is_measured: false,
            is_constant: false,
            storage: crate::ir::Storage::default(),
            is_lent_shared: false,
            reasons,
        });
        self.var_ids.insert((owner, variable), var);
        var
    }

    /// Whether a function is called by name too where its object lives: the plain function has the name.
    fn has_plain_calls(&self, owner: InstId, function: Option<crate::syntax::ast::NodeId>) -> bool {
        let Some(func) = function.and_then(|node| self.funcs.by_node.get(&node)) else {
            return false;
        };
        self.types.instances.iter().any(|instance| {
            instance.func == *func
                && instance.parent == Some(owner)
                && instance.is_called
                && !instance.is_dynamic
        })
    }

    /// The function whose run holds the names of a scope: a lazy generator expression around it, or the instance itself.
    fn running_func(&self, owner: InstId, scope: crate::names::ScopeId) -> FuncId {
        let mut at = Some(scope);
        while let Some(scope) = at {
            if let Some(func) = self.lazy_scopes.get(&(owner, scope)) {
                return *func;
            }
            let data = &self.names.scopes[scope.0 as usize];
            at = data
                .parent
                .filter(|_| crate::types::Functions::is_inline(data.kind));
        }
        self.func_ids[&owner]
    }

    /// Gives a function the names of the scope that it turns out to run, as far as they are in use already.
    pub(super) fn own_names_of(&mut self, scope: crate::names::ScopeId, func: FuncId) {
        for (index, data) in self.names.variables.iter().enumerate() {
            let variable = VarId(u32::try_from(index).expect("fewer than nodes"));
            if self.names.bindings[data.binding.0 as usize].scope == scope
                && let Some(var) = self.var_ids.get(&(self.inst, variable))
            {
                self.program.vars[var.0 as usize].owner = func;
            }
        }
    }

    /// A variable of Adder's own in the current function.
    pub(super) fn temp(&mut self, name: &str, ty: Ty) -> VarIdx {
        self.own_var(self.func, name, ty)
    }

    /// A variable of Adder's own.
    pub(super) fn own_var(&mut self, owner: FuncId, name: &str, ty: Ty) -> VarIdx {
        self.program.add_var(Var::own(owner, &rust_name(name), ty))
    }

    /// `inner_1` for the first of several functions that one variable is bound to: the variable keeps the name.
    pub(super) fn numbered_name(&mut self, name: &str) -> String {
        let mut n = 1;
        loop {
            let candidate = format!("{name}_{n}");
            if !self.is_binding(&candidate) && self.taken.insert(candidate.clone()) {
                return candidate;
            }
            n += 1;
        }
    }

    /// A name made up for an item, which no item and no variable of the program has.
    pub(super) fn unique_name(&mut self, name: &str) -> String {
        if !self.is_binding(name) && self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        self.numbered_name(name)
    }

    fn is_binding(&self, name: &str) -> bool {
        self.names
            .bindings
            .iter()
            .any(|binding| binding.name == name)
    }

    /// A name that no other item of the program has.
    pub(super) fn unique_item(&mut self, name: &str) -> String {
        let mut candidate = name.to_owned();
        let mut n = 2;
        let is_made_up =
            |lower: &Self, candidate: &str| candidate != name && lower.is_binding(candidate);
        while is_made_up(self, &candidate) || !self.taken.insert(candidate.clone()) {
            let gap = if name.starts_with(char::is_uppercase) {
                ""
            } else {
                "_"
            };
            candidate = format!("{}{gap}{n}", name.trim_start_matches("r#"));
            n += 1;
        }
        candidate
    }
}
