//! Texts with holes, read where they are literals: `"{:>5} {name!r}".format(…)`, `"%s: %5.2f" % (…)`.
//!
//! Semantics: "Format String Syntax" and "printf-style String Formatting" of Python's library reference. What is not simple (nested
//! fields, attributes, indices, mapping keys, `*` widths) gives nothing: it is left to the support library.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePiece {
    /// Text as it is.
    Text(String),
    /// A value.
    Hole(Hole),
}

/// Where a value is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Which argument.
    pub argument: Argument,
    /// How it becomes text.
    pub shows: Shows,
    /// A format spec of Python's mini-language.
    pub spec: String,
}

/// An argument of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// By position.
    Position(usize),
    /// By keyword.
    Name(String),
}

/// What a hole shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// `format(value, spec)`.
    Formatted,
    /// `str(value)`.
    Str,
    /// `repr(value)`.
    Repr,
    /// An integer, as `%d` takes it.
    Integer,
    /// A float, as `%f` takes it.
    Float,
}

/// The pieces of a template of `str.format`.
pub fn braces(text: &str) -> Option<Vec<TemplatePiece>> {
    let mut pieces = Pieces::default();
    let mut n_automatic = 0;
    let mut is_numbered = false;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        pieces.text(&rest[..at]);
        let (brace, tail) = rest[at..].split_at(1);
        if let Some(tail) = tail.strip_prefix(brace) {
            pieces.text(brace);
            rest = tail;
            continue;
        }
        if brace == "}" {
            return None;
        }
        let (field, tail) = tail.split_once('}')?;
        if field.contains('{') {
            return None;
        }
        rest = tail;
        let (name, spec) = field.split_once(':').unwrap_or((field, ""));
        let (name, shows) = match name.split_once('!') {
            None => (name, Shows::Formatted),
            Some((name, "s")) => (name, Shows::Str),
            Some((name, "r")) => (name, Shows::Repr),
            Some(_) => return None,
        };
        let argument = if name.is_empty() {
            n_automatic += 1;
            Argument::Position(n_automatic - 1)
        } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
            is_numbered = true;
            Argument::Position(name.parse().ok()?)
        } else if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            Argument::Name(name.to_owned())
        } else {
            return None;
        };
        if is_numbered && n_automatic > 0 {
            return None;
        }
        pieces.0.push(TemplatePiece::Hole(Hole {
            argument,
            shows,
            spec: spec.to_owned(),
        }));
    }
    pieces.text(rest);
    Some(pieces.0)
}

/// The pieces of a template of `%`, and how many values it takes.
pub fn percent(text: &str) -> Option<(Vec<TemplatePiece>, usize)> {
    let mut pieces = Pieces::default();
    let mut n_values = 0;
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('%') {
        pieces.text(before);
        if let Some(tail) = tail.strip_prefix('%') {
            pieces.text("%");
            rest = tail;
            continue;
        }
        let end = tail.find(|c: char| !matches!(c, '-' | '+' | ' ' | '.' | '0'..='9'))?;
        let code = tail[end..].chars().next()?;
        let (shows, spec) = converted(&tail[..end], code)?;
        rest = &tail[end + code.len_utf8()..];
        pieces.0.push(TemplatePiece::Hole(Hole {
            argument: Argument::Position(n_values),
            shows,
            spec,
        }));
        n_values += 1;
    }
    pieces.text(rest);
    Some((pieces.0, n_values))
}

/// What a conversion of `%` shows, and its flags, width and precision as a format spec.
fn converted(options: &str, code: char) -> Option<(Shows, String)> {
    let flags_end = options
        .find(|c: char| !matches!(c, '-' | '+' | ' ' | '0'))
        .unwrap_or(options.len());
    let (flags, size) = options.split_at(flags_end);
    let (width, precision) = match size.split_once('.') {
        Some((width, precision)) => (width, Some(precision)),
        None => (size, None),
    };
    let is_number = |text: &str| text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(width) || !precision.is_none_or(|digits| !digits.is_empty() && is_number(digits))
    {
        return None;
    }
    let is_left = flags.contains('-');
    let sign = match (flags.contains('+'), flags.contains(' ')) {
        (true, _) => "+",
        (false, true) => " ",
        (false, false) => "",
    };
    let zero = if flags.contains('0') && !is_left {
        "0"
    } else {
        ""
    };
    let left = if is_left && !width.is_empty() {
        "<"
    } else {
        ""
    };
    let digits = precision.map_or(String::new(), |digits| format!(".{digits}"));
    match code {
        's' | 'r' => {
            let align = match (width.is_empty(), is_left) {
                (true, _) => "",
                (false, true) => "<",
                (false, false) => ">",
            };
            let shows = if code == 's' { Shows::Str } else { Shows::Repr };
            Some((shows, format!("{align}{width}{digits}")))
        }
        'd' | 'i' if precision.is_none() => {
            Some((Shows::Integer, format!("{left}{sign}{zero}{width}")))
        }
        'f' | 'e' | 'g' | 'F' | 'E' | 'G' => Some((
            Shows::Float,
            format!("{left}{sign}{zero}{width}{digits}{code}"),
        )),
        _ => None,
    }
}

#[derive(Default)]
struct Pieces(Vec<TemplatePiece>);

impl Pieces {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(TemplatePiece::Text(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(TemplatePiece::Text(text.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hole(argument: Argument, shows: Shows, spec: &str) -> TemplatePiece {
        TemplatePiece::Hole(Hole {
            argument,
            shows,
            spec: spec.to_owned(),
        })
    }

    #[test]
    fn braces_name_arguments() {
        let text = |text: &str| TemplatePiece::Text(text.to_owned());
        assert_eq!(
            braces("{{a}} {:>5}{}"),
            Some(vec![
                text("{a} "),
                hole(Argument::Position(0), Shows::Formatted, ">5"),
                hole(Argument::Position(1), Shows::Formatted, ""),
            ])
        );
        assert_eq!(
            braces("{name!r:>9}"),
            Some(vec![hole(
                Argument::Name("name".to_owned()),
                Shows::Repr,
                ">9"
            )])
        );
        for odd in ["{", "}", "{0}{}", "{a.b}", "{a[0]}", "{:{}}", "{!x}"] {
            assert_eq!(braces(odd), None, "{odd}");
        }
    }

    #[test]
    fn percent_takes_values_in_order() {
        let (pieces, n_values) = percent("%5d%% %-8.2f|%s").expect("a simple template");
        assert_eq!(n_values, 3);
        assert_eq!(pieces[0], hole(Argument::Position(0), Shows::Integer, "5"));
        assert_eq!(
            pieces[2],
            hole(Argument::Position(1), Shows::Float, "<8.2f")
        );
        for odd in ["%", "%(a)s", "%*d", "%x", "%.3d", "%#d"] {
            assert_eq!(percent(odd), None, "{odd}");
        }
    }
}
