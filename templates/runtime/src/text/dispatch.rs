//! The methods of `str` as dynamic code calls them: by name, over [`Value`].

use super::arguments::{
    Bound, Method, Shape, bound, given, int_or, integer, integer_or, method, required, text,
    text_argument,
};
use super::braces::{try_format_fields, try_format_map};
use super::bytes::try_encode;
use super::case::{self, all_chars};
use super::search::{self, From};
use super::split::{self, LineEnds};
use super::translate;
use super::{methods::PyStr, pad, strip, unicode};
use crate::{Args, Exception, List, Str, Value};
use std::rc::Rc;

/// Calls the method `name` of a string. `None` if strings have no such method.
pub fn call_str_method(receiver: &Str, name: &str, args: Args) -> Option<Result<Value, Exception>> {
    if name == "format" {
        return Some(try_format_fields(receiver, &args).map(Value::from));
    }
    Method::call_by_name(&STR_METHODS, "str", receiver, name, args)
}

/// The name of a method of strings, if there is one of that name.
pub fn str_method_name(name: &str) -> Option<&'static str> {
    Method::known_name(&STR_METHODS, name)
}

/// The names of the methods that [`call_str_method`] knows, sorted.
pub fn str_method_names() -> impl Iterator<Item = &'static str> {
    STR_METHODS.iter().map(Method::name)
}

use Shape::{Named, Nothing, One, Positional, Search};

