//! The lines above the items: lints that the program's names call for, and imports.
//!
//! Which names need an import is read off the tokens that were written, once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::{Emit, ident};

/// What generated code may name of the support library: types, functions (`(`), macros (`!`) and modules (`:`).
const RUNTIME_NAMES: &[&str] = &[
    "Args",
    "CellRef",
    "Deque",
    "Dict",
    "Exception",
    "ExceptionClass",
    "Failure",
    "Field",
    "FrozenSet",
    "Function",
    "Int",
    "ItemsView",
    "Iter",
    "KeysView",
    "List",
    "Number",
    "Outcome",
    "Range",
    "Set",
    "Tuple",
    "Value",
    "ValuesView",
    "bisect:",
    "copy:",
    "collections:",
    "heapq:",
    "math:",
    "random:",
    "seq:",
    "string:",
    "sys:",
    "time:",
    "text:",
    "views:",
    "enter_comparing(",
    "enter_comparing_int(",
    "enter_frame(",
    "exception_from(",
    "input(",
    "big_from_float(",
    "bytes_from_hex(",
    "int_from_bytes(",
    "int_from_float(",
    "int_from_text(",
    "power_modulo(",
    "try_power_modulo(",
    "round_int(",
    "try_round_int(",
    "round_to_big(",
    "round_to_int(",
    "power(",
    "or_break(",
    "or_leave(",
    "or_raise(",
    "raise(",
    "raise_value(",
    "undefined:",
    "wrong_call:",
    "misspelt:",
    "run(",
    "try_enter_comparing(",
    "try_enter_comparing_int(",
    "try_enter_frame(",
    "try_input(",
    "try_big_from_float(",
    "try_bytes_from_hex(",
    "try_int_from_bytes(",
    "try_int_from_float(",
    "try_int_from_text(",
    "try_round_to_big(",
    "try_round_to_int(",
    "try_shift_left(",
    "try_left_shift(",
    "try_power(",
    "try_power_float(",
    "try_range_big(",
    "try_range_step(",
    "try_right_shift(",
    "try_shift_right(",
    "try_misspelt:",
    "try_undefined:",
    "try_wrong_call:",
    "try_unpack(",
    "try_unpack_results(",
    "try_unpack_star(",
    "try_unpack_star_results(",
    "shift_left(",
    "shift_right(",
    "left_shift(",
    "right_shift(",
    "power_float(",
    "range_big(",
    "range_step(",
    "unpack(",
    "unpack_star(",
    "within(",
    "args!",
    "assert!",
    "fields!",
    "pairs!",
    "params!",
    "record!",
    "values!",
];

/// Macros that stand in for Rust's own, and what they are called.
const REPLACED_MACROS: [(&str, &str); 5] = [
    ("assert!", "assert"),
    ("print!", "print"),
    ("println!", "println"),
    ("try_print!", "try_print"),
    ("try_println!", "try_println"),
];

/// How wide the line of imports may be.
const WIDTH: usize = 100;

/// The identifiers of written code: those before `(`, `!` and `::` once more with that sign, those behind a dot not at
/// all.
#[derive(Default)]
pub(super) struct Words {
    found: BTreeSet<String>,
    /// The one being looked at. Most were seen before and need no text of their own.
    word: String,
}

impl Words {
    /// The words of these parts of a program.
    pub(super) fn of(parts: &[&TokenStream]) -> Self {
        let mut words = Self::default();
        for part in parts {
            words.add((*part).clone());
        }
        words
    }

    fn contains(&self, word: &str) -> bool {
        self.found.contains(word)
    }

    /// Those of more code.
    pub(super) fn add(&mut self, tokens: TokenStream) {
        let mut before = Before::Other;
        let mut tokens = tokens.into_iter().peekable();
        while let Some(tree) = tokens.next() {
            let after = match &tree {
                TokenTree::Group(group) => {
                    self.add(group.stream());
                    Before::Other
                }
                TokenTree::Ident(name) => {
                    self.name(name, before, tokens.peek());
                    if name == "fn" {
                        Before::Definition
                    } else {
                        Before::Other
                    }
                }
                TokenTree::Punct(punct) => match punct.as_char() {
                    '.' if punct.spacing() == Spacing::Joint => Before::Dots,
                    '.' if !matches!(before, Before::Dots) => Before::Dot,
                    ':' if punct.spacing() == Spacing::Joint => Before::HalfColons,
                    ':' if matches!(before, Before::HalfColons) => Before::Colons,
                    _ => Before::Other,
                },
                TokenTree::Literal(_) => Before::Other,
            };
            before = after;
        }
    }

    fn name(&mut self, name: &Ident, before: Before, next: Option<&TokenTree>) {
        let is_path = match before {
            Before::Dot | Before::Definition => return,
            Before::Colons => true,
            Before::Dots | Before::HalfColons | Before::Other => false,
        };
        self.word.clear();
        write!(self.word, "{name}").expect("a String takes any text");
        if !is_path {
            self.keep();
        }
        match next {
            Some(TokenTree::Group(group)) => {
                if group.delimiter() == Delimiter::Parenthesis && !is_path {
                    self.word.push('(');
                }
            }
            Some(TokenTree::Punct(punct)) => {
                // A single colon stands before a type, two of them are joined.
                match punct.as_char() {
                    '!' => self.word.push('!'),
                    ':' if punct.spacing() == Spacing::Joint && !is_path => self.word.push(':'),
                    _ => {}
                }
            }
            Some(TokenTree::Ident(_) | TokenTree::Literal(_)) | None => {}
        }
        self.keep();
    }

