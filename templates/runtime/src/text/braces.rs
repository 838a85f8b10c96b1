//! `str.format` and `str.format_map`: `'{} {0.name!r:>{width}}'`.

use super::unicode::decimal_value;
use crate::{Args, Exception, Value};

raising! {
    /// `template.format(*args, **keywords)`.
    ///
    /// ```text
    /// >>> '{} {:>{w}} {x!r}'.format(1, 'a', w=3, x='b')
    /// "1   a 'b'"
    /// ```
    format_fields: pub fn try_format_fields(template: &str, args: &Args) -> String {
        build(template, &mut Fields { source: Source::Call(args), numbering: None, n_automatic: 0 }, 2)
    }

    /// `template.format_map(mapping)`.
    format_map: pub fn try_format_map(template: &str, mapping: &Value) -> String {
        build(template, &mut Fields { source: Source::Mapping(mapping), numbering: None, n_automatic: 0 }, 2)
    }
}

/// Where the values of replacement fields come from.
enum Source<'a> {
    Call(&'a Args),
    Mapping(&'a Value),
}

/// How a template numbers its positional fields: it must not mix the two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    Automatic,
    Manual,
}

/// The values for the fields and the numbers given so far.
struct Fields<'a> {
    source: Source<'a>,
    numbering: Option<Numbering>,
    n_automatic: usize,
}

/// Writes a template out; specifications may hold fields themselves, but only `depth` levels down.
fn build(template: &str, fields: &mut Fields<'_>, depth: usize) -> Result<String, Exception> {
    if depth == 0 {
        return Err(Exception::value_error("Max string recursion exceeded"));
    }
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        if let Some(escaped) = after.strip_prefix(brace) {
            out.push_str(brace);
            rest = escaped;
            continue;
        }
        if brace == "}" || after.is_empty() {
            return Err(Exception::value_error(format!(
                "Single '{brace}' encountered in format string"
            )));
        }
        let (field, behind) = Field::read(after)?;
        out.push_str(&field.render(fields, depth)?);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// A replacement field: what stands between the braces.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
    has_inner_fields: bool,
}

impl<'a> Field<'a> {
    /// Reads a field behind its opening brace; also gives what follows the closing one.
    fn read(text: &'a str) -> Result<(Self, &'a str), Exception> {
        let end = name_end(text)?;
        let (name, rest) = (&text[..end], &text[end + 1..]);
        let mut field = Self {
            name,
            conversion: None,
            spec: "",
            has_inner_fields: false,
        };
        match text.as_bytes()[end] {
            b'}' => return Ok((field, rest)),
            b'!' => {}
            _ => return field.read_spec(rest),
        }
        let mut chars = rest.chars();
        field.conversion = chars.next();
        if field.conversion.is_none() {
            return Err(Exception::value_error(
                "end of string while looking for conversion specifier",
            ));
        }
        match chars.next() {
            Some('}') => Ok((field, chars.as_str())),
            Some(':') | None => field.read_spec(chars.as_str()),
            Some(_) => Err(Exception::value_error(
                "expected ':' after conversion specifier",
            )),
        }
    }

    /// Reads the specification, in which braces are balanced.
    fn read_spec(mut self, text: &'a str) -> Result<(Self, &'a str), Exception> {
        let mut depth = 1;
        for (position, brace) in text.match_indices(['{', '}']) {
            if brace == "{" {
                self.has_inner_fields = true;
                depth += 1;
            } else {
                depth -= 1;
            }
            if depth == 0 {
                self.spec = &text[..position];
                return Ok((self, &text[position + 1..]));
            }
        }
        Err(Exception::value_error("unmatched '{' in format spec"))
    }

    fn render(&self, fields: &mut Fields<'_>, depth: usize) -> Result<String, Exception> {
        let mut value = fields.value(self.name)?;
        if let Some(conversion) = self.conversion {
            value = Value::from(converted(&value, conversion)?);
        }
        if self.has_inner_fields {
            let spec = build(self.spec, fields, depth - 1)?;
            return value.try_format(&spec);
        }
        value.try_format(self.spec)
    }
}

