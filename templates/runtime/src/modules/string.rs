//! `string`. Semantics: CPython's `Lib/string.py`.

use super::arguments::bound;
use crate::builtins::Builtin;
use crate::text::PyStr;
use crate::{Exception, Value};

/// `string.capwords(text)`.
pub fn capwords(text: &str) -> String {
    let words: Vec<String> = text
        .py_split()
        .iter()
        .map(|word| word.capitalize())
        .collect();
    words.join(" ")
}

raising! {
    /// `string.capwords(text, separator)`.
    capwords_by: pub fn try_capwords_by(text: &str, separator: &str) -> String {
        let words: Vec<String> = text
            .try_split_on(separator)?
            .iter()
            .map(|word| word.capitalize())
            .collect();
        Ok(words.join(separator))
    }
}

/// The functions, as objects.
pub(super) static FUNCTIONS: &[Builtin] = &[Builtin {
    name: "capwords",
    doc: "A function of the module string.",
    call: |args| {
        let [text, separator] = bound(args, "capwords", ["s", "sep"], 1)?;
        match (text, separator) {
            (Some(Value::Str(text)), None | Some(Value::None)) => Ok(Value::from(capwords(&text))),
            (Some(Value::Str(text)), Some(Value::Str(separator))) => {
                try_capwords_by(&text, &separator).map(Value::from)
            }
            (text, _) => Err(Exception::attribute_error(format!(
                "'{}' object has no attribute 'split'",
                text.unwrap_or(Value::None).type_name()
            ))),
        }
    },
}];
