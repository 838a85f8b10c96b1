//! The names of a program as text, for people who look inside.

use std::fmt::Write;

use super::{Binding, Names, ScopeId, ScopeKind, SymbolKind, Variable};

/// Scopes with their symbols, then bindings with their variables and captures.
pub fn show(names: &Names) -> String {
    let mut text = String::new();
    for (number, scope) in names.scopes.iter().enumerate() {
        let id = ScopeId(u32::try_from(number).expect("fewer than nodes"));
        let _ = writeln!(text, "{}", scope_name(names, id));
        for symbol in &scope.symbols {
            let kind = match symbol.kind {
                SymbolKind::Local => "local",
                SymbolKind::Cell => "cell",
                SymbolKind::Free => "free",
                SymbolKind::GlobalExplicit => "global",
                SymbolKind::GlobalImplicit if symbol.binding.is_some() => "global, implicitly",
                SymbolKind::GlobalImplicit => "builtin or unknown",
            };
            let parameter = if symbol.is_parameter {
                ", parameter"
            } else {
                ""
            };
            let _ = writeln!(text, "  {}: {kind}{parameter}", symbol.name);
        }
        for (number, binding) in names.bindings.iter().enumerate() {
            if binding.scope == id {
                show_binding(&mut text, names, number, binding);
            }
        }
    }
    text
}

fn scope_name(names: &Names, id: ScopeId) -> String {
    let scope = &names.scopes[id.0 as usize];
    let kind = match scope.kind {
        ScopeKind::Module => return "module".to_owned(),
        ScopeKind::Function => "function",
        ScopeKind::Lambda => "lambda",
        ScopeKind::Class => "class",
        ScopeKind::Comprehension => "comprehension",
        ScopeKind::Generator => "generator",
    };
    format!("{kind} {}", scope.qualname)
}

fn show_binding(text: &mut String, names: &Names, number: usize, binding: &Binding) {
    let captured: Vec<_> = binding
        .captured_by
        .iter()
        .map(|scope| names.scopes[scope.0 as usize].qualname.as_str())
        .collect();
    let mut remarks = Vec::new();
    if !captured.is_empty() {
        remarks.push(format!("captured by {}", captured.join(", ")));
    }
    if binding.is_rebound_after_capture {
        remarks.push("rebound after capture".to_owned());
    }
    if binding.is_deleted {
        remarks.push("deleted".to_owned());
    }
    if binding.function.is_some() {
        remarks.push("always this function".to_owned());
    }
    let parts: Vec<&Variable> = names
        .variables
        .iter()
        .filter(|variable| variable.binding.0 as usize == number)
        .collect();
    if parts.len() > 1 {
        remarks.push(format!("{} variables", parts.len()));
    }
    if parts.iter().any(|variable| variable.maybe_unbound) {
        remarks.push("possibly unbound".to_owned());
    }
    if !remarks.is_empty() {
        let _ = writeln!(text, "  -> {}: {}", binding.name, remarks.join("; "));
    }
}