/// Where the name of a field ends: at a brace, a colon or an exclamation mark that is not inside an index.
fn name_end(text: &str) -> Result<usize, Exception> {
    let mut in_index = false;
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            b']' => in_index = false,
            _ if in_index => {}
            b'[' => in_index = true,
            b'{' => return Err(Exception::value_error("unexpected '{' in field name")),
            b'}' | b':' | b'!' => return Ok(position),
            _ => {}
        }
    }
    Err(Exception::value_error("expected '}' before end of string"))
}

fn converted(value: &Value, conversion: char) -> Result<String, Exception> {
    match conversion {
        's' => value.try_str(),
        'r' => value.try_repr(),
        'a' => value.try_ascii(),
        other => {
            let shown = if matches!(other, '!'..='~') {
                other.to_string()
            } else {
                format!("\\x{:x}", u32::from(other))
            };
            Err(Exception::value_error(format!(
                "Unknown conversion specifier {shown}"
            )))
        }
    }
}

impl Fields<'_> {
    /// The value that a name such as `0.items[3]` stands for.
    fn value(&mut self, name: &str) -> Result<Value, Exception> {
        let (first, mut rest) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
        let index = self.number(first, index_of(first)?)?;
        let mut value = match index {
            Some(index) => self.positional(index)?,
            None => self.keyword(first)?,
        };
        while let Some(accessor) = rest.chars().next() {
            let inner = &rest[accessor.len_utf8()..];
            let end = match accessor {
                '.' => inner.find(['.', '[']).unwrap_or(inner.len()),
                '[' => inner
                    .find(']')
                    .ok_or_else(|| Exception::value_error("Missing ']' in format string"))?,
                _ => {
                    return Err(Exception::value_error(
                        "Only '.' or '[' may follow ']' in format field specifier",
                    ));
                }
            };
            let step = &inner[..end];
            if step.is_empty() {
                return Err(Exception::value_error("Empty attribute in format string"));
            }
            value = match (accessor, index_of(step)?) {
                ('.', _) => value.try_getattr(step)?,
                (_, Some(index)) => value.try_getitem(&Value::from(index))?,
                (_, None) => value.try_getitem(&Value::from(step))?,
            };
            rest = &inner[end + usize::from(accessor == '[')..];
        }
        Ok(value)
    }

    /// The position of a field, after a look at how the fields before it were numbered.
    fn number(&mut self, first: &str, index: Option<i64>) -> Result<Option<i64>, Exception> {
        let numbering = match (first.is_empty(), index) {
            (true, _) => Numbering::Automatic,
            (false, Some(_)) => Numbering::Manual,
            (false, None) => return Ok(None),
        };
        match (*self.numbering.get_or_insert(numbering), numbering) {
            (Numbering::Automatic, Numbering::Manual) => Err(Exception::value_error(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (Numbering::Manual, Numbering::Automatic) => Err(Exception::value_error(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (Numbering::Manual, Numbering::Manual) => Ok(index),
            (Numbering::Automatic, Numbering::Automatic) => {
                self.n_automatic += 1;
                Ok(Some(super::index::to_i64(self.n_automatic - 1)))
            }
        }
    }

    fn positional(&self, index: i64) -> Result<Value, Exception> {
        let Source::Call(args) = self.source else {
            return Err(Exception::value_error(
                "Format string contains positional fields",
            ));
        };
        let value = usize::try_from(index)
            .ok()
            .and_then(|index| args.positional.get(index));
        value.cloned().ok_or_else(|| {
            Exception::index_error(format!(
                "Replacement index {index} out of range for positional args tuple"
            ))
        })
    }

    fn keyword(&self, name: &str) -> Result<Value, Exception> {
        match self.source {
            Source::Call(args) => (args.keywords.iter().find(|(key, _)| **key == *name))
                .map(|(_, value)| value.clone())
                .ok_or_else(|| Exception::key_error(Value::from(name))),
            Source::Mapping(mapping) => mapping.try_getitem(&Value::from(name)),
        }
    }
}

/// The number that a name or index is, if it is one.
fn index_of(text: &str) -> Result<Option<i64>, Exception> {
    let mut index: Option<i64> = None;
    for c in text.chars() {
        let Some(digit) = decimal_value(c) else {
            return Ok(None);
        };
        let grown = index
            .unwrap_or(0)
            .checked_mul(10)
            .and_then(|index| index.checked_add(digit.into()));
        index =
            Some(grown.ok_or_else(|| {
                Exception::value_error("Too many decimal digits in format string")
            })?);
    }
    Ok(index)
}
