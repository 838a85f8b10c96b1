//! Macros that list items, such as `values![1, "a"]`.
//!
//! prettyplease knows the standard library's macros only and leaves the inside of others as it is. So these are arrays until the
//! text is formatted, and their first item says which macro they are: `[__listed!(values!), 1, "a"]`.

use proc_macro2::TokenStream;
use quote::quote;

const MARKER: &str = "__listed!(";

/// The display of a macro, for formatting.
pub(super) fn array(name: &str, items: &[TokenStream]) -> TokenStream {
    let name = super::ident(name);
    quote! { [__listed!(#name!), #(#items),*] }
}

/// Writes the macros in formatted text.
pub(super) fn write_macros(formatted: &str) -> String {
    if !formatted.contains(MARKER) {
        return formatted.to_owned();
    }
    let mut out = String::with_capacity(formatted.len());
    for line in formatted.split_inclusive('\n') {
        let mut rest = line;
        let mut begins = true;
        while let Some((before, name, after)) = next_marker(rest) {
            out.push_str(before);
            if begins && before.trim_start().is_empty() {
                out.truncate(out.trim_end().len());
            }
            let bracket = out.pop();
            debug_assert_eq!(bracket, Some('['), "a marker is the first item");
            out.push_str(name);
            out.push('[');
            rest = after;
            begins = false;
        }
        out.push_str(rest);
    }
    out
}

/// The first marker that stands in none of the line's literals: what is before it, the macro, what is behind it.
fn next_marker(line: &str) -> Option<(&str, &str, &str)> {
    let place = line
        .match_indices(MARKER)
        .map(|(place, _)| place)
        .find(|place| !is_in_text(&line[..*place]))?;
    let inside = &line[place + MARKER.len()..];
    let (name, after) = inside.split_once(')')?;
    let after = after.strip_prefix(',').unwrap_or(after);
    // On a line of its own it leaves the line's end, otherwise not even the blank.
    Some((
        &line[..place],
        name,
        after.strip_prefix(' ').unwrap_or(after),
    ))
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
    use super::write_macros;

    #[test]
    fn macros_are_written_where_they_begin_an_array() {
        assert_eq!(
            write_macros("f([__listed!(values!), 1, [__listed!(args!), '\"', 2]])\n"),
            "f(values![1, args!['\"', 2]])\n"
        );
        assert_eq!(
            write_macros("    [\n        __listed!(values!),\n        1,\n    ]\n"),
            "    values![\n        1,\n    ]\n"
        );
    }

    #[test]
    fn texts_are_left_alone() {
        let text = "f(\"\\\"[__listed!(values!), 1\", '\"')\n";
        assert_eq!(write_macros(text), text);
    }
}