    fn keep(&mut self) {
        if !self.found.contains(&self.word) {
            self.found.insert(self.word.clone());
        }
    }
}

/// What stands before an identifier.
#[derive(Clone, Copy)]
enum Before {
    /// One dot: of a method or a field.
    Dot,
    /// The first of two: of a range.
    Dots,
    /// The first of two colons.
    HalfColons,
    /// Both.
    Colons,
    Definition,
    Other,
}

impl Emit<'_> {
    /// Lints that names call for, and imports.
    pub(super) fn header(&self, words: &Words, needs_runtime: bool) -> TokenStream {
        let mut header = TokenStream::new();
        let has_upper = |name: &str| name.chars().any(char::is_uppercase);
        let is_odd = |name: &str| has_upper(name) || name.trim_matches('_').contains("__");
        let vars = self.program.vars.iter().filter(|var| !var.is_constant);
        let vars = vars.map(|var| var.name.as_str());
        let funcs = self.program.funcs.iter().map(|func| func.name.as_str());
        if vars.clone().chain(funcs.clone()).any(is_odd) {
            header.extend(quote! { #![allow(non_snake_case)] });
        }
        if vars.chain(funcs).any(|name| !name.is_ascii()) {
            header.extend(quote! { #![allow(mixed_script_confusables, uncommon_codepoints, confusable_idents)] });
        }
        if self.program.has_dead_stores {
            header.extend(quote! { #![allow(unused_assignments)] });
        }
        if self.program.has_endless_recursion {
            header.extend(quote! { #![allow(unconditional_recursion)] });
        }
        if self.program.has_guard_blocks {
            header.extend(quote! { #![allow(unused_braces)] });
        }
        let cells: Vec<_> = ["Cell", "RefCell"]
            .into_iter()
            .filter(|name| words.contains(name))
            .map(ident)
            .collect();
        match &cells[..] {
            [] => {}
            [only] => header.extend(quote! { use std::cell::#only; }),
            _ => header.extend(quote! { use std::cell::{#(#cells),*}; }),
        }
        if words.contains("Rc") {
            header.extend(quote! { use std::rc::Rc; });
        }
        if needs_runtime {
            header.extend(self.runtime_imports(words));
        }
        if !header.is_empty() {
            header.extend(quote! { __blank!(); });
        }
        header
    }

    fn runtime_imports(&self, words: &Words) -> TokenStream {
        let used = RUNTIME_NAMES.iter().filter(|name| words.contains(name));
        let is_hidden = |name: &str| {
            name.strip_suffix('(')
                .is_some_and(|name| self.names.contains(name))
        };
        let is_replaced = |name: &str| REPLACED_MACROS.iter().any(|(sign, _)| *sign == name);
        let mut names: Vec<String> = used
            .filter(|name| !is_hidden(name) && !is_replaced(name))
            .map(|name| name.trim_end_matches(['(', '!', ':']).to_owned())
            .collect();
        // Those that are no macros yet: see `macros`.
        let is_called =
            |name: &str| name.starts_with("try_") && words.contains(&format!("{name}("));
        let replaced = REPLACED_MACROS
            .iter()
            .filter(|(sign, name)| words.contains(sign) || is_called(name));
        let replaced: Vec<String> = replaced.map(|(_, name)| (*name).to_owned()).collect();
        names.extend(replaced.iter().cloned());
        names.extend(self.program.traits.iter().map(|name| match *name {
            "PyStr" | "PyChar" => format!("text::{name} as _"),
            _ => format!("{name} as _"),
        }));
        let width: usize = names.iter().map(|name| name.len() + ", ".len()).sum();
        if "use adder_runtime::{};".len() + width > WIDTH {
            names = replaced;
            names.insert(0, "prelude::*".to_owned());
        }
        let list: TokenStream = names.join(", ").parse().expect("names are Rust");
        quote! { use adder_runtime::{#list}; }
    }

    /// Whether code with these words names the support library.
    pub(super) fn needs_runtime(&self, words: &Words) -> bool {
        !self.program.traits.is_empty() || RUNTIME_NAMES.iter().any(|name| words.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::{REPLACED_MACROS, RUNTIME_NAMES};

    #[test]
    fn the_prelude_has_every_name() {
        let prelude = include_str!("../../templates/runtime/src/prelude.rs");
        let is_word = |name: &str| {
            let code = prelude.lines().filter(|line| !line.starts_with("//"));
            code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
                .any(|word| word == name)
        };
        for name in RUNTIME_NAMES {
            let is_replaced = REPLACED_MACROS.iter().any(|(sign, _)| sign == name);
            let name = name.trim_end_matches(['(', '!', ':']);
            assert_eq!(is_word(name), !is_replaced, "{name}");
        }
    }
}