static STR_METHODS: [Method<Str>; 47] = [
    method("capitalize", Nothing, |s, _| Ok(case::capitalize(s).into())),
    method("casefold", Nothing, |s, _| Ok(case::casefold(s).into())),
    method("center", Positional(1, 2), |s, args| {
        padded(s, args, pad::center)
    }),
    method("count", Search, |s, args| {
        search_with(s, args, |s, sub, start, end| {
            Ok(search::count(s, sub, start, end).into())
        })
    }),
    method("encode", Named(&["encoding", "errors"]), encode),
    method("endswith", Search, |s, args| {
        affix(s, args, "endswith", search::ends_with)
    }),
    method("expandtabs", Named(&["tabsize"]), |s, args| {
        Ok(pad::expand_tabs(s, int_or(args, 0, 8)?).into())
    }),
    method("find", Search, |s, args| {
        search_with(s, args, |s, sub, start, end| {
            Ok(search::find(s, sub, start, end, From::Left).into())
        })
    }),
    method("format", Nothing, |s, _| Ok(s.to_string().into())),
    method("format_map", One, |s, args| {
        Ok(try_format_map(s, required(args, 0))?.into())
    }),
    method("index", Search, |s, args| {
        search_with(s, args, |s, sub, start, end| {
            Ok(search::index(s, sub, start, end, From::Left)?.into())
        })
    }),
    method("isalnum", Nothing, |s, _| {
        Ok(all_chars(s, case::is_alphanumeric).into())
    }),
    method("isalpha", Nothing, |s, _| {
        Ok(all_chars(s, unicode::is_alpha).into())
    }),
    method("isascii", Nothing, |s, _| Ok(s.is_ascii().into())),
    method("isdecimal", Nothing, |s, _| {
        Ok(all_chars(s, unicode::is_decimal).into())
    }),
    method("isdigit", Nothing, |s, _| {
        Ok(all_chars(s, unicode::is_digit).into())
    }),
    method("isidentifier", Nothing, |s, _| {
        Ok(case::is_identifier(s).into())
    }),
    method("islower", Nothing, |s, _| Ok(case::is_all_lower(s).into())),
    method("isnumeric", Nothing, |s, _| {
        Ok(all_chars(s, unicode::is_numeric).into())
    }),
    method("isprintable", Nothing, |s, _| Ok(s.isprintable().into())),
    method("isspace", Nothing, |s, _| {
        Ok(all_chars(s, unicode::is_space).into())
    }),
    method("istitle", Nothing, |s, _| Ok(case::is_titlecased(s).into())),
    method("isupper", Nothing, |s, _| Ok(case::is_all_upper(s).into())),
    method("join", One, |s, args| join(s, required(args, 0))),
    method("ljust", Positional(1, 2), |s, args| {
        padded(s, args, pad::ljust)
    }),
    method("lower", Nothing, |s, _| Ok(case::lower(s).into())),
    method("lstrip", Positional(0, 1), |s, args| {
        stripped(s, args, "lstrip", strip::lstrip)
    }),
    method("maketrans", Positional(1, 3), |_, args| {
        translate::make_table(args)
    }),
    method("partition", One, |s, args| {
        Ok(parts(search::partition(
            s,
            text(required(args, 0), "must be str, not {}")?,
            From::Left,
        )?))
    }),
    method("removeprefix", One, |s, args| {
        let prefix = text_argument(required(args, 0), "removeprefix() argument")?;
        Ok(s.removeprefix(prefix).into())
    }),
    method("removesuffix", One, |s, args| {
        let suffix = text_argument(required(args, 0), "removesuffix() argument")?;
        Ok(s.removesuffix(suffix).into())
    }),
    method("replace", Positional(2, 3), replace),
    method("rfind", Search, |s, args| {
        search_with(s, args, |s, sub, start, end| {
            Ok(search::find(s, sub, start, end, From::Right).into())
        })
    }),
    method("rindex", Search, |s, args| {
        search_with(s, args, |s, sub, start, end| {
            Ok(search::index(s, sub, start, end, From::Right)?.into())
        })
    }),
    method("rjust", Positional(1, 2), |s, args| {
        padded(s, args, pad::rjust)
    }),
    method("rpartition", One, |s, args| {
        Ok(parts(search::partition(
            s,
            text(required(args, 0), "must be str, not {}")?,
            From::Right,
        )?))
    }),
    method("rsplit", Named(&["sep", "maxsplit"]), |s, args| {
        split_with(s, args, split::rsplit)
    }),
    method("rstrip", Positional(0, 1), |s, args| {
        stripped(s, args, "rstrip", strip::rstrip)
    }),
    method("split", Named(&["sep", "maxsplit"]), |s, args| {
        split_with(s, args, split::split)
    }),
    method("splitlines", Named(&["keepends"]), |s, args| {
        let ends = if int_or(args, 0, 0)? == 0 {
            LineEnds::Dropped
        } else {
            LineEnds::Kept
        };
        Ok(list(split::split_lines(s, ends)))
    }),
    method("startswith", Search, |s, args| {
        affix(s, args, "startswith", search::starts_with)
    }),
    method("strip", Positional(0, 1), |s, args| {
        stripped(s, args, "strip", strip::strip)
    }),
    method("swapcase", Nothing, |s, _| Ok(case::swapcase(s).into())),
    method("title", Nothing, |s, _| Ok(case::title(s).into())),
    method("translate", One, |s, args| {
        Ok(translate::translate(s, required(args, 0))?.into())
    }),
    method("upper", Nothing, |s, _| Ok(case::upper(s).into())),
    method("zfill", One, |s, args| {
        Ok(pad::zfill(s, integer(required(args, 0))?)?.into())
    }),
];

fn list(parts: Vec<&str>) -> Value {
    Value::List(List::from(
        parts.into_iter().map(Value::from).collect::<Vec<_>>(),
    ))
}

fn parts((before, separator, after): (String, String, String)) -> Value {
    Value::from(vec![before.into(), separator.into(), after.into()])
}

type Splitter = for<'a> fn(&'a str, Option<&str>, i64) -> Result<Vec<&'a str>, Exception>;

type Searcher = fn(&str, &str, Option<i64>, Option<i64>) -> Result<Value, Exception>;

