//! Macros of the support library in formatted text.
//!
//! prettyplease knows the standard library's macros only and leaves the inside of others as it is. So they are ordinary expressions until the
//! text is formatted: `values![1, "a"]` is an array whose first item says which macro it is, `[__listed!(values!), 1, "a"]`;
//! `or_break!('attempt, value)` is a call whose first argument says the label, `or_break(__label!(attempt), value)`, which is empty for
//! macros without one, `try_println(__label!(), "{}", value)`.

use proc_macro2::TokenStream;
use quote::quote;

const LISTED: &str = "__listed!(";
const LABEL: &str = "__label!(";

/// The display of a macro, for formatting.
pub(super) fn array(name: &str, items: &[TokenStream]) -> TokenStream {
    let name = super::ident(name);
    quote! { [__listed!(#name!), #(#items),*] }
}

/// The call of a macro that takes a label and a value, for formatting. `name` is its path.
pub(super) fn with_label(name: &TokenStream, label: &str, value: &TokenStream) -> TokenStream {
    let label = super::ident(label);
    quote! { #name(__label!(#label), #value) }
}

/// The call of a macro that takes values only, for formatting.
pub(super) fn call(name: &proc_macro2::Ident, args: &[TokenStream]) -> TokenStream {
    quote! { #name(__label!() #(, #args)*) }
}

/// Writes the macros in formatted text.
pub(super) fn write(formatted: &str) -> String {
    if !formatted.contains(LISTED) && !formatted.contains(LABEL) {
        return formatted.to_owned();
    }
    let mut out = String::with_capacity(formatted.len());
    for line in formatted.split_inclusive('\n') {
        let mut rest = line;
        while let Some(marker) = next_marker(rest) {
            out.push_str(marker.before);
            rest = marker.after;
            if marker.is_label && marker.name.is_empty() {
                out.truncate(out.trim_end().len());
                let bracket = out.pop();
                debug_assert_eq!(bracket, Some('('), "a marker is the first argument");
                out.push_str("!(");
                rest = rest.strip_prefix(',').unwrap_or(rest);
                rest = rest.strip_prefix(' ').unwrap_or(rest);
                continue;
            }
            if marker.is_label {
                // The bracket may stand at the end of the line above.
                let head = out.trim_end().len();
                debug_assert!(out[..head].ends_with('('), "a label is the first argument");
                out.insert(head - 1, '!');
                out.push('\'');
                out.push_str(marker.name);
                continue;
            }
            out.truncate(out.trim_end().len());
            let bracket = out.pop();
            debug_assert_eq!(bracket, Some('['), "a marker is the first item");
            out.push_str(marker.name);
            out.push('[');
            // On a line of its own it leaves the line's end, otherwise not even the blank.
            rest = rest.strip_prefix(',').unwrap_or(rest);
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
        out.push_str(rest);
    }
    out
}

/// A marker in a line.
struct Marker<'a> {
    before: &'a str,
    /// What stands in its parentheses.
    name: &'a str,
    after: &'a str,
    is_label: bool,
}

/// The first marker that stands in none of the line's literals.
fn next_marker(line: &str) -> Option<Marker<'_>> {
    let first = |text: &'static str| {
        line.match_indices(text)
            .map(|(place, _)| (place, text))
            .find(|(place, _)| !is_in_text(&line[..*place]))
    };
    let (place, text) = [first(LISTED), first(LABEL)].into_iter().flatten().min()?;
    let (name, after) = line[place + text.len()..].split_once(')')?;
    Some(Marker {
        before: &line[..place],
        name,
        after,
        is_label: text == LABEL,
    })
}

/// Whether a string literal is open behind this beginning of a line.
fn is_in_text(before: &str) -> bool {
    let mut is_open = false;
    let mut chars = before.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => is_open = !is_open,
            '\\' if is_open => {
                chars.next();
            }
            '\'' if !is_open && chars.as_str().starts_with("\"'") => {
                chars.next();
            }
            _ => {}
        }
    }
    is_open
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn displays_are_written_where_they_begin_an_array() {
        assert_eq!(
            write("f([__listed!(values!), 1, [__listed!(args!), '\"', 2]])\n"),
            "f(values![1, args!['\"', 2]])\n"
        );
        assert_eq!(
            write("    [\n        __listed!(values!),\n        1,\n    ]\n"),
            "    values![\n        1,\n    ]\n"
        );
    }

    #[test]
    fn labels_are_written_where_they_begin_a_call() {
        assert_eq!(
            write("or_break(__label!(attempt), f([__listed!(args!), 1]))\n"),
            "or_break!('attempt, f(args![1]))\n"
        );
        assert_eq!(
            write("or_break(\n    __label!(attempt_2),\n    f(),\n)\n"),
            "or_break!(\n    'attempt_2,\n    f(),\n)\n"
        );
    }

    #[test]
    fn calls_are_written_where_a_label_is_empty() {
        assert_eq!(
            write("try_println(__label!(), \"{}\", f())?;\n"),
            "try_println!(\"{}\", f())?;\n"
        );
        assert_eq!(
            write("try_print(\n    __label!(),\n    \"{}\",\n    f(),\n)?;\n"),
            "try_print!(\n    \"{}\",\n    f(),\n)?;\n"
        );
    }

    #[test]
    fn texts_are_left_alone() {
        let text = "f(\"\\\"[__listed!(values!), 1\", '\"', \"__label!(x)\")\n";
        assert_eq!(write(text), text);
    }
}