fn split_with(s: &Str, args: &Bound, split: Splitter) -> Result<Value, Exception> {
    let max_split = integer_or(args, 1, -1)?;
    let separator = match given(args, 0) {
        None | Some(Value::None) => None,
        Some(value) => Some(text(value, "must be str or None, not {}")?.as_str()),
    };
    Ok(list(split(s, separator, max_split)?))
}

fn stripped(
    s: &Str,
    args: &Bound,
    name: &str,
    strip: for<'a> fn(&'a str, Option<&str>) -> &'a str,
) -> Result<Value, Exception> {
    let chars = match given(args, 0) {
        None | Some(Value::None) => None,
        Some(Value::Str(chars)) => Some(chars.as_str()),
        Some(_) => {
            return Err(Exception::type_error(format!(
                "{name} arg must be None or str"
            )));
        }
    };
    Ok(strip(s, chars).into())
}

fn padded(
    s: &Str,
    args: &Bound,
    pad: fn(&str, i64, char) -> Result<String, Exception>,
) -> Result<Value, Exception> {
    let width = integer(required(args, 0))?;
    let fill = match given(args, 1) {
        None => ' ',
        Some(fill) => pad::fill_char(text(
            fill,
            "The fill character must be a unicode character, not {}",
        )?)?,
    };
    Ok(pad(s, width, fill)?.into())
}

fn search_with(s: &Str, args: &Bound, search: Searcher) -> Result<Value, Exception> {
    let (start, end) = (bound(args, 1)?, bound(args, 2)?);
    search(
        s,
        text(required(args, 0), "must be str, not {}")?,
        start,
        end,
    )
}

fn affix(
    s: &Str,
    args: &Bound,
    name: &str,
    holds: fn(&str, &str, Option<i64>, Option<i64>) -> bool,
) -> Result<Value, Exception> {
    let (start, end) = (bound(args, 1)?, bound(args, 2)?);
    let Value::Tuple(choices) = required(args, 0) else {
        let message = format!("{name} first arg must be str or a tuple of str, not {{}}");
        return Ok(holds(s, text(required(args, 0), &message)?, start, end).into());
    };
    for choice in choices.iter() {
        let message = format!("tuple for {name} must only contain str, not {{}}");
        if holds(s, text(choice, &message)?, start, end) {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}

fn replace(s: &Str, args: &Bound) -> Result<Value, Exception> {
    let old = text_argument(required(args, 0), "replace() argument 1")?;
    let new = text_argument(required(args, 1), "replace() argument 2")?;
    Ok(strip::replace(s, old, new, integer_or(args, 2, -1)?).into())
}

fn encode(s: &Str, args: &Bound) -> Result<Value, Exception> {
    let option = |index, name: &str, otherwise: &str| match given(args, index) {
        None => Ok(otherwise.to_owned()),
        Some(value) => {
            text_argument(value, &format!("encode() argument '{name}'")).map(ToString::to_string)
        }
    };
    let (encoding, errors) = (
        option(0, "encoding", "utf-8")?,
        option(1, "errors", "strict")?,
    );
    Ok(Value::Bytes(Rc::new(try_encode(s, &encoding, &errors)?)))
}

/// `separator.join(parts)` for any iterable.
fn join(separator: &Str, parts: &Value) -> Result<Value, Exception> {
    let mut items = parts
        .try_iter()
        .map_err(|_| Exception::type_error("can only join an iterable"))?;
    let mut out = String::new();
    let mut index = 0;
    while let Some(part) = items.try_next()? {
        let message = format!("sequence item {index}: expected str instance, {{}} found");
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(text(&part, &message)?);
        index += 1;
    }
    Ok(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bytes_method_names;

    #[test]
    fn tables_are_sorted() {
        assert!(str_method_names().is_sorted());
        assert!(bytes_method_names().is_sorted());
    }

    #[test]
    fn unknown_methods_are_no_methods() {
        assert!(call_str_method(&Str::from("a"), "shout", Args::new()).is_none());
    }
}
